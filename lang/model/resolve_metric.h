/* resolve_metric.h: the parts of metrics that have files of their own. Internal to the resolver. */
#ifndef PM_RESOLVE_METRIC_H
#define PM_RESOLVE_METRIC_H

#include "lang/model/resolver.h"

/* `match`, `numerator`, `denominator`, `value`, `n` and `unit` of a metric, and the type of its
 * figures (UNKNOWN after a report). Terms always have a source afterwards, perhaps `nothing`.
 * (metric_figure.c) */
void pm_read_figure(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_metric *metric);

/* The gaps that it follows; its direction and minimum must be known. (resolve_gap.c) */
void pm_read_gaps(struct pm_resolver *resolver, const struct pm_statement *statement,
                  struct pm_metric *metric);

/* `limits` of its control charts. (resolve_gap.c) */
void pm_read_limits(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_metric *metric);

/* Whether the rows that the metric counts can be divided so; reports the first side that cannot.
 * (resolve_metric.c) */
bool pm_check_reach(struct pm_resolver *resolver, const struct pm_metric *metric,
                    const struct pm_crossing *crossing);

/* Reads a metric that another one is worked out from, unless that is done. `at` is the place that
 * needs it. False when it does not count (it is a module's, and its sources lack) or, after a
 * report, when it needs itself. (resolve_metric.c) */
bool pm_metric_settle(struct pm_resolver *resolver, struct pm_name *name, struct pm_span at);

/* `value EXPRESSION`. (metric_formula.c) */
bool pm_read_formula(struct pm_resolver *resolver, const struct pm_statement *line,
                     struct pm_metric *metric);

/* `spent(tutoring, compass.coaching)`, the money spent on pieces of work; type UNKNOWN after a
 * report. The name of the plan may be left out where there is one. (metric_formula.c) */
const struct pm_expression *pm_resolve_spent(struct pm_resolver *resolver,
                                             const struct pm_node *node);

/* Lists the metrics that a formula, or conditions on units, speak of, and finds the source whose
 * periods the figures have. False after a report. (metric_formula.c) */
bool pm_find_parts(struct pm_resolver *resolver, struct pm_metric *metric);

/* `between`, `weight`, `per`, `participation`, `pool` and `observed`. False after a report.
 * (metric_form.c) */
bool pm_read_form(struct pm_resolver *resolver, const struct pm_statement *statement,
                  struct pm_metric *metric);

/* Reports leading metrics that lead themselves by way of others; metrics must have been resolved.
 * (resolve_leads.c) */
void pm_check_leads(struct pm_resolver *resolver);

#endif
