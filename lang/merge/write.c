/* write.c: the merged text. What one side has as it stays is written as it stands there; what both
 * have changed is put together line by line, on one line where both have it on one. */
#include "lang/merge/parts.h"

#include "lang/format/format.h"

#include <string.h>

enum { LEVEL = 2 };

static void write_block(struct pm_merge_writing *writing, const struct pm_merge_entries *entries,
                        struct pm_text indent, bool is_inner);

/* ---- Pieces ---- */

static void put_byte(struct pm_merge_writing *writing, char byte)
{
    PM_PUSH(writing->arena, &writing->out, byte);
}

static void end_line(struct pm_merge_writing *writing)
{
    for (const char *at = writing->line_end; *at; at++)
        put_byte(writing, *at);
}

void pm_merge_write_text(struct pm_merge_writing *writing, struct pm_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        bool is_end = i + 1 < text.size && text.bytes[i] == '\r' && text.bytes[i + 1] == '\n';
        if (text.bytes[i] == '\n')
            end_line(writing);
        else if (!is_end)
            put_byte(writing, text.bytes[i]);
    }
}

static void put(struct pm_merge_writing *writing, const char *text)
{
    pm_merge_write_text(writing, pm_text_from(text));
}

/* The blanks before an item that begins a line; else those of its block. */
static struct pm_text indent_of(const struct pm_merge_item *item, struct pm_text otherwise)
{
    const struct pm_token *token = &item->side->tokens->items[item->first];
    uint32_t begin = token->begin;
    if (!token->first) return otherwise;
    while (begin > 0 && item->side->text.bytes[begin - 1] != '\n')
        begin--;
    return (struct pm_text){item->side->text.bytes + begin, token->begin - begin};
}

static struct pm_text deeper(struct pm_arena *arena, struct pm_text indent)
{
    char *text = pm_arena_alloc(arena, indent.size + LEVEL + 1);
    if (indent.size) memcpy(text, indent.bytes, indent.size);
    memset(text + indent.size, ' ', LEVEL);
    return (struct pm_text){text, indent.size + LEVEL};
}

/* Empty lines before an item, as its side has them. */
static void write_empty_lines(struct pm_merge_writing *writing, const struct pm_merge_item *item)
{
    const struct pm_token *tokens = item->side->tokens->items;
    int line_ends = 0;
    if (item->first == 0) return;
    for (uint32_t at = tokens[item->first - 1].end; at < tokens[item->first].begin; at++)
        line_ends += item->side->text.bytes[at] == '\n';
    for (; line_ends > 1; line_ends--)
        end_line(writing);
}

/* The whole item as lines. */
static struct pm_text lines_of(struct pm_merge_writing *writing, const struct pm_merge_item *item,
                               struct pm_text indent)
{
    struct pm_text own = indent_of(item, indent);
    struct pm_text text = pm_merge_range(item->side, item->first, item->end);
    return pm_text_from(pm_arena_format(writing->arena, "%.*s%.*s%s", (int)own.size, own.bytes,
                                        (int)text.size, text.bytes, writing->line_end));
}

/* ---- Conflicts ---- */

static void write_marker(struct pm_merge_writing *writing, char letter, const char *name)
{
    size_t size = writing->input->marker_size ? writing->input->marker_size : PM_MARKER_SIZE;
    for (size_t i = 0; i < size; i++)
        PM_PUSH(writing->arena, &writing->out, letter);
    if (*name) put(writing, " ");
    put(writing, name);
    end_line(writing);
}

void pm_merge_write_conflict(struct pm_merge_writing *writing, struct pm_text ours,
                             struct pm_text theirs)
{
    PM_PUSH(writing->arena, &writing->conflicts, writing->out.count);
    write_marker(writing, '<', "ours");
    pm_merge_write_text(writing, ours);
    write_marker(writing, '=', "");
    pm_merge_write_text(writing, theirs);
    write_marker(writing, '>', "theirs");
}

/* ---- A statement that both have changed ---- */

struct join {
    const struct pm_merge_item *const *items;
    bool has_head; /* else both have changed it in different ways */
    struct pm_text head;
    bool has_block;
    struct pm_merge_comments above;
    struct pm_merge_comments inside; /* behind `{` */
    struct pm_merge_comments behind;
    struct pm_merge_entries entries; /* of the block */
};

