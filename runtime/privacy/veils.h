/* veils.h: which cells an audience may see. Internal to runtime/privacy.
 *
 * The cells of one metric, period and unit, over all crossings that were asked for, form a
 * table: they add up to each other. A table is made when its first cell is asked about; rules.c
 * marks what may not be shown in itself, complement.c what would give it away. */
#ifndef PM_VEILS_H
#define PM_VEILS_H

#include "runtime/privacy/release.h"

enum pm_veil {
    PM_VEIL_NONE,
    PM_VEIL_BELOW_CAP, /* shown as "under 5 %" */
    PM_VEIL_ABOVE_CAP,
    PM_VEIL_HIDDEN
};

struct pm_guard; /* the tables made so far */

struct pm_guard *pm_guard_new(struct pm_arena *arena, const struct pm_cells *cells,
                              const struct pm_request *request, enum pm_audience audience);

/* What hides the cell of this key. */
enum pm_veil pm_guard_ask(struct pm_guard *guard, const struct pm_cell_key *key);

const struct pm_privacy *pm_guard_privacy(const struct pm_guard *guard);

/* ---- Findings on the cycle (protect_cycle.c) ---- */

/* Takes from a copy of a finding what may not be shown, by what was released of the findings it
 * rests on; false where the finding as a whole may not be. Its facts are copied first. */
bool pm_protect_cycle(struct pm_arena *arena, struct pm_guard *guard,
                      const struct pm_release *release, const struct pm_findings *findings,
                      struct pm_finding *finding);

/* Looks again at clauses and values when everything else is released. */
void pm_protect_clauses(struct pm_release *release);

/* ---- One table ---- */

struct pm_table_crossing {
    const struct pm_wish *wish;
    size_t sizes[PM_MOST_SIDES]; /* number of groups */
    size_t first;                /* index of its first cell */
    size_t count;
};

struct pm_veil_cell {
    int64_t n; /* -1: not known */
    enum pm_veil veil;
    bool has_figure;
    bool is_public;
    bool is_unknown; /* hidden by the publisher: nobody can work with it */
};

struct pm_veil_table {
    const struct pm_cells *cells;
    struct pm_table_crossing *crossings;
    size_t crossing_count;
    struct pm_veil_cell *items; /* crossing after crossing; the last dimension varies fastest */
    size_t count;
};

/* What may not be shown in itself (rules.c): too few persons, too few with or without the outcome,
 * none or all of them; and what lies outside the cap. */
enum pm_veil pm_veil_of_cell(const struct pm_privacy *privacy, const struct pm_cell *cell);

/* Hides further cells until no hidden one is what is left of a total (complement.c). */
void pm_hide_complements(struct pm_arena *arena, struct pm_veil_table *table);

/* The groups of a dimension of a crossing: a group together (`of`), or a part of all rows. */
const struct pm_group *pm_table_union(const struct pm_veil_table *table,
                                      const struct pm_dimension *dimension, size_t group);

#endif
