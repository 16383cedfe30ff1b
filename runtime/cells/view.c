/* Rows one by one: for targets read from data, for comparing with published figures, for explaining. */
#include "lang/model/measure.h"
#include "runtime/cells/internal.h"

#include <stdlib.h>
#include <string.h>

struct pm_row_view {
    struct pm_batch *batch;
    size_t row;
};

enum pm_cell_mark pm_row_number(const struct pm_row_view *view, const struct pm_column *column,
                                struct pm_ratio *out)
{
    const struct pm_vector *vector = pm_batch_column(view->batch, column);
    enum pm_cell_mark mark =
        vector->marks ? (enum pm_cell_mark)vector->marks[view->row] : PM_MARK_PRESENT;
    *out = pm_ratio_undefined();
    if (mark == PM_MARK_PRESENT)
        *out =
            pm_ratio_from_decimal((struct pm_decimal){vector->values[view->row], vector->places});
    return mark;
}

enum pm_cell_mark pm_row_text(const struct pm_row_view *view, const struct pm_column *column,
                              struct pm_text *out)
{
    const struct pm_vector *vector = pm_batch_column(view->batch, column);
    enum pm_cell_mark mark =
        vector->marks ? (enum pm_cell_mark)vector->marks[view->row] : PM_MARK_PRESENT;
    *out = PM_TEXT("");
    if (mark == PM_MARK_PRESENT)
        *out =
            pm_value_text(view->batch->table->pass, view->batch->arena, column, vector, view->row);
    return mark;
}

struct visit { /* what each row of a batch needs to be placed */
    struct pm_cells *cells;
    struct pm_batch *batch;
    const struct pm_grain *grain;
    const int32_t *slots;
    const uint32_t *units;
    const struct pm_summary_columns *columns; /* NULL: a source of rows */
};

static struct visit make_visit(struct pm_cells *cells, struct pm_batch *batch, bool later_too)
{
    struct visit visit = {.cells = cells, .batch = batch};
    visit.grain = pm_table_grain(batch->table);
    if (visit.grain)
        visit.slots =
            later_too ? pm_batch_all_slots(batch, visit.grain) : pm_batch_slots(batch, visit.grain);
    visit.units = pm_batch_units(cells, batch);
    if (batch->table->source->is_summary) visit.columns = pm_summary_columns(cells, batch);
    return visit;
}

/* False when the row stands for a period that is not asked for, or is in no group. */
static bool place(const struct visit *visit, size_t row, struct pm_row_place *out)
{
    *out = (struct pm_row_place){.unit = visit->units[row]};
    if (visit->slots) {
        if (visit->slots[row] == PM_NO_SLOT) return false;
        out->period = visit->grain->periods[visit->slots[row]];
    }
    if (visit->columns && !pm_summary_sides(visit->columns, row, out->sides, &out->side_count))
        return false;
    const struct pm_chunk *chunk = pm_batch_chunk(visit->batch, row);
    out->file = chunk->file;
    out->load = chunk->load;
    out->line = pm_batch_line(visit->batch, row);
    return true;
}

static bool visit_batch(const struct visit *visit, const struct pm_expression *where,
                        bool (*use)(void *context, const struct pm_row_view *row,
                                    const struct pm_row_place *place),
                        void *context)
{
    const uint8_t *truth = pm_batch_truth(visit->batch, where);
    for (size_t row = 0; row < visit->batch->rows; row++) {
        struct pm_row_view view = {visit->batch, row};
        struct pm_row_place where_it_is;
        if (truth[row] != PM_TRUE || !place(visit, row, &where_it_is)) continue;
        if (!use(context, &view, &where_it_is)) return false;
    }
    return true;
}

bool pm_cells_each_row(const struct pm_cells *const_cells, const struct pm_source_decl *source,
                       const struct pm_expression *where, bool later_too,
                       bool (*use)(void *context, const struct pm_row_view *row,
                                   const struct pm_row_place *place),
                       void *context)
{
    struct pm_cells view = *const_cells; /* the maps of values it holds only grow */
    struct pm_table *table = pm_pass_table(view.pass, source);
    bool go_on = true;
    for (size_t i = 0; go_on && table->chunk_count && i < pm_table_batches(table); i++) {
        struct pm_batch *batch = pm_table_open(table, i);
        if (!batch) return false;
        struct visit visit = make_visit(&view, batch, later_too);
        go_on = visit_batch(&visit, where, use, context);
        pm_batch_close(batch);
    }
    return !view.pass->failed;
}

/* ---- Tracing a cell ---- */

bool pm_is_at_or_below(const struct pm_cells *cells, uint32_t unit, uint32_t wanted,
                       struct pm_period period)
{
    for (size_t step = 0; unit != PM_NO_UNIT && step <= cells->units.count; step++) {
        if (unit == wanted) return true;
        unit = pm_unit_above(cells, unit, period);
    }
    return false;
}

static bool is_member(const struct pm_groups_table *groups, uint32_t membership, uint32_t group)
{
    const struct pm_membership *known = &groups->memberships.items[membership];
    for (size_t i = 0; i < known->count; i++)
        if (known->groups[i] == group) return true;
    return false;
}

struct trace {
    struct pm_cells *cells;
    const struct pm_cell_key *key;
    struct pm_arena *arena;
    PM_ARRAY(struct pm_traced_row) rows;
};

static bool in_groups_of_rows(const struct trace *trace, const uint32_t *const *memberships,
                              size_t row)
{
    for (size_t i = 0; i < trace->key->side_count; i++) {
        const struct pm_cell_side *side = &trace->key->sides[i];
        if (!is_member(&trace->cells->groups[side->dimension], memberships[i][row], side->group))
            return false;
    }
    return true;
}

