/* check_wording.c: how things are said. */
#include "lang/check/check.h"
#include "lang/check/phrases.h"

#include "lang/model/work.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- Verbs that promise nothing ---- */

static const char *const vague[] = {"support", "explore",    "continue to", "promote",
                                    "address", "encourage",  "strive",      "consider",
                                    "foster",  "facilitate", "leverage",    "work toward",
                                    "work to", "seek to",    "attempt to",  "investigate"};

void pm_check_vague(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    for (size_t i = 0; i < COUNT(vague); i++) {
        if (!pm_phrase_begins(goal->label, vague[i])) continue;
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_VAGUE_VERB, goal->facts.at,
            "the sentence of `%s` begins with \"%s\": it says what is tried, not what is reached",
            goal->name, vague[i]);
        pm_help(check->diagnostics, found, "say what will be true: \"Every third grader reads\"");
        return;
    }
}

/* ---- Words about groups ---- */

static const struct {
    const char *phrase;
    const char *instead;
} deficits[] = {
    {"low income kids", "students eligible for free or reduced lunch"},
    {"poor kids", "students eligible for free or reduced lunch"},
    {"poor students", "students eligible for free or reduced lunch"},
    {"at risk kids", "students who need support"},
    {"handicapped", "students with disabilities"},
    {"disabled students", "students with disabilities"},
    {"the disabled", "students with disabilities"},
    {"sped kids", "students with disabilities"},
    {"sped students", "students with disabilities"},
    {"lep students", "English learners"},
    {"non english speakers", "English learners"},
    {"minority kids", "the groups by their names"},
    {"low students", "students below the standard"},
    {"low kids", "students below the standard"},
    {"bubble kids", "students near the standard"},
    {"failing students", "students below the standard"},
    {"broken homes", "families"},
    {"inner city kids", "students by the names of their schools"},
};

static void check_deficit(struct pm_check *check, struct pm_span at, const char *text)
{
    for (size_t i = 0; i < COUNT(deficits); i++) {
        if (!pm_phrase_is_in(text, deficits[i].phrase)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_DEFICIT_LANGUAGE, at,
                        "\"%s\" names people by what they lack", deficits[i].phrase);
        pm_help(check->diagnostics, found, "write \"%s\"", deficits[i].instead);
    }
}

void pm_check_goal_words(struct pm_check *check, const struct pm_subject *subject)
{
    check_deficit(check, subject->goal->facts.at, subject->goal->label);
    check_deficit(check, subject->goal->facts.at, subject->goal->facts.about);
}

void pm_check_work_words(struct pm_check *check, const struct pm_subject *subject)
{
    check_deficit(check, subject->work->facts.at, subject->work->label);
    check_deficit(check, subject->work->facts.at, subject->work->facts.about);
}

void pm_check_metric_words(struct pm_check *check, const struct pm_subject *subject)
{
    check_deficit(check, subject->metric->facts.at, subject->metric->label);
    check_deficit(check, subject->metric->facts.at, subject->metric->facts.about);
}

void pm_check_group_words(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    for (size_t i = 0; i < check->model->dimension_count; i++) {
        const struct pm_dimension *dimension = check->model->dimensions[i];
        check_deficit(check, dimension->facts.at, dimension->label);
        for (size_t j = 0; j < dimension->group_count; j++)
            check_deficit(check, dimension->groups[j]->at, dimension->groups[j]->label);
    }
}

/* ---- What was to be written later ---- */

static const char *const placeholders[] = {"tbd",           "tba",         "to be determined",
                                           "to be decided", "lorem ipsum", "xxx"};

/* Words that mean something else in small letters ("todo estudiante"), or by themselves ("Title
 * XX"): they must stand as they do here. */
static const char *const exact_placeholders[] = {"TODO", "XX%", "XX %", "XX percent"};

/* What stands in a text until it is known, as it is written there; no text where nothing does. */
static struct pm_text find_placeholder(const char *text)
{
    const char *word = pm_phrase_first(text, placeholders, COUNT(placeholders));
    if (word) return (struct pm_text){text + pm_phrase_find(text, word), strlen(word)};
    for (size_t i = 0; i < COUNT(exact_placeholders); i++) {
        const char *found = strstr(text, exact_placeholders[i]);
        if (found) return (struct pm_text){found, strlen(exact_placeholders[i])};
    }
    return (struct pm_text){NULL, 0};
}

static void check_placeholder(struct pm_check *check, struct pm_span at, const char *what,
                              const char *name, const char *text, const struct pm_plan *plan)
{
    struct pm_text word = find_placeholder(text);
    if (!word.size || !plan || !plan->approval_count) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_PLACEHOLDER_TEXT, at,
                    "the text of %s `%s` has \"%.*s\", and plan `%s` was approved", what, name,
                    (int)word.size, word.bytes, plan->name);
    pm_label(check->diagnostics, found, plan->approvals[0].at, "approved here");
    pm_help(check->diagnostics, found, "write what was decided");
}

void pm_check_plan_placeholder(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_plan *plan = subject->plan;
    const char *const texts[] = {plan->label, plan->vision, plan->mission, plan->facts.about};
    for (size_t i = 0; i < COUNT(texts); i++)
        if (texts[i]) check_placeholder(check, plan->facts.at, "plan", plan->name, texts[i], plan);
}

void pm_check_goal_placeholder(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    const char *kind = pm_goal_kind_word(goal->kind);
    check_placeholder(check, goal->facts.at, kind, goal->name, goal->label, goal->plan);
    check_placeholder(check, goal->facts.at, kind, goal->name, goal->facts.about, goal->plan);
}

void pm_check_work_placeholder(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    const char *kind = pm_check_work_noun(work);
    check_placeholder(check, work->facts.at, kind, work->name, work->label, work->plan);
    check_placeholder(check, work->facts.at, kind, work->name, work->facts.about, work->plan);
}

/* ---- Lengths ---- */

static void check_length(struct pm_check *check, struct pm_span at, const char *what,
                         const char *name, const char *label)
{
    size_t count = pm_utf8_count(label, strlen(label));
    if ((int64_t)count <= check->argument) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_LABEL_TOO_LONG, at,
                    "the text of %s `%s` has %zu letters, and a slide shows %lld", what, name,
                    count, (long long)check->argument);
    pm_help(check->diagnostics, found, "shorten it, and say the rest with `about`");
}

void pm_check_goal_label(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    check_length(check, goal->facts.at, pm_goal_kind_word(goal->kind), goal->name, goal->label);
}

void pm_check_work_label(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    check_length(check, work->facts.at, pm_check_work_noun(work), work->name, work->label);
}

void pm_check_metric_label(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_metric *metric = subject->metric;
    check_length(check, metric->facts.at, "metric", metric->name, metric->label);
}

void pm_check_file_length(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    const struct pm_sources *sources = check->model->sources;
    for (size_t i = 0; i < sources->files.count; i++) {
        const struct pm_source *file = sources->files.items[i];
        int64_t lines = 0;
        for (size_t j = 0; j < file->text.size; j++)
            lines += file->text.bytes[j] == '\n';
        if (file->is_module || lines <= check->argument) continue;
        struct pm_span start = {(uint32_t)i, 0, 0};
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_FILE_TOO_LONG, start,
                        "`%s` has %lld lines, more than the %lld that were set", file->path,
                        (long long)lines, (long long)check->argument);
        pm_help(check->diagnostics, found,
                "give each plan a file of its own: all below the folder belong to the project");
    }
}
