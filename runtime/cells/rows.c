/* Sources of rows: each row is counted in its unit, its period and its groups. */
#include "lang/model/measure.h"
#include "runtime/cells/internal.h"

const struct pm_term *pm_metric_base(const struct pm_metric *metric)
{
    return metric->is_rate ? &metric->denominator : &metric->value;
}

int64_t pm_term_scale(const struct pm_term *term)
{
    return term->aggregate == PM_AGGREGATE_COUNT ? 1 : 1000000000;
}

int64_t pm_numerator_scale(const struct pm_metric *metric)
{
    if (metric->is_rate) return pm_term_scale(&metric->numerator);
    return pm_term_scale(&metric->value) * (metric->weight ? 1000000000 : 1);
}

/* ---- Adding ---- */

static void add_wide(struct pm_counts *counts, pm_wide *sum, pm_wide amount)
{
    if (__builtin_add_overflow(*sum, amount, sum)) counts->flags |= PM_COUNT_OVERFLOW;
}

static void add_extreme(struct pm_counts *counts, bool largest, pm_wide amount, bool first)
{
    if (first || (largest ? amount > counts->numerator : amount < counts->numerator))
        counts->numerator = amount;
}

static bool is_extreme(const struct pm_metric *metric)
{
    if (metric->is_rate) return false;
    return metric->value.aggregate == PM_AGGREGATE_SMALLEST ||
           metric->value.aggregate == PM_AGGREGATE_LARGEST;
}

static void add_weighted(struct pm_counts *counts, pm_wide amount, pm_wide weight)
{
    pm_wide product;
    if (weight < 0) counts->flags |= PM_COUNT_UNFIT;
    if (__builtin_mul_overflow(amount, weight, &product))
        counts->flags |= PM_COUNT_OVERFLOW;
    else
        add_wide(counts, &counts->numerator, product);
    add_wide(counts, &counts->denominator, weight);
}

void pm_add_value(struct pm_arena *arena, struct pm_counts *counts, const struct pm_metric *metric,
                  pm_wide amount, pm_wide weight)
{
    if (metric->weight) {
        add_weighted(counts, amount, weight);
        return;
    }
    bool keeps_values = is_extreme(metric) || pm_metric_is_quantile(metric);
    if (keeps_values) pm_values_add(arena, counts, amount);
    if (is_extreme(metric))
        add_extreme(counts, metric->value.aggregate == PM_AGGREGATE_LARGEST, amount,
                    counts->denominator == 0);
    else if (!keeps_values)
        add_wide(counts, &counts->numerator, amount);
    counts->denominator++;
}

static void add_row(struct pm_arena *arena, struct pm_counts *counts,
                    const struct pm_metric *metric, const struct pm_row_parts *parts, size_t row)
{
    uint8_t roles = parts->roles[row];
    counts->rows++;
    if (roles & PM_ROW_EXCLUDED) counts->excluded++;
    if (parts->counted) {
        if (parts->counted[row]) counts->n += parts->persons ? parts->persons[row] : 1;
    } else if (roles & PM_ROW_DENOMINATOR) {
        counts->n++;
    }
    if (roles & PM_ROW_DENOMINATOR) {
        pm_wide amount = parts->denominators ? parts->denominators[row] : 1;
        if (metric->is_rate)
            add_wide(counts, &counts->denominator, amount);
        else
            pm_add_value(arena, counts, metric, amount, parts->weights ? parts->weights[row] : 1);
    }
    if (parts->expected && parts->expected[row])
        add_wide(counts, &counts->participation,
                 parts->participations ? parts->participations[row] : 1);
    if (roles & PM_ROW_NUMERATOR)
        add_wide(counts, &counts->numerator, parts->numerators ? parts->numerators[row] : 1);
}

