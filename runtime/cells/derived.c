/* derived.c: cells of metrics that come from the figures of others: worked out from them, or counting
 * the units whose figures meet a condition. Nothing is kept; a cell is worked out when it is asked
 * for. A figure that lacks takes its reason from the parts that lack, the worst first. */
#include "lang/model/measure.h"
#include "lang/model/work.h"
#include "runtime/cells/internal.h"

#include <stdlib.h>
#include <string.h>

struct deriving { /* one cell */
    const struct pm_cells *cells;
    const struct pm_cell_key *key;        /* of the figure, or of one unit that is counted */
    const struct pm_group_sides *without; /* left out of each part's figure; NULL: nobody */
    enum pm_cell_state worst;             /* of the parts that were looked at */
    int64_t least_n;                      /* of these; -1: none is known */
    bool is_public;
};

/* ---- Parts ---- */

/* Which of two reasons for having no figure is told. */
static int badness(enum pm_cell_state state)
{
    static const enum pm_cell_state order[] = {
        PM_CELL_VALUE,   PM_CELL_NO_ROWS,  PM_CELL_NOT_PUBLISHED,
        PM_CELL_MISSING, PM_CELL_PENDING,  PM_CELL_SUPPRESSED_BY_SOURCE,
        PM_CELL_INVALID, PM_CELL_OVERFLOW, PM_CELL_IMPOSSIBLE,
    };
    int at = 0;
    while (order[at] != state)
        at++;
    return at;
}

/* The part's cell where the figure is; false when it has no such period. */
static bool part_key(const struct pm_cell_key *key, const struct pm_metric *part,
                     struct pm_cell_key *out)
{
    const struct pm_calendar *calendar = pm_metric_source(part)->period_format.calendar;
    *out = *key;
    out->metric = part;
    if (!calendar || calendar == key->period.calendar) return true;
    out->period.calendar = calendar; /* years that are called the same are the same days */
    return key->period.part == '\0';
}

static void note_state(struct deriving *deriving, enum pm_cell_state state)
{
    if (badness(state) > badness(deriving->worst)) deriving->worst = state;
}

static struct pm_ratio figure_of(struct deriving *deriving, const struct pm_metric *part)
{
    struct pm_cell_key key;
    struct pm_cell cell = {.state = PM_CELL_MISSING, .n = -1};
    bool is_there = part_key(deriving->key, part, &key);
    const struct pm_group_sides *without = deriving->without;
    if (is_there && without)
        pm_cells_get_others(deriving->cells, &key, without->sides, without->count, &cell);
    else if (is_there)
        pm_cells_get(deriving->cells, &key, &cell);
    deriving->is_public = deriving->is_public && cell.is_public;
    bool is_fewer = deriving->least_n < 0 || cell.n < deriving->least_n;
    if (cell.state == PM_CELL_VALUE && cell.n >= 0 && is_fewer) deriving->least_n = cell.n;
    if (cell.state == PM_CELL_VALUE && pm_ratio_is_defined(cell.value)) return cell.value;
    note_state(deriving, cell.state == PM_CELL_VALUE ? PM_CELL_MISSING : cell.state);
    return pm_ratio_undefined();
}

/* ---- Money spent ---- */

static bool is_of_unit(const struct pm_cells *cells, const struct pm_work *work,
                       const struct pm_cell_key *key)
{
    const struct pm_plan *plan = work->plan;
    for (size_t i = 0; i < plan->unit_count; i++) {
        const struct pm_unit_reference *reference = &plan->units[i];
        const struct pm_unit *unit = reference->unit ? reference->unit : reference->set->above;
        if (!unit) return false;
        if (!pm_is_at_or_below(cells, pm_cells_unit(cells, unit), key->unit, key->period))
            return false;
    }
    return plan->unit_count > 0;
}

/* Adds what was spent on the work itself; true when a line says anything of the period. */
static bool add_spent(const struct deriving *deriving, const struct pm_work *work,
                      struct pm_ratio *sum)
{
    const struct pm_cell_key *key = deriving->key;
    int32_t as_of = pm_cells_as_of(deriving->cells);
    bool any = false;
    for (size_t i = 0; i < work->spent_count; i++) {
        const struct pm_money_line *line = &work->spent[i];
        if (line->day < pm_period_first_day(key->period) ||
            line->day > pm_period_last_day(key->period) || line->day > as_of)
            continue;
        *sum = pm_ratio_add(*sum, pm_ratio_from_decimal(line->amount));
        any = true;
    }
    return any;
}

/* What was spent on pieces of work and on the activities in them. Money is known of the units that a
 * plan is for and those above, and of no group. */
