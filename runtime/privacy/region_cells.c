/* region_cells.c: which cells a region has.
 *
 * At first those of an exchange (region_exchange.c): a group less here, more there, in another unit the
 * other way round, and so on for all that cells are told apart by. Farther away a few values are
 * chosen on each axis, best ones first, and the region has all cells with those. */
#include "runtime/privacy/region.h"

enum {
    MOST_VALUES = 32 /* on an axis */
};

/* By reach; the first one has no more cells than its exchanges. */
static const size_t most_cells[PM_MOST_REACH] = {0, 40, 130};
static const size_t small_web[PM_MOST_REACH] = {200, 200, 400}; /* is taken whole */
static const size_t most_partners[PM_MOST_REACH] = {0, 1, 3};

/* What a partner is worth besides. */
enum {
    HAS_ROOM = 300,
    HAS_COMPANY = 100 /* for each sum in which it is not the only one hidden */
};

struct axis { /* values chosen on it, best first */
    uint32_t values[MOST_VALUES];
    size_t count;
};

struct partner {
    uint32_t value;
    int64_t worth;
    uint64_t rank;
};

/* ---- Values ---- */

static void add_value(struct axis *axis, uint32_t value)
{
    for (size_t i = 0; i < axis->count; i++)
        if (axis->values[i] == value) return;
    if (axis->count < MOST_VALUES) axis->values[axis->count++] = value;
}

/* As one that is hidden already, or as one that has room enough. */
static int64_t worth_of(const struct pm_region *region, uint32_t index, bool for_room)
{
    const struct pm_web *web = region->web;
    const struct pm_quantity *quantity = pm_region_quantity(region, index);
    int64_t need = pm_quantity_need(pm_region_quantity(region, region->start));
    int64_t worth = pm_region_worth(quantity);
    int64_t room = pm_region_value(region, index) - quantity->low;
    if (room > 0) worth += room < need ? HAS_ROOM * room / need : HAS_ROOM;
    if (for_room && room >= need) worth += PM_WORTH_OF_ROOM;
    for (uint32_t i = web->of_first[index]; i < web->of_first[index + 1]; i++) {
        const struct pm_relation *relation = &web->relations.items[web->of_list[i]];
        if (relation->hidden > (uint32_t)quantity->is_hidden) worth += HAS_COMPANY;
    }
    return worth;
}

static bool is_better(const struct partner *a, const struct partner *b)
{
    return a->worth != b->worth ? a->worth > b->worth : a->rank < b->rank;
}

struct best { /* partners, best first */
    struct partner items[MOST_VALUES];
    size_t count;
};

static void consider(struct best *best, size_t most, struct partner partner)
{
    size_t at = best->count;
    while (at > 0 && is_better(&partner, &best->items[at - 1]))
        at--;
    if (at == most) return;
    if (best->count < most) best->count++;
    for (size_t i = best->count - 1; i > at; i--)
        best->items[i] = best->items[i - 1];
    best->items[at] = partner;
}

/* The best members of a sum, beside the one at hand. */
static void add_partners(const struct pm_region *region, const struct pm_relation *relation,
                         uint32_t own, size_t number, struct axis *axis)
{
    const struct pm_web *web = region->web;
    struct best best[2] = {{.count = 0}, {.count = 0}};
    size_t most = most_partners[region->reach];
    for (uint32_t i = 0; i < relation->count; i++) {
        uint32_t index = web->members.items[relation->first + i].quantity;
        const struct pm_quantity *quantity = pm_region_quantity(region, index);
        uint32_t value = pm_web_coordinate(web, quantity->cell, number);
        if (index == own || !pm_region_may_change(region, index) ||
            (i == 0 && value == PM_NO_INDEX))
            continue;
        for (int j = 0; j < 2; j++)
            consider(&best[j], most,
                     (struct partner){value, worth_of(region, index, j), quantity->rank});
    }
    for (size_t i = 0; i < most; i++)
        for (int j = 0; j < 2; j++)
            if (i < best[j].count) add_value(axis, best[j].items[i].value);
}

