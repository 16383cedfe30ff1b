/* Periods: arithmetic of calendars, and the ways in which sources write them. */
#include "lang/model/period.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* cmocka wants these first */
#include <cmocka.h>

static const struct pm_calendar school = {
    .index = 0,
    .kind = "school_year",
    .prefix = "SY",
    .starts = {7, 1},
    .named_by_end = true,
    .part_letter = 'Q',
    .part_count = 4,
    .part_starts = {{7, 1}, {10, 1}, {1, 1}, {4, 1}},
};

static const struct pm_calendar fiscal = {
    .index = 1,
    .kind = "fiscal",
    .prefix = "FY",
    .starts = {10, 1},
    .named_by_end = true,
    .part_letter = 'Q',
    .part_count = 4,
    .part_starts = {{10, 1}, {1, 1}, {4, 1}, {7, 1}},
};

static const struct pm_calendar civil = {
    .index = 2,
    .kind = "calendar_year",
    .prefix = "CY",
    .starts = {1, 1},
    .named_by_end = true,
};

static const struct pm_calendar by_start = {
    .index = 3,
    .kind = "program_year",
    .prefix = "PY",
    .starts = {9, 15},
    .part_letter = 'S',
    .part_count = 2,
    .part_starts = {{9, 15}, {2, 1}},
};

static const struct pm_calendar *const calendars[] = {&school, &fiscal, &civil, &by_start};

static struct pm_period period(const char *text)
{
    struct pm_period out = {0};
    if (!pm_period_parse(pm_text_from(text), calendars, 4, &out))
        print_message("test_period.c: `%s` does not parse\n", text);
    return out;
}

static bool parses(const char *text)
{
    struct pm_period out;
    return pm_period_parse(pm_text_from(text), calendars, 4, &out);
}

static bool spans(const char *name, const char *first, const char *last)
{
    char from[16];
    char to[16];
    pm_format_day(pm_period_first_day(period(name)), from);
    pm_format_day(pm_period_last_day(period(name)), to);
    if (strcmp(from, first) == 0 && strcmp(to, last) == 0) return true;
    print_message("%s is %s to %s\n", name, from, to);
    return false;
}

static bool is_named(struct pm_period what, const char *name)
{
    char text[24];
    pm_period_format(what, text);
    if (strcmp(text, name) == 0) return true;
    print_message("%s, not %s\n", text, name);
    return false;
}

static int32_t day(const char *text)
{
    int32_t out = PM_NO_DAY;
    pm_parse_day(pm_text_from(text), &out);
    return out;
}

static void days_of_periods_are_right(void **state)
{
    (void)state;
    assert_true(spans("SY2026", "2025-07-01", "2026-06-30"));
    assert_true(spans("SY2026.Q1", "2025-07-01", "2025-09-30"));
    assert_true(spans("SY2026.Q3", "2026-01-01", "2026-03-31"));
    assert_true(spans("SY2026.Q4", "2026-04-01", "2026-06-30"));
    assert_true(spans("SY2026.M01", "2025-07-01", "2025-07-31"));
    assert_true(spans("SY2024.M08", "2024-02-01", "2024-02-29"));
    assert_true(spans("SY2026.M12", "2026-06-01", "2026-06-30"));
    assert_true(spans("SY2026.W01", "2025-06-30", "2025-07-06"));
    assert_true(spans("SY2026.W52", "2026-06-22", "2026-06-28"));
    assert_true(spans("SY2027.W01", "2026-06-29", "2026-07-05"));
    assert_true(spans("FY2022", "2021-10-01", "2022-09-30"));
    assert_true(spans("FY2022.Q1", "2021-10-01", "2021-12-31"));
    assert_true(spans("FY2022.Q4", "2022-07-01", "2022-09-30"));
    assert_true(spans("CY2024", "2024-01-01", "2024-12-31"));
    assert_true(spans("PY2024", "2024-09-15", "2025-09-14"));
    assert_true(spans("PY2024.S2", "2025-02-01", "2025-09-14"));
    assert_true(spans("PY2024.M12", "2025-08-15", "2025-09-14"));
}

static void names_are_read(void **state)
{
    (void)state;
    assert_true(parses("SY2026") && parses("SY2026.Q4") && parses("SY2026.W53") == false);
    assert_true(!parses("SY2026.Q5") && !parses("SY2026.Q0") && !parses("SY2026.Q01"));
    assert_true(!parses("SY2026.M13") && !parses("SY2026.M1") && !parses("SY2026.S1"));
    assert_true(!parses("XY2026") && !parses("SY26") && !parses("SY20265") && !parses("SY2026."));
    assert_true(!parses("CY2026.Q1") && parses("CY2026.M12") && !parses("") &&
                !parses("SY2026.Q1x"));
    assert_true(!parses("SY0001"));
}

