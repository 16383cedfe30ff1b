/* suppress.c: hides further figures until every quantity is protected that can be.
 *
 * Until then nothing is shown again that a kept move changes, so that what is protected once stays so.
 * In the end figures that turn out not to be needed are shown again: those by whose changes nothing is
 * protected that is not protected without them. */
#include "runtime/privacy/web.h"

#include <stdlib.h>

/* From so much work on, less of what is farther away is looked at. */
static const int64_t most_work[PM_MOST_REACH] = {0, 1000000000, 300000000};

enum {
    DEAR = 30000, /* other ways are looked for first */
    VERY_DEAR = 90000,
    MOST_LOOKS = 3000000, /* at quantities, for what is not needed */
    MOST_SHOWN = 24,      /* figures at once */
    MOST_TRIALS = 600,    /* likewise, that are looked for new ways for */
    MOST_STEPS = 6        /* for one quantity, up and down */
};

struct suppressing {
    struct pm_web *web;
    PM_ARRAY(uint32_t) queue; /* quantities to protect */
    size_t done;              /* of these */
    PM_ARRAY(uint32_t) open;  /* for which nothing was found */
    size_t trials;
};

static struct pm_quantity *quantity_at(const struct suppressing *suppressing, uint32_t index)
{
    return &suppressing->web->quantities.items[index];
}

/* ---- What is to be protected ---- */

struct due { /* a quantity by its value, or a cell by what is spent in it */
    int64_t amount;
    uint64_t rank;
    uint32_t index;
};

