/* cycle.c: findings on the improvement cycle: how they are put together, and in which order. */
#include "runtime/judge/cycle.h"

#include <stdlib.h>
#include <string.h>

/* ---- Topics ---- */

struct pm_topic pm_topic_of_work(const struct pm_work *work)
{
    const struct pm_work *above = work->within;
    return (struct pm_topic){.plan = work->plan,
                             .parts = {work->plan->name, above ? above->name : NULL, work->name},
                             .label = work->label,
                             .object = work,
                             .owner = work->facts.owner,
                             .post = work->facts.owner_post,
                             .at = work->facts.at};
}

struct pm_topic pm_topic_of_goal(const struct pm_goal *goal)
{
    const struct pm_goal *above = goal->within;
    return (struct pm_topic){.plan = goal->plan,
                             .goal = goal,
                             .parts = {goal->plan->name, above ? above->name : NULL, goal->name},
                             .label = goal->label,
                             .object = goal,
                             .owner = goal->facts.owner,
                             .post = goal->facts.owner_post,
                             .at = goal->facts.at};
}

struct pm_topic pm_topic_of_review(const struct pm_review *review)
{
    return (struct pm_topic){.parts = {review->name},
                             .label = review->label,
                             .object = review,
                             .owner = review->facilitator,
                             .at = review->facts.at};
}

struct pm_topic pm_topic_of_unit(const struct pm_cycle *cycle, const struct pm_unit *unit)
{
    struct pm_unit_reference *reference = PM_NEW(cycle->arena, struct pm_unit_reference);
    reference->at = unit->facts.at;
    reference->unit = unit;
    return (struct pm_topic){.parts = {unit->name},
                             .label = unit->label,
                             .object = unit,
                             .owner = reference,
                             .post = unit->lead,
                             .at = unit->facts.at};
}

/* ---- Putting one together ---- */

static uint32_t unit_index(const struct pm_cycle *cycle, const struct pm_unit_reference *reference)
{
    if (!reference) return PM_NO_UNIT;
    if (reference->unit) return pm_cells_unit(cycle->judging->cells, reference->unit);
    if (reference->key_count != 1) return PM_NO_UNIT;
    return pm_cells_find_unit(cycle->judging->cells, pm_text_from(reference->keys[0]));
}

/* "compass.teams.trained" for people, "milestone:compass/teams/trained" as key. */
static void name(const struct pm_cycle *cycle, enum pm_finding_kind kind,
                 const struct pm_topic *topic, struct pm_finding *finding)
{
    const char *shown = "";
    const char *key = "";
    for (size_t i = 0; i < sizeof topic->parts / sizeof *topic->parts; i++) {
        const char *part = topic->parts[i];
        if (!part || !*part) continue;
        shown = *shown ? pm_arena_format(cycle->arena, "%s.%s", shown, part) : part;
        key = pm_arena_format(cycle->arena, "%s%s%s", key, *key ? "/" : "",
                              pm_judge_encode(cycle->arena, part));
    }
    finding->cycle->name = shown;
    finding->key = pm_arena_format(cycle->arena, "%s:%s", pm_finding_kind_info(kind)->word, key);
}

static void identify(const struct pm_cycle *cycle, struct pm_finding *finding)
{
    char period[24];
    finding->id = finding->key;
    if (!pm_period_is(finding->subject.period)) return;
    pm_period_format(finding->subject.period, period);
    finding->id = pm_arena_format(cycle->arena, "%s:%s", finding->key, period);
}

static struct pm_cycle_facts *make_facts(const struct pm_cycle *cycle, const struct pm_topic *topic)
{
    struct pm_cycle_facts *facts = PM_NEW(cycle->arena, struct pm_cycle_facts);
    *facts = (struct pm_cycle_facts){.label = topic->label ? topic->label : "",
                                     .text = "",
                                     .object = topic->object,
                                     .owner = topic->owner,
                                     .post = topic->post ? topic->post : "",
                                     .due_day = PM_NO_DAY,
                                     .first_due_day = PM_NO_DAY,
                                     .done_day = PM_NO_DAY,
                                     .day = PM_NO_DAY,
                                     .days = -1,
                                     .first_days = -1,
                                     .count = -1,
                                     .of = -1,
                                     .limit = -1,
                                     .every = "",
                                     .amount = pm_ratio_undefined(),
                                     .other = pm_ratio_undefined()};
    return facts;
}

