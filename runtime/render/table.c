#include "runtime/render/table.h"

#include <assert.h>

enum { BETWEEN = 2, NARROWEST_COLUMN = 8, LONGEST_WORD = 32 };

struct pm_table *pm_table_new(struct pm_arena *arena)
{
    struct pm_table *table = PM_NEW(arena, struct pm_table);
    table->arena = arena;
    return table;
}

void pm_table_add_column(struct pm_table *table, const char *header, enum pm_align align)
{
    assert(table->column_count < PM_MOST_COLUMNS);
    table->headers[table->column_count] = header;
    table->aligns[table->column_count] = align;
    table->column_count++;
}

struct pm_table_row *pm_table_add_row(struct pm_table *table)
{
    PM_PUSH(table->arena, &table->rows, (struct pm_table_row){0});
    return &table->rows.items[table->rows.count - 1];
}

static struct pm_text text_of(const struct pm_table_row *row, size_t column)
{
    return pm_text_from(row->cells[column].text);
}

/* Columns that each column of the table needs; 0 where every row is empty. */
static void measure(const struct pm_table *table, size_t widths[PM_MOST_COLUMNS])
{
    for (size_t column = 0; column < table->column_count; column++) {
        size_t widest = 0;
        for (size_t row = 0; row < table->rows.count; row++) {
            size_t width = pm_text_columns(text_of(&table->rows.items[row], column));
            if (width > widest) widest = width;
        }
        size_t header = pm_text_columns(pm_text_from(table->headers[column]));
        widths[column] = widest && header > widest ? header : widest;
    }
}

static size_t total_of(const struct pm_table *table, const size_t widths[PM_MOST_COLUMNS])
{
    size_t total = 0;
    for (size_t column = 0; column < table->column_count; column++)
        if (widths[column]) total += widths[column] + (total ? BETWEEN : 0);
    return total;
}

/* A name may be broken behind these, where blanks alone are not enough. */
static bool is_seam(char byte)
{
    return byte == '_' || byte == '/';
}

/* Columns of the longest word of a cell, or of the longest part of one. */
static size_t longest_word(struct pm_text text, bool at_seams)
{
    size_t longest = 0;
    for (size_t at = 0; at < text.size;) {
        size_t size = 0;
        while (at + size < text.size && text.bytes[at + size] != ' ' &&
               !(at_seams && is_seam(text.bytes[at + size])))
            size++;
        bool has_seam = at + size < text.size && text.bytes[at + size] != ' ';
        size_t columns = pm_text_columns((struct pm_text){text.bytes + at, size + has_seam});
        if (columns > longest) longest = columns;
        at += size + 1;
    }
    return longest;
}

/* How far a column may shrink: to its longest word. Only words that are very long may be broken. */
static size_t least_width(const struct pm_table *table, size_t column, bool at_seams)
{
    size_t least = longest_word(pm_text_from(table->headers[column]), at_seams);
    if (least < NARROWEST_COLUMN) least = NARROWEST_COLUMN;
    for (size_t row = 0; row < table->rows.count; row++) {
        size_t word = longest_word(text_of(&table->rows.items[row], column), at_seams);
        if (word > LONGEST_WORD) word = LONGEST_WORD;
        if (word > least) least = word;
    }
    return least;
}

/* Takes columns from the widest of those with this alignment until the table fits or none is left. */
static void shrink_some(const struct pm_table *table, size_t widths[PM_MOST_COLUMNS], size_t room,
                        enum pm_align align, bool at_seams)
{
    size_t least[PM_MOST_COLUMNS] = {0};
    for (size_t column = 0; column < table->column_count; column++)
        least[column] = least_width(table, column, at_seams);
    while (total_of(table, widths) > room) {
        size_t widest = PM_MOST_COLUMNS;
        for (size_t column = 0; column < table->column_count; column++) {
            if (table->aligns[column] != align || widths[column] <= least[column]) continue;
            if (widest == PM_MOST_COLUMNS || widths[column] > widths[widest]) widest = column;
        }
        if (widest == PM_MOST_COLUMNS) return;
        widths[widest]--;
    }
}

