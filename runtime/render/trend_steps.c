/* trend_steps.c: what the figures so far show, in words and as JSON. */
#include "runtime/render/trend.h"

#include "lang/model/measure.h"
#include "runtime/judge/rating.h"
#include "runtime/render/view.h"

struct telling {
    struct pm_arena *arena;
    const struct pm_finding *finding;
    const struct pm_trend *trend;
    struct pm_steps *steps;
};

static void add(const struct telling *at, const char *name, const char *text)
{
    struct pm_explained_step step = {name, text};
    PM_PUSH(at->arena, &at->steps->list, step);
}

/* ---- Numbers ---- */

static bool is_gap(const struct telling *at)
{
    return at->finding->subject.has_reference;
}

static const char *value_text(const struct telling *at, double value)
{
    const struct pm_metric *metric = at->finding->subject.metric;
    struct pm_ratio number = pm_ratio_from_double(value);
    if (is_gap(at)) return pm_gap_text(at->arena, metric, at->finding->gap.kind, number, false);
    return pm_figure_text(at->arena, metric, number);
}

static const char *change_text(const struct telling *at, double change)
{
    const struct pm_metric *metric = at->finding->subject.metric;
    struct pm_ratio number = pm_ratio_from_double(change);
    if (is_gap(at)) return pm_gap_change_text(at->arena, metric, at->finding->gap.kind, number);
    return pm_difference_text(at->arena, metric, number, true);
}

/* A limit is shown within what the figure can be; what is tested is not clipped. */
static const char *limit_text(const struct telling *at, double limit)
{
    const struct pm_metric *metric = at->finding->subject.metric;
    if (is_gap(at)) return value_text(at, limit);
    bool is_share = metric->type == PM_TYPE_SHARE;
    if ((is_share || metric->type == PM_TYPE_DURATION) && limit < 0.0) limit = 0.0;
    if (is_share && limit > 1.0) limit = 1.0;
    return value_text(at, limit);
}

static const char *probability_text(struct pm_arena *arena, double p)
{
    char number[40];
    if (p < 0.0001) return "below 0.0001";
    pm_ratio_format(pm_ratio_from_double(p), 4, number, sizeof number);
    return pm_arena_format(arena, "%s", number);
}

/* "favourable", "unfavourable"; "" where neither direction is better. */
static const char *favour_of(const struct telling *at, double change)
{
    int direction = pm_finding_direction(at->finding);
    if (!direction || !(change < 0.0 || change > 0.0)) return "";
    return (change > 0.0) == (direction > 0) ? "favourable" : "unfavourable";
}

/* ---- Steps ---- */

static void tell_points(const struct telling *at)
{
    const struct pm_trend *trend = at->trend;
    struct pm_buffer text;
    pm_buffer_start(&text, at->arena);
    pm_put(&text.sink, pm_plural(at->arena, trend->count, "figure", "figures"));
    if (trend->count > 1)
        pm_put_format(&text.sink, " from %s to %s",
                      pm_show_period(at->arena, trend->points[0].period),
                      pm_show_period(at->arena, trend->points[trend->count - 1].period));
    if (trend->left_out)
        pm_put_format(&text.sink, "; %s without one to show",
                      pm_plural(at->arena, trend->left_out, "period", "periods"));
    if (trend->has_break) pm_put(&text.sink, "; earlier ones lie before a break");
    add(at, "points", pm_buffer_text(&text));
}

static void tell_last_change(const struct telling *at)
{
    const struct pm_trend *trend = at->trend;
    if (trend->count < 2) return;
    const struct pm_trend_point *last = &trend->points[trend->count - 1];
    double before = trend->points[trend->count - 2].value;
    double change = last->value - before;
    bool is_relative = !is_gap(at) && at->finding->subject.metric->type != PM_TYPE_SHARE &&
                       before > 0.0 && last->value >= 0.0;
    const char *relative = "";
    if (is_relative) {
        char percent[48];
        pm_ratio_format(pm_ratio_from_double(change / before * 100.0), 1, percent, sizeof percent);
        relative = pm_arena_format(at->arena, " (%s%s %%)", change > 0.0 ? "+" : "", percent);
    }
    const char *favour = favour_of(at, change);
    add(at, "last change",
        pm_arena_format(at->arena, "%s%s since %s%s%s", change_text(at, change), relative,
                        pm_show_period(at->arena, trend->points[trend->count - 2].period),
                        *favour ? ": " : "", favour));
}

