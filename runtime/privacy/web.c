/* web.c: quantities, the figures that show them, and relations. */
#include "runtime/privacy/web.h"

enum { BUCKETS = 4096 };

struct pm_rest_cell { /* what is left of a total cell when some parts are taken away */
    uint32_t total;   /* cells */
    uint32_t first;   /* part */
    uint32_t last;
    uint32_t number;
    uint32_t *quantities; /* by term; PM_NO_INDEX */
    struct pm_rest_cell *next;
};

struct pm_web *pm_web_new(struct pm_arena *arena, size_t cells, size_t terms, size_t metrics,
                          size_t axes)
{
    struct pm_web *web = PM_NEW(arena, struct pm_web);
    web->arena = arena;
    web->cell_count = cells;
    web->term_count = terms;
    web->metric_count = metrics;
    web->axis_count = axes;
    web->coordinates = PM_NEW_ITEMS(arena, uint32_t, cells * axes + 1);
    for (size_t i = 0; i < cells * axes; i++)
        web->coordinates[i] = PM_NO_INDEX;
    web->terms = PM_NEW_ITEMS(arena, struct pm_web_term, terms + 1);
    web->metrics = PM_NEW_ITEMS(arena, struct pm_web_metric, metrics + 1);
    web->figures = PM_NEW_ITEMS(arena, struct pm_web_figure, metrics * cells + 1);
    web->buckets = PM_NEW_ITEMS(arena, struct pm_rest_cell *, BUCKETS);
    web->quantities.items = PM_NEW_ITEMS(arena, struct pm_quantity, terms * cells + 1);
    web->quantities.count = web->quantities.capacity = terms * cells;
    for (size_t i = 0; i < metrics; i++)
        web->metrics[i].split_term = web->metrics[i].numerator_term = UINT16_MAX;
    for (size_t i = 0; i < terms; i++)
        web->terms[i].whole = UINT16_MAX;
    for (size_t i = 0; i < web->quantities.count; i++) {
        struct pm_quantity *quantity = &web->quantities.items[i];
        quantity->high = INT64_MAX;
        quantity->term = (uint16_t)(i / cells);
        quantity->cell = (uint32_t)(i % cells);
        quantity->up_move = quantity->down_move = PM_NO_INDEX;
    }
    return web;
}

void pm_web_connect_terms(struct pm_web *web)
{
    for (size_t i = 0; i < web->term_count; i++) {
        struct pm_web_term *term = &web->terms[i];
        term->metrics = PM_NEW_ITEMS(web->arena, uint16_t, web->metric_count + 1);
        for (size_t j = 0; j < web->metric_count; j++) {
            const struct pm_web_metric *metric = &web->metrics[j];
            for (size_t k = 0; k < metric->term_count; k++)
                if (metric->terms[k] == i) term->metrics[term->metric_count++] = (uint16_t)j;
            if (metric->numerator_term == i && metric->split_term != UINT16_MAX)
                term->whole = metric->split_term;
        }
    }
}

/* ---- What is left of totals ---- */

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t mixed = (a ^ (b + 0x9E3779B97F4A7C15U + (a << 6) + (a >> 2))) * 0xBF58476D1CE4E5B9U;
    return mixed ^ (mixed >> 29);
}

static struct pm_rest_cell *rest_cell(struct pm_web *web, uint32_t total, uint32_t first,
                                      uint32_t last)
{
    size_t bucket = mix(mix(total, first), last) % BUCKETS;
    struct pm_rest_cell *cell = web->buckets[bucket];
    while (cell && (cell->total != total || cell->first != first || cell->last != last))
        cell = cell->next;
    if (cell) return cell;
    cell = PM_NEW(web->arena, struct pm_rest_cell);
    cell->total = total;
    cell->first = first;
    cell->last = last;
    cell->number = (uint32_t)(web->cell_count + web->rest_cells.count);
    cell->quantities = PM_NEW_ITEMS(web->arena, uint32_t, web->term_count + 1);
    for (size_t i = 0; i < web->term_count; i++)
        cell->quantities[i] = PM_NO_INDEX;
    cell->next = web->buckets[bucket];
    web->buckets[bucket] = cell;
    PM_PUSH(web->arena, &web->rest_cells, cell);
    return cell;
}

