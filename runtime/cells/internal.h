/* internal.h: what the parts of runtime/cells share.
 *
 * The pass fills one table of counts for each wish (metric by crossing in a grain): a block of counts
 * for each slot (period) and unit that has rows, one count for each combination of groups. Rows are
 * counted in their own unit; then units are added to the one above, period by period. */
#ifndef PM_CELLS_INTERNAL_H
#define PM_CELLS_INTERNAL_H

#include "runtime/cells/cells.h"
#include "runtime/pass/pass.h"

/* ---- Tuples of column values to numbers (tuples.c) ---- */

enum { PM_MOST_TUPLE = 4 };

struct pm_tuples; /* a map; what is not in it is PM_NO_UNIT */

struct pm_tuples *pm_tuples_new(struct pm_arena *arena, size_t width);
uint32_t pm_tuples_find(const struct pm_tuples *tuples, const int64_t *values);
void pm_tuples_add(struct pm_tuples *tuples, const int64_t *values, uint32_t number);

/* A column's value of one row as text (codes decoded, numbers written plainly); in `arena`. */
struct pm_text pm_value_text(struct pm_pass *pass, struct pm_arena *arena,
                             const struct pm_column *column, const struct pm_vector *vector,
                             size_t row);

/* ---- Units (units.c) ---- */

struct pm_unit_times { /* of a unit from data, by slot of its set's grain */
    uint32_t *above;   /* PM_NO_UNIT: not there in that period */
    uint8_t *exists;
};

struct pm_set_units { /* the units of one set */
    const struct pm_unit_set *set;
    const struct pm_grain *grain; /* NULL: its source has no periods */
    struct pm_symbols *keys;
    uint32_t *unit_of_key; /* by symbol id */
    size_t key_capacity;
};

struct pm_units_table {
    struct pm_cell_unit *units;
    struct pm_unit_times
        *times; /* by unit; arrays NULL for declared ones and sets without periods */
    size_t count;
    struct pm_set_units *sets; /* by index in the model */
};

void pm_make_units(struct pm_cells *cells);

/* The unit above in a period; PM_NO_UNIT. */
uint32_t pm_unit_above(const struct pm_cells *cells, uint32_t unit, struct pm_period period);

/* For each row of the batch its unit; PM_NO_UNIT where the key is missing or unknown: such rows
 * count in the unit above the set (then *strangers has them). In the batch's arena. */
uint32_t *pm_batch_units(struct pm_cells *cells, struct pm_batch *batch);

/* The unit of all rows of a source that has no `unit FIELDS of UNITS`; PM_NO_UNIT. */
uint32_t pm_source_unit(const struct pm_cells *cells, const struct pm_source_decl *source);

/* ---- Groups (groups.c) ---- */

struct pm_membership { /* the groups that a value belongs to */
    uint32_t *groups;
    size_t count;
};

struct pm_group_cache { /* of one column feeding a dimension: value to membership */
    struct pm_tuples *known;
    uint32_t *by_code; /* of small whole values: membership + 1; 0: not worked out yet */
    size_t code_count;
};

struct pm_groups_table { /* of one dimension */
    struct pm_cell_dimension shown;
    PM_ARRAY(struct pm_membership) memberships;
    struct pm_group_cache *caches; /* by index of dimension->columns */
    struct pm_symbols *each_names; /* values of `group each`, by symbol id -> group */
    uint32_t *each_groups;
    uint32_t unlisted;
    uint32_t unknown;
};

void pm_make_groups(struct pm_cells *cells);

/* The membership of each row in a dimension, as seen from the batch's source; NULL when it cannot
 * be reached. */
const uint32_t *pm_batch_groups(struct pm_cells *cells, struct pm_batch *batch,
                                const struct pm_dimension *dimension);

/* Puts a side in its place, by dimension; there must be room. */
void pm_add_side(struct pm_cell_side sides[PM_MOST_SIDES], size_t *count, struct pm_cell_side side);

/* ---- Counts ---- */

enum pm_count_flag {
    PM_COUNT_HAS_ROW = 1, /* summaries: published here */
    PM_COUNT_DERIVED = 2, /* summaries: added up from published parts */
    PM_COUNT_SUPPRESSED = 4,
    PM_COUNT_PENDING = 8,
    PM_COUNT_MISSING = 16,
    PM_COUNT_CONFLICT = 32, /* two published rows for one figure */
    PM_COUNT_OVERFLOW = 64,
    PM_COUNT_RANGE = 128,
    PM_COUNT_UNFIT = 256,     /* a weight below zero */
    PM_COUNT_IMPOSSIBLE = 512 /* summaries: published so, or added up from what is */
};

/* Of a median, percentile or extreme, at PM_MOST_PLACES; sorted in the end. */
struct pm_values {
    pm_wide *items;
    size_t count;
    size_t capacity;
};

/* For metrics that are no rates the value is kept as numerator, and as denominator the number of
 * rows or, at PM_MOST_PLACES, the sum of their weights. */
