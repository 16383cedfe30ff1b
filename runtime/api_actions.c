/* api_actions.c: lines about action items put into the text. */
#include "lang/format/format.h"
#include "lang/model/work.h"
#include "runtime/session.h"

#include <string.h>

/* ---- What an edit is about ---- */

struct edit_call {
    const struct pm_action_edit *edit;
    const char **path;
    const struct pm_output *output;
};

struct editing {
    struct pm_session *session;
    const struct pm_action_edit *edit;
    const struct pm_review *review; /* whose block gets the line */
    const char *item;               /* as the line names it */
    const char *unit;               /* likewise; "" for none */
};

static struct pm_text part_of(const char *item, bool after)
{
    const char *dot = strchr(item, '.');
    if (!dot) return after ? pm_text_from(item) : (struct pm_text){"", 0};
    return after ? pm_text_from(dot + 1) : (struct pm_text){item, (size_t)(dot - item)};
}

static const struct pm_review *find_review(const struct pm_whole *whole, struct pm_text name)
{
    for (size_t i = 0; i < whole->reviews.count; i++)
        if (pm_text_is(name, whole->reviews.items[i]->name)) return whole->reviews.items[i];
    return NULL;
}

static const struct pm_action *find_action(const struct pm_whole *whole, const char *item)
{
    for (size_t i = 0; i < whole->actions.count; i++) {
        const struct pm_action *action = whole->actions.items[i];
        if (pm_text_is(part_of(item, false), action->review->name) &&
            pm_text_is(part_of(item, true), action->name))
            return action;
    }
    return NULL;
}

static enum pm_status refuse_review(struct editing *editing, struct pm_text name,
                                    const struct pm_whole *whole)
{
    struct pm_session *session = editing->session;
    const char **names = PM_NEW_ITEMS(session->scratch, const char *, whole->reviews.count + 1);
    for (size_t i = 0; i < whole->reviews.count; i++)
        names[i] = whole->reviews.items[i]->name;
    return pm_refuse_name(session, "session",
                          pm_arena_copy_text(session->scratch, name.bytes, name.size), names,
                          whole->reviews.count);
}

static enum pm_status refuse_action(struct editing *editing, const struct pm_whole *whole)
{
    struct pm_session *session = editing->session;
    const char **names = PM_NEW_ITEMS(session->scratch, const char *, whole->actions.count + 1);
    for (size_t i = 0; i < whole->actions.count; i++)
        names[i] = pm_arena_format(session->scratch, "%s.%s", whole->actions.items[i]->review->name,
                                   whole->actions.items[i]->name);
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        session->about_run, PM_NAME_NOT_FOUND, "there is no action item `%s`", editing->edit->item);
    const char *near = pm_find_similar(editing->edit->item, names, whole->actions.count);
    if (near)
        pm_help(session->about_run, found, "an item with a similar name exists: `%s`", near);
    else
        pm_help(session->about_run, found, "`pm actions` lists them; write `SESSION.ITEM`");
    return PM_REFUSED;
}

/* The session named, else that of a new item, else the newest of all that are not before the one in
 * which the item was set. Reviews stand by their day. */
static enum pm_status bind(struct editing *editing, const struct pm_whole *whole)
{
    const struct pm_action_edit *edit = editing->edit;
    bool is_new = edit->change == PM_EDIT_ADD;
    struct pm_text name = is_new ? part_of(edit->item, false) : (struct pm_text){"", 0};
    const struct pm_action *action = is_new ? NULL : find_action(whole, edit->item);
    if (edit->review) name = pm_text_from(edit->review);
    if (!is_new && !action) return refuse_action(editing, whole);
    editing->item = edit->item;
    if (is_new)
        editing->item =
            pm_arena_copy_text(editing->session->scratch, part_of(edit->item, true).bytes,
                               part_of(edit->item, true).size);
    editing->review = find_review(whole, name);
    if (editing->review) return PM_OK;
    if (name.size || !whole->reviews.count) return refuse_review(editing, name, whole);
    editing->review = whole->reviews.items[whole->reviews.count - 1];
    return PM_OK;
}

/* ---- The line ---- */

/* A name is put into the line as it is, so it must not end the line or its statement. */
static enum pm_status check_name(struct editing *editing, const char *what, const char *name)
{
    for (const char *at = name; *at; at++) {
        if ((unsigned char)*at >= ' ' && !strchr("#;{}", *at)) continue;
        pm_diagnose_nowhere(editing->session->about_run, PM_ACTION_LINE_REFUSED,
                            "`%s` is no name of %s", name, what);
        return PM_REFUSED;
    }
    return PM_OK;
}

