#include "runtime/blame/walk.h"

#include "runtime/source/git.h"
#include "runtime/source/objects.h"

#include <string.h>

struct track {        /* a line on its way back */
    size_t line;      /* of the blame */
    const char *text; /* that is looked for now */
};

struct state { /* of the goal in a commit */
    bool is_read;
    const char *path; /* of its file; NULL: the commit does not have the goal */
    char object[PM_GIT_NAME_SIZE];
    const struct pm_goal_lines *lines;
};

struct node { /* a commit */
    const char *name;
    size_t *parents; /* by index; SIZE_MAX: not among those that are looked at */
    size_t parent_count;
    struct state state;
    PM_ARRAY(struct track) tracks;
};

struct walk {
    struct pm_arena *arena;
    const struct pm_walk_request *request;
    struct pm_blame *blame;
    struct pm_git_objects *objects;
    struct pm_symbols *names; /* of commits; the id is the index */
    struct node *nodes;
    size_t count;
};

/* ---- The commits ---- */

static void take_parents(struct walk *walk, struct node *node, const char *line, const char *end)
{
    size_t most = 0;
    for (const char *at = line; at < end; at++)
        most += *at == ' ';
    node->parents = PM_NEW_ITEMS(walk->arena, size_t, most + 1);
    for (const char *at = line; at < end;) {
        size_t size = 0;
        while (at + size < end && at[size] != ' ')
            size++;
        const struct pm_symbol *name = pm_symbol_find(walk->names, (struct pm_text){at, size});
        if (size) node->parents[node->parent_count++] = name ? name->id : SIZE_MAX;
        at += size + (at + size < end);
    }
}

static size_t name_size(const char *line, const char *end)
{
    size_t size = 0;
    while (line + size < end && line[size] != ' ')
        size++;
    return size;
}

/* Calls for each line of the list: "COMMIT PARENT PARENT". */
static void read_list(struct walk *walk, struct pm_text list, bool takes_parents)
{
    size_t index = 0;
    for (const char *at = list.bytes; at < list.bytes + list.size; index++) {
        const char *end = memchr(at, '\n', (size_t)(list.bytes + list.size - at));
        if (!end) end = list.bytes + list.size;
        size_t size = name_size(at, end);
        if (index >= PM_MOST_COMMITS) return;
        if (!takes_parents) {
            walk->nodes[index].name =
                pm_symbol_make(walk->names, (struct pm_text){at, size})->bytes;
            walk->count = index + 1;
        } else {
            take_parents(walk, &walk->nodes[index], at + size + (at + size < end), end);
        }
        at = end + 1;
    }
}

static bool list_commits(struct walk *walk)
{
    struct pm_process_output said;
    const char *most = pm_arena_format(walk->arena, "--max-count=%d", PM_MOST_COMMITS + 1);
    const char *const words[] = {"rev-list", "--topo-order", "--parents",  most,
                                 "HEAD",     "--",           ":(top)*.pm", NULL};
    if (pm_git_ask(walk->arena, walk->request->folder, words, &said) != PM_PROCESS_OK) return false;
    walk->names = pm_symbols_new(walk->arena);
    walk->nodes = PM_NEW_ITEMS(walk->arena, struct node, PM_MOST_COMMITS);
    read_list(walk, said.out, false);
    read_list(walk, said.out, true);
    size_t lines = 0;
    for (size_t i = 0; i < said.out.size; i++)
        lines += said.out.bytes[i] == '\n';
    walk->blame->commits = walk->count;
    walk->blame->is_cut = lines > PM_MOST_COMMITS;
    return walk->count > 0;
}

/* ---- What a commit says ---- */

static bool read_file(struct walk *walk, struct state *state, const char *path)
{
    struct pm_text text;
    struct pm_goal_lines *lines = PM_NEW(walk->arena, struct pm_goal_lines);
    if (pm_git_objects_read(walk->objects, walk->arena, state->object, &text) != PM_READ_OK)
        return false;
    if (!pm_goal_lines_read(walk->arena, text, &walk->request->name, walk->request->names, lines))
        return false;
    state->lines = lines;
    state->path = path;
    return true;
}

static bool ends_with(const char *path, const char *end)
{
    size_t size = strlen(path);
    size_t end_size = strlen(end);
    return size > end_size && strcmp(path + size - end_size, end) == 0;
}

/* Looks through all plan files of a commit: the goal was in another file. */
static void search_tree(struct walk *walk, struct state *state, const char *commit)
{
    struct pm_process_output said;
    const char *const words[] = {"ls-tree", "-r", "-z", "--full-tree", "--name-only", commit, NULL};
    if (pm_git_ask(walk->arena, walk->request->folder, words, &said) != PM_PROCESS_OK) return;
    for (size_t at = 0; at < said.out.size && !state->path;) {
        const char *path = said.out.bytes + at;
        at += strlen(path) + 1;
        if (!ends_with(path, ".pm")) continue;
        const char *wish = pm_arena_format(walk->arena, "%s:%s", commit, path);
        if (pm_git_objects_name(walk->objects, wish, state->object)) read_file(walk, state, path);
    }
}

