/* lines.h: the lines of a measure by what they are about and by when. Internal to lang/check.
 *
 * A measure may have a line for each of hundreds of groups, units and years, and most questions
 * about a line are about the others of its groups and units. So lines are sorted once for each
 * measure; no question looks at all of them again. */
#ifndef PM_LINES_H
#define PM_LINES_H

#include "lang/model/model.h"

struct pm_check;
struct pm_lines_table;

/* Some lines of one measure: numbers of lines, in the order in which they are written. */
struct pm_line_numbers {
    const uint32_t *items;
    size_t count;
};

/* An empty table for about so many measures, in the arena. */
struct pm_lines_table *pm_lines_table_new(struct pm_arena *arena, size_t measure_count);

/* The baseline that a line starts from as far as the text says: the latest one before its period
 * for the same groups and units in its revision. NULL when none is written. */
const struct pm_line *pm_lines_baseline(struct pm_check *check, const struct pm_measure *measure,
                                        const struct pm_line *line);

/* The first baseline for the groups and units of a line in its revision, whenever it is; else the
 * first one for all groups and units; NULL when there is none. */
const struct pm_line *pm_lines_any_baseline(struct pm_check *check,
                                            const struct pm_measure *measure,
                                            const struct pm_line *line);

/* The lines of the measure that end on the same day as `period`: those for the groups and units of
 * `line` in its revision; of all groups and units in the newest one where it is NULL. A `maintain` ends with its last period. */
struct pm_line_numbers pm_lines_ending(struct pm_check *check, const struct pm_measure *measure,
                                       const struct pm_line *line, struct pm_period period);

#endif
