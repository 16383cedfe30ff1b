/* alignment.c: how plans hang together: which goals above are served, which goals serve none, which
 * units lack a plan, which goals cannot be held to. */
#include "runtime/judge/cycle.h"

#include <string.h>

/* ---- Plans above and below ---- */

static bool aligns_to_plan(const struct pm_plan *plan, const struct pm_plan *above)
{
    for (size_t i = 0; i < plan->goal_count; i++)
        for (size_t j = 0; j < plan->goals[i]->align_count; j++)
            if (plan->goals[i]->aligns[j]->plan == above) return true;
    return false;
}

/* A plan that others serve, or a strategic one beside annual ones. */
static bool is_above(const struct pm_model *model, const struct pm_plan *plan)
{
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *other = model->plans[i];
        if (other == plan) continue;
        if (aligns_to_plan(other, plan)) return true;
        if (strcmp(plan->kind, "strategic") == 0 && pm_plan_is_annual(other)) return true;
    }
    return false;
}

static bool is_below(const struct pm_model *model, const struct pm_plan *plan)
{
    for (size_t i = 0; i < plan->goal_count; i++)
        if (plan->goals[i]->align_count) return true;
    if (!pm_plan_is_annual(plan)) return false;
    for (size_t i = 0; i < model->plan_count; i++)
        if (model->plans[i] != plan && is_above(model, model->plans[i])) return true;
    return false;
}

/* ---- Goals above ---- */

struct servants {
    PM_ARRAY(const char *) names; /* of plans and work that serve the goal, each once */
};

static void add_servant(const struct pm_cycle *cycle, struct servants *servants, const char *name)
{
    for (size_t i = 0; i < servants->names.count; i++)
        if (strcmp(servants->names.items[i], name) == 0) return;
    PM_PUSH(cycle->arena, &servants->names, name);
}

static bool is_or_is_part_of(const struct pm_goal *goal, const struct pm_goal *whole)
{
    return goal == whole || goal->within == whole;
}

static void add_plans(const struct pm_cycle *cycle, const struct pm_goal *goal,
                      struct servants *servants)
{
    for (size_t i = 0; i < cycle->model->plan_count; i++) {
        const struct pm_plan *plan = cycle->model->plans[i];
        for (size_t j = 0; j < plan->goal_count; j++)
            for (size_t k = 0; k < plan->goals[j]->align_count; k++)
                if (is_or_is_part_of(plan->goals[j]->aligns[k], goal))
                    add_servant(cycle, servants, plan->name);
    }
}

static void add_work(const struct pm_cycle *cycle, const struct pm_goal *goal,
                     struct servants *servants)
{
    for (size_t i = 0; i < cycle->whole->works.count; i++) {
        const struct pm_work *work = cycle->whole->works.items[i];
        if (work->plan == goal->plan) continue;
        for (size_t j = 0; j < work->serve_count; j++)
            if (work->serves[j].kind == PM_SUBJECT_GOAL &&
                is_or_is_part_of(work->serves[j].object, goal))
                add_servant(cycle, servants,
                            pm_arena_format(cycle->arena, "%s.%s", work->plan->name, work->name));
    }
}

static void judge_above(struct pm_cycle *cycle, const struct pm_goal *goal)
{
    struct servants servants = {0};
    struct pm_topic topic = pm_topic_of_goal(goal);
    if (goal->kind != PM_GOAL) return;
    add_plans(cycle, goal, &servants);
    add_work(cycle, goal, &servants);
    if (!servants.names.count) {
        pm_cycle_add_rule(cycle, PM_FINDING_ALIGNMENT, PM_GOAL_NOT_SERVED, &topic);
        return;
    }
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_ALIGNMENT, PM_STATE_SERVED, &topic);
    finding->cycle->count = (int64_t)servants.names.count;
    pm_cycle_set_items(cycle, finding, servants.names.items, servants.names.count);
}

/* ---- Goals below ---- */

