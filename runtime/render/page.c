#include "runtime/render/page.h"

#include <string.h>

static void add(struct pm_page *page, struct pm_page_part part)
{
    PM_PUSH(page->arena, &page->parts, part);
}

/* The text with its first letter in capitals, where that is an ASCII one. */
static const char *capitalized(struct pm_arena *arena, const char *text)
{
    if (*text < 'a' || *text > 'z') return text;
    char *copy = pm_arena_copy_text(arena, text, strlen(text));
    *copy = (char)(*copy - 'a' + 'A');
    return copy;
}

void pm_page_heading(struct pm_page *page, int level, const char *text)
{
    add(page, (struct pm_page_part){PM_PAGE_HEADING, level, capitalized(page->arena, text), NULL});
}

void pm_page_paragraph(struct pm_page *page, const char *text)
{
    const char *shown = capitalized(page->arena, text);
    if (*text) add(page, (struct pm_page_part){PM_PAGE_PARAGRAPH, 0, shown, NULL});
}

void pm_page_table(struct pm_page *page, const char *caption, struct pm_table *table)
{
    if (table->rows.count) add(page, (struct pm_page_part){PM_PAGE_TABLE, 0, caption, table});
}

size_t pm_page_columns(const struct pm_table *table, size_t out[PM_MOST_COLUMNS])
{
    size_t count = 0;
    for (size_t column = 0; column < table->column_count; column++) {
        bool has_any = false;
        for (size_t row = 0; row < table->rows.count && !has_any; row++) {
            const char *text = table->rows.items[row].cells[column].text;
            has_any = text && *text;
        }
        if (has_any) out[count++] = column;
    }
    return count;
}

char pm_page_sign(const char **text)
{
    const char *at = *text;
    if (strlen(at) < 4 || at[0] != '[' || at[2] != ']' || at[3] != ' ') return '\0';
    *text = at + 4;
    return at[1];
}

struct pm_page *pm_page_make(struct pm_arena *arena, const struct pm_style *style,
                             const struct pm_result *result)
{
    static const char *const titles[PM_RESULT_KIND_COUNT] = {
        [PM_RESULT_CHECK] = "What is wrong with the plan",
        [PM_RESULT_LOAD] = "What was loaded",
        [PM_RESULT_STATUS] = "Where the plan stands",
        [PM_RESULT_GAPS] = "Gaps between groups",
        [PM_RESULT_ACTIONS] = "Action items",
        [PM_RESULT_VALUES] = "Figures",
        [PM_RESULT_DIFF] = "What was promised, and what became of it",
    };
    struct pm_page *page = PM_NEW(arena, struct pm_page);
    const char *title = titles[result->kind];
    page->arena = arena;
    page->title = title;
    if (*result->project) page->title = pm_arena_format(arena, "%s: %s", result->project, title);
    if (result->report) pm_page_add_report(page, style, result->report);
    if (result->loaded) pm_page_add_loaded(page, style, result->loaded);
    if (result->years) pm_page_add_years(page, style, result->years);
    if (result->view) pm_page_add_findings(page, style, result);
    return page;
}