static struct pm_ratio spent_on(struct deriving *deriving, const struct pm_expression *expression)
{
    const struct pm_whole *whole = pm_cells_model(deriving->cells)->whole;
    struct pm_ratio sum = pm_ratio_from_integer(0);
    bool any = false;
    for (size_t i = 0; i < expression->work_count; i++) {
        const struct pm_work *work = expression->works[i];
        if (deriving->key->side_count || deriving->without ||
            !is_of_unit(deriving->cells, work, deriving->key))
            continue;
        any = add_spent(deriving, work, &sum) || any;
        for (size_t j = 0; j < whole->works.count; j++)
            if (whole->works.items[j]->within == work)
                any = add_spent(deriving, whole->works.items[j], &sum) || any;
    }
    if (any) return sum;
    note_state(deriving, PM_CELL_MISSING);
    return pm_ratio_undefined();
}

static struct pm_ratio look_up(void *context, const struct pm_expression *expression)
{
    if (expression->kind == PM_EXPRESSION_SPENT) return spent_on(context, expression);
    return figure_of(context, expression->metric);
}

/* ---- Formulas ---- */

static bool divides_by_zero(const struct pm_expression *expression,
                            const struct pm_variables *variables)
{
    if (expression->kind == PM_EXPRESSION_DIVIDE) {
        struct pm_ratio below = pm_expression_value(expression->children[1], variables);
        if (pm_ratio_is_defined(below) && pm_ratio_sign(below) == 0) return true;
    }
    for (size_t i = 0; i < expression->child_count; i++)
        if (divides_by_zero(expression->children[i], variables)) return true;
    return false;
}

static void work_out(struct deriving *deriving, struct pm_cell *out)
{
    struct pm_variables variables = {.figure = look_up, .context = deriving};
    const struct pm_expression *formula = deriving->key->metric->formula;
    out->value = pm_expression_value(formula, &variables);
    if (pm_ratio_is_defined(out->value))
        out->state = PM_CELL_VALUE;
    else if (deriving->worst != PM_CELL_VALUE)
        out->state = deriving->worst;
    else
        out->state = divides_by_zero(formula, &variables) ? PM_CELL_NO_ROWS : PM_CELL_OVERFLOW;
    if (out->state == PM_CELL_VALUE) out->n = deriving->least_n;
    out->is_public = deriving->is_public;
}

/* ---- Units that are counted ---- */

struct unit_list { /* the units of a set in a period */
    const struct pm_unit_set *set;
    struct pm_period period;
    uint32_t *units;
    size_t count;
};

struct pm_unit_lists {
    PM_ARRAY(struct unit_list) list;
};

static const struct unit_list *units_of_set(const struct pm_cells *cells,
                                            const struct pm_unit_set *set, struct pm_period period)
{
    struct pm_unit_lists *lists = cells->unit_lists;
    for (size_t i = 0; i < lists->list.count; i++)
        if (lists->list.items[i].set == set && pm_period_equal(lists->list.items[i].period, period))
            return &lists->list.items[i];
    struct pm_unit_reference reference = {.set = set};
    struct unit_list made = {.set = set, .period = period};
    made.count = pm_cells_units_of(cells, cells->arena, &reference, NULL, period, &made.units);
    PM_PUSH(cells->arena, &lists->list, made);
    return &lists->list.items[lists->list.count - 1];
}

struct tally {               /* over the units below the cell's */
    struct pm_ratio *values; /* of the units that have one; 1 for a count */
    size_t count;
    struct pm_ratio numerator;   /* of a rate, or the sum of the values by their weights */
    struct pm_ratio denominator; /* likewise */
    size_t units;                /* there are */
    size_t known;                /* whose condition is true or false */
    bool is_unfit;               /* a weight is below zero */
};

static enum pm_truth truth_of(const struct pm_expression *where, struct pm_variables *variables)
{
    return where ? pm_expression_truth(where, variables) : PM_TRUE;
}

static struct pm_ratio amount_of(const struct pm_term *term, const struct pm_variables *variables)
{
    if (!term->expression) return pm_ratio_from_integer(1);
    return pm_expression_value(term->expression, variables);
}

static void count_value(const struct pm_metric *metric, const struct pm_variables *variables,
                        struct tally *tally)
{
    struct pm_ratio value = amount_of(&metric->value, variables);
    struct pm_ratio weight = pm_ratio_from_integer(1);
    if (metric->weight) weight = pm_expression_value(metric->weight, variables);
    if (!pm_ratio_is_defined(value) || !pm_ratio_is_defined(weight)) return;
    if (pm_ratio_sign(weight) < 0) tally->is_unfit = true;
    tally->values[tally->count++] = value;
    tally->numerator = pm_ratio_add(tally->numerator, pm_ratio_multiply(value, weight));
    tally->denominator = pm_ratio_add(tally->denominator, weight);
}

