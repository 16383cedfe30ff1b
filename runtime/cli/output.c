/* output.c: standard output, or a file that is whole or not there. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "runtime/cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

bool wants_color(const struct invocation *invocation, int descriptor)
{
    const char *when = invocation->values[OPTION_color];
    if (!when) when = getenv("PM_COLOR");
    if (when && strcmp(when, "always") == 0) return true;
    if (when && strcmp(when, "never") == 0) return false;
    if (is_set("NO_COLOR")) return false;
    const char *force = getenv("CLICOLOR_FORCE");
    if (force && *force && strcmp(force, "0") != 0) return true;
    const char *terminal = getenv("TERM");
    if (terminal && strcmp(terminal, "dumb") == 0) return false;
    return isatty(descriptor) != 0;
}

static bool write_to_stream(void *context, const char *bytes, size_t size)
{
    struct writing *writing = context;
    if (fwrite(bytes, 1, size, writing->stream) == size) return true;
    writing->reason = errno;
    return false;
}

static int complain_writing(struct invocation *invocation, const struct writing *writing,
                            int reason)
{
    const char *why = reason == EPIPE ? "what was to read it has ended" : strerror(reason);
    if (writing->path)
        return complain(invocation, 922, NULL, "`%s` could not be written: %s", writing->path, why);
    return complain(invocation, 922, NULL, "standard output could not be written: %s", why);
}

/* Opens the file beside the one that is asked for; devices and pipes are written as they are, and a
 * link stays a link. */
static FILE *open_file(struct invocation *invocation, struct writing *writing)
{
    static const char suffix[] = ".unfinished";
    struct stat status;
    bool exists = stat(writing->path, &status) == 0;
    if (exists && !S_ISREG(status.st_mode)) return fopen(writing->path, "w");
    char *real = exists ? realpath(writing->path, NULL) : NULL;
    const char *path = real ? real : writing->path;
    size_t size = strlen(path) + 1;
    writing->finished = get_memory(invocation, size, 1);
    memcpy(writing->finished, path, size);
    free(real);
    size += sizeof suffix;
    writing->unfinished = get_memory(invocation, size, 1);
    snprintf(writing->unfinished, size, "%s%s", writing->finished, suffix);
    return fopen(writing->unfinished, "w");
}

bool start_writing_to(struct invocation *invocation, const char *path, struct writing *writing)
{
    *writing = (struct writing){.stream = stdout};
    if (path && strcmp(path, "-") != 0) {
        writing->path = path;
        writing->stream = open_file(invocation, writing);
    }
    if (!writing->stream) {
        complain_writing(invocation, writing, errno);
        return false;
    }
    writing->output = (struct pm_output){write_to_stream, writing};
    return true;
}

bool start_writing(struct invocation *invocation, struct writing *writing)
{
    return start_writing_to(invocation, invocation->values[OPTION_output], writing);
}

int finish_writing(struct invocation *invocation, struct writing *writing)
{
    errno = 0;
    bool failed = fflush(writing->stream) != 0 || ferror(writing->stream);
    int reason = errno ? errno : EIO;
    if (writing->reason) reason = writing->reason;
    if (writing->path && fclose(writing->stream) != 0 && !failed) {
        failed = true;
        reason = errno;
    }
    if (!failed && writing->unfinished && rename(writing->unfinished, writing->finished) != 0) {
        failed = true;
        reason = errno;
    }
    if (failed && writing->unfinished) unlink(writing->unfinished);
    return failed ? complain_writing(invocation, writing, reason) : EXIT_CLEAN;
}

void drop_writing(struct writing *writing)
{
    if (writing->path) fclose(writing->stream);
    if (writing->unfinished) unlink(writing->unfinished);
}
