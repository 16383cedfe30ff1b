/* command_init.c: pm init: a small project that checks, loads and finds something at once. */
#include "runtime/cli/cli.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* The one file that a folder may well have: it is left as it is then. */
#define GITIGNORE ".gitignore"

static bool is_of_kind(const struct template_file *file, const char *kind)
{
    return strcmp(file->kind, "*") == 0 || strcmp(file->kind, kind) == 0;
}

static bool put_path(char out[PATH_SIZE], const char *folder, const char *name)
{
    bool is_here = strcmp(folder, ".") == 0;
    int size = snprintf(out, PATH_SIZE, "%s%s%s", is_here ? "" : folder, is_here ? "" : "/", name);
    return size >= 0 && size < PATH_SIZE;
}

/* Makes the folders above a path, as far as they are missing. */
static bool make_folders(const char *path)
{
    char folder[PATH_SIZE];
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        size_t size = (size_t)(slash - path);
        memcpy(folder, path, size);
        folder[size] = '\0';
        if (mkdir(folder, 0777) != 0 && errno != EEXIST) return false;
    }
    return true;
}

/* Nothing is written unless everything can be: no file of the project may be there. */
static int check_absent(struct invocation *invocation, const char *folder, const char *kind)
{
    for (size_t i = 0; get_template(i); i++) {
        const struct template_file *file = get_template(i);
        char path[PATH_SIZE];
        struct stat status;
        if (!is_of_kind(file, kind)) continue;
        if (!put_path(path, folder, file->path))
            return complain(invocation, 921, NULL, "the path is too long");
        if (lstat(path, &status) == 0 && strcmp(file->path, GITIGNORE) != 0)
            return complain(invocation, 923, "name a new folder: `pm init DIR`",
                            "`%s` is there already; nothing was written", path);
    }
    return EXIT_CLEAN;
}

static bool ends_in_gitignore(const char *path)
{
    size_t size = strlen(path);
    size_t length = strlen(GITIGNORE);
    return size >= length && strcmp(path + size - length, GITIGNORE) == 0;
}

static int write_file(struct invocation *invocation, const char *path, const char *text)
{
    /* "x": a file that came in between is not overwritten either */
    FILE *stream = make_folders(path) ? fopen(path, "wx") : NULL;
    bool is_written = stream && fputs(text, stream) >= 0;
    if (stream && fclose(stream) != 0) is_written = false;
    if (is_written && !invocation->values[OPTION_quiet]) printf("wrote %s\n", path);
    if (is_written) return EXIT_CLEAN;
    if (!stream && errno == EEXIST && ends_in_gitignore(path)) {
        fputs("pm: `.gitignore` is there already; add the line `.pm-store/` to it\n", stderr);
        return EXIT_CLEAN;
    }
    return complain(invocation, 922, NULL, "`%s` could not be written: %s", path, strerror(errno));
}

int command_init(struct invocation *invocation)
{
    const char *folder = invocation->argument_count ? invocation->arguments[0] : ".";
    const char *kind = invocation->values[OPTION_init_kind];
    if (!kind) kind = "district";
    int code = check_absent(invocation, folder, kind);
    for (size_t i = 0; code == EXIT_CLEAN && get_template(i); i++) {
        const struct template_file *file = get_template(i);
        char path[PATH_SIZE];
        if (!is_of_kind(file, kind) || !put_path(path, folder, file->path)) continue;
        code = write_file(invocation, path, file->text);
    }
    if (code != EXIT_CLEAN || invocation->values[OPTION_quiet]) return code;
    puts("\nIts data are made up. Next:");
    if (strcmp(folder, ".") != 0) printf("  cd %s\n", folder);
    puts("  pm check\n  pm load\n  pm status");
    return EXIT_CLEAN;
}