/* The unit is one of the denominator's; whether it is one of the numerator's may not be known. */
static bool count_rate(const struct pm_metric *metric, struct pm_variables *variables,
                       struct tally *tally)
{
    struct pm_ratio below = amount_of(&metric->denominator, variables);
    enum pm_truth truth = truth_of(metric->numerator.where, variables);
    struct pm_ratio above = amount_of(&metric->numerator, variables);
    if (!pm_ratio_is_defined(below)) return false;
    tally->denominator = pm_ratio_add(tally->denominator, below);
    if (truth == PM_TRUE && pm_ratio_is_defined(above))
        tally->numerator = pm_ratio_add(tally->numerator, above);
    return truth != PM_TRUTH_MISSING;
}

static void count_unit(struct deriving *deriving, const struct pm_metric *metric,
                       struct tally *tally)
{
    struct pm_variables variables = {.figure = look_up, .context = deriving};
    const struct pm_term *base = pm_metric_base(metric);
    enum pm_truth truth = truth_of(base->where, &variables);
    tally->units++;
    bool known = truth != PM_TRUTH_MISSING;
    if (truth == PM_TRUE && metric->is_rate) known = count_rate(metric, &variables, tally);
    if (truth == PM_TRUE && !metric->is_rate) count_value(metric, &variables, tally);
    tally->known += known;
}

static void count_units(struct deriving *deriving, struct pm_arena *scratch, struct tally *tally)
{
    const struct pm_cell_key *key = deriving->key;
    const struct unit_list *units =
        units_of_set(deriving->cells, pm_metric_set(key->metric), key->period);
    *tally = (struct tally){.numerator = pm_ratio_from_integer(0),
                            .denominator = pm_ratio_from_integer(0)};
    tally->values = PM_NEW_ITEMS(scratch, struct pm_ratio, units->count + 1);
    for (size_t i = 0; i < units->count; i++) {
        struct pm_cell_key unit = *key;
        unit.unit = units->units[i];
        if (!pm_is_at_or_below(deriving->cells, unit.unit, key->unit, key->period)) continue;
        deriving->key = &unit;
        count_unit(deriving, key->metric, tally);
        deriving->key = key;
    }
}

static int compare_ratios(const void *left, const void *right)
{
    return pm_ratio_compare(*(const struct pm_ratio *)left, *(const struct pm_ratio *)right);
}

static struct pm_ratio value_at(const void *values, size_t index)
{
    return ((const struct pm_ratio *)values)[index];
}

/* The figure of a set's values that is no mean; there is one value at least. */
static struct pm_ratio value_of(const struct pm_metric *metric, struct tally *tally)
{
    enum pm_aggregate aggregate = metric->value.aggregate;
    if (aggregate == PM_AGGREGATE_COUNT || aggregate == PM_AGGREGATE_SUM) return tally->numerator;
    qsort(tally->values, tally->count, sizeof *tally->values, compare_ratios);
    if (aggregate == PM_AGGREGATE_SMALLEST) return tally->values[0];
    if (aggregate == PM_AGGREGATE_LARGEST) return tally->values[tally->count - 1];
    return pm_quantile(metric, value_at, tally->values, tally->count);
}

static void read_tally(const struct pm_metric *metric, struct tally *tally, struct pm_cell *out)
{
    bool is_count = metric->value.aggregate == PM_AGGREGATE_COUNT ||
                    metric->value.aggregate == PM_AGGREGATE_SUM;
    if (metric->is_rate || metric->value.aggregate == PM_AGGREGATE_MEAN) {
        out->has_counts = true;
        out->numerator = metric->is_rate ? tally->numerator : pm_in_unit(metric, tally->numerator);
        out->counted = tally->denominator;
        out->raised = pm_ratio_from_integer(0);
        pm_cell_divide(out);
        return;
    }
    out->state = PM_CELL_NO_ROWS;
    if (!tally->count && !is_count) return;
    out->value = pm_in_unit(metric, value_of(metric, tally));
    out->state = pm_ratio_is_defined(out->value) ? PM_CELL_VALUE : PM_CELL_OVERFLOW;
}

