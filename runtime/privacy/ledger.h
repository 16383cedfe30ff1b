/* ledger.h: what audiences were shown before.
 *
 * A release that was recorded can't be taken back: what it showed is known, what it hid stays
 * hidden. Whoever may read what was released to one audience may read what was released to those
 * after it, too (internal, cabinet, board, public). */
#ifndef PM_LEDGER_H
#define PM_LEDGER_H

#include "runtime/privacy/release.h"

struct pm_told { /* a figure of an earlier release */
    struct pm_cell_key key;
    enum pm_shown shown;
    struct pm_ratio numerator; /* undefined where not shown */
    struct pm_ratio denominator;
    struct pm_ratio value;
    int64_t n; /* -1: not shown */
};

struct pm_ledger;

struct pm_ledger *pm_ledger_new(struct pm_arena *arena);
void pm_ledger_add(struct pm_ledger *ledger, enum pm_audience audience, const struct pm_told *told);

enum pm_recall {
    PM_RECALL_NOTHING,
    PM_RECALL_SHOWN,  /* as it is now */
    PM_RECALL_HIDDEN, /* and not shown to anybody who is read with them */
    PM_RECALL_CHANGED /* shown, and it differs by few from what it is now; not of the internal
                         audience, which sees the data change from day to day */
};

/* What is remembered of a cell for an audience; `few`: numbers below are few. `ledger` may be
 * NULL. */
enum pm_recall pm_ledger_recall(const struct pm_ledger *ledger, enum pm_audience audience,
                                const struct pm_cell *cell, int64_t few);

/* What a release that is to be recorded told of all figures that it was asked about, hidden ones
 * too. In `arena`. (protect.c) */
size_t pm_release_told(struct pm_arena *arena, const struct pm_release *release,
                       struct pm_told **out);

uint32_t pm_key_hash(const struct pm_cell_key *key);
bool pm_key_equal(const struct pm_cell_key *a, const struct pm_cell_key *b);

/* True when anything is remembered for the audience itself. */
bool pm_ledger_has(const struct pm_ledger *ledger, enum pm_audience audience);

#endif
