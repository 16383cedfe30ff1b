/* mentions.c: what a project's own files name; a module's declarations that nobody names ask for
 * nothing. */
#include "lang/model/resolve_dimension.h"

#include <string.h>

/* Parts where things of several kinds may be named. */
static bool may_be_metric(const struct pm_statement *statement, const struct pm_slot *slot)
{
    return strcmp(slot->key, "EVIDENCE") == 0 || strcmp(slot->key, "SUBJECT") == 0 ||
           strcmp(slot->key, "SUBJECTS") == 0 ||
           (strcmp(slot->key, "NAMES") == 0 && pm_text_is(statement->word, "cites"));
}

/* `DIMENSION`, `DIMENSIONS`; groups speak of their dimension. */
static bool is_of_kind(const struct pm_statement *statement, const struct pm_slot *slot,
                       const char *kind)
{
    size_t size = strlen(kind);
    if (strncmp(slot->key, kind, size) == 0 &&
        (slot->key[size] == '\0' || strcmp(slot->key + size, "S") == 0))
        return true;
    if (strcmp(kind, "METRIC") == 0) return may_be_metric(statement, slot);
    return strcmp(kind, "DIMENSION") == 0 && strcmp(slot->key, "GROUP") == 0;
}

/* The name itself, `name.group`, `name("value")`, or one side of a crossing. */
static bool node_mentions(const struct pm_node *node, struct pm_text name)
{
    if (node->kind == PM_NODE_NAME || node->kind == PM_NODE_CALL) {
        if (pm_text_equal(node->text, name)) return true;
        return node->text.size > name.size && node->text.bytes[name.size] == '.' &&
               memcmp(node->text.bytes, name.bytes, name.size) == 0;
    }
    if (node->kind != PM_NODE_BINARY) return false;
    return node_mentions(node->children[0], name) || node_mentions(node->children[1], name);
}

static bool statement_mentions(const struct pm_statement *statement, const char *kind,
                               struct pm_text name)
{
    for (size_t i = 0; i < statement->slot_count; i++) {
        const struct pm_slot *slot = &statement->slots[i];
        if (!is_of_kind(statement, slot, kind)) continue;
        for (size_t j = 0; j < slot->node_count; j++)
            if (node_mentions(slot->nodes[j], name)) return true;
    }
    for (size_t i = 0; i < statement->child_count; i++)
        if (statement_mentions(statement->children[i], kind, name)) return true;
    return false;
}

bool pm_is_mentioned(const struct pm_resolver *resolver, const char *kind, struct pm_text name)
{
    for (size_t i = 0; i < resolver->tree_count; i++) {
        const struct pm_tree *tree = resolver->trees[i];
        if (pm_sources_get(resolver->sources, tree->file)->is_module) continue;
        for (size_t j = 0; j < tree->statement_count; j++)
            if (statement_mentions(tree->statements[j], kind, name)) return true;
    }
    return false;
}

void pm_take_module_problems(struct pm_resolver *resolver, struct pm_diagnostics *list,
                             const char *kind, const char *name)
{
    for (size_t i = 0; i < resolver->diagnostics->count; i++) {
        struct pm_diagnostic *found = resolver->diagnostics->items[i];
        pm_note(list, found,
                "the project uses the %s `%s` of the standard library, which needs this", kind,
                name);
        found->sequence = (uint32_t)list->count;
        PM_PUSH(list->arena, list, found);
    }
}
