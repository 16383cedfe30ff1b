#include "runtime/store/runs.h"

#include "runtime/store/store_internal.h"

#include <inttypes.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* ---- Check sums ---- */

/* Of all texts with their ends, as a signed number, since SQLite has no others. */
static int64_t checksum_of(const struct pm_recorded_finding *finding)
{
    uint64_t sum = 0;
    for (int i = 0; i < PM_RECORDED_COUNT; i++)
        sum = XXH3_64bits_withSeed(finding->texts[i], strlen(finding->texts[i]) + 1, sum);
    return (int64_t)sum;
}

void pm_run_make_digest(struct pm_arena *arena, struct pm_recorded_run *run,
                        const struct pm_recorded_findings *findings)
{
    struct pm_arena *scratch = pm_arena_new_scratch(arena);
    struct pm_digest *digest = pm_digest_new(scratch);
    pm_digest_add_text(digest, run->audience);
    pm_digest_add_text(digest, pm_arena_format(scratch, "%" PRId32, run->as_of_day));
    pm_digest_add_text(digest, run->model);
    for (size_t i = 0; i < findings->count; i++)
        for (int text = 0; text < PM_RECORDED_COUNT; text++)
            pm_digest_add_text(digest, findings->items[i].texts[text]);
    pm_digest_finish(digest, run->digest);
    pm_arena_free(scratch);
}

/* ---- Adding ---- */

static bool is_same(sqlite3_stmt *row, const struct pm_recorded_finding *finding)
{
    for (int i = 0; i < PM_RECORDED_COUNT; i++) {
        const char *text = (const char *)sqlite3_column_text(row, i + 2);
        if (!text || strcmp(text, finding->texts[i]) != 0) return false;
    }
    return true;
}

/* The number of a finding that says the same; 0: there is none, -1 after a diagnostic. */
static int64_t find_same(struct pm_store *store, const struct pm_recorded_finding *finding,
                         int64_t checksum)
{
    sqlite3_stmt *find = pm_store_query(store, PM_QUERY_FIND_FINDING);
    if (!find) return -1;
    sqlite3_bind_int64(find, 1, checksum);
    int64_t number = 0;
    int result;
    while (!number && (result = pm_store_step(store, find)) != 0) {
        if (result < 0) return -1;
        if (is_same(find, finding)) number = sqlite3_column_int64(find, 0);
    }
    sqlite3_reset(find);
    return number;
}

static bool add_finding(struct pm_store *store, int64_t run, size_t position,
                        const struct pm_recorded_finding *finding)
{
    int64_t checksum = checksum_of(finding);
    int64_t number = find_same(store, finding, checksum);
    if (number < 0) return false;
    if (!number) {
        sqlite3_stmt *add = pm_store_query(store, PM_QUERY_ADD_FINDING);
        if (!add) return false;
        sqlite3_bind_int64(add, 1, checksum);
        for (int i = 0; i < PM_RECORDED_COUNT; i++)
            pm_store_bind_text(add, i + 2, finding->texts[i]);
        if (!pm_store_run(store, add)) return false;
        number = sqlite3_last_insert_rowid(store->database);
    }
    sqlite3_stmt *join = pm_store_query(store, PM_QUERY_ADD_RUN_FINDING);
    if (!join) return false;
    sqlite3_bind_int64(join, 1, run);
    sqlite3_bind_int64(join, 2, (int64_t)position);
    sqlite3_bind_int64(join, 3, number);
    return pm_store_run(store, join);
}

bool pm_store_add_run(struct pm_store *store, struct pm_recorded_run *run,
                      const struct pm_recorded_findings *findings)
{
    sqlite3_stmt *add = pm_store_query(store, PM_QUERY_ADD_RUN);
    if (!add) return false;
    run->finding_count = (int64_t)findings->count;
    pm_store_bind_text(add, 1, run->audience);
    pm_store_bind_day(add, 2, run->as_of_day);
    sqlite3_bind_int64(add, 3, run->known_at);
    pm_store_bind_text(add, 4, run->recorded_at);
    pm_store_bind_text(add, 5, run->model);
    sqlite3_bind_int64(add, 6, run->finding_count);
    pm_store_bind_text(add, 7, run->digest);
    if (!pm_store_run(store, add)) return false;
    run->id = sqlite3_last_insert_rowid(store->database);
    for (size_t i = 0; i < findings->count; i++)
        if (!add_finding(store, run->id, i, &findings->items[i])) return false;
    return true;
}

bool pm_store_name_run(struct pm_store *store, const struct pm_recorded_run *run, const char *name)
{
    sqlite3_stmt *add = pm_store_query(store, PM_QUERY_NAME_RUN);
    if (!add) return false;
    pm_store_bind_text(add, 1, run->audience);
    pm_store_bind_text(add, 2, name);
    sqlite3_bind_int64(add, 3, run->id);
    return pm_store_run(store, add);
}

