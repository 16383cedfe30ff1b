/* processes.c: process maps: what their graph shows, hand-offs between units, and what a new
 * version mends, leaves and adds. */
#include "runtime/judge/flow.h"

#include "lang/model/measure.h"
#include "runtime/judge/cycle.h"

#include <string.h>

static struct pm_topic topic_of(const struct pm_process *process)
{
    return (struct pm_topic){.plan = process->plan,
                             .parts = {process->plan ? process->plan->name : NULL, process->name},
                             .label = process->label,
                             .object = process,
                             .owner = process->facts.owner,
                             .post = process->facts.owner_post,
                             .at = process->facts.at};
}

static void find_weaknesses(const struct pm_cycle *cycle, const struct pm_process *process,
                            struct pm_weaknesses *out)
{
    const struct pm_plan *plan = process->plan;
    struct pm_flow_limits limits = {
        .back_and_forth = pm_cycle_rule(cycle, PM_HANDED_BACK_AND_FORTH, plan).argument,
        .waiting_percent = pm_cycle_rule(cycle, PM_MOSTLY_WAITING, plan).argument,
        .informed = pm_cycle_rule(cycle, PM_RESPONSIBILITY_UNCLEAR, plan).argument,
        .approvals = pm_cycle_rule(cycle, PM_APPROVALS_IN_SEQUENCE, plan).argument};
    pm_process_weaknesses(cycle->arena, process, &limits, out);
}

static void set_facts(struct pm_cycle *cycle, const struct pm_weakness *weakness,
                      struct pm_finding *finding)
{
    struct pm_cycle_facts *facts = finding->cycle;
    facts->text = weakness->text;
    facts->count = weakness->count;
    pm_cycle_set_items(cycle, finding, weakness->items, weakness->item_count);
    if (weakness->minutes < 0) return;
    facts->amount_kind = PM_AMOUNT_MINUTES;
    facts->amount = pm_ratio_from_integer(weakness->minutes);
    if (weakness->other_minutes >= 0) facts->other = pm_ratio_from_integer(weakness->other_minutes);
}

static bool is_replaced(const struct pm_cycle *cycle, const struct pm_process *process)
{
    for (size_t i = 0; i < cycle->whole->processes.count; i++)
        if (cycle->whole->processes.items[i]->replaces == process) return true;
    return false;
}

/* Of a process that another one replaces it is a remark: that one should mend it. */
static void add_weakness(struct pm_cycle *cycle, const struct pm_process *process,
                         const struct pm_weakness *weakness)
{
    struct pm_topic topic = topic_of(process);
    topic.parts[2] = weakness->name;
    topic.label = weakness->label;
    topic.at = weakness->at;
    struct pm_finding *finding =
        pm_cycle_add_rule(cycle, PM_FINDING_PROCESS, weakness->code, &topic);
    if (!finding) return;
    set_facts(cycle, weakness, finding);
    if (is_replaced(cycle, process)) finding->severity = PM_INFO;
}

/* ---- Hand-offs ---- */

static const struct pm_unit *division_of(const struct pm_unit_reference *reference)
{
    const struct pm_unit *unit = reference->unit ? reference->unit : reference->set->above;
    while (unit && unit->above && unit->above->above)
        unit = unit->above;
    return unit;
}

/* How many hand-offs there are, how many of them between divisions, and how long it takes. */
static void add_counts(struct pm_cycle *cycle, const struct pm_process *process)
{
    struct pm_arrows arrows = {0};
    struct pm_topic topic = topic_of(process);
    int64_t handoffs = 0;
    int64_t between_divisions = 0;
    PM_ARRAY(const char *) pairs = {0};
    pm_process_arrows(cycle->arena, process, &arrows);
    for (size_t i = 0; i < arrows.list.count; i++) {
        const struct pm_arrow *arrow = &arrows.list.items[i];
        if (!arrow->is_handoff) continue;
        handoffs++;
        between_divisions += division_of(arrow->from->unit) != division_of(arrow->to->unit);
        PM_PUSH(cycle->arena, &pairs,
                pm_arena_format(cycle->arena, "%s > %s",
                                pm_unit_reference_text(cycle->arena, arrow->from->unit),
                                pm_unit_reference_text(cycle->arena, arrow->to->unit)));
    }
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_PROCESS, PM_STATE_COUNTED, &topic);
    finding->cycle->count = between_divisions;
    finding->cycle->of = handoffs;
    pm_cycle_set_items(cycle, finding, pairs.items, pairs.count);
    int64_t longest = pm_process_longest(cycle->arena, process);
    if (!longest) return;
    finding->cycle->amount_kind = PM_AMOUNT_MINUTES;
    finding->cycle->amount = pm_ratio_from_integer(longest);
}

