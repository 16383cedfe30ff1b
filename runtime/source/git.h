/* git.h: the files of a git revision, read from its objects: nothing is checked out, no hook runs,
 * and no server is asked. */
#ifndef PM_GIT_H
#define PM_GIT_H

#include "lang/diag/diagnostics.h"
#include "lang/source/source.h"
#include "runtime/source/process.h"

struct pm_git_place {
    const char *folder;   /* in which git is asked */
    const char *revision; /* "HEAD~1"; "main...": see pm_git_find_base */
    const char *path;     /* from the top of the repository; NULL: where `folder` is in it */
    const char *written;  /* what was asked for, for messages */
    const struct pm_files
        *like; /* of another revision, whose bytes serve where objects are the same;
                                    NULL: none */
};

struct pm_git_revision {
    struct pm_files files; /* of a folder: that of the project around what was named, else itself */
    const char *only;      /* a file outside of projects, which is compiled alone; NULL */
    const char *within;    /* what was named, from the folder of its project; "": all of it */
    const char *path;      /* of the folder from the top of the repository; "" the top */
    const char *top;       /* folder of the repository on disk */
};

/* Runs git in a folder, whatever it is asked; `words` ends with NULL, and has ten at most. */
enum pm_process_result pm_git_ask(struct pm_arena *arena, const char *folder,
                                  const char *const *words, struct pm_process_output *out);

/* What it says, without the end of its last line; NULL when it could not. */
const char *pm_git_answer(struct pm_arena *arena, const char *folder, const char *const *words);

/* True for a clone that has a part of the history only. */
bool pm_git_is_shallow(struct pm_arena *arena, const char *folder);

/* True when git knows a commit by this name here. Never complains. */
bool pm_git_knows(struct pm_arena *arena, const char *folder, const char *revision);

/* The newest commit that a revision and the current commit have in common: what others have done since
 * on the other side is no change of this one. NULL after a diagnostic. */
const char *pm_git_find_base(struct pm_arena *arena, const char *folder, const char *revision,
                             struct pm_diagnostics *diagnostics);

/* Opens a revision; false after a diagnostic that says what to do. */
bool pm_git_open(struct pm_arena *arena, const struct pm_git_place *place,
                 struct pm_diagnostics *diagnostics, struct pm_git_revision *out);

#endif
