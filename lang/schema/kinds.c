#include "lang/schema/kinds.h"

#include <string.h>

static const struct pm_part_kind kinds[] = {
#define PM_PART_KIND(name, many, shapes, noun, example) {#name, many, shapes, noun, example},
#include "lang/schema/kinds.def"
#undef PM_PART_KIND
};

static const char link_words[] = "after as at by for from of on to when where with within";
static const char operator_words[] = "and or not in is reaches beats";
static const char duration_units[] = "minute hour day week month quarter semester year fte";

const struct pm_part_kind *pm_part_kind(size_t index)
{
    return index < sizeof kinds / sizeof *kinds ? &kinds[index] : NULL;
}

const struct pm_part_kind *pm_part_kind_find(struct pm_text name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (pm_text_is(name, kinds[i].name)) return &kinds[i];
    return NULL;
}

struct pm_text pm_words_next(const char **words)
{
    const char *begin = *words;
    while (*begin == ' ')
        begin++;
    const char *end = begin;
    while (*end && *end != ' ')
        end++;
    *words = end;
    return (struct pm_text){begin, (size_t)(end - begin)};
}

bool pm_words_have(const char *words, struct pm_text word)
{
    for (struct pm_text each = pm_words_next(&words); each.size; each = pm_words_next(&words))
        if (pm_text_equal(each, word)) return true;
    return false;
}

/* Every word of a plan is asked for; so no list is searched that has no word of its size. */
static bool is_among(const char words[][8], size_t count, struct pm_text word)
{
    for (size_t i = 0; i < count; i++)
        if (memcmp(words[i], word.bytes, word.size) == 0) return true;
    return false;
}

bool pm_is_link(struct pm_text word)
{
    static const char two[][8] = {"as", "at", "by", "of", "on", "to"};
    static const char four[][8] = {"from", "when", "with"};
    static const char five[][8] = {"after", "where"};
    switch (word.size) {
    case 2:
        return is_among(two, sizeof two / sizeof *two, word);
    case 3:
        return memcmp(word.bytes, "for", 3) == 0;
    case 4:
        return is_among(four, sizeof four / sizeof *four, word);
    case 5:
        return is_among(five, sizeof five / sizeof *five, word);
    case 6:
        return memcmp(word.bytes, "within", 6) == 0;
    default:
        return false;
    }
}

bool pm_is_operator(struct pm_text word)
{
    static const char two[][8] = {"or", "in", "is"};
    static const char three[][8] = {"and", "not"};
    switch (word.size) {
    case 2:
        return is_among(two, sizeof two / sizeof *two, word);
    case 3:
        return is_among(three, sizeof three / sizeof *three, word);
    case 5:
        return memcmp(word.bytes, "beats", 5) == 0;
    case 7:
        return memcmp(word.bytes, "reaches", 7) == 0;
    default:
        return false;
    }
}

const char *pm_link_words(void)
{
    return link_words;
}

const char *pm_operator_words(void)
{
    return operator_words;
}

const char *pm_time_units(void)
{
    return "minutes, hours, days, weeks, months, quarters, semesters, years";
}

const char *pm_duration_unit(struct pm_text word)
{
    static const char *const singular[] = {"minute",  "hour",     "day",  "week", "month",
                                           "quarter", "semester", "year", "fte"};
    struct pm_text stem = word;
    if (!pm_words_have(duration_units, stem)) {
        if (!stem.size || stem.bytes[stem.size - 1] != 's') return NULL;
        stem.size--;
    }
    for (size_t i = 0; i < sizeof singular / sizeof *singular; i++)
        if (pm_text_is(stem, singular[i]))
            return i == 8 && stem.size < word.size ? NULL : singular[i];
    return NULL;
}

bool pm_looks_like_period(struct pm_text name)
{
    size_t at = 0;
    while (at < name.size && name.bytes[at] >= 'A' && name.bytes[at] <= 'Z')
        at++;
    if (at == 0) return false;
    size_t digits = 0;
    while (at + digits < name.size && name.bytes[at + digits] >= '0' &&
           name.bytes[at + digits] <= '9')
        digits++;
    return digits == 4 && (at + 4 == name.size || name.bytes[at + 4] == '.');
}
