#define _XOPEN_SOURCE 700 /* realpath */

#include "runtime/source/revision.h"

#include "runtime/source/archive.h"
#include "runtime/source/git.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_plan_file(const char *path)
{
    size_t size = strlen(path);
    return size > 3 && strcmp(path + size - 3, ".pm") == 0;
}

/* ---- On disk ---- */

static bool exists(struct pm_arena *arena, const char *folder, const char *name)
{
    struct stat status;
    return stat(pm_arena_format(arena, "%s/%s", folder, name), &status) == 0;
}

/* Sets the project that holds a path, and where in it the path is; nothing where none does. */
static void find_project(struct pm_arena *arena, const char *path, bool is_folder,
                         struct pm_revision *out)
{
    char *real = realpath(path, pm_arena_alloc(arena, PATH_MAX));
    if (!real) return;
    char *root = pm_arena_copy_text(arena, real, strlen(real));
    if (is_folder && exists(arena, root, "project.pm")) {
        out->root = root;
        return;
    }
    for (char *slash = strrchr(root, '/'); slash && slash != root; slash = strrchr(root, '/')) {
        *slash = '\0';
        if (!exists(arena, root, "project.pm")) continue;
        out->root = root;
        out->files = pm_files_on_disk(arena, root);
        out->only = NULL;
        out->within = pm_arena_format(arena, "%s%s", real + strlen(root) + 1, is_folder ? "/" : "");
        return;
    }
}

static void open_file(struct pm_arena *arena, const char *path, struct pm_revision *out)
{
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? pm_arena_copy_text(arena, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
    out->own = out->files = pm_files_on_disk(arena, folder);
    out->own_only = out->only = slash ? slash + 1 : path;
    find_project(arena, path, false, out);
}

static bool open_path(struct pm_arena *arena, const char *path, const struct stat *status,
                      struct pm_diagnostics *list, struct pm_revision *out)
{
    if (S_ISDIR(status->st_mode)) {
        out->own = out->files = pm_files_on_disk(arena, path);
        find_project(arena, path, true, out);
        return true;
    }
    if (pm_is_archive(path)) return pm_archive_open(arena, path, list, &out->files);
    if (is_plan_file(path)) {
        open_file(arena, path, out);
        return true;
    }
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        list, PM_INPUT_UNREADABLE, "`%s` is neither a folder, a plan file nor a tar archive", path);
    pm_help(list, found,
            "plan files end in `.pm`, archives in `.tar`, `.tar.gz`, `.tgz` or `.tar.xz`");
    return false;
}

bool pm_revision_is_part(const struct pm_revision *revision)
{
    return revision->only || *revision->within;
}

void pm_revision_set_apart(struct pm_revision *old, struct pm_revision *new)
{
    bool is_same = old->root && new->root &&strcmp(old->root, new->root) == 0;
    if (!is_same || (!*old->within && !*new->within)) return;
    struct pm_revision *sides[2] = {old, new};
    for (int i = 0; i < 2; i++) {
        sides[i]->files = sides[i]->own;
        sides[i]->only = sides[i]->own_only;
        sides[i]->within = "";
    }
}

/* ---- In git ---- */

static bool open_git(struct pm_arena *arena, const struct pm_revision_request *request,
                     const char *name, struct pm_diagnostics *list, struct pm_revision *out)
{
    const char *colon = strchr(name, ':');
    struct pm_git_place place = {.folder = request->folder, .revision = name};
    struct pm_git_revision revision;
    place.written = request->written;
    place.like = request->like;
    if (colon) {
        place.revision = pm_arena_copy_text(arena, name, (size_t)(colon - name));
        place.path = colon + 1;
    }
    if (!pm_git_open(arena, &place, list, &revision)) return false;
    out->files = revision.files;
    out->only = revision.only;
    if (!colon) return true;
    out->within = revision.within;
    out->folder =
        pm_arena_format(arena, "%s%s%s", revision.top, *revision.path ? "/" : "", revision.path);
    return true;
}

/* ---- Whatever it is ---- */

static bool open_text(struct pm_arena *arena, const struct pm_revision_request *request,
                      struct pm_revision *out)
{
    static const char name[] = "<standard input>";
    const char **paths = PM_NEW_ITEMS(arena, const char *, 1);
    struct pm_text *text = PM_NEW(arena, struct pm_text);
    paths[0] = name;
    *text = request->text;
    out->name = name;
    out->files = pm_files_in_memory(arena, paths, text, 1);
    out->only = name;
    return true;
}

/* A short name may be both; whoever looks at the wrong one sees no changes, or others. */
static bool is_ambiguous(struct pm_arena *arena, const struct pm_revision_request *request)
{
    return !strpbrk(request->written, "/.") &&
           pm_git_knows(arena, request->folder, request->written);
}

bool pm_revision_open(struct pm_arena *arena, const struct pm_revision_request *request,
                      struct pm_diagnostics *diagnostics, struct pm_revision *out)
{
    const char *written = request->written;
    struct stat status;
    *out = (struct pm_revision){.name = written, .within = ""};
    if (strcmp(written, "-") == 0) return open_text(arena, request, out);
    if (strncmp(written, "git:", 4) == 0)
        return open_git(arena, request, written + 4, diagnostics, out);
    if (stat(written, &status) == 0) {
        if (!is_ambiguous(arena, request))
            return open_path(arena, written, &status, diagnostics, out);
        struct pm_diagnostic *found =
            pm_diagnose_nowhere(diagnostics, PM_REVISION_AMBIGUOUS,
                                "`%s` is both a path here and a revision of git", written);
        pm_help(diagnostics, found, "write `./%s` for the path, `git:%s` for the revision", written,
                written);
        return false;
    }
    if (errno != ENOENT && errno != ENOTDIR) {
        pm_diagnose_nowhere(diagnostics, PM_INPUT_UNREADABLE, "`%s` cannot be read: %s", written,
                            strerror(errno));
        return false;
    }
    if (written[0] == '/' || written[0] == '.' || is_plan_file(written) || pm_is_archive(written)) {
        if (!strchr(written, ':')) {
            pm_diagnose_nowhere(diagnostics, PM_INPUT_UNREADABLE, "`%s` cannot be read: %s",
                                written, strerror(ENOENT));
            return false;
        }
    }
    return open_git(arena, request, written, diagnostics, out);
}
