/* command_check.c: pm check. */
#include "runtime/cli/cli.h"

#include <errno.h>
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

/* ---- --fix ---- */

struct fixing {
    struct invocation *invocation;
    const char *folder;
    size_t files;
    size_t replacements;
    bool has_failed;
};

static bool take_fixed(void *context, const struct pm_fixed_file *file)
{
    struct fixing *fixing = context;
    char path[2 * PATH_SIZE];
    fixing->files++;
    fixing->replacements += file->count;
    if (fixing->invocation->values[OPTION_dry_run])
        return fwrite(file->difference, 1, file->difference_size, stdout) == file->difference_size;
    snprintf(path, sizeof path, "%s/%s", fixing->folder, file->path);
    if (replace_file(path, file->text, file->size)) return true;
    complain(fixing->invocation, 922, NULL, "`%s` could not be written: %s", file->path,
             strerror(errno));
    fixing->has_failed = true;
    return false;
}

/* Mends the project; the diagnostics that follow are about what is left. */
static int fix(struct invocation *invocation, const char *start, enum pm_status *status)
{
    struct project_place place;
    struct fixing fixing = {.invocation = invocation};
    if (start && strcmp(start, "-") == 0)
        return complain(invocation, 902, "name a file, or leave out `--fix`",
                        "`--fix` changes files, and standard input is none");
    if (!find_project(invocation, start, &place)) return EXIT_COULD_NOT;
    fixing.folder = place.folder;
    enum pm_status fixed = pm_fix(invocation->session, take_fixed, &fixing);
    if (fixing.has_failed || (fixed != PM_OK && fixed != PM_PLAN_BROKEN)) return EXIT_COULD_NOT;
    if (fixing.files) *status = fixed;
    if (!invocation->values[OPTION_quiet])
        fprintf(stderr, "pm: %zu replacement%s in %zu file%s%s\n", fixing.replacements,
                fixing.replacements == 1 ? "" : "s", fixing.files, fixing.files == 1 ? "" : "s",
                invocation->values[OPTION_dry_run] ? ", not made" : "");
    return EXIT_CLEAN;
}

/* Leaves out what is not asked for: what is known, or where nothing changed. */
static int leave_out(struct invocation *invocation, const char *start)
{
    struct project_place place;
    const char *since = invocation->values[OPTION_changed_since];
    int code = apply_baseline(invocation, PM_ABOUT_TEXT);
    if (code != EXIT_CLEAN || !since) return code;
    if (start && strcmp(start, "-") == 0)
        return complain(invocation, 902, "name a file, or leave out `--changed-since`",
                        "`--changed-since` asks git, which does not know standard input");
    if (!find_project(invocation, start, &place)) return EXIT_COULD_NOT;
    return exit_of(pm_leave_out_unchanged(invocation->session, place.folder, since));
}

static enum pm_status write_text_diagnostics(struct pm_session *session,
                                             const struct pm_write_options *options,
                                             const struct pm_output *output)
{
    return pm_write_diagnostics(session, PM_ABOUT_TEXT, options, output);
}

static int write_checked(struct invocation *invocation, enum pm_status status)
{
    struct pm_counts counts = pm_count_diagnostics(invocation->session, PM_ABOUT_TEXT);
    bool is_clean = counts.errors + counts.warnings + counts.infos == 0;
    bool is_silent = invocation->values[OPTION_quiet] && is_clean;
    int code = write_results(invocation, write_text_diagnostics, is_silent);
    if (code != EXIT_CLEAN) return code;
    return status == PM_PLAN_BROKEN ? EXIT_BROKEN : exit_by_level(invocation, counts);
}

int command_check(struct invocation *invocation)
{
    const char *start = invocation->argument_count ? invocation->arguments[0] : NULL;
    enum pm_status status = PM_OK;
    bool is_input = start && strcmp(start, "-") == 0;
    bool only_shows = invocation->values[OPTION_dry_run] != NULL;
    if (only_shows && !invocation->values[OPTION_fix])
        return complain(invocation, 902, "write `pm check --fix --dry-run`",
                        "`--dry-run` shows what `--fix` would change");
    int code =
        is_input ? compile_input(invocation, &status) : compile_place(invocation, start, &status);
    if (code != EXIT_CLEAN) return code;
    if (status != PM_OK && status != PM_PLAN_BROKEN) return exit_of(status);
    if (invocation->values[OPTION_fix]) code = fix(invocation, start, &status);
    if (code != EXIT_CLEAN || only_shows) return code;
    code = leave_out(invocation, start);
    return code != EXIT_CLEAN ? code : write_checked(invocation, status);
}
