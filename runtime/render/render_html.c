/* render_html.c: a page as one HTML file that needs nothing else: no script, no font, no picture, no
 * address. Headings are in order, tables have captions and headers, a state is a sign and a word
 * before it is a colour; wide tables scroll by themselves, on a narrow screen their rows are cards
 * (roles keep what a table is to those who listen); it prints on paper as it is. */
#include "runtime/render/page.h"
#include "runtime/render/xml.h"

#include <string.h>

/* ---- Looks ---- */

static const char style_sheet[] =
    ":root{--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--shade:#f6f8fa;--page:#fff;"
    "--good:#116329;--near:#7a4a00;--bad:#a40e26}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b1;--line:#3d444d;"
    "--shade:#1c2129;--page:#0d1117;--good:#56d364;--near:#e3b341;--bad:#ff8a80}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 3rem;background:var(--page);"
    "color:var(--ink);font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',"
    "'DejaVu Sans',sans-serif;overflow-wrap:break-word}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}\n"
    "h2{font-size:1.25rem;line-height:1.3;margin:2.25rem 0 .5rem;padding-top:.5rem;"
    "border-top:2px solid var(--line)}\n"
    "h3{font-size:1.05rem;margin:1.5rem 0 .25rem}\n"
    "p{margin:.4rem 0;max-width:46rem}\n"
    "code{font-family:ui-monospace,'Cascadia Mono',Consolas,'DejaVu Sans Mono',monospace;"
    "font-size:.9em;background:var(--shade);padding:.05em .3em;border-radius:3px}\n"
    ".scroll{overflow-x:auto;margin:.75rem 0;max-width:100%}\n"
    ".scroll:focus-visible{outline:3px solid #0969da;outline-offset:2px}\n"
    "table{border-collapse:collapse;min-width:min(100%,24rem)}\n"
    "caption{text-align:left;padding:.25rem 0;color:var(--soft)}\n"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .75rem;"
    "border-bottom:1px solid var(--line)}\n"
    "thead th{background:var(--shade);border-bottom:2px solid var(--line);white-space:nowrap}\n"
    "tbody th{font-weight:600}\n"
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    ".s{white-space:nowrap;font-weight:600}\n"
    ".s i{font-style:normal;display:inline-block;width:1.3em}\n"
    ".good{color:var(--good)}.near{color:var(--near)}.bad{color:var(--bad)}\n"
    ".w{min-width:16rem}\n"
    "footer{margin-top:3rem;color:var(--soft);font-size:.9rem}\n"
    "@media screen and (max-width:40rem){body{padding:1rem .75rem 2rem}.w{min-width:0}"
    "table,caption,tbody,tr,th,td{display:block;width:100%;min-width:0}"
    "thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    "tr{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:.4rem .6rem}"
    "tbody th,td{border:0;padding:.1rem 0}.n{text-align:left}.n,.s{white-space:normal}"
    "td:empty{display:none}"
    "td::before{content:attr(data-l)': ';font-weight:400;color:var(--soft)}}\n"
    "@media print{:root{--ink:#000;--soft:#333;--line:#999;--shade:#eee;--page:#fff;"
    "--good:#000;--near:#000;--bad:#000}body{max-width:none;padding:0;font-size:10pt}"
    ".scroll{overflow:visible}h2,h3,caption{break-after:avoid}tr{break-inside:avoid}"
    "thead{display:table-header-group}code{background:none;padding:0}.w{min-width:0}"
    "@page{margin:18mm}}\n";

/* ---- Texts ---- */

static void put_escaped(struct pm_sink *sink, const char *bytes, size_t size)
{
    pm_put_xml_text(sink, (struct pm_text){bytes, size});
}

/* Plain text in which a number and its unit stay on one line. */
static void put_plain(struct pm_sink *sink, const char *text, size_t size)
{
    size_t from = 0;
    for (size_t at = 1; at + 1 < size; at++) {
        bool is_unit =
            text[at + 1] == '%' || (at + 3 < size && strncmp(text + at + 1, "pts", 3) == 0);
        if (text[at] != ' ' || !is_unit || text[at - 1] < '0' || text[at - 1] > '9') continue;
        put_escaped(sink, text + from, at - from);
        pm_put(sink, "&#160;");
        from = at + 1;
    }
    put_escaped(sink, text + from, size - from);
}

