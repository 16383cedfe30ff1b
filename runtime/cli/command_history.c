/* command_history.c: the history of findings: status --record and --since, trend. */
#include "runtime/cli/cli.h"

#include <string.h>

/* ---- status --record, --since ---- */

/* A comparison has two forms, and what is recorded is whole. */
bool check_history(struct invocation *invocation)
{
    const char *const *values = invocation->values;
    if (values[OPTION_record] && values[OPTION_kind]) {
        complain(invocation, 902, "leave `--kind` out; what is shown is never what is recorded",
                 "a run is recorded whole, and `--kind` may leave the data out");
        return false;
    }
    if (!values[OPTION_since]) return true;
    if (values[OPTION_baseline]) {
        complain(invocation, 902, "leave one of them out",
                 "`--since` and `--baseline` both say what is compared with");
        return false;
    }
    for (size_t i = 0; i < invocation->wanted_count; i++) {
        enum pm_rendering rendering = invocation->wanted[i].rendering;
        if (rendering == PM_RENDER_TEXT || rendering == PM_RENDER_JSON) continue;
        complain(invocation, 902, "with `--since` it takes `text` and `json`",
                 "`%s` is no form of a comparison", invocation->wanted[i].text);
        return false;
    }
    return true;
}

static void tell_recorded(const struct invocation *invocation,
                          const struct pm_record_result *result)
{
    const char *name = invocation->values[OPTION_record];
    long long run = (long long)result->run;
    if (invocation->values[OPTION_quiet]) return;
    if (result->is_new)
        fprintf(stderr, "pm: recorded as run %lld", run);
    else
        fprintf(stderr, "pm: run %lld says the same already", run);
    if (result->is_named) fprintf(stderr, result->is_new ? ", `%s`" : ", and is `%s` now", name);
    fputs("\n", stderr);
}

int keep_history(struct invocation *invocation, const struct project_place *place,
                 const struct pm_run_request *request)
{
    const char *const *values = invocation->values;
    enum pm_status status = PM_OK;
    if (values[OPTION_since])
        status = pm_compare_with_run(invocation->session, values[OPTION_since]);
    if (status != PM_OK || !values[OPTION_record]) return exit_of(status);
    char recorded_at[32];
    struct pm_record_result result;
    put_time(recorded_at);
    struct pm_record_request record = {place->store, values[OPTION_record], recorded_at,
                                       request->known_at};
    status = pm_record_run(invocation->session, &record, &result);
    if (status == PM_OK) tell_recorded(invocation, &result);
    return exit_of(status);
}

/* ---- trend ---- */

int command_trend(struct invocation *invocation)
{
    struct project_place place;
    struct pm_run_request request;
    int code = compile_here(invocation, &place);
    if (code == EXIT_CLEAN) code = read_run_request(invocation, &place, &request);
    if (code != EXIT_CLEAN) return code;
    enum pm_status status = pm_find_trend(invocation->session, &request, invocation->arguments[0]);
    if (status != PM_OK) return exit_of(status);
    struct pm_write_options options = write_options(invocation);
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    status = pm_write_trend(invocation->session, &options, &writing.output);
    if (status == PM_OK) return finish_writing(invocation, &writing);
    drop_writing(&writing);
    return exit_of(status);
}
