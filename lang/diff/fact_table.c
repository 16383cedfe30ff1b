/* fact_table.c: which change a fact is whose line tells all that is needed. */
#include "lang/diff/compare.h"

#include "lang/schema/kinds.h"

#include <string.h>

/* The text of an old fact as it would read had it moved with its plan. */
static const char *moved_text(struct pm_comparison *comparison, const struct pm_pair *pair,
                              const char *text)
{
    int32_t years = pm_shift_of(pair->sides[PM_BEFORE]);
    return years ? pm_shift_text(comparison->arena, text, years) : text;
}

/* ---- The table ---- */

enum shape {
    SHAPE_VALUE,
    SHAPE_NUMBER,
    SHAPE_DAY,
    SHAPE_RANGE,
    SHAPE_AMOUNT,
    SHAPE_LIST,
    SHAPE_WORDS,
    SHAPE_SET,
    SHAPE_RECORD
};

enum { PM_CHANGE_quiet = PM_CHANGE_none + 1 };

struct row {
    const char *kinds;
    const char *key;
    enum shape shape;
    int up;
    int down;
    int added;
    int removed;
    int changed;
};

static const struct row rows[] = {
#define PM_FACT(kinds, key, shape, up, down, added, removed, changed) \
    {kinds,                                                           \
     key,                                                             \
     SHAPE_##shape,                                                   \
     PM_CHANGE_##up,                                                  \
     PM_CHANGE_##down,                                                \
     PM_CHANGE_##added,                                               \
     PM_CHANGE_##removed,                                             \
     PM_CHANGE_##changed},
#include "lang/diff/facts.def"
#undef PM_FACT
};

/* Whatever no row fits. */
static const struct row any_row = {
    "*",           "", SHAPE_VALUE, PM_CHANGE_none, PM_CHANGE_none, PM_CHANGE_none, PM_CHANGE_none,
    PM_CHANGE_none};

static bool row_fits(const struct row *row, const struct pm_fact *fact)
{
    if (*fact->text == '~' && *row->key != '~') return false;
    return pm_fact_has_key(fact, row->key);
}

static const struct row *find_row(const char *kind, const struct pm_fact *fact)
{
    const struct row *best = &any_row;
    for (int of_all = 0; of_all < 2 && best == &any_row; of_all++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            bool fits_kind = of_all ? strcmp(rows[i].kinds, "*") == 0
                                    : pm_words_have(rows[i].kinds, pm_text_from(kind));
            if (!fits_kind || !row_fits(&rows[i], fact)) continue;
            if (best == &any_row || strlen(rows[i].key) > strlen(best->key)) best = &rows[i];
        }
    return best;
}

/* ---- What a value is ---- */

/* The first number of a text, and where it stands. */
struct found_number {
    struct pm_ratio number; /* undefined: there is none */
    const char *begin;
    const char *end;
};

static struct found_number find_number(const char *text)
{
    for (const char *at = text; *at; at++) {
        bool begins = (*at >= '0' && *at <= '9') && (at == text || strchr(" -$.", at[-1]));
        if (!begins) continue;
        const char *begin = at > text && at[-1] == '-' ? at - 1 : at;
        size_t size = strspn(at, "0123456789.");
        const char *range = strstr(at, "..");
        if (range && range < at + size) size = (size_t)(range - at);
        struct pm_decimal decimal;
        struct pm_text digits = {begin, (size_t)(at - begin) + size};
        if (pm_parse_decimal(digits, false, false, &decimal) != PM_NUMBER_READ) continue;
        return (struct found_number){pm_ratio_from_decimal(decimal), begin, at + size};
    }
    return (struct found_number){pm_ratio_undefined(), text, text};
}

static int32_t find_day(const char *text)
{
    int32_t day;
    for (const char *at = text; strlen(at) >= 10; at++)
        if (pm_parse_day((struct pm_text){at, 10}, &day)) return day;
    return PM_NO_DAY;
}

/* The line without its number: what tells several amounts apart. */
static const char *without_number(struct pm_arena *arena, const char *text)
{
    struct found_number found = find_number(text);
    return pm_arena_format(arena, "%.*s%s", (int)(found.begin - text), text, found.end);
}

/* ---- Changes of a row ---- */

struct taking { /* the facts left of a pair that one row takes */
    struct pm_comparison *comparison;
    const struct pm_pair *pair;
    const struct row *row;
    const char *key; /* of the row; the first word where it has none */
    PM_ARRAY(struct pm_fact *) facts[2];
};

/* An id of the row, or the general one. */
static void put_change(struct taking *taking, int id, struct pm_fact *old, struct pm_fact *new)
{
    if (id == PM_CHANGE_none)
        id = !old ? PM_CHANGE_fact_added : !new ? PM_CHANGE_fact_removed : PM_CHANGE_fact_changed;
    if (id == PM_CHANGE_quiet) {
        if (old) old->is_claimed = true;
        if (new) new->is_claimed = true;
        return;
    }
    struct pm_change *change =
        pm_change_of_facts(taking->comparison, taking->pair, (enum pm_change_id)id, old, new);
    if (old) change->old.value = pm_fact_value(old, taking->key);
    if (new) change->new.value = pm_fact_value(new, taking->key);
    if (taking->row->shape != SHAPE_NUMBER && taking->row->shape != SHAPE_AMOUNT) return;
    struct pm_ratio none = pm_ratio_undefined();
    pm_change_set_amounts(change, taking->comparison->arena,
                          old ? find_number(change->old.value).number : none,
                          new ? find_number(change->new.value).number : none);
}

/* By what the new value is to the old one: above 0 more, below 0 less. */
static void put_moved(struct taking *taking, int order, struct pm_fact *old, struct pm_fact *new)
{
    const struct row *row = taking->row;
    put_change(taking, order > 0 ? row->up : order < 0 ? row->down : row->changed, old, new);
}

static int order_of_numbers(const char *old, const char *new)
{
    struct pm_ratio before = find_number(old).number;
    struct pm_ratio after = find_number(new).number;
    if (!pm_ratio_is_defined(before) || !pm_ratio_is_defined(after)) return 0;
    return pm_ratio_compare(after, before);
}

static int order_of_days(const char *old, const char *new)
{
    int32_t before = find_day(old);
    int32_t after = find_day(new);
    if (before == PM_NO_DAY || after == PM_NO_DAY) return 0;
    return (after > before) - (after < before);
}

/* Above 0 when the new range holds the old one, below 0 the other way round. */
static int order_of_ranges(const char *old, const char *new)
{
    struct found_number old_low = find_number(old);
    struct found_number new_low = find_number(new);
    struct pm_ratio old_high = find_number(old_low.end + strspn(old_low.end, ".")).number;
    struct pm_ratio new_high = find_number(new_low.end + strspn(new_low.end, ".")).number;
    if (!pm_ratio_is_defined(old_low.number) || !pm_ratio_is_defined(old_high) ||
        !pm_ratio_is_defined(new_low.number) || !pm_ratio_is_defined(new_high))
        return 0;
    int low = pm_ratio_compare(old_low.number, new_low.number);
    int high = pm_ratio_compare(new_high, old_high);
    if (low >= 0 && high >= 0) return 1;
    return low <= 0 && high <= 0 ? -1 : 0;
}

static int order_of(enum shape shape, const char *old, const char *new)
{
    switch (shape) {
    case SHAPE_NUMBER:
    case SHAPE_AMOUNT:
        return order_of_numbers(old, new);
    case SHAPE_DAY:
        return order_of_days(old, new);
    case SHAPE_RANGE:
        return order_of_ranges(old, new);
    case SHAPE_VALUE:
    case SHAPE_LIST:
    case SHAPE_WORDS:
    case SHAPE_SET:
    case SHAPE_RECORD:
        break;
    }
    return 0;
}

static void put_alone(struct taking *taking, enum pm_side side, struct pm_fact *fact)
{
    if (side == PM_BEFORE)
        put_change(taking, taking->row->removed, fact, NULL);
    else
        put_change(taking, taking->row->added, NULL, fact);
}

/* What is left after pairs were made. */
static void put_rest(struct taking *taking)
{
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < taking->facts[side].count; i++)
            if (pm_fact_is_left(taking->facts[side].items[i]))
                put_alone(taking, (enum pm_side)side, taking->facts[side].items[i]);
}

