/* issue_years.c: what became of promises as issues: what was dropped asks for something. */
#include "runtime/render/issue.h"

static void add(struct pm_arena *arena, const struct pm_result *result,
                const struct pm_promise *promise, struct pm_issues *out)
{
    const struct pm_years *years = result->years;
    enum pm_change_id change = pm_promise_change(promise);
    bool is_dropped = promise->fate == PM_FATE_DROPPED;
    struct pm_issue issue = {.outcome = is_dropped ? PM_ISSUE_WRONG : PM_ISSUE_GOOD,
                             .severity = is_dropped ? PM_WARNING : PM_INFO,
                             .code = PM_CODE_COUNT,
                             .kind = PM_FINDING_KIND_COUNT,
                             .state = pm_fate_word(promise->fate),
                             .id = "",
                             .place = {.text = ""},
                             .reason = "",
                             .group = pm_promise_kind_title(promise->kind)};
    issue.change = pm_change_kind(change == PM_CHANGE_none ? PM_CHANGE_record_added : change);
    issue.fails = (is_dropped && (years->fails_weakening || years->fails_any)) ||
                  (years->fails_any && promise->fate == PM_FATE_NEW);
    issue.message =
        pm_arena_format(arena, "%s `%s`%s%s: %s from %s to %s", pm_promise_kind_word(promise->kind),
                        promise->name, *promise->where ? ", " : "", promise->where,
                        pm_fate_word(promise->fate), years->first, years->second);
    issue.key =
        pm_arena_format(arena, "%s:%s:%s..%s", pm_promise_kind_word(promise->kind),
                        *promise->key ? promise->key : promise->name, years->first, years->second);
    if (promise->at.end > promise->at.begin)
        issue.place = pm_issue_place_of(arena, result, years->sources, promise->at);
    PM_PUSH(arena, &out->list, issue);
}

void pm_issues_add_years(struct pm_arena *arena, const struct pm_result *result,
                         struct pm_issues *out)
{
    for (size_t i = 0; i < result->years->count; i++)
        add(arena, result, &result->years->promises[i], out);
}
