#include "runtime/render/csv_writer.h"

#include "runtime/render/json.h"

#include <string.h>

struct pm_csv_writer pm_csv_writer_make(struct pm_sink *sink)
{
    return (struct pm_csv_writer){sink, 0};
}

static void start_field(struct pm_csv_writer *csv)
{
    if (csv->column++) pm_put(csv->sink, ",");
}

void pm_csv_write_text(struct pm_csv_writer *csv, const char *text)
{
    start_field(csv);
    if (!text[strcspn(text, ",\"\r\n")]) {
        pm_put(csv->sink, text);
        return;
    }
    pm_put(csv->sink, "\"");
    for (const char *at = text; *at;) {
        size_t plain = strcspn(at, "\"");
        pm_put_bytes(csv->sink, at, plain);
        at += plain;
        if (*at) {
            pm_put(csv->sink, "\"\"");
            at++;
        }
    }
    pm_put(csv->sink, "\"");
}

void pm_csv_write_integer(struct pm_csv_writer *csv, int64_t number)
{
    start_field(csv);
    if (number >= 0) pm_put_wide(csv->sink, number);
}

void pm_csv_write_ratio(struct pm_csv_writer *csv, struct pm_ratio ratio)
{
    start_field(csv);
    if (pm_ratio_is_defined(ratio)) pm_put_ratio(csv->sink, ratio);
}

void pm_csv_write_end(struct pm_csv_writer *csv)
{
    pm_put(csv->sink, "\r\n");
    csv->column = 0;
}
