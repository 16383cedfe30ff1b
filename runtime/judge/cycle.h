/* cycle.h: findings on the improvement cycle: what its judges share. Internal to runtime/judge.
 *
 * Each file judges one part of the cycle as of a day: theory.c, milestones.c, progress.c,
 * resources.c, attention.c, actions.c, sessions.c, limits.c, decisions.c, reports.c, routines.c,
 * trainings.c, alignment.c, planned.c, processes.c with flow.h, services.c, guardrails.c,
 * policies.c. What happens
 * after the as-of day has not happened. Figures come through movement.c alone, or from findings that
 * were made before. */
#ifndef PM_CYCLE_H
#define PM_CYCLE_H

#include "lang/model/work.h"
#include "runtime/judge/judge.h"

struct pm_cycle {
    struct pm_judging *judging;
    struct pm_arena *arena;
    const struct pm_model *model;
    const struct pm_whole *whole;
    int32_t as_of;       /* PM_NO_DAY: there are neither data nor days in the text */
    size_t figure_count; /* number of findings on measures, gaps and data: they come first */
};

/* ---- Rules (cycle_rules.c) ---- */

struct pm_rule_setting {
    bool is_on;
    bool is_named; /* the project or plan sets it */
    enum pm_severity severity;
    int64_t argument;
};

/* What the rules of the plan (NULL: none), else of the project, else cycle_rules.def say of a
 * code. */
struct pm_rule_setting pm_cycle_rule(const struct pm_cycle *cycle, enum pm_code code,
                                     const struct pm_plan *plan);

/* True when the code is one of cycle_rules.def. */
bool pm_cycle_has_rule(enum pm_code code);

/* True for codes of cycle_rules.def that are looked at only where a rule or profile names them. */
bool pm_cycle_rule_is_off(enum pm_code code);

/* Lets waivers and allowances that hold on the as-of day speak: what they accept is a remark. */
void pm_cycle_waive(struct pm_cycle *cycle);

/* ---- Making findings (cycle.c) ---- */

/* What a finding is about. Names are parts of a path, outermost first; empty and NULL ones are left
 * out. */
struct pm_topic {
    const struct pm_plan *plan; /* NULL: of none */
    const struct pm_goal *goal; /* NULL: of none */
    const char *parts[4];
    const char *label;
    const void *object;                    /* the declaration, for waivers */
    const struct pm_unit_reference *owner; /* NULL: nobody */
    const char *post;                      /* NULL: not given */
    struct pm_period period;               /* part of the id */
    struct pm_span at;
};

/* Appends a finding; facts are unset but for the topic's. Valid until the next one is added. */
struct pm_finding *pm_cycle_add(struct pm_cycle *cycle, enum pm_finding_kind kind,
                                enum pm_state state, const struct pm_topic *topic);

/* Likewise a finding that a rule is not kept, with the rule's argument as its limit: NULL where the
 * rule is off. */
struct pm_finding *pm_cycle_add_rule(struct pm_cycle *cycle, enum pm_finding_kind kind,
                                     enum pm_code code, const struct pm_topic *topic);

/* Gives a finding the level that a rule has; where it is off, that of a remark. */
void pm_cycle_set_level(struct pm_cycle *cycle, struct pm_finding *finding, enum pm_code code);

/* Sets names that take part; copied. */
void pm_cycle_set_items(struct pm_cycle *cycle, struct pm_finding *finding,
                        const char *const *items, size_t count);

/* Facts about findings that it rests on. `is_reason`: it goes with them. */
void pm_cycle_rest_on(struct pm_cycle *cycle, struct pm_finding *finding, const size_t *findings,
                      size_t count, bool is_reason);

/* ---- Days ---- */

/* True when the day is given and not after the as-of day. */
bool pm_cycle_is_past(const struct pm_cycle *cycle, int32_t day);

/* ---- Names and units ---- */

/* Topics of declarations. */
struct pm_topic pm_topic_of_work(const struct pm_work *work);
struct pm_topic pm_topic_of_goal(const struct pm_goal *goal);
struct pm_topic pm_topic_of_review(const struct pm_review *review);
struct pm_topic pm_topic_of_unit(const struct pm_cycle *cycle, const struct pm_unit *unit);

/* True for a plan of one unit for a year: annual, school, program, department. */
bool pm_plan_is_annual(const struct pm_plan *plan);

/* The declared unit that a reference means; NULL: a set. */
const struct pm_unit *pm_cycle_unit(const struct pm_unit_reference *reference);

/* True from the day on which the unit is opened to the one on which it ends; without an as-of day,
 * always. */
bool pm_cycle_unit_exists(const struct pm_cycle *cycle, const struct pm_unit *unit);

