/* resolve_plan.h: what the files on plans, measures and their lines share. Internal to
 * lang/model. */
#ifndef PM_RESOLVE_PLAN_H
#define PM_RESOLVE_PLAN_H

#include "lang/model/resolver.h"

/* What a plan hands down to its measures. */
struct pm_handed_down {
    const struct pm_plan *plan; /* NULL: what is measured lies in none */
    const struct pm_unit_reference *units;
    size_t unit_count;
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

/* The `measure` children whose metrics are known; the caller says what they are measures of. */
struct pm_measure **pm_read_measures(struct pm_resolver *resolver,
                                     const struct pm_handed_down *handed_down,
                                     const struct pm_statement *statement, size_t *count);

/* The measures of the plan's work and trainings. (resolve_whole.c) */
void pm_read_plan_work(struct pm_resolver *resolver, const struct pm_handed_down *handed_down);

/* The project's rating, `standard` where it names none. */
const struct pm_rating *pm_rating_of_project(const struct pm_resolver *resolver);

/* Dated texts of the children with this word (`approved 2023-06-13 by "Board"`), appended. */
void pm_read_dated(struct pm_resolver *resolver, const struct pm_statement *statement,
                   const char *word, struct pm_dated_text **items, size_t *count);

/* `present` of the plan (may be NULL), `compass.present` of another one. NULL after a report. */
const struct pm_goal *pm_read_goal(struct pm_resolver *resolver, const struct pm_plan *plan,
                                   const struct pm_node *node);

/* A baseline, target, alternative, close or maintain line; false when it could not be read. */
bool pm_resolve_line(struct pm_resolver *resolver, const struct pm_measure *measure,
                     const struct pm_statement *statement, struct pm_line *out);

/* `aligns to` of plans, focuses and goals, and cycles among them. All goals are resolved. */
void pm_resolve_alignments(struct pm_resolver *resolver);

#endif
