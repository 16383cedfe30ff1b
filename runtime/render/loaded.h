/* loaded.h: what `pm load` did, as text and JSON. */
#ifndef PM_LOADED_H
#define PM_LOADED_H

#include "runtime/judge/findings.h"
#include "runtime/render/report.h"

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
void pm_write_loaded_json(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_loaded *loaded);

#endif
