#include "runtime/privacy/trend.h"

#include "runtime/judge/chance.h"
#include "runtime/judge/judge.h"
#include "runtime/judge/rating.h"
#include "runtime/privacy/veils.h"

struct asking { /* one finding whose trend is asked for */
    struct pm_arena *arena;
    struct pm_guard *guard;
    struct pm_judging judging; /* looks figures up, judges nothing */
    const struct pm_finding *finding;
    struct pm_trend *trend;
    PM_ARRAY(double) times;
    PM_ARRAY(double) values;
    PM_ARRAY(struct pm_trend_point) points;
};

/* ---- Which figures ---- */

static bool is_shown(struct asking *asking, const struct pm_cell *cell)
{
    return pm_guard_ask(asking->guard, &cell->key, NULL) == PM_VEIL_NONE &&
           pm_veil_of_cell(pm_guard_privacy(asking->guard), cell) == PM_VEIL_NONE;
}

/* A gap is shown where all that it rests on is. */
static bool may_show(struct asking *asking, const struct pm_measured *measured)
{
    if (!is_shown(asking, &measured->cell)) return false;
    if (!asking->finding->subject.has_reference) return true;
    for (size_t i = 0; i < measured->rests_on.count; i++)
        if (pm_guard_ask(asking->guard, &measured->rests_on.items[i], NULL) != PM_VEIL_NONE)
            return false;
    return is_shown(asking, &measured->reference);
}

/* The end of a period in years: a quarter is a quarter of one, whatever its days. */
static double time_of(struct pm_period period)
{
    if (!period.number) return (double)period.year + 1.0;
    int32_t parts = pm_period_parts(period.calendar, period.year, period.part);
    return (double)period.year + (double)period.number / (double)(parts > 0 ? parts : 1);
}

static void add_point(struct asking *asking, struct pm_period period)
{
    const struct pm_finding *finding = asking->finding;
    struct pm_subject subject = finding->subject;
    struct pm_measured measured;
    subject.period = period;
    if (subject.reference_is_target) return; /* targets are no figures */
    pm_judge_figure(&asking->judging, &subject, finding->gap.kind, period, &measured);
    if (measured.state != PM_STATE_COUNT || !pm_ratio_is_defined(measured.value) ||
        !may_show(asking, &measured)) {
        asking->trend->left_out++;
        return;
    }
    struct pm_trend_point point = {.period = period, .value = pm_ratio_to_double(measured.value)};
    PM_PUSH(asking->arena, &asking->points, point);
    PM_PUSH(asking->arena, &asking->times, time_of(period));
    PM_PUSH(asking->arena, &asking->values, point.value);
}

/* Periods up to the finding's that have ended; what lies before a break is another series. */
static void collect(struct asking *asking)
{
    const struct pm_subject *subject = &asking->finding->subject;
    size_t count = 0;
    const struct pm_period *periods =
        pm_cells_periods(asking->judging.cells, subject->metric, subject->period.part, &count);
    for (size_t i = 0; i < count; i++) {
        if (pm_period_first_day(periods[i]) > pm_period_first_day(subject->period) ||
            pm_period_last_day(periods[i]) > asking->judging.as_of)
            continue;
        if (pm_judge_broken(subject->metric, periods[i], subject->period))
            asking->trend->has_break = true;
        else
            add_point(asking, periods[i]);
    }
    asking->trend->points = asking->points.items;
    asking->trend->count = asking->points.count;
}

/* ---- What they show ---- */

static bool is_within(struct pm_period period, const struct pm_limits *limits)
{
    return pm_period_first_day(period) >= pm_period_first_day(limits->first) &&
           pm_period_last_day(period) <= pm_period_last_day(limits->last);
}

/* Limits are those of the periods that the metric names, else of all. */
static void chart(struct asking *asking)
{
    struct pm_trend *trend = asking->trend;
    const struct pm_limits *limits = &asking->finding->subject.metric->limits;
    PM_ARRAY(double) base = {0};
    for (size_t i = 0; i < trend->count; i++)
        if (!pm_period_is(limits->first) || is_within(trend->points[i].period, limits))
            PM_PUSH(asking->arena, &base, trend->points[i].value);
    trend->control = pm_control_limits(base.items, base.count, limits->screens);
    if (!trend->count) return;
    struct pm_signal *signals = PM_NEW_ITEMS(asking->arena, struct pm_signal, trend->count);
    pm_control_mark(asking->values.items, trend->count, &trend->control, signals);
    for (size_t i = 0; i < trend->count; i++)
        trend->points[i].signal = signals[i];
    trend->variation = pm_variation_of(&trend->control, signals[trend->count - 1],
                                       pm_finding_direction(asking->finding));
}

