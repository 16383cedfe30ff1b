/* check_index.c: sets of objects, and what names what. */
#include "lang/check/index.h"

#include "lang/model/work.h"

#include <stdlib.h>

static int compare_addresses(const void *left, const void *right)
{
    uintptr_t a = (uintptr_t)(*(const void *const *)left);
    uintptr_t b = (uintptr_t)(*(const void *const *)right);
    return (a > b) - (a < b);
}

void pm_set_add(struct pm_arena *arena, struct pm_set *set, const void *object)
{
    PM_PUSH(arena, &set->items, object);
}

void pm_set_seal(struct pm_set *set)
{
    if (set->items.count)
        qsort(set->items.items, set->items.count, sizeof *set->items.items, compare_addresses);
}

bool pm_set_has(const struct pm_set *set, const void *object)
{
    return set->items.count && bsearch(&object, set->items.items, set->items.count,
                                       sizeof *set->items.items, compare_addresses) != NULL;
}

/* ---- What names what ---- */

static void add_measure(struct pm_arena *arena, struct pm_index *index,
                        const struct pm_measure *measure)
{
    pm_set_add(arena, &index->measured, measure->metric);
    pm_set_add(arena, &index->used, measure->rating);
    for (size_t i = 0; i < measure->targets_count; i++)
        pm_set_add(arena, &index->used, measure->targets[i].source);
    for (size_t i = 0; i < measure->compare_count; i++)
        pm_set_add(arena, &index->used, measure->compares[i].source);
}

static void add_goals(struct pm_arena *arena, struct pm_index *index, const struct pm_model *model)
{
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            const struct pm_goal *goal = model->plans[i]->goals[j];
            if (goal->within) pm_set_add(arena, &index->parents, goal->within);
            for (size_t k = 0; k < goal->measure_count; k++)
                add_measure(arena, index, goal->measures[k]);
        }
}

static void add_metrics(struct pm_arena *arena, struct pm_index *index,
                        const struct pm_model *model)
{
    const struct pm_whole *whole = model->whole;
    for (size_t i = 0; i < whole->measures.count; i++)
        add_measure(arena, index, whole->measures.items[i]);
    for (size_t i = 0; i < model->metric_count; i++) {
        const struct pm_metric *metric = model->metrics[i];
        const struct pm_term *terms[] = {&metric->numerator, &metric->denominator, &metric->value,
                                         &metric->n, &metric->participation};
        for (size_t j = 0; j < sizeof terms / sizeof *terms; j++)
            pm_set_add(arena, &index->used, terms[j]->source);
        for (size_t j = 0; j < metric->lead_count; j++)
            pm_set_add(arena, &index->led, metric->leads[j]);
    }
}

static void add_sources(struct pm_arena *arena, struct pm_index *index,
                        const struct pm_model *model)
{
    for (size_t i = 0; i < model->unit_set_count; i++)
        pm_set_add(arena, &index->used, model->unit_sets[i]->source);
    for (size_t i = 0; i < model->dimension_count; i++)
        for (size_t j = 0; j < model->dimensions[i]->column_count; j++)
            pm_set_add(arena, &index->used, model->dimensions[i]->columns[j]->source);
    for (size_t i = 0; i < model->source_count; i++)
        for (size_t j = 0; j < model->source_decls[i]->column_count; j++) {
            pm_set_add(arena, &index->used, model->source_decls[i]->columns[j]->refers_to);
            pm_set_add(arena, &index->used, model->source_decls[i]->columns[j]->gather_from);
        }
}

static void add_served_goal(struct pm_arena *arena, struct pm_index *index,
                            const struct pm_goal *goal)
{
    pm_set_add(arena, &index->served, goal);
    if (goal->within) pm_set_add(arena, &index->served, goal->within);
}

static void add_work(struct pm_arena *arena, struct pm_index *index, const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->works.count; i++) {
        const struct pm_work *work = whole->works.items[i];
        if (work->kind != PM_ACTIVITY && work->plan) pm_set_add(arena, &index->working, work->plan);
        if (work->within) pm_set_add(arena, &index->served, work->within);
        for (size_t j = 0; j < work->serve_count; j++)
            if (work->serves[j].kind == PM_SUBJECT_GOAL)
                add_served_goal(arena, index, work->serves[j].object);
            else
                pm_set_add(arena, &index->served, work->serves[j].object);
        bool has_money = work->budget_count || work->staff_count;
        for (const struct pm_work *at = work; has_money && at; at = at->within)
            pm_set_add(arena, &index->budgeted, at);
    }
    for (size_t i = 0; i < whole->theories.count; i++)
        add_served_goal(arena, index, whole->theories.items[i]->goal);
    for (size_t i = 0; i < whole->trainings.count; i++)
        if (whole->trainings.items[i]->plan)
            pm_set_add(arena, &index->trained, whole->trainings.items[i]->plan);
}

static void add_subjects(struct pm_arena *arena, struct pm_index *index,
                         const struct pm_subject_reference *subjects, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct pm_measure *measure = subjects[i].object;
        bool is_measure = subjects[i].kind == PM_SUBJECT_MEASURE;
        if (is_measure && measure->goal) pm_set_add(arena, &index->reviewed, measure->goal);
        pm_set_add(arena, &index->reviewed, subjects[i].object);
    }
}

static void add_reviews(struct pm_arena *arena, struct pm_index *index,
                        const struct pm_whole *whole)
{
    for (size_t i = 0; i < whole->reviews.count; i++) {
        const struct pm_review *review = whole->reviews.items[i];
        add_subjects(arena, index, review->of, review->of_count);
        for (size_t j = 0; j < review->chart_count; j++)
            pm_set_add(arena, &index->reviewed, review->charts[j]->metric);
    }
    for (size_t i = 0; i < whole->meetings.count; i++) {
        const struct pm_meeting *meeting = whole->meetings.items[i];
        add_subjects(arena, index, meeting->of, meeting->of_count);
        for (size_t j = 0; j < meeting->align_count; j++)
            pm_set_add(arena, &index->reviewed, meeting->aligns[j]);
    }
}

struct pm_index *pm_index_make(const struct pm_model *model)
{
    struct pm_arena *arena = model->arena;
    struct pm_index *index = PM_NEW(arena, struct pm_index);
    add_goals(arena, index, model);
    add_metrics(arena, index, model);
    add_sources(arena, index, model);
    add_work(arena, index, model->whole);
    add_reviews(arena, index, model->whole);
    struct pm_set *sets[] = {&index->measured, &index->led,     &index->served,
                             &index->budgeted, &index->working, &index->parents,
                             &index->reviewed, &index->trained, &index->used};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        pm_set_seal(sets[i]);
    return index;
}
