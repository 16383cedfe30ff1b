#include "runtime/render/report_excerpt.h"

#include <stdlib.h>
#include <string.h>

/* A place to be marked on one line. */
struct mark {
    uint32_t file;
    uint32_t line;
    struct pm_place place;
    size_t begin;     /* column on the printed line, from 0 */
    size_t end;       /* after the last one; above begin */
    const char *text; /* beside the mark; "" for none */
    bool is_primary;
    size_t order; /* as the diagnostic has them */
};

struct marks {
    struct mark *items;
    size_t count;
};

/* The part of a printed line that fits the terminal. */
struct window {
    size_t begin; /* first column shown */
    size_t end;   /* after the last one */
};

enum pm_paint pm_severity_paint(enum pm_severity severity)
{
    switch (severity) {
    case PM_ERROR:
        return PM_PAINT_RED;
    case PM_WARNING:
        return PM_PAINT_YELLOW;
    case PM_INFO:
        return PM_PAINT_BLUE;
    }
    return PM_PAINT_PLAIN;
}

static size_t digits_of(uint64_t number)
{
    size_t digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

void pm_put_line_number(struct pm_sink *sink, const struct pm_style *style, uint64_t line,
                        size_t width)
{
    pm_put_paint(sink, style, PM_PAINT_BLUE);
    pm_put_repeated(sink, ' ', width - digits_of(line));
    pm_put_format(sink, "%llu |", (unsigned long long)line);
    pm_put_unpaint(sink, style, PM_PAINT_BLUE);
}

void pm_put_gutter(struct pm_sink *sink, const struct pm_style *style, size_t gutter)
{
    pm_put_repeated(sink, ' ', gutter);
    pm_put_painted(sink, style, PM_PAINT_BLUE, " |");
}

/* Columns of the printed line before a byte of it. */
static size_t columns_before(struct pm_arena *arena, struct pm_text line, size_t offset)
{
    struct pm_text start = {line.bytes, offset < line.size ? offset : line.size};
    return pm_text_columns(pm_text_from(pm_text_printable(arena, start)));
}

static struct mark mark_from(struct pm_arena *arena, struct pm_sources *sources,
                             struct pm_span span, const char *text, bool is_primary, size_t order)
{
    struct mark mark = {.file = span.file, .text = text, .is_primary = is_primary, .order = order};
    mark.place = pm_sources_place(sources, span.file, span.begin);
    mark.line = mark.place.line;
    struct pm_text line = pm_sources_line(sources, span.file, mark.line);
    const struct pm_source *source = pm_sources_get(sources, span.file);
    size_t line_begin = (size_t)(line.bytes - source->text.bytes);
    size_t begin = span.begin > line_begin ? span.begin - line_begin : 0;
    size_t end = span.end > line_begin ? span.end - line_begin : 0;
    mark.begin = columns_before(arena, line, begin);
    mark.end = columns_before(arena, line, end);
    if (mark.end <= mark.begin) mark.end = mark.begin + 1;
    return mark;
}

static int compare_marks(const void *left, const void *right)
{
    const struct mark *a = left;
    const struct mark *b = right;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
    if (a->is_primary != b->is_primary) return a->is_primary ? 1 : -1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static struct marks collect(struct pm_arena *arena, struct pm_sources *sources,
                            const struct pm_diagnostic *diagnostic, uint32_t file)
{
    struct marks marks = {PM_NEW_ITEMS(arena, struct mark, diagnostic->label_count + 1), 0};
    if (diagnostic->span.file == file)
        marks.items[marks.count++] =
            mark_from(arena, sources, diagnostic->span, diagnostic->label, true, 0);
    for (size_t i = 0; i < diagnostic->label_count; i++) {
        const struct pm_label *label = &diagnostic->labels[i];
        if (label->span.file != file) continue;
        marks.items[marks.count++] =
            mark_from(arena, sources, label->span, label->text, false, i + 1);
    }
    qsort(marks.items, marks.count, sizeof *marks.items, compare_marks);
    return marks;
}

/* ---- One line and its marks ---- */

static struct window choose_window(size_t columns, const struct marks *marks,
                                   const struct pm_style *style, size_t gutter)
{
    enum { NARROWEST = 40, BESIDE = 3 };
    size_t width = style->width > 0 ? (size_t)style->width : 80;
    size_t room = width > gutter + BESIDE + NARROWEST ? width - gutter - BESIDE : NARROWEST;
    if (columns <= room) return (struct window){0, columns};
    const struct mark *chief = &marks->items[0];
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].is_primary) chief = &marks->items[i];
    if (chief->end + BESIDE <= room) return (struct window){0, room};
    size_t begin = chief->begin > room / 3 ? chief->begin - room / 3 : 0;
    size_t end = begin + room < columns ? begin + room : columns;
    return (struct window){end > room ? end - room : 0, end};
}

