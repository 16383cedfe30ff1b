/* cycle_text.c: findings on the improvement cycle for a terminal, kind by kind. */
#include "runtime/judge/flow.h"
#include "runtime/render/table.h"
#include "runtime/render/view.h"

#include "lang/model/measure.h"

#include <string.h>

enum { MOST_ROWS = 12 };

struct listing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_view *view;
    bool is_only_kind; /* nothing else is shown: remarks are listed, too */
};

static const struct pm_finding *chosen(const struct listing *listing, size_t at)
{
    return &listing->view->release->findings[listing->view->chosen[at]];
}

static void put_line(const struct listing *listing, const char *text, size_t indent)
{
    pm_put_wrapped(listing->sink, text, indent, (size_t)listing->style->width);
}

/* ---- Rows ---- */

static void put_finding(const struct listing *listing, size_t at)
{
    const struct pm_finding *finding = chosen(listing, at);
    struct pm_buffer line;
    pm_put(listing->sink, "  ");
    const char *sign = pm_state_sign(finding->state);
    if (finding->severity != PM_INFO && strcmp(sign, "[ ]") == 0) sign = "[-]";
    if (finding->waiver || finding->allowance) sign = "[ ]";
    pm_put_painted(listing->sink, listing->style, pm_state_paint(finding->state), sign);
    pm_put(listing->sink, " ");
    pm_buffer_start(&line, listing->arena);
    if (*finding->cycle->name) pm_put_format(&line.sink, "%s  ", finding->cycle->name);
    pm_put(&line.sink,
           pm_finding_message(listing->arena, listing->view->release, listing->view->chosen[at]));
    put_line(listing, pm_buffer_text(&line), 6);
}

/* What is only counted where several kinds are shown. What is said of a theory as a whole is not. */
static bool is_remark(const struct pm_finding *finding)
{
    bool is_verdict = finding->kind == PM_FINDING_THEORY && finding->cycle->of >= 0;
    return finding->severity == PM_INFO && !is_verdict;
}

static bool is_listed(const struct listing *listing, const struct pm_finding *finding,
                      size_t listed, bool remarks)
{
    if (listing->style->all) return true;
    if (is_remark(finding) != remarks) return false;
    return listed < MOST_ROWS && (!remarks || listing->is_only_kind);
}

/* What asks for something first, then remarks; the rest is counted by state. */
static void put_rows(const struct listing *listing, enum pm_finding_kind kind)
{
    size_t rest[PM_STATE_COUNT] = {0};
    size_t listed = 0;
    size_t rest_count = 0;
    for (int pass = 0; pass < (listing->style->all ? 1 : 2); pass++)
        for (size_t i = 0; i < listing->view->chosen_count; i++) {
            const struct pm_finding *finding = chosen(listing, i);
            if (finding->kind != kind) continue;
            if (is_listed(listing, finding, listed, pass == 1)) {
                put_finding(listing, i);
                listed++;
            } else if (is_remark(finding) == (pass == 1)) {
                rest[finding->state]++;
                rest_count++;
            }
        }
    if (!rest_count) return;
    struct pm_buffer line;
    pm_buffer_start(&line, listing->arena);
    pm_put(&line.sink, "and more: ");
    pm_put_states(listing->arena, &line.sink, rest);
    pm_put(&line.sink, " (`--all` lists them)");
    pm_put(listing->sink, "  ");
    put_line(listing, pm_buffer_text(&line), 4);
}

/* True when something of the kind has a row of its own. */
static bool lists_any(const struct listing *listing, enum pm_finding_kind kind)
{
    if (listing->style->all || listing->is_only_kind) return true;
    for (size_t i = 0; i < listing->view->chosen_count; i++)
        if (chosen(listing, i)->kind == kind && !is_remark(chosen(listing, i))) return true;
    return false;
}

/* "action items  overdue 2, open 3"; false where there is none of the kind. */
static bool put_heading(const struct listing *listing, enum pm_finding_kind kind)
{
    size_t states[PM_STATE_COUNT] = {0};
    size_t count = 0;
    struct pm_buffer line;
    for (size_t i = 0; i < listing->view->chosen_count; i++) {
        if (chosen(listing, i)->kind != kind) continue;
        states[chosen(listing, i)->state]++;
        count++;
    }
    if (!count) return false;
    const char *title = pm_finding_kind_info(kind)->title;
    pm_put(listing->sink, "\n");
    pm_put_painted(listing->sink, listing->style, PM_PAINT_BOLD, title);
    pm_put(listing->sink, "  ");
    pm_buffer_start(&line, listing->arena);
    pm_put_states(listing->arena, &line.sink, states);
    if (!lists_any(listing, kind)) pm_put(&line.sink, " (`--all` lists them)");
    put_line(listing, pm_buffer_text(&line), strlen(title) + 2);
    return true;
}

