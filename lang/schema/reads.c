#include "lang/schema/kinds.h"

#include <string.h>

/* Reads the text of a row.
 *
 *   reads:     row [ "{}" ]
 *   row:       sequence { "|" sequence }
 *   sequence:  { item }
 *   item:      KIND | word | "[" row "]" */
struct reader {
    struct pm_arena *arena;
    const char *at;
    bool is_correct;
};

enum { DEEPEST_GROUP = 8 };

static struct pm_reads *read_row(struct reader *reader, const char *after, int depth);

static struct pm_text next_token(struct reader *reader)
{
    while (*reader->at == ' ')
        reader->at++;
    const char *begin = reader->at;
    const char *end = begin;
    if (strchr("[]|", *begin) && *begin) {
        end++;
    } else {
        while (*end && !strchr(" []|", *end))
            end++;
    }
    return (struct pm_text){begin, (size_t)(end - begin)};
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* The nearest word before the next item: a word that stands there for certain. */
static const char *word_before(const struct pm_item *items, size_t count, const char *outside)
{
    for (size_t i = count; i-- > 0;)
        if (items[i].kind == PM_ITEM_WORD) return items[i].key;
    return outside;
}

static struct pm_item read_item(struct reader *reader, struct pm_text token, const char *after,
                                int depth)
{
    struct pm_item item = {.after = after};
    reader->at = token.bytes + token.size;
    if (token.bytes[0] == '[') {
        item.kind = PM_ITEM_GROUP;
        item.group = read_row(reader, after, depth + 1);
        struct pm_text closing = next_token(reader);
        if (!pm_text_is(closing, "]")) reader->is_correct = false;
        reader->at = closing.bytes + closing.size;
        return item;
    }
    item.kind = is_capital(token.bytes[0]) ? PM_ITEM_KIND : PM_ITEM_WORD;
    item.part = item.kind == PM_ITEM_KIND ? pm_part_kind_find(token) : NULL;
    if (item.kind == PM_ITEM_KIND && !item.part) reader->is_correct = false;
    item.is_link = item.kind == PM_ITEM_WORD && pm_is_link(token);
    item.key =
        item.part ? item.part->name : pm_arena_copy_text(reader->arena, token.bytes, token.size);
    return item;
}

static struct pm_sequence read_sequence(struct reader *reader, const char *outside, int depth)
{
    PM_ARRAY(struct pm_item) items = {0};
    for (;;) {
        struct pm_text token = next_token(reader);
        if (token.size == 0 || token.bytes[0] == ']' || token.bytes[0] == '|' ||
            pm_text_is(token, "{}"))
            break;
        if (depth > DEEPEST_GROUP) {
            reader->is_correct = false;
            break;
        }
        const char *after = word_before(items.items, items.count, outside);
        struct pm_item item = read_item(reader, token, after, depth);
        PM_PUSH(reader->arena, &items, item);
    }
    return (struct pm_sequence){items.items, items.count};
}

static struct pm_reads *read_row(struct reader *reader, const char *after, int depth)
{
    struct pm_reads *reads = PM_NEW(reader->arena, struct pm_reads);
    PM_ARRAY(struct pm_sequence) alternatives = {0};
    for (;;) {
        struct pm_sequence sequence = read_sequence(reader, after, depth);
        PM_PUSH(reader->arena, &alternatives, sequence);
        struct pm_text token = next_token(reader);
        if (!pm_text_is(token, "|")) break;
        reader->at = token.bytes + token.size;
    }
    reads->alternatives = alternatives.items;
    reads->count = alternatives.count;
    return reads;
}

const struct pm_reads *pm_reads_compile(struct pm_arena *arena, const char *reads)
{
    struct reader reader = {.arena = arena, .at = reads, .is_correct = true};
    struct pm_reads *compiled = read_row(&reader, "", 0);
    struct pm_text token = next_token(&reader);
    compiled->has_block = pm_text_is(token, "{}");
    if (compiled->has_block) {
        reader.at = token.bytes + token.size;
        token = next_token(&reader);
    }
    compiled->is_correct = reader.is_correct && token.size == 0;
    return compiled;
}
