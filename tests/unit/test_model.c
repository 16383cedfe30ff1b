/* The second half of the model: ratings, plans, measures, checks, descriptions and digests. */
#include "lang/model/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A project with a source of two groups; a metric and a plan follow. */
#define DATA                                                                                      \
    "project harbor \"Harbor\" {\n"                                                               \
    "  calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, 10-01, 01-01, "  \
    "04-01 }\n"                                                                                   \
    "}\n"                                                                                         \
    "unit harbor \"Harbor\" as district { units schools from results as school { id school } }\n" \
    "source results {\n"                                                                          \
    "  from csv \"results.csv\"\n"                                                                \
    "  summary\n"                                                                                 \
    "  one row per school, meals, year\n"                                                         \
    "  period year as \"2025\"\n"                                                                 \
    "  unit school of schools\n"                                                                  \
    "  field school text\n"                                                                       \
    "  field year text\n"                                                                         \
    "  field meals text\n"                                                                        \
    "  field absent int\n"                                                                        \
    "  field enrolled int\n"                                                                      \
    "  field word text\n"                                                                         \
    "  total meals \"All\"\n"                                                                     \
    "}\n"                                                                                         \
    "dimension frl \"Meals\" from results.meals {\n"                                              \
    "  group frl \"Eligible\" when \"Y\"\n"                                                       \
    "  group not_frl \"Not eligible\" when \"N\"\n"                                               \
    "}\n"

#define METRIC                                \
    "metric absence \"Absent\" {\n"           \
    "  numerator sum absent of results\n"     \
    "  denominator sum enrolled of results\n" \
    "  better lower\n"                        \
    "  by frl\n"                              \
    "  gap frl vs not_frl\n"                  \
    "}\n"

#define PLAN(head, lines)                                                      \
    "plan compass \"Compass\" {\n  for harbor\n  period SY2024..SY2028\n" head \
    "  goal present \"Present\" {\n    measure absence {\n" lines "    }\n  }\n}\n"

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
    struct pm_files files = pm_files_in_memory(arena, paths, texts, 1);
    return pm_compile_project(arena, &files, NULL);
}

static void print_all(const struct pm_compilation *compilation)
{
    for (size_t i = 0; i < compilation->diagnostics->count; i++) {
        const struct pm_diagnostic *found = compilation->diagnostics->items[i];
        print_message("PM%04d %s: %s\n", pm_code_info(found->code)->number,
                      pm_code_info(found->code)->name, found->message);
    }
}

/* Nothing was reported. */
static const struct pm_model *compile_clean(const char *text)
{
    struct pm_compilation *compilation = compile(text);
    print_all(compilation);
    assert_int_equal(compilation->diagnostics->count, 0);
    return compilation->model;
}

/* Exactly this was reported, at this severity. */
static const struct pm_diagnostic *compile_to(const char *text, enum pm_code code,
                                              enum pm_severity severity)
{
    struct pm_compilation *compilation = compile(text);
    if (compilation->diagnostics->count != 1) print_all(compilation);
    assert_int_equal(compilation->diagnostics->count, 1);
    assert_int_equal(compilation->diagnostics->items[0]->code, code);
    assert_int_equal(compilation->diagnostics->items[0]->severity, severity);
    return compilation->diagnostics->items[0];
}

static const struct pm_measure *measure_of(const struct pm_model *model)
{
    assert_int_equal(model->plans[0]->goals[0]->measure_count, 1);
    return model->plans[0]->goals[0]->measures[0];
}

static bool is_amount(const struct pm_expression *expression, int64_t numerator,
                      int64_t denominator)
{
    static const struct pm_variables none;
    struct pm_ratio value = pm_expression_value(expression, &none);
    return pm_ratio_is_defined(value) &&
           pm_ratio_compare(value, pm_ratio_make(numerator, denominator)) == 0;
}

/* ---- Codes ---- */

