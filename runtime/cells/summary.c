/* Summary sources: figures that someone has published are looked up. They are added over groups or
 * units only where they are counts and no total is published. */
#include "runtime/cells/internal.h"

#include <string.h>

/* ---- The groups of a published row ---- */

struct fed_column { /* a column, and the dimensions it feeds */
    const struct pm_column *column;
    const struct pm_vector *vector;
    uint8_t *is_total; /* by row */
    const struct pm_dimension **dimensions;
    const uint32_t **memberships; /* by dimension, then row */
    size_t dimension_count;
};

struct pm_summary_columns {
    struct pm_cells *cells;
    struct fed_column *columns;
    size_t count;
};

static bool feeds(const struct pm_dimension *dimension, const struct pm_column *column)
{
    for (size_t i = 0; i < dimension->column_count; i++)
        if (dimension->columns[i] == column) return true;
    return false;
}

static size_t dimensions_on(const struct pm_model *model, const struct pm_column *column)
{
    size_t count = 0;
    for (size_t i = 0; i < model->dimension_count; i++)
        count += feeds(model->dimensions[i], column);
    return count;
}

static const struct pm_total *total_of(const struct pm_column *column)
{
    const struct pm_source_decl *source = column->source;
    for (size_t i = 0; i < source->total_count; i++)
        if (source->totals[i].column == column) return &source->totals[i];
    return NULL;
}

static void mark_totals(struct pm_cells *cells, struct pm_batch *batch, struct fed_column *fed)
{
    const struct pm_total *total = total_of(fed->column);
    fed->is_total = pm_arena_alloc(batch->arena, batch->rows + 1);
    for (size_t row = 0; total && row < batch->rows; row++) {
        if (fed->vector->marks && fed->vector->marks[row] != PM_MARK_PRESENT) continue;
        if (row && fed->vector->values[row] == fed->vector->values[row - 1]) {
            fed->is_total[row] = fed->is_total[row - 1];
            continue;
        }
        struct pm_text text =
            pm_value_text(cells->pass, batch->arena, fed->column, fed->vector, row);
        for (size_t i = 0; i < total->values.count; i++)
            if (pm_text_is(text, total->values.items[i])) fed->is_total[row] = 1;
    }
}

static void feed_column(struct pm_cells *cells, struct pm_batch *batch,
                        const struct pm_column *column, struct fed_column *fed)
{
    const struct pm_model *model = cells->model;
    size_t most = model->dimension_count;
    fed->column = column;
    fed->vector = pm_batch_column(batch, column);
    fed->dimensions = PM_NEW_ITEMS(batch->arena, const struct pm_dimension *, most);
    fed->memberships = PM_NEW_ITEMS(batch->arena, const uint32_t *, most);
    for (size_t i = 0; i < most; i++) {
        if (!feeds(model->dimensions[i], column)) continue;
        fed->dimensions[fed->dimension_count] = model->dimensions[i];
        fed->memberships[fed->dimension_count++] =
            pm_batch_groups(cells, batch, model->dimensions[i]);
    }
    mark_totals(cells, batch, fed);
}

struct pm_summary_columns *pm_summary_columns(struct pm_cells *cells, struct pm_batch *batch)
{
    const struct pm_source_decl *source = batch->table->source;
    struct pm_summary_columns *columns = PM_NEW(batch->arena, struct pm_summary_columns);
    columns->cells = cells;
    columns->columns = PM_NEW_ITEMS(batch->arena, struct fed_column, source->column_count);
    for (size_t i = 0; i < source->column_count; i++)
        if (dimensions_on(cells->model, source->columns[i]))
            feed_column(cells, batch, source->columns[i], &columns->columns[columns->count++]);
    return columns;
}

