/* make_reference DIR: writes the reference of the language into DIR, from the tables that the program
 * itself works by: statements, kinds of parts, words, diagnostics, states, JSON documents, and the
 * modules of the standard library. The same tables give the same bytes. Files of DIR that are no
 * longer made are left alone; tests/tools/check_reference.py names them. */
#include "lang/diag/diagnostics.h"
#include "lang/diff/diff.h"
#include "lang/parse/parse.h"
#include "lang/schema/kinds.h"
#include "lang/schema/schema.h"
#include "runtime/judge/findings.h"
#include "runtime/render/fields.h"
#include "runtime/render/result.h"
#include "runtime/render/sink.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PAGE_WIDTH = 100 };

static const char *const row_ids[] = {
#define PM_STATEMENT(id, word, places, reads, section, example, means) #id,
#include "lang/schema/statements.def"
#undef PM_STATEMENT
};

struct word_list {
    const char *what;
    const char *words;
};

static const struct word_list word_lists[] = {
#define PM_WORDS(what, words) {what, words},
#include "lang/schema/words.def"
#undef PM_WORDS
};

enum { WORD_LIST_COUNT = sizeof word_lists / sizeof *word_lists };

/* The kinds of parts that are words of one list wherever they stand. */
static const struct word_list kind_lists[] = {
    {"TYPE", "field type"}, {"FORMAT", "format"},    {"AGGREGATE", "aggregate"},
    {"STATE", "state"},     {"MEASURE", "gap kind"}, {"AUDIENCE", "audience"},
};

/* ---- Pages ---- */

struct reference {
    struct pm_arena *arena;
    const char *folder;
    bool failed;
};

static FILE *open_page(struct reference *reference, const char *name)
{
    const char *path = pm_arena_format(reference->arena, "%s/%s", reference->folder, name);
    FILE *page = fopen(path, "wb");
    if (!page) {
        fprintf(stderr, "make_reference: %s: %s\n", path, strerror(errno));
        exit(1);
    }
    return page;
}

static void close_page(struct reference *reference, FILE *page)
{
    if (ferror(page)) reference->failed = true;
    if (fclose(page)) reference->failed = true;
}

/* Text of a table's cell: a bar would end it. */
static void put_cell(FILE *page, const char *text)
{
    for (; *text; text++) {
        if (*text == '|') putc('\\', page);
        putc(*text == '\n' ? ' ' : *text, page);
    }
}

/* A word that begins a line must not look like markup. */
static bool may_begin_line(const char *word)
{
    return !strchr("#-+*>=|0123456789~", *word);
}

static const char *article(const char *noun)
{
    return strchr("aeio", *noun) ? "an" : "a";
}

/* A paragraph, in lines of at most PAGE_WIDTH bytes. */
static void put_paragraph(FILE *page, const char *text)
{
    size_t column = 0;
    for (struct pm_text word = pm_words_next(&text); word.size; word = pm_words_next(&text)) {
        bool breaks = column && column + 1 + word.size > PAGE_WIDTH && may_begin_line(word.bytes);
        if (breaks) column = 0;
        if (breaks || column) putc(breaks ? '\n' : ' ', page);
        fwrite(word.bytes, 1, word.size, page);
        column += word.size + (column ? 1 : 0);
    }
    fputs("\n", page);
}

/* A sentence: a capital at its start, a full stop at its end. */
static const char *sentence(struct reference *reference, const char *text)
{
    char *copy = pm_arena_format(reference->arena, "%s.", text);
    if (*copy >= 'a' && *copy <= 'z') *copy = (char)(*copy - 'a' + 'A');
    return copy;
}

/* Bytes that are no UTF-8, where a text is about them, are written \xE9. */
static void put_bytes(FILE *page, const char *text, size_t size)
{
    size_t good = pm_utf8_first_bad(text, size);
    fwrite(text, 1, good, page);
    if (good == size) return;
    fprintf(page, "\\x%02X", (unsigned)(unsigned char)text[good]);
    put_bytes(page, text + good + 1, size - good - 1);
}

static void put_block(FILE *page, const char *text, size_t size)
{
    fputs("```pm\n", page);
    put_bytes(page, text, size);
    if (size && text[size - 1] != '\n') putc('\n', page);
    fputs("```\n", page);
}

