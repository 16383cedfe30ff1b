/* actions.c: what sessions asked somebody to do: whether it was done, when, and what it brought. */
#include "runtime/judge/cycle.h"

#include <string.h>

struct course { /* what has become of an action item up to the as-of day */
    const struct pm_action *action;
    int32_t due_day;                   /* the newest one */
    int64_t carried;                   /* times */
    const struct pm_action_event *end; /* done or cancelled; NULL: open */
    const char *reason;                /* of the newest carrying; "" */
    bool is_forgotten;
    const struct pm_review *silent; /* the session that says nothing of it */
};

/* ---- Course ---- */

static bool review_is_past(const struct pm_cycle *cycle, const struct pm_review *review)
{
    return pm_cycle_is_past(cycle, review->day);
}

static bool follows(const struct pm_review *later, const struct pm_review *earlier)
{
    for (const struct pm_review *at = later->follows; at; at = at->follows) {
        if (at == earlier) return true;
        if (at == later) return false;
    }
    return false;
}

static bool mentions(const struct pm_action *action, const struct pm_review *review)
{
    for (size_t i = 0; i < action->event_count; i++)
        if (action->events[i].review == review) return true;
    return false;
}

static const struct pm_plan *plan_of(const struct pm_action *action)
{
    for (size_t i = 0; i < action->review->of_count; i++) {
        const struct pm_subject_reference *of = &action->review->of[i];
        if (of->kind == PM_SUBJECT_PLAN) return of->object;
        if (of->kind == PM_SUBJECT_GOAL) return ((const struct pm_goal *)of->object)->plan;
        if (of->kind == PM_SUBJECT_WORK) return ((const struct pm_work *)of->object)->plan;
        if (of->kind == PM_SUBJECT_FOCUS) return ((const struct pm_focus *)of->object)->plan;
    }
    return NULL;
}

/* Sessions that follow, and come before the end of the item, must speak of it. */
static void find_silence(const struct pm_cycle *cycle, struct course *course)
{
    const struct pm_action *action = course->action;
    for (size_t i = 0; i < cycle->whole->reviews.count; i++) {
        const struct pm_review *review = cycle->whole->reviews.items[i];
        if (review == action->review || !review_is_past(cycle, review)) continue;
        if (!follows(review, action->review)) continue;
        if (course->end && course->end->review->day < review->day) continue;
        course->silent = mentions(action, review) ? NULL : review;
    }
    struct pm_rule_setting setting = pm_cycle_rule(cycle, PM_ACTION_FORGOTTEN, plan_of(action));
    course->is_forgotten = course->silent && !course->end && setting.is_on;
}

static struct course follow(const struct pm_cycle *cycle, const struct pm_action *action)
{
    struct course course = {.action = action, .due_day = action->due_day, .reason = ""};
    for (size_t i = 0; i < action->event_count && !course.end; i++) {
        const struct pm_action_event *event = &action->events[i];
        if (!review_is_past(cycle, event->review)) continue;
        if (event->kind != PM_ACTION_CARRIED) {
            if (pm_cycle_is_past(cycle, event->day)) course.end = event;
            continue;
        }
        course.due_day = event->day;
        course.carried++;
        course.reason = event->text;
    }
    find_silence(cycle, &course);
    return course;
}

static bool is_overdue(const struct pm_cycle *cycle, const struct course *course)
{
    return !course->end && cycle->as_of != PM_NO_DAY && cycle->as_of > course->due_day;
}

static enum pm_state state_of(const struct pm_cycle *cycle, const struct course *course)
{
    const struct pm_action_event *end = course->end;
    if (end && end->kind == PM_ACTION_CANCELLED) return PM_STATE_CANCELLED;
    if (end) return end->day <= course->action->due_day ? PM_STATE_DONE : PM_STATE_DONE_LATE;
    if (course->is_forgotten) return PM_STATE_FORGOTTEN;
    return is_overdue(cycle, course) ? PM_STATE_OVERDUE : PM_STATE_OPEN;
}

/* ---- Findings ---- */

