/* issue_finding.c: findings as issues. */
#include "runtime/render/issue.h"

/* True for states that say that all is well, or that the day has not come: nobody has to look. */
static bool is_judged(enum pm_state state)
{
    return pm_state_sign(state)[1] != ' ' || state == PM_STATE_STEADY || state == PM_STATE_OPEN;
}

static enum pm_issue_outcome outcome_of(const struct pm_finding *finding)
{
    if (finding->waiver || finding->allowance) return PM_ISSUE_ACCEPTED;
    if (finding->severity != PM_INFO) return PM_ISSUE_WRONG;
    return is_judged(finding->state) ? PM_ISSUE_GOOD : PM_ISSUE_UNJUDGED;
}

static const char *reason_of(struct pm_arena *arena, const struct pm_finding *finding)
{
    const struct pm_waiver *waiver = finding->waiver;
    if (waiver) return pm_arena_format(arena, "waived by %s: %s", waiver->by, waiver->reason);
    return finding->allowance ? finding->allowance->reason : "";
}

/* "compass/present"; else the plan, the metric, or the kind of finding. */
static const char *group_of(struct pm_arena *arena, const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    if (subject->plan && subject->goal)
        return pm_arena_format(arena, "%s/%s", subject->plan->name, subject->goal->name);
    if (finding->kind == PM_FINDING_GAP && subject->metric) return subject->metric->name;
    return pm_finding_kind_info(finding->kind)->title;
}

static void add(struct pm_arena *arena, const struct pm_style *style,
                const struct pm_result *result, uint32_t index, struct pm_issues *out)
{
    const struct pm_release *release = result->view->release;
    const struct pm_finding *finding = &release->findings[index];
    struct pm_issue issue = {.outcome = outcome_of(finding),
                             .severity = finding->severity,
                             .code = finding->code,
                             .kind = finding->kind,
                             .state = pm_state_info(finding->state)->word,
                             .message = pm_finding_message(arena, release, index),
                             .key = style->all ? finding->id : finding->key,
                             .id = finding->id,
                             .place = {.text = ""},
                             .reason = reason_of(arena, finding),
                             .group = group_of(arena, finding)};
    if (finding->at.end > finding->at.begin)
        issue.place = pm_issue_place_of(arena, result, result->view->sources, finding->at);
    PM_PUSH(arena, &out->list, issue);
}

void pm_issues_add_findings(struct pm_arena *arena, const struct pm_style *style,
                            const struct pm_result *result, struct pm_issues *out)
{
    struct pm_view view =
        style->all ? *result->view : pm_view_newest(arena, result->view, NULL, NULL);
    if (result->kind == PM_RESULT_GAPS) pm_view_sort_gaps(arena, &view);
    for (size_t i = 0; i < view.chosen_count; i++)
        add(arena, style, result, view.chosen[i], out);
}
