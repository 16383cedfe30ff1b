#include "lang/model/measure.h"
#include "runtime/cells/internal.h"

#include <stdlib.h>
#include <string.h>

const struct pm_model *pm_cells_model(const struct pm_cells *cells)
{
    return cells->model;
}

int32_t pm_cells_as_of(const struct pm_cells *cells)
{
    return cells->pass->as_of;
}

const struct pm_source_facts *pm_cells_source(const struct pm_cells *cells,
                                              const struct pm_source_decl *source)
{
    return &cells->sources[source->index].facts;
}

/* ---- Tables ---- */

static bool same_table(const struct pm_wish_table *table, const struct pm_wish *wish)
{
    if (table->wish.metric != wish->metric || table->wish.part != wish->part) return false;
    if (table->wish.dimension_count != wish->dimension_count) return false;
    for (size_t i = 0; i < wish->dimension_count; i++)
        if (table->wish.dimensions[i] != wish->dimensions[i]) return false;
    return true;
}

struct pm_wish_table *pm_find_table(const struct pm_cells *cells, const struct pm_wish *wish)
{
    for (size_t i = 0; i < cells->tables.count; i++)
        if (same_table(cells->tables.items[i], wish)) return cells->tables.items[i];
    return NULL;
}

static void add_table(struct pm_cells *cells, const struct pm_wish *wish)
{
    const struct pm_calendar *calendar =
        pm_metric_base(wish->metric)->source->period_format.calendar;
    if (!calendar || pm_find_table(cells, wish)) return;
    struct pm_wish_table *table = PM_NEW(cells->arena, struct pm_wish_table);
    table->wish = *wish;
    table->grain = pm_pass_grain(cells->pass, calendar, wish->part);
    table->cell_count = 1;
    for (size_t i = 0; i < wish->dimension_count; i++) {
        table->sizes[i] = cells->groups[wish->dimensions[i]->index].shown.group_count;
        table->cell_count *= table->sizes[i];
    }
    size_t blocks = table->grain->count * cells->units.count;
    table->blocks = PM_NEW_ITEMS(cells->arena, struct pm_counts *, blocks + 1);
    if (pm_metric_base(wish->metric)->source->is_summary)
        table->published = pm_arena_alloc(cells->arena, blocks + 1);
    PM_PUSH(cells->arena, &cells->tables, table);
}

/* A summary without a published total is added up from its groups: then these are asked for too. */
static void add_parts(struct pm_cells *cells, const struct pm_wish *wish)
{
    const struct pm_source_decl *source = pm_metric_base(wish->metric)->source;
    struct pm_request request = {0};
    struct pm_wish larger = *wish;
    for (size_t i = 0; i < cells->model->dimension_count; i++) {
        const struct pm_dimension *dimension = cells->model->dimensions[i];
        bool is_in = false;
        for (size_t j = 0; j < larger.dimension_count; j++)
            if (larger.dimensions[j] == dimension) is_in = true;
        if (is_in || larger.dimension_count == PM_MOST_SIDES) continue;
        if (!pm_can_add_groups(cells->model, source, dimension)) continue;
        size_t at = larger.dimension_count++;
        while (at && larger.dimensions[at - 1]->index > dimension->index) {
            larger.dimensions[at] = larger.dimensions[at - 1];
            at--;
        }
        larger.dimensions[at] = dimension;
    }
    pm_request_add(cells->arena, &request, larger);
    for (size_t i = 0; i < request.wishes.count; i++)
        add_table(cells, &request.wishes.items[i]);
}

static int compare_tables(const void *left, const void *right)
{
    const struct pm_wish_table *a = *(struct pm_wish_table *const *)left;
    const struct pm_wish_table *b = *(struct pm_wish_table *const *)right;
    if (a->wish.metric->index != b->wish.metric->index)
        return a->wish.metric->index < b->wish.metric->index ? -1 : 1;
    if (a->wish.part != b->wish.part) return a->wish.part < b->wish.part ? -1 : 1;
    if (a->wish.dimension_count != b->wish.dimension_count)
        return a->wish.dimension_count < b->wish.dimension_count ? -1 : 1;
    for (size_t i = 0; i < a->wish.dimension_count; i++)
        if (a->wish.dimensions[i] != b->wish.dimensions[i])
            return a->wish.dimensions[i]->index < b->wish.dimensions[i]->index ? -1 : 1;
    return 0;
}