bool pm_summary_sides(const struct pm_summary_columns *columns, size_t row,
                      struct pm_cell_side sides[PM_MOST_SIDES], size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < columns->count; i++) {
        const struct fed_column *fed = &columns->columns[i];
        if (fed->is_total[row]) continue;
        bool found = false;
        for (size_t j = 0; j < fed->dimension_count; j++) {
            const struct pm_groups_table *groups =
                &columns->cells->groups[fed->dimensions[j]->index];
            uint32_t group = groups->memberships.items[fed->memberships[j][row]].groups[0];
            bool is_named = !groups->shown.groups[group].is_residual;
            if (!is_named && fed->dimension_count > 1) continue;
            if (*count == PM_MOST_SIDES) return false;
            pm_add_side(sides, count, (struct pm_cell_side){fed->dimensions[j]->index, group});
            found = true;
        }
        if (!found) return false;
    }
    return true;
}

/* ---- Reading published rows ---- */

struct published { /* a term's figure in each row */
    pm_wide *amounts;
    uint8_t *marks;
    const int64_t *codes; /* of ranges; NULL: the term is no plain field */
};

static struct published read_term(struct pm_batch *batch, const struct pm_term *term)
{
    struct published published = {0};
    published.amounts = PM_NEW_ITEMS(batch->arena, pm_wide, batch->rows + 1);
    published.marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    if (!term->expression) {
        for (size_t row = 0; row < batch->rows; row++)
            published.amounts[row] = 1;
        return published;
    }
    struct pm_numbers numbers = pm_batch_numbers(batch, term->expression);
    struct pm_ratio billion = pm_ratio_from_integer(1000000000);
    for (size_t row = 0; row < batch->rows; row++) {
        if (numbers.marks && numbers.marks[row] != PM_MARK_PRESENT) {
            published.marks[row] = numbers.marks[row];
            continue;
        }
        struct pm_ratio scaled = pm_ratio_multiply(pm_numbers_at(&numbers, row), billion);
        published.amounts[row] = pm_ratio_round(scaled, pm_ratio_from_integer(1)).numerator;
    }
    if (term->expression->kind == PM_EXPRESSION_FIELD && term->expression->path.count == 1) {
        const struct pm_vector *vector = pm_batch_path(batch, &term->expression->path);
        published.codes = vector->values;
        for (size_t row = 0; vector->marks && row < batch->rows; row++)
            if (vector->marks[row] == PM_MARK_RANGE) published.marks[row] = PM_MARK_RANGE;
    }
    return published;
}

/* Takes one figure; true when there is an amount to add. */
static bool take(struct pm_counts *counts, const struct published *published, size_t row)
{
    switch ((enum pm_cell_mark)published->marks[row]) {
    case PM_MARK_PRESENT:
        return true;
    case PM_MARK_MISSING:
        counts->flags |= PM_COUNT_MISSING;
        return false;
    case PM_MARK_SUPPRESSED:
        counts->flags |= PM_COUNT_SUPPRESSED;
        return false;
    case PM_MARK_PENDING:
        counts->flags |= PM_COUNT_PENDING;
        return false;
    case PM_MARK_RANGE:
        counts->flags |= PM_COUNT_RANGE;
        counts->range = published->codes[row];
        return false;
    }
    return false;
}

struct summary_rows { /* one metric over one batch */
    const struct pm_metric *metric;
    const uint8_t *base_truth;
    const uint8_t *numerator_truth; /* NULL: no rate */
    struct published base;
    struct published numerator;
    struct published n;
    const uint8_t *n_truth;   /* NULL: no n term */
    struct published weights; /* of a weighted mean */
    struct published participation;
    const uint8_t *participation_truth; /* NULL: none in this source */
};

static struct summary_rows read_metric(struct pm_batch *batch, const struct pm_metric *metric)
{
    struct summary_rows rows = {.metric = metric};
    const struct pm_term *base = pm_metric_base(metric);
    rows.base = read_term(batch, base);
    rows.base_truth = pm_batch_truth(batch, base->where);
    if (metric->is_rate) {
        rows.numerator = read_term(batch, &metric->numerator);
        rows.numerator_truth = pm_batch_truth(batch, metric->numerator.where);
    }
    if (metric->weight) {
        struct pm_term weight = {.aggregate = PM_AGGREGATE_SUM, .expression = metric->weight};
        rows.weights = read_term(batch, &weight);
    }
    if (metric->has_participation && metric->participation.source == base->source) {
        rows.participation = read_term(batch, &metric->participation);
        rows.participation_truth = pm_batch_truth(batch, metric->participation.where);
    }
    if (metric->has_n && metric->n.source == base->source) {
        rows.n = read_term(batch, &metric->n);
        rows.n_truth = pm_batch_truth(batch, metric->n.where);
    }
    return rows;
}

