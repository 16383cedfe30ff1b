/* api_map.c: pictures of what a plan says. */
#include "runtime/map/map.h"
#include "runtime/session.h"

#include <string.h>

struct map_call {
    const char *what;
    const char *name;
    enum pm_map_format format;
    const struct pm_write_options *options;
    const struct pm_output *output;
};

typedef const char *name_function(struct pm_arena *arena, const struct pm_model *model,
                                  size_t index);

/* Says that a thing has to be named, or that none has this name. */
static enum pm_status refuse(struct pm_session *session, const struct pm_model *model,
                             const struct map_call *call, name_function *name_at)
{
    PM_ARRAY(const char *) names = {0};
    const char *name;
    while ((name = name_at(session->scratch, model, names.count)) != NULL)
        PM_PUSH(session->scratch, &names, name);
    if (call->name) {
        bool shows = names.count <= 12 || pm_find_similar(call->name, names.items, names.count);
        return pm_refuse_name(session, call->what, call->name, names.items,
                              shows ? names.count : 0);
    }
    if (!names.count) {
        pm_diagnose_nowhere(session->about_run, PM_NAME_NOT_FOUND, "this project has no %s",
                            call->what);
        return PM_REFUSED;
    }
    struct pm_diagnostic *found = pm_diagnose_nowhere(
        session->about_run, PM_ARGUMENT_MISSING, "`pm map %s` needs to be told which", call->what);
    struct pm_buffer all;
    pm_buffer_start(&all, session->scratch);
    for (size_t i = 0; i < names.count; i++)
        pm_put_format(&all.sink, "%s`%s`", i ? ", " : "", names.items[i]);
    pm_help(session->about_run, found, "there are %s", pm_buffer_text(&all));
    return PM_REFUSED;
}

/* The name asked for; the only one where none is. */
static const char *choose(struct pm_session *session, const struct pm_model *model,
                          const struct map_call *call, name_function *name_at)
{
    if (call->name || name_at(session->scratch, model, 1)) return call->name;
    return name_at(session->scratch, model, 0);
}

static void write_graph(struct pm_sink *sink, const struct map_call *call, const struct pm_map *map)
{
    if (call->format == PM_MAP_DOT)
        pm_map_write_dot(sink, map);
    else
        pm_map_write_mermaid(sink, map);
}

static enum pm_status write_theory(struct pm_session *session, const struct pm_model *model,
                                   const struct map_call *call)
{
    const char *name = choose(session, model, call, pm_map_theory_name);
    const struct pm_theory *theory =
        name ? pm_map_find_theory(session->scratch, model, name) : NULL;
    if (!theory) return refuse(session, model, call, pm_map_theory_name);
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->format == PM_MAP_TEXT)
        pm_map_write_theory(session->scratch, &sink, &style, theory);
    else
        write_graph(&sink, call, pm_map_theory(session->scratch, theory));
    return PM_OK;
}

static enum pm_status write_process(struct pm_session *session, const struct pm_model *model,
                                    const struct map_call *call)
{
    const char *name = choose(session, model, call, pm_map_process_name);
    const struct pm_process *process =
        name ? pm_map_find_process(session->scratch, model, name) : NULL;
    if (!process) return refuse(session, model, call, pm_map_process_name);
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->format == PM_MAP_TEXT)
        pm_map_write_process(session->scratch, &sink, &style, process);
    else
        write_graph(&sink, call, pm_map_process(session->scratch, process));
    return PM_OK;
}

/* Pictures of the whole project. */
static enum pm_status write_whole(struct pm_session *session, const struct pm_model *model,
                                  const struct map_call *call, bool is_organization)
{
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->name) {
        pm_diagnose_nowhere(session->about_run, PM_ARGUMENT_EXTRA,
                            "`%s` is more than `pm map %s` takes", call->name, call->what);
        return PM_REFUSED;
    }
    if (call->format != PM_MAP_TEXT)
        write_graph(&sink, call,
                    is_organization ? pm_map_organization(session->scratch, model)
                                    : pm_map_alignment(session->scratch, model));
    else if (is_organization)
        pm_map_write_organization(session->scratch, &sink, &style, model);
    else
        pm_map_write_alignment(session->scratch, &sink, &style, model);
    return PM_OK;
}

static enum pm_status write_map(struct pm_session *session, void *arguments)
{
    static const char *const kinds[] = {"theory", "process", "organization", "alignment"};
    const struct map_call *call = arguments;
    const struct pm_model *model = pm_session_model(session);
    if (!model) return PM_PLAN_BROKEN;
    if (strcmp(call->what, "theory") == 0) return write_theory(session, model, call);
    if (strcmp(call->what, "process") == 0) return write_process(session, model, call);
    bool is_organization = strcmp(call->what, "organization") == 0;
    if (is_organization || strcmp(call->what, "alignment") == 0)
        return write_whole(session, model, call, is_organization);
    return pm_refuse_name(session, "map", call->what, kinds, sizeof kinds / sizeof *kinds);
}

enum pm_status pm_write_map(struct pm_session *session, const char *what, const char *name,
                            enum pm_map_format format, const struct pm_write_options *options,
                            const struct pm_output *output)
{
    struct map_call call = {what, name, format, options, output};
    return pm_session_guard(session, write_map, &call);
}
