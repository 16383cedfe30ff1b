/* planned.c: what the targets of plans add up to: gaps that widen though all are met, and targets
 * of units that, all met, miss that of the whole. */
#include "lang/model/measure.h"
#include "runtime/judge/cycle.h"

/* ---- Gaps that widen by plan ---- */

static bool is_general(const struct pm_line *line)
{
    return !line->selector.group.count && !line->selector.has_versus && !line->selector.unit;
}

static const struct pm_line *find_line(const struct pm_measure *measure, enum pm_line_kind kind,
                                       struct pm_period period, const struct pm_selector *selector)
{
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (line->kind != kind || !pm_period_equal(line->period, period) ||
            !pm_line_is_newest(measure, line))
            continue;
        if (selector ? pm_selector_equal(&line->selector, selector) : is_general(line)) return line;
    }
    return NULL;
}

/* The latest baseline of the same group before the target. */
static const struct pm_line *find_baseline(const struct pm_measure *measure,
                                           const struct pm_line *target)
{
    const struct pm_line *latest = NULL;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (line->kind != PM_LINE_BASELINE || line->revision != target->revision ||
            !pm_selector_equal(&line->selector, &target->selector))
            continue;
        if (pm_period_compare(line->period, target->period) >= 0) continue;
        if (!latest || pm_period_compare(line->period, latest->period) > 0) latest = line;
    }
    return latest;
}

static struct pm_ratio distance(const struct pm_line *a, const struct pm_line *b)
{
    if (!a || !b) return pm_ratio_undefined();
    return pm_ratio_absolute(
        pm_ratio_subtract(pm_expression_amount(a->quantity), pm_expression_amount(b->quantity)));
}

static struct pm_topic topic_of(const struct pm_measure *measure)
{
    struct pm_topic topic = pm_topic_of_goal(measure->goal);
    topic.parts[3] = measure->metric->name;
    topic.label = measure->metric->label;
    topic.object = measure;
    return topic;
}

static enum pm_amount_kind amount_of(const struct pm_metric *metric)
{
    if (metric->type == PM_TYPE_SHARE) return PM_AMOUNT_SHARE;
    return metric->type == PM_TYPE_MONEY ? PM_AMOUNT_MONEY : PM_AMOUNT_NUMBER;
}

static void judge_group_target(struct pm_cycle *cycle, const struct pm_measure *measure,
                               const struct pm_line *target)
{
    const struct pm_line *for_all = find_line(measure, PM_LINE_TARGET, target->period, NULL);
    const struct pm_line *baseline = find_baseline(measure, target);
    if (!for_all || !baseline) return;
    struct pm_ratio now =
        distance(baseline, find_line(measure, PM_LINE_BASELINE, baseline->period, NULL));
    struct pm_ratio then = distance(target, for_all);
    if (!pm_ratio_is_defined(now) || !pm_ratio_is_defined(then)) return;
    if (pm_ratio_compare(then, now) <= 0) return;
    struct pm_topic topic = topic_of(measure);
    const char *group = pm_crossing_text(cycle->arena, &target->selector.group);
    topic.at = target->at;
    topic.period = target->period;
    struct pm_finding *finding =
        pm_cycle_add_rule(cycle, PM_FINDING_ALIGNMENT, PM_GAP_WIDENS_BY_DESIGN, &topic);
    if (!finding) return;
    finding->cycle->amount_kind = amount_of(measure->metric);
    finding->cycle->amount = then;
    finding->cycle->other = now;
    pm_cycle_set_items(cycle, finding, &group, 1);
}

/* ---- Targets of units against that of the whole ---- */

struct part { /* a unit with a target of its own */
    uint32_t unit;
    struct pm_ratio target;
};

struct sum {
    const struct pm_cycle *cycle;
    const struct pm_metric *metric;
    struct pm_period period; /* whose figures weigh */
    uint32_t whole;          /* the unit whose target is looked at; PM_NO_UNIT: not known */
    PM_ARRAY(struct part) parts;
    struct pm_ratio weighted;
    struct pm_ratio weights;
    PM_ARRAY(struct pm_cell_key) cells;
};

/* Shares and means are weighed by persons; counts and sums add up. */
static bool is_weighted(const struct pm_metric *metric)
{
    enum pm_aggregate aggregate = metric->value.aggregate;
    return metric->is_rate || (aggregate != PM_AGGREGATE_COUNT && aggregate != PM_AGGREGATE_SUM);
}

static bool newest_period(const struct pm_cycle *cycle, const struct pm_metric *metric, char part,
                          struct pm_period *out)
{
    size_t count = 0;
    const struct pm_period *periods = pm_cells_periods(cycle->judging->cells, metric, part, &count);
    if (!count) return false;
    *out = periods[count - 1];
    return true;
}

