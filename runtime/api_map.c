/* api_map.c: pictures of what a plan says. */
#include "runtime/map/map.h"
#include "runtime/session.h"

#include <string.h>

enum { DESCRIPTION_WIDTH = 100 };

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

/* What a map is of: one thing, or the whole project. */
struct subject {
    const struct pm_theory *theory;
    const struct pm_process *process;
    bool is_organization; /* else, without theory and process, alignment */
};

static void put_words(struct pm_session *session, const struct pm_model *model,
                      const struct subject *subject, const struct pm_style *style,
                      struct pm_sink *sink)
{
    struct pm_arena *arena = session->scratch;
    if (subject->theory)
        pm_map_write_theory(arena, sink, style, subject->theory);
    else if (subject->process)
        pm_map_write_process(arena, sink, style, subject->process);
    else if (subject->is_organization)
        pm_map_write_organization(arena, sink, style, model);
    else
        pm_map_write_alignment(arena, sink, style, model);
}

static struct pm_map *make_graph(struct pm_session *session, const struct pm_model *model,
                                 const struct subject *subject)
{
    struct pm_arena *arena = session->scratch;
    if (subject->theory) return pm_map_theory(arena, subject->theory);
    if (subject->process) return pm_map_process(arena, subject->process);
    return subject->is_organization ? pm_map_organization(arena, model)
                                    : pm_map_alignment(arena, model);
}

static enum pm_status write_subject(struct pm_session *session, const struct pm_model *model,
                                    const struct map_call *call, const struct subject *subject)
{
    struct pm_sink sink = pm_sink_from(call->output);
    struct pm_style style = pm_style_from(call->options);
    if (call->format == PM_MAP_TEXT) {
        put_words(session, model, subject, &style, &sink);
        return PM_OK;
    }
    struct pm_map *map = make_graph(session, model, subject);
    struct pm_buffer words;
    pm_buffer_start(&words, session->scratch);
    struct pm_style plain = {.width = DESCRIPTION_WIDTH};
    put_words(session, model, subject, &plain, &words.sink);
    map->description = pm_buffer_text(&words);
    if (call->format == PM_MAP_DOT)
        pm_map_write_dot(&sink, map);
    else if (call->format == PM_MAP_MERMAID)
        pm_map_write_mermaid(&sink, map);
    else
        pm_map_write_description(&sink, map);
    return PM_OK;
}

static enum pm_status write_theory(struct pm_session *session, const struct pm_model *model,
                                   const struct map_call *call)
{
    const char *name = choose(session, model, call, pm_map_theory_name);
    struct subject subject = {.theory =
                                  name ? pm_map_find_theory(session->scratch, model, name) : NULL};
    if (!subject.theory) return refuse(session, model, call, pm_map_theory_name);
    return write_subject(session, model, call, &subject);
}

static enum pm_status write_process(struct pm_session *session, const struct pm_model *model,
                                    const struct map_call *call)
{
    const char *name = choose(session, model, call, pm_map_process_name);
    struct subject subject = {.process =
                                  name ? pm_map_find_process(session->scratch, model, name) : NULL};
    if (!subject.process) return refuse(session, model, call, pm_map_process_name);
    return write_subject(session, model, call, &subject);
}

/* Pictures of the whole project. */
static enum pm_status write_whole(struct pm_session *session, const struct pm_model *model,
                                  const struct map_call *call, bool is_organization)
{
    struct subject subject = {.is_organization = is_organization};
    if (!call->name) return write_subject(session, model, call, &subject);
    pm_diagnose_nowhere(session->about_run, PM_ARGUMENT_EXTRA,
                        "`%s` is more than `pm map %s` takes", call->name, call->what);
    return PM_REFUSED;
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
