/* api_fix.c: sure replacements, put in place when the result compiles as well as before. */
#include "lang/check/fix.h"
#include "lang/format/format.h"
#include "runtime/session.h"

#include <string.h>

/* ---- The project with the new texts ---- */

struct mended { /* the files of a project, some with another text */
    struct pm_files files;
    struct pm_fixes fixes;
};

static enum pm_read_result list_mended(void *context, struct pm_arena *arena, const char ***paths,
                                       size_t *count)
{
    struct mended *mended = context;
    return mended->files.list(mended->files.context, arena, paths, count);
}

static enum pm_read_result read_mended(void *context, struct pm_arena *arena, const char *path,
                                       struct pm_text *out)
{
    struct mended *mended = context;
    for (size_t i = 0; i < mended->fixes.files.count; i++) {
        const struct pm_fixed *fixed = &mended->fixes.files.items[i];
        if (strcmp(path, fixed->source->path) != 0) continue;
        *out = fixed->after;
        return PM_READ_OK;
    }
    return mended->files.read(mended->files.context, arena, path, out);
}

/* ---- Whether it is better ---- */

static bool is_error(const struct pm_diagnostic *diagnostic)
{
    return pm_code_info(diagnostic->code)->severity == PM_ERROR && !diagnostic->waived;
}

/* An error that was not there before: of a code of which there are more now; NULL when none is. */
static const struct pm_diagnostic *find_new(struct pm_arena *arena,
                                            const struct pm_diagnostics *before,
                                            const struct pm_diagnostics *after)
{
    size_t *counts = PM_NEW_ITEMS(arena, size_t, PM_CODE_COUNT);
    for (size_t i = 0; i < before->count; i++)
        if (is_error(before->items[i])) counts[before->items[i]->code]++;
    for (size_t i = 0; i < after->count; i++) {
        const struct pm_diagnostic *found = after->items[i];
        if (!is_error(found)) continue;
        if (!counts[found->code]) return found;
        counts[found->code]--;
    }
    return NULL;
}

static enum pm_status refuse(struct pm_session *session, const struct pm_compilation *before,
                             const struct pm_compilation *after)
{
    struct pm_sources *sources = after->sources;
    const struct pm_diagnostic *error =
        find_new(session->scratch, before->diagnostics, after->diagnostics);
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        session->about_run, PM_FIX_REFUSED, "nothing was replaced: then the text would say that %s",
        error->message);
    if (error->has_span)
        pm_note(session->about_run, found, "in `%s`, line %lu",
                pm_sources_get(sources, error->span.file)->path,
                (unsigned long)pm_sources_place(sources, error->span.file, error->span.begin).line);
    pm_help(session->about_run, found, "mend the text where `pm check` says so, then try again");
    return PM_REFUSED;
}

/* ---- Handing over ---- */

struct fix_call {
    bool (*take)(void *context, const struct pm_fixed_file *file);
    void *context;
};

/* The mended text as the file gets it: one that begins with a byte order mark keeps it. */
static struct pm_text as_in_file(struct pm_session *session, const struct pm_fixed *fixed)
{
    struct pm_text file;
    const struct pm_files *files = &session->files;
    enum pm_read_result read =
        files->read(files->context, session->scratch, fixed->source->path, &file);
    if (read != PM_READ_OK || !pm_text_starts(file, PM_BYTE_ORDER_MARK)) return fixed->after;
    return pm_text_from(pm_arena_format(session->scratch, "%s%.*s", PM_BYTE_ORDER_MARK,
                                        (int)fixed->after.size, fixed->after.bytes));
}

static bool hand_over(struct pm_session *session, const struct fix_call *call,
                      const struct pm_fixed *fixed)
{
    struct pm_text difference = pm_format_difference(session->scratch, fixed->source->path,
                                                     fixed->source->text, fixed->after);
    struct pm_text text = as_in_file(session, fixed);
    struct pm_fixed_file file = {.path = fixed->source->path,
                                 .text = text.bytes,
                                 .size = text.size,
                                 .difference = difference.bytes,
                                 .difference_size = difference.size,
                                 .count = fixed->count};
    return call->take(call->context, &file);
}

/* Adds replacements in texts that may have been mended before. */
static void add_fixes(struct pm_arena *arena, struct pm_fixes *to, const struct pm_fixes *more)
{
    for (size_t i = 0; i < more->files.count; i++) {
        const struct pm_fixed *fixed = &more->files.items[i];
        struct pm_fixed *known = NULL;
        for (size_t j = 0; j < to->files.count && !known; j++)
            if (strcmp(to->files.items[j].source->path, fixed->source->path) == 0)
                known = &to->files.items[j];
        if (!known) {
            PM_PUSH(arena, &to->files, *fixed);
            continue;
        }
        known->after = fixed->after;
        known->count += fixed->count;
    }
}

/* One round: puts in place what is sure in the texts that the session is about, after which it is
 * about the new ones. NULL when nothing is left to do, and when the result would be worse than
 * `before`: then `*refused` is that compilation, and the session stays as it is. */
static struct mended *mend(struct pm_session *session, const struct mended *done,
                           const struct pm_compilation *before, struct pm_compilation **refused)
{
    struct pm_fixes fixes = {0};
    pm_fix_texts(session->arena, session->compilation->sources, session->about_text, &fixes);
    if (!fixes.files.count) return NULL;
    struct mended *mended = PM_NEW(session->arena, struct mended);
    mended->files = session->files;
    if (done) add_fixes(session->arena, &mended->fixes, &done->fixes);
    add_fixes(session->arena, &mended->fixes, &fixes);
    struct pm_files files = {mended, list_mended, read_mended};
    struct pm_compilation *after =
        pm_compile_project_as_of(session->arena, &files, session->only, session->as_of);
    if (find_new(session->scratch, before->diagnostics, after->diagnostics)) {
        *refused = after;
        return NULL;
    }
    pm_session_take(session, after);
    return mended;
}

/* What is mended may show what else can be: that an exception is not needed is only seen in a text
 * without errors. So rounds follow each other until one has nothing to do. */
static enum pm_status fix(struct pm_session *session, void *arguments)
{
    enum { MOST_ROUNDS = 10 };
    const struct fix_call *call = arguments;
    struct pm_compilation *before = session->compilation;
    struct pm_compilation *refused = NULL;
    struct mended *mended = NULL;
    if (!before) return PM_REFUSED;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        struct mended *next = mend(session, mended, before, &refused);
        if (!next) break;
        mended = next;
    }
    if (!mended) return refused ? refuse(session, before, refused) : PM_OK;
    for (size_t i = 0; i < mended->fixes.files.count; i++)
        if (!hand_over(session, call, &mended->fixes.files.items[i])) return PM_STOPPED;
    session->files = (struct pm_files){mended, list_mended, read_mended};
    return pm_session_take(session, session->compilation);
}

enum pm_status pm_fix(struct pm_session *session,
                      bool (*take)(void *context, const struct pm_fixed_file *file), void *context)
{
    struct fix_call call = {take, context};
    return pm_session_guard(session, fix, &call);
}
