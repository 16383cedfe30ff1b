#include "runtime/render/test_results.h"

#include "runtime/render/json.h"
#include "runtime/render/names.h"
#include "runtime/render/report.h"
#include "runtime/render/xml.h"

#include <stdio.h>

size_t pm_test_results_failed(const struct pm_test_results *results)
{
    size_t failed = 0;
    for (size_t i = 0; i < results->count; i++)
        failed += !pm_test_passed(&results->items[i]);
    return failed;
}

static struct pm_diagnostic_report report_of(const struct pm_test_results *results,
                                             const struct pm_test_result *result)
{
    return (struct pm_diagnostic_report){.items = result->diagnostics->items,
                                         .count = result->diagnostics->count,
                                         .sources = results->sources,
                                         .project = results->project};
}

/* The messages of a test with their places, a line each. */
static const char *messages_of(struct pm_arena *arena, const struct pm_test_results *results,
                               const struct pm_test_result *result)
{
    struct pm_diagnostic_report report = report_of(results, result);
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    pm_write_report_short(arena, &buffer.sink, &report);
    return pm_buffer_text(&buffer);
}

/* ---- Text ---- */

static void put_result(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                       const struct pm_test_results *results, const struct pm_test_result *result)
{
    bool passed = pm_test_passed(result);
    if (passed && !style->all) return;
    pm_put_painted(sink, style, passed ? PM_PAINT_GREEN : PM_PAINT_RED,
                   passed ? "ok    " : "FAIL  ");
    const char *label = result->test->label;
    bool has_label = label != result->test->name;
    pm_put_wrapped(sink,
                   pm_arena_format(arena, "%s%s%s (%zu of %zu held)", result->test->name,
                                   has_label ? "  " : "", has_label ? label : "", result->held,
                                   result->test->claim_count),
                   6, (size_t)style->width);
    if (passed) return;
    struct pm_diagnostic_report report = report_of(results, result);
    pm_write_report_text(arena, sink, style, &report);
    pm_put(sink, "\n");
}

static void put_untested(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_coverage *coverage)
{
    struct pm_buffer line;
    size_t count = coverage->untested_metric_count + coverage->untested_goal_count;
    if (!count) return;
    if (!style->all) {
        pm_put(sink, "`--all` lists what no test is about\n");
        return;
    }
    pm_buffer_start(&line, arena);
    pm_put(&line.sink, "no test is about");
    for (size_t i = 0; i < coverage->untested_metric_count; i++)
        pm_put_format(&line.sink, "%s %s", i ? "," : "", coverage->untested_metrics[i]->name);
    for (size_t i = 0; i < coverage->untested_goal_count; i++)
        pm_put_format(&line.sink, "%s %s.%s", i || coverage->untested_metric_count ? "," : "",
                      coverage->untested_goals[i]->plan->name, coverage->untested_goals[i]->name);
    pm_put_wrapped(sink, pm_buffer_text(&line), 2, (size_t)style->width);
}

void pm_write_tests_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_test_results *results)
{
    const struct pm_coverage *coverage = &results->coverage;
    for (size_t i = 0; i < results->count; i++)
        put_result(arena, sink, style, results, &results->items[i]);
    size_t failed = pm_test_results_failed(results);
    pm_put_format(sink, "%s: %zu passed, %zu failed\n",
                  pm_plural(arena, results->count, "test", "tests"), results->count - failed,
                  failed);
    pm_put_format(sink, "covered: %zu of %s, %zu of %s\n",
                  coverage->metric_count - coverage->untested_metric_count,
                  pm_plural(arena, coverage->metric_count, "metric", "metrics"),
                  coverage->goal_count - coverage->untested_goal_count,
                  pm_plural(arena, coverage->goal_count, "goal", "goals"));
    put_untested(arena, sink, style, coverage);
}

/* ---- JSON ---- */

static void put_coverage(struct pm_json *json, const struct pm_coverage *coverage)
{
    pm_json_open(json, PM_KEY_tests_coverage);
    pm_json_integer(json, PM_KEY_coverage_metrics, (int64_t)coverage->metric_count);
    pm_json_open(json, PM_KEY_coverage_untested_metrics);
    for (size_t i = 0; i < coverage->untested_metric_count; i++)
        pm_json_text_item(json, coverage->untested_metrics[i]->name);
    pm_json_close(json);
    pm_json_integer(json, PM_KEY_coverage_goals, (int64_t)coverage->goal_count);
    pm_json_open(json, PM_KEY_coverage_untested_goals);
    for (size_t i = 0; i < coverage->untested_goal_count; i++) {
        char name[256];
        const struct pm_goal *goal = coverage->untested_goals[i];
        snprintf(name, sizeof name, "%s.%s", goal->plan->name, goal->name);
        pm_json_text_item(json, name);
    }
    pm_json_close(json);
    pm_json_close(json);
}

