/* release.h: what an audience may see. Renderers get nothing else.
 *
 * A release holds copies of findings and figures in which everything that may not be shown is
 * gone: not a field, order, id or count lets it be worked out. Privacy rules come from the
 * project (`privacy { minimum n 10 ; complement hidden ; cap 5%..95% ; zeros protected }`).
 * Hidden are: a figure of fewer than `minimum n` persons (n above 0), of fewer than `minimum
 * cell` with or without the outcome; with `zeros protected` one that says that none or all have
 * it; then further ones, so that no hidden one follows from sums of any kind, or is left only a
 * few values (`complement hidden`). An audience sees at most what those before it see, and what
 * was released before is known (ledger.h). Figures of sources marked `public` are never hidden. A
 * gap is hidden with either side, and everything worked out from a hidden figure with it. Findings
 * on the improvement cycle that were made because of hidden ones are left out. */
#ifndef PM_RELEASE_H
#define PM_RELEASE_H

#include "runtime/judge/findings.h"

struct pm_trend;  /* trend.h */
struct pm_ledger; /* ledger.h */
struct pm_guard;  /* of runtime/privacy */

enum pm_shown {
    PM_SHOWN_FULLY,
    PM_SHOWN_BELOW_CAP, /* "under 5 %": no counts, no value */
    PM_SHOWN_ABOVE_CAP,
    PM_SHOWN_NOTHING /* state says why */
};

struct pm_figure { /* a cell as the audience may see it */
    struct pm_cell_key key;
    enum pm_state state; /* PM_STATE_COUNT: a value is shown (CSV and JSON: "value") */
    enum pm_shown shown;
    bool has_counts;
    struct pm_ratio numerator; /* undefined unless shown fully and has_counts */
    struct pm_ratio denominator;
    int64_t n;             /* -1: not shown or not known */
    int64_t excluded;      /* -1: not shown or not a source of rows */
    struct pm_ratio value; /* undefined unless shown fully */
    bool has_bounds;       /* known only between bounds */
    struct pm_ratio low;
    struct pm_ratio high;
    struct pm_ratio cap; /* of PM_SHOWN_BELOW_CAP and _ABOVE_CAP */
    bool is_inclusive;   /* it may be the cap itself */
};

struct pm_release_summary {
    size_t states[PM_STATE_COUNT]; /* number of findings by state */
};

struct pm_release {
    const struct pm_cells *cells; /* for names of units, groups, periods and facts of sources;
                                     renderers never ask it for a cell */
    const struct pm_model *model;
    enum pm_audience audience;
    int32_t as_of;
    struct pm_finding *findings; /* hidden figures are undefined, their `cell` and `gap` emptied */
    struct pm_figure *finding_figures; /* one for each finding, in the same order: its cell */
    size_t finding_count;
    const struct pm_trend **trends; /* one for each finding, most of them NULL; NULL: not asked */
    struct pm_figure *figures;      /* of `pm values`, in the order asked */
    size_t figure_count;
    struct pm_release_summary summary;
    size_t open_count;      /* numbers that could not be shown to be protected */
    struct pm_guard *guard; /* what was decided, for trends */
};

struct pm_readers { /* for whom */
    enum pm_audience audience;
    const struct pm_ledger *ledger; /* what was released before; NULL: nothing */
    bool is_recorded;               /* pm_release_told is asked afterwards */
};

/* What may be seen of these findings and, when `keys` is given, of these cells. Never NULL. */
struct pm_release *pm_protect(struct pm_arena *arena, const struct pm_cells *cells,
                              const struct pm_request *request, const struct pm_findings *findings,
                              const struct pm_cell_key *keys, size_t key_count,
                              const struct pm_readers *readers);

#endif
