/* number.h: exact numbers.
 *
 * A decimal is a 64-bit integer divided by a power of ten: what people write (24.5, 57.5 %).
 * A ratio is a fraction of two 128-bit integers, always reduced, for what is computed from counts
 * and decimals: 9 of 90 is exactly 10 %. Operations never round and never wrap: a result that does
 * not fit, and anything divided by zero, is undefined, and undefined stays undefined. */
#ifndef PM_NUMBER_H
#define PM_NUMBER_H

#include "lang/base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { PM_MOST_PLACES = 9 };

struct pm_decimal {
    int64_t mantissa;
    uint8_t places; /* digits after the point, 0 to PM_MOST_PLACES (11 for a percent of nine) */
};

__extension__ typedef __int128 pm_wide;
__extension__ typedef unsigned __int128 pm_unsigned_wide;

struct pm_ratio {
    pm_wide numerator;
    pm_wide denominator; /* above 0; 0: undefined */
};

enum pm_read_number {
    PM_NUMBER_READ,     /* all of it */
    PM_NUMBER_ROUNDED,  /* had more than PM_MOST_PLACES decimals: rounded, half away from zero */
    PM_NUMBER_NONE,     /* not a number */
    PM_NUMBER_TOO_LARGE /* does not fit */
};

/* Reads `[+-]digits[.digits][e[+-]digits]`; `_` between digits where `underscores`, and commas as
 * separators of thousands ("1,250") where `commas`. The whole text must fit the form. */
enum pm_read_number pm_parse_decimal(struct pm_text text, bool underscores, bool commas,
                                     struct pm_decimal *out);

struct pm_ratio pm_ratio_make(pm_wide numerator, pm_wide denominator);
struct pm_ratio pm_ratio_undefined(void);
struct pm_ratio pm_ratio_from_integer(int64_t number);
struct pm_ratio pm_ratio_from_decimal(struct pm_decimal decimal);
bool pm_ratio_is_defined(struct pm_ratio ratio);

struct pm_ratio pm_ratio_add(struct pm_ratio a, struct pm_ratio b);
struct pm_ratio pm_ratio_subtract(struct pm_ratio a, struct pm_ratio b);
struct pm_ratio pm_ratio_multiply(struct pm_ratio a, struct pm_ratio b);
struct pm_ratio pm_ratio_divide(struct pm_ratio a, struct pm_ratio b); /* by zero: undefined */
struct pm_ratio pm_ratio_negate(struct pm_ratio ratio);
struct pm_ratio pm_ratio_absolute(struct pm_ratio ratio);

/* Below 0, 0 or above 0 as a is smaller, equal or larger; both must be defined. */
int pm_ratio_compare(struct pm_ratio a, struct pm_ratio b);
int pm_ratio_sign(struct pm_ratio ratio);

/* The nearest multiple of `step` (above 0), half away from zero. */
struct pm_ratio pm_ratio_round(struct pm_ratio ratio, struct pm_ratio step);

/* The nearest double (ties to even) of a defined ratio. */
double pm_ratio_to_double(struct pm_ratio ratio);

/* With `places` decimals, rounded half away from zero, "-0.0" written "0.0"; for reports. Writes at
 * most `size` bytes with the NUL; a number that does not fit is written as "#". */
void pm_ratio_format(struct pm_ratio ratio, int places, char *out, size_t size);

#endif
