/* main.c: the command `pm`. Reads the command line, runs one command, tells how it went. */
#include "runtime/cli/cli.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static void note_interrupt(int signal)
{
    if (was_interrupted) _exit(EXIT_INTERRUPTED);
    was_interrupted = signal;
}

/* After a broken invariant: the assertion's own line is written already. */
static void tell_internal_error(int signal)
{
    static const char text[] =
        "pm: this is a mistake in the program, not in your plan or data.\n"
        "Please report it with the command, `pm version`, and the lines above.\n";
    (void)signal;
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    _exit(EXIT_INTERNAL);
}

static void handle(int signal, void (*handler)(int signal))
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigaction(signal, &action, NULL);
}

static bool ask_stop(void *context)
{
    (void)context;
    return was_interrupted != 0;
}

static int run_command(struct invocation *invocation)
{
    switch (invocation->command) {
    case COMMAND_check:
        return command_check(invocation);
    case COMMAND_load:
        return command_load(invocation);
    case COMMAND_status:
        return command_status(invocation);
    case COMMAND_gaps:
        return command_gaps(invocation);
    case COMMAND_values:
        return command_values(invocation);
    case COMMAND_trend:
        return command_trend(invocation);
    case COMMAND_explain:
        return command_explain(invocation);
    case COMMAND_list:
        return command_list(invocation);
    case COMMAND_actions:
        return command_actions(invocation);
    case COMMAND_show:
        return command_show(invocation);
    case COMMAND_init:
        return command_init(invocation);
    case COMMAND_privacy:
        return command_privacy(invocation);
    case COMMAND_test:
        return command_test(invocation);
    case COMMAND_map:
        return command_map(invocation);
    case COMMAND_fmt:
        return command_fmt(invocation);
    case COMMAND_diff:
        return command_diff(invocation);
    case COMMAND_git_diff_driver:
        return command_git_diff_driver(invocation);
    case COMMAND_blame:
        return command_blame(invocation);
    case COMMAND_merge_driver:
        return command_merge_driver(invocation);
    case COMMAND_schema:
        return command_schema(invocation);
    case COMMAND_debug:
        return command_debug(invocation);
    case COMMAND_version:
        return command_version(invocation);
    case COMMAND_help:
        return command_help(invocation);
    case COMMAND_COUNT:
        break;
    }
    write_help(stdout, COMMAND_COUNT);
    return EXIT_CLEAN;
}

/* Runs what was asked for, in the folder of -C. */
static int obey(struct invocation *invocation, int count, char **words)
{
    if (!read_command_line(invocation, count, words)) return EXIT_COULD_NOT;
    invocation->errors_in_color = wants_color(invocation, STDERR_FILENO);
    if (invocation->values[OPTION_help]) {
        write_help(stdout, invocation->command);
        return EXIT_CLEAN;
    }
    const char *folder = invocation->values[OPTION_directory];
    if (folder && chdir(folder) != 0)
        return complain(invocation, 921, NULL, "`%s` cannot be entered: %s", folder,
                        strerror(errno));
    return run_command(invocation);
}

/* Standard output may have failed after the last line of a command. */
static int check_output(struct invocation *invocation, int code)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (!failed || code == EXIT_COULD_NOT) return code;
    return complain(invocation, 922, NULL, "standard output could not be written: %s",
                    errno ? strerror(errno) : "it takes no more");
}

int main(int count, char **words)
{
    handle(SIGPIPE, SIG_IGN);
    handle(SIGINT, note_interrupt);
    handle(SIGTERM, note_interrupt);
    handle(SIGABRT, tell_internal_error);
    struct invocation invocation = {.session = pm_session_new()};
    if (!invocation.session) {
        fputs("pm: there is not enough memory\n", stderr);
        return EXIT_COULD_NOT;
    }
    pm_session_set_stop(invocation.session, ask_stop, NULL);
    int code = check_output(&invocation, obey(&invocation, count, words));
    if (code == EXIT_COULD_NOT) write_complaints(&invocation);
    if (was_interrupted && code != EXIT_CLEAN) code = EXIT_INTERRUPTED;
    if (code == EXIT_INTERRUPTED) fputs("pm: interrupted; nothing was changed\n", stderr);
    pm_session_free(invocation.session);
    free_memory(&invocation);
    return code;
}
