/* reports.c: reports that are due, and those that are expected and were never declared. */
#include "runtime/judge/cycle.h"

#include <string.h>

/* ---- Declared reports ---- */

static struct pm_topic topic_of(const struct pm_report *report)
{
    struct pm_topic topic = {.parts = {report->name},
                             .label = report->label,
                             .object = report,
                             .owner = report->facts.owner,
                             .post = report->facts.owner_post,
                             .at = report->facts.at};
    for (size_t i = 0; i < report->of_count && !topic.plan; i++)
        if (report->of[i].kind == PM_SUBJECT_PLAN) topic.plan = report->of[i].object;
    return topic;
}

static void judge_report(struct pm_cycle *cycle, const struct pm_report *report)
{
    bool is_sent = pm_cycle_is_past(cycle, report->sent_day);
    bool is_over =
        cycle->as_of != PM_NO_DAY && report->due_day != PM_NO_DAY && report->due_day < cycle->as_of;
    bool was_late = is_sent && report->due_day != PM_NO_DAY && report->sent_day > report->due_day;
    struct pm_topic topic = topic_of(report);
    enum pm_state state = is_over ? PM_STATE_LATE : PM_STATE_OPEN;
    if (is_sent) state = was_late ? PM_STATE_DONE_LATE : PM_STATE_DONE;
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_REPORT, state, &topic);
    finding->cycle->due_day = report->due_day;
    pm_cycle_set_items(cycle, finding, report->audience, report->audience_count);
    if (is_sent) finding->cycle->done_day = report->sent_day;
    if (was_late) finding->cycle->days = report->sent_day - report->due_day;
    if (state != PM_STATE_LATE) return;
    finding->cycle->days = cycle->as_of - report->due_day;
    pm_cycle_set_level(cycle, finding, PM_REPORT_LATE);
}

/* ---- Windows of an expectation ---- */

struct window { /* a stretch of the calendar that one report is about */
    int32_t first_day;
    int32_t last_day;
    struct pm_period period; /* none: the stretch has no name */
};

static const struct pm_calendar *calendar_of(const struct pm_cycle *cycle,
                                             const struct pm_expect *expect)
{
    if (expect->plan && pm_period_is(expect->plan->first)) return expect->plan->first.calendar;
    const struct pm_project *project = cycle->model->project;
    return project->calendar_count ? project->calendars[0] : NULL;
}

/* The part of the year that a stretch is, where the calendar has parts of this length. */
static struct pm_period name_of(const struct pm_calendar *calendar, int32_t first, int32_t last)
{
    const char parts[] = {'\0', calendar->part_letter, 'M', 'W'};
    for (size_t i = 0; i < sizeof parts; i++) {
        if (i == 1 && !parts[i]) continue;
        struct pm_period period = pm_period_at(calendar, parts[i], first);
        if (pm_period_first_day(period) == first && pm_period_last_day(period) == last)
            return period;
    }
    return (struct pm_period){0};
}

/* Months are counted from the first day of the year, other lengths from that of a week. */
static int32_t first_of_window(const struct pm_calendar *calendar, const struct pm_cadence *every,
                               int32_t day)
{
    return pm_period_first_day(pm_period_at(calendar, every->months ? '\0' : 'W', day));
}

static struct window next_window(const struct pm_calendar *calendar, int32_t first,
                                 const struct pm_cadence *every)
{
    struct window window = {.first_day = first, .last_day = first + every->days - 1};
    if (every->months) {
        int32_t end_of_year = pm_period_last_day(pm_period_at(calendar, '\0', first));
        window.last_day = pm_day_add_months(first, every->months) - 1;
        if (every->months <= 12 && window.last_day > end_of_year) window.last_day = end_of_year;
    }
    window.period = name_of(calendar, window.first_day, window.last_day);
    return window;
}

/* ---- Which report is meant ---- */

static bool has_audience(const struct pm_report *report, const char *audience)
{
    for (size_t i = 0; i < report->audience_count; i++)
        if (strcmp(report->audience[i], audience) == 0) return true;
    return false;
}

static bool is_of_plan(const struct pm_report *report, const struct pm_plan *plan)
{
    for (size_t i = 0; i < report->of_count; i++) {
        const struct pm_subject_reference *of = &report->of[i];
        if (of->kind == PM_SUBJECT_PLAN && of->object == plan) return true;
        if (of->kind == PM_SUBJECT_GOAL && ((const struct pm_goal *)of->object)->plan == plan)
            return true;
        if (of->kind == PM_SUBJECT_WORK && ((const struct pm_work *)of->object)->plan == plan)
            return true;
    }
    for (size_t i = 0; i < plan->unit_count; i++)
        if (pm_cycle_units_meet(report->facts.owner, &plan->units[i])) return true;
    return false;
}

