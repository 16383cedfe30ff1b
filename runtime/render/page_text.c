/* page_text.c: parts of a page on a terminal. */
#include "runtime/render/page.h"

void pm_page_put_text(const struct pm_page *page, struct pm_sink *sink,
                      const struct pm_style *style)
{
    for (size_t i = 0; i < page->parts.count; i++) {
        const struct pm_page_part *part = &page->parts.items[i];
        bool follows_heading = i > 0 && page->parts.items[i - 1].kind == PM_PAGE_HEADING;
        if (i > 0 && !follows_heading) pm_put(sink, "\n");
        switch (part->kind) {
        case PM_PAGE_HEADING:
            pm_put_painted(sink, style, PM_PAINT_BOLD, part->text);
            pm_put(sink, "\n");
            break;
        case PM_PAGE_PARAGRAPH:
            pm_put_wrapped(sink, part->text, 0, (size_t)style->width);
            break;
        case PM_PAGE_TABLE:
            if (*part->text) pm_put_format(sink, "%s\n", part->text);
            pm_table_write(part->table, sink, style, 2);
            break;
        }
    }
}
