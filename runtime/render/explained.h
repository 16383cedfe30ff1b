/* explained.h: why a finding says what it says, and what a code means, as text and JSON. */
#ifndef PM_EXPLAINED_H
#define PM_EXPLAINED_H

#include "lang/diff/diff.h"
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

struct pm_explained_link { /* of the chain from what is done to what it is for */
    const char *kind;      /* "action item", "strategy", "leading indicator", "outcome", ... */
    const char *name;      /* as plans write it: "compass.teams" */
    const char *label;
    const char *relation; /* to the one that it is reached from: "serves it" */
    const char *state;    /* how it stands; "" when nothing says */
    size_t depth;         /* 0: next to what is explained */
};

struct pm_links {
    PM_ARRAY(struct pm_explained_link) list;
    bool has_goal;
    bool has_work;
};

/* What the finding's subject leads to, and what leads to it, each right after what it is reached
 * from; false where it is no part of a chain, or the project has neither work, theories nor action items.
 * (explained_chain.c) */
bool pm_explain_links(struct pm_arena *arena, const struct pm_release *release, size_t finding,
                      struct pm_links *leads_to, struct pm_links *comes_from);

/* Both as text; nothing where it is no part of a chain. */
void pm_put_links(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                  const struct pm_view *view, size_t finding);

void pm_write_explained_text(struct pm_arena *arena, struct pm_sink *sink,
                             const struct pm_style *style, const struct pm_explained *explained);
void pm_write_explained_json(struct pm_arena *arena, struct pm_sink *sink,
                             const struct pm_style *style, const struct pm_explained *explained);

void pm_write_code_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                        enum pm_code code);
void pm_write_code_json(struct pm_sink *sink, enum pm_code code);

/* What a kind of change means (explained_change.c). */
void pm_write_change_kind_text(struct pm_arena *arena, struct pm_sink *sink,
                               const struct pm_style *style, enum pm_change_id id);
void pm_write_change_kind_json(struct pm_sink *sink, enum pm_change_id id);

#endif
