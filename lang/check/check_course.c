/* check_course.c: paths on which nothing could be expected. */
#include "lang/check/check.h"
#include "lang/check/lines.h"

#include "lang/model/measure.h"

static const struct pm_path_course *course_of(const struct pm_measure *measure,
                                              const struct pm_line *line)
{
    return line->revision ? &measure->revisions[line->revision - 1].course : &measure->course;
}

void pm_check_course_end(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    const struct pm_path_course *course = course_of(subject->measure, line);
    if (course->kind != PM_PATH_GEOMETRIC || course->end || line->kind != PM_LINE_TARGET) return;
    struct pm_diagnostic *found = pm_diagnose(check->diagnostics, PM_PATH_WITHOUT_END, course->at,
                                              "the path of `%s` does not say what it leads to",
                                              subject->measure->metric->name);
    pm_label(check->diagnostics, found, line->at, "this target is on the way there, or its end");
    pm_help(check->diagnostics, found, "write `path geometric to 100%%` or another amount");
}

/* The end of the distance that shrinks; undefined where it does not. */
static struct pm_ratio end_of(const struct pm_path_course *course, const struct pm_line *line)
{
    if (course->kind == PM_PATH_COMPOUND) return pm_ratio_from_integer(0);
    if (course->kind != PM_PATH_GEOMETRIC) return pm_ratio_undefined();
    if (course->end) return pm_expression_amount(course->end);
    return line->kind == PM_LINE_CLOSE && !line->of_gap ? pm_expression_amount(line->quantity)
                                                        : pm_ratio_undefined();
}

void pm_check_course_growth(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    const struct pm_path_course *course = course_of(subject->measure, line);
    const struct pm_line *baseline = pm_lines_baseline(check, subject->measure, line);
    struct pm_ratio end = end_of(course, line);
    if (line->kind != PM_LINE_TARGET || !baseline || !pm_ratio_is_defined(end)) return;
    struct pm_ratio before = pm_ratio_subtract(pm_expression_amount(baseline->quantity), end);
    struct pm_ratio after = pm_ratio_subtract(pm_expression_amount(line->quantity), end);
    if (!pm_ratio_is_defined(before) || !pm_ratio_is_defined(after) ||
        pm_ratio_sign(before) * pm_ratio_sign(after) > 0)
        return;
    const struct pm_line *culprit = pm_ratio_sign(before) ? line : baseline;
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_PATH_WITHOUT_GROWTH, culprit->quantity->at,
                    "no equal shares lead from the baseline of `%s` to its target for %s",
                    subject->measure->metric->name, pm_check_period(check, line->period));
    pm_label(check->diagnostics, found, course->at, "the path");
    pm_help(check->diagnostics, found, "write `path linear`, or correct the figure");
}

void pm_check_closed_days(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    if (measure->course.axis != PM_AXIS_INSTRUCTIONAL_DAYS) return;
    for (size_t i = 0; i < measure->line_count; i++) {
        const struct pm_calendar *calendar = measure->lines[i].period.calendar;
        if (!calendar || calendar->closure_count) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_PATH_WITHOUT_CLOSED_DAYS, measure->course.at,
                        "the path counts instructional days, and calendar `%s` is never closed",
                        calendar->kind);
        pm_label(check->diagnostics, found, calendar->at, "the calendar");
        pm_help(check->diagnostics, found,
                "declare `closed` days, weekends aside, or write `on days`");
        return;
    }
}

/* ---- What ratings ask for ---- */

static bool level_uses(const struct pm_level *level, enum pm_variable variable)
{
    return pm_expression_uses(level->when, variable);
}

void pm_check_quartile(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    for (size_t i = 0; !measure->peers && i < measure->rating->level_count; i++) {
        const struct pm_level *level = measure->rating->levels[i];
        if (!level_uses(level, PM_VARIABLE_QUARTILE)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_QUARTILE_WITHOUT_PEERS, measure->facts.at,
                        "rating `%s` asks for the quartile of `%s`, which has no peers",
                        measure->rating->name, measure->metric->name);
        pm_label(check->diagnostics, found, level->at, "asked for here");
        pm_help(check->diagnostics, found, "add a line such as `peers schools as inclusive`");
        return;
    }
}

/* A tolerance such as `10% of target`. */
static bool is_share_of_goal(const struct pm_expression *tolerance)
{
    if (!tolerance || tolerance->kind != PM_EXPRESSION_MULTIPLY) return false;
    const struct pm_expression *whole = tolerance->children[1];
    return whole->kind == PM_EXPRESSION_VARIABLE &&
           (whole->variable == PM_VARIABLE_TARGET || whole->variable == PM_VARIABLE_EXPECTED ||
            whole->variable == PM_VARIABLE_FINAL);
}

static const struct pm_level *find_share_level(const struct pm_rating *rating)
{
    for (size_t i = 0; i < rating->level_count; i++)
        if (is_share_of_goal(rating->levels[i]->tolerance)) return rating->levels[i];
    return NULL;
}

void pm_check_share_of_goal(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_line *line = subject->line;
    const struct pm_level *level = find_share_level(subject->measure->rating);
    if (!level || line->kind != PM_LINE_TARGET) return;
    struct pm_ratio amount = pm_expression_amount(line->quantity);
    if (!pm_ratio_is_defined(amount) || pm_ratio_sign(amount) > 0) return;
    struct pm_diagnostic *found = pm_diagnose(
        check->diagnostics, PM_TOLERANCE_OF_NOTHING, line->quantity->at,
        "the tolerance of level `%s` is a share of a target that is not above 0", level->name);
    pm_label(check->diagnostics, found, level->at, "the level");
    pm_help(check->diagnostics, found,
            "write it in units of the metric, or as `10%% of (final - baseline)`");
}

/* ---- References ---- */

void pm_check_reference(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_measure *measure = subject->measure;
    for (size_t i = 0; !measure->reference_is_said && i < measure->line_count; i++) {
        const struct pm_line *line = &measure->lines[i];
        if (!pm_line_is_target(line) || !line->selector.has_versus) continue;
        struct pm_diagnostic *found =
            pm_diagnose(check->diagnostics, PM_REFERENCE_NOT_SAID, line->at,
                        "it is not said whether the other side of the gap may move");
        pm_help(check->diagnostics, found,
                "add `reference frozen` or `reference moving` to the measure");
        return;
    }
}