static void make_tables(struct pm_cells *cells, const struct pm_request *request)
{
    for (size_t i = 0; i < request->wishes.count; i++) {
        const struct pm_wish *wish = &request->wishes.items[i];
        if (pm_metric_is_derived(wish->metric)) continue; /* its parts are asked for too */
        add_table(cells, wish);
        if (pm_metric_base(wish->metric)->source->is_summary && pm_metric_adds(wish->metric))
            add_parts(cells, wish);
        const struct pm_metric *metric = wish->metric;
        cells->sources[pm_metric_base(metric)->source->index].is_used = true;
        if (metric->is_rate) cells->sources[metric->numerator.source->index].is_used = true;
        if (metric->has_n) cells->sources[metric->n.source->index].is_used = true;
        if (metric->has_participation)
            cells->sources[metric->participation.source->index].is_used = true;
    }
    if (cells->tables.count)
        qsort(cells->tables.items, cells->tables.count, sizeof *cells->tables.items,
              compare_tables);
}

struct pm_counts *pm_block(struct pm_cells *cells, struct pm_wish_table *table, int32_t slot,
                           uint32_t unit)
{
    struct pm_counts **block = &table->blocks[(size_t)slot * cells->units.count + unit];
    if (!*block) *block = PM_NEW_ITEMS(cells->arena, struct pm_counts, table->cell_count);
    return *block;
}

/* ---- Sources ---- */

void pm_note_slot(struct pm_cells *cells, struct pm_source_state *state,
                  const struct pm_grain *grain, int32_t slot)
{
    for (size_t i = 0; i < state->uses.count; i++) {
        if (state->uses.items[i].grain != grain) continue;
        state->uses.items[i].slots[slot] = 1;
        return;
    }
    struct pm_source_use use = {.grain = grain};
    use.slots = pm_arena_alloc(cells->arena, grain->count + 1);
    use.slots[slot] = 1;
    PM_PUSH(cells->arena, &state->uses, use);
}

