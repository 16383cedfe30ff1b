/* resolve_overall.c: how the states of parts are put into one, and what each part weighs. */
#include "lang/model/resolve_plan.h"
#include "lang/model/resolve_work.h"

#include <string.h>

static void report(struct pm_resolver *resolver, struct pm_span at, const char *what,
                   const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_OVERALL_UNFIT, at, "%s", what);
    pm_help(resolver->diagnostics, found, "%s", help);
}

static void read_least(struct pm_resolver *resolver, const struct pm_slot *slot,
                       struct pm_overall *overall)
{
    const struct pm_node *node = pm_slot_node(slot);
    overall->least = (struct pm_decimal){5, 1};
    if (!node) return;
    if (node->kind != PM_NODE_PERCENT) {
        report(resolver, slot->span, "this is no share of the parts",
               "write a percent: `with 60% rated`");
        return;
    }
    overall->least = node->number;
    overall->least.places = (uint8_t)(overall->least.places + 2);
    struct pm_ratio share = pm_ratio_from_decimal(overall->least);
    if (pm_ratio_sign(share) < 0 || pm_ratio_compare(share, pm_ratio_from_integer(1)) > 0)
        report(resolver, slot->span, "no share of the parts is above 100 %",
               "write a percent from 0 to 100: `with 60% rated`");
}

static bool has_measure(const struct pm_goal *goal, const char *metric)
{
    for (size_t i = 0; i < goal->measure_count; i++)
        if (strcmp(goal->measures[i]->metric->name, metric) == 0) return true;
    return false;
}

static bool has_goal(const struct pm_plan *plan, const struct pm_focus *focus, const char *goal)
{
    for (size_t i = 0; i < plan->goal_count; i++)
        if (strcmp(plan->goals[i]->name, goal) == 0 && (!focus || plan->goals[i]->focus == focus))
            return true;
    return false;
}

static void check_lead(struct pm_resolver *resolver, const struct pm_slot *slot,
                       const struct pm_overall_place *place, struct pm_overall *overall)
{
    overall->lead = pm_read_name(resolver, slot);
    if (place->measure)
        report(resolver, slot->span, "the figures of a measure have no names",
               "write `overall worst`, `overall mean` or `overall any 3`");
    else if (place->goal && !has_measure(place->goal, overall->lead))
        report(resolver, slot->span, "the goal is not measured by this metric",
               "name the metric of one of its measures");
    else if (!place->goal && !has_goal(place->plan, place->focus, overall->lead))
        report(resolver, slot->span, "there is no such goal here",
               "name a goal of the plan or focal area");
}

static const struct pm_unit_reference *read_across(struct pm_resolver *resolver,
                                                   const struct pm_slot *slot)
{
    if (slot && slot->node_count > 1) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_ACROSS_MANY, slot->nodes[1]->span,
                        "an overall state goes across one set of units");
        pm_label(resolver->diagnostics, found, slot->nodes[0]->span, "the first one");
        pm_help(resolver->diagnostics, found, "name the set that all of them are in");
    }
    return pm_read_unit_slot(resolver, slot);
}

static const struct pm_overall *read_overall(struct pm_resolver *resolver,
                                             const struct pm_statement *statement,
                                             const struct pm_overall_place *place)
{
    struct pm_overall *overall = PM_NEW(resolver->arena, struct pm_overall);
    const struct pm_slot *lead = pm_slot(statement, "NAME");
    const struct pm_slot *number = pm_slot(statement, "NUMBER");
    const struct pm_node *rating = pm_slot_node(pm_slot(statement, "RATING"));
    overall->at = statement->word_span;
    overall->lead = "";
    for (int i = PM_OVERALL_WORST; i <= PM_OVERALL_LEAD; i++)
        if (pm_slot(statement, pm_overall_word((enum pm_overall_kind)i)))
            overall->kind = (enum pm_overall_kind)i;
    read_least(resolver, pm_slot(statement, "SHARE"), overall);
    overall->across = read_across(resolver, pm_slot(statement, "UNITS"));
    overall->of_attainment = pm_slot(statement, "attainment") != NULL;
    if (rating) {
        struct pm_name *name = pm_name_get(resolver, PM_KIND_RATING, NULL, rating);
        if (name) overall->rating = name->object;
    }
    if (overall->kind == PM_OVERALL_LEAD && lead) check_lead(resolver, lead, place, overall);
    if (overall->kind != PM_OVERALL_ANY || !number) return overall;
    overall->count = pm_read_count(resolver, pm_slot_node(number));
    if (overall->count == 0)
        report(resolver, number->span, "none of the parts would be asked",
               "write how many must be as good: `overall any 3`");
    return overall;
}

const struct pm_overall *pm_read_overall(struct pm_resolver *resolver,
                                         const struct pm_statement *statement,
                                         const struct pm_overall_place *place,
                                         const struct pm_overall *outer)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "overall");
    bool is_handed_down =
        outer && (outer->kind == PM_OVERALL_WORST || outer->kind == PM_OVERALL_MEAN);
    if (child && !child->damaged) return read_overall(resolver, child, place);
    if (!is_handed_down || !outer->across) return is_handed_down ? outer : NULL;
    struct pm_overall *handed_down = PM_NEW(resolver->arena, struct pm_overall);
    *handed_down = *outer;
    handed_down->across = NULL;
    return handed_down;
}

struct pm_decimal pm_read_weight(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "weight");
    const struct pm_slot *slot = child ? pm_slot(child, "NUMBER") : NULL;
    const struct pm_node *node = slot ? pm_slot_node(slot) : NULL;
    if (!node) return (struct pm_decimal){0, 0};
    if (node->number.mantissa > 0) return node->number;
    report(resolver, slot->span, "a weight is above 0",
           "write a number above 0, or take the part out");
    return (struct pm_decimal){0, 0};
}