/* A published row belongs to the cell when its groups are the cell's, or finer ones of them. */
static bool in_groups_of_summary(const struct trace *trace,
                                 const struct pm_summary_columns *columns, size_t row, bool exact)
{
    struct pm_cell_side sides[PM_MOST_SIDES];
    size_t count;
    if (!pm_summary_sides(columns, row, sides, &count)) return false;
    if (exact && count != trace->key->side_count) return false;
    size_t found = 0;
    for (size_t i = 0; i < trace->key->side_count; i++)
        for (size_t j = 0; j < count; j++)
            found += sides[j].dimension == trace->key->sides[i].dimension &&
                     sides[j].group == trace->key->sides[i].group;
    return found == trace->key->side_count;
}

static void trace_batch(struct trace *trace, struct pm_batch *batch, bool exact)
{
    struct pm_cells *cells = trace->cells;
    const struct pm_cell_key *key = trace->key;
    const struct pm_grain *grain =
        pm_pass_grain(cells->pass, key->period.calendar, key->period.part);
    int32_t slot = pm_grain_find(grain, key->period);
    const int32_t *slots = pm_batch_slots(batch, grain);
    const uint32_t *units = pm_batch_units(cells, batch);
    bool is_summary = batch->table->source->is_summary;
    const struct pm_summary_columns *columns = is_summary ? pm_summary_columns(cells, batch) : NULL;
    const uint32_t *memberships[PM_MOST_SIDES] = {NULL};
    for (size_t i = 0; !is_summary && i < key->side_count; i++) {
        memberships[i] =
            pm_batch_groups(cells, batch, cells->model->dimensions[key->sides[i].dimension]);
        if (!memberships[i]) return;
    }
    struct pm_row_parts parts = pm_row_parts_of(batch, key->metric);
    if (pm_is_snapshot(key->metric, batch->table->source) && slot != PM_NO_SLOT)
        slots = pm_snapshot_slots(batch, key->metric, grain, slot);
    for (size_t row = 0; slots && row < batch->rows; row++) {
        if (slot == PM_NO_SLOT || !parts.roles[row]) continue;
        if (!pm_is_in_window(key->metric, grain, slots[row], slot)) continue;
        if (!pm_is_at_or_below(cells, units[row], key->unit, key->period)) continue;
        if (is_summary && exact && units[row] != key->unit) continue;
        bool inside = is_summary ? in_groups_of_summary(trace, columns, row, exact)
                                 : in_groups_of_rows(trace, memberships, row);
        if (!inside) continue;
        const struct pm_chunk *chunk = pm_batch_chunk(batch, row);
        struct pm_traced_row traced = {chunk->file, pm_batch_line(batch, row), chunk->load,
                                       parts.roles[row]};
        PM_PUSH(trace->arena, &trace->rows, traced);
    }
}

static bool trace_source(struct trace *trace, const struct pm_source_decl *source, bool exact)
{
    struct pm_table *table = pm_pass_table(trace->cells->pass, source);
    for (size_t i = 0; table->chunk_count && i < pm_table_batches(table); i++) {
        struct pm_batch *batch = pm_table_open(table, i);
        if (!batch) return false;
        trace_batch(trace, batch, exact);
        pm_batch_close(batch);
    }
    return true;
}

static bool trace_rows(struct trace *trace)
{
    const struct pm_metric *metric = trace->key->metric;
    const struct pm_source_decl *base = pm_metric_base(metric)->source;
    size_t before = trace->rows.count;
    bool done = trace_source(trace, base, base->is_summary);
    if (done && base->is_summary && trace->rows.count == before)
        done = trace_source(trace, base, false);
    if (done && metric->is_rate && metric->numerator.source != base)
        done = trace_source(trace, metric->numerator.source, false);
    return done;
}

/* A figure that comes from other metrics rests on the rows of all of them. */
static bool trace_metric(struct trace *trace)
{
    const struct pm_cell_key *key = trace->key;
    if (!pm_metric_is_derived(key->metric)) return trace_rows(trace);
    bool done = true;
    for (size_t i = 0; done && i < key->metric->part_count; i++) {
        struct pm_cell_key part = *key;
        part.metric = key->metric->parts[i];
        trace->key = &part;
        done = trace_metric(trace);
    }
    trace->key = key;
    return done;
}

static int compare_rows(const void *left, const void *right)
{
    const struct pm_traced_row *a = left;
    const struct pm_traced_row *b = right;
    if (a->load != b->load) return a->load < b->load ? -1 : 1;
    int order = strcmp(a->file, b->file);
    if (order) return order;
    return (a->line > b->line) - (a->line < b->line);
}

/* A row that several parts count is told once, with all that it is counted for. */
static size_t merge_rows(struct pm_traced_row *rows, size_t count)
{
    size_t kept = 0;
    if (count) qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 0; i < count; i++) {
        if (kept && compare_rows(&rows[kept - 1], &rows[i]) == 0)
            rows[kept - 1].roles |= rows[i].roles;
        else
            rows[kept++] = rows[i];
    }
    return kept;
}

bool pm_cells_trace(const struct pm_cells *cells, struct pm_arena *arena,
                    const struct pm_cell_key *key, struct pm_traced_row **out, size_t *count)
{
    struct pm_cells view = *cells;
    struct trace trace = {.cells = &view, .key = key, .arena = arena};
    bool done = trace_metric(&trace);
    if (key->metric->part_count > 1)
        trace.rows.count = merge_rows(trace.rows.items, trace.rows.count);
    *out = trace.rows.items;
    *count = trace.rows.count;
    return done;
}
