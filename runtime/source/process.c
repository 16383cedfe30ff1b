#include "runtime/source/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Set for every program, in place of what is there. */
static const char *const settings[] = {
    "LC_ALL=C",
    "GIT_OPTIONAL_LOCKS=0",
    "GIT_NO_LAZY_FETCH=1",
    "GIT_ALLOW_PROTOCOL=none", /* a clone without all objects asks no server for them */
    "GIT_TERMINAL_PROMPT=0",
};

enum { SETTING_COUNT = sizeof settings / sizeof *settings };

static bool is_set_here(const char *variable)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        size_t size = strcspn(settings[i], "=") + 1;
        if (strncmp(variable, settings[i], size) == 0) return true;
    }
    return false;
}

static char **make_environment(struct pm_arena *arena)
{
    size_t count = 0;
    size_t used = 0;
    while (environ && environ[count])
        count++;
    char **out = PM_NEW_ITEMS(arena, char *, count + SETTING_COUNT + 1);
    for (size_t i = 0; i < count; i++)
        if (!is_set_here(environ[i])) out[used++] = environ[i];
    for (int i = 0; i < SETTING_COUNT; i++)
        out[used++] = pm_arena_copy_text(arena, settings[i], strlen(settings[i]));
    return out;
}

static char **make_words(struct pm_arena *arena, const char *const *words)
{
    size_t count = 0;
    while (words[count])
        count++;
    char **out = PM_NEW_ITEMS(arena, char *, count + 1);
    for (size_t i = 0; i < count; i++)
        out[i] = pm_arena_copy_text(arena, words[i], strlen(words[i]));
    return out;
}

/* Starts a program with these descriptors (-1: nothing); 0, or errno. */
static int start(struct pm_arena *arena, const char *const *words, const int descriptors[3],
                 pid_t *child)
{
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0) return ENOMEM;
    int failed = 0;
    for (int i = 0; i < 3 && !failed; i++)
        failed = descriptors[i] >= 0
                     ? posix_spawn_file_actions_adddup2(&actions, descriptors[i], i)
                     : posix_spawn_file_actions_addopen(&actions, i, "/dev/null", O_RDWR, 0);
    char **list = make_words(arena, words);
    if (!failed)
        failed = posix_spawnp(child, list[0], &actions, NULL, list, make_environment(arena));
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* ---- To its end ---- */

struct gathered {
    char *bytes;
    size_t size;
    size_t capacity;
};

/* Reads once; false at the end. */
static bool gather(struct pm_arena *arena, int descriptor, struct gathered *out)
{
    if (out->capacity - out->size < 4096) {
        size_t capacity = out->capacity ? out->capacity * 2 : 65536;
        out->bytes = pm_arena_grow(arena, out->bytes, out->size, capacity);
        out->capacity = capacity;
    }
    ssize_t size = read(descriptor, out->bytes + out->size, out->capacity - out->size - 1);
    if (size < 0) return errno == EINTR;
    out->size += (size_t)size;
    return size > 0;
}

/* Reads both streams until both have ended; false when it is too much. */
static bool gather_all(struct pm_arena *arena, int out, int errors, struct gathered gathered[2])
{
    struct pollfd streams[2] = {{out, POLLIN, 0}, {errors, POLLIN, 0}};
    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        if (poll(streams, 2, -1) < 0 && errno != EINTR) return true;
        for (int i = 0; i < 2; i++) {
            bool is_ready = streams[i].fd >= 0 && streams[i].revents;
            if (is_ready && !gather(arena, streams[i].fd, &gathered[i])) streams[i].fd = -1;
            if (gathered[i].size > PM_LARGEST_OUTPUT) return false;
        }
    }
    return true;
}

struct ends { /* of the pipes that a program writes into; -1: closed */
    int out[2];
    int errors[2];
    pid_t child; /* 0: none runs */
};

static void close_end(int *end)
{
    if (*end >= 0) close(*end);
    *end = -1;
}

static void close_all(struct ends *ends)
{
    for (int i = 0; i < 2; i++) {
        close_end(&ends->out[i]);
        close_end(&ends->errors[i]);
    }
}

/* After a lack of memory the program is still there. */
static void end_run(void *object)
{
    struct ends *ends = object;
    close_all(ends);
    if (ends->child > 0) wait_for(ends->child);
    ends->child = 0;
}

static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0) return false;
    return fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

