#include "runtime/load/files.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct finding {
    struct pm_arena *arena;
    const char *folder;
    const struct pm_source_decl *source;
    struct pm_diagnostics *diagnostics;
    PM_ARRAY(struct pm_data_file) files;
    PM_ARRAY(const char *) missing;
};

static bool is_pattern(const char *path)
{
    return strpbrk(path, "*?") != NULL;
}

static const char *join(struct pm_arena *arena, const char *folder, const char *path)
{
    if (path[0] == '/' || folder[0] == '\0') return path;
    return pm_arena_format(arena, "%s/%s", folder, path);
}

/* A pattern for glob(3) in which only the user's own `*` and `?` are special. */
static const char *escape(struct pm_arena *arena, const char *folder, const char *pattern)
{
    const char *full = join(arena, folder, pattern);
    size_t own_from = strlen(full) - strlen(pattern);
    char *out = pm_arena_alloc(arena, strlen(full) * 2 + 1);
    size_t size = 0;
    for (size_t i = 0; full[i]; i++) {
        bool is_special = full[i] == '[' || full[i] == '\\' ||
                          (i < own_from && (full[i] == '*' || full[i] == '?'));
        if (is_special) out[size++] = '\\';
        out[size++] = full[i];
    }
    return out;
}

static void release(void *object)
{
    globfree(object);
}

static int compare(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static void add_file(struct finding *finding, const char *full_path, const char *path,
                     const struct pm_feed *feed)
{
    struct pm_data_file *file = NULL;
    for (size_t i = 0; i < finding->files.count && !file; i++)
        if (strcmp(finding->files.items[i].path, path) == 0) file = &finding->files.items[i];
    if (!file) {
        struct pm_data_file added = {.path = path, .full_path = full_path};
        PM_PUSH(finding->arena, &finding->files, added);
        file = &finding->files.items[finding->files.count - 1];
    }
    for (size_t i = 0; i < file->feed_count; i++)
        if (file->feeds[i]->format == feed->format &&
            strcmp(file->feeds[i]->inside, feed->inside) == 0)
            return; /* read already */
    const struct pm_feed **feeds =
        PM_NEW_ITEMS(finding->arena, const struct pm_feed *, file->feed_count + 1);
    for (size_t i = 0; i < file->feed_count; i++)
        feeds[i] = file->feeds[i];
    feeds[file->feed_count++] = feed;
    file->feeds = feeds;
}

/* Adds the files that fit a pattern; how many. */
static size_t add_matches(struct finding *finding, const struct pm_feed *feed)
{
    struct pm_arena *arena = finding->arena;
    const char *pattern = escape(arena, finding->folder, feed->pattern);
    size_t skip = strlen(join(arena, finding->folder, feed->pattern)) - strlen(feed->pattern);
    glob_t *found = PM_NEW(arena, glob_t);
    pm_arena_on_free(arena, release, found);
    if (glob(pattern, GLOB_NOSORT, NULL, found) != 0) return 0;
    qsort(found->gl_pathv, found->gl_pathc, sizeof *found->gl_pathv, compare);
    size_t count = 0;
    for (size_t i = 0; i < found->gl_pathc; i++) {
        const char *full = found->gl_pathv[i];
        if (is_folder(full)) continue;
        full = pm_arena_copy_text(arena, full, strlen(full));
        add_file(finding, full, full + skip, feed);
        count++;
    }
    return count;
}

static void report_missing(struct finding *finding, const struct pm_feed *feed)
{
    struct pm_diagnostics *list = finding->diagnostics;
    struct pm_diagnostic *found =
        is_pattern(feed->pattern)
            ? pm_diagnose(list, PM_DATA_FILE_MISSING, feed->at,
                          "no file fits `%s` of the source `%s`", feed->pattern,
                          finding->source->name)
            : pm_diagnose(list, PM_DATA_FILE_MISSING, feed->at,
                          "there is no file `%s`, which the source `%s` reads", feed->pattern,
                          finding->source->name);
    pm_help(list, found, "paths are relative to the folder of `project.pm`");
    PM_PUSH(finding->arena, &finding->missing, feed->pattern);
}

static bool exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

void pm_files_find(struct pm_arena *arena, const char *folder, const struct pm_source_decl *source,
                   struct pm_diagnostics *diagnostics, struct pm_data_file **files, size_t *count,
                   const char ***missing, size_t *missing_count)
{
    struct finding finding = {
        .arena = arena, .folder = folder, .source = source, .diagnostics = diagnostics};
    for (size_t i = 0; i < source->feed_count; i++) {
        const struct pm_feed *feed = &source->feeds[i];
        if (is_pattern(feed->pattern)) {
            if (!add_matches(&finding, feed)) report_missing(&finding, feed);
            continue;
        }
        const char *full = join(arena, folder, feed->pattern);
        if (exists(full))
            add_file(&finding, full, feed->pattern, feed);
        else
            report_missing(&finding, feed);
    }
    *files = finding.files.items;
    *count = finding.files.count;
    *missing = finding.missing.items;
    *missing_count = finding.missing.count;
}
