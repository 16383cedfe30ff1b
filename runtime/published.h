/* published.h: figures as files have them that were written for others. Internal to runtime. */
#ifndef PM_PUBLISHED_H
#define PM_PUBLISHED_H

#include "lang/diag/diagnostics.h"
#include "runtime/privacy/attack.h"

enum pm_printed_side { /* of a number, where the figure lies */
                       PM_PRINTED_EXACTLY,
                       PM_PRINTED_BELOW,
                       PM_PRINTED_AT_MOST,
                       PM_PRINTED_ABOVE,
                       PM_PRINTED_AT_LEAST
};

struct pm_printed { /* all undefined: no number ("*", "suppressed") */
    enum pm_printed_side side;
    struct pm_ratio value; /* where it is said exactly */
    struct pm_ratio step;  /* the coarsest to which that may be rounded */
    struct pm_ratio at_least;
    struct pm_ratio at_most;
};

/* "1,250", "45.3 %", "<10", "N<10", ">=95%"; `is_percent`: the column says that it is. */
struct pm_printed pm_read_printed(struct pm_text text, bool is_percent);

/* Adds the figures of a file to an attack: what `pm status`, `pm gaps` and `pm values` write as JSON
 * or CSV, and CSV of others with the same columns; those that are missing are the same in all rows,
 * and those that have other names are dimensions. Texts are in `arena`. False after a diagnostic. */
bool pm_read_published(struct pm_arena *arena, const char *path, struct pm_diagnostics *diagnostics,
                       struct pm_attack *attack);

#endif
