/* targets_from.c: baselines, targets and bounds that stand in the data, a row for each unit,
 * group and period. A row is about the groups that it names. */
#include "runtime/judge/measures.h"

#include <stdlib.h>
#include <string.h>

struct reading {
    struct pm_hearing *hearing;
    const struct pm_targets_from *from;
};

enum { PERCENT = 100 };

/* 87.7 in a field of plain numbers is 87.7 % where the metric's unit says percent. */
static struct pm_ratio in_unit(const struct pm_metric *metric, const struct pm_column *column,
                               struct pm_ratio value)
{
    bool hundredths = metric->type == PM_TYPE_SHARE && column->type == PM_TYPE_NUMBER &&
                      metric->unit && strcmp(metric->unit, "percent") == 0;
    return hundredths ? pm_ratio_divide(value, pm_ratio_from_integer(PERCENT)) : value;
}

static struct pm_row_figure read_figure(const struct reading *reading,
                                        const struct pm_row_view *row,
                                        const struct pm_row_place *place,
                                        const struct pm_target_column *given)
{
    struct pm_row_figure figure = {.value = pm_ratio_undefined()};
    if (!given->column) return figure;
    struct pm_ratio value;
    figure.is_asked = true;
    figure.on = pm_period_is(given->on) ? given->on : place->period;
    if (pm_row_number(row, given->column, &value) == PM_MARK_PRESENT)
        figure.value = in_unit(reading->hearing->measure->metric, given->column, value);
    return figure;
}

static bool is_residual(const struct reading *reading, struct pm_cell_side side)
{
    const struct pm_judging *judging = reading->hearing->judging;
    const struct pm_cell_dimension *dimension =
        pm_cells_dimension(judging->cells, judging->model->dimensions[side.dimension]);
    return side.group == PM_GROUP_ALL || dimension->groups[side.group].is_residual;
}

/* False when the row is about other groups than the measure, or about none that are rated. */
static bool take_groups(const struct reading *reading, const struct pm_row_place *place,
                        struct pm_subject *out)
{
    const struct pm_hearing *hearing = reading->hearing;
    struct pm_subjects fixed = {0};
    struct pm_selector everyone = {0};
    for (size_t i = 0; i < place->side_count; i++) {
        if (is_residual(reading, place->sides[i])) return false;
        out->sides[i] = place->sides[i];
    }
    out->side_count = place->side_count;
    pm_judge_expand(hearing->judging, &everyone, &hearing->measure->fixed, &fixed);
    for (size_t i = 0; fixed.list.count && i < fixed.list.items[0].side_count; i++) {
        struct pm_cell_side side = fixed.list.items[0].sides[i];
        size_t at = 0;
        while (at < out->side_count && out->sides[at].dimension != side.dimension)
            at++;
        if (at == out->side_count || out->sides[at].group != side.group) return false;
    }
    return true;
}

static bool take_row(void *context, const struct pm_row_view *row, const struct pm_row_place *place)
{
    struct reading *reading = context;
    const struct pm_targets_from *from = reading->from;
    struct pm_row_target target = {.from = from, .line = place->line};
    if (place->unit == PM_NO_UNIT || !take_groups(reading, place, &target.subject)) return true;
    target.subject.unit = place->unit;
    target.subject.period = place->period;
    target.baseline = read_figure(reading, row, place, &from->baseline);
    target.target = read_figure(reading, row, place, &from->target);
    target.low = read_figure(reading, row, place, &from->maintain_from);
    target.high = read_figure(reading, row, place, &from->maintain_to);
    target.file = place->file;
    PM_PUSH(reading->hearing->judging->arena, &reading->hearing->rows, target);
    return true;
}

/* ---- Order and search ---- */

struct place {
    uint32_t unit;
    size_t index; /* as they stand in the source */
};

static int compare_places(const void *left, const void *right)
{
    const struct place *a = left;
    const struct place *b = right;
    if (a->unit != b->unit) return a->unit < b->unit ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static void sort_rows(struct pm_hearing *hearing)
{
    struct pm_arena *arena = hearing->judging->arena;
    size_t count = hearing->rows.count;
    if (!count) return;
    struct place *order = PM_NEW_ITEMS(arena, struct place, count);
    struct pm_row_target *sorted = PM_NEW_ITEMS(arena, struct pm_row_target, count);
    for (size_t i = 0; i < count; i++)
        order[i] = (struct place){hearing->rows.items[i].subject.unit, i};
    qsort(order, count, sizeof *order, compare_places);
    for (size_t i = 0; i < count; i++)
        sorted[i] = hearing->rows.items[order[i].index];
    hearing->rows.items = sorted;
    hearing->rows.capacity = count;
}

size_t pm_rows_of_unit(const struct pm_hearing *hearing, uint32_t unit, size_t *count)
{
    size_t low = 0;
    size_t high = hearing->rows.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hearing->rows.items[middle].subject.unit < unit)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < hearing->rows.count && hearing->rows.items[end].subject.unit == unit)
        end++;
    *count = end - low;
    return low;
}

/* Rank of a row for a period: its own first, then none at all, then earlier ones, nearest first,
 * then later ones, nearest first. */
static int64_t rank_of(const struct pm_axis *axis, struct pm_period of_row, struct pm_period period)
{
    if (!pm_period_is(of_row)) return 1;
    int64_t days =
        (int64_t)pm_period_last_day(period) - pm_period_last_day(pm_axis_place(axis, of_row));
    if (days == 0) return 0;
    return days > 0 ? 1 + days : INT32_MAX - days;
}

