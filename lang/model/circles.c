/* circles.c: circles among things that name each other. One walk with a stack of its own, so that
 * a long chain costs no stack. */
#include "lang/model/resolve_work.h"

#include <stdlib.h>

struct walk {
    struct pm_arena *arena;
    const struct pm_arc *arcs; /* by `from`, then by place */
    size_t *first_arc;         /* of each node; one more at the end */
    size_t *next_arc;          /* to be followed from each node */
    size_t *entered_by;        /* the arc by which the walk came to a node */
    char *state;               /* 0 not yet seen, 1 on the way, 2 done */
    PM_ARRAY(struct pm_circle) circles;
};

static int compare_arcs(const void *left, const void *right)
{
    const struct pm_arc *a = left;
    const struct pm_arc *b = right;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->at.file != b->at.file) return a->at.file < b->at.file ? -1 : 1;
    if (a->at.begin != b->at.begin) return a->at.begin < b->at.begin ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

/* The arc leads back to a node that is still on the way: the circle is the way from there, then
 * this arc. */
static void add_circle(struct walk *walk, const struct pm_arc *last)
{
    size_t count = 1;
    for (size_t at = last->from; at != last->to; count++)
        at = walk->arcs[walk->entered_by[at]].from;
    struct pm_circle circle = {PM_NEW_ITEMS(walk->arena, const struct pm_arc *, count), count};
    circle.arcs[count - 1] = last;
    size_t at = last->from;
    for (size_t i = count - 1; i-- > 0;) {
        circle.arcs[i] = &walk->arcs[walk->entered_by[at]];
        at = circle.arcs[i]->from;
    }
    PM_PUSH(walk->arena, &walk->circles, circle);
}

static void walk_from(struct walk *walk, size_t start, size_t *stack)
{
    size_t depth = 0;
    stack[depth++] = start;
    walk->state[start] = 1;
    while (depth) {
        size_t at = stack[depth - 1];
        if (walk->next_arc[at] == walk->first_arc[at + 1]) {
            walk->state[at] = 2;
            depth--;
            continue;
        }
        size_t number = walk->next_arc[at]++;
        size_t to = walk->arcs[number].to;
        if (walk->state[to] == 1) add_circle(walk, &walk->arcs[number]);
        if (walk->state[to] != 0) continue;
        walk->state[to] = 1;
        walk->entered_by[to] = number;
        stack[depth++] = to;
    }
}

struct pm_circle *pm_find_circles(struct pm_arena *arena, size_t node_count, struct pm_arc *arcs,
                                  size_t arc_count, size_t *count)
{
    *count = 0;
    if (!arc_count) return NULL;
    qsort(arcs, arc_count, sizeof *arcs, compare_arcs);
    struct walk walk = {.arena = arena, .arcs = arcs};
    walk.first_arc = PM_NEW_ITEMS(arena, size_t, node_count + 1);
    walk.next_arc = PM_NEW_ITEMS(arena, size_t, node_count + 1);
    walk.entered_by = PM_NEW_ITEMS(arena, size_t, node_count);
    walk.state = PM_NEW_ITEMS(arena, char, node_count);
    size_t arc = 0;
    for (size_t i = 0; i <= node_count; i++) {
        while (arc < arc_count && arcs[arc].from < i)
            arc++;
        walk.first_arc[i] = walk.next_arc[i] = arc;
    }
    size_t *stack = PM_NEW_ITEMS(arena, size_t, node_count + 1);
    for (size_t i = 0; i < node_count; i++)
        if (walk.state[i] == 0) walk_from(&walk, i, stack);
    *count = walk.circles.count;
    return walk.circles.items;
}
