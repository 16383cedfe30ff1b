/* measure.h: questions about measures and their lines that the resolver, the checks and later
 * stages ask. */
#ifndef PM_MEASURE_H
#define PM_MEASURE_H

#include "lang/model/model.h"

/* The source whose rows decide a metric's figures: the denominator's, or the value's. NULL when the
 * metric could not be understood. */
const struct pm_source_decl *pm_metric_source(const struct pm_metric *metric);

/* The set of units that a metric counts; NULL: it counts rows, or is worked out from others. */
const struct pm_unit_set *pm_metric_set(const struct pm_metric *metric);

/* True when its figures come from those of other metrics, not from rows. */
bool pm_metric_is_derived(const struct pm_metric *metric);

/* True for a median or a percentile of rows or units. */
bool pm_metric_is_quantile(const struct pm_metric *metric);

/* A term as text: "sum (tests.score) of tests where ..."; "" for what was not understood. */
const char *pm_term_text(struct pm_arena *arena, const struct pm_term *term);

/* What a metric's figures are made from beside its terms and formula, as one text: "" for nothing.
 * Equal texts mean the same. */
const char *pm_metric_form_text(struct pm_arena *arena, const struct pm_metric *metric);

/* True where what is counted is a part of what it is divided by: a share, whose numerator and
 * denominator are both counts, or both sums of whole numbers, of one source. A `range` that goes beyond 100 %
 * says that it is none. */
bool pm_metric_is_part(const struct pm_metric *metric);

/* The least and greatest that a figure can be: those of the `range`, else 0 and 1 of a part. False
 * where any figure is possible. */
bool pm_metric_bounds(const struct pm_metric *metric, struct pm_ratio *low, struct pm_ratio *high);

/* Same dimensions and groups on the same sides, in whatever order. */
bool pm_crossing_equal(const struct pm_crossing *a, const struct pm_crossing *b);

/* The same unit or set, with the same keys. */
bool pm_unit_reference_equal(const struct pm_unit_reference *a, const struct pm_unit_reference *b);

/* The same groups, the same other side, the same unit. */
bool pm_selector_equal(const struct pm_selector *a, const struct pm_selector *b);

/* The `gap` line of the metric about the groups and the other side of a selector: one for the
 * difference before one for another kind, whatever their order. NULL when there is none: the gap is
 * a difference then. */
const struct pm_gap_line *pm_metric_find_gap(const struct pm_metric *metric,
                                             const struct pm_selector *selector);

/* What is known of a kind of gap (gap_kinds.def). */
enum pm_gap_form { PM_GAP_FORM_DIFFERENCE, PM_GAP_FORM_TIMES, PM_GAP_FORM_SHARE };
enum pm_gap_needs { PM_GAP_NEEDS_FIGURES, PM_GAP_NEEDS_COUNTS };
enum pm_gap_against {
    PM_GAP_AGAINST_ANY,
    PM_GAP_AGAINST_ALL,
    PM_GAP_AGAINST_OTHERS,
    PM_GAP_AGAINST_UNIT
};

struct pm_gap_kind_info {
    const char *word; /* "risk_ratio" */
    enum pm_gap_form form;
    enum pm_gap_needs needs;
    enum pm_gap_against against;
    const char *means;
};

const struct pm_gap_kind_info *pm_gap_kind_info(enum pm_gap_kind kind);

/* The kind of this word; false when there is none. */
bool pm_gap_kind_find(struct pm_text word, enum pm_gap_kind *out);

/* True when the figure says how far behind the group is, so that lower is better whatever the
 * metric's direction; false where it moves with the group's own figure. */
bool pm_gap_is_behind(enum pm_gap_kind kind);

/* True for a line of the newest revision, or of the measure itself where there is none. */
bool pm_line_is_newest(const struct pm_measure *measure, const struct pm_line *line);

/* True for what holds a measure to a figure: target and close lines. */
bool pm_line_is_target(const struct pm_line *line);

/* True when an expression uses `baseline`, `previous` or another variable. */
bool pm_expression_uses_variables(const struct pm_expression *expression);

/* True when an expression (may be NULL) uses this variable. */
bool pm_expression_uses(const struct pm_expression *expression, enum pm_variable variable);

/* The amount that is written; undefined when there is none, or when it depends on data. */
struct pm_ratio pm_expression_amount(const struct pm_expression *expression);

/* "others of state": the other side of a selector as plans write it; "" without one. */
const char *pm_versus_text(struct pm_arena *arena, const struct pm_selector *selector);

/* "for each race vs others at districts" for messages, with a blank before it; "" for all. */
const char *pm_selector_text(struct pm_arena *arena, const struct pm_selector *selector);

/* A group of a crossing as plans write it: "black * frl". */
const char *pm_crossing_text(struct pm_arena *arena, const struct pm_crossing *crossing);

/* A unit as plans write it: `districts("26")`. */
const char *pm_unit_reference_text(struct pm_arena *arena,
                                   const struct pm_unit_reference *reference);

/* What a measure is one of, for messages: "goal `present`", "service `help_desk`". */
const char *pm_measure_home_text(struct pm_arena *arena, const struct pm_measure *measure);

/* The name of what a measure is one of: a goal, a piece of work, a training or a service. */
const char *pm_measure_home(const struct pm_measure *measure);

/* The same with its plan, as other statements and changes call it: "compass.present"; a service has
 * none. In `arena`, or a name of the model. */
const char *pm_measure_home_path(struct pm_arena *arena, const struct pm_measure *measure);

/* An amount of a type as plans write it: "24%", "3 pts", "$125", "14". */
const char *pm_amount_text(struct pm_arena *arena, struct pm_ratio amount, enum pm_type type);

/* The metric as its gaps of a kind are read and compared. (resolve_line.c) */
struct pm_metric pm_metric_of_gap(const struct pm_metric *metric, enum pm_gap_kind kind);

/* The metric as the figures that a selector picks are read and compared: of its own type, or of that
 * of the gap. (resolve_line.c) */
struct pm_metric pm_metric_of_selector(const struct pm_metric *metric,
                                       const struct pm_selector *selector);

#endif
