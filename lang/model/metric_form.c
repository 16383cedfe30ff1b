/* metric_form.c: the lines of a metric that change how its figure is made from what is counted. */
#include "lang/model/measure.h"
#include "lang/model/resolve_metric.h"
#include "lang/model/typing.h"

#include <string.h>

enum { MOST_POOLED_YEARS = 10 };

static bool report_unfit(struct pm_resolver *resolver, struct pm_span at, const char *what,
                         const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_METRIC_LINE_UNFIT, at, "%s", what);
    pm_help(resolver->diagnostics, found, "%s", help);
    return false;
}

/* ---- Medians and means ---- */

static bool report_no_between(struct pm_resolver *resolver, const struct pm_metric *metric)
{
    const char *what = metric->value.aggregate == PM_AGGREGATE_MEDIAN ? "median" : "percentile";
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_MEDIAN_WITHOUT_CONVENTION, metric->value.at,
        "`%s` is a %s, and nothing says which figure it is between two values", metric->name, what);
    pm_help(resolver->diagnostics, found,
            "add `between lower`, `upper`, `middle`, `linear`, `exclusive` or `nearest_rank`, as "
            "the published definition says");
    return false;
}

static bool read_between(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_metric *metric)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "between");
    if (!line)
        return !pm_metric_is_quantile(metric) || !pm_statement_lacks(statement, "between") ||
               report_no_between(resolver, metric);
    const char *word = pm_read_word(resolver, pm_slot(line, "WORD"), "between");
    if (!word) return false;
    for (int i = 0; i < PM_BETWEEN_COUNT; i++)
        if (strcmp(word, pm_between_name((enum pm_between)i)) == 0)
            metric->between = (enum pm_between)i;
    return pm_metric_is_quantile(metric) ||
           report_unfit(resolver, line->span, "only a median or a percentile lies between values",
                        "leave the line out, or write `value median FIELD of SOURCE`");
}

static bool read_weight(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_metric *metric)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "weight");
    const struct pm_node *node = line ? pm_slot_node(pm_slot(line, "EXPRESSION")) : NULL;
    if (!node) return true;
    if (metric->is_rate || metric->formula || metric->value.aggregate != PM_AGGREGATE_MEAN)
        return report_unfit(
            resolver, line->span, "rows count differently in a mean only",
            "write `value mean FIELD of SOURCE`, or multiply: `numerator sum WEIGHT "
            "* FIELD of SOURCE`");
    const struct pm_expression *weight =
        metric->value.set ? pm_resolve_metric_expression(resolver, node)
                          : pm_resolve_row_expression(resolver, metric->value.source,
                                                      metric->match_count > 0, node);
    if (weight->type == PM_TYPE_UNKNOWN) return false;
    metric->weight = weight;
    return pm_type_is_amount(weight->type) ||
           report_unfit(resolver, node->span, "what a row counts is a number",
                        "name a field that holds numbers");
}

/* ---- Rates ---- */

static bool read_per(struct pm_resolver *resolver, const struct pm_statement *statement,
                     struct pm_metric *metric)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "per");
    const struct pm_node *node = line ? pm_slot_node(pm_slot(line, "NUMBER")) : NULL;
    if (!node) return true;
    if (!metric->is_rate)
        return report_unfit(resolver, line->span, "only a rate is for so many",
                            "write `numerator` and `denominator`, or leave `per` out");
    metric->has_per = true;
    metric->per = node->number;
    return metric->per.mantissa > 0 ||
           report_unfit(resolver, node->span, "a rate is for more than none",
                        "write a number above zero: `per 100`");
}

static bool read_participation(struct pm_resolver *resolver, const struct pm_statement *statement,
                               struct pm_metric *metric)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "participation");
    if (!line) return true;
    struct pm_term *term = &metric->participation;
    if (!pm_read_term(resolver, line, false, term)) return false;
    const struct pm_node *share = pm_slot_node(pm_slot(line, "SHARE"));
    if (!metric->is_rate || metric->denominator.set)
        return report_unfit(resolver, line->span, "only the denominator of a rate is raised",
                            "write `numerator` and `denominator` of rows");
    if (term->aggregate != PM_AGGREGATE_COUNT && term->aggregate != PM_AGGREGATE_SUM)
        return report_unfit(resolver, line->span, "those who should be there are counted or added",
                            "write `participation 95% count of SOURCE where CONDITION`");
    if (!share || share->kind != PM_NODE_PERCENT || share->number.mantissa <= 0)
        return report_unfit(resolver, line->span, "the share that must take part is a percent",
                            "write `participation 95% count of SOURCE where CONDITION`");
    metric->has_participation = true;
    metric->participation_share = share->number;
    metric->participation_share.places = (uint8_t)(metric->participation_share.places + 2);
    return true;
}

/* ---- Periods ---- */