/* True when one unit lies within another, at whatever depth. */
static bool lies_within(const struct pm_cycle *cycle, uint32_t unit, uint32_t outer)
{
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(cycle->judging->cells, &count);
    for (size_t depth = 0; unit != PM_NO_UNIT && depth <= count; depth++) {
        unit = units[unit].above;
        if (unit == outer) return unit != PM_NO_UNIT;
    }
    return false;
}

static void add_unit(struct sum *sum, uint32_t unit, struct pm_ratio target)
{
    struct part part = {unit, target};
    if (sum->whole != PM_NO_UNIT && !lies_within(sum->cycle, unit, sum->whole)) return;
    for (size_t i = 0; i < sum->parts.count; i++)
        if (sum->parts.items[i].unit == unit) return;
    PM_PUSH(sum->cycle->arena, &sum->parts, part);
}

static void add_reference(const struct pm_line *line, const struct pm_unit_reference *reference,
                          struct sum *sum)
{
    struct pm_ratio target = pm_expression_amount(line->quantity);
    uint32_t *units = NULL;
    if (!pm_ratio_is_defined(target)) return;
    size_t count = pm_cells_units_of(sum->cycle->judging->cells, sum->cycle->arena, reference, NULL,
                                     sum->period, &units);
    for (size_t i = 0; i < count; i++)
        add_unit(sum, units[i], target);
}

/* An area and its schools count the same students: only the area stays. */
static void keep_outermost(struct sum *sum)
{
    size_t kept = 0;
    bool *lies_in = PM_NEW_ITEMS(sum->cycle->arena, bool, sum->parts.count + 1);
    for (size_t i = 0; i < sum->parts.count; i++)
        for (size_t j = 0; j < sum->parts.count && !lies_in[i]; j++)
            lies_in[i] =
                lies_within(sum->cycle, sum->parts.items[i].unit, sum->parts.items[j].unit);
    for (size_t i = 0; i < sum->parts.count; i++)
        if (!lies_in[i]) sum->parts.items[kept++] = sum->parts.items[i];
    sum->parts.count = kept;
}

static bool get_cell(const struct sum *sum, uint32_t unit, struct pm_cell *out)
{
    struct pm_cell_key key = {.metric = sum->metric, .unit = unit, .period = sum->period};
    pm_cells_get(sum->cycle->judging->cells, &key, out);
    return out->state == PM_CELL_VALUE;
}

/* What a unit weighs: its persons; for counts the figure itself. */
static bool get_size(const struct sum *sum, uint32_t unit, struct pm_ratio *out)
{
    struct pm_cell cell;
    if (!get_cell(sum, unit, &cell)) return false;
    *out = cell.value;
    if (is_weighted(sum->metric)) {
        if (cell.n < 0) return false;
        *out = pm_ratio_from_integer(cell.n);
    }
    return pm_ratio_is_defined(*out);
}

static void rest_on_unit(struct sum *sum, uint32_t unit)
{
    struct pm_cell_key key = {.metric = sum->metric, .unit = unit, .period = sum->period};
    PM_PUSH(sum->cycle->arena, &sum->cells, key);
}

/* Parts say something of the whole only where they make it up: their sizes must add up to that of
 * the whole, which is then as much a reason as theirs. */
static bool is_all_of_it(struct sum *sum)
{
    struct pm_ratio size;
    struct pm_ratio all = pm_ratio_from_integer(0);
    for (size_t i = 0; i < sum->parts.count; i++) {
        if (!get_size(sum, sum->parts.items[i].unit, &size)) return false;
        all = pm_ratio_add(all, size);
    }
    if (sum->whole == PM_NO_UNIT || !get_size(sum, sum->whole, &size)) return false;
    rest_on_unit(sum, sum->whole);
    return pm_ratio_is_defined(all) && pm_ratio_compare(all, size) == 0;
}

/* False where the parts are not all of the whole. */
static bool add_up(struct sum *sum)
{
    if (!is_all_of_it(sum)) return false;
    for (size_t i = 0; i < sum->parts.count; i++) {
        const struct part *part = &sum->parts.items[i];
        struct pm_ratio weight = pm_ratio_from_integer(1);
        if (is_weighted(sum->metric)) get_size(sum, part->unit, &weight);
        rest_on_unit(sum, part->unit);
        sum->weighted = pm_ratio_add(sum->weighted, pm_ratio_multiply(part->target, weight));
        sum->weights = pm_ratio_add(sum->weights, weight);
    }
    return true;
}

