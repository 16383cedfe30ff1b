/* archive.h: the plan files of a tar archive (.tar, .tar.gz, .tgz, .tar.xz), read in memory. */
#ifndef PM_ARCHIVE_H
#define PM_ARCHIVE_H

#include "lang/diag/diagnostics.h"
#include "lang/source/source.h"

/* True when the name of a file is that of an archive. */
bool pm_is_archive(const char *path);

/* Opens the project in an archive: the folder with a project.pm that lies nearest to the top, else
 * the top. False after a diagnostic. */
bool pm_archive_open(struct pm_arena *arena, const char *path, struct pm_diagnostics *diagnostics,
                     struct pm_files *out);

#endif
