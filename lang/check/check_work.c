/* check_work.c: what stands behind goals: strategies, initiatives, activities, and the plan they
 * are part of. */
#include "lang/check/check.h"

#include "lang/model/work.h"

/* ---- Goals that nobody works on ---- */

void pm_check_goal_work(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    const struct pm_set *served = &check->index->served;
    if (goal->kind == PM_GUARDRAIL || pm_set_has(served, goal) ||
        (goal->within && pm_set_has(served, goal->within)) ||
        (goal->focus && pm_set_has(served, goal->focus)))
        return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_GOAL_WITHOUT_WORK, goal->facts.at,
                    "no work serves goal `%s`, and no theory is for it", goal->name);
    pm_help(check->diagnostics, found,
            "add `strategy NAME \"...\" { serves %s }`, or an initiative or activity", goal->name);
}

void pm_check_goal_review(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    const struct pm_set *reviewed = &check->index->reviewed;
    if (pm_set_has(reviewed, goal) || pm_set_has(reviewed, goal->plan) ||
        (goal->within && pm_set_has(reviewed, goal->within)))
        return;
    for (const struct pm_focus *focus = goal->focus; focus; focus = focus->within)
        if (pm_set_has(reviewed, focus)) return;
    for (size_t i = 0; i < goal->measure_count; i++)
        if (pm_set_has(reviewed, goal->measures[i]->metric)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_GOAL_WITHOUT_REVIEW, goal->facts.at,
                    "no session or routine looks at goal `%s`", goal->name);
    pm_help(check->diagnostics, found, "add it to `of` of a review or routine");
}

/* ---- Work that lacks something ---- */

void pm_check_strategy_activity(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    if (work->kind != PM_STRATEGY || pm_set_has(&check->index->served, work)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_STRATEGY_WITHOUT_ACTIVITY, work->facts.at,
                    "no initiative or activity carries out strategy `%s`", work->name);
    pm_help(check->diagnostics, found, "add `activity NAME \"...\" { }` to it");
}

void pm_check_strategy_evidence(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    if (work->kind != PM_STRATEGY || work->evidence_count) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_STRATEGY_WITHOUT_EVIDENCE, work->facts.at,
                    "strategy `%s` does not say what is known to work", work->name);
    pm_help(check->diagnostics, found, "add `evidence tier 3 \"...\"`: tier 1 is the strongest");
}

void pm_check_work_owner(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    if (work->kind == PM_STRATEGY) return;
    for (const struct pm_work *at = work; at; at = at->within)
        if (at->facts.owner) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_WORK_WITHOUT_OWNER, work->facts.at,
                    "nobody answers for %s `%s`", pm_check_work_noun(work), work->name);
    pm_help(check->diagnostics, found, "add `owner UNIT \"Post\"`");
}

void pm_check_work_dates(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    if (work->kind == PM_STRATEGY || work->ends_day != PM_NO_DAY || work->milestone_count) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_WORK_WITHOUT_DATES, work->facts.at,
                    "%s `%s` has no last day and no milestone: it can never be late",
                    pm_check_work_noun(work), work->name);
    pm_help(check->diagnostics, found, "add `ends 2026-06-30`, or a `milestone`");
}

void pm_check_work_budget(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    if (work->kind != PM_INITIATIVE || pm_set_has(&check->index->budgeted, work)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_WORK_WITHOUT_BUDGET, work->facts.at,
                    "initiative `%s` has neither money nor posts", work->name);
    pm_help(check->diagnostics, found, "add `budget $50_000 from FUND`, or `staff 0.5 fte`");
}

void pm_check_milestone_years(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    const struct pm_plan *plan = work->plan;
    if (work->within || work->kind == PM_ACTIVITY || !plan || !pm_period_is(plan->first)) return;
    struct pm_period year = pm_period_year(plan->first);
    for (; year.year <= plan->last.year; year = pm_period_step(year, 1)) {
        int32_t first = pm_period_first_day(year);
        int32_t last = pm_period_last_day(year);
        bool is_idle = (work->starts_day != PM_NO_DAY && work->starts_day > last) ||
                       (work->ends_day != PM_NO_DAY && work->ends_day < first);
        for (size_t i = 0; i < work->milestone_count && !is_idle; i++)
            is_idle = work->milestones[i]->due_day >= first && work->milestones[i]->due_day <= last;
        if (is_idle) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_YEAR_WITHOUT_MILESTONE, work->facts.at,
                        "%s `%s` has no milestone in %s", pm_check_work_noun(work), work->name,
                        pm_check_period(check, year));
        pm_help(check->diagnostics, found,
                "add a `milestone` for each year in which the work goes on");
        return;
    }
}

/* ---- Plans ---- */

void pm_check_plan_approval(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    if (plan->approval_count) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_PLAN_WITHOUT_APPROVAL, plan->facts.at,
                    "nobody has approved plan `%s`", plan->name);
    pm_help(check->diagnostics, found, "add `approved 2025-06-13 by \"Board of Education\"`");
}

void pm_check_plan_training(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    if (!pm_set_has(&check->index->working, plan) || pm_set_has(&check->index->trained, plan))
        return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_PLAN_WITHOUT_TRAINING, plan->facts.at,
                    "plan `%s` asks for new work, and trains nobody for it", plan->name);
    pm_help(check->diagnostics, found, "add `training NAME \"...\" { audience UNITS }`");
}

void pm_check_measure_count(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    size_t count = 0;
    for (size_t i = 0; i < plan->goal_count; i++)
        count += plan->goals[i]->measure_count;
    if ((int64_t)count <= check->argument) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_TOO_MANY_MEASURES, plan->facts.at,
                    "plan `%s` has %zu measures, more than the %lld that were set", plan->name,
                    count, (long long)check->argument);
    pm_help(check->diagnostics, found, "keep those that decide something");
}

void pm_check_focus_count(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    int64_t count = 0;
    for (size_t i = 0; i < plan->focus_count; i++)
        if (!plan->focuses[i]->within) count++;
    if (count <= check->argument) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_TOO_MANY_FOCUSES, plan->facts.at,
                    "plan `%s` has %lld focal areas, more than the %lld that were set", plan->name,
                    (long long)count, (long long)check->argument);
    pm_help(check->diagnostics, found, "do fewer things well, or nest some `within` others");
}
