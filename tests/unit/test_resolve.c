/* test_resolve.c: from texts in memory to a model: names, types, units, sources, metrics. */
#include "lang/model/measure.h"
#include "lang/model/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#define PROJECT                                                                                    \
    "project p \"P\" { calendar school_year SY { starts 07-01 ; named by end ; parts Q at 07-01, " \
    "10-01, 01-01, 04-01 } }\n"

#define STUDENTS                                                                                 \
    "source students {\n from csv \"s.csv\"\n one row per student_id, school_year\n"             \
    " period school_year as \"2024-25\"\n field student_id text\n field school_year text\n"      \
    " field race text\n field grade int\n field frl bool\n field share share\n"                  \
    " field number number\n field paid money\n field born date\n"                                \
    " gather absent as count of days where code in (\"E\", \"U\")\n"                             \
    " gather enrolled as count of days\n derive rate as absent / enrolled\n}\n"                  \
    "source days {\n from csv \"d.csv\"\n one row per student_id, day\n period day\n"            \
    " field student_id text to students\n field day date\n field code text\n field in_at time\n" \
    " field out_at time\n}\n"

/* ---- Compiling ---- */

static struct pm_compilation *compile_files(struct pm_arena *arena, const char *const *paths,
                                            const char *const *texts, size_t count)
{
    struct pm_text *slices = PM_NEW_ITEMS(arena, struct pm_text, count);
    for (size_t i = 0; i < count; i++)
        slices[i] = pm_text_from(texts[i]);
    struct pm_files files = pm_files_in_memory(arena, paths, slices, count);
    return pm_compile_project(arena, &files, NULL);
}

static struct pm_compilation *compile(struct pm_arena *arena, const char *text)
{
    const char *path = "project.pm";
    return compile_files(arena, &path, &text, 1);
}

static void print_all(const struct pm_compilation *compilation)
{
    const struct pm_diagnostics *list = compilation->diagnostics;
    for (size_t i = 0; i < list->count; i++)
        print_message("PM%04d %s: %s\n", pm_code_info(list->items[i]->code)->number,
                      pm_code_info(list->items[i]->code)->name, list->items[i]->message);
}

static size_t count_errors(const struct pm_compilation *compilation)
{
    return pm_diagnostics_count(compilation->diagnostics, PM_ERROR);
}

static const struct pm_diagnostic *find(const struct pm_compilation *compilation, enum pm_code code)
{
    for (size_t i = 0; i < compilation->diagnostics->count; i++)
        if (compilation->diagnostics->items[i]->code == code)
            return compilation->diagnostics->items[i];
    return NULL;
}

