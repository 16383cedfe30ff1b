/* Evaluation over tables in memory: rows to persons to groups, summaries, roll-up, matching. */
#include "lang/model/resolve.h"
#include "runtime/cells/cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants these first */
#include <cmocka.h>

struct world {
    struct pm_arena *arena;
    struct pm_compilation *compilation;
    struct pm_memory *memory;
    struct pm_cells *cells;
};

static struct world compile(const char *text)
{
    struct world world = {.arena = pm_arena_new()};
    static const char *const paths[] = {"project.pm"};
    struct pm_text *texts = PM_NEW_ITEMS(world.arena, struct pm_text, 1);
    texts[0] = pm_text_from(text);
    struct pm_files files = pm_files_in_memory(world.arena, paths, texts, 1);
    world.compilation = pm_compile_project(world.arena, &files, NULL);
    const struct pm_diagnostics *list = world.compilation->diagnostics;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == PM_ERROR) print_message("%s\n", list->items[i]->message);
    assert_int_equal(pm_diagnostics_count(list, PM_ERROR), 0);
    world.memory = pm_memory_new(world.arena);
    return world;
}

/* Adds rows written "a,b,c" a line: texts as codes, the others as whole numbers; "" is missing, "s"
 * suppressed in number columns. */
static void add_rows(struct world *world, const char *source_name, int32_t first_day,
                     int32_t last_day, const char *const *lines, size_t count)
{
    const struct pm_source_decl *source =
        pm_model_find_source(world->compilation->model, pm_text_from(source_name));
    struct pm_chunk_column columns[16];
    size_t fields = 0;
    for (size_t i = 0; i < source->column_count; i++)
        if (source->columns[i]->kind == PM_COLUMN_FIELD) fields++;
    for (size_t i = 0; i < fields; i++) {
        columns[i].name = source->columns[i]->name;
        columns[i].vector.values = PM_NEW_ITEMS(world->arena, int64_t, count);
        columns[i].vector.marks = pm_arena_alloc(world->arena, count);
        columns[i].vector.places = 0;
    }
    columns[fields].name = PM_COLUMN_LINE;
    columns[fields].vector.values = PM_NEW_ITEMS(world->arena, int64_t, count);
    columns[fields].vector.marks = NULL;
    columns[fields].vector.places = 0;
    for (size_t row = 0; row < count; row++) {
        const char *at = lines[row];
        columns[fields].vector.values[row] = (int64_t)row + 2;
        for (size_t i = 0; i < fields; i++) {
            size_t size = strcspn(at, ",");
            const struct pm_column *column = source->columns[i];
            const struct pm_column *owner = column;
            if (column->refers_to) owner = column->refers_to->key[0];
            struct pm_text text = {at, size};
            if (size == 0) {
                columns[i].vector.marks[row] = PM_MARK_MISSING;
            } else if (column->type == PM_TYPE_TEXT) {
                columns[i].vector.values[row] =
                    pm_memory_code(world->memory, owner->source->name, owner->name, text);
            } else if (column->type == PM_TYPE_DATE) {
                int32_t day = 0;
                assert_true(pm_parse_day(text, &day));
                columns[i].vector.values[row] = day;
            } else if (pm_text_is(text, "s")) {
                columns[i].vector.marks[row] = PM_MARK_SUPPRESSED;
            } else {
                struct pm_decimal number = {0};
                pm_parse_decimal(text, false, false, &number);
                assert_int_equal(number.places, 0);
                columns[i].vector.values[row] = number.mantissa;
            }
            at += size + (at[size] == ',');
        }
    }
    pm_memory_add(world->memory, source_name, count, columns, fields + 1, first_day, last_day);
}

