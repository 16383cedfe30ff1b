/* check.c: runs the rows of rules.def over a model. */
#include "lang/check/check.h"

#include "lang/check/places.h"
#include "lang/model/levels.h"
#include "lang/model/resolve.h"
#include "lang/model/work.h"

enum visits {
    VISITS_PROJECT,
    VISITS_PLAN,
    VISITS_GOAL,
    VISITS_MEASURE,
    VISITS_LINE,
    VISITS_METRIC,
    VISITS_SOURCE,
    VISITS_RATING,
    VISITS_WORK,
    VISITS_MILESTONE,
    VISITS_THEORY,
    VISITS_PROCESS,
    VISITS_REVIEW,
    VISITS_ACTION,
    VISITS_REPORT,
    VISITS_MEETING
};
enum level { LEVEL_FIXED, LEVEL_ON, LEVEL_OFF };
enum clean { CLEAN_ANY, CLEAN_OWN, CLEAN_ALL };
enum { PM_NOTHING = PM_CODE_COUNT };

struct rule {
    void (*function)(struct pm_check *check, const struct pm_subject *subject);
    enum visits visits;
    enum pm_code code;
    enum level level;
    int64_t argument;
    enum clean clean;
    int after; /* a code, or PM_NOTHING */
};

static const struct rule rules[] = {
#define PM_RULE(name, visits, id, level, argument, clean, after)      \
    {pm_check_##name, VISITS_##visits, PM_##id,        LEVEL_##level, \
     argument,        CLEAN_##clean,   (int)PM_##after},
#include "lang/check/rules.def"
#undef PM_RULE
};

struct report {
    const void *subject;
    enum pm_code code;
};

struct engine {
    struct pm_check check;
    struct pm_places places;
    PM_ARRAY(struct report) reports;
    struct pm_set spoken; /* what the code that the running rule comes after was reported about */
};

/* ---- Levels ---- */

const struct pm_rule_level *pm_check_level_of(const struct pm_model *model,
                                              const struct pm_plan *plan, enum pm_code code)
{
    return pm_model_rule_level(model, plan, code);
}

bool pm_check_runs(enum pm_code code)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].code == code) return true;
    return false;
}

bool pm_check_is_off(enum pm_code code)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].code == code) return rules[i].level == LEVEL_OFF;
    return false;
}

/* Whether the rule runs for a subject of this plan (NULL: of none), at which level and with which
 * argument. */
static bool is_on(struct engine *engine, const struct rule *rule, const struct pm_plan *plan,
                  enum pm_severity *severity)
{
    *severity = pm_code_info(rule->code)->severity;
    engine->check.argument = rule->argument;
    if (rule->level == LEVEL_FIXED) return true;
    const struct pm_rule_level *level = pm_check_level_of(engine->check.model, plan, rule->code);
    if (!level) return rule->level == LEVEL_ON;
    if (level->has_argument) engine->check.argument = level->argument;
    *severity = level->level;
    return !level->off;
}

/* ---- Visits ---- */

static void visit(struct engine *engine, const struct rule *rule, const struct pm_subject *subject,
                  const void *key, struct pm_span at, int depth)
{
    struct pm_diagnostics *list = engine->check.diagnostics;
    enum pm_severity severity;
    if (!is_on(engine, rule, subject->plan, &severity)) return;
    if (rule->clean == CLEAN_ALL && engine->places.mistakes.count) return;
    if (rule->clean == CLEAN_OWN && pm_places_have_mistake(&engine->places, at, depth)) return;
    if (pm_set_has(&engine->spoken, key)) return;
    size_t before = list->count;
    rule->function(&engine->check, subject);
    if (list->count == before) return;
    for (size_t i = before; i < list->count; i++)
        list->items[i]->severity = severity;
    struct report report = {key, rule->code};
    PM_PUSH(engine->check.arena, &engine->reports, report);
}

static void visit_measure(struct engine *engine, const struct rule *rule, struct pm_subject subject)
{
    const struct pm_measure *measure = subject.measure;
    if (rule->visits == VISITS_MEASURE) {
        visit(engine, rule, &subject, measure, measure->facts.at, 2);
        return;
    }
    for (size_t i = 0; i < measure->line_count; i++) {
        subject.line = &measure->lines[i];
        visit(engine, rule, &subject, subject.line, measure->facts.at, 2);
    }
}

