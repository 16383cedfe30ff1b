/* family.h: figures that a reader can reckon with together. Internal to runtime/privacy.
 *
 * The metrics that count rows of one source, or share a count, in all units, by all crossings that
 * are asked for, in one year with its parts (in all years where figures pool several): whether one
 * figure may be shown is decided with all others of its family. Their cells (period, crossing, groups, unit) are numbered; what each metric
 * says in a cell is read once. */
#ifndef PM_FAMILY_H
#define PM_FAMILY_H

#include "runtime/privacy/release.h"
#include "runtime/privacy/web.h"

/* Why a figure may not be shown as it is; bits. */
enum pm_reason {
    PM_REASON_FEW = 1,      /* persons */
    PM_REASON_CELL = 2,     /* with or without the outcome */
    PM_REASON_ZERO = 4,     /* none, or all */
    PM_REASON_CAP = 8,      /* outside the cap */
    PM_REASON_CHANGED = 16, /* by few since it was released */
    PM_REASON_KEPT = 32,    /* it was hidden before, or is from others who read this too */
    PM_REASON_OUT = 64      /* by itself: it was released as it is, and may be shown */
};

struct pm_crossing_cells {
    const struct pm_dimension *dimensions[PM_MOST_SIDES];
    size_t dimension_count;
    size_t sizes[PM_MOST_SIDES]; /* number of groups */
    size_t first;                /* place of its first combination */
    size_t count;
    bool is_base; /* the model asks for it, whatever a command asks for besides */
};

struct pm_seen {  /* what a figure says */
    int64_t n;    /* -1: not known */
    int64_t with; /* numerator; of a count or sum, the value */
    int64_t denominator;
    bool has_figure;
    bool is_none;  /* nobody is counted, and that may be said */
    bool has_with; /* a whole number of 0 or more; likewise: */
    bool has_denominator;
    bool is_split; /* the numerator is a part of the denominator */
    bool is_public;
};

struct pm_family_term {
    const char *text;   /* what it counts, in words of the model: equal texts, equal counts */
    const char *plain;  /* the same of one period by itself */
    int32_t pool_years; /* it adds so many years together; 0: one */
    bool is_to_date;    /* all parts of the year so far */
    bool counts_events; /* rows of days, that no other period counts again */
};

struct pm_family_metric {
    const struct pm_metric *metric;
    uint16_t terms[PM_MOST_TERMS]; /* n, denominator, numerator; UINT16_MAX: none */
};

struct pm_family {
    const struct pm_calendar *calendar;
    int32_t year;
    bool has_all_years; /* of the calendar: some figures are of several */
    struct pm_family_metric *metrics;
    size_t metric_count;
    struct pm_family_term *terms;
    size_t term_count;
    struct pm_period *periods;
    size_t period_count;
    uint32_t *units;
    size_t unit_count;
    uint32_t *unit_place; /* by unit: its place in `units`; PM_NO_INDEX */
    struct pm_crossing_cells *crossings;
    size_t crossing_count;
    size_t group_count; /* combinations of groups, over all crossings */
    size_t cell_count;
    struct pm_seen *seen; /* metric after metric */
    struct pm_family *next;
};

enum { PM_TERM_N, PM_TERM_DENOMINATOR, PM_TERM_NUMERATOR };

static inline size_t pm_family_cell(const struct pm_family *family, size_t period, size_t group,
                                    size_t unit)
{
    return (period * family->group_count + group) * family->unit_count + unit;
}

/* Fills in units, periods, crossings and what the figures say; metrics, terms, calendar and year
 * are there. `base_count`: so many wishes of the request are the model's. (family.c) */
void pm_family_read(struct pm_arena *arena, const struct pm_cells *cells,
                    const struct pm_request *request, size_t base_count, struct pm_family *family);

/* The place of a key's metric and cell; false when the family has none. */
bool pm_family_find(const struct pm_family *family, const struct pm_cells *cells,
                    const struct pm_cell_key *key, size_t *metric, size_t *cell);

/* The key of a cell; its metric is left NULL. */
struct pm_cell_key pm_family_key(const struct pm_family *family, size_t cell,
                                 const struct pm_crossing_cells **crossing);

/* What the terms of a metric count; text NULL where it has no such term, or one that does not add
 * up. (terms.c) */
void pm_metric_terms(struct pm_arena *arena, const struct pm_metric *metric,
                     struct pm_family_term out[PM_MOST_TERMS]);

/* Adds how the quantities of a web hang together: groups, units, periods. `web` has its figures and
 * quantities, and the terms of the family. (relate.c) */
void pm_family_relate(const struct pm_family *family, const struct pm_cells *cells,
                      struct pm_web *web);

/* A sum of terms that holds in every cell: `total` and its parts. */
struct pm_identity {
    uint16_t total;
    uint16_t parts[4];
    size_t count;
};

/* Finds sums of terms that hold in every cell. (identities.c) */
size_t pm_family_identities(struct pm_arena *arena, const struct pm_family *family,
                            struct pm_identity **out);

#endif
