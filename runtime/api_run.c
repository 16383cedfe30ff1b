/* api_run.c: from a request to a release: evaluate, judge, protect, choose. */
#include "runtime/privacy/trend.h"
#include "runtime/session.h"

#include <string.h>
#include <unistd.h>

/* A request with its names bound. */
struct bound {
    const struct pm_run_request *request;
    const struct pm_model *model;
    enum pm_audience audience;
    struct pm_selection selection;
    struct pm_value_wishes wishes;
    bool is_as_written; /* the as-of day is the newest one of the text */
};

/* ---- Names ---- */

#define NAMES_OF(session, list, count, out)                                  \
    do {                                                                     \
        (out) = PM_NEW_ITEMS((session)->scratch, const char *, (count) + 1); \
        for (size_t name_index = 0; name_index < (count); name_index++)      \
            (out)[name_index] = (list)[name_index]->name;                    \
    } while (0)

static enum pm_status bind_metrics(struct pm_session *session, struct bound *bound)
{
    const struct pm_run_request *request = bound->request;
    const struct pm_model *model = bound->model;
    struct pm_arena *arena = session->run;
    bound->wishes.metrics =
        PM_NEW_ITEMS(arena, const struct pm_metric *, request->metric_count + 1);
    for (size_t i = 0; i < request->metric_count; i++) {
        const struct pm_metric *metric =
            pm_model_find_metric(model, pm_text_from(request->metrics[i]));
        if (!metric) {
            const char **names = NULL;
            NAMES_OF(session, model->metrics, model->metric_count, names);
            return pm_refuse_name(session, "metric", request->metrics[i], names,
                                  model->metric_count);
        }
        bool is_new = true;
        for (size_t before = 0; before < bound->wishes.metric_count; before++)
            if (bound->wishes.metrics[before] == metric) is_new = false;
        if (is_new) bound->wishes.metrics[bound->wishes.metric_count++] = metric;
    }
    return PM_OK;
}

/* True when rows of `source` have the column, or reach it through references. */
static bool reaches(const struct pm_model *model, const struct pm_source_decl *source,
                    const struct pm_column *column, size_t steps)
{
    if (column->source == source) return true;
    if (steps == 0) return false;
    for (size_t i = 0; i < source->column_count; i++) {
        const struct pm_source_decl *next = source->columns[i]->refers_to;
        if (next && next != source && reaches(model, next, column, steps - 1)) return true;
    }
    return false;
}

static bool divides(const struct pm_model *model, const struct pm_dimension *dimension,
                    const struct pm_metric *metric)
{
    enum { FARTHEST = 4 };
    const struct pm_source_decl *sources[PM_MOST_METRIC_SOURCES];
    size_t count = pm_metric_sources(metric, sources);
    for (size_t i = 0; i < count; i++) {
        bool has = false;
        for (size_t column = 0; column < dimension->column_count && !has; column++)
            has = reaches(model, sources[i], dimension->columns[column], FARTHEST);
        if (!has) return false;
    }
    return true;
}

static enum pm_status bind_dimension(struct pm_session *session, struct bound *bound,
                                     const char *name)
{
    const struct pm_model *model = bound->model;
    struct pm_value_wishes *wishes = &bound->wishes;
    const struct pm_dimension *dimension = pm_model_find_dimension(model, pm_text_from(name));
    if (!dimension) {
        const char **names = NULL;
        NAMES_OF(session, model->dimensions, model->dimension_count, names);
        return pm_refuse_name(session, "dimension", name, names, model->dimension_count);
    }
    for (size_t i = 0; i < wishes->dimension_count; i++)
        if (wishes->dimensions[i] == dimension) return PM_OK;
    for (size_t i = 0; i < wishes->metric_count; i++) {
        if (divides(model, dimension, wishes->metrics[i])) continue;
        pm_diagnose_nowhere(session->about_run, PM_NAME_NOT_FOUND,
                            "the rows that `%s` counts have no `%s`", wishes->metrics[i]->name,
                            name);
        return PM_REFUSED;
    }
    if (wishes->dimension_count == PM_MOST_SIDES) {
        pm_diagnose_nowhere(session->about_run, PM_OPTION_VALUE,
                            "`--by` crosses at most %d dimensions", (int)PM_MOST_SIDES);
        return PM_REFUSED;
    }
    wishes->dimensions[wishes->dimension_count++] = dimension;
    return PM_OK;
}

