/* The gate: what an audience sees, and that nothing else can be worked out from it. */
#include "judged.h"
#include "runtime/privacy/web.h"

#include <stdint.h>

#define PROJECT(privacy)                                          \
    "project p \"P\" {\n"                                         \
    "  calendar school_year SY { starts 07-01 ; named by end }\n" \
    "  privacy { " privacy " }\n"                                 \
    "}\n"                                                         \
    "unit d \"D\" as district\n"

#define STUDENTS                                            \
    "source students {\n"                                   \
    "  from csv \"data.csv\"\n"                             \
    "  one row per student_id, year\n"                      \
    "  period year as \"2025\"\n"                           \
    "  unit d\n"                                            \
    "  field student_id text\n"                             \
    "  field year text\n"                                   \
    "  field race text\n"                                   \
    "  field meals text\n"                                  \
    "  field passed bool { true \"Y\" ; false \"N\" }\n"    \
    "  missing \"\"\n"                                      \
    "}\n"                                                   \
    "dimension race from students.race {\n"                 \
    "  group black \"Black\" when \"B\"\n"                  \
    "  group white \"White\" when \"W\"\n"                  \
    "  group asian \"Asian\" when \"A\"\n"                  \
    "  group not_white \"All but white\" of black, asian\n" \
    "}\n"                                                   \
    "dimension meals from students.meals {\n"               \
    "  group frl \"Eligible\" when \"Y\"\n"                 \
    "  group not_frl \"Not eligible\" when \"N\"\n"         \
    "}\n"                                                   \
    "metric pass \"Pass\" {\n"                              \
    "  lagging\n"                                           \
    "  numerator count of students where passed = true\n"   \
    "  denominator count of students\n"                     \
    "  better higher\n"                                     \
    "  by race, meals, race * meals\n"                      \
    "  gap black vs white\n"                                \
    "}\n"

#define PLAN(lines)                                                     \
    "plan s \"S\" {\n  kind annual\n  for d\n  period SY2024..SY2026\n" \
    "  goal g \"G\" {\n    owner d\n    measure pass {\n" lines "\n    }\n  }\n}\n"

/* ---- Students by group ---- */

struct group { /* so many students of a year, and how many of them passed */
    int year;
    char race;
    char meals;
    int count;
    int passed;
};

/* A file with a row for each student. In static memory: one file at a time. */
static const char *write_students(const struct group *groups, size_t count)
{
    static char text[262144];
    size_t size = (size_t)snprintf(text, sizeof text, "student_id,year,race,meals,passed\n");
    int id = 0;
    for (size_t i = 0; i < count; i++)
        for (int j = 0; j < groups[i].count; j++) {
            assert_true(size + 64 < sizeof text);
            size += (size_t)snprintf(text + size, sizeof text - size, "%d,%d,%c,%c,%c\n", id++,
                                     groups[i].year, groups[i].race, groups[i].meals,
                                     j < groups[i].passed ? 'Y' : 'N');
        }
    return text;
}

static struct pm_release *protect(const struct judged *judged, enum pm_audience audience)
{
    return pm_protect(judged->arena, judged->cells, &judged->request, judged->findings, NULL, 0,
                      audience);
}

static size_t place_of(const struct pm_release *release, const char *id)
{
    for (size_t i = 0; i < release->finding_count; i++)
        if (strcmp(release->findings[i].id, id) == 0) return i;
    print_message("there is no %s\n", id);
    fail();
    return 0;
}

static const struct pm_finding *released(const struct pm_release *release, const char *id)
{
    return &release->findings[place_of(release, id)];
}

static const struct pm_figure *figure_of(const struct pm_release *release, const char *id)
{
    return &release->finding_figures[place_of(release, id)];
}

/* Nothing of a figure is left in a finding. */
static void assert_empty(const struct pm_finding *finding)
{
    assert_false(finding->has_cell);
    assert_false(pm_ratio_is_defined(finding->cell.value));
    assert_false(pm_ratio_is_defined(finding->cell.numerator));
    assert_int_equal(finding->cell.n, -1);
    assert_false(finding->baseline.is_set || finding->target.is_set || finding->final.is_set);
    assert_false(finding->previous.is_set || finding->gap.is_set);
    assert_false(pm_ratio_is_defined(finding->expected));
    assert_false(pm_ratio_is_defined(finding->progress));
    assert_false(pm_ratio_is_defined(finding->deviation));
    assert_false(pm_ratio_is_defined(finding->change));
    assert_int_equal(finding->qualifiers, 0);
    assert_null(finding->level);
    assert_string_equal(finding->text, "");
}

