/* gap_kinds.c: the formulas of gaps, over exact figures and counts. */
#include "lang/model/measure.h"
#include "runtime/judge/gap_figure.h"
#include "runtime/statistics/statistics.h"

#include <math.h>

static struct pm_ratio one(void)
{
    return pm_ratio_from_integer(1);
}

static struct pm_ratio lack(struct pm_gap_asking *asking, enum pm_gap_reason reason)
{
    asking->out->reason = reason;
    return pm_ratio_undefined();
}

/* ---- Two figures ---- */

static struct pm_ratio divide(struct pm_gap_asking *asking, struct pm_ratio group,
                              struct pm_ratio reference)
{
    if (pm_ratio_is_defined(reference) && pm_ratio_sign(reference) == 0)
        return lack(asking, PM_GAP_REASON_REFERENCE_ZERO);
    return pm_ratio_divide(group, reference);
}

static struct pm_ratio difference_of(const struct pm_gap_asking *asking)
{
    struct pm_ratio group = asking->out->cell.value;
    struct pm_ratio reference = asking->out->reference.value;
    if (asking->subject->metric->direction > 0) return pm_ratio_subtract(reference, group);
    return pm_ratio_subtract(group, reference);
}

/* ---- Counts ---- */

/* True when both sides have counts that can be: whole cells within their bases. */
static bool has_counts(struct pm_gap_asking *asking)
{
    const struct pm_cell *cells[] = {&asking->out->cell, &asking->out->reference};
    for (size_t i = 0; i < 2; i++) {
        if (!cells[i]->has_counts || !pm_ratio_is_defined(cells[i]->numerator)) {
            asking->out->reason = PM_GAP_REASON_NO_COUNTS;
            return false;
        }
        if (pm_ratio_sign(cells[i]->numerator) < 0 ||
            pm_ratio_compare(cells[i]->numerator, cells[i]->denominator) > 0) {
            asking->out->reason = PM_GAP_REASON_IMPOSSIBLE;
            return false;
        }
    }
    return true;
}

static struct pm_ratio odds_ratio_of(struct pm_gap_asking *asking)
{
    const struct pm_measured *out = asking->out;
    if (!has_counts(asking)) return pm_ratio_undefined();
    struct pm_ratio cells[] = {
        out->cell.numerator, pm_ratio_subtract(out->cell.denominator, out->cell.numerator),
        out->reference.numerator,
        pm_ratio_subtract(out->reference.denominator, out->reference.numerator)};
    bool is_empty = false;
    for (size_t i = 0; i < 4; i++)
        is_empty = is_empty || pm_ratio_sign(cells[i]) == 0;
    bool corrects = asking->line && asking->line->has_correction;
    if (is_empty && !corrects) return lack(asking, PM_GAP_REASON_EMPTY_CELL);
    for (size_t i = 0; is_empty && i < 4; i++)
        cells[i] = pm_ratio_add(cells[i], pm_ratio_from_decimal(asking->line->correction));
    return pm_ratio_divide(pm_ratio_multiply(cells[0], cells[3]),
                           pm_ratio_multiply(cells[2], cells[1]));
}

/* The group's part of all with the outcome, and of all. */
static bool find_parts(struct pm_gap_asking *asking, struct pm_ratio *of_outcome,
                       struct pm_ratio *of_all)
{
    const struct pm_measured *out = asking->out;
    if (!has_counts(asking)) return false;
    if (pm_ratio_sign(out->reference.numerator) == 0) {
        asking->out->reason = PM_GAP_REASON_NO_OUTCOME;
        return false;
    }
    *of_outcome = pm_ratio_divide(out->cell.numerator, out->reference.numerator);
    *of_all = pm_ratio_divide(out->cell.denominator, out->reference.denominator);
    return true;
}

static struct pm_ratio composition_of(struct pm_gap_asking *asking)
{
    struct pm_ratio of_outcome;
    struct pm_ratio of_all;
    if (!find_parts(asking, &of_outcome, &of_all)) return pm_ratio_undefined();
    if (asking->kind == PM_GAP_COMPOSITION) return of_outcome;
    if (asking->kind == PM_GAP_COMPOSITION_DIFFERENCE) return pm_ratio_subtract(of_outcome, of_all);
    return pm_ratio_subtract(divide(asking, of_outcome, of_all), one());
}

