/* Where plan texts come from: lines and columns, folders, memory, the standard library. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "lang/source/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka wants these first */
#include <cmocka.h>

static void places_count_lines_and_code_points(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    struct pm_sources *sources = pm_sources_new(arena);
    struct pm_text text = PM_TEXT("\xEF\xBB\xBF"
                                  "ab\r\n\xC3\xA9x\n\nlast");
    uint32_t file = pm_sources_add(sources, "a.pm", text, false);
    assert_int_equal(pm_sources_place(sources, file, 0).column, 1);
    assert_int_equal(pm_sources_place(sources, file, 1).column, 2);
    struct pm_place place = pm_sources_place(sources, file, 6);
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 2);
    place = pm_sources_place(sources, file, 1000);
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 5);
    assert_true(pm_text_is(pm_sources_line(sources, file, 1), "ab"));
    assert_true(pm_text_is(pm_sources_line(sources, file, 2), "\xC3\xA9x"));
    assert_true(pm_text_is(pm_sources_line(sources, file, 3), ""));
    assert_true(pm_text_is(pm_sources_line(sources, file, 4), "last"));
    assert_true(pm_text_is(pm_sources_line(sources, file, 5), ""));
    assert_true(pm_text_is(pm_sources_line(sources, file, 0), ""));
    struct pm_span span = {file, 4, 7};
    assert_true(pm_text_is(pm_sources_text(sources, span), "\xC3\xA9x"));
    span = (struct pm_span){file, 900, 1000};
    assert_true(pm_text_is(pm_sources_text(sources, span), ""));
    uint32_t empty = pm_sources_add(sources, "b.pm", PM_TEXT(""), true);
    assert_int_equal(pm_sources_place(sources, empty, 0).line, 1);
    assert_true(pm_sources_get(sources, empty)->is_module);
    pm_arena_free(arena);
}

static void texts_in_memory_are_a_folder(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    static const char *const paths[] = {"b.pm", "a/c.pm", "a.pm"};
    const struct pm_text texts[] = {PM_TEXT("1"), PM_TEXT("2"), {"3", (size_t)PM_LARGEST_FILE + 1}};
    struct pm_files files = pm_files_in_memory(arena, paths, texts, 3);
    const char **listed = NULL;
    size_t count = 0;
    struct pm_text text;
    assert_int_equal(files.list(files.context, arena, &listed, &count), PM_READ_OK);
    assert_int_equal(count, 3);
    assert_string_equal(listed[0], "a.pm");
    assert_string_equal(listed[1], "a/c.pm");
    assert_string_equal(listed[2], "b.pm");
    assert_int_equal(files.read(files.context, arena, "a/c.pm", &text), PM_READ_OK);
    assert_true(pm_text_is(text, "2"));
    assert_int_equal(files.read(files.context, arena, "c.pm", &text), PM_READ_MISSING);
    assert_int_equal(files.read(files.context, arena, "a.pm", &text), PM_READ_TOO_LARGE);
    files = pm_files_in_memory(arena, NULL, NULL, 0);
    assert_int_equal(files.list(files.context, arena, &listed, &count), PM_READ_OK);
    assert_int_equal(count, 0);
    pm_arena_free(arena);
}

static void modules_are_compiled_in(void **state)
{
    (void)state;
    const struct pm_text *text = pm_stdlib_find(PM_TEXT("ratings"));
    assert_non_null(text);
    assert_true(text->size > 100);
    assert_null(pm_stdlib_find(PM_TEXT("rating")));
    size_t count = 0;
    for (const char *before = ""; pm_stdlib_name(count); count++) {
        assert_true(strcmp(before, pm_stdlib_name(count)) < 0);
        before = pm_stdlib_name(count);
        assert_non_null(pm_stdlib_find(pm_text_from(before)));
    }
    assert_true(count >= 1);
    assert_null(pm_stdlib_name(count + 5));
}

/* ---- on disk */

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void make_folder(const char *path)
{
    assert_int_equal(mkdir(path, 0777), 0);
}