static void put_words(FILE *page, const char *words)
{
    bool is_first = true;
    for (struct pm_text word = pm_words_next(&words); word.size; word = pm_words_next(&words)) {
        fprintf(page, "%s`%.*s`", is_first ? "" : ", ", (int)word.size, word.bytes);
        is_first = false;
    }
}

/* ---- Statements ---- */

/* The row whose block a place is; PM_ROW_COUNT for the top of a file. */
static size_t row_of_place(struct pm_text place)
{
    for (size_t i = 0; i < PM_ROW_COUNT; i++) {
        const struct pm_row *row = pm_row((enum pm_row_id)i);
        if (pm_text_is(place, row->word) && strstr(row->reads, "{}")) return i;
    }
    return PM_ROW_COUNT;
}

static void put_places(FILE *page, const struct pm_row *row)
{
    const char *places = row->places;
    bool is_first = true;
    for (struct pm_text place = pm_words_next(&places); place.size;
         place = pm_words_next(&places)) {
        size_t at = row_of_place(place);
        fputs(is_first ? "" : ", ", page);
        if (at < PM_ROW_COUNT)
            fprintf(page, "[`%s`](%s.md)", pm_row((enum pm_row_id)at)->word, row_ids[at]);
        else
            fputs("the top of a file", page);
        is_first = false;
    }
}

struct parts { /* kinds of parts that a row has, each once */
    const struct pm_part_kind *items[32];
    size_t count;
};

static void add_part(struct parts *parts, const struct pm_part_kind *kind)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i] == kind) return;
    if (parts->count < sizeof parts->items / sizeof *parts->items)
        parts->items[parts->count++] = kind;
}

static void list_parts(struct parts *parts, const struct pm_reads *reads)
{
    for (size_t i = 0; i < reads->count; i++)
        for (size_t j = 0; j < reads->alternatives[i].count; j++) {
            const struct pm_item *item = &reads->alternatives[i].items[j];
            if (item->kind == PM_ITEM_KIND) add_part(parts, item->part);
            if (item->kind == PM_ITEM_GROUP) list_parts(parts, item->group);
        }
}

static const char *list_of_kind(const struct pm_part_kind *kind)
{
    for (size_t i = 0; i < sizeof kind_lists / sizeof *kind_lists; i++)
        if (strcmp(kind_lists[i].what, kind->name) == 0) return kind_lists[i].words;
    return NULL;
}

/* Lists of words are named after the statement: `path`, `path axis`; or after its place and itself:
 * `metric unit`. */
static bool is_list_of_row(const struct pm_row *row, const char *what)
{
    struct pm_text first = pm_words_next(&what);
    struct pm_text second = pm_words_next(&what);
    if (pm_text_is(first, row->word)) return true;
    return second.size && pm_text_is(second, row->word) && pm_words_have(row->places, first);
}

static void put_word_list(FILE *page, const struct word_list *list)
{
    fprintf(page, "- %s: ", list->what);
    put_words(page, list->words);
    putc('\n', page);
}

static void put_lists(FILE *page, const struct pm_row *row, const struct parts *parts)
{
    bool has_words = false;
    bool has_any = false;
    for (size_t i = 0; i < parts->count; i++) {
        const char *name = parts->items[i]->name;
        if (strcmp(name, "WORD") == 0 || strcmp(name, "KIND") == 0) has_words = true;
    }
    for (size_t i = 0; i < WORD_LIST_COUNT; i++) {
        bool belongs = has_words && is_list_of_row(row, word_lists[i].what);
        for (size_t j = 0; j < parts->count; j++) {
            const char *of_kind = list_of_kind(parts->items[j]);
            if (of_kind && strcmp(of_kind, word_lists[i].what) == 0) belongs = true;
        }
        if (!belongs) continue;
        if (!has_any) fputs("\n## Words\n\n", page);
        put_word_list(page, &word_lists[i]);
        has_any = true;
    }
}