void pm_add_counts(struct pm_arena *arena, const struct pm_metric *metric, struct pm_counts *whole,
                   const struct pm_counts *part)
{
    for (size_t i = 0; part->values && i < part->values->count; i++)
        pm_values_add(arena, whole, part->values->items[i]);
    if (is_extreme(metric)) {
        if (part->denominator)
            add_extreme(whole, metric->value.aggregate == PM_AGGREGATE_LARGEST, part->numerator,
                        whole->denominator == 0);
    } else {
        add_wide(whole, &whole->numerator, part->numerator);
    }
    add_wide(whole, &whole->denominator, part->denominator);
    add_wide(whole, &whole->participation, part->participation);
    whole->n += part->n;
    whole->rows += part->rows;
    whole->excluded += part->excluded;
    whole->flags |= part->flags &
                    (PM_COUNT_SUPPRESSED | PM_COUNT_PENDING | PM_COUNT_MISSING | PM_COUNT_CONFLICT |
                     PM_COUNT_OVERFLOW | PM_COUNT_RANGE | PM_COUNT_UNFIT | PM_COUNT_IMPOSSIBLE);
}

/* ---- Where rows fall ---- */

static bool takes_part(const struct pm_metric *metric, const struct pm_source_decl *source)
{
    if (pm_metric_base(metric)->source == source) return true;
    if (metric->is_rate && metric->numerator.source == source) return true;
    if (metric->has_participation && metric->participation.source == source) return true;
    return metric->has_n && metric->n.source == source;
}

enum { MANY = -1 }; /* a row that belongs to more than one combination */

struct crossing_rows { /* where each row of a batch falls in the blocks of a crossing */
    const struct pm_wish_table *table; /* any one of the crossing */
    const uint32_t *memberships[PM_MOST_SIDES];
    const struct pm_groups_table *groups[PM_MOST_SIDES];
    size_t count;
    bool reachable;
    int32_t *places; /* by row: index in the block, or MANY */
};

struct batch_rows { /* a batch on its way into the tables */
    struct pm_cells *cells;
    struct pm_batch *batch;
    const uint32_t *units;
    PM_ARRAY(struct crossing_rows *) crossings; /* each worked out once */
};

static bool same_crossing(const struct pm_wish_table *a, const struct pm_wish_table *b)
{
    if (a->wish.dimension_count != b->wish.dimension_count) return false;
    for (size_t i = 0; i < a->wish.dimension_count; i++)
        if (a->wish.dimensions[i] != b->wish.dimensions[i]) return false;
    return true;
}

static void find_places(struct crossing_rows *crossing, struct pm_batch *batch)
{
    crossing->places = PM_NEW_ITEMS(batch->arena, int32_t, batch->rows + 1);
    for (size_t side = 0; side < crossing->count; side++) {
        const struct pm_membership *memberships = crossing->groups[side]->memberships.items;
        int32_t size = (int32_t)crossing->table->sizes[side];
        for (size_t row = 0; row < batch->rows; row++) {
            const struct pm_membership *membership = &memberships[crossing->memberships[side][row]];
            if (crossing->places[row] == MANY) continue;
            crossing->places[row] = membership->count == 1 ? crossing->places[row] * size +
                                                                 (int32_t)membership->groups[0]
                                                           : MANY;
        }
    }
}

static const struct crossing_rows *crossing_of(struct batch_rows *rows,
                                               const struct pm_wish_table *table)
{
    struct pm_batch *batch = rows->batch;
    for (size_t i = 0; i < rows->crossings.count; i++)
        if (same_crossing(rows->crossings.items[i]->table, table)) return rows->crossings.items[i];
    struct crossing_rows *made = PM_NEW(batch->arena, struct crossing_rows);
    made->table = table;
    made->count = table->wish.dimension_count;
    made->reachable = true;
    for (size_t i = 0; i < made->count; i++) {
        const struct pm_dimension *dimension = table->wish.dimensions[i];
        made->groups[i] = &rows->cells->groups[dimension->index];
        made->memberships[i] = pm_batch_groups(rows->cells, batch, dimension);
        if (!made->memberships[i]) made->reachable = false;
    }
    if (made->reachable) find_places(made, batch);
    PM_PUSH(batch->arena, &rows->crossings, made);
    return made;
}