#define ADD(world, source, first, last, ...)                                 \
    add_rows(world, source, first, last, (const char *const[]){__VA_ARGS__}, \
             sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void evaluate(struct world *world)
{
    struct pm_request *request = PM_NEW(world->arena, struct pm_request);
    struct pm_rows *rows = PM_NEW(world->arena, struct pm_rows);
    pm_request_all(world->arena, world->compilation->model, request);
    *rows = pm_rows_of_memory(world->memory);
    world->cells = pm_evaluate(world->arena, world->compilation->model, request, rows, PM_NO_DAY,
                               NULL, NULL, world->compilation->diagnostics);
    assert_non_null(world->cells);
}

/* "dimension=group" sides, up to two. */
static struct pm_cell get(const struct world *world, const char *metric, const char *period,
                          const char *unit, const char *first, const char *second)
{
    const struct pm_model *model = world->compilation->model;
    struct pm_cell_key key = {.metric = pm_model_find_metric(model, pm_text_from(metric))};
    assert_non_null(key.metric);
    assert_true(pm_period_parse(pm_text_from(period), pm_model_calendars(model),
                                model->project->calendar_count, &key.period));
    key.unit = pm_cells_find_unit(world->cells, pm_text_from(unit));
    const char *sides[] = {first, second};
    for (size_t i = 0; i < 2; i++) {
        if (!sides[i]) continue;
        size_t size = strcspn(sides[i], "=");
        const struct pm_dimension *dimension =
            pm_model_find_dimension(model, (struct pm_text){sides[i], size});
        const struct pm_cell_dimension *groups = pm_cells_dimension(world->cells, dimension);
        struct pm_cell_side side = {dimension->index, PM_GROUP_ALL};
        for (size_t j = 0; j < groups->group_count; j++)
            if (strcmp(groups->groups[j].name, sides[i] + size + 1) == 0) side.group = (uint32_t)j;
        assert_true(side.group != PM_GROUP_ALL);
        size_t at = key.side_count++;
        if (at && key.sides[0].dimension > side.dimension) {
            key.sides[1] = key.sides[0];
            at = 0;
        }
        key.sides[at] = side;
    }
    struct pm_cell cell;
    pm_cells_get(world->cells, &key, &cell);
    return cell;
}

static void check(struct pm_cell cell, int64_t numerator, int64_t denominator, int64_t n,
                  int64_t excluded)
{
    assert_int_equal(cell.state, PM_CELL_VALUE);
    assert_true(cell.numerator.numerator == numerator && cell.numerator.denominator == 1);
    assert_true(cell.denominator.numerator == denominator && cell.denominator.denominator == 1);
    assert_int_equal(cell.n, n);
    assert_int_equal(cell.excluded, excluded);
}

static const char harbor[] =
    "project harbor \"Harbor\" { calendar school_year SY { starts 07-01 ; named by end } }\n"
    "unit harbor \"Harbor\" as district {\n"
    "  units schools from roster as school { id school_id ; within area }\n"
    "  units areas from roster as area { id area }\n"
    "}\n"
    "source roster { from csv \"r.csv\" ; one row per school_id ; field school_id text ; field "
    "area text }\n"
    "source students {\n"
    "  from csv \"s.csv\"\n"
    "  one row per student_id, school_year\n"
    "  period school_year as \"2024-25\"\n"
    "  unit school_id of schools\n"
    "  field student_id text\n"
    "  field school_year text\n"
    "  field school_id text\n"
    "  field race text\n"
    "  field grade int\n"
    "  gather days_enrolled as count of attendance\n"
    "  gather days_absent as count of attendance where code in (\"E\", \"U\")\n"
    "}\n"
    "source attendance {\n"
    "  from csv \"a.csv\" ; one row per student_id, day ; period day\n"
    "  unit harbor\n"
    "  field student_id text to students ; field day date ; field code text\n"
    "}\n"
    "dimension race from students.race { group black when \"B\" ; group white when \"W\" ;\n"
    "  group both of black, white }\n"
    "dimension grade from students.grade { group low when 1..5 ; other high }\n"
    "metric chronic \"Chronic\" {\n"
    "  numerator count of students where days_absent >= 50% of days_enrolled\n"
    "  denominator count of students where days_enrolled >= 2\n"
    "  better lower ; by race, grade, race * grade }\n"
    "metric present \"Present\" {\n"
    "  numerator count of attendance where code = \"P\"\n"
    "  denominator count of attendance\n"
    "  better higher ; by race }\n"
    "metric mean_grade \"Mean grade\" { value mean grade of students ; unit score ; better higher "
    "}\n"
    "metric oldest \"Highest grade\" { value largest grade of students ; unit score ; better "
    "higher }\n";

static int32_t day(const char *text)
{
    int32_t out = 0;
    assert_true(pm_parse_day(pm_text_from(text), &out));
    return out;
}

static struct world harbor_world(void)
{
    struct world world = compile(harbor);
    ADD(&world, "roster", PM_NO_DAY, PM_NO_DAY, "10,north", "9,north", "11,south");
    ADD(&world, "students", day("2023-07-01"), day("2025-06-30"), "a,2024-25,9,B,1",
        "b,2024-25,9,W,6", "c,2024-25,10,B,5", "d,2024-25,11,,2", "e,2024-25,11,X,7",
        "f,2024-25,77,W,3", "a,2023-24,10,B,1");
    ADD(&world, "attendance", day("2024-05-01"), day("2024-09-03"), "a,2024-09-02,E",
        "a,2024-09-03,P", "b,2024-09-02,P", "b,2024-09-03,P", "c,2024-09-02,U", "c,2024-09-03,E",
        "d,2024-09-02,P", "e,2024-09-02,P", "e,2024-09-03,U", "f,2024-09-02,E", "f,2024-09-03,P",
        "a,2024-05-01,P", "z,2024-09-02,P");
    evaluate(&world);
    return world;
}

static void persons_are_counted_by_group(void **state)
{
    (void)state;
    struct world world = harbor_world();
    check(get(&world, "chronic", "SY2025", "harbor", NULL, NULL), 4, 5, 5, 1);
    check(get(&world, "chronic", "SY2025", "harbor", "race=black", NULL), 2, 2, 2, 0);
    check(get(&world, "chronic", "SY2025", "harbor", "race=white", NULL), 1, 2, 2, 0);
    check(get(&world, "chronic", "SY2025", "harbor", "race=both", NULL), 3, 4, 4, 0);
    check(get(&world, "chronic", "SY2025", "harbor", "race=unlisted", NULL), 1, 1, 1, 0);
    assert_int_equal(get(&world, "chronic", "SY2025", "harbor", "race=unknown", NULL).state,
                     PM_CELL_NO_ROWS);
    check(get(&world, "chronic", "SY2025", "harbor", "race=black", "grade=low"), 2, 2, 2, 0);
    check(get(&world, "chronic", "SY2025", "harbor", "grade=high", NULL), 1, 2, 2, 0);
    pm_arena_free(world.arena);
}

static void units_roll_up_and_strangers_count_above(void **state)
{
    (void)state;
    struct world world = harbor_world();
    check(get(&world, "chronic", "SY2025", "9", NULL, NULL), 1, 2, 2, 0);
    check(get(&world, "chronic", "SY2025", "north", NULL, NULL), 2, 3, 3, 0);
    check(get(&world, "chronic", "SY2025", "south", NULL, NULL), 1, 1, 1, 1);
    check(get(&world, "mean_grade", "SY2025", "harbor", NULL, NULL), 24, 6, 6, 0);
    struct pm_cell oldest = get(&world, "oldest", "SY2025", "harbor", NULL, NULL);
    assert_true(oldest.value.numerator == 7 && oldest.value.denominator == 1);
    oldest = get(&world, "oldest", "SY2025", "north", NULL, NULL);
    assert_true(oldest.value.numerator == 6);
    size_t warnings = 0;
    const struct pm_diagnostics *list = world.compilation->diagnostics;
    for (size_t i = 0; i < list->count; i++)
        warnings += list->items[i]->code == PM_UNIT_NOT_IN_SET;
    assert_int_equal(warnings, 1);
    pm_arena_free(world.arena);
}

static void references_meet_the_row_of_their_period(void **state)
{
    (void)state;
    struct world world = harbor_world();
    check(get(&world, "present", "SY2025", "harbor", NULL, NULL), 7, 12, 12, 0);
    check(get(&world, "present", "SY2025", "harbor", "race=black", NULL), 1, 4, 4, 0);
    check(get(&world, "present", "SY2024", "harbor", "race=black", NULL), 1, 1, 1, 0);
    check(get(&world, "present", "SY2025", "harbor", "race=unknown", NULL), 2, 2, 2, 0);
    size_t count = 0;
    const struct pm_metric *metric =
        pm_model_find_metric(world.compilation->model, PM_TEXT("present"));
    const struct pm_period *periods = pm_cells_periods(world.cells, metric, '\0', &count);
    assert_int_equal(count, 2);
    assert_int_equal(periods[0].year, 2024);
    const struct pm_diagnostics *list = world.compilation->diagnostics;
    const char *note = NULL;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->code == PM_REFERENCE_LEADS_NOWHERE) note = list->items[i]->notes[0];
    assert_non_null(note);
    assert_string_equal(note, "1 of 13 rows; what they refer to is missing there");
    pm_arena_free(world.arena);
}

