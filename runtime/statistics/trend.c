/* trend.c: whether figures rise or fall, how fast, and where that leads. */
#include "runtime/statistics/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *pm_outlook_word(enum pm_outlook outlook)
{
    static const char *const words[] = {"unknown", "will_meet", "may_meet", "will_miss"};
    return words[outlook];
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median_of_sorted(const double *sorted, size_t count)
{
    size_t middle = count / 2;
    return count % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
}

static double median_of(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare_numbers);
    return median_of_sorted(values, count);
}

/* ---- Mann-Kendall ---- */

/* How often the value at `at` occurs; 0 where it occurred before, so that each tie counts once. */
static size_t count_ties(const double *values, size_t count, size_t at)
{
    size_t ties = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_same = !(values[i] < values[at]) && !(values[i] > values[at]);
        if (is_same && i < at) return 0;
        ties += is_same;
    }
    return ties;
}

static int64_t spread_of(size_t n)
{
    int64_t k = (int64_t)n;
    return k * (k - 1) * (2 * k + 5);
}

enum { MOST_INVERSIONS = PM_MOST_FOR_EXACT * (PM_MOST_FOR_EXACT - 1) / 2 };

struct orders { /* how many orders of the values have so many pairs that fall */
    int64_t counts[MOST_INVERSIONS + 1];
    size_t last;
};

/* Times 1 + q + ... + q^(size-1): one value more, put at each of `size` places. */
static void multiply_orders(struct orders *orders, size_t size)
{
    int64_t sums[MOST_INVERSIONS + 1] = {0};
    size_t last = orders->last + size - 1;
    for (size_t i = 0; i <= orders->last; i++)
        for (size_t place = 0; place < size; place++)
            sums[i + place] += orders->counts[i];
    memcpy(orders->counts, sums, sizeof sums);
    orders->last = last;
}

/* Divided by the same, which goes without a rest: orders of values that are equal are one order. */
static void divide_orders(struct orders *orders, size_t size)
{
    size_t last = orders->last - (size - 1);
    int64_t window = 0;
    for (size_t i = 0; i <= orders->last; i++) {
        int64_t share = orders->counts[i] - window;
        orders->counts[i] = i <= last ? share : 0;
        window += share;
        if (i + 1 >= size) window -= orders->counts[i + 1 - size];
    }
    orders->last = last;
}

/* The part of all orders whose S is at least as far from 0. */
static double exact_of(const double *values, size_t count, int64_t s)
{
    struct orders orders = {.counts = {1}};
    double far = 0.0;
    double all = 0.0;
    for (size_t i = 2; i <= count; i++)
        multiply_orders(&orders, i);
    for (size_t i = 0; i < count; i++)
        for (size_t size = 2; size <= count_ties(values, count, i); size++)
            divide_orders(&orders, size);
    for (size_t falling = 0; falling <= orders.last; falling++) {
        int64_t other = (int64_t)orders.last - 2 * (int64_t)falling;
        bool is_far = (other < 0 ? -other : other) >= (s < 0 ? -s : s);
        all += (double)orders.counts[falling];
        if (is_far) far += (double)orders.counts[falling];
    }
    return far / all;
}

struct pm_mann_kendall pm_mann_kendall(const double *values, size_t count)
{
    struct pm_mann_kendall test = {0};
    if (count < PM_LEAST_FOR_TREND) return test;
    int64_t spread = spread_of(count);
    for (size_t j = 0; j < count; j++) {
        for (size_t i = 0; i < j; i++)
            test.s += (values[j] > values[i]) - (values[j] < values[i]);
        spread -= spread_of(count_ties(values, count, j));
    }
    test.is_set = true;
    test.variance = (double)spread / 18.0;
    if (spread > 0 && test.s)
        test.z = (double)(test.s > 0 ? test.s - 1 : test.s + 1) / sqrt(test.variance);
    test.p = pm_normal_outside(test.z);
    test.has_exact = count <= PM_MOST_FOR_EXACT;
    if (test.has_exact) test.exact_p = exact_of(values, count, test.s);
    return test;
}

/* ---- Theil-Sen ---- */

/* Slopes of all pairs at different times, ascending; *count of them. */
static double *sort_slopes(struct pm_arena *arena, const double *times, const double *values,
                           size_t point_count, size_t *count)
{
    double *slopes = PM_NEW_ITEMS(arena, double, point_count *(point_count + 1) / 2 + 1);
    *count = 0;
    for (size_t j = 0; j < point_count; j++)
        for (size_t i = 0; i < j; i++) {
            double time = times[j] - times[i];
            if (time > 0.0 || time < 0.0) slopes[(*count)++] = (values[j] - values[i]) / time;
        }
    qsort(slopes, *count, sizeof *slopes, compare_numbers);
    return slopes;
}

