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
    if (a->has_cap != b->has_cap) return false;
    return !a->has_cap ||
           (compare(a->cap_low, b->cap_low) == 0 && compare(a->cap_high, b->cap_high) == 0);
}

static bool is_same(const struct pm_privacy *a, const struct pm_privacy *b)
{
    return a->minimum.n == b->minimum.n && a->minimum.cell == b->minimum.cell &&
           a->complement_hidden == b->complement_hidden &&
           a->zeros_protected == b->zeros_protected && has_same_caps(a, b);
}

/* The stricter of both in each respect. */
static struct pm_privacy join(const struct pm_privacy *a, const struct pm_privacy *b)
{
    struct pm_privacy both = *a;
    both.minimum.n = larger(a->minimum.n, b->minimum.n);
    both.minimum.cell = larger(a->minimum.cell, b->minimum.cell);
    both.complement_hidden = a->complement_hidden || b->complement_hidden;
    both.zeros_protected = a->zeros_protected || b->zeros_protected;
    if (!b->has_cap) return both;
    if (!a->has_cap || compare(b->cap_low, a->cap_low) > 0) both.cap_low = b->cap_low;
    if (!a->has_cap || compare(b->cap_high, a->cap_high) < 0) both.cap_high = b->cap_high;
    both.has_cap = true;
    return both;
}

bool pm_effect_join_privacy(const struct pm_model *old, const struct pm_model *new,
                            enum pm_audience audience)
{
    struct pm_privacy *before = &old->project->privacy[audience];
    struct pm_privacy *after = &new->project->privacy[audience];
    if (is_same(before, after)) return false;
    struct pm_privacy both = join(before, after);
    *before = *after = both;
    return true;
}
