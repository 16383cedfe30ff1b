#include "lang/model/measure.h"
#include "runtime/render/page.h"
#include "runtime/render/table.h"
#include "runtime/render/trend.h"
#include "runtime/render/view.h"

enum { MOST_ROWS = 15 };

/* The newest gap of each series, or all of them, largest first; what is not taken is counted. */
static struct pm_view newest_gaps(struct pm_arena *arena, const struct pm_style *style,
                                  const struct pm_view *view, size_t earlier[PM_STATE_COUNT],
                                  size_t later[PM_STATE_COUNT])
{
    if (style->all) return *view;
    struct pm_view newest = pm_view_newest(arena, view, earlier, later);
    pm_view_sort_gaps(arena, &newest);
    return newest;
}

static const char *gap_text(struct pm_arena *arena, const struct pm_finding *finding)
{
    const struct pm_gap_facts *gap = &finding->gap;
    if (!gap->is_set) return "";
    bool is_signed = pm_gap_kind_info(gap->kind)->form == PM_GAP_FORM_DIFFERENCE;
    return pm_gap_text(arena, finding->subject.metric, gap->kind, gap->value, is_signed);
}

static const char *change_text(struct pm_arena *arena, const struct pm_finding *finding)
{
    const struct pm_gap_facts *gap = &finding->gap;
    if (!gap->is_set) return "";
    return pm_gap_change_text(arena, finding->subject.metric, gap->kind, gap->change);
}

/* "9.5 %": the part of the gap that is closed since the period of its line. */
static const char *closed_text(struct pm_arena *arena, const struct pm_finding *finding)
{
    char percent[48];
    if (!finding->gap.is_set || !pm_ratio_is_defined(finding->gap.closed_share)) return NULL;
    pm_ratio_format(pm_ratio_multiply(finding->gap.closed_share, pm_ratio_from_integer(100)), 1,
                    percent, sizeof percent);
    return pm_arena_format(arena, "%s %%", percent);
}

/* The state, what qualifies it, and why there is no figure. */
static const char *state_text(struct pm_arena *arena, const struct pm_finding *finding)
{
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    pm_put_format(&buffer.sink, "%s %s", pm_state_sign(finding->state),
                  pm_state_text(arena, finding->state));
    for (unsigned bit = 1; bit && bit <= finding->qualifiers; bit <<= 1)
        if (finding->qualifiers & bit)
            pm_put_format(&buffer.sink, ", %s", pm_qualifier_text(arena, bit));
    if (finding->gap.reason != PM_GAP_REASON_NONE)
        pm_put_format(&buffer.sink, ": %s", pm_gap_reason_text(arena, finding));
    return pm_buffer_text(&buffer);
}

/* The gaps of a metric in one kind, and what is the same in all of them. */
struct block {
    struct pm_page *page; /* NULL: written to `sink` */
    bool has_heading;     /* the page says which metric it is about */
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_release *release;
    const struct pm_metric *metric;
    enum pm_gap_kind kind;
    const struct pm_gap_line *line; /* of an index of disparity, which has a block of its own */
    const uint32_t *rows;
    size_t row_count;
    size_t most; /* rows shown */
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
    if (a->reference_is_all != b->reference_is_all ||
        a->reference_is_others != b->reference_is_others ||
        a->reference_is_best != b->reference_is_best ||
        a->reference_is_target != b->reference_is_target ||
        a->reference_has_unit != b->reference_has_unit ||
        (a->reference_has_unit && a->reference_unit != b->reference_unit))
        return false;
    if (a->reference_is_all || a->reference_is_others || a->reference_is_target) return true;
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
        if (subject->metric != block->metric || finding->gap.kind != block->kind ||
            (block->line && subject->gap_line != block->line))
            continue;
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
    (cell++)->text = closed_text(arena, finding);
    cell->text = state_text(arena, finding);
    cell->paint = pm_state_paint(finding->state);
}

/* What the figures are: differences need no name, the others theirs. */
static void put_kind(const struct block *block, struct pm_sink *sink)
{
    if (block->kind == PM_GAP_DIFFERENCE) {
        pm_put(sink, "; above 0: worse off than what it is compared with");
        return;
    }
    if (block->kind == PM_GAP_RATIO) {
        pm_put(sink, "; as a ratio");
        return;
    }
    pm_put(sink, "; ");
    for (const char *at = pm_gap_kind_word(block->kind); *at; at++)
        pm_put_bytes(sink, *at == '_' ? " " : at, 1);
    if (block->line)
        pm_put_format(sink, " by %s", pm_crossing_text(block->arena, &block->line->selector.group));
}

static const char *title_of(const struct block *block)
{
    const struct pm_metric *metric = block->metric;
    const struct pm_subject *first = &finding_at(block, 0)->subject;
    struct pm_buffer title;
    pm_buffer_start(&title, block->arena);
    pm_put(&title.sink, metric->label);
    if (metric->direction)
        pm_put_format(&title.sink, ", %s is better", pm_direction_word(metric->direction));
    if (block->is_one_period)
        pm_put_format(&title.sink, ", %s", pm_show_period(block->arena, first->period));
    if (block->is_one_unit && first->unit != PM_NO_UNIT)
        pm_put_format(&title.sink, ", %s", pm_unit_label(block->release, first->unit));
    if (block->is_one_reference)
        pm_put_format(&title.sink, ", against %s",
                      pm_reference_text(block->arena, block->release, first));
    put_kind(block, &title.sink);
    return pm_buffer_text(&title);
}

