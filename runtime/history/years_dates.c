/* years_dates.c: milestones and action items of two years: what was due, and what became of it by the
 * end of the first year. */
#include "runtime/history/years.h"

#include "lang/model/work.h"

struct span_of_days {
    int32_t first;
    int32_t last;
};

static struct span_of_days days_of(const struct pm_years_building *building, int year)
{
    return (struct span_of_days){pm_period_first_day(building->periods[year]),
                                 pm_period_last_day(building->periods[year])};
}

static bool is_by(int32_t day, int32_t last)
{
    return day != PM_NO_DAY && day <= last;
}

static const char *by_text(struct pm_arena *arena, int32_t day)
{
    char text[16];
    if (day == PM_NO_DAY) return "";
    pm_format_day(day, text);
    return pm_arena_format(arena, "by %s", text);
}

static struct pm_promise_year year_made(const char *promised, enum pm_state state)
{
    return (struct pm_promise_year){.is_there = true,
                                    .promised = promised,
                                    .period = "",
                                    .has_state = true,
                                    .state = state,
                                    .shown = ""};
}

static struct pm_promise promise_of(enum pm_promise_kind kind, const struct pm_finding *finding)
{
    const struct pm_unit_reference *owner = finding->cycle->owner;
    struct pm_promise promise = {.kind = kind,
                                 .name = finding->cycle->name,
                                 .label = finding->cycle->label,
                                 .where = "",
                                 .key = finding->key,
                                 .at = finding->at};
    if (owner && owner->unit) promise.where = owner->unit->label;
    promise.first = promise.second =
        (struct pm_promise_year){.promised = "", .period = "", .shown = ""};
    return promise;
}

/* ---- Milestones ---- */

static enum pm_state state_by(int32_t due, int32_t done, int32_t last)
{
    if (is_by(done, last)) return done <= due ? PM_STATE_DONE : PM_STATE_DONE_LATE;
    return due <= last ? PM_STATE_LATE : PM_STATE_OPEN;
}

static void add_milestone(struct pm_years_building *building, const struct pm_finding *finding)
{
    const struct pm_milestone *milestone = finding->cycle->object;
    struct span_of_days first = days_of(building, 0);
    struct span_of_days second = days_of(building, 1);
    int32_t due = milestone->due_day;
    int32_t done = milestone->done_day;
    const char *promised = by_text(building->arena, due);
    struct pm_promise promise = promise_of(PM_PROMISE_MILESTONE, finding);
    bool was_done_before = is_by(done, first.first - 1);
    bool is_of_first = due <= first.last && !was_done_before;
    bool is_of_second = due >= second.first && due <= second.last;
    if (is_of_first) promise.first = year_made(promised, state_by(due, done, first.last));
    if (is_of_second || (is_of_first && !is_by(done, first.last)))
        promise.second = year_made(promised, finding->state);
    if (!promise.first.is_there && !promise.second.is_there) return;
    promise.fate = promise.first.is_there ? PM_FATE_CARRIED : PM_FATE_NEW;
    if (promise.first.is_there && is_by(done, first.last)) promise.fate = PM_FATE_DONE;
    if (promise.first.is_there && finding->state == PM_STATE_STOPPED)
        promise.fate = PM_FATE_DROPPED;
    PM_PUSH(building->arena, &building->found, promise);
}

/* ---- Action items ---- */

struct course { /* of an item up to a day */
    int32_t due;
    int32_t ended; /* PM_NO_DAY: still open */
    bool is_cancelled;
};

static struct course course_by(const struct pm_action *action, int32_t last)
{
    struct course course = {action->due_day, PM_NO_DAY, false};
    for (size_t i = 0; i < action->event_count; i++) {
        const struct pm_action_event *event = &action->events[i];
        if (event->review->day > last) break;
        if (event->kind == PM_ACTION_CARRIED) {
            course.due = event->day;
            continue;
        }
        course.ended = event->day;
        course.is_cancelled = event->kind == PM_ACTION_CANCELLED;
    }
    return course;
}

static enum pm_state state_of(const struct course *course, int32_t last)
{
    if (course->is_cancelled) return PM_STATE_CANCELLED;
    if (course->ended != PM_NO_DAY)
        return course->ended <= course->due ? PM_STATE_DONE : PM_STATE_DONE_LATE;
    return is_by(course->due, last) ? PM_STATE_OVERDUE : PM_STATE_OPEN;
}

static enum pm_fate fate_of(const struct course *course, const struct pm_finding *finding)
{
    if (course->is_cancelled || finding->state == PM_STATE_FORGOTTEN) return PM_FATE_DROPPED;
    return course->ended != PM_NO_DAY ? PM_FATE_DONE : PM_FATE_CARRIED;
}

static void add_action(struct pm_years_building *building, const struct pm_finding *finding)
{
    const struct pm_action *action = finding->cycle->object;
    struct span_of_days first = days_of(building, 0);
    struct span_of_days second = days_of(building, 1);
    struct pm_promise promise = promise_of(PM_PROMISE_ACTION, finding);
    if (action->review->day > second.last) return;
    if (action->review->day > first.last) {
        promise.fate = PM_FATE_NEW;
        promise.second =
            year_made(by_text(building->arena, finding->cycle->due_day), finding->state);
        PM_PUSH(building->arena, &building->found, promise);
        return;
    }
    struct course before = course_by(action, first.first - 1);
    struct course course = course_by(action, first.last);
    if (before.ended != PM_NO_DAY) return; /* over before the first year */
    promise.first = year_made(by_text(building->arena, course.due), state_of(&course, first.last));
    promise.fate = fate_of(&course, finding);
    if (promise.fate == PM_FATE_CARRIED)
        promise.second =
            year_made(by_text(building->arena, finding->cycle->due_day), finding->state);
    PM_PUSH(building->arena, &building->found, promise);
}

/* ---- All of them ---- */

/* The finding that tells how the thing itself stands; others are about rules and figures. */
static bool is_whole(const struct pm_finding *finding, enum pm_finding_kind kind)
{
    bool is_other = finding->state == PM_STATE_NOT_KEPT || finding->state == PM_STATE_COUNTED ||
                    finding->state == PM_STATE_MOVED || finding->state == PM_STATE_NOT_MOVED ||
                    finding->state == PM_STATE_NOT_MEASURED || finding->state == PM_STATE_TOO_EARLY;
    return finding->kind == kind && !is_other && finding->cycle && finding->cycle->object;
}

void pm_years_add_milestones(struct pm_years_building *building)
{
    const struct pm_release *release = building->release;
    for (size_t i = 0; i < release->finding_count; i++)
        if (is_whole(&release->findings[i], PM_FINDING_MILESTONE))
            add_milestone(building, &release->findings[i]);
}

void pm_years_add_actions(struct pm_years_building *building)
{
    const struct pm_release *release = building->release;
    for (size_t i = 0; i < release->finding_count; i++)
        if (is_whole(&release->findings[i], PM_FINDING_ACTION))
            add_action(building, &release->findings[i]);
}
