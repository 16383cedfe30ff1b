/* theory.c: a theory of action as a graph: what is done, what changes then, what comes of it. */
#include "runtime/map/parts.h"

static const char *link_text(struct pm_arena *arena, const struct pm_theory_link *link)
{
    return pm_arena_format(arena, "%s %s", pm_map_link_word(link->kind), link->text);
}

static const char *lag_text(struct pm_arena *arena, const struct pm_theory_link *link)
{
    if (!link->after_days) return "";
    return pm_arena_format(arena, "after %s", pm_map_days(arena, link->after_days));
}

static void add_evidence(struct pm_map *map, size_t node, const struct pm_theory_link *link)
{
    struct pm_arena *arena = map->arena;
    for (size_t i = 0; i < link->shown_count; i++) {
        const char *name = pm_arena_format(arena, "%s shown %zu", map->nodes.items[node].name, i);
        const char *text = pm_map_evidence(arena, &link->shown[i]);
        size_t evidence = pm_map_add_node(map, PM_MAP_EVIDENCE, PM_MAP_NO_LANE, name, text);
        pm_map_add_arrow(map, evidence, node, PM_MAP_SUPPORT, "shows it");
    }
    if (link->shown_count || link->kind == PM_LINK_ASSUME) return;
    const char *name = pm_arena_format(arena, "%s not shown", map->nodes.items[node].name);
    size_t missing =
        pm_map_add_node(map, PM_MAP_EVIDENCE, PM_MAP_NO_LANE, name, "nothing shows it");
    pm_map_add_arrow(map, missing, node, PM_MAP_GAP, "gap");
}

static void add_works(struct pm_map *map, size_t node, const struct pm_theory_link *link)
{
    for (size_t i = 0; i < link->by_count; i++) {
        const struct pm_work *work = link->by[i];
        const char *name = pm_arena_format(map->arena, "work %s", work->name);
        size_t known = pm_map_find_node(map, name);
        if (known == SIZE_MAX)
            known = pm_map_add_node(map, PM_MAP_ROUND, PM_MAP_NO_LANE, name, work->label);
        pm_map_add_arrow(map, known, node, PM_MAP_SUPPORT, "does it");
    }
}

/* The nodes of one kind of link. */
struct rank {
    PM_ARRAY(size_t) nodes;
};

/* Arrows to a link from those before it: all of `if`, or the last change. */
static void join(struct pm_map *map, const struct rank *from, size_t to, const char *lag)
{
    for (size_t i = 0; i < from->nodes.count; i++)
        pm_map_add_arrow(map, from->nodes.items[i], to, PM_MAP_PLAIN, lag);
}

struct pm_map *pm_map_theory(struct pm_arena *arena, const struct pm_theory *theory)
{
    struct pm_map *map = pm_map_new(arena, theory->label);
    struct rank before = {0};
    struct rank ends = {0};
    for (size_t i = 0; i < theory->link_count; i++) {
        const struct pm_theory_link *link = &theory->links[i];
        bool is_assumption = link->kind == PM_LINK_ASSUME;
        const char *name = pm_arena_format(arena, "%s %zu", pm_map_link_word(link->kind), i + 1);
        size_t node = pm_map_add_node(map, is_assumption ? PM_MAP_NOTE : PM_MAP_BOX, PM_MAP_NO_LANE,
                                      name, link_text(arena, link));
        add_works(map, node, link);
        add_evidence(map, node, link);
        if (link->kind == PM_LINK_IF) PM_PUSH(arena, &before.nodes, node);
        if (link->kind == PM_LINK_THEN) {
            join(map, &before, node, lag_text(arena, link));
            before.nodes.count = 0;
            PM_PUSH(arena, &before.nodes, node);
        }
        if (link->kind == PM_LINK_SO) {
            join(map, &before, node, lag_text(arena, link));
            PM_PUSH(arena, &ends.nodes, node);
        }
        size_t held = ends.nodes.count ? ends.nodes.items[0] : SIZE_MAX;
        if (is_assumption && held != SIZE_MAX)
            pm_map_add_arrow(map, node, held, PM_MAP_SUPPORT, "assumed");
    }
    const char *goal = pm_arena_format(arena, "goal:\n%s", theory->goal->label);
    size_t node = pm_map_add_node(map, PM_MAP_ROUND, PM_MAP_NO_LANE, "goal", goal);
    join(map, ends.nodes.count ? &ends : &before, node, "");
    pm_map_add_key(map, PM_MAP_PLAIN, "leads to");
    pm_map_add_key(map, PM_MAP_SUPPORT, "belongs to it");
    pm_map_add_key(map, PM_MAP_GAP, "nothing shows whether it happens");
    return map;
}
