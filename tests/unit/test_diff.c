/* test_diff.c: comparing two revisions: the table, quantities, dates that move, places, claims, and
 * the files of archives and git trees. */
#define _DEFAULT_SOURCE /* mkstemps */

#include "lang/diff/compare.h"
#include "lang/diff/diff.h"
#include "lang/diff/quantity.h"
#include "runtime/pm.h"
#include "runtime/source/archive.h"
#include "runtime/source/collection.h"
#include "runtime/source/process.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BASE                                                                            \
    "project p \"P\" { calendar school_year SY { starts 07-01 ; named by end } }\n"     \
    "unit d \"D\" as district { unit a \"A\" as office ; unit b \"B\" as office }\n"    \
    "source s { from csv \"s.csv\" ; one row per id ; field id text ; field x int }\n"  \
    "metric hi \"Hi\" { numerator count of s where x >= 10 ; denominator count of s ; " \
    "better higher }\n"                                                                 \
    "metric lo \"Lo\" { numerator count of s where x < 10 ; denominator count of s ; "  \
    "better lower }\n"

#define PLAN_BEGIN  BASE "plan c \"C\" { kind strategic ; for d ; period SY2024..SY2028"
#define PLAN(lines) PLAN_BEGIN "\n" lines "}\n"
#define GOAL(lines) PLAN(" goal g \"G\" {\n" lines " }\n")

static struct pm_compilation *compile(struct pm_arena *arena, const char *text)
{
    struct pm_text *slice = PM_NEW(arena, struct pm_text);
    const char **paths = PM_NEW(arena, const char *);
    *slice = pm_text_from(text);
    *paths = "project.pm";
    struct pm_files files = pm_files_in_memory(arena, paths, slice, 1);
    struct pm_compilation *compilation = pm_compile_project(arena, &files, NULL);
    for (size_t i = 0; i < compilation->diagnostics->count; i++)
        if (compilation->diagnostics->items[i]->severity == PM_ERROR)
            fail_msg("%s", compilation->diagnostics->items[i]->message);
    return compilation;
}

static struct pm_changes *diff(struct pm_arena *arena, const char *old, const char *new)
{
    return pm_diff(arena, compile(arena, old), compile(arena, new));
}

/* The only change; fails when there is another one. */
static const struct pm_change *only(const struct pm_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        if (i || changes->count > 1)
            print_message("%s %s\n", pm_change_kind(changes->items[i]->id)->name,
                          changes->items[i]->subject);
    assert_int_equal(changes->count, 1);
    return changes->items[0];
}

/* ---- Sides ---- */

static struct pm_files two_files(struct pm_arena *arena, const char *project, const char *plan)
{
    const char **paths = PM_NEW_ITEMS(arena, const char *, 2);
    struct pm_text *texts = PM_NEW_ITEMS(arena, struct pm_text, 2);
    paths[0] = "project.pm";
    paths[1] = "plan.pm";
    texts[0] = pm_text_from(project);
    texts[1] = pm_text_from(plan);
    return pm_files_in_memory(arena, paths, texts, 2);
}

static void test_sides_share_what_is_the_same(void **state)
{
    struct pm_arena *arena = *state;
    struct pm_files before = two_files(arena, BASE, "unit x \"X\"\n");
    struct pm_files after = two_files(arena, BASE, "unit y \"Y\"\n");
    struct pm_compilation *old = pm_compile_side(arena, &before, NULL, NULL);
    struct pm_compilation *new = pm_compile_side(arena, &after, NULL, old);
    assert_int_equal(old->tree_count, 2);
    assert_int_equal(new->tree_count, 2);
    assert_ptr_equal(new->trees[0], old->trees[0]);
    assert_ptr_not_equal(new->trees[1], old->trees[1]);
    struct pm_files broken = two_files(arena, "project p \"P\" {\n  colour 3\n}\n", "");
    old = pm_compile_side(arena, &broken, NULL, NULL);
    new = pm_compile_side(arena, &broken, NULL, old);
    assert_ptr_not_equal(new->trees[0], old->trees[0]);
    assert_int_equal(pm_diagnostics_count(new->diagnostics, PM_ERROR),
                     pm_diagnostics_count(old->diagnostics, PM_ERROR));
}

