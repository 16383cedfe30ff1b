/* values.c: which figures `pm values` shows: every crossing of the dimensions asked for, `all` of
 * each among them, in every unit and period that has any. */
#include "runtime/session.h"

char pm_values_grain(const struct pm_value_wishes *wishes, const struct pm_metric *metric)
{
    return pm_period_is(wishes->first) ? wishes->first.part : pm_metric_grain(metric);
}

static void add_dimension(struct pm_wish *wish, const struct pm_dimension *dimension)
{
    size_t at = wish->dimension_count++;
    while (at > 0 && wish->dimensions[at - 1]->index > dimension->index) {
        wish->dimensions[at] = wish->dimensions[at - 1];
        at--;
    }
    wish->dimensions[at] = dimension;
}

static bool has_wish(const struct pm_request *request, const struct pm_wish *wish)
{
    for (size_t i = 0; i < request->wishes.count; i++) {
        const struct pm_wish *other = &request->wishes.items[i];
        size_t same = 0;
        if (other->metric != wish->metric || other->part != wish->part ||
            other->dimension_count != wish->dimension_count)
            continue;
        while (same < wish->dimension_count && other->dimensions[same] == wish->dimensions[same])
            same++;
        if (same == wish->dimension_count) return true;
    }
    return false;
}

/* True when all terms of a metric can be told apart by the dimensions of a wish. */
static bool may_have(struct pm_arena *arena, const struct pm_metric *metric,
                     const struct pm_wish *wish)
{
    const struct pm_term *terms[] = {metric->is_rate ? &metric->numerator : &metric->value,
                                     metric->is_rate ? &metric->denominator : &metric->value};
    if (metric->part_count || !pm_metric_has_grain(metric, wish->part)) return false;
    for (size_t i = 0; i < wish->dimension_count; i++)
        for (size_t j = 0; j < sizeof terms / sizeof *terms; j++) {
            struct pm_path path;
            if (!terms[j]->source ||
                !pm_path_to_dimension(arena, terms[j]->source, wish->dimensions[i], &path))
                return false;
        }
    return true;
}

static const struct pm_source_decl *source_of(const struct pm_metric *metric)
{
    return (metric->is_rate ? &metric->denominator : &metric->value)->source;
}

/* Whoever asks for one metric by groups that the plan does not ask for may ask for others of the same
 * rows next: they are decided on together. */
static void ask_for_others(struct pm_arena *arena, struct pm_request *request,
                           const struct pm_wish *wish)
{
    size_t count = request->wishes.count;
    if (has_wish(request, wish)) return;
    for (size_t i = 0; i < count; i++) {
        struct pm_wish other = *wish;
        other.metric = request->wishes.items[i].metric;
        if (other.metric != wish->metric && source_of(other.metric) == source_of(wish->metric) &&
            may_have(arena, other.metric, wish))
            pm_request_add(arena, request, other);
    }
}

void pm_values_request(struct pm_arena *arena, const struct pm_value_wishes *wishes,
                       struct pm_request *request)
{
    for (size_t metric = 0; metric < wishes->metric_count; metric++) {
        struct pm_wish wish = {.metric = wishes->metrics[metric]};
        wish.part = pm_values_grain(wishes, wish.metric);
        for (size_t i = 0; i < wishes->dimension_count; i++)
            add_dimension(&wish, wishes->dimensions[i]);
        ask_for_others(arena, request, &wish);
        pm_request_add(arena, request, wish);
    }
}

/* One crossing of groups after the other; each counts from all (0) over its groups. */
struct crossing {
    const struct pm_cells *cells;
    const struct pm_value_wishes *wishes;
    size_t numbers[PM_MOST_SIDES]; /* 0: all; n: group n - 1 */
};

static size_t group_count(const struct crossing *crossing, size_t dimension)
{
    return pm_cells_dimension(crossing->cells, crossing->wishes->dimensions[dimension])
        ->group_count;
}