static struct pm_arena *arena_of(void **state)
{
    return *state;
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

static const struct pm_model *compile_fine(void **state, const char *text)
{
    struct pm_compilation *compilation = compile(arena_of(state), text);
    if (count_errors(compilation)) print_all(compilation);
    assert_int_equal(count_errors(compilation), 0);
    return compilation->model;
}

/* The text gives one error, of this code. */
static const struct pm_diagnostic *compile_wrong(void **state, enum pm_code code, const char *text)
{
    struct pm_compilation *compilation = compile(arena_of(state), text);
    const struct pm_diagnostic *found = find(compilation, code);
    if (!found || count_errors(compilation) != 1) {
        print_message("%s\n", text);
        print_all(compilation);
    }
    assert_non_null(found);
    assert_int_equal(count_errors(compilation), 1);
    return found;
}

/* A metric with these lines over STUDENTS. */
static const char *metric_text(void **state, const char *lines)
{
    return pm_arena_format(arena_of(state), PROJECT STUDENTS "metric m \"M\" {\n %s\n}\n", lines);
}

static const struct pm_metric *metric_of(void **state, const char *lines)
{
    const struct pm_model *model = compile_fine(state, metric_text(state, lines));
    assert_int_equal(model->metric_count, 1);
    return model->metrics[0];
}

/* ---- Every code's own texts ---- */

static void test_codes_do_what_they_say(void **state)
{
    for (int code = 0; code < PM_CODE_COUNT; code++) {
        const struct pm_code_info *info = pm_code_info((enum pm_code)code);
        if (info->number < 200 || info->number > 349) continue;
        if (*info->bad) compile_wrong(state, (enum pm_code)code, info->bad);
        if (*info->good) compile_fine(state, info->good);
        assert_true(strlen(info->why) > 30);
    }
}

/* ---- Names ---- */

static void test_nearest_name_is_offered(void **state)
{
    const struct pm_diagnostic *found =
        compile_wrong(state, PM_NAME_UNKNOWN, metric_text(state, "value mean graed of students"));
    assert_string_equal(found->replacement, "grade");
    assert_int_equal(found->label_count, 1);
    assert_non_null(strstr(found->help, "`grade`"));
}

static void test_field_of_a_reference_is_offered(void **state)
{
    const struct pm_diagnostic *found = compile_wrong(
        state, PM_NAME_UNKNOWN, metric_text(state, "value count of days where race = \"B\""));
    assert_string_equal(found->help, "write `students.race`");
}

static void test_duplicates_show_both_places(void **state)
{
    const struct pm_diagnostic *found = compile_wrong(
        state, PM_NAME_TWICE, "unit a \"A\" { unit b \"B\" }\nunit c \"C\" { unit b \"Other\" }\n");
    assert_int_equal(found->label_count, 1);
    assert_true(found->labels[0].span.begin < found->span.begin);
}

static void test_same_name_for_other_kinds(void **state)
{
    compile_fine(state, PROJECT STUDENTS
                 "unit race \"Race\"\ndimension race from students.race { group race when \"R\" }\n"
                 "metric race \"M\" { value mean grade of students ; by race }\n");
}

static void test_damaged_declaration_has_no_consequences(void **state)
{
    struct pm_compilation *compilation = compile(
        arena_of(state), PROJECT STUDENTS "metric m M { value mean grade of students }\n"
                                          "metric other \"O\" { value mean grade of students ; "
                                          "leading m after 1 year }\n");
    assert_int_equal(count_errors(compilation), 1);
}

static void test_misspelt_statement_has_no_consequences(void **state)
{
    struct pm_compilation *compilation =
        compile(arena_of(state), PROJECT "soruce tests { from csv \"t.csv\" ; field score int }\n"
                                         "metric m \"M\" { value mean score of tests }\n");
    if (count_errors(compilation) != 1) print_all(compilation);
    assert_int_equal(count_errors(compilation), 1);
}

static void test_unknown_source_has_no_consequences(void **state)
{
    compile_wrong(state, PM_NAME_UNKNOWN,
                  PROJECT STUDENTS
                  "metric m \"M\" { value mean grade + other of pupils where a = 1 }\n");
}

/* ---- Files ---- */

static void test_files_and_modules(void **state)
{
    const char *paths[] = {"data.pm", "plans/a.pm", "project.pm", "other/b.pm"};
    const char *texts[] = {STUDENTS, "unit a \"A\"\nuse \"data.pm\"\n",
                           "use \"plans/a.pm\"\nuse ratings\nuse ratings\n"
                           "project p \"P\" { include \"**/a.pm\", \"dat?.pm\" ; "
                           "calendar school_year SY { starts 07-01 } }\n",
                           "this is left out"};
    struct pm_compilation *compilation = compile_files(arena_of(state), paths, texts, 4);
    if (count_errors(compilation)) print_all(compilation);
    assert_int_equal(count_errors(compilation), 0);
    assert_int_equal(compilation->file_count, 3);
    assert_int_equal(compilation->model->module_count, 1);
    assert_string_equal(compilation->model->modules[0], "ratings");
    assert_int_equal(compilation->model->source_count, 2);
    assert_int_equal(compilation->model->unit_count, 1);
}

static void test_use_in_circles(void **state)
{
    const char *paths[] = {"a.pm", "b.pm", "project.pm"};
    const char *texts[] = {"use \"b.pm\"\nunit a \"A\"\n", "use \"./a.pm\"\nunit b \"B\"\n",
                           "use \"a.pm\"\nproject p \"P\" { include \"project.pm\" }\n"};
    struct pm_compilation *compilation = compile_files(arena_of(state), paths, texts, 3);
    assert_int_equal(count_errors(compilation), 1);
    const struct pm_diagnostic *found = find(compilation, PM_USE_CIRCLE);
    assert_non_null(found);
    assert_int_equal(found->label_count, 1); /* both places are named */
    assert_int_equal(compilation->file_count, 3);
    assert_int_equal(compilation->model->unit_count, 2);
}

static void test_missing_module_explains_unknown_names(void **state)
{
    const struct pm_diagnostic *found = compile_wrong(
        state, PM_MODULE_UNKNOWN,
        PROJECT STUDENTS "use attendence\nmetric m \"M\" { value mean grade of students ; "
                         "leading chronic_absence after 1 year }\n");
    assert_string_equal(found->replacement, "attendance");
}

static void test_only_one_file(void **state)
{
    const char *paths[] = {"a.pm", "project.pm"};
    struct pm_text texts[] = {PM_TEXT("unit a \"A\"\n"), PM_TEXT("project p \"P\" { }\n")};
    struct pm_files files = pm_files_in_memory(arena_of(state), paths, texts, 2);
    struct pm_compilation *compilation = pm_compile_project(arena_of(state), &files, "a.pm");
    assert_int_equal(compilation->file_count, 1);
    assert_string_equal(compilation->model->project->name, "");
    compilation = pm_compile_project(arena_of(state), &files, "none.pm");
    assert_non_null(find(compilation, PM_FILE_UNREADABLE));
}

static void test_too_many_imports(void **state)
{
    struct pm_arena *arena = arena_of(state);
    const char **paths = PM_NEW_ITEMS(arena, const char *, 301);
    const char **texts = PM_NEW_ITEMS(arena, const char *, 301);
    const char *uses = "project p \"P\" { include \"project.pm\" }\n";
    for (int i = 0; i < 300; i++) {
        paths[i] = pm_arena_format(arena, "a%03d.pm", i);
        texts[i] = "";
        uses = pm_arena_format(arena, "%suse \"a%03d.pm\"\n", uses, i);
    }
    paths[300] = "project.pm";
    texts[300] = uses;
    struct pm_compilation *compilation = compile_files(arena, paths, texts, 301);
    assert_non_null(find(compilation, PM_TOO_MANY_IMPORTS));
    assert_int_equal(count_errors(compilation), 1);
    assert_int_equal(compilation->file_count, 257);
}

/* ---- Modules ---- */

static void test_module_metrics_without_sources_ask_for_nothing(void **state)
{
    const struct pm_model *model =
        compile_fine(state, PROJECT "use attendance\nsource students { from csv \"s.csv\" ; "
                                    "field days_absent int ; field days_enrolled int }\n");
    assert_true(model->metric_count > 1);
    assert_non_null(pm_model_find_metric(model, PM_TEXT("chronic_absence")));
    assert_null(pm_model_find_metric(model, PM_TEXT("contact_48h")));
}

static void test_module_metric_that_is_named_must_fit(void **state)
{
    const struct pm_diagnostic *found =
        find(compile(arena_of(state),
                     PROJECT "use attendance\nunit a \"A\"\nplan x \"X\" { for a ; period SY2026 ; "
                             "goal g \"G\" { measure contact_48h { target SY2026 90% } } }\n"),
             PM_NAME_UNKNOWN);
    assert_non_null(found);
    assert_non_null(strstr(found->message, "contacts"));
    assert_non_null(strstr(found->notes[0], "contact_48h"));
}

static void test_own_declaration_replaces_a_modules(void **state)
{
    const struct pm_model *model = compile_fine(
        state, PROJECT STUDENTS "use attendance\nmetric chronic_absence \"Mine\" { numerator count "
                                "of students where absent >= 10% of enrolled ; denominator count "
                                "of students ; better lower }\n");
    const struct pm_metric *metric = pm_model_find_metric(model, PM_TEXT("chronic_absence"));
    assert_string_equal(metric->label, "Mine");
    assert_int_equal(model->replaced_count, 1);
    assert_string_equal(model->replaced[0], "metric chronic_absence");
}

/* ---- Project ---- */

static void test_calendars_and_privacy(void **state)
{
    const struct pm_model *model = compile_fine(
        state,
        "project p \"P\" {\n calendar school_year SY { starts 07-01 ; named by end ; parts Q "
        "at 07-01, 10-01, 01-01, 04-01 ; closed 2025-12-22..2026-01-02 \"Winter\" }\n"
        " calendar year CY { starts 01-01 ; named by end }\n"
        " privacy { minimum n 12 ; cap 5%..95% }\n privacy for public { zeros protected }\n}\n");
    const struct pm_project *project = model->project;
    assert_int_equal(project->calendar_count, 2);
    assert_true(project->calendars[0]->named_by_end);
    assert_false(project->calendars[1]->named_by_end);
    assert_int_equal(project->calendars[0]->part_count, 4);
    assert_int_equal(project->calendars[0]->closure_count, 1);
    const struct pm_privacy *public = &project->privacy[PM_PUBLIC];
    assert_true(public->zeros_protected && public->cap_count == 1 && public->complement_hidden);
    assert_int_equal(public->minimum.n, 12);
    assert_false(project->privacy[PM_BOARD].zeros_protected);
    assert_false(project->privacy[PM_BOARD].is_default);
    const struct pm_model *bare = compile_fine(state, "unit a \"A\"\n");
    assert_true(bare->project->privacy[PM_INTERNAL].is_default);
    assert_int_equal(bare->project->privacy[PM_INTERNAL].minimum.n, 10);
}

/* ---- Units ---- */

static const char roster[] =
    "source roster { from csv \"r.csv\" ; one row per school ; field school text ; field area text "
    "; field name text ; field open bool }\n";

static void test_sets_within_sets(void **state)
{
    const struct pm_model *model = compile_fine(
        state, pm_arena_format(arena_of(state),
                               "%sunit top \"Top\" { unit office \"Office\" { id \"77\" } }\n"
                               "units areas from roster as area { id area }\n"
                               "units schools from roster where open = true as school { id school "
                               "; called name ; within area }\n",
                               roster));
    const struct pm_unit_set *schools = pm_model_find_unit_set(model, PM_TEXT("schools"));
    assert_ptr_equal(schools->within_set, model->unit_sets[0]);
    assert_ptr_equal(schools->above, model->units[0]);
    assert_int_equal(schools->where->kind, PM_EXPRESSION_EQUAL);
    assert_string_equal(model->units[1]->key, "77");
    assert_ptr_equal(model->units[1]->above, model->units[0]);
}

static void test_two_units_at_the_top(void **state)
{
    const struct pm_model *model = compile_fine(
        state, pm_arena_format(arena_of(state),
                               "%sunit a \"A\"\nunit b \"B\"\nunits schools from roster { id "
                               "school }\n",
                               roster));
    assert_null(model->unit_sets[0]->above);
}

static void test_unknown_within_names_the_sets(void **state)
{
    const struct pm_diagnostic *found =
        compile_wrong(state, PM_WITHIN_UNKNOWN,
                      pm_arena_format(arena_of(state),
                                      "%sunits areas from roster { id area }\n"
                                      "units schools from roster { id school ; within name }\n",
                                      roster));
    assert_int_equal(found->label_count, 1);
}

/* ---- Sources ---- */

static const struct pm_column *column_of(const struct pm_model *model, const char *source,
                                         const char *column)
{
    const struct pm_source_decl *decl = pm_model_find_source(model, pm_text_from(source));
    assert_non_null(decl);
    const struct pm_column *found = pm_source_find_column(decl, pm_text_from(column));
    assert_non_null(found);
    return found;
}

static void test_columns_are_typed(void **state)
{
    const struct pm_model *model = compile_fine(state, PROJECT STUDENTS);
    assert_int_equal(column_of(model, "students", "grade")->type, PM_TYPE_NUMBER);
    assert_int_equal(column_of(model, "students", "share")->type, PM_TYPE_SHARE);
    assert_int_equal(column_of(model, "students", "born")->type, PM_TYPE_DATE);
    assert_int_equal(column_of(model, "students", "absent")->type, PM_TYPE_NUMBER);
    assert_int_equal(column_of(model, "students", "rate")->type, PM_TYPE_NUMBER);
    const struct pm_column *absent = column_of(model, "students", "absent");
    assert_ptr_equal(absent->gather_through, column_of(model, "days", "student_id"));
    assert_true(pm_model_find_source(model, PM_TEXT("students"))->is_key_for_references);
    assert_false(pm_model_find_source(model, PM_TEXT("days"))->is_key_for_references);
}

static void test_words_of_cells(void **state)
{
    const struct pm_model *model = compile_fine(
        state, "source t { from csv \"t.csv\" ; missing \"*\", \"NA\" ; suppressed \"s\" ; "
               "field a bool { true \"Y\" ; false \"N\" ; missing \"?\" } ; field b text from "
               "\"B b\" ; encoding \"UTF-16\" ; header row 3 }\n");
    const struct pm_column *a = column_of(model, "t", "a");
    assert_int_equal(a->missing.count, 4);
    assert_string_equal(a->missing.items[2], "?");
    assert_string_equal(a->missing.items[3], "");
    assert_string_equal(a->truths.items[0], "Y");
    assert_string_equal(column_of(model, "t", "b")->suppressed.items[0], "s");
    assert_string_equal(column_of(model, "t", "b")->header, "B b");
    assert_int_equal(model->source_decls[0]->encoding, PM_ENCODING_UTF16);
    assert_int_equal(model->source_decls[0]->header_row, 3);
}

static void test_verify_skip_total(void **state)
{
    const struct pm_model *model = compile_fine(
        state, "source t {\n from csv \"t.csv\"\n summary\n public\n one row per grade\n"
               " field grade text\n field n int\n total grade \"All\", \"Total\"\n"
               " skip where grade is missing as \"empty\"\n verify n >= 0 as block\n"
               " verify n is not missing for 99.5% of rows\n extracted on 2025-01-31\n}\n");
    const struct pm_source_decl *t = model->source_decls[0];
    assert_true(t->is_summary && t->is_public);
    assert_int_equal(t->totals[0].values.count, 2);
    assert_string_equal(t->skips[0].reason, "empty");
    assert_int_equal(t->verifications[0].severity, PM_ERROR);
    assert_int_equal(t->verifications[1].severity, PM_WARNING);
    assert_int_equal(pm_ratio_compare(pm_ratio_from_decimal(t->verifications[1].share),
                                      pm_ratio_make(995, 1000)),
                     0);
    assert_true(t->extracted_day > 0);
}

static void test_circle_shows_the_way(void **state)
{
    const struct pm_diagnostic *found =
        compile_wrong(state, PM_COLUMN_CYCLE,
                      "source t {\n from csv \"t.csv\"\n derive a as b + 1\n derive b as c * 2\n"
                      " derive c as a\n}\n");
    assert_int_equal(found->note_count, 1);
    assert_string_equal(found->notes[0], "a -> b -> c -> a");
}

static void test_references(void **state)
{
    compile_wrong(state, PM_REFERENCE_UNFIT,
                  "source a { from csv \"a.csv\" ; one row per x, y ; field x text ; field y text "
                  "}\nsource b { from csv \"b.csv\" ; field x text to a }\n");
    compile_wrong(state, PM_REFERENCE_UNFIT,
                  "source a { from csv \"a.csv\" ; one row per x ; field x int }\n"
                  "source b { from csv \"b.csv\" ; field x text to a }\n");
    compile_wrong(state, PM_REFERENCE_UNFIT,
                  PROJECT "source a { from csv \"a.csv\" ; one row per x, y ; period y as "
                          "\"2024-25\" ; field x text ; field y text }\n"
                          "source b { from csv \"b.csv\" ; field x text to a }\n");
}

/* ---- Expressions ---- */

static void test_types_of_comparisons(void **state)
{
    static const char *const fine[] = {
        "share >= 10%",
        "number >= 0.1",
        "rate >= 10%",
        "rate > 0.1",
        "frl = true",
        "race in (\"A\", \"B\")",
        "grade in (3..5, 8)",
        "grade not in (1, 2)",
        "born >= 2015-01-01",
        "born in (2015-01-01..2015-12-31)",
        "paid > $10",
        "absent >= 10% of enrolled",
        "share - 50% of share > 3 pts",
        "100% - share > 20%",
        "race is missing",
        "not (race = \"A\" or frl = true)",
        "if(frl = true, 1, 2) > 1",
        "2024-01-01 - born > 3 years",
        "-grade < -3",
    };
    static const char *const wrong[] = {
        "share >= 0.1",        "number >= 10%",         "race = 3",      "grade = \"3\"",
        "frl = \"Y\"",         "born = \"2015-01-01\"", "paid > 10",     "share > 3 pts",
        "grade in (3, \"4\")", "share + 10% > 50%",     "born > 3 days", "grade + share > 1",
    };
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++)
        compile_fine(state, metric_text(state, pm_arena_format(arena_of(state),
                                                               "value count of students where %s",
                                                               fine[i])));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        compile_wrong(
            state, PM_TYPES_DIFFER,
            metric_text(state, pm_arena_format(arena_of(state), "value count of students where %s",
                                               wrong[i])));
}

