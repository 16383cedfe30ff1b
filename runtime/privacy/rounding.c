/* rounding.c: values that are shown rounded, without the counts behind them.
 *
 * Whoever knows how many persons there are would have the count from a value that is rounded finely
 * (36 % of 14 are 5), and how many there are stands in other tables. So the step grows as persons get
 * fewer, until two counts at least give each value; it depends on their number alone, so that it
 * tells nothing itself. What is worked out from a value, and the words that judge it, are worked out
 * anew from the rounded one, so that they tell no more than that. */
#include "runtime/privacy/rounding.h"

#include "runtime/judge/rating.h"

static bool is_rounded(const struct pm_privacy *privacy, const struct pm_metric *metric)
{
    return privacy->value_step.mantissa && metric && metric->type == PM_TYPE_SHARE;
}

/* ---- Steps ---- */

/* Two counts or more round to each multiple of the step: the ends, 0 and all, are those of half a
 * step. */
static bool leaves_two(struct pm_ratio step, struct pm_ratio persons)
{
    struct pm_ratio counts = pm_ratio_multiply(step, persons);
    return pm_ratio_is_defined(counts) && pm_ratio_compare(counts, pm_ratio_from_integer(2)) > 0;
}

/* The step for so many persons: that of the project, or 2, 5, 10, 20, ... times that, up to a half;
 * undefined where these are too few for any. */
static struct pm_ratio step_for(const struct pm_privacy *privacy, struct pm_ratio persons)
{
    static const int multiples[] = {1, 2, 5};
    struct pm_ratio own = pm_ratio_from_decimal(privacy->value_step);
    struct pm_ratio half = pm_ratio_make(1, 2);
    if (!pm_ratio_is_defined(persons)) return own;
    for (int tens = 1; tens <= 1000000; tens *= 10)
        for (size_t i = 0; i < sizeof multiples / sizeof *multiples; i++) {
            struct pm_ratio times = pm_ratio_from_integer(multiples[i] * tens);
            struct pm_ratio step = pm_ratio_multiply(own, times);
            if (pm_ratio_compare(step, half) >= 0)
                return leaves_two(half, persons) ? half : pm_ratio_undefined();
            if (leaves_two(step, persons)) return step;
        }
    return pm_ratio_undefined();
}

static struct pm_ratio step_of(const struct pm_privacy *privacy, const struct pm_cell *cell)
{
    return step_for(privacy, cell->has_counts ? cell->denominator : pm_ratio_undefined());
}

static struct pm_ratio round_to(struct pm_ratio value, struct pm_ratio step)
{
    if (!pm_ratio_is_defined(value) || !pm_ratio_is_defined(step)) return pm_ratio_undefined();
    return pm_ratio_round(value, step);
}

static bool is_same(struct pm_ratio a, struct pm_ratio b)
{
    return pm_ratio_is_defined(a) && pm_ratio_is_defined(b) && pm_ratio_compare(a, b) == 0;
}

/* ---- Figures ---- */

void pm_round_figure(const struct pm_privacy *privacy, const struct pm_cell *cell,
                     struct pm_figure *figure)
{
    if (!is_rounded(privacy, cell->key.metric) || figure->shown != PM_SHOWN_FULLY ||
        cell->is_public)
        return;
    figure->value = round_to(cell->value, step_of(privacy, cell));
    figure->has_counts = false;
    figure->numerator = figure->denominator = pm_ratio_undefined();
    figure->excluded = -1;
    if (pm_ratio_is_defined(figure->value)) return;
    figure->state = PM_STATE_SUPPRESSED;
    figure->shown = PM_SHOWN_NOTHING;
    figure->n = -1;
}

/* ---- Findings ---- */

/* The step for the figure of the same subject in another period. */
static struct pm_ratio step_at(const struct pm_privacy *privacy, const struct pm_cells *cells,
                               struct pm_cell_key key, struct pm_period period)
{
    struct pm_cell cell;
    key.period = period;
    pm_cells_get(cells, &key, &cell);
    return step_of(privacy, &cell);
}

static void round_point(struct pm_ratio step, struct pm_point *point)
{
    if (!point->is_set) return;
    point->value = round_to(point->value, step);
    point->is_set = pm_ratio_is_defined(point->value);
}

static void round_course(const struct pm_privacy *privacy, const struct pm_cells *cells,
                         struct pm_finding *finding)
{
    struct pm_ratio value = finding->cell.value;
    const struct pm_cell_key key = finding->cell.key;
    finding->change = pm_ratio_undefined();
    round_point(step_at(privacy, cells, key, finding->previous.period), &finding->previous);
    if (finding->previous.is_set)
        finding->change = pm_ratio_subtract(value, finding->previous.value);
    if (finding->baseline_from_data) {
        struct pm_ratio step = step_at(privacy, cells, key, finding->baseline.period);
        round_point(step, &finding->baseline);
        round_point(step, &finding->target);
        round_point(step, &finding->final);
        finding->expected = round_to(finding->expected, step);
    }
    if (pm_ratio_is_defined(finding->deviation))
        finding->deviation = pm_finding_deviation(finding, value);
    if (pm_ratio_is_defined(finding->progress))
        finding->progress =
            pm_ratio_divide(pm_ratio_subtract(value, finding->baseline.value),
                            pm_ratio_subtract(finding->final.value, finding->baseline.value));
    finding->qualifiers &= ~(unsigned)PM_QUALIFIER_NOISE;
}