static void add_amount(struct pm_counts *counts, pm_wide *sum, const struct published *published,
                       size_t row)
{
    if (take(counts, published, row) && __builtin_add_overflow(*sum, published->amounts[row], sum))
        counts->flags |= PM_COUNT_OVERFLOW;
}

static void add_base(struct pm_arena *arena, struct pm_counts *counts,
                     const struct summary_rows *rows, size_t row)
{
    const struct pm_metric *metric = rows->metric;
    bool is_lookup = !metric->is_rate && metric->value.aggregate == PM_AGGREGATE_PUBLISHED;
    if (is_lookup && counts->rows > 1) counts->flags |= PM_COUNT_CONFLICT;
    if (metric->is_rate) {
        add_amount(counts, &counts->denominator, &rows->base, row);
    } else if (take(counts, &rows->base, row)) {
        if (metric->weight && !take(counts, &rows->weights, row)) return;
        pm_add_value(arena, counts, metric, rows->base.amounts[row],
                     metric->weight ? rows->weights.amounts[row] : 1);
    }
}

static void add_published(struct pm_arena *arena, struct pm_counts *counts,
                          const struct summary_rows *rows, size_t row)
{
    const struct pm_metric *metric = rows->metric;
    counts->flags |= PM_COUNT_HAS_ROW;
    counts->rows++;
    if (rows->base_truth[row] == PM_TRUE) add_base(arena, counts, rows, row);
    if (rows->numerator_truth && rows->numerator_truth[row] == PM_TRUE)
        add_amount(counts, &counts->numerator, &rows->numerator, row);
    if (rows->participation_truth && rows->participation_truth[row] == PM_TRUE)
        add_amount(counts, &counts->participation, &rows->participation, row);
    if (rows->n_truth && rows->n_truth[row] == PM_TRUE && rows->n.marks[row] == PM_MARK_PRESENT)
        counts->n += (int64_t)(rows->n.amounts[row] / pm_term_scale(&metric->n));
}

static bool uses_row(const struct summary_rows *rows, size_t row)
{
    if (rows->base_truth[row] == PM_TRUE) return true;
    if (rows->participation_truth && rows->participation_truth[row] == PM_TRUE) return true;
    return rows->numerator_truth && rows->numerator_truth[row] == PM_TRUE;
}

static size_t index_of(const struct pm_wish_table *table, const struct pm_cell_side *sides)
{
    size_t index = 0;
    for (size_t i = 0; i < table->wish.dimension_count; i++)
        index = index * table->sizes[i] + sides[i].group;
    return index;
}

static bool is_crossing(const struct pm_wish_table *table, const struct pm_cell_side *sides,
                        size_t count)
{
    if (table->wish.dimension_count != count) return false;
    for (size_t i = 0; i < count; i++)
        if (table->wish.dimensions[i]->index != sides[i].dimension) return false;
    return true;
}

/* Tables of the metric in the grain in which the source publishes. */
static bool is_table_of(const struct pm_wish_table *table, const struct pm_metric *metric)
{
    if (table->wish.metric != metric) return false;
    const struct pm_period_format_of_source *format =
        &pm_metric_base(metric)->source->period_format;
    return format->writing == PM_WRITES_DAY || table->grain->part == format->part;
}

static void place_row(struct pm_cells *cells, const struct summary_rows *rows, size_t row,
                      const struct pm_cell_side *sides, size_t count, int32_t *const *slots,
                      const uint32_t *units)
{
    struct pm_source_state *state = &cells->sources[pm_metric_base(rows->metric)->source->index];
    for (size_t i = 0; i < cells->tables.count; i++) {
        struct pm_wish_table *table = cells->tables.items[i];
        if (!slots[i] || slots[i][row] == PM_NO_SLOT || !is_table_of(table, rows->metric)) continue;
        pm_note_slot(cells, state, table->grain, slots[i][row]);
        table->published[(size_t)slots[i][row] * cells->units.count + units[row]] = 1;
        if (!is_crossing(table, sides, count)) continue;
        struct pm_counts *block = pm_block(cells, table, slots[i][row], units[row]);
        add_published(cells->arena, &block[index_of(table, sides)], rows, row);
    }
}

