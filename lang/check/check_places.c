/* check_places.c: where declarations begin and end, and where errors lie. */
#include "lang/check/places.h"

#include "lang/model/work.h"

#include <stdlib.h>

static int compare_spans(struct pm_span a, struct pm_span b)
{
    if (a.file != b.file) return a.file < b.file ? -1 : 1;
    return (a.begin > b.begin) - (a.begin < b.begin);
}

static int compare_starts(const void *left, const void *right)
{
    const struct pm_start *a = left;
    const struct pm_start *b = right;
    int order = compare_spans(a->at, b->at);
    return order ? order : (a->depth > b->depth) - (a->depth < b->depth);
}

static int compare_mistakes(const void *left, const void *right)
{
    return compare_spans(*(const struct pm_span *)left, *(const struct pm_span *)right);
}

/* ---- Starts ---- */

static void add_start(struct pm_places *places, struct pm_span at, int depth)
{
    struct pm_start start = {at, depth};
    PM_PUSH(places->arena, &places->starts, start);
}

static void add_starts_of_plans(struct pm_places *places, const struct pm_model *model)
{
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        add_start(places, plan->facts.at, 0);
        for (size_t j = 0; j < plan->focus_count; j++)
            add_start(places, plan->focuses[j]->facts.at, 1);
        for (size_t j = 0; j < plan->goal_count; j++) {
            const struct pm_goal *goal = plan->goals[j];
            add_start(places, goal->facts.at, 1);
            for (size_t k = 0; k < goal->measure_count; k++)
                add_start(places, goal->measures[k]->facts.at, 2);
        }
    }
}

/* A declaration of the improvement cycle that stands in a plan, or at the top of a file. */
static void add_start_in(struct pm_places *places, const struct pm_facts *facts,
                         const struct pm_plan *plan)
{
    add_start(places, facts->at, plan ? 1 : 0);
}

static void add_starts_of_plan_work(struct pm_places *places, const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->works.count; i++)
        add_start(places, whole->works.items[i]->facts.at, whole->works.items[i]->within ? 2 : 1);
    for (size_t i = 0; i < whole->measures.count; i++)
        add_start(places, whole->measures.items[i]->facts.at, 2);
    for (size_t i = 0; i < whole->trainings.count; i++)
        add_start_in(places, &whole->trainings.items[i]->facts, whole->trainings.items[i]->plan);
    for (size_t i = 0; i < whole->theories.count; i++)
        add_start(places, whole->theories.items[i]->facts.at, 1);
    for (size_t i = 0; i < whole->processes.count; i++)
        add_start_in(places, &whole->processes.items[i]->facts, whole->processes.items[i]->plan);
    for (size_t i = 0; i < whole->adjustments.count; i++)
        add_start_in(places, &whole->adjustments.items[i]->facts,
                     whole->adjustments.items[i]->plan);
    for (size_t i = 0; i < whole->decisions.count; i++)
        add_start_in(places, &whole->decisions.items[i]->facts, whole->decisions.items[i]->plan);
}

static void add_starts_of_cycle(struct pm_places *places, const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->services.count; i++)
        add_start(places, whole->services.items[i]->facts.at, 0);
    for (size_t i = 0; i < whole->reviews.count; i++)
        add_start(places, whole->reviews.items[i]->facts.at, 0);
    for (size_t i = 0; i < whole->reports.count; i++)
        add_start(places, whole->reports.items[i]->facts.at, 0);
    for (size_t i = 0; i < whole->meetings.count; i++)
        add_start(places, whole->meetings.items[i]->facts.at, 0);
    for (size_t i = 0; i < whole->policies.count; i++)
        add_start(places, whole->policies.items[i]->facts.at, 0);
    for (size_t i = 0; i < whole->practices.count; i++)
        add_start(places, whole->practices.items[i]->facts.at, 0);
}

static void find_starts(struct pm_places *places, const struct pm_model *model)
{
    for (size_t i = 0; i < model->unit_count; i++)
        add_start(places, model->units[i]->facts.at, 0);
    for (size_t i = 0; i < model->unit_set_count; i++)
        add_start(places, model->unit_sets[i]->facts.at, 0);
    for (size_t i = 0; i < model->source_count; i++)
        add_start(places, model->source_decls[i]->facts.at, 0);
    for (size_t i = 0; i < model->dimension_count; i++)
        add_start(places, model->dimensions[i]->facts.at, 0);
    for (size_t i = 0; i < model->metric_count; i++)
        add_start(places, model->metrics[i]->facts.at, 0);
    for (size_t i = 0; i < model->rating_count; i++)
        add_start(places, model->ratings[i]->facts.at, 0);
    add_starts_of_plans(places, model);
    add_starts_of_plan_work(places, model->whole);
    add_starts_of_cycle(places, model->whole);
    if (places->starts.count)
        qsort(places->starts.items, places->starts.count, sizeof *places->starts.items,
              compare_starts);
}

/* ---- Errors ---- */

static void find_mistakes(struct pm_places *places, const struct pm_diagnostics *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->has_span && list->items[i]->severity == PM_ERROR)
            PM_PUSH(places->arena, &places->mistakes, list->items[i]->span);
    if (places->mistakes.count)
        qsort(places->mistakes.items, places->mistakes.count, sizeof *places->mistakes.items,
              compare_mistakes);
}

void pm_places_find(struct pm_places *places, const struct pm_model *model,
                    const struct pm_diagnostics *list)
{
    places->arena = model->arena;
    find_mistakes(places, list);
    if (places->mistakes.count) find_starts(places, model);
}

/* Index of the first start after a place. */
static size_t next_start(const struct pm_places *places, struct pm_span at)
{
    size_t low = 0;
    size_t high = places->starts.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_spans(places->starts.items[middle].at, at) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Index of the first error at a place or after it. */
static size_t next_mistake(const struct pm_places *places, struct pm_span at)
{
    size_t low = 0;
    size_t high = places->mistakes.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_spans(places->mistakes.items[middle], at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool pm_places_have_mistake(const struct pm_places *places, struct pm_span at, int depth)
{
    size_t mistake = next_mistake(places, at);
    if (mistake == places->mistakes.count || places->mistakes.items[mistake].file != at.file)
        return false;
    size_t next = next_start(places, at);
    while (next < places->starts.count && places->starts.items[next].depth > depth)
        next++;
    return next == places->starts.count ||
           compare_spans(places->mistakes.items[mistake], places->starts.items[next].at) < 0;
}
