/* command_fmt.c: pm fmt. */
#include "runtime/cli/cli.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_TEXT = 64 * 1024 * 1024 };

struct formatting {
    struct invocation *invocation;
    const char *folder; /* whose files are taken; "" for none */
    const char **paths; /* of those, from here */
    size_t path_count;
    size_t path_capacity;
    bool has_failed;
    bool is_broken; /* some text does not parse */
    bool has_changes;
};

/* ---- one file */

static void write_file(struct formatting *formatting, const char *path,
                       const struct collected *text)
{
    if (!replace_file(path, text->bytes, text->size)) {
        complain(formatting->invocation, 922, NULL, "`%s` could not be written: %s", path,
                 strerror(errno));
        formatting->has_failed = true;
    } else if (!formatting->invocation->values[OPTION_quiet]) {
        puts(path);
    }
}

/* Formats a text; `path` is NULL for standard input. */
static void format_text(struct formatting *formatting, const char *path, const char *bytes,
                        size_t size)
{
    struct invocation *invocation = formatting->invocation;
    bool checks = invocation->values[OPTION_check];
    bool shows = invocation->values[OPTION_diff];
    bool is_changed = false;
    const char *name = path ? path : "<standard input>";
    struct collected text = {.invocation = invocation};
    struct pm_output output = {collect, &text};
    struct pm_format_request request = {name, bytes, size, shows};
    enum pm_status status = pm_format(invocation->session, &request, &is_changed, &output);
    if (status == PM_PLAN_BROKEN) formatting->is_broken = true;
    if (status != PM_OK) {
        formatting->has_failed = formatting->has_failed || status != PM_PLAN_BROKEN;
        return;
    }
    formatting->has_changes = formatting->has_changes || is_changed;
    if (shows || (!path && !checks))
        fwrite(text.bytes ? text.bytes : "", 1, text.size, stdout);
    else if (checks && is_changed)
        puts(name);
    else if (is_changed)
        write_file(formatting, path, &text);
}

static void format_file(struct formatting *formatting, const char *path)
{
    size_t size = 0;
    FILE *stream = fopen(path, "r");
    const char *bytes =
        stream ? read_stream(formatting->invocation, stream, MOST_TEXT, &size) : NULL;
    int reason = errno;
    if (stream) fclose(stream);
    if (bytes) {
        format_text(formatting, path, bytes, size);
        return;
    }
    complain(formatting->invocation, 921, NULL, "`%s` cannot be read: %s", path,
             stream && size ? "it is too large" : strerror(reason));
    formatting->has_failed = true;
}

/* ---- which files */

static bool keep_path(void *context, const char *path)
{
    struct formatting *formatting = context;
    bool is_here = strcmp(formatting->folder, ".") == 0;
    size_t size = strlen(formatting->folder) + strlen(path) + 2;
    if (formatting->path_count == formatting->path_capacity) {
        size_t capacity = 2 * formatting->path_capacity + 16;
        const char **larger = get_memory(formatting->invocation, capacity, sizeof *larger);
        if (formatting->path_count)
            memcpy(larger, formatting->paths, formatting->path_count * sizeof *larger);
        formatting->paths = larger;
        formatting->path_capacity = capacity;
    }
    char *joined = get_memory(formatting->invocation, size, 1);
    snprintf(joined, size, "%s%s%s", is_here ? "" : formatting->folder, is_here ? "" : "/", path);
    formatting->paths[formatting->path_count++] = joined;
    return true;
}

static void format_folder(struct formatting *formatting, const char *folder)
{
    formatting->folder = folder;
    formatting->path_count = 0;
    enum pm_status status =
        pm_find_plan_files(formatting->invocation->session, folder, keep_path, formatting);
    if (status == PM_OK && !formatting->path_count)
        complain(formatting->invocation, 921, "projects in folders below are named one by one",
                 "`%s` has no plan files", folder);
    if (!formatting->path_count) formatting->has_failed = true;
    for (size_t i = 0; i < formatting->path_count; i++)
        format_file(formatting, formatting->paths[i]);
}

static void format_input(struct formatting *formatting)
{
    size_t size = 0;
    const char *bytes = read_stream(formatting->invocation, stdin, MOST_TEXT, &size);
    if (bytes) {
        format_text(formatting, NULL, bytes, size);
        return;
    }
    complain(formatting->invocation, 921, NULL, "standard input cannot be read");
    formatting->has_failed = true;
}

static void format_path(struct formatting *formatting, const char *path)
{
    struct stat status;
    if (strcmp(path, "-") == 0)
        format_input(formatting);
    else if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        format_folder(formatting, path);
    else
        format_file(formatting, path);
}

int command_fmt(struct invocation *invocation)
{
    struct formatting formatting = {.invocation = invocation, .folder = ""};
    for (size_t i = 0; i < invocation->argument_count; i++)
        format_path(&formatting, invocation->arguments[i]);
    if (!invocation->argument_count) {
        struct project_place place;
        if (!find_project(invocation, NULL, &place)) return EXIT_COULD_NOT;
        if (!place.is_found)
            return complain(invocation, 920, "name files or folders: `pm fmt plan.pm`",
                            "there is no `project.pm` here or in a folder above");
        format_folder(&formatting, place.folder);
    }
    if (formatting.is_broken) write_plan_errors(invocation);
    if (formatting.has_failed) return EXIT_COULD_NOT;
    if (formatting.is_broken) return EXIT_BROKEN;
    return invocation->values[OPTION_check] && formatting.has_changes ? EXIT_FOUND : EXIT_CLEAN;
}
