/* resolve_service.c: trainings and services. */
#include "lang/model/resolve_work.h"

/* ---- Trainings ---- */

static void check_trained(struct pm_resolver *resolver, const struct pm_statement *statement,
                          const struct pm_trained *trained)
{
    if (trained->had <= trained->of) return;
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_TRAINED_MORE, pm_slot(statement, "NUMBER")->span,
        "%lld of %lld cannot have been trained", (long long)trained->had, (long long)trained->of);
    pm_label(resolver->diagnostics, found, pm_slot_at(statement, "of", "NUMBER")->span,
             "all who need it");
    pm_help(resolver->diagnostics, found, "write those who have had it first: `18 of 24`");
}

/* `climate 18 of 24 on 2025-09-12` */
static bool read_trained_line(struct pm_resolver *resolver, const struct pm_statement *statement,
                              struct pm_trained *out)
{
    out->unit = pm_read_unit_slot(resolver, pm_slot(statement, "UNIT"));
    out->had = pm_read_count(resolver, pm_slot_node(pm_slot_at(statement, "", "NUMBER")));
    out->of = pm_read_count(resolver, pm_slot_node(pm_slot_at(statement, "of", "NUMBER")));
    out->day = pm_read_day(resolver, pm_slot_node(pm_slot(statement, "DATE")));
    if (out->had < 0 || out->of < 0) return false;
    check_trained(resolver, statement, out);
    return out->unit && out->day != PM_NO_DAY;
}

static bool read_trained(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_trained *out)
{
    const struct pm_node *source = pm_slot_node(pm_slot(statement, "SOURCE"));
    *out = (struct pm_trained){.at = statement->span, .day = PM_NO_DAY};
    if (!source) return read_trained_line(resolver, statement, out);
    const struct pm_name *name = pm_name_get(resolver, PM_KIND_SOURCE, NULL, source);
    if (!name) return false;
    out->source = name->object;
    out->where =
        pm_resolve_row_condition(resolver, out->source, false, pm_slot(statement, "CONDITION"));
    return true;
}

void pm_read_training(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_training *training = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    const struct pm_statement *child;
    pm_read_facts(resolver, statement, &training->facts);
    pm_read_period_of(resolver, statement, &training->first, &training->last);
    training->aligns = pm_read_aligns(resolver, training->plan, statement, &training->align_count);
    training->trained =
        PM_NEW_ITEMS(resolver->arena, struct pm_trained, pm_count_children(statement, "trained"));
    for (size_t at = 0; (child = pm_next_child(statement, "trained", &at)) != NULL;)
        if (read_trained(resolver, child, &training->trained[training->trained_count]))
            training->trained_count++;
}

/* ---- Services ---- */

void pm_read_service(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_service *service = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = {PM_WISH(GOAL) | PM_WISH(WORK) | PM_WISH(FOCUS),
                           "goal, focal area or piece of work", NULL, NULL};
    const struct pm_statement *customers =
        pm_statement_get_single(resolver, statement, "customers");
    service->customers =
        pm_read_units_of(resolver, statement, "customers", "UNITS", &service->customer_count);
    if (customers) service->customer_text = pm_read_text(resolver, pm_slot(customers, "TEXT"));
    service->serves =
        pm_read_subjects_of(resolver, &wish, statement, "serves", "GOALS", &service->serve_count);
    service->budgets = pm_read_budgets(resolver, NULL, statement, &service->budget_count);
    service->spent = pm_read_spent(resolver, statement, &service->spent_count);
    service->staff = pm_read_staff(resolver, statement, &service->staff_count);
}

/* The unit that it stands in, else its owner's. */
void pm_service_units(struct pm_resolver *resolver, struct pm_service *service,
                      const struct pm_statement *statement, struct pm_handed_down *out)
{
    pm_read_facts(resolver, statement, &service->facts);
    if (service->unit) {
        struct pm_unit_reference *unit = PM_NEW(resolver->arena, struct pm_unit_reference);
        unit->at = service->unit->facts.at;
        unit->unit = service->unit;
        out->units = unit;
        out->unit_count = 1;
        return;
    }
    if (service->facts.owner) {
        service->unit = service->facts.owner->unit;
        out->units = service->facts.owner;
        out->unit_count = 1;
        return;
    }
    if (!pm_statement_lacks(statement, "owner")) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_SERVICE_WITHOUT_UNIT, service->facts.at,
                    "nobody offers the service `%s`", service->name);
    pm_help(resolver->diagnostics, found,
            "write it in the block of the unit that does, or add `owner UNIT`");
}
