/* dump.c: the model, or one declaration of it, as text for people and tests. */
#include "lang/model/describe_work.h"
#include "lang/model/resolve.h"

#include <string.h>

/* Describes each member of a list of the model. */
#define DESCRIBE_ALL(description, describe, list, list_count)  \
    do {                                                       \
        struct pm_items members = pm_items_begin(description); \
        for (size_t i = 0; i < (list_count); i++) {            \
            describe((description), (list)[i]);                \
            pm_items_next((description), &members);            \
        }                                                      \
        pm_items_finish((description), &members);              \
    } while (0)

void pm_describe_model(struct pm_description *description, const struct pm_model *model)
{
    pm_describe_project(description, model->project);
    DESCRIBE_ALL(description, pm_describe_unit, model->units, model->unit_count);
    DESCRIBE_ALL(description, pm_describe_unit_set, model->unit_sets, model->unit_set_count);
    DESCRIBE_ALL(description, pm_describe_source, model->source_decls, model->source_count);
    DESCRIBE_ALL(description, pm_describe_dimension, model->dimensions, model->dimension_count);
    DESCRIBE_ALL(description, pm_describe_metric, model->metrics, model->metric_count);
    DESCRIBE_ALL(description, pm_describe_rating, model->ratings, model->rating_count);
    DESCRIBE_ALL(description, pm_describe_plan, model->plans, model->plan_count);
    pm_describe_whole(description, model->whole);
    if (description->canonical) return;
    for (size_t i = 0; i < model->module_count; i++)
        pm_describe(description, "use %s", model->modules[i]);
    for (size_t i = 0; i < model->replaced_count; i++)
        pm_describe(description, "replaced %s", model->replaced[i]);
    pm_describe(description, "digest %.16s", pm_model_digest(description->writer.arena, model));
}

char *pm_model_dump(struct pm_arena *arena, const struct pm_model *model)
{
    struct pm_description description = pm_description_make(arena, model->sources, false);
    pm_describe_model(&description, model);
    return pm_writer_text(&description.writer);
}

/* A goal by the name of its plan and its own. */
static const struct pm_goal *find_goal(const struct pm_model *model, struct pm_text name)
{
    const char *dot = name.size ? memchr(name.bytes, '.', name.size) : NULL;
    if (!dot) return NULL;
    size_t size = (size_t)(dot - name.bytes);
    const struct pm_plan *plan = pm_model_find_plan(model, (struct pm_text){name.bytes, size});
    if (!plan) return NULL;
    return pm_plan_find_goal(plan, (struct pm_text){dot + 1, name.size - size - 1});
}

static const struct pm_column *find_column(const struct pm_model *model, struct pm_text name)
{
    const char *dot = name.size ? memchr(name.bytes, '.', name.size) : NULL;
    if (!dot) return NULL;
    size_t size = (size_t)(dot - name.bytes);
    const struct pm_source_decl *source =
        pm_model_find_source(model, (struct pm_text){name.bytes, size});
    if (!source) return NULL;
    return pm_source_find_column(source, (struct pm_text){dot + 1, name.size - size - 1});
}

/* All declarations of the name: a unit and a metric may share one. */
static void show_all(struct pm_description *description, const struct pm_model *model,
                     struct pm_text name)
{
    const struct pm_unit *unit = pm_model_find_unit(model, name);
    const struct pm_unit_set *set = pm_model_find_unit_set(model, name);
    const struct pm_source_decl *source = pm_model_find_source(model, name);
    const struct pm_dimension *dimension = pm_model_find_dimension(model, name);
    const struct pm_metric *metric = pm_model_find_metric(model, name);
    const struct pm_rating *rating = pm_model_find_rating(model, name);
    const struct pm_plan *plan = pm_model_find_plan(model, name);
    const struct pm_goal *goal = find_goal(model, name);
    const struct pm_column *column = find_column(model, name);
    if (model->project->name && *model->project->name && pm_text_is(name, model->project->name))
        pm_describe_project(description, model->project);
    if (unit) pm_describe_unit(description, unit);
    if (set) pm_describe_unit_set(description, set);
    if (source) pm_describe_source(description, source);
    if (dimension) pm_describe_dimension(description, dimension);
    if (metric) pm_describe_metric(description, metric);
    if (rating) pm_describe_rating(description, rating);
    if (plan) pm_describe_plan(description, plan);
    if (goal) pm_describe_goal(description, goal);
    if (column) pm_describe_column(description, column);
    pm_show_whole(description, model->whole, name);
}

char *pm_model_show(struct pm_arena *arena, const struct pm_model *model, struct pm_text name)
{
    struct pm_description description = pm_description_make(arena, model->sources, false);
    show_all(&description, model, name);
    return description.writer.size ? pm_writer_text(&description.writer) : NULL;
}
