#include "runtime/load/conditions.h"
#include "runtime/load/source_load.h"

#include <inttypes.h>
#include <stdio.h>

enum { REASON_SIZE = 320, SHOWN_SIZE = 80 };

/* Why a row goes to quarantine. */
struct complaint {
    enum pm_code code;
    const struct pm_load_field *field; /* NULL: the row */
    struct pm_text example;
    const char *detail; /* lives for ever */
    const char *reason; /* for this very row */
};

static bool quarantine(struct pm_source_load *load, struct pm_file_load *file,
                       const struct pm_raw_row *row, const struct complaint *complaint)
{
    const struct pm_load_field *field = complaint->field;
    struct pm_issue_place place = {
        .code = complaint->code,
        .column = field ? field->column : NULL,
        .field = field ? field->header + 1 : 0,
        .line = row->line,
        .example = complaint->example,
        .detail = complaint->detail,
        .row = row->raw,
    };
    struct pm_quarantined kept = {
        .load = file->record.id,
        .file = file->record.file,
        .line = row->line,
        .byte = row->byte,
        .field = field ? field->column->header : "",
        .reason = complaint->reason,
        .raw = row->raw,
    };
    pm_issues_add(&file->issues, &place);
    file->record.quarantined++;
    return pm_store_add_quarantined(load->store, &kept);
}

/* ---- Rows that are wrong as such ---- */

static bool quarantine_raw(struct pm_source_load *load, struct pm_file_load *file,
                           const struct pm_raw_row *row, size_t header_count)
{
    char reason[REASON_SIZE];
    struct complaint complaint = {.code = PM_DATA_ROW_RAGGED, .detail = "", .reason = reason};
    switch (row->fault) {
    case PM_ROW_FINE:
        break;
    case PM_ROW_NOT_TEXT:
        complaint.code = PM_DATA_ROW_NOT_TEXT;
        snprintf(reason, sizeof reason,
                 "byte %zu of the row is no text in the encoding of the source", row->fault_at);
        break;
    case PM_ROW_HAS_NUL:
        complaint.code = PM_DATA_ROW_NOT_TEXT;
        snprintf(reason, sizeof reason, "byte %zu of the row is NUL", row->fault_at);
        break;
    case PM_ROW_QUOTE_BROKEN:
        complaint.code = PM_DATA_QUOTE_BROKEN;
        snprintf(reason, sizeof reason, "text follows the closing quote of field %zu",
                 row->fault_at + 1);
        break;
    case PM_ROW_TOO_SHORT:
    case PM_ROW_TOO_LONG: {
        bool is_short = row->fault == PM_ROW_TOO_SHORT;
        complaint.detail = is_short ? "fewer" : "more";
        snprintf(reason, sizeof reason, "the row has %zu %s, the header %zu", row->count,
                 row->count == 1 ? "field" : "fields", header_count);
        break;
    }
    }
    file->record.read++;
    return quarantine(load, file, row, &complaint);
}

/* ---- Cells ---- */

static enum pm_code code_of(enum pm_cell_fault fault)
{
    switch (fault) {
    case PM_CELL_FINE:
    case PM_CELL_ABSENT:
    case PM_CELL_NO_NUMBER:
        break;
    case PM_CELL_NOT_WHOLE:
        return PM_DATA_CELL_NOT_WHOLE;
    case PM_CELL_TOO_LARGE:
        return PM_DATA_CELL_TOO_LARGE;
    case PM_CELL_NO_TRUTH:
        return PM_DATA_CELL_NOT_TRUTH;
    case PM_CELL_NO_DATE:
        return PM_DATA_CELL_NOT_DATE;
    case PM_CELL_NO_TIME:
        return PM_DATA_CELL_NOT_TIME;
    }
    return PM_DATA_CELL_NOT_NUMBER;
}

static bool quarantine_cell(struct pm_source_load *load, struct pm_file_load *file,
                            const struct pm_raw_row *row, size_t at)
{
    char reason[REASON_SIZE];
    const struct pm_load_field *field = &load->fields[at];
    const struct pm_reading *reading = &load->readings[at];
    struct pm_text shown = reading->text;
    if (shown.size > SHOWN_SIZE) shown.size = SHOWN_SIZE;
    shown.size = pm_utf8_first_bad(shown.bytes, shown.size); /* not inside a letter */
    const char *detail = pm_cell_fault_text(&field->reader, (enum pm_cell_fault)reading->fault);
    snprintf(reason, sizeof reason, "`%.*s%s` %s", (int)shown.size, shown.bytes,
             shown.size < reading->text.size ? ".." : "", detail);
    struct complaint complaint = {code_of((enum pm_cell_fault)reading->fault), field, reading->text,
                                  detail, reason};
    return quarantine(load, file, row, &complaint);
}

