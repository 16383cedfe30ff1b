/* transition.h: which commit made a change of a file that git only tells by the names of two objects. */
#ifndef PM_GIT_TRANSITION_H
#define PM_GIT_TRANSITION_H

#include "lang/base/arena.h"

#include <stdbool.h>

struct pm_transition_request {
    const char *folder;     /* in which git is asked */
    const char *paths[2];   /* of the file, from the top of the repository: before and after */
    const char *objects[2]; /* their names; NULL: there is none, or it is in no commit */
};

struct pm_transition { /* revisions in which the file was so; NULL: no commit is known */
    const char *old;
    const char *new;
};

/* The commit that changed the one into the other, and the one before it; where there is none, the
 * newest commits that have each of them. */
struct pm_transition pm_git_find_transition(struct pm_arena *arena,
                                            const struct pm_transition_request *request);

#endif