static enum pm_status bind_dimensions(struct pm_session *session, struct bound *bound)
{
    bound->wishes.dimensions =
        PM_NEW_ITEMS(session->run, const struct pm_dimension *, PM_MOST_SIDES);
    for (size_t i = 0; i < bound->request->dimension_count; i++) {
        enum pm_status status = bind_dimension(session, bound, bound->request->dimensions[i]);
        if (status != PM_OK) return status;
    }
    return PM_OK;
}

static enum pm_status refuse_period(struct pm_session *session, const char *text)
{
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        session->about_run, PM_OPTION_VALUE, "`%s` is no period, and no range of periods", text);
    pm_help(session->about_run, found, "write `SY2026`, `SY2026.Q1` or `SY2024..SY2026`");
    return PM_REFUSED;
}

static enum pm_status bind_period(struct pm_session *session, struct bound *bound)
{
    if (!bound->request->period) return PM_OK;
    const struct pm_calendar *const *calendars = pm_model_calendars(bound->model);
    size_t count = bound->model->project->calendar_count;
    struct pm_text first = pm_text_from(bound->request->period);
    struct pm_text last = first;
    const char *dots = strstr(first.bytes, "..");
    if (dots) {
        last.bytes = dots + 2;
        last.size = strlen(last.bytes);
        first.size = (size_t)(dots - first.bytes);
    }
    struct pm_period from;
    struct pm_period to;
    if (!pm_period_parse(first, calendars, count, &from) ||
        !pm_period_parse(last, calendars, count, &to) || from.calendar != to.calendar ||
        from.part != to.part || pm_period_compare(from, to) > 0)
        return refuse_period(session, bound->request->period);
    bound->selection.first = bound->wishes.first = from;
    bound->selection.last = bound->wishes.last = to;
    return PM_OK;
}

static enum pm_status bind_plan(struct pm_session *session, struct bound *bound)
{
    const struct pm_model *model = bound->model;
    const char *plan = bound->request->plan;
    if (plan) bound->selection.plan = pm_model_find_plan(model, pm_text_from(plan));
    if (plan && !bound->selection.plan) {
        const char **names = NULL;
        NAMES_OF(session, model->plans, model->plan_count, names);
        return pm_refuse_name(session, "plan", plan, names, model->plan_count);
    }
    if (!bound->request->goal) return PM_OK;
    struct pm_text goal = pm_text_from(bound->request->goal);
    bound->selection.goal = goal;
    PM_ARRAY(const char *) names = {0};
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            const char *name = model->plans[i]->goals[j]->name;
            const char *full =
                pm_arena_format(session->scratch, "%s.%s", model->plans[i]->name, name);
            if (pm_text_is(goal, name) || pm_text_is(goal, full)) return PM_OK;
            PM_PUSH(session->scratch, &names, name);
        }
    return pm_refuse_name(session, "goal", bound->request->goal, names.items, names.count);
}

static enum pm_status refuse_kind(struct pm_session *session, const char *word)
{
    const char *words[PM_FINDING_KIND_COUNT];
    for (int kind = 0; kind < PM_FINDING_KIND_COUNT; kind++)
        words[kind] = pm_finding_kind_info((enum pm_finding_kind)kind)->word;
    return pm_refuse_name(session, "kind of finding", word, words, PM_FINDING_KIND_COUNT);
}

static enum pm_status bind_words(struct pm_session *session, struct bound *bound)
{
    static const char *const audiences[] = {"internal", "cabinet", "board", "public"};
    for (size_t i = 0; i < bound->request->kind_count; i++) {
        enum pm_finding_kind kind = pm_finding_kind_find(bound->request->kinds[i]);
        if (kind == PM_FINDING_KIND_COUNT) return refuse_kind(session, bound->request->kinds[i]);
        bound->selection.kinds[kind] = true;
    }
    bound->selection.only_open = bound->request->wants_open;
    const char *audience = bound->request->audience ? bound->request->audience : "internal";
    if (pm_audience_find(pm_text_from(audience), &bound->audience)) return PM_OK;
    return pm_refuse_name(session, "audience", audience, audiences, PM_AUDIENCE_COUNT);
}

