/* api_blame.c: which commit set what a goal or measure says. */
#include "runtime/blame/walk.h"
#include "runtime/session.h"
#include "runtime/source/git.h"

#include "lang/model/work.h"

#include <string.h>

struct blame_call {
    const char *folder;
    const char *subject;
    bool wants_all;
};

struct subject {
    const struct pm_plan *plan;
    const struct pm_goal *goal;
    const struct pm_measure *measure; /* NULL: the goal */
    const char *name;                 /* in full */
};

/* ---- What is asked for ---- */

struct search {
    struct pm_session *session;
    const char *wanted;
    struct subject found;
    size_t count;
    PM_ARRAY(const char *) names; /* of goals, for help */
};

static void offer(struct search *search, const struct subject *subject, const char *short_name)
{
    if (strcmp(search->wanted, subject->name) != 0 && strcmp(search->wanted, short_name) != 0)
        return;
    bool is_other = !search->count || search->found.goal != subject->goal ||
                    strcmp(search->found.name, subject->name) != 0;
    if (is_other) search->count++;
    search->found = *subject;
}

static void search_goal(struct search *search, const struct pm_plan *plan,
                        const struct pm_goal *goal)
{
    struct pm_arena *arena = search->session->run;
    struct subject subject = {plan, goal, NULL, NULL};
    subject.name = pm_arena_format(arena, "%s.%s", plan->name, goal->name);
    PM_PUSH(arena, &search->names, subject.name);
    offer(search, &subject, goal->name);
    const char *full = subject.name;
    for (size_t i = 0; i < goal->measure_count; i++) {
        const char *metric = goal->measures[i]->metric->name;
        subject.measure = goal->measures[i];
        subject.name = pm_arena_format(arena, "%s.%s", full, metric);
        offer(search, &subject, pm_arena_format(arena, "%s.%s", goal->name, metric));
    }
}

static enum pm_status find_subject(struct pm_session *session, const char *wanted,
                                   struct subject *out)
{
    const struct pm_model *model = session->compilation->model;
    struct search search = {.session = session, .wanted = wanted};
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            search_goal(&search, model->plans[i], model->plans[i]->goals[j]);
    *out = search.found;
    if (search.count == 1) return PM_OK;
    if (!search.count)
        return pm_refuse_name(session, "goal or measure", wanted, search.names.items,
                              search.names.count);
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        session->about_run, PM_NAME_NOT_FOUND, "`%s` is the name of %zu things in different plans",
        wanted, search.count);
    pm_help(session->about_run, found, "write the plan before it, such as `%s`", search.found.name);
    return PM_REFUSED;
}

/* ---- Who and when ---- */

/* The text up to the next NUL; `at` moves behind it. */
static const char *next_field(const char **at, const char *end)
{
    const char *field = *at;
    const char *stop = memchr(field, '\0', (size_t)(end - field));
    *at = stop ? stop + 1 : end;
    return stop ? field : "";
}

static void tell_commit(struct pm_session *session, const char *folder,
                        struct pm_blame_version *version)
{
    const char *const words[] = {"log", "--no-walk", "--format=%as%x00%aN%x00%s%x00",
                                 version->commit, NULL};
    struct pm_process_output said;
    if (pm_git_ask(session->run, folder, words, &said) != PM_PROCESS_OK) return;
    const char *at = said.out.bytes;
    const char *end = said.out.bytes + said.out.size;
    version->day = next_field(&at, end);
    version->author = next_field(&at, end);
    version->subject = next_field(&at, end);
}

/* The first approval of the plan on the day of the commit or after it. */
static void tell_approval(struct pm_session *session, const struct pm_plan *plan,
                          struct pm_blame_version *version)
{
    int32_t day;
    const struct pm_dated_text *first = NULL;
    if (!pm_parse_day(pm_text_from(version->day), &day)) return;
    for (size_t i = 0; i < plan->approval_count; i++) {
        const struct pm_dated_text *approval = &plan->approvals[i];
        if (approval->day >= day && (!first || approval->day < first->day)) first = approval;
    }
    if (!first) return;
    char text[16];
    pm_format_day(first->day, text);
    version->approved_by = first->text;
    version->approved_on = pm_arena_format(session->run, "%s", text);
}

static void tell_version(struct pm_session *session, const struct blame_call *call,
                         const struct pm_plan *plan, const struct pm_blame *blame,
                         struct pm_blame_version *version)
{
    if (version->where != PM_BLAME_COMMIT && version->where != PM_BLAME_BOUNDARY) return;
    for (size_t i = 0; i < blame->count; i++)
        for (size_t j = 0; j < blame->lines[i].version_count; j++) {
            const struct pm_blame_version *known = &blame->lines[i].versions[j];
            if (!*known->day || strcmp(known->commit, version->commit) != 0) continue;
            const char *text = version->text;
            enum pm_blame_where where = version->where;
            *version = *known;
            version->text = text;
            version->where = where;
            return;
        }
    tell_commit(session, call->folder, version);
    tell_approval(session, plan, version);
}

