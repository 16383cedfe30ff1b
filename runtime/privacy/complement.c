/* complement.c: hides what would give hidden cells away.
 *
 * Where exactly one of total and parts is hidden, it is what is left; so another one goes too,
 * until that is nowhere so. Then all sums are looked at together: a hidden figure may follow
 * from several of them. A figure under a cap counts as hidden here: its counts must not be
 * worked out either. */
#include "runtime/privacy/web.h"

/* True when exactly one of total and parts is hidden, and it is ours to hide. */
static bool is_deficient(const struct pm_web *web, const struct pm_relation *relation)
{
    size_t covered = 0;
    size_t ours = 0;
    for (size_t i = 0; i <= relation->count && covered < 2; i++) {
        size_t cell = i ? relation->parts[i - 1] : relation->total;
        const struct pm_veil_cell *item = &web->table->items[cell];
        ours += item->veil != PM_VEIL_NONE;
        covered += item->veil != PM_VEIL_NONE || item->is_unknown;
    }
    return covered == 1 && ours == 1 && pm_relation_binds(web, relation);
}

static size_t count_deficient(const struct pm_web *web, size_t cell)
{
    size_t count = 0;
    for (size_t i = 0; i < web->of_cell_count[cell]; i++)
        count += is_deficient(web, &web->relations.items[web->of_cell[cell][i]]);
    return count;
}

static bool may_hide(const struct pm_veil_cell *cell)
{
    return cell->has_figure && !cell->is_public && cell->veil == PM_VEIL_NONE && cell->n != 0;
}

/* The part that helps in most places, then the smallest; the total only where no part is left.
 * SIZE_MAX: nothing can be hidden. */
static size_t choose(const struct pm_web *web, const struct pm_relation *relation)
{
    size_t best = SIZE_MAX;
    size_t best_help = 0;
    for (size_t i = 0; i < relation->count; i++) {
        size_t cell = relation->parts[i];
        if (!may_hide(&web->table->items[cell])) continue;
        size_t help = count_deficient(web, cell);
        bool is_smaller = best != SIZE_MAX && help == best_help &&
                          web->table->items[cell].n < web->table->items[best].n;
        if (best != SIZE_MAX && help <= best_help && !is_smaller) continue;
        best = cell;
        best_help = help;
    }
    if (best == SIZE_MAX && may_hide(&web->table->items[relation->total])) return relation->total;
    return best;
}

/* Hides until exactly one of total and parts is hidden nowhere. */
static void hide_what_is_left(struct pm_web *web)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < web->relations.count; i++) {
            const struct pm_relation *relation = &web->relations.items[i];
            if (!is_deficient(web, relation)) continue;
            size_t cell = choose(web, relation);
            if (cell == SIZE_MAX) continue;
            web->table->items[cell].veil = PM_VEIL_HIDDEN;
            changed = true;
        }
    }
}

static bool is_smaller(const struct pm_web *web, size_t cell, size_t best)
{
    return best == SIZE_MAX || web->table->items[cell].n < web->table->items[best].n;
}

/* The smallest shown part beside a hidden cell; else a total beside it; else the smallest
 * anywhere. */
static size_t choose_beside(const struct pm_web *web, size_t hidden)
{
    size_t best = SIZE_MAX;
    size_t total = SIZE_MAX;
    for (size_t i = 0; i < web->of_cell_count[hidden]; i++) {
        const struct pm_relation *relation = &web->relations.items[web->of_cell[hidden][i]];
        if (may_hide(&web->table->items[relation->total])) total = relation->total;
        for (size_t j = 0; j < relation->count; j++)
            if (may_hide(&web->table->items[relation->parts[j]]) &&
                is_smaller(web, relation->parts[j], best))
                best = relation->parts[j];
    }
    if (best == SIZE_MAX) best = total;
    bool is_beside = best != SIZE_MAX;
    for (size_t i = 0; !is_beside && i < web->table->count; i++)
        if (may_hide(&web->table->items[i]) && is_smaller(web, i, best)) best = i;
    return best;
}

void pm_hide_complements(struct pm_arena *arena, struct pm_veil_table *table)
{
    struct pm_web web;
    pm_make_web(arena, table, &web);
    for (;;) {
        hide_what_is_left(&web);
        size_t disclosed = pm_find_disclosed(&web);
        size_t cell = disclosed == SIZE_MAX ? SIZE_MAX : choose_beside(&web, disclosed);
        if (cell == SIZE_MAX) return;
        table->items[cell].veil = PM_VEIL_HIDDEN;
    }
}
