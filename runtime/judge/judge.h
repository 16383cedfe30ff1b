/* judge.h: what the parts of the judging share. Internal to runtime/judge.
 *
 * Each measure becomes subjects (a unit, a group, perhaps the group it is compared with) and judged
 * periods; for each, figures.c measures, aim.c says what was to be reached, rating.c judges, and
 * status.c puts the finding together. gaps.c, compare.c and data.c make the other findings on figures,
 * the judges of cycle.h those on the improvement cycle. */
#ifndef PM_JUDGE_H
#define PM_JUDGE_H

#include "runtime/judge/findings.h"

struct pm_judging {
    struct pm_arena *arena;
    const struct pm_cells *cells;
    const struct pm_model *model;
    const struct pm_judge_options *options;
    struct pm_diagnostics *diagnostics;
    int32_t as_of;
    PM_ARRAY(struct pm_finding) findings;
    const struct pm_target_index *targets; /* NULL: no gap asks for a target */
};

/* True when the options ask for findings of this period. */
bool pm_judge_wants(const struct pm_judging *judging, struct pm_period period);

/* ---- Figures (figures.c) ---- */

struct pm_sides_list {
    struct pm_cell_side items[PM_MOST_SIDES]; /* sorted by dimension */
    size_t count;
};

/* Puts a side in its place; another group of the same dimension gives way. (subjects.c) */
void pm_put_side(struct pm_sides_list *sides, struct pm_cell_side side);

/* What is judged of a subject in one period: a figure, or the gap between two. */
struct pm_measured {
    struct pm_cell cell;
    struct pm_cell reference; /* the other side; only where the subject has one */
    enum pm_state state;      /* why there is no value; PM_STATE_COUNT: there is one */
    struct pm_ratio value;    /* undefined unless state is PM_STATE_COUNT; of bounds, too */
    bool has_bounds;
    struct pm_ratio low;
    struct pm_ratio high;
    struct pm_ratio ratio; /* of a gap: group / reference; so on */
    struct pm_ratio bound; /* of an E formula */
    enum pm_gap_reason reason;
    enum pm_gap_reason few;    /* which side is below the minimum of the gap, if one is */
    bool is_alternate;         /* another reference stands in */
    struct pm_sides_list best; /* the group that was best off; none: not asked */
    PM_ARRAY(struct pm_cell_key) rests_on;
};

/* The cell of a subject's sides. Periods without any row of the source have none. */
void pm_judge_cell(const struct pm_judging *judging, const struct pm_metric *metric, uint32_t unit,
                   const struct pm_cell_side *sides, size_t side_count, struct pm_period period,
                   struct pm_cell *out);

/* Measures a subject; `kind` matters where it has a reference. Periods without any row of the
 * source have no figure, not a count of none. */
void pm_judge_figure(const struct pm_judging *judging, const struct pm_subject *subject,
                     enum pm_gap_kind kind, struct pm_period period, struct pm_measured *out);

/* Completes what was measured of a subject with a reference: its other side and the gap. */
void pm_judge_gap_figure(const struct pm_judging *judging, const struct pm_subject *subject,
                         enum pm_gap_kind kind, struct pm_period period, struct pm_measured *out);

/* Takes over what a finding says of its gap besides the value: reason, stand-in, the best group. */
void pm_judge_take_gap(const struct pm_measured *measured, struct pm_finding *finding);

/* Says of a finding that is too few which side is. */
void pm_judge_name_few(const struct pm_measured *measured, struct pm_finding *finding);

/* The gap of groups that are alike: 1 of ratios, 0 of differences; undefined where there is none. */
struct pm_ratio pm_judge_no_gap(enum pm_gap_kind kind);

/* How much worse off the group is, in the gap's own kind: above 0 is unfavourable. Where neither
 * direction is better, the distance from no gap. Undefined for a kind that does not tell. */
struct pm_ratio pm_judge_excess(int direction, enum pm_gap_kind kind, struct pm_ratio gap);

/* True when something that breaks the series lies after `earlier` and not after `later`. */
bool pm_judge_broken(const struct pm_metric *metric, struct pm_period earlier,
                     struct pm_period later);

/* True when n or the numerator of a side is below the least. */
bool pm_judge_is_too_few(const struct pm_measured *measured, const struct pm_minimum *minimum);

/* Number of periods up to this one in which the subject has a value. */
int64_t pm_judge_points(const struct pm_judging *judging, const struct pm_subject *subject,
                        enum pm_gap_kind kind, struct pm_period period);

/* ---- Subjects (subjects.c) ---- */

struct pm_subjects {
    PM_ARRAY(struct pm_subject) list;
};

/* The subjects that a selector speaks of, with the sides of `fixed` (may be NULL) in each; only
 * sides and references are set. Groups together (`of`) and residuals are no members of `each`. A
 * value that the data lack gives none. */
void pm_judge_expand(const struct pm_judging *judging, const struct pm_selector *selector,
                     const struct pm_selector *fixed, struct pm_subjects *out);

/* The unit that is named (one); PM_NO_UNIT when the data have none such. */
uint32_t pm_judge_find_unit(const struct pm_judging *judging,
                            const struct pm_unit_reference *reference);

/* Makes that look-up ready, where some gap asks for it; after the measures were judged. */
void pm_judge_index_targets(struct pm_judging *judging);

/* The status finding with a target for the subject's groups in its unit and a period, else that for
 * all; NULL when there is none. */
const struct pm_finding *pm_judge_find_status(const struct pm_judging *judging,
                                              const struct pm_subject *subject,
                                              struct pm_period period);

/* By groups, then reference: order and sameness. Units and periods are left aside. */
int pm_judge_compare_groups(const struct pm_subject *a, const struct pm_subject *b);

/* ---- Names (identity.c) ---- */

/* Sets key and id: `prefix`, then unit, groups, reference and period of the finding's subject. */
void pm_judge_identify(const struct pm_judging *judging, struct pm_finding *finding,
                       const char *prefix);

/* "plan/goal/measure" of a subject, encoded; of work, services and trainings likewise. */
const char *pm_judge_measure_path(const struct pm_judging *judging,
                                  const struct pm_subject *subject);

/* A text in which everything outside A-Za-z0-9_.- is percent-encoded. */
const char *pm_judge_encode(struct pm_arena *arena, const char *text);

/* Gives findings whose ids are equal (the same measure written twice) ids of their own. */
void pm_judge_make_unique(struct pm_judging *judging);

/* ---- Kinds of findings ---- */

void pm_judge_measures(struct pm_judging *judging); /* measures.c */
void pm_judge_gaps(struct pm_judging *judging);     /* gaps.c */
void pm_judge_noise(struct pm_judging *judging);    /* noise.c: qualifies the findings so far */
void pm_judge_checks(struct pm_judging *judging);   /* data.c: verify lines, impossible figures */

void pm_judge_cycle(struct pm_judging *judging); /* cycle.c: all that rests on these */

/* Appends a finding on data; `about` (may be NULL) lends subject and cell. The text is copied. */
struct pm_finding *pm_judge_add_data(struct pm_judging *judging, const struct pm_finding *about,
                                     enum pm_code code, enum pm_state state, const char *text);

#endif