/* Where nothing is known of any unit there is no figure: not none of them, but nothing to say. */
static void tally_units(struct deriving *deriving, struct pm_cell *out)
{
    struct pm_arena *scratch = pm_arena_new_scratch(deriving->cells->arena);
    struct tally tally;
    count_units(deriving, scratch, &tally);
    out->state = PM_CELL_NO_ROWS;
    if (tally.is_unfit)
        out->state = PM_CELL_INVALID;
    else if (tally.units && !tally.known)
        out->state = deriving->worst == PM_CELL_VALUE ? PM_CELL_MISSING : deriving->worst;
    else if (tally.units)
        read_tally(deriving->key->metric, &tally, out);
    if (out->state == PM_CELL_NO_ROWS && tally.units && deriving->worst != PM_CELL_VALUE)
        out->state = deriving->worst; /* nothing was left, for that reason */
    if (out->state == PM_CELL_VALUE) out->n = deriving->least_n;
    out->is_public = deriving->is_public && deriving->key->metric->part_count > 0;
    pm_arena_free(scratch);
}

void pm_derive_cell(const struct pm_cells *cells, const struct pm_cell_key *key,
                    const struct pm_group_sides *without, struct pm_cell *out)
{
    struct deriving deriving = {.cells = cells,
                                .key = key,
                                .without = without,
                                .worst = PM_CELL_VALUE,
                                .least_n = -1,
                                .is_public = true};
    out->state = PM_CELL_MISSING;
    if (key->unit == PM_NO_UNIT) return;
    if (key->metric->formula)
        work_out(&deriving, out);
    else
        tally_units(&deriving, out);
}

/* ---- What a cell rests on ---- */

size_t pm_cells_parts(const struct pm_cells *cells, struct pm_arena *arena,
                      const struct pm_cell_key *key, struct pm_cell_key **out)
{
    PM_ARRAY(struct pm_cell_key) parts = {0};
    const struct pm_metric *metric = key->metric;
    const struct pm_unit_set *set = pm_metric_set(metric);
    const struct unit_list *units =
        set && key->unit != PM_NO_UNIT ? units_of_set(cells, set, key->period) : NULL;
    struct pm_cell_key part;
    for (size_t i = 0; i < metric->part_count; i++) {
        if (!part_key(key, metric->parts[i], &part)) continue;
        if (!set) PM_PUSH(arena, &parts, part);
        for (size_t j = 0; units && j < units->count; j++) {
            part.unit = units->units[j];
            if (pm_is_at_or_below(cells, part.unit, key->unit, key->period))
                PM_PUSH(arena, &parts, part);
        }
    }
    *out = parts.items;
    return parts.count;
}

/* ---- Periods and units ---- */

void pm_note_units(struct pm_cells *cells, const struct pm_wish *wish)
{
    const struct pm_unit_set *set = pm_metric_set(wish->metric);
    if (!cells->unit_lists) cells->unit_lists = PM_NEW(cells->arena, struct pm_unit_lists);
    if (!set || wish->metric->part_count || wish->dimension_count) return;
    struct pm_source_state *state = &cells->sources[set->source->index];
    const struct pm_grain *grain = pm_table_grain(pm_pass_table(cells->pass, set->source));
    state->is_used = true;
    if (!grain || grain->part != wish->part) return;
    for (size_t slot = 0; slot < grain->count; slot++)
        if (grain->first_days[slot] <= cells->pass->as_of &&
            units_of_set(cells, set, grain->periods[slot])->count)
            pm_note_slot(cells, state, grain, (int32_t)slot);
}

static void mark_above(const struct pm_cells *cells, uint32_t unit, struct pm_period period,
                       uint8_t *chosen)
{
    for (size_t step = 0; unit != PM_NO_UNIT && step <= cells->units.count; step++) {
        chosen[unit] = 1;
        unit = pm_unit_above(cells, unit, period);
    }
}

void pm_mark_derived_units(const struct pm_cells *cells, struct pm_arena *arena,
                           const struct pm_metric *metric, uint8_t *chosen)
{
    const struct pm_unit_set *set = pm_metric_set(metric);
    for (size_t i = 0; !set && i < metric->part_count; i++) {
        uint32_t *units = NULL;
        size_t count = pm_cells_metric_units(cells, arena, metric->parts[i], &units);
        for (size_t j = 0; j < count; j++)
            chosen[units[j]] = 1;
    }
    size_t period_count = 0;
    const struct pm_period *periods =
        pm_cells_periods(cells, metric, pm_metric_grain(metric), &period_count);
    for (size_t i = 0; set && i < period_count; i++) {
        const struct unit_list *units = units_of_set(cells, set, periods[i]);
        for (size_t j = 0; j < units->count; j++)
            mark_above(cells, units->units[j], periods[i], chosen);
    }
}
