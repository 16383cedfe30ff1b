/* resolve_work.h: what the files on the improvement cycle share. Internal to lang/model.
 *
 * Objects and names exist (collect_work.c). First all charts and the days of reviews are read, then
 * every declaration, one function each; at the end what is only seen when all have been read:
 * circles, and what became of action items. */
#ifndef PM_RESOLVE_WORK_H
#define PM_RESOLVE_WORK_H

#include "lang/model/resolve_plan.h"
#include "lang/model/work.h"

/* ---- What names point at (resolve_subject.c) ---- */

#define PM_WISH(kind) (1U << PM_SUBJECT_##kind)

struct pm_wish {                    /* what may be named in a place */
    unsigned kinds;                 /* PM_WISH of each kind, added */
    const char *what;               /* "goal or initiative", for messages */
    const struct pm_plan *plan;     /* whose names need no plan before them; NULL: none */
    const struct pm_review *review; /* likewise; NULL: none */
};

/* Everything that has findings, seen from a plan (may be NULL). */
struct pm_wish pm_wish_for_all(const struct pm_plan *plan);

/* What reviews, reports and routines look at. */
struct pm_wish pm_wish_for_looks(const struct pm_plan *plan);

/* What a name points at: the names of the plan or review go before those of the project. False
 * after a report: nothing has it, something of another kind, or two things. `declaration` (may be
 * NULL) gets the whole statement that declares it. */
bool pm_read_subject(struct pm_resolver *resolver, const struct pm_wish *wish,
                     const struct pm_node *node, struct pm_subject_reference *out,
                     struct pm_span *declaration);

/* The same for each expression of the slot (may be NULL). */
struct pm_subject_reference *pm_read_subjects(struct pm_resolver *resolver,
                                              const struct pm_wish *wish,
                                              const struct pm_slot *slot, size_t *count);

/* The same for the slots called `key` of all children with this word. */
struct pm_subject_reference *pm_read_subjects_of(struct pm_resolver *resolver,
                                                 const struct pm_wish *wish,
                                                 const struct pm_statement *statement,
                                                 const char *word, const char *key, size_t *count);

/* The pieces of work that a slot (may be NULL) names. */
const struct pm_work **pm_read_works(struct pm_resolver *resolver, const struct pm_plan *plan,
                                     const struct pm_slot *slot, size_t *count);

/* Metrics, or milestones that are done, of `shown by`; `slot` may be NULL. */
struct pm_evidence_reference *pm_read_evidence(struct pm_resolver *resolver,
                                               const struct pm_plan *plan,
                                               const struct pm_slot *slot, size_t *count);

/* ---- Parts (resolve_facts.c) ---- */

/* Every expression that the children with this word have in slots called `key`. */
struct pm_nodes {
    const struct pm_node **items;
    size_t count;
};

struct pm_nodes pm_gather_nodes(struct pm_resolver *resolver, const struct pm_statement *statement,
                                const char *word, const char *key);

/* The units that the children with this word name; what is unknown is reported and left out. */
struct pm_unit_reference *pm_read_units_of(struct pm_resolver *resolver,
                                           const struct pm_statement *statement, const char *word,
                                           const char *key, size_t *count);

/* Likewise of a list of UNITS in which each stands once; one that is named again is reported and
 * left out. */
struct pm_unit_reference *pm_read_members_of(struct pm_resolver *resolver,
                                             const struct pm_statement *statement, const char *word,
                                             size_t *count);

/* The unit of a slot; NULL when the slot is NULL, or after a report. */
const struct pm_unit_reference *pm_read_unit_slot(struct pm_resolver *resolver,
                                                  const struct pm_slot *slot);

/* Metrics of the children with this word, and goals of the `aligns` children. */
const struct pm_metric **pm_read_metrics_of(struct pm_resolver *resolver,
                                            const struct pm_statement *statement, const char *word,
                                            size_t *count);
const struct pm_goal **pm_read_aligns(struct pm_resolver *resolver, const struct pm_plan *plan,
                                      const struct pm_statement *statement, size_t *count);

/* The metric of a slot; NULL when the slot is NULL, or after a report. */
const struct pm_metric *pm_read_metric(struct pm_resolver *resolver, const struct pm_slot *slot);

/* First and last period of the only `period` child; none when there is none. */
void pm_read_period_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_period *first, struct pm_period *last);

/* A duration in minutes (days have 24 hours, months 30 days); 0: no node, or a report. */
int32_t pm_read_minutes(struct pm_resolver *resolver, const struct pm_node *node);

/* The DURATION of the only child with this word, in minutes; 0 when there is none. */
int32_t pm_read_minutes_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                           const char *word);

