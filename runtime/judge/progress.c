/* progress.c: how strategies, initiatives and activities go, who does them, and who does none. */
#include "runtime/judge/cycle.h"

#include <string.h>

/* ---- What was last said ---- */

struct news {                      /* the newest sign of life of a piece of work */
    const struct pm_progress *own; /* NULL: none of its own */
    int32_t day;                   /* of any sign; PM_NO_DAY */
};

static void hear(const struct pm_cycle *cycle, const struct pm_progress *progress, size_t count,
                 struct news *news, bool is_own)
{
    for (size_t i = 0; i < count; i++) {
        if (!pm_cycle_is_past(cycle, progress[i].day)) continue;
        if (is_own && (!news->own || progress[i].day >= news->own->day)) news->own = &progress[i];
        if (progress[i].day > news->day) news->day = progress[i].day;
    }
}

static bool is_part_of(const struct pm_work *work, const struct pm_work *whole)
{
    for (; work; work = work->within)
        if (work == whole) return true;
    return false;
}

/* Its own lines, and those of its milestones and of what it is made of. */
static struct news listen(const struct pm_cycle *cycle, const struct pm_work *work)
{
    struct news news = {NULL, PM_NO_DAY};
    for (size_t i = 0; i < cycle->whole->works.count; i++) {
        const struct pm_work *part = cycle->whole->works.items[i];
        if (is_part_of(part, work))
            hear(cycle, part->progress, part->progress_count, &news, part == work);
    }
    for (size_t i = 0; i < cycle->whole->milestones.count; i++) {
        const struct pm_milestone *milestone = cycle->whole->milestones.items[i];
        if (!milestone->work || !is_part_of(milestone->work, work)) continue;
        hear(cycle, milestone->progress, milestone->progress_count, &news, false);
        if (pm_cycle_is_past(cycle, milestone->done_day) && milestone->done_day > news.day)
            news.day = milestone->done_day;
    }
    return news;
}

/* ---- State ---- */

/* The first day of the work, else that of its plan. */
static int32_t first_day(const struct pm_work *work)
{
    if (work->starts_day != PM_NO_DAY) return work->starts_day;
    if (work->within) return first_day(work->within);
    return pm_period_is(work->plan->first) ? pm_period_first_day(work->plan->first) : PM_NO_DAY;
}

static bool goes_on(const struct pm_cycle *cycle, const struct pm_work *work)
{
    int32_t first = first_day(work);
    if (cycle->as_of == PM_NO_DAY || first == PM_NO_DAY || first > cycle->as_of) return false;
    if (work->ends_day != PM_NO_DAY) return true;
    return !pm_period_is(work->plan->last) || cycle->as_of <= pm_period_last_day(work->plan->last);
}

static enum pm_state state_of_word(const char *word)
{
    if (strcmp(word, "completed") == 0) return PM_STATE_COMPLETED;
    if (strcmp(word, "stopped") == 0) return PM_STATE_STOPPED;
    if (strcmp(word, "behind") == 0) return PM_STATE_BEHIND;
    return strcmp(word, "not_started") == 0 ? PM_STATE_NOT_STARTED : PM_STATE_ON_SCHEDULE;
}

static bool has_ended(enum pm_state state)
{
    return state == PM_STATE_COMPLETED || state == PM_STATE_STOPPED;
}

/* All milestones done: so is the work, where nothing else is said. */
static bool all_done(const struct pm_cycle *cycle, const struct pm_work *work)
{
    for (size_t i = 0; i < work->milestone_count; i++)
        if (!pm_cycle_is_past(cycle, work->milestones[i]->done_day)) return false;
    return work->milestone_count > 0 && work->ends_day != PM_NO_DAY &&
           work->ends_day <= cycle->as_of;
}

static bool is_silent(const struct pm_cycle *cycle, const struct pm_work *work,
                      const struct news *news, int64_t limit)
{
    int32_t since = news->day != PM_NO_DAY ? news->day : first_day(work);
    return goes_on(cycle, work) && since != PM_NO_DAY && cycle->as_of - since > limit;
}

static enum pm_state state_of(const struct pm_cycle *cycle, const struct pm_work *work,
                              const struct news *news, const struct pm_rule_setting *silence)
{
    enum pm_state state = news->own ? state_of_word(news->own->word) : PM_STATE_OPEN;
    if (has_ended(state)) return state;
    if (!news->own && all_done(cycle, work)) return PM_STATE_COMPLETED;
    if (work->ends_day != PM_NO_DAY && cycle->as_of != PM_NO_DAY && work->ends_day < cycle->as_of)
        return PM_STATE_LATE;
    if (silence->is_on && is_silent(cycle, work, news, silence->argument))
        return PM_STATE_NOT_REPORTED;
    return state;
}

/* The day of the words that stand for the state; of silence and of work that says nothing of itself,
 * that of the newest sign. */