static void cells_are_traced_to_rows(void **state)
{
    (void)state;
    struct world world = harbor_world();
    struct pm_cell cell = get(&world, "chronic", "SY2025", "north", "race=black", NULL);
    struct pm_traced_row *rows;
    size_t count;
    assert_true(pm_cells_trace(world.cells, world.arena, &cell.key, &rows, &count));
    assert_int_equal(count, 2);
    assert_int_equal(rows[0].line, 2);
    assert_int_equal(rows[0].roles, PM_ROW_NUMERATOR | PM_ROW_DENOMINATOR);
    assert_int_equal(rows[1].line, 4);
    pm_arena_free(world.arena);
}

static const char published[] =
    "project p \"P\" { calendar school_year SY { starts 07-01 ; named by end } }\n"
    "unit city \"City\" as district { units districts from att as district { id district } }\n"
    "source att {\n"
    "  from csv \"a.csv\" ; summary ; one row per district, grade, category, year\n"
    "  period year as \"2021-22\" ; unit district of districts\n"
    "  field district text ; field grade text ; field category text ; field year text\n"
    "  field counted int ; field chronic int ; field score int\n"
    "  suppressed \"s\" ; total category \"All\"\n"
    "}\n"
    "dimension ell from att.category { group ell when \"ELL\" ; group not_ell when \"Not ELL\" }\n"
    "dimension sex from att.category { group f when \"F\" ; group m when \"M\" }\n"
    "dimension grade from att.grade { group g1 when \"1\" ; group g2 when \"2\" }\n"
    "metric chronic \"Chronic\" { numerator sum chronic of att ; denominator sum counted of att ;\n"
    "  better lower ; by ell, sex, grade, ell * grade }\n"
    "metric score \"Score\" { value published score of att ; unit score ; better higher ; by ell "
    "}\n";

