/* family.c: the cells of a family, and what its metrics say in them. */
#include "runtime/privacy/family.h"

/* ---- Periods, units, crossings ---- */

static bool has_period(const struct pm_family *family, struct pm_period period)
{
    for (size_t i = 0; i < family->period_count; i++)
        if (pm_period_equal(family->periods[i], period)) return true;
    return false;
}

static void add_periods(struct pm_arena *arena, const struct pm_cells *cells,
                        struct pm_family *family, const struct pm_wish *wish)
{
    size_t count = 0;
    const struct pm_period *periods = pm_cells_periods(cells, wish->metric, wish->part, &count);
    struct pm_period *all = PM_NEW_ITEMS(arena, struct pm_period, family->period_count + count + 1);
    for (size_t i = 0; i < family->period_count; i++)
        all[i] = family->periods[i];
    family->periods = all;
    for (size_t i = 0; i < count; i++)
        if (periods[i].calendar == family->calendar &&
            (family->has_all_years || periods[i].year == family->year) &&
            !has_period(family, periods[i]))
            all[family->period_count++] = periods[i];
}

static void add_units(struct pm_arena *arena, const struct pm_cells *cells,
                      struct pm_family *family)
{
    size_t all = 0;
    pm_cells_units(cells, &all);
    bool *chosen = PM_NEW_ITEMS(arena, bool, all + 1);
    for (size_t i = 0; i < family->metric_count; i++) {
        uint32_t *units = NULL;
        size_t count = pm_cells_metric_units(cells, arena, family->metrics[i].metric, &units);
        for (size_t j = 0; j < count; j++)
            chosen[units[j]] = true;
    }
    family->units = PM_NEW_ITEMS(arena, uint32_t, all + 1);
    family->unit_place = PM_NEW_ITEMS(arena, uint32_t, all + 1);
    for (size_t i = 0; i < all; i++) {
        family->unit_place[i] = PM_NO_INDEX;
        if (!chosen[i]) continue;
        family->unit_place[i] = (uint32_t)family->unit_count;
        family->units[family->unit_count++] = (uint32_t)i;
    }
}

static struct pm_crossing_cells *find_crossing(const struct pm_family *family,
                                               const struct pm_dimension *const *dimensions,
                                               size_t count)
{
    for (size_t i = 0; i < family->crossing_count; i++) {
        struct pm_crossing_cells *crossing = &family->crossings[i];
        size_t same = 0;
        if (crossing->dimension_count != count) continue;
        while (same < count && crossing->dimensions[same] == dimensions[same])
            same++;
        if (same == count) return crossing;
    }
    return NULL;
}

static void add_crossing(const struct pm_cells *cells, struct pm_family *family,
                         const struct pm_wish *wish, bool is_base)
{
    struct pm_crossing_cells *crossing =
        find_crossing(family, wish->dimensions, wish->dimension_count);
    if (crossing) {
        crossing->is_base = crossing->is_base || is_base;
        return;
    }
    crossing = &family->crossings[family->crossing_count++];
    crossing->first = family->group_count;
    crossing->count = 1;
    crossing->is_base = is_base;
    crossing->dimension_count = wish->dimension_count;
    for (size_t i = 0; i < wish->dimension_count; i++) {
        crossing->dimensions[i] = wish->dimensions[i];
        crossing->sizes[i] = pm_cells_dimension(cells, wish->dimensions[i])->group_count;
        crossing->count *= crossing->sizes[i];
    }
    family->group_count += crossing->count;
}

static size_t find_metric(const struct pm_family *family, const struct pm_metric *metric)
{
    size_t at = 0;
    while (at < family->metric_count && family->metrics[at].metric != metric)
        at++;
    return at;
}

/* ---- Keys ---- */

struct pm_cell_key pm_family_key(const struct pm_family *family, size_t cell,
                                 const struct pm_crossing_cells **crossing)
{
    struct pm_cell_key key = {.unit = family->units[cell % family->unit_count]};
    size_t group = cell / family->unit_count % family->group_count;
    key.period = family->periods[cell / family->unit_count / family->group_count];
    size_t at = 0;
    while (group - family->crossings[at].first >= family->crossings[at].count)
        at++;
    const struct pm_crossing_cells *of = &family->crossings[at];
    group -= of->first;
    key.side_count = of->dimension_count;
    for (size_t i = key.side_count; i-- > 0;) {
        key.sides[i].dimension = of->dimensions[i]->index;
        key.sides[i].group = (uint32_t)(group % of->sizes[i]);
        group /= of->sizes[i];
    }
    if (crossing) *crossing = of;
    return key;
}

