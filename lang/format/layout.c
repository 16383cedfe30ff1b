#include "lang/format/formatter.h"

#include <assert.h>
#include <string.h>

enum { LEVEL = 2, GOING_ON = 4 }; /* blanks of a level; of a line that goes on, besides */

/* Lines are put together first and written at the end, for comments behind statements that follow
 * each other are aligned. */
struct line {
    size_t begin; /* of its text, in the bytes of the layout */
    size_t end;
    size_t indent;
    size_t width;           /* with the indentation; of a tall text, of its last line */
    bool is_tall;           /* has a text of several lines */
    bool is_apart;          /* an empty line stands before it */
    bool is_comment;        /* nothing but a comment */
    struct pm_text comment; /* behind the text; size 0: none */
};

struct layout {
    struct pm_formatter *formatter;
    struct pm_arena *scratch;
    PM_ARRAY(char) bytes;
    PM_ARRAY(struct line) lines;
    size_t depth;                /* of blocks that have lines of their own */
    size_t flat_depth;           /* of blocks on one line, within one another */
    const struct pm_token *last; /* the last one that was put; NULL at the start */
};

static const struct pm_token *token_at(const struct layout *layout, size_t at)
{
    return &layout->formatter->tokens->items[layout->formatter->order[at]];
}

static struct line *current(struct layout *layout)
{
    return &layout->lines.items[layout->lines.count - 1];
}

/* ---- putting text */

static void put_bytes(struct layout *layout, struct pm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        PM_PUSH(layout->scratch, &layout->bytes, text.bytes[i]);
    struct line *line = current(layout);
    line->end = layout->bytes.count;
    line->width += pm_utf8_count(text.bytes, text.size);
}

static void put_token(struct layout *layout, const struct pm_token *token)
{
    struct line *line = current(layout);
    size_t indent = layout->depth * LEVEL + GOING_ON;
    struct pm_text text = pm_piece_text(layout->formatter, token, indent);
    put_bytes(layout, text);
    layout->last = token;
    if (!pm_piece_is_tall(layout->formatter, token)) return;
    size_t last_line = text.size;
    while (text.bytes[last_line - 1] != '\n')
        last_line--;
    line->is_tall = true;
    line->width = pm_utf8_count(text.bytes + last_line, text.size - last_line);
}

static void start_line(struct layout *layout, size_t indent, bool is_apart)
{
    struct line line = {.begin = layout->bytes.count,
                        .end = layout->bytes.count,
                        .indent = indent,
                        .width = indent,
                        .is_apart = is_apart && layout->lines.count};
    PM_PUSH(layout->scratch, &layout->lines, line);
}

/* True when the source has an empty line before the token, `;` set aside, and it may stay: not
 * after an opening brace. */
static bool is_apart(const struct layout *layout, const struct pm_token *token)
{
    if (layout->last && pm_piece_is(layout->last, '{')) return false;
    const char *bytes = layout->formatter->source->text.bytes;
    int line_ends = 0;
    for (uint32_t at = token->begin; at > 0 && line_ends < 2; at--) {
        if (bytes[at - 1] == '\n')
            line_ends++;
        else if (!strchr(" \t\r;", bytes[at - 1]))
            break;
    }
    return line_ends == 2;
}

/* ---- blocks on one line */

/* True when the block was written on one line, or is empty. */
static bool was_flat(const struct layout *layout, size_t at)
{
    const struct pm_formatter *formatter = layout->formatter;
    if (pm_piece_is(token_at(layout, at + 1), '}')) return true;
    size_t opening = formatter->order[at];
    for (size_t i = opening + 1; i <= formatter->partners[opening]; i++) {
        const struct pm_token *token = &formatter->tokens->items[i];
        if (token->first || pm_piece_is_tall(formatter, token)) return false;
    }
    return true;
}

/* What stands between two tokens of a block on one line. */
static const char *flat_gap(const struct pm_token *before, const struct pm_token *token)
{
    if (token->role == PM_ROLE_HEAD && !pm_piece_is(before, '{')) return " ; ";
    return pm_piece_needs_blank(before, token) ? " " : "";
}

/* True when the line, and the block that is to begin on it, fit the width. */
static bool fits_flat(struct layout *layout, size_t at)
{
    size_t closing = layout->formatter->partners[layout->formatter->order[at]];
    size_t width = current(layout)->width;
    const struct pm_token *before = layout->last;
    for (;; at++) {
        const struct pm_token *token = token_at(layout, at);
        struct pm_text text = pm_piece_text(layout->formatter, token, 0);
        width += strlen(flat_gap(before, token)) + pm_utf8_count(text.bytes, text.size);
        if (width > PM_FORMAT_WIDTH) return false;
        if (layout->formatter->order[at] == closing) return true;
        before = token;
    }
}

/* ---- tokens by their role */

static void put_comment(struct layout *layout, size_t at)
{
    const struct pm_formatter *formatter = layout->formatter;
    const struct pm_token *token = token_at(layout, at);
    struct pm_text text = pm_piece_text(formatter, token, 0);
    bool is_behind = !token->first && layout->last && !current(layout)->comment.size &&
                     !current(layout)->is_comment;
    if (is_behind) {
        current(layout)->comment = text;
    } else {
        size_t next = at;
        while (next < formatter->order_count && token_at(layout, next)->kind == PM_TOKEN_COMMENT)
            next++;
        bool ends = next == formatter->order_count;
        bool goes_on = !ends && token_at(layout, next)->role != PM_ROLE_HEAD &&
                       !pm_piece_is(token_at(layout, next), '}');
        start_line(layout, layout->depth * LEVEL + (goes_on ? GOING_ON : 0),
                   !goes_on && is_apart(layout, token));
        put_bytes(layout, text);
        current(layout)->is_comment = true;
    }
    layout->last = token;
}

