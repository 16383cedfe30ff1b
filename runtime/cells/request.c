/* What a model asks of its data: which metrics, by which groups, in which grain. */
#include "lang/model/work.h"
#include "runtime/cells/cells.h"

#include <string.h>

static bool same_wish(const struct pm_wish *a, const struct pm_wish *b)
{
    if (a->metric != b->metric || a->part != b->part) return false;
    if (a->dimension_count != b->dimension_count) return false;
    for (size_t i = 0; i < a->dimension_count; i++)
        if (a->dimensions[i] != b->dimensions[i]) return false;
    return true;
}

static void add_one(struct pm_arena *arena, struct pm_request *request, const struct pm_wish *wish)
{
    for (size_t i = 0; i < request->wishes.count; i++)
        if (same_wish(&request->wishes.items[i], wish)) return;
    PM_PUSH(arena, &request->wishes, *wish);
}

/* Totals over a part of the dimensions belong to a crossing: privacy and `values` need them. */
void pm_request_add(struct pm_arena *arena, struct pm_request *request, struct pm_wish wish)
{
    for (unsigned chosen = 0; chosen < 1U << wish.dimension_count; chosen++) {
        struct pm_wish part = {.metric = wish.metric, .part = wish.part};
        for (size_t i = 0; i < wish.dimension_count; i++)
            if (chosen >> i & 1) part.dimensions[part.dimension_count++] = wish.dimensions[i];
        add_one(arena, request, &part);
    }
    for (size_t i = 0; i < wish.metric->part_count; i++) { /* in no circle, and not deep */
        struct pm_wish part = wish;
        part.metric = wish.metric->parts[i];
        pm_request_add(arena, request, part);
    }
}

char pm_metric_grain(const struct pm_metric *metric)
{
    const struct pm_term *base = metric->is_rate ? &metric->denominator : &metric->value;
    const struct pm_period_format_of_source *format = &base->source->period_format;
    if (!base->source->is_summary || format->writing == PM_WRITES_DAY) return '\0';
    return format->part;
}

bool pm_metric_has_grain(const struct pm_metric *metric, char part)
{
    for (size_t i = 0; i < metric->part_count; i++)
        if (!pm_metric_has_grain(metric->parts[i], part)) return false;
    const struct pm_term *base = metric->is_rate ? &metric->denominator : &metric->value;
    const struct pm_period_format_of_source *format = &base->source->period_format;
    if (part == '\0' || format->writing == PM_WRITES_DAY || format->part == part) return true;
    return !base->source->is_summary && format->part == 'M' && part != 'W';
}

char pm_metric_lag_grain(const struct pm_metric *metric, const struct pm_calendar *calendar,
                         int32_t days)
{
    char part = calendar->part_letter;
    if (days < 365 && part && pm_metric_has_grain(metric, part)) return part;
    return pm_metric_grain(metric);
}

/* Adds the dimensions of a crossing to a wish, sorted and each once. */
static void add_dimensions(struct pm_wish *wish, const struct pm_crossing *crossing)
{
    for (size_t i = 0; i < crossing->count && wish->dimension_count < PM_MOST_SIDES; i++) {
        const struct pm_dimension *dimension = crossing->sides[i].dimension;
        size_t at = 0;
        while (at < wish->dimension_count && wish->dimensions[at]->index < dimension->index)
            at++;
        if (at < wish->dimension_count && wish->dimensions[at] == dimension) continue;
        memmove(&wish->dimensions[at + 1], &wish->dimensions[at],
                (wish->dimension_count - at) * sizeof *wish->dimensions);
        wish->dimensions[at] = dimension;
        wish->dimension_count++;
    }
}

static void ask(struct pm_arena *arena, struct pm_request *request, const struct pm_metric *metric,
                char part, const struct pm_crossing *fixed, const struct pm_crossing *crossing)
{
    struct pm_wish wish = {.metric = metric, .part = part};
    if (fixed) add_dimensions(&wish, fixed);
    if (crossing) add_dimensions(&wish, crossing);
    pm_request_add(arena, request, wish);
}

static void ask_selector(struct pm_arena *arena, struct pm_request *request,
                         const struct pm_metric *metric, char part, const struct pm_crossing *fixed,
                         const struct pm_selector *selector)
{
    ask(arena, request, metric, part, fixed, &selector->group);
    if (selector->has_versus && selector->versus_is == PM_VERSUS_GROUP)
        ask(arena, request, metric, part, fixed, &selector->versus);
}

/* The periods that a gap line names may have a grain of their own. */
static void ask_other_periods(struct pm_arena *arena, struct pm_request *request,
                              const struct pm_gap_line *gap, const struct pm_metric *metric,
                              const struct pm_crossing *fixed)
{
    const struct pm_period periods[] = {gap->frozen, gap->chosen, gap->since};
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (periods[i].calendar && pm_metric_has_grain(metric, periods[i].part))
            ask_selector(arena, request, metric, periods[i].part, fixed, &gap->selector);
}

