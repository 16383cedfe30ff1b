/* command_load.c: pm load. */
#include "runtime/cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct progress {
    bool is_wanted;
    bool has_written;
    struct timespec started;
    struct timespec written;
};

static double seconds_between(struct timespec from, struct timespec to)
{
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* Tells how far a file is, on one line of a terminal; nothing in the first second. */
static void tell_progress(void *context, const char *file, int64_t bytes_done, int64_t bytes)
{
    struct progress *progress = context;
    struct timespec now;
    if (!progress->is_wanted || clock_gettime(CLOCK_MONOTONIC, &now) != 0) return;
    if (seconds_between(progress->started, now) < 1.0) return;
    if (progress->has_written && seconds_between(progress->written, now) < 0.1) return;
    long long percent =
        bytes > 0 ? (long long)(100 * (bytes_done / 1024 + 1) / (bytes / 1024 + 1)) : 100;
    fprintf(stderr, "\r%s: %lld %%\033[K", file, percent > 100 ? 100 : percent);
    fflush(stderr);
    progress->has_written = true;
    progress->written = now;
}

static bool wants_progress(const struct invocation *invocation)
{
    const char *when = invocation->values[OPTION_progress];
    if (when && strcmp(when, "always") == 0) return true;
    if (invocation->values[OPTION_quiet] || (when && strcmp(when, "never") == 0)) return false;
    const char *terminal = getenv("TERM");
    bool is_dumb = terminal && strcmp(terminal, "dumb") == 0;
    return isatty(STDERR_FILENO) && !is_dumb;
}

void put_time(char out[TIME_SIZE])
{
    const char *given = getenv("SOURCE_DATE_EPOCH");
    time_t now = given && *given ? (time_t)strtoll(given, NULL, 10) : time(NULL);
    struct tm parts;
    if (!gmtime_r(&now, &parts) || !strftime(out, TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts))
        memcpy(out, "1970-01-01T00:00:00Z", sizeof "1970-01-01T00:00:00Z");
}

static enum pm_status load(struct invocation *invocation, const struct project_place *place)
{
    struct progress progress = {.is_wanted = wants_progress(invocation)};
    char known_at[TIME_SIZE];
    clock_gettime(CLOCK_MONOTONIC, &progress.started);
    put_time(known_at);
    pm_session_set_progress(invocation->session, tell_progress, &progress);
    struct pm_load_request request = {.store = place->store,
                                      .folder = place->folder,
                                      .known_at = known_at,
                                      .sources = invocation->arguments,
                                      .source_count = invocation->argument_count};
    enum pm_status status = pm_load_data(invocation->session, &request);
    pm_session_set_progress(invocation->session, NULL, NULL);
    if (progress.has_written) fputs("\r\033[K", stderr);
    return status;
}

int command_load(struct invocation *invocation)
{
    struct project_place place;
    int code = compile_here(invocation, &place);
    if (code != EXIT_CLEAN) return code;
    enum pm_status status = load(invocation, &place);
    if (status != PM_OK) return exit_of(status);
    struct pm_counts told = pm_count_diagnostics(invocation->session, PM_ABOUT_RUN);
    struct pm_counts failed = pm_count_failed_checks(invocation->session);
    struct pm_counts counts = {told.errors + failed.errors, told.warnings + failed.warnings,
                               told.infos + failed.infos};
    bool is_text = invocation->rendering == PM_RENDER_TEXT;
    bool is_silent = is_text && invocation->values[OPTION_quiet] && !failed.errors;
    bool has_told = told.errors + told.warnings + told.infos > 0;
    if (is_text) write_complaints(invocation);
    if (is_text && !is_silent && has_told) fputs("\n", stderr);
    code = write_results(invocation, pm_write_load, is_silent);
    return code != EXIT_CLEAN ? code : exit_by_level(invocation, counts);
}
