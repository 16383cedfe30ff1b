/* rate_finding.c: from the facts of a finding to what its rating may speak of. */
#include "lang/model/measure.h"
#include "runtime/judge/chance.h"
#include "runtime/judge/rating.h"

int pm_finding_direction(const struct pm_finding *finding)
{
    int direction = finding->subject.metric->direction;
    if (!finding->subject.has_reference || !direction) return direction;
    return pm_gap_is_behind(finding->gap.kind) ? -1 : direction;
}

static struct pm_ratio ahead_of(int direction, struct pm_ratio value, struct pm_ratio goal)
{
    struct pm_ratio ahead = pm_ratio_subtract(value, goal);
    if (direction < 0) return pm_ratio_negate(ahead);
    return direction ? ahead : pm_ratio_negate(pm_ratio_absolute(ahead));
}

static bool is_bounded(const struct pm_finding *finding)
{
    return finding->has_low || finding->has_high;
}

/* True when the lower bound is the nearer or the broken one. */
static bool binds_low(const struct pm_finding *finding, struct pm_ratio value)
{
    if (!finding->has_high) return true;
    if (!finding->has_low) return false;
    struct pm_ratio above = pm_ratio_subtract(value, finding->low);
    struct pm_ratio below = pm_ratio_subtract(finding->high, value);
    if (!pm_ratio_is_defined(above) || !pm_ratio_is_defined(below)) return true;
    return pm_ratio_compare(above, below) <= 0;
}

struct pm_ratio pm_finding_deviation(const struct pm_finding *finding, struct pm_ratio value)
{
    if (!is_bounded(finding))
        return ahead_of(pm_finding_direction(finding), value, finding->expected);
    return binds_low(finding, value) ? pm_ratio_subtract(value, finding->low)
                                     : pm_ratio_subtract(finding->high, value);
}

bool pm_finding_reaches(const struct pm_finding *finding, struct pm_ratio value,
                        struct pm_ratio goal)
{
    struct pm_ratio ahead = is_bounded(finding)
                                ? pm_finding_deviation(finding, value)
                                : ahead_of(pm_finding_direction(finding), value, goal);
    return pm_ratio_is_defined(ahead) && pm_ratio_sign(ahead) >= 0;
}

static struct pm_ratio value_of(struct pm_point point)
{
    return point.is_set ? point.value : pm_ratio_undefined();
}

/* How far from baseline to final: 1 is all of it. */
static struct pm_ratio attainment_of(struct pm_ratio value, struct pm_ratio baseline,
                                     struct pm_ratio final)
{
    return pm_ratio_divide(pm_ratio_subtract(value, baseline), pm_ratio_subtract(final, baseline));
}

/* Bounds stand where targets stand: the one that binds, better on its own side. */
static void set_bounds(const struct pm_finding *finding, struct pm_ratio value,
                       struct pm_variables *out)
{
    bool low = binds_low(finding, value);
    struct pm_ratio bound = low ? finding->low : finding->high;
    out->direction = low ? 1 : -1;
    out->values[PM_VARIABLE_TARGET] = bound;
    out->values[PM_VARIABLE_EXPECTED] = bound;
    out->values[PM_VARIABLE_FINAL] = finding->final.is_set ? bound : pm_ratio_undefined();
}

static void round_all(const struct pm_measure *measure, struct pm_variables *variables)
{
    for (size_t i = 0; measure && i < measure->rounding_count; i++) {
        struct pm_ratio *value = &variables->values[measure->roundings[i].what];
        if (!pm_ratio_is_defined(*value)) continue;
        *value = pm_ratio_round(*value, pm_ratio_from_decimal(measure->roundings[i].step));
    }
}

void pm_finding_variables(const struct pm_finding *finding, struct pm_ratio value,
                          struct pm_variables *out)
{
    struct pm_period period = finding->subject.period;
    *out = (struct pm_variables){0};
    out->direction = pm_finding_direction(finding);
    out->tolerance = pm_ratio_from_integer(0);
    out->values[PM_VARIABLE_VALUE] = value;
    out->values[PM_VARIABLE_TARGET] = value_of(finding->target);
    out->values[PM_VARIABLE_EXPECTED] = finding->expected;
    out->values[PM_VARIABLE_FINAL] = value_of(finding->final);
    out->values[PM_VARIABLE_BASELINE] = value_of(finding->baseline);
    out->values[PM_VARIABLE_PREVIOUS] = value_of(finding->previous);
    if (is_bounded(finding)) set_bounds(finding, value, out);
    out->values[PM_VARIABLE_CHANGE] = pm_ratio_subtract(value, out->values[PM_VARIABLE_PREVIOUS]);
    out->values[PM_VARIABLE_DEVIATION] = pm_finding_deviation(finding, value);
    out->values[PM_VARIABLE_ATTAINMENT] =
        attainment_of(value, out->values[PM_VARIABLE_BASELINE], out->values[PM_VARIABLE_FINAL]);
    out->values[PM_VARIABLE_GAP] = finding->subject.has_reference ? value : pm_ratio_undefined();
    out->values[PM_VARIABLE_N] = finding->has_cell && finding->cell.n >= 0
                                     ? pm_ratio_from_integer(finding->cell.n)
                                     : pm_ratio_undefined();
    out->values[PM_VARIABLE_QUARTILE] = finding->peers.quartile;
    out->before = finding->before;
    out->parts =
        pm_period_is(period) ? pm_period_parts(period.calendar, period.year, period.part) : 1;
    round_all(finding->subject.measure, out);
    out->values[PM_VARIABLE_STATISTICAL] = pm_chance_reach(finding, value, out->direction);
}

struct pm_verdict pm_rate_finding(const struct pm_finding *finding, struct pm_ratio value,
                                  enum pm_state lack)
{
    struct pm_variables variables;
    pm_finding_variables(finding, value, &variables);
    return pm_rate(finding->rating, &variables, lack);
}
