/* counts.c: how the counts that figures show hang together within their cells: numerators and
 * denominators, sums of terms, what a cap says of a rate. */
#include "runtime/privacy/decide.h"

/* ---- Numerator and denominator ---- */

static void need(struct pm_quantity *quantity, int64_t width)
{
    if (width > quantity->need) quantity->need = width;
    quantity->is_bound = false;
}

/* What has the outcome and what has not are protected alike. */
static void split_figure(const struct pm_deciding *deciding, size_t metric, size_t cell)
{
    struct pm_web *web = deciding->web;
    const struct pm_web_metric *of = &web->metrics[metric];
    const int64_t few = deciding->reader->privacy->minimum.cell;
    unsigned reasons = deciding->reasons[pm_figure_index(deciding, metric, cell)];
    uint32_t denominator = pm_web_quantity(web, of->split_term, cell);
    uint32_t numerator = pm_web_quantity(web, of->numerator_term, cell);
    uint32_t rest = pm_web_split(web, denominator, numerator);
    if (rest == PM_NO_INDEX || !pm_web_figure(web, metric, cell)->has_figure) return;
    int64_t all = web->quantities.items[denominator].value;
    int64_t width = few < all ? few : all;
    struct pm_quantity *quantity = &web->quantities.items[rest];
    bool is_told = quantity->value > 0 || deciding->reader->privacy->zeros_protected;
    if ((reasons & (PM_REASON_FEW | PM_REASON_CHANGED)) && is_told && !quantity->need) {
        quantity->need = 1;
        quantity->is_bound = true;
    }
    if (reasons & PM_REASON_CELL) need(quantity, width);
    if (reasons & PM_REASON_ZERO) need(quantity, width > 1 ? width : 1);
}

/* Under a cap of 1/20, the denominator is 20 times the numerator or more. */
static void bound_figure(const struct pm_deciding *deciding, size_t metric, size_t cell)
{
    struct pm_web *web = deciding->web;
    const struct pm_web_metric *of = &web->metrics[metric];
    const struct pm_web_figure *figure = pm_web_figure(web, metric, cell);
    bool is_below = figure->veil == PM_VEIL_BELOW_CAP;
    if (!figure->has_figure || (!is_below && figure->veil != PM_VEIL_ABOVE_CAP)) return;
    uint32_t denominator = pm_web_quantity(web, of->split_term, cell);
    uint32_t numerator = pm_web_quantity(web, of->numerator_term, cell);
    const struct pm_cap *cap = &deciding->reader->privacy->caps[figure->band];
    struct pm_ratio rate = pm_ratio_from_decimal(is_below ? cap->low : cap->high);
    if (!web->quantities.items[denominator].is_used || !web->quantities.items[numerator].is_used)
        return;
    if (is_below)
        pm_web_bound(web, denominator, (int32_t)rate.numerator, numerator,
                     (int32_t)rate.denominator, !cap->is_inclusive);
    else
        pm_web_bound(web, numerator, (int32_t)rate.denominator, denominator,
                     (int32_t)rate.numerator, !cap->is_inclusive);
}

static bool is_split_before(const struct pm_web *web, size_t metric)
{
    const struct pm_web_metric *of = &web->metrics[metric];
    for (size_t i = 0; i < metric; i++)
        if (web->metrics[i].split_term == of->split_term &&
            web->metrics[i].numerator_term == of->numerator_term)
            return true;
    return false;
}

/* ---- Sums of terms ---- */

/* Adds one sum of terms in every cell where all of them have a value. */
static void relate_cells(const struct pm_deciding *deciding, const struct pm_identity *identity)
{
    struct pm_web *web = deciding->web;
    for (size_t cell = 0; cell < web->cell_count; cell++) {
        uint32_t parts[4];
        bool is_used = true;
        for (size_t j = 0; j < identity->count; j++) {
            parts[j] = pm_web_quantity(web, identity->parts[j], cell);
            is_used = is_used && web->quantities.items[parts[j]].is_used;
        }
        if (is_used)
            pm_web_relate(web, pm_web_quantity(web, identity->total, cell), parts, identity->count,
                          PM_REST_NONE);
    }
}

void pm_relate_terms(const struct pm_deciding *deciding)
{
    struct pm_web *web = deciding->web;
    for (size_t i = 0; i < web->metric_count; i++) {
        bool has_split = web->metrics[i].split_term != UINT16_MAX;
        for (size_t cell = 0; has_split && cell < web->cell_count; cell++) {
            if (!is_split_before(web, i)) split_figure(deciding, i, cell);
            bound_figure(deciding, i, cell);
        }
    }
    for (size_t i = 0; i < deciding->identity_count; i++)
        relate_cells(deciding, &deciding->identities[i]);
}
