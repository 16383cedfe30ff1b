#include "runtime/store/dictionary.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FIRST_SLOTS = 64 };

struct pm_dictionary_slot {
    uint32_t mark;   /* upper half of the hash: saves most comparisons */
    uint32_t number; /* code + 1; 0: free */
};

struct pm_dictionary *pm_dictionary_new(struct pm_arena *arena, const char *source,
                                        const char *column)
{
    struct pm_dictionary *dictionary = PM_NEW(arena, struct pm_dictionary);
    dictionary->arena = arena;
    dictionary->source = pm_arena_copy_text(arena, source, strlen(source));
    dictionary->column = pm_arena_copy_text(arena, column, strlen(column));
    dictionary->slot_count = FIRST_SLOTS;
    dictionary->slots = PM_NEW_ITEMS(arena, struct pm_dictionary_slot, FIRST_SLOTS);
    return dictionary;
}

static uint64_t hash(struct pm_text text)
{
    return XXH3_64bits(text.size ? text.bytes : "", text.size);
}

/* The slot that holds the text, or the free one where it belongs. */
static struct pm_dictionary_slot *slot_of(const struct pm_dictionary *dictionary,
                                          struct pm_text text, uint64_t hashed)
{
    uint32_t mark = (uint32_t)(hashed >> 32);
    size_t mask = dictionary->slot_count - 1;
    size_t at = (size_t)hashed & mask;
    for (;;) {
        struct pm_dictionary_slot *slot = &dictionary->slots[at];
        if (slot->number == 0) return slot;
        if (slot->mark == mark && pm_text_equal(dictionary->texts.items[slot->number - 1], text))
            return slot;
        at = (at + 1) & mask;
    }
}

static void grow(struct pm_dictionary *dictionary)
{
    dictionary->slot_count *= 4;
    dictionary->slots =
        PM_NEW_ITEMS(dictionary->arena, struct pm_dictionary_slot, dictionary->slot_count);
    for (size_t code = 0; code < dictionary->texts.count; code++) {
        struct pm_text text = dictionary->texts.items[code];
        uint64_t hashed = hash(text);
        struct pm_dictionary_slot *slot = slot_of(dictionary, text, hashed);
        slot->mark = (uint32_t)(hashed >> 32);
        slot->number = (uint32_t)code + 1;
    }
}

static int64_t add(struct pm_dictionary *dictionary, struct pm_text text, uint64_t hashed,
                   struct pm_dictionary_slot *slot)
{
    if (dictionary->texts.count >= PM_MOST_CODES) return -1;
    struct pm_text copy = {pm_arena_copy_text(dictionary->arena, text.bytes, text.size), text.size};
    size_t code = dictionary->texts.count;
    PM_PUSH(dictionary->arena, &dictionary->texts, copy);
    slot->mark = (uint32_t)(hashed >> 32);
    slot->number = (uint32_t)code + 1;
    if (dictionary->texts.count * 2 > dictionary->slot_count) grow(dictionary);
    dictionary->last = code;
    return (int64_t)code;
}

static bool is_code(const struct pm_dictionary *dictionary, size_t code, struct pm_text text)
{
    return code < dictionary->texts.count && pm_text_equal(dictionary->texts.items[code], text);
}

int64_t pm_dictionary_code(struct pm_dictionary *dictionary, struct pm_text text)
{
    if (is_code(dictionary, dictionary->last, text)) return (int64_t)dictionary->last;
    if (is_code(dictionary, dictionary->last + 1, text)) return (int64_t)++dictionary->last;
    uint64_t hashed = hash(text);
    struct pm_dictionary_slot *slot = slot_of(dictionary, text, hashed);
    if (slot->number == 0) return add(dictionary, text, hashed, slot);
    dictionary->last = slot->number - 1;
    return (int64_t)dictionary->last;
}

int64_t pm_dictionary_find(const struct pm_dictionary *dictionary, struct pm_text text)
{
    return (int64_t)slot_of(dictionary, text, hash(text))->number - 1;
}