static const char *first_line(struct pm_arena *arena, const struct gathered *gathered)
{
    struct pm_text text = {gathered->bytes, gathered->size};
    size_t size = 0;
    while (text.size && *text.bytes == '\n')
        text.bytes++, text.size--;
    while (size < text.size && text.bytes[size] != '\n')
        size++;
    return pm_arena_copy_text(arena, size ? text.bytes : "", size);
}

enum pm_process_result pm_process_run(struct pm_arena *arena, const char *const *words, int input,
                                      struct pm_process_output *out)
{
    struct ends *ends = PM_NEW(arena, struct ends);
    struct gathered gathered[2] = {{0}, {0}};
    *ends = (struct ends){{-1, -1}, {-1, -1}, 0};
    *out = (struct pm_process_output){{"", 0}, ""};
    pm_arena_on_free(arena, end_run, ends);
    bool is_open = open_pipe(ends->out) && open_pipe(ends->errors);
    const int descriptors[3] = {input, ends->out[1], ends->errors[1]};
    int failed = is_open ? start(arena, words, descriptors, &ends->child) : errno;
    close_end(&ends->out[1]);
    close_end(&ends->errors[1]);
    if (failed) {
        ends->child = 0;
        out->errors = pm_arena_format(arena, "%s", strerror(failed));
        close_all(ends);
        return failed == ENOENT ? PM_PROCESS_MISSING : PM_PROCESS_FAILED;
    }
    bool fits = gather_all(arena, ends->out[0], ends->errors[0], gathered);
    close_all(ends);
    if (!fits) kill(ends->child, SIGKILL);
    int code = wait_for(ends->child);
    ends->child = 0;
    out->out = (struct pm_text){gathered[0].bytes ? gathered[0].bytes : "", gathered[0].size};
    out->errors = first_line(arena, &gathered[1]);
    if (!fits) return PM_PROCESS_TOO_LARGE;
    if (code == 127 && !*out->errors) return PM_PROCESS_MISSING;
    return code == 0 ? PM_PROCESS_OK : PM_PROCESS_FAILED;
}

/* ---- Talking ---- */

struct pm_talk {
    int socket;
    pid_t child;
    char buffer[65536]; /* read, and not yet taken */
    size_t begin;
    size_t end;
};

static void end_talk(void *object)
{
    struct pm_talk *talk = object;
    if (talk->socket >= 0) close(talk->socket);
    if (talk->child > 0) wait_for(talk->child);
}

void pm_talk_give_up(struct pm_talk *talk)
{
    if (talk->child > 0) kill(talk->child, SIGKILL);
    end_talk(talk);
    talk->socket = -1;
    talk->child = 0;
}

struct pm_talk *pm_talk_start(struct pm_arena *arena, const char *const *words)
{
    struct pm_talk *talk = PM_NEW(arena, struct pm_talk);
    int ends[2];
    talk->socket = -1;
    pm_arena_on_free(arena, end_talk, talk);
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return NULL;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    talk->socket = ends[0];
    const int descriptors[3] = {ends[1], ends[1], -1};
    int failed = start(arena, words, descriptors, &talk->child);
    close(ends[1]);
    if (failed) talk->child = 0;
    return failed ? NULL : talk;
}

bool pm_talk_send(struct pm_talk *talk, const char *bytes, size_t size)
{
    while (size) {
        ssize_t sent = send(talk->socket, bytes, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes += sent;
        size -= (size_t)sent;
    }
    return true;
}

static bool fill(struct pm_talk *talk)
{
    ssize_t size;
    do
        size = read(talk->socket, talk->buffer, sizeof talk->buffer);
    while (size < 0 && errno == EINTR);
    talk->begin = 0;
    talk->end = size > 0 ? (size_t)size : 0;
    return size > 0;
}

bool pm_talk_read_line(struct pm_talk *talk, char *line, size_t most)
{
    size_t size = 0;
    for (;;) {
        if (talk->begin == talk->end && !fill(talk)) return false;
        char letter = talk->buffer[talk->begin++];
        if (letter == '\n') break;
        if (size + 1 >= most) return false;
        line[size++] = letter;
    }
    line[size] = '\0';
    return true;
}

bool pm_talk_read(struct pm_talk *talk, char *bytes, size_t size)
{
    while (size) {
        if (talk->begin == talk->end && !fill(talk)) return false;
        size_t step = talk->end - talk->begin < size ? talk->end - talk->begin : size;
        memcpy(bytes, talk->buffer + talk->begin, step);
        talk->begin += step;
        bytes += step;
        size -= step;
    }
    return true;
}
