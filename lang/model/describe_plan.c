/* describe_plan.c: plans and goals as text. */
#include "lang/model/describe_work.h"
#include "lang/model/measure.h"

/* ---- Goals ---- */

void pm_describe_goal(struct pm_description *description, const struct pm_goal *goal)
{
    pm_describe_begin(description, goal->facts.at, "%s %s", pm_goal_kind_word(goal->kind),
                      goal->name);
    pm_describe_narrative(description, "label", goal->label);
    if (goal->within) pm_describe(description, "within %s", goal->within->name);
    if (goal->focus) pm_describe(description, "focus %s", goal->focus->name);
    pm_describe_overall(description, goal->overall, goal->weight);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < goal->align_count; i++) {
        pm_describe(description, "aligns to %s.%s", goal->aligns[i]->plan->name,
                    goal->aligns[i]->name);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_measures(description, goal->measures, goal->measure_count);
    pm_describe_causes(description, goal->causes, goal->cause_count);
    pm_describe_facts(description, &goal->facts);
    pm_describe_end(description);
}

/* ---- Plans ---- */

void pm_describe_dated(struct pm_description *description, const char *word,
                       const struct pm_dated_text *items, size_t count)
{
    struct pm_items list = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "%s %s", word,
                    pm_day_text(description->writer.arena, items[i].day));
        pm_describe_narrative(description, "  by", items[i].text);
        pm_items_next(description, &list);
    }
    pm_items_finish(description, &list);
}

static void describe_values(struct pm_description *description, const struct pm_plan *plan)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < plan->value_count; i++) {
        const struct pm_core_value *value = &plan->values[i];
        pm_describe_begin(description, value->at, "value %s", value->name);
        pm_describe_narrative(description, "text", value->text);
        const char **rules =
            PM_NEW_ITEMS(description->writer.arena, const char *, value->rule_count);
        for (size_t j = 0; j < value->rule_count; j++)
            rules[j] = pm_code_info(value->rules[j])->name;
        pm_describe_texts(description, "by", rules, value->rule_count);
        pm_describe_end(description);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_focuses(struct pm_description *description, const struct pm_plan *plan)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < plan->focus_count; i++) {
        const struct pm_focus *focus = plan->focuses[i];
        pm_describe_begin(description, focus->facts.at, "focus %s", focus->name);
        pm_describe_narrative(description, "label", focus->label);
        if (focus->within) pm_describe(description, "within %s", focus->within->name);
        pm_describe_overall(description, focus->overall, focus->weight);
        pm_describe_facts(description, &focus->facts);
        pm_describe_end(description);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_plan_facts(struct pm_description *description, const struct pm_plan *plan)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_narrative(description, "label", plan->label);
    if (plan->kind && *plan->kind) pm_describe(description, "kind %s", plan->kind);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < plan->unit_count; i++) {
        pm_describe(description, "for %s", pm_unit_reference_text(arena, &plan->units[i]));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    if (pm_period_is(plan->first))
        pm_describe(description, "period %s..%s", pm_period_text(arena, plan->first),
                    pm_period_text(arena, plan->last));
    pm_describe_narrative(description, "vision", plan->vision);
    pm_describe_narrative(description, "mission", plan->mission);
    describe_values(description, plan);
    pm_describe_dated(description, "approved", plan->approvals, plan->approval_count);
    pm_describe_dated(description, "consulted", plan->consultations, plan->consultation_count);
    pm_describe_called(description, &plan->called);
    pm_describe_overall(description, plan->overall, (struct pm_decimal){0, 0});
    pm_describe_rules(description, &plan->rules);
    pm_describe_facts(description, &plan->facts);
}

void pm_describe_plan(struct pm_description *description, const struct pm_plan *plan)
{
    pm_describe_begin(description, plan->facts.at, "plan %s", plan->name);
    describe_plan_facts(description, plan);
    describe_focuses(description, plan);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < plan->goal_count; i++) {
        pm_describe_goal(description, plan->goals[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_end(description);
}
