/* encoding.h: windows-1252 and UTF-16 to UTF-8, piece by piece. What is no letter becomes FF. */
#ifndef PM_ENCODING_H
#define PM_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

/* Most bytes of UTF-8 that `size` bytes may become. */
size_t pm_convert_room(size_t size);

/* Converts; the number of bytes written to `out`. Five bytes of windows-1252 stand for nothing. */
size_t pm_convert_windows_1252(const unsigned char *bytes, size_t size, char *out);

/* Converts whole letters; *used tells how many bytes that took, the rest waits for more. With
 * `is_last` the rest, if any, is no letter. */
size_t pm_convert_utf16(const unsigned char *bytes, size_t size, bool is_big_endian, bool is_last,
                        char *out, size_t *used);

#endif
