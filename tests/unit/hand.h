/* hand.h: models made by hand, files and folders, for the tests of store and load. */
#ifndef PM_HAND_H
#define PM_HAND_H

#include "lang/base/date.h"
#include "lang/model/work.h"
#include "runtime/load/load.h"
#include "runtime/store/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka wants these first */
#include <cmocka.h>

#define HAND_UNUSED __attribute__((unused))

struct hand {
    struct pm_arena *arena;
    struct pm_diagnostics *diagnostics;
    struct pm_model *model;
    struct pm_calendar *calendar;
    char folder[256];
    struct pm_load_report report;
    bool (*stop)(void *context);
};

/* A project in an empty folder of its own, below $TMPDIR. */
HAND_UNUSED static struct hand hand_new(void)
{
    struct hand hand = {.arena = pm_arena_new()};
    const char *tmp = getenv("TMPDIR");
    snprintf(hand.folder, sizeof hand.folder, "%s/pm-hand-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(hand.folder));
    hand.diagnostics = pm_diagnostics_new(hand.arena);
    hand.model = PM_NEW(hand.arena, struct pm_model);
    hand.model->arena = hand.arena;
    hand.model->whole = PM_NEW(hand.arena, struct pm_whole);
    hand.model->project = PM_NEW(hand.arena, struct pm_project);
    hand.model->project->name = "hand";
    hand.model->source_decls = PM_NEW_ITEMS(hand.arena, struct pm_source_decl *, 8);
    hand.calendar = PM_NEW(hand.arena, struct pm_calendar);
    *hand.calendar = (struct pm_calendar){
        .kind = "school_year", .prefix = "SY", .starts = {7, 1}, .named_by_end = true};
    return hand;
}

HAND_UNUSED static const char *hand_path(const struct hand *hand, const char *name)
{
    return pm_arena_format(hand->arena, "%s/%s", hand->folder, name);
}

HAND_UNUSED static void hand_end(struct hand *hand)
{
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", hand->folder);
    pm_arena_free(hand->arena);
    assert_int_equal(system(command), 0);
}

HAND_UNUSED static void hand_write_bytes(const struct hand *hand, const char *name,
                                         const void *bytes, size_t size)
{
    FILE *file = fopen(hand_path(hand, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

HAND_UNUSED static void hand_write(const struct hand *hand, const char *name, const char *text)
{
    hand_write_bytes(hand, name, text, strlen(text));
}

HAND_UNUSED static struct pm_source_decl *hand_source(struct hand *hand, const char *name,
                                                      enum pm_format format, const char *pattern)
{
    struct pm_source_decl *source = PM_NEW(hand->arena, struct pm_source_decl);
    source->index = (uint32_t)hand->model->source_count;
    source->name = source->label = name;
    source->feeds = PM_NEW_ITEMS(hand->arena, struct pm_feed, 4);
    source->feeds[0] = (struct pm_feed){.format = format, .pattern = pattern, .inside = ""};
    source->feed_count = 1;
    source->header_row = 1;
    source->extracted_day = PM_NO_DAY;
    source->columns = PM_NEW_ITEMS(hand->arena, struct pm_column *, 40);
    source->key = PM_NEW_ITEMS(hand->arena, const struct pm_column *, 8);
    source->period_fields = PM_NEW_ITEMS(hand->arena, const struct pm_column *, 2);
    source->skips = PM_NEW_ITEMS(hand->arena, struct pm_skip, 4);
    snprintf(source->schema_digest, PM_DIGEST_SIZE, "%064d", 1);
    hand->model->source_decls[hand->model->source_count++] = source;
    return source;
}

HAND_UNUSED static struct pm_column *hand_field(struct hand *hand, struct pm_source_decl *source,
                                                const char *name, enum pm_field_type type)
{
    struct pm_column *column = PM_NEW(hand->arena, struct pm_column);
    column->source = source;
    column->index = (uint32_t)source->column_count;
    column->name = column->header = name;
    column->kind = PM_COLUMN_FIELD;
    column->field_type = type;
    column->type = type == PM_FIELD_TEXT ? PM_TYPE_TEXT : PM_TYPE_NUMBER;
    source->columns[source->column_count++] = column;
    return column;
}

HAND_UNUSED static void hand_key(struct pm_source_decl *source, const struct pm_column *column)
{
    source->key[source->key_count++] = column;
}

/* The period is a field written like the sample. */
HAND_UNUSED static void hand_period(struct hand *hand, struct pm_source_decl *source,
                                    const struct pm_column *column, const char *sample)
{
    const char *readings[2];
    struct pm_text text = pm_text_from(sample);
    source->period_fields[source->period_field_count++] = column;
    if (sample)
        assert_true(pm_period_learn(hand->calendar, &text, 1, &source->period_format, readings) >
                    0);
    else
        source->period_format =
            (struct pm_period_format_of_source){PM_WRITES_DAY, hand->calendar, '\0', false, '\0'};
}

HAND_UNUSED static struct pm_words hand_words(struct hand *hand, const char *first,
                                              const char *second)
{
    struct pm_words words = {PM_NEW_ITEMS(hand->arena, const char *, 2), second ? 2 : 1};
    words.items[0] = first;
    words.items[1] = second;
    return words;
}

HAND_UNUSED static struct pm_store *hand_store(struct hand *hand, enum pm_store_mode mode)
{
    return pm_store_open(hand->arena, hand_path(hand, ".pm-store/store.db"), mode,
                         hand->diagnostics);
}

/* Loads all sources, through a store that is open for that time alone. */
HAND_UNUSED static bool hand_load(struct hand *hand)
{
    struct pm_arena *arena = pm_arena_new();
    struct pm_load_options options = {
        .folder = hand->folder, .known_at = "2026-01-31T08:30:00Z", .stop = hand->stop};
    hand->diagnostics = pm_diagnostics_new(hand->arena);
    struct pm_store *store = pm_store_open(arena, hand_path(hand, ".pm-store/store.db"),
                                           PM_STORE_WRITE, hand->diagnostics);
    bool loaded = store && pm_load(hand->arena, hand->model, store, &options, hand->diagnostics,
                                   &hand->report);
    pm_arena_free(arena);
    return loaded;
}

HAND_UNUSED static const struct pm_diagnostic *hand_find(const struct hand *hand, enum pm_code code)
{
    for (size_t i = 0; i < hand->diagnostics->count; i++)
        if (hand->diagnostics->items[i]->code == code) return hand->diagnostics->items[i];
    return NULL;
}

HAND_UNUSED static void hand_expect(const struct hand *hand, enum pm_code code, const char *message)
{
    const struct pm_diagnostic *found = hand_find(hand, code);
    if (!found)
        for (size_t i = 0; i < hand->diagnostics->count; i++)
            print_message("%s\n", hand->diagnostics->items[i]->message);
    assert_string_equal(found ? found->message : NULL, message);
}

HAND_UNUSED static void hand_expect_none(const struct hand *hand)
{
    for (size_t i = 0; i < hand->diagnostics->count; i++)
        print_message("%s\n", hand->diagnostics->items[i]->message);
    assert_int_equal(hand->diagnostics->count, 0);
}

/* One column of all visible rows as text, rows with blanks between: "a b - s 12 0.877 [GE95]". */
HAND_UNUSED static const char *hand_column(struct hand *hand, const struct pm_column *column,
                                           int64_t known_at)
{
    struct pm_arena *arena = hand->arena;
    struct pm_store *store = hand_store(hand, PM_STORE_READ);
    assert_non_null(store);
    assert_true(pm_store_begin(store));
    struct pm_rows rows = pm_rows_of_store(arena, store, known_at);
    const struct pm_column *holder = column;
    while (holder->refers_to)
        holder = holder->refers_to->key[0];
    struct pm_text *texts;
    struct pm_text *ranges;
    size_t count;
    assert_true(
        rows.dictionary(rows.context, arena, holder->source->name, holder->name, &texts, &count));
    assert_true(rows.dictionary(rows.context, arena, column->source->name,
                                pm_arena_format(arena, "%s#ranges", column->name), &ranges,
                                &count));
    struct pm_chunk *chunks;
    const char *all = "";
    assert_true(rows.list(rows.context, arena, column->source->name, &chunks, &count));
    for (size_t i = 0; i < count; i++) {
        struct pm_vector vector;
        assert_true(rows.read(rows.context, arena, &chunks[i], column->name, &vector));
        for (size_t row = 0; row < chunks[i].rows; row++) {
            char number[64];
            int64_t value = vector.values[row];
            uint8_t mark = vector.marks ? vector.marks[row] : PM_MARK_PRESENT;
            const char *cell = mark == PM_MARK_MISSING      ? "-"
                               : mark == PM_MARK_SUPPRESSED ? "s"
                                                            : "p";
            if (mark == PM_MARK_RANGE) {
                cell = pm_arena_format(arena, "[%s]", ranges[value].bytes);
            } else if (mark == PM_MARK_PRESENT && holder->field_type == PM_FIELD_TEXT) {
                cell = texts[value].bytes;
            } else if (mark == PM_MARK_PRESENT && column->field_type == PM_FIELD_DATE) {
                pm_format_day((int32_t)value, number);
                cell = number;
            } else if (mark == PM_MARK_PRESENT) {
                struct pm_decimal decimal = {value, vector.places};
                pm_ratio_format(pm_ratio_from_decimal(decimal), vector.places, number,
                                sizeof number);
                cell = number;
            }
            all = pm_arena_format(arena, "%s%s%s", all, *all ? " " : "", cell);
        }
    }
    pm_store_rollback(store);
    return all;
}

HAND_UNUSED static const struct pm_load_record *hand_record(const struct hand *hand, size_t file)
{
    assert_true(file < hand->report.file_count);
    return &hand->report.files[file].record;
}

#endif
