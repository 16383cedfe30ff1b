/* region_exchange.c: the cells of an exchange, in which a quantity can change while all sums stay right.
 *
 * Where a number goes up, another one in the same sum goes down: another group of the unit. Then both
 * groups are made good in another unit, and so on, one axis after the other, until no sum is wrong.
 * Of all values on an axis that is taken at which most is hidden already and the start can go
 * farthest. */
#include "runtime/privacy/region.h"

enum {
    MOST_CORNERS = 160,
    MOST_SUMS = 64, /* that one value on an axis puts right */
    OF_TOTAL = 1000 /* worth less, where all its other sums change along with it */
};

struct exchange {
    const struct pm_region *region;
    uint32_t corners[MOST_CORNERS]; /* quantities of the start's term that change with it */
    int8_t signs[MOST_CORNERS];     /* in its direction, or against it */
    size_t count;
    int64_t up; /* how far the start can go, as far as the corners have room */
    int64_t down;
};

struct wrong { /* a sum that is not right yet, with the corner in it */
    uint32_t relation;
    uint32_t corner;
};

struct found { /* a value on an axis */
    uint32_t value;
    int64_t worth;
    uint64_t rank;
    uint32_t corners[MOST_SUMS]; /* new ones */
    int8_t signs[MOST_SUMS];
    size_t count;
};

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* How far a quantity can go by itself and within what it is a part of. */
static int64_t room_of(const struct pm_region *region, uint32_t index, bool is_up)
{
    const struct pm_web *web = region->web;
    const struct pm_quantity *quantity = pm_region_quantity(region, index);
    int64_t value = pm_region_value(region, index);
    uint16_t whole = web->terms[quantity->term].whole;
    if (pm_region_is_known(region, index) || !pm_region_may_change(region, index)) return 0;
    if (!is_up) return value - quantity->low;
    if (quantity->high != INT64_MAX) return quantity->high - value;
    if (whole == UINT16_MAX || quantity->is_rest || quantity->cell >= web->cell_count)
        return INT64_MAX;
    return pm_region_value(region, pm_web_quantity(web, whole, quantity->cell)) - value;
}

static int32_t factor_in(const struct pm_web *web, uint32_t index, uint32_t relation)
{
    const struct pm_member *members = &web->members.items[web->relations.items[relation].first];
    for (uint32_t i = web->of_first[index]; i < web->of_first[index + 1]; i++)
        if (web->of_list[i] == relation)
            return members[0].quantity == index ? members[0].factor : members[1].factor;
    return 0;
}

static void add_corner(struct exchange *exchange, uint32_t index, int8_t sign)
{
    const struct pm_region *region = exchange->region;
    const struct pm_web *web = region->web;
    struct pm_region_room *room = region->room;
    exchange->corners[exchange->count] = index;
    exchange->signs[exchange->count++] = sign;
    exchange->up = smaller(exchange->up, room_of(region, index, sign > 0));
    exchange->down = smaller(exchange->down, room_of(region, index, sign < 0));
    room->is_corner[index] = true;
    for (uint32_t i = web->of_first[index]; i < web->of_first[index + 1]; i++)
        room->balance[web->of_list[i]] += sign * factor_in(web, index, web->of_list[i]);
}

static void forget_corners(const struct exchange *exchange)
{
    const struct pm_web *web = exchange->region->web;
    struct pm_region_room *room = exchange->region->room;
    for (size_t i = 0; i < exchange->count; i++) {
        uint32_t index = exchange->corners[i];
        room->is_corner[index] = false;
        for (uint32_t j = web->of_first[index]; j < web->of_first[index + 1]; j++)
            room->balance[web->of_list[j]] = 0;
    }
}

/* The quantity in the cell with another value on an axis; PM_NO_INDEX: there is none. */
static uint32_t moved(const struct pm_region *region, uint32_t index, size_t number, uint32_t value)
{
    const struct pm_web *web = region->web;
    const struct pm_quantity *quantity = pm_region_quantity(region, index);
    uint32_t *coordinates = region->room->coordinates;
    for (size_t i = 0; i < web->axis_count; i++)
        coordinates[i] = pm_web_coordinate(web, quantity->cell, i);
    coordinates[number] = value;
    uint32_t cell = pm_web_cell(web, coordinates);
    for (uint32_t i = cell == PM_NO_INDEX ? 0 : web->in_first[cell];
         cell != PM_NO_INDEX && i < web->in_first[cell + 1]; i++)
        if (pm_region_quantity(region, web->in_list[i])->term == quantity->term &&
            pm_region_quantity(region, web->in_list[i])->is_rest == (cell >= web->cell_count))
            return web->in_list[i];
    return PM_NO_INDEX;
}

static uint64_t rank_of_parts(const struct pm_region *region, const struct pm_relation *relation)
{
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 1; i < relation->count; i++) {
        uint32_t index = region->web->members.items[relation->first + i].quantity;
        uint64_t rank = pm_region_quantity(region, index)->rank;
        if (rank < least) least = rank;
    }
    return least;
}

/* In an order that does not depend on that of declarations: what has fewest parts first. */
static bool is_before(const struct pm_region *region, uint32_t left, uint32_t right)
{
    const struct pm_web *web = region->web;
    const struct pm_relation *a = &web->relations.items[left];
    const struct pm_relation *b = &web->relations.items[right];
    if (a->count != b->count) return a->count < b->count;
    uint64_t a_rank = pm_region_quantity(region, web->members.items[a->first].quantity)->rank;
    uint64_t b_rank = pm_region_quantity(region, web->members.items[b->first].quantity)->rank;
    if (a_rank != b_rank) return a_rank < b_rank;
    return rank_of_parts(region, a) < rank_of_parts(region, b);
}