static void test_a_side_leaves_out_what_is_no_error(void **state)
{
    static const char bare[] =
        "plan c \"C\" { for d ; period SY2024..SY2028\n goal g \"G\" { } }\n";
    static const char denied[] = "plan c \"C\" { for d ; period SY2024..SY2028\n"
                                 " rules { deny goal_without_measure }\n goal g \"G\" { } }\n";
    struct pm_arena *arena = *state;
    struct pm_files files = two_files(arena, BASE, bare);
    struct pm_compilation *whole = pm_compile_project(arena, &files, NULL);
    struct pm_compilation *side = pm_compile_side(arena, &files, NULL, NULL);
    assert_true(whole->diagnostics->count > 0);
    assert_int_equal(side->diagnostics->count, 0);
    pm_compile_finish(side);
    pm_compile_finish(side);
    assert_int_equal(side->diagnostics->count, whole->diagnostics->count);
    for (size_t i = 0; i < whole->diagnostics->count; i++)
        assert_string_equal(side->diagnostics->items[i]->message,
                            whole->diagnostics->items[i]->message);
    files = two_files(arena, BASE, denied);
    side = pm_compile_side(arena, &files, NULL, NULL);
    assert_int_equal(pm_diagnostics_count(side->diagnostics, PM_ERROR), 1);
}

/* ---- The table ---- */

static void test_kinds_are_found_by_name(void **state)
{
    (void)state;
    for (int id = 0; id < PM_CHANGE_COUNT; id++) {
        const struct pm_change_kind *kind = pm_change_kind((enum pm_change_id)id);
        assert_int_equal(pm_change_find(pm_text_from(kind->name)), id);
        assert_true((kind->mirror == PM_CHANGE_none) ==
                    (*pm_change_no_mirror((enum pm_change_id)id) != '\0'));
        if (kind->sign == PM_SIGN_DIRECTION) assert_int_not_equal(kind->mirror, PM_CHANGE_none);
    }
    assert_int_equal(pm_change_find(PM_TEXT("no_such_change")), PM_CHANGE_none);
}

/* ---- Changes ---- */

static void test_both_places_and_amounts(void **state)
{
    struct pm_arena *arena = *state;
    struct pm_changes *changes = diff(arena, GOAL("  measure hi { target SY2026 70% }\n"),
                                      GOAL("\n  measure hi { target SY2026 66.5% }\n"));
    const struct pm_change *change = only(changes);
    assert_int_equal(change->id, PM_CHANGE_target_lowered);
    assert_int_equal(change->ambition, PM_WEAKENING);
    assert_string_equal(change->kind, "measure");
    assert_string_equal(change->subject, "c.g.hi");
    assert_string_equal(change->old.text, "target SY2026 70%");
    assert_string_equal(change->new.text, "target SY2026 66.5%");
    assert_string_equal(change->old.value, "0.7");
    assert_true(change->new.has_amount);
    assert_int_equal(change->new.amount.mantissa, 665);
    assert_int_equal(change->new.amount.places, 3);
    struct pm_place old =
        pm_sources_place(changes->old->sources, change->old.at.file, change->old.at.begin);
    struct pm_place new =
        pm_sources_place(changes->new->sources, change->new.at.file, change->new.at.begin);
    assert_int_equal(new.line, old.line + 1);
}

static void test_direction_turns_the_class(void **state)
{
    struct pm_arena *arena = *state;
    const struct pm_change *change = only(diff(arena, GOAL("  measure lo { target SY2026 20% }\n"),
                                               GOAL("  measure lo { target SY2026 15% }\n")));
    assert_int_equal(change->id, PM_CHANGE_target_lowered);
    assert_int_equal(change->ambition, PM_STRENGTHENING);
    assert_string_equal(change->why, pm_change_kind(PM_CHANGE_target_raised)->why);
}

static void test_a_goal_takes_its_measures_along(void **state)
{
    struct pm_arena *arena = *state;
    const struct pm_change *change =
        only(diff(arena,
                  PLAN(" goal g \"G\" { measure hi { target SY2026 70% } }\n"
                       " goal h \"H\" { owner a ; measure lo { target SY2026 10% } ; measure hi { "
                       "target SY2026 60% } }\n"),
                  PLAN(" goal g \"G\" { measure hi { target SY2026 70% } }\n")));
    assert_int_equal(change->id, PM_CHANGE_goal_removed);
    assert_int_equal(change->claim_count, 2);
    assert_false(change->new.is_there);
}

static void test_one_line_for_many_is_one_change(void **state)
{
    struct pm_arena *arena = *state;
    static const char goals[] = " goal g \"G\" { measure hi { target SY2026 70% } ; measure lo { "
                                "target SY2026 10% } }\n}\n";
    char *before = pm_arena_format(arena, "%s%s", PLAN_BEGIN "\n", goals);
    char *after = pm_arena_format(arena, "%s%s", PLAN_BEGIN " ; pause SY2025\n", goals);
    const struct pm_change *change = only(diff(arena, before, after));
    assert_int_equal(change->id, PM_CHANGE_pause_added);
    assert_string_equal(change->subject, "c");
    assert_int_equal(change->also, 1);
}

