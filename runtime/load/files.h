/* files.h: which files a source has. */
#ifndef PM_FILES_H
#define PM_FILES_H

#include "lang/model/model.h"

struct pm_given_file; /* load.h */

struct pm_data_file {
    const char *path; /* relative to the project's folder, as the pattern has it */
    const char *full_path;
    const struct pm_feed **feeds; /* the `from` lines that read it; mostly one */
    size_t feed_count;
    const struct pm_given_file *given; /* NULL: it is on disk */
};

/* Lists the files that the `from` lines of a source name, in the order of the lines, those of one
 * pattern by the bytes of their paths. Each file comes once. `*` and `?` stand for letters within a
 * name, not for the dot it begins with; folders that fit are left out. Lines that no file fits are
 * given as `missing`, after a diagnostic. */
void pm_files_find(struct pm_arena *arena, const char *folder, const struct pm_source_decl *source,
                   struct pm_diagnostics *diagnostics, struct pm_data_file **files, size_t *count,
                   const char ***missing, size_t *missing_count);

#endif
