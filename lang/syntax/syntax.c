#include "lang/syntax/syntax.h"

#include <string.h>

const struct pm_slot *pm_slot(const struct pm_statement *statement, const char *key)
{
    for (size_t i = 0; i < statement->slot_count; i++)
        if (strcmp(statement->slots[i].key, key) == 0) return &statement->slots[i];
    return NULL;
}

/* True when the slot stands after this word in its row, or was written right after it: in `for
 * [each] GROUP` the group stands after `for`, and after `each` where that is written. */
static bool stands_after(const struct pm_statement *statement, size_t index, const char *after)
{
    const struct pm_slot *slot = &statement->slots[index];
    if (strcmp(slot->after, after) == 0) return true;
    const struct pm_slot *before = index ? slot - 1 : NULL;
    return before && !before->node_count && strcmp(before->key, after) == 0;
}

const struct pm_slot *pm_slot_after(const struct pm_statement *statement, const char *after)
{
    for (size_t i = 0; i < statement->slot_count; i++)
        if (statement->slots[i].node_count && stands_after(statement, i, after))
            return &statement->slots[i];
    for (size_t i = 0; i < statement->slot_count; i++)
        if (stands_after(statement, i, after)) return &statement->slots[i];
    return NULL;
}

const struct pm_slot *pm_slot_at(const struct pm_statement *statement, const char *after,
                                 const char *key)
{
    for (size_t i = 0; i < statement->slot_count; i++)
        if (strcmp(statement->slots[i].key, key) == 0 && stands_after(statement, i, after))
            return &statement->slots[i];
    return NULL;
}

const struct pm_node *pm_slot_node(const struct pm_slot *slot)
{
    return slot && slot->node_count ? slot->nodes[0] : NULL;
}

const struct pm_statement *pm_statement_child(const struct pm_statement *statement,
                                              const char *word)
{
    for (size_t i = 0; i < statement->child_count; i++)
        if (pm_text_is(statement->children[i]->word, word)) return statement->children[i];
    return NULL;
}
