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

static void copy(FILE *from, FILE *to)
{
    char bytes[16384];
    size_t size;
    rewind(from);
    while ((size = fread(bytes, 1, sizeof bytes, from)) > 0)
        fwrite(bytes, 1, size, to);
}

static int draw(struct invocation *invocation, FILE *graph, FILE *picture)
{
    static const char help[] = "write `--format dot` or `--format mermaid`, and draw it elsewhere";
    int failed = run_dot(graph, picture);
    if (failed == ENOENT)
        return complain(invocation, 924, help,
                        "Graphviz draws the SVG, and its program `dot` is not installed");
    if (failed > 0)
        return complain(invocation, 924, help, "`dot` could not be started: %s", strerror(failed));
    if (failed) return complain(invocation, 924, help, "`dot` could not draw this map");
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    copy(picture, writing.stream);
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
        struct pm_write_options options = write_options(invocation);
        struct pm_output output = {write_to_stream, graph};
        code =
            exit_of(pm_write_map(invocation->session, what, name, PM_MAP_DOT, &options, &output));
        if (code == EXIT_CLEAN) code = draw(invocation, graph, picture);
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
