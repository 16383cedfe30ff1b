/* resolve_unit.c: declared units and sets of units. */
#include "lang/model/resolver.h"

/* ---- Declared units ---- */

static void read_opened(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_unit *unit)
{
    unit->opened_day = pm_read_day(resolver, pm_slot_node(pm_slot(statement, "DATE")));
    const struct pm_slot *from = pm_slot(statement, "UNITS");
    if (!from) return;
    struct pm_unit_reference *references =
        PM_NEW_ITEMS(resolver->arena, struct pm_unit_reference, from->node_count + 1);
    for (size_t i = 0; i < from->node_count; i++) {
        const struct pm_unit_reference *reference = pm_read_unit(resolver, from->nodes[i]);
        if (reference) references[unit->successor_of_count++] = *reference;
    }
    unit->successor_of = references;
}

static void check_days(struct pm_resolver *resolver, const struct pm_unit *unit,
                       const struct pm_statement *opened, const struct pm_statement *ended)
{
    if (!opened || !ended || unit->opened_day == PM_NO_DAY || unit->ended_day == PM_NO_DAY) return;
    if (unit->opened_day < unit->ended_day) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_DATES_BACKWARDS, ended->span,
                    "the unit `%s` ends before it has opened", unit->name);
    pm_label(resolver->diagnostics, found, opened->span, "opened");
    pm_help(resolver->diagnostics, found, "write a day after `ended` that is later than `opened`");
}

static void resolve_declared(struct pm_resolver *resolver, const struct pm_statement *statement,
                             struct pm_unit *unit)
{
    pm_read_facts(resolver, statement, &unit->facts);
    unit->kind = pm_read_name(resolver, pm_slot(statement, "KIND"));
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "lead");
    if (line) unit->lead = pm_read_text(resolver, pm_slot(line, "TEXT"));
    line = pm_statement_get_single(resolver, statement, "id");
    if (line) unit->key = pm_read_text(resolver, pm_slot(line, "TEXT"));
    const struct pm_statement *opened = pm_statement_get_single(resolver, statement, "opened");
    if (opened) read_opened(resolver, opened, unit);
    const struct pm_statement *ended = pm_statement_get_single(resolver, statement, "ended");
    if (ended) unit->ended_day = pm_read_day(resolver, pm_slot_node(pm_slot(ended, "DATE")));
    check_days(resolver, unit, opened, ended);
}

/* ---- Sets ---- */

static void report_without_id(struct pm_resolver *resolver, const struct pm_unit_set *set)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_UNITS_WITHOUT_ID, set->facts.at,
                    "nothing tells the units of `%s` apart", set->name);
    pm_help(resolver->diagnostics, found, "write `id` and the fields that do: `id school_id`");
}

static void read_id(struct pm_resolver *resolver, const struct pm_slot *slot,
                    struct pm_unit_set *set)
{
    set->id = pm_read_columns(resolver, set->source, slot, &set->id_count);
    if (slot && set->id_count < slot->node_count) set->id_count = 0; /* half a key is none */
}

static void resolve_set(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_unit_set *set)
{
    pm_read_facts(resolver, statement, &set->facts);
    set->kind = pm_read_name(resolver, pm_slot(statement, "KIND"));
    const struct pm_name *source =
        pm_name_get(resolver, PM_KIND_SOURCE, NULL, pm_slot_node(pm_slot(statement, "SOURCE")));
    if (source) set->source = source->object;
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "id");
    if (line)
        read_id(resolver, pm_slot(line, "FIELDS"), set);
    else if (pm_statement_lacks(statement, "id"))
        report_without_id(resolver, set);
    line = pm_statement_get_single(resolver, statement, "called");
    if (line)
        set->called = pm_read_column(resolver, set->source, pm_slot_node(pm_slot(line, "FIELD")));
    line = pm_statement_get_single(resolver, statement, "within");
    if (line)
        set->within = pm_read_column(resolver, set->source, pm_slot_node(pm_slot(line, "FIELD")));
}

/* ---- Sets within sets ---- */

static bool holds_keys_of(const struct pm_unit_set *set, const struct pm_unit_set *other)
{
    return other != set && other->id_count == 1 &&
           pm_text_equal(pm_text_from(other->id[0]->name), pm_text_from(set->within->name));
}

/* A set without a readable `id` may be the one that is meant. */
static bool has_set_without_id(const struct pm_model *model)
{
    for (size_t i = 0; i < model->unit_set_count; i++)
        if (model->unit_sets[i]->id_count == 0) return true;
    return false;
}

