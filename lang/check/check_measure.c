/* check_measure.c: periods, groups and units of a measure against its plan and its metric. */
#include "lang/check/check.h"

#include "lang/model/measure.h"
#include "lang/model/work.h"

#include <string.h>

/* ---- Calendars and grains ---- */

static const struct pm_calendar *calendar_of(const struct pm_metric *metric)
{
    const struct pm_source_decl *source = pm_metric_source(metric);
    return source && source->period_field_count ? source->period_format.calendar : NULL;
}

static void check_calendar(struct pm_check *check, const struct pm_metric *metric,
                           struct pm_period period, struct pm_span at)
{
    const struct pm_calendar *calendar = calendar_of(metric);
    if (!pm_period_is(period) || !calendar || period.calendar == calendar) return;
    const struct pm_source_decl *source = pm_metric_source(metric);
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_PERIOD_CALENDAR, at,
        "%s is a period of calendar `%s`, and `%s` is measured in periods of `%s`",
        pm_check_period(check, period), period.calendar->kind, metric->name, calendar->kind);
    pm_label(check->diagnostics, found, source->period_at, "the periods of source `%s`",
             source->name);
    pm_help(check->diagnostics, found, "write a period that begins with %s", calendar->prefix);
}

void pm_check_calendar(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    const struct pm_metric *metric = subject->measure->metric;
    check_calendar(check, metric, line->kind == PM_LINE_MAINTAIN ? line->over_first : line->period,
                   line->period_at);
}

void pm_check_data_targets(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    for (size_t i = 0; i < measure->targets_count; i++) {
        const struct pm_targets_from *targets = &measure->targets[i];
        check_calendar(check, measure->metric, targets->baseline.on, targets->baseline.at);
        check_calendar(check, measure->metric, targets->target.on, targets->target.at);
    }
}

/* True when rows of this grain can be put together to periods of the other one. */
static bool gives(const struct pm_source_decl *source, char part)
{
    const struct pm_period_format_of_source *format = &source->period_format;
    if (format->writing == PM_WRITES_DAY || part == '\0' || part == format->part) return true;
    return format->part == 'M' && part != 'W';
}

static const char *grain_name(const struct pm_calendar *calendar, char part)
{
    if (part == '\0') return "years";
    if (part == 'M') return "months";
    if (part == 'W') return "weeks";
    if (part == 'Q' && calendar->part_count == 4) return "quarters";
    return "parts of the year";
}

void pm_check_grain(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    const struct pm_metric *metric = subject->measure->metric;
    const struct pm_source_decl *source = pm_metric_source(metric);
    struct pm_period period = line->kind == PM_LINE_MAINTAIN ? line->over_first : line->period;
    if (!pm_period_is(period) || !calendar_of(metric) || gives(source, period.part)) return;
    const char *has = grain_name(period.calendar, source->period_format.part);
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_PERIOD_TOO_FINE, line->period_at,
                    "%s has no figure of its own: source `%s` has %s",
                    pm_check_period(check, period), source->name, has);
    pm_label(check->diagnostics, found, source->period_at, "its rows are for %s", has);
    pm_help(check->diagnostics, found, "write a period that the source has figures for");
}

/* ---- The plan's period ---- */

static bool lies_outside(const struct pm_plan *plan, struct pm_period period)
{
    return pm_period_is(period) && period.calendar == plan->first.calendar &&
           (pm_period_first_day(period) < pm_period_first_day(plan->first) ||
            pm_period_last_day(period) > pm_period_last_day(plan->last));
}

void pm_check_plan_period(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    const struct pm_line *line = subject->line;
    struct pm_period period = line->period;
    if (!plan || !pm_period_is(plan->first) || line->kind == PM_LINE_BASELINE) return;
    if (line->kind == PM_LINE_MAINTAIN)
        period = lies_outside(plan, line->over_first) ? line->over_first : line->over_last;
    if (!lies_outside(plan, period)) return;
    bool before = pm_period_first_day(period) < pm_period_first_day(plan->first);
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_TARGET_OUTSIDE_PLAN, line->period_at,
                    "%s lies %s the period of plan `%s`", pm_check_period(check, period),
                    before ? "before" : "after", plan->name);
    pm_label(check->diagnostics, found, plan->period_at, "the plan holds from %s to %s",
             pm_check_period(check, plan->first), pm_check_period(check, plan->last));
    pm_help(check->diagnostics, found,
            "correct the period of the line, or the `period` of the plan");
}

