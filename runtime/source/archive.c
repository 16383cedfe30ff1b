/* archive.c: the ustar form (POSIX.1-2017, pax) with the long names of GNU tar. */
#include "runtime/source/archive.h"

#include "runtime/source/collection.h"
#include "runtime/source/process.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 512 };

static const struct {
    const char *ending;
    const char *program; /* that unpacks it to its output; NULL: it is not packed */
} forms[] = {{".tar", NULL}, {".tar.gz", "gzip"}, {".tgz", "gzip"}, {".tar.xz", "xz"}};

enum { FORM_COUNT = sizeof forms / sizeof *forms };

static int form_of(const char *path)
{
    size_t size = strlen(path);
    for (int i = 0; i < FORM_COUNT; i++) {
        size_t ending = strlen(forms[i].ending);
        if (size > ending && strcmp(path + size - ending, forms[i].ending) == 0) return i;
    }
    return -1;
}

bool pm_is_archive(const char *path)
{
    return form_of(path) >= 0;
}

/* ---- Headers ---- */

static struct pm_text field(const char *block, size_t at, size_t most)
{
    size_t size = 0;
    while (size < most && block[at + size])
        size++;
    return (struct pm_text){block + at, size};
}

/* An octal number; large ones are binary, with the first bit set. False when it is neither. */
static bool read_number(const char *block, size_t at, size_t size, uint64_t *out)
{
    *out = 0;
    if ((unsigned char)block[at] & 0x80) {
        for (size_t i = 1; i < size; i++)
            *out = *out << 8 | (unsigned char)block[at + i];
        return true;
    }
    for (size_t i = 0; i < size && block[at + i] && block[at + i] != ' '; i++) {
        if (block[at + i] < '0' || block[at + i] > '7') return false;
        *out = *out * 8 + (uint64_t)(block[at + i] - '0');
    }
    return true;
}

static bool has_good_sum(const char *block)
{
    uint64_t wanted;
    uint64_t sum = 0;
    if (!read_number(block, 148, 8, &wanted)) return false;
    for (size_t i = 0; i < BLOCK; i++)
        sum += i >= 148 && i < 156 ? ' ' : (unsigned char)block[i];
    return sum == wanted;
}

static bool is_empty(const char *block)
{
    for (size_t i = 0; i < BLOCK; i++)
        if (block[i]) return false;
    return true;
}

/* ---- Members ---- */

struct reader {
    struct pm_arena *arena;
    struct pm_text archive;
    struct pm_members members;
    const char *long_name; /* for the next member; NULL: its header has the name */
    const char *long_link;
};

static const char *copy(struct reader *reader, struct pm_text text)
{
    return pm_arena_copy_text(reader->arena, text.size ? text.bytes : "", text.size);
}

/* Takes `path=` and `linkpath=` of a pax header: records "SIZE KEY=VALUE\n". */
static void read_pax(struct reader *reader, struct pm_text text)
{
    for (size_t at = 0; at < text.size;) {
        size_t size = 0;
        size_t digits = at;
        while (digits < text.size && text.bytes[digits] >= '0' && text.bytes[digits] <= '9')
            size = size * 10 + (size_t)(text.bytes[digits++] - '0');
        if (digits >= text.size || size < digits - at + 2 || size > text.size - at) return;
        struct pm_text record = {text.bytes + digits + 1, size - (digits - at) - 2};
        if (pm_text_starts(record, "path="))
            reader->long_name = copy(reader, (struct pm_text){record.bytes + 5, record.size - 5});
        if (pm_text_starts(record, "linkpath="))
            reader->long_link = copy(reader, (struct pm_text){record.bytes + 9, record.size - 9});
        at += size;
    }
}

static const char *name_of(struct reader *reader, const char *block)
{
    if (reader->long_name) return reader->long_name;
    struct pm_text name = field(block, 0, 100);
    struct pm_text prefix = field(block, 345, 155);
    bool is_ustar = memcmp(block + 257, "ustar", 5) == 0;
    if (!is_ustar || !prefix.size || memcmp(block + 257, "ustar ", 6) == 0)
        return copy(reader, name);
    return pm_arena_format(reader->arena, "%.*s/%.*s", (int)prefix.size, prefix.bytes,
                           (int)name.size, name.bytes);
}

static void add_member(struct reader *reader, const char *block, struct pm_text text)
{
    const char *path = name_of(reader, block);
    char type = block[156];
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    struct pm_member member = {.path = path, .text = text};
    if (type == '2')
        member.leads_to =
            reader->long_link ? reader->long_link : copy(reader, field(block, 157, 100));
    if (type == '0' || type == '\0' || type == '2')
        PM_PUSH(reader->arena, &reader->members.items, member);
    reader->long_name = reader->long_link = NULL;
}