static struct pm_topic topic_of(const struct pm_action *action)
{
    return (struct pm_topic){.parts = {action->review->name, action->name},
                             .label = action->label,
                             .object = action,
                             .owner = action->facts.owner,
                             .post = action->facts.owner_post,
                             .at = action->facts.at};
}

static void set_facts(const struct pm_cycle *cycle, const struct course *course,
                      struct pm_cycle_facts *facts)
{
    const struct pm_action_event *end = course->end;
    int32_t until = end ? end->day : cycle->as_of;
    facts->day = course->action->review->day;
    facts->due_day = course->due_day;
    facts->first_due_day = course->action->due_day;
    facts->count = course->carried;
    facts->text = end ? end->text : course->reason;
    if (end) facts->done_day = end->day;
    if (until == PM_NO_DAY || (end && end->kind == PM_ACTION_CANCELLED)) return;
    if (!end && course->due_day >= until) facts->days = course->due_day - until;
    if (until > course->due_day) facts->days = until - course->due_day;
    if (until > course->action->due_day) facts->first_days = until - course->action->due_day;
}

static void add_state(struct pm_cycle *cycle, const struct course *course)
{
    struct pm_topic topic = topic_of(course->action);
    enum pm_state state = state_of(cycle, course);
    topic.plan = plan_of(course->action);
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_ACTION, state, &topic);
    set_facts(cycle, course, finding->cycle);
    if (state == PM_STATE_OVERDUE) pm_cycle_set_level(cycle, finding, PM_ACTION_OVERDUE);
    if (state != PM_STATE_FORGOTTEN) return;
    pm_cycle_set_level(cycle, finding, PM_ACTION_FORGOTTEN);
    pm_cycle_set_items(cycle, finding, &course->silent->name, 1);
    if (!is_overdue(cycle, course)) return;
    finding = pm_cycle_add_rule(cycle, PM_FINDING_ACTION, PM_ACTION_OVERDUE, &topic);
    if (finding) set_facts(cycle, course, finding->cycle);
}

/* Closed without a word of evidence, or with nobody but the owner to say so. */
static void add_closing(struct pm_cycle *cycle, const struct course *course)
{
    const struct pm_action_event *end = course->end;
    struct pm_topic topic = topic_of(course->action);
    struct pm_finding *finding = NULL;
    topic.plan = plan_of(course->action);
    if (!end || end->kind != PM_ACTION_DONE) return;
    if (!*end->text)
        finding = pm_cycle_add_rule(cycle, PM_FINDING_ACTION, PM_ACTION_WITHOUT_EVIDENCE, &topic);
    if (finding) finding->cycle->done_day = end->day;
    bool is_checked = end->by && !pm_cycle_units_meet(end->by, course->action->facts.owner);
    if (is_checked) return;
    finding = pm_cycle_add_rule(cycle, PM_FINDING_ACTION, PM_ACTION_UNCHECKED, &topic);
    if (finding) finding->cycle->done_day = end->day;
}

static void add_carrying(struct pm_cycle *cycle, const struct course *course)
{
    struct pm_topic topic = topic_of(course->action);
    topic.plan = plan_of(course->action);
    struct pm_rule_setting setting = pm_cycle_rule(cycle, PM_ACTION_CARRIED_AGAIN, topic.plan);
    if (course->carried < setting.argument || course->end) return;
    struct pm_finding *finding =
        pm_cycle_add_rule(cycle, PM_FINDING_ACTION, PM_ACTION_CARRIED_AGAIN, &topic);
    if (finding) set_facts(cycle, course, finding->cycle);
}

