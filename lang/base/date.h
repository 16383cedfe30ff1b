/* date.h: days as numbers (days since 1970-01-01, proleptic Gregorian calendar); no clock, no time
 * zone. Range: years 1 to 9999. */
#ifndef PM_DATE_H
#define PM_DATE_H

#include "lang/base/text.h"

#include <stdbool.h>
#include <stdint.h>

#define PM_NO_DAY INT32_MIN /* "no day": before every real one */

struct pm_date {
    int32_t year;
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
};

bool pm_date_exists(struct pm_date date);
int32_t pm_day_from(struct pm_date date); /* of a date that exists */
struct pm_date pm_date_from(int32_t day);
int32_t pm_weekday(int32_t day); /* 1 Monday to 7 Sunday */

/* Reads "2025-09-30"; false unless it is exactly that form and the date exists. */
bool pm_parse_day(struct pm_text text, int32_t *out);

/* "2025-09-30" and a NUL. */
void pm_format_day(int32_t day, char out[16]);

/* The same day `months` later, the last day of the month where that one is shorter. */
int32_t pm_day_add_months(int32_t day, int32_t months);

#endif
