/* quantile.c: medians and percentiles, by the convention that the metric declares. */
#include "runtime/cells/internal.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 4 };

void pm_values_add(struct pm_arena *arena, struct pm_counts *counts, pm_wide value)
{
    if (!counts->values) counts->values = PM_NEW(arena, struct pm_values);
    struct pm_values *values = counts->values;
    if (values->count == values->capacity) {
        size_t larger = values->capacity ? values->capacity * 2 : FIRST_CAPACITY;
        values->items = pm_arena_grow(arena, values->items, values->count * sizeof *values->items,
                                      larger * sizeof *values->items);
        values->capacity = larger;
    }
    values->items[values->count++] = value;
}

static int compare_values(const void *left, const void *right)
{
    pm_wide a = *(const pm_wide *)left;
    pm_wide b = *(const pm_wide *)right;
    return (a > b) - (a < b);
}

void pm_values_sort(const struct pm_wish_table *table, size_t block_count)
{
    for (size_t i = 0; i < block_count; i++) {
        for (size_t j = 0; table->blocks[i] && j < table->cell_count; j++) {
            struct pm_values *values = table->blocks[i][j].values;
            if (values) qsort(values->items, values->count, sizeof *values->items, compare_values);
        }
    }
}

static int64_t floor_of(struct pm_ratio ratio)
{
    return (int64_t)(ratio.numerator / ratio.denominator); /* of what is not below 0 */
}

/* The place counted from 0, within the values. */
static struct pm_ratio place_of(enum pm_between between, struct pm_ratio share, size_t count)
{
    struct pm_ratio one = pm_ratio_from_integer(1);
    struct pm_ratio last = pm_ratio_from_integer((int64_t)count - 1);
    if (between != PM_BETWEEN_EXCLUSIVE) return pm_ratio_multiply(last, share);
    struct pm_ratio more = pm_ratio_from_integer((int64_t)count + 1);
    struct pm_ratio place = pm_ratio_subtract(pm_ratio_multiply(more, share), one);
    if (pm_ratio_sign(place) < 0) return pm_ratio_from_integer(0);
    return pm_ratio_compare(place, last) > 0 ? last : place;
}

static size_t nearest_rank(struct pm_ratio share, size_t count)
{
    struct pm_ratio place =
        pm_ratio_multiply(pm_ratio_from_integer((int64_t)count), share); /* counted from 1 */
    int64_t whole = floor_of(place);
    bool is_whole = place.denominator == 1;
    if (!whole && is_whole) return 0;
    return (size_t)(is_whole ? whole - 1 : whole);
}

struct pm_ratio pm_quantile(const struct pm_metric *metric,
                            struct pm_ratio (*at)(const void *values, size_t index),
                            const void *values, size_t count)
{
    struct pm_ratio share = pm_ratio_make(1, 2);
    if (metric->value.aggregate == PM_AGGREGATE_PERCENTILE)
        share =
            pm_ratio_divide(pm_ratio_from_decimal(metric->value.rank), pm_ratio_from_integer(100));
    if (metric->between == PM_BETWEEN_NEAREST_RANK) return at(values, nearest_rank(share, count));
    struct pm_ratio place = place_of(metric->between, share, count);
    size_t below = (size_t)floor_of(place);
    struct pm_ratio part = pm_ratio_subtract(place, pm_ratio_from_integer((int64_t)below));
    struct pm_ratio low = at(values, below);
    if (pm_ratio_sign(part) == 0 || metric->between == PM_BETWEEN_LOWER) return low;
    struct pm_ratio high = at(values, below + 1);
    if (metric->between == PM_BETWEEN_UPPER) return high;
    if (metric->between == PM_BETWEEN_MIDDLE) part = pm_ratio_make(1, 2);
    return pm_ratio_add(low, pm_ratio_multiply(part, pm_ratio_subtract(high, low)));
}
