#include "lang/format/formatter.h"

#include <string.h>

bool pm_piece_is(const struct pm_token *token, char sign)
{
    return token->kind == PM_TOKEN_SIGN && token->sign == (unsigned char)sign;
}

struct pm_text pm_piece_source(const struct pm_formatter *formatter, const struct pm_token *token)
{
    return (struct pm_text){formatter->source->text.bytes + token->begin,
                            token->end - token->begin};
}

bool pm_piece_is_tall(const struct pm_formatter *formatter, const struct pm_token *token)
{
    if (token->kind != PM_TOKEN_LONG_TEXT) return false;
    struct pm_text text = pm_piece_source(formatter, token);
    return memchr(text.bytes, '\n', text.size) != NULL;
}

bool pm_piece_needs_blank(const struct pm_token *before, const struct pm_token *token)
{
    if (before->role == PM_ROLE_PREFIX || before->role == PM_ROLE_CALL) return false;
    if (pm_piece_is(before, '(') || pm_piece_is(before, '[') || pm_piece_is(before, 'r'))
        return false;
    return !pm_piece_is(token, ')') && !pm_piece_is(token, ']') && !pm_piece_is(token, ',') &&
           !pm_piece_is(token, 'r');
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* A number and its unit with one blank between. */
static struct pm_text squeeze(struct pm_arena *arena, struct pm_text text)
{
    size_t end = 0;
    while (end < text.size && !is_blank(text.bytes[end]))
        end++;
    size_t rest = end;
    while (rest < text.size && is_blank(text.bytes[rest]))
        rest++;
    if (rest == end || (rest == end + 1 && text.bytes[end] == ' ')) return text;
    char *copy = pm_arena_format(arena, "%.*s %.*s", (int)end, text.bytes, (int)(text.size - rest),
                                 text.bytes + rest);
    return pm_text_from(copy);
}

/* ---- texts of several lines */

/* Its lines moved together, so that what they mean (lang/parse/decode.c) stays: the first one stands
 * as it is; closing quotes on a line of their own are indented like the rest. */
static struct pm_text move_lines(struct pm_arena *arena, struct pm_text text, size_t indent)
{
    static const char quotes[3] = {'"', '"', '"'};
    size_t most = text.size + 1;
    for (size_t i = 0; i < text.size; i++)
        most += text.bytes[i] == '\n' ? indent : 0;
    char *copy = pm_arena_alloc(arena, most);
    struct pm_text rest = {text.bytes + 3, text.size - 6};
    struct pm_text line = {0};
    size_t size = 3;
    memcpy(copy, quotes, sizeof quotes);
    pm_text_take_line(&rest, &line);
    if (pm_text_blanks_before(line) < line.size) {
        memcpy(copy + size, line.bytes, line.size);
        size += line.size;
    }
    size_t skipped = pm_text_common_indentation(rest);
    while (pm_text_take_line(&rest, &line)) {
        bool is_blank_line = pm_text_blanks_before(line) == line.size;
        bool is_last = !rest.bytes;
        copy[size++] = '\n';
        if (is_blank_line && !is_last) continue;
        memset(copy + size, ' ', indent);
        size += indent;
        if (is_blank_line) continue;
        memcpy(copy + size, line.bytes + skipped, line.size - skipped);
        size += line.size - skipped;
    }
    memcpy(copy + size, quotes, sizeof quotes);
    return (struct pm_text){copy, size + 3};
}

struct pm_text pm_piece_text(const struct pm_formatter *formatter, const struct pm_token *token,
                             size_t indent)
{
    struct pm_text text = pm_piece_source(formatter, token);
    switch (token->kind) {
    case PM_TOKEN_COMMENT:
        return pm_text_trim(text);
    case PM_TOKEN_POINTS:
    case PM_TOKEN_DURATION:
        return squeeze(formatter->arena, text);
    case PM_TOKEN_LONG_TEXT:
        if (pm_piece_is_tall(formatter, token)) return move_lines(formatter->arena, text, indent);
        return text;
    default:
        return text;
    }
}
