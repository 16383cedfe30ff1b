#include "lang/model/work.h"
#include "runtime/testing/testing.h"

static bool tests_metric(const struct pm_whole *whole, const struct pm_metric *metric)
{
    for (size_t i = 0; i < whole->tests.count; i++)
        for (size_t j = 0; j < whole->tests.items[i]->claim_count; j++)
            if (whole->tests.items[i]->claims[j].metric == metric) return true;
    return false;
}

static bool tests_goal(const struct pm_whole *whole, const struct pm_goal *goal)
{
    for (size_t i = 0; i < whole->tests.count; i++)
        for (size_t j = 0; j < whole->tests.items[i]->claim_count; j++)
            if (whole->tests.items[i]->claims[j].goal == goal) return true;
    return false;
}

static void cover_goals(struct pm_arena *arena, const struct pm_model *model,
                        struct pm_coverage *out)
{
    size_t most = 0;
    for (size_t i = 0; i < model->plan_count; i++)
        most += model->plans[i]->goal_count;
    out->untested_goals = PM_NEW_ITEMS(arena, const struct pm_goal *, most + 1);
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            const struct pm_goal *goal = model->plans[i]->goals[j];
            if (!goal->measure_count) continue;
            out->goal_count++;
            if (!tests_goal(model->whole, goal))
                out->untested_goals[out->untested_goal_count++] = goal;
        }
}

void pm_test_coverage(struct pm_arena *arena, const struct pm_model *model, struct pm_coverage *out)
{
    *out = (struct pm_coverage){.metric_count = 0};
    out->untested_metrics = PM_NEW_ITEMS(arena, const struct pm_metric *, model->metric_count + 1);
    for (size_t i = 0; i < model->metric_count; i++) {
        const struct pm_metric *metric = model->metrics[i];
        bool is_tested = tests_metric(model->whole, metric);
        if (metric->from_module && !is_tested) continue;
        out->metric_count++;
        if (!is_tested) out->untested_metrics[out->untested_metric_count++] = metric;
    }
    cover_goals(arena, model, out);
}
