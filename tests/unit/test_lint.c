/* Rules on plans that need no data: their own texts, levels, profiles, exceptions, fixes. */
#include "lang/check/fix.h"
#include "lang/check/phrases.h"
#include "lang/model/levels.h"
#include "lang/model/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

/* ---- Levels ---- */

#define DATA(rules)                                                           \
    "project harbor \"Harbor County\" {\n"                                    \
    "  calendar school_year SY { starts 07-01 ; named by end }\n" rules "}\n" \
    "unit harbor \"Harbor County\" as district\n"                             \
    "source results {\n"                                                      \
    "  from csv \"results.csv\"\n"                                            \
    "  summary\n"                                                             \
    "  one row per year\n"                                                    \
    "  period year as \"2025\"\n"                                             \
    "  unit harbor\n"                                                         \
    "  field year text\n"                                                     \
    "  field present percent\n"                                               \
    "}\n"                                                                     \
    "metric present \"Students present\" {\n"                                 \
    "  value published present of results\n"                                  \
    "  unit percent\n"                                                        \
    "  better higher\n"                                                       \
    "}\n"

#define PLAN(name, lines)          \
    "plan " name " \"A plan\" {\n" \
    "  for harbor\n"               \
    "  period SY2025..SY2028\n" lines "}\n"

static enum pm_severity level_in(const struct pm_compilation *compilation, size_t plan,
                                 enum pm_code code)
{
    const struct pm_rule_level *level =
        pm_model_rule_level(compilation->model, compilation->model->plans[plan], code);
    assert_non_null(level);
    return level->level;
}

static void profiles_set_levels(void **state)
{
    (void)state;
    const struct pm_compilation *found = compile(
        DATA("  rules { profile state ; warn goal_without_measure }\n") PLAN("a", "")
            PLAN("b", "  rules { profile draft }\n") PLAN("c", "  rules { profile board }\n")
                PLAN("d", "  rules { profile draft ; deny goal_without_measure }\n"));
    assert_int_equal(level_in(found, 0, PM_TARGET_WITHOUT_BASELINE), PM_ERROR);
    assert_int_equal(level_in(found, 0, PM_GOAL_WITHOUT_MEASURE), PM_WARNING);
    assert_int_equal(level_in(found, 1, PM_GOAL_WITHOUT_MEASURE), PM_INFO);
    assert_int_equal(level_in(found, 1, PM_TARGET_WITHOUT_BASELINE), PM_INFO);
    assert_int_equal(level_in(found, 2, PM_GOAL_WITHOUT_MEASURE), PM_WARNING);
    assert_null(
        pm_model_rule_level(found->model, found->model->plans[2], PM_TARGET_WITHOUT_BASELINE));
    assert_int_equal(level_in(found, 3, PM_GOAL_WITHOUT_MEASURE), PM_ERROR);
}

static void draft_turns_nothing_on(void **state)
{
    (void)state;
    struct pm_compilation *draft =
        compile(DATA("  rules { profile draft }\n") PLAN("a", "  goal g \"Support readers\"\n"));
    const struct pm_diagnostic *missing = find(draft, PM_GOAL_WITHOUT_MEASURE);
    assert_non_null(missing);
    assert_int_equal(missing->severity, PM_INFO);
    assert_null(find(draft, PM_VAGUE_VERB));
    for (int code = 0; code < PM_CODE_COUNT; code++) {
        const struct pm_rule_level *level =
            pm_model_rule_level(draft->model, NULL, (enum pm_code)code);
        if (level) assert_false(pm_check_is_off((enum pm_code)code));
    }
}

/* ---- Exceptions ---- */

#define OLD_BASELINE                                                    \
    "  goal g \"Every student is present\" {\n"                         \
    "    allow baseline_stale until 2027-06-30 \"No survey since\"\n"   \
    "    measure present { baseline SY2019 90% ; target SY2028 95% }\n" \
    "  }\n"

static void exceptions_hold_for_new_checks(void **state)
{
    (void)state;
    assert_int_equal(compile(DATA("") PLAN("a", OLD_BASELINE))->diagnostics->count, 0);
}

/* What an exception is for may not have been looked for where the text has errors. */
static void exceptions_are_kept_in_broken_texts(void **state)
{
    (void)state;
    struct pm_compilation *found = compile(DATA("") PLAN(
        "a", "  allow plan_without_period until 2027-06-30 \"Not yet set\"\n  owner nobody\n"));
    assert_null(find(found, PM_ALLOW_UNUSED));
    assert_true(found->diagnostics->count > 0);
}

