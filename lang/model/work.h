/* work.h: the improvement cycle around the numbers: the work and who does it, theories of action,
 * process maps, reviews and their action items, reports, routines, policies, practices, waivers.
 *
 * Part of the model (model.h); the same rules hold: everything in the model's arena, names bound,
 * every fact with the place it was written at, pointers never NULL unless the comment says so. */
#ifndef PM_WORK_H
#define PM_WORK_H

#include "lang/model/model.h"

/* ---- What statements point at ---- */

/* Anything that has findings, named in `of`, `changes`, `cites`, `serves`, `waive .. for`. */
enum pm_subject_kind {
    PM_SUBJECT_PLAN,
    PM_SUBJECT_FOCUS,
    PM_SUBJECT_GOAL,
    PM_SUBJECT_WORK, /* strategy, initiative, activity */
    PM_SUBJECT_MILESTONE,
    PM_SUBJECT_UNIT,
    PM_SUBJECT_METRIC,
    PM_SUBJECT_PROCESS,
    PM_SUBJECT_REVIEW,
    PM_SUBJECT_CHART, /* `oct.chronic_absence`: the chart of that metric in that review */
    PM_SUBJECT_ACTION,
    PM_SUBJECT_DECISION,
    PM_SUBJECT_TRAINING,
    PM_SUBJECT_SERVICE,
    PM_SUBJECT_ROUTINE, /* routines and teams */
    PM_SUBJECT_THEORY,
    PM_SUBJECT_MEASURE, /* `compass.present.chronic_absence`, of a goal */
    PM_SUBJECT_SOURCE,
    PM_SUBJECT_RATING,
    PM_SUBJECT_REPORT
};

struct pm_subject_reference {
    struct pm_span at;
    enum pm_subject_kind kind;
    const void *object; /* struct by kind: pm_plan, pm_focus, pm_goal, pm_work, pm_milestone,
                                pm_unit_reference (units), pm_metric, pm_process, pm_review, pm_chart,
                                pm_action, pm_decision, pm_training, pm_service, pm_meeting
                                (routines), pm_theory, pm_measure, pm_source_decl, pm_rating,
                                pm_report */
    const char *name;   /* as written */
};

/* What shows that something happened: a metric, or a milestone that is done. Exactly one. */
struct pm_evidence_reference {
    struct pm_span at;
    const struct pm_metric *metric;
    const struct pm_milestone *milestone;
};

/* `expects contact_48h higher by SY2026.Q2` */
struct pm_expectation {
    struct pm_span at;
    const struct pm_metric *metric;
    int direction; /* +1 higher, -1 lower */
    struct pm_period by;
};

/* ---- Work ---- */

struct pm_progress { /* `progress on 2026-08-03 behind "Vendor late"` */
    struct pm_span at;
    int32_t day;
    const char *word; /* not_started on_schedule behind completed stopped */
    const char *text; /* "" when not given */
};

struct pm_milestone {
    struct pm_facts facts;
    const char *name;
    const char *label;
    const struct pm_work *work; /* NULL: of a goal */
    const struct pm_goal *goal; /* NULL: of work */
    int32_t due_day;
    int32_t done_day;                   /* PM_NO_DAY: not done */
    const struct pm_unit_reference *by; /* NULL: the work's owner */
    struct pm_progress *progress;
    size_t progress_count;
};

struct pm_money_line { /* budget, spent */
    struct pm_span at;
    struct pm_decimal amount;
    const char *fund;
    struct pm_period period; /* of a budget; none: not said */
    int32_t day;             /* of spending; PM_NO_DAY for a budget */
};

struct pm_staff_line { /* `staff 2.5 fte from attendance_services` */
    struct pm_span at;
    struct pm_decimal amount;             /* full-time equivalents */
    const struct pm_unit_reference *from; /* NULL: not said */
};

struct pm_evidence_tier { /* `evidence tier 2 "..."`: tiers 1 to 4 of ESSA 8101(21) */
    struct pm_span at;
    int64_t tier;
    const char *text;
};

