/* path.c: places in time, and what is expected there. */
#include "runtime/judge/path.h"

struct pm_period pm_axis_place(const struct pm_axis *axis, struct pm_period period)
{
    if (period.calendar == axis->calendar && period.part == axis->part) return period;
    return pm_period_at(axis->calendar, axis->part, pm_period_last_day(period));
}

/* Periods are compared by their days, so that weeks and months may lie in years and parts. */
static bool lies_in(struct pm_period inner, struct pm_period outer)
{
    return pm_period_first_day(inner) >= pm_period_first_day(outer) &&
           pm_period_last_day(inner) <= pm_period_last_day(outer);
}

static const struct pm_pause *find_pause(const struct pm_axis *axis, struct pm_period place)
{
    for (size_t i = 0; i < axis->pause_count; i++)
        if (lies_in(place, axis->pauses[i].period)) return &axis->pauses[i];
    return NULL;
}

bool pm_axis_is_paused(const struct pm_axis *axis, struct pm_period period)
{
    return find_pause(axis, period) != NULL;
}

static bool waits(const struct pm_axis *axis, struct pm_period place)
{
    const struct pm_pause *pause = find_pause(axis, place);
    return pause && pause->shift;
}

/* ---- Days ---- */

/* Mondays to Fridays before a day, counted from the Monday before 1970. */
static int32_t weekdays_before(int32_t day)
{
    enum { MONDAY = 3, WEEK = 7, SCHOOL_WEEK = 5 };
    int32_t since = day + MONDAY;
    int32_t weeks = since / WEEK - (since % WEEK < 0);
    int32_t rest = since - weeks * WEEK;
    return weeks * SCHOOL_WEEK + (rest < SCHOOL_WEEK ? rest : SCHOOL_WEEK);
}

