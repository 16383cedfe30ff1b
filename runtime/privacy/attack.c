/* attack.c: the figures that are published, and what was found out about them. */
#include "runtime/privacy/attack_internal.h"

#include <string.h>

enum { BUCKETS = 16384 };

struct pm_attack *pm_attack_new(struct pm_arena *arena)
{
    struct pm_attack *attack = PM_NEW(arena, struct pm_attack);
    attack->arena = arena;
    attack->buckets = PM_NEW_ITEMS(arena, uint32_t, BUCKETS);
    for (size_t i = 0; i < BUCKETS; i++)
        attack->buckets[i] = UINT32_MAX;
    return attack;
}

/* ---- Keys ---- */

static const char *key_of(struct pm_arena *arena, const struct pm_published *published)
{
    bool is_used[PM_PUBLISHED_SIDES] = {false};
    const char *key =
        pm_arena_format(arena, "%s\n%s\n%s", published->metric, published->period, published->unit);
    for (size_t i = 0; i < published->side_count; i++) { /* in the order of dimensions */
        size_t next = SIZE_MAX;
        for (size_t j = 0; j < published->side_count; j++)
            if (!is_used[j] && (next == SIZE_MAX || strcmp(published->sides[j].dimension,
                                                           published->sides[next].dimension) < 0))
                next = j;
        is_used[next] = true;
        key = pm_arena_format(arena, "%s\n%s=%s", key, published->sides[next].dimension,
                              published->sides[next].group);
    }
    return key;
}

static size_t bucket_of(const char *key)
{
    uint64_t hash = 14695981039346656037U;
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 1099511628211U;
    return (size_t)(hash % BUCKETS);
}

static uint32_t find_key(const struct pm_attack *attack, const char *key)
{
    uint32_t at = attack->buckets[bucket_of(key)];
    while (at != UINT32_MAX && strcmp(attack->figures.items[at].key, key) != 0)
        at = attack->figures.items[at].next;
    return at;
}

uint32_t pm_attack_find(const struct pm_attack *attack, const struct pm_published *names)
{
    return find_key(attack, key_of(attack->arena, names));
}

const struct pm_published *pm_attack_known(const struct pm_attack *attack,
                                           const struct pm_published *names)
{
    uint32_t found = pm_attack_find(attack, names);
    return found == UINT32_MAX ? NULL : &attack->figures.items[found].published;
}

/* ---- Adding ---- */

static bool differs(int64_t a, int64_t b)
{
    return a >= 0 && b >= 0 && a != b;
}

static struct pm_published *keep(struct pm_attack *attack, const struct pm_published *published)
{
    struct pm_published *kept = PM_NEW(attack->arena, struct pm_published);
    *kept = *published;
    return kept;
}

/* What one file hides another may show. True where they say different numbers. */
static bool merge(struct pm_attack *attack, struct pm_attack_figure *figure,
                  const struct pm_published *published)
{
    struct pm_published *known = &figure->published;
    bool is_other = differs(known->persons, published->persons) ||
                    differs(known->numerator, published->numerator);
    if (is_other) figure->changed = keep(attack, published);
    if (known->persons < 0) known->persons = published->persons;
    if (known->numerator < 0) known->numerator = published->numerator;
    if (!pm_ratio_is_defined(known->rate)) {
        known->rate = published->rate;
        known->step = published->step;
    }
    if (!known->fewer_than) known->fewer_than = published->fewer_than;
    known->is_hidden = known->is_hidden && published->is_hidden;
    return is_other;
}

const struct pm_published *pm_attack_add(struct pm_attack *attack,
                                         const struct pm_published *published)
{
    const char *key = key_of(attack->arena, published);
    uint32_t found = find_key(attack, key);
    if (found != UINT32_MAX) {
        struct pm_attack_figure *figure = &attack->figures.items[found];
        return merge(attack, figure, published) ? &figure->published : NULL;
    }
    uint32_t *bucket = &attack->buckets[bucket_of(key)];
    struct pm_attack_figure figure = {.published = *published, .key = key, .next = *bucket};
    *bucket = (uint32_t)attack->figures.count;
    PM_PUSH(attack->arena, &attack->figures, figure);
    return NULL;
}

void pm_attack_set_above(struct pm_attack *attack, const char *unit, const char *above)
{
    struct pm_name_pair pair = {unit, above, NULL};
    PM_PUSH(attack->arena, &attack->above, pair);
}

void pm_attack_set_union(struct pm_attack *attack, const char *dimension, const char *group,
                         const char *part)
{
    struct pm_name_pair pair = {dimension, group, part};
    PM_PUSH(attack->arena, &attack->unions, pair);
}

void pm_attack_set_overlapping(struct pm_attack *attack, const char *dimension)
{
    struct pm_name_pair pair = {dimension, NULL, NULL};
    PM_PUSH(attack->arena, &attack->overlapping, pair);
}

