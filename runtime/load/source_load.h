/* source_load.h: what the loading of one source needs from file to file. Internal to
 * runtime/load. */
#ifndef PM_SOURCE_LOAD_H
#define PM_SOURCE_LOAD_H

#include "runtime/load/batch.h"
#include "runtime/load/files.h"
#include "runtime/load/issues.h"
#include "runtime/load/keys.h"
#include "runtime/load/load.h"
#include "runtime/load/raw.h"
#include "runtime/store/rows.h"
#include "runtime/store/store_internal.h"

struct pm_load_field { /* a column that files have */
    const struct pm_column *column;
    struct pm_cell_reader reader;
    struct pm_dictionary *texts;  /* NULL: not texts */
    struct pm_dictionary *ranges; /* NULL: reads none */
    size_t header;                /* in the file that is being read */
};

struct pm_earlier_chunk { /* rows of a file that stays as it is */
    struct pm_chunk chunk;
    bool is_known; /* its keys are in `keys` */
};

struct pm_source_load {
    struct pm_arena *arena; /* for this source alone */
    const struct pm_source_decl *source;
    struct pm_store *store;
    const struct pm_load_options *options;
    struct pm_diagnostics *diagnostics;
    struct pm_load_field *fields;
    size_t field_count;
    size_t *field_of_column; /* by index of the column; SIZE_MAX: no field */
    struct pm_batch *batch;
    struct pm_periods *periods;
    struct pm_keys *keys; /* NULL: rows have no key */
    bool key_has_period;  /* equal keys mean equal periods */
    PM_ARRAY(struct pm_earlier_chunk) earlier;
    struct pm_row_days known; /* keys of earlier rows in these days are in `keys` */
    bool all_known;
    struct pm_reading *readings; /* of the row at hand, by field */
    struct pm_key_part *parts;   /* of its key */
    int64_t *skipped;            /* rows left out, by `skip where` of the source */
    bool was_stopped;            /* options->stop said so */
};

struct pm_source_load *pm_source_load_new(struct pm_arena *arena,
                                          const struct pm_source_decl *source,
                                          struct pm_store *store,
                                          const struct pm_load_options *options,
                                          struct pm_diagnostics *diagnostics);

/* ---- Rows (row_load.c) ---- */

struct pm_file_load { /* one file that is being read */
    struct pm_load_record record;
    struct pm_issues issues;
};

/* Keeps a row, sets it aside, puts it into quarantine or skips it. `header_count`: fields that it
 * should have. False after a diagnostic, or when `stop` said so. */
bool pm_row_load(struct pm_source_load *load, struct pm_file_load *file,
                 const struct pm_raw_row *row, size_t header_count);

/* Counts a row whose fields beyond the header are empty, and are left out. */
void pm_row_note_wide(struct pm_file_load *file, const struct pm_raw_row *row);

/* ---- Keys of earlier rows (earlier.c) ---- */

/* Makes sure that the keys of earlier rows that may equal one of a row of these days are known. */
bool pm_earlier_know(struct pm_source_load *load, struct pm_row_days days);

/* ---- Files (file_load.c) ---- */

/* Reads a file and adds it to the store as a load; fills *record. `digest` is what the file had
 * when it was looked at, "" when it was not. False after a diagnostic, or when `stop` said so. */
bool pm_file_load(struct pm_source_load *load, const struct pm_data_file *file, const char *digest,
                  struct pm_load_record *record);

#endif
