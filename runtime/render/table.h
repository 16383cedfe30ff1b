/* table.h: tables of text for a terminal.
 *
 * Columns of numbers stand at the right and are never broken. Columns of words shrink and wrap when
 * the terminal is narrow, between words as long as that is enough. A table that does not fit even
 * then is wider than the terminal: nothing is left out. */
#ifndef PM_TABLE_H
#define PM_TABLE_H

#include "runtime/render/style.h"

enum { PM_MOST_COLUMNS = 16 };

enum pm_align {
    PM_ALIGN_LEFT,
    PM_ALIGN_RIGHT,
    PM_ALIGN_STATE /* left, and shrinks only when no other column can */
};

struct pm_table_cell {
    const char *text; /* NULL: empty */
    enum pm_paint paint;
};

struct pm_table_row {
    struct pm_table_cell cells[PM_MOST_COLUMNS];
};

struct pm_table {
    struct pm_arena *arena;
    const char *headers[PM_MOST_COLUMNS];
    enum pm_align aligns[PM_MOST_COLUMNS];
    size_t column_count;
    PM_ARRAY(struct pm_table_row) rows;
};

struct pm_table *pm_table_new(struct pm_arena *arena);

/* Adds a column; at most PM_MOST_COLUMNS. `header` is borrowed. */
void pm_table_add_column(struct pm_table *table, const char *header, enum pm_align align);

/* Adds an empty row; the cells are set in place, their texts borrowed. Valid until the next row. */
struct pm_table_row *pm_table_add_row(struct pm_table *table);

/* True when the table, its words broken where they may be, is no wider than the terminal. */
bool pm_table_fits(const struct pm_table *table, const struct pm_style *style, size_t indent);

/* Writes header and rows, `indent` blanks before each line. Columns that are empty in every row are
 * left out. Nothing at all when there is no row. */
void pm_table_write(struct pm_table *table, struct pm_sink *sink, const struct pm_style *style,
                    size_t indent);

#endif
