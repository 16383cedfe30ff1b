/* bounds.c: figures that cannot be: more with the outcome than there are, or outside the `range`. */
#include "lang/model/measure.h"
#include "runtime/cells/internal.h"

/* ---- One figure ---- */

/* Nobody of nobody can be: that is no figure, and no mistake. */
static bool is_no_part(const struct pm_cell *cell)
{
    return pm_ratio_sign(cell->numerator) < 0 ||
           pm_ratio_compare(cell->numerator, cell->counted) > 0;
}

static bool is_impossible(const struct pm_cell *cell)
{
    struct pm_ratio low;
    struct pm_ratio high;
    if (cell->state != PM_CELL_VALUE && cell->state != PM_CELL_NO_ROWS) return false;
    if (!pm_metric_bounds(cell->key.metric, &low, &high)) return false;
    bool has_counts = cell->has_counts && pm_ratio_is_defined(cell->numerator) &&
                      pm_ratio_is_defined(cell->counted);
    if (has_counts && pm_metric_is_part(cell->key.metric) && is_no_part(cell)) return true;
    struct pm_ratio most = cell->has_bounds ? cell->low : cell->value;
    struct pm_ratio least = cell->has_bounds ? cell->high : cell->value;
    return (pm_ratio_is_defined(least) && pm_ratio_compare(least, low) < 0) ||
           (pm_ratio_is_defined(most) && pm_ratio_compare(most, high) > 0);
}

void pm_cell_refuse_impossible(struct pm_cell *cell)
{
    if (is_impossible(cell)) pm_cell_empty(cell, PM_CELL_IMPOSSIBLE);
}

/* ---- All of them ---- */

/* The figure of counts, where they make one. */
static struct pm_cell figure_of(const struct pm_metric *metric, const struct pm_counts *counts)
{
    static const unsigned without = PM_COUNT_SUPPRESSED | PM_COUNT_PENDING | PM_COUNT_MISSING |
                                    PM_COUNT_CONFLICT | PM_COUNT_OVERFLOW | PM_COUNT_RANGE |
                                    PM_COUNT_UNFIT | PM_COUNT_IMPOSSIBLE;
    struct pm_cell cell = {.key.metric = metric, .state = PM_CELL_MISSING};
    if (!(counts->flags & without)) pm_read_counts(counts, &cell);
    return cell;
}

/* The key of a count in its table. */
static struct pm_cell_key key_of(const struct pm_wish_table *table, size_t slot, uint32_t unit,
                                 size_t index)
{
    struct pm_cell_key key = {
        .metric = table->wish.metric, .period = table->grain->periods[slot], .unit = unit};
    key.side_count = table->wish.dimension_count;
    for (size_t i = key.side_count; i-- > 0;) {
        key.sides[i] = (struct pm_cell_side){table->wish.dimensions[i]->index,
                                             (uint32_t)(index % table->sizes[i])};
        index /= table->sizes[i];
    }
    return key;
}

static void note_block(struct pm_cells *cells, struct pm_wish_table *table, size_t slot,
                       uint32_t unit, bool is_published)
{
    struct pm_counts *block = table->blocks[slot * cells->units.count + unit];
    for (size_t i = 0; block && i < table->cell_count; i++) {
        struct pm_cell cell = figure_of(table->wish.metric, &block[i]);
        if (!is_impossible(&cell)) continue;
        cell.key = key_of(table, slot, unit, i);
        PM_PUSH(cells->arena, &cells->impossible, cell);
        if (is_published) block[i].flags |= PM_COUNT_IMPOSSIBLE;
    }
}

void pm_note_impossible(struct pm_cells *cells, struct pm_wish_table *table, bool is_published)
{
    struct pm_ratio low;
    struct pm_ratio high;
    if (is_published && pm_metric_is_quantile(table->wish.metric)) return; /* not sorted yet */
    if (!pm_metric_bounds(table->wish.metric, &low, &high)) return;
    for (size_t slot = 0; slot < table->grain->count; slot++)
        for (size_t unit = 0; unit < cells->units.count; unit++)
            note_block(cells, table, slot, (uint32_t)unit, is_published);
}

/* ---- Figures that come from others ---- */

/* Notes the figures of a unit in a period, in all combinations of groups, that lie outside the range. A
 * part that cannot be is a finding of its own. */
static void note_derived(struct pm_cells *cells, const struct pm_wish *wish,
                         struct pm_period period, uint32_t unit)
{
    struct pm_cell_key key = {.metric = wish->metric, .period = period, .unit = unit};
    size_t sizes[PM_MOST_SIDES] = {1, 1, 1, 1};
    size_t count = 1;
    key.side_count = wish->dimension_count;
    for (size_t i = 0; i < key.side_count; i++) {
        sizes[i] = cells->groups[wish->dimensions[i]->index].shown.group_count;
        count *= sizes[i];
    }
    for (size_t index = 0; index < count; index++) {
        size_t left = index;
        for (size_t i = key.side_count; i-- > 0; left /= sizes[i])
            key.sides[i] =
                (struct pm_cell_side){wish->dimensions[i]->index, (uint32_t)(left % sizes[i])};
        struct pm_cell cell = {.key = key, .state = PM_CELL_MISSING, .n = -1};
        pm_derive_cell(cells, &key, NULL, &cell);
        if (is_impossible(&cell)) PM_PUSH(cells->arena, &cells->impossible, cell);
    }
}

void pm_note_derived_impossible(struct pm_cells *cells, const struct pm_wish *wish)
{
    if (!pm_metric_is_derived(wish->metric) || !wish->metric->has_range) return;
    struct pm_arena *scratch = pm_arena_new_scratch(cells->arena);
    uint32_t *units = NULL;
    size_t unit_count = pm_cells_metric_units(cells, scratch, wish->metric, &units);
    size_t period_count = 0;
    const struct pm_period *periods =
        pm_cells_periods(cells, wish->metric, wish->part, &period_count);
    for (size_t i = 0; i < period_count; i++)
        for (size_t j = 0; j < unit_count; j++)
            note_derived(cells, wish, periods[i], units[j]);
    pm_arena_free(scratch);
}

const struct pm_cell *pm_cells_impossible(const struct pm_cells *cells, size_t *count)
{
    *count = cells->impossible.count;
    return cells->impossible.items;
}