/* Loops are no weakness by themselves; what a round costs is said. */
static void add_reworks(struct pm_cycle *cycle, const struct pm_process *process)
{
    struct pm_reworks reworks = {0};
    pm_process_reworks(cycle->arena, process, &reworks);
    for (size_t i = 0; i < reworks.list.count; i++) {
        const struct pm_rework *rework = &reworks.list.items[i];
        struct pm_topic topic = topic_of(process);
        topic.parts[2] = "rework";
        topic.parts[3] = rework->first->name;
        topic.label = rework->first->label;
        topic.at = rework->first->at;
        struct pm_finding *finding =
            pm_cycle_add(cycle, PM_FINDING_PROCESS, PM_STATE_COUNTED, &topic);
        pm_cycle_set_items(cycle, finding, rework->steps, rework->step_count);
        if (!rework->minutes) continue;
        finding->cycle->amount_kind = PM_AMOUNT_MINUTES;
        finding->cycle->amount = pm_ratio_from_integer(rework->minutes);
    }
}

/* ---- Two versions ---- */

static bool has_weakness(const struct pm_weaknesses *weaknesses, const struct pm_weakness *wanted)
{
    for (size_t i = 0; i < weaknesses->list.count; i++) {
        const struct pm_weakness *weakness = &weaknesses->list.items[i];
        if (weakness->code == wanted->code && strcmp(weakness->name, wanted->name) == 0)
            return true;
    }
    return false;
}

static void add_change(struct pm_cycle *cycle, const struct pm_process *process,
                       const struct pm_weakness *weakness, enum pm_state state)
{
    struct pm_topic topic = topic_of(process);
    topic.parts[2] = process->replaces->name;
    topic.parts[3] = weakness->name;
    topic.label = weakness->label;
    if (state != PM_STATE_MENDED) topic.at = weakness->at;
    if (!pm_cycle_rule(cycle, weakness->code, process->plan).is_on) return;
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_PROCESS, state, &topic);
    finding->code = weakness->code;
    finding->key = finding->id =
        pm_arena_format(cycle->arena, "%s/%s", finding->key, pm_code_info(weakness->code)->name);
    set_facts(cycle, weakness, finding);
}

static void compare_versions(struct pm_cycle *cycle, const struct pm_process *process,
                             const struct pm_weaknesses *now)
{
    struct pm_weaknesses before = {0};
    if (!process->replaces) return;
    find_weaknesses(cycle, process->replaces, &before);
    for (size_t i = 0; i < before.list.count; i++) {
        const struct pm_weakness *weakness = &before.list.items[i];
        add_change(cycle, process, weakness,
                   has_weakness(now, weakness) ? PM_STATE_LEFT_OPEN : PM_STATE_MENDED);
    }
    for (size_t i = 0; i < now->list.count; i++)
        if (!has_weakness(&before, &now->list.items[i]))
            add_change(cycle, process, &now->list.items[i], PM_STATE_ADDED);
}

/* ---- Several processes ---- */

static const struct pm_handoff *find_given(const struct pm_process *process, const char *what)
{
    for (size_t i = 0; i < process->step_count; i++)
        for (size_t j = 0; j < process->steps[i]->give_count; j++)
            if (pm_text_equal_loosely(pm_text_from(process->steps[i]->gives[j].what),
                                      pm_text_from(what)))
                return &process->steps[i]->gives[j];
    return NULL;
}

/* The same thing is given in two processes that both hold: which of them keeps it? */
static void judge_pair(struct pm_cycle *cycle, const struct pm_process *first,
                       const struct pm_process *second)
{
    for (size_t i = 0; i < second->step_count; i++)
        for (size_t j = 0; j < second->steps[i]->give_count; j++) {
            const struct pm_handoff *given = &second->steps[i]->gives[j];
            struct pm_topic topic = topic_of(second);
            if (!find_given(first, given->what)) continue;
            topic.parts[2] = second->steps[i]->name;
            topic.at = given->at;
            struct pm_finding *finding =
                pm_cycle_add_rule(cycle, PM_FINDING_PROCESS, PM_GIVEN_BY_TWO_PROCESSES, &topic);
            if (!finding) return;
            finding->cycle->text = given->what;
            pm_cycle_set_items(cycle, finding, &first->name, 1);
        }
}

void pm_judge_processes(struct pm_cycle *cycle)
{
    const struct pm_whole *whole = cycle->whole;
    for (size_t i = 0; i < whole->processes.count; i++) {
        const struct pm_process *process = whole->processes.items[i];
        struct pm_weaknesses weaknesses = {0};
        find_weaknesses(cycle, process, &weaknesses);
        add_counts(cycle, process);
        add_reworks(cycle, process);
        for (size_t j = 0; j < weaknesses.list.count; j++)
            add_weakness(cycle, process, &weaknesses.list.items[j]);
        compare_versions(cycle, process, &weaknesses);
        if (is_replaced(cycle, process)) continue;
        for (size_t j = 0; j < i; j++)
            if (!is_replaced(cycle, whole->processes.items[j]))
                judge_pair(cycle, whole->processes.items[j], process);
    }
}
