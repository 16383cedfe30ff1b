/* api_changed.c: what is not about changed lines is left out. */
#include "runtime/session.h"
#include "runtime/source/changed.h"

#include <string.h>

struct changed_call {
    const char *folder;
    const char *since;
};

struct looking {
    struct pm_session *session;
    struct pm_sources *sources;
    struct pm_changed_list changed;
};

/* ---- Lines ---- */

/* True when lines first..last of a file have one that is new or other. */
static bool has_changed(const struct looking *looking, uint32_t file, uint32_t first, uint32_t last)
{
    const char *path = pm_sources_get(looking->sources, file)->path;
    for (size_t i = 0; i < looking->changed.lines.count; i++) {
        const struct pm_changed_lines *lines = &looking->changed.lines.items[i];
        if (!lines->count || strcmp(lines->path, path) != 0) continue;
        if (first - lines->first < lines->count || (first < lines->first && lines->first <= last))
            return true;
    }
    return false;
}

static bool is_on_changed(const struct looking *looking, struct pm_span span)
{
    struct pm_place begin = pm_sources_place(looking->sources, span.file, span.begin);
    uint32_t last = span.end > span.begin ? span.end - 1 : span.end;
    struct pm_place end = pm_sources_place(looking->sources, span.file, last);
    return has_changed(looking, span.file, begin.line, end.line);
}

/* ---- What was taken out ---- */

/* The innermost statement whose block goes on around a place between two lines: what stood there
 * belonged to it. */
static bool is_around(const struct looking *looking, const struct pm_statement *statement,
                      uint32_t before, uint32_t after)
{
    struct pm_span span = statement->span;
    if (!statement->has_block) return false;
    return pm_sources_place(looking->sources, span.file, span.begin).line <= before &&
           pm_sources_place(looking->sources, span.file, span.end - 1).line >= after;
}

static bool lost_lines(const struct looking *looking, const struct pm_statement *statement)
{
    const char *path = pm_sources_get(looking->sources, statement->span.file)->path;
    for (size_t i = 0; i < looking->changed.lines.count; i++) {
        const struct pm_changed_lines *lines = &looking->changed.lines.items[i];
        if (!lines->has_taken_out || strcmp(lines->path, path) != 0) continue;
        uint32_t before = lines->count ? lines->first - 1 : lines->first;
        uint32_t after = before + lines->count + 1;
        bool is_inner = false;
        for (size_t child = 0; child < statement->child_count; child++)
            is_inner = is_inner || is_around(looking, statement->children[child], before, after);
        if (!is_inner && is_around(looking, statement, before, after)) return true;
    }
    return false;
}

/* ---- Diagnostics ---- */

static bool is_kept(const struct looking *looking, const struct pm_diagnostic *diagnostic)
{
    bool is_breaking = diagnostic->severity == PM_ERROR && !diagnostic->waived &&
                       pm_code_info(diagnostic->code)->severity == PM_ERROR;
    if (is_breaking || !diagnostic->has_span) return true;
    if (is_on_changed(looking, diagnostic->span)) return true;
    for (size_t i = 0; i < diagnostic->label_count; i++)
        if (is_on_changed(looking, diagnostic->labels[i].span)) return true;
    const struct pm_statement *statement =
        pm_session_statement_at(looking->session, diagnostic->span.file, diagnostic->span.begin);
    return statement && lost_lines(looking, statement);
}

static enum pm_status leave_out(struct pm_session *session, void *arguments)
{
    const struct changed_call *call = arguments;
    struct looking looking = {.session = session};
    struct pm_diagnostics *list = session->about_text;
    if (!session->compilation) return PM_REFUSED;
    looking.sources = session->compilation->sources;
    if (!pm_changed_find(session->scratch, call->folder, call->since, session->about_run,
                         &looking.changed))
        return PM_REFUSED;
    size_t kept = 0;
    size_t count = list->count;
    for (size_t i = 0; i < count; i++)
        if (is_kept(&looking, list->items[i])) list->items[kept++] = list->items[i];
    session->unchanged_count += count - kept;
    list->count = kept;
    return PM_OK;
}

enum pm_status pm_leave_out_unchanged(struct pm_session *session, const char *folder,
                                      const char *since)
{
    struct changed_call call = {folder, since};
    return pm_session_guard(session, leave_out, &call);
}
