/* command_test.c: pm test. */
#include "runtime/cli/cli.h"

#include <string.h>

static enum pm_test_format format_of(const struct invocation *invocation)
{
    static const struct {
        const char *name;
        enum pm_test_format format;
    } rows[] = {{"json", PM_TEST_JSON}, {"tap", PM_TEST_TAP}, {"junit", PM_TEST_JUNIT}};
    const char *format = invocation->values[OPTION_format];
    for (size_t i = 0; format && i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(format, rows[i].name) == 0) return rows[i].format;
    return PM_TEST_TEXT;
}

int command_test(struct invocation *invocation)
{
    struct project_place place;
    struct writing writing;
    size_t count = 0;
    size_t failed = 0;
    int code = compile_here(invocation, &place);
    if (code != EXIT_CLEAN) return code;
    enum pm_status status =
        pm_run_tests(invocation->session, invocation->arguments, invocation->argument_count);
    if (status != PM_OK) return exit_of(status);
    pm_count_tests(invocation->session, &count, &failed);
    if (!count)
        return complain(invocation, 910, "`pm explain test_without_claim` shows how one is written",
                        "this project has no tests");
    struct pm_write_options options = write_options(invocation);
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    pm_write_tests(invocation->session, format_of(invocation), &options, &writing.output);
    code = finish_writing(invocation, &writing);
    if (code != EXIT_CLEAN) return code;
    return failed ? EXIT_FOUND : EXIT_CLEAN;
}
