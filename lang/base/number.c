#include "lang/base/number.h"

#include <stdlib.h>
#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* What has been read of a number so far. */
struct reading {
    int64_t mantissa;
    int places; /* digits kept after the point */
    int exponent;
    int first_dropped; /* the first digit that did not fit after the point, or -1 */
    bool dropped;      /* a digit other than 0 was dropped */
    bool too_large;
};

static void take_digit(struct reading *reading, int digit, bool after_point)
{
    int64_t next;
    bool fits = !__builtin_mul_overflow(reading->mantissa, (int64_t)10, &next) &&
                !__builtin_add_overflow(next, (int64_t)digit, &next);
    if (after_point && (!fits || reading->places == 17)) {
        if (reading->first_dropped < 0) reading->first_dropped = digit;
        if (digit) reading->dropped = true;
        return;
    }
    if (!fits) {
        reading->too_large = true;
        return;
    }
    reading->mantissa = next;
    if (after_point) reading->places++;
}

/* Reads digits from `at`; the offset after them. */
static size_t take_digits(struct pm_text text, size_t at, bool underscores, bool after_point,
                          struct reading *reading)
{
    size_t start = at;
    while (at < text.size) {
        if (is_digit(text.bytes[at])) {
            take_digit(reading, text.bytes[at] - '0', after_point);
        } else if (!(underscores && text.bytes[at] == '_' && at > start)) {
            break;
        }
        at++;
    }
    return at;
}

/* "1,250,000": groups of three after the first one. False when the commas stand elsewhere. */
static bool commas_are_well_placed(struct pm_text text)
{
    size_t digits = 0;
    bool seen = false;
    for (size_t i = 0; i < text.size && text.bytes[i] != '.' && text.bytes[i] != 'e'; i++) {
        if (is_digit(text.bytes[i])) {
            digits++;
        } else if (text.bytes[i] == ',') {
            if (seen ? digits != 3 : digits < 1 || digits > 3) return false;
            seen = true;
            digits = 0;
        }
    }
    return !seen || digits == 3;
}

static size_t take_exponent(struct pm_text text, size_t at, struct reading *reading)
{
    size_t start = at;
    if (at >= text.size || (text.bytes[at] != 'e' && text.bytes[at] != 'E')) return at;
    at++;
    bool minus = at < text.size && text.bytes[at] == '-';
    if (at < text.size && (text.bytes[at] == '-' || text.bytes[at] == '+')) at++;
    if (at >= text.size || !is_digit(text.bytes[at])) return start;
    int exponent = 0;
    while (at < text.size && is_digit(text.bytes[at])) {
        if (exponent < 1000) exponent = exponent * 10 + (text.bytes[at] - '0');
        at++;
    }
    reading->exponent = minus ? -exponent : exponent;
    return at;
}

/* Brings the places to 0 .. PM_MOST_PLACES. */
static enum pm_read_number settle(struct reading *reading, bool negative, struct pm_decimal *out)
{
    int places = reading->places - reading->exponent;
    int64_t mantissa = reading->mantissa;
    bool rounded = reading->dropped;
    int last = reading->first_dropped;
    while (places > PM_MOST_PLACES) {
        if (places > 60) { /* far below what is kept */
            rounded = rounded || mantissa != 0;
            mantissa = 0;
            last = 0;
            places = PM_MOST_PLACES;
            break;
        }
        if (last > 0) rounded = true;
        last = (int)(mantissa % 10);
        mantissa /= 10;
        places--;
    }
    if (last > 0) rounded = true;
    if (last >= 5) mantissa++;
    while (places < 0) {
        if (mantissa == 0)
            places = 0;
        else if (__builtin_mul_overflow(mantissa, (int64_t)10, &mantissa))
            return PM_NUMBER_TOO_LARGE;
        else
            places++;
    }
    while (places > 0 && mantissa % 10 == 0) {
        mantissa /= 10;
        places--;
    }
    out->mantissa = negative ? -mantissa : mantissa;
    out->places = (uint8_t)places;
    return rounded ? PM_NUMBER_ROUNDED : PM_NUMBER_READ;
}

enum pm_read_number pm_parse_decimal(struct pm_text text, bool underscores, bool commas,
                                     struct pm_decimal *out)
{
    char plain[64];
    if (commas && text.size && memchr(text.bytes, ',', text.size)) {
        if (text.size >= sizeof plain || !commas_are_well_placed(text)) return PM_NUMBER_NONE;
        size_t kept = 0;
        for (size_t i = 0; i < text.size; i++)
            if (text.bytes[i] != ',') plain[kept++] = text.bytes[i];
        text = (struct pm_text){plain, kept};
    }
    struct reading reading = {.first_dropped = -1};
    size_t at = 0;
    bool negative = text.size && text.bytes[0] == '-';
    if (text.size && (text.bytes[0] == '-' || text.bytes[0] == '+')) at++;
    size_t start = at;
    at = take_digits(text, at, underscores, false, &reading);
    size_t whole = at - start;
    size_t part = 0;
    if (at < text.size && text.bytes[at] == '.') {
        size_t end = take_digits(text, at + 1, underscores, true, &reading);
        part = end - at - 1;
        at = end;
    }
    if (whole + part == 0) return PM_NUMBER_NONE;
    at = take_exponent(text, at, &reading);
    if (at != text.size) return PM_NUMBER_NONE;
    if (reading.too_large) return PM_NUMBER_TOO_LARGE;
    return settle(&reading, negative, out);
}

