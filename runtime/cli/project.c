/* project.c: where the project is. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "runtime/cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HIGHEST = 200 }; /* folders above the one to start from */

static bool put_path(char out[PATH_SIZE], const char *folder, const char *name)
{
    const char *slash = *name ? "/" : "";
    if (strcmp(folder, ".") == 0 && *name) folder = slash = "";
    int size = snprintf(out, PATH_SIZE, "%s%s%s", folder, slash, name);
    return size >= 0 && size < PATH_SIZE;
}

static bool is_file(const char *folder, const char *name)
{
    char path[PATH_SIZE];
    struct stat status;
    return put_path(path, folder, name) && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static bool is_same_folder(const char *a, const char *b)
{
    struct stat first;
    struct stat second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_ino == second.st_ino &&
           first.st_dev == second.st_dev;
}

/* Goes from `folder` upward to the first one with a project.pm. */
static bool climb(char folder[PATH_SIZE])
{
    for (int steps = 0; steps < HIGHEST; steps++) {
        if (is_file(folder, "project.pm")) return true;
        char above[PATH_SIZE];
        bool is_dots = strcmp(folder, ".") == 0;
        int size =
            snprintf(above, sizeof above, "%s%s", is_dots ? "" : folder, is_dots ? ".." : "/..");
        if (size < 0 || size >= PATH_SIZE || is_same_folder(folder, above)) return false;
        memcpy(folder, above, sizeof above);
    }
    return false;
}

/* The path of a file from the project's folder; false when it is not below it. */
static bool put_file_below(struct project_place *place, const char *path)
{
    char *folder = realpath(place->folder, NULL);
    char *file = realpath(path, NULL);
    size_t size = folder ? strlen(folder) : 0;
    bool is_below = folder && file && strncmp(file, folder, size) == 0 &&
                    (file[size] == '/' || strcmp(folder, "/") == 0);
    if (is_below) {
        const char *rest = file + size;
        while (*rest == '/')
            rest++;
        is_below = put_path(place->file, ".", rest);
    }
    free(folder);
    free(file);
    return is_below;
}

/* The folder that a path lies in. */
static bool put_folder_of(char out[PATH_SIZE], const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) return put_path(out, ".", "");
    size_t size = slash == path ? 1 : (size_t)(slash - path);
    if (size >= PATH_SIZE) return false;
    memcpy(out, path, size);
    out[size] = '\0';
    return true;
}

static bool put_start(struct invocation *invocation, const char *start, struct project_place *place,
                      bool *is_plan)
{
    struct stat status;
    *is_plan = false;
    if (!start) return put_path(place->folder, ".", "");
    if (stat(start, &status) != 0) {
        complain(invocation, 921, NULL, "`%s` cannot be read: %s", start, strerror(errno));
        return false;
    }
    *is_plan = !S_ISDIR(status.st_mode);
    size_t size = strlen(start);
    if (S_ISREG(status.st_mode) && (size < 3 || strcmp(start + size - 3, ".pm") != 0)) {
        complain(invocation, 921,
                 "`pm check -` reads a plan from standard input, whatever its name",
                 "`%s` is no plan file: its name does not end in `.pm`", start);
        return false;
    }
    bool fits = *is_plan ? put_folder_of(place->folder, start) : put_path(place->folder, start, "");
    if (!fits) complain(invocation, 921, NULL, "the path is too long");
    return fits;
}

static bool exists(const char *folder, size_t size, const char *name)
{
    char path[PATH_SIZE];
    struct stat status;
    int length = snprintf(path, sizeof path, "%.*s/%s", (int)size, folder, name);
    return length >= 0 && length < PATH_SIZE && stat(path, &status) == 0;
}

/* The path from the top of the git repository to a folder; "" where it is the top, or where there is
 * no repository. */
static const char *path_in_repository(struct invocation *invocation, const char *folder)
{
    char *real = realpath(folder, NULL);
    size_t size = real ? strlen(real) : 0;
    char *path = get_memory(invocation, size + 1, 1);
    for (size_t top = size; top > 0; top--) {
        if (top < size && real[top] != '/') continue;
        if (!exists(real, top, ".git")) continue;
        if (top < size) memcpy(path, real + top + 1, size - top - 1);
        break;
    }
    free(real);
    return path;
}

static void put_store(struct project_place *place)
{
    const char *store = getenv("PM_STORE");
    if (store && *store)
        put_path(place->store, store, "");
    else
        put_path(place->store, place->folder, ".pm-store/store.db");
}

bool find_project(struct invocation *invocation, const char *start, struct project_place *place)
{
    bool is_plan = false;
    memset(place, 0, sizeof *place);
    if (!put_start(invocation, start, place, &is_plan)) return false;
    char from[PATH_SIZE];
    memcpy(from, place->folder, sizeof from);
    place->is_found = climb(place->folder);
    if (place->is_found && is_plan) place->is_found = put_file_below(place, start);
    if (!place->is_found) memcpy(place->folder, from, sizeof from);
    if (!place->is_found && is_plan) {
        const char *slash = strrchr(start, '/');
        put_path(place->file, ".", slash ? slash + 1 : start);
    }
    put_store(place);
    invocation->folder = path_in_repository(invocation, place->folder);
    return true;
}

int compile_here(struct invocation *invocation, struct project_place *place)
{
    if (!find_project(invocation, NULL, place)) return EXIT_COULD_NOT;
    if (!place->is_found)
        return complain(invocation, 920,
                        "go to a project's folder, name one with `-C`, or make one "
                        "with `pm init`",
                        "there is no `project.pm` here or in a folder above");
    struct pm_compile_options options = {.folder = place->folder};
    int code = read_as_of(invocation, 0, &options.as_of_day);
    if (code != EXIT_CLEAN) return code;
    enum pm_status status = pm_compile(invocation->session, &options);
    if (status == PM_PLAN_BROKEN) write_plan_errors(invocation);
    return exit_of(status);
}