enum pm_work_kind { PM_STRATEGY, PM_INITIATIVE, PM_ACTIVITY };

struct pm_work {
    struct pm_facts facts;
    uint32_t index; /* in the works of struct pm_whole */
    enum pm_work_kind kind;
    const struct pm_plan *plan;
    const struct pm_work *within; /* activity of a strategy or initiative; NULL */
    const char *name;
    const char *label;
    struct pm_unit_reference *with; /* units that take part without owning it */
    size_t with_count;
    struct pm_subject_reference *serves; /* goals, work, focal areas */
    size_t serve_count;
    int32_t starts_day; /* PM_NO_DAY when not given */
    int32_t ends_day;
    struct pm_milestone **milestones;
    size_t milestone_count;
    struct pm_progress *progress;
    size_t progress_count;
    struct pm_evidence_tier *evidence;
    size_t evidence_count;
    struct pm_cause *causes;
    size_t cause_count;
    struct pm_money_line *budgets;
    size_t budget_count;
    struct pm_money_line *spent;
    size_t spent_count;
    struct pm_staff_line *staff;
    size_t staff_count;
    const struct pm_work **needs; /* cannot start before these have ended */
    size_t need_count;
    struct pm_expectation *expects;
    size_t expect_count;
    struct pm_measure **measures;
    size_t measure_count;
};

struct pm_trained { /* from a line, or from data */
    struct pm_span at;
    const struct pm_unit_reference *unit; /* NULL: from data */
    int64_t had;
    int64_t of;
    int32_t day;
    const struct pm_source_decl *source; /* NULL: a line; else one row per person that had it */
    const struct pm_expression *where;   /* NULL: all rows */
};

struct pm_training {
    struct pm_facts facts;
    const char *name;
    const char *label;
    const struct pm_plan *plan;         /* NULL: of the file */
    struct pm_unit_reference *audience; /* who needs it */
    size_t audience_count;
    struct pm_period first; /* `period`; none: not said */
    struct pm_period last;
    struct pm_trained *trained;
    size_t trained_count;
    struct pm_measure **measures;
    size_t measure_count;
    const struct pm_goal **aligns;
    size_t align_count;
};

struct pm_service { /* what an office does for others */
    struct pm_facts facts;
    const char *name;
    const char *label;
    const struct pm_unit *unit; /* it stands in; else its owner; NULL: neither */
    struct pm_unit_reference *customers;
    size_t customer_count;
    const char *customer_text; /* "" when not given */
    struct pm_subject_reference *serves;
    size_t serve_count;
    struct pm_money_line *budgets;
    size_t budget_count;
    struct pm_money_line *spent;
    size_t spent_count;
    struct pm_staff_line *staff;
    size_t staff_count;
    struct pm_measure **measures;
    size_t measure_count;
};

enum pm_link_kind { PM_LINK_IF, PM_LINK_THEN, PM_LINK_SO, PM_LINK_ASSUME };

struct pm_theory_link {
    struct pm_span at;
    enum pm_link_kind kind;
    const char *text;
    const struct pm_work **by; /* of `if`: the work that does it */
    size_t by_count;
    int32_t after_days;                  /* lag; 0 when not given */
    struct pm_evidence_reference *shown; /* none: not measured */
    size_t shown_count;
};

struct pm_theory {
    struct pm_facts facts;
    const struct pm_plan *plan;
    const char *name;
    const char *label;
    const struct pm_goal *goal;
    struct pm_theory_link *links; /* if, then (by their lags), so; assumptions last */
    size_t link_count;
};

/* ---- Processes ---- */

struct pm_handoff { /* `gives "Case note" to visit by "Synergy"` */
    struct pm_span at;
    const char *what;
    const struct pm_step *to;
    const char *by; /* "" when not given */
};

