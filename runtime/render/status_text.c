#include "runtime/render/page.h"
#include "runtime/render/table.h"
#include "runtime/render/trend.h"
#include "runtime/render/view.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 12, MOST_DATA = 10 };

/* The findings of one measure, and those of them that have a row. */
struct block {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_view *view;
    uint32_t *rows; /* findings, by index in the release */
    size_t row_count;
    size_t most; /* rows shown; 0: MOST_ROWS */
    size_t earlier[PM_STATE_COUNT];
    size_t later[PM_STATE_COUNT];
    bool is_one_period; /* all rows have the same; likewise below */
    bool is_one_unit;
    bool is_one_group;
    bool is_one_final; /* all that have a target have it for `final_period` */
    struct pm_period final_period;
};

static const struct pm_finding *finding_at(const struct block *block, size_t row)
{
    return &block->view->release->findings[block->rows[row]];
}

/* ---- Which rows ---- */

struct ranked {
    const struct pm_finding *finding;
    uint32_t index;
};

static int compare_rows(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;
    int a_rank = pm_state_rank(a->finding->state);
    int b_rank = pm_state_rank(b->finding->state);
    if (a_rank != b_rank) return a_rank < b_rank ? -1 : 1;
    bool a_has = pm_ratio_is_defined(a->finding->deviation);
    bool b_has = pm_ratio_is_defined(b->finding->deviation);
    if (a_has != b_has) return a_has ? -1 : 1;
    int order = a_has ? pm_ratio_compare(a->finding->deviation, b->finding->deviation) : 0;
    if (order) return order;
    return a->index < b->index ? -1 : a->index > b->index;
}

static void sort_rows(struct block *block)
{
    struct ranked *ranked = PM_NEW_ITEMS(block->arena, struct ranked, block->row_count + 1);
    for (size_t i = 0; i < block->row_count; i++)
        ranked[i] = (struct ranked){finding_at(block, i), block->rows[i]};
    if (block->row_count) qsort(ranked, block->row_count, sizeof *ranked, compare_rows);
    for (size_t i = 0; i < block->row_count; i++)
        block->rows[i] = ranked[i].index;
}

/* Takes the newest finding of each series in chosen[from..from+count] as a row, counts the rest. */
static void fill_rows(struct block *block, size_t from, size_t count)
{
    const struct pm_view *view = block->view;
    block->rows = PM_NEW_ITEMS(block->arena, uint32_t, count + 1);
    for (size_t at = from; at < from + count;) {
        size_t newest = at;
        size_t size = pm_view_series(view, at, &newest);
        for (size_t i = at; i < at + size; i++) {
            enum pm_state state = view->release->findings[view->chosen[i]].state;
            if (i == newest || block->style->all)
                block->rows[block->row_count++] = view->chosen[i];
            else if (i < newest)
                block->earlier[state]++;
            else
                block->later[state]++;
        }
        at += size;
    }
    if (!block->style->all) sort_rows(block);
}

static bool is_same_group(const struct pm_subject *a, const struct pm_subject *b)
{
    if (a->side_count != b->side_count || a->has_reference != b->has_reference) return false;
    for (size_t i = 0; i < a->side_count; i++)
        if (a->sides[i].dimension != b->sides[i].dimension ||
            a->sides[i].group != b->sides[i].group)
            return false;
    return !a->has_reference;
}

/* True when all rows that have a target have it for the same period; `at` is that period. */
static bool is_one_final(const struct block *block, struct pm_period *at)
{
    bool has_any = false;
    for (size_t i = 0; i < block->row_count; i++) {
        const struct pm_finding *finding = finding_at(block, i);
        bool is_range = finding->has_low || finding->has_high;
        if (is_range && !finding->final.is_set) return false;
        if (!finding->final.is_set) continue;
        if (has_any && !pm_period_equal(finding->final.period, *at)) return false;
        *at = finding->final.period;
        has_any = true;
    }
    return has_any;
}

static void look_for_sameness(struct block *block)
{
    const struct pm_finding *first = finding_at(block, 0);
    block->is_one_period = block->is_one_unit = true;
    block->is_one_group = true;
    block->is_one_final = is_one_final(block, &block->final_period);
    for (size_t i = 0; i < block->row_count; i++) {
        const struct pm_finding *finding = finding_at(block, i);
        const struct pm_subject *subject = &finding->subject;
        if (!pm_period_equal(subject->period, first->subject.period)) block->is_one_period = false;
        if (subject->unit != first->subject.unit) block->is_one_unit = false;
        if (!is_same_group(subject, &first->subject)) block->is_one_group = false;
    }
}

