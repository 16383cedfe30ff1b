/* diff_measure.c: measures: which of their lines changed, and how they are judged. */
#include "lang/diff/lines.h"

#include "lang/model/measure.h"
#include "lang/syntax/syntax.h"

#include <stdlib.h>
#include <string.h>

/* ---- Lines and their facts ---- */

static const char *const line_words[] = {"baseline", "target", "alternative", "close", "maintain"};

static bool is_line(const struct pm_fact *fact)
{
    for (size_t i = 0; i < sizeof line_words / sizeof *line_words; i++)
        if (pm_fact_has_key(fact, line_words[i])) return true;
    return false;
}

/* The period in the calendar of the new side that has the same letters. */
static struct pm_period as_new(const struct pm_comparison *comparison, struct pm_period period)
{
    const struct pm_project *project = comparison->halves[PM_AFTER].compilation->model->project;
    for (size_t i = 0; period.calendar && i < project->calendar_count; i++) {
        const struct pm_calendar *calendar = project->calendars[i];
        if (strcmp(calendar->prefix, period.calendar->prefix) != 0) continue;
        period.calendar = calendar;
        break;
    }
    return period;
}

/* A line of the old side whose periods can be compared with those of the new one: in its calendars,
 * and moved with the plan by `years`. */
static const struct pm_line *line_as_new(const struct pm_comparison *comparison,
                                         const struct pm_line *line, int32_t years)
{
    struct pm_line *copy = PM_NEW(comparison->arena, struct pm_line);
    *copy = *line;
    copy->period = as_new(comparison, line->period);
    copy->over_first = as_new(comparison, line->over_first);
    copy->over_last = as_new(comparison, line->over_last);
    copy->period.year += years;
    copy->over_first.year += years;
    copy->over_last.year += years;
    return copy;
}

/* The facts of a measure that are lines stand in the order of its lines. */
static void add_lines(struct pm_line_comparison *lines, enum pm_side side)
{
    struct pm_comparison *comparison = lines->comparison;
    struct pm_declared *declared = lines->pair->sides[side];
    const struct pm_measure *measure = lines->measures[side];
    size_t index = 0;
    for (size_t i = 0; i < declared->facts.count && index < measure->line_count; i++) {
        struct pm_fact *fact = &declared->facts.items[i];
        if (!is_line(fact)) continue;
        struct pm_side_line line = {.line = &measure->lines[index++], .fact = fact};
        fact->at = line.line->at;
        line.selector = pm_selector_text(comparison->arena, &line.line->selector);
        if (side == PM_BEFORE) {
            bool stayed = fact->is_same && !fact->has_moved;
            line.line = line_as_new(comparison, line.line, stayed ? 0 : lines->years);
            line.selector = pm_rename_text(comparison, line.selector);
        }
        PM_PUSH(comparison->arena, &lines->all[side], line);
    }
}

static int compare_periods(const void *left, const void *right)
{
    const struct pm_side_line *a = left;
    const struct pm_side_line *b = right;
    if (!pm_period_is(a->line->period) || !pm_period_is(b->line->period)) return 0;
    int order = pm_period_compare(a->line->period, b->line->period);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

struct pm_side_lines pm_lines_of(const struct pm_line_comparison *lines, enum pm_side side,
                                 enum pm_line_kind kind, const char *selector, bool left_alone)
{
    struct pm_side_lines out = {{0}};
    for (size_t i = 0; i < lines->all[side].count; i++) {
        const struct pm_side_line *line = &lines->all[side].items[i];
        if (line->line->kind != kind || strcmp(line->selector, selector) != 0) continue;
        if (left_alone && !pm_fact_is_left(line->fact)) continue;
        PM_PUSH(lines->comparison->arena, &out.items, *line);
    }
    if (out.items.count)
        qsort(out.items.items, out.items.count, sizeof *out.items.items, compare_periods);
    return out;
}

const char *pm_lines_next_selector(const struct pm_line_comparison *lines, enum pm_line_kind kind)
{
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < lines->all[side].count; i++) {
            const struct pm_side_line *line = &lines->all[side].items[i];
            if (line->line->kind == kind && pm_fact_is_left(line->fact)) return line->selector;
        }
    return NULL;
}

enum pm_aim pm_lines_aim(const struct pm_line_comparison *lines, const struct pm_side_line *line)
{
    const struct pm_selector *own = &line->line->selector;
    const struct pm_selector *fixed = &lines->measures[PM_AFTER]->fixed;
    if (own->has_versus || fixed->has_versus) return PM_AIM_GAP;
    return own->group.count || fixed->group.count ? PM_AIM_GROUP : PM_AIM_ALL;
}

static struct pm_ratio amount_of(const struct pm_side_line *line)
{
    if (!line || !line->line->quantity) return pm_ratio_undefined();
    return pm_expression_amount(line->line->quantity);
}

struct pm_change *pm_lines_change(const struct pm_line_comparison *lines, enum pm_change_id id,
                                  const struct pm_side_line *old, const struct pm_side_line *new)
{
    struct pm_change *change = pm_change_of_facts(lines->comparison, lines->pair, id,
                                                  old ? old->fact : NULL, new ? new->fact : NULL);
    pm_change_set_amounts(change, lines->comparison->arena, amount_of(old), amount_of(new));
    if (lines->years) change->remark = "beside the move of the plan as a whole";
    return change;
}

