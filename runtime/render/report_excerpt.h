/* report_excerpt.h: the lines of a plan that a diagnostic speaks of, with marks below them.
 * Internal to runtime/render. */
#ifndef PM_REPORT_EXCERPT_H
#define PM_REPORT_EXCERPT_H

#include "runtime/render/report.h"

/* Writes the places of a diagnostic, file by file, each with its `-->` or `:::` line. */
void pm_put_excerpts(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     struct pm_sources *sources, const struct pm_diagnostic *diagnostic,
                     size_t gutter);

/* Writes the line with `replacement` in the place of the diagnostic's span. */
void pm_put_replacement(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                        struct pm_sources *sources, const struct pm_diagnostic *diagnostic,
                        size_t gutter);

/* Columns that the line numbers of a diagnostic need. */
size_t pm_excerpt_gutter(struct pm_sources *sources, const struct pm_diagnostic *diagnostic);

/* Starts a line: blanks as wide as the line numbers, ` |`. */
void pm_put_gutter(struct pm_sink *sink, const struct pm_style *style, size_t gutter);

/* A whole number of at most `width` columns, at the right. */
void pm_put_line_number(struct pm_sink *sink, const struct pm_style *style, uint64_t line,
                        size_t width);

/* The colour of a severity. */
enum pm_paint pm_severity_paint(enum pm_severity severity);

#endif
