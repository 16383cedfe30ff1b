/* render_text.c: results as people read them on a terminal. */
#include "runtime/render/result.h"

void pm_render_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                    const struct pm_result *result)
{
    switch (result->kind) {
    case PM_RESULT_CHECK:
        pm_write_report_text(arena, sink, style, result->report);
        return;
    case PM_RESULT_LOAD:
        pm_write_loaded_text(arena, sink, style, result->loaded);
        return;
    case PM_RESULT_STATUS:
        pm_write_status_text(arena, sink, style, result->view);
        break;
    case PM_RESULT_GAPS:
        pm_write_gaps_text(arena, sink, style, result->view);
        break;
    case PM_RESULT_ACTIONS:
        pm_write_actions_text(arena, sink, style, result->view);
        break;
    case PM_RESULT_VALUES:
        pm_write_values_text(arena, sink, style, result->view);
        return;
    case PM_RESULT_DIFF:
        if (result->years)
            pm_write_years_text(arena, sink, style, result->years);
        else
            pm_write_changes_text(arena, sink, style, result->changes);
        return;
    case PM_RESULT_KIND_COUNT:
        return;
    }
    if (result->view->known_count)
        pm_put_format(sink, "%s in the baseline, not listed\n",
                      pm_plural(arena, result->view->known_count, "finding", "findings"));
}
