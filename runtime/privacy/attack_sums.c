/* attack_sums.c: how published figures add up, as far as names and numbers tell.
 *
 * Groups of a dimension make up all rows, units the unit above, parts of a year the year. A kind of
 * sum (a metric's groups of one dimension, say) that does not hold where all its numbers are known is
 * taken for none: groups that overlap, or figures that are no counts. Where nothing is known of how
 * units lie in each other, the one with the greatest figure is taken for all others together. */
#include "runtime/privacy/attack_internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    SEEN_OFTEN = 3, /* a sum that nothing but its numbers tells of holds so many times at least */
    KIND_BUCKETS = 1024
};

static const char UNITS[] = ":units"; /* all others together are the greatest one */

struct kind { /* of sums */
    const char *metric;
    const char *name; /* of a dimension; ":unit", ":period", ... */
    size_t needed;    /* times it must be seen to hold */
    size_t seen[2];   /* times it holds where all is known: of persons, of numerators */
    bool is_broken[2];
    uint32_t next; /* in its bucket; UINT32_MAX: the last */
};

struct link { /* a number is part of another one */
    uint32_t total;
    uint32_t kind;
    uint32_t part;
};

struct finding_sums {
    struct pm_attack *attack;
    PM_ARRAY(struct kind) kinds;
    uint32_t buckets[KIND_BUCKETS];
    PM_ARRAY(struct link) links;
};

static size_t bucket_of(const char *metric, const char *name)
{
    uint32_t hash = 2166136261U;
    for (; *metric; metric++)
        hash = (hash ^ (unsigned char)*metric) * 16777619U;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619U;
    return hash % KIND_BUCKETS;
}

static uint32_t number_kind(struct finding_sums *finding, const char *metric, const char *name,
                            size_t needed)
{
    uint32_t *bucket = &finding->buckets[bucket_of(metric, name)];
    for (uint32_t at = *bucket; at != UINT32_MAX; at = finding->kinds.items[at].next)
        if (strcmp(finding->kinds.items[at].metric, metric) == 0 &&
            strcmp(finding->kinds.items[at].name, name) == 0)
            return at;
    struct kind kind = {.metric = metric, .name = name, .needed = needed, .next = *bucket};
    *bucket = (uint32_t)finding->kinds.count;
    PM_PUSH(finding->attack->arena, &finding->kinds, kind);
    return *bucket;
}

static bool is_pair(const struct pm_name_pair *pair, const char *first, const char *second)
{
    return strcmp(pair->first, first) == 0 && (!second || strcmp(pair->second, second) == 0);
}

static bool is_overlapping(const struct pm_attack *attack, const char *dimension)
{
    for (size_t i = 0; i < attack->overlapping.count; i++)
        if (is_pair(&attack->overlapping.items[i], dimension, NULL)) return true;
    return false;
}

static bool is_union(const struct pm_attack *attack, const struct pm_published_side *side)
{
    for (size_t i = 0; i < attack->unions.count; i++)
        if (is_pair(&attack->unions.items[i], side->dimension, side->group)) return true;
    return false;
}

static const char *above_of(const struct pm_attack *attack, const char *unit)
{
    for (size_t i = 0; i < attack->above.count; i++)
        if (is_pair(&attack->above.items[i], unit, NULL)) return attack->above.items[i].second;
    return NULL;
}

/* ---- Links ---- */

static void link_numbers(struct finding_sums *finding, uint32_t total, uint32_t kind, uint32_t part)
{
    struct link link = {total, kind, part};
    PM_PUSH(finding->attack->arena, &finding->links, link);
}

/* Both numbers of a figure are parts of those of another one. */
static void link_figures(struct finding_sums *finding, uint32_t part,
                         const struct pm_published *names_of_total, const char *kind_name,
                         size_t needed)
{
    uint32_t total = pm_attack_find(finding->attack, names_of_total);
    if (total == UINT32_MAX || total == part) return;
    uint32_t kind = number_kind(finding, names_of_total->metric, kind_name, needed);
    link_numbers(finding, 2 * total, kind, 2 * part);
    link_numbers(finding, 2 * total + 1, kind, 2 * part + 1);
}

