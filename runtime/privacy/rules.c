/* rules.c: what may not be shown in itself, and why. */
#include "runtime/privacy/veils.h"

static bool is_below(struct pm_ratio count, int64_t least)
{
    return pm_ratio_sign(count) > 0 && pm_ratio_compare(count, pm_ratio_from_integer(least)) < 0;
}

/* Few with the outcome, or few without it. None at all is a matter of `zeros`. */
static bool has_few(const struct pm_cell *cell, int64_t least)
{
    if (!least || !cell->key.metric->is_rate || !cell->has_counts) return false;
    struct pm_ratio without = pm_ratio_subtract(cell->denominator, cell->numerator);
    if (!pm_ratio_is_defined(without)) return false;
    return is_below(cell->numerator, least) || is_below(without, least);
}

static bool says_none_or_all(const struct pm_cell *cell)
{
    if (!pm_ratio_is_defined(cell->value)) return false;
    bool is_share = cell->key.metric->type == PM_TYPE_SHARE;
    bool is_all = is_share && pm_ratio_compare(cell->value, pm_ratio_from_integer(1)) == 0;
    return is_all || pm_ratio_sign(cell->value) == 0;
}

/* The cap for figures of so many persons: of those that hold from some number on, the last. */
static const struct pm_cap *cap_for(const struct pm_privacy *privacy, int64_t n, uint8_t *band)
{
    const struct pm_cap *best = NULL;
    for (size_t i = 0; i < privacy->cap_count; i++) {
        const struct pm_cap *cap = &privacy->caps[i];
        if (cap->from_n > 0 && n < cap->from_n) continue;
        if (best && cap->from_n < best->from_n) continue;
        best = cap;
        *band = (uint8_t)i;
    }
    return best;
}

static bool is_under(const struct pm_cap *cap, struct pm_ratio value)
{
    int order = pm_ratio_compare(value, pm_ratio_from_decimal(cap->low));
    return order < 0 || (order == 0 && cap->is_inclusive);
}

static bool is_over(const struct pm_cap *cap, struct pm_ratio value)
{
    int order = pm_ratio_compare(value, pm_ratio_from_decimal(cap->high));
    return order > 0 || (order == 0 && cap->is_inclusive);
}

static enum pm_veil veil_of_cap(const struct pm_privacy *privacy, const struct pm_cell *cell,
                                uint8_t *band)
{
    struct pm_ratio low = cell->has_bounds ? cell->low : cell->value;
    struct pm_ratio high = cell->has_bounds ? cell->high : cell->value;
    const struct pm_cap *cap = cap_for(privacy, cell->n, band);
    if (!cap || cell->key.metric->type != PM_TYPE_SHARE) return PM_VEIL_NONE;
    if (!pm_ratio_is_defined(low) || !pm_ratio_is_defined(high)) return PM_VEIL_NONE;
    if (is_under(cap, high)) return PM_VEIL_BELOW_CAP;
    if (is_over(cap, low)) return PM_VEIL_ABOVE_CAP;
    return is_under(cap, low) || is_over(cap, high) ? PM_VEIL_HIDDEN : PM_VEIL_NONE;
}

struct pm_privacy_verdict pm_judge_privacy(const struct pm_privacy *privacy,
                                           const struct pm_cell *cell)
{
    struct pm_privacy_verdict verdict = {.veil = PM_VEIL_NONE};
    if (cell->state != PM_CELL_VALUE || cell->is_public) return verdict;
    if (cell->n > 0 && cell->n < privacy->minimum.n) verdict.reasons |= PM_REASON_FEW;
    if (has_few(cell, privacy->minimum.cell)) verdict.reasons |= PM_REASON_CELL;
    if (privacy->zeros_protected && says_none_or_all(cell)) verdict.reasons |= PM_REASON_ZERO;
    verdict.veil = veil_of_cap(privacy, cell, &verdict.band);
    if (verdict.veil != PM_VEIL_NONE) verdict.reasons |= PM_REASON_CAP;
    if (verdict.reasons & ~(unsigned)PM_REASON_CAP) verdict.veil = PM_VEIL_HIDDEN;
    return verdict;
}

enum pm_veil pm_veil_of_cell(const struct pm_privacy *privacy, const struct pm_cell *cell)
{
    return pm_judge_privacy(privacy, cell).veil;
}
