/* since_text.c: what has become of findings since a run, for a terminal. */
#include "runtime/history/history.h"

#include <string.h>

enum { MOST_LISTED = 12, INDENT = 6 };

struct listing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_since *since;
};

/* "[-] off track", painted. */
static void put_state(const struct listing *at, const struct pm_recorded_finding *finding)
{
    const char *word = finding->texts[PM_RECORDED_STATE];
    enum pm_state state = pm_state_of_word(word);
    enum pm_paint paint = state < PM_STATE_COUNT ? pm_state_paint(state) : PM_PAINT_DIM;
    const char *text = state < PM_STATE_COUNT ? pm_state_text(at->arena, state) : word;
    const char *sign = state < PM_STATE_COUNT ? pm_state_sign(state) : "[ ]";
    pm_put_painted(at->sink, at->style, paint, pm_arena_format(at->arena, "%s %s", sign, text));
}

static const char *figure_of(const struct listing *at, const struct pm_recorded_finding *finding)
{
    const char *shown = finding->texts[PM_RECORDED_SHOWN];
    const char *period = finding->texts[PM_RECORDED_PERIOD];
    if (!*period) return "";
    if (!*shown) return pm_arena_format(at->arena, " (%s)", period);
    return pm_arena_format(at->arena, " (%s, %s)", shown, period);
}

static void put_line(const struct listing *at, const char *text)
{
    size_t width = (size_t)at->style->width;
    pm_put_repeated(at->sink, ' ', INDENT);
    pm_put_wrapped(at->sink, text, INDENT, width);
}

static void put_turn(const struct listing *at, const struct pm_turn *turn)
{
    const struct pm_recorded_finding *told = turn->after ? turn->after : turn->before;
    pm_put(at->sink, "  ");
    if (turn->after) put_state(at, turn->after);
    if (turn->after && turn->before) pm_put(at->sink, ", was ");
    if (!turn->after) pm_put(at->sink, "was ");
    if (turn->before) {
        put_state(at, turn->before);
        pm_put(at->sink, figure_of(at, turn->before));
    }
    pm_put(at->sink, "\n");
    put_line(at, told->texts[PM_RECORDED_MESSAGE]);
    if (pm_turn_moves_aim(turn))
        put_line(at, pm_arena_format(at->arena, "the path is another one: it was at %s",
                                     turn->before->texts[PM_RECORDED_AIM]));
    pm_put_repeated(at->sink, ' ', INDENT);
    pm_put_painted(at->sink, at->style, PM_PAINT_DIM, told->texts[PM_RECORDED_ID]);
    pm_put(at->sink, "\n");
}

static void put_section(const struct listing *at, enum pm_became became)
{
    size_t count = at->since->counts[became];
    size_t most = at->style->all ? count : MOST_LISTED;
    size_t shown = 0;
    if (!count) return;
    pm_put(at->sink, "\n");
    pm_put_painted(at->sink, at->style, PM_PAINT_BOLD, pm_became_info(became)->title);
    pm_put_format(at->sink, " (%zu)\n", count);
    for (size_t i = 0; i < at->since->turn_count && shown < most; i++) {
        if (at->since->turns[i].became != became) continue;
        put_turn(at, &at->since->turns[i]);
        shown++;
    }
    if (shown < count)
        pm_put_format(at->sink, "  and %zu more (`--all` lists them)\n", count - shown);
}

/* "run 3 `march`, as of 2026-03-31" */
static void put_run(struct pm_sink *sink, const struct pm_recorded_run *run)
{
    char day[16];
    pm_put_format(sink, "run %lld", (long long)run->id);
    if (*run->names) pm_put_format(sink, " (%s)", run->names);
    if (run->as_of_day == PM_NO_DAY) return;
    pm_format_day(run->as_of_day, day);
    pm_put_format(sink, ", as of %s", day);
}

static void put_counts(const struct listing *at)
{
    struct pm_buffer line;
    pm_buffer_start(&line, at->arena);
    for (int became = 0; became < PM_BECAME_COUNT; became++) {
        size_t count = at->since->counts[became];
        if (!count && became != PM_BECAME_UNCHANGED) continue;
        pm_put_format(&line.sink, "%s%zu %s", line.size ? ", " : "", count,
                      pm_became_info((enum pm_became)became)->title);
    }
    pm_put(at->sink, "\n");
    pm_put_wrapped(at->sink, pm_buffer_text(&line), 2, (size_t)at->style->width);
}

void pm_write_since_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_view *view, const struct pm_since *since)
{
    struct listing at = {arena, sink, style, since};
    pm_put_as_of(sink, view);
    pm_put(sink, "since ");
    put_run(sink, &since->run);
    pm_put(sink, "\n");
    if (strcmp(since->run.model, pm_model_digest(arena, view->release->model)) != 0)
        pm_put(sink, "the plan has changed since then; `pm diff` says how\n");
    for (int became = 0; became < PM_BECAME_UNCHANGED; became++)
        put_section(&at, (enum pm_became)became);
    put_counts(&at);
}