static void put_part_table(FILE *page, const struct parts *parts)
{
    if (!parts->count) return;
    fputs("\n## Parts\n\n| part | what stands there | for example |\n|---|---|---|\n", page);
    for (size_t i = 0; i < parts->count; i++) {
        const struct pm_part_kind *kind = parts->items[i];
        fprintf(page, "| [`%s`](../kinds.md) | %s %s%s | `", kind->name, article(kind->noun),
                kind->noun, kind->many ? ", or several with commas between" : "");
        put_cell(page, kind->example);
        fputs("` |\n", page);
    }
}

static void put_row_line(FILE *page, size_t index, const char *folder)
{
    const struct pm_row *row = pm_row((enum pm_row_id)index);
    fprintf(page, "| [`%s`](%s%s.md) | ", row->word, folder, row_ids[index]);
    if (*row->reads) {
        putc('`', page);
        put_cell(page, row->reads);
        putc('`', page);
    }
    fputs(" | ", page);
    put_cell(page, row->means);
    fputs(" |\n", page);
}

static void put_row_heading(FILE *page)
{
    fputs("| statement | reads | means |\n|---|---|---|\n", page);
}

static void put_block_of(FILE *page, const struct pm_row *row)
{
    bool has_any = false;
    if (!strstr(row->reads, "{}")) return;
    for (size_t i = 0; i < PM_ROW_COUNT; i++) {
        if (!pm_row_stands_in(pm_row((enum pm_row_id)i), row->word)) continue;
        if (!has_any) {
            fputs("\n## In its block\n\n", page);
            put_row_heading(page);
        }
        put_row_line(page, i, "");
        has_any = true;
    }
}

static void write_statement(struct reference *reference, size_t index)
{
    const struct pm_row *row = pm_row((enum pm_row_id)index);
    struct parts parts = {.count = 0};
    list_parts(&parts, pm_reads_compile(reference->arena, row->reads));
    FILE *page =
        open_page(reference, pm_arena_format(reference->arena, "statements/%s.md", row_ids[index]));
    fprintf(page, "# `%s`\n\n", row->word);
    put_paragraph(page, sentence(reference, row->means));
    fprintf(page, "\n```\n%s%s%s\n```\n\nStands in: ", row->word, *row->reads ? " " : "",
            row->reads);
    put_places(page, row);
    fprintf(page, ". Section: %s.\n\n## Example\n\n", row->section);
    put_block(page, row->example, strlen(row->example));
    put_part_table(page, &parts);
    put_lists(page, row, &parts);
    put_block_of(page, row);
    close_page(reference, page);
}

static void write_index(struct reference *reference)
{
    const char *section = "";
    FILE *page = open_page(reference, "index.md");
    fputs("# Reference\n\n"
          "Made by `make reference` from the tables that the program works by.\n\n"
          "- [Kinds of parts](kinds.md): what the words in CAPITALS stand for\n"
          "- [Words](words.md): closed lists, linking words, operators\n"
          "- [Diagnostics](diagnostics.md): every code, why, and what to write\n"
          "- [States](states.md): what findings say\n"
          "- [Changes](changes.md): what `pm diff` finds, and of which class it is\n"
          "- [Formats](formats.md): what `--format` writes, and which command has which\n"
          "- [JSON documents](json.md): every field of what `--format json` writes\n"
          "- [Standard library](standard_library.md): modules and ratings\n\n"
          "A statement is a word, parts, and perhaps a block in braces. Below, lower case is the "
          "very\n"
          "word, CAPITALS a part of that kind, `[ ]` may be left out, `|` divides alternatives, "
          "`{}`\n"
          "is a block; parts in brackets that stand side by side come in any order.\n",
          page);
    for (size_t i = 0; i < PM_ROW_COUNT; i++) {
        const struct pm_row *row = pm_row((enum pm_row_id)i);
        if (strcmp(row->section, section) != 0) {
            section = row->section;
            fprintf(page, "\n## %s\n\n", section);
            put_row_heading(page);
        }
        put_row_line(page, i, "statements/");
    }
    close_page(reference, page);
}

/* ---- Kinds and words ---- */