struct pm_step {
    struct pm_span at;
    const struct pm_process *process;
    uint32_t index; /* in the process */
    const char *name;
    const char *label;
    bool is_end;                          /* `end` */
    const struct pm_unit_reference *unit; /* NULL: an end, or the unit is unknown */
    const struct pm_step **after;         /* none: it begins the process */
    size_t after_count;
    const char *when;       /* the branch's label; "" when not given */
    int32_t within_minutes; /* service level; 0: none */
    int32_t takes_minutes;  /* 0: not said */
    int32_t waits_minutes;
    struct pm_handoff *gives;
    size_t give_count;
    const char **uses; /* systems */
    size_t use_count;
    struct pm_unit_reference *informs;
    size_t inform_count;
    const struct pm_metric **shown;
    size_t shown_count;
};

struct pm_process_gap { /* a hole that is known */
    struct pm_span at;
    const char *text;
    const struct pm_step **between;
    size_t between_count;
};

struct pm_process {
    struct pm_facts facts;
    const char *name;
    const char *label;
    const struct pm_plan *plan;    /* NULL: of the file */
    const struct pm_work **serves; /* `for` */
    size_t serve_count;
    bool is_to_be;                     /* `version to_be`; else as_is */
    const struct pm_process *replaces; /* `of`; NULL: none */
    const char *trigger;               /* "" when not given */
    const char *outcome;
    struct pm_step **steps; /* ends among them */
    size_t step_count;
    struct pm_process_gap *gaps;
    size_t gap_count;
    const struct pm_metric **shown;
    size_t shown_count;
    struct pm_unit_reference *with;
    size_t with_count;
    const struct pm_goal **aligns;
    size_t align_count;
};

/* ---- Reviews ---- */

struct pm_agenda_item {
    struct pm_span at;
    const char *kind; /* follow_up standing new process_map decision */
    const char *text;
    int32_t minutes;
};

struct pm_chart {
    struct pm_span at;
    const struct pm_metric *metric;
    const struct pm_review *review; /* NULL: of a report */
    struct pm_crossing *by;
    size_t by_count;
    const struct pm_unit_reference *across; /* NULL: not said */
    struct pm_period over_first;            /* none: not said */
    struct pm_period over_last;
    const char *as;       /* "line" "bars" "ranked" "control" "map" "table"; "" chosen */
    const char *question; /* "" when not given */
    const char *takeaway;
};

struct pm_note {
    struct pm_span at;
    const char *text;
    const struct pm_unit_reference *by; /* NULL: not said */
};

struct pm_ask {
    struct pm_span at;
    const struct pm_review *review;
    const char *name;
    const char *text;
    const struct pm_unit_reference *by;
    int32_t answered_day; /* PM_NO_DAY: open */
    const char *answer;   /* "" when open */
    struct pm_span answered_at;
};

enum pm_action_event_kind { PM_ACTION_DONE, PM_ACTION_CARRIED, PM_ACTION_CANCELLED };

struct pm_action_event { /* what a later review says of an action item */
    struct pm_span at;
    enum pm_action_event_kind kind;
    const struct pm_review *review;
    int32_t day; /* done on, new date, cancelled on */
    const char *text;
    const struct pm_unit_reference *by; /* who checked; NULL: not said */
};

struct pm_action {
    struct pm_facts facts;          /* owner and post in it */
    const struct pm_review *review; /* where it was set */
    const char *name;
    const char *label;
    int32_t due_day; /* the first one */
    struct pm_expectation *expects;
    size_t expect_count;
    struct pm_subject_reference *cites;
    size_t cite_count;
    struct pm_action_event *events; /* by the day of the review that says so */
    size_t event_count;
};

struct pm_decision {
    struct pm_facts facts;
    const struct pm_review *review; /* NULL: of file or plan */
    const struct pm_plan *plan;
    const char *name;
    const char *label;
    int32_t day; /* the review's where it says none; PM_NO_DAY: neither */
    struct pm_subject_reference *cites;
    size_t cite_count;
    struct pm_subject_reference *changes;
    size_t change_count;
    const char *because; /* "" when not given */
};

struct pm_adjust { /* a change of plan in mid-year */
    struct pm_facts facts;
    const struct pm_plan *plan; /* NULL: of the file */
    const char *name;
    const char *label;
    int32_t day;
    struct pm_subject_reference *changes;
    size_t change_count;
    struct pm_subject_reference *cites;
    size_t cite_count;
    struct pm_expectation *expects;
    size_t expect_count;
    const char *because;
};

