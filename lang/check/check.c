/* check.c: runs the rows of rules.def over a model. */
#include "lang/check/check.h"

#include "lang/model/resolve.h"

#include <stdlib.h>

enum visits {
    VISITS_PLAN,
    VISITS_GOAL,
    VISITS_MEASURE,
    VISITS_LINE,
    VISITS_METRIC,
    VISITS_SOURCE,
    VISITS_RATING
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

/* Where a declaration begins; it ends where the next one begins that is not inside of it. */
struct start {
    struct pm_span at;
    int depth; /* 0 at the top of a file, 1 goals, 2 measures */
};

struct report {
    const void *subject;
    enum pm_code code;
};

struct engine {
    struct pm_check check;
    PM_ARRAY(struct start) starts;     /* by place */
    PM_ARRAY(struct pm_span) mistakes; /* errors that were there before, by place */
    PM_ARRAY(struct report) reports;
};

/* ---- Places ---- */

static int compare_spans(struct pm_span a, struct pm_span b)
{
    if (a.file != b.file) return a.file < b.file ? -1 : 1;
    return (a.begin > b.begin) - (a.begin < b.begin);
}

static int compare_starts(const void *left, const void *right)
{
    const struct start *a = left;
    const struct start *b = right;
    int order = compare_spans(a->at, b->at);
    return order ? order : (a->depth > b->depth) - (a->depth < b->depth);
}

static int compare_mistakes(const void *left, const void *right)
{
    return compare_spans(*(const struct pm_span *)left, *(const struct pm_span *)right);
}

static void add_start(struct engine *engine, struct pm_span at, int depth)
{
    struct start start = {at, depth};
    PM_PUSH(engine->check.arena, &engine->starts, start);
}

static void add_starts_of_plans(struct engine *engine)
{
    const struct pm_model *model = engine->check.model;
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        add_start(engine, plan->facts.at, 0);
        for (size_t j = 0; j < plan->focus_count; j++)
            add_start(engine, plan->focuses[j]->facts.at, 1);
        for (size_t j = 0; j < plan->goal_count; j++) {
            const struct pm_goal *goal = plan->goals[j];
            add_start(engine, goal->facts.at, 1);
            for (size_t k = 0; k < goal->measure_count; k++)
                add_start(engine, goal->measures[k]->facts.at, 2);
        }
    }
}

static void find_starts(struct engine *engine)
{
    const struct pm_model *model = engine->check.model;
    for (size_t i = 0; i < model->unit_count; i++)
        add_start(engine, model->units[i]->facts.at, 0);
    for (size_t i = 0; i < model->unit_set_count; i++)
        add_start(engine, model->unit_sets[i]->facts.at, 0);
    for (size_t i = 0; i < model->source_count; i++)
        add_start(engine, model->source_decls[i]->facts.at, 0);
    for (size_t i = 0; i < model->dimension_count; i++)
        add_start(engine, model->dimensions[i]->facts.at, 0);
    for (size_t i = 0; i < model->metric_count; i++)
        add_start(engine, model->metrics[i]->facts.at, 0);
    for (size_t i = 0; i < model->rating_count; i++)
        add_start(engine, model->ratings[i]->facts.at, 0);
    add_starts_of_plans(engine);
    if (engine->starts.count)
        qsort(engine->starts.items, engine->starts.count, sizeof *engine->starts.items,
              compare_starts);
}

static void find_mistakes(struct engine *engine)
{
    const struct pm_diagnostics *list = engine->check.diagnostics;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->has_span && list->items[i]->severity == PM_ERROR)
            PM_PUSH(engine->check.arena, &engine->mistakes, list->items[i]->span);
    if (engine->mistakes.count)
        qsort(engine->mistakes.items, engine->mistakes.count, sizeof *engine->mistakes.items,
              compare_mistakes);
}