static bool step(struct crossing *crossing)
{
    for (size_t i = crossing->wishes->dimension_count; i-- > 0;) {
        if (crossing->numbers[i]++ < group_count(crossing, i)) return true;
        crossing->numbers[i] = 0;
    }
    return false;
}

/* Puts the groups into the key, sorted by dimension. Returns whether one is a residual. */
static bool fill_sides(const struct crossing *crossing, struct pm_cell_key *key)
{
    bool has_residual = false;
    key->side_count = 0;
    for (size_t i = 0; i < crossing->wishes->dimension_count; i++) {
        if (!crossing->numbers[i]) continue;
        const struct pm_dimension *dimension = crossing->wishes->dimensions[i];
        uint32_t group = (uint32_t)(crossing->numbers[i] - 1);
        if (pm_cells_dimension(crossing->cells, dimension)->groups[group].is_residual)
            has_residual = true;
        size_t at = key->side_count++;
        while (at > 0 && key->sides[at - 1].dimension > dimension->index) {
            key->sides[at] = key->sides[at - 1];
            at--;
        }
        key->sides[at] = (struct pm_cell_side){dimension->index, group};
    }
    return has_residual;
}

/* Rows that the denominator leaves out are rows, too. */
static bool has_figure(const struct pm_cells *cells, const struct pm_cell_key *key)
{
    struct pm_cell cell;
    pm_cells_get(cells, key, &cell);
    bool has_none = cell.state == PM_CELL_NO_ROWS || cell.state == PM_CELL_NOT_PUBLISHED;
    return !has_none || cell.excluded > 0;
}

/* Adds the figures of a unit in a period; where there is none in any crossing, those that are hidden. */
static void add_unit(struct pm_arena *arena, struct crossing *crossing, struct pm_cell_key key,
                     struct pm_key_list *out)
{
    size_t before = out->keys.count;
    size_t spare = out->spare.count;
    struct pm_text group = crossing->wishes->group;
    bool has_any = crossing->wishes->unit != PM_NO_UNIT;
    do {
        bool has_residual = fill_sides(crossing, &key);
        bool has = has_figure(crossing->cells, &key);
        if (has) has_any = true;
        if (group.size && !pm_group_is(crossing->cells, key.sides, key.side_count, group)) continue;
        if (!has && has_residual) PM_PUSH(arena, &out->spare, out->keys.count);
        PM_PUSH(arena, &out->keys, key);
    } while (step(crossing));
    if (has_any) return;
    out->spare.count = spare;
    for (size_t i = before; i < out->keys.count; i++)
        PM_PUSH(arena, &out->spare, i);
}

static bool is_asked(const struct pm_value_wishes *wishes, struct pm_period period)
{
    if (!pm_period_is(wishes->first)) return true;
    return period.calendar == wishes->first.calendar &&
           pm_period_first_day(period) >= pm_period_first_day(wishes->first) &&
           pm_period_last_day(period) <= pm_period_last_day(wishes->last);
}

void pm_values_keys(struct pm_arena *arena, const struct pm_cells *cells,
                    const struct pm_value_wishes *wishes, struct pm_key_list *out)
{
    for (size_t i = 0; i < wishes->metric_count; i++) {
        const struct pm_metric *metric = wishes->metrics[i];
        size_t period_count = 0;
        const struct pm_period *periods =
            pm_cells_periods(cells, metric, pm_values_grain(wishes, metric), &period_count);
        uint32_t *units = NULL;
        size_t unit_count = pm_cells_metric_units(cells, arena, metric, &units);
        for (size_t period = 0; period < period_count; period++) {
            if (!is_asked(wishes, periods[period])) continue;
            for (size_t unit = 0; unit < unit_count; unit++) {
                if (wishes->unit != PM_NO_UNIT && units[unit] != wishes->unit) continue;
                struct crossing crossing = {.cells = cells, .wishes = wishes};
                struct pm_cell_key key = {.metric = metric};
                key.period = periods[period];
                key.unit = units[unit];
                add_unit(arena, &crossing, key, out);
            }
        }
    }
}
