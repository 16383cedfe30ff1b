/* api_list.c: lists, declarations, codes, schemas. */
#include "runtime/render/columns.h"
#include "runtime/render/explained.h"
#include "runtime/session.h"

#include <string.h>

struct list_kind {
    const char *name;
    bool needs_project;
    struct pm_listing *(*of_project)(struct pm_session *session);
    struct pm_listing *(*of_store)(struct pm_session *session, const char *store, int64_t known_at);
};

static const struct list_kind kinds[] = {
    {"plans", true, pm_list_plans, NULL},
    {"goals", true, pm_list_goals, NULL},
    {"measures", true, pm_list_measures, NULL},
    {"metrics", true, pm_list_metrics, NULL},
    {"sources", true, pm_list_sources, NULL},
    {"units", true, pm_list_units, NULL},
    {"dimensions", true, pm_list_dimensions, NULL},
    {"ratings", true, pm_list_ratings, NULL},
    {"rules", true, pm_list_rules, NULL},
    {"modules", true, pm_list_modules, NULL},
    {"policies", true, pm_list_policies, NULL},
    {"loads", true, NULL, pm_list_loads},
    {"quarantine", true, NULL, pm_list_quarantine},
    {"releases", true, NULL, pm_list_releases},
    {"runs", true, NULL, pm_list_runs},
    {"codes", false, pm_list_codes, NULL},
    {"statements", false, pm_list_statements, NULL},
    {"states", false, pm_list_states, NULL},
    {"changes", false, pm_list_changes, NULL},
};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

const char *pm_list_kind(size_t index)
{
    return index < KIND_COUNT ? kinds[index].name : NULL;
}

static const struct list_kind *find_kind(const char *name)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(kinds[i].name, name) == 0) return &kinds[i];
    return NULL;
}

bool pm_list_needs_project(const char *kind)
{
    const struct list_kind *found = find_kind(kind);
    return found && found->needs_project;
}

bool pm_list_needs_run(const char *kind)
{
    return strcmp(kind, "policies") == 0;
}

bool pm_show_needs_run(struct pm_session *session, const char *name)
{
    return pm_find_policy(session, name) != NULL;
}

struct list_call {
    const char *kind;
    const char *store;
    int64_t known_at;
    const struct pm_write_options *options;
    const struct pm_output *output;
};

static enum pm_status write_list(struct pm_session *session, void *arguments)
{
    const struct list_call *call = arguments;
    const struct list_kind *kind = find_kind(call->kind);
    if (!kind) {
        const char *names[KIND_COUNT];
        for (size_t i = 0; i < KIND_COUNT; i++)
            names[i] = kinds[i].name;
        return pm_refuse_name(session, "kind of list", call->kind, names, KIND_COUNT);
    }
    if (kind->needs_project && !session->compilation) return PM_REFUSED;
    struct pm_listing *listing = kind->of_project
                                     ? kind->of_project(session)
                                     : kind->of_store(session, call->store, call->known_at);
    if (!listing) return PM_STORE_FAILED;
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->options->rendering == PM_RENDER_JSON)
        pm_write_listing_json(&sink, listing);
    else
        pm_write_listing_text(session->scratch, &sink, &style, listing);
    return PM_OK;
}

enum pm_status pm_write_list(struct pm_session *session, const char *kind, const char *store,
                             int64_t known_at, const struct pm_write_options *options,
                             const struct pm_output *output)
{
    struct list_call call = {kind, store, known_at, options, output};
    return pm_session_guard(session, write_list, &call);
}

/* ---- Declarations ---- */

struct name_call {
    const char *name;
    const struct pm_write_options *options;
    const struct pm_output *output;
};

