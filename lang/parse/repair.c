#include "lang/parse/parser.h"

#include <string.h>

/* Braces against indentation.
 *
 * A first parse has told which words begin statements. Line by line: a statement that is not deeper
 * than the line of an open block ends that block (a `}` is missing before it); a deeper one, under
 * a statement without a block, whose lines end in a `}` at that statement's level, is inside it (a
 * `{` is missing); a `}` deeper than the block it would close is one too many. The result is only a
 * proposal: the caller parses again and compares. */
struct opener {
    size_t token;
    size_t head;
    uint32_t base; /* indentation of the line on which its statement begins */
    size_t line;
    bool is_added; /* by an edit */
};

struct line {
    size_t token; /* its first one */
    uint32_t indent;
};

struct repair {
    struct pm_parser *parser;
    PM_ARRAY(struct line) lines; /* those with more than a comment */
    const struct pm_token *tokens;
    size_t count;
    PM_ARRAY(struct opener) openers;
    PM_ARRAY(struct pm_edit) edits;
    size_t line;          /* index after the current one */
    uint32_t indent;      /* of the current line */
    size_t head;          /* the last word that began a statement; PM_NO_TOKEN at the start */
    uint32_t head_indent; /* of its line */
    size_t last;          /* the last token before this one; PM_NO_TOKEN at the start */
};

static bool is_sign(const struct repair *repair, size_t token, char sign)
{
    return pm_token_is_sign(&repair->tokens[token], sign);
}

static bool is_head(const struct repair *repair, size_t token)
{
    return repair->tokens[token].role == PM_ROLE_HEAD;
}

static struct opener *top(struct repair *repair)
{
    return repair->openers.count ? &repair->openers.items[repair->openers.count - 1] : NULL;
}

static void edit(struct repair *repair, struct pm_edit made)
{
    PM_PUSH(repair->parser->arena, &repair->edits, made);
}

/* Closes the innermost block before a token. */
static void add_closing(struct repair *repair, size_t before)
{
    const struct opener *opener = &repair->openers.items[repair->openers.count - 1];
    if (!opener->is_added) {
        struct pm_edit made = {PM_ADD_CLOSING, before, opener->token, opener->head};
        edit(repair, made);
    }
    repair->openers.count--;
}

/* True when the lines from the current one on, deeper than `base`, end in a `}` at `base`. */
static bool closes_at(const struct repair *repair, uint32_t base)
{
    size_t line = repair->line;
    while (line < repair->lines.count && repair->lines.items[line].indent > base)
        line++;
    if (line == repair->lines.count) return false;
    const struct line *end = &repair->lines.items[line];
    return end->indent == base && is_sign(repair, end->token, '}');
}

static struct pm_text text_of(const struct repair *repair, size_t token)
{
    const struct pm_token *t = &repair->tokens[token];
    return (struct pm_text){repair->parser->source->text.bytes + t->begin, t->end - t->begin};
}

/* True when a statement with this word may have a block. */
static bool takes_block(const struct repair *repair, size_t head)
{
    struct pm_text word = text_of(repair, head);
    for (int id = 0; id < PM_ROW_COUNT; id++) {
        const struct pm_row *row = pm_row((enum pm_row_id)id);
        if (pm_text_is(word, row->word) && strstr(row->reads, "{}")) return true;
    }
    return false;
}

/* A statement that begins a line. */
static void begin_line(struct repair *repair, size_t token)
{
    while (top(repair) && repair->indent <= top(repair)->base)
        add_closing(repair, token);
    if (repair->head == PM_NO_TOKEN || repair->indent <= repair->head_indent) return;
    if (is_sign(repair, repair->last, '{') || is_sign(repair, repair->last, '}')) return;
    if (!closes_at(repair, repair->head_indent) || !takes_block(repair, repair->head)) return;
    struct pm_edit made = {PM_ADD_OPENING, token, 0, repair->head};
    edit(repair, made);
    struct opener opener = {token, repair->head, repair->head_indent, repair->line, true};
    PM_PUSH(repair->parser->arena, &repair->openers, opener);
}

/* A `}` that begins a line. */
static void close_line(struct repair *repair, size_t token)
{
    size_t level = repair->openers.count;
    while (level > 0 && repair->openers.items[level - 1].base > repair->indent)
        level--;
    bool has_partner = level > 0 && repair->openers.items[level - 1].base == repair->indent;
    if (has_partner) {
        while (repair->openers.count > level)
            add_closing(repair, token);
        repair->openers.count--;
    } else if (top(repair) && top(repair)->base < repair->indent) {
        struct pm_edit made = {PM_DROP, token, 0, 0};
        edit(repair, made);
    } else if (top(repair)) {
        repair->openers.count--;
    }
}

/* Where, in a statement that has no block on this line, its block may begin: at the first word that
 * stands in blocks of its kind. PM_NO_TOKEN: nowhere. */
static size_t find_block(const struct repair *repair, size_t head, size_t end)
{
    struct pm_text word = text_of(repair, head);
    if (word.size >= 32) return PM_NO_TOKEN;
    char place[32] = "";
    memcpy(place, word.bytes, word.size);
    for (size_t i = head + 1; i < end; i++) {
        if (repair->tokens[i].kind == PM_TOKEN_SIGN && strchr("{};", (char)repair->tokens[i].sign))
            return PM_NO_TOKEN;
        bool follows_name =
            i > head + 1 || pm_text_is(word, "privacy") || pm_text_is(word, "rules");
        if (repair->tokens[i].kind != PM_TOKEN_WORD || !follows_name) continue;
        if (pm_row_find(text_of(repair, i), place)) return i;
    }
    return PM_NO_TOKEN;
}

