/* resolver_parts.c: typed values of the parts of statements: words, days, periods, numbers. */
#include "lang/model/resolver.h"

#include <string.h>

/* ---- Texts and words ---- */

const char *pm_read_text(struct pm_resolver *resolver, const struct pm_slot *slot)
{
    const struct pm_node *node = pm_slot_node(slot);
    if (!node || node->kind != PM_NODE_TEXT) return "";
    return pm_arena_copy_text(resolver->arena, node->text.bytes, node->text.size);
}

const char *pm_read_name(struct pm_resolver *resolver, const struct pm_slot *slot)
{
    const struct pm_node *node = pm_slot_node(slot);
    if (!node || node->kind != PM_NODE_NAME) return "";
    return pm_arena_copy_text(resolver->arena, node->text.bytes, node->text.size);
}

const struct pm_statement *pm_statement_get_single(struct pm_resolver *resolver,
                                                   const struct pm_statement *statement,
                                                   const char *word)
{
    const struct pm_statement *first = NULL;
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, word)) continue;
        if (!first) {
            first = child;
            continue;
        }
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_STATEMENT_TWICE, child->word_span,
                        "`%s` is written twice in one `%.*s`", word, (int)statement->word.size,
                        statement->word.bytes);
        pm_label(resolver->diagnostics, found, first->word_span, "the first one");
        pm_help(resolver->diagnostics, found, "keep one of the two");
    }
    return first;
}

const struct pm_statement *pm_next_child(const struct pm_statement *statement, const char *word,
                                         size_t *at)
{
    while (*at < statement->child_count) {
        const struct pm_statement *child = statement->children[(*at)++];
        if (pm_text_is(child->word, word)) return child;
    }
    return NULL;
}

size_t pm_count_children(const struct pm_statement *statement, const char *word)
{
    size_t at = 0;
    size_t count = 0;
    while (pm_next_child(statement, word, &at))
        count++;
    return count;
}

bool pm_statement_lacks(const struct pm_statement *statement, const char *word)
{
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (pm_text_is(child->word, word) || child->damaged || !child->row) return false;
    }
    return true;
}

bool pm_source_lacks(const struct pm_resolver *resolver, const struct pm_source_decl *source,
                     const char *word)
{
    const struct pm_name *name =
        pm_name_find(resolver, PM_KIND_SOURCE, NULL, pm_text_from(source->name));
    return name && pm_statement_lacks(name->statement, word);
}

/* The next word of a blank-separated list; size 0 after the last. */
static struct pm_text next_word(const char **at)
{
    while (**at == ' ')
        (*at)++;
    const char *begin = *at;
    while (**at != '\0' && **at != ' ')
        (*at)++;
    return (struct pm_text){begin, (size_t)(*at - begin)};
}

/* "`a`, `b`, `c`" of a blank-separated list. */
static const char *quote_words(struct pm_resolver *resolver, const char *words)
{
    const char *text = "";
    for (struct pm_text word = next_word(&words); word.size; word = next_word(&words))
        text = pm_arena_format(resolver->arena, "%s%s`%.*s`", text, *text ? ", " : "",
                               (int)word.size, word.bytes);
    return text;
}

static void report_word(struct pm_resolver *resolver, const struct pm_slot *slot,
                        struct pm_text given, const char *words)
{
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_WORD_UNKNOWN, slot->span,
                                              "`%.*s` is none of the words that may stand here",
                                              (int)given.size, given.bytes);
    const char *at = words;
    for (struct pm_text word = next_word(&at); word.size; word = next_word(&at))
        if (!found->replacement && pm_text_similar(word, given))
            found->replacement = pm_arena_copy_text(resolver->arena, word.bytes, word.size);
    pm_help(resolver->diagnostics, found, "write one of %s", quote_words(resolver, words));
}

const char *pm_read_word(struct pm_resolver *resolver, const struct pm_slot *slot, const char *list)
{
    if (!slot) return NULL;
    const struct pm_node *node = pm_slot_node(slot);
    struct pm_text given = node ? node->text : pm_text_from(slot->key);
    const char *words = pm_words(list);
    if (!words) return pm_arena_copy_text(resolver->arena, given.bytes, given.size);
    const char *at = words;
    for (struct pm_text word = next_word(&at); word.size; word = next_word(&at))
        if (pm_text_equal(word, given))
            return pm_arena_copy_text(resolver->arena, word.bytes, word.size);
    report_word(resolver, slot, given, words);
    return NULL;
}

const char *pm_read_word_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                            const char *word, const char *list)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, word);
    return child ? pm_read_word(resolver, pm_slot(child, "WORD"), list) : NULL;
}

const char *pm_read_text_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                            const char *word)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, word);
    return child ? pm_read_text(resolver, pm_slot(child, "TEXT")) : "";
}

int32_t pm_read_day_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                       const char *word)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, word);
    return child ? pm_read_day(resolver, pm_slot_node(pm_slot(child, "DATE"))) : PM_NO_DAY;
}

