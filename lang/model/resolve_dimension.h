/* resolve_dimension.h: the parts of dimensions and of modules' declarations. Internal to the
 * resolver. */
#ifndef PM_RESOLVE_DIMENSION_H
#define PM_RESOLVE_DIMENSION_H

#include "lang/model/resolver.h"

/* The values after `when`, typed by the dimension's fields. (group_values.c) */
void pm_read_group_values(struct pm_resolver *resolver, const struct pm_slot *slot,
                          struct pm_group *group);

/* Reports values in two groups of a dimension that is not overlapping, or twice in one group. */
void pm_check_group_values(struct pm_resolver *resolver, const struct pm_dimension *dimension);

/* True when a statement of the project's own files names `name` in a part of this kind ("METRIC",
 * "DIMENSION"; plurals too). (mentions.c) */
bool pm_is_mentioned(const struct pm_resolver *resolver, const char *kind, struct pm_text name);

/* Moves what was found in a module's declaration to `list`, saying that the project needs it.
 * (mentions.c) */
void pm_take_module_problems(struct pm_resolver *resolver, struct pm_diagnostics *list,
                             const char *kind, const char *name);

#endif