/* ---- Numbers ---- */

static int64_t whole_below(struct pm_ratio ratio)
{
    return pm_ratio_sign(ratio) > 0 ? (int64_t)(ratio.numerator / ratio.denominator) : 0;
}

/* The counts that give a rate as it is printed; false where nothing is known, or none does. */
static bool find_counts(const struct pm_published *published, int64_t *least, int64_t *most)
{
    struct pm_ratio whole = pm_ratio_from_integer(published->persons);
    struct pm_ratio half = pm_ratio_divide(published->step, pm_ratio_from_integer(2));
    if (published->persons < 0 || !pm_ratio_is_defined(published->rate)) return false;
    struct pm_ratio low = pm_ratio_multiply(whole, pm_ratio_subtract(published->rate, half));
    struct pm_ratio high = pm_ratio_multiply(whole, pm_ratio_add(published->rate, half));
    if (!pm_ratio_is_defined(low) || !pm_ratio_is_defined(high)) return false;
    int64_t first = whole_below(low);
    int64_t last = whole_below(high);
    if (pm_ratio_compare(pm_ratio_from_integer(first), low) < 0) first++;
    if (last > published->persons) last = published->persons;
    if (first > last || pm_ratio_sign(high) < 0) return false;
    *least = first;
    *most = last;
    return true;
}

struct metric_kind { /* what the numbers of a metric are, as far as they tell */
    const char *name;
    bool has_numerators; /* somewhere, or rates that they can be had from */
    bool has_rates;      /* rates of known numbers of persons */
    bool is_share;       /* nowhere are they more than the persons */
};

struct metric_kinds {
    PM_ARRAY(struct metric_kind) list;
};

static struct metric_kind *kind_of(struct pm_attack *attack, struct metric_kinds *kinds,
                                   const char *metric)
{
    for (size_t i = 0; i < kinds->list.count; i++)
        if (strcmp(kinds->list.items[i].name, metric) == 0) return &kinds->list.items[i];
    struct metric_kind kind = {.name = metric, .is_share = true};
    PM_PUSH(attack->arena, &kinds->list, kind);
    return &kinds->list.items[kinds->list.count - 1];
}

static void look_at_metrics(struct pm_attack *attack, struct metric_kinds *kinds)
{
    for (size_t i = 0; i < attack->figures.count; i++) {
        const struct pm_published *published = &attack->figures.items[i].published;
        struct metric_kind *kind = kind_of(attack, kinds, published->metric);
        if (published->numerator >= 0) kind->has_numerators = true;
        if (published->numerator >= 0 && published->persons >= 0 &&
            published->numerator > published->persons)
            kind->is_share = false;
        if (!pm_ratio_is_defined(published->rate)) continue;
        if (published->persons >= 0) kind->has_rates = true;
        if (pm_ratio_sign(published->rate) < 0 ||
            pm_ratio_compare(published->rate, pm_ratio_from_integer(1)) > 0)
            kind->is_share = false;
    }
    for (size_t i = 0; i < kinds->list.count; i++) {
        struct metric_kind *kind = &kinds->list.items[i];
        kind->has_numerators = kind->has_numerators || (kind->has_rates && kind->is_share);
    }
}

static void make_number(struct pm_attack *attack, size_t index, bool has_numerators)
{
    const struct pm_published *published = &attack->figures.items[index / 2].published;
    struct pm_attack_number *number = &attack->numbers[index];
    int64_t least = 0;
    int64_t most = INT64_MAX;
    number->value = index % 2 ? published->numerator : published->persons;
    if (index % 2 && has_numerators && number->value < 0 && find_counts(published, &least, &most) &&
        least == most)
        number->value = least;
    number->leader = (uint32_t)index;
    number->is_unknown = number->value < 0 && (has_numerators || index % 2 == 0);
    if (index % 2 == 0 && published->fewer_than > 0) most = published->fewer_than - 1;
    number->least = number->value < 0 ? least : number->value;
    number->most = number->value < 0 ? most : number->value;
}

static void add_limit(struct pm_attack *attack, struct pm_attack_limit limit)
{
    if (attack->numbers[limit.low].is_unknown || attack->numbers[limit.high].is_unknown)
        PM_PUSH(attack->arena, &attack->limits, limit);
}

static bool is_small(struct pm_ratio ratio)
{
    return pm_ratio_is_defined(ratio) && ratio.numerator >= 0 && ratio.numerator < 10000 &&
           ratio.denominator < 10000;
}

