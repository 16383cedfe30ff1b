/* chance.c: intervals of shares of persons, of changes and of gaps. */
#include "runtime/judge/chance.h"

static bool is_whole(struct pm_ratio number)
{
    return pm_ratio_is_defined(number) && number.denominator == 1;
}

bool pm_chance_has_counts(const struct pm_cell *cell)
{
    if (cell->state != PM_CELL_VALUE || cell->has_bounds || !cell->has_counts || cell->n <= 0)
        return false;
    if (!cell->key.metric || cell->key.metric->type != PM_TYPE_SHARE) return false;
    return is_whole(cell->numerator) && is_whole(cell->denominator) &&
           pm_ratio_sign(cell->numerator) >= 0 &&
           pm_ratio_compare(cell->numerator, cell->denominator) <= 0 &&
           pm_ratio_compare(cell->denominator, pm_ratio_from_integer(cell->n)) == 0;
}

static double share_of(const struct pm_cell *cell)
{
    return pm_ratio_to_double(pm_ratio_divide(cell->numerator, cell->denominator));
}

struct pm_interval pm_chance_interval(const struct pm_cell *cell)
{
    if (!pm_chance_has_counts(cell)) return (struct pm_interval){0};
    return pm_wilson(share_of(cell), (double)cell->n, PM_Z_95);
}

/* Pooled years, and figures of the year so far, have rows in common with the one before: then the
 * difference of two is not one of independent shares. */
static bool share_rows(const struct pm_cell *a, const struct pm_cell *b)
{
    const struct pm_metric *metric = a->key.metric;
    int32_t years = a->key.period.year - b->key.period.year;
    if (b->key.metric != metric || pm_period_equal(a->key.period, b->key.period)) return false;
    if (metric->observed == PM_OBSERVED_YEAR_TO_DATE && a->key.period.part && years == 0)
        return true;
    return a->key.period.number == b->key.period.number && years < metric->pool_years &&
           -years < metric->pool_years;
}

struct pm_interval pm_chance_difference(const struct pm_cell *a, const struct pm_cell *b)
{
    bool has_counts = pm_chance_has_counts(a) && pm_chance_has_counts(b);
    if (!has_counts || share_rows(a, b)) return (struct pm_interval){0};
    return pm_newcombe(share_of(a), (double)a->n, share_of(b), (double)b->n, PM_Z_95);
}

/* ---- Gaps ---- */

/* True when nobody can be on both sides: groups of one dimension that do not overlap. */
static bool are_apart(const struct pm_subject *subject)
{
    const struct pm_gap_line *line = subject->gap_line;
    if (subject->reference_is_others) return !subject->reference_has_unit;
    if (subject->reference_has_unit || subject->reference_is_target || !line) return false;
    for (size_t i = 0; i < line->selector.group.count; i++) {
        const struct pm_dimension *dimension = line->selector.group.sides[i].dimension;
        for (size_t j = 0; j < subject->side_count && !dimension->overlapping; j++)
            for (size_t k = 0; k < subject->reference_count; k++)
                if (subject->sides[j].dimension == dimension->index &&
                    subject->reference[k].dimension == dimension->index &&
                    subject->sides[j].group != subject->reference[k].group)
                    return true;
    }
    return false;
}

static struct pm_cell without(const struct pm_cell *all, const struct pm_cell *group)
{
    struct pm_cell others = *all;
    others.numerator = pm_ratio_subtract(all->numerator, group->numerator);
    others.denominator = pm_ratio_subtract(all->denominator, group->denominator);
    others.n = all->n - group->n;
    return others;
}

struct pm_interval pm_chance_gap(const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    const struct pm_cell *reference = &finding->gap.reference;
    struct pm_interval none = {0};
    if (!finding->gap.is_set || !subject->side_count ||
        finding->qualifiers & PM_QUALIFIER_ALTERNATE || !pm_chance_has_counts(&finding->cell) ||
        !pm_chance_has_counts(reference))
        return none;
    if (subject->reference_is_all && !subject->reference_has_unit) {
        struct pm_cell others = without(reference, &finding->cell);
        return pm_chance_difference(&finding->cell, &others);
    }
    return are_apart(subject) ? pm_chance_difference(&finding->cell, reference) : none;
}

/* ---- Reach ---- */

/* Only differences of the figures themselves: of ratios and of gaps to all the interval is another. */
static double gap_reach(const struct pm_finding *finding)
{
    struct pm_interval interval = pm_chance_gap(finding);
    enum pm_gap_kind kind = finding->gap.kind;
    bool is_difference = kind == PM_GAP_DIFFERENCE || kind == PM_GAP_RISK_DIFFERENCE;
    if (!interval.is_set || !is_difference || finding->subject.reference_is_all) return 0.0;
    double above = share_of(&finding->cell) - share_of(&finding->gap.reference);
    bool is_low_better = finding->subject.metric->direction <= 0;
    return is_low_better ? above - interval.low : interval.high - above;
}

struct pm_ratio pm_chance_reach(const struct pm_finding *finding, struct pm_ratio value,
                                int direction)
{
    struct pm_ratio none = pm_ratio_from_integer(0);
    if (!finding->has_cell || !pm_ratio_is_defined(value)) return none;
    if (finding->subject.has_reference) return pm_ratio_from_double(gap_reach(finding));
    if (!pm_chance_has_counts(&finding->cell)) return none;
    double at = pm_ratio_to_double(value);
    struct pm_interval interval = pm_wilson(at, (double)finding->cell.n, PM_Z_95);
    if (!interval.is_set) return none;
    return pm_ratio_from_double(direction < 0 ? at - interval.low : interval.high - at);
}
