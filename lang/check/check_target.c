/* check_target.c: baselines and targets of a measure beside each other. */
#include "lang/check/check.h"

#include "lang/model/measure.h"

bool pm_check_is_general(const struct pm_line *line)
{
    return !line->selector.group.count && !line->selector.has_versus && !line->selector.unit;
}

static bool same_calendar(struct pm_period a, struct pm_period b)
{
    return pm_period_is(a) && a.calendar == b.calendar;
}

/* A baseline is over before the period of its target is. */
static bool is_before(const struct pm_line *baseline, const struct pm_line *target)
{
    return same_calendar(baseline->period, target->period) &&
           pm_period_last_day(baseline->period) < pm_period_last_day(target->period);
}

/* ---- Two for the same ---- */

static bool same_periods(const struct pm_line *a, const struct pm_line *b)
{
    if (a->kind != PM_LINE_MAINTAIN) return pm_period_equal(a->period, b->period);
    return pm_period_equal(a->over_first, b->over_first) &&
           pm_period_equal(a->over_last, b->over_last);
}

/* Of lines for the same groups and units. */
static bool are_twins(const struct pm_line *a, const struct pm_line *b)
{
    bool both_targets = pm_line_is_target(a) && pm_line_is_target(b);
    if (a->revision != b->revision) return false;
    if (!both_targets && (a->kind != b->kind || a->kind == PM_LINE_ALTERNATIVE)) return false;
    return same_periods(a, b);
}

/* The first line before this one that says the same of the same; NULL when there is none. */
static const struct pm_line *find_twin(struct pm_check *check, const struct pm_measure *measure,
                                       const struct pm_line *line)
{
    struct pm_period period = line->kind == PM_LINE_MAINTAIN ? line->over_last : line->period;
    struct pm_line_numbers numbers = pm_lines_ending(check, measure, line, period);
    for (size_t i = 0; i < numbers.count; i++) {
        const struct pm_line *other = &measure->lines[numbers.items[i]];
        if (other >= line) return NULL;
        if (are_twins(other, line)) return other;
    }
    return NULL;
}

static const char *nouns_of(const struct pm_line *line)
{
    if (line->kind == PM_LINE_BASELINE) return "baselines";
    return line->kind == PM_LINE_MAINTAIN ? "`maintain` lines" : "targets";
}

void pm_check_target_twice(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    for (size_t i = 1; i < measure->line_count; i++) {
        const struct pm_line *second = &measure->lines[i];
        const struct pm_line *first = find_twin(check, measure, second);
        if (!first) continue;
        const char *period = second->kind == PM_LINE_MAINTAIN
                                 ? "the same periods"
                                 : pm_check_period(check, second->period);
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_TARGET_TWICE, second->at, "`%s` has two %s for %s%s",
                        measure->metric->name, nouns_of(second), period,
                        pm_selector_text(check->arena, &second->selector));
        pm_label(check->diagnostics, found, first->at, "the first one");
        pm_help(check->diagnostics, found,
                "keep one of them; a second way to be good enough is an `alternative`");
    }
}

/* ---- On the right side ---- */

static bool is_baseline(const struct pm_expression *expression)
{
    return expression->kind == PM_EXPRESSION_VARIABLE &&
           expression->variable == PM_VARIABLE_BASELINE;
}

/* What is added in `baseline + 10 pts`, `10 pts + baseline`, `baseline - 3`. */
static struct pm_ratio change_written(const struct pm_expression *quantity)
{
    if (quantity->kind != PM_EXPRESSION_ADD && quantity->kind != PM_EXPRESSION_SUBTRACT)
        return pm_ratio_undefined();
    const struct pm_expression *left = quantity->children[0];
    const struct pm_expression *right = quantity->children[1];
    if (is_baseline(left)) {
        struct pm_ratio amount = pm_expression_amount(right);
        return quantity->kind == PM_EXPRESSION_ADD ? amount : pm_ratio_negate(amount);
    }
    if (is_baseline(right) && quantity->kind == PM_EXPRESSION_ADD)
        return pm_expression_amount(left);
    return pm_ratio_undefined();
}

/* What a target adds to its baseline, as far as the text says; undefined when it does not. */
static struct pm_ratio planned_change(struct pm_check *check, const struct pm_measure *measure,
                                      const struct pm_line *line, const struct pm_line **baseline)
{
    *baseline = pm_lines_baseline(check, measure, line);
    if (!line->quantity || line->quantity->type == PM_TYPE_UNKNOWN) return pm_ratio_undefined();
    struct pm_ratio start =
        *baseline ? pm_expression_amount((*baseline)->quantity) : pm_ratio_undefined();
    if (!pm_ratio_is_defined(start)) return change_written(line->quantity);
    struct pm_variables variables = {.direction = 0};
    variables.values[PM_VARIABLE_BASELINE] = start;
    return pm_ratio_subtract(pm_expression_value(line->quantity, &variables), start);
}

static bool has_side(const struct pm_line *line)
{
    return (line->kind == PM_LINE_TARGET || line->kind == PM_LINE_ALTERNATIVE) &&
           !line->selector.has_versus;
}