/* ---- Reading ---- */

static void copy_digest(sqlite3_stmt *row, int number, char out[PM_DIGEST_SIZE])
{
    const char *text = (const char *)sqlite3_column_text(row, number);
    size_t size = text ? strlen(text) : 0;
    if (size >= PM_DIGEST_SIZE) size = PM_DIGEST_SIZE - 1;
    if (size) memcpy(out, text, size);
    out[size] = '\0';
}

static struct pm_recorded_run read_run(sqlite3_stmt *row, struct pm_arena *arena)
{
    struct pm_recorded_run run = {.id = sqlite3_column_int64(row, 0),
                                  .audience = pm_store_column_text(row, 1, arena),
                                  .as_of_day = pm_store_column_day(row, 2),
                                  .known_at = sqlite3_column_int64(row, 3),
                                  .recorded_at = pm_store_column_text(row, 4, arena),
                                  .finding_count = sqlite3_column_int64(row, 6),
                                  .names = pm_store_column_text(row, 8, arena)};
    copy_digest(row, 5, run.model);
    copy_digest(row, 7, run.digest);
    return run;
}

bool pm_store_list_runs(struct pm_store *store, struct pm_arena *arena, int64_t known_at,
                        struct pm_recorded_run **out, size_t *count)
{
    PM_ARRAY(struct pm_recorded_run) runs = {0};
    sqlite3_stmt *list = pm_store_query(store, PM_QUERY_LIST_RUNS);
    if (!list) return false;
    sqlite3_bind_int64(list, 1, known_at);
    int result;
    while ((result = pm_store_step(store, list)) > 0)
        PM_PUSH(arena, &runs, read_run(list, arena));
    *out = runs.items;
    *count = runs.count;
    return result == 0;
}

/* A finding: its check sum in column `first`, its texts behind. False after a diagnostic. */
static bool read_finding(struct pm_store *store, struct pm_arena *arena, sqlite3_stmt *row,
                         int first, struct pm_recorded_finding *out)
{
    for (int i = 0; i < PM_RECORDED_COUNT; i++)
        out->texts[i] = pm_store_column_text(row, first + 1 + i, arena);
    if (sqlite3_column_int64(row, first) == checksum_of(out)) return true;
    return pm_store_damaged(store, "a recorded finding is not as it was recorded");
}

bool pm_store_read_run(struct pm_store *store, struct pm_arena *arena,
                       const struct pm_recorded_run *run, struct pm_recorded_findings *out)
{
    PM_ARRAY(struct pm_recorded_finding) findings = {0};
    sqlite3_stmt *read = pm_store_query(store, PM_QUERY_READ_RUN);
    if (!read) return false;
    sqlite3_bind_int64(read, 1, run->id);
    int result;
    while ((result = pm_store_step(store, read)) > 0) {
        struct pm_recorded_finding finding;
        if (!read_finding(store, arena, read, 1, &finding)) return false;
        PM_PUSH(arena, &findings, finding);
    }
    if (result < 0) return false;
    *out = (struct pm_recorded_findings){findings.items, findings.count};
    struct pm_recorded_run again = *run;
    pm_run_make_digest(arena, &again, out);
    if (strcmp(again.digest, run->digest) == 0) return true;
    return pm_store_damaged(
        store, pm_arena_format(arena, "run %" PRId64 " is not as it was recorded", run->id));
}

bool pm_store_list_keys(struct pm_store *store, struct pm_arena *arena, const char *audience,
                        const char ***out, size_t *count)
{
    PM_ARRAY(const char *) keys = {0};
    sqlite3_stmt *list = pm_store_query(store, PM_QUERY_LIST_KEYS);
    if (!list) return false;
    pm_store_bind_text(list, 1, audience);
    int result;
    while ((result = pm_store_step(store, list)) > 0)
        PM_PUSH(arena, &keys, pm_store_column_text(list, 0, arena));
    *out = keys.items;
    *count = keys.count;
    return result == 0;
}

bool pm_store_read_course(struct pm_store *store, struct pm_arena *arena, const char *audience,
                          const char *key, struct pm_recorded_point **out, size_t *count)
{
    PM_ARRAY(struct pm_recorded_point) points = {0};
    sqlite3_stmt *read = pm_store_query(store, PM_QUERY_READ_COURSE);
    if (!read) return false;
    pm_store_bind_text(read, 1, audience);
    pm_store_bind_text(read, 2, key);
    int result;
    while ((result = pm_store_step(store, read)) > 0) {
        struct pm_recorded_point point = {.run = sqlite3_column_int64(read, 0)};
        if (!read_finding(store, arena, read, 1, &point.finding)) return false;
        PM_PUSH(arena, &points, point);
    }
    *out = points.items;
    *count = points.count;
    return result == 0;
}
