#include "lang/source/source.h"

#include <stdlib.h>
#include <string.h>

struct memory {
    const char *const *paths;
    const struct pm_text *texts;
    size_t count;
};

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static enum pm_read_result list(void *context, struct pm_arena *arena, const char ***paths,
                                size_t *count)
{
    const struct memory *memory = context;
    const char **sorted = PM_NEW_ITEMS(arena, const char *, memory->count);
    for (size_t i = 0; i < memory->count; i++)
        sorted[i] = memory->paths[i];
    if (memory->count) qsort(sorted, memory->count, sizeof *sorted, compare_paths);
    *paths = sorted;
    *count = memory->count;
    return PM_READ_OK;
}

static enum pm_read_result read_text(void *context, struct pm_arena *arena, const char *path,
                                     struct pm_text *out)
{
    const struct memory *memory = context;
    (void)arena; /* the texts are borrowed */
    for (size_t i = 0; i < memory->count; i++) {
        if (strcmp(memory->paths[i], path) != 0) continue;
        if (memory->texts[i].size > PM_LARGEST_FILE) return PM_READ_TOO_LARGE;
        *out = memory->texts[i];
        return PM_READ_OK;
    }
    return PM_READ_MISSING;
}

struct pm_files pm_files_in_memory(struct pm_arena *arena, const char *const *paths,
                                   const struct pm_text *texts, size_t count)
{
    struct memory *memory = PM_NEW(arena, struct memory);
    *memory = (struct memory){paths, texts, count};
    return (struct pm_files){memory, list, read_text};
}