bool pm_family_find(const struct pm_family *family, const struct pm_cells *cells,
                    const struct pm_cell_key *key, size_t *metric, size_t *cell)
{
    const struct pm_model *model = pm_cells_model(cells);
    const struct pm_dimension *dimensions[PM_MOST_SIDES] = {NULL};
    size_t period = 0;
    *metric = find_metric(family, key->metric);
    while (period < family->period_count && !pm_period_equal(family->periods[period], key->period))
        period++;
    if (*metric == family->metric_count || period == family->period_count) return false;
    if (family->unit_place[key->unit] == PM_NO_INDEX) return false;
    for (size_t i = 0; i < key->side_count; i++)
        dimensions[i] = model->dimensions[key->sides[i].dimension];
    const struct pm_crossing_cells *crossing = find_crossing(family, dimensions, key->side_count);
    if (!crossing) return false;
    size_t group = 0;
    for (size_t i = 0; i < key->side_count; i++)
        group = group * crossing->sizes[i] + key->sides[i].group;
    *cell = pm_family_cell(family, period, crossing->first + group, family->unit_place[key->unit]);
    return true;
}

/* ---- What the figures say ---- */

static bool read_whole(struct pm_ratio ratio, int64_t *out)
{
    if (ratio.denominator != 1 || ratio.numerator < 0 || ratio.numerator > INT32_MAX) return false;
    *out = (int64_t)ratio.numerator;
    return true;
}

static void read_figure(const struct pm_cell *cell, struct pm_seen *seen)
{
    const struct pm_metric *metric = cell->key.metric;
    seen->has_figure = cell->state == PM_CELL_VALUE;
    seen->is_none = cell->state == PM_CELL_NO_ROWS;
    seen->is_public = cell->is_public;
    seen->n = cell->n;
    if (!metric->is_rate) {
        seen->has_with = read_whole(cell->value, &seen->with);
        return;
    }
    seen->has_with = cell->has_counts && read_whole(cell->numerator, &seen->with);
    seen->has_denominator = cell->has_counts && read_whole(cell->denominator, &seen->denominator);
    seen->is_split = metric->type == PM_TYPE_SHARE && seen->has_with && seen->has_denominator &&
                     seen->with <= seen->denominator;
}

static void read_wish(const struct pm_cells *cells, struct pm_family *family,
                      const struct pm_wish *wish)
{
    size_t metric = find_metric(family, wish->metric);
    const struct pm_crossing_cells *crossing =
        find_crossing(family, wish->dimensions, wish->dimension_count);
    struct pm_seen *seen = &family->seen[metric * family->cell_count];
    for (size_t period = 0; period < family->period_count; period++) {
        if (family->periods[period].part != wish->part) continue;
        for (size_t group = crossing->first; group < crossing->first + crossing->count; group++) {
            size_t first = pm_family_cell(family, period, group, 0);
            struct pm_cell_key key = pm_family_key(family, first, NULL);
            key.metric = wish->metric;
            for (size_t unit = 0; unit < family->unit_count; unit++) {
                struct pm_cell cell;
                key.unit = family->units[unit];
                pm_cells_get(cells, &key, &cell);
                read_figure(&cell, &seen[first + unit]);
            }
        }
    }
}

void pm_family_read(struct pm_arena *arena, const struct pm_cells *cells,
                    const struct pm_request *request, size_t base_count, struct pm_family *family)
{
    family->crossings = PM_NEW_ITEMS(arena, struct pm_crossing_cells, request->wishes.count + 1);
    add_units(arena, cells, family);
    for (size_t i = 0; i < request->wishes.count; i++) {
        const struct pm_wish *wish = &request->wishes.items[i];
        if (find_metric(family, wish->metric) == family->metric_count) continue;
        add_periods(arena, cells, family, wish);
        add_crossing(cells, family, wish, i < base_count);
    }
    family->cell_count = family->period_count * family->group_count * family->unit_count;
    family->seen =
        PM_NEW_ITEMS(arena, struct pm_seen, family->metric_count * family->cell_count + 1);
    for (size_t i = 0; i < request->wishes.count; i++)
        if (find_metric(family, request->wishes.items[i].metric) < family->metric_count)
            read_wish(cells, family, &request->wishes.items[i]);
}
