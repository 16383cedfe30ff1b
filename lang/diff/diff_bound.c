/* diff_bound.c: baselines, distances to be closed, and figures to be maintained. */
#include "lang/diff/lines.h"

#include "lang/diff/quantity.h"
#include "lang/model/measure.h"

#include <string.h>

/* Compares the lines of one kind and selector in the order of their periods; either may be NULL. */
static void compare_in_order(const struct pm_line_comparison *lines, enum pm_line_kind kind,
                             void (*put)(const struct pm_line_comparison *lines,
                                         const struct pm_side_line *old,
                                         const struct pm_side_line *new))
{
    for (const char *selector = pm_lines_next_selector(lines, kind); selector;
         selector = pm_lines_next_selector(lines, kind)) {
        struct pm_side_lines old = pm_lines_of(lines, PM_BEFORE, kind, selector, true);
        struct pm_side_lines new = pm_lines_of(lines, PM_AFTER, kind, selector, true);
        for (size_t i = 0; i < old.items.count || i < new.items.count; i++) {
            const struct pm_side_line *before = i < old.items.count ? &old.items.items[i] : NULL;
            const struct pm_side_line *after = i < new.items.count ? &new.items.items[i] : NULL;
            put(lines, before, after);
            if (before) before->fact->is_claimed = true;
            if (after) after->fact->is_claimed = true;
        }
    }
}

/* ---- Baselines ---- */

static bool names_measure(const struct pm_line_comparison *lines,
                          const struct pm_subject_reference *subjects, size_t count)
{
    const struct pm_measure *measure = lines->measures[PM_AFTER];
    for (size_t i = 0; i < count; i++)
        if (subjects[i].object == measure ||
            (measure->goal && subjects[i].object == measure->goal) ||
            (measure->work && subjects[i].object == measure->work))
            return true;
    return false;
}

struct reason {                   /* a decision or adjustment that is new and names the measure */
    struct pm_declared *declared; /* NULL: there is none */
    const char *text;
};

static struct reason reason_at(const struct pm_line_comparison *lines, struct pm_span at,
                               const char *because, const char *label)
{
    const struct pm_half *half = &lines->comparison->halves[PM_AFTER];
    for (size_t i = 0; i < half->declared.count; i++) {
        struct pm_declared *each = half->declared.items[i];
        if (each->at.file == at.file && each->at.begin == at.begin && !each->pair)
            return (struct reason){each, *because ? because : label};
    }
    return (struct reason){NULL, ""};
}

static struct reason find_reason(const struct pm_line_comparison *lines)
{
    const struct pm_whole *whole = lines->comparison->halves[PM_AFTER].compilation->model->whole;
    struct reason found = {NULL, ""};
    for (size_t i = 0; i < whole->adjustments.count && !found.declared; i++) {
        const struct pm_adjust *each = whole->adjustments.items[i];
        if (names_measure(lines, each->changes, each->change_count))
            found = reason_at(lines, each->facts.at, each->because, each->label);
    }
    for (size_t i = 0; i < whole->decisions.count && !found.declared; i++) {
        const struct pm_decision *each = whole->decisions.items[i];
        if (names_measure(lines, each->changes, each->change_count))
            found = reason_at(lines, each->facts.at, each->because, each->label);
    }
    return found;
}

/* A correction stands for the decision that gives its reason. */
static void correct(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                    const struct pm_side_line *new, const struct reason *reason)
{
    struct pm_pair decision = {{NULL, reason->declared}};
    struct pm_change *change = pm_lines_change(lines, PM_CHANGE_baseline_value_corrected, old, new);
    change->remark = pm_arena_format(lines->comparison->arena, "because: %s", reason->text);
    size_t from = lines->comparison->found.count;
    pm_report_missing(lines->comparison, &decision);
    pm_change_claim_from(lines->comparison, change, from);
}

static void rebase(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                   const struct pm_side_line *new)
{
    enum pm_order order = pm_quantity_order(old->line->quantity, new->line->quantity);
    bool same_period = pm_period_compare(old->line->period, new->line->period) == 0;
    struct reason reason = {NULL, ""};
    if (same_period) reason = find_reason(lines);
    if (reason.declared) {
        correct(lines, old, new, &reason);
        return;
    }
    enum pm_change_id id = order == PM_ORDER_LESS   ? PM_CHANGE_baseline_rebased_lower
                           : order == PM_ORDER_MORE ? PM_CHANGE_baseline_rebased_higher
                                                    : PM_CHANGE_baseline_year_moved;
    struct pm_change *change = pm_lines_change(lines, id, old, new);
    pm_change_set_direction(change, lines->direction);
}

static void compare_baseline(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                             const struct pm_side_line *new)
{
    if (!old || !new) {
        pm_lines_change(lines, old ? PM_CHANGE_baseline_removed : PM_CHANGE_baseline_added, old,
                        new);
        return;
    }
    bool same_period = pm_period_compare(old->line->period, new->line->period) == 0;
    enum pm_change_id id = PM_CHANGE_baseline_year_moved;
    if (old->line->pending != new->line->pending) {
        id = new->line->pending ? PM_CHANGE_baseline_became_pending : PM_CHANGE_baseline_set;
    } else if (old->line->quantity && new->line->quantity) {
        rebase(lines, old, new);
        return;
    } else if (same_period) {
        id =
            new->line->quantity ? PM_CHANGE_baseline_became_estimated : PM_CHANGE_baseline_verified;
    }
    pm_lines_change(lines, id, old, new);
}

void pm_compare_baselines(const struct pm_line_comparison *lines)
{
    compare_in_order(lines, PM_LINE_BASELINE, compare_baseline);
}

