/* compile.c: reads the files of a project, and what they use, into a model. */
#include "lang/model/resolve.h"
#include "lang/model/resolve_work.h"
#include "lang/parse/parse.h"

#include <string.h>

enum { MOST_IMPORTS = 256 };

struct reader {
    struct pm_arena *arena;
    const struct pm_files *files;
    const struct pm_compilation *like; /* the other side; NULL: none */
    struct pm_compilation *out;
    PM_ARRAY(struct pm_tree *) trees;
    PM_ARRAY(const char *) paths;   /* plan files that were asked for, each once */
    PM_ARRAY(const char *) modules; /* likewise */
    PM_ARRAY(struct pm_arc) uses;   /* from file to file, by index in `paths` */
    size_t import_count;
    bool has_too_many;
};

/* ---- Files ---- */

static const char *reason_of(enum pm_read_result result)
{
    switch (result) {
    case PM_READ_OK:
        return "it can be read";
    case PM_READ_MISSING:
        return "there is no such file";
    case PM_READ_DIRECTORY:
        return "it is a folder";
    case PM_READ_TOO_LARGE:
        return "it is larger than 64 MiB";
    case PM_READ_FAILED:
        return "the system refused to read it";
    }
    return "";
}

/* What a file is that cannot be a plan, as its first bytes tell; NULL when it may be one. Single
 * bytes that do not belong are left to the scanner, which names each. */
static const char *foreign_form(struct pm_text text)
{
    enum { MOST_LOOKED_AT = 4096, FEWEST_ODD = 4 };
    bool has_mark = text.size >= 2 && (memcmp(text.bytes, "\xFF\xFE", 2) == 0 ||
                                       memcmp(text.bytes, "\xFE\xFF", 2) == 0);
    if (has_mark) return "this file is UTF-16, not UTF-8";
    size_t size = text.size < MOST_LOOKED_AT ? text.size : MOST_LOOKED_AT;
    size_t nuls[2] = {0}; /* at even and at odd places */
    size_t odd = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned byte = (unsigned char)text.bytes[i];
        if (byte == 0) nuls[i % 2]++;
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') odd++;
    }
    if (odd < FEWEST_ODD || odd < size / 16) return NULL;
    bool is_wide = nuls[0] + nuls[1] > size / 3 && (!nuls[0] || !nuls[1]);
    return is_wide ? "this file looks like UTF-16, not UTF-8" : "this file is no text";
}

/* Adds a file that cannot be read as a text, with one message for all of it. */
static void add_foreign(struct reader *reader, const char *path, const char *form)
{
    struct pm_compilation *out = reader->out;
    uint32_t file = pm_sources_add(out->sources, path, (struct pm_text){"", 0}, false);
    struct pm_tree *tree = pm_parse(reader->arena, out->sources, file, out->diagnostics);
    tree->is_unread = true;
    PM_PUSH(reader->arena, &reader->trees, tree);
    struct pm_diagnostic *found =
        pm_diagnose(out->diagnostics, PM_FILE_NOT_UTF8, (struct pm_span){file, 0, 0}, "%s", form);
    pm_help(out->diagnostics, found, "save the file as UTF-8; a plan file is a plain text");
}

/* The tree of the other side's file of this number, where it has the same text; NULL where it has
 * another one, or something was found in it, which is to be said of this side too. */
static struct pm_tree *find_like(const struct reader *reader, uint32_t file)
{
    const struct pm_compilation *like = reader->like;
    if (!like || file >= like->tree_count || like->trees[file]->file != file) return NULL;
    const struct pm_source *ours = pm_sources_get(reader->out->sources, file);
    const struct pm_source *other = pm_sources_get(like->sources, file);
    bool is_same = ours->is_module == other->is_module && pm_text_equal(ours->text, other->text);
    return is_same && !like->trees[file]->is_reported ? like->trees[file] : NULL;
}

static void add_tree(struct reader *reader, const char *path, struct pm_text text, bool is_module)
{
    const char *form = is_module ? NULL : foreign_form(text);
    if (form) {
        add_foreign(reader, path, form);
        return;
    }
    struct pm_compilation *out = reader->out;
    uint32_t file = pm_sources_add(out->sources, path, text, is_module);
    struct pm_tree *tree = find_like(reader, file);
    if (!tree) tree = pm_parse(reader->arena, out->sources, file, out->diagnostics);
    PM_PUSH(reader->arena, &reader->trees, tree);
}

