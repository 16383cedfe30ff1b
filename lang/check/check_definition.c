/* check_definition.c: what metrics say about themselves, against what they are called and used
 * for. */
#include "lang/check/check.h"
#include "lang/check/phrases.h"

#include "lang/model/measure.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- The good direction ---- */

static const char *const bad_things[] = {
    "absence",    "absences",  "absenteeism", "absent",    "dropout",    "dropouts",
    "suspension", "suspended", "suspensions", "expulsion", "expulsions", "expelled",
    "tardy",      "tardiness", "truancy",     "truant",    "bullying",   "turnover",
    "vacancies",  "vacancy",   "arrests",     "injuries",  "fights",     "failing",
    "failure",    "failures",  "dropped out"};

static const char *const good_things[] = {
    "attendance", "attend",      "graduation",   "graduate",  "graduates",
    "proficient", "proficiency", "satisfaction", "readiness", "retention of teachers",
    "persistence"};

/* Words that turn the sense around, or say that the thing is not what is counted: "students without
 * a suspension", "absences that were followed by a call". */
static const char *const turning_words[] = {
    "no",         "not",         "non",       "without",    "never",      "reduced",   "fewer",
    "reduction",  "avoided",     "free",      "back",       "returned",   "recovered", "prevented",
    "below",      "improved",    "gap",       "change",     "that",       "after",     "within",
    "excused",    "answered",    "contacted", "followed",   "resolved",   "support",   "fill",
    "filled",     "cost",        "costs",     "per",        "with",       "needing",   "remedial",
    "time",       "days",        "reported",  "reviewed",   "trained",    "completed", "prevention",
    "reenrolled", "re enrolled", "reengaged", "re engaged", "remediation"};

static const char *find_thing(const struct pm_metric *metric, const char *const *things,
                              size_t count)
{
    const char *found = pm_phrase_first(metric->name, things, count);
    return found ? found : pm_phrase_first(metric->label, things, count);
}

void pm_check_name_direction(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->metric;
    if (!metric->direction || find_thing(metric, turning_words, COUNT(turning_words))) return;
    const char *bad = find_thing(metric, bad_things, COUNT(bad_things));
    const char *good = find_thing(metric, good_things, COUNT(good_things));
    bool is_contrary = metric->direction > 0 ? bad && !good : good && !bad;
    if (!is_contrary) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_DIRECTION_CONTRADICTS_NAME, metric->direction_at,
                    "`%s` is declared `better %s`, and its name has \"%s\", of which %s is better",
                    metric->name, metric->direction > 0 ? "higher" : "lower", bad ? bad : good,
                    bad ? "less" : "more");
    pm_label(check->diagnostics, found, metric->facts.at, "the metric");
    pm_help(check->diagnostics, found, "write `better %s`, or call the metric what it counts",
            metric->direction > 0 ? "lower" : "higher");
}

/* ---- Means of means ---- */

void pm_check_mean_of_rates(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->metric;
    const struct pm_term *value = &metric->value;
    if (metric->is_rate || value->aggregate != PM_AGGREGATE_MEAN || !value->source ||
        !value->source->is_summary || !value->expression ||
        value->expression->type != PM_TYPE_SHARE)
        return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_MEAN_OF_RATES, value->at,
        "`%s` is a mean of rates: a row for 40 and one for 2,000 count the same", metric->name);
    pm_label(check->diagnostics, found, value->source->facts.at, "its rows are published figures");
    pm_help(check->diagnostics, found,
            "give `numerator sum ...` and `denominator sum ...` from the counts");
}

/* ---- What is missing ---- */

static const struct pm_dimension *find_dimension(struct pm_check *check,
                                                 const struct pm_source_decl *source)
{
    const struct pm_model *model = check->model;
    struct pm_path way;
    for (size_t i = 0; i < model->dimension_count; i++)
        if (model->dimensions[i]->column_count &&
            pm_path_to_dimension(check->arena, source, model->dimensions[i], &way))
            return model->dimensions[i];
    return NULL;
}

