#include "lang/parse/parser.h"

#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* ---- texts */

/* A text on one line, without its quotes; borrowed where nothing is escaped. */
static struct pm_text decode_text(struct pm_arena *arena, struct pm_text written)
{
    struct pm_text inner = {written.bytes + 1, written.size - 1};
    if (inner.size && inner.bytes[inner.size - 1] == '"') inner.size--;
    if (!inner.size) return PM_TEXT("");
    if (!memchr(inner.bytes, '\\', inner.size)) return inner;
    char *copy = pm_arena_alloc(arena, inner.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < inner.size; i++) {
        char byte = inner.bytes[i];
        if (byte == '\\' && i + 1 < inner.size) {
            byte = inner.bytes[++i];
            if (byte == 'n') byte = '\n';
            if (byte == 't') byte = '\t';
        }
        copy[size++] = byte;
    }
    return (struct pm_text){copy, size};
}

/* Leaves out the last line of a text when it is blank. */
static struct pm_text without_last_line(struct pm_text text)
{
    size_t size = text.size;
    while (size && is_blank(text.bytes[size - 1]))
        size--;
    if (!size || text.bytes[size - 1] != '\n') return text;
    size--;
    if (size && text.bytes[size - 1] == '\r') size--;
    return (struct pm_text){text.bytes, size};
}

/* A text of several lines, without its quotes: a first line that is blank goes, the last one too,
 * and so does the indentation that all lines but the first share. Line ends become LF. */
static struct pm_text decode_long_text(struct pm_arena *arena, struct pm_text written)
{
    struct pm_text rest = {written.bytes + 3, written.size - 3};
    if (rest.size >= 3 && memcmp(rest.bytes + rest.size - 3, "\"\"\"", 3) == 0) rest.size -= 3;
    if (!rest.size) return PM_TEXT("");
    if (!memchr(rest.bytes, '\n', rest.size)) return rest;
    rest = without_last_line(rest);
    char *copy = pm_arena_alloc(arena, rest.size + 1);
    size_t size = 0;
    struct pm_text line = {0};
    pm_text_take_line(&rest, &line);
    bool is_first = pm_text_blanks_before(line) == line.size;
    if (!is_first) memcpy(copy, line.bytes, size = line.size);
    size_t indentation = pm_text_common_indentation(rest);
    while (pm_text_take_line(&rest, &line)) {
        if (!is_first) copy[size++] = '\n';
        is_first = false;
        size_t skipped = pm_text_blanks_before(line) == line.size ? line.size : indentation;
        memcpy(copy + size, line.bytes + skipped, line.size - skipped);
        size += line.size - skipped;
    }
    return (struct pm_text){copy, size};
}

/* ---- numbers */

static void report_number(struct pm_parser *parser, struct pm_span span, const char *message,
                          const char *help)
{
    if (!parser->said && pm_parser_may_report(parser)) {
        struct pm_diagnostic *found =
            pm_diagnose(parser->diagnostics, PM_NUMBER_TOO_LONG, span, "%s", message);
        pm_help(parser->diagnostics, found, "%s", help);
    }
    parser->said = true;
}

/* The digits at the start of a token: what follows is its unit. */
static struct pm_text digits_of(struct pm_text text)
{
    size_t begin = 0;
    while (begin < text.size && (text.bytes[begin] == '$' || is_blank(text.bytes[begin])))
        begin++;
    size_t end = begin;
    while (end < text.size && strchr("0123456789_.,", text.bytes[end]) && text.bytes[end])
        end++;
    return (struct pm_text){text.bytes + begin, end - begin};
}

static struct pm_decimal decode_number(struct pm_parser *parser, struct pm_text digits,
                                       struct pm_span span)
{
    struct pm_decimal number = {0};
    switch (pm_parse_decimal(digits, true, false, &number)) {
    case PM_NUMBER_READ:
        break;
    case PM_NUMBER_ROUNDED:
        report_number(parser, span, "this number has more than 9 digits after its point",
                      "round it to 9 digits after the point");
        break;
    case PM_NUMBER_TOO_LARGE:
        report_number(parser, span, "this number is too large",
                      "numbers go up to 9_223_372_036_854_775_807");
        break;
    case PM_NUMBER_NONE: /* a form that the scanner has reported */
        break;
    }
    return number;
}

void pm_decode(struct pm_parser *parser, struct pm_node *node, size_t token)
{
    enum pm_token_kind kind = (enum pm_token_kind)parser->cursor.tokens[token].kind;
    struct pm_text text = pm_token_text(parser, token);
    switch (kind) {
    case PM_TOKEN_TEXT:
        node->text = decode_text(parser->arena, text);
        break;
    case PM_TOKEN_LONG_TEXT:
        node->text = decode_long_text(parser->arena, text);
        break;
    case PM_TOKEN_NUMBER:
    case PM_TOKEN_PERCENT:
    case PM_TOKEN_MONEY:
    case PM_TOKEN_POINTS:
    case PM_TOKEN_DURATION: {
        struct pm_text digits = digits_of(text);
        node->number = decode_number(parser, digits, pm_token_span(parser, token));
        if (kind != PM_TOKEN_DURATION) break;
        const char *end = digits.bytes + digits.size;
        struct pm_text unit = {end, text.size - (size_t)(end - text.bytes)};
        node->unit = pm_duration_unit(pm_text_trim(unit));
        break;
    }
    case PM_TOKEN_COMMENT:
    case PM_TOKEN_WORD:
    case PM_TOKEN_DATE:
    case PM_TOKEN_MONTH_DAY:
    case PM_TOKEN_TIME:
    case PM_TOKEN_SIGN:
        node->text = text;
        break;
    }
}
