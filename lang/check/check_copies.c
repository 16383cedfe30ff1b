/* check_copies.c: the same thing said twice: figures copied from plan to plan, metrics that count
 * the same, plans of one unit that disagree. */
#include "lang/check/check.h"

#include "lang/model/expression.h"
#include "lang/model/measure.h"

#include <stdlib.h>
#include <string.h>

/* ---- One target for many ---- */

struct promise { /* a target with its start, both written as amounts */
    const struct pm_measure *measure;
    const struct pm_line *line;
    struct pm_ratio amount;
    struct pm_ratio start;
    size_t order;
};

struct promises {
    PM_ARRAY(struct promise) list;
};

static int compare_promises(const void *left, const void *right)
{
    const struct promise *a = left;
    const struct promise *b = right;
    uint32_t metric = a->measure->metric->index;
    uint32_t other = b->measure->metric->index;
    if (metric != other) return metric < other ? -1 : 1;
    int order = pm_period_compare(a->line->period, b->line->period);
    if (!order) order = pm_ratio_compare(a->amount, b->amount);
    if (order) return order;
    return (a->order > b->order) - (a->order < b->order);
}

static bool is_same_promise(const struct promise *a, const struct promise *b)
{
    return a->measure->metric == b->measure->metric &&
           pm_period_equal(a->line->period, b->line->period) &&
           pm_ratio_compare(a->amount, b->amount) == 0;
}

static void add_promise(struct pm_check *check, struct promises *promises,
                        const struct pm_measure *measure, const struct pm_line *line)
{
    if (line->kind != PM_LINE_TARGET || line->selector.group.count || line->selector.has_versus ||
        measure->fixed.group.count)
        return;
    const struct pm_line *baseline = pm_lines_baseline(check, measure, line);
    if (!baseline) return;
    struct promise promise = {measure, line, pm_expression_amount(line->quantity),
                              pm_expression_amount(baseline->quantity), promises->list.count};
    if (pm_ratio_is_defined(promise.amount) && pm_ratio_is_defined(promise.start))
        PM_PUSH(check->arena, &promises->list, promise);
}

/* Whether starts lie so far apart that one target for all of them was not set from them: by more
 * than a tenth of the target, or ten points. */
static bool lies_apart(const struct promise *promise, struct pm_ratio low, struct pm_ratio high)
{
    struct pm_ratio apart = pm_ratio_subtract(high, low);
    struct pm_ratio most = pm_ratio_make(1, 10);
    if (promise->measure->metric->type != PM_TYPE_SHARE)
        most = pm_ratio_multiply(most, pm_ratio_absolute(promise->amount));
    return pm_ratio_is_defined(apart) && pm_ratio_is_defined(most) &&
           pm_ratio_compare(apart, most) > 0;
}

static void look_at_copies(struct pm_check *check, const struct promise *promises, size_t count)
{
    const struct pm_metric *metric = promises[0].measure->metric;
    size_t low = 0;
    size_t high = 0;
    for (size_t i = 1; i < count; i++) {
        if (pm_ratio_compare(promises[i].start, promises[low].start) < 0) low = i;
        if (pm_ratio_compare(promises[i].start, promises[high].start) > 0) high = i;
    }
    if (!lies_apart(&promises[0], promises[low].start, promises[high].start)) return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_TARGET_COPIED, promises[0].line->at,
        "%zu measures of `%s` have the target %s for %s, and start between %s and %s", count,
        metric->name, pm_amount_text(check->arena, promises[0].amount, metric->type),
        pm_check_period(check, promises[0].line->period),
        pm_amount_text(check->arena, promises[low].start, metric->type),
        pm_amount_text(check->arena, promises[high].start, metric->type));
    pm_label(check->diagnostics, found, promises[low].line->at, "this one starts lowest");
    if (high != low)
        pm_label(check->diagnostics, found, promises[high].line->at, "this one starts highest");
    pm_help(check->diagnostics, found,
            "set each target from its own start: `target PERIOD baseline + 5 pts`");
}

void pm_check_copies(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    const struct pm_model *model = check->model;
    struct promises promises = {0};
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            const struct pm_goal *goal = model->plans[i]->goals[j];
            for (size_t k = 0; k < goal->measure_count; k++)
                for (size_t n = 0; n < goal->measures[k]->line_count; n++)
                    add_promise(check, &promises, goal->measures[k], &goal->measures[k]->lines[n]);
        }
    if (!promises.list.count) return;
    qsort(promises.list.items, promises.list.count, sizeof *promises.list.items, compare_promises);
    for (size_t first = 0, i = 1; i <= promises.list.count; i++) {
        const struct promise *items = promises.list.items;
        if (i < promises.list.count && is_same_promise(&items[first], &items[i])) continue;
        if ((int64_t)(i - first) >= check->argument)
            look_at_copies(check, &items[first], i - first);
        first = i;
    }
}

