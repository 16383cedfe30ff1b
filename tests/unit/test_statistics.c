/* Intervals, control charts and trends, against published and independently derived figures. */
#include "runtime/statistics/statistics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The number as it is printed with so many decimals. */
static void assert_number(double number, int places, const char *expected)
{
    char text[64];
    snprintf(text, sizeof text, "%.*f", places, number);
    assert_string_equal(text, expected);
}

/* ---- Shares ---- */

static void test_wilson(void **state)
{
    (void)state;
    static const struct {
        double x, n;
        const char *low, *high;
    } rows[] = {
        {12, 150, "0.046354", "0.134621"}, {81, 263, "0.255289", "0.366210"},
        {15, 148, "0.062386", "0.160487"}, {0, 20, "0.000000", "0.161125"},
        {1, 29, "0.006113", "0.171755"},   {72, 200, "0.296692", "0.428585"},
        {7, 10, "0.396778", "0.892209"},   {30, 30, "0.886487", "1.000000"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pm_interval found = pm_wilson(rows[i].x / rows[i].n, rows[i].n, PM_Z_95);
        assert_true(found.is_set);
        assert_number(found.low, 6, rows[i].low);
        assert_number(found.high, 6, rows[i].high);
    }
    assert_true(pm_wilson(0.0, 20.0, 1.96).low >= 0.0);
    assert_true(pm_wilson(1.0, 20.0, 1.96).high <= 1.0);
    assert_false(pm_wilson(0.5, 0.0, PM_Z_95).is_set);
    assert_false(pm_wilson(1.5, 10.0, PM_Z_95).is_set);
}

static void test_newcombe(void **state)
{
    (void)state;
    struct pm_interval one = pm_newcombe(56.0 / 70.0, 70, 48.0 / 80.0, 80, PM_Z_95);
    assert_number(one.low, 4, "0.0524");
    assert_number(one.high, 4, "0.3339");
    struct pm_interval noise = pm_newcombe(0.62, 100, 0.55, 100, PM_Z_95);
    assert_number(noise.low, 4, "-0.0656");
    assert_number(noise.high, 4, "0.2021");
    struct pm_interval signal = pm_newcombe(0.62, 1000, 0.55, 1000, PM_Z_95);
    assert_number(signal.low, 4, "0.0268");
    assert_number(signal.high, 4, "0.1128");
    assert_false(pm_newcombe(0.5, 0, 0.5, 10, PM_Z_95).is_set);
}

static void test_normal(void **state)
{
    (void)state;
    assert_number(pm_normal_outside(0.0), 6, "1.000000");
    assert_number(pm_normal_outside(PM_Z_95), 12, "0.050000000000");
    assert_number(pm_normal_outside(-PM_Z_80), 12, "0.200000000000");
    assert_number(pm_normal_outside(1.0), 10, "0.3173105079");
    assert_number(pm_normal_outside(5.0) * 1e7, 6, "5.733031");
    assert_number(pm_normal_outside(2.999999), 9, "0.002699805");
    assert_number(pm_normal_outside(3.000001), 9, "0.002699787");
    assert_true(pm_normal_outside(60.0) >= 0.0);
}

static void test_ratio_from_double(void **state)
{
    (void)state;
    struct pm_ratio half = pm_ratio_from_double(-0.5);
    assert_int_equal(pm_ratio_compare(half, pm_ratio_make(-1, 2)), 0);
    assert_false(pm_ratio_is_defined(pm_ratio_from_double(1e300)));
    assert_false(pm_ratio_is_defined(
        pm_ratio_from_double(0.0 / pm_ratio_to_double(pm_ratio_from_integer(0)))));
}

/* ---- Control charts ---- */

static const double outlier[] = {1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};

static void test_limits(void **state)
{
    (void)state;
    struct pm_control screened = pm_control_limits(outlier, COUNT(outlier), true);
    struct pm_control plain = pm_control_limits(outlier, COUNT(outlier), false);
    assert_number(screened.mean, 5, "1.94444");
    assert_number(screened.moving_range, 6, "1.000000");
    assert_number(screened.high, 6, "4.604444");
    assert_number(screened.low, 6, "-0.715556");
    assert_number(plain.mean, 5, "1.94444");
    assert_number(plain.moving_range, 6, "1.882353");
    assert_number(plain.high, 6, "6.951503");
    assert_number(plain.low, 6, "-3.062614");
    assert_false(plain.is_trial);
    for (int screens = 0; screens < 2; screens++) {
        struct pm_signal signals[COUNT(outlier)];
        pm_control_mark(outlier, COUNT(outlier), screens ? &screened : &plain, signals);
        for (size_t i = 0; i < COUNT(outlier); i++)
            assert_int_equal(signals[i].rule, i == 4 ? PM_SIGNAL_OUTSIDE : PM_SIGNAL_NONE);
    }
    assert_false(pm_control_limits(outlier, 4, false).is_set);
    assert_true(pm_control_limits(outlier, 11, false).is_trial);
    assert_false(pm_control_limits(outlier, 12, false).is_trial);
}

static struct pm_control wide_limits(double mean)
{
    struct pm_control control = {.is_set = true, .mean = mean};
    control.low = control.near_low = mean - 1000.0;
    control.high = control.near_high = mean + 1000.0;
    return control;
}

/* The numbers of the points that a rule marks, "7 8". */
static void assert_marks(const double *values, size_t count, const struct pm_control *control,
                         enum pm_signal_rule rule, const char *expected)
{
    struct pm_signal signals[32];
    char text[128] = "";
    pm_control_mark(values, count, control, signals);
    for (size_t i = 0; i < count; i++)
        if (signals[i].rule == rule)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%zu", *text ? " " : "",
                     i + 1);
    assert_string_equal(text, expected);
}

