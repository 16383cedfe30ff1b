/* check_steps.c: what a plan's figures add up to: steps smaller than the tolerance, gaps that widen
 * by design, groups that nobody is held to. */
#include "lang/check/check.h"

#include "lang/model/measure.h"

#include <stdlib.h>

/* ---- Tolerances ---- */

static int compare_years(const void *left, const void *right)
{
    const struct pm_line *a = *(const struct pm_line *const *)left;
    const struct pm_line *b = *(const struct pm_line *const *)right;
    if (a->revision != b->revision) return a->revision < b->revision ? -1 : 1;
    uint32_t calendar = a->period.calendar->index;
    uint32_t other = b->period.calendar->index;
    if (calendar != other) return calendar < other ? -1 : 1;
    if (a->period.year != b->period.year) return a->period.year < b->period.year ? -1 : 1;
    return (a > b) - (a < b);
}

/* Baselines and targets for all groups and units, by revision and year. */
static size_t gather_steps(struct pm_check *check, const struct pm_measure *measure,
                           const struct pm_line ***out)
{
    const struct pm_line **lines =
        PM_NEW_ITEMS(check->arena, const struct pm_line *, measure->line_count);
    size_t count = 0;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        bool is_step = line->kind == PM_LINE_BASELINE || line->kind == PM_LINE_TARGET;
        if (is_step && pm_check_is_general(line) && pm_period_is(line->period))
            lines[count++] = line;
    }
    if (count) qsort(lines, count, sizeof(const struct pm_line *), compare_years);
    *out = lines;
    return count;
}

/* What one target adds to the line before it, for each year between them. */
static struct pm_ratio yearly_step(const struct pm_line *from, const struct pm_line *target)
{
    struct pm_ratio change = pm_ratio_absolute(pm_ratio_subtract(
        pm_expression_amount(target->quantity), pm_expression_amount(from->quantity)));
    return pm_ratio_divide(change, pm_ratio_from_integer(target->period.year - from->period.year));
}

/* The smallest planned change for one year, of targets for all, where amounts are written. */
static struct pm_ratio smallest_step(struct pm_check *check, const struct pm_measure *measure,
                                     const struct pm_line **line)
{
    const struct pm_line **lines;
    size_t count = gather_steps(check, measure, &lines);
    const struct pm_line *from = NULL;   /* the latest of the years before */
    const struct pm_line *latest = NULL; /* the latest so far */
    struct pm_ratio smallest = pm_ratio_undefined();
    for (size_t i = 0; i < count; i++) {
        const struct pm_line *at = lines[i];
        if (i && (lines[i - 1]->revision != at->revision ||
                  lines[i - 1]->period.calendar != at->period.calendar))
            from = latest = NULL;
        if (i && lines[i - 1]->period.year != at->period.year) from = latest;
        if (!latest || pm_period_compare(at->period, latest->period) > 0) latest = at;
        if (!from || at->kind != PM_LINE_TARGET) continue;
        struct pm_ratio step = yearly_step(from, at);
        if (!pm_ratio_is_defined(step) || !pm_ratio_sign(step)) continue;
        if (pm_ratio_is_defined(smallest) && pm_ratio_compare(step, smallest) >= 0) continue;
        smallest = step;
        *line = at;
    }
    return smallest;
}

/* Points fit shares; what a number is depends on the metric. */
static bool is_of_type(const struct pm_expression *tolerance, enum pm_type type)
{
    if (type == PM_TYPE_SHARE)
        return tolerance->type == PM_TYPE_POINTS || tolerance->type == PM_TYPE_SHARE;
    return tolerance->type == type;
}

void pm_check_tolerance(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    const struct pm_line *line = NULL;
    struct pm_ratio step = smallest_step(check, measure, &line);
    if (!measure->rating || !line || !pm_ratio_is_defined(step)) return;
    for (size_t i = 0; i < measure->rating->level_count; i++) {
        const struct pm_level *level = measure->rating->levels[i];
        if (level->state != PM_RATED_MET && level->state != PM_RATED_ON_TRACK) continue;
        if (!level->has_tolerance || !is_of_type(level->tolerance, measure->metric->type)) continue;
        struct pm_ratio tolerance = pm_ratio_absolute(pm_expression_amount(level->tolerance));
        if (!pm_ratio_is_defined(tolerance) || pm_ratio_compare(tolerance, step) <= 0) continue;
        enum pm_type shown = measure->metric->type;
        if (shown == PM_TYPE_SHARE) shown = PM_TYPE_POINTS;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_TOLERANCE_WIDER_THAN_STEP, line->at,
                        "`%s` is to move by %s a year and counts as `%s` when it is %s behind",
                        measure->metric->name, pm_amount_text(check->arena, step, shown),
                        level->name, pm_amount_text(check->arena, tolerance, shown));
        if (level->at.end)
            pm_label(check->diagnostics, found, level->at, "the level with this tolerance");
        pm_help(check->diagnostics, found,
                "choose a rating with a smaller tolerance with `rate by`");
        return;
    }
}

