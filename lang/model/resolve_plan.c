/* resolve_plan.c: plans, their focal areas, goals, objectives and guardrails. */
#include "lang/model/resolve_plan.h"

#include <string.h>

/* ---- Path and pauses ---- */

static void report_end_unused(struct pm_resolver *resolver, const struct pm_slot *end,
                              const struct pm_path_course *course)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_PATH_END_UNUSED, end->span,
                    "a path that is `%s` leads to its targets alone", pm_path_word(course->kind));
    pm_help(resolver->diagnostics, found, "take `to` out, or write `path geometric to ...`");
}

void pm_read_course(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_path_course *course, const struct pm_slot **end)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "path");
    if (!child) return;
    const char *word = pm_read_word(resolver, pm_slot_at(child, "", "WORD"), "path");
    const char *axis = pm_read_word(resolver, pm_slot_at(child, "on", "WORD"), "path axis");
    course->at = child->word_span;
    course->axis = PM_AXIS_PERIODS;
    for (int i = PM_PATH_LINEAR; word && i <= PM_PATH_NONE; i++)
        if (strcmp(pm_path_word((enum pm_path_kind)i), word) == 0)
            course->kind = (enum pm_path_kind)i;
    for (int i = PM_AXIS_PERIODS; axis && i <= PM_AXIS_INSTRUCTIONAL_DAYS; i++)
        if (strcmp(pm_path_axis_word((enum pm_path_axis)i), axis) == 0)
            course->axis = (enum pm_path_axis)i;
    *end = pm_slot_at(child, "to", "QUANTITY");
    if (!*end || course->kind == PM_PATH_GEOMETRIC || !word) return;
    report_end_unused(resolver, *end, course);
    *end = NULL;
}

struct pauses {
    PM_ARRAY(struct pm_pause) list;
};

/* One member of the list: a period, or a range of them. */
static void add_pauses(struct pm_resolver *resolver, struct pm_node **node, bool shift,
                       struct pauses *pauses)
{
    struct pm_pause pause = {.at = (*node)->span, .shift = shift};
    struct pm_slot one = {"PERIODS", "", (*node)->span, node, 1};
    struct pm_period last;
    if (!pm_read_periods(resolver, &one, &pause.period, &last)) return;
    int32_t steps = pm_period_distance(pause.period, last);
    for (int32_t i = 0; i <= steps; i++) {
        PM_PUSH(resolver->arena, &pauses->list, pause);
        pause.period = pm_period_step(pause.period, 1);
    }
}

void pm_read_pauses(struct pm_resolver *resolver, const struct pm_statement *statement,
                    const struct pm_pause *given, size_t given_count, struct pm_pause **out,
                    size_t *count)
{
    struct pauses pauses = {0};
    for (size_t i = 0; i < given_count; i++)
        PM_PUSH(resolver->arena, &pauses.list, given[i]);
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, "pause")) continue;
        const char *word = pm_read_word(resolver, pm_slot(child, "WORD"), "pause");
        const struct pm_slot *periods = pm_slot(child, "PERIODS");
        for (size_t j = 0; periods && j < periods->node_count; j++)
            add_pauses(resolver, &periods->nodes[j], word && strcmp(word, "shift") == 0, &pauses);
    }
    *out = pauses.list.items;
    *count = pauses.list.count;
}

/* ---- Facts of a plan ---- */

static void read_units(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_plan *plan)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "for");
    const struct pm_slot *slot = child ? pm_slot(child, "UNITS") : NULL;
    if (!slot) return;
    plan->units = PM_NEW_ITEMS(resolver->arena, struct pm_unit_reference, slot->node_count);
    for (size_t i = 0; i < slot->node_count; i++) {
        const struct pm_unit_reference *unit = pm_read_unit(resolver, slot->nodes[i]);
        if (unit) plan->units[plan->unit_count++] = *unit;
    }
}

static void read_period(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_plan *plan)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "period");
    const struct pm_slot *slot = child ? pm_slot(child, "PERIODS") : NULL;
    struct pm_period first;
    struct pm_period last;
    if (!slot) return;
    plan->period_at = slot->span;
    if (!pm_read_periods(resolver, slot, &first, &last)) return;
    plan->first = first;
    plan->last = last;
}

