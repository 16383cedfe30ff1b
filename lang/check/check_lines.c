/* check_lines.c: lines of a measure, sorted by groups and units, then by the day they end on. */
#include "lang/check/lines.h"

#include "lang/check/check.h"
#include "lang/model/measure.h"

#include <stdlib.h>
#include <string.h>

enum { NO_KIN = -1 };

struct place {    /* of a line in the order */
    uint32_t kin; /* lines of a revision for the same groups and units have the same number */
    uint32_t calendar;
    int32_t day; /* the last one of its period */
    uint32_t number;
};

struct pm_lines {
    const struct pm_measure *measure;
    struct place *places;             /* by number of the line */
    struct place *order;              /* sorted */
    uint32_t *numbers;                /* of the lines, as in `order` */
    const struct pm_line **baselines; /* of each line, by its number */
    const struct pm_line **firsts;    /* by kin: the first baseline; NULL: none */
    int64_t *generals;     /* by revision: kin of lines for all groups and units; NO_KIN: none */
    struct pm_lines *next; /* in its bucket */
};

struct pm_lines_table {
    struct pm_lines **buckets;
    size_t bucket_count; /* a power of two */
    struct pm_lines *last;
};

/* ---- Kin ---- */

static size_t mix(size_t hash, const void *object)
{
    return (hash ^ (size_t)(uintptr_t)object) * 1099511628211U;
}

/* The same for sides in any order. */
static size_t hash_crossing(const struct pm_crossing *crossing)
{
    size_t hash = crossing->count;
    for (size_t i = 0; i < crossing->count; i++) {
        const struct pm_group_reference *side = &crossing->sides[i];
        size_t one = mix(mix(17, side->dimension), side->group);
        for (const char *letter = side->key; letter && *letter; letter++)
            one = (one ^ (unsigned char)*letter) * 1099511628211U;
        hash += one;
    }
    return hash;
}

static size_t hash_selector(const struct pm_selector *selector)
{
    size_t hash = hash_crossing(&selector->group) * 31 + hash_crossing(&selector->versus);
    const struct pm_unit_reference *unit = selector->unit;
    if (!unit) return hash;
    hash = mix(mix(hash, unit->unit), unit->set);
    for (size_t i = 0; i < unit->key_count; i++)
        for (const char *letter = unit->keys[i]; *letter; letter++)
            hash = (hash ^ (unsigned char)*letter) * 1099511628211U;
    return hash;
}

static bool are_kin(const struct pm_line *a, const struct pm_line *b)
{
    return a->revision == b->revision && pm_selector_equal(&a->selector, &b->selector);
}

/* Numbers the kin of all lines in the order of their first ones. */
static uint32_t number_kin(struct pm_arena *arena, struct pm_lines *lines)
{
    const struct pm_measure *measure = lines->measure;
    size_t bucket_count = 4;
    while (bucket_count < measure->line_count)
        bucket_count *= 2;
    uint32_t *heads = PM_NEW_ITEMS(arena, uint32_t, bucket_count);        /* kin + 1; 0: none */
    uint32_t *nexts = PM_NEW_ITEMS(arena, uint32_t, measure->line_count); /* by kin, likewise */
    uint32_t *first = PM_NEW_ITEMS(arena, uint32_t, measure->line_count); /* line of each kin */
    uint32_t count = 0;
    lines->generals = PM_NEW_ITEMS(arena, int64_t, measure->revision_count + 1);
    for (size_t i = 0; i <= measure->revision_count; i++)
        lines->generals[i] = NO_KIN;
    for (uint32_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        size_t hash = hash_selector(&line->selector) * 31 + line->revision;
        uint32_t *head = &heads[(hash ^ (hash >> 17)) & (bucket_count - 1)];
        uint32_t kin = *head;
        while (kin && !are_kin(&measure->lines[first[kin - 1]], line))
            kin = nexts[kin - 1];
        if (!kin) {
            first[count] = i;
            nexts[count] = *head;
            kin = *head = ++count;
            if (pm_check_is_general(line)) lines->generals[line->revision] = kin - 1;
        }
        lines->places[i].kin = kin - 1;
    }
    return count;
}

/* ---- Order ---- */

static struct pm_period period_of(const struct pm_line *line)
{
    return line->kind == PM_LINE_MAINTAIN ? line->over_last : line->period;
}

static void set_time(struct place *place, struct pm_period period)
{
    bool has_period = pm_period_is(period);
    place->calendar = has_period ? period.calendar->index + 1 : 0;
    place->day = has_period ? pm_period_last_day(period) : 0;
}

