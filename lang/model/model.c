/* model.c: looking things up in a model. */
#include "lang/model/test.h"
#include "lang/model/work.h"

const char *pm_audience_name(enum pm_audience audience)
{
    static const char *const names[PM_AUDIENCE_COUNT] = {
        [PM_INTERNAL] = "internal",
        [PM_CABINET] = "cabinet",
        [PM_BOARD] = "board",
        [PM_PUBLIC] = "public",
    };
    return names[audience];
}

bool pm_audience_find(struct pm_text name, enum pm_audience *out)
{
    for (int audience = 0; audience < PM_AUDIENCE_COUNT; audience++) {
        if (!pm_text_is(name, pm_audience_name((enum pm_audience)audience))) continue;
        *out = (enum pm_audience)audience;
        return true;
    }
    return false;
}

const char *pm_aggregate_name(enum pm_aggregate aggregate)
{
    switch (aggregate) {
    case PM_AGGREGATE_COUNT:
        return "count";
    case PM_AGGREGATE_SUM:
        return "sum";
    case PM_AGGREGATE_MEAN:
        return "mean";
    case PM_AGGREGATE_MEDIAN:
        return "median";
    case PM_AGGREGATE_PERCENTILE:
        return "percentile";
    case PM_AGGREGATE_SMALLEST:
        return "smallest";
    case PM_AGGREGATE_LARGEST:
        return "largest";
    case PM_AGGREGATE_PUBLISHED:
        return "published";
    }
    return "";
}

const char *pm_between_name(enum pm_between between)
{
    static const char *const names[PM_BETWEEN_COUNT] = {
        [PM_BETWEEN_LOWER] = "lower",         [PM_BETWEEN_UPPER] = "upper",
        [PM_BETWEEN_MIDDLE] = "middle",       [PM_BETWEEN_LINEAR] = "linear",
        [PM_BETWEEN_EXCLUSIVE] = "exclusive", [PM_BETWEEN_NEAREST_RANK] = "nearest_rank",
    };
    return names[between];
}

const char *pm_observed_name(enum pm_observed observed)
{
    static const char *const names[PM_OBSERVED_COUNT] = {
        [PM_OBSERVED_OVER] = "over",
        [PM_OBSERVED_TO_DATE] = "to_date",
        [PM_OBSERVED_YEAR_TO_DATE] = "year_to_date",
        [PM_OBSERVED_SNAPSHOT] = "snapshot",
        [PM_OBSERVED_COHORT] = "cohort",
    };
    return names[observed];
}

/* The first member of a list of named objects with this name, or NULL. */
#define FIND_BY_NAME(items, count, wanted)                                 \
    do {                                                                   \
        for (size_t i = 0; i < (count); i++)                               \
            if (pm_text_is((wanted), (items)[i]->name)) return (items)[i]; \
        return NULL;                                                       \
    } while (0)

const struct pm_metric *pm_model_find_metric(const struct pm_model *model, struct pm_text name)
{
    FIND_BY_NAME(model->metrics, model->metric_count, name);
}

const struct pm_source_decl *pm_model_find_source(const struct pm_model *model, struct pm_text name)
{
    FIND_BY_NAME(model->source_decls, model->source_count, name);
}

const struct pm_dimension *pm_model_find_dimension(const struct pm_model *model,
                                                   struct pm_text name)
{
    FIND_BY_NAME(model->dimensions, model->dimension_count, name);
}

const struct pm_plan *pm_model_find_plan(const struct pm_model *model, struct pm_text name)
{
    FIND_BY_NAME(model->plans, model->plan_count, name);
}

const struct pm_unit *pm_model_find_unit(const struct pm_model *model, struct pm_text name)
{
    FIND_BY_NAME(model->units, model->unit_count, name);
}

const struct pm_unit_set *pm_model_find_unit_set(const struct pm_model *model, struct pm_text name)
{
    FIND_BY_NAME(model->unit_sets, model->unit_set_count, name);
}

const struct pm_rating *pm_model_find_rating(const struct pm_model *model, struct pm_text name)
{
    FIND_BY_NAME(model->ratings, model->rating_count, name);
}

const struct pm_goal *pm_plan_find_goal(const struct pm_plan *plan, struct pm_text name)
{
    FIND_BY_NAME(plan->goals, plan->goal_count, name);
}

const struct pm_column *pm_source_find_column(const struct pm_source_decl *source,
                                              struct pm_text name)
{
    FIND_BY_NAME(source->columns, source->column_count, name);
}

