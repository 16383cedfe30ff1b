/* check_planned.c: what the figures of one measure add up to over the years. */
#include "lang/check/check.h"

#include "lang/model/measure.h"

#include <stdlib.h>

/* A target for all groups and units whose amount is written. */
static bool is_plain_target(const struct pm_line *line)
{
    return line->kind == PM_LINE_TARGET && pm_check_is_general(line) &&
           pm_ratio_is_defined(pm_expression_amount(line->quantity));
}

static bool same_calendar(struct pm_period a, struct pm_period b)
{
    return pm_period_is(a) && a.calendar == b.calendar;
}

/* ---- The gain of the last year ---- */

struct course {
    const struct pm_line *baseline;
    const struct pm_line *before; /* the last target but one */
    const struct pm_line *last;
};

static bool is_later(const struct pm_line *line, const struct pm_line *other)
{
    return !other || pm_period_compare(line->period, other->period) > 0;
}

static struct course course_of(const struct pm_measure *measure)
{
    struct course course = {NULL, NULL, NULL};
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (!is_plain_target(line) || !pm_line_is_newest(measure, line)) continue;
        if (is_later(line, course.last)) {
            course.before = course.last;
            course.last = line;
        } else if (is_later(line, course.before)) {
            course.before = line;
        }
    }
    for (size_t i = 0; course.before && i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (line->kind == PM_LINE_BASELINE && pm_check_is_general(line) &&
            pm_line_is_newest(measure, line) &&
            pm_ratio_is_defined(pm_expression_amount(line->quantity)) &&
            same_calendar(line->period, course.before->period) &&
            line->period.year < course.before->period.year && is_later(line, course.baseline))
            course.baseline = line;
    }
    return course;
}

void pm_check_backloaded(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    struct course course = course_of(measure);
    if (!course.baseline || !same_calendar(course.before->period, course.last->period)) return;
    int32_t years = course.last->period.year - course.before->period.year;
    if (years < 1 || course.last->period.year - course.baseline->period.year < 3) return;
    struct pm_ratio end = pm_expression_amount(course.last->quantity);
    struct pm_ratio all = pm_ratio_subtract(end, pm_expression_amount(course.baseline->quantity));
    struct pm_ratio step =
        pm_ratio_divide(pm_ratio_subtract(end, pm_expression_amount(course.before->quantity)),
                        pm_ratio_from_integer(years));
    struct pm_ratio share = pm_ratio_divide(step, all);
    struct pm_ratio most = pm_ratio_make(check->argument, 100);
    if (!pm_ratio_is_defined(share) || pm_ratio_compare(share, most) <= 0) return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_TARGET_BACKLOADED, course.last->at,
        "%s of what is planned for `%s` falls in its last year, %s",
        pm_amount_text(check->arena, pm_ratio_round(share, pm_ratio_make(1, 100)), PM_TYPE_SHARE),
        measure->metric->name, pm_check_period(check, course.last->period));
    pm_label(check->diagnostics, found, course.before->at, "the target before");
    pm_label(check->diagnostics, found, course.baseline->at, "where it starts");
    pm_help(
        check->diagnostics, found,
        "let more of it fall in the years before, so that a miss is seen while it can be mended");
}

/* ---- Old baselines ---- */

void pm_check_baseline_age(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    const struct pm_plan *plan = measure->plan;
    const struct pm_line *newest = NULL;
    if (!plan || !pm_period_is(plan->first)) return;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (line->kind == PM_LINE_BASELINE && pm_period_is(line->period) && is_later(line, newest))
            newest = line;
    }
    if (!newest) return;
    int32_t gap = pm_period_first_day(plan->first) - pm_period_last_day(newest->period) - 1;
    int32_t years = gap / 365;
    if (years < check->argument) return;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_BASELINE_STALE, newest->period_at,
                    "the baseline of `%s` ends %ld years before plan `%s` begins",
                    measure->metric->name, (long)years, plan->name);
    pm_label(check->diagnostics, found, plan->period_at, "the plan holds from %s",
             pm_check_period(check, plan->first));
    pm_help(check->diagnostics, found, "add a `baseline` of a later period");
}

/* ---- The order in which targets are written ---- */

void pm_check_target_order(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    const struct pm_line *before = NULL;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (!pm_line_is_target(line)) continue;
        if (before && before->revision == line->revision &&
            same_calendar(before->period, line->period) &&
            pm_period_first_day(line->period) < pm_period_first_day(before->period) &&
            pm_selector_equal(&before->selector, &line->selector)) {
            struct pm_diagnostic *found = pm_diagnose(
                check->diagnostics, PM_TARGET_OUT_OF_ORDER, line->at,
                "the target of `%s` for %s stands after the one for %s", measure->metric->name,
                pm_check_period(check, line->period), pm_check_period(check, before->period));
            pm_label(check->diagnostics, found, before->at, "the later one");
            pm_help(check->diagnostics, found, "write the targets year by year");
            return;
        }
        before = line;
    }
}

/* ---- Groups that are promised less ---- */

