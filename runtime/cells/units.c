/* The units that figures are about: those declared, and those the data have, period by period. */
#include "runtime/cells/internal.h"

#include <stdlib.h>
#include <string.h>

static struct pm_cell_unit *add_unit(struct pm_cells *cells, size_t *capacity)
{
    struct pm_units_table *table = &cells->units;
    if (table->count == *capacity) {
        size_t larger = *capacity ? *capacity * 2 : 64;
        table->units =
            pm_arena_grow(cells->arena, table->units, table->count * sizeof *table->units,
                          larger * sizeof *table->units);
        table->times =
            pm_arena_grow(cells->arena, table->times, table->count * sizeof *table->times,
                          larger * sizeof *table->times);
        *capacity = larger;
    }
    return &table->units[table->count++];
}

uint32_t pm_cells_unit(const struct pm_cells *cells, const struct pm_unit *unit)
{
    for (size_t i = 0; i < cells->model->unit_count; i++)
        if (cells->model->units[i] == unit) return (uint32_t)i;
    return PM_NO_UNIT;
}

static void add_declared(struct pm_cells *cells, size_t *capacity)
{
    for (size_t i = 0; i < cells->model->unit_count; i++) {
        const struct pm_unit *unit = cells->model->units[i];
        struct pm_cell_unit *made = add_unit(cells, capacity);
        made->id = unit->name;
        made->label = unit->label;
        made->kind = unit->kind;
        made->declared = unit;
        made->above = unit->above ? pm_cells_unit(cells, unit->above) : PM_NO_UNIT;
    }
}

/* ---- Units from data ---- */

struct found_unit { /* one key of a set, as its source's rows tell it */
    const struct pm_symbol *key;
    struct pm_text label; /* of the newest row */
    int32_t label_slot;
    const struct pm_symbol *within; /* key of the unit above, of the newest row; NULL: none */
    const struct pm_symbol **within_by_slot; /* NULL without periods */
    uint8_t *exists;
};

struct set_reader {
    struct pm_cells *cells;
    struct pm_arena *scratch;
    struct pm_set_units *units;
    struct pm_symbols *withins;
    PM_ARRAY(struct found_unit) found; /* by symbol id of the key */
};

/* The key of several fields joined by colons; a missing one is empty. */
static struct pm_text join_fields(struct pm_batch *batch, struct pm_arena *scratch, size_t row,
                                  const struct pm_column *const *fields, size_t count)
{
    struct pm_text whole = {NULL, 0};
    for (size_t i = 0; i < count; i++) {
        const struct pm_vector *vector = pm_batch_column(batch, fields[i]);
        bool present = !vector->marks || vector->marks[row] == PM_MARK_PRESENT;
        struct pm_text part = PM_TEXT("");
        if (present) part = pm_value_text(batch->table->pass, scratch, fields[i], vector, row);
        whole = i ? pm_text_from(pm_arena_format(scratch, "%.*s:%.*s", (int)whole.size,
                                                 whole.size ? whole.bytes : "", (int)part.size,
                                                 part.size ? part.bytes : ""))
                  : part;
    }
    return whole;
}

static struct pm_text join_key(struct set_reader *reader, struct pm_batch *batch, size_t row)
{
    const struct pm_unit_set *set = reader->units->set;
    return join_fields(batch, reader->scratch, row, set->id, set->id_count);
}

/* A key needs one of its fields at least. */
static bool any_is_present(struct pm_batch *batch, size_t row,
                           const struct pm_column *const *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct pm_vector *vector = pm_batch_column(batch, fields[i]);
        if (!vector->marks || vector->marks[row] == PM_MARK_PRESENT) return true;
    }
    return false;
}

static bool id_is_present(const struct pm_unit_set *set, struct pm_batch *batch, size_t row)
{
    return any_is_present(batch, row, set->id, set->id_count);
}

static struct found_unit *get_found(struct set_reader *reader, const struct pm_symbol *key)
{
    if (key->id < reader->found.count) return &reader->found.items[key->id];
    struct found_unit unit = {.key = key, .label_slot = PM_NO_SLOT - 1};
    const struct pm_grain *grain = reader->units->grain;
    if (grain) {
        unit.within_by_slot =
            PM_NEW_ITEMS(reader->scratch, const struct pm_symbol *, grain->count + 1);
        unit.exists = pm_arena_alloc(reader->cells->arena, grain->count + 1);
    }
    PM_PUSH(reader->scratch, &reader->found, unit);
    return &reader->found.items[key->id];
}