static void read_value(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_core_value *out)
{
    const struct pm_slot *rules = pm_slot(statement, "RULES");
    const struct pm_slot *name = pm_slot(statement, "NAME");
    size_t count = rules ? rules->node_count : 0;
    out->at = name ? name->span : statement->word_span;
    out->name = pm_read_name(resolver, name);
    out->text = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    out->rules = PM_NEW_ITEMS(resolver->arena, enum pm_code, count);
    for (size_t i = 0; i < count; i++) {
        bool has_argument;
        int64_t argument;
        enum pm_code code;
        if (pm_read_rule(resolver, rules->nodes[i], &code, &has_argument, &argument))
            out->rules[out->rule_count++] = code;
    }
}

static void read_values(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_plan *plan)
{
    plan->values = PM_NEW_ITEMS(resolver->arena, struct pm_core_value, statement->child_count);
    for (size_t i = 0; i < statement->child_count; i++)
        if (pm_name_of(resolver, PM_KIND_VALUE, plan, statement->children[i]))
            read_value(resolver, statement->children[i], &plan->values[plan->value_count++]);
}

void pm_read_dated(struct pm_resolver *resolver, const struct pm_statement *statement,
                   const char *word, struct pm_dated_text **items, size_t *count)
{
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        const struct pm_node *date = pm_slot_node(pm_slot(child, "DATE"));
        if (!pm_text_is(child->word, word) || !date) continue;
        struct pm_dated_text text = {.at = child->span};
        text.day = pm_read_day(resolver, date);
        text.text = pm_read_text(resolver, pm_slot(child, "TEXT"));
        if (text.day == PM_NO_DAY) continue;
        if ((*count & (*count - 1)) == 0) /* full: there is room for a power of two */
            *items = pm_arena_grow(resolver->arena, *items, *count * sizeof **items,
                                   (*count ? *count * 2 : 1) * sizeof **items);
        (*items)[(*count)++] = text;
    }
}

void pm_read_called(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_called *out)
{
    const struct pm_statement *child;
    out->items =
        PM_NEW_ITEMS(resolver->arena, struct pm_called_word, pm_count_children(statement, "call"));
    for (size_t at = 0; (child = pm_next_child(statement, "call", &at)) != NULL;) {
        const char *word = pm_read_word(resolver, pm_slot(child, "WORD"), "call");
        const char *text = pm_read_text(resolver, pm_slot(child, "TEXT"));
        if (word) out->items[out->count++] = (struct pm_called_word){word, text};
    }
}

static void read_plan_facts(struct pm_resolver *resolver, const struct pm_statement *statement,
                            struct pm_plan *plan)
{
    const char *kind = pm_read_word_of(resolver, statement, "kind", "plan kind");
    plan->kind = kind ? kind : "";
    pm_read_facts(resolver, statement, &plan->facts);
    read_units(resolver, statement, plan);
    read_period(resolver, statement, plan);
    plan->vision = pm_read_text_of(resolver, statement, "vision");
    plan->mission = pm_read_text_of(resolver, statement, "mission");
    read_values(resolver, statement, plan);
    pm_read_dated(resolver, statement, "approved", &plan->approvals, &plan->approval_count);
    pm_read_dated(resolver, statement, "consulted", &plan->consultations,
                  &plan->consultation_count);
    pm_read_called(resolver, statement, &plan->called);
    pm_read_rules(resolver, statement, &plan->rules);
}

/* ---- Focal areas ---- */

static void read_focus(struct pm_resolver *resolver, const struct pm_plan *plan,
                       const struct pm_statement *statement)
{
    struct pm_name *name = pm_name_of(resolver, PM_KIND_FOCUS, plan, statement);
    if (!name) return;
    struct pm_focus *focus = name->object;
    const struct pm_node *within = pm_slot_node(pm_slot(statement, "FOCUS"));
    pm_read_facts(resolver, statement, &focus->facts);
    if (!within) return;
    struct pm_name *above = pm_name_get(resolver, PM_KIND_FOCUS, plan, within);
    if (above) focus->within = above->object;
}

static bool lies_in_itself(const struct pm_focus *focus, size_t most)
{
    const struct pm_focus *above = focus->within;
    for (size_t i = 0; above && above != focus && i < most; i++)
        above = above->within;
    return above == focus;
}

/* A focal area that lies within itself is reported with all that take part, and taken out of the
 * circle, which opens it for the others. */
