/* render_md.c: a page as Markdown, as forges write it (tables of GitHub's flavour).
 *
 * Texts of the plan may hold anything: what Markdown or HTML would take for markup is escaped, but
 * for names between ` `, which stay code. */
#include "runtime/render/page.h"

#include <string.h>

/* Code between ` `; in a table, bars are escaped in it as everywhere. Returns the place behind it. */
static const char *put_code(struct pm_sink *sink, const char *at, const char *end, bool in_table)
{
    for (; at <= end; at++) {
        if (*at == '|' && in_table) pm_put(sink, "\\");
        pm_put_bytes(sink, at, 1);
    }
    return at;
}

static void put_letter(struct pm_sink *sink, const char *at)
{
    if (*at == '<')
        pm_put(sink, "&lt;");
    else if (*at == '>')
        pm_put(sink, "&gt;");
    else if (*at == '&')
        pm_put(sink, "&amp;");
    else if (strchr("\\`*_[]|~", *at))
        pm_put_format(sink, "\\%c", *at);
    else
        pm_put_bytes(sink, (unsigned char)*at < 0x20 ? "?" : at, 1);
}

static void put_text(struct pm_sink *sink, const char *text, bool in_table)
{
    bool starts_block = *text && strchr("#+-=", *text) && !in_table;
    for (const char *at = text; *at;) {
        const char *end = *at == '`' ? strchr(at + 1, '`') : NULL;
        if (end && !memchr(at, '\n', (size_t)(end - at))) {
            at = put_code(sink, at, end, in_table);
            continue;
        }
        if (*at == '\n') {
            pm_put(sink, in_table ? "<br>" : "  \n");
        } else if (at == text && starts_block) {
            pm_put_format(sink, "\\%c", *at);
        } else {
            put_letter(sink, at);
        }
        at++;
    }
}

/* Signs that need no colour and are read well aloud beside their word. */
static const char *mark_of(char sign)
{
    switch (sign) {
    case '*':
        return "★ ";
    case '+':
        return "✓ ";
    case '~':
        return "▲ ";
    case '-':
        return "✗ ";
    case '!':
        return "‼ ";
    default:
        return "";
    }
}

static void put_cell(struct pm_sink *sink, const struct pm_table *table, size_t row, size_t column)
{
    const char *text = table->rows.items[row].cells[column].text;
    if (!text) return;
    if (table->aligns[column] == PM_ALIGN_STATE) pm_put(sink, mark_of(pm_page_sign(&text)));
    put_text(sink, text, true);
}

static void put_table(struct pm_sink *sink, const struct pm_page_part *part)
{
    const struct pm_table *table = part->table;
    size_t columns[PM_MOST_COLUMNS];
    size_t count = pm_page_columns(table, columns);
    if (*part->text) {
        pm_put(sink, "**");
        put_text(sink, part->text, false);
        pm_put(sink, "**\n\n");
    }
    for (size_t i = 0; i < count; i++) {
        pm_put(sink, i ? " | " : "| ");
        const char *header = table->headers[columns[i]];
        put_text(sink, *header ? header : "outcome", true);
    }
    pm_put(sink, " |\n");
    for (size_t i = 0; i < count; i++)
        pm_put(sink, table->aligns[columns[i]] == PM_ALIGN_RIGHT ? "| ---: " : "| --- ");
    pm_put(sink, "|\n");
    for (size_t row = 0; row < table->rows.count; row++) {
        for (size_t i = 0; i < count; i++) {
            pm_put(sink, i ? " | " : "| ");
            put_cell(sink, table, row, columns[i]);
        }
        pm_put(sink, " |\n");
    }
}

static void put_part(struct pm_sink *sink, const struct pm_page_part *part)
{
    pm_put(sink, "\n");
    switch (part->kind) {
    case PM_PAGE_HEADING:
        pm_put_repeated(sink, '#', (size_t)part->level);
        pm_put(sink, " ");
        put_text(sink, part->text, false);
        pm_put(sink, "\n");
        break;
    case PM_PAGE_PARAGRAPH:
        put_text(sink, part->text, false);
        pm_put(sink, "\n");
        break;
    case PM_PAGE_TABLE:
        put_table(sink, part);
        break;
    }
}

void pm_page_put_md(const struct pm_page *page, struct pm_sink *sink)
{
    for (size_t i = 0; i < page->parts.count; i++)
        put_part(sink, &page->parts.items[i]);
}

void pm_render_md(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                  const struct pm_result *result)
{
    if (result->changes) {
        pm_write_changes_md(arena, sink, style, result->changes);
        return;
    }
    const struct pm_page *page = pm_page_make(arena, style, result);
    pm_put(sink, "# ");
    put_text(sink, page->title, false);
    pm_put(sink, "\n");
    pm_page_put_md(page, sink);
}