/* A quantity that no figure shows: what is left of `total`, in `cell`. */
static uint32_t add_rest(struct pm_web *web, uint32_t total, uint64_t rank, uint32_t cell,
                         int64_t value)
{
    uint16_t term = web->quantities.items[total].term;
    struct pm_quantity rest = {.value = value,
                               .high = INT64_MAX,
                               .rank = mix(web->quantities.items[total].rank, rank),
                               .cell = cell,
                               .up_move = PM_NO_INDEX,
                               .down_move = PM_NO_INDEX,
                               .term = term,
                               .is_used = true,
                               .is_rest = true};
    PM_PUSH(web->arena, &web->quantities, rest);
    return (uint32_t)(web->quantities.count - 1);
}

static void add_member(struct pm_web *web, uint32_t quantity, int32_t factor)
{
    struct pm_member member = {quantity, factor};
    PM_PUSH(web->arena, &web->members, member);
}

static void end_relation(struct pm_web *web, size_t first)
{
    struct pm_relation relation = {.first = (uint32_t)first,
                                   .count = (uint32_t)(web->members.count - first)};
    PM_PUSH(web->arena, &web->relations, relation);
}

uint32_t pm_web_relate(struct pm_web *web, uint32_t total, const uint32_t *parts, size_t count,
                       enum pm_rest rest)
{
    const struct pm_quantity *items = web->quantities.items;
    size_t first = web->members.count;
    int64_t left = items[total].value;
    bool is_out = items[total].is_fixed; /* everybody can look it up */
    if (!items[total].is_used) return PM_NO_INDEX;
    add_member(web, total, -1);
    for (size_t i = 0; i < count; i++) {
        if (!items[parts[i]].is_used) continue;
        is_out = is_out && items[parts[i]].is_fixed;
        left -= items[parts[i]].value;
        add_member(web, parts[i], 1);
    }
    if (left < 0 || (left > 0 && rest == PM_REST_NONE) || web->members.count < first + 2) {
        web->members.count = first;
        return PM_NO_INDEX;
    }
    uint16_t term = items[total].term;
    uint16_t whole = web->terms[term].whole;
    struct pm_rest_cell *cell = NULL;
    if (rest != PM_REST_NONE)
        cell =
            rest_cell(web, items[total].cell, items[parts[0]].cell, items[parts[count - 1]].cell);
    bool may_be = rest == PM_REST_ANY || left > 0 ||
                  (cell && whole != UINT16_MAX && cell->quantities[whole] != PM_NO_INDEX);
    uint32_t index = PM_NO_INDEX;
    if (rest != PM_REST_NONE && may_be) {
        int64_t least = web->terms[term].need_of_rest;
        index = add_rest(web, total, mix(items[parts[0]].rank, items[parts[count - 1]].rank),
                         cell->number, left);
        web->quantities.items[index].need = left > 0 && left < least && !is_out ? least : 0;
        web->quantities.items[index].is_single = web->terms[term].counts_persons && left == 1;
        cell->quantities[term] = index;
        add_member(web, index, 1);
    }
    end_relation(web, first);
    return index;
}

uint32_t pm_web_split(struct pm_web *web, uint32_t denominator, uint32_t numerator)
{
    const struct pm_quantity *whole = &web->quantities.items[denominator];
    const struct pm_quantity *part = &web->quantities.items[numerator];
    size_t first = web->members.count;
    if (!whole->is_used || !part->is_used || denominator == numerator) return PM_NO_INDEX;
    if (whole->value < part->value) return PM_NO_INDEX;
    add_member(web, denominator, -1);
    add_member(web, numerator, 1);
    uint32_t rest = add_rest(web, denominator, part->rank, whole->cell, whole->value - part->value);
    add_member(web, rest, 1);
    end_relation(web, first);
    return rest;
}

