#include "runtime/load/csv.h"

#include <string.h>

struct pm_csv *pm_csv_new(struct pm_arena *arena, struct pm_input *input, char separator)
{
    struct pm_csv *csv = PM_NEW(arena, struct pm_csv);
    csv->input = input;
    csv->separator = separator;
    csv->line = 1;
    csv->byte = -1; /* known once the byte order mark is */
    return csv;
}

struct scan { /* one row in the making; offsets in the row */
    const char *text;
    size_t size;
    bool is_last; /* nothing comes after the text */
    size_t at;
    size_t open_quote; /* the one that is not closed so far; SIZE_MAX: none */
    bool has_quotes;   /* some field has `""` in it */
    int64_t lines;     /* line ends inside quotes */
    bool is_broken;    /* text after a closing quote .. */
    size_t broken_at;  /* .. of this field */
};

enum found { FOUND_FIELD, FOUND_ROW, NEEDS_MORE, NEVER_CLOSED };

static void push(struct pm_csv *csv, size_t begin, size_t end, bool has_quotes)
{
    struct pm_csv_field field = {(uint32_t)begin, (uint32_t)end, has_quotes};
    PM_PUSH(csv->input->arena, &csv->fields, field);
}

/* What the byte at scan->at, outside quotes, does: ends the field, or the row. Moves behind it. */
static enum found end_field(struct pm_csv *csv, struct scan *scan)
{
    if (scan->at == scan->size) return scan->is_last ? FOUND_ROW : NEEDS_MORE;
    char byte = scan->text[scan->at];
    if (byte == csv->separator) {
        scan->at++;
        return FOUND_FIELD;
    }
    if (byte == '\r') {
        if (scan->at + 1 == scan->size && !scan->is_last) return NEEDS_MORE;
        if (scan->at + 1 < scan->size && scan->text[scan->at + 1] == '\n') scan->at++;
    }
    scan->at++;
    return FOUND_ROW;
}

static enum found scan_plain(struct pm_csv *csv, struct scan *scan)
{
    const char *text = scan->text;
    size_t begin = scan->at;
    size_t at = begin;
    char separator = csv->separator;
    while (at < scan->size && text[at] != separator && text[at] != '\n' && text[at] != '\r')
        at++;
    scan->at = at;
    push(csv, begin, at, false);
    return end_field(csv, scan);
}

/* The offset after the content of a quoted field, which begins at `at`: its closing quote. */
static size_t scan_quoted_content(struct scan *scan, size_t at, bool *has_quotes)
{
    const char *text = scan->text;
    while (at < scan->size) {
        if (text[at] == '"') {
            if (at + 1 < scan->size && text[at + 1] == '"') {
                *has_quotes = true;
                at += 2;
                continue;
            }
            break;
        }
        bool is_line_end = text[at] == '\n' ||
                           (text[at] == '\r' && !(at + 1 < scan->size && text[at + 1] == '\n'));
        scan->lines += is_line_end;
        at++;
    }
    return at;
}

static enum found scan_quoted(struct pm_csv *csv, struct scan *scan)
{
    bool has_quotes = false;
    size_t begin = scan->at + 1;
    scan->open_quote = scan->at;
    size_t end = scan_quoted_content(scan, begin, &has_quotes);
    if (end >= scan->size) return scan->is_last ? NEVER_CLOSED : NEEDS_MORE;
    if (end + 1 == scan->size && !scan->is_last) return NEEDS_MORE; /* perhaps the first of two */
    push(csv, begin, end, has_quotes);
    scan->has_quotes = scan->has_quotes || has_quotes;
    scan->open_quote = SIZE_MAX;
    scan->at = end + 1;
    size_t after = scan->at;
    const char *text = scan->text;
    while (scan->at < scan->size && text[scan->at] != csv->separator && text[scan->at] != '\n' &&
           text[scan->at] != '\r')
        scan->at++;
    bool is_blank = pm_text_trim((struct pm_text){text + after, scan->at - after}).size == 0;
    if (!is_blank && !scan->is_broken) {
        scan->is_broken = true;
        scan->broken_at = csv->fields.count - 1;
    }
    return end_field(csv, scan);
}

/* Reads the fields of one row. */
static enum found scan_row(struct pm_csv *csv, struct scan *scan)
{
    enum found found = FOUND_FIELD;
    csv->fields.count = 0;
    while (found == FOUND_FIELD) {
        bool is_quoted = scan->at < scan->size && scan->text[scan->at] == '"';
        found = is_quoted ? scan_quoted(csv, scan) : scan_plain(csv, scan);
    }
    return found;
}

static struct pm_text without_line_end(const char *text, size_t size)
{
    if (size && text[size - 1] == '\n') size--;
    if (size && text[size - 1] == '\r') size--;
    return (struct pm_text){text, size};
}

/* The content of a quoted field with `""` made single, written to `out`. */
static struct pm_text make_single(struct pm_text content, char *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < content.size; i++) {
        out[kept++] = content.bytes[i];
        if (content.bytes[i] == '"') i++;
    }
    return (struct pm_text){out, kept};
}

static void make_texts(struct pm_csv *csv, const struct scan *scan)
{
    struct pm_arena *arena = csv->input->arena;
    size_t written = 0;
    if (scan->has_quotes && csv->scratch_capacity < scan->at) {
        csv->scratch_capacity = scan->at * 2;
        csv->scratch = pm_arena_alloc(arena, csv->scratch_capacity);
    }
    csv->texts.count = 0;
    for (size_t i = 0; i < csv->fields.count; i++) {
        const struct pm_csv_field *field = &csv->fields.items[i];
        struct pm_text made = {scan->text + field->begin, field->end - field->begin};
        if (field->has_quotes) {
            made = make_single(made, csv->scratch + written);
            written += made.size;
        }
        PM_PUSH(arena, &csv->texts, made);
    }
}

