/* course_text.c: the course of findings for a terminal: tables with a small picture in each row
 * that needs no colour. */
#include "runtime/history/course.h"

#include "runtime/render/table.h"
#include "runtime/render/trend.h"

#include <string.h>

enum { MOST_SERIES = 6, BAR = 14 };

/* ---- The picture ---- */

struct axis {
    bool is_set; /* there are two different figures at least */
    struct pm_ratio low;
    struct pm_ratio high;
};

static void widen(struct axis *axis, struct pm_ratio value, size_t *count)
{
    if (!pm_ratio_is_defined(value)) return;
    if (!*count || pm_ratio_compare(value, axis->low) < 0) axis->low = value;
    if (!*count || pm_ratio_compare(value, axis->high) > 0) axis->high = value;
    (*count)++;
}

static struct axis axis_of(const struct pm_course_series *series)
{
    struct axis axis = {false, pm_ratio_undefined(), pm_ratio_undefined()};
    size_t count = 0;
    for (size_t i = 0; i < series->periods.count; i++) {
        widen(&axis, series->periods.items[i].value, &count);
        widen(&axis, series->periods.items[i].expected, &count);
    }
    for (size_t i = 0; i < series->runs.count; i++) {
        const char *const *texts = series->runs.items[i].finding->texts;
        widen(&axis, pm_ratio_from_text(texts[PM_RECORDED_VALUE]), &count);
        widen(&axis, pm_ratio_from_text(texts[PM_RECORDED_EXPECTED]), &count);
    }
    axis.is_set = count > 1 && pm_ratio_compare(axis.low, axis.high) < 0;
    return axis;
}

static size_t position(const struct axis *axis, struct pm_ratio value)
{
    double low = pm_ratio_to_double(axis->low);
    double high = pm_ratio_to_double(axis->high);
    double at = (pm_ratio_to_double(value) - low) / (high - low) * (BAR - 1) + 0.5;
    if (!(at > 0)) return 0;
    return at < BAR ? (size_t)at : BAR - 1;
}

/* "=====o....|..." : the figure at `o`, what is expected at `|`, both at `*`. */
static const char *picture(struct pm_arena *arena, const struct axis *axis, struct pm_ratio value,
                           struct pm_ratio expected)
{
    if (!axis->is_set || !pm_ratio_is_defined(value)) return "";
    char *bar = pm_arena_alloc(arena, BAR + 1);
    size_t at = position(axis, value);
    for (size_t i = 0; i < BAR; i++)
        bar[i] = i < at ? '=' : '.';
    bar[at] = 'o';
    if (!pm_ratio_is_defined(expected)) return bar;
    size_t aim = position(axis, expected);
    bar[aim] = aim == at ? '*' : '|';
    return bar;
}

/* ---- A series ---- */

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_course_series *series;
    struct axis axis;
};

static const char *figure_text(const struct writing *at, struct pm_ratio value)
{
    if (!at->series->metric || !pm_ratio_is_defined(value)) return "";
    return at->series->is_difference
               ? pm_difference_text(at->arena, at->series->metric, value, false)
               : pm_figure_text(at->arena, at->series->metric, value);
}

/* A state with its sign, or what became of it behind. */
static void put_state(const struct writing *at, struct pm_table_cell *cell, const char *word,
                      const char *became)
{
    enum pm_state state = pm_state_of_word(word);
    if (strcmp(word, "value") == 0) return;
    const char *sign = state < PM_STATE_COUNT ? pm_state_sign(state) : "[ ]";
    const char *text = state < PM_STATE_COUNT ? pm_state_text(at->arena, state) : word;
    cell->text = !became   ? pm_arena_format(at->arena, "%s %s", sign, text)
                 : *became ? pm_arena_format(at->arena, "%s, %s", text, became)
                           : text;
    cell->paint = state < PM_STATE_COUNT ? pm_state_paint(state) : PM_PAINT_DIM;
}

static const char *axis_text(const struct writing *at)
{
    if (!at->axis.is_set || !at->series->metric) return "";
    return pm_arena_format(at->arena, "%s..%s", figure_text(at, at->axis.low),
                           figure_text(at, at->axis.high));
}