/* True when two references mean the same unit, or sets that have a unit in common. */
bool pm_cycle_units_meet(const struct pm_unit_reference *a, const struct pm_unit_reference *b);

/* Where figures of a plan (NULL: of the project) are looked up: its only unit, else the unit at the
 * top; PM_NO_UNIT when there is none. */
uint32_t pm_cycle_plan_unit(const struct pm_cycle *cycle, const struct pm_plan *plan);

/* True when the subject is this work, or one that it is part of, or what it serves: its plan, a
 * focal area, a goal. */
bool pm_subject_covers_work(const struct pm_subject_reference *subject, const struct pm_work *work);
bool pm_subject_covers_goal(const struct pm_subject_reference *subject, const struct pm_goal *goal);

/* ---- Movement (movement.c) ---- */

enum pm_moved { PM_MOVED, PM_NOT_MOVED, PM_MOVED_EARLY, PM_MOVED_UNKNOWN };

/* Of two that must both be so: not moved before unknown, then early. */
enum pm_moved pm_moved_worse(enum pm_moved a, enum pm_moved b);

/* Change of a metric in a unit between the last period before `start` and the newest one that ended
 * at least `lag` days after it. `direction` 0: the metric's better one. Early: no such period has
 * ended. Unknown: a figure is missing, or the two cannot be compared. */
enum pm_moved pm_cycle_move(const struct pm_cycle *cycle, const struct pm_metric *metric,
                            uint32_t unit, int32_t start, int32_t lag, struct pm_movement *out);

/* The same for an expectation: between the last period of its kind before `start` and the one it
 * names. */
enum pm_moved pm_cycle_expect(const struct pm_cycle *cycle, const struct pm_expectation *expected,
                              uint32_t unit, int32_t start, struct pm_movement *out);

/* All expectations: not moved when one did not, else unknown, else early, else moved; unknown
 * without any. The movements go to the finding, which rests on their figures. */
enum pm_moved pm_cycle_expect_all(struct pm_cycle *cycle, const struct pm_expectation *expected,
                                  size_t count, uint32_t unit, int32_t start,
                                  struct pm_movement **out);

/* Puts movements into a finding, which rests on their figures. */
void pm_cycle_set_movements(struct pm_cycle *cycle, struct pm_finding *finding,
                            struct pm_movement *movements, size_t count);

/* The state of a finding about an expectation. */
enum pm_state pm_moved_state(enum pm_moved moved);

/* ---- Who comes to sessions (sessions.c) ---- */

/* True when a session that took place up to the as-of day, not before `since` (PM_NO_DAY: ever),
 * has a chart of the metric or is about the goal. */
bool pm_cycle_took_up(const struct pm_cycle *cycle, const struct pm_metric *metric,
                      const struct pm_goal *goal, int32_t since);

/* ---- The judges, in the order of kinds ---- */

void pm_judge_overalls(struct pm_cycle *cycle);   /* overalls.c, overall.c */
void pm_judge_theories(struct pm_cycle *cycle);   /* theory.c */
void pm_judge_milestones(struct pm_cycle *cycle); /* milestones.c */
void pm_judge_actions(struct pm_cycle *cycle);    /* actions.c */
void pm_judge_attention(struct pm_cycle *cycle);  /* attention.c: no action item, no session */
void pm_judge_sessions(struct pm_cycle *cycle);   /* sessions.c: cadence, participation */
void pm_judge_limits(struct pm_cycle *cycle);     /* limits.c: of single sessions, and questions */
void pm_judge_reports(struct pm_cycle *cycle);    /* reports.c */
void pm_judge_routines(struct pm_cycle *cycle);   /* routines.c: routines, teams */
void pm_judge_alignment(struct pm_cycle *cycle);  /* alignment.c */
void pm_judge_planned(struct pm_cycle *cycle);    /* planned.c: what targets add up to */
void pm_judge_processes(struct pm_cycle *cycle);  /* processes.c, flow.c */
void pm_judge_trainings(struct pm_cycle *cycle);  /* trainings.c */
void pm_judge_services(struct pm_cycle *cycle);   /* services.c */
void pm_judge_resources(struct pm_cycle *cycle);  /* resources.c */
void pm_judge_guardrails(struct pm_cycle *cycle); /* guardrails.c */
void pm_judge_progress(struct pm_cycle *cycle);   /* progress.c */
void pm_judge_decisions(struct pm_cycle *cycle);  /* decisions.c: and adjustments */
void pm_judge_practices(struct pm_cycle *cycle);  /* policies.c */
void pm_judge_policies(struct pm_cycle *cycle);   /* policies.c: clauses and values, last */

#endif
