/* privacy.c: what both revisions allow to be shown. */
#include "runtime/effect/judge_both.h"

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int compare(struct pm_decimal a, struct pm_decimal b)
{
    return pm_ratio_compare(pm_ratio_from_decimal(a), pm_ratio_from_decimal(b));
}

static bool has_same_caps(const struct pm_privacy *a, const struct pm_privacy *b)
{
    if (a->cap_count != b->cap_count) return false;
    for (size_t i = 0; i < a->cap_count; i++)
        if (a->caps[i].from_n != b->caps[i].from_n ||
            a->caps[i].is_inclusive != b->caps[i].is_inclusive ||
            compare(a->caps[i].low, b->caps[i].low) != 0 ||
            compare(a->caps[i].high, b->caps[i].high) != 0)
            return false;
    return true;
}

static bool is_same(const struct pm_privacy *a, const struct pm_privacy *b)
{
    return a->minimum.n == b->minimum.n && a->minimum.cell == b->minimum.cell &&
           a->complement_hidden == b->complement_hidden &&
           a->zeros_protected == b->zeros_protected && compare(a->value_step, b->value_step) == 0 &&
           has_same_caps(a, b);
}

/* The bounds for figures of so many persons; NULL: none. */
static const struct pm_cap *cap_at(const struct pm_privacy *privacy, int64_t n)
{
    const struct pm_cap *found = NULL;
    for (size_t i = 0; i < privacy->cap_count; i++) {
        const struct pm_cap *cap = &privacy->caps[i];
        if (cap->from_n <= n && (!found || cap->from_n > found->from_n)) found = cap;
    }
    return found;
}

/* The narrower of both bounds from this number of persons on. */
static struct pm_cap join_cap(const struct pm_privacy *a, const struct pm_privacy *b,
                              const struct pm_cap *from)
{
    struct pm_cap both = *from;
    const struct pm_cap *others[] = {cap_at(a, from->from_n), cap_at(b, from->from_n)};
    for (size_t i = 0; i < 2; i++) {
        if (!others[i]) continue;
        if (compare(others[i]->low, both.low) > 0) both.low = others[i]->low;
        if (compare(others[i]->high, both.high) < 0) both.high = others[i]->high;
        both.is_inclusive = both.is_inclusive || others[i]->is_inclusive;
    }
    return both;
}

/* In the order of the numbers, largest first, as both sides have theirs. */
static void add_caps(const struct pm_privacy *a, const struct pm_privacy *b,
                     const struct pm_privacy *side, struct pm_privacy *both)
{
    for (size_t i = 0; i < side->cap_count; i++) {
        struct pm_cap cap = join_cap(a, b, &side->caps[i]);
        size_t at = both->cap_count;
        bool is_there = false;
        for (size_t j = 0; j < both->cap_count; j++)
            is_there = is_there || both->caps[j].from_n == cap.from_n;
        if (is_there) continue;
        for (; at && both->caps[at - 1].from_n < cap.from_n; at--)
            both->caps[at] = both->caps[at - 1];
        both->caps[at] = cap;
        both->cap_count++;
    }
}

/* The stricter of both in each respect. */
static struct pm_privacy join(struct pm_arena *arena, const struct pm_privacy *a,
                              const struct pm_privacy *b)
{
    struct pm_privacy both = *a;
    both.minimum.n = larger(a->minimum.n, b->minimum.n);
    both.minimum.cell = larger(a->minimum.cell, b->minimum.cell);
    both.complement_hidden = a->complement_hidden || b->complement_hidden;
    both.zeros_protected = a->zeros_protected || b->zeros_protected;
    if (compare(b->value_step, a->value_step) > 0) both.value_step = b->value_step;
    both.caps = PM_NEW_ITEMS(arena, struct pm_cap, a->cap_count + b->cap_count + 1);
    both.cap_count = 0;
    add_caps(a, b, a, &both);
    add_caps(a, b, b, &both);
    return both;
}

bool pm_effect_join_privacy(const struct pm_model *old, const struct pm_model *new,
                            enum pm_audience audience)
{
    struct pm_privacy *before = &old->project->privacy[audience];
    struct pm_privacy *after = &new->project->privacy[audience];
    if (is_same(before, after)) return false;
    struct pm_privacy both = join(new->arena, before, after);
    *before = *after = both;
    return true;
}