static void note_row(struct set_reader *reader, struct pm_batch *batch, size_t row, int32_t slot)
{
    const struct pm_unit_set *set = reader->units->set;
    const struct pm_symbol *key = pm_symbol_make(reader->units->keys, join_key(reader, batch, row));
    struct found_unit *unit = get_found(reader, key);
    const struct pm_symbol *within = NULL;
    if (set->within) {
        const struct pm_vector *vector = pm_batch_column(batch, set->within);
        if (!vector->marks || vector->marks[row] == PM_MARK_PRESENT)
            within =
                pm_symbol_make(reader->withins, pm_value_text(batch->table->pass, reader->scratch,
                                                              set->within, vector, row));
    }
    if (slot != PM_NO_SLOT) {
        unit->exists[slot] = 1;
        unit->within_by_slot[slot] = within;
    }
    if (slot < unit->label_slot) return; /* a newer row has named it */
    if (slot == unit->label_slot && unit->label.size)
        return; /* the first row of a period names it */
    unit->label_slot = slot;
    unit->within = within;
    unit->label = pm_symbol_text(key);
    if (set->called) {
        const struct pm_vector *vector = pm_batch_column(batch, set->called);
        if (!vector->marks || vector->marks[row] == PM_MARK_PRESENT)
            unit->label =
                pm_value_text(batch->table->pass, reader->cells->arena, set->called, vector, row);
    }
}

/* Neighbouring rows mostly tell of the same unit in the same period: then there is nothing new. */
static bool same_as_before(const struct pm_unit_set *set, struct pm_batch *batch, size_t row,
                           const int32_t *slots)
{
    if (row == 0 || (slots && slots[row] != slots[row - 1])) return false;
    for (size_t i = 0; i < set->id_count; i++) {
        const struct pm_vector *vector = pm_batch_column(batch, set->id[i]);
        if (vector->values[row] != vector->values[row - 1]) return false;
        if (vector->marks && vector->marks[row] != vector->marks[row - 1]) return false;
    }
    return true;
}

static void read_batch(struct set_reader *reader, struct pm_batch *batch)
{
    const struct pm_unit_set *set = reader->units->set;
    const uint8_t *truth = pm_batch_truth(batch, set->where);
    const int32_t *slots =
        reader->units->grain ? pm_batch_slots(batch, reader->units->grain) : NULL;
    for (size_t row = 0; row < batch->rows; row++) {
        if (truth[row] != PM_TRUE || (slots && slots[row] == PM_NO_SLOT)) continue;
        if (!set->where && same_as_before(set, batch, row, slots)) continue;
        if (id_is_present(set, batch, row))
            note_row(reader, batch, row, slots ? slots[row] : PM_NO_SLOT);
    }
}

static int compare_found(const void *left, const void *right)
{
    const struct found_unit *a = left;
    const struct found_unit *b = right;
    return pm_text_compare_naturally(pm_symbol_text(a->key), pm_symbol_text(b->key));
}

static void add_found(struct pm_cells *cells, struct set_reader *reader, size_t *capacity)
{
    struct pm_set_units *set = reader->units;
    set->unit_of_key = PM_NEW_ITEMS(cells->arena, uint32_t, reader->found.count + 1);
    if (reader->found.count)
        qsort(reader->found.items, reader->found.count, sizeof *reader->found.items, compare_found);
    for (size_t i = 0; i < reader->found.count; i++) {
        const struct found_unit *found = &reader->found.items[i];
        set->unit_of_key[found->key->id] = (uint32_t)cells->units.count;
        struct pm_cell_unit *made = add_unit(cells, capacity);
        made->id = found->key->bytes;
        made->label = pm_arena_copy_text(cells->arena, found->label.bytes, found->label.size);
        made->kind = set->set->kind;
        made->set = set->set;
        made->above = PM_NO_UNIT;
        cells->units.times[cells->units.count - 1].exists = found->exists;
    }
}

static uint32_t find_key(const struct pm_set_units *set, struct pm_text key)
{
    const struct pm_symbol *symbol = pm_symbol_find(set->keys, key);
    return symbol ? set->unit_of_key[symbol->id] : PM_NO_UNIT;
}

static struct pm_set_units *set_of(const struct pm_cells *cells, const struct pm_unit_set *set)
{
    size_t i = 0;
    while (cells->units.sets[i].set != set)
        i++; /* every set of the model is there */
    return &cells->units.sets[i];
}