/* ---- Action items and reports by unit ---- */

enum { MOST_STATES = 5 };

struct unit_row {
    const char *unit;
    size_t counts[MOST_STATES];
};

struct by_unit { /* what is counted of a kind, a column each */
    enum pm_finding_kind kind;
    const char *names[MOST_STATES];
    enum pm_state states[MOST_STATES];
    PM_ARRAY(struct unit_row) rows;
};

static struct unit_row *row_of(const struct listing *listing, struct by_unit *table,
                               const char *unit)
{
    for (size_t i = 0; i < table->rows.count; i++)
        if (strcmp(table->rows.items[i].unit, unit) == 0) return &table->rows.items[i];
    struct unit_row row = {.unit = unit};
    PM_PUSH(listing->arena, &table->rows, row);
    return &table->rows.items[table->rows.count - 1];
}

static const char *count_text(const struct listing *listing, size_t count)
{
    return count ? pm_count_text(listing->arena, pm_ratio_from_integer((int64_t)count)) : NULL;
}

/* The unit that answers for it: its owner, else the only unit of its plan; NULL: none. */
static const char *unit_of(const struct listing *listing, const struct pm_finding *finding)
{
    const struct pm_plan *plan = finding->subject.plan;
    const struct pm_unit_reference *unit = finding->cycle->owner;
    if (!unit && finding->kind == PM_FINDING_REPORT && plan && plan->unit_count == 1)
        unit = &plan->units[0];
    return unit ? pm_unit_reference_text(listing->arena, unit) : NULL;
}

static void count_findings(const struct listing *listing, struct by_unit *table)
{
    for (size_t i = 0; i < listing->view->chosen_count; i++) {
        const struct pm_finding *finding = chosen(listing, i);
        const char *unit = finding->kind == table->kind ? unit_of(listing, finding) : NULL;
        for (size_t j = 0; unit && j < MOST_STATES; j++)
            if (finding->state == table->states[j]) row_of(listing, table, unit)->counts[j]++;
    }
}

static void put_by_unit(const struct listing *listing, struct by_unit *counted)
{
    struct pm_table *table = pm_table_new(listing->arena);
    count_findings(listing, counted);
    if (!counted->rows.count) return;
    pm_table_add_column(table, "unit", PM_ALIGN_LEFT);
    for (size_t i = 0; i < MOST_STATES; i++)
        pm_table_add_column(table, counted->names[i], PM_ALIGN_RIGHT);
    for (size_t i = 0; i < counted->rows.count; i++) {
        const struct unit_row *row = &counted->rows.items[i];
        struct pm_table_cell *cells = pm_table_add_row(table)->cells;
        cells[0].text = row->unit;
        for (size_t j = 0; j < MOST_STATES; j++)
            cells[j + 1].text = count_text(listing, row->counts[j]);
    }
    pm_put(listing->sink, "\n  by the unit that answers for it\n");
    pm_table_write(table, listing->sink, listing->style, 2);
}

static void put_actions_by_unit(const struct listing *listing)
{
    struct by_unit table = {.kind = PM_FINDING_ACTION,
                            .names = {"open", "overdue", "forgotten", "done", "done late"},
                            .states = {PM_STATE_OPEN, PM_STATE_OVERDUE, PM_STATE_FORGOTTEN,
                                       PM_STATE_DONE, PM_STATE_DONE_LATE}};
    put_by_unit(listing, &table);
}

static void put_reports_by_unit(const struct listing *listing)
{
    struct by_unit table = {.kind = PM_FINDING_REPORT,
                            .names = {"not due", "received", "received late", "late", "missing"},
                            .states = {PM_STATE_OPEN, PM_STATE_DONE, PM_STATE_DONE_LATE,
                                       PM_STATE_LATE, PM_STATE_MISSING}};
    put_by_unit(listing, &table);
}

/* ---- Hand-offs between units ---- */

enum { MOST_UNITS = PM_MOST_COLUMNS - 1 };

struct matrix {
    const char *units[MOST_UNITS];
    size_t unit_count;
    size_t counts[MOST_UNITS][MOST_UNITS];
    size_t rest; /* hand-offs of units that have no column any more */
};

static size_t unit_at(struct matrix *matrix, const char *unit)
{
    for (size_t i = 0; i < matrix->unit_count; i++)
        if (strcmp(matrix->units[i], unit) == 0) return i;
    if (matrix->unit_count == MOST_UNITS) return MOST_UNITS;
    matrix->units[matrix->unit_count] = unit;
    return matrix->unit_count++;
}

