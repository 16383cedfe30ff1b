/* revision.h: what one side of a comparison names: a folder, a plan file, an archive, a revision in
 * git, or a text that was given. */
#ifndef PM_REVISION_H
#define PM_REVISION_H

#include "lang/diag/diagnostics.h"
#include "lang/source/source.h"

struct pm_revision_request {
    const char *written;         /* as on the command line; "-": see text */
    const char *folder;          /* of the project here; "." where there is none */
    struct pm_text text;         /* what "-" stands for */
    const struct pm_files *like; /* of the other side, of which the same bytes are not read again;
                                    NULL: none */
};

struct pm_revision {
    const char *name; /* for people: as written */
    struct pm_files files;
    const char *only;   /* a file that is compiled alone; NULL: all */
    const char *within; /* the file, or folder with a slash at its end, of a project that is meant;
                            "": all of it */
    const char *folder; /* of a path in git: the project's, or that of `only`, on disk; else NULL */
    const char *root;   /* of a path on disk: the folder of its project; NULL: it is in none */
    struct pm_files own; /* of a path on disk: itself, without its project */
    const char *own_only;
};

/* Opens what is named. A name that is both a path here and a revision is refused: `./main` is the
 * path, `git:main` the revision. False after a diagnostic. */
bool pm_revision_open(struct pm_arena *arena, const struct pm_revision_request *request,
                      struct pm_diagnostics *diagnostics, struct pm_revision *out);

/* True when it is a part of a project, or a file by itself: not a whole project. */
bool pm_revision_is_part(const struct pm_revision *revision);

/* Two parts of one project on disk are compared with each other, not each in its project, which is
 * the same on both sides. */
void pm_revision_set_apart(struct pm_revision *old, struct pm_revision *new);

#endif
