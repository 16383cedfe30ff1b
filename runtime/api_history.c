/* api_history.c: runs that are recorded, listed, and compared with what is found now. */
#include "runtime/history/course.h"
#include "runtime/session.h"

#include <string.h>
#include <unistd.h>

/* ---- Recording ---- */

struct record_call {
    const struct pm_record_request *request;
    struct pm_record_result *result;
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

/* A name begins with a letter, so that it is neither a number nor a date. */
static bool check_name(struct pm_session *session, const char *name)
{
    enum { LONGEST_NAME = 60 };
    bool is_good = is_letter(name[0]) && strlen(name) <= LONGEST_NAME;
    for (const char *at = name; *at; at++)
        if (!is_letter(*at) && !(*at >= '0' && *at <= '9') && *at != '-' && *at != '.')
            is_good = false;
    if (is_good) return true;
    struct pm_diagnostic *found = pm_diagnose_nowhere(session->about_run, PM_RUN_NAME_UNFIT,
                                                      "`%s` cannot be the name of a run", name);
    pm_help(session->about_run, found,
            "begin with a letter; go on with letters, digits, `_`, `-` and `.`");
    return false;
}

/* The newest run of the audience for the same day; NULL: none. */
static const struct pm_recorded_run *newest_like(const struct pm_recorded_run *runs, size_t count,
                                                 const struct pm_recorded_run *run)
{
    const struct pm_recorded_run *newest = NULL;
    for (size_t i = 0; i < count; i++)
        if (strcmp(runs[i].audience, run->audience) == 0 && runs[i].as_of_day == run->as_of_day)
            newest = &runs[i];
    return newest;
}

static enum pm_status refuse_taken(struct pm_session *session, const char *name,
                                   const struct pm_recorded_run *run)
{
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(session->about_run, PM_RUN_NAME_TAKEN,
                            "run %lld of this audience is called `%s` already, and says something "
                            "else",
                            (long long)run->id, name);
    pm_help(session->about_run, found, "choose another name; runs are never changed");
    return PM_REFUSED;
}

static struct pm_recorded_run run_from(struct pm_session *session,
                                       const struct pm_record_request *request,
                                       const struct pm_recorded_findings *findings)
{
    const struct pm_release *release = session->view.release;
    int64_t newest = session->store ? pm_store_newest_load(session->store) : 0;
    struct pm_recorded_run run = {.audience = pm_audience_name(release->audience),
                                  .as_of_day = release->as_of,
                                  .known_at =
                                      request->known_at < newest ? request->known_at : newest,
                                  .recorded_at = request->recorded_at,
                                  .names = ""};
    memcpy(run.model, pm_model_digest(session->scratch, release->model), sizeof run.model);
    pm_run_make_digest(session->scratch, &run, findings);
    return run;
}

/* Adds the run unless the newest one of that audience and day says the same, and its name unless it
 * has it. */
static enum pm_status add_run(struct pm_session *session, struct pm_store *store,
                              const struct record_call *call)
{
    struct pm_arena *arena = session->scratch;
    const char *name = call->request->name;
    struct pm_recorded_findings findings = pm_record_findings(arena, session->view.release);
    struct pm_recorded_run run = run_from(session, call->request, &findings);
    struct pm_recorded_run *runs = NULL;
    size_t count = 0;
    if (!pm_store_list_runs(store, arena, INT64_MAX, &runs, &count)) return PM_STORE_FAILED;
    const struct pm_recorded_run *known = newest_like(runs, count, &run);
    if (known && strcmp(known->digest, run.digest) != 0) known = NULL;
    const struct pm_recorded_run *named =
        *name ? pm_find_run(runs, count, run.audience, name) : NULL;
    if (named && named != known) return refuse_taken(session, name, named);
    if (!known && !pm_store_add_run(store, &run, &findings)) return PM_STORE_FAILED;
    if (known) run = *known;
    if (*name && !named && !pm_store_name_run(store, &run, name)) return PM_STORE_FAILED;
    *call->result = (struct pm_record_result){run.id, !known, *name && !named};
    return PM_OK;
}

static enum pm_status record(struct pm_session *session, void *arguments)
{
    const struct record_call *call = arguments;
    const struct pm_release *release = session->view.release;
    if (!release || session->view.metric_count) return PM_REFUSED;
    if (*call->request->name && !check_name(session, call->request->name)) return PM_REFUSED;
    struct pm_store *store =
        pm_store_open(session->scratch, call->request->store, PM_STORE_WRITE, session->about_run);
    if (!store || !pm_store_begin(store)) return PM_STORE_FAILED;
    enum pm_status status = add_run(session, store, call);
    if (status == PM_OK) return pm_store_commit(store) ? PM_OK : PM_STORE_FAILED;
    pm_store_rollback(store);
    return status;
}

enum pm_status pm_record_run(struct pm_session *session, const struct pm_record_request *request,
                             struct pm_record_result *result)
{
    struct record_call call = {request, result};
    return pm_session_guard(session, record, &call);
}

/* ---- Comparing ---- */

static enum pm_status refuse_run(struct pm_session *session, const char *wanted,
                                 const struct pm_recorded_run *runs, size_t count)
{
    const char *audience = pm_audience_name(session->view.release->audience);
    bool has_any = false;
    for (size_t i = 0; i < count; i++)
        has_any = has_any || strcmp(runs[i].audience, audience) == 0;
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        session->about_run, PM_RUN_NOT_FOUND,
        "no run that was recorded for the audience `%s` is meant by `%s`", audience, wanted);
    if (has_any)
        pm_help(session->about_run, found,
                "give a number or name that `pm list runs` shows, or a date on or after the first");
    else
        pm_help(session->about_run, found, "record one with `pm status --record%s%s`",
                session->view.release->audience == PM_INTERNAL ? "" : " --audience ",
                session->view.release->audience == PM_INTERNAL ? "" : audience);
    return PM_REFUSED;
}

