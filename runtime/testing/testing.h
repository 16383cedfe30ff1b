/* testing.h: runs the `test` blocks of a project: rows in, figures and findings out, compared with
 * what the block says.
 *
 * Each test has a store of its own in memory, filled by the loader as if its rows were the files of
 * their sources, and is evaluated and judged as everything is; nothing is hidden, since the rows are
 * made up. What fails is a diagnostic at its claim. */
#ifndef PM_TESTING_H
#define PM_TESTING_H

#include "lang/model/resolve.h"
#include "lang/model/test.h"
#include "runtime/load/load.h"

struct pm_test_result {
    const struct pm_test *test;
    size_t held;                        /* of its claims */
    struct pm_diagnostics *diagnostics; /* what failed, and why; never NULL */
};

/* True when all claims held and nothing else went wrong. */
bool pm_test_passed(const struct pm_test_result *result);

/* Runs one test; the result is in `arena`. The compilation has no errors. */
void pm_test_run(struct pm_arena *arena, const struct pm_compilation *compilation,
                 const struct pm_test *test, struct pm_test_result *out);

/* What tests are about: the metrics that some claim names, and the goals whose state one expects. */
struct pm_coverage {
    const struct pm_metric **untested_metrics; /* in the order of the model; own ones, and those of
                                                  modules that are used */
    size_t untested_metric_count;
    size_t metric_count;
    const struct pm_goal **untested_goals; /* that have measures */
    size_t untested_goal_count;
    size_t goal_count;
};

void pm_test_coverage(struct pm_arena *arena, const struct pm_model *model,
                      struct pm_coverage *out);

/* ---- Internal to this folder ---- */

/* Completes the rows of a `given` to what the loader reads: a column for each field, blanks around
 * cells left out, at the very lines of the plan file. False after a diagnostic. (given.c) */
bool pm_test_given(struct pm_arena *arena, const struct pm_compilation *compilation,
                   const struct pm_given *given, struct pm_diagnostics *diagnostics,
                   struct pm_given_file *out);

#endif