/* Reads all cells; the field of the first one at fault, or field_count. */
static size_t read_cells(struct pm_source_load *load, const struct pm_raw_row *row)
{
    size_t wrong = load->field_count;
    for (size_t i = 0; i < load->field_count; i++) {
        struct pm_load_field *field = &load->fields[i];
        pm_cell_read(&field->reader, row->fields[field->header], &load->readings[i]);
        if (load->readings[i].fault != PM_CELL_FINE && wrong == load->field_count) wrong = i;
    }
    return wrong;
}

/* ---- `skip where` ---- */

static const struct pm_reading *cell_of(const void *context, const struct pm_column *column)
{
    const struct pm_source_load *load = context;
    if (column->source != load->source) return NULL;
    size_t field = load->field_of_column[column->index];
    return field == SIZE_MAX ? NULL : &load->readings[field];
}

static bool is_skipped(struct pm_source_load *load, struct pm_file_load *file,
                       const struct pm_raw_row *row)
{
    const struct pm_condition_row cells = {cell_of, load};
    for (size_t i = 0; i < load->source->skip_count; i++) {
        const struct pm_skip *skip = &load->source->skips[i];
        if (pm_condition_truth(skip->where, &cells) != PM_TRUE) continue;
        struct pm_issue_place place = {.code = PM_DATA_ROW_SKIPPED,
                                       .line = row->line,
                                       .detail = skip->reason,
                                       .row = row->raw};
        pm_issues_add(&file->issues, &place);
        file->record.skipped++;
        load->skipped[i]++;
        return true;
    }
    return false;
}

/* ---- Period and key ---- */

static bool quarantine_period(struct pm_source_load *load, struct pm_file_load *file,
                              const struct pm_raw_row *row, bool is_readable)
{
    char reason[REASON_SIZE];
    const struct pm_source_decl *source = load->source;
    size_t field = load->field_of_column[source->period_fields[0]->index];
    struct pm_text shown = load->readings[field].text;
    if (shown.size > SHOWN_SIZE) shown.size = SHOWN_SIZE;
    shown.size = pm_utf8_first_bad(shown.bytes, shown.size);
    snprintf(reason, sizeof reason, "`%.*s` %s", (int)shown.size, shown.size ? shown.bytes : "",
             is_readable ? "begins after the data were taken"
                         : "is no period as the source writes them");
    struct complaint complaint = {
        .code = is_readable ? PM_DATA_PERIOD_TOO_LATE : PM_DATA_PERIOD_NOT_READABLE,
        .field = &load->fields[field],
        .example = load->readings[field].text,
        .detail = "",
        .reason = reason,
    };
    return quarantine(load, file, row, &complaint);
}

/* The days that the row stands for, up to the day the data were taken. False when the row belongs
 * into quarantine; *is_readable tells why. */
static bool find_days(struct pm_source_load *load, struct pm_row_days *days, bool *is_readable)
{
    const struct pm_source_decl *source = load->source;
    const struct pm_reading *fields[2] = {NULL, NULL};
    int32_t extracted = source->extracted_day;
    *days = (struct pm_row_days){PM_NO_DAY, PM_NO_DAY};
    if (!source->period_field_count) return true;
    for (size_t i = 0; i < source->period_field_count && i < 2; i++)
        fields[i] = &load->readings[load->field_of_column[source->period_fields[i]->index]];
    *is_readable = pm_periods_read(load->periods, fields, days);
    if (!*is_readable) return false;
    if (extracted == PM_NO_DAY) return true;
    if (days->last > extracted) days->last = extracted;
    return days->first <= extracted;
}

/* Replaces texts and ranges by their codes. */
static bool find_codes(struct pm_source_load *load)
{
    for (size_t i = 0; i < load->field_count; i++) {
        struct pm_load_field *field = &load->fields[i];
        struct pm_reading *reading = &load->readings[i];
        struct pm_dictionary *dictionary = NULL;
        if (reading->mark == PM_MARK_PRESENT) dictionary = field->texts;
        if (reading->mark == PM_MARK_RANGE) dictionary = field->ranges;
        if (!dictionary) continue;
        reading->value = pm_dictionary_code(dictionary, reading->text);
        if (reading->value >= 0) continue;
        pm_diagnose_nowhere(load->diagnostics, PM_STORE_NOT_WRITTEN,
                            "`%s` of `%s` has too many different texts", field->column->name,
                            load->source->name);
        return false;
    }
    return true;
}