static enum pm_status compare(struct pm_session *session, void *arguments)
{
    const char *wanted = arguments;
    struct pm_recorded_run *runs = NULL;
    size_t count = 0;
    struct pm_recorded_findings earlier;
    if (!session->view.release || session->view.metric_count) return PM_REFUSED;
    if (session->store &&
        !pm_store_list_runs(session->store, session->run, INT64_MAX, &runs, &count))
        return PM_STORE_FAILED;
    const struct pm_recorded_run *run =
        pm_find_run(runs, count, pm_audience_name(session->view.release->audience), wanted);
    if (!run) return refuse_run(session, wanted, runs, count);
    if (!pm_store_read_run(session->store, session->run, run, &earlier)) return PM_STORE_FAILED;
    session->since = pm_find_since(session->run, run, &earlier, &session->view);
    return PM_OK;
}

enum pm_status pm_compare_with_run(struct pm_session *session, const char *run)
{
    char *wanted = NULL;
    if (session->run) wanted = pm_arena_copy_text(session->run, run, strlen(run));
    return wanted ? pm_session_guard(session, compare, wanted) : PM_REFUSED;
}

struct pm_counts pm_count_since(const struct pm_session *session)
{
    struct pm_counts counts = {0};
    for (size_t i = 0; session->since && i < session->since->turn_count; i++) {
        const struct pm_turn *turn = &session->since->turns[i];
        if (turn->became != PM_BECAME_WORSE && turn->became != PM_BECAME_NEW) continue;
        const char *severity = turn->after->texts[PM_RECORDED_SEVERITY];
        if (strcmp(severity, pm_severity_word(PM_ERROR)) == 0)
            counts.errors++;
        else if (strcmp(severity, pm_severity_word(PM_WARNING)) == 0)
            counts.warnings++;
        else
            counts.infos++;
    }
    return counts;
}

static enum pm_status write_since(struct pm_session *session, void *arguments)
{
    const struct pm_write_call *call = arguments;
    if (!session->since) return PM_REFUSED;
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->options->rendering == PM_RENDER_JSON)
        pm_write_since_json(&sink, &session->view, session->since);
    else
        pm_write_since_text(session->scratch, &sink, &style, &session->view, session->since);
    return PM_OK;
}

enum pm_status pm_write_since(struct pm_session *session, const struct pm_write_options *options,
                              const struct pm_output *output)
{
    struct pm_write_call call = {options, output};
    return pm_session_guard(session, write_since, &call);
}

/* ---- Lists ---- */

struct pm_listing *pm_list_runs(struct pm_session *session, const char *store, int64_t known_at)
{
    struct pm_recorded_run *runs = NULL;
    size_t count = 0;
    pm_session_start_run(session);
    struct pm_store *opened = pm_session_open_store(session, store);
    if (!opened || !pm_store_list_runs(opened, session->run, known_at, &runs, &count)) return NULL;
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_run);
    for (size_t i = 0; i < count; i++) {
        const struct pm_recorded_run *run = &runs[i];
        char day[16] = "";
        if (run->as_of_day != PM_NO_DAY) pm_format_day(run->as_of_day, day);
        pm_listing_add(list);
        pm_list_number(list, PM_KEY_listed_run_run, run->id);
        pm_list_text(list, PM_KEY_listed_run_names, run->names);
        pm_list_text(list, PM_KEY_listed_run_as_of,
                     pm_arena_copy_text(session->scratch, day, strlen(day)));
        pm_list_text(list, PM_KEY_listed_run_audience, run->audience);
        pm_list_number(list, PM_KEY_listed_run_findings, run->finding_count);
        if (run->known_at) pm_list_number(list, PM_KEY_listed_run_load, run->known_at);
        pm_list_text(list, PM_KEY_listed_run_recorded_at, run->recorded_at);
        pm_list_text(list, PM_KEY_listed_run_model, run->model);
        pm_list_text(list, PM_KEY_listed_run_digest, run->digest);
    }
    return list;
}
