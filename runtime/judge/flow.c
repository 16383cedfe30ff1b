/* flow.c: the graph of a process: ways in and out, loops, hand-offs, times. */
#include "runtime/judge/flow_parts.h"

#include "lang/model/measure.h"

#include <string.h>

/* ---- Arrows ---- */

static bool is_handoff(const struct pm_step *from, const struct pm_step *to)
{
    return from->unit && to->unit && !pm_unit_reference_equal(from->unit, to->unit);
}

void pm_process_arrows(struct pm_arena *arena, const struct pm_process *process,
                       struct pm_arrows *out)
{
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *to = process->steps[i];
        for (size_t j = 0; j < to->after_count; j++) {
            struct pm_arrow arrow = {to->after[j], to, is_handoff(to->after[j], to)};
            PM_PUSH(arena, &out->list, arrow);
        }
    }
}

/* Which steps lead to which: arrows followed until nothing is new. */
static void follow(struct pm_flow_graph *flow)
{
    size_t count = flow->process->step_count;
    flow->leads_to = PM_NEW_ITEMS(flow->arena, bool *, count + 1);
    for (size_t i = 0; i < count; i++)
        flow->leads_to[i] = PM_NEW_ITEMS(flow->arena, bool, count + 1);
    for (size_t i = 0; i < flow->arrows.list.count; i++)
        flow->leads_to[flow->arrows.list.items[i].from->index]
                      [flow->arrows.list.items[i].to->index] = true;
    for (size_t by = 0; by < count; by++)
        for (size_t a = 0; a < count; a++)
            for (size_t b = 0; flow->leads_to[a][by] && b < count; b++)
                if (flow->leads_to[by][b]) flow->leads_to[a][b] = true;
}

static void find_ways(struct pm_flow_graph *flow)
{
    const struct pm_process *process = flow->process;
    size_t count = process->step_count;
    flow->leads_out = PM_NEW_ITEMS(flow->arena, bool, count + 1);
    for (size_t i = 0; i < count; i++) {
        if (process->steps[i]->is_end) flow->leads_out[i] = true;
        for (size_t j = 0; j < count; j++)
            if (process->steps[j]->is_end && flow->leads_to[i][j]) flow->leads_out[i] = true;
    }
}

/* ---- Adding ---- */

static struct pm_weakness *add(struct pm_flow_graph *flow, enum pm_code code, struct pm_span at,
                               const char *name, const char *label)
{
    struct pm_weakness weakness = {.code = code,
                                   .at = at,
                                   .name = name,
                                   .label = label,
                                   .text = "",
                                   .count = -1,
                                   .minutes = -1,
                                   .other_minutes = -1};
    PM_PUSH(flow->arena, &flow->out->list, weakness);
    return &flow->out->list.items[flow->out->list.count - 1];
}

struct pm_weakness *pm_flow_add_process(struct pm_flow_graph *flow, enum pm_code code)
{
    return add(flow, code, flow->process->facts.at, "", flow->process->label);
}

struct pm_weakness *pm_flow_add_step(struct pm_flow_graph *flow, enum pm_code code,
                                     const struct pm_step *step)
{
    return add(flow, code, step->at, step->name, step->label);
}

struct pm_weakness *pm_flow_add_unit(struct pm_flow_graph *flow, enum pm_code code,
                                     struct pm_span at, const char *unit)
{
    return add(flow, code, at, unit, flow->process->label);
}

static struct pm_weakness *add_arrow(struct pm_flow_graph *flow, enum pm_code code,
                                     const struct pm_arrow *arrow)
{
    const char *name = pm_arena_format(flow->arena, "%s-%s", arrow->from->name, arrow->to->name);
    const char *label =
        pm_arena_format(flow->arena, "\"%s\" to \"%s\"", arrow->from->label, arrow->to->label);
    return add(flow, code, arrow->to->at, name, label);
}