/* ---- Days ---- */

/* The last day of the month that a date without its day names, "" when no such month exists. */
static const char *last_day_of_month(struct pm_resolver *resolver, struct pm_text text)
{
    for (char day = '1'; text.size == 10 && day >= '0'; day--) {
        for (char digit = '9'; digit >= '0'; digit--) {
            char *copy = pm_arena_copy_text(resolver->arena, text.bytes, text.size);
            copy[8] = day == '1' ? '3' : '2';
            copy[9] = digit;
            int32_t found;
            if (pm_parse_day(pm_text_from(copy), &found)) return copy;
        }
    }
    return "";
}

int32_t pm_read_day(struct pm_resolver *resolver, const struct pm_node *node)
{
    int32_t day = PM_NO_DAY;
    if (!node || node->kind != PM_NODE_DATE || pm_parse_day(node->text, &day)) return day;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_DATE_UNREAL, node->span, "there is no day `%.*s`",
                    (int)node->text.size, node->text.bytes);
    const char *last = last_day_of_month(resolver, node->text);
    if (*last)
        pm_help(resolver->diagnostics, found, "the last day of that month is %s", last);
    else
        pm_help(resolver->diagnostics, found, "months run from 01 to 12");
    return PM_NO_DAY;
}

/* ---- Periods ---- */

static const char *prefixes_of(const struct pm_resolver *resolver)
{
    const char *text = "";
    for (size_t i = 0; i < resolver->calendar_count; i++)
        text = pm_arena_format(resolver->arena, "%s%s`%s`", text, i ? ", " : "",
                               resolver->calendars[i]->prefix);
    return text;
}

static const struct pm_calendar *find_prefix(const struct pm_resolver *resolver,
                                             struct pm_text text)
{
    for (size_t i = 0; i < resolver->calendar_count; i++)
        if (text.size > 2 && memcmp(text.bytes, resolver->calendars[i]->prefix, 2) == 0)
            return resolver->calendars[i];
    return NULL;
}

static void report_period(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    int size = (int)node->text.size;
    const char *bytes = node->text.bytes;
    if (resolver->calendar_count == 0) {
        resolver->calendars_incomplete = true;
        struct pm_diagnostic *found =
            pm_diagnose(list, PM_CALENDAR_MISSING, node->span,
                        "the project declares no calendar, so `%.*s` is no period", size, bytes);
        pm_help(list, found,
                "write `calendar school_year SY { starts 07-01 ; named by end }` in "
                "the project");
        return;
    }
    const struct pm_calendar *calendar = find_prefix(resolver, node->text);
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_PERIOD_UNKNOWN, node->span, "there is no period `%.*s`", size, bytes);
    if (!calendar) {
        pm_help(list, found, "periods begin with the letters of a calendar (%s), then the year",
                prefixes_of(resolver));
        return;
    }
    pm_label(list, found, calendar->at, "the calendar");
    if (calendar->part_letter)
        pm_help(list, found,
                "years are written %s2026, parts %s2026.%c1 to %s2026.%c%d, months "
                "%s2026.M01 to %s2026.M12",
                calendar->prefix, calendar->prefix, calendar->part_letter, calendar->prefix,
                calendar->part_letter, (int)calendar->part_count, calendar->prefix,
                calendar->prefix);
    else
        pm_help(list, found,
                "years are written %s2026, months %s2026.M01 to %s2026.M12; other "
                "parts are declared with `parts` in the calendar",
                calendar->prefix, calendar->prefix, calendar->prefix);
}

struct pm_period pm_read_period(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_period period = {0};
    if (!node || node->kind != PM_NODE_NAME) return period;
    if (pm_period_parse(node->text, resolver->calendars, resolver->calendar_count, &period))
        return period;
    if (!resolver->calendars_incomplete) report_period(resolver, node);
    return (struct pm_period){0};
}

static bool same_grain(struct pm_period a, struct pm_period b)
{
    return a.calendar == b.calendar && a.part == b.part;
}

static bool report_order(struct pm_resolver *resolver, struct pm_span at, const char *what,
                         const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_PERIODS_UNORDERED, at, "%s", what);
    pm_help(resolver->diagnostics, found, "%s", help);
    return false;
}

static bool read_range(struct pm_resolver *resolver, const struct pm_node *node,
                       struct pm_period *first, struct pm_period *last)
{
    *first = pm_read_period(resolver, node->children[0]);
    *last = pm_read_period(resolver, node->children[1]);
    if (!pm_period_is(*first) || !pm_period_is(*last)) return false;
    if (first->calendar != last->calendar)
        return report_order(resolver, node->span, "these periods are of two calendars",
                            "write both ends with the same two letters");
    if (first->part != last->part)
        return report_order(resolver, node->span, "one of these is a year, the other a part of one",
                            "write both ends as years, or both as parts of years");
    if (pm_period_compare(*first, *last) > 0)
        return report_order(resolver, node->span, "these periods run backwards",
                            "write the earlier one first");
    return true;
}

