/* region.c: changes in some cells that agree with all that is shown.
 *
 * Everything outside the region stays as it is, which is one of the possibilities, so that a move
 * found inside is one of the whole web. A figure that is shown may be changed at the price of hiding
 * it; the cheapest way to change a quantity far enough says which ones to hide. After J. P. Kelly, B.
 * L. Golden, A. A. Assad, "Cell suppression: disclosure protection for sensitive tabular data",
 * Networks 22 (1992), for tables of any shape. */
#include "runtime/privacy/region.h"

#include <stdlib.h>

enum {
    FAR = 1 << 28,    /* no change goes farther */
    MOST_DROPS = 8,   /* figures that are tried without, for each quantity */
    FAVOURED = 10000, /* of the gain of a change in what is looked at */
    UNIT = 1000,
    CHEAPER_PART = 64,
    WIDER = 12, /* times what is needed, where no smaller step leads anywhere */
    OF_NONE = 4 /* times the price */
};

static struct pm_quantity *quantity_at(const struct pm_region *region, uint32_t index)
{
    return pm_region_quantity(region, index);
}

static bool is_kin(const struct pm_region *region, uint32_t index)
{
    const struct pm_web *web = region->web;
    return web->terms[quantity_at(region, index)->term].kin ==
           web->terms[quantity_at(region, region->start)->term].kin;
}

/* ---- The program ---- */

static int64_t at_most(int64_t value)
{
    return value < FAR ? value : FAR;
}

static void add_entry(struct pm_region *region, uint32_t index)
{
    const struct pm_quantity *quantity = quantity_at(region, index);
    struct pm_region_entry entry = {index, PM_NO_INDEX, PM_NO_INDEX};
    int64_t value = pm_region_value(region, index);
    int64_t down = at_most(value > quantity->low ? value - quantity->low : 0);
    int64_t up = FAR;
    if (quantity->high != INT64_MAX)
        up = quantity->high > value ? at_most(quantity->high - value) : 0;
    if (quantity->is_hidden) {
        entry.plus = pm_program_add_variable(region->program, -down, up);
    } else if (pm_region_may_hide(region, index)) {
        entry.plus = pm_program_add_variable(region->program, 0, 0);
        entry.minus = pm_program_add_variable(region->program, 0, 0);
    } else {
        return;
    }
    region->room->place[index] = (uint32_t)region->entries.count;
    PM_PUSH(region->web->arena, &region->room->used_quantities, index);
    PM_PUSH(region->arena, &region->entries, entry);
    PM_PUSH(region->arena, &region->quantities, index);
}

static int compare_ranks(const void *left, const void *right)
{
    const uint64_t *a = left;
    const uint64_t *b = right;
    if (a[0] != b[0]) return a[0] < b[0] ? -1 : 1;
    return a[1] < b[1] ? -1 : a[1] > b[1];
}

/* In an order that does not depend on that of declarations. */
static void add_entries(struct pm_region *region)
{
    const struct pm_web *web = region->web;
    PM_ARRAY(uint64_t) ranked = {0};
    for (size_t i = 0; i < region->cells.count; i++) {
        uint32_t cell = region->cells.items[i];
        for (uint32_t j = web->in_first[cell]; j < web->in_first[cell + 1]; j++) {
            uint32_t index = web->in_list[j];
            if (pm_region_is_known(region, index) || !is_kin(region, index)) continue;
            PM_PUSH(region->arena, &ranked, quantity_at(region, index)->rank);
            PM_PUSH(region->arena, &ranked, index);
        }
    }
    if (ranked.count)
        qsort(ranked.items, ranked.count / 2, 2 * sizeof *ranked.items, compare_ranks);
    for (size_t i = 1; i < ranked.count; i += 2)
        add_entry(region, (uint32_t)ranked.items[i]);
}

struct term { /* of an equation */
    uint32_t variable;
    int32_t factor;
};

static int compare_terms(const void *left, const void *right)
{
    const struct term *a = left;
    const struct term *b = right;
    return a->variable < b->variable ? -1 : a->variable > b->variable;
}

