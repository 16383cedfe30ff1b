/* api_stage.c: what each stage made, for those who work on pm and for its tests. */
#include "lang/parse/parse.h"
#include "runtime/session.h"

#include <string.h>

struct stage_call {
    const char *stage;
    const char *argument;
    const struct pm_output *output;
};

static bool is_wanted(const struct pm_session *session, uint32_t file, const char *argument)
{
    const struct pm_source *source = pm_sources_get(session->compilation->sources, file);
    if (argument) return strcmp(source->path, argument) == 0;
    return !source->is_module;
}

/* Says that the project has no such file; PM_OK when it has, or when none is named. */
static enum pm_status check_file(struct pm_session *session, const char *argument)
{
    const struct pm_sources *sources = session->compilation->sources;
    const char **names = PM_NEW_ITEMS(session->scratch, const char *, sources->files.count);
    for (uint32_t file = 0; file < sources->files.count; file++) {
        if (!argument || is_wanted(session, file, argument)) return PM_OK;
        names[file] = pm_sources_get(sources, file)->path;
    }
    return pm_refuse_name(session, "file", argument, names, sources->files.count);
}

static enum pm_status write_tokens(struct pm_session *session, const char *argument,
                                   struct pm_sink *sink)
{
    struct pm_sources *sources = session->compilation->sources;
    enum pm_status status = check_file(session, argument);
    if (status != PM_OK) return status;
    struct pm_diagnostics *again = pm_diagnostics_new(session->scratch);
    for (uint32_t file = 0; file < sources->files.count; file++) {
        if (!is_wanted(session, file, argument)) continue;
        struct pm_tokens *tokens =
            pm_scan(session->scratch, pm_sources_get(sources, file), file, again);
        pm_parse_tokens(session->scratch, sources, file, tokens, again); /* fills in the roles */
        pm_put(sink, pm_tokens_dump(session->scratch, sources, file, tokens));
    }
    return PM_OK;
}

static enum pm_status write_trees(struct pm_session *session, const char *argument,
                                  struct pm_sink *sink)
{
    const struct pm_compilation *compilation = session->compilation;
    enum pm_status status = check_file(session, argument);
    if (status != PM_OK) return status;
    for (size_t i = 0; i < compilation->tree_count; i++)
        if (is_wanted(session, compilation->trees[i]->file, argument))
            pm_put(sink, pm_tree_dump(session->scratch, compilation->trees[i]));
    return PM_OK;
}

static void put_grain(struct pm_sink *sink, char part)
{
    if (part)
        pm_put_format(sink, "by part %c", part);
    else
        pm_put(sink, "by year");
}

/* What the pass is asked for: a line for each metric, crossing and grain. */
static enum pm_status write_pass(struct pm_session *session, struct pm_sink *sink)
{
    struct pm_request *request = PM_NEW(session->scratch, struct pm_request);
    pm_request_all(session->scratch, session->compilation->model, request);
    for (size_t i = 0; i < request->wishes.count; i++) {
        const struct pm_wish *wish = &request->wishes.items[i];
        pm_put_format(sink, "%s ", wish->metric->name);
        put_grain(sink, wish->part);
        for (size_t at = 0; at < wish->dimension_count; at++)
            pm_put_format(sink, " %s %s", at ? "*" : "in", wish->dimensions[at]->name);
        pm_put(sink, "\n");
    }
    return PM_OK;
}

static const char *cell_word(enum pm_cell_state state)
{
    switch (state) {
    case PM_CELL_VALUE:
        return "value";
    case PM_CELL_NO_ROWS:
        return "no_rows";
    case PM_CELL_NOT_PUBLISHED:
        return "not_published";
    case PM_CELL_MISSING:
        return "missing";
    case PM_CELL_PENDING:
        return "pending";
    case PM_CELL_SUPPRESSED_BY_SOURCE:
        return "suppressed_by_source";
    case PM_CELL_INVALID:
        return "invalid";
    case PM_CELL_OVERFLOW:
        return "overflow";
    case PM_CELL_IMPOSSIBLE:
        return "impossible";
    }
    return "";
}

