/* places.h: which declarations have errors in their text. Internal to lang/check. */
#ifndef PM_PLACES_H
#define PM_PLACES_H

#include "lang/model/model.h"

/* Where a declaration begins; it ends where the next one begins that is not inside of it. */
struct pm_start {
    struct pm_span at;
    int depth; /* 0 at the top of a file, 1 goals, 2 measures */
};

struct pm_places {
    struct pm_arena *arena;
    PM_ARRAY(struct pm_start) starts;  /* by place; none where there is no error */
    PM_ARRAY(struct pm_span) mistakes; /* errors that were there before the checks, by place */
};

/* Fills `places` from a model and what was reported about it so far. */
void pm_places_find(struct pm_places *places, const struct pm_model *model,
                    const struct pm_diagnostics *list);

/* True when an error lies between the beginning of a declaration and that of the next one that is
 * not inside of it. */
bool pm_places_have_mistake(const struct pm_places *places, struct pm_span at, int depth);

#endif