void pm_flow_set_items(struct pm_flow_graph *flow, struct pm_weakness *weakness,
                       const char *const *items, size_t count)
{
    weakness->items = PM_NEW_ITEMS(flow->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        weakness->items[i] = items[i];
    weakness->item_count = count;
}

/* ---- Ways in and out ---- */

static void check_ends(struct pm_flow_graph *flow)
{
    const struct pm_process *process = flow->process;
    bool has_start = false;
    bool has_end = false;
    for (size_t i = 0; i < process->step_count; i++) {
        if (!process->steps[i]->after_count && !process->steps[i]->is_end) has_start = true;
        if (process->steps[i]->is_end) has_end = true;
    }
    if (!has_start || !has_end) {
        struct pm_weakness *weakness = pm_flow_add_process(flow, PM_PROCESS_WITHOUT_END);
        weakness->text = has_end ? "beginning" : "end";
    }
    for (size_t i = 0; has_end && i < process->step_count; i++)
        if (!flow->leads_out[i]) pm_flow_add_step(flow, PM_STEP_WITHOUT_WAY_OUT, process->steps[i]);
}

/* ---- Branches ---- */

/* Where a step goes on in one of several ways, each has a label of its own; a single way with a
 * label leaves out what happens otherwise. */
static void check_branches(struct pm_flow_graph *flow, const struct pm_step *from)
{
    PM_ARRAY(const struct pm_step *) ways = {0};
    size_t labelled = 0;
    const char *twice = NULL;
    for (size_t i = 0; i < flow->arrows.list.count; i++)
        if (flow->arrows.list.items[i].from == from)
            PM_PUSH(flow->arena, &ways, flow->arrows.list.items[i].to);
    for (size_t i = 0; i < ways.count; i++) {
        labelled += *ways.items[i]->when != '\0';
        for (size_t j = 0; j < i; j++)
            if (*ways.items[i]->when && strcmp(ways.items[i]->when, ways.items[j]->when) == 0)
                twice = ways.items[i]->when;
    }
    if (!labelled || (labelled == ways.count && ways.count > 1 && !twice)) return;
    if (ways.count == 1 && ways.items[0]->after_count > 1) return; /* the label is another way's */
    struct pm_weakness *weakness = pm_flow_add_step(flow, PM_BRANCH_NOT_LABELLED, from);
    const char **names = PM_NEW_ITEMS(flow->arena, const char *, ways.count + 1);
    for (size_t i = 0; i < ways.count; i++)
        names[i] = ways.items[i]->name;
    pm_flow_set_items(flow, weakness, names, ways.count);
    weakness->text = twice ? twice : "";
    weakness->count = (int64_t)(ways.count - labelled);
}

/* ---- Hand-offs ---- */

/* The first thing that one step gives to another; NULL: nothing. */
static const struct pm_handoff *find_gift(const struct pm_step *from, const struct pm_step *to)
{
    for (size_t i = 0; i < from->give_count; i++)
        if (from->gives[i].to == to) return &from->gives[i];
    return NULL;
}

/* What is handed over, by what means, and by when the receiver is to take it up. */
static void check_handoffs(struct pm_flow_graph *flow)
{
    for (size_t i = 0; i < flow->arrows.list.count; i++) {
        const struct pm_arrow *arrow = &flow->arrows.list.items[i];
        const struct pm_handoff *given = find_gift(arrow->from, arrow->to);
        const char *units[2];
        if (!arrow->is_handoff) continue;
        units[0] = pm_unit_reference_text(flow->arena, arrow->from->unit);
        units[1] = pm_unit_reference_text(flow->arena, arrow->to->unit);
        if (!given || !*given->by) {
            struct pm_weakness *weakness = add_arrow(flow, PM_HANDOFF_UNNAMED, arrow);
            pm_flow_set_items(flow, weakness, units, 2);
            if (given) weakness->text = given->what;
        }
        if (!arrow->to->within_minutes)
            pm_flow_set_items(flow, add_arrow(flow, PM_HANDOFF_WITHOUT_LIMIT, arrow), units, 2);
    }
}

static void check_outputs(struct pm_flow_graph *flow)
{
    for (size_t i = 0; i < flow->process->step_count; i++) {
        const struct pm_step *step = flow->process->steps[i];
        for (size_t j = 0; j < step->give_count; j++) {
            const struct pm_handoff *given = &step->gives[j];
            if (flow->leads_to[step->index][given->to->index]) continue;
            struct pm_arrow arrow = {step, given->to, true};
            struct pm_weakness *weakness = add_arrow(flow, PM_OUTPUT_NOT_USED, &arrow);
            weakness->text = given->what;
            weakness->at = given->at;
        }
    }
}

/* The same thing handed over by two means is entered twice. */
static void check_entries(struct pm_flow_graph *flow)
{
    PM_ARRAY(const struct pm_handoff *) seen = {0};
    for (size_t i = 0; i < flow->process->step_count; i++)
        for (size_t j = 0; j < flow->process->steps[i]->give_count; j++) {
            const struct pm_handoff *given = &flow->process->steps[i]->gives[j];
            for (size_t k = 0; k < seen.count; k++) {
                const char *media[] = {seen.items[k]->by, given->by};
                if (!pm_text_equal_loosely(pm_text_from(seen.items[k]->what),
                                           pm_text_from(given->what)) ||
                    !*media[0] || !*media[1] || strcmp(media[0], media[1]) == 0)
                    continue;
                struct pm_weakness *weakness =
                    pm_flow_add_step(flow, PM_ENTERED_TWICE, flow->process->steps[i]);
                weakness->text = given->what;
                pm_flow_set_items(flow, weakness, media, 2);
                break;
            }
            PM_PUSH(flow->arena, &seen, given);
        }
}

/* A hands to B, and B back to A: once for two steps that go on in turn. */
static void check_back_and_forth(struct pm_flow_graph *flow, int64_t least)
{
    int64_t count = 0;
    PM_ARRAY(const char *) names = {0};
    for (size_t i = 0; i < flow->arrows.list.count; i++)
        for (size_t j = 0; j < flow->arrows.list.count; j++) {
            const struct pm_arrow *there = &flow->arrows.list.items[i];
            const struct pm_arrow *back = &flow->arrows.list.items[j];
            if (there->to != back->from || !there->is_handoff || !back->is_handoff) continue;
            if (!pm_unit_reference_equal(there->from->unit, back->to->unit)) continue;
            if (back->to == there->from && j < i) continue;
            count++;
            PM_PUSH(flow->arena, &names,
                    pm_arena_format(flow->arena, "%s > %s > %s", there->from->name, there->to->name,
                                    back->to->name));
        }
    if (count < least || !count) return;
    struct pm_weakness *weakness = pm_flow_add_process(flow, PM_HANDED_BACK_AND_FORTH);
    weakness->count = count;
    pm_flow_set_items(flow, weakness, names.items, names.count);
}

/* ---- Loops ---- */

static int64_t minutes_of(const struct pm_step *step)
{
    return (int64_t)step->takes_minutes + step->waits_minutes;
}

static bool in_loop_with(const struct pm_flow_graph *flow, size_t a, size_t b)
{
    return flow->leads_to[a][b] && flow->leads_to[b][a];
}

/* True when some step of the loop is left, or repeated, on a condition. */
static bool has_condition(const struct pm_flow_graph *flow, size_t member)
{
    for (size_t i = 0; i < flow->arrows.list.count; i++) {
        const struct pm_arrow *arrow = &flow->arrows.list.items[i];
        if (*arrow->to->when && in_loop_with(flow, member, arrow->from->index)) return true;
    }
    return false;
}

static struct pm_rework find_loop(const struct pm_flow_graph *flow, size_t first)
{
    const struct pm_process *process = flow->process;
    struct pm_rework loop = {.first = process->steps[first],
                             .steps = PM_NEW_ITEMS(flow->arena, const char *, process->step_count)};
    for (size_t i = 0; i < process->step_count; i++) {
        if (!in_loop_with(flow, first, i)) continue;
        if (i < first) loop.first = process->steps[i];
        loop.minutes += minutes_of(process->steps[i]);
        loop.steps[loop.step_count++] = process->steps[i]->name;
    }
    loop.has_condition = has_condition(flow, first);
    return loop;
}

static void find_loops(const struct pm_flow_graph *flow, struct pm_reworks *out)
{
    for (size_t i = 0; i < flow->process->step_count; i++) {
        if (!flow->leads_to[i][i]) continue;
        struct pm_rework loop = find_loop(flow, i);
        if (loop.first->index == i) PM_PUSH(flow->arena, &out->list, loop);
    }
}

void pm_process_reworks(struct pm_arena *arena, const struct pm_process *process,
                        struct pm_reworks *out)
{
    struct pm_flow_graph flow = {.arena = arena, .process = process};
    pm_process_arrows(arena, process, &flow.arrows);
    follow(&flow);
    find_loops(&flow, out);
}

static void check_loops(struct pm_flow_graph *flow)
{
    struct pm_reworks loops = {0};
    find_loops(flow, &loops);
    for (size_t i = 0; i < loops.list.count; i++) {
        const struct pm_rework *loop = &loops.list.items[i];
        if (loop->has_condition) continue;
        struct pm_weakness *weakness =
            pm_flow_add_step(flow, PM_LOOP_WITHOUT_CONDITION, loop->first);
        pm_flow_set_items(flow, weakness, loop->steps, loop->step_count);
        if (loop->minutes) weakness->minutes = loop->minutes;
    }
}

/* ---- Times ---- */

static void check_times(struct pm_flow_graph *flow, int64_t percent)
{
    const struct pm_process *process = flow->process;
    int64_t waits = 0;
    int64_t all = 0;
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        waits += step->waits_minutes;
        all += minutes_of(step);
        if (!step->within_minutes || minutes_of(step) <= step->within_minutes) continue;
        struct pm_weakness *weakness = pm_flow_add_step(flow, PM_LIMIT_TOO_SHORT, step);
        weakness->minutes = minutes_of(step);
        weakness->other_minutes = step->within_minutes;
    }
    if (!all || waits * 100 <= all * percent) return;
    struct pm_weakness *weakness = pm_flow_add_process(flow, PM_MOSTLY_WAITING);
    weakness->minutes = waits;
    weakness->other_minutes = all;
}

