/* overalls.c: which findings are parts of what: the tree below each `overall`. */
#include "runtime/judge/cycle.h"
#include "runtime/judge/overall.h"

#include "lang/model/measure.h"

#include <string.h>

struct parts {
    PM_ARRAY(const struct pm_part *) list;
};

static struct pm_ratio weight_of(struct pm_decimal weight)
{
    return weight.mantissa ? pm_ratio_from_decimal(weight) : pm_ratio_from_integer(1);
}

/* ---- Series ---- */

/* "chronic_absence, harbor, frl": what tells a series of a measure from the others. */
static const char *name_of_series(const struct pm_cycle *cycle, const struct pm_finding *finding)
{
    const char *key = strchr(finding->key, '@');
    if (!key) return finding->subject.metric->name;
    return pm_arena_format(cycle->arena, "%s%s", finding->subject.metric->name, key);
}

/* The newest finding of a series that is due; SIZE_MAX where the series is not asked for: its unit
 * does not exist, or the period is paused. What is not due yet counts where nothing else does. */
static size_t newest_due(const struct pm_finding *items, size_t first, size_t end)
{
    size_t newest = end - 1;
    while (newest > first && items[newest].state == PM_STATE_NOT_DUE)
        newest--;
    return items[newest].state == PM_STATE_NOT_APPLICABLE ? SIZE_MAX : newest;
}

static void add_series(struct pm_cycle *cycle, const struct pm_measure *measure,
                       struct pm_ratio weight, bool is_lead, struct parts *parts)
{
    const struct pm_finding *items = cycle->judging->findings.items;
    for (size_t at = 0; at < cycle->figure_count;) {
        size_t end = at + 1;
        while (end < cycle->figure_count && items[end].kind == items[at].kind &&
               strcmp(items[end].key, items[at].key) == 0)
            end++;
        bool is_part = items[at].kind == PM_FINDING_STATUS && items[at].subject.measure == measure;
        size_t newest = is_part ? newest_due(items, at, end) : SIZE_MAX;
        if (newest != SIZE_MAX) {
            struct pm_part *part = PM_NEW(cycle->arena, struct pm_part);
            part->name = name_of_series(cycle, &items[newest]);
            part->finding = newest;
            part->weight = weight;
            part->is_lead = is_lead;
            PM_PUSH(cycle->arena, &parts->list, part);
        }
        at = end;
    }
}

/* ---- Findings ---- */

static void list_leaves(const struct pm_cycle *cycle, const struct pm_part *part,
                        struct pm_basis *basis)
{
    if (!part->count) {
        size_t *leaves = PM_NEW_ITEMS(cycle->arena, size_t, basis->finding_count + 1);
        for (size_t i = 0; i < basis->finding_count; i++)
            leaves[i] = basis->findings[i];
        leaves[basis->finding_count++] = part->finding;
        basis->findings = leaves;
    }
    for (size_t i = 0; i < part->count; i++)
        list_leaves(cycle, part->parts[i], basis);
}

static void fill(struct pm_cycle *cycle, const struct pm_part *part, struct pm_finding *finding)
{
    struct pm_basis *basis = PM_NEW(cycle->arena, struct pm_basis);
    basis->part = part;
    list_leaves(cycle, part, basis);
    finding->basis = basis;
    pm_overall_fill(cycle->arena, cycle->judging->findings.items, finding);
}

/* ---- By unit ---- */

struct split { /* of a part by the units that its figures are of */
    struct pm_cycle *cycle;
    const uint32_t *units; /* of each figure, in order; PM_NO_UNIT: of none that is asked for */
    size_t at;             /* the figure that is next */
    uint32_t unit;         /* the one that is taken out */
};

static bool is_one_of(const struct pm_cell_unit *unit, const struct pm_unit_reference *reference)
{
    if (reference->unit || unit->declared) return unit->declared == reference->unit;
    bool found = !reference->key_count;
    for (size_t i = 0; i < reference->key_count && !found; i++)
        found = strcmp(unit->id, reference->keys[i]) == 0;
    return found && unit->set == reference->set;
}

