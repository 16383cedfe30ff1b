/* test.h: what `test` blocks say: a few rows of some sources, and what has to come of them.
 *
 * A test stands for itself: sources that it gives nothing for are empty, and its rows are read the
 * way the files of their source are. In the model's arena, as all of it. */
#ifndef PM_TEST_H
#define PM_TEST_H

#include "lang/model/model.h"

struct pm_given { /* `given students "..."` */
    struct pm_span at;
    const struct pm_source_decl *source;
    const char *text; /* as CSV: the names of columns or fields, then the rows */
    struct pm_span text_at;
};

enum pm_claim_kind {
    PM_CLAIM_VALUE,   /* `expect chronic_absence SY2025 25%` */
    PM_CLAIM_COUNTS,  /* `counts chronic_absence SY2025 1 of 4` */
    PM_CLAIM_STATE,   /* `state chronic_absence SY2025 no_rows`, or `.. of compass.present ..` */
    PM_CLAIM_FINDING, /* `finds "milestone:compass/teams/trained" late` */
    PM_CLAIM_ASIDE    /* `aside students 2` */
};

struct pm_claim {
    enum pm_claim_kind kind;
    struct pm_span at;
    const struct pm_metric *metric; /* NULL: FINDING, ASIDE */
    const struct pm_goal *goal;     /* STATE: whose measure; NULL: of the figure itself */
    struct pm_period period;
    struct pm_selector selector;
    bool
        has_gap_kind; /* VALUE, STATE: `as risk_ratio`; else the first kind that the metric follows */
    enum pm_gap_kind gap_kind;
    const struct pm_expression *amount; /* VALUE: without variables */
    int places; /* VALUE: digits after the point of a fraction of one; -1: all that there are */
    struct pm_ratio numerator; /* COUNTS */
    struct pm_ratio denominator;
    const char *word; /* STATE, FINDING: a state */
    struct pm_span word_at;
    const char *key;                     /* FINDING: without the period, or an id */
    const struct pm_source_decl *source; /* ASIDE */
    int64_t count;                       /* ASIDE: rows that are not kept */
};

struct pm_test {
    struct pm_facts facts;
    const char *name;
    const char *label;
    int32_t data_day; /* it is judged as of this day; PM_NO_DAY: the newest of its rows */
    struct pm_given *givens;
    size_t given_count;
    struct pm_claim *claims;
    size_t claim_count;
};

/* The metric as the figure that a claim is about is read and shown: of its own type, or of that of
 * the gap. (resolve_test.c) */
struct pm_metric pm_metric_of_claim(const struct pm_claim *claim);

#endif