static void test_trend_rule(void **state)
{
    (void)state;
    static const double rising[] = {1, 2, 3, 4, 5, 6, 7};
    static const double tied[] = {1, 2, 3, 3, 4, 5, 6};
    static const double later[] = {2, 1, 2, 3, 4, 5, 6, 7, 3};
    struct pm_control control = wide_limits(100.0);
    control.mean = 4.0; /* so that no seven lie on one side of it */
    assert_marks(rising, 7, &control, PM_SIGNAL_TREND, "1 2 3 4 5 6 7");
    assert_marks(rising, 6, &control, PM_SIGNAL_TREND, "");
    assert_marks(tied, 7, &control, PM_SIGNAL_TREND, "");
    assert_marks(later, 7, &control, PM_SIGNAL_TREND, "");
    assert_marks(later, 9, &control, PM_SIGNAL_TREND, "2 3 4 5 6 7 8");
}

static void test_shift_rule(void **state)
{
    (void)state;
    static const double values[] = {1, 2, 1, 2, 1, 2, 1, 2, -1};
    static const double broken[] = {1, 2, 1, 0, 1, 2, 1, 2, 1};
    struct pm_control control = wide_limits(0.0);
    assert_marks(values, 6, &control, PM_SIGNAL_SHIFT, "");
    assert_marks(values, 7, &control, PM_SIGNAL_SHIFT, "1 2 3 4 5 6 7");
    assert_marks(values, 9, &control, PM_SIGNAL_SHIFT, "1 2 3 4 5 6 7 8");
    assert_marks(broken, 9, &control, PM_SIGNAL_SHIFT, "");
}

static void test_near_rule(void **state)
{
    (void)state;
    struct pm_control control = {
        .is_set = true, .low = -3, .high = 3, .near_low = -2, .near_high = 2};
    static const double same_side[] = {2.5, 0.5, 2.5, -1};
    static const double both_sides[] = {2.5, 0.5, -2.5, -1};
    static const double between[] = {2.5, -0.5, 2.5, -1};
    static const double on_limit[] = {3, 1, 2.5, -1};
    assert_marks(same_side, 4, &control, PM_SIGNAL_NEAR, "1 3");
    assert_marks(both_sides, 4, &control, PM_SIGNAL_NEAR, "");
    assert_marks(between, 4, &control, PM_SIGNAL_NEAR, "");
    assert_marks(on_limit, 4, &control, PM_SIGNAL_NEAR, "1 3");
    assert_marks(on_limit, 4, &control, PM_SIGNAL_OUTSIDE, "");
    double swinging[20];
    for (size_t i = 0; i < 18; i++)
        swinging[i] = i % 2 ? -1 : 1;
    swinging[18] = 5.5;
    swinging[19] = -5.5;
    struct pm_control found = pm_control_limits(swinging, 20, true);
    for (int rule = PM_SIGNAL_OUTSIDE; rule <= PM_SIGNAL_SHIFT; rule++)
        assert_marks(swinging, 20, &found, (enum pm_signal_rule)rule, "");
}

static void test_assurance(void **state)
{
    (void)state;
    static const double limits[][2] = {{1, 3}, {5, 7}, {1, 5}};
    static const enum pm_assurance up[] = {PM_ASSURANCE_FAILS, PM_ASSURANCE_PASSES,
                                           PM_ASSURANCE_VARIES};
    static const enum pm_assurance down[] = {PM_ASSURANCE_PASSES, PM_ASSURANCE_FAILS,
                                             PM_ASSURANCE_VARIES};
    for (size_t i = 0; i < 3; i++) {
        struct pm_control control = {.is_set = true, .low = limits[i][0], .high = limits[i][1]};
        assert_int_equal(pm_assurance_of(&control, 4, 1), up[i]);
        assert_int_equal(pm_assurance_of(&control, 4, -1), down[i]);
        assert_int_equal(pm_assurance_of(&control, 4, 0), PM_ASSURANCE_NONE);
    }
    struct pm_control none = {0};
    assert_int_equal(pm_assurance_of(&none, 4, 1), PM_ASSURANCE_NONE);
    struct pm_control control = {.is_set = true};
    struct pm_signal high = {PM_SIGNAL_OUTSIDE, 1};
    assert_int_equal(pm_variation_of(&control, high, 1), PM_VARIATION_IMPROVEMENT);
    assert_int_equal(pm_variation_of(&control, high, -1), PM_VARIATION_CONCERN);
    assert_int_equal(pm_variation_of(&control, high, 0), PM_VARIATION_HIGH);
    assert_int_equal(pm_variation_of(&control, (struct pm_signal){0}, 1), PM_VARIATION_COMMON);
}

