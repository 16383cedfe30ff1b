/* pair.c: which statements of the three sides are one, what becomes of each, and in what order. */
#include "lang/merge/parts.h"

#include <string.h>

struct pairing {
    struct pm_arena *arena;
    const struct pm_merge_block *blocks;
    struct pm_symbols *names;
    struct pm_merge_entry *entries; /* by number of the name */
    bool *is_left;                  /* likewise: it stays in the block */
};

/* ---- Items by their names ---- */

struct index {
    struct pm_symbols *names;
    struct pm_merge_item **items; /* by number of the name */
};

static struct index index_of(struct pm_arena *arena, struct pm_merge_block block)
{
    struct index index = {pm_symbols_new(arena),
                          PM_NEW_ITEMS(arena, struct pm_merge_item *, block.count + 1)};
    for (size_t i = 0; i < block.count; i++) {
        struct pm_merge_item *item = &block.items[i];
        index.items[pm_symbol_make(index.names, pm_text_from(item->name))->id] = item;
    }
    return index;
}

static const struct pm_merge_item *find(const struct index *index, const char *name)
{
    const struct pm_symbol *symbol = pm_symbol_find(index->names, pm_text_from(name));
    return symbol ? index->items[symbol->id] : NULL;
}

static bool has_name(const struct index *index, const struct pm_merge_item *item)
{
    return find(index, item->name) != NULL;
}

/* ---- Statements of one name ---- */

/* Statements of one name are numbered in their order. Where a side has fewer of them than the base,
 * one keeps the number of the one in the base that says the same. */
static void number_alike(struct pm_arena *arena, struct pm_merge_block base,
                         struct pm_merge_block side)
{
    struct index before = index_of(arena, base);
    struct index after = index_of(arena, side);
    for (size_t i = 0; i < side.count; i++) {
        struct pm_merge_item *item = &side.items[i];
        const struct pm_merge_item *old = find(&before, item->name);
        if (!old || pm_merge_same_item(old, item)) continue;
        for (size_t number = 2; old; number++) {
            const char *name = pm_arena_format(arena, "%s+%zu", item->name, number);
            old = find(&before, name);
            if (!old || find(&after, name) || !pm_merge_same_item(old, item)) continue;
            item->name = name;
            break;
        }
    }
}

/* ---- Statements that say something of their own, and were edited ---- */

static bool says_its_own(const struct pm_merge_item *item)
{
    if (!item->statement || !item->statement->row) return false;
    const char *identity = pm_merge_identity(item->statement->row->id);
    return identity && strcmp(identity, "*") == 0;
}

/* A line of its own that the base has and a side has not was edited where the side has one that the
 * base has not: the first with the first, and so on. They get the name that the base gives them. */
static void name_edited(struct pm_arena *arena, struct pm_merge_block base,
                        struct pm_merge_block side)
{
    struct index before = index_of(arena, base);
    struct index after = index_of(arena, side);
    for (size_t i = 0; i < base.count; i++) {
        const struct pm_merge_item *old = &base.items[i];
        if (!says_its_own(old) || has_name(&after, old)) continue;
        for (size_t at = 0; at < side.count; at++) {
            struct pm_merge_item *new = &side.items[at];
            if (!says_its_own(new) || new->statement->row != old->statement->row) continue;
            if (has_name(&before, new)) continue;
            new->name = old->name;
            break;
        }
    }
}

/* True for a line that is told by what it selects: a target by its period and group. */
static bool selects(const struct pm_merge_item *item)
{
    if (!item->statement || !item->statement->row || item->open) return false;
    const char *identity = pm_merge_identity(item->statement->row->id);
    return identity && *identity && strcmp(identity, "*") != 0;
}

/* The first line of a side that reads by the same row and that the base has not; NULL: none. */
static struct pm_merge_item *find_new(const struct pm_merge_block *side, const struct index *before,
                                      const struct pm_row *row)
{
    for (size_t i = 0; i < side->count; i++) {
        struct pm_merge_item *item = &side->items[i];
        if (selects(item) && item->statement->row == row && !has_name(before, item)) return item;
    }
    return NULL;
}

/* A line that is gone on both sides was moved where both have one of its kind that is new: a target
 * for SY2026 that one has put off to SY2027 and the other to SY2028 is one fact. */
static void name_moved(struct pm_arena *arena, const struct pm_merge_block blocks[PM_MERGE_SIDES])
{
    struct index before = index_of(arena, blocks[PM_MERGE_BASE]);
    struct index ours = index_of(arena, blocks[PM_MERGE_OURS]);
    struct index theirs = index_of(arena, blocks[PM_MERGE_THEIRS]);
    for (size_t i = 0; i < blocks[PM_MERGE_BASE].count; i++) {
        const struct pm_merge_item *old = &blocks[PM_MERGE_BASE].items[i];
        if (!selects(old) || has_name(&ours, old) || has_name(&theirs, old)) continue;
        const struct pm_row *row = old->statement->row;
        struct pm_merge_item *our_new = find_new(&blocks[PM_MERGE_OURS], &before, row);
        struct pm_merge_item *their_new = find_new(&blocks[PM_MERGE_THEIRS], &before, row);
        if (!our_new || !their_new || strcmp(our_new->name, their_new->name) == 0) continue;
        our_new->name = their_new->name = old->name;
    }
}

/* ---- What becomes of each ---- */

static struct pm_text text_of(const struct pm_merge_item *item)
{
    return pm_merge_range(item->side, item->first, item->end);
}

