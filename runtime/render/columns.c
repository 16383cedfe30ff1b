#include "runtime/render/columns.h"

#include <string.h>

static const struct column {
    const char *document;
    const char *name;
    const char *means;
} columns[] = {
#define PM_CSV_COLUMN(document, name, means) {#document, name, means},
#include "runtime/render/columns.def"
};

enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

static const struct column *find(const char *document, size_t index)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (strcmp(columns[i].document, document) == 0 && !index--) return &columns[i];
    return NULL;
}

const char *pm_csv_column(const char *document, size_t index)
{
    const struct column *column = find(document, index);
    return column ? column->name : NULL;
}

void pm_csv_write_header(struct pm_csv_writer *csv, const char *document)
{
    const char *name;
    for (size_t i = 0; (name = pm_csv_column(document, i)) != NULL; i++)
        pm_csv_write_text(csv, name);
    pm_csv_write_end(csv);
}

bool pm_csv_write_meanings(struct pm_sink *sink, const char *document)
{
    struct pm_csv_writer csv = pm_csv_writer_make(sink);
    if (!find(document, 0)) return false;
    pm_csv_write_text(&csv, "column");
    pm_csv_write_text(&csv, "means");
    pm_csv_write_end(&csv);
    const struct column *column;
    for (size_t i = 0; (column = find(document, i)) != NULL; i++) {
        pm_csv_write_text(&csv, column->name);
        pm_csv_write_text(&csv, column->means);
        pm_csv_write_end(&csv);
    }
    return true;
}

const char *pm_csv_document(size_t index)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        bool is_first = !i || strcmp(columns[i].document, columns[i - 1].document) != 0;
        if (is_first && !index--) return columns[i].document;
    }
    return NULL;
}
