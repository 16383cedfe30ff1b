/* cells.h: exact figures by metric, period, unit and group.
 *
 * One pass over each source works out all metrics that count its rows: rows give each person's
 * totals (`gather`), persons give numerators and denominators by group, units roll up. Nothing is
 * rounded. A cell knows itself: where it comes from, and why it has no figure if it has none.
 * Findings refer to cells and never copy figures. */
#ifndef PM_CELLS_H
#define PM_CELLS_H

#include "lang/model/model.h"
#include "runtime/store/rows.h"

enum { PM_MOST_SIDES = 4 }; /* dimensions crossed in one cell */

/* ---- What is asked for ---- */

struct pm_wish { /* one metric by one crossing, in one grain */
    const struct pm_metric *metric;
    const struct pm_dimension *dimensions[PM_MOST_SIDES]; /* sorted by index, each once */
    size_t dimension_count;                               /* 0: all rows only */
    char part;                                            /* grain: '\0' years, or a part letter */
};

struct pm_request {
    PM_ARRAY(struct pm_wish) wishes;
};

/* Adds a wish unless it is there. */
void pm_request_add(struct pm_arena *arena, struct pm_request *request, struct pm_wish wish);

/* Everything that status and gaps of the model need: each active metric by its `by` and `gap` lines
 * and by the groups its measures speak of, in the grains of source and lines. */
void pm_request_all(struct pm_arena *arena, const struct pm_model *model,
                    struct pm_request *request);

/* The grain in which a metric is judged where nothing names another: the source's for summaries,
 * else years. */
char pm_metric_grain(const struct pm_metric *metric);

/* True when the metric's source has figures for periods of this grain. */
bool pm_metric_has_grain(const struct pm_metric *metric, char part);

/* The grain in which a movement shows after so many days: the calendar's parts where less than a
 * year is waited for and the source has them, else that of pm_metric_grain. */
char pm_metric_lag_grain(const struct pm_metric *metric, const struct pm_calendar *calendar,
                         int32_t days);

/* ---- Where figures are ---- */

#define PM_NO_UNIT UINT32_MAX /* "no unit" among indices of units */

struct pm_cell_unit { /* a unit that is declared, or one that the data have */
    const char *id;   /* as findings write it: "harbor", "26", "470:1010" */
    const char *label;
    const char *kind;
    const struct pm_unit *declared; /* NULL: from data */
    const struct pm_unit_set *set;  /* NULL: declared */
    uint32_t above;                 /* index of the unit above in the newest period; PM_NO_UNIT */
};

/* Groups of a dimension as found: the declared ones by their index, then the values of `group each`
 * in natural order, then the residuals. */
struct pm_cell_group_name {
    const char *name;
    const char *label;
    const struct pm_group *declared; /* NULL: a value or a residual */
    bool is_residual;                /* `unlisted`, `unknown`: shown by values, never rated */
};

struct pm_cell_dimension {
    const struct pm_dimension *dimension;
    struct pm_cell_group_name *groups;
    size_t group_count;
};

#define PM_GROUP_ALL UINT32_MAX /* "all rows" among indices of groups */

struct pm_cell_side {
    uint32_t dimension; /* index in the model */
    uint32_t group;     /* index in pm_cell_dimension.groups, or PM_GROUP_ALL */
};

struct pm_cell_key {
    const struct pm_metric *metric;
    struct pm_period period;
    uint32_t unit;                            /* index in pm_cells.units */
    struct pm_cell_side sides[PM_MOST_SIDES]; /* sorted by dimension; none is PM_GROUP_ALL */
    size_t side_count;                        /* 0: all rows */
};

enum pm_cell_state {
    PM_CELL_VALUE,
    PM_CELL_NO_ROWS,       /* counts rows, and there are none: denominator 0 */
    PM_CELL_NOT_PUBLISHED, /* a summary without such a row */
    PM_CELL_MISSING,       /* the row is there, its figure is empty */
    PM_CELL_PENDING,       /* the source says that it will come */
    PM_CELL_SUPPRESSED_BY_SOURCE,
    PM_CELL_INVALID,   /* a blocking check of the source failed in this period */
    PM_CELL_OVERFLOW,  /* the sum does not fit: reported as invalid */
    PM_CELL_IMPOSSIBLE /* it, or a part it is added up from, lies outside the metric's bounds */
};

