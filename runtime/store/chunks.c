#include "runtime/store/codec.h"
#include "runtime/store/store_internal.h"

#include "lang/base/date.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { CHUNK_DIGEST_SIZE = 33 }; /* 128 bits as letters, and a NUL */

/* Of everything that decides what a column of a chunk says: a flipped bit anywhere shows. */
static int64_t sum_column(const char *name, size_t rows, const struct pm_encoded *encoded)
{
    char head[160];
    int size = snprintf(head, sizeof head, "%" PRId64 " %d %" PRId64 " %" PRId64 " %zu %zu",
                        encoded->codec, (int)encoded->places, encoded->least, encoded->most, rows,
                        encoded->size);
    uint64_t seed = XXH3_64bits_withSeed(name, strlen(name), XXH3_64bits(head, (size_t)size));
    return (int64_t)XXH3_64bits_withSeed(encoded->bytes, encoded->size, seed);
}

/* The digest of a chunk: of its rows and days, then the name and checksum of each column. */
struct chunk_digest {
    uint64_t halves[2];
};

static void add_bytes(struct chunk_digest *digest, const void *bytes, size_t size)
{
    for (size_t i = 0; i < 2; i++)
        digest->halves[i] = XXH3_64bits_withSeed(bytes, size, digest->halves[i]);
}

static struct chunk_digest start_digest(int64_t rows, int32_t first_day, int32_t last_day)
{
    struct chunk_digest digest = {{1, 2}};
    char head[96];
    int size =
        snprintf(head, sizeof head, "%" PRId64 " %" PRId32 " %" PRId32, rows, first_day, last_day);
    add_bytes(&digest, head, (size_t)size);
    return digest;
}

static void add_column(struct chunk_digest *digest, const char *name, int64_t sum)
{
    char text[32];
    int size = snprintf(text, sizeof text, "%" PRId64, sum);
    add_bytes(digest, name, strlen(name));
    add_bytes(digest, text, (size_t)size);
}

static void write_digest(const struct chunk_digest *digest, char out[CHUNK_DIGEST_SIZE])
{
    snprintf(out, CHUNK_DIGEST_SIZE, "%016" PRIx64 "%016" PRIx64, digest->halves[0],
             digest->halves[1]);
}

/* ---- Writing ---- */

/* Adds the row of the chunk, whose digest is not known yet; its id, or 0 after a diagnostic. */
static int64_t write_head(struct pm_store *store, int64_t load, int32_t first_day, int32_t last_day,
                          size_t rows)
{
    sqlite3_stmt *add = pm_store_query(store, PM_QUERY_ADD_CHUNK);
    if (!add) return 0;
    sqlite3_bind_int64(add, 1, load);
    pm_store_bind_day(add, 2, first_day);
    pm_store_bind_day(add, 3, last_day);
    sqlite3_bind_int64(add, 4, (int64_t)rows);
    return pm_store_run(store, add) ? sqlite3_last_insert_rowid(store->database) : 0;
}

static bool write_column(struct pm_store *store, int64_t chunk, const char *name,
                         const struct pm_encoded *encoded, int64_t sum)
{
    sqlite3_stmt *add = pm_store_query(store, PM_QUERY_ADD_COLUMN);
    if (!add) return false;
    sqlite3_bind_int64(add, 1, chunk);
    pm_store_bind_text(add, 2, name);
    sqlite3_bind_int64(add, 3, encoded->codec);
    sqlite3_bind_int(add, 4, encoded->places);
    sqlite3_bind_int64(add, 5, encoded->least);
    sqlite3_bind_int64(add, 6, encoded->most);
    sqlite3_bind_int64(add, 7, sum);
    sqlite3_bind_blob64(add, 8, encoded->bytes, encoded->size, SQLITE_STATIC);
    return pm_store_run(store, add);
}

static bool set_digest(struct pm_store *store, int64_t chunk, const struct chunk_digest *digest)
{
    char text[CHUNK_DIGEST_SIZE];
    sqlite3_stmt *set = pm_store_query(store, PM_QUERY_SET_CHUNK_DIGEST);
    if (!set) return false;
    write_digest(digest, text);
    sqlite3_bind_int64(set, 1, chunk);
    sqlite3_bind_text(set, 2, text, -1, SQLITE_TRANSIENT);
    return pm_store_run(store, set);
}

