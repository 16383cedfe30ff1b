/* render_rdjson.c: the diagnostic format that reviewdog reads.
 *
 * Columns count bytes and ends are exclusive. It has no field for other places: they are said in the
 * message, on lines of their own. */
#include "runtime/render/issue.h"

static const char *severity_of(enum pm_severity severity)
{
    switch (severity) {
    case PM_ERROR:
        return "ERROR";
    case PM_WARNING:
        return "WARNING";
    case PM_INFO:
        return "INFO";
    }
    return "INFO";
}

static void write_position(struct pm_json *json, const char *name, uint32_t line, uint32_t column)
{
    pm_json_open_map_entry(json, name);
    pm_json_integer_entry(json, "line", line);
    if (column) pm_json_integer_entry(json, "column", column);
    pm_json_close(json);
}

static void write_range(struct pm_json *json, const struct pm_issue_place *place)
{
    pm_json_open_map_entry(json, "range");
    write_position(json, "start", place->line, place->first_byte);
    write_position(json, "end", place->end_line, place->last_byte);
    pm_json_close(json);
}

static void write_suggestion(struct pm_json *json, const struct pm_issue *issue)
{
    pm_json_open_list_entry(json, "suggestions");
    pm_json_open_map_item(json);
    write_range(json, &issue->place);
    pm_json_text_entry(json, "text", issue->replacement);
    pm_json_close(json);
    pm_json_close(json);
}

static const char *message_of(struct pm_arena *arena, const struct pm_issue *issue)
{
    const char *details = pm_issue_details(arena, issue);
    return *details ? pm_arena_format(arena, "%s\n%s", issue->message, details) : issue->message;
}

static void write_issue(struct pm_arena *arena, struct pm_json *json,
                        const struct pm_result *result, const struct pm_issue *issue)
{
    const struct pm_issue_place *place = &issue->place;
    const char *project = pm_issue_path(arena, result, "project.pm");
    pm_json_open_map_item(json);
    pm_json_text_entry(json, "message", message_of(arena, issue));
    pm_json_open_map_entry(json, "location");
    pm_json_text_entry(json, "path", place->path ? place->path : project);
    if (place->path && place->line) write_range(json, place);
    pm_json_close(json);
    pm_json_text_entry(json, "severity", severity_of(issue->severity));
    pm_json_open_map_entry(json, "code");
    pm_json_text_entry(json, "value", pm_issue_rule(arena, issue));
    pm_json_close(json);
    if (issue->replacement && place->first_byte) write_suggestion(json, issue);
    pm_json_close(json);
}

void pm_render_rdjson(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                      const struct pm_result *result)
{
    struct pm_json json = pm_json_make(sink);
    struct pm_issues issues = {0};
    pm_issues_alerts(arena, style, result, false, &issues);
    pm_json_open_map_document(&json, 2);
    pm_json_open_map_entry(&json, "source");
    pm_json_text_entry(&json, "name", "pm");
    pm_json_close(&json);
    pm_json_open_list_entry(&json, "diagnostics");
    for (size_t i = 0; i < issues.list.count; i++)
        write_issue(arena, &json, result, &issues.list.items[i]);
    pm_json_close(&json);
    pm_json_close(&json);
}