static int32_t day_of(const struct news *news, enum pm_state state)
{
    bool is_own = news->own && state != PM_STATE_NOT_REPORTED;
    if (!news->own && state == PM_STATE_OPEN) return PM_NO_DAY;
    return is_own ? news->own->day : news->day;
}

static void judge(struct pm_cycle *cycle, const struct pm_work *work)
{
    struct pm_topic topic = pm_topic_of_work(work);
    struct news news = listen(cycle, work);
    struct pm_rule_setting silence = pm_cycle_rule(cycle, PM_PROGRESS_NOT_REPORTED, work->plan);
    enum pm_state state = state_of(cycle, work, &news, &silence);
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_WORK, state, &topic);
    struct pm_cycle_facts *facts = finding->cycle;
    facts->due_day = work->ends_day;
    facts->day = day_of(&news, state);
    if (news.own && state != PM_STATE_NOT_REPORTED) facts->text = news.own->text;
    if (state == PM_STATE_BEHIND) pm_cycle_set_level(cycle, finding, PM_WORK_BEHIND);
    if (state == PM_STATE_LATE) {
        pm_cycle_set_level(cycle, finding, PM_WORK_BEHIND);
        facts->days = cycle->as_of - work->ends_day;
    }
    if (state == PM_STATE_NOT_REPORTED) {
        pm_cycle_set_level(cycle, finding, PM_PROGRESS_NOT_REPORTED);
        facts->limit = silence.argument;
        facts->days = cycle->as_of - (news.day != PM_NO_DAY ? news.day : first_day(work));
    }
}

/* ---- Who does it ---- */

static void judge_units(struct pm_cycle *cycle, const struct pm_work *work)
{
    struct pm_topic topic = pm_topic_of_work(work);
    if (work->kind == PM_INITIATIVE && !work->with_count)
        pm_cycle_add_rule(cycle, PM_FINDING_WORK, PM_SINGLE_UNIT_INITIATIVE, &topic);
    if (work->kind == PM_STRATEGY && !work->facts.owner)
        pm_cycle_add_rule(cycle, PM_FINDING_WORK, PM_STRATEGY_WITHOUT_LEAD, &topic);
}

static bool means_unit(const struct pm_unit_reference *reference, const struct pm_unit *unit)
{
    return reference && reference->unit == unit;
}

static bool has_work(const struct pm_cycle *cycle, const struct pm_unit *unit)
{
    for (size_t i = 0; i < cycle->whole->works.count; i++) {
        const struct pm_work *work = cycle->whole->works.items[i];
        if (means_unit(work->facts.owner, unit)) return true;
        for (size_t j = 0; j < work->with_count; j++)
            if (means_unit(&work->with[j], unit)) return true;
        for (size_t j = 0; j < work->milestone_count; j++)
            if (means_unit(work->milestones[j]->by, unit)) return true;
    }
    return false;
}

/* The unit, or one below it. */
static bool part_has_work(const struct pm_cycle *cycle, const struct pm_unit *unit)
{
    for (size_t i = 0; i < cycle->model->unit_count; i++) {
        const struct pm_unit *below = cycle->model->units[i];
        for (const struct pm_unit *at = below; at; at = at->above)
            if (at == unit && has_work(cycle, below)) return true;
    }
    return false;
}

/* Where some units have a lead, each that takes part in work must. */
static void judge_leads(struct pm_cycle *cycle)
{
    bool any = false;
    for (size_t i = 0; i < cycle->model->unit_count; i++)
        any = any || *cycle->model->units[i]->lead;
    for (size_t i = 0; any && i < cycle->model->unit_count; i++) {
        const struct pm_unit *unit = cycle->model->units[i];
        if (*unit->lead || !pm_cycle_unit_exists(cycle, unit) || !has_work(cycle, unit)) continue;
        struct pm_topic topic = pm_topic_of_unit(cycle, unit);
        pm_cycle_add_rule(cycle, PM_FINDING_WORK, PM_UNIT_WITHOUT_LEAD, &topic);
    }
}

/* Units with a unit above them that lead nothing and take part in nothing. */
static void judge_idle_units(struct pm_cycle *cycle)
{
    if (!cycle->whole->works.count) return;
    for (size_t i = 0; i < cycle->model->unit_count; i++) {
        const struct pm_unit *unit = cycle->model->units[i];
        if (!unit->above || !pm_cycle_unit_exists(cycle, unit) || part_has_work(cycle, unit))
            continue;
        struct pm_topic topic = pm_topic_of_unit(cycle, unit);
        pm_cycle_add_rule(cycle, PM_FINDING_WORK, PM_UNIT_WITHOUT_WORK, &topic);
    }
}

void pm_judge_progress(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->whole->works.count; i++) {
        judge(cycle, cycle->whole->works.items[i]);
        judge_units(cycle, cycle->whole->works.items[i]);
    }
    judge_leads(cycle);
    judge_idle_units(cycle);
}
