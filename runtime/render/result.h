/* result.h: what a command has to say, and the functions that write it.
 *
 * A result is borrowed from the session: the diagnostics of a plan, what a load did, the changes
 * between two revisions, or a view of a release. Nothing else reaches a rendering, so none can show what the release does not. Every
 * rendering (renderings.def) takes any result that fits it; what they share is made once: a list of
 * issues (issue.h) for forges, a page (page.h) for people. */
#ifndef PM_RESULT_H
#define PM_RESULT_H

#include "runtime/render/change_report.h"
#include "runtime/render/loaded.h"
#include "runtime/render/report.h"
#include "runtime/render/view.h"
#include "runtime/render/years.h"

enum pm_result_kind {
    PM_RESULT_CHECK,
    PM_RESULT_LOAD,
    PM_RESULT_STATUS,
    PM_RESULT_GAPS,
    PM_RESULT_ACTIONS,
    PM_RESULT_VALUES,
    PM_RESULT_DIFF,
    PM_RESULT_KIND_COUNT
};

struct pm_result {
    enum pm_result_kind kind;
    const struct pm_diagnostic_report *report; /* of check; else NULL */
    const struct pm_loaded *loaded;            /* of load; else NULL */
    const struct pm_change_report *changes;    /* of diff; else NULL */
    const struct pm_years *years;              /* of diff --years; else NULL */
    const struct pm_view *view;                /* of the others; gaps by size; else NULL */
    const char *project;                       /* its label or name; "" for none */
    const char *folder;          /* path from the top of the repository to the project; "" */
    bool fails;                  /* something can fail the run, */
    enum pm_severity fails_from; /* from this severity on */
};

/* "check": the command that a kind belongs to. */
const char *pm_result_command(enum pm_result_kind kind);

enum pm_rendering_fits { PM_FITS_ALL, PM_FITS_REPORTS, PM_FITS_FIGURES };

typedef void pm_render_function(struct pm_arena *arena, struct pm_sink *sink,
                                const struct pm_style *style, const struct pm_result *result);

#define PM_RENDERING(id, word, function, fits, means) pm_render_function function;
#include "runtime/render/renderings.def"
#undef PM_RENDERING

enum pm_rendering_id {
#define PM_RENDERING(id, word, function, fits, means) PM_RENDERING_##id,
#include "runtime/render/renderings.def"
#undef PM_RENDERING
    PM_RENDERING_COUNT
};

struct pm_rendering_info {
    const char *word;
    pm_render_function *function;
    enum pm_rendering_fits fits;
    const char *means;
};

/* The row of the table; `rendering` must be below PM_RENDERING_COUNT. */
const struct pm_rendering_info *pm_rendering_info(enum pm_rendering_id rendering);

/* True when results of this kind are written so. */
bool pm_rendering_takes(enum pm_rendering_id rendering, enum pm_result_kind kind);

#endif
