#include "runtime/map/parts.h"

static struct pm_flow flow_between(struct pm_arena *arena, const struct pm_step *from,
                                   const struct pm_step *to, bool is_order)
{
    struct pm_flow flow = {.from = from, .to = to, .when = is_order ? to->when : ""};
    flow.is_order = is_order;
    flow.is_handoff = from->unit && to->unit && !pm_map_is_same_unit(from->unit, to->unit);
    flow.given = PM_NEW_ITEMS(arena, const struct pm_handoff *, from->give_count);
    for (size_t i = 0; i < from->give_count; i++)
        if (from->gives[i].to == to) flow.given[flow.given_count++] = &from->gives[i];
    return flow;
}

static bool follows(const struct pm_step *step, const struct pm_step *other)
{
    for (size_t i = 0; i < step->after_count; i++)
        if (step->after[i] == other) return true;
    return false;
}

/* What is given to a step that does not come next: an arrow of its own, once for each pair. */
static void add_gifts(struct pm_arena *arena, struct pm_flows *flows, const struct pm_step *from,
                      const struct pm_step *to)
{
    if (follows(to, from)) return;
    for (size_t i = 0; i < from->give_count; i++) {
        if (from->gives[i].to != to) continue;
        PM_PUSH(arena, &flows->list, flow_between(arena, from, to, false));
        return;
    }
}

struct pm_flows pm_map_flows(struct pm_arena *arena, const struct pm_process *process)
{
    struct pm_flows flows = {0};
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        for (size_t j = 0; j < step->after_count; j++)
            PM_PUSH(arena, &flows.list, flow_between(arena, step->after[j], step, true));
        for (size_t j = 0; j < process->step_count; j++)
            add_gifts(arena, &flows, process->steps[j], step);
    }
    return flows;
}

const struct pm_unit_reference *pm_map_lane_unit(const struct pm_step *step)
{
    if (step->is_end && step->after_count) return step->after[0]->unit;
    return step->unit;
}

const char *pm_map_given(struct pm_arena *arena, const struct pm_flow *flow)
{
    struct pm_buffer text;
    pm_buffer_start(&text, arena);
    for (size_t i = 0; i < flow->given_count; i++) {
        const struct pm_handoff *given = flow->given[i];
        pm_put_format(&text.sink, "%s%s", i ? "; " : "", given->what);
        if (*given->by) pm_put_format(&text.sink, " (%s)", given->by);
    }
    return pm_buffer_text(&text);
}
