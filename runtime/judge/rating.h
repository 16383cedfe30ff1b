/* rating.h: how a rating judges what is known of a figure. The gate of privacy asks again, to learn
 * whether a state would tell more than it may. */
#ifndef PM_RATING_H
#define PM_RATING_H

#include "runtime/judge/findings.h"

struct pm_verdict {
    enum pm_state state;          /* PM_STATE_COUNT: the rating has no word for it */
    const struct pm_level *level; /* NULL: none was reached */
};

/* Tries the levels in order, or the rating's table. `lack` is what is said where a level needs a
 * target that is missing: PM_STATE_NO_TARGET or PM_STATE_NO_BASELINE. */
struct pm_verdict pm_rate(const struct pm_rating *rating, const struct pm_variables *variables,
                          enum pm_state lack);

/* Tries the unrated words that speak of `value`, for a figure that is missing; state PM_STATE_COUNT
 * when none fits: then it is missing, whatever else is. */
struct pm_verdict pm_rate_missing(const struct pm_rating *rating,
                                  const struct pm_variables *variables);

/* Judges `value` by what a status finding says of baseline, targets, bounds and previous figure:
 * the verdict that the finding would have if its figure were this one. */
struct pm_verdict pm_rate_finding(const struct pm_finding *finding, struct pm_ratio value,
                                  enum pm_state lack);

/* What ratings may speak of, for `value` in place of the finding's figure. */
void pm_finding_variables(const struct pm_finding *finding, struct pm_ratio value,
                          struct pm_variables *out);

/* Which way is better for what the finding judges: the metric's, and down for a gap. */
int pm_finding_direction(const struct pm_finding *finding);

/* `value` against what was expected of the finding: negative is unfavourable. */
struct pm_ratio pm_finding_deviation(const struct pm_finding *finding, struct pm_ratio value);

/* True when `value` is at least as good as `goal`; false when one is undefined. */
bool pm_finding_reaches(const struct pm_finding *finding, struct pm_ratio value,
                        struct pm_ratio goal);

bool pm_rating_uses(const struct pm_rating *rating, enum pm_variable variable);

/* How many periods before its own a rating asks for, where a year has `parts` of them; 0: none. What
 * each of them says about the one before it is not counted. */
int32_t pm_rating_looks_back(const struct pm_rating *rating, int32_t parts);

/* True when some level of the rating speaks of what is to be reached: without a target it can say
 * nothing. */
bool pm_rating_needs_target(const struct pm_rating *rating);

#endif
