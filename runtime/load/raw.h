/* raw.h: rows of a file before they mean anything, whatever its format.
 *
 * A reader (csv.h, json.h) gives the header once and then row after row; what it gives is borrowed
 * until the next call. What makes the whole file unreadable is reported and ends it; what is wrong
 * with one row is told by its fault, and the row goes on to quarantine. */
#ifndef PM_RAW_H
#define PM_RAW_H

#include "lang/base/arena.h"
#include "lang/base/text.h"
#include "lang/diag/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pm_row_fault {
    PM_ROW_FINE,
    PM_ROW_NOT_TEXT,     /* bytes that are no text in the encoding; fault_at: which */
    PM_ROW_HAS_NUL,      /* likewise */
    PM_ROW_QUOTE_BROKEN, /* text after a closing quote; fault_at: field, from 0 */
    PM_ROW_TOO_SHORT,
    PM_ROW_TOO_LONG
};

struct pm_raw_row {
    const struct pm_text *fields; /* in the order of the header */
    size_t count;
    int64_t line;       /* where it begins, from 1 */
    int64_t byte;       /* offset in the file */
    struct pm_text raw; /* as it stands, in UTF-8 where that could be made, without its line end */
    enum pm_row_fault fault;
    size_t fault_at;
};

enum pm_next { PM_NEXT_ROW, PM_NEXT_END, PM_NEXT_FAILED };

#endif
