/* api_trend.c: the course of a measure, a metric or a finding. */
#include "runtime/history/course.h"
#include "runtime/session.h"

#include <string.h>

struct trend_call {
    const struct pm_run_request *request;
    const char *subject;
};

/* What a subject may be called: the paths of findings and the names of metrics. */
static enum pm_status refuse(struct pm_session *session, const char *subject)
{
    struct pm_arena *arena = session->scratch;
    const struct pm_model *model = session->compilation->model;
    PM_ARRAY(const char *) names = {0};
    for (size_t i = 0; i < model->metric_count; i++)
        PM_PUSH(arena, &names, model->metrics[i]->name);
    const struct pm_release *release = session->view.release;
    for (size_t i = 0; release && i < release->finding_count; i++)
        PM_PUSH(arena, &names, release->findings[i].key);
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(session->about_run, PM_NAME_NOT_FOUND,
                            "neither a finding nor a metric is called `%s`", subject);
    const char *near = pm_find_similar(subject, names.items, names.count);
    if (near)
        pm_help(session->about_run, found, "something with a similar name exists: `%s`", near);
    else
        pm_help(session->about_run, found,
                "give a metric, a measure (`present.chronic_absence`), or the key of a finding as "
                "`pm status --format json` has it");
    return PM_REFUSED;
}

static enum pm_status find_course(struct pm_session *session, void *arguments)
{
    const struct trend_call *call = arguments;
    struct pm_arena *arena = session->run;
    const char *subject = pm_arena_copy_text(arena, call->subject, strlen(call->subject));
    if (session->view.metric_count) {
        session->course = pm_find_figures_course(arena, &session->view, subject);
        return PM_OK;
    }
    session->course = pm_find_course(arena, &session->view, session->store, subject);
    if (!session->course) return PM_STORE_FAILED;
    pm_session_find_trends(session, &session->course->view);
    pm_course_take_trends(session->course);
    return PM_OK;
}

static enum pm_status refuse_subject(struct pm_session *session, void *arguments)
{
    const struct trend_call *call = arguments;
    return refuse(session, call->subject);
}

static bool is_metric(const struct pm_session *session, const char *name)
{
    return pm_model_find_metric(session->compilation->model, pm_text_from(name)) != NULL;
}

enum pm_status pm_find_trend(struct pm_session *session, const struct pm_run_request *request,
                             const char *subject)
{
    struct trend_call call = {request, subject};
    struct pm_run_request figures = *request;
    figures.metrics = &subject;
    figures.metric_count = 1;
    enum pm_status status = pm_run(session, request);
    if (status == PM_OK) status = pm_session_guard(session, find_course, &call);
    if (status != PM_OK || session->course->series.count) return status;
    if (!is_metric(session, subject)) return pm_session_guard(session, refuse_subject, &call);
    session->about_run->count = 0; /* the second run tells it again */
    status = pm_run(session, &figures);
    return status == PM_OK ? pm_session_guard(session, find_course, &call) : status;
}

static enum pm_status write_trend(struct pm_session *session, void *arguments)
{
    const struct pm_write_call *call = arguments;
    if (!session->course) return PM_REFUSED;
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->options->rendering == PM_RENDER_JSON)
        pm_write_course_json(&sink, session->course);
    else if (call->options->rendering == PM_RENDER_CSV)
        pm_write_course_csv(&sink, session->course);
    else
        pm_write_course_text(session->scratch, &sink, &style, session->course);
    return PM_OK;
}

enum pm_status pm_write_trend(struct pm_session *session, const struct pm_write_options *options,
                              const struct pm_output *output)
{
    struct pm_write_call call = {options, output};
    return pm_session_guard(session, write_trend, &call);
}
