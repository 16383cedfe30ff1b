/* rows.h: rows as the evaluation reads them, whatever holds them.
 *
 * Two engines: chunks of a store, and tables in memory (tests, and what a test block gives). A
 * source's rows are a list of chunks in a fixed order: by load, then place in the file. */
#ifndef PM_ROWS_H
#define PM_ROWS_H

#include "runtime/store/store.h"

struct pm_chunk {
    int64_t id;
    int64_t load;
    const char *file;
    size_t rows;
    int32_t first_day;
    int32_t last_day;
    const char *digest; /* of the file it was read from; NULL in memory */
};

struct pm_rows {
    void *context;

    /* The chunks of a source that are visible; false after a diagnostic. */
    bool (*list)(void *context, struct pm_arena *arena, const char *source,
                 struct pm_chunk **chunks, size_t *count);

    /* One column of a chunk, in `arena`. A column that the chunk does not have (declared later) is
     * all missing. False after a diagnostic. */
    bool (*read)(void *context, struct pm_arena *arena, const struct pm_chunk *chunk,
                 const char *column, struct pm_vector *out);

    /* All texts of a dictionary: texts[code]; none when nothing was ever written. */
    bool (*dictionary)(void *context, struct pm_arena *arena, const char *source,
                       const char *column, struct pm_text **texts, size_t *count);
};

/* The rows of a store, as known at load `known_at` (INT64_MAX: now). */
struct pm_rows pm_rows_of_store(struct pm_arena *arena, struct pm_store *store, int64_t known_at);

struct pm_memory; /* tables in memory */

struct pm_memory *pm_memory_new(struct pm_arena *arena);

/* Adds a chunk of a source, columns as for pm_store_add_chunk; everything is copied. */
void pm_memory_add(struct pm_memory *memory, const char *source, size_t rows,
                   const struct pm_chunk_column *columns, size_t column_count, int32_t first_day,
                   int32_t last_day);

/* The code of a text; added when it is new. */
int64_t pm_memory_code(struct pm_memory *memory, const char *source, const char *column,
                       struct pm_text text);

/* Valid as long as the arena of `memory`. */
struct pm_rows pm_rows_of_memory(struct pm_memory *memory);

#endif
