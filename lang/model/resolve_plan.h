/* resolve_plan.h: what the files on plans, measures and their lines share. Internal to
 * lang/model. */
#ifndef PM_RESOLVE_PLAN_H
#define PM_RESOLVE_PLAN_H

#include "lang/model/resolver.h"

/* What a plan hands down to its measures. */
struct pm_handed_down {
    const struct pm_plan *plan;
    const struct pm_rating *rating; /* innermost so far */
    enum pm_path_kind path;
    bool path_on_days;
    const struct pm_pause *pauses;
    size_t pause_count;
};

/* `path linear on days` of a plan or measure, where one is written. */
void pm_read_path(struct pm_resolver *resolver, const struct pm_statement *statement,
                  enum pm_path_kind *path, bool *on_days);

/* The `pause` lines of a plan or measure, a period each, after the ones given. */
void pm_read_pauses(struct pm_resolver *resolver, const struct pm_statement *statement,
                    const struct pm_pause *given, size_t given_count, struct pm_pause **out,
                    size_t *count);

/* A `measure` of a goal; NULL when its metric is unknown. */
struct pm_measure *pm_resolve_measure(struct pm_resolver *resolver,
                                      const struct pm_handed_down *handed_down,
                                      const struct pm_goal *goal,
                                      const struct pm_statement *statement);

/* A baseline, target, alternative, close or maintain line; false when it could not be read. */
bool pm_resolve_line(struct pm_resolver *resolver, const struct pm_measure *measure,
                     const struct pm_statement *statement, struct pm_line *out);

/* `aligns to` of plans, focuses and goals, and cycles among them. All goals are resolved. */
void pm_resolve_alignments(struct pm_resolver *resolver);

#endif