static const struct pm_unit_set *find_set_above(const struct pm_resolver *resolver,
                                                const struct pm_unit_set *set)
{
    const struct pm_model *model = resolver->model;
    const struct pm_unit_set *elsewhere = NULL;
    for (size_t i = 0; i < model->unit_set_count; i++) {
        const struct pm_unit_set *other = model->unit_sets[i];
        if (!holds_keys_of(set, other)) continue;
        if (other->source == set->source) return other;
        if (!elsewhere) elsewhere = other;
    }
    return elsewhere;
}

static void report_within(struct pm_resolver *resolver, const struct pm_unit_set *set,
                          struct pm_span at)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    const struct pm_model *model = resolver->model;
    struct pm_diagnostic *found = pm_diagnose(
        list, PM_WITHIN_UNKNOWN, at, "no set of units has the `id` `%s`", set->within->name);
    for (size_t i = 0; i < model->unit_set_count; i++) {
        const struct pm_unit_set *other = model->unit_sets[i];
        if (other == set || other->id_count == 0) continue;
        pm_label(list, found, other->facts.at, "`%s` has the `id` `%s`%s", other->name,
                 other->id[0]->name, other->id_count > 1 ? " and more" : "");
    }
    pm_help(list, found,
            "`within` names a field with the same name as the single `id` field of "
            "the set above, such as `units areas from %s as area { id %s }`",
            set->source->name, set->within->name);
}

static bool goes_in_circles(const struct pm_unit_set *set, size_t most_steps)
{
    const struct pm_unit_set *at = set->within_set;
    for (size_t steps = 0; at && steps < most_steps; steps++, at = at->within_set)
        if (at == set) return true;
    return false;
}

static void report_circle(struct pm_resolver *resolver, struct pm_unit_set *set)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    struct pm_diagnostic *found = pm_diagnose(list, PM_WITHIN_CYCLE, set->facts.at,
                                              "the units of `%s` lie within themselves", set->name);
    for (const struct pm_unit_set *at = set->within_set; at != set; at = at->within_set)
        pm_label(list, found, at->facts.at, "by way of `%s`", at->name);
    pm_help(list, found, "take one `within` away");
    set->within_set = NULL;
}

/* The only unit at the top; NULL when there is none or several. */
static const struct pm_unit *find_only_top(const struct pm_model *model)
{
    const struct pm_unit *top = NULL;
    for (size_t i = 0; i < model->unit_count; i++) {
        if (model->units[i]->above) continue;
        if (top) return NULL;
        top = model->units[i];
    }
    return top;
}

static void place_sets(struct pm_resolver *resolver)
{
    const struct pm_model *model = resolver->model;
    const struct pm_unit *top = find_only_top(model);
    for (size_t i = 0; i < model->unit_set_count; i++) {
        struct pm_unit_set *set = model->unit_sets[i];
        if (!set->above) set->above = top;
        if (!set->within) continue;
        set->within_set = find_set_above(resolver, set);
        if (set->within_set) continue;
        const struct pm_name *name =
            pm_name_find(resolver, PM_KIND_UNIT, NULL, pm_text_from(set->name));
        const struct pm_statement *line = pm_statement_child(name->statement, "within");
        if (!resolver->units_incomplete && !has_set_without_id(model) && line)
            report_within(resolver, set, line->span);
        set->within = NULL;
    }
    for (size_t i = 0; i < model->unit_set_count; i++)
        if (goes_in_circles(model->unit_sets[i], model->unit_set_count))
            report_circle(resolver, model->unit_sets[i]);
}

/* ---- Entries ---- */

void pm_resolve_units(struct pm_resolver *resolver)
{
    const struct pm_model *model = resolver->model;
    for (size_t i = 0; i < model->unit_count; i++) {
        struct pm_unit *unit = model->units[i];
        const struct pm_name *name =
            pm_name_find(resolver, PM_KIND_UNIT, NULL, pm_text_from(unit->name));
        resolve_declared(resolver, name->statement, unit);
    }
    for (size_t i = 0; i < model->unit_set_count; i++) {
        struct pm_unit_set *set = model->unit_sets[i];
        const struct pm_name *name =
            pm_name_find(resolver, PM_KIND_UNIT, NULL, pm_text_from(set->name));
        resolve_set(resolver, name->statement, set);
    }
    place_sets(resolver);
}

void pm_resolve_unit_conditions(struct pm_resolver *resolver)
{
    const struct pm_model *model = resolver->model;
    for (size_t i = 0; i < model->unit_set_count; i++) {
        struct pm_unit_set *set = model->unit_sets[i];
        const struct pm_name *name =
            pm_name_find(resolver, PM_KIND_UNIT, NULL, pm_text_from(set->name));
        set->where = pm_resolve_row_condition(resolver, set->source, false,
                                              pm_slot(name->statement, "CONDITION"));
    }
}