static bool is_spoken_of(const struct pm_model *model, const struct pm_metric *metric)
{
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        for (size_t j = 0; j < plan->goal_count; j++)
            for (size_t k = 0; k < plan->goals[j]->measure_count; k++)
                if (plan->goals[j]->measures[k]->metric == metric) return true;
    }
    return pm_cycle_uses_metric(model, metric);
}

/* True when a metric that counts by itself is to move this one. */
static bool is_led(const struct pm_model *model, const struct pm_metric *metric)
{
    for (size_t i = 0; i < model->metric_count; i++) {
        const struct pm_metric *other = model->metrics[i];
        for (size_t j = 0; j < other->lead_count; j++) {
            if (other->leads[j] != metric) continue;
            if (!other->from_module || is_spoken_of(model, other)) return true;
        }
    }
    return false;
}

bool pm_metric_has_part(const struct pm_metric *metric, const struct pm_metric *part)
{
    for (size_t i = 0; i < metric->part_count; i++)
        if (metric->parts[i] == part) return true;
    return false;
}

/* True when another metric that counts is worked out from this one. */
static bool is_part(const struct pm_model *model, const struct pm_metric *metric)
{
    for (size_t i = 0; i < model->metric_count; i++) {
        const struct pm_metric *other = model->metrics[i];
        if (pm_metric_has_part(other, metric) && pm_metric_is_active(model, other)) return true;
    }
    return false;
}

static bool is_tested(const struct pm_model *model, const struct pm_metric *metric)
{
    for (size_t i = 0; i < model->whole->tests.count; i++) {
        const struct pm_test *test = model->whole->tests.items[i];
        for (size_t j = 0; j < test->claim_count; j++)
            if (test->claims[j].metric == metric) return true;
    }
    return false;
}

bool pm_metric_is_active(const struct pm_model *model, const struct pm_metric *metric)
{
    return !metric->from_module || is_spoken_of(model, metric) || is_led(model, metric) ||
           is_part(model, metric) || is_tested(model, metric);
}

const struct pm_calendar *const *pm_model_calendars(const struct pm_model *model)
{
    return (const struct pm_calendar *const *)model->project->calendars;
}

const struct pm_closure *pm_project_closure(const struct pm_project *project, int32_t day)
{
    for (size_t i = 0; i < project->calendar_count; i++) {
        const struct pm_calendar *calendar = project->calendars[i];
        for (size_t j = 0; j < calendar->closure_count; j++)
            if (calendar->closures[j].first_day <= day && day <= calendar->closures[j].last_day)
                return &calendar->closures[j];
    }
    return NULL;
}

bool pm_crossing_shares(const struct pm_crossing *a, const struct pm_crossing *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            if (a->sides[i].dimension == b->sides[j].dimension) return true;
    return false;
}

const char *pm_goal_kind_word(enum pm_goal_kind kind)
{
    switch (kind) {
    case PM_GOAL:
        return "goal";
    case PM_OBJECTIVE:
        return "objective";
    case PM_GUARDRAIL:
        return "guardrail";
    }
    return "goal";
}

const char *pm_path_word(enum pm_path_kind path)
{
    switch (path) {
    case PM_PATH_LINEAR:
        return "linear";
    case PM_PATH_STEP:
        return "step";
    case PM_PATH_GEOMETRIC:
        return "geometric";
    case PM_PATH_COMPOUND:
        return "compound";
    case PM_PATH_HOLD:
        return "hold";
    case PM_PATH_NEXT:
        return "next";
    case PM_PATH_NONE:
        return "none";
    }
    return "none";
}

const char *pm_path_axis_word(enum pm_path_axis axis)
{
    switch (axis) {
    case PM_AXIS_PERIODS:
        return "periods";
    case PM_AXIS_DAYS:
        return "days";
    case PM_AXIS_INSTRUCTIONAL_DAYS:
        return "instructional_days";
    }
    return "periods";
}

const char *pm_quartiles_word(enum pm_quartiles quartiles)
{
    switch (quartiles) {
    case PM_QUARTILES_INCLUSIVE:
        return "inclusive";
    case PM_QUARTILES_EXCLUSIVE:
        return "exclusive";
    case PM_QUARTILES_RANK:
        return "rank";
    }
    return "inclusive";
}

const char *pm_overall_word(enum pm_overall_kind kind)
{
    switch (kind) {
    case PM_OVERALL_WORST:
        return "worst";
    case PM_OVERALL_MEAN:
        return "mean";
    case PM_OVERALL_ANY:
        return "any";
    case PM_OVERALL_LEAD:
        return "lead";
    }
    return "worst";
}
