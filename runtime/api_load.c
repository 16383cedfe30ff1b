/* api_load.c: bringing data into the store. */
#include "runtime/session.h"

#include <string.h>

static const char *outcome_word(enum pm_file_outcome outcome)
{
    switch (outcome) {
    case PM_FILE_LOADED:
        return "loaded";
    case PM_FILE_UNCHANGED:
        return "unchanged";
    case PM_FILE_REPLACED:
        return "replaced";
    case PM_FILE_GONE:
        return "gone";
    }
    return "loaded";
}

static struct pm_loaded_file file_from(const struct pm_file_report *report)
{
    const struct pm_load_record *record = &report->record;
    return (struct pm_loaded_file){.source = report->source->name,
                                   .file = record->file,
                                   .outcome = outcome_word(report->outcome),
                                   .load = record->id,
                                   .read = record->read,
                                   .kept = record->kept,
                                   .quarantined = record->quarantined,
                                   .duplicate = record->duplicate,
                                   .skipped = record->skipped,
                                   .rounded = record->rounded};
}

static enum pm_status check_sources(struct pm_session *session, const struct pm_model *model,
                                    const struct pm_load_request *request)
{
    const char **names = PM_NEW_ITEMS(session->scratch, const char *, model->source_count + 1);
    for (size_t i = 0; i < model->source_count; i++)
        names[i] = model->source_decls[i]->name;
    for (size_t i = 0; i < request->source_count; i++)
        if (!pm_model_find_source(model, pm_text_from(request->sources[i])))
            return pm_refuse_name(session, "source", request->sources[i], names,
                                  model->source_count);
    return PM_OK;
}

static bool has_stopped(const struct pm_session *session)
{
    return session->stop && session->stop(session->stop_context);
}

/* Runs the `verify` lines over what the store holds now. */
static const struct pm_cells *verify(struct pm_session *session, const struct pm_model *model)
{
    if (!pm_store_begin(session->store)) return NULL;
    struct pm_request *request = PM_NEW(session->run, struct pm_request);
    struct pm_rows *rows = PM_NEW(session->run, struct pm_rows);
    *rows = pm_rows_of_store(session->run, session->store, INT64_MAX);
    const struct pm_cells *cells =
        pm_evaluate(session->run, model, request, rows, PM_NO_DAY, session->stop,
                    session->stop_context, session->about_run);
    pm_store_rollback(session->store);
    return cells;
}

static const struct pm_loaded *tell(struct pm_session *session, const struct pm_load_report *report,
                                    const struct pm_cells *cells)
{
    struct pm_loaded *loaded = PM_NEW(session->run, struct pm_loaded);
    struct pm_loaded_file *files =
        PM_NEW_ITEMS(session->run, struct pm_loaded_file, report->file_count + 1);
    for (size_t i = 0; i < report->file_count; i++)
        files[i] = file_from(&report->files[i]);
    struct pm_loaded_skip *skips =
        PM_NEW_ITEMS(session->run, struct pm_loaded_skip, report->skip_count + 1);
    for (size_t i = 0; i < report->skip_count; i++)
        skips[i] = (struct pm_loaded_skip){report->skips[i].source->name, report->skips[i].reason,
                                           report->skips[i].rows};
    loaded->project = pm_project_name(session);
    loaded->sources = session->compilation->sources;
    loaded->files = files;
    loaded->file_count = report->file_count;
    loaded->skips = skips;
    loaded->skip_count = report->skip_count;
    loaded->missing = report->missing;
    loaded->missing_count = report->missing_count;
    if (cells) loaded->verified = pm_cells_verified(cells, &loaded->verified_count);
    return loaded;
}

static enum pm_status load_data(struct pm_session *session, void *arguments)
{
    const struct pm_load_request *request = arguments;
    const struct pm_model *model = pm_session_model(session);
    if (!model) return PM_PLAN_BROKEN;
    enum pm_status status = check_sources(session, model, request);
    if (status != PM_OK) return status;
    pm_session_start_run(session);
    session->store =
        pm_store_open(session->run, request->store, PM_STORE_WRITE, session->about_run);
    if (!session->store) return PM_STORE_FAILED;
    struct pm_load_options options = {.folder = request->folder,
                                      .known_at = request->known_at,
                                      .sources = request->sources,
                                      .source_count = request->source_count,
                                      .stop = session->stop,
                                      .progress = session->progress,
                                      .context = session->progress_context};
    struct pm_load_report report = {0};
    if (!pm_load(session->run, model, session->store, &options, session->about_run, &report))
        return has_stopped(session) ? PM_STOPPED : PM_STORE_FAILED;
    const struct pm_cells *cells = verify(session, model);
    if (!cells && has_stopped(session)) return PM_STOPPED;
    session->loaded = tell(session, &report, cells);
    pm_check_set_levels(model, session->about_run, 0);
    return cells ? PM_OK : PM_STORE_FAILED;
}

enum pm_status pm_load_data(struct pm_session *session, const struct pm_load_request *request)
{
    struct pm_load_request copy = *request;
    return pm_session_guard(session, load_data, &copy);
}

struct pm_counts pm_count_failed_checks(const struct pm_session *session)
{
    struct pm_counts counts = {0};
    const struct pm_loaded *loaded = session->loaded;
    for (size_t i = 0; loaded && i < loaded->verified_count; i++) {
        enum pm_severity severity = loaded->verified[i].verify->severity;
        if (loaded->verified[i].passed) continue;
        if (severity == PM_ERROR) counts.errors++;
        if (severity == PM_WARNING) counts.warnings++;
        if (severity == PM_INFO) counts.infos++;
    }
    return counts;
}
