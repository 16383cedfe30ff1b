/* render_short.c: a line each: `file:line:col: severity[rule]: message`. Stable. */
#include "runtime/render/issue.h"

/* Findings name their state, diagnostics their code. */
static const char *rule_text(struct pm_arena *arena, const struct pm_issue *issue)
{
    const char *rule = pm_issue_rule(arena, issue);
    const char *name = pm_issue_rule_name(issue);
    if (*issue->state && issue->code < PM_CODE_COUNT)
        return pm_arena_format(arena, "%s %s", rule, issue->state);
    if (issue->change) return *issue->state ? issue->state : name;
    return pm_arena_format(arena, "%s %s", rule, *issue->state ? issue->state : name);
}

static void put_issue(struct pm_arena *arena, struct pm_sink *sink, const struct pm_issue *issue)
{
    bool is_accepted = issue->outcome == PM_ISSUE_ACCEPTED;
    pm_put(sink, issue->place.path ? issue->place.path : "pm");
    if (issue->place.path && issue->place.line) pm_put_format(sink, ":%u", issue->place.line);
    if (issue->place.path && issue->place.column) pm_put_format(sink, ":%u", issue->place.column);
    pm_put_format(
        sink, ": %s[%s]: %s\n", is_accepted ? "waived" : pm_severity_word(issue->severity),
        rule_text(arena, issue), pm_text_on_one_line(arena, pm_text_from(issue->message)));
}

void pm_render_short(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     const struct pm_result *result)
{
    if (result->report) { /* modules of the standard library have a name here, too */
        pm_write_report_short(arena, sink, result->report);
        return;
    }
    struct pm_result here = *result;
    struct pm_issues issues = {0};
    here.folder = ""; /* as the command line names files */
    pm_issues_make(arena, style, &here, &issues);
    for (size_t i = 0; i < issues.list.count; i++)
        put_issue(arena, sink, &issues.list.items[i]);
}
