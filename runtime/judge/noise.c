/* noise.c: whether chance alone may have moved a figure, or may make a gap: a qualifier. No state
 * depends on it. */
#include "runtime/judge/chance.h"
#include "runtime/judge/judge.h"

static bool is_noise(struct pm_interval interval)
{
    return interval.is_set && interval.low <= 0.0 && interval.high >= 0.0;
}

static struct pm_interval change_interval(const struct pm_judging *judging,
                                          const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    struct pm_cell before;
    if (!finding->previous.is_set) return (struct pm_interval){0};
    pm_judge_cell(judging, subject->metric, subject->unit, subject->sides, subject->side_count,
                  finding->previous.period, &before);
    return pm_chance_difference(&finding->cell, &before);
}

/* Only of a figure that is judged, or that lacks nothing but a target, it is said; and not while its
 * period still runs. */
static bool is_judged(const struct pm_finding *finding)
{
    if (finding->qualifiers & PM_QUALIFIER_IN_PROGRESS) return false;
    return pm_state_is_rated(finding->state) || finding->state == PM_STATE_UNRATED ||
           finding->state == PM_STATE_NO_TARGET || finding->state == PM_STATE_NO_BASELINE ||
           finding->state == PM_STATE_COUNTED;
}

void pm_judge_noise(struct pm_judging *judging)
{
    for (size_t i = 0; i < judging->findings.count; i++) {
        struct pm_finding *finding = &judging->findings.items[i];
        bool is_figure = finding->kind == PM_FINDING_STATUS || finding->kind == PM_FINDING_GAP;
        if (!is_figure || !is_judged(finding) || !finding->has_cell ||
            !pm_chance_has_counts(&finding->cell))
            continue;
        bool is_gap = finding->subject.has_reference;
        if (is_gap && !finding->gap.is_set) continue;
        if (is_noise(is_gap ? pm_chance_gap(finding) : change_interval(judging, finding)))
            finding->qualifiers |= PM_QUALIFIER_NOISE;
    }
}
