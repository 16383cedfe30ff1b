/* work_text.c: names of things of the improvement cycle, as plans write them from outside. */
#include "lang/model/measure.h"
#include "lang/model/work.h"

static const char *in_plan(struct pm_arena *arena, const struct pm_plan *plan, const char *name)
{
    return plan ? pm_arena_format(arena, "%s.%s", plan->name, name) : name;
}

const char *pm_work_text(struct pm_arena *arena, const struct pm_work *work)
{
    return in_plan(arena, work->plan, work->name);
}

const char *pm_milestone_text(struct pm_arena *arena, const struct pm_milestone *milestone)
{
    const char *holder = milestone->work
                             ? pm_work_text(arena, milestone->work)
                             : in_plan(arena, milestone->goal->plan, milestone->goal->name);
    return pm_arena_format(arena, "%s.%s", holder, milestone->name);
}

static const char *decision_text(struct pm_arena *arena, const struct pm_decision *decision)
{
    if (!decision->review) return in_plan(arena, decision->plan, decision->name);
    return pm_arena_format(arena, "%s.%s", decision->review->name, decision->name);
}

static const char *chart_text(struct pm_arena *arena, const struct pm_chart *chart)
{
    return pm_arena_format(arena, "%s.%s", chart->review ? chart->review->name : "",
                           chart->metric->name);
}

static const char *action_text(struct pm_arena *arena, const struct pm_action *action)
{
    return pm_arena_format(arena, "%s.%s", action->review->name, action->name);
}

static const char *measure_text(struct pm_arena *arena, const struct pm_measure *measure)
{
    return pm_arena_format(arena, "%s.%s", in_plan(arena, measure->plan, pm_measure_home(measure)),
                           measure->metric->name);
}

const char *pm_subject_text(struct pm_arena *arena, const struct pm_subject_reference *subject)
{
    const void *object = subject->object;
    switch (subject->kind) {
    case PM_SUBJECT_PLAN:
        return ((const struct pm_plan *)object)->name;
    case PM_SUBJECT_FOCUS:
        return in_plan(arena, ((const struct pm_focus *)object)->plan,
                       ((const struct pm_focus *)object)->name);
    case PM_SUBJECT_GOAL:
        return in_plan(arena, ((const struct pm_goal *)object)->plan,
                       ((const struct pm_goal *)object)->name);
    case PM_SUBJECT_WORK:
        return pm_work_text(arena, object);
    case PM_SUBJECT_MILESTONE:
        return pm_milestone_text(arena, object);
    case PM_SUBJECT_UNIT:
        return pm_unit_reference_text(arena, object);
    case PM_SUBJECT_METRIC:
        return ((const struct pm_metric *)object)->name;
    case PM_SUBJECT_PROCESS:
        return in_plan(arena, ((const struct pm_process *)object)->plan,
                       ((const struct pm_process *)object)->name);
    case PM_SUBJECT_REVIEW:
        return ((const struct pm_review *)object)->name;
    case PM_SUBJECT_CHART:
        return chart_text(arena, object);
    case PM_SUBJECT_ACTION:
        return action_text(arena, object);
    case PM_SUBJECT_DECISION:
        return decision_text(arena, object);
    case PM_SUBJECT_TRAINING:
        return in_plan(arena, ((const struct pm_training *)object)->plan,
                       ((const struct pm_training *)object)->name);
    case PM_SUBJECT_SERVICE:
        return ((const struct pm_service *)object)->name;
    case PM_SUBJECT_ROUTINE:
        return ((const struct pm_meeting *)object)->name;
    case PM_SUBJECT_THEORY:
        return in_plan(arena, ((const struct pm_theory *)object)->plan,
                       ((const struct pm_theory *)object)->name);
    case PM_SUBJECT_MEASURE:
        return measure_text(arena, object);
    case PM_SUBJECT_SOURCE:
        return ((const struct pm_source_decl *)object)->name;
    case PM_SUBJECT_RATING:
        return ((const struct pm_rating *)object)->name;
    case PM_SUBJECT_REPORT:
        return ((const struct pm_report *)object)->name;
    }
    return subject->name;
}
