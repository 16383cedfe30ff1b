/* check_groups.c: groups that federal law asks for, and who may see figures of few. */
#include "lang/check/check.h"
#include "lang/check/phrases.h"

#include "lang/model/measure.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- Groups that must be reported (ESSA, section 1111(c)(2)) ---- */

struct required {
    const char *title;
    const char *const words[16]; /* by which a dimension or group of it is recognised */
};

static const struct required required[] = {
    {"students with disabilities",
     {"swd", "disability", "disabilities", "disabled", "iep", "sped", "special education"}},
    {"English learners",
     {"el", "ell", "english learner", "english learners", "english language learners", "lep", "mll",
      "multilingual", "esl", "emergent bilingual"}},
    {"economically disadvantaged students",
     {"economically", "economic", "frl", "frpl", "free or reduced", "poverty", "low income",
      "disadvantaged", "meals", "econ"}},
    {"race and ethnicity", {"race", "races", "ethnicity", "ethnic", "racial"}},
};

static bool is_named(const struct required *group, const char *text)
{
    for (size_t i = 0; group->words[i]; i++)
        if (pm_phrase_is_in(text, group->words[i])) return true;
    return false;
}

static bool is_about(const struct required *group, const struct pm_dimension *dimension)
{
    if (is_named(group, dimension->name) || is_named(group, dimension->label)) return true;
    for (size_t i = 0; i < dimension->group_count; i++)
        if (is_named(group, dimension->groups[i]->name) ||
            is_named(group, dimension->groups[i]->label))
            return true;
    return false;
}

static bool is_reported(const struct required *group, const struct pm_metric *metric)
{
    for (size_t i = 0; i < metric->by_count; i++)
        if (metric->by[i].count == 1 && metric->by[i].sides[0].dimension &&
            is_about(group, metric->by[i].sides[0].dimension))
            return true;
    return false;
}

/* True when a metric counts something else than students: the law does not ask for their groups. */
static bool is_of_others(const struct pm_metric *metric)
{
    static const char *const words[] = {
        "teacher",    "teachers", "staff",     "employee", "employees", "principal",
        "principals", "educator", "educators", "hires",    "vacancy",   "vacancies",
        "ticket",     "tickets",  "bus",       "buses",    "budget",    "building",
        "buildings",  "packet",   "packets",   "families", "parents",   "visits",
        "schools",    "centers",  "offices",   "mentored", "coached",   "retention of teachers"};
    const struct pm_source_decl *source = pm_metric_source(metric);
    const char *const texts[] = {metric->name, metric->label, source ? source->name : "",
                                 source ? source->label : ""};
    if (metric->type == PM_TYPE_MONEY) return true;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (pm_phrase_first(texts[i], words, COUNT(words))) return true;
    return false;
}

static void check_required(struct pm_check *check, const struct pm_measure *measure)
{
    const struct pm_metric *metric = measure->metric;
    const char *missing = "";
    if (is_of_others(metric)) return;
    for (size_t i = 0; i < COUNT(required); i++)
        if (!is_reported(&required[i], metric))
            missing = pm_arena_format(check->arena, "%s%s%s", missing, *missing ? "; " : "",
                                      required[i].title);
    if (!*missing) return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_REQUIRED_GROUP_MISSING, measure->facts.at,
        "`%s` is not shown for groups that federal law asks for: %s", metric->name, missing);
    pm_label(check->diagnostics, found, metric->facts.at, "the metric");
    pm_help(check->diagnostics, found, "add their dimensions to the metric with `by`");
}

void pm_check_required_groups(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    bool *seen = PM_NEW_ITEMS(check->arena, bool, check->model->metric_count + 1);
    for (size_t i = 0; i < plan->goal_count; i++)
        for (size_t j = 0; j < plan->goals[i]->measure_count; j++) {
            const struct pm_measure *measure = plan->goals[i]->measures[j];
            if (measure->metric->index >= check->model->metric_count ||
                seen[measure->metric->index])
                continue;
            seen[measure->metric->index] = true;
            check_required(check, measure);
        }
}

/* ---- Who may be seen ---- */

/* The privacy of the n-th audience from outside, unless an earlier one has the same statement. */
static const struct pm_privacy *privacy_of(const struct pm_project *project, int audience)
{
    const struct pm_privacy *privacy = &project->privacy[audience];
    if (privacy->is_default) return NULL;
    for (int i = PM_BOARD; i < audience; i++)
        if (!project->privacy[i].is_default && project->privacy[i].at.begin == privacy->at.begin &&
            project->privacy[i].at.file == privacy->at.file)
            return NULL;
    return privacy;
}

void pm_check_minimum_missing(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    const struct pm_project *project = check->model->project;
    if (!project->at.end || !check->model->dimension_count ||
        !project->privacy[PM_PUBLIC].is_default)
        return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_MINIMUM_N_MISSING, project->at,
                    "figures are shown by groups, and no `minimum n` is written for the public");
    pm_note(check->diagnostics, found, "what is not written is taken as `minimum n 10`");
    pm_help(check->diagnostics, found, "add `privacy { minimum n 10 ; complement hidden }`");
}

void pm_check_minimum_small(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    for (int i = PM_BOARD; i < PM_AUDIENCE_COUNT; i++) {
        const struct pm_privacy *privacy = privacy_of(check->model->project, i);
        if (!privacy || privacy->minimum.n >= check->argument) continue;
        int64_t least = privacy->minimum.n ? privacy->minimum.n : 1;
        struct pm_span at = privacy->minimum.at.end ? privacy->minimum.at : privacy->at;
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_MINIMUM_N_TOO_SMALL, at,
            "figures of %lld person%s may be shown; in a small school they can be known",
            (long long)least, least == 1 ? "" : "s");
        pm_help(check->diagnostics, found, "write `minimum n 10`, or what your state asks for");
    }
}

void pm_check_minimum_large(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    for (int i = PM_BOARD; i < PM_AUDIENCE_COUNT; i++) {
        const struct pm_privacy *privacy = privacy_of(check->model->project, i);
        if (!privacy || privacy->minimum.n <= check->argument) continue;
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_MINIMUM_N_TOO_LARGE, privacy->minimum.at,
            "groups below %lld persons are not shown: small schools answer for none of them",
            (long long)privacy->minimum.n);
        pm_help(check->diagnostics, found, "write `minimum n 10`, or say why more is needed");
    }
}

void pm_check_complement(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    for (int i = PM_BOARD; i < PM_AUDIENCE_COUNT; i++) {
        const struct pm_privacy *privacy = privacy_of(check->model->project, i);
        if (!privacy || privacy->complement_hidden) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_COMPLEMENT_SHOWN, privacy->at,
                        "a hidden figure can be worked out: total less what is shown");
        pm_help(check->diagnostics, found, "write `complement hidden`");
    }
}