static void visit_plan(struct engine *engine, const struct rule *rule, const struct pm_plan *plan)
{
    struct pm_subject subject = {.plan = plan};
    if (rule->visits == VISITS_PLAN) {
        visit(engine, rule, &subject, plan, plan->facts.at, 0);
        return;
    }
    for (size_t i = 0; i < plan->goal_count; i++) {
        subject.goal = plan->goals[i];
        if (rule->visits == VISITS_GOAL) {
            visit(engine, rule, &subject, subject.goal, subject.goal->facts.at, 1);
            continue;
        }
        for (size_t j = 0; j < subject.goal->measure_count; j++) {
            subject.measure = subject.goal->measures[j];
            visit_measure(engine, rule, subject);
        }
    }
}

/* The measures of work, trainings and services. */
static void visit_measures_of_work(struct engine *engine, const struct rule *rule)
{
    const struct pm_whole *whole = engine->check.model->whole;
    for (size_t i = 0; i < whole->measures.count; i++) {
        const struct pm_measure *measure = whole->measures.items[i];
        visit_measure(engine, rule, (struct pm_subject){.plan = measure->plan, .measure = measure});
    }
}

static void visit_metrics(struct engine *engine, const struct rule *rule)
{
    const struct pm_model *model = engine->check.model;
    for (size_t i = 0; i < model->metric_count; i++) {
        struct pm_subject subject = {.metric = model->metrics[i]};
        if (!subject.metric->from_module)
            visit(engine, rule, &subject, subject.metric, subject.metric->facts.at, 0);
    }
}

static void visit_sources(struct engine *engine, const struct rule *rule)
{
    const struct pm_model *model = engine->check.model;
    for (size_t i = 0; i < model->source_count; i++) {
        struct pm_subject subject = {.source = model->source_decls[i]};
        visit(engine, rule, &subject, subject.source, subject.source->facts.at, 0);
    }
}

static void visit_ratings(struct engine *engine, const struct rule *rule)
{
    const struct pm_model *model = engine->check.model;
    for (size_t i = 0; i < model->rating_count; i++) {
        struct pm_subject subject = {.rating = model->ratings[i]};
        if (!subject.rating->from_module)
            visit(engine, rule, &subject, subject.rating, subject.rating->facts.at, 0);
    }
}

static void visit_works(struct engine *engine, const struct rule *rule)
{
    const struct pm_whole *whole = engine->check.model->whole;
    for (size_t i = 0; rule->visits == VISITS_WORK && i < whole->works.count; i++) {
        const struct pm_work *work = whole->works.items[i];
        struct pm_subject subject = {.plan = work->plan, .work = work};
        visit(engine, rule, &subject, work, work->facts.at, work->within ? 2 : 1);
    }
    for (size_t i = 0; rule->visits == VISITS_MILESTONE && i < whole->milestones.count; i++) {
        const struct pm_milestone *milestone = whole->milestones.items[i];
        struct pm_subject subject = {.milestone = milestone};
        subject.plan = milestone->work ? milestone->work->plan : milestone->goal->plan;
        visit(engine, rule, &subject, milestone, milestone->facts.at, 2);
    }
}

static void visit_maps(struct engine *engine, const struct rule *rule)
{
    const struct pm_whole *whole = engine->check.model->whole;
    for (size_t i = 0; rule->visits == VISITS_THEORY && i < whole->theories.count; i++) {
        const struct pm_theory *theory = whole->theories.items[i];
        struct pm_subject subject = {.plan = theory->plan, .theory = theory};
        visit(engine, rule, &subject, theory, theory->facts.at, 1);
    }
    for (size_t i = 0; rule->visits == VISITS_PROCESS && i < whole->processes.count; i++) {
        const struct pm_process *process = whole->processes.items[i];
        struct pm_subject subject = {.plan = process->plan, .process = process};
        visit(engine, rule, &subject, process, process->facts.at, process->plan ? 1 : 0);
    }
}

