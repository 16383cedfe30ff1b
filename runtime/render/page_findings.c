/* page_findings.c: a view of findings as a page: what needs attention, measures, gaps, and what the
 * improvement cycle shows. */
#include "runtime/render/page.h"

struct building {
    struct pm_page *page;
    const struct pm_style *style;
    const struct pm_view *view;
    const struct pm_release *release;
};

static const struct pm_finding *chosen(const struct pm_view *view, size_t at)
{
    return &view->release->findings[view->chosen[at]];
}

static const char *sign_of(const struct pm_finding *finding)
{
    const char *sign = pm_state_sign(finding->state);
    if (finding->waiver || finding->allowance) return "[ ]";
    return finding->severity != PM_INFO && sign[1] == ' ' ? "[-]" : sign;
}

/* ---- Tables of messages ---- */

static struct pm_table *new_table(const struct building *building)
{
    struct pm_table *table = pm_table_new(building->page->arena);
    pm_table_add_column(table, "state", PM_ALIGN_STATE);
    pm_table_add_column(table, "what", PM_ALIGN_LEFT);
    return table;
}

static void add_row(const struct building *building, struct pm_table *table, uint32_t index)
{
    struct pm_arena *arena = building->page->arena;
    const struct pm_finding *finding = &building->release->findings[index];
    struct pm_table_cell *cells = pm_table_add_row(table)->cells;
    cells[0].text =
        pm_arena_format(arena, "%s %s", sign_of(finding), pm_state_text(arena, finding->state));
    cells[0].paint = pm_state_paint(finding->state);
    cells[1].text = pm_finding_message(arena, building->release, index);
}

/* Counts what is left out, with how to see it. */
static void add_rest(const struct building *building, const size_t rest[PM_STATE_COUNT])
{
    size_t count = 0;
    for (int state = 0; state < PM_STATE_COUNT; state++)
        count += rest[state];
    if (!count) return;
    struct pm_buffer line;
    pm_buffer_start(&line, building->page->arena);
    pm_put(&line.sink, "and more: ");
    pm_put_states(building->page->arena, &line.sink, rest);
    pm_put(&line.sink, " (`--all` lists them)");
    pm_page_paragraph(building->page, pm_buffer_text(&line));
}

/* What needs somebody to look, the most urgent first, whatever it is about. */
static void add_attention(const struct building *building, const struct pm_view *newest)
{
    struct pm_table *table = new_table(building);
    size_t rest[PM_STATE_COUNT] = {0};
    for (int rank = 0; rank < 8; rank++)
        for (size_t i = 0; i < newest->chosen_count; i++) {
            const struct pm_finding *finding = chosen(newest, i);
            if (finding->severity == PM_INFO || pm_state_rank(finding->state) != rank) continue;
            if (building->style->all || table->rows.count < PM_PAGE_ROWS)
                add_row(building, table, newest->chosen[i]);
            else
                rest[finding->state]++;
        }
    pm_page_heading(building->page, 2, "What needs attention");
    if (!table->rows.count)
        pm_page_paragraph(building->page, "Nothing, as far as these findings go.");
    pm_page_table(building->page, "", table);
    add_rest(building, rest);
}

static void add_kind(const struct building *building, enum pm_finding_kind kind)
{
    struct pm_table *table = new_table(building);
    size_t rest[PM_STATE_COUNT] = {0};
    for (size_t i = 0; i < building->view->chosen_count; i++) {
        const struct pm_finding *finding = chosen(building->view, i);
        if (finding->kind != kind) continue;
        if (building->style->all || table->rows.count < PM_PAGE_ROWS)
            add_row(building, table, building->view->chosen[i]);
        else
            rest[finding->state]++;
    }
    if (!table->rows.count) return;
    pm_page_heading(building->page, 2, pm_finding_kind_info(kind)->title);
    pm_page_table(building->page, "", table);
    add_rest(building, rest);
}

