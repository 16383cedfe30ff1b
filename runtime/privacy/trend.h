/* trend.h: what the figures so far show: course, chance and outlook, made of nothing but figures that
 * the audience may see. No state depends on it. */
#ifndef PM_TREND_H
#define PM_TREND_H

#include "runtime/privacy/release.h"
#include "runtime/statistics/statistics.h"

struct pm_trend_point {
    struct pm_period period;
    double value; /* of a gap: of its kind */
    struct pm_signal signal;
};

struct pm_trend {
    struct pm_trend_point *points; /* periods that have ended, since the last break; none joined
                                      across it */
    size_t count;
    bool has_break;              /* earlier figures lie before a break */
    size_t left_out;             /* periods since then without a figure to show */
    struct pm_interval interval; /* of the finding's figure, by chance */
    struct pm_interval change;   /* of its change since the period before; of a gap: of how far the
                                    group lies above what it is compared with */
    struct pm_control control;
    enum pm_variation variation; /* of the newest point */
    bool has_target;
    double target;
    enum pm_assurance assurance;
    struct pm_mann_kendall test;
    struct pm_slope slope; /* a year */
    struct pm_period at;   /* of the forecast: when the target is due; none: no such day to
                                    come */
    struct pm_forecast forecast;
    enum pm_outlook outlook;
};

/* Finds the trends of these findings (indices in the release), as released->trends has them. Only
 * findings on figures that are shown have one; where values are shown rounded, none has. */
void pm_release_trends(struct pm_arena *arena, const uint32_t *findings, size_t count,
                       struct pm_release *release);

#endif