void pm_web_bound(struct pm_web *web, uint32_t more, int32_t by, uint32_t less, int32_t times,
                  bool is_strict)
{
    const struct pm_quantity *items = web->quantities.items;
    size_t first = web->members.count;
    int64_t left = by * items[more].value - times * items[less].value;
    uint32_t rest = add_rest(web, more, items[less].rank, items[more].cell, left);
    web->quantities.items[rest].low = is_strict ? 1 : 0;
    web->quantities.items[rest].is_margin = true;
    add_member(web, more, -by);
    add_member(web, less, times);
    add_member(web, rest, 1);
    end_relation(web, first);
}

static void split_rests(struct pm_web *web)
{
    for (size_t i = 0; i < web->rest_cells.count; i++) {
        const uint32_t *quantities = web->rest_cells.items[i]->quantities;
        for (size_t j = 0; j < web->metric_count; j++) {
            const struct pm_web_metric *metric = &web->metrics[j];
            if (metric->split_term == UINT16_MAX || metric->numerator_term == UINT16_MAX) continue;
            uint32_t denominator = quantities[metric->split_term];
            uint32_t numerator = quantities[metric->numerator_term];
            if (denominator == PM_NO_INDEX || numerator == PM_NO_INDEX) continue;
            uint32_t without = pm_web_split(web, denominator, numerator);
            int64_t least = web->terms[metric->numerator_term].need_of_rest;
            if (without == PM_NO_INDEX) continue;
            int64_t value = web->quantities.items[without].value;
            web->quantities.items[without].need = value > 0 && value < least ? least : 0;
        }
    }
}

/* ---- Finding one's way ---- */

static void index_relations(struct pm_web *web)
{
    size_t count = web->quantities.count;
    web->of_first = PM_NEW_ITEMS(web->arena, uint32_t, count + 2);
    web->of_list = PM_NEW_ITEMS(web->arena, uint32_t, web->members.count + 1);
    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; i < web->relations.count; i++) {
            const struct pm_relation *relation = &web->relations.items[i];
            for (uint32_t j = 0; j < relation->count; j++) {
                uint32_t member = web->members.items[relation->first + j].quantity;
                if (fill)
                    web->of_list[web->of_first[member + 1]++] = (uint32_t)i;
                else
                    web->of_first[member + 2]++;
            }
        }
        for (size_t i = 0; !fill && i < count; i++)
            web->of_first[i + 2] += web->of_first[i + 1];
    }
}

static void index_cells(struct pm_web *web)
{
    size_t cells = web->cell_count + web->rest_cells.count;
    web->in_first = PM_NEW_ITEMS(web->arena, uint32_t, cells + 2);
    web->in_list = PM_NEW_ITEMS(web->arena, uint32_t, web->quantities.count + 1);
    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; i < web->quantities.count; i++) {
            const struct pm_quantity *quantity = &web->quantities.items[i];
            if (!quantity->is_used) continue;
            if (fill)
                web->in_list[web->in_first[quantity->cell + 1]++] = (uint32_t)i;
            else
                web->in_first[quantity->cell + 2]++;
        }
        for (size_t i = 0; !fill && i < cells; i++)
            web->in_first[i + 2] += web->in_first[i + 1];
    }
}

/* ---- Where cells lie ---- */

enum { OF_REST = 0x40000000 }; /* is added to the coordinate of the first part */

static uint64_t hash_of(const struct pm_web *web, const uint32_t *coordinates)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < web->axis_count; i++)
        hash = mix(hash, coordinates[i]);
    return hash;
}

uint32_t pm_web_cell(const struct pm_web *web, const uint32_t *coordinates)
{
    size_t at = hash_of(web, coordinates) & web->place_mask;
    for (; web->places[at] != PM_NO_INDEX; at = (at + 1) & web->place_mask) {
        uint32_t cell = web->places[at];
        size_t same = 0;
        while (same < web->axis_count && coordinates[same] == pm_web_coordinate(web, cell, same))
            same++;
        if (same == web->axis_count) return cell;
    }
    return PM_NO_INDEX;
}

/* The axis on which two cells differ. */
static uint32_t axis_between(const struct pm_web *web, uint32_t total, uint32_t part)
{
    for (size_t i = 0; total != part && i < web->axis_count; i++)
        if (pm_web_coordinate(web, total, i) != pm_web_coordinate(web, part, i)) return (uint32_t)i;
    return PM_NO_INDEX;
}