static void explanations_are_true(void **state)
{
    (void)state;
    for (int code = 0; code < PM_CODE_COUNT; code++) {
        const struct pm_code_info *info = pm_code_info((enum pm_code)code);
        if (info->number < 350 || info->number > 599 || !*info->bad) continue;
        compile_clean(info->good);
        compile_to(info->bad, (enum pm_code)code,
                   compile(info->bad)->diagnostics->items[0]->severity);
        assert_true(strlen(info->why) > 40);
    }
}

/* ---- Ratings ---- */

static void standard_rating_is_there(void **state)
{
    (void)state;
    const struct pm_model *model =
        compile_clean(DATA METRIC PLAN("", "      baseline SY2023 30%\n      target SY2028 20%\n"));
    const struct pm_rating *rating = measure_of(model)->rating;
    assert_string_equal(rating->name, "standard");
    assert_int_equal(rating->level_count, 3);
    struct pm_variables variables = {.direction = -1, .tolerance = pm_ratio_from_integer(0)};
    variables.values[PM_VARIABLE_VALUE] = pm_ratio_make(25, 100);
    variables.values[PM_VARIABLE_EXPECTED] = pm_ratio_make(25, 100);
    variables.values[PM_VARIABLE_FINAL] = pm_ratio_make(20, 100);
    assert_int_equal(pm_expression_truth(rating->levels[0]->when, &variables), PM_FALSE);
    assert_int_equal(pm_expression_truth(rating->levels[1]->when, &variables), PM_TRUE);
    assert_null(rating->levels[2]->when);
    assert_int_equal(rating->levels[2]->state, PM_RATED_OFF_TRACK);
}

#define RATING(name)                                \
    "rating " name " \"R\" {\n  levels good, bad\n" \
    "  level bad \"Bad\" as off_track\n"            \
    "  level good \"Good\" as on_track when value reaches expected\n}\n"

static const char *rating_with(const char *text)
{
    return measure_of(compile_clean(text))->rating->name;
}

static void innermost_rating_wins(void **state)
{
    (void)state;
#define LINES "      baseline SY2023 30%\n      target SY2028 20%\n"
#define MADE  RATING("outer") RATING("inner")
    assert_string_equal(rating_with(DATA METRIC MADE PLAN("  rate by outer\n", LINES)), "outer");
    assert_string_equal(
        rating_with(DATA METRIC MADE PLAN("  rate by outer\n", "      rate by inner\n" LINES)),
        "inner");
    const struct pm_model *model = compile_clean(
        DATA METRIC MADE
        "plan p \"P\" {\n  for harbor\n  period SY2024..SY2028\n  rate by outer\n"
        "  objective near \"Near\" within far { measure absence { baseline SY2023 30%\n"
        "    target SY2026 25% } }\n"
        "  goal far \"Far\" { rate by inner ; measure absence { baseline SY2023 30%\n"
        "    target SY2028 20% } }\n}\n");
    assert_int_equal(model->plans[0]->goals[0]->kind, PM_OBJECTIVE);
    assert_ptr_equal(model->plans[0]->goals[0]->within, model->plans[0]->goals[1]);
    assert_string_equal(model->plans[0]->goals[0]->measures[0]->rating->name, "inner");
    assert_string_equal(model->plans[0]->goals[1]->measures[0]->rating->name, "inner");
#undef LINES
#undef MADE
}

static void tables_map_levels(void **state)
{
    (void)state;
    const struct pm_model *model = compile_clean(
        DATA METRIC
        "rating table \"T\" {\n"
        "  levels none, green, red\n"
        "  scale standing { levels low, high ; level high \"H\"\n"
        "    level low \"L\" when value < 10% }\n"
        "  scale movement { levels down, same, up ; level down \"D\" when change < 0 pts\n"
        "    level same \"S\" when change = 0 pts ; level up \"U\" }\n"
        "  columns movement up, down, same\n"
        "  row high red, green, red\n"
        "  row low red, green, green\n"
        "  level green \"Green\" as on_track\n"
        "  level red \"Red\" as off_track\n"
        "  unrated none \"None\" when previous is missing\n"
        "}\n" PLAN("  rate by table\n", "      baseline SY2023 30%\n      target SY2028 20%\n"));
    const struct pm_rating *rating = pm_model_find_rating(model, PM_TEXT("table"));
    assert_string_equal(rating->rows->name, "standing");
    assert_string_equal(rating->rows->levels[0]->name, "low");
    assert_string_equal(rating->columns->levels[2]->name, "up");
    static const char *const cells[2][3] = {{"green", "green", "red"}, {"green", "red", "red"}};
    for (size_t row = 0; row < 2; row++)
        for (size_t column = 0; column < 3; column++)
            assert_string_equal(rating->cells[row][column]->name, cells[row][column]);
    assert_true(rating->levels[0]->unrated);
}

