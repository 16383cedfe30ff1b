#include "runtime/map/parts.h"

#include <string.h>

/* Theories and processes are found by their own name where no other has it, else by the plan's and
 * their own. */
struct named {
    const char *name;
    const struct pm_plan *plan; /* NULL: of the file */
};

struct list {
    size_t count;
    struct named (*get)(const struct pm_model *model, size_t index);
};

static struct named theory_at(const struct pm_model *model, size_t index)
{
    const struct pm_theory *theory = model->whole->theories.items[index];
    return (struct named){theory->name, theory->plan};
}

static struct named process_at(const struct pm_model *model, size_t index)
{
    const struct pm_process *process = model->whole->processes.items[index];
    return (struct named){process->name, process->plan};
}

static const char *whole_name(struct pm_arena *arena, struct named named)
{
    if (!named.plan) return named.name;
    return pm_arena_format(arena, "%s.%s", named.plan->name, named.name);
}

static const char *name_of(struct pm_arena *arena, const struct pm_model *model,
                           const struct list *list, size_t index)
{
    if (index >= list->count) return NULL;
    struct named named = list->get(model, index);
    for (size_t i = 0; i < list->count; i++)
        if (i != index && strcmp(list->get(model, i).name, named.name) == 0)
            return whole_name(arena, named);
    return named.name;
}

/* Index of the one that a name means; the count when none does, or several. */
static size_t find(struct pm_arena *arena, const struct pm_model *model, const struct list *list,
                   const char *name)
{
    size_t found = list->count;
    for (size_t i = 0; i < list->count; i++) {
        struct named named = list->get(model, i);
        if (strcmp(whole_name(arena, named), name) == 0) return i;
        if (strcmp(named.name, name) != 0) continue;
        if (found != list->count) return list->count;
        found = i;
    }
    return found;
}

const char *pm_map_theory_name(struct pm_arena *arena, const struct pm_model *model, size_t index)
{
    struct list list = {model->whole->theories.count, theory_at};
    return name_of(arena, model, &list, index);
}

const char *pm_map_process_name(struct pm_arena *arena, const struct pm_model *model, size_t index)
{
    struct list list = {model->whole->processes.count, process_at};
    return name_of(arena, model, &list, index);
}

const struct pm_theory *pm_map_find_theory(struct pm_arena *arena, const struct pm_model *model,
                                           const char *name)
{
    struct list list = {model->whole->theories.count, theory_at};
    size_t found = find(arena, model, &list, name);
    return found < list.count ? model->whole->theories.items[found] : NULL;
}

const struct pm_process *pm_map_find_process(struct pm_arena *arena, const struct pm_model *model,
                                             const char *name)
{
    struct list list = {model->whole->processes.count, process_at};
    size_t found = find(arena, model, &list, name);
    return found < list.count ? model->whole->processes.items[found] : NULL;
}