static void check_focus_circles(struct pm_resolver *resolver, const struct pm_plan *plan)
{
    for (size_t i = 0; i < plan->focus_count; i++) {
        struct pm_focus *focus = plan->focuses[i];
        if (!lies_in_itself(focus, plan->focus_count)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_FOCUS_CIRCLE, focus->facts.at,
                        "focus `%s` lies within itself", focus->name);
        for (const struct pm_focus *above = focus->within; above != focus; above = above->within)
            pm_label(resolver->diagnostics, found, above->facts.at, "and `%s` lies within `%s`",
                     above->name, above->within->name);
        pm_help(resolver->diagnostics, found, "take `within` out of one of them");
        focus->within = NULL;
    }
}

/* ---- Goals ---- */

static const struct pm_goal *read_goal_above(struct pm_resolver *resolver,
                                             const struct pm_plan *plan,
                                             const struct pm_statement *statement)
{
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "GOAL"));
    struct pm_name *name = node ? pm_name_get(resolver, PM_KIND_GOAL, plan, node) : NULL;
    if (!name) return NULL;
    const struct pm_goal *above = name->object;
    if (above->kind == PM_GOAL) return above;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_OBJECTIVE_NOT_IN_GOAL, node->span,
                    "an objective lies within a goal, and `%s` is %s", above->name,
                    above->kind == PM_GUARDRAIL ? "a guardrail" : "an objective");
    pm_label(resolver->diagnostics, found, above->facts.at, "declared here");
    pm_help(resolver->diagnostics, found, "name the goal that the objective is a part of");
    return NULL;
}

/* What the goal itself says; its measures come when all goals have been read, since the goal of an
 * objective may stand below it. */
static void read_goal(struct pm_resolver *resolver, struct pm_plan *plan,
                      const struct pm_statement *statement)
{
    struct pm_name *name = pm_name_of(resolver, PM_KIND_GOAL, plan, statement);
    if (!name) return;
    struct pm_goal *goal = name->object;
    const struct pm_node *focus = pm_slot_node(pm_slot(statement, "FOCUS"));
    pm_read_facts(resolver, statement, &goal->facts);
    pm_read_dated(resolver, statement, "consulted", &plan->consultations,
                  &plan->consultation_count);
    if (goal->kind == PM_OBJECTIVE) goal->within = read_goal_above(resolver, plan, statement);
    struct pm_name *found = focus ? pm_name_get(resolver, PM_KIND_FOCUS, plan, focus) : NULL;
    if (found) goal->focus = found->object;
}

/* The rating that an objective takes from its goal. What is wrong with that line is said where the
 * goal is read. */
static const struct pm_rating *rating_of_goal(const struct pm_resolver *resolver,
                                              const struct pm_goal *goal,
                                              const struct pm_rating *otherwise)
{
    const struct pm_name *name =
        pm_name_find(resolver, PM_KIND_GOAL, goal->plan, pm_text_from(goal->name));
    const struct pm_statement *rate =
        name && name->statement ? pm_statement_child(name->statement, "rate") : NULL;
    const struct pm_node *node = rate ? pm_slot_node(pm_slot(rate, "RATING")) : NULL;
    const struct pm_name *rating =
        node ? pm_name_find(resolver, PM_KIND_RATING, NULL, node->text) : NULL;
    return rating ? rating->object : otherwise;
}

static void read_goal_measures(struct pm_resolver *resolver, const struct pm_handed_down *given,
                               struct pm_goal *goal, const struct pm_statement *statement)
{
    struct pm_handed_down handed_down = *given;
    if (goal->within)
        handed_down.rating = rating_of_goal(resolver, goal->within, handed_down.rating);
    handed_down.rating = pm_read_rating(resolver, statement, handed_down.rating);
    goal->measures = pm_read_measures(resolver, &handed_down, statement, &goal->measure_count);
    for (size_t i = 0; i < goal->measure_count; i++)
        goal->measures[i]->goal = goal;
}

static bool is_goal_statement(const struct pm_statement *statement)
{
    return pm_text_is(statement->word, "goal") || pm_text_is(statement->word, "objective") ||
           pm_text_is(statement->word, "guardrail");
}

/* ---- A plan ---- */

const struct pm_rating *pm_rating_of_project(const struct pm_resolver *resolver)
{
    const struct pm_rating *rating = resolver->model->project->rating;
    return rating ? rating : pm_model_find_rating(resolver->model, PM_TEXT("standard"));
}

static void read_goals(struct pm_resolver *resolver, struct pm_plan *plan,
                       const struct pm_statement *statement)
{
    for (size_t i = 0; i < statement->child_count; i++)
        if (is_goal_statement(statement->children[i]))
            read_goal(resolver, plan, statement->children[i]);
    for (size_t i = 0; i < plan->goal_count; i++) {
        struct pm_goal *goal = plan->goals[i];
        if (goal->within && !goal->focus) goal->focus = goal->within->focus;
    }
}

