/* Paths between baselines and targets, and ratings that judge by them: no data needed. */
#include "runtime/judge/path.h"
#include "runtime/judge/rating.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct pm_calendar school = {
    .kind = "school_year",
    .prefix = "SY",
    .starts = {7, 1},
    .named_by_end = true,
    .part_letter = 'Q',
    .part_count = 4,
    .part_starts = {{7, 1}, {10, 1}, {1, 1}, {4, 1}},
};

static struct pm_period year(int32_t number)
{
    return (struct pm_period){&school, number, '\0', 0};
}

static struct pm_period quarter(int32_t of, int32_t number)
{
    return (struct pm_period){&school, of, 'Q', number};
}

static int32_t day(const char *text)
{
    int32_t out = PM_NO_DAY;
    assert_true(pm_parse_day(pm_text_from(text), &out));
    return out;
}

/* The number as it is printed with so many decimals. */
static void assert_ratio(struct pm_ratio ratio, int places, const char *expected)
{
    char text[64] = "undefined";
    if (pm_ratio_is_defined(ratio)) pm_ratio_format(ratio, places, text, sizeof text);
    assert_string_equal(text, expected);
}

static struct pm_ratio tenths(int64_t number)
{
    return pm_ratio_make(number, 10);
}

static struct pm_knot knot(const struct pm_axis *axis, struct pm_period period,
                           struct pm_ratio value)
{
    return (struct pm_knot){.index = pm_axis_index(axis, period),
                            .at = pm_axis_written(axis, period),
                            .cycle = 1,
                            .value = value};
}

static struct pm_ratio expected_at(const struct pm_axis *axis, enum pm_path_kind kind,
                                   const struct pm_knot *knots, size_t count,
                                   struct pm_period period, const char *as_of)
{
    struct pm_trajectory trajectory = {kind, knots, count};
    int32_t today = day(as_of);
    int32_t index = pm_axis_waited_index(axis, period);
    if (pm_period_last_day(period) > today) index--;
    return pm_trajectory_at(&trajectory, index, pm_axis_judged(axis, period, today));
}

