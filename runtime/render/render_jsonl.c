/* render_jsonl.c: the items of the JSON documents, one on a line, with nothing around them. */
#include "runtime/render/result.h"

static void write_diagnostics(struct pm_json *json, const struct pm_diagnostic_report *report)
{
    for (size_t i = 0; i < report->count; i++)
        pm_json_diagnostic(json, report->sources, report->items[i]);
}

static void write_findings(struct pm_arena *arena, struct pm_json *json,
                           const struct pm_style *style, const struct pm_view *view)
{
    for (size_t i = 0; i < view->chosen_count; i++) {
        pm_json_open_item(json, PM_OF_finding);
        pm_json_finding(arena, json, view, style, view->chosen[i]);
        pm_json_close(json);
    }
}

static void write_changes(struct pm_arena *arena, struct pm_json *json,
                          const struct pm_change_report *report)
{
    for (size_t i = 0; i < report->changes->count; i++)
        pm_json_change(arena, json, report, report->changes->items[i]);
}

void pm_render_jsonl(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     const struct pm_result *result)
{
    struct pm_json json = pm_json_make_lines(sink);
    if (result->report) write_diagnostics(&json, result->report);
    if (result->loaded) {
        pm_json_loaded(arena, &json, result->loaded);
        write_diagnostics(&json, &result->loaded->report);
    }
    if (result->changes) write_changes(arena, &json, result->changes);
    for (size_t i = 0; result->years && i < result->years->count; i++)
        pm_json_promise(&json, result->years, &result->years->promises[i]);
    if (result->view) write_findings(arena, &json, style, result->view);
}
