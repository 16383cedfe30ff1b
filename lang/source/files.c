#define _XOPEN_SOURCE 700 /* realpath */

#include "lang/source/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file or link that was met, or a folder that was entered. */
struct entry {
    const char *path; /* below the root */
    dev_t device;
    ino_t number;
};

/* The search for plan files. Real files and folders come first, links afterwards: a file that both
 * lead to keeps its own path. */
struct search {
    struct pm_arena *arena;
    const char *root;
    const char *real_root; /* NULL until a link asks for it */
    PM_ARRAY(struct entry) files;
    PM_ARRAY(struct entry) folders;
    PM_ARRAY(const char *) links;
    enum pm_read_result result;
};

enum { DEEPEST_FOLDER = 200 };

static void search_folder(struct search *search, const char *below, int depth);

static const char *join(struct pm_arena *arena, const char *folder, const char *name)
{
    if (!*folder) return pm_arena_copy_text(arena, name, strlen(name));
    return pm_arena_format(arena, "%s/%s", folder, name);
}

static bool is_plan(const char *name)
{
    size_t size = strlen(name);
    return size > 3 && strcmp(name + size - 3, ".pm") == 0;
}

static bool have_met(const struct entry *entries, size_t count, const struct stat *status)
{
    for (size_t i = 0; i < count; i++)
        if (entries[i].device == status->st_dev && entries[i].number == status->st_ino) return true;
    return false;
}

static bool has_project(struct search *search, const char *folder)
{
    struct stat status;
    const char *path = join(search->arena, folder, "project.pm");
    return stat(join(search->arena, search->root, path), &status) == 0;
}