/* Adds to all combinations of groups of a row, from side `side` on. */
static void add_combinations(struct pm_arena *arena, struct pm_counts *block,
                             const struct pm_wish_table *table,
                             const struct crossing_rows *crossing, size_t side, size_t place,
                             size_t row, const struct pm_counts *part)
{
    if (side == crossing->count) {
        pm_add_counts(arena, table->wish.metric, &block[place], part);
        return;
    }
    const struct pm_membership *membership =
        &crossing->groups[side]->memberships.items[crossing->memberships[side][row]];
    for (size_t i = 0; i < membership->count; i++)
        add_combinations(arena, block, table, crossing, side + 1,
                         place * table->sizes[side] + membership->groups[i], row, part);
}

/* The blocks of a table by slot and unit; neighbouring rows mostly share one. */
struct block_finder {
    struct pm_cells *cells;
    struct pm_source_state *state;
    struct pm_wish_table *table;
    int32_t slot;
    uint32_t unit;
    struct pm_counts *block;
};

static struct pm_counts *find_block(struct block_finder *finder, int32_t slot, uint32_t unit)
{
    if (finder->block && finder->slot == slot && finder->unit == unit) return finder->block;
    finder->slot = slot;
    finder->unit = unit;
    pm_note_slot(finder->cells, finder->state, finder->table->grain, slot);
    finder->block = pm_block(finder->cells, finder->table, slot, unit);
    return finder->block;
}

/* ---- Rows straight into groups ---- */

/* Rows of the batch in their slots, but those that are counted by person (`staged` of 0 or more;
 * NULL: none). */
static void count_slots(struct batch_rows *rows, struct pm_wish_table *table,
                        const struct pm_row_parts *parts, const int32_t *slots,
                        const int32_t *staged)
{
    struct pm_cells *cells = rows->cells;
    struct pm_batch *batch = rows->batch;
    const struct pm_metric *metric = table->wish.metric;
    const struct crossing_rows *crossing = crossing_of(rows, table);
    if (!slots || !crossing->reachable) return;
    struct block_finder finder = {
        .cells = cells, .state = &cells->sources[batch->table->source->index], .table = table};
    for (size_t row = 0; row < batch->rows; row++) {
        if (staged && staged[row] >= 0) continue;
        if (slots[row] == PM_NO_SLOT || rows->units[row] == PM_NO_UNIT) continue;
        struct pm_counts *block = find_block(&finder, slots[row], rows->units[row]);
        if (crossing->places[row] != MANY) {
            add_row(cells->arena, &block[crossing->places[row]], metric, parts, row);
        } else {
            struct pm_counts part = {0};
            add_row(batch->arena, &part, metric, parts, row);
            add_combinations(cells->arena, block, table, crossing, 0, 0, row, &part);
        }
    }
}

static void count_table(struct batch_rows *rows, struct pm_wish_table *table,
                        const struct pm_row_parts *parts, const int32_t *staged)
{
    struct pm_batch *batch = rows->batch;
    if (!pm_is_snapshot(table->wish.metric, batch->table->source)) {
        count_slots(rows, table, parts, pm_batch_slots(batch, table->grain), staged);
        return;
    }
    pm_note_snapshots(rows->cells, batch, table->grain);
    for (size_t slot = 0; slot < table->grain->count; slot++)
        count_slots(rows, table, parts,
                    pm_snapshot_slots(batch, table->wish.metric, table->grain, (int32_t)slot),
                    NULL);
}

/* ---- Rows to persons, persons to groups ---- */

/* Rows that refer to a person are added up for each person first: every group of a metric is a group
 * of persons, and there are far fewer persons than rows. */
