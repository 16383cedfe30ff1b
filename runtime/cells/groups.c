/* Which groups the values of a row belong to. */
#include "runtime/cells/internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- The groups of a dimension ---- */

static void add_value_names(struct pm_cells *cells, struct pm_symbols *names,
                            const struct pm_column *column, struct pm_batch *batch)
{
    const struct pm_vector *vector = pm_batch_column(batch, column);
    for (size_t row = 0; row < batch->rows; row++) {
        if (vector->marks && vector->marks[row] != PM_MARK_PRESENT) continue;
        if (row && vector->values[row] == vector->values[row - 1]) continue;
        pm_symbol_make(names, pm_value_text(cells->pass, batch->arena, column, vector, row));
    }
}

static int compare_names(const void *left, const void *right)
{
    const struct pm_symbol *a = *(const struct pm_symbol *const *)left;
    const struct pm_symbol *b = *(const struct pm_symbol *const *)right;
    return pm_text_compare_naturally(pm_symbol_text(a), pm_symbol_text(b));
}

/* `group each`: the values found, in natural order, after the declared groups. */
static size_t find_values(struct pm_cells *cells, struct pm_groups_table *groups,
                          const struct pm_symbol ***out)
{
    const struct pm_dimension *dimension = groups->shown.dimension;
    struct pm_symbols *found = pm_symbols_new(cells->arena);
    PM_ARRAY(const struct pm_symbol *) names = {0};
    for (size_t i = 0; i < dimension->column_count; i++) {
        struct pm_table *table = pm_pass_table(cells->pass, dimension->columns[i]->source);
        for (size_t j = 0; table->chunk_count && j < pm_table_batches(table); j++) {
            struct pm_batch *batch = pm_table_open(table, j);
            if (!batch) break;
            add_value_names(cells, found, dimension->columns[i], batch);
            pm_batch_close(batch);
        }
    }
    groups->each_names = found;
    for (uint32_t id = 0; id < pm_symbols_count(found); id++)
        PM_PUSH(cells->arena, &names, pm_symbol_by_id(found, id));
    if (names.count) qsort(names.items, names.count, sizeof *names.items, compare_names);
    *out = names.items;
    return names.count;
}

static struct pm_cell_group_name *name_group(struct pm_groups_table *groups, const char *name,
                                             const char *label)
{
    struct pm_cell_group_name *made = &groups->shown.groups[groups->shown.group_count++];
    made->name = name;
    made->label = label;
    return made;
}

static void make_one(struct pm_cells *cells, struct pm_groups_table *groups,
                     const struct pm_dimension *dimension)
{
    const struct pm_symbol **values = NULL;
    groups->shown.dimension = dimension;
    size_t value_count = dimension->each ? find_values(cells, groups, &values) : 0;
    size_t most = dimension->group_count + value_count + 2;
    groups->shown.groups = PM_NEW_ITEMS(cells->arena, struct pm_cell_group_name, most);
    groups->caches = PM_NEW_ITEMS(cells->arena, struct pm_group_cache, dimension->column_count);
    for (size_t i = 0; i < dimension->group_count; i++) {
        const struct pm_group *group = dimension->groups[i];
        name_group(groups, group->name, group->label)->declared = group;
    }
    groups->each_groups = PM_NEW_ITEMS(cells->arena, uint32_t, value_count + 2);
    for (size_t i = 0; i < value_count; i++) {
        groups->each_groups[values[i]->id] = (uint32_t)groups->shown.group_count;
        name_group(groups, values[i]->bytes, values[i]->bytes);
    }
    groups->unlisted = (uint32_t)groups->shown.group_count;
    name_group(groups, "unlisted", "Not in any group")->is_residual = true;
    groups->unknown = (uint32_t)groups->shown.group_count;
    name_group(groups, "unknown", "Not known")->is_residual = true;
}

void pm_make_groups(struct pm_cells *cells)
{
    size_t count = cells->model->dimension_count;
    cells->groups = PM_NEW_ITEMS(cells->arena, struct pm_groups_table, count);
    for (size_t i = 0; i < count; i++)
        make_one(cells, &cells->groups[i], cells->model->dimensions[i]);
}