struct sum { /* a relation in which something may change, by its variables */
    struct term *terms;
    size_t count;
};

static int compare_sums(const void *left, const void *right)
{
    const struct sum *a = left;
    const struct sum *b = right;
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        if (a->terms[i].variable != b->terms[i].variable)
            return a->terms[i].variable < b->terms[i].variable ? -1 : 1;
        if (a->terms[i].factor != b->terms[i].factor)
            return a->terms[i].factor < b->terms[i].factor ? -1 : 1;
    }
    return a->count < b->count ? -1 : a->count > b->count;
}

static struct sum read_sum(const struct pm_region *region, const struct pm_relation *relation)
{
    struct sum sum = {PM_NEW_ITEMS(region->arena, struct term, 2 * relation->count + 1), 0};
    for (uint32_t i = 0; i < relation->count; i++) {
        const struct pm_member *member = &region->web->members.items[relation->first + i];
        uint32_t place = region->room->place[member->quantity];
        if (place == PM_NO_INDEX) continue;
        const struct pm_region_entry *entry = &region->entries.items[place];
        sum.terms[sum.count++] = (struct term){entry->plus, member->factor};
        if (entry->minus != PM_NO_INDEX)
            sum.terms[sum.count++] = (struct term){entry->minus, -member->factor};
    }
    qsort(sum.terms, sum.count, sizeof *sum.terms, compare_terms);
    return sum;
}

/* All sums in which something may change, in an order of their own. */
static void add_equations(struct pm_region *region)
{
    const struct pm_web *web = region->web;
    bool *has_equation = region->room->has_equation;
    PM_ARRAY(struct sum) sums = {0};
    for (size_t i = 0; i < region->entries.count; i++) {
        uint32_t index = region->entries.items[i].quantity;
        for (uint32_t j = web->of_first[index]; j < web->of_first[index + 1]; j++) {
            uint32_t relation = web->of_list[j];
            if (has_equation[relation]) continue;
            has_equation[relation] = true;
            PM_PUSH(web->arena, &region->room->used_relations, relation);
            struct sum sum = read_sum(region, &web->relations.items[relation]);
            PM_PUSH(region->arena, &sums, sum);
        }
    }
    if (sums.count) qsort(sums.items, sums.count, sizeof *sums.items, compare_sums);
    for (size_t i = 0; i < sums.count; i++) {
        uint32_t equation = pm_program_add_equation(region->program);
        for (size_t j = 0; j < sums.items[i].count; j++)
            pm_program_add_entry(region->program, equation, sums.items[i].terms[j].variable,
                                 sums.items[i].terms[j].factor);
    }
}

static struct pm_region_room *new_room(struct pm_web *web)
{
    struct pm_region_room *room = PM_NEW(web->arena, struct pm_region_room);
    room->place = PM_NEW_ITEMS(web->arena, uint32_t, web->quantities.count + 1);
    for (size_t i = 0; i < web->quantities.count; i++)
        room->place[i] = PM_NO_INDEX;
    room->has_equation = PM_NEW_ITEMS(web->arena, bool, web->relations.count + 1);
    size_t cells = web->cell_count + web->rest_cells.count;
    room->is_inside = PM_NEW_ITEMS(web->arena, bool, cells + 1);
    room->is_marked = PM_NEW_ITEMS(web->arena, bool, web->metric_count * web->cell_count + 1);
    room->is_own = PM_NEW_ITEMS(web->arena, bool, cells + 1);
    room->is_known = PM_NEW_ITEMS(web->arena, bool, cells + 1);
    room->coordinates = PM_NEW_ITEMS(web->arena, uint32_t, web->axis_count + 1);
    room->is_corner = PM_NEW_ITEMS(web->arena, bool, web->quantities.count + 1);
    room->balance = PM_NEW_ITEMS(web->arena, int32_t, web->relations.count + 1);
    room->before = PM_NEW_ITEMS(web->arena, int32_t, web->quantities.count + 1);
    return room;
}