/* Of two sides that say the same, the one whose layout is not that of the base. */
static const struct pm_merge_item *newer_layout(const struct pm_merge_entry *entry)
{
    const struct pm_merge_item *base = entry->items[PM_MERGE_BASE];
    const struct pm_merge_item *ours = entry->items[PM_MERGE_OURS];
    bool is_old = base && pm_text_equal(text_of(base), text_of(ours));
    return is_old ? entry->items[PM_MERGE_THEIRS] : ours;
}

/* Decides one entry; false when nothing of it stays. */
static bool decide(struct pm_merge_entry *entry)
{
    const struct pm_merge_item *base = entry->items[PM_MERGE_BASE];
    const struct pm_merge_item *ours = entry->items[PM_MERGE_OURS];
    const struct pm_merge_item *theirs = entry->items[PM_MERGE_THEIRS];
    entry->outcome = PM_MERGE_TAKE;
    if (ours && theirs) {
        if (pm_merge_same_item(ours, theirs))
            entry->taken = newer_layout(entry);
        else if (base && pm_merge_same_item(base, ours))
            entry->taken = theirs;
        else if (base && pm_merge_same_item(base, theirs))
            entry->taken = ours;
        else
            entry->outcome = PM_MERGE_JOIN;
        return true;
    }
    entry->taken = ours ? ours : theirs;
    if (!entry->taken || (base && pm_merge_same_item(base, entry->taken))) return false;
    if (base && base->statement) entry->outcome = PM_MERGE_CONFLICT;
    return true;
}

static uint32_t number_of(const struct pairing *pairing, const struct pm_merge_item *item)
{
    return pm_symbol_make(pairing->names, pm_text_from(item->name))->id;
}

static void fill(struct pairing *pairing)
{
    size_t most = 1;
    for (int side = 0; side < PM_MERGE_SIDES; side++)
        most += pairing->blocks[side].count;
    pairing->names = pm_symbols_new(pairing->arena);
    pairing->entries = PM_NEW_ITEMS(pairing->arena, struct pm_merge_entry, most);
    pairing->is_left = PM_NEW_ITEMS(pairing->arena, bool, most);
    for (int side = 0; side < PM_MERGE_SIDES; side++)
        for (size_t i = 0; i < pairing->blocks[side].count; i++) {
            const struct pm_merge_item *item = &pairing->blocks[side].items[i];
            pairing->entries[number_of(pairing, item)].items[side] = item;
        }
    for (uint32_t i = 0; i < pm_symbols_count(pairing->names); i++)
        pairing->is_left[i] = decide(&pairing->entries[i]);
}

/* ---- Order ---- */

/* True when what a side has of the base stands in another order. */
static bool is_reordered(const struct pairing *pairing, enum pm_merge_side side)
{
    const struct pm_merge_item *last = NULL;
    for (size_t i = 0; i < pairing->blocks[side].count; i++) {
        uint32_t number = number_of(pairing, &pairing->blocks[side].items[i]);
        const struct pm_merge_item *base = pairing->entries[number].items[PM_MERGE_BASE];
        if (!base) continue;
        if (last && base < last) return true;
        last = base;
    }
    return false;
}

#define NO_ENTRY UINT32_MAX /* the end of a chain of numbers */

/* What one side has, in its order, then what only the other one has: each behind what stands
 * before it there, and behind what the first side has added at that place. */
static void make_order(const struct pairing *pairing, enum pm_merge_side first,
                       enum pm_merge_side other, struct pm_merge_entries *out)
{
    uint32_t count = pm_symbols_count(pairing->names);
    uint32_t *next = PM_NEW_ITEMS(pairing->arena, uint32_t, (size_t)count + 1);
    bool *is_placed = PM_NEW_ITEMS(pairing->arena, bool, (size_t)count + 1);
    uint32_t last = 0; /* numbers are shifted by one: 0 is the start */
    for (size_t i = 0; i < pairing->blocks[first].count; i++) {
        uint32_t number = number_of(pairing, &pairing->blocks[first].items[i]);
        if (!pairing->is_left[number]) continue;
        is_placed[number] = true;
        next[last] = number + 1;
        last = number + 1;
    }
    next[last] = NO_ENTRY;
    if (last == 0) next[0] = NO_ENTRY;
    uint32_t before = 0;
    for (size_t i = 0; i < pairing->blocks[other].count; i++) {
        uint32_t number = number_of(pairing, &pairing->blocks[other].items[i]);
        if (!pairing->is_left[number]) continue;
        if (!is_placed[number]) {
            while (next[before] != NO_ENTRY && !pairing->entries[next[before] - 1].items[other])
                before = next[before];
            is_placed[number] = true;
            next[number + 1] = next[before];
            next[before] = number + 1;
        }
        before = number + 1;
    }
    for (uint32_t at = next[0]; at != NO_ENTRY; at = next[at])
        PM_PUSH(pairing->arena, &out->list, pairing->entries[at - 1]);
}

void pm_merge_pair(struct pm_arena *arena, const struct pm_merge_block blocks[PM_MERGE_SIDES],
                   struct pm_merge_entries *out)
{
    struct pairing pairing = {.arena = arena, .blocks = blocks};
    for (int side = PM_MERGE_OURS; side < PM_MERGE_SIDES; side++) {
        number_alike(arena, blocks[PM_MERGE_BASE], blocks[side]);
        name_edited(arena, blocks[PM_MERGE_BASE], blocks[side]);
    }
    name_moved(arena, blocks);
    fill(&pairing);
    bool is_theirs =
        is_reordered(&pairing, PM_MERGE_THEIRS) && !is_reordered(&pairing, PM_MERGE_OURS);
    enum pm_merge_side first = is_theirs ? PM_MERGE_THEIRS : PM_MERGE_OURS;
    make_order(&pairing, first, is_theirs ? PM_MERGE_OURS : PM_MERGE_THEIRS, out);
}
