/* render_sarif.c: SARIF 2.1.0, within what code scanning takes: at most 25,000 results in a run and
 * 1,000 places in a result, descriptions of at most 1,024 letters, regions on one line, each result
 * at a place in a file.
 *
 * The rule of a finding is its kind, so that an alert stays the same one while its state changes;
 * its fingerprint is the finding's key. What the plan accepts is there, suppressed. Findings that
 * ask for nothing are left out: an alert that says that all is well is none. */
#include "runtime/render/issue.h"

#include <string.h>

enum { MOST_RESULTS = 25000, MOST_PLACES = 1000, LONGEST_TEXT = 1024, BROKEN_DEPTH = 4 };

#define SCHEMA_ADDRESS \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

struct rules {
    struct pm_symbols *names;
    PM_ARRAY(const struct pm_issue *) first; /* an issue of each rule, by the id of its name */
};

struct writing {
    struct pm_arena *arena;
    struct pm_json *json;
    const struct pm_result *result;
};

/* ---- Texts ---- */

/* The start of a text, cut between letters. */
static struct pm_text cut(const char *text)
{
    struct pm_text all = pm_text_from(text);
    if (all.size <= LONGEST_TEXT) return all;
    size_t size = LONGEST_TEXT;
    while (size && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    return (struct pm_text){text, size};
}

static void write_text(struct writing *writing, const char *name, const char *text)
{
    struct pm_text shown = cut(text);
    pm_json_open_map_entry(writing->json, name);
    pm_json_text_entry(writing->json, "text",
                       pm_arena_copy_text(writing->arena, shown.bytes, shown.size));
    pm_json_close(writing->json);
}

/* A message: braces are doubled, for single ones stand around arguments, and what would be taken for
 * a link to another place is none. */
static const char *message_text(struct pm_arena *arena, const char *text)
{
    struct pm_buffer out;
    pm_buffer_start(&out, arena);
    bool has_link = strstr(text, "](") != NULL;
    for (const char *at = text; *at; at++) {
        if (*at == '{' || *at == '}') pm_put_bytes(&out.sink, at, 1);
        if (has_link && (*at == '[' || *at == ']' || *at == '\\')) pm_put(&out.sink, "\\");
        pm_put_bytes(&out.sink, at, 1);
    }
    return pm_buffer_text(&out);
}

/* A path as a URI: everything else than letters, digits and -._~/ as %XX. */
static const char *uri_of(struct pm_arena *arena, const char *path)
{
    static const char digits[] = "0123456789ABCDEF";
    struct pm_buffer out;
    pm_buffer_start(&out, arena);
    for (const char *at = path; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                        (byte >= '0' && byte <= '9') || strchr("-._~/", byte);
        if (is_plain)
            pm_put_bytes(&out.sink, at, 1);
        else
            pm_put_format(&out.sink, "%%%c%c", digits[byte >> 4], digits[byte & 15]);
    }
    return pm_buffer_text(&out);
}

static const char *level_of(enum pm_severity severity)
{
    switch (severity) {
    case PM_ERROR:
        return "error";
    case PM_WARNING:
        return "warning";
    case PM_INFO:
        return "note";
    }
    return "note";
}

/* ---- Rules ---- */

static void collect_rules(struct pm_arena *arena, const struct pm_issues *issues, size_t count,
                          struct rules *rules)
{
    rules->names = pm_symbols_new(arena);
    for (size_t i = 0; i < count; i++) {
        const struct pm_issue *issue = &issues->list.items[i];
        uint32_t before = pm_symbols_count(rules->names);
        pm_symbol_make(rules->names, pm_text_from(pm_issue_rule(arena, issue)));
        if (pm_symbols_count(rules->names) > before) PM_PUSH(arena, &rules->first, issue);
    }
}

static void put_example(struct pm_sink *sink, const char *title, const char *example)
{
    struct pm_text text = pm_text_trim(pm_text_from(example));
    if (!text.size) return;
    pm_put_format(sink, "\n\n%s:\n\n```\n", title);
    pm_put_bytes(sink, text.bytes, text.size);
    pm_put(sink, "\n```");
}

/* What is wrong, why, and an example: for the page of an alert. */
static const char *help_text(struct pm_arena *arena, const struct pm_issue *issue)
{
    struct pm_buffer out;
    pm_buffer_start(&out, arena);
    pm_put(&out.sink, pm_issue_rule_why(issue));
    if (issue->code == PM_CODE_COUNT) return pm_buffer_text(&out);
    const struct pm_code_info *info = pm_code_info(issue->code);
    put_example(&out.sink, "For example", info->bad);
    put_example(&out.sink, "Mended", info->good);
    return pm_buffer_text(&out);
}

static void write_rule(struct writing *writing, const struct pm_issue *issue)
{
    struct pm_json *json = writing->json;
    bool is_finding = issue->kind < PM_FINDING_KIND_COUNT;
    enum pm_severity severity =
        issue->code < PM_CODE_COUNT ? pm_code_info(issue->code)->severity : PM_WARNING;
    pm_json_open_map_item(json);
    pm_json_text_entry(json, "id", pm_issue_rule(writing->arena, issue));
    pm_json_text_entry(json, "name", pm_issue_rule_name(issue));
    write_text(writing, "shortDescription", pm_issue_rule_title(issue));
    write_text(writing, "fullDescription", pm_issue_rule_why(issue));
    pm_json_open_map_entry(json, "help");
    pm_json_text_entry(json, "text", pm_issue_rule_why(issue));
    pm_json_text_entry(json, "markdown", help_text(writing->arena, issue));
    pm_json_close(json);
    pm_json_open_map_entry(json, "defaultConfiguration");
    pm_json_text_entry(json, "level", level_of(severity));
    pm_json_close(json);
    pm_json_open_map_entry(json, "properties");
    pm_json_open_list_entry(json, "tags");
    pm_json_text_item(json, is_finding ? "finding" : issue->change ? "change" : "plan");
    pm_json_close(json);
    pm_json_text_entry(json, "precision", "high");
    pm_json_close(json);
    pm_json_close(json);
}

static void write_tool(struct writing *writing, const struct rules *rules)
{
    struct pm_json *json = writing->json;
    pm_json_open_map_entry(json, "tool");
    pm_json_open_map_entry(json, "driver");
    pm_json_text_entry(json, "name", "pm");
    pm_json_text_entry(json, "version", PM_VERSION);
    pm_json_text_entry(json, "semanticVersion", PM_VERSION);
    pm_json_open_list_entry(json, "rules");
    for (size_t i = 0; i < rules->first.count; i++)
        write_rule(writing, rules->first.items[i]);
    pm_json_close(json);
    pm_json_close(json);
    pm_json_close(json);
}

/* ---- Places ---- */

static void write_artifact(struct writing *writing, const char *path)
{
    pm_json_open_map_entry(writing->json, "artifactLocation");
    pm_json_text_entry(writing->json, "uri", uri_of(writing->arena, path));
    pm_json_text_entry(writing->json, "uriBaseId", "%SRCROOT%");
    pm_json_close(writing->json);
}

/* A region that goes on is cut at the end of its first line, which no column then says. */
static void write_region(struct pm_json *json, const char *name, const struct pm_issue_place *place)
{
    pm_json_open_map_entry(json, name);
    pm_json_integer_entry(json, "startLine", place->line ? place->line : 1);
    if (place->column) pm_json_integer_entry(json, "startColumn", place->column);
    if (place->line) pm_json_integer_entry(json, "endLine", place->line);
    if (place->column && place->end_line == place->line)
        pm_json_integer_entry(json, "endColumn", place->end_column);
    pm_json_close(json);
}

static void write_physical(struct writing *writing, const struct pm_issue_place *place)
{
    const char *path =
        place->path ? place->path : pm_issue_path(writing->arena, writing->result, "project.pm");
    pm_json_open_map_entry(writing->json, "physicalLocation");
    write_artifact(writing, path);
    write_region(writing->json, "region", place);
    pm_json_close(writing->json);
}

static void write_locations(struct writing *writing, const struct pm_issue *issue)
{
    struct pm_json *json = writing->json;
    pm_json_open_list_entry(json, "locations");
    pm_json_open_map_item(json);
    write_physical(writing, &issue->place);
    pm_json_close(json);
    pm_json_close(json);
    if (!issue->other_count) return;
    pm_json_open_list_entry(json, "relatedLocations");
    for (size_t i = 0; i < issue->other_count && i < MOST_PLACES - 1; i++) {
        pm_json_open_map_item(json);
        pm_json_integer_entry(json, "id", (int64_t)i + 1);
        write_physical(writing, &issue->others[i]);
        write_text(writing, "message", message_text(writing->arena, issue->others[i].text));
        pm_json_close(json);
    }
    pm_json_close(json);
}

/* ---- Results ---- */

static void write_fix(struct writing *writing, const struct pm_issue *issue)
{
    struct pm_json *json = writing->json;
    const struct pm_issue_place *place = &issue->place;
    if (!issue->replacement || !place->path || !place->column) return;
    pm_json_open_list_entry(json, "fixes");
    pm_json_open_map_item(json);
    pm_json_open_list_entry(json, "artifactChanges");
    pm_json_open_map_item(json);
    write_artifact(writing, place->path);
    pm_json_open_list_entry(json, "replacements");
    pm_json_open_map_item(json);
    pm_json_open_map_entry(json, "deletedRegion");
    pm_json_integer_entry(json, "startLine", place->line);
    pm_json_integer_entry(json, "startColumn", place->column);
    pm_json_integer_entry(json, "endLine", place->end_line);
    pm_json_integer_entry(json, "endColumn", place->end_column);
    pm_json_close(json);
    pm_json_open_map_entry(json, "insertedContent");
    pm_json_text_entry(json, "text", issue->replacement);
    pm_json_close(json);
    for (int i = 0; i < 6; i++) /* up to the list of fixes */
        pm_json_close(json);
}

static void write_suppressions(struct pm_json *json, const struct pm_issue *issue)
{
    pm_json_open_list_entry(json, "suppressions");
    if (issue->outcome == PM_ISSUE_ACCEPTED) {
        pm_json_open_map_item(json);
        pm_json_text_entry(json, "kind", "inSource");
        pm_json_text_entry(json, "status", "accepted");
        if (*issue->reason) pm_json_text_entry(json, "justification", issue->reason);
        pm_json_close(json);
    }
    pm_json_close(json);
}

static void write_identity(struct writing *writing, const struct pm_issue *issue)
{
    struct pm_json *json = writing->json;
    const char *print = pm_issue_fingerprint(writing->arena, issue);
    pm_json_open_map_entry(json, "partialFingerprints");
    pm_json_text_entry(json, "primaryLocationLineHash", print);
    pm_json_text_entry(json, "pmKey/v1", issue->key);
    pm_json_close(json);
    if (!*issue->state) return;
    pm_json_open_map_entry(json, "properties");
    pm_json_text_entry(json, "state", issue->state);
    if (*issue->id) pm_json_text_entry(json, "id", issue->id);
    pm_json_close(json);
}

static void write_result(struct writing *writing, const struct rules *rules,
                         const struct pm_issue *issue)
{
    struct pm_json *json = writing->json;
    const char *rule = pm_issue_rule(writing->arena, issue);
    const char *details = pm_issue_details(writing->arena, issue);
    const char *message = issue->message;
    if (*details) message = pm_arena_format(writing->arena, "%s\n%s", message, details);
    pm_json_open_map_item(json);
    pm_json_text_entry(json, "ruleId", rule);
    pm_json_integer_entry(json, "ruleIndex", pm_symbol_find(rules->names, pm_text_from(rule))->id);
    pm_json_text_entry(json, "level", level_of(issue->severity));
    pm_json_open_map_entry(json, "message");
    pm_json_text_entry(json, "text", message_text(writing->arena, message));
    pm_json_close(json);
    write_locations(writing, issue);
    write_identity(writing, issue);
    write_fix(writing, issue);
    write_suppressions(json, issue);
    pm_json_close(json);
}

/* Says how many results there was no room for. */
static void write_invocation(struct writing *writing, size_t rest)
{
    struct pm_json *json = writing->json;
    pm_json_open_list_entry(json, "invocations");
    pm_json_open_map_item(json);
    pm_json_bool_entry(json, "executionSuccessful", true);
    if (rest) {
        pm_json_open_list_entry(json, "toolExecutionNotifications");
        pm_json_open_map_item(json);
        pm_json_text_entry(json, "level", "warning");
        write_text(writing, "message",
                   pm_arena_format(writing->arena, "%s: a run takes 25,000",
                                   pm_plural(writing->arena, rest, "more result", "more results")));
        pm_json_close(json);
        pm_json_close(json);
    }
    pm_json_close(json);
    pm_json_close(json);
}

static void write_run(struct writing *writing, const struct pm_issues *issues)
{
    struct pm_json *json = writing->json;
    size_t count = issues->list.count < MOST_RESULTS ? issues->list.count : MOST_RESULTS;
    struct rules rules = {0};
    collect_rules(writing->arena, issues, count, &rules);
    pm_json_open_map_item(json);
    write_tool(writing, &rules);
    pm_json_open_map_entry(json, "automationDetails");
    pm_json_text_entry(
        json, "id",
        pm_arena_format(writing->arena, "pm/%s/", pm_result_command(writing->result->kind)));
    pm_json_close(json);
    write_invocation(writing, issues->list.count - count);
    pm_json_text_entry(json, "columnKind", "unicodeCodePoints");
    pm_json_open_list_entry(json, "results");
    for (size_t i = 0; i < count; i++)
        write_result(writing, &rules, &issues->list.items[i]);
    pm_json_close(json);
    pm_json_close(json);
}

void pm_render_sarif(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     const struct pm_result *result)
{
    struct pm_json json = pm_json_make(sink);
    struct writing writing = {arena, &json, result};
    struct pm_issues issues = {0};
    pm_issues_alerts(arena, style, result, true, &issues);
    pm_json_open_map_document(&json, BROKEN_DEPTH);
    pm_json_text_entry(&json, "$schema", SCHEMA_ADDRESS);
    pm_json_text_entry(&json, "version", "2.1.0");
    pm_json_open_list_entry(&json, "runs");
    write_run(&writing, &issues);
    pm_json_close(&json);
    pm_json_close(&json);
}