static void put_users(FILE *page, struct reference *reference, const struct pm_part_kind *kind)
{
    bool is_first = true;
    for (size_t i = 0; i < PM_ROW_COUNT; i++) {
        struct parts parts = {.count = 0};
        size_t at = 0;
        list_parts(&parts, pm_reads_compile(reference->arena, pm_row((enum pm_row_id)i)->reads));
        while (at < parts.count && parts.items[at] != kind)
            at++;
        if (at == parts.count) continue;
        fprintf(page, "%s[`%s`](statements/%s.md)", is_first ? "" : ", ",
                pm_row((enum pm_row_id)i)->word, row_ids[i]);
        is_first = false;
    }
}

static void write_kinds(struct reference *reference)
{
    FILE *page = open_page(reference, "kinds.md");
    fputs(
        "# Kinds of parts\n\n| kind | what stands there | for example | in |\n|---|---|---|---|\n",
        page);
    for (size_t i = 0; pm_part_kind(i); i++) {
        const struct pm_part_kind *kind = pm_part_kind(i);
        fprintf(page, "| `%s` | %s %s%s | `", kind->name, article(kind->noun), kind->noun,
                kind->many ? ", or several" : "");
        put_cell(page, kind->example);
        fputs("` | ", page);
        put_users(page, reference, kind);
        fputs(" |\n", page);
    }
    close_page(reference, page);
}

static void write_words(struct reference *reference)
{
    FILE *page = open_page(reference, "words.md");
    fputs("# Words\n\nReserved everywhere but at the start of a statement: the linking words ",
          page);
    put_words(page, pm_link_words());
    fputs("\nand the operators ", page);
    put_words(page, pm_operator_words());
    fputs(".\nEvery other word is a name outside its place.\n\n| list | words |\n|---|---|\n",
          page);
    for (size_t i = 0; i < WORD_LIST_COUNT; i++) {
        fprintf(page, "| %s | ", word_lists[i].what);
        put_words(page, word_lists[i].words);
        fputs(" |\n", page);
    }
    close_page(reference, page);
}

/* ---- Diagnostics and states ---- */

static const char *severity_word(enum pm_severity severity)
{
    switch (severity) {
    case PM_INFO:
        return "info";
    case PM_WARNING:
        return "warning";
    case PM_ERROR:
        return "error";
    }
    return "";
}

static const char *needs_word(enum pm_needs needs)
{
    switch (needs) {
    case PM_NEEDS_TEXT:
        return "the plan's text";
    case PM_NEEDS_DATA:
        return "data";
    case PM_NEEDS_HISTORY:
        return "earlier loads";
    }
    return "";
}

/* Codes in order of their numbers. */
static int compare_codes(const void *left, const void *right)
{
    int a = pm_code_info(*(const enum pm_code *)left)->number;
    int b = pm_code_info(*(const enum pm_code *)right)->number;
    return (a > b) - (a < b);
}

static void put_code(FILE *page, struct reference *reference, const struct pm_code_info *info)
{
    fprintf(page, "\n## PM%04d `%s`\n\n", info->number, info->name);
    put_paragraph(page, sentence(reference, info->title));
    fprintf(page, "\nLevel: %s, where no rule sets another. Found from %s.\n\n",
            severity_word(info->severity), needs_word(info->needs));
    put_paragraph(page, info->why);
    if (*info->bad) {
        fputs("\nThis gives it:\n\n", page);
        put_block(page, info->bad, strlen(info->bad));
    }
    if (*info->good) {
        fputs("\nMended:\n\n", page);
        put_block(page, info->good, strlen(info->good));
    }
}

static void write_diagnostics(struct reference *reference)
{
    enum pm_code codes[PM_CODE_COUNT];
    FILE *page = open_page(reference, "diagnostics.md");
    for (int i = 0; i < PM_CODE_COUNT; i++)
        codes[i] = (enum pm_code)i;
    qsort(codes, PM_CODE_COUNT, sizeof *codes, compare_codes);
    fputs("# Diagnostics\n\n`pm explain CODE` prints these. `rules` in a project sets levels by "
          "name.\n\n| code | name | level | title |\n|---|---|---|---|\n",
          page);
    for (int i = 0; i < PM_CODE_COUNT; i++) {
        const struct pm_code_info *info = pm_code_info(codes[i]);
        fprintf(page, "| PM%04d | `%s` | %s | ", info->number, info->name,
                severity_word(info->severity));
        put_cell(page, info->title);
        fputs(" |\n", page);
    }
    for (int i = 0; i < PM_CODE_COUNT; i++)
        put_code(page, reference, pm_code_info(codes[i]));
    close_page(reference, page);
}

