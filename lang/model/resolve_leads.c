/* resolve_leads.c: leading metrics that, by way of what they lead, lead themselves: none of them is
 * the result. */
#include "lang/model/resolve_metric.h"
#include "lang/model/resolve_work.h"

struct leads {
    PM_ARRAY(struct pm_arc) list;
};

/* The place where a metric names what it leads. */
static struct pm_span place_of_lead(const struct pm_resolver *resolver,
                                    const struct pm_metric *metric)
{
    const struct pm_name *name =
        pm_name_find(resolver, PM_KIND_METRIC, NULL, pm_text_from(metric->name));
    const struct pm_statement *leading =
        name ? pm_statement_child(name->statement, "leading") : NULL;
    return leading ? leading->span : metric->facts.at;
}

static void report_circle(struct pm_resolver *resolver, const struct pm_circle *circle)
{
    struct pm_metric *const *metrics = resolver->model->metrics;
    const struct pm_arc *last = circle->arcs[circle->count - 1];
    struct pm_diagnostics *list = resolver->diagnostics;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_LEADING_CIRCLE, last->at, "`%s` leads `%s`, which leads it in the end",
                    metrics[last->from]->name, metrics[last->to]->name);
    for (size_t i = 0; i + 1 < circle->count; i++)
        pm_label(list, found, circle->arcs[i]->at, "`%s` leads `%s`",
                 metrics[circle->arcs[i]->from]->name, metrics[circle->arcs[i]->to]->name);
    pm_help(list, found, "the result leads nothing: write `lagging` for it");
}

void pm_check_leads(struct pm_resolver *resolver)
{
    const struct pm_model *model = resolver->model;
    struct leads leads = {0};
    size_t count;
    for (size_t i = 0; i < model->metric_count; i++) {
        const struct pm_metric *metric = model->metrics[i];
        for (size_t j = 0; j < metric->lead_count; j++) {
            struct pm_arc arc = {i, metric->leads[j]->index, place_of_lead(resolver, metric)};
            PM_PUSH(resolver->arena, &leads.list, arc);
        }
    }
    const struct pm_circle *circles = pm_find_circles(resolver->arena, model->metric_count,
                                                      leads.list.items, leads.list.count, &count);
    for (size_t i = 0; i < count; i++)
        report_circle(resolver, &circles[i]);
}
