#include "runtime/load/csv.h"
#include "runtime/load/headers.h"
#include "runtime/load/json.h"
#include "runtime/load/scratch.h"
#include "runtime/load/source_load.h"

#include <inttypes.h>
#include <string.h>

struct reading { /* of one file by one `from` line */
    struct pm_source_load *load;
    struct pm_file_load *file;
    struct pm_arena *arena;
    struct pm_input *input;
    int64_t header_row;
    struct pm_header header;
};

static struct pm_data_place place_of(const struct reading *reading, int64_t line)
{
    return (struct pm_data_place){.path = reading->file->record.file, .line = (uint64_t)line};
}

/* ---- Headers ---- */

/* Binds each field to its column of the file; all that is wrong is reported. */
static bool find_columns(struct reading *reading)
{
    struct pm_source_load *load = reading->load;
    bool right = true;
    for (size_t i = 0; i < load->field_count; i++)
        right = pm_header_find(&reading->header, load->fields[i].column, load->diagnostics,
                               &load->fields[i].header) &&
                right;
    return right;
}

static bool report_no_text(struct reading *reading, const struct pm_raw_row *row)
{
    struct pm_diagnostics *list = reading->load->diagnostics;
    const char *bytes = row->raw.bytes;
    struct pm_diagnostic *found =
        pm_diagnose_data(list, PM_DATA_FILE_NOT_TEXT, place_of(reading, row->line),
                         "the column names of `%s` are no text in the encoding of the source",
                         reading->file->record.file);
    bool is_utf16 = row->raw.size >= 2 &&
                    (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    if (row->raw.size >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0)
        pm_help(list, found, "the file is a workbook or an archive: save the sheet as CSV");
    else if (is_utf16 || row->fault == PM_ROW_HAS_NUL)
        pm_help(
            list, found,
            "write `encoding \"utf-16\"` in the source if a spreadsheet saved it as Unicode text");
    else
        pm_help(list, found,
                "write `encoding \"windows-1252\"` in the source if it comes from Windows");
    return false;
}

/* Reads up to the line with the column names. */
static bool read_header(struct reading *reading, struct pm_csv *csv)
{
    struct pm_raw_row row = {.fault = PM_ROW_FINE};
    for (int64_t number = 1; number <= reading->header_row; number++) {
        enum pm_next next = pm_csv_next(csv, &row);
        if (next == PM_NEXT_FAILED) return false;
        if (next == PM_NEXT_ROW) continue;
        pm_diagnose_data(reading->load->diagnostics, PM_DATA_FILE_EMPTY, place_of(reading, 0),
                         number == 1 ? "`%s` is empty"
                                     : "`%s` ends before the line with the column names",
                         reading->file->record.file);
        return false;
    }
    if (row.fault == PM_ROW_NOT_TEXT || row.fault == PM_ROW_HAS_NUL)
        return report_no_text(reading, &row);
    struct pm_text *names = PM_NEW_ITEMS(reading->arena, struct pm_text, row.count + 1);
    for (size_t i = 0; i < row.count; i++)
        names[i] = (struct pm_text){
            pm_arena_copy_text(reading->arena, row.fields[i].bytes, row.fields[i].size),
            row.fields[i].size};
    reading->header = (struct pm_header){names, row.count, reading->file->record.file, row.line};
    return find_columns(reading);
}

/* ---- Rows ---- */

static void tell_progress(const struct reading *reading, int64_t *told)
{
    const struct pm_load_options *options = reading->load->options;
    if (!options->progress || *told == reading->input->bytes) return;
    *told = reading->input->bytes;
    options->progress(options->context, reading->file->record.file, reading->input->bytes,
                      reading->input->total);
}

/* A line without content is no row, unless the file has one column: then it is an empty cell, but
 * at the end of the file. */
static bool is_blank(const struct pm_raw_row *row)
{
    return row->count <= 1 && pm_text_trim(row->raw).size == 0;
}

/* True when the fields from `from` on have no content. */
static bool is_empty(const struct pm_raw_row *row, size_t from)
{
    for (size_t i = from; i < row->count; i++)
        if (pm_text_trim(row->fields[i]).size) return false;
    return true;
}

static bool load_csv_row(struct reading *reading, struct pm_raw_row *row)
{
    size_t count = reading->header.count;
    static const struct pm_text nothing = {"", 0};
    if (row->count == 0) {
        row->fields = &nothing;
        row->count = 1;
    }
    if (row->fault == PM_ROW_FINE && row->count > count && is_empty(row, count)) {
        pm_row_note_wide(reading->file, row);
        row->count = count;
    }
    if (row->fault == PM_ROW_FINE && row->count != count)
        row->fault = row->count < count ? PM_ROW_TOO_SHORT : PM_ROW_TOO_LONG;
    return pm_row_load(reading->load, reading->file, row, count);
}

static bool read_csv(struct reading *reading, char separator)
{
    struct pm_csv *csv = pm_csv_new(reading->arena, reading->input, separator);
    struct pm_raw_row row;
    PM_ARRAY(struct pm_raw_row) blanks = {NULL, 0, 0}; /* empty lines that rows may follow */
    int64_t told = 0;
    enum pm_next next;
    if (!read_header(reading, csv)) return false;
    while ((next = pm_csv_next(csv, &row)) == PM_NEXT_ROW) {
        if (is_blank(&row)) {
            if (reading->header.count != 1) continue;
            row.raw = (struct pm_text){"", 0};
            row.count = 0;
            PM_PUSH(reading->arena, &blanks, row);
            continue;
        }
        for (size_t i = 0; i < blanks.count; i++)
            if (!load_csv_row(reading, &blanks.items[i])) return false;
        blanks.count = 0;
        if (!load_csv_row(reading, &row)) return false;
        tell_progress(reading, &told);
    }
    tell_progress(reading, &told);
    return next == PM_NEXT_END;
}

static bool read_json(struct reading *reading, const char *inside)
{
    struct pm_json_reader *json = pm_json_reader_open(reading->arena, reading->input, inside);
    struct pm_raw_row row;
    int64_t told = 0;
    bool is_first = true; /* a document without rows has no headers either */
    if (!json) return false;
    tell_progress(reading, &told);
    reading->header =
        (struct pm_header){json->headers, json->header_count, reading->file->record.file, 0};
    while (pm_json_reader_next(json, &row) == PM_NEXT_ROW) {
        if (is_first && !find_columns(reading)) return false;
        is_first = false;
        if (!pm_row_load(reading->load, reading->file, &row, row.count)) return false;
    }
    return true;
}

static bool read_feed(struct reading *reading, const struct pm_feed *feed)
{
    switch (feed->format) {
    case PM_FORMAT_CSV:
        return read_csv(reading, ',');
    case PM_FORMAT_TSV:
        return read_csv(reading, '\t');
    case PM_FORMAT_JSON:
        return read_json(reading, feed->inside);
    }
    return false;
}

/* ---- Files ---- */

/* Reads the file by one of its `from` lines; fills digest and size. */
static bool read_file(struct pm_source_load *load, struct pm_file_load *file,
                      const struct pm_data_file *from, const struct pm_feed *feed)
{
    struct pm_scratch *scratch = pm_scratch_new(load->arena);
    struct reading reading = {.load = load, .file = file, .arena = scratch->arena};
    if (from->given) {
        reading.header_row = from->given->header_line;
        reading.input = pm_input_of_text(scratch->arena, from->given->text, PM_INPUT_REGION,
                                         PM_ENCODING_UTF8, load->diagnostics);
    } else {
        reading.header_row = load->source->header_row;
        reading.input = pm_input_open(scratch->arena, from->path, from->full_path,
                                      load->source->encoding, load->diagnostics);
    }
    bool right = reading.input && read_feed(&reading, feed) && pm_input_skip_rest(reading.input) &&
                 !pm_input_has_changed(reading.input);
    if (right) {
        pm_digest_finish(reading.input->digest, file->record.digest);
        file->record.bytes = reading.input->bytes;
    }
    pm_scratch_end(scratch);
    return right;
}

static bool check_counts(struct pm_source_load *load, const struct pm_load_record *record)
{
    bool right = record->read == record->kept + record->quarantined + record->duplicate &&
                 record->kept == load->batch->written;
    if (right) return true;
    struct pm_data_place place = {.path = record->file};
    pm_diagnose_data(load->diagnostics, PM_DATA_COUNTS_DISAGREE, place,
                     "of `%s`, %" PRId64 " rows were read, but %" PRId64 " kept (%" PRId64
                     " written), %" PRId64 " quarantined and %" PRId64 " set aside",
                     record->file, record->read, record->kept, load->batch->written,
                     record->quarantined, record->duplicate);
    return false;
}

static void report_rows(struct pm_source_load *load, const struct pm_file_load *file, bool is_whole)
{
    const struct pm_load_record *record = &file->record;
    pm_issues_report(&file->issues, load->diagnostics);
    if (!is_whole || record->read + record->skipped) return;
    struct pm_data_place place = {.path = record->file};
    pm_diagnose_data(load->diagnostics, PM_DATA_FILE_WITHOUT_ROWS, place, "`%s` has no rows",
                     record->file);
}

bool pm_file_load(struct pm_source_load *load, const struct pm_data_file *from, const char *digest,
                  struct pm_load_record *record)
{
    struct pm_file_load file = {
        .record = {.source = load->source->name,
                   .known_at = load->options->known_at,
                   .extracted_day = load->source->extracted_day,
                   .file = from->path},
        .issues = {.arena = load->arena, .file = from->path},
    };
    char first[PM_DIGEST_SIZE];
    memcpy(file.record.schema_digest, load->source->schema_digest, PM_DIGEST_SIZE);
    memcpy(first, digest, strlen(digest) + 1);
    if (!pm_store_add_load(load->store, &file.record)) return false;
    pm_batch_start(load->batch, file.record.id);
    bool right = true;
    for (size_t i = 0; right && i < from->feed_count; i++) {
        right = read_file(load, &file, from, from->feeds[i]);
        bool is_other = right && *first && strcmp(first, file.record.digest) != 0;
        memcpy(first, file.record.digest, PM_DIGEST_SIZE);
        if (!is_other) continue;
        struct pm_data_place place = {.path = from->path};
        pm_diagnose_data(load->diagnostics, PM_DATA_FILE_CHANGED, place,
                         "`%s` changed while it was read", from->path);
        right = false;
    }
    if (load->was_stopped) return false;
    right = right && pm_batch_finish(load->batch);
    report_rows(load, &file, right);
    if (!right || !check_counts(load, &file.record)) return false;
    *record = file.record;
    return pm_store_set_counts(load->store, record);
}