bool pm_store_add_chunk(struct pm_store *store, int64_t load, int32_t first_day, int32_t last_day,
                        size_t rows, const struct pm_chunk_column *columns, size_t column_count)
{
    assert(rows >= 1 && rows <= PM_CHUNK_ROWS);
    if (!store->room) {
        store->filled = PM_NEW_ITEMS(store->arena, int64_t, PM_CHUNK_ROWS);
        store->room = pm_arena_alloc(store->arena, pm_codec_room(PM_CHUNK_ROWS));
    }
    int64_t chunk = write_head(store, load, first_day, last_day, rows);
    if (!chunk) return false;
    struct chunk_digest digest = start_digest((int64_t)rows, first_day, last_day);
    for (size_t i = 0; i < column_count; i++) {
        struct pm_encoded encoded;
        pm_codec_encode(&columns[i].vector, rows, store->filled, store->room, &encoded);
        int64_t sum = sum_column(columns[i].name, rows, &encoded);
        add_column(&digest, columns[i].name, sum);
        if (!write_column(store, chunk, columns[i].name, &encoded, sum)) return false;
    }
    return set_digest(store, chunk, &digest);
}

/* ---- Reading ---- */

bool pm_store_check_chunk(struct pm_store *store, int64_t chunk, int64_t rows, int32_t first_day,
                          int32_t last_day, const char *digest)
{
    sqlite3_stmt *list = pm_store_query(store, PM_QUERY_LIST_CHECKSUMS);
    if (!list) return false;
    sqlite3_bind_int64(list, 1, chunk);
    struct chunk_digest found = start_digest(rows, first_day, last_day);
    int result;
    while ((result = pm_store_step(store, list)) > 0) {
        const char *name = (const char *)sqlite3_column_text(list, 0);
        add_column(&found, name ? name : "", sqlite3_column_int64(list, 1));
    }
    if (result < 0) return false;
    char text[CHUNK_DIGEST_SIZE];
    write_digest(&found, text);
    bool right = rows >= 1 && rows <= PM_CHUNK_ROWS && strcmp(text, digest) == 0;
    return right || pm_store_damaged(store, "the digest of a chunk of rows does not fit it");
}

static struct pm_vector all_missing(struct pm_arena *arena, size_t rows)
{
    struct pm_vector vector = {.values = PM_NEW_ITEMS(arena, int64_t, rows),
                               .marks = pm_arena_alloc(arena, rows)};
    memset(vector.marks, PM_MARK_MISSING, rows);
    return vector;
}

/* Decodes the row that the statement is at. */
static bool decode_row(sqlite3_stmt *row, struct pm_arena *arena, const char *column, size_t rows,
                       struct pm_vector *out)
{
    int64_t places = sqlite3_column_int64(row, 1);
    struct pm_encoded encoded = {
        .codec = sqlite3_column_int64(row, 0),
        .places = (uint8_t)places,
        .least = sqlite3_column_int64(row, 2),
        .most = sqlite3_column_int64(row, 3),
        .bytes = sqlite3_column_blob(row, 5),
        .size = (size_t)sqlite3_column_bytes(row, 5),
    };
    if (places != encoded.places || !encoded.bytes) return false;
    if (sum_column(column, rows, &encoded) != sqlite3_column_int64(row, 4)) return false;
    return pm_codec_decode(arena, &encoded, rows, out);
}

bool pm_store_read_column(struct pm_store *store, struct pm_arena *arena, int64_t chunk,
                          size_t rows, const char *column, struct pm_vector *out)
{
    sqlite3_stmt *read = pm_store_query(store, PM_QUERY_READ_COLUMN);
    if (!read) return false;
    sqlite3_bind_int64(read, 1, chunk);
    pm_store_bind_text(read, 2, column);
    int result = pm_store_step(store, read);
    if (result < 0) return false;
    if (result == 0) {
        *out = all_missing(arena, rows);
        return true;
    }
    bool right = decode_row(read, arena, column, rows, out);
    sqlite3_reset(read);
    return right || pm_store_damaged(store, "the check sum of a column does not fit it");
}
