/* findings.h: what the figures say about the plan: status and gap findings, and findings on
 * data; and what the text and the day say about the improvement cycle around the figures.
 *
 * A finding refers to its cells (by value: cells are small) and holds what the rules made of
 * them, exact and unrounded. Nothing here may be shown: findings pass through privacy first
 * (release.h). */
#ifndef PM_FINDINGS_H
#define PM_FINDINGS_H

#include "lang/model/work.h"
#include "runtime/cells/cells.h"

/* In one place: finding_kinds.def has PM_FINDING_KIND(id, word, title, means). */
enum pm_finding_kind {
#define PM_FINDING_KIND(id, word, title, means) PM_FINDING_##id,
#include "runtime/judge/finding_kinds.def"
#undef PM_FINDING_KIND
    PM_FINDING_KIND_COUNT
};

struct pm_finding_kind_info {
    const char *word;  /* "milestone" */
    const char *title; /* "milestones" */
    const char *means;
};

const struct pm_finding_kind_info *pm_finding_kind_info(enum pm_finding_kind kind);

/* The kind of this word; PM_FINDING_KIND_COUNT when there is none. */
enum pm_finding_kind pm_finding_kind_find(const char *word);

/* The words of findings.md, in one place: states.def has PM_STATE(id, word, severity, means). */
enum pm_state {
#define PM_STATE(id, word, severity, means) PM_STATE_##id,
#include "runtime/judge/states.def"
#undef PM_STATE
    PM_STATE_COUNT
};

struct pm_state_info {
    const char *word; /* "on_track" */
    enum pm_severity severity;
    const char *means;
};

const struct pm_state_info *pm_state_info(enum pm_state state);

/* met, on_track, at_risk, off_track and the words of gaps are judgements; the others are not. */
bool pm_state_is_rated(enum pm_state state);

/* The state that a cell without a figure gives; PM_STATE_COUNT when it has one. */
enum pm_state pm_state_of_cell(const struct pm_cell *cell);

/* Qualifiers: bits, any number of them. */
enum pm_qualifier {
    PM_QUALIFIER_IN_PROGRESS = 1, /* the period has not ended at the as-of day */
    PM_QUALIFIER_REVERSED = 2,    /* worse than the baseline */
    PM_QUALIFIER_UNVERIFIED = 4,  /* a warning check of the source failed in the period */
    PM_QUALIFIER_ESTIMATED = 8,   /* known only between bounds (`ranges`) */
    PM_QUALIFIER_NOISE = 16,      /* chance alone may have moved it, or may make the gap */
    PM_QUALIFIER_ALTERNATE = 32   /* the reference was too small, and another one stands in */
};

/* The word of one bit, "in_progress"; bits are tried in order. */
const char *pm_qualifier_word(enum pm_qualifier qualifier);

struct pm_subject {
    const struct pm_plan *plan; /* NULL: a gap of a metric by itself, or data */
    const struct pm_goal *goal;
    const struct pm_measure *measure;
    const struct pm_metric *metric;           /* NULL: data about a source */
    const struct pm_source_decl *source;      /* of a data finding; else NULL */
    uint32_t unit;                            /* PM_NO_UNIT: none */
    struct pm_cell_side sides[PM_MOST_SIDES]; /* group; none: all rows */
    size_t side_count;
    bool has_reference;       /* a gap, or the status of a gap */
    bool reference_is_all;    /* against all rows */
    bool reference_is_others; /* against the complement of the group */
    bool reference_is_best;   /* against the group that is best off: `reference` once it is known */
    bool reference_is_target; /* against what a measure was to reach */
    bool reference_has_unit;  /* the other side lies in a unit of its own: */
    uint32_t reference_unit;  /* PM_NO_UNIT: the data have none such */
    const struct pm_gap_line *gap_line; /* how the metric follows the gap; NULL: no line */
    struct pm_cell_side reference[PM_MOST_SIDES];
    size_t reference_count;
    struct pm_period frozen_at; /* `reference frozen`: where the other side is taken; else none */
    struct pm_period period;    /* may be none for data */
};

struct pm_point { /* a value at a period */
    bool is_set;
    struct pm_period period;
    struct pm_ratio value;
};

