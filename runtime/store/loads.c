#include "runtime/store/store_internal.h"

#include <string.h>

bool pm_store_add_load(struct pm_store *store, struct pm_load_record *record)
{
    sqlite3_stmt *add = pm_store_query(store, PM_QUERY_ADD_LOAD);
    if (!add) return false;
    pm_store_bind_text(add, 1, record->source);
    pm_store_bind_text(add, 2, record->known_at);
    pm_store_bind_day(add, 3, record->extracted_day);
    pm_store_bind_text(add, 4, record->file);
    sqlite3_bind_int64(add, 5, record->bytes);
    pm_store_bind_text(add, 6, record->digest);
    pm_store_bind_text(add, 7, record->schema_digest);
    sqlite3_bind_int64(add, 8, record->read);
    sqlite3_bind_int64(add, 9, record->kept);
    sqlite3_bind_int64(add, 10, record->quarantined);
    sqlite3_bind_int64(add, 11, record->duplicate);
    sqlite3_bind_int64(add, 12, record->skipped);
    sqlite3_bind_int64(add, 13, record->rounded);
    if (!pm_store_run(store, add)) return false;
    record->id = sqlite3_last_insert_rowid(store->database);
    record->hidden_at = 0;
    return true;
}

bool pm_store_set_counts(struct pm_store *store, const struct pm_load_record *record)
{
    sqlite3_stmt *set = pm_store_query(store, PM_QUERY_SET_COUNTS);
    if (!set) return false;
    sqlite3_bind_int64(set, 1, record->id);
    sqlite3_bind_int64(set, 2, record->read);
    sqlite3_bind_int64(set, 3, record->kept);
    sqlite3_bind_int64(set, 4, record->quarantined);
    sqlite3_bind_int64(set, 5, record->duplicate);
    sqlite3_bind_int64(set, 6, record->skipped);
    sqlite3_bind_int64(set, 7, record->rounded);
    sqlite3_bind_int64(set, 8, record->bytes);
    pm_store_bind_text(set, 9, record->digest);
    return pm_store_run(store, set);
}

bool pm_store_hide_load(struct pm_store *store, int64_t load, int64_t by)
{
    sqlite3_stmt *hide = pm_store_query(store, PM_QUERY_HIDE_LOAD);
    if (!hide) return false;
    sqlite3_bind_int64(hide, 1, load);
    sqlite3_bind_int64(hide, 2, by);
    return pm_store_run(store, hide);
}

int64_t pm_store_newest_load(struct pm_store *store)
{
    sqlite3_stmt *ask = pm_store_query(store, PM_QUERY_NEWEST_LOAD);
    int64_t newest = pm_store_step(store, ask) == 1 ? sqlite3_column_int64(ask, 0) : 0;
    sqlite3_reset(ask);
    return newest;
}

static void copy_digest(sqlite3_stmt *statement, int number, char out[PM_DIGEST_SIZE])
{
    const char *text = (const char *)sqlite3_column_text(statement, number);
    if (!text) return;
    size_t size = strlen(text);
    memcpy(out, text, size < PM_DIGEST_SIZE ? size : PM_DIGEST_SIZE - 1);
}

static struct pm_load_record *read_load(sqlite3_stmt *row, struct pm_arena *arena)
{
    struct pm_load_record *record = PM_NEW(arena, struct pm_load_record);
    record->id = sqlite3_column_int64(row, 0);
    record->source = pm_store_column_text(row, 1, arena);
    record->known_at = pm_store_column_text(row, 2, arena);
    record->extracted_day = pm_store_column_day(row, 3);
    record->file = pm_store_column_text(row, 4, arena);
    record->bytes = sqlite3_column_int64(row, 5);
    copy_digest(row, 6, record->digest);
    copy_digest(row, 7, record->schema_digest);
    record->read = sqlite3_column_int64(row, 8);
    record->kept = sqlite3_column_int64(row, 9);
    record->quarantined = sqlite3_column_int64(row, 10);
    record->duplicate = sqlite3_column_int64(row, 11);
    record->skipped = sqlite3_column_int64(row, 12);
    record->rounded = sqlite3_column_int64(row, 13);
    record->hidden_at = sqlite3_column_int64(row, 14);
    return record;
}

bool pm_store_list_loads(struct pm_store *store, struct pm_arena *arena, const char *source,
                         int64_t known_at, bool all, struct pm_load_record **out, size_t *count)
{
    PM_ARRAY(struct pm_load_record) found = {NULL, 0, 0};
    sqlite3_stmt *list = pm_store_query(store, PM_QUERY_LIST_LOADS);
    if (!list) return false;
    sqlite3_bind_int64(list, 1, known_at);
    sqlite3_bind_int(list, 2, all);
    pm_store_bind_text(list, 3, source);
    int result;
    while ((result = pm_store_step(store, list)) > 0)
        PM_PUSH(arena, &found, *read_load(list, arena));
    *out = found.items;
    *count = found.count;
    return result == 0;
}