static void test_help_says_what_to_write(void **state)
{
    const struct pm_diagnostic *found = compile_wrong(
        state, PM_TYPES_DIFFER, metric_text(state, "value count of students where share >= 0.25"));
    assert_string_equal(found->help, "write `25%`");
    found = compile_wrong(state, PM_TYPES_DIFFER,
                          metric_text(state, "value count of students where race = 3"));
    assert_string_equal(found->help, "put it in quotes: `\"3\"`");
    found = compile_wrong(state, PM_TYPES_DIFFER,
                          metric_text(state, "value count of students where grade = \"3\""));
    assert_string_equal(found->help, "write it without quotes: `3`");
}

static void test_hours_are_exact(void **state)
{
    const struct pm_metric *metric =
        metric_of(state, "value count of days where out_at - in_at <= 48 hours");
    const struct pm_expression *limit = metric->value.where->children[1];
    assert_int_equal(limit->kind, PM_EXPRESSION_NUMBER);
    assert_int_equal(limit->number.mantissa, 2);
    metric = metric_of(state, "value count of days where out_at - in_at <= 50 hours");
    limit = metric->value.where->children[1];
    assert_int_equal(limit->kind, PM_EXPRESSION_DIVIDE);
    assert_int_equal(limit->children[0]->number.mantissa, 3000);
    assert_int_equal(limit->children[1]->number.mantissa, 1440);
}