static void broken_tables_are_left_out(void **state)
{
    (void)state;
    struct pm_compilation *compilation =
        compile(DATA METRIC
                "rating table \"T\" {\n"
                "  levels green, red\n"
                "  scale standing { levels low, high ; level high \"H\"\n"
                "    level low \"L\" when value < 10% }\n"
                "  scale movement { levels down, up ; level down \"D\" when change < 0 pts\n"
                "    level up \"U\" }\n"
                "  columns movement up, sideways\n"
                "  row low red, green\n  row high red, purple\n"
                "  level green \"Green\" as on_track\n  level red \"Red\" as off_track\n}\n" PLAN(
                    "  rate by table\n", "      baseline SY2023 30%\n      target SY2028 20%\n"));
    const struct pm_rating *rating = pm_model_find_rating(compilation->model, PM_TEXT("table"));
    assert_null(rating->rows);
    assert_int_equal(compilation->diagnostics->count, 2);
}

/* ---- Plans and measures ---- */

static void lines_are_read(void **state)
{
    (void)state;
    const struct pm_model *model =
        compile_clean(DATA METRIC PLAN("  path step on days\n  pause SY2025, SY2027 shift\n",
                                       "      across schools where school != \"9\"\n"
                                       "      baseline SY2023 30%\n"
                                       "      target SY2026 baseline - 4 pts\n"
                                       "      target SY2028 20%\n"
                                       "      target SY2028 22% for frl\n"
                                       "      target SY2028 25% at schools(\"26\")\n"
                                       "      target SY2028 5 pts for frl vs not_frl\n"
                                       "      alternative SY2028 previous - 2 pts\n"
                                       "      close 50% of gap for frl by SY2027\n"
                                       "      maintain to 40% for each frl over SY2026..SY2027\n"
                                       "      pause SY2024 hold\n"
                                       "      compare with word where enrolled > 10\n"));
    const struct pm_measure *measure = measure_of(model);
    const struct pm_line *lines = measure->lines;
    assert_int_equal(measure->line_count, 9);
    assert_int_equal(lines[0].kind, PM_LINE_BASELINE);
    assert_true(is_amount(lines[0].quantity, 30, 100));
    assert_false(is_amount(lines[1].quantity, 26, 100));
    assert_int_equal(lines[3].selector.group.count, 1);
    assert_string_equal(lines[4].selector.unit->keys[0], "26");
    assert_true(lines[5].selector.has_versus);
    assert_true(is_amount(lines[5].quantity, 5, 100));
    assert_int_equal(lines[6].kind, PM_LINE_ALTERNATIVE);
    assert_true(lines[7].of_gap && lines[7].selector.has_versus);
    assert_string_equal(lines[7].selector.versus.sides[0].group->name, "not_frl");
    assert_true(lines[8].selector.each && lines[8].from == NULL);
    assert_int_equal(lines[8].over_last.year, 2027);
    assert_int_equal(measure->course.kind, PM_PATH_STEP);
    assert_int_equal(measure->course.axis, PM_AXIS_DAYS);
    assert_int_equal(measure->pause_count, 3);
    assert_true(measure->pauses[1].shift && measure->pauses[1].period.year == 2027);
    assert_false(measure->pauses[2].shift);
    assert_string_equal(measure->across->set->name, "schools");
    assert_non_null(measure->across_where);
    assert_string_equal(measure->compares[0].path.steps[0]->name, "word");
}

