/* report.h: diagnostics as text, short lines and JSON.
 *
 * The text form quotes the user's own line: `^^^` under the place at fault, `---` under others that
 * take part, `:::` before another file. The short form is one line each, for editors and grep; it
 * and JSON are stable. All list what they are given in its order. */
#ifndef PM_REPORT_H
#define PM_REPORT_H

#include "lang/diag/diagnostics.h"
#include "lang/source/source.h"
#include "runtime/render/json.h"
#include "runtime/render/style.h"

struct pm_diagnostic_report {
    struct pm_diagnostic *const *items;
    size_t count;
    struct pm_sources *sources; /* that spans point into; NULL when none has a span */
    const char *project;        /* its name; "" for none */
    size_t file_count;          /* plan files that were read; 0: not said */
    size_t known_count;         /* left out because a baseline has them */
    size_t unchanged_count;     /* left out because they are where nothing changed */
    bool wants_summary;         /* text: a last line with numbers, even where there are none */
};

struct pm_report_counts {
    size_t errors;
    size_t warnings;
    size_t infos;
    size_t waived;
};

struct pm_report_counts pm_report_count(const struct pm_diagnostic_report *report);

/* What a diagnostic says where others than those who load the data may read it: about a data file its
 * title, for messages quote what stands there. */
const char *pm_report_message(const struct pm_diagnostic *diagnostic);

/* "3 errors, 1 waived in 2 files": the last line of the text form. */
const char *pm_report_summary(struct pm_arena *arena, const struct pm_diagnostic_report *report);

/* At most `style->most` are shown in full, errors before others; the rest is counted by code. */
void pm_write_report_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_diagnostic_report *report);

/* `file:line:col: error[PM0203 name]: message`, one line each. */
void pm_write_report_short(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_diagnostic_report *report);

void pm_write_report_json(struct pm_sink *sink, const struct pm_diagnostic_report *report);

/* Writes one diagnostic as an item of a list of JSON. */
void pm_json_diagnostic(struct pm_json *json, struct pm_sources *sources,
                        const struct pm_diagnostic *diagnostic);

/* Writes a place of a plan file as an object. */
void pm_json_location(struct pm_json *json, enum pm_json_key key, struct pm_sources *sources,
                      struct pm_span span, bool with_end);

/* One diagnostic in full, as text. */
void pm_write_diagnostic_text(struct pm_arena *arena, struct pm_sink *sink,
                              const struct pm_style *style, struct pm_sources *sources,
                              const struct pm_diagnostic *diagnostic);

#endif