/* Pairs the facts in their order. */
static void take_in_order(struct taking *taking)
{
    size_t both = taking->facts[PM_BEFORE].count < taking->facts[PM_AFTER].count
                      ? taking->facts[PM_BEFORE].count
                      : taking->facts[PM_AFTER].count;
    for (size_t i = 0; i < both; i++) {
        struct pm_fact *old = taking->facts[PM_BEFORE].items[i];
        struct pm_fact *new = taking->facts[PM_AFTER].items[i];
        const char *before =
            moved_text(taking->comparison, taking->pair, pm_fact_value(old, taking->key));
        const char *after = pm_fact_value(new, taking->key);
        put_moved(taking, order_of(taking->row->shape, before, after), old, new);
    }
    put_rest(taking);
}

/* The same up to the period that an amount is for. */
static const char *without_period(struct pm_arena *arena, const char *text)
{
    const char *period = strstr(text, " for ");
    return period ? pm_arena_copy_text(arena, text, (size_t)(period - text)) : text;
}

/* Pairs amounts that are the same but for the number; `of_any_period`: and for the period. */
static void pair_amounts(struct taking *taking, bool of_any_period)
{
    struct pm_arena *arena = taking->comparison->arena;
    for (size_t i = 0; i < taking->facts[PM_BEFORE].count; i++) {
        struct pm_fact *old = taking->facts[PM_BEFORE].items[i];
        const char *moved = moved_text(taking->comparison, taking->pair, old->text);
        const char *wanted = without_number(arena, moved);
        if (of_any_period) wanted = without_period(arena, wanted);
        for (size_t j = 0; j < taking->facts[PM_AFTER].count && pm_fact_is_left(old); j++) {
            struct pm_fact *new = taking->facts[PM_AFTER].items[j];
            const char *given = without_number(arena, new->text);
            if (of_any_period) given = without_period(arena, given);
            if (pm_fact_is_left(new) && strcmp(wanted, given) == 0)
                put_moved(taking, order_of_numbers(old->text, new->text), old, new);
        }
    }
}