/* Reads what a commit says, knowing what its child says: the same file says the same. */
static void read_state(struct walk *walk, struct node *node, const struct state *child)
{
    struct state *state = &node->state;
    if (state->is_read) return;
    state->is_read = true;
    const char *path = child->path ? child->path : walk->request->path;
    const char *wish = pm_arena_format(walk->arena, "%s:%s", node->name, path);
    if (pm_git_objects_name(walk->objects, wish, state->object)) {
        if (child->path && strcmp(state->object, child->object) == 0) {
            state->lines = child->lines;
            state->path = path;
            return;
        }
        if (read_file(walk, state, path)) return;
    }
    search_tree(walk, state, node->name);
}

static bool has_line(const struct walk *walk, const struct state *state, const struct track *track)
{
    return state->path &&
           pm_goal_lines_have(state->lines, walk->blame->lines[track->line].holder, track->text);
}

/* ---- The way back ---- */

static void add_version(struct walk *walk, const struct track *track, enum pm_blame_where where,
                        const char *commit)
{
    struct pm_blame_line *line = &walk->blame->lines[track->line];
    size_t count = line->version_count;
    if ((count & (count - 1)) == 0) /* 0 and powers of two: the room is used up */
        line->versions = pm_arena_grow(walk->arena, line->versions, count * sizeof *line->versions,
                                       (count ? count * 2 : 1) * sizeof *line->versions);
    line->versions[line->version_count++] = (struct pm_blame_version){.text = track->text,
                                                                      .where = where,
                                                                      .commit = commit,
                                                                      .day = "",
                                                                      .author = "",
                                                                      .subject = "",
                                                                      .approved_by = "",
                                                                      .approved_on = ""};
}

/* What stands for the same thing in a state; NULL: nothing. */
static const char *text_before(const struct walk *walk, const struct state *state, size_t line)
{
    if (!state->path) return NULL;
    const struct pm_goal_line *before =
        pm_goal_lines_find(state->lines, &walk->request->lines->items.items[line]);
    return before ? before->text : NULL;
}

/* Hands tracks to a parent that has their lines; the others stay. */
static void hand_over(struct walk *walk, struct node *node, struct node *parent)
{
    size_t kept = 0;
    for (size_t i = 0; i < node->tracks.count; i++) {
        struct track track = node->tracks.items[i];
        if (has_line(walk, &parent->state, &track))
            PM_PUSH(walk->arena, &parent->tracks, track);
        else
            node->tracks.items[kept++] = track;
    }
    node->tracks.count = kept;
}

/* The commit is where the track ends; with `wants_all`, what was there before goes on. */
static void settle(struct walk *walk, const struct node *node, const struct track *track,
                   struct node *parent)
{
    bool is_cut = node->parent_count && !parent;
    bool is_boundary = !node->parent_count && walk->blame->is_shallow;
    enum pm_blame_where where = PM_BLAME_COMMIT;
    if (is_cut) where = PM_BLAME_TOO_OLD;
    if (is_boundary) where = PM_BLAME_BOUNDARY;
    add_version(walk, track, where, node->name);
    const char *before = parent ? text_before(walk, &parent->state, track->line) : NULL;
    walk->blame->lines[track->line].before = before ? before : "";
    if (!before || !walk->request->wants_all) return;
    struct track earlier = {track->line, before};
    PM_PUSH(walk->arena, &parent->tracks, earlier);
}

static void visit(struct walk *walk, struct node *node)
{
    struct node *first = NULL;
    for (size_t i = 0; i < node->parent_count && node->tracks.count; i++) {
        if (node->parents[i] == SIZE_MAX) continue;
        struct node *parent = &walk->nodes[node->parents[i]];
        if (!first) first = parent;
        read_state(walk, parent, &node->state);
        hand_over(walk, node, parent);
    }
    for (size_t i = 0; i < node->tracks.count; i++)
        settle(walk, node, &node->tracks.items[i], first);
}

/* Lines that the newest commit does not have are not committed yet. */
static void begin(struct walk *walk)
{
    struct node *newest = &walk->nodes[0];
    struct state none = {0};
    read_state(walk, newest, &none);
    for (size_t i = 0; i < walk->blame->count; i++) {
        struct track track = {i, walk->request->lines->items.items[i].text};
        if (has_line(walk, &newest->state, &track)) {
            PM_PUSH(walk->arena, &newest->tracks, track);
            continue;
        }
        add_version(walk, &track, PM_BLAME_UNCOMMITTED, "");
        const char *before = text_before(walk, &newest->state, i);
        walk->blame->lines[i].before = before ? before : "";
        struct track earlier = {i, before};
        if (before && walk->request->wants_all) PM_PUSH(walk->arena, &newest->tracks, earlier);
    }
}

bool pm_blame_walk(struct pm_arena *arena, const struct pm_walk_request *request,
                   struct pm_blame *blame)
{
    struct walk walk = {.arena = arena, .request = request, .blame = blame};
    blame->is_shallow = pm_git_is_shallow(arena, request->folder);
    walk.objects = pm_git_objects_open(arena, request->folder);
    if (!list_commits(&walk)) return false;
    begin(&walk);
    for (size_t i = 0; i < walk.count; i++)
        visit(&walk, &walk.nodes[i]);
    return true;
}
