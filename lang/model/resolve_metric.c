/* resolve_metric.c: metrics. What decides their figures is in metric_figure.c. */
#include "lang/model/resolve_metric.h"

#include "lang/model/measure.h"
#include "lang/model/resolve_dimension.h"

#include <string.h>

/* ---- What it leads ---- */

static void read_leads(struct pm_resolver *resolver, const struct pm_slot *slot,
                       struct pm_metric *metric)
{
    metric->leads = PM_NEW_ITEMS(resolver->arena, const struct pm_metric *, slot->node_count + 1);
    for (size_t i = 0; i < slot->node_count; i++) {
        const struct pm_name *name = pm_name_get(resolver, PM_KIND_METRIC, NULL, slot->nodes[i]);
        if (!name) continue;
        if (name->object != metric) {
            metric->leads[metric->lead_count++] = name->object;
            continue;
        }
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_METRIC_LEADS_ITSELF, slot->nodes[i]->span,
                        "`%s` cannot lead itself", metric->name);
        pm_help(resolver->diagnostics, found, "name the metric that should move after it");
    }
}

static void read_role(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_metric *metric)
{
    const struct pm_statement *leading = pm_statement_get_single(resolver, statement, "leading");
    const struct pm_statement *lagging = pm_statement_get_single(resolver, statement, "lagging");
    metric->is_leading = leading != NULL;
    metric->is_lagging = lagging != NULL;
    if (leading && pm_slot(leading, "METRICS"))
        read_leads(resolver, pm_slot(leading, "METRICS"), metric);
    if (leading)
        metric->lead_days = pm_read_duration(resolver, pm_slot_node(pm_slot(leading, "DURATION")));
    if (!leading || !lagging) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_LEADING_AND_LAGGING, lagging->word_span,
                    "`%s` is both `leading` and `lagging`", metric->name);
    pm_label(resolver->diagnostics, found, leading->word_span, "leading");
    pm_help(resolver->diagnostics, found,
            "`leading` moves early, `lagging` is the result itself: keep one");
}

/* ---- Groups ---- */

static const struct pm_source_decl *find_blind_source(struct pm_resolver *resolver,
                                                      const struct pm_metric *metric,
                                                      const struct pm_dimension *dimension)
{
    const struct pm_term *terms[] = {metric->is_rate ? &metric->denominator : &metric->value,
                                     metric->is_rate ? &metric->numerator : NULL,
                                     metric->has_participation ? &metric->participation : NULL,
                                     metric->has_n ? &metric->n : NULL};
    for (size_t i = 0; i < metric->part_count; i++) {
        const struct pm_source_decl *blind =
            find_blind_source(resolver, metric->parts[i], dimension);
        if (blind) return blind;
    }
    if (pm_metric_is_derived(metric)) return NULL;
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        struct pm_path path;
        if (!terms[i] || terms[i]->source == resolver->nothing) continue;
        if (!pm_path_to_dimension(resolver->arena, terms[i]->source, dimension, &path))
            return terms[i]->source;
    }
    return NULL;
}

bool pm_check_reach(struct pm_resolver *resolver, const struct pm_metric *metric,
                    const struct pm_crossing *crossing)
{
    for (size_t i = 0; i < crossing->count; i++) {
        const struct pm_dimension *dimension = crossing->sides[i].dimension;
        const struct pm_source_decl *source = find_blind_source(resolver, metric, dimension);
        if (!source || dimension->column_count == 0) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_DIMENSION_UNREACHABLE, crossing->sides[i].at,
                        "rows of `%s` cannot be divided by `%s`", source->name, dimension->name);
        pm_label(resolver->diagnostics, found, dimension->facts.at, "made from `%s.%s`",
                 dimension->columns[0]->source->name, dimension->columns[0]->name);
        pm_label(resolver->diagnostics, found, source->facts.at, "has no such field");
        pm_help(resolver->diagnostics, found,
                "name a field of `%s` in the dimension too, or refer to `%s` with `to`",
                source->name, dimension->columns[0]->source->name);
        return false;
    }
    return true;
}

static void read_by(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_metric *metric)
{
    PM_ARRAY(struct pm_crossing) crossings = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        const struct pm_slot *slot = pm_slot(child, "DIMENSIONS");
        if (!pm_text_is(child->word, "by") || !slot) continue;
        for (size_t j = 0; j < slot->node_count; j++) {
            struct pm_crossing crossing;
            if (pm_read_crossing(resolver, slot->nodes[j], true, &crossing) &&
                pm_check_reach(resolver, metric, &crossing))
                PM_PUSH(resolver->arena, &crossings, crossing);
        }
    }
    metric->by = crossings.items;
    metric->by_count = crossings.count;
}

/* ---- Other lines ---- */

static void read_better(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_metric *metric)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "better");
    const char *word = line ? pm_read_word(resolver, pm_slot(line, "WORD"), "better") : NULL;
    if (!word) return;
    metric->direction_at = line->span;
    metric->direction = 0;
    if (strcmp(word, "higher") == 0) metric->direction = 1;
    if (strcmp(word, "lower") == 0) metric->direction = -1;
}

static void read_breaks(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_metric *metric)
{
    PM_ARRAY(struct pm_break) breaks = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, "break")) continue;
        struct pm_break line = {.at = child->span};
        line.period = pm_read_period(resolver, pm_slot_node(pm_slot(child, "PERIOD")));
        line.text = pm_read_text(resolver, pm_slot(child, "TEXT"));
        if (pm_period_is(line.period)) PM_PUSH(resolver->arena, &breaks, line);
    }
    metric->breaks = breaks.items;
    metric->break_count = breaks.count;
}

