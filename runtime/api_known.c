/* api_known.c: what an earlier run has reported is left out. */
#include "runtime/session.h"

#include <jansson.h>
#include <string.h>

/* ---- The earlier document ---- */

struct baseline {
    struct pm_session *session;
    const char *name;
    const json_t *document;
    struct pm_symbols *keys; /* of diagnostics; of findings also their ids */
    int *ranks;              /* of findings, by id of the symbol: how urgent they were */
};

struct known_call {
    enum pm_about about;
    const char *name;
    const char *text;
    size_t size;
};

static void release(void *held)
{
    json_t **document = held;
    json_decref(*document);
}

static enum pm_status refuse(const struct baseline *baseline, const char *why, const char *help)
{
    struct pm_diagnostics *list = baseline->session->about_run;
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        list, PM_BASELINE_UNFIT, "`%s` is no baseline here: %s", baseline->name, why);
    pm_help(list, found, "%s", help);
    return PM_REFUSED;
}

static const char *text_in(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* True when both versions have the same number before the dot. */
static bool is_same_version(const char *version)
{
    size_t size = strcspn(PM_JSON_FORMAT_VERSION, ".") + 1;
    return strncmp(version, PM_JSON_FORMAT_VERSION, size) == 0;
}

static enum pm_status parse(struct baseline *baseline, const struct known_call *call)
{
    json_error_t error;
    struct pm_arena *arena = baseline->session->scratch;
    json_t **document = PM_NEW(arena, json_t *);
    pm_arena_on_free(arena, release, document); /* before there is something to lose */
    *document = json_loadb(call->text, call->size, 0, &error);
    if (!*document)
        return refuse(baseline, pm_arena_format(arena, "line %d is not JSON", error.line),
                      "make it with `--format json=FILE`");
    baseline->document = *document;
    return PM_OK;
}

/* The document must be about the same things, said in the same way. */
static enum pm_status check_document(const struct baseline *baseline, enum pm_about about)
{
    static const char again[] = "make it again with this version of pm: `--format json=FILE`";
    struct pm_arena *arena = baseline->session->scratch;
    const char *items = about == PM_ABOUT_TEXT ? "diagnostics" : "findings";
    const char *version = text_in(baseline->document, "format_version");
    const char *project = text_in(baseline->document, "project");
    const char *here = pm_project_name(baseline->session);
    if (!json_is_array(json_object_get(baseline->document, items)) ||
        (about == PM_ABOUT_TEXT && json_object_get(baseline->document, "files")))
        return refuse(baseline, pm_arena_format(arena, "it has no list of %s", items),
                      "make it with the same command and `--format json=FILE`");
    if (!is_same_version(version))
        return refuse(baseline,
                      pm_arena_format(arena, "its form is %s, and this one is %s",
                                      *version ? version : "not said", PM_JSON_FORMAT_VERSION),
                      again);
    if (strcmp(project, here) != 0)
        return refuse(
            baseline,
            pm_arena_format(arena, "it is about the project `%s`, and this is `%s`", project, here),
            "give the one that was made here");
    const char *audience = text_in(baseline->document, "audience");
    const struct pm_release *release = baseline->session->view.release;
    if (about == PM_ABOUT_RUN && strcmp(audience, pm_audience_name(release->audience)) != 0)
        return refuse(baseline, pm_arena_format(arena, "it is for the audience `%s`", audience),
                      "compare what the same audience may see");
    return PM_OK;
}

/* ---- Diagnostics ---- */

static enum pm_status read_keys(struct baseline *baseline)
{
    const json_t *items = json_object_get(baseline->document, "diagnostics");
    for (size_t i = 0; i < json_array_size(items); i++) {
        const char *key = text_in(json_array_get(items, i), "key");
        if (!*key)
            return refuse(baseline, "what it lists has no `key`",
                          "make it again with this version of pm: `--format json=FILE`");
        pm_symbol_make(baseline->keys, pm_text_from(key));
    }
    return PM_OK;
}

/* What keeps the plan from compiling is never known. */
static bool is_breaking(const struct pm_diagnostic *diagnostic)
{
    return diagnostic->severity == PM_ERROR && !diagnostic->waived &&
           pm_code_info(diagnostic->code)->severity == PM_ERROR;
}

static enum pm_status leave_out_diagnostics(struct baseline *baseline)
{
    struct pm_session *session = baseline->session;
    struct pm_diagnostics *list = session->about_text;
    enum pm_status status = read_keys(baseline);
    if (status != PM_OK) return status;
    pm_session_identify(session, session->compilation->diagnostics);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct pm_diagnostic *diagnostic = list->items[i];
        bool is_known = !is_breaking(diagnostic) &&
                        pm_symbol_find(baseline->keys, pm_text_from(diagnostic->key));
        if (!is_known) list->items[kept++] = diagnostic;
    }
    session->known_count += list->count - kept;
    list->count = kept;
    return PM_OK;
}

