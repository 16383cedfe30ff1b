/* fail_io.c: lets the n-th write to a file fail, or ends the process there. For LD_PRELOAD.
 *
 *   cc -shared -fPIC -O2 -o fail_io.so tests/tools/fail_io.c -ldl
 *   PM_FAIL_CALL=pwrite PM_FAIL_AT=3 PM_FAIL_ERROR=ENOSPC LD_PRELOAD=./fail_io.so pm load
 *
 *   PM_FAIL_CALL   write, pwrite, fsync, fdatasync, ftruncate, rename, or any; default any
 *   PM_FAIL_AT     the n-th such call fails, and with it all later ones: a full disk stays full
 *   PM_FAIL_ERROR  ENOSPC (default) or EIO
 *   PM_FAIL_ONCE   set: later calls go through again
 *   PM_KILL_AT     the process is killed in place of the n-th call
 *   PM_KILL_TORN   set: of a write half of the bytes is written before
 *   PM_COUNT_FILE  the number of calls is written there when the process ends
 *
 * Calls on descriptors 0 to 2 and on what is no regular file (pipes, terminals) are not counted.
 * Not part of the program: a library of the tests that keeps its counter in a global. */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS /* both names of each function are defined here, whatever the flags */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;

static long number_from(const char *name)
{
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

static int error_wanted(void)
{
    const char *name = getenv("PM_FAIL_ERROR");
    return name && strcmp(name, "EIO") == 0 ? EIO : ENOSPC;
}

static bool is_regular(int descriptor)
{
    struct stat status;
    int before = errno;
    bool regular = descriptor > 2 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    errno = before;
    return regular;
}

enum fate { GO_ON, FAIL, DIE };

/* What shall become of this call. */
static enum fate fate_of(const char *call)
{
    const char *wanted = getenv("PM_FAIL_CALL");
    if (wanted && strcmp(wanted, "any") != 0 && strcmp(wanted, call) != 0) return GO_ON;

    calls++;
    long kill_at = number_from("PM_KILL_AT");
    if (kill_at && calls == kill_at) return DIE;
    long fail_at = number_from("PM_FAIL_AT");
    if (!fail_at || calls < fail_at) return GO_ON;
    return calls == fail_at || !getenv("PM_FAIL_ONCE") ? FAIL : GO_ON;
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static int fail(void)
{
    errno = error_wanted();
    return -1;
}

/* The function of the C library that stands behind ours. POSIX lets a data pointer from dlsym be
 * used as a function; C itself has no conversion, so the bytes are copied. */
#define REAL(type, name)                      \
    static type real;                         \
    if (!real) {                              \
        void *found = dlsym(RTLD_NEXT, name); \
        memcpy(&real, &found, sizeof real);   \
    }

typedef ssize_t (*write_function)(int, const void *, size_t);
typedef ssize_t (*pwrite_function)(int, const void *, size_t, off_t);
typedef int (*descriptor_function)(int);
typedef int (*truncate_function)(int, off_t);
typedef int (*rename_function)(const char *, const char *);

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    REAL(write_function, "write")
    enum fate fate = is_regular(descriptor) ? fate_of("write") : GO_ON;
    if (fate == FAIL) return fail();
    if (fate == DIE) {
        if (getenv("PM_KILL_TORN")) (void)!real(descriptor, bytes, size / 2);
        die();
    }
    return real(descriptor, bytes, size);
}

static ssize_t write_at(pwrite_function real, int descriptor, const void *bytes, size_t size,
                        off_t offset)
{
    enum fate fate = is_regular(descriptor) ? fate_of("pwrite") : GO_ON;
    if (fate == FAIL) return fail();
    if (fate == DIE) {
        if (getenv("PM_KILL_TORN")) (void)!real(descriptor, bytes, size / 2, offset);
        die();
    }
    return real(descriptor, bytes, size, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset)
{
    REAL(pwrite_function, "pwrite")
    return write_at(real, descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    REAL(pwrite_function, "pwrite64")
    return write_at(real, descriptor, bytes, size, offset);
}

static int call_on(descriptor_function real, const char *name, int descriptor)
{
    enum fate fate = is_regular(descriptor) ? fate_of(name) : GO_ON;
    if (fate == FAIL) return fail();
    if (fate == DIE) die();
    return real(descriptor);
}

int fsync(int descriptor)
{
    REAL(descriptor_function, "fsync")
    return call_on(real, "fsync", descriptor);
}

int fdatasync(int descriptor)
{
    REAL(descriptor_function, "fdatasync")
    return call_on(real, "fdatasync", descriptor);
}

static int truncate_to(truncate_function real, int descriptor, off_t size)
{
    enum fate fate = is_regular(descriptor) ? fate_of("ftruncate") : GO_ON;
    if (fate == FAIL) return fail();
    if (fate == DIE) die();
    return real(descriptor, size);
}

int ftruncate(int descriptor, off_t size)
{
    REAL(truncate_function, "ftruncate")
    return truncate_to(real, descriptor, size);
}

int ftruncate64(int descriptor, off64_t size)
{
    REAL(truncate_function, "ftruncate64")
    return truncate_to(real, descriptor, size);
}

int rename(const char *from, const char *to)
{
    REAL(rename_function, "rename")
    enum fate fate = fate_of("rename");
    if (fate == FAIL) return fail();
    if (fate == DIE) die();
    return real(from, to);
}

__attribute__((destructor)) static void tell_calls(void)
{
    const char *path = getenv("PM_COUNT_FILE");
    if (!path) return;
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (descriptor < 0) return;
    REAL(write_function, "write")
    char text[32];
    int size = snprintf(text, sizeof text, "%ld\n", calls);
    (void)!real(descriptor, text, (size_t)size);
    close(descriptor);
}
