/* style.h: how text looks on a terminal: colours, widths of letters, wrapping. */
#ifndef PM_STYLE_H
#define PM_STYLE_H

#include "runtime/render/sink.h"

struct pm_style {
    bool color;
    int width;           /* columns of the terminal */
    bool all;            /* list everything, cut nothing */
    size_t most;         /* diagnostics shown in full; 0: all */
    bool counts_remarks; /* those of severity info are only counted */
    bool provenance;     /* name the loads that figures come from */
    bool rows;           /* explain: list every row */
};

enum pm_paint {
    PM_PAINT_PLAIN,
    PM_PAINT_BOLD,
    PM_PAINT_DIM,
    PM_PAINT_RED,
    PM_PAINT_YELLOW,
    PM_PAINT_GREEN,
    PM_PAINT_BLUE
};

/* Starts and ends a colour; nothing where `style` has none or `paint` is plain. */
void pm_put_paint(struct pm_sink *sink, const struct pm_style *style, enum pm_paint paint);
void pm_put_unpaint(struct pm_sink *sink, const struct pm_style *style, enum pm_paint paint);
void pm_put_painted(struct pm_sink *sink, const struct pm_style *style, enum pm_paint paint,
                    const char *text);

/* Columns that a text fills: wide letters two, joining marks none, bad bytes one each. */
size_t pm_text_columns(struct pm_text text);

/* The text in which control letters and bytes that are no UTF-8 are `?`; tabs become blanks up to
 * the next multiple of four. */
char *pm_text_printable(struct pm_arena *arena, struct pm_text text);

/* The same, with one blank for each run of line ends, tabs and blanks. */
char *pm_text_on_one_line(struct pm_arena *arena, struct pm_text text);

/* Writes a text in which control letters and bytes that are no UTF-8 are `?`. */
void pm_put_safely(struct pm_sink *sink, struct pm_text text);

/* Bytes of the longest start of `text` that fills at most `columns`. */
size_t pm_text_fit(struct pm_text text, size_t columns);

/* Bytes of `text` that go on one line of at most `columns`: up to a blank where there is one, never
 * none unless the text is empty. */
size_t pm_text_break(struct pm_text text, size_t columns);

/* Writes a text wrapped at `width`, each line after `indent` blanks, the first one without them;
 * ends with a newline. Line ends in the text stay; other control letters become `?`. */
void pm_put_wrapped(struct pm_sink *sink, const char *text, size_t indent, size_t width);

#endif
