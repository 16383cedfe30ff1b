#include "lang/model/writer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct pm_writer pm_writer_make(struct pm_arena *arena)
{
    return (struct pm_writer){.arena = arena};
}

/* Makes room for `size` more bytes and a NUL. */
static void reserve(struct pm_writer *writer, size_t size)
{
    size_t needed = writer->size + size + 1;
    if (needed <= writer->capacity) return;
    size_t capacity = writer->capacity ? writer->capacity : 64;
    while (capacity < needed)
        capacity *= 2;
    writer->bytes = pm_arena_grow(writer->arena, writer->bytes, writer->size, capacity);
    writer->capacity = capacity;
}

void pm_write_bytes(struct pm_writer *writer, const char *bytes, size_t size)
{
    reserve(writer, size);
    if (size) memcpy(writer->bytes + writer->size, bytes, size);
    writer->size += size;
    writer->bytes[writer->size] = '\0';
}

void pm_write(struct pm_writer *writer, const char *text)
{
    pm_write_bytes(writer, text, strlen(text));
}

void pm_write_format(struct pm_writer *writer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size < 0) return;
    reserve(writer, (size_t)size);
    va_start(arguments, format);
    vsnprintf(writer->bytes + writer->size, (size_t)size + 1, format, arguments);
    va_end(arguments);
    writer->size += (size_t)size;
}

void pm_write_quoted(struct pm_writer *writer, const char *text)
{
    pm_write(writer, "\"");
    for (const char *at = text; *at; at++) {
        unsigned char letter = (unsigned char)*at;
        if (letter == '"')
            pm_write(writer, "\\\"");
        else if (letter == '\\')
            pm_write(writer, "\\\\");
        else if (letter == '\n')
            pm_write(writer, "\\n");
        else if (letter == '\t')
            pm_write(writer, "\\t");
        else if (letter < 0x20 || letter == 0x7f)
            pm_write_format(writer, "\\u{%x}", (unsigned)letter);
        else
            pm_write_bytes(writer, at, 1);
    }
    pm_write(writer, "\"");
}

void pm_write_decimal(struct pm_writer *writer, struct pm_decimal decimal)
{
    int places = decimal.places;
    int64_t mantissa = decimal.mantissa;
    while (places > 0 && mantissa % 10 == 0) {
        mantissa /= 10;
        places--;
    }
    char digits[32];
    uint64_t magnitude = mantissa < 0 ? (uint64_t)0 - (uint64_t)mantissa : (uint64_t)mantissa;
    int size = snprintf(digits, sizeof digits, "%0*llu", places + 1, (unsigned long long)magnitude);
    size_t whole = (size_t)(size - places);
    if (mantissa < 0) pm_write(writer, "-");
    pm_write_bytes(writer, digits, whole);
    if (!places) return;
    pm_write(writer, ".");
    pm_write_bytes(writer, digits + whole, (size_t)places);
}

char *pm_writer_text(struct pm_writer *writer)
{
    reserve(writer, 0);
    writer->bytes[writer->size] = '\0';
    return writer->bytes;
}