static void shrink(const struct pm_table *table, size_t widths[PM_MOST_COLUMNS], size_t room)
{
    shrink_some(table, widths, room, PM_ALIGN_LEFT, false);
    shrink_some(table, widths, room, PM_ALIGN_STATE, false);
    shrink_some(table, widths, room, PM_ALIGN_LEFT, true);
}

struct line_writer {
    struct pm_sink *sink;
    const struct pm_style *style;
    size_t pending; /* blanks that stand before the next text; never at the end of a line */
};

static void put_cell(struct line_writer *line, struct pm_text text, enum pm_paint paint,
                     size_t width, enum pm_align align)
{
    size_t columns = pm_text_columns(text);
    size_t padding = width > columns ? width - columns : 0;
    if (align == PM_ALIGN_RIGHT) line->pending += padding;
    if (text.size) {
        pm_put_repeated(line->sink, ' ', line->pending);
        pm_put_paint(line->sink, line->style, paint);
        pm_put_bytes(line->sink, text.bytes, text.size);
        pm_put_unpaint(line->sink, line->style, paint);
        line->pending = 0;
    }
    if (align != PM_ALIGN_RIGHT) line->pending += padding;
    line->pending += BETWEEN;
}

/* Bytes of a cell that go on one line: up to a blank, else behind a seam. */
static size_t break_cell(struct pm_text text, size_t columns)
{
    size_t take = pm_text_break(text, columns);
    if (take == text.size || text.bytes[take] == ' ') return take;
    for (size_t at = take; at > 0; at--)
        if (is_seam(text.bytes[at - 1])) return at;
    return take;
}

/* Writes a row on as many lines as its widest cell needs. */
static void put_row(const struct pm_table *table, const struct pm_table_row *row,
                    const size_t widths[PM_MOST_COLUMNS], struct pm_sink *sink,
                    const struct pm_style *style, size_t indent)
{
    struct pm_text rest[PM_MOST_COLUMNS];
    for (size_t column = 0; column < table->column_count; column++)
        rest[column] = text_of(row, column);
    bool has_more = true;
    while (has_more) {
        has_more = false;
        struct line_writer line = {sink, style, indent};
        for (size_t column = 0; column < table->column_count; column++) {
            if (!widths[column]) continue;
            size_t take = break_cell(rest[column], widths[column]);
            struct pm_text part = {rest[column].bytes, take};
            put_cell(&line, part, row->cells[column].paint, widths[column], table->aligns[column]);
            while (take < rest[column].size && rest[column].bytes[take] == ' ')
                take++;
            rest[column].bytes = take ? rest[column].bytes + take : rest[column].bytes;
            rest[column].size -= take;
            if (rest[column].size) has_more = true;
        }
        pm_put(sink, "\n");
    }
}

/* Texts come from plans and data: control letters in them must not reach a terminal. */
static void make_printable(struct pm_table *table)
{
    for (size_t row = 0; row < table->rows.count; row++)
        for (size_t column = 0; column < table->column_count; column++) {
            struct pm_table_cell *cell = &table->rows.items[row].cells[column];
            if (cell->text)
                cell->text = pm_text_on_one_line(table->arena, pm_text_from(cell->text));
        }
}

bool pm_table_fits(const struct pm_table *table, const struct pm_style *style, size_t indent)
{
    size_t width = style->width > 0 ? (size_t)style->width : 80;
    size_t widths[PM_MOST_COLUMNS];
    measure(table, widths);
    shrink(table, widths, width > indent ? width - indent : 0);
    return indent + total_of(table, widths) <= width;
}

void pm_table_write(struct pm_table *table, struct pm_sink *sink, const struct pm_style *style,
                    size_t indent)
{
    if (!table->rows.count) return;
    make_printable(table);
    size_t widths[PM_MOST_COLUMNS];
    measure(table, widths);
    size_t width = style->width > 0 ? (size_t)style->width : 80;
    shrink(table, widths, width > indent ? width - indent : 0);

    struct pm_table_row header = {0};
    for (size_t column = 0; column < table->column_count; column++)
        header.cells[column] = (struct pm_table_cell){table->headers[column], PM_PAINT_DIM};
    put_row(table, &header, widths, sink, style, indent);
    for (size_t row = 0; row < table->rows.count; row++)
        put_row(table, &table->rows.items[row], widths, sink, style, indent);
}