/* Powers with fractions as exponents: exact where they are fractions, near where they are not. */
static void test_powers(void **state)
{
    static const struct {
        int64_t numerator;
        int64_t denominator;
        int32_t of;
        int32_t in;
        const char *power;
    } rows[] = {
        {1, 4, 1, 2, "0.500000000000"},      {27, 8, 1, 3, "1.500000000000"},
        {8, 27, 2, 3, "0.444444444444"},     {3, 5, 1, 4, "0.880111736793"},
        {3, 5, 2, 4, "0.774596669241"},      {3, 5, 3, 4, "0.681731619880"},
        {2, 1, 1, 2, "1.414213562373"},      {1, 3, 0, 5, "1.000000000000"},
        {1, 3, 5, 5, "0.333333333333"},      {1000000, 1, 1, 2, "1000.000000000000"},
        {2, 1, 548, 1094, "1.415109877501"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_ratio(pm_ratio_power(pm_ratio_make(rows[i].numerator, rows[i].denominator),
                                    rows[i].of, rows[i].in),
                     12, rows[i].power);
    assert_false(pm_ratio_is_defined(pm_ratio_power(pm_ratio_from_integer(0), 1, 2)));
    assert_false(pm_ratio_is_defined(pm_ratio_power(pm_ratio_from_integer(-2), 1, 2)));
    assert_false(pm_ratio_is_defined(pm_ratio_power(pm_ratio_undefined(), 1, 2)));
    struct pm_ratio third = pm_ratio_power(pm_ratio_make(1, 9), 1, 2);
    assert_int_equal(pm_ratio_compare(third, pm_ratio_make(1, 3)), 0);
    (void)state;
}

/* Mondays to Fridays without closed days, which may overlap and lie in each other. */
static void test_instructional_days(void **state)
{
    struct pm_closure closures[] = {
        {.first_day = day("2025-12-22"), .last_day = day("2026-01-02")},
        {.first_day = day("2025-11-27"), .last_day = day("2025-11-28")},
        {.first_day = day("2025-12-24"), .last_day = day("2025-12-25")},
        {.first_day = day("2025-07-01"), .last_day = day("2025-08-31")}};
    struct pm_calendar calendar = school;
    calendar.closures = closures;
    calendar.closure_count = 4;
    struct pm_period origin = {&calendar, 2025, '\0', 0};
    struct pm_period next = {&calendar, 2026, '\0', 0};
    struct pm_axis axis = {
        .calendar = &calendar, .origin = origin, .counts = PM_AXIS_INSTRUCTIONAL_DAYS};
    struct pm_arena *arena = pm_arena_new();
    pm_axis_closures(arena, &axis);
    assert_int_equal(axis.closure_count, 3);
    /* 88 weekdays from September to December, 10 of them closed */
    assert_int_equal(pm_axis_judged(&axis, next, day("2025-12-31")), 88 - 2 - 8);
    assert_int_equal(pm_axis_judged(&axis, next, day("2025-09-01")), 1);
    assert_int_equal(pm_axis_judged(&axis, next, day("2025-09-07")), 5);
    assert_int_equal(pm_axis_judged(&axis, next, day("2025-08-31")), 0);
    assert_int_equal(pm_axis_judged(&axis, next, day("1969-12-30")), 0);
    pm_arena_free(arena);
    (void)state;
}

/* 60 at the start of a plan, 72 three years later, half a year in: 60 + 12 * 548 / 1094. */
static void test_days(void **state)
{
    struct pm_axis axis = {.calendar = &school, .origin = year(2024), .counts = PM_AXIS_DAYS};
    struct pm_knot knots[] = {
        {.value = pm_ratio_from_integer(60), .cycle = 1, .is_baseline = true},
        knot(&axis, year(2027), pm_ratio_from_integer(72)),
    };
    (void)state;
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, year(2026), "2025-12-31"), 4,
                 "66.0110");
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, year(2027), "2027-06-30"), 4,
                 "72.0000");
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, year(2024), "2027-06-30"), 4,
                 "60.0000");
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, year(2029), "2029-06-30"), 4,
                 "72.0000");
}

/* Half of 42.4 in 13 steps from 57.6; two years that do not count. */
static void test_halving_with_pause(void **state)
{
    const struct pm_pause pauses[] = {{.period = year(2020), .shift = true},
                                      {.period = year(2021), .shift = true}};
    struct pm_axis axis = {
        .calendar = &school, .origin = year(2017), .pauses = pauses, .pause_count = 2};
    struct pm_knot knots[] = {
        {.value = tenths(576), .cycle = 1, .is_baseline = true},
        knot(&axis, year(2030), tenths(788)),
    };
    (void)state;
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, year(2019), "2032-06-30"), 3,
                 "60.862");
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, year(2022), "2032-06-30"), 2,
                 "62.49");
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, year(2032), "2032-06-30"), 1, "78.8");
    assert_true(pm_period_equal(pm_axis_moved(&axis, year(2030)), year(2032)));
    assert_true(pm_period_equal(pm_axis_moved(&axis, year(2019)), year(2019)));
    assert_true(pm_axis_is_paused(&axis, year(2021)));
    assert_true(pm_axis_is_paused(&axis, quarter(2021, 2)));
    assert_false(pm_axis_is_paused(&axis, year(2022)));
}

static void test_pause_that_holds(void **state)
{
    const struct pm_pause pause = {.period = year(2021)};
    struct pm_axis axis = {
        .calendar = &school, .origin = year(2020), .pauses = &pause, .pause_count = 1};
    struct pm_knot knots[] = {
        {.value = pm_ratio_from_integer(0), .cycle = 1, .is_baseline = true},
        knot(&axis, year(2024), pm_ratio_from_integer(4)),
    };
    (void)state;
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, year(2022), "2024-06-30"), 0, "2");
    assert_true(pm_period_equal(pm_axis_moved(&axis, year(2024)), year(2024)));
}