static void tell_trend(const struct telling *at)
{
    enum { LEAST = 3 };
    const struct pm_trend *trend = at->trend;
    if (trend->count < LEAST) {
        add(at, "trend", "none: fewer than 3 points");
        return;
    }
    const struct pm_slope *slope = &trend->slope;
    const char *favour = favour_of(at, slope->slope);
    add(at, "trend",
        pm_arena_format(at->arena, "%s a year%s%s; 80 %% interval %s to %s",
                        change_text(at, slope->slope), *favour ? ", " : "", favour,
                        change_text(at, slope->low), change_text(at, slope->high)));
    const struct pm_mann_kendall *test = &trend->test;
    if (!test->is_set) {
        add(at, "test of the trend", "none: fewer than 4 points");
        return;
    }
    double p = test->has_exact ? test->exact_p : test->p;
    const char *says = "neither rises nor falls more than chance would have it";
    if (p < 0.05)
        says = test->s > 0 ? "rises more than chance would" : "falls more than chance would";
    const char *exact =
        test->has_exact
            ? pm_arena_format(at->arena, ", exact p %s", probability_text(at->arena, test->exact_p))
            : "";
    add(at, "test of the trend",
        pm_arena_format(at->arena, "%s: Mann-Kendall S %lld, p %s%s", says, (long long)test->s,
                        probability_text(at->arena, test->p), exact));
}

static void tell_assurance(const struct telling *at)
{
    static const char *const means[] = {"", "always reaches", "never reaches",
                                        "reaches by chance, or not,"};
    const struct pm_trend *trend = at->trend;
    if (trend->assurance == PM_ASSURANCE_NONE) return;
    add(at, "assurance",
        pm_arena_format(at->arena, "%s: as it goes, it %s %s", pm_assurance_word(trend->assurance),
                        means[trend->assurance], value_text(at, trend->target)));
}

static void tell_control(const struct telling *at)
{
    static const char *const rules[] = {
        "", "outside the limits", "one of 7 that all go the same way",
        "one of 2 in 3 that are near a limit", "one of 7 on one side of the mean"};
    const struct pm_trend *trend = at->trend;
    const struct pm_control *control = &trend->control;
    if (!control->is_set) {
        add(at, "limits", "none: fewer than 5 points");
        return;
    }
    add(at, "limits",
        pm_arena_format(at->arena, "%s to %s around %s%s%s", limit_text(at, control->low),
                        limit_text(at, control->high), value_text(at, control->mean),
                        control->is_screened ? "; screened" : "",
                        control->is_trial ? "; on trial: fewer than 12 points" : ""));
    struct pm_signal last = trend->points[trend->count - 1].signal;
    const char *rule =
        last.rule == PM_SIGNAL_NONE ? "nothing marks the newest point" : rules[last.rule];
    add(at, "variation",
        pm_arena_format(at->arena, "%s: %s", pm_variation_word(trend->variation), rule));
    tell_assurance(at);
}

static void tell_forecast(const struct telling *at)
{
    static const char *const says[] = {"not known", "will meet the target", "may meet the target",
                                       "will miss the target"};
    const struct pm_trend *trend = at->trend;
    const struct pm_forecast *forecast = &trend->forecast;
    if (!pm_period_is(trend->at)) return;
    if (!forecast->is_set) {
        add(at, "forecast", "not known: fewer than 5 points");
        return;
    }
    add(at, "forecast",
        pm_arena_format(at->arena, "%s of %s in %s: %s (80 %% band %s to %s, %s)",
                        says[trend->outlook], value_text(at, trend->target),
                        pm_show_period(at->arena, trend->at), value_text(at, forecast->value),
                        limit_text(at, forecast->low), limit_text(at, forecast->high),
                        forecast->follows_trend ? "if the trend goes on"
                                                : "if the mean stays, for there is no trend"));
}

static void tell_chance(const struct telling *at)
{
    const struct pm_trend *trend = at->trend;
    const struct pm_interval *change = &trend->change;
    if (trend->interval.is_set)
        add(at, "chance",
            pm_arena_format(at->arena, "95 %% interval of the figure %s to %s",
                            value_text(at, trend->interval.low),
                            value_text(at, trend->interval.high)));
    if (!change->is_set) return;
    const struct pm_metric *metric = at->finding->subject.metric;
    bool is_noise = change->low <= 0.0 && change->high >= 0.0;
    add(at, "noise",
        pm_arena_format(
            at->arena, "%s: 95 %% interval of the %s %s to %s",
            is_noise ? "may be chance" : "more than chance", is_gap(at) ? "difference" : "change",
            pm_difference_text(at->arena, metric, pm_ratio_from_double(change->low), true),
            pm_difference_text(at->arena, metric, pm_ratio_from_double(change->high), true)));
}

void pm_trend_steps(struct pm_arena *arena, const struct pm_finding *finding,
                    const struct pm_trend *trend, struct pm_steps *out)
{
    struct telling telling = {arena, finding, trend, out};
    tell_points(&telling);
    tell_last_change(&telling);
    tell_trend(&telling);
    tell_control(&telling);
    tell_forecast(&telling);
    tell_chance(&telling);
}

bool pm_trend_has_chance(const struct pm_trend *trend)
{
    return trend->interval.is_set || trend->change.is_set;
}