/* Every name that `pm show` takes, for the nearest one. */
static enum pm_status refuse_declaration(struct pm_session *session, const char *name)
{
    const struct pm_model *model = session->compilation->model;
    PM_ARRAY(const char *) names = {0};
    struct pm_arena *arena = session->scratch;
    for (size_t i = 0; i < model->metric_count; i++)
        PM_PUSH(arena, &names, model->metrics[i]->name);
    for (size_t i = 0; i < model->source_count; i++)
        PM_PUSH(arena, &names, model->source_decls[i]->name);
    for (size_t i = 0; i < model->dimension_count; i++)
        PM_PUSH(arena, &names, model->dimensions[i]->name);
    for (size_t i = 0; i < model->rating_count; i++)
        PM_PUSH(arena, &names, model->ratings[i]->name);
    for (size_t i = 0; i < model->unit_count; i++)
        PM_PUSH(arena, &names, model->units[i]->name);
    for (size_t i = 0; i < model->unit_set_count; i++)
        PM_PUSH(arena, &names, model->unit_sets[i]->name);
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        PM_PUSH(arena, &names, plan->name);
        for (size_t goal = 0; goal < plan->goal_count; goal++)
            PM_PUSH(arena, &names,
                    pm_arena_format(arena, "%s.%s", plan->name, plan->goals[goal]->name));
    }
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        session->about_run, PM_NAME_NOT_FOUND, "nothing in the project is called `%s`", name);
    const char *near = pm_find_similar(name, names.items, names.count);
    if (near)
        pm_help(session->about_run, found, "something with a similar name exists: `%s`", near);
    else
        pm_help(
            session->about_run, found,
            "`pm list metrics` shows the metrics there are; likewise `plans`, `goals`, `sources`, "
            "`units`, `dimensions`, `ratings`; a goal is written `plan.goal`");
    return PM_REFUSED;
}

static void write_shown_json(struct pm_session *session, struct pm_sink *sink, const char *name,
                             const char *text, const struct pm_evidence *evidence)
{
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_shown);
    pm_json_text(&json, PM_KEY_shown_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_shown_tool);
    pm_json_text(&json, PM_KEY_shown_project, pm_project_name(session));
    pm_json_text(&json, PM_KEY_shown_name, name);
    pm_json_open(&json, PM_KEY_shown_lines);
    while (*text) {
        size_t size = strcspn(text, "\n");
        pm_json_text_item(&json, pm_arena_copy_text(session->scratch, text, size));
        text += size + (text[size] == '\n');
    }
    pm_json_close(&json);
    if (evidence->lines.count) {
        pm_json_open(&json, PM_KEY_shown_evidence);
        for (size_t i = 0; i < evidence->lines.count; i++)
            pm_json_text_item(&json, evidence->lines.items[i]);
        pm_json_close(&json);
    }
    pm_json_close(&json);
}

static void write_shown_text(struct pm_session *session, struct pm_sink *sink,
                             const struct pm_style *style, const char *text,
                             const struct pm_evidence *evidence)
{
    pm_put(sink, text);
    if (!evidence->lines.count) return;
    pm_put(sink, "\n");
    pm_put_as_of(sink, &session->view);
    for (size_t i = 0; i < evidence->lines.count; i++) {
        const char *line = evidence->lines.items[i];
        size_t indent = strspn(line, " ");
        pm_put_repeated(sink, ' ', indent);
        pm_put_wrapped(sink, line + indent, indent + 4, (size_t)style->width);
    }
}

static enum pm_status write_declaration(struct pm_session *session, void *arguments)
{
    const struct name_call *call = arguments;
    if (!session->compilation) return PM_REFUSED;
    const char *text =
        pm_model_show(session->scratch, session->compilation->model, pm_text_from(call->name));
    if (!text) return refuse_declaration(session, call->name);
    struct pm_evidence evidence = {0};
    const struct pm_policy *policy = pm_find_policy(session, call->name);
    if (policy) pm_list_evidence(session, policy, &evidence);
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->options->rendering == PM_RENDER_JSON)
        write_shown_json(session, &sink, call->name, text, &evidence);
    else
        write_shown_text(session, &sink, &style, text, &evidence);
    return PM_OK;
}

