/* page.h: a result as people read it on a page: headings, paragraphs, tables.
 *
 * Made once from a result and written twice, as Markdown and as HTML. Texts are what the terminal
 * shows: names between ` ` are code, a cell of a column of states begins with its sign ("[-] off
 * track"), a line end in a cell stays one. Everything lives in the page's arena or is borrowed. */
#ifndef PM_PAGE_H
#define PM_PAGE_H

#include "runtime/render/effect.h"
#include "runtime/render/result.h"
#include "runtime/render/table.h"

enum { PM_PAGE_ROWS = 50 }; /* of one table, unless everything is asked for */

enum pm_page_part_kind { PM_PAGE_HEADING, PM_PAGE_PARAGRAPH, PM_PAGE_TABLE };

struct pm_page_part {
    enum pm_page_part_kind kind;
    int level;              /* of a heading, from 2 */
    const char *text;       /* of a table its caption, "" for none */
    struct pm_table *table; /* of a table: at least one row */
};

struct pm_page {
    struct pm_arena *arena;
    const char *title;
    PM_ARRAY(struct pm_page_part) parts;
};

/* The page of a result. */
struct pm_page *pm_page_make(struct pm_arena *arena, const struct pm_style *style,
                             const struct pm_result *result);

/* Adding to a page; headings and paragraphs begin with a capital; a paragraph without text and a
 * table without rows are left out. */
void pm_page_heading(struct pm_page *page, int level, const char *text);
void pm_page_paragraph(struct pm_page *page, const char *text);
void pm_page_table(struct pm_page *page, const char *caption, struct pm_table *table);

/* Columns of a table with something in a row, in order; returns their number. */
size_t pm_page_columns(const struct pm_table *table, size_t out[PM_MOST_COLUMNS]);

/* What stands before the text of a state: "[-] off track" gives '-', ' ' for none; `text` moves
 * behind it. '\0', and `text` stays, where it begins with no sign. */
char pm_page_sign(const char **text);

/* Write the parts of a page, without its title. */
void pm_page_put_text(const struct pm_page *page, struct pm_sink *sink,
                      const struct pm_style *style);
void pm_page_put_md(const struct pm_page *page, struct pm_sink *sink);
void pm_page_put_html(const struct pm_page *page, struct pm_sink *sink);

/* Parts of pages, by what they are about. */
void pm_page_add_report(struct pm_page *page, const struct pm_style *style,
                        const struct pm_diagnostic_report *report);
void pm_page_add_loaded(struct pm_page *page, const struct pm_style *style,
                        const struct pm_loaded *loaded);
void pm_page_add_effect(struct pm_page *page, const struct pm_style *style,
                        const struct pm_effect *effect);
void pm_page_add_years(struct pm_page *page, const struct pm_style *style,
                       const struct pm_years *years);
void pm_page_add_findings(struct pm_page *page, const struct pm_style *style,
                          const struct pm_result *result);
void pm_page_add_measures(struct pm_page *page, const struct pm_style *style,
                          const struct pm_view *view); /* status_text.c */
void pm_page_add_gaps(struct pm_page *page, const struct pm_style *style,
                      const struct pm_view *view); /* gaps_text.c */

#endif
