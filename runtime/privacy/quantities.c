/* quantities.c: what the figures of a family show, what of it is to be protected, and what hiding it
 * costs. */
#include "runtime/privacy/decide.h"

/* ---- Costs ---- */

enum {
    COST = 1000, /* of hiding any figure; n comes on top, up to .. */
    COST_OF_SIZE = 900,
    COST_OF_MARGIN = 2500, /* a total over one dimension more */
    COST_OF_ALL = 2000,    /* of all rows of a unit */
    COST_OF_PARENT = 2500, /* of a unit with units below it */
    SPARED = 125           /* less for each step up, where parts are to be spared */
};

void pm_work_out_costs(struct pm_deciding *deciding)
{
    const struct pm_family *family = deciding->family;
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(deciding->cells, &count);
    bool spares_parts = deciding->reader->privacy->spares_parts;
    deciding->costs = PM_NEW_ITEMS(deciding->arena, int64_t, family->unit_count + 1);
    for (size_t i = 0; i < family->unit_count; i++) {
        uint32_t above = units[family->units[i]].above;
        uint32_t place = above == PM_NO_UNIT ? PM_NO_INDEX : family->unit_place[above];
        if (place != PM_NO_INDEX)
            deciding->costs[place] = spares_parts ? -2 * SPARED : COST_OF_PARENT;
    }
}

static int64_t cost_of(const struct pm_deciding *deciding, const struct pm_crossing_cells *crossing,
                       size_t unit, int64_t value)
{
    const struct pm_family *family = deciding->family;
    int64_t cost = COST + deciding->costs[unit];
    int64_t most = 0;
    for (size_t i = 0; i < family->crossing_count; i++)
        if ((int64_t)family->crossings[i].dimension_count > most)
            most = (int64_t)family->crossings[i].dimension_count;
    int64_t steps = most - (int64_t)crossing->dimension_count;
    if (deciding->reader->privacy->spares_parts) { /* the size of a total is no reason to show it */
        if (!steps && !deciding->costs[unit]) cost += value < COST_OF_SIZE ? value : COST_OF_SIZE;
        cost -= steps * SPARED;
        return cost < 1 ? 1 : cost;
    }
    cost += value < COST_OF_SIZE ? value : COST_OF_SIZE;
    cost += steps * COST_OF_MARGIN;
    if (crossing->dimension_count) return cost;
    bool is_top = deciding->costs[unit] != 0 || family->unit_count == 1;
    return cost + (is_top ? PM_PRICE_OF_ALL : COST_OF_ALL);
}

/* ---- Figures and quantities ---- */

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static uint16_t term_of(const struct pm_deciding *deciding, size_t metric, size_t which)
{
    return deciding->family->metrics[metric].terms[which];
}

void pm_set_metrics(const struct pm_deciding *deciding)
{
    const struct pm_family *family = deciding->family;
    struct pm_web *web = deciding->web;
    for (size_t i = 0; i < family->metric_count; i++) {
        struct pm_web_metric *metric = &web->metrics[i];
        for (size_t j = 0; j < PM_MOST_TERMS; j++) {
            uint16_t term = term_of(deciding, i, j);
            bool is_new = term != UINT16_MAX;
            for (size_t k = 0; k < metric->term_count; k++)
                if (metric->terms[k] == term) is_new = false;
            if (is_new) metric->terms[metric->term_count++] = term;
            if (term != UINT16_MAX && j == PM_TERM_N) web->terms[term].counts_persons = true;
        }
        uint16_t numerator = term_of(deciding, i, PM_TERM_NUMERATOR);
        uint16_t denominator = term_of(deciding, i, PM_TERM_DENOMINATOR);
        if (family->metrics[i].metric->type != PM_TYPE_SHARE || numerator == denominator) continue;
        if (numerator == UINT16_MAX || denominator == UINT16_MAX) continue;
        metric->numerator_term = numerator;
        metric->split_term = denominator;
    }
    for (size_t i = 0; i < web->term_count; i++)
        if (web->terms[i].counts_persons)
            web->terms[i].need_of_rest = deciding->reader->privacy->minimum.n;
    pm_web_connect_terms(web);
}

void pm_place_cells(const struct pm_deciding *deciding)
{
    const struct pm_family *family = deciding->family;
    for (size_t cell = 0; cell < family->cell_count; cell++) {
        struct pm_cell_key key = pm_family_key(family, cell, NULL);
        size_t period = cell / family->unit_count / family->group_count;
        pm_web_set_coordinate(deciding->web, cell, 0, (uint32_t)period);
        pm_web_set_coordinate(deciding->web, cell, 1, (uint32_t)(cell % family->unit_count));
        for (size_t i = 0; i < key.side_count; i++)
            pm_web_set_coordinate(deciding->web, cell, 2 + key.sides[i].dimension,
                                  key.sides[i].group);
    }
}

static struct pm_quantity *use_quantity(const struct pm_deciding *deciding, size_t metric,
                                        size_t which, size_t cell, int64_t value, bool is_known)
{
    struct pm_web *web = deciding->web;
    uint16_t term = term_of(deciding, metric, which);
    if (term == UINT16_MAX || !is_known) return NULL;
    struct pm_quantity *quantity = &web->quantities.items[pm_web_quantity(web, term, cell)];
    if (!quantity->is_used) quantity->value = value;
    quantity->is_used = true;
    quantity->is_single = web->terms[term].counts_persons && value == 1;
    return quantity;
}

