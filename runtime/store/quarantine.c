#include "runtime/store/store_internal.h"

#include <string.h>

bool pm_store_add_quarantined(struct pm_store *store, const struct pm_quarantined *row)
{
    sqlite3_stmt *add = pm_store_query(store, PM_QUERY_ADD_QUARANTINED);
    if (!add) return false;
    struct pm_text raw = row->raw;
    if (!raw.size) raw.bytes = "";
    sqlite3_bind_int64(add, 1, row->load);
    pm_store_bind_text(add, 2, row->file);
    sqlite3_bind_int64(add, 3, row->line);
    sqlite3_bind_int64(add, 4, row->byte);
    pm_store_bind_text(add, 5, row->field);
    pm_store_bind_text(add, 6, row->reason);
    bool is_text =
        pm_utf8_first_bad(raw.bytes, raw.size) == raw.size && !memchr(raw.bytes, '\0', raw.size);
    if (is_text)
        sqlite3_bind_text64(add, 7, raw.bytes, raw.size, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_bind_blob64(add, 7, raw.bytes, raw.size, SQLITE_STATIC);
    return pm_store_run(store, add);
}

static struct pm_quarantined read_row(sqlite3_stmt *row, struct pm_arena *arena)
{
    struct pm_quarantined found = {
        .load = sqlite3_column_int64(row, 0),
        .file = pm_store_column_text(row, 1, arena),
        .line = sqlite3_column_int64(row, 2),
        .byte = sqlite3_column_int64(row, 3),
        .field = pm_store_column_text(row, 4, arena),
        .reason = pm_store_column_text(row, 5, arena),
    };
    const char *raw = sqlite3_column_blob(row, 6);
    found.raw.size = (size_t)sqlite3_column_bytes(row, 6);
    found.raw.bytes = pm_arena_copy_text(arena, raw, found.raw.size);
    return found;
}

bool pm_store_list_quarantined(struct pm_store *store, struct pm_arena *arena, const char *source,
                               int64_t known_at, struct pm_quarantined **out, size_t *count)
{
    PM_ARRAY(struct pm_quarantined) found = {NULL, 0, 0};
    sqlite3_stmt *list = pm_store_query(store, PM_QUERY_LIST_QUARANTINED);
    if (!list) return false;
    sqlite3_bind_int64(list, 1, known_at);
    pm_store_bind_text(list, 2, source);
    int result;
    while ((result = pm_store_step(store, list)) > 0)
        PM_PUSH(arena, &found, read_row(list, arena));
    *out = found.items;
    *count = found.count;
    return result == 0;
}