static void count_metric(struct pm_cells *cells, struct pm_batch *batch,
                         const struct pm_metric *metric, const uint32_t *units,
                         const struct pm_summary_columns *columns)
{
    struct pm_source_state *state = &cells->sources[batch->table->source->index];
    struct summary_rows rows = read_metric(batch, metric);
    int32_t **slots = PM_NEW_ITEMS(batch->arena, int32_t *, cells->tables.count + 1);
    for (size_t i = 0; i < cells->tables.count; i++)
        if (cells->tables.items[i]->wish.metric == metric)
            slots[i] = (int32_t *)(uintptr_t)pm_batch_slots(batch, cells->tables.items[i]->grain);
    for (size_t row = 0; row < batch->rows; row++) {
        struct pm_cell_side sides[PM_MOST_SIDES] = {{0}};
        size_t count;
        if (units[row] == PM_NO_UNIT || !uses_row(&rows, row)) continue;
        if (pm_summary_sides(columns, row, sides, &count))
            place_row(cells, &rows, row, sides, count, slots, units);
        else
            state->ungrouped++;
    }
}

static void count_batch(struct pm_cells *cells, struct pm_batch *batch)
{
    const uint32_t *units = pm_batch_units(cells, batch);
    const struct pm_summary_columns *columns = pm_summary_columns(cells, batch);
    const struct pm_metric *last = NULL;
    for (size_t i = 0; i < cells->tables.count; i++) {
        const struct pm_metric *metric = cells->tables.items[i]->wish.metric;
        if (metric == last || pm_metric_base(metric)->source != batch->table->source) continue;
        last = metric;
        count_metric(cells, batch, metric, units, columns);
    }
}

/* ---- Adding over groups ---- */

bool pm_can_add_groups(const struct pm_model *model, const struct pm_source_decl *source,
                       const struct pm_dimension *dimension)
{
    if (dimension->overlapping) return false;
    for (size_t i = 0; i < dimension->column_count; i++) {
        const struct pm_column *column = dimension->columns[i];
        if (column->source == source) return !total_of(column) && dimensions_on(model, column) == 1;
    }
    return false;
}

/* Number that index of the whole becomes with group `group` of the extra side put in. */
static size_t insert_side(const struct pm_wish_table *parts, size_t extra, size_t index,
                          size_t group)
{
    size_t below = 1;
    for (size_t i = extra + 1; i < parts->wish.dimension_count; i++)
        below *= parts->sizes[i];
    return (index / below * parts->sizes[extra] + group) * below + index % below;
}

static bool is_known(const struct pm_counts *counts)
{
    return (counts->flags & (PM_COUNT_HAS_ROW | PM_COUNT_DERIVED)) != 0;
}

static void add_groups(struct pm_arena *arena, const struct pm_wish_table *whole,
                       const struct pm_wish_table *parts, size_t extra, struct pm_counts *to,
                       const struct pm_counts *from)
{
    const struct pm_dimension *dimension = parts->wish.dimensions[extra];
    for (size_t index = 0; index < whole->cell_count; index++) {
        if (is_known(&to[index])) continue;
        for (size_t group = 0; group < parts->sizes[extra]; group++) {
            if (group < dimension->group_count && dimension->groups[group]->part_count) continue;
            const struct pm_counts *part = &from[insert_side(parts, extra, index, group)];
            if (!is_known(part)) continue;
            pm_add_counts(arena, whole->wish.metric, &to[index], part);
            to[index].flags |= PM_COUNT_DERIVED;
        }
    }
}

