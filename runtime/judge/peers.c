/* peers.c: where a figure stands among those of other units. */
#include "runtime/judge/measures.h"
#include "runtime/judge/rating.h"

#include <stdlib.h>

enum { QUARTERS = 4 };

static int compare_values(const void *left, const void *right)
{
    const struct pm_ratio *a = left;
    const struct pm_ratio *b = right;
    return pm_ratio_compare(*a, *b);
}

static void add_cell(struct pm_arena *arena, struct pm_distribution *distribution,
                     const struct pm_cell *cell)
{
    distribution->cells = pm_arena_grow(
        arena, distribution->cells, distribution->cell_count * sizeof *distribution->cells,
        (distribution->cell_count + 1) * sizeof *distribution->cells);
    distribution->cells[distribution->cell_count++] = cell->key;
}

/* Peers without a figure, with one known between bounds, or of too few persons have no place. */
static void measure_peers(struct pm_hearing *hearing, const struct pm_finding *finding,
                          struct pm_distribution *out)
{
    struct pm_judging *judging = hearing->judging;
    const struct pm_peers *peers = hearing->measure->peers;
    struct pm_subject subject = finding->subject;
    uint32_t *units = NULL;
    out->unit_count = pm_cells_units_of(judging->cells, judging->arena, peers->units, peers->where,
                                        subject.period, &units);
    out->values = PM_NEW_ITEMS(judging->arena, struct pm_ratio, out->unit_count + 1);
    for (size_t i = 0; i < out->unit_count; i++) {
        struct pm_measured measured;
        subject.unit = units[i];
        pm_judge_figure(judging, &subject, finding->gap.kind, subject.period, &measured);
        if (measured.state != PM_STATE_COUNT || !pm_ratio_is_defined(measured.value) ||
            measured.has_bounds || pm_hearing_is_too_few(hearing, &measured))
            continue;
        out->values[out->count++] = measured.value;
        add_cell(judging->arena, out, &measured.cell);
        if (subject.has_reference) add_cell(judging->arena, out, &measured.reference);
    }
    if (out->count) qsort(out->values, out->count, sizeof *out->values, compare_values);
}

static const struct pm_distribution *find_distribution(struct pm_hearing *hearing, size_t at,
                                                       const struct pm_finding *finding)
{
    for (size_t i = 0; i < hearing->distributions.count; i++) {
        const struct pm_distribution *each = &hearing->distributions.items[i];
        if (each->at == at && pm_judge_compare_groups(&each->groups, &finding->subject) == 0)
            return each;
    }
    struct pm_distribution made = {.groups = finding->subject, .at = at};
    measure_peers(hearing, finding, &made);
    PM_PUSH(hearing->judging->arena, &hearing->distributions, made);
    return &hearing->distributions.items[hearing->distributions.count - 1];
}

/* ---- Placing ---- */

/* The n-th best one, from 0. */
static struct pm_ratio best(const struct pm_distribution *peers, int direction, size_t n)
{
    return peers->values[direction > 0 ? peers->count - 1 - n : n];
}

/* The figure at a place between two: the one before, and its share of the way to the next one. */
static struct pm_ratio between(const struct pm_distribution *peers, int direction, int64_t place)
{
    int64_t most = (int64_t)(peers->count - 1) * QUARTERS;
    if (place < 0) place = 0;
    if (place > most) place = most;
    size_t whole = (size_t)(place / QUARTERS);
    struct pm_ratio low = best(peers, direction, whole);
    if (place % QUARTERS == 0) return low;
    struct pm_ratio way = pm_ratio_subtract(best(peers, direction, whole + 1), low);
    return pm_ratio_add(low, pm_ratio_multiply(way, pm_ratio_make(place % QUARTERS, QUARTERS)));
}

/* Where the n-th quarter ends; places are in quarters of a step. */
static struct pm_ratio cut(const struct pm_distribution *peers, int direction,
                           enum pm_quartiles quartiles, int64_t n)
{
    int64_t count = (int64_t)peers->count;
    if (quartiles == PM_QUARTILES_EXCLUSIVE)
        return between(peers, direction, (count + 1) * n - QUARTERS);
    return between(peers, direction, (count - 1) * n);
}

static bool is_as_good(int direction, struct pm_ratio value, struct pm_ratio other)
{
    int order = pm_ratio_compare(value, other);
    return direction > 0 ? order >= 0 : order <= 0;
}

static int64_t rank_of(const struct pm_distribution *peers, int direction, struct pm_ratio value)
{
    int64_t rank = 1;
    for (size_t i = 0; i < peers->count; i++)
        if (!is_as_good(direction, value, peers->values[i])) rank++;
    return rank;
}

static struct pm_ratio quartile_of(const struct pm_distribution *peers, int direction,
                                   enum pm_quartiles quartiles, struct pm_ratio value)
{
    int64_t count = (int64_t)peers->count;
    int64_t quartile = 1;
    if (peers->count < QUARTERS) return pm_ratio_undefined();
    if (quartiles == PM_QUARTILES_RANK) {
        int64_t rank = rank_of(peers, direction, value);
        quartile = (rank * QUARTERS + count - 1) / count;
        return pm_ratio_from_integer(quartile < QUARTERS ? quartile : QUARTERS);
    }
    for (; quartile < QUARTERS; quartile++) {
        struct pm_ratio end = cut(peers, direction, quartiles, quartile);
        if (!pm_ratio_is_defined(end)) return end;
        if (is_as_good(direction, value, end)) break;
    }
    return pm_ratio_from_integer(quartile);
}

void pm_find_peers(struct pm_hearing *hearing, struct pm_ratio value, size_t at,
                   struct pm_finding *finding)
{
    int direction = pm_finding_direction(finding);
    if (!hearing->measure->peers || !direction || !pm_ratio_is_defined(value)) return;
    const struct pm_distribution *peers = find_distribution(hearing, at, finding);
    finding->peers.is_set = true;
    finding->peers.count = (int64_t)peers->count;
    finding->peers.of = (int64_t)peers->unit_count;
    finding->peers.rank = rank_of(peers, direction, value);
    finding->peers.quartile =
        quartile_of(peers, direction, hearing->measure->peers->quartiles, value);
    finding->peers.cells = peers->cells;
    finding->peers.cell_count = peers->cell_count;
}