static void put_cell(struct pm_session *session, struct pm_sink *sink,
                     const struct pm_cell_key *key)
{
    struct pm_cell cell;
    pm_cells_get(session->cells, key, &cell);
    pm_put_format(sink, "%s %s %s", key->metric->name,
                  pm_show_period(session->scratch, key->period),
                  pm_unit_id(session->view.release, key->unit));
    for (size_t i = 0; i < key->side_count; i++)
        pm_put_format(sink, " %s=%s",
                      session->view.release->model->dimensions[key->sides[i].dimension]->name,
                      pm_side_name(session->view.release, key->sides[i]));
    pm_put_format(sink, ": %s", cell_word(cell.state));
    if (cell.has_counts && pm_ratio_is_defined(cell.numerator)) {
        pm_put(sink, " ");
        pm_put_ratio(sink, cell.numerator);
        pm_put(sink, " of ");
        pm_put_ratio(sink, cell.denominator);
    }
    if (pm_ratio_is_defined(cell.value)) {
        pm_put(sink, " = ");
        pm_put_ratio(sink, cell.value);
    }
    if (cell.n >= 0) pm_put_format(sink, " n %lld", (long long)cell.n);
    if (cell.excluded >= 0) pm_put_format(sink, " excluded %lld", (long long)cell.excluded);
    pm_put(sink, "\n");
}

/* Every cell that was asked for, as it was counted. */
static enum pm_status write_cells(struct pm_session *session, struct pm_sink *sink)
{
    if (!session->cells || !session->view.release) return PM_REFUSED;
    if (session->view.release->audience != PM_INTERNAL) {
        pm_diagnose_nowhere(session->about_run, PM_AUDIENCE_REFUSED,
                            "what was counted is shown to the internal audience alone, not to the "
                            "%s",
                            pm_audience_name(session->view.release->audience));
        return PM_REFUSED;
    }
    for (size_t i = 0; i < session->request->wishes.count; i++) {
        const struct pm_wish *wish = &session->request->wishes.items[i];
        const struct pm_metric *metrics[] = {wish->metric};
        const struct pm_dimension *dimensions[PM_MOST_SIDES];
        for (size_t at = 0; at < wish->dimension_count; at++)
            dimensions[at] = wish->dimensions[at];
        struct pm_value_wishes wishes = {.metrics = metrics,
                                         .metric_count = 1,
                                         .dimensions = dimensions,
                                         .dimension_count = wish->dimension_count,
                                         .unit = PM_NO_UNIT};
        if (wish->part != pm_metric_grain(wish->metric)) continue;
        struct pm_key_list list = {0};
        pm_values_keys(session->scratch, session->cells, &wishes, &list);
        for (size_t key = 0; key < list.keys.count; key++)
            if (list.keys.items[key].side_count == wish->dimension_count)
                put_cell(session, sink, &list.keys.items[key]);
    }
    return PM_OK;
}

static enum pm_status write_stage(struct pm_session *session, void *arguments)
{
    static const char *const names[] = {"tokens", "tree", "model", "pass", "cells"};
    const struct stage_call *call = arguments;
    struct pm_sink sink = pm_sink_from(call->output);
    if (!session->compilation) return PM_REFUSED;
    if (strcmp(call->stage, "tokens") == 0) return write_tokens(session, call->argument, &sink);
    if (strcmp(call->stage, "tree") == 0) return write_trees(session, call->argument, &sink);
    if (call->argument) {
        pm_diagnose_nowhere(session->about_run, PM_ARGUMENT_EXTRA,
                            "`%s` is more than `pm debug %s` takes", call->argument, call->stage);
        return PM_REFUSED;
    }
    if (strcmp(call->stage, "model") == 0) {
        pm_put(&sink, pm_model_dump(session->scratch, session->compilation->model));
        return PM_OK;
    }
    if (strcmp(call->stage, "pass") == 0) return write_pass(session, &sink);
    if (strcmp(call->stage, "cells") == 0) return write_cells(session, &sink);
    return pm_refuse_name(session, "stage", call->stage, names, sizeof names / sizeof *names);
}

enum pm_status pm_write_stage(struct pm_session *session, const char *stage, const char *argument,
                              const struct pm_output *output)
{
    struct stage_call call = {stage, argument, output};
    return pm_session_guard(session, write_stage, &call);
}
