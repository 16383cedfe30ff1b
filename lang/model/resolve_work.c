/* resolve_work.c: strategies, initiatives, activities and their milestones. */
#include "lang/model/resolve_work.h"

#include <string.h>

/* ---- Days ---- */

void pm_check_day_in_plan(struct pm_resolver *resolver, const struct pm_plan *plan,
                          const struct pm_node *node, int32_t day, bool may_be_later)
{
    if (!node || day == PM_NO_DAY || !pm_period_is(plan->first)) return;
    int32_t first = pm_period_first_day(plan->first);
    int32_t last = pm_period_last_day(plan->last);
    if (day >= first && (may_be_later || day <= last)) return;
    char from[16];
    char to[16];
    pm_format_day(first, from);
    pm_format_day(last, to);
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_DATE_OUTSIDE_PLAN, node->span,
        "%.*s lies %s the period of plan "
        "`%s`",
        (int)node->text.size, node->text.bytes, day < first ? "before" : "after", plan->name);
    pm_label(resolver->diagnostics, found, plan->period_at, "the plan holds from %s to %s", from,
             to);
    pm_help(resolver->diagnostics, found, "correct the day, or the `period` of the plan");
}

static int32_t read_day_in_plan(struct pm_resolver *resolver, const struct pm_plan *plan,
                                const struct pm_statement *statement, const char *word)
{
    const struct pm_statement *child = pm_statement_child(statement, word);
    int32_t day = pm_read_day_of(resolver, statement, word);
    if (child)
        pm_check_day_in_plan(resolver, plan, pm_slot_node(pm_slot(child, "DATE")), day, false);
    return day;
}

/* A milestone is done by `done` and its day, or by `progress` that says completed: once. */
static void read_done(struct pm_resolver *resolver, struct pm_milestone *milestone,
                      const struct pm_node *done)
{
    struct pm_span first = done ? done->span : (struct pm_span){0};
    milestone->done_day = pm_read_day(resolver, done);
    for (size_t i = 0; i < milestone->progress_count; i++) {
        const struct pm_progress *progress = &milestone->progress[i];
        if (strcmp(progress->word, "completed") != 0) continue;
        if (milestone->done_day == PM_NO_DAY) {
            milestone->done_day = progress->day;
            first = progress->at;
        } else if (progress->day != milestone->done_day) {
            struct pm_diagnostic *found =
                pm_diagnose(resolver->diagnostics, PM_MILESTONE_DONE_TWICE, progress->at,
                            "milestone `%s` is done twice, on different days", milestone->name);
            pm_label(resolver->diagnostics, found, first, "done here");
            pm_help(resolver->diagnostics, found,
                    "keep the day on which it was done; what comes later is a new milestone");
            return;
        }
    }
}

void pm_read_milestone(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_milestone *milestone = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    const struct pm_node *due = pm_slot_node(pm_slot_at(statement, "due", "DATE"));
    const struct pm_node *done = pm_slot_node(pm_slot_at(statement, "done", "DATE"));
    pm_read_facts(resolver, statement, &milestone->facts);
    milestone->due_day = pm_read_day(resolver, due);
    milestone->by = pm_read_unit_slot(resolver, pm_slot_at(statement, "by", "UNIT"));
    milestone->progress = pm_read_progress(resolver, statement, &milestone->progress_count);
    read_done(resolver, milestone, done);
    pm_check_day_in_plan(resolver, declared->plan, due, milestone->due_day, false);
    pm_check_day_in_plan(resolver, declared->plan, done, milestone->done_day, true);
}

/* ---- Work ---- */

static void read_money(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_work *work)
{
    work->budgets = pm_read_budgets(resolver, work->plan, statement, &work->budget_count);
    work->spent = pm_read_spent(resolver, statement, &work->spent_count);
    work->staff = pm_read_staff(resolver, statement, &work->staff_count);
}

static void read_needs(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_work *work)
{
    struct pm_wish wish = {PM_WISH(WORK), "strategy, initiative or activity", work->plan, NULL};
    size_t count;
    const struct pm_subject_reference *subjects =
        pm_read_subjects_of(resolver, &wish, statement, "needs", "NAMES", &count);
    work->needs = PM_NEW_ITEMS(resolver->arena, const struct pm_work *, count);
    for (size_t i = 0; i < count; i++)
        work->needs[work->need_count++] = subjects[i].object;
}

