/* scratch.h: an arena that ends before its parent, and with it at the latest.
 *
 * Where memory is gone, control leaves through the parent's escape and never comes back to free the
 * scratch; so the parent frees it. */
#ifndef PM_SCRATCH_H
#define PM_SCRATCH_H

#include "lang/base/arena.h"

struct pm_scratch {
    struct pm_arena *arena;
};

/* A new one; it takes the parent's escape. */
struct pm_scratch *pm_scratch_new(struct pm_arena *parent);

void pm_scratch_end(struct pm_scratch *scratch);

#endif