/* ---- Gaps ---- */

/* The line for all groups and units of this kind and period; NULL when there is none. */
static const struct pm_line *find_line(struct pm_check *check, const struct pm_measure *measure,
                                       enum pm_line_kind kind, struct pm_period period)
{
    struct pm_line_numbers numbers = pm_lines_ending(check, measure, NULL, period);
    for (size_t i = 0; i < numbers.count; i++) {
        const struct pm_line *line = &measure->lines[numbers.items[i]];
        if (line->kind == kind && pm_period_equal(line->period, period)) return line;
    }
    return NULL;
}

static struct pm_ratio distance(const struct pm_line *a, const struct pm_line *b)
{
    if (!a || !b) return pm_ratio_undefined();
    return pm_ratio_absolute(
        pm_ratio_subtract(pm_expression_amount(a->quantity), pm_expression_amount(b->quantity)));
}

/* A group's target against the one for all, beside their baselines of one period. */
static void check_group_target(struct pm_check *check, const struct pm_measure *measure,
                               const struct pm_line *target)
{
    const struct pm_line *baseline = pm_lines_baseline(check, measure, target);
    const struct pm_line *for_all = find_line(check, measure, PM_LINE_TARGET, target->period);
    if (!baseline || !for_all) return;
    const struct pm_line *from_all = find_line(check, measure, PM_LINE_BASELINE, baseline->period);
    struct pm_ratio now = distance(baseline, from_all);
    struct pm_ratio then = distance(target, for_all);
    if (!pm_ratio_is_defined(now) || !pm_ratio_is_defined(then)) return;
    if (pm_ratio_compare(then, now) <= 0) return;
    enum pm_type shown = measure->metric->type;
    if (shown == PM_TYPE_SHARE) shown = PM_TYPE_POINTS;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_GAP_WIDENS_BY_DESIGN, target->at,
        "the targets of `%s` widen the gap%s from %s to %s", measure->metric->name,
        pm_selector_text(check->arena, &target->selector), pm_amount_text(check->arena, now, shown),
        pm_amount_text(check->arena, then, shown));
    pm_label(check->diagnostics, found, for_all->at, "the target for all");
    pm_label(check->diagnostics, found, baseline->at, "where the group starts");
    pm_help(check->diagnostics, found,
            "set the group's target nearer to that of all, or write `close 50%% of gap`");
}

void pm_check_planned_gap(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (line->kind == PM_LINE_TARGET && pm_line_is_newest(measure, line) &&
            line->selector.group.count && !line->selector.each && !line->selector.has_versus &&
            !line->selector.unit)
            check_group_target(check, measure, line);
    }
}

/* ---- Groups without a target ---- */

/* True when a line is about this group, or about each group of its dimension. */
static bool is_about(const struct pm_line *line, const struct pm_crossing *group)
{
    if (line->kind == PM_LINE_BASELINE) return false;
    const struct pm_crossing *named = &line->selector.group;
    if (!line->selector.each) return pm_crossing_equal(named, group);
    return named->count == 1 && group->count == 1 &&
           named->sides[0].dimension == group->sides[0].dimension;
}

void pm_check_group_targets(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    const struct pm_metric *metric = measure->metric;
    if (measure->targets_count) return;
    for (size_t i = 0; i < metric->gap_count; i++) {
        const struct pm_selector *gap = &metric->gaps[i].selector;
        bool found_line = gap->each || !gap->group.count;
        for (size_t j = 0; j < measure->line_count && !found_line; j++)
            found_line = is_about(&measure->lines[j], &gap->group);
        if (found_line) continue;
        const char *group = pm_crossing_text(check->arena, &gap->group);
        struct pm_diagnostic *found = pm_diagnose(
            check->diagnostics, PM_GROUP_WITHOUT_TARGET, measure->facts.at,
            "the gap of `%s` is followed for `%s`, and no target is for it", metric->name, group);
        pm_label(check->diagnostics, found, metric->gaps[i].at, "the gap that is followed");
        pm_help(check->diagnostics, found,
                "add `target PERIOD QUANTITY for %s`, or `close 50%% of gap for %s vs ...`", group,
                group);
        return;
    }
}
