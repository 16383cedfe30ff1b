/* pass.h: rows of sources as vectors, and expressions over them.
 *
 * A pass reads each source once. Sources that others refer to are resident: all their rows lie in
 * one batch. Others stream, a chunk a batch. A batch gives columns as vectors: fields as stored,
 * derived columns worked out, gathered ones summed from the rows that refer to each row. Row order
 * is the order of loads and files, so nothing depends on chance. Internal to runtime. */
#ifndef PM_PASS_H
#define PM_PASS_H

#include "lang/model/model.h"
#include "runtime/store/rows.h"

/* ---- Periods as slots ---- */

enum { PM_NO_SLOT = -1 };

struct pm_grain { /* all periods of one calendar and part that rows may fall into, in order */
    const struct pm_calendar *calendar;
    char part;
    struct pm_period *periods;
    int32_t *first_days;
    size_t count;
};

/* ---- Tables ---- */

struct pm_pass;

struct pm_table { /* one source in the pass */
    struct pm_pass *pass;
    const struct pm_source_decl *source;
    struct pm_chunk *chunks;
    size_t chunk_count;
    size_t *chunk_starts; /* row number of each chunk's first row */
    size_t row_count;
    bool is_resident;
    struct pm_batch *resident;  /* the one batch of a resident table; NULL until needed */
    struct pm_key_index *index; /* of a table that is referred to; NULL until needed */
    struct pm_texts *texts;     /* by column index; read once */
    size_t *dangling;           /* by column index: rows that refer to no row */
    size_t *followed;           /* by column index: rows whose reference was looked at for that */
    bool gathering;             /* guards against circles, which the resolver refuses */
};

struct pm_texts { /* a dictionary: the text of each code */
    bool is_read;
    struct pm_text *items;
    size_t count;
};

struct pm_batch { /* some rows of a table */
    struct pm_table *table;
    struct pm_arena *arena;
    size_t first_chunk; /* index in the table's chunks */
    size_t chunk_count; /* 1, or all of a resident table */
    size_t first_row;   /* row number in the table */
    size_t rows;
    struct pm_vector **columns; /* by column index; NULL until asked for */
    struct pm_vector *lines;
    int32_t **joins; /* by column index: row numbers of the source referred to, -1 none */
    PM_ARRAY(struct pm_batch_slots) slots;
    const int32_t
        *previous; /* of a match: row numbers one period before, -1 none; NULL: no match */
};

struct pm_batch_slots {
    const struct pm_grain *grain;
    int32_t as_of;
    int32_t *slots; /* by row; PM_NO_SLOT: no period, or one that begins after as_of */
};

struct pm_pass {
    struct pm_arena *arena;
    const struct pm_model *model;
    const struct pm_rows *rows;
    struct pm_table *tables; /* by source index */
    PM_ARRAY(struct pm_grain *) grains;
    int32_t as_of; /* never PM_NO_DAY once begun, unless there are no dated rows at all */
    bool (*stop)(void *context);
    void *context;
    bool failed; /* a read failed: a diagnostic was given */
    struct pm_diagnostics *diagnostics;
};

/* Lists the chunks of all sources. An `as_of` of PM_NO_DAY stands for the newest day of any chunk, until
 * someone who knows which rows count says better. False after a diagnostic. */
bool pm_pass_begin(struct pm_pass *pass, int32_t as_of);

struct pm_table *pm_pass_table(struct pm_pass *pass, const struct pm_source_decl *source);

/* Number of batches of a table: 1 when resident, else its chunks. */
size_t pm_table_batches(const struct pm_table *table);

/* The n-th batch; free it with pm_batch_close. NULL when reading failed or `stop` said so. */
struct pm_batch *pm_table_open(struct pm_table *table, size_t index);
void pm_batch_close(struct pm_batch *batch);

/* A column of the batch; owned by it. All missing after a failed read (pass->failed is set). */
const struct pm_vector *pm_batch_column(struct pm_batch *batch, const struct pm_column *column);

/* For each row, the row it refers to through `column` in the (resident) table of column->refers_to;
 * -1 where there is none. */
const int32_t *pm_batch_join(struct pm_batch *batch, const struct pm_column *column);

/* The grain of the period in the key that a reference holds; NULL: the key has no period. */
const struct pm_grain *pm_reference_grain(struct pm_pass *pass, const struct pm_column *reference);

/* The slots of the rows' periods in a grain; NULL when the source has no periods. */
const int32_t *pm_batch_slots(struct pm_batch *batch, const struct pm_grain *grain);

/* The same with rows for periods after the as-of day too. */
const int32_t *pm_batch_all_slots(struct pm_batch *batch, const struct pm_grain *grain);

/* Line in its file, file and load of a row of the batch. */
int64_t pm_batch_line(struct pm_batch *batch, size_t row);
const struct pm_chunk *pm_batch_chunk(const struct pm_batch *batch, size_t row);

/* The texts of a text column's codes. */
const struct pm_texts *pm_pass_texts(struct pm_pass *pass, const struct pm_column *column);

/* The column whose dictionary a text column uses: itself, or the key it refers to. */
const struct pm_column *pm_dictionary_owner(const struct pm_column *column);

/* The grain of a calendar and part, made when it is new. */
const struct pm_grain *pm_pass_grain(struct pm_pass *pass, const struct pm_calendar *calendar,
                                     char part);
int32_t pm_grain_find(const struct pm_grain *grain, struct pm_period period);
int32_t pm_grain_slot_of_day(const struct pm_grain *grain, int32_t day);

/* The grain in which a source's rows have their periods: the part of its writing, or years for
 * dates. NULL when it has none. */
const struct pm_grain *pm_table_grain(struct pm_table *table);

/* For each row of a resident batch, the row with the same match fields one period before; -1 where
 * there is none. */
const int32_t *pm_batch_match(struct pm_batch *batch, const struct pm_column *const *match,
                              size_t match_count);

/* ---- Expressions over a batch ---- */

struct pm_numbers {  /* numeric values of rows */
    int64_t *values; /* divided by 10^places */
    uint8_t places;
    struct pm_ratio *ratios; /* instead, where quotients or size need it; NULL: see values */
    uint8_t *marks;          /* enum pm_cell_mark; NULL: all present */
};

/* Truth of a condition for each row (enum pm_truth), in the batch's arena. NULL condition: all
 * true. */
const uint8_t *pm_batch_truth(struct pm_batch *batch, const struct pm_expression *condition);

/* Values of a numeric expression. Where a part is not present, the mark says why: suppressed before
 * pending before missing. Divisions by zero are missing. */
struct pm_numbers pm_batch_numbers(struct pm_batch *batch, const struct pm_expression *expression);

/* The column at the end of a path, for each row; missing where a reference leads nowhere. Owned by
 * the batch. */
const struct pm_vector *pm_batch_path(struct pm_batch *batch, const struct pm_path *path);

/* The value of one row; undefined unless present. */
struct pm_ratio pm_numbers_at(const struct pm_numbers *numbers, size_t row);

#endif
