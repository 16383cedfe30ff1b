/* metric_formula.c: metrics that come from the figures of others: worked out from them, or counting
 * the units whose figures meet a condition. */
#include "lang/model/measure.h"
#include "lang/model/resolve_metric.h"
#include "lang/model/resolve_work.h"
#include "lang/model/typing.h"

/* ---- The metrics that are spoken of ---- */

struct parts { /* each once, in the order written */
    struct pm_arena *arena;
    PM_ARRAY(const struct pm_metric *) list;
    bool is_damaged; /* something was reported about what is named */
};

static void add_parts(struct parts *parts, const struct pm_expression *expression)
{
    if (!expression) return;
    if (expression->type == PM_TYPE_UNKNOWN) parts->is_damaged = true;
    if (expression->kind == PM_EXPRESSION_METRIC) {
        for (size_t i = 0; i < parts->list.count; i++)
            if (parts->list.items[i] == expression->metric) return;
        PM_PUSH(parts->arena, &parts->list, expression->metric);
    }
    for (size_t i = 0; i < expression->child_count; i++)
        add_parts(parts, expression->children[i]);
}

static void add_term_parts(struct parts *parts, const struct pm_term *term)
{
    if (!term->set) return;
    add_parts(parts, term->expression);
    add_parts(parts, term->where);
}

/* ---- The source whose periods they have ---- */

static const struct pm_calendar *calendar_of(const struct pm_metric *metric)
{
    const struct pm_source_decl *source = pm_metric_source(metric);
    return source ? source->period_format.calendar : NULL;
}

/* Two calendars whose years have the same names and days: a school year and a fiscal year may. */
static bool years_agree(const struct pm_calendar *a, const struct pm_calendar *b)
{
    return a == b || (a->starts.month == b->starts.month && a->starts.day == b->starts.day &&
                      a->named_by_end == b->named_by_end);
}

static bool check_calendars(struct pm_resolver *resolver, const struct pm_metric *metric)
{
    const struct pm_metric *first = metric->parts[0];
    const struct pm_calendar *own = calendar_of(first);
    for (size_t i = 1; own && i < metric->part_count; i++) {
        const struct pm_metric *part = metric->parts[i];
        const struct pm_calendar *other = calendar_of(part);
        if (!other || years_agree(own, other)) continue;
        struct pm_diagnostics *list = resolver->diagnostics;
        struct pm_diagnostic *found = pm_diagnose(
            list, PM_METRIC_CALENDARS, metric->facts.at,
            "`%s` is worked out from figures of years that are not the same days", metric->name);
        pm_label(list, found, first->facts.at, "in years of `%s`", own->kind);
        pm_label(list, found, part->facts.at, "in years of `%s`", other->kind);
        pm_help(list, found, "take both from sources whose periods are of one calendar");
        return false;
    }
    return true;
}

static bool report_without_metric(struct pm_resolver *resolver, const struct pm_metric *metric)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_METRIC_WITHOUT_PARTS, metric->formula->at,
                    "`%s` is worked out from no metric", metric->name);
    pm_help(resolver->diagnostics, found,
            "name metrics: `value 40%% of graduation + 60%% of proficiency`; from rows a figure "
            "comes with `value sum FIELD of SOURCE`");
    return false;
}

static bool report_without_periods(struct pm_resolver *resolver, const struct pm_metric *metric,
                                   const struct pm_unit_set *set)
{
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_UNITS_WITHOUT_PERIODS, metric->facts.at,
        "`%s` counts units of `%s`, and nothing says of which period", metric->name, set->name);
    pm_label(resolver->diagnostics, found, set->source->facts.at, "its rows have no period");
    pm_help(resolver->diagnostics, found,
            "write `where` with a condition on a metric, or `period` in `%s`", set->source->name);
    return false;
}

bool pm_find_parts(struct pm_resolver *resolver, struct pm_metric *metric)
{
    struct parts parts = {.arena = resolver->arena};
    const struct pm_unit_set *set = pm_metric_set(metric);
    if (!metric->formula && !set) return true;
    add_parts(&parts, metric->formula);
    add_term_parts(&parts, &metric->numerator);
    add_term_parts(&parts, &metric->denominator);
    add_term_parts(&parts, &metric->value);
    if (set) add_parts(&parts, metric->weight);
    metric->parts = parts.list.items;
    metric->part_count = parts.list.count;
    if (parts.is_damaged) return false;
    const struct pm_source_decl *source = set ? set->source : NULL;
    if (metric->part_count) source = pm_metric_source(metric->parts[0]);
    if (!source) return report_without_metric(resolver, metric);
    if (set && !metric->part_count && source != resolver->nothing && !source->period_field_count &&
        pm_source_lacks(resolver, source, "period"))
        return report_without_periods(resolver, metric, set);
    struct pm_term *base = metric->is_rate ? &metric->denominator : &metric->value;
    base->source = source;
    if (metric->is_rate) metric->numerator.source = source;
    return !metric->part_count || check_calendars(resolver, metric);
}

/* ---- Money spent ---- */

static bool report_work(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_EXPRESSION_UNFIT,
                                              node->span, "`spent` takes pieces of work");
    pm_help(resolver->diagnostics, found, "write their names: `spent(tutoring)`");
    return false;
}

const struct pm_expression *pm_resolve_spent(struct pm_resolver *resolver,
                                             const struct pm_node *node)
{
    const struct pm_model *model = resolver->model;
    struct pm_wish wish = {.kinds = PM_WISH(WORK), .what = "piece of work"};
    if (model->plan_count == 1) wish.plan = model->plans[0];
    struct pm_expression *spent = PM_NEW(resolver->arena, struct pm_expression);
    spent->kind = PM_EXPRESSION_SPENT;
    spent->type = PM_TYPE_MONEY;
    spent->at = node->span;
    spent->works = PM_NEW_ITEMS(resolver->arena, const struct pm_work *, node->child_count + 1);
    for (size_t i = 0; i < node->child_count; i++) {
        const struct pm_node *name = node->children[i];
        struct pm_subject_reference work;
        bool fine = name->kind == PM_NODE_NAME ? pm_read_subject(resolver, &wish, name, &work, NULL)
                                               : report_work(resolver, name);
        if (fine)
            spent->works[spent->work_count++] = work.object;
        else
            spent->type = PM_TYPE_UNKNOWN;
    }
    return spent;
}

/* ---- Formulas ---- */

bool pm_read_formula(struct pm_resolver *resolver, const struct pm_statement *line,
                     struct pm_metric *metric)
{
    const struct pm_node *node = pm_slot_node(pm_slot(line, "EXPRESSION"));
    metric->value.at = line->span;
    metric->value.aggregate = PM_AGGREGATE_PUBLISHED; /* looked up, and never added to another */
    if (!node) return false;
    const struct pm_expression *formula = pm_resolve_metric_expression(resolver, node);
    if (formula->type == PM_TYPE_UNKNOWN) return false;
    metric->formula = formula;
    if (pm_type_is_amount(formula->type)) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_EXPRESSION_UNFIT, node->span,
                    "a figure is an amount, but this is %s", pm_type_name(formula->type));
    pm_help(resolver->diagnostics, found,
            "calculate with the figures of metrics; for a condition write `if(CONDITION, VALUE, "
            "VALUE)`");
    return false;
}