void pm_check_maintain_period(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    const struct pm_plan *plan = subject->plan;
    if (line->kind != PM_LINE_MAINTAIN || pm_period_is(line->over_first) ||
        (plan && plan->period_at.end))
        return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_MAINTAIN_WITHOUT_PERIOD, line->at,
        "it is not said in which periods `%s` is to be maintained", subject->measure->metric->name);
    if (plan)
        pm_help(check->diagnostics, found,
                "write `over PERIOD..PERIOD`, or give plan `%s` a `period`", plan->name);
    else
        pm_help(check->diagnostics, found, "write `over PERIOD..PERIOD`");
}

/* ---- Groups ---- */

/* `nothing`, which stands where a source could not be found, is not in the model. */
static bool is_in_model(const struct pm_model *model, const struct pm_source_decl *source)
{
    return source->index < model->source_count && model->source_decls[source->index] == source;
}

static bool divides(struct pm_check *check, const struct pm_dimension *dimension,
                    const struct pm_source_decl *source)
{
    if (!dimension->column_count || !is_in_model(check->model, source)) return true;
    for (size_t i = 0; i < dimension->column_count; i++)
        if (!is_in_model(check->model, dimension->columns[i]->source)) return true;
    struct pm_path way;
    return pm_path_to_dimension(check->arena, source, dimension, &way);
}

static void check_crossing(struct pm_check *check, const struct pm_metric *metric,
                           const struct pm_crossing *crossing)
{
    const struct pm_source_decl *source = pm_metric_source(metric);
    for (size_t i = 0; source && i < crossing->count; i++) {
        const struct pm_dimension *dimension = crossing->sides[i].dimension;
        if (!dimension || divides(check, dimension, source)) continue;
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_GROUP_NOT_DIVISIBLE, crossing->sides[i].at,
            "`%s` cannot be divided by `%s`: source `%s` does not lead to the fields of the "
            "dimension",
            metric->name, dimension->name, source->name);
        pm_label(check->diagnostics, found, dimension->facts.at, "the dimension");
        pm_help(check->diagnostics, found,
                "add a field of source `%s` to `dimension %s from`, or refer `to` a source that "
                "feeds it",
                source->name, dimension->name);
    }
}

void pm_check_groups(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_selector *selector = &subject->line->selector;
    check_crossing(check, subject->measure->metric, &selector->group);
    check_crossing(check, subject->measure->metric, &selector->versus);
}

void pm_check_fixed_groups(struct pm_check *check, const struct pm_subject *subject)
{
    check_crossing(check, subject->measure->metric, &subject->measure->fixed.group);
}

/* ---- Units ---- */

static bool includes(const struct pm_unit_reference *units, const struct pm_unit_reference *unit)
{
    if (units->unit || unit->unit) return units->unit == unit->unit;
    if (units->set != unit->set) return units->set->source == unit->set->source;
    for (size_t i = 0; units->key_count && i < unit->key_count; i++) {
        bool found = false;
        for (size_t j = 0; j < units->key_count; j++)
            if (strcmp(units->keys[j], unit->keys[i]) == 0) found = true;
        if (!found) return false;
    }
    return true;
}

void pm_check_unit(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_unit_reference *unit = subject->line->selector.unit;
    const struct pm_measure *measure = subject->measure;
    if (!unit || (!measure->across && !measure->unit_count)) return;
    if (measure->across && includes(measure->across, unit)) return;
    for (size_t i = 0; i < measure->unit_count; i++)
        if (includes(&measure->units[i], unit)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_UNIT_NOT_MEASURED, unit->at,
                    "`%s` is not among the units that `%s` is measured for here",
                    pm_unit_reference_text(check->arena, unit), measure->metric->name);
    const struct pm_unit_reference *units = measure->across ? measure->across : &measure->units[0];
    pm_label(check->diagnostics, found, units->at, "these are");
    pm_help(check->diagnostics, found, "name one of these units, or write `across %s`",
            unit->unit ? unit->unit->name : unit->set->name);
}

