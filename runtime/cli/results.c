/* results.c: results in every form that is asked for, and what is left out of them. */
#include "runtime/cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BASELINE = 256 * 1024 * 1024, MOST_SUMMARY = 1024 * 1024 };

/* ---- Formats ---- */

/* Writes one form; the file stays unfinished. */
static int write_one(struct invocation *invocation, write_function *write_result, bool is_silent,
                     const struct wanted *wanted, struct writing *writing)
{
    struct pm_write_options options = write_options(invocation);
    const char *path = wanted->path ? wanted->path : invocation->values[OPTION_output];
    options.rendering = wanted->rendering;
    if (wanted->path) options.wants_color = false;
    if (!start_writing_to(invocation, path, writing)) return EXIT_COULD_NOT;
    if (is_silent && !wanted->path && wanted->rendering == PM_RENDER_TEXT) return EXIT_CLEAN;
    enum pm_status status = write_result(invocation->session, &options, &writing->output);
    if (status != PM_OK) drop_writing(writing);
    return exit_of(status);
}

static int finish_all(struct invocation *invocation, struct writing *writings, size_t count)
{
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < count; i++) {
        if (code != EXIT_CLEAN)
            drop_writing(&writings[i]);
        else
            code = finish_writing(invocation, &writings[i]);
    }
    return code;
}

/* ---- The job's summary ---- */

struct memory_output {
    struct invocation *invocation;
    char *bytes;
    size_t size;
    size_t capacity;
};

static bool add_to_memory(void *context, const char *added, size_t size)
{
    struct memory_output *memory = context;
    if (size > memory->capacity - memory->size) {
        memory->capacity = 2 * (memory->capacity + size);
        char *larger = get_memory(memory->invocation, memory->capacity, 1);
        if (memory->size) memcpy(larger, memory->bytes, memory->size);
        memory->bytes = larger;
    }
    if (size) memcpy(memory->bytes + memory->size, added, size);
    memory->size += size;
    return true;
}

/* Appends in one piece, so that jobs which write at once do not mix. */
static int append(struct invocation *invocation, const char *path,
                  const struct memory_output *memory)
{
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    bool is_written =
        file >= 0 && write(file, memory->bytes, memory->size) == (ssize_t)memory->size;
    int reason = errno;
    if (file >= 0 && close(file) != 0 && is_written) {
        is_written = false;
        reason = errno;
    }
    if (is_written) return EXIT_CLEAN;
    return complain(invocation, 922, NULL, "`%s` could not be written: %s", path, strerror(reason));
}

/* The file is named before anything is written. */
static int check_job_summary(struct invocation *invocation)
{
    const char *path = getenv("GITHUB_STEP_SUMMARY");
    if (!invocation->values[OPTION_job_summary] || (path && *path)) return EXIT_CLEAN;
    return complain(invocation, 1382, "elsewhere, write `--format md=FILE`",
                    "`--job-summary` needs GITHUB_STEP_SUMMARY, which is not set here");
}

static int write_job_summary(struct invocation *invocation, write_function *write_result)
{
    const char *path = getenv("GITHUB_STEP_SUMMARY");
    struct memory_output memory = {.invocation = invocation};
    struct pm_output output = {add_to_memory, &memory};
    struct pm_write_options options = write_options(invocation);
    if (!invocation->values[OPTION_job_summary]) return EXIT_CLEAN;
    options.rendering = PM_RENDER_MD;
    options.wants_color = false;
    int code = exit_of(write_result(invocation->session, &options, &output));
    if (code != EXIT_CLEAN) return code;
    if (memory.size > MOST_SUMMARY)
        return complain(invocation, 1382,
                        invocation->values[OPTION_all] || invocation->values[OPTION_diff_all]
                            ? "leave out `--all`"
                            : "write `--format md=FILE` instead",
                        "the summary has %zu bytes, and a job takes %d at most", memory.size,
                        (int)MOST_SUMMARY);
    return append(invocation, path, &memory);
}

int write_results(struct invocation *invocation, write_function *write_result, bool is_silent)
{
    size_t count = invocation->wanted_count;
    struct writing *writings = get_memory(invocation, count, sizeof *writings);
    int code = check_job_summary(invocation);
    if (code != EXIT_CLEAN) return code;
    for (size_t i = 0; i < count; i++) {
        code = write_one(invocation, write_result, is_silent, &invocation->wanted[i], &writings[i]);
        if (code == EXIT_CLEAN) continue;
        for (size_t before = 0; before < i; before++)
            drop_writing(&writings[before]);
        return code;
    }
    code = finish_all(invocation, writings, count);
    return code != EXIT_CLEAN ? code : write_job_summary(invocation, write_result);
}

/* ---- What was reported before ---- */

int apply_baseline(struct invocation *invocation, enum pm_about about)
{
    const char *path = invocation->values[OPTION_baseline];
    if (!path) return EXIT_CLEAN;
    size_t size = 0;
    FILE *file = fopen(path, "rb");
    const char *text = file ? read_stream(invocation, file, MOST_BASELINE, &size) : NULL;
    int reason = errno;
    if (file) fclose(file);
    if (!text)
        return complain(invocation, 921,
                        "make one with `--format json=FILE` where all that is reported is known",
                        "the baseline `%s` cannot be read: %s", path, strerror(reason));
    return exit_of(pm_leave_out_known(invocation->session, about, path, text, size));
}