static void test_an_unknown_fact_is_no_silence(void **state)
{
    struct pm_arena *arena = *state;
    const struct pm_change *change = only(
        diff(arena, BASE "policy o \"O\" { kind rule }\n", BASE "policy o \"O\" { kind law }\n"));
    assert_int_equal(change->id, PM_CHANGE_fact_changed);
    assert_int_equal(change->ambition, PM_UNDECIDABLE);
}

#define METRIC(name)                                                                              \
    "metric " name " \"M\" { numerator count of s where x > 3 ; denominator count of s ; better " \
    "higher }\n"

static void test_a_name_that_was_changed_keeps_its_measures(void **state)
{
    struct pm_arena *arena = *state;
    struct pm_changes *changes =
        diff(arena, GOAL("  measure m { target SY2026 70% }\n") METRIC("m"),
             GOAL("  measure n { target SY2026 70% }\n") METRIC("n") "renamed m to n\n");
    struct pm_change_counts counts = pm_changes_count(changes);
    assert_int_equal(counts.shown, 1);
    assert_int_equal(changes->items[0]->id, PM_CHANGE_metric_renamed);
}

/* ---- Dates that move ---- */

static void test_dates_and_periods_move(void **state)
{
    struct pm_arena *arena = *state;
    assert_string_equal(pm_shift_text(arena, "target SY2025 0.7 for frl", 1),
                        "target SY2026 0.7 for frl");
    assert_string_equal(pm_shift_text(arena, "period SY2024..SY2026.Q1", 2),
                        "period SY2026..SY2028.Q1");
    assert_string_equal(pm_shift_text(arena, "done on 2024-02-28 in oct", -1),
                        "done on 2023-02-28 in oct");
    /* Neither texts, nor names, nor figures, nor what is no date. */
    static const char *const still[] = {"~about \"Since 2024-07-01, SY2024\"",
                                        "serves goal plan2024",
                                        "budget $2024 from general",
                                        "minimum n 2024",
                                        "2024-13-01",
                                        "from aSY2024"};
    for (size_t i = 0; i < sizeof still / sizeof *still; i++)
        assert_string_equal(pm_shift_text(arena, still[i], 1), still[i]);
}

/* ---- Quantities and conditions ---- */

static const struct pm_line *line_of(struct pm_arena *arena, const char *target)
{
    char *text = pm_arena_format(arena,
                                 "%s goal g \"G\" { measure hi { baseline SY2024 10%% ; target "
                                 "SY2026 %s } } }\n",
                                 PLAN_BEGIN "\n", target);
    return &compile(arena, text)->model->plans[0]->goals[0]->measures[0]->lines[1];
}

static enum pm_order order(struct pm_arena *arena, const char *a, const char *b)
{
    return pm_quantity_order(line_of(arena, a)->quantity, line_of(arena, b)->quantity);
}

static void test_quantities_are_ordered_where_data_cannot_matter(void **state)
{
    struct pm_arena *arena = *state;
    assert_int_equal(order(arena, "70%", "66%"), PM_ORDER_LESS);
    assert_int_equal(order(arena, "previous + 2 pts", "previous + 3 pts"), PM_ORDER_MORE);
    assert_int_equal(order(arena, "baseline + 2 pts", "baseline + 2.0 pts"), PM_ORDER_EQUAL);
    assert_int_equal(order(arena, "120% of baseline", "110% of baseline"), PM_ORDER_LESS);
    assert_int_equal(order(arena, "99%", "previous + 2 pts"), PM_ORDER_UNKNOWN);
    assert_int_equal(order(arena, "baseline + 2 pts", "previous + 2 pts"), PM_ORDER_UNKNOWN);
}

/* ---- Files ---- */

static void add(struct pm_arena *arena, struct pm_members *members, const char *path,
                const char *leads_to)
{
    struct pm_member member = {.path = path, .leads_to = leads_to, .text = PM_TEXT("text")};
    PM_PUSH(arena, &members->items, member);
}

