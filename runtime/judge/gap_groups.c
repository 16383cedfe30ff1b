/* gap_groups.c: what looks at all groups of a dimension: the best of them, and means over them. */
#include "lang/model/measure.h"
#include "runtime/judge/gap_figure.h"

#include <string.h>

struct tour { /* through the groups of some dimensions, crossed */
    struct pm_gap_asking *asking;
    uint32_t dimensions[PM_MOST_SIDES]; /* ascending */
    size_t dimension_count;
    struct pm_sides_list sides; /* the group that is visited */
    void (*visit)(struct tour *tour);
    uint32_t unit; /* of the figures that are compared */
    struct pm_period period;

    /* what was found */
    struct pm_cell best;
    struct pm_sides_list best_sides;
    struct pm_ratio sum;
    struct pm_ratio weights;
    struct pm_ratio base; /* of the groups that have a figure: their denominators together */
    int64_t count;
    bool lacks_rows; /* a group is not published: nobody is in it, if the others make up all */
    bool is_incomplete;
};

static bool has_dimension(const struct pm_sides_list *sides, uint32_t dimension)
{
    for (size_t i = 0; i < sides->count; i++)
        if (sides->items[i].dimension == dimension) return true;
    return false;
}

/* The dimensions of a gap: those of the group that both sides do not share, or those of its line. */
static void find_dimensions(struct tour *tour, const struct pm_sides_list *shared)
{
    const struct pm_gap_asking *asking = tour->asking;
    const struct pm_subject *subject = asking->subject;
    for (size_t i = 0; i < subject->side_count; i++)
        if (!has_dimension(shared, subject->sides[i].dimension))
            tour->dimensions[tour->dimension_count++] = subject->sides[i].dimension;
    if (tour->dimension_count || !asking->line) return;
    const struct pm_crossing *crossing = &asking->line->selector.group;
    for (size_t i = 0; i < crossing->count && i < PM_MOST_SIDES; i++) {
        uint32_t dimension = crossing->sides[i].dimension->index;
        size_t at = tour->dimension_count++;
        for (; at && tour->dimensions[at - 1] > dimension; at--)
            tour->dimensions[at] = tour->dimensions[at - 1];
        tour->dimensions[at] = dimension;
    }
}

/* Groups together and residuals are no groups of their own. */
static void go_on(struct tour *tour, size_t at)
{
    const struct pm_judging *judging = tour->asking->judging;
    if (at == tour->dimension_count) {
        tour->visit(tour);
        return;
    }
    uint32_t dimension = tour->dimensions[at];
    const struct pm_cell_dimension *groups =
        pm_cells_dimension(judging->cells, judging->model->dimensions[dimension]);
    struct pm_sides_list before = tour->sides;
    for (size_t i = 0; groups && i < groups->group_count; i++) {
        const struct pm_cell_group_name *group = &groups->groups[i];
        if (group->is_residual || (group->declared && group->declared->part_count)) continue;
        pm_put_side(&tour->sides, (struct pm_cell_side){dimension, (uint32_t)i});
        go_on(tour, at + 1);
        tour->sides = before;
    }
}

static void start(struct tour *tour, const struct pm_sides_list *shared,
                  void (*visit)(struct tour *tour))
{
    tour->sides = *shared;
    tour->visit = visit;
    tour->sum = tour->weights = tour->base = pm_ratio_from_integer(0);
    find_dimensions(tour, shared);
    if (tour->dimension_count) go_on(tour, 0);
}

/* ---- The best ---- */

static void visit_for_best(struct tour *tour)
{
    struct pm_gap_asking *asking = tour->asking;
    int direction = asking->subject->metric->direction;
    struct pm_cell cell;
    pm_judge_cell(asking->judging, asking->subject->metric, tour->unit, tour->sides.items,
                  tour->sides.count, tour->period, &cell);
    if (cell.state != PM_CELL_VALUE || cell.has_bounds || pm_gap_is_few(asking, &cell)) return;
    pm_gap_rest_on(asking, &cell); /* that it is no better is said of it, too */
    if (tour->count) {
        int order = pm_ratio_compare(cell.value, tour->best.value);
        if ((direction > 0 ? order : -order) <= 0) return;
    }
    tour->best = cell;
    tour->best_sides = tour->sides;
    tour->count++;
}

void pm_gap_find_best(struct pm_gap_asking *asking, uint32_t unit,
                      const struct pm_sides_list *shared, struct pm_cell *out)
{
    struct pm_period chosen = asking->line ? asking->line->chosen : (struct pm_period){0};
    struct tour tour = {.asking = asking, .unit = unit, .period = asking->there};
    if (pm_period_is(chosen)) tour.period = chosen;
    start(&tour, shared, visit_for_best);
    *out = (struct pm_cell){.state = PM_CELL_MISSING, .n = -1, .excluded = -1};
    out->key.unit = PM_NO_UNIT;
    if (!tour.count) return;
    asking->out->best = tour.best_sides;
    if (pm_period_is(chosen)) pm_gap_rest_on(asking, &tour.best);
    pm_judge_cell(asking->judging, asking->subject->metric, unit, tour.best_sides.items,
                  tour.best_sides.count, asking->there, out);
    pm_gap_rest_on(asking, out);
}