struct pm_counts {
    pm_wide numerator;        /* sums at PM_MOST_PLACES, counts as they are; extremes in it too */
    pm_wide denominator;      /* likewise */
    pm_wide participation;    /* likewise: those who should take part */
    struct pm_values *values; /* NULL: none, or another kind of figure */
    int64_t n;
    int64_t rows; /* of the source here, all of them */
    int64_t excluded;
    int64_t range;  /* code of the range, with PM_COUNT_RANGE */
    unsigned flags; /* of enum pm_count_flag */
};

struct pm_wish_table {
    struct pm_wish wish;
    const struct pm_grain *grain;
    size_t sizes[PM_MOST_SIDES]; /* number of groups of each dimension */
    size_t cell_count;           /* product of sizes */
    struct pm_counts **blocks;   /* by slot * unit count + unit; NULL: no rows */
    uint8_t *published;          /* summaries, likewise: the unit has rows of its own */
    uint8_t *lacking; /* by slot: too few of the years that are pooled have rows; NULL: none */
};

struct pm_source_use { /* where a source has rows, by grain */
    const struct pm_grain *grain;
    uint8_t *slots;
    struct pm_period *periods; /* those with rows, in order; made at the end */
    size_t period_count;
};

struct pm_source_state {
    struct pm_source_facts facts;
    PM_ARRAY(struct pm_source_use) uses;
    size_t strangers; /* rows whose unit is unknown */
    size_t ungrouped; /* summary rows whose value is in no group */
    bool is_used;     /* by a wish */
};

struct pm_cells {
    struct pm_arena *arena;
    const struct pm_model *model;
    struct pm_pass *pass; /* read lazily, so not const with the rest */
    struct pm_units_table units;
    struct pm_groups_table *groups; /* by dimension index */
    PM_ARRAY(struct pm_wish_table *) tables;
    struct pm_source_state *sources; /* by source index */
    PM_ARRAY(struct pm_verify_result) verified;
    PM_ARRAY(struct pm_cell) impossible;
    struct pm_unit_lists *unit_lists; /* of sets that metrics count; made when asked for */
    struct pm_diagnostics *diagnostics;
};

/* The term that decides a metric's source: denominator or value. */
const struct pm_term *pm_metric_base(const struct pm_metric *metric);

/* The newest day that the figures asked for stand for; PM_NO_DAY when there are none. (newest.c) */
int32_t pm_newest_day(struct pm_cells *cells, const struct pm_request *request);

/* Number that the numerator of a metric's counts is multiplied by. */
int64_t pm_numerator_scale(const struct pm_metric *metric);

/* Adds one row's value to the counts of a metric that is no rate; `weight` is used by weighted means
 * alone. (rows.c) */
void pm_add_value(struct pm_arena *arena, struct pm_counts *counts, const struct pm_metric *metric,
                  pm_wide amount, pm_wide weight);

/* Medians and percentiles (quantile.c): adding values, sorting them once all are there, and the
 * figure that a metric's convention picks of `count` values, at least one, which `at` gives in
 * their order. */
void pm_values_add(struct pm_arena *arena, struct pm_counts *counts, pm_wide value);
void pm_values_sort(const struct pm_wish_table *table, size_t block_count);
struct pm_ratio pm_quantile(const struct pm_metric *metric,
                            struct pm_ratio (*at)(const void *values, size_t index),
                            const void *values, size_t count);

/* Snapshots (snapshot.c): rows of a source that says on which days they hold, on one day of each
 * period. */
bool pm_is_snapshot(const struct pm_metric *metric, const struct pm_source_decl *source);

/* The day of a snapshot in a period; PM_NO_DAY when it is not in it. */
int32_t pm_snapshot_day(const struct pm_metric *metric, struct pm_period period);

/* For each row `slot` where it holds on the day of that period, PM_NO_SLOT elsewhere; NULL when
 * nothing is known of that day yet. */
const int32_t *pm_snapshot_slots(struct pm_batch *batch, const struct pm_metric *metric,
                                 const struct pm_grain *grain, int32_t slot);

/* Notes the periods that rows are of, counted on its day or not. */
void pm_note_snapshots(struct pm_cells *cells, struct pm_batch *batch,
                       const struct pm_grain *grain);

/* Years added together, and parts of a year added from its beginning. After the roll-up.
 * (windows.c) */
void pm_add_windows(struct pm_cells *cells, struct pm_wish_table *table);

/* True when rows in slot `of` count in the figure of `slot`. */
bool pm_is_in_window(const struct pm_metric *metric, const struct pm_grain *grain, int32_t of,
                     int32_t slot);

struct pm_group_sides {
    const struct pm_cell_side *sides;
    size_t count;
};

/* The cell of a metric that comes from other metrics; `without` (NULL: nobody) is left out of each of
 * their figures. (derived.c) */