static bool is_listed(const struct wrong *wrong, size_t count, uint32_t relation)
{
    for (size_t i = 0; i < count; i++)
        if (wrong[i].relation == relation) return true;
    return false;
}

/* Adds the sums that are not right to a list: the first one, or all on the axis of the first. */
static void list_wrong(const struct exchange *exchange, struct wrong *wrong, size_t *count)
{
    const struct pm_region *region = exchange->region;
    const struct pm_web *web = region->web;
    bool is_first = !*count;
    for (size_t i = 0; i < exchange->count; i++) {
        uint32_t index = exchange->corners[i];
        for (uint32_t j = web->of_first[index]; j < web->of_first[index + 1]; j++) {
            uint32_t number = web->of_list[j];
            uint32_t axis = web->relations.items[number].axis;
            if (axis == PM_NO_INDEX || !region->room->balance[number]) continue;
            if (is_first && (!*count || is_before(region, number, wrong[0].relation))) {
                wrong[0] = (struct wrong){number, index};
                *count = 1;
            } else if (!is_first && axis == web->relations.items[wrong[0].relation].axis &&
                       *count < MOST_SUMS && !is_listed(wrong, *count, number)) {
                wrong[(*count)++] = (struct wrong){number, index};
            }
        }
    }
}

static int64_t room_for(const struct pm_region *region, int64_t up, int64_t down)
{
    if (region->sign) return region->sign > 0 ? up : down;
    return up > down ? up : down;
}

/* A value on the axis of sums that are not right, by which all of them are; false: it is none. */
static bool look_at_value(const struct exchange *exchange, const struct wrong *wrong, size_t count,
                          uint32_t value, struct found *found)
{
    const struct pm_region *region = exchange->region;
    const struct pm_web *web = region->web;
    uint32_t axis = web->relations.items[wrong[0].relation].axis;
    int64_t up = exchange->up;
    int64_t down = exchange->down;
    found->value = value;
    found->worth = 0;
    found->count = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t index = moved(region, wrong[i].corner, axis, value);
        if (index == PM_NO_INDEX || region->room->is_corner[index]) return false;
        int32_t factor = factor_in(web, index, wrong[i].relation);
        int balance = region->room->balance[wrong[i].relation];
        if (!factor || balance % factor) return false;
        int8_t sign = (int8_t)(-balance / factor);
        up = smaller(up, room_of(region, index, sign > 0));
        down = smaller(down, room_of(region, index, sign < 0));
        found->worth += pm_region_worth(pm_region_quantity(region, index));
        found->corners[found->count] = index;
        found->signs[found->count++] = sign;
    }
    if (room_for(region, up, down) <= 0) return false;
    int64_t need = pm_quantity_need(pm_region_quantity(region, region->start));
    found->worth += PM_WORTH_OF_ROOM * smaller(need, room_for(region, up, down)) / need;
    return true;
}

/* Goes on until all sums are right; false: no way was found. */
static bool complete(struct exchange *exchange)
{
    const struct pm_region *region = exchange->region;
    const struct pm_web *web = region->web;
    for (;;) {
        struct wrong wrong[MOST_SUMS];
        size_t count = 0;
        list_wrong(exchange, wrong, &count);
        if (!count) return true;
        list_wrong(exchange, wrong, &count);
        const struct pm_relation *relation = &web->relations.items[wrong[0].relation];
        struct found best = {.count = 0};
        for (uint32_t i = 0; i < relation->count; i++) {
            uint32_t index = web->members.items[relation->first + i].quantity;
            const struct pm_quantity *quantity = pm_region_quantity(region, index);
            struct found found = {.rank = quantity->rank};
            if (region->room->is_corner[index]) continue;
            uint32_t value = pm_web_coordinate(web, quantity->cell, relation->axis);
            if (!look_at_value(exchange, wrong, count, value, &found)) continue;
            if (!i) found.worth -= OF_TOTAL;
            if (!best.count || found.worth > best.worth ||
                (found.worth == best.worth && found.rank < best.rank))
                best = found;
        }
        if (!best.count || exchange->count + best.count > MOST_CORNERS) return false;
        for (size_t i = 0; i < best.count; i++)
            add_corner(exchange, best.corners[i], best.signs[i]);
    }
}

/* The cells of an exchange with a quantity: of those that change by the same, up or down. */
static void add_exchange(struct pm_region *region, uint32_t index, int8_t sign)
{
    struct exchange exchange = {.region = region, .up = INT64_MAX, .down = INT64_MAX};
    add_corner(&exchange, index, sign);
    bool is_complete = complete(&exchange);
    forget_corners(&exchange);
    for (size_t i = 0; is_complete && i < exchange.count; i++)
        pm_region_add_cell(region, pm_region_quantity(region, exchange.corners[i])->cell);
}

/* With the start, or, where it is the rest of a denominator, with that one and with the numerator, which
 * goes up when the rest goes down. */
void pm_region_add_exchanges(struct pm_region *region)
{
    const struct pm_web *web = region->web;
    uint32_t start = region->start;
    const struct pm_relation *split = NULL;
    for (uint32_t i = web->of_first[start]; i < web->of_first[start + 1]; i++)
        if (pm_region_quantity(region, start)->is_rest)
            split = &web->relations.items[web->of_list[i]];
    if (!split || split->axis != PM_NO_INDEX) {
        add_exchange(region, start, 1);
        return;
    }
    add_exchange(region, web->members.items[split->first].quantity, 1);
    add_exchange(region, web->members.items[split->first + 1].quantity, -1);
}