static uint32_t above_of(const struct pm_cells *cells, const struct pm_unit_set *set,
                         const struct pm_symbol *within)
{
    if (!set->within_set) return set->above ? pm_cells_unit(cells, set->above) : PM_NO_UNIT;
    if (!within) return PM_NO_UNIT;
    return find_key(set_of(cells, set->within_set), pm_symbol_text(within));
}

/* Once all sets are known: who is above whom, now and by period. */
static void link_found(struct pm_cells *cells, struct set_reader *reader)
{
    const struct pm_set_units *set = reader->units;
    for (size_t i = 0; i < reader->found.count; i++) {
        const struct found_unit *found = &reader->found.items[i];
        uint32_t unit = set->unit_of_key[found->key->id];
        cells->units.units[unit].above = above_of(cells, set->set, found->within);
        if (!set->grain) continue;
        uint32_t *above = PM_NEW_ITEMS(cells->arena, uint32_t, set->grain->count + 1);
        for (size_t slot = 0; slot < set->grain->count; slot++)
            above[slot] = found->exists[slot]
                              ? above_of(cells, set->set, found->within_by_slot[slot])
                              : PM_NO_UNIT;
        cells->units.times[unit].above = above;
    }
}

/* `units elementary from roster where ...` beside the set of all schools names some of the same units:
 * the set of the whole source with the same id. NULL when there is none. */
static const struct pm_unit_set *whole_of(const struct pm_model *model,
                                          const struct pm_unit_set *part)
{
    for (size_t i = 0; part->where && i < model->unit_set_count; i++) {
        const struct pm_unit_set *set = model->unit_sets[i];
        if (set->where || set->source != part->source || set->id_count != part->id_count) continue;
        bool same = true;
        for (size_t j = 0; j < set->id_count; j++)
            if (set->id[j] != part->id[j]) same = false;
        if (same) return set;
    }
    return NULL;
}

void pm_make_units(struct pm_cells *cells)
{
    size_t capacity = 0;
    size_t set_count = cells->model->unit_set_count;
    struct pm_arena *scratch = pm_arena_new_scratch(cells->arena);
    struct set_reader *readers = PM_NEW_ITEMS(scratch, struct set_reader, set_count);
    add_declared(cells, &capacity);
    cells->units.sets = PM_NEW_ITEMS(cells->arena, struct pm_set_units, set_count);
    for (size_t i = 0; i < set_count; i++) {
        const struct pm_unit_set *set = cells->model->unit_sets[i];
        struct pm_table *table = pm_pass_table(cells->pass, set->source);
        cells->units.sets[i].set = set;
        cells->units.sets[i].keys = pm_symbols_new(cells->arena);
        cells->units.sets[i].grain = pm_table_grain(table);
        readers[i].cells = cells;
        readers[i].scratch = scratch;
        readers[i].units = &cells->units.sets[i];
        readers[i].withins = pm_symbols_new(scratch);
        bool is_part = whole_of(cells->model, set) != NULL; /* its units are those of the whole */
        for (size_t j = 0; !is_part && table->chunk_count && j < pm_table_batches(table); j++) {
            struct pm_batch *batch = pm_table_open(table, j);
            if (!batch) break;
            read_batch(&readers[i], batch);
            pm_batch_close(batch);
        }
        add_found(cells, &readers[i], &capacity);
    }
    for (size_t i = 0; i < set_count; i++)
        link_found(cells, &readers[i]);
    pm_arena_free(scratch);
}

/* ---- Asking ---- */

uint32_t pm_unit_above(const struct pm_cells *cells, uint32_t unit, struct pm_period period)
{
    const struct pm_unit_times *times = &cells->units.times[unit];
    const struct pm_cell_unit *known = &cells->units.units[unit];
    if (!times->above) return known->above;
    const struct pm_grain *grain = set_of(cells, known->set)->grain;
    int32_t slot = pm_grain_slot_of_day(grain, pm_period_first_day(period));
    if (slot == PM_NO_SLOT || !times->exists[slot]) return known->above;
    return times->above[slot];
}

/* Rows whose unit is not known belong to what is above the whole set. */
static uint32_t stand_in(const struct pm_cells *cells, const struct pm_unit_set *set)
{
    return set->above ? pm_cells_unit(cells, set->above) : PM_NO_UNIT;
}