static void make_tree(void)
{
    make_folder("plans");
    make_folder("plans/deep");
    make_folder("plans/folder.pm");
    make_folder(".pm-store");
    make_folder(".hidden");
    make_folder("other");
    make_folder("../outside");
    write_file("project.pm", "project");
    write_file("plans/b.pm", "b");
    write_file("plans/a.pm", "a");
    write_file("plans/deep/c.pm", "c");
    write_file("plans/folder.pm/d.pm", "d");
    write_file("plans/notes.txt", "");
    write_file("plans/.lock.pm", "");
    write_file(".pm-store/x.pm", "");
    write_file(".hidden/x.pm", "");
    write_file("other/project.pm", "");
    write_file("other/x.pm", "");
    write_file("../outside/x.pm", "");
    assert_int_equal(symlink("plans/a.pm", "again.pm"), 0);
    assert_int_equal(symlink(".hidden/x.pm", "inside.pm"), 0);
    assert_int_equal(symlink("../outside/x.pm", "out.pm"), 0);
    assert_int_equal(symlink("../outside", "out"), 0);
    assert_int_equal(symlink("..", "up"), 0);
    assert_int_equal(symlink("../..", "plans/deep/loop"), 0);
    assert_int_equal(symlink("nowhere.pm", "broken.pm"), 0);
    assert_int_equal(mkfifo("pipe.pm", 0666), 0);
}

static char folder[64];
static char home[4096];

static int enter_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/pm-test-XXXXXX");
    if (!getcwd(home, sizeof home) || !mkdtemp(folder)) return -1;
    if (chdir(folder) || mkdir("project", 0777) || chdir("project")) return -1;
    make_tree();
    return 0;
}

static int leave_folder(void **state)
{
    (void)state;
    char command[128];
    if (chdir(home)) return -1;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void folders_are_searched(void **state)
{
    (void)state;
    static const char *const expected[] = {"inside.pm",       "plans/a.pm",           "plans/b.pm",
                                           "plans/deep/c.pm", "plans/folder.pm/d.pm", "project.pm"};
    struct pm_arena *arena = pm_arena_new();
    struct pm_files files = pm_files_on_disk(arena, ".");
    const char **listed = NULL;
    size_t count = 0;
    assert_int_equal(files.list(files.context, arena, &listed, &count), PM_READ_OK);
    for (size_t i = 0; i < count && i < 6; i++)
        assert_string_equal(listed[i], expected[i]);
    assert_int_equal(count, 6);
    files = pm_files_on_disk(arena, "nowhere");
    assert_int_equal(files.list(files.context, arena, &listed, &count), PM_READ_MISSING);
    files = pm_files_on_disk(arena, "project.pm");
    assert_int_equal(files.list(files.context, arena, &listed, &count), PM_READ_FAILED);
    pm_arena_free(arena);
}

static void files_are_read(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    struct pm_files files = pm_files_on_disk(arena, ".");
    struct pm_text text;
    assert_int_equal(files.read(files.context, arena, "plans/a.pm", &text), PM_READ_OK);
    assert_true(pm_text_is(text, "a"));
    assert_int_equal(files.read(files.context, arena, "plans/.lock.pm", &text), PM_READ_OK);
    assert_int_equal(text.size, 0);
    assert_int_equal(files.read(files.context, arena, "plans", &text), PM_READ_DIRECTORY);
    assert_int_equal(files.read(files.context, arena, "nowhere.pm", &text), PM_READ_MISSING);
    assert_int_equal(files.read(files.context, arena, "project.pm/x", &text), PM_READ_MISSING);
    assert_int_equal(files.read(files.context, arena, "pipe.pm", &text), PM_READ_FAILED);
    assert_int_equal(truncate("plans/b.pm", (off_t)PM_LARGEST_FILE + 1), 0);
    assert_int_equal(files.read(files.context, arena, "plans/b.pm", &text), PM_READ_TOO_LARGE);
    if (geteuid() != 0) {
        assert_int_equal(chmod("plans/a.pm", 0), 0);
        assert_int_equal(files.read(files.context, arena, "plans/a.pm", &text), PM_READ_FAILED);
        assert_int_equal(chmod("plans/a.pm", 0600), 0);
    }
    pm_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_count_lines_and_code_points),
        cmocka_unit_test(texts_in_memory_are_a_folder),
        cmocka_unit_test(modules_are_compiled_in),
        cmocka_unit_test_setup_teardown(folders_are_searched, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(files_are_read, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
