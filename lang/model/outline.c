#include "lang/model/outline.h"

#include "lang/model/describe.h"

struct pm_outline pm_model_outline(struct pm_arena *arena, struct pm_arena *scratch,
                                   const struct pm_model *model)
{
    struct pm_outline outline = {.arena = arena, .scratch = scratch};
    struct pm_description description = pm_description_make(scratch, model->sources, true);
    description.outline = &outline;
    pm_describe_model(&description, model);
    return outline;
}