/* Why there is no gap, in one place: gap_reasons.def. */
enum pm_gap_reason {
#define PM_GAP_REASON(id, word, means) PM_GAP_REASON_##id,
#include "runtime/judge/gap_reasons.def"
#undef PM_GAP_REASON
    PM_GAP_REASON_COUNT
};

const char *pm_gap_reason_word(enum pm_gap_reason reason);  /* "group_n"; "" for none */
const char *pm_gap_reason_means(enum pm_gap_reason reason); /* "the group is smaller than ..." */

/* Where a figure stands among those of its peers. */
struct pm_peer_facts {
    bool is_set;
    int64_t count;            /* peers that have a figure, itself among them where it is one */
    int64_t of;               /* all peers */
    int64_t rank;             /* 1 is the best one; equal figures share it */
    struct pm_ratio quartile; /* 1 to 4; undefined: fewer than four peers have a figure */
    const struct pm_cell_key *cells; /* the figures that it rests on */
    size_t cell_count;
};

struct pm_gap_facts {
    bool is_set;
    enum pm_gap_kind kind;
    struct pm_cell reference;     /* the other side */
    struct pm_ratio value;        /* by its kind: of a difference, positive means worse off than
                                       the reference */
    struct pm_ratio ratio;        /* group / reference; undefined when the reference is 0 */
    struct pm_point previous;     /* the gap one period before; comparable only */
    struct pm_ratio change;       /* value - previous; undefined without previous */
    struct pm_ratio expected;     /* of a gap with a path; else undefined */
    struct pm_ratio closed_share; /* (gap at baseline - gap) / gap at baseline; undefined at 0 */
    struct pm_period since;       /* of a gap that follows what is closed; no period: none */
    struct pm_ratio bound;        /* of an E formula; else undefined */
    enum pm_gap_reason reason;    /* why there is no value */
    bool is_alternate;            /* the reference was too small: something else stands in */
    const struct pm_cell_key *rests_on; /* cells besides the group's and its plain reference */
    size_t rests_on_count;
    const struct pm_cell_key *previous_rests_on; /* all cells of the gap one period before */
    size_t previous_rests_on_count;
    bool has_target;  /* the reference is the target of a status finding: */
    size_t target_of; /* its index among all findings */
};

/* How a figure moved, by which the work behind it is judged. */
struct pm_movement {
    const struct pm_metric *metric;
    uint32_t unit;
    int direction;          /* that was expected: +1 higher, -1 lower; 0: any change */
    struct pm_period by;    /* expected by; no period: not said */
    struct pm_point before; /* not set: no figure, or none that may be shown; its period stays */
    struct pm_point after;
    struct pm_ratio change; /* after - before; undefined where one is missing */
};

enum pm_amount_kind {
    PM_AMOUNT_NONE,
    PM_AMOUNT_NUMBER,
    PM_AMOUNT_MONEY,
    PM_AMOUNT_STAFF, /* full-time equivalents */
    PM_AMOUNT_MINUTES,
    PM_AMOUNT_SHARE
};

/* What a finding of the cycle says, as typed facts; messages are made of nothing else. Days are
 * PM_NO_DAY and numbers below 0 where there is none. */
struct pm_cycle_facts {
    const char *name; /* as plans write it: "compass.teams.trained" */
    const char *label;
    const char *text;   /* what the plan says of it besides: evidence, reason; "" */
    const void *object; /* the declaration, for waivers; NULL: none of its own */
    const struct pm_unit_reference *owner; /* NULL: nobody */
    const char *post;                      /* "" when not given */
    int32_t due_day;                       /* the newest one */
    int32_t first_due_day;                 /* where it was moved */
    int32_t done_day;
    int32_t day;        /* when it began, was said or was last heard of */
    int64_t days;       /* late by, or left */
    int64_t first_days; /* late by since the first day */
    int64_t count;
    int64_t of;        /* `count` of so many */
    int64_t limit;     /* what a rule or plan allows or asks */
    const char *every; /* how often it should be, as written: "3 months"; "" */
    enum pm_amount_kind amount_kind;
    struct pm_ratio amount; /* undefined: none */
    struct pm_ratio other;  /* what it is held against */
    const char **items;     /* names of what takes part */
    size_t item_count;
    struct pm_movement *movements;
    size_t movement_count;
    size_t own_count;    /* of these, its own; of a link the rest is what should follow */
    bool counts_persons; /* `count` is a number of persons in data */
    bool is_partial;     /* some of what could speak against it may not be shown */
};