static void write_states(struct reference *reference)
{
    FILE *page = open_page(reference, "states.md");
    fputs("# States\n\nWhat a finding says. Judgements are counted; the others say why there is "
          "none.\n"
          "\n| state | severity | judgement | said when |\n|---|---|---|---|\n",
          page);
    for (int i = 0; i < PM_STATE_COUNT; i++) {
        const struct pm_state_info *info = pm_state_info((enum pm_state)i);
        fprintf(page, "| `%s` | %s | %s | ", info->word, severity_word(info->severity),
                pm_state_is_rated((enum pm_state)i) ? "yes" : "no");
        put_cell(page, info->means);
        fputs(" |\n", page);
    }
    close_page(reference, page);
}

/* How a kind of change is classed: its ambition, as it depends on the good direction, and what it
 * does to comparisons. */
static void put_class(FILE *page, const struct pm_change_kind *kind)
{
    fputs(pm_ambition_name(kind->ambition), page);
    if (kind->sign == PM_SIGN_DIRECTION)
        fprintf(page, "; %s where less is better",
                pm_ambition_name(pm_change_kind(kind->mirror)->ambition));
    if (kind->comparability == PM_BROKEN) fputs("; breaks comparability", page);
    if (kind->comparability == PM_BRIDGED) fputs("; the break is declared", page);
}

static void put_change(FILE *page, struct reference *reference, enum pm_change_id id)
{
    const struct pm_change_kind *kind = pm_change_kind(id);
    fprintf(page, "| `%s` | ", kind->name);
    put_class(page, kind);
    fputs(" | ", page);
    put_cell(page, sentence(reference, kind->means));
    fputs(" ", page);
    put_cell(page, sentence(reference, kind->why));
    fputs(" | ", page);
    if (kind->mirror == PM_CHANGE_none)
        put_cell(page, pm_arena_format(reference->arena, "none: %s", pm_change_no_mirror(id)));
    else if (kind->mirror == id)
        fputs("itself", page);
    else
        fprintf(page, "`%s`", pm_change_kind(kind->mirror)->name);
    fputs(" |\n", page);
}

static void write_changes(struct reference *reference)
{
    FILE *page = open_page(reference, "changes.md");
    const char *area = "";
    fputs("# Changes\n\nWhat `pm diff` finds between two revisions. The id of a kind never "
          "changes. Its "
          "mirror is\nwhat the same change is called when the revisions change places.\n",
          page);
    for (int id = 0; id < PM_CHANGE_COUNT; id++) {
        const struct pm_change_kind *kind = pm_change_kind((enum pm_change_id)id);
        if (strcmp(kind->area, area) != 0) {
            area = kind->area;
            fprintf(page,
                    "\n## %c%s\n\n| change | class | what changed, and why it matters | mirror "
                    "|\n|---|---|---|---|\n",
                    area[0] - 'a' + 'A', area + 1);
        }
        put_change(page, reference, (enum pm_change_id)id);
    }
    close_page(reference, page);
}

static void write_formats(struct reference *reference)
{
    FILE *page = open_page(reference, "formats.md");
    fputs("# Formats\n\n`--format FORMAT` writes a result in another form, `--format FORMAT=FILE` "
          "into a file. Paths in\nsarif, junit, github, gitlab and rdjson begin at the top of the "
          "git "
          "repository; those of\nthe others in the project's folder.\n\n"
          "| format | what it is | commands |\n|---|---|---|\n",
          page);
    for (int i = 0; i < PM_RENDERING_COUNT; i++) {
        const struct pm_rendering_info *info = pm_rendering_info((enum pm_rendering_id)i);
        bool is_first = true;
        fprintf(page, "| `%s` | ", info->word);
        put_cell(page, info->means);
        fputs(" | ", page);
        for (int kind = 0; kind < PM_RESULT_KIND_COUNT; kind++) {
            if (!pm_rendering_takes((enum pm_rendering_id)i, (enum pm_result_kind)kind)) continue;
            fprintf(page, "%s%s", is_first ? "" : ", ",
                    pm_result_command((enum pm_result_kind)kind));
            is_first = false;
        }
        fputs(" |\n", page);
    }
    close_page(reference, page);
}

