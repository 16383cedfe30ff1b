/* proportions.c: intervals of shares of counts and of their differences. */
#include "runtime/statistics/statistics.h"

#include <math.h>

struct pm_interval pm_wilson(double share, double n, double z)
{
    struct pm_interval interval = {0};
    if (!(n > 0.0) || !(share >= 0.0) || !(share <= 1.0)) return interval;
    double square = z * z / n;
    double middle = share + square / 2.0;
    double half = z * sqrt(share * (1.0 - share) / n + square / (4.0 * n));
    interval.is_set = true;
    interval.low = (middle - half) / (1.0 + square);
    interval.high = (middle + half) / (1.0 + square);
    /* At the ends rounding would leave a hair beyond: 0 of 20 has no negative share. */
    if (share <= 0.0 || interval.low < 0.0) interval.low = 0.0;
    if (share >= 1.0 || interval.high > 1.0) interval.high = 1.0;
    return interval;
}

struct pm_interval pm_newcombe(double share_a, double n_a, double share_b, double n_b, double z)
{
    struct pm_interval a = pm_wilson(share_a, n_a, z);
    struct pm_interval b = pm_wilson(share_b, n_b, z);
    struct pm_interval interval = {0};
    if (!a.is_set || !b.is_set) return interval;
    double difference = share_a - share_b;
    double below_a = share_a - a.low;
    double above_a = a.high - share_a;
    double below_b = share_b - b.low;
    double above_b = b.high - share_b;
    interval.is_set = true;
    interval.low = difference - sqrt(below_a * below_a + above_b * above_b);
    interval.high = difference + sqrt(above_a * above_a + below_b * below_b);
    return interval;
}
