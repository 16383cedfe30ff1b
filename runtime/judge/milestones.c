/* milestones.c: dated proofs of implementation: done, late, due soon. */
#include "runtime/judge/cycle.h"

#include <string.h>

enum { SOON_DAYS = 30 };

static struct pm_topic topic_of(const struct pm_milestone *milestone)
{
    struct pm_topic topic =
        milestone->work ? pm_topic_of_work(milestone->work) : pm_topic_of_goal(milestone->goal);
    topic.parts[3] = milestone->name;
    topic.label = milestone->label;
    topic.object = milestone;
    topic.at = milestone->facts.at;
    if (!milestone->by) return topic;
    topic.owner = milestone->by;
    topic.post = NULL;
    return topic;
}

static const struct pm_progress *newest_progress(const struct pm_cycle *cycle,
                                                 const struct pm_milestone *milestone)
{
    const struct pm_progress *newest = NULL;
    for (size_t i = 0; i < milestone->progress_count; i++) {
        const struct pm_progress *progress = &milestone->progress[i];
        if (pm_cycle_is_past(cycle, progress->day) && (!newest || progress->day >= newest->day))
            newest = progress;
    }
    return newest;
}

static enum pm_state state_of(const struct pm_cycle *cycle, const struct pm_milestone *milestone,
                              const struct pm_progress *progress)
{
    if (pm_cycle_is_past(cycle, milestone->done_day))
        return milestone->done_day <= milestone->due_day ? PM_STATE_DONE : PM_STATE_DONE_LATE;
    if (cycle->as_of == PM_NO_DAY) return PM_STATE_OPEN;
    if (progress && strcmp(progress->word, "stopped") == 0) return PM_STATE_STOPPED;
    if (cycle->as_of > milestone->due_day) return PM_STATE_LATE;
    if (progress && strcmp(progress->word, "behind") == 0) return PM_STATE_BEHIND;
    return milestone->due_day - cycle->as_of <= SOON_DAYS ? PM_STATE_DUE_SOON : PM_STATE_OPEN;
}

static void judge(struct pm_cycle *cycle, const struct pm_milestone *milestone)
{
    const struct pm_progress *progress = newest_progress(cycle, milestone);
    enum pm_state state = state_of(cycle, milestone, progress);
    struct pm_topic topic = topic_of(milestone);
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_MILESTONE, state, &topic);
    struct pm_cycle_facts *facts = finding->cycle;
    if (milestone->goal) finding->subject.goal = milestone->goal;
    facts->due_day = milestone->due_day;
    if (state == PM_STATE_LATE) {
        pm_cycle_set_level(cycle, finding, PM_MILESTONE_LATE);
        facts->days = cycle->as_of - milestone->due_day;
    } else if (state == PM_STATE_BEHIND) {
        pm_cycle_set_level(cycle, finding, PM_WORK_BEHIND);
    } else if (state == PM_STATE_DONE || state == PM_STATE_DONE_LATE) {
        facts->done_day = milestone->done_day;
        if (state == PM_STATE_DONE_LATE) facts->days = milestone->done_day - milestone->due_day;
    } else if (state != PM_STATE_STOPPED && cycle->as_of != PM_NO_DAY &&
               milestone->due_day >= cycle->as_of) {
        facts->days = milestone->due_day - cycle->as_of;
    }
    if (!progress) return;
    facts->day = progress->day;
    facts->text = progress->text;
}

void pm_judge_milestones(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->whole->milestones.count; i++)
        judge(cycle, cycle->whole->milestones.items[i]);
}