/* Writes the columns of a printed line that are in the window, dots where something is cut. */
static void put_window(struct pm_sink *sink, const char *line, struct window window)
{
    static const char dots[] = "...";
    enum { DOTS = sizeof dots - 1 };
    struct pm_text text = pm_text_from(line);
    size_t columns = pm_text_columns(text);
    size_t begin = window.begin ? window.begin + DOTS : 0;
    size_t end = window.end < columns ? window.end - DOTS : columns;
    size_t skipped = pm_text_fit(text, begin);
    struct pm_text rest = {text.bytes + skipped, text.size - skipped};
    if (window.begin) pm_put(sink, dots);
    pm_put_bytes(sink, rest.bytes, pm_text_fit(rest, end - begin));
    if (window.end < columns) pm_put(sink, dots);
}

static size_t in_window(size_t column, struct window window)
{
    if (column < window.begin) return 0;
    return column - window.begin;
}

/* Writes the row of marks: `-` for other places, `^` for the one at fault, which covers others. */
static void put_mark_row(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct marks *marks, struct window window, enum pm_paint chief)
{
    size_t size = 0;
    for (size_t i = 0; i < marks->count; i++) {
        size_t end = in_window(marks->items[i].end, window);
        if (end > size) size = end;
    }
    size_t room = window.end - window.begin;
    if (size > room + 1) size = room + 1;
    char *row = pm_arena_alloc(arena, size + 1);
    memset(row, ' ', size);
    for (int is_primary = 0; is_primary < 2; is_primary++)
        for (size_t i = 0; i < marks->count; i++) {
            const struct mark *mark = &marks->items[i];
            if (mark->is_primary != (is_primary == 1)) continue;
            for (size_t at = in_window(mark->begin, window);
                 at < in_window(mark->end, window) && at < size; at++)
                row[at] = is_primary ? '^' : '-';
        }
    for (size_t at = 0; at < size;) {
        size_t run = 1;
        while (at + run < size && row[at + run] == row[at])
            run++;
        enum pm_paint paint = row[at] == '^' ? chief : PM_PAINT_BLUE;
        if (row[at] != ' ') pm_put_paint(sink, style, paint);
        pm_put_repeated(sink, row[at], run);
        if (row[at] != ' ') pm_put_unpaint(sink, style, paint);
        at += run;
    }
}

/* Writes `|` below each of the first `count` marks that has a text; the column reached. */
static size_t put_stems(struct pm_sink *sink, const struct marks *marks, size_t count,
                        struct window window)
{
    size_t column = 0;
    for (size_t i = 0; i < count; i++) {
        size_t begin = in_window(marks->items[i].begin, window);
        if (!*marks->items[i].text || begin < column) continue;
        pm_put_repeated(sink, ' ', begin - column);
        pm_put(sink, "|");
        column = begin + 1;
    }
    return column;
}

/* Writes the texts of all marks but the last one, each below its mark, from right to left. */
static void put_hanging_texts(struct pm_sink *sink, const struct pm_style *style,
                              const struct marks *marks, struct window window, size_t gutter)
{
    size_t count = marks->count - 1;
    bool has_any = false;
    for (size_t i = 0; i < count; i++)
        if (*marks->items[i].text) has_any = true;
    if (!has_any) return;
    pm_put_gutter(sink, style, gutter);
    pm_put(sink, " ");
    put_stems(sink, marks, count, window);
    pm_put(sink, "\n");
    for (size_t i = count; i-- > 0;) {
        if (!*marks->items[i].text) continue;
        pm_put_gutter(sink, style, gutter);
        pm_put(sink, " ");
        size_t column = put_stems(sink, marks, i, window);
        size_t begin = in_window(marks->items[i].begin, window);
        pm_put_repeated(sink, ' ', begin > column ? begin - column : 0);
        pm_put_safely(sink, pm_text_from(marks->items[i].text));
        pm_put(sink, "\n");
    }
}

/* Writes a line of the source and what is said about it. All marks are on this line. */
static void put_line(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     struct pm_sources *sources, const struct marks *marks, size_t gutter,
                     enum pm_paint chief)
{
    const struct mark *first = &marks->items[0];
    const struct mark *last = &marks->items[marks->count - 1];
    struct pm_text text = pm_sources_line(sources, first->file, first->line);
    const char *line = pm_text_printable(arena, text);
    struct window window = choose_window(pm_text_columns(pm_text_from(line)), marks, style, gutter);
    pm_put_line_number(sink, style, first->line, gutter);
    if (*line) pm_put(sink, " ");
    put_window(sink, line, window);
    pm_put(sink, "\n");
    pm_put_gutter(sink, style, gutter);
    pm_put(sink, " ");
    put_mark_row(arena, sink, style, marks, window, chief);
    if (*last->text) pm_put(sink, " ");
    pm_put_safely(sink, pm_text_from(last->text));
    pm_put(sink, "\n");
    put_hanging_texts(sink, style, marks, window, gutter);
}

