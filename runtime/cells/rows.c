/* Sources of rows: each row is counted in its unit, its period and its groups. */
#include "runtime/cells/internal.h"

#include <string.h>

const struct pm_term *pm_metric_base(const struct pm_metric *metric)
{
    return metric->is_rate ? &metric->denominator : &metric->value;
}

int64_t pm_term_scale(const struct pm_term *term)
{
    return term->aggregate == PM_AGGREGATE_COUNT ? 1 : 1000000000;
}

/* ---- What each row is worth ---- */

/* Amounts of an expression at nine places; rows without one are taken out of `roles`. */
static pm_wide *amounts(struct pm_batch *batch, const struct pm_term *term, uint8_t *roles)
{
    struct pm_numbers numbers = pm_batch_numbers(batch, term->expression);
    pm_wide *out = PM_NEW_ITEMS(batch->arena, pm_wide, batch->rows + 1);
    pm_wide raise = 1;
    for (int places = numbers.places; places < PM_MOST_PLACES; places++) raise *= 10;
    pm_wide lower = 1;
    for (int places = PM_MOST_PLACES; places < numbers.places; places++) lower *= 10;
    struct pm_ratio billion = pm_ratio_from_integer(1000000000);
    for (size_t row = 0; row < batch->rows; row++) {
        if (numbers.marks && numbers.marks[row] != PM_MARK_PRESENT) {
            roles[row] = 0;
        } else if (numbers.ratios) {
            out[row] = pm_ratio_round(pm_ratio_multiply(numbers.ratios[row], billion),
                                      pm_ratio_from_integer(1))
                           .numerator;
        } else if (lower > 1) {
            out[row] = pm_ratio_round(pm_ratio_make(numbers.values[row], lower),
                                      pm_ratio_from_integer(1))
                           .numerator;
        } else {
            out[row] = numbers.values[row] * raise;
        }
    }
    return out;
}

static void mark_role(struct pm_batch *batch, const struct pm_expression *where, uint8_t *roles,
                      uint8_t role, uint8_t only)
{
    const uint8_t *truth = pm_batch_truth(batch, where);
    for (size_t row = 0; row < batch->rows; row++)
        if (truth[row] == PM_TRUE && (!only || (roles[row] & only))) roles[row] |= role;
}

static void leave_out_unmatched(struct pm_batch *batch, const struct pm_metric *metric,
                                uint8_t *roles)
{
    if (!metric->match_count) return;
    for (size_t row = 0; row < batch->rows; row++)
        if (batch->previous[row] < 0) roles[row] = 0;
}

static void mark_persons(struct pm_batch *batch, const struct pm_metric *metric,
                         struct pm_row_parts *parts)
{
    const struct pm_term *term = &metric->n;
    if (!metric->has_n || term->source != batch->table->source) return;
    parts->counted = pm_arena_alloc(batch->arena, batch->rows + 1);
    mark_role(batch, term->where, parts->counted, 1, 0);
    if (term->aggregate == PM_AGGREGATE_COUNT) return;
    pm_wide *sums = amounts(batch, term, parts->counted);
    parts->persons = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++)
        parts->persons[row] = (int64_t)(sums[row] / 1000000000);
}

struct pm_row_parts pm_row_parts_of(struct pm_batch *batch, const struct pm_metric *metric)
{
    const struct pm_source_decl *source = batch->table->source;
    const struct pm_term *base = pm_metric_base(metric);
    struct pm_row_parts parts = {0};
    parts.roles = pm_arena_alloc(batch->arena, batch->rows + 1);
    batch->previous = metric->match_count && base->source == source
                          ? pm_batch_match(batch, metric->match, metric->match_count)
                          : NULL;
    bool is_base = base->source == source;
    if (is_base) {
        mark_role(batch, base->where, parts.roles, PM_ROW_DENOMINATOR, 0);
        leave_out_unmatched(batch, metric, parts.roles);
        if (base->expression) parts.denominators = amounts(batch, base, parts.roles);
    }
    if (metric->is_rate && metric->numerator.source == source) {
        uint8_t only = is_base ? PM_ROW_DENOMINATOR : 0;
        mark_role(batch, metric->numerator.where, parts.roles, PM_ROW_NUMERATOR, only);
        if (metric->numerator.expression) {
            uint8_t *known = pm_arena_alloc(batch->arena, batch->rows + 1);
            memcpy(known, parts.roles, batch->rows);
            parts.numerators = amounts(batch, &metric->numerator, known);
            for (size_t row = 0; row < batch->rows; row++)
                if ((parts.roles[row] & PM_ROW_NUMERATOR) && !known[row]) parts.roles[row] = 0;
        }
    }
    if (is_base)
        for (size_t row = 0; row < batch->rows; row++)
            if (!(parts.roles[row] & PM_ROW_DENOMINATOR)) parts.roles[row] = PM_ROW_EXCLUDED;
    mark_persons(batch, metric, &parts);
    return parts;
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

/* For metrics that are no rates the value is kept as numerator, the number of rows as denominator. */
static void add_row(struct pm_counts *counts, const struct pm_metric *metric,
                    const struct pm_row_parts *parts, size_t row)
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
        if (metric->is_rate) {
            add_wide(counts, &counts->denominator, amount);
        } else {
            if (is_extreme(metric))
                add_extreme(counts, metric->value.aggregate == PM_AGGREGATE_LARGEST, amount,
                            counts->denominator == 0);
            else
                add_wide(counts, &counts->numerator, amount);
            counts->denominator++;
        }
    }
    if (roles & PM_ROW_NUMERATOR)
        add_wide(counts, &counts->numerator, parts->numerators ? parts->numerators[row] : 1);
}

