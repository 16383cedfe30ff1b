/* command_map.c: pm map. SVG is drawn by Graphviz, which is asked for nothing else. */
#include "runtime/cli/cli.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool write_to_stream(void *context, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, context) == size;
}

/* Runs `dot` with these files as input and output: 0, or errno of what failed; -1 when it could not
 * draw. */
static int run_dot(FILE *input, FILE *output)
{
    char *const words[] = {(char[]){"dot"}, (char[]){"-Tsvg"}, NULL};
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    int status = 0;
    if (fflush(input) != 0 || fseek(input, 0, SEEK_SET) != 0) return errno;
    if (posix_spawn_file_actions_init(&actions) != 0) return ENOMEM;
    int failed = posix_spawn_file_actions_adddup2(&actions, fileno(input), STDIN_FILENO);
    if (!failed) failed = posix_spawn_file_actions_adddup2(&actions, fileno(output), STDOUT_FILENO);
    if (!failed) failed = posix_spawnp(&child, "dot", &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed) return failed;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return errno;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return ENOENT;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

/* Parts of the SVG that Graphviz drew: up to its first element's word, and up to what is in it. */
struct parts {
    size_t word;
    size_t content;
};

static bool find_parts(const struct collected *picture, struct parts *parts)
{
    static const char word[] = "<svg";
    size_t at = 0;
    while (at + sizeof word < picture->size && memcmp(picture->bytes + at, word, 4) != 0)
        at++;
    if (at + sizeof word >= picture->size) return false;
    const char *end = memchr(picture->bytes + at, '>', picture->size - at);
    parts->word = at + strlen(word);
    if (end) parts->content = (size_t)(end + 1 - picture->bytes);
    return end != NULL;
}

/* Writes the picture as one image, with its title and what it shows in words. */
static void put_picture(const struct pm_output *output, const struct collected *picture,
                        const struct parts *parts, const struct collected *words)
{
    static const char role[] = " role=\"img\"";
    const char *bytes = picture->bytes;
    output->write(output->context, bytes, parts->word);
    output->write(output->context, role, strlen(role));
    output->write(output->context, bytes + parts->word, parts->content - parts->word);
    output->write(output->context, "\n", 1);
    output->write(output->context, words->bytes, words->size);
    output->write(output->context, bytes + parts->content, picture->size - parts->content);
}

static bool read_picture(FILE *file, struct collected *picture)
{
    char bytes[16384];
    size_t size;
    rewind(file);
    while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
        collect(picture, bytes, size);
    return !ferror(file);
}

static int draw(struct invocation *invocation, FILE *graph, FILE *file,
                const struct collected *words)
{
    static const char help[] = "write `--format dot` or `--format mermaid`, and draw it elsewhere";
    int failed = run_dot(graph, file);
    if (failed == ENOENT)
        return complain(invocation, 924, help,
                        "Graphviz draws the SVG, and its program `dot` is not installed");
    if (failed > 0)
        return complain(invocation, 924, help, "`dot` could not be started: %s", strerror(failed));
    struct collected picture = {.invocation = invocation};
    struct parts parts;
    if (failed || !read_picture(file, &picture) || !find_parts(&picture, &parts))
        return complain(invocation, 924, help, "`dot` could not draw this map");
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    put_picture(&writing.output, &picture, &parts, words);
    return finish_writing(invocation, &writing);
}

static int write_svg(struct invocation *invocation, const char *what, const char *name)
{
    FILE *graph = tmpfile();
    FILE *picture = tmpfile();
    int code = EXIT_COULD_NOT;
    if (!graph || !picture) {
        complain(invocation, 922, NULL, "a temporary file could not be made: %s", strerror(errno));
    } else {
        struct collected words = {.invocation = invocation};
        struct pm_write_options options = write_options(invocation);
        struct pm_output output = {write_to_stream, graph};
        struct pm_output described = {collect, &words};
        code =
            exit_of(pm_write_map(invocation->session, what, name, PM_MAP_DOT, &options, &output));
        if (code == EXIT_CLEAN)
            code = exit_of(pm_write_map(invocation->session, what, name, PM_MAP_DESCRIPTION,
                                        &options, &described));
        if (code == EXIT_CLEAN) code = draw(invocation, graph, picture, &words);
    }
    if (graph) fclose(graph);
    if (picture) fclose(picture);
    return code;
}

int command_map(struct invocation *invocation)
{
    const char *what = invocation->arguments[0];
    const char *name = invocation->argument_count > 1 ? invocation->arguments[1] : NULL;
    const char *format = invocation->values[OPTION_format];
    struct project_place place;
    int code = compile_here(invocation, &place);
    if (code != EXIT_CLEAN) return code;
    if (format && strcmp(format, "svg") == 0) return write_svg(invocation, what, name);
    enum pm_map_format written = PM_MAP_TEXT;
    if (format && strcmp(format, "dot") == 0) written = PM_MAP_DOT;
    if (format && strcmp(format, "mermaid") == 0) written = PM_MAP_MERMAID;
    struct pm_write_options options = write_options(invocation);
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    enum pm_status status =
        pm_write_map(invocation->session, what, name, written, &options, &writing.output);
    if (status == PM_OK) return finish_writing(invocation, &writing);
    drop_writing(&writing);
    return exit_of(status);
}