/* Loops are gone through once, in the order in which their steps are written. */
static bool goes_forward(const struct pm_flow_graph *flow, const struct pm_arrow *arrow)
{
    return !in_loop_with(flow, arrow->from->index, arrow->to->index) ||
           arrow->from->index < arrow->to->index;
}

int64_t pm_process_longest(struct pm_arena *arena, const struct pm_process *process)
{
    struct pm_flow_graph flow = {.arena = arena, .process = process};
    int64_t *until = PM_NEW_ITEMS(arena, int64_t, process->step_count + 1);
    int64_t longest = 0;
    bool changed = true;
    pm_process_arrows(arena, process, &flow.arrows);
    follow(&flow);
    for (size_t i = 0; i < process->step_count; i++)
        until[i] = minutes_of(process->steps[i]);
    while (changed) {
        changed = false;
        for (size_t i = 0; i < flow.arrows.list.count; i++) {
            const struct pm_arrow *arrow = &flow.arrows.list.items[i];
            int64_t minutes = until[arrow->from->index] + minutes_of(arrow->to);
            if (!goes_forward(&flow, arrow) || minutes <= until[arrow->to->index]) continue;
            until[arrow->to->index] = minutes;
            changed = true;
        }
    }
    for (size_t i = 0; i < process->step_count; i++)
        if (until[i] > longest) longest = until[i];
    return longest;
}

