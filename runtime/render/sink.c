#include "runtime/render/sink.h"

#include <stdarg.h>
#include <string.h>

void pm_put_bytes(struct pm_sink *sink, const char *bytes, size_t size)
{
    if (sink->failed || size == 0) return;
    if (!sink->write(sink->context, bytes, size)) sink->failed = true;
}

void pm_put(struct pm_sink *sink, const char *text)
{
    pm_put_bytes(sink, text, strlen(text));
}

void pm_put_repeated(struct pm_sink *sink, char letter, size_t count)
{
    char letters[64];
    memset(letters, letter, sizeof letters);
    while (count > sizeof letters) {
        pm_put_bytes(sink, letters, sizeof letters);
        count -= sizeof letters;
    }
    pm_put_bytes(sink, letters, count);
}

void pm_put_wide(struct pm_sink *sink, pm_wide number)
{
    char digits[48];
    size_t at = sizeof digits;
    pm_unsigned_wide rest =
        number < 0 ? (pm_unsigned_wide)0 - (pm_unsigned_wide)number : (pm_unsigned_wide)number;
    do {
        digits[--at] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest);
    if (number < 0) digits[--at] = '-';
    pm_put_bytes(sink, digits + at, sizeof digits - at);
}

/* Writes the argument of one conversion and returns the place after it. */
static const char *put_conversion(struct pm_sink *sink, const char *at, va_list *arguments)
{
    if (*at == 's') {
        pm_put(sink, va_arg(*arguments, const char *));
    } else if (*at == 'c') {
        char letter = (char)va_arg(*arguments, int);
        pm_put_bytes(sink, &letter, 1);
    } else if (*at == 'd') {
        pm_put_wide(sink, va_arg(*arguments, int));
    } else if (*at == 'u') {
        pm_put_wide(sink, va_arg(*arguments, unsigned));
    } else if (strncmp(at, "zu", 2) == 0) {
        pm_put_wide(sink, (pm_wide)va_arg(*arguments, size_t));
        at++;
    } else if (strncmp(at, "lld", 3) == 0) {
        pm_put_wide(sink, va_arg(*arguments, long long));
        at += 2;
    } else if (strncmp(at, "llu", 3) == 0) {
        pm_put_wide(sink, (pm_wide)va_arg(*arguments, unsigned long long));
        at += 2;
    } else {
        pm_put_bytes(sink, at, 1);
    }
    return at + 1;
}

void pm_put_format(struct pm_sink *sink, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *at = format;
    while (*at) {
        size_t plain = strcspn(at, "%");
        pm_put_bytes(sink, at, plain);
        at += plain;
        if (*at == '%') at = put_conversion(sink, at + 1, &arguments);
    }
    va_end(arguments);
}

static bool write_to_buffer(void *context, const char *bytes, size_t size)
{
    struct pm_buffer *buffer = context;
    if (size >= buffer->capacity - buffer->size) {
        size_t capacity = buffer->capacity * 2;
        while (size >= capacity - buffer->size)
            capacity *= 2;
        buffer->bytes = pm_arena_grow(buffer->arena, buffer->bytes, buffer->size, capacity);
        buffer->capacity = capacity;
    }
    memcpy(buffer->bytes + buffer->size, bytes, size);
    buffer->size += size;
    return true;
}

void pm_buffer_start(struct pm_buffer *buffer, struct pm_arena *arena)
{
    enum { FIRST_CAPACITY = 64 };
    buffer->arena = arena;
    buffer->sink = (struct pm_sink){write_to_buffer, buffer, false};
    buffer->bytes = pm_arena_alloc(arena, FIRST_CAPACITY);
    buffer->size = 0;
    buffer->capacity = FIRST_CAPACITY;
}

const char *pm_buffer_text(struct pm_buffer *buffer)
{
    buffer->bytes[buffer->size] = '\0'; /* there is always room: see write_to_buffer */
    return buffer->bytes;
}
