/* render_github.c: workflow commands of GitHub Actions: one annotation for each issue.
 *
 * A step shows ten annotations of a kind, so errors come first, and each stands in the log besides.
 * What is accepted is no annotation; the last line counts. */
#include "runtime/render/issue.h"

/* Writes a text as the data of a command; a property has two more letters to escape. */
static void put_escaped(struct pm_sink *sink, const char *text, bool is_property)
{
    for (const char *at = text; *at; at++) {
        if (*at == '%')
            pm_put(sink, "%25");
        else if (*at == '\r')
            pm_put(sink, "%0D");
        else if (*at == '\n')
            pm_put(sink, "%0A");
        else if (*at == ':' && is_property)
            pm_put(sink, "%3A");
        else if (*at == ',' && is_property)
            pm_put(sink, "%2C");
        else
            pm_put_bytes(sink, at, 1);
    }
}

static const char *command_of(enum pm_severity severity)
{
    switch (severity) {
    case PM_ERROR:
        return "error";
    case PM_WARNING:
        return "warning";
    case PM_INFO:
        return "notice";
    }
    return "notice";
}

static void put_place(struct pm_sink *sink, const struct pm_issue_place *place)
{
    if (!place->path) return;
    pm_put(sink, "file=");
    put_escaped(sink, place->path, true);
    if (place->line) pm_put_format(sink, ",line=%u", place->line);
    if (place->end_line) pm_put_format(sink, ",endLine=%u", place->end_line);
    if (place->column) pm_put_format(sink, ",col=%u", place->column);
    if (place->column && place->end_line == place->line)
        pm_put_format(sink, ",endColumn=%u", place->end_column);
    pm_put(sink, ",");
}

static void put_issue(struct pm_arena *arena, struct pm_sink *sink, const struct pm_issue *issue)
{
    const char *title = pm_issue_rule_name(issue);
    if (!issue->change)
        title = pm_arena_format(arena, "%s %s", pm_issue_rule(arena, issue),
                                *issue->state ? issue->state : title);
    const char *details = pm_issue_details(arena, issue);
    pm_put_format(sink, "::%s ", command_of(issue->severity));
    put_place(sink, &issue->place);
    pm_put(sink, "title=");
    put_escaped(sink, title, true);
    pm_put(sink, "::");
    put_escaped(sink, issue->message, false);
    if (*details) pm_put(sink, "%0A");
    put_escaped(sink, details, false);
    pm_put(sink, "\n");
}

void pm_render_github(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                      const struct pm_result *result)
{
    struct pm_issues issues = {0};
    size_t counts[PM_ERROR + 1] = {0};
    pm_issues_alerts(arena, style, result, false, &issues);
    for (size_t i = 0; i < issues.list.count; i++) {
        put_issue(arena, sink, &issues.list.items[i]);
        counts[issues.list.items[i].severity]++;
    }
    pm_put_format(sink, "pm %s: %s, %s, %s\n", pm_result_command(result->kind),
                  pm_plural(arena, counts[PM_ERROR], "error", "errors"),
                  pm_plural(arena, counts[PM_WARNING], "warning", "warnings"),
                  pm_plural(arena, counts[PM_INFO], "remark", "remarks"));
}