/* Reads a file unless it has been read before. */
static enum pm_read_result read_file(struct reader *reader, const char *path)
{
    struct pm_text text;
    for (size_t i = 0; i < reader->paths.count; i++)
        if (strcmp(reader->paths.items[i], path) == 0) return PM_READ_OK;
    PM_PUSH(reader->arena, &reader->paths, path);
    enum pm_read_result result =
        reader->files->read(reader->files->context, reader->arena, path, &text);
    if (result != PM_READ_OK) return result;
    add_tree(reader, path, text, false);
    reader->out->file_count++;
    return PM_READ_OK;
}

static void read_listed(struct reader *reader, const char *path)
{
    enum pm_read_result result = read_file(reader, path);
    if (result == PM_READ_OK) return;
    pm_diagnose_nowhere(reader->out->diagnostics, PM_FILE_UNREADABLE,
                        "the file `%s` was not read: %s", path, reason_of(result));
}

/* ---- `include` ---- */

/* Where matching goes on when what follows a star did not fit: the star takes one more. */
struct star {
    const char *pattern; /* after the star; NULL: there was none */
    const char *path;
};

/* Lets `**` take one more part of the path; false at its end. */
static bool take_part(struct star *deep)
{
    const char *slash = deep->pattern ? strchr(deep->path, '/') : NULL;
    if (!slash) return false;
    deep->path = slash + 1;
    return true;
}

/* `*` and `?` stay within a part of the path, a part `**` stands for any number of parts. Going
 * back to the last star of each kind is enough: earlier ones could only take more of the same. */