static uint32_t only_top_unit(const struct pm_cells *cells)
{
    uint32_t found = PM_NO_UNIT;
    for (size_t i = 0; i < cells->model->unit_count; i++) {
        if (cells->model->units[i]->above) continue;
        if (found != PM_NO_UNIT) return PM_NO_UNIT;
        found = (uint32_t)i;
    }
    return found;
}

static uint32_t lookup(struct pm_cells *cells, struct pm_batch *batch, size_t row,
                       struct pm_arena *scratch)
{
    const struct pm_source_decl *source = batch->table->source;
    if (!any_is_present(batch, row, source->unit_fields, source->unit_field_count))
        return PM_NO_UNIT;
    return find_key(
        set_of(cells, source->unit_set),
        join_fields(batch, scratch, row, source->unit_fields, source->unit_field_count));
}

static void units_by_key(struct pm_cells *cells, struct pm_batch *batch, uint32_t *units)
{
    const struct pm_source_decl *source = batch->table->source;
    struct pm_source_state *state = &cells->sources[source->index];
    size_t width = source->unit_field_count;
    struct pm_arena *scratch = pm_arena_new_scratch(batch->arena);
    const struct pm_vector **fields = PM_NEW_ITEMS(scratch, const struct pm_vector *, width);
    int64_t *values = PM_NEW_ITEMS(scratch, int64_t, width + 1);
    struct pm_tuples *known = pm_tuples_new(scratch, width + 1); /* the values, and the marks */
    for (size_t i = 0; i < width; i++)
        fields[i] = pm_batch_column(batch, source->unit_fields[i]);
    uint32_t above = stand_in(cells, source->unit_set);
    const uint32_t stranger = PM_NO_UNIT - 1; /* looked up, and not found */
    for (size_t row = 0; row < batch->rows; row++) {
        values[width] = 0;
        for (size_t i = 0; i < width; i++) {
            values[i] = fields[i]->values[row];
            if (fields[i]->marks) values[width] = values[width] * 8 + fields[i]->marks[row];
        }
        uint32_t unit = pm_tuples_find(known, values);
        if (unit == PM_NO_UNIT) {
            unit = lookup(cells, batch, row, scratch);
            if (unit == PM_NO_UNIT) unit = stranger;
            pm_tuples_add(known, values, unit);
        }
        if (unit == stranger) state->strangers++;
        units[row] = unit == stranger ? above : unit;
    }
    pm_arena_free(scratch);
}

uint32_t pm_source_unit(const struct pm_cells *cells, const struct pm_source_decl *source)
{
    return source->unit ? pm_cells_unit(cells, source->unit) : only_top_unit(cells);
}

uint32_t *pm_batch_units(struct pm_cells *cells, struct pm_batch *batch)
{
    const struct pm_source_decl *source = batch->table->source;
    uint32_t *units = PM_NEW_ITEMS(batch->arena, uint32_t, batch->rows + 1);
    if (source->unit_set) {
        units_by_key(cells, batch, units);
        return units;
    }
    uint32_t unit = pm_source_unit(cells, source);
    for (size_t row = 0; row < batch->rows; row++)
        units[row] = unit;
    return units;
}

const struct pm_cell_unit *pm_cells_units(const struct pm_cells *cells, size_t *count)
{
    *count = cells->units.count;
    return cells->units.units;
}

uint32_t pm_cells_find_unit(const struct pm_cells *cells, struct pm_text id)
{
    for (size_t i = 0; i < cells->units.count; i++)
        if (pm_text_is(id, cells->units.units[i].id)) return (uint32_t)i;
    return PM_NO_UNIT;
}

/* True when a unit is there at some time of the period. */
static bool exists_in(const struct pm_cells *cells, uint32_t unit, struct pm_period period)
{
    const struct pm_cell_unit *known = &cells->units.units[unit];
    int32_t first = pm_period_first_day(period);
    int32_t last = pm_period_last_day(period);
    if (known->declared) {
        const struct pm_unit *declared = known->declared;
        if (declared->opened_day != PM_NO_DAY && declared->opened_day > last) return false;
        return declared->ended_day == PM_NO_DAY || declared->ended_day >= first;
    }
    const uint8_t *exists = cells->units.times[unit].exists;
    if (!exists) return true;
    const struct pm_grain *grain = set_of(cells, known->set)->grain;
    for (size_t slot = 0; slot < grain->count; slot++) {
        if (!exists[slot] || grain->first_days[slot] > last) continue;
        if (pm_period_last_day(grain->periods[slot]) >= first) return true;
    }
    return false;
}

