/* names.h: the words of models, cells and releases as texts and documents write them. */
#ifndef PM_NAMES_H
#define PM_NAMES_H

#include "runtime/privacy/release.h"

/* Words of closed lists. */
const char *pm_severity_word(enum pm_severity severity);     /* "error" */
const char *pm_needs_word(enum pm_needs needs);              /* "text" */
const char *pm_finding_kind_word(enum pm_finding_kind kind); /* "status" */
const char *pm_figure_type_word(enum pm_type type);          /* "share", "number", .. */
const char *pm_gap_kind_word(enum pm_gap_kind kind);         /* "difference" */
const char *pm_direction_word(int direction);                /* "higher" */

/* "PM0203" and a NUL. */
void pm_code_text(enum pm_code code, char out[8]);

/* A unit by its index: its id, and its label ("" for PM_NO_UNIT). */
const char *pm_unit_id(const struct pm_release *release, uint32_t unit);
const char *pm_unit_label(const struct pm_release *release, uint32_t unit);

/* Name and label of one side of a group; of `all` they are "all". */
const char *pm_side_name(const struct pm_release *release, struct pm_cell_side side);
const char *pm_side_label(const struct pm_release *release, struct pm_cell_side side);

/* The sides of a group in the order of their dimensions' names, so that the order of declarations in
 * a plan never shows. */
struct pm_sides {
    struct pm_cell_side items[PM_MOST_SIDES];
    size_t count;
};
struct pm_sides pm_sort_sides(const struct pm_release *release, const struct pm_cell_side *sides,
                              size_t count);

/* Labels of all sides: "Eligible, Black"; "all" when there is none. */
const char *pm_group_text(struct pm_arena *arena, const struct pm_release *release,
                          const struct pm_cell_side *sides, size_t count);

/* What a group is compared with: its label, "all" or "all others"; "" without a reference. */
const char *pm_reference_text(struct pm_arena *arena, const struct pm_release *release,
                              const struct pm_subject *subject);

/* "SY2026", or "" for none. */
const char *pm_show_period(struct pm_arena *arena, struct pm_period period);

/* A state as people read it: "off track"; and a sign that needs no colour: "[-]". */
const char *pm_state_text(struct pm_arena *arena, enum pm_state state);
const char *pm_state_sign(enum pm_state state);

/* ---- Figures for people: rounded, with their unit ---- */

/* "27.1 %", "1,250", "$125,000", "3.2 days"; "" for an undefined one. */
const char *pm_figure_text(struct pm_arena *arena, const struct pm_metric *metric,
                           struct pm_ratio value);

/* A difference of two figures, with its sign where asked: "+3.1 pts", "12". */
const char *pm_difference_text(struct pm_arena *arena, const struct pm_metric *metric,
                               struct pm_ratio difference, bool is_signed);

/* "in progress": of one bit. */
const char *pm_qualifier_text(struct pm_arena *arena, unsigned qualifier);

/* Why a gap has no figure, in few words: "group cell < 10". */
const char *pm_gap_reason_text(struct pm_arena *arena, const struct pm_finding *finding);

/* A gap of its kind: "3.1 pts", "2.57 times", "23.9 %"; with a plus where it is above 0 and `is_signed`.
 * A change of it: "+0.12". "" when undefined. */
const char *pm_gap_text(struct pm_arena *arena, const struct pm_metric *metric,
                        enum pm_gap_kind kind, struct pm_ratio gap, bool is_signed);
const char *pm_gap_change_text(struct pm_arena *arena, const struct pm_metric *metric,
                               enum pm_gap_kind kind, struct pm_ratio change);

/* What a figure shows: value, "under 5.0 %", "10.0 % to 12.5 %"; "" where nothing may be shown. */
const char *pm_shown_text(struct pm_arena *arena, const struct pm_metric *metric,
                          const struct pm_figure *figure);

/* "10,840": a count, or a sum with up to two decimals; "" for an undefined one. */
const char *pm_count_text(struct pm_arena *arena, struct pm_ratio count);

/* "1 error", "3 errors": a number and its noun. */
const char *pm_plural(struct pm_arena *arena, size_t count, const char *one, const char *many);

#endif
