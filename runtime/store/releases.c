/* releases.c: adds releases to the store, and lists them. */
#include "runtime/store/releases.h"

#include "runtime/store/store_internal.h"

#include <string.h>

static bool add_figure(struct pm_store *store, int64_t release,
                       const struct pm_released_figure *figure)
{
    sqlite3_stmt *add = pm_store_query(store, PM_QUERY_ADD_RELEASED);
    if (!add) return false;
    sqlite3_bind_int64(add, 1, release);
    pm_store_bind_text(add, 2, figure->metric);
    pm_store_bind_text(add, 3, figure->period);
    pm_store_bind_text(add, 4, figure->unit);
    pm_store_bind_text(add, 5, figure->groups);
    pm_store_bind_text(add, 6, figure->shown);
    pm_store_bind_text(add, 7, figure->numerator);
    pm_store_bind_text(add, 8, figure->denominator);
    sqlite3_bind_int64(add, 9, figure->n);
    pm_store_bind_text(add, 10, figure->value);
    return pm_store_run(store, add);
}

bool pm_store_add_release(struct pm_store *store, struct pm_release_record *record,
                          const struct pm_released_figure *figures, size_t count)
{
    record->shown = record->hidden = 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(figures[i].shown, "hidden") == 0)
            record->hidden++;
        else
            record->shown++;
    }
    sqlite3_stmt *add = pm_store_query(store, PM_QUERY_ADD_RELEASE);
    if (!add) return false;
    pm_store_bind_text(add, 1, record->name);
    pm_store_bind_text(add, 2, record->audience);
    pm_store_bind_text(add, 3, record->made_at);
    pm_store_bind_day(add, 4, record->as_of);
    pm_store_bind_text(add, 5, record->model);
    sqlite3_bind_int64(add, 6, record->shown);
    sqlite3_bind_int64(add, 7, record->hidden);
    if (!pm_store_run(store, add)) return false;
    record->id = sqlite3_last_insert_rowid(store->database);
    bool done = true;
    for (size_t i = 0; done && i < count; i++)
        done = add_figure(store, record->id, &figures[i]);
    return done;
}

bool pm_store_list_releases(struct pm_store *store, struct pm_arena *arena,
                            struct pm_release_record **out, size_t *count)
{
    PM_ARRAY(struct pm_release_record) records = {0};
    *out = NULL;
    *count = 0;
    sqlite3_stmt *list = pm_store_query(store, PM_QUERY_LIST_RELEASES);
    int result;
    while ((result = pm_store_step(store, list)) == 1) {
        struct pm_release_record record = {.id = sqlite3_column_int64(list, 0),
                                           .name = pm_store_column_text(list, 1, arena),
                                           .audience = pm_store_column_text(list, 2, arena),
                                           .made_at = pm_store_column_text(list, 3, arena),
                                           .as_of = pm_store_column_day(list, 4),
                                           .model = pm_store_column_text(list, 5, arena),
                                           .shown = sqlite3_column_int64(list, 6),
                                           .hidden = sqlite3_column_int64(list, 7)};
        PM_PUSH(arena, &records, record);
    }
    *out = records.items;
    *count = records.count;
    return result == 0;
}

bool pm_store_list_released(struct pm_store *store, struct pm_arena *arena, int64_t release,
                            struct pm_released_figure **out, size_t *count)
{
    PM_ARRAY(struct pm_released_figure) figures = {0};
    sqlite3_stmt *list = pm_store_query(store, PM_QUERY_LIST_RELEASED);
    if (list) sqlite3_bind_int64(list, 1, release);
    int result;
    while ((result = pm_store_step(store, list)) == 1) {
        struct pm_released_figure figure = {.metric = pm_store_column_text(list, 0, arena),
                                            .period = pm_store_column_text(list, 1, arena),
                                            .unit = pm_store_column_text(list, 2, arena),
                                            .groups = pm_store_column_text(list, 3, arena),
                                            .shown = pm_store_column_text(list, 4, arena),
                                            .numerator = pm_store_column_text(list, 5, arena),
                                            .denominator = pm_store_column_text(list, 6, arena),
                                            .n = sqlite3_column_int64(list, 7),
                                            .value = pm_store_column_text(list, 8, arena)};
        PM_PUSH(arena, &figures, figure);
    }
    *out = figures.items;
    *count = figures.count;
    return result == 0;
}
