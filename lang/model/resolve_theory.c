/* resolve_theory.c: theories of action: what is done, what changes then, what comes of it. */
#include "lang/model/resolve_work.h"

#include <stdlib.h>

static bool is_link(const struct pm_statement *statement, enum pm_link_kind *kind)
{
    static const struct {
        const char *word;
        enum pm_link_kind kind;
    } rows[] = {
        {"if", PM_LINK_IF}, {"then", PM_LINK_THEN}, {"so", PM_LINK_SO}, {"assume", PM_LINK_ASSUME}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!pm_text_is(statement->word, rows[i].word)) continue;
        *kind = rows[i].kind;
        return true;
    }
    return false;
}

static void read_link(struct pm_resolver *resolver, const struct pm_theory *theory,
                      const struct pm_statement *statement, struct pm_theory_link *link)
{
    link->at = statement->span;
    link->text = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    link->by = pm_read_works(resolver, theory->plan, pm_slot(statement, "WORKS"), &link->by_count);
    link->after_days = pm_read_duration(resolver, pm_slot_node(pm_slot(statement, "DURATION")));
    link->shown = pm_read_evidence(resolver, theory->plan, pm_slot(statement, "EVIDENCE"),
                                   &link->shown_count);
}

/* By kind; what follows then by its lag; as written where these are the same. */
static int compare_links(const void *left, const void *right)
{
    const struct pm_theory_link *a = left;
    const struct pm_theory_link *b = right;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    bool by_lag = a->kind == PM_LINK_THEN || a->kind == PM_LINK_SO;
    if (by_lag && a->after_days != b->after_days) return a->after_days < b->after_days ? -1 : 1;
    return (a->at.begin > b->at.begin) - (a->at.begin < b->at.begin);
}

/* A result cannot come before the change that brings it. */
static void check_lags(struct pm_resolver *resolver, const struct pm_theory *theory)
{
    const struct pm_theory_link *latest = NULL;
    for (size_t i = 0; i < theory->link_count; i++) {
        const struct pm_theory_link *link = &theory->links[i];
        if (link->kind == PM_LINK_THEN) latest = link;
        if (link->kind != PM_LINK_SO || !latest || !link->after_days ||
            link->after_days >= latest->after_days)
            continue;
        struct pm_diagnostic *found = pm_diagnose(
            resolver->diagnostics, PM_THEORY_LAGS, link->at,
            "the result of theory `%s` would come before the change that brings it", theory->name);
        pm_say(resolver->diagnostics, found, "after %ld days", (long)link->after_days);
        pm_label(resolver->diagnostics, found, latest->at, "after %ld days",
                 (long)latest->after_days);
        pm_help(resolver->diagnostics, found,
                "all lags count from the work itself: give `so` the longest one");
    }
}

static bool is_same_evidence(const struct pm_evidence_reference *a,
                             const struct pm_evidence_reference *b)
{
    return (a->metric && a->metric == b->metric) || (a->milestone && a->milestone == b->milestone);
}

/* What is done, what should change, and the result are three things: where the same figure or
 * milestone shows two of them, the theory leads back to itself. */
static void check_circle(struct pm_resolver *resolver, const struct pm_theory *theory,
                         const struct pm_theory_link *first, const struct pm_theory_link *second)
{
    if (first->kind == second->kind || second->kind == PM_LINK_ASSUME) return;
    for (size_t i = 0; i < first->shown_count; i++)
        for (size_t j = 0; j < second->shown_count; j++) {
            if (!is_same_evidence(&first->shown[i], &second->shown[j])) continue;
            struct pm_diagnostic *found =
                pm_diagnose(resolver->diagnostics, PM_THEORY_CIRCLE, second->shown[j].at,
                            "theory `%s` leads back to itself: this shows an earlier link already",
                            theory->name);
            pm_label(resolver->diagnostics, found, first->shown[i].at, "shown by the same here");
            pm_help(resolver->diagnostics, found,
                    "name something else that shows \"%s\", or \"%s\"", first->text, second->text);
        }
}

static void check_circles(struct pm_resolver *resolver, const struct pm_theory *theory)
{
    for (size_t i = 0; i < theory->link_count; i++)
        for (size_t j = i + 1; j < theory->link_count; j++)
            check_circle(resolver, theory, &theory->links[i], &theory->links[j]);
}

void pm_read_theory(struct pm_resolver *resolver, const struct pm_declared *declared)
{
    struct pm_theory *theory = declared->name->object;
    const struct pm_statement *statement = declared->name->statement;
    struct pm_wish wish = {PM_WISH(GOAL), "goal", theory->plan, NULL};
    struct pm_subject_reference goal;
    pm_read_facts(resolver, statement, &theory->facts);
    if (pm_read_subject(resolver, &wish, pm_slot_node(pm_slot(statement, "GOAL")), &goal, NULL))
        theory->goal = goal.object;
    theory->links = PM_NEW_ITEMS(resolver->arena, struct pm_theory_link, statement->child_count);
    for (size_t i = 0; i < statement->child_count; i++) {
        struct pm_theory_link *link = &theory->links[theory->link_count];
        if (!is_link(statement->children[i], &link->kind)) continue;
        read_link(resolver, theory, statement->children[i], link);
        theory->link_count++;
    }
    if (theory->link_count)
        qsort(theory->links, theory->link_count, sizeof *theory->links, compare_links);
    check_lags(resolver, theory);
    check_circles(resolver, theory);
    if (theory->goal) PM_PUSH(resolver->arena, &resolver->model->whole->theories, theory);
}
