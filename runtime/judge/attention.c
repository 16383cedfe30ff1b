/* attention.c: figures that ask for something and got no action item, or no session. */
#include "runtime/judge/cycle.h"

#include <string.h>

/* ---- Who took it up ---- */

static bool subject_has_metric(const struct pm_subject_reference *subject,
                               const struct pm_metric *metric)
{
    switch ((int)subject->kind) {
    case PM_SUBJECT_METRIC:
        return subject->object == metric;
    case PM_SUBJECT_CHART:
        return ((const struct pm_chart *)subject->object)->metric == metric;
    case PM_SUBJECT_MEASURE:
        return ((const struct pm_measure *)subject->object)->metric == metric;
    default:
        return false;
    }
}

static bool is_about(const struct pm_action *action, const struct pm_metric *metric,
                     const struct pm_goal *goal)
{
    for (size_t i = 0; i < action->expect_count; i++)
        if (action->expects[i].metric == metric) return true;
    for (size_t i = 0; i < action->cite_count; i++)
        if (subject_has_metric(&action->cites[i], metric) ||
            (goal && action->cites[i].kind == PM_SUBJECT_GOAL && action->cites[i].object == goal))
            return true;
    return false;
}

static bool has_ended(const struct pm_cycle *cycle, const struct pm_action *action)
{
    for (size_t i = 0; i < action->event_count; i++) {
        const struct pm_action_event *event = &action->events[i];
        if (event->kind != PM_ACTION_CARRIED && pm_cycle_is_past(cycle, event->review->day))
            return true;
    }
    return false;
}

/* One that is open, or was set within the last `days`. */
static bool has_action(const struct pm_cycle *cycle, const struct pm_metric *metric,
                       const struct pm_goal *goal, int64_t days)
{
    for (size_t i = 0; i < cycle->whole->actions.count; i++) {
        const struct pm_action *action = cycle->whole->actions.items[i];
        if (!pm_cycle_is_past(cycle, action->review->day) || !is_about(action, metric, goal))
            continue;
        if (cycle->as_of - action->review->day <= days || !has_ended(cycle, action)) return true;
    }
    return false;
}

bool pm_cycle_took_up(const struct pm_cycle *cycle, const struct pm_metric *metric,
                      const struct pm_goal *goal, int32_t since)
{
    for (size_t i = 0; i < cycle->whole->reviews.count; i++) {
        const struct pm_review *review = cycle->whole->reviews.items[i];
        if (!pm_cycle_is_past(cycle, review->day) || review->day < since) continue;
        for (size_t j = 0; j < review->chart_count; j++)
            if (review->charts[j]->metric == metric) return true;
        for (size_t j = 0; j < review->of_count; j++)
            if (subject_has_metric(&review->of[j], metric) ||
                (goal && pm_subject_covers_goal(&review->of[j], goal)))
                return true;
    }
    return false;
}

/* ---- What asks for it ---- */

struct call { /* the newest judged figures of one measure or gap that are as they should not be */
    const struct pm_finding *first;
    int32_t since; /* first day of the newest period */
    PM_ARRAY(size_t) findings;
    PM_ARRAY(int32_t) known_days; /* of each of them: since when it asks */
};

static bool asks(const struct pm_finding *finding)
{
    if (!finding || !finding->subject.metric) return false;
    if (finding->kind == PM_FINDING_STATUS) return finding->state == PM_STATE_OFF_TRACK;
    return finding->kind == PM_FINDING_GAP &&
           (finding->state == PM_STATE_WIDENING || finding->state == PM_STATE_OPENED);
}

/* The day on which a figure could be known: the last of its period; of one that goes on, the
 * first. */
static int32_t known_day(const struct pm_cycle *cycle, const struct pm_finding *finding)
{
    if (!pm_period_is(finding->subject.period)) return PM_NO_DAY;
    int32_t last = pm_period_last_day(finding->subject.period);
    return last <= cycle->as_of ? last : pm_period_first_day(finding->subject.period);
}

/* The last judged finding of the series that begins at `from`; *next is where the next one does,
 * *day when the first figure was known of those that ask without a better one in between. */
static const struct pm_finding *newest_of(const struct pm_cycle *cycle, size_t from, size_t *next,
                                          int32_t *day)
{
    const struct pm_finding *items = cycle->judging->findings.items;
    const struct pm_finding *newest = NULL;
    size_t at = from;
    for (; at < cycle->figure_count && strcmp(items[at].key, items[from].key) == 0; at++) {
        if (items[at].kind != items[from].kind || !pm_state_is_rated(items[at].state)) continue;
        if (!asks(newest)) *day = known_day(cycle, &items[at]);
        newest = &items[at];
    }
    *next = at;
    return newest;
}

static bool is_same_call(const struct pm_finding *a, const struct pm_finding *b)
{
    return a->kind == b->kind && a->subject.measure == b->subject.measure &&
           a->subject.metric == b->subject.metric && a->subject.goal == b->subject.goal;
}

