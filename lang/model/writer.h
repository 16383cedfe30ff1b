/* writer.h: text that grows, for dumps, canonical forms and messages of the model. Internal to
 * lang/model and lang/check. */
#ifndef PM_WRITER_H
#define PM_WRITER_H

#include "lang/base/arena.h"
#include "lang/base/number.h"
#include "lang/base/text.h"

struct pm_writer {
    struct pm_arena *arena;
    char *bytes; /* NULL while nothing was written */
    size_t size;
    size_t capacity;
};

struct pm_writer pm_writer_make(struct pm_arena *arena);

void pm_write(struct pm_writer *writer, const char *text);
void pm_write_bytes(struct pm_writer *writer, const char *bytes, size_t size);
void pm_write_format(struct pm_writer *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* In quotes, with \" \\ \n \t and \u{..} for other control letters. */
void pm_write_quoted(struct pm_writer *writer, const char *text);

/* The shortest form: 0.350 is written 0.35. */
void pm_write_decimal(struct pm_writer *writer, struct pm_decimal decimal);

/* What was written, NUL-terminated, in the arena. */
char *pm_writer_text(struct pm_writer *writer);

#endif
