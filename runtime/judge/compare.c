/* compare.c: our progress, figure or word beside the one that the publisher prints. */
#include "runtime/judge/measures.h"
#include "runtime/judge/rating.h"

#include <stdlib.h>
#include <string.h>

struct row { /* what is printed in one row */
    struct pm_row_place place;
    size_t number; /* in the source, to keep the order */
    bool is_text;
    struct pm_ratio figure;
    struct pm_text text;
};

struct pm_comparison {
    const struct pm_compare *line;
    const struct pm_column *column;
    bool of_progress;          /* else of the figure itself, where the column is a number */
    PM_ARRAY(struct row) rows; /* by unit */
};

struct reading {
    struct pm_arena *arena;
    struct pm_comparison *comparison;
};

static bool take_row(void *context, const struct pm_row_view *view,
                     const struct pm_row_place *place)
{
    struct reading *reading = context;
    struct pm_comparison *comparison = reading->comparison;
    struct row row = {.place = *place, .number = comparison->rows.count};
    enum pm_cell_mark mark;
    row.is_text = comparison->column->type == PM_TYPE_TEXT;
    if (row.is_text)
        mark = pm_row_text(view, comparison->column, &row.text);
    else
        mark = pm_row_number(view, comparison->column, &row.figure);
    if (mark != PM_MARK_PRESENT || place->unit == PM_NO_UNIT) return true;
    if (row.is_text)
        row.text = pm_text_from(pm_arena_copy_text(reading->arena, row.text.bytes, row.text.size));
    PM_PUSH(reading->arena, &comparison->rows, row);
    return true;
}