static int32_t written_on(const struct pm_report *report)
{
    return report->due_day != PM_NO_DAY ? report->due_day : report->sent_day;
}

/* By its period; a report without one is about the stretch that had ended when it was due. */
static bool fills(const struct pm_report *report, const struct window *window)
{
    if (pm_period_is(report->last)) {
        int32_t first = pm_period_first_day(report->first);
        int32_t last = pm_period_last_day(report->last);
        if (first <= window->first_day && last >= window->last_day) return true;
        return last > window->first_day && last <= window->last_day;
    }
    int32_t day = written_on(report);
    if (day == PM_NO_DAY) return false;
    int32_t length = window->last_day - window->first_day + 1;
    return day > window->last_day && day <= window->last_day + length;
}

static bool is_filled(const struct pm_cycle *cycle, const struct pm_expect *expect,
                      const struct pm_plan *plan, const struct window *window)
{
    for (size_t i = 0; i < cycle->whole->reports.count; i++) {
        const struct pm_report *report = cycle->whole->reports.items[i];
        if (has_audience(report, expect->audience) && (!plan || is_of_plan(report, plan)) &&
            fills(report, window))
            return true;
    }
    return false;
}

static void add_missing(struct pm_cycle *cycle, const struct pm_expect *expect,
                        const struct pm_plan *plan, const struct window *window)
{
    char day[16];
    bool has_name = pm_period_is(window->period);
    pm_format_day(window->last_day, day);
    struct pm_topic topic = {.plan = plan,
                             .parts = {plan ? plan->name : NULL, "expected", expect->audience,
                                       has_name ? NULL : pm_arena_format(cycle->arena, "%s", day)},
                             .label = plan ? plan->label : "",
                             .owner = plan && plan->unit_count == 1 ? &plan->units[0] : NULL,
                             .period = window->period,
                             .at = expect->at};
    struct pm_rule_setting setting = pm_cycle_rule(cycle, PM_REPORT_MISSING, plan);
    if (!setting.is_on) return;
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_REPORT, PM_STATE_MISSING, &topic);
    pm_cycle_set_level(cycle, finding, PM_REPORT_MISSING);
    finding->cycle->due_day = window->last_day;
    finding->cycle->days = cycle->as_of - window->last_day;
    finding->cycle->limit = expect->every.days;
    pm_cycle_set_items(cycle, finding, &expect->audience, 1);
}

/* ---- From when ---- */

static void take_earlier(struct pm_period period, int32_t *first)
{
    if (!pm_period_is(period)) return;
    int32_t day = pm_period_first_day(period);
    if (*first == PM_NO_DAY || day < *first) *first = day;
}

/* The first day that any report to the audience (NULL: any) is about; one without a period is
 * about the time before it. */
static int32_t first_reported(const struct pm_cycle *cycle, const struct pm_expect *expect,
                              const struct pm_plan *plan, const char *audience)
{
    int32_t first = PM_NO_DAY;
    for (size_t i = 0; i < cycle->whole->reports.count; i++) {
        const struct pm_report *report = cycle->whole->reports.items[i];
        if ((plan && !is_of_plan(report, plan)) || (audience && !has_audience(report, audience)))
            continue;
        take_earlier(report->first, &first);
        int32_t day = written_on(report);
        if (pm_period_is(report->first) || day == PM_NO_DAY) continue;
        if (first == PM_NO_DAY || day - expect->every.days < first)
            first = day - expect->every.days;
    }
    return first;
}

static int32_t first_planned(const struct pm_cycle *cycle)
{
    int32_t first = PM_NO_DAY;
    for (size_t i = 0; i < cycle->model->plan_count; i++)
        take_earlier(cycle->model->plans[i]->first, &first);
    return first;
}

/* A plan is reported on from its first day; a project from that of its first report to the
 * audience, else to anybody, else from the first day of its plans. */
static int32_t first_expected(const struct pm_cycle *cycle, const struct pm_expect *expect,
                              const struct pm_plan *plan)
{
    int32_t first = first_reported(cycle, expect, plan, expect->audience);
    if (first == PM_NO_DAY) first = first_reported(cycle, expect, plan, NULL);
    if (plan && pm_period_is(plan->first)) {
        int32_t day = pm_period_first_day(plan->first);
        if (first == PM_NO_DAY || day > first) first = day;
    }
    if (first == PM_NO_DAY) first = first_planned(cycle);
    return first != PM_NO_DAY ? first : cycle->as_of;
}

/* Weeks in which nobody is there need no report; every month has one. */
static bool is_break(const struct pm_cycle *cycle, const struct pm_expect *expect,
                     const struct window *window)
{
    if (expect->every.months) return false;
    for (int32_t day = window->first_day; day <= window->last_day; day++)
        if (pm_weekday(day) < 6 && !pm_project_closure(cycle->model->project, day)) return false;
    return true;
}

