/* command_check.c: pm check. */
#include "runtime/cli/cli.h"

#include <string.h>

enum { MOST_INPUT = 64 * 1024 * 1024 };

static int compile_input(struct invocation *invocation, enum pm_status *status)
{
    size_t size = 0;
    const char *text = read_stream(invocation, stdin, MOST_INPUT, &size);
    if (!text) return complain(invocation, 921, NULL, "standard input cannot be read");
    struct pm_compile_options options = {
        .text = text, .text_size = size, .text_name = "<standard input>"};
    int code = read_as_of(invocation, 0, &options.as_of_day);
    if (code == EXIT_CLEAN) *status = pm_compile(invocation->session, &options);
    return code;
}

static int compile_place(struct invocation *invocation, const char *start, enum pm_status *status)
{
    struct project_place place;
    if (!find_project(invocation, start, &place)) return EXIT_COULD_NOT;
    struct pm_compile_options options = {.folder = place.folder};
    if (place.is_found && *place.file)
        options.shown = place.file;
    else if (*place.file)
        options.only = place.file;
    else if (!place.is_found)
        return complain(invocation, 920,
                        "go to a project's folder, name one with `-C`, or make one with `pm init`",
                        "there is no `project.pm` %s%s%s or in a folder above", start ? "in `" : "",
                        start ? start : "here", start ? "`" : "");
    int code = read_as_of(invocation, 0, &options.as_of_day);
    if (code == EXIT_CLEAN) *status = pm_compile(invocation->session, &options);
    return code;
}

int command_check(struct invocation *invocation)
{
    const char *start = invocation->argument_count ? invocation->arguments[0] : NULL;
    enum pm_status status = PM_OK;
    bool is_input = start && strcmp(start, "-") == 0;
    int code =
        is_input ? compile_input(invocation, &status) : compile_place(invocation, start, &status);
    if (code != EXIT_CLEAN) return code;
    if (status != PM_OK && status != PM_PLAN_BROKEN) return exit_of(status);

    struct pm_counts counts = pm_count_diagnostics(invocation->session, PM_ABOUT_TEXT);
    bool is_clean = counts.errors + counts.warnings + counts.infos == 0;
    bool is_silent =
        invocation->values[OPTION_quiet] && is_clean && invocation->rendering == PM_RENDER_TEXT;
    struct writing writing;
    struct pm_write_options options = write_options(invocation);
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    if (!is_silent)
        pm_write_diagnostics(invocation->session, PM_ABOUT_TEXT, &options, &writing.output);
    code = finish_writing(invocation, &writing);
    if (code != EXIT_CLEAN) return code;
    return status == PM_PLAN_BROKEN ? EXIT_BROKEN : exit_by_level(invocation, counts);
}