static void test_paths(void **state)
{
    const struct pm_metric *metric =
        metric_of(state, "value count of days where student_id.grade > 3 and students.frl = true "
                         "and days.code = \"E\"");
    const struct pm_expression *condition = metric->value.where;
    const struct pm_path *first = &condition->children[0]->children[0]->children[0]->path;
    assert_int_equal(first->count, 2);
    assert_string_equal(first->steps[0]->name, "student_id");
    assert_string_equal(first->steps[1]->name, "grade");
    assert_int_equal(condition->children[1]->children[0]->path.count, 1);
    struct pm_path path;
    const struct pm_source_decl *students = first->steps[1]->source;
    const struct pm_source_decl *days = first->steps[0]->source;
    assert_true(pm_path_to_column(arena_of(state), days, students->columns[2], &path));
    assert_int_equal(path.count, 2);
    assert_false(pm_path_to_column(arena_of(state), students, days->columns[1], &path));
}

/* ---- Dimensions ---- */

static void test_groups(void **state)
{
    const struct pm_model *model = compile_fine(
        state, PROJECT STUDENTS
        "dimension band from students.grade { group low when 1..5, 7 ; group high when 6, 8..12 ; "
        "group all_of \"All\" of low, high ; other rest }\n"
        "dimension eth from students.race { group each ; overlapping }\n"
        "metric m \"M\" { value mean grade of students ; by band, band * eth ; gap low vs high ; "
        "gap each band vs others as ratio }\n");
    const struct pm_dimension *band = model->dimensions[0];
    assert_int_equal(band->group_count, 4);
    assert_int_equal(band->groups[0]->value_count, 2);
    assert_int_equal(band->groups[2]->part_count, 2);
    assert_true(band->groups[3]->is_other);
    const struct pm_metric *metric = model->metrics[0];
    assert_int_equal(metric->by_count, 2);
    assert_int_equal(metric->by[1].count, 2);
    assert_ptr_equal(metric->gaps[0].selector.group.sides[0].group, band->groups[0]);
    assert_int_equal(metric->gaps[1].kind, PM_GAP_RATIO);
    assert_true(metric->gaps[1].selector.each &&
                metric->gaps[1].selector.versus_is == PM_VERSUS_OTHERS);
}

