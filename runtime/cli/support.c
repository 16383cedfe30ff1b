/* support.c: what commands share. */
#include "runtime/cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEFAULT_MOST = 20, DEFAULT_WIDTH = 80, NARROWEST = 20, WIDEST = 1000 };

volatile sig_atomic_t was_interrupted;

struct block {
    struct block *next;
    max_align_t bytes[];
};

void *get_memory(struct invocation *invocation, size_t count, size_t size)
{
    bool fits = size == 0 || count <= (SIZE_MAX - sizeof(struct block)) / size;
    struct block *block = fits ? calloc(1, sizeof *block + count * size) : NULL;
    if (!block) {
        fputs("pm: there is not enough memory\n", stderr);
        exit(EXIT_COULD_NOT);
    }
    block->next = invocation->blocks;
    invocation->blocks = block;
    return block->bytes;
}

void free_memory(struct invocation *invocation)
{
    while (invocation->blocks) {
        struct block *next = invocation->blocks->next;
        free(invocation->blocks);
        invocation->blocks = next;
    }
}

int complain(struct invocation *invocation, int number, const char *help, const char *format, ...)
{
    char message[2 * PATH_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    pm_complain(invocation->session, number, message, help);
    return EXIT_COULD_NOT;
}

static bool write_to_stream(void *context, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, context) == size;
}

long number_in(const char *text)
{
    char *end = NULL;
    errno = 0;
    long number = strtol(text, &end, 10);
    return errno || end == text || *end || number < 0 ? -1 : number;
}

static int width_of(int descriptor)
{
    const char *columns = getenv("COLUMNS");
    long width = columns ? number_in(columns) : -1;
    struct winsize size;
    if (width < 0 && isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    return width < NARROWEST || width > WIDEST ? DEFAULT_WIDTH : (int)width;
}

static size_t most_of(const struct invocation *invocation)
{
    const char *most = invocation->values[OPTION_max_errors];
    long number = most ? number_in(most) : -1;
    return number < 0 ? DEFAULT_MOST : (size_t)number;
}

static void write_to_errors(struct invocation *invocation, enum pm_about about)
{
    struct pm_write_options options = {.rendering = PM_RENDER_TEXT,
                                       .wants_color = invocation->errors_in_color,
                                       .width = width_of(STDERR_FILENO),
                                       .counts_remarks = !invocation->values[OPTION_verbose],
                                       .most = most_of(invocation)};
    struct pm_output output = {write_to_stream, stderr};
    pm_write_diagnostics(invocation->session, about, &options, &output);
}

void write_complaints(struct invocation *invocation)
{
    write_to_errors(invocation, PM_ABOUT_RUN);
}

void write_plan_errors(struct invocation *invocation)
{
    write_to_errors(invocation, PM_ABOUT_TEXT);
}

static enum pm_fails_from fails_from(const char *level)
{
    if (!level || strcmp(level, "error") == 0) return PM_FAILS_ERROR;
    if (strcmp(level, "warning") == 0) return PM_FAILS_WARNING;
    return strcmp(level, "never") == 0 ? PM_FAILS_NEVER : PM_FAILS_INFO;
}

struct pm_write_options write_options(const struct invocation *invocation)
{
    const char *const *values = invocation->values;
    return (struct pm_write_options){.rendering = invocation->rendering,
                                     .wants_color = !values[OPTION_output] &&
                                                    wants_color(invocation, STDOUT_FILENO),
                                     .wants_all = values[OPTION_all] || values[OPTION_diff_all],
                                     .wants_provenance = values[OPTION_provenance] != NULL,
                                     .wants_rows = values[OPTION_rows] != NULL,
                                     .width = width_of(STDOUT_FILENO),
                                     .most = most_of(invocation),
                                     .folder = invocation->folder,
                                     .fails_from = fails_from(values[OPTION_fail_on])};
}

int exit_of(enum pm_status status)
{
    switch (status) {
    case PM_OK:
        return EXIT_CLEAN;
    case PM_PLAN_BROKEN:
        return EXIT_BROKEN;
    case PM_STOPPED:
        return EXIT_INTERRUPTED;
    case PM_STORE_FAILED:
    case PM_REFUSED:
        return EXIT_COULD_NOT;
    case PM_NO_MEMORY:
        fputs("pm: there is not enough memory\n", stderr);
        return EXIT_COULD_NOT;
    }
    return EXIT_INTERNAL;
}

int exit_by_level(const struct invocation *invocation, struct pm_counts counts)
{
    const char *level = invocation->values[OPTION_fail_on];
    size_t found = counts.errors;
    if (level && strcmp(level, "never") == 0) return EXIT_CLEAN;
    if (level && strcmp(level, "error") != 0) found += counts.warnings;
    if (level && (strcmp(level, "info") == 0 || strcmp(level, "any") == 0)) found += counts.infos;
    return found ? EXIT_FOUND : EXIT_CLEAN;
}

struct words split_words(struct invocation *invocation, const char *text)
{
    struct words words = {get_memory(invocation, strlen(text) + 1, sizeof *words.items), 0};
    char *copy = get_memory(invocation, strlen(text) + 1, 1);
    memcpy(copy, text, strlen(text) + 1);
    for (char *at = copy; *at;) {
        size_t size = strcspn(at, ",");
        bool is_last = at[size] == '\0';
        at[size] = '\0';
        while (*at == ' ')
            at++;
        if (*at) words.items[words.count++] = at;
        at += strlen(at) + (is_last ? 0 : 1);
    }
    return words;
}

char *read_stream(struct invocation *invocation, FILE *stream, size_t most, size_t *size)
{
    size_t capacity = 65536;
    char *bytes = get_memory(invocation, capacity, 1);
    *size = 0;
    for (;;) {
        *size += fread(bytes + *size, 1, capacity - *size, stream);
        if (ferror(stream)) return NULL;
        if (*size < capacity) return bytes;
        if (capacity > most) return NULL;
        char *larger = get_memory(invocation, capacity * 2, 1);
        memcpy(larger, bytes, *size);
        bytes = larger;
        capacity *= 2;
    }
}
