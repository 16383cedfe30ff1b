/* rounding.h: `round value to 1 pts` of a privacy block. Internal to runtime/privacy. Nothing is done
 * where the block does not say so, or the metric is no share. */
#ifndef PM_ROUNDING_H
#define PM_ROUNDING_H

#include "runtime/privacy/release.h"

/* Rounds what a figure shows of its cell; hides it where these are so few persons that no step would
 * leave a doubt. */
void pm_round_figure(const struct pm_privacy *privacy, const struct pm_cell *cell,
                     struct pm_figure *figure);

/* Works a finding's figures and its judgement out anew from what is shown. False where that can't be
 * done: then nothing may be said. */
bool pm_round_finding(const struct pm_privacy *privacy, const struct pm_cells *cells,
                      const struct pm_figure *figure, struct pm_finding *finding);

void pm_round_movement(const struct pm_privacy *privacy, const struct pm_cells *cells,
                       struct pm_movement *movement);

#endif
