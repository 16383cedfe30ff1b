/* page_loaded.c: what a load did as parts of a page. */
#include "runtime/render/page.h"

static void add_checks(struct pm_page *page, const struct pm_loaded *loaded)
{
    struct pm_table *table = pm_table_new(page->arena);
    size_t passed = 0;
    pm_table_add_column(table, "check", PM_ALIGN_STATE);
    pm_table_add_column(table, "what failed", PM_ALIGN_LEFT);
    for (size_t i = 0; i < loaded->verified_count; i++) {
        const struct pm_verify_result *result = &loaded->verified[i];
        bool blocks = result->verify->severity == PM_ERROR;
        passed += result->passed;
        if (result->passed) continue;
        struct pm_table_cell *cells = pm_table_add_row(table)->cells;
        cells[0].text = blocks ? "[!] blocks" : "[~] failed";
        cells[0].paint = blocks ? PM_PAINT_RED : PM_PAINT_YELLOW;
        cells[1].text = pm_failed_check_text(page->arena, loaded, result);
    }
    if (!loaded->verified_count) return;
    pm_page_heading(page, 2, "Checks of the data");
    pm_page_paragraph(
        page, pm_arena_format(page->arena, "%zu of %s held", passed,
                              pm_plural(page->arena, loaded->verified_count, "check", "checks")));
    pm_page_table(page, "", table);
}

void pm_page_add_loaded(struct pm_page *page, const struct pm_style *style,
                        const struct pm_loaded *loaded)
{
    pm_page_paragraph(page, pm_loaded_summary(page->arena, loaded));
    pm_page_heading(page, 2, "Files");
    pm_page_table(page, "", pm_loaded_table(page->arena, loaded));
    for (size_t i = 0; i < loaded->missing_count; i++)
        pm_page_paragraph(page,
                          pm_arena_format(page->arena, "no file matches `%s`", loaded->missing[i]));
    add_checks(page, loaded);
    pm_page_add_report(page, style, &loaded->report);
}