static void steps_and_distances_agree(void **state)
{
    (void)state;
    assert_true(is_named(pm_period_step(period("SY2026"), -2), "SY2024"));
    assert_true(is_named(pm_period_step(period("SY2026.Q4"), 1), "SY2027.Q1"));
    assert_true(is_named(pm_period_step(period("SY2026.Q1"), -5), "SY2024.Q4"));
    assert_true(is_named(pm_period_step(period("SY2026.M01"), -1), "SY2025.M12"));
    assert_true(is_named(pm_period_step(period("SY2026.M02"), 24), "SY2028.M02"));
    assert_true(is_named(pm_period_step(period("SY2026.W52"), 1), "SY2027.W01"));
    assert_true(is_named(pm_period_step(period("SY2026.W01"), -1), "SY2025.W52"));
    const char *names[] = {"SY2026", "SY2026.Q3", "SY2026.M07", "SY2026.W20", "PY2024.S2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct pm_period start = period(names[i]);
        for (int32_t steps = -120; steps <= 120; steps++) {
            struct pm_period there = pm_period_step(start, steps);
            assert_true(pm_period_distance(start, there) == steps);
            assert_true(pm_period_equal(pm_period_step(there, -steps), start));
        }
    }
}

/* Every day lies in one period of each grain, and the next day in the same or the next one. */
static void periods_cover_all_days(void **state)
{
    (void)state;
    static const char grains[] = {'\0', 'M', 'W', 'Q', 'S'};
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < sizeof grains; j++) {
            char part = grains[j];
            if (!pm_period_parts(calendars[i], 2024, part)) continue;
            int32_t at = day("2019-01-01");
            struct pm_period before = pm_period_at(calendars[i], part, at);
            for (; at < day("2026-01-01"); at++) {
                struct pm_period now = pm_period_at(calendars[i], part, at);
                assert_true(pm_period_first_day(now) <= at && pm_period_last_day(now) >= at);
                assert_true(pm_period_distance(before, now) == (at > pm_period_last_day(before)));
                before = now;
            }
        }
    }
}

static void periods_have_an_order(void **state)
{
    (void)state;
    assert_true(pm_period_compare(period("SY2025"), period("SY2026")) < 0);
    assert_true(pm_period_compare(period("SY2026"), period("SY2026.Q1")) < 0);
    assert_true(pm_period_compare(period("SY2026.Q1"), period("SY2026.M01")) < 0);
    assert_true(pm_period_compare(period("SY2026.Q2"), period("SY2026")) > 0);
    assert_true(pm_period_compare(period("SY2030"), period("FY2020")) < 0);
    assert_true(pm_period_compare(period("SY2026"), period("SY2026")) == 0);
    assert_true(pm_period_within(period("SY2026.Q2"), period("SY2026")));
    assert_true(!pm_period_within(period("SY2026"), period("SY2026.Q2")));
    assert_true(pm_period_within(period("SY2026.M05"), period("SY2026.Q2")));
    assert_true(!pm_period_within(period("SY2026.M07"), period("SY2026.Q2")));
    assert_true(!pm_period_within(period("FY2026"), period("SY2026")));
    assert_true(pm_period_within(period("SY2026.W01"), period("SY2026")));
    assert_true(is_named(pm_period_year(period("SY2026.Q2")), "SY2026"));
    assert_true(pm_period_parts(&school, 2026, 'W') == 52);
    assert_true(!pm_period_is((struct pm_period){0}) && pm_period_is(period("SY2026")));
}

static size_t learn(const struct pm_calendar *calendar, const char *first, const char *second,
                    struct pm_period_format_of_source *out)
{
    const char *names[2];
    struct pm_text samples[2] = {pm_text_from(first), pm_text_from(second)};
    size_t count = pm_period_learn(calendar, samples, second ? 2 : 1, out, names);
    if (count > 0) assert_true(names[0] && *names[0]);
    if (count > 1) assert_true(names[1] && *names[1] && strcmp(names[0], names[1]) != 0);
    return count;
}

static bool reads(const struct pm_calendar *calendar, const char *sample, const char *sample_part,
                  const char *text, const char *part, const char *name)
{
    struct pm_period_format_of_source format;
    if (learn(calendar, sample, sample_part, &format) != 1) return false;
    struct pm_text texts[2] = {pm_text_from(text), pm_text_from(part)};
    struct pm_period out;
    if (!pm_period_read(&format, texts, &out)) return name == NULL;
    return name && is_named(out, name);
}

