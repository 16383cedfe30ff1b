#include "lang/base/date.h"
#include "runtime/map/parts.h"

#include <string.h>

void pm_map_put_named(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                      size_t indent, const char *name, const char *text)
{
    enum { NARROWEST = 20 };
    size_t width = (size_t)style->width;
    size_t used = indent + pm_text_columns(pm_text_from(name)) + 2;
    struct pm_text rest = pm_text_from(pm_text_on_one_line(arena, pm_text_from(text)));
    pm_put_repeated(sink, ' ', indent);
    pm_put_painted(sink, style, PM_PAINT_BOLD, name);
    if (width >= used + NARROWEST) {
        size_t take = pm_text_break(rest, width - used);
        pm_put(sink, "  ");
        pm_put_safely(sink, (struct pm_text){rest.bytes, take});
        rest = pm_text_trim((struct pm_text){rest.bytes + take, rest.size - take});
    }
    pm_put(sink, "\n");
    if (!rest.size) return;
    pm_put_repeated(sink, ' ', indent + 4);
    pm_put_wrapped(sink, rest.bytes, indent + 4, width);
}

const char *pm_map_unit_label(struct pm_arena *arena, const struct pm_unit_reference *unit)
{
    if (!unit) return "";
    if (unit->unit) return unit->unit->label;
    if (!unit->key_count) return unit->set->name;
    struct pm_buffer text;
    pm_buffer_start(&text, arena);
    pm_put(&text.sink, unit->set->name);
    for (size_t i = 0; i < unit->key_count; i++)
        pm_put_format(&text.sink, "%s %s", i ? "," : "", unit->keys[i]);
    return pm_buffer_text(&text);
}

bool pm_map_is_same_unit(const struct pm_unit_reference *a, const struct pm_unit_reference *b)
{
    if (!a || !b) return a == b;
    if (a->unit != b->unit || a->set != b->set || a->key_count != b->key_count) return false;
    for (size_t i = 0; i < a->key_count; i++)
        if (strcmp(a->keys[i], b->keys[i]) != 0) return false;
    return true;
}

const char *pm_map_process_label(struct pm_arena *arena, const struct pm_process *process)
{
    return pm_arena_format(arena, "%s (%s)", process->label, process->is_to_be ? "to be" : "as is");
}

struct measure { /* of time: how much of the smallest one it is */
    int32_t size;
    const char *one;
    const char *many;
};

/* In the largest measure that goes in without rest. */
static const char *show_time(struct pm_arena *arena, int32_t amount, const struct measure *measures)
{
    while (measures->size > 1 && amount % measures->size != 0)
        measures++;
    int32_t count = amount / measures->size;
    return pm_arena_format(arena, "%d %s", (int)count, count == 1 ? measures->one : measures->many);
}

const char *pm_map_minutes(struct pm_arena *arena, int32_t minutes)
{
    static const struct measure measures[] = {
        {24 * 60, "day", "days"}, {60, "hour", "hours"}, {1, "minute", "minutes"}};
    return show_time(arena, minutes, measures);
}

const char *pm_map_days(struct pm_arena *arena, int32_t days)
{
    static const struct measure measures[] = {{365, "year", "years"},
                                              {91, "quarter", "quarters"},
                                              {30, "month", "months"},
                                              {7, "week", "weeks"},
                                              {1, "day", "days"}};
    return show_time(arena, days, measures);
}

const char *pm_map_times(struct pm_arena *arena, const struct pm_step *step)
{
    const struct {
        const char *word;
        int32_t minutes;
    } times[] = {{"within", step->within_minutes},
                 {"takes", step->takes_minutes},
                 {"waits", step->waits_minutes}};
    struct pm_buffer text;
    pm_buffer_start(&text, arena);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        if (times[i].minutes)
            pm_put_format(&text.sink, "%s%s %s", text.size ? ", " : "", times[i].word,
                          pm_map_minutes(arena, times[i].minutes));
    return pm_buffer_text(&text);
}

const char *pm_map_evidence_name(struct pm_arena *arena, const struct pm_evidence_reference *shown)
{
    if (shown->metric) return shown->metric->name;
    const struct pm_milestone *milestone = shown->milestone;
    const char *of = milestone->work ? milestone->work->name : milestone->goal->name;
    return pm_arena_format(arena, "%s.%s", of, milestone->name);
}

const char *pm_map_evidence(struct pm_arena *arena, const struct pm_evidence_reference *shown)
{
    if (shown->metric) return shown->metric->label;
    const struct pm_milestone *milestone = shown->milestone;
    char day[16];
    bool is_done = milestone->done_day != PM_NO_DAY;
    pm_format_day(is_done ? milestone->done_day : milestone->due_day, day);
    return pm_arena_format(arena, "%s, %s %s", milestone->label, is_done ? "done" : "due", day);
}

const char *pm_map_link_word(enum pm_link_kind kind)
{
    static const char *const words[] = {[PM_LINK_IF] = "if",
                                        [PM_LINK_THEN] = "then",
                                        [PM_LINK_SO] = "so",
                                        [PM_LINK_ASSUME] = "provided that"};
    return words[kind];
}
