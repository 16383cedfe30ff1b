/* facts.c: which facts a pair does not share. */
#include "lang/diff/compare.h"

#include <stdlib.h>
#include <string.h>

/* ---- Matching ---- */

struct sorted_fact {
    const char *text; /* perhaps renamed or shifted */
    struct pm_fact *fact;
};

static int compare_facts(const void *left, const void *right)
{
    const struct sorted_fact *a = left;
    const struct sorted_fact *b = right;
    int order = strcmp(a->text, b->text);
    return order ? order : (a->fact > b->fact) - (a->fact < b->fact);
}

struct sorted_facts {
    struct sorted_fact *items;
    size_t count;
};

typedef const char *text_function(struct pm_comparison *comparison, const struct pm_pair *pair,
                                  const char *text);

/* The facts left, by their texts as `change` (NULL: as they are) makes them. */
static struct sorted_facts sort_facts(struct pm_comparison *comparison, const struct pm_pair *pair,
                                      enum pm_side side, text_function *change)
{
    struct pm_declared *declared = pair->sides[side];
    struct sorted_facts out = {
        PM_NEW_ITEMS(comparison->arena, struct sorted_fact, declared->facts.count), 0};
    for (size_t i = 0; i < declared->facts.count; i++) {
        struct pm_fact *fact = &declared->facts.items[i];
        if (!pm_fact_is_left(fact)) continue;
        const char *text = change ? change(comparison, pair, fact->text) : fact->text;
        out.items[out.count++] = (struct sorted_fact){text, fact};
    }
    if (out.count) qsort(out.items, out.count, sizeof *out.items, compare_facts);
    return out;
}

static const char *rename_text(struct pm_comparison *comparison, const struct pm_pair *pair,
                               const char *text)
{
    (void)pair;
    return pm_rename_text(comparison, text);
}

static const char *shift_text(struct pm_comparison *comparison, const struct pm_pair *pair,
                              const char *text)
{
    return pm_shift_text(comparison->arena, text, pm_shift_of(pair->sides[PM_BEFORE]));
}

/* Sets aside facts whose texts, the old ones as `change` makes them, are equal. */
static void match(struct pm_comparison *comparison, const struct pm_pair *pair,
                  text_function *change)
{
    struct sorted_facts old = sort_facts(comparison, pair, PM_BEFORE, change);
    struct sorted_facts new = sort_facts(comparison, pair, PM_AFTER, NULL);
    size_t i = 0;
    size_t j = 0;
    while (i < old.count && j < new.count) {
        int order = strcmp(old.items[i].text, new.items[j].text);
        if (order == 0) {
            old.items[i].fact->is_same = new.items[j].fact->is_same = true;
            if (change == shift_text)
                pm_roll_fact(comparison, pair, old.items[i].fact, new.items[j].fact);
        }
        i += order <= 0;
        j += order >= 0;
    }
}

static bool all_equal(const struct pm_declared *old, const struct pm_declared *new)
{
    if (old->facts.count != new->facts.count) return false;
    for (size_t i = 0; i < old->facts.count; i++)
        if (strcmp(old->facts.items[i].text, new->facts.items[i].text) != 0) return false;
    return true;
}

void pm_facts_match(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    struct pm_declared *old = pair->sides[PM_BEFORE];
    struct pm_declared *new = pair->sides[PM_AFTER];
    bool is_rolled = pm_shift_of(old) != 0;
    if (!is_rolled && all_equal(old, new)) {
        for (size_t i = 0; i < old->facts.count; i++)
            old->facts.items[i].is_same = new->facts.items[i].is_same = true;
        return;
    }
    if (is_rolled) match(comparison, pair, shift_text);
    match(comparison, pair, NULL);
    if (comparison->renamings.count) match(comparison, pair, rename_text);
}

bool pm_facts_are_same(const struct pm_declared *declared)
{
    for (size_t i = 0; i < declared->facts.count; i++)
        if (!declared->facts.items[i].is_same) return false;
    return true;
}

bool pm_fact_is_left(const struct pm_fact *fact)
{
    return !fact->is_same && !fact->is_claimed;
}

static bool begins_with(const char *text, const char *key)
{
    size_t size = strlen(key);
    if (strncmp(text, key, size) != 0) return false;
    return !size || text[size] == ' ' || text[size] == '\0' || strcmp(key, "~") == 0;
}

bool pm_fact_has_key(const struct pm_fact *fact, const char *key)
{
    return begins_with(fact->text, key);
}

struct pm_fact *pm_fact_find(struct pm_declared *declared, const char *key)
{
    for (size_t i = 0; i < declared->facts.count; i++) {
        struct pm_fact *fact = &declared->facts.items[i];
        if (pm_fact_is_left(fact) && pm_fact_has_key(fact, key)) return fact;
    }
    return NULL;
}

const char *pm_fact_value(const struct pm_fact *fact, const char *key)
{
    const char *value = fact->text + strlen(key);
    return value + strspn(value, " ");
}
