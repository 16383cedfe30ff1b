/* already_met.c: targets that are set where the figures are already. */
#include "runtime/effect/judge_both.h"

#include "runtime/history/history.h"

#include <string.h>

/* What stands for each series: the newest figure that may be shown, of a target that is to come. */
static const struct pm_finding *newest_of(const struct pm_release *release, size_t *at)
{
    const char *key = release->findings[*at].key;
    const struct pm_finding *newest = NULL;
    for (; *at < release->finding_count && strcmp(release->findings[*at].key, key) == 0; (*at)++)
        if (release->finding_figures[*at].shown == PM_SHOWN_FULLY) newest = &release->findings[*at];
    return newest;
}

static bool is_reached_before(const struct pm_finding *finding)
{
    return finding && finding->kind == PM_FINDING_STATUS && finding->has_cell &&
           finding->final.is_set && finding->final_met &&
           pm_period_compare(finding->subject.period, finding->final.period) < 0;
}

/* True for a change that set the target: its figure where one is known, and nothing that is more. */
static bool sets_target(const struct pm_change *change, const struct pm_finding *finding)
{
    if (strcmp(pm_change_kind(change->id)->area, "target") != 0 || !change->new.is_there ||
        change->is_hidden || change->id == PM_CHANGE_target_already_met)
        return false;
    if (change->new.has_amount &&
        pm_ratio_compare(pm_ratio_from_decimal(change->new.amount), finding->final.value) != 0)
        return false;
    return change->ambition != PM_STRENGTHENING || change->id == PM_CHANGE_target_added;
}

static struct pm_change *already_met(struct pm_arena *arena, const struct pm_release *release,
                                     const struct pm_finding *finding,
                                     const struct pm_change *cause)
{
    const struct pm_change_kind *kind = pm_change_kind(PM_CHANGE_target_already_met);
    size_t index = (size_t)(finding - release->findings);
    struct pm_change *change = PM_NEW(arena, struct pm_change);
    *change = *cause;
    change->id = PM_CHANGE_target_already_met;
    change->ambition = kind->ambition;
    change->comparability = kind->comparability;
    change->why = kind->why;
    change->remark = pm_arena_format(arena, "%s in %s", pm_finding_shown(arena, release, index),
                                     pm_show_period(arena, finding->subject.period));
    change->help = "";
    change->also = 0;
    change->claims = NULL;
    change->claim_count = 0;
    return change;
}

void pm_effect_add_already_met(struct pm_arena *arena, const struct pm_release *release,
                               struct pm_changes *changes)
{
    PM_ARRAY(struct pm_change *) found = {0};
    for (size_t at = 0; at < release->finding_count;) {
        const struct pm_finding *finding = newest_of(release, &at);
        if (!is_reached_before(finding)) continue;
        for (size_t i = 0; i < changes->count; i++) {
            const struct pm_change *cause = changes->items[i];
            if (!sets_target(cause, finding) ||
                !pm_effect_is_of_measure(arena, release, finding, cause))
                continue;
            PM_PUSH(arena, &found, already_met(arena, release, finding, cause));
            break;
        }
    }
    for (size_t i = 0; i < found.count; i++)
        pm_changes_add(arena, changes, found.items[i]);
}
