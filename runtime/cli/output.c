/* output.c: standard output, or a file that is whole or not there. */
#include "runtime/cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
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
    return fwrite(bytes, 1, size, context) == size;
}

static int complain_writing(struct invocation *invocation, const struct writing *writing,
                            int reason)
{
    const char *why = reason == EPIPE ? "what was to read it has ended" : strerror(reason);
    if (writing->path)
        return complain(invocation, 922, NULL, "`%s` could not be written: %s", writing->path, why);
    return complain(invocation, 922, NULL, "standard output could not be written: %s", why);
}

bool start_writing(struct invocation *invocation, struct writing *writing)
{
    static const char suffix[] = ".unfinished";
    const char *path = invocation->values[OPTION_output];
    *writing = (struct writing){.stream = stdout};
    if (path && strcmp(path, "-") != 0) {
        size_t size = strlen(path) + sizeof suffix;
        writing->path = path;
        writing->unfinished = get_memory(invocation, size, 1);
        snprintf(writing->unfinished, size, "%s%s", path, suffix);
        writing->stream = fopen(writing->unfinished, "w");
    }
    if (!writing->stream) {
        complain_writing(invocation, writing, errno);
        return false;
    }
    writing->output = (struct pm_output){write_to_stream, writing->stream};
    return true;
}

int finish_writing(struct invocation *invocation, struct writing *writing)
{
    errno = 0;
    bool failed = fflush(writing->stream) != 0 || ferror(writing->stream);
    int reason = errno ? errno : EIO;
    if (writing->path) {
        if (fclose(writing->stream) != 0 && !failed) {
            failed = true;
            reason = errno;
        }
        if (!failed && rename(writing->unfinished, writing->path) != 0) {
            failed = true;
            reason = errno;
        }
        if (failed) unlink(writing->unfinished);
    }
    return failed ? complain_writing(invocation, writing, reason) : EXIT_CLEAN;
}

void drop_writing(struct writing *writing)
{
    if (!writing->path) return;
    fclose(writing->stream);
    unlink(writing->unfinished);
}
