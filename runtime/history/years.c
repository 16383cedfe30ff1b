/* years.c: goals and measures of two years.
 *
 * A measure has a finding for each period; the last one of a year stands for it. A plan for one year
 * is followed by another one: a goal of the same name, with the same measure of the same unit and
 * group, goes on there. */
#include "runtime/history/years.h"

#include "lang/model/measure.h"
#include "lang/model/work.h"
#include "runtime/history/history.h"

#include <string.h>

struct series {     /* findings of one measure, unit and group */
    uint32_t at[2]; /* index in the release plus one; 0: none in that year */
    bool is_taken;  /* it goes on from, or in, another one */
};

struct measures {
    struct pm_years_building *building;
    struct pm_symbols *keys;
    struct series *series; /* by number of the key */
    size_t count;
};

/* ---- Series ---- */

static bool is_within(struct pm_period inner, struct pm_period outer)
{
    return pm_period_is(inner) && pm_period_first_day(inner) >= pm_period_first_day(outer) &&
           pm_period_last_day(inner) <= pm_period_last_day(outer);
}

static const struct pm_finding *finding_of(const struct measures *measures,
                                           const struct series *series, int year)
{
    uint32_t at = series->at[year];
    return at ? &measures->building->release->findings[at - 1] : NULL;
}

static void take(struct measures *measures, uint32_t index)
{
    const struct pm_years_building *building = measures->building;
    const struct pm_finding *finding = &building->release->findings[index];
    if (finding->kind != PM_FINDING_STATUS || !finding->subject.measure) return;
    uint32_t key = pm_symbol_make(measures->keys, pm_text_from(finding->key))->id;
    for (int year = 0; year < 2; year++) {
        uint32_t *at = &measures->series[key].at[year];
        if (!is_within(finding->subject.period, building->periods[year])) continue;
        const struct pm_finding *known = *at ? &building->release->findings[*at - 1] : NULL;
        if (!known || pm_period_last_day(finding->subject.period) >=
                          pm_period_last_day(known->subject.period))
            *at = index + 1;
    }
}

/* The key without the plan: "present/chronic_absence@harbor". */
static const char *key_in_plan(const char *key)
{
    const char *slash = strchr(key, '/');
    return slash ? slash + 1 : key;
}

/* A series that ends with its plan goes on in one that begins with another plan. */
static void join_plans(struct measures *measures)
{
    for (size_t i = 0; i < measures->count; i++) {
        struct series *ends = &measures->series[i];
        const struct pm_finding *old = finding_of(measures, ends, 0);
        for (size_t j = 0; old && !ends->at[1] && j < measures->count; j++) {
            struct series *begins = &measures->series[j];
            const struct pm_finding *new = finding_of(measures, begins, 1);
            if (!new || begins->at[0] || begins->is_taken ||
                strcmp(key_in_plan(old->key), key_in_plan(new->key)) != 0)
                continue;
            ends->at[1] = begins->at[1];
            begins->is_taken = true;
        }
    }
}

static void collect(struct measures *measures)
{
    const struct pm_release *release = measures->building->release;
    struct pm_arena *arena = measures->building->arena;
    measures->keys = pm_symbols_new(arena);
    measures->series = PM_NEW_ITEMS(arena, struct series, release->finding_count + 1);
    for (uint32_t i = 0; i < release->finding_count; i++)
        take(measures, i);
    measures->count = pm_symbols_count(measures->keys);
    join_plans(measures);
}

/* ---- Measures ---- */

static const char *value_text(struct pm_arena *arena, const struct pm_finding *finding,
                              struct pm_ratio value)
{
    const struct pm_metric *metric = finding->subject.metric;
    if (!pm_ratio_is_defined(value)) return "";
    if (!finding->subject.has_reference) return pm_figure_text(arena, metric, value);
    if (finding->gap.kind != PM_GAP_RATIO) return pm_difference_text(arena, metric, value, false);
    char times[40];
    pm_ratio_format(value, 2, times, sizeof times);
    return pm_arena_format(arena, "%s times", times);
}

static const char *promised_text(struct pm_arena *arena, const struct pm_finding *finding)
{
    if (finding->target.is_set) return value_text(arena, finding, finding->target.value);
    if (finding->has_low && finding->has_high)
        return pm_arena_format(arena, "%s to %s", value_text(arena, finding, finding->low),
                               value_text(arena, finding, finding->high));
    if (finding->has_low)
        return pm_arena_format(arena, "at least %s", value_text(arena, finding, finding->low));
    if (finding->has_high)
        return pm_arena_format(arena, "at most %s", value_text(arena, finding, finding->high));
    return value_text(arena, finding, finding->expected);
}

static struct pm_promise_year year_of(const struct measures *measures, const struct series *series,
                                      int year)
{
    const struct pm_years_building *building = measures->building;
    const struct pm_finding *finding = finding_of(measures, series, year);
    struct pm_promise_year result = {.promised = "", .period = "", .shown = ""};
    if (!finding) return result;
    result.is_there = result.has_state = true;
    result.promised = promised_text(building->arena, finding);
    result.period = pm_show_period(building->arena, finding->subject.period);
    result.state = finding->state;
    result.shown = pm_finding_shown(building->arena, building->release, series->at[year] - 1);
    return result;
}

static const char *where_text(const struct pm_years_building *building,
                              const struct pm_subject *subject)
{
    struct pm_arena *arena = building->arena;
    const char *unit = pm_unit_label(building->release, subject->unit);
    if (!subject->side_count && !subject->has_reference) return unit;
    const char *group =
        pm_group_text(arena, building->release, subject->sides, subject->side_count);
    if (subject->has_reference)
        group = pm_arena_format(arena, "%s against %s", group,
                                pm_reference_text(arena, building->release, subject));
    return pm_arena_format(arena, "%s, %s", unit, group);
}

