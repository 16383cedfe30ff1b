/* movement.c: whether a figure moved: between the period before something began and the one in
 * which it should show. */
#include "lang/model/measure.h"
#include "runtime/judge/cycle.h"

static const struct pm_calendar *calendar_of(const struct pm_cycle *cycle,
                                             const struct pm_metric *metric)
{
    const struct pm_source_decl *source = pm_metric_source(metric);
    const struct pm_project *project = cycle->model->project;
    if (source && source->period_format.calendar) return source->period_format.calendar;
    return project->calendar_count ? project->calendars[0] : NULL;
}

/* The figure of all rows of a unit; not set where there is none, or only bounds are known. */
static struct pm_point figure_at(const struct pm_cycle *cycle, const struct pm_metric *metric,
                                 uint32_t unit, struct pm_period period)
{
    struct pm_subject subject = {.metric = metric, .unit = unit, .period = period};
    struct pm_point point = {.period = period};
    struct pm_measured measured;
    point.value = pm_ratio_undefined();
    pm_judge_figure(cycle->judging, &subject, PM_GAP_DIFFERENCE, period, &measured);
    if (measured.state != PM_STATE_COUNT || measured.has_bounds ||
        !pm_ratio_is_defined(measured.value))
        return point;
    point.is_set = true;
    point.value = measured.value;
    return point;
}

static enum pm_moved compare(const struct pm_cycle *cycle, struct pm_movement *out)
{
    out->before = figure_at(cycle, out->metric, out->unit, out->before.period);
    out->after = figure_at(cycle, out->metric, out->unit, out->after.period);
    out->change = pm_ratio_undefined();
    if (!out->before.is_set || !out->after.is_set) return PM_MOVED_UNKNOWN;
    if (pm_judge_broken(out->metric, out->before.period, out->after.period))
        return PM_MOVED_UNKNOWN;
    out->change = pm_ratio_subtract(out->after.value, out->before.value);
    if (!pm_ratio_is_defined(out->change)) return PM_MOVED_UNKNOWN;
    int sign = pm_ratio_sign(out->change);
    if (!out->direction) return sign ? PM_MOVED : PM_NOT_MOVED;
    return sign == out->direction ? PM_MOVED : PM_NOT_MOVED;
}

/* The newest period that ended between two days and has a figure, else the newest that ended. */
static bool find_after(const struct pm_cycle *cycle, struct pm_movement *out,
                       const struct pm_calendar *calendar, char part, int32_t from)
{
    struct pm_period period = pm_period_at(calendar, part, cycle->as_of);
    if (pm_period_last_day(period) > cycle->as_of) period = pm_period_step(period, -1);
    if (pm_period_last_day(period) < from) {
        struct pm_period first = pm_period_at(calendar, part, from);
        out->after = (struct pm_point){.period = first, .value = pm_ratio_undefined()};
        return false;
    }
    out->after = (struct pm_point){.period = period, .value = pm_ratio_undefined()};
    for (; pm_period_last_day(period) >= from; period = pm_period_step(period, -1)) {
        struct pm_point point = figure_at(cycle, out->metric, out->unit, period);
        if (!point.is_set) continue;
        out->after = point;
        break;
    }
    return true;
}

static struct pm_period period_before(const struct pm_calendar *calendar, char part, int32_t day)
{
    return pm_period_step(pm_period_at(calendar, part, day), -1);
}

enum pm_moved pm_cycle_move(const struct pm_cycle *cycle, const struct pm_metric *metric,
                            uint32_t unit, int32_t start, int32_t lag, struct pm_movement *out)
{
    const struct pm_calendar *calendar = calendar_of(cycle, metric);
    *out = (struct pm_movement){.metric = metric, .unit = unit, .direction = metric->direction};
    out->change = out->before.value = out->after.value = pm_ratio_undefined();
    if (!calendar || start == PM_NO_DAY || cycle->as_of == PM_NO_DAY) return PM_MOVED_UNKNOWN;
    char part = pm_metric_lag_grain(metric, calendar, lag);
    out->before.period = period_before(calendar, part, start);
    if (find_after(cycle, out, calendar, part, start + lag)) return compare(cycle, out);
    out->before = figure_at(cycle, metric, unit, out->before.period);
    return PM_MOVED_EARLY;
}

