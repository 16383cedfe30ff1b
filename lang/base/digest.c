#include "lang/base/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

struct pm_digest {
    EVP_MD_CTX *context;
};

static void release(void *object)
{
    EVP_MD_CTX_free(object);
}

struct pm_digest *pm_digest_new(struct pm_arena *arena)
{
    struct pm_digest *digest = PM_NEW(arena, struct pm_digest);
    digest->context = EVP_MD_CTX_new();
    if (!digest->context || EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1) {
        jmp_buf *escape = pm_arena_escape(arena);
        if (escape) longjmp(*escape, 1);
        abort();
    }
    pm_arena_on_free(arena, release, digest->context);
    return digest;
}

void pm_digest_add(struct pm_digest *digest, const void *bytes, size_t size)
{
    if (size) EVP_DigestUpdate(digest->context, bytes, size);
}

void pm_digest_add_text(struct pm_digest *digest, const char *text)
{
    pm_digest_add(digest, text ? text : "", text ? strlen(text) + 1 : 1);
}

static void write_letters(const unsigned char *bytes, char out[PM_DIGEST_SIZE])
{
    static const char letters[] = "0123456789abcdef";
    for (size_t i = 0; i < 32; i++) {
        out[2 * i] = letters[bytes[i] >> 4];
        out[2 * i + 1] = letters[bytes[i] & 15];
    }
    out[64] = '\0';
}

void pm_digest_finish(struct pm_digest *digest, char out[PM_DIGEST_SIZE])
{
    unsigned char bytes[EVP_MAX_MD_SIZE] = {0};
    EVP_DigestFinal_ex(digest->context, bytes, NULL);
    write_letters(bytes, out);
}

void pm_digest_of(const void *bytes, size_t size, char out[PM_DIGEST_SIZE])
{
    unsigned char result[EVP_MAX_MD_SIZE] = {0};
    EVP_Digest(bytes, size, result, NULL, EVP_sha256(), NULL);
    write_letters(result, out);
}