static enum pm_fate fate_of(const struct pm_promise *promise)
{
    if (promise->first.is_there && promise->second.is_there) return PM_FATE_CARRIED;
    if (promise->second.is_there) return PM_FATE_NEW;
    bool is_met = promise->first.has_state && promise->first.state == PM_STATE_MET;
    return is_met ? PM_FATE_DONE : PM_FATE_DROPPED;
}

static void add_measures(struct measures *measures)
{
    struct pm_years_building *building = measures->building;
    for (size_t i = 0; i < measures->count; i++) {
        const struct series *series = &measures->series[i];
        const struct pm_finding *newest = finding_of(measures, series, 1);
        if (!newest) newest = finding_of(measures, series, 0);
        if (!newest || series->is_taken) continue;
        const struct pm_measure *measure = newest->subject.measure;
        struct pm_promise promise = {.kind = PM_PROMISE_MEASURE,
                                     .label = measure->metric->label,
                                     .where = where_text(building, &newest->subject),
                                     .key = newest->key,
                                     .first = year_of(measures, series, 0),
                                     .second = year_of(measures, series, 1),
                                     .at = newest->at};
        promise.name =
            pm_arena_format(building->arena, "%s.%s",
                            pm_measure_home_path(building->arena, measure), measure->metric->name);
        promise.fate = fate_of(&promise);
        PM_PUSH(building->arena, &building->found, promise);
    }
}

/* ---- Goals ---- */

static bool covers(const struct pm_plan *plan, struct pm_period year)
{
    if (!pm_period_is(plan->first)) return false;
    return pm_period_first_day(plan->first) <= pm_period_last_day(year) &&
           pm_period_last_day(plan->last) >= pm_period_first_day(year);
}

/* The goal of the same name in a plan of the other year alone; NULL: there is none. */
static const struct pm_goal *find_twin(const struct pm_years_building *building,
                                       const struct pm_goal *goal, int other)
{
    const struct pm_model *model = building->release->model;
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        if (!covers(plan, building->periods[other]) || covers(plan, building->periods[!other]))
            continue;
        for (size_t j = 0; j < plan->goal_count; j++)
            if (plan->goals[j] != goal && strcmp(plan->goals[j]->name, goal->name) == 0)
                return plan->goals[j];
    }
    return NULL;
}

static void count_kept(const struct measures *measures, const struct pm_goal *goal,
                       struct pm_promise *promise)
{
    for (size_t i = 0; i < measures->count; i++) {
        const struct pm_finding *finding = finding_of(measures, &measures->series[i], 0);
        if (!finding || finding->subject.goal != goal) continue;
        promise->measures++;
        promise->kept += finding->state == PM_STATE_MET || finding->state == PM_STATE_ON_TRACK;
    }
}

static void add_goal(struct measures *measures, const struct pm_plan *plan,
                     const struct pm_goal *goal)
{
    struct pm_years_building *building = measures->building;
    bool is_first = covers(plan, building->periods[0]);
    bool is_second = covers(plan, building->periods[1]);
    struct pm_promise promise = {.kind = PM_PROMISE_GOAL,
                                 .label = goal->label,
                                 .where = "",
                                 .key = "",
                                 .at = goal->facts.at};
    if (!is_first && !is_second) return;
    if (!is_first && find_twin(building, goal, 0))
        return; /* told with the one that it goes on from */
    if (is_first && !is_second && find_twin(building, goal, 1)) is_second = true;
    promise.name = pm_arena_format(building->arena, "%s.%s", plan->name, goal->name);
    promise.first = promise.second =
        (struct pm_promise_year){.promised = "", .period = "", .shown = ""};
    promise.first.is_there = is_first;
    promise.second.is_there = is_second;
    if (is_first) count_kept(measures, goal, &promise);
    promise.fate = fate_of(&promise);
    bool is_reached = promise.measures && promise.kept == promise.measures;
    if (promise.fate == PM_FATE_DROPPED && is_reached) promise.fate = PM_FATE_DONE;
    PM_PUSH(building->arena, &building->found, promise);
}

static void add_goals(struct measures *measures)
{
    const struct pm_model *model = measures->building->release->model;
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            add_goal(measures, model->plans[i], model->plans[i]->goals[j]);
}

/* ---- Entry ---- */

static void put_in_order(const struct pm_years_building *building, struct pm_years *years)
{
    years->promises = PM_NEW_ITEMS(building->arena, struct pm_promise, building->found.count + 1);
    for (int kind = 0; kind < PM_PROMISE_KIND_COUNT; kind++)
        for (int fate = 0; fate < PM_FATE_COUNT; fate++)
            for (size_t i = 0; i < building->found.count; i++) {
                const struct pm_promise *promise = &building->found.items[i];
                if ((int)promise->kind != kind || (int)promise->fate != fate) continue;
                years->promises[years->count++] = *promise;
                years->counts[kind][fate]++;
            }
}

struct pm_years *pm_years_make(struct pm_arena *arena, const struct pm_view *view,
                               struct pm_period first, struct pm_period second)
{
    struct pm_years *years = PM_NEW(arena, struct pm_years);
    struct pm_years_building building = {
        .arena = arena, .release = view->release, .periods = {first, second}};
    struct measures measures = {.building = &building};
    collect(&measures);
    add_goals(&measures);
    add_measures(&measures);
    pm_years_add_milestones(&building);
    pm_years_add_actions(&building);
    years->first = pm_show_period(arena, first);
    years->second = pm_show_period(arena, second);
    years->as_of = view->release->as_of;
    years->is_newest = view->is_newest;
    years->audience = view->release->audience;
    years->project = view->project;
    years->sources = view->sources;
    put_in_order(&building, years);
    return years;
}