/* The first measure of the plan that needs its units. */
static const struct pm_measure *find_needy(const struct pm_model *model, const struct pm_plan *plan)
{
    const struct pm_whole *whole = model->whole;
    for (size_t i = 0; i < plan->goal_count; i++)
        for (size_t j = 0; j < plan->goals[i]->measure_count; j++)
            if (!plan->goals[i]->measures[j]->across) return plan->goals[i]->measures[j];
    for (size_t i = 0; i < whole->measures.count; i++)
        if (whole->measures.items[i]->plan == plan && !whole->measures.items[i]->across)
            return whole->measures.items[i];
    return NULL;
}

void pm_check_plan_units(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    const struct pm_measure *first = plan->units ? NULL : find_needy(check->model, plan);
    if (!first) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_PLAN_WITHOUT_UNITS, plan->facts.at,
                    "plan `%s` does not say whose it is, and `%s` needs to know", plan->name,
                    first->metric->name);
    pm_label(check->diagnostics, found, first->facts.at, "measured for the plan's units");
    pm_help(check->diagnostics, found, "add `for UNIT` to the plan, or `across UNITS` here");
}

/* ---- Lines by themselves ---- */

void pm_check_maintain_bounds(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    const struct pm_metric *metric = subject->measure->metric;
    struct pm_ratio low = pm_expression_amount(line->from);
    struct pm_ratio high = pm_expression_amount(line->to);
    if (!pm_ratio_is_defined(low) || !pm_ratio_is_defined(high)) return;
    if (pm_ratio_compare(low, high) <= 0) return;
    enum pm_type type = line->selector.has_versus ? line->from->type : metric->type;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_MAINTAIN_BOUNDS, line->from->at, "nothing lies from %s to %s",
        pm_amount_text(check->arena, low, type), pm_amount_text(check->arena, high, type));
    pm_label(check->diagnostics, found, line->to->at, "the upper bound");
    pm_help(check->diagnostics, found, "write the lower bound after `from`, the upper after `to`");
}

void pm_check_close_share(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    if (line->kind != PM_LINE_CLOSE) return;
    struct pm_ratio share = pm_ratio_from_decimal(line->share);
    bool none = pm_ratio_sign(share) <= 0;
    if (!none && pm_ratio_compare(share, pm_ratio_from_integer(1)) <= 0) return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_CLOSE_SHARE, line->at, "%s of a %s cannot go",
        pm_amount_text(check->arena, share, PM_TYPE_SHARE), line->of_gap ? "gap" : "distance");
    pm_help(check->diagnostics, found, "write a share above 0%% and up to 100%%");
}

/* True when a target of the period of `line` is there: for the groups and units of `kin`, for all
 * of them where it is NULL. */
static bool has_target(struct pm_check *check, const struct pm_measure *measure,
                       const struct pm_line *line, const struct pm_line *kin)
{
    struct pm_line_numbers numbers = pm_lines_ending(check, measure, kin, line->period);
    for (size_t i = 0; i < numbers.count; i++) {
        const struct pm_line *other = &measure->lines[numbers.items[i]];
        if (pm_line_is_target(other) && pm_period_equal(other->period, line->period)) return true;
    }
    return false;
}

void pm_check_alternative(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    const struct pm_measure *measure = subject->measure;
    if (line->kind != PM_LINE_ALTERNATIVE || measure->targets_count) return;
    if (has_target(check, measure, line, NULL) || has_target(check, measure, line, line)) return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_ALTERNATIVE_ALONE, line->at,
        "`%s` has an alternative for %s%s and no target", measure->metric->name,
        pm_check_period(check, line->period), pm_selector_text(check->arena, &line->selector));
    pm_help(check->diagnostics, found,
            "add the target of that period, or make this line the `target`");
}