static void gaps_as_ratios_take_numbers(void **state)
{
    (void)state;
    const char *metric = DATA "metric absence \"Absent\" {\n  numerator sum absent of results\n"
                              "  denominator sum enrolled of results\n  better lower\n  by frl\n"
                              "  gap each frl vs others as ratio\n}\n" PLAN(
                                  "", "      maintain to 3.0 for each frl vs others\n"
                                      "      maintain to 2.5 for frl vs others\n");
    const struct pm_measure *measure = measure_of(compile_clean(metric));
    assert_true(is_amount(measure->lines[0].to, 3, 1));
    assert_true(is_amount(measure->lines[1].to, 5, 2));
}

static void plans_are_read(void **state)
{
    (void)state;
    const struct pm_model *model = compile_clean(
        DATA METRIC
        "plan compass \"Compass\" {\n  kind strategic\n  for harbor\n  period SY2024..SY2028\n"
        "  vision \"V\"\n  mission \"M\"\n  value equity \"E\" by goal_without_gap\n"
        "  approved 2023-06-13 by \"Board\"\n  call focus \"Pillar\"\n"
        "  consulted \"Parents\" on 2023-03-12\n"
        "  focus early \"Early\" within prepare\n  focus prepare \"Prepare\"\n"
        "  goal present \"Present\" within early {\n"
        "    consulted \"Students\" on 2023-04-01\n"
        "    measure absence { baseline SY2023 ; target SY2028 20% }\n  }\n"
        "  guardrail floor \"Floor\" { measure absence { maintain to 35% } }\n}\n"
        "plan school \"School\" {\n  for schools\n  period SY2025\n"
        "  aligns to compass.floor\n"
        "  focus all \"All\" { aligns to compass.present }\n"
        "  goal here \"Here\" within all {\n"
        "    measure absence { baseline SY2024 ; target SY2025 28% }\n  }\n}\n");
    const struct pm_plan *plan = model->plans[0];
    assert_string_equal(plan->kind, "strategic");
    assert_int_equal(plan->value_count, 1);
    assert_int_equal(plan->values[0].rules[0], PM_GOAL_WITHOUT_GAP);
    assert_int_equal(plan->approval_count, 1);
    assert_int_equal(plan->consultation_count, 2);
    assert_string_equal(plan->called.items[0].text, "Pillar");
    assert_ptr_equal(plan->focuses[0]->within, plan->focuses[1]);
    assert_string_equal(plan->goals[0]->focus->name, "early");
    const struct pm_goal *goal = pm_plan_find_goal(model->plans[1], PM_TEXT("here"));
    assert_int_equal(goal->align_count, 2);
    assert_ptr_equal(goal->aligns[0], plan->goals[1]);
    assert_ptr_equal(goal->aligns[1], plan->goals[0]);
}

/* ---- One mistake, one message ---- */

static void mistakes_have_no_consequences(void **state)
{
    (void)state;
#define ONE(text)                                                          \
    do {                                                                   \
        struct pm_compilation *compilation = compile(text);                \
        pm_check(compilation->model, compilation->diagnostics, PM_NO_DAY); \
        if (compilation->diagnostics->count != 1) print_all(compilation);  \
        assert_int_equal(compilation->diagnostics->count, 1);              \
    } while (0)
    /* an unknown metric: the goal is not said to have no measure */
    ONE(DATA METRIC "plan p \"P\" { for harbor ; period SY2024..SY2028\n"
                    "  goal g \"G\" { measure absense { target SY2028 20% } } }\n");
    /* an unknown unit, an unknown calendar, a wrong type */
    ONE(DATA METRIC
        "plan p \"P\" { for habor ; period SY2024..SY2028\n"
        "  goal g \"G\" { measure absence { baseline SY2023 ; target SY2028 20% } } }\n");
    ONE(DATA METRIC
        "plan p \"P\" { for harbor ; period XY2024\n"
        "  goal g \"G\" { measure absence { baseline SY2023 ; target SY2028 20% } } }\n");
    ONE(DATA METRIC PLAN("", "      baseline XY2023 30%\n      target SY2028 20%\n"));
    ONE(DATA METRIC PLAN("", "      baseline SY2023 30%\n      target SY2028 $20\n"));
    ONE(DATA METRIC PLAN("", "      baseline SY2023 30%\n      target SY2028 20% for girls\n"));
    ONE(DATA METRIC PLAN("", "      baseline SY2023 30%\n      close SY2028\n"));
    ONE(DATA METRIC PLAN("  rate by nothing\n",
                         "      baseline SY2023 30%\n      target SY2028 20%\n"));
    ONE(DATA METRIC PLAN("  rate by light\n", "      baseline SY2023 30%\n      target SY2028 "
                                              "20%\n") "rating light \"L\" { levels green, rde ; "
                                                       "level green \"G\" as met when value "
                                                       "reaches "
                                                       "final\n  level red \"R\" as off_track }\n");
#undef ONE
}

