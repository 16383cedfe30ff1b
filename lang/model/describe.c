/* describe.c: lines, lists and small things of descriptions. */
#include "lang/model/describe.h"

#include "lang/model/levels.h"
#include "lang/model/measure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pm_description pm_description_make(struct pm_arena *arena, struct pm_sources *sources,
                                          bool canonical)
{
    return (struct pm_description){
        .writer = pm_writer_make(arena), .sources = sources, .canonical = canonical};
}

/* Keeps a line for a comparison; one that begins with a blank goes on with the line before it. */
static void keep_line(struct pm_description *description, const char *text)
{
    struct pm_outline *outline = description->outline;
    if (*text == ' ' && outline->lines.count) {
        struct pm_outline_line *last = &outline->lines.items[outline->lines.count - 1];
        last->text = pm_arena_format(outline->arena, "%s%s", last->text, text + 1);
        return;
    }
    struct pm_outline_line line = {.text = text, .depth = description->depth};
    PM_PUSH(outline->scratch, &outline->lines, line);
}

__attribute__((format(printf, 2, 0))) static void write_line(struct pm_description *description,
                                                             const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (size < 0) return;
    struct pm_arena *arena =
        description->outline ? description->outline->arena : description->writer.arena;
    char *text = pm_arena_alloc(arena, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    if (description->outline) {
        keep_line(description, text);
        return;
    }
    for (size_t i = 0; i < description->depth; i++)
        pm_write(&description->writer, "  ");
    pm_write(&description->writer, text);
}

static void end_line(struct pm_description *description)
{
    if (!description->outline) pm_write(&description->writer, "\n");
}

void pm_describe(struct pm_description *description, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    write_line(description, format, arguments);
    va_end(arguments);
    end_line(description);
}

void pm_describe_begin(struct pm_description *description, struct pm_span at, const char *format,
                       ...)
{
    va_list arguments;
    va_start(arguments, format);
    write_line(description, format, arguments);
    va_end(arguments);
    if (description->outline) {
        struct pm_outline *outline = description->outline;
        struct pm_outline_line *opened = &outline->lines.items[outline->lines.count - 1];
        opened->opens = true;
        opened->at = at;
    }
    if (!description->canonical && at.end) {
        struct pm_place place = pm_sources_place(description->sources, at.file, at.begin);
        pm_write_format(&description->writer, "  # %s:%u:%u",
                        pm_sources_get(description->sources, at.file)->path, place.line,
                        place.column);
    }
    end_line(description);
    description->depth++;
}

void pm_describe_end(struct pm_description *description)
{
    description->depth--;
}

static const char *quote(struct pm_arena *arena, const char *text)
{
    struct pm_writer writer = pm_writer_make(arena);
    pm_write_quoted(&writer, text);
    return pm_writer_text(&writer);
}

void pm_describe_narrative(struct pm_description *description, const char *key, const char *text)
{
    struct pm_outline *outline = description->outline;
    if ((description->canonical && !outline) || !text || !*text) return;
    size_t index = outline ? outline->lines.count : 0;
    pm_describe(description, "%s %s", key, quote(description->writer.arena, text));
    if (outline && outline->lines.count > index) outline->lines.items[index].is_narrative = true;
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void pm_describe_texts(struct pm_description *description, const char *key,
                       const char *const *texts, size_t count)
{
    if (!count) return;
    struct pm_arena *arena = description->writer.arena;
    const char **ordered = PM_NEW_ITEMS(arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        ordered[i] = texts[i];
    if (description->canonical) qsort(ordered, count, sizeof *ordered, compare_texts);
    struct pm_writer line = pm_writer_make(arena);
    for (size_t i = 0; i < count; i++) {
        if (i) pm_write(&line, ", ");
        pm_write_quoted(&line, ordered[i]);
    }
    pm_describe(description, "%s %s", key, pm_writer_text(&line));
}

void pm_describe_expression(struct pm_description *description, const char *key,
                            const struct pm_expression *expression)
{
    if (!expression) return;
    pm_describe(description, "%s %s", key,
                pm_expression_text(description->writer.arena, expression));
}

void pm_describe_facts(struct pm_description *description, const struct pm_facts *facts)
{
    if (description->bare) return;
    if (facts->owner)
        pm_describe(description, "owner %s",
                    pm_unit_reference_text(description->writer.arena, facts->owner));
    pm_describe_narrative(description, "post", facts->owner_post);
    pm_describe_narrative(description, "about", facts->about);
    for (size_t i = 0; i < facts->link_count; i++)
        pm_describe_narrative(description, "link", facts->links[i]);
    pm_describe_texts(description, "tag", facts->tags, facts->tag_count);
}

void pm_describe_called(struct pm_description *description, const struct pm_called *called)
{
    for (size_t i = 0; i < called->count; i++)
        pm_describe_narrative(
            description,
            pm_arena_format(description->writer.arena, "call %s", called->items[i].word),
            called->items[i].text);
}

void pm_describe_minimum(struct pm_description *description, const struct pm_minimum *minimum)
{
    if (minimum->n) pm_describe(description, "minimum n %lld", (long long)minimum->n);
    if (minimum->cell) pm_describe(description, "minimum cell %lld", (long long)minimum->cell);
    if (minimum->points)
        pm_describe(description, "minimum points %lld", (long long)minimum->points);
}

void pm_describe_roundings(struct pm_description *description, const struct pm_rounding *roundings,
                           size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "round %s to %s", pm_variable_name(roundings[i].what),
                    pm_decimal_text(description->writer.arena, roundings[i].step));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_rules(struct pm_description *description, const struct pm_rules *rules)
{
    struct pm_items items = pm_items_begin(description);
    if (rules->profile != PM_PROFILE_NONE) {
        pm_describe(description, "profile %s", pm_profile_name(rules->profile));
        pm_items_next(description, &items);
    }
    for (size_t i = 0; i < rules->count; i++) {
        const struct pm_rule_level *level = &rules->levels[i];
        const char *word = level->off ? "allow" : level->level == PM_ERROR ? "deny" : "warn";
        const char *name = pm_code_info(level->code)->name;
        if (level->has_argument)
            pm_describe(description, "%s %s(%lld)", word, name, (long long)level->argument);
        else
            pm_describe(description, "%s %s", word, name);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

/* ---- Lists whose order has no meaning ---- */

struct pm_items pm_items_begin(const struct pm_description *description)
{
    return (struct pm_items){.begin = description->writer.size};
}

void pm_items_next(struct pm_description *description, struct pm_items *items)
{
    if (description->outline) return;
    if (items->count == items->capacity) {
        size_t capacity = items->capacity ? items->capacity * 2 : 8;
        items->ends =
            pm_arena_grow(description->writer.arena, items->ends,
                          items->count * sizeof *items->ends, capacity * sizeof *items->ends);
        items->capacity = capacity;
    }
    items->ends[items->count++] = description->writer.size;
}

static int compare_chunks(const void *left, const void *right)
{
    return pm_text_compare(*(const struct pm_text *)left, *(const struct pm_text *)right);
}

void pm_items_finish(struct pm_description *description, struct pm_items *items)
{
    struct pm_writer *writer = &description->writer;
    if (!description->canonical || description->outline || items->count < 2) return;
    struct pm_arena *scratch = pm_arena_new_scratch(writer->arena);
    const char *copy =
        pm_arena_copy_text(scratch, writer->bytes + items->begin, writer->size - items->begin);
    struct pm_text *chunks = PM_NEW_ITEMS(scratch, struct pm_text, items->count);
    size_t begin = items->begin;
    for (size_t i = 0; i < items->count; i++) {
        chunks[i] = (struct pm_text){copy + (begin - items->begin), items->ends[i] - begin};
        begin = items->ends[i];
    }
    qsort(chunks, items->count, sizeof *chunks, compare_chunks);
    writer->size = items->begin;
    for (size_t i = 0; i < items->count; i++)
        pm_write_bytes(writer, chunks[i].bytes, chunks[i].size);
    pm_arena_free(scratch);
}

/* ---- Small things ---- */

const char *pm_period_text(struct pm_arena *arena, struct pm_period period)
{
    char text[24];
    pm_period_format(period, text);
    return pm_arena_format(arena, "%s", text);
}

const char *pm_day_text(struct pm_arena *arena, int32_t day)
{
    char text[16];
    pm_format_day(day, text);
    return pm_arena_format(arena, "%s", text);
}

const char *pm_decimal_text(struct pm_arena *arena, struct pm_decimal decimal)
{
    struct pm_writer writer = pm_writer_make(arena);
    pm_write_decimal(&writer, decimal);
    return pm_writer_text(&writer);
}

const char *pm_columns_text(struct pm_arena *arena, const struct pm_column *const *columns,
                            size_t count)
{
    struct pm_writer writer = pm_writer_make(arena);
    for (size_t i = 0; i < count; i++)
        pm_write_format(&writer, "%s%s.%s", i ? ", " : "", columns[i]->source->name,
                        columns[i]->name);
    return pm_writer_text(&writer);
}
