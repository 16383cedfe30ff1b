/* routines.c: routines and teams: whether they meet as often as they should, and what they look
 * at. */
#include "runtime/judge/cycle.h"

static struct pm_topic topic_of(const struct pm_meeting *meeting)
{
    return (struct pm_topic){.parts = {meeting->unit ? meeting->unit->name : NULL, meeting->name},
                             .label = meeting->label,
                             .object = meeting,
                             .owner = meeting->facts.owner,
                             .post = meeting->facts.owner_post,
                             .at = meeting->facts.at};
}

struct record { /* of the meetings up to the as-of day */
    int64_t held;
    int64_t expected;
    int64_t longest; /* days between two, or since the last one; those of breaks left out */
    int32_t last_day;
};

/* Days after `from` up to `until` that no calendar closes. */
static int32_t count_open(const struct pm_cycle *cycle, int32_t from, int32_t until)
{
    int32_t count = 0;
    for (int32_t day = from + 1; day <= until; day++)
        count += pm_project_closure(cycle->model->project, day) == NULL;
    return count;
}

static struct record look_up(const struct pm_cycle *cycle, const struct pm_meeting *meeting,
                             int32_t from, int32_t until)
{
    struct record record = {.last_day = PM_NO_DAY};
    int32_t before = from;
    for (size_t i = 0; i < meeting->held_count; i++) {
        int32_t day = meeting->held_days[i];
        if (day > until || day < from) continue;
        record.held++;
        record.last_day = day;
        int32_t pause = count_open(cycle, before, day);
        if (pause > record.longest) record.longest = pause;
        before = day;
    }
    int32_t pause = count_open(cycle, before, until);
    if (pause > record.longest) record.longest = pause;
    record.expected = count_open(cycle, from, until) / meeting->every.days + 1;
    return record;
}

/* From its first day; where none is written, from the first meeting. */
static void judge_meeting(struct pm_cycle *cycle, const struct pm_meeting *meeting)
{
    int32_t from = meeting->starts_day;
    int32_t until = cycle->as_of;
    struct pm_topic topic = topic_of(meeting);
    if (from == PM_NO_DAY && meeting->held_count) from = meeting->held_days[0];
    if (meeting->ends_day != PM_NO_DAY && meeting->ends_day < until) until = meeting->ends_day;
    if (!meeting->every.days || (from != PM_NO_DAY && from > until)) return;
    struct record record = {.last_day = PM_NO_DAY, .longest = -1};
    if (from != PM_NO_DAY) record = look_up(cycle, meeting, from, until);
    bool is_missed = from == PM_NO_DAY || record.longest >= 2 * (int64_t)meeting->every.days;
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_ROUTINE,
                                              is_missed ? PM_STATE_MISSED : PM_STATE_HELD, &topic);
    if (is_missed) pm_cycle_set_level(cycle, finding, PM_ROUTINE_NOT_HELD);
    finding->cycle->count = record.held;
    if (record.expected) finding->cycle->of = record.expected;
    finding->cycle->limit = meeting->every.days;
    finding->cycle->every = meeting->every.text;
    finding->cycle->days = record.longest;
    finding->cycle->day = record.last_day;
}

/* ---- What nobody looks at ---- */

static bool looks_at(const struct pm_meeting *meeting, const struct pm_goal *goal,
                     const struct pm_metric *metric)
{
    for (size_t i = 0; i < meeting->align_count; i++)
        if (meeting->aligns[i] == goal) return true;
    for (size_t i = 0; i < meeting->of_count; i++) {
        const struct pm_subject_reference *of = &meeting->of[i];
        if (of->kind == PM_SUBJECT_METRIC && of->object == metric) return true;
        if (pm_subject_covers_goal(of, goal)) return true;
    }
    return false;
}

static void judge_measure(struct pm_cycle *cycle, const struct pm_measure *measure)
{
    const struct pm_goal *goal = measure->goal;
    struct pm_topic topic = pm_topic_of_goal(goal);
    for (size_t i = 0; i < cycle->whole->meetings.count; i++)
        if (looks_at(cycle->whole->meetings.items[i], goal, measure->metric)) return;
    topic.parts[3] = measure->metric->name;
    topic.label = measure->metric->label;
    topic.object = measure;
    topic.at = measure->facts.at;
    pm_cycle_add_rule(cycle, PM_FINDING_ROUTINE, PM_MEASURE_IN_NO_ROUTINE, &topic);
}

void pm_judge_routines(struct pm_cycle *cycle)
{
    const struct pm_model *model = cycle->model;
    if (cycle->as_of == PM_NO_DAY) return;
    for (size_t i = 0; i < cycle->whole->meetings.count; i++)
        judge_meeting(cycle, cycle->whole->meetings.items[i]);
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            for (size_t k = 0; k < model->plans[i]->goals[j]->measure_count; k++)
                judge_measure(cycle, model->plans[i]->goals[j]->measures[k]);
}