static void judge_below(struct pm_cycle *cycle, const struct pm_goal *goal)
{
    struct pm_topic topic = pm_topic_of_goal(goal);
    if (goal->kind == PM_GUARDRAIL || goal->align_count) return;
    if (goal->within && goal->within->align_count) return;
    for (size_t i = 0; i < goal->plan->goal_count; i++)
        if (goal->plan->goals[i]->within == goal && goal->plan->goals[i]->align_count) return;
    pm_cycle_add_rule(cycle, PM_FINDING_ALIGNMENT, PM_GOAL_SERVES_NONE, &topic);
}

static bool has_target(const struct pm_goal *goal)
{
    for (size_t i = 0; i < goal->measure_count; i++) {
        const struct pm_measure *measure = goal->measures[i];
        if (measure->targets_count) return true;
        for (size_t j = 0; j < measure->line_count; j++)
            if (measure->lines[j].kind != PM_LINE_BASELINE && !measure->lines[j].pending)
                return true;
    }
    for (size_t i = 0; i < goal->plan->goal_count; i++)
        if (goal->plan->goals[i]->within == goal && has_target(goal->plan->goals[i])) return true;
    return false;
}

static bool is_measured(const struct pm_goal *goal)
{
    if (goal->measure_count) return true;
    for (size_t i = 0; i < goal->plan->goal_count; i++)
        if (goal->plan->goals[i]->within == goal && goal->plan->goals[i]->measure_count)
            return true;
    return false;
}

/* Measurable, with a target by some period, and with somebody who answers for it. */
static void judge_completeness(struct pm_cycle *cycle, const struct pm_goal *goal)
{
    const char *lacking[3];
    size_t count = 0;
    struct pm_topic topic = pm_topic_of_goal(goal);
    if (!is_measured(goal)) lacking[count++] = "a measure";
    if (!has_target(goal)) lacking[count++] = "a target with its period";
    if (!goal->facts.owner && !(goal->within && goal->within->facts.owner))
        lacking[count++] = "an owner";
    if (!count) return;
    struct pm_finding *finding =
        pm_cycle_add_rule(cycle, PM_FINDING_ALIGNMENT, PM_GOAL_INCOMPLETE, &topic);
    if (finding) pm_cycle_set_items(cycle, finding, lacking, count);
}

static bool goal_has_process(const struct pm_whole *whole, const struct pm_goal *goal)
{
    for (size_t i = 0; i < whole->processes.count; i++) {
        const struct pm_process *process = whole->processes.items[i];
        for (size_t j = 0; j < process->align_count; j++)
            if (is_or_is_part_of(process->aligns[j], goal)) return true;
        for (size_t j = 0; j < process->serve_count; j++)
            for (size_t k = 0; k < process->serves[j]->serve_count; k++)
                if (process->serves[j]->serves[k].kind == PM_SUBJECT_GOAL &&
                    is_or_is_part_of(process->serves[j]->serves[k].object, goal))
                    return true;
    }
    return false;
}

static void judge_goals(struct pm_cycle *cycle, const struct pm_plan *plan)
{
    bool above = is_above(cycle->model, plan);
    bool below = is_below(cycle->model, plan);
    struct pm_rule_setting complete = pm_cycle_rule(cycle, PM_GOAL_INCOMPLETE, plan);
    for (size_t i = 0; i < plan->goal_count; i++) {
        const struct pm_goal *goal = plan->goals[i];
        struct pm_topic topic = pm_topic_of_goal(goal);
        if (above) judge_above(cycle, goal);
        if (below) judge_below(cycle, goal);
        if (complete.is_named || above || below) judge_completeness(cycle, goal);
        if (goal->kind == PM_GOAL && !goal_has_process(cycle->whole, goal))
            pm_cycle_add_rule(cycle, PM_FINDING_ALIGNMENT, PM_GOAL_WITHOUT_PROCESS, &topic);
    }
}

/* ---- Units ---- */

