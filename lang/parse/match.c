#include "lang/parse/parser.h"

#include <assert.h>
#include <string.h>

/* The parts of one statement against the reading of its row.
 *
 * The table's checks make one look ahead enough: in a run of groups, and between a group and what
 * follows it, what may come first differs. So a group whose first item fits must be finished, and
 * only the alternatives of a row are tried one after the other. */
struct matcher {
    struct pm_parser *parser;
    const struct pm_part *parts;
    size_t count;
    struct pm_mismatch mismatch;
};

static bool match_alternatives(struct matcher *matcher, const struct pm_reads *reads, size_t *at);

const struct pm_reads *pm_parser_reads(struct pm_parser *parser, const struct pm_row *row)
{
    const struct pm_reads **reads = &parser->vocabulary->reads[row->id];
    if (!*reads) *reads = pm_reads_compile(parser->vocabulary->arena, row->reads);
    return *reads;
}

struct pm_text pm_part_word(const struct pm_parser *parser, const struct pm_part *part)
{
    if (part->is_link) return part->text;
    const struct pm_node *node = parser->nodes.items[part->first];
    return part->count == 1 && node->kind == PM_NODE_NAME ? node->text : PM_TEXT("");
}

bool pm_part_fits(const struct pm_parser *parser, const struct pm_part *part,
                  const struct pm_item *item)
{
    if (item->kind == PM_ITEM_WORD) return pm_text_is(pm_part_word(parser, part), item->key);
    if (item->kind == PM_ITEM_GROUP || part->is_link) return false;
    if (part->count > 1 && !item->part->many) return false;
    for (size_t i = 0; i < part->count; i++)
        if (!(pm_shapes_of(parser->nodes.items[part->first + i]) & item->part->shapes))
            return false;
    return true;
}

static bool fits(const struct matcher *matcher, size_t at, const struct pm_item *item)
{
    return at < matcher->count && pm_part_fits(matcher->parser, &matcher->parts[at], item);
}

/* ---- what stood where the row wanted something else */

static void want(struct matcher *matcher, size_t at, const struct pm_item *item,
                 const struct pm_sequence *within)
{
    struct pm_mismatch *mismatch = &matcher->mismatch;
    if (at < mismatch->at) return;
    if (at > mismatch->at) *mismatch = (struct pm_mismatch){.at = at};
    if (mismatch->wanted_count == PM_MOST_WANTED) return;
    mismatch->within[mismatch->wanted_count] = within;
    mismatch->wanted[mismatch->wanted_count++] = item;
}

static void want_group(struct matcher *matcher, size_t at, const struct pm_reads *group)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct pm_sequence *sequence = &group->alternatives[i];
        if (sequence->count) want(matcher, at, &sequence->items[0], sequence);
    }
}

/* A part that must stand at `at` does not. */
static bool miss(struct matcher *matcher, size_t at, const struct pm_sequence *sequence,
                 size_t index)
{
    want(matcher, at, &sequence->items[index], NULL);
    if (matcher->mismatch.at == at && !matcher->mismatch.sequence) {
        matcher->mismatch.sequence = sequence;
        matcher->mismatch.index = index;
    }
    return false;
}

/* ---- matching */

static void fill(struct matcher *matcher, const struct pm_item *item, size_t at)
{
    struct pm_parser *parser = matcher->parser;
    const struct pm_part *part = &matcher->parts[at];
    struct pm_slot slot = {.key = item->key, .after = item->after, .span = part->span};
    if (item->kind == PM_ITEM_KIND) {
        slot.node_count = part->count;
        slot.nodes = parser->nodes.items + part->first; /* moved to the arena at the end */
    }
    PM_PUSH(parser->arena, &parser->slots, slot);
}

/* The group of a run that begins with this part: those that begin with a word are asked first, for
 * a word may look like a name. The count when there is none. */
static size_t find_group(const struct matcher *matcher, const struct pm_item *groups, size_t count,
                         unsigned used, size_t at)
{
    for (int pass = 0; pass < 2; pass++) {
        enum pm_item_kind wanted = pass == 0 ? PM_ITEM_WORD : PM_ITEM_KIND;
        for (size_t i = 0; i < count; i++) {
            const struct pm_item *first = &groups[i].group->alternatives[0].items[0];
            if (!(used & 1U << i) && first->kind == wanted && fits(matcher, at, first)) return i;
        }
    }
    return count;
}

/* Groups that stand side by side: in any order, each at most once. */
static bool match_run(struct matcher *matcher, const struct pm_item *groups, size_t count,
                      size_t *at)
{
    unsigned used = 0;
    for (;;) {
        size_t found = find_group(matcher, groups, count, used, *at);
        if (found == count) break;
        used |= 1U << found;
        if (!match_alternatives(matcher, groups[found].group, at)) return false;
    }
    for (size_t i = 0; i < count; i++)
        if (!(used & 1U << i)) want_group(matcher, *at, groups[i].group);
    return true;
}

