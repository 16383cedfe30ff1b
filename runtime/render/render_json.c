/* render_json.c: results as JSON documents (fields.def). */
#include "runtime/render/result.h"

void pm_render_json(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                    const struct pm_result *result)
{
    switch (result->kind) {
    case PM_RESULT_CHECK:
        pm_write_report_json(sink, result->report);
        break;
    case PM_RESULT_LOAD:
        pm_write_loaded_json(arena, sink, result->loaded);
        break;
    case PM_RESULT_STATUS:
    case PM_RESULT_GAPS:
    case PM_RESULT_ACTIONS:
        pm_write_findings_json(arena, sink, style, result->view);
        break;
    case PM_RESULT_VALUES:
        pm_write_values_json(sink, style, result->view);
        break;
    case PM_RESULT_DIFF:
        if (result->years)
            pm_write_years_json(sink, result->years);
        else
            pm_write_changes_json(arena, sink, result->changes);
        break;
    case PM_RESULT_KIND_COUNT:
        break;
    }
}
