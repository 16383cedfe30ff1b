#include "lang/format/formatter.h"
#include "lang/schema/kinds.h"

#include <string.h>

/* The order of a statement's parts.
 *
 * Parts in brackets that stand side by side in a row may be written in any order. The slots of a
 * statement are its parts one by one, each with the item that it fills, so that walking the row
 * along the slots tells which of them belong together. */
enum { MOST_GROUPS = 32 }; /* side by side in a row; the matcher takes no more */

struct arranging {
    struct pm_formatter *formatter;
    struct pm_arena *scratch;
    const struct pm_reads *reads[PM_ROW_COUNT]; /* compiled when first needed */
    const struct pm_statement *statement;
    size_t *order; /* slots in the order of the row */
    size_t count;
};

static bool fits(const struct arranging *arranging, size_t at, const struct pm_item *item)
{
    if (at >= arranging->statement->slot_count) return false;
    const struct pm_slot *slot = &arranging->statement->slots[at];
    return strcmp(slot->key, item->key) == 0 && strcmp(slot->after, item->after) == 0;
}

static bool walk_alternatives(struct arranging *arranging, const struct pm_reads *reads,
                              size_t *at);

static bool begins(const struct arranging *arranging, const struct pm_reads *group, size_t at)
{
    for (size_t i = 0; i < group->count; i++)
        if (fits(arranging, at, &group->alternatives[i].items[0])) return true;
    return false;
}

/* The group of a run that begins with this slot; the count when there is none. */
static size_t find_group(const struct arranging *arranging, const struct pm_item *groups,
                         size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++)
        if (begins(arranging, groups[i].group, at)) return i;
    return count;
}

/* Groups that stand side by side, in the order of the row. What each one gave is put aside until
 * all are known. */
static bool walk_run(struct arranging *arranging, const struct pm_item *groups, size_t count,
                     size_t *at)
{
    struct {
        size_t begin; /* of its slots in `order` */
        size_t end;
    } given[MOST_GROUPS] = {0};
    size_t start = arranging->count;
    if (count > MOST_GROUPS) return false;
    for (;;) {
        size_t found = find_group(arranging, groups, count, *at);
        if (found == count || given[found].end) break; /* each one once */
        given[found].begin = arranging->count;
        if (!walk_alternatives(arranging, groups[found].group, at)) return false;
        given[found].end = arranging->count;
    }
    size_t size = arranging->count - start;
    size_t *copy = PM_NEW_ITEMS(arranging->scratch, size_t, size);
    if (size) memcpy(copy, arranging->order + start, size * sizeof *copy);
    arranging->count = start;
    for (size_t i = 0; i < count; i++)
        for (size_t slot = given[i].begin; slot < given[i].end; slot++)
            arranging->order[arranging->count++] = copy[slot - start];
    return true;
}

static bool walk_sequence(struct arranging *arranging, const struct pm_sequence *sequence,
                          size_t *at)
{
    for (size_t i = 0; i < sequence->count; i++) {
        const struct pm_item *item = &sequence->items[i];
        if (item->kind == PM_ITEM_GROUP) {
            size_t end = i;
            while (end < sequence->count && sequence->items[end].kind == PM_ITEM_GROUP)
                end++;
            if (!walk_run(arranging, item, end - i, at)) return false;
            i = end - 1;
            continue;
        }
        if (!fits(arranging, *at, item)) return false;
        arranging->order[arranging->count++] = (*at)++;
    }
    return true;
}

static bool walk_alternatives(struct arranging *arranging, const struct pm_reads *reads, size_t *at)
{
    size_t count = arranging->count;
    size_t begin = *at;
    for (size_t i = 0; i < reads->count; i++) {
        arranging->count = count;
        *at = begin;
        if (walk_sequence(arranging, &reads->alternatives[i], at)) return true;
    }
    return false;
}

static bool walk_row(struct arranging *arranging, const struct pm_reads *reads)
{
    for (size_t i = 0; i < reads->count; i++) {
        size_t at = 0;
        arranging->count = 0;
        if (walk_sequence(arranging, &reads->alternatives[i], &at) &&
            at == arranging->statement->slot_count)
            return true;
    }
    return false;
}

/* ---- tokens */

/* Index of the first token that begins at this offset or later. */
static size_t token_at(const struct pm_tokens *tokens, uint32_t offset)
{
    size_t low = 0;
    size_t high = tokens->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens->items[middle].begin < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_comment(const struct pm_tokens *tokens, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (tokens->items[i].kind == PM_TOKEN_COMMENT) return true;
    return false;
}

/* Puts the tokens of the slots into the order found; `order` still has all tokens one by one. */
static void move_tokens(const struct arranging *arranging)
{
    const struct pm_formatter *formatter = arranging->formatter;
    const struct pm_tokens *tokens = formatter->tokens;
    const struct pm_slot *slots = arranging->statement->slots;
    size_t to = token_at(tokens, slots[0].span.begin);
    size_t head = token_at(tokens, arranging->statement->word_span.begin);
    if (has_comment(tokens, head, token_at(tokens, slots[arranging->count - 1].span.end))) return;
    for (size_t i = 0; i < arranging->count; i++) {
        const struct pm_slot *slot = &slots[arranging->order[i]];
        size_t end = token_at(tokens, slot->span.end);
        for (size_t from = token_at(tokens, slot->span.begin); from < end; from++)
            formatter->order[to++] = from;
    }
}

static void arrange_statement(struct arranging *arranging, const struct pm_statement *statement)
{
    const struct pm_row *row = statement->row;
    if (statement->slot_count < 2 || !strstr(row->reads, "] [")) return;
    const struct pm_reads **reads = &arranging->reads[row->id];
    if (!*reads) *reads = pm_reads_compile(arranging->scratch, row->reads);
    arranging->statement = statement;
    arranging->order = PM_NEW_ITEMS(arranging->scratch, size_t, statement->slot_count);
    if (!walk_row(arranging, *reads)) return;
    for (size_t i = 0; i < arranging->count; i++)
        if (arranging->order[i] != i) {
            move_tokens(arranging);
            return;
        }
}

static void arrange_statements(struct arranging *arranging, struct pm_statement *const *statements,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        arrange_statement(arranging, statements[i]);
        arrange_statements(arranging, statements[i]->children, statements[i]->child_count);
    }
}

void pm_arrange(struct pm_formatter *formatter, const struct pm_tree *tree)
{
    size_t count = formatter->tokens->count;
    formatter->order = PM_NEW_ITEMS(formatter->arena, size_t, count);
    for (size_t i = 0; i < count; i++)
        formatter->order[i] = i;
    struct arranging *arranging = PM_NEW(formatter->arena, struct arranging);
    arranging->formatter = formatter;
    arranging->scratch = pm_arena_new_scratch(formatter->arena);
    arrange_statements(arranging, tree->statements, tree->statement_count);
    pm_arena_free(arranging->scratch);
    for (size_t i = 0; i < count; i++)
        if (formatter->tokens->items[formatter->order[i]].role != PM_ROLE_SEPARATOR)
            formatter->order[formatter->order_count++] = formatter->order[i];
}
