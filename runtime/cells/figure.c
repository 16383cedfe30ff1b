/* figure.c: from counts to the figure of a cell, or the reason why it has none. */
#include "lang/model/measure.h"
#include "runtime/cells/internal.h"

static bool is_invalid(const struct pm_cells *cells, const struct pm_source_decl *source,
                       struct pm_period period)
{
    for (size_t i = 0; i < cells->verified.count; i++) {
        const struct pm_verify_result *result = &cells->verified.items[i];
        if (result->source != source || result->passed) continue;
        if (result->verify->severity != PM_ERROR) continue;
        if (!pm_period_is(result->period) || pm_period_within(period, result->period) ||
            pm_period_within(result->period, period))
            return true;
    }
    return false;
}

/* 87.7 in a field of plain numbers is 87.7 % where the metric's unit says percent. */
struct pm_ratio pm_in_unit(const struct pm_metric *metric, struct pm_ratio value)
{
    const struct pm_expression *expression = metric->value.expression;
    if (metric->is_rate || metric->type != PM_TYPE_SHARE || !expression) return value;
    if (expression->type == PM_TYPE_SHARE || expression->type == PM_TYPE_POINTS) return value;
    return pm_ratio_divide(value, pm_ratio_from_integer(100));
}

void pm_cell_divide(struct pm_cell *cell)
{
    const struct pm_metric *metric = cell->key.metric;
    cell->denominator = cell->counted;
    bool raises = metric->has_participation && pm_ratio_is_defined(cell->raised) &&
                  pm_ratio_is_defined(cell->counted) &&
                  pm_ratio_compare(cell->raised, cell->counted) > 0;
    if (raises) cell->denominator = cell->raised;
    cell->value = pm_ratio_divide(cell->numerator, cell->denominator);
    if (metric->has_per)
        cell->value = pm_ratio_multiply(cell->value, pm_ratio_from_decimal(metric->per));
    cell->state = PM_CELL_VALUE;
    if (pm_ratio_is_defined(cell->value)) return;
    bool is_empty = pm_ratio_is_defined(cell->denominator) && pm_ratio_sign(cell->denominator) == 0;
    cell->state = is_empty ? PM_CELL_NO_ROWS : PM_CELL_OVERFLOW;
}

static void read_rate(const struct pm_counts *counts, struct pm_cell *out)
{
    const struct pm_metric *metric = out->key.metric;
    out->has_counts = true;
    out->numerator = pm_ratio_make(counts->numerator, pm_term_scale(&metric->numerator));
    out->counted = pm_ratio_make(counts->denominator, pm_term_scale(&metric->denominator));
    out->raised = pm_ratio_from_integer(0);
    if (metric->has_participation)
        out->raised = pm_ratio_multiply(
            pm_ratio_from_decimal(metric->participation_share),
            pm_ratio_make(counts->participation, pm_term_scale(&metric->participation)));
    pm_cell_divide(out);
}

static struct pm_ratio value_at(const void *values, size_t index)
{
    const struct pm_values *list = values;
    return pm_ratio_make(list->items[index], 1000000000);
}

static void read_value(const struct pm_counts *counts, struct pm_cell *out)
{
    const struct pm_metric *metric = out->key.metric;
    const struct pm_term *term = &metric->value;
    bool counts_rows = term->aggregate == PM_AGGREGATE_COUNT || term->aggregate == PM_AGGREGATE_SUM;
    struct pm_ratio value =
        pm_in_unit(metric, pm_ratio_make(counts->numerator, pm_numerator_scale(metric)));
    if (pm_metric_is_quantile(metric) && counts->values)
        value = pm_in_unit(metric,
                           pm_quantile(metric, value_at, counts->values, counts->values->count));
    if (counts->denominator == 0 && !(counts_rows && counts->rows)) {
        out->state = PM_CELL_NO_ROWS;
        return;
    }
    out->state = PM_CELL_VALUE;
    out->value = value;
    if (term->aggregate != PM_AGGREGATE_MEAN) return;
    out->has_counts = true;
    out->numerator = value;
    out->counted = pm_ratio_make(counts->denominator, metric->weight ? 1000000000 : 1);
    out->raised = pm_ratio_from_integer(0);
    pm_cell_divide(out);
}

void pm_read_counts(const struct pm_counts *counts, struct pm_cell *out)
{
    if (out->key.metric->is_rate)
        read_rate(counts, out);
    else
        read_value(counts, out);
}

static int64_t persons(const struct pm_counts *counts, const struct pm_cell *cell)
{
    const struct pm_metric *metric = cell->key.metric;
    if (metric->has_n) return counts->n;
    if (!cell->source->is_summary) return counts->n;
    bool whole = metric->is_rate && cell->denominator.denominator == 1 &&
                 cell->denominator.numerator <= INT64_MAX && cell->denominator.numerator >= 0;
    return whole ? (int64_t)cell->denominator.numerator : -1;
}

void pm_cell_empty(struct pm_cell *cell, enum pm_cell_state state)
{
    cell->state = state;
    cell->has_counts = cell->has_bounds = false;
    cell->numerator = cell->denominator = cell->value = pm_ratio_undefined();
    cell->counted = cell->raised = cell->low = cell->high = pm_ratio_undefined();
    cell->n = -1;
}

