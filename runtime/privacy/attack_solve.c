/* attack_solve.c: the values that hidden numbers can have.
 *
 * Every sum and limit narrows its numbers by the bounds of the others, until nothing moves. Numbers
 * that hang together, and are not too many, are then bounded by all their sums and limits at once. */
#include "runtime/privacy/attack_internal.h"

#include <stdlib.h>

enum {
    MOST_ROUNDS = 60,    /* of narrowing */
    MOST_TOGETHER = 400, /* unknowns and limits worked out at once */
    ENOUGH = 1 << 30     /* counts above are not narrowed further: no product leaves its range */
};

/* ---- Narrowing ---- */

static bool raise_least(struct pm_attack_number *number, int64_t least)
{
    if (!number->is_unknown || least <= number->least) return false;
    number->least = least;
    return true;
}

static bool lower_most(struct pm_attack_number *number, int64_t most)
{
    if (!number->is_unknown || most >= number->most) return false;
    number->most = most;
    return true;
}

/* What is left of `whole` without all but one of the parts; the parts' bounds that have no end are
 * counted apart. */
static bool narrow_parts(struct pm_attack *attack, const struct pm_attack_sum *sum, int64_t least,
                         int64_t most, size_t endless)
{
    const struct pm_attack_number *total = &attack->numbers[sum->total];
    bool moved = false;
    for (size_t i = 0; i < sum->count; i++) {
        struct pm_attack_number *part = &attack->numbers[sum->parts[i]];
        bool is_endless = part->most == INT64_MAX;
        int64_t rest_most = is_endless ? most : most - part->most;
        if (total->most != INT64_MAX)
            moved |= lower_most(part, total->most - (least - part->least));
        if (endless == 0 || (endless == 1 && is_endless))
            moved |= raise_least(part, total->least - rest_most);
    }
    return moved;
}

static bool narrow_sum(struct pm_attack *attack, const struct pm_attack_sum *sum)
{
    struct pm_attack_number *total = &attack->numbers[sum->total];
    int64_t least = 0;
    int64_t most = 0;
    size_t endless = 0;
    for (size_t i = 0; i < sum->count; i++) {
        const struct pm_attack_number *part = &attack->numbers[sum->parts[i]];
        least += part->least;
        endless += part->most == INT64_MAX;
        most += part->most == INT64_MAX ? 0 : part->most;
    }
    bool moved = raise_least(total, least);
    moved |= lower_most(total, endless ? INT64_MAX : most);
    return narrow_parts(attack, sum, least, most, endless) || moved;
}

static bool narrow_limit(struct pm_attack *attack, const struct pm_attack_limit *limit)
{
    struct pm_attack_number *low = &attack->numbers[limit->low];
    struct pm_attack_number *high = &attack->numbers[limit->high];
    bool moved = false;
    if (high->most < ENOUGH && limit->low_factor)
        moved = lower_most(low, high->most * limit->high_factor / limit->low_factor);
    if (low->least < ENOUGH && limit->high_factor)
        moved |= raise_least(high, (low->least * limit->low_factor + limit->high_factor - 1) /
                                       limit->high_factor);
    return moved;
}

static void narrow_all(struct pm_attack *attack)
{
    bool moved = true;
    for (int round = 0; moved && round < MOST_ROUNDS; round++) {
        moved = false;
        for (size_t i = 0; i < attack->sums.count; i++)
            moved |= narrow_sum(attack, &attack->sums.items[i]);
        for (size_t i = 0; i < attack->limits.count; i++)
            moved |= narrow_limit(attack, &attack->limits.items[i]);
    }
}

/* ---- What hangs together ---- */

static bool is_open(const struct pm_attack_number *number)
{
    return number->is_unknown && number->least < number->most;
}

static uint32_t leader_of(struct pm_attack *attack, uint32_t number)
{
    while (attack->numbers[number].leader != number)
        number = attack->numbers[number].leader =
            attack->numbers[attack->numbers[number].leader].leader;
    return number;
}

/* Joins an unknown number to the one met before in the same sum or limit. */
static void join(struct pm_attack *attack, uint32_t *met, uint32_t number)
{
    if (!is_open(&attack->numbers[number])) return;
    if (*met != UINT32_MAX)
        attack->numbers[leader_of(attack, number)].leader = leader_of(attack, *met);
    *met = number;
}

static void join_all(struct pm_attack *attack)
{
    for (size_t i = 0; i < attack->sums.count; i++) {
        const struct pm_attack_sum *sum = &attack->sums.items[i];
        uint32_t met = UINT32_MAX;
        join(attack, &met, sum->total);
        for (size_t j = 0; j < sum->count; j++)
            join(attack, &met, sum->parts[j]);
    }
    for (size_t i = 0; i < attack->limits.count; i++) {
        uint32_t met = UINT32_MAX;
        join(attack, &met, attack->limits.items[i].low);
        join(attack, &met, attack->limits.items[i].high);
    }
}

/* ---- All at once ---- */

struct group { /* of numbers that hang together */
    struct pm_arena *arena;
    PM_ARRAY(uint32_t) numbers;
    PM_ARRAY(uint32_t) sums;
    PM_ARRAY(uint32_t) limits;
};

static void put_factor(const struct pm_attack *attack, struct pm_equation *equation,
                       uint32_t number, int32_t factor)
{
    const struct pm_attack_number *own = &attack->numbers[number];
    if (is_open(own))
        equation->factors[own->column] += factor;
    else
        equation->sum -= factor * own->least;
}

