/* resolve_metric.h: the parts of metrics that have files of their own. Internal to the resolver. */
#ifndef PM_RESOLVE_METRIC_H
#define PM_RESOLVE_METRIC_H

#include "lang/model/resolver.h"

/* `match`, `numerator`, `denominator`, `value`, `n` and `unit` of a metric, and the type of its
 * figures (UNKNOWN after a report). Terms always have a source afterwards, perhaps `nothing`.
 * (metric_figure.c) */
void pm_read_figure(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_metric *metric);

/* Reports leading metrics that lead themselves by way of others; metrics must have been resolved.
 * (resolve_leads.c) */
void pm_check_leads(struct pm_resolver *resolver);

#endif
