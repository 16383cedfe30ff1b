/* check_modules.c: modules of the standard library that nobody needs, and what takes the place of
 * their declarations. */
#include "lang/check/check.h"

#include "lang/model/work.h"

#include <string.h>

/* ---- Unused ---- */

/* The file of the module; SIZE_MAX when it is not among the sources. */
static size_t find_file(const struct pm_model *model, const char *module)
{
    size_t size = strlen(module);
    for (size_t i = 0; i < model->sources->files.count; i++) {
        const struct pm_source *file = model->sources->files.items[i];
        const char *name = strrchr(file->path, '/');
        if (file->is_module && name && strncmp(name + 1, module, size) == 0 &&
            strcmp(name + 1 + size, ".pm") == 0)
            return i;
    }
    return SIZE_MAX;
}

static void add_ratings(struct pm_check *check, struct pm_set *set)
{
    const struct pm_model *model = check->model;
    if (model->project->rating) pm_set_add(check->arena, set, model->project->rating);
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            const struct pm_goal *goal = model->plans[i]->goals[j];
            for (size_t k = 0; k < goal->measure_count; k++)
                pm_set_add(check->arena, set, goal->measures[k]->rating);
        }
    for (size_t i = 0; i < model->whole->measures.count; i++)
        pm_set_add(check->arena, set, model->whole->measures.items[i]->rating);
    pm_set_seal(set);
}

static bool is_used(const struct pm_model *model, const struct pm_set *ratings, size_t file)
{
    for (size_t i = 0; i < model->metric_count; i++)
        if (model->metrics[i]->from_module && model->metrics[i]->facts.at.file == file &&
            pm_metric_is_active(model, model->metrics[i]))
            return true;
    for (size_t i = 0; i < model->rating_count; i++)
        if (model->ratings[i]->from_module && model->ratings[i]->facts.at.file == file &&
            pm_set_has(ratings, model->ratings[i]))
            return true;
    return false;
}

/* The line `use MODULE` of a project's file; false when it does not stand alone on a line. */
static bool find_use(const struct pm_model *model, const char *module, struct pm_span *out)
{
    for (size_t i = 0; i < model->sources->files.count; i++) {
        const struct pm_source *file = model->sources->files.items[i];
        const char *end = file->text.bytes + file->text.size;
        if (file->is_module) continue;
        for (const char *line = file->text.bytes; line && line < end;) {
            const char *stop = memchr(line, '\n', (size_t)(end - line));
            struct pm_text text = {line, (size_t)((stop ? stop : end) - line)};
            struct pm_text use = pm_text_trim(text);
            if (pm_text_starts(use, "use ") &&
                pm_text_is(pm_text_trim((struct pm_text){use.bytes + 4, use.size - 4}), module)) {
                size_t begin = (size_t)(use.bytes - file->text.bytes);
                *out = (struct pm_span){(uint32_t)i, (uint32_t)begin, (uint32_t)(begin + use.size)};
                return true;
            }
            line = stop ? stop + 1 : NULL;
        }
    }
    return false;
}

void pm_check_modules(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    const struct pm_model *model = check->model;
    struct pm_set ratings = {0};
    if (model->module_count) add_ratings(check, &ratings);
    for (size_t i = 0; i < model->module_count; i++) {
        size_t file = find_file(model, model->modules[i]);
        struct pm_span at;
        if (file == SIZE_MAX || is_used(model, &ratings, file) ||
            !find_use(model, model->modules[i], &at))
            continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_MODULE_UNUSED, at, "nothing of module `%s` is used",
                        model->modules[i]);
        found->replacement = "";
        pm_help(check->diagnostics, found, "take the line out");
    }
}

/* ---- Replaced ---- */

struct replacing {
    const char *kind;
    const struct pm_facts *facts;
};

static const struct pm_facts *find_facts(const struct pm_model *model, const char *kind,
                                         struct pm_text name)
{
    const struct pm_metric *metric = pm_model_find_metric(model, name);
    const struct pm_rating *rating = pm_model_find_rating(model, name);
    const struct pm_source_decl *source = pm_model_find_source(model, name);
    const struct pm_dimension *dimension = pm_model_find_dimension(model, name);
    const struct replacing things[] = {{"metric", metric ? &metric->facts : NULL},
                                       {"rating", rating ? &rating->facts : NULL},
                                       {"source", source ? &source->facts : NULL},
                                       {"dimension", dimension ? &dimension->facts : NULL}};
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (strcmp(things[i].kind, kind) == 0) return things[i].facts;
    return NULL;
}

void pm_check_replaced(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    const struct pm_model *model = check->model;
    for (size_t i = 0; i < model->replaced_count; i++) {
        const char *blank = strchr(model->replaced[i], ' ');
        if (!blank) continue;
        size_t size = (size_t)(blank - model->replaced[i]);
        const char *kind = pm_arena_copy_text(check->arena, model->replaced[i], size);
        const struct pm_facts *facts = find_facts(model, kind, pm_text_from(blank + 1));
        if (!facts) continue;
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_MODULE_SHADOWED, facts->at,
            "`%s` takes the place of the %s of the standard library: the same word means something "
            "else here",
            blank + 1, kind);
        pm_help(check->diagnostics, found, "give yours a name of its own, unless that is meant");
    }
}