/* ---- What stands in a row ---- */

static const char *group_text(const struct block *block, const struct pm_subject *subject)
{
    const struct pm_release *release = block->view->release;
    const char *group = pm_group_text(block->arena, release, subject->sides, subject->side_count);
    if (!subject->has_reference) return group;
    return pm_arena_format(block->arena, "%s against %s", group,
                           pm_reference_text(block->arena, release, subject));
}

static const char *value_text(const struct block *block, const struct pm_finding *finding,
                              const struct pm_figure *figure)
{
    const struct pm_metric *metric = finding->subject.metric;
    if (!finding->subject.has_reference) return pm_shown_text(block->arena, metric, figure);
    if (!finding->gap.is_set) return "";
    return pm_gap_text(block->arena, metric, finding->gap.kind, finding->gap.value, false);
}

/* A place on a path or a target: of a gap it is a difference. */
static const char *aim_text(const struct block *block, const struct pm_finding *finding,
                            struct pm_ratio aim)
{
    const struct pm_metric *metric = finding->subject.metric;
    if (finding->subject.has_reference)
        return pm_gap_text(block->arena, metric, finding->gap.kind, aim, false);
    return pm_figure_text(block->arena, metric, aim);
}

static const char *target_text(const struct block *block, const struct pm_finding *finding)
{
    struct pm_arena *arena = block->arena;
    const char *low = finding->has_low ? aim_text(block, finding, finding->low) : "";
    const char *high = finding->has_high ? aim_text(block, finding, finding->high) : "";
    if (finding->has_low && finding->has_high) return pm_arena_format(arena, "%s to %s", low, high);
    if (finding->has_low) return pm_arena_format(arena, ">= %s", low);
    if (finding->has_high) return pm_arena_format(arena, "<= %s", high);
    if (!finding->final.is_set) return "";
    const char *value = aim_text(block, finding, finding->final.value);
    if (block->is_one_final || !*value) return value;
    return pm_arena_format(arena, "%s %s", value, pm_show_period(arena, finding->final.period));
}

static const char *state_text(const struct block *block, const struct pm_finding *finding)
{
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, block->arena);
    const char *state = pm_state_text(block->arena, finding->state);
    pm_put_format(&buffer.sink, "%s %s", pm_state_sign(finding->state), state);
    if (finding->state == PM_STATE_UNRATED && finding->level)
        pm_put_format(&buffer.sink, ": %s", finding->level->label);
    for (unsigned bit = 1; bit && bit <= finding->qualifiers; bit <<= 1) {
        if (!(finding->qualifiers & bit)) continue;
        pm_put_format(&buffer.sink, ", %s", pm_qualifier_text(block->arena, bit));
    }
    if (finding->gap.reason != PM_GAP_REASON_NONE)
        pm_put_format(&buffer.sink, ": %s", pm_gap_reason_text(block->arena, finding));
    return pm_buffer_text(&buffer);
}

static void add_row(const struct block *block, struct pm_table *table, size_t row)
{
    const struct pm_release *release = block->view->release;
    const struct pm_finding *finding = finding_at(block, row);
    const struct pm_subject *subject = &finding->subject;
    struct pm_table_cell *cell = pm_table_add_row(table)->cells;
    (cell++)->text = block->is_one_unit ? NULL : pm_unit_label(release, subject->unit);
    (cell++)->text =
        block->is_one_group && !subject->side_count ? NULL : group_text(block, subject);
    (cell++)->text = block->is_one_period ? NULL : pm_show_period(block->arena, subject->period);
    (cell++)->text = value_text(block, finding, &release->finding_figures[block->rows[row]]);
    bool is_range = finding->has_low || finding->has_high;
    (cell++)->text = is_range ? NULL : aim_text(block, finding, finding->expected);
    (cell++)->text = target_text(block, finding);
    cell->text = state_text(block, finding);
    cell->paint = pm_state_paint(finding->state);
}

/* What is not listed: how many of each state, and what lists them; "" where nothing is left. */
static const char *counted_text(const struct block *block, const char *what,
                                const size_t states[PM_STATE_COUNT])
{
    size_t count = 0;
    for (int state = 0; state < PM_STATE_COUNT; state++)
        count += states[state];
    if (!count) return "";
    struct pm_buffer line;
    pm_buffer_start(&line, block->arena);
    pm_put_format(&line.sink, "%s: ", what);
    pm_put_states(block->arena, &line.sink, states);
    pm_put(&line.sink, " (`--all` lists them)");
    return pm_buffer_text(&line);
}

