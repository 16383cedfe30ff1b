/* lines.h: the lines of a measure that two sides do not share. Internal to lang/diff. */
#ifndef PM_LINES_H
#define PM_LINES_H

#include "lang/diff/compare.h"

struct pm_side_line {
    const struct pm_line *line;
    struct pm_fact *fact;
    const char *selector; /* " for frl at districts", in the names of the new side */
};

struct pm_side_lines {
    PM_ARRAY(struct pm_side_line) items; /* of one kind and selector, by period */
};

enum pm_aim { PM_AIM_ALL, PM_AIM_GROUP, PM_AIM_GAP }; /* whom a line is about */

struct pm_line_comparison {
    struct pm_comparison *comparison;
    const struct pm_pair *pair;
    const struct pm_measure *measures[2];
    int direction; /* of the metric on both sides; 0: not known, or it changed */
    int32_t years; /* by which the plan around it moved */
    PM_ARRAY(struct pm_side_line) all[2];
};

/* The lines of one kind and selector, left ones alone or all. */
struct pm_side_lines pm_lines_of(const struct pm_line_comparison *lines, enum pm_side side,
                                 enum pm_line_kind kind, const char *selector, bool left_alone);

/* The selector of the first line of this kind that is left on either side; NULL: none is. */
const char *pm_lines_next_selector(const struct pm_line_comparison *lines, enum pm_line_kind kind);

enum pm_aim pm_lines_aim(const struct pm_line_comparison *lines, const struct pm_side_line *line);

/* A change from one line to another, either NULL, with the amounts of their quantities. */
struct pm_change *pm_lines_change(const struct pm_line_comparison *lines, enum pm_change_id id,
                                  const struct pm_side_line *old, const struct pm_side_line *new);

/* Targets, alternatives and lines that close or maintain (diff_target.c, diff_bound.c). */
void pm_compare_targets(const struct pm_line_comparison *lines);
void pm_compare_alternatives(const struct pm_line_comparison *lines);
void pm_compare_closes(const struct pm_line_comparison *lines);
void pm_compare_bounds(const struct pm_line_comparison *lines);
void pm_compare_baselines(const struct pm_line_comparison *lines);

#endif
