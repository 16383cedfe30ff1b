/* row_parts.c: what each row of a source is worth in a metric's figure. */
#include "runtime/cells/internal.h"

#include <string.h>

/* Amounts of an expression at nine places; rows without one are taken out of `roles`. */
static pm_wide *amounts(struct pm_batch *batch, const struct pm_term *term, uint8_t *roles)
{
    struct pm_numbers numbers = pm_batch_numbers(batch, term->expression);
    pm_wide *out = PM_NEW_ITEMS(batch->arena, pm_wide, batch->rows + 1);
    pm_wide raise = 1;
    for (int places = numbers.places; places < PM_MOST_PLACES; places++)
        raise *= 10;
    pm_wide lower = 1;
    for (int places = PM_MOST_PLACES; places < numbers.places; places++)
        lower *= 10;
    struct pm_ratio billion = pm_ratio_from_integer(1000000000);
    for (size_t row = 0; row < batch->rows; row++) {
        if (numbers.marks && numbers.marks[row] != PM_MARK_PRESENT) {
            roles[row] = 0;
        } else if (numbers.ratios) {
            out[row] = pm_ratio_round(pm_ratio_multiply(numbers.ratios[row], billion),
                                      pm_ratio_from_integer(1))
                           .numerator;
        } else if (lower > 1) {
            out[row] =
                pm_ratio_round(pm_ratio_make(numbers.values[row], lower), pm_ratio_from_integer(1))
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

/* Those who should take part, among all rows of their source. */
static void mark_participants(struct pm_batch *batch, const struct pm_metric *metric,
                              struct pm_row_parts *parts)
{
    const struct pm_term *term = &metric->participation;
    if (!metric->has_participation || term->source != batch->table->source) return;
    parts->expected = pm_arena_alloc(batch->arena, batch->rows + 1);
    mark_role(batch, term->where, parts->expected, 1, 0);
    if (term->expression) parts->participations = amounts(batch, term, parts->expected);
}

/* A row without a weight is no row of a weighted mean. */
static void read_weights(struct pm_batch *batch, const struct pm_metric *metric,
                         struct pm_row_parts *parts)
{
    struct pm_term weight = {.aggregate = PM_AGGREGATE_SUM, .expression = metric->weight};
    if (metric->weight) parts->weights = amounts(batch, &weight, parts->roles);
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
        read_weights(batch, metric, &parts);
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
    mark_participants(batch, metric, &parts);
    return parts;
}