static void put_counted(const struct block *block, const char *what,
                        const size_t states[PM_STATE_COUNT])
{
    const char *line = counted_text(block, what, states);
    if (!*line) return;
    pm_put(block->sink, "      ");
    pm_put_wrapped(block->sink, line, 8, (size_t)block->style->width);
}

/* The rows as a table; those that are cut are counted by state. */
static struct pm_table *make_table(const struct block *block, size_t cut[PM_STATE_COUNT])
{
    struct pm_table *table = pm_table_new(block->arena);
    const char *target = "target";
    if (block->is_one_final)
        target = pm_arena_format(block->arena, "target %s",
                                 pm_show_period(block->arena, block->final_period));
    pm_table_add_column(table, "unit", PM_ALIGN_LEFT);
    pm_table_add_column(table, "group", PM_ALIGN_LEFT);
    pm_table_add_column(table, "period", PM_ALIGN_LEFT);
    pm_table_add_column(table, "value", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "path", PM_ALIGN_RIGHT);
    pm_table_add_column(table, target, PM_ALIGN_RIGHT);
    pm_table_add_column(table, "state", PM_ALIGN_STATE);
    size_t most = block->most ? block->most : MOST_ROWS;
    bool cuts = !block->style->all && block->row_count > most + 2;
    size_t shown = cuts ? most : block->row_count;
    for (size_t row = 0; row < shown; row++)
        add_row(block, table, row);
    for (size_t row = shown; row < block->row_count; row++)
        cut[finding_at(block, row)->state]++;
    return table;
}

static const char *more_text(const struct block *block, const struct pm_table *table)
{
    return pm_arena_format(block->arena, "and %zu more", block->row_count - table->rows.count);
}

static void put_rows(const struct block *block)
{
    size_t cut[PM_STATE_COUNT] = {0};
    struct pm_table *table = make_table(block, cut);
    pm_table_write(table, block->sink, block->style, 6);
    put_counted(block, more_text(block, table), cut);
}

/* The metric, and what all rows have in common. */
static const char *measure_text(const struct block *block)
{
    const struct pm_finding *first = finding_at(block, 0);
    const struct pm_subject *subject = &first->subject;
    const struct pm_metric *metric = subject->metric;
    struct pm_buffer title;
    pm_buffer_start(&title, block->arena);
    pm_put(&title.sink, metric->label);
    if (metric->direction)
        pm_put_format(&title.sink, ", %s is better", pm_direction_word(metric->direction));
    if (block->is_one_period && pm_period_is(subject->period))
        pm_put_format(&title.sink, ", %s", pm_show_period(block->arena, subject->period));
    if (block->is_one_unit && subject->unit != PM_NO_UNIT)
        pm_put_format(&title.sink, ", %s", pm_unit_label(block->view->release, subject->unit));
    return pm_buffer_text(&title);
}

static void put_measure(struct block *block)
{
    pm_put(block->sink, "    ");
    pm_put_wrapped(block->sink,
                   pm_arena_format(block->arena, "%s  %s",
                                   finding_at(block, 0)->subject.metric->name, measure_text(block)),
                   6, (size_t)block->style->width);
    put_rows(block);
    put_counted(block, "earlier periods", block->earlier);
    put_counted(block, "later periods", block->later);
}

static const char *find_called(const struct pm_called *called, const char *construct)
{
    for (size_t i = 0; i < called->count; i++)
        if (strcmp(called->items[i].word, construct) == 0) return called->items[i].text;
    return NULL;
}

/* The own word for a construct ("Priority" for a goal) of the plan (may be NULL), or of the project,
 * where one of them has one. */
static const char *called(const struct pm_view *view, const struct pm_plan *plan,
                          const char *construct)
{
    const char *text = plan ? find_called(&plan->called, construct) : NULL;
    if (!text) text = find_called(&view->release->model->project->called, construct);
    return text ? text : construct;
}

static void put_heading(const struct block *block, size_t indent, const char *kind,
                        const char *name, const char *label)
{
    pm_put_repeated(block->sink, ' ', indent);
    pm_put_safely(block->sink, pm_text_from(kind));
    pm_put(block->sink, " ");
    pm_put_painted(block->sink, block->style, PM_PAINT_BOLD, name);
    pm_put(block->sink, "  ");
    pm_put_wrapped(block->sink, label, indent + 2, (size_t)block->style->width);
}

