/* items.c: a text as statements with the comments that belong to them. */
#include "lang/merge/parts.h"

#include "lang/parse/parse.h"

#include <string.h>

struct reading {
    struct pm_arena *arena;
    struct pm_merge_text *side;
    const struct pm_token *tokens;
    size_t count;
};

struct items {
    PM_ARRAY(struct pm_merge_item) list;
};

static bool is_sign(const struct pm_token *token, char sign)
{
    return token->kind == PM_TOKEN_SIGN && token->sign == (unsigned char)sign;
}

static bool is_comment(const struct pm_token *token)
{
    return token->kind == PM_TOKEN_COMMENT;
}

/* True when an empty line stands between two tokens. */
static bool is_apart(const struct reading *reading, size_t before, size_t token)
{
    const char *bytes = reading->side->text.bytes;
    int line_ends = 0;
    for (uint32_t at = reading->tokens[before].end; at < reading->tokens[token].begin; at++)
        line_ends += bytes[at] == '\n';
    return line_ends > 1;
}

static void add_comments(const struct reading *reading, struct items *items, size_t from, size_t to)
{
    struct pm_merge_item item = {.side = reading->side,
                                 .first = from,
                                 .head = from,
                                 .parts_end = to,
                                 .behind = to,
                                 .end = to};
    PM_PUSH(reading->arena, &items->list, item);
}

/* Comments between `from` and `to`: those with an empty line below stand by themselves. Returns
 * where the last ones begin, which belong to what stands at `to`; at the end of a block, all do
 * not. */
static size_t split_comments(const struct reading *reading, struct items *items, size_t from,
                             size_t to, bool is_end)
{
    size_t begin = to;
    size_t last = to;
    for (size_t i = from; i < to; i++) {
        if (!is_comment(&reading->tokens[i])) continue;
        if (begin < to && is_apart(reading, last, i)) {
            add_comments(reading, items, begin, last + 1);
            begin = i;
        }
        if (begin == to) begin = i;
        last = i;
    }
    if (begin == to) return to;
    if (!is_end && !is_apart(reading, last, to)) return begin;
    add_comments(reading, items, begin, last + 1);
    return to;
}

/* The end of the comments that stand on the same line, from `at` on; `;` among them. */
static size_t after_comments(const struct reading *reading, size_t at, size_t to)
{
    size_t end = at;
    for (; at < to; at++) {
        const struct pm_token *token = &reading->tokens[at];
        if (token->first || (!is_comment(token) && token->role != PM_ROLE_SEPARATOR)) break;
        if (is_comment(token)) end = at + 1;
    }
    return end;
}

static void read_items(const struct reading *reading, struct pm_statement *const *statements,
                       size_t count, size_t from, size_t to, struct items *out);

/* Finds the block of a statement whose tokens begin at item->head, and what is in it. */
static void read_block(const struct reading *reading, struct pm_merge_item *item)
{
    const struct pm_statement *statement = item->statement;
    struct items inner = {0};
    size_t at = item->head;
    while (!is_sign(&reading->tokens[at], '{'))
        at++;
    item->open = at;
    item->close = item->behind - 1;
    item->inside = after_comments(reading, at + 1, item->close);
    read_items(reading, statement->children, statement->child_count, item->inside, item->close,
               &inner);
    item->items = inner.list.items;
    item->item_count = inner.list.count;
}

static void read_item(const struct reading *reading, const struct pm_statement *statement,
                      size_t first, size_t head, size_t to, struct items *out)
{
    struct pm_merge_item item = {
        .side = reading->side, .statement = statement, .first = first, .head = head};
    size_t at = head;
    while (at < to && reading->tokens[at].begin < statement->span.end)
        at++;
    item.behind = at;
    item.end = after_comments(reading, at, to);
    item.parts_end = item.behind;
    if (statement->has_block) {
        read_block(reading, &item);
        item.parts_end = item.open;
    }
    while (is_comment(&reading->tokens[item.parts_end - 1]))
        item.parts_end--;
    PM_PUSH(reading->arena, &out->list, item);
}

/* The items of a block, or of the file, whose tokens are from..to. */
static void read_items(const struct reading *reading, struct pm_statement *const *statements,
                       size_t count, size_t from, size_t to, struct items *out)
{
    for (size_t i = 0; i < count; i++) {
        size_t head = from;
        while (reading->tokens[head].begin < statements[i]->word_span.begin)
            head++;
        size_t first = split_comments(reading, out, from, head, false);
        read_item(reading, statements[i], first, head, to, out);
        from = out->list.items[out->list.count - 1].end;
    }
    split_comments(reading, out, from, to, true);
    pm_merge_name_items(reading->arena, reading->side, out->list.items, out->list.count);
}

struct pm_merge_text *pm_merge_read(struct pm_arena *arena, const char *name, struct pm_text text,
                                    struct pm_diagnostics *diagnostics)
{
    struct pm_merge_text *side = PM_NEW(arena, struct pm_merge_text);
    size_t errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    side->sources = pm_sources_new(arena);
    side->file = pm_sources_add(side->sources, name, text, false);
    const struct pm_source *source = pm_sources_get(side->sources, side->file);
    side->text = source->text;
    struct pm_tokens *tokens = pm_scan(arena, source, side->file, diagnostics);
    side->tree = pm_parse_tokens(arena, side->sources, side->file, tokens, diagnostics);
    side->tokens = tokens;
    side->is_sound = pm_diagnostics_count(diagnostics, PM_ERROR) == errors;
    if (!side->is_sound) return side;
    struct reading reading = {arena, side, tokens->items, tokens->count};
    struct items items = {0};
    read_items(&reading, side->tree->statements, side->tree->statement_count, 0, tokens->count,
               &items);
    side->items = items.list.items;
    side->item_count = items.list.count;
    return side;
}

struct pm_text pm_merge_token(const struct pm_merge_text *side, size_t token)
{
    const struct pm_token *found = &side->tokens->items[token];
    struct pm_text text = {side->text.bytes + found->begin, found->end - found->begin};
    return is_comment(found) ? pm_text_trim(text) : text;
}

struct pm_text pm_merge_range(const struct pm_merge_text *side, size_t from, size_t to)
{
    if (from >= to) return PM_TEXT("");
    const struct pm_token *items = side->tokens->items;
    struct pm_text text = {side->text.bytes + items[from].begin, 0};
    text.size = items[to - 1].end - items[from].begin;
    return is_comment(&items[to - 1]) ? pm_text_trim(text) : text;
}

bool pm_merge_same_range(const struct pm_merge_text *a, size_t a_from, size_t a_to,
                         const struct pm_merge_text *b, size_t b_from, size_t b_to)
{
    for (;;) {
        while (a_from < a_to && a->tokens->items[a_from].role == PM_ROLE_SEPARATOR)
            a_from++;
        while (b_from < b_to && b->tokens->items[b_from].role == PM_ROLE_SEPARATOR)
            b_from++;
        if (a_from == a_to || b_from == b_to) return a_from == a_to && b_from == b_to;
        if (!pm_text_equal(pm_merge_token(a, a_from++), pm_merge_token(b, b_from++))) return false;
    }
}

bool pm_merge_same_item(const struct pm_merge_item *a, const struct pm_merge_item *b)
{
    return pm_merge_same_range(a->side, a->first, a->end, b->side, b->first, b->end);
}
