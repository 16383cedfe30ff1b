/* command_blame.c: pm blame. */
#include "runtime/cli/cli.h"

int command_blame(struct invocation *invocation)
{
    struct project_place place;
    struct pm_write_options options = write_options(invocation);
    struct writing writing;
    int code = compile_here(invocation, &place);
    if (code != EXIT_CLEAN) return code;
    enum pm_status status =
        pm_find_blame(invocation->session, place.folder, invocation->arguments[0],
                      invocation->values[OPTION_blame_all] != NULL);
    if (status != PM_OK) return exit_of(status);
    options.rendering = invocation->rendering;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    status = pm_write_blame(invocation->session, &options, &writing.output);
    if (status == PM_OK) return finish_writing(invocation, &writing);
    drop_writing(&writing);
    return exit_of(status);
}
