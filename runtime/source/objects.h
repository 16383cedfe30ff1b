/* objects.h: texts of a git repository, asked for one after the other: two programs answer as long as
 * the arena lives, so that thousands of questions cost little. */
#ifndef PM_GIT_OBJECTS_H
#define PM_GIT_OBJECTS_H

#include "lang/source/source.h"

enum { PM_GIT_NAME_SIZE = 72 }; /* of an object, and a NUL */

struct pm_git_objects;

/* Never NULL; where git does not answer, nothing is found. */
struct pm_git_objects *pm_git_objects_open(struct pm_arena *arena, const char *folder);

/* The name of the file that `wish` ("COMMIT:path/from/the/top") means; false when there is none. */
bool pm_git_objects_name(struct pm_git_objects *objects, const char *wish,
                         char name[PM_GIT_NAME_SIZE]);

/* The bytes of a file by its name, in `arena`. */
enum pm_read_result pm_git_objects_read(struct pm_git_objects *objects, struct pm_arena *arena,
                                        const char *name, struct pm_text *out);

#endif
