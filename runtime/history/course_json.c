/* course_json.c: the course of findings as a document and as rows. */
#include "runtime/history/course.h"

#include "runtime/render/columns.h"
#include "runtime/render/trend.h"

/* ---- Parts that documents share ---- */

void pm_json_run(struct pm_json *json, enum pm_json_key key, const struct pm_recorded_run *run)
{
    pm_json_open(json, key);
    pm_json_integer(json, PM_KEY_run_run, run->id);
    pm_json_text_unless_empty(json, PM_KEY_run_names, run->names);
    pm_json_day(json, PM_KEY_run_as_of, run->as_of_day);
    pm_json_text(json, PM_KEY_run_recorded_at, run->recorded_at);
    pm_json_text(json, PM_KEY_run_model, run->model);
    pm_json_close(json);
}

void pm_json_recorded(struct pm_json *json, enum pm_json_key key,
                      const struct pm_recorded_finding *finding)
{
    if (!finding) return;
    const char *const *texts = finding->texts;
    pm_json_open(json, key);
    pm_json_text(json, PM_KEY_recorded_id, texts[PM_RECORDED_ID]);
    pm_json_text(json, PM_KEY_recorded_state, texts[PM_RECORDED_STATE]);
    pm_json_text(json, PM_KEY_recorded_severity, texts[PM_RECORDED_SEVERITY]);
    pm_json_text_unless_empty(json, PM_KEY_recorded_period, texts[PM_RECORDED_PERIOD]);
    pm_json_ratio(json, PM_KEY_recorded_value, pm_ratio_from_text(texts[PM_RECORDED_VALUE]));
    pm_json_ratio(json, PM_KEY_recorded_expected, pm_ratio_from_text(texts[PM_RECORDED_EXPECTED]));
    pm_json_text_unless_empty(json, PM_KEY_recorded_shown, texts[PM_RECORDED_SHOWN]);
    pm_json_text(json, PM_KEY_recorded_message, texts[PM_RECORDED_MESSAGE]);
    pm_json_close(json);
}

/* ---- The document ---- */

static void write_period(struct pm_json *json, const struct pm_course_period *period)
{
    pm_json_open_item(json, PM_OF_course_period);
    pm_json_text_unless_empty(json, PM_KEY_course_period_period, period->period);
    pm_json_text(json, PM_KEY_course_period_state, period->state);
    pm_json_ratio(json, PM_KEY_course_period_value, period->value);
    pm_json_text_unless_empty(json, PM_KEY_course_period_shown, period->shown);
    pm_json_ratio(json, PM_KEY_course_period_expected, period->expected);
    pm_json_close(json);
}

static void write_run(struct pm_json *json, const struct pm_course_run *run)
{
    pm_json_open_item(json, PM_OF_course_run);
    pm_json_run(json, PM_KEY_course_run_run, run->run);
    pm_json_recorded(json, PM_KEY_course_run_finding, run->finding);
    if (run->has_before)
        pm_json_text(json, PM_KEY_course_run_became, pm_became_info(run->became)->word);
    pm_json_close(json);
}

static void write_series(struct pm_json *json, const struct pm_course_series *series)
{
    pm_json_open_item(json, PM_OF_series);
    pm_json_text(json, PM_KEY_series_key, series->key);
    pm_json_text_unless_empty(json, PM_KEY_series_title, series->title);
    if (series->metric) pm_json_text(json, PM_KEY_series_metric, series->metric->name);
    pm_json_bool(json, PM_KEY_series_is_reported, series->is_reported);
    pm_json_open(json, PM_KEY_series_periods);
    for (size_t i = 0; i < series->periods.count; i++)
        write_period(json, &series->periods.items[i]);
    pm_json_close(json);
    pm_json_open(json, PM_KEY_series_runs);
    for (size_t i = 0; i < series->runs.count; i++)
        write_run(json, &series->runs.items[i]);
    pm_json_close(json);
    if (series->trend) pm_json_trend(json, PM_KEY_series_trend, series->finding, series->trend);
    pm_json_close(json);
}

void pm_write_course_json(struct pm_sink *sink, const struct pm_course *course)
{
    const struct pm_release *release = course->view.release;
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_course);
    pm_json_text(&json, PM_KEY_course_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_course_tool);
    pm_json_text(&json, PM_KEY_course_project, course->view.project);
    pm_json_day(&json, PM_KEY_course_as_of, release->as_of);
    pm_json_text(&json, PM_KEY_course_audience, pm_audience_name(release->audience));
    pm_json_text(&json, PM_KEY_course_subject, course->subject);
    pm_json_open(&json, PM_KEY_course_series);
    for (size_t i = 0; i < course->series.count; i++)
        write_series(&json, &course->series.items[i]);
    pm_json_close(&json);
    pm_json_close(&json);
}

/* ---- Rows ---- */

static void put_period(struct pm_csv_writer *csv, const struct pm_course_series *series,
                       const struct pm_course_period *period)
{
    pm_csv_write_text(csv, series->key);
    pm_csv_write_text(csv, "");
    pm_csv_write_text(csv, "");
    pm_csv_write_text(csv, period->period);
    pm_csv_write_ratio(csv, period->value);
    pm_csv_write_ratio(csv, period->expected);
    pm_csv_write_text(csv, period->state);
    pm_csv_write_text(csv, "");
    pm_csv_write_end(csv);
}

static void put_run(struct pm_csv_writer *csv, const struct pm_course_series *series,
                    const struct pm_course_run *run)
{
    const char *const *texts = run->finding->texts;
    char day[16] = "";
    if (run->run->as_of_day != PM_NO_DAY) pm_format_day(run->run->as_of_day, day);
    pm_csv_write_text(csv, series->key);
    pm_csv_write_integer(csv, run->run->id);
    pm_csv_write_text(csv, day);
    pm_csv_write_text(csv, texts[PM_RECORDED_PERIOD]);
    pm_csv_write_ratio(csv, pm_ratio_from_text(texts[PM_RECORDED_VALUE]));
    pm_csv_write_ratio(csv, pm_ratio_from_text(texts[PM_RECORDED_EXPECTED]));
    pm_csv_write_text(csv, texts[PM_RECORDED_STATE]);
    pm_csv_write_text(csv, run->has_before ? pm_became_info(run->became)->word : "");
    pm_csv_write_end(csv);
}

void pm_write_course_csv(struct pm_sink *sink, const struct pm_course *course)
{
    struct pm_csv_writer csv = pm_csv_writer_make(sink);
    pm_csv_write_header(&csv, "trend");
    for (size_t i = 0; i < course->series.count; i++) {
        const struct pm_course_series *series = &course->series.items[i];
        for (size_t at = 0; at < series->periods.count; at++)
            put_period(&csv, series, &series->periods.items[at]);
        for (size_t at = 0; at < series->runs.count; at++)
            put_run(&csv, series, &series->runs.items[at]);
    }
}