static bool is_shown(const struct listing *listing, const struct pm_process *process)
{
    for (size_t i = 0; i < listing->view->chosen_count; i++)
        if (chosen(listing, i)->cycle && chosen(listing, i)->cycle->object == process) return true;
    return false;
}

static void count_handoffs(const struct listing *listing, const struct pm_process *process,
                           struct matrix *matrix)
{
    struct pm_arrows arrows = {0};
    pm_process_arrows(listing->arena, process, &arrows);
    for (size_t i = 0; i < arrows.list.count; i++) {
        const struct pm_arrow *arrow = &arrows.list.items[i];
        if (!arrow->is_handoff) continue;
        size_t from = unit_at(matrix, pm_unit_reference_text(listing->arena, arrow->from->unit));
        size_t to = unit_at(matrix, pm_unit_reference_text(listing->arena, arrow->to->unit));
        if (from < MOST_UNITS && to < MOST_UNITS)
            matrix->counts[from][to]++;
        else
            matrix->rest++;
    }
}

static void put_matrix(const struct listing *listing, const struct pm_process *process)
{
    struct matrix matrix = {.unit_count = 0};
    struct pm_table *table = pm_table_new(listing->arena);
    count_handoffs(listing, process, &matrix);
    if (!matrix.unit_count) return;
    pm_put(listing->sink, "\n  ");
    put_line(listing,
             pm_arena_format(listing->arena, "hand-offs of %s, from the row's unit to the column's",
                             process->name),
             4);
    pm_table_add_column(table, "from", PM_ALIGN_LEFT);
    for (size_t i = 0; i < matrix.unit_count; i++)
        pm_table_add_column(table, matrix.units[i], PM_ALIGN_RIGHT);
    for (size_t i = 0; i < matrix.unit_count; i++) {
        struct pm_table_cell *cells = pm_table_add_row(table)->cells;
        cells[0].text = matrix.units[i];
        for (size_t j = 0; j < matrix.unit_count; j++)
            cells[j + 1].text = i == j ? "." : count_text(listing, matrix.counts[i][j]);
    }
    pm_table_write(table, listing->sink, listing->style, 2);
    if (matrix.rest)
        pm_put_format(listing->sink, "  and %s of further units\n",
                      pm_plural(listing->arena, matrix.rest, "hand-off", "hand-offs"));
}

static void put_matrices(const struct listing *listing)
{
    const struct pm_whole *whole = listing->view->release->model->whole;
    for (size_t i = 0; i < whole->processes.count; i++)
        if (is_shown(listing, whole->processes.items[i]))
            put_matrix(listing, whole->processes.items[i]);
}

/* ---- All of it ---- */

static bool is_of_one_kind(const struct pm_view *view)
{
    for (size_t i = 1; i < view->chosen_count; i++)
        if (view->release->findings[view->chosen[i]].kind !=
            view->release->findings[view->chosen[0]].kind)
            return false;
    return true;
}

void pm_put_cycle(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                  const struct pm_view *view)
{
    struct listing listing = {arena, sink, style, view, is_of_one_kind(view)};
    for (int kind = PM_FINDING_DATA + 1; kind < PM_FINDING_KIND_COUNT; kind++) {
        if (!put_heading(&listing, (enum pm_finding_kind)kind)) continue;
        if (!lists_any(&listing, (enum pm_finding_kind)kind)) continue;
        put_rows(&listing, (enum pm_finding_kind)kind);
        if (!listing.is_only_kind && !style->all) continue;
        if (kind == PM_FINDING_ACTION) put_actions_by_unit(&listing);
        if (kind == PM_FINDING_REPORT) put_reports_by_unit(&listing);
        if (kind == PM_FINDING_PROCESS) put_matrices(&listing);
    }
}

/* The items themselves; findings about them have no first day. */
static bool is_item(const struct pm_finding *finding)
{
    return finding->cycle->first_due_day != PM_NO_DAY && finding->state != PM_STATE_NOT_KEPT;
}

void pm_write_actions_text(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_style *style, const struct pm_view *view)
{
    struct listing listing = {arena, sink, style, view, true};
    size_t count = 0;
    pm_put_as_of(sink, view);
    if (view->chosen_count) pm_put(sink, "\n");
    for (size_t i = 0; i < view->chosen_count; i++) {
        put_finding(&listing, i);
        count += is_item(chosen(&listing, i));
    }
    put_actions_by_unit(&listing);
    pm_put_format(sink, "\n%s\n", pm_plural(arena, count, "action item", "action items"));
}
