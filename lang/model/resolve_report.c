/* resolve_report.c: reports, teams and routines, and what must recur. */
#include "lang/model/resolve_work.h"

#include <stdlib.h>
#include <string.h>

/* ---- For whom ---- */

static const char *list_audiences(struct pm_resolver *resolver)
{
    const char *text = "";
    for (int i = 0; i < PM_AUDIENCE_COUNT; i++)
        text = pm_arena_format(resolver->arena, "%s%s`%s`", text, i ? ", " : "",
                               pm_audience_name((enum pm_audience)i));
    return text;
}

const char *pm_read_audience(struct pm_resolver *resolver, const struct pm_node *node)
{
    enum pm_audience audience;
    if (!node || node->kind != PM_NODE_NAME) return NULL;
    const char *name = pm_arena_copy_text(resolver->arena, node->text.bytes, node->text.size);
    if (pm_audience_find(node->text, &audience) ||
        pm_name_find(resolver, PM_KIND_UNIT, NULL, node->text) ||
        pm_name_find(resolver, PM_KIND_TEAM, NULL, node->text))
        return name;
    if (pm_name_is_excused(resolver, NULL, node->text)) return NULL;
    struct pm_diagnostics *list = resolver->diagnostics;
    struct pm_diagnostic *found = pm_diagnose(list, PM_AUDIENCE_UNKNOWN, node->span,
                                              "`%s` is no audience, unit or team", name);
    for (int i = 0; i < PM_AUDIENCE_COUNT && !found->replacement; i++) {
        const char *word = pm_audience_name((enum pm_audience)i);
        if (pm_text_similar(pm_text_from(word), node->text)) found->replacement = word;
    }
    pm_help(list, found, "audiences are %s; units and teams are declared",
            list_audiences(resolver));
    return NULL;
}

const char **pm_read_audience_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                                 size_t *count)
{
    struct pm_nodes nodes = pm_gather_nodes(resolver, statement, "audience", "NAMES");
    const char **names = PM_NEW_ITEMS(resolver->arena, const char *, nodes.count);
    *count = 0;
    for (size_t i = 0; i < nodes.count; i++) {
        const char *name = pm_read_audience(resolver, nodes.items[i]);
        if (name) names[(*count)++] = name;
    }
    return names;
}

/* ---- Reports ---- */

static void check_sent(struct pm_resolver *resolver, const struct pm_statement *statement,
                       const struct pm_report *report)
{
    if (report->sent_day == PM_NO_DAY || !pm_period_is(report->first) ||
        report->sent_day >= pm_period_first_day(report->first))
        return;
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_DATES_BACKWARDS, pm_statement_child(statement, "sent")->span,
        "`%s` is sent before its period begins", report->name);
    pm_label(resolver->diagnostics, found, pm_statement_child(statement, "period")->span,
             "the period that it is about");
    pm_help(resolver->diagnostics, found, "write the period of the report, or the day it was sent");
}

void pm_read_report(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_report *report = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = pm_wish_for_looks(NULL);
    const char *kind = pm_read_word_of(resolver, statement, "kind", "report kind");
    pm_read_facts(resolver, statement, &report->facts);
    report->kind = kind ? kind : "";
    report->audience = pm_read_audience_of(resolver, statement, &report->audience_count);
    report->of =
        pm_read_subjects_of(resolver, &wish, statement, "of", "SUBJECTS", &report->of_count);
    pm_read_period_of(resolver, statement, &report->first, &report->last);
    report->due_day = pm_read_day_of(resolver, statement, "due");
    report->sent_day = pm_read_day_of(resolver, statement, "sent");
    check_sent(resolver, statement, report);
    report->data_day = pm_read_day_of(resolver, statement, "data");
    report->notes = pm_read_notes(resolver, statement, &report->note_count);
    pm_read_dated(resolver, statement, "approved", &report->approvals, &report->approval_count);
}

/* ---- How often ---- */

static int32_t months_of(const char *unit)
{
    static const struct {
        const char *unit;
        int32_t months;
    } rows[] = {{"month", 1}, {"quarter", 3}, {"semester", 6}, {"year", 12}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(unit, rows[i].unit) == 0) return rows[i].months;
    return 0;
}

/* A duration as it was written, with one blank before its unit. */
static const char *copy_duration(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_text text = pm_sources_text(resolver->sources, node->span);
    size_t number = 0;
    while (number < text.size && text.bytes[number] > ' ')
        number++;
    struct pm_text unit = pm_text_trim((struct pm_text){text.bytes + number, text.size - number});
    return pm_arena_format(resolver->arena, "%.*s %.*s", (int)number, text.bytes, (int)unit.size,
                           unit.bytes);
}

static struct pm_cadence read_cadence(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_cadence cadence = {.days = pm_read_duration(resolver, node), .text = ""};
    if (!cadence.days) return cadence;
    cadence.text = copy_duration(resolver, node);
    struct pm_ratio months = pm_ratio_multiply(pm_ratio_from_decimal(node->number),
                                               pm_ratio_from_integer(months_of(node->unit)));
    if (months.denominator == 1) cadence.months = (int32_t)months.numerator;
    return cadence;
}

/* ---- Teams and routines ---- */