struct pm_part; /* overall.h: of what an overall state is made */

/* What a finding of the cycle rests on. */
struct pm_basis {
    const struct pm_part *part; /* NULL: it is no overall state */
    const size_t *findings;     /* by index in struct pm_findings */
    size_t finding_count;
    const struct pm_cell_key *cells;
    size_t cell_count;
    bool is_reason;      /* it was made because these say what they say, and goes with them */
    bool rests_on_rules; /* its state is whether its rules find something among what is released */
    const enum pm_code *rules;
    size_t rule_count;
    int64_t text_count; /* what these rules find in the text */
    const char **off;   /* names of those that are not looked at */
    size_t off_count;
};

struct pm_finding {
    const char *id;  /* findings.md; without figures */
    const char *key; /* the id without the period */
    enum pm_finding_kind kind;
    enum pm_state state;
    enum pm_severity severity;
    unsigned qualifiers;            /* of enum pm_qualifier, added */
    const struct pm_rating *rating; /* NULL where nothing was rated */
    const struct pm_level *level;   /* NULL likewise */
    struct pm_subject subject;
    struct pm_cell cell; /* the figure; unset for data findings without one */
    bool has_cell;
    struct pm_point baseline; /* this and what follows: of the gap, where it is judged */
    bool baseline_from_data;  /* the figure of that period; else the plan has the amount */
    struct pm_ratio expected; /* undefined: none */
    enum pm_path_kind path;
    struct pm_point target; /* of the period: written, or on the path */
    bool target_met;
    struct pm_point final; /* the last one */
    bool final_met;
    bool has_low; /* maintain */
    bool has_high;
    struct pm_ratio low;
    struct pm_ratio high;
    struct pm_ratio progress;  /* (value - baseline) / (final - baseline); undefined: absent */
    struct pm_ratio deviation; /* negative is unfavourable */
    struct pm_point previous;
    struct pm_ratio change;            /* value - previous */
    const struct pm_variables *before; /* of earlier periods, as far as its rating looks back */
    struct pm_peer_facts peers;
    size_t revision; /* of the measure, by whose lines it is judged; 0: its own ones */
    struct pm_gap_facts gap;
    const char *text;               /* data findings: what disagrees, in one sentence; else "" */
    bool text_is_internal;          /* it tells about single rows: internal audience only */
    enum pm_code code;              /* rule or check that it comes from; PM_CODE_COUNT: none */
    const struct pm_waiver *waiver; /* accepts it; NULL: none */
    const struct pm_allowance *allowance; /* likewise, inside the declaration */
    struct pm_cycle_facts *cycle;         /* NULL: of the kinds status, gap and data */
    const struct pm_basis *basis;         /* NULL: it rests on no figure */
    struct pm_span at;                    /* where the plan says it */
};

struct pm_findings {
    struct pm_finding *items;
    size_t count;
};

/* What the rules of a basis find: in the text, and among these findings but for those accepted. */
int64_t pm_basis_count(const struct pm_basis *basis, const struct pm_finding *findings,
                       size_t count);

/* The newest day on which, by the text, something happened: a session, a milestone that was done, a
 * report sent, progress reported. It stands for the as-of day where there are no data. PM_NO_DAY:
 * there is none. */
int32_t pm_newest_day_written(const struct pm_whole *whole);

struct pm_judge_options {
    bool has_periods; /* only findings of periods in first..last */
    struct pm_period first;
    struct pm_period last;
    const struct pm_diagnostics *text; /* what was found in the text, for clauses; NULL: nothing */
};

/* Judges all measures of all plans, all gap lines, all data checks, then the cycle. Order: plan,
 * goal, measure, unit, group, period, kind; gaps of metrics come after the plans, the kinds of the
 * cycle one after the other, each in the order written. In `arena`. */
struct pm_findings *pm_judge(struct pm_arena *arena, const struct pm_cells *cells,
                             const struct pm_judge_options *options,
                             struct pm_diagnostics *diagnostics);

#endif
