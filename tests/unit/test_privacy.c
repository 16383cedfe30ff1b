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
    struct pm_readers readers = {.audience = audience};
    return pm_protect(judged->arena, judged->cells, &judged->request, judged->findings, NULL, 0,
                      &readers);
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
    struct pm_readers readers = {.audience = PM_PUBLIC};
    const struct pm_release *release =
        pm_protect(judged->arena, judged->cells, &judged->request, NULL, keys, count, &readers);
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

/* ---- Webs made by hand ---- */

enum { MOST_LINES = 16, MOST_CELLS = MOST_LINES * MOST_LINES };

struct hand { /* a table of rows and columns with their totals last, all published */
    struct pm_arena *arena;
    struct pm_web *web;
    size_t columns; /* with the total */
    size_t rows;
};

static void relate(const struct hand *hand, size_t total, size_t first, size_t step, size_t count)
{
    uint32_t parts[MOST_CELLS];
    for (size_t i = 0; i < count; i++)
        parts[i] = (uint32_t)(first + i * step);
    pm_web_relate(hand->web, (uint32_t)total, parts, count, PM_REST_KNOWN);
}

/* `counts` has the inner cells; those below `least` are too few. */
static struct hand make_web(const int64_t *counts, size_t rows, size_t columns, int64_t least,
                            const char *hidden)
{
    struct hand hand = {.arena = pm_arena_new(), .rows = rows + 1, .columns = columns + 1};
    size_t cells = hand.rows * hand.columns;
    struct pm_web *web = hand.web = pm_web_new(hand.arena, cells, 1, 1, 2);
    web->metrics[0].terms[web->metrics[0].term_count++] = 0;
    web->terms[0].need_of_rest = least;
    pm_web_connect_terms(web);
    for (size_t i = 0; i < cells; i++) {
        size_t row = i / hand.columns;
        size_t column = i % hand.columns;
        struct pm_quantity *quantity = &web->quantities.items[i];
        for (size_t j = 0; j < rows * columns; j++)
            if ((row == rows || j / columns == row) && (column == columns || j % columns == column))
                quantity->value += counts[j];
        bool is_inner = row < rows && column < columns;
        bool is_few = is_inner && quantity->value < least;
        bool is_hidden = hidden && is_inner && hidden[row * columns + column] == 'h';
        quantity->is_used = true;
        quantity->rank = i;
        if (row < rows) pm_web_set_coordinate(web, i, 0, (uint32_t)row);
        if (column < columns) pm_web_set_coordinate(web, i, 1, (uint32_t)column);
        quantity->need = is_few && !hidden ? least : 0;
        quantity->cost = (is_inner ? 1000 : 100000) + quantity->value;
        web->figures[i] = (struct pm_web_figure){.has_figure = true};
        if (is_hidden || (is_few && !hidden)) web->figures[i].veil = PM_VEIL_HIDDEN;
    }
    for (size_t i = 0; i < hand.rows; i++)
        relate(&hand, (i + 1) * hand.columns - 1, i * hand.columns, 1, columns);
    for (size_t i = 0; i < hand.columns; i++)
        relate(&hand, cells - hand.columns + i, i, hand.columns, rows);
    pm_web_finish(web);
    return hand;
}

/* The inner cells that are hidden, row after row: "h" and ".". */
static const char *pattern_of(const struct hand *hand)
{
    char *text = pm_arena_alloc(hand->arena, MOST_CELLS + 1);
    size_t size = 0;
    for (size_t i = 0; i < hand->web->cell_count; i++) {
        if (i / hand->columns + 1 == hand->rows || i % hand->columns + 1 == hand->columns) {
            assert_int_equal(hand->web->figures[i].veil, PM_VEIL_NONE);
            continue;
        }
        text[size++] = hand->web->figures[i].veil == PM_VEIL_HIDDEN ? 'h' : '.';
    }
    return text;
}

/* Age by country (Statistics Norway): one count is below 2; all margins are public. Four cells that
 * form a rectangle are hidden, with the cheaper partner: 2 and 3 cost less than 5 and 6. */
static void test_rectangle(void **state)
{
    static const int64_t counts[] = {2, 0, 5, 3, 4, 6};
    struct hand hand = make_web(counts, 2, 3, 2, NULL);
    (void)state;
    pm_web_protect(hand.web);
    assert_string_equal(pattern_of(&hand), "hh.hh.");
    assert_int_equal(hand.web->open_count, 0);
    pm_arena_free(hand.arena);
}

/* Three schools by three groups, with a district: one cell of 6 is too small, and needs a rectangle,
 * not a second one in its row or column alone. */
static void test_schools_and_district(void **state)
{
    static const int64_t counts[] = {40, 6, 22, 35, 18, 31, 28, 25, 12};
    struct hand hand = make_web(counts, 3, 3, 10, NULL);
    (void)state;
    pm_web_protect(hand.web);
    const char *pattern = pattern_of(&hand);
    size_t hidden = 0;
    for (const char *at = pattern; *at; at++)
        hidden += *at == 'h';
    assert_int_equal(pattern[1], 'h');
    assert_int_equal(hidden, 4);
    assert_int_equal(hand.web->open_count, 0);
    pm_arena_free(hand.arena);
}

