/* decide.h: what the parts of a decision share. Internal to runtime/privacy.
 *
 * A decision is about the figures of a family for one audience: decide.c judges each by itself and
 * solves the web, quantities.c says what figures show, counts.c how counts add up. */
#ifndef PM_DECIDE_H
#define PM_DECIDE_H

#include "runtime/privacy/veils.h"

struct pm_deciding {
    struct pm_arena *arena; /* of this decision alone */
    struct pm_family *family;
    const struct pm_cells *cells;
    const struct pm_reader *reader;
    struct pm_web *web;
    bool base_only;   /* cells that the model asks for alone */
    bool is_second;   /* what is shown of the base stays */
    uint8_t *veils;   /* by figure */
    uint8_t *bands;   /* likewise */
    uint8_t *reasons; /* likewise */
    int64_t *costs;   /* by unit of the family: what hiding costs more there */
    const struct pm_identity *identities;
    size_t identity_count;
};

static inline size_t pm_figure_index(const struct pm_deciding *deciding, size_t metric, size_t cell)
{
    return metric * deciding->family->cell_count + cell;
}

/* ---- Counts (counts.c) ---- */

/* Adds how the terms of a cell hang together. */
void pm_relate_terms(const struct pm_deciding *deciding);

/* ---- Quantities (quantities.c) ---- */

/* Says what metrics show, then what hiding costs where, then what each figure shows. */
void pm_set_metrics(const struct pm_deciding *deciding);
void pm_work_out_costs(struct pm_deciding *deciding);
void pm_set_figure(const struct pm_deciding *deciding, const struct pm_crossing_cells *crossing,
                   size_t metric, size_t cell);

/* Says where the cells lie: period, unit, groups. */
void pm_place_cells(const struct pm_deciding *deciding);

/* Gives all quantities their ranks. (ranks.c) */
void pm_rank_quantities(const struct pm_deciding *deciding);

/* Where nobody is counted: after all figures that count somebody. */
void pm_set_none(const struct pm_deciding *deciding, const struct pm_crossing_cells *crossing,
                 size_t metric, size_t cell);

#endif
