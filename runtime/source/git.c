#include "runtime/source/git.h"

#include "runtime/source/collection.h"
#include "runtime/source/process.h"

#include <stdlib.h>
#include <string.h>

/* ---- Asking git ---- */

enum pm_process_result pm_git_ask(struct pm_arena *arena, const char *folder,
                                  const char *const *words, struct pm_process_output *out)
{
    enum { MOST_WORDS = 16 };
    const char *all[MOST_WORDS] = {"git", "-C", folder, "--no-replace-objects"};
    size_t count = 4;
    for (size_t i = 0; words[i] && count + 1 < MOST_WORDS; i++)
        all[count++] = words[i];
    return pm_process_run(arena, all, -1, out);
}

/* The answer without the end of its line; NULL when git could not. */
const char *pm_git_answer(struct pm_arena *arena, const char *folder, const char *const *words)
{
    struct pm_process_output out;
    if (pm_git_ask(arena, folder, words, &out) != PM_PROCESS_OK) return NULL;
    size_t size = out.out.size;
    while (size && out.out.bytes[size - 1] == '\n')
        size--;
    return pm_arena_copy_text(arena, out.out.bytes, size);
}

static const char *find_commit(struct pm_arena *arena, const char *folder, const char *revision)
{
    const char *name = pm_arena_format(arena, "%s^{commit}", revision);
    const char *const words[] = {"rev-parse",        "--verify", "--quiet",
                                 "--end-of-options", name,       NULL};
    return pm_git_answer(arena, folder, words);
}

bool pm_git_knows(struct pm_arena *arena, const char *folder, const char *revision)
{
    return find_commit(arena, folder, revision) != NULL;
}

/* ---- What is wrong ---- */

bool pm_git_is_shallow(struct pm_arena *arena, const char *folder)
{
    const char *const words[] = {"rev-parse", "--is-shallow-repository", NULL};
    const char *said = pm_git_answer(arena, folder, words);
    return said && strcmp(said, "true") == 0;
}

/* The line that brings a revision here: of `origin/main` the branch of that server, of another name
 * the same from `origin`; what follows the name (~1, ^) is not asked for. */
static const char *fetch_line(struct pm_arena *arena, const char *revision)
{
    const char *slash = strchr(revision, '/');
    size_t size = strcspn(revision, "~^@:");
    bool is_remote = slash && strncmp(revision, "origin/", 7) == 0;
    const char *name = is_remote ? slash + 1 : revision;
    size -= (size_t)(name - revision);
    if (!is_remote && strncmp(name, "HEAD", 4) == 0) return "git fetch origin";
    return pm_arena_format(arena, "git fetch origin %.*s", (int)size, name);
}

static void report_unknown(struct pm_arena *arena, const struct pm_git_place *place,
                           struct pm_diagnostics *list)
{
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        list, PM_REVISION_UNKNOWN, "git knows no revision `%s` here", place->revision);
    const char *dots = strstr(place->revision, "..");
    if (dots)
        pm_help(
            list, found,
            "two sides are two words: `pm diff %.*s %s`; `%.*s...` is where this branch left it",
            (int)(dots - place->revision), place->revision, dots + strspn(dots, "."),
            (int)(dots - place->revision), place->revision);
    else if (pm_git_is_shallow(arena, place->folder))
        pm_help(list, found,
                "this clone has a part of the history only: `git fetch --unshallow` brings the "
                "rest (in CI: check out with `fetch-depth: 0`)");
    else
        pm_help(list, found,
                "if it is on the server, `%s` brings it; `git branch -a` and `git tag` "
                "list what is here",
                fetch_line(arena, place->revision));
}

/* The folder is in no repository, or git is not there, or will not read this one. */
static void report_no_git(const struct pm_git_place *place, enum pm_process_result result,
                          const char *errors, struct pm_diagnostics *list)
{
    struct pm_diagnostic *found;
    if (result == PM_PROCESS_MISSING) {
        found =
            pm_diagnose_nowhere(list, PM_GIT_FAILED,
                                "`%s` is read through git, which is not installed", place->written);
        pm_help(list, found, "install git, or compare two folders");
        return;
    }
    found = pm_diagnose_nowhere(list, PM_GIT_FAILED, "git could not read `%s`", place->written);
    if (*errors) pm_note(list, found, "git said: %s", errors);
    pm_help(list, found,
            "a revision is looked for in the repository that holds the project; a file "
            "or folder of this name does not exist");
}

static void report_no_path(const struct pm_git_place *place, const char *path,
                           struct pm_diagnostics *list)
{
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        list, PM_REVISION_WITHOUT_PATH, "there is no `%s` in `%s`", path, place->revision);
    pm_help(list, found,
            "paths after a colon start at the top of the repository; `git ls-tree --name-only "
            "%s` lists it",
            place->revision);
}

/* ---- The commit ---- */

