/* replace.c: another text in the place of a file. It is written beside the old one and takes its
 * name when it is complete, so that none is ever half written, whenever the power fails. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "runtime/cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool collect(void *context, const char *bytes, size_t size)
{
    struct collected *collected = context;
    if (size > collected->capacity - collected->size) {
        collected->capacity = 2 * (collected->capacity + size);
        char *larger = get_memory(collected->invocation, collected->capacity, 1);
        if (collected->size) memcpy(larger, collected->bytes, collected->size);
        collected->bytes = larger;
    }
    if (size) memcpy(collected->bytes + collected->size, bytes, size);
    collected->size += size;
    return true;
}

void lock_folder(const char *folder)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return;
    while (flock(file, LOCK_EX) != 0 && errno == EINTR)
        continue;
}

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

/* The new file is of the owner, group and mode that the old one is; who may not give it to them
 * keeps it. The mode comes last, since a new owner takes bits of it. */
static bool copy_status(int file, const struct stat *status)
{
    struct stat own;
    if (fstat(file, &own) != 0) return false;
    bool is_same = own.st_uid == status->st_uid && own.st_gid == status->st_gid;
    if (!is_same && fchown(file, status->st_uid, status->st_gid) != 0 && errno != EPERM)
        return false;
    return fchmod(file, status->st_mode & 07777) == 0;
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
    bool is_written = copy_status(file, &status) && write_bytes(file, bytes, size);
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