/* ---- Facts that come from elsewhere ---- */

static void claim(struct pm_declared *declared, const char *key)
{
    for (struct pm_fact *fact = pm_fact_find(declared, key); fact;
         fact = pm_fact_find(declared, key))
        fact->is_claimed = true;
}

/* True when the measure has a line of its own with this word. */
static bool has_own(const struct pm_line_comparison *lines, enum pm_side side, const char *word)
{
    const struct pm_compilation *compilation = lines->comparison->halves[side].compilation;
    const struct pm_statement *own = pm_statement_at(compilation, lines->measures[side]->facts.at);
    return own && pm_statement_child(own, word);
}

/* Least numbers and rounding that a measure has from its metric or rating are told there. */
static void claim_inherited(const struct pm_line_comparison *lines)
{
    static const char *const words[] = {"minimum", "round"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (has_own(lines, PM_BEFORE, words[i]) || has_own(lines, PM_AFTER, words[i])) continue;
        claim(lines->pair->sides[PM_BEFORE], words[i]);
        claim(lines->pair->sides[PM_AFTER], words[i]);
    }
}

/* ---- How it is judged ---- */

static void compare_path(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    struct pm_fact *old = pm_fact_find(pair->sides[PM_BEFORE], "path");
    struct pm_fact *new = pm_fact_find(pair->sides[PM_AFTER], "path");
    if (!old || !new) return;
    bool was_off = strncmp(old->text, "path none", 9) == 0;
    bool is_off = strncmp(new->text, "path none", 9) == 0;
    enum pm_change_id id = was_off == is_off ? PM_CHANGE_path_changed
                           : is_off          ? PM_CHANGE_path_switched_off
                                             : PM_CHANGE_path_switched_on;
    pm_change_of_facts(comparison, pair, id, old, new);
}

/* The part of a `compare` line before its tolerance. */
static size_t compared_size(const char *text)
{
    const char *within = strstr(text, " within ");
    return within ? (size_t)(within - text) : strlen(text);
}

static struct pm_ratio tolerance_of(const char *text)
{
    const char *within = text + compared_size(text);
    struct pm_decimal decimal = {0, 0};
    if (*within) pm_parse_decimal(pm_text_from(within + 8), false, false, &decimal);
    return pm_ratio_from_decimal(decimal);
}

static void compare_published(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    for (struct pm_fact *old = pm_fact_find(pair->sides[PM_BEFORE], "compare"); old;
         old = pm_fact_find(pair->sides[PM_BEFORE], "compare")) {
        struct pm_fact *new = NULL;
        size_t size = compared_size(old->text);
        for (size_t i = 0; i < pair->sides[PM_AFTER]->facts.count && !new; i++) {
            struct pm_fact *each = &pair->sides[PM_AFTER]->facts.items[i];
            if (pm_fact_is_left(each) && compared_size(each->text) == size &&
                strncmp(each->text, old->text, size) == 0)
                new = each;
        }
        if (!new) {
            pm_change_of_facts(comparison, pair, PM_CHANGE_comparison_removed, old, NULL);
            continue;
        }
        struct pm_ratio before = tolerance_of(old->text);
        struct pm_ratio after = tolerance_of(new->text);
        bool is_looser = pm_ratio_compare(after, before) > 0;
        struct pm_change *change = pm_change_of_facts(
            comparison, pair,
            is_looser ? PM_CHANGE_comparison_loosened : PM_CHANGE_comparison_tightened, old, new);
        pm_change_set_amounts(change, comparison->arena, before, after);
    }
    for (struct pm_fact *new = pm_fact_find(pair->sides[PM_AFTER], "compare"); new;
         new = pm_fact_find(pair->sides[PM_AFTER], "compare"))
        pm_change_of_facts(comparison, pair, PM_CHANGE_comparison_added, NULL, new);
}

/* ---- Measures ---- */

/* True when the new side has targets, and all of both sides are what they were. */
static bool keeps_targets(const struct pm_line_comparison *lines)
{
    size_t count = 0;
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < lines->all[side].count; i++) {
            const struct pm_side_line *line = &lines->all[side].items[i];
            if (line->line->kind == PM_LINE_BASELINE) continue;
            if (!line->fact->is_same) return false;
            count += side == PM_AFTER;
        }
    return count > 0;
}

void pm_compare_measure(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    struct pm_line_comparison lines = {.comparison = comparison, .pair = pair};
    for (int side = 0; side < 2; side++) {
        lines.measures[side] = pair->sides[side]->object;
        if (!lines.measures[side] || !lines.measures[side]->metric) return;
    }
    int before = lines.measures[PM_BEFORE]->metric->direction;
    int after = lines.measures[PM_AFTER]->metric->direction;
    lines.direction = before == after ? after : 0;
    lines.years = pm_shift_of(pair->sides[PM_BEFORE]);
    add_lines(&lines, PM_BEFORE);
    add_lines(&lines, PM_AFTER);
    pair->sides[PM_AFTER]->keeps_targets = keeps_targets(&lines);
    pm_compare_targets(&lines);
    pm_compare_alternatives(&lines);
    pm_compare_closes(&lines);
    pm_compare_bounds(&lines);
    pm_compare_baselines(&lines);
    claim_inherited(&lines);
    compare_path(comparison, pair);
    compare_published(comparison, pair);
}
