/* issue_report.c: diagnostics, and what a load found, as issues. */
#include "runtime/render/issue.h"

static struct pm_issue_place data_place(struct pm_arena *arena, const struct pm_result *result,
                                        const struct pm_data_place *data)
{
    struct pm_issue_place place = {.text = ""};
    if (!data->path) return place;
    place.path = pm_issue_path(arena, result, data->path);
    place.line = place.end_line = data->line < UINT32_MAX ? (uint32_t)data->line : 0;
    return place;
}

static void add_others(struct pm_arena *arena, const struct pm_result *result,
                       const struct pm_diagnostic_report *report,
                       const struct pm_diagnostic *diagnostic, struct pm_issue *issue)
{
    issue->others = PM_NEW_ITEMS(arena, struct pm_issue_place, diagnostic->label_count + 1);
    for (size_t i = 0; i < diagnostic->label_count; i++) {
        const struct pm_label *label = &diagnostic->labels[i];
        struct pm_issue_place other =
            pm_issue_place_of(arena, result, report->sources, label->span);
        other.text = *label->text ? label->text : "takes part";
        if (other.path) issue->others[issue->other_count++] = other;
    }
}

static struct pm_issue issue_from(struct pm_arena *arena, const struct pm_result *result,
                                  const struct pm_diagnostic_report *report,
                                  const struct pm_diagnostic *diagnostic)
{
    struct pm_issue issue = {
        .outcome = diagnostic->waived ? PM_ISSUE_ACCEPTED : PM_ISSUE_WRONG,
        .severity = diagnostic->severity,
        .code = diagnostic->code,
        .kind = PM_FINDING_KIND_COUNT,
        .state = "",
        .message = pm_report_message(diagnostic),
        .key = diagnostic->key ? diagnostic->key : diagnostic->message,
        .id = "",
        .notes = diagnostic->notes,
        .note_count = diagnostic->note_count,
        .help = diagnostic->help,
        .replacement = diagnostic->has_span ? diagnostic->replacement : NULL,
        .reason = diagnostic->waived && diagnostic->note_count
                      ? diagnostic->notes[diagnostic->note_count - 1]
                      : "",
    };
    issue.place = diagnostic->has_span
                      ? pm_issue_place_of(arena, result, report->sources, diagnostic->span)
                      : data_place(arena, result, &diagnostic->data);
    issue.group = issue.place.path ? issue.place.path : "the project";
    add_others(arena, result, report, diagnostic, &issue);
    return issue;
}

void pm_issues_add_report(struct pm_arena *arena, const struct pm_result *result,
                          const struct pm_diagnostic_report *report, struct pm_issues *out)
{
    for (size_t i = 0; i < report->count; i++) {
        struct pm_issue issue = issue_from(arena, result, report, report->items[i]);
        PM_PUSH(arena, &out->list, issue);
    }
}

/* ---- Checks of the data ---- */

/* "verify:tests/tested >= 10:SY2025" */
static const char *check_key(struct pm_arena *arena, const struct pm_loaded *loaded,
                             const struct pm_verify_result *result)
{
    struct pm_text condition = pm_sources_text(loaded->sources, result->verify->condition->at);
    const char *text = pm_text_on_one_line(arena, condition);
    return pm_arena_format(arena, "verify:%s/%s:%s", result->source->name, text,
                           pm_show_period(arena, result->period));
}

static void add_check(struct pm_arena *arena, const struct pm_result *result, size_t index,
                      struct pm_issues *out)
{
    const struct pm_loaded *loaded = result->loaded;
    const struct pm_verify_result *check = &loaded->verified[index];
    struct pm_issue issue = {.outcome = check->passed ? PM_ISSUE_GOOD : PM_ISSUE_WRONG,
                             .severity = check->passed ? PM_INFO : check->verify->severity,
                             .code = PM_CODE_COUNT,
                             .kind = PM_FINDING_KIND_COUNT,
                             .state = check->passed ? "passed" : "failed",
                             .key = check_key(arena, loaded, check),
                             .id = "",
                             .reason = "",
                             .group = check->source->name};
    issue.message = check->passed ? "the check held" : pm_failed_check_text(arena, loaded, check);
    issue.place = pm_issue_place_of(arena, result, loaded->sources, check->verify->at);
    PM_PUSH(arena, &out->list, issue);
}

void pm_issues_add_loaded(struct pm_arena *arena, const struct pm_result *result,
                          struct pm_issues *out)
{
    for (size_t i = 0; i < result->loaded->verified_count; i++)
        add_check(arena, result, i, out);
    pm_issues_add_report(arena, result, &result->loaded->report, out);
}
