/* api_test.c: the tests of a project, run and written. */
#include "lang/model/work.h"
#include "runtime/render/test_results.h"
#include "runtime/session.h"

#include <string.h>

struct test_call {
    const char *const *names;
    size_t name_count;
};

/* The test of a name; NULL after a diagnostic. */
static const struct pm_test *find_test(struct pm_session *session, const struct pm_whole *whole,
                                       const char *name)
{
    const char **names = PM_NEW_ITEMS(session->scratch, const char *, whole->tests.count + 1);
    for (size_t i = 0; i < whole->tests.count; i++) {
        names[i] = whole->tests.items[i]->name;
        if (strcmp(names[i], name) == 0) return whole->tests.items[i];
    }
    pm_refuse_name(session, "test", name, names, whole->tests.count);
    return NULL;
}

static enum pm_status run_tests(struct pm_session *session, void *arguments)
{
    const struct test_call *call = arguments;
    const struct pm_model *model = pm_session_model(session);
    if (!model) return PM_PLAN_BROKEN;
    const struct pm_whole *whole = model->whole;
    pm_session_start_run(session);
    size_t count = call->name_count ? call->name_count : whole->tests.count;
    const struct pm_test **chosen =
        PM_NEW_ITEMS(session->scratch, const struct pm_test *, count + 1);
    for (size_t i = 0; i < count; i++) {
        chosen[i] =
            call->name_count ? find_test(session, whole, call->names[i]) : whole->tests.items[i];
        if (!chosen[i]) return PM_REFUSED;
    }
    struct pm_test_results *results = PM_NEW(session->run, struct pm_test_results);
    struct pm_test_result *items = PM_NEW_ITEMS(session->run, struct pm_test_result, count + 1);
    for (size_t i = 0; i < count; i++)
        pm_test_run(session->run, session->compilation, chosen[i], &items[i]);
    *results = (struct pm_test_results){.items = items,
                                        .count = count,
                                        .project = pm_project_name(session),
                                        .sources = session->compilation->sources};
    pm_test_coverage(session->run, model, &results->coverage);
    session->tests = results;
    return PM_OK;
}

enum pm_status pm_run_tests(struct pm_session *session, const char *const *names, size_t name_count)
{
    struct test_call call = {names, name_count};
    return pm_session_guard(session, run_tests, &call);
}

void pm_count_tests(const struct pm_session *session, size_t *count, size_t *failed)
{
    *count = session->tests ? session->tests->count : 0;
    *failed = session->tests ? pm_test_results_failed(session->tests) : 0;
}

struct write_tests_call {
    enum pm_test_format format;
    const struct pm_write_options *options;
    const struct pm_output *output;
};

static enum pm_status write_tests(struct pm_session *session, void *arguments)
{
    const struct write_tests_call *call = arguments;
    if (!session->tests) return PM_REFUSED;
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    switch (call->format) {
    case PM_TEST_TEXT:
        pm_write_tests_text(session->scratch, &sink, &style, session->tests);
        break;
    case PM_TEST_JSON:
        pm_write_tests_json(&sink, session->tests);
        break;
    case PM_TEST_TAP:
        pm_write_tests_tap(session->scratch, &sink, session->tests);
        break;
    case PM_TEST_JUNIT:
        pm_write_tests_junit(session->scratch, &sink, session->tests);
        break;
    }
    return PM_OK;
}

enum pm_status pm_write_tests(struct pm_session *session, enum pm_test_format format,
                              const struct pm_write_options *options,
                              const struct pm_output *output)
{
    struct write_tests_call call = {format, options, output};
    return pm_session_guard(session, write_tests, &call);
}