static void empty_room(struct pm_region_room *room)
{
    for (size_t i = 0; i < room->used_quantities.count; i++)
        room->place[room->used_quantities.items[i]] = PM_NO_INDEX;
    for (size_t i = 0; i < room->used_relations.count; i++)
        room->has_equation[room->used_relations.items[i]] = false;
    for (size_t i = 0; i < room->own_cells.count; i++)
        room->is_own[room->own_cells.items[i]] = false;
    for (size_t i = 0; i < room->known_cells.count; i++)
        room->is_known[room->known_cells.items[i]] = false;
    for (size_t i = 0; i < room->used_cells.count; i++)
        room->is_inside[room->used_cells.items[i]] = false;
    room->used_quantities.count = room->used_relations.count = room->used_cells.count = 0;
    for (size_t i = 0; i < room->changed_before.count; i++)
        room->before[room->changed_before.items[i]] = 0;
    room->own_cells.count = room->known_cells.count = room->changed_before.count = 0;
}

static void read_move(struct pm_region *region)
{
    if (region->move == PM_NO_INDEX) return;
    const struct pm_move *move = &region->web->moves.items[region->move];
    for (size_t i = 0; i < move->count; i++) {
        region->room->before[move->steps[i].quantity] = move->steps[i].factor;
        PM_PUSH(region->web->arena, &region->room->changed_before, move->steps[i].quantity);
    }
}

struct pm_region *pm_region_new(struct pm_arena *arena, struct pm_web *web, uint32_t quantity,
                                int reach, bool has_prices)
{
    return pm_region_after(arena, web, quantity, reach, has_prices, 0);
}

struct pm_region *pm_region_after(struct pm_arena *arena, struct pm_web *web, uint32_t quantity,
                                  int reach, bool has_prices, int sign)
{
    struct pm_region *region = PM_NEW(arena, struct pm_region);
    if (!web->room) web->room = new_room(web);
    empty_room(web->room);
    region->arena = arena;
    region->web = web;
    region->room = web->room;
    region->start = quantity;
    region->reach = reach;
    region->has_prices = has_prices;
    const struct pm_quantity *start = &web->quantities.items[quantity];
    region->sign = sign;
    region->move = sign > 0 ? start->up_move : sign < 0 ? start->down_move : PM_NO_INDEX;
    read_move(region);
    region->program = pm_program_new(arena);
    pm_region_find_own(region);
    pm_region_choose(region);
    add_entries(region);
    add_equations(region);
    return region;
}

bool pm_region_is_whole(const struct pm_region *region)
{
    return region->cells.count == region->web->cell_count + region->web->rest_cells.count;
}

const uint32_t *pm_region_quantities(const struct pm_region *region, size_t *count)
{
    *count = region->quantities.count;
    return region->quantities.items;
}

/* ---- Solutions ---- */

static struct pm_program_variable *variable_at(const struct pm_region *region, uint32_t index)
{
    return &region->program->variables.items[index];
}

static int64_t change_of(const struct pm_region *region, const struct pm_region_entry *entry)
{
    int64_t change = variable_at(region, entry->plus)->found;
    if (entry->minus != PM_NO_INDEX) change -= variable_at(region, entry->minus)->found;
    return change;
}

/* Lets figures that are shown change, or not. */
static void lock(const struct pm_region *region, const struct pm_region_entry *entry,
                 bool is_locked)
{
    const struct pm_quantity *quantity = quantity_at(region, entry->quantity);
    variable_at(region, entry->plus)->high = is_locked ? 0 : FAR;
    int64_t value = pm_region_value(region, entry->quantity);
    variable_at(region, entry->minus)->high =
        is_locked || value <= quantity->low ? 0 : at_most(value - quantity->low);
}

/* Looks for the change of one quantity, in the direction of `sign`, by `amount` at most. Returns how
 * far it goes. `goes_on`: from where the last search ended. */
