/* model.h: what a project means.
 *
 * The resolver turns the trees of all files into this: names bound to what they name, quantities
 * typed, dates real, every fact with the place it was written at. Later stages only read it.
 * Everything lives in the model's arena and borrows the sources. Pointers are never NULL unless the
 * comment says so; counts go with the array before them; `label` is the text given, or the name. */
#ifndef PM_MODEL_H
#define PM_MODEL_H

#include "lang/base/arena.h"
#include "lang/base/digest.h"
#include "lang/base/number.h"
#include "lang/base/span.h"
#include "lang/base/text.h"
#include "lang/diag/diagnostics.h"
#include "lang/model/definitions.h"
#include "lang/model/expression.h"
#include "lang/model/period.h"
#include "lang/source/source.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- Plans ---- */

struct pm_plan;
struct pm_goal;
struct pm_work; /* work.h */
struct pm_training;
struct pm_service;

enum pm_overall_kind {
    PM_OVERALL_WORST, /* the worst of the rated parts */
    PM_OVERALL_MEAN,  /* the mean of their scores, by weight */
    PM_OVERALL_ANY,   /* the n-th best: so many are as good as that */
    PM_OVERALL_LEAD   /* one part speaks for all */
};

/* `overall worst with 50% rated`: how what belongs together is put into one state. */
struct pm_overall {
    struct pm_span at;
    enum pm_overall_kind kind;
    int64_t count;                  /* of ANY */
    const char *lead;               /* of LEAD: a metric of the goal, or a goal; else "" */
    const struct pm_rating *rating; /* of MEAN: judges the mean; NULL: by halves (overall.c) */
    bool of_attainment;             /* of MEAN: of shares of the way, not of states */
    struct pm_decimal least;        /* share of the parts that must be rated */
    const struct pm_unit_reference *across; /* these have a state of their own, too; NULL: none */
};

struct pm_focus {
    struct pm_facts facts;
    const struct pm_plan *plan;
    const char *name;
    const char *label;
    const struct pm_focus *within;    /* NULL: at the top of the plan */
    const struct pm_overall *overall; /* its own, or what it is handed; NULL: none */
    struct pm_decimal weight;         /* above 0; mantissa 0: not given, which is 1 */
};

enum pm_line_kind {
    PM_LINE_BASELINE,
    PM_LINE_TARGET,
    PM_LINE_ALTERNATIVE,
    PM_LINE_CLOSE,
    PM_LINE_MAINTAIN
};

struct pm_line {       /* one fact of a measure */
    struct pm_span at; /* the statement's first word */
    enum pm_line_kind kind;
    struct pm_period period; /* all but maintain */
    struct pm_span period_at;
    struct pm_period over_first; /* maintain `over`; none: the plan's period */
    struct pm_period over_last;
    const struct pm_expression *quantity; /* NULL: baseline from the data, or pending */
    bool pending;
    struct pm_decimal share;          /* close: fraction that is to go */
    bool of_gap;                      /* close `50% of gap`; else `of distance` to quantity */
    const struct pm_expression *from; /* maintain; NULL: no lower bound */
    const struct pm_expression *to;   /* maintain; NULL: no upper bound */
    struct pm_selector selector;
    size_t revision; /* 0: the measure's own; else number of the revision that it stands in */
};

struct pm_target_column { /* `baseline start on FY2021` */
    struct pm_span at;
    const struct pm_column *column; /* NULL: not given */
    struct pm_period on;            /* no period: the row's own */
};

struct pm_targets_from { /* `targets from kpi where ... { }` */
    struct pm_span at;
    const struct pm_source_decl *source;
    const struct pm_expression *where; /* NULL: all */
    struct pm_target_column baseline;
    struct pm_target_column target;
    struct pm_target_column maintain_from;
    struct pm_target_column maintain_to;
};

struct pm_compare {
    struct pm_span at;
    struct pm_path path; /* over rows of the metric's source: the column */
    const struct pm_source_decl *source;
    const struct pm_expression *where; /* NULL: all rows */
    bool has_tolerance;
    struct pm_decimal tolerance;
};

/* Where a quarter of a distribution ends: between the two figures at place (N - 1) * q / 4
 * (inclusive) or (N + 1) * q / 4 - 1 (exclusive), or by rank: the quarter that rank / N lies in. */
enum pm_quartiles { PM_QUARTILES_INCLUSIVE, PM_QUARTILES_EXCLUSIVE, PM_QUARTILES_RANK };

struct pm_peers { /* `peers districts as inclusive` */
    struct pm_span at;
    const struct pm_unit_reference *units;
    const struct pm_expression *where; /* over rows of the set's source; NULL: all */
    enum pm_quartiles quartiles;
};

