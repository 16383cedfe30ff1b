/* resolve_policy.c: policies with their clauses, and practices that others may take over. */
#include "lang/model/resolve_work.h"

/* ---- Policies ---- */

static void read_clause(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_clause *clause)
{
    const struct pm_slot *rules = pm_slot(statement, "RULES");
    size_t count = rules ? rules->node_count : 0;
    clause->at = pm_slot(statement, "NAME")->span;
    clause->name = pm_read_name(resolver, pm_slot(statement, "NAME"));
    clause->text = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    clause->rules = PM_NEW_ITEMS(resolver->arena, enum pm_code, count);
    for (size_t i = 0; i < count; i++) {
        bool has_argument;
        int64_t argument;
        enum pm_code code;
        if (pm_read_rule(resolver, rules->nodes[i], &code, &has_argument, &argument))
            clause->rules[clause->rule_count++] = code;
    }
}

void pm_read_policy(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_policy *policy = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = pm_wish_for_looks(NULL);
    const char *kind = pm_read_word_of(resolver, statement, "kind", "policy kind");
    const struct pm_statement *child;
    pm_read_facts(resolver, statement, &policy->facts);
    policy->kind = kind ? kind : "";
    policy->of =
        pm_read_subjects_of(resolver, &wish, statement, "of", "SUBJECTS", &policy->of_count);
    pm_read_dated(resolver, statement, "approved", &policy->approvals, &policy->approval_count);
    policy->clauses =
        PM_NEW_ITEMS(resolver->arena, struct pm_clause, pm_count_children(statement, "clause"));
    for (size_t at = 0; (child = pm_next_child(statement, "clause", &at)) != NULL;)
        if (pm_name_of(resolver, PM_KIND_CLAUSE, policy, child))
            read_clause(resolver, child, &policy->clauses[policy->clause_count++]);
}

/* ---- Practices ---- */

static void read_taken(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_practice *practice)
{
    const struct pm_statement *child;
    practice->taken = pm_arena_alloc_items(resolver->arena, pm_count_children(statement, "taken"),
                                           sizeof *practice->taken);
    for (size_t at = 0; (child = pm_next_child(statement, "taken", &at)) != NULL;) {
        const struct pm_slot *units = pm_slot(child, "UNITS");
        size_t count = units ? units->node_count : 0;
        struct pm_taken taken = {.at = child->span};
        taken.day = pm_read_day(resolver, pm_slot_node(pm_slot(child, "DATE")));
        taken.units = PM_NEW_ITEMS(resolver->arena, struct pm_unit_reference, count);
        for (size_t j = 0; j < count; j++) {
            const struct pm_unit_reference *unit = pm_read_unit(resolver, units->nodes[j]);
            if (unit) taken.units[taken.unit_count++] = *unit;
        }
        if (taken.day != PM_NO_DAY) practice->taken[practice->taken_count++] = taken;
    }
}

static void check_taken(struct pm_resolver *resolver, const struct pm_statement *from,
                        const struct pm_practice *practice)
{
    if (!from || !pm_period_is(practice->from_period)) return;
    for (size_t i = 0; i < practice->taken_count; i++) {
        if (practice->taken[i].day >= pm_period_first_day(practice->from_period)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_DATES_BACKWARDS, practice->taken[i].at,
                        "`%s` is taken over before it was there", practice->name);
        pm_label(resolver->diagnostics, found, from->span, "the period that it comes from");
        pm_help(resolver->diagnostics, found, "write a day after that period has begun");
    }
}

void pm_read_practice(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_practice *practice = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = pm_wish_for_all(NULL);
    const struct pm_statement *from = pm_statement_get_single(resolver, statement, "from");
    pm_read_facts(resolver, statement, &practice->facts);
    if (from) {
        practice->from = pm_read_unit_slot(resolver, pm_slot(from, "UNIT"));
        practice->from_period = pm_read_period(resolver, pm_slot_node(pm_slot(from, "PERIOD")));
    }
    read_taken(resolver, statement, practice);
    check_taken(resolver, from, practice);
    practice->cites =
        pm_read_subjects_of(resolver, &wish, statement, "cites", "NAMES", &practice->cite_count);
    practice->evidence = pm_read_tiers(resolver, statement, &practice->evidence_count);
    practice->audience =
        pm_read_units_of(resolver, statement, "audience", "NAMES", &practice->audience_count);
    pm_read_dated(resolver, statement, "approved", &practice->approvals, &practice->approval_count);
}
