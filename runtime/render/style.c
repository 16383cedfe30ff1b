#include "runtime/render/style.h"

#include <string.h>
#include <utf8proc.h>

static const char *const codes[] = {
    [PM_PAINT_PLAIN] = "",         [PM_PAINT_BOLD] = "\033[1m",    [PM_PAINT_DIM] = "\033[2m",
    [PM_PAINT_RED] = "\033[1;31m", [PM_PAINT_YELLOW] = "\033[33m", [PM_PAINT_GREEN] = "\033[32m",
    [PM_PAINT_BLUE] = "\033[34m",
};

void pm_put_paint(struct pm_sink *sink, const struct pm_style *style, enum pm_paint paint)
{
    if (style->color) pm_put(sink, codes[paint]);
}

void pm_put_unpaint(struct pm_sink *sink, const struct pm_style *style, enum pm_paint paint)
{
    if (style->color && paint != PM_PAINT_PLAIN) pm_put(sink, "\033[0m");
}

void pm_put_painted(struct pm_sink *sink, const struct pm_style *style, enum pm_paint paint,
                    const char *text)
{
    pm_put_paint(sink, style, paint);
    pm_put(sink, text);
    pm_put_unpaint(sink, style, paint);
}

/* One letter at the start of `text`: its bytes and the columns it fills; a bad byte counts one. */
struct letter {
    size_t bytes;
    size_t columns;
    bool is_bad; /* no UTF-8, or a control letter */
};

static struct letter letter_at(struct pm_text text)
{
    utf8proc_int32_t point = -1;
    utf8proc_ssize_t size =
        utf8proc_iterate((const utf8proc_uint8_t *)text.bytes, (utf8proc_ssize_t)text.size, &point);
    if (size <= 0) return (struct letter){1, 1, true};
    if (point < 0x20 || (point >= 0x7f && point < 0xa0))
        return (struct letter){(size_t)size, 1, true};
    int columns = utf8proc_charwidth(point);
    return (struct letter){(size_t)size, columns < 0 ? 0 : (size_t)columns, false};
}

static struct pm_text rest_of(struct pm_text text, size_t from)
{
    return (struct pm_text){text.bytes + from, text.size - from};
}

size_t pm_text_columns(struct pm_text text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.size;) {
        struct letter letter = letter_at(rest_of(text, at));
        columns += letter.columns;
        at += letter.bytes;
    }
    return columns;
}

char *pm_text_printable(struct pm_arena *arena, struct pm_text text)
{
    enum { TAB = 4 };
    char *out = pm_arena_alloc(arena, text.size * TAB + 1);
    size_t size = 0;
    size_t columns = 0;
    for (size_t at = 0; at < text.size;) {
        struct letter letter = letter_at(rest_of(text, at));
        if (text.bytes[at] == '\t') {
            letter.columns = TAB - columns % TAB;
            memset(out + size, ' ', letter.columns);
            size += letter.columns;
        } else if (letter.is_bad) {
            out[size++] = '?';
        } else {
            memcpy(out + size, text.bytes + at, letter.bytes);
            size += letter.bytes;
        }
        columns += letter.columns;
        at += letter.bytes;
    }
    out[size] = '\0';
    return out;
}

static bool is_blank(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

char *pm_text_on_one_line(struct pm_arena *arena, struct pm_text text)
{
    char *blanks = pm_arena_copy_text(arena, text.bytes, text.size);
    size_t size = 0;
    for (size_t at = 0; at < text.size; at++) {
        bool is_run = is_blank(blanks[at]) && size && blanks[size - 1] == ' ';
        if (!is_run) blanks[size++] = is_blank(blanks[at]) ? ' ' : blanks[at];
    }
    return pm_text_printable(arena, (struct pm_text){blanks, size});
}

size_t pm_text_fit(struct pm_text text, size_t columns)
{
    size_t used = 0;
    size_t at = 0;
    while (at < text.size) {
        struct letter letter = letter_at(rest_of(text, at));
        if (used + letter.columns > columns) break;
        used += letter.columns;
        at += letter.bytes;
    }
    return at;
}

size_t pm_text_break(struct pm_text text, size_t columns)
{
    size_t fit = pm_text_fit(text, columns);
    if (fit == text.size) return fit;
    for (size_t at = fit; at > 0; at--)
        if (text.bytes[at] == ' ') return at;
    if (fit > 0) return fit;
    struct letter first = letter_at(text);
    return first.bytes;
}

void pm_put_safely(struct pm_sink *sink, struct pm_text text)
{
    for (size_t at = 0; at < text.size;) {
        struct letter letter = letter_at(rest_of(text, at));
        if (letter.is_bad)
            pm_put(sink, "?");
        else
            pm_put_bytes(sink, text.bytes + at, letter.bytes);
        at += letter.bytes;
    }
}

void pm_put_wrapped(struct pm_sink *sink, const char *text, size_t indent, size_t width)
{
    enum { NARROWEST = 20 };
    size_t columns = width > indent + NARROWEST ? width - indent : NARROWEST;
    struct pm_text rest = pm_text_trim(pm_text_from(text));
    bool is_first = true;
    do {
        const char *end = memchr(rest.bytes, '\n', rest.size);
        size_t line = end ? (size_t)(end - rest.bytes) : rest.size;
        size_t take = pm_text_break((struct pm_text){rest.bytes, line}, columns);
        if (!is_first && take) pm_put_repeated(sink, ' ', indent);
        pm_put_safely(sink, (struct pm_text){rest.bytes, take});
        pm_put(sink, "\n");
        rest = rest_of(rest, take);
        if (rest.size && rest.bytes[0] == '\n')
            rest = rest_of(rest, 1);
        else
            while (rest.size && rest.bytes[0] == ' ')
                rest = rest_of(rest, 1);
        is_first = false;
    } while (rest.size);
}
