/* alignment.c: which goals serve which, from plan to plan, and what is done for them. */
#include "runtime/map/parts.h"

static const char *goal_name(struct pm_arena *arena, const struct pm_goal *goal)
{
    return pm_arena_format(arena, "%s.%s", goal->plan->name, goal->name);
}

struct drawing {
    struct pm_map *map;
    const struct pm_model *model;
    struct pm_servants servants;
};

/* The thing that serves, once however much it serves; it is found again by where it is. */
static const char *servant_name(struct pm_arena *arena, const char *what, const void *self,
                                const struct pm_servants *servants)
{
    size_t first = 0;
    while (first < servants->list.count && servants->list.items[first].self != self)
        first++;
    if (first == servants->list.count) return NULL;
    return pm_arena_format(arena, "%s %zu", what, first + 1);
}

/* Adds those of one plan (NULL: of none). */
static void add_servants(struct drawing *drawing, const struct pm_plan *plan, size_t lane)
{
    struct pm_map *map = drawing->map;
    for (size_t i = 0; i < drawing->servants.list.count; i++) {
        const struct pm_servant *servant = &drawing->servants.list.items[i];
        const char *name =
            servant_name(map->arena, servant->what, servant->self, &drawing->servants);
        if (servant->plan != plan || pm_map_find_node(map, name) != SIZE_MAX) continue;
        pm_map_add_node(map, PM_MAP_ROUND, lane, name,
                        pm_arena_format(map->arena, "%s: %s", servant->what, servant->label));
    }
}

static void add_nodes(struct drawing *drawing)
{
    struct pm_map *map = drawing->map;
    const struct pm_model *model = drawing->model;
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        size_t lane = pm_map_add_lane(map, plan->label);
        for (size_t j = 0; j < plan->goal_count; j++)
            pm_map_add_node(map, PM_MAP_BOX, lane, goal_name(map->arena, plan->goals[j]),
                            plan->goals[j]->label);
        add_servants(drawing, plan, lane);
    }
    add_servants(drawing, NULL, PM_MAP_NO_LANE);
}

static void join_goals(struct drawing *drawing)
{
    struct pm_map *map = drawing->map;
    const struct pm_model *model = drawing->model;
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            const struct pm_goal *goal = model->plans[i]->goals[j];
            size_t from = pm_map_find_node(map, goal_name(map->arena, goal));
            if (goal->within)
                pm_map_add_arrow(map, from,
                                 pm_map_find_node(map, goal_name(map->arena, goal->within)),
                                 PM_MAP_SUPPORT, "part of");
            for (size_t at = 0; at < goal->align_count; at++)
                pm_map_add_arrow(map, from,
                                 pm_map_find_node(map, goal_name(map->arena, goal->aligns[at])),
                                 PM_MAP_PLAIN, "");
        }
}

/* What serves work that serves nothing itself leads nowhere: it is left alone. */
static void join_servants(struct drawing *drawing)
{
    struct pm_map *map = drawing->map;
    for (size_t i = 0; i < drawing->servants.list.count; i++) {
        const struct pm_servant *servant = &drawing->servants.list.items[i];
        const char *to = NULL;
        if (servant->goal)
            to = goal_name(map->arena, servant->goal);
        else
            to = servant_name(map->arena, pm_map_work_word(servant->work->kind), servant->work,
                              &drawing->servants);
        const char *from =
            servant_name(map->arena, servant->what, servant->self, &drawing->servants);
        if (to)
            pm_map_add_arrow(map, pm_map_find_node(map, from), pm_map_find_node(map, to),
                             PM_MAP_PLAIN, "");
    }
}

struct pm_map *pm_map_alignment(struct pm_arena *arena, const struct pm_model *model)
{
    const char *title = model->project->label ? model->project->label : "";
    struct drawing drawing = {pm_map_new(arena, title), model, pm_map_servants(arena, model)};
    add_nodes(&drawing);
    join_goals(&drawing);
    join_servants(&drawing);
    pm_map_add_key(drawing.map, PM_MAP_PLAIN, "serves");
    pm_map_add_key(drawing.map, PM_MAP_SUPPORT, "is part of");
    return drawing.map;
}

/* ---- As text ---- */

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_model *model;
    struct pm_servants servants;
};

static void write_other(const struct writing *writing, const char *how, const struct pm_goal *goal)
{
    const char *text = pm_arena_format(writing->arena, "%s %s  %s", how,
                                       goal_name(writing->arena, goal), goal->label);
    pm_put(writing->sink, "    ");
    pm_put_wrapped(writing->sink, text, 6, (size_t)writing->style->width);
}

static bool serves(const struct pm_goal *goal, const struct pm_goal *above)
{
    for (size_t i = 0; i < goal->align_count; i++)
        if (goal->aligns[i] == above) return true;
    return false;
}

/* What serves a goal (`work` NULL) or work; what serves that work stands below it. */
static size_t write_things(const struct writing *writing, const struct pm_goal *goal,
                           const struct pm_work *work, size_t indent)
{
    size_t count = 0;
    for (size_t i = 0; i < writing->servants.list.count; i++) {
        const struct pm_servant *servant = &writing->servants.list.items[i];
        if (work ? servant->work != work : servant->goal != goal) continue;
        const char *text = pm_arena_format(writing->arena, "served by %s %s  %s", servant->what,
                                           servant->name, servant->label);
        pm_put_repeated(writing->sink, ' ', indent);
        pm_put_wrapped(writing->sink, text, indent + 2, (size_t)writing->style->width);
        count++;
        for (size_t j = 0; !work && j < writing->model->whole->works.count; j++)
            if (writing->model->whole->works.items[j] == servant->self)
                write_things(writing, NULL, servant->self, indent + 2);
    }
    return count;
}

static size_t write_servants(const struct writing *writing, const struct pm_goal *goal)
{
    const struct pm_model *model = writing->model;
    size_t count = 0;
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            if (!serves(model->plans[i]->goals[j], goal)) continue;
            write_other(writing, "served by", model->plans[i]->goals[j]);
            count++;
        }
    return count + write_things(writing, goal, NULL, 4);
}

static void write_goal(const struct writing *writing, const struct pm_goal *goal)
{
    pm_map_put_named(writing->arena, writing->sink, writing->style, 2, goal->name, goal->label);
    if (goal->within) write_other(writing, "part of", goal->within);
    for (size_t i = 0; i < goal->align_count; i++)
        write_other(writing, "serves", goal->aligns[i]);
    size_t servants = write_servants(writing, goal);
    if (!servants && !goal->align_count && !goal->within && goal->kind != PM_GUARDRAIL)
        pm_put(writing->sink, "    serves no goal, and nothing serves it\n");
}

void pm_map_write_alignment(struct pm_arena *arena, struct pm_sink *sink,
                            const struct pm_style *style, const struct pm_model *model)
{
    struct writing writing = {arena, sink, style, model, pm_map_servants(arena, model)};
    if (!model->plan_count) pm_put(sink, "this project has no plans\n");
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        if (i) pm_put(sink, "\n");
        bool has_kind = *plan->kind;
        pm_map_put_named(arena, sink, style, 0, plan->name,
                         pm_arena_format(arena, "%s%s%s%s", plan->label, has_kind ? " (" : "",
                                         plan->kind, has_kind ? ")" : ""));
        for (size_t j = 0; j < plan->goal_count; j++)
            write_goal(&writing, plan->goals[j]);
    }
}