/* Where the comments of an item are. */
enum where { ABOVE, INSIDE, BEHIND };

static void join_comments(struct pm_merge_writing *writing, const struct join *join,
                          enum where where, struct pm_merge_comments *out)
{
    struct pm_merge_comments sides[PM_MERGE_SIDES] = {0};
    for (int side = 0; side < PM_MERGE_SIDES; side++) {
        const struct pm_merge_item *item = join->items[side];
        if (!item || (where == INSIDE && !item->open)) continue;
        size_t from = where == ABOVE ? item->first : item->behind;
        size_t to = where == ABOVE ? item->head : item->end;
        if (where == INSIDE) {
            from = item->parts_end;
            to = item->inside;
        }
        pm_merge_add_comments(writing->arena, item->side, from, to, &sides[side]);
    }
    pm_merge_comments(writing->arena, sides, out);
}

static void find_join(struct pm_merge_writing *writing, const struct pm_merge_entry *entry,
                      struct join *join)
{
    struct pm_merge_block blocks[PM_MERGE_SIDES] = {0};
    *join = (struct join){.items = entry->items};
    join->has_head =
        pm_merge_heads(writing->arena, entry->items, writing->joins_heads, &join->head);
    join_comments(writing, join, ABOVE, &join->above);
    join_comments(writing, join, INSIDE, &join->inside);
    join_comments(writing, join, BEHIND, &join->behind);
    for (int side = 0; side < PM_MERGE_SIDES; side++) {
        const struct pm_merge_item *item = entry->items[side];
        if (!item) continue;
        blocks[side] = (struct pm_merge_block){item->items, item->item_count};
        if (side != PM_MERGE_BASE && item->open) join->has_block = true;
    }
    if (join->has_block) pm_merge_pair(writing->arena, blocks, &join->entries);
}

/* ---- On one line ---- */

static bool has_line_end(struct pm_text text)
{
    return text.size && memchr(text.bytes, '\n', text.size);
}

static bool has_comments(const struct pm_merge_item *item)
{
    for (size_t i = item->first; i < item->end; i++)
        if (item->side->tokens->items[i].kind == PM_TOKEN_COMMENT) return true;
    return false;
}

/* True when a side has the block, and not on one line. */
static bool is_tall(const struct pm_merge_item *item)
{
    return item->open && has_line_end(pm_merge_range(item->side, item->open, item->close + 1));
}

static bool write_flat_block(struct pm_merge_writing *writing,
                             const struct pm_merge_entries *entries);

static bool write_flat_join(struct pm_merge_writing *writing, const struct join *join)
{
    bool has_text = join->above.list.count || join->inside.list.count || join->behind.list.count;
    if (!join->has_head || has_text || has_line_end(join->head)) return false;
    if (is_tall(join->items[PM_MERGE_OURS]) || is_tall(join->items[PM_MERGE_THEIRS])) return false;
    pm_merge_write_text(writing, join->head);
    return !join->has_block || write_flat_block(writing, &join->entries);
}

static bool write_flat_entry(struct pm_merge_writing *writing, const struct pm_merge_entry *entry)
{
    if (entry->outcome == PM_MERGE_CONFLICT) return false;
    if (entry->outcome == PM_MERGE_JOIN) {
        struct join join;
        find_join(writing, entry, &join);
        return write_flat_join(writing, &join);
    }
    struct pm_text text =
        pm_merge_range(entry->taken->side, entry->taken->first, entry->taken->end);
    if (has_line_end(text) || has_comments(entry->taken)) return false;
    pm_merge_write_text(writing, text);
    return true;
}

/* Writes ` { a ; b }`; false, with something written, when that cannot be. */
static bool write_flat_block(struct pm_merge_writing *writing,
                             const struct pm_merge_entries *entries)
{
    put(writing, " {");
    for (size_t i = 0; i < entries->list.count; i++) {
        put(writing, i ? " ; " : " ");
        if (!write_flat_entry(writing, &entries->list.items[i])) return false;
    }
    put(writing, " }");
    return true;
}

/* Writes the statement on one line; false, and nothing is written, when that cannot be. */
static bool write_flat(struct pm_merge_writing *writing, const struct join *join,
                       struct pm_text indent)
{
    size_t begin = writing->out.count;
    if (!join->has_block) return false;
    pm_merge_write_text(writing, indent);
    bool is_flat = write_flat_join(writing, join);
    size_t size = writing->out.count - begin;
    if (is_flat && pm_utf8_count(writing->out.items + begin, size) <= PM_FORMAT_WIDTH) {
        end_line(writing);
        return true;
    }
    writing->out.count = begin;
    return false;
}

