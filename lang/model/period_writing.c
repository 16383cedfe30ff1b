/* period_writing.c: how periods are written, in plans and in sources.
 *
 * A source shows how it writes periods by a sample. Each way of writing is tried on it; the plan's
 * author is asked where more than one fits ("2011-12": a school year, or December 2011). */
#include "lang/model/period.h"

#include <stdio.h>
#include <string.h>

static bool take_digits(struct pm_text text, size_t *at, size_t digits, int32_t *out)
{
    int32_t number = 0;
    if (text.size - *at < digits) return false;
    for (size_t i = 0; i < digits; i++) {
        char letter = text.bytes[*at + i];
        if (letter < '0' || letter > '9') return false;
        number = number * 10 + (letter - '0');
    }
    *at += digits;
    *out = number;
    return true;
}

/* A four-digit year; the first year of the era has no year before it. */
static bool take_year(struct pm_text text, size_t *at, int32_t *year)
{
    return take_digits(text, at, 4, year) && *year >= 2 && *year <= 9998;
}

/* One of the signs that stand between the members of a period; '\0' where none does. */
static char take_separator(struct pm_text text, size_t *at, const char *separators)
{
    if (*at >= text.size || !strchr(separators, text.bytes[*at]) || !text.bytes[*at]) return '\0';
    return text.bytes[(*at)++];
}

/* ---- As plans write them ---- */

void pm_period_format(struct pm_period period, char out[24])
{
    if (!period.calendar) {
        out[0] = '\0';
        return;
    }
    const char *prefix = period.calendar->prefix;
    unsigned year = (unsigned)period.year % 10000;
    unsigned number = (unsigned)period.number % 100;
    if (period.part == '\0')
        snprintf(out, 24, "%.2s%04u", prefix, year);
    else if (period.part == 'M' || period.part == 'W')
        snprintf(out, 24, "%.2s%04u.%c%02u", prefix, year, period.part, number);
    else
        snprintf(out, 24, "%.2s%04u.%c%u", prefix, year, period.part, number);
}

/* The number of a part to the end of the text: two digits for months and weeks, for others no zero
 * in front. */
static bool take_part_number(struct pm_text text, size_t at, char part, int32_t *out)
{
    size_t digits = text.size - at;
    if (digits < 1 || digits > 2) return false;
    if ((part == 'M' || part == 'W') && digits != 2) return false;
    if (part != 'M' && part != 'W' && text.bytes[at] == '0') return false;
    return take_digits(text, &at, digits, out) && *out >= 1;
}

static bool part_exists(const struct pm_calendar *calendar, int32_t year, char part, int32_t number)
{
    return number >= 1 && number <= pm_period_parts(calendar, year, part);
}

static bool parse_named(struct pm_text text, const struct pm_calendar *calendar,
                        struct pm_period *out)
{
    struct pm_period period = {.calendar = calendar};
    size_t at = 2;
    if (text.size < 6 || memcmp(text.bytes, calendar->prefix, 2) != 0) return false;
    if (!take_year(text, &at, &period.year)) return false;
    if (at < text.size) {
        if (text.bytes[at] != '.' || text.size - at < 3) return false;
        period.part = text.bytes[at + 1];
        if (!take_part_number(text, at + 2, period.part, &period.number)) return false;
        if (!part_exists(calendar, period.year, period.part, period.number)) return false;
    }
    *out = period;
    return true;
}

bool pm_period_parse(struct pm_text text, const struct pm_calendar *const *calendars, size_t count,
                     struct pm_period *out)
{
    for (size_t i = 0; i < count; i++)
        if (parse_named(text, calendars[i], out)) return true;
    return false;
}

/* ---- As sources write them ---- */

/* What a text says, before a calendar gives it meaning. */
struct writing {
    char separator;
    bool short_second;
    char part;
    int32_t year;   /* the first one of a span */
    int32_t number; /* of the part or month */
};

