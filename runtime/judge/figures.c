/* figures.c: what is measured of a subject in a period: a cell; of a gap see gap_figure.c. */
#include "lang/model/measure.h"
#include "runtime/judge/judge.h"

static bool has_rows(const struct pm_judging *judging, const struct pm_metric *metric,
                     struct pm_period period)
{
    size_t count = 0;
    const struct pm_period *periods = pm_cells_periods(judging->cells, metric, period.part, &count);
    for (size_t i = 0; i < count; i++)
        if (pm_period_equal(periods[i], period)) return true;
    return false;
}

void pm_judge_cell(const struct pm_judging *judging, const struct pm_metric *metric, uint32_t unit,
                   const struct pm_cell_side *sides, size_t side_count, struct pm_period period,
                   struct pm_cell *out)
{
    struct pm_cell_key key = {.metric = metric, .period = period, .unit = unit};
    for (size_t i = 0; i < side_count; i++)
        key.sides[i] = sides[i];
    key.side_count = side_count;
    if (unit != PM_NO_UNIT && has_rows(judging, metric, period)) {
        pm_cells_get(judging->cells, &key, out);
        return;
    }
    *out = (struct pm_cell){.key = key, .state = PM_CELL_MISSING, .n = -1, .excluded = -1};
    out->source = pm_metric_source(metric);
}

enum pm_state pm_state_of_cell(const struct pm_cell *cell)
{
    switch (cell->state) {
    case PM_CELL_VALUE:
        return PM_STATE_COUNT;
    case PM_CELL_NO_ROWS:
        return PM_STATE_NO_ROWS;
    case PM_CELL_NOT_PUBLISHED:
        return PM_STATE_NOT_PUBLISHED;
    case PM_CELL_MISSING:
        return PM_STATE_MISSING;
    case PM_CELL_PENDING:
        return PM_STATE_PENDING;
    case PM_CELL_SUPPRESSED_BY_SOURCE:
        return PM_STATE_SUPPRESSED_BY_SOURCE;
    case PM_CELL_INVALID:
    case PM_CELL_OVERFLOW:
    case PM_CELL_IMPOSSIBLE:
        return PM_STATE_INVALID;
    }
    return PM_STATE_INVALID;
}

void pm_judge_figure(const struct pm_judging *judging, const struct pm_subject *subject,
                     enum pm_gap_kind kind, struct pm_period period, struct pm_measured *out)
{
    const struct pm_metric *metric = subject->metric;
    *out = (struct pm_measured){0};
    out->reference = (struct pm_cell){.state = PM_CELL_MISSING, .n = -1, .excluded = -1};
    pm_judge_cell(judging, metric, subject->unit, subject->sides, subject->side_count, period,
                  &out->cell);
    out->state = pm_state_of_cell(&out->cell);
    out->value = out->cell.value;
    out->has_bounds = out->cell.has_bounds;
    out->low = out->cell.low;
    out->high = out->cell.high;
    if (!subject->has_reference) return;
    pm_judge_gap_figure(judging, subject, kind, period, out);
}

bool pm_judge_broken(const struct pm_metric *metric, struct pm_period earlier,
                     struct pm_period later)
{
    for (size_t i = 0; i < metric->break_count; i++) {
        int32_t day = pm_period_first_day(metric->breaks[i].period);
        if (pm_period_first_day(earlier) < day && day <= pm_period_last_day(later)) return true;
    }
    return false;
}

static bool is_too_small(const struct pm_cell *cell, const struct pm_minimum *minimum)
{
    if (cell->state != PM_CELL_VALUE) return false;
    if (cell->n >= 0 && cell->n < minimum->n) return true;
    if (!minimum->cell || !cell->has_counts || !pm_ratio_is_defined(cell->numerator)) return false;
    return pm_ratio_compare(cell->numerator, pm_ratio_from_integer(minimum->cell)) < 0;
}

bool pm_judge_is_too_few(const struct pm_measured *measured, const struct pm_minimum *minimum)
{
    return is_too_small(&measured->cell, minimum) || is_too_small(&measured->reference, minimum);
}

int64_t pm_judge_points(const struct pm_judging *judging, const struct pm_subject *subject,
                        enum pm_gap_kind kind, struct pm_period period)
{
    int64_t points = 0;
    size_t count = 0;
    const struct pm_period *periods =
        pm_cells_periods(judging->cells, subject->metric, period.part, &count);
    for (size_t i = 0; i < count; i++) {
        struct pm_measured measured;
        if (pm_period_first_day(periods[i]) > pm_period_first_day(period)) continue;
        pm_judge_figure(judging, subject, kind, periods[i], &measured);
        points += measured.state == PM_STATE_COUNT;
    }
    return points;
}