const char *pm_git_find_base(struct pm_arena *arena, const char *folder, const char *revision,
                             struct pm_diagnostics *diagnostics)
{
    const char *const words[] = {"merge-base", revision, "HEAD", NULL};
    const char *base = pm_git_answer(arena, folder, words);
    if (base && *base) return base;
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(diagnostics, PM_HISTORY_MISSING,
                            "`%s` and the current commit have no commit in common here", revision);
    pm_help(diagnostics, found,
            "a clone made with `--depth` has a part of the history: `git fetch --unshallow` brings "
            "the rest (in CI: check out with `fetch-depth: 0`)");
    return NULL;
}

/* The commit that is meant, of `main...` the one where this branch left it; NULL after a diagnostic. */
static const char *choose_commit(struct pm_arena *arena, const struct pm_git_place *place,
                                 struct pm_diagnostics *diagnostics)
{
    struct pm_git_place named = *place;
    size_t size = strlen(place->revision);
    bool is_base = size > 3 && strcmp(place->revision + size - 3, "...") == 0;
    if (is_base) named.revision = pm_arena_copy_text(arena, place->revision, size - 3);
    const char *commit = find_commit(arena, place->folder, named.revision);
    if (!commit) report_unknown(arena, &named, diagnostics);
    if (!commit || !is_base) return commit;
    return pm_git_find_base(arena, place->folder, named.revision, diagnostics);
}

/* ---- The files ---- */

struct revision {
    struct pm_arena *arena;
    const char *folder;
    struct pm_members members;
    struct pm_text *texts; /* of the members, where they were read and live as long */
    const struct revision
        *like;            /* another one, whose bytes serve where objects are the same; NULL */
    struct pm_talk *talk; /* git cat-file --batch; NULL: not started yet */
};

static bool start_talk(struct revision *revision)
{
    const char *const words[] = {
        "git", "-C", revision->folder, "--no-replace-objects", "cat-file", "--batch", NULL};
    if (!revision->talk) revision->talk = pm_talk_start(revision->arena, words);
    return revision->talk != NULL;
}

/* Reads the object with this name. */
static enum pm_read_result read_object(struct revision *revision, struct pm_arena *arena,
                                       const char *name, struct pm_text *out)
{
    char line[256];
    const char *wish = pm_arena_format(arena, "%s\n", name);
    if (!start_talk(revision) || !pm_talk_send(revision->talk, wish, strlen(wish)) ||
        !pm_talk_read_line(revision->talk, line, sizeof line))
        return PM_READ_FAILED;
    const char *blob = strstr(line, " blob ");
    if (!blob) return PM_READ_FAILED; /* "missing": the clone has not all objects */
    unsigned long long size = strtoull(blob + 6, NULL, 10);
    if (size > PM_LARGEST_FILE) {
        pm_talk_give_up(revision->talk);
        revision->talk = NULL;
        return PM_READ_TOO_LARGE;
    }
    char *bytes = pm_arena_alloc(arena, (size_t)size + 1);
    if (!pm_talk_read(revision->talk, bytes, (size_t)size + 1)) return PM_READ_FAILED;
    *out = (struct pm_text){bytes, (size_t)size};
    return PM_READ_OK;
}

static enum pm_read_result list_plans(void *context, struct pm_arena *arena, const char ***paths,
                                      size_t *count)
{
    const struct revision *revision = context;
    *paths = pm_members_plans(&revision->members, arena, count);
    return PM_READ_OK;
}

/* Where the bytes of a member are kept. */
static struct pm_text *text_of(const struct revision *revision, const struct pm_member *member)
{
    return &revision->texts[member - revision->members.items.items];
}

/* The bytes of the same path of the other revision, where they were read and are the same object. */
static bool take_text(const struct revision *revision, struct pm_arena *arena,
                      const struct pm_member *member, struct pm_text *out)
{
    const struct revision *like = revision->like;
    const struct pm_member *other =
        like ? pm_members_find(&like->members, arena, member->path) : NULL;
    if (!other || strcmp(other->key, member->key) != 0) return false;
    *out = *text_of(like, other);
    return out->bytes != NULL;
}

static enum pm_read_result read_plan(void *context, struct pm_arena *arena, const char *path,
                                     struct pm_text *out)
{
    struct revision *revision = context;
    const struct pm_member *member = pm_members_find(&revision->members, arena, path);
    if (!member) return PM_READ_MISSING;
    if (take_text(revision, arena, member, out)) return PM_READ_OK;
    enum pm_read_result result = read_object(revision, arena, member->key, out);
    if (result == PM_READ_OK && arena == revision->arena) *text_of(revision, member) = *out;
    return result;
}

/* Takes a line of `git ls-tree -r -z`: "100644 blob NAME\tPATH". */
static void take_entry(struct revision *revision, const char *line)
{
    const char *tab = strchr(line, '\t');
    const char *blob = strstr(line, " blob ");
    if (!tab || !blob || blob > tab) return; /* a submodule */
    struct pm_member member = {.path = tab + 1};
    member.key = pm_arena_copy_text(revision->arena, blob + 6, (size_t)(tab - blob) - 6);
    if (strncmp(line, "120000", 6) == 0) {
        struct pm_text target;
        if (read_object(revision, revision->arena, member.key, &target) != PM_READ_OK) return;
        member.leads_to = pm_arena_copy_text(revision->arena, target.bytes, target.size);
    }
    PM_PUSH(revision->arena, &revision->members.items, member);
}