/* An end of a range: an amount without `baseline` and its like. */
static bool read_end(struct pm_resolver *resolver, const struct pm_metric *metric,
                     const struct pm_node *node, struct pm_decimal *out)
{
    const struct pm_expression *amount = pm_resolve_quantity(resolver, metric, node);
    if (amount->type == PM_TYPE_UNKNOWN) return false;
    *out = amount->number;
    if (amount->kind == PM_EXPRESSION_NUMBER) return true;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_EXPRESSION_UNFIT,
                                              node->span, "the ends of a range are plain amounts");
    pm_help(resolver->diagnostics, found, "write `range 0%%..100%%`");
    return false;
}

static void read_range(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_metric *metric)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "range");
    const struct pm_node *node = line ? pm_slot_node(pm_slot(line, "RANGE")) : NULL;
    if (!node || node->kind != PM_NODE_BINARY || metric->type == PM_TYPE_UNKNOWN) return;
    metric->range_at = node->span;
    if (!read_end(resolver, metric, node->children[0], &metric->range_low) ||
        !read_end(resolver, metric, node->children[1], &metric->range_high))
        return;
    metric->has_range = pm_ratio_compare(pm_ratio_from_decimal(metric->range_low),
                                         pm_ratio_from_decimal(metric->range_high)) < 0;
    if (metric->has_range) return;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_RANGE_BACKWARDS, node->span,
                                              "this range has no room between its ends");
    pm_help(resolver->diagnostics, found, "write the smaller end first");
}

static void resolve_metric(struct pm_resolver *resolver, const struct pm_statement *statement,
                           struct pm_metric *metric)
{
    metric->type = PM_TYPE_UNKNOWN;
    pm_read_facts(resolver, statement, &metric->facts);
    pm_read_figure(resolver, statement, metric);
    read_role(resolver, statement, metric);
    read_better(resolver, statement, metric);
    read_by(resolver, statement, metric);
    read_breaks(resolver, statement, metric);
    read_range(resolver, statement, metric);
    pm_read_minimum(resolver, statement, &metric->minimum);
    pm_read_gaps(resolver, statement, metric);
    pm_read_limits(resolver, statement, metric);
    pm_read_roundings(resolver, statement, &metric->roundings, &metric->rounding_count);
}

/* ---- Modules ---- */

/* A module's metric whose sources the project does not have asks for nothing: it is left out,
 * unless the project itself names it. */
static bool resolve_from_module(struct pm_resolver *resolver, const struct pm_statement *statement,
                                struct pm_metric *metric)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    resolver->diagnostics = pm_diagnostics_new(resolver->arena);
    resolve_metric(resolver, statement, metric);
    bool fine =
        pm_diagnostics_count(resolver->diagnostics, PM_ERROR) == 0 &&
        (metric->is_rate ? metric->denominator.source : metric->value.source) != resolver->nothing;
    bool needed = pm_is_mentioned(resolver, "METRIC", pm_text_from(metric->name));
    if (fine || needed) pm_take_module_problems(resolver, list, "metric", metric->name);
    resolver->diagnostics = list;
    return fine || needed;
}

/* Leads to metrics that were left out lead nowhere. */
static void drop_leads(struct pm_metric *metric)
{
    size_t kept = 0;
    for (size_t i = 0; i < metric->lead_count; i++)
        if (metric->leads[i]->index != UINT32_MAX) metric->leads[kept++] = metric->leads[i];
    metric->lead_count = kept;
}

/* ---- Each metric once ---- */

static const struct pm_settling metrics = {
    .most_deep = 64,
    .word = "metric",
    .words = "metrics",
    .circle = PM_METRIC_CYCLE,
    .deep = PM_METRIC_TOO_DEEP,
    .way_out = "work one of them out from rows",
};

bool pm_metric_settle(struct pm_resolver *resolver, struct pm_name *name, struct pm_span at)
{
    if (name->settled == 2) return name->kind == PM_KIND_METRIC;
    if (!pm_settling_begin(resolver, &metrics, name, at)) return false;
    bool keep = true;
    if (name->from_module)
        keep = resolve_from_module(resolver, name->statement, name->object);
    else
        resolve_metric(resolver, name->statement, name->object);
    pm_settling_end(resolver, name);
    if (!keep) name->kind = PM_KIND_COUNT; /* nobody finds it, and nobody says so */
    return keep;
}

void pm_resolve_metrics(struct pm_resolver *resolver)
{
    struct pm_model *model = resolver->model;
    struct pm_name **names =
        PM_NEW_ITEMS(resolver->arena, struct pm_name *, model->metric_count + 1);
    size_t kept = 0;
    for (size_t i = 0; i < model->metric_count; i++)
        names[i] =
            pm_name_find(resolver, PM_KIND_METRIC, NULL, pm_text_from(model->metrics[i]->name));
    for (size_t i = 0; i < model->metric_count; i++)
        pm_metric_settle(resolver, names[i], names[i]->at);
    for (size_t i = 0; i < model->metric_count; i++) {
        struct pm_metric *metric = model->metrics[i];
        bool keep = names[i]->kind == PM_KIND_METRIC;
        metric->index = keep ? (uint32_t)kept : UINT32_MAX;
        if (keep) model->metrics[kept++] = metric;
    }
    model->metric_count = kept;
    for (size_t i = 0; i < kept; i++)
        drop_leads(model->metrics[i]);
    pm_check_leads(resolver);
}
