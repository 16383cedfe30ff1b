/* releases.h: what audiences were shown, as the store remembers it.
 *
 * A release is a name, an audience, a day and figures: those that were shown with their numbers,
 * those that were hidden without any. Releases are added and never changed. Tables:
 *
 *   release(id, name, audience, made_at, as_of, model, shown, hidden)
 *   release_figure(release, metric, period, unit, groups, shown, numerator, denominator, n, value) */
#ifndef PM_RELEASES_H
#define PM_RELEASES_H

#include "runtime/store/store.h"

struct pm_release_record {
    int64_t id; /* from 1, in order */
    const char *name;
    const char *audience; /* "public" */
    const char *made_at;  /* UTC, for people; order is by id */
    int32_t as_of;        /* the day it judged by */
    const char *model;    /* digest of the plans */
    int64_t shown;        /* figures */
    int64_t hidden;
};

struct pm_released_figure {
    const char *metric;      /* names as plans and data write them */
    const char *period;      /* "SY2026.Q1" */
    const char *unit;        /* id */
    const char *groups;      /* "race.black,meals.frl"; "" for all */
    const char *shown;       /* "value", "below", "above", "hidden" */
    const char *numerator;   /* "12/1"; "" where not shown */
    const char *denominator; /* likewise */
    int64_t n;               /* -1: not shown */
    const char *value;       /* as numerator */
};

/* Adds a release and its figures, and sets its id and counts; inside a transaction that writes. */
bool pm_store_add_release(struct pm_store *store, struct pm_release_record *record,
                          const struct pm_released_figure *figures, size_t count);

/* All releases by id; none in a store that was made before there were any. */
bool pm_store_list_releases(struct pm_store *store, struct pm_arena *arena,
                            struct pm_release_record **out, size_t *count);

/* The figures of one, in the order of metric, period, unit and groups. */
bool pm_store_list_released(struct pm_store *store, struct pm_arena *arena, int64_t release,
                            struct pm_released_figure **out, size_t *count);

#endif
