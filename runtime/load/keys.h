/* keys.h: the keys of the rows that were seen, to find rows that repeat one.
 *
 * A key whose fields are texts, truth values and dates is packed into 63 bits where that fits, and
 * is compared exactly; any other is known by 128 bits of XXH3 of its fields, where two keys fall
 * together by chance once in 10^20 files. A field without value is a value like any other here. */
#ifndef PM_KEYS_H
#define PM_KEYS_H

#include "lang/model/model.h"
#include "runtime/store/store.h"

struct pm_key_part { /* one field of a key in one row */
    int64_t value; /* codes, days, numbers with as few places as they need; 0 where there is none */
    uint8_t mark;  /* enum pm_cell_mark */
    uint8_t places;
};

struct pm_keys;

/* An empty set for keys of these types (texts are codes). */
struct pm_keys *pm_keys_new(struct pm_arena *arena, const enum pm_field_type *types, size_t count);

/* Adds a key; false when it is there already. */
bool pm_keys_add(struct pm_keys *keys, const struct pm_key_part *parts);

/* The part for a number that may have more places than it needs. */
struct pm_key_part pm_key_part_of(int64_t value, uint8_t mark, uint8_t places);

#endif
