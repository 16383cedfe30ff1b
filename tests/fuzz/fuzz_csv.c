/* fuzz_csv: any bytes as a data file: as CSV, TSV and JSON, in each encoding, in regions of a few
 * bytes, and every cell read as each type. The first byte chooses. Reading must end; rows must come
 * in order and lie in the file; a row's text must be the file's own; and what a cell is read as must
 * keep its promises. */
#include "runtime/load/cell.h"
#include "runtime/load/csv.h"
#include "runtime/load/json.h"
#include "runtime/store/ranges.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Ends the process when a promise is broken; libFuzzer keeps the input. */
#define REQUIRE(claim) require((claim), #claim, __LINE__)

static void require(bool holds, const char *claim, int line)
{
    if (holds) return;
    fprintf(stderr, "fuzz_csv.c:%d: broken: %s\n", line, claim);
    abort();
}

enum { TYPE_COUNT = PM_FIELD_MONEY + 1 };

struct place { /* of the row before */
    int64_t line;
    int64_t byte;
};

static void make_readers(struct pm_column columns[TYPE_COUNT],
                         struct pm_cell_reader readers[TYPE_COUNT])
{
    static const char *missing[] = {"", "n/a"};
    static const char *suppressed[] = {"s"};
    static const char *ranges[] = {"GE95", "20-24", ">=5%"};
    for (int type = 0; type < TYPE_COUNT; type++) {
        columns[type] = (struct pm_column){.name = "c", .header = "c"};
        columns[type].field_type = (enum pm_field_type)type;
        columns[type].missing = (struct pm_words){missing, 2};
        columns[type].suppressed = (struct pm_words){suppressed, 1};
        columns[type].ranges = (struct pm_words){ranges, 3};
        readers[type] = pm_cell_reader_make(&columns[type]);
    }
}

static void check_cell(struct pm_cell_reader *reader, struct pm_text text)
{
    struct pm_reading reading;
    struct pm_ratio low;
    struct pm_ratio high;
    pm_cell_read(reader, text, &reading);
    REQUIRE(reading.mark <= PM_MARK_RANGE);
    REQUIRE(reading.fault == PM_CELL_FINE || reading.mark == PM_MARK_PRESENT);
    REQUIRE(reading.places <= 11);
    REQUIRE(*pm_cell_fault_text(reader, (enum pm_cell_fault)reading.fault) != '\0');
    if (reader->type == PM_FIELD_BOOL) REQUIRE(reading.value == 0 || reading.value == 1);
    if (reading.mark == PM_MARK_RANGE) REQUIRE(pm_range_read(reading.text, &low, &high));
    if (pm_range_read(text, &low, &high) && pm_ratio_is_defined(low) && pm_ratio_is_defined(high))
        REQUIRE(pm_ratio_compare(low, high) <= 0);
}

static void check_row(const struct pm_raw_row *row, struct place *before, int64_t most,
                      struct pm_cell_reader *readers)
{
    REQUIRE(row->line >= before->line && row->line >= 1);
    REQUIRE(row->byte >= before->byte && row->byte <= most);
    *before = (struct place){row->line, row->byte};
    for (size_t i = 0; i < row->count; i++) {
        bool is_text = row->fault == PM_ROW_NOT_TEXT ||
                       pm_utf8_first_bad(row->fields[i].size ? row->fields[i].bytes : "",
                                         row->fields[i].size) == row->fields[i].size;
        REQUIRE(is_text || row->fault == PM_ROW_HAS_NUL);
        for (int type = 0; type < TYPE_COUNT; type++)
            check_cell(&readers[type], row->fields[i]);
    }
}

/* UTF-8 without a mark: what stands in the file at the row's offset is the row. */
static void check_raw(const struct pm_raw_row *row, struct pm_text file)
{
    REQUIRE((size_t)row->byte + row->raw.size <= file.size);
    REQUIRE(memcmp(file.bytes + row->byte, row->raw.size ? row->raw.bytes : "", row->raw.size) ==
            0);
}

static void check_end(const struct pm_diagnostics *list, enum pm_next end)
{
    REQUIRE(list->count == (end == PM_NEXT_FAILED ? 1 : 0));
    for (size_t i = 0; i < list->count; i++)
        REQUIRE(*list->items[i]->message && !strchr(list->items[i]->message, '\n'));
}

static void read_csv(struct pm_arena *arena, struct pm_text file, size_t region,
                     enum pm_encoding encoding, char separator, struct pm_cell_reader *readers)
{
    struct pm_diagnostics *list = pm_diagnostics_new(arena);
    struct pm_input *input = pm_input_of_text(arena, file, region, encoding, list);
    struct pm_csv *csv = pm_csv_new(arena, input, separator);
    struct place before = {0, 0};
    struct pm_raw_row row;
    enum pm_next next;
    while ((next = pm_csv_next(csv, &row)) == PM_NEXT_ROW) {
        check_row(&row, &before, (int64_t)file.size, readers);
        if (encoding == PM_ENCODING_UTF8) check_raw(&row, file);
    }
    check_end(list, next);
    if (next == PM_NEXT_END) REQUIRE(input->bytes == (int64_t)file.size);
}

static void read_json(struct pm_arena *arena, struct pm_text file, size_t region,
                      const char *inside, struct pm_cell_reader *readers)
{
    struct pm_diagnostics *list = pm_diagnostics_new(arena);
    struct pm_input *input = pm_input_of_text(arena, file, region, PM_ENCODING_UTF8, list);
    struct pm_json_reader *json = pm_json_reader_open(arena, input, inside);
    struct place before = {0, 0};
    struct pm_raw_row row;
    check_end(list, json ? PM_NEXT_END : PM_NEXT_FAILED);
    while (json && pm_json_reader_next(json, &row) == PM_NEXT_ROW) {
        check_row(&row, &before, (int64_t)file.size, readers);
        check_raw(&row, file);
        REQUIRE(row.raw.bytes[0] == '{' && row.raw.bytes[row.raw.size - 1] == '}');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct pm_column columns[TYPE_COUNT];
    struct pm_cell_reader readers[TYPE_COUNT];
    if (size == 0) return 0;
    make_readers(columns, readers);
    struct pm_arena *arena = pm_arena_new();
    struct pm_text file = {(const char *)bytes + 1, size - 1};
    size_t region = 4 + bytes[0] / 6U; /* so small that rows cross many */
    switch (bytes[0] % 6) {
    case 0:
        read_csv(arena, file, region, PM_ENCODING_UTF8, ',', readers);
        break;
    case 1:
        read_csv(arena, file, region, PM_ENCODING_UTF8, '\t', readers);
        break;
    case 2:
        read_csv(arena, file, region, PM_ENCODING_WINDOWS_1252, ',', readers);
        break;
    case 3:
        read_csv(arena, file, region, PM_ENCODING_UTF16, ',', readers);
        break;
    case 4:
        read_json(arena, file, region, "", readers);
        break;
    default:
        read_json(arena, file, region, "a.b", readers);
        break;
    }
    pm_arena_free(arena);
    return 0;
}
