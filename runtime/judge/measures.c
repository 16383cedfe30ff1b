/* measures.c: measures one by one: their periods, units and groups, and in which order they are
 * judged. */
#include "runtime/judge/measures.h"
#include "lang/model/measure.h"
#include "lang/model/work.h"

#include <stdlib.h>

/* ---- Grain and periods ---- */

static const struct pm_calendar *calendar_of(const struct pm_judging *judging,
                                             const struct pm_measure *measure)
{
    const struct pm_source_decl *source = pm_metric_source(measure->metric);
    if (source && source->period_format.calendar) return source->period_format.calendar;
    for (size_t i = 0; i < measure->line_count; i++)
        if (pm_period_is(measure->lines[i].period)) return measure->lines[i].period.calendar;
    if (measure->plan && pm_period_is(measure->plan->first)) return measure->plan->first.calendar;
    const struct pm_project *project = judging->model->project;
    return project->calendar_count ? project->calendars[0] : NULL;
}

/* A part that the lines name, else the metric's own grain. */
static char part_of(const struct pm_measure *measure)
{
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (line->period.part) return line->period.part;
        if (line->over_first.part) return line->over_first.part;
    }
    for (size_t i = 0; i < measure->targets_count; i++) {
        const struct pm_targets_from *targets = &measure->targets[i];
        if (targets->target.on.part) return targets->target.on.part;
        if (targets->baseline.on.part) return targets->baseline.on.part;
    }
    return pm_metric_grain(measure->metric);
}

struct days {
    int32_t first;
    int32_t last;
};

static void widen(struct days *days, struct pm_period period)
{
    if (!pm_period_is(period)) return;
    int32_t first = pm_period_first_day(period);
    int32_t last = pm_period_last_day(period);
    if (days->first == PM_NO_DAY || first < days->first) days->first = first;
    if (days->last == PM_NO_DAY || last > days->last) days->last = last;
}

/* The plan's period; without one, from the first to the last period that the measure names; without
 * any, those of the data. */
static struct days days_of(const struct pm_hearing *hearing)
{
    const struct pm_measure *measure = hearing->measure;
    struct days days = {PM_NO_DAY, PM_NO_DAY};
    if (measure->plan) {
        widen(&days, measure->plan->first);
        widen(&days, measure->plan->last);
    }
    if (days.first != PM_NO_DAY) return days;
    for (size_t i = 0; i < measure->line_count; i++) {
        widen(&days, measure->lines[i].period);
        widen(&days, measure->lines[i].over_first);
        widen(&days, measure->lines[i].over_last);
    }
    if (days.first != PM_NO_DAY) return days;
    size_t count = 0;
    const struct pm_period *periods =
        pm_cells_periods(hearing->judging->cells, measure->metric, hearing->axis.part, &count);
    if (!count) return days;
    widen(&days, periods[0]);
    widen(&days, periods[count - 1]);
    return days;
}

static void list_periods(struct pm_hearing *hearing)
{
    struct pm_arena *arena = hearing->judging->arena;
    const struct pm_axis *axis = &hearing->axis;
    struct days days = days_of(hearing);
    PM_ARRAY(struct pm_period) periods = {0};
    if (days.first == PM_NO_DAY) return;
    struct pm_period period = pm_period_at(axis->calendar, axis->part, days.first);
    hearing->before = pm_period_step(period, -1);
    for (;; period = pm_period_step(period, 1)) {
        int32_t first = pm_period_first_day(period);
        int32_t last = pm_period_last_day(period);
        bool holds_plan = first <= days.first && last >= days.last;
        if (first > hearing->judging->as_of || first > days.last) break;
        if (last <= days.last || holds_plan) PM_PUSH(arena, &periods, period);
    }
    hearing->periods = periods.items;
    hearing->period_count = periods.count;
}

/* ---- Units ---- */

enum { LONGEST_WAIT = 8 }; /* periods for which a set may be without rows */

