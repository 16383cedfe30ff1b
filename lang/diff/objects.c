/* objects.c: the objects of a model by the place where they are declared. */
#include "lang/diff/compare.h"

struct entry {
    struct pm_span at;
    const void *object;
};

struct pm_objects {
    struct entry *entries; /* open addressing; a power of two, at most half full */
    size_t capacity;
};

static size_t hash(struct pm_span at)
{
    uint64_t key = ((uint64_t)at.file << 32 | at.begin) * 0x9e3779b97f4a7c15u;
    return (size_t)(key >> 20);
}

static void add(struct pm_objects *objects, struct pm_span at, const void *object)
{
    if (!at.end) return;
    size_t index = hash(at) & (objects->capacity - 1);
    while (objects->entries[index].object)
        index = (index + 1) & (objects->capacity - 1);
    objects->entries[index] = (struct entry){at, object};
}

const void *pm_object_at(const struct pm_objects *objects, struct pm_span at)
{
    size_t index = hash(at) & (objects->capacity - 1);
    for (; objects->entries[index].object; index = (index + 1) & (objects->capacity - 1)) {
        struct pm_span found = objects->entries[index].at;
        if (found.file == at.file && found.begin == at.begin) return objects->entries[index].object;
    }
    return NULL;
}

static size_t count_objects(const struct pm_model *model)
{
    const struct pm_whole *whole = model->whole;
    size_t count = model->source_count + model->metric_count + model->rating_count +
                   model->plan_count + whole->works.count + whole->theories.count +
                   whole->actions.count + whole->reviews.count + whole->measures.count +
                   whole->waivers.count + whole->allowances.count;
    for (size_t i = 0; i < model->rating_count; i++)
        count += model->ratings[i]->level_count;
    for (size_t i = 0; i < model->plan_count; i++) {
        count += model->plans[i]->goal_count;
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            count += model->plans[i]->goals[j]->measure_count;
    }
    return count;
}

#define ADD_ALL(list, list_count, place)      \
    for (size_t i = 0; i < (list_count); i++) \
        add(objects, (list)[i]->place, (list)[i]);

static void add_plan(struct pm_objects *objects, const struct pm_plan *plan)
{
    add(objects, plan->facts.at, plan);
    for (size_t i = 0; i < plan->goal_count; i++) {
        const struct pm_goal *goal = plan->goals[i];
        add(objects, goal->facts.at, goal);
        for (size_t j = 0; j < goal->measure_count; j++)
            add(objects, goal->measures[j]->facts.at, goal->measures[j]);
    }
}

static void add_rating(struct pm_objects *objects, const struct pm_rating *rating)
{
    add(objects, rating->facts.at, rating);
    for (size_t i = 0; i < rating->level_count; i++)
        add(objects, rating->levels[i]->at, rating->levels[i]);
}

static void add_whole(struct pm_objects *objects, const struct pm_whole *whole)
{
    ADD_ALL(whole->works.items, whole->works.count, facts.at)
    ADD_ALL(whole->theories.items, whole->theories.count, facts.at)
    ADD_ALL(whole->actions.items, whole->actions.count, facts.at)
    ADD_ALL(whole->reviews.items, whole->reviews.count, facts.at)
    ADD_ALL(whole->measures.items, whole->measures.count, facts.at)
    ADD_ALL(whole->waivers.items, whole->waivers.count, at)
    ADD_ALL(whole->allowances.items, whole->allowances.count, at)
}

struct pm_objects *pm_objects_find(struct pm_arena *arena, const struct pm_model *model)
{
    struct pm_objects *objects = PM_NEW(arena, struct pm_objects);
    size_t count = count_objects(model);
    objects->capacity = 16;
    while (objects->capacity < count * 2)
        objects->capacity *= 2;
    objects->entries = PM_NEW_ITEMS(arena, struct entry, objects->capacity);
    ADD_ALL(model->source_decls, model->source_count, facts.at)
    ADD_ALL(model->metrics, model->metric_count, facts.at)
    for (size_t i = 0; i < model->rating_count; i++)
        add_rating(objects, model->ratings[i]);
    for (size_t i = 0; i < model->plan_count; i++)
        add_plan(objects, model->plans[i]);
    add_whole(objects, model->whole);
    return objects;
}
