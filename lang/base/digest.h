/* digest.h: SHA-256 (FIPS 180-4, through libcrypto), for the content of files, chunks and canonical
 * declarations. Written as 64 hexadecimal letters. */
#ifndef PM_DIGEST_H
#define PM_DIGEST_H

#include "lang/base/arena.h"

#include <stddef.h>

enum { PM_DIGEST_SIZE = 65 }; /* 64 letters and a NUL */

struct pm_digest; /* a digest in the making */

/* A new one, released with the arena. */
struct pm_digest *pm_digest_new(struct pm_arena *arena);
void pm_digest_add(struct pm_digest *digest, const void *bytes, size_t size);

/* Adds a NUL-terminated text and its end, so that "a","bc" and "ab","c" differ. NULL adds an empty
 * one. */
void pm_digest_add_text(struct pm_digest *digest, const char *text);

/* Writes the digest; nothing may be added afterwards. */
void pm_digest_finish(struct pm_digest *digest, char out[PM_DIGEST_SIZE]);

/* The digest of one block of bytes. */
void pm_digest_of(const void *bytes, size_t size, char out[PM_DIGEST_SIZE]);

#endif