static bool serves(const struct pm_goal *goal, const struct pm_goal *above)
{
    for (size_t i = 0; i < goal->align_count; i++)
        if (goal->aligns[i] == above || goal->aligns[i]->within == above) return true;
    return false;
}

/* Targets for the same metric and period in plans that serve the goal. */
static void add_plans_below(const struct pm_measure *whole, const struct pm_line *target,
                            struct sum *sum)
{
    const struct pm_model *model = sum->cycle->model;
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        for (size_t j = 0; j < plan->goal_count; j++) {
            const struct pm_goal *goal = plan->goals[j];
            for (size_t k = 0; serves(goal, whole->goal) && k < goal->measure_count; k++) {
                const struct pm_measure *measure = goal->measures[k];
                const struct pm_line *line =
                    find_line(measure, PM_LINE_TARGET, target->period, NULL);
                if (measure->metric != whole->metric || !line || measure->fixed.group.count)
                    continue;
                if (measure->across) add_reference(line, measure->across, sum);
                for (size_t unit = 0; !measure->across && unit < plan->unit_count; unit++)
                    add_reference(line, &plan->units[unit], sum);
            }
        }
    }
}

/* Lines of the measure itself that are for single units. */
static void add_own_lines(const struct pm_measure *measure, const struct pm_line *target,
                          struct sum *sum)
{
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (line->kind == PM_LINE_TARGET && line->selector.unit && !line->selector.group.count &&
            pm_period_equal(line->period, target->period))
            add_reference(line, line->selector.unit, sum);
    }
}

static void add_shortfall(struct pm_cycle *cycle, const struct pm_measure *measure,
                          const struct pm_line *target, const struct sum *sum,
                          struct pm_ratio reached)
{
    struct pm_topic topic = topic_of(measure);
    topic.at = target->at;
    topic.period = target->period;
    struct pm_finding *finding =
        pm_cycle_add_rule(cycle, PM_FINDING_ALIGNMENT, PM_TARGETS_FALL_SHORT, &topic);
    if (!finding) return;
    finding->cycle->count = (int64_t)sum->parts.count;
    finding->cycle->amount_kind = amount_of(measure->metric);
    finding->cycle->amount = reached;
    finding->cycle->other = pm_expression_amount(target->quantity);
    struct pm_basis *basis = PM_NEW(cycle->arena, struct pm_basis);
    basis->cells = sum->cells.items;
    basis->cell_count = is_weighted(measure->metric) ? sum->cells.count : 0;
    basis->is_reason = true;
    finding->basis = basis;
}

static void judge_whole(struct pm_cycle *cycle, const struct pm_measure *measure,
                        const struct pm_line *target)
{
    struct sum sum = {.cycle = cycle,
                      .metric = measure->metric,
                      .whole = pm_cycle_plan_unit(cycle, measure->goal->plan),
                      .weighted = pm_ratio_from_integer(0),
                      .weights = pm_ratio_from_integer(0)};
    struct pm_ratio aim = pm_expression_amount(target->quantity);
    int direction = measure->metric->direction;
    if (!direction || !pm_ratio_is_defined(aim) || measure->across) return;
    if (!newest_period(cycle, measure->metric, target->period.part, &sum.period)) return;
    add_plans_below(measure, target, &sum);
    add_own_lines(measure, target, &sum);
    keep_outermost(&sum);
    if (sum.parts.count < 2 || !add_up(&sum)) return;
    struct pm_ratio reached = sum.weighted;
    if (is_weighted(measure->metric)) reached = pm_ratio_divide(sum.weighted, sum.weights);
    if (!pm_ratio_is_defined(reached) || pm_ratio_compare(reached, aim) * direction >= 0) return;
    add_shortfall(cycle, measure, target, &sum, reached);
}

static void judge_measure(struct pm_cycle *cycle, const struct pm_measure *measure)
{
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        const struct pm_selector *selector = &line->selector;
        if (line->kind != PM_LINE_TARGET || !pm_line_is_newest(measure, line)) continue;
        if (selector->group.count && !selector->each && !selector->has_versus && !selector->unit)
            judge_group_target(cycle, measure, line);
        else if (is_general(line) && !measure->fixed.group.count)
            judge_whole(cycle, measure, line);
    }
}

void pm_judge_planned(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->model->plan_count; i++)
        for (size_t j = 0; j < cycle->model->plans[i]->goal_count; j++)
            for (size_t k = 0; k < cycle->model->plans[i]->goals[j]->measure_count; k++)
                judge_measure(cycle, cycle->model->plans[i]->goals[j]->measures[k]);
}
