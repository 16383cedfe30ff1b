/* walk.h: from the newest commit backwards: each line is handed to a parent that has it, and stays
 * with the commit of which no parent does.
 *
 * Commits are those that changed a plan file, with the parents among them (git simplifies the history
 * so), at most PM_MOST_COMMITS. A file is read again only where it is another one. Internal to
 * runtime/blame. */
#ifndef PM_BLAME_WALK_H
#define PM_BLAME_WALK_H

#include "runtime/blame/lines.h"
#include "runtime/render/blame.h"

enum { PM_MOST_COMMITS = 10000 };

struct pm_walk_request {
    const char *folder;       /* in which git is asked */
    const char *path;         /* of the plan file now, from the top of the repository */
    struct pm_goal_name name; /* of today */
    struct pm_name_changes *names;
    const struct pm_goal_lines *lines; /* of the text as it is now */
    bool wants_all;                    /* earlier versions of each line, too */
};

/* Fills the versions of `blame`'s lines, which are `lines` one for one, and what was looked at.
 * False when git has no commit with a plan file, or could not be asked. */
bool pm_blame_walk(struct pm_arena *arena, const struct pm_walk_request *request,
                   struct pm_blame *blame);

#endif