/* No more have the outcome than there are, and no more or fewer than a capped figure says. */
static void add_limits(struct pm_attack *attack, uint32_t index)
{
    const struct pm_published *published = &attack->figures.items[index].published;
    uint32_t persons = 2 * index;
    uint32_t numerator = persons + 1;
    struct pm_ratio least = published->at_least;
    struct pm_ratio most = published->at_most;
    struct pm_attack_limit whole = {numerator, persons, 1, 1};
    add_limit(attack, whole);
    if (is_small(most)) {
        struct pm_attack_limit limit = {numerator, persons, (int32_t)most.denominator,
                                        (int32_t)most.numerator};
        add_limit(attack, limit);
    }
    if (is_small(least)) {
        struct pm_attack_limit limit = {persons, numerator, (int32_t)least.numerator,
                                        (int32_t)least.denominator};
        add_limit(attack, limit);
    }
}

static void make_numbers(struct pm_attack *attack)
{
    size_t count = attack->figures.count * 2;
    struct metric_kinds kinds = {0};
    attack->numbers = PM_NEW_ITEMS(attack->arena, struct pm_attack_number, count + 1);
    look_at_metrics(attack, &kinds);
    for (uint32_t i = 0; i < attack->figures.count; i++) {
        const char *metric = attack->figures.items[i].published.metric;
        const struct metric_kind *kind = kind_of(attack, &kinds, metric);
        make_number(attack, 2 * i, kind->has_numerators);
        make_number(attack, 2 * i + 1, kind->has_numerators);
        if (kind->has_numerators && kind->is_share) add_limits(attack, i);
    }
}

/* ---- What was found ---- */

struct findings {
    PM_ARRAY(struct pm_disclosure) list;
};

/* Few are counted, or few are left out of those with the outcome. */
static bool is_about_few(const struct pm_attack *attack, size_t index)
{
    const struct pm_attack_number *number = &attack->numbers[index];
    const struct pm_attack_number *persons = &attack->numbers[index - index % 2];
    if (number->least < attack->width) return true;
    return index % 2 && persons->least == persons->most && number->most <= persons->most &&
           persons->most - number->most < attack->width;
}

static void look_at_number(struct pm_attack *attack, size_t index, struct findings *out)
{
    const struct pm_attack_number *number = &attack->numbers[index];
    const struct pm_attack_figure *figure = &attack->figures.items[index / 2];
    bool is_numerator = index % 2;
    bool was_worked_out = is_numerator && figure->published.numerator < 0 && number->value >= 0;
    if (!number->is_unknown && !was_worked_out) return;
    struct pm_disclosure disclosure = {.figure = &figure->published,
                                       .is_numerator = is_numerator,
                                       .least = number->least,
                                       .most = number->most,
                                       .is_few = is_about_few(attack, index)};
    bool is_exact = number->least == number->most;
    bool is_near = number->most != INT64_MAX && number->most - number->least < attack->width;
    if (!is_exact && (!is_near || !disclosure.is_few || is_numerator)) return;
    if (was_worked_out && !disclosure.is_few) return;
    disclosure.kind = is_exact ? PM_DISCLOSED_EXACTLY : PM_DISCLOSED_NEARLY;
    PM_PUSH(attack->arena, &out->list, disclosure);
}

/* A number of which two files say something else, by few. */
static void look_at_change(struct pm_attack *attack, const struct pm_attack_figure *figure,
                           bool is_numerator, struct findings *out)
{
    if (!figure->changed) return;
    const struct pm_published *first = &figure->published;
    int64_t a = is_numerator ? first->numerator : first->persons;
    int64_t b = is_numerator ? figure->changed->numerator : figure->changed->persons;
    if (!differs(a, b)) return;
    struct pm_disclosure disclosure = {.kind = PM_DISCLOSED_CHANGE,
                                       .figure = first,
                                       .other = figure->changed,
                                       .is_numerator = is_numerator,
                                       .least = a < b ? a : b,
                                       .most = a < b ? b : a,
                                       .is_few = true};
    if (disclosure.most - disclosure.least < attack->width)
        PM_PUSH(attack->arena, &out->list, disclosure);
}

struct pm_attack_result pm_attack_run(struct pm_attack *attack, int64_t width)
{
    struct findings found = {0};
    struct pm_attack_result result = {.figures = attack->figures.count};
    attack->width = width;
    make_numbers(attack);
    pm_attack_find_sums(attack);
    pm_attack_solve(attack);
    for (size_t i = 0; i < attack->figures.count; i++) {
        result.hidden += attack->figures.items[i].published.is_hidden;
        look_at_number(attack, 2 * i, &found);
        look_at_number(attack, 2 * i + 1, &found);
        look_at_change(attack, &attack->figures.items[i], false, &found);
        look_at_change(attack, &attack->figures.items[i], true, &found);
        if (attack->figures.items[i].changed) result.has_versions = true;
    }
    result.unexamined = attack->unexamined;
    result.contradicting = attack->contradicting;
    result.has_loose_units = attack->has_loose_units;
    result.disclosures = found.list.items;
    result.count = found.list.count;
    return result;
}