/* ---- Trend ---- */

static const double work_orders[] = {40.99, 39.28, 34.03, 24.38, 14.52,
                                     18.17, 18.67, 16.05, 15.21, 17.54};
static const double years[] = {2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016};

static void test_mann_kendall(void **state)
{
    (void)state;
    struct pm_mann_kendall test = pm_mann_kendall(work_orders, 10);
    assert_int_equal(test.s, -29);
    assert_number(test.variance, 6, "125.000000");
    assert_number(test.z, 4, "-2.5044");
    assert_number(test.p, 5, "0.01227");
    assert_true(test.has_exact);
    assert_number(test.exact_p, 6, "0.009148");
    assert_false(pm_mann_kendall(work_orders, 3).is_set);
    static const double rising[] = {1, 2, 3, 4};
    assert_number(pm_mann_kendall(rising, 4).exact_p, 6, "0.083333"); /* 2 of 24 orders */
    static const double level[] = {5, 5, 5, 5};
    struct pm_mann_kendall none = pm_mann_kendall(level, 4);
    assert_int_equal(none.s, 0);
    assert_number(none.p, 3, "1.000");
    assert_number(none.exact_p, 3, "1.000");
    /* 1 2 2 3: of the 12 orders only it and its reverse have S of 5 or -5. */
    static const double tied[] = {1, 2, 2, 3};
    struct pm_mann_kendall ties = pm_mann_kendall(tied, 4);
    assert_int_equal(ties.s, 5);
    assert_number(ties.variance, 6, "7.666667"); /* (4*3*13 - 2*1*9) / 18 */
    assert_number(ties.exact_p, 6, "0.166667");
    static const double many[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    assert_false(pm_mann_kendall(many, 11).has_exact);
}

static void test_slope(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    struct pm_slope slope = pm_theil_sen(arena, years, work_orders, 10);
    assert_number(slope.slope, 4, "-2.7175");
    assert_true(slope.low <= slope.slope && slope.slope <= slope.high && slope.high < 0.0);
    /* A missing year counts as the time that it is: 2 a year throughout. */
    static const double times[] = {1, 2, 5};
    static const double values[] = {10, 12, 18};
    struct pm_slope real = pm_theil_sen(arena, times, values, 3);
    assert_number(real.slope, 6, "2.000000");
    assert_number(real.intercept, 6, "8.000000");
    assert_false(pm_theil_sen(arena, times, values, 1).is_set);
    pm_arena_free(arena);
}

static void test_forecast(void **state)
{
    (void)state;
    struct pm_arena *arena = pm_arena_new();
    static const double line[] = {10, 12, 14, 16, 18, 20};
    struct pm_slope slope = pm_theil_sen(arena, years, line, 6);
    struct pm_forecast ahead = pm_forecast(arena, years, line, 6, &slope, 2015);
    assert_true(ahead.is_set && ahead.follows_trend);
    assert_number(ahead.value, 6, "26.000000");
    assert_int_equal(pm_outlook_of(&ahead, 25, 1), PM_OUTLOOK_WILL_MEET);
    assert_int_equal(pm_outlook_of(&ahead, 27, 1), PM_OUTLOOK_WILL_MISS);
    assert_int_equal(pm_outlook_of(&ahead, 25, -1), PM_OUTLOOK_WILL_MISS);
    assert_int_equal(pm_outlook_of(&ahead, 25, 0), PM_OUTLOOK_UNKNOWN);
    static const double chance[] = {10, 12, 10, 12, 10, 12};
    struct pm_slope flat = pm_theil_sen(arena, years, chance, 6);
    struct pm_forecast same = pm_forecast(arena, years, chance, 6, &flat, 2020);
    assert_false(same.follows_trend);
    assert_number(same.value, 6, "11.000000");
    assert_number(same.high - same.low, 4, "4.5445"); /* 2 * 1.28155 * 2 / 1.128 */
    assert_int_equal(pm_outlook_of(&same, 12, 1), PM_OUTLOOK_MAY_MEET);
    struct pm_forecast none = pm_forecast(arena, years, line, 4, &slope, 2015);
    assert_int_equal(pm_outlook_of(&none, 1, 1), PM_OUTLOOK_UNKNOWN);
    pm_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wilson),     cmocka_unit_test(test_newcombe),
        cmocka_unit_test(test_normal),     cmocka_unit_test(test_ratio_from_double),
        cmocka_unit_test(test_limits),     cmocka_unit_test(test_trend_rule),
        cmocka_unit_test(test_shift_rule), cmocka_unit_test(test_near_rule),
        cmocka_unit_test(test_assurance),  cmocka_unit_test(test_mann_kendall),
        cmocka_unit_test(test_slope),      cmocka_unit_test(test_forecast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
