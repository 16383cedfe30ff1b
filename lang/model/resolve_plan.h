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
    struct pm_path_course course;
    const struct pm_slot *course_end; /* `path geometric to 100%` of the plan; NULL: none */
    const struct pm_pause *pauses;
    size_t pause_count;
};

/* `path linear on days` of a plan, measure or revision, where one is written; its `to` goes to *end,
 * to be read as an amount of the metric. */
void pm_read_course(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_path_course *course, const struct pm_slot **end);

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

/* The own words for kinds of things (`call goal "Priority"`) of a plan or project. */
void pm_read_called(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_called *out);

/* `present` of the plan (may be NULL), `compass.present` of another one. NULL after a report. */
const struct pm_goal *pm_read_goal(struct pm_resolver *resolver, const struct pm_plan *plan,
                                   const struct pm_node *node);

/* Whose parts are put together: one of measure, goal and focus, or none of them for all of the
 * plan. */
struct pm_overall_place {
    const struct pm_plan *plan;
    const struct pm_focus *focus;
    const struct pm_goal *goal;
    const struct pm_measure *measure;
};

/* The `overall` line of a statement; without one what the outer one hands down: the worst and the
 * mean, of all units together. NULL: neither. (resolve_overall.c) */
const struct pm_overall *pm_read_overall(struct pm_resolver *resolver,
                                         const struct pm_statement *statement,
                                         const struct pm_overall_place *place,
                                         const struct pm_overall *outer);

/* The `weight` line; mantissa 0 where there is none. */
struct pm_decimal pm_read_weight(struct pm_resolver *resolver,
                                 const struct pm_statement *statement);

/* A baseline, target, alternative, close or maintain line; false when it could not be read. A line
 * for several periods (`target SY2025..SY2028 ..`) gives the first one; *last is the last. */
bool pm_resolve_line(struct pm_resolver *resolver, const struct pm_measure *measure,
                     const struct pm_statement *statement, struct pm_line *out,
                     struct pm_period *last);

/* An amount of the metric that is known from the text alone; `what` ("a baseline") and `help` are for
 * the message. NULL where there is none. */
const struct pm_expression *pm_resolve_fixed_amount(struct pm_resolver *resolver,
                                                    const struct pm_metric *metric,
                                                    const struct pm_slot *slot, const char *what,
                                                    const char *help);

/* The lines of a measure, of its own block and of its revisions, and the revisions.
 * (resolve_revision.c) */
void pm_read_lines(struct pm_resolver *resolver, const struct pm_statement *statement,
                   struct pm_measure *measure);

/* The end of a geometric path (may be NULL) as an amount of the metric. */
void pm_read_course_end(struct pm_resolver *resolver, const struct pm_metric *metric,
                        const struct pm_slot *end, struct pm_path_course *course);

/* `aligns to` of plans, focuses and goals, and cycles among them. All goals are resolved. */
void pm_resolve_alignments(struct pm_resolver *resolver);

#endif