static void visit_sessions(struct engine *engine, const struct rule *rule)
{
    const struct pm_whole *whole = engine->check.model->whole;
    struct pm_subject subject = {.plan = NULL};
    for (size_t i = 0; rule->visits == VISITS_REVIEW && i < whole->reviews.count; i++) {
        subject.review = whole->reviews.items[i];
        visit(engine, rule, &subject, subject.review, subject.review->facts.at, 0);
    }
    for (size_t i = 0; rule->visits == VISITS_ACTION && i < whole->actions.count; i++) {
        subject.action = whole->actions.items[i];
        visit(engine, rule, &subject, subject.action, subject.action->facts.at, 1);
    }
    for (size_t i = 0; rule->visits == VISITS_REPORT && i < whole->reports.count; i++) {
        subject.report = whole->reports.items[i];
        visit(engine, rule, &subject, subject.report, subject.report->facts.at, 0);
    }
    for (size_t i = 0; rule->visits == VISITS_MEETING && i < whole->meetings.count; i++) {
        subject.meeting = whole->meetings.items[i];
        visit(engine, rule, &subject, subject.meeting, subject.meeting->facts.at,
              subject.meeting->unit ? 1 : 0);
    }
}

static void run(struct engine *engine, const struct rule *rule)
{
    const struct pm_model *model = engine->check.model;
    struct pm_subject whole = {.plan = NULL};
    switch (rule->visits) {
    case VISITS_PROJECT:
        visit(engine, rule, &whole, model->project, model->project->at, 0);
        break;
    case VISITS_PLAN:
    case VISITS_GOAL:
    case VISITS_MEASURE:
    case VISITS_LINE:
        for (size_t i = 0; i < model->plan_count; i++)
            visit_plan(engine, rule, model->plans[i]);
        if (rule->visits == VISITS_MEASURE || rule->visits == VISITS_LINE)
            visit_measures_of_work(engine, rule);
        break;
    case VISITS_METRIC:
        visit_metrics(engine, rule);
        break;
    case VISITS_SOURCE:
        visit_sources(engine, rule);
        break;
    case VISITS_RATING:
        visit_ratings(engine, rule);
        break;
    case VISITS_WORK:
    case VISITS_MILESTONE:
        visit_works(engine, rule);
        break;
    case VISITS_THEORY:
    case VISITS_PROCESS:
        visit_maps(engine, rule);
        break;
    case VISITS_REVIEW:
    case VISITS_ACTION:
    case VISITS_REPORT:
    case VISITS_MEETING:
        visit_sessions(engine, rule);
        break;
    }
}

static void gather_spoken(struct engine *engine, const struct rule *rule)
{
    engine->spoken = (struct pm_set){0};
    if (rule->after == PM_NOTHING) return;
    for (size_t i = 0; i < engine->reports.count; i++)
        if ((int)engine->reports.items[i].code == rule->after)
            pm_set_add(engine->check.arena, &engine->spoken, engine->reports.items[i].subject);
    pm_set_seal(&engine->spoken);
}

static size_t count_measures(const struct pm_model *model)
{
    size_t count = model->whole->measures.count;
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            count += model->plans[i]->goals[j]->measure_count;
    return count;
}

static struct engine make_engine(const struct pm_model *model, struct pm_diagnostics *diagnostics,
                                 int32_t as_of)
{
    struct engine engine = {
        .check = {.arena = model->arena,
                  .model = model,
                  .diagnostics = diagnostics,
                  .as_of = as_of,
                  .index = pm_index_make(model),
                  .lines = pm_lines_table_new(model->arena, count_measures(model))}};
    pm_places_find(&engine.places, model, diagnostics);
    engine.check.has_mistakes = engine.places.mistakes.count > 0;
    return engine;
}

void pm_check(const struct pm_model *model, struct pm_diagnostics *diagnostics, int32_t as_of)
{
    struct engine engine = make_engine(model, diagnostics, as_of);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        gather_spoken(&engine, &rules[i]);
        run(&engine, &rules[i]);
    }
    pm_check_exceptions(&engine.check);
}

/* True when something that is no error by itself may be one here. */
static bool may_deny(const struct pm_model *model)
{
    if (pm_rules_may_deny(&model->project->rules)) return true;
    for (size_t i = 0; i < model->plan_count; i++)
        if (pm_rules_may_deny(&model->plans[i]->rules)) return true;
    return false;
}

bool pm_check_errors(const struct pm_model *model, struct pm_diagnostics *diagnostics)
{
    if (may_deny(model)) {
        pm_check(model, diagnostics, PM_NO_DAY);
        return true;
    }
    struct engine engine = make_engine(model, diagnostics, PM_NO_DAY);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (rules[i].level != LEVEL_FIXED) continue;
        gather_spoken(&engine, &rules[i]);
        run(&engine, &rules[i]);
    }
    return false;
}

const char *pm_check_period(struct pm_check *check, struct pm_period period)
{
    char text[24];
    pm_period_format(period, text);
    return pm_arena_format(check->arena, "%s", text);
}
