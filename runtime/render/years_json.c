/* years_json.c: two years of a plan side by side, as a JSON document. */
#include "runtime/render/report.h"
#include "runtime/render/years.h"

static void write_year(struct pm_json *json, enum pm_json_key key,
                       const struct pm_promise_year *year)
{
    if (!year->is_there) return;
    pm_json_open(json, key);
    pm_json_text_unless_empty(json, PM_KEY_promise_year_promised, year->promised);
    pm_json_text_unless_empty(json, PM_KEY_promise_year_period, year->period);
    if (year->has_state)
        pm_json_text(json, PM_KEY_promise_year_state, pm_state_info(year->state)->word);
    pm_json_text_unless_empty(json, PM_KEY_promise_year_shown, year->shown);
    pm_json_close(json);
}

void pm_json_promise(struct pm_json *json, const struct pm_years *years,
                     const struct pm_promise *promise)
{
    pm_json_open_item(json, PM_OF_promise);
    pm_json_text(json, PM_KEY_promise_kind, pm_promise_kind_word(promise->kind));
    pm_json_text(json, PM_KEY_promise_fate, pm_fate_word(promise->fate));
    pm_json_text(json, PM_KEY_promise_name, promise->name);
    pm_json_text(json, PM_KEY_promise_label, promise->label);
    pm_json_text_unless_empty(json, PM_KEY_promise_where, promise->where);
    pm_json_text_unless_empty(json, PM_KEY_promise_key, promise->key);
    write_year(json, PM_KEY_promise_first, &promise->first);
    write_year(json, PM_KEY_promise_second, &promise->second);
    if (promise->kind == PM_PROMISE_GOAL) {
        pm_json_integer(json, PM_KEY_promise_measures, (int64_t)promise->measures);
        pm_json_integer(json, PM_KEY_promise_kept, (int64_t)promise->kept);
    }
    if (promise->at.end > promise->at.begin)
        pm_json_location(json, PM_KEY_promise_location, years->sources, promise->at, false);
    pm_json_close(json);
}

void pm_write_years_json(struct pm_sink *sink, const struct pm_years *years)
{
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_years);
    pm_json_text(&json, PM_KEY_years_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_years_tool);
    pm_json_text(&json, PM_KEY_years_project, years->project);
    pm_json_text(&json, PM_KEY_years_first, years->first);
    pm_json_text(&json, PM_KEY_years_second, years->second);
    pm_json_day(&json, PM_KEY_years_as_of, years->as_of);
    pm_json_text(&json, PM_KEY_years_audience, pm_audience_name(years->audience));
    pm_json_open(&json, PM_KEY_years_promises);
    for (size_t i = 0; i < years->count; i++)
        pm_json_promise(&json, years, &years->promises[i]);
    pm_json_close(&json);
    pm_json_bool(&json, PM_KEY_years_fails, pm_years_fail(years));
    pm_json_close(&json);
}
