/* api_actions.c: the list of action items, and lines about them put into the text. */
#include "lang/model/work.h"
#include "runtime/session.h"

#include <string.h>

/* ---- Listing ---- */

static enum pm_status write_actions(struct pm_session *session, void *arguments)
{
    const struct pm_write_call *call = arguments;
    if (!session->view.release) return PM_REFUSED;
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    switch (call->options->rendering) {
    case PM_RENDER_JSON:
        pm_write_findings_json(session->scratch, &sink, &style, &session->view);
        break;
    case PM_RENDER_CSV:
        pm_write_status_csv(session->scratch, &sink, &session->view);
        break;
    case PM_RENDER_TEXT:
    case PM_RENDER_SHORT:
        pm_write_actions_text(session->scratch, &sink, &style, &session->view);
        break;
    }
    return PM_OK;
}

enum pm_status pm_write_actions(struct pm_session *session, const struct pm_write_options *options,
                                const struct pm_output *output)
{
    struct pm_write_call call = {options, output};
    return pm_session_guard(session, write_actions, &call);
}

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
        pm_put_format(&line.sink, " owner %s due %s", edit->unit ? edit->unit : "", edit->day);
        break;
    case PM_EDIT_DONE:
        pm_put_format(&line.sink, "done %s on %s ", editing->item, edit->day);
        put_text(&line.sink, edit->text);
        if (edit->unit) pm_put_format(&line.sink, " by %s", edit->unit);
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

/* The text with the line before the brace that closes the block, at the indent of what stands
 * there; in a block on one line after a semicolon; where there is no block, in a new one. */
static struct pm_text insert(struct pm_arena *arena, struct pm_text text,
                             const struct pm_statement *statement, const char *line)
{
    const char *line_end = uses_carriage_returns(text) ? "\r\n" : "\n";
    size_t end = statement->span.end;
    size_t at = statement->has_block ? end - 1 : end;
    struct pm_text outer = indent_at(text, statement->span.begin);
    struct pm_text inner = outer;
    struct pm_buffer out;
    pm_buffer_start(&out, arena);
    bool brace_alone =
        statement->has_block && line_start(text, at) + indent_at(text, at).size == at;
    if (brace_alone) at = line_start(text, at);
    pm_put_bytes(&out.sink, text.bytes, at);
    if (brace_alone) {
        if (statement->child_count)
            inner = indent_at(text, statement->children[statement->child_count - 1]->span.begin);
        pm_put_bytes(&out.sink, inner.bytes, inner.size);
        pm_put_format(&out.sink, "%s%s%s", statement->child_count ? "" : "  ", line, line_end);
    } else if (statement->has_block) {
        pm_put_format(&out.sink, "%s%s ", statement->child_count ? "; " : " ", line);
    } else {
        pm_put_format(&out.sink, " {%s", line_end);
        pm_put_bytes(&out.sink, outer.bytes, outer.size);
        pm_put_format(&out.sink, "  %s%s", line, line_end);
        pm_put_bytes(&out.sink, outer.bytes, outer.size);
        pm_put(&out.sink, "}");
    }
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

static enum pm_status edit_action(struct pm_session *session, void *arguments)
{
    const struct edit_call *call = arguments;
    const struct pm_model *model = pm_session_model(session);
    struct editing editing = {.session = session, .edit = call->edit};
    if (!model) return PM_PLAN_BROKEN;
    enum pm_status status = bind(&editing, model->whole);
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
    struct pm_sink sink = pm_sink_from(call->output);
    pm_put_bytes(&sink, text.bytes, text.size);
    return PM_OK;
}

enum pm_status pm_edit_action(struct pm_session *session, const struct pm_action_edit *edit,
                              const char **path, const struct pm_output *output)
{
    struct edit_call call = {edit, path, output};
    return pm_session_guard(session, edit_action, &call);
}