static void add_gap_counts(const struct building *building)
{
    size_t states[PM_STATE_COUNT] = {0};
    size_t count = 0;
    for (size_t i = 0; i < building->view->chosen_count; i++) {
        if (chosen(building->view, i)->kind != PM_FINDING_GAP) continue;
        states[chosen(building->view, i)->state]++;
        count++;
    }
    if (!count) return;
    struct pm_buffer line;
    pm_buffer_start(&line, building->page->arena);
    pm_put_states(building->page->arena, &line.sink, states);
    pm_put(&line.sink, " (`pm gaps` lists them)");
    pm_page_heading(building->page, 2, "Gaps");
    pm_page_paragraph(building->page, pm_buffer_text(&line));
}

/* ---- Around them ---- */

static void add_summary(const struct building *building)
{
    struct pm_arena *arena = building->page->arena;
    size_t states[PM_STATE_COUNT] = {0};
    size_t count = building->view->chosen_count;
    struct pm_buffer line;
    for (size_t i = 0; i < count; i++)
        states[chosen(building->view, i)->state]++;
    pm_buffer_start(&line, arena);
    pm_put_as_of(&line.sink, building->view);
    struct pm_text as_of = pm_text_trim(pm_text_from(pm_buffer_text(&line)));
    pm_page_paragraph(building->page, pm_arena_copy_text(arena, as_of.bytes, as_of.size));
    pm_buffer_start(&line, arena);
    pm_put(&line.sink, pm_plural(arena, count, "finding", "findings"));
    if (count) pm_put(&line.sink, ": ");
    pm_put_states(arena, &line.sink, states);
    size_t waived = pm_view_count_waived(building->view);
    if (waived) pm_put_format(&line.sink, "; %zu waived", waived);
    if (building->view->known_count)
        pm_put_format(&line.sink, "; %s in the baseline, not listed",
                      pm_plural(arena, building->view->known_count, "finding", "findings"));
    pm_page_paragraph(building->page, pm_buffer_text(&line));
}

/* What the words mean that stand on the page. */
static void add_meanings(const struct building *building)
{
    struct pm_table *table = pm_table_new(building->page->arena);
    bool is_said[PM_STATE_COUNT] = {false};
    for (size_t i = 0; i < building->view->chosen_count; i++)
        is_said[chosen(building->view, i)->state] = true;
    pm_table_add_column(table, "state", PM_ALIGN_STATE);
    pm_table_add_column(table, "what it means", PM_ALIGN_LEFT);
    for (int state = 0; state < PM_STATE_COUNT; state++) {
        if (!is_said[state]) continue;
        struct pm_table_cell *cells = pm_table_add_row(table)->cells;
        cells[0].text =
            pm_arena_format(building->page->arena, "%s %s", pm_state_sign((enum pm_state)state),
                            pm_state_text(building->page->arena, (enum pm_state)state));
        cells[0].paint = pm_state_paint((enum pm_state)state);
        cells[1].text = pm_state_info((enum pm_state)state)->means;
    }
    if (!table->rows.count) return;
    pm_page_heading(building->page, 2, "What the words mean");
    pm_page_table(building->page, "", table);
}

void pm_page_add_findings(struct pm_page *page, const struct pm_style *style,
                          const struct pm_result *result)
{
    const struct pm_view *view = result->view;
    struct building building = {page, style, view, view->release};
    struct pm_view newest = style->all ? *view : pm_view_newest(page->arena, view, NULL, NULL);
    add_summary(&building);
    if (result->kind == PM_RESULT_STATUS) {
        add_attention(&building, &newest);
        pm_page_add_measures(page, style, view);
        add_gap_counts(&building);
    }
    if (result->kind == PM_RESULT_GAPS) pm_page_add_gaps(page, style, view);
    for (int kind = PM_FINDING_DATA; kind < PM_FINDING_KIND_COUNT; kind++)
        add_kind(&building, (enum pm_finding_kind)kind);
    add_meanings(&building);
}