bool pm_unit_list_has(const struct pm_unit_list *list, uint32_t unit)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle] == unit) return true;
        if (list->items[middle] < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static int compare_units(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* Adds units to a list that stays in order and without doubles. */
static void add_units(struct pm_arena *arena, struct pm_unit_list *list, const uint32_t *units,
                      size_t count)
{
    uint32_t *all = PM_NEW_ITEMS(arena, uint32_t, list->count + count + 1);
    size_t total = 0;
    for (size_t i = 0; i < list->count; i++)
        all[total++] = list->items[i];
    for (size_t i = 0; i < count; i++)
        if (units[i] != PM_NO_UNIT) all[total++] = units[i];
    if (total) qsort(all, total, sizeof *all, compare_units);
    list->count = 0;
    for (size_t i = 0; i < total; i++)
        if (!i || all[i] != all[i - 1]) all[list->count++] = all[i];
    list->items = all;
}

/* The units of a set in a period; where the data have none in it, the period has no rows yet,
 * and those of the period before are meant. */
static size_t units_of_set(const struct pm_hearing *hearing,
                           const struct pm_unit_reference *reference,
                           const struct pm_expression *where, struct pm_period period,
                           uint32_t **out)
{
    struct pm_arena *arena = hearing->judging->arena;
    const struct pm_cells *cells = hearing->judging->cells;
    const struct pm_unit_reference whole = {.at = reference->at, .set = reference->set};
    size_t count = pm_cells_units_of(cells, arena, reference, where, period, out);
    for (int back = 1; !count && back <= LONGEST_WAIT; back++) {
        uint32_t *all = NULL;
        if (pm_cells_units_of(cells, arena, &whole, NULL, period, &all)) break;
        period = pm_period_step(period, -1);
        count = pm_cells_units_of(cells, arena, reference, where, period, out);
    }
    return count;
}

/* A declared unit is always among them: where it does not exist, that is what is said. */
static void add_reference(const struct pm_hearing *hearing,
                          const struct pm_unit_reference *reference,
                          const struct pm_expression *where, struct pm_period period,
                          struct pm_unit_list *out)
{
    uint32_t *units = NULL;
    uint32_t unit = 0;
    if (reference->unit) {
        unit = pm_cells_unit(hearing->judging->cells, reference->unit);
        add_units(hearing->judging->arena, out, &unit, 1);
        return;
    }
    size_t count = units_of_set(hearing, reference, where, period, &units);
    add_units(hearing->judging->arena, out, units, count);
}

/* Where units are read from the published figures themselves, one that was held to account and
 * has no row any more is not published: it does not quietly go. */
static void keep_vanished(const struct pm_hearing *hearing,
                          const struct pm_unit_reference *reference,
                          const struct pm_unit_list *before, struct pm_period period,
                          struct pm_unit_list *out)
{
    struct pm_arena *arena = hearing->judging->arena;
    const struct pm_source_decl *source = pm_metric_source(hearing->measure->metric);
    if (!reference->set || reference->set->source != source || !source->is_summary) return;
    const struct pm_unit_reference whole = {.at = reference->at, .set = reference->set};
    uint32_t *there = NULL;
    size_t count = pm_cells_units_of(hearing->judging->cells, arena, &whole, NULL, period, &there);
    struct pm_unit_list present = {0};
    add_units(arena, &present, there, count);
    for (size_t i = 0; count && i < before->count; i++)
        if (!pm_unit_list_has(&present, before->items[i]))
            add_units(arena, out, &before->items[i], 1);
}

static void list_units(struct pm_hearing *hearing)
{
    struct pm_arena *arena = hearing->judging->arena;
    const struct pm_measure *measure = hearing->measure;
    hearing->units = PM_NEW_ITEMS(arena, struct pm_unit_list, hearing->period_count + 1);
    for (size_t i = 0; i < hearing->period_count; i++) {
        struct pm_unit_list *units = &hearing->units[i];
        if (measure->across)
            add_reference(hearing, measure->across, measure->across_where, hearing->periods[i],
                          units);
        if (measure->across && i)
            keep_vanished(hearing, measure->across, &hearing->units[i - 1], hearing->periods[i],
                          units);
        for (size_t j = 0; !measure->across && j < measure->unit_count; j++)
            add_reference(hearing, &measure->units[j], NULL, hearing->periods[i], units);
        add_units(arena, &hearing->everyone, units->items, units->count);
    }
}

/* ---- Claims ---- */

static void report_no_unit(const struct pm_hearing *hearing, const struct pm_line *line)
{
    struct pm_diagnostics *diagnostics = hearing->judging->diagnostics;
    struct pm_diagnostic *found =
        pm_diagnose(diagnostics, PM_LINE_WITHOUT_UNITS, line->selector.unit->at,
                    "no unit of the data is meant by this");
    pm_say(diagnostics, found, "the line holds for none");
    pm_help(diagnostics, found, "write the key as the data have it; `pm values` shows the units");
}

static const struct pm_unit_list *units_of_line(struct pm_hearing *hearing,
                                                const struct pm_line *line)
{
    struct pm_arena *arena = hearing->judging->arena;
    struct pm_unit_list *units =
        PM_NEW_ITEMS(arena, struct pm_unit_list, hearing->period_count + 1);
    size_t found = 0;
    for (size_t i = 0; i < hearing->period_count; i++) {
        add_reference(hearing, line->selector.unit, NULL, hearing->periods[i], &units[i]);
        if (line->kind != PM_LINE_BASELINE)
            add_units(arena, &hearing->everyone, units[i].items, units[i].count);
        found += units[i].count;
    }
    if (!found) report_no_unit(hearing, line);
    return units;
}

static void report_no_group(struct pm_hearing *hearing, struct pm_span at)
{
    struct pm_diagnostics *diagnostics = hearing->judging->diagnostics;
    struct pm_diagnostic *found = pm_diagnose(diagnostics, PM_GROUP_NOT_IN_DATA, at,
                                              "no row of the data belongs to these groups");
    pm_say(diagnostics, found, "nothing is judged for this line");
    pm_help(diagnostics, found,
            "`pm values` with `--by` shows the groups that the data have; spell one of them");
}

static void list_claims(struct pm_hearing *hearing)
{
    const struct pm_measure *measure = hearing->measure;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        struct pm_subjects subjects = {0};
        pm_judge_expand(hearing->judging, &line->selector, &measure->fixed, &subjects);
        if (!subjects.list.count) {
            report_no_group(hearing, line->at);
            continue;
        }
        const struct pm_unit_list *units =
            line->selector.unit ? units_of_line(hearing, line) : NULL;
        for (size_t j = 0; j < subjects.list.count; j++) {
            struct pm_claim claim = {line, subjects.list.items[j], units != NULL, units};
            PM_PUSH(hearing->judging->arena, &hearing->claims, claim);
        }
    }
}

/* Differences first; an index of disparity is about no single group. */
static void list_gap_lines(struct pm_hearing *hearing)
{
    struct pm_arena *arena = hearing->judging->arena;
    const struct pm_metric *metric = hearing->measure->metric;
    PM_ARRAY(const struct pm_gap_line *) lines = {0};
    for (size_t i = 0; i < 2 * metric->gap_count; i++) {
        const struct pm_gap_line *line = &metric->gaps[i % metric->gap_count];
        bool is_difference = line->kind == PM_GAP_DIFFERENCE;
        if (is_difference != (i < metric->gap_count)) continue;
        if (line->kind == PM_GAP_INDEX_OF_DISPARITY) continue;
        pm_judge_expand(hearing->judging, &line->selector, &hearing->measure->fixed,
                        &hearing->gaps);
        while (lines.count < hearing->gaps.list.count)
            PM_PUSH(arena, &lines, line);
    }
    hearing->gap_lines = lines.items;
}

const struct pm_gap_line *pm_hearing_gap_line(const struct pm_hearing *hearing,
                                              const struct pm_subject *subject)
{
    for (size_t i = 0; subject->has_reference && i < hearing->gaps.list.count; i++)
        if (pm_judge_compare_groups(&hearing->gaps.list.items[i], subject) == 0)
            return hearing->gap_lines[i];
    return NULL;
}

enum pm_gap_kind pm_hearing_gap_kind(const struct pm_hearing *hearing,
                                     const struct pm_subject *subject)
{
    const struct pm_gap_line *line = pm_hearing_gap_line(hearing, subject);
    return line ? line->kind : PM_GAP_DIFFERENCE;
}

/* ---- Subjects of a unit ---- */

static void add_subject(struct pm_hearing *hearing, struct pm_subjects *subjects,
                        const struct pm_subject *groups)
{
    size_t at = 0;
    for (; at < subjects->list.count; at++) {
        int order = pm_judge_compare_groups(&subjects->list.items[at], groups);
        if (order == 0) return;
        if (order > 0) break;
    }
    PM_PUSH(hearing->judging->arena, &subjects->list, *groups);
    for (size_t i = subjects->list.count - 1; i > at; i--)
        subjects->list.items[i] = subjects->list.items[i - 1];
    subjects->list.items[at] = *groups;
}

static bool holds_at(const struct pm_hearing *hearing, const struct pm_claim *claim, uint32_t unit,
                     size_t at)
{
    const struct pm_unit_list *units = claim->units ? claim->units : hearing->units;
    return pm_unit_list_has(&units[at], unit);
}

static bool holds_ever(const struct pm_hearing *hearing, const struct pm_claim *claim,
                       uint32_t unit)
{
    for (size_t i = 0; i < hearing->period_count; i++)
        if (holds_at(hearing, claim, unit, i)) return true;
    return false;
}

/* All rows, or the groups that the measure is for. */
static void add_whole(struct pm_hearing *hearing, struct pm_subjects *subjects)
{
    struct pm_selector everyone = {0};
    struct pm_subjects whole = {0};
    pm_judge_expand(hearing->judging, &everyone, &hearing->measure->fixed, &whole);
    for (size_t i = 0; i < whole.list.count; i++)
        add_subject(hearing, subjects, &whole.list.items[i]);
}

static void list_row_groups(struct pm_hearing *hearing)
{
    for (size_t i = 0; i < hearing->rows.count; i++)
        if (pm_unit_list_has(&hearing->everyone, hearing->rows.items[i].subject.unit))
            add_subject(hearing, &hearing->row_groups, &hearing->rows.items[i].subject);
}

static struct pm_subjects subjects_of(struct pm_hearing *hearing, uint32_t unit)
{
    struct pm_subjects subjects = {0};
    bool has_claims = false;
    for (size_t i = 0; i < hearing->claims.count; i++) {
        const struct pm_claim *claim = &hearing->claims.items[i];
        if (claim->line->kind == PM_LINE_BASELINE) continue;
        has_claims = true;
        if (holds_ever(hearing, claim, unit)) add_subject(hearing, &subjects, &claim->subject);
    }
    for (size_t i = 0; i < hearing->row_groups.list.count; i++)
        add_subject(hearing, &subjects, &hearing->row_groups.list.items[i]);
    if (!subjects.list.count && !has_claims) add_whole(hearing, &subjects);
    return subjects;
}

/* A group that only lines for other units speak of is not judged in this one. */
static bool is_judged_at(const struct pm_hearing *hearing, const struct pm_subject *subject,
                         size_t at)
{
    if (pm_unit_list_has(&hearing->units[at], subject->unit)) return true;
    for (size_t i = 0; i < hearing->claims.count; i++) {
        const struct pm_claim *claim = &hearing->claims.items[i];
        if (claim->line->kind != PM_LINE_BASELINE && claim->names_unit &&
            pm_judge_compare_groups(&claim->subject, subject) == 0 &&
            holds_at(hearing, claim, subject->unit, at))
            return true;
    }
    return false;
}

/* ---- A measure ---- */

static void judge_unit(struct pm_hearing *hearing, uint32_t unit,
                       const struct pm_comparison *comparisons)
{
    struct pm_subjects subjects = subjects_of(hearing, unit);
    for (size_t i = 0; i < subjects.list.count; i++) {
        struct pm_subject subject = subjects.list.items[i];
        subject.plan = hearing->measure->plan;
        subject.goal = hearing->measure->goal;
        subject.measure = hearing->measure;
        subject.metric = hearing->measure->metric;
        subject.unit = unit;
        subject.gap_line = pm_hearing_gap_line(hearing, &subject);
        for (size_t at = 0; at < hearing->period_count; at++) {
            subject.period = hearing->periods[at];
            if (!pm_judge_wants(hearing->judging, subject.period)) continue;
            if (!is_judged_at(hearing, &subject, at)) continue;
            const struct pm_finding *found = pm_judge_status(hearing, &subject, at);
            if (found) {
                struct pm_finding finding = *found;
                pm_compare_finding(hearing, comparisons, &finding);
            }
            pm_report_row_differences(hearing, &subject, at);
        }
    }
}

static void report_no_units(struct pm_hearing *hearing)
{
    const struct pm_measure *measure = hearing->measure;
    struct pm_diagnostics *diagnostics = hearing->judging->diagnostics;
    struct pm_span at = measure->across ? measure->across->at : measure->facts.at;
    struct pm_diagnostic *found =
        pm_diagnose(diagnostics, PM_MEASURE_WITHOUT_UNITS, at,
                    "measure `%s` holds no unit to anything", measure->metric->name);
    pm_say(diagnostics, found, "no unit of the data is meant by this");
    pm_help(diagnostics, found,
            "compare the condition and the keys with the data; `pm values` "
            "shows the units that they have");
}

enum { SOME_YEAR = 2000 }; /* to ask whether a calendar has such parts */

static void judge_measure(struct pm_judging *judging, const struct pm_measure *measure)
{
    struct pm_hearing hearing = {.judging = judging, .measure = measure};
    hearing.axis = (struct pm_axis){.calendar = calendar_of(judging, measure),
                                    .part = part_of(measure),
                                    .pauses = measure->pauses,
                                    .pause_count = measure->pause_count};
    if (!hearing.axis.calendar) return;
    pm_axis_closures(judging->arena, &hearing.axis);
    if (!pm_period_parts(hearing.axis.calendar, SOME_YEAR, hearing.axis.part))
        hearing.axis.part = '\0';
    list_periods(&hearing);
    if (!hearing.period_count) return;
    list_units(&hearing);
    list_claims(&hearing);
    list_gap_lines(&hearing);
    pm_read_row_targets(&hearing);
    list_row_groups(&hearing);
    if (!hearing.everyone.count) {
        report_no_units(&hearing);
        return;
    }
    const struct pm_comparison *comparisons = pm_read_comparisons(&hearing);
    for (size_t i = 0; i < hearing.everyone.count; i++)
        judge_unit(&hearing, hearing.everyone.items[i], comparisons);
}

void pm_judge_measures(struct pm_judging *judging)
{
    const struct pm_model *model = judging->model;
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        for (size_t j = 0; j < plan->goal_count; j++)
            for (size_t k = 0; k < plan->goals[j]->measure_count; k++)
                judge_measure(judging, plan->goals[j]->measures[k]);
    }
    for (size_t i = 0; i < model->whole->measures.count; i++)
        judge_measure(judging, model->whole->measures.items[i]);
}
