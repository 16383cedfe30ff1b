#include "runtime/render/table.h"
#include "runtime/render/view.h"

#include <stdlib.h>

enum { MOST_ROWS = 15 };

static int compare_indexes(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* The newest gap of each series, largest first; what is not taken is counted by state. */
static struct pm_view newest_gaps(struct pm_arena *arena, const struct pm_view *view,
                                  size_t earlier[PM_STATE_COUNT], size_t later[PM_STATE_COUNT])
{
    struct pm_view by_series = *view;
    uint32_t *all = PM_NEW_ITEMS(arena, uint32_t, view->chosen_count + 1);
    for (size_t i = 0; i < view->chosen_count; i++)
        all[i] = view->chosen[i];
    if (view->chosen_count) qsort(all, view->chosen_count, sizeof *all, compare_indexes);
    by_series.chosen = all;

    uint32_t *newest = PM_NEW_ITEMS(arena, uint32_t, view->chosen_count + 1);
    size_t count = 0;
    for (size_t at = 0; at < by_series.chosen_count;) {
        size_t chosen = at;
        size_t size = pm_view_series(&by_series, at, &chosen);
        for (size_t i = at; i < at + size; i++)
            if (i != chosen)
                (i < chosen ? earlier : later)[view->release->findings[all[i]].state]++;
        newest[count++] = all[chosen];
        at += size;
    }
    struct pm_view result = *view;
    result.chosen = newest;
    result.chosen_count = count;
    pm_view_sort_gaps(arena, &result);
    return result;
}

static const char *gap_text(struct pm_arena *arena, const struct pm_finding *finding)
{
    const struct pm_gap_facts *gap = &finding->gap;
    if (!gap->is_set) return "";
    if (gap->kind != PM_GAP_RATIO)
        return pm_difference_text(arena, finding->subject.metric, gap->value, true);
    if (!pm_ratio_is_defined(gap->ratio)) return "";
    char times[40];
    pm_ratio_format(gap->ratio, 2, times, sizeof times);
    return pm_arena_format(arena, "%s times", times);
}

static const char *change_text(struct pm_arena *arena, const struct pm_finding *finding)
{
    const struct pm_gap_facts *gap = &finding->gap;
    if (!gap->is_set || !pm_ratio_is_defined(gap->change)) return "";
    if (gap->kind != PM_GAP_RATIO)
        return pm_difference_text(arena, finding->subject.metric, gap->change, true);
    char change[40];
    pm_ratio_format(gap->change, 2, change, sizeof change);
    return pm_arena_format(arena, "%s%s", pm_ratio_sign(gap->change) > 0 ? "+" : "", change);
}

/* The gaps of a metric in one kind, and what is the same in all of them. */
struct block {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_release *release;
    const struct pm_metric *metric;
    enum pm_gap_kind kind;
    const uint32_t *rows;
    size_t row_count;
    bool is_one_unit;
    bool is_one_period;
    bool is_one_reference;
};

static const struct pm_finding *finding_at(const struct block *block, size_t row)
{
    return &block->release->findings[block->rows[row]];
}

static bool has_same_reference(const struct pm_subject *a, const struct pm_subject *b)
{
    if (a->reference_is_all || a->reference_is_others || b->reference_is_all ||
        b->reference_is_others)
        return a->reference_is_all == b->reference_is_all &&
               a->reference_is_others == b->reference_is_others;
    if (a->reference_count != b->reference_count) return false;
    for (size_t i = 0; i < a->reference_count; i++)
        if (a->reference[i].dimension != b->reference[i].dimension ||
            a->reference[i].group != b->reference[i].group)
            return false;
    return true;
}

/* Takes the findings of the metric and kind; false when there are none. */
static bool fill_block(struct block *block, const struct pm_view *view)
{
    uint32_t *rows = PM_NEW_ITEMS(block->arena, uint32_t, view->chosen_count + 1);
    block->rows = rows;
    block->row_count = 0;
    block->is_one_unit = block->is_one_period = block->is_one_reference = true;
    for (size_t i = 0; i < view->chosen_count; i++) {
        const struct pm_finding *finding = &view->release->findings[view->chosen[i]];
        const struct pm_subject *subject = &finding->subject;
        if (subject->metric != block->metric || finding->gap.kind != block->kind) continue;
        rows[block->row_count++] = view->chosen[i];
        const struct pm_subject *first = &finding_at(block, 0)->subject;
        if (subject->unit != first->unit) block->is_one_unit = false;
        if (!pm_period_equal(subject->period, first->period)) block->is_one_period = false;
        if (!has_same_reference(subject, first)) block->is_one_reference = false;
    }
    return block->row_count > 0;
}

static void add_row(const struct block *block, struct pm_table *table,
                    const struct pm_finding *finding)
{
    struct pm_arena *arena = block->arena;
    const struct pm_subject *subject = &finding->subject;
    struct pm_table_cell *cell = pm_table_add_row(table)->cells;
    (cell++)->text = block->is_one_unit ? NULL : pm_unit_label(block->release, subject->unit);
    (cell++)->text = pm_group_text(arena, block->release, subject->sides, subject->side_count);
    (cell++)->text =
        block->is_one_reference ? NULL : pm_reference_text(arena, block->release, subject);
    (cell++)->text = block->is_one_period ? NULL : pm_show_period(arena, subject->period);
    (cell++)->text = gap_text(arena, finding);
    (cell++)->text = change_text(arena, finding);
    cell->text = pm_arena_format(arena, "%s %s", pm_state_sign(finding->state),
                                 pm_state_text(arena, finding->state));
    cell->paint = pm_state_paint(finding->state);
}

static void put_title(const struct block *block)
{
    const struct pm_metric *metric = block->metric;
    const struct pm_subject *first = &finding_at(block, 0)->subject;
    struct pm_buffer title;
    pm_buffer_start(&title, block->arena);
    pm_put_format(&title.sink, "%s  %s", metric->name, metric->label);
    if (metric->direction)
        pm_put_format(&title.sink, ", %s is better", pm_direction_word(metric->direction));
    if (block->is_one_period)
        pm_put_format(&title.sink, ", %s", pm_show_period(block->arena, first->period));
    if (block->is_one_unit && first->unit != PM_NO_UNIT)
        pm_put_format(&title.sink, ", %s", pm_unit_label(block->release, first->unit));
    if (block->is_one_reference)
        pm_put_format(&title.sink, ", against %s",
                      pm_reference_text(block->arena, block->release, first));
    pm_put(&title.sink, block->kind == PM_GAP_RATIO
                            ? "; as a ratio"
                            : "; above 0: worse off than what it is compared with");
    pm_put(block->sink, "\n");
    pm_put_wrapped(block->sink, pm_buffer_text(&title), 2, (size_t)block->style->width);
}

/* Writes a block; what is cut is counted. */
static void put_block(const struct block *block)
{
    bool is_ratio = block->kind == PM_GAP_RATIO;
    struct pm_table *table = pm_table_new(block->arena);
    pm_table_add_column(table, "unit", PM_ALIGN_LEFT);
    pm_table_add_column(table, "group", PM_ALIGN_LEFT);
    pm_table_add_column(table, "against", PM_ALIGN_LEFT);
    pm_table_add_column(table, "period", PM_ALIGN_LEFT);
    pm_table_add_column(table, is_ratio ? "ratio" : "gap", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "change", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "state", PM_ALIGN_STATE);
    bool cuts = !block->style->all && block->row_count > MOST_ROWS + 2;
    size_t shown = cuts ? MOST_ROWS : block->row_count;
    for (size_t row = 0; row < shown; row++)
        add_row(block, table, finding_at(block, row));
    put_title(block);
    pm_table_write(table, block->sink, block->style, 2);
    if (!cuts) return;
    size_t rest[PM_STATE_COUNT] = {0};
    for (size_t row = shown; row < block->row_count; row++)
        rest[finding_at(block, row)->state]++;
    struct pm_buffer line;
    pm_buffer_start(&line, block->arena);
    pm_put_format(&line.sink, "and %zu more: ", block->row_count - shown);
    pm_put_states(block->arena, &line.sink, rest);
    pm_put(&line.sink, " (`--all` lists them)");
    pm_put(block->sink, "  ");
    pm_put_wrapped(block->sink, pm_buffer_text(&line), 4, (size_t)block->style->width);
}

/* Counts the gaps of periods that are not shown, where there are any. */
static void put_others(struct pm_arena *arena, struct pm_sink *sink, const char *when,
                       const size_t states[PM_STATE_COUNT])
{
    size_t count = 0;
    for (int state = 0; state < PM_STATE_COUNT; state++)
        count += states[state];
    if (!count) return;
    pm_put_format(sink, "; %s periods: ", when);
    pm_put_states(arena, sink, states);
}

void pm_write_gaps_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                        const struct pm_view *view)
{
    size_t earlier[PM_STATE_COUNT] = {0};
    size_t later[PM_STATE_COUNT] = {0};
    struct pm_view shown = style->all ? *view : newest_gaps(arena, view, earlier, later);
    const struct pm_model *model = view->release->model;
    pm_put_as_of(sink, view);
    for (size_t i = 0; i < model->metric_count; i++) {
        for (int kind = PM_GAP_DIFFERENCE; kind <= PM_GAP_RATIO; kind++) {
            struct block block = {.arena = arena,
                                  .sink = sink,
                                  .style = style,
                                  .release = view->release,
                                  .metric = model->metrics[i],
                                  .kind = (enum pm_gap_kind)kind};
            if (fill_block(&block, &shown)) put_block(&block);
        }
    }
    pm_put_provenance(sink, style, view);
    size_t states[PM_STATE_COUNT] = {0};
    for (size_t i = 0; i < shown.chosen_count; i++)
        states[view->release->findings[shown.chosen[i]].state]++;
    struct pm_buffer line;
    pm_buffer_start(&line, arena);
    pm_put(&line.sink, pm_plural(arena, shown.chosen_count, "gap", "gaps"));
    if (shown.chosen_count) pm_put(&line.sink, ": ");
    pm_put_states(arena, &line.sink, states);
    put_others(arena, &line.sink, "earlier", earlier);
    put_others(arena, &line.sink, "later", later);
    if (view->chosen_count > shown.chosen_count) pm_put(&line.sink, " (`--all` lists them)");
    pm_put(sink, "\n");
    pm_put_wrapped(sink, pm_buffer_text(&line), 2, (size_t)style->width);
}