static bool read_tree(struct revision *revision, const char *tree, struct pm_process_output *out)
{
    const char *const words[] = {"ls-tree", "-r", "-z", "--full-tree", tree, NULL};
    if (pm_git_ask(revision->arena, revision->folder, words, out) != PM_PROCESS_OK) return false;
    for (size_t at = 0; at < out->out.size;) {
        const char *line = out->out.bytes + at;
        take_entry(revision, line);
        at += strlen(line) + 1;
    }
    pm_members_sort(&revision->members);
    revision->texts = PM_NEW_ITEMS(revision->arena, struct pm_text, revision->members.items.count);
    return true;
}

/* ---- Opening ---- */

static const char *without_slash(struct pm_arena *arena, const char *path)
{
    size_t size = strlen(path);
    while (path[0] == '.' && path[1] == '/')
        path += 2, size -= 2;
    if (strcmp(path, ".") == 0) return "";
    while (size && path[size - 1] == '/')
        size--;
    return pm_arena_copy_text(arena, path, size);
}

/* "tree", "blob", or NULL when there is nothing of this name. */
static const char *type_of(struct pm_arena *arena, const char *folder, const char *name)
{
    const char *const words[] = {"cat-file", "-t", name, NULL};
    return pm_git_answer(arena, folder, words);
}

static bool find_repository(struct pm_arena *arena, const struct pm_git_place *place,
                            struct pm_diagnostics *diagnostics, struct pm_git_revision *out)
{
    const char *const words[] = {"rev-parse", "--show-toplevel", NULL};
    const char *const prefix[] = {"rev-parse", "--show-prefix", NULL};
    struct pm_process_output said;
    enum pm_process_result result = pm_git_ask(arena, place->folder, words, &said);
    if (result != PM_PROCESS_OK) {
        report_no_git(place, result, said.errors, diagnostics);
        return false;
    }
    out->top = pm_arena_copy_text(arena, said.out.bytes, strcspn(said.out.bytes, "\n"));
    const char *here = pm_git_answer(arena, place->folder, prefix);
    out->path = without_slash(arena, place->path ? place->path : here ? here : "");
    return true;
}

/* The folder at or above `path` that has a project in the commit; NULL when none has. */
static const char *find_project(struct pm_arena *arena, const char *folder, const char *commit,
                                const char *path)
{
    for (;;) {
        const char *project =
            pm_arena_format(arena, "%s:%s%sproject.pm", commit, path, *path ? "/" : "");
        if (type_of(arena, folder, project)) return path;
        const char *slash = strrchr(path, '/');
        if (!*path) return NULL;
        path = pm_arena_copy_text(arena, path, slash ? (size_t)(slash - path) : 0);
    }
}

/* Finds out which files are meant: those of the project around the path, else of the folder, or one
 * file by itself. */
static void choose_files(struct pm_arena *arena, const struct pm_git_place *place,
                         const char *commit, bool is_file, struct pm_git_revision *out)
{
    const char *path = out->path;
    const char *slash = strrchr(path, '/');
    size_t above = slash ? (size_t)(slash - path) : 0;
    const char *folder = is_file ? pm_arena_copy_text(arena, path, above) : path;
    const char *project = find_project(arena, place->folder, commit, folder);
    out->within = "";
    out->path = project ? project : folder;
    if (!project && is_file) out->only = slash ? slash + 1 : path;
    if (!project || strcmp(project, path) == 0) return;
    const char *rest = path + strlen(project) + (*project ? 1 : 0);
    out->within = is_file ? rest : pm_arena_format(arena, "%s/", rest);
}

bool pm_git_open(struct pm_arena *arena, const struct pm_git_place *place,
                 struct pm_diagnostics *diagnostics, struct pm_git_revision *out)
{
    *out = (struct pm_git_revision){0};
    if (!find_repository(arena, place, diagnostics, out)) return false;
    const char *commit = choose_commit(arena, place, diagnostics);
    if (!commit) return false;
    const char *name = pm_arena_format(arena, "%s:%s", commit, out->path);
    const char *type = type_of(arena, place->folder, name);
    if (!type) {
        report_no_path(place, out->path, diagnostics);
        return false;
    }
    choose_files(arena, place, commit, strcmp(type, "blob") == 0, out);
    struct revision *revision = PM_NEW(arena, struct revision);
    struct pm_process_output said;
    *revision = (struct revision){.arena = arena, .folder = place->folder};
    if (place->like && place->like->read == read_plan) revision->like = place->like->context;
    if (!read_tree(revision, pm_arena_format(arena, "%s:%s", commit, out->path), &said)) {
        report_no_git(place, PM_PROCESS_FAILED, said.errors, diagnostics);
        return false;
    }
    out->files = (struct pm_files){revision, list_plans, read_plan};
    return true;
}