/* Exceptions for the goal, or for what is in it. */
static void tell_exceptions(struct pm_session *session, const struct subject *subject,
                            struct pm_blame *blame)
{
    const struct pm_compilation *compilation = session->compilation;
    const struct pm_whole *whole = compilation->model->whole;
    size_t size = strlen(subject->name);
    blame->exceptions = PM_NEW_ITEMS(session->run, const char *, whole->waivers.count + 1);
    for (size_t i = 0; i < whole->waivers.count; i++) {
        const struct pm_waiver *waiver = whole->waivers.items[i];
        const char *name = waiver->subject.name;
        if (waiver->plan) name = pm_arena_format(session->run, "%s.%s", waiver->plan->name, name);
        bool is_about =
            strncmp(name, subject->name, size) == 0 && (!name[size] || name[size] == '.');
        const struct pm_statement *statement =
            is_about ? pm_session_statement_at(session, waiver->at.file, waiver->at.begin) : NULL;
        if (statement)
            blame->exceptions[blame->exception_count++] =
                pm_line_of_statement(session->run, compilation->sources, statement);
    }
}

/* ---- The walk ---- */

static void note_names(struct pm_session *session, struct pm_name_changes *names)
{
    const struct pm_whole *whole = session->compilation->model->whole;
    for (size_t i = 0; i < whole->renamings.count; i++) {
        const struct pm_renaming *renaming = whole->renamings.items[i];
        struct pm_name_change change = {renaming->from, renaming->to};
        if (renaming->to) PM_PUSH(session->run, &names->items, change);
    }
}

/* The lines of the measure that is asked for alone. */
static struct pm_goal_lines choose(struct pm_session *session, const struct pm_goal_lines *all,
                                   const struct subject *subject)
{
    struct pm_goal_lines chosen = {{0}};
    for (size_t i = 0; i < all->items.count; i++) {
        const struct pm_goal_line *line = &all->items.items[i];
        if (!subject->measure || strcmp(line->holder, subject->measure->metric->name) == 0)
            PM_PUSH(session->run, &chosen.items, *line);
    }
    return chosen;
}

static struct pm_blame *new_blame(struct pm_session *session, const struct subject *subject,
                                  const struct pm_goal_lines *lines, uint32_t file)
{
    struct pm_blame *blame = PM_NEW(session->run, struct pm_blame);
    blame->project = pm_project_name(session);
    blame->kind = subject->measure ? "measure" : "goal";
    blame->name = subject->name;
    blame->label = subject->measure ? subject->measure->metric->label : subject->goal->label;
    blame->sources = session->compilation->sources;
    blame->count = lines->items.count;
    blame->lines = PM_NEW_ITEMS(session->run, struct pm_blame_line, blame->count + 1);
    for (size_t i = 0; i < blame->count; i++) {
        const struct pm_goal_line *line = &lines->items.items[i];
        blame->lines[i] =
            (struct pm_blame_line){.holder = line->holder, .key = line->key, .before = ""};
        blame->lines[i].at = (struct pm_span){file, line->at.begin, line->at.end};
    }
    return blame;
}

static enum pm_status refuse_git(struct pm_session *session, const char *folder)
{
    struct pm_diagnostic *found =
        pm_diagnose_nowhere(session->about_run, PM_COMMITS_MISSING,
                            "git has no commit with a plan file for `%s`", folder);
    pm_help(session->about_run, found,
            "the project must lie in a git repository, and be committed at least once; git must be "
            "installed");
    return PM_REFUSED;
}

static enum pm_status find_blame(struct pm_session *session, void *arguments)
{
    const struct blame_call *call = arguments;
    static const char *const prefix[] = {"rev-parse", "--show-prefix", NULL};
    struct subject subject;
    if (!pm_session_model(session)) return PM_PLAN_BROKEN;
    pm_session_start_run(session);
    enum pm_status status = find_subject(session, call->subject, &subject);
    if (status != PM_OK) return status;
    uint32_t file = subject.goal->facts.at.file;
    const struct pm_source *source = pm_sources_get(session->compilation->sources, file);
    struct pm_name_changes names = {{0}};
    struct pm_goal_lines all = {{0}};
    struct pm_walk_request request = {.folder = call->folder,
                                      .name = {subject.plan->name, subject.goal->name},
                                      .names = &names,
                                      .wants_all = call->wants_all};
    const char *before = pm_git_answer(session->run, call->folder, prefix);
    if (!before) return refuse_git(session, call->folder);
    request.path = pm_arena_format(session->run, "%s%s", before, source->path);
    note_names(session, &names);
    pm_goal_lines_read(session->run, source->text, &request.name, &names, &all);
    struct pm_goal_lines lines = choose(session, &all, &subject);
    struct pm_blame *blame = new_blame(session, &subject, &lines, file);
    request.lines = &lines;
    if (!pm_blame_walk(session->run, &request, blame)) return refuse_git(session, call->folder);
    for (size_t i = 0; i < blame->count; i++)
        for (size_t j = 0; j < blame->lines[i].version_count; j++)
            tell_version(session, call, subject.plan, blame, &blame->lines[i].versions[j]);
    tell_exceptions(session, &subject, blame);
    session->blame = blame;
    return PM_OK;
}

enum pm_status pm_find_blame(struct pm_session *session, const char *folder, const char *subject,
                             bool wants_all)
{
    struct blame_call call = {folder, subject, wants_all};
    return pm_session_guard(session, find_blame, &call);
}

static enum pm_status write_blame(struct pm_session *session, void *arguments)
{
    const struct pm_write_call *call = arguments;
    if (!session->blame) return PM_REFUSED;
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->options->rendering == PM_RENDER_JSON)
        pm_write_blame_json(&sink, session->blame);
    else
        pm_write_blame_text(session->scratch, &sink, &style, session->blame);
    return PM_OK;
}

enum pm_status pm_write_blame(struct pm_session *session, const struct pm_write_options *options,
                              const struct pm_output *output)
{
    struct pm_write_call call = {options, output};
    return pm_session_guard(session, write_blame, &call);
}
