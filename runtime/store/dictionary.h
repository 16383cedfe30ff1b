/* dictionary.h: texts and their codes, in memory.
 *
 * Codes count from 0 in order of first appearance, so they do not depend on hashes. Looking a text
 * up first tries the code that came last and the one after it, since files are mostly sorted. */
#ifndef PM_DICTIONARY_H
#define PM_DICTIONARY_H

#include "lang/base/arena.h"
#include "lang/base/text.h"

#include <stddef.h>
#include <stdint.h>

enum { PM_MOST_CODES = INT32_MAX - 1 };

struct pm_dictionary {
    struct pm_arena *arena;
    const char *source;
    const char *column;
    PM_ARRAY(struct pm_text) texts; /* by code; NUL-terminated, in the arena */
    struct pm_dictionary_slot *slots;
    size_t slot_count;    /* a power of two */
    size_t last;          /* the code found last */
    size_t written_count; /* how many of the texts the store has on disk */
    struct pm_dictionary *next;
};

/* An empty dictionary; names are copied. */
struct pm_dictionary *pm_dictionary_new(struct pm_arena *arena, const char *source,
                                        const char *column);

/* The code of a text; added (and copied) when it is new. -1 when PM_MOST_CODES are taken. */
int64_t pm_dictionary_code(struct pm_dictionary *dictionary, struct pm_text text);

/* The code of a text, or -1 when it was never added. */
int64_t pm_dictionary_find(const struct pm_dictionary *dictionary, struct pm_text text);

#endif
