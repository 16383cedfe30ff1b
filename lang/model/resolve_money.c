/* resolve_money.c: budgets, spending and staff. */
#include "lang/model/resolve_work.h"

#include <string.h>

static bool read_money(struct pm_resolver *resolver, const struct pm_node *node,
                       struct pm_decimal *out)
{
    if (!node || !pm_read_amount(resolver, node, out)) return false;
    if (out->mantissa > 0) return true;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_MONEY_UNFIT, node->span,
                                              "money that is planned or spent is above zero");
    pm_help(resolver->diagnostics, found, "write an amount such as `$125_000`");
    return false;
}

static const char *days_text(struct pm_resolver *resolver, struct pm_period first,
                             struct pm_period last)
{
    char from[16];
    char to[16];
    pm_format_day(pm_period_first_day(first), from);
    pm_format_day(pm_period_last_day(last), to);
    return pm_arena_format(resolver->arena, "%s to %s", from, to);
}

/* A budget is for a period that has days in common with the plan's: fiscal years begin earlier. */
static void check_budget_period(struct pm_resolver *resolver, const struct pm_plan *plan,
                                const struct pm_slot *slot, struct pm_period period)
{
    if (!plan || !pm_period_is(plan->first) ||
        (pm_period_first_day(period) <= pm_period_last_day(plan->last) &&
         pm_period_last_day(period) >= pm_period_first_day(plan->first)))
        return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_BUDGET_OUTSIDE_PLAN, slot->span,
                    "this budget is for days on which plan `%s` does not hold", plan->name);
    pm_say(resolver->diagnostics, found, "%s", days_text(resolver, period, period));
    pm_label(resolver->diagnostics, found, plan->period_at, "the plan holds from %s",
             days_text(resolver, plan->first, plan->last));
    pm_help(resolver->diagnostics, found, "correct the period of the budget, or that of the plan");
}

static void report_no_period(struct pm_resolver *resolver, const struct pm_plan *plan,
                             const struct pm_statement *statement)
{
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_BUDGET_WITHOUT_PERIOD,
                                              statement->span, "for which year is this money?");
    if (plan) pm_label(resolver->diagnostics, found, plan->facts.at, "the plan has no `period`");
    pm_help(resolver->diagnostics, found, "write `for PERIOD` at its end");
}

struct pm_money_line *pm_read_budgets(struct pm_resolver *resolver, const struct pm_plan *plan,
                                      const struct pm_statement *statement, size_t *count)
{
    struct pm_money_line *list =
        PM_NEW_ITEMS(resolver->arena, struct pm_money_line, pm_count_children(statement, "budget"));
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "budget", &at)) != NULL;) {
        struct pm_money_line line = {.at = child->span, .day = PM_NO_DAY};
        const struct pm_slot *period = pm_slot(child, "PERIOD");
        bool fine = read_money(resolver, pm_slot_node(pm_slot(child, "MONEY")), &line.amount);
        line.fund = pm_read_name(resolver, pm_slot(child, "FUND"));
        line.period = pm_read_period(resolver, pm_slot_node(period));
        if (pm_period_is(line.period)) check_budget_period(resolver, plan, period, line.period);
        if (!period && !child->damaged && (!plan || !plan->period_at.end))
            report_no_period(resolver, plan, child);
        if (fine) list[(*count)++] = line;
    }
    return list;
}

struct pm_money_line *pm_read_spent(struct pm_resolver *resolver,
                                    const struct pm_statement *statement, size_t *count)
{
    struct pm_money_line *list =
        PM_NEW_ITEMS(resolver->arena, struct pm_money_line, pm_count_children(statement, "spent"));
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "spent", &at)) != NULL;) {
        struct pm_money_line line = {.at = child->span};
        bool fine = read_money(resolver, pm_slot_node(pm_slot(child, "MONEY")), &line.amount);
        line.fund = pm_read_name(resolver, pm_slot(child, "FUND"));
        line.day = pm_read_day(resolver, pm_slot_node(pm_slot(child, "DATE")));
        if (fine && line.day != PM_NO_DAY) list[(*count)++] = line;
    }
    return list;
}

struct pm_staff_line *pm_read_staff(struct pm_resolver *resolver,
                                    const struct pm_statement *statement, size_t *count)
{
    struct pm_staff_line *list =
        PM_NEW_ITEMS(resolver->arena, struct pm_staff_line, pm_count_children(statement, "staff"));
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "staff", &at)) != NULL;) {
        const struct pm_node *node = pm_slot_node(pm_slot(child, "QUANTITY"));
        struct pm_staff_line line = {.at = child->span};
        line.from = pm_read_unit_slot(resolver, pm_slot(child, "UNIT"));
        if (!node) continue;
        if (node->kind == PM_NODE_DURATION && strcmp(node->unit, "fte") == 0 &&
            node->number.mantissa > 0) {
            line.amount = node->number;
            list[(*count)++] = line;
            continue;
        }
        struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_STAFF_UNFIT, node->span,
                                                  "staff is counted in full-time posts");
        pm_help(resolver->diagnostics, found, "write a number above zero and `fte`: `2.5 fte`");
    }
    return list;
}