static void test_values_in_two_groups(void **state)
{
    const struct pm_diagnostic *found = compile_wrong(
        state, PM_GROUP_VALUE_TWICE,
        PROJECT STUDENTS
        "dimension band from students.grade { group low when 1..5 ; group high when 3 }\n");
    assert_int_equal(found->label_count, 1);
    compile_wrong(state, PM_GROUP_VALUE_TWICE,
                  PROJECT STUDENTS
                  "dimension meals from students.frl { group a when true ; group b when true }\n");
    compile_fine(state, PROJECT STUDENTS
                 "dimension band from students.grade { group low when 1..5 ; group high when 3 ; "
                 "overlapping }\n");
}

static void test_dimension_through_reference(void **state)
{
    const struct pm_model *model =
        compile_fine(state, PROJECT STUDENTS "dimension race from students.race { group each }\n"
                                             "metric m \"M\" { value count of days ; by race }\n");
    struct pm_path path;
    assert_true(pm_path_to_dimension(arena_of(state), model->metrics[0]->value.source,
                                     model->dimensions[0], &path));
    assert_int_equal(path.count, 2);
    compile_wrong(state, PM_DIMENSION_UNREACHABLE,
                  PROJECT STUDENTS "dimension code from days.code { group each }\n"
                                   "metric m \"M\" { value count of students ; by code }\n");
}