void pm_read_work(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_work *work = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = {PM_WISH(GOAL) | PM_WISH(WORK) | PM_WISH(FOCUS),
                           "goal, focal area or piece of work", work->plan, NULL};
    pm_read_facts(resolver, statement, &work->facts);
    work->with = pm_read_units_of(resolver, statement, "with", "UNITS", &work->with_count);
    work->serves =
        pm_read_subjects_of(resolver, &wish, statement, "serves", "GOALS", &work->serve_count);
    work->starts_day = read_day_in_plan(resolver, work->plan, statement, "starts");
    work->ends_day = read_day_in_plan(resolver, work->plan, statement, "ends");
    pm_check_starts_and_ends(resolver, statement, work->name, work->starts_day, work->ends_day);
    work->progress = pm_read_progress(resolver, statement, &work->progress_count);
    work->evidence = pm_read_tiers(resolver, statement, &work->evidence_count);
    work->causes = pm_read_causes(resolver, statement, &work->cause_count);
    work->expects = pm_read_expectations(resolver, statement, &work->expect_count);
    read_money(resolver, statement, work);
    read_needs(resolver, statement, work);
}

/* ---- Circles ---- */

struct arcs {
    PM_ARRAY(struct pm_arc) list;
};

static void add_arc(struct pm_resolver *resolver, struct arcs *arcs, const struct pm_work *from,
                    const struct pm_work *to, struct pm_span at)
{
    struct pm_arc arc = {from->index, to->index, at};
    PM_PUSH(resolver->arena, &arcs->list, arc);
}

static void report_circle(struct pm_resolver *resolver, const struct pm_circle *circle,
                          enum pm_code code, const char *verb, const char *help)
{
    struct pm_work *const *works = resolver->model->whole->works.items;
    const struct pm_arc *last = circle->arcs[circle->count - 1];
    struct pm_diagnostics *list = resolver->diagnostics;
    struct pm_diagnostic *found;
    if (circle->count == 1)
        found = pm_diagnose(list, code, last->at, "`%s` %s itself", works[last->from]->name, verb);
    else
        found = pm_diagnose(list, code, last->at, "`%s` %s `%s`, which %s it in the end",
                            works[last->from]->name, verb, works[last->to]->name, verb);
    for (size_t i = 0; i + 1 < circle->count; i++)
        pm_label(list, found, circle->arcs[i]->at, "`%s` %s `%s`",
                 works[circle->arcs[i]->from]->name, verb, works[circle->arcs[i]->to]->name);
    pm_help(list, found, "%s", help);
}

static void report_circles(struct pm_resolver *resolver, struct arcs *arcs, enum pm_code code,
                           const char *verb, const char *help)
{
    size_t count;
    const struct pm_circle *circles =
        pm_find_circles(resolver->arena, resolver->model->whole->works.count, arcs->list.items,
                        arcs->list.count, &count);
    for (size_t i = 0; i < count; i++)
        report_circle(resolver, &circles[i], code, verb, help);
}

/* The place where a piece of work names what it needs. */
static struct pm_span place_of_need(const struct pm_resolver *resolver, const struct pm_work *work)
{
    const struct pm_name *name =
        pm_name_find(resolver, PM_KIND_WORK, work->plan, pm_text_from(work->name));
    const struct pm_statement *needs = name ? pm_statement_child(name->statement, "needs") : NULL;
    return needs ? needs->span : work->facts.at;
}

void pm_check_work_circles(struct pm_resolver *resolver)
{
    const struct pm_whole *whole = resolver->model->whole;
    struct arcs needs = {0};
    struct arcs serves = {0};
    for (size_t i = 0; i < whole->works.count; i++) {
        const struct pm_work *work = whole->works.items[i];
        for (size_t j = 0; j < work->need_count; j++)
            add_arc(resolver, &needs, work, work->needs[j], place_of_need(resolver, work));
        for (size_t j = 0; j < work->serve_count; j++)
            if (work->serves[j].kind == PM_SUBJECT_WORK)
                add_arc(resolver, &serves, work, work->serves[j].object, work->serves[j].at);
    }
    report_circles(resolver, &needs, PM_NEEDS_CIRCLE, "needs",
                   "one of them must be able to start first: take it out of `needs`");
    report_circles(resolver, &serves, PM_SERVES_CIRCLE, "serves",
                   "name the goal that the work is for in the end");
}
