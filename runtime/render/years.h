/* years.h: what was promised for one year, what became of it, and what was promised for a later one.
 *
 * Of one text: goals, measures, milestones and action items of both years are put side by side. What
 * became of them is what the findings of a release say, so that nothing is shown that the status of
 * the audience does not show. */
#ifndef PM_YEARS_H
#define PM_YEARS_H

#include "lang/diff/diff.h"
#include "runtime/render/json.h"
#include "runtime/render/names.h"
#include "runtime/render/style.h"

enum pm_fate { /* in the order in which they are told */
               PM_FATE_DROPPED,
               PM_FATE_CARRIED,
               PM_FATE_DONE,
               PM_FATE_NEW,
               PM_FATE_COUNT
};

enum pm_promise_kind {
    PM_PROMISE_GOAL,
    PM_PROMISE_MEASURE,
    PM_PROMISE_MILESTONE,
    PM_PROMISE_ACTION,
    PM_PROMISE_KIND_COUNT
};

struct pm_promise_year {
    bool is_there;
    const char *promised; /* "30.0 %", "by 2025-05-29"; "" nothing that can be said */
    const char *period;   /* "SY2025.Q4"; "" */
    bool has_state;
    enum pm_state state;
    const char *shown; /* the figure; "" */
};

struct pm_promise {
    enum pm_promise_kind kind;
    enum pm_fate fate;
    const char *name;  /* "compass.present.chronic_absence", "oct.a1" */
    const char *label; /* "Chronically absent students" */
    const char *where; /* unit and group, or who answers for it; "" */
    const char *key;   /* of its finding; "" of goals */
    struct pm_promise_year first;
    struct pm_promise_year second;
    size_t measures; /* of a goal: measures with a promise for the first year, */
    size_t kept;     /* and those of them that were met or on track */
    struct pm_span at;
};

struct pm_years {
    const char *first; /* "SY2025" */
    const char *second;
    int32_t as_of;
    bool is_newest;
    enum pm_audience audience;
    const char *project;
    struct pm_sources *sources;  /* of the text */
    struct pm_promise *promises; /* by kind, then by fate, then in the order of the plan */
    size_t count;
    size_t counts[PM_PROMISE_KIND_COUNT][PM_FATE_COUNT];
    bool fails_weakening; /* what was dropped fails the run, */
    bool fails_any;       /* or anything */
};

const char *pm_fate_word(enum pm_fate fate);                  /* "carried" */
const char *pm_promise_kind_word(enum pm_promise_kind kind);  /* "action" */
const char *pm_promise_kind_title(enum pm_promise_kind kind); /* "action items" */

/* The kind of change that its fate is: `goal_removed` of a goal that was dropped; PM_CHANGE_none for
 * what goes on or is done. */
enum pm_change_id pm_promise_change(const struct pm_promise *promise);

/* "1 dropped, 8 carried, 2 new" of one kind; "none". */
const char *pm_years_counts_text(struct pm_arena *arena, const struct pm_years *years,
                                 enum pm_promise_kind kind);

bool pm_years_fail(const struct pm_years *years);

void pm_write_years_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_years *years);
void pm_write_years_json(struct pm_sink *sink, const struct pm_years *years);
void pm_json_promise(struct pm_json *json, const struct pm_years *years,
                     const struct pm_promise *promise);

#endif