/* In each row and column two cells or more are hidden, and still one is known: rows Alpha and Beta
 * without columns M and H. */
static void test_two_in_every_sum(void **state)
{
    static const int64_t counts[] = {15, 1, 3, 1, 20, 10, 10, 15, 3, 10, 10, 2, 12, 14, 7, 2};
    static const int widths[] = {0, 4, 4, 0, 0, 4, 4, 0, 4, 0, 0, 4, 4, 0, 0, 4};
    struct hand hand = make_web(counts, 4, 4, 3, ".hhh.hh.h..hh..h");
    (void)state;
    for (size_t i = 0; i < 16; i++) {
        uint32_t index = (uint32_t)(i / 4 * hand.columns + i % 4);
        struct pm_quantity *quantity = &hand.web->quantities.items[index];
        if (!quantity->is_hidden) continue;
        quantity->need = widths[i] ? widths[i] : 1;
        struct pm_region *region = pm_region_new(hand.arena, hand.web, index, 0, false);
        assert_int_equal(pm_region_look(region, index), widths[i] != 0);
        quantity->need = widths[i] + 1;
        assert_false(pm_region_look(region, index));
    }
    pm_arena_free(hand.arena);
}

/* In a table too large to be looked at whole: where partners have room for 2 each, a count of 2 goes up
 * by 4 in two steps, with others each time, and what was kept is forgotten when it is taken back. */
static void test_steps(void **state)
{
    int64_t counts[15 * 15];
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        counts[i] = 2;
    struct hand hand = make_web(counts, 15, 15, 5, NULL);
    const struct pm_quantity *quantity = &hand.web->quantities.items[0];
    struct pm_web_mark mark = pm_web_mark(hand.web);
    (void)state;
    for (int i = 1; i <= 2; i++) {
        struct pm_region *region = pm_region_after(hand.arena, hand.web, 0, 0, true, 1);
        assert_false(pm_region_is_whole(region));
        assert_true(pm_region_go_farther(region, 0, 0));
        assert_int_equal(quantity->up, 2 * i);
    }
    assert_int_equal(hand.web->moves.items[quantity->up_move].count, 7);
    pm_web_go_back(hand.web, mark);
    assert_int_equal(quantity->up, 0);
    assert_int_equal(quantity->up_move, PM_NO_INDEX);
    pm_web_protect(hand.web);
    assert_int_equal(hand.web->open_count, 0);
    assert_int_equal(hand.web->complement_count, 0);
    pm_arena_free(hand.arena);
}

/* What is hidden at a price is shown again when it is taken back: one count of 3 among 20s. */
static void test_taken_back(void **state)
{
    int64_t counts[15 * 15];
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        counts[i] = i == 0 ? 3 : 20;
    struct hand hand = make_web(counts, 15, 15, 5, NULL);
    const struct pm_quantity *quantity = &hand.web->quantities.items[0];
    struct pm_web_mark mark = pm_web_mark(hand.web);
    (void)state;
    struct pm_region *region = pm_region_after(hand.arena, hand.web, 0, 0, true, 1);
    assert_false(pm_region_go_farther(region, 0, 3059));
    assert_true(pm_region_go_farther(region, 0, 3060));
    assert_int_equal(hand.web->complement_count, 3);
    assert_true(pm_quantity_is_safe(quantity));
    pm_web_go_back(hand.web, mark);
    assert_int_equal(hand.web->complement_count, 0);
    assert_false(pm_quantity_is_safe(quantity));
    pm_arena_free(hand.arena);
}

/* A state's guideline: hidden counts that are 10 in all would be as good as known. */
static void test_hidden_sums(void **state)
{
    static const int64_t first[] = {4, 5, 60, 31};
    static const int64_t second[] = {2, 3, 2, 60, 33};
    static const int64_t third[] = {6, 8, 60, 26};
    static const int64_t *const rows[] = {first, second, third};
    static const size_t sizes[] = {4, 5, 4};
    static const char *const patterns[] = {"hh.h", "hhh.h", "hh.."};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        int64_t two[2 * MOST_LINES];
        for (size_t j = 0; j < sizes[i]; j++)
            two[j] = rows[i][j];
        struct hand hand = make_web(two, 1, sizes[i], 11, NULL);
        for (size_t j = 0; j < hand.columns; j++) { /* columns have one row: no totals of theirs */
            struct pm_web_figure *figure = &hand.web->figures[hand.columns + j];
            figure->has_figure = false;
            hand.web->quantities.items[hand.columns + j].is_used = false;
        }
        hand.web->relations.count = 1;
        hand.web->figures[hand.columns - 1].is_fixed = true;
        pm_web_finish(hand.web);
        pm_web_protect(hand.web);
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(hand.web->figures[j].veil == PM_VEIL_HIDDEN, patterns[i][j] == 'h');
        assert_int_equal(hand.web->open_count, 0);
        pm_arena_free(hand.arena);
    }
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
        cmocka_unit_test(test_rectangle),
        cmocka_unit_test(test_schools_and_district),
        cmocka_unit_test(test_two_in_every_sum),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_taken_back),
        cmocka_unit_test(test_hidden_sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