void pm_check_side(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->measure->metric;
    const struct pm_line *line = subject->line;
    const struct pm_line *baseline;
    if (!has_side(line) || !metric->direction) return;
    struct pm_ratio change = planned_change(check, subject->measure, line, &baseline);
    if (!pm_ratio_is_defined(change) || pm_ratio_sign(change) * metric->direction >= 0) return;
    const char *better = metric->direction > 0 ? "higher" : "lower";
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_TARGET_WRONG_SIDE, line->quantity->at,
                    "the %s for %s is worse than the baseline: %s is better for `%s`",
                    line->kind == PM_LINE_TARGET ? "target" : "alternative",
                    pm_check_period(check, line->period), better, metric->name);
    if (baseline && baseline->quantity)
        pm_label(check->diagnostics, found, baseline->quantity->at, "it starts here");
    if (metric->direction_at.end)
        pm_label(check->diagnostics, found, metric->direction_at, "%s is better", better);
    pm_help(check->diagnostics, found,
            "correct the figure, or the `better` line of the metric if the other way is good");
}

void pm_check_equals_baseline(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    const struct pm_line *baseline;
    if (!has_side(line)) return;
    struct pm_ratio change = planned_change(check, subject->measure, line, &baseline);
    if (!pm_ratio_is_defined(change) || pm_ratio_sign(change) != 0) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_TARGET_EQUALS_BASELINE, line->quantity->at,
                    "the target of `%s` for %s equals its baseline", subject->measure->metric->name,
                    pm_check_period(check, line->period));
    if (baseline && baseline->quantity)
        pm_label(check->diagnostics, found, baseline->quantity->at, "it starts here");
    const struct pm_metric *metric = subject->measure->metric;
    struct pm_ratio level = pm_expression_amount(line->quantity);
    pm_help(check->diagnostics, found, "to hold a level on purpose, write `maintain %s %s`",
            metric->direction < 0 ? "to" : "from",
            pm_ratio_is_defined(level) ? pm_amount_text(check->arena, level, metric->type)
                                       : "QUANTITY");
}

/* ---- In the range ---- */

static void check_amount(struct pm_check *check, const struct pm_metric *metric,
                         const struct pm_expression *amount)
{
    struct pm_ratio value = pm_expression_amount(amount);
    struct pm_ratio low = pm_ratio_from_decimal(metric->range_low);
    struct pm_ratio high = pm_ratio_from_decimal(metric->range_high);
    if (!pm_ratio_is_defined(value)) return;
    if (pm_ratio_compare(value, low) >= 0 && pm_ratio_compare(value, high) <= 0) return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_TARGET_OUT_OF_RANGE, amount->at, "%s is outside the range of `%s`",
        pm_amount_text(check->arena, value, metric->type), metric->name);
    pm_label(check->diagnostics, found, metric->range_at, "from %s to %s",
             pm_amount_text(check->arena, low, metric->type),
             pm_amount_text(check->arena, high, metric->type));
    pm_help(check->diagnostics, found, "correct the figure, or the `range` of the metric");
}

void pm_check_range(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->measure->metric;
    const struct pm_line *line = subject->line;
    if (!metric->has_range || line->selector.has_versus) return;
    check_amount(check, metric, line->quantity);
    check_amount(check, metric, line->from);
    check_amount(check, metric, line->to);
}

/* ---- Baselines ---- */

static bool has_earlier_baseline(struct pm_check *check, const struct pm_measure *measure,
                                 const struct pm_line *line)
{
    if (pm_lines_baseline(check, measure, line)) return true;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *other = &measure->lines[i];
        if (other->kind == PM_LINE_BASELINE && other->revision == line->revision &&
            pm_check_is_general(other) && is_before(other, line))
            return true;
    }
    return false;
}

void pm_check_baseline_order(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    if (!pm_line_is_target(line)) return;
    const struct pm_line *baseline = pm_lines_any_baseline(check, subject->measure, line);
    if (!baseline || !same_calendar(baseline->period, line->period)) return;
    if (has_earlier_baseline(check, subject->measure, line)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_BASELINE_NOT_BEFORE, line->period_at,
                    "the baseline %s is not before the target for %s",
                    pm_check_period(check, baseline->period), pm_check_period(check, line->period));
    pm_label(check->diagnostics, found, baseline->period_at, "the baseline");
    pm_help(check->diagnostics, found,
            "a target is for a later period than the one it is compared with");
}

static bool uses_previous(const struct pm_expression *expression)
{
    if (expression->kind == PM_EXPRESSION_VARIABLE && expression->variable == PM_VARIABLE_PREVIOUS)
        return true;
    for (size_t i = 0; i < expression->child_count; i++)
        if (uses_previous(expression->children[i])) return true;
    return false;
}

void pm_check_target_baseline(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    for (size_t i = 0; i < measure->targets_count; i++)
        if (measure->targets[i].baseline.at.end) return;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (!pm_line_is_target(line) || pm_lines_any_baseline(check, measure, line)) continue;
        if (line->quantity && uses_previous(line->quantity)) continue;
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_TARGET_WITHOUT_BASELINE, line->at,
            "`%s` has a target for %s%s and no baseline", measure->metric->name,
            pm_check_period(check, line->period), pm_selector_text(check->arena, &line->selector));
        pm_help(check->diagnostics, found,
                "add `baseline PERIOD`, with an amount or without one to take the figure in the "
                "data");
        return;
    }
}

void pm_check_measure_target(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    for (size_t i = 0; i < measure->line_count; i++)
        if (measure->lines[i].kind != PM_LINE_BASELINE) return;
    if (measure->targets_count) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_MEASURE_WITHOUT_TARGET, measure->facts.at,
                    "the measure `%s` of %s has no target", measure->metric->name,
                    pm_measure_home_text(check->arena, measure));
    pm_help(check->diagnostics, found,
            "add `target PERIOD QUANTITY`, `close`, `maintain` or `targets from`");
}
