/* status.c: one status finding: the order in which it is decided what to say. */
#include "lang/model/measure.h"
#include "runtime/judge/measures.h"
#include "runtime/judge/rating.h"

/* ---- Facts ---- */

static void take_targets(const struct pm_aim *aim, struct pm_finding *out)
{
    out->at = aim->at;
    out->baseline = aim->baseline;
    out->baseline_from_data = aim->baseline_from_data;
    out->expected = aim->expected;
    out->target = aim->target;
    out->final = aim->final;
    out->path = aim->course->kind;
    out->revision = aim->revision;
}

/* Whether there are targets beside bounds. */
static bool has_targets(const struct pm_aim *aim)
{
    return pm_ratio_is_defined(aim->expected) || aim->final.is_set;
}

/* Bounds stand for targets: expected all the time, final with the last period, when it has
 * ended. */
static void take_bounds(const struct pm_aim *aim, bool has_ended, struct pm_finding *out)
{
    out->has_low = aim->has_low;
    out->has_high = aim->has_high;
    out->low = aim->low;
    out->high = aim->high;
    if (has_targets(aim) || !(aim->has_low || aim->has_high)) return;
    struct pm_variables variables;
    out->final.is_set = aim->is_last_bounded && has_ended;
    pm_finding_variables(out, out->gap.is_set ? out->gap.value : out->cell.value, &variables);
    out->expected = variables.values[PM_VARIABLE_EXPECTED];
    out->target = (struct pm_point){true, out->subject.period, out->expected};
    if (out->final.is_set) out->final = out->target;
}

void pm_take_aim(const struct pm_aim *aim, bool has_ended, struct pm_finding *out)
{
    take_targets(aim, out);
    take_bounds(aim, has_ended, out);
}

/* The finding without its bounds, where there are targets to be held against. */
static struct pm_finding by_targets(const struct pm_finding *finding, const struct pm_aim *aim)
{
    struct pm_finding copy = *finding;
    if (has_targets(aim)) copy.has_low = copy.has_high = false;
    return copy;
}

void pm_take_previous(const struct pm_hearing *hearing, struct pm_ratio value,
                      struct pm_finding *out)
{
    struct pm_subject *subject = &out->subject;
    struct pm_period before = pm_period_step(subject->period, -1);
    struct pm_measured measured;
    if (pm_judge_broken(subject->metric, before, subject->period)) return;
    pm_judge_figure(hearing->judging, subject, out->gap.kind, before, &measured);
    if (measured.state != PM_STATE_COUNT || !pm_ratio_is_defined(measured.value)) return;
    out->previous = (struct pm_point){true, before, measured.value};
    out->change = pm_ratio_subtract(value, measured.value);
}

static void take_gap(const struct pm_measured *measured, struct pm_finding *out)
{
    out->gap.is_set = true;
    out->gap.reference = measured->reference;
    out->gap.value = measured->value;
    out->gap.ratio = measured->ratio;
    out->gap.previous = out->previous;
    out->gap.change = out->change;
    out->gap.expected = out->expected;
    if (!out->baseline.is_set) return;
    int direction = out->subject.metric->direction;
    struct pm_ratio before = pm_judge_excess(direction, out->gap.kind, out->baseline.value);
    struct pm_ratio now = pm_judge_excess(direction, out->gap.kind, measured->value);
    out->gap.closed_share = pm_ratio_divide(pm_ratio_subtract(before, now), before);
}

static void take_progress(const struct pm_aim *aim, struct pm_ratio value, struct pm_finding *out)
{
    struct pm_finding path = by_targets(out, aim);
    out->deviation = pm_finding_deviation(&path, value);
    out->target_met = out->target.is_set && pm_finding_reaches(&path, value, out->target.value);
    out->final_met = out->final.is_set && pm_finding_reaches(&path, value, out->final.value);
    if (!out->baseline.is_set || !out->final.is_set) return;
    out->progress = pm_ratio_divide(pm_ratio_subtract(value, out->baseline.value),
                                    pm_ratio_subtract(out->final.value, out->baseline.value));
}

/* ---- Why there is no judgement ---- */

static bool exists(const struct pm_judging *judging, const struct pm_subject *subject)
{
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(judging->cells, &count);
    const struct pm_unit *unit = subject->unit < count ? units[subject->unit].declared : NULL;
    if (!unit) return true;
    if (unit->opened_day != PM_NO_DAY && unit->opened_day > pm_period_last_day(subject->period))
        return false;
    return unit->ended_day == PM_NO_DAY || unit->ended_day >= pm_period_first_day(subject->period);
}

bool pm_hearing_is_too_few(const struct pm_hearing *hearing, const struct pm_measured *measured)
{
    const struct pm_measure *measure = hearing->measure;
    const struct pm_source_decl *source = pm_metric_source(measure->metric);
    return pm_judge_is_too_few(measured, &measure->minimum) ||
           pm_judge_is_too_few(measured, &measure->rating->minimum) ||
           (source && pm_judge_is_too_few(measured, &source->minimum));
}

