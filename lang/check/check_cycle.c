/* check_cycle.c: theories of action, processes, sessions, reports and routines. */
#include "lang/check/check.h"

#include "lang/model/measure.h"
#include "lang/model/work.h"

/* ---- Theories ---- */

void pm_check_theory_work(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_theory *theory = subject->theory;
    for (size_t i = 0; i < theory->link_count; i++) {
        const struct pm_theory_link *link = &theory->links[i];
        if (link->kind != PM_LINK_IF || link->by_count) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_THEORY_IF_WITHOUT_WORK, link->at,
                        "no work of the plan does what theory `%s` begins with", theory->name);
        pm_help(check->diagnostics, found, "write `by WORK` after the text");
    }
}

static bool is_measured_by(const struct pm_goal *goal, const struct pm_metric *metric)
{
    for (size_t i = 0; i < goal->measure_count; i++)
        if (goal->measures[i]->metric == metric) return true;
    return false;
}

/* The goal's own metrics, and those of its objectives. */
static bool is_of_goal(const struct pm_goal *goal, const struct pm_metric *metric)
{
    if (is_measured_by(goal, metric)) return true;
    for (size_t i = 0; i < goal->plan->goal_count; i++)
        if (goal->plan->goals[i]->within == goal && is_measured_by(goal->plan->goals[i], metric))
            return true;
    return false;
}

void pm_check_theory_end(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_theory *theory = subject->theory;
    const struct pm_theory_link *last = NULL;
    bool has_measures =
        theory->goal->measure_count || pm_set_has(&check->index->parents, theory->goal);
    for (size_t i = 0; i < theory->link_count; i++) {
        const struct pm_theory_link *link = &theory->links[i];
        if (link->kind != PM_LINK_SO) continue;
        if (link->shown_count) last = link;
        for (size_t j = 0; j < link->shown_count; j++)
            if (link->shown[j].metric && is_of_goal(theory->goal, link->shown[j].metric)) return;
    }
    if (!last || !has_measures) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_THEORY_ENDS_ELSEWHERE, last->at,
                    "theory `%s` ends with something that goal `%s` is not measured by",
                    theory->name, theory->goal->name);
    pm_label(check->diagnostics, found, theory->goal->facts.at, "the goal it is for");
    pm_help(check->diagnostics, found, "write `shown by` with a metric of the goal");
}

/* ---- Processes ---- */

void pm_check_branches(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_process *process = subject->process;
    size_t *ways = PM_NEW_ITEMS(check->arena, size_t, process->step_count + 1);
    for (size_t i = 0; i < process->step_count; i++)
        for (size_t j = 0; j < process->steps[i]->after_count; j++)
            if (process->steps[i]->after[j]->index < process->step_count)
                ways[process->steps[i]->after[j]->index]++;
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        if (!*step->when || step->after_count != 1) continue; /* where ways meet, it is of one */
        const struct pm_step *before = step->after[0];
        if (before->index >= process->step_count || ways[before->index] != 1) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_BRANCH_ALONE, step->at,
                        "`%s` goes on only when \"%s\"; nothing says what happens otherwise",
                        before->name, step->when);
        pm_label(check->diagnostics, found, before->at, "its only way on is this one");
        pm_help(check->diagnostics, found, "add the other branch, or an `end`");
    }
}

/* ---- Sessions ---- */

void pm_check_data_day(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_review *review = subject->review;
    if (!review->chart_count || review->data_day != PM_NO_DAY) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_REVIEW_WITHOUT_DATA_DAY, review->facts.at,
                    "review `%s` shows charts, and does not say as of which day", review->name);
    pm_help(check->diagnostics, found,
            "add `data on DATE`, so that anybody can see the figures again");
}

void pm_check_outcome(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_review *review = subject->review;
    bool was_held = review->present_count || review->note_count;
    bool is_planning = review->kind && pm_text_is(pm_text_from(review->kind), "planning");
    if (!was_held || is_planning || review->action_count || review->decision_count ||
        review->ask_count)
        return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_REVIEW_WITHOUT_ACTIONS, review->facts.at,
        "review `%s` was held, and nothing was asked, decided or set to be done", review->name);
    pm_help(check->diagnostics, found, "add `action`, `decision` or `ask`");
}

