#include "runtime/load/scratch.h"

#include <stdint.h>

static void release(void *object)
{
    pm_scratch_end(object);
}

struct pm_scratch *pm_scratch_new(struct pm_arena *parent)
{
    struct pm_scratch *scratch = PM_NEW(parent, struct pm_scratch);
    pm_arena_on_free(parent, release, scratch);
    scratch->arena = pm_arena_new();
    if (!scratch->arena) pm_arena_alloc_items(parent, SIZE_MAX, 2); /* leaves as any other lack */
    pm_arena_set_escape(scratch->arena, pm_arena_escape(parent));
    return scratch;
}

void pm_scratch_end(struct pm_scratch *scratch)
{
    pm_arena_free(scratch->arena);
    scratch->arena = NULL;
}