static bool is_too_few(const struct pm_hearing *hearing, const struct pm_finding *finding,
                       const struct pm_measured *measured)
{
    const struct pm_measure *measure = hearing->measure;
    int64_t points = measure->minimum.points > measure->rating->minimum.points
                         ? measure->minimum.points
                         : measure->rating->minimum.points;
    if (pm_hearing_is_too_few(hearing, measured)) return true;
    return points > 1 && pm_judge_points(hearing->judging, &finding->subject, finding->gap.kind,
                                         finding->subject.period) < points;
}

/* PM_STATE_COUNT when there is a figure that may be judged. */
static enum pm_state find_obstacle(const struct pm_hearing *hearing,
                                   const struct pm_finding *finding,
                                   const struct pm_measured *measured, bool has_ended)
{
    const struct pm_metric *metric = finding->subject.metric;
    if (!exists(hearing->judging, &finding->subject) ||
        pm_axis_is_paused(&hearing->axis, finding->subject.period))
        return PM_STATE_NOT_APPLICABLE;
    if (measured->state == PM_STATE_PENDING || measured->state == PM_STATE_INVALID)
        return measured->state;
    bool is_there = measured->state == PM_STATE_COUNT || measured->state == PM_STATE_NO_ROWS ||
                    measured->state == PM_STATE_SUPPRESSED_BY_SOURCE;
    if (!has_ended && !(is_there && metric->reads_within_period)) return PM_STATE_NOT_DUE;
    if (measured->state != PM_STATE_COUNT) return measured->state;
    return is_too_few(hearing, finding, measured) ? PM_STATE_TOO_FEW : PM_STATE_COUNT;
}

static bool is_unverified(const struct pm_judging *judging, const struct pm_finding *finding)
{
    size_t count = 0;
    const struct pm_verify_result *results = pm_cells_verified(judging->cells, &count);
    const struct pm_source_decl *source = pm_metric_source(finding->subject.metric);
    struct pm_period period = finding->subject.period;
    for (size_t i = 0; i < count; i++) {
        if (results[i].source != source || results[i].passed ||
            results[i].verify->severity != PM_WARNING)
            continue;
        if (!pm_period_is(results[i].period) || pm_period_within(results[i].period, period) ||
            pm_period_within(period, results[i].period))
            return true;
    }
    return false;
}

/* ---- Judging ---- */

/* Best first: a state that is further down is the worse one. */
static struct pm_verdict worse_of(struct pm_verdict a, struct pm_verdict b)
{
    return b.state > a.state && pm_state_is_rated(b.state) ? b : a;
}

/* Targets and bounds of one subject must both hold. */
static struct pm_verdict rate_value(const struct pm_finding *finding, const struct pm_aim *aim,
                                    struct pm_ratio value)
{
    bool has_bounds = finding->has_low || finding->has_high;
    if (!has_bounds || !has_targets(aim)) return pm_rate_finding(finding, value, aim->lack);
    struct pm_finding path = by_targets(finding, aim);
    struct pm_finding bounds = *finding;
    bounds.final.is_set = aim->is_last_bounded && finding->final.is_set;
    struct pm_verdict verdict = pm_rate_finding(&path, value, aim->lack);
    if (!pm_state_is_rated(verdict.state)) return verdict;
    return worse_of(verdict, pm_rate_finding(&bounds, value, aim->lack));
}

/* Reaching the alternative is as good as reaching the target. */
static struct pm_ratio take_alternative(const struct pm_aim *aim, struct pm_ratio value,
                                        struct pm_finding *finding)
{
    struct pm_finding path = by_targets(finding, aim);
    if (!has_targets(aim) || !finding->target.is_set ||
        !pm_finding_reaches(&path, value, aim->alternative) ||
        pm_finding_reaches(&path, value, finding->target.value))
        return value;
    finding->target_met = true;
    if (finding->final.is_set &&
        pm_finding_reaches(&path, finding->target.value, finding->final.value))
        finding->final_met = true;
    return finding->target.value;
}

static struct pm_verdict rate_bounds(const struct pm_finding *finding, const struct pm_aim *aim,
                                     const struct pm_measured *measured)
{
    struct pm_verdict low = rate_value(finding, aim, measured->low);
    struct pm_verdict high = rate_value(finding, aim, measured->high);
    if (low.state == high.state && low.level == high.level) return low;
    return (struct pm_verdict){PM_STATE_UNRATED, NULL};
}

