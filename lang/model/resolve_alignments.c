/* resolve_alignments.c: which goals serve which, across plans, and that none serves itself.
 *
 * What a plan or a focus aligns to, all its goals align to. */
#include "lang/model/resolve_plan.h"
#include "lang/model/resolve_work.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct alignment {
    struct pm_goal *from;
    const struct pm_goal *to;
    struct pm_span at;
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

static int compare_goals(const void *left, const void *right)
{
    const struct numbered *a = left;
    const struct numbered *b = right;
    return ((uintptr_t)a->goal > (uintptr_t)b->goal) - ((uintptr_t)a->goal < (uintptr_t)b->goal);
}

/* All goals in the order written, by their address. */
static struct numbered *number_goals(struct pm_resolver *resolver, size_t *count)
{
    const struct pm_model *model = resolver->model;
    PM_ARRAY(struct numbered) goals = {0};
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            struct numbered goal = {model->plans[i]->goals[j], goals.count};
            PM_PUSH(resolver->arena, &goals, goal);
        }
    if (goals.count) qsort(goals.items, goals.count, sizeof *goals.items, compare_goals);
    *count = goals.count;
    return goals.items;
}

/* The place of a goal of the model in the order written. */
static size_t number_of(const struct numbered *goals, size_t count, const struct pm_goal *goal)
{
    struct numbered wanted = {goal, 0};
    const struct numbered *found = bsearch(&wanted, goals, count, sizeof wanted, compare_goals);
    assert(found);
    return found ? found->number : 0;
}

/* The last arc leads back to the goal where the circle begins. */
static void report_circle(struct pm_diagnostics *list, const struct pm_circle *circle,
                          const struct pm_goal *const *goals)
{
    const struct pm_arc *last = circle->arcs[circle->count - 1];
    const struct pm_goal *from = goals[last->from];
    const struct pm_goal *to = goals[last->to];
    struct pm_diagnostic *found;
    if (from == to)
        found = pm_diagnose(list, PM_ALIGNMENT_CIRCLE, last->at, "goal `%s.%s` aligns to itself",
                            from->plan->name, from->name);
    else
        found = pm_diagnose(list, PM_ALIGNMENT_CIRCLE, last->at,
                            "goal `%s.%s` aligns to `%s.%s`, which aligns to it", from->plan->name,
                            from->name, to->plan->name, to->name);
    for (size_t i = circle->count - 1; i-- > 0;) {
        const struct pm_arc *arc = circle->arcs[i];
        from = goals[arc->from];
        to = goals[arc->to];
        pm_label(list, found, arc->at, "`%s.%s` aligns to `%s.%s`", from->plan->name, from->name,
                 to->plan->name, to->name);
    }
    pm_help(list, found, "a goal aligns to a goal of the plan above it; leave one of them out");
}

static void check_circles(struct pm_resolver *resolver, const struct alignments *alignments)
{
    struct pm_arena *arena = resolver->arena;
    size_t goal_count;
    const struct numbered *goals = number_goals(resolver, &goal_count);
    const struct pm_goal **in_order = PM_NEW_ITEMS(arena, const struct pm_goal *, goal_count);
    for (size_t i = 0; i < goal_count; i++)
        in_order[goals[i].number] = goals[i].goal;
    struct pm_arc *arcs = PM_NEW_ITEMS(arena, struct pm_arc, alignments->list.count);
    for (size_t i = 0; i < alignments->list.count; i++) {
        const struct alignment *alignment = &alignments->list.items[i];
        arcs[i] = (struct pm_arc){number_of(goals, goal_count, alignment->from),
                                  number_of(goals, goal_count, alignment->to), alignment->at};
    }
    size_t count;
    const struct pm_circle *circles =
        pm_find_circles(arena, goal_count, arcs, alignments->list.count, &count);
    for (size_t i = 0; i < count; i++)
        report_circle(resolver->diagnostics, &circles[i], in_order);
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
