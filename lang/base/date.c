#include "lang/base/date.h"

#include <stdio.h>

static bool is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int32_t days_in_month(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool pm_date_exists(struct pm_date date)
{
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12) return false;
    return date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

/* Howard Hinnant, "chrono-compatible low-level date algorithms": days_from_civil. */
int32_t pm_day_from(struct pm_date date)
{
    int32_t year = date.month <= 2 ? date.year - 1 : date.year;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t year_of_era = year - era * 400;
    int32_t month = date.month > 2 ? date.month - 3 : date.month + 9;
    int32_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/* The same page: civil_from_days. */
struct pm_date pm_date_from(int32_t day)
{
    int32_t shifted = day + 719468;
    int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int32_t day_of_era = shifted - era * 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153;
    struct pm_date date;
    date.day = day_of_year - (153 * month + 2) / 5 + 1;
    date.month = month < 10 ? month + 3 : month - 9;
    date.year = year_of_era + era * 400 + (date.month <= 2);
    return date;
}

int32_t pm_weekday(int32_t day)
{
    int32_t from_thursday = day % 7; /* 1970-01-01 was a Thursday */
    if (from_thursday < 0) from_thursday += 7;
    return (from_thursday + 3) % 7 + 1;
}

static bool read_digits(const char *bytes, size_t count, int32_t *out)
{
    int32_t number = 0;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] < '0' || bytes[i] > '9') return false;
        number = number * 10 + (bytes[i] - '0');
    }
    *out = number;
    return true;
}

bool pm_parse_day(struct pm_text text, int32_t *out)
{
    struct pm_date date;
    if (text.size != 10 || text.bytes[4] != '-' || text.bytes[7] != '-') return false;
    if (!read_digits(text.bytes, 4, &date.year) || !read_digits(text.bytes + 5, 2, &date.month) ||
        !read_digits(text.bytes + 8, 2, &date.day))
        return false;
    if (!pm_date_exists(date)) return false;
    *out = pm_day_from(date);
    return true;
}

void pm_format_day(int32_t day, char out[16])
{
    struct pm_date date = pm_date_from(day);
    snprintf(out, 16, "%04d-%02d-%02d", (int)(date.year % 10000), (int)(date.month % 100),
             (int)(date.day % 100));
}

int32_t pm_day_add_months(int32_t day, int32_t months)
{
    struct pm_date date = pm_date_from(day);
    int32_t total = date.year * 12 + date.month - 1 + months;
    date.year = total / 12;
    date.month = total % 12 + 1;
    int32_t longest = days_in_month(date.year, date.month);
    if (date.day > longest) date.day = longest;
    return pm_day_from(date);
}
