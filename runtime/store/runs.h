/* runs.h: the history of findings: runs of `pm status` that were recorded.
 *
 * A run is what one audience could see on one day: findings as texts, figures exact, nothing that
 * the audience may not see. Runs are only added, never changed. A finding that says the same in
 * several runs is kept once. Each has a check sum, each run a digest of its findings; what does
 * not agree with them is reported as damaged, never mended. Tables:
 *
 *   run(id, audience, as_of, known_at, recorded_at, model, findings, digest)
 *   run_name(audience, name, run)
 *   finding(number, checksum, id, key, kind, ..)      the columns of recorded.def
 *   run_finding(run, position, finding)
 *
 * As everywhere in the store, functions return false after one diagnostic, and all happens within
 * a transaction of the caller. */
#ifndef PM_RUNS_H
#define PM_RUNS_H

#include "runtime/store/store.h"

enum pm_recorded {
#define PM_RECORDED(id, column, means) PM_RECORDED_##id,
#include "runtime/store/recorded.def"
#undef PM_RECORDED
    PM_RECORDED_COUNT
};

struct pm_recorded_finding {
    const char *texts[PM_RECORDED_COUNT]; /* never NULL */
};

struct pm_recorded_findings {
    struct pm_recorded_finding *items;
    size_t count;
};

struct pm_recorded_run {
    int64_t id; /* from 1, in the order recorded; 0 before it is added */
    const char *audience;
    int32_t as_of_day;           /* PM_NO_DAY: there were no data */
    int64_t known_at;            /* the newest load then */
    const char *recorded_at;     /* UTC, for people */
    char model[PM_DIGEST_SIZE];  /* of the plan's meaning */
    char digest[PM_DIGEST_SIZE]; /* of audience, day, model and findings */
    int64_t finding_count;
    const char *names; /* "march, q3"; "" for none */
};

/* The digest of a run with these findings, into run->digest: two runs that have the same say the
 * same. */
void pm_run_make_digest(struct pm_arena *arena, struct pm_recorded_run *run,
                        const struct pm_recorded_findings *findings);

/* Adds a run with its findings and sets run->id. Its digest must be made; names are not added. */
bool pm_store_add_run(struct pm_store *store, struct pm_recorded_run *run,
                      const struct pm_recorded_findings *findings);

/* Gives a run a further name; a name that the audience's runs have already is a mistake of the
 * caller. */
bool pm_store_name_run(struct pm_store *store, const struct pm_recorded_run *run, const char *name);

/* The runs recorded when load `known_at` was the newest at most, by id, with their names. */
bool pm_store_list_runs(struct pm_store *store, struct pm_arena *arena, int64_t known_at,
                        struct pm_recorded_run **out, size_t *count);

/* The findings of a run in their order, checked against its digest. */
bool pm_store_read_run(struct pm_store *store, struct pm_arena *arena,
                       const struct pm_recorded_run *run, struct pm_recorded_findings *out);

/* The keys of all findings recorded for an audience, each once, in the order of their bytes. */
bool pm_store_list_keys(struct pm_store *store, struct pm_arena *arena, const char *audience,
                        const char ***out, size_t *count);

struct pm_recorded_point {
    int64_t run;
    struct pm_recorded_finding finding;
};

/* What the runs of an audience say under one key, by the day of the run, then its number, then the
 * order of its findings. */
bool pm_store_read_course(struct pm_store *store, struct pm_arena *arena, const char *audience,
                          const char *key, struct pm_recorded_point **out, size_t *count);

#endif