struct pm_cell {
    struct pm_cell_key key;
    enum pm_cell_state state;
    bool has_counts;           /* numerator and denominator say something (rates, means) */
    struct pm_ratio numerator; /* exact; integers for counts */
    struct pm_ratio denominator;
    struct pm_ratio counted; /* the denominator before `participation` raises it */
    struct pm_ratio raised;  /* what it is raised to at least; 0: nothing */
    int64_t n;               /* persons the figure stands for; -1: not known */
    int64_t excluded;        /* rows of the source left out by the denominator's `where`; -1: not
                                     a source of rows */
    struct pm_ratio value;   /* undefined unless state is PM_CELL_VALUE */
    bool has_bounds;         /* known only to lie in low..high (`ranges`) */
    struct pm_ratio low;
    struct pm_ratio high;
    bool is_public; /* published already */
    const struct pm_source_decl *source;
};

/* What the pass found out about a source. */
struct pm_source_facts {
    const struct pm_source_decl *source;
    bool is_loaded;              /* it has visible rows */
    int32_t newest_day;          /* last day that rows stand for; PM_NO_DAY */
    char digest[PM_DIGEST_SIZE]; /* of the files read, whatever their order */
    int64_t *loads;              /* ids, for provenance */
    size_t load_count;
};

struct pm_verify_result { /* one `verify` line in one period (no period: rows have none) */
    const struct pm_source_decl *source;
    const struct pm_verify *verify;
    struct pm_period period;
    int64_t held;
    int64_t failed;
    int64_t unknown;  /* could not be told: something is missing; not counted */
    bool passed;      /* held / (held + failed) is at least the share asked */
    const char *file; /* of the first row that failed; NULL when none did */
    int64_t line;
};

struct pm_cells; /* opaque: see the functions */

/* Runs the pass. `as_of` of PM_NO_DAY: the newest day of the data; rows that stand for later periods
 * are left out. What `rows->context` points to must live as long as the cells. NULL after a
 * diagnostic or when `stop` said so. Findings about the data (unknown units, values in no group, two
 * published rows for one cell) go to `diagnostics`. */
struct pm_cells *pm_evaluate(struct pm_arena *arena, const struct pm_model *model,
                             const struct pm_request *request, const struct pm_rows *rows,
                             int32_t as_of, bool (*stop)(void *context), void *context,
                             struct pm_diagnostics *diagnostics);

const struct pm_model *pm_cells_model(const struct pm_cells *cells);
int32_t pm_cells_as_of(const struct pm_cells *cells);

const struct pm_cell_unit *pm_cells_units(const struct pm_cells *cells, size_t *count);
const struct pm_cell_dimension *pm_cells_dimension(const struct pm_cells *cells,
                                                   const struct pm_dimension *dimension);
const struct pm_source_facts *pm_cells_source(const struct pm_cells *cells,
                                              const struct pm_source_decl *source);
const struct pm_verify_result *pm_cells_verified(const struct pm_cells *cells, size_t *count);

/* Periods of this grain in which the metric's source has rows (up to the as-of day), in order. */
const struct pm_period *pm_cells_periods(const struct pm_cells *cells,
                                         const struct pm_metric *metric, char part, size_t *count);

/* The units that a reference means, by index: all those of a set that exist in the period, or hold
 * `where` in it (over rows of the set's source; may be NULL). In natural order of their keys. */
size_t pm_cells_units_of(const struct pm_cells *cells, struct pm_arena *arena,
                         const struct pm_unit_reference *reference,
                         const struct pm_expression *where, struct pm_period period,
                         uint32_t **out);

/* Index of a declared unit. */
uint32_t pm_cells_unit(const struct pm_cells *cells, const struct pm_unit *unit);

/* Index of a unit as users write it: its id ("26", "harbor", "470:1010"); PM_NO_UNIT. */
uint32_t pm_cells_find_unit(const struct pm_cells *cells, struct pm_text id);

/* The units in which a metric may have figures: those of its source's rows and all above them. In
 * the order of pm_cells_units. */
size_t pm_cells_metric_units(const struct pm_cells *cells, struct pm_arena *arena,
                             const struct pm_metric *metric, uint32_t **out);