/* The unit of a figure, or the one above it, that is among these. */
static uint32_t unit_among(const struct pm_cycle *cycle, const struct pm_finding *finding,
                           const struct pm_unit_reference *reference)
{
    const struct pm_cells *cells = cycle->judging->cells;
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(cells, &count);
    uint32_t unit = finding->subject.unit;
    for (size_t step = 0; unit != PM_NO_UNIT && step <= count; step++) {
        if (is_one_of(&units[unit], reference)) return unit;
        unit = pm_cells_above(cells, unit, finding->subject.period);
    }
    return PM_NO_UNIT;
}

/* What is left of a part with the figures of the one unit; NULL: nothing. */
static const struct pm_part *take_out(struct split *split, const struct pm_part *part)
{
    if (!part->count) return split->units[split->at++] == split->unit ? part : NULL;
    struct parts left = {0};
    for (size_t i = 0; i < part->count; i++) {
        const struct pm_part *one = take_out(split, part->parts[i]);
        if (one) PM_PUSH(split->cycle->arena, &left.list, one);
    }
    if (!left.list.count) return NULL;
    struct pm_part *copy = PM_NEW(split->cycle->arena, struct pm_part);
    *copy = *part;
    copy->parts = left.list.items;
    copy->count = left.list.count;
    return copy;
}

static void add_unit(struct pm_cycle *cycle, const struct pm_part *part,
                     const struct pm_topic *topic, uint32_t index)
{
    size_t count = 0;
    const struct pm_cell_unit *unit = &pm_cells_units(cycle->judging->cells, &count)[index];
    struct pm_topic of_unit = *topic;
    of_unit.label = pm_arena_format(cycle->arena, "%s, %s", topic->label, unit->label);
    struct pm_finding *finding =
        pm_cycle_add(cycle, PM_FINDING_OVERALL, PM_STATE_INSUFFICIENT, &of_unit);
    finding->subject.unit = index;
    finding->key = finding->id = pm_arena_format(cycle->arena, "%s@%s", finding->key,
                                                 pm_judge_encode(cycle->arena, unit->id));
    finding->cycle->name = pm_arena_format(cycle->arena, "%s@%s", finding->cycle->name, unit->id);
    fill(cycle, part, finding);
}

/* A state for each unit, of what the part has of it. */
static void add_units(struct pm_cycle *cycle, const struct pm_part *part,
                      const struct pm_topic *topic)
{
    struct pm_basis basis = {0};
    size_t unit_count = 0;
    pm_cells_units(cycle->judging->cells, &unit_count);
    list_leaves(cycle, part, &basis);
    uint32_t *units = PM_NEW_ITEMS(cycle->arena, uint32_t, basis.finding_count + 1);
    uint8_t *has_figures = PM_NEW_ITEMS(cycle->arena, uint8_t, unit_count + 1);
    for (size_t i = 0; i < basis.finding_count; i++) {
        units[i] = unit_among(cycle, &cycle->judging->findings.items[basis.findings[i]],
                              part->overall->across);
        if (units[i] != PM_NO_UNIT) has_figures[units[i]] = 1;
    }
    for (size_t i = 0; i < unit_count; i++) {
        struct split split = {.cycle = cycle, .units = units, .unit = (uint32_t)i};
        if (has_figures[i]) add_unit(cycle, take_out(&split, part), topic, split.unit);
    }
}

/* A part made of these; NULL where there are none. Where the text asks for it, it is a finding. */
static const struct pm_part *make_part(struct pm_cycle *cycle, const char *name,
                                       const struct pm_overall *overall, struct pm_decimal weight,
                                       const struct parts *parts, const struct pm_topic *topic)
{
    if (!parts->list.count) return NULL;
    struct pm_part *part = PM_NEW(cycle->arena, struct pm_part);
    part->name = name;
    part->overall = overall;
    part->weight = weight_of(weight);
    part->parts = parts->list.items;
    part->count = parts->list.count;
    if (overall)
        fill(cycle, part, pm_cycle_add(cycle, PM_FINDING_OVERALL, PM_STATE_INSUFFICIENT, topic));
    if (overall && overall->across) add_units(cycle, part, topic);
    return part;
}

/* ---- From measures to plans ---- */