static void put_periods(const struct writing *at)
{
    const struct pm_course_series *series = at->series;
    if (!series->periods.count) return;
    struct pm_table *table = pm_table_new(at->arena);
    pm_table_add_column(table, "period", PM_ALIGN_LEFT);
    pm_table_add_column(table, "value", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "path", PM_ALIGN_RIGHT);
    pm_table_add_column(table, axis_text(at), PM_ALIGN_RIGHT);
    pm_table_add_column(table, "state", PM_ALIGN_STATE);
    for (size_t i = 0; i < series->periods.count; i++) {
        const struct pm_course_period *period = &series->periods.items[i];
        struct pm_table_cell *cell = pm_table_add_row(table)->cells;
        (cell++)->text = period->period;
        (cell++)->text = period->shown;
        (cell++)->text = figure_text(at, period->expected);
        (cell++)->text = picture(at->arena, &at->axis, period->value, period->expected);
        put_state(at, cell, period->state, NULL);
    }
    pm_table_write(table, at->sink, at->style, 2);
}

static void put_runs(const struct writing *at)
{
    const struct pm_course_series *series = at->series;
    if (!series->runs.count) return;
    struct pm_table *table = pm_table_new(at->arena);
    pm_table_add_column(table, "run", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "name", PM_ALIGN_LEFT);
    pm_table_add_column(table, "as of", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "period", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "value", PM_ALIGN_RIGHT);
    pm_table_add_column(table, axis_text(at), PM_ALIGN_RIGHT);
    pm_table_add_column(table, "state", PM_ALIGN_STATE);
    for (size_t i = 0; i < series->runs.count; i++) {
        const struct pm_course_run *run = &series->runs.items[i];
        const char *const *texts = run->finding->texts;
        bool is_told = run->has_before && run->became != PM_BECAME_UNCHANGED;
        char day[16] = "";
        if (run->run->as_of_day != PM_NO_DAY) pm_format_day(run->run->as_of_day, day);
        struct pm_table_cell *cell = pm_table_add_row(table)->cells;
        (cell++)->text = pm_arena_format(at->arena, "%lld", (long long)run->run->id);
        (cell++)->text = run->run->names;
        (cell++)->text = pm_arena_copy_text(at->arena, day, strlen(day));
        (cell++)->text = texts[PM_RECORDED_PERIOD];
        (cell++)->text = texts[PM_RECORDED_SHOWN];
        (cell++)->text = picture(at->arena, &at->axis, pm_ratio_from_text(texts[PM_RECORDED_VALUE]),
                                 pm_ratio_from_text(texts[PM_RECORDED_EXPECTED]));
        put_state(at, cell, texts[PM_RECORDED_STATE],
                  is_told ? pm_became_info(run->became)->word : "");
    }
    pm_put(at->sink, "\n");
    pm_table_write(table, at->sink, at->style, 2);
}

static void put_trend(const struct writing *at)
{
    const struct pm_course_series *series = at->series;
    struct pm_steps steps = {0};
    if (!series->trend) return;
    pm_trend_steps(at->arena, series->finding, series->trend, &steps);
    pm_put(at->sink, "\n");
    pm_put_steps(at->sink, at->style, &steps, 2);
}

static void put_series(const struct writing *at)
{
    const struct pm_course_series *series = at->series;
    size_t width = (size_t)at->style->width;
    pm_put(at->sink, "\n");
    if (*series->title) {
        pm_put_wrapped(at->sink, series->title, 2, width);
        pm_put(at->sink, "  ");
    }
    pm_put_painted(at->sink, at->style, PM_PAINT_DIM, series->key);
    pm_put(at->sink, series->is_reported ? "\n" : "  (in earlier runs alone)\n");
    put_periods(at);
    put_runs(at);
    put_trend(at);
}

void pm_write_course_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_course *course)
{
    size_t count = course->series.count;
    size_t most = style->all || count < MOST_SERIES ? count : MOST_SERIES;
    bool has_axis = false;
    bool has_chance = false;
    pm_put_as_of(sink, &course->view);
    for (size_t i = 0; i < most; i++) {
        const struct pm_course_series *series = &course->series.items[i];
        struct writing at = {arena, sink, style, series, axis_of(series)};
        put_series(&at);
        has_axis = has_axis || at.axis.is_set;
        has_chance = has_chance || (series->trend && pm_trend_has_chance(series->trend));
    }
    if (most < count)
        pm_put_format(sink,
                      "\nand %zu more; `--unit`, `--group` or a key choose, `--all` lists all\n",
                      count - most);
    if (has_axis) pm_put(sink, "\no the figure, | the path, * both in one place\n");
    if (has_chance) pm_put_wrapped(sink, pm_chance_note(), 0, (size_t)style->width);
    if (course->is_of_findings && !course->run_count)
        pm_put(sink, "\nno run was recorded for this audience; `pm status --record` does\n");
}