/* The last target; where bounds are kept, the only one. */
static void take_target(struct asking *asking)
{
    const struct pm_finding *finding = asking->finding;
    struct pm_ratio target = finding->final.is_set ? finding->final.value : pm_ratio_undefined();
    if (!finding->final.is_set && finding->has_low != finding->has_high)
        target = finding->has_low ? finding->low : finding->high;
    if (!pm_ratio_is_defined(target)) return;
    asking->trend->has_target = true;
    asking->trend->target = pm_ratio_to_double(target);
}

static void look_ahead(struct asking *asking)
{
    struct pm_trend *trend = asking->trend;
    const struct pm_finding *finding = asking->finding;
    int direction = pm_finding_direction(finding);
    const double *times = asking->times.items;
    const double *values = asking->values.items;
    if (trend->has_target)
        trend->assurance = pm_assurance_of(&trend->control, trend->target, direction);
    bool is_to_come =
        finding->final.is_set && trend->has_target &&
        pm_period_last_day(finding->final.period) > pm_period_last_day(finding->subject.period);
    if (!is_to_come) return;
    trend->at = finding->final.period;
    trend->forecast =
        pm_forecast(asking->arena, times, values, trend->count, &trend->slope, time_of(trend->at));
    trend->outlook = pm_outlook_of(&trend->forecast, trend->target, direction);
}

static void take_intervals(struct asking *asking)
{
    const struct pm_finding *finding = asking->finding;
    const struct pm_subject *subject = &finding->subject;
    struct pm_cell before;
    if (subject->has_reference) {
        asking->trend->change = pm_chance_gap(finding);
        return;
    }
    asking->trend->interval = pm_chance_interval(&finding->cell);
    if (!finding->previous.is_set) return;
    pm_judge_cell(&asking->judging, subject->metric, subject->unit, subject->sides,
                  subject->side_count, finding->previous.period, &before);
    if (is_shown(asking, &before))
        asking->trend->change = pm_chance_difference(&finding->cell, &before);
}

static bool has_figure(const struct pm_release *release, size_t finding)
{
    const struct pm_finding *found = &release->findings[finding];
    bool is_figure = found->kind == PM_FINDING_STATUS || found->kind == PM_FINDING_GAP;
    return is_figure && found->has_cell && found->subject.metric &&
           pm_period_is(found->subject.period) &&
           release->finding_figures[finding].shown == PM_SHOWN_FULLY &&
           (!found->subject.has_reference || found->gap.is_set);
}

static const struct pm_trend *find_trend(struct pm_arena *arena, struct pm_guard *guard,
                                         const struct pm_release *release,
                                         const struct pm_finding *finding)
{
    struct pm_trend *trend = PM_NEW(arena, struct pm_trend);
    struct asking asking = {.arena = arena, .guard = guard, .finding = finding, .trend = trend};
    asking.judging.arena = arena;
    asking.judging.cells = release->cells;
    asking.judging.model = release->model;
    asking.judging.as_of = release->as_of;
    collect(&asking);
    take_intervals(&asking);
    chart(&asking);
    trend->test = pm_mann_kendall(asking.values.items, trend->count);
    trend->slope = pm_theil_sen(arena, asking.times.items, asking.values.items, trend->count);
    take_target(&asking);
    look_ahead(&asking);
    return trend;
}

void pm_release_trends(struct pm_arena *arena, const uint32_t *findings, size_t count,
                       struct pm_release *release)
{
    struct pm_guard *guard = release->guard;
    if (pm_guard_privacy(guard)->value_step.mantissa)
        return; /* they would tell more than is shown */
    release->trends = PM_NEW_ITEMS(arena, const struct pm_trend *, release->finding_count + 1);
    for (size_t i = 0; i < count; i++)
        if (has_figure(release, findings[i]))
            release->trends[findings[i]] =
                find_trend(arena, guard, release, &release->findings[findings[i]]);
}
