#include "runtime/store/dictionary.h"
#include "runtime/store/rows.h"

#include <string.h>

struct table_chunk {
    struct pm_chunk chunk;
    const char *source;
    struct pm_chunk_column *columns;
    size_t column_count;
};

struct pm_memory {
    struct pm_arena *arena;
    PM_ARRAY(struct table_chunk *) chunks; /* by id, from 1 */
    struct pm_dictionary *dictionaries;
};

struct pm_memory *pm_memory_new(struct pm_arena *arena)
{
    struct pm_memory *memory = PM_NEW(arena, struct pm_memory);
    memory->arena = arena;
    return memory;
}

static struct pm_vector copy_vector(struct pm_arena *arena, const struct pm_vector *vector,
                                    size_t rows)
{
    struct pm_vector copy = {.places = vector->places};
    copy.values = PM_NEW_ITEMS(arena, int64_t, rows);
    if (rows) memcpy(copy.values, vector->values, rows * sizeof *copy.values);
    if (!vector->marks) return copy;
    copy.marks = pm_arena_alloc(arena, rows);
    if (rows) memcpy(copy.marks, vector->marks, rows);
    return copy;
}

void pm_memory_add(struct pm_memory *memory, const char *source, size_t rows,
                   const struct pm_chunk_column *columns, size_t column_count, int32_t first_day,
                   int32_t last_day)
{
    struct pm_arena *arena = memory->arena;
    struct table_chunk *added = PM_NEW(arena, struct table_chunk);
    added->chunk = (struct pm_chunk){.id = (int64_t)memory->chunks.count + 1,
                                     .load = 1,
                                     .file = "",
                                     .rows = rows,
                                     .first_day = first_day,
                                     .last_day = last_day};
    added->source = pm_arena_copy_text(arena, source, strlen(source));
    added->columns = PM_NEW_ITEMS(arena, struct pm_chunk_column, column_count);
    added->column_count = column_count;
    for (size_t i = 0; i < column_count; i++) {
        const char *name = columns[i].name;
        added->columns[i].name = pm_arena_copy_text(arena, name, strlen(name));
        added->columns[i].vector = copy_vector(arena, &columns[i].vector, rows);
    }
    PM_PUSH(arena, &memory->chunks, added);
}

static struct pm_dictionary *find_dictionary(const struct pm_memory *memory, const char *source,
                                             const char *column)
{
    struct pm_dictionary *each = memory->dictionaries;
    while (each && (strcmp(each->source, source) != 0 || strcmp(each->column, column) != 0))
        each = each->next;
    return each;
}

int64_t pm_memory_code(struct pm_memory *memory, const char *source, const char *column,
                       struct pm_text text)
{
    struct pm_dictionary *dictionary = find_dictionary(memory, source, column);
    if (!dictionary) {
        dictionary = pm_dictionary_new(memory->arena, source, column);
        dictionary->next = memory->dictionaries;
        memory->dictionaries = dictionary;
    }
    return pm_dictionary_code(dictionary, text);
}

static bool list(void *context, struct pm_arena *arena, const char *source,
                 struct pm_chunk **chunks, size_t *count)
{
    const struct pm_memory *memory = context;
    *chunks = PM_NEW_ITEMS(arena, struct pm_chunk, memory->chunks.count);
    *count = 0;
    for (size_t i = 0; i < memory->chunks.count; i++)
        if (strcmp(memory->chunks.items[i]->source, source) == 0)
            (*chunks)[(*count)++] = memory->chunks.items[i]->chunk;
    return true;
}

static bool read(void *context, struct pm_arena *arena, const struct pm_chunk *chunk,
                 const char *column, struct pm_vector *out)
{
    const struct pm_memory *memory = context;
    const struct table_chunk *found = memory->chunks.items[chunk->id - 1];
    for (size_t i = 0; i < found->column_count; i++) {
        if (strcmp(found->columns[i].name, column) != 0) continue;
        *out = copy_vector(arena, &found->columns[i].vector, chunk->rows);
        return true;
    }
    *out = (struct pm_vector){.values = PM_NEW_ITEMS(arena, int64_t, chunk->rows),
                              .marks = pm_arena_alloc(arena, chunk->rows)};
    if (chunk->rows) memset(out->marks, PM_MARK_MISSING, chunk->rows);
    return true;
}

static bool read_dictionary(void *context, struct pm_arena *arena, const char *source,
                            const char *column, struct pm_text **texts, size_t *count)
{
    (void)arena;
    const struct pm_dictionary *found = find_dictionary(context, source, column);
    *texts = found ? found->texts.items : NULL;
    *count = found ? found->texts.count : 0;
    return true;
}

struct pm_rows pm_rows_of_memory(struct pm_memory *memory)
{
    return (struct pm_rows){
        .context = memory, .list = list, .read = read, .dictionary = read_dictionary};
}