static int compare_rows(const void *left, const void *right)
{
    const struct row *a = left;
    const struct row *b = right;
    if (a->place.unit != b->place.unit) return a->place.unit < b->place.unit ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* The rows that hold the comparison's condition and, where they are the metric's own, count in it. */
static const struct pm_expression *rows_compared(const struct pm_hearing *hearing,
                                                 const struct pm_compare *line)
{
    const struct pm_metric *metric = hearing->measure->metric;
    const struct pm_term *base = metric->is_rate ? &metric->denominator : &metric->value;
    if (line->source != base->source || !base->where || base->set) return line->where;
    if (!line->where) return base->where;
    struct pm_arena *arena = hearing->judging->arena;
    struct pm_expression *both = PM_NEW(arena, struct pm_expression);
    both->kind = PM_EXPRESSION_AND;
    both->type = PM_TYPE_BOOL;
    both->at = line->at;
    both->children = PM_NEW_ITEMS(arena, const struct pm_expression *, 2);
    both->children[0] = base->where;
    both->children[1] = line->where;
    both->child_count = 2;
    return both;
}

struct pm_comparison *pm_read_comparisons(struct pm_hearing *hearing)
{
    const struct pm_measure *measure = hearing->measure;
    struct pm_judging *judging = hearing->judging;
    struct pm_comparison *comparisons =
        PM_NEW_ITEMS(judging->arena, struct pm_comparison, measure->compare_count + 1);
    for (size_t i = 0; i < measure->compare_count; i++) {
        struct pm_comparison *comparison = &comparisons[i];
        struct reading reading = {judging->arena, comparison};
        comparison->line = &measure->compares[i];
        comparison->column = comparison->line->path.steps[comparison->line->path.count - 1];
        comparison->of_progress = comparison->column->field_type == PM_FIELD_SHARE &&
                                  pm_rating_uses(measure->rating, PM_VARIABLE_ATTAINMENT);
        if (!pm_cells_each_row(judging->cells, comparison->line->source,
                               rows_compared(hearing, comparison->line), false, take_row, &reading))
            return comparisons;
        if (comparison->rows.count)
            qsort(comparison->rows.items, comparison->rows.count, sizeof *comparison->rows.items,
                  compare_rows);
    }
    return comparisons;
}

/* ---- One finding ---- */

static bool is_about(const struct pm_hearing *hearing, const struct row *row,
                     const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    struct pm_subject of_row = {.side_count = row->place.side_count};
    struct pm_subject groups = *subject;
    memcpy(of_row.sides, row->place.sides, sizeof of_row.sides);
    groups.has_reference = false;
    if (pm_judge_compare_groups(&of_row, &groups) != 0) return false;
    return !pm_period_is(row->place.period) ||
           pm_period_equal(pm_axis_place(&hearing->axis, row->place.period), subject->period);
}

static const char *number_text(struct pm_arena *arena, struct pm_ratio number)
{
    char digits[32];
    pm_format_double(pm_ratio_to_double(number), digits);
    return pm_arena_copy_text(arena, digits, strlen(digits));
}

enum { PERCENT = 100 };

/* As it is rounded before anything is compared with it. */
static struct pm_ratio round_figure(const struct pm_finding *finding, struct pm_ratio value)
{
    const struct pm_measure *measure = finding->subject.measure;
    enum pm_variable what = finding->subject.has_reference ? PM_VARIABLE_GAP : PM_VARIABLE_VALUE;
    for (size_t i = 0; i < measure->rounding_count; i++)
        if (measure->roundings[i].what == what)
            value = pm_ratio_round(value, pm_ratio_from_decimal(measure->roundings[i].step));
    return value;
}

/* What the finding has beside the column; undefined: nothing to compare. */
static struct pm_ratio our_figure(const struct pm_comparison *comparison,
                                  const struct pm_finding *finding)
{
    const struct pm_metric *metric = finding->subject.metric;
    if (comparison->of_progress) return finding->progress;
    struct pm_ratio value =
        finding->subject.has_reference ? finding->gap.value : finding->cell.value;
    value = round_figure(finding, value);
    bool hundredths = metric->type == PM_TYPE_SHARE && comparison->column->type == PM_TYPE_NUMBER;
    return hundredths ? pm_ratio_multiply(value, pm_ratio_from_integer(PERCENT)) : value;
}

/* What disagrees, in a sentence; NULL when nothing does. */
static const char *compare_numbers(struct pm_arena *arena, const struct pm_comparison *comparison,
                                   const struct row *row, const struct pm_finding *finding)
{
    struct pm_ratio ours = our_figure(comparison, finding);
    struct pm_ratio tolerance = pm_ratio_from_integer(0);
    if (comparison->line->has_tolerance)
        tolerance = pm_ratio_from_decimal(comparison->line->tolerance);
    struct pm_ratio apart = pm_ratio_absolute(pm_ratio_subtract(ours, row->figure));
    if (!pm_ratio_is_defined(apart) || pm_ratio_compare(apart, tolerance) <= 0) return NULL;
    return pm_arena_format(arena, "`%s.%s` says %s, the figures give %s",
                           comparison->column->source->name, comparison->column->name,
                           number_text(arena, row->figure), number_text(arena, ours));
}

static const char *compare_words(struct pm_arena *arena, const struct pm_comparison *comparison,
                                 const struct row *row, const struct pm_finding *finding)
{
    const struct pm_level *level = finding->level;
    if (!level || pm_text_equal_loosely(row->text, pm_text_from(level->name)) ||
        pm_text_equal_loosely(row->text, pm_text_from(level->label)))
        return NULL;
    return pm_arena_format(arena, "`%s.%s` says \"%s\", the rating gives \"%s\"",
                           comparison->column->source->name, comparison->column->name,
                           row->text.bytes, level->label);
}

static void add_disagreement(struct pm_hearing *hearing, const struct pm_comparison *comparison,
                             const struct pm_finding *finding, const char *text)
{
    struct pm_judging *judging = hearing->judging;
    struct pm_finding *added = pm_judge_add_data(judging, finding, PM_PUBLISHED_FIGURE_DISAGREES,
                                                 PM_STATE_DISAGREES, text);
    added->at = comparison->line->at;
    added->subject.source = comparison->column->source;
    pm_judge_identify(judging, added,
                      pm_arena_format(judging->arena, "data:%s/compare/%s",
                                      pm_judge_measure_path(judging, &added->subject),
                                      pm_judge_encode(judging->arena, comparison->column->name)));
}

static size_t first_of_unit(const struct pm_comparison *comparison, uint32_t unit)
{
    size_t low = 0;
    size_t high = comparison->rows.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (comparison->rows.items[middle].place.unit < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void pm_compare_finding(struct pm_hearing *hearing, const struct pm_comparison *comparisons,
                        const struct pm_finding *finding)
{
    struct pm_arena *arena = hearing->judging->arena;
    for (size_t i = 0; i < hearing->measure->compare_count; i++) {
        const struct pm_comparison *comparison = &comparisons[i];
        size_t at = first_of_unit(comparison, finding->subject.unit);
        for (; at < comparison->rows.count; at++) {
            const struct row *row = &comparison->rows.items[at];
            if (row->place.unit != finding->subject.unit) break;
            if (!is_about(hearing, row, finding)) continue;
            const char *text = row->is_text ? compare_words(arena, comparison, row, finding)
                                            : compare_numbers(arena, comparison, row, finding);
            if (!text) continue;
            add_disagreement(hearing, comparison, finding, text);
            break;
        }
    }
}