const struct pm_cell_dimension *pm_cells_dimension(const struct pm_cells *cells,
                                                   const struct pm_dimension *dimension)
{
    return &cells->groups[dimension->index].shown;
}

/* ---- From values to groups ---- */

static bool number_is_in(const struct pm_group_value *value, int64_t mantissa, uint8_t places)
{
    struct pm_ratio number = pm_ratio_from_decimal((struct pm_decimal){mantissa, places});
    return pm_ratio_compare(number, pm_ratio_from_decimal(value->low)) >= 0 &&
           pm_ratio_compare(number, pm_ratio_from_decimal(value->high)) <= 0;
}

static bool value_fits(struct pm_cells *cells, const struct pm_group_value *value,
                       const struct pm_column *column, const struct pm_vector *vector, size_t row)
{
    int64_t stored = vector->values[row];
    if (value->type == PM_TYPE_TEXT) {
        if (column->type != PM_TYPE_TEXT) return false;
        return pm_text_equal(value->text,
                             pm_value_text(cells->pass, cells->arena, column, vector, row));
    }
    if (value->type == PM_TYPE_BOOL)
        return column->type == PM_TYPE_BOOL && value->truth == (stored != 0);
    if (value->type == PM_TYPE_DATE) {
        int64_t day = column->type == PM_TYPE_TIME ? stored / (24 * 60) : stored;
        return day >= value->first_day && day <= value->last_day;
    }
    return column->type != PM_TYPE_TEXT && number_is_in(value, stored, vector->places);
}

static bool contains(const uint32_t *groups, size_t count, uint32_t group)
{
    for (size_t i = 0; i < count; i++)
        if (groups[i] == group) return true;
    return false;
}

/* Adds the groups that are made of others (`of`) when one of their parts is there. */
static size_t add_unions(const struct pm_dimension *dimension, uint32_t *groups, size_t count)
{
    bool grew = true;
    while (grew) {
        grew = false;
        for (size_t i = 0; i < dimension->group_count; i++) {
            const struct pm_group *group = dimension->groups[i];
            if (contains(groups, count, (uint32_t)i)) continue;
            for (size_t j = 0; j < group->part_count; j++) {
                if (!contains(groups, count, group->parts[j]->index)) continue;
                groups[count++] = (uint32_t)i;
                grew = true;
                break;
            }
        }
    }
    return count;
}

static size_t find_groups(struct pm_cells *cells, struct pm_groups_table *groups,
                          const struct pm_column *column, const struct pm_vector *vector,
                          size_t row, uint32_t *out)
{
    const struct pm_dimension *dimension = groups->shown.dimension;
    size_t count = 0;
    uint32_t other = groups->unlisted;
    for (size_t i = 0; i < dimension->group_count; i++) {
        const struct pm_group *group = dimension->groups[i];
        if (group->is_other) other = (uint32_t)i;
        if (count && !dimension->overlapping) continue;
        for (size_t j = 0; j < group->value_count; j++) {
            if (!value_fits(cells, &group->values[j], column, vector, row)) continue;
            out[count++] = (uint32_t)i;
            break;
        }
    }
    if (!count && dimension->each) {
        const struct pm_symbol *symbol = pm_symbol_find(
            groups->each_names, pm_value_text(cells->pass, cells->arena, column, vector, row));
        if (symbol) out[count++] = groups->each_groups[symbol->id];
    }
    if (!count) out[count++] = other;
    return add_unions(dimension, out, count);
}

static uint32_t add_membership(struct pm_cells *cells, struct pm_groups_table *groups,
                               const uint32_t *found, size_t count)
{
    for (size_t i = 0; i < groups->memberships.count; i++) {
        const struct pm_membership *known = &groups->memberships.items[i];
        if (known->count == count && memcmp(known->groups, found, count * sizeof *found) == 0)
            return (uint32_t)i;
    }
    struct pm_membership made = {PM_NEW_ITEMS(cells->arena, uint32_t, count), count};
    memcpy(made.groups, found, count * sizeof *found);
    PM_PUSH(cells->arena, &groups->memberships, made);
    return (uint32_t)(groups->memberships.count - 1);
}