/* The rows as a table. */
static struct pm_table *make_table(const struct block *block)
{
    bool is_ratio = pm_gap_kind_info(block->kind)->form == PM_GAP_FORM_TIMES;
    bool is_share = pm_gap_kind_info(block->kind)->form == PM_GAP_FORM_SHARE;
    struct pm_table *table = pm_table_new(block->arena);
    pm_table_add_column(table, "unit", PM_ALIGN_LEFT);
    pm_table_add_column(table, "group", PM_ALIGN_LEFT);
    pm_table_add_column(table, "against", PM_ALIGN_LEFT);
    pm_table_add_column(table, "period", PM_ALIGN_LEFT);
    pm_table_add_column(table, is_ratio ? "ratio" : is_share ? "share" : "gap", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "change", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "closed", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "state", PM_ALIGN_STATE);
    bool cuts = !block->style->all && block->row_count > block->most + 2;
    size_t shown = cuts ? block->most : block->row_count;
    for (size_t row = 0; row < shown; row++)
        add_row(block, table, finding_at(block, row));
    return table;
}

/* What is not in the table: how many of each state; "" where nothing is left. */
static const char *rest_text(const struct block *block, const struct pm_table *table)
{
    if (block->row_count == table->rows.count) return "";
    size_t rest[PM_STATE_COUNT] = {0};
    for (size_t row = table->rows.count; row < block->row_count; row++)
        rest[finding_at(block, row)->state]++;
    struct pm_buffer line;
    pm_buffer_start(&line, block->arena);
    pm_put_format(&line.sink, "and %zu more: ", block->row_count - table->rows.count);
    pm_put_states(block->arena, &line.sink, rest);
    pm_put(&line.sink, " (`--all` lists them)");
    return pm_buffer_text(&line);
}

static void put_block(const struct block *block)
{
    struct pm_table *table = make_table(block);
    const char *rest = rest_text(block, table);
    pm_put(block->sink, "\n");
    pm_put_wrapped(block->sink,
                   pm_arena_format(block->arena, "%s  %s", block->metric->name, title_of(block)), 2,
                   (size_t)block->style->width);
    pm_table_write(table, block->sink, block->style, 2);
    if (!*rest) return;
    pm_put(block->sink, "  ");
    pm_put_wrapped(block->sink, rest, 4, (size_t)block->style->width);
}

/* A block on a page, below the name of its metric. */
static void add_block(struct block *block)
{
    struct pm_table *table = make_table(block);
    if (!block->has_heading) pm_page_heading(block->page, 2, block->metric->label);
    block->has_heading = true;
    pm_page_table(block->page, title_of(block), table);
    pm_page_paragraph(block->page, rest_text(block, table));
}

static void take_block(struct block *block, const struct pm_view *shown)
{
    if (!fill_block(block, shown)) return;
    if (block->page)
        add_block(block);
    else
        put_block(block);
}

/* The blocks of a metric: one a kind, and one for each index. */
static void take_metric(struct block *block, const struct pm_view *shown)
{
    const struct pm_metric *metric = block->metric;
    block->line = NULL;
    block->has_heading = false;
    for (int kind = 0; kind < PM_GAP_INDEX_OF_DISPARITY; kind++) {
        block->kind = (enum pm_gap_kind)kind;
        take_block(block, shown);
    }
    block->kind = PM_GAP_INDEX_OF_DISPARITY;
    for (size_t i = 0; i < metric->gap_count; i++) {
        block->line = &metric->gaps[i];
        take_block(block, shown);
    }
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
    struct pm_view shown = newest_gaps(arena, style, view, earlier, later);
    const struct pm_model *model = view->release->model;
    pm_put_as_of(sink, view);
    struct block block = {
        .arena = arena, .sink = sink, .style = style, .release = view->release, .most = MOST_ROWS};
    for (size_t i = 0; i < model->metric_count; i++) {
        block.metric = model->metrics[i];
        take_metric(&block, &shown);
    }
    pm_put_trends(arena, sink, style, view);
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

void pm_page_add_gaps(struct pm_page *page, const struct pm_style *style,
                      const struct pm_view *view)
{
    size_t earlier[PM_STATE_COUNT] = {0};
    size_t later[PM_STATE_COUNT] = {0};
    struct pm_view shown = newest_gaps(page->arena, style, view, earlier, later);
    const struct pm_model *model = view->release->model;
    struct block block = {.arena = page->arena,
                          .page = page,
                          .style = style,
                          .release = view->release,
                          .most = PM_PAGE_ROWS};
    for (size_t i = 0; i < model->metric_count; i++) {
        block.metric = model->metrics[i];
        take_metric(&block, &shown);
    }
}