struct pm_finding *pm_cycle_add(struct pm_cycle *cycle, enum pm_finding_kind kind,
                                enum pm_state state, const struct pm_topic *topic)
{
    struct pm_judging *judging = cycle->judging;
    struct pm_finding finding = {.kind = kind, .state = state, .code = PM_CODE_COUNT};
    finding.severity = pm_state_info(state)->severity;
    finding.path = PM_PATH_NONE;
    finding.text = "";
    finding.at = topic->at;
    finding.subject.plan = topic->plan;
    finding.subject.goal = topic->goal;
    finding.subject.unit = unit_index(cycle, topic->owner);
    finding.subject.period = topic->period;
    finding.cycle = make_facts(cycle, topic);
    name(cycle, kind, topic, &finding);
    identify(cycle, &finding);
    PM_PUSH(judging->arena, &judging->findings, finding);
    return &judging->findings.items[judging->findings.count - 1];
}

struct pm_finding *pm_cycle_add_rule(struct pm_cycle *cycle, enum pm_finding_kind kind,
                                     enum pm_code code, const struct pm_topic *topic)
{
    struct pm_rule_setting setting = pm_cycle_rule(cycle, code, topic->plan);
    if (!setting.is_on) return NULL;
    struct pm_finding *finding = pm_cycle_add(cycle, kind, PM_STATE_NOT_KEPT, topic);
    finding->code = code;
    finding->severity = setting.severity;
    if (setting.argument) finding->cycle->limit = setting.argument;
    finding->key = pm_arena_format(cycle->arena, "%s/%s", finding->key, pm_code_info(code)->name);
    identify(cycle, finding);
    return finding;
}

void pm_cycle_set_items(struct pm_cycle *cycle, struct pm_finding *finding,
                        const char *const *items, size_t count)
{
    finding->cycle->items = PM_NEW_ITEMS(cycle->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        finding->cycle->items[i] = items[i];
    finding->cycle->item_count = count;
}

void pm_cycle_rest_on(struct pm_cycle *cycle, struct pm_finding *finding, const size_t *findings,
                      size_t count, bool is_reason)
{
    struct pm_basis *basis = PM_NEW(cycle->arena, struct pm_basis);
    size_t *copy = PM_NEW_ITEMS(cycle->arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++)
        copy[i] = findings[i];
    basis->findings = copy;
    basis->finding_count = count;
    basis->is_reason = is_reason;
    finding->basis = basis;
}

bool pm_cycle_is_past(const struct pm_cycle *cycle, int32_t day)
{
    return day != PM_NO_DAY && day <= cycle->as_of;
}

/* ---- Units ---- */

bool pm_plan_is_annual(const struct pm_plan *plan)
{
    static const char *const kinds[] = {"annual", "school", "program", "department"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(plan->kind, kinds[i]) == 0) return true;
    return false;
}

const struct pm_unit *pm_cycle_unit(const struct pm_unit_reference *reference)
{
    return reference ? reference->unit : NULL;
}

static bool has_key(const struct pm_unit_reference *reference, const char *key)
{
    for (size_t i = 0; i < reference->key_count; i++)
        if (strcmp(reference->keys[i], key) == 0) return true;
    return reference->key_count == 0;
}

bool pm_cycle_unit_exists(const struct pm_cycle *cycle, const struct pm_unit *unit)
{
    if (cycle->as_of == PM_NO_DAY) return true;
    if (unit->opened_day != PM_NO_DAY && unit->opened_day > cycle->as_of) return false;
    return unit->ended_day == PM_NO_DAY || unit->ended_day >= cycle->as_of;
}

bool pm_cycle_units_meet(const struct pm_unit_reference *a, const struct pm_unit_reference *b)
{
    if (!a || !b) return false;
    if (a->unit || b->unit) return a->unit == b->unit;
    if (a->set != b->set) return false;
    if (!a->key_count || !b->key_count) return true;
    for (size_t i = 0; i < a->key_count; i++)
        if (has_key(b, a->keys[i])) return true;
    return false;
}

static uint32_t top_unit(const struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->model->unit_count; i++)
        if (!cycle->model->units[i]->above)
            return pm_cells_unit(cycle->judging->cells, cycle->model->units[i]);
    return PM_NO_UNIT;
}

uint32_t pm_cycle_plan_unit(const struct pm_cycle *cycle, const struct pm_plan *plan)
{
    uint32_t unit = PM_NO_UNIT;
    if (plan && plan->unit_count == 1) unit = unit_index(cycle, &plan->units[0]);
    return unit == PM_NO_UNIT ? top_unit(cycle) : unit;
}

/* ---- What subjects cover ---- */

static bool focus_lies_in(const struct pm_focus *focus, const struct pm_focus *outer)
{
    for (; focus; focus = focus->within)
        if (focus == outer) return true;
    return false;
}