struct pm_review {
    struct pm_facts facts;
    const char *name;
    const char *label;
    const char *kind; /* pm_session planning data_team monthly quarterly board; "" */
    int32_t day;
    struct pm_subject_reference *of;
    size_t of_count;
    int32_t length_minutes; /* 0: not said */
    int32_t begins_minute;  /* of the day; -1: not said */
    int32_t data_day;       /* PM_NO_DAY: not said */
    const char *chair;
    const struct pm_unit_reference *facilitator; /* NULL: not said */
    struct pm_unit_reference *present;
    size_t present_count;
    struct pm_unit_reference *absent;
    size_t absent_count;
    struct pm_unit_reference *with;
    size_t with_count;
    const struct pm_review *follows; /* NULL: none */
    struct pm_agenda_item *agenda;
    size_t agenda_count;
    struct pm_chart **charts;
    size_t chart_count;
    struct pm_note *notes;
    size_t note_count;
    struct pm_ask **asks;
    size_t ask_count;
    struct pm_action **actions;
    size_t action_count;
    struct pm_decision **decisions;
    size_t decision_count;
};

/* ---- Reports, teams, routines, what is expected ---- */

struct pm_report {
    struct pm_facts facts;
    const char *name;
    const char *label;
    const char *kind;      /* "" when not given */
    const char **audience; /* names: cabinet, board, public */
    size_t audience_count;
    struct pm_subject_reference *of;
    size_t of_count;
    struct pm_period first;
    struct pm_period last;
    int32_t due_day;  /* PM_NO_DAY: not said */
    int32_t sent_day; /* PM_NO_DAY: not sent */
    int32_t data_day;
    struct pm_chart **charts;
    size_t chart_count;
    struct pm_note *notes;
    size_t note_count;
    struct pm_dated_text *approvals;
    size_t approval_count;
};

struct pm_cadence {   /* `every 3 months` */
    int32_t days;     /* 0: not said */
    int32_t months;   /* 0: not whole months */
    const char *text; /* as written: "3 months"; "" when not said */
};

struct pm_meeting { /* team or routine: meets, held */
    struct pm_facts facts;
    bool is_team;
    const char *name;
    const char *label;
    const struct pm_unit *unit;        /* it stands in; NULL: of the file */
    struct pm_unit_reference *members; /* of a team */
    size_t member_count;
    const char *chair;
    const char **audience; /* of a routine */
    size_t audience_count;
    struct pm_subject_reference *of;
    size_t of_count;
    struct pm_cadence every;
    int32_t starts_day;
    int32_t ends_day;
    int32_t length_minutes;
    int32_t begins_minute;
    int32_t *held_days; /* ascending */
    size_t held_count;
    const struct pm_goal **aligns;
    size_t align_count;
};

struct pm_expect { /* `expect reports to board every 6 months` */
    struct pm_span at;
    const struct pm_plan *plan; /* NULL: of the project */
    bool reports;               /* else reviews */
    const char *audience;
    struct pm_cadence every;
};

/* ---- Policy, practice, waivers, allowances ---- */

struct pm_clause {
    struct pm_span at;
    const char *name;
    const char *text;
    enum pm_code *rules; /* met when these find nothing */
    size_t rule_count;
};

struct pm_policy {
    struct pm_facts facts;
    const char *name;
    const char *label;
    const char *kind;
    struct pm_subject_reference *of;
    size_t of_count;
    struct pm_dated_text *approvals;
    size_t approval_count;
    struct pm_clause *clauses;
    size_t clause_count;
};

struct pm_taken { /* `taken by UNITS on DATE` of a practice */
    struct pm_span at;
    struct pm_unit_reference *units;
    size_t unit_count;
    int32_t day;
};