struct stage {
    const struct pm_column *through; /* the reference; NULL: rows go straight into groups */
    const struct pm_grain *grain;    /* of the period in the person's key */
    struct pm_batch *persons;
    PM_ARRAY(struct pm_counts *) totals; /* by metric, then person */
    PM_ARRAY(const struct pm_metric *) metrics;
};

/* The reference that a dimension is reached through; NULL when it is a field of the rows. */
static const struct pm_column *reference_to(struct pm_cells *cells,
                                            const struct pm_source_decl *source,
                                            const struct pm_dimension *dimension)
{
    struct pm_path path;
    if (!pm_path_to_dimension(cells->arena, source, dimension, &path) || path.count < 2)
        return NULL;
    return path.steps[0];
}

/* True when all dimensions of the table are reached through `through`, and lead from the person to
 * the same column that they lead to from the row. */
static bool reaches_all(struct pm_cells *cells, const struct pm_wish_table *table,
                        const struct pm_source_decl *source, const struct pm_column *through)
{
    for (size_t i = 0; i < table->wish.dimension_count; i++) {
        struct pm_path path;
        struct pm_path rest;
        const struct pm_dimension *dimension = table->wish.dimensions[i];
        if (!pm_path_to_dimension(cells->arena, source, dimension, &path)) return false;
        if (path.count < 2 || path.steps[0] != through) return false;
        if (!pm_path_to_dimension(cells->arena, through->refers_to, dimension, &rest)) return false;
        if (rest.count + 1 != path.count) return false;
        for (size_t j = 0; j < rest.count; j++)
            if (rest.steps[j] != path.steps[j + 1]) return false;
    }
    return true;
}

/* Extremes and medians need each row; a snapshot leaves some out. */
static bool is_staged_metric(const struct pm_metric *metric, const struct pm_source_decl *source)
{
    return !is_extreme(metric) && !pm_metric_is_quantile(metric) && !pm_is_snapshot(metric, source);
}

static bool is_staged(struct pm_cells *cells, const struct stage *stage,
                      const struct pm_wish_table *table, const struct pm_source_decl *source)
{
    return stage->through && table->grain == stage->grain &&
           is_staged_metric(table->wish.metric, source) && takes_part(table->wish.metric, source) &&
           reaches_all(cells, table, source, stage->through);
}

/* Persons carry the groups when all rows belong to one unit and the person's key has the period. */
static void find_stage(struct pm_cells *cells, const struct pm_source_decl *source,
                       struct stage *stage)
{
    if (source->unit_set) return;
    for (size_t i = 0; !stage->through && i < cells->tables.count; i++) {
        const struct pm_wish_table *table = cells->tables.items[i];
        if (!takes_part(table->wish.metric, source) || !table->wish.dimension_count) continue;
        stage->through = reference_to(cells, source, table->wish.dimensions[0]);
    }
    if (!stage->through) return;
    struct pm_table *persons = pm_pass_table(cells->pass, stage->through->refers_to);
    stage->grain = pm_reference_grain(cells->pass, stage->through);
    if (!stage->grain || !persons->is_resident) {
        stage->through = NULL;
        return;
    }
    stage->persons = pm_table_open(persons, 0);
    if (!stage->persons) stage->through = NULL;
}

static struct pm_counts *totals_of(struct pm_cells *cells, struct stage *stage,
                                   const struct pm_metric *metric)
{
    for (size_t i = 0; i < stage->metrics.count; i++)
        if (stage->metrics.items[i] == metric) return stage->totals.items[i];
    struct pm_counts *totals =
        PM_NEW_ITEMS(cells->arena, struct pm_counts, stage->persons->rows + 1);
    PM_PUSH(cells->arena, &stage->metrics, metric);
    PM_PUSH(cells->arena, &stage->totals, totals);
    return totals;
}

static void add_to_persons(struct batch_rows *rows, struct stage *stage,
                           const struct pm_metric *metric, const struct pm_row_parts *parts,
                           const int32_t *join)
{
    struct pm_counts *totals = totals_of(rows->cells, stage, metric);
    for (size_t row = 0; row < rows->batch->rows; row++)
        if (join[row] >= 0) add_row(rows->cells->arena, &totals[join[row]], metric, parts, row);
}

