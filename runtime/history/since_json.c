/* since_json.c: what has become of findings since a run, as a document. */
#include "runtime/history/course.h"

static void write_turn(struct pm_json *json, const struct pm_turn *turn)
{
    const struct pm_recorded_finding *told = turn->after ? turn->after : turn->before;
    pm_json_open_item(json, PM_OF_turn);
    pm_json_text(json, PM_KEY_turn_became, pm_became_info(turn->became)->word);
    pm_json_text(json, PM_KEY_turn_key, told->texts[PM_RECORDED_KEY]);
    pm_json_text(json, PM_KEY_turn_kind, told->texts[PM_RECORDED_KIND]);
    pm_json_bool(json, PM_KEY_turn_path_moved, pm_turn_moves_aim(turn));
    pm_json_recorded(json, PM_KEY_turn_before, turn->before);
    pm_json_recorded(json, PM_KEY_turn_after, turn->after);
    pm_json_close(json);
}

void pm_write_since_json(struct pm_sink *sink, const struct pm_view *view,
                         const struct pm_since *since)
{
    const struct pm_release *release = view->release;
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_since);
    pm_json_text(&json, PM_KEY_since_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_since_tool);
    pm_json_text(&json, PM_KEY_since_project, view->project);
    pm_json_day(&json, PM_KEY_since_as_of, release->as_of);
    pm_json_text(&json, PM_KEY_since_audience, pm_audience_name(release->audience));
    pm_json_text(&json, PM_KEY_since_model, pm_model_digest(release->model->arena, release->model));
    pm_json_run(&json, PM_KEY_since_run, &since->run);
    pm_json_open(&json, PM_KEY_since_findings);
    for (size_t i = 0; i < since->turn_count; i++)
        if (since->turns[i].became != PM_BECAME_UNCHANGED) write_turn(&json, &since->turns[i]);
    pm_json_close(&json);
    pm_json_open(&json, PM_KEY_since_summary);
    for (int became = 0; became < PM_BECAME_COUNT; became++)
        pm_json_integer_entry(&json, pm_became_info((enum pm_became)became)->word,
                              (int64_t)since->counts[became]);
    pm_json_close(&json);
    pm_json_close(&json);
}