/* ---- JSON documents ---- */

static const char *last_part(const char *pointer)
{
    const char *slash = strrchr(pointer, '/');
    return slash ? slash + 1 : pointer;
}

/* The schema of one value: a type, a reference, a list of words, or a list of one of these. */
static void put_type(FILE *page, const json_t *schema)
{
    const json_t *words =
        json_object_get(json_array_get(json_object_get(schema, "allOf"), 0), "enum");
    const json_t *items = json_object_get(schema, "items");
    const char *reference = json_string_value(json_object_get(schema, "$ref"));
    if (!words) words = json_object_get(schema, "enum");
    if (reference) {
        fprintf(page, "[%s](#%s)", last_part(reference), last_part(reference));
    } else if (words) {
        for (size_t i = 0; i < json_array_size(words); i++)
            fprintf(page, "%s`%s`", i ? ", " : "", json_string_value(json_array_get(words, i)));
    } else if (items) {
        fputs("list of ", page);
        put_type(page, items);
    } else {
        fputs(json_string_value(json_object_get(schema, "type")), page);
    }
}

static bool is_required(const json_t *object, const char *name)
{
    const json_t *required = json_object_get(object, "required");
    for (size_t i = 0; i < json_array_size(required); i++)
        if (strcmp(json_string_value(json_array_get(required, i)), name) == 0) return true;
    return false;
}

static void put_object(FILE *page, struct reference *reference, const char *name, json_t *object)
{
    const char *field = NULL;
    json_t *schema = NULL;
    fprintf(page, "\n### %s\n\n", name);
    put_paragraph(page,
                  sentence(reference, json_string_value(json_object_get(object, "description"))));
    fputs("\n| field | type | always | means |\n|---|---|---|---|\n", page);
    json_object_foreach(json_object_get(object, "properties"), field, schema)
    {
        fprintf(page, "| `%s` | ", field);
        put_type(page, schema);
        fprintf(page, " | %s | ", is_required(object, field) ? "yes" : "no");
        put_cell(page, json_string_value(json_object_get(schema, "description")));
        fputs(" |\n", page);
    }
}

static json_t *load_schema(struct reference *reference, const char *command)
{
    struct pm_buffer buffer;
    json_error_t error;
    pm_buffer_start(&buffer, reference->arena);
    if (!pm_write_json_schema(reference->arena, &buffer.sink, command)) return NULL;
    json_t *schema = json_loads(pm_buffer_text(&buffer), JSON_REJECT_DUPLICATES, &error);
    if (!schema) {
        fprintf(stderr, "make_reference: schema of %s: %s\n", command, error.text);
        exit(1);
    }
    return schema;
}

static void put_document(FILE *page, json_t *schema, const char *command)
{
    const json_t *items = json_object_get(schema, "items");
    const json_t *roots = json_object_get(items ? items : schema, "anyOf");
    fprintf(page, "- `pm %s`: %s", command, items ? "a list of one of " : "");
    for (size_t i = 0; i < json_array_size(roots); i++) {
        if (i) fputs(i + 1 < json_array_size(roots) ? ", " : " or ", page);
        put_type(page, json_array_get(roots, i));
    }
    putc('\n', page);
}

static void write_json(struct reference *reference)
{
    json_t *objects = json_object();
    const char *name = NULL;
    json_t *object = NULL;
    FILE *page = open_page(reference, "json.md");
    fputs(
        "# JSON documents\n\nWhat commands write with `--format json`. `pm schema COMMAND` prints "
        "the JSON Schema.\nFields are added, never changed; readers pass over those they do not "
        "know.\n\n",
        page);
    for (size_t i = 0; pm_json_schema_name(i); i++) {
        json_t *schema = load_schema(reference, pm_json_schema_name(i));
        put_document(page, schema, pm_json_schema_name(i));
        json_object_update_missing(objects, json_object_get(schema, "$defs"));
        json_decref(schema);
    }
    fputs("\n## Objects\n", page);
    json_object_foreach(objects, name, object) put_object(page, reference, name, object);
    json_decref(objects);
    close_page(reference, page);
}