enum pm_moved pm_cycle_expect(const struct pm_cycle *cycle, const struct pm_expectation *expected,
                              uint32_t unit, int32_t start, struct pm_movement *out)
{
    const struct pm_metric *metric = expected->metric;
    struct pm_period by = expected->by;
    *out = (struct pm_movement){
        .metric = metric, .unit = unit, .direction = expected->direction, .by = by};
    out->change = out->before.value = out->after.value = pm_ratio_undefined();
    if (!pm_period_is(by) || start == PM_NO_DAY || cycle->as_of == PM_NO_DAY)
        return PM_MOVED_UNKNOWN;
    out->before.period = period_before(by.calendar, by.part, start);
    out->after.period = by;
    if (pm_period_last_day(out->before.period) >= pm_period_first_day(by))
        out->before.period = pm_period_step(by, -1); /* expected of a period that had ended */
    if (pm_period_last_day(by) <= cycle->as_of) return compare(cycle, out);
    out->before = figure_at(cycle, metric, unit, out->before.period);
    return PM_MOVED_EARLY;
}

enum pm_moved pm_moved_worse(enum pm_moved a, enum pm_moved b)
{
    static const int ranks[] = {
        [PM_NOT_MOVED] = 0, [PM_MOVED_UNKNOWN] = 1, [PM_MOVED_EARLY] = 2, [PM_MOVED] = 3};
    return ranks[a] <= ranks[b] ? a : b;
}

enum pm_moved pm_cycle_expect_all(struct pm_cycle *cycle, const struct pm_expectation *expected,
                                  size_t count, uint32_t unit, int32_t start,
                                  struct pm_movement **out)
{
    enum pm_moved moved = count ? PM_MOVED : PM_MOVED_UNKNOWN;
    *out = PM_NEW_ITEMS(cycle->arena, struct pm_movement, count + 1);
    for (size_t i = 0; i < count; i++)
        moved =
            pm_moved_worse(moved, pm_cycle_expect(cycle, &expected[i], unit, start, &(*out)[i]));
    return moved;
}

/* A movement rests on two cells, whether they have a figure or not. */
void pm_cycle_set_movements(struct pm_cycle *cycle, struct pm_finding *finding,
                            struct pm_movement *movements, size_t count)
{
    struct pm_basis *basis = PM_NEW(cycle->arena, struct pm_basis);
    struct pm_cell_key *cells = PM_NEW_ITEMS(cycle->arena, struct pm_cell_key, count * 2 + 1);
    if (finding->basis) *basis = *finding->basis;
    for (size_t i = 0; i < count; i++) {
        struct pm_cell_key key = {.metric = movements[i].metric, .unit = movements[i].unit};
        key.period = movements[i].before.period;
        cells[2 * i] = key;
        key.period = movements[i].after.period;
        cells[2 * i + 1] = key;
    }
    basis->cells = cells;
    basis->cell_count = count * 2;
    finding->basis = basis;
    finding->cycle->movements = movements;
    finding->cycle->movement_count = count;
    finding->cycle->own_count = count;
}

enum pm_state pm_moved_state(enum pm_moved moved)
{
    switch (moved) {
    case PM_MOVED:
        return PM_STATE_MOVED;
    case PM_NOT_MOVED:
        return PM_STATE_NOT_MOVED;
    case PM_MOVED_EARLY:
        return PM_STATE_TOO_EARLY;
    case PM_MOVED_UNKNOWN:
        return PM_STATE_NOT_MEASURED;
    }
    return PM_STATE_NOT_MEASURED;
}