/* ---- What it is for ---- */

static bool has_goal(const struct pm_process *process)
{
    if (process->align_count) return true;
    for (size_t i = 0; i < process->serve_count; i++)
        for (const struct pm_work *work = process->serves[i]; work; work = work->within)
            if (work->serve_count) return true;
    return false;
}

static bool has_lane(const struct pm_process *process, const struct pm_unit_reference *unit)
{
    for (size_t i = 0; i < process->step_count; i++) {
        const struct pm_step *step = process->steps[i];
        if (step->unit && pm_unit_reference_equal(step->unit, unit)) return true;
        for (size_t j = 0; j < step->inform_count; j++)
            if (pm_unit_reference_equal(&step->informs[j], unit)) return true;
    }
    return false;
}

static void check_purpose(struct pm_flow_graph *flow)
{
    const struct pm_process *process = flow->process;
    PM_ARRAY(const char *) unmeasured = {0};
    if (!process->facts.owner) pm_flow_add_process(flow, PM_PROCESS_WITHOUT_OWNER);
    if (!has_goal(process)) {
        pm_flow_add_process(flow, PM_PROCESS_WITHOUT_GOAL);
        return;
    }
    for (size_t i = 0; i < process->step_count; i++)
        if (!process->steps[i]->is_end && !process->steps[i]->shown_count)
            PM_PUSH(flow->arena, &unmeasured, process->steps[i]->name);
    if (process->shown_count || !unmeasured.count) return;
    struct pm_weakness *weakness = pm_flow_add_process(flow, PM_STEP_NOT_MEASURED);
    pm_flow_set_items(flow, weakness, unmeasured.items, unmeasured.count);
}

