/* check_goal.c: goals, objectives and guardrails, and the plans they stand in. */
#include "lang/check/check.h"

#include "lang/model/measure.h"

#include <stdlib.h>
#include <string.h>

/* ---- What is missing ---- */

void pm_check_goal_measure(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    if (goal->measure_count || pm_set_has(&check->index->parents, goal)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_GOAL_WITHOUT_MEASURE, goal->facts.at,
                    "%s `%s` has no measure", pm_goal_kind_word(goal->kind), goal->name);
    pm_help(check->diagnostics, found, "add `measure METRIC { ... }` with a baseline and a target");
}

void pm_check_goal_owner(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    if (goal->facts.owner || (goal->within && goal->within->facts.owner)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_GOAL_WITHOUT_OWNER, goal->facts.at,
                    "no unit answers for %s `%s`", pm_goal_kind_word(goal->kind), goal->name);
    pm_help(check->diagnostics, found, "add `owner UNIT`");
}

void pm_check_guardrail(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    if (goal->kind != PM_GUARDRAIL) return;
    for (size_t i = 0; i < goal->measure_count; i++) {
        const struct pm_measure *measure = goal->measures[i];
        for (size_t j = 0; j < measure->line_count; j++)
            if (measure->lines[j].kind == PM_LINE_MAINTAIN) return;
        for (size_t j = 0; j < measure->targets_count; j++)
            if (measure->targets[j].maintain_from.column || measure->targets[j].maintain_to.column)
                return;
    }
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_GUARDRAIL_WITHOUT_MAINTAIN, goal->facts.at,
                    "guardrail `%s` maintains nothing", goal->name);
    pm_help(check->diagnostics, found,
            "write `maintain from QUANTITY` or `maintain to QUANTITY` in one of its measures");
}

static void check_movement(struct pm_check *check, const struct pm_goal *goal, bool leading)
{
    if (goal->kind == PM_GUARDRAIL || !goal->measure_count) return;
    for (size_t i = 0; i < goal->measure_count; i++) {
        const struct pm_metric *metric = goal->measures[i]->metric;
        if (leading ? metric->is_leading : metric->is_lagging) return;
    }
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics,
                    leading ? PM_GOAL_WITHOUT_LEADING_METRIC : PM_GOAL_WITHOUT_LAGGING_METRIC,
                    goal->facts.at, "%s `%s` has no %s metric", pm_goal_kind_word(goal->kind),
                    goal->name, leading ? "leading" : "lagging");
    pm_help(check->diagnostics, found,
            leading ? "add a measure that moves early, with a `leading` metric"
                    : "add a measure of the result itself, with a `lagging` metric");
}

void pm_check_goal_leading(struct pm_check *check, const struct pm_subject *subject)
{
    check_movement(check, subject->goal, true);
}

void pm_check_goal_lagging(struct pm_check *check, const struct pm_subject *subject)
{
    check_movement(check, subject->goal, false);
}

void pm_check_goal_gap(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    if (goal->kind == PM_GUARDRAIL || !goal->measure_count) return;
    for (size_t i = 0; i < goal->measure_count; i++) {
        const struct pm_measure *measure = goal->measures[i];
        if (measure->metric->gap_count) return;
        for (size_t j = 0; j < measure->line_count; j++)
            if (measure->lines[j].selector.has_versus) return;
    }
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_GOAL_WITHOUT_GAP, goal->facts.at,
                    "no measure of %s `%s` follows a gap between groups",
                    pm_goal_kind_word(goal->kind), goal->name);
    pm_help(check->diagnostics, found,
            "give one of its metrics a `gap GROUP vs GROUP` line, or write `close 50%% of gap`");
}

/* ---- Who works on it ---- */

static bool is_owned_by(const struct pm_facts *facts, const struct pm_unit_reference *owner)
{
    return !facts->owner || pm_unit_reference_equal(facts->owner, owner);
}

void pm_check_goal_units(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    const struct pm_unit_reference *owner = goal->facts.owner;
    if (!owner || !goal->measure_count) return;
    for (size_t i = 0; i < goal->measure_count; i++)
        if (!is_owned_by(&goal->measures[i]->facts, owner) ||
            !is_owned_by(&goal->measures[i]->metric->facts, owner))
            return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_SINGLE_UNIT_GOAL, goal->facts.at,
        "no other unit than `%s` takes part in %s `%s`",
        pm_unit_reference_text(check->arena, owner), pm_goal_kind_word(goal->kind), goal->name);
    pm_help(check->diagnostics, found,
            "give a measure or a metric of the goal to another unit with `owner`");
}

/* ---- Two measures that are one ---- */

static bool is_same_measure(const struct pm_measure *a, const struct pm_measure *b)
{
    return a->metric == b->metric && pm_selector_equal(&a->fixed, &b->fixed) && !a->across_where &&
           !b->across_where && pm_unit_reference_equal(a->across, b->across);
}

static int compare_measures(const void *left, const void *right)
{
    const struct pm_measure *a = *(const struct pm_measure *const *)left;
    const struct pm_measure *b = *(const struct pm_measure *const *)right;
    if (a->metric->index != b->metric->index) return a->metric->index < b->metric->index ? -1 : 1;
    return (a->facts.at.begin > b->facts.at.begin) - (a->facts.at.begin < b->facts.at.begin);
}

void pm_check_measure_twice(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    size_t count = goal->measure_count;
    if (count < 2) return;
    const struct pm_measure **measures =
        PM_NEW_ITEMS(check->arena, const struct pm_measure *, count);
    memcpy(measures, goal->measures, count * sizeof(const struct pm_measure *));
    qsort(measures, count, sizeof(const struct pm_measure *), compare_measures);
    for (size_t i = 1, start = 0; i < count; i++) {
        const struct pm_measure *first = NULL;
        if (measures[i]->metric != measures[start]->metric) start = i;
        for (size_t j = start; j < i && !first; j++)
            if (is_same_measure(measures[j], measures[i])) first = measures[j];
        if (!first) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_MEASURE_TWICE, measures[i]->facts.at,
                        "%s `%s` is measured twice by `%s`", pm_goal_kind_word(goal->kind),
                        goal->name, first->metric->name);
        pm_label(check->diagnostics, found, first->facts.at, "measured here first");
        pm_help(check->diagnostics, found,
                "write all lines in one `measure`, or tell the two apart with `for GROUP`");
    }
}

/* ---- The plan ---- */

void pm_check_plan_has_period(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    if (plan->period_at.end) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_PLAN_WITHOUT_PERIOD, plan->facts.at,
                    "plan `%s` does not say when it holds", plan->name);
    pm_help(check->diagnostics, found, "add `period PERIOD..PERIOD`");
}

void pm_check_goal_count(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    int64_t count = 0;
    for (size_t i = 0; i < plan->goal_count; i++)
        if (plan->goals[i]->kind == PM_GOAL) count++;
    if (count <= check->argument) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_TOO_MANY_GOALS, plan->facts.at,
                    "plan `%s` has %lld goals, more than the %lld that were set", plan->name,
                    (long long)count, (long long)check->argument);
    pm_help(check->diagnostics, found, "make some of them objectives `within` a goal");
}
