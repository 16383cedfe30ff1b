/* process.c: a process as a graph: one lane a unit, what is handed over from one to the next. */
#include "runtime/map/parts.h"

enum { MOST_LANES = 64 };

struct lanes {
    const struct pm_unit_reference *units[MOST_LANES];
    size_t count;
};

/* The lane of a step; units beyond the room that there is have none. */
static size_t lane_of(struct pm_map *map, struct lanes *lanes, const struct pm_step *step)
{
    const struct pm_unit_reference *unit = pm_map_lane_unit(step);
    if (!unit) return PM_MAP_NO_LANE;
    for (size_t i = 0; i < lanes->count; i++)
        if (pm_map_is_same_unit(lanes->units[i], unit)) return i;
    if (lanes->count == MOST_LANES) return PM_MAP_NO_LANE;
    lanes->units[lanes->count++] = unit;
    return pm_map_add_lane(map, pm_map_unit_label(map->arena, unit));
}

static const char *step_text(struct pm_arena *arena, const struct pm_step *step)
{
    const char *times = pm_map_times(arena, step);
    return pm_arena_format(arena, "%s%s%s%s", step->is_end ? "end: " : "", step->label,
                           *times ? "\n" : "", times);
}

static const char *step_name(struct pm_arena *arena, const struct pm_step *step)
{
    return pm_arena_format(arena, "step %s", step->name);
}

static size_t node_of(const struct pm_map *map, const struct pm_step *step)
{
    return pm_map_find_node(map, step_name(map->arena, step));
}

static void add_steps(struct pm_map *map, const struct pm_process *process)
{
    struct lanes lanes = {.count = 0};
    size_t trigger = SIZE_MAX;
    if (*process->trigger && process->step_count)
        trigger =
            pm_map_add_node(map, PM_MAP_ROUND, lane_of(map, &lanes, process->steps[0]), "trigger",
                            pm_arena_format(map->arena, "begins with: %s", process->trigger));
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        size_t node =
            pm_map_add_node(map, step->is_end ? PM_MAP_END : PM_MAP_BOX, lane_of(map, &lanes, step),
                            step_name(map->arena, step), step_text(map->arena, step));
        if (trigger != SIZE_MAX && !step->after_count)
            pm_map_add_arrow(map, trigger, node, PM_MAP_PLAIN, "");
    }
}

/* "no match: Notice (E-mail)" */
static const char *flow_text(struct pm_arena *arena, const struct pm_flow *flow)
{
    const char *given = pm_map_given(arena, flow);
    if (!*given && flow->is_handoff) given = "nothing given";
    bool has_both = *flow->when && *given;
    return pm_arena_format(arena, "%s%s%s", flow->when, has_both ? ": " : "", given);
}

static void add_flows(struct pm_map *map, const struct pm_process *process)
{
    struct pm_flows flows = pm_map_flows(map->arena, process);
    for (size_t i = 0; i < flows.list.count; i++) {
        const struct pm_flow *flow = &flows.list.items[i];
        enum pm_map_line line = flow->is_order ? PM_MAP_PLAIN : PM_MAP_SUPPORT;
        pm_map_add_arrow(map, node_of(map, flow->from), node_of(map, flow->to),
                         flow->is_handoff ? PM_MAP_HANDOFF : line, flow_text(map->arena, flow));
    }
}

static void add_gaps(struct pm_map *map, const struct pm_process *process)
{
    for (size_t i = 0; i < process->gap_count; i++) {
        const struct pm_process_gap *gap = &process->gaps[i];
        const char *text = pm_arena_format(map->arena, "gap: %s", gap->text);
        for (size_t j = 0; j + 1 < gap->between_count; j++)
            pm_map_add_arrow(map, node_of(map, gap->between[j]), node_of(map, gap->between[j + 1]),
                             PM_MAP_GAP, text);
    }
}

static void put_gaps(struct pm_sink *sink, const char *what,
                     const struct pm_process_gap *const *gaps, size_t count)
{
    for (size_t i = 0; i < count; i++)
        pm_put_format(sink, "\ngap %s: %s", what, gaps[i]->text);
}

static void put_steps(struct pm_sink *sink, const char *what, const struct pm_step *const *steps,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        pm_put_format(sink, "\nstep %s: %s", what, steps[i]->label);
}

/* A note of what has changed since the version before. */
static void add_comparison(struct pm_map *map, const struct pm_process *process)
{
    const struct pm_process *before = process->replaces;
    if (!before) return;
    struct pm_comparison found = pm_map_compare(map->arena, before, process);
    struct pm_buffer text;
    pm_buffer_start(&text, map->arena);
    pm_put_format(&text.sink, "compared with %s", before->name);
    put_gaps(&text.sink, "closed", found.closed.items, found.closed.count);
    put_gaps(&text.sink, "left open", found.left.items, found.left.count);
    put_gaps(&text.sink, "new", found.opened.items, found.opened.count);
    put_steps(&text.sink, "new", found.new_steps.items, found.new_steps.count);
    put_steps(&text.sink, "moved", found.moved_steps.items, found.moved_steps.count);
    put_steps(&text.sink, "dropped", found.dropped_steps.items, found.dropped_steps.count);
    pm_map_add_node(map, PM_MAP_NOTE, PM_MAP_NO_LANE, "comparison", pm_buffer_text(&text));
}

struct pm_map *pm_map_process(struct pm_arena *arena, const struct pm_process *process)
{
    struct pm_map *map = pm_map_new(arena, pm_map_process_label(arena, process));
    map->has_swim_lanes = true;
    add_steps(map, process);
    add_flows(map, process);
    add_gaps(map, process);
    add_comparison(map, process);
    pm_map_add_key(map, PM_MAP_HANDOFF, "handed over from one unit to another");
    pm_map_add_key(map, PM_MAP_GAP, "a gap: what is missing there");
    pm_map_add_key(map, PM_MAP_SUPPORT, "given, and not the next step");
    return map;
}