static void take_amounts(struct taking *taking)
{
    pair_amounts(taking, false);
    pair_amounts(taking, true);
    put_rest(taking);
}

/* Pairs records of the same day, and those without a day in their order. */
static void take_records(struct taking *taking)
{
    int changed =
        taking->row->changed == PM_CHANGE_none ? taking->row->removed : taking->row->changed;
    for (size_t i = 0; i < taking->facts[PM_BEFORE].count; i++) {
        struct pm_fact *old = taking->facts[PM_BEFORE].items[i];
        for (size_t j = 0; j < taking->facts[PM_AFTER].count && pm_fact_is_left(old); j++) {
            struct pm_fact *new = taking->facts[PM_AFTER].items[j];
            if (!pm_fact_is_left(new) || find_day(old->text) != find_day(new->text)) continue;
            put_change(taking, changed, old, new);
        }
    }
    put_rest(taking);
}

/* True when the texts in quotes of `list` have this one among them. */
static bool has_quoted(const char *list, const char *text, size_t size)
{
    for (const char *at = strchr(list, '"'); at; at = strchr(at + 1, '"')) {
        const char *end = strchr(at + 1, '"');
        if (!end) return false;
        if ((size_t)(end - at) == size + 1 && strncmp(at + 1, text, size) == 0) return true;
        at = end;
    }
    return false;
}

