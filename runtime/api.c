/* api.c: sessions, compiling, diagnostics. */
#include "runtime/session.h"

#include <setjmp.h>
#include <string.h>

struct pm_session *pm_session_new(void)
{
    struct pm_arena *arena = pm_arena_new();
    if (!arena) return NULL;
    jmp_buf escape;
    if (setjmp(escape)) {
        pm_arena_free(arena);
        return NULL;
    }
    pm_arena_set_escape(arena, &escape);
    struct pm_session *session = PM_NEW(arena, struct pm_session);
    session->arena = arena;
    session->about_text = pm_diagnostics_new(arena);
    session->about_run = pm_diagnostics_new(arena);
    pm_arena_set_escape(arena, NULL);
    return session;
}

void pm_session_free(struct pm_session *session)
{
    if (!session) return;
    pm_arena_free(session->scratch);
    pm_arena_free(session->run);
    pm_arena_free(session->arena);
}

void pm_session_set_stop(struct pm_session *session, bool (*stop)(void *context), void *context)
{
    session->stop = stop;
    session->stop_context = context;
}

void pm_session_set_progress(struct pm_session *session,
                             void (*progress)(void *context, const char *file, int64_t bytes_done,
                                              int64_t bytes),
                             void *context)
{
    session->progress = progress;
    session->progress_context = context;
}

const char *pm_version(void)
{
    return PM_VERSION;
}

static void set_escapes(struct pm_session *session, jmp_buf *escape)
{
    pm_arena_set_escape(session->arena, escape);
    if (session->run) pm_arena_set_escape(session->run, escape);
    if (session->scratch) pm_arena_set_escape(session->scratch, escape);
}

enum pm_status pm_session_guard(struct pm_session *session,
                                enum pm_status (*action)(struct pm_session *session,
                                                         void *arguments),
                                void *arguments)
{
    if (session->is_out_of_memory) return PM_NO_MEMORY;
    jmp_buf escape;
    if (setjmp(escape)) {
        session->is_out_of_memory = true;
        return PM_NO_MEMORY;
    }
    session->scratch = pm_arena_new();
    if (!session->scratch) {
        session->is_out_of_memory = true;
        return PM_NO_MEMORY;
    }
    set_escapes(session, &escape);
    enum pm_status status = action(session, arguments);
    set_escapes(session, NULL);
    pm_arena_free(session->scratch);
    session->scratch = NULL;
    return status;
}

void pm_session_start_run(struct pm_session *session)
{
    pm_arena_free(session->run);
    session->run = NULL;
    session->store = NULL;
    session->loaded = NULL;
    session->cells = NULL;
    session->request = NULL;
    session->view = (struct pm_view){0};
    session->since = NULL;
    session->course = NULL;
    session->years = NULL;
    session->blame = NULL;
    session->run = pm_arena_new();
    jmp_buf *escape = pm_arena_escape(session->arena);
    if (!session->run) longjmp(*escape, 1);
    pm_arena_set_escape(session->run, escape);
}

/* True when the text does not compile. Rules that a project denies are errors, too, but the plan
 * means what it says. */
static bool is_broken(const struct pm_diagnostics *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == PM_ERROR && !list->items[i]->waived &&
            pm_code_info(list->items[i]->code)->severity == PM_ERROR)
            return true;
    return false;
}

const struct pm_model *pm_session_model(struct pm_session *session)
{
    if (!session->compilation) {
        pm_diagnose_nowhere(session->about_run, PM_INTERNAL_ERROR, "no project was compiled");
        return NULL;
    }
    if (is_broken(session->compilation->diagnostics)) return NULL;
    return session->compilation->model;
}

struct pm_style pm_style_from(const struct pm_write_options *options)
{
    return (struct pm_style){.color = options->wants_color,
                             .width = options->width > 0 ? options->width : 80,
                             .all = options->wants_all,
                             .most = options->most,
                             .counts_remarks = options->counts_remarks,
                             .provenance = options->wants_provenance,
                             .rows = options->wants_rows};
}

struct pm_sink pm_sink_from(const struct pm_output *output)
{
    return (struct pm_sink){output->write, output->context, false};
}

/* ---- Compiling ---- */

/* Keeps the diagnostics that are to be shown: of one file, or all. */
enum pm_status pm_session_take(struct pm_session *session, struct pm_compilation *compilation)
{
    session->compilation = compilation;
    session->known_count = session->unchanged_count = 0;
    session->about_text->count = 0;
    for (size_t i = 0; i < compilation->diagnostics->count; i++) {
        struct pm_diagnostic *diagnostic = compilation->diagnostics->items[i];
        bool is_shown = !session->shown || !diagnostic->has_span;
        if (!is_shown) {
            uint32_t file = diagnostic->span.file;
            is_shown =
                strcmp(pm_sources_get(compilation->sources, file)->path, session->shown) == 0;
        }
        if (is_shown) PM_PUSH(session->arena, session->about_text, diagnostic);
    }
    return is_broken(session->about_text) ? PM_PLAN_BROKEN : PM_OK;
}

/* A copy that lives as long as the session; NULL stays NULL. */
static const char *keep(struct pm_session *session, const char *text)
{
    return text ? pm_arena_copy_text(session->arena, text, strlen(text)) : NULL;
}

static bool has_file(const struct pm_compilation *compilation, const char *path)
{
    for (size_t i = 0; i < compilation->sources->files.count; i++)
        if (strcmp(compilation->sources->files.items[i]->path, path) == 0) return true;
    return false;
}