static bool crosses_years(const struct pm_calendar *calendar)
{
    return calendar->starts.month != 1 || calendar->starts.day != 1;
}

static bool scan_year(struct pm_text text, struct writing *out)
{
    size_t at = 0;
    *out = (struct writing){0};
    return take_year(text, &at, &out->year) && at == text.size;
}

static bool scan_span(struct pm_text text, struct writing *out)
{
    size_t at = 0;
    int32_t second = 0;
    *out = (struct writing){0};
    if (!take_year(text, &at, &out->year)) return false;
    out->separator = take_separator(text, &at, "-_/");
    size_t digits = text.size - at;
    if (digits != 2 && digits != 4) return false;
    out->short_second = digits == 2;
    if (!take_digits(text, &at, digits, &second)) return false;
    return second == (out->short_second ? (out->year + 1) % 100 : out->year + 1);
}

static bool scan_month(struct pm_text text, struct writing *out)
{
    size_t at = 0;
    *out = (struct writing){.part = 'M'};
    if (!take_year(text, &at, &out->year)) return false;
    out->separator = take_separator(text, &at, "-_/");
    if (text.size - at != 2 || !take_digits(text, &at, 2, &out->number)) return false;
    return out->number >= 1 && out->number <= 12;
}

static bool scan_year_part(struct pm_text text, struct writing *out)
{
    size_t at = 0;
    *out = (struct writing){0};
    if (!take_year(text, &at, &out->year)) return false;
    out->separator = take_separator(text, &at, "-_/. ");
    size_t left = text.size - at;
    if (left < 2 || left > 3) return false;
    out->part = text.bytes[at++];
    if (out->part < 'A' || out->part > 'Z') return false;
    return take_digits(text, &at, left - 1, &out->number);
}

/* The number of a part in a field of its own: "1", "01" or "Q1". */
static bool scan_number(struct pm_text text, char part, int32_t *out)
{
    size_t at = text.size && text.bytes[0] == part ? 1 : 0;
    size_t digits = text.size - at;
    return digits >= 1 && digits <= 2 && take_digits(text, &at, digits, out);
}

/* The readings that have been found: the first one counts, the second one is only named. */
struct readings {
    struct pm_period_format_of_source *out;
    const char **names;
    size_t count;
};

static void add_reading(struct readings *readings, const char *name,
                        struct pm_period_format_of_source format)
{
    if (readings->count == 0) *readings->out = format;
    if (readings->count < 2) readings->names[readings->count] = name;
    readings->count++;
}

static void learn_one(const struct pm_calendar *calendar, struct pm_text sample,
                      struct readings *readings)
{
    struct writing found;
    struct pm_period named;
    struct pm_period_format_of_source format = {.calendar = calendar};
    if (scan_year(sample, &found)) {
        format.writing = PM_WRITES_YEAR;
        add_reading(readings, "a year by its name", format);
    }
    if (crosses_years(calendar) && scan_span(sample, &found)) {
        format.writing = PM_WRITES_SPAN;
        format.separator = found.separator;
        format.short_second = found.short_second;
        add_reading(readings, "a year by its first and its second half", format);
    }
    format = (struct pm_period_format_of_source){.calendar = calendar, .part = 'M'};
    if (scan_month(sample, &found)) {
        format.writing = PM_WRITES_MONTH;
        format.separator = found.separator;
        add_reading(readings, "a month of a year", format);
    }
    if (scan_year_part(sample, &found) &&
        part_exists(calendar, found.year, found.part, found.number)) {
        format.writing = PM_WRITES_YEAR_PART;
        format.separator = found.separator;
        format.part = found.part;
        add_reading(readings, "a part of a year", format);
    }
    if (parse_named(sample, calendar, &named)) {
        format.writing = PM_WRITES_NAME;
        format.separator = '\0';
        format.part = named.part;
        add_reading(readings, "a period as plans write it", format);
    }
}