/* True when `list` has a text that `other` has not. */
static bool has_more(const char *list, const char *other)
{
    for (const char *at = strchr(list, '"'); at; at = strchr(at + 1, '"')) {
        const char *end = strchr(at + 1, '"');
        if (!end) return false;
        if (!has_quoted(other, at + 1, (size_t)(end - at - 1))) return true;
        at = end;
    }
    return false;
}

static void take_words(struct taking *taking)
{
    struct pm_fact *old = taking->facts[PM_BEFORE].count ? taking->facts[PM_BEFORE].items[0] : NULL;
    struct pm_fact *new = taking->facts[PM_AFTER].count ? taking->facts[PM_AFTER].items[0] : NULL;
    const char *before = old ? old->text : "";
    const char *after = new ? new->text : "";
    if (has_more(after, before)) put_change(taking, taking->row->added, old, new);
    if (has_more(before, after)) put_change(taking, taking->row->removed, old, new);
}

/* One change for whatever differs: the first fact of each side speaks for all. */
static void take_set(struct taking *taking)
{
    struct pm_fact *first[2];
    for (int side = 0; side < 2; side++) {
        first[side] = taking->facts[side].count ? taking->facts[side].items[0] : NULL;
        for (size_t i = 0; i < taking->facts[side].count; i++)
            taking->facts[side].items[i]->is_claimed = true;
    }
    put_change(taking, taking->row->changed, first[PM_BEFORE], first[PM_AFTER]);
}

static void take(struct taking *taking)
{
    bool has_both = taking->facts[PM_BEFORE].count && taking->facts[PM_AFTER].count;
    switch (taking->row->shape) {
    case SHAPE_SET:
        take_set(taking);
        return;
    case SHAPE_WORDS:
        take_words(taking);
        return;
    case SHAPE_AMOUNT:
        take_amounts(taking);
        return;
    case SHAPE_RECORD:
        take_records(taking);
        return;
    case SHAPE_LIST:
        if (has_both && taking->row->changed != PM_CHANGE_none) break;
        put_rest(taking);
        return;
    case SHAPE_VALUE:
    case SHAPE_NUMBER:
    case SHAPE_DAY:
    case SHAPE_RANGE:
        break;
    }
    take_in_order(taking);
}

/* ---- All that is left ---- */

/* The first fact left of either side. */
static struct pm_fact *next_left(const struct pm_pair *pair)
{
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < pair->sides[side]->facts.count; i++)
            if (pm_fact_is_left(&pair->sides[side]->facts.items[i]))
                return &pair->sides[side]->facts.items[i];
    return NULL;
}

/* Rows that fit any line take those that begin with the same word, but for one change of all. */
static bool is_taken_with(const struct taking *taking, const char *kind, const struct pm_fact *fact)
{
    if (find_row(kind, fact) != taking->row) return false;
    return taking->row->shape == SHAPE_SET || pm_fact_has_key(fact, taking->key);
}

/* The kind of the new side decides for both: a field that is derived now is read by those rows. */
static void gather(struct taking *taking)
{
    const char *kind = taking->pair->sides[PM_AFTER]->kind->word;
    for (int side = 0; side < 2; side++) {
        struct pm_declared *declared = taking->pair->sides[side];
        for (size_t i = 0; i < declared->facts.count; i++) {
            struct pm_fact *fact = &declared->facts.items[i];
            if (pm_fact_is_left(fact) && is_taken_with(taking, kind, fact))
                PM_PUSH(taking->comparison->arena, &taking->facts[side], fact);
        }
    }
}

void pm_facts_take(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    for (struct pm_fact *fact = next_left(pair); fact; fact = next_left(pair)) {
        struct taking taking = {.comparison = comparison, .pair = pair};
        taking.row = find_row(pair->sides[PM_AFTER]->kind->word, fact);
        taking.key = taking.row->key;
        if (!*taking.key || strcmp(taking.key, "~") == 0)
            taking.key =
                pm_arena_copy_text(comparison->arena, fact->text, strcspn(fact->text, " "));
        gather(&taking);
        take(&taking);
    }
}