/* ---- Metrics ---- */

static void test_types_of_metrics(void **state)
{
    static const struct {
        const char *lines;
        enum pm_type type;
        const char *unit;
    } rows[] = {
        {"numerator count of students where frl = true ; denominator count of students",
         PM_TYPE_SHARE, "percent"},
        {"value count of students", PM_TYPE_NUMBER, "count"},
        {"value mean grade of students", PM_TYPE_NUMBER, "score"},
        {"value mean share of students", PM_TYPE_SHARE, "percent"},
        {"value mean number of students ; unit percent", PM_TYPE_SHARE, "percent"},
        {"value sum paid of students", PM_TYPE_MONEY, "money"},
        {"value mean number of students ; unit money", PM_TYPE_MONEY, "money"},
        {"value mean out_at - in_at of days", PM_TYPE_DURATION, "days"},
        {"numerator sum paid of students ; denominator count of students ; unit money",
         PM_TYPE_MONEY, "money"},
        {"numerator sum number of students ; denominator count of students ; unit ratio",
         PM_TYPE_NUMBER, "ratio"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct pm_metric *metric = metric_of(state, rows[i].lines);
        assert_int_equal(metric->type, rows[i].type);
        assert_string_equal(metric->unit, rows[i].unit);
    }
    compile_wrong(state, PM_METRIC_UNIT_UNFIT,
                  metric_text(state, "numerator sum paid of students ; denominator count of "
                                     "students"));
}

static void test_matched_metric(void **state)
{
    const struct pm_metric *metric =
        metric_of(state, "match student_id with previous\n value mean grade - previous.grade of "
                         "students where previous.grade is not missing\n better higher\n range "
                         "-5..5\n minimum n 20\n round value to 0.1\n break SY2020 \"New\"\n "
                         "leading after 2 quarters\n observed to_date");
    assert_int_equal(metric->match_count, 1);
    assert_true(metric->value.expression->children[1]->path.previous);
    assert_int_equal(metric->direction, 1);
    assert_true(metric->has_range && metric->reads_within_period && metric->is_leading);
    assert_int_equal(metric->range_low.mantissa, -5);
    assert_int_equal(metric->minimum.n, 20);
    assert_int_equal(metric->rounding_count, 1);
    assert_int_equal(metric->break_count, 1);
    assert_int_equal(metric->lead_days, 182);
}

static void bounds_are_those_of_parts_and_ranges(void **state)
{
    static const struct {
        const char *lines;
        bool is_part;
        bool is_bounded;
    } cases[] = {
        {"numerator count of students where grade > 3\n denominator count of students", true, true},
        {"numerator sum absent of students\n denominator sum absent + grade of students", true,
         true},
        {"numerator sum absent of students\n denominator sum absent + 0.5 of students", false,
         false},
        {"numerator sum paid of students\n denominator sum paid of students", false, false},
        {"numerator sum grade of students\n denominator count of students", false, false},
        {"numerator sum absent of students\n denominator sum grade of students\n unit ratio", false,
         false},
        {"numerator sum absent of students\n denominator sum grade of students\n range 0%..150%",
         false, true},
        {"numerator sum absent of students\n denominator sum grade of students\n range 0%..50%",
         true, true},
        {"value mean grade of students\n range 0..12", false, true},
        {"value mean grade of students", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct pm_metric *metric = metric_of(state, cases[i].lines);
        struct pm_ratio low;
        struct pm_ratio high;
        assert_int_equal(pm_metric_is_part(metric), cases[i].is_part);
        assert_int_equal(pm_metric_bounds(metric, &low, &high), cases[i].is_bounded);
        assert_true(pm_ratio_compare(low, high) < 0);
    }
}

/* ---- Robustness ---- */

static void test_memory_runs_out(void **state)
{
    (void)state;
    for (volatile size_t n = 1; n < 4000; n += 37) {
        struct pm_arena *arena = pm_arena_new();
        assert_non_null(arena);
        jmp_buf escape;
        pm_arena_set_escape(arena, &escape);
        if (setjmp(escape) == 0) {
            pm_arena_fail_after(n);
            compile(arena, PROJECT STUDENTS "metric m \"M\" { value mean grade of students }\n");
        }
        pm_arena_fail_after(0);
        pm_arena_free(arena);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_codes_do_what_they_say),
        TEST(test_nearest_name_is_offered),
        TEST(test_field_of_a_reference_is_offered),
        TEST(test_duplicates_show_both_places),
        TEST(test_same_name_for_other_kinds),
        TEST(test_damaged_declaration_has_no_consequences),
        TEST(test_misspelt_statement_has_no_consequences),
        TEST(test_unknown_source_has_no_consequences),
        TEST(test_files_and_modules),
        TEST(test_use_in_circles),
        TEST(test_missing_module_explains_unknown_names),
        TEST(test_only_one_file),
        TEST(test_too_many_imports),
        TEST(test_module_metrics_without_sources_ask_for_nothing),
        TEST(test_module_metric_that_is_named_must_fit),
        TEST(test_own_declaration_replaces_a_modules),
        TEST(test_calendars_and_privacy),
        TEST(test_sets_within_sets),
        TEST(test_two_units_at_the_top),
        TEST(test_unknown_within_names_the_sets),
        TEST(test_columns_are_typed),
        TEST(test_words_of_cells),
        TEST(test_verify_skip_total),
        TEST(test_circle_shows_the_way),
        TEST(test_references),
        TEST(test_types_of_comparisons),
        TEST(test_help_says_what_to_write),
        TEST(test_hours_are_exact),
        TEST(test_paths),
        TEST(test_groups),
        TEST(test_values_in_two_groups),
        TEST(test_dimension_through_reference),
        TEST(test_types_of_metrics),
        TEST(test_matched_metric),
        TEST(bounds_are_those_of_parts_and_ranges),
        TEST(test_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
