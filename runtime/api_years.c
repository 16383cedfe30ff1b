/* api_years.c: two years of a plan side by side. */
#include "runtime/history/years.h"
#include "runtime/session.h"

#include <string.h>

static enum pm_status refuse(struct pm_session *session, const char *written)
{
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(session->about_run, PM_OPTION_VALUE,
                            "`%s` is not two years of the project, one after the other", written);
    pm_help(session->about_run, found, "write the years with `..` between: `SY2025..SY2026`");
    return PM_REFUSED;
}

struct years_call {
    const char *years;
};

static enum pm_status find_years(struct pm_session *session, void *arguments)
{
    const struct years_call *call = arguments;
    const char *written = call->years;
    const struct pm_model *model = session->compilation->model;
    const struct pm_calendar *const *calendars = pm_model_calendars(model);
    size_t count = model->project->calendar_count;
    const char *dots = strstr(written, "..");
    struct pm_period first;
    struct pm_period second;
    if (!session->view.release || session->view.metric_count) return PM_REFUSED;
    if (!dots ||
        !pm_period_parse((struct pm_text){written, (size_t)(dots - written)}, calendars, count,
                         &first) ||
        !pm_period_parse(pm_text_from(dots + 2), calendars, count, &second) ||
        pm_period_last_day(first) >= pm_period_first_day(second))
        return refuse(session, written);
    session->years = pm_years_make(session->run, &session->view, first, second);
    return PM_OK;
}

enum pm_status pm_find_years(struct pm_session *session, const struct pm_run_request *request,
                             const char *years)
{
    enum pm_status status = pm_run(session, request);
    if (status != PM_OK) return status;
    struct years_call call = {years};
    return pm_session_guard(session, find_years, &call);
}