void pm_add_counts(const struct pm_metric *metric, struct pm_counts *whole,
                   const struct pm_counts *part)
{
    if (is_extreme(metric)) {
        if (part->denominator)
            add_extreme(whole, metric->value.aggregate == PM_AGGREGATE_LARGEST, part->numerator,
                        whole->denominator == 0);
    } else {
        add_wide(whole, &whole->numerator, part->numerator);
    }
    add_wide(whole, &whole->denominator, part->denominator);
    whole->n += part->n;
    whole->rows += part->rows;
    whole->excluded += part->excluded;
    whole->flags |= part->flags & (PM_COUNT_SUPPRESSED | PM_COUNT_PENDING | PM_COUNT_MISSING |
                                   PM_COUNT_CONFLICT | PM_COUNT_OVERFLOW | PM_COUNT_RANGE);
}

struct crossing_rows { /* where each row of a batch falls in a table's block */
    const uint32_t *memberships[PM_MOST_SIDES];
    const struct pm_groups_table *groups[PM_MOST_SIDES];
    size_t count;
    bool reachable;
};

static struct crossing_rows prepare(struct pm_cells *cells, struct pm_batch *batch,
                                    const struct pm_wish_table *table)
{
    struct crossing_rows crossing = {.count = table->wish.dimension_count, .reachable = true};
    for (size_t i = 0; i < crossing.count; i++) {
        const struct pm_dimension *dimension = table->wish.dimensions[i];
        crossing.groups[i] = &cells->groups[dimension->index];
        crossing.memberships[i] = pm_batch_groups(cells, batch, dimension);
        if (!crossing.memberships[i]) crossing.reachable = false;
    }
    return crossing;
}

/* Adds a row to all its combinations of groups from side `side` on. */
static void add_combinations(struct pm_counts *block, const struct pm_wish_table *table,
                             const struct crossing_rows *crossing, size_t side, size_t index,
                             const struct pm_row_parts *parts, size_t row)
{
    if (side == crossing->count) {
        add_row(&block[index], table->wish.metric, parts, row);
        return;
    }
    const struct pm_membership *membership =
        &crossing->groups[side]->memberships.items[crossing->memberships[side][row]];
    for (size_t i = 0; i < membership->count; i++)
        add_combinations(block, table, crossing, side + 1,
                         index * table->sizes[side] + membership->groups[i], parts, row);
}

static void count_table(struct pm_cells *cells, struct pm_batch *batch,
                        struct pm_wish_table *table, const uint32_t *units,
                        const struct pm_row_parts *parts)
{
    struct pm_source_state *state = &cells->sources[batch->table->source->index];
    const int32_t *slots = pm_batch_slots(batch, table->grain);
    struct crossing_rows crossing = prepare(cells, batch, table);
    if (!slots || !crossing.reachable) return;
    int32_t last_slot = PM_NO_SLOT;
    uint32_t last_unit = PM_NO_UNIT;
    struct pm_counts *block = NULL;
    for (size_t row = 0; row < batch->rows; row++) {
        if (slots[row] == PM_NO_SLOT || units[row] == PM_NO_UNIT) continue;
        if (!block || slots[row] != last_slot || units[row] != last_unit) {
            last_slot = slots[row];
            last_unit = units[row];
            pm_note_slot(cells, state, table->grain, last_slot);
            state->units[last_unit] = 1;
            block = pm_block(cells, table, last_slot, last_unit);
        }
        add_combinations(block, table, &crossing, 0, 0, parts, row);
    }
}

static bool takes_part(const struct pm_metric *metric, const struct pm_source_decl *source)
{
    if (pm_metric_base(metric)->source == source) return true;
    if (metric->is_rate && metric->numerator.source == source) return true;
    return metric->has_n && metric->n.source == source;
}

static void count_batch(struct pm_cells *cells, struct pm_batch *batch)
{
    const struct pm_source_decl *source = batch->table->source;
    const uint32_t *units = pm_batch_units(cells, batch);
    const struct pm_metric *last = NULL;
    struct pm_row_parts parts = {0};
    for (size_t i = 0; i < cells->tables.count; i++) {
        struct pm_wish_table *table = cells->tables.items[i];
        const struct pm_metric *metric = table->wish.metric;
        if (!takes_part(metric, source)) continue;
        if (metric != last) parts = pm_row_parts_of(batch, metric);
        last = metric;
        count_table(cells, batch, table, units, &parts);
    }
}

void pm_count_rows(struct pm_cells *cells, const struct pm_source_decl *source)
{
    struct pm_table *table = pm_pass_table(cells->pass, source);
    for (size_t i = 0; table->chunk_count && i < pm_table_batches(table); i++) {
        struct pm_batch *batch = pm_table_open(table, i);
        if (!batch) return;
        count_batch(cells, batch);
        pm_batch_close(batch);
    }
}