bool pm_read_periods(struct pm_resolver *resolver, const struct pm_slot *slot,
                     struct pm_period *first, struct pm_period *last)
{
    if (!slot || slot->node_count == 0) return false;
    const struct pm_node *node = slot->nodes[0];
    if (slot->node_count == 1 && node->kind == PM_NODE_BINARY && node->operation == PM_OP_RANGE)
        return read_range(resolver, node, first, last);
    *first = pm_read_period(resolver, node);
    *last = *first;
    if (!pm_period_is(*first)) return false;
    for (size_t i = 1; i < slot->node_count; i++) {
        struct pm_period next = pm_read_period(resolver, slot->nodes[i]);
        if (!pm_period_is(next)) return false;
        if (!same_grain(*last, next) || !pm_period_equal(pm_period_step(*last, 1), next))
            return report_order(resolver, slot->nodes[i]->span,
                                "this period does not follow the one before",
                                "write periods in their order without holes, or `SY2024..SY2028`");
        *last = next;
    }
    return true;
}

/* ---- Numbers and durations ---- */

static bool is_whole(struct pm_decimal number, int64_t *out)
{
    int64_t whole = number.mantissa;
    for (uint8_t i = 0; i < number.places; i++) {
        if (whole % 10 != 0) return false;
        whole /= 10;
    }
    *out = whole;
    return true;
}

int64_t pm_read_count(struct pm_resolver *resolver, const struct pm_node *node)
{
    int64_t count = -1;
    if (!node) return -1;
    if (node->kind == PM_NODE_NUMBER && is_whole(node->number, &count) && count >= 0) return count;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_COUNT_NOT_WHOLE, node->span,
                                              "a whole number is needed here");
    pm_help(resolver->diagnostics, found, "write a number without a decimal point, such as `10`");
    return -1;
}

static int64_t days_of(const char *unit)
{
    static const struct {
        const char *unit;
        int64_t days;
    } rows[] = {{"day", 1},      {"week", 7},       {"month", 30},
                {"quarter", 91}, {"semester", 182}, {"year", 365}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(unit, rows[i].unit) == 0) return rows[i].days;
    return 0;
}

int32_t pm_read_duration(struct pm_resolver *resolver, const struct pm_node *node)
{
    if (!node || node->kind != PM_NODE_DURATION) return 0;
    struct pm_ratio days = pm_ratio_from_decimal(node->number);
    int64_t unit_days = days_of(node->unit);
    if (unit_days)
        days = pm_ratio_multiply(days, pm_ratio_from_integer(unit_days));
    else if (strcmp(node->unit, "hour") == 0)
        days = pm_ratio_divide(days, pm_ratio_from_integer(24));
    else
        days = pm_ratio_undefined();
    if (pm_ratio_is_defined(days)) days = pm_ratio_round(days, pm_ratio_from_integer(1));
    if (pm_ratio_is_defined(days) && days.numerator > 0 && days.numerator <= INT32_MAX / 2)
        return (int32_t)days.numerator;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_DURATION_UNFIT, node->span,
                    "this is no length of time that can be counted in days");
    pm_help(resolver->diagnostics, found,
            "write days, weeks, months, quarters, semesters or years: `2 quarters`");
    return 0;
}

/* ---- Columns ---- */

/* `field` or `source.field` of this very source. */
static struct pm_text without_source(const struct pm_source_decl *source, struct pm_text text)
{
    size_t size = strlen(source->name);
    bool qualified = size > 0 && text.size > size + 1 && text.bytes[size] == '.' &&
                     memcmp(text.bytes, source->name, size) == 0;
    return qualified ? (struct pm_text){text.bytes + size + 1, text.size - size - 1} : text;
}

const struct pm_column *pm_read_column(struct pm_resolver *resolver,
                                       const struct pm_source_decl *source,
                                       const struct pm_node *node)
{
    if (!node || node->kind != PM_NODE_NAME) return NULL;
    const struct pm_name *name = pm_name_get_text(resolver, PM_KIND_COLUMN, source,
                                                  without_source(source, node->text), node->span);
    return name ? name->object : NULL;
}

const struct pm_column **pm_read_columns(struct pm_resolver *resolver,
                                         const struct pm_source_decl *source,
                                         const struct pm_slot *slot, size_t *count)
{
    *count = 0;
    if (!slot) return NULL;
    const struct pm_column **columns =
        PM_NEW_ITEMS(resolver->arena, const struct pm_column *, slot->node_count + 1);
    for (size_t i = 0; i < slot->node_count; i++) {
        const struct pm_column *column = pm_read_column(resolver, source, slot->nodes[i]);
        if (column) columns[(*count)++] = column;
    }
    return columns;
}
