/* Units are added to the unit above, as membership was in each period. */
#include "lang/model/measure.h"
#include "runtime/cells/internal.h"

bool pm_metric_adds(const struct pm_metric *metric)
{
    if (pm_metric_is_derived(metric)) return false;
    return metric->is_rate || metric->value.aggregate != PM_AGGREGATE_PUBLISHED;
}

/* Number of units above one; a circle in the data ends the count. */
static size_t depth_of(const struct pm_cells *cells, uint32_t unit, struct pm_period period)
{
    size_t depth = 0;
    uint32_t above = pm_unit_above(cells, unit, period);
    while (above != PM_NO_UNIT && depth <= cells->units.count) {
        above = pm_unit_above(cells, above, period);
        depth++;
    }
    return depth > cells->units.count ? 0 : depth;
}

static bool is_published(const struct pm_cells *cells, const struct pm_wish_table *table,
                         int32_t slot, uint32_t unit)
{
    return table->published[(size_t)slot * cells->units.count + unit] != 0;
}

static void add_block(struct pm_cells *cells, struct pm_wish_table *table, int32_t slot,
                      uint32_t unit, uint32_t above)
{
    bool is_summary = pm_metric_base(table->wish.metric)->source->is_summary;
    if (is_summary && is_published(cells, table, slot, above)) return;
    const struct pm_counts *from = pm_block(cells, table, slot, unit);
    struct pm_counts *to = pm_block(cells, table, slot, above);
    for (size_t i = 0; i < table->cell_count; i++) {
        if (is_summary && !(from[i].flags & (PM_COUNT_HAS_ROW | PM_COUNT_DERIVED))) continue;
        pm_add_counts(cells->arena, table->wish.metric, &to[i], &from[i]);
        if (is_summary) to[i].flags |= PM_COUNT_DERIVED;
    }
}

static void roll_slot(struct pm_cells *cells, struct pm_wish_table *table, int32_t slot,
                      size_t *depths)
{
    struct pm_period period = table->grain->periods[slot];
    size_t deepest = 0;
    for (size_t unit = 0; unit < cells->units.count; unit++) {
        depths[unit] = depth_of(cells, (uint32_t)unit, period);
        if (depths[unit] > deepest) deepest = depths[unit];
    }
    for (size_t depth = deepest; depth > 0; depth--) {
        for (size_t unit = 0; unit < cells->units.count; unit++) {
            if (depths[unit] != depth) continue;
            if (!table->blocks[(size_t)slot * cells->units.count + unit]) continue;
            uint32_t above = pm_unit_above(cells, (uint32_t)unit, period);
            if (above != PM_NO_UNIT) add_block(cells, table, slot, (uint32_t)unit, above);
        }
    }
}

void pm_roll_up(struct pm_cells *cells, struct pm_wish_table *table)
{
    if (!pm_metric_adds(table->wish.metric)) return;
    size_t *depths = PM_NEW_ITEMS(cells->arena, size_t, cells->units.count + 1);
    for (size_t slot = 0; slot < table->grain->count; slot++)
        roll_slot(cells, table, (int32_t)slot, depths);
}