enum pm_status pm_write_declaration(struct pm_session *session, const char *name,
                                    const struct pm_write_options *options,
                                    const struct pm_output *output)
{
    struct name_call call = {name, options, output};
    return pm_session_guard(session, write_declaration, &call);
}

/* ---- Codes and schemas ---- */

static enum pm_status refuse_code(struct pm_session *session, const char *name)
{
    struct pm_diagnostic *found = pm_diagnose_nowhere(session->about_run, PM_FINDING_NOT_FOUND,
                                                      "there is no code, rule or kind of change "
                                                      "`%s`",
                                                      name);
    const char *names[PM_CODE_COUNT + PM_CHANGE_COUNT];
    for (int code = 0; code < PM_CODE_COUNT; code++)
        names[code] = pm_code_info((enum pm_code)code)->name;
    for (int id = 0; id < PM_CHANGE_COUNT; id++)
        names[PM_CODE_COUNT + id] = pm_change_kind((enum pm_change_id)id)->name;
    const char *near = pm_find_similar(name, names, PM_CODE_COUNT + PM_CHANGE_COUNT);
    if (near)
        pm_help(session->about_run, found, "something with a similar name exists: `%s`", near);
    else
        pm_help(session->about_run, found,
                "`pm list codes` and `pm list changes` show all; the id of a finding has a `:` in "
                "it");
    return PM_REFUSED;
}

static enum pm_status write_code(struct pm_session *session, void *arguments)
{
    const struct name_call *call = arguments;
    enum pm_code code = pm_code_find(call->name);
    enum pm_change_id change = pm_change_find(pm_text_from(call->name));
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    bool is_json = call->options->rendering == PM_RENDER_JSON;
    if (code == PM_CODE_COUNT && change == PM_CHANGE_none) return refuse_code(session, call->name);
    if (code != PM_CODE_COUNT && is_json)
        pm_write_code_json(&sink, code);
    else if (code != PM_CODE_COUNT)
        pm_write_code_text(session->scratch, &sink, &style, code);
    else if (is_json)
        pm_write_change_kind_json(&sink, change);
    else
        pm_write_change_kind_text(session->scratch, &sink, &style, change);
    return PM_OK;
}

enum pm_status pm_write_code(struct pm_session *session, const char *name,
                             const struct pm_write_options *options, const struct pm_output *output)
{
    struct name_call call = {name, options, output};
    return pm_session_guard(session, write_code, &call);
}

static enum pm_status write_schema(struct pm_session *session, void *arguments)
{
    enum { MOST_NAMES = 32 };
    const struct name_call *call = arguments;
    struct pm_sink sink = pm_sink_from(call->output);
    if (pm_write_json_schema(session->scratch, &sink, call->name)) return PM_OK;
    const char *names[MOST_NAMES];
    size_t count = 0;
    while (count < MOST_NAMES && (names[count] = pm_json_schema_name(count)))
        count++;
    return pm_refuse_name(session, "schema", call->name, names, count);
}

enum pm_status pm_write_schema(struct pm_session *session, const char *command,
                               const struct pm_output *output)
{
    struct name_call call = {command, NULL, output};
    return pm_session_guard(session, write_schema, &call);
}

static enum pm_status write_columns(struct pm_session *session, void *arguments)
{
    enum { MOST_NAMES = 32 };
    const struct name_call *call = arguments;
    struct pm_sink sink = pm_sink_from(call->output);
    if (pm_csv_write_meanings(&sink, call->name)) return PM_OK;
    const char *names[MOST_NAMES];
    size_t count = 0;
    while (count < MOST_NAMES && (names[count] = pm_csv_document(count)))
        count++;
    return pm_refuse_name(session, "CSV of", call->name, names, count);
}

enum pm_status pm_write_columns(struct pm_session *session, const char *command,
                                const struct pm_output *output)
{
    struct name_call call = {command, NULL, output};
    return pm_session_guard(session, write_columns, &call);
}
