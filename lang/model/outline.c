#include "lang/model/outline.h"

#include "lang/model/describe.h"

struct pm_outline pm_model_outline(struct pm_arena *arena, const struct pm_model *model)
{
    struct pm_outline outline = {.arena = arena};
    struct pm_description description = pm_description_make(arena, model->sources, true);
    description.outline = &outline;
    pm_describe_model(&description, model);
    return outline;
}
