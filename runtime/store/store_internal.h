/* store_internal.h: what the parts of the store share. Internal to runtime/store, but for
 * pm_store_dictionary and pm_store_set_project, which runtime/load uses. */
#ifndef PM_STORE_INTERNAL_H
#define PM_STORE_INTERNAL_H

#include "runtime/store/dictionary.h"
#include "runtime/store/store.h"

#include <sqlite3.h>

enum pm_query {
#define PM_QUERY(name, text) PM_QUERY_##name,
#include "runtime/store/queries.def"
#undef PM_QUERY
    PM_QUERY_COUNT
};

struct pm_store {
    struct pm_arena *arena;
    sqlite3 *database;
    const char *path;
    enum pm_store_mode mode;
    struct pm_diagnostics *diagnostics;
    sqlite3_stmt *statements[PM_QUERY_COUNT]; /* NULL until first used */
    struct pm_dictionary *dictionaries;       /* those in memory */
    bool is_open;                             /* inside a transaction .. */
    bool is_broken;                           /* .. that failed: nothing more is done in it */
    int64_t *filled;                          /* room for encoding; NULL until first used */
    unsigned char *room;
};

/* Reports what SQLite says about the last failure, by kind: busy, damaged, not written. Returns
 * false. */
bool pm_store_failed(struct pm_store *store);

/* Reports that what was read is damaged: `what` says where. Returns false. */
bool pm_store_damaged(struct pm_store *store, const char *what);

/* The prepared statement, reset; NULL after a diagnostic. Once something failed in a transaction,
 * SQLite may have ended it, and what came after would be on its own: so nothing comes after. */
sqlite3_stmt *pm_store_query(struct pm_store *store, enum pm_query query);

/* Runs a statement that gives no rows, and resets it. */
bool pm_store_run(struct pm_store *store, sqlite3_stmt *statement);

/* Next row of a statement: 1 a row, 0 the end, -1 after a diagnostic; reset at the end. */
int pm_store_step(struct pm_store *store, sqlite3_stmt *statement);

void pm_store_bind_text(sqlite3_stmt *statement, int number, const char *text);
void pm_store_bind_day(sqlite3_stmt *statement, int number, int32_t day);

/* A text column, copied; "" where it is NULL. */
const char *pm_store_column_text(sqlite3_stmt *statement, int number, struct pm_arena *arena);

/* A date column; PM_NO_DAY where it is NULL or no date. */
int32_t pm_store_column_day(sqlite3_stmt *statement, int number);

/* The dictionary, read from disk at first use; NULL after a diagnostic. It stays the store's. After
 * a rollback, all must be asked for again. */
struct pm_dictionary *pm_store_dictionary(struct pm_store *store, const char *source,
                                          const char *column);

/* Writes the texts that came since the last commit. */
bool pm_store_write_dictionaries(struct pm_store *store);

/* Notes the project's name in the store; nothing is written when it is there already. */
bool pm_store_set_project(struct pm_store *store, const char *name);

/* One column of a chunk, all missing where the chunk has none. False after a diagnostic. */
bool pm_store_read_column(struct pm_store *store, struct pm_arena *arena, int64_t chunk,
                          size_t rows, const char *column, struct pm_vector *out);

/* Checks that the columns of a chunk are those that its digest was made of. */
bool pm_store_check_chunk(struct pm_store *store, int64_t chunk, int64_t rows, int32_t first_day,
                          int32_t last_day, const char *digest);

#endif