static bool match_sequence(struct matcher *matcher, const struct pm_sequence *sequence, size_t *at)
{
    for (size_t i = 0; i < sequence->count; i++) {
        const struct pm_item *item = &sequence->items[i];
        if (item->kind == PM_ITEM_GROUP) {
            size_t end = i;
            while (end < sequence->count && sequence->items[end].kind == PM_ITEM_GROUP)
                end++;
            if (!match_run(matcher, item, end - i, at)) return false;
            i = end - 1;
            continue;
        }
        if (!fits(matcher, *at, item)) return miss(matcher, *at, sequence, i);
        fill(matcher, item, *at);
        (*at)++;
    }
    return true;
}

/* The first alternative that matches; within the row itself, that leaves nothing over. */
static bool match_alternatives(struct matcher *matcher, const struct pm_reads *reads, size_t *at)
{
    size_t slot_count = matcher->parser->slots.count;
    for (size_t i = 0; i < reads->count; i++) {
        size_t end = *at;
        matcher->parser->slots.count = slot_count;
        if (!match_sequence(matcher, &reads->alternatives[i], &end)) continue;
        *at = end;
        return true;
    }
    return false;
}

static bool match_row(struct matcher *matcher, const struct pm_reads *reads)
{
    for (size_t i = 0; i < reads->count; i++) {
        size_t end = 0;
        matcher->parser->slots.count = 0;
        if (!match_sequence(matcher, &reads->alternatives[i], &end)) continue;
        if (end == matcher->count) return true;
        if (end > matcher->mismatch.at) matcher->mismatch = (struct pm_mismatch){.at = end};
    }
    return false;
}

/* Gives a statement the slots that were filled; their nodes get room of their own. */
static void keep_slots(struct pm_parser *parser, struct pm_statement *statement)
{
    size_t node_count = 0;
    for (size_t i = 0; i < parser->slots.count; i++)
        node_count += parser->slots.items[i].node_count;
    if (!parser->slots.count) return;
    statement->slot_count = parser->slots.count;
    statement->slots = PM_NEW_ITEMS(parser->arena, struct pm_slot, parser->slots.count);
    struct pm_node **nodes = PM_NEW_ITEMS(parser->arena, struct pm_node *, node_count);
    for (size_t i = 0; i < parser->slots.count; i++) {
        struct pm_slot slot = parser->slots.items[i];
        if (slot.node_count) {
            memcpy(nodes, slot.nodes, slot.node_count * sizeof *nodes);
            slot.nodes = nodes;
            nodes += slot.node_count;
        }
        statement->slots[i] = slot;
    }
}

static void match_parts(struct pm_parser *parser, const struct pm_frame *frame,
                        const struct pm_row *row)
{
    struct matcher matcher = {
        .parser = parser, .parts = parser->parts.items, .count = parser->parts.count};
    parser->slots.count = 0;
    if (!match_row(&matcher, pm_parser_reads(parser, row))) {
        frame->statement->damaged = true;
        pm_report_mismatch(parser, frame, row, &matcher.mismatch);
    }
    keep_slots(parser, frame->statement);
}

/* ---- the row of a statement */

static const struct pm_row *find_row(struct pm_parser *parser, struct pm_text word,
                                     const char *place)
{
    size_t hash = (size_t)(uintptr_t)place;
    for (size_t i = 0; i < word.size; i++)
        hash = hash * 31 + (unsigned char)word.bytes[i];
    struct pm_cached_row *cached = &parser->vocabulary->cache[(hash ^ hash >> 8) % PM_CACHED_ROWS];
    if (cached->row && cached->place == place && pm_text_is(word, cached->row->word))
        return cached->row;
    *cached = (struct pm_cached_row){place, pm_row_find(word, place)};
    return cached->row;
}

/* The first row with this word, wherever it stands. */
static const struct pm_row *find_anywhere(struct pm_text word)
{
    for (int id = 0; id < PM_ROW_COUNT; id++)
        if (pm_text_is(word, pm_row((enum pm_row_id)id)->word)) return pm_row((enum pm_row_id)id);
    return NULL;
}

/* The frame around the innermost one; NULL at the top of the file. */
static const struct pm_frame *parent_of(const struct pm_parser *parser)
{
    size_t depth = parser->frames.count;
    return depth > 1 ? &parser->frames.items[depth - 2] : NULL;
}

void pm_match_statement(struct pm_parser *parser, struct pm_frame *frame)
{
    struct pm_statement *statement = frame->statement;
    const struct pm_frame *parent = parent_of(parser);
    const char *place = parent ? parent->place : "file";
    statement->damaged = parser->said || !place;
    if (!place) return;
    statement->row = find_row(parser, statement->word, place);
    if (statement->row) {
        frame->place = statement->row->word;
        if (!statement->damaged) match_parts(parser, frame, statement->row);
        return;
    }
    statement->row = find_anywhere(statement->word);
    if (statement->row) {
        frame->place = statement->row->word;
        if (parent && parent->is_guess) parser->said = true;
        if (!parser->said) pm_report_elsewhere(parser, frame, statement->row, place);
    } else {
        pm_report_unknown(parser, frame, place);
    }
    statement->damaged = true;
}
