#include "runtime/load/keys.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FIRST_SLOTS = 1024, MANY_SLOTS = 1 << 20, MOST_PARTS = 64, GROUP_BITS = 3 };

struct wide_key {
    uint64_t low;
    uint64_t high;
};

struct pm_keys {
    struct pm_arena *arena;
    size_t part_count;
    bool is_exact;
    uint8_t widths[MOST_PARTS]; /* bits of each part, where exact */
    size_t count;
    size_t slot_count;     /* a power of two */
    uint64_t *exact;       /* key + 1; 0: free */
    struct wide_key *wide; /* both 0: free */
};

/* Bits that a part needs, with the marks; 0: too many. */
static uint8_t width_of(enum pm_field_type type)
{
    switch (type) {
    case PM_FIELD_TEXT:
        return 31;
    case PM_FIELD_BOOL:
        return 3;
    case PM_FIELD_DATE:
        return 23;
    case PM_FIELD_INT:
    case PM_FIELD_NUMBER:
    case PM_FIELD_PERCENT:
    case PM_FIELD_SHARE:
    case PM_FIELD_TIME:
    case PM_FIELD_MONEY:
        break;
    }
    return 0;
}

static void make_slots(struct pm_keys *keys, size_t count)
{
    keys->slot_count = count;
    if (keys->is_exact)
        keys->exact = PM_NEW_ITEMS(keys->arena, uint64_t, count);
    else
        keys->wide = PM_NEW_ITEMS(keys->arena, struct wide_key, count);
}

struct pm_keys *pm_keys_new(struct pm_arena *arena, const enum pm_field_type *types, size_t count)
{
    struct pm_keys *keys = PM_NEW(arena, struct pm_keys);
    size_t bits = 0;
    keys->arena = arena;
    keys->part_count = count;
    keys->is_exact = count <= MOST_PARTS;
    for (size_t i = 0; keys->is_exact && i < count; i++) {
        keys->widths[i] = width_of(types[i]);
        bits += keys->widths[i];
        keys->is_exact = keys->widths[i] != 0;
    }
    keys->is_exact = keys->is_exact && bits <= 63;
    make_slots(keys, FIRST_SLOTS);
    return keys;
}

struct pm_key_part pm_key_part_of(int64_t value, uint8_t mark, uint8_t places)
{
    while (places && value % 10 == 0) {
        value /= 10;
        places--;
    }
    return (struct pm_key_part){value, mark, places};
}

/* Neighbours in value lie in one group of slots, which is one line of the cache: files are mostly
 * sorted, so the next key is mostly near the last one. */
static size_t exact_slot(const struct pm_keys *keys, uint64_t key)
{
    uint64_t group = (key >> GROUP_BITS) * UINT64_C(0x9E3779B97F4A7C15);
    group ^= group >> 32;
    uint64_t slot = group << GROUP_BITS | (key & ((1 << GROUP_BITS) - 1));
    return (size_t)slot & (keys->slot_count - 1);
}

/* False when the key is there. */
static bool add_exact(struct pm_keys *keys, uint64_t key)
{
    size_t at = exact_slot(keys, key);
    while (keys->exact[at]) {
        if (keys->exact[at] == key + 1) return false;
        at = (at + 1) & (keys->slot_count - 1);
    }
    keys->exact[at] = key + 1;
    return true;
}

static bool add_wide(struct pm_keys *keys, struct wide_key key)
{
    size_t at = (size_t)key.low & (keys->slot_count - 1);
    while (keys->wide[at].low || keys->wide[at].high) {
        if (keys->wide[at].low == key.low && keys->wide[at].high == key.high) return false;
        at = (at + 1) & (keys->slot_count - 1);
    }
    keys->wide[at] = key;
    return true;
}

static void grow(struct pm_keys *keys)
{
    size_t before = keys->slot_count;
    const uint64_t *exact = keys->exact;
    const struct wide_key *wide = keys->wide;
    make_slots(keys, before * (before < MANY_SLOTS ? 4 : 2));
    for (size_t i = 0; i < before; i++) {
        if (keys->is_exact && exact[i]) add_exact(keys, exact[i] - 1);
        if (!keys->is_exact && (wide[i].low || wide[i].high)) add_wide(keys, wide[i]);
    }
}

/* The first part lies lowest: it mostly changes from row to row. False when a value does not fit,
 * which a store that holds other types than its plan says can bring. */
static bool pack(const struct pm_keys *keys, const struct pm_key_part *parts, uint64_t *out)
{
    *out = 0;
    for (size_t i = keys->part_count; i-- > 0;) {
        uint64_t most = (UINT64_C(1) << keys->widths[i]) - 1;
        uint64_t value = parts[i].mark; /* 0 present, 1 missing, 2 suppressed, 3 pending */
        if (parts[i].mark == PM_MARK_PRESENT) {
            bool is_date = keys->widths[i] == 23; /* days from the year 1 on */
            value = (uint64_t)parts[i].value + (is_date ? 719162 : 0);
            if (value > most - 3) return false;
            value += value ? 3 : 0;
        }
        *out = *out << keys->widths[i] | value;
    }
    return true;
}

static struct wide_key hash(const struct pm_keys *keys, const struct pm_key_part *parts)
{
    struct wide_key key = {1, 0};
    for (size_t i = 0; i < keys->part_count; i++) {
        uint64_t words[4] = {(uint64_t)parts[i].value,
                             (uint64_t)parts[i].mark << 8 | parts[i].places, key.low, key.high};
        XXH128_hash_t hashed = XXH3_128bits(words, sizeof words);
        key = (struct wide_key){hashed.low64, hashed.high64};
    }
    if (!key.low && !key.high) key.low = 1;
    return key;
}

bool pm_keys_add(struct pm_keys *keys, const struct pm_key_part *parts)
{
    uint64_t packed = 0;
    if ((keys->count + 1) * 2 > keys->slot_count) grow(keys);
    bool is_new;
    if (!keys->is_exact)
        is_new = add_wide(keys, hash(keys, parts));
    else
        is_new = !pack(keys, parts, &packed) || add_exact(keys, packed);
    keys->count += is_new;
    return is_new;
}