/* Chooses values on the axes of all sums with a quantity. */
static void choose_values(const struct pm_region *region, uint32_t index, struct axis *axes)
{
    const struct pm_web *web = region->web;
    for (uint32_t i = web->of_first[index]; i < web->of_first[index + 1]; i++) {
        const struct pm_relation *relation = &web->relations.items[web->of_list[i]];
        if (relation->axis != PM_NO_INDEX)
            add_partners(region, relation, index, relation->axis, &axes[relation->axis]);
    }
}

/* Where a quantity is in no such sum, as the rest of a denominator is, on those of what it is in a sum
 * with. */
static void choose_around(const struct pm_region *region, uint32_t index, struct axis *axes)
{
    const struct pm_web *web = region->web;
    bool has_axis = false;
    for (uint32_t i = web->of_first[index]; i < web->of_first[index + 1]; i++)
        has_axis = has_axis || web->relations.items[web->of_list[i]].axis != PM_NO_INDEX;
    choose_values(region, index, axes);
    for (uint32_t i = web->of_first[index]; !has_axis && i < web->of_first[index + 1]; i++) {
        const struct pm_relation *relation = &web->relations.items[web->of_list[i]];
        for (uint32_t j = 0; j < relation->count; j++)
            choose_values(region, web->members.items[relation->first + j].quantity, axes);
    }
}

/* Fewer values, on the axis with most of them, until there are not too many cells. */
static void trim(const struct pm_region *region, struct axis *axes)
{
    const struct pm_web *web = region->web;
    for (;;) {
        size_t cells = 1;
        size_t widest = 0;
        for (size_t i = 0; i < web->axis_count; i++) {
            if (axes[i].count) cells *= axes[i].count;
            if (axes[i].count > axes[widest].count) widest = i;
        }
        if (cells <= most_cells[region->reach] || axes[widest].count <= 2) return;
        axes[widest].count--;
    }
}

/* ---- Cells ---- */

void pm_region_add_cell(struct pm_region *region, uint32_t cell)
{
    if (region->room->is_inside[cell]) return;
    region->room->is_inside[cell] = true;
    PM_PUSH(region->web->arena, &region->room->used_cells, cell);
    PM_PUSH(region->arena, &region->cells, cell);
}

/* All cells with the chosen values, or with none where the web has such. */
static void add_cells(struct pm_region *region, const struct axis *axes, uint32_t *coordinates,
                      size_t number)
{
    const struct pm_web *web = region->web;
    if (number == web->axis_count) {
        uint32_t cell = pm_web_cell(web, coordinates);
        if (cell != PM_NO_INDEX) pm_region_add_cell(region, cell);
        return;
    }
    coordinates[number] = PM_NO_INDEX;
    add_cells(region, axes, coordinates, number + 1);
    for (size_t i = 0; i < axes[number].count; i++) {
        coordinates[number] = axes[number].values[i];
        if (coordinates[number] != PM_NO_INDEX) add_cells(region, axes, coordinates, number + 1);
    }
}

/* The quantity of the start's term in its cell with another value on one axis. */
static uint32_t beside(const struct pm_region *region, uint32_t *coordinates, size_t number,
                       uint32_t value)
{
    const struct pm_web *web = region->web;
    uint32_t before = coordinates[number];
    coordinates[number] = value;
    uint32_t cell = pm_web_cell(web, coordinates);
    coordinates[number] = before;
    for (uint32_t i = cell == PM_NO_INDEX ? 0 : web->in_first[cell];
         cell != PM_NO_INDEX && i < web->in_first[cell + 1]; i++)
        if (pm_region_quantity(region, web->in_list[i])->term ==
            pm_region_quantity(region, region->start)->term)
            return web->in_list[i];
    return PM_NO_INDEX;
}

