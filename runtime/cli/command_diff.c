/* command_diff.c: pm diff. */
#include "runtime/cli/cli.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_INPUT = 64 * 1024 * 1024 };

static bool read_gate(struct invocation *invocation, struct pm_change_gate *gate)
{
    const char *value = invocation->values[OPTION_diff_fail_on];
    struct words words = split_words(invocation, value ? value : "weakening,broken");
    *gate = (struct pm_change_gate){false, false, false};
    for (size_t i = 0; i < words.count; i++) {
        const char *word = words.items[i];
        if (strcmp(word, "weakening") == 0)
            gate->weakening = true;
        else if (strcmp(word, "broken") == 0)
            gate->broken = true;
        else if (strcmp(word, "any") == 0)
            gate->any = true;
        else if (strcmp(word, "never") != 0) {
            complain(invocation, 902,
                     "it takes `weakening`, `broken`, `any` or `never`, and several with commas",
                     "`%s` is nothing that `--fail-on` takes", word);
            return false;
        }
    }
    return true;
}

static bool read_input(struct invocation *invocation, struct pm_compare_request *request)
{
    bool is_old = strcmp(request->old, "-") == 0;
    bool is_new = request->new &&strcmp(request->new, "-") == 0;
    if (is_old && is_new) {
        complain(invocation, 902, "name a file for one of the two",
                 "standard input can be one side of a comparison, not both");
        return false;
    }
    if (!is_old && !is_new) return true;
    request->text = read_stream(invocation, stdin, MOST_INPUT, &request->text_size);
    if (!request->text) complain(invocation, 921, NULL, "standard input cannot be read");
    return request->text != NULL;
}

/* Judges both sides by the same data. */
static int find_effect(struct invocation *invocation, const struct project_place *place)
{
    const char *const *values = invocation->values;
    struct pm_effect_request request = {.store = place->store,
                                        .audience = values[OPTION_audience],
                                        .wants_each = values[OPTION_diff_all] != NULL};
    const char *store = getenv("PM_STORE");
    if (!place->is_found && !(store && *store))
        return complain(invocation, 920,
                        "go to the project's folder, or name its store in PM_STORE",
                        "`--effect` judges by the store of a project, and there is no `project.pm` "
                        "here or in a folder above");
    int code = read_as_of(invocation, PM_NEWEST, &request.as_of_day);
    if (code == EXIT_CLEAN) code = read_known_at(invocation, &request.known_at);
    return code != EXIT_CLEAN ? code : exit_of(pm_find_effect(invocation->session, &request));
}

/* What only data are asked for is refused without them. */
static bool check_data_options(struct invocation *invocation)
{
    static const enum option_id options[] = {OPTION_audience, OPTION_known_at};
    if (invocation->values[OPTION_effect] || invocation->values[OPTION_years]) return true;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (!invocation->values[options[i]]) continue;
        complain(invocation, 902, "add `--effect`",
                 "`--%s` is about the data, which `pm diff` reads with `--effect` and `--years` "
                 "alone",
                 option_rows[options[i]].long_name);
        return false;
    }
    return true;
}

static bool check_years(struct invocation *invocation)
{
    if (!invocation->values[OPTION_years]) return true;
    if (!invocation->argument_count && !invocation->values[OPTION_effect]) return true;
    complain(invocation, 902, "leave out the other one",
             "`--years` is about the plan as it is, %s about two revisions",
             invocation->argument_count ? "an argument" : "`--effect`");
    return false;
}

static int write_changes(struct invocation *invocation, const struct pm_change_gate *gate)
{
    bool fails = pm_gate_changes(invocation->session, gate);
    int code = write_results(invocation, pm_write_changes, false);
    return code != EXIT_CLEAN || !fails ? code : EXIT_FOUND;
}

/* Exceptions hold for a year from the day that is judged by, unless somebody writes another one. */
static int write_waivers(struct invocation *invocation, int32_t as_of_day)
{
    enum { DAYS = 365 };
    struct writing writing;
    if (!start_writing_to(invocation, invocation->values[OPTION_write_waivers], &writing))
        return EXIT_COULD_NOT;
    enum pm_status status =
        pm_write_waivers(invocation->session, as_of_day + DAYS, &writing.output);
    if (status == PM_OK) return finish_writing(invocation, &writing);
    drop_writing(&writing);
    return exit_of(status);
}

static int compare_years(struct invocation *invocation, const struct pm_change_gate *gate)
{
    struct project_place place;
    struct pm_run_request request;
    int code = compile_here(invocation, &place);
    if (code == EXIT_CLEAN) code = read_run_request(invocation, &place, &request);
    if (code != EXIT_CLEAN) return code;
    code = exit_of(pm_find_years(invocation->session, &request, invocation->values[OPTION_years]));
    return code != EXIT_CLEAN ? code : write_changes(invocation, gate);
}

static int compare_revisions(struct invocation *invocation, const struct pm_change_gate *gate)
{
    struct project_place place;
    if (!find_project(invocation, NULL, &place)) return EXIT_COULD_NOT;
    struct pm_compare_request request = {
        .old = invocation->arguments[0],
        .new = invocation->argument_count > 1 ? invocation->arguments[1] : NULL,
        .folder = place.folder,
        .is_project = place.is_found};
    if (!read_input(invocation, &request)) return EXIT_COULD_NOT;
    if (invocation->values[OPTION_write_waivers] && !invocation->values[OPTION_diff_as_of])
        return complain(invocation, 902, "add `--as-of DATE`, or `--as-of today`",
                        "`--write-waivers` needs a day, from which exceptions hold for a year");
    if (read_as_of(invocation, 0, &request.as_of_day) != EXIT_CLEAN) return EXIT_COULD_NOT;
    enum pm_status status = pm_compare(invocation->session, &request);
    if (status == PM_PLAN_BROKEN) {
        write_complaints(invocation);
        write_plan_errors(invocation);
    }
    if (status != PM_OK) return exit_of(status);
    int code = invocation->values[OPTION_effect] ? find_effect(invocation, &place) : EXIT_CLEAN;
    if (code == EXIT_CLEAN) code = write_changes(invocation, gate);
    bool is_compared = code == EXIT_CLEAN || code == EXIT_FOUND;
    if (!invocation->values[OPTION_write_waivers] || !is_compared) return code;
    int written = write_waivers(invocation, request.as_of_day);
    return written == EXIT_CLEAN ? code : written;
}

int command_diff(struct invocation *invocation)
{
    struct pm_change_gate gate;
    if (!check_data_options(invocation) || !check_years(invocation) ||
        !read_gate(invocation, &gate))
        return EXIT_COULD_NOT;
    return invocation->values[OPTION_years] ? compare_years(invocation, &gate)
                                            : compare_revisions(invocation, &gate);
}