size_t pm_period_learn(const struct pm_calendar *calendar, const struct pm_text *samples,
                       size_t sample_count, struct pm_period_format_of_source *out,
                       const char *names[2])
{
    struct readings readings = {out, names, 0};
    names[0] = names[1] = NULL;
    *out = (struct pm_period_format_of_source){.calendar = calendar};
    if (sample_count == 1) {
        learn_one(calendar, samples[0], &readings);
    } else if (sample_count == 2) {
        struct writing year;
        int32_t number = 0;
        if (scan_year(samples[0], &year) && calendar->part_letter &&
            scan_number(samples[1], calendar->part_letter, &number) &&
            part_exists(calendar, year.year, calendar->part_letter, number)) {
            struct pm_period_format_of_source format = {.writing = PM_WRITES_YEAR_AND_PART,
                                                        .calendar = calendar,
                                                        .part = calendar->part_letter};
            add_reading(&readings, "a year by its name and the number of its part", format);
        }
    }
    return readings.count;
}

static struct pm_period make(const struct pm_calendar *calendar, int32_t year, char part,
                             int32_t number)
{
    return (struct pm_period){calendar, year, part, number};
}

/* The month of the calendar that begins in this month. */
static struct pm_period month_of(const struct pm_calendar *calendar, int32_t year, int32_t month)
{
    int32_t first = pm_day_from((struct pm_date){year, month, 1});
    return pm_period_at(calendar, 'M', pm_day_add_months(first, 1) - 1);
}

static bool read_span(const struct pm_period_format_of_source *format, struct pm_text text,
                      struct pm_period *out)
{
    struct writing found;
    if (!scan_span(text, &found) || found.separator != format->separator ||
        found.short_second != format->short_second)
        return false;
    bool by_end = format->calendar->named_by_end;
    *out = make(format->calendar, by_end ? found.year + 1 : found.year, '\0', 0);
    return true;
}

static bool read_part(const struct pm_period_format_of_source *format, int32_t year, int32_t number,
                      struct pm_period *out)
{
    if (!part_exists(format->calendar, year, format->part, number)) return false;
    *out = make(format->calendar, year, format->part, number);
    return true;
}

/* A date, or the date that a time begins with. */
static bool read_day(const struct pm_period_format_of_source *format, struct pm_text text,
                     struct pm_period *out)
{
    int32_t day = PM_NO_DAY;
    if (text.size > 10 && (text.bytes[10] == ' ' || text.bytes[10] == 'T')) text.size = 10;
    if (!pm_parse_day(text, &day)) return false;
    *out = pm_period_at(format->calendar, format->part, day);
    return pm_period_is(*out);
}

bool pm_period_read(const struct pm_period_format_of_source *format, const struct pm_text *texts,
                    struct pm_period *out)
{
    struct writing found;
    int32_t number = 0;
    switch (format->writing) {
    case PM_WRITES_DAY:
        return read_day(format, texts[0], out);
    case PM_WRITES_YEAR:
        if (!scan_year(texts[0], &found)) return false;
        *out = make(format->calendar, found.year, '\0', 0);
        return true;
    case PM_WRITES_SPAN:
        return read_span(format, texts[0], out);
    case PM_WRITES_MONTH:
        if (!scan_month(texts[0], &found) || found.separator != format->separator) return false;
        *out = month_of(format->calendar, found.year, found.number);
        return true;
    case PM_WRITES_YEAR_PART:
        return scan_year_part(texts[0], &found) && found.separator == format->separator &&
               found.part == format->part && read_part(format, found.year, found.number, out);
    case PM_WRITES_YEAR_AND_PART:
        return scan_year(texts[0], &found) && scan_number(texts[1], format->part, &number) &&
               read_part(format, found.year, number, out);
    case PM_WRITES_NAME:
        return parse_named(texts[0], format->calendar, out) && out->part == format->part;
    }
    return false;
}
