/* chain.h: how what is done hangs together with what it is for: from an action item through work
 * and leading indicators to the outcome and its goal, and back.
 *
 * Made from the model alone: what actions cite and expect, what work serves, is measured by and
 * should move, what theories say follows from what, which metric leads which, which goal measures
 * and serves what. Whether it came about is for findings to say. */
#ifndef PM_CHAIN_H
#define PM_CHAIN_H

#include "lang/model/work.h"

/* In the order in which ways from something are followed. */
enum pm_chain_kind {
    PM_CHAIN_WORK,      /* struct pm_work */
    PM_CHAIN_MILESTONE, /* struct pm_milestone */
    PM_CHAIN_METRIC,    /* struct pm_metric */
    PM_CHAIN_THEORY,    /* struct pm_theory */
    PM_CHAIN_GOAL,      /* struct pm_goal */
    PM_CHAIN_ACTION,    /* struct pm_action */
    PM_CHAIN_KIND_COUNT
};

struct pm_chain_node {
    enum pm_chain_kind kind;
    const void *object;
};

struct pm_chain_step {
    struct pm_chain_node node;
    size_t depth;         /* 0: next to where the chain begins */
    const char *relation; /* how the earlier of the two is bound to the later one: "serves it" */
};

struct pm_chain {
    PM_ARRAY(struct pm_chain_step) list;
};

/* What a declaration, or a metric, is in chains; false: nothing. `object` may be NULL. */
bool pm_chain_find(const struct pm_model *model, const void *object, struct pm_chain_node *out);

/* Everything that is reached from a node, towards the goal or back, each thing once, right after
 * what it was reached from. Sessions after `as_of` have not been held. In `arena`. */
void pm_chain_follow(struct pm_arena *arena, const struct pm_model *model, int32_t as_of,
                     struct pm_chain_node from, bool back, struct pm_chain *out);

#endif