static bool is_current(const struct pm_cycle *cycle, const struct pm_plan *plan)
{
    if (cycle->as_of == PM_NO_DAY || !pm_period_is(plan->first)) return true;
    return pm_period_first_day(plan->first) <= cycle->as_of &&
           (!pm_period_is(plan->last) || pm_period_last_day(plan->last) >= cycle->as_of);
}

static bool means(const struct pm_unit_reference *reference, const struct pm_cell_unit *unit)
{
    if (reference->unit) return reference->unit == unit->declared;
    if (!unit->set || reference->set != unit->set) return false;
    for (size_t i = 0; i < reference->key_count; i++)
        if (strcmp(reference->keys[i], unit->id) == 0) return true;
    return reference->key_count == 0;
}

static bool has_plan(const struct pm_cycle *cycle, const struct pm_cell_unit *unit, bool current)
{
    for (size_t i = 0; i < cycle->model->plan_count; i++) {
        const struct pm_plan *plan = cycle->model->plans[i];
        if (!pm_plan_is_annual(plan) || (current && !is_current(cycle, plan))) continue;
        for (size_t j = 0; j < plan->unit_count; j++)
            if (means(&plan->units[j], unit)) return true;
    }
    return false;
}

/* Where one unit of a kind, below another, has a plan of its own, each unit of this kind must.
 * Where a rule asks for it, each office, school, program and center must. */
static bool needs_plan(const struct pm_cycle *cycle, const struct pm_cell_unit *units, size_t count,
                       const char *kind)
{
    static const char *const kinds[] = {"office", "school", "program", "center"};
    if (pm_cycle_rule(cycle, PM_UNIT_WITHOUT_PLAN, NULL).is_named)
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (strcmp(kinds[i], kind) == 0) return true;
    for (size_t i = 0; i < count; i++)
        if (*kind && units[i].above != PM_NO_UNIT && strcmp(units[i].kind, kind) == 0 &&
            has_plan(cycle, &units[i], false))
            return true;
    return false;
}

static bool is_gone(const struct pm_cycle *cycle, const struct pm_cell_unit *unit)
{
    return unit->declared && !pm_cycle_unit_exists(cycle, unit->declared);
}

/* The year that holds the as-of day; no period without one. */
static struct pm_period year_of(const struct pm_cycle *cycle)
{
    const struct pm_project *project = cycle->model->project;
    if (cycle->as_of == PM_NO_DAY || !project->calendar_count) return (struct pm_period){0};
    return pm_period_at(project->calendars[0], '\0', cycle->as_of);
}

static void judge_units(struct pm_cycle *cycle)
{
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(cycle->judging->cells, &count);
    const char *last_kind = "";
    bool last_needs = false;
    for (size_t i = 0; i < count; i++) {
        const struct pm_cell_unit *unit = &units[i];
        const char *kind = unit->kind ? unit->kind : "";
        if (strcmp(kind, last_kind) != 0) last_needs = needs_plan(cycle, units, count, kind);
        last_kind = kind;
        if (!*kind || !last_needs || unit->above == PM_NO_UNIT || is_gone(cycle, unit) ||
            has_plan(cycle, unit, true))
            continue;
        struct pm_topic topic = {.parts = {unit->id}, .label = unit->label};
        if (unit->declared) topic.at = unit->declared->facts.at;
        if (unit->declared) topic.object = unit->declared;
        if (unit->set) topic.at = unit->set->facts.at;
        struct pm_finding *finding =
            pm_cycle_add_rule(cycle, PM_FINDING_ALIGNMENT, PM_UNIT_WITHOUT_PLAN, &topic);
        if (!finding) return;
        finding->subject.unit = (uint32_t)i;
        finding->subject.period = year_of(cycle);
        finding->cycle->text = kind;
    }
}

void pm_judge_alignment(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->model->plan_count; i++)
        judge_goals(cycle, cycle->model->plans[i]);
    judge_units(cycle);
}
