/* Rules on plans that need no data: each code's own texts, levels and profiles, exceptions, fixes. */
#include "lang/model/levels.h"
#include "lang/model/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct pm_arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = pm_arena_new();
    return arena == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    pm_arena_free(arena);
    return 0;
}

static struct pm_compilation *compile(const char *text)
{
    static const char *const paths[] = {"project.pm"};
    struct pm_text *texts = PM_NEW(arena, struct pm_text);
    *texts = pm_text_from(text);
    struct pm_files *files = PM_NEW(arena, struct pm_files);
    *files = pm_files_in_memory(arena, paths, texts, 1);
    return pm_compile_project(arena, files, NULL);
}

static void print_all(const struct pm_compilation *compilation, const char *text)
{
    print_message("%s", text);
    for (size_t i = 0; i < compilation->diagnostics->count; i++) {
        const struct pm_diagnostic *found = compilation->diagnostics->items[i];
        print_message("PM%04d %s: %s\n", pm_code_info(found->code)->number,
                      pm_code_info(found->code)->name, found->message);
    }
}

static const struct pm_diagnostic *find(const struct pm_compilation *compilation, enum pm_code code)
{
    for (size_t i = 0; i < compilation->diagnostics->count; i++)
        if (compilation->diagnostics->items[i]->code == code)
            return compilation->diagnostics->items[i];
    return NULL;
}

/* ---- Codes ---- */

static void explanations_are_true(void **state)
{
    (void)state;
    bool all_true = true;
    for (int code = 0; code < PM_CODE_COUNT; code++) {
        const struct pm_code_info *info = pm_code_info((enum pm_code)code);
        if (info->number < 1100 || info->number > 1299 || !*info->bad) continue;
        struct pm_compilation *bad = compile(info->bad);
        struct pm_compilation *good = compile(info->good);
        bool is_true = bad->diagnostics->count == 1 && find(bad, (enum pm_code)code) &&
                       good->diagnostics->count == 0;
        if (!is_true) {
            print_message("---- %s\n", info->name);
            if (good->diagnostics->count) print_all(good, info->good);
            if (bad->diagnostics->count != 1 || !find(bad, (enum pm_code)code))
                print_all(bad, info->bad);
        }
        all_true = all_true && is_true;
        assert_true(strlen(info->why) > 40);
    }
    assert_true(all_true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explanations_are_true),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
