/* rules.c: what may not be shown in itself. */
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

static enum pm_veil cap_of(const struct pm_privacy *privacy, const struct pm_cell *cell)
{
    struct pm_ratio low = cell->has_bounds ? cell->low : cell->value;
    struct pm_ratio high = cell->has_bounds ? cell->high : cell->value;
    struct pm_ratio least = pm_ratio_from_decimal(privacy->cap_low);
    struct pm_ratio most = pm_ratio_from_decimal(privacy->cap_high);
    if (!privacy->has_cap || cell->key.metric->type != PM_TYPE_SHARE) return PM_VEIL_NONE;
    if (!pm_ratio_is_defined(low) || !pm_ratio_is_defined(high)) return PM_VEIL_NONE;
    if (pm_ratio_compare(high, least) < 0) return PM_VEIL_BELOW_CAP;
    if (pm_ratio_compare(low, most) > 0) return PM_VEIL_ABOVE_CAP;
    bool crosses = pm_ratio_compare(low, least) < 0 || pm_ratio_compare(high, most) > 0;
    return crosses ? PM_VEIL_HIDDEN : PM_VEIL_NONE;
}

enum pm_veil pm_veil_of_cell(const struct pm_privacy *privacy, const struct pm_cell *cell)
{
    if (cell->state != PM_CELL_VALUE || cell->is_public) return PM_VEIL_NONE;
    if (cell->n > 0 && cell->n < privacy->minimum.n) return PM_VEIL_HIDDEN;
    if (has_few(cell, privacy->minimum.cell)) return PM_VEIL_HIDDEN;
    if (privacy->zeros_protected && says_none_or_all(cell)) return PM_VEIL_HIDDEN;
    return cap_of(privacy, cell);
}