static void test_plans_of_a_collection(void **state)
{
    struct pm_arena *arena = *state;
    struct pm_members members = {{0}};
    add(arena, &members, "project.pm", NULL);
    add(arena, &members, "plans/a.pm", NULL);
    add(arena, &members, "plans/notes.txt", NULL);
    add(arena, &members, ".git/b.pm", NULL);
    add(arena, &members, "plans/.old/c.pm", NULL);
    add(arena, &members, "other/project.pm", NULL);
    add(arena, &members, "other/d.pm", NULL);
    add(arena, &members, "link.pm", "plans/../plans/a.pm");
    add(arena, &members, "text.pm", "plans/notes.txt");
    add(arena, &members, "loop.pm", "./loop.pm");
    add(arena, &members, "out.pm", "../../etc/passwd");
    add(arena, &members, "root.pm", "/etc/passwd");
    pm_members_sort(&members);
    size_t count;
    const char **plans = pm_members_plans(&members, arena, &count);
    static const char *const expected[] = {"plans/a.pm", "project.pm", "text.pm"};
    assert_int_equal(count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(plans[i], expected[i]);
    assert_string_equal(pm_members_find(&members, arena, "link.pm")->path, "plans/a.pm");
    assert_null(pm_members_find(&members, arena, "loop.pm"));
    assert_null(pm_members_find(&members, arena, "out.pm"));
    assert_null(pm_members_find(&members, arena, "root.pm"));
}

static void test_damaged_archives_are_refused(void **state)
{
    struct pm_arena *arena = *state;
    char path[] = "/tmp/pm-test-XXXXXX.tar";
    int file = mkstemps(path, 4);
    assert_true(file >= 0);
    char block[512];
    memset(block, 'x', sizeof block);
    assert_int_equal(write(file, block, sizeof block), sizeof block);
    close(file);
    struct pm_diagnostics *list = pm_diagnostics_new(arena);
    struct pm_files files;
    assert_false(pm_archive_open(arena, path, list, &files));
    assert_int_equal(list->count, 1);
    assert_int_equal(list->items[0]->code, PM_ARCHIVE_UNREADABLE);
    unlink(path);
    assert_true(pm_is_archive("a.tar.gz") && pm_is_archive("a.tgz") && !pm_is_archive("tar"));
}

static void test_programs_are_run_without_a_shell(void **state)
{
    struct pm_arena *arena = *state;
    const char *const echo[] = {"printf", "%s", "$HOME; x", NULL};
    const char *const missing[] = {"no-program-of-this-name", NULL};
    const char *const fails[] = {"sh", "-c", "echo why >&2; exit 3", NULL};
    struct pm_process_output out;
    assert_int_equal(pm_process_run(arena, echo, -1, &out), PM_PROCESS_OK);
    assert_true(pm_text_is(out.out, "$HOME; x"));
    assert_int_equal(pm_process_run(arena, missing, -1, &out), PM_PROCESS_MISSING);
    assert_int_equal(pm_process_run(arena, fails, -1, &out), PM_PROCESS_FAILED);
    assert_string_equal(out.errors, "why");
}

static bool take(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)context += size;
    return true;
}

/* Compares a text with a file and writes all forms. */
static enum pm_status use_all(const char *path)
{
    static const char text[] = GOAL("  measure hi { target SY2026 70% }\n");
    size_t size = 0;
    struct pm_output output = {take, &size};
    struct pm_write_options options = {.wants_all = true};
    struct pm_compare_request request = {
        .old = "-", .new = path, .text = text, .text_size = sizeof text - 1};
    struct pm_session *session = pm_session_new();
    if (!session) return PM_NO_MEMORY;
    enum pm_status status = pm_compare(session, &request);
    for (int form = PM_RENDER_TEXT; status == PM_OK && form <= PM_RENDER_HTML; form++) {
        options.rendering = (enum pm_rendering)form;
        status = pm_write_changes(session, &options, &output);
    }
    pm_session_free(session);
    return status;
}

static void test_no_memory_is_no_harm(void **state)
{
    (void)state;
    char path[] = "/tmp/pm-test-XXXXXX.pm";
    static const char text[] = GOAL("  measure hi { target SY2026 66% }\n  owner a\n");
    int file = mkstemps(path, 3);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, sizeof text - 1), sizeof text - 1);
    close(file);
    enum pm_status status = PM_NO_MEMORY;
    size_t failures = 0;
    for (size_t n = 1; status == PM_NO_MEMORY; n += 1 + n / 256) {
        pm_arena_fail_after(n);
        status = use_all(path);
        pm_arena_fail_after(0);
        assert_true(status == PM_NO_MEMORY || status == PM_OK);
        failures++;
    }
    assert_int_equal(status, PM_OK);
    assert_in_range(failures, 20, 100000);
    unlink(path);
}

static int set_up(void **state)
{
    *state = pm_arena_new();
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    pm_arena_free(*state);
    return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_sides_share_what_is_the_same),
        TEST(test_a_side_leaves_out_what_is_no_error),
        TEST(test_kinds_are_found_by_name),
        TEST(test_both_places_and_amounts),
        TEST(test_direction_turns_the_class),
        TEST(test_a_goal_takes_its_measures_along),
        TEST(test_one_line_for_many_is_one_change),
        TEST(test_an_unknown_fact_is_no_silence),
        TEST(test_a_name_that_was_changed_keeps_its_measures),
        TEST(test_dates_and_periods_move),
        TEST(test_quantities_are_ordered_where_data_cannot_matter),
        TEST(test_plans_of_a_collection),
        TEST(test_damaged_archives_are_refused),
        TEST(test_programs_are_run_without_a_shell),
        TEST(test_no_memory_is_no_harm),
    };
    return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
