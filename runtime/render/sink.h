/* sink.h: where renderings go: a function that takes bytes. Renderers know nothing else of the world.
 *
 * A sink that fails once stays failed and takes nothing more, so that renderers need not look; who
 * made it asks at the end. A buffer is a sink in memory, for texts that are put together. */
#ifndef PM_SINK_H
#define PM_SINK_H

#include "lang/base/arena.h"
#include "lang/base/number.h"
#include "lang/base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct pm_sink {
    bool (*write)(void *context, const char *bytes, size_t size); /* false: it could not */
    void *context;
    bool failed;
};

void pm_put(struct pm_sink *sink, const char *text);
void pm_put_bytes(struct pm_sink *sink, const char *bytes, size_t size);
void pm_put_repeated(struct pm_sink *sink, char letter, size_t count);

/* As printf with %s %c %d %u %zu %lld %llu %% and no flags, widths or locale; texts of any size. */
void pm_put_format(struct pm_sink *sink, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A whole number of any size in decimal digits. */
void pm_put_wide(struct pm_sink *sink, pm_wide number);

/* Text that grows in an arena. */
struct pm_buffer {
    struct pm_arena *arena;
    struct pm_sink sink; /* writes into the buffer */
    char *bytes;
    size_t size;
    size_t capacity;
};

/* Makes `buffer` empty; its sink points into it, so it must not be copied or moved. */
void pm_buffer_start(struct pm_buffer *buffer, struct pm_arena *arena);

/* What was written so far, NUL-terminated; valid until the next byte is written. */
const char *pm_buffer_text(struct pm_buffer *buffer);

#endif