/* A time of day in minutes from midnight; -1 without a node or after a report. */
int32_t pm_read_time(struct pm_resolver *resolver, const struct pm_node *node);

/* An amount: a number, percent, points (both as fractions) or money, perhaps with a sign. False
 * after a report. */
bool pm_read_amount(struct pm_resolver *resolver, const struct pm_node *node,
                    struct pm_decimal *out);

/* `expects METRIC WORD by PERIOD` children. */
struct pm_expectation *pm_read_expectations(struct pm_resolver *resolver,
                                            const struct pm_statement *statement, size_t *count);

/* `evidence tier NUMBER TEXT` children. */
struct pm_evidence_tier *pm_read_tiers(struct pm_resolver *resolver,
                                       const struct pm_statement *statement, size_t *count);

/* `cause TEXT [shown by METRIC]` children. */
struct pm_cause *pm_read_causes(struct pm_resolver *resolver, const struct pm_statement *statement,
                                size_t *count);

/* `progress on DATE WORD [TEXT]` children. */
struct pm_progress *pm_read_progress(struct pm_resolver *resolver,
                                     const struct pm_statement *statement, size_t *count);

/* `note TEXT [by UNIT]` children. (resolve_review.c) */
struct pm_note *pm_read_notes(struct pm_resolver *resolver, const struct pm_statement *statement,
                              size_t *count);

/* Reports `ends` before `starts`. */
void pm_check_starts_and_ends(struct pm_resolver *resolver, const struct pm_statement *statement,
                              const char *name, int32_t starts_day, int32_t ends_day);

/* Who a report, routine or expectation is for: an audience, a unit or a team. NULL after a report
 * (resolve_report.c). */
const char *pm_read_audience(struct pm_resolver *resolver, const struct pm_node *node);
const char **pm_read_audience_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                                 size_t *count);

/* ---- Money and people (resolve_money.c) ---- */

/* `budget` and `spent` children; `plan` may be NULL. */
struct pm_money_line *pm_read_budgets(struct pm_resolver *resolver, const struct pm_plan *plan,
                                      const struct pm_statement *statement, size_t *count);
struct pm_money_line *pm_read_spent(struct pm_resolver *resolver,
                                    const struct pm_statement *statement, size_t *count);

/* `staff` children. */
struct pm_staff_line *pm_read_staff(struct pm_resolver *resolver,
                                    const struct pm_statement *statement, size_t *count);

/* ---- Circles (circles.c) ---- */

struct pm_arc {
    size_t from;
    size_t to;
    struct pm_span at;
};

struct
    pm_circle { /* each arc begins where the one before ends; the first where the last one does */
    const struct pm_arc **arcs;
    size_t count;
};

/* One circle for each arc that leads back, in the order of the nodes; the arcs are put in order of
 * their beginnings. */
struct pm_circle *pm_find_circles(struct pm_arena *arena, size_t node_count, struct pm_arc *arcs,
                                  size_t arc_count, size_t *count);

/* Reports a day on which the plan does not hold; what happens late `may_be_later`. The node (NULL:
 * no day is written) is where it stands. */
void pm_check_day_in_plan(struct pm_resolver *resolver, const struct pm_plan *plan,
                          const struct pm_node *node, int32_t day, bool may_be_later);

/* ---- Declarations ---- */

void pm_read_work(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_milestone(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_training(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_service(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_theory(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_process(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_review(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_action(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_decision(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_adjust(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_report(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_meeting(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_policy(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_practice(struct pm_resolver *resolver, const struct pm_declared *declared);
void pm_read_test(struct pm_resolver *resolver, const struct pm_declared *declared);

/* The days of reviews and all charts: other declarations name them. */
void pm_read_charts(struct pm_resolver *resolver, const struct pm_declared *declared);

/* The `action` events and answers that reviews tell of; reviews have been read. */
void pm_read_events(struct pm_resolver *resolver, const struct pm_declared *declared);

/* The units of a service outside plans, for its measures; none: nobody is held to them. */
void pm_service_units(struct pm_resolver *resolver, struct pm_service *service,
                      const struct pm_statement *statement, struct pm_handed_down *out);

/* What is only seen when all have been read. */
void pm_check_work_circles(struct pm_resolver *resolver);
void pm_check_versions(struct pm_resolver *resolver);
void pm_check_follows(struct pm_resolver *resolver);
void pm_check_action_events(struct pm_resolver *resolver);

/* `expect`, `waive`, `allow`, `renamed`, `retired`, wherever they stand. */
void pm_read_expects(struct pm_resolver *resolver);
void pm_read_waivers(struct pm_resolver *resolver);
void pm_read_allowances(struct pm_resolver *resolver);
void pm_read_renamings(struct pm_resolver *resolver);

#endif