static void read_flags(const struct pm_counts *counts, struct pm_cell *out)
{
    static const struct {
        unsigned flag;
        enum pm_cell_state state;
    } order[] = {{PM_COUNT_CONFLICT, PM_CELL_INVALID},
                 {PM_COUNT_UNFIT, PM_CELL_INVALID},
                 {PM_COUNT_IMPOSSIBLE, PM_CELL_IMPOSSIBLE},
                 {PM_COUNT_OVERFLOW, PM_CELL_OVERFLOW},
                 {PM_COUNT_SUPPRESSED, PM_CELL_SUPPRESSED_BY_SOURCE},
                 {PM_COUNT_PENDING, PM_CELL_PENDING},
                 {PM_COUNT_MISSING, PM_CELL_MISSING}};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (!(counts->flags & order[i].flag)) continue;
        pm_cell_empty(out, order[i].state);
        return;
    }
}

static const struct pm_wish_table *table_of(const struct pm_cells *cells,
                                            const struct pm_cell_key *key)
{
    struct pm_wish wish = {.metric = key->metric, .part = key->period.part};
    wish.dimension_count = key->side_count;
    for (size_t i = 0; i < key->side_count; i++)
        wish.dimensions[i] = cells->model->dimensions[key->sides[i].dimension];
    return pm_find_table(cells, &wish);
}

const struct pm_counts *pm_find_counts(const struct pm_cells *cells, const struct pm_cell_key *key)
{
    const struct pm_wish_table *table = table_of(cells, key);
    if (!table) return NULL;
    int32_t slot = pm_grain_find(table->grain, key->period);
    if (slot == PM_NO_SLOT || key->unit == PM_NO_UNIT) return NULL;
    const struct pm_counts *block = table->blocks[(size_t)slot * cells->units.count + key->unit];
    size_t index = 0;
    for (size_t i = 0; i < key->side_count; i++)
        index = index * table->sizes[i] + key->sides[i].group;
    return block ? &block[index] : NULL;
}

/* Whether a source of rows has any in the period at all. */
static bool has_rows_in(const struct pm_cells *cells, const struct pm_source_decl *source,
                        struct pm_period period)
{
    const struct pm_source_state *state = &cells->sources[source->index];
    for (size_t i = 0; i < state->uses.count; i++) {
        const struct pm_source_use *use = &state->uses.items[i];
        int32_t slot = pm_grain_find(use->grain, period);
        if (slot != PM_NO_SLOT) return use->slots[slot] != 0;
    }
    return false;
}

/* Too few of the years that are pooled have rows, or the snapshot's day is not in the period. */
static bool is_lacking(const struct pm_cells *cells, const struct pm_cell_key *key)
{
    const struct pm_wish_table *table = table_of(cells, key);
    int32_t slot = table ? pm_grain_find(table->grain, key->period) : PM_NO_SLOT;
    if (slot == PM_NO_SLOT) return false;
    if (table->lacking && table->lacking[slot]) return true;
    return pm_is_snapshot(key->metric, pm_metric_base(key->metric)->source) &&
           pm_snapshot_day(key->metric, key->period) == PM_NO_DAY;
}

/* A class is known when its years are over, a snapshot when its day has come. */
static bool is_coming(const struct pm_cells *cells, const struct pm_cell_key *key)
{
    const struct pm_metric *metric = key->metric;
    int32_t day = PM_NO_DAY;
    if (metric->observed == PM_OBSERVED_COHORT) day = pm_period_last_day(key->period);
    if (pm_is_snapshot(metric, pm_metric_base(metric)->source))
        day = pm_snapshot_day(metric, key->period);
    return day != PM_NO_DAY && cells->pass->as_of != PM_NO_DAY && day > cells->pass->as_of;
}

/* What there is before any counting: the cell's place, and where its figure would come from. */
static void start(const struct pm_cell_key *key, struct pm_cell *out)
{
    const struct pm_source_decl *source = pm_metric_base(key->metric)->source;
    *out = (struct pm_cell){.key = *key, .n = -1, .excluded = -1};
    out->source = source;
    out->is_public = source->is_public;
}

void pm_cells_get(const struct pm_cells *cells, const struct pm_cell_key *key, struct pm_cell *out)
{
    const struct pm_source_decl *source = pm_metric_base(key->metric)->source;
    start(key, out);
    if (pm_metric_is_derived(key->metric)) {
        pm_derive_cell(cells, key, NULL, out);
        pm_cell_refuse_impossible(out);
        return;
    }
    const struct pm_counts *counts = pm_find_counts(cells, key);
    if (source->is_summary) {
        bool known = counts && (counts->flags & (PM_COUNT_HAS_ROW | PM_COUNT_DERIVED));
        out->state = PM_CELL_NOT_PUBLISHED;
        if (!known) return;
    } else {
        static const struct pm_counts nothing;
        out->state = PM_CELL_MISSING;
        if (!counts && !has_rows_in(cells, source, key->period)) return;
        if (!counts) counts = &nothing;
        out->excluded = counts->excluded;
    }
    if (is_lacking(cells, key)) {
        pm_cell_empty(out, PM_CELL_MISSING);
        return;
    }
    pm_read_counts(counts, out);
    out->n = persons(counts, out);
    read_flags(counts, out);
    if (counts->flags & PM_COUNT_RANGE) pm_read_range(cells, counts, out);
    pm_cell_refuse_impossible(out);
    if (is_coming(cells, key)) pm_cell_empty(out, PM_CELL_PENDING);
    if (is_invalid(cells, source, key->period)) out->state = PM_CELL_INVALID;
}
