/* blame.c: which commit set what, as text and JSON. */
#include "runtime/render/blame.h"

#include "runtime/render/names.h"
#include "runtime/render/report.h"

#include <string.h>

enum { SHORT_NAME = 10 };

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_blame *blame;
};

/* ---- Text ---- */

static void put_line(const struct writing *writing, size_t indent, const char *text)
{
    pm_put_repeated(writing->sink, ' ', indent);
    pm_put_wrapped(writing->sink, text, indent + 2, (size_t)writing->style->width);
}

static const char *commit_text(struct pm_arena *arena, const struct pm_blame_version *version)
{
    const char *name = pm_arena_format(arena, "%.*s", SHORT_NAME, version->commit);
    switch (version->where) {
    case PM_BLAME_COMMIT:
        return pm_arena_format(arena, "%s  %s  %s: \"%s\"", version->day, name, version->author,
                               version->subject);
    case PM_BLAME_BOUNDARY:
        return pm_arena_format(arena, "%s or before  %s  %s: \"%s\" (the oldest commit here)",
                               version->day, name, version->author, version->subject);
    case PM_BLAME_UNCOMMITTED:
        return "not committed yet";
    case PM_BLAME_TOO_OLD:
        return pm_arena_format(arena, "older than %s, the oldest commit that was looked at", name);
    }
    return "";
}

static void put_version(const struct writing *writing, const struct pm_blame_version *version)
{
    struct pm_arena *arena = writing->arena;
    put_line(writing, 6, commit_text(arena, version));
    if (*version->approved_by)
        put_line(writing, 6,
                 pm_arena_format(arena, "approved by %s on %s", version->approved_by,
                                 version->approved_on));
    else if (version->where == PM_BLAME_COMMIT)
        put_line(writing, 6, "no approval of the plan on that day or since");
}

static void put_blame_line(const struct writing *writing, const struct pm_blame_line *line)
{
    struct pm_arena *arena = writing->arena;
    for (size_t i = 0; i < line->version_count; i++) {
        const struct pm_blame_version *version = &line->versions[i];
        put_line(writing, i ? 4 : 2,
                 i ? pm_arena_format(arena, "before: %s", version->text) : version->text);
        put_version(writing, version);
    }
    if (*line->before) put_line(writing, 4, pm_arena_format(arena, "before: %s", line->before));
}

static void put_notes(const struct writing *writing)
{
    const struct pm_blame *blame = writing->blame;
    struct pm_arena *arena = writing->arena;
    for (size_t i = 0; i < blame->exception_count; i++) {
        if (!i) pm_put(writing->sink, "\nexceptions\n");
        put_line(writing, 2, blame->exceptions[i]);
    }
    pm_put(writing->sink, "\n");
    pm_put_format(writing->sink, "%s looked at\n",
                  pm_plural(arena, blame->commits, "commit of plans", "commits of plans"));
    if (blame->is_cut) put_line(writing, 0, "there are older ones, which were not looked at");
    if (blame->is_shallow)
        put_line(
            writing, 0,
            "this clone has a part of the history only: `git fetch --unshallow` brings the rest");
}

void pm_write_blame_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_blame *blame)
{
    struct writing writing = {arena, sink, style, blame};
    const char *holder = "";
    put_line(&writing, 0,
             pm_arena_format(arena, "%s %s  %s", blame->kind, blame->name, blame->label));
    for (size_t i = 0; i < blame->count; i++) {
        const struct pm_blame_line *line = &blame->lines[i];
        bool is_other = strcmp(line->holder, holder) != 0;
        if (i && (is_other || strncmp(line->key, "measure ", 8) == 0)) pm_put(sink, "\n");
        holder = line->holder;
        put_blame_line(&writing, line);
    }
    put_notes(&writing);
}

/* ---- JSON ---- */

static void write_version(struct pm_json *json, const struct pm_blame_version *version)
{
    static const char *const wheres[] = {[PM_BLAME_COMMIT] = "commit",
                                         [PM_BLAME_UNCOMMITTED] = "uncommitted",
                                         [PM_BLAME_BOUNDARY] = "boundary",
                                         [PM_BLAME_TOO_OLD] = "too_old"};
    pm_json_open_item(json, PM_OF_blame_version);
    pm_json_text(json, PM_KEY_blame_version_text, version->text);
    pm_json_text(json, PM_KEY_blame_version_where, wheres[version->where]);
    pm_json_text_unless_empty(json, PM_KEY_blame_version_commit, version->commit);
    pm_json_text_unless_empty(json, PM_KEY_blame_version_day, version->day);
    pm_json_text_unless_empty(json, PM_KEY_blame_version_author, version->author);
    pm_json_text_unless_empty(json, PM_KEY_blame_version_subject, version->subject);
    pm_json_text_unless_empty(json, PM_KEY_blame_version_approved_by, version->approved_by);
    pm_json_text_unless_empty(json, PM_KEY_blame_version_approved_on, version->approved_on);
    pm_json_close(json);
}

static void write_line(struct pm_json *json, const struct pm_blame *blame,
                       const struct pm_blame_line *line)
{
    pm_json_open_item(json, PM_OF_blame_line);
    pm_json_text_unless_empty(json, PM_KEY_blame_line_measure, line->holder);
    pm_json_text(json, PM_KEY_blame_line_key, line->key);
    pm_json_open(json, PM_KEY_blame_line_versions);
    for (size_t i = 0; i < line->version_count; i++)
        write_version(json, &line->versions[i]);
    pm_json_close(json);
    pm_json_text_unless_empty(json, PM_KEY_blame_line_before, line->before);
    pm_json_location(json, PM_KEY_blame_line_location, blame->sources, line->at, false);
    pm_json_close(json);
}

void pm_write_blame_json(struct pm_sink *sink, const struct pm_blame *blame)
{
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_blame);
    pm_json_text(&json, PM_KEY_blame_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_blame_tool);
    pm_json_text(&json, PM_KEY_blame_project, blame->project);
    pm_json_text(&json, PM_KEY_blame_kind, blame->kind);
    pm_json_text(&json, PM_KEY_blame_name, blame->name);
    pm_json_text(&json, PM_KEY_blame_label, blame->label);
    pm_json_open(&json, PM_KEY_blame_lines);
    for (size_t i = 0; i < blame->count; i++)
        write_line(&json, blame, &blame->lines[i]);
    pm_json_close(&json);
    pm_json_open(&json, PM_KEY_blame_exceptions);
    for (size_t i = 0; i < blame->exception_count; i++)
        pm_json_text_item(&json, blame->exceptions[i]);
    pm_json_close(&json);
    pm_json_integer(&json, PM_KEY_blame_commits, (int64_t)blame->commits);
    pm_json_bool(&json, PM_KEY_blame_cut, blame->is_cut);
    pm_json_bool(&json, PM_KEY_blame_shallow, blame->is_shallow);
    pm_json_close(&json);
}
