/* command_privacy.c: pm privacy audit. */
#include "runtime/cli/cli.h"

#include <string.h>
#include <unistd.h>

/* What there is of a project and its store says more of how figures hang together. */
static int learn_from_project(struct invocation *invocation)
{
    struct project_place place;
    if (!find_project(invocation, NULL, &place)) return EXIT_COULD_NOT;
    if (!place.is_found) return EXIT_CLEAN;
    struct pm_compile_options options = {.folder = place.folder};
    enum pm_status status = pm_compile(invocation->session, &options);
    if (status == PM_PLAN_BROKEN) write_plan_errors(invocation);
    if (status != PM_OK || access(place.store, R_OK) != 0) return exit_of(status);
    struct pm_run_request request = {
        .store = place.store, .as_of_day = PM_NEWEST, .known_at = PM_NOW};
    return exit_of(pm_run(invocation->session, &request));
}

static int audit(struct invocation *invocation, int64_t width)
{
    struct pm_audit_request request = {invocation->arguments + 1, invocation->argument_count - 1,
                                       width};
    struct pm_write_options options = write_options(invocation);
    struct pm_counts counts;
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    enum pm_status status =
        pm_write_privacy_audit(invocation->session, &request, &options, &writing.output, &counts);
    if (status != PM_OK) {
        drop_writing(&writing);
        return exit_of(status);
    }
    int code = finish_writing(invocation, &writing);
    return code != EXIT_CLEAN ? code : exit_by_level(invocation, counts);
}

int command_privacy(struct invocation *invocation)
{
    const char *width = invocation->values[OPTION_width];
    long few = width ? number_in(width) : 0;
    if (few < 0 || (width && few < 2))
        return complain(invocation, 902, "write a whole number of persons: `--width 10`",
                        "`--width` takes a number from 2, not `%s`", width);
    if (strcmp(invocation->arguments[0], "audit") != 0)
        return complain(invocation, 903, "write `pm privacy audit FILE...`",
                        "`pm privacy` can `audit` files, and nothing else");
    if (invocation->argument_count < 2)
        return complain(invocation, 903, "name the files: `pm privacy audit board.json public.csv`",
                        "`pm privacy audit` needs files");
    int code = learn_from_project(invocation);
    return code != EXIT_CLEAN ? code : audit(invocation, few);
}