static void judge(const struct pm_judging *judging, const struct pm_aim *aim,
                  const struct pm_measured *measured, bool has_ended, struct pm_finding *out)
{
    struct pm_verdict verdict = {PM_STATE_UNRATED, NULL};
    if (measured->has_bounds) {
        out->qualifiers |= PM_QUALIFIER_ESTIMATED;
        verdict = rate_bounds(out, aim, measured);
    } else {
        verdict = rate_value(out, aim, take_alternative(aim, measured->value, out));
    }
    bool is_empty = verdict.state == PM_STATE_UNRATED || verdict.state == PM_STATE_NO_BASELINE;
    if (is_empty && !aim->is_claimed && !verdict.level) verdict.state = PM_STATE_NO_TARGET;
    out->state = verdict.state;
    out->level = verdict.level;
    if (!pm_state_is_rated(out->state)) return;
    if (!has_ended) out->qualifiers |= PM_QUALIFIER_IN_PROGRESS;
    if (is_unverified(judging, out)) out->qualifiers |= PM_QUALIFIER_UNVERIFIED;
    struct pm_finding path = *out;
    path.has_low = path.has_high = false;
    if (out->baseline.is_set && pm_ratio_is_defined(measured->value) && pm_finding_direction(out) &&
        !pm_finding_reaches(&path, measured->value, out->baseline.value))
        out->qualifiers |= PM_QUALIFIER_REVERSED;
}

/* A figure that is missing may have a word of its own in the rating. */
static void judge_missing(struct pm_finding *out)
{
    struct pm_variables variables;
    pm_finding_variables(out, pm_ratio_undefined(), &variables);
    struct pm_verdict verdict = pm_rate_missing(out->rating, &variables);
    if (verdict.state == PM_STATE_COUNT) return;
    out->state = verdict.state;
    out->level = verdict.level;
}

static void decide(struct pm_hearing *hearing, const struct pm_aim *aim,
                   const struct pm_measured *measured, size_t at, struct pm_finding *out)
{
    bool has_ended = pm_period_last_day(out->subject.period) <= hearing->judging->as_of;
    bool has_value = measured->state == PM_STATE_COUNT && pm_ratio_is_defined(measured->value);
    struct pm_ratio value = has_value ? measured->value : pm_ratio_undefined();
    out->state = find_obstacle(hearing, out, measured, has_ended);
    take_targets(aim, out);
    pm_take_previous(hearing, value, out);
    if (out->subject.has_reference) take_gap(measured, out);
    take_bounds(aim, has_ended, out);
    if (out->state == PM_STATE_COUNT) take_progress(aim, value, out);
    if (out->state == PM_STATE_COUNT) pm_find_peers(hearing, value, at, out);
    if (out->state == PM_STATE_COUNT) pm_find_history(hearing, at, out);
    out->rating = hearing->measure->rating;
    if (out->state == PM_STATE_COUNT && !has_value && !measured->has_bounds)
        out->state = PM_STATE_UNRATED; /* a ratio to nothing */
    if (out->state == PM_STATE_COUNT)
        judge(hearing->judging, aim, measured, has_ended, out);
    else if (out->state == PM_STATE_MISSING)
        judge_missing(out);
    if (out->state == PM_STATE_MISSING && !aim->is_claimed &&
        pm_rating_needs_target(hearing->measure->rating))
        out->state = PM_STATE_NO_TARGET; /* no figure can be missed where nothing is asked */
    if (!out->level) out->rating = NULL;
    out->severity = pm_state_info(out->state)->severity;
}

struct pm_finding *pm_judge_status(struct pm_hearing *hearing, const struct pm_subject *of,
                                   size_t at)
{
    struct pm_judging *judging = hearing->judging;
    struct pm_aim aim;
    struct pm_measured measured;
    struct pm_subject with_reference = *of;
    const struct pm_subject *subject = &with_reference;
    pm_find_aim(hearing, subject, at, &aim);
    if (hearing->measure->reference_is_frozen && of->has_reference && pm_period_is(aim.begins))
        with_reference.frozen_at = pm_axis_place(&hearing->axis, aim.begins);
    if (aim.is_bounded_elsewhere) return NULL;
    if (pm_period_is(aim.begins) &&
        pm_period_first_day(subject->period) <
            pm_period_first_day(pm_axis_place(&hearing->axis, aim.begins)))
        return NULL;
    struct pm_finding finding = {.kind = PM_FINDING_STATUS, .subject = *subject};
    finding.code = PM_CODE_COUNT;
    finding.text = "";
    finding.gap.kind = pm_hearing_gap_kind(hearing, subject);
    pm_judge_figure(judging, subject, finding.gap.kind, subject->period, &measured);
    finding.cell = measured.cell;
    finding.has_cell = true;
    if (subject->has_reference) pm_judge_take_gap(&measured, &finding);
    if (measured.is_alternate) finding.qualifiers |= PM_QUALIFIER_ALTERNATE;
    decide(hearing, &aim, &measured, at, &finding);
    pm_judge_name_few(&measured, &finding);
    pm_judge_identify(
        judging, &finding,
        pm_arena_format(judging->arena, "status:%s", pm_judge_measure_path(judging, subject)));
    PM_PUSH(judging->arena, &judging->findings, finding);
    return &judging->findings.items[judging->findings.count - 1];
}
