/* batch.h: rows that are kept, column by column, until they are a chunk of the store. */
#ifndef PM_BATCH_H
#define PM_BATCH_H

#include "runtime/load/cell.h"
#include "runtime/load/periods.h"
#include "runtime/store/store.h"

/* A chunk ends early, from this many rows on, where the day changes: then dates are constant, and
 * what follows the order of the file within a day stays narrow. */
enum { PM_CHUNK_LEAST_ROWS = 16384 };

struct pm_batch_column {
    const char *name;
    int64_t *values; /* PM_CHUNK_ROWS of them */
    uint8_t *marks;
    bool has_marks; /* some row has another mark than present */
    uint8_t places; /* of all values */
    uint64_t most;  /* largest magnitude so far */
};

struct pm_batch {
    struct pm_store *store;
    int64_t load;
    struct pm_batch_column *columns; /* in the order of the readings; the last is PM_COLUMN_LINE */
    size_t column_count;
    struct pm_chunk_column *chunk; /* room for what is handed to the store */
    size_t rows;
    struct pm_row_days days;         /* of the rows */
    int32_t newest_first;            /* first day of the row added last */
    int64_t written;                 /* rows written since the load began */
    struct pm_row_days written_days; /* of all rows since the load began */
};

/* An empty batch of columns with these names; PM_COLUMN_LINE is added. */
struct pm_batch *pm_batch_new(struct pm_arena *arena, struct pm_store *store,
                              const char *const *names, size_t count);

/* Begins a load. */
void pm_batch_start(struct pm_batch *batch, int64_t load);

/* Adds a row: a reading for each column (texts and ranges have codes as values). *flushed tells
 * whether a chunk was written meanwhile. False after a diagnostic. */
bool pm_batch_add(struct pm_batch *batch, const struct pm_reading *readings, int64_t line,
                  struct pm_row_days days, bool *flushed);

/* Writes what is left. */
bool pm_batch_finish(struct pm_batch *batch);

/* Widens days to hold others; PM_NO_DAY holds nothing. */
void pm_days_add(struct pm_row_days *days, struct pm_row_days more);

#endif
