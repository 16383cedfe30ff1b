/* trainings.c: who had a training, and who still needs it. */
#include "lang/model/measure.h"
#include "runtime/judge/cycle.h"

#include <string.h>

struct tally {
    int64_t had;
    int64_t of;          /* -1: not known */
    bool counts_persons; /* had comes from rows of persons */
    int32_t last_day;
    PM_ARRAY(const char *) lacking; /* units of the audience of which nobody had it, or not all */
};

static bool count_row(void *context, const struct pm_row_view *row,
                      const struct pm_row_place *place)
{
    (void)row;
    (void)place;
    ++*(int64_t *)context;
    return true;
}

static void take_rows(const struct pm_cycle *cycle, const struct pm_trained *trained,
                      struct tally *tally)
{
    pm_cells_each_row(cycle->judging->cells, trained->source, trained->where, false, count_row,
                      &tally->had);
    tally->counts_persons = true;
}

static bool is_newest(const struct pm_cycle *cycle, const struct pm_training *training, size_t at)
{
    const struct pm_trained *line = &training->trained[at];
    for (size_t i = 0; i < training->trained_count; i++) {
        const struct pm_trained *other = &training->trained[i];
        if (i == at || !other->unit || !pm_cycle_is_past(cycle, other->day) ||
            !pm_cycle_units_meet(other->unit, line->unit))
            continue;
        if (other->day > line->day || (other->day == line->day && i > at)) return false;
    }
    return true;
}

/* A unit of the audience without a line has had nothing. */
static void list_silent(const struct pm_cycle *cycle, const struct pm_training *training,
                        struct tally *tally)
{
    for (size_t i = 0; i < training->audience_count; i++) {
        bool has_line = false;
        for (size_t j = 0; j < training->trained_count; j++)
            has_line = has_line || !training->trained[j].unit ||
                       (pm_cycle_is_past(cycle, training->trained[j].day) &&
                        pm_cycle_units_meet(training->trained[j].unit, &training->audience[i]));
        if (!has_line)
            PM_PUSH(cycle->arena, &tally->lacking,
                    pm_unit_reference_text(cycle->arena, &training->audience[i]));
    }
}

static struct tally count(const struct pm_cycle *cycle, const struct pm_training *training)
{
    struct tally tally = {.of = -1, .last_day = PM_NO_DAY};
    for (size_t i = 0; i < training->trained_count; i++) {
        const struct pm_trained *line = &training->trained[i];
        if (line->source) {
            take_rows(cycle, line, &tally);
            continue;
        }
        if (!pm_cycle_is_past(cycle, line->day) || !is_newest(cycle, training, i)) continue;
        tally.had += line->had;
        tally.of = (tally.of < 0 ? 0 : tally.of) + line->of;
        if (line->day > tally.last_day) tally.last_day = line->day;
        if (line->had < line->of)
            PM_PUSH(cycle->arena, &tally.lacking, pm_unit_reference_text(cycle->arena, line->unit));
    }
    list_silent(cycle, training, &tally);
    return tally;
}

static void judge(struct pm_cycle *cycle, const struct pm_training *training)
{
    struct tally tally = count(cycle, training);
    int32_t due = pm_period_is(training->last) ? pm_period_last_day(training->last) : PM_NO_DAY;
    bool all = !tally.lacking.count && (tally.of < 0 ? tally.had > 0 : tally.had >= tally.of);
    bool is_over = due != PM_NO_DAY && cycle->as_of != PM_NO_DAY && due < cycle->as_of;
    enum pm_state state = is_over ? PM_STATE_LATE : PM_STATE_OPEN;
    struct pm_topic topic = {
        .plan = training->plan,
        .parts = {training->plan ? training->plan->name : NULL, training->name},
        .label = training->label,
        .object = training,
        .owner = training->facts.owner,
        .post = training->facts.owner_post,
        .at = training->facts.at};
    if (all) state = PM_STATE_DONE;
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_CAPACITY, state, &topic);
    if (state == PM_STATE_LATE) {
        pm_cycle_set_level(cycle, finding, PM_TRAINING_NOT_HAD);
        finding->cycle->days = cycle->as_of - due;
    }
    finding->cycle->due_day = due;
    finding->cycle->day = tally.last_day;
    finding->cycle->count = tally.had;
    finding->cycle->of = tally.of;
    finding->cycle->counts_persons = tally.counts_persons;
    pm_cycle_set_items(cycle, finding, tally.lacking.items, tally.lacking.count);
}

void pm_judge_trainings(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->whole->trainings.count; i++)
        judge(cycle, cycle->whole->trainings.items[i]);
}
