/* api_git.c: what git asks for: one file of two revisions compared by meaning, or as lines. */
#include "lang/diff/flat.h"
#include "lang/format/format.h"
#include "lang/parse/parse.h"
#include "runtime/session.h"
#include "runtime/source/git.h"
#include "runtime/source/transition.h"

#include <string.h>

/* ---- Texts ---- */

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_nothing(const char *path)
{
    return strcmp(path, "/dev/null") == 0;
}

/* The bytes of a file on disk; empty for one that is not there. */
static struct pm_text read_file(struct pm_arena *arena, const char *path)
{
    struct pm_text text = {"", 0};
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? pm_arena_copy_text(arena, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
    if (is_nothing(path)) return text;
    struct pm_files files = pm_files_on_disk(arena, folder);
    if (files.read(files.context, arena, last_part(path), &text) != PM_READ_OK)
        return (struct pm_text){"", 0};
    return text;
}

/* ---- Where a side stands ---- */

/* The project on disk with one file as it is, or was, elsewhere. */
struct overlay {
    struct pm_files below;
    const char *path; /* from the project's folder */
    struct pm_text text;
    bool is_gone;
};

static enum pm_read_result list_overlay(void *context, struct pm_arena *arena, const char ***paths,
                                        size_t *count)
{
    const struct overlay *overlay = context;
    const char **below = NULL;
    size_t below_count = 0;
    enum pm_read_result result =
        overlay->below.list(overlay->below.context, arena, &below, &below_count);
    if (result != PM_READ_OK) return result;
    *paths = PM_NEW_ITEMS(arena, const char *, below_count + 1);
    *count = 0;
    bool is_placed = overlay->is_gone;
    for (size_t i = 0; i < below_count; i++) {
        int order = strcmp(below[i], overlay->path);
        if (!is_placed && order >= 0) (*paths)[(*count)++] = overlay->path;
        is_placed = is_placed || order >= 0;
        if (order != 0) (*paths)[(*count)++] = below[i];
    }
    if (!is_placed) (*paths)[(*count)++] = overlay->path;
    return PM_READ_OK;
}

static enum pm_read_result read_overlay(void *context, struct pm_arena *arena, const char *path,
                                        struct pm_text *out)
{
    const struct overlay *overlay = context;
    if (strcmp(path, overlay->path) != 0)
        return overlay->below.read(overlay->below.context, arena, path, out);
    if (overlay->is_gone) return PM_READ_MISSING;
    *out = overlay->text;
    return PM_READ_OK;
}

struct side {
    const char *path;     /* of the file, from the project's folder */
    const char *file;     /* on disk */
    const char *revision; /* NULL: the working folder */
    const char *name;     /* for people */
    struct pm_files files;
    const char *only;
};

static bool has_project(struct pm_session *session, const struct pm_files *files)
{
    struct pm_text text;
    return files->read(files->context, session->arena, "project.pm", &text) == PM_READ_OK;
}

static bool open_commit(struct pm_session *session, const struct pm_git_change *change,
                        struct side *side)
{
    struct pm_diagnostics *ignored = pm_diagnostics_new(session->arena);
    struct pm_git_revision revision;
    struct pm_git_place place = {.folder = change->top,
                                 .revision = side->revision,
                                 .path = change->project,
                                 .written = side->revision};
    if (!pm_git_open(session->arena, &place, ignored, &revision) || revision.only) return false;
    side->files = revision.files;
    return true;
}

static void open_disk(struct pm_session *session, const struct pm_git_change *change,
                      struct side *side)
{
    struct pm_arena *arena = session->arena;
    struct overlay *overlay = PM_NEW(arena, struct overlay);
    const char *folder = *change->project
                             ? pm_arena_format(arena, "%s/%s", change->top, change->project)
                             : pm_arena_copy_text(arena, change->top, strlen(change->top));
    *overlay = (struct overlay){.below = pm_files_on_disk(arena, folder),
                                .path = side->path,
                                .text = read_file(arena, side->file),
                                .is_gone = is_nothing(side->file)};
    side->files = (struct pm_files){overlay, list_overlay, read_overlay};
}

/* Compiles one side; NULL where that is not possible, and no diagnostic. */
static struct pm_compilation *compile_side(struct pm_session *session,
                                           const struct pm_git_change *change, struct side *side,
                                           const struct pm_compilation *like)
{
    if (!side->revision)
        open_disk(session, change, side);
    else if (!open_commit(session, change, side)) /* before the first commit, or the project */
        side->files = pm_files_in_memory(session->arena, NULL, NULL, 0);
    bool is_there = !is_nothing(side->file);
    if (is_there && !has_project(session, &side->files)) side->only = side->path;
    struct pm_compilation *compilation =
        pm_compile_side(session->arena, &side->files, side->only, like);
    session->shown = NULL;
    return pm_session_take(session, compilation) == PM_OK ? compilation : NULL;
}

/* ---- Comparing ---- */

/* A path of the repository as the project has it. */
static const char *path_in_project(const struct pm_git_change *change, const char *path)
{
    size_t size = strlen(change->project);
    if (size && strncmp(path, change->project, size) == 0 && path[size] == '/')
        return path + size + 1;
    return path;
}

static const char *name_of(struct pm_arena *arena, const char *path, const char *revision)
{
    enum { SHORT_NAME = 10 };
    if (!revision) return path;
    size_t size = strcspn(revision, "^");
    const char *before = revision[size] == '^' ? "before " : "";
    return pm_arena_format(arena, "%s@%s%.*s", path, before, SHORT_NAME, revision);
}

/* True when the file is this object in the current commit: then the rest of that is what it stands in. */
static bool is_in_head(struct pm_session *session, const struct pm_git_change *change,
                       const char *object)
{
    const char *name = pm_arena_format(session->arena, "HEAD:%s", change->paths[0]);
    const char *const words[] = {"rev-parse",        "--verify", "--quiet",
                                 "--end-of-options", name,       NULL};
    const char *said = object ? pm_git_answer(session->arena, change->top, words) : NULL;
    return said && strcmp(said, object) == 0;
}

static void find_sides(struct pm_session *session, const struct pm_git_change *change,
                       struct side sides[2])
{
    struct pm_transition_request request = {.folder = change->top,
                                            .paths = {change->paths[0], change->paths[1]}};
    for (int i = 0; i < 2; i++) {
        const char *object = change->objects[i];
        bool is_known = *object && strspn(object, "0.") != strlen(object);
        request.objects[i] = is_known && !is_nothing(change->files[i]) ? object : NULL;
    }
    struct pm_transition found = {NULL, NULL};
    bool is_here = !request.objects[1] && !is_nothing(change->files[1]);
    if (is_here && is_in_head(session, change, request.objects[0]))
        found.old = "HEAD";
    else
        found = pm_git_find_transition(session->arena, &request);
    if (is_here) found.new = NULL; /* what is on disk */
    const char *revisions[2] = {found.old, found.new};
    for (int i = 0; i < 2; i++)
        sides[i] = (struct side){.path = path_in_project(change, change->paths[i]),
                                 .file = change->files[i],
                                 .revision = revisions[i],
                                 .name = name_of(session->arena, change->paths[i], revisions[i])};
}

static bool is_in(const struct pm_compilation *compilation, const struct pm_change_side *side,
                  const char *path)
{
    return side->is_there && side->has_place &&
           strcmp(pm_sources_get(compilation->sources, side->at.file)->path, path) == 0;
}

/* Git shows each file by itself: changes that neither side says in it belong to others. */
static void keep_file(struct pm_changes *changes, const struct side sides[2])
{
    size_t kept = 0;
    for (size_t i = 0; i < changes->count; i++) {
        struct pm_change *change = changes->items[i];
        if (is_in(changes->old, &change->old, sides[0].path) ||
            is_in(changes->new, &change->new, sides[1].path))
            changes->items[kept++] = change;
    }
    changes->count = kept;
}

static enum pm_status compare(struct pm_session *session, void *arguments)
{
    const struct pm_git_change *change = arguments;
    struct side sides[2];
    session->compared = (struct pm_change_report){0};
    find_sides(session, change, sides);
    struct pm_compilation *old = compile_side(session, change, &sides[0], NULL);
    struct pm_compilation *new = old ? compile_side(session, change, &sides[1], old) : NULL;
    if (!new) {
        pm_diagnose_nowhere(session->about_run, PM_SIDE_BROKEN, "`%s` does not compile",
                            sides[old ? 1 : 0].name);
        return PM_PLAN_BROKEN;
    }
    session->sides[0] = old;
    session->sides[1] = new;
    struct pm_changes *changes = pm_diff(session->arena, old, new);
    pm_changes_waive(session->arena, changes, PM_NO_DAY);
    changes->waiver_count = 0; /* those that fit nothing here may fit another file's changes */
    keep_file(changes, sides);
    session->compared = (struct pm_change_report){.changes = changes,
                                                  .project = pm_project_name(session),
                                                  .old_name = sides[0].name,
                                                  .new_name = sides[1].name};
    return PM_OK;
}

enum pm_status pm_compare_in_git(struct pm_session *session, const struct pm_git_change *change)
{
    struct pm_git_change copy = *change;
    return pm_session_guard(session, compare, &copy);
}

/* ---- As lines ---- */

struct lines_call {
    const struct pm_git_change *change; /* NULL: `path` by itself */
    const char *path;
    const struct pm_output *output;
};

static enum pm_status write_difference(struct pm_session *session, void *arguments)
{
    const struct lines_call *call = arguments;
    const struct pm_git_change *change = call->change;
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_text text = pm_format_difference(session->scratch, change->paths[1],
                                               read_file(session->scratch, change->files[0]),
                                               read_file(session->scratch, change->files[1]));
    pm_put_bytes(&sink, text.bytes, text.size);
    return PM_OK;
}

enum pm_status pm_write_git_difference(struct pm_session *session,
                                       const struct pm_git_change *change,
                                       const struct pm_output *output)
{
    struct lines_call call = {.change = change, .output = output};
    return pm_session_guard(session, write_difference, &call);
}

static enum pm_status write_flat(struct pm_session *session, void *arguments)
{
    const struct lines_call *call = arguments;
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_sources *sources = pm_sources_new(session->scratch);
    struct pm_diagnostics *list = pm_diagnostics_new(session->scratch);
    struct pm_text text = read_file(session->scratch, call->path);
    uint32_t file = pm_sources_add(sources, call->path, text, false);
    const struct pm_tree *tree = pm_parse(session->scratch, sources, file, list);
    if (!pm_diagnostics_count(list, PM_ERROR)) text = pm_flat_text(session->scratch, sources, tree);
    pm_put_bytes(&sink, text.bytes, text.size);
    return PM_OK;
}

enum pm_status pm_write_flat(struct pm_session *session, const char *path,
                             const struct pm_output *output)
{
    struct lines_call call = {.path = path, .output = output};
    return pm_session_guard(session, write_flat, &call);
}
