/* changed.h: which lines of plan files have changed since a git revision. */
#ifndef PM_CHANGED_H
#define PM_CHANGED_H

#include "lang/diag/diagnostics.h"

struct pm_changed_lines {
    const char *path;   /* of a plan file, from the folder */
    uint32_t first;     /* line as it is now, from 1 */
    uint32_t count;     /* lines that are new or other; 0: lines were taken out after `first` */
    bool has_taken_out; /* lines that were there before are gone */
};

struct pm_changed_list {
    PM_ARRAY(struct pm_changed_lines) lines;
};

/* The lines of plan files below `folder`, as they are on disk, that differ from the newest commit
 * which `since` and the current commit have in common. Files that git does not follow are new. False
 * after a diagnostic that says what to do. In `arena`. */
bool pm_changed_find(struct pm_arena *arena, const char *folder, const char *since,
                     struct pm_diagnostics *diagnostics, struct pm_changed_list *out);

#endif