/* ---- Fixes ---- */

static const char *fix(const char *text, size_t *count)
{
    struct pm_compilation *compilation = compile(text);
    struct pm_fixes fixes = {0};
    pm_fix_texts(arena, compilation->sources, compilation->diagnostics, &fixes);
    *count = 0;
    if (!fixes.files.count) return text;
    *count = fixes.files.items[0].count;
    return pm_arena_copy_text(arena, fixes.files.items[0].after.bytes,
                              fixes.files.items[0].after.size);
}

static void sure_replacements_are_made(void **state)
{
    (void)state;
    size_t count;
    assert_string_equal(fix("unit harbor \xE2\x80\x9CHarbor\xE2\x80\x9D as district\n", &count),
                        "unit harbor \"Harbor\" as district\n");
    assert_int_equal(count, 1);
    assert_string_equal(fix("unit: harbor \xE2\x80\x9CHarbor\xE2\x80\x9D as district", &count),
                        "unit harbor \"Harbor\" as district");
    assert_int_equal(count, 2);
}

static size_t longest_line(const char *text)
{
    size_t longest = 0;
    while (*text) {
        size_t size = strcspn(text, "\n");
        if (size > longest) longest = size;
        text += size + (text[size] == '\n');
    }
    return longest;
}

static void rules_have_all_their_columns(void **state)
{
    (void)state;
    for (int code = 0; code < PM_CODE_COUNT; code++) {
        const struct pm_code_info *info = pm_code_info((enum pm_code)code);
        bool is_rule = pm_code_is_rule((enum pm_code)code);
        bool has_category = pm_code_category((enum pm_code)code) != PM_CORRECTNESS;
        bool has_texts = *info->name && *info->title && strlen(info->why) > 40;
        bool fits = longest_line(info->bad) <= 78 && longest_line(info->good) <= 78;
        bool needs_day = code == PM_ALLOW_EXPIRED || code == PM_WAIVE_EXPIRED; /* no text alone */
        if (is_rule && info->needs == PM_NEEDS_TEXT && !needs_day)
            has_texts = has_texts && *info->bad && *info->good;
        if (is_rule != has_category || !has_texts || (is_rule && !fits))
            print_message("---- %s\n", info->name);
        assert_true(is_rule == has_category && has_texts && (fits || !is_rule));
    }
}

/* ---- Many lines ---- */

static size_t count_of(const struct pm_compilation *compilation, enum pm_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < compilation->diagnostics->count; i++)
        count += compilation->diagnostics->items[i]->code == code;
    return count;
}

/* A project whose measure has a baseline and a target for each of many groups, and further lines. */
static const char *many_lines(size_t group_count, const char *lines)
{
    char *text = pm_arena_alloc(arena, 4096 + group_count * 160);
    char *at = text;
    at += sprintf(at, "%s", DATA(""));
    at += sprintf(at,
                  "source rooms { from csv \"rooms.csv\" ; summary ; one row per room, year\n"
                  "  period year as \"2025\" ; unit harbor ; field year text ; field room text\n"
                  "  field present percent ; total room \"All\" }\n"
                  "metric in_rooms \"In rooms\" { value published present of rooms ; unit percent\n"
                  "  better higher ; by rooms }\n");
    at += sprintf(at, "dimension rooms \"Rooms\" from rooms.room {\n");
    for (size_t i = 0; i < group_count; i++)
        at += sprintf(at, "  group r%zu when \"%zu\"\n", i, i);
    at += sprintf(at, "}\nplan compass \"The Compass\" {\n  for harbor\n  period SY2025..SY2028\n"
                      "  goal a \"A\" {\n    measure present { baseline SY2024 90%% }\n"
                      "    measure in_rooms {\n");
    for (size_t i = 0; i < group_count; i++)
        at += sprintf(
            at, "      baseline SY2024 60%% for r%zu\n      target SY2028 90%% for r%zu\n", i, i);
    sprintf(at, "%s    }\n  }\n}\n", lines);
    return text;
}