/* ---- What is put together ---- */

static void read_focus_overall(struct pm_resolver *resolver, const struct pm_plan *plan,
                               struct pm_focus *focus)
{
    const struct pm_name *name =
        pm_name_find(resolver, PM_KIND_FOCUS, plan, pm_text_from(focus->name));
    struct pm_overall_place place = {.plan = plan, .focus = focus};
    if (!name || !name->statement || name->object != focus) return;
    const struct pm_overall *outer = focus->within ? focus->within->overall : plan->overall;
    focus->overall = pm_read_overall(resolver, name->statement, &place, outer);
    focus->weight = pm_read_weight(resolver, name->statement);
}

/* A focal area takes what the one around it has, which may be written below it. */
static void read_focus_overalls(struct pm_resolver *resolver, const struct pm_plan *plan)
{
    bool *is_read = PM_NEW_ITEMS(resolver->arena, bool, plan->focus_count + 1);
    for (size_t left = plan->focus_count, before = left + 1; left && left < before;) {
        before = left;
        for (size_t i = 0; i < plan->focus_count; i++) {
            const struct pm_focus *within = plan->focuses[i]->within;
            bool waits = false;
            for (size_t j = 0; within && j < plan->focus_count; j++)
                if (plan->focuses[j] == within) waits = !is_read[j];
            if (is_read[i] || waits) continue;
            read_focus_overall(resolver, plan, plan->focuses[i]);
            is_read[i] = true;
            left--;
        }
    }
}

static void read_goal_overall(struct pm_resolver *resolver, const struct pm_plan *plan,
                              struct pm_goal *goal, const struct pm_statement *statement)
{
    struct pm_overall_place place = {.plan = plan, .goal = goal};
    const struct pm_overall *outer = goal->focus ? goal->focus->overall : plan->overall;
    if (goal->within) outer = goal->within->overall;
    if (goal->kind == PM_GUARDRAIL) return;
    goal->overall = pm_read_overall(resolver, statement, &place, outer);
    goal->weight = pm_read_weight(resolver, statement);
}

/* Goals before the objectives that lie in them. */
static void read_overalls(struct pm_resolver *resolver, struct pm_plan *plan,
                          const struct pm_statement *statement)
{
    struct pm_overall_place place = {.plan = plan};
    plan->overall = pm_read_overall(resolver, statement, &place, NULL);
    read_focus_overalls(resolver, plan);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < statement->child_count; i++) {
            const struct pm_statement *child = statement->children[i];
            struct pm_name *name =
                is_goal_statement(child) ? pm_name_of(resolver, PM_KIND_GOAL, plan, child) : NULL;
            struct pm_goal *goal = name ? name->object : NULL;
            if (goal && (goal->within != NULL) == (pass == 1))
                read_goal_overall(resolver, plan, goal, child);
        }
}

static void resolve_plan(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    struct pm_name *name = pm_name_of(resolver, PM_KIND_PLAN, NULL, statement);
    if (!name) return;
    struct pm_plan *plan = name->object;
    read_plan_facts(resolver, statement, plan);
    for (size_t i = 0; i < statement->child_count; i++)
        if (pm_text_is(statement->children[i]->word, "focus"))
            read_focus(resolver, plan, statement->children[i]);
    check_focus_circles(resolver, plan);
    read_goals(resolver, plan, statement);
    struct pm_handed_down handed_down = {
        .plan = plan, .units = plan->units, .unit_count = plan->unit_count};
    struct pm_pause *pauses;
    handed_down.rating = pm_read_rating(resolver, statement, pm_rating_of_project(resolver));
    pm_read_course(resolver, statement, &handed_down.course, &handed_down.course_end);
    pm_read_pauses(resolver, statement, NULL, 0, &pauses, &handed_down.pause_count);
    handed_down.pauses = pauses;
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        struct pm_name *goal =
            is_goal_statement(child) ? pm_name_of(resolver, PM_KIND_GOAL, plan, child) : NULL;
        if (goal) read_goal_measures(resolver, &handed_down, goal->object, child);
    }
    read_overalls(resolver, plan, statement);
    pm_read_plan_work(resolver, &handed_down);
}

void pm_resolve_plans(struct pm_resolver *resolver)
{
    pm_each_statement(resolver, "plan", resolve_plan);
    pm_resolve_alignments(resolver);
}
