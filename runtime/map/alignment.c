/* alignment.c: which goals serve which, from plan to plan. */
#include "runtime/map/parts.h"

static const char *goal_name(struct pm_arena *arena, const struct pm_goal *goal)
{
    return pm_arena_format(arena, "%s.%s", goal->plan->name, goal->name);
}

struct pm_map *pm_map_alignment(struct pm_arena *arena, const struct pm_model *model)
{
    const char *title = model->project->label ? model->project->label : "";
    struct pm_map *map = pm_map_new(arena, title, PM_MAP_UP);
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        size_t lane = pm_map_add_lane(map, plan->label);
        for (size_t j = 0; j < plan->goal_count; j++)
            pm_map_add_node(map, PM_MAP_BOX, lane, goal_name(arena, plan->goals[j]),
                            pm_map_fold(arena, plan->goals[j]->label));
    }
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++) {
            const struct pm_goal *goal = model->plans[i]->goals[j];
            size_t from = pm_map_find_node(map, goal_name(arena, goal));
            if (goal->within)
                pm_map_add_arrow(map, from, pm_map_find_node(map, goal_name(arena, goal->within)),
                                 PM_MAP_SUPPORT, "part of");
            for (size_t at = 0; at < goal->align_count; at++)
                pm_map_add_arrow(map, from,
                                 pm_map_find_node(map, goal_name(arena, goal->aligns[at])),
                                 PM_MAP_PLAIN, "");
        }
    return map;
}

/* ---- As text ---- */

struct writing {
    struct pm_arena *arena;
    struct pm_sink *sink;
    const struct pm_style *style;
    const struct pm_model *model;
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
    return count;
}

static void write_goal(const struct writing *writing, const struct pm_goal *goal)
{
    struct pm_sink *sink = writing->sink;
    pm_put(sink, "  ");
    pm_put_painted(sink, writing->style, PM_PAINT_BOLD, goal->name);
    pm_put(sink, "  ");
    pm_put_wrapped(sink, goal->label, 4, (size_t)writing->style->width);
    if (goal->within) write_other(writing, "part of", goal->within);
    for (size_t i = 0; i < goal->align_count; i++)
        write_other(writing, "serves", goal->aligns[i]);
    size_t servants = write_servants(writing, goal);
    if (!servants && !goal->align_count && !goal->within && goal->kind != PM_GUARDRAIL)
        pm_put(sink, "    serves no goal, and no goal serves it\n");
}

void pm_map_write_alignment(struct pm_arena *arena, struct pm_sink *sink,
                            const struct pm_style *style, const struct pm_model *model)
{
    struct writing writing = {arena, sink, style, model};
    if (!model->plan_count) pm_put(sink, "this project has no plans\n");
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        if (i) pm_put(sink, "\n");
        pm_put_painted(sink, style, PM_PAINT_BOLD, plan->name);
        pm_put(sink, "  ");
        pm_put_safely(sink, pm_text_from(plan->label));
        if (*plan->kind) pm_put_format(sink, " (%s)", plan->kind);
        pm_put(sink, "\n");
        for (size_t j = 0; j < plan->goal_count; j++)
            write_goal(&writing, plan->goals[j]);
    }
}
