#include "runtime/source/changed.h"

#include "runtime/source/git.h"
#include "runtime/source/process.h"

#include <stdlib.h>
#include <string.h>

struct asking {
    struct pm_arena *arena;
    const char *folder;
    const char *since;
    struct pm_diagnostics *diagnostics;
};

/* What git says; false after a diagnostic. Settings of the user that change the form of a difference
 * are set aside. */
static bool ask(const struct asking *asking, const char *const *words, struct pm_text *out)
{
    enum { MOST_WORDS = 24 };
    const char *all[MOST_WORDS] = {"git", "-C", asking->folder, "-c", "core.quotePath=false"};
    struct pm_process_output said;
    size_t count = 5;
    for (size_t i = 0; words[i] && count + 1 < MOST_WORDS; i++)
        all[count++] = words[i];
    if (pm_process_run(asking->arena, all, -1, &said) == PM_PROCESS_OK) {
        *out = said.out;
        return true;
    }
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(asking->diagnostics, PM_GIT_FAILED,
                            "git could not say what changed since `%s`", asking->since);
    if (*said.errors) pm_note(asking->diagnostics, found, "git said: %s", said.errors);
    return false;
}

/* ---- The difference ---- */

/* A path as a difference writes it: in quotes where it has letters that are escaped. A tab ends one
 * that has blanks. */
static const char *read_path(struct pm_arena *arena, const char *at, size_t size)
{
    char *path = pm_arena_alloc(arena, size + 1);
    size_t used = 0;
    if (*at != '"') {
        const char *tab = memchr(at, '\t', size);
        return pm_arena_copy_text(arena, at, tab ? (size_t)(tab - at) : size);
    }
    for (size_t i = 1; i < size && at[i] != '"'; i++) {
        if (at[i] != '\\' || i + 1 >= size) {
            path[used++] = at[i];
        } else if (at[i + 1] >= '0' && at[i + 1] <= '3' && i + 3 < size) {
            path[used++] = (char)((at[i + 1] - '0') * 64 + (at[i + 2] - '0') * 8 + at[i + 3] - '0');
            i += 3;
        } else {
            path[used++] = at[++i] == 't' ? '\t' : at[i] == 'n' ? '\n' : at[i];
        }
    }
    return path;
}

/* "-12,3" or "+12": the number of lines is 1 where it is not written. */
static const char *read_range(const char *at, uint32_t *first, uint32_t *count)
{
    char *end = NULL;
    *first = (uint32_t)strtoul(at + 1, &end, 10);
    *count = 1;
    if (*end == ',') *count = (uint32_t)strtoul(end + 1, &end, 10);
    return *end == ' ' ? end + 1 : end;
}

/* Reads a difference without context: `+++ PATH`, then `@@ -12,3 +12 @@` for each place. Lines that
 * were taken out or put in are skipped by their number, so that none is taken for a header. */
static void read_difference(struct pm_arena *arena, struct pm_text text,
                            struct pm_changed_list *out)
{
    const char *path = NULL;
    size_t skipped = 0;
    for (size_t at = 0; at < text.size;) {
        const char *line = text.bytes + at;
        const char *end = memchr(line, '\n', text.size - at);
        size_t size = end ? (size_t)(end - line) : text.size - at;
        at += size + 1;
        if (skipped && size && *line != '\\') {
            skipped--;
        } else if (size > 4 && strncmp(line, "+++ ", 4) == 0) {
            path = read_path(arena, line + 4, size - 4);
        } else if (size > 4 && strncmp(line, "@@ -", 4) == 0 && path) {
            struct pm_changed_lines lines = {.path = path};
            uint32_t old_first;
            uint32_t old_count;
            read_range(read_range(line + 3, &old_first, &old_count), &lines.first, &lines.count);
            lines.has_taken_out = old_count > 0;
            skipped = (size_t)old_count + lines.count;
            PM_PUSH(arena, &out->lines, lines);
        }
    }
}

static bool add_differences(const struct asking *asking, const char *base,
                            struct pm_changed_list *out)
{
    const char *const words[] = {"diff",
                                 "--no-color",
                                 "--no-ext-diff",
                                 "--no-textconv",
                                 "--text",
                                 "--no-renames",
                                 "--no-prefix",
                                 "--relative",
                                 "--unified=0",
                                 "--inter-hunk-context=0",
                                 base,
                                 "--",
                                 "*.pm",
                                 NULL};
    struct pm_text text;
    if (!ask(asking, words, &text)) return false;
    read_difference(asking->arena, text, out);
    return true;
}

/* Files that git does not follow: all their lines are new. */
static bool add_others(const struct asking *asking, struct pm_changed_list *out)
{
    const char *const words[] = {"ls-files", "-z", "--others", "--", "*.pm", NULL};
    struct pm_text text;
    if (!ask(asking, words, &text)) return false;
    for (size_t at = 0; at < text.size;) {
        const char *path = text.bytes + at;
        size_t size = strnlen(path, text.size - at);
        struct pm_changed_lines lines = {.first = 1, .count = UINT32_MAX - 1};
        lines.path = pm_arena_copy_text(asking->arena, path, size);
        PM_PUSH(asking->arena, &out->lines, lines);
        at += size + 1;
    }
    return true;
}

bool pm_changed_find(struct pm_arena *arena, const char *folder, const char *since,
                     struct pm_diagnostics *diagnostics, struct pm_changed_list *out)
{
    struct asking asking = {arena, folder, since, diagnostics};
    struct pm_git_place place = {.folder = folder, .revision = since, .path = "", .written = since};
    struct pm_git_revision revision;
    *out = (struct pm_changed_list){0};
    if (!pm_git_open(arena, &place, diagnostics, &revision)) return false;
    const char *base = pm_git_find_base(arena, folder, since, diagnostics);
    return base && add_differences(&asking, base, out) && add_others(&asking, out);
}
