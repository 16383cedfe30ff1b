/* render_csv.c: figures and findings in rows. */
#include "runtime/render/result.h"

void pm_render_csv(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                   const struct pm_result *result)
{
    (void)style;
    if (result->kind == PM_RESULT_VALUES)
        pm_write_values_csv(arena, sink, result->view);
    else if (result->kind == PM_RESULT_GAPS)
        pm_write_gaps_csv(arena, sink, result->view);
    else if (result->kind == PM_RESULT_ACTIONS)
        pm_write_actions_csv(arena, sink, result->view);
    else if (result->view)
        pm_write_status_csv(arena, sink, result->view);
}