/* 57.6 to 78.8 in six steps. */
static void test_waiver(void **state)
{
    static const char *const expected[] = {"57.60", "61.13", "64.67", "68.20",
                                           "71.73", "75.27", "78.80"};
    struct pm_axis axis = {.calendar = &school, .origin = year(2012)};
    struct pm_knot knots[] = {
        {.value = tenths(576), .cycle = 1, .is_baseline = true},
        knot(&axis, year(2018), tenths(788)),
    };
    (void)state;
    for (int32_t i = 0; i <= 6; i++)
        assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, year(2012 + i), "2018-06-30"), 2,
                     expected[i]);
}

/* A yearly target read by quarters stands with the last one; in steps it rises once a year. */
static void test_quarters(void **state)
{
    struct pm_axis axis = {.calendar = &school, .part = 'Q', .origin = quarter(2024, 4)};
    struct pm_knot knots[] = {
        {.value = pm_ratio_from_integer(0), .cycle = 1, .is_baseline = true},
        knot(&axis, year(2026), pm_ratio_from_integer(8)),
    };
    (void)state;
    knots[1].cycle = 4;
    assert_int_equal(knots[1].index, 8);
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 2, quarter(2025, 3), "2026-06-30"), 0,
                 "3");
    assert_ratio(expected_at(&axis, PM_PATH_STEP, knots, 2, quarter(2025, 3), "2026-06-30"), 0,
                 "0");
    assert_ratio(expected_at(&axis, PM_PATH_STEP, knots, 2, quarter(2025, 4), "2026-06-30"), 0,
                 "4");
    assert_ratio(expected_at(&axis, PM_PATH_STEP, knots, 2, quarter(2026, 3), "2026-06-30"), 0,
                 "4");
    assert_ratio(expected_at(&axis, PM_PATH_STEP, knots, 2, quarter(2026, 4), "2026-06-30"), 0,
                 "8");
}

static void test_kinds(void **state)
{
    struct pm_axis axis = {.calendar = &school, .origin = year(2022)};
    struct pm_knot knots[] = {
        {.value = pm_ratio_from_integer(52), .cycle = 1, .is_baseline = true},
        knot(&axis, year(2024), pm_ratio_from_integer(58)),
        knot(&axis, year(2026), pm_ratio_undefined()),
        knot(&axis, year(2028), pm_ratio_from_integer(65)),
    };
    const char *late = "2030-06-30";
    (void)state;
    assert_ratio(expected_at(&axis, PM_PATH_HOLD, knots, 4, year(2023), late), 0, "52");
    assert_ratio(expected_at(&axis, PM_PATH_NEXT, knots, 4, year(2023), late), 0, "58");
    assert_ratio(expected_at(&axis, PM_PATH_NONE, knots, 4, year(2023), late), 0, "undefined");
    assert_ratio(expected_at(&axis, PM_PATH_NONE, knots, 4, year(2024), late), 0, "58");
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 4, year(2023), late), 0, "55");
    /* Beside a target that is pending nothing is known. */
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 4, year(2025), late), 0, "undefined");
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 4, year(2026), late), 0, "undefined");
    assert_ratio(expected_at(&axis, PM_PATH_NONE, knots, 4, year(2029), late), 0, "65");
    /* Without a baseline the path begins with the first target. */
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, &knots[1], 1, year(2023), late), 0,
                 "undefined");
    assert_ratio(expected_at(&axis, PM_PATH_NEXT, &knots[1], 1, year(2023), late), 0, "58");
    /* A baseline alone expects nothing later. */
    assert_ratio(expected_at(&axis, PM_PATH_LINEAR, knots, 1, year(2023), late), 0, "undefined");
}

