#include "runtime/load/encoding.h"

#include <stdint.h>

/* What 80 to 9F mean in windows-1252 (Unicode's CP1252.TXT); 0: nothing. */
static const uint16_t upper_half[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

enum { NO_LETTER = 0xFF };

size_t pm_convert_room(size_t size)
{
    return size * 3 + 4;
}

static size_t put_letter(uint32_t letter, char *out)
{
    if (letter < 0x80) {
        out[0] = (char)letter;
        return 1;
    }
    if (letter < 0x800) {
        out[0] = (char)(0xC0 | letter >> 6);
        out[1] = (char)(0x80 | (letter & 0x3F));
        return 2;
    }
    if (letter < 0x10000) {
        out[0] = (char)(0xE0 | letter >> 12);
        out[1] = (char)(0x80 | (letter >> 6 & 0x3F));
        out[2] = (char)(0x80 | (letter & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | letter >> 18);
    out[1] = (char)(0x80 | (letter >> 12 & 0x3F));
    out[2] = (char)(0x80 | (letter >> 6 & 0x3F));
    out[3] = (char)(0x80 | (letter & 0x3F));
    return 4;
}

size_t pm_convert_windows_1252(const unsigned char *bytes, size_t size, char *out)
{
    size_t written = 0;
    for (size_t i = 0; i < size; i++) {
        uint32_t letter = bytes[i];
        if (letter >= 0x80 && letter < 0xA0) letter = upper_half[letter - 0x80];
        if (letter == 0 && bytes[i] != 0)
            out[written++] = (char)NO_LETTER;
        else
            written += put_letter(letter, out + written);
    }
    return written;
}

static uint32_t unit_at(const unsigned char *bytes, bool is_big_endian)
{
    return is_big_endian ? (uint32_t)bytes[0] << 8 | bytes[1] : (uint32_t)bytes[1] << 8 | bytes[0];
}

size_t pm_convert_utf16(const unsigned char *bytes, size_t size, bool is_big_endian, bool is_last,
                        char *out, size_t *used)
{
    size_t written = 0;
    size_t at = 0;
    while (size - at >= 2) {
        uint32_t unit = unit_at(bytes + at, is_big_endian);
        if (unit < 0xD800 || unit > 0xDFFF) {
            written += put_letter(unit, out + written);
            at += 2;
            continue;
        }
        if (unit <= 0xDBFF && size - at < 4 && !is_last) break; /* its second half is to come */
        uint32_t second = size - at >= 4 ? unit_at(bytes + at + 2, is_big_endian) : 0;
        if (unit <= 0xDBFF && second >= 0xDC00 && second <= 0xDFFF) {
            written +=
                put_letter(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00), out + written);
            at += 4;
        } else {
            out[written++] = (char)NO_LETTER;
            at += 2;
        }
    }
    if (is_last && at < size) {
        out[written++] = (char)NO_LETTER;
        at = size;
    }
    *used = at;
    return written;
}
