/* resolve_alignments.c: which goals serve which, across plans, and that none serves itself.
 *
 * What a plan or a focus aligns to, all its goals align to. Circles are found by one walk over the
 * goals in the order written, with a stack of its own, so that a long chain costs no stack. */
#include "lang/model/resolve_plan.h"

#include <stdlib.h>
#include <string.h>

struct alignment {
    struct pm_goal *from;
    const struct pm_goal *to;
    struct pm_span at;
    size_t from_number; /* of the goals, in the order written */
    size_t to_number;
};

struct alignments {
    PM_ARRAY(struct alignment) list;
};

/* ---- Reading ---- */

const struct pm_goal *pm_read_goal(struct pm_resolver *resolver, const struct pm_plan *plan,
                                   const struct pm_node *node)
{
    const char *dot = node->text.size ? memchr(node->text.bytes, '.', node->text.size) : NULL;
    struct pm_name *goal = NULL;
    if (!dot) {
        goal = pm_name_get(resolver, PM_KIND_GOAL, plan, node);
        return goal ? goal->object : NULL;
    }
    size_t size = (size_t)(dot - node->text.bytes);
    struct pm_text plan_name = {node->text.bytes, size};
    struct pm_text goal_name = {dot + 1, node->text.size - size - 1};
    struct pm_span at = node->span;
    at.end = at.begin + (uint32_t)size;
    struct pm_name *other = pm_name_get_text(resolver, PM_KIND_PLAN, NULL, plan_name, at);
    if (!other) return NULL;
    at = node->span;
    at.begin += (uint32_t)size + 1;
    goal = pm_name_get_text(resolver, PM_KIND_GOAL, other->object, goal_name, at);
    return goal ? goal->object : NULL;
}

static void add(struct pm_resolver *resolver, struct alignments *alignments, struct pm_goal *from,
                const struct pm_goal *to, struct pm_span at)
{
    for (size_t i = 0; i < from->align_count; i++)
        if (from->aligns[i] == to) return;
    const struct pm_goal **aligns =
        PM_NEW_ITEMS(resolver->arena, const struct pm_goal *, from->align_count + 1);
    for (size_t i = 0; i < from->align_count; i++)
        aligns[i] = from->aligns[i];
    from->aligns = aligns;
    from->aligns[from->align_count++] = to;
    struct alignment alignment = {.from = from, .to = to, .at = at};
    PM_PUSH(resolver->arena, &alignments->list, alignment);
}

static bool lies_in(const struct pm_focus *focus, const struct pm_focus *outer)
{
    while (focus && focus != outer)
        focus = focus->within;
    return focus != NULL;
}

/* Adds the `aligns` lines of a statement for the one goal, or for all goals of the plan that lie in
 * `focus` (NULL: all of them). */
static void read_lines(struct pm_resolver *resolver, struct pm_plan *plan, struct pm_goal *goal,
                       const struct pm_focus *focus, const struct pm_statement *statement,
                       struct alignments *alignments)
{
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        const struct pm_slot *slot = pm_slot(child, "GOALS");
        if (!pm_text_is(child->word, "aligns") || !slot) continue;
        for (size_t j = 0; j < slot->node_count; j++) {
            const struct pm_goal *to = pm_read_goal(resolver, plan, slot->nodes[j]);
            struct pm_span at = slot->nodes[j]->span;
            if (!to) continue;
            if (goal) add(resolver, alignments, goal, to, at);
            for (size_t k = 0; !goal && k < plan->goal_count; k++)
                if (plan->goals[k] != to && (!focus || lies_in(plan->goals[k]->focus, focus)))
                    add(resolver, alignments, plan->goals[k], to, at);
        }
    }
}

static void read_plan(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct alignments *alignments)
{
    struct pm_name *name = pm_name_of(resolver, PM_KIND_PLAN, NULL, statement);
    if (!name) return;
    struct pm_plan *plan = name->object;
    read_lines(resolver, plan, NULL, NULL, statement, alignments);
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!child->child_count) continue;
        struct pm_name *focus = pm_name_of(resolver, PM_KIND_FOCUS, plan, child);
        struct pm_name *goal = pm_name_of(resolver, PM_KIND_GOAL, plan, child);
        if (focus)
            read_lines(resolver, plan, NULL, focus->object, child, alignments);
        else if (goal)
            read_lines(resolver, plan, goal->object, NULL, child, alignments);
    }
}

/* ---- Circles ---- */

struct numbered {
    const struct pm_goal *goal;
    size_t number;
};

struct walk {
    struct pm_resolver *resolver;
    struct alignment *edges; /* by from_number, then in the order read */
    size_t edge_count;
    size_t *first_edge; /* of each goal; one more at the end */
    size_t *next_edge;  /* to be followed from each goal */
    size_t *entered_by; /* the edge by which the walk came to a goal */
    char *state;        /* 0 not yet seen, 1 on the way, 2 done */
};

static int compare_goals(const void *left, const void *right)
{
    const struct numbered *a = left;
    const struct numbered *b = right;
    return ((uintptr_t)a->goal > (uintptr_t)b->goal) - ((uintptr_t)a->goal < (uintptr_t)b->goal);
}

