/* api_explain.c: why a finding says what it says, down to files and rows. */
#include "runtime/privacy/trend.h"
#include "runtime/render/explained.h"
#include "runtime/session.h"

#include <string.h>

struct explain_call {
    const char *id;
    const struct pm_write_options *options;
    const struct pm_output *output;
};

static bool find_finding(const struct pm_release *release, const char *id, size_t *out)
{
    for (size_t i = 0; i < release->finding_count; i++) {
        if (strcmp(release->findings[i].id, id) != 0) continue;
        *out = i;
        return true;
    }
    return false;
}

static enum pm_status refuse_id(struct pm_session *session, const char *id)
{
    const struct pm_release *release = session->view.release;
    struct pm_diagnostic *found = pm_diagnose_nowhere(session->about_run, PM_FINDING_NOT_FOUND,
                                                      "there is no finding, code or rule `%s`", id);
    const char **names = PM_NEW_ITEMS(session->scratch, const char *, release->finding_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < release->finding_count; i++) {
        if (strcmp(release->findings[i].key, id) == 0) {
            pm_help(session->about_run, found, "an id ends with a period: `%s`",
                    release->findings[i].id);
            return PM_REFUSED;
        }
        names[count++] = release->findings[i].id;
    }
    const char *near = pm_find_similar(id, names, count);
    if (near)
        pm_help(session->about_run, found, "a finding with a similar id exists: `%s`", near);
    else
        pm_help(session->about_run, found,
                "`pm status --format json` has the ids, `pm list codes` "
                "the codes");
    return PM_REFUSED;
}

static const char *loaded_at(const struct pm_load_record *loads, size_t count, int64_t load)
{
    for (size_t i = 0; i < count; i++)
        if (loads[i].id == load) return loads[i].known_at;
    return "";
}

/* Counts rows by load; rows of one load follow each other. */
static bool count_files(struct pm_session *session, struct pm_explained *explained)
{
    struct pm_load_record *loads = NULL;
    size_t load_count = 0;
    if (!pm_store_list_loads(session->store, session->scratch, NULL, INT64_MAX, true, &loads,
                             &load_count))
        return false;
    struct pm_explained_file *files =
        PM_NEW_ITEMS(session->scratch, struct pm_explained_file, explained->row_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < explained->row_count; i++) {
        const struct pm_traced_row *row = &explained->rows[i];
        if (!count || files[count - 1].load != row->load ||
            strcmp(files[count - 1].file, row->file) != 0)
            files[count++] =
                (struct pm_explained_file){.file = row->file,
                                           .load = row->load,
                                           .known_at = loaded_at(loads, load_count, row->load)};
        struct pm_explained_file *file = &files[count - 1];
        file->rows++;
        if (row->roles & PM_ROW_NUMERATOR) file->numerator++;
        if (row->roles & PM_ROW_DENOMINATOR) file->denominator++;
        if (row->roles & PM_ROW_EXCLUDED) file->excluded++;
    }
    explained->files = files;
    explained->file_count = count;
    return true;
}

/* Rows behind a figure that may be shown; hidden ones are not counted either. */
static bool trace(struct pm_session *session, struct pm_explained *explained)
{
    const struct pm_release *release = explained->view.release;
    const struct pm_figure *figure = &release->finding_figures[explained->finding];
    explained->has_rows = release->audience == PM_INTERNAL;
    bool has_figure = release->findings[explained->finding].has_cell &&
                      figure->shown == PM_SHOWN_FULLY && figure->key.metric;
    if (!explained->has_rows || !has_figure) return true;
    struct pm_traced_row *rows = NULL;
    if (!pm_cells_trace(session->cells, session->scratch, &figure->key, &rows,
                        &explained->row_count))
        return false;
    explained->rows = rows;
    return count_files(session, explained);
}

static enum pm_status explain(struct pm_session *session, void *arguments)
{
    const struct explain_call *call = arguments;
    const struct pm_release *release = session->view.release;
    if (!release) return PM_REFUSED;
    if (call->options->wants_rows && release->audience != PM_INTERNAL) {
        struct pm_diagnostic *found =
            pm_diagnose_nowhere(session->about_run, PM_AUDIENCE_REFUSED,
                                "rows are shown to the internal audience alone, not to the %s",
                                pm_audience_name(release->audience));
        pm_help(session->about_run, found, "leave out `--rows`, or `--audience %s`",
                pm_audience_name(release->audience));
        return PM_REFUSED;
    }
    struct pm_explained explained = {.view = session->view, .definition = ""};
    if (!find_finding(release, call->id, &explained.finding)) return refuse_id(session, call->id);
    const struct pm_metric *metric = release->findings[explained.finding].subject.metric;
    const char *definition =
        metric ? pm_model_show(session->scratch, release->model, pm_text_from(metric->name)) : NULL;
    if (definition) explained.definition = definition;
    if (!trace(session, &explained)) return PM_STORE_FAILED;
    struct pm_release with_trend = *release;
    uint32_t finding = (uint32_t)explained.finding;
    pm_release_trends(session->scratch, &finding, 1, &with_trend);
    explained.view.release = &with_trend;
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->options->rendering == PM_RENDER_JSON)
        pm_write_explained_json(session->scratch, &sink, &style, &explained);
    else
        pm_write_explained_text(session->scratch, &sink, &style, &explained);
    return PM_OK;
}

enum pm_status pm_write_explanation(struct pm_session *session, const char *id,
                                    const struct pm_write_options *options,
                                    const struct pm_output *output)
{
    struct explain_call call = {id, options, output};
    return pm_session_guard(session, explain, &call);
}
