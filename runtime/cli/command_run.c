/* command_run.c: the commands that evaluate: status, gaps, values, explain. */
#include "runtime/cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The day that it is where the command runs; no other command reads the clock for its findings. */
static bool read_today(int32_t *day)
{
    time_t now = time(NULL);
    struct tm parts;
    char text[16];
    return localtime_r(&now, &parts) && strftime(text, sizeof text, "%Y-%m-%d", &parts) &&
           pm_read_date(text, day);
}

int read_as_of(struct invocation *invocation, int32_t otherwise, int32_t *day)
{
    const char *text = invocation->values[OPTION_as_of];
    if (!text) text = invocation->values[OPTION_check_as_of];
    if (!text) text = invocation->values[OPTION_diff_as_of];
    *day = otherwise;
    if (!text) return EXIT_CLEAN;
    bool is_today = strcmp(text, "today") == 0;
    if (is_today ? read_today(day) : pm_read_date(text, day)) return EXIT_CLEAN;
    return complain(invocation, 902, "write a date as 2026-01-31, or `today`",
                    "`%s` is no date that `--as-of` takes", text);
}

int read_known_at(struct invocation *invocation, int64_t *known_at)
{
    const char *text = invocation->values[OPTION_known_at];
    *known_at = PM_NOW;
    if (!text) return EXIT_CLEAN;
    char *end = NULL;
    long long number = strtoll(text, &end, 10);
    if (end != text && *end == '\0' && number > 0) {
        *known_at = number;
        return EXIT_CLEAN;
    }
    return complain(invocation, 902, "write the number of a load; `pm list loads` has them",
                    "`%s` is no load that `--known-at` takes", text);
}

int read_run_request(struct invocation *invocation, const struct project_place *place,
                     struct pm_run_request *request)
{
    const char *const *values = invocation->values;
    *request = (struct pm_run_request){.store = place->store,
                                       .audience = values[OPTION_audience],
                                       .plan = values[OPTION_plan],
                                       .goal = values[OPTION_goal],
                                       .unit = values[OPTION_unit],
                                       .group = values[OPTION_group],
                                       .period = values[OPTION_period],
                                       .release = values[OPTION_release],
                                       .wants_trend = values[OPTION_trend] != NULL};
    if (request->release) {
        char *made_at = get_memory(invocation, 1, TIME_SIZE);
        put_time(made_at);
        request->release_made_at = made_at;
    }
    if (values[OPTION_kind]) {
        struct words kinds = split_words(invocation, values[OPTION_kind]);
        request->kinds = kinds.items;
        request->kind_count = kinds.count;
    }
    int code = read_as_of(invocation, PM_NEWEST, &request->as_of_day);
    return code != EXIT_CLEAN ? code : read_known_at(invocation, &request->known_at);
}

/* What was found out about the data on the way: in full with -v, else one line, with -q nothing.
 * Remarks name rows and numbers of them, so that they are for the internal audience alone. */
static void tell_remarks(struct invocation *invocation)
{
    struct pm_counts counts = pm_count_diagnostics(invocation->session, PM_ABOUT_RUN);
    size_t remarks = counts.errors + counts.warnings + counts.infos;
    if (!remarks || invocation->values[OPTION_quiet]) return;
    const char *audience = invocation->values[OPTION_audience];
    bool is_internal = !audience || strcmp(audience, "internal") == 0;
    if (invocation->values[OPTION_verbose] && is_internal) {
        write_complaints(invocation);
        return;
    }
    fprintf(stderr, "pm: %zu remark%s about the data; `-v` shows %s%s\n", remarks,
            remarks == 1 ? "" : "s", remarks == 1 ? "it" : "them",
            is_internal ? "" : " to the internal audience");
}

static int run_and_write(struct invocation *invocation, const struct project_place *place,
                         const struct pm_run_request *request, write_function *write_result)
{
    enum pm_status status = pm_run(invocation->session, request);
    if (status != PM_OK) return exit_of(status);
    tell_remarks(invocation);
    int code = keep_history(invocation, place, request);
    if (code == EXIT_CLEAN) code = apply_baseline(invocation, PM_ABOUT_RUN);
    return code != EXIT_CLEAN ? code : write_results(invocation, write_result, false);
}

static int judge(struct invocation *invocation, write_function *write_result, bool gaps_only)
{
    static const char *const gap[] = {"gap"};
    struct project_place place;
    struct pm_run_request request;
    int code = compile_here(invocation, &place);
    if (code == EXIT_CLEAN) code = read_run_request(invocation, &place, &request);
    if (code != EXIT_CLEAN) return code;
    if (gaps_only) {
        request.kinds = gap;
        request.kind_count = 1;
    }
    code = run_and_write(invocation, &place, &request, write_result);
    if (code != EXIT_CLEAN) return code;
    bool is_since = invocation->values[OPTION_since] != NULL;
    return exit_by_level(invocation, is_since ? pm_count_since(invocation->session)
                                              : pm_count_findings(invocation->session));
}

int command_status(struct invocation *invocation)
{
    if (!check_history(invocation)) return EXIT_COULD_NOT;
    return judge(invocation, invocation->values[OPTION_since] ? pm_write_since : pm_write_status,
                 false);
}

int command_gaps(struct invocation *invocation)
{
    return judge(invocation, pm_write_gaps, true);
}

int command_values(struct invocation *invocation)
{
    struct project_place place;
    struct pm_run_request request;
    int code = compile_here(invocation, &place);
    if (code == EXIT_CLEAN) code = read_run_request(invocation, &place, &request);
    if (code != EXIT_CLEAN) return code;
    request.metrics = invocation->arguments;
    request.metric_count = invocation->argument_count;
    if (invocation->values[OPTION_by]) {
        struct words dimensions = split_words(invocation, invocation->values[OPTION_by]);
        request.dimensions = dimensions.items;
        request.dimension_count = dimensions.count;
    }
    return run_and_write(invocation, &place, &request, pm_write_values);
}

static int explain_code(struct invocation *invocation, const char *name)
{
    struct pm_write_options options = write_options(invocation);
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    enum pm_status status = pm_write_code(invocation->session, name, &options, &writing.output);
    if (status == PM_OK) return finish_writing(invocation, &writing);
    drop_writing(&writing);
    return exit_of(status);
}

int command_explain(struct invocation *invocation)
{
    const char *subject = invocation->arguments[0];
    if (!strchr(subject, ':')) return explain_code(invocation, subject);
    struct project_place place;
    struct pm_run_request request;
    int code = compile_here(invocation, &place);
    if (code == EXIT_CLEAN) code = read_run_request(invocation, &place, &request);
    if (code != EXIT_CLEAN) return code;
    enum pm_status status = pm_run(invocation->session, &request);
    if (status != PM_OK) return exit_of(status);
    struct pm_write_options options = write_options(invocation);
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    status = pm_write_explanation(invocation->session, subject, &options, &writing.output);
    if (status == PM_OK) return finish_writing(invocation, &writing);
    drop_writing(&writing);
    return exit_of(status);
}
