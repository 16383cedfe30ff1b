/* headers.h: which column of a file each field of a source is. */
#ifndef PM_HEADERS_H
#define PM_HEADERS_H

#include "lang/model/model.h"

struct pm_header {
    const struct pm_text *names; /* of the file's columns, in order */
    size_t count;
    const char *file; /* as messages name it */
    int64_t line;     /* where they stand; 0: nowhere (JSON) */
};

/* Finds the column of the file that a field reads: its header as it stands but for blanks around
 * it; else the one that is equal when case, blanks, `-` and `_` are set aside. False after a
 * diagnostic: there is none, or more than one. */
bool pm_header_find(const struct pm_header *header, const struct pm_column *column,
                    struct pm_diagnostics *diagnostics, size_t *out);

#endif