/* The unit as plans write it: people at a table know its label. */
static enum pm_status bind_unit(struct editing *editing, const struct pm_model *model)
{
    editing->unit = editing->edit->unit ? editing->edit->unit : "";
    for (size_t i = 0; i < model->unit_count; i++)
        if (strcmp(model->units[i]->label, editing->unit) == 0)
            editing->unit = model->units[i]->name;
    enum pm_status status = check_name(editing, "a unit", editing->unit);
    return status == PM_OK ? check_name(editing, "an action item", editing->item) : status;
}

static void put_text(struct pm_sink *sink, const char *text)
{
    pm_put(sink, "\"");
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\') pm_put(sink, "\\");
        if (*at == '\n')
            pm_put(sink, "\\n");
        else if (*at == '\t')
            pm_put(sink, "\\t");
        else
            pm_put_bytes(sink, at, 1);
    }
    pm_put(sink, "\"");
}

static const char *make_line(const struct editing *editing)
{
    const struct pm_action_edit *edit = editing->edit;
    struct pm_buffer line;
    pm_buffer_start(&line, editing->session->scratch);
    switch (edit->change) {
    case PM_EDIT_ADD:
        pm_put_format(&line.sink, "action %s ", editing->item);
        put_text(&line.sink, edit->text);
        pm_put_format(&line.sink, " owner %s due %s", editing->unit, edit->day);
        break;
    case PM_EDIT_DONE:
        pm_put_format(&line.sink, "done %s on %s ", editing->item, edit->day);
        put_text(&line.sink, edit->text);
        if (*editing->unit) pm_put_format(&line.sink, " by %s", editing->unit);
        break;
    case PM_EDIT_CARRY:
        pm_put_format(&line.sink, "carry %s to %s ", editing->item, edit->day);
        put_text(&line.sink, edit->text);
        break;
    }
    return pm_buffer_text(&line);
}

/* ---- Its place ---- */

static const struct pm_statement *find_statement(const struct pm_session *session,
                                                 struct pm_span name)
{
    const struct pm_compilation *compilation = session->compilation;
    for (size_t i = 0; i < compilation->tree_count; i++) {
        const struct pm_tree *tree = compilation->trees[i];
        for (size_t j = 0; tree->file == name.file && j < tree->statement_count; j++) {
            const struct pm_span span = tree->statements[j]->span;
            if (span.begin <= name.begin && name.end <= span.end) return tree->statements[j];
        }
    }
    return NULL;
}

/* Offset of the first letter of the line that holds an offset. */
static size_t line_start(struct pm_text text, size_t at)
{
    while (at > 0 && text.bytes[at - 1] != '\n')
        at--;
    return at;
}

/* Blanks and tabs at the beginning of that line. */
static struct pm_text indent_at(struct pm_text text, size_t at)
{
    size_t from = line_start(text, at);
    size_t end = from;
    while (end < text.size && (text.bytes[end] == ' ' || text.bytes[end] == '\t'))
        end++;
    return (struct pm_text){text.bytes + from, end - from};
}

static bool uses_carriage_returns(struct pm_text text)
{
    const char *end = text.size ? memchr(text.bytes, '\n', text.size) : NULL;
    return end && end > text.bytes && end[-1] == '\r';
}

/* What a line of the block stands behind: what its last line does, or two blanks more than the
 * statement itself. */
static const char *indent_within(struct pm_arena *arena, struct pm_text text,
                                 const struct pm_statement *statement)
{
    size_t own = statement->span.begin;
    size_t last = own;
    if (statement->child_count) last = statement->children[statement->child_count - 1]->span.begin;
    struct pm_text indent = indent_at(text, last);
    const char *deeper = line_start(text, last) == line_start(text, own) ? "  " : "";
    return pm_arena_format(arena, "%.*s%s", (int)indent.size, indent.bytes, deeper);
}

/* The line, in the words around it: in a new block where there is none; where the brace that closes
 * the block has a line of its own, before it; in a block on one line after a semicolon. `at` is
 * where it is put. */
static const char *piece_of(struct pm_arena *arena, struct pm_text text,
                            const struct pm_statement *statement, const char *line, size_t *at)
{
    const char *line_end = uses_carriage_returns(text) ? "\r\n" : "\n";
    const char *indent = indent_within(arena, text, statement);
    struct pm_text outer = indent_at(text, statement->span.begin);
    *at = statement->span.end;
    if (!statement->has_block)
        return pm_arena_format(arena, " {%s%s%s%s%.*s}", line_end, indent, line, line_end,
                               (int)outer.size, outer.bytes);
    size_t brace = --*at;
    *at = line_start(text, brace);
    if (*at + indent_at(text, brace).size == brace)
        return pm_arena_format(arena, "%s%s%s", indent, line, line_end);
    *at = brace;
    const char *before = strchr(" \t", text.bytes[brace - 1]) ? "" : " ";
    return pm_arena_format(arena, "%s%s%s ", before, statement->child_count ? "; " : "", line);
}