struct pm_slope pm_theil_sen(struct pm_arena *arena, const double *times, const double *values,
                             size_t count)
{
    struct pm_slope slope = {0};
    size_t slope_count = 0;
    double *slopes = sort_slopes(arena, times, values, count, &slope_count);
    if (!slope_count) return slope;
    slope.is_set = true;
    slope.slope = median_of_sorted(slopes, slope_count);
    double *rests = PM_NEW_ITEMS(arena, double, count);
    for (size_t i = 0; i < count; i++)
        rests[i] = values[i] - slope.slope * times[i];
    slope.intercept = median_of(rests, count);
    /* Ranks that leave out as many slopes on either side as chance would. */
    struct pm_mann_kendall test = pm_mann_kendall(values, count);
    double wide = test.is_set ? PM_Z_80 * sqrt(test.variance) : (double)slope_count;
    double below = ((double)slope_count - wide) / 2.0;
    size_t first = below > 0.0 ? (size_t)below : 0;
    slope.low = slopes[first];
    slope.high = slopes[slope_count - 1 - first];
    return slope;
}

/* ---- Forecast ---- */

/* Scatter around the line: 1.4826 median absolute deviations, as a normal one has. */
static double scatter_of(struct pm_arena *arena, const double *times, const double *values,
                         size_t count, const struct pm_slope *slope)
{
    double *rests = PM_NEW_ITEMS(arena, double, count);
    for (size_t i = 0; i < count; i++) {
        double rest = values[i] - slope->slope * times[i] - slope->intercept;
        rests[i] = rest < 0.0 ? -rest : rest;
    }
    return 1.4826 * median_of(rests, count);
}

static double median_copy(struct pm_arena *arena, const double *values, size_t count)
{
    double *copy = PM_NEW_ITEMS(arena, double, count);
    memcpy(copy, values, count * sizeof *copy);
    return median_of(copy, count);
}

/* The line goes on; its band turns around the middle of the times. */
static void follow_slope(struct pm_arena *arena, const double *times, const double *values,
                         size_t count, const struct pm_slope *slope, double at,
                         struct pm_forecast *out)
{
    double middle = median_copy(arena, times, count);
    double reach = PM_Z_80 * scatter_of(arena, times, values, count, slope);
    double ahead = at - middle;
    out->follows_trend = true;
    out->value = slope->intercept + slope->slope * at;
    double steep = (slope->high - slope->slope) * ahead;
    double flat = (slope->slope - slope->low) * ahead;
    out->low = out->value - flat - reach;
    out->high = out->value + steep + reach;
}

/* Nothing but chance around a mean: a moving range of two is 1.128 deviations wide. */
static void follow_mean(const double *values, size_t count, struct pm_forecast *out)
{
    struct pm_control control = pm_control_limits(values, count, false);
    double reach = PM_Z_80 * control.moving_range / 1.128;
    out->value = control.mean;
    out->low = out->value - reach;
    out->high = out->value + reach;
}

struct pm_forecast pm_forecast(struct pm_arena *arena, const double *times, const double *values,
                               size_t count, const struct pm_slope *slope, double at)
{
    struct pm_forecast forecast = {0};
    if (count < PM_LEAST_FOR_FORECAST || !slope->is_set) return forecast;
    forecast.is_set = true;
    if (slope->low > 0.0 || slope->high < 0.0)
        follow_slope(arena, times, values, count, slope, at, &forecast);
    else
        follow_mean(values, count, &forecast);
    return forecast;
}

enum pm_outlook pm_outlook_of(const struct pm_forecast *forecast, double target, int direction)
{
    if (!forecast->is_set || !direction) return PM_OUTLOOK_UNKNOWN;
    double worst = direction > 0 ? forecast->low : forecast->high;
    double best = direction > 0 ? forecast->high : forecast->low;
    bool worst_meets = direction > 0 ? worst >= target : worst <= target;
    bool best_meets = direction > 0 ? best >= target : best <= target;
    if (worst_meets) return PM_OUTLOOK_WILL_MEET;
    return best_meets ? PM_OUTLOOK_MAY_MEET : PM_OUTLOOK_WILL_MISS;
}