static void put_head(struct layout *layout, const struct pm_token *token)
{
    if (layout->flat_depth)
        put_bytes(layout, pm_text_from(flat_gap(layout->last, token)));
    else
        start_line(layout, layout->depth * LEVEL, is_apart(layout, token));
    put_token(layout, token);
}

static void put_opening(struct layout *layout, size_t at)
{
    assert(layout->last); /* the statement's word */
    const struct pm_token *token = token_at(layout, at);
    bool after_comment = layout->last->kind == PM_TOKEN_COMMENT;
    if (after_comment) start_line(layout, layout->depth * LEVEL, false);
    bool is_flat = layout->flat_depth || (was_flat(layout, at) && fits_flat(layout, at));
    if (!after_comment) put_bytes(layout, PM_TEXT(" "));
    put_token(layout, token);
    if (is_flat)
        layout->flat_depth++;
    else
        layout->depth++;
}

static void put_closing(struct layout *layout, const struct pm_token *token)
{
    if (layout->flat_depth) {
        layout->flat_depth--;
        put_bytes(layout, PM_TEXT(" "));
    } else {
        layout->depth--;
        start_line(layout, layout->depth * LEVEL, false);
    }
    put_token(layout, token);
}

/* A token within a statement. The author's line breaks stay; a bracket that closes stands below the
 * statement. */
static void put_part(struct layout *layout, const struct pm_token *token)
{
    assert(layout->last); /* the statement's word */
    if (token->first || layout->last->kind == PM_TOKEN_COMMENT) {
        bool closes = pm_piece_is(token, ')') || pm_piece_is(token, ']');
        start_line(layout, layout->depth * LEVEL + (closes ? 0 : GOING_ON), false);
    } else if (pm_piece_needs_blank(layout->last, token)) {
        put_bytes(layout, PM_TEXT(" "));
    }
    put_token(layout, token);
}

static void put(struct layout *layout, size_t at)
{
    const struct pm_token *token = token_at(layout, at);
    if (token->kind == PM_TOKEN_COMMENT)
        put_comment(layout, at);
    else if (token->role == PM_ROLE_HEAD)
        put_head(layout, token);
    else if (pm_piece_is(token, '{'))
        put_opening(layout, at);
    else if (pm_piece_is(token, '}'))
        put_closing(layout, token);
    else
        put_part(layout, token);
}

/* ---- lines */

struct writing {
    char *bytes;
    size_t size;
};

static void write_text(struct writing *writing, struct pm_text text)
{
    if (text.size) memcpy(writing->bytes + writing->size, text.bytes, text.size);
    writing->size += text.size;
}

static void write_blanks(struct writing *writing, size_t count)
{
    memset(writing->bytes + writing->size, ' ', count);
    writing->size += count;
}

/* True when the comment of a line belongs to a run with that of the line before: the end of a block
 * says nothing about what follows. */
static bool goes_with(const struct layout *layout, size_t at)
{
    const struct line *line = &layout->lines.items[at];
    const struct line *before = line - 1;
    return line->comment.size && line->indent == before->indent && !line->is_apart &&
           !line->is_tall && layout->bytes.items[before->begin] != '}';
}

/* The column at which the comments of the lines from `first` begin, and how many lines that holds
 * for: those that follow each other on one level. Where one would not fit, each stands by itself. */
static size_t align_comments(const struct layout *layout, size_t first, size_t *count)
{
    const struct line *lines = layout->lines.items;
    size_t widest = 0;
    size_t longest = 0;
    size_t end = first;
    while (end < layout->lines.count && (end == first || goes_with(layout, end))) {
        size_t size = pm_utf8_count(lines[end].comment.bytes, lines[end].comment.size);
        if (lines[end].width > widest) widest = lines[end].width;
        if (size > longest) longest = size;
        end++;
    }
    bool fits = widest + 2 + longest <= PM_FORMAT_WIDTH;
    *count = fits ? end - first : 1;
    return fits ? widest + 2 : lines[first].width + 2;
}

static struct pm_text write_lines(const struct layout *layout)
{
    size_t most = layout->bytes.count;
    for (size_t i = 0; i < layout->lines.count; i++)
        most += layout->lines.items[i].indent + layout->lines.items[i].comment.size +
                PM_FORMAT_WIDTH + 2;
    struct writing writing = {pm_arena_alloc(layout->formatter->arena, most + 1), 0};
    size_t aligned = 0; /* lines whose comments begin at `column` */
    size_t column = 0;
    for (size_t i = 0; i < layout->lines.count; i++) {
        const struct line *line = &layout->lines.items[i];
        if (line->is_apart) write_text(&writing, PM_TEXT("\n"));
        write_blanks(&writing, line->indent);
        write_text(&writing,
                   (struct pm_text){layout->bytes.items + line->begin, line->end - line->begin});
        if (!aligned && line->comment.size) column = align_comments(layout, i, &aligned);
        if (aligned) {
            write_blanks(&writing, column - line->width);
            write_text(&writing, line->comment);
            aligned--;
        }
        write_text(&writing, PM_TEXT("\n"));
    }
    return (struct pm_text){writing.bytes, writing.size};
}

struct pm_text pm_layout(struct pm_formatter *formatter)
{
    struct layout layout = {.formatter = formatter,
                            .scratch = pm_arena_new_scratch(formatter->arena)};
    for (size_t i = 0; i < formatter->order_count; i++)
        put(&layout, i);
    struct pm_text text = write_lines(&layout);
    pm_arena_free(layout.scratch);
    return text;
}