static int compare_days(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left;
    int32_t b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

static bool was_held(const struct pm_meeting *meeting, int32_t day)
{
    for (size_t i = 0; i < meeting->held_count; i++)
        if (meeting->held_days[i] == day) return true;
    return false;
}

/* A day on which the routine was not yet there, or not any more. */
static void check_held_within(struct pm_resolver *resolver, const struct pm_statement *statement,
                              const struct pm_meeting *routine)
{
    struct pm_nodes nodes = pm_gather_nodes(resolver, statement, "held", "DATES");
    for (size_t i = 0; i < nodes.count; i++) {
        int32_t day;
        if (nodes.items[i]->kind != PM_NODE_DATE || !pm_parse_day(nodes.items[i]->text, &day))
            continue;
        bool is_before = routine->starts_day != PM_NO_DAY && day < routine->starts_day;
        bool is_after = routine->ends_day != PM_NO_DAY && day > routine->ends_day;
        if (!is_before && !is_after) continue;
        struct pm_diagnostic *found = pm_diagnose(
            resolver->diagnostics, PM_HELD_UNFIT, nodes.items[i]->span, "`%s` was held %s",
            routine->name, is_before ? "before it starts" : "after it ends");
        pm_label(resolver->diagnostics, found,
                 pm_statement_child(statement, is_before ? "starts" : "ends")->span,
                 is_before ? "it starts later" : "it ends earlier");
        pm_help(resolver->diagnostics, found, "write the day on which it %s",
                is_before ? "started" : "ended, or take this day out");
    }
}

static void report_held(struct pm_resolver *resolver, const struct pm_node *node, bool is_range)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_HELD_UNFIT, node->span,
                    is_range ? "a meeting is held on one day" : "this day is named twice");
    pm_help(resolver->diagnostics, found,
            is_range ? "name each day: `held 2025-09-08, 2025-09-22`" : "name each day once");
}

static void read_held(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_meeting *meeting)
{
    struct pm_nodes nodes = pm_gather_nodes(resolver, statement, "held", "DATES");
    meeting->held_days = PM_NEW_ITEMS(resolver->arena, int32_t, nodes.count);
    for (size_t i = 0; i < nodes.count; i++) {
        bool is_range = nodes.items[i]->kind != PM_NODE_DATE;
        int32_t day = is_range ? PM_NO_DAY : pm_read_day(resolver, nodes.items[i]);
        if (is_range || (day != PM_NO_DAY && was_held(meeting, day)))
            report_held(resolver, nodes.items[i], is_range);
        else if (day != PM_NO_DAY)
            meeting->held_days[meeting->held_count++] = day;
    }
    if (meeting->held_count)
        qsort(meeting->held_days, meeting->held_count, sizeof *meeting->held_days, compare_days);
}

static void read_routine(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_meeting *routine)
{
    struct pm_wish wish = pm_wish_for_looks(NULL);
    const struct pm_statement *begins = pm_statement_get_single(resolver, statement, "begins");
    routine->audience = pm_read_audience_of(resolver, statement, &routine->audience_count);
    routine->of =
        pm_read_subjects_of(resolver, &wish, statement, "of", "SUBJECTS", &routine->of_count);
    routine->starts_day = pm_read_day_of(resolver, statement, "starts");
    routine->ends_day = pm_read_day_of(resolver, statement, "ends");
    pm_check_starts_and_ends(resolver, statement, routine->name, routine->starts_day,
                             routine->ends_day);
    check_held_within(resolver, statement, routine);
    routine->length_minutes = pm_read_minutes_of(resolver, statement, "length");
    if (begins)
        routine->begins_minute = pm_read_time(resolver, pm_slot_node(pm_slot(begins, "TIME")));
    routine->aligns = pm_read_aligns(resolver, NULL, statement, &routine->align_count);
}

static void read_team(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_meeting *team)
{
    team->members = pm_read_members_of(resolver, statement, "members", &team->member_count);
    team->chair = pm_read_text_of(resolver, statement, "chair");
    if (!pm_statement_lacks(statement, "members")) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_TEAM_WITHOUT_MEMBERS, team->facts.at,
                    "team `%s` has no members", team->name);
    pm_help(resolver->diagnostics, found, "add `members` and the units that it is made of");
}

void pm_read_meeting(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_meeting *meeting = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    const struct pm_statement *meets = pm_statement_get_single(resolver, statement, "meets");
    pm_read_facts(resolver, statement, &meeting->facts);
    if (meets) meeting->every = read_cadence(resolver, pm_slot_node(pm_slot(meets, "DURATION")));
    read_held(resolver, statement, meeting);
    if (meeting->is_team)
        read_team(resolver, statement, meeting);
    else
        read_routine(resolver, statement, meeting);
}

/* ---- What must recur ---- */

static void read_expects(struct pm_resolver *resolver, const struct pm_statement *statement,
                         const struct pm_plan *plan)
{
    const struct pm_statement *child;
    for (size_t at = 0; (child = pm_next_child(statement, "expect", &at)) != NULL;) {
        const char *word = pm_read_word(resolver, pm_slot(child, "WORD"), "expect");
        struct pm_expect *expect = PM_NEW(resolver->arena, struct pm_expect);
        expect->at = child->span;
        expect->plan = plan;
        expect->reports = word && strcmp(word, "reports") == 0;
        expect->audience = pm_read_audience(resolver, pm_slot_node(pm_slot(child, "AUDIENCE")));
        expect->every = read_cadence(resolver, pm_slot_node(pm_slot(child, "DURATION")));
        if (word && expect->audience && expect->every.days)
            PM_PUSH(resolver->arena, &resolver->model->whole->expects, expect);
    }
}

static void read_expects_of_project(struct pm_resolver *resolver,
                                    const struct pm_statement *statement)
{
    read_expects(resolver, statement, NULL);
}

static void read_expects_of_plan(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    const struct pm_name *plan = pm_name_of(resolver, PM_KIND_PLAN, NULL, statement);
    if (plan) read_expects(resolver, statement, plan->object);
}

void pm_read_expects(struct pm_resolver *resolver)
{
    pm_each_statement(resolver, "project", read_expects_of_project);
    pm_each_statement(resolver, "plan", read_expects_of_plan);
}