/* ---- Ratings ---- */

static const struct pm_expression value = {.kind = PM_EXPRESSION_VARIABLE,
                                           .variable = PM_VARIABLE_VALUE};
static const struct pm_expression target = {.kind = PM_EXPRESSION_VARIABLE,
                                            .variable = PM_VARIABLE_TARGET};
static const struct pm_expression attainment = {.kind = PM_EXPRESSION_VARIABLE,
                                                .variable = PM_VARIABLE_ATTAINMENT};
static const struct pm_expression tenth = {.kind = PM_EXPRESSION_NUMBER, .number = {1, 1}};
static const struct pm_expression seven = {.kind = PM_EXPRESSION_NUMBER, .number = {7, 1}};
static const struct pm_expression four = {.kind = PM_EXPRESSION_NUMBER, .number = {4, 1}};

static const struct pm_expression *of_target[] = {&value, &target};
static const struct pm_expression reaches_target = {
    .kind = PM_EXPRESSION_REACHES, .type = PM_TYPE_BOOL, .children = of_target, .child_count = 2};
static const struct pm_expression *share_of_target[] = {&tenth, &target};
static const struct pm_expression tenth_of_target = {
    .kind = PM_EXPRESSION_MULTIPLY, .children = share_of_target, .child_count = 2};
static const struct pm_expression *with_seven[] = {&attainment, &seven};
static const struct pm_expression *with_four[] = {&attainment, &four};
static const struct pm_expression at_least_seven = {
    .kind = PM_EXPRESSION_AT_LEAST, .type = PM_TYPE_BOOL, .children = with_seven, .child_count = 2};
static const struct pm_expression at_least_four = {
    .kind = PM_EXPRESSION_AT_LEAST, .type = PM_TYPE_BOOL, .children = with_four, .child_count = 2};

static struct pm_level green = {
    .name = "green", .state = PM_RATED_ON_TRACK, .when = &reaches_target};
static struct pm_level amber = {.name = "amber",
                                .state = PM_RATED_AT_RISK,
                                .when = &reaches_target,
                                .has_tolerance = true,
                                .tolerance = &tenth_of_target};
static struct pm_level red = {.name = "red", .state = PM_RATED_OFF_TRACK};
static struct pm_level *rag_levels[] = {&green, &amber, &red};
static const struct pm_rating rag = {.name = "rag_90", .levels = rag_levels, .level_count = 3};

static struct pm_level okr_green = {
    .name = "green", .state = PM_RATED_ON_TRACK, .when = &at_least_seven};
static struct pm_level okr_yellow = {
    .name = "yellow", .state = PM_RATED_AT_RISK, .when = &at_least_four};
static struct pm_level *okr_levels[] = {&okr_green, &okr_yellow, &red};
static const struct pm_rating okr = {.name = "okr", .levels = okr_levels, .level_count = 3};

static enum pm_state rate_by_target(int direction, struct pm_ratio figure, struct pm_ratio goal)
{
    struct pm_variables variables = {.direction = direction};
    variables.values[PM_VARIABLE_VALUE] = figure;
    variables.values[PM_VARIABLE_TARGET] = goal;
    return pm_rate(&rag, &variables, PM_STATE_NO_TARGET).state;
}

/* At 90 % of the target, amber; where lower is better, at 110 %. */
static void test_rag(void **state)
{
    struct pm_ratio eighty = pm_ratio_from_integer(80);
    struct pm_ratio twenty = pm_ratio_from_integer(20);
    (void)state;
    assert_int_equal(rate_by_target(1, eighty, eighty), PM_STATE_ON_TRACK);
    assert_int_equal(rate_by_target(1, pm_ratio_make(7999, 100), eighty), PM_STATE_AT_RISK);
    assert_int_equal(rate_by_target(1, pm_ratio_from_integer(72), eighty), PM_STATE_AT_RISK);
    assert_int_equal(rate_by_target(1, pm_ratio_make(7199, 100), eighty), PM_STATE_OFF_TRACK);
    assert_int_equal(rate_by_target(-1, twenty, twenty), PM_STATE_ON_TRACK);
    assert_int_equal(rate_by_target(-1, pm_ratio_from_integer(22), twenty), PM_STATE_AT_RISK);
    assert_int_equal(rate_by_target(-1, pm_ratio_make(2201, 100), twenty), PM_STATE_OFF_TRACK);
}