static void need(struct pm_quantity *quantity, int64_t width)
{
    if (!quantity) return;
    quantity->need = larger(quantity->need, width);
    quantity->is_bound = false;
}

/* It must not follow from others, but may be shown in itself, by a figure that may be. */
static void bind(struct pm_quantity *quantity)
{
    if (!quantity || quantity->need) return;
    quantity->need = 1;
    quantity->is_bound = true;
}

struct shown { /* the quantities that a figure shows; NULL: it does not */
    struct pm_quantity *n;
    struct pm_quantity *denominator;
    struct pm_quantity *numerator;
};

/* A numerator can't have more values than its denominator has. */
static void set_needs(const struct pm_deciding *deciding, unsigned reasons,
                      const struct pm_seen *seen, const struct shown *shown)
{
    const struct pm_minimum *minimum = &deciding->reader->privacy->minimum;
    struct pm_quantity *numerator = shown->numerator ? shown->numerator : shown->n;
    int64_t few = minimum->cell;
    if (seen->is_split) few = smaller(few, seen->denominator);
    if (reasons & (PM_REASON_FEW | PM_REASON_CHANGED)) {
        bind(shown->denominator);
        if (seen->with > 0 || deciding->reader->privacy->zeros_protected) bind(shown->numerator);
        need(shown->n, minimum->n);
    }
    if (reasons & PM_REASON_CELL) need(numerator, few);
    if (reasons & PM_REASON_ZERO) need(numerator, larger(1, few));
    if (reasons & PM_REASON_CAP) need(numerator, 1);
}

/* What the band of a cap says of the number of persons. */
static void set_bounds(const struct pm_deciding *deciding, const struct pm_web_figure *figure,
                       struct pm_quantity *n)
{
    const struct pm_privacy *privacy = deciding->reader->privacy;
    const struct pm_cap *cap = &privacy->caps[figure->band];
    if (!n) return;
    n->low = larger(n->low, larger(cap->from_n, privacy->minimum.n));
    n->low = smaller(n->low, n->value);
    for (size_t i = 0; i < privacy->cap_count; i++)
        if (privacy->caps[i].from_n > cap->from_n)
            n->high = smaller(n->high, privacy->caps[i].from_n - 1);
}

/* Sets what a figure shows of its quantities, and what is to be protected of them. */
static void show_quantities(const struct pm_deciding *deciding,
                            const struct pm_crossing_cells *crossing, size_t metric, size_t cell)
{
    size_t index = pm_figure_index(deciding, metric, cell);
    const struct pm_seen *seen = &deciding->family->seen[index];
    const struct pm_web_figure *figure = pm_web_figure(deciding->web, metric, cell);
    unsigned reasons = deciding->reasons[index];
    bool is_out = seen->is_public || reasons == PM_REASON_OUT;
    struct shown shown = {
        use_quantity(deciding, metric, PM_TERM_N, cell, seen->n, seen->n >= 0),
        use_quantity(deciding, metric, PM_TERM_DENOMINATOR, cell, seen->denominator,
                     seen->has_denominator),
        use_quantity(deciding, metric, PM_TERM_NUMERATOR, cell, seen->with, seen->has_with)};
    struct pm_quantity *all[] = {shown.n, shown.denominator, shown.numerator};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i]) continue;
        all[i]->is_fixed = all[i]->is_fixed || is_out;
        all[i]->cost = cost_of(deciding, crossing, cell % deciding->family->unit_count,
                               shown.n ? shown.n->value : all[i]->value);
    }
    set_needs(deciding, reasons, seen, &shown);
    if (figure->veil == PM_VEIL_BELOW_CAP || figure->veil == PM_VEIL_ABOVE_CAP)
        set_bounds(deciding, figure, shown.n);
}

void pm_set_figure(const struct pm_deciding *deciding, const struct pm_crossing_cells *crossing,
                   size_t metric, size_t cell)
{
    size_t index = pm_figure_index(deciding, metric, cell);
    const struct pm_seen *seen = &deciding->family->seen[index];
    struct pm_web_figure *figure = pm_web_figure(deciding->web, metric, cell);
    unsigned reasons = deciding->reasons[index];
    if (!seen->has_figure) return;
    *figure = (struct pm_web_figure){
        .has_figure = true, .veil = deciding->veils[index], .band = deciding->bands[index]};
    figure->is_fixed = seen->is_public || reasons == PM_REASON_OUT ||
                       (deciding->is_second && crossing->is_base && figure->veil == PM_VEIL_NONE);
    show_quantities(deciding, crossing, metric, cell);
}

/* Nobody is counted here, and that is shown. It matters where another figure counts the same: who has
 * one has the other. */
void pm_set_none(const struct pm_deciding *deciding, const struct pm_crossing_cells *crossing,
                 size_t metric, size_t cell)
{
    size_t index = pm_figure_index(deciding, metric, cell);
    const struct pm_seen *seen = &deciding->family->seen[index];
    bool matters = false;
    if (!seen->is_none) return;
    for (size_t i = 0; i < PM_MOST_TERMS; i++) {
        uint16_t term = term_of(deciding, metric, i);
        if (term == UINT16_MAX) continue;
        const struct pm_quantity *quantity =
            &deciding->web->quantities.items[pm_web_quantity(deciding->web, term, cell)];
        matters = matters || quantity->is_used;
    }
    if (!matters) return;
    *pm_web_figure(deciding->web, metric, cell) = (struct pm_web_figure){
        .has_figure = true, .veil = deciding->veils[index], .is_fixed = seen->is_public};
    show_quantities(deciding, crossing, metric, cell);
}
