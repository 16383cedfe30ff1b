#include "runtime/map/parts.h"

#include <string.h>

const struct pm_step *pm_map_find_step(const struct pm_process *process, const char *name)
{
    for (size_t i = 0; i < process->step_count; i++)
        if (strcmp(process->steps[i]->name, name) == 0) return process->steps[i];
    return NULL;
}

static bool lies_at(const struct pm_process_gap *gap, const char *step)
{
    for (size_t i = 0; i < gap->between_count; i++)
        if (strcmp(gap->between[i]->name, step) == 0) return true;
    return false;
}

/* Two gaps are one when the same is said, or the same steps have it between them. */
static bool is_same_gap(const struct pm_process_gap *a, const struct pm_process_gap *b)
{
    if (strcmp(a->text, b->text) == 0) return true;
    if (a->between_count != b->between_count || !a->between_count) return false;
    for (size_t i = 0; i < a->between_count; i++)
        if (!lies_at(b, a->between[i]->name)) return false;
    return true;
}

static bool has_gap(const struct pm_process *process, const struct pm_process_gap *gap)
{
    for (size_t i = 0; i < process->gap_count; i++)
        if (is_same_gap(&process->gaps[i], gap)) return true;
    return false;
}

struct pm_comparison pm_map_compare(struct pm_arena *arena, const struct pm_process *before,
                                    const struct pm_process *after)
{
    struct pm_comparison found = {0};
    for (size_t i = 0; i < before->gap_count; i++) {
        const struct pm_process_gap *gap = &before->gaps[i];
        if (has_gap(after, gap))
            PM_PUSH(arena, &found.left, gap);
        else
            PM_PUSH(arena, &found.closed, gap);
    }
    for (size_t i = 0; i < after->gap_count; i++)
        if (!has_gap(before, &after->gaps[i])) PM_PUSH(arena, &found.opened, &after->gaps[i]);
    for (size_t i = 0; i < after->step_count; i++) {
        const struct pm_step *step = after->steps[i];
        const struct pm_step *old = pm_map_find_step(before, step->name);
        if (!old)
            PM_PUSH(arena, &found.new_steps, step);
        else if (!pm_map_is_same_unit(step->unit, old->unit))
            PM_PUSH(arena, &found.moved_steps, step);
    }
    for (size_t i = 0; i < before->step_count; i++)
        if (!pm_map_find_step(after, before->steps[i]->name))
            PM_PUSH(arena, &found.dropped_steps, before->steps[i]);
    return found;
}
