/* others.c: the figure of all rows of a cell without those of a group in it. It follows from what was
 * counted of all and of the group: counts and sums are taken away, of a median or an extreme the
 * group's values are left out, and a formula is worked out from its parts' figures of the others. */
#include "lang/model/measure.h"
#include "runtime/cells/internal.h"

static bool adds_up(const struct pm_metric *metric)
{
    enum pm_aggregate aggregate = metric->value.aggregate;
    return !metric->is_rate && (aggregate == PM_AGGREGATE_COUNT || aggregate == PM_AGGREGATE_SUM);
}

/* A row of a summary that is printed for all rows is no sum of those for groups. */
static bool is_printed(const struct pm_cells *cells, const struct pm_cell *whole)
{
    const struct pm_counts *all = pm_find_counts(cells, &whole->key);
    return whole->source->is_summary && all && !(all->flags & PM_COUNT_DERIVED);
}

/* ---- Medians, percentiles, extremes ---- */

/* The values of all without those of the group, which are among them; both are in order. */
static struct pm_values leave_out(struct pm_arena *arena, const struct pm_values *all,
                                  const struct pm_values *group)
{
    struct pm_values rest = {.items = PM_NEW_ITEMS(arena, pm_wide, all->count + 1)};
    size_t left_out = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (left_out < group->count && group->items[left_out] == all->items[i])
            left_out++;
        else
            rest.items[rest.count++] = all->items[i];
    }
    return rest;
}

static bool has_values(const struct pm_counts *counts)
{
    return counts && counts->values && counts->values->count;
}

/* False where the values themselves are not there. */
static bool read_rest(const struct pm_cells *cells, const struct pm_cell *whole,
                      const struct pm_cell *part, struct pm_cell *out)
{
    const struct pm_counts *all = pm_find_counts(cells, &whole->key);
    const struct pm_counts *group = pm_find_counts(cells, &part->key);
    bool is_largest = whole->key.metric->value.aggregate == PM_AGGREGATE_LARGEST;
    if (!has_values(all) || !has_values(group) || is_printed(cells, whole)) return false;
    struct pm_arena *scratch = pm_arena_new_scratch(cells->arena);
    struct pm_values rest = leave_out(scratch, all->values, group->values);
    struct pm_counts counts = {.values = &rest, .denominator = (pm_wide)rest.count};
    if (rest.count) counts.numerator = rest.items[is_largest ? rest.count - 1 : 0];
    pm_read_counts(&counts, out);
    pm_arena_free(scratch);
    return true;
}

/* ---- Counts and sums ---- */

/* Nothing is a sum of 0 where there are rows, and no figure where there are none. */
static bool is_without_rows(const struct pm_cells *cells, const struct pm_cell *whole,
                            const struct pm_cell *part)
{
    const struct pm_counts *all = pm_find_counts(cells, &whole->key);
    const struct pm_counts *group = pm_find_counts(cells, &part->key);
    return !whole->source->is_summary && all && group && all->rows == group->rows;
}

static void take_away(const struct pm_cell *whole, const struct pm_cell *part, struct pm_cell *out)
{
    out->numerator = pm_ratio_subtract(whole->numerator, part->numerator);
    out->counted = pm_ratio_subtract(whole->counted, part->counted);
    out->raised = pm_ratio_subtract(whole->raised, part->raised);
    pm_cell_divide(out);
}

/* False where the figure of the others does not follow. */
static bool read_figure(const struct pm_cells *cells, const struct pm_cell *whole,
                        const struct pm_cell *part, struct pm_cell *out)
{
    const struct pm_metric *metric = whole->key.metric;
    bool is_mean = !metric->is_rate && !metric->weight;
    if (whole->has_bounds || part->has_bounds) return false;
    if (adds_up(metric)) {
        out->value = pm_ratio_subtract(whole->value, part->value);
        if (is_without_rows(cells, whole, part)) out->state = PM_CELL_NO_ROWS;
        return true;
    }
    if (!whole->has_counts) return read_rest(cells, whole, part, out);
    if (is_mean && is_printed(cells, whole)) return false; /* a mean of one row */
    take_away(whole, part, out);
    return true;
}

/* ---- Entry ---- */

/* Counts may divide by nothing, and not when some are taken away. */
static bool has_any(const struct pm_cell *cell)
{
    return cell->state == PM_CELL_VALUE || (cell->state == PM_CELL_NO_ROWS && cell->has_counts);
}

static void read_counted(const struct pm_cells *cells, const struct pm_cell *whole,
                         const struct pm_cell *part, struct pm_cell *out)
{
    *out = *whole;
    out->excluded = -1;
    if (!has_any(whole) || (part->state == PM_CELL_NO_ROWS && !has_any(part))) return;
    out->state = has_any(part) ? PM_CELL_VALUE : part->state;
    out->value = pm_ratio_undefined();
    if (!has_any(part)) return;
    out->n = whole->n >= 0 && part->n >= 0 ? whole->n - part->n : -1;
    out->is_public = whole->is_public && part->is_public;
    if (!read_figure(cells, whole, part, out)) out->state = PM_CELL_NOT_PUBLISHED;
}

void pm_cells_get_others(const struct pm_cells *cells, const struct pm_cell_key *key,
                         const struct pm_cell_side *group, size_t group_count, struct pm_cell *out)
{
    struct pm_cell whole;
    struct pm_cell part;
    struct pm_cell_key part_key = *key;
    part_key.side_count = group_count;
    for (size_t i = 0; i < group_count; i++)
        part_key.sides[i] = group[i];
    pm_cells_get(cells, key, &whole);
    if (pm_metric_is_derived(key->metric)) {
        *out = whole;
        pm_cell_empty(out, PM_CELL_MISSING);
        pm_derive_cell(cells, key, &(struct pm_group_sides){group, group_count}, out);
    } else {
        pm_cells_get(cells, &part_key, &part);
        read_counted(cells, &whole, &part, out);
    }
    pm_cell_refuse_impossible(out);
}