/* What is left of a total lies where its parts do, but for one axis. */
static void place_rests(struct pm_web *web)
{
    size_t axes = web->axis_count;
    size_t cells = web->cell_count + web->rest_cells.count;
    uint32_t *all = PM_NEW_ITEMS(web->arena, uint32_t, cells * axes + 1);
    for (size_t i = 0; i < web->cell_count * axes; i++)
        all[i] = web->coordinates[i];
    web->coordinates = all;
    for (size_t i = 0; i < web->rest_cells.count; i++) {
        const struct pm_rest_cell *rest = web->rest_cells.items[i];
        uint32_t axis = axis_between(web, rest->total, rest->first);
        for (size_t j = 0; j < axes; j++)
            pm_web_set_coordinate(web, rest->number, j, pm_web_coordinate(web, rest->total, j));
        if (axis != PM_NO_INDEX)
            pm_web_set_coordinate(web, rest->number, axis,
                                  OF_REST + pm_web_coordinate(web, rest->first, axis));
    }
}

static void index_places(struct pm_web *web)
{
    size_t cells = web->cell_count + web->rest_cells.count;
    size_t size = 16;
    while (size < 2 * cells)
        size *= 2;
    web->places = PM_NEW_ITEMS(web->arena, uint32_t, size);
    web->place_mask = size - 1;
    for (size_t i = 0; i < size; i++)
        web->places[i] = PM_NO_INDEX;
    for (size_t i = 0; i < cells; i++) {
        size_t at = hash_of(web, &web->coordinates[i * web->axis_count]) & web->place_mask;
        while (web->places[at] != PM_NO_INDEX)
            at = (at + 1) & web->place_mask;
        web->places[at] = (uint32_t)i;
    }
}

static void find_axes(struct pm_web *web)
{
    for (size_t i = 0; i < web->relations.count; i++) {
        struct pm_relation *relation = &web->relations.items[i];
        const struct pm_member *members = &web->members.items[relation->first];
        relation->axis = axis_between(web, web->quantities.items[members[0].quantity].cell,
                                      web->quantities.items[members[1].quantity].cell);
    }
}

static void find_kin(struct pm_web *web)
{
    for (size_t i = 0; i < web->term_count; i++)
        web->terms[i].kin = (uint16_t)i;
    for (size_t i = 0; i < web->relations.count; i++) {
        const struct pm_relation *relation = &web->relations.items[i];
        const struct pm_member *members = &web->members.items[relation->first];
        uint16_t first = web->terms[web->quantities.items[members[0].quantity].term].kin;
        for (uint32_t j = 1; j < relation->count; j++) {
            uint16_t kin = web->terms[web->quantities.items[members[j].quantity].term].kin;
            for (size_t k = 0; kin != first && k < web->term_count; k++)
                if (web->terms[k].kin == kin) web->terms[k].kin = first;
        }
    }
}

/* Whoever is alone in a cell knows all of its numbers that are theirs. */
static void find_singles(struct pm_web *web)
{
    for (size_t cell = 0; cell < web->cell_count + web->rest_cells.count; cell++) {
        bool is_single = false;
        for (uint32_t i = web->in_first[cell]; i < web->in_first[cell + 1]; i++)
            is_single = is_single || web->quantities.items[web->in_list[i]].is_single;
        for (uint32_t i = web->in_first[cell]; is_single && i < web->in_first[cell + 1]; i++) {
            struct pm_quantity *quantity = &web->quantities.items[web->in_list[i]];
            quantity->is_single = quantity->value <= 1;
        }
    }
}

/* ---- Hiding ---- */

static bool is_shown(const struct pm_web *web, const struct pm_quantity *quantity)
{
    const struct pm_web_term *term = &web->terms[quantity->term];
    for (size_t i = 0; i < term->metric_count; i++) {
        const struct pm_web_figure *figure = pm_web_figure(web, term->metrics[i], quantity->cell);
        if (figure->has_figure && figure->veil == PM_VEIL_NONE) return true;
    }
    return false;
}

