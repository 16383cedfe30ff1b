/* identities.c: counts that are sums of other counts, wherever there are any.
 *
 * Graduates, dropouts and those still enrolled make up a cohort; reading and mathematics all tests.
 * No plan says so, and every reader knows. So sums that hold in every cell are taken as known. */
#include "runtime/privacy/family.h"

enum {
    SAMPLE = 32,     /* cells that are looked at first */
    FEWEST = 3,      /* cells in which a sum must say something */
    MANY_TERMS = 16, /* from so many on, sums of four are not looked for */
    MOST_TERMS = 64,
    MOST_IDENTITIES = 64
};

struct looking {
    const struct pm_family *family;
    int64_t *values; /* term after term, -1: none */
    size_t *sample;
    size_t sample_count;
    struct pm_arena *arena;
    PM_ARRAY(struct pm_identity) found;
    size_t most_parts;
};

static int64_t value_of(const struct looking *looking, size_t term, size_t cell)
{
    return looking->values[term * looking->family->cell_count + cell];
}

static void note_value(struct looking *looking, uint16_t term, size_t cell, bool has, int64_t value)
{
    if (term == UINT16_MAX || !has || value < 0) return;
    looking->values[term * looking->family->cell_count + cell] = value;
}

static void read_values(struct looking *looking)
{
    const struct pm_family *family = looking->family;
    size_t size = family->term_count * family->cell_count;
    looking->values = PM_NEW_ITEMS(looking->arena, int64_t, size + 1);
    for (size_t i = 0; i < size; i++)
        looking->values[i] = -1;
    for (size_t i = 0; i < family->metric_count; i++) {
        const uint16_t *terms = family->metrics[i].terms;
        for (size_t cell = 0; cell < family->cell_count; cell++) {
            const struct pm_seen *seen = &family->seen[i * family->cell_count + cell];
            if (!seen->has_figure) continue;
            note_value(looking, terms[PM_TERM_N], cell, true, seen->n);
            note_value(looking, terms[PM_TERM_DENOMINATOR], cell, seen->has_denominator,
                       seen->denominator);
            note_value(looking, terms[PM_TERM_NUMERATOR], cell, seen->has_with, seen->with);
        }
    }
}

/* Cells all over the family in which most terms have a value. */
static void take_sample(struct looking *looking)
{
    const struct pm_family *family = looking->family;
    size_t most = 0;
    looking->sample = PM_NEW_ITEMS(looking->arena, size_t, SAMPLE);
    for (int round = 0; round < 2; round++) {
        size_t fits = 0;
        size_t wanted = looking->sample_count;
        for (size_t cell = 0; cell < family->cell_count; cell++) {
            size_t count = 0;
            for (size_t term = 0; term < family->term_count; term++)
                count += value_of(looking, term, cell) > 0;
            if (round == 0 && count > most) {
                most = count;
                fits = 0;
            }
            if (!count || count < most) continue;
            size_t step = wanted > SAMPLE ? wanted / SAMPLE : 1;
            if (round == 1 && fits % step == 0 && fits / step < SAMPLE)
                looking->sample[fits / step] = cell;
            fits++;
        }
        looking->sample_count = fits;
    }
    if (looking->sample_count > SAMPLE) looking->sample_count = SAMPLE;
}

/* 1: it holds in a cell and says something; 0: nothing; -1: it does not hold. */
static int try_cell(const struct looking *looking, const struct pm_identity *identity, size_t cell)
{
    int64_t left = value_of(looking, identity->total, cell);
    if (left < 0) return 0;
    bool says = left > 0;
    for (size_t i = 0; i < identity->count; i++) {
        int64_t part = value_of(looking, identity->parts[i], cell);
        if (part < 0) return 0;
        left -= part;
    }
    if (left) return -1;
    return says;
}

static bool holds(const struct looking *looking, const struct pm_identity *identity)
{
    const struct pm_family *family = looking->family;
    size_t says = 0;
    bool has_part[4] = {false};
    for (size_t i = 0; i < looking->sample_count; i++)
        if (try_cell(looking, identity, looking->sample[i]) < 0) return false;
    for (size_t cell = 0; cell < family->cell_count; cell++) {
        int result = try_cell(looking, identity, cell);
        if (result < 0) return false;
        if (!result) continue;
        says++;
        for (size_t i = 0; i < identity->count; i++)
            has_part[i] = has_part[i] || value_of(looking, identity->parts[i], cell) > 0;
    }
    for (size_t i = 0; i < identity->count; i++)
        if (!has_part[i]) return false;
    return says >= FEWEST;
}

/* The parts are no more than the total where that is looked at first. */
static bool is_possible(const struct looking *looking, const struct pm_identity *identity)
{
    for (size_t i = 0; i < looking->sample_count; i++) {
        int64_t left = value_of(looking, identity->total, looking->sample[i]);
        if (left < 0) continue;
        for (size_t j = 0; j < identity->count; j++) {
            int64_t part = value_of(looking, identity->parts[j], looking->sample[i]);
            left -= part > 0 ? part : 0;
        }
        if (left < 0) return false;
    }
    return true;
}

/* Adds terms from `first` on to the parts, and keeps what holds. */
static void extend(struct looking *looking, struct pm_identity *identity, size_t first)
{
    if (identity->count && !is_possible(looking, identity)) return;
    if (identity->count && looking->found.count < MOST_IDENTITIES && holds(looking, identity)) {
        PM_PUSH(looking->arena, &looking->found, *identity);
        return;
    }
    if (identity->count == looking->most_parts) return;
    for (size_t term = first; term < looking->family->term_count; term++) {
        if (term == identity->total) continue;
        identity->parts[identity->count++] = (uint16_t)term;
        extend(looking, identity, term + 1);
        identity->count--;
    }
}

size_t pm_family_identities(struct pm_arena *arena, const struct pm_family *family,
                            struct pm_identity **out)
{
    struct looking looking = {.family = family, .arena = arena};
    *out = NULL;
    if (family->term_count < 3 || family->term_count > MOST_TERMS) return 0;
    looking.most_parts = family->term_count > MANY_TERMS ? 3 : 4;
    read_values(&looking);
    take_sample(&looking);
    for (size_t term = 0; term < family->term_count; term++) {
        struct pm_identity identity = {.total = (uint16_t)term};
        extend(&looking, &identity, 0);
    }
    *out = looking.found.items;
    return looking.found.count;
}
