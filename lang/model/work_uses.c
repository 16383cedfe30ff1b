/* work_uses.c: which metrics and sources the improvement cycle uses. */
#include "lang/model/work.h"

static bool expects_metric(const struct pm_expectation *expects, size_t count,
                           const struct pm_metric *metric)
{
    for (size_t i = 0; i < count; i++)
        if (expects[i].metric == metric) return true;
    return false;
}

static bool has_metric(const struct pm_metric *const *metrics, size_t count,
                       const struct pm_metric *metric)
{
    for (size_t i = 0; i < count; i++)
        if (metrics[i] == metric) return true;
    return false;
}

static bool is_cause(const struct pm_cause *causes, size_t count, const struct pm_metric *metric)
{
    for (size_t i = 0; i < count; i++)
        if (causes[i].shown_by == metric) return true;
    return false;
}

static bool charts_show(struct pm_chart *const *charts, size_t count,
                        const struct pm_metric *metric)
{
    for (size_t i = 0; i < count; i++)
        if (charts[i]->metric == metric) return true;
    return false;
}

static bool cites_metric(const struct pm_subject_reference *cites, size_t count,
                         const struct pm_metric *metric)
{
    for (size_t i = 0; i < count; i++)
        if (cites[i].kind == PM_SUBJECT_METRIC && cites[i].object == metric) return true;
    return false;
}

static bool work_uses(const struct pm_whole *whole, const struct pm_metric *metric)
{
    for (size_t i = 0; i < whole->measures.count; i++)
        if (whole->measures.items[i]->metric == metric) return true;
    for (size_t i = 0; i < whole->works.count; i++) {
        const struct pm_work *work = whole->works.items[i];
        if (expects_metric(work->expects, work->expect_count, metric) ||
            is_cause(work->causes, work->cause_count, metric))
            return true;
    }
    for (size_t i = 0; i < whole->theories.count; i++) {
        const struct pm_theory *theory = whole->theories.items[i];
        for (size_t j = 0; j < theory->link_count; j++)
            for (size_t k = 0; k < theory->links[j].shown_count; k++)
                if (theory->links[j].shown[k].metric == metric) return true;
    }
    return false;
}

static bool processes_use(const struct pm_whole *whole, const struct pm_metric *metric)
{
    for (size_t i = 0; i < whole->processes.count; i++) {
        const struct pm_process *process = whole->processes.items[i];
        if (has_metric(process->shown, process->shown_count, metric)) return true;
        for (size_t j = 0; j < process->step_count; j++)
            if (has_metric(process->steps[j]->shown, process->steps[j]->shown_count, metric))
                return true;
    }
    return false;
}

static bool reviews_use(const struct pm_whole *whole, const struct pm_metric *metric)
{
    for (size_t i = 0; i < whole->reviews.count; i++) {
        const struct pm_review *review = whole->reviews.items[i];
        if (charts_show(review->charts, review->chart_count, metric) ||
            cites_metric(review->of, review->of_count, metric))
            return true;
    }
    for (size_t i = 0; i < whole->reports.count; i++)
        if (charts_show(whole->reports.items[i]->charts, whole->reports.items[i]->chart_count,
                        metric))
            return true;
    for (size_t i = 0; i < whole->actions.count; i++) {
        const struct pm_action *action = whole->actions.items[i];
        if (expects_metric(action->expects, action->expect_count, metric) ||
            cites_metric(action->cites, action->cite_count, metric))
            return true;
    }
    for (size_t i = 0; i < whole->adjustments.count; i++) {
        const struct pm_adjust *adjust = whole->adjustments.items[i];
        if (expects_metric(adjust->expects, adjust->expect_count, metric) ||
            cites_metric(adjust->cites, adjust->cite_count, metric))
            return true;
    }
    return false;
}

static bool decisions_use(const struct pm_whole *whole, const struct pm_metric *metric)
{
    for (size_t i = 0; i < whole->decisions.count; i++) {
        const struct pm_decision *decision = whole->decisions.items[i];
        if (cites_metric(decision->cites, decision->cite_count, metric)) return true;
    }
    for (size_t i = 0; i < whole->meetings.count; i++)
        if (cites_metric(whole->meetings.items[i]->of, whole->meetings.items[i]->of_count, metric))
            return true;
    for (size_t i = 0; i < whole->practices.count; i++)
        if (cites_metric(whole->practices.items[i]->cites, whole->practices.items[i]->cite_count,
                         metric))
            return true;
    return false;
}

static bool goals_use(const struct pm_model *model, const struct pm_metric *metric)
{
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        for (size_t j = 0; j < plan->goal_count; j++)
            if (is_cause(plan->goals[j]->causes, plan->goals[j]->cause_count, metric)) return true;
    }
    return false;
}

bool pm_cycle_uses_metric(const struct pm_model *model, const struct pm_metric *metric)
{
    const struct pm_whole *whole = model->whole;
    return work_uses(whole, metric) || goals_use(model, metric) || processes_use(whole, metric) ||
           reviews_use(whole, metric) || decisions_use(whole, metric);
}

bool pm_cycle_uses_source(const struct pm_model *model, const struct pm_source_decl *source)
{
    const struct pm_whole *whole = model->whole;
    for (size_t i = 0; i < whole->measures.count; i++) {
        const struct pm_measure *measure = whole->measures.items[i];
        for (size_t j = 0; j < measure->targets_count; j++)
            if (measure->targets[j].source == source) return true;
        for (size_t j = 0; j < measure->compare_count; j++)
            if (measure->compares[j].source == source) return true;
    }
    for (size_t i = 0; i < whole->trainings.count; i++) {
        const struct pm_training *training = whole->trainings.items[i];
        for (size_t j = 0; j < training->trained_count; j++)
            if (training->trained[j].source == source) return true;
    }
    return false;
}