/* E and sqrt(E (1 - E) / C) on either side: beyond it the group's part is more than chance. Where more
 * is worse the upper bound counts, where more is better the lower one, else the nearer. */
static struct pm_ratio beyond_chance(struct pm_gap_asking *asking)
{
    int direction = asking->subject->metric->direction;
    struct pm_ratio part;
    struct pm_ratio expected;
    if (!find_parts(asking, &part, &expected)) return pm_ratio_undefined();
    struct pm_ratio square =
        pm_ratio_divide(pm_ratio_multiply(expected, pm_ratio_subtract(one(), expected)),
                        asking->out->reference.numerator);
    if (!pm_ratio_is_defined(square)) return square;
    struct pm_ratio reach = pm_ratio_from_double(sqrt(pm_ratio_to_double(square)));
    struct pm_ratio high = pm_ratio_add(expected, reach);
    struct pm_ratio low = pm_ratio_subtract(expected, reach);
    struct pm_ratio above = pm_ratio_subtract(part, high);
    struct pm_ratio below = pm_ratio_subtract(low, part);
    bool is_low = direction > 0;
    if (!direction && pm_ratio_is_defined(above) && pm_ratio_is_defined(below))
        is_low = pm_ratio_compare(below, above) > 0;
    asking->out->bound = is_low ? low : high;
    return is_low ? below : above;
}

/* ---- Choosing ---- */

static struct pm_ratio value_of(struct pm_gap_asking *asking)
{
    const struct pm_measured *out = asking->out;
    switch (asking->kind) {
    case PM_GAP_DIFFERENCE:
        return difference_of(asking);
    case PM_GAP_RATIO:
    case PM_GAP_RISK_RATIO:
    case PM_GAP_ALTERNATE_RISK_RATIO:
        return divide(asking, out->cell.value, out->reference.value);
    case PM_GAP_WEIGHTED_RISK_RATIO:
        return divide(asking, out->cell.value, pm_gap_weighted_risk(asking));
    case PM_GAP_RISK_DIFFERENCE:
        return pm_ratio_subtract(out->cell.value, out->reference.value);
    case PM_GAP_ODDS_RATIO:
        return odds_ratio_of(asking);
    case PM_GAP_COMPOSITION:
    case PM_GAP_COMPOSITION_DIFFERENCE:
    case PM_GAP_COMPOSITION_RELATIVE:
        return composition_of(asking);
    case PM_GAP_E_FORMULA:
        return beyond_chance(asking);
    case PM_GAP_INDEX_OF_DISPARITY:
        return divide(asking, pm_gap_mean_distance(asking), out->reference.value);
    case PM_GAP_KIND_COUNT:
        break;
    }
    return pm_ratio_undefined();
}

void pm_gap_work_out(struct pm_gap_asking *asking)
{
    asking->out->value = value_of(asking);
}

/* ---- What a gap means ---- */

struct pm_ratio pm_judge_excess(int direction, enum pm_gap_kind kind, struct pm_ratio gap)
{
    if (kind == PM_GAP_COMPOSITION) return pm_ratio_undefined(); /* a part, without what is due */
    struct pm_ratio excess = gap;
    if (pm_gap_kind_info(kind)->form == PM_GAP_FORM_TIMES) excess = pm_ratio_subtract(gap, one());
    if (direction > 0 && !pm_gap_is_behind(kind)) excess = pm_ratio_negate(excess);
    bool is_either = !direction && kind != PM_GAP_E_FORMULA;
    return is_either ? pm_ratio_absolute(excess) : excess;
}

struct pm_ratio pm_judge_no_gap(enum pm_gap_kind kind)
{
    if (kind == PM_GAP_COMPOSITION) return pm_ratio_undefined();
    return pm_ratio_from_integer(pm_gap_kind_info(kind)->form == PM_GAP_FORM_TIMES ? 1 : 0);
}