/* ---- Findings ---- */

static int rank_of(const char *word)
{
    for (int state = 0; state < PM_STATE_COUNT; state++)
        if (strcmp(word, pm_state_info((enum pm_state)state)->word) == 0)
            return pm_state_rank((enum pm_state)state);
    return INT32_MAX; /* a state that is no more */
}

/* Notes how urgent each finding was; the last period of a key stands for the key. */
static void read_ranks(struct baseline *baseline)
{
    static const char *const names[] = {"id", "key"};
    const json_t *items = json_object_get(baseline->document, "findings");
    baseline->ranks = PM_NEW_ITEMS(baseline->session->scratch, int, 2 * json_array_size(items) + 1);
    for (size_t i = 0; i < json_array_size(items); i++)
        for (size_t name = 0; name < 2; name++) {
            const json_t *item = json_array_get(items, i);
            struct pm_text text = pm_text_from(text_in(item, names[name]));
            uint32_t id = pm_symbol_make(baseline->keys, text)->id;
            baseline->ranks[id] = rank_of(text_in(item, "state"));
        }
}

/* Known is what was there, by its id or else by its key, and was no better. */
static bool is_known(const struct baseline *baseline, const struct pm_finding *finding)
{
    const struct pm_symbol *symbol = pm_symbol_find(baseline->keys, pm_text_from(finding->id));
    if (!symbol) symbol = pm_symbol_find(baseline->keys, pm_text_from(finding->key));
    return symbol && pm_state_rank(finding->state) >= baseline->ranks[symbol->id];
}

static void leave_out_findings(struct baseline *baseline)
{
    struct pm_session *session = baseline->session;
    struct pm_view *view = &session->view;
    read_ranks(baseline);
    uint32_t *kept = PM_NEW_ITEMS(session->run, uint32_t, view->chosen_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < view->chosen_count; i++)
        if (!is_known(baseline, &view->release->findings[view->chosen[i]]))
            kept[count++] = view->chosen[i];
    view->known_count += view->chosen_count - count;
    view->chosen = kept;
    view->chosen_count = count;
}

static enum pm_status leave_out(struct pm_session *session, void *arguments)
{
    const struct known_call *call = arguments;
    struct baseline baseline = {.session = session, .name = call->name};
    bool is_ready =
        call->about == PM_ABOUT_TEXT ? session->compilation != NULL : session->view.release != NULL;
    if (!is_ready) return PM_REFUSED;
    baseline.keys = pm_symbols_new(session->scratch);
    enum pm_status status = parse(&baseline, call);
    if (status == PM_OK) status = check_document(&baseline, call->about);
    if (status != PM_OK) return status;
    if (call->about == PM_ABOUT_TEXT) return leave_out_diagnostics(&baseline);
    leave_out_findings(&baseline);
    return PM_OK;
}

enum pm_status pm_leave_out_known(struct pm_session *session, enum pm_about about, const char *name,
                                  const char *text, size_t size)
{
    struct known_call call = {about, name, text, size};
    return pm_session_guard(session, leave_out, &call);
}
