/* control.c: XmR charts: limits, the four rules that mark a point, and what they mean. */
#include "runtime/statistics/statistics.h"

/* 3 / 1.128: limits by mean moving ranges of two; 3.267: the upper limit of such a range. */
#define LIMIT_FACTOR 2.66
#define RANGE_FACTOR 3.267

enum { RUN = 7, NEAR_OF = 3, NEAR_LEAST = 2 };

const char *pm_signal_word(enum pm_signal_rule rule)
{
    static const char *const words[] = {"none", "outside", "trend", "near", "shift"};
    return words[rule];
}

const char *pm_variation_word(enum pm_variation variation)
{
    static const char *const words[] = {"none", "common", "improvement", "concern", "high", "low"};
    return words[variation];
}

const char *pm_assurance_word(enum pm_assurance assurance)
{
    static const char *const words[] = {"none", "passes", "fails", "varies"};
    return words[assurance];
}

/* ---- Limits ---- */

static double mean_of(const double *values, size_t count)
{
    double sum = 0.0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum / (double)count;
}

static double range_at(const double *values, size_t at)
{
    double step = values[at] - values[at - 1];
    return step < 0.0 ? -step : step;
}

/* The mean moving range, of those below `most` where that is not negative. */
static double mean_range(const double *values, size_t count, double most)
{
    double sum = 0.0;
    size_t used = 0;
    for (size_t i = 1; i < count; i++) {
        double range = range_at(values, i);
        if (most >= 0.0 && range >= most) continue;
        sum += range;
        used++;
    }
    return used ? sum / (double)used : 0.0;
}

struct pm_control pm_control_limits(const double *values, size_t count, bool screens)
{
    struct pm_control control = {0};
    if (count < PM_LEAST_FOR_LIMITS) return control;
    double range = mean_range(values, count, -1.0);
    if (screens && range > 0.0) range = mean_range(values, count, RANGE_FACTOR * range);
    double reach = LIMIT_FACTOR * range;
    control.is_set = true;
    control.is_trial = count < PM_LEAST_FOR_FIRM_LIMITS;
    control.is_screened = screens;
    control.mean = mean_of(values, count);
    control.moving_range = range;
    control.low = control.mean - reach;
    control.high = control.mean + reach;
    control.near_low = control.mean - reach * 2.0 / 3.0;
    control.near_high = control.mean + reach * 2.0 / 3.0;
    return control;
}

/* ---- Rules ---- */

static int sign_of(double number)
{
    return (number > 0.0) - (number < 0.0);
}

/* A rule gives way to those that stand before it in the list. */
static void mark(struct pm_signal *signal, enum pm_signal_rule rule, int side)
{
    if (signal->rule != PM_SIGNAL_NONE && signal->rule <= rule) return;
    *signal = (struct pm_signal){rule, side};
}

static int outside_of(const struct pm_control *control, double value)
{
    return (value > control->high) - (value < control->low);
}

static int near_of(const struct pm_control *control, double value)
{
    if (outside_of(control, value)) return 0;
    return (value > control->near_high) - (value < control->near_low);
}

/* Six differences of one sign make seven points: the run of differences is one shorter. */
static void mark_trends(const double *values, size_t count, struct pm_signal *out)
{
    size_t length = 0;
    int before = 0;
    for (size_t i = 1; i < count; i++) {
        int side = sign_of(values[i] - values[i - 1]);
        length = side && side == before ? length + 1 : (size_t)(side != 0);
        before = side;
        if (length < RUN - 1) continue;
        for (size_t back = 0; back < RUN; back++)
            mark(&out[i - back], PM_SIGNAL_TREND, side);
    }
}

static void mark_near(const double *values, size_t count, const struct pm_control *control,
                      struct pm_signal *out)
{
    for (size_t i = NEAR_OF - 1; i < count; i++) {
        int side = sign_of(values[i] - control->mean);
        size_t same = 0;
        size_t near = 0;
        for (size_t back = 0; back < NEAR_OF; back++) {
            same += sign_of(values[i - back] - control->mean) == side;
            near += near_of(control, values[i - back]) != 0;
        }
        if (!side || same < NEAR_OF || near < NEAR_LEAST) continue;
        for (size_t back = 0; back < NEAR_OF; back++)
            if (near_of(control, values[i - back])) mark(&out[i - back], PM_SIGNAL_NEAR, side);
    }
}

/* A point on the mean itself breaks a run. */
static void mark_shifts(const double *values, size_t count, const struct pm_control *control,
                        struct pm_signal *out)
{
    size_t length = 0;
    int before = 0;
    for (size_t i = 0; i < count; i++) {
        int side = sign_of(values[i] - control->mean);
        length = side && side == before ? length + 1 : (size_t)(side != 0);
        before = side;
        for (size_t back = 0; length >= RUN && back < RUN; back++)
            mark(&out[i - back], PM_SIGNAL_SHIFT, side);
    }
}

void pm_control_mark(const double *values, size_t count, const struct pm_control *control,
                     struct pm_signal *out)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (struct pm_signal){PM_SIGNAL_NONE, 0};
    if (!control->is_set) return;
    for (size_t i = 0; i < count; i++) {
        int outside = outside_of(control, values[i]);
        if (outside) mark(&out[i], PM_SIGNAL_OUTSIDE, outside);
    }
    mark_trends(values, count, out);
    mark_near(values, count, control, out);
    mark_shifts(values, count, control, out);
}

/* ---- What they mean ---- */

enum pm_variation pm_variation_of(const struct pm_control *control, struct pm_signal last,
                                  int direction)
{
    if (!control->is_set) return PM_VARIATION_NONE;
    if (last.rule == PM_SIGNAL_NONE) return PM_VARIATION_COMMON;
    if (!direction) return last.side > 0 ? PM_VARIATION_HIGH : PM_VARIATION_LOW;
    bool is_good = (last.side > 0) == (direction > 0);
    return is_good ? PM_VARIATION_IMPROVEMENT : PM_VARIATION_CONCERN;
}

enum pm_assurance pm_assurance_of(const struct pm_control *control, double target, int direction)
{
    if (!control->is_set || !direction) return PM_ASSURANCE_NONE;
    if (target > control->high) return direction > 0 ? PM_ASSURANCE_FAILS : PM_ASSURANCE_PASSES;
    if (target < control->low) return direction > 0 ? PM_ASSURANCE_PASSES : PM_ASSURANCE_FAILS;
    return PM_ASSURANCE_VARIES;
}
