/* explained.h: why a finding says what it says, and what a code means, as text and JSON. */
#ifndef PM_EXPLAINED_H
#define PM_EXPLAINED_H

#include "runtime/render/view.h"

struct pm_explained_file { /* rows of one load that a figure counts */
    const char *file;
    int64_t load;
    const char *known_at; /* "" when not known */
    int64_t rows;
    int64_t numerator;
    int64_t denominator;
    int64_t excluded;
};

struct pm_explained {
    struct pm_view view;
    size_t finding;         /* index in the release */
    const char *definition; /* of the metric, as it is understood; "" for none */
    bool has_rows;          /* the audience may see files and rows */
    const struct pm_explained_file *files;
    size_t file_count;
    const struct pm_traced_row *rows;
    size_t row_count;
};

struct pm_explained_step {
    const char *name;
    const char *text;
};

struct pm_steps {
    PM_ARRAY(struct pm_explained_step) list;
};

/* The decision step by step, made only of what the release shows. */
void pm_explain_steps(struct pm_arena *arena, const struct pm_view *view, size_t finding,
                      struct pm_steps *out);

void pm_write_explained_text(struct pm_arena *arena, struct pm_sink *sink,
                             const struct pm_style *style, const struct pm_explained *explained);
void pm_write_explained_json(struct pm_arena *arena, struct pm_sink *sink,
                             const struct pm_style *style, const struct pm_explained *explained);

void pm_write_code_text(struct pm_sink *sink, const struct pm_style *style, enum pm_code code);
void pm_write_code_json(struct pm_sink *sink, enum pm_code code);

#endif
