/* path.h: what is expected between a baseline and targets.
 *
 * Places on a path are counted from the baseline: in periods of the judged grain, in days, or in days
 * with instruction: Monday to Friday but for the days on which the calendar is closed. A
 * period of a coarser grain stands where its last part stands: a target for the year is due with
 * the last quarter. Periods that are paused with `shift` are not counted, so that everything
 * after them comes so many periods later. On days a path begins the day after the baseline's
 * period. */
#ifndef PM_PATH_H
#define PM_PATH_H

#include "lang/model/model.h"

struct pm_axis {
    const struct pm_calendar *calendar;
    char part;               /* the judged grain */
    struct pm_period origin; /* of that grain: the place 0 */
    enum pm_path_axis counts;
    const struct pm_closure *closures; /* in order, no two of them overlap (pm_axis_closures) */
    size_t closure_count;
    const struct pm_pause *pauses;
    size_t pause_count;
};

/* Gives the axis the days on which its calendar is closed. */
void pm_axis_closures(struct pm_arena *arena, struct pm_axis *axis);

/* The period of the grain in which `period` stands: its last part, or the one that holds its
 * end. */
struct pm_period pm_axis_place(const struct pm_axis *axis, struct pm_period period);

/* True when the period lies in a paused one. */
bool pm_axis_is_paused(const struct pm_axis *axis, struct pm_period period);

/* Periods from the origin to the place of `period`, as written: pauses are not taken out. */
int32_t pm_axis_index(const struct pm_axis *axis, struct pm_period period);

/* The same without those that are paused with `shift`. */
int32_t pm_axis_waited_index(const struct pm_axis *axis, struct pm_period period);

/* Where something written for `period` has moved to; `period` itself without a shift before it. */
struct pm_period pm_axis_moved(const struct pm_axis *axis, struct pm_period period);

/* Place on the axis of something written for `period`: its index, or days. */
int32_t pm_axis_written(const struct pm_axis *axis, struct pm_period period);

/* Place on the axis of a judged period, at its end or, where that is later, at the as-of day. */
int32_t pm_axis_judged(const struct pm_axis *axis, struct pm_period period, int32_t as_of);

struct pm_knot {   /* a value that is known at a place: baseline or target */
    int32_t index; /* in periods */
    int32_t at;    /* on the axis */
    int32_t cycle; /* periods of the judged grain in one of its own: 4 for a year by quarters */
    struct pm_ratio value; /* undefined: pending */
    struct pm_ratio end;   /* what a geometric path to it leads to; undefined: not said */
    bool is_baseline;
};

struct pm_trajectory {
    enum pm_path_kind kind;
    const struct pm_knot *knots; /* in order of place */
    size_t count;
};

/* What is expected at a place; undefined where nothing is. `index` counts whole periods that have
 * ended, for `step`; `at` is the place on the axis. After the last knot its value holds. */
struct pm_ratio pm_trajectory_at(const struct pm_trajectory *trajectory, int32_t index, int32_t at);

/* base raised to numerator / denominator, for a base above 0 and an exponent in 0..1: exactly where
 * that is a fraction, else to 15 digits of the power that is above 1. Undefined for other bases.
 * (power.c) */
struct pm_ratio pm_ratio_power(struct pm_ratio base, int32_t numerator, int32_t denominator);

#endif