static bool matches(const char *pattern, const char *path)
{
    struct star star = {NULL, NULL};
    struct star deep = {NULL, NULL};
    while (*path) {
        if (strncmp(pattern, "**/", 3) == 0) {
            pattern += 3;
            deep = (struct star){pattern, path};
            star.pattern = NULL;
        } else if (*pattern == '*') {
            star = (struct star){++pattern, path};
        } else if (*pattern == *path || (*pattern == '?' && *path != '/')) {
            pattern++;
            path++;
        } else if (star.pattern && *star.path != '/') {
            pattern = star.pattern;
            path = ++star.path;
        } else if (take_part(&deep)) {
            pattern = deep.pattern;
            path = deep.path;
            star.pattern = NULL;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

static const char *without_dot(const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    return path;
}

static void read_included(struct reader *reader, const struct pm_node *node,
                          const char *const *paths, size_t count)
{
    const char *pattern =
        without_dot(pm_arena_copy_text(reader->arena, node->text.bytes, node->text.size));
    bool found_any = false;
    for (size_t i = 0; i < count; i++) {
        if (!matches(pattern, paths[i])) continue;
        found_any = true;
        read_listed(reader, paths[i]);
    }
    if (found_any) return;
    struct pm_diagnostics *list = reader->out->diagnostics;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_INCLUDE_WITHOUT_FILE, node->span, "no plan file fits \"%s\"", pattern);
    pm_help(list, found, "paths are relative to the project's folder, such as \"plans/*.pm\"");
}

/* The `include` texts of project.pm, which has been read; false when there are none. */
static bool read_includes(struct reader *reader, const char *const *paths, size_t count)
{
    bool has_any = false;
    const struct pm_tree *tree = reader->trees.count ? reader->trees.items[0] : NULL;
    for (size_t i = 0; tree && i < tree->statement_count; i++) {
        const struct pm_statement *project = tree->statements[i];
        if (!pm_text_is(project->word, "project")) continue;
        for (size_t j = 0; j < project->child_count; j++) {
            const struct pm_statement *include = project->children[j];
            if (!pm_text_is(include->word, "include")) continue;
            const struct pm_slot *texts = pm_slot(include, "TEXTS");
            has_any = true;
            for (size_t k = 0; texts && k < texts->node_count; k++)
                read_included(reader, texts->nodes[k], paths, count);
        }
    }
    return has_any;
}

static void read_project(struct reader *reader)
{
    const char **paths = NULL;
    size_t count = 0;
    enum pm_read_result result =
        reader->files->list(reader->files->context, reader->arena, &paths, &count);
    if (result != PM_READ_OK) {
        pm_diagnose_nowhere(reader->out->diagnostics, PM_FILE_UNREADABLE,
                            "the project's folder was not read: %s", reason_of(result));
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (strcmp(paths[i], "project.pm") == 0) read_listed(reader, paths[i]);
    if (read_includes(reader, paths, count)) return;
    for (size_t i = 0; i < count; i++)
        read_listed(reader, paths[i]);
}

/* ---- `use` ---- */

/* Counts an import; false, and one message for all, when there are too many. */
static bool count_import(struct reader *reader, const struct pm_node *node)
{
    if (reader->import_count < MOST_IMPORTS) {
        reader->import_count++;
        return true;
    }
    if (reader->has_too_many) return false;
    reader->has_too_many = true;
    struct pm_diagnostics *list = reader->out->diagnostics;
    struct pm_diagnostic *found =
        pm_diagnose(list, PM_TOO_MANY_IMPORTS, node->span,
                    "a project uses at most %d modules and files", (int)MOST_IMPORTS);
    pm_help(list, found, "files below the project's folder belong to it without `use`");
    return false;
}

static void report_module(struct reader *reader, const struct pm_node *node)
{
    struct pm_diagnostics *list = reader->out->diagnostics;
    struct pm_diagnostic *found = pm_diagnose(list, PM_MODULE_UNKNOWN, node->span,
                                              "the standard library has no module `%.*s`",
                                              (int)node->text.size, node->text.bytes);
    const char *names = "";
    for (size_t i = 0; pm_stdlib_name(i); i++) {
        const char *name = pm_stdlib_name(i);
        names = pm_arena_format(reader->arena, "%s%s`%s`", names, *names ? ", " : "", name);
        if (!found->replacement && pm_text_similar(pm_text_from(name), node->text))
            found->replacement = name;
    }
    if (found->replacement)
        pm_help(list, found, "a module with a similar name exists: `%s`", found->replacement);
    else
        pm_help(list, found, "its modules are %s; a file of your own is used by its path in quotes",
                names);
}

static void use_module(struct reader *reader, const struct pm_node *node)
{
    const struct pm_text *text = pm_stdlib_find(node->text);
    if (!text) {
        report_module(reader, node);
        return;
    }
    const char *name = pm_arena_copy_text(reader->arena, node->text.bytes, node->text.size);
    for (size_t i = 0; i < reader->modules.count; i++)
        if (strcmp(reader->modules.items[i], name) == 0) return;
    if (!count_import(reader, node)) return;
    PM_PUSH(reader->arena, &reader->modules, name);
    add_tree(reader, pm_arena_format(reader->arena, "<stdlib>/%s.pm", name), *text, true);
}

static bool lies_outside(const char *path)
{
    if (path[0] == '/') return true;
    for (const char *at = path; at; at = strchr(at, '/')) {
        if (*at == '/') at++;
        if (strncmp(at, "..", 2) == 0 && (at[2] == '/' || at[2] == '\0')) return true;
    }
    return false;
}

/* The index of a file among those that were asked for; their number where it is none. */
static size_t index_of(const struct reader *reader, const char *path)
{
    size_t i = 0;
    while (i < reader->paths.count && strcmp(reader->paths.items[i], path) != 0)
        i++;
    return i;
}

static void note_use(struct reader *reader, const struct pm_node *node, const char *path)
{
    const char *user = pm_sources_get(reader->out->sources, node->span.file)->path;
    struct pm_arc arc = {index_of(reader, user), index_of(reader, path), node->span};
    size_t count = reader->paths.count;
    if (arc.from < count && arc.to < count) PM_PUSH(reader->arena, &reader->uses, arc);
}

static void report_circle(struct reader *reader, const struct pm_circle *circle)
{
    const char **paths = reader->paths.items;
    const struct pm_arc *last = circle->arcs[circle->count - 1];
    struct pm_diagnostics *list = reader->out->diagnostics;
    struct pm_diagnostic *found;
    if (circle->count == 1)
        found = pm_diagnose(list, PM_USE_CIRCLE, last->at, "\"%s\" uses itself", paths[last->to]);
    else
        found = pm_diagnose(list, PM_USE_CIRCLE, last->at,
                            "\"%s\" uses \"%s\", which uses it in the end", paths[last->from],
                            paths[last->to]);
    for (size_t i = 0; i + 1 < circle->count; i++)
        pm_label(list, found, circle->arcs[i]->at, "\"%s\" uses \"%s\"",
                 paths[circle->arcs[i]->from], paths[circle->arcs[i]->to]);
    pm_help(list, found, "take one of them out: what is declared in one file is known in all");
}

static void check_use_circles(struct reader *reader)
{
    size_t count;
    const struct pm_circle *circles = pm_find_circles(
        reader->arena, reader->paths.count, reader->uses.items, reader->uses.count, &count);
    for (size_t i = 0; i < count; i++)
        report_circle(reader, &circles[i]);
}

static void use_file(struct reader *reader, const struct pm_node *node)
{
    struct pm_diagnostics *list = reader->out->diagnostics;
    const char *path =
        without_dot(pm_arena_copy_text(reader->arena, node->text.bytes, node->text.size));
    if (lies_outside(path)) {
        struct pm_diagnostic *found = pm_diagnose(list, PM_USED_FILE_OUTSIDE, node->span,
                                                  "\"%s\" lies outside the project's folder", path);
        pm_help(list, found, "write a path below the folder, without `..` and a first `/`");
        return;
    }
    bool is_known = index_of(reader, path) < reader->paths.count;
    if (!is_known && !count_import(reader, node)) return;
    enum pm_read_result result = is_known ? PM_READ_OK : read_file(reader, path);
    note_use(reader, node, path);
    if (result == PM_READ_OK) return;
    enum pm_code code = result == PM_READ_MISSING ? PM_USED_FILE_MISSING : PM_FILE_UNREADABLE;
    struct pm_diagnostic *found =
        pm_diagnose(list, code, node->span, "\"%s\" was not read: %s", path, reason_of(result));
    pm_help(list, found, "paths are relative to the project's folder");
}

/* Trees that come with `use` are appended and looked at in their turn, so that cycles end. */
static void follow_uses(struct reader *reader)
{
    for (size_t i = 0; i < reader->trees.count; i++) {
        const struct pm_tree *tree = reader->trees.items[i];
        for (size_t j = 0; j < tree->statement_count; j++) {
            const struct pm_statement *statement = tree->statements[j];
            if (!pm_text_is(statement->word, "use") || statement->damaged) continue;
            const struct pm_node *name = pm_slot_node(pm_slot(statement, "NAME"));
            const struct pm_node *text = pm_slot_node(pm_slot(statement, "TEXT"));
            if (name) use_module(reader, name);
            if (text) use_file(reader, text);
        }
    }
}

/* ---- Entry ---- */

struct pm_compilation *pm_compile_project(struct pm_arena *arena, const struct pm_files *files,
                                          const char *only)
{
    return pm_compile_project_as_of(arena, files, only, PM_NO_DAY);
}

/* Reads and resolves; checks are to be made. */
static struct pm_compilation *compile(struct pm_arena *arena, const struct pm_files *files,
                                      const char *only, const struct pm_compilation *like)
{
    struct pm_compilation *out = PM_NEW(arena, struct pm_compilation);
    out->arena = arena;
    out->sources = pm_sources_new(arena);
    out->diagnostics = pm_diagnostics_new(arena);
    struct reader reader = {.arena = arena, .files = files, .like = like, .out = out};
    if (only)
        read_listed(&reader, only);
    else
        read_project(&reader);
    follow_uses(&reader);
    check_use_circles(&reader);
    out->trees = reader.trees.items;
    out->tree_count = reader.trees.count;
    out->model = pm_resolve(arena, out->sources, out->trees, out->tree_count, out->diagnostics);
    out->model->modules = reader.modules.items;
    out->model->module_count = reader.modules.count;
    return out;
}

struct pm_compilation *pm_compile_project_as_of(struct pm_arena *arena,
                                                const struct pm_files *files, const char *only,
                                                int32_t as_of)
{
    struct pm_compilation *out = compile(arena, files, only, NULL);
    pm_check(out->model, out->diagnostics, as_of);
    pm_diagnostics_sort(out->diagnostics);
    return out;
}

struct pm_compilation *pm_compile_side(struct pm_arena *arena, const struct pm_files *files,
                                       const char *only, const struct pm_compilation *like)
{
    struct pm_compilation *out = compile(arena, files, only, like);
    out->is_part_checked = !pm_check_errors(out->model, out->diagnostics);
    pm_diagnostics_sort(out->diagnostics);
    return out;
}

void pm_compile_finish(struct pm_compilation *compilation)
{
    if (!compilation->is_part_checked) return;
    compilation->is_part_checked = false;
    pm_check(compilation->model, compilation->diagnostics, PM_NO_DAY);
    pm_diagnostics_sort(compilation->diagnostics);
}
