/* loaded.h: what `pm load` did, as text and JSON. */
#ifndef PM_LOADED_H
#define PM_LOADED_H

#include "runtime/judge/findings.h"
#include "runtime/render/report.h"
#include "runtime/render/table.h"

struct pm_loaded_file {
    const char *source;
    const char *file;
    const char *outcome; /* "loaded", "unchanged", "replaced", "gone" */
    int64_t load;
    int64_t read;
    int64_t kept;
    int64_t quarantined;
    int64_t duplicate;
    int64_t skipped;
    int64_t rounded;
};

struct pm_loaded_skip { /* rows that a `skip where` left out */
    const char *source;
    const char *reason; /* "" where none is written */
    int64_t rows;
};

struct pm_loaded {
    const char *project;
    struct pm_sources *sources;
    const struct pm_loaded_file *files;
    size_t file_count;
    const struct pm_loaded_skip *skips; /* of the files that were read now */
    size_t skip_count;
    const char *const *missing; /* patterns that no file matches */
    size_t missing_count;
    const struct pm_verify_result *verified;
    size_t verified_count;
    struct pm_diagnostic_report report; /* what is wrong with the data */
};

void pm_write_loaded_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_loaded *loaded);

/* What a `verify` line that failed says: "tests SY2025: tested >= 10: failed in 1 of 4 rows, ..". */
const char *pm_failed_check_text(struct pm_arena *arena, const struct pm_loaded *loaded,
                                 const struct pm_verify_result *result);

/* "1 file, 0 changed: 10 rows read, 8 kept, ..": the last line of the text form. */
const char *pm_loaded_summary(struct pm_arena *arena, const struct pm_loaded *loaded);

/* The files as a table. */
struct pm_table *pm_loaded_table(struct pm_arena *arena, const struct pm_loaded *loaded);

/* Writes files and checks as items, with nothing around them. */
void pm_json_loaded(struct pm_arena *arena, struct pm_json *json, const struct pm_loaded *loaded);

void pm_write_loaded_json(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_loaded *loaded);

#endif
