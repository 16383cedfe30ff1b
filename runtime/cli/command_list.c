/* command_list.c: list, show, schema, debug. */
#include "runtime/cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Compiles the project here, or that of a file; a broken one can still be looked at, as far as it
 * was understood. */
static int compile_to_look(struct invocation *invocation, const char *file,
                           struct project_place *place, enum pm_status *status)
{
    if (!find_project(invocation, file, place)) return EXIT_COULD_NOT;
    if (!place->is_found)
        return complain(invocation, 920, "go to a project's folder, or name one with `-C`",
                        "there is no `project.pm` here or in a folder above");
    struct pm_compile_options options = {.folder = place->folder};
    *status = pm_compile(invocation->session, &options);
    if (*status != PM_PLAN_BROKEN) return exit_of(*status);
    fputs("pm: the plan has errors, so this may not be all; `pm check` shows them\n", stderr);
    return EXIT_CLEAN;
}

/* Ends writing after `status`; a plan that is broken (`compiled`) is told by the exit code. */
static int end(struct invocation *invocation, struct writing *writing, enum pm_status status,
               enum pm_status compiled)
{
    if (status != PM_OK) {
        drop_writing(writing);
        return exit_of(status);
    }
    int code = finish_writing(invocation, writing);
    return code != EXIT_CLEAN ? code : exit_of(compiled);
}

/* Judges the plans, so that policies can say whether they are met; without a store, say, they cannot,
 * and the rest is still worth looking at. */
static int judge_to_look(struct invocation *invocation, const struct pm_run_request *request)
{
    enum pm_status status = pm_run(invocation->session, request);
    if (status != PM_REFUSED && status != PM_STORE_FAILED) return exit_of(status);
    fputs("pm: nothing was judged, so no clause is met or not; `pm status` says why\n", stderr);
    return EXIT_CLEAN;
}

int command_list(struct invocation *invocation)
{
    const char *kind = invocation->arguments[0];
    struct project_place place = {.folder = ""};
    struct pm_run_request request = {.known_at = PM_NOW};
    enum pm_status compiled = PM_OK;
    int code = EXIT_CLEAN;
    if (pm_list_needs_project(kind)) code = compile_to_look(invocation, NULL, &place, &compiled);
    if (code == EXIT_CLEAN) code = read_run_request(invocation, &place, &request);
    if (code == EXIT_CLEAN && compiled == PM_OK && pm_list_needs_run(kind))
        code = judge_to_look(invocation, &request);
    if (code != EXIT_CLEAN) return code;
    struct pm_write_options options = write_options(invocation);
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    enum pm_status status = pm_write_list(invocation->session, kind, place.store, request.known_at,
                                          &options, &writing.output);
    return end(invocation, &writing, status, compiled);
}

int command_show(struct invocation *invocation)
{
    const char *name = invocation->arguments[0];
    struct project_place place;
    struct pm_run_request request;
    enum pm_status compiled = PM_OK;
    int code = compile_to_look(invocation, NULL, &place, &compiled);
    if (code == EXIT_CLEAN) code = read_run_request(invocation, &place, &request);
    if (code == EXIT_CLEAN && compiled == PM_OK && pm_show_needs_run(invocation->session, name))
        code = judge_to_look(invocation, &request);
    if (code != EXIT_CLEAN) return code;
    struct pm_write_options options = write_options(invocation);
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    enum pm_status status =
        pm_write_declaration(invocation->session, name, &options, &writing.output);
    return end(invocation, &writing, status, compiled);
}

int command_schema(struct invocation *invocation)
{
    const char *command = invocation->arguments[0];
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    enum pm_status status = invocation->rendering == PM_RENDER_CSV
                                ? pm_write_columns(invocation->session, command, &writing.output)
                                : pm_write_schema(invocation->session, command, &writing.output);
    return end(invocation, &writing, status, PM_OK);
}

int command_debug(struct invocation *invocation)
{
    const char *stage = invocation->arguments[0];
    const char *file = invocation->argument_count > 1 ? invocation->arguments[1] : NULL;
    struct project_place place;
    enum pm_status compiled = PM_OK;
    struct pm_run_request request;
    bool is_path = file && access(file, F_OK) == 0; /* else a path from the project's folder */
    int code = compile_to_look(invocation, is_path ? file : NULL, &place, &compiled);
    if (is_path) file = place.file;
    if (code == EXIT_CLEAN) code = read_run_request(invocation, &place, &request);
    if (code != EXIT_CLEAN) return code;
    enum pm_status status = PM_OK;
    if (strcmp(stage, "cells") == 0) status = pm_run(invocation->session, &request);
    struct writing writing;
    if (status != PM_OK) return exit_of(status);
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    status = pm_write_stage(invocation->session, stage, file, &writing.output);
    return end(invocation, &writing, status, compiled);
}