struct pm_practice {
    struct pm_facts facts;
    const char *name;
    const char *label;
    const struct pm_unit_reference *from; /* NULL: not said */
    struct pm_period from_period;
    struct pm_taken *taken;
    size_t taken_count;
    struct pm_subject_reference *cites;
    size_t cite_count;
    struct pm_evidence_tier *evidence;
    size_t evidence_count;
    struct pm_unit_reference *audience; /* who could use it */
    size_t audience_count;
    struct pm_dated_text *approvals;
    size_t approval_count;
};

struct pm_waived_value { /* 24%, 2026-06-30, SY2027, "the statement" */
    bool has_amount;
    struct pm_decimal amount;
    const char *text; /* as written, a text without its quotes */
};

struct pm_waiver { /* accepts one finding, or one change between revisions; shown as waived */
    struct pm_span at;
    enum pm_code code;                   /* PM_CODE_COUNT: it accepts a change */
    const char *change;                  /* name of the kind of change; NULL: a finding */
    struct pm_subject_reference subject; /* of a change the name alone may be set */
    const struct pm_plan *plan;          /* it stands in; NULL: in none */
    struct pm_span declaration;          /* the subject's statement, all of it; unset: not known */
    bool has_values;                     /* `from VALUE to VALUE` */
    struct pm_waived_value from;
    struct pm_waived_value to;
    int32_t until_day;
    const char *by; /* who approved */
    const char *reason;
};

struct pm_allowance { /* `allow RULE until DATE TEXT` inside a declaration */
    struct pm_span at;
    enum pm_code code;
    struct pm_span declaration; /* the declaration's statement, all of it */
    int32_t until_day;
    const char *reason;
};

struct pm_renaming { /* `renamed a to b`, `retired a on DATE because TEXT` */
    struct pm_span at;
    const struct pm_plan *plan; /* NULL: of the file */
    const char *from;
    const char *to;      /* NULL: retired */
    int32_t day;         /* retired on; PM_NO_DAY when renamed */
    const char *because; /* "" when renamed */
};

struct pm_test; /* test.h */

/* All of it; `work` of struct pm_model. Lists in the order written. */
struct pm_whole {
    PM_ARRAY(struct pm_work *) works;
    PM_ARRAY(struct pm_milestone *) milestones; /* of goals and of work */
    PM_ARRAY(struct pm_training *) trainings;
    PM_ARRAY(struct pm_service *) services;
    PM_ARRAY(struct pm_measure *) measures; /* of work, trainings and services, not of goals */
    PM_ARRAY(struct pm_theory *) theories;
    PM_ARRAY(struct pm_process *) processes;
    PM_ARRAY(struct pm_review *) reviews; /* by day, then as written */
    PM_ARRAY(struct pm_action *) actions;
    PM_ARRAY(struct pm_decision *) decisions;
    PM_ARRAY(struct pm_adjust *) adjustments;
    PM_ARRAY(struct pm_report *) reports;
    PM_ARRAY(struct pm_meeting *) meetings;
    PM_ARRAY(struct pm_expect *) expects;
    PM_ARRAY(struct pm_policy *) policies;
    PM_ARRAY(struct pm_practice *) practices;
    PM_ARRAY(struct pm_waiver *) waivers;
    PM_ARRAY(struct pm_allowance *) allowances;
    PM_ARRAY(struct pm_renaming *) renamings;
    PM_ARRAY(struct pm_test *) tests;
};

/* "goal", "piece of work", ...: for messages. */
const char *pm_subject_kind_name(enum pm_subject_kind kind);

/* The name of a subject as one writes it outside of its plan: `compass.teams`. */
const char *pm_subject_text(struct pm_arena *arena, const struct pm_subject_reference *subject);
const char *pm_work_text(struct pm_arena *arena, const struct pm_work *work);
const char *pm_milestone_text(struct pm_arena *arena, const struct pm_milestone *milestone);

/* True when work, theories, processes, reviews, reports or decisions speak of the metric. */
bool pm_cycle_uses_metric(const struct pm_model *model, const struct pm_metric *metric);

/* True when measures of work, services and trainings, or `trained`, read from the source. */
bool pm_cycle_uses_source(const struct pm_model *model, const struct pm_source_decl *source);

#endif