static pm_unsigned_wide magnitude(pm_wide number)
{
    return number < 0 ? (pm_unsigned_wide)0 - (pm_unsigned_wide)number : (pm_unsigned_wide)number;
}

static pm_unsigned_wide greatest_common_divisor(pm_unsigned_wide a, pm_unsigned_wide b)
{
    while (b) {
        if (!(a >> 64) && !(b >> 64)) { /* fits a machine word: much faster */
            uint64_t small_a = (uint64_t)a;
            uint64_t small_b = (uint64_t)b;
            while (small_b) {
                uint64_t rest = small_a % small_b;
                small_a = small_b;
                small_b = rest;
            }
            return small_a;
        }
        pm_unsigned_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

struct pm_ratio pm_ratio_undefined(void)
{
    return (struct pm_ratio){0, 0};
}

bool pm_ratio_is_defined(struct pm_ratio ratio)
{
    return ratio.denominator != 0;
}

struct pm_ratio pm_ratio_make(pm_wide numerator, pm_wide denominator)
{
    if (denominator == 0) return pm_ratio_undefined();
    pm_unsigned_wide top = magnitude(numerator);
    pm_unsigned_wide bottom = magnitude(denominator);
    pm_unsigned_wide divisor = greatest_common_divisor(top, bottom);
    top /= divisor;
    bottom /= divisor;
    if (top >> 127 || bottom >> 127) return pm_ratio_undefined();
    bool negative = (numerator < 0) != (denominator < 0);
    return (struct pm_ratio){negative ? -(pm_wide)top : (pm_wide)top, (pm_wide)bottom};
}

struct pm_ratio pm_ratio_from_integer(int64_t number)
{
    return (struct pm_ratio){number, 1};
}

static pm_wide power_of_ten(int places)
{
    pm_wide power = 1;
    for (int i = 0; i < places; i++)
        power *= 10;
    return power;
}

struct pm_ratio pm_ratio_from_decimal(struct pm_decimal decimal)
{
    return pm_ratio_make(decimal.mantissa, power_of_ten(decimal.places));
}

struct pm_ratio pm_ratio_add(struct pm_ratio a, struct pm_ratio b)
{
    if (!a.denominator || !b.denominator) return pm_ratio_undefined();
    pm_wide shared = (pm_wide)greatest_common_divisor((pm_unsigned_wide)a.denominator,
                                                      (pm_unsigned_wide)b.denominator);
    pm_wide scale_a = b.denominator / shared;
    pm_wide scale_b = a.denominator / shared;
    pm_wide left;
    pm_wide right;
    pm_wide top;
    pm_wide bottom;
    if (__builtin_mul_overflow(a.numerator, scale_a, &left) ||
        __builtin_mul_overflow(b.numerator, scale_b, &right) ||
        __builtin_add_overflow(left, right, &top) ||
        __builtin_mul_overflow(a.denominator, scale_a, &bottom))
        return pm_ratio_undefined();
    return pm_ratio_make(top, bottom);
}

struct pm_ratio pm_ratio_negate(struct pm_ratio ratio)
{
    return (struct pm_ratio){-ratio.numerator, ratio.denominator};
}

struct pm_ratio pm_ratio_absolute(struct pm_ratio ratio)
{
    return ratio.numerator < 0 ? pm_ratio_negate(ratio) : ratio;
}

struct pm_ratio pm_ratio_subtract(struct pm_ratio a, struct pm_ratio b)
{
    return pm_ratio_add(a, pm_ratio_negate(b));
}

struct pm_ratio pm_ratio_multiply(struct pm_ratio a, struct pm_ratio b)
{
    if (!a.denominator || !b.denominator) return pm_ratio_undefined();
    struct pm_ratio left = pm_ratio_make(a.numerator, b.denominator);
    struct pm_ratio right = pm_ratio_make(b.numerator, a.denominator);
    pm_wide top;
    pm_wide bottom;
    if (__builtin_mul_overflow(left.numerator, right.numerator, &top) ||
        __builtin_mul_overflow(left.denominator, right.denominator, &bottom))
        return pm_ratio_undefined();
    return pm_ratio_make(top, bottom);
}

struct pm_ratio pm_ratio_divide(struct pm_ratio a, struct pm_ratio b)
{
    if (!a.denominator || !b.denominator || !b.numerator) return pm_ratio_undefined();
    return pm_ratio_multiply(a, pm_ratio_make(b.denominator, b.numerator));
}

int pm_ratio_sign(struct pm_ratio ratio)
{
    return (ratio.numerator > 0) - (ratio.numerator < 0);
}

/* Compares top_a/bottom_a with top_b/bottom_b, none negative, without products: by continued
 * fractions, so that nothing can overflow. */
static int compare_magnitudes(pm_unsigned_wide top_a, pm_unsigned_wide bottom_a,
                              pm_unsigned_wide top_b, pm_unsigned_wide bottom_b)
{
    int sign = 1;
    for (;;) {
        pm_unsigned_wide whole_a = top_a / bottom_a;
        pm_unsigned_wide whole_b = top_b / bottom_b;
        if (whole_a != whole_b) return whole_a < whole_b ? -sign : sign;
        pm_unsigned_wide rest_a = top_a % bottom_a;
        pm_unsigned_wide rest_b = top_b % bottom_b;
        if (!rest_a || !rest_b) {
            if (rest_a == rest_b) return 0;
            return rest_a ? sign : -sign;
        }
        top_a = bottom_a;
        bottom_a = rest_a;
        top_b = bottom_b;
        bottom_b = rest_b;
        sign = -sign;
    }
}

int pm_ratio_compare(struct pm_ratio a, struct pm_ratio b)
{
    int sign_a = pm_ratio_sign(a);
    int sign_b = pm_ratio_sign(b);
    if (sign_a != sign_b) return sign_a < sign_b ? -1 : 1;
    int order = compare_magnitudes(magnitude(a.numerator), (pm_unsigned_wide)a.denominator,
                                   magnitude(b.numerator), (pm_unsigned_wide)b.denominator);
    return sign_a < 0 ? -order : order;
}

/* The integer nearest to a ratio, half away from zero; undefined when 2 * numerator overflows. */
static bool nearest_integer(struct pm_ratio ratio, pm_wide *out)
{
    pm_unsigned_wide top = magnitude(ratio.numerator);
    pm_unsigned_wide bottom = (pm_unsigned_wide)ratio.denominator;
    pm_unsigned_wide whole = top / bottom;
    pm_unsigned_wide rest = top % bottom;
    if (rest >= bottom - rest) whole++;
    if (whole >> 127) return false;
    *out = ratio.numerator < 0 ? -(pm_wide)whole : (pm_wide)whole;
    return true;
}

struct pm_ratio pm_ratio_round(struct pm_ratio ratio, struct pm_ratio step)
{
    struct pm_ratio steps = pm_ratio_divide(ratio, step);
    pm_wide whole;
    if (!steps.denominator || !nearest_integer(steps, &whole)) return pm_ratio_undefined();
    return pm_ratio_multiply((struct pm_ratio){whole, 1}, step);
}

/* Long division, one bit at a time, to 64 significant bits and a sticky one; then one rounding. */
double pm_ratio_to_double(struct pm_ratio ratio)
{
    if (ratio.numerator == 0) return 0.0;
    pm_unsigned_wide bottom = (pm_unsigned_wide)ratio.denominator;
    pm_unsigned_wide whole = magnitude(ratio.numerator) / bottom;
    pm_unsigned_wide rest = magnitude(ratio.numerator) % bottom;
    int exponent = 0;
    while (whole >> 62) { /* keep 62 bits; what falls out only matters as "not zero" */
        if (whole & 1) rest |= 1;
        whole >>= 1;
        exponent++;
    }
    uint64_t bits = (uint64_t)whole;
    while (exponent <= 0 && !(bits >> 61) && (rest || bits)) {
        bits <<= 1;
        rest <<= 1;
        if (rest >= bottom) {
            rest -= bottom;
            bits |= 1;
        }
        exponent--;
    }
    uint64_t kept = bits >> 9; /* of 62 bits, 53 stay and 9 round */
    uint64_t cut = bits & 0x1FF;
    bool sticky = rest != 0;
    if (cut > 0x100 || (cut == 0x100 && (sticky || (kept & 1)))) kept++;
    double result = (double)kept; /* at most 2^53: exact */
    exponent += 9;
    for (; exponent > 0; exponent--)
        result *= 2.0;
    for (; exponent < 0; exponent++)
        result /= 2.0;
    return ratio.numerator < 0 ? -result : result;
}

void pm_ratio_format(struct pm_ratio ratio, int places, char *out, size_t size)
{
    char digits[64];
    struct pm_ratio scaled = pm_ratio_multiply(ratio, (struct pm_ratio){power_of_ten(places), 1});
    pm_wide whole;
    size_t count = 0;
    if (!scaled.denominator || !nearest_integer(scaled, &whole)) {
        if (size) out[0] = '#';
        if (size > 1) out[1] = '\0';
        return;
    }
    pm_unsigned_wide left = magnitude(whole);
    do {
        if (places && count == (size_t)places) digits[count++] = '.';
        digits[count++] = (char)('0' + (int)(left % 10));
        left /= 10;
    } while (left || (places && count <= (size_t)places + 1));
    if (whole < 0) digits[count++] = '-';
    if (count + 1 > size) {
        if (size) out[0] = '#';
        if (size > 1) out[1] = '\0';
        return;
    }
    for (size_t i = 0; i < count; i++)
        out[i] = digits[count - 1 - i];
    out[count] = '\0';
}