static void check_charts(struct pm_check *check, struct pm_chart *const *charts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct pm_chart *chart = charts[i];
        if (pm_set_has(&check->index->measured, chart->metric)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_CHART_OUTSIDE_PLANS, chart->at,
                        "`%s` is shown, and no plan is measured by it", chart->metric->name);
        pm_help(check->diagnostics, found, "show what a goal is held to, or add it to a goal");
    }
}

void pm_check_review_charts(struct pm_check *check, const struct pm_subject *subject)
{
    check_charts(check, subject->review->charts, subject->review->chart_count);
}

void pm_check_report_charts(struct pm_check *check, const struct pm_subject *subject)
{
    check_charts(check, subject->report->charts, subject->report->chart_count);
}

/* ---- Routines ---- */

struct looked_at {
    size_t count;
    bool has_finer; /* something that moves within the year */
    const struct pm_metric *first;
};

static void look(struct looked_at *looked, const struct pm_metric *metric)
{
    if (!looked->count++) looked->first = metric;
    if (!pm_check_is_yearly(metric)) looked->has_finer = true;
}

static void look_at_goal(struct looked_at *looked, const struct pm_goal *goal)
{
    for (size_t i = 0; i < goal->measure_count; i++)
        look(looked, goal->measures[i]->metric);
}

static void look_at(struct looked_at *looked, const struct pm_subject_reference *of)
{
    const struct pm_plan *plan = of->object;
    if (of->kind == PM_SUBJECT_METRIC)
        look(looked, of->object);
    else if (of->kind == PM_SUBJECT_MEASURE)
        look(looked, ((const struct pm_measure *)of->object)->metric);
    else if (of->kind == PM_SUBJECT_GOAL)
        look_at_goal(looked, of->object);
    else if (of->kind == PM_SUBJECT_PLAN)
        for (size_t i = 0; i < plan->goal_count; i++)
            look_at_goal(looked, plan->goals[i]);
    else
        looked->has_finer = true; /* work moves on any day */
}

void pm_check_rhythm(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_meeting *meeting = subject->meeting;
    struct looked_at looked = {0, false, NULL};
    if (!meeting->every.days || meeting->every.days > check->argument) return;
    for (size_t i = 0; i < meeting->of_count; i++)
        look_at(&looked, &meeting->of[i]);
    if (!looked.count || looked.has_finer) return;
    const struct pm_source_decl *source = pm_metric_source(looked.first);
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_ROUTINE_FASTER_THAN_DATA, meeting->facts.at,
                    "`%s` meets every %s, and all it looks at changes once a year", meeting->name,
                    meeting->every.text);
    pm_label(check->diagnostics, found, source->period_at, "the rows of `%s` are for years",
             looked.first->name);
    pm_help(check->diagnostics, found,
            "look at something that moves in between: a `leading` metric, or the work itself");
}

/* ---- Days on which nobody is there ---- */

static void check_day(struct pm_check *check, struct pm_span at, int32_t day, const char *what,
                      const char *name)
{
    char text[16];
    if (day == PM_NO_DAY) return;
    const struct pm_closure *closure = pm_project_closure(check->model->project, day);
    int weekday = pm_weekday(day);
    if (!closure && weekday <= check->argument) return;
    pm_format_day(day, text);
    const char *why = weekday == 6 ? "a Saturday" : weekday == 7 ? "a Sunday" : "a day off";
    struct pm_diagnostic *found = pm_diagnose(check->diagnostics, PM_DUE_ON_CLOSED_DAY, at,
                                              "%s `%s` is for %s, %s", what, name, text, why);
    if (closure)
        pm_label(check->diagnostics, found, closure->at, "closed%s%s", *closure->text ? ": " : "",
                 closure->text);
    pm_help(check->diagnostics, found, "choose a day on which people are there");
}

void pm_check_milestone_day(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_milestone *milestone = subject->milestone;
    check_day(check, milestone->facts.at, milestone->due_day, "milestone", milestone->name);
}

void pm_check_review_day(struct pm_check *check, const struct pm_subject *subject)
{
    check_day(check, subject->review->facts.at, subject->review->day, "review",
              subject->review->name);
}

void pm_check_action_day(struct pm_check *check, const struct pm_subject *subject)
{
    check_day(check, subject->action->facts.at, subject->action->due_day, "action item",
              subject->action->name);
}

void pm_check_report_day(struct pm_check *check, const struct pm_subject *subject)
{
    check_day(check, subject->report->facts.at, subject->report->due_day, "report",
              subject->report->name);
}
