/* period.c: the arithmetic of calendars. Everything goes back to the first day of a year; parts
 * and months cut the year from there, weeks cut time itself and belong to the year whose first day
 * they hold or follow. */
#include "lang/model/period.h"

#include <assert.h>

enum { MONTHS = 12, DAYS_OF_WEEK = 7 };

bool pm_period_is(struct pm_period period)
{
    return period.calendar != NULL;
}

bool pm_period_equal(struct pm_period a, struct pm_period b)
{
    return a.calendar == b.calendar && a.year == b.year && a.part == b.part && a.number == b.number;
}

/* The day of a month, the 28th of February where the 29th does not exist. */
static int32_t day_of(int32_t year, struct pm_month_day when)
{
    struct pm_date date = {year, when.month, when.day};
    while (!pm_date_exists(date) && date.day > 1)
        date.day--;
    return pm_day_from(date);
}

static bool is_before(struct pm_month_day a, struct pm_month_day b)
{
    return a.month != b.month ? a.month < b.month : a.day < b.day;
}

/* The calendar year in which the year named `year` begins. One that begins on the first of January
 * ends in the year in which it begins. */
static int32_t starting_year(const struct pm_calendar *calendar, int32_t year)
{
    bool crosses = calendar->starts.month != 1 || calendar->starts.day != 1;
    return calendar->named_by_end && crosses ? year - 1 : year;
}

static int32_t year_start(const struct pm_calendar *calendar, int32_t year)
{
    return day_of(starting_year(calendar, year), calendar->starts);
}

static int32_t monday_of(int32_t day)
{
    return day - (pm_weekday(day) - 1);
}

/* The Monday of the first week of a year. */
static int32_t first_monday(const struct pm_calendar *calendar, int32_t year)
{
    return monday_of(year_start(calendar, year));
}

/* The first day of the n-th part or month. The first one begins with the year, whatever day is
 * declared for it, so that the parts cover the year. */
static int32_t part_start(const struct pm_calendar *calendar, int32_t year, char part,
                          int32_t number)
{
    if (number <= 1) return year_start(calendar, year);
    if (part == 'M') return pm_day_add_months(year_start(calendar, year), number - 1);
    struct pm_month_day when = calendar->part_starts[number - 1];
    int32_t begins = starting_year(calendar, year);
    return day_of(is_before(when, calendar->starts) ? begins + 1 : begins, when);
}

int32_t pm_period_parts(const struct pm_calendar *calendar, int32_t year, char part)
{
    if (part == '\0') return 1;
    if (part == 'M') return MONTHS;
    if (part == 'W')
        return (first_monday(calendar, year + 1) - first_monday(calendar, year)) / DAYS_OF_WEEK;
    return part == calendar->part_letter ? calendar->part_count : 0;
}

int32_t pm_period_first_day(struct pm_period period)
{
    assert(period.calendar);
    if (period.part == '\0') return year_start(period.calendar, period.year);
    if (period.part == 'W')
        return first_monday(period.calendar, period.year) + (period.number - 1) * DAYS_OF_WEEK;
    return part_start(period.calendar, period.year, period.part, period.number);
}

int32_t pm_period_last_day(struct pm_period period)
{
    assert(period.calendar);
    if (period.part == 'W') return pm_period_first_day(period) + DAYS_OF_WEEK - 1;
    int32_t parts = pm_period_parts(period.calendar, period.year, period.part);
    if (period.part != '\0' && period.number < parts)
        return part_start(period.calendar, period.year, period.part, period.number + 1) - 1;
    return year_start(period.calendar, period.year + 1) - 1;
}

int pm_period_compare(struct pm_period a, struct pm_period b)
{
    if (a.calendar != b.calendar) {
        if (!a.calendar || !b.calendar) return a.calendar ? 1 : -1;
        return a.calendar->index < b.calendar->index ? -1 : 1;
    }
    if (!a.calendar) return 0;
    int32_t first_a = pm_period_first_day(a);
    int32_t first_b = pm_period_first_day(b);
    if (first_a != first_b) return first_a < first_b ? -1 : 1;
    int32_t last_a = pm_period_last_day(a);
    int32_t last_b = pm_period_last_day(b);
    if (last_a != last_b) return last_a > last_b ? -1 : 1;
    return (a.part > b.part) - (a.part < b.part);
}

/* a / b, rounded towards the smaller number. */
static int32_t divide_down(int32_t a, int32_t b)
{
    int32_t quotient = a / b;
    return a % b < 0 ? quotient - 1 : quotient;
}

struct pm_period pm_period_step(struct pm_period period, int32_t steps)
{
    if (!period.calendar) return period;
    if (period.part == 'W')
        return pm_period_at(period.calendar, 'W',
                            pm_period_first_day(period) + steps * DAYS_OF_WEEK);
    if (period.part == '\0') {
        period.year += steps;
        return period;
    }
    int32_t parts = pm_period_parts(period.calendar, period.year, period.part);
    if (!parts) return (struct pm_period){0};
    int32_t index = period.year * parts + period.number - 1 + steps;
    period.year = divide_down(index, parts);
    period.number = index - period.year * parts + 1;
    return period;
}

int32_t pm_period_distance(struct pm_period a, struct pm_period b)
{
    assert(a.calendar && a.calendar == b.calendar && a.part == b.part);
    if (a.part == 'W') return (pm_period_first_day(b) - pm_period_first_day(a)) / DAYS_OF_WEEK;
    int32_t parts = pm_period_parts(a.calendar, a.year, a.part);
    return (b.year - a.year) * parts + b.number - a.number;
}

/* The year, as named, that holds a day; for weeks, the year that the week of the day belongs to. */
static int32_t year_holding(const struct pm_calendar *calendar, bool by_weeks, int32_t day)
{
    int32_t year = pm_date_from(day).year - 1;
    int32_t monday = monday_of(day);
    while (by_weeks ? first_monday(calendar, year + 1) <= monday
                    : year_start(calendar, year + 1) <= day)
        year++;
    return year;
}

struct pm_period pm_period_at(const struct pm_calendar *calendar, char part, int32_t day)
{
    struct pm_period period = {calendar, year_holding(calendar, part == 'W', day), part, 0};
    if (part == '\0') return period;
    period.number = 1;
    if (part == 'W') {
        period.number += (monday_of(day) - first_monday(calendar, period.year)) / DAYS_OF_WEEK;
        return period;
    }
    int32_t parts = pm_period_parts(calendar, period.year, part);
    if (!parts) return (struct pm_period){0};
    while (period.number < parts &&
           part_start(calendar, period.year, part, period.number + 1) <= day)
        period.number++;
    return period;
}

struct pm_period pm_period_year(struct pm_period period)
{
    period.part = '\0';
    period.number = 0;
    return period;
}

bool pm_period_within(struct pm_period inner, struct pm_period outer)
{
    if (!inner.calendar || inner.calendar != outer.calendar) return false;
    if (outer.part == '\0') return inner.year == outer.year;
    return pm_period_first_day(inner) >= pm_period_first_day(outer) &&
           pm_period_last_day(inner) <= pm_period_last_day(outer);
}
