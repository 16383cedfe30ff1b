#include "runtime/render/issue.h"

#include "lang/base/digest.h"

#include <string.h>

const char *pm_issue_path(struct pm_arena *arena, const struct pm_result *result, const char *path)
{
    if (!result->folder || !*result->folder || *path == '/') return path;
    return pm_arena_format(arena, "%s/%s", result->folder, path);
}

/* Bytes of the line before an offset, plus one. */
static uint32_t byte_column(struct pm_sources *sources, uint32_t file, uint32_t line,
                            uint32_t offset)
{
    struct pm_text text = pm_sources_line(sources, file, line);
    const struct pm_source *source = pm_sources_get(sources, file);
    size_t begin = (size_t)(text.bytes - source->text.bytes);
    return offset > begin ? (uint32_t)(offset - begin) + 1 : 1;
}

struct pm_issue_place pm_issue_place_of(struct pm_arena *arena, const struct pm_result *result,
                                        struct pm_sources *sources, struct pm_span span)
{
    const struct pm_source *source = pm_sources_get(sources, span.file);
    struct pm_place begin = pm_sources_place(sources, span.file, span.begin);
    struct pm_place end = pm_sources_place(sources, span.file, span.end);
    struct pm_issue_place place = {.text = ""};
    if (source->is_module) return place; /* compiled in: no file of the repository */
    place.path = pm_issue_path(arena, result, source->path);
    place.line = begin.line;
    place.column = begin.column;
    place.end_line = end.line;
    place.end_column = end.column;
    place.first_byte = byte_column(sources, span.file, begin.line, span.begin);
    place.last_byte = byte_column(sources, span.file, end.line, span.end);
    return place;
}

/* ---- Lists ---- */

/* Gives issues that share an identity a number each: the n-th is `:n`. */
static void number(struct pm_arena *arena, struct pm_issues *issues)
{
    struct pm_symbols *keys = pm_symbols_new(arena);
    uint32_t *counts = PM_NEW_ITEMS(arena, uint32_t, issues->list.count + 1);
    for (size_t i = 0; i < issues->list.count; i++) {
        struct pm_issue *issue = &issues->list.items[i];
        uint32_t id = pm_symbol_make(keys, pm_text_from(issue->key))->id;
        if (++counts[id] > 1) issue->key = pm_arena_format(arena, "%s:%u", issue->key, counts[id]);
    }
}

void pm_issues_make(struct pm_arena *arena, const struct pm_style *style,
                    const struct pm_result *result, struct pm_issues *out)
{
    *out = (struct pm_issues){0};
    if (result->report) pm_issues_add_report(arena, result, result->report, out);
    if (result->loaded) pm_issues_add_loaded(arena, result, out);
    if (result->view) pm_issues_add_findings(arena, style, result, out);
    if (result->changes) pm_issues_add_changes(arena, style, result, out);
    if (result->years) pm_issues_add_years(arena, result, out);
    number(arena, out);
}

void pm_issues_alerts(struct pm_arena *arena, const struct pm_style *style,
                      const struct pm_result *result, bool with_accepted, struct pm_issues *out)
{
    struct pm_issues all = {0};
    pm_issues_make(arena, style, result, &all);
    *out = (struct pm_issues){0};
    for (int severity = PM_ERROR; severity >= PM_INFO; severity--)
        for (size_t i = 0; i < all.list.count; i++) {
            const struct pm_issue *issue = &all.list.items[i];
            bool is_taken = issue->outcome == PM_ISSUE_WRONG ||
                            (with_accepted && issue->outcome == PM_ISSUE_ACCEPTED);
            if (is_taken && (int)issue->severity == severity) PM_PUSH(arena, &out->list, *issue);
        }
}

/* ---- Rules ---- */

const char *pm_issue_rule(struct pm_arena *arena, const struct pm_issue *issue)
{
    if (issue->code == PM_CODE_COUNT) return pm_issue_rule_name(issue);
    char code[8];
    pm_code_text(issue->code, code);
    return pm_arena_copy_text(arena, code, strlen(code));
}

const char *pm_issue_rule_name(const struct pm_issue *issue)
{
    if (issue->code < PM_CODE_COUNT) return pm_code_info(issue->code)->name;
    if (issue->change) return issue->change->name;
    return issue->kind < PM_FINDING_KIND_COUNT ? pm_finding_kind_word(issue->kind) : "verify";
}

const char *pm_issue_rule_title(const struct pm_issue *issue)
{
    if (issue->code < PM_CODE_COUNT) return pm_code_info(issue->code)->title;
    if (issue->change) return issue->change->means;
    return issue->kind < PM_FINDING_KIND_COUNT ? pm_finding_kind_info(issue->kind)->means
                                               : "a check that the plan makes of its data";
}

const char *pm_issue_rule_why(const struct pm_issue *issue)
{
    if (issue->code < PM_CODE_COUNT) return pm_code_info(issue->code)->why;
    if (issue->change) return issue->change->why;
    return issue->kind < PM_FINDING_KIND_COUNT
               ? "A finding about the plan and its data. `pm explain ID` says why it says what it "
                 "says; `pm list states` what each state means."
               : "A `verify` line of a source did not hold for as many rows as it asks.";
}

const char *pm_issue_details(struct pm_arena *arena, const struct pm_issue *issue)
{
    struct pm_buffer text;
    pm_buffer_start(&text, arena);
    for (size_t i = 0; i < issue->other_count; i++) {
        const struct pm_issue_place *other = &issue->others[i];
        if (!other->path || !*other->text) continue;
        pm_put_format(&text.sink, "%s%s: %s:%u", text.size ? "\n" : "", other->text, other->path,
                      other->line);
    }
    for (size_t i = 0; i < issue->note_count; i++)
        pm_put_format(&text.sink, "%s%s", text.size ? "\n" : "", issue->notes[i]);
    if (issue->help) pm_put_format(&text.sink, "%shelp: %s", text.size ? "\n" : "", issue->help);
    return pm_buffer_text(&text);
}

bool pm_issue_fails(const struct pm_result *result, const struct pm_issue *issue)
{
    if (result->kind == PM_RESULT_DIFF) return issue->fails;
    if (issue->outcome == PM_ISSUE_ACCEPTED || !result->fails) return false;
    return issue->severity >= result->fails_from;
}

const char *pm_issue_fingerprint(struct pm_arena *arena, const struct pm_issue *issue)
{
    enum { SHOWN = 32 };
    char digest[PM_DIGEST_SIZE];
    pm_digest_of(issue->key, strlen(issue->key), digest);
    return pm_arena_copy_text(arena, digest, SHOWN);
}