static void add_persons(struct batch_rows *persons, struct pm_wish_table *table,
                        const struct pm_counts *totals, struct pm_source_state *state,
                        uint32_t unit)
{
    struct pm_batch *batch = persons->batch;
    const int32_t *slots = pm_batch_slots(batch, table->grain);
    const struct crossing_rows *crossing = crossing_of(persons, table);
    struct block_finder finder = {.cells = persons->cells, .state = state, .table = table};
    for (size_t row = 0; row < batch->rows; row++) {
        if (!totals[row].rows || slots[row] == PM_NO_SLOT) continue;
        struct pm_counts *block = find_block(&finder, slots[row], unit);
        if (crossing->places[row] != MANY)
            pm_add_counts(persons->cells->arena, table->wish.metric, &block[crossing->places[row]],
                          &totals[row]);
        else
            add_combinations(persons->cells->arena, block, table, crossing, 0, 0, row,
                             &totals[row]);
    }
}

static void finish_stage(struct pm_cells *cells, const struct pm_source_decl *source,
                         struct stage *stage, uint32_t unit)
{
    struct batch_rows persons = {.cells = cells, .batch = stage->persons};
    struct pm_source_state *state = &cells->sources[source->index];
    for (size_t i = 0; i < cells->tables.count; i++) {
        struct pm_wish_table *table = cells->tables.items[i];
        if (!is_staged(cells, stage, table, source)) continue;
        for (size_t j = 0; j < stage->metrics.count; j++)
            if (stage->metrics.items[j] == table->wish.metric)
                add_persons(&persons, table, stage->totals.items[j], state, unit);
    }
}

/* ---- A source ---- */

/* True when some row refers to no person: such rows go straight into their groups. */
static bool has_strays(const int32_t *join, size_t rows)
{
    for (size_t row = 0; join && row < rows; row++)
        if (join[row] < 0) return true;
    return false;
}

static void count_batch(struct pm_cells *cells, struct pm_batch *batch, struct stage *stage)
{
    const struct pm_source_decl *source = batch->table->source;
    struct batch_rows rows = {.cells = cells, .batch = batch};
    const struct pm_metric *last = NULL;
    struct pm_row_parts parts = {0};
    const int32_t *join = stage->through ? pm_batch_join(batch, stage->through) : NULL;
    bool strays = has_strays(join, batch->rows);
    rows.units = pm_batch_units(cells, batch);
    for (size_t i = 0; i < cells->tables.count; i++) {
        struct pm_wish_table *table = cells->tables.items[i];
        const struct pm_metric *metric = table->wish.metric;
        if (!takes_part(metric, source)) continue;
        bool staged = is_staged(cells, stage, table, source);
        if (metric != last) {
            parts = pm_row_parts_of(batch, metric);
            if (stage->through && is_staged_metric(metric, source))
                add_to_persons(&rows, stage, metric, &parts, join);
        }
        last = metric;
        if (!staged || strays) count_table(&rows, table, &parts, staged ? join : NULL);
    }
}

void pm_count_rows(struct pm_cells *cells, const struct pm_source_decl *source)
{
    struct pm_table *table = pm_pass_table(cells->pass, source);
    struct stage stage = {0};
    uint32_t unit = PM_NO_UNIT;
    find_stage(cells, source, &stage);
    for (size_t i = 0; table->chunk_count && i < pm_table_batches(table); i++) {
        struct pm_batch *batch = pm_table_open(table, i);
        if (!batch) return;
        if (!source->unit_set) unit = pm_source_unit(cells, source);
        count_batch(cells, batch, &stage);
        pm_batch_close(batch);
    }
    if (stage.through && unit != PM_NO_UNIT) finish_stage(cells, source, &stage, unit);
}