static int64_t solve(const struct pm_region *region, uint32_t index, int sign, int64_t amount,
                     bool goes_on)
{
    uint32_t number = region->entries.items[region->room->place[index]].plus;
    struct pm_program_variable *variable = variable_at(region, number);
    int64_t high = variable->high;
    int64_t low = variable->low;
    if (sign > 0 && high > amount) variable->high = amount;
    if (sign < 0 && low < -amount) variable->low = -amount;
    variable->gain = sign * (double)FAVOURED * UNIT * UNIT;
    int64_t before = region->program->work;
    pm_program_solve(region->program, region->has_prices ? UINT32_MAX : number, goes_on);
    region->web->work += region->program->work - before;
    variable->gain = 0;
    variable->high = high;
    variable->low = low;
    return sign * variable->found;
}

/* A change in a move that was found: of a quantity that the region has, or that the move before had. */
static int64_t change_in_all(const struct pm_region *region, uint32_t index)
{
    uint32_t place = region->room->place[index];
    int64_t change = region->room->before[index];
    return place == PM_NO_INDEX ? change
                                : change + change_of(region, &region->entries.items[place]);
}

/* The move that was found, with the one that it goes on from; true when it changes what a person alone
 * knows: what is a way for one quantity need not be one for those that such a person could work out. */
static bool read_steps(const struct pm_region *region, struct pm_move *move)
{
    const struct pm_region_room *room = region->room;
    bool is_alone = false;
    size_t most = region->entries.count + room->changed_before.count;
    move->steps = PM_NEW_ITEMS(region->arena, struct pm_member, most + 1);
    for (size_t i = 0; i < most; i++) {
        bool is_entry = i < region->entries.count;
        uint32_t index = is_entry ? region->entries.items[i].quantity
                                  : room->changed_before.items[i - region->entries.count];
        int64_t change = change_in_all(region, index);
        if (!change || (!is_entry && room->place[index] != PM_NO_INDEX)) continue;
        move->steps[move->count++] = (struct pm_member){index, (int32_t)change};
        is_alone = is_alone || quantity_at(region, index)->is_single;
    }
    return is_alone;
}

/* Keeps a move, if something that is to be protected goes farther by it. */
static void keep_move(const struct pm_region *region, uint32_t start)
{
    struct pm_web *web = region->web;
    uint32_t number = (uint32_t)web->moves.count;
    struct pm_move move = {NULL, 0};
    bool is_alone = read_steps(region, &move);
    bool is_kept = false;
    for (size_t i = 0; i < move.count; i++) {
        struct pm_quantity *quantity = quantity_at(region, move.steps[i].quantity);
        int64_t change = move.steps[i].factor;
        bool is_primary = quantity->need && !quantity->is_bound;
        if (is_alone && is_primary && move.steps[i].quantity != start) continue;
        if (change <= quantity->up && -change <= quantity->down) continue;
        struct pm_kept before = {move.steps[i].quantity, quantity->up_move, quantity->down_move,
                                 quantity->up, quantity->down};
        PM_PUSH(web->arena, &web->kept, before);
        is_kept = true;
        if (change > 0) {
            quantity->up = change;
            quantity->up_move = number;
        } else {
            quantity->down = -change;
            quantity->down_move = number;
        }
    }
    if (!is_kept) return;
    struct pm_move kept = {PM_NEW_ITEMS(web->arena, struct pm_member, move.count), move.count};
    for (size_t i = 0; i < move.count; i++)
        kept.steps[i] = move.steps[i];
    PM_PUSH(web->arena, &web->moves, kept);
}

bool pm_region_look(struct pm_region *region, uint32_t index)
{
    struct pm_quantity *quantity = quantity_at(region, index);
    if (pm_quantity_is_safe(quantity)) return true;
    if (region->room->place[index] == PM_NO_INDEX) return false;
    int most = pm_region_is_whole(region) ? 4 : 2;
    for (int i = 0; i < most; i++) {
        int sign = i % 2 ? -1 : 1;
        int64_t other = sign > 0 ? quantity->down : quantity->up;
        int64_t amount = pm_quantity_need(quantity) - other;
        if (solve(region, index, sign, i < 2 ? amount : WIDER * amount, i >= 2) > 0)
            keep_move(region, index);
        if (pm_quantity_is_safe(quantity)) return true;
    }
    return false;
}

