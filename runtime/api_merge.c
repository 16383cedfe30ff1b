/* api_merge.c: two edits of a plan text put together. */
#include "lang/merge/merge.h"
#include "lang/source/source.h"
#include "runtime/session.h"

struct merge_call {
    const struct pm_merge_request *request;
    struct pm_merge_summary *summary;
    const struct pm_output *output;
};

static enum pm_status merge(struct pm_session *session, void *arguments)
{
    const struct merge_call *call = arguments;
    const struct pm_merge_request *request = call->request;
    struct pm_merge_input input = {.marker_size = request->marker_size};
    for (int side = 0; side < PM_MERGE_SIDES; side++) {
        input.texts[side] = (struct pm_text){request->texts[side], request->sizes[side]};
        input.names[side] = request->names[side];
        if (request->sizes[side] <= PM_LARGEST_FILE) continue;
        pm_diagnose_nowhere(session->about_run, PM_INPUT_UNREADABLE, "`%s` is larger than 64 MiB",
                            request->names[side]);
        return PM_REFUSED;
    }
    struct pm_merge_result result = pm_merge_texts(session->scratch, &input, session->about_run);
    *call->summary =
        (struct pm_merge_summary){.conflict_count = result.conflict_count,
                                  .first_line = result.conflict_count ? result.lines[0] : 0,
                                  .is_by_lines = result.is_by_lines};
    struct pm_sink sink = pm_sink_from(call->output);
    pm_put_bytes(&sink, result.text.bytes, result.text.size);
    return PM_OK;
}

enum pm_status pm_merge(struct pm_session *session, const struct pm_merge_request *request,
                        struct pm_merge_summary *summary, const struct pm_output *output)
{
    struct merge_call call = {request, summary, output};
    return pm_session_guard(session, merge, &call);
}
