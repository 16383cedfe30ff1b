/* data.c: findings on data: what the `verify` lines of sources gave, and figures that cannot be. */
#include "lang/model/expression.h"
#include "lang/model/measure.h"
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

/* ---- Figures that cannot be ---- */

static const char *count_text(struct pm_arena *arena, struct pm_ratio count)
{
    return pm_amount_text(arena, count, PM_TYPE_NUMBER);
}

/* "12 of 10: more than there are" */
static const char *impossible_text(struct pm_arena *arena, const struct pm_cell *cell)
{
    const struct pm_metric *metric = cell->key.metric;
    struct pm_ratio low;
    struct pm_ratio high;
    pm_metric_bounds(metric, &low, &high);
    if (pm_metric_is_part(metric) && cell->has_counts)
        return pm_arena_format(arena, "%s of %s: %s", count_text(arena, cell->numerator),
                               count_text(arena, cell->counted),
                               pm_ratio_sign(cell->numerator) < 0 ? "fewer than none"
                                                                  : "more than there are");
    return pm_arena_format(
        arena, "%s is not within %s..%s", pm_amount_text(arena, cell->value, metric->type),
        pm_amount_text(arena, low, metric->type), pm_amount_text(arena, high, metric->type));
}

static void add_impossible(struct pm_judging *judging, const struct pm_cell *cell)
{
    const struct pm_metric *metric = cell->key.metric;
    struct pm_arena *arena = judging->arena;
    struct pm_finding *finding = pm_judge_add_data(judging, NULL, PM_FIGURE_IMPOSSIBLE,
                                                   PM_STATE_FAILED, impossible_text(arena, cell));
    struct pm_subject *subject = &finding->subject;
    subject->metric = metric;
    subject->unit = cell->key.unit;
    subject->period = cell->key.period;
    subject->side_count = cell->key.side_count;
    for (size_t i = 0; i < subject->side_count; i++)
        subject->sides[i] = cell->key.sides[i];
    finding->severity = PM_ERROR;
    finding->at = metric->has_range ? metric->range_at : metric->numerator.at;
    finding->text_is_internal = true;
    pm_judge_identify(
        judging, finding,
        pm_arena_format(arena, "data:%s/bounds", pm_judge_encode(arena, metric->name)));
}

/* ---- Entry ---- */

void pm_judge_checks(struct pm_judging *judging)
{
    size_t count = 0;
    const struct pm_cell *cells = pm_cells_impossible(judging->cells, &count);
    for (size_t i = 0; i < count; i++)
        if (pm_judge_wants(judging, cells[i].key.period)) add_impossible(judging, &cells[i]);
    const struct pm_verify_result *results = pm_cells_verified(judging->cells, &count);
    for (size_t i = 0; i < count; i++)
        if (!results[i].passed && pm_judge_wants(judging, results[i].period))
            add_failed(judging, &results[i]);
}