/* ---- Rules ---- */

static void rules_set_levels(void **state)
{
    (void)state;
#define WITHOUT "      target SY2028 20%\n"
    compile_to(DATA METRIC PLAN("", WITHOUT), PM_TARGET_WITHOUT_BASELINE, PM_WARNING);
    compile_to(DATA METRIC PLAN("  rules { deny target_without_baseline }\n", WITHOUT),
               PM_TARGET_WITHOUT_BASELINE, PM_ERROR);
    compile_clean(DATA METRIC PLAN("  rules { allow target_without_baseline }\n", WITHOUT));
    compile_to(DATA METRIC PLAN("  rules { warn goal_without_owner }\n",
                                "      baseline SY2023\n" WITHOUT),
               PM_GOAL_WITHOUT_OWNER, PM_WARNING);
    const struct pm_diagnostic *found = compile_to(
        DATA METRIC PLAN("  rules { deny too_many_goals(0) }\n", "      baseline SY2023\n" WITHOUT),
        PM_TOO_MANY_GOALS, PM_ERROR);
    assert_non_null(strstr(found->message, "1 goals"));
#undef WITHOUT
}

static void figures_are_compared(void **state)
{
    (void)state;
    /* a group has a baseline of its own: the total's is not borrowed */
    compile_clean(DATA METRIC PLAN("", "      baseline SY2023 30%\n      target SY2028 20%\n"
                                       "      target SY2028 32% for frl\n"));
    compile_to(
        DATA METRIC PLAN("", "      baseline SY2023\n      target SY2028 baseline + 4 pts\n"),
        PM_TARGET_WRONG_SIDE, PM_ERROR);
    compile_to(DATA METRIC PLAN("", "      baseline SY2023 30%\n"
                                    "      target SY2028 110% of baseline\n"),
               PM_TARGET_WRONG_SIDE, PM_ERROR);
    compile_to(DATA METRIC PLAN("", "      baseline SY2023\n      target SY2028.Q1 20%\n"),
               PM_PERIOD_TOO_FINE, PM_ERROR);
    compile_to(DATA METRIC PLAN("", "      baseline SY2023\n      target SY2028 20%\n"
                                    "      close 50% of distance to 0% by SY2028\n"),
               PM_TARGET_TWICE, PM_ERROR);
}

/* ---- Descriptions and digests ---- */

static const char base[] =
    DATA METRIC PLAN("", "      baseline SY2023 30%\n      target SY2028 20%\n");