/* ---- Hiding ---- */

/* Figures that would be hidden with a quantity, and are not marked yet; with `mark` they are. */
static int64_t count_figures(const struct pm_region *region, const struct pm_quantity *quantity,
                             bool mark)
{
    const struct pm_web *web = region->web;
    const struct pm_web_term *term = &web->terms[quantity->term];
    int64_t count = 0;
    for (size_t i = 0; i < term->metric_count; i++) {
        size_t at = term->metrics[i] * web->cell_count + quantity->cell;
        const struct pm_web_figure *figure = &web->figures[at];
        if (!figure->has_figure || figure->veil != PM_VEIL_NONE || region->room->is_marked[at])
            continue;
        region->room->is_marked[at] = mark;
        count++;
    }
    return count;
}

static void unmark_figures(const struct pm_region *region, const struct pm_quantity *quantity)
{
    const struct pm_web_term *term = &region->web->terms[quantity->term];
    for (size_t i = 0; i < term->metric_count; i++)
        region->room->is_marked[term->metrics[i] * region->web->cell_count + quantity->cell] =
            false;
}

/* That there is nobody, or nobody with the outcome, is shown if it can be. */
static int64_t cost_of_one(const struct pm_quantity *quantity)
{
    return quantity->value ? quantity->cost : OF_NONE * quantity->cost;
}

/* Each figure that has to be hidden counts once. */
static int64_t cost_of(const struct pm_region *region)
{
    int64_t cost = 0;
    for (int is_second = 0; is_second < 2; is_second++)
        for (size_t i = 0; i < region->entries.count; i++) {
            const struct pm_region_entry *entry = &region->entries.items[i];
            const struct pm_quantity *quantity = quantity_at(region, entry->quantity);
            if (entry->minus == PM_NO_INDEX || !change_of(region, entry)) continue;
            if (is_second)
                unmark_figures(region, quantity);
            else
                cost += cost_of_one(quantity) * count_figures(region, quantity, true);
        }
    return cost;
}

/* What can be changed at a price, dearest first. */
static int compare_prices(const void *left, const void *right)
{
    const int64_t *a = left;
    const int64_t *b = right;
    if (a[0] != b[0]) return a[0] > b[0] ? -1 : 1;
    return a[1] < b[1] ? -1 : a[1] > b[1];
}

static size_t find_changed(const struct pm_region *region, int64_t (*out)[2])
{
    size_t count = 0;
    for (size_t i = 0; i < region->entries.count; i++) {
        const struct pm_region_entry *entry = &region->entries.items[i];
        if (entry->minus == PM_NO_INDEX || !change_of(region, entry)) continue;
        out[count][0] = quantity_at(region, entry->quantity)->cost;
        out[count++][1] = (int64_t)i;
    }
    qsort(out, count, sizeof *out, compare_prices);
    return count;
}

/* True when the quantity may go so far, by its own bounds. */
static bool has_room(const struct pm_region *region, uint32_t index, int sign, int64_t amount)
{
    const struct pm_program_variable *variable =
        variable_at(region, region->entries.items[region->room->place[index]].plus);
    return (sign > 0 ? variable->high : -variable->low) >= amount;
}

static void keep_changes(const struct pm_region *region, int64_t *changes, bool is_put_back)
{
    for (size_t i = 0; i < region->program->variables.count; i++) {
        if (is_put_back)
            region->program->variables.items[i].found = changes[i];
        else
            changes[i] = region->program->variables.items[i].found;
    }
}