void pm_derive_cell(const struct pm_cells *cells, const struct pm_cell_key *key,
                    const struct pm_group_sides *without, struct pm_cell *out);

/* What was counted for a cell that comes from rows; NULL: nothing. (figure.c) */
const struct pm_counts *pm_find_counts(const struct pm_cells *cells, const struct pm_cell_key *key);

/* Notes the periods of the units that are counted by nothing but being there. */
void pm_note_units(struct pm_cells *cells, const struct pm_wish *wish);

/* The units in which a metric that comes from others may have figures. */
void pm_mark_derived_units(const struct pm_cells *cells, struct pm_arena *arena,
                           const struct pm_metric *metric, uint8_t *chosen);

/* The figure of counts, without source, n and bounds; `out->key.metric` is set. (figure.c) */
void pm_read_counts(const struct pm_counts *counts, struct pm_cell *out);

/* Takes the figure out of a cell, for this reason. (figure.c) */
void pm_cell_empty(struct pm_cell *cell, enum pm_cell_state state);

/* Notes the counts of a table whose figures cannot be; `is_published`: and marks them, so that what
 * is added up from them has no figure either. (bounds.c) */
void pm_note_impossible(struct pm_cells *cells, struct pm_wish_table *table, bool is_published);

/* Notes the figures of a wish, worked out from others, that lie outside the metric's `range`. (bounds.c) */
void pm_note_derived_impossible(struct pm_cells *cells, const struct pm_wish *wish);

/* A number as the metric's unit says: 87.7 is 87.7 % of a metric of percents. (figure.c) */
struct pm_ratio pm_in_unit(const struct pm_metric *metric, struct pm_ratio value);

/* True when `unit` is `wanted` or below it. */
bool pm_is_at_or_below(const struct pm_cells *cells, uint32_t unit, uint32_t wanted,
                       struct pm_period period);

/* True when the metric's figures may be added over groups and units. */
bool pm_metric_adds(const struct pm_metric *metric);

/* True when the figures of a summary may be added over the groups of a dimension: it does not overlap,
 * and no total over its column is published. (summary.c) */
bool pm_can_add_groups(const struct pm_model *model, const struct pm_source_decl *source,
                       const struct pm_dimension *dimension);

/* Number that the sums of a term are multiplied by: 10^9, or 1 for a count. */
int64_t pm_term_scale(const struct pm_term *term);

struct pm_wish_table *pm_find_table(const struct pm_cells *cells, const struct pm_wish *wish);

/* The count of one cell; made when it is new. */
struct pm_counts *pm_block(struct pm_cells *cells, struct pm_wish_table *table, int32_t slot,
                           uint32_t unit);

/* Notes that the source has rows in a slot. */
void pm_note_slot(struct pm_cells *cells, struct pm_source_state *state,
                  const struct pm_grain *grain, int32_t slot);

void pm_count_rows(struct pm_cells *cells, const struct pm_source_decl *source);    /* rows.c */
void pm_count_summary(struct pm_cells *cells, const struct pm_source_decl *source); /* summary.c */
void pm_roll_up(struct pm_cells *cells, struct pm_wish_table *table);               /* roll_up.c */
void pm_verify(struct pm_cells *cells, const struct pm_source_decl *source);        /* verify.c */

/* Fills in the bounds of a figure that its publisher gives as a range. (ranges.c) */
void pm_read_range(const struct pm_cells *cells, const struct pm_counts *counts,
                   struct pm_cell *out);

/* Adds the counts of a part to a whole, for the kind of figure the metric has. */
void pm_add_counts(struct pm_arena *arena, const struct pm_metric *metric, struct pm_counts *whole,
                   const struct pm_counts *part);

/* The groups of a summary row: false when a value belongs to no group of several dimensions on the
 * column. `row_sides` is sorted. (summary.c) */
struct pm_summary_columns;
struct pm_summary_columns *pm_summary_columns(struct pm_cells *cells, struct pm_batch *batch);
bool pm_summary_sides(const struct pm_summary_columns *columns, size_t row,
                      struct pm_cell_side sides[PM_MOST_SIDES], size_t *count);

/* One row's part in a metric's figure, by roles; 0 when it takes none. (row_parts.c) */
struct pm_row_parts {
    uint8_t *roles;      /* by row: enum pm_row_role */
    pm_wide *numerators; /* amounts at the term's scale; NULL: 1 each */
    pm_wide *denominators;
    pm_wide *weights;        /* of a weighted mean; NULL: none */
    uint8_t *expected;       /* rows that should take part; NULL: no participation in this source */
    pm_wide *participations; /* their amounts; NULL: 1 each */
    int64_t *persons;        /* of the n term; NULL: 1 for each row of the denominator */
    uint8_t *counted;        /* rows that n counts; NULL: those of the denominator */
};

struct pm_row_parts pm_row_parts_of(struct pm_batch *batch, const struct pm_metric *metric);

#endif