/* ---- Standard library ---- */

/* The comment lines at the top, as a paragraph; bytes after them. */
static void put_heading_comment(FILE *page, struct reference *reference, struct pm_text text)
{
    struct pm_buffer words;
    pm_buffer_start(&words, reference->arena);
    while (text.size && text.bytes[0] == '#') {
        const char *end = memchr(text.bytes, '\n', text.size);
        size_t size = end ? (size_t)(end - text.bytes) : text.size;
        pm_put_bytes(&words.sink, text.bytes + 1, size - 1);
        pm_put(&words.sink, "\n");
        text.bytes += size + (end ? 1 : 0);
        text.size -= size + (end ? 1 : 0);
    }
    fprintf(page, "```text\n%s```\n", pm_buffer_text(&words));
}

static void put_declaration(FILE *page, const struct pm_source *source,
                            const struct pm_statement *statement)
{
    const struct pm_node *name = pm_slot_node(pm_slot(statement, "NAME"));
    const struct pm_node *label = pm_slot_node(pm_slot(statement, "TEXT"));
    if (!name) return;
    fprintf(page, "\n### %s `%.*s`\n\n", statement->row->word, (int)name->text.size,
            name->text.bytes);
    if (label) fprintf(page, "%.*s.\n\n", (int)label->text.size, label->text.bytes);
    put_block(page, source->text.bytes + statement->span.begin,
              statement->span.end - statement->span.begin);
}

static void put_module(FILE *page, struct reference *reference, const char *name)
{
    const struct pm_text *text = pm_stdlib_find(pm_text_from(name));
    struct pm_sources *sources = pm_sources_new(reference->arena);
    struct pm_diagnostics *diagnostics = pm_diagnostics_new(reference->arena);
    uint32_t file = pm_sources_add(sources, name, *text, true);
    struct pm_tree *tree = pm_parse(reference->arena, sources, file, diagnostics);
    fprintf(page, "\n## `use %s`\n\n", name);
    put_heading_comment(page, reference, *text);
    for (size_t i = 0; i < tree->statement_count; i++)
        if (tree->statements[i]->row && !tree->statements[i]->damaged)
            put_declaration(page, pm_sources_get(sources, file), tree->statements[i]);
    if (diagnostics->count) {
        fprintf(stderr, "make_reference: stdlib/%s.pm: %s\n", name, diagnostics->items[0]->message);
        reference->failed = true;
    }
}

static void write_standard_library(struct reference *reference)
{
    FILE *page = open_page(reference, "standard_library.md");
    fputs(
        "# Standard library\n\n`use NAME` brings a module in. A metric that nothing asks for needs "
        "no data, and a\ndeclaration of the project takes the place of a module's of the same "
        "name.\n\nWithout `rate by`, figures are judged by the built-in rating `standard`: `met` "
        "when the value\nreaches the final target, `on_track` when it reaches what is expected, "
        "else `off_track`.\n",
        page);
    for (size_t i = 0; pm_stdlib_name(i); i++)
        put_module(page, reference, pm_stdlib_name(i));
    close_page(reference, page);
}

static void make_folder(const char *path)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST) return;
    fprintf(stderr, "make_reference: %s: %s\n", path, strerror(errno));
    exit(1);
}

int main(int count, char **arguments)
{
    if (count != 2 || arguments[1][0] == '-') {
        fputs("usage: make_reference DIR\n", stderr);
        return 2;
    }
    struct reference reference = {.arena = pm_arena_new(), .folder = arguments[1]};
    if (!reference.arena) return 1;
    make_folder(arguments[1]);
    make_folder(pm_arena_format(reference.arena, "%s/statements", arguments[1]));
    write_index(&reference);
    for (size_t i = 0; i < PM_ROW_COUNT; i++)
        write_statement(&reference, i);
    write_kinds(&reference);
    write_words(&reference);
    write_diagnostics(&reference);
    write_changes(&reference);
    write_states(&reference);
    write_formats(&reference);
    write_json(&reference);
    write_standard_library(&reference);
    bool failed = reference.failed;
    pm_arena_free(reference.arena);
    return failed;
}
