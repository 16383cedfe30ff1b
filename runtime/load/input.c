#include "runtime/load/input.h"

#include "runtime/load/encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_file(void *object)
{
    struct pm_input *input = object;
    if (input->file >= 0) close(input->file);
    input->file = -1;
}

static struct pm_input *make_input(struct pm_arena *arena, const char *path, size_t region_size,
                                   enum pm_encoding encoding, struct pm_diagnostics *diagnostics)
{
    struct pm_input *input = PM_NEW(arena, struct pm_input);
    input->arena = arena;
    input->diagnostics = diagnostics;
    input->path = path;
    input->file = -1;
    input->encoding = encoding;
    input->is_plain = true;
    input->capacity = pm_convert_room(region_size);
    input->window = pm_arena_alloc(arena, input->capacity);
    input->region_size = region_size;
    input->region = pm_arena_alloc(arena, region_size);
    input->digest = pm_digest_new(arena);
    pm_arena_on_free(arena, close_file, input);
    return input;
}

static void report(struct pm_input *input, const char *what)
{
    struct pm_data_place place = {.path = input->path};
    pm_diagnose_data(input->diagnostics, PM_DATA_FILE_NOT_READABLE, place,
                     "`%s` cannot be read: %s", input->path, what);
    input->has_failed = true;
}

struct pm_input *pm_input_open(struct pm_arena *arena, const char *path, const char *full_path,
                               enum pm_encoding encoding, struct pm_diagnostics *diagnostics)
{
    struct pm_input *input = make_input(arena, path, PM_INPUT_REGION, encoding, diagnostics);
    struct stat about;
    input->file = open(full_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (input->file < 0 || fstat(input->file, &about) != 0) {
        report(input, strerror(errno));
    } else if (S_ISDIR(about.st_mode)) {
        report(input, "it is a folder");
    } else if (!S_ISREG(about.st_mode)) {
        report(input, "it is no ordinary file");
    } else {
        input->total = about.st_size;
        input->changed_at = about.st_mtim;
    }
    return input->has_failed ? NULL : input;
}

struct pm_input *pm_input_of_text(struct pm_arena *arena, struct pm_text text, size_t region_size,
                                  enum pm_encoding encoding, struct pm_diagnostics *diagnostics)
{
    struct pm_input *input = make_input(arena, "text", region_size, encoding, diagnostics);
    input->memory = text;
    input->total = (int64_t)text.size;
    return input;
}

/* Reads up to `room` bytes; 0 at the end or after a diagnostic. */
static size_t read_bytes(struct pm_input *input, void *out, size_t room)
{
    size_t size = 0;
    if (input->file < 0) {
        size = input->memory.size < room ? input->memory.size : room;
        if (size) memcpy(out, input->memory.bytes, size);
        input->memory = (struct pm_text){input->memory.bytes + size, input->memory.size - size};
    }
    while (input->file >= 0 && size < room) {
        ssize_t got = read(input->file, (char *)out + size, room - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) report(input, strerror(errno));
        if (got <= 0) break;
        size += (size_t)got;
    }
    if (input->has_failed) return 0;
    pm_digest_add(input->digest, out, size);
    input->bytes += (int64_t)size;
    return size;
}

/* Looks at the first bytes; how many of them are a mark. */
static size_t take_mark(struct pm_input *input, const unsigned char *bytes, size_t size)
{
    size_t mark = 0;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        input->encoding = PM_ENCODING_UTF8;
        mark = 3;
    } else if (input->encoding == PM_ENCODING_UTF16 && size >= 2) {
        input->is_big_endian = bytes[0] == 0xFE && bytes[1] == 0xFF;
        mark = input->is_big_endian || (bytes[0] == 0xFF && bytes[1] == 0xFE) ? 2 : 0;
        if (!mark) input->is_big_endian = bytes[0] == 0;
    }
    input->is_started = true;
    input->mark_size = (int64_t)mark;
    input->base = (int64_t)mark;
    return mark;
}

bool pm_bytes_are_plain(const char *bytes, size_t size)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        uint64_t word;
        memcpy(&word, bytes + at, 8);
        if ((word & high) || ((word - ones) & ~word & high)) return false;
    }
    for (; at < size; at++)
        if ((unsigned char)bytes[at] >= 0x80 || bytes[at] == '\0') return false;
    return true;
}