/* By groups and units, then by time; `number` sets lines of one day apart. */
static int compare_times(const struct place *a, const struct place *b)
{
    if (a->kin != b->kin) return a->kin < b->kin ? -1 : 1;
    if (a->calendar != b->calendar) return a->calendar < b->calendar ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

static int compare_places(const void *left, const void *right)
{
    const struct place *a = left;
    const struct place *b = right;
    int order = compare_times(a, b);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Notes for each line the latest baseline that ends before it does. */
static void find_baselines(struct pm_lines *lines)
{
    const struct pm_line *all = lines->measure->lines;
    const struct pm_line *before = NULL;
    size_t count = lines->measure->line_count;
    for (size_t first = 0, end; first < count; first = end) {
        const struct place *place = &lines->order[first];
        const struct place *last = first ? &lines->order[first - 1] : NULL;
        if (last && (last->kin != place->kin || last->calendar != place->calendar)) before = NULL;
        const struct pm_line *next = before;
        for (end = first; end < count && compare_times(place, &lines->order[end]) == 0; end++) {
            const struct pm_line *line = &all[lines->order[end].number];
            lines->baselines[lines->order[end].number] = before;
            if (line->kind == PM_LINE_BASELINE && place->calendar &&
                (!next || pm_period_compare(line->period, next->period) > 0))
                next = line;
        }
        before = next;
    }
}

static struct pm_lines *make_lines(struct pm_arena *arena, const struct pm_measure *measure)
{
    struct pm_lines *lines = PM_NEW(arena, struct pm_lines);
    size_t count = measure->line_count;
    lines->measure = measure;
    lines->places = PM_NEW_ITEMS(arena, struct place, count);
    lines->order = PM_NEW_ITEMS(arena, struct place, count);
    lines->numbers = PM_NEW_ITEMS(arena, uint32_t, count);
    lines->baselines = PM_NEW_ITEMS(arena, const struct pm_line *, count);
    lines->firsts = PM_NEW_ITEMS(arena, const struct pm_line *, number_kin(arena, lines));
    for (uint32_t i = 0; i < count; i++) {
        const struct pm_line *line = &measure->lines[i];
        struct place *place = &lines->places[i];
        place->number = i;
        set_time(place, period_of(line));
        lines->order[i] = *place;
        if (line->kind == PM_LINE_BASELINE && !lines->firsts[place->kin])
            lines->firsts[place->kin] = line;
    }
    if (count) qsort(lines->order, count, sizeof *lines->order, compare_places);
    for (size_t i = 0; i < count; i++)
        lines->numbers[i] = lines->order[i].number;
    find_baselines(lines);
    return lines;
}

/* ---- One for each measure ---- */

struct pm_lines_table *pm_lines_table_new(struct pm_arena *arena, size_t measure_count)
{
    struct pm_lines_table *table = PM_NEW(arena, struct pm_lines_table);
    table->bucket_count = 16;
    while (table->bucket_count < measure_count)
        table->bucket_count *= 2;
    table->buckets = PM_NEW_ITEMS(arena, struct pm_lines *, table->bucket_count);
    return table;
}

static const struct pm_lines *lines_of(struct pm_check *check, const struct pm_measure *measure)
{
    struct pm_lines_table *table = check->lines;
    if (table->last && table->last->measure == measure) return table->last;
    size_t hash = mix(17, measure);
    struct pm_lines **bucket = &table->buckets[(hash ^ (hash >> 17)) & (table->bucket_count - 1)];
    struct pm_lines *lines = *bucket;
    while (lines && lines->measure != measure)
        lines = lines->next;
    if (!lines) {
        lines = make_lines(check->arena, measure);
        lines->next = *bucket;
        *bucket = lines;
    }
    table->last = lines;
    return lines;
}

/* ---- Questions ---- */

static size_t number_of(const struct pm_measure *measure, const struct pm_line *line)
{
    return (size_t)(line - measure->lines);
}

const struct pm_line *pm_lines_baseline(struct pm_check *check, const struct pm_measure *measure,
                                        const struct pm_line *line)
{
    return lines_of(check, measure)->baselines[number_of(measure, line)];
}

const struct pm_line *pm_lines_any_baseline(struct pm_check *check,
                                            const struct pm_measure *measure,
                                            const struct pm_line *line)
{
    const struct pm_lines *lines = lines_of(check, measure);
    const struct pm_line *own = lines->firsts[lines->places[number_of(measure, line)].kin];
    int64_t general = lines->generals[line->revision];
    return own || general == NO_KIN ? own : lines->firsts[general];
}

/* Index of the first place in the order that is not before `wanted`, or is after it. */
static size_t find_place(const struct pm_lines *lines, const struct place *wanted, bool after)
{
    size_t low = 0;
    size_t high = lines->measure->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_times(&lines->order[middle], wanted);
        if (order < 0 || (after && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct pm_line_numbers pm_lines_ending(struct pm_check *check, const struct pm_measure *measure,
                                       const struct pm_line *line, struct pm_period period)
{
    const struct pm_lines *lines = lines_of(check, measure);
    struct place wanted = {0};
    int64_t general = lines->generals[measure->revision_count];
    if (!line && general == NO_KIN) return (struct pm_line_numbers){NULL, 0};
    wanted.kin = line ? lines->places[number_of(measure, line)].kin : (uint32_t)general;
    set_time(&wanted, period);
    size_t first = find_place(lines, &wanted, false);
    size_t end = find_place(lines, &wanted, true);
    return (struct pm_line_numbers){lines->numbers + first, end - first};
}
