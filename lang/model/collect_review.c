/* collect_review.c: reviews with their questions, action items and decisions; reports, teams and
 * routines, policies and practices. */
#include "lang/model/collect.h"
#include "lang/model/work.h"

/* ---- What is decided ---- */

void pm_collect_decision(struct pm_resolver *resolver, const struct pm_statement *statement,
                         const struct pm_plan *plan, const struct pm_review *review)
{
    struct pm_decision *decision = PM_NEW(resolver->arena, struct pm_decision);
    const void *scope = review ? (const void *)review : (const void *)plan;
    struct pm_name *name =
        pm_declare_statement(resolver, PM_KIND_DECISION, scope, statement, decision);
    if (!name) return;
    pm_start_facts(&decision->facts, name);
    decision->review = review;
    decision->plan = plan;
    decision->name = pm_declared_text(resolver, name);
    decision->label = pm_declared_label(resolver, name);
    decision->day = PM_NO_DAY;
    decision->because = "";
    PM_PUSH(resolver->arena, &resolver->model->whole->decisions, decision);
    pm_note_declared(resolver, name, plan);
}

void pm_collect_adjust(struct pm_resolver *resolver, const struct pm_statement *statement,
                       const struct pm_plan *plan)
{
    struct pm_adjust *adjust = PM_NEW(resolver->arena, struct pm_adjust);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_ADJUST, plan, statement, adjust);
    if (!name) return;
    pm_start_facts(&adjust->facts, name);
    adjust->plan = plan;
    adjust->name = pm_declared_text(resolver, name);
    adjust->label = pm_declared_label(resolver, name);
    adjust->day = PM_NO_DAY;
    adjust->because = "";
    PM_PUSH(resolver->arena, &resolver->model->whole->adjustments, adjust);
    pm_note_declared(resolver, name, plan);
}

/* ---- Reviews ---- */

static void collect_action(struct pm_resolver *resolver, const struct pm_statement *statement,
                           struct pm_review *review)
{
    struct pm_action *action = PM_NEW(resolver->arena, struct pm_action);
    struct pm_name *name =
        pm_declare_statement(resolver, PM_KIND_ACTION, review, statement, action);
    if (!name) return;
    pm_start_facts(&action->facts, name);
    action->review = review;
    action->name = pm_declared_text(resolver, name);
    action->label = pm_declared_label(resolver, name);
    action->due_day = PM_NO_DAY;
    review->actions[review->action_count++] = action;
    PM_PUSH(resolver->arena, &resolver->model->whole->actions, action);
    pm_note_declared(resolver, name, NULL);
}

static void collect_ask(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_review *review)
{
    struct pm_ask *ask = PM_NEW(resolver->arena, struct pm_ask);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_ASK, review, statement, ask);
    if (!name) return;
    ask->at = name->at;
    ask->review = review;
    ask->name = pm_declared_text(resolver, name);
    ask->text = pm_declared_label(resolver, name);
    ask->answered_day = PM_NO_DAY;
    ask->answer = "";
    review->asks[review->ask_count++] = ask;
}

static void collect_in_review(struct pm_resolver *resolver, const struct pm_statement *statement,
                              struct pm_review *review)
{
    struct pm_arena *arena = resolver->arena;
    review->actions =
        PM_NEW_ITEMS(arena, struct pm_action *, pm_count_children(statement, "action"));
    review->asks = PM_NEW_ITEMS(arena, struct pm_ask *, pm_count_children(statement, "ask"));
    pm_excuse_children(resolver, statement);
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (pm_text_is(child->word, "action")) collect_action(resolver, child, review);
        if (pm_text_is(child->word, "ask")) collect_ask(resolver, child, review);
        if (pm_text_is(child->word, "decision")) pm_collect_decision(resolver, child, NULL, review);
    }
}

void pm_collect_review(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    struct pm_review *review = PM_NEW(resolver->arena, struct pm_review);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_REVIEW, NULL, statement, review);
    if (!name) return;
    pm_start_facts(&review->facts, name);
    review->name = pm_declared_text(resolver, name);
    review->label = pm_declared_label(resolver, name);
    review->kind = "";
    review->day = review->data_day = PM_NO_DAY;
    review->begins_minute = -1;
    review->chair = "";
    PM_PUSH(resolver->arena, &resolver->model->whole->reviews, review);
    pm_note_declared(resolver, name, NULL);
    collect_in_review(resolver, statement, review);
}

/* ---- Reports, teams, routines ---- */

void pm_collect_report(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    struct pm_report *report = PM_NEW(resolver->arena, struct pm_report);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_REPORT, NULL, statement, report);
    if (!name) return;
    pm_start_facts(&report->facts, name);
    report->name = pm_declared_text(resolver, name);
    report->label = pm_declared_label(resolver, name);
    report->kind = "";
    report->due_day = report->sent_day = report->data_day = PM_NO_DAY;
    PM_PUSH(resolver->arena, &resolver->model->whole->reports, report);
    pm_note_declared(resolver, name, NULL);
}

void pm_collect_meeting(struct pm_resolver *resolver, const struct pm_statement *statement,
                        const struct pm_unit *unit)
{
    bool is_team = pm_text_is(statement->word, "team");
    struct pm_meeting *meeting = PM_NEW(resolver->arena, struct pm_meeting);
    struct pm_name *name = pm_declare_statement(resolver, is_team ? PM_KIND_TEAM : PM_KIND_ROUTINE,
                                                NULL, statement, meeting);
    if (!name) return;
    pm_start_facts(&meeting->facts, name);
    meeting->is_team = is_team;
    meeting->name = pm_declared_text(resolver, name);
    meeting->label = pm_declared_label(resolver, name);
    meeting->unit = unit;
    meeting->chair = "";
    meeting->starts_day = meeting->ends_day = PM_NO_DAY;
    meeting->begins_minute = -1;
    PM_PUSH(resolver->arena, &resolver->model->whole->meetings, meeting);
    pm_note_declared(resolver, name, NULL);
}

/* ---- Policies, practices ---- */

static void collect_clauses(struct pm_resolver *resolver, const struct pm_statement *statement,
                            struct pm_policy *policy)
{
    const struct pm_statement *child;
    for (size_t at = 0; (child = pm_next_child(statement, "clause", &at)) != NULL;)
        pm_declare_statement(resolver, PM_KIND_CLAUSE, policy, child, NULL);
}

void pm_collect_policy(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    struct pm_policy *policy = PM_NEW(resolver->arena, struct pm_policy);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_POLICY, NULL, statement, policy);
    if (!name) return;
    pm_start_facts(&policy->facts, name);
    policy->name = pm_declared_text(resolver, name);
    policy->label = pm_declared_label(resolver, name);
    policy->kind = "";
    PM_PUSH(resolver->arena, &resolver->model->whole->policies, policy);
    pm_note_declared(resolver, name, NULL);
    collect_clauses(resolver, statement, policy);
}

void pm_collect_practice(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    struct pm_practice *practice = PM_NEW(resolver->arena, struct pm_practice);
    struct pm_name *name =
        pm_declare_statement(resolver, PM_KIND_PRACTICE, NULL, statement, practice);
    if (!name) return;
    pm_start_facts(&practice->facts, name);
    practice->name = pm_declared_text(resolver, name);
    practice->label = pm_declared_label(resolver, name);
    PM_PUSH(resolver->arena, &resolver->model->whole->practices, practice);
    pm_note_declared(resolver, name, NULL);
}
