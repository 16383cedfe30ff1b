/* power.c: roots and powers, for paths on which something grows by the same share each time. */
#include "runtime/judge/path.h"

#include <math.h>

static int32_t greatest_divisor(int32_t a, int32_t b)
{
    while (b) {
        int32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* base ^ exponent, or -1 where that is above `most`. */
static pm_wide integer_power(pm_wide base, int32_t exponent, pm_wide most)
{
    pm_wide power = 1;
    for (int32_t i = 0; i < exponent; i++) {
        if (base > 1 && power > most / base) return -1;
        power *= base;
        if (power <= 1) break; /* 0 and 1 stay what they are */
    }
    return power;
}

/* The whole number whose power is `of`; -1 when there is none. */
static pm_wide integer_root(pm_wide of, int32_t degree)
{
    pm_wide low = 0;
    pm_wide high = of;
    while (low < high) {
        pm_wide middle = low + (high - low) / 2;
        pm_wide power = integer_power(middle, degree, of);
        if (power >= 0 && power < of)
            low = middle + 1;
        else
            high = middle;
    }
    return integer_power(low, degree, of) == of ? low : -1;
}

static struct pm_ratio raise(struct pm_ratio base, int32_t exponent)
{
    struct pm_ratio power = pm_ratio_from_integer(1);
    for (int32_t i = 0; i < exponent && pm_ratio_is_defined(power); i++)
        power = pm_ratio_multiply(power, base);
    return power;
}

static struct pm_ratio exact_power(struct pm_ratio base, int32_t numerator, int32_t denominator)
{
    pm_wide top = integer_root(base.numerator, denominator);
    pm_wide bottom = integer_root(base.denominator, denominator);
    if (top < 0 || bottom < 0) return pm_ratio_undefined();
    return raise(pm_ratio_make(top, bottom), numerator);
}

enum { MOST_BITS = 60 };

/* The exponent bit by bit: each is a square root further. Only square roots and products, which are
 * rounded in the same way everywhere. `base` is 1 or more, and so is the power. */
static double near_power(double base, int64_t numerator, int64_t denominator)
{
    double power = 1.0;
    double root = base;
    for (int bit = 0; bit < MOST_BITS && root > 1.0 && numerator; bit++) {
        root = sqrt(root);
        numerator *= 2;
        if (numerator < denominator) continue;
        power *= root;
        numerator -= denominator;
    }
    return power;
}

static struct pm_ratio from_double(double number)
{
    pm_wide scale = 1000000;
    if (number < 1e5) scale = 1000000000000;
    if (number < 1e2) scale = 1000000000000000;
    double scaled = number * (double)scale;
    if (!(scaled < 1e18)) return pm_ratio_undefined();
    pm_wide whole = (pm_wide)scaled;
    double rest = scaled - (double)whole;
    return pm_ratio_make(rest >= 0.5 ? whole + 1 : whole, scale);
}

struct pm_ratio pm_ratio_power(struct pm_ratio base, int32_t numerator, int32_t denominator)
{
    if (!pm_ratio_is_defined(base) || pm_ratio_sign(base) <= 0 || denominator <= 0)
        return pm_ratio_undefined();
    if (numerator <= 0) return pm_ratio_from_integer(1);
    if (numerator >= denominator) return base;
    int32_t divisor = greatest_divisor(numerator, denominator);
    struct pm_ratio exact = exact_power(base, numerator / divisor, denominator / divisor);
    if (pm_ratio_is_defined(exact)) return exact;
    struct pm_ratio one = pm_ratio_from_integer(1);
    bool shrinks = pm_ratio_compare(base, one) < 0;
    struct pm_ratio above = shrinks ? pm_ratio_divide(one, base) : base;
    struct pm_ratio power = from_double(
        near_power(pm_ratio_to_double(above), numerator / divisor, denominator / divisor));
    return shrinks ? pm_ratio_divide(one, power) : power;
}
