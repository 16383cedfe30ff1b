/* check_metric.c: metrics, sources and ratings: what plans are made of. */
#include "lang/check/check.h"

#include "lang/model/measure.h"
#include "lang/model/work.h"

/* ---- Metrics ---- */

void pm_check_direction(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->metric;
    if (metric->direction_at.end || metric->direction) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_METRIC_WITHOUT_DIRECTION, metric->facts.at,
                    "metric `%s` does not say which way is good", metric->name);
    pm_help(check->diagnostics, found, "add `better higher`, `better lower` or `better neither`");
}

void pm_check_metric_gap(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->metric;
    if (!metric->by_count || metric->gap_count) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_GAP_NOT_FOLLOWED, metric->facts.at,
                    "metric `%s` is shown by `%s` and follows no gap", metric->name,
                    pm_crossing_text(check->arena, &metric->by[0]));
    pm_label(check->diagnostics, found, metric->by[0].at, "the groups it is shown for");
    pm_help(check->diagnostics, found, "add `gap GROUP vs GROUP`");
}

static bool is_measured(const struct pm_check *check, const struct pm_metric *metric)
{
    for (size_t i = 0; i < check->model->metric_count; i++)
        if (pm_metric_has_part(check->model->metrics[i], metric)) return true;
    return pm_set_has(&check->index->measured, metric) || pm_set_has(&check->index->led, metric) ||
           pm_cycle_uses_metric(check->model, metric);
}

/* A metric that leads others is there to explain them; a project without plans only shows
 * figures. */
void pm_check_metric_used(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->metric;
    if (!check->model->plan_count || metric->lead_count || is_measured(check, metric)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_METRIC_UNUSED, metric->facts.at,
                    "no plan uses metric `%s`", metric->name);
    pm_help(check->diagnostics, found, "add `measure %s` to a goal, or leave the metric out",
            metric->name);
}

/* ---- Sources ---- */

void pm_check_source_key(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_source_decl *source = subject->source;
    if (source->key_at.end || source->key_count) return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_SOURCE_WITHOUT_KEY, source->facts.at,
        "source `%s` does not say what tells its rows apart: one that comes twice counts twice",
        source->name);
    pm_help(check->diagnostics, found, "add `one row per FIELDS`");
}

void pm_check_source_verify(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_source_decl *source = subject->source;
    if (source->verify_count) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_SOURCE_WITHOUT_VERIFY, source->facts.at,
                    "nothing is verified about source `%s`", source->name);
    pm_help(check->diagnostics, found,
            "add what every row must hold, such as `verify present_days <= total_days`");
}

void pm_check_source_used(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_source_decl *source = subject->source;
    if (pm_set_has(&check->index->used, source)) return;
    if (pm_cycle_uses_source(check->model, source)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_SOURCE_UNUSED, source->facts.at,
                    "no metric, unit or plan uses source `%s`", source->name);
    pm_help(check->diagnostics, found, "leave it out: data that nobody uses are only a risk");
}

/* ---- Ratings ---- */

static bool ends_open(struct pm_level *const *levels, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!levels[i]->when) return false;
    return count > 0;
}

static void report_open(struct pm_check *check, struct pm_span at, const char *what,
                        const char *name)
{
    struct pm_diagnostic *found = pm_diagnose(check->diagnostics, PM_RATING_WITHOUT_REST, at,
                                              "a figure may fit no level of %s `%s`", what, name);
    pm_help(check->diagnostics, found, "leave `when` out of the level that is tried last");
}

void pm_check_rest(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_rating *rating = subject->rating;
    const struct pm_scale *scales[] = {rating->rows, rating->columns};
    if (!rating->rows && ends_open(rating->levels, rating->level_count))
        report_open(check, rating->facts.at, "rating", rating->name);
    for (size_t i = 0; i < 2; i++)
        if (scales[i] && ends_open(scales[i]->levels, scales[i]->level_count))
            report_open(check, scales[i]->at, "scale", scales[i]->name);
}

void pm_check_rating_used(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_rating *rating = subject->rating;
    if (pm_set_has(&check->index->used, rating)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_RATING_UNUSED, rating->facts.at,
                    "nothing is rated by `%s`", rating->name);
    pm_help(check->diagnostics, found, "write `rate by %s`, or leave the rating out", rating->name);
}
