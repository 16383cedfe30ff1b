/* api_effect.c: both revisions of a comparison judged by the same day over the same data. */
#include "runtime/effect/judge_both.h"
#include "runtime/session.h"

#include <string.h>

struct judged {
    const struct pm_cells *cells;
    const struct pm_request *request;
    const struct pm_findings *findings;
};

struct judging {
    struct pm_session *session;
    const struct pm_effect_request *request;
    enum pm_audience audience;
    struct pm_rows *rows;
    struct judged sides[2]; /* old, new */
    struct pm_effect *effect;
};

/* ---- The data ---- */

static struct pm_compilation *side_of(const struct judging *judging, int side)
{
    return judging->session->sides[side];
}

/* One snapshot for both: the store stays open in one transaction until the session's next run. */
static enum pm_status open_rows(struct judging *judging)
{
    struct pm_session *session = judging->session;
    const struct pm_effect_request *request = judging->request;
    judging->rows = PM_NEW(session->run, struct pm_rows);
    if (!side_of(judging, 0)->model->source_count && !side_of(judging, 1)->model->source_count) {
        *judging->rows = pm_rows_of_memory(pm_memory_new(session->run));
        return PM_OK;
    }
    session->store = pm_session_open_store(session, request->store);
    if (!session->store || !pm_session_has_data(session, request->store)) return PM_STORE_FAILED;
    *judging->rows = pm_rows_of_store(session->run, session->store, request->known_at);
    return pm_effect_find_unlike(session->run, session->compared.changes, session->store,
                                 request->known_at, judging->effect)
               ? PM_OK
               : PM_STORE_FAILED;
}

/* ---- One side ---- */

static const struct pm_cells *evaluate(struct judging *judging, const struct pm_model *model,
                                       const struct pm_request *wishes, int32_t as_of)
{
    struct pm_session *session = judging->session;
    return pm_evaluate(session->run, model, wishes, judging->rows, as_of, session->stop,
                       session->stop_context, session->about_run);
}

static enum pm_status judge_side(struct judging *judging, int side, int32_t as_of)
{
    struct pm_session *session = judging->session;
    struct pm_compilation *compilation = side_of(judging, side);
    const struct pm_model *model = compilation->model;
    struct judged *judged = &judging->sides[side];
    struct pm_request *wishes = PM_NEW(session->run, struct pm_request);
    pm_request_all(session->run, model, wishes);
    judged->request = wishes;
    judged->cells = evaluate(judging, model, wishes, as_of);
    int32_t written = pm_newest_day_written(model->whole);
    if (judged->cells && as_of == PM_NEWEST && !model->source_count &&
        written > pm_cells_as_of(judged->cells))
        judged->cells = evaluate(judging, model, wishes, written);
    if (!judged->cells) {
        bool has_stopped = session->stop && session->stop(session->stop_context);
        return has_stopped ? PM_STOPPED : PM_STORE_FAILED;
    }
    pm_compile_finish(compilation); /* clauses ask for what was found in the text */
    struct pm_judge_options options = {.text = compilation->diagnostics};
    judged->findings = pm_judge(session->run, judged->cells, &options, session->about_run);
    return PM_OK;
}

static const struct pm_release *release(const struct judging *judging, int side)
{
    const struct judged *judged = &judging->sides[side];
    struct pm_readers readers = {.audience = judging->audience};
    return pm_protect(judging->session->run, judged->cells, judged->request, judged->findings, NULL,
                      0, &readers);
}

/* ---- Both ---- */

static void compare(struct judging *judging)
{
    struct pm_session *session = judging->session;
    struct pm_effect_input input = {.changes = session->compared.changes};
    input.old = release(judging, 0);
    input.new = release(judging, 1);
    if (pm_effect_join_privacy(side_of(judging, 0)->model, side_of(judging, 1)->model,
                               judging->audience)) {
        input.old_own = input.old;
        input.new_own = input.new;
        input.old = release(judging, 0);
        input.new = release(judging, 1);
    }
    judging->effect->as_of = input.new->as_of;
    pm_effect_find(session->run, &input, judging->request->wants_each, judging->effect);
    pm_effect_add_already_met(session->arena, input.new, session->compared.changes);
}

static enum pm_status refuse_unlike(struct judging *judging)
{
    struct pm_session *session = judging->session;
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(session->about_run, PM_SOURCES_UNLIKE,
                            "the rows in the store cannot be judged by both sides");
    pm_note(session->about_run, found, "%s", pm_effect_limits(session->run, judging->effect));
    pm_help(session->about_run, found,
            "`pm load` with the revision whose rows they are to be; compare revisions that declare "
            "their sources alike");
    return PM_REFUSED;
}

static enum pm_status find_audience(struct judging *judging)
{
    static const char *const audiences[] = {"internal", "cabinet", "board", "public"};
    const char *audience = judging->request->audience ? judging->request->audience : "internal";
    if (pm_audience_find(pm_text_from(audience), &judging->audience)) return PM_OK;
    return pm_refuse_name(judging->session, "audience", audience, audiences, PM_AUDIENCE_COUNT);
}

static enum pm_status find_effect(struct pm_session *session, void *arguments)
{
    struct judging judging = {.session = session, .request = arguments};
    if (!session->compared.changes) return PM_REFUSED;
    enum pm_status status = find_audience(&judging);
    if (status != PM_OK) return status;
    pm_session_start_run(session);
    size_t told = session->about_run->count;
    int32_t as_of = judging.request->as_of_day;
    judging.effect = PM_NEW(session->run, struct pm_effect);
    *judging.effect =
        (struct pm_effect){.audience = judging.audience, .is_newest = as_of == PM_NEWEST};
    status = open_rows(&judging);
    if (status == PM_OK) status = judge_side(&judging, 1, as_of);
    if (status == PM_OK) status = judge_side(&judging, 0, pm_cells_as_of(judging.sides[1].cells));
    if (status != PM_OK) return status;
    session->about_run->count = told; /* remarks on data are no matter of a comparison */
    compare(&judging);
    const struct pm_effect *effect = judging.effect;
    if (effect->untold && !effect->figures) return refuse_unlike(&judging);
    session->compared.effect = effect;
    return PM_OK;
}

enum pm_status pm_find_effect(struct pm_session *session, const struct pm_effect_request *request)
{
    struct pm_effect_request copy = *request;
    return pm_session_guard(session, find_effect, &copy);
}
