/* load.h: from the files of a source to checked, typed, encoded columns in the store.
 *
 * Every row of a file is kept, set aside as a duplicate, put into quarantine whole with its reason,
 * or skipped because the plan says so; the counts must add up or the load fails. A file whose
 * digest and declaration have not changed is not read again, unless a file before it has changed
 * and both may hold the same key: what a load gives does not depend on what was loaded when. One
 * transaction holds a whole `pm load`. */
#ifndef PM_LOAD_H
#define PM_LOAD_H

#include "lang/model/model.h"
#include "runtime/store/store.h"

enum pm_file_outcome { PM_FILE_LOADED, PM_FILE_UNCHANGED, PM_FILE_REPLACED, PM_FILE_GONE };

struct pm_file_report { /* one file of one source */
    const struct pm_source_decl *source;
    enum pm_file_outcome outcome;
    struct pm_load_record
        record; /* counts; of the load that is visible now (GONE: the hidden one) */
};

struct pm_skip_report { /* a `skip where` that left rows out of the files that were read */
    const struct pm_source_decl *source;
    const char *reason; /* "" where none is written */
    int64_t rows;
};

struct pm_load_report {
    struct pm_skip_report *skips;
    size_t skip_count;
    struct pm_file_report *files;
    size_t file_count;
    const char **missing; /* patterns that no file matches: also a diagnostic */
    size_t missing_count;
};

struct pm_given_file { /* stands for all files of a source: a test's rows */
    const struct pm_source_decl *source;
    const char *path;    /* where the rows are written, for messages */
    struct pm_text text; /* CSV in UTF-8 */
    int64_t header_line; /* from 1: where the names of its columns stand */
};

struct pm_load_options {
    const char *folder;                /* the project's, in which the patterns of `from` are */
    const struct pm_given_file *given; /* not NULL: these are all files that there are */
    size_t given_count;
    const char *known_at;       /* time for the load log, "2026-01-31T08:30:00Z" */
    const char *const *sources; /* names; none: all that an active metric, unit set or plan needs,
                                    and those of the project itself */
    size_t source_count;
    bool (*stop)(void *context); /* asked between chunks; NULL: never */
    void (*progress)(void *context, const char *file, int64_t bytes_done, int64_t bytes);
    /* NULL: none */
    void *context;
};

/* Loads. False when nothing was written (a diagnostic says why) or `stop` said so; then the store
 * is as before. A file that cannot be read fails the whole load; one that is missing does not.
 * Quarantined and duplicate rows are diagnostics too, grouped by file and reason. */
bool pm_load(struct pm_arena *arena, const struct pm_model *model, struct pm_store *store,
             const struct pm_load_options *options, struct pm_diagnostics *diagnostics,
             struct pm_load_report *report);

#endif