/* True when a dimension has this group, whatever the data; `group each` may have any. */
static bool has_group(const struct pm_cells *cells, struct pm_text wanted)
{
    const struct pm_model *model = pm_cells_model(cells);
    if (pm_text_is(wanted, "all")) return true;
    for (size_t i = 0; i < model->dimension_count; i++) {
        const struct pm_cell_dimension *dimension = pm_cells_dimension(cells, model->dimensions[i]);
        for (size_t group = 0; group < dimension->group_count; group++) {
            struct pm_cell_side side = {(uint32_t)i, (uint32_t)group};
            if (pm_group_is(cells, &side, 1, wanted)) return true;
        }
    }
    return false;
}

static enum pm_status bind_group(struct pm_session *session, struct bound *bound)
{
    if (!bound->request->group) return PM_OK;
    struct pm_text group = pm_text_from(bound->request->group);
    bound->selection.group = bound->wishes.group = group;
    if (has_group(session->cells, group)) return PM_OK;
    const struct pm_model *model = bound->model;
    PM_ARRAY(const char *) names = {0};
    for (size_t i = 0; i < model->dimension_count; i++)
        for (size_t j = 0; j < model->dimensions[i]->group_count; j++)
            PM_PUSH(session->scratch, &names, model->dimensions[i]->groups[j]->name);
    return pm_refuse_name(session, "group", bound->request->group, names.items, names.count);
}