static const struct pm_line *last_for_all(const struct pm_measure *measure)
{
    const struct pm_line *last = NULL;
    for (size_t i = 0; i < measure->line_count; i++)
        if (is_plain_target(&measure->lines[i]) && is_later(&measure->lines[i], last) &&
            pm_line_is_newest(measure, &measure->lines[i]))
            last = &measure->lines[i];
    return last;
}

void pm_check_group_lower(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    const struct pm_metric *metric = measure->metric;
    const struct pm_line *all = metric->direction ? last_for_all(measure) : NULL;
    for (size_t i = 0; all && i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (line->kind != PM_LINE_TARGET || !pm_line_is_newest(measure, line) ||
            !line->selector.group.count || line->selector.each || line->selector.has_versus ||
            line->selector.unit || !pm_period_equal(line->period, all->period))
            continue;
        struct pm_ratio less = pm_ratio_subtract(pm_expression_amount(line->quantity),
                                                 pm_expression_amount(all->quantity));
        if (!pm_ratio_is_defined(less) || pm_ratio_sign(less) * metric->direction >= 0) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_GROUP_TARGET_LOWER, line->at,
                        "`%s` is promised less%s than for all, to the end of the plan",
                        metric->name, pm_selector_text(check->arena, &line->selector));
        pm_label(check->diagnostics, found, all->at, "the target for all");
        pm_help(check->diagnostics, found,
                "let both end at the same figure, or say by when they will");
    }
}

/* ---- Groups that hide others ---- */

static bool names_part(const struct pm_measure *measure, const struct pm_group *whole)
{
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (line->kind == PM_LINE_BASELINE || line->selector.group.count != 1) continue;
        const struct pm_group_reference *side = &line->selector.group.sides[0];
        if (side->dimension == whole->dimension && side->group != whole) return true;
    }
    return false;
}

void pm_check_super_group(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        const struct pm_crossing *crossing = &line->selector.group;
        if (line->kind == PM_LINE_BASELINE || crossing->count != 1) continue;
        const struct pm_group *group = crossing->sides[0].group;
        if (!group || !group->part_count || names_part(measure, group)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_SUPER_GROUP_ONLY, line->at,
                        "`%s` is held to a target for `%s` together, and for none of its groups",
                        measure->metric->name, group->name);
        pm_label(check->diagnostics, found, group->at, "its groups");
        pm_help(check->diagnostics, found, "add targets for `%s` and the others",
                group->parts[0]->name);
        return;
    }
}

/* ---- Years without a target ---- */

static void cover(bool *years, size_t count, int32_t first, int32_t from, int32_t to)
{
    for (int32_t year = from < first ? first : from; year <= to; year++)
        if ((size_t)(year - first) < count) years[year - first] = true;
}

/* Marks the years of the plan that a line says something about, by itself or along the path. */
static void cover_line(const struct pm_measure *measure, const struct pm_line *line, bool *years,
                       size_t count)
{
    const struct pm_plan *plan = measure->plan;
    int32_t first = plan->first.year;
    bool has_path = measure->course.kind != PM_PATH_NONE || line->kind == PM_LINE_CLOSE;
    if (line->kind != PM_LINE_MAINTAIN) {
        if (line->period.calendar != plan->first.calendar) return;
        bool from_start = has_path || line->kind == PM_LINE_BASELINE; /* nothing can be due yet */
        cover(years, count, first, from_start ? first : line->period.year, line->period.year);
        return;
    }
    bool has_over = pm_period_is(line->over_first);
    if (has_over && line->over_first.calendar != plan->first.calendar) return;
    cover(years, count, first, has_over ? line->over_first.year : first,
          has_over ? line->over_last.year : plan->last.year);
}

static bool is_paused(const struct pm_measure *measure, int32_t year)
{
    for (size_t i = 0; i < measure->pause_count; i++)
        if (measure->pauses[i].period.year == year) return true;
    return false;
}

void pm_check_target_years(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    const struct pm_plan *plan = measure->plan;
    if (!plan || !pm_period_is(plan->first) || measure->targets_count || !measure->line_count)
        return;
    if (plan->last.year < plan->first.year) return;
    size_t count = (size_t)plan->last.year - (size_t)plan->first.year + 1;
    bool *years = PM_NEW_ITEMS(check->arena, bool, count);
    bool has_target = false;
    for (size_t i = 0; i < measure->line_count; i++) {
        has_target = has_target || measure->lines[i].kind != PM_LINE_BASELINE;
        cover_line(measure, &measure->lines[i], years, count);
    }
    for (size_t i = 0; has_target && i < count; i++) {
        int32_t year = plan->first.year + (int32_t)i;
        if (years[i] || is_paused(measure, year)) continue;
        struct pm_period missing = {plan->first.calendar, year, '\0', 0};
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_YEAR_WITHOUT_TARGET, measure->facts.at,
                        "nothing is expected of `%s` in %s, in which plan `%s` holds",
                        measure->metric->name, pm_check_period(check, missing), plan->name);
        pm_label(check->diagnostics, found, plan->period_at, "the plan's period");
        pm_help(check->diagnostics, found, "add `target %s QUANTITY`",
                pm_check_period(check, missing));
        return;
    }
}