/* Fills the parts of the key; false when all of it is missing. */
static bool make_key(struct pm_source_load *load)
{
    const struct pm_source_decl *source = load->source;
    bool has_value = false;
    for (size_t i = 0; i < source->key_count; i++) {
        const struct pm_reading *reading =
            &load->readings[load->field_of_column[source->key[i]->index]];
        bool counts = reading->mark == PM_MARK_PRESENT || reading->mark == PM_MARK_RANGE;
        load->parts[i] = pm_key_part_of(counts ? reading->value : 0, reading->mark,
                                        counts ? reading->places : 0);
        has_value = has_value || reading->mark != PM_MARK_MISSING;
    }
    return has_value;
}

static bool set_aside(struct pm_file_load *file, const struct pm_raw_row *row)
{
    struct pm_issue_place place = {
        .code = PM_DATA_ROW_DUPLICATE, .line = row->line, .detail = "", .row = row->raw};
    pm_issues_add(&file->issues, &place);
    file->record.duplicate++;
    return true;
}

/* ---- Keeping ---- */

/* Counts what is remarkable about the cells of a row that is kept. */
static void note_cells(struct pm_source_load *load, struct pm_file_load *file,
                       const struct pm_raw_row *row)
{
    for (size_t i = 0; i < load->field_count; i++) {
        const struct pm_reading *reading = &load->readings[i];
        if (!reading->rounded && !reading->is_formula) continue;
        struct pm_issue_place place = {
            .code = reading->rounded ? PM_DATA_NUMBER_ROUNDED : PM_DATA_CELL_FORMULA,
            .column = load->fields[i].column,
            .field = load->fields[i].header + 1,
            .line = row->line,
            .example = reading->text,
            .detail = reading->rounded ? "has more than nine decimals" : "holds a formula",
            .row = row->raw,
        };
        pm_issues_add(&file->issues, &place);
        file->record.rounded += reading->rounded;
    }
}

static bool keep(struct pm_source_load *load, struct pm_file_load *file,
                 const struct pm_raw_row *row, struct pm_row_days days)
{
    bool flushed;
    note_cells(load, file, row);
    file->record.kept++;
    if (!pm_batch_add(load->batch, load->readings, row->line, days, &flushed)) return false;
    const struct pm_load_options *options = load->options;
    load->was_stopped = flushed && options->stop && options->stop(options->context);
    return !load->was_stopped;
}

/* A row with too few fields may still be one that is to be skipped: an empty line of a spreadsheet.
 * In a row with content, what the absent fields would have held is not known. */
static bool is_skipped_short(struct pm_source_load *load, struct pm_file_load *file,
                             const struct pm_raw_row *row)
{
    bool is_empty = true;
    for (size_t i = 0; i < row->count; i++)
        if (pm_text_trim(row->fields[i]).size) is_empty = false;
    for (size_t i = 0; i < load->field_count; i++) {
        struct pm_load_field *field = &load->fields[i];
        struct pm_text text = {"", 0};
        if (field->header < row->count) text = row->fields[field->header];
        pm_cell_read(&field->reader, text, &load->readings[i]);
        if (field->header >= row->count && !is_empty) load->readings[i].fault = PM_CELL_ABSENT;
    }
    return is_skipped(load, file, row);
}

void pm_row_note_wide(struct pm_file_load *file, const struct pm_raw_row *row)
{
    struct pm_issue_place place = {
        .code = PM_DATA_ROW_WIDE, .line = row->line, .detail = "", .row = row->raw};
    pm_issues_add(&file->issues, &place);
}

bool pm_row_load(struct pm_source_load *load, struct pm_file_load *file,
                 const struct pm_raw_row *row, size_t header_count)
{
    if (row->fault == PM_ROW_TOO_SHORT && load->source->skip_count &&
        is_skipped_short(load, file, row))
        return true;
    if (row->fault != PM_ROW_FINE) return quarantine_raw(load, file, row, header_count);
    size_t wrong = read_cells(load, row);
    if (load->source->skip_count && is_skipped(load, file, row)) return true;
    file->record.read++;
    if (wrong < load->field_count) return quarantine_cell(load, file, row, wrong);
    struct pm_row_days days;
    bool is_readable = true;
    if (!find_days(load, &days, &is_readable))
        return quarantine_period(load, file, row, is_readable);
    if (!find_codes(load)) return false;
    if (load->keys) {
        if (!make_key(load)) {
            struct complaint complaint = {.code = PM_DATA_KEY_MISSING,
                                          .detail = "",
                                          .reason = "all fields of the key are empty"};
            return quarantine(load, file, row, &complaint);
        }
        if (!pm_earlier_know(load, days)) return false;
        if (!pm_keys_add(load->keys, load->parts)) return set_aside(file, row);
    }
    return keep(load, file, row, days);
}
