/* command_git.c: pm git-diff-driver, which git calls to show what a change of a plan file means.
 *
 * As an external diff it gets PATH OLD-FILE OLD-OBJECT OLD-MODE NEW-FILE NEW-OBJECT NEW-MODE, and the
 * new path and a line about it where the file was renamed; of a file with conflicts the path alone. As
 * a text conversion it gets one file. It always ends with 0 when it has written something: git stops
 * at anything else. */
#include "runtime/cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PLAIN_WORDS = 7, RENAMED_WORDS = 9 };

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The folder of a file that may be gone: the nearest one above that is there. */
static void put_folder(char out[PATH_SIZE], const char *path)
{
    snprintf(out, PATH_SIZE, "%s", path);
    for (;;) {
        char *slash = strrchr(out, '/');
        if (!slash) break;
        *slash = '\0';
        if (is_folder(out)) return;
    }
    snprintf(out, PATH_SIZE, ".");
}

/* The project's folder from the top of the repository, where git starts this. */
static bool put_change(struct invocation *invocation, struct pm_git_change *change)
{
    const char *const *words = invocation->arguments;
    bool is_renamed = invocation->argument_count == RENAMED_WORDS;
    char folder[PATH_SIZE];
    struct project_place place;
    *change = (struct pm_git_change){.top = ".", .project = ""};
    change->paths[0] = words[0];
    change->paths[1] = is_renamed ? words[7] : words[0];
    change->files[0] = words[1];
    change->objects[0] = words[2];
    change->files[1] = words[4];
    change->objects[1] = words[5];
    put_folder(folder, change->paths[1]);
    if (!find_project(invocation, folder, &place)) return false;
    if (place.is_found) change->project = invocation->folder;
    return true;
}

static int write_lines(struct invocation *invocation, const struct pm_git_change *change)
{
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    static const char note[] = "plan diff: one side does not compile, so lines are compared\n";
    writing.output.write(writing.output.context, note, sizeof note - 1);
    enum pm_status status = pm_write_git_difference(invocation->session, change, &writing.output);
    if (status == PM_OK) return finish_writing(invocation, &writing);
    drop_writing(&writing);
    return exit_of(status);
}

static int compare(struct invocation *invocation)
{
    struct pm_git_change change;
    if (!put_change(invocation, &change)) return EXIT_COULD_NOT;
    enum pm_status status = pm_compare_in_git(invocation->session, &change);
    if (status == PM_OK) return write_results(invocation, pm_write_changes, false);
    if (status != PM_PLAN_BROKEN) return exit_of(status);
    return write_lines(invocation, &change);
}

static int write_flat(struct invocation *invocation)
{
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    enum pm_status status =
        pm_write_flat(invocation->session, invocation->arguments[0], &writing.output);
    if (status == PM_OK) return finish_writing(invocation, &writing);
    drop_writing(&writing);
    return exit_of(status);
}

int command_git_diff_driver(struct invocation *invocation)
{
    size_t count = invocation->argument_count;
    const char *is_external = getenv("GIT_DIFF_PATH_TOTAL");
    if (count == PLAIN_WORDS || count == RENAMED_WORDS) return compare(invocation);
    if (count == 1 && !is_external) return write_flat(invocation);
    if (count == 1) {
        printf("* Unmerged path %s\n", invocation->arguments[0]);
        return EXIT_CLEAN;
    }
    return complain(invocation, 1342,
                    "let git call it: `git config diff.pm.command \"pm git-diff-driver\"`, and "
                    "`*.pm diff=pm` in .gitattributes",
                    "`pm git-diff-driver` got %zu arguments, and git gives 1, 7 or 9", count);
}