static struct pm_text insert(struct pm_arena *arena, struct pm_text text,
                             const struct pm_statement *statement, const char *line)
{
    size_t at = 0;
    const char *piece = piece_of(arena, text, statement, line, &at);
    struct pm_buffer out;
    pm_buffer_start(&out, arena);
    pm_put_bytes(&out.sink, text.bytes, at);
    pm_put(&out.sink, piece);
    pm_put_bytes(&out.sink, text.bytes + at, text.size - at);
    const char *bytes = pm_buffer_text(&out);
    return (struct pm_text){bytes, out.size};
}

/* ---- Trying it ---- */

struct overlay { /* the project's files, one with another text */
    struct pm_files files;
    const char *path;
    struct pm_text text;
};

static enum pm_read_result list_overlay(void *context, struct pm_arena *arena, const char ***paths,
                                        size_t *count)
{
    struct overlay *overlay = context;
    return overlay->files.list(overlay->files.context, arena, paths, count);
}

static enum pm_read_result read_overlay(void *context, struct pm_arena *arena, const char *path,
                                        struct pm_text *out)
{
    struct overlay *overlay = context;
    if (strcmp(path, overlay->path) != 0)
        return overlay->files.read(overlay->files.context, arena, path, out);
    *out = overlay->text;
    return PM_READ_OK;
}

static const struct pm_diagnostic *first_error(const struct pm_diagnostics *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == PM_ERROR && !list->items[i]->waived &&
            pm_code_info(list->items[i]->code)->severity == PM_ERROR)
            return list->items[i];
    return NULL;
}

/* Compiles the project with the new text; a line that would break it is refused with the reason. */
static enum pm_status try(struct editing *editing, const char *path, struct pm_text text,
                          const char *line)
{
    struct pm_session *session = editing->session;
    struct overlay overlay = {session->files, path, text};
    struct pm_files files = {&overlay, list_overlay, read_overlay};
    struct pm_compilation *tried = pm_compile_project(session->scratch, &files, NULL);
    const struct pm_diagnostic *error = first_error(tried->diagnostics);
    if (!error) return PM_OK;
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(session->about_run, PM_ACTION_LINE_REFUSED,
                            "`%s` would not compile: %s", line, error->message);
    if (error->help) pm_help(session->about_run, found, "%s", error->help);
    return PM_REFUSED;
}

/* Writes the new text: a source has no byte order mark, and a file that has one keeps it. */
static void write_edited(struct pm_session *session, const struct edit_call *call,
                         const struct pm_source *source, struct pm_text text)
{
    struct pm_sink sink = pm_sink_from(call->output);
    const struct pm_files *files = &session->files;
    struct pm_text file = source->text;
    if (call->edit->wants_difference) {
        text = pm_format_difference(session->scratch, source->path, source->text, text);
    } else if (files->read(files->context, session->scratch, source->path, &file) == PM_READ_OK) {
        if (pm_text_starts(file, PM_BYTE_ORDER_MARK)) pm_put(&sink, PM_BYTE_ORDER_MARK);
    }
    pm_put_bytes(&sink, text.bytes, text.size);
}

static enum pm_status edit_action(struct pm_session *session, void *arguments)
{
    const struct edit_call *call = arguments;
    const struct pm_model *model = pm_session_model(session);
    struct editing editing = {.session = session, .edit = call->edit};
    if (!model) return PM_PLAN_BROKEN;
    enum pm_status status = bind(&editing, model->whole);
    if (status == PM_OK) status = bind_unit(&editing, model);
    if (status != PM_OK) return status;
    const struct pm_statement *statement = find_statement(session, editing.review->facts.at);
    if (!statement) {
        pm_diagnose_nowhere(session->about_run, PM_INTERNAL_ERROR, "the session has no statement");
        return PM_REFUSED;
    }
    const struct pm_source *source =
        pm_sources_get(session->compilation->sources, editing.review->facts.at.file);
    const char *line = make_line(&editing);
    struct pm_text text = insert(session->scratch, source->text, statement, line);
    status = try(&editing, source->path, text, line);
    if (status != PM_OK) return status;
    *call->path = source->path;
    write_edited(session, call, source, text);
    return PM_OK;
}

enum pm_status pm_edit_action(struct pm_session *session, const struct pm_action_edit *edit,
                              const char **path, const struct pm_output *output)
{
    struct edit_call call = {edit, path, output};
    return pm_session_guard(session, edit_action, &call);
}
