/* collect_work.c: an object and a name for each piece of work, milestone, training, service and
 * theory, and for what stands around plans. */
#include "lang/model/collect.h"
#include "lang/model/work.h"

void pm_note_declared(struct pm_resolver *resolver, const struct pm_name *name,
                      const struct pm_plan *plan)
{
    struct pm_declared declared = {name, plan};
    PM_PUSH(resolver->arena, &resolver->declared, declared);
}

/* ---- Work ---- */

static void collect_milestones(struct pm_resolver *resolver, const struct pm_statement *statement,
                               const struct pm_plan *plan, struct pm_work *work,
                               const struct pm_goal *goal)
{
    struct pm_whole *whole = resolver->model->whole;
    size_t most = pm_count_children(statement, "milestone");
    const struct pm_statement *child;
    if (work) work->milestones = PM_NEW_ITEMS(resolver->arena, struct pm_milestone *, most);
    for (size_t at = 0; (child = pm_next_child(statement, "milestone", &at)) != NULL;) {
        struct pm_milestone *milestone = PM_NEW(resolver->arena, struct pm_milestone);
        const void *scope = work ? (const void *)work : (const void *)goal;
        struct pm_name *name =
            pm_declare_statement(resolver, PM_KIND_MILESTONE, scope, child, milestone);
        if (!name) continue;
        pm_start_facts(&milestone->facts, name);
        milestone->name = pm_declared_text(resolver, name);
        milestone->label = pm_declared_label(resolver, name);
        milestone->work = work;
        milestone->goal = goal;
        milestone->due_day = milestone->done_day = PM_NO_DAY;
        PM_PUSH(resolver->arena, &whole->milestones, milestone);
        if (work) work->milestones[work->milestone_count++] = milestone;
        pm_note_declared(resolver, name, plan);
    }
}

static bool is_work(const struct pm_statement *statement, enum pm_work_kind *kind)
{
    static const struct {
        const char *word;
        enum pm_work_kind kind;
    } rows[] = {
        {"strategy", PM_STRATEGY}, {"initiative", PM_INITIATIVE}, {"activity", PM_ACTIVITY}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!pm_text_is(statement->word, rows[i].word)) continue;
        *kind = rows[i].kind;
        return true;
    }
    return false;
}

static struct pm_work *collect_piece(struct pm_resolver *resolver,
                                     const struct pm_statement *statement,
                                     const struct pm_plan *plan, enum pm_work_kind kind,
                                     const struct pm_work *within)
{
    struct pm_whole *whole = resolver->model->whole;
    struct pm_work *work = PM_NEW(resolver->arena, struct pm_work);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_WORK, plan, statement, work);
    if (!name) return NULL;
    pm_start_facts(&work->facts, name);
    work->index = (uint32_t)whole->works.count;
    work->kind = kind;
    work->plan = plan;
    work->within = within;
    work->name = pm_declared_text(resolver, name);
    work->label = pm_declared_label(resolver, name);
    work->starts_day = work->ends_day = PM_NO_DAY;
    PM_PUSH(resolver->arena, &whole->works, work);
    pm_note_declared(resolver, name, plan);
    pm_excuse_children(resolver, statement);
    collect_milestones(resolver, statement, plan, work, NULL);
    return work;
}

/* Activities stand in strategies and initiatives, and nothing stands in them. */
static void collect_work(struct pm_resolver *resolver, const struct pm_statement *statement,
                         const struct pm_plan *plan, enum pm_work_kind kind)
{
    const struct pm_work *work = collect_piece(resolver, statement, plan, kind, NULL);
    const struct pm_statement *child;
    for (size_t at = 0; (child = pm_next_child(statement, "activity", &at)) != NULL;)
        collect_piece(resolver, child, plan, PM_ACTIVITY, work);
}

/* ---- Trainings, services, theories ---- */

static void collect_training(struct pm_resolver *resolver, const struct pm_statement *statement,
                             const struct pm_plan *plan)
{
    struct pm_training *training = PM_NEW(resolver->arena, struct pm_training);
    struct pm_name *name =
        pm_declare_statement(resolver, PM_KIND_TRAINING, plan, statement, training);
    if (!name) return;
    pm_start_facts(&training->facts, name);
    training->name = pm_declared_text(resolver, name);
    training->label = pm_declared_label(resolver, name);
    training->plan = plan;
    PM_PUSH(resolver->arena, &resolver->model->whole->trainings, training);
    pm_note_declared(resolver, name, plan);
    pm_excuse_children(resolver, statement);
}