static void published_figures_are_looked_up(void **state)
{
    (void)state;
    struct world world = compile(published);
    ADD(&world, "att", day("2021-07-01"), day("2022-06-30"), "1,1,All,2021-22,100,10,50",
        "1,2,All,2021-22,50,5,60", "1,1,ELL,2021-22,20,s,", "1,1,Not ELL,2021-22,70,7,40",
        "1,2,ELL,2021-22,10,0,30", "2,1,All,2021-22,30,3,20", "2,1,Other,2021-22,1,1,1");
    evaluate(&world);
    check(get(&world, "chronic", "SY2022", "1", "grade=g1", NULL), 10, 100, 100, -1);
    check(get(&world, "chronic", "SY2022", "1", NULL, NULL), 15, 150, 150, -1);
    check(get(&world, "chronic", "SY2022", "city", "grade=g1", NULL), 13, 130, 130, -1);
    check(get(&world, "chronic", "SY2022", "city", NULL, NULL), 18, 180, 180, -1);
    assert_int_equal(get(&world, "chronic", "SY2022", "1", "ell=ell", "grade=g1").state,
                     PM_CELL_SUPPRESSED_BY_SOURCE);
    check(get(&world, "chronic", "SY2022", "1", "ell=ell", "grade=g2"), 0, 10, 10, -1);
    assert_int_equal(get(&world, "chronic", "SY2022", "1", "ell=ell", NULL).state,
                     PM_CELL_SUPPRESSED_BY_SOURCE);
    assert_int_equal(get(&world, "chronic", "SY2022", "1", "sex=f", NULL).state,
                     PM_CELL_NOT_PUBLISHED);
    assert_int_equal(get(&world, "chronic", "SY2022", "2", "ell=not_ell", NULL).state,
                     PM_CELL_NOT_PUBLISHED);
    assert_int_equal(get(&world, "score", "SY2022", "1", NULL, NULL).state, PM_CELL_NOT_PUBLISHED);
    size_t warnings = 0;
    const struct pm_diagnostics *list = world.compilation->diagnostics;
    for (size_t i = 0; i < list->count; i++)
        warnings += list->items[i]->code == PM_VALUE_IN_NO_GROUP;
    assert_true(warnings > 0);
    pm_arena_free(world.arena);
}

static const char matched[] =
    "project p \"P\" { calendar school_year SY { starts 07-01 ; named by end } }\n"
    "unit state \"S\" as state\n"
    "source tests {\n"
    "  from csv \"t.csv\" ; one row per id, year, subject ; period year as \"2023_2024\" ; unit "
    "state\n"
    "  field id text ; field year text ; field subject text ; field grade int ; field score int\n"
    "}\n"
    "metric growth \"Growth\" { match id, subject with previous\n"
    "  value mean score - previous.score of tests where grade = previous.grade + 1\n"
    "  unit score ; better higher }\n"
    "metric pairs \"Pairs\" { match id, subject with previous ; value count of tests ; unit count "
    "; better higher }\n";

