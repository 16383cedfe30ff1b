/* subjects.c: the groups that a selector speaks of. */
#include "runtime/judge/judge.h"

#include <string.h>

/* ---- Order ---- */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_sides(const struct pm_cell_side *a, size_t a_count, const struct pm_cell_side *b,
                         size_t b_count)
{
    for (size_t i = 0; i < a_count && i < b_count; i++) {
        int order = compare_numbers(a[i].dimension, b[i].dimension);
        if (!order) order = compare_numbers(a[i].group, b[i].group);
        if (order) return order;
    }
    return (a_count > b_count) - (a_count < b_count);
}

enum { TARGET_RANK = 4, GROUP_RANK = 5 };

/* Without a reference first, then against all, against others, the best, a target, a group. */
static uint32_t reference_rank(const struct pm_subject *subject)
{
    if (!subject->has_reference) return 0;
    if (subject->reference_is_all) return 1;
    if (subject->reference_is_others) return 2;
    if (subject->reference_is_best) return 3;
    return subject->reference_is_target ? TARGET_RANK : GROUP_RANK;
}

static int compare_reference_units(const struct pm_subject *a, const struct pm_subject *b)
{
    int order = a->reference_has_unit - b->reference_has_unit;
    if (order || !a->reference_has_unit) return order;
    return compare_numbers(a->reference_unit, b->reference_unit);
}

int pm_judge_compare_groups(const struct pm_subject *a, const struct pm_subject *b)
{
    int order = compare_sides(a->sides, a->side_count, b->sides, b->side_count);
    if (!order) order = compare_numbers(reference_rank(a), reference_rank(b));
    if (order || !a->has_reference) return order;
    order = compare_reference_units(a, b);
    if (order || a->reference_is_best) return order; /* which one it is may change */
    return compare_sides(a->reference, a->reference_count, b->reference, b->reference_count);
}

/* ---- Sides ---- */

void pm_put_side(struct pm_sides_list *sides, struct pm_cell_side side)
{
    size_t at = 0;
    while (at < sides->count && sides->items[at].dimension < side.dimension)
        at++;
    if (at < sides->count && sides->items[at].dimension == side.dimension) {
        sides->items[at] = side;
        return;
    }
    if (sides->count == PM_MOST_SIDES) return; /* the resolver allows no more */
    memmove(&sides->items[at + 1], &sides->items[at], (sides->count - at) * sizeof side);
    sides->items[at] = side;
    sides->count++;
}

static void put_sides(struct pm_sides_list *sides, const struct pm_sides_list *added)
{
    for (size_t i = 0; i < added->count; i++)
        pm_put_side(sides, added->items[i]);
}

/* The sides of a crossing of groups; false when the data lack one. */
static bool read_sides(const struct pm_judging *judging, const struct pm_crossing *crossing,
                       struct pm_sides_list *out)
{
    out->count = 0;
    if (!crossing->count) return true;
    return pm_cells_sides(judging->cells, crossing, out->items, &out->count);
}

uint32_t pm_judge_find_unit(const struct pm_judging *judging,
                            const struct pm_unit_reference *reference)
{
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(judging->cells, &count);
    if (reference->unit) return pm_cells_unit(judging->cells, reference->unit);
    for (size_t i = 0; i < count && reference->key_count; i++)
        if (units[i].set && strcmp(units[i].id, reference->keys[0]) == 0) return (uint32_t)i;
    return PM_NO_UNIT;
}

/* ---- Expansion ---- */

struct expansion {
    const struct pm_judging *judging;
    const struct pm_selector *selector;
    struct pm_sides_list fixed;
    struct pm_sides_list versus;
    struct pm_subjects *out;
};

static struct pm_subject subject_of(const struct pm_sides_list *sides)
{
    struct pm_subject subject = {.side_count = sides->count};
    memcpy(subject.sides, sides->items, sizeof sides->items);
    return subject;
}

/* The other side; what both share is part of it. */
static void add_reference(const struct expansion *expansion, struct pm_subject *subject)
{
    const struct pm_selector *selector = expansion->selector;
    struct pm_sides_list reference = expansion->fixed;
    if (selector->versus_is == PM_VERSUS_GROUP) put_sides(&reference, &expansion->versus);
    subject->has_reference = true;
    subject->reference_is_all = selector->versus_is == PM_VERSUS_ALL;
    subject->reference_is_others = selector->versus_is == PM_VERSUS_OTHERS;
    subject->reference_is_best = selector->versus_is == PM_VERSUS_BEST;
    subject->reference_is_target = selector->versus_is == PM_VERSUS_TARGET;
    memcpy(subject->reference, reference.items, sizeof reference.items);
    subject->reference_count = reference.count;
    if (selector->versus_is == PM_VERSUS_SAME) {
        memcpy(subject->reference, subject->sides, sizeof subject->sides);
        subject->reference_count = subject->side_count;
    }
    if (!selector->versus_unit) return;
    subject->reference_has_unit = true;
    subject->reference_unit = pm_judge_find_unit(expansion->judging, selector->versus_unit);
}

/* `each race vs white` does not compare white with itself. */
static bool is_itself(const struct pm_subject *subject)
{
    return subject->has_reference && reference_rank(subject) == GROUP_RANK &&
           !subject->reference_has_unit &&
           compare_sides(subject->sides, subject->side_count, subject->reference,
                         subject->reference_count) == 0;
}

static void add_subject(struct expansion *expansion, const struct pm_sides_list *sides)
{
    struct pm_sides_list all = expansion->fixed;
    put_sides(&all, sides);
    struct pm_subject subject = subject_of(&all);
    if (expansion->selector->has_versus) add_reference(expansion, &subject);
    if (!is_itself(&subject)) PM_PUSH(expansion->judging->arena, &expansion->out->list, subject);
}

/* Fills in the crossing from side `at` on; a side that names a whole dimension stands for each of
 * its groups. */
static void add_from(struct expansion *expansion, size_t at, struct pm_sides_list *sides)
{
    const struct pm_crossing *crossing = &expansion->selector->group;
    if (at == crossing->count) {
        add_subject(expansion, sides);
        return;
    }
    struct pm_group_reference *reference = &crossing->sides[at];
    struct pm_sides_list before = *sides;
    if (reference->group || reference->key) {
        struct pm_crossing single = {.at = reference->at, .sides = reference, .count = 1};
        struct pm_sides_list side;
        if (!read_sides(expansion->judging, &single, &side)) return;
        put_sides(sides, &side);
        add_from(expansion, at + 1, sides);
        *sides = before;
        return;
    }
    const struct pm_cell_dimension *dimension =
        pm_cells_dimension(expansion->judging->cells, reference->dimension);
    for (size_t i = 0; dimension && i < dimension->group_count; i++) {
        const struct pm_cell_group_name *group = &dimension->groups[i];
        if (group->is_residual || (group->declared && group->declared->part_count)) continue;
        pm_put_side(sides, (struct pm_cell_side){reference->dimension->index, (uint32_t)i});
        add_from(expansion, at + 1, sides);
        *sides = before;
    }
}

void pm_judge_expand(const struct pm_judging *judging, const struct pm_selector *selector,
                     const struct pm_selector *fixed, struct pm_subjects *out)
{
    struct expansion expansion = {.judging = judging, .selector = selector, .out = out};
    struct pm_sides_list sides = {0};
    if (fixed && !read_sides(judging, &fixed->group, &expansion.fixed)) return;
    if (selector->has_versus && selector->versus_is == PM_VERSUS_GROUP &&
        !read_sides(judging, &selector->versus, &expansion.versus))
        return;
    add_from(&expansion, 0, &sides);
}
