/* api_write.c: what a session has to say, in any rendering. */
#include "runtime/session.h"

#include <assert.h>

#define PM_RENDERING(id, word, function, fits, means)            \
    static_assert((int)PM_RENDER_##id == (int)PM_RENDERING_##id, \
                  "pm.h lists the renderings in the order of the table");
#include "runtime/render/renderings.def"
#undef PM_RENDERING

const char *pm_rendering_word(size_t index)
{
    return index < PM_RENDERING_COUNT ? pm_rendering_info((enum pm_rendering_id)index)->word : NULL;
}

const char *pm_rendering_means(enum pm_rendering rendering)
{
    return pm_rendering_info((enum pm_rendering_id)rendering)->means;
}

bool pm_rendering_fits(enum pm_rendering rendering, const char *command)
{
    for (int kind = 0; kind < PM_RESULT_KIND_COUNT; kind++)
        if (pm_text_is(pm_text_from(command), pm_result_command((enum pm_result_kind)kind)))
            return pm_rendering_takes((enum pm_rendering_id)rendering, (enum pm_result_kind)kind);
    return false;
}

/* ---- Results ---- */

struct result_call {
    enum pm_result_kind kind;
    enum pm_about about; /* of check */
    const struct pm_write_options *options;
    const struct pm_output *output;
};

/* The project's label, else its name; "" when none is written. */
static const char *project_title(const struct pm_session *session)
{
    const struct pm_compilation *compilation = session->compilation;
    const char *label = NULL;
    if (compilation && compilation->model) label = compilation->model->project->label;
    return label && *label ? label : pm_project_name(session);
}

static struct pm_result result_from(struct pm_session *session, const struct result_call *call)
{
    const char *folder = call->options->folder;
    struct pm_result result = {.kind = call->kind,
                               .project = project_title(session),
                               .folder = folder ? folder : "",
                               .fails = call->options->fails_from != PM_FAILS_NEVER,
                               .fails_from = PM_ERROR};
    if (call->options->fails_from == PM_FAILS_WARNING) result.fails_from = PM_WARNING;
    if (call->options->fails_from == PM_FAILS_INFO) result.fails_from = PM_INFO;
    return result;
}

/* A rendering that the result cannot have is text. */
static enum pm_status render(struct pm_session *session, const struct result_call *call,
                             const struct pm_result *result)
{
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    enum pm_rendering_id rendering = (enum pm_rendering_id)call->options->rendering;
    if (!pm_rendering_takes(rendering, result->kind)) rendering = PM_RENDERING_TEXT;
    pm_rendering_info(rendering)->function(session->scratch, &sink, &style, result);
    return PM_OK;
}

static enum pm_status write_view(struct pm_session *session, void *arguments)
{
    const struct result_call *call = arguments;
    if (!session->view.release) return PM_REFUSED;
    struct pm_result result = result_from(session, call);
    struct pm_view view = session->view;
    if (call->kind == PM_RESULT_GAPS) pm_view_sort_gaps(session->scratch, &view);
    result.view = &view;
    return render(session, call, &result);
}

static enum pm_status write_kind(struct pm_session *session, enum pm_result_kind kind,
                                 const struct pm_write_options *options,
                                 const struct pm_output *output)
{
    struct result_call call = {.kind = kind, .options = options, .output = output};
    return pm_session_guard(session, write_view, &call);
}

enum pm_status pm_write_status(struct pm_session *session, const struct pm_write_options *options,
                               const struct pm_output *output)
{
    return write_kind(session, PM_RESULT_STATUS, options, output);
}

enum pm_status pm_write_gaps(struct pm_session *session, const struct pm_write_options *options,
                             const struct pm_output *output)
{
    return write_kind(session, PM_RESULT_GAPS, options, output);
}

enum pm_status pm_write_actions(struct pm_session *session, const struct pm_write_options *options,
                                const struct pm_output *output)
{
    return write_kind(session, PM_RESULT_ACTIONS, options, output);
}