static void list_periods(struct pm_cells *cells, struct pm_source_use *use)
{
    use->periods = PM_NEW_ITEMS(cells->arena, struct pm_period, use->grain->count + 1);
    for (size_t slot = 0; slot < use->grain->count; slot++)
        if (use->slots[slot]) use->periods[use->period_count++] = use->grain->periods[slot];
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void set_facts(struct pm_cells *cells, const struct pm_source_decl *source)
{
    struct pm_source_facts *facts = &cells->sources[source->index].facts;
    const struct pm_table *table = pm_pass_table(cells->pass, source);
    struct pm_digest *digest = pm_digest_new(cells->arena);
    facts->source = source;
    facts->is_loaded = table->row_count > 0;
    facts->newest_day = PM_NO_DAY;
    facts->loads = PM_NEW_ITEMS(cells->arena, int64_t, table->chunk_count + 1);
    const char **files = PM_NEW_ITEMS(cells->arena, const char *, table->chunk_count + 1);
    for (size_t i = 0; i < table->chunk_count; i++) {
        const struct pm_chunk *chunk = &table->chunks[i];
        if (chunk->last_day > facts->newest_day) facts->newest_day = chunk->last_day;
        if (facts->load_count && facts->loads[facts->load_count - 1] == chunk->load) continue;
        facts->loads[facts->load_count] = chunk->load;
        files[facts->load_count++] = chunk->digest ? chunk->digest : "";
    }
    if (facts->load_count) qsort(files, facts->load_count, sizeof *files, compare_texts);
    for (size_t i = 0; i < facts->load_count; i++)
        pm_digest_add_text(digest, files[i]);
    pm_digest_finish(digest, facts->digest);
}

static void report_references(struct pm_cells *cells, const struct pm_source_decl *source)
{
    const struct pm_table *table = pm_pass_table(cells->pass, source);
    for (size_t i = 0; i < source->column_count; i++) {
        const struct pm_column *column = source->columns[i];
        if (!table->dangling[i]) continue;
        struct pm_diagnostic *found =
            pm_diagnose(cells->diagnostics, PM_REFERENCE_LEADS_NOWHERE, column->at,
                        "rows of `%s` refer to rows that `%s` does not have", source->name,
                        column->refers_to->name);
        pm_note(cells->diagnostics, found, "%zu of %zu rows; what they refer to is missing there",
                table->dangling[i], table->row_count);
    }
}

static void report_source(struct pm_cells *cells, const struct pm_source_decl *source)
{
    const struct pm_source_state *state = &cells->sources[source->index];
    struct pm_diagnostics *diagnostics = cells->diagnostics;
    if (state->is_used && !state->facts.is_loaded) {
        struct pm_diagnostic *found =
            pm_diagnose(diagnostics, PM_SOURCE_NOT_LOADED, source->facts.at,
                        "the store has no rows of `%s`", source->name);
        pm_help(diagnostics, found, "run `pm load %s`", source->name);
    }
    if (state->strangers) {
        struct pm_diagnostic *found =
            pm_diagnose(diagnostics, PM_UNIT_NOT_IN_SET, source->facts.at,
                        "%zu %s of `%s` %s to no unit of `%s`", state->strangers,
                        state->strangers == 1 ? "row" : "rows", source->name,
                        state->strangers == 1 ? "belongs" : "belong", source->unit_set->name);
        pm_note(diagnostics, found, "they count in the unit above the set, where there is one");
    }
    if (state->ungrouped)
        pm_diagnose(diagnostics, PM_VALUE_IN_NO_GROUP, source->facts.at,
                    state->ungrouped == 1
                        ? "%zu published row of `%s` belongs to no group and is not used"
                        : "%zu published rows of `%s` belong to no group and are not used",
                    state->ungrouped, source->name);
}

static void evaluate_source(struct pm_cells *cells, const struct pm_source_decl *source)
{
    struct pm_source_state *state = &cells->sources[source->index];
    if (state->is_used) {
        if (source->is_summary)
            pm_count_summary(cells, source);
        else
            pm_count_rows(cells, source);
    }
    pm_verify(cells, source);
    for (size_t i = 0; i < state->uses.count; i++)
        list_periods(cells, &state->uses.items[i]);
    report_source(cells, source);
}

struct pm_cells *pm_evaluate(struct pm_arena *arena, const struct pm_model *model,
                             const struct pm_request *request, const struct pm_rows *rows,
                             int32_t as_of, bool (*stop)(void *context), void *context,
                             struct pm_diagnostics *diagnostics)
{
    struct pm_cells *cells = PM_NEW(arena, struct pm_cells);
    struct pm_pass *pass = PM_NEW(arena, struct pm_pass);
    struct pm_rows *engine = PM_NEW(arena, struct pm_rows);
    *engine = *rows; /* rows are read later too: traced, compared, targets taken from them */
    *pass = (struct pm_pass){.arena = arena,
                             .model = model,
                             .rows = engine,
                             .stop = stop,
                             .context = context,
                             .diagnostics = diagnostics};
    cells->arena = arena;
    cells->model = model;
    cells->pass = pass;
    cells->diagnostics = diagnostics;
    if (!pm_pass_begin(pass, as_of)) return NULL;
    int32_t newest = as_of == PM_NO_DAY ? pm_newest_day(cells, request) : PM_NO_DAY;
    if (newest != PM_NO_DAY) pass->as_of = newest;
    cells->sources = PM_NEW_ITEMS(arena, struct pm_source_state, model->source_count);
    for (size_t i = 0; i < model->source_count; i++)
        set_facts(cells, model->source_decls[i]);
    pm_make_units(cells);
    pm_make_groups(cells);
    make_tables(cells, request);
    for (size_t i = 0; i < request->wishes.count; i++)
        pm_note_units(cells, &request->wishes.items[i]);
    for (size_t i = 0; i < model->source_count && !pass->failed; i++)
        evaluate_source(cells, model->source_decls[i]);
    for (size_t i = 0; i < model->source_count && !pass->failed; i++)
        report_references(cells, model->source_decls[i]);
    for (size_t i = 0; i < cells->tables.count && !pass->failed; i++) {
        struct pm_wish_table *table = cells->tables.items[i];
        pm_roll_up(cells, table);
        pm_add_windows(cells, table);
        pm_values_sort(table, table->grain->count * cells->units.count);
        pm_note_impossible(cells, table, false);
    }
    for (size_t i = 0; i < request->wishes.count && !pass->failed; i++)
        pm_note_derived_impossible(cells, &request->wishes.items[i]);
    return pass->failed ? NULL : cells;
}

/* ---- Asking ---- */

const struct pm_period *pm_cells_periods(const struct pm_cells *cells,
                                         const struct pm_metric *metric, char part, size_t *count)
{
    const struct pm_source_decl *source = pm_metric_base(metric)->source;
    const struct pm_source_state *state = &cells->sources[source->index];
    *count = 0;
    for (size_t i = 0; i < state->uses.count; i++) {
        const struct pm_source_use *use = &state->uses.items[i];
        if (use->grain->part != part) continue;
        *count = use->period_count;
        return use->periods;
    }
    return NULL;
}

size_t pm_cells_metric_units(const struct pm_cells *cells, struct pm_arena *arena,
                             const struct pm_metric *metric, uint32_t **out)
{
    size_t count = cells->units.count;
    uint8_t *chosen = pm_arena_alloc(arena, count + 1);
    PM_ARRAY(uint32_t) units = {0};
    if (pm_metric_is_derived(metric)) pm_mark_derived_units(cells, arena, metric, chosen);
    for (size_t i = 0; i < cells->tables.count; i++) {
        const struct pm_wish_table *table = cells->tables.items[i];
        if (table->wish.metric != metric) continue;
        for (size_t j = 0; j < table->grain->count * count; j++)
            if (table->blocks[j] || (table->published && table->published[j]))
                chosen[j % count] = 1;
    }
    for (size_t i = 0; i < count; i++)
        if (chosen[i]) PM_PUSH(arena, &units, (uint32_t)i);
    *out = units.items;
    return units.count;
}