static void ask_metric(struct pm_arena *arena, struct pm_request *request,
                       const struct pm_metric *metric, char part, const struct pm_crossing *fixed)
{
    ask(arena, request, metric, part, fixed, NULL);
    for (size_t i = 0; i < metric->by_count; i++)
        ask(arena, request, metric, part, fixed, &metric->by[i]);
    for (size_t i = 0; i < metric->gap_count; i++) {
        ask_selector(arena, request, metric, part, fixed, &metric->gaps[i].selector);
        ask_selector(arena, request, metric, part, fixed, &metric->gaps[i].stand_in);
        ask_other_periods(arena, request, &metric->gaps[i], metric, fixed);
    }
}

static char grain_of_line(const struct pm_line *line)
{
    if (line->kind == PM_LINE_MAINTAIN) return line->over_first.part;
    return line->period.part;
}

/* A measure is judged in the grain of its source and in those that its lines name. */
static void ask_measure(struct pm_arena *arena, struct pm_request *request,
                        const struct pm_measure *measure)
{
    const struct pm_metric *metric = measure->metric;
    const struct pm_crossing *fixed = &measure->fixed.group;
    char own = pm_metric_grain(metric);
    ask(arena, request, metric, own, fixed, NULL);
    if (fixed->count) ask_metric(arena, request, metric, own, fixed);
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        ask_selector(arena, request, metric, own, fixed, &line->selector);
        ask_selector(arena, request, metric, grain_of_line(line), fixed, &line->selector);
        for (size_t j = 0; j < measure->line_count; j++)
            ask_selector(arena, request, metric, grain_of_line(&measure->lines[j]), fixed,
                         &line->selector);
    }
    for (size_t i = 0; i < measure->targets_count; i++) {
        const struct pm_targets_from *targets = &measure->targets[i];
        ask(arena, request, metric, targets->baseline.on.part, fixed, NULL);
        ask(arena, request, metric, targets->target.on.part, fixed, NULL);
    }
}

/* ---- What the improvement cycle looks up ---- */

static void ask_expected(struct pm_arena *arena, struct pm_request *request,
                         const struct pm_expectation *expected, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (pm_metric_has_grain(expected[i].metric, expected[i].by.part))
            ask(arena, request, expected[i].metric, expected[i].by.part, NULL, NULL);
}

static void ask_theory(struct pm_arena *arena, struct pm_request *request,
                       const struct pm_model *model, const struct pm_theory *theory)
{
    for (size_t i = 0; i < theory->link_count; i++) {
        const struct pm_theory_link *link = &theory->links[i];
        for (size_t j = 0; j < link->shown_count; j++) {
            const struct pm_metric *metric = link->shown[j].metric;
            const struct pm_calendar *calendar =
                model->project->calendar_count ? model->project->calendars[0] : NULL;
            if (!metric) continue;
            const struct pm_term *base = metric->is_rate ? &metric->denominator : &metric->value;
            if (base->source->period_format.calendar)
                calendar = base->source->period_format.calendar;
            if (calendar)
                ask(arena, request, metric, pm_metric_lag_grain(metric, calendar, link->after_days),
                    NULL, NULL);
        }
    }
}

static void ask_whole(struct pm_arena *arena, struct pm_request *request,
                      const struct pm_model *model)
{
    const struct pm_whole *whole = model->whole;
    for (size_t i = 0; i < whole->measures.count; i++)
        ask_measure(arena, request, whole->measures.items[i]);
    for (size_t i = 0; i < whole->theories.count; i++)
        ask_theory(arena, request, model, whole->theories.items[i]);
    for (size_t i = 0; i < whole->works.count; i++)
        ask_expected(arena, request, whole->works.items[i]->expects,
                     whole->works.items[i]->expect_count);
    for (size_t i = 0; i < whole->actions.count; i++)
        ask_expected(arena, request, whole->actions.items[i]->expects,
                     whole->actions.items[i]->expect_count);
    for (size_t i = 0; i < whole->adjustments.count; i++)
        ask_expected(arena, request, whole->adjustments.items[i]->expects,
                     whole->adjustments.items[i]->expect_count);
}

/* Parts of the year that anybody may ask for: what is hidden in them is decided together with the
 * year, whoever asks for what. */
static void ask_parts(struct pm_arena *arena, struct pm_request *request,
                      const struct pm_model *model, const struct pm_metric *metric)
{
    for (size_t i = 0; i < model->project->calendar_count; i++) {
        char part = model->project->calendars[i]->part_letter;
        if (part && part != pm_metric_grain(metric) && pm_metric_has_grain(metric, part))
            ask_metric(arena, request, metric, part, NULL);
    }
}

void pm_request_all(struct pm_arena *arena, const struct pm_model *model,
                    struct pm_request *request)
{
    for (size_t i = 0; i < model->metric_count; i++)
        if (pm_metric_is_active(model, model->metrics[i])) {
            ask_metric(arena, request, model->metrics[i], pm_metric_grain(model->metrics[i]), NULL);
            ask_parts(arena, request, model, model->metrics[i]);
        }
    ask_whole(arena, request, model);
    for (size_t i = 0; i < model->plan_count; i++) {
        const struct pm_plan *plan = model->plans[i];
        for (size_t j = 0; j < plan->goal_count; j++)
            for (size_t k = 0; k < plan->goals[j]->measure_count; k++)
                ask_measure(arena, request, plan->goals[j]->measures[k]);
    }
}
