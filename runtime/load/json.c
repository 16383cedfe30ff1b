#include "runtime/load/json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* jansson turns numbers into doubles and tells no places. So the document is rewritten before it is
 * parsed: each number becomes the text it is written as, and each object gets a first member that
 * says where it begins. */
#define PLACE_KEY \
    "\x01"        \
    "at"
#define PLACE_KEY_WRITTEN "\\u0001at"

enum { PLACE_ROOM = 64 };

struct scope { /* an object on the way to a row */
    json_t *object;
    const char *followed; /* the member that leads to the row; NULL: the row itself */
    const struct scope *around;
};

struct pm_json_rows {
    struct pm_arena *arena;
    struct pm_input *input;
    struct pm_text text; /* the document as it stands */
    struct pm_symbols *names;
    PM_ARRAY(struct pm_text) headers;
    PM_ARRAY(const struct scope *) rows;
    PM_ARRAY(char) name; /* room for a dotted name */
    struct pm_text *cells;
    size_t next;
    size_t last_offset; /* of the row given last, in `text` .. */
    int64_t last_byte;  /* .. and in the file */
    bool found_list;
    json_t *document; /* released with the arena */
    json_t *misfit;   /* a value in a list of rows that is no object */
};

/* ---- Rewriting ---- */

struct writer {
    const char *text;
    size_t size;
    size_t at;
    int64_t line;
    char *out;
    size_t written;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static size_t digits_from(struct pm_text text, size_t at)
{
    while (at < text.size && is_digit(text.bytes[at]))
        at++;
    return at;
}

/* A number as RFC 8259 writes it. */
static bool is_number(struct pm_text text)
{
    size_t at = text.size && text.bytes[0] == '-';
    size_t end = digits_from(text, at);
    if (end == at || (text.bytes[at] == '0' && end > at + 1)) return false;
    at = end;
    if (at < text.size && text.bytes[at] == '.') {
        end = digits_from(text, at + 1);
        if (end == at + 1) return false;
        at = end;
    }
    if (at < text.size && (text.bytes[at] == 'e' || text.bytes[at] == 'E')) {
        at++;
        if (at < text.size && (text.bytes[at] == '+' || text.bytes[at] == '-')) at++;
        end = digits_from(text, at);
        if (end == at) return false;
        at = end;
    }
    return at == text.size;
}

static void put(struct writer *writer, const char *bytes, size_t size)
{
    memcpy(writer->out + writer->written, bytes, size);
    writer->written += size;
}

static void rewrite_string(struct writer *writer)
{
    size_t begin = writer->at++;
    while (writer->at < writer->size && writer->text[writer->at] != '"') {
        writer->line += writer->text[writer->at] == '\n';
        writer->at += writer->text[writer->at] == '\\' && writer->at + 1 < writer->size ? 2 : 1;
    }
    if (writer->at < writer->size) writer->at++;
    put(writer, writer->text + begin, writer->at - begin);
}

static void rewrite_number(struct writer *writer)
{
    size_t begin = writer->at;
    while (writer->at < writer->size &&
           (is_digit(writer->text[writer->at]) ||
            (writer->text[writer->at] && strchr("+-.eE", writer->text[writer->at]))))
        writer->at++;
    struct pm_text number = {writer->text + begin, writer->at - begin};
    bool quoted = is_number(number); /* else jansson says what is wrong with it */
    if (quoted) put(writer, "\"", 1);
    put(writer, number.bytes, number.size);
    if (quoted) put(writer, "\"", 1);
}

static void rewrite_object_start(struct writer *writer)
{
    char place[PLACE_ROOM];
    size_t next = writer->at + 1;
    while (next < writer->size && strchr(" \t\r\n", writer->text[next]) && writer->text[next])
        next++;
    bool is_empty = next < writer->size && writer->text[next] == '}';
    int size = snprintf(place, sizeof place, "{\"" PLACE_KEY_WRITTEN "\":\"%lld %zu\"%s",
                        (long long)writer->line, writer->at, is_empty ? "" : ",");
    put(writer, place, (size_t)size);
    writer->at++;
}

static struct pm_text rewrite(struct pm_arena *arena, struct pm_text text)
{
    size_t objects = 0;
    for (size_t i = 0; i < text.size; i++)
        objects += text.bytes[i] == '{';
    struct writer writer = {.text = text.bytes, .size = text.size, .line = 1};
    writer.out = pm_arena_alloc(arena, text.size * 2 + objects * PLACE_ROOM + 4);
    while (writer.at < text.size) {
        char byte = text.bytes[writer.at];
        if (byte == '"') {
            rewrite_string(&writer);
        } else if (byte == '{') {
            rewrite_object_start(&writer);
        } else if (is_digit(byte) || byte == '-') {
            rewrite_number(&writer);
        } else {
            writer.line += byte == '\n';
            put(&writer, &byte, 1);
            writer.at++;
        }
    }
    return (struct pm_text){writer.out, writer.written};
}

/* ---- Parsing ---- */

static void release(void *object)
{
    const struct pm_json_rows *rows = object;
    json_decref(rows->document);
}

static bool parse(struct pm_json_rows *rows)
{
    json_error_t error;
    struct pm_text text = rewrite(rows->arena, rows->text);
    pm_arena_on_free(rows->arena, release, rows);
    rows->document = json_loadb(text.bytes, text.size, JSON_REJECT_DUPLICATES, &error);
    if (rows->document) return true;
    if (json_error_code(&error) == json_error_out_of_memory)
        (void)pm_arena_alloc_items(rows->arena, SIZE_MAX, 2);
    struct pm_data_place place = {.path = rows->input->path,
                                  .line = error.line > 0 ? (uint64_t)error.line : 0};
    pm_diagnose_data(rows->input->diagnostics, PM_DATA_JSON_NOT_VALID, place,
                     "`%s` is not valid JSON: %s", rows->input->path, error.text);
    return false;
}

/* ---- Rows ---- */

static void collect(struct pm_json_rows *rows, json_t *value, const char *inside,
                    const struct scope *around);

static void add_row(struct pm_json_rows *rows, json_t *value, const struct scope *around)
{
    if (!json_is_object(value)) {
        rows->misfit = value;
        return;
    }
    struct scope *row = PM_NEW(rows->arena, struct scope);
    *row = (struct scope){value, NULL, around};
    PM_PUSH(rows->arena, &rows->rows, row);
}

static void collect_member(struct pm_json_rows *rows, json_t *object, const char *inside,
                           const struct scope *around)
{
    size_t size = strcspn(inside, ".");
    const char *rest = inside + size + (inside[size] == '.');
    struct scope *scope = PM_NEW(rows->arena, struct scope);
    *scope = (struct scope){object, pm_arena_copy_text(rows->arena, inside, size), around};
    json_t *member = json_object_get(object, scope->followed);
    if (member) collect(rows, member, rest, scope);
}

/* Adds the rows that `inside` leads to from `value`. */
static void collect(struct pm_json_rows *rows, json_t *value, const char *inside,
                    const struct scope *around)
{
    size_t i;
    json_t *item;
    if (json_is_array(value)) {
        rows->found_list = rows->found_list || *inside == '\0';
        json_array_foreach(value, i, item)
        {
            if (*inside == '\0')
                add_row(rows, item, around);
            else
                collect(rows, item, inside, around);
        }
    } else if (json_is_object(value) && *inside) {
        collect_member(rows, value, inside, around);
    }
}

/* ---- Cells ---- */

typedef void use_leaf(struct pm_json_rows *rows, struct pm_text name, json_t *value);

static void add_to_name(struct pm_json_rows *rows, const char *text)
{
    for (; *text; text++)
        PM_PUSH(rows->arena, &rows->name, *text);
}

/* Calls `use` for each value below an object, by its dotted name. */
static void each_leaf(struct pm_json_rows *rows, json_t *object, const char *followed,
                      use_leaf *use)
{
    const char *key;
    json_t *value;
    size_t prefix = rows->name.count;
    json_object_foreach(object, key, value)
    {
        if (strcmp(key, PLACE_KEY) == 0 || (followed && strcmp(key, followed) == 0)) continue;
        if (json_is_array(value)) continue;
        add_to_name(rows, key);
        if (json_is_object(value)) {
            add_to_name(rows, ".");
            each_leaf(rows, value, NULL, use);
        } else {
            use(rows, (struct pm_text){rows->name.items, rows->name.count}, value);
        }
        rows->name.count = prefix;
    }
}

static void note_header(struct pm_json_rows *rows, struct pm_text name, json_t *value)
{
    (void)value;
    const struct pm_symbol *symbol = pm_symbol_make(rows->names, name);
    if (symbol->id == rows->headers.count)
        PM_PUSH(rows->arena, &rows->headers, pm_symbol_text(symbol));
}

static void fill_cell(struct pm_json_rows *rows, struct pm_text name, json_t *value)
{
    struct pm_text text = PM_TEXT("");
    if (json_is_string(value))
        text = (struct pm_text){json_string_value(value), json_string_length(value)};
    if (json_is_true(value)) text = PM_TEXT("true");
    if (json_is_false(value)) text = PM_TEXT("false");
    rows->cells[pm_symbol_find(rows->names, name)->id] = text;
}

/* Outer objects first, so that what is nearer to the row stays. */
static void each_leaf_around(struct pm_json_rows *rows, const struct scope *scope, use_leaf *use)
{
    if (!scope) return;
    each_leaf_around(rows, scope->around, use);
    each_leaf(rows, scope->object, scope->followed, use);
}

/* ---- Opening ---- */

static void report_path(struct pm_json_rows *rows, const char *inside)
{
    struct pm_diagnostics *list = rows->input->diagnostics;
    struct pm_data_place place = {.path = rows->input->path};
    struct pm_diagnostic *found;
    if (rows->misfit) {
        pm_diagnose_data(list, PM_DATA_JSON_PATH_MISSING, place,
                         "the list of rows in `%s` holds something else than objects",
                         rows->input->path);
    } else if (*inside) {
        found = pm_diagnose_data(list, PM_DATA_JSON_PATH_MISSING, place, "`%s` has no list at `%s`",
                                 rows->input->path, inside);
        pm_help(list, found,
                "write the names of the members that lead to the list, with dots between");
    } else {
        found = pm_diagnose_data(list, PM_DATA_JSON_PATH_MISSING, place,
                                 "`%s` is no list of objects", rows->input->path);
        pm_help(list, found, "say which member holds the rows: `from json \"%s\" at \"...\"`",
                rows->input->path);
    }
}

struct pm_json_reader *pm_json_reader_open(struct pm_arena *arena, struct pm_input *input,
                                           const char *inside)
{
    while (pm_input_more(input, 0)) {
    }
    if (input->has_failed) return NULL;
    struct pm_json_rows *rows = PM_NEW(arena, struct pm_json_rows);
    rows->arena = arena;
    rows->input = input;
    rows->text = (struct pm_text){input->window, input->size};
    rows->names = pm_symbols_new(arena);
    rows->last_byte = input->mark_size;
    if (!parse(rows)) return NULL;
    collect(rows, rows->document, inside, NULL);
    if (!rows->found_list || rows->misfit) {
        report_path(rows, inside);
        return NULL;
    }
    for (size_t i = 0; i < rows->rows.count; i++)
        each_leaf_around(rows, rows->rows.items[i], note_header);
    rows->cells = PM_NEW_ITEMS(arena, struct pm_text, rows->headers.count + 1);
    struct pm_json_reader *json = PM_NEW(arena, struct pm_json_reader);
    *json = (struct pm_json_reader){rows->headers.items, rows->headers.count, rows};
    return json;
}

/* Size of the object that begins at `begin`. */
static size_t object_size(struct pm_text text, size_t begin)
{
    size_t depth = 0;
    bool in_string = false;
    for (size_t at = begin; at < text.size; at++) {
        char byte = text.bytes[at];
        if (in_string) {
            if (byte == '\\')
                at++;
            else if (byte == '"')
                in_string = false;
        } else if (byte == '"') {
            in_string = true;
        } else if (byte == '{' || byte == '[') {
            depth++;
        } else if ((byte == '}' || byte == ']') && --depth == 0) {
            return at + 1 - begin;
        }
    }
    return text.size - begin;
}

enum pm_next pm_json_reader_next(struct pm_json_reader *json, struct pm_raw_row *row)
{
    struct pm_json_rows *rows = json->rows;
    if (rows->next == rows->rows.count) return PM_NEXT_END;
    const struct scope *scope = rows->rows.items[rows->next++];
    for (size_t i = 0; i < rows->headers.count; i++)
        rows->cells[i] = PM_TEXT("");
    each_leaf_around(rows, scope, fill_cell);
    const char *place = json_string_value(json_object_get(scope->object, PLACE_KEY));
    char *rest = NULL;
    long long line = strtoll(place, &rest, 10);
    size_t offset = (size_t)strtoull(rest, NULL, 10);
    rows->last_byte += pm_input_original_size(rows->input, rows->text.bytes + rows->last_offset,
                                              offset - rows->last_offset);
    rows->last_offset = offset;
    *row = (struct pm_raw_row){
        .fields = rows->cells,
        .count = rows->headers.count,
        .line = line,
        .byte = rows->last_byte,
        .raw = {rows->text.bytes + offset, object_size(rows->text, offset)},
    };
    return PM_NEXT_ROW;
}
