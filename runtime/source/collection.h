/* collection.h: which files of a collection (a git tree, an archive) are plan files of a project.
 * The same rules hold as for a folder on disk: below it, none that is hidden, none in a folder
 * with a project of its own. */
#ifndef PM_COLLECTION_H
#define PM_COLLECTION_H

#include "lang/base/arena.h"
#include "lang/base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct pm_member {    /* a file, or a link to one */
    const char *path; /* from the folder of the project */
    const char *key;  /* of its bytes: an object's name; NULL: see text */
    struct pm_text text;
    const char *leads_to; /* of a link: where to, as written; NULL: a file */
};

struct pm_members {
    PM_ARRAY(struct pm_member) items; /* sorted by path with pm_members_sort */
};

void pm_members_sort(struct pm_members *members);

/* The file with this path, links followed; NULL when there is none, or links lead in a circle or
 * out. */
const struct pm_member *pm_members_find(const struct pm_members *members, struct pm_arena *arena,
                                        const char *path);

/* Paths of the plan files, sorted by bytes. */
const char **pm_members_plans(const struct pm_members *members, struct pm_arena *arena,
                              size_t *count);

#endif
