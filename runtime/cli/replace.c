/* replace.c: another text in the place of a file. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "runtime/cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_bytes(int file, const char *bytes, size_t size)
{
    for (size_t at = 0; at < size;) {
        ssize_t written = write(file, bytes + at, size - at);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        at += (size_t)written;
    }
    return fsync(file) == 0;
}

/* Writes a new file beside the old one and gives it its name. */
static bool replace_at(const char *path, const char *bytes, size_t size)
{
    char unfinished[PATH_SIZE];
    struct stat status;
    int length = snprintf(unfinished, sizeof unfinished, "%s.XXXXXX", path);
    if (length < 0 || length >= PATH_SIZE) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (stat(path, &status) != 0 || access(path, W_OK) != 0) return false;
    int file = mkstemp(unfinished);
    if (file < 0) return false;
    bool is_written = write_bytes(file, bytes, size) && fchmod(file, status.st_mode & 07777) == 0;
    int reason = errno;
    if (close(file) != 0 && is_written) {
        is_written = false;
        reason = errno;
    }
    if (is_written && rename(unfinished, path) == 0) return true;
    if (is_written) reason = errno;
    unlink(unfinished);
    errno = reason;
    return false;
}

bool replace_file(const char *path, const char *bytes, size_t size)
{
    char *real = realpath(path, NULL);
    bool is_done = real && replace_at(real, bytes, size);
    int reason = errno;
    free(real);
    errno = reason;
    return is_done;
}
