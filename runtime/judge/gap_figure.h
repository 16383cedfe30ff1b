/* gap_figure.h: one gap while it is worked out. Internal to runtime/judge.
 *
 * gap_figure.c finds the two sides and what stands against a gap, gap_groups.c looks at all groups of
 * a dimension (the best one, means over them), gap_kinds.c compares. */
#ifndef PM_GAP_FIGURE_H
#define PM_GAP_FIGURE_H

#include "runtime/judge/judge.h"

struct pm_gap_asking {
    const struct pm_judging *judging;
    const struct pm_subject *subject;
    const struct pm_gap_line *line; /* NULL: none; a plain difference */
    struct pm_minimum minimum;      /* of both sides */
    bool refuses;                   /* below it there is no gap; else the judges may say so */
    enum pm_gap_kind kind;
    struct pm_period period;
    struct pm_period there; /* of the reference's figures */
    bool lacks_others;      /* their figure does not follow from those of all and the group */
    bool leaves_nobody;     /* all are in the group */
    bool is_wide;           /* further cells are looked up: each is noted */
    struct pm_measured *out;
};

/* Notes that the gap rests on a cell besides the group's own and its plain reference. */
void pm_gap_rest_on(struct pm_gap_asking *asking, const struct pm_cell *cell);

/* Looks a cell up, and notes it unless it is one of the gap's own unit and period. */
void pm_gap_cell(struct pm_gap_asking *asking, uint32_t unit, const struct pm_sides_list *sides,
                 struct pm_period period, struct pm_cell *out);

/* True when a cell is below the minimum of the gap. */
bool pm_gap_is_few(const struct pm_gap_asking *asking, const struct pm_cell *cell);

/* ---- All groups (gap_groups.c) ---- */

/* The group of the subject's dimensions that is best off in a unit, among those that are large
 * enough; `shared` is part of each. Its cell, and its sides in out->best; a cell of state
 * PM_CELL_MISSING when there is none. The first one written where several are alike. */
void pm_gap_find_best(struct pm_gap_asking *asking, uint32_t unit,
                      const struct pm_sides_list *shared, struct pm_cell *out);

/* The mean risk of the other groups, each weighted by its part of the unit that the line names;
 * undefined with a reason. */
struct pm_ratio pm_gap_weighted_risk(struct pm_gap_asking *asking);

/* The mean distance of the groups' figures from that of all; likewise. */
struct pm_ratio pm_gap_mean_distance(struct pm_gap_asking *asking);

/* ---- Kinds (gap_kinds.c) ---- */

/* Sets out->value, or out->reason where the kind has no figure for these two cells. */
void pm_gap_work_out(struct pm_gap_asking *asking);

#endif