/* ---- All of it ---- */

/* Size of the run of findings of one measure from a position. */
static size_t count_measure(const struct pm_view *view, size_t from)
{
    const struct pm_finding *findings = view->release->findings;
    const struct pm_measure *measure = findings[view->chosen[from]].subject.measure;
    size_t count = 1;
    while (from + count < view->chosen_count &&
           findings[view->chosen[from + count]].subject.measure == measure)
        count++;
    return count;
}

/* The view with its status findings alone. */
static struct pm_view status_of(struct pm_arena *arena, const struct pm_view *view)
{
    uint32_t *chosen = PM_NEW_ITEMS(arena, uint32_t, view->chosen_count + 1);
    struct pm_view status = *view;
    status.chosen = chosen;
    status.chosen_count = 0;
    for (size_t i = 0; i < view->chosen_count; i++)
        if (view->release->findings[view->chosen[i]].kind == PM_FINDING_STATUS)
            chosen[status.chosen_count++] = view->chosen[i];
    return status;
}

struct holder { /* what a measure stands in */
    const void *object;
    const char *kind;
    const char *name;
    const char *label;
};

static struct holder holder_of(const struct pm_measure *measure)
{
    static const char *const kinds[] = {"strategy", "initiative", "activity"};
    if (measure->work)
        return (struct holder){measure->work, kinds[measure->work->kind], measure->work->name,
                               measure->work->label};
    if (measure->service)
        return (struct holder){measure->service, "service", measure->service->name,
                               measure->service->label};
    if (measure->training)
        return (struct holder){measure->training, "training", measure->training->name,
                               measure->training->label};
    const struct pm_goal *goal = measure->goal;
    return (struct holder){goal, pm_goal_kind_word(goal->kind), goal->name, goal->label};
}

static void put_plans(const struct block *common)
{
    struct pm_view view = status_of(common->arena, common->view);
    const struct pm_plan *plan = NULL;
    struct holder holder = {0};
    for (size_t at = 0; at < view.chosen_count;) {
        const struct pm_subject *subject = &view.release->findings[view.chosen[at]].subject;
        size_t count = count_measure(&view, at);
        struct block block = *common;
        block.view = &view;
        fill_rows(&block, at, count);
        look_for_sameness(&block);
        struct holder next = holder_of(subject->measure);
        if (subject->plan != plan || (!plan && next.object != holder.object))
            pm_put(common->sink, "\n");
        if (subject->plan != plan && subject->plan)
            put_heading(&block, 0, called(&view, subject->plan, "plan"), subject->plan->name,
                        subject->plan->label);
        if (next.object != holder.object)
            put_heading(&block, 2, called(&view, subject->plan, next.kind), next.name, next.label);
        plan = subject->plan;
        holder = next;
        put_measure(&block);
        at += count;
    }
}

static void put_gap_counts(const struct block *common)
{
    const struct pm_view *view = common->view;
    size_t states[PM_STATE_COUNT] = {0};
    size_t count = 0;
    for (size_t i = 0; i < view->chosen_count; i++) {
        const struct pm_finding *finding = &view->release->findings[view->chosen[i]];
        if (finding->kind != PM_FINDING_GAP) continue;
        states[finding->state]++;
        count++;
    }
    if (!count) return;
    struct pm_buffer line;
    pm_buffer_start(&line, common->arena);
    pm_put(&line.sink, "gaps  ");
    pm_put_states(common->arena, &line.sink, states);
    pm_put(&line.sink, " (`pm gaps` lists them)");
    pm_put(common->sink, "\n");
    pm_put_wrapped(common->sink, pm_buffer_text(&line), 6, (size_t)common->style->width);
}