/* The unit above a unit in a period; PM_NO_UNIT. */
uint32_t pm_cells_above(const struct pm_cells *cells, uint32_t unit, struct pm_period period);

/* The units directly below `unit` in a period. */
size_t pm_cells_below(const struct pm_cells *cells, struct pm_arena *arena, uint32_t unit,
                      struct pm_period period, uint32_t **out);

/* The cell of a key. A key outside what was asked for is a mistake of the caller (asserted). */
void pm_cells_get(const struct pm_cells *cells, const struct pm_cell_key *key, struct pm_cell *out);

/* The figure of all rows of a cell without those of a group in it, everybody counted once: `group` has
 * the sides of the group's own cell. Its state is PM_CELL_NOT_PUBLISHED where it does not follow from
 * the figures of all and of the group, PM_CELL_NO_ROWS where nobody is left. */
void pm_cells_get_others(const struct pm_cells *cells, const struct pm_cell_key *key,
                         const struct pm_cell_side *group, size_t group_count, struct pm_cell *out);

/* The denominator and the value of a cell that has counts, from its numerator, what was counted and
 * what that is raised to: no rows where nothing is left to divide by. */
void pm_cell_divide(struct pm_cell *cell);

/* The cells that a cell is worked out from: none where it comes from rows. Who may not see one of
 * these may not see the cell. In `arena`. */
size_t pm_cells_parts(const struct pm_cells *cells, struct pm_arena *arena,
                      const struct pm_cell_key *key, struct pm_cell_key **out);

/* Takes the figure out of a cell that has one which cannot be: more with the outcome than there are,
 * or a value outside the metric's `range`. */
void pm_cell_refuse_impossible(struct pm_cell *cell);

/* The figures that cannot be, as they are counted, published or worked out from figures that can be, with
 * what there is of numerator, denominator and value; those that are added up or worked out from such are left
 * out. Metric by metric. */
const struct pm_cell *pm_cells_impossible(const struct pm_cells *cells, size_t *count);

/* Resolves a crossing of groups of the model ("subject reading * frl") into sides of a key; false
 * when a value of a dimension with `group each` was not found in the data. */
bool pm_cells_sides(const struct pm_cells *cells, const struct pm_crossing *crossing,
                    struct pm_cell_side sides[PM_MOST_SIDES], size_t *count);

/* ---- Rows read one by one, for measures that take targets from data, compare, and explain ---- */

/* Where a condition holds, or NULL condition: all rows of a source, in order; `later_too`: also those
 * for periods after the as-of day, which hold targets. `use` gets the period and unit of each row,
 * may ask for columns with pm_row_number and pm_row_text, and returns false to stop. */
struct pm_row_view;

struct pm_row_place {
    struct pm_period period;                  /* no period when the source has none */
    uint32_t unit;                            /* PM_NO_UNIT when unknown */
    struct pm_cell_side sides[PM_MOST_SIDES]; /* a summary row's groups, sorted */
    size_t side_count;
    const char *file;
    int64_t line;
    int64_t load;
};

bool pm_cells_each_row(const struct pm_cells *cells, const struct pm_source_decl *source,
                       const struct pm_expression *where, bool later_too,
                       bool (*use)(void *context, const struct pm_row_view *row,
                                   const struct pm_row_place *place),
                       void *context);

/* The mark of a column in the row; its value: exact number, or text of a text column. */
enum pm_cell_mark pm_row_number(const struct pm_row_view *row, const struct pm_column *column,
                                struct pm_ratio *out);
enum pm_cell_mark pm_row_text(const struct pm_row_view *row, const struct pm_column *column,
                              struct pm_text *out);

/* The rows that a cell counts, in order, for `pm explain`: `role` says what for. */
enum pm_row_role { PM_ROW_NUMERATOR = 1, PM_ROW_DENOMINATOR = 2, PM_ROW_EXCLUDED = 4 };

struct pm_traced_row {
    const char *file;
    int64_t line;
    int64_t load;
    unsigned roles; /* of enum pm_row_role, added */
};

bool pm_cells_trace(const struct pm_cells *cells, struct pm_arena *arena,
                    const struct pm_cell_key *key, struct pm_traced_row **out, size_t *count);

#endif