static void take(struct reader *reader, const char *block, struct pm_text text)
{
    switch (block[156]) {
    case 'L':
        reader->long_name = copy(reader, field(text.bytes, 0, text.size));
        break;
    case 'K':
        reader->long_link = copy(reader, field(text.bytes, 0, text.size));
        break;
    case 'x':
        read_pax(reader, text);
        break;
    case 'g':
        break;
    default:
        add_member(reader, block, text);
    }
}

/* False when the bytes are no archive, or end in the middle of one. */
static bool read_members(struct reader *reader)
{
    size_t at = 0;
    if (reader->archive.size < BLOCK) return false;
    while (at + BLOCK <= reader->archive.size) {
        const char *block = reader->archive.bytes + at;
        uint64_t size;
        if (is_empty(block)) return true;
        if (!has_good_sum(block) || !read_number(block, 124, 12, &size)) return false;
        at += BLOCK;
        if (size > reader->archive.size - at) return false;
        take(reader, block, (struct pm_text){reader->archive.bytes + at, (size_t)size});
        size_t step = ((size_t)size + BLOCK - 1) / BLOCK * BLOCK;
        at = step > reader->archive.size - at ? reader->archive.size : at + step;
    }
    return at == reader->archive.size;
}

/* ---- The project in it ---- */

static size_t depth_of(const char *path)
{
    size_t depth = 0;
    for (; *path; path++)
        depth += *path == '/';
    return depth;
}

/* The folder of the project, with a slash at its end; "" the top. */
static const char *find_project(struct reader *reader)
{
    const char *best = NULL;
    for (size_t i = 0; i < reader->members.items.count; i++) {
        const char *path = reader->members.items.items[i].path;
        const char *slash = strrchr(path, '/');
        if (strcmp(slash ? slash + 1 : path, "project.pm") != 0) continue;
        if (!best || depth_of(path) < depth_of(best)) best = path;
    }
    const char *end = best ? strrchr(best, '/') : NULL;
    return end ? pm_arena_copy_text(reader->arena, best, (size_t)(end - best) + 1) : "";
}

/* Keeps what lies in the folder, by its path from there. */
static struct pm_members *members_below(struct reader *reader, const char *folder)
{
    struct pm_members *out = PM_NEW(reader->arena, struct pm_members);
    size_t size = strlen(folder);
    for (size_t i = 0; i < reader->members.items.count; i++) {
        struct pm_member member = reader->members.items.items[i];
        if (strncmp(member.path, folder, size) != 0) continue;
        member.path += size;
        PM_PUSH(reader->arena, &out->items, member);
    }
    pm_members_sort(out);
    return out;
}

static enum pm_read_result list_plans(void *context, struct pm_arena *arena, const char ***paths,
                                      size_t *count)
{
    *paths = pm_members_plans(context, arena, count);
    return PM_READ_OK;
}

static enum pm_read_result read_plan(void *context, struct pm_arena *arena, const char *path,
                                     struct pm_text *out)
{
    const struct pm_member *member = pm_members_find(context, arena, path);
    if (!member) return PM_READ_MISSING;
    if (member->text.size > PM_LARGEST_FILE) return PM_READ_TOO_LARGE;
    *out = member->text;
    return PM_READ_OK;
}

/* ---- Opening ---- */

static bool read_archive(struct pm_arena *arena, const char *path, struct pm_diagnostics *list,
                         struct pm_text *out)
{
    const char *program = forms[form_of(path)].program;
    const char *const words[] = {program ? program : "cat", program ? "-dc" : NULL, NULL};
    struct pm_process_output said = {{"", 0}, ""};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        pm_diagnose_nowhere(list, PM_INPUT_UNREADABLE, "`%s` cannot be read: %s", path,
                            strerror(errno));
        return false;
    }
    enum pm_process_result result = pm_process_run(arena, words, file, &said);
    close(file);
    *out = said.out;
    if (result == PM_PROCESS_OK) return true;
    const char *why = result == PM_PROCESS_MISSING ? "the program that unpacks it is not installed"
                      : result == PM_PROCESS_TOO_LARGE ? "it holds more than 1 GiB"
                                                       : said.errors;
    pm_diagnose_nowhere(list, PM_ARCHIVE_UNREADABLE, "`%s` was not unpacked: %s", path, why);
    return false;
}

bool pm_archive_open(struct pm_arena *arena, const char *path, struct pm_diagnostics *diagnostics,
                     struct pm_files *out)
{
    struct reader reader = {.arena = arena};
    if (!read_archive(arena, path, diagnostics, &reader.archive)) return false;
    if (!read_members(&reader)) {
        struct pm_diagnostic *found = pm_diagnose_nowhere(
            diagnostics, PM_ARCHIVE_UNREADABLE, "`%s` is no tar archive, or a part of one", path);
        pm_help(diagnostics, found, "make it with `git archive` or `tar`");
        return false;
    }
    *out = (struct pm_files){members_below(&reader, find_project(&reader)), list_plans, read_plan};
    return true;
}
