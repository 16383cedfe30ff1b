/* index.h: what names what, gathered once for all checks. Internal to lang/check. */
#ifndef PM_INDEX_H
#define PM_INDEX_H

#include "lang/model/model.h"

/* A set of objects, by their addresses: pm_set_add, then pm_set_seal, then pm_set_has. */
struct pm_set {
    PM_ARRAY(const void *) items;
};

void pm_set_add(struct pm_arena *arena, struct pm_set *set, const void *object);
void pm_set_seal(struct pm_set *set);
bool pm_set_has(const struct pm_set *set, const void *object);

struct pm_index {
    struct pm_set measured; /* metrics that goals, work, services or trainings are measured by */
    struct pm_set led;      /* metrics that others lead */
    struct pm_set served;   /* goals and work that work serves, lies in, or theories are for; goals
                               of such objectives */
    struct pm_set budgeted; /* work with money or posts, its own or that of work in it */
    struct pm_set working;  /* plans with strategies or initiatives */
    struct pm_set parents;  /* goals that have objectives */
    struct pm_set reviewed; /* what sessions, routines and teams look at; metrics of their charts */
    struct pm_set used;     /* sources that metrics, units, groups or measures have figures from;
                               ratings that measures are rated by */
    struct pm_set trained;  /* plans with trainings */
};

/* Gathers all of it, in the model's arena. */
struct pm_index *pm_index_make(const struct pm_model *model);

#endif