static void count_hidden(struct pm_web *web, uint32_t quantity, bool is_hidden)
{
    if (web->quantities.items[quantity].is_hidden == is_hidden) return;
    web->quantities.items[quantity].is_hidden = is_hidden;
    for (uint32_t i = web->of_first[quantity]; i < web->of_first[quantity + 1]; i++) {
        struct pm_relation *relation = &web->relations.items[web->of_list[i]];
        relation->hidden += is_hidden ? 1 : -1U;
    }
}

static void look_at(struct pm_web *web, uint32_t index)
{
    const struct pm_quantity *quantity = &web->quantities.items[index];
    if (!quantity->is_used) return;
    count_hidden(web, index,
                 quantity->is_rest || (!quantity->is_fixed && !is_shown(web, quantity)));
}

void pm_web_finish(struct pm_web *web)
{
    split_rests(web);
    place_rests(web);
    index_places(web);
    find_axes(web);
    index_relations(web);
    index_cells(web);
    find_kin(web);
    find_singles(web);
    for (size_t i = 0; i < web->quantities.count; i++)
        look_at(web, (uint32_t)i);
}

static void look_at_figure(struct pm_web *web, size_t metric, size_t cell)
{
    const struct pm_web_metric *of = &web->metrics[metric];
    for (size_t i = 0; i < of->term_count; i++)
        look_at(web, pm_web_quantity(web, of->terms[i], cell));
}

bool pm_web_may_hide(const struct pm_web *web, uint32_t index)
{
    const struct pm_quantity *quantity = &web->quantities.items[index];
    if (!quantity->is_used || quantity->is_fixed || quantity->is_rest) return false;
    const struct pm_web_term *term = &web->terms[quantity->term];
    for (size_t i = 0; i < term->metric_count; i++) {
        const struct pm_web_figure *figure = pm_web_figure(web, term->metrics[i], quantity->cell);
        if (figure->has_figure && figure->veil == PM_VEIL_NONE && figure->is_fixed) return false;
    }
    return true;
}

void pm_web_hide_figure(struct pm_web *web, size_t metric, size_t cell)
{
    struct pm_web_figure *figure = pm_web_figure(web, metric, cell);
    if (!figure->has_figure || figure->veil != PM_VEIL_NONE) return;
    figure->veil = PM_VEIL_HIDDEN;
    figure->is_complement = true;
    web->complement_count++;
    PM_PUSH(web->arena, &web->hidden, metric * web->cell_count + cell);
    look_at_figure(web, metric, cell);
}

bool pm_web_hide(struct pm_web *web, uint32_t index)
{
    const struct pm_quantity *quantity = &web->quantities.items[index];
    if (!pm_web_may_hide(web, index)) return false;
    const struct pm_web_term *term = &web->terms[quantity->term];
    for (size_t i = 0; i < term->metric_count; i++)
        pm_web_hide_figure(web, term->metrics[i], quantity->cell);
    return true;
}

void pm_web_show(struct pm_web *web, size_t metric, size_t cell)
{
    struct pm_web_figure *figure = pm_web_figure(web, metric, cell);
    figure->veil = PM_VEIL_NONE;
    figure->is_complement = false;
    web->complement_count--;
    look_at_figure(web, metric, cell);
}

struct pm_web_mark pm_web_mark(const struct pm_web *web)
{
    return (struct pm_web_mark){web->kept.count, web->hidden.count};
}

void pm_web_go_back(struct pm_web *web, struct pm_web_mark mark)
{
    while (web->kept.count > mark.kept) {
        const struct pm_kept *kept = &web->kept.items[--web->kept.count];
        struct pm_quantity *quantity = &web->quantities.items[kept->quantity];
        quantity->up = kept->up;
        quantity->down = kept->down;
        quantity->up_move = kept->up_move;
        quantity->down_move = kept->down_move;
    }
    while (web->hidden.count > mark.hidden) {
        size_t figure = web->hidden.items[--web->hidden.count];
        pm_web_show(web, figure / web->cell_count, figure % web->cell_count);
    }
}
