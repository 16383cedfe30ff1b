/* chance.h: intervals of figures that are shares of counted persons: what would be expected of chance
 * from year to year. Shares of days, minutes or money have none. */
#ifndef PM_CHANCE_H
#define PM_CHANCE_H

#include "runtime/judge/findings.h"
#include "runtime/statistics/statistics.h"

/* True when the figure is a share of whole persons: counts within their base, which is n. */
bool pm_chance_has_counts(const struct pm_cell *cell);

/* Interval of 95 % of the figure (Wilson), and of the difference of two (Newcombe); not set where
 * one is no such share, or where the two count the same rows. */
struct pm_interval pm_chance_interval(const struct pm_cell *cell);
struct pm_interval pm_chance_difference(const struct pm_cell *a, const struct pm_cell *b);

/* Interval of how far a finding's group lies above what it is compared with: the group's share less
 * the reference's, in that order. Against all: less that of the others among them. Not set where
 * somebody may be on both sides. */
struct pm_interval pm_chance_gap(const struct pm_finding *finding);

/* How far chance may have carried `value`, in place of the finding's figure, from where it would be
 * better (`direction`): the distance to the end of its interval on that side. 0 where there is
 * none. */
struct pm_ratio pm_chance_reach(const struct pm_finding *finding, struct pm_ratio value,
                                int direction);

#endif