static enum pm_status compile(struct pm_session *session, void *arguments)
{
    const struct pm_compile_options *options = arguments;
    struct pm_arena *arena = session->arena;
    session->only = keep(session, options->only);
    session->shown = keep(session, options->shown);
    session->as_of = options->as_of_day ? options->as_of_day : PM_NO_DAY;
    if (options->text) {
        const char **names = PM_NEW(arena, const char *);
        struct pm_text *texts = PM_NEW(arena, struct pm_text);
        names[0] = pm_arena_copy_text(arena, options->text_name, strlen(options->text_name));
        texts[0].bytes = pm_arena_copy_text(arena, options->text, options->text_size);
        texts[0].size = options->text_size;
        session->files = pm_files_in_memory(arena, names, texts, 1);
        session->only = names[0];
    } else {
        const char *folder = pm_arena_copy_text(arena, options->folder, strlen(options->folder));
        session->files = pm_files_on_disk(arena, folder);
    }
    struct pm_compilation *compilation =
        pm_compile_project_as_of(arena, &session->files, session->only, session->as_of);
    if (session->shown && !has_file(compilation, session->shown))
        compilation =
            pm_compile_project_as_of(arena, &session->files, session->shown, session->as_of);
    return pm_session_take(session, compilation);
}

enum pm_status pm_compile(struct pm_session *session, const struct pm_compile_options *options)
{
    struct pm_compile_options copy = *options;
    return pm_session_guard(session, compile, &copy);
}

const char *pm_project_name(const struct pm_session *session)
{
    if (!session->compilation || !session->compilation->model) return "";
    const char *name = session->compilation->model->project->name;
    return name ? name : "";
}

/* ---- Diagnostics ---- */

static const struct pm_diagnostics *list_about(const struct pm_session *session,
                                               enum pm_about about)
{
    return about == PM_ABOUT_TEXT ? session->about_text : session->about_run;
}

struct pm_counts pm_count_diagnostics(const struct pm_session *session, enum pm_about about)
{
    const struct pm_diagnostics *list = list_about(session, about);
    return (struct pm_counts){pm_diagnostics_count(list, PM_ERROR),
                              pm_diagnostics_count(list, PM_WARNING),
                              pm_diagnostics_count(list, PM_INFO)};
}

struct complaint {
    int number;
    const char *message;
    const char *help;
};

static enum pm_status complain(struct pm_session *session, void *arguments)
{
    const struct complaint *complaint = arguments;
    char digits[16];
    struct pm_buffer name;
    pm_buffer_start(&name, session->scratch);
    pm_put_format(&name.sink, "%d", complaint->number);
    size_t size = name.size < sizeof digits ? name.size : sizeof digits - 1;
    memcpy(digits, pm_buffer_text(&name), size);
    digits[size] = '\0';
    enum pm_code code = pm_code_find(digits);
    if (code == PM_CODE_COUNT) code = PM_INTERNAL_ERROR;
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(session->about_run, code, "%s", complaint->message);
    if (complaint->help) pm_help(session->about_run, found, "%s", complaint->help);
    return PM_OK;
}

enum pm_status pm_complain(struct pm_session *session, int number, const char *message,
                           const char *help)
{
    struct complaint complaint = {number, message, help};
    return pm_session_guard(session, complain, &complaint);
}

/* ---- Small helps ---- */

bool pm_read_date(const char *text, int32_t *day)
{
    return pm_parse_day(pm_text_from(text), day);
}

const char *pm_find_similar(const char *wanted, const char *const *names, size_t count)
{
    struct pm_text text = pm_text_from(wanted);
    const char *nearest = NULL;
    size_t nearest_distance = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        struct pm_text name = pm_text_from(names[i]);
        if (!pm_text_similar(name, text)) continue;
        size_t distance = pm_text_distance(name, text, text.size);
        if (distance < nearest_distance) {
            nearest = names[i];
            nearest_distance = distance;
        }
    }
    return nearest;
}

enum { MOST_NAMED = 16 }; /* names that a help lists */

/* The list that shows all names of a kind; NULL when there is none. */
static const char *list_of(struct pm_session *session, const char *kind)
{
    bool is_group = strcmp(kind, "group") == 0;
    const char *plural = pm_arena_format(session->scratch, "%ss", is_group ? "dimension" : kind);
    for (size_t i = 0; pm_list_kind(i); i++)
        if (strcmp(pm_list_kind(i), plural) == 0) return plural;
    return NULL;
}

enum pm_status pm_refuse_name(struct pm_session *session, const char *kind, const char *name,
                              const char *const *names, size_t count)
{
    struct pm_diagnostic *found = pm_diagnose_nowhere(session->about_run, PM_NAME_NOT_FOUND,
                                                      "there is no %s `%s`", kind, name);
    const char *near = pm_find_similar(name, names, count);
    if (near) {
        pm_help(session->about_run, found, "a %s with a similar name exists: `%s`", kind, near);
    } else if (count && (count <= MOST_NAMED || !list_of(session, kind))) {
        struct pm_buffer all;
        pm_buffer_start(&all, session->scratch);
        for (size_t i = 0; i < count; i++)
            pm_put_format(&all.sink, "%s`%s`", i ? ", " : "", names[i]);
        pm_help(session->about_run, found, "there are %s", pm_buffer_text(&all));
    } else if (count) {
        pm_help(session->about_run, found, "`pm list %s` shows all", list_of(session, kind));
    }
    return PM_REFUSED;
}

struct pm_store *pm_session_open_store(struct pm_session *session, const char *path)
{
    struct pm_store *store = pm_store_open(session->run, path, PM_STORE_READ, session->about_run);
    if (!store || !pm_store_begin(store)) return NULL;
    return store;
}
