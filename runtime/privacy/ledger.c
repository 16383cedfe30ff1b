/* ledger.c: figures of earlier releases, found by their keys. */
#include "runtime/privacy/ledger.h"

enum { BUCKETS = 16384 };

struct entry {
    enum pm_audience audience;
    struct pm_told told;
    struct entry *next;
};

struct pm_ledger {
    struct pm_arena *arena;
    struct entry **buckets;
    bool has[PM_AUDIENCE_COUNT];
};

uint32_t pm_key_hash(const struct pm_cell_key *key)
{
    uint32_t mixed = key->metric->index * 2654435761U + key->unit * 40503U;
    mixed ^= (uint32_t)key->period.year * 97U + (uint32_t)key->period.number * 31U;
    mixed ^= (uint32_t)(unsigned char)key->period.part << 8;
    for (size_t i = 0; i < key->side_count; i++)
        mixed = mixed * 31U + key->sides[i].dimension * 1009U + key->sides[i].group;
    return mixed ^ mixed >> 15;
}

bool pm_key_equal(const struct pm_cell_key *a, const struct pm_cell_key *b)
{
    if (a->metric != b->metric || a->unit != b->unit || !pm_period_equal(a->period, b->period) ||
        a->side_count != b->side_count)
        return false;
    for (size_t i = 0; i < a->side_count; i++)
        if (a->sides[i].dimension != b->sides[i].dimension ||
            a->sides[i].group != b->sides[i].group)
            return false;
    return true;
}

struct pm_ledger *pm_ledger_new(struct pm_arena *arena)
{
    struct pm_ledger *ledger = PM_NEW(arena, struct pm_ledger);
    ledger->arena = arena;
    ledger->buckets = PM_NEW_ITEMS(arena, struct entry *, BUCKETS);
    return ledger;
}

void pm_ledger_add(struct pm_ledger *ledger, enum pm_audience audience, const struct pm_told *told)
{
    struct entry **bucket = &ledger->buckets[pm_key_hash(&told->key) % BUCKETS];
    struct entry *entry = PM_NEW(ledger->arena, struct entry);
    *entry = (struct entry){audience, *told, *bucket};
    *bucket = entry;
    ledger->has[audience] = true;
}

bool pm_ledger_has(const struct pm_ledger *ledger, enum pm_audience audience)
{
    return ledger && ledger->has[audience];
}

static bool is_equal(struct pm_ratio a, struct pm_ratio b)
{
    if (!pm_ratio_is_defined(a) || !pm_ratio_is_defined(b)) return true;
    return pm_ratio_compare(a, b) == 0;
}

static bool is_as_told(const struct pm_told *told, const struct pm_cell *cell)
{
    return (told->n < 0 || told->n == cell->n) && is_equal(told->numerator, cell->numerator) &&
           is_equal(told->denominator, cell->denominator) && is_equal(told->value, cell->value);
}

static bool is_near(struct pm_ratio a, struct pm_ratio b, int64_t few)
{
    if (!pm_ratio_is_defined(a) || !pm_ratio_is_defined(b)) return true;
    struct pm_ratio apart = pm_ratio_absolute(pm_ratio_subtract(a, b));
    return pm_ratio_is_defined(apart) && pm_ratio_compare(apart, pm_ratio_from_integer(few)) < 0;
}

/* True when all counts differ by few: the difference is about these few. */
static bool differs_by_few(const struct pm_told *told, const struct pm_cell *cell, int64_t few)
{
    int64_t apart = told->n < cell->n ? cell->n - told->n : told->n - cell->n;
    if (told->n >= 0 && cell->n >= 0 && apart >= few) return false;
    return is_near(told->numerator, cell->numerator, few) &&
           is_near(told->denominator, cell->denominator, few);
}

enum pm_recall pm_ledger_recall(const struct pm_ledger *ledger, enum pm_audience audience,
                                const struct pm_cell *cell, int64_t few)
{
    enum pm_recall recall = PM_RECALL_NOTHING;
    if (!ledger) return recall;
    for (const struct entry *entry = ledger->buckets[pm_key_hash(&cell->key) % BUCKETS]; entry;
         entry = entry->next) {
        if (entry->audience < audience || !pm_key_equal(&entry->told.key, &cell->key)) continue;
        bool is_shown = entry->told.shown == PM_SHOWN_FULLY;
        if (is_shown && is_as_told(&entry->told, cell)) return PM_RECALL_SHOWN;
        if (is_shown && audience != PM_INTERNAL && differs_by_few(&entry->told, cell, few))
            recall = PM_RECALL_CHANGED;
        if (!is_shown && entry->audience == audience && recall == PM_RECALL_NOTHING)
            recall = PM_RECALL_HIDDEN;
    }
    return recall;
}