void pm_write_tests_json(struct pm_sink *sink, const struct pm_test_results *results)
{
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_tests);
    pm_json_text(&json, PM_KEY_tests_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_tests_tool);
    pm_json_text(&json, PM_KEY_tests_project, results->project);
    pm_json_open(&json, PM_KEY_tests_tests);
    for (size_t i = 0; i < results->count; i++) {
        const struct pm_test_result *result = &results->items[i];
        pm_json_open_item(&json, PM_OF_test);
        pm_json_text(&json, PM_KEY_test_name, result->test->name);
        pm_json_text(&json, PM_KEY_test_label, result->test->label);
        pm_json_bool(&json, PM_KEY_test_passed, pm_test_passed(result));
        pm_json_integer(&json, PM_KEY_test_held, (int64_t)result->held);
        pm_json_integer(&json, PM_KEY_test_claims, (int64_t)result->test->claim_count);
        pm_json_location(&json, PM_KEY_test_location, results->sources, result->test->facts.at,
                         false);
        pm_json_open(&json, PM_KEY_test_diagnostics);
        for (size_t j = 0; j < result->diagnostics->count; j++)
            pm_json_diagnostic(&json, results->sources, result->diagnostics->items[j]);
        pm_json_close(&json);
        pm_json_close(&json);
    }
    pm_json_close(&json);
    put_coverage(&json, &results->coverage);
    pm_json_close(&json);
}

/* ---- TAP ---- */

/* A text on one line; `#` would begin a directive. */
static void put_description(struct pm_sink *sink, const char *text)
{
    for (; *text; text++) {
        if (*text == '#' || *text == '\\') pm_put(sink, "\\");
        pm_put_bytes(sink, *text == '\n' || *text == '\r' ? " " : text, 1);
    }
}

void pm_write_tests_tap(struct pm_arena *arena, struct pm_sink *sink,
                        const struct pm_test_results *results)
{
    pm_put_format(sink, "TAP version 14\n1..%zu\n", results->count);
    for (size_t i = 0; i < results->count; i++) {
        const struct pm_test_result *result = &results->items[i];
        bool passed = pm_test_passed(result);
        pm_put_format(sink, "%s %zu - %s: ", passed ? "ok" : "not ok", i + 1, result->test->name);
        put_description(sink, result->test->label);
        pm_put(sink, "\n");
        if (passed) continue;
        pm_put(sink, "  ---\n  message: |\n");
        struct pm_text rest = pm_text_trim(pm_text_from(messages_of(arena, results, result)));
        struct pm_text line;
        while (pm_text_take_line(&rest, &line)) {
            pm_put(sink, "    ");
            pm_put_safely(sink, line);
            pm_put(sink, "\n");
        }
        pm_put(sink, "  ...\n");
    }
}

/* ---- JUnit ---- */

static void put_attribute(struct pm_sink *sink, const char *name, const char *text)
{
    pm_put_format(sink, " %s=\"", name);
    pm_put_xml_text(sink, pm_text_from(text));
    pm_put(sink, "\"");
}

static void put_case(struct pm_arena *arena, struct pm_sink *sink,
                     const struct pm_test_results *results, const struct pm_test_result *result)
{
    pm_put(sink, "    <testcase");
    put_attribute(sink, "classname", results->project);
    put_attribute(sink, "name", result->test->name);
    put_attribute(sink, "file",
                  pm_sources_get(results->sources, result->test->facts.at.file)->path);
    if (pm_test_passed(result)) {
        pm_put(sink, "/>\n");
        return;
    }
    pm_put(sink, ">\n      <failure");
    put_attribute(sink, "message", result->diagnostics->items[0]->message);
    pm_put(sink, ">");
    struct pm_text rest = pm_text_from(messages_of(arena, results, result));
    struct pm_text line;
    while (pm_text_take_line(&rest, &line)) {
        pm_put_xml_text(sink, line);
        if (rest.bytes) pm_put(sink, "\n");
    }
    pm_put(sink, "</failure>\n    </testcase>\n");
}

void pm_write_tests_junit(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_test_results *results)
{
    size_t failed = pm_test_results_failed(results);
    pm_put(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    pm_put_format(sink, "<testsuites tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n",
                  results->count, failed);
    pm_put(sink, "  <testsuite");
    put_attribute(sink, "name", *results->project ? results->project : "pm");
    pm_put_format(sink, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\">\n",
                  results->count, failed);
    for (size_t i = 0; i < results->count; i++)
        put_case(arena, sink, results, &results->items[i]);
    pm_put(sink, "  </testsuite>\n</testsuites>\n");
}
