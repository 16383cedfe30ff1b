/* course.h: the course of a finding: its figures by period, as known now, and what the runs that
 * were recorded said of it.
 *
 * Both are what one audience may see, so that nothing is worked out from more than it was shown. A
 * series is one key; `view` is the release with the findings that are meant chosen, so that
 * whatever else is known of them can be written beside. */
#ifndef PM_COURSE_H
#define PM_COURSE_H

#include "runtime/history/history.h"

struct pm_course_period { /* as known now */
    const char *period;   /* "" for none */
    const char *state;    /* its word; "value": a figure that nothing judges */
    struct pm_ratio value;
    struct pm_ratio expected;
    const char *shown; /* "" where there is nothing to show */
    size_t finding;    /* its index in the release of the view; of a figure nothing */
};

struct pm_course_run {
    const struct pm_recorded_run *run;
    const struct pm_recorded_finding *finding; /* of the newest period that was due */
    bool has_before;                           /* an earlier run has it too */
    enum pm_became became;                     /* since that one */
};

struct pm_course_series {
    const char *key;
    const char *title;                /* "" when only recorded runs have it */
    const struct pm_metric *metric;   /* NULL: of none, or not known any more */
    bool is_difference;               /* the figures are gaps */
    bool is_reported;                 /* by the release of now */
    const struct pm_trend *trend;     /* what its figures show; NULL: not asked for, or nothing */
    const struct pm_finding *finding; /* as of which they show it; NULL likewise */
    PM_ARRAY(struct pm_course_period) periods;
    PM_ARRAY(struct pm_course_run) runs;
};

struct pm_course {
    const char *subject; /* what was asked for */
    struct pm_view view;
    bool is_of_findings; /* else of figures that no finding speaks of */
    size_t run_count;    /* that were recorded for this audience */
    PM_ARRAY(struct pm_course_series) series;
};

/* True when a key or id is the subject's: the same, or its path ends in the subject's names
 * ("chronic_absence", "present.chronic_absence", "teams.trained"). */
bool pm_subject_is(const char *subject, const char *key);

/* The course of what is meant: of findings of the view's release that it has chosen, in its order,
 * then of keys that only the store's runs have. `store` may be NULL. NULL after a diagnostic. */
struct pm_course *pm_find_course(struct pm_arena *arena, const struct pm_view *view,
                                 struct pm_store *store, const char *subject);

/* Gives each series the trend that the release of the view has of it. */
void pm_course_take_trends(struct pm_course *course);

/* The course of the figures of a view: of a metric that no finding speaks of. */
struct pm_course *pm_find_figures_course(struct pm_arena *arena, const struct pm_view *view,
                                         const char *subject);

void pm_write_course_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_course *course);
void pm_write_course_json(struct pm_sink *sink, const struct pm_course *course);
void pm_write_course_csv(struct pm_sink *sink, const struct pm_course *course);

/* A run as an object of JSON. */
void pm_json_run(struct pm_json *json, enum pm_json_key key, const struct pm_recorded_run *run);

/* A recorded finding as an object of JSON. */
void pm_json_recorded(struct pm_json *json, enum pm_json_key key,
                      const struct pm_recorded_finding *finding);

#endif
