/* years.h: two years of a plan side by side, from a release (runtime/render/years.h has the result).
 * Internal to runtime. */
#ifndef PM_HISTORY_YEARS_H
#define PM_HISTORY_YEARS_H

#include "runtime/render/view.h"
#include "runtime/render/years.h"

struct pm_years_building {
    struct pm_arena *arena;
    const struct pm_release *release;
    struct pm_period periods[2];
    PM_ARRAY(struct pm_promise) found;
};

/* What was promised for the first period and for the second one, and what became of it. */
struct pm_years *pm_years_make(struct pm_arena *arena, const struct pm_view *view,
                               struct pm_period first, struct pm_period second);

/* ---- Each appends (years_dates.c: what has a day) ---- */

void pm_years_add_milestones(struct pm_years_building *building);
void pm_years_add_actions(struct pm_years_building *building);

#endif