/* Groups: each makes up, with the others of its dimension, what there is without it. */
static void link_groups(struct finding_sums *finding, uint32_t index)
{
    struct pm_published names = finding->attack->figures.items[index].published;
    for (size_t i = 0; i < names.side_count; i++) {
        const struct pm_published_side side = names.sides[i];
        struct pm_published total = names;
        if (is_overlapping(finding->attack, side.dimension) || is_union(finding->attack, &side))
            continue;
        total.sides[i] = total.sides[--total.side_count];
        link_figures(finding, index, &total, side.dimension, 0);
    }
}

/* Groups that are together another one, which is told. */
static void link_unions(struct finding_sums *finding, uint32_t index)
{
    struct pm_attack *attack = finding->attack;
    struct pm_published names = attack->figures.items[index].published;
    for (size_t i = 0; i < names.side_count; i++)
        for (size_t j = 0; j < attack->unions.count; j++) {
            const struct pm_name_pair *pair = &attack->unions.items[j];
            struct pm_published total = names;
            if (!is_pair(pair, names.sides[i].dimension, NULL) ||
                strcmp(pair->third, names.sides[i].group) != 0)
                continue;
            total.sides[i].group = pair->second;
            link_figures(finding, index, &total,
                         pm_arena_format(attack->arena, ":%s.%s", pair->first, pair->second), 0);
        }
}

static void link_units(struct finding_sums *finding, uint32_t index)
{
    struct pm_published total = finding->attack->figures.items[index].published;
    total.unit = above_of(finding->attack, total.unit);
    if (total.unit) link_figures(finding, index, &total, ":unit", 0);
}

/* "SY2025.Q1" is part of "SY2025"; for counts of pupils it need not add up, so it is to be seen. */
static void link_periods(struct finding_sums *finding, uint32_t index)
{
    struct pm_published total = finding->attack->figures.items[index].published;
    const char *dot = strrchr(total.period, '.');
    if (!dot) return;
    total.period =
        pm_arena_copy_text(finding->attack->arena, total.period, (size_t)(dot - total.period));
    link_figures(finding, index, &total, ":period", 1);
}

/* ---- Units of no known order ---- */

/* The unit of a metric's greatest figure. */
static const char *find_greatest(const struct pm_attack *attack, const char *metric)
{
    const char *greatest = NULL;
    int64_t most = 0;
    for (size_t i = 0; i < attack->figures.count; i++) {
        const struct pm_published *figure = &attack->figures.items[i].published;
        if (strcmp(figure->metric, metric) != 0 || figure->persons <= most) continue;
        most = figure->persons;
        greatest = figure->unit;
    }
    return greatest;
}

/* The project says where the unit lies. */
static bool is_placed(const struct pm_attack *attack, const char *unit)
{
    for (size_t i = 0; i < attack->above.count; i++)
        if (is_pair(&attack->above.items[i], unit, NULL) ||
            strcmp(attack->above.items[i].second, unit) == 0)
            return true;
    return false;
}

static void try_units(struct finding_sums *finding)
{
    struct pm_attack *attack = finding->attack;
    const char *metric = NULL;
    const char *greatest = NULL;
    for (uint32_t i = 0; i < attack->figures.count; i++) {
        struct pm_published total = attack->figures.items[i].published;
        if (!metric || strcmp(metric, total.metric) != 0) {
            metric = total.metric;
            greatest = find_greatest(attack, metric);
        }
        if (!greatest || strcmp(total.unit, greatest) == 0 || is_placed(attack, total.unit))
            continue;
        total.unit = greatest;
        link_figures(finding, i, &total, UNITS, 0);
    }
}

/* ---- Periods together ---- */

enum { MOST_POOLED = 5 };

/* The period so many before, where names end in a number ("SY2024", "SY2025.Q3"); NULL. */
static const char *period_before(const struct pm_attack *attack, const char *period, int64_t steps)
{
    size_t start = strlen(period);
    int64_t number = 0;
    int64_t place = 1;
    while (start > 0 && period[start - 1] >= '0' && period[start - 1] <= '9' && place < 1000000) {
        number += (period[--start] - '0') * place;
        place *= 10;
    }
    if (number <= steps) return NULL;
    return pm_arena_format(attack->arena, "%.*s%" PRId64, (int)start, period, number - steps);
}

