/* statistics.h: what a few figures say about chance and about the course of things.
 *
 * Pure functions over doubles: only + - * / and sqrt, sums in the order of the data, so that all
 * compilers and levels give the same digits. Nothing here decides a status. Sources of the formulas
 * are named at each; docs/figures.md explains what they mean for counts of all students. */
#ifndef PM_STATISTICS_H
#define PM_STATISTICS_H

#include "lang/base/arena.h"
#include "lang/base/number.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Quantiles of the normal distribution: half of what lies outside a band of 95 % and of 80 %. */
#define PM_Z_95 1.959963984540054
#define PM_Z_80 1.2815515655446004

/* Probability that a normal variable is at least so far from 0, on either side. */
double pm_normal_outside(double z);

/* The ratio nearest to a double with 12 decimals (3 beyond a million, undefined beyond 9e14): for what
 * ends in exact figures. */
struct pm_ratio pm_ratio_from_double(double number);

/* ---- Shares of counts (proportions.c) ---- */

struct pm_interval {
    bool is_set;
    double low;
    double high;
};

/* Score interval of a share (0 to 1) of n (above 0) persons; Wilson 1927, without correction for
 * continuity. Within 0 to 1; ends exactly at 0 or 1 where the share does. */
struct pm_interval pm_wilson(double share, double n, double z);

/* Interval of share_a - share_b of independent groups: hybrid score, method 10 of Newcombe 1998. */
struct pm_interval pm_newcombe(double share_a, double n_a, double share_b, double n_b, double z);

/* ---- Control charts (control.c) ---- */

enum {
    PM_LEAST_FOR_LIMITS = 5,      /* points; below there are no limits */
    PM_LEAST_FOR_FIRM_LIMITS = 12 /* below they are on trial */
};

struct pm_control { /* limits of an XmR chart */
    bool is_set;
    bool is_trial;
    bool is_screened;
    double mean;
    double moving_range; /* mean one */
    double low;
    double high;
    double near_low; /* two thirds of the way to the limits */
    double near_high;
};

/* What marks a point as more than chance, in order of priority. */
enum pm_signal_rule {
    PM_SIGNAL_NONE,
    PM_SIGNAL_OUTSIDE, /* of the limits */
    PM_SIGNAL_TREND,   /* one of 7 that all rise or all fall */
    PM_SIGNAL_NEAR,    /* one of 2 of 3 near a limit, all three on one side of the mean */
    PM_SIGNAL_SHIFT    /* one of 7 in a row on one side of the mean */
};

/* "outside", "trend", "near", "shift"; "none". */
const char *pm_signal_word(enum pm_signal_rule rule);

struct pm_signal {
    enum pm_signal_rule rule;
    int side; /* +1 high or rising, -1 low or falling; 0 without a rule */
};

/* Limits from values in order: mean and 2.66 mean moving ranges on either side. `screens`: moving
 * ranges of 3.267 times their mean or more are left out once; the mean stays. Not set for fewer
 * than PM_LEAST_FOR_LIMITS values. */
struct pm_control pm_control_limits(const double *values, size_t count, bool screens);

/* Marks each value; nothing where the limits are not set. */
void pm_control_mark(const double *values, size_t count, const struct pm_control *control,
                     struct pm_signal *out);

enum pm_variation {
    PM_VARIATION_NONE, /* no limits */
    PM_VARIATION_COMMON,
    PM_VARIATION_IMPROVEMENT,
    PM_VARIATION_CONCERN,
    PM_VARIATION_HIGH, /* where neither direction is better */
    PM_VARIATION_LOW
};

/* "common", "improvement", "concern", "high", "low"; "none". */
const char *pm_variation_word(enum pm_variation variation);

/* What the mark of the last point means where `direction` is better. */
enum pm_variation pm_variation_of(const struct pm_control *control, struct pm_signal last,
                                  int direction);

enum pm_assurance {
    PM_ASSURANCE_NONE, /* no limits, no target, or neither direction is better */
    PM_ASSURANCE_PASSES,
    PM_ASSURANCE_FAILS,
    PM_ASSURANCE_VARIES /* the target lies within the limits: hit and miss */
};

/* "passes", "fails", "varies"; "none". */
const char *pm_assurance_word(enum pm_assurance assurance);

/* What can be expected of the process as it is. */
enum pm_assurance pm_assurance_of(const struct pm_control *control, double target, int direction);

/* ---- Trend (trend.c) ---- */

enum {
    PM_LEAST_FOR_TREND = 4,   /* points, for a test */
    PM_MOST_FOR_EXACT = 10,   /* up to here the exact probability is given too */
    PM_LEAST_FOR_FORECAST = 5 /* below, nothing is foretold */
};

struct pm_mann_kendall {
    bool is_set;
    int64_t s; /* pairs that rise less pairs that fall */
    double variance;
    double z; /* with correction for continuity */
    double p; /* two-sided, normal */
    bool has_exact;
    double exact_p; /* two-sided, over all orders of the values, ties kept */
};

/* Whether values in order rise or fall. Not set for fewer than PM_LEAST_FOR_TREND. */
struct pm_mann_kendall pm_mann_kendall(const double *values, size_t count);

struct pm_slope {
    bool is_set;
    double slope; /* per unit of time */
    double intercept;
    double low; /* interval of 80 %: Sen 1968 */
    double high;
};

/* Median slope of all pairs, with the times as they are; intercept: median of value - slope * time.
 * Scratch in `arena`. Not set for fewer than 2 points at different times. */
struct pm_slope pm_theil_sen(struct pm_arena *arena, const double *times, const double *values,
                             size_t count);

struct pm_forecast {
    bool is_set;
    bool follows_trend; /* else the mean goes on */
    double value;
    double low; /* band of 80 % */
    double high;
};

/* The figure to be expected at a later time: on the median slope where its interval of 80 % leaves
 * 0 out, else the mean; with a band for the slope and for the scatter around it. Not set for fewer
 * than PM_LEAST_FOR_FORECAST points. */
struct pm_forecast pm_forecast(struct pm_arena *arena, const double *times, const double *values,
                               size_t count, const struct pm_slope *slope, double at);

enum pm_outlook {
    PM_OUTLOOK_UNKNOWN,
    PM_OUTLOOK_WILL_MEET, /* the whole band reaches the target */
    PM_OUTLOOK_MAY_MEET,
    PM_OUTLOOK_WILL_MISS
};

/* "will_meet", "may_meet", "will_miss"; "unknown". */
const char *pm_outlook_word(enum pm_outlook outlook);

enum pm_outlook pm_outlook_of(const struct pm_forecast *forecast, double target, int direction);

#endif
