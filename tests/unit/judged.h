/* judged.h: a whole project, from text and files to findings, for the tests of judging and
 * privacy. */
#ifndef PM_TESTS_JUDGED_H
#define PM_TESTS_JUDGED_H

#include "lang/model/resolve.h"
#include "runtime/judge/findings.h"
#include "runtime/load/load.h"
#include "runtime/privacy/release.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct judged {
    struct pm_arena *arena;
    struct pm_compilation *compilation;
    struct pm_request request;
    struct pm_rows rows;
    struct pm_cells *cells;
    struct pm_findings *findings;
};

static void fail_with(const struct judged *judged)
{
    const struct pm_diagnostics *list = judged->compilation->diagnostics;
    for (size_t i = 0; i < list->count; i++)
        print_message("%s: %s\n", pm_code_info(list->items[i]->code)->name,
                      list->items[i]->message);
    for (size_t i = 0; judged->findings && i < judged->findings->count; i++)
        print_message("%s %s\n", judged->findings->items[i].id,
                      pm_state_info(judged->findings->items[i].state)->word);
    fail();
}

/* Compiles, loads into a store of its own, evaluates and judges the project of a folder. `as_of`
 * may be NULL: the newest day of the data. */
static struct judged judge_folder(const char *folder, const char *as_of)
{
    struct judged judged = {.arena = pm_arena_new()};
    struct pm_files files = pm_files_on_disk(judged.arena, folder);
    judged.compilation = pm_compile_project(judged.arena, &files, NULL);
    struct pm_diagnostics *diagnostics = judged.compilation->diagnostics;
    struct pm_load_options options = {.folder = folder, .known_at = "2026-01-31T08:30:00Z"};
    struct pm_load_report report;
    struct pm_judge_options judging = {0};
    int32_t day = PM_NO_DAY;
    char path[] = "/tmp/pm-judged-XXXXXX";
    if (as_of) assert_true(pm_parse_day(pm_text_from(as_of), &day));
    if (pm_diagnostics_count(diagnostics, PM_ERROR)) fail_with(&judged);
    assert_non_null(mkdtemp(path));
    const char *file = pm_arena_format(judged.arena, "%s/store.db", path);
    struct pm_store *store = pm_store_open(judged.arena, file, PM_STORE_WRITE, diagnostics);
    if (!store ||
        !pm_load(judged.arena, judged.compilation->model, store, &options, diagnostics, &report))
        fail_with(&judged);
    judged.rows = pm_rows_of_store(judged.arena, store, INT64_MAX);
    pm_request_all(judged.arena, judged.compilation->model, &judged.request);
    judged.cells = pm_evaluate(judged.arena, judged.compilation->model, &judged.request,
                               &judged.rows, day, NULL, NULL, diagnostics);
    if (!judged.cells) fail_with(&judged);
    judged.findings = pm_judge(judged.arena, judged.cells, &judging, diagnostics);
    static const char *const parts[] = {"", "-shm", "-wal"}; /* the arena closes it later */
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        unlink(pm_arena_format(judged.arena, "%s%s", file, parts[i]));
    rmdir(path);
    return judged;
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void remove_file(const char *folder, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
}

/* The same for one plan text and one file, `data.csv`. */
static __attribute__((unused)) struct judged judge_texts(const char *plan, const char *data,
                                                         const char *as_of)
{
    char folder[] = "/tmp/pm-project-XXXXXX";
    assert_non_null(mkdtemp(folder));
    write_file(folder, "project.pm", plan);
    write_file(folder, "data.csv", data);
    struct judged judged = judge_folder(folder, as_of);
    remove_file(folder, "project.pm");
    remove_file(folder, "data.csv");
    rmdir(folder);
    return judged;
}

static void forget(struct judged *judged)
{
    pm_arena_free(judged->arena);
}

/* NULL when there is none. */
static const struct pm_finding *look_up(const struct judged *judged, const char *id)
{
    for (size_t i = 0; i < judged->findings->count; i++)
        if (strcmp(judged->findings->items[i].id, id) == 0) return &judged->findings->items[i];
    return NULL;
}

static const struct pm_finding *find(const struct judged *judged, const char *id)
{
    const struct pm_finding *finding = look_up(judged, id);
    if (!finding) {
        print_message("there is no %s\n", id);
        fail_with(judged);
    }
    return finding;
}

static __attribute__((unused)) size_t count_state(const struct judged *judged,
                                                  enum pm_finding_kind kind, enum pm_state state)
{
    size_t count = 0;
    for (size_t i = 0; i < judged->findings->count; i++)
        count +=
            judged->findings->items[i].kind == kind && judged->findings->items[i].state == state;
    return count;
}

static __attribute__((unused)) void assert_state(const struct judged *judged, const char *id,
                                                 const char *word)
{
    const char *state = pm_state_info(find(judged, id)->state)->word;
    if (strcmp(state, word) != 0) print_message("%s\n", id);
    assert_string_equal(state, word);
}

/* The number times `scale` (100: in percent) as it is printed with so many decimals; ""
 * undefined. */
static __attribute__((unused)) void assert_number(struct pm_ratio ratio, int64_t scale, int places,
                                                  const char *expected)
{
    char text[64] = "";
    ratio = pm_ratio_multiply(ratio, pm_ratio_from_integer(scale));
    if (pm_ratio_is_defined(ratio)) pm_ratio_format(ratio, places, text, sizeof text);
    assert_string_equal(text, expected);
}

static __attribute__((unused)) void assert_level(const struct judged *judged, const char *id,
                                                 const char *name)
{
    const struct pm_level *level = find(judged, id)->level;
    assert_string_equal(level ? level->name : "", name);
}

#endif
