/* input.h: the bytes of a data file as UTF-8 text, in regions, so that a file of any size needs
 * little memory.
 *
 * A window of the text is in memory: what the reader still needs and what was read ahead. The
 * digest of the file is taken of the bytes as they pass. A byte order mark is left out and, for
 * UTF-16, decides the order (without one: little endian, unless the first byte is 0). A UTF-8 mark
 * means UTF-8 whatever the source says. Bytes that are no text become the byte FF, which no UTF-8
 * text has. */
#ifndef PM_INPUT_H
#define PM_INPUT_H

#include "lang/base/digest.h"
#include "lang/model/model.h"

#include <time.h>

enum { PM_INPUT_REGION = 1024 * 1024 }; /* bytes read at a time */

struct pm_input {
    struct pm_arena *arena;
    struct pm_diagnostics *diagnostics;
    const char *path;      /* as messages name it */
    int file;              /* -1: in memory, or closed */
    struct pm_text memory; /* what is left of a text in memory */
    enum pm_encoding encoding;
    bool is_big_endian;
    bool is_started; /* the byte order mark was looked for */
    bool is_at_end;  /* all is in the window */
    bool has_failed; /* a diagnostic was given */
    bool is_plain;   /* all so far was ASCII without NUL */
    char *window;
    size_t size; /* of the text in the window */
    size_t capacity;
    int64_t base;               /* offset in the file of the window's first byte; UTF-8 only */
    size_t region_size;         /* bytes read at a time */
    unsigned char *region;      /* bytes as read, for encodings that are converted */
    size_t pending;             /* bytes in it that wait for the rest of their letter */
    int64_t mark_size;          /* of the byte order mark */
    int64_t bytes;              /* read so far */
    int64_t total;              /* size of the file when it was opened */
    struct timespec changed_at; /* likewise */
    struct pm_digest *digest;
};

/* Opens the file at `full_path`; NULL after a diagnostic. Closed with the arena. */
struct pm_input *pm_input_open(struct pm_arena *arena, const char *path, const char *full_path,
                               enum pm_encoding encoding, struct pm_diagnostics *diagnostics);

/* The same over a text in memory, read `region_size` (at least 4) bytes at a time. */
struct pm_input *pm_input_of_text(struct pm_arena *arena, struct pm_text text, size_t region_size,
                                  enum pm_encoding encoding, struct pm_diagnostics *diagnostics);

/* Drops the first `used` bytes of the window and reads further behind the rest. False when nothing
 * more came: at the end (is_at_end), or after a diagnostic (has_failed). */
bool pm_input_more(struct pm_input *input, size_t used);

/* Reads to the end, dropping everything, so that the digest is of the whole file. */
bool pm_input_skip_rest(struct pm_input *input);

/* True, after a diagnostic, when the file is another than it was when it was opened. */
bool pm_input_has_changed(struct pm_input *input);

/* Bytes of the file that `size` bytes of converted text were. */
int64_t pm_input_original_size(const struct pm_input *input, const char *text, size_t size);

/* True when all bytes are ASCII and none is NUL. */
bool pm_bytes_are_plain(const char *bytes, size_t size);

/* The digest and size of a whole file; false after a diagnostic. */
bool pm_input_digest(struct pm_arena *arena, const char *path, const char *full_path,
                     struct pm_diagnostics *diagnostics, char out[PM_DIGEST_SIZE], int64_t *bytes);

#endif