struct holding { /* units of a set for which some row of a period holds a condition */
    const struct pm_cells *cells;
    const struct pm_set_units *set;
    struct pm_period period;
    uint8_t *holds; /* by unit */
};

static void mark_holding(struct holding *holding, struct pm_batch *batch,
                         const struct pm_expression *where)
{
    const struct pm_unit_set *set = holding->set->set;
    const struct pm_grain *grain = holding->set->grain;
    const uint8_t *truth = pm_batch_truth(batch, where);
    const int32_t *slots = grain ? pm_batch_slots(batch, grain) : NULL;
    struct pm_arena *scratch = pm_arena_new_scratch(batch->arena);
    struct set_reader reader = {.scratch = scratch, .units = NULL};
    struct pm_set_units units = *holding->set;
    reader.units = &units;
    int32_t first = pm_period_first_day(holding->period);
    int32_t last = pm_period_last_day(holding->period);
    for (size_t row = 0; row < batch->rows; row++) {
        if (truth[row] != PM_TRUE || !id_is_present(set, batch, row)) continue;
        if (slots) {
            if (slots[row] == PM_NO_SLOT || grain->first_days[slots[row]] > last) continue;
            if (pm_period_last_day(grain->periods[slots[row]]) < first) continue;
        }
        uint32_t unit = find_key(&units, join_key(&reader, batch, row));
        if (unit != PM_NO_UNIT) holding->holds[unit] = 1;
    }
    pm_arena_free(scratch);
}

static uint8_t *units_holding(const struct pm_cells *cells, struct pm_arena *arena,
                              const struct pm_unit_set *set, const struct pm_expression *where,
                              struct pm_period period)
{
    struct pm_table *table = pm_pass_table(cells->pass, set->source);
    struct holding holding = {cells, set_of(cells, set), period, NULL};
    holding.holds = pm_arena_alloc(arena, cells->units.count + 1);
    for (size_t i = 0; table->chunk_count && i < pm_table_batches(table); i++) {
        struct pm_batch *batch = pm_table_open(table, i);
        if (!batch) break;
        mark_holding(&holding, batch, where);
        pm_batch_close(batch);
    }
    return holding.holds;
}

static bool is_named(const struct pm_unit_reference *reference, const char *id)
{
    if (!reference->key_count) return true;
    for (size_t i = 0; i < reference->key_count; i++)
        if (strcmp(reference->keys[i], id) == 0) return true;
    return false;
}

size_t pm_cells_units_of(const struct pm_cells *cells, struct pm_arena *arena,
                         const struct pm_unit_reference *reference,
                         const struct pm_expression *where, struct pm_period period, uint32_t **out)
{
    PM_ARRAY(uint32_t) units = {0};
    if (reference->unit) {
        uint32_t unit = pm_cells_unit(cells, reference->unit);
        if (exists_in(cells, unit, period)) PM_PUSH(arena, &units, unit);
    } else {
        const struct pm_unit_set *whole = whole_of(cells->model, reference->set);
        const struct pm_unit_set *set = whole ? whole : reference->set;
        const uint8_t *holds = where ? units_holding(cells, arena, set, where, period) : NULL;
        const uint8_t *is_part =
            whole ? units_holding(cells, arena, set, reference->set->where, period) : NULL;
        for (size_t i = 0; i < cells->units.count; i++) {
            const struct pm_cell_unit *unit = &cells->units.units[i];
            if (unit->set != set || !is_named(reference, unit->id)) continue;
            if ((holds && !holds[i]) || (is_part && !is_part[i])) continue;
            if (exists_in(cells, (uint32_t)i, period)) PM_PUSH(arena, &units, (uint32_t)i);
        }
    }
    *out = units.items;
    return units.count;
}

uint32_t pm_cells_above(const struct pm_cells *cells, uint32_t unit, struct pm_period period)
{
    return pm_unit_above(cells, unit, period);
}

size_t pm_cells_below(const struct pm_cells *cells, struct pm_arena *arena, uint32_t unit,
                      struct pm_period period, uint32_t **out)
{
    PM_ARRAY(uint32_t) units = {0};
    for (size_t i = 0; i < cells->units.count; i++)
        if (pm_unit_above(cells, (uint32_t)i, period) == unit) PM_PUSH(arena, &units, (uint32_t)i);
    *out = units.items;
    return units.count;
}