/* ---- On several lines ---- */

/* The comments behind something, on its line. */
static void write_behind(struct pm_merge_writing *writing, const struct pm_merge_comments *comments)
{
    for (size_t i = 0; i < comments->list.count; i++) {
        put(writing, i ? " " : "  ");
        pm_merge_write_text(writing, comments->list.items[i]);
    }
    end_line(writing);
}

/* The word and parts as one side has them, as a line. */
static struct pm_text head_line(struct pm_merge_writing *writing, const struct join *join,
                                enum pm_merge_side side, struct pm_text indent)
{
    const struct pm_merge_item *item = join->items[side];
    struct pm_text head = pm_merge_range(item->side, item->head, item->parts_end);
    return pm_text_from(pm_arena_format(writing->arena, "%.*s%.*s%s%s", (int)indent.size,
                                        indent.bytes, (int)head.size, head.bytes,
                                        join->has_block ? " {" : "", writing->line_end));
}

static void write_head(struct pm_merge_writing *writing, const struct join *join,
                       struct pm_text indent)
{
    const struct pm_merge_comments *on_line = join->has_block ? &join->inside : &join->behind;
    if (join->has_head) {
        pm_merge_write_text(writing, indent);
        pm_merge_write_text(writing, join->head);
        if (join->has_block) put(writing, " {");
        write_behind(writing, on_line);
        return;
    }
    for (size_t i = 0; i < on_line->list.count; i++) {
        pm_merge_write_text(writing, indent);
        pm_merge_write_text(writing, on_line->list.items[i]);
        end_line(writing);
    }
    pm_merge_write_conflict(writing, head_line(writing, join, PM_MERGE_OURS, indent),
                            head_line(writing, join, PM_MERGE_THEIRS, indent));
}

static void write_join(struct pm_merge_writing *writing, const struct pm_merge_entry *entry,
                       struct pm_text otherwise)
{
    struct join join;
    find_join(writing, entry, &join);
    struct pm_text indent = indent_of(entry->items[PM_MERGE_OURS], otherwise);
    if (write_flat(writing, &join, indent)) return;
    for (size_t i = 0; i < join.above.list.count; i++) {
        pm_merge_write_text(writing, indent);
        pm_merge_write_text(writing, join.above.list.items[i]);
        end_line(writing);
    }
    write_head(writing, &join, indent);
    if (!join.has_block) return;
    write_block(writing, &join.entries, deeper(writing->arena, indent), true);
    pm_merge_write_text(writing, indent);
    put(writing, "}");
    write_behind(writing, &join.behind);
}

static void write_block(struct pm_merge_writing *writing, const struct pm_merge_entries *entries,
                        struct pm_text indent, bool is_inner)
{
    for (size_t i = 0; i < entries->list.count; i++) {
        const struct pm_merge_entry *entry = &entries->list.items[i];
        const struct pm_merge_item *first = entry->taken;
        if (!first) first = entry->items[PM_MERGE_OURS];
        if (i || (!is_inner && writing->out.count)) write_empty_lines(writing, first);
        if (entry->outcome == PM_MERGE_JOIN) {
            write_join(writing, entry, indent);
            continue;
        }
        struct pm_text lines = lines_of(writing, first, indent);
        bool is_ours = first == entry->items[PM_MERGE_OURS];
        if (entry->outcome == PM_MERGE_TAKE)
            pm_merge_write_text(writing, lines);
        else
            pm_merge_write_conflict(writing, is_ours ? lines : PM_TEXT(""),
                                    is_ours ? PM_TEXT("") : lines);
    }
}

void pm_merge_write(struct pm_merge_writing *writing,
                    const struct pm_merge_text *const sides[PM_MERGE_SIDES])
{
    struct pm_merge_block blocks[PM_MERGE_SIDES];
    struct pm_merge_entries entries = {0};
    for (int side = 0; side < PM_MERGE_SIDES; side++)
        blocks[side] = (struct pm_merge_block){sides[side]->items, sides[side]->item_count};
    pm_merge_pair(writing->arena, blocks, &entries);
    write_block(writing, &entries, PM_TEXT(""), false);
}
