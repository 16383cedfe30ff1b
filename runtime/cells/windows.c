/* windows.c: figures of more than their own period: years added together, and parts of a year added
 * from its beginning. Counts are added, never rates. */
#include "lang/model/measure.h"
#include "runtime/cells/internal.h"

static bool is_cumulated(const struct pm_metric *metric, const struct pm_grain *grain)
{
    return metric->observed == PM_OBSERVED_YEAR_TO_DATE && grain->part != '\0';
}

/* The slot of the same part of the year so many years before. */
static int32_t years_before(const struct pm_grain *grain, int32_t slot, int32_t years)
{
    struct pm_period period = grain->periods[slot];
    period.year -= years;
    if (period.part && period.number > pm_period_parts(period.calendar, period.year, period.part))
        return PM_NO_SLOT;
    return pm_grain_find(grain, period);
}

static bool is_broken_between(const struct pm_metric *metric, const struct pm_grain *grain,
                              int32_t earlier, int32_t later)
{
    for (size_t i = 0; i < metric->break_count; i++) {
        int32_t day = pm_period_first_day(metric->breaks[i].period);
        if (pm_period_first_day(grain->periods[earlier]) < day &&
            day <= pm_period_last_day(grain->periods[later]))
            return true;
    }
    return false;
}

bool pm_is_in_window(const struct pm_metric *metric, const struct pm_grain *grain, int32_t of,
                     int32_t slot)
{
    if (of == slot || of == PM_NO_SLOT || slot == PM_NO_SLOT) return of == slot;
    if (is_cumulated(metric, grain))
        return of < slot && grain->periods[of].year == grain->periods[slot].year;
    for (int32_t years = 1; years < metric->pool_years; years++)
        if (years_before(grain, slot, years) == of)
            return !is_broken_between(metric, grain, of, slot);
    return false;
}

/* ---- Which slots have rows ---- */

static const uint8_t *slots_with_rows(const struct pm_cells *cells,
                                      const struct pm_wish_table *table)
{
    const struct pm_source_decl *source = pm_metric_base(table->wish.metric)->source;
    const struct pm_source_state *state = &cells->sources[source->index];
    for (size_t i = 0; i < state->uses.count; i++)
        if (state->uses.items[i].grain == table->grain) return state->uses.items[i].slots;
    return NULL;
}

/* ---- Adding a slot to another ---- */

static bool is_known(const struct pm_counts *counts)
{
    return (counts->flags & (PM_COUNT_HAS_ROW | PM_COUNT_DERIVED)) != 0;
}

/* Adds the figures of slot `from` to those of `to`; in a summary those that are published. */
static void add_slot(struct pm_cells *cells, struct pm_wish_table *table, int32_t to, int32_t from)
{
    bool is_summary = pm_metric_base(table->wish.metric)->source->is_summary;
    for (uint32_t unit = 0; unit < cells->units.count; unit++) {
        const struct pm_counts *part = table->blocks[(size_t)from * cells->units.count + unit];
        if (!part) continue;
        struct pm_counts *whole = pm_block(cells, table, to, unit);
        for (size_t i = 0; i < table->cell_count; i++)
            if (!is_summary || is_known(&part[i]))
                pm_add_counts(cells->arena, table->wish.metric, &whole[i], &part[i]);
    }
}

/* ---- Years together ---- */

struct window { /* the earlier slots that count with one */
    int32_t slots[10];
    size_t count;
};

static struct window window_of(const struct pm_wish_table *table, const uint8_t *with_rows,
                               int32_t slot)
{
    const struct pm_metric *metric = table->wish.metric;
    struct window window = {.count = 0};
    for (int32_t years = 1; years < metric->pool_years; years++) {
        int32_t before = years_before(table->grain, slot, years);
        if (before == PM_NO_SLOT || !with_rows[before]) continue;
        if (is_broken_between(metric, table->grain, before, slot)) continue;
        window.slots[window.count++] = before;
    }
    return window;
}

/* A published figure is pooled where enough years of the window have one, its own among them. */
static void drop_unpublished(struct pm_cells *cells, struct pm_wish_table *table, int32_t slot,
                             const struct window *window)
{
    size_t count = cells->units.count;
    for (size_t unit = 0; unit < count; unit++) {
        struct pm_counts *own = table->blocks[(size_t)slot * count + unit];
        for (size_t i = 0; own && i < table->cell_count; i++) {
            int32_t known = is_known(&own[i]);
            for (size_t j = 0; known && j < window->count; j++) {
                const struct pm_counts *before =
                    table->blocks[(size_t)window->slots[j] * count + unit];
                known += before && is_known(&before[i]);
            }
            if (known < table->wish.metric->pool_least)
                own[i].flags &= ~(unsigned)(PM_COUNT_HAS_ROW | PM_COUNT_DERIVED);
        }
    }
}

static void pool(struct pm_cells *cells, struct pm_wish_table *table)
{
    const uint8_t *with_rows = slots_with_rows(cells, table);
    const struct pm_metric *metric = table->wish.metric;
    bool is_summary = pm_metric_base(metric)->source->is_summary;
    table->lacking = pm_arena_alloc(cells->arena, table->grain->count + 1);
    if (!with_rows) return;
    for (size_t at = table->grain->count;
         at-- > 0;) { /* the newest first: earlier ones are whole */
        int32_t slot = (int32_t)at;
        if (!with_rows[slot]) continue;
        struct window window = window_of(table, with_rows, slot);
        table->lacking[slot] = (int32_t)window.count + 1 < metric->pool_least;
        if (is_summary) drop_unpublished(cells, table, slot, &window);
        for (size_t i = 0; i < window.count; i++)
            add_slot(cells, table, slot, window.slots[i]);
    }
}

void pm_add_windows(struct pm_cells *cells, struct pm_wish_table *table)
{
    if (table->wish.metric->pool_years) pool(cells, table);
    if (!is_cumulated(table->wish.metric, table->grain)) return;
    for (size_t slot = 1; slot < table->grain->count; slot++) {
        if (table->grain->first_days[slot] > cells->pass->as_of) break;
        if (table->grain->periods[slot].year == table->grain->periods[slot - 1].year)
            add_slot(cells, table, (int32_t)slot, (int32_t)slot - 1);
    }
}
