/* check.h: what the checks on a whole model share. Internal to lang/check.
 *
 * A check is a row of rules.def and a function. The engine (check.c) visits the things of the model
 * in order, leaves out what rules have turned off and what would only repeat an earlier message,
 * and sets the level. A function looks at one subject and reports with pm_diagnose. */
#ifndef PM_CHECK_H
#define PM_CHECK_H

#include "lang/model/model.h"

/* What is looked at: the innermost pointer that is set, and what it lies in. */
struct pm_subject {
    const struct pm_plan *plan;
    const struct pm_goal *goal;
    const struct pm_measure *measure;
    const struct pm_line *line;
    const struct pm_metric *metric;
    const struct pm_source_decl *source;
    const struct pm_rating *rating;
};

struct pm_check {
    struct pm_arena *arena;
    const struct pm_model *model;
    struct pm_diagnostics *diagnostics;
    int64_t argument; /* of the rule that runs: `too_many_goals(5)` */
};

/* The functions of rules.def: one subject each. */
#define PM_RULE(name, visits, id, level, argument, clean, after) \
    void pm_check_##name(struct pm_check *check, const struct pm_subject *subject);
#include "lang/check/rules.def"
#undef PM_RULE

/* "SY2026.Q1", in the arena. */
const char *pm_check_period(struct pm_check *check, struct pm_period period);

/* The baseline that a line starts from as far as the text says: the latest one before its period
 * for the same groups and units. NULL when none is written. */
const struct pm_line *pm_check_baseline(const struct pm_measure *measure,
                                        const struct pm_line *line);

/* A baseline for all groups and units, from whose period groups start too. */
bool pm_check_is_general(const struct pm_line *line);

#endif