/* The side that `parts` has more than `whole`, when that is the only difference. */
static bool one_more(const struct pm_wish_table *whole, const struct pm_wish_table *parts,
                     size_t *extra)
{
    if (parts->wish.metric != whole->wish.metric || parts->grain != whole->grain) return false;
    if (parts->wish.dimension_count != whole->wish.dimension_count + 1) return false;
    size_t at = 0;
    while (at < whole->wish.dimension_count &&
           whole->wish.dimensions[at] == parts->wish.dimensions[at])
        at++;
    *extra = at;
    for (; at < whole->wish.dimension_count; at++)
        if (whole->wish.dimensions[at] != parts->wish.dimensions[at + 1]) return false;
    return true;
}

static void add_from(struct pm_cells *cells, struct pm_wish_table *whole,
                     const struct pm_wish_table *parts, size_t extra)
{
    size_t blocks = whole->grain->count * cells->units.count;
    for (size_t i = 0; i < blocks; i++) {
        if (!parts->blocks[i]) continue;
        struct pm_counts *to = pm_block(cells, whole, (int32_t)(i / cells->units.count),
                                        (uint32_t)(i % cells->units.count));
        add_groups(cells->arena, whole, parts, extra, to, parts->blocks[i]);
    }
}

/* `group other_races of asian, white`: published as such, or the sum of its parts. */
static void add_unions(struct pm_cells *cells, struct pm_wish_table *table)
{
    for (size_t side = 0; side < table->wish.dimension_count; side++) {
        const struct pm_dimension *dimension = table->wish.dimensions[side];
        if (dimension->overlapping) continue;
        size_t below = 1;
        for (size_t i = side + 1; i < table->wish.dimension_count; i++)
            below *= table->sizes[i];
        for (size_t b = 0; b < table->grain->count * cells->units.count; b++) {
            struct pm_counts *block = table->blocks[b];
            for (size_t index = 0; block && index < table->cell_count; index++) {
                size_t group = index / below % table->sizes[side];
                if (group >= dimension->group_count || is_known(&block[index])) continue;
                const struct pm_group *declared = dimension->groups[group];
                for (size_t i = 0; i < declared->part_count; i++) {
                    size_t part = index + (declared->parts[i]->index - group) * below;
                    if (!is_known(&block[part])) continue;
                    pm_add_counts(cells->arena, table->wish.metric, &block[index], &block[part]);
                    block[index].flags |= PM_COUNT_DERIVED;
                }
            }
        }
    }
}

static void add_over_groups(struct pm_cells *cells, const struct pm_source_decl *source)
{
    for (size_t sides = PM_MOST_SIDES; sides-- > 0;) {
        for (size_t i = 0; i < cells->tables.count; i++) {
            struct pm_wish_table *whole = cells->tables.items[i];
            const struct pm_metric *metric = whole->wish.metric;
            if (pm_metric_base(metric)->source != source || !pm_metric_adds(metric)) continue;
            if (whole->wish.dimension_count != sides) continue;
            for (size_t j = 0; j < cells->tables.count; j++) {
                size_t extra;
                const struct pm_wish_table *parts = cells->tables.items[j];
                if (!one_more(whole, parts, &extra)) continue;
                if (pm_can_add_groups(cells->model, source, parts->wish.dimensions[extra]))
                    add_from(cells, whole, parts, extra);
            }
        }
    }
    for (size_t i = 0; i < cells->tables.count; i++) {
        struct pm_wish_table *table = cells->tables.items[i];
        const struct pm_metric *metric = table->wish.metric;
        if (pm_metric_base(metric)->source == source && pm_metric_adds(metric))
            add_unions(cells, table);
    }
}

void pm_count_summary(struct pm_cells *cells, const struct pm_source_decl *source)
{
    struct pm_table *table = pm_pass_table(cells->pass, source);
    for (size_t i = 0; table->chunk_count && i < pm_table_batches(table); i++) {
        struct pm_batch *batch = pm_table_open(table, i);
        if (!batch) return;
        count_batch(cells, batch);
        pm_batch_close(batch);
    }
    for (size_t i = 0; i < cells->tables.count; i++)
        if (pm_metric_base(cells->tables.items[i]->wish.metric)->source == source)
            pm_note_impossible(cells, cells->tables.items[i], true);
    add_over_groups(cells, source);
}