/* ---- Vectors ---- */

/* "5 or fewer": of 10 and 5 neither is shown, the total of 15 is. */
static void test_two_groups(void **state)
{
    struct judged judged = judge_folder("tests/data/wisconsin", NULL);
    const struct pm_release *release = protect(&judged, PM_PUBLIC);
    const char *all = "status:reading/read/proficient@district:SY2025";
    const char *few = "status:reading/read/proficient@district#economic=disadvantaged:SY2025";
    const char *rest = "status:reading/read/proficient@district#economic=not_disadvantaged:SY2025";
    (void)state;
    assert_int_equal(figure_of(release, all)->shown, PM_SHOWN_FULLY);
    assert_int_equal(figure_of(release, all)->n, 15);
    assert_int_equal(released(release, few)->state, PM_STATE_SUPPRESSED);
    assert_int_equal(released(release, rest)->state, PM_STATE_SUPPRESSED);
    assert_int_equal(figure_of(release, rest)->shown, PM_SHOWN_NOTHING);
    assert_int_equal(figure_of(release, rest)->n, -1);
    assert_empty(released(release, few));
    assert_empty(released(release, rest));
    assert_int_equal(release->summary.states[PM_STATE_SUPPRESSED], 3);
    forget(&judged);
}

/* Published figures are never hidden, however few they are about. */
static void test_public(void **state)
{
    struct judged judged = judge_folder("tests/data/risk", NULL);
    const struct pm_release *release = protect(&judged, PM_PUBLIC);
    (void)state;
    assert_int_equal(release->summary.states[PM_STATE_SUPPRESSED], 0);
    assert_int_equal(
        figure_of(release, "gap:risk@placement#race=pacific~race=not_pacific:SY2025")->n, 4);
    forget(&judged);
}

/* With the gap and the reference, the group would be known: all of it goes. The three others of the
 * partition keep it from being what is left. */
static void test_gap_goes_with_a_side(void **state)
{
    const struct group groups[] = {{2024, 'B', 'Y', 5, 1},   {2024, 'W', 'Y', 40, 20},
                                   {2024, 'A', 'N', 30, 20}, {2025, 'B', 'Y', 20, 9},
                                   {2025, 'W', 'Y', 40, 22}, {2025, 'A', 'N', 30, 20}};
    struct judged judged =
        judge_texts(PROJECT("minimum n 10") STUDENTS PLAN("baseline SY2024 30%\ntarget SY2026 80%"),
                    write_students(groups, 6), "2025-06-30");
    const struct pm_release *release = protect(&judged, PM_CABINET);
    const char *before = "gap:pass@d#race=black~race=white:SY2024";
    const char *now = "gap:pass@d#race=black~race=white:SY2025";
    (void)state;
    assert_int_equal(released(release, before)->state, PM_STATE_SUPPRESSED);
    assert_empty(released(release, before));
    /* This year both sides are shown; what was is not, and so neither whether it closes. */
    assert_int_equal(released(release, now)->state, PM_STATE_SUPPRESSED);
    assert_true(released(release, now)->gap.is_set);
    assert_true(pm_ratio_is_defined(released(release, now)->gap.value));
    assert_false(released(release, now)->gap.previous.is_set);
    assert_false(pm_ratio_is_defined(released(release, now)->gap.change));
    forget(&judged);
}

/* What comes from a baseline that is hidden is hidden, though the figure itself is shown. */
static void test_hidden_baseline(void **state)
{
    const struct group groups[] = {{2024, 'B', 'Y', 5, 1},   {2024, 'W', 'Y', 40, 20},
                                   {2024, 'A', 'N', 30, 20}, {2025, 'B', 'Y', 20, 9},
                                   {2025, 'W', 'Y', 40, 22}, {2025, 'A', 'N', 30, 20}};
    struct judged judged =
        judge_texts(PROJECT("minimum n 10")
                        STUDENTS PLAN("baseline SY2024\ntarget SY2026 baseline + 10 pts for black"),
                    write_students(groups, 6), "2025-06-30");
    const struct pm_release *release = protect(&judged, PM_PUBLIC);
    const char *id = "status:s/g/pass@d#race=black:SY2025";
    (void)state;
    assert_int_equal(find(&judged, id)->state, PM_STATE_MET);
    assert_int_equal(released(release, id)->state, PM_STATE_SUPPRESSED);
    assert_false(released(release, id)->baseline.is_set || released(release, id)->final.is_set);
    assert_false(released(release, id)->previous.is_set);
    assert_int_equal(figure_of(release, id)->shown, PM_SHOWN_FULLY);
    assert_int_equal(figure_of(release, id)->n, 20);
    forget(&judged);
}