/* ---- Distances to be closed ---- */

static void compare_share(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                          const struct pm_side_line *new)
{
    struct pm_ratio before = pm_ratio_from_decimal(old->line->share);
    struct pm_ratio after = pm_ratio_from_decimal(new->line->share);
    bool is_less = pm_ratio_compare(after, before) < 0;
    enum pm_change_id id =
        new->line->of_gap
            ? (is_less ? PM_CHANGE_gap_target_widened : PM_CHANGE_gap_target_narrowed)
            : (is_less ? PM_CHANGE_target_share_lowered : PM_CHANGE_target_share_raised);
    struct pm_change *change = pm_lines_change(lines, id, old, new);
    pm_change_set_amounts(change, lines->comparison->arena, before, after);
}

static void compare_end(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                        const struct pm_side_line *new)
{
    enum pm_order order = pm_quantity_order(old->line->quantity, new->line->quantity);
    enum pm_change_id id = order == PM_ORDER_MORE   ? PM_CHANGE_target_raised
                           : order == PM_ORDER_LESS ? PM_CHANGE_target_lowered
                                                    : PM_CHANGE_target_kind_changed;
    struct pm_change *change = pm_lines_change(lines, id, old, new);
    pm_change_set_direction(change, lines->direction);
}

static void compare_close(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                          const struct pm_side_line *new)
{
    if (!old || !new) {
        pm_lines_change(lines, old ? PM_CHANGE_target_removed : PM_CHANGE_target_added, old, new);
        return;
    }
    int32_t before = pm_period_last_day(old->line->period);
    int32_t after = pm_period_last_day(new->line->period);
    bool same_share = pm_ratio_compare(pm_ratio_from_decimal(old->line->share),
                                       pm_ratio_from_decimal(new->line->share)) == 0;
    if (old->line->of_gap != new->line->of_gap) {
        pm_lines_change(lines, PM_CHANGE_target_kind_changed, old, new);
        return;
    }
    if (!same_share) compare_share(lines, old, new);
    if (before != after)
        pm_lines_change(lines,
                        after > before ? PM_CHANGE_target_deadline_later
                                       : PM_CHANGE_target_deadline_earlier,
                        old, new);
    if (pm_quantity_order(old->line->quantity, new->line->quantity) != PM_ORDER_EQUAL)
        compare_end(lines, old, new);
}

void pm_compare_closes(const struct pm_line_comparison *lines)
{
    compare_in_order(lines, PM_LINE_CLOSE, compare_close);
}

/* ---- What is to be maintained ---- */

/* How one bound moved: +1 looser, -1 tighter, 0 as it was, 2 cannot be told. `grows`: a larger
 * figure is looser. */
static int loosening(const struct pm_expression *old, const struct pm_expression *new, bool grows)
{
    if (!old || !new) return !old && !new ? 0 : old ? 1 : -1;
    switch (pm_quantity_order(old, new)) {
    case PM_ORDER_EQUAL:
        return 0;
    case PM_ORDER_MORE:
        return grows ? 1 : -1;
    case PM_ORDER_LESS:
        return grows ? -1 : 1;
    case PM_ORDER_UNKNOWN:
        break;
    }
    return 2;
}

static void put_bound(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                      const struct pm_side_line *new, int moved)
{
    if (!moved) return;
    pm_lines_change(lines,
                    moved == 1    ? PM_CHANGE_bound_loosened
                    : moved == -1 ? PM_CHANGE_bound_tightened
                                  : PM_CHANGE_target_kind_changed,
                    old, new);
}

struct span_of_days {
    int32_t first;
    int32_t last;
};

/* The days of a `maintain` line: its own periods, else the plan's. */
static struct span_of_days days_of(const struct pm_measure *measure, const struct pm_line *line)
{
    struct pm_period first = line->over_first;
    struct pm_period last = line->over_last;
    if (!pm_period_is(first) && measure->plan) {
        first = measure->plan->first;
        last = measure->plan->last;
    }
    if (!pm_period_is(first)) return (struct span_of_days){PM_NO_DAY, PM_NO_DAY};
    return (struct span_of_days){pm_period_first_day(first), pm_period_last_day(last)};
}

static void compare_days(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                         const struct pm_side_line *new)
{
    struct span_of_days before = days_of(lines->measures[PM_BEFORE], old->line);
    struct span_of_days after = days_of(lines->measures[PM_AFTER], new->line);
    if (before.first == after.first && before.last == after.last) return;
    bool is_longer = after.first <= before.first && after.last >= before.last;
    bool is_shorter = after.first >= before.first && after.last <= before.last;
    pm_lines_change(lines,
                    is_longer                  ? PM_CHANGE_bound_period_lengthened
                    : is_shorter               ? PM_CHANGE_bound_period_shortened
                    : after.last > before.last ? PM_CHANGE_target_deadline_later
                                               : PM_CHANGE_target_deadline_earlier,
                    old, new);
}

static void compare_bound(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                          const struct pm_side_line *new)
{
    if (!old || !new) {
        pm_lines_change(lines, old ? PM_CHANGE_bound_removed : PM_CHANGE_bound_added, old, new);
        return;
    }
    int from = loosening(old->line->from, new->line->from, false);
    int to = loosening(old->line->to, new->line->to, true);
    put_bound(lines, old, new, from);
    if (to != from) put_bound(lines, old, new, to);
    compare_days(lines, old, new);
}

void pm_compare_bounds(const struct pm_line_comparison *lines)
{
    compare_in_order(lines, PM_LINE_MAINTAIN, compare_bound);
}