/* The figure of another metric, or another period, of the same persons; UINT32_MAX. */
static uint32_t find_beside(const struct pm_attack *attack, uint32_t index, const char *metric,
                            int64_t steps)
{
    struct pm_published names = attack->figures.items[index].published;
    names.metric = metric;
    if (steps) names.period = period_before(attack, names.period, steps);
    return names.period ? pm_attack_find(attack, &names) : UINT32_MAX;
}

static void link_parts(struct finding_sums *finding, uint32_t total, const char *name,
                       const uint32_t *parts, size_t count)
{
    const char *metric = finding->attack->figures.items[total].published.metric;
    uint32_t kind = number_kind(finding, metric, name, SEEN_OFTEN);
    for (size_t i = 0; i < count; i++) {
        link_numbers(finding, 2 * total, kind, 2 * parts[i]);
        link_numbers(finding, 2 * total + 1, kind, 2 * parts[i] + 1);
    }
}

/* The year so far is the year so far before and the part since. */
static void try_so_far(struct finding_sums *finding, uint32_t index, const char *metric)
{
    struct pm_attack *attack = finding->attack;
    const char *own = attack->figures.items[index].published.metric;
    uint32_t parts[] = {find_beside(attack, index, metric, 0), find_beside(attack, index, own, 1)};
    if (parts[0] != UINT32_MAX && parts[1] != UINT32_MAX)
        link_parts(finding, index, pm_arena_format(attack->arena, ":so far of %s", metric), parts,
                   2);
}

/* Several years of one metric are a year of another one. */
static void try_pools(struct finding_sums *finding, uint32_t index, const char *metric)
{
    struct pm_attack *attack = finding->attack;
    uint32_t parts[MOST_POOLED];
    for (int64_t i = 0; i < MOST_POOLED; i++) {
        parts[i] = find_beside(attack, index, metric, i);
        if (parts[i] == UINT32_MAX) return;
        if (i > 0)
            link_parts(finding, index,
                       pm_arena_format(attack->arena, ":%" PRId64 " of %s", i + 1, metric), parts,
                       (size_t)i + 1);
    }
}

/* ---- Metrics of the same persons ---- */

/* Two metrics of one denominator, the one's numerators being all whom the other's leave out. */
static void try_complements(struct finding_sums *finding, uint32_t index,
                            const char *const *metrics, size_t count)
{
    struct pm_attack *attack = finding->attack;
    struct pm_published other = attack->figures.items[index].published;
    const char *own = other.metric;
    for (size_t i = 0; i < count; i++) {
        other.metric = metrics[i];
        uint32_t found = strcmp(own, metrics[i]) < 0 ? pm_attack_find(attack, &other) : UINT32_MAX;
        if (found == UINT32_MAX) continue;
        uint32_t same = number_kind(
            finding, own, pm_arena_format(attack->arena, ":same as %s", metrics[i]), SEEN_OFTEN);
        uint32_t rest = number_kind(
            finding, own, pm_arena_format(attack->arena, ":rest of %s", metrics[i]), SEEN_OFTEN);
        link_numbers(finding, 2 * index, same, 2 * found);
        link_numbers(finding, 2 * index, rest, 2 * index + 1);
        link_numbers(finding, 2 * index, rest, 2 * found + 1);
    }
}

static void try_metrics(struct finding_sums *finding)
{
    struct pm_attack *attack = finding->attack;
    PM_ARRAY(const char *) metrics = {0};
    for (size_t i = 0; i < attack->figures.count; i++) {
        const char *metric = attack->figures.items[i].published.metric;
        size_t at = 0;
        while (at < metrics.count && strcmp(metrics.items[at], metric) != 0)
            at++;
        if (at == metrics.count) PM_PUSH(attack->arena, &metrics, metric);
    }
    for (uint32_t i = 0; i < attack->figures.count; i++) {
        const char *own = attack->figures.items[i].published.metric;
        try_complements(finding, i, metrics.items, metrics.count);
        for (size_t j = 0; j < metrics.count; j++) {
            if (strcmp(own, metrics.items[j]) == 0) continue;
            try_so_far(finding, i, metrics.items[j]);
            try_pools(finding, i, metrics.items[j]);
        }
    }
}