void pm_region_choose(struct pm_region *region)
{
    const struct pm_web *web = region->web;
    struct axis *axes = PM_NEW_ITEMS(region->arena, struct axis, web->axis_count + 1);
    uint32_t *coordinates = PM_NEW_ITEMS(region->arena, uint32_t, web->axis_count + 1);
    uint32_t cell = pm_region_quantity(region, region->start)->cell;
    pm_region_add_cell(region, cell);
    if (web->cell_count + web->rest_cells.count <= small_web[region->reach]) {
        for (size_t i = 0; i < web->cell_count + web->rest_cells.count; i++)
            pm_region_add_cell(region, (uint32_t)i);
        return;
    }
    for (size_t i = 0; i < web->axis_count; i++) {
        coordinates[i] = pm_web_coordinate(web, cell, i);
        if (coordinates[i] != PM_NO_INDEX) add_value(&axes[i], coordinates[i]);
    }
    if (!region->reach) {
        pm_region_add_exchanges(region);
        return;
    }
    choose_around(region, region->start, axes);
    for (size_t i = 0; i < web->axis_count; i++)
        for (size_t j = 1, count = axes[i].count; j < count; j++) {
            uint32_t index = beside(region, coordinates, i, axes[i].values[j]);
            if (index == PM_NO_INDEX) continue;
            /* a unit or period that is made up of others, or a group of several */
            for (uint32_t k = web->of_first[index]; k < web->of_first[index + 1]; k++) {
                const struct pm_relation *relation = &web->relations.items[web->of_list[k]];
                if (relation->axis == i && web->members.items[relation->first].quantity == index)
                    add_partners(region, relation, index, i, &axes[i]);
            }
        }
    trim(region, axes);
    add_cells(region, axes, coordinates, 0);
}

/* ---- Persons alone ---- */

static void add_own(const struct pm_region *region, uint32_t cell)
{
    if (region->room->is_own[cell]) return;
    region->room->is_own[cell] = true;
    PM_PUSH(region->web->arena, &region->room->own_cells, cell);
}

/* Where one is both the total and a part, it is the same person. */
static void follow_person(const struct pm_region *region, uint32_t index)
{
    const struct pm_web *web = region->web;
    for (uint32_t i = web->of_first[index]; i < web->of_first[index + 1]; i++) {
        const struct pm_relation *relation = &web->relations.items[web->of_list[i]];
        const struct pm_member *members = &web->members.items[relation->first];
        if (pm_region_quantity(region, members[0].quantity)->value != 1) continue;
        for (uint32_t j = 0; j < relation->count; j++) {
            const struct pm_quantity *quantity = pm_region_quantity(region, members[j].quantity);
            if (quantity->value == 1 && quantity->is_single) add_own(region, quantity->cell);
        }
    }
}

/* Who is alone in a cell knows what is in it: the start is not safe behind that one alone. */
static void find_neighbours(const struct pm_region *region)
{
    const struct pm_web *web = region->web;
    uint32_t cell = pm_region_quantity(region, region->start)->cell;
    for (uint32_t i = web->in_first[cell]; i < web->in_first[cell + 1]; i++) {
        uint32_t index = web->in_list[i];
        for (uint32_t j = web->of_first[index]; j < web->of_first[index + 1]; j++) {
            const struct pm_relation *relation = &web->relations.items[web->of_list[j]];
            for (uint32_t k = 0; relation->hidden <= 2 && k < relation->count; k++) {
                uint32_t member = web->members.items[relation->first + k].quantity;
                const struct pm_quantity *quantity = pm_region_quantity(region, member);
                if (!quantity->is_single || region->room->is_own[quantity->cell] ||
                    region->room->is_known[quantity->cell])
                    continue;
                region->room->is_known[quantity->cell] = true;
                PM_PUSH(web->arena, &region->room->known_cells, quantity->cell);
            }
        }
    }
}

void pm_region_find_own(const struct pm_region *region)
{
    const struct pm_web *web = region->web;
    add_own(region, pm_region_quantity(region, region->start)->cell);
    for (size_t i = 0; i < region->room->own_cells.count; i++) {
        uint32_t cell = region->room->own_cells.items[i];
        for (uint32_t j = web->in_first[cell]; j < web->in_first[cell + 1]; j++) {
            uint32_t index = web->in_list[j];
            const struct pm_quantity *quantity = pm_region_quantity(region, index);
            if (quantity->is_single && quantity->value == 1 &&
                web->terms[quantity->term].counts_persons)
                follow_person(region, index);
        }
    }
    if (!pm_region_quantity(region, region->start)->is_bound) find_neighbours(region);
}