enum { LONGEST_SEARCH = 128 }; /* tokens before a `}`, for the statement that lacks its `{` */

/* A `}` within a line whose `{` is on no part of the line. */
static void close_within(struct repair *repair, size_t token)
{
    const struct opener *opener = top(repair);
    if (opener && opener->line == repair->line) {
        repair->openers.count--;
        return;
    }
    size_t begin = repair->lines.items[repair->line - 1].token;
    if (begin + LONGEST_SEARCH < token) begin = token - LONGEST_SEARCH;
    for (size_t i = begin; i < token; i++) {
        if (!is_head(repair, i)) continue;
        size_t block = find_block(repair, i, token);
        if (block == PM_NO_TOKEN) continue;
        struct pm_edit made = {PM_ADD_OPENING, block, 0, i};
        edit(repair, made);
        return;
    }
    if (opener && opener->base < repair->indent) {
        struct pm_edit made = {PM_DROP, token, 0, 0};
        edit(repair, made);
    } else if (opener) {
        repair->openers.count--;
    }
}

/* A linking word that begins a line, carries the statement on, and stands in blocks of its kind:
 * `source tests` / `  from csv ...`, with the `{` missing. */
static bool begins_child(const struct repair *repair, size_t token)
{
    if (repair->tokens[token].role != PM_ROLE_LINK || repair->head == PM_NO_TOKEN) return false;
    return find_block(repair, repair->head, token + 1) == token;
}

static void begin_token(struct repair *repair, size_t token)
{
    bool closes = is_sign(repair, token, '}');
    if (repair->tokens[token].first) {
        repair->indent = repair->lines.items[repair->line++].indent;
        if (closes) {
            close_line(repair, token);
        } else if (is_head(repair, token) || begins_child(repair, token)) {
            begin_line(repair, token);
        }
    } else if (closes) {
        close_within(repair, token);
    }
    if (is_head(repair, token) || (repair->tokens[token].first && begins_child(repair, token))) {
        repair->head = token;
        repair->head_indent = repair->indent;
    }
    if (is_sign(repair, token, '{')) {
        uint32_t base = repair->head == PM_NO_TOKEN ? repair->indent : repair->head_indent;
        struct opener opener = {token, repair->head, base, repair->line, false};
        PM_PUSH(repair->parser->arena, &repair->openers, opener);
    }
    repair->last = token;
}

static int compare_edits(const struct pm_edit *a, const struct pm_edit *b)
{
    return (a->token > b->token) - (a->token < b->token);
}

/* Orders the edits by their tokens; those at one token stay as they are. */
static void sort_edits(struct pm_edit *edits, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct pm_edit moved = edits[i];
        size_t at = i;
        while (at > 0 && compare_edits(&edits[at - 1], &moved) > 0) {
            edits[at] = edits[at - 1];
            at--;
        }
        edits[at] = moved;
    }
}

const struct pm_edit *pm_repair_find(struct pm_parser *parser, size_t *count)
{
    struct repair repair = {.parser = parser,
                            .tokens = parser->cursor.tokens,
                            .count = parser->cursor.count,
                            .head = PM_NO_TOKEN,
                            .last = PM_NO_TOKEN};
    for (size_t i = 0; i < repair.count; i++) {
        if (!repair.tokens[i].first || repair.tokens[i].kind == PM_TOKEN_COMMENT) continue;
        struct line line = {i, pm_indentation(parser->source, &repair.tokens[i])};
        PM_PUSH(parser->arena, &repair.lines, line);
    }
    for (size_t i = 0; i < repair.count; i++)
        if (repair.tokens[i].kind != PM_TOKEN_COMMENT) begin_token(&repair, i);
    /* only an opening within a line is found after later tokens, so this is nearly sorted */
    sort_edits(repair.edits.items, repair.edits.count);
    *count = repair.edits.count;
    return repair.edits.items;
}

/* A brace that is not written, just behind the token before `before`. */
static struct pm_token make_brace(const struct pm_tokens *tokens, size_t before, char sign)
{
    while (before > 0 && tokens->items[before - 1].kind == PM_TOKEN_COMMENT)
        before--;
    uint32_t at = before ? tokens->items[before - 1].end : 0;
    struct pm_token token = {.begin = at, .end = at, .kind = PM_TOKEN_SIGN};
    token.sign = (unsigned char)sign;
    return token;
}

struct pm_tokens pm_repair_make(struct pm_arena *arena, const struct pm_tokens *tokens,
                                const struct pm_edit *edits, size_t count)
{
    struct pm_tokens made = {0};
    made.items = PM_NEW_ITEMS(arena, struct pm_token, tokens->count + count);
    size_t next = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        bool is_dropped = false;
        for (; next < count && edits[next].token == i; next++) {
            if (edits[next].kind == PM_DROP) {
                is_dropped = true;
                continue;
            }
            char sign = edits[next].kind == PM_ADD_OPENING ? '{' : '}';
            made.items[made.count++] = make_brace(tokens, i, sign);
        }
        if (!is_dropped) made.items[made.count++] = tokens->items[i];
    }
    return made;
}