enum pm_status pm_write_values(struct pm_session *session, const struct pm_write_options *options,
                               const struct pm_output *output)
{
    return write_kind(session, PM_RESULT_VALUES, options, output);
}

/* ---- Diagnostics, loads ---- */

static enum pm_status write_diagnostics(struct pm_session *session, void *arguments)
{
    const struct result_call *call = arguments;
    bool is_text = call->about == PM_ABOUT_TEXT;
    struct pm_diagnostics *list = is_text ? session->about_text : session->about_run;
    const struct pm_compilation *compilation = session->compilation;
    if (!is_text) pm_diagnostics_sort(list);
    if (call->options->rendering != PM_RENDER_TEXT)
        pm_session_identify(session, is_text && compilation ? compilation->diagnostics : list);
    struct pm_diagnostic_report report = {
        .items = list->items,
        .count = list->count,
        .sources = compilation ? compilation->sources : session->texts,
        .project = pm_project_name(session),
        .file_count = is_text && compilation ? compilation->file_count : 0,
        .known_count = is_text ? session->known_count : 0,
        .unchanged_count = is_text ? session->unchanged_count : 0,
        .wants_summary = is_text};
    struct pm_result result = result_from(session, call);
    result.report = &report;
    return render(session, call, &result);
}

enum pm_status pm_write_diagnostics(struct pm_session *session, enum pm_about about,
                                    const struct pm_write_options *options,
                                    const struct pm_output *output)
{
    struct result_call call = {PM_RESULT_CHECK, about, options, output};
    return pm_session_guard(session, write_diagnostics, &call);
}

static enum pm_status write_load(struct pm_session *session, void *arguments)
{
    const struct result_call *call = arguments;
    if (!session->loaded) return PM_REFUSED;
    pm_diagnostics_sort(session->about_run);
    pm_session_identify(session, session->about_run);
    struct pm_loaded loaded = *session->loaded;
    loaded.report = (struct pm_diagnostic_report){.items = session->about_run->items,
                                                  .count = session->about_run->count,
                                                  .sources = loaded.sources,
                                                  .project = loaded.project};
    struct pm_result result = result_from(session, call);
    result.loaded = &loaded;
    return render(session, call, &result);
}

enum pm_status pm_write_load(struct pm_session *session, const struct pm_write_options *options,
                             const struct pm_output *output)
{
    struct result_call call = {.kind = PM_RESULT_LOAD, .options = options, .output = output};
    return pm_session_guard(session, write_load, &call);
}

/* ---- Changes ---- */

static enum pm_status write_changes(struct pm_session *session, void *arguments)
{
    const struct result_call *call = arguments;
    if (!session->compared.changes && !session->years) return PM_REFUSED;
    struct pm_result result = result_from(session, call);
    result.years = session->years;
    if (!session->years) result.changes = &session->compared;
    return render(session, call, &result);
}

enum pm_status pm_write_changes(struct pm_session *session, const struct pm_write_options *options,
                                const struct pm_output *output)
{
    struct result_call call = {.kind = PM_RESULT_DIFF, .options = options, .output = output};
    return pm_session_guard(session, write_changes, &call);
}

struct stubs_call {
    int32_t until_day;
    const struct pm_output *output;
};

static enum pm_status write_stubs(struct pm_session *session, void *arguments)
{
    const struct stubs_call *call = arguments;
    struct pm_sink sink = pm_sink_from(call->output);
    if (!session->compared.changes) return PM_REFUSED;
    pm_write_waiver_stubs(session->scratch, &sink, &session->compared, call->until_day);
    return PM_OK;
}

enum pm_status pm_write_waivers(struct pm_session *session, int32_t until_day,
                                const struct pm_output *output)
{
    struct stubs_call call = {until_day, output};
    return pm_session_guard(session, write_stubs, &call);
}
