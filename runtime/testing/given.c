#include "runtime/load/csv.h"
#include "runtime/testing/testing.h"

#include <string.h>

struct completing {
    struct pm_arena *arena;
    const struct pm_given *given;
    struct pm_diagnostics *diagnostics;
    PM_ARRAY(char) text;
    const char **missing; /* headers that the rows do not have */
    size_t missing_count;
};

static void put_bytes(struct completing *completing, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        PM_PUSH(completing->arena, &completing->text, bytes[i]);
}

/* A cell in quotes, so that whatever is in it stays in it. */
static void put_cell(struct completing *completing, struct pm_text cell, bool is_first)
{
    if (!is_first) put_bytes(completing, ",", 1);
    put_bytes(completing, "\"", 1);
    for (size_t i = 0; i < cell.size; i++)
        put_bytes(completing, cell.bytes[i] == '"' ? "\"\"" : &cell.bytes[i],
                  cell.bytes[i] == '"' ? 2 : 1);
    put_bytes(completing, "\"", 1);
}

/* The field that a name in the first line means; NULL when there is none. */
static const struct pm_column *find_field(const struct pm_source_decl *source, struct pm_text name)
{
    const struct pm_column *found = NULL;
    for (size_t i = 0; i < source->column_count; i++) {
        const struct pm_column *column = source->columns[i];
        if (column->kind != PM_COLUMN_FIELD) continue;
        if (pm_text_is(name, column->name)) return column;
        if (!found && pm_text_equal_loosely(name, pm_text_from(column->header))) found = column;
    }
    return found;
}

static bool report_unknown(struct completing *completing, struct pm_text name)
{
    const struct pm_source_decl *source = completing->given->source;
    struct pm_diagnostic *found = pm_diagnose(
        completing->diagnostics, PM_TEST_COLUMN_UNKNOWN, completing->given->text_at,
        "the source `%s` reads no column `%.*s`", source->name, (int)name.size, name.bytes);
    for (size_t i = 0; i < source->column_count; i++) {
        const struct pm_column *column = source->columns[i];
        if (column->kind != PM_COLUMN_FIELD || !pm_text_similar(pm_text_from(column->name), name))
            continue;
        pm_help(completing->diagnostics, found, "it has a field `%s`", column->name);
        return false;
    }
    pm_help(completing->diagnostics, found,
            "the first line names its fields; `pm show %s` lists them", source->name);
    return false;
}

static bool is_given(const char *const *headers, size_t count, const char *header)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(headers[i], header) == 0) return true;
    return false;
}

/* The first line: headers as the files have them, then those of the fields that are left out. */
static bool put_headers(struct completing *completing, const struct pm_raw_row *row)
{
    const struct pm_source_decl *source = completing->given->source;
    const char **headers =
        PM_NEW_ITEMS(completing->arena, const char *, row->count + source->column_count);
    bool right = true;
    for (size_t i = 0; i < row->count; i++) {
        struct pm_text name = pm_text_trim(row->fields[i]);
        const struct pm_column *column = find_field(source, name);
        if (!column) right = report_unknown(completing, name);
        headers[i] = column ? column->header : "";
        put_cell(completing, pm_text_from(headers[i]), i == 0);
    }
    completing->missing = headers + row->count;
    for (size_t i = 0; i < source->column_count; i++) {
        const struct pm_column *column = source->columns[i];
        if (column->kind != PM_COLUMN_FIELD ||
            is_given(headers, row->count + completing->missing_count, column->header))
            continue;
        completing->missing[completing->missing_count++] = column->header;
        put_cell(completing, pm_text_from(column->header), false);
    }
    put_bytes(completing, "\n", 1);
    return right;
}

/* A row that is not whole stays as it is, and the loader says what is wrong with it. */
static void put_row(struct completing *completing, const struct pm_raw_row *row)
{
    if (row->fault != PM_ROW_FINE) {
        put_bytes(completing, row->raw.bytes, row->raw.size);
    } else {
        for (size_t i = 0; i < row->count; i++)
            put_cell(completing, pm_text_trim(row->fields[i]), i == 0);
        for (size_t i = 0; i < completing->missing_count; i++)
            put_cell(completing, (struct pm_text){"", 0}, false);
    }
    put_bytes(completing, "\n", 1);
}

/* The line of the plan file on which the text's first line stands. */
static int64_t first_line(const struct pm_compilation *compilation, struct pm_span at)
{
    struct pm_text written = pm_sources_text(compilation->sources, at);
    int64_t line = pm_sources_place(compilation->sources, at.file, at.begin).line;
    size_t quotes = 3;
    if (!pm_text_starts(written, "\"\"\"")) return line;
    while (quotes < written.size && (written.bytes[quotes] == ' ' || written.bytes[quotes] == '\r'))
        quotes++;
    return quotes < written.size && written.bytes[quotes] == '\n' ? line + 1 : line;
}

/* Keeps rows on their lines: empty lines up to this one. */
static void put_lines(struct completing *completing, int64_t *line, int64_t to)
{
    for (; *line < to; ++*line)
        put_bytes(completing, "\n", 1);
}

bool pm_test_given(struct pm_arena *arena, const struct pm_compilation *compilation,
                   const struct pm_given *given, struct pm_diagnostics *diagnostics,
                   struct pm_given_file *out)
{
    struct completing completing = {.arena = arena, .given = given, .diagnostics = diagnostics};
    struct pm_input *input = pm_input_of_text(arena, pm_text_from(given->text), PM_INPUT_REGION,
                                              PM_ENCODING_UTF8, diagnostics);
    struct pm_csv *csv = pm_csv_new(arena, input, ',');
    struct pm_raw_row row;
    int64_t line = 1;
    bool right = true;
    enum pm_next next;
    *out = (struct pm_given_file){
        .source = given->source,
        .path = pm_sources_get(compilation->sources, given->text_at.file)->path};
    input->path = out->path;
    csv->line = first_line(compilation, given->text_at);
    while ((next = pm_csv_next(csv, &row)) == PM_NEXT_ROW) {
        if (pm_text_trim(row.raw).size == 0) continue;
        put_lines(&completing, &line, row.line);
        if (!out->header_line) {
            out->header_line = line;
            right = put_headers(&completing, &row);
        } else {
            put_row(&completing, &row);
        }
        line++;
    }
    out->text = (struct pm_text){completing.text.items, completing.text.count};
    return right && next == PM_NEXT_END;
}