/* A name, which may go on in the next line after a part of it. */
static void put_code(struct pm_sink *sink, const char *text, size_t size)
{
    pm_put(sink, "<code>");
    while (size) {
        size_t part = 0;
        while (part < size && !strchr("/_@:#", text[part]))
            part++;
        part += part < size;
        put_escaped(sink, text, part);
        text += part;
        size -= part;
        if (size) pm_put(sink, "<wbr>");
    }
    pm_put(sink, "</code>");
}

/* A text; names between ` ` are code, line ends stay. */
static void put_text(struct pm_sink *sink, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, "`\n");
        put_plain(sink, text, plain);
        text += plain;
        const char *end = *text == '`' ? strchr(text + 1, '`') : NULL;
        if (end) {
            put_code(sink, text + 1, (size_t)(end - text) - 1);
            text = end + 1;
        } else if (*text == '\n') {
            pm_put(sink, "<br>");
            text++;
        } else if (*text) {
            put_escaped(sink, text, 1);
            text++;
        }
    }
}

static const char *mark_of(char sign)
{
    switch (sign) {
    case '*':
        return "★";
    case '+':
        return "✓";
    case '~':
        return "▲";
    case '-':
        return "✗";
    case '!':
        return "‼";
    default:
        return "○";
    }
}

static const char *class_of(char sign)
{
    switch (sign) {
    case '*':
    case '+':
        return "s good";
    case '~':
        return "s near";
    case '-':
    case '!':
        return "s bad";
    default:
        return "s";
    }
}

/* ---- Tables ---- */

/* Name of a column, with a capital; one without is what a row ended as. */
static void put_header(struct pm_sink *sink, const struct pm_table *table, size_t column)
{
    const char *header = *table->headers[column] ? table->headers[column] : "outcome";
    char first = *header;
    if (first >= 'a' && first <= 'z') first = (char)(first - 'a' + 'A');
    put_escaped(sink, &first, 1);
    put_escaped(sink, header + 1, strlen(header + 1));
}

/* Starts a cell; on a narrow screen, where rows are cards, the name of its column stands before it. */
static void start_cell(struct pm_sink *sink, const struct pm_table *table, size_t column,
                       const char *class)
{
    pm_put(sink, "<td role=\"cell\" data-l=\"");
    put_header(sink, table, column);
    pm_put_format(sink, *class ? "\" class=\"%s\">" : "\">", class);
}

static void put_state(struct pm_sink *sink, const struct pm_table *table, size_t column,
                      const char *text)
{
    char sign = pm_page_sign(&text);
    start_cell(sink, table, column, sign ? class_of(sign) : "s");
    if (sign) pm_put_format(sink, "<i aria-hidden=\"true\">%s</i>", mark_of(sign));
    put_text(sink, text);
    pm_put(sink, "</td>");
}

/* True for columns of sentences, which need room. */
static bool is_wide(const struct pm_table *table, size_t column)
{
    enum { LONG = 30 };
    if (table->aligns[column] != PM_ALIGN_LEFT) return false;
    for (size_t row = 0; row < table->rows.count; row++) {
        const char *text = table->rows.items[row].cells[column].text;
        if (text && pm_text_columns(pm_text_from(text)) > LONG) return true;
    }
    return false;
}

static const char *cell_class(const struct pm_table *table, size_t column)
{
    if (table->aligns[column] == PM_ALIGN_RIGHT) return "n";
    return is_wide(table, column) ? "w" : "";
}