enum pm_path_kind {
    PM_PATH_LINEAR,
    PM_PATH_STEP,
    PM_PATH_GEOMETRIC, /* what is left to the end shrinks by the same share in each step */
    PM_PATH_COMPOUND,  /* the figure itself grows or shrinks by the same share in each step */
    PM_PATH_HOLD,
    PM_PATH_NEXT,
    PM_PATH_NONE
};

enum pm_path_axis { PM_AXIS_PERIODS, PM_AXIS_DAYS, PM_AXIS_INSTRUCTIONAL_DAYS };

struct pm_path_course { /* `path linear on days`: what is expected between targets */
    struct pm_span at;
    enum pm_path_kind kind;
    enum pm_path_axis axis;
    const struct pm_expression *end; /* `to 100%` of a geometric one; NULL: where `close` leads */
};

/* `revision from SY2023 on 2023-02-14 "New test" { }`: from this period on its lines take the place
 * of the measure's own and of earlier revisions. */
struct pm_path_revision {
    struct pm_span at;
    struct pm_period from;
    int32_t day;      /* in force since; PM_NO_DAY: always */
    const char *text; /* why; "" when not given */
    struct pm_path_course course;
};

struct pm_pause {
    struct pm_span at;
    struct pm_period period;
    bool shift; /* the path waits; else it goes on (`hold`) */
};

struct pm_measure {
    struct pm_facts facts;
    const struct pm_goal *goal; /* of these four one is set, the others are NULL */
    const struct pm_work *work;
    const struct pm_training *training;
    const struct pm_service *service;
    const struct pm_plan *plan; /* it lies in; NULL: of a service or training outside plans */
    const struct pm_unit_reference *units; /* the plan's; without a plan those of the service or
                                              training */
    size_t unit_count;
    const struct pm_metric *metric;
    struct pm_selector fixed; /* `for reading`: part of every line below; count 0: none */
    struct pm_line *lines;
    size_t line_count;
    const struct pm_unit_reference *across;   /* NULL: `units` */
    const struct pm_expression *across_where; /* over rows of the set's source; NULL: all */
    struct pm_targets_from *targets;
    size_t targets_count;
    struct pm_compare *compares;
    size_t compare_count;
    const struct pm_peers *peers; /* NULL: none */
    struct pm_path_course course;
    struct pm_path_revision *revisions; /* in order of the period from which they hold */
    size_t revision_count;
    bool reference_is_said;   /* there is a `reference` line */
    bool reference_is_frozen; /* the gap's other side is taken as at the baseline */
    struct pm_pause *pauses;  /* the plan's and its own */
    size_t pause_count;
    const struct pm_rating *rating; /* innermost `rate by`; never NULL: `standard` at last */
    struct pm_minimum minimum;      /* the metric's where it has none */
    struct pm_rounding *roundings;  /* the rating's and the metric's */
    size_t rounding_count;
    const struct pm_overall *overall; /* its own; NULL: none */
    struct pm_decimal weight;         /* above 0; mantissa 0: not given, which is 1 */
};

enum pm_goal_kind { PM_GOAL, PM_OBJECTIVE, PM_GUARDRAIL };

struct pm_cause { /* `cause "Families learn too late" shown by contact_48h` */
    struct pm_span at;
    const char *text;
    const struct pm_metric *shown_by; /* NULL: not said */
};

struct pm_goal {
    struct pm_facts facts;
    enum pm_goal_kind kind;
    const struct pm_plan *plan;
    const char *name;
    const char *label;
    const struct pm_focus *focus; /* NULL: none */
    const struct pm_goal *within; /* objective: its goal; else NULL */
    struct pm_measure **measures;
    size_t measure_count;
    const struct pm_goal **aligns; /* goals of plans above that it serves */
    size_t align_count;
    struct pm_cause *causes;
    size_t cause_count;
    const struct pm_overall *overall; /* its own, or what it is handed; NULL: none */
    struct pm_decimal weight;         /* above 0; mantissa 0: not given, which is 1 */
};

struct pm_dated_text { /* approved, consulted */
    struct pm_span at;
    int32_t day;
    const char *text;
};

struct pm_core_value {
    struct pm_span at;
    const char *name;
    const char *text;
    enum pm_code *rules;
    size_t rule_count;
};

