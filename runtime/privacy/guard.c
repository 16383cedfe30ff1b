/* guard.c: tables of cells, made when they are asked about and kept. */
#include "runtime/privacy/veils.h"

enum { BUCKETS = 4096 };

struct entry {
    const struct pm_metric *metric;
    struct pm_period period;
    uint32_t unit;
    struct pm_veil_table table;
    struct entry *next;
};

struct pm_guard {
    struct pm_arena *arena;
    const struct pm_cells *cells;
    const struct pm_request *request;
    const struct pm_privacy *privacy;
    struct entry **buckets;
};

struct pm_guard *pm_guard_new(struct pm_arena *arena, const struct pm_cells *cells,
                              const struct pm_request *request, enum pm_audience audience)
{
    struct pm_guard *guard = PM_NEW(arena, struct pm_guard);
    guard->arena = arena;
    guard->cells = cells;
    guard->request = request;
    guard->privacy = &pm_cells_model(cells)->project->privacy[audience];
    guard->buckets = PM_NEW_ITEMS(arena, struct entry *, BUCKETS);
    return guard;
}

const struct pm_privacy *pm_guard_privacy(const struct pm_guard *guard)
{
    return guard->privacy;
}

/* ---- Making a table ---- */

static void add_crossings(const struct pm_guard *guard, const struct entry *entry,
                          struct pm_veil_table *table)
{
    size_t count = guard->request ? guard->request->wishes.count : 0;
    table->crossings = PM_NEW_ITEMS(guard->arena, struct pm_table_crossing, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct pm_wish *wish = &guard->request->wishes.items[i];
        struct pm_table_crossing *crossing = &table->crossings[table->crossing_count];
        if (wish->metric != entry->metric || wish->part != entry->period.part) continue;
        *crossing = (struct pm_table_crossing){.wish = wish, .first = table->count, .count = 1};
        for (size_t j = 0; j < wish->dimension_count; j++) {
            crossing->sizes[j] = pm_cells_dimension(guard->cells, wish->dimensions[j])->group_count;
            crossing->count *= crossing->sizes[j];
        }
        table->count += crossing->count;
        table->crossing_count++;
    }
}

static struct pm_cell_key key_of(const struct entry *entry,
                                 const struct pm_table_crossing *crossing, size_t index)
{
    struct pm_cell_key key = {
        .metric = entry->metric, .period = entry->period, .unit = entry->unit};
    key.side_count = crossing->wish->dimension_count;
    for (size_t i = key.side_count; i-- > 0;) {
        key.sides[i].dimension = crossing->wish->dimensions[i]->index;
        key.sides[i].group = (uint32_t)(index % crossing->sizes[i]);
        index /= crossing->sizes[i];
    }
    return key;
}

/* Fills in all cells; true when one of them may not be shown. */
static bool fill(const struct pm_guard *guard, const struct entry *entry,
                 struct pm_veil_table *table)
{
    bool any = false;
    table->items = PM_NEW_ITEMS(guard->arena, struct pm_veil_cell, table->count + 1);
    for (size_t i = 0; i < table->crossing_count; i++) {
        const struct pm_table_crossing *crossing = &table->crossings[i];
        for (size_t j = 0; j < crossing->count; j++) {
            struct pm_veil_cell *item = &table->items[crossing->first + j];
            struct pm_cell_key key = key_of(entry, crossing, j);
            struct pm_cell cell;
            pm_cells_get(guard->cells, &key, &cell);
            item->n = cell.n;
            item->has_figure = cell.state == PM_CELL_VALUE;
            item->is_public = cell.is_public;
            item->is_unknown = cell.state == PM_CELL_SUPPRESSED_BY_SOURCE;
            item->veil = pm_veil_of_cell(guard->privacy, &cell);
            any = any || item->veil != PM_VEIL_NONE;
        }
    }
    return any;
}

static void make_table(const struct pm_guard *guard, struct entry *entry)
{
    struct pm_veil_table *table = &entry->table;
    table->cells = guard->cells;
    add_crossings(guard, entry, table);
    if (!fill(guard, entry, table) || !guard->privacy->complement_hidden) return;
    struct pm_arena *scratch = pm_arena_new_scratch(guard->arena);
    pm_hide_complements(scratch, table);
    pm_arena_free(scratch);
}

/* ---- Asking ---- */

static uint32_t hash(const struct pm_cell_key *key)
{
    uint32_t mixed = key->metric->index * 2654435761U + key->unit * 40503U;
    mixed ^= (uint32_t)key->period.year * 97U + (uint32_t)key->period.number * 31U;
    mixed ^= (uint32_t)(unsigned char)key->period.part << 8;
    return mixed ^ mixed >> 15;
}

static struct entry *find_entry(struct pm_guard *guard, const struct pm_cell_key *key)
{
    struct entry **bucket = &guard->buckets[hash(key) % BUCKETS];
    struct entry *entry = *bucket;
    while (entry && (entry->metric != key->metric || entry->unit != key->unit ||
                     !pm_period_equal(entry->period, key->period)))
        entry = entry->next;
    if (entry) return entry;
    entry = PM_NEW(guard->arena, struct entry);
    entry->metric = key->metric;
    entry->unit = key->unit;
    entry->period = key->period;
    entry->next = *bucket;
    *bucket = entry;
    make_table(guard, entry);
    return entry;
}

static const struct pm_table_crossing *find_crossing(const struct pm_guard *guard,
                                                     const struct pm_veil_table *table,
                                                     const struct pm_cell_key *key)
{
    const struct pm_model *model = pm_cells_model(guard->cells);
    for (size_t i = 0; i < table->crossing_count; i++) {
        const struct pm_wish *wish = table->crossings[i].wish;
        size_t same = 0;
        if (wish->dimension_count != key->side_count) continue;
        while (same < key->side_count &&
               wish->dimensions[same] == model->dimensions[key->sides[same].dimension])
            same++;
        if (same == key->side_count) return &table->crossings[i];
    }
    return NULL;
}

/* True when a figure that this one is worked out from may not be shown. */
static bool rests_on_hidden(struct pm_guard *guard, const struct pm_cell_key *key)
{
    struct pm_cell_key *parts = NULL;
    bool is_hidden = false;
    struct pm_arena *scratch = pm_arena_new_scratch(guard->arena);
    size_t count = pm_cells_parts(guard->cells, scratch, key, &parts);
    for (size_t i = 0; i < count && !is_hidden; i++)
        is_hidden = pm_guard_ask(guard, &parts[i]) != PM_VEIL_NONE;
    pm_arena_free(scratch);
    return is_hidden;
}

enum pm_veil pm_guard_ask(struct pm_guard *guard, const struct pm_cell_key *key)
{
    struct pm_cell cell;
    if (!key->metric || key->unit == PM_NO_UNIT || !pm_period_is(key->period)) return PM_VEIL_NONE;
    pm_cells_get(guard->cells, key, &cell);
    if (cell.state != PM_CELL_VALUE || cell.is_public) return PM_VEIL_NONE;
    if (rests_on_hidden(guard, key)) return PM_VEIL_HIDDEN;
    const struct pm_veil_table *table = &find_entry(guard, key)->table;
    const struct pm_table_crossing *crossing = find_crossing(guard, table, key);
    if (!crossing) return pm_veil_of_cell(guard->privacy, &cell);
    size_t index = 0;
    for (size_t i = 0; i < key->side_count; i++)
        index = index * crossing->sizes[i] + key->sides[i].group;
    return table->items[crossing->first + index].veil;
}
