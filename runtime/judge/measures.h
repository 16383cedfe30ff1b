/* measures.h: one measure while it is judged. Internal to runtime/judge.
 *
 * The lines of a measure, spread over the groups that they speak of, are its claims; rows of a
 * source that holds targets are row targets. From both, aim.c works out what one subject was to
 * reach in one period. */
#ifndef PM_MEASURES_H
#define PM_MEASURES_H

#include "runtime/judge/judge.h"
#include "runtime/judge/path.h"

struct pm_unit_list { /* indices, ascending */
    uint32_t *items;
    size_t count;
};

struct pm_claim { /* a line for one subject */
    const struct pm_line *line;
    struct pm_subject subject;        /* its groups and reference */
    bool names_unit;                  /* `at UNIT` */
    const struct pm_unit_list *units; /* for each judged period; NULL: the measure's units */
};

struct pm_row_figure {     /* a cell of a row that holds targets */
    bool is_asked;         /* the block names such a column */
    struct pm_ratio value; /* undefined: the cell is empty */
    struct pm_period on;   /* no period: neither the column nor the row has one */
};

struct pm_row_target { /* a row of a source that holds targets */
    const struct pm_targets_from *from;
    struct pm_subject subject; /* unit, groups and the row's own period (may be none) */
    struct pm_row_figure baseline;
    struct pm_row_figure target;
    struct pm_row_figure low;
    struct pm_row_figure high;
    const char *file;
    int64_t line;
};

/* The figures of all peers for some groups in a period. */
struct pm_distribution {
    struct pm_subject groups;
    size_t at;               /* the period: index in hearing->periods */
    struct pm_ratio *values; /* ascending */
    size_t count;
    size_t unit_count; /* of all peers, with a figure or not */
    struct pm_cell_key *cells;
    size_t cell_count;
};

struct pm_hearing { /* a measure while it is judged */
    struct pm_judging *judging;
    const struct pm_measure *measure;
    struct pm_axis axis;       /* origin is set for each subject */
    struct pm_period before;   /* the period before the plan's first: origin without baseline */
    struct pm_period *periods; /* that may be judged, in order */
    size_t period_count;
    struct pm_unit_list *units; /* of lines that name none, for each period */
    PM_ARRAY(struct pm_claim) claims;
    PM_ARRAY(struct pm_row_target) rows;  /* by unit, then as in the source */
    struct pm_subjects row_groups;        /* the groups that these rows are about, each once */
    struct pm_unit_list everyone;         /* all units of all periods */
    struct pm_subjects gaps;              /* of the metric's `gap` lines, with fixed groups; */
    const struct pm_gap_line **gap_lines; /* and the line of each */
    PM_ARRAY(struct pm_distribution) distributions; /* asked for so far */
};

/* What a subject was to reach in a period. */
struct pm_aim {
    struct pm_span at;                   /* where the plan says so; the measure where it does not */
    const struct pm_path_course *course; /* in force in this period */
    size_t revision;                     /* likewise; 0: the measure's own lines */
    bool is_claimed;                     /* something is to be reached or kept */
    bool is_bounded_elsewhere; /* bounds are kept, but in other periods, and there is no target */
    bool baseline_from_data;
    struct pm_point baseline;
    struct pm_period begins; /* place of the baseline, known or not; no period without one */
    enum pm_state lack;      /* what to say where a target is needed and missing */
    struct pm_ratio expected;
    struct pm_point target;
    struct pm_point final;
    struct pm_ratio alternative;
    bool has_low;
    bool has_high;
    struct pm_ratio low;
    struct pm_ratio high;
    bool is_last_bounded; /* the bounds end with this period */
};

bool pm_unit_list_has(const struct pm_unit_list *list, uint32_t unit);

/* The metric's line about the gap that a subject is about; NULL when there is none. */
const struct pm_gap_line *pm_hearing_gap_line(const struct pm_hearing *hearing,
                                              const struct pm_subject *subject);

/* Kind of that gap. */
enum pm_gap_kind pm_hearing_gap_kind(const struct pm_hearing *hearing,
                                     const struct pm_subject *subject);

/* What the subject (with its unit) was to reach in hearing->periods[at]. */
void pm_find_aim(struct pm_hearing *hearing, const struct pm_subject *subject, size_t at,
                 struct pm_aim *out);

/* Reads the rows of all `targets from` blocks into hearing->rows. */
void pm_read_row_targets(struct pm_hearing *hearing);

/* Appends a finding where rows about the subject in hearing->periods[at] contradict each other. */
void pm_report_row_differences(struct pm_hearing *hearing, const struct pm_subject *subject,
                               size_t at);

/* The row of a block that speaks for a subject in a period: that period's own, else the nearest one
 * before, else the first. NULL: the block has none for the subject. */
const struct pm_row_target *pm_find_row_target(const struct pm_hearing *hearing,
                                               const struct pm_targets_from *from,
                                               const struct pm_subject *subject,
                                               struct pm_period period);

/* The rows of one unit: their first index; *count of them. */
size_t pm_rows_of_unit(const struct pm_hearing *hearing, uint32_t unit, size_t *count);

/* Judges a subject in hearing->periods[at] and appends the finding; NULL when there is none to
 * make: before the baseline, or where bounds are kept in other periods only. */
struct pm_finding *pm_judge_status(struct pm_hearing *hearing, const struct pm_subject *subject,
                                   size_t at);

/* True when a figure is of too few, by the measure, its rating or the source of its metric. Periods
 * with a figure are not counted. (status.c) */
bool pm_hearing_is_too_few(const struct pm_hearing *hearing, const struct pm_measured *measured);

/* Sets finding->peers: where `value` stands among the peers of the measure in hearing->periods[at].
 * (peers.c) */
void pm_find_peers(struct pm_hearing *hearing, struct pm_ratio value, size_t at,
                   struct pm_finding *finding);

/* Sets finding->before, as far back as the rating looks. (history.c) */
void pm_find_history(struct pm_hearing *hearing, size_t at, struct pm_finding *finding);

/* Puts what was to be reached into a finding, and where bounds stand for targets, these. `has_ended`:
 * its period has. (status.c) */
void pm_take_aim(const struct pm_aim *aim, bool has_ended, struct pm_finding *out);

/* Sets the figure of the period before `out`'s, and the change since. (status.c) */
void pm_take_previous(const struct pm_hearing *hearing, struct pm_ratio value,
                      struct pm_finding *out);

/* Rows of one `compare` line, ready to be asked. */
struct pm_comparison;

/* Makes the comparisons of the measure: one for each line. */
struct pm_comparison *pm_read_comparisons(struct pm_hearing *hearing);

/* Compares a finding with what the rows say; appends findings on data. `finding` is a copy,
 * since the list may move. */
void pm_compare_finding(struct pm_hearing *hearing, const struct pm_comparison *comparisons,
                        const struct pm_finding *finding);

#endif
