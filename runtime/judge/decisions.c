/* decisions.c: what was decided, on which figures; changes of plan, and what they brought. */
#include "runtime/judge/cycle.h"

/* ---- Decisions ---- */

/* Figures are metrics, charts, measures and goals; a decision on another decision rests on none. */
static bool is_figure(const struct pm_subject_reference *subject)
{
    switch ((int)subject->kind) {
    case PM_SUBJECT_METRIC:
    case PM_SUBJECT_CHART:
    case PM_SUBJECT_MEASURE:
    case PM_SUBJECT_GOAL:
    case PM_SUBJECT_SOURCE:
    case PM_SUBJECT_THEORY:
        return true;
    default:
        return false;
    }
}

static size_t list_figures(const struct pm_subject_reference *cites, size_t count,
                           const char **names)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (is_figure(&cites[i])) names[found++] = cites[i].name;
    return found;
}

static void judge_decision(struct pm_cycle *cycle, const struct pm_decision *decision)
{
    const char **figures = PM_NEW_ITEMS(cycle->arena, const char *, decision->cite_count + 1);
    size_t count = list_figures(decision->cites, decision->cite_count, figures);
    struct pm_topic topic = {.plan = decision->plan,
                             .parts = {decision->plan ? decision->plan->name : NULL,
                                       decision->review ? decision->review->name : NULL,
                                       decision->name},
                             .label = decision->label,
                             .object = decision,
                             .owner = decision->facts.owner,
                             .post = decision->facts.owner_post,
                             .at = decision->facts.at};
    struct pm_finding *finding = NULL;
    if (cycle->as_of != PM_NO_DAY && decision->day != PM_NO_DAY && decision->day > cycle->as_of)
        return;
    if (!count)
        finding =
            pm_cycle_add_rule(cycle, PM_FINDING_DECISION, PM_DECISION_WITHOUT_FIGURES, &topic);
    else
        finding = pm_cycle_add(cycle, PM_FINDING_DECISION, PM_STATE_DONE, &topic);
    if (!finding) return;
    finding->cycle->day = decision->day;
    finding->cycle->text = decision->because;
    pm_cycle_set_items(cycle, finding, figures, count);
}

/* ---- Adjustments ---- */

static struct pm_topic topic_of_adjust(const struct pm_adjust *adjust)
{
    return (struct pm_topic){.plan = adjust->plan,
                             .parts = {adjust->plan ? adjust->plan->name : NULL, adjust->name},
                             .label = adjust->label,
                             .object = adjust,
                             .owner = adjust->facts.owner,
                             .post = adjust->facts.owner_post,
                             .at = adjust->facts.at};
}

static const struct pm_plan *plan_of(const struct pm_adjust *adjust)
{
    if (adjust->plan) return adjust->plan;
    for (size_t i = 0; i < adjust->change_count; i++) {
        const struct pm_subject_reference *changed = &adjust->changes[i];
        if (changed->kind == PM_SUBJECT_PLAN) return changed->object;
        if (changed->kind == PM_SUBJECT_GOAL)
            return ((const struct pm_goal *)changed->object)->plan;
        if (changed->kind == PM_SUBJECT_WORK)
            return ((const struct pm_work *)changed->object)->plan;
        if (changed->kind == PM_SUBJECT_MILESTONE) {
            const struct pm_milestone *milestone = changed->object;
            return milestone->work ? milestone->work->plan : milestone->goal->plan;
        }
    }
    return NULL;
}

static void judge_adjust(struct pm_cycle *cycle, const struct pm_adjust *adjust)
{
    struct pm_topic topic = topic_of_adjust(adjust);
    struct pm_movement *movements = NULL;
    if (cycle->as_of != PM_NO_DAY && adjust->day > cycle->as_of) return;
    topic.plan = plan_of(adjust);
    enum pm_moved moved =
        pm_cycle_expect_all(cycle, adjust->expects, adjust->expect_count,
                            pm_cycle_plan_unit(cycle, topic.plan), adjust->day, &movements);
    struct pm_finding *finding =
        pm_cycle_add(cycle, PM_FINDING_ADJUSTMENT, pm_moved_state(moved), &topic);
    finding->cycle->day = adjust->day;
    finding->cycle->text = adjust->because;
    if (moved == PM_NOT_MOVED) pm_cycle_set_level(cycle, finding, PM_ADJUSTMENT_WITHOUT_EFFECT);
    if (moved == PM_MOVED_UNKNOWN) finding->severity = PM_INFO;
    pm_cycle_set_movements(cycle, finding, movements, adjust->expect_count);
}

/* ---- What work should move ---- */

static void judge_expected(struct pm_cycle *cycle, const struct pm_work *work)
{
    struct pm_topic topic = pm_topic_of_work(work);
    struct pm_movement *movements = NULL;
    int32_t start = work->starts_day;
    if (!work->expect_count) return;
    if (start == PM_NO_DAY && pm_period_is(work->plan->first))
        start = pm_period_first_day(work->plan->first);
    topic.parts[3] = "effect";
    enum pm_moved moved =
        pm_cycle_expect_all(cycle, work->expects, work->expect_count,
                            pm_cycle_plan_unit(cycle, work->plan), start, &movements);
    struct pm_finding *finding =
        pm_cycle_add(cycle, PM_FINDING_WORK, pm_moved_state(moved), &topic);
    finding->cycle->day = start;
    if (moved == PM_MOVED_UNKNOWN) finding->severity = PM_INFO;
    pm_cycle_set_movements(cycle, finding, movements, work->expect_count);
}

void pm_judge_decisions(struct pm_cycle *cycle)
{
    const struct pm_whole *whole = cycle->whole;
    for (size_t i = 0; i < whole->decisions.count; i++)
        judge_decision(cycle, whole->decisions.items[i]);
    for (size_t i = 0; i < whole->adjustments.count; i++)
        judge_adjust(cycle, whole->adjustments.items[i]);
    for (size_t i = 0; i < whole->works.count; i++)
        judge_expected(cycle, whole->works.items[i]);
}