/* Takes what `path` (below the root) is, links followed. */
static void take(struct search *search, const char *path, const struct stat *status, int depth)
{
    struct entry entry = {path, status->st_dev, status->st_ino};
    const char *slash = strrchr(path, '/');
    if (S_ISREG(status->st_mode) && is_plan(slash ? slash + 1 : path)) {
        if (have_met(search->files.items, search->files.count, status)) return;
        PM_PUSH(search->arena, &search->files, entry);
        return;
    }
    if (!S_ISDIR(status->st_mode)) return;
    if (has_project(search, path)) return;
    if (have_met(search->folders.items, search->folders.count, status)) return;
    PM_PUSH(search->arena, &search->folders, entry);
    search_folder(search, path, depth + 1);
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Closes a folder whose reading was left for lack of memory. */
static void close_folder(void *object)
{
    DIR **folder = object;
    if (*folder) closedir(*folder);
}

/* The names in a folder, without hidden ones, sorted, so that the order of the disk never shows. */
static bool read_names(struct pm_arena *arena, const char *path, const char ***names, size_t *count)
{
    DIR **folder = PM_NEW(arena, DIR *);
    pm_arena_on_free(arena, close_folder, folder);
    *folder = opendir(path);
    if (!*folder) return false;
    PM_ARRAY(const char *) found = {0};
    for (const struct dirent *each = readdir(*folder); each; each = readdir(*folder)) {
        if (each->d_name[0] == '.') continue;
        const char *name = pm_arena_copy_text(arena, each->d_name, strlen(each->d_name));
        PM_PUSH(arena, &found, name);
    }
    closedir(*folder);
    *folder = NULL;
    if (found.count) qsort(found.items, found.count, sizeof *found.items, compare_names);
    *names = found.items;
    *count = found.count;
    return true;
}

static void search_folder(struct search *search, const char *below, int depth)
{
    const char **names = NULL;
    size_t count = 0;
    if (depth > DEEPEST_FOLDER) return;
    if (!read_names(search->arena, join(search->arena, search->root, below), &names, &count)) {
        search->result = PM_READ_FAILED;
        return;
    }
    for (size_t i = 0; i < count && search->result == PM_READ_OK; i++) {
        const char *path = join(search->arena, below, names[i]);
        struct stat status;
        if (lstat(join(search->arena, search->root, path), &status) != 0) continue; /* gone again */
        if (S_ISLNK(status.st_mode)) {
            PM_PUSH(search->arena, &search->links, path);
        } else {
            take(search, path, &status, depth);
        }
    }
}

/* The path with all links resolved, in the arena; NULL when it leads nowhere. */
static const char *resolve(struct pm_arena *arena, const char *path)
{
    return realpath(path, pm_arena_alloc(arena, PATH_MAX));
}

static bool leads_out(struct search *search, const char *path)
{
    if (!search->real_root) search->real_root = resolve(search->arena, search->root);
    const char *real = resolve(search->arena, join(search->arena, search->root, path));
    if (!real || !search->real_root) return true;
    size_t size = strlen(search->real_root);
    if (strncmp(real, search->real_root, size) != 0) return true;
    return real[size] != '/' && size > 1;
}

static void follow_links(struct search *search)
{
    for (size_t i = 0; i < search->links.count && search->result == PM_READ_OK; i++) {
        const char *path = search->links.items[i];
        struct stat status;
        if (stat(join(search->arena, search->root, path), &status) != 0) continue;
        if (!leads_out(search, path)) take(search, path, &status, 0);
    }
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    return strcmp(a->path, b->path);
}

static enum pm_read_result list(void *context, struct pm_arena *arena, const char ***paths,
                                size_t *count)
{
    struct search search = {.arena = arena, .root = context};
    struct stat status;
    if (stat(search.root, &status) != 0) return errno == ENOENT ? PM_READ_MISSING : PM_READ_FAILED;
    struct entry root = {"", status.st_dev, status.st_ino};
    PM_PUSH(arena, &search.folders, root);
    search_folder(&search, "", 0);
    follow_links(&search);
    if (search.result != PM_READ_OK) return search.result;
    if (search.files.count)
        qsort(search.files.items, search.files.count, sizeof *search.files.items, compare_entries);
    *paths = PM_NEW_ITEMS(arena, const char *, search.files.count);
    for (size_t i = 0; i < search.files.count; i++)
        (*paths)[i] = search.files.items[i].path;
    *count = search.files.count;
    return PM_READ_OK;
}

/* Reads up to `size` bytes; the number read, or -1. */
static ssize_t read_bytes(const char *path, char *bytes, size_t size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return -1;
    size_t count = 0;
    while (count < size) {
        ssize_t step = read(file, bytes + count, size - count);
        if (step < 0 && errno == EINTR) continue;
        if (step < 0) {
            int reason = errno;
            close(file);
            errno = reason;
            return -1;
        }
        if (step == 0) break;
        count += (size_t)step;
    }
    close(file);
    return (ssize_t)count;
}

static enum pm_read_result read_text(void *context, struct pm_arena *arena, const char *path,
                                     struct pm_text *out)
{
    const char *root = context;
    const char *full = *path == '/' ? path : join(arena, root, path);
    struct stat status;
    if (stat(full, &status) != 0)
        return errno == ENOENT || errno == ENOTDIR ? PM_READ_MISSING : PM_READ_FAILED;
    if (S_ISDIR(status.st_mode)) return PM_READ_DIRECTORY;
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return PM_READ_FAILED;
    }
    if (status.st_size > PM_LARGEST_FILE) return PM_READ_TOO_LARGE;
    size_t size = (size_t)status.st_size;
    char *bytes = pm_arena_alloc(arena, size + 1);
    ssize_t count = read_bytes(full, bytes, size);
    if (count < 0) return PM_READ_FAILED;
    *out = (struct pm_text){bytes, (size_t)count};
    return PM_READ_OK;
}

struct pm_files pm_files_on_disk(struct pm_arena *arena, const char *root)
{
    const char *copy = pm_arena_copy_text(arena, root, strlen(root));
    return (struct pm_files){(void *)(uintptr_t)copy, list, read_text};
}