static void rows_are_matched_with_the_year_before(void **state)
{
    (void)state;
    struct world world = compile(matched);
    ADD(&world, "tests", day("2021-07-01"), day("2024-06-30"), "a,2022_2023,R,3,500",
        "a,2023_2024,R,4,530", "a,2023_2024,M,4,400", "b,2022_2023,R,3,480", "b,2023_2024,R,3,490",
        "c,2021_2022,R,3,450", "c,2023_2024,R,5,470", "d,2022_2023,R,5,", "d,2023_2024,R,6,510");
    evaluate(&world);
    check(get(&world, "growth", "SY2024", "state", NULL, NULL), 30, 1, 1, 4);
    struct pm_cell pairs = get(&world, "pairs", "SY2024", "state", NULL, NULL);
    assert_true(pairs.value.numerator == 3 && pairs.value.denominator == 1);
    assert_int_equal(pairs.n, 3);
    pm_arena_free(world.arena);
}

static const char derived[] =
    "metric gap_to_all \"Not chronic\" { value 50% of present + 50% of (100% - chronic) ; better "
    "higher ; by race }\n"
    "metric calm \"Calm schools\" { numerator count of schools where chronic <= 50%\n"
    "  denominator count of schools ; better higher ; by race }\n"
    "metric twice \"Twice\" { value 2 * gap_to_all ; better higher ; by race }\n"
    "metric middle \"Median grade\" { value median grade of students ; between lower ; better "
    "higher }\n";

static struct pm_cell get_derived(const struct world *world, const char *metric, const char *group)
{
    return get(world, metric, "SY2025", "harbor", group, NULL);
}

static void check_parts(const struct world *world, const struct pm_cell *cell, size_t count,
                        const char *metric)
{
    struct pm_cell_key *parts = NULL;
    assert_int_equal(pm_cells_parts(world->cells, world->arena, &cell->key, &parts), count);
    if (!count) return;
    assert_string_equal(parts[0].metric->name, metric);
    assert_int_equal(parts[0].side_count, cell->key.side_count);
    assert_memory_equal(parts[0].sides, cell->key.sides, sizeof parts[0].sides);
}

static void a_cell_says_what_it_rests_on(void **state)
{
    (void)state;
    char text[sizeof harbor + sizeof derived];
    snprintf(text, sizeof text, "%s%s", harbor, derived);
    struct world world = compile(text);
    ADD(&world, "roster", PM_NO_DAY, PM_NO_DAY, "9,north", "10,north");
    ADD(&world, "students", day("2024-07-01"), day("2025-06-30"), "a,2024-25,9,B,1",
        "b,2024-25,10,W,4", "c,2024-25,10,B,6");
    ADD(&world, "attendance", day("2024-09-02"), day("2024-09-03"), "a,2024-09-02,E",
        "a,2024-09-03,P", "b,2024-09-02,P", "b,2024-09-03,P", "c,2024-09-02,U", "c,2024-09-03,E");
    evaluate(&world);
    struct pm_cell index = get_derived(&world, "gap_to_all", "race=black");
    assert_int_equal(index.state, PM_CELL_VALUE);
    assert_true(index.value.numerator == 1 && index.value.denominator == 8); /* (1/4 + 0) / 2 */
    assert_int_equal(index.n, 2);
    check_parts(&world, &index, 2, "present");
    struct pm_cell calm = get_derived(&world, "calm", NULL);
    check(calm, 1, 2, 1, -1); /* school 10: 1 of 2; school 9: 1 of 1; the fewest are 1 */
    check_parts(&world, &calm, 2, "chronic");
    struct pm_cell twice = get_derived(&world, "twice", "race=white");
    check_parts(&world, &twice, 1, "gap_to_all");
    struct pm_cell chronic = get_derived(&world, "chronic", NULL);
    check_parts(&world, &chronic, 0, "");
    struct pm_cell middle = get_derived(&world, "middle", NULL);
    assert_true(middle.value.numerator == 4 && middle.value.denominator == 1);
    pm_arena_free(world.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persons_are_counted_by_group),
        cmocka_unit_test(units_roll_up_and_strangers_count_above),
        cmocka_unit_test(references_meet_the_row_of_their_period),
        cmocka_unit_test(cells_are_traced_to_rows),
        cmocka_unit_test(published_figures_are_looked_up),
        cmocka_unit_test(rows_are_matched_with_the_year_before),
        cmocka_unit_test(a_cell_says_what_it_rests_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
