#include "runtime/store/ranges.h"

enum side { SIDE_NONE, SIDE_LOW, SIDE_HIGH };

static const struct {
    const char *word;
    enum side side; /* the bound that the number after the word is */
} words[] = {
    {"GE", SIDE_LOW}, {"GT", SIDE_LOW},  {"LE", SIDE_HIGH}, {"LT", SIDE_HIGH},
    {">=", SIDE_LOW}, {"<=", SIDE_HIGH}, {">", SIDE_LOW},   {"<", SIDE_HIGH},
};

static char upper(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static bool starts_with(struct pm_text text, const char *word)
{
    size_t i = 0;
    for (; word[i]; i++)
        if (i >= text.size || upper(text.bytes[i]) != word[i]) return false;
    return true;
}

static struct pm_text after(struct pm_text text, size_t size)
{
    return pm_text_trim((struct pm_text){text.bytes + size, text.size - size});
}

/* A number, with or without a percent sign; no sign before it. */
static bool read_number(struct pm_text text, struct pm_ratio *out)
{
    struct pm_decimal number;
    text = pm_text_trim(text);
    if (text.size && text.bytes[text.size - 1] == '%') text.size--;
    if (!text.size || text.bytes[0] < '0' || text.bytes[0] > '9') return false;
    if (pm_parse_decimal(text, false, false, &number) != PM_NUMBER_READ) return false;
    *out = pm_ratio_from_decimal(number);
    return true;
}

bool pm_range_read(struct pm_text text, struct pm_ratio *low, struct pm_ratio *high)
{
    text = pm_text_trim(text);
    *low = *high = pm_ratio_undefined();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!starts_with(text, words[i].word)) continue;
        size_t size = words[i].word[1] ? 2 : 1;
        return read_number(after(text, size), words[i].side == SIDE_LOW ? low : high);
    }
    size_t dash = 0;
    while (dash < text.size && text.bytes[dash] != '-')
        dash++;
    if (dash == text.size) return false;
    return read_number((struct pm_text){text.bytes, dash}, low) &&
           read_number(after(text, dash + 1), high) && pm_ratio_compare(*low, *high) <= 0;
}

/* What stands at `at`, a number counting as one '0'; moves on. '\0' at the end. */
static char next_of_form(struct pm_text text, size_t *at)
{
    if (*at >= text.size) return '\0';
    char byte = text.bytes[(*at)++];
    if (byte < '0' || byte > '9') return upper(byte);
    while (*at < text.size &&
           ((text.bytes[*at] >= '0' && text.bytes[*at] <= '9') || text.bytes[*at] == '.'))
        (*at)++;
    return '0';
}

bool pm_range_same_form(struct pm_text a, struct pm_text b)
{
    struct pm_ratio low;
    struct pm_ratio high;
    size_t at_a = 0;
    size_t at_b = 0;
    if (!pm_range_read(a, &low, &high) || !pm_range_read(b, &low, &high)) return false;
    for (;;) {
        char next = next_of_form(a, &at_a);
        if (next != next_of_form(b, &at_b)) return false;
        if (next == '\0') return true;
    }
}