static void put_row(struct pm_sink *sink, const struct pm_table *table, size_t row,
                    const size_t *columns, const char *const *classes, size_t count)
{
    pm_put(sink, "<tr role=\"row\">");
    for (size_t i = 0; i < count; i++) {
        const char *text = table->rows.items[row].cells[columns[i]].text;
        bool is_head = i == 0 && table->aligns[columns[i]] == PM_ALIGN_LEFT && count > 1;
        if (!text) text = "";
        if (table->aligns[columns[i]] == PM_ALIGN_STATE) {
            put_state(sink, table, columns[i], text);
        } else if (is_head) {
            pm_put(sink, "<th scope=\"row\" role=\"rowheader\">");
            put_text(sink, text);
            pm_put(sink, "</th>");
        } else {
            start_cell(sink, table, columns[i], classes[i]);
            put_text(sink, text);
            pm_put(sink, "</td>");
        }
    }
    pm_put(sink, "</tr>\n");
}

/* Part `number` of the page. What scrolls can be reached by keyboard, and has a name: the table's
 * caption, else the heading before it (part `heading`). */
static void put_table(struct pm_sink *sink, const struct pm_page_part *part, size_t number,
                      size_t heading)
{
    const struct pm_table *table = part->table;
    const char *classes[PM_MOST_COLUMNS];
    size_t columns[PM_MOST_COLUMNS];
    size_t count = pm_page_columns(table, columns);
    size_t name = *part->text ? number : heading;
    pm_put_format(sink,
                  "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"p%zu\">\n"
                  "<table role=\"table\" aria-labelledby=\"p%zu\">\n",
                  name, name);
    if (*part->text) {
        pm_put_format(sink, "<caption id=\"p%zu\">", number);
        put_text(sink, part->text);
        pm_put(sink, "</caption>\n");
    }
    pm_put(sink, "<thead role=\"rowgroup\"><tr role=\"row\">");
    for (size_t i = 0; i < count; i++) {
        classes[i] = cell_class(table, columns[i]);
        bool is_number = table->aligns[columns[i]] == PM_ALIGN_RIGHT;
        pm_put_format(sink, "<th scope=\"col\" role=\"columnheader\"%s>",
                      is_number ? " class=\"n\"" : "");
        put_header(sink, table, columns[i]);
        pm_put(sink, "</th>");
    }
    pm_put(sink, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (size_t row = 0; row < table->rows.count; row++)
        put_row(sink, table, row, columns, classes, count);
    pm_put(sink, "</tbody>\n</table>\n</div>\n");
}

/* ---- The page ---- */

void pm_page_put_html(const struct pm_page *page, struct pm_sink *sink)
{
    size_t heading = 0;
    for (size_t i = 1; i <= page->parts.count; i++) { /* 0 is the title */
        const struct pm_page_part *part = &page->parts.items[i - 1];
        switch (part->kind) {
        case PM_PAGE_HEADING:
            heading = i;
            pm_put_format(sink, "<h%d id=\"p%zu\">", part->level, i);
            put_text(sink, part->text);
            pm_put_format(sink, "</h%d>\n", part->level);
            break;
        case PM_PAGE_PARAGRAPH:
            pm_put(sink, "<p>");
            put_text(sink, part->text);
            pm_put(sink, "</p>\n");
            break;
        case PM_PAGE_TABLE:
            put_table(sink, part, i, heading);
            break;
        }
    }
}

void pm_render_html(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                    const struct pm_result *result)
{
    if (result->changes) {
        pm_write_changes_html(arena, sink, style, result->changes);
        return;
    }
    const struct pm_page *page = pm_page_make(arena, style, result);
    pm_put(sink, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" "
                 "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                 "<meta name=\"generator\" content=\"pm ");
    pm_put(sink, PM_VERSION);
    pm_put(sink, "\">\n<title>");
    put_escaped(sink, page->title, strlen(page->title));
    pm_put(sink, "</title>\n<style>\n");
    pm_put(sink, style_sheet);
    pm_put(sink, "</style>\n</head>\n<body>\n<main>\n<h1 id=\"p0\">");
    put_text(sink, page->title);
    pm_put(sink, "</h1>\n");
    pm_page_put_html(page, sink);
    pm_put(sink, "</main>\n<footer><p>Written by <code>pm ");
    pm_put_format(sink, "%s</code>.</p></footer>\n</body>\n</html>\n",
                  pm_result_command(result->kind));
}