/* The largest first. */
static int compare_due(const void *left, const void *right)
{
    const struct due *a = left;
    const struct due *b = right;
    if (a->amount != b->amount) return a->amount > b->amount ? -1 : 1;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Sorts quantities and adds them to the queue. */
static void add_due(struct suppressing *suppressing, struct due *due, size_t count)
{
    qsort(due, count, sizeof *due, compare_due);
    for (size_t i = 0; i < count; i++)
        PM_PUSH(suppressing->web->arena, &suppressing->queue, due[i].index);
}

static void count_one_open(struct pm_web *web, const struct pm_quantity *quantity)
{
    bool is_settled =
        web->is_settled && (quantity->cell >= web->cell_count || web->is_settled[quantity->cell]);
    if (!quantity->is_bound && !is_settled) web->open_count++;
}

/* Those hidden for their own sake, largest first; figures of other metrics that show them go, too. */
static void find_primaries(struct suppressing *suppressing)
{
    struct pm_web *web = suppressing->web;
    struct due *due = PM_NEW_ITEMS(web->arena, struct due, web->quantities.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < web->quantities.count; i++) {
        struct pm_quantity *quantity = &web->quantities.items[i];
        if (!quantity->is_hidden && quantity->is_bound) quantity->need = 0;
        if (!quantity->is_used || !quantity->need) continue;
        if (!quantity->is_hidden && !pm_web_hide(web, (uint32_t)i)) {
            count_one_open(web, quantity);
            quantity->need = 0;
            continue;
        }
        due[count++] = (struct due){quantity->value, quantity->rank, (uint32_t)i};
    }
    add_due(suppressing, due, count);
}

/* True for what is left of a denominator that is shown with its numerator. */
static bool is_told(const struct pm_web *web, uint32_t index)
{
    const struct pm_quantity *quantity = &web->quantities.items[index];
    if (!quantity->is_rest) return false;
    for (uint32_t i = web->of_first[index]; i < web->of_first[index + 1]; i++)
        if (web->relations.items[web->of_list[i]].hidden == 1) return true;
    return quantity->is_margin || quantity->cell >= web->cell_count;
}

/* The value of no hidden figure may follow: all its quantities must be able to change. */
static void find_complements(struct suppressing *suppressing)
{
    struct pm_web *web = suppressing->web;
    struct due *due = PM_NEW_ITEMS(web->arena, struct due, web->quantities.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < web->quantities.count; i++) {
        struct pm_quantity *quantity = &web->quantities.items[i];
        if (!quantity->is_used || !quantity->is_hidden || quantity->need || !quantity->value)
            continue;
        if (is_told(web, (uint32_t)i)) continue;
        quantity->need = 1;
        quantity->is_bound = true;
        due[count++] = (struct due){quantity->value, quantity->rank, (uint32_t)i};
    }
    add_due(suppressing, due, count);
}

/* ---- One quantity ---- */

static void look_at_others(struct pm_region *region, const struct pm_web *web)
{
    size_t count = 0;
    const uint32_t *quantities = pm_region_quantities(region, &count);
    for (size_t i = 0; i < count; i++) {
        const struct pm_quantity *quantity = &web->quantities.items[quantities[i]];
        if (quantity->need && quantity->is_hidden && !quantity->is_single)
            pm_region_look(region, quantities[i]);
    }
}

static bool look(const struct suppressing *suppressing, uint32_t index, int reach)
{
    struct pm_arena *scratch = pm_arena_new_scratch(suppressing->web->arena);
    struct pm_region *region = pm_region_new(scratch, suppressing->web, index, reach, false);
    bool is_safe = pm_region_look(region, index);
    pm_arena_free(scratch);
    return is_safe;
}

static int most_reach(const struct suppressing *suppressing)
{
    int reach = PM_MOST_REACH;
    while (reach > 1 && suppressing->web->work > most_work[reach - 1])
        reach--;
    return reach;
}

static bool look_everywhere(const struct suppressing *suppressing, uint32_t index)
{
    for (int reach = 0; reach < most_reach(suppressing); reach++)
        if (look(suppressing, index, reach)) return true;
    return false;
}

static bool protect_within(const struct suppressing *suppressing, uint32_t index, int reach,
                           int64_t most)
{
    struct pm_arena *scratch = pm_arena_new_scratch(suppressing->web->arena);
    struct pm_region *region = pm_region_new(scratch, suppressing->web, index, reach, false);
    bool is_safe = pm_region_look(region, index);
    if (!is_safe) {
        region = pm_region_new(scratch, suppressing->web, index, reach, true);
        if (pm_region_is_whole(region)) most = PM_NO_PRICE - 1;
        is_safe = pm_region_protect(region, index, most);
    }
    if (is_safe) look_at_others(region, suppressing->web);
    pm_arena_free(scratch);
    return is_safe;
}

static void go_farther(const struct suppressing *suppressing, uint32_t index, int sign,
                       int64_t most)
{
    bool goes_farther = true;
    for (int i = 0; i < MOST_STEPS && goes_farther; i++) {
        if (pm_quantity_is_safe(quantity_at(suppressing, index))) return;
        struct pm_arena *scratch = pm_arena_new_scratch(suppressing->web->arena);
        struct pm_region *region = pm_region_after(scratch, suppressing->web, index, 0, true, sign);
        goes_farther = pm_region_go_farther(region, index, most);
        pm_arena_free(scratch);
    }
}

/* Step by step, each time with other partners: what these have no room for the next ones may. */
static bool protect_in_steps(const struct suppressing *suppressing, uint32_t index, int64_t most)
{
    struct pm_web_mark mark = pm_web_mark(suppressing->web);
    go_farther(suppressing, index, 1, most);
    go_farther(suppressing, index, -1, most);
    if (pm_quantity_is_safe(quantity_at(suppressing, index))) return true;
    pm_web_go_back(suppressing->web, mark);
    return false;
}

/* Hides all parts of the sums that the quantity is a part of. */
static bool withhold_table(const struct suppressing *suppressing, uint32_t index)
{
    struct pm_web *web = suppressing->web;
    bool changed = false;
    for (uint32_t i = web->of_first[index]; i < web->of_first[index + 1]; i++) {
        const struct pm_relation *relation = &web->relations.items[web->of_list[i]];
        if (web->members.items[relation->first].quantity == index) continue;
        for (uint32_t j = 1; j < relation->count; j++) {
            uint32_t member = web->members.items[relation->first + j].quantity;
            if (!web->quantities.items[member].is_hidden)
                changed = pm_web_hide(web, member) || changed;
        }
    }
    return changed;
}

static bool follows(const struct pm_quantity *quantity)
{
    return quantity->up + quantity->down == 0;
}

static bool protect_at(const struct suppressing *suppressing, uint32_t index, int reach,
                       int64_t most)
{
    return protect_within(suppressing, index, reach, most) ||
           (!reach && protect_in_steps(suppressing, index, most));
}

/* Nearby at a price that is not too high; else farther away, or at a higher one; else with all parts
 * hidden; else, if it follows, at any price but that of the total of all. What then differs by less
 * than it should, but does not follow, is left at that. */
static void protect(struct suppressing *suppressing, uint32_t index)
{
    const struct pm_quantity *quantity = quantity_at(suppressing, index);
    int most = most_reach(suppressing);
    for (int reach = 0; reach < most; reach++)
        if (protect_at(suppressing, index, reach, DEAR)) return;
    for (int reach = 0; reach < most; reach++)
        if (protect_at(suppressing, index, reach, VERY_DEAR)) return;
    if (!quantity->is_bound && withhold_table(suppressing, index) &&
        look_everywhere(suppressing, index))
        return;
    for (int reach = 0; reach < most && follows(quantity); reach++)
        if (protect_at(suppressing, index, reach, PM_PRICE_OF_ALL - 1)) return;
    PM_PUSH(suppressing->web->arena, &suppressing->open, index);
}

/* What is hidden for the sake of others is mostly safe behind these, once all were looked at. */
static void protect_all(struct suppressing *suppressing)
{
    while (suppressing->done < suppressing->queue.count) {
        size_t first = suppressing->done;
        for (size_t i = first; i < suppressing->queue.count; i++) {
            uint32_t index = suppressing->queue.items[i];
            if (pm_quantity_is_safe(quantity_at(suppressing, index))) continue;
            if (quantity_at(suppressing, index)->is_bound)
                look(suppressing, index, 0);
            else
                protect(suppressing, index);
        }
        suppressing->done = suppressing->queue.count;
        for (size_t i = first; i < suppressing->done; i++) {
            uint32_t index = suppressing->queue.items[i];
            const struct pm_quantity *quantity = quantity_at(suppressing, index);
            if (quantity->is_bound && !pm_quantity_is_safe(quantity) &&
                !look(suppressing, index, 1))
                protect(suppressing, index);
        }
        find_complements(suppressing);
    }
}

static bool is_unmoved(const struct pm_web *web, size_t metric, size_t cell)
{
    const struct pm_web_metric *of = &web->metrics[metric];
    for (size_t i = 0; i < of->term_count; i++) {
        const struct pm_quantity *quantity =
            &web->quantities.items[pm_web_quantity(web, of->terms[i], cell)];
        bool is_primary = quantity->need && !quantity->is_bound;
        if (is_primary || !follows(quantity)) return false;
    }
    return true;
}

/* What is hidden for the sake of others and is the same in all tables that were found protects none of
 * them. */
static void show_in_vain(const struct suppressing *suppressing, const struct pm_quantity *quantity)
{
    struct pm_web *web = suppressing->web;
    if (!quantity->is_bound || quantity->is_rest) return;
    for (size_t i = 0; i < web->terms[quantity->term].metric_count; i++) {
        size_t metric = web->terms[quantity->term].metrics[i];
        if (pm_web_figure(web, metric, quantity->cell)->is_complement &&
            is_unmoved(web, metric, quantity->cell))
            pm_web_show(web, metric, quantity->cell);
    }
}

/* What was not found to be safe may be by now, with all that was hidden since. */
static void count_open(const struct suppressing *suppressing)
{
    struct pm_web *web = suppressing->web;
    for (size_t i = 0; i < suppressing->open.count; i++) {
        struct pm_quantity *quantity = quantity_at(suppressing, suppressing->open.items[i]);
        if (look_everywhere(suppressing, suppressing->open.items[i])) continue;
        count_one_open(web, quantity);
        quantity->need = quantity->up + quantity->down; /* no less than there is */
        if (follows(quantity)) show_in_vain(suppressing, quantity);
    }
}

/* ---- Showing again ---- */

static bool rests_on_shown(const struct pm_web *web, uint32_t move)
{
    if (move == PM_NO_INDEX) return false;
    for (size_t i = 0; i < web->moves.items[move].count; i++)
        if (!web->quantities.items[web->moves.items[move].steps[i].quantity].is_hidden) return true;
    return false;
}

/* Forgets the moves by which a quantity was protected, where they change what is shown now. */
static bool forget_moves(const struct pm_web *web, struct pm_quantity *quantity)
{
    bool has_up = rests_on_shown(web, quantity->up_move);
    bool has_down = rests_on_shown(web, quantity->down_move);
    if (has_up) quantity->up = 0;
    if (has_down) quantity->down = 0;
    if (has_up) quantity->up_move = PM_NO_INDEX;
    if (has_down) quantity->down_move = PM_NO_INDEX;
    return has_up || has_down;
}

struct showing { /* figures shown again, for the time being */
    struct suppressing *suppressing;
    PM_ARRAY(size_t) figures;
};

static void show_figure(struct showing *showing, size_t metric, size_t cell)
{
    struct pm_web *web = showing->suppressing->web;
    if (!pm_web_figure(web, metric, cell)->is_complement) return;
    pm_web_show(web, metric, cell);
    PM_PUSH(web->arena, &showing->figures, metric * web->cell_count + cell);
}

/* Shows what follows now, and is hidden for the sake of others alone. */
static bool show_what_follows(struct showing *showing, const struct pm_quantity *quantity)
{
    const struct pm_web *web = showing->suppressing->web;
    size_t before = showing->figures.count;
    if (!quantity->is_bound || quantity->is_rest || before >= MOST_SHOWN) return false;
    for (size_t i = 0; i < web->terms[quantity->term].metric_count; i++)
        show_figure(showing, web->terms[quantity->term].metrics[i], quantity->cell);
    return showing->figures.count > before;
}

/* True when everything is as safe as it has to be, with new moves for what rested on old ones. */
static bool stays_safe(struct showing *showing)
{
    struct pm_web *web = showing->suppressing->web;
    for (size_t i = 0; i < web->quantities.count; i++) {
        struct pm_quantity *quantity = &web->quantities.items[i];
        if (!quantity->need) continue;
        if (!quantity->is_hidden || (quantity->is_bound && is_told(web, (uint32_t)i))) {
            if (!quantity->is_bound) return false;
            quantity->need = 0;
        } else if (forget_moves(web, quantity) || !pm_quantity_is_safe(quantity)) {
            showing->suppressing->trials++;
            if (look_everywhere(showing->suppressing, (uint32_t)i)) continue;
            if (!show_what_follows(showing, quantity)) return false;
            i = SIZE_MAX; /* all of them once more */
        }
    }
    return true;
}

/* Shows figures of a cell again, one metric's or those of all of them (SIZE_MAX), unless something is
 * no longer protected then. */
static bool try_showing(struct suppressing *suppressing, size_t cell, size_t metric)
{
    struct pm_web *web = suppressing->web;
    struct pm_arena *scratch = pm_arena_new_scratch(web->arena);
    struct showing showing = {.suppressing = suppressing};
    size_t count = web->quantities.count;
    struct pm_quantity *before = PM_NEW_ITEMS(scratch, struct pm_quantity, count + 1);
    for (size_t i = 0; i < count; i++)
        before[i] = web->quantities.items[i];
    for (size_t i = 0; i < web->metric_count; i++)
        if (metric == SIZE_MAX || metric == i) show_figure(&showing, i, cell);
    bool is_safe = stays_safe(&showing);
    for (size_t i = 0; !is_safe && i < showing.figures.count; i++)
        pm_web_hide_figure(web, showing.figures.items[i] / web->cell_count,
                           showing.figures.items[i] % web->cell_count);
    for (size_t i = 0; !is_safe && i < count; i++)
        web->quantities.items[i] = before[i];
    pm_arena_free(scratch);
    return is_safe;
}

/* Cells in which figures are hidden for the sake of others, by what these cost. */
static size_t find_spent(const struct pm_web *web, struct due *spent)
{
    size_t count = 0;
    for (size_t i = 0; i < web->cell_count; i++) {
        struct due one = {.index = (uint32_t)i};
        for (size_t j = 0; j < web->metric_count; j++)
            if (pm_web_figure(web, j, i)->is_complement) one.amount++;
        if (!one.amount) continue;
        for (size_t j = 0; j < web->term_count; j++) {
            const struct pm_quantity *quantity = &web->quantities.items[pm_web_quantity(web, j, i)];
            one.amount += quantity->cost;
            one.rank ^= quantity->rank;
        }
        spent[count++] = one;
    }
    qsort(spent, count, sizeof *spent, compare_due);
    return count;
}

static void show_what_is_not_needed(struct suppressing *suppressing)
{
    struct pm_web *web = suppressing->web;
    struct due *spent = PM_NEW_ITEMS(web->arena, struct due, web->cell_count + 1);
    size_t count = find_spent(web, spent);
    if (count * web->quantities.count > MOST_LOOKS) return;
    for (size_t i = 0; i < count && suppressing->trials < MOST_TRIALS; i++) {
        bool is_spent = false;
        for (size_t j = 0; j < web->metric_count; j++)
            is_spent = is_spent || pm_web_figure(web, j, spent[i].index)->is_complement;
        if (!is_spent || try_showing(suppressing, spent[i].index, SIZE_MAX)) continue;
        for (size_t j = 0; web->metric_count > 1 && j < web->metric_count; j++)
            if (pm_web_figure(web, j, spent[i].index)->is_complement)
                try_showing(suppressing, spent[i].index, j);
    }
}

void pm_web_protect(struct pm_web *web)
{
    struct suppressing suppressing = {.web = web};
    find_primaries(&suppressing);
    if (!suppressing.queue.count) return;
    protect_all(&suppressing);
    count_open(&suppressing);
    show_what_is_not_needed(&suppressing);
}