static void check_lanes(struct pm_flow_graph *flow)
{
    const struct pm_process *process = flow->process;
    for (size_t i = 0; i < process->with_count; i++) {
        if (has_lane(process, &process->with[i])) continue;
        const char *unit = pm_unit_reference_text(flow->arena, &process->with[i]);
        struct pm_weakness *weakness =
            add(flow, PM_LANE_WITHOUT_STEP, process->with[i].at, unit, process->label);
        pm_flow_set_items(flow, weakness, &unit, 1);
    }
}

static void check_gaps(struct pm_flow_graph *flow)
{
    const struct pm_process *process = flow->process;
    for (size_t i = 0; i < process->gap_count; i++) {
        const struct pm_process_gap *gap = &process->gaps[i];
        const char *name = "";
        const char **steps = PM_NEW_ITEMS(flow->arena, const char *, gap->between_count + 1);
        for (size_t j = 0; j < gap->between_count; j++) {
            steps[j] = gap->between[j]->name;
            name = pm_arena_format(flow->arena, "%s%s%s", name, j ? "-" : "", steps[j]);
        }
        struct pm_weakness *weakness =
            add(flow, PM_PROCESS_GAP_OPEN, gap->at, name, process->label);
        weakness->text = gap->text;
        pm_flow_set_items(flow, weakness, steps, gap->between_count);
    }
}

void pm_process_weaknesses(struct pm_arena *arena, const struct pm_process *process,
                           const struct pm_flow_limits *limits, struct pm_weaknesses *out)
{
    struct pm_flow_graph flow = {.arena = arena, .process = process, .out = out};
    pm_process_arrows(arena, process, &flow.arrows);
    follow(&flow);
    find_ways(&flow);
    check_ends(&flow);
    for (size_t i = 0; i < process->step_count; i++)
        check_branches(&flow, process->steps[i]);
    check_handoffs(&flow);
    check_outputs(&flow);
    check_entries(&flow);
    check_back_and_forth(&flow, limits->back_and_forth);
    check_loops(&flow);
    check_times(&flow, limits->waiting_percent);
    check_purpose(&flow);
    check_lanes(&flow);
    pm_flow_check_roles(&flow, limits);
    check_gaps(&flow);
}