static const char *replace(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    assert_non_null(at);
    return pm_arena_format(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void descriptions_are_complete(void **state)
{
    (void)state;
    const struct pm_model *model = compile_clean(base);
    const char *dump = pm_model_dump(arena, model);
    static const char *const expected[] = {"calendar school_year SY",
                                           "units schools",
                                           "one row per results.school, results.meals",
                                           "numerator sum results.absent of results",
                                           "gap for frl vs not_frl as difference",
                                           "target SY2028 0.2\n",
                                           "rate by standard",
                                           "total meals \"All\"",
                                           "group not_frl"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!strstr(dump, expected[i])) fail_msg("%s\nlacks %s", dump, expected[i]);
    assert_string_equal(dump, pm_model_dump(arena, compile_clean(base)));
    assert_non_null(strstr(pm_model_show(arena, model, PM_TEXT("absence")), "better lower"));
    assert_non_null(strstr(pm_model_show(arena, model, PM_TEXT("compass.present")), "measure"));
    assert_non_null(strstr(pm_model_show(arena, model, PM_TEXT("results.year")), "field year"));
    assert_non_null(strstr(pm_model_show(arena, model, PM_TEXT("harbor")), "unit harbor"));
    assert_null(pm_model_show(arena, model, PM_TEXT("nothing")));
    assert_null(pm_model_show(arena, model, PM_TEXT("compass.nothing")));
}

static bool same_digest(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static void meaning_decides_digests(void **state)
{
    (void)state;
    const struct pm_model *model = compile_clean(base);
    static const struct {
        const char *from;
        const char *to;
        bool model, metric, schema, dimension; /* stay the same */
    } changes[] = {
        {"\"Absent\"", "\"Chronically absent\"", true, true, true, true},
        {"metric absence", "# a comment\n\nmetric absence", true, true, true, true},
        {"  better lower\n", "  better lower\n  about \"Days\"\n", true, true, true, true},
        {"\"Eligible\"", "\"Eligible for meals\"", true, true, true, true},
        {"  field school text\n  field year text\n", "  field year text\n  field school text\n",
         true, true, true, true},
        {"20%", "20.0%", true, true, true, true},
        {"20%", "19%", false, true, true, true},
        {"  better lower\n", "  better lower\n  owner harbor\n", false, true, true, true},
        {"sum absent of results", "sum absent of results where enrolled > 10", false, false, true,
         true},
        {"when \"Y\"", "when \"Y\", \"y\"", false, false, true, false},
        {"  field word text\n", "  field word text from \"Word\"\n", false, true, false, true},
        {"  total meals", "  missing \"-\"\n  total meals", false, true, false, true},
        {"  total meals", "  derive share as absent / enrolled\n  total meals", false, true, true,
         true},
        {"  total meals", "  verify absent <= enrolled\n  total meals", false, true, true, true},
        {"\"All\"", "\"All\", \"Total\"", false, true, false, true},
        {"\"2025\"", "\"2024-25\"", false, true, false, true},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const struct pm_model *other = compile_clean(replace(base, changes[i].from, changes[i].to));
        assert_int_equal(
            same_digest(pm_model_digest(model->arena, model), pm_model_digest(other->arena, other)),
            changes[i].model);
        assert_int_equal(same_digest(model->metrics[0]->digest, other->metrics[0]->digest),
                         changes[i].metric);
        assert_int_equal(same_digest(model->source_decls[0]->schema_digest,
                                     other->source_decls[0]->schema_digest),
                         changes[i].schema);
        assert_int_equal(same_digest(model->dimensions[0]->digest, other->dimensions[0]->digest),
                         changes[i].dimension);
    }
}

/* The definition of a derived column is part of the metrics that use it. */
static void derived_columns_decide_digests(void **state)
{
    (void)state;
    const char *text =
        replace(replace(base, "  total meals", "  derive many as enrolled > 10\n  total meals"),
                "sum absent of results", "sum absent of results where many = true");
    const struct pm_model *model = compile_clean(text);
    const struct pm_model *other = compile_clean(replace(text, "enrolled > 10", "enrolled > 11"));
    assert_false(same_digest(model->metrics[0]->digest, other->metrics[0]->digest));
    assert_true(
        same_digest(model->source_decls[0]->schema_digest, other->source_decls[0]->schema_digest));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(explanations_are_true, set_up, tear_down),
        cmocka_unit_test_setup_teardown(standard_rating_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(innermost_rating_wins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_map_levels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_tables_are_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gaps_as_ratios_take_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plans_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mistakes_have_no_consequences, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules_set_levels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_are_compared, set_up, tear_down),
        cmocka_unit_test_setup_teardown(descriptions_are_complete, set_up, tear_down),
        cmocka_unit_test_setup_teardown(meaning_decides_digests, set_up, tear_down),
        cmocka_unit_test_setup_teardown(derived_columns_decide_digests, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