static bool leads(const struct pm_overall *overall, const char *name)
{
    return overall && overall->kind == PM_OVERALL_LEAD && strcmp(overall->lead, name) == 0;
}

static void add_made(const struct pm_cycle *cycle, const struct pm_part *part, bool is_lead,
                     struct parts *parts)
{
    if (!part) return;
    struct pm_part *copy = PM_NEW(cycle->arena, struct pm_part);
    *copy = *part;
    copy->is_lead = is_lead;
    PM_PUSH(cycle->arena, &parts->list, copy);
}

static void add_measure(struct pm_cycle *cycle, const struct pm_goal *goal,
                        const struct pm_measure *measure, struct parts *parts)
{
    const char *name = measure->metric->name;
    bool is_lead = leads(goal->overall, name);
    if (!measure->overall) {
        add_series(cycle, measure, weight_of(measure->weight), is_lead, parts);
        return;
    }
    struct pm_topic topic = pm_topic_of_goal(goal);
    struct parts own = {0};
    size_t last = goal->within ? 3 : 2;
    topic.parts[last] = name;
    topic.label = measure->metric->label;
    topic.object = measure;
    topic.at = measure->facts.at;
    add_series(cycle, measure, pm_ratio_from_integer(1), false, &own);
    add_made(cycle, make_part(cycle, name, measure->overall, measure->weight, &own, &topic),
             is_lead, parts);
}

static const struct pm_part *judge_goal(struct pm_cycle *cycle, const struct pm_goal *goal)
{
    const struct pm_plan *plan = goal->plan;
    struct pm_topic topic = pm_topic_of_goal(goal);
    struct parts parts = {0};
    for (size_t i = 0; i < goal->measure_count; i++)
        add_measure(cycle, goal, goal->measures[i], &parts);
    for (size_t i = 0; i < plan->goal_count; i++)
        if (plan->goals[i]->within == goal)
            add_made(cycle, judge_goal(cycle, plan->goals[i]), false, &parts);
    return make_part(cycle, goal->name, goal->overall, goal->weight, &parts, &topic);
}

static void add_goals(struct pm_cycle *cycle, const struct pm_plan *plan,
                      const struct pm_focus *focus, const struct pm_overall *overall,
                      struct parts *parts)
{
    for (size_t i = 0; i < plan->goal_count; i++) {
        const struct pm_goal *goal = plan->goals[i];
        if (goal->focus != focus || goal->within || goal->kind != PM_GOAL) continue;
        add_made(cycle, judge_goal(cycle, goal), leads(overall, goal->name), parts);
    }
}

static const struct pm_part *judge_focus(struct pm_cycle *cycle, const struct pm_focus *focus)
{
    const struct pm_plan *plan = focus->plan;
    struct parts parts = {0};
    struct pm_topic topic = {.plan = plan,
                             .parts = {plan->name, focus->name},
                             .label = focus->label,
                             .object = focus,
                             .owner = focus->facts.owner,
                             .post = focus->facts.owner_post,
                             .at = focus->facts.at};
    add_goals(cycle, plan, focus, focus->overall, &parts);
    for (size_t i = 0; i < plan->focus_count; i++)
        if (plan->focuses[i]->within == focus)
            add_made(cycle, judge_focus(cycle, plan->focuses[i]), false, &parts);
    return make_part(cycle, focus->name, focus->overall, focus->weight, &parts, &topic);
}

static void judge_plan(struct pm_cycle *cycle, const struct pm_plan *plan)
{
    struct parts parts = {0};
    struct pm_topic topic = {.plan = plan,
                             .parts = {plan->name},
                             .label = plan->label,
                             .object = plan,
                             .owner = plan->facts.owner,
                             .post = plan->facts.owner_post,
                             .at = plan->facts.at};
    for (size_t i = 0; i < plan->focus_count; i++)
        if (!plan->focuses[i]->within)
            add_made(cycle, judge_focus(cycle, plan->focuses[i]), false, &parts);
    add_goals(cycle, plan, NULL, plan->overall, &parts);
    make_part(cycle, plan->name, plan->overall, (struct pm_decimal){0, 0}, &parts, &topic);
}

void pm_judge_overalls(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->model->plan_count; i++)
        judge_plan(cycle, cycle->model->plans[i]);
}
