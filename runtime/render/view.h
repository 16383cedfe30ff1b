/* view.h: what is to be rendered of a release: which findings, with what beside them. */
#ifndef PM_VIEW_H
#define PM_VIEW_H

#include "runtime/privacy/release.h"
#include "runtime/render/json.h"
#include "runtime/render/names.h"
#include "runtime/render/style.h"

/* Which findings: what is not set does not choose. Choosing comes after protecting, so that what is
 * asked for never changes what is hidden. */
struct pm_selection {
    const struct pm_plan *plan;
    struct pm_text goal;    /* `present`, or `compass.present`; size 0: any */
    uint32_t unit;          /* PM_NO_UNIT: any */
    struct pm_text group;   /* `frl`, `meals.frl` or `all`; size 0: any */
    struct pm_period first; /* no period: any */
    struct pm_period last;
    bool kinds[PM_FINDING_KIND_COUNT]; /* all false: any */
    bool only_open; /* of action items those that are neither done nor cancelled */
};

struct pm_view {
    const struct pm_release *release;
    struct pm_sources *sources;
    const char *project;
    bool is_newest;         /* the as-of day is the newest of the data, not given; */
    bool is_as_written;     /* or, with this, the newest of the plan's text */
    const uint32_t *chosen; /* findings to show, by index in the release, in order */
    size_t chosen_count;
    struct pm_selection selection;          /* by which they were chosen */
    size_t known_count;                     /* findings left out because a baseline has them */
    const struct pm_metric *const *metrics; /* of figures: what was asked for */
    size_t metric_count;
    const struct pm_dimension *const *dimensions; /* of figures: the columns */
    size_t dimension_count;
};

/* True when a group is the one that is named: `all` is no group, `frl` any side of this name,
 * `meals.frl` the one of this dimension. */
bool pm_group_is(const struct pm_cells *cells, const struct pm_cell_side *sides, size_t count,
                 struct pm_text wanted);

/* The findings of a release that the selection means, in the order of the release; the view keeps a
 * copy of the selection. */
void pm_view_choose(struct pm_arena *arena, const struct pm_selection *selection,
                    struct pm_view *view);

/* The gap findings among those chosen, largest unfavourable gap first; what has no figure to show
 * comes last, in the order of the release. */
void pm_view_sort_gaps(struct pm_arena *arena, struct pm_view *view);

/* The series that starts at position `from` of those chosen, in the order of the release: findings
 * of one key, a period each. Returns its size; `newest` gets the position of the one that tells how
 * things stand: the last that was due, with a figure or without; the first where none was. */
size_t pm_view_series(const struct pm_view *view, size_t from, size_t *newest);

/* The newest finding of each series of a view, whatever the order of that, in the order of the
 * release; those before and after it are counted by state (may be NULL). */
struct pm_view pm_view_newest(struct pm_arena *arena, const struct pm_view *view,
                              size_t earlier[PM_STATE_COUNT], size_t later[PM_STATE_COUNT]);

/* Findings of a view that a waiver or allowance accepts. */
size_t pm_view_count_waived(const struct pm_view *view);

/* How soon a state should be read: smaller comes first. */
int pm_state_rank(enum pm_state state);

enum { PM_MOST_METRIC_SOURCES = 16 };

/* The sources that a metric counts, or those of the metrics it comes from: each once, the first so
 * many. */
size_t pm_metric_sources(const struct pm_metric *metric,
                         const struct pm_source_decl *out[PM_MOST_METRIC_SOURCES]);

/* What the `verify` lines of a source gave in a period (none: in all): "passed", "warned" or
 * "blocked"; NULL where it has none that ran. */
const char *pm_source_checks(const struct pm_release *release, const struct pm_source_decl *source,
                             struct pm_period period);

/* The finding in one sentence, made only of what the release shows. */
const char *pm_finding_message(struct pm_arena *arena, const struct pm_release *release,
                               size_t index);

/* ---- JSON parts that several documents share ---- */

void pm_json_finding(struct pm_arena *arena, struct pm_json *json, const struct pm_view *view,
                     const struct pm_style *style, size_t index);
void pm_json_source(struct pm_json *json, const struct pm_release *release,
                    const struct pm_source_decl *source, struct pm_period period, bool with_loads);
void pm_json_figure(struct pm_json *json, enum pm_json_key key, const struct pm_metric *metric,
                    const struct pm_figure *figure);
void pm_json_group(struct pm_json *json, enum pm_json_key key, const struct pm_release *release,
                   const struct pm_cell_side *sides, size_t count);
void pm_json_period(struct pm_json *json, enum pm_json_key key, struct pm_period period);

/* Rule, facts and what accepts it, of a finding on the improvement cycle. */
void pm_json_cycle(struct pm_arena *arena, struct pm_json *json, const struct pm_release *release,
                   const struct pm_finding *finding);

/* The sources that have data, and those that active metrics count: what figures come from. */
void pm_json_sources(struct pm_json *json, enum pm_json_key key, const struct pm_release *release,
                     bool with_loads);

/* ---- Renderings: `pm_write_<what>_<format>` ---- */

void pm_write_status_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_view *view);
/* The findings on the cycle, kind by kind; part of pm_write_status_text. */
void pm_put_cycle(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                  const struct pm_view *view);

/* Action items: each with its course, then their numbers by the unit that answers for them. */
void pm_write_actions_text(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_style *style, const struct pm_view *view);

void pm_write_gaps_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                        const struct pm_view *view);
void pm_write_findings_json(struct pm_arena *arena, struct pm_sink *sink,
                            const struct pm_style *style, const struct pm_view *view);
void pm_write_status_csv(struct pm_arena *arena, struct pm_sink *sink, const struct pm_view *view);
void pm_write_actions_csv(struct pm_arena *arena, struct pm_sink *sink, const struct pm_view *view);
void pm_write_gaps_csv(struct pm_arena *arena, struct pm_sink *sink, const struct pm_view *view);
void pm_write_values_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_view *view);
void pm_write_values_json(struct pm_sink *sink, const struct pm_style *style,
                          const struct pm_view *view);
void pm_write_values_csv(struct pm_arena *arena, struct pm_sink *sink, const struct pm_view *view);

/* The first line of every text about figures: the day, why that one, and for whom. */
void pm_put_as_of(struct pm_sink *sink, const struct pm_view *view);

/* With --provenance: a line for each source with its loads. */
void pm_put_provenance(struct pm_sink *sink, const struct pm_style *style,
                       const struct pm_view *view);

/* Numerator, denominator and n of a figure as far as they are shown; where there are no rows they
 * are 0. Undefined and -1 where not. */
struct pm_shown_counts {
    struct pm_ratio numerator;
    struct pm_ratio denominator;
    int64_t n;
};
struct pm_shown_counts pm_figure_counts(const struct pm_figure *figure);

/* Numbers by state: "off track 3, met 2", states in the order of states.def. */
void pm_put_states(struct pm_arena *arena, struct pm_sink *sink,
                   const size_t counts[PM_STATE_COUNT]);

/* The colour of a state. */
enum pm_paint pm_state_paint(enum pm_state state);

#endif
