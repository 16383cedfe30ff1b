/* flow_parts.h: what the checks of a process share. Internal to flow.c and flow_roles.c. */
#ifndef PM_FLOW_PARTS_H
#define PM_FLOW_PARTS_H

#include "runtime/judge/flow.h"

struct pm_flow_graph {
    struct pm_arena *arena;
    const struct pm_process *process;
    struct pm_arrows arrows;
    bool *leads_out; /* by step: a way leads from it to an end */
    bool **leads_to; /* [a][b]: a way of at least one arrow leads from a to b */
    struct pm_weaknesses *out;
};

/* Appends a weakness of the process, of a step, or of a unit that takes part; its facts are unset.
 * Valid until the next one is added. */
struct pm_weakness *pm_flow_add_process(struct pm_flow_graph *flow, enum pm_code code);
struct pm_weakness *pm_flow_add_step(struct pm_flow_graph *flow, enum pm_code code,
                                     const struct pm_step *step);
struct pm_weakness *pm_flow_add_unit(struct pm_flow_graph *flow, enum pm_code code,
                                     struct pm_span at, const char *unit);

/* Sets names that take part; copied. */
void pm_flow_set_items(struct pm_flow_graph *flow, struct pm_weakness *weakness,
                       const char *const *items, size_t count);

/* Who does, answers, approves and checks (flow_roles.c). */
void pm_flow_check_roles(struct pm_flow_graph *flow, const struct pm_flow_limits *limits);

#endif