/* Without one figure after the other, where the quantity still goes as far, for less. */
static void drop_figures(const struct pm_region *region, uint32_t index, int sign, int64_t amount)
{
    int64_t *changes = PM_NEW_ITEMS(region->arena, int64_t, region->program->variables.count + 1);
    int64_t(*changed)[2] =
        pm_arena_alloc_items(region->arena, region->entries.count + 1, sizeof *changed);
    size_t count = find_changed(region, changed);
    int64_t cost = cost_of(region);
    keep_changes(region, changes, false);
    for (size_t i = 0; count > 1 && i < count && i < MOST_DROPS; i++) {
        const struct pm_region_entry *entry = &region->entries.items[changed[i][1]];
        lock(region, entry, true);
        if (solve(region, index, sign, amount, false) >= amount && cost_of(region) < cost) {
            cost = cost_of(region);
            keep_changes(region, changes, false);
        } else {
            lock(region, entry, false);
        }
    }
    keep_changes(region, changes, true);
}

/* A numerator goes along with its denominator: the figure is hidden once. */
static void set_prices(const struct pm_region *region, int64_t amount)
{
    for (size_t i = 0; i < region->entries.count; i++) {
        const struct pm_region_entry *entry = &region->entries.items[i];
        if (entry->minus == PM_NO_INDEX) continue;
        const struct pm_quantity *quantity = quantity_at(region, entry->quantity);
        bool is_part = region->web->terms[quantity->term].whole != UINT16_MAX;
        double price = (double)(cost_of_one(quantity) * count_figures(region, quantity, false)) /
                       (double)amount / (is_part ? CHEAPER_PART : 1);
        lock(region, entry, false);
        variable_at(region, entry->plus)->gain = -price;
        variable_at(region, entry->minus)->gain = -price;
    }
}

/* Nothing that is shown may change from now on but what is hidden. */
static void close_prices(const struct pm_region *region)
{
    for (size_t i = 0; i < region->entries.count; i++) {
        const struct pm_region_entry *entry = &region->entries.items[i];
        if (entry->minus == PM_NO_INDEX) continue;
        lock(region, entry, !quantity_at(region, entry->quantity)->is_hidden);
        variable_at(region, entry->plus)->gain = variable_at(region, entry->minus)->gain = 0;
    }
}

static void hide_changed(const struct pm_region *region)
{
    for (size_t i = 0; i < region->entries.count; i++) {
        const struct pm_region_entry *entry = &region->entries.items[i];
        if (entry->minus != PM_NO_INDEX && change_of(region, entry))
            pm_web_hide(region->web, entry->quantity);
    }
}

bool pm_region_protect(struct pm_region *region, uint32_t index, int64_t most)
{
    const struct pm_quantity *quantity = quantity_at(region, index);
    int64_t best = PM_NO_PRICE;
    if (region->room->place[index] == PM_NO_INDEX) return false;
    int64_t *changes = PM_NEW_ITEMS(region->arena, int64_t, region->program->variables.count + 1);
    for (int sign = 1; sign >= -1; sign -= 2) {
        int64_t amount = pm_quantity_need(quantity) - (sign > 0 ? quantity->down : quantity->up);
        if (!has_room(region, index, sign, amount)) continue;
        set_prices(region, amount);
        bool is_found = solve(region, index, sign, amount, false) >= amount;
        if (!is_found && pm_region_is_whole(region))
            is_found = solve(region, index, sign, WIDER * amount, true) >= amount;
        if (!is_found) continue;
        drop_figures(region, index, sign, amount);
        if (cost_of(region) >= best) continue;
        best = cost_of(region);
        keep_changes(region, changes, false);
    }
    if (best <= most) {
        keep_changes(region, changes, true);
        hide_changed(region);
        keep_move(region, index);
    }
    close_prices(region);
    return best <= most;
}

bool pm_region_go_farther(struct pm_region *region, uint32_t index, int64_t most)
{
    const struct pm_quantity *quantity = quantity_at(region, index);
    int64_t amount = pm_quantity_need(quantity) - quantity->up - quantity->down;
    if (region->room->place[index] == PM_NO_INDEX) return false;
    set_prices(region, amount);
    int64_t found = solve(region, index, region->sign, amount, false);
    bool is_farther = found > 0;
    if (is_farther) drop_figures(region, index, region->sign, found);
    is_farther = is_farther && cost_of(region) <= most;
    if (is_farther) {
        hide_changed(region);
        keep_move(region, index);
    }
    close_prices(region);
    return is_farther;
}
