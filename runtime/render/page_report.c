/* page_report.c: diagnostics as parts of a page, file by file. */
#include "runtime/render/page.h"

#include <string.h>

/* The file that a diagnostic is about; "" for none. */
static const char *file_of(const struct pm_diagnostic_report *report,
                           const struct pm_diagnostic *diagnostic)
{
    if (diagnostic->has_span) return pm_sources_get(report->sources, diagnostic->span.file)->path;
    return diagnostic->data.path ? diagnostic->data.path : "";
}

static const char *level_text(struct pm_arena *arena, const struct pm_diagnostic *diagnostic)
{
    static const char signs[] = {[PM_INFO] = ' ', [PM_WARNING] = '~', [PM_ERROR] = '!'};
    if (diagnostic->waived) return "[ ] waived";
    return pm_arena_format(arena, "[%c] %s", signs[diagnostic->severity],
                           pm_severity_word(diagnostic->severity));
}

static const char *line_text(struct pm_arena *arena, const struct pm_diagnostic_report *report,
                             const struct pm_diagnostic *diagnostic)
{
    const struct pm_span span = diagnostic->span;
    unsigned long long line = diagnostic->data.line;
    if (diagnostic->has_span) line = pm_sources_place(report->sources, span.file, span.begin).line;
    return line ? pm_arena_format(arena, "%llu", line) : "";
}

/* The message, and on lines of their own what else is to be known. */
static const char *what_text(struct pm_arena *arena, const struct pm_diagnostic_report *report,
                             const struct pm_diagnostic *diagnostic)
{
    struct pm_buffer text;
    pm_buffer_start(&text, arena);
    pm_put(&text.sink, pm_report_message(diagnostic));
    for (size_t i = 0; i < diagnostic->label_count; i++) {
        const struct pm_label *label = &diagnostic->labels[i];
        struct pm_place place =
            pm_sources_place(report->sources, label->span.file, label->span.begin);
        if (!*label->text) continue;
        pm_put_format(&text.sink, "\n%s: `%s`, line %u", label->text,
                      pm_sources_get(report->sources, label->span.file)->path, place.line);
    }
    for (size_t i = 0; i < diagnostic->note_count; i++)
        pm_put_format(&text.sink, "\n%s", diagnostic->notes[i]);
    return pm_buffer_text(&text);
}

static void add_row(struct pm_table *table, const struct pm_diagnostic_report *report,
                    const struct pm_diagnostic *diagnostic)
{
    struct pm_arena *arena = table->arena;
    struct pm_table_cell *cells = pm_table_add_row(table)->cells;
    char code[8];
    pm_code_text(diagnostic->code, code);
    cells[0].text = level_text(arena, diagnostic);
    if (!diagnostic->waived) {
        cells[0].paint = diagnostic->severity == PM_ERROR ? PM_PAINT_RED : PM_PAINT_YELLOW;
        if (diagnostic->severity == PM_INFO) cells[0].paint = PM_PAINT_DIM;
    }
    cells[1].text = line_text(arena, report, diagnostic);
    cells[2].text = what_text(arena, report, diagnostic);
    cells[3].text = diagnostic->help ? diagnostic->help : "";
    cells[4].text =
        pm_arena_format(arena, "`%s`\n`%s`", code, pm_code_info(diagnostic->code)->name);
}

static struct pm_table *new_table(struct pm_arena *arena)
{
    struct pm_table *table = pm_table_new(arena);
    pm_table_add_column(table, "level", PM_ALIGN_STATE);
    pm_table_add_column(table, "line", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "what is wrong", PM_ALIGN_LEFT);
    pm_table_add_column(table, "what to write", PM_ALIGN_LEFT);
    pm_table_add_column(table, "rule", PM_ALIGN_LEFT);
    return table;
}

/* Rows of a table at most: as many as are asked for in full, but not few. */
static size_t most_rows(const struct pm_style *style)
{
    if (style->all || !style->most) return SIZE_MAX;
    return style->most > PM_PAGE_ROWS ? style->most : PM_PAGE_ROWS;
}

/* The run of diagnostics about one file from `from` on; returns its size. */
static size_t add_file(struct pm_page *page, const struct pm_style *style,
                       const struct pm_diagnostic_report *report, size_t from)
{
    const char *file = file_of(report, report->items[from]);
    struct pm_table *table = new_table(page->arena);
    size_t size = 0;
    while (from + size < report->count &&
           strcmp(file_of(report, report->items[from + size]), file) == 0) {
        if (size < most_rows(style)) add_row(table, report, report->items[from + size]);
        size++;
    }
    pm_page_heading(page, 2, *file ? pm_arena_format(page->arena, "`%s`", file) : "The project");
    pm_page_table(page, "", table);
    if (size > table->rows.count)
        pm_page_paragraph(page,
                          pm_arena_format(page->arena,
                                          "and %zu more in this file (`--max-errors 0` lists them)",
                                          size - table->rows.count));
    return size;
}

void pm_page_add_report(struct pm_page *page, const struct pm_style *style,
                        const struct pm_diagnostic_report *report)
{
    if (report->wants_summary) pm_page_paragraph(page, pm_report_summary(page->arena, report));
    for (size_t at = 0; at < report->count;)
        at += add_file(page, style, report, at);
}
