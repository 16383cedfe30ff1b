/* api_format.c: the layout of plan texts. */
#include "lang/format/format.h"
#include "runtime/session.h"

#include <errno.h>
#include <string.h>

/* The text and what is wrong with it, kept for those who write the diagnostics. */
static void keep_broken(struct pm_session *session, const struct pm_format_request *request)
{
    struct pm_arena *arena = session->arena;
    struct pm_text text = {pm_arena_copy_text(arena, request->text, request->size), request->size};
    if (!session->texts) session->texts = pm_sources_new(arena);
    uint32_t file = pm_sources_add(session->texts,
                                   pm_arena_copy_text(arena, request->name, strlen(request->name)),
                                   text, false);
    pm_format_source(arena, session->texts, file, session->about_text, &text);
}

struct format_call {
    const struct pm_format_request *request;
    bool *is_changed;
    const struct pm_output *output;
};

static enum pm_status format(struct pm_session *session, void *arguments)
{
    const struct format_call *call = arguments;
    const struct pm_format_request *request = call->request;
    struct pm_text before = {request->text, request->size};
    struct pm_text after = before;
    *call->is_changed = false;
    struct pm_sources *sources = pm_sources_new(session->scratch);
    uint32_t file = pm_sources_add(sources, request->name, before, false);
    struct pm_diagnostics *found = pm_diagnostics_new(session->scratch);
    if (request->size > PM_LARGEST_FILE) {
        pm_diagnose_nowhere(session->about_run, PM_INPUT_UNREADABLE, "`%s` is larger than 64 MiB",
                            request->name);
        return PM_REFUSED;
    }
    if (!pm_format_source(session->scratch, sources, file, found, &after)) {
        keep_broken(session, request);
        return PM_PLAN_BROKEN;
    }
    *call->is_changed = !pm_text_equal(before, after);
    if (!call->output) return PM_OK;
    if (request->wants_difference)
        after = pm_format_difference(session->scratch, request->name, before, after);
    struct pm_sink sink = pm_sink_from(call->output);
    pm_put_bytes(&sink, after.bytes, after.size);
    return PM_OK;
}

enum pm_status pm_format(struct pm_session *session, const struct pm_format_request *request,
                         bool *is_changed, const struct pm_output *output)
{
    struct format_call call = {request, is_changed, output};
    return pm_session_guard(session, format, &call);
}

struct find_call {
    const char *folder;
    bool (*take)(void *context, const char *path);
    void *context;
};

static enum pm_status find(struct pm_session *session, void *arguments)
{
    const struct find_call *call = arguments;
    struct pm_files files = pm_files_on_disk(session->scratch, call->folder);
    const char **paths = NULL;
    size_t count = 0;
    enum pm_read_result result = files.list(files.context, session->scratch, &paths, &count);
    if (result != PM_READ_OK) {
        const char *why = result == PM_READ_MISSING ? "it does not exist" : strerror(errno);
        pm_diagnose_nowhere(session->about_run, PM_INPUT_UNREADABLE, "`%s` cannot be read: %s",
                            call->folder, why);
        return PM_REFUSED;
    }
    for (size_t i = 0; i < count && call->take(call->context, paths[i]); i++)
        continue;
    return PM_OK;
}

enum pm_status pm_find_plan_files(struct pm_session *session, const char *folder,
                                  bool (*take)(void *context, const char *path), void *context)
{
    struct find_call call = {folder, take, context};
    return pm_session_guard(session, find, &call);
}
