/* levels.h: what a project and its plans say about the level of a check. */
#ifndef PM_LEVELS_H
#define PM_LEVELS_H

#include "lang/model/model.h"

/* What holds for a code in a plan (NULL: outside plans): the plan's own `deny`, `warn` and `allow`
 * go first, then its profile, then those of the project. A profile of the plan takes the place of
 * the project's. NULL: nothing is said, the check is as it comes. Lives as long as the model. */
const struct pm_rule_level *pm_model_rule_level(const struct pm_model *model,
                                                const struct pm_plan *plan, enum pm_code code);

/* True when some line or profile of these rules makes an error of what is none by itself. */
bool pm_rules_may_deny(const struct pm_rules *rules);

/* What a profile says of a code, NULL when nothing; lives for ever. */
const struct pm_rule_level *pm_profile_rule_level(enum pm_profile profile, enum pm_code code);

/* "draft", "board", "state"; "" for none. */
const char *pm_profile_name(enum pm_profile profile);

/* The profile of this name; PM_PROFILE_NONE when there is none. */
enum pm_profile pm_profile_find(const char *name);

#endif