/* Over the cap the word stays where every value up there would have it. */
static void test_cap(void **state)
{
    const struct group groups[] = {
        {2025, 'B', 'Y', 100, 97}, {2025, 'W', 'Y', 100, 50}, {2025, 'A', 'N', 100, 60}};
    struct judged judged = judge_texts(
        PROJECT("minimum n 10 ; cap 5%..95%")
            STUDENTS PLAN("target SY2025 90% for black\ntarget SY2025 98% for not_white"),
        write_students(groups, 3), "2025-06-30");
    struct judged near = judge_texts(PROJECT("minimum n 10 ; cap 5%..95%")
                                         STUDENTS PLAN("target SY2025 98% for black"),
                                     write_students(groups, 3), "2025-06-30");
    const char *id = "status:s/g/pass@d#race=black:SY2025";
    (void)state;
    const struct pm_release *release = protect(&judged, PM_PUBLIC);
    const struct pm_figure *figure = figure_of(release, id);
    assert_int_equal(released(release, id)->state, PM_STATE_MET);
    assert_false(released(release, id)->has_cell);
    assert_true(released(release, id)->target_met);
    assert_false(pm_ratio_is_defined(released(release, id)->deviation));
    assert_int_equal(figure->shown, PM_SHOWN_ABOVE_CAP);
    assert_int_equal(figure->state, PM_STATE_COUNT);
    assert_int_equal(figure->n, -1);
    assert_false(figure->has_counts);
    assert_false(pm_ratio_is_defined(figure->value));
    assert_number(figure->cap, 100, 0, "95");
    /* A target among the values that are not told apart would tell. */
    release = protect(&near, PM_PUBLIC);
    assert_int_equal(find(&near, id)->state, PM_STATE_OFF_TRACK);
    assert_int_equal(released(release, id)->state, PM_STATE_SUPPRESSED);
    assert_false(released(release, id)->target.is_set);
    forget(&judged);
    forget(&near);
}

static void test_zeros(void **state)
{
    const struct group groups[] = {{2025, 'B', 'Y', 50, 0},  {2025, 'B', 'N', 40, 0},
                                   {2025, 'W', 'Y', 60, 30}, {2025, 'W', 'N', 60, 30},
                                   {2025, 'A', 'Y', 70, 40}, {2025, 'A', 'N', 70, 40}};
    struct judged judged = judge_texts(PROJECT("minimum n 10 ; zeros protected")
                                           STUDENTS PLAN("target SY2025 90% for each race"),
                                       write_students(groups, 6), "2025-06-30");
    struct judged open = judge_texts(PROJECT("minimum n 10 ; minimum cell 5 ; zeros public")
                                         STUDENTS PLAN("target SY2025 90% for each race"),
                                     write_students(groups, 6), "2025-06-30");
    const char *none = "status:s/g/pass@d#race=black:SY2025";
    (void)state;
    const struct pm_release *release = protect(&judged, PM_PUBLIC);
    assert_int_equal(released(release, none)->state, PM_STATE_SUPPRESSED);
    /* Asian students are in two sums with the hidden group: hiding them serves both. */
    assert_int_equal(released(release, "status:s/g/pass@d#race=asian:SY2025")->state,
                     PM_STATE_SUPPRESSED);
    assert_int_equal(released(release, "status:s/g/pass@d#race=white:SY2025")->state,
                     PM_STATE_OFF_TRACK);
    release = protect(&open, PM_PUBLIC);
    assert_int_equal(released(release, none)->state, PM_STATE_OFF_TRACK);
    forget(&judged);
    forget(&open);
}

/* Few without the outcome are as easily known as few with it. */
static void test_minimum_cell(void **state)
{
    const struct group groups[] = {
        {2025, 'B', 'Y', 50, 48}, {2025, 'W', 'Y', 60, 30}, {2025, 'A', 'N', 70, 40}};
    struct judged judged = judge_texts(PROJECT("minimum n 10 ; minimum cell 3 ; complement shown")
                                           STUDENTS PLAN("target SY2025 90% for each race"),
                                       write_students(groups, 3), "2025-06-30");
    const struct pm_release *release = protect(&judged, PM_PUBLIC);
    (void)state;
    assert_int_equal(released(release, "status:s/g/pass@d#race=black:SY2025")->state,
                     PM_STATE_SUPPRESSED);
    assert_int_equal(release->summary.states[PM_STATE_SUPPRESSED], 2); /* and the gap */
    forget(&judged);
}

