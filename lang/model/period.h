/* period.h: calendars and the periods they name.
 *
 * A calendar cuts time into years, and years into parts; a period is one of these. `SY2026` is a
 * year of the calendar with prefix SY, `SY2026.Q1` a part of it. Every calendar also has months
 * (`.M01` to `.M12`, counted from the month the year starts in) and weeks (`.W01` .., Monday to
 * Sunday, the first one holds the year's first day). Periods of two calendars never mix. */
#ifndef PM_PERIOD_H
#define PM_PERIOD_H

#include "lang/base/arena.h"
#include "lang/base/date.h"
#include "lang/base/span.h"
#include "lang/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PM_MOST_PARTS = 12 };

struct pm_month_day {
    int32_t month;
    int32_t day;
};

struct pm_closure { /* days without instruction, both ends in */
    struct pm_span at;
    int32_t first_day;
    int32_t last_day;
    const char *text; /* "" when not given */
};

struct pm_calendar {
    struct pm_span at;
    uint32_t index;   /* in the project */
    const char *kind; /* `school_year`: the name it is declared with */
    char prefix[3];   /* two capitals */
    struct pm_month_day starts;
    bool named_by_end; /* SY2026 ends in 2026; else it starts in 2026 */
    char part_letter;  /* 'Q', 'S', ..; '\0': no parts declared */
    int32_t part_count;
    struct pm_month_day part_starts[PM_MOST_PARTS]; /* in order from the year's start */
    struct pm_closure *closures;
    size_t closure_count;
};

struct pm_period {
    const struct pm_calendar *calendar; /* NULL: no period */
    int32_t year;                       /* as named */
    char part;      /* '\0' the year, 'M' a month, 'W' a week, else the letter */
    int32_t number; /* of the part, from 1; 0 for a year */
};

bool pm_period_is(struct pm_period period); /* has a calendar */
bool pm_period_equal(struct pm_period a, struct pm_period b);

/* By calendar, then first day, then longer ones first. */
int pm_period_compare(struct pm_period a, struct pm_period b);

int32_t pm_period_first_day(struct pm_period period);
int32_t pm_period_last_day(struct pm_period period);

/* The period of the same grain `steps` later (earlier where negative). */
struct pm_period pm_period_step(struct pm_period period, int32_t steps);

/* Number of steps of their grain from a to b (same calendar and part). */
int32_t pm_period_distance(struct pm_period a, struct pm_period b);

/* The period of this grain (part letter or '\0') that holds a day. */
struct pm_period pm_period_at(const struct pm_calendar *calendar, char part, int32_t day);

/* The year that a period is or lies in. */
struct pm_period pm_period_year(struct pm_period period);

/* True when `inner` lies wholly in `outer` (same calendar). */
bool pm_period_within(struct pm_period inner, struct pm_period outer);

/* Number of periods of this part in the year of `period`. */
int32_t pm_period_parts(const struct pm_calendar *calendar, int32_t year, char part);

/* "SY2026", "SY2026.Q1", "SY2026.M03". Writes at most 24 bytes with the NUL. */
void pm_period_format(struct pm_period period, char out[24]);

/* Reads "SY2026.Q1" with the calendars given; false when no calendar has the prefix, or the part
 * does not exist. */
bool pm_period_parse(struct pm_text text, const struct pm_calendar *const *calendars, size_t count,
                     struct pm_period *out);

/* How a source writes its periods. */
enum pm_period_writing {
    PM_WRITES_DAY,       /* a date or time field: any day */
    PM_WRITES_YEAR,      /* "2026": the year as the calendar names it */
    PM_WRITES_SPAN,      /* "2025-26", "2025_2026", "2025/26": first and second year */
    PM_WRITES_MONTH,     /* "2026-01" */
    PM_WRITES_YEAR_PART, /* "2026-Q1", "2026Q1", "SY2026.Q1" style: year as named, letter, number */
    PM_WRITES_YEAR_AND_PART, /* two fields: year as named, number of the part */
    PM_WRITES_NAME           /* "SY2026", "SY2026.Q1": as in plans */
};

struct pm_period_format_of_source {
    enum pm_period_writing writing;
    const struct pm_calendar *calendar;
    char separator;    /* of a span or month: '-', '_', '/' ; '\0' none */
    bool short_second; /* "2025-26", not "2025-2026" */
    char part;         /* the grain that rows have: '\0' years; part letter, 'M' */
};

/* Works out the writing from a sample (one text, or two for year and part); the number of readings
 * that fit: 1 is right, 0 none, more: ambiguous (the first is in *out, the names of the first two
 * readings in `readings`). */
size_t pm_period_learn(const struct pm_calendar *calendar, const struct pm_text *samples,
                       size_t sample_count, struct pm_period_format_of_source *out,
                       const char *readings[2]);

/* Reads a period as a source writes it; `texts` has one or two texts. False when they do not fit. */
bool pm_period_read(const struct pm_period_format_of_source *format, const struct pm_text *texts,
                    struct pm_period *out);

#endif