static int32_t weekdays(int32_t first, int32_t last)
{
    return last < first ? 0 : weekdays_before(last + 1) - weekdays_before(first);
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t earlier(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Days from the first to the last, both counted, as the axis counts them. */
static int32_t count_days(const struct pm_axis *axis, int32_t first, int32_t last)
{
    if (last < first) return 0;
    if (axis->counts != PM_AXIS_INSTRUCTIONAL_DAYS) return last - first + 1;
    int32_t days = weekdays(first, last);
    for (size_t i = 0; i < axis->closure_count; i++)
        days -= weekdays(later(first, axis->closures[i].first_day),
                         earlier(last, axis->closures[i].last_day));
    return days;
}

void pm_axis_closures(struct pm_arena *arena, struct pm_axis *axis)
{
    const struct pm_calendar *calendar = axis->calendar;
    struct pm_closure *sorted = PM_NEW_ITEMS(arena, struct pm_closure, calendar->closure_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < calendar->closure_count; i++) {
        size_t at = i;
        for (; at && sorted[at - 1].first_day > calendar->closures[i].first_day; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = calendar->closures[i];
    }
    for (size_t i = 0; i < calendar->closure_count; i++) {
        if (count && sorted[i].first_day <= sorted[count - 1].last_day)
            sorted[count - 1].last_day = later(sorted[count - 1].last_day, sorted[i].last_day);
        else
            sorted[count++] = sorted[i];
    }
    axis->closures = sorted;
    axis->closure_count = count;
}

/* ---- Pauses ---- */

/* Periods after the origin, up to `place`, in which the path waits; their days where it is on
 * days. */
static int32_t count_waiting(const struct pm_axis *axis, struct pm_period place, bool in_days)
{
    int32_t count = 0;
    int32_t steps = pm_period_distance(axis->origin, place);
    if (!axis->pause_count) return 0;
    for (int32_t i = 1; i <= steps; i++) {
        struct pm_period period = pm_period_step(axis->origin, i);
        if (!waits(axis, period)) continue;
        count +=
            in_days ? count_days(axis, pm_period_first_day(period), pm_period_last_day(period)) : 1;
    }
    return count;
}

int32_t pm_axis_index(const struct pm_axis *axis, struct pm_period period)
{
    return pm_period_distance(axis->origin, pm_axis_place(axis, period));
}

int32_t pm_axis_waited_index(const struct pm_axis *axis, struct pm_period period)
{
    return pm_axis_index(axis, period) - count_waiting(axis, pm_axis_place(axis, period), false);
}

struct pm_period pm_axis_moved(const struct pm_axis *axis, struct pm_period period)
{
    int32_t index = pm_axis_index(axis, period);
    struct pm_period place = pm_axis_place(axis, period);
    if (index < 0 || pm_axis_waited_index(axis, period) == index) return period;
    while (pm_axis_waited_index(axis, place) < index)
        place = pm_period_step(place, 1);
    return place;
}

/* From the first day of the path, which is the place 0. */
static int32_t days_to(const struct pm_axis *axis, int32_t day)
{
    enum { FIRST_DAY_AND_NEXT = 2 };
    return count_days(axis, pm_period_last_day(axis->origin) + FIRST_DAY_AND_NEXT, day);
}

int32_t pm_axis_written(const struct pm_axis *axis, struct pm_period period)
{
    int32_t index = pm_axis_index(axis, period);
    if (axis->counts == PM_AXIS_PERIODS || index < 0) return index;
    return days_to(axis, pm_period_last_day(pm_axis_place(axis, period)));
}

int32_t pm_axis_judged(const struct pm_axis *axis, struct pm_period period, int32_t as_of)
{
    if (axis->counts == PM_AXIS_PERIODS) return pm_axis_waited_index(axis, period);
    int32_t day = pm_period_last_day(period);
    if (as_of < day) day = as_of;
    int32_t days = days_to(axis, day) - count_waiting(axis, period, true);
    return days > 0 ? days : 0;
}

/* ---- Between two knots ---- */

/* a + (b - a) * covered / whole */
static struct pm_ratio part_of_way(struct pm_ratio a, struct pm_ratio b, int32_t covered,
                                   int32_t whole)
{
    struct pm_ratio share = pm_ratio_make(covered, whole);
    return pm_ratio_add(a, pm_ratio_multiply(pm_ratio_subtract(b, a), share));
}

/* end + (a - end) * ((b - end) / (a - end)) ^ (covered / whole): what is left to the end shrinks by
 * the same share each time. Undefined where one of the two is at the end or beyond it. */
static struct pm_ratio shrink(struct pm_ratio a, struct pm_ratio b, struct pm_ratio end,
                              int32_t covered, int32_t whole)
{
    struct pm_ratio before = pm_ratio_subtract(a, end);
    struct pm_ratio share = pm_ratio_divide(pm_ratio_subtract(b, end), before);
    struct pm_ratio left = pm_ratio_multiply(before, pm_ratio_power(share, covered, whole));
    return pm_ratio_add(end, left);
}

/* In as many steps as the target's own periods have ended: yearly targets rise once a year. */
static struct pm_ratio step_between(const struct pm_knot *before, const struct pm_knot *after,
                                    int32_t index)
{
    int32_t cycle = after->cycle > 0 ? after->cycle : 1;
    int32_t covered = (index - before->index) / cycle * cycle;
    int32_t whole = after->index - before->index;
    if (whole <= 0) return after->value;
    if (covered < 0) covered = 0;
    return part_of_way(before->value, after->value, covered < whole ? covered : whole, whole);
}

static struct pm_ratio between(const struct pm_trajectory *trajectory, const struct pm_knot *before,
                               const struct pm_knot *after, int32_t index, int32_t at)
{
    switch (trajectory->kind) {
    case PM_PATH_LINEAR:
        return part_of_way(before->value, after->value, at - before->at, after->at - before->at);
    case PM_PATH_STEP:
        return step_between(before, after, index);
    case PM_PATH_GEOMETRIC:
        return shrink(before->value, after->value, after->end, at - before->at,
                      after->at - before->at);
    case PM_PATH_COMPOUND:
        return shrink(before->value, after->value, pm_ratio_from_integer(0), at - before->at,
                      after->at - before->at);
    case PM_PATH_HOLD:
        return before->value;
    case PM_PATH_NEXT:
        return after->value;
    case PM_PATH_NONE:
        break;
    }
    return pm_ratio_undefined();
}

struct pm_ratio pm_trajectory_at(const struct pm_trajectory *trajectory, int32_t index, int32_t at)
{
    const struct pm_knot *knots = trajectory->knots;
    size_t after = 0;
    while (after < trajectory->count && knots[after].at <= at)
        after++;
    if (after == 0)
        return trajectory->count && trajectory->kind == PM_PATH_NEXT ? knots[0].value
                                                                     : pm_ratio_undefined();
    const struct pm_knot *before = &knots[after - 1];
    if (after == trajectory->count) {
        bool goes_on = !before->is_baseline || before->at == at;
        return goes_on ? before->value : pm_ratio_undefined();
    }
    if (before->at == at) return before->value;
    return between(trajectory, before, &knots[after], index, at);
}
