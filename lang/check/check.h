/* check.h: what the checks on a whole model share. Internal to lang/check.
 *
 * A check is a row of rules.def and a function. The engine (check.c) visits the things of the model
 * in order, leaves out what rules have turned off and what would only repeat an earlier message,
 * and sets the level. A function looks at one subject and reports with pm_diagnose. */
#ifndef PM_CHECK_H
#define PM_CHECK_H

#include "lang/check/index.h"
#include "lang/check/lines.h"
#include "lang/model/model.h"

struct pm_milestone; /* work.h, and so on */
struct pm_theory;
struct pm_process;
struct pm_review;
struct pm_action;
struct pm_report;
struct pm_meeting;

/* What is looked at: the innermost pointer that is set, and what it lies in. */
struct pm_subject {
    const struct pm_plan *plan;
    const struct pm_goal *goal;
    const struct pm_measure *measure;
    const struct pm_line *line;
    const struct pm_metric *metric;
    const struct pm_source_decl *source;
    const struct pm_rating *rating;
    const struct pm_work *work;
    const struct pm_milestone *milestone;
    const struct pm_theory *theory;
    const struct pm_process *process;
    const struct pm_review *review;
    const struct pm_action *action;
    const struct pm_report *report;
    const struct pm_meeting *meeting;
};

struct pm_check {
    struct pm_arena *arena;
    const struct pm_model *model;
    struct pm_diagnostics *diagnostics;
    int64_t argument; /* of the rule that runs: `too_many_goals(5)` */
    int32_t as_of;    /* the day on which exceptions must still hold; PM_NO_DAY: all of them do */
    const struct pm_index *index;
    struct pm_lines_table *lines; /* filled as measures are asked about */
    bool has_mistakes;            /* the text had errors before: not all checks were made */
};

/* The functions of rules.def: one subject each. */
#define PM_RULE(name, visits, id, level, argument, clean, after) \
    void pm_check_##name(struct pm_check *check, const struct pm_subject *subject);
#include "lang/check/rules.def"
#undef PM_RULE

/* What rules and profiles of the plan (NULL: of none), else those of the project, say about a code;
 * NULL when they say nothing. */
const struct pm_rule_level *pm_check_level_of(const struct pm_model *model,
                                              const struct pm_plan *plan, enum pm_code code);

/* True for the codes of rules.def, which all have been looked at when exceptions are applied. */
bool pm_check_runs(enum pm_code code);

/* Takes out what `allow` has turned off, marks what is waived, and reports exceptions that are not
 * needed or have run out. */
void pm_check_exceptions(struct pm_check *check);

/* "SY2026.Q1", in the arena. */
const char *pm_check_period(struct pm_check *check, struct pm_period period);

/* A baseline for all groups and units, from whose period groups start too. */
bool pm_check_is_general(const struct pm_line *line);

/* True when the metric's rows have a figure for each year and none within it. */
bool pm_check_is_yearly(const struct pm_metric *metric);

/* "strategy", "initiative", "activity". */
const char *pm_check_work_noun(const struct pm_work *work);

#endif