static void lines_are_told_apart(void **state)
{
    (void)state;
    struct pm_compilation *plain = compile(many_lines(300, ""));
    if (plain->diagnostics->count) print_all(plain, "");
    assert_int_equal(plain->diagnostics->count, 0);
    struct pm_compilation *wrong = compile(many_lines(300, "      target SY2028 91% for r7\n"
                                                           "      target SY2027 50% for r299\n"
                                                           "      target SY2026 60% for r0\n"
                                                           "      alternative SY2028 88% for r5\n"
                                                           "      alternative SY2027 88% for r5\n"
                                                           "      baseline SY2024\n"
                                                           "      target SY2024 70%\n"));
    assert_int_equal(count_of(wrong, PM_TARGET_TWICE), 1);      /* r7 */
    assert_int_equal(count_of(wrong, PM_TARGET_WRONG_SIDE), 1); /* r299 */
    assert_int_equal(count_of(wrong, PM_TARGET_EQUALS_BASELINE), 1);
    assert_int_equal(count_of(wrong, PM_ALTERNATIVE_ALONE), 1);   /* SY2027 */
    assert_int_equal(count_of(wrong, PM_BASELINE_NOT_BEFORE), 1); /* SY2024 */
    assert_int_equal(count_of(wrong, PM_TARGET_WITHOUT_BASELINE), 0);
}

/* Similar names are looked for among all names: for the first unknown ones alone. */
static void help_with_names_ends(void **state)
{
    (void)state;
    enum { GOALS = 600, HELPED = 500 };
    char *text = pm_arena_alloc(arena, 4096 + GOALS * 80);
    char *at =
        text + sprintf(text, "%s", DATA("") "plan a \"A\" {\n  for harbor\n  period SY2025\n");
    for (int i = 0; i < GOALS; i++)
        at += sprintf(at, "  goal g%d \"Goal\" { measure presnt%d { baseline SY2024 } }\n", i, i);
    sprintf(at, "}\n");
    struct pm_compilation *compilation = compile(text);
    size_t helped = 0;
    for (size_t i = 0; i < compilation->diagnostics->count; i++)
        helped += compilation->diagnostics->items[i]->help != NULL;
    assert_int_equal(count_of(compilation, PM_NAME_UNKNOWN), GOALS);
    assert_int_equal(helped, HELPED);
}

static void statements_go_with_their_lines(void **state)
{
    (void)state;
    size_t count;
    const char *text = fix(DATA("") PLAN("a", "  allow vague_verb until 2027-06-30 \"None\"\r\n"
                                              "  about \"Nothing else\"\n"),
                           &count);
    assert_int_equal(count, 1);
    assert_string_equal(text, DATA("") PLAN("a", "  about \"Nothing else\"\n"));
    text = fix(DATA("") PLAN("a", "  allow vague_verb until 2027-06-30 \"None\" ; about \"B\"\n"),
               &count);
    assert_string_equal(text, DATA("") PLAN("a", "  about \"B\"\n"));
}

static void guesses_are_not_made(void **state)
{
    (void)state;
    size_t count;
    fix(DATA("") PLAN("a", "  goal g \"Goal\" { measure presnt { target SY2028 95% } }\n"), &count);
    assert_int_equal(count, 0);
    fix(DATA("") PLAN("a", "  goal g \"G\" { measure present { target SY2028 95 % } }\n"), &count);
    assert_int_equal(count, 0);
    fix(DATA("") PLAN("a", "  period SY2025\xE2\x80\x93SY2028\n"), &count);
    assert_int_equal(count, 0);
}

/* ---- Phrases ---- */

static void phrases_are_whole_words(void **state)
{
    (void)state;
    assert_true(pm_phrase_is_in("Mentors for at-risk kids", "at risk kids"));
    assert_true(pm_phrase_is_in("chronic_absence", "absence"));
    assert_true(pm_phrase_is_in("AT RISK\nKIDS", "at risk kids"));
    assert_false(pm_phrase_is_in("Models", "el"));
    assert_false(pm_phrase_is_in("Absences", "absence"));
    assert_false(pm_phrase_is_in("\xC3\xA9l", "l"));
    assert_true(pm_phrase_is_in("XX%", "xx"));
    assert_false(pm_phrase_is_in("", "xx"));
    assert_int_equal(pm_phrase_find("grade el", "el"), 6);
    assert_true(pm_phrase_begins(" Support readers", "support"));
    assert_false(pm_phrase_begins("Supporting readers", "support"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explanations_are_true),
        cmocka_unit_test(rules_have_all_their_columns),
        cmocka_unit_test(lines_are_told_apart),
        cmocka_unit_test(help_with_names_ends),
        cmocka_unit_test(profiles_set_levels),
        cmocka_unit_test(draft_turns_nothing_on),
        cmocka_unit_test(exceptions_hold_for_new_checks),
        cmocka_unit_test(exceptions_are_kept_in_broken_texts),
        cmocka_unit_test(sure_replacements_are_made),
        cmocka_unit_test(statements_go_with_their_lines),
        cmocka_unit_test(guesses_are_not_made),
        cmocka_unit_test(phrases_are_whole_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
