/* data.c: findings on data: what the `verify` lines of sources gave. */
#include "lang/model/expression.h"
#include "runtime/judge/judge.h"

struct pm_finding *pm_judge_add_data(struct pm_judging *judging, const struct pm_finding *about,
                                     enum pm_code code, enum pm_state state, const char *text)
{
    struct pm_finding finding = {.kind = PM_FINDING_DATA, .state = state, .code = code};
    finding.subject.unit = PM_NO_UNIT;
    finding.path = PM_PATH_NONE;
    if (about) {
        finding.subject = about->subject;
        finding.at = about->at;
        finding.cell = about->cell;
        finding.has_cell = about->has_cell;
        finding.gap = about->gap;
    }
    finding.severity = pm_state_info(state)->severity;
    finding.text = pm_arena_format(judging->arena, "%s", text);
    PM_PUSH(judging->arena, &judging->findings, finding);
    return &judging->findings.items[judging->findings.count - 1];
}

static void add_failed(struct pm_judging *judging, const struct pm_verify_result *result)
{
    struct pm_arena *arena = judging->arena;
    int64_t rows = result->failed + result->held;
    const char *condition = pm_expression_text(arena, result->verify->condition);
    const char *text =
        pm_arena_format(arena, "`%s` fails in %lld of %lld rows, the first one at %s:%lld",
                        condition, (long long)result->failed, (long long)rows,
                        result->file ? result->file : "", (long long)result->line);
    struct pm_finding *finding =
        pm_judge_add_data(judging, NULL, PM_VERIFY_FAILED, PM_STATE_FAILED, text);
    finding->subject.source = result->source;
    finding->subject.period = result->period;
    finding->severity = result->verify->severity;
    finding->at = result->verify->at;
    finding->text_is_internal = true;
    pm_judge_identify(judging, finding,
                      pm_arena_format(arena, "data:%s/verify/%s",
                                      pm_judge_encode(arena, result->source->name),
                                      pm_judge_encode(arena, condition)));
}

void pm_judge_checks(struct pm_judging *judging)
{
    size_t count = 0;
    const struct pm_verify_result *results = pm_cells_verified(judging->cells, &count);
    for (size_t i = 0; i < count; i++)
        if (!results[i].passed && pm_judge_wants(judging, results[i].period))
            add_failed(judging, &results[i]);
}