/* ---- Means ---- */

static bool is_own(const struct tour *tour)
{
    const struct pm_subject *subject = tour->asking->subject;
    if (tour->sides.count != subject->side_count) return false;
    for (size_t i = 0; i < tour->sides.count; i++)
        if (tour->sides.items[i].dimension != subject->sides[i].dimension ||
            tour->sides.items[i].group != subject->sides[i].group)
            return false;
    return true;
}

/* Whether a group's cell has a figure; what it lacks is noted. */
static bool has_figure(struct tour *tour, const struct pm_cell *cell)
{
    if (cell->state == PM_CELL_VALUE && !cell->has_bounds) {
        if (cell->has_counts) tour->base = pm_ratio_add(tour->base, cell->denominator);
        return true;
    }
    if (cell->state == PM_CELL_NOT_PUBLISHED)
        tour->lacks_rows = true;
    else if (cell->state != PM_CELL_NO_ROWS)
        tour->is_incomplete = true;
    return false;
}

/* True when the groups visited are all that there are. */
static bool is_complete(const struct tour *tour)
{
    const struct pm_cell *whole = &tour->asking->out->reference;
    if (tour->is_incomplete) return false;
    return !tour->lacks_rows || (whole->has_counts && pm_ratio_is_defined(tour->base) &&
                                 pm_ratio_compare(tour->base, whole->denominator) == 0);
}

/* Groups without anybody have no risk and no weight. */
static void visit_for_weights(struct tour *tour)
{
    struct pm_gap_asking *asking = tour->asking;
    struct pm_cell here;
    struct pm_cell there;
    if (is_own(tour)) return;
    pm_gap_cell(asking, asking->subject->unit, &tour->sides, tour->period, &here);
    pm_gap_cell(asking, tour->unit, &tour->sides, tour->period, &there);
    if (!has_figure(tour, &here) || there.state == PM_CELL_NO_ROWS) return;
    if (there.state != PM_CELL_VALUE || !there.has_counts) {
        tour->is_incomplete = true;
        return;
    }
    struct pm_ratio weighted = pm_ratio_multiply(there.denominator, here.value);
    tour->sum = pm_ratio_add(tour->sum, weighted);
    tour->weights = pm_ratio_add(tour->weights, there.denominator);
}

static struct pm_sides_list shared_with_all(const struct pm_subject *subject)
{
    struct pm_sides_list shared = {.count = subject->reference_count};
    memcpy(shared.items, subject->reference, sizeof shared.items);
    return shared;
}

struct pm_ratio pm_gap_weighted_risk(struct pm_gap_asking *asking)
{
    struct pm_sides_list shared = shared_with_all(asking->subject);
    struct tour tour = {.asking = asking, .period = asking->there};
    tour.unit = asking->line && asking->line->weights
                    ? pm_judge_find_unit(asking->judging, asking->line->weights)
                    : PM_NO_UNIT;
    asking->is_wide = true;
    start(&tour, &shared, visit_for_weights);
    if (!is_complete(&tour) || pm_ratio_sign(tour.weights) == 0) {
        asking->out->reason = PM_GAP_REASON_GROUP_MISSING;
        return pm_ratio_undefined();
    }
    return pm_ratio_divide(tour.sum, tour.weights);
}

static void visit_for_distance(struct tour *tour)
{
    struct pm_gap_asking *asking = tour->asking;
    struct pm_cell cell;
    pm_gap_cell(asking, asking->subject->unit, &tour->sides, tour->period, &cell);
    if (!has_figure(tour, &cell) || pm_gap_is_few(asking, &cell)) return;
    struct pm_ratio distance = pm_ratio_subtract(cell.value, asking->out->reference.value);
    tour->sum = pm_ratio_add(tour->sum, pm_ratio_absolute(distance));
    tour->count++;
}

struct pm_ratio pm_gap_mean_distance(struct pm_gap_asking *asking)
{
    struct pm_sides_list shared = shared_with_all(asking->subject);
    struct tour tour = {.asking = asking, .period = asking->there};
    asking->is_wide = true;
    start(&tour, &shared, visit_for_distance);
    bool is_whole = is_complete(&tour);
    if (!is_whole || !tour.count) {
        asking->out->reason = is_whole ? PM_GAP_REASON_NO_GROUP : PM_GAP_REASON_GROUP_MISSING;
        return pm_ratio_undefined();
    }
    return pm_ratio_divide(tour.sum, pm_ratio_from_integer(tour.count));
}