/* Lists what the data say about themselves: what failed, then what else; the rest is counted. */
static void put_data(const struct block *common)
{
    const struct pm_view *view = common->view;
    size_t listed = 0;
    size_t rest[PM_STATE_COUNT] = {0};
    bool has_rest = false;
    bool has_any = false;
    for (size_t i = 0; i < view->chosen_count; i++) {
        const struct pm_finding *finding = &view->release->findings[view->chosen[i]];
        if (finding->kind != PM_FINDING_DATA) continue;
        if (!has_any) pm_put(common->sink, "\ndata\n");
        has_any = true;
        bool lists = common->style->all || (finding->severity != PM_INFO && listed < MOST_DATA);
        if (!lists) {
            rest[finding->state]++;
            has_rest = true;
            continue;
        }
        pm_put(common->sink, "  ");
        pm_put_painted(common->sink, common->style, pm_state_paint(finding->state),
                       pm_state_sign(finding->state));
        pm_put(common->sink, " ");
        pm_put_wrapped(common->sink,
                       pm_finding_message(common->arena, view->release, view->chosen[i]), 6,
                       (size_t)common->style->width);
        listed++;
    }
    if (!has_rest) return;
    pm_put_format(common->sink, "  %s", listed ? "and more: " : "");
    pm_put_states(common->arena, common->sink, rest);
    pm_put(common->sink, " (`--all` lists them)\n");
}

/* True when some plan is held to anything: a measure, or a finding on the improvement cycle. */
static bool is_held_to_account(const struct pm_view *view)
{
    const struct pm_model *model = view->release->model;
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t goal = 0; goal < model->plans[i]->goal_count; goal++)
            if (model->plans[i]->goals[goal]->measure_count) return true;
    for (size_t i = 0; i < view->chosen_count; i++)
        if (view->release->findings[view->chosen[i]].cycle) return true;
    return false;
}

void pm_write_status_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_view *view)
{
    struct block common = {.arena = arena, .sink = sink, .style = style, .view = view};
    pm_put_as_of(sink, view);
    if (!is_held_to_account(view)) {
        pm_put(sink, "\n");
        pm_put_wrapped(
            sink,
            "no plan holds anything to account: write a `plan` with a `goal`, and in it a "
            "`measure` with a `target`; `pm values METRIC` shows the figures without one",
            2, (size_t)style->width);
    }
    put_plans(&common);
    struct pm_view measured = status_of(arena, view);
    pm_put_trends(arena, sink, style, &measured);
    put_gap_counts(&common);
    put_data(&common);
    pm_put_cycle(arena, sink, style, view);
    pm_put_provenance(sink, style, view);
    size_t states[PM_STATE_COUNT] = {0};
    for (size_t i = 0; i < view->chosen_count; i++)
        states[view->release->findings[view->chosen[i]].state]++;
    struct pm_buffer line;
    pm_buffer_start(&line, arena);
    pm_put(&line.sink, pm_plural(arena, view->chosen_count, "finding", "findings"));
    if (view->chosen_count) pm_put(&line.sink, ": ");
    pm_put_states(arena, &line.sink, states);
    size_t waived = pm_view_count_waived(view);
    if (waived) pm_put_format(&line.sink, "; %zu waived", waived);
    pm_put(sink, "\n");
    pm_put_wrapped(sink, pm_buffer_text(&line), 2, (size_t)style->width);
}

/* ---- As parts of a page ---- */

static void add_heading(struct pm_page *page, int level, const char *kind, const char *label)
{
    pm_page_heading(page, level, pm_arena_format(page->arena, "%s: %s", kind, label));
}

static void add_measure(struct pm_page *page, const struct block *block)
{
    size_t cut[PM_STATE_COUNT] = {0};
    struct pm_table *table = make_table(block, cut);
    pm_page_table(page, measure_text(block), table);
    pm_page_paragraph(page, counted_text(block, more_text(block, table), cut));
    pm_page_paragraph(page, counted_text(block, "earlier periods", block->earlier));
    pm_page_paragraph(page, counted_text(block, "later periods", block->later));
}

void pm_page_add_measures(struct pm_page *page, const struct pm_style *style,
                          const struct pm_view *all)
{
    struct pm_view view = status_of(page->arena, all);
    const struct pm_plan *plan = NULL;
    struct holder holder = {0};
    for (size_t at = 0; at < view.chosen_count;) {
        const struct pm_subject *subject = &view.release->findings[view.chosen[at]].subject;
        size_t count = count_measure(&view, at);
        struct block block = {
            .arena = page->arena, .style = style, .view = &view, .most = PM_PAGE_ROWS};
        fill_rows(&block, at, count);
        look_for_sameness(&block);
        struct holder next = holder_of(subject->measure);
        if (subject->plan != plan && subject->plan)
            add_heading(page, 2, called(&view, subject->plan, "plan"), subject->plan->label);
        if (next.object != holder.object)
            add_heading(page, 3, called(&view, subject->plan, next.kind), next.label);
        plan = subject->plan;
        holder = next;
        add_measure(page, &block);
        at += count;
    }
}