/* Judges the rounded value in place of the exact one. `own`: what the rating says of that. False
 * where the finding says something else than its rating. */
static bool judge_again(struct pm_verdict own, struct pm_finding *finding)
{
    if (!finding->rating || !finding->level) return true;
    if (own.state != finding->state || own.level != finding->level) return false;
    struct pm_ratio value = finding->cell.value;
    struct pm_verdict now = pm_rate_finding(finding, value, PM_STATE_NO_TARGET);
    if (now.state == PM_STATE_COUNT) return false;
    if (now.state != own.state) finding->severity = pm_state_info(now.state)->severity;
    finding->state = now.state;
    finding->level = now.level;
    finding->target_met =
        finding->target.is_set && pm_finding_reaches(finding, value, finding->target.value);
    finding->final_met =
        finding->final.is_set && pm_finding_reaches(finding, value, finding->final.value);
    struct pm_finding path = *finding;
    path.has_low = path.has_high = false;
    finding->qualifiers &= ~(unsigned)PM_QUALIFIER_REVERSED;
    if (pm_state_is_rated(now.state) && finding->baseline.is_set && pm_finding_direction(finding) &&
        !pm_finding_reaches(&path, value, finding->baseline.value))
        finding->qualifiers |= PM_QUALIFIER_REVERSED;
    return true;
}

/* A difference or ratio of the two sides, worked out anew; false where the gap is neither. */
static bool round_gap(const struct pm_privacy *privacy, struct pm_ratio exact,
                      struct pm_finding *finding)
{
    struct pm_gap_facts *gap = &finding->gap;
    struct pm_ratio other = gap->reference.value;
    struct pm_ratio near = finding->cell.value;
    struct pm_ratio far = round_to(other, step_of(privacy, &gap->reference));
    if (!pm_ratio_is_defined(far)) return false;
    if (is_same(gap->value, pm_ratio_subtract(exact, other)))
        gap->value = pm_ratio_subtract(near, far);
    else if (is_same(gap->value, pm_ratio_subtract(other, exact)))
        gap->value = pm_ratio_subtract(far, near);
    else if (is_same(gap->value, pm_ratio_divide(exact, other)))
        gap->value = pm_ratio_divide(near, far);
    else
        return false;
    gap->ratio = pm_ratio_divide(near, far);
    gap->previous = (struct pm_point){0};
    gap->change = gap->expected = gap->closed_share = pm_ratio_undefined();
    gap->reference.value = far;
    gap->reference.has_counts = false;
    gap->reference.numerator = gap->reference.denominator = pm_ratio_undefined();
    gap->reference.excluded = -1;
    finding->qualifiers &= ~(unsigned)PM_QUALIFIER_NOISE;
    return true;
}

bool pm_round_finding(const struct pm_privacy *privacy, const struct pm_cells *cells,
                      const struct pm_figure *figure, struct pm_finding *finding)
{
    if (!is_rounded(privacy, finding->subject.metric) || finding->cell.is_public) return true;
    finding->peers = (struct pm_peer_facts){0};
    if (figure->shown == PM_SHOWN_NOTHING) return figure->state != PM_STATE_SUPPRESSED;
    if (figure->shown != PM_SHOWN_FULLY) return true;
    struct pm_ratio exact = finding->cell.value;
    struct pm_verdict own = {.state = PM_STATE_COUNT};
    if (finding->rating && finding->level)
        own = pm_rate_finding(finding, exact, PM_STATE_NO_TARGET);
    finding->cell.value = figure->value;
    finding->cell.has_counts = false;
    finding->cell.numerator = finding->cell.denominator = pm_ratio_undefined();
    finding->cell.n = figure->n;
    finding->cell.excluded = -1;
    if (finding->subject.has_reference)
        return !finding->gap.is_set || round_gap(privacy, exact, finding);
    round_course(privacy, cells, finding);
    return judge_again(own, finding);
}

void pm_round_movement(const struct pm_privacy *privacy, const struct pm_cells *cells,
                       struct pm_movement *movement)
{
    struct pm_cell_key key = {.metric = movement->metric, .unit = movement->unit};
    if (!is_rounded(privacy, movement->metric)) return;
    round_point(step_at(privacy, cells, key, movement->before.period), &movement->before);
    round_point(step_at(privacy, cells, key, movement->after.period), &movement->after);
    if (pm_ratio_is_defined(movement->change))
        movement->change = pm_ratio_subtract(movement->after.value, movement->before.value);
}
