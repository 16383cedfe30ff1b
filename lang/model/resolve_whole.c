/* resolve_whole.c: the order in which the improvement cycle is read. */
#include "lang/model/resolve_work.h"

#include <stdlib.h>

/* ---- Measures ---- */

/* The measures of one declaration that lies in the plan handed down (NULL: in none). */
static void read_measures(struct pm_resolver *resolver, const struct pm_declared *declared,
                          const struct pm_handed_down *given)
{
    struct pm_handed_down handed_down = *given;
    const struct pm_name *name = declared->name;
    struct pm_work *work = name->kind == PM_KIND_WORK ? name->object : NULL;
    struct pm_training *training = name->kind == PM_KIND_TRAINING ? name->object : NULL;
    struct pm_service *service = name->kind == PM_KIND_SERVICE ? name->object : NULL;
    size_t count;
    if (service) pm_service_units(resolver, service, name->statement, &handed_down);
    if (training)
        training->audience = pm_read_units_of(resolver, name->statement, "audience", "NAMES",
                                              &training->audience_count);
    if (training && !training->plan) {
        handed_down.units = training->audience;
        handed_down.unit_count = training->audience_count;
    }
    struct pm_measure **measures =
        pm_read_measures(resolver, &handed_down, name->statement, &count);
    for (size_t i = 0; i < count; i++) {
        measures[i]->work = work;
        measures[i]->training = training;
        measures[i]->service = service;
        PM_PUSH(resolver->arena, &resolver->model->whole->measures, measures[i]);
    }
    if (work) work->measures = measures;
    if (work) work->measure_count = count;
    if (training) training->measures = measures;
    if (training) training->measure_count = count;
    if (service) service->measures = measures;
    if (service) service->measure_count = count;
}

static bool has_measures(enum pm_kind kind)
{
    return kind == PM_KIND_WORK || kind == PM_KIND_TRAINING || kind == PM_KIND_SERVICE;
}

void pm_read_plan_work(struct pm_resolver *resolver, const struct pm_handed_down *handed_down)
{
    for (size_t i = 0; i < resolver->declared.count; i++) {
        const struct pm_declared *declared = &resolver->declared.items[i];
        if (declared->plan == handed_down->plan && has_measures(declared->name->kind))
            read_measures(resolver, declared, handed_down);
    }
}

/* ---- Causes of goals ---- */

static void read_goal_causes(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    const struct pm_name *plan = pm_name_of(resolver, PM_KIND_PLAN, NULL, statement);
    for (size_t i = 0; plan && i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        const struct pm_name *name = pm_statement_child(child, "cause")
                                         ? pm_name_of(resolver, PM_KIND_GOAL, plan->object, child)
                                         : NULL;
        struct pm_goal *goal = name ? name->object : NULL;
        if (goal) goal->causes = pm_read_causes(resolver, child, &goal->cause_count);
    }
}

/* ---- All of it ---- */

static void read_declared(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    static const struct {
        enum pm_kind kind;
        void (*read)(struct pm_resolver *resolver, const struct pm_declared *declared);
    } rows[] = {{PM_KIND_WORK, pm_read_work},         {PM_KIND_MILESTONE, pm_read_milestone},
                {PM_KIND_TRAINING, pm_read_training}, {PM_KIND_SERVICE, pm_read_service},
                {PM_KIND_THEORY, pm_read_theory},     {PM_KIND_PROCESS, pm_read_process},
                {PM_KIND_REVIEW, pm_read_review},     {PM_KIND_ACTION, pm_read_action},
                {PM_KIND_DECISION, pm_read_decision}, {PM_KIND_ADJUST, pm_read_adjust},
                {PM_KIND_REPORT, pm_read_report},     {PM_KIND_TEAM, pm_read_meeting},
                {PM_KIND_ROUTINE, pm_read_meeting},   {PM_KIND_POLICY, pm_read_policy},
                {PM_KIND_PRACTICE, pm_read_practice}, {PM_KIND_TEST, pm_read_test}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].kind == declared->name->kind) rows[i].read(resolver, declared);
}

static int compare_reviews(const void *left, const void *right)
{
    const struct pm_review *a = *(struct pm_review *const *)left;
    const struct pm_review *b = *(struct pm_review *const *)right;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->facts.at.file != b->facts.at.file) return a->facts.at.file < b->facts.at.file ? -1 : 1;
    return (a->facts.at.begin > b->facts.at.begin) - (a->facts.at.begin < b->facts.at.begin);
}

void pm_resolve_whole(struct pm_resolver *resolver)
{
    struct pm_whole *whole = resolver->model->whole;
    struct pm_handed_down outside = {.rating = pm_rating_of_project(resolver)};
    pm_read_plan_work(resolver, &outside);
    pm_each_statement(resolver, "plan", read_goal_causes);
    for (size_t i = 0; i < resolver->declared.count; i++) {
        enum pm_kind kind = resolver->declared.items[i].name->kind;
        if (kind == PM_KIND_REVIEW || kind == PM_KIND_REPORT)
            pm_read_charts(resolver, &resolver->declared.items[i]);
    }
    for (size_t i = 0; i < resolver->declared.count; i++)
        read_declared(resolver, &resolver->declared.items[i]);
    for (size_t i = 0; i < resolver->declared.count; i++)
        if (resolver->declared.items[i].name->kind == PM_KIND_REVIEW)
            pm_read_events(resolver, &resolver->declared.items[i]);
    if (whole->reviews.count)
        qsort(whole->reviews.items, whole->reviews.count, sizeof *whole->reviews.items,
              compare_reviews);
    pm_check_work_circles(resolver);
    pm_check_versions(resolver);
    pm_check_follows(resolver);
    pm_check_action_events(resolver);
    pm_read_expects(resolver);
    pm_read_waivers(resolver);
    pm_read_allowances(resolver);
    pm_read_renamings(resolver);
}