/* ---- Metrics that count the same ---- */

struct formula {
    const char *text;
    const struct pm_metric *metric;
};

static int compare_formulas(const void *left, const void *right)
{
    const struct formula *a = left;
    const struct formula *b = right;
    int order = strcmp(a->text, b->text);
    if (order) return order;
    return (a->metric->index > b->metric->index) - (a->metric->index < b->metric->index);
}

/* What two metrics must have in common to have the same figures and the same good direction. */
static const char *formula_text(struct pm_arena *arena, const struct pm_metric *metric)
{
    const char *text = pm_arena_format(
        arena, "%s / %s / %s / %s / %s / %s %d", pm_term_text(arena, &metric->numerator),
        pm_term_text(arena, &metric->denominator), pm_term_text(arena, &metric->value),
        pm_metric_form_text(arena, metric), metric->has_n ? pm_term_text(arena, &metric->n) : "",
        metric->unit ? metric->unit : "", metric->direction);
    for (size_t i = 0; i < metric->match_count; i++)
        text = pm_arena_format(arena, "%s match %s", text, metric->match[i]->name);
    return text;
}

void pm_check_formulas(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    const struct pm_model *model = check->model;
    struct formula *formulas = PM_NEW_ITEMS(check->arena, struct formula, model->metric_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < model->metric_count; i++) {
        const struct pm_metric *metric = model->metrics[i];
        if (pm_metric_source(metric) && !metric->from_module &&
            pm_set_has(&check->index->measured, metric))
            formulas[count++] = (struct formula){formula_text(check->arena, metric), metric};
    }
    if (count) qsort(formulas, count, sizeof *formulas, compare_formulas);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(formulas[i - 1].text, formulas[i].text) != 0) continue;
        const struct pm_metric *first = formulas[i - 1].metric;
        const struct pm_metric *second = formulas[i].metric;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_METRIC_FORMULA_TWICE, second->facts.at,
                        "metric `%s` has the same figures as `%s`", second->name, first->name);
        pm_label(check->diagnostics, found, first->facts.at, "the first one");
        pm_help(check->diagnostics, found, "use one of them in all plans");
    }
}

/* ---- Two plans of one unit ---- */

static bool is_for_same_units(const struct pm_plan *a, const struct pm_plan *b)
{
    return a != b && a->unit_count == 1 && b->unit_count == 1 &&
           pm_unit_reference_equal(&a->units[0], &b->units[0]);
}

static const struct pm_line *find_target(const struct pm_goal *goal, const struct pm_metric *metric,
                                         struct pm_period period)
{
    for (size_t i = 0; i < goal->measure_count; i++) {
        const struct pm_measure *measure = goal->measures[i];
        if (measure->metric != metric || measure->fixed.group.count) continue;
        for (size_t j = 0; j < measure->line_count; j++)
            if (measure->lines[j].kind == PM_LINE_TARGET &&
                pm_check_is_general(&measure->lines[j]) &&
                pm_period_equal(measure->lines[j].period, period))
                return &measure->lines[j];
    }
    return NULL;
}

static void compare_targets(struct pm_check *check, const struct pm_goal *goal,
                            const struct pm_measure *measure, const struct pm_line *line)
{
    const struct pm_metric *metric = measure->metric;
    for (size_t i = 0; i < goal->align_count; i++) {
        const struct pm_goal *above = goal->aligns[i];
        if (!is_for_same_units(goal->plan, above->plan)) continue;
        const struct pm_line *other = find_target(above, metric, line->period);
        if (!other) continue;
        struct pm_ratio here = pm_expression_amount(line->quantity);
        struct pm_ratio there = pm_expression_amount(other->quantity);
        if (!pm_ratio_is_defined(here) || !pm_ratio_is_defined(there) ||
            pm_ratio_compare(here, there) == 0)
            continue;
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_TARGETS_DIFFER, line->at,
            "the target of `%s` for %s is %s here and %s in plan `%s`, for the same unit",
            metric->name, pm_check_period(check, line->period),
            pm_amount_text(check->arena, here, metric->type),
            pm_amount_text(check->arena, there, metric->type), above->plan->name);
        pm_label(check->diagnostics, found, other->at, "the other target");
        pm_help(check->diagnostics, found, "agree on one figure");
    }
}

void pm_check_same_targets(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    for (size_t i = 0; goal->align_count && i < goal->measure_count; i++) {
        const struct pm_measure *measure = goal->measures[i];
        for (size_t j = 0; !measure->fixed.group.count && j < measure->line_count; j++) {
            const struct pm_line *line = &measure->lines[j];
            if (line->kind == PM_LINE_TARGET && pm_check_is_general(line))
                compare_targets(check, goal, measure, line);
        }
    }
}