/* The units with this label. */
static size_t find_labelled(struct pm_session *session, struct pm_text wanted, uint32_t **found)
{
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(session->cells, &count);
    size_t labelled = 0;
    *found = PM_NEW_ITEMS(session->scratch, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        if (pm_text_is(wanted, units[i].label)) (*found)[labelled++] = (uint32_t)i;
    return labelled;
}

static enum pm_status refuse_label(struct pm_session *session, const char *label,
                                   const uint32_t *found, size_t count)
{
    size_t all = 0;
    const struct pm_cell_unit *units = pm_cells_units(session->cells, &all);
    struct pm_diagnostic *refused = pm_diagnose_nowhere(session->about_run, PM_NAME_NOT_FOUND,
                                                        "%zu units are called `%s`", count, label);
    pm_help(session->about_run, refused, "name one by its id, such as `%s` or `%s`",
            units[found[0]].id, units[found[1]].id);
    return PM_REFUSED;
}

/* Units are known only when the data are. */
static enum pm_status bind_unit(struct pm_session *session, struct bound *bound)
{
    const char *unit = bound->request->unit;
    bound->selection.unit = bound->wishes.unit = PM_NO_UNIT;
    if (!unit) return PM_OK;
    uint32_t found = pm_cells_find_unit(session->cells, pm_text_from(unit));
    uint32_t *labelled = NULL;
    size_t labelled_count = find_labelled(session, pm_text_from(unit), &labelled);
    if (found == PM_NO_UNIT && labelled_count == 1) found = labelled[0];
    bound->selection.unit = bound->wishes.unit = found;
    if (found != PM_NO_UNIT) return PM_OK;
    if (labelled_count > 1) return refuse_label(session, unit, labelled, labelled_count);
    size_t count = 0;
    const struct pm_cell_unit *units = pm_cells_units(session->cells, &count);
    const char **names = PM_NEW_ITEMS(session->scratch, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = units[i].id;
    return pm_refuse_name(session, "unit", unit, names, count);
}

static enum pm_status bind_all(struct pm_session *session, struct bound *bound)
{
    enum pm_status status = bind_words(session, bound);
    if (status == PM_OK) status = bind_metrics(session, bound);
    if (status == PM_OK) status = bind_dimensions(session, bound);
    if (status == PM_OK) status = bind_period(session, bound);
    if (status == PM_OK) status = bind_plan(session, bound);
    return status;
}

/* ---- The run ---- */

/* A store that was made, and nothing more, says as little as none. */
bool pm_session_has_data(struct pm_session *session, const char *path)
{
    if (pm_store_newest_load(session->store) > 0) return true;
    struct pm_diagnostic *found = pm_diagnose_nowhere(session->about_run, PM_STORE_MISSING,
                                                      "nothing was loaded into `%s` yet", path);
    pm_help(session->about_run, found, "run `pm load` first");
    return false;
}

/* True when only what the text and the day say is asked for: that needs no data. */
static bool is_of_text(const struct bound *bound)
{
    const struct pm_selection *selection = &bound->selection;
    if (bound->request->metric_count) return false;
    if (!bound->model->source_count) return true;
    if (!bound->request->kind_count) return false;
    return !selection->kinds[PM_FINDING_STATUS] && !selection->kinds[PM_FINDING_GAP] &&
           !selection->kinds[PM_FINDING_DATA] && !selection->kinds[PM_FINDING_OVERALL];
}

/* The rows to read; NULL after a diagnostic. None where no data are needed and no store is there. */
static struct pm_rows *open_rows(struct pm_session *session, const struct bound *bound)
{
    const struct pm_run_request *request = bound->request;
    struct pm_rows *rows = PM_NEW(session->run, struct pm_rows); /* the cells ask it later on */
    if (is_of_text(bound) && access(request->store, F_OK) != 0) {
        *rows = pm_rows_of_memory(pm_memory_new(session->run));
        return rows;
    }
    session->store = pm_session_open_store(session, request->store);
    if (!session->store) return NULL;
    if (!is_of_text(bound) && !pm_session_has_data(session, request->store)) return NULL;
    *rows = pm_rows_of_store(session->run, session->store, request->known_at);
    return rows;
}

static void pass(struct pm_session *session, const struct bound *bound, const struct pm_rows *rows,
                 int32_t as_of)
{
    session->cells = pm_evaluate(session->run, bound->model, session->request, rows, as_of,
                                 session->stop, session->stop_context, session->about_run);
}

static enum pm_status evaluate(struct pm_session *session, struct bound *bound)
{
    const struct pm_rows *rows = open_rows(session, bound);
    if (!rows) return PM_STORE_FAILED;
    struct pm_request *wishes = PM_NEW(session->run, struct pm_request);
    pm_request_all(session->run, bound->model, wishes);
    pm_values_request(session->run, &bound->wishes, wishes);
    session->request = wishes;
    pass(session, bound, rows, bound->request->as_of_day);
    int32_t written = pm_newest_day_written(bound->model->whole);
    if (session->cells && bound->request->as_of_day == PM_NEWEST && is_of_text(bound) &&
        written > pm_cells_as_of(session->cells)) {
        bound->is_as_written = true;
        pass(session, bound, rows, written);
    }
    if (session->cells) return PM_OK;
    bool has_stopped = session->stop && session->stop(session->stop_context);
    return has_stopped ? PM_STOPPED : PM_STORE_FAILED;
}

/* That there is nobody is not told, but where it is hidden: else it would follow. */
static void leave_out_spare(struct pm_release *release, const struct pm_key_list *list)
{
    size_t kept = 0;
    size_t next = 0;
    for (size_t i = 0; i < release->figure_count; i++) {
        bool is_spare = next < list->spare.count && list->spare.items[next] == i;
        if (is_spare) next++;
        if (!is_spare || release->figures[i].state == PM_STATE_SUPPRESSED)
            release->figures[kept++] = release->figures[i];
    }
    release->figure_count = kept;
}

static void release_values(struct pm_session *session, const struct bound *bound,
                           const struct pm_readers *readers)
{
    struct pm_key_list list = {0};
    pm_values_keys(session->run, session->cells, &bound->wishes, &list);
    struct pm_findings *none = PM_NEW(session->run, struct pm_findings);
    struct pm_release *release = pm_protect(session->run, session->cells, session->request, none,
                                            list.keys.items, list.keys.count, readers);
    leave_out_spare(release, &list);
    session->view.release = release;
    session->view.metrics = bound->wishes.metrics;
    session->view.metric_count = bound->wishes.metric_count;
    session->view.dimensions = bound->wishes.dimensions;
    session->view.dimension_count = bound->wishes.dimension_count;
}

static void release_findings(struct pm_session *session, const struct pm_readers *readers)
{
    struct pm_judge_options options = {.text = session->compilation->diagnostics};
    const struct pm_findings *findings =
        pm_judge(session->run, session->cells, &options, session->about_run);
    session->view.release =
        pm_protect(session->run, session->cells, session->request, findings, NULL, 0, readers);
}

/* Says so where something that is hidden might be worked out. */
static void report_open(struct pm_session *session)
{
    const struct pm_release *release = session->view.release;
    if (!release->open_count) return;
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        session->about_run, PM_FIGURE_NOT_PROTECTED,
        "%zu %s of hidden figures could not be shown to be safe for the audience `%s`",
        release->open_count, release->open_count == 1 ? "number" : "numbers",
        pm_audience_name(release->audience));
    pm_help(
        session->about_run, found,
        "leave the metrics out of what they get, or look with `pm privacy audit` at what can be "
        "worked out");
}

/* The last finding of a series up to a position whose figure is shown; the first where none is. */
static size_t last_with_figure(const struct pm_view *view, size_t first, size_t position)
{
    const struct pm_release *release = view->release;
    while (position > first &&
           release->finding_figures[view->chosen[position]].shown != PM_SHOWN_FULLY)
        position--;
    return position;
}

void pm_session_find_trends(struct pm_session *session, struct pm_view *view)
{
    struct pm_release *release = PM_NEW(session->run, struct pm_release);
    uint32_t *newest = PM_NEW_ITEMS(session->run, uint32_t, view->chosen_count + 1);
    size_t count = 0;
    size_t size = 0;
    for (size_t at = 0; at < view->chosen_count; at += size) {
        size_t position = at;
        size = pm_view_series(view, at, &position);
        newest[count++] = view->chosen[last_with_figure(view, at, position)];
    }
    *release = *view->release;
    pm_release_trends(session->run, newest, count, release);
    view->release = release;
}

static enum pm_status run(struct pm_session *session, void *arguments)
{
    struct bound bound = {.request = arguments, .model = pm_session_model(session)};
    if (!bound.model) return PM_PLAN_BROKEN;
    pm_session_start_run(session);
    enum pm_status status = bind_all(session, &bound);
    if (status == PM_OK) status = evaluate(session, &bound);
    if (status == PM_OK) status = bind_unit(session, &bound);
    if (status == PM_OK) status = bind_group(session, &bound);
    if (status != PM_OK) return status;
    session->view = (struct pm_view){.sources = session->compilation->sources,
                                     .project = pm_project_name(session),
                                     .is_newest = bound.request->as_of_day == PM_NEWEST,
                                     .is_as_written = bound.is_as_written};
    struct pm_readers readers = {.audience = bound.audience,
                                 .is_recorded = bound.request->release != NULL};
    if (!pm_session_read_ledger(session, &readers.ledger)) return PM_STORE_FAILED;
    if (bound.wishes.metric_count)
        release_values(session, &bound, &readers);
    else
        release_findings(session, &readers);
    report_open(session);
    pm_check_set_levels(bound.model, session->about_run, 0);
    pm_view_choose(session->run, &bound.selection, &session->view);
    if (bound.request->wants_trend) pm_session_find_trends(session, &session->view);
    if (bound.request->release) return pm_session_record_release(session, bound.request);
    return PM_OK;
}

enum pm_status pm_run(struct pm_session *session, const struct pm_run_request *request)
{
    struct pm_run_request copy = *request;
    return pm_session_guard(session, run, &copy);
}

struct pm_counts pm_count_findings(const struct pm_session *session)
{
    struct pm_counts counts = {0};
    const struct pm_view *view = &session->view;
    for (size_t i = 0; view->release && i < view->chosen_count; i++) {
        enum pm_severity severity = view->release->findings[view->chosen[i]].severity;
        if (severity == PM_ERROR)
            counts.errors++;
        else if (severity == PM_WARNING)
            counts.warnings++;
        else
            counts.infos++;
    }
    return counts;
}