static void make_room(struct pm_input *input, size_t more)
{
    if (input->capacity - input->size >= more) return;
    size_t capacity =
        input->capacity * 2 > input->size + more ? input->capacity * 2 : input->size + more;
    input->window = pm_arena_grow(input->arena, input->window, input->size, capacity);
    input->capacity = capacity;
}

/* Converts what is in the region behind the window's text. */
static void convert(struct pm_input *input, size_t from, size_t size, bool is_last)
{
    make_room(input, pm_convert_room(size - from));
    char *out = input->window + input->size;
    size_t used = size - from;
    if (input->encoding == PM_ENCODING_UTF16)
        input->size += pm_convert_utf16(input->region + from, size - from, input->is_big_endian,
                                        is_last, out, &used);
    else
        input->size += pm_convert_windows_1252(input->region + from, size - from, out);
    input->pending = size - from - used;
    memmove(input->region, input->region + from + used, input->pending);
}

bool pm_input_more(struct pm_input *input, size_t used)
{
    memmove(input->window, input->window + used, input->size - used);
    input->size -= used;
    input->base += (int64_t)used;
    if (input->is_at_end || input->has_failed) return false;
    size_t before = input->size;
    if (input->is_started && input->encoding == PM_ENCODING_UTF8) { /* straight into the window */
        make_room(input, input->region_size);
        input->size += read_bytes(input, input->window + input->size, input->region_size);
        input->is_at_end = input->size == before;
    } else {
        size_t size = input->pending;
        size_t got = read_bytes(input, input->region + size, input->region_size - size);
        input->is_at_end = got == 0;
        size_t mark = input->is_started ? 0 : take_mark(input, input->region, got);
        if (input->encoding != PM_ENCODING_UTF8) {
            convert(input, mark, size + got, input->is_at_end);
        } else if (got) {
            memcpy(input->window, input->region + mark, got - mark);
            input->size = got - mark;
        }
    }
    input->is_plain =
        input->is_plain && pm_bytes_are_plain(input->window + before, input->size - before);
    return !input->has_failed && (!input->is_at_end || input->size > before);
}

bool pm_input_skip_rest(struct pm_input *input)
{
    while (!input->is_at_end && !input->has_failed)
        pm_input_more(input, input->size);
    return !input->has_failed;
}

bool pm_input_has_changed(struct pm_input *input)
{
    struct stat about;
    if (input->file < 0 || fstat(input->file, &about) != 0) return false;
    bool same = about.st_size == input->total && input->bytes == input->total &&
                about.st_mtim.tv_sec == input->changed_at.tv_sec &&
                about.st_mtim.tv_nsec == input->changed_at.tv_nsec;
    if (same) return false;
    struct pm_data_place place = {.path = input->path};
    struct pm_diagnostic *found = pm_diagnose_data(input->diagnostics, PM_DATA_FILE_CHANGED, place,
                                                   "`%s` changed while it was read", input->path);
    pm_help(input->diagnostics, found, "run `pm load` again when the file is written in full");
    return true;
}

int64_t pm_input_original_size(const struct pm_input *input, const char *text, size_t size)
{
    if (input->encoding == PM_ENCODING_UTF8) return (int64_t)size;
    int64_t letters = 0;
    int64_t pairs = 0; /* letters beyond the first plane take two units of UTF-16 */
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        letters += (byte & 0xC0) != 0x80;
        pairs += byte >= 0xF0 && byte < 0xF8;
    }
    return input->encoding == PM_ENCODING_UTF16 ? 2 * (letters + pairs) : letters;
}

bool pm_input_digest(struct pm_arena *arena, const char *path, const char *full_path,
                     struct pm_diagnostics *diagnostics, char out[PM_DIGEST_SIZE], int64_t *bytes)
{
    struct pm_input *input = pm_input_open(arena, path, full_path, PM_ENCODING_UTF8, diagnostics);
    if (!input || !pm_input_skip_rest(input)) return false;
    close_file(input);
    pm_digest_finish(input->digest, out);
    *bytes = input->bytes;
    return true;
}
