#include "runtime/source/transition.h"

#include "runtime/source/git.h"

#include <string.h>

struct search {
    struct pm_arena *arena;
    const struct pm_transition_request *request;
    const char *wanted;  /* the object that commits are listed for */
    const char *commit;  /* of the lines that are read now */
    bool has_old;        /* it took the old object away */
    bool has_new;        /* it brought the new one */
    const char *exact;   /* the first commit that did both */
    const char *brought; /* the newest one that brought the wanted object */
};

static bool is_object(const char *text, size_t size, const char *name)
{
    return name && strlen(name) == size && strncmp(text, name, size) == 0;
}

static bool is_zero(const char *text, size_t size)
{
    return strspn(text, "0") >= size;
}

/* ":100644 100644 OLD NEW M\tPATH" */
static void take_change(struct search *search, const char *line)
{
    const char *old = strchr(line, ' ');
    if (old) old = strchr(old + 1, ' ');
    const char *new = old ? strchr(old + 1, ' ') : NULL;
    if (!new) return;
    old++;
    new ++;
    size_t size = strcspn(old, " ");
    const char *const *objects = search->request->objects;
    if (objects[0] ? is_object(old, size, objects[0]) : is_zero(old, size)) search->has_old = true;
    if (objects[1] ? is_object(new, size, objects[1]) : is_zero(new, size)) search->has_new = true;
    if (!search->brought && is_object(new, size, search->wanted)) search->brought = search->commit;
}

static void end_commit(struct search *search)
{
    if (search->has_old && search->has_new && !search->exact) search->exact = search->commit;
    search->has_old = search->has_new = false;
}

static void take_line(struct search *search, const char *line, size_t size)
{
    char *copy = pm_arena_copy_text(search->arena, line, size);
    if (*copy == ':') {
        take_change(search, copy);
    } else if (size) {
        end_commit(search);
        search->commit = copy;
    }
}

static struct search look_for(struct pm_arena *arena, const struct pm_transition_request *request,
                              const char *wanted)
{
    struct search search = {.arena = arena, .request = request, .wanted = wanted};
    struct pm_process_output said;
    const char *find = pm_arena_format(arena, "--find-object=%s", wanted);
    const char *first = pm_arena_format(arena, ":(top,literal)%s", request->paths[0]);
    const char *second = pm_arena_format(arena, ":(top,literal)%s", request->paths[1]);
    const char *const words[] = {"log",          "--all",       "--raw", "--no-abbrev",
                                 "--no-renames", "--format=%H", find,    "--",
                                 first,          second,        NULL};
    if (pm_git_ask(arena, request->folder, words, &said) != PM_PROCESS_OK) return search;
    for (size_t at = 0; at < said.out.size;) {
        const char *line = said.out.bytes + at;
        const char *end = memchr(line, '\n', said.out.size - at);
        size_t size = end ? (size_t)(end - line) : said.out.size - at;
        take_line(&search, line, size);
        at += size + 1;
    }
    end_commit(&search);
    return search;
}

struct pm_transition pm_git_find_transition(struct pm_arena *arena,
                                            const struct pm_transition_request *request)
{
    struct pm_transition found = {NULL, NULL};
    const char *const *objects = request->objects;
    if (!objects[0] && !objects[1]) return found;
    struct search search = look_for(arena, request, objects[1] ? objects[1] : objects[0]);
    if (search.exact) {
        found.old = pm_arena_format(arena, "%s^", search.exact);
        found.new = search.exact;
        return found;
    }
    if (objects[1]) found.new = search.brought;
    if (!objects[0]) return found;
    if (objects[1]) search = look_for(arena, request, objects[0]);
    found.old = search.brought;
    return found;
}