bool pm_subject_covers_goal(const struct pm_subject_reference *subject, const struct pm_goal *goal)
{
    const void *object = subject->object;
    switch ((int)subject->kind) {
    case PM_SUBJECT_PLAN:
        return goal->plan == object;
    case PM_SUBJECT_GOAL:
        return goal == object || goal->within == object;
    case PM_SUBJECT_FOCUS:
        return focus_lies_in(goal->focus, object) ||
               (goal->within && focus_lies_in(goal->within->focus, object));
    case PM_SUBJECT_MEASURE:
        return ((const struct pm_measure *)object)->goal == goal;
    case PM_SUBJECT_METRIC:
        for (size_t i = 0; i < goal->measure_count; i++)
            if (goal->measures[i]->metric == object) return true;
        return false;
    default:
        return false;
    }
}

/* One thing that work serves, as seen from a subject. */
static bool covers_served(const struct pm_subject_reference *subject,
                          const struct pm_subject_reference *served)
{
    if (subject->kind == served->kind && subject->object == served->object) return true;
    if (served->kind == PM_SUBJECT_GOAL) return pm_subject_covers_goal(subject, served->object);
    if (served->kind == PM_SUBJECT_FOCUS && subject->kind == PM_SUBJECT_FOCUS)
        return focus_lies_in(served->object, subject->object);
    return false;
}

bool pm_subject_covers_work(const struct pm_subject_reference *subject, const struct pm_work *work)
{
    if (subject->kind == PM_SUBJECT_PLAN) return work->plan == subject->object;
    for (const struct pm_work *at = work; at; at = at->within) {
        if (subject->kind == PM_SUBJECT_WORK && subject->object == at) return true;
        for (size_t i = 0; i < at->serve_count; i++)
            if (covers_served(subject, &at->serves[i])) return true;
    }
    if (subject->kind != PM_SUBJECT_MILESTONE) return false;
    return ((const struct pm_milestone *)subject->object)->work == work;
}

/* ---- All of it ---- */

static void take_day(int32_t day, int32_t *newest)
{
    if (day != PM_NO_DAY && day > *newest) *newest = day;
}

int32_t pm_newest_day_written(const struct pm_whole *whole)
{
    int32_t newest = PM_NO_DAY;
    for (size_t i = 0; i < whole->reviews.count; i++)
        take_day(whole->reviews.items[i]->day, &newest);
    for (size_t i = 0; i < whole->milestones.count; i++)
        take_day(whole->milestones.items[i]->done_day, &newest);
    for (size_t i = 0; i < whole->reports.count; i++)
        take_day(whole->reports.items[i]->sent_day, &newest);
    for (size_t i = 0; i < whole->works.count; i++)
        for (size_t j = 0; j < whole->works.items[i]->progress_count; j++)
            take_day(whole->works.items[i]->progress[j].day, &newest);
    return newest;
}

struct placed {
    struct pm_finding finding;
    size_t index;
};

static int compare_kinds(const void *left, const void *right)
{
    const struct placed *a = left;
    const struct placed *b = right;
    if (a->finding.kind != b->finding.kind) return a->finding.kind < b->finding.kind ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* Kind after kind, each as it was made. No finding rests on one of these by its index. */
static void sort_by_kind(const struct pm_cycle *cycle)
{
    size_t count = cycle->judging->findings.count - cycle->figure_count;
    if (!count) return;
    struct pm_finding *first = cycle->judging->findings.items + cycle->figure_count;
    struct placed *placed = PM_NEW_ITEMS(cycle->arena, struct placed, count);
    for (size_t i = 0; i < count; i++)
        placed[i] = (struct placed){first[i], i};
    qsort(placed, count, sizeof *placed, compare_kinds);
    for (size_t i = 0; i < count; i++)
        first[i] = placed[i].finding;
}

void pm_judge_cycle(struct pm_judging *judging)
{
    static void (*const judges[])(struct pm_cycle *) = {
        pm_judge_overalls,  pm_judge_theories,  pm_judge_milestones, pm_judge_actions,
        pm_judge_attention, pm_judge_sessions,  pm_judge_limits,     pm_judge_reports,
        pm_judge_routines,  pm_judge_alignment, pm_judge_planned,    pm_judge_processes,
        pm_judge_trainings, pm_judge_services,  pm_judge_resources,  pm_judge_guardrails,
        pm_judge_progress,  pm_judge_decisions, pm_judge_practices,  pm_judge_policies};
    struct pm_cycle cycle = {.judging = judging,
                             .arena = judging->arena,
                             .model = judging->model,
                             .whole = judging->model->whole,
                             .as_of = judging->as_of,
                             .figure_count = judging->findings.count};
    if (cycle.as_of == PM_NO_DAY) cycle.as_of = pm_newest_day_written(cycle.whole);
    for (size_t i = 0; i < sizeof judges / sizeof *judges; i++)
        judges[i](&cycle);
    pm_cycle_waive(&cycle);
    sort_by_kind(&cycle);
}