/* What a closed item should have moved. */
static enum pm_moved add_effect(struct pm_cycle *cycle, const struct course *course)
{
    const struct pm_action *action = course->action;
    bool is_done = course->end && course->end->kind == PM_ACTION_DONE;
    if (!is_done || !action->expect_count) return PM_MOVED_EARLY;
    struct pm_movement *movements = NULL;
    struct pm_topic topic = topic_of(action);
    topic.plan = plan_of(action);
    topic.parts[2] = "effect";
    enum pm_moved moved =
        pm_cycle_expect_all(cycle, action->expects, action->expect_count,
                            pm_cycle_plan_unit(cycle, topic.plan), action->review->day, &movements);
    struct pm_finding *finding =
        pm_cycle_add(cycle, PM_FINDING_ACTION, pm_moved_state(moved), &topic);
    finding->cycle->done_day = course->end->day;
    if (moved == PM_NOT_MOVED) pm_cycle_set_level(cycle, finding, PM_ACTION_WITHOUT_EFFECT);
    if (moved == PM_MOVED_UNKNOWN) finding->severity = PM_INFO;
    pm_cycle_set_movements(cycle, finding, movements, action->expect_count);
    return moved;
}

/* ---- Counts ---- */

struct tally {
    int64_t due;     /* done, or past its first day */
    int64_t in_time; /* done by its first day */
    int64_t moved;
    int64_t measured;
    PM_ARRAY(struct pm_cell_key) cells;
    PM_ARRAY(const char *) names; /* of those that moved: "oct.a1" */
};

static void count_course(const struct pm_cycle *cycle, const struct course *course,
                         struct tally *tally)
{
    const struct pm_action_event *end = course->end;
    bool is_done = end && end->kind == PM_ACTION_DONE;
    if (end && !is_done) return;
    bool is_past = cycle->as_of != PM_NO_DAY && cycle->as_of > course->action->due_day;
    if (!is_done && !is_past) return;
    tally->due++;
    tally->in_time += is_done && end->day <= course->action->due_day;
}

static void add_tally(struct pm_cycle *cycle, const struct tally *tally)
{
    struct pm_topic topic = {.parts = {"in_time"}, .label = "action items done by their first day"};
    struct pm_finding *finding = NULL;
    if (tally->due) {
        finding = pm_cycle_add(cycle, PM_FINDING_ACTION, PM_STATE_COUNTED, &topic);
        finding->cycle->count = tally->in_time;
        finding->cycle->of = tally->due;
    }
    if (!tally->measured) return;
    topic =
        (struct pm_topic){.parts = {"as_expected"},
                          .label = "closed action items after which the figure moved as expected"};
    finding = pm_cycle_add(cycle, PM_FINDING_ACTION, PM_STATE_COUNTED, &topic);
    finding->cycle->count = tally->moved;
    finding->cycle->text = "a movement is no proof of its cause";
    pm_cycle_set_items(cycle, finding, tally->names.items, tally->names.count);
    finding->cycle->of = tally->measured;
    struct pm_basis *basis = PM_NEW(cycle->arena, struct pm_basis);
    basis->cells = tally->cells.items;
    basis->cell_count = tally->cells.count;
    basis->is_reason = true;
    finding->basis = basis;
}

static void keep_cells(struct pm_cycle *cycle, struct tally *tally)
{
    const struct pm_finding *last =
        &cycle->judging->findings.items[cycle->judging->findings.count - 1];
    for (size_t i = 0; i < last->basis->cell_count; i++)
        PM_PUSH(cycle->arena, &tally->cells, last->basis->cells[i]);
}

void pm_judge_actions(struct pm_cycle *cycle)
{
    struct tally tally = {0};
    for (size_t i = 0; i < cycle->whole->actions.count; i++) {
        const struct pm_action *action = cycle->whole->actions.items[i];
        if (cycle->as_of != PM_NO_DAY && !review_is_past(cycle, action->review)) continue;
        struct course course = follow(cycle, action);
        add_state(cycle, &course);
        add_closing(cycle, &course);
        add_carrying(cycle, &course);
        count_course(cycle, &course, &tally);
        enum pm_moved moved = add_effect(cycle, &course);
        if (moved != PM_MOVED && moved != PM_NOT_MOVED) continue;
        tally.measured++;
        tally.moved += moved == PM_MOVED;
        if (moved == PM_MOVED)
            PM_PUSH(cycle->arena, &tally.names,
                    pm_arena_format(cycle->arena, "%s.%s", action->review->name, action->name));
        keep_cells(cycle, &tally);
    }
    add_tally(cycle, &tally);
}