static int compare_edges(const void *left, const void *right)
{
    const struct alignment *a = left;
    const struct alignment *b = right;
    if (a->from_number != b->from_number) return a->from_number < b->from_number ? -1 : 1;
    if (a->at.file != b->at.file) return a->at.file < b->at.file ? -1 : 1;
    if (a->at.begin != b->at.begin) return a->at.begin < b->at.begin ? -1 : 1;
    return (a->to_number > b->to_number) - (a->to_number < b->to_number);
}

/* Numbers all goals in the order written and both ends of each alignment; the number of goals. */
static size_t number_goals(struct pm_resolver *resolver, struct alignments *alignments)
{
    const struct pm_model *model = resolver->model;
    PM_ARRAY(struct numbered) goals = {0};
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            struct numbered goal = {model->plans[i]->goals[j], goals.count};
            PM_PUSH(resolver->arena, &goals, goal);
        }
    if (!goals.count) return 0;
    qsort(goals.items, goals.count, sizeof *goals.items, compare_goals);
    for (size_t i = 0; i < alignments->list.count; i++) {
        struct alignment *edge = &alignments->list.items[i];
        struct numbered from = {edge->from, 0};
        struct numbered to = {edge->to, 0};
        const struct numbered *found =
            bsearch(&from, goals.items, goals.count, sizeof from, compare_goals);
        if (found) edge->from_number = found->number;
        found = bsearch(&to, goals.items, goals.count, sizeof to, compare_goals);
        if (found) edge->to_number = found->number;
    }
    return goals.count;
}

/* The last edge leads back to a goal that is still on the way. */
static void report_circle(struct walk *walk, const struct alignment *last)
{
    struct pm_diagnostics *list = walk->resolver->diagnostics;
    struct pm_diagnostic *found;
    if (last->from == last->to) {
        found = pm_diagnose(list, PM_ALIGNMENT_CIRCLE, last->at, "goal `%s.%s` aligns to itself",
                            last->from->plan->name, last->from->name);
    } else {
        found = pm_diagnose(list, PM_ALIGNMENT_CIRCLE, last->at,
                            "goal `%s.%s` aligns to `%s.%s`, which aligns to it",
                            last->from->plan->name, last->from->name, last->to->plan->name,
                            last->to->name);
        for (size_t at = last->from_number; at != last->to_number;) {
            const struct alignment *edge = &walk->edges[walk->entered_by[at]];
            pm_label(list, found, edge->at, "`%s.%s` aligns to `%s.%s`", edge->from->plan->name,
                     edge->from->name, edge->to->plan->name, edge->to->name);
            at = edge->from_number;
        }
    }
    pm_help(list, found, "a goal aligns to a goal of the plan above it; leave one of them out");
}

/* Walks from one goal along all alignments. */
static void walk_from(struct walk *walk, size_t start, size_t *stack)
{
    size_t depth = 0;
    stack[depth++] = start;
    walk->state[start] = 1;
    while (depth) {
        size_t at = stack[depth - 1];
        if (walk->next_edge[at] == walk->first_edge[at + 1]) {
            walk->state[at] = 2;
            depth--;
            continue;
        }
        size_t number = walk->next_edge[at]++;
        size_t to = walk->edges[number].to_number;
        if (walk->state[to] == 1) report_circle(walk, &walk->edges[number]);
        if (walk->state[to] != 0) continue;
        walk->state[to] = 1;
        walk->entered_by[to] = number;
        stack[depth++] = to;
    }
}

static void check_circles(struct pm_resolver *resolver, struct alignments *alignments)
{
    struct pm_arena *arena = resolver->arena;
    if (!alignments->list.count) return;
    size_t count = number_goals(resolver, alignments);
    struct walk walk = {.resolver = resolver};
    walk.edges = alignments->list.items;
    walk.edge_count = alignments->list.count;
    qsort(walk.edges, walk.edge_count, sizeof *walk.edges, compare_edges);
    walk.first_edge = PM_NEW_ITEMS(arena, size_t, count + 1);
    walk.next_edge = PM_NEW_ITEMS(arena, size_t, count + 1);
    walk.entered_by = PM_NEW_ITEMS(arena, size_t, count);
    walk.state = PM_NEW_ITEMS(arena, char, count);
    size_t edge = 0;
    for (size_t i = 0; i <= count; i++) {
        while (edge < walk.edge_count && walk.edges[edge].from_number < i)
            edge++;
        walk.first_edge[i] = walk.next_edge[i] = edge;
    }
    size_t *stack = PM_NEW_ITEMS(arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++)
        if (walk.state[i] == 0) walk_from(&walk, i, stack);
}

void pm_resolve_alignments(struct pm_resolver *resolver)
{
    struct alignments alignments = {0};
    for (size_t i = 0; i < resolver->tree_count; i++)
        for (size_t j = 0; j < resolver->trees[i]->statement_count; j++)
            if (pm_text_is(resolver->trees[i]->statements[j]->word, "plan"))
                read_plan(resolver, resolver->trees[i]->statements[j], &alignments);
    check_circles(resolver, &alignments);
}