/* Sentences about single rows are for the district's own people. */
static void test_internal_text(void **state)
{
    struct judged judged = judge_texts(
        "project p \"P\" { calendar school_year SY { starts 07-01 ; named by end } }\n"
        "unit d \"D\" as district\n"
        "source rows {\n  from csv \"data.csv\"\n  summary\n  one row per year\n"
        "  period year as \"2025\"\n  unit d\n  field year text\n  field score number\n"
        "  verify score < 50\n}\n"
        "metric score \"Score\" { lagging ; value published score of rows ; unit score ; better "
        "higher }\n"
        "plan s \"S\" {\n  kind annual\n  for d\n  period SY2025\n"
        "  goal g \"G\" { owner d ; measure score { target SY2025 10 } }\n}\n",
        "year,score\n2025,60\n", "2025-06-30");
    const struct pm_release *internal = protect(&judged, PM_INTERNAL);
    const struct pm_release *board = protect(&judged, PM_BOARD);
    size_t last = internal->finding_count - 1;
    (void)state;
    assert_int_equal(internal->findings[last].state, PM_STATE_FAILED);
    assert_non_null(strstr(internal->findings[last].text, "data.csv:2"));
    assert_string_equal(board->findings[last].text, "");
    assert_int_equal(board->findings[last].state, PM_STATE_FAILED);
    assert_int_equal(internal->findings[0].qualifiers, PM_QUALIFIER_UNVERIFIED);
    forget(&judged);
}

/* ---- An attack ---- */

enum { RACES = 6, MEALS = 4, MOST_KEYS = (RACES + 1) * (MEALS + 1) };

struct
    attack { /* what a reader knows of each cell of race by meals; the last row and column: all */
    bool known[RACES + 1][MEALS + 1];
    int64_t n[RACES + 1][MEALS + 1];
};

/* Works out what is left where one of total and parts is not known; true when something was. */
static bool solve(struct attack *attack, int *cells[][2], int count)
{
    int unknown = -1;
    int64_t rest = 0;
    for (int i = 0; i < count; i++) {
        int race = *cells[i][0];
        int meal = *cells[i][1];
        if (!attack->known[race][meal]) {
            if (unknown >= 0) return false;
            unknown = i;
            continue;
        }
        rest += i ? -attack->n[race][meal] : attack->n[race][meal];
    }
    if (unknown < 0) return false;
    attack->known[*cells[unknown][0]][*cells[unknown][1]] = true;
    attack->n[*cells[unknown][0]][*cells[unknown][1]] = unknown ? rest : -rest;
    return true;
}

/* Groups that are parts: black, white, asian, and the two residuals; not the one together. */
static const int race_parts[] = {0, 1, 2, 4, 5};
static int numbers[] = {0, 1, 2, 3, 4, 5, 6};

static bool solve_races(struct attack *attack, int meal)
{
    int *cells[8][2] = {{&numbers[RACES], &numbers[meal]}};
    int *together[3][2] = {{&numbers[3], &numbers[meal]},
                           {&numbers[0], &numbers[meal]},
                           {&numbers[2], &numbers[meal]}};
    for (int i = 0; i < 5; i++) {
        cells[i + 1][0] = &numbers[race_parts[i]];
        cells[i + 1][1] = &numbers[meal];
    }
    return solve(attack, cells, 6) || solve(attack, together, 3);
}

static bool solve_meals(struct attack *attack, int race)
{
    int *cells[8][2] = {{&numbers[race], &numbers[MEALS]}};
    for (int i = 0; i < MEALS; i++) {
        cells[i + 1][0] = &numbers[race];
        cells[i + 1][1] = &numbers[i];
    }
    return solve(attack, cells, MEALS + 1);
}

static bool solve_all(struct attack *attack)
{
    bool solved = false;
    for (int meal = 0; meal <= MEALS; meal++)
        solved |= solve_races(attack, meal);
    for (int race = 0; race <= RACES; race++)
        solved |= solve_meals(attack, race);
    return solved;
}

static struct pm_cell_key key_of(const struct judged *judged, int race, int meal)
{
    const struct pm_model *model = judged->compilation->model;
    struct pm_cell_key key = {.metric = model->metrics[0]};
    key.period = pm_period_at(model->project->calendars[0], '\0', pm_cells_as_of(judged->cells));
    if (race < RACES) key.sides[key.side_count++] = (struct pm_cell_side){0, (uint32_t)race};
    if (meal < MEALS) key.sides[key.side_count++] = (struct pm_cell_side){1, (uint32_t)meal};
    return key;
}

