/* guardrails.c: what must not happen meanwhile: kept or broken, from the newest figures of their
 * measures. */
#include "runtime/judge/cycle.h"

#include <string.h>

struct watch {
    PM_ARRAY(size_t) findings; /* the newest judged ones, a series each */
    int64_t broken;
};

static void look(const struct pm_cycle *cycle, const struct pm_goal *guardrail, struct watch *watch)
{
    const struct pm_finding *items = cycle->judging->findings.items;
    for (size_t at = 0; at < cycle->figure_count;) {
        size_t newest = SIZE_MAX;
        size_t next = at;
        for (; next < cycle->figure_count && strcmp(items[next].key, items[at].key) == 0; next++)
            if (items[next].kind == PM_FINDING_STATUS && pm_state_is_rated(items[next].state))
                newest = next;
        if (newest != SIZE_MAX && items[at].subject.goal == guardrail) {
            PM_PUSH(cycle->arena, &watch->findings, newest);
            watch->broken += items[newest].state == PM_STATE_OFF_TRACK;
        }
        at = next;
    }
}

static void judge(struct pm_cycle *cycle, const struct pm_goal *guardrail)
{
    struct watch watch = {0};
    struct pm_topic topic = pm_topic_of_goal(guardrail);
    look(cycle, guardrail, &watch);
    enum pm_state state = watch.broken ? PM_STATE_BROKEN : PM_STATE_KEPT;
    if (!watch.findings.count) state = PM_STATE_NOT_MEASURED;
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_GUARDRAIL, state, &topic);
    if (state == PM_STATE_BROKEN) pm_cycle_set_level(cycle, finding, PM_GUARDRAIL_BROKEN);
    if (state == PM_STATE_NOT_MEASURED) finding->severity = PM_INFO;
    finding->cycle->count = watch.broken;
    finding->cycle->of = (int64_t)watch.findings.count;
    pm_cycle_rest_on(cycle, finding, watch.findings.items, watch.findings.count, false);
}

void pm_judge_guardrails(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->model->plan_count; i++)
        for (size_t j = 0; j < cycle->model->plans[i]->goal_count; j++)
            if (cycle->model->plans[i]->goals[j]->kind == PM_GUARDRAIL)
                judge(cycle, cycle->model->plans[i]->goals[j]);
}
