/* history.c: what was so in earlier periods, for levels that last. */
#include "runtime/judge/measures.h"
#include "runtime/judge/rating.h"

/* What could be said of the subject so many periods earlier; false where it has no figure that may
 * be compared with this one's. */
static bool look_at(struct pm_hearing *hearing, const struct pm_finding *now, size_t at,
                    int32_t steps, struct pm_variables *variables)
{
    struct pm_measured measured;
    struct pm_finding earlier;
    struct pm_finding *out = &earlier;
    *out = (struct pm_finding){.kind = now->kind, .subject = now->subject, .code = PM_CODE_COUNT};
    out->gap.kind = now->gap.kind;
    out->subject.period = pm_period_step(now->subject.period, -steps);
    if (pm_judge_broken(out->subject.metric, out->subject.period, now->subject.period) ||
        pm_axis_is_paused(&hearing->axis, out->subject.period))
        return false;
    pm_judge_figure(hearing->judging, &out->subject, out->gap.kind, out->subject.period, &measured);
    if (measured.state != PM_STATE_COUNT || !pm_ratio_is_defined(measured.value) ||
        pm_hearing_is_too_few(hearing, &measured))
        return false;
    out->cell = measured.cell;
    out->has_cell = true;
    pm_take_previous(hearing, measured.value, out);
    if ((size_t)steps <= at) {
        struct pm_aim aim;
        pm_find_aim(hearing, &out->subject, at - (size_t)steps, &aim);
        pm_take_aim(&aim, true, out);
    }
    pm_finding_variables(out, measured.value, variables);
    return true;
}

void pm_find_history(struct pm_hearing *hearing, size_t at, struct pm_finding *finding)
{
    struct pm_period period = finding->subject.period;
    int32_t parts = pm_period_parts(period.calendar, period.year, period.part);
    int32_t count = pm_rating_looks_back(hearing->measure->rating, parts);
    struct pm_variables *last = NULL;
    for (int32_t steps = 1; steps <= count; steps++) {
        struct pm_variables *variables = PM_NEW(hearing->judging->arena, struct pm_variables);
        if (!look_at(hearing, finding, at, steps, variables)) return;
        if (last)
            last->before = variables;
        else
            finding->before = variables;
        last = variables;
    }
}
