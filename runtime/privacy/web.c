/* web.c: which cells of a table add up to which. */
#include "runtime/privacy/web.h"

const struct pm_group *pm_table_union(const struct pm_veil_table *table,
                                      const struct pm_dimension *dimension, size_t group)
{
    const struct pm_cell_dimension *groups = pm_cells_dimension(table->cells, dimension);
    const struct pm_group *declared = groups->groups[group].declared;
    return declared && declared->part_count ? declared : NULL;
}

/* The groups of a cell, by the dimensions of its crossing. */
static void read_groups(const struct pm_table_crossing *crossing, size_t cell,
                        size_t groups[PM_MOST_SIDES])
{
    size_t rest = cell - crossing->first;
    for (size_t i = crossing->wish->dimension_count; i-- > 0;) {
        groups[i] = rest % crossing->sizes[i];
        rest /= crossing->sizes[i];
    }
}

static size_t find_cell(const struct pm_table_crossing *crossing,
                        const size_t groups[PM_MOST_SIDES])
{
    size_t index = 0;
    for (size_t i = 0; i < crossing->wish->dimension_count; i++)
        index = index * crossing->sizes[i] + groups[i];
    return crossing->first + index;
}

/* ---- Relations between a crossing and a margin of it ---- */

/* For each dimension of `inner` its place in `outer`, or that it is summed over; false when `outer`
 * is no margin, or one dimension is no division. */
static bool match(const struct pm_table_crossing *outer, const struct pm_table_crossing *inner,
                  size_t places[PM_MOST_SIDES])
{
    size_t found = 0;
    if (outer->wish->dimension_count >= inner->wish->dimension_count) return false;
    for (size_t i = 0; i < inner->wish->dimension_count; i++) {
        const struct pm_dimension *dimension = inner->wish->dimensions[i];
        places[i] = PM_MOST_SIDES;
        for (size_t j = 0; j < outer->wish->dimension_count; j++)
            if (outer->wish->dimensions[j] == dimension) places[i] = j;
        if (places[i] != PM_MOST_SIDES)
            found++;
        else if (dimension->overlapping)
            return false;
    }
    return found == outer->wish->dimension_count;
}

/* The cell of the margin that a cell is part of; SIZE_MAX for groups together, which would be
 * counted twice. */
static size_t total_of(const struct pm_web *web, const struct pm_table_crossing *outer,
                       const struct pm_table_crossing *inner, const size_t places[PM_MOST_SIDES],
                       size_t cell)
{
    size_t groups[PM_MOST_SIDES] = {0};
    size_t margin[PM_MOST_SIDES] = {0};
    read_groups(inner, cell, groups);
    for (size_t i = 0; i < inner->wish->dimension_count; i++) {
        if (places[i] != PM_MOST_SIDES)
            margin[places[i]] = groups[i];
        else if (pm_table_union(web->table, inner->wish->dimensions[i], groups[i]))
            return SIZE_MAX;
    }
    return find_cell(outer, margin);
}

static void add_margins(struct pm_web *web, const struct pm_table_crossing *outer,
                        const struct pm_table_crossing *inner)
{
    size_t places[PM_MOST_SIDES];
    if (!match(outer, inner, places)) return;
    size_t first = web->relations.count;
    for (size_t i = 0; i < outer->count; i++) {
        struct pm_relation relation = {.total = outer->first + i};
        PM_PUSH(web->arena, &web->relations, relation);
    }
    struct pm_relation *relations = &web->relations.items[first];
    for (size_t i = inner->first; i < inner->first + inner->count; i++) {
        size_t total = total_of(web, outer, inner, places, i);
        if (total != SIZE_MAX) relations[total - outer->first].count++;
    }
    for (size_t i = 0; i < outer->count; i++) {
        relations[i].parts = PM_NEW_ITEMS(web->arena, size_t, relations[i].count + 1);
        relations[i].count = 0;
    }
    for (size_t i = inner->first; i < inner->first + inner->count; i++) {
        size_t total = total_of(web, outer, inner, places, i);
        if (total == SIZE_MAX) continue;
        struct pm_relation *relation = &relations[total - outer->first];
        relation->parts[relation->count++] = i;
    }
}

/* ---- Relations of groups together ---- */

static void add_union(struct pm_web *web, const struct pm_table_crossing *crossing, size_t cell,
                      size_t side)
{
    const struct pm_dimension *dimension = crossing->wish->dimensions[side];
    size_t groups[PM_MOST_SIDES] = {0};
    read_groups(crossing, cell, groups);
    const struct pm_group *whole = pm_table_union(web->table, dimension, groups[side]);
    if (!whole || dimension->overlapping) return;
    struct pm_relation relation = {.total = cell};
    relation.parts = PM_NEW_ITEMS(web->arena, size_t, whole->part_count);
    for (size_t i = 0; i < whole->part_count; i++) {
        groups[side] = whole->parts[i]->index;
        relation.parts[relation.count++] = find_cell(crossing, groups);
    }
    PM_PUSH(web->arena, &web->relations, relation);
}

static void add_unions(struct pm_web *web, const struct pm_table_crossing *crossing)
{
    for (size_t i = crossing->first; i < crossing->first + crossing->count; i++)
        for (size_t side = 0; side < crossing->wish->dimension_count; side++)
            add_union(web, crossing, i, side);
}

static void index_cells(struct pm_web *web)
{
    size_t count = web->table->count;
    web->of_cell = PM_NEW_ITEMS(web->arena, size_t *, count + 1);
    web->of_cell_count = PM_NEW_ITEMS(web->arena, size_t, count + 1);
    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; fill && i < count; i++) {
            web->of_cell[i] = PM_NEW_ITEMS(web->arena, size_t, web->of_cell_count[i] + 1);
            web->of_cell_count[i] = 0;
        }
        for (size_t i = 0; i < web->relations.count; i++) {
            const struct pm_relation *relation = &web->relations.items[i];
            for (size_t j = 0; j <= relation->count; j++) {
                size_t cell = j ? relation->parts[j - 1] : relation->total;
                if (fill) web->of_cell[cell][web->of_cell_count[cell]] = i;
                web->of_cell_count[cell]++;
            }
        }
    }
}

void pm_make_web(struct pm_arena *arena, struct pm_veil_table *table, struct pm_web *out)
{
    *out = (struct pm_web){.arena = arena, .table = table};
    for (size_t i = 0; i < table->crossing_count; i++) {
        for (size_t j = 0; j < table->crossing_count; j++)
            add_margins(out, &table->crossings[i], &table->crossings[j]);
        add_unions(out, &table->crossings[i]);
    }
    index_cells(out);
}

/* Where the parts that are known do not make up the total, something else is in it. */
static bool has_rest(const struct pm_web *web, const struct pm_relation *relation)
{
    const struct pm_veil_cell *total = &web->table->items[relation->total];
    int64_t sum = 0;
    if (!total->has_figure || total->n < 0) return false;
    for (size_t i = 0; i < relation->count; i++) {
        const struct pm_veil_cell *part = &web->table->items[relation->parts[i]];
        if (part->has_figure && part->n < 0) return false;
        if (part->n > 0) sum += part->n;
    }
    return sum < total->n;
}

bool pm_relation_binds(const struct pm_web *web, const struct pm_relation *relation)
{
    return web->table->items[relation->total].has_figure && !has_rest(web, relation);
}