enum { MOST_CODES = 1 << 20 };

/* The place of a small whole value in the cache by code; NULL: it is none. */
static uint32_t *place_of_code(struct pm_cells *cells, struct pm_group_cache *cache,
                               const struct pm_vector *vector, size_t row)
{
    int64_t value = vector->values[row];
    if (vector->places || value < 0 || value >= MOST_CODES) return NULL;
    if ((size_t)value >= cache->code_count) {
        size_t larger = ((size_t)value + 1) * 2;
        cache->by_code =
            pm_arena_grow(cells->arena, cache->by_code, cache->code_count * sizeof *cache->by_code,
                          larger * sizeof *cache->by_code);
        cache->code_count = larger;
    }
    return &cache->by_code[value];
}

/* The membership of a value, worked out once for each value of a column. */
static uint32_t membership_of(struct pm_cells *cells, struct pm_groups_table *groups,
                              size_t column_index, const struct pm_vector *vector, size_t row,
                              uint32_t *room)
{
    const struct pm_column *column = groups->shown.dimension->columns[column_index];
    struct pm_group_cache *cache = &groups->caches[column_index];
    bool present = !vector->marks || vector->marks[row] == PM_MARK_PRESENT;
    uint32_t *by_code = present ? place_of_code(cells, cache, vector, row) : NULL;
    if (by_code && *by_code) return *by_code - 1;
    int64_t key[2] = {present ? vector->values[row] : 0, present ? vector->places : -1};
    if (!cache->known) cache->known = pm_tuples_new(cells->arena, 2);
    uint32_t known = by_code ? PM_NO_UNIT : pm_tuples_find(cache->known, key);
    if (known != PM_NO_UNIT) return known;
    size_t count = 1;
    room[0] = groups->unknown;
    if (present) count = find_groups(cells, groups, column, vector, row, room);
    known = add_membership(cells, groups, room, count);
    if (by_code)
        *by_code = known + 1;
    else
        pm_tuples_add(cache->known, key, known);
    return known;
}

const uint32_t *pm_batch_groups(struct pm_cells *cells, struct pm_batch *batch,
                                const struct pm_dimension *dimension)
{
    struct pm_groups_table *groups = &cells->groups[dimension->index];
    struct pm_path path;
    if (!pm_path_to_dimension(batch->arena, batch->table->source, dimension, &path)) return NULL;
    size_t column = 0;
    while (dimension->columns[column] != path.steps[path.count - 1])
        column++;
    const struct pm_vector *vector = pm_batch_path(batch, &path);
    uint32_t *room = PM_NEW_ITEMS(batch->arena, uint32_t, dimension->group_count + 2);
    uint32_t *out = PM_NEW_ITEMS(batch->arena, uint32_t, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++) {
        bool same = row && vector->values[row] == vector->values[row - 1] &&
                    (!vector->marks || vector->marks[row] == vector->marks[row - 1]);
        out[row] = same ? out[row - 1] : membership_of(cells, groups, column, vector, row, room);
    }
    return out;
}

void pm_add_side(struct pm_cell_side sides[PM_MOST_SIDES], size_t *count, struct pm_cell_side side)
{
    size_t at = *count;
    while (at && sides[at - 1].dimension > side.dimension) {
        sides[at] = sides[at - 1];
        at--;
    }
    sides[at] = side;
    (*count)++;
}

bool pm_cells_sides(const struct pm_cells *cells, const struct pm_crossing *crossing,
                    struct pm_cell_side sides[PM_MOST_SIDES], size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < crossing->count; i++) {
        const struct pm_group_reference *reference = &crossing->sides[i];
        const struct pm_groups_table *groups = &cells->groups[reference->dimension->index];
        struct pm_cell_side side = {reference->dimension->index, PM_GROUP_ALL};
        if (reference->group) {
            side.group = reference->group->index;
        } else if (reference->key) {
            const struct pm_symbol *symbol =
                groups->each_names
                    ? pm_symbol_find(groups->each_names, pm_text_from(reference->key))
                    : NULL;
            if (!symbol) return false;
            side.group = groups->each_groups[symbol->id];
        }
        pm_add_side(sides, count, side);
    }
    return true;
}
