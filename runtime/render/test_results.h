/* test_results.h: what tests gave: text, JSON, TAP version 14 and JUnit XML. */
#ifndef PM_TEST_RESULTS_H
#define PM_TEST_RESULTS_H

#include "lang/source/source.h"
#include "runtime/render/style.h"
#include "runtime/testing/testing.h"

struct pm_test_results {
    const struct pm_test_result *items; /* in the order run */
    size_t count;
    struct pm_coverage coverage;
    const char *project;
    struct pm_sources *sources;
};

size_t pm_test_results_failed(const struct pm_test_results *results);

/* What failed, each with its place, then the numbers; with style->all every test, and what has no
 * test. */
void pm_write_tests_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_test_results *results);
void pm_write_tests_json(struct pm_sink *sink, const struct pm_test_results *results);

/* https://testanything.org/tap-version-14-specification.html; what failed is in a YAML block. */
void pm_write_tests_tap(struct pm_arena *arena, struct pm_sink *sink,
                        const struct pm_test_results *results);

/* One testsuite, a testcase a test; a failure holds the messages with their places. Times are left
 * out: they would differ from run to run. */
void pm_write_tests_junit(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_test_results *results);

#endif
