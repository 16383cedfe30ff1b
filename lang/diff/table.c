/* table.c: declarations by family and name. */
#include "lang/diff/compare.h"

#include <string.h>

struct entry {
    const char *family;
    const char *name;
    struct pm_declared *declared;
};

struct pm_declared_table {
    struct entry *entries; /* open addressing; a power of two, at most half full */
    size_t capacity;
};

/* FNV-1a over both texts. */
static size_t hash(const char *family, const char *name)
{
    uint64_t sum = 0xcbf29ce484222325u;
    for (; *family; family++)
        sum = (sum ^ (unsigned char)*family) * 0x100000001b3u;
    for (; *name; name++)
        sum = (sum ^ (unsigned char)*name) * 0x100000001b3u;
    return (size_t)(sum ^ (sum >> 32));
}

struct pm_declared_table *pm_declared_table_new(struct pm_arena *arena, size_t most)
{
    struct pm_declared_table *table = PM_NEW(arena, struct pm_declared_table);
    table->capacity = 16;
    while (table->capacity < most * 2)
        table->capacity *= 2;
    table->entries = PM_NEW_ITEMS(arena, struct entry, table->capacity);
    return table;
}

void pm_declared_table_add(struct pm_declared_table *table, struct pm_declared *declared)
{
    const char *family = declared->kind->family;
    size_t at = hash(family, declared->name) & (table->capacity - 1);
    while (table->entries[at].declared)
        at = (at + 1) & (table->capacity - 1);
    table->entries[at] = (struct entry){family, declared->name, declared};
}

static bool says_same(const struct pm_declared *a, const struct pm_declared *b)
{
    if (a->facts.count != b->facts.count) return false;
    for (size_t i = 0; i < a->facts.count; i++)
        if (strcmp(a->facts.items[i].text, b->facts.items[i].text) != 0) return false;
    return true;
}

struct pm_declared *pm_declared_table_find_same(const struct pm_declared_table *table,
                                                const struct pm_declared *like)
{
    const char *family = like->kind->family;
    size_t at = hash(family, like->name) & (table->capacity - 1);
    for (; table->entries[at].declared; at = (at + 1) & (table->capacity - 1)) {
        const struct entry *entry = &table->entries[at];
        if (!entry->declared->pair && strcmp(entry->name, like->name) == 0 &&
            strcmp(entry->family, family) == 0 && says_same(entry->declared, like))
            return entry->declared;
    }
    return NULL;
}

struct pm_declared *pm_declared_table_find(const struct pm_declared_table *table,
                                           const char *family, const char *name, bool is_alone)
{
    size_t at = hash(family, name) & (table->capacity - 1);
    for (; table->entries[at].declared; at = (at + 1) & (table->capacity - 1)) {
        const struct entry *entry = &table->entries[at];
        if (is_alone && entry->declared->pair) continue;
        if (strcmp(entry->name, name) == 0 && strcmp(entry->family, family) == 0)
            return entry->declared;
    }
    return NULL;
}
