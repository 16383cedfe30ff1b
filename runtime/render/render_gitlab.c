/* render_gitlab.c: the code quality report of GitLab: a list of what a merge request should show.
 *
 * A place is needed: what is in no file is said at the first line of project.pm. Fingerprints are
 * those of the issues, so that lines which move make nothing new. */
#include "runtime/render/issue.h"

static const char *severity_of(enum pm_severity severity)
{
    switch (severity) {
    case PM_ERROR:
        return "critical";
    case PM_WARNING:
        return "minor";
    case PM_INFO:
        return "info";
    }
    return "info";
}

/* A line is all that a merge request shows: of a change both sides, else what to write. */
static const char *description_of(struct pm_arena *arena, const struct pm_issue *issue)
{
    if (issue->change && issue->note_count > 1)
        return pm_arena_format(arena, "%s (%s; %s)", issue->message, issue->notes[0],
                               issue->notes[1]);
    if (!issue->help) return issue->message;
    return pm_arena_format(arena, "%s (%s)", issue->message, issue->help);
}

static void write_issue(struct pm_arena *arena, struct pm_json *json,
                        const struct pm_result *result, const struct pm_issue *issue)
{
    const struct pm_issue_place *place = &issue->place;
    const char *project = pm_issue_path(arena, result, "project.pm");
    pm_json_open_map_item(json);
    pm_json_text_entry(json, "description", description_of(arena, issue));
    pm_json_text_entry(json, "check_name", pm_issue_rule_name(issue));
    pm_json_text_entry(json, "fingerprint", pm_issue_fingerprint(arena, issue));
    pm_json_text_entry(json, "severity", severity_of(issue->severity));
    pm_json_open_map_entry(json, "location");
    pm_json_text_entry(json, "path", place->path ? place->path : project);
    pm_json_open_map_entry(json, "lines");
    pm_json_integer_entry(json, "begin", place->line ? place->line : 1);
    if (place->end_line > place->line) pm_json_integer_entry(json, "end", place->end_line);
    pm_json_close(json);
    pm_json_close(json);
    pm_json_close(json);
}

void pm_render_gitlab(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                      const struct pm_result *result)
{
    struct pm_json json = pm_json_make(sink);
    struct pm_issues issues = {0};
    pm_issues_alerts(arena, style, result, false, &issues);
    pm_json_open_list_document(&json);
    for (size_t i = 0; i < issues.list.count; i++)
        write_issue(arena, &json, result, &issues.list.items[i]);
    pm_json_close(&json);
}
