#include "runtime/source/collection.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LINKS = 40 }; /* followed one after the other */

static int compare_members(const void *left, const void *right)
{
    const struct pm_member *a = left;
    const struct pm_member *b = right;
    return strcmp(a->path, b->path);
}

void pm_members_sort(struct pm_members *members)
{
    if (members->items.count)
        qsort(members->items.items, members->items.count, sizeof *members->items.items,
              compare_members);
}

static const struct pm_member *find_own(const struct pm_members *members, const char *path)
{
    struct pm_member wanted = {.path = path};
    if (!members->items.count) return NULL;
    return bsearch(&wanted, members->items.items, members->items.count,
                   sizeof *members->items.items, compare_members);
}

/* The path that a link at `path` leads to, without `.` and `..`; NULL when it leads out. */
static const char *follow(struct pm_arena *arena, const char *path, const char *leads_to)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    if (*leads_to == '/') return NULL;
    char *out = pm_arena_alloc(arena, folder + strlen(leads_to) + 2);
    memcpy(out, path, folder);
    size_t size = folder;
    for (const char *at = leads_to; *at;) {
        size_t part = strcspn(at, "/");
        bool is_up = part == 2 && strncmp(at, "..", 2) == 0;
        bool is_here = part == 0 || (part == 1 && *at == '.');
        if (is_up && !size) return NULL;
        if (is_up) {
            size--; /* the slash at the end */
            while (size && out[size - 1] != '/')
                size--;
        } else if (!is_here) {
            memcpy(out + size, at, part);
            size += part;
            out[size++] = '/';
        }
        at += part;
        at += *at == '/';
    }
    out[size ? size - 1 : 0] = '\0';
    return out;
}

const struct pm_member *pm_members_find(const struct pm_members *members, struct pm_arena *arena,
                                        const char *path)
{
    const struct pm_member *found = find_own(members, path);
    for (int i = 0; found && found->leads_to; i++) {
        const char *next = i < MOST_LINKS ? follow(arena, found->path, found->leads_to) : NULL;
        found = next ? find_own(members, next) : NULL;
    }
    return found;
}

static bool is_plan(const char *path)
{
    size_t size = strlen(path);
    return size > 3 && strcmp(path + size - 3, ".pm") == 0;
}

static bool is_hidden(const char *path)
{
    return *path == '.' || strstr(path, "/.");
}

/* True when a folder on the way to the file has a project of its own. */
static bool is_of_another(const struct pm_members *members, struct pm_arena *arena,
                          const char *path)
{
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        const char *project = pm_arena_format(arena, "%.*s/project.pm", (int)(slash - path), path);
        if (find_own(members, project)) return true;
    }
    return false;
}

const char **pm_members_plans(const struct pm_members *members, struct pm_arena *arena,
                              size_t *count)
{
    const char **out = PM_NEW_ITEMS(arena, const char *, members->items.count);
    *count = 0;
    for (size_t i = 0; i < members->items.count; i++) {
        const struct pm_member *member = &members->items.items[i];
        if (!is_plan(member->path) || is_hidden(member->path)) continue;
        if (is_of_another(members, arena, member->path)) continue;
        const struct pm_member *file = pm_members_find(members, arena, member->path);
        bool is_listed_itself = file && file != member && is_plan(file->path) &&
                                !is_hidden(file->path) &&
                                !is_of_another(members, arena, file->path);
        if (file && !is_listed_itself) out[(*count)++] = member->path;
    }
    return out;
}