static void writings_are_read(void **state)
{
    (void)state;
    assert_true(reads(&school, "2021-22", NULL, "2012-13", NULL, "SY2013"));
    assert_true(reads(&school, "2021-22", NULL, "1999-00", NULL, "SY2000"));
    assert_true(reads(&school, "2021-22", NULL, "2012-14", NULL, NULL));
    assert_true(reads(&school, "2021-22", NULL, "2012-2013", NULL, NULL));
    assert_true(reads(&school, "2021-22", NULL, "2012/13", NULL, NULL));
    assert_true(reads(&by_start, "2021-22", NULL, "2012-13", NULL, "PY2012"));
    assert_true(reads(&school, "2021-2022", NULL, "2012-2013", NULL, "SY2013"));
    assert_true(reads(&school, "2023_2024", NULL, "2022_2023", NULL, "SY2023"));
    assert_true(reads(&school, "2021/22", NULL, "2011/12", NULL, "SY2012"));
    assert_true(reads(&school, "20212022", NULL, "20112012", NULL, "SY2012"));
    assert_true(reads(&school, "2026", NULL, "2019", NULL, "SY2019"));
    assert_true(reads(&school, "2026", NULL, "2019 ", NULL, NULL));
    assert_true(reads(&school, "2025-01", NULL, "2025-07", NULL, "SY2026.M01"));
    assert_true(reads(&school, "2025-01", NULL, "2025-06", NULL, "SY2025.M12"));
    assert_true(reads(&school, "2025-01", NULL, "2025-13", NULL, NULL));
    assert_true(reads(&by_start, "2025-01", NULL, "2025-09", NULL, "PY2025.M01"));
    assert_true(reads(&school, "2026-Q1", NULL, "2025-Q4", NULL, "SY2025.Q4"));
    assert_true(reads(&school, "2026Q1", NULL, "2025Q4", NULL, "SY2025.Q4"));
    assert_true(reads(&school, "2026Q1", NULL, "2025Q5", NULL, NULL));
    assert_true(reads(&school, "SY2026", NULL, "SY2024", NULL, "SY2024"));
    assert_true(reads(&school, "SY2026.Q1", NULL, "SY2024.Q4", NULL, "SY2024.Q4"));
    assert_true(reads(&school, "SY2026.Q1", NULL, "SY2024", NULL, NULL));
    assert_true(reads(&fiscal, "2022", "1", "2022", "3", "FY2022.Q3"));
    assert_true(reads(&fiscal, "2022", "1", "2022", "Q3", "FY2022.Q3"));
    assert_true(reads(&fiscal, "2022", "1", "2022", "5", NULL));
}

static void samples_are_understood(void **state)
{
    (void)state;
    struct pm_period_format_of_source format;
    assert_true(learn(&school, "2011-12", NULL, &format) == 2);
    assert_true(format.writing == PM_WRITES_SPAN && format.short_second && format.separator == '-');
    assert_true(learn(&civil, "2011-12", NULL, &format) == 1);
    assert_true(format.writing == PM_WRITES_MONTH && format.part == 'M');
    assert_true(learn(&school, "2025-01", NULL, &format) == 1 && format.writing == PM_WRITES_MONTH);
    assert_true(learn(&school, "spring", NULL, &format) == 0 &&
                learn(&school, "", NULL, &format) == 0);
    assert_true(learn(&civil, "2022", "1", &format) == 0);
    assert_true(learn(&school, "2026-Q5", NULL, &format) == 0);
    assert_true(learn(&school, "FY2026", NULL, &format) == 0);
    struct pm_period_format_of_source days = {.writing = PM_WRITES_DAY, .calendar = &school};
    struct pm_text text = PM_TEXT("2025-09-30");
    struct pm_period out;
    assert_true(pm_period_read(&days, &text, &out) && is_named(out, "SY2026"));
    text = PM_TEXT("2025-09-30 07:15");
    days.part = 'Q';
    assert_true(pm_period_read(&days, &text, &out) && is_named(out, "SY2026.Q1"));
    text = PM_TEXT("2025-02-30");
    assert_true(!pm_period_read(&days, &text, &out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_periods_are_right), cmocka_unit_test(names_are_read),
        cmocka_unit_test(steps_and_distances_agree), cmocka_unit_test(periods_cover_all_days),
        cmocka_unit_test(periods_have_an_order),     cmocka_unit_test(writings_are_read),
        cmocka_unit_test(samples_are_understood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
