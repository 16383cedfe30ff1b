/* store.h: the data of a project, in one SQLite file (`.pm-store/store.db`).
 *
 * The store only grows. A load brings one file of one source; its rows lie in chunks, each column
 * of a chunk encoded into one blob. Replacing a file hides its earlier load and adds a new one, so
 * what was known at any load number K can be seen again: a load is visible at K when its id is at
 * most K and it is not hidden by then. Texts are codes of a dictionary per source and column that
 * only grows too. Tables (all plain, readable with any SQLite shell):
 *
 *   meta(key, value)                          schema_version, project
 *   load(id, source, known_at, extracted_on, file, bytes, digest, schema_digest, read, kept,
 *        quarantined, duplicate, skipped, rounded, hidden_at)
 *   chunk(id, load, first_day, last_day, rows, digest)
 *   chunk_column(id, chunk, column, codec, places, least, most, checksum, blob)
 *   dictionary(source, column, code, text)
 *   quarantine(load, file, line, byte, field, reason, raw)
 *   run, run_name, finding, run_finding       the history of findings: see runs.h
 *   release, release_figure                   what audiences were shown: releases.h
 *
 * A column that refers to another source (`to students`) uses the dictionary of the key column it
 * refers to, so that equal codes mean equal keys. Everything is read and written inside one
 * transaction of the caller. Functions return false (or NULL) after one diagnostic. */
#ifndef PM_STORE_H
#define PM_STORE_H

#include "lang/base/arena.h"
#include "lang/base/digest.h"
#include "lang/base/text.h"
#include "lang/diag/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PM_STORE_SCHEMA_VERSION = 3, PM_CHUNK_ROWS = 65536 };

struct pm_store;

enum pm_store_mode {
    PM_STORE_READ, /* must exist */
    PM_STORE_WRITE /* made where it does not exist, migrated where it is older */
};

/* Opens the store at `path` and closes it with the arena. A file that is no store, is damaged, or
 * is of a newer version is a diagnostic and NULL. Nothing is ever repaired silently. */
struct pm_store *pm_store_open(struct pm_arena *arena, const char *path, enum pm_store_mode mode,
                               struct pm_diagnostics *diagnostics);

bool pm_store_begin(struct pm_store *store); /* one writer at a time; a busy store is reported */
bool pm_store_commit(struct pm_store *store);
void pm_store_rollback(struct pm_store *store);

struct pm_load_record {
    int64_t id; /* from 1, in order; 0 before it is added */
    const char *source;
    const char *known_at;  /* UTC "2026-01-31T08:30:00Z", for people; order is by id */
    int32_t extracted_day; /* PM_NO_DAY when not given */
    const char *file;      /* relative to the project's folder */
    int64_t bytes;
    char digest[PM_DIGEST_SIZE];        /* of the file's content */
    char schema_digest[PM_DIGEST_SIZE]; /* of the declaration it was read by */
    int64_t read;                       /* data rows: kept + quarantined + duplicate, always */
    int64_t kept;
    int64_t quarantined;
    int64_t duplicate; /* the key came before: set aside */
    int64_t skipped;   /* `skip where`: no data; not among `read` */
    int64_t rounded;   /* numbers with more than nine decimals */
    int64_t hidden_at; /* load id from which it is no longer visible; 0: visible */
};

/* Adds a load and sets record->id. */
bool pm_store_add_load(struct pm_store *store, struct pm_load_record *record);

/* Writes the final counts of a load of this very transaction. */
bool pm_store_set_counts(struct pm_store *store, const struct pm_load_record *record);

/* Hides a load from load `by` on. */
bool pm_store_hide_load(struct pm_store *store, int64_t load, int64_t by);

/* Id of the newest load; 0 when there is none. */
int64_t pm_store_newest_load(struct pm_store *store);

/* The loads visible at `known_at` (a load id; INT64_MAX: now), of one source or of all (NULL), by
 * id; with `all` the hidden ones too. */
bool pm_store_list_loads(struct pm_store *store, struct pm_arena *arena, const char *source,
                         int64_t known_at, bool all, struct pm_load_record **out, size_t *count);

/* What stands in a cell. */
enum pm_cell_mark {
    PM_MARK_PRESENT,
    PM_MARK_MISSING,
    PM_MARK_SUPPRESSED,
    PM_MARK_PENDING,
    PM_MARK_RANGE /* value is a code in the dictionary of `<column>#ranges` */
};

/* A column of some rows. Texts and references: dictionary codes; numbers, shares and money:
 * integers divided by 10^places; truth values: 0 and 1; dates: days; times: minutes. */
struct pm_vector {
    int64_t *values; /* 0 where the mark is not PRESENT or RANGE */
    uint8_t *marks;  /* enum pm_cell_mark; NULL: all present */
    uint8_t places;
};

/* Names of the columns that every chunk has beside the declared ones. */
#define PM_COLUMN_LINE "#line" /* line in the file where the row begins, from 1 */

struct pm_chunk_column {
    const char *name;
    struct pm_vector vector;
};

/* Adds a chunk of a load: at most PM_CHUNK_ROWS rows, its columns with PM_COLUMN_LINE among them.
 * first_day and last_day: the days its rows stand for (PM_NO_DAY where the source has no
 * period). */
bool pm_store_add_chunk(struct pm_store *store, int64_t load, int32_t first_day, int32_t last_day,
                        size_t rows, const struct pm_chunk_column *columns, size_t column_count);

/* The code of a text in a dictionary; added when it is new. -1 after a diagnostic. The dictionary
 * is kept in memory between calls and written at commit. */
int64_t pm_store_code(struct pm_store *store, const char *source, const char *column,
                      struct pm_text text);

struct pm_quarantined {
    int64_t load;
    const char *file;
    int64_t line;       /* where the row begins */
    int64_t byte;       /* offset of the row in the file */
    const char *field;  /* header of the field at fault; "" for the row as a whole */
    const char *reason; /* "`abc` is not a number" */
    struct pm_text raw; /* the row as it stands in the file */
};

bool pm_store_add_quarantined(struct pm_store *store, const struct pm_quarantined *row);
bool pm_store_list_quarantined(struct pm_store *store, struct pm_arena *arena, const char *source,
                               int64_t known_at, struct pm_quarantined **out, size_t *count);

#endif