static void take(struct pm_cycle *cycle, struct call *call, const struct pm_finding *finding,
                 int32_t known_day)
{
    int32_t day = PM_NO_DAY;
    if (pm_period_is(finding->subject.period)) day = pm_period_first_day(finding->subject.period);
    if (!call->first) *call = (struct call){.first = finding, .since = day};
    if (day > call->since) call->since = day;
    PM_PUSH(cycle->arena, &call->findings, (size_t)(finding - cycle->judging->findings.items));
    PM_PUSH(cycle->arena, &call->known_days, known_day);
}

/* What has been asking for more than so many days. */
static struct call past_grace(const struct pm_cycle *cycle, const struct call *call, int64_t days)
{
    struct call late = {.since = call->since};
    for (size_t i = 0; i < call->findings.count; i++)
        if (cycle->as_of - (int64_t)call->known_days.items[i] > days)
            PM_PUSH(cycle->arena, &late.findings, call->findings.items[i]);
    if (late.findings.count) late.first = &cycle->judging->findings.items[late.findings.items[0]];
    return late;
}

static struct pm_topic topic_of(const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    struct pm_topic topic = {.plan = subject->plan,
                             .goal = subject->goal,
                             .label = subject->metric->label,
                             .object = subject->measure,
                             .at = finding->at};
    size_t part = 0;
    if (subject->plan) topic.parts[part++] = subject->plan->name;
    if (subject->goal && subject->goal->within) topic.parts[part++] = subject->goal->within->name;
    if (subject->goal) topic.parts[part++] = subject->goal->name;
    if (subject->measure && subject->measure->work)
        topic.parts[part++] = subject->measure->work->name;
    topic.parts[part] = subject->metric->name;
    if (subject->goal) topic.owner = subject->goal->facts.owner;
    return topic;
}

static void raise(struct pm_cycle *cycle, enum pm_finding_kind kind, enum pm_code code,
                  struct call *call)
{
    /* The list of findings may move while one is added. */
    struct pm_topic topic = topic_of(call->first);
    const struct pm_metric *metric = call->first->subject.metric;
    struct pm_finding *finding = pm_cycle_add_rule(cycle, kind, code, &topic);
    if (!finding) return;
    finding->cycle->count = (int64_t)call->findings.count;
    finding->cycle->day = call->since;
    pm_cycle_set_items(cycle, finding, &metric->name, 1);
    pm_cycle_rest_on(cycle, finding, call->findings.items, call->findings.count, true);
}

/* Whether a rule is to be looked at: a project without sessions must name it. */
static bool is_wanted(const struct pm_cycle *cycle, const struct pm_rule_setting *setting)
{
    return setting->is_on && (setting->is_named || cycle->whole->reviews.count);
}

/* Figures that ask for an action item, got none, and have been known for the days of the rule. */
static void demand_action(struct pm_cycle *cycle, const struct call *call, enum pm_code code)
{
    const struct pm_subject *subject = &call->first->subject;
    struct pm_rule_setting setting = pm_cycle_rule(cycle, code, subject->plan);
    if (!is_wanted(cycle, &setting) ||
        has_action(cycle, subject->metric, subject->goal, setting.argument))
        return;
    struct call late = past_grace(cycle, call, setting.argument);
    if (late.findings.count) raise(cycle, PM_FINDING_ACTION, code, &late);
}

static void answer_status(struct pm_cycle *cycle, struct call *call)
{
    const struct pm_subject subject = call->first->subject;
    struct pm_rule_setting setting = pm_cycle_rule(cycle, PM_MEASURE_NOT_TAKEN_UP, subject.plan);
    if (subject.metric->is_leading) demand_action(cycle, call, PM_LEADING_WITHOUT_ACTION);
    if (!is_wanted(cycle, &setting) ||
        pm_cycle_took_up(cycle, subject.metric, subject.goal, call->since))
        return;
    call->first = &cycle->judging->findings.items[call->findings.items[0]];
    raise(cycle, PM_FINDING_REVIEW, PM_MEASURE_NOT_TAKEN_UP, call);
}

static void answer(struct pm_cycle *cycle, struct call *call)
{
    if (!call->first) return;
    call->first = &cycle->judging->findings.items[call->findings.items[0]];
    if (call->first->kind == PM_FINDING_STATUS)
        answer_status(cycle, call);
    else
        demand_action(cycle, call, PM_GAP_WITHOUT_ACTION);
    *call = (struct call){0};
}

void pm_judge_attention(struct pm_cycle *cycle)
{
    struct call call = {0};
    for (size_t at = 0; at < cycle->figure_count;) {
        size_t next = at + 1;
        int32_t day = PM_NO_DAY;
        const struct pm_finding *newest = newest_of(cycle, at, &next, &day);
        const struct pm_finding *items = cycle->judging->findings.items;
        if (call.findings.count && !is_same_call(&items[call.findings.items[0]], &items[at])) {
            answer(cycle, &call);
            newest = newest_of(cycle, at, &next, &day); /* the list may have moved */
        }
        if (asks(newest)) take(cycle, &call, newest, day);
        at = next;
    }
    answer(cycle, &call);
}