struct pm_plan {
    struct pm_facts facts;
    const char *name;
    const char *label;
    const char *kind;                /* "strategic"; "" when not given */
    struct pm_unit_reference *units; /* `for` */
    size_t unit_count;
    struct pm_period first; /* `period`; no period where none is given */
    struct pm_period last;
    struct pm_span period_at;
    const char *vision;
    const char *mission;
    struct pm_core_value *values;
    size_t value_count;
    struct pm_dated_text *approvals;
    size_t approval_count;
    struct pm_dated_text *consultations;
    size_t consultation_count;
    struct pm_called called; /* the plan's own words; the project's hold where it has none */
    struct pm_focus **focuses;
    size_t focus_count;
    struct pm_goal **goals; /* goals, objectives and guardrails in the order written */
    size_t goal_count;
    struct pm_rules rules;            /* levels of checks inside this plan */
    const struct pm_overall *overall; /* NULL: none */
};

/* ---- The whole ---- */

struct pm_whole; /* the improvement cycle around the numbers: work.h */

struct pm_model {
    struct pm_arena *arena;
    struct pm_whole *whole; /* never NULL */
    struct pm_sources *sources;
    struct pm_project *project; /* never NULL: an empty one where none is written */
    struct pm_unit **units;
    size_t unit_count;
    struct pm_unit_set **unit_sets;
    size_t unit_set_count;
    struct pm_source_decl **source_decls; /* index is struct pm_source_decl.index */
    size_t source_count;
    struct pm_dimension **dimensions;
    size_t dimension_count;
    struct pm_metric **metrics;
    size_t metric_count;
    struct pm_rating **ratings;
    size_t rating_count;
    struct pm_plan **plans;
    size_t plan_count;
    const char **modules; /* of the standard library that are in use */
    size_t module_count;
    const char **replaced; /* "metric chronic_absence": the project's own takes a module's place */
    size_t replaced_count;
};

/* The digest of the canonical form of everything that has meaning: PM_DIGEST_SIZE - 1 letters, in
 * the arena. It is made anew by each call, and takes as long as reading the text again. */
const char *pm_model_digest(struct pm_arena *arena, const struct pm_model *model);

const struct pm_metric *pm_model_find_metric(const struct pm_model *model, struct pm_text name);
const struct pm_source_decl *pm_model_find_source(const struct pm_model *model,
                                                  struct pm_text name);
const struct pm_dimension *pm_model_find_dimension(const struct pm_model *model,
                                                   struct pm_text name);
const struct pm_plan *pm_model_find_plan(const struct pm_model *model, struct pm_text name);
const struct pm_unit *pm_model_find_unit(const struct pm_model *model, struct pm_text name);
const struct pm_unit_set *pm_model_find_unit_set(const struct pm_model *model, struct pm_text name);
const struct pm_rating *pm_model_find_rating(const struct pm_model *model, struct pm_text name);
const struct pm_goal *pm_plan_find_goal(const struct pm_plan *plan, struct pm_text name);

/* "worst", "mean", "any", "lead". */
const char *pm_overall_word(enum pm_overall_kind kind);

/* "inclusive", "exclusive", "rank". */
const char *pm_quartiles_word(enum pm_quartiles quartiles);

/* "linear", "step", ..; "periods", "days", "instructional_days". */
const char *pm_path_word(enum pm_path_kind path);
const char *pm_path_axis_word(enum pm_path_axis axis);

/* What closes a day in any calendar of the project; NULL: nothing. */
const struct pm_closure *pm_project_closure(const struct pm_project *project, int32_t day);

/* "goal", "objective", "guardrail". */
const char *pm_goal_kind_word(enum pm_goal_kind kind);

/* True when the crossings have a dimension in common. */
bool pm_crossing_shares(const struct pm_crossing *a, const struct pm_crossing *b);

/* The column of this name, NULL when there is none. */
const struct pm_column *pm_source_find_column(const struct pm_source_decl *source,
                                              struct pm_text name);

/* The shortest way from a row of `from` to a column, along references; the first in order of columns
 * where several are as short. Steps are in `arena`. False when there is none. */
bool pm_path_to_column(struct pm_arena *arena, const struct pm_source_decl *from,
                       const struct pm_column *to, struct pm_path *out);

/* The shortest way from a row of `source` to one of the dimension's columns; likewise. */
bool pm_path_to_dimension(struct pm_arena *arena, const struct pm_source_decl *source,
                          const struct pm_dimension *dimension, struct pm_path *out);

/* A metric that no plan, unit or other metric needs and that comes from a module asks for nothing:
 * true when it is used, or declared in the project itself. */
bool pm_metric_is_active(const struct pm_model *model, const struct pm_metric *metric);

/* True when the metric is worked out from figures of `part` itself. */
bool pm_metric_has_part(const struct pm_metric *metric, const struct pm_metric *part);

/* The calendars, for pm_period_parse. */
const struct pm_calendar *const *pm_model_calendars(const struct pm_model *model);

#endif