static bool may_pool(struct pm_resolver *resolver, const struct pm_statement *line,
                     const struct pm_metric *metric)
{
    if (pm_metric_is_derived(metric))
        return report_unfit(resolver, line->span,
                            "what comes from other metrics is not added over years",
                            "write `pool` in the metrics that it comes from");
    if (!metric->is_rate && metric->value.aggregate == PM_AGGREGATE_PUBLISHED)
        return report_unfit(resolver, line->span, "a published figure is not added over years",
                            "give `numerator sum ...` and `denominator sum ...` from the counts");
    return true;
}

static bool read_pool(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_metric *metric)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "pool");
    const struct pm_node *node = line ? pm_slot_node(pm_slot(line, "DURATION")) : NULL;
    if (!node) return true;
    if (!may_pool(resolver, line, metric)) return false;
    bool whole = node->number.places == 0 && strcmp(node->unit, "year") == 0;
    if (!whole || node->number.mantissa < 2 || node->number.mantissa > MOST_POOLED_YEARS)
        return report_unfit(resolver, node->span, "from two to ten years are added together",
                            "write `pool 3 years`");
    metric->pool_years = (int32_t)node->number.mantissa;
    metric->pool_least = metric->pool_years;
    const struct pm_slot *least = pm_slot(line, "NUMBER");
    if (!least) return true;
    int64_t number = pm_read_count(resolver, pm_slot_node(least));
    if (number < 0) return false;
    if (number < 1 || number > metric->pool_years)
        return report_unfit(resolver, least->span, "there are not so many years",
                            "write a number from 1 to that of the years");
    metric->pool_least = (int32_t)number;
    return true;
}

static bool check_snapshot(struct pm_resolver *resolver, const struct pm_statement *line,
                           const struct pm_metric *metric)
{
    const struct pm_source_decl *source = pm_metric_source(metric);
    const struct pm_slot *slot = pm_slot(line, "DAY");
    if (!slot) return true;
    if (pm_metric_is_derived(metric))
        return report_unfit(resolver, slot->span,
                            "what comes from other metrics has no rows of a "
                            "day",
                            "write the day in the metrics that it comes from");
    if (source->is_summary || source == resolver->nothing || source->holds_count ||
        !pm_source_lacks(resolver, source, "holds"))
        return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_SNAPSHOT_WITHOUT_DATES, slot->span,
                    "rows of `%s` do not say on which days they hold", source->name);
    pm_label(resolver->diagnostics, found, source->facts.at, "the source");
    pm_help(resolver->diagnostics, found, "write `holds ENTERED, LEFT` in `%s`", source->name);
    return false;
}

static bool read_day(struct pm_resolver *resolver, const struct pm_statement *line,
                     struct pm_metric *metric)
{
    const struct pm_node *node = pm_slot_node(pm_slot(line, "DAY"));
    if (!node) return true;
    if (metric->observed != PM_OBSERVED_SNAPSHOT)
        return report_unfit(resolver, node->span, "only a snapshot is of one day",
                            "write `observed snapshot on 10-01`");
    if (!pm_read_month_day(resolver, node, &metric->observed_on)) return false;
    return check_snapshot(resolver, line, metric);
}

static bool check_observed(struct pm_resolver *resolver, const struct pm_statement *line,
                           const struct pm_metric *metric)
{
    const struct pm_source_decl *source = pm_metric_source(metric);
    if (metric->observed == PM_OBSERVED_YEAR_TO_DATE &&
        (pm_metric_is_derived(metric) || source->is_summary))
        return report_unfit(resolver, line->span, "only rows are added from the year's beginning",
                            "published figures are what their publisher says: `observed to_date`");
    if (metric->pool_years &&
        (metric->observed == PM_OBSERVED_YEAR_TO_DATE || metric->observed == PM_OBSERVED_SNAPSHOT))
        return report_unfit(resolver, line->span, "snapshots and years to date do not add up",
                            "leave `pool` out");
    return true;
}

static bool read_observed(struct pm_resolver *resolver, const struct pm_statement *statement,
                          struct pm_metric *metric)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "observed");
    const char *word = line ? pm_read_word(resolver, pm_slot(line, "WORD"), "observed") : NULL;
    if (!word) return true;
    for (int i = 0; i < PM_OBSERVED_COUNT; i++)
        if (strcmp(word, pm_observed_name((enum pm_observed)i)) == 0)
            metric->observed = (enum pm_observed)i;
    metric->reads_within_period = metric->observed == PM_OBSERVED_TO_DATE ||
                                  metric->observed == PM_OBSERVED_YEAR_TO_DATE ||
                                  metric->observed == PM_OBSERVED_SNAPSHOT;
    return read_day(resolver, line, metric) && check_observed(resolver, line, metric);
}

bool pm_read_form(struct pm_resolver *resolver, const struct pm_statement *statement,
                  struct pm_metric *metric)
{
    bool fine = read_between(resolver, statement, metric);
    fine = read_weight(resolver, statement, metric) && fine;
    fine = read_per(resolver, statement, metric) && fine;
    fine = read_participation(resolver, statement, metric) && fine;
    fine = read_pool(resolver, statement, metric) && fine;
    return read_observed(resolver, statement, metric) && fine;
}
