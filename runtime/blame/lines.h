/* lines.h: what a plan text says of one goal, line by line, under the names of today.
 *
 * Only the text of one file is needed, not what it means: a line is a statement on one line, so that
 * layout, comments, order and place in the file are no matter. Internal to runtime/blame. */
#ifndef PM_BLAME_LINES_H
#define PM_BLAME_LINES_H

#include "lang/base/arena.h"
#include "lang/source/source.h"

struct pm_name_change { /* `renamed from to now`, from any revision that was read */
    const char *from;
    const char *to;
};

struct pm_name_changes {
    PM_ARRAY(struct pm_name_change) items;
};

struct pm_goal_line {
    const char *holder; /* name of the measure it stands in; "" the goal itself */
    const char *key;    /* its words but for figures, days and texts: "target SY2026 for frl" */
    size_t number;      /* of lines with this holder and key, from 0 */
    const char *text;
    struct pm_span at;
};

struct pm_goal_lines {
    PM_ARRAY(struct pm_goal_line) items;
};

struct pm_goal_name {
    const char *plan;
    const char *goal;
};

/* The lines of a goal in a text; false when the text does not have it. Notes names that the text says
 * were changed. */
bool pm_goal_lines_read(struct pm_arena *arena, struct pm_text text,
                        const struct pm_goal_name *name, struct pm_name_changes *names,
                        struct pm_goal_lines *out);

/* The line that stands for the same thing; NULL: there is none. */
const struct pm_goal_line *pm_goal_lines_find(const struct pm_goal_lines *lines,
                                              const struct pm_goal_line *like);

/* True when some line says just this. */
bool pm_goal_lines_have(const struct pm_goal_lines *lines, const char *holder, const char *text);

#endif