/* What is left cannot be said of a figure whose target is missing. */
static void test_missing_target(void **state)
{
    (void)state;
    assert_int_equal(rate_by_target(1, pm_ratio_from_integer(1), pm_ratio_undefined()),
                     PM_STATE_NO_TARGET);
}

static enum pm_state rate_okr(int64_t from, int64_t to, int64_t figure, struct pm_ratio *progress)
{
    struct pm_metric metric = {.direction = to > from ? 1 : -1};
    struct pm_finding finding = {.rating = &okr};
    finding.subject.metric = &metric;
    finding.baseline = (struct pm_point){true, year(2025), pm_ratio_from_integer(from)};
    finding.final = (struct pm_point){true, year(2026), pm_ratio_from_integer(to)};
    struct pm_variables variables;
    pm_finding_variables(&finding, pm_ratio_from_integer(figure), &variables);
    *progress = variables.values[PM_VARIABLE_ATTAINMENT];
    return pm_rate_finding(&finding, pm_ratio_from_integer(figure), PM_STATE_NO_TARGET).state;
}

/* The share of the distance covered: 32 to 45 at 42 is 10/13, 8 down to 5 at 6 is 2/3. */
static void test_okr(void **state)
{
    struct pm_ratio progress;
    (void)state;
    assert_int_equal(rate_okr(32, 45, 42, &progress), PM_STATE_ON_TRACK);
    assert_ratio(progress, 2, "0.77");
    assert_int_equal(rate_okr(8, 5, 6, &progress), PM_STATE_AT_RISK);
    assert_ratio(progress, 2, "0.67");
    assert_int_equal(rate_okr(0, 6, 3, &progress), PM_STATE_AT_RISK);
    assert_ratio(progress, 1, "0.5");
    assert_int_equal(rate_okr(0, 10, 7, &progress), PM_STATE_ON_TRACK);
    assert_int_equal(rate_okr(0, 10, 4, &progress), PM_STATE_AT_RISK);
    assert_int_equal(rate_okr(0, 10, 3, &progress), PM_STATE_OFF_TRACK);
    assert_int_equal(rate_okr(5, 5, 5, &progress), PM_STATE_UNRATED);
}

static void test_words(void **state)
{
    (void)state;
    for (int i = 0; i < PM_STATE_COUNT; i++)
        assert_true(strlen(pm_state_info((enum pm_state)i)->word) > 2);
    assert_string_equal(pm_state_info(PM_STATE_SUPPRESSED_BY_SOURCE)->word, "suppressed_by_source");
    assert_true(pm_state_is_rated(PM_STATE_AT_RISK));
    assert_true(pm_state_is_rated(PM_STATE_CLOSING_DOWN));
    assert_false(pm_state_is_rated(PM_STATE_UNRATED));
    assert_string_equal(pm_qualifier_word(PM_QUALIFIER_IN_PROGRESS), "in_progress");
    assert_string_equal(pm_qualifier_word(PM_QUALIFIER_ESTIMATED), "estimated");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_powers),
        cmocka_unit_test(test_instructional_days),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_halving_with_pause),
        cmocka_unit_test(test_pause_that_holds),
        cmocka_unit_test(test_waiver),
        cmocka_unit_test(test_quarters),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_rag),
        cmocka_unit_test(test_missing_target),
        cmocka_unit_test(test_okr),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