const struct pm_row_target *pm_find_row_target(const struct pm_hearing *hearing,
                                               const struct pm_targets_from *from,
                                               const struct pm_subject *subject,
                                               struct pm_period period)
{
    const struct pm_row_target *best = NULL;
    int64_t best_rank = 0;
    size_t count = 0;
    size_t first = pm_rows_of_unit(hearing, subject->unit, &count);
    for (size_t i = first; i < first + count; i++) {
        const struct pm_row_target *row = &hearing->rows.items[i];
        if (row->from != from || pm_judge_compare_groups(&row->subject, subject) != 0) continue;
        int64_t rank = rank_of(&hearing->axis, row->subject.period, period);
        if (best && rank >= best_rank) continue;
        best = row;
        best_rank = rank;
    }
    return best;
}

/* ---- Rows that contradict each other ---- */

static bool differ(const struct pm_row_figure *a, const struct pm_row_figure *b)
{
    return pm_ratio_is_defined(a->value) && pm_ratio_is_defined(b->value) &&
           pm_ratio_compare(a->value, b->value) != 0;
}

static const struct pm_column *find_difference(const struct pm_row_target *a,
                                               const struct pm_row_target *b)
{
    if (differ(&a->baseline, &b->baseline)) return a->from->baseline.column;
    if (differ(&a->target, &b->target)) return a->from->target.column;
    if (differ(&a->low, &b->low)) return a->from->maintain_from.column;
    if (differ(&a->high, &b->high)) return a->from->maintain_to.column;
    return NULL;
}

static void report_difference(struct pm_hearing *hearing, const struct pm_row_target *first,
                              const struct pm_row_target *second, const struct pm_column *column)
{
    struct pm_judging *judging = hearing->judging;
    struct pm_finding about = {.subject = first->subject, .at = first->from->at};
    about.subject.plan = hearing->measure->plan;
    about.subject.goal = hearing->measure->goal;
    about.subject.measure = hearing->measure;
    about.subject.metric = hearing->measure->metric;
    const char *text = pm_arena_format(
        judging->arena,
        "`%s.%s` has two figures for one subject: %s:%lld and %s:%lld; the first one counts",
        column->source->name, column->name, first->file, (long long)first->line, second->file,
        (long long)second->line);
    struct pm_finding *finding =
        pm_judge_add_data(judging, &about, PM_TARGET_ROWS_DISAGREE, PM_STATE_DISAGREES, text);
    finding->subject.source = column->source;
    finding->text_is_internal = true;
    pm_judge_identify(judging, finding,
                      pm_arena_format(judging->arena, "data:%s/targets/%s",
                                      pm_judge_measure_path(judging, &finding->subject),
                                      pm_judge_encode(judging->arena, column->name)));
}

static bool is_same_place(const struct pm_row_target *a, const struct pm_row_target *b)
{
    return a->from == b->from && pm_period_equal(a->subject.period, b->subject.period) &&
           pm_judge_compare_groups(&a->subject, &b->subject) == 0;
}

/* True when the row tells of this very period; one without a period belongs to the first. */
static bool is_of_period(const struct pm_hearing *hearing, const struct pm_row_target *row,
                         size_t at)
{
    if (!pm_period_is(row->subject.period)) return at == 0;
    return pm_period_equal(pm_axis_place(&hearing->axis, row->subject.period),
                           hearing->periods[at]);
}

static bool has_earlier(const struct pm_hearing *hearing, size_t first, size_t index)
{
    for (size_t i = first; i < index; i++)
        if (is_same_place(&hearing->rows.items[i], &hearing->rows.items[index])) return true;
    return false;
}

void pm_report_row_differences(struct pm_hearing *hearing, const struct pm_subject *subject,
                               size_t at)
{
    size_t count = 0;
    size_t begin = pm_rows_of_unit(hearing, subject->unit, &count);
    for (size_t i = begin; i < begin + count; i++) {
        const struct pm_row_target *first = &hearing->rows.items[i];
        if (!is_of_period(hearing, first, at) || has_earlier(hearing, begin, i) ||
            pm_judge_compare_groups(&first->subject, subject) != 0)
            continue;
        for (size_t j = i + 1; j < begin + count; j++) {
            const struct pm_row_target *second = &hearing->rows.items[j];
            const struct pm_column *column =
                is_same_place(first, second) ? find_difference(first, second) : NULL;
            if (!column) continue;
            report_difference(hearing, first, second, column);
            break;
        }
    }
}

void pm_read_row_targets(struct pm_hearing *hearing)
{
    const struct pm_measure *measure = hearing->measure;
    struct pm_judging *judging = hearing->judging;
    for (size_t i = 0; i < measure->targets_count; i++) {
        struct reading reading = {hearing, &measure->targets[i]};
        size_t before = hearing->rows.count;
        if (!pm_cells_each_row(judging->cells, reading.from->source, reading.from->where, true,
                               take_row, &reading))
            return;
        if (hearing->rows.count > before) continue;
        struct pm_diagnostic *found = pm_diagnose(
            judging->diagnostics, PM_TARGETS_WITHOUT_ROWS, reading.from->at,
            "no row of `%s` gives a target to this measure", reading.from->source->name);
        pm_help(judging->diagnostics, found,
                "compare the condition with the rows, and load the source with `pm load %s`",
                reading.from->source->name);
    }
    sort_rows(hearing);
}
