/* blame.h: which commit set what a goal or a measure says, and who approved of it in the plan. */
#ifndef PM_RENDER_BLAME_H
#define PM_RENDER_BLAME_H

#include "lang/source/source.h"
#include "runtime/render/json.h"
#include "runtime/render/style.h"

enum pm_blame_where {
    PM_BLAME_COMMIT,
    PM_BLAME_UNCOMMITTED, /* it is in the working folder alone */
    PM_BLAME_BOUNDARY,    /* the oldest commit of a shallow clone: it may be older */
    PM_BLAME_TOO_OLD      /* older than the commits that were looked at */
};

struct pm_blame_version { /* a line as it was from a commit on */
    const char *text;
    enum pm_blame_where where;
    const char *commit; /* its name in full; "" where there is none */
    const char *day;    /* "2025-08-04": of the author */
    const char *author;
    const char *subject;
    const char *approved_by; /* the first approval of the plan from that day on; "" none */
    const char *approved_on;
};

struct pm_blame_line {
    const char *holder; /* the measure; "" the goal itself */
    const char *key;    /* what stays the same when the line changes: "target SY2026" */
    struct pm_blame_version *versions; /* the newest first; others where they are asked for */
    size_t version_count;
    const char *before; /* what the oldest version listed took the place of; "" it was new, or the
                           history does not tell */
    struct pm_span at;  /* in the text as it is */
};

struct pm_blame {
    const char *project;
    const char *kind; /* "goal", "measure" */
    const char *name; /* "compass.present" */
    const char *label;
    struct pm_sources *sources;
    struct pm_blame_line *lines; /* in the order written */
    size_t count;
    bool is_shallow;
    size_t commits;          /* that changed plan files, as far as they were looked at */
    bool is_cut;             /* there are older ones */
    const char **exceptions; /* `waive` statements about it, as they are written */
    size_t exception_count;
};

void pm_write_blame_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_blame *blame);
void pm_write_blame_json(struct pm_sink *sink, const struct pm_blame *blame);

#endif