void pm_check_metric_groups(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->metric;
    const struct pm_source_decl *source = pm_metric_source(metric);
    if (metric->by_count || !source || !pm_set_has(&check->index->measured, metric)) return;
    const struct pm_dimension *dimension = find_dimension(check, source);
    if (!dimension) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_METRIC_WITHOUT_GROUPS, metric->facts.at,
                    "metric `%s` is shown for all together, and could be for `%s`", metric->name,
                    dimension->name);
    pm_label(check->diagnostics, found, dimension->facts.at, "the rows can be divided by this");
    pm_help(check->diagnostics, found, "add `by %s`", dimension->name);
}

void pm_check_metric_about(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->metric;
    if (*metric->facts.about) return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_METRIC_WITHOUT_ABOUT, metric->facts.at,
        "metric `%s` has a formula, and no sentence that says what it means", metric->name);
    pm_help(check->diagnostics, found, "add `about \"...\"`");
}

/* ---- Activity that is called a result ---- */

static const char *const activities[] = {"number of trainings",
                                         "trainings held",
                                         "trainings offered",
                                         "number of meetings",
                                         "meetings held",
                                         "number of workshops",
                                         "workshops held",
                                         "sessions held",
                                         "hours of training",
                                         "hours of professional development",
                                         "number of visits",
                                         "visits made",
                                         "emails sent",
                                         "letters sent",
                                         "flyers",
                                         "brochures",
                                         "events held",
                                         "number of events",
                                         "coaching hours",
                                         "number of sessions"};

void pm_check_activity(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    for (size_t i = 0; i < goal->measure_count; i++) {
        const struct pm_metric *metric = goal->measures[i]->metric;
        const char *activity = find_thing(metric, activities, COUNT(activities));
        if (!activity || metric->is_leading) continue;
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_OUTPUT_AS_OUTCOME, goal->measures[i]->facts.at,
            "`%s` counts what was done (%s), not what came of it", metric->name, activity);
        pm_label(check->diagnostics, found, metric->facts.at, "the metric");
        pm_help(check->diagnostics, found,
                "measure the goal by its result; this metric may be `leading`, or show a step of a "
                "theory");
    }
}

/* ---- Leading metrics that come late ---- */

/* Days for which a row of the metric stands; 0 when that is not known. */
static int32_t grain_of(const struct pm_metric *metric)
{
    const struct pm_source_decl *source = pm_metric_source(metric);
    if (!source || !source->period_field_count) return 0;
    const struct pm_period_format_of_source *format = &source->period_format;
    if (format->writing == PM_WRITES_DAY) return 1;
    if (format->part == '\0') return 365;
    if (format->part == 'M') return 30;
    if (format->part == 'W') return 7;
    int32_t parts = format->calendar ? format->calendar->part_count : 0;
    return parts ? 365 / parts : 0;
}

bool pm_check_is_yearly(const struct pm_metric *metric)
{
    return grain_of(metric) == 365;
}

void pm_check_lead(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->metric;
    int32_t own = grain_of(metric);
    if (metric->lead_days >= own) return;
    for (size_t i = 0; i < metric->lead_count; i++) {
        const struct pm_metric *led = metric->leads[i];
        int32_t other = grain_of(led);
        if (!other || other >= own) continue;
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_LEADING_TOO_COARSE, metric->facts.at,
            "`%s` is to move before `%s`, and has figures less often", metric->name, led->name);
        pm_label(check->diagnostics, found, pm_metric_source(metric)->period_at,
                 "the periods of its rows");
        pm_help(check->diagnostics, found,
                "choose a metric with figures in time, or say how much earlier it moves: `leading "
                "%s after 1 year`",
                led->name);
        return;
    }
}

/* ---- Surveys ---- */

static bool is_survey(const struct pm_metric *metric)
{
    static const char *const words[] = {"survey", "surveys", "surveyed", "perception",
                                        "questionnaire"};
    const struct pm_source_decl *source = pm_metric_source(metric);
    if (find_thing(metric, words, COUNT(words))) return true;
    return source && (pm_phrase_first(source->name, words, COUNT(words)) ||
                      pm_phrase_first(source->label, words, COUNT(words)));
}

void pm_check_surveys(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    if (!goal->measure_count || goal->kind == PM_GUARDRAIL) return;
    for (size_t i = 0; i < goal->measure_count; i++)
        if (!is_survey(goal->measures[i]->metric)) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_SURVEYS_ONLY, goal->facts.at,
                    "all that `%s` is measured by comes from surveys", goal->name);
    pm_help(check->diagnostics, found, "add a measure of what people do, beside what they say");
}