/* Index of the first start after a place. */
static size_t next_start(const struct engine *engine, struct pm_span at)
{
    size_t low = 0;
    size_t high = engine->starts.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_spans(engine->starts.items[middle].at, at) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* True when an error lies between the beginning of a declaration and that of the next one that is
 * not inside of it. */
static bool has_mistake(const struct engine *engine, struct pm_span at, int depth)
{
    size_t next = next_start(engine, at);
    while (next < engine->starts.count && engine->starts.items[next].depth > depth)
        next++;
    for (size_t i = 0; i < engine->mistakes.count; i++) {
        struct pm_span mistake = engine->mistakes.items[i];
        if (mistake.file != at.file || compare_spans(mistake, at) < 0) continue;
        if (next == engine->starts.count) return true;
        return compare_spans(mistake, engine->starts.items[next].at) < 0;
    }
    return false;
}

/* ---- Levels ---- */

static const struct pm_rule_level *find_level(const struct pm_rules *set, enum pm_code code)
{
    for (size_t i = set->count; i > 0; i--)
        if (set->levels[i - 1].code == code) return &set->levels[i - 1];
    return NULL;
}

/* Whether the rule runs for a subject of this plan (NULL: of none), at which level and with which
 * argument. The rules of a plan go before those of the project. */
static bool is_on(struct engine *engine, const struct rule *rule, const struct pm_plan *plan,
                  enum pm_severity *severity)
{
    const struct pm_rule_level *level = NULL;
    *severity = pm_code_info(rule->code)->severity;
    engine->check.argument = rule->argument;
    if (rule->level == LEVEL_FIXED) return true;
    if (plan) level = find_level(&plan->rules, rule->code);
    if (!level) level = find_level(&engine->check.model->project->rules, rule->code);
    if (!level) return rule->level == LEVEL_ON;
    if (level->has_argument) engine->check.argument = level->argument;
    *severity = level->level;
    return !level->off;
}

/* ---- Visits ---- */

static bool was_reported(const struct engine *engine, const void *subject, int code)
{
    for (size_t i = 0; i < engine->reports.count; i++)
        if (engine->reports.items[i].subject == subject &&
            (int)engine->reports.items[i].code == code)
            return true;
    return false;
}

static void visit(struct engine *engine, const struct rule *rule, const struct pm_subject *subject,
                  const void *key, struct pm_span at)
{
    static const int depths[] = {
        [VISITS_PLAN] = 0,   [VISITS_GOAL] = 1,   [VISITS_MEASURE] = 2, [VISITS_LINE] = 2,
        [VISITS_METRIC] = 0, [VISITS_SOURCE] = 0, [VISITS_RATING] = 0};
    struct pm_diagnostics *list = engine->check.diagnostics;
    enum pm_severity severity;
    if (!is_on(engine, rule, subject->plan, &severity)) return;
    if (rule->clean == CLEAN_ALL && engine->mistakes.count) return;
    if (rule->clean == CLEAN_OWN && engine->mistakes.count &&
        has_mistake(engine, at, depths[rule->visits]))
        return;
    if (was_reported(engine, key, rule->after)) return;
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
        visit(engine, rule, &subject, measure, measure->facts.at);
        return;
    }
    for (size_t i = 0; i < measure->line_count; i++) {
        subject.line = &measure->lines[i];
        visit(engine, rule, &subject, subject.line, measure->facts.at);
    }
}

static void visit_plan(struct engine *engine, const struct rule *rule, const struct pm_plan *plan)
{
    struct pm_subject subject = {.plan = plan};
    if (rule->visits == VISITS_PLAN) {
        visit(engine, rule, &subject, plan, plan->facts.at);
        return;
    }
    for (size_t i = 0; i < plan->goal_count; i++) {
        subject.goal = plan->goals[i];
        if (rule->visits == VISITS_GOAL) {
            visit(engine, rule, &subject, subject.goal, subject.goal->facts.at);
            continue;
        }
        for (size_t j = 0; j < subject.goal->measure_count; j++) {
            subject.measure = subject.goal->measures[j];
            visit_measure(engine, rule, subject);
        }
    }
}

static void visit_metrics(struct engine *engine, const struct rule *rule)
{
    const struct pm_model *model = engine->check.model;
    for (size_t i = 0; i < model->metric_count; i++) {
        struct pm_subject subject = {.metric = model->metrics[i]};
        if (!subject.metric->from_module)
            visit(engine, rule, &subject, subject.metric, subject.metric->facts.at);
    }
}

static void visit_sources(struct engine *engine, const struct rule *rule)
{
    const struct pm_model *model = engine->check.model;
    for (size_t i = 0; i < model->source_count; i++) {
        struct pm_subject subject = {.source = model->source_decls[i]};
        visit(engine, rule, &subject, subject.source, subject.source->facts.at);
    }
}

static void visit_ratings(struct engine *engine, const struct rule *rule)
{
    const struct pm_model *model = engine->check.model;
    for (size_t i = 0; i < model->rating_count; i++) {
        struct pm_subject subject = {.rating = model->ratings[i]};
        if (!subject.rating->from_module)
            visit(engine, rule, &subject, subject.rating, subject.rating->facts.at);
    }
}

static void run(struct engine *engine, const struct rule *rule)
{
    const struct pm_model *model = engine->check.model;
    switch (rule->visits) {
    case VISITS_PLAN:
    case VISITS_GOAL:
    case VISITS_MEASURE:
    case VISITS_LINE:
        for (size_t i = 0; i < model->plan_count; i++)
            visit_plan(engine, rule, model->plans[i]);
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
    }
}

void pm_check(const struct pm_model *model, struct pm_diagnostics *diagnostics)
{
    struct engine engine = {.check = {model->arena, model, diagnostics, 0}};
    find_starts(&engine);
    find_mistakes(&engine);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        run(&engine, &rules[i]);
}

const char *pm_check_period(struct pm_check *check, struct pm_period period)
{
    char text[24];
    pm_period_format(period, text);
    return pm_arena_format(check->arena, "%s", text);
}
