#include "runtime/store/rows.h"
#include "runtime/store/store_internal.h"

struct view { /* a store as known at a load */
    struct pm_store *store;
    int64_t known_at;
};

struct listed {
    struct pm_chunk chunk;
    const char *digest;
    int64_t rows; /* as recorded: not checked yet */
};

static struct listed read_chunk(sqlite3_stmt *row, struct pm_arena *arena)
{
    struct listed found = {
        .chunk = {.id = sqlite3_column_int64(row, 0),
                  .load = sqlite3_column_int64(row, 1),
                  .file = pm_store_column_text(row, 2, arena),
                  .first_day = pm_store_column_day(row, 4),
                  .last_day = pm_store_column_day(row, 5),
                  .digest = pm_store_column_text(row, 7, arena)},
        .digest = pm_store_column_text(row, 6, arena),
        .rows = sqlite3_column_int64(row, 3),
    };
    found.chunk.rows = (size_t)found.rows;
    return found;
}

static bool list(void *context, struct pm_arena *arena, const char *source,
                 struct pm_chunk **chunks, size_t *count)
{
    const struct view *view = context;
    struct pm_store *store = view->store;
    PM_ARRAY(struct listed) found = {NULL, 0, 0};
    sqlite3_stmt *query = pm_store_query(store, PM_QUERY_LIST_CHUNKS);
    if (!query) return false;
    pm_store_bind_text(query, 1, source);
    sqlite3_bind_int64(query, 2, view->known_at);
    int result;
    while ((result = pm_store_step(store, query)) > 0)
        PM_PUSH(arena, &found, read_chunk(query, arena));
    if (result < 0) return false;
    *chunks = PM_NEW_ITEMS(arena, struct pm_chunk, found.count);
    *count = found.count;
    for (size_t i = 0; i < found.count; i++) {
        const struct listed *each = &found.items[i];
        if (!pm_store_check_chunk(store, each->chunk.id, each->rows, each->chunk.first_day,
                                  each->chunk.last_day, each->digest))
            return false;
        (*chunks)[i] = each->chunk;
    }
    return true;
}

static bool read(void *context, struct pm_arena *arena, const struct pm_chunk *chunk,
                 const char *column, struct pm_vector *out)
{
    const struct view *view = context;
    return pm_store_read_column(view->store, arena, chunk->id, chunk->rows, column, out);
}

/* The texts are the store's own: they live as long as it does. */
static bool read_dictionary(void *context, struct pm_arena *arena, const char *source,
                            const char *column, struct pm_text **texts, size_t *count)
{
    (void)arena;
    const struct view *view = context;
    const struct pm_dictionary *found = pm_store_dictionary(view->store, source, column);
    if (!found) return false;
    *texts = found->texts.items;
    *count = found->texts.count;
    return true;
}

struct pm_rows pm_rows_of_store(struct pm_arena *arena, struct pm_store *store, int64_t known_at)
{
    struct view *view = PM_NEW(arena, struct view);
    *view = (struct view){store, known_at};
    return (struct pm_rows){
        .context = view, .list = list, .read = read, .dictionary = read_dictionary};
}