static void solve_group(struct pm_attack *attack, const struct group *group)
{
    size_t wanted = group->numbers.count;
    size_t count = group->sums.count + group->limits.count;
    size_t unknowns = wanted + group->limits.count;
    if (count == 0) return;
    if (unknowns > MOST_TOGETHER) {
        attack->unexamined += wanted;
        return;
    }
    struct pm_equation *equations = PM_NEW_ITEMS(group->arena, struct pm_equation, count);
    struct pm_bounds *bounds = PM_NEW_ITEMS(group->arena, struct pm_bounds, wanted);
    for (size_t i = 0; i < count; i++)
        equations[i].factors = PM_NEW_ITEMS(group->arena, int32_t, unknowns);
    for (size_t i = 0; i < group->sums.count; i++) {
        const struct pm_attack_sum *sum = &attack->sums.items[group->sums.items[i]];
        put_factor(attack, &equations[i], sum->total, -1);
        for (size_t j = 0; j < sum->count; j++)
            put_factor(attack, &equations[i], sum->parts[j], 1);
    }
    for (size_t i = 0; i < group->limits.count; i++) { /* low + what is left below = high */
        const struct pm_attack_limit *limit = &attack->limits.items[group->limits.items[i]];
        struct pm_equation *equation = &equations[group->sums.count + i];
        put_factor(attack, equation, limit->low, limit->low_factor);
        put_factor(attack, equation, limit->high, -limit->high_factor);
        equation->factors[wanted + i] = 1;
    }
    for (size_t i = 0; i < wanted; i++) {
        const struct pm_attack_number *number = &attack->numbers[group->numbers.items[i]];
        bounds[i] = (struct pm_bounds){number->least, number->most};
    }
    if (!pm_find_bounds(group->arena, equations, count, unknowns, wanted, bounds)) return;
    for (size_t i = 0; i < wanted; i++) {
        struct pm_attack_number *number = &attack->numbers[group->numbers.items[i]];
        number->least = bounds[i].least;
        number->most = bounds[i].most;
    }
}

/* By leader, so that what hangs together stands together. */
struct membership {
    uint32_t leader;
    uint32_t which; /* number, sum or limit */
    enum { OF_NUMBER, OF_SUM, OF_LIMIT } of;
};

static int compare_memberships(const void *a, const void *b)
{
    const struct membership *first = a;
    const struct membership *second = b;
    if (first->leader != second->leader) return first->leader < second->leader ? -1 : 1;
    if (first->of != second->of) return first->of < second->of ? -1 : 1;
    return (first->which > second->which) - (first->which < second->which);
}

struct memberships {
    PM_ARRAY(struct membership) list;
};

static uint32_t leader_of_sum(struct pm_attack *attack, const struct pm_attack_sum *sum)
{
    if (is_open(&attack->numbers[sum->total])) return leader_of(attack, sum->total);
    for (size_t i = 0; i < sum->count; i++)
        if (is_open(&attack->numbers[sum->parts[i]])) return leader_of(attack, sum->parts[i]);
    return UINT32_MAX;
}

static void collect(struct pm_attack *attack, struct memberships *out)
{
    struct pm_arena *arena = attack->arena;
    for (uint32_t i = 0; i < 2 * attack->figures.count; i++) {
        struct membership membership = {leader_of(attack, i), i, OF_NUMBER};
        if (is_open(&attack->numbers[i])) PM_PUSH(arena, &out->list, membership);
    }
    for (uint32_t i = 0; i < attack->sums.count; i++) {
        struct membership membership = {leader_of_sum(attack, &attack->sums.items[i]), i, OF_SUM};
        if (membership.leader != UINT32_MAX) PM_PUSH(arena, &out->list, membership);
    }
    for (uint32_t i = 0; i < attack->limits.count; i++) {
        const struct pm_attack_limit *limit = &attack->limits.items[i];
        uint32_t number = is_open(&attack->numbers[limit->low]) ? limit->low : limit->high;
        struct membership membership = {leader_of(attack, number), i, OF_LIMIT};
        if (is_open(&attack->numbers[number])) PM_PUSH(arena, &out->list, membership);
    }
}

static void add_member(struct pm_attack *attack, struct group *group,
                       const struct membership *member)
{
    struct pm_arena *arena = attack->arena;
    switch (member->of) {
    case OF_NUMBER:
        attack->numbers[member->which].column = (uint32_t)group->numbers.count;
        PM_PUSH(arena, &group->numbers, member->which);
        break;
    case OF_SUM:
        PM_PUSH(arena, &group->sums, member->which);
        break;
    case OF_LIMIT:
        PM_PUSH(arena, &group->limits, member->which);
        break;
    }
}

/* Numbers for which the sums say what can't be are as little known as before. */
static void forget_contradictions(struct pm_attack *attack)
{
    for (size_t i = 0; i < 2 * attack->figures.count; i++) {
        struct pm_attack_number *number = &attack->numbers[i];
        if (number->least <= number->most) continue;
        number->least = 0;
        number->most = INT64_MAX;
        attack->contradicting++;
    }
}

void pm_attack_solve(struct pm_attack *attack)
{
    struct memberships members = {0};
    narrow_all(attack);
    join_all(attack);
    collect(attack, &members);
    if (members.list.count)
        qsort(members.list.items, members.list.count, sizeof *members.list.items,
              compare_memberships);
    for (size_t i = 0; i < members.list.count;) {
        struct pm_arena *arena = pm_arena_new_scratch(attack->arena);
        struct group group = {.arena = arena};
        uint32_t leader = members.list.items[i].leader;
        for (; i < members.list.count && members.list.items[i].leader == leader; i++)
            add_member(attack, &group, &members.list.items[i]);
        solve_group(attack, &group);
        pm_arena_free(arena);
    }
    forget_contradictions(attack);
}
