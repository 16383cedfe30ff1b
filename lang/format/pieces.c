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

/* Takes the next line off a text, without its end; false when there is none. */
static bool take_line(struct pm_text *rest, struct pm_text *line)
{
    if (!rest->bytes) return false;
    const char *end = memchr(rest->bytes, '\n', rest->size);
    *line = (struct pm_text){rest->bytes, end ? (size_t)(end - rest->bytes) : rest->size};
    rest->size -= end ? line->size + 1 : line->size;
    rest->bytes = end ? end + 1 : NULL;
    if (end && line->size && line->bytes[line->size - 1] == '\r') line->size--;
    return true;
}

static size_t blanks_before(struct pm_text line)
{
    size_t count = 0;
    while (count < line.size && is_blank(line.bytes[count]))
        count++;
    return count;
}

/* The least indentation of lines that are not blank; the last one, before the closing quotes, may
 * have nothing but blanks, too. */
static size_t common_indentation(struct pm_text lines)
{
    size_t least = SIZE_MAX;
    struct pm_text line;
    while (take_line(&lines, &line)) {
        size_t count = blanks_before(line);
        if (count < line.size && count < least) least = count;
    }
    return least == SIZE_MAX ? 0 : least;
}

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
    take_line(&rest, &line);
    if (blanks_before(line) < line.size) {
        memcpy(copy + size, line.bytes, line.size);
        size += line.size;
    }
    size_t skipped = common_indentation(rest);
    while (take_line(&rest, &line)) {
        bool is_blank_line = blanks_before(line) == line.size;
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