static void attack_release(const struct judged *judged, size_t *hidden, size_t *shown)
{
    struct pm_cell_key keys[MOST_KEYS];
    struct attack attack = {0};
    size_t count = 0;
    for (int race = 0; race <= RACES; race++)
        for (int meal = 0; meal <= MEALS; meal++)
            keys[count++] = key_of(judged, race, meal);
    const struct pm_release *release =
        pm_protect(judged->arena, judged->cells, &judged->request, NULL, keys, count, PM_PUBLIC);
    for (size_t i = 0; i < count; i++) {
        const struct pm_figure *figure = &release->figures[i];
        size_t race = i / (MEALS + 1);
        size_t meal = i % (MEALS + 1);
        attack.known[race][meal] = figure->state != PM_STATE_SUPPRESSED;
        attack.n[race][meal] = figure->n > 0 ? figure->n : 0;
        assert_true(figure->n <= 0 || figure->n >= 10);
        *hidden += figure->state == PM_STATE_SUPPRESSED;
        *shown += figure->shown == PM_SHOWN_FULLY;
    }
    while (solve_all(&attack))
        fail_msg("a hidden figure can be worked out");
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 8) % below;
}

/* Random tables of race by meals, some with small cells, some with unknown values. */
static void test_attacks(void **state)
{
    static const char races[] = {'B', 'W', 'A', 'X', ' '};
    static const char meals[] = {'Y', 'N', ' '};
    size_t hidden = 0;
    size_t shown = 0;
    uint32_t seed = 7;
    (void)state;
    for (int round = 0; round < 24; round++) {
        struct group groups[15];
        size_t count = 0;
        for (size_t i = 0; i < sizeof races; i++)
            for (size_t j = 0; j < sizeof meals; j++) {
                uint32_t kind = draw(&seed, 4);
                uint32_t n = kind == 0 ? 0 : kind == 1 ? draw(&seed, 12) : 10 + draw(&seed, 50);
                groups[count++] = (struct group){2025, races[i], meals[j], (int)n, (int)(n / 2)};
            }
        groups[0].count += 20;
        struct judged judged =
            judge_texts(PROJECT("minimum n 10") STUDENTS PLAN("target SY2026 80%"),
                        write_students(groups, count), "2025-06-30");
        attack_release(&judged, &hidden, &shown);
        forget(&judged);
    }
    assert_true(hidden > 100);
    assert_true(shown > 100);
}

/* ---- Sums that give a cell away together ---- */

enum { SIDE = 5, CELLS = SIDE * SIDE }; /* four by four, and their totals last */

/* In each row and column two cells or more are hidden, and still one is known: rows Alpha and Beta
 * without columns M and H. */
static void test_several_sums(void **state)
{
    static const int hidden[] = {1, 2, 3, 6, 7, 10, 13, 15, 18};
    struct pm_arena *arena = pm_arena_new();
    struct pm_veil_cell cells[CELLS];
    struct pm_veil_table table = {.items = cells, .count = CELLS};
    struct pm_web web = {.arena = arena, .table = &table};
    (void)state;
    for (size_t i = 0; i < CELLS; i++)
        cells[i] = (struct pm_veil_cell){.n = -1, .has_figure = true};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        cells[hidden[i]].veil = PM_VEIL_HIDDEN;
    for (size_t line = 0; line < SIDE; line++)
        for (size_t across = 0; across < 2; across++) {
            size_t step = across ? 1 : SIDE;
            size_t start = across ? line * SIDE : line;
            struct pm_relation relation = {.total = start + (SIDE - 1) * step};
            relation.parts = PM_NEW_ITEMS(arena, size_t, SIDE);
            for (size_t i = 0; i < SIDE - 1; i++)
                relation.parts[relation.count++] = start + i * step;
            PM_PUSH(arena, &web.relations, relation);
        }
    assert_int_equal(pm_find_disclosed(&web), 3);
    cells[9 + 3].veil = PM_VEIL_HIDDEN; /* Gamma in column H */
    assert_int_equal(pm_find_disclosed(&web), SIZE_MAX);
    pm_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_groups),
        cmocka_unit_test(test_public),
        cmocka_unit_test(test_gap_goes_with_a_side),
        cmocka_unit_test(test_hidden_baseline),
        cmocka_unit_test(test_cap),
        cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_minimum_cell),
        cmocka_unit_test(test_internal_text),
        cmocka_unit_test(test_attacks),
        cmocka_unit_test(test_several_sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