/* ---- All places of a diagnostic ---- */

static void put_file(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     struct pm_sources *sources, const struct pm_diagnostic *diagnostic,
                     uint32_t file, size_t gutter)
{
    struct marks marks = collect(arena, sources, diagnostic, file);
    const struct mark *named = &marks.items[0];
    for (size_t i = 0; i < marks.count; i++)
        if (marks.items[i].is_primary) named = &marks.items[i];
    pm_put_repeated(sink, ' ', gutter);
    pm_put_painted(sink, style, PM_PAINT_BLUE, named->is_primary ? "--> " : "::: ");
    pm_put_format(sink, "%s:%u:%u\n", pm_sources_get(sources, file)->path, named->place.line,
                  named->place.column);
    pm_put_gutter(sink, style, gutter);
    pm_put(sink, "\n");
    for (size_t i = 0; i < marks.count;) {
        struct marks line = {marks.items + i, 1};
        while (i + line.count < marks.count &&
               marks.items[i + line.count].line == marks.items[i].line)
            line.count++;
        if (i && marks.items[i].line > marks.items[i - 1].line + 1) pm_put(sink, "...\n");
        put_line(arena, sink, style, sources, &line, gutter,
                 pm_severity_paint(diagnostic->severity));
        i += line.count;
    }
}

void pm_put_excerpts(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     struct pm_sources *sources, const struct pm_diagnostic *diagnostic,
                     size_t gutter)
{
    put_file(arena, sink, style, sources, diagnostic, diagnostic->span.file, gutter);
    for (size_t i = 0; i < diagnostic->label_count; i++) {
        uint32_t file = diagnostic->labels[i].span.file;
        bool is_done = file == diagnostic->span.file;
        for (size_t before = 0; before < i; before++)
            if (diagnostic->labels[before].span.file == file) is_done = true;
        if (!is_done) put_file(arena, sink, style, sources, diagnostic, file, gutter);
    }
}

size_t pm_excerpt_gutter(struct pm_sources *sources, const struct pm_diagnostic *diagnostic)
{
    if (!diagnostic->has_span) return digits_of(diagnostic->data.path ? diagnostic->data.line : 1);
    struct pm_span span = diagnostic->span;
    uint32_t most = pm_sources_place(sources, span.file, span.begin).line;
    for (size_t i = 0; i < diagnostic->label_count; i++) {
        span = diagnostic->labels[i].span;
        uint32_t line = pm_sources_place(sources, span.file, span.begin).line;
        if (line > most) most = line;
    }
    return digits_of(most);
}

void pm_put_replacement(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                        struct pm_sources *sources, const struct pm_diagnostic *diagnostic,
                        size_t gutter)
{
    struct pm_span span = diagnostic->span;
    uint32_t number = pm_sources_place(sources, span.file, span.begin).line;
    struct pm_text line = pm_sources_line(sources, span.file, number);
    const struct pm_source *source = pm_sources_get(sources, span.file);
    size_t begin = span.begin - (size_t)(line.bytes - source->text.bytes);
    size_t end = begin + (span.end - span.begin);
    if (end > line.size || strchr(diagnostic->replacement, '\n')) return;
    if (!*diagnostic->replacement && end - begin > 1) return; /* a statement is taken out */

    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    pm_put_bytes(&buffer.sink, line.bytes, begin);
    size_t column = pm_text_columns(
        pm_text_from(pm_text_printable(arena, pm_text_from(pm_buffer_text(&buffer)))));
    pm_put(&buffer.sink, diagnostic->replacement);
    pm_put_bytes(&buffer.sink, line.bytes + end, line.size - end);
    const char *text = pm_text_printable(arena, pm_text_from(pm_buffer_text(&buffer)));
    struct mark mark = {.begin = column, .text = "", .is_primary = true};
    mark.end = column + pm_text_columns(pm_text_from(diagnostic->replacement));
    struct marks marks = {&mark, 1};
    struct window window =
        choose_window(pm_text_columns(pm_text_from(text)), &marks, style, gutter);

    pm_put_gutter(sink, style, gutter);
    pm_put(sink, "\n");
    pm_put_line_number(sink, style, number, gutter);
    pm_put(sink, " ");
    put_window(sink, text, window);
    pm_put(sink, "\n");
    pm_put_gutter(sink, style, gutter);
    pm_put_repeated(sink, ' ', in_window(column, window) + 1);
    pm_put_paint(sink, style, PM_PAINT_GREEN);
    pm_put_repeated(sink, '~', mark.end - mark.begin);
    pm_put_unpaint(sink, style, PM_PAINT_GREEN);
    pm_put(sink, "\n");
}