/* Notes bytes that are no text. */
static void check_text(const struct pm_csv *csv, struct pm_raw_row *row)
{
    if (csv->input->is_plain || pm_bytes_are_plain(row->raw.bytes, row->raw.size)) return;
    size_t bad = pm_utf8_first_bad(row->raw.bytes, row->raw.size);
    const char *nul = memchr(row->raw.bytes, '\0', row->raw.size);
    size_t nul_at = nul ? (size_t)(nul - row->raw.bytes) : row->raw.size;
    if (bad == row->raw.size && !nul) return;
    row->fault = bad < nul_at ? PM_ROW_NOT_TEXT : PM_ROW_HAS_NUL;
    row->fault_at = bad < nul_at ? bad : nul_at;
}

static void give_row(struct pm_csv *csv, const struct scan *scan, struct pm_raw_row *row)
{
    make_texts(csv, scan);
    row->raw = without_line_end(scan->text, scan->at);
    row->fields = csv->texts.items;
    row->count = row->raw.size ? csv->texts.count : 0;
    row->line = csv->line;
    row->byte = csv->byte;
    row->fault = scan->is_broken ? PM_ROW_QUOTE_BROKEN : PM_ROW_FINE;
    row->fault_at = scan->broken_at;
    check_text(csv, row);
    csv->at += scan->at;
    csv->line += scan->lines + 1;
    csv->byte += pm_input_original_size(csv->input, scan->text, scan->at);
}

/* ---- What ends the file ---- */

/* Line and column (in letters) of an offset in the row. */
static void find_place(const struct pm_csv *csv, const struct scan *scan, size_t offset,
                       int64_t *line, size_t *column)
{
    size_t start = 0;
    *line = csv->line;
    for (size_t i = 0; i < offset; i++) {
        if (scan->text[i] != '\n') continue;
        ++*line;
        start = i + 1;
    }
    *column = pm_utf8_count(scan->text + start, offset - start) + 1;
}

static char *excerpt(const struct pm_csv *csv, const struct scan *scan, size_t offset)
{
    size_t size = scan->size - offset;
    if (size > 60) size = 60;
    char *copy = pm_arena_copy_text(csv->input->arena, scan->text + offset, size);
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)copy[i] < ' ') copy[i] = ' ';
    copy[pm_utf8_first_bad(copy, size)] = '\0';
    return copy;
}

static enum pm_next fail(struct pm_csv *csv, const struct scan *scan, bool is_never_closed)
{
    struct pm_diagnostics *list = csv->input->diagnostics;
    struct pm_data_place place = {.path = csv->input->path, .line = (uint64_t)csv->line};
    int64_t line = csv->line;
    size_t column = 0;
    bool in_quotes = is_never_closed || scan->open_quote != SIZE_MAX;
    if (in_quotes) {
        find_place(csv, scan, scan->open_quote, &line, &column);
        place.excerpt = excerpt(csv, scan, scan->open_quote);
        place.line = (uint64_t)line;
        place.column = csv->fields.count + 1;
    }
    csv->input->has_failed = true;
    if (is_never_closed) {
        struct pm_diagnostic *found =
            pm_diagnose_data(list, PM_DATA_QUOTE_NEVER_CLOSED, place,
                             "the quote in line %lld, column %zu, of `%s` is never closed",
                             (long long)line, column, csv->input->path);
        pm_help(list, found, "close the quote; a quote inside a quoted field is written twice");
        return PM_NEXT_FAILED;
    }
    struct pm_diagnostic *found =
        pm_diagnose_data(list, PM_DATA_ROW_TOO_LONG, place,
                         "the row that begins in line %lld of `%s` is longer than %d MiB",
                         (long long)csv->line, csv->input->path, PM_LONGEST_ROW / (1024 * 1024));
    if (in_quotes)
        pm_help(list, found, "the quote in line %lld, column %zu, may be one that is never closed",
                (long long)line, column);
    return PM_NEXT_FAILED;
}

enum pm_next pm_csv_next(struct pm_csv *csv, struct pm_raw_row *row)
{
    struct pm_input *input = csv->input;
    for (;;) {
        struct scan scan = {.text = input->window + csv->at,
                            .size = input->size - csv->at,
                            .is_last = input->is_at_end,
                            .open_quote = SIZE_MAX};
        if (scan.size == 0 && scan.is_last) return PM_NEXT_END;
        enum found found = scan.size ? scan_row(csv, &scan) : NEEDS_MORE;
        bool is_long = found == FOUND_ROW ? scan.at > PM_LONGEST_ROW : scan.size > PM_LONGEST_ROW;
        if (is_long) return fail(csv, &scan, false);
        if (found == NEVER_CLOSED) return fail(csv, &scan, true);
        if (found == FOUND_ROW) {
            if (csv->byte < 0) csv->byte = input->mark_size;
            give_row(csv, &scan, row);
            return PM_NEXT_ROW;
        }
        pm_input_more(input, csv->at);
        csv->at = 0;
        if (csv->byte < 0) csv->byte = input->mark_size;
        if (input->has_failed) return PM_NEXT_FAILED;
    }
}