/* ---- From links to sums ---- */

static int compare_links(const void *a, const void *b)
{
    const struct link *first = a;
    const struct link *second = b;
    if (first->total != second->total) return first->total < second->total ? -1 : 1;
    if (first->kind != second->kind) return first->kind < second->kind ? -1 : 1;
    return (first->part > second->part) - (first->part < second->part);
}

static void make_sums(struct finding_sums *finding)
{
    struct pm_attack *attack = finding->attack;
    size_t count = finding->links.count;
    if (count) qsort(finding->links.items, count, sizeof *finding->links.items, compare_links);
    for (size_t i = 0; i < count;) {
        const struct link *first = &finding->links.items[i];
        size_t end = i;
        while (end < count && finding->links.items[end].total == first->total &&
               finding->links.items[end].kind == first->kind)
            end++;
        struct pm_attack_sum sum = {.total = first->total, .kind = first->kind, .count = end - i};
        sum.parts = PM_NEW_ITEMS(attack->arena, uint32_t, sum.count);
        for (size_t j = 0; j < sum.count; j++)
            sum.parts[j] = finding->links.items[i + j].part;
        PM_PUSH(attack->arena, &attack->sums, sum);
        i = end;
    }
}

/* ---- What holds ---- */

static void look_at_sum(struct finding_sums *finding, const struct pm_attack_sum *sum)
{
    const struct pm_attack *attack = finding->attack;
    struct kind *kind = &finding->kinds.items[sum->kind];
    int64_t total = attack->numbers[sum->total].value;
    int64_t known = 0;
    bool is_all_known = total >= 0;
    for (size_t i = 0; i < sum->count; i++) {
        int64_t value = attack->numbers[sum->parts[i]].value;
        is_all_known = is_all_known && value >= 0;
        known += value > 0 ? value : 0;
    }
    bool is_too_much = total >= 0 && known > total;
    if (is_too_much || (is_all_known && known != total)) {
        kind->is_broken[sum->total % 2] = true;
        kind->is_broken[1] =
            true; /* of persons that don't add up, those with the outcome neither */
    }
    if (is_all_known && total > 0) kind->seen[sum->total % 2]++;
}

/* A number that is neither known nor looked for says nothing. */
static bool says_nothing(const struct pm_attack_number *number)
{
    return number->value < 0 && !number->is_unknown;
}

static bool holds(const struct finding_sums *finding, const struct pm_attack_sum *sum)
{
    if (says_nothing(&finding->attack->numbers[sum->total])) return false;
    for (size_t i = 0; i < sum->count; i++)
        if (says_nothing(&finding->attack->numbers[sum->parts[i]])) return false;
    const struct kind *kind = &finding->kinds.items[sum->kind];
    uint32_t which = sum->total % 2;
    return !kind->is_broken[which] && kind->seen[which] >= kind->needed;
}

void pm_attack_find_sums(struct pm_attack *attack)
{
    struct finding_sums finding = {.attack = attack};
    for (size_t i = 0; i < KIND_BUCKETS; i++)
        finding.buckets[i] = UINT32_MAX;
    for (uint32_t i = 0; i < attack->figures.count; i++) {
        link_groups(&finding, i);
        link_unions(&finding, i);
        link_units(&finding, i);
        link_periods(&finding, i);
    }
    try_units(&finding);
    try_metrics(&finding);
    make_sums(&finding);
    for (size_t i = 0; i < attack->sums.count; i++)
        look_at_sum(&finding, &attack->sums.items[i]);
    for (size_t i = 0; i < finding.kinds.count; i++)
        if (strcmp(finding.kinds.items[i].name, UNITS) == 0 && finding.kinds.items[i].is_broken[0])
            attack->has_loose_units = true;
    size_t kept = 0;
    for (size_t i = 0; i < attack->sums.count; i++)
        if (holds(&finding, &attack->sums.items[i]))
            attack->sums.items[kept++] = attack->sums.items[i];
    attack->sums.count = kept;
}
