/* command_merge.c: pm merge-driver, which git calls for a plan file that both branches have
 * changed. */
#include "runtime/cli/cli.h"

#include <errno.h>
#include <string.h>

enum { MOST_TEXT = 64 * 1024 * 1024, LONGEST_MARKER = 200 };

struct text {
    struct invocation *invocation;
    char *bytes;
    size_t size;
    size_t capacity;
};

static bool append(void *context, const char *bytes, size_t size)
{
    struct text *text = context;
    if (size > text->capacity - text->size) {
        text->capacity = 2 * (text->capacity + size);
        char *larger = get_memory(text->invocation, text->capacity, 1);
        if (text->size) memcpy(larger, text->bytes, text->size);
        text->bytes = larger;
    }
    if (size) memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    return true;
}

/* Fills one side of the request; false after a complaint. */
static bool read_side(struct invocation *invocation, struct pm_merge_request *request, size_t side)
{
    const char *path = invocation->arguments[side];
    FILE *file = fopen(path, "rb");
    size_t size = 0;
    const char *text = file ? read_stream(invocation, file, MOST_TEXT, &size) : NULL;
    int reason = errno;
    if (file) fclose(file);
    if (!text)
        complain(invocation, 921, NULL, "`%s` cannot be read: %s", path,
                 size ? "it is too large" : strerror(reason));
    request->texts[side] = text;
    request->sizes[side] = size;
    request->names[side] = path;
    return text != NULL;
}

static bool read_request(struct invocation *invocation, struct pm_merge_request *request)
{
    const char *size = invocation->values[OPTION_marker_size];
    if (invocation->argument_count < 3) {
        complain(invocation, 903, "write `pm merge-driver BASE OURS THEIRS [PATH]`",
                 "three files are merged: what both come from, ours, and theirs");
        return false;
    }
    if (size) {
        long number = number_in(size);
        if (number < 1 || number > LONGEST_MARKER) {
            complain(invocation, 902, "write a number from 1 to 200, or `%L` where git calls it",
                     "`%s` is nothing that `--marker-size` takes", size);
            return false;
        }
        request->marker_size = (size_t)number;
    }
    for (size_t side = 0; side < 3; side++)
        if (!read_side(invocation, request, side)) return false;
    return true;
}

static void tell_conflicts(const struct invocation *invocation,
                           const struct pm_merge_summary *summary)
{
    const char *path = invocation->arguments[invocation->argument_count > 3 ? 3 : 1];
    if (invocation->values[OPTION_quiet]) return;
    fprintf(stderr, "pm: %s:%zu: %zu conflict%s\n", path, summary->first_line,
            summary->conflict_count, summary->conflict_count == 1 ? "" : "s");
}

/* The merged text takes the place of ours, as git expects it, or goes where -o says. */
static int write_merged(struct invocation *invocation, const struct text *merged)
{
    const char *ours = invocation->arguments[1];
    if (!invocation->values[OPTION_output]) {
        if (replace_file(ours, merged->bytes ? merged->bytes : "", merged->size)) return EXIT_CLEAN;
        return complain(invocation, 922, NULL, "`%s` could not be written: %s", ours,
                        strerror(errno));
    }
    struct writing writing;
    if (!start_writing(invocation, &writing)) return EXIT_COULD_NOT;
    writing.output.write(writing.output.context, merged->bytes ? merged->bytes : "", merged->size);
    return finish_writing(invocation, &writing);
}

int command_merge_driver(struct invocation *invocation)
{
    struct pm_merge_request request = {.marker_size = 0};
    struct pm_merge_summary summary;
    struct text merged = {.invocation = invocation};
    struct pm_output output = {append, &merged};
    if (!read_request(invocation, &request)) return EXIT_COULD_NOT;
    enum pm_status status = pm_merge(invocation->session, &request, &summary, &output);
    if (status != PM_OK) return exit_of(status);
    int code = write_merged(invocation, &merged);
    if (code != EXIT_CLEAN) return code;
    if (!invocation->values[OPTION_quiet]) write_complaints(invocation);
    if (!summary.conflict_count) return EXIT_CLEAN;
    tell_conflicts(invocation, &summary);
    return EXIT_FOUND;
}
