/* api_diff.c: what changed between two revisions of a project. */
#include "runtime/session.h"
#include "runtime/source/revision.h"

#include <string.h>

/* ---- Comparing ---- */

static bool open_side(struct pm_session *session, const struct pm_compare_request *request,
                      const char *written, const struct pm_files *like, struct pm_revision *out)
{
    struct pm_revision_request wish = {
        .written = written, .folder = request->folder ? request->folder : ".", .like = like};
    wish.text = (struct pm_text){request->text, request->text_size};
    return pm_revision_open(session->arena, &wish, session->about_run, out);
}

/* The new side where none is named: the same path on disk as the old one has in git, else the
 * project here. */
static bool open_here(struct pm_session *session, const struct pm_compare_request *request,
                      const struct pm_revision *old, struct pm_revision *out)
{
    bool is_part = pm_revision_is_part(old) && !old->folder;
    if (is_part || (!old->folder && !request->is_project)) {
        struct pm_diagnostic *found =
            pm_diagnose_nowhere(session->about_run, PM_COMPARISON_INCOMPLETE,
                                "`%s` is to be compared with nothing", request->old);
        pm_help(session->about_run, found,
                is_part ? "name the other side: `pm diff OLD NEW`"
                        : "there is no project here: name both sides, `pm diff OLD NEW`");
        return false;
    }
    *out = (struct pm_revision){.name = "working folder", .within = old->within};
    out->files = pm_files_on_disk(session->arena, old->folder ? old->folder : request->folder);
    if (old->folder) out->only = old->only;
    return true;
}

/* False, after a diagnostic, when a side has nothing that could be compared. */
static bool has_plans(struct pm_session *session, const struct pm_revision *revision,
                      const char *which)
{
    const char **paths = NULL;
    size_t count = 0;
    if (revision->only) return true;
    enum pm_read_result result =
        revision->files.list(revision->files.context, session->arena, &paths, &count);
    if (result != PM_READ_OK || count) return true; /* compiling says what is wrong */
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(session->about_run, PM_INPUT_UNREADABLE,
                            "the %s side, `%s`, has no plan file", which, revision->name);
    pm_help(session->about_run, found, "plan files end in `.pm`; hidden folders are passed over");
    return false;
}

/* What else is remarked about a side has nothing to do with a comparison. */
static void keep_errors(struct pm_diagnostics *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == PM_ERROR && !list->items[i]->waived)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

/* Compiles one side, the second one beside the first (`like`); NULL after a diagnostic that says which
 * one does not compile. */
static struct pm_compilation *compile_side(struct pm_session *session,
                                           const struct pm_revision *revision, const char *which,
                                           const struct pm_compilation *like)
{
    struct pm_compilation *compilation =
        pm_compile_side(session->arena, &revision->files, revision->only, like);
    session->shown = NULL;
    if (pm_session_take(session, compilation) == PM_OK) return compilation;
    keep_errors(session->about_text);
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(session->about_run, PM_SIDE_BROKEN,
                            "the %s side, `%s`, does not compile", which, revision->name);
    pm_help(session->about_run, found,
            "nothing was compared: this is not to be read as no changes");
    return NULL;
}

static enum pm_status compare(struct pm_session *session, void *arguments)
{
    const struct pm_compare_request *request = arguments;
    struct pm_revision old;
    struct pm_revision new;
    session->compared = (struct pm_change_report){0};
    if (!open_side(session, request, request->old, NULL, &old)) return PM_REFUSED;
    bool is_open = request->new ? open_side(session, request, request->new, &old.files, &new)
                                : open_here(session, request, &old, &new);
    if (is_open) pm_revision_set_apart(&old, &new);
    if (!is_open || !has_plans(session, &old, "old") || !has_plans(session, &new, "new"))
        return PM_REFUSED;
    struct pm_compilation *before = compile_side(session, &old, "old", NULL);
    if (!before) return PM_PLAN_BROKEN;
    struct pm_compilation *after = compile_side(session, &new, "new", before);
    if (!after) return PM_PLAN_BROKEN;
    session->sides[0] = before;
    session->sides[1] = after;
    struct pm_changes *changes = pm_diff(session->arena, before, after);
    pm_changes_waive(session->arena, changes, request->as_of_day ? request->as_of_day : PM_NO_DAY);
    const char *within = *old.within ? old.within : new.within;
    if (*within) pm_changes_keep(changes, within, *new.within ? new.within : within);
    session->compared = (struct pm_change_report){.changes = changes,
                                                  .project = pm_project_name(session),
                                                  .old_name = old.name,
                                                  .new_name = new.name};
    return PM_OK;
}

enum pm_status pm_compare(struct pm_session *session, const struct pm_compare_request *request)
{
    struct pm_compare_request copy = *request;
    return pm_session_guard(session, compare, &copy);
}

bool pm_gate_changes(struct pm_session *session, const struct pm_change_gate *gate)
{
    struct pm_change_report *report = &session->compared;
    report->fails_weakening = gate->weakening;
    report->fails_broken = gate->broken;
    report->fails_any = gate->any;
    if (session->years) {
        session->years->fails_weakening = gate->weakening;
        session->years->fails_any = gate->any;
        return pm_years_fail(session->years);
    }
    return report->changes && pm_changes_fail(report);
}
