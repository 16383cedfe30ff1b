/* identity.c: what tells the statements of a block apart. */
#include "lang/merge/parts.h"

#include "lang/schema/kinds.h"

#include <string.h>

static const char *const identities[PM_ROW_COUNT] = {
#define PM_IDENTITY(row, slots) [PM_ROW_##row] = (slots),
#include "lang/merge/identity.def"
#undef PM_IDENTITY
};

const char *pm_merge_identity(enum pm_row_id row)
{
    return identities[row];
}

struct naming {
    struct pm_arena *arena;
    const struct pm_merge_text *side;
    PM_ARRAY(char) text;
};

static void put(struct naming *naming, struct pm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        PM_PUSH(naming->arena, &naming->text, text.bytes[i]);
    PM_PUSH(naming->arena, &naming->text, ' ');
}

/* Tokens from one up to another, comments and `;` set aside. */
static void put_tokens(struct naming *naming, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        unsigned role = naming->side->tokens->items[i].role;
        if (role != PM_ROLE_COMMENT && role != PM_ROLE_SEPARATOR)
            put(naming, pm_merge_token(naming->side, i));
    }
}

static void put_slot(struct naming *naming, const struct pm_merge_item *item,
                     const struct pm_slot *slot)
{
    size_t from = item->head;
    if (!slot) {
        put(naming, PM_TEXT("-"));
        return;
    }
    while (from < item->parts_end && naming->side->tokens->items[from].begin < slot->span.begin)
        from++;
    size_t to = from;
    while (to < item->parts_end && naming->side->tokens->items[to].begin < slot->span.end)
        to++;
    put_tokens(naming, from, to);
}

/* The slots that a text names, such as "PERIOD each for/GROUP". */
static void put_slots(struct naming *naming, const struct pm_merge_item *item, const char *slots)
{
    struct pm_text wanted;
    while ((wanted = pm_words_next(&slots)).size) {
        const char *slash = memchr(wanted.bytes, '/', wanted.size);
        size_t size = slash ? (size_t)(slash - wanted.bytes) : 0;
        const char *after = pm_arena_copy_text(naming->arena, wanted.bytes, size);
        struct pm_text rest = {wanted.bytes + size + (slash != NULL), 0};
        rest.size = wanted.size - (size_t)(rest.bytes - wanted.bytes);
        const char *key = pm_arena_copy_text(naming->arena, rest.bytes, rest.size);
        put_slot(naming, item,
                 slash ? pm_slot_at(item->statement, after, key) : pm_slot(item->statement, key));
    }
}

static const char *name_of(struct pm_arena *arena, const struct pm_merge_text *side,
                           const struct pm_merge_item *item)
{
    struct naming naming = {.arena = arena, .side = side};
    if (!item->statement) {
        put(&naming, PM_TEXT("#"));
        for (size_t i = item->first; i < item->end; i++)
            put(&naming, pm_merge_token(side, i));
    } else {
        const struct pm_row *row = item->statement->row;
        const char *slots = row ? identities[row->id] : "*";
        if (!slots) slots = "NAME";
        put(&naming, item->statement->word);
        if (strcmp(slots, "*") == 0)
            put_tokens(&naming, item->head + 1, item->parts_end);
        else
            put_slots(&naming, item, slots);
    }
    return pm_arena_copy_text(arena, naming.text.items, naming.text.count);
}

void pm_merge_name_items(struct pm_arena *arena, const struct pm_merge_text *side,
                         struct pm_merge_item *items, size_t count)
{
    struct pm_symbols *names = pm_symbols_new(arena);
    size_t *counts = PM_NEW_ITEMS(arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *name = name_of(arena, side, &items[i]);
        uint32_t id = pm_symbol_make(names, pm_text_from(name))->id;
        if (counts[id]++) name = pm_arena_format(arena, "%s+%zu", name, counts[id]);
        items[i].name = name;
    }
}
