/* flat.h: a plan text with a line for each statement, which says where it stands: for comparisons by
 * line, in which layout, comments and blank lines are no matter. */
#ifndef PM_FLAT_H
#define PM_FLAT_H

#include "lang/source/source.h"
#include "lang/syntax/syntax.h"

/* "plan compass goal present: target SY2026 24%", a line each, in the order written. In `arena`. */
struct pm_text pm_flat_text(struct pm_arena *arena, const struct pm_sources *sources,
                            const struct pm_tree *tree);

#endif