static void collect_service(struct pm_resolver *resolver, const struct pm_statement *statement,
                            const struct pm_unit *unit)
{
    struct pm_service *service = PM_NEW(resolver->arena, struct pm_service);
    struct pm_name *name =
        pm_declare_statement(resolver, PM_KIND_SERVICE, NULL, statement, service);
    if (!name) return;
    pm_start_facts(&service->facts, name);
    service->name = pm_declared_text(resolver, name);
    service->label = pm_declared_label(resolver, name);
    service->unit = unit;
    service->customer_text = "";
    PM_PUSH(resolver->arena, &resolver->model->whole->services, service);
    pm_note_declared(resolver, name, NULL);
    pm_excuse_children(resolver, statement);
}

static void collect_theory(struct pm_resolver *resolver, const struct pm_statement *statement,
                           const struct pm_plan *plan)
{
    struct pm_theory *theory = PM_NEW(resolver->arena, struct pm_theory);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_THEORY, plan, statement, theory);
    if (!name) return;
    pm_start_facts(&theory->facts, name);
    theory->plan = plan;
    theory->name = pm_declared_text(resolver, name);
    theory->label = pm_declared_label(resolver, name);
    pm_note_declared(resolver, name, plan);
}

/* ---- Places ---- */

static void collect_in_plan(struct pm_resolver *resolver, const struct pm_statement *statement,
                            const struct pm_plan *plan)
{
    enum pm_work_kind kind;
    struct pm_name *goal = pm_name_of(resolver, PM_KIND_GOAL, plan, statement);
    if (goal && (pm_text_is(statement->word, "goal") || pm_text_is(statement->word, "objective") ||
                 pm_text_is(statement->word, "guardrail"))) {
        pm_excuse_children(resolver, statement);
        collect_milestones(resolver, statement, plan, NULL, goal->object);
    }
    if (is_work(statement, &kind)) collect_work(resolver, statement, plan, kind);
    if (pm_text_is(statement->word, "training")) collect_training(resolver, statement, plan);
    if (pm_text_is(statement->word, "theory")) collect_theory(resolver, statement, plan);
    if (pm_text_is(statement->word, "process")) pm_collect_process(resolver, statement, plan);
    if (pm_text_is(statement->word, "decision"))
        pm_collect_decision(resolver, statement, plan, NULL);
    if (pm_text_is(statement->word, "adjust")) pm_collect_adjust(resolver, statement, plan);
}

static void collect_in_unit(struct pm_resolver *resolver, const struct pm_statement *statement,
                            const struct pm_unit *unit)
{
    if (pm_text_is(statement->word, "service")) collect_service(resolver, statement, unit);
    if (pm_text_is(statement->word, "team") || pm_text_is(statement->word, "routine"))
        pm_collect_meeting(resolver, statement, unit);
    if (!pm_text_is(statement->word, "unit")) return;
    const struct pm_name *name = pm_name_of(resolver, PM_KIND_UNIT, NULL, statement);
    const struct pm_unit *inner = name && !name->is_set ? name->object : unit;
    for (size_t i = 0; i < statement->child_count; i++)
        collect_in_unit(resolver, statement->children[i], inner);
}

static void collect_in_file(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    static const struct {
        const char *word;
        void (*collect)(struct pm_resolver *resolver, const struct pm_statement *statement);
    } rows[] = {{"review", pm_collect_review},
                {"report", pm_collect_report},
                {"policy", pm_collect_policy},
                {"practice", pm_collect_practice},
                {"test", pm_collect_test}};
    const struct pm_name *plan = pm_text_is(statement->word, "plan")
                                     ? pm_name_of(resolver, PM_KIND_PLAN, NULL, statement)
                                     : NULL;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (pm_text_is(statement->word, rows[i].word)) rows[i].collect(resolver, statement);
    if (pm_text_is(statement->word, "training")) collect_training(resolver, statement, NULL);
    if (pm_text_is(statement->word, "process")) pm_collect_process(resolver, statement, NULL);
    if (pm_text_is(statement->word, "decision"))
        pm_collect_decision(resolver, statement, NULL, NULL);
    if (pm_text_is(statement->word, "adjust")) pm_collect_adjust(resolver, statement, NULL);
    collect_in_unit(resolver, statement, NULL);
    for (size_t i = 0; plan && i < statement->child_count; i++)
        collect_in_plan(resolver, statement->children[i], plan->object);
}

void pm_collect_whole(struct pm_resolver *resolver)
{
    for (size_t i = 0; i < resolver->tree_count; i++) {
        const struct pm_tree *tree = resolver->trees[i];
        for (size_t j = 0; j < tree->statement_count; j++)
            collect_in_file(resolver, tree->statements[j]);
    }
}