static void walk(struct pm_cycle *cycle, const struct pm_expect *expect, const struct pm_plan *plan,
                 int32_t from)
{
    const struct pm_calendar *calendar = calendar_of(cycle, expect);
    if (!calendar) return;
    int32_t first = first_of_window(calendar, &expect->every, from);
    int32_t until = cycle->as_of;
    if (plan && pm_period_is(plan->last) && pm_period_last_day(plan->last) < until)
        until = pm_period_last_day(plan->last);
    for (;;) {
        struct window window = next_window(calendar, first, &expect->every);
        int32_t time = (window.last_day - window.first_day + 1) / 2; /* to write it */
        if (window.last_day > until || window.last_day + time > cycle->as_of) return;
        if (window.last_day >= from && !is_break(cycle, expect, &window) &&
            !is_filled(cycle, expect, plan, &window))
            add_missing(cycle, expect, plan, &window);
        first = window.last_day + 1;
    }
}

/* ---- By unit ---- */

/* Each unit with a plan of its own owes the cabinet a report on it; others get one of the whole. */
static void judge_expected(struct pm_cycle *cycle, const struct pm_expect *expect)
{
    walk(cycle, expect, expect->plan, first_expected(cycle, expect, expect->plan));
    if (expect->plan || strcmp(expect->audience, "cabinet") != 0) return;
    for (size_t i = 0; i < cycle->model->plan_count; i++) {
        const struct pm_plan *plan = cycle->model->plans[i];
        if (pm_plan_is_annual(plan)) walk(cycle, expect, plan, first_expected(cycle, expect, plan));
    }
}

/* ---- Years of the board ---- */

static int64_t count_sent(const struct pm_cycle *cycle, int32_t first, int32_t last)
{
    int64_t count = 0;
    for (size_t i = 0; i < cycle->whole->reports.count; i++) {
        const struct pm_report *report = cycle->whole->reports.items[i];
        count += has_audience(report, "board") && pm_cycle_is_past(cycle, report->sent_day) &&
                 report->sent_day >= first && report->sent_day <= last;
    }
    return count;
}

static bool is_expected(const struct pm_cycle *cycle, const char *audience)
{
    for (size_t i = 0; i < cycle->whole->expects.count; i++) {
        const struct pm_expect *expect = cycle->whole->expects.items[i];
        if (expect->reports && strcmp(expect->audience, audience) == 0) return true;
    }
    return false;
}

/* Years of the first calendar that have ended, from that of the first report to the board; where
 * reports are expected and there is none, from that of the first plan. */
static void judge_board_years(struct pm_cycle *cycle)
{
    struct pm_rule_setting setting = pm_cycle_rule(cycle, PM_BOARD_REPORTS_TOO_FEW, NULL);
    const struct pm_project *project = cycle->model->project;
    int32_t first = PM_NO_DAY;
    for (size_t i = 0; i < cycle->whole->reports.count; i++) {
        const struct pm_report *report = cycle->whole->reports.items[i];
        int32_t day = report->sent_day != PM_NO_DAY ? report->sent_day : report->due_day;
        if (!has_audience(report, "board") || day == PM_NO_DAY) continue;
        if (first == PM_NO_DAY || day < first) first = day;
    }
    if (first == PM_NO_DAY && is_expected(cycle, "board")) first = first_planned(cycle);
    if (!setting.is_on || first == PM_NO_DAY || !project->calendar_count) return;
    struct pm_period year = pm_period_at(project->calendars[0], '\0', first);
    for (; pm_period_last_day(year) <= cycle->as_of; year = pm_period_step(year, 1)) {
        int64_t sent = count_sent(cycle, pm_period_first_day(year), pm_period_last_day(year));
        struct pm_topic topic = {.parts = {"board"}, .period = year, .at = project->at};
        if (sent >= setting.argument) continue;
        struct pm_finding *finding =
            pm_cycle_add_rule(cycle, PM_FINDING_REPORT, PM_BOARD_REPORTS_TOO_FEW, &topic);
        finding->cycle->count = sent;
    }
}

void pm_judge_reports(struct pm_cycle *cycle)
{
    const struct pm_whole *whole = cycle->whole;
    for (size_t i = 0; i < whole->reports.count; i++)
        judge_report(cycle, whole->reports.items[i]);
    if (cycle->as_of == PM_NO_DAY) return;
    for (size_t i = 0; i < whole->expects.count; i++)
        if (whole->expects.items[i]->reports) judge_expected(cycle, whole->expects.items[i]);
    judge_board_years(cycle);
}
