/* published_number.c: numbers as tables print them. */
#include "runtime/published.h"

#include <string.h>

static bool take(struct pm_text *text, const char *prefix)
{
    if (!pm_text_starts(*text, prefix)) return false;
    size_t size = strlen(prefix);
    *text = pm_text_trim((struct pm_text){text->bytes + size, text->size - size});
    return true;
}

static bool take_percent(struct pm_text *text)
{
    if (!text->size || text->bytes[text->size - 1] != '%') return false;
    *text = pm_text_trim((struct pm_text){text->bytes, text->size - 1});
    return true;
}

/* The coarsest step that a number may be rounded to: 0.55 to hundredths or to twentieths. */
static struct pm_ratio step_of(struct pm_decimal decimal)
{
    static const int multiples[] = {1, 2, 5, 10, 20, 50};
    int largest = 1;
    for (size_t i = 0; i < sizeof multiples / sizeof *multiples; i++)
        if (decimal.mantissa % multiples[i] == 0) largest = multiples[i];
    return pm_ratio_from_decimal((struct pm_decimal){largest, decimal.places});
}

static void place(enum pm_printed_side side, struct pm_ratio value, struct pm_printed *out)
{
    bool is_below = side == PM_PRINTED_BELOW || side == PM_PRINTED_AT_MOST;
    out->side = side;
    if (side == PM_PRINTED_EXACTLY) out->value = value;
    if (is_below) out->at_most = value;
    if (!is_below && side != PM_PRINTED_EXACTLY) out->at_least = value;
}

struct pm_printed pm_read_printed(struct pm_text text, bool is_percent)
{
    static const struct {
        const char *prefix;
        enum pm_printed_side side;
    } sides[] = {{"<=", PM_PRINTED_AT_MOST},
                 {"\xe2\x89\xa4", PM_PRINTED_AT_MOST},
                 {"<", PM_PRINTED_BELOW},
                 {">=", PM_PRINTED_AT_LEAST},
                 {"\xe2\x89\xa5", PM_PRINTED_AT_LEAST},
                 {">", PM_PRINTED_ABOVE}};
    struct pm_printed printed = {.value = pm_ratio_undefined(),
                                 .at_least = pm_ratio_undefined(),
                                 .at_most = pm_ratio_undefined()};
    enum pm_printed_side side = PM_PRINTED_EXACTLY;
    struct pm_decimal decimal;
    text = pm_text_trim(text);
    if (take(&text, "n") || take(&text, "N")) take(&text, "=");
    for (size_t i = 0; side == PM_PRINTED_EXACTLY && i < sizeof sides / sizeof *sides; i++)
        if (take(&text, sides[i].prefix)) side = sides[i].side;
    is_percent = take_percent(&text) || is_percent;
    enum pm_read_number read = pm_parse_decimal(text, false, true, &decimal);
    if (read != PM_NUMBER_READ && read != PM_NUMBER_ROUNDED) return printed;
    struct pm_ratio scale = is_percent ? pm_ratio_make(1, 100) : pm_ratio_from_integer(1);
    printed.step = pm_ratio_multiply(step_of(decimal), scale);
    place(side, pm_ratio_multiply(pm_ratio_from_decimal(decimal), scale), &printed);
    return printed;
}
