#include "runtime/source/objects.h"

#include "runtime/source/process.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_ANSWER = 4096 };

struct pm_git_objects {
    struct pm_arena *arena;
    const char *folder;
    struct pm_talk *names; /* git cat-file --batch-check; NULL: not started */
    struct pm_talk *bytes; /* git cat-file --batch; likewise */
};

struct pm_git_objects *pm_git_objects_open(struct pm_arena *arena, const char *folder)
{
    struct pm_git_objects *objects = PM_NEW(arena, struct pm_git_objects);
    objects->arena = arena;
    objects->folder = folder;
    return objects;
}

static struct pm_talk *start(const struct pm_git_objects *objects, const char *how)
{
    const char *const words[] = {"git", "-C", objects->folder, "--no-replace-objects", "cat-file",
                                 how,   NULL};
    return pm_talk_start(objects->arena, words);
}

/* Asks for one object; what is said of it is put into `line`. */
static bool ask(struct pm_arena *arena, struct pm_talk *talk, const char *wish, char *line)
{
    const char *sent = pm_arena_format(arena, "%s\n", wish);
    return !strchr(wish, '\n') && pm_talk_send(talk, sent, strlen(sent)) &&
           pm_talk_read_line(talk, line, LONGEST_ANSWER);
}

bool pm_git_objects_name(struct pm_git_objects *objects, const char *wish,
                         char name[PM_GIT_NAME_SIZE])
{
    char line[LONGEST_ANSWER];
    if (!objects->names) objects->names = start(objects, "--batch-check");
    if (!objects->names || !ask(objects->arena, objects->names, wish, line)) return false;
    size_t size = strcspn(line, " ");
    if (strncmp(line + size, " blob ", 6) != 0 || size >= PM_GIT_NAME_SIZE) return false;
    memcpy(name, line, size);
    name[size] = '\0';
    return true;
}

enum pm_read_result pm_git_objects_read(struct pm_git_objects *objects, struct pm_arena *arena,
                                        const char *name, struct pm_text *out)
{
    char line[LONGEST_ANSWER];
    if (!objects->bytes) objects->bytes = start(objects, "--batch");
    if (!objects->bytes || !ask(objects->arena, objects->bytes, name, line)) return PM_READ_FAILED;
    const char *blob = strstr(line, " blob ");
    if (!blob) return PM_READ_MISSING;
    unsigned long long size = strtoull(blob + 6, NULL, 10);
    if (size > PM_LARGEST_FILE) {
        pm_talk_give_up(objects->bytes);
        objects->bytes = NULL;
        return PM_READ_TOO_LARGE;
    }
    char *bytes = pm_arena_alloc(arena, (size_t)size + 1);
    if (!pm_talk_read(objects->bytes, bytes, (size_t)size + 1)) return PM_READ_FAILED;
    *out = (struct pm_text){bytes, (size_t)size};
    return PM_READ_OK;
}
