/* diff_target.c: targets that were lowered, moved, dropped or put off, and alternatives to them. */
#include "lang/diff/lines.h"

#include "lang/diff/quantity.h"
#include "lang/model/measure.h"

#include <string.h>

/* ---- Two targets of the same period ---- */

/* The id of a target that asks for another figure, by whom it is about; none: it cannot be told. */
static enum pm_change_id change_of_order(const struct pm_line_comparison *lines,
                                         const struct pm_side_line *new, enum pm_order order)
{
    bool is_more = order == PM_ORDER_MORE;
    switch (pm_lines_aim(lines, new)) {
    case PM_AIM_GAP:
        return is_more ? PM_CHANGE_gap_target_widened : PM_CHANGE_gap_target_narrowed;
    case PM_AIM_GROUP:
        if (!lines->direction) break;
        return is_more == (lines->direction > 0) ? PM_CHANGE_target_group_tightened
                                                 : PM_CHANGE_target_group_relaxed;
    case PM_AIM_ALL:
        break;
    }
    return is_more ? PM_CHANGE_target_raised : PM_CHANGE_target_lowered;
}

static enum pm_order order_of(const struct pm_line_comparison *lines,
                              const struct pm_side_line *old, const struct pm_side_line *new)
{
    const struct pm_expression *a = old->line->quantity;
    const struct pm_expression *b = new->line->quantity;
    return pm_lines_aim(lines, new) == PM_AIM_GAP ? pm_quantity_order_of_sizes(a, b)
                                                  : pm_quantity_order(a, b);
}

static void compare_quantities(const struct pm_line_comparison *lines,
                               const struct pm_side_line *old, const struct pm_side_line *new)
{
    enum pm_change_id id = PM_CHANGE_target_kind_changed;
    enum pm_order order = PM_ORDER_UNKNOWN;
    if (old->line->pending != new->line->pending)
        id = new->line->pending ? PM_CHANGE_target_became_pending : PM_CHANGE_target_set;
    else
        order = order_of(lines, old, new);
    if (order == PM_ORDER_EQUAL) {
        old->fact->is_claimed = new->fact->is_claimed = true;
        return;
    }
    if (order != PM_ORDER_UNKNOWN) id = change_of_order(lines, new, order);
    struct pm_change *change = pm_lines_change(lines, id, old, new);
    pm_change_set_direction(change, lines->direction);
}

static bool same_quantity(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                          const struct pm_side_line *new)
{
    if (old->line->pending || new->line->pending) return old->line->pending == new->line->pending;
    return order_of(lines, old, new) == PM_ORDER_EQUAL;
}

/* ---- Targets of another period ---- */

static void put_moved(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                      const struct pm_side_line *new)
{
    bool is_later = pm_period_last_day(new->line->period) > pm_period_last_day(old->line->period);
    pm_lines_change(lines,
                    is_later ? PM_CHANGE_target_deadline_later : PM_CHANGE_target_deadline_earlier,
                    old, new);
}

/* Where the way to a target begins: the last target before it that both sides have, else the
 * baseline that both have, as far as its figure is in the text. */
static const struct pm_side_line *find_start(const struct pm_line_comparison *lines,
                                             const struct pm_side_line *old,
                                             const struct pm_side_line *new)
{
    const struct pm_side_line *best = NULL;
    for (size_t i = 0; i < lines->all[PM_AFTER].count; i++) {
        const struct pm_side_line *each = &lines->all[PM_AFTER].items[i];
        bool fits = each->line->kind == PM_LINE_TARGET || each->line->kind == PM_LINE_BASELINE;
        if (!fits || !each->fact->is_same || strcmp(each->selector, new->selector) != 0) continue;
        if (!each->line->quantity ||
            !pm_ratio_is_defined(pm_expression_amount(each->line->quantity)))
            continue;
        if (pm_period_compare(each->line->period, old->line->period) >= 0 ||
            pm_period_compare(each->line->period, new->line->period) >= 0)
            continue;
        if (!best || pm_period_compare(best->line->period, each->line->period) < 0) best = each;
    }
    return best;
}

/* What is to be gained a period from `start` on; undefined when the text does not tell. */
static struct pm_ratio pace(const struct pm_side_line *start, const struct pm_side_line *target)
{
    struct pm_period first = start->line->period;
    struct pm_period last = target->line->period;
    bool fits = first.calendar == last.calendar && first.part == last.part;
    if (!fits || !target->line->quantity) return pm_ratio_undefined();
    int32_t steps = pm_period_distance(first, last);
    struct pm_ratio gain = pm_ratio_subtract(pm_expression_amount(target->line->quantity),
                                             pm_expression_amount(start->line->quantity));
    return steps > 0 ? pm_ratio_divide(gain, pm_ratio_from_integer(steps)) : pm_ratio_undefined();
}

/* The step of a figure as people say it: of shares in points. */
static const char *step_text(struct pm_arena *arena, struct pm_ratio step, enum pm_type type)
{
    return pm_amount_text(arena, step, type == PM_TYPE_SHARE ? PM_TYPE_POINTS : type);
}

static void put_rewritten(const struct pm_line_comparison *lines, const struct pm_side_line *old,
                          const struct pm_side_line *new)
{
    struct pm_arena *arena = lines->comparison->arena;
    const struct pm_side_line *start = find_start(lines, old, new);
    struct pm_ratio before = start ? pace(start, old) : pm_ratio_undefined();
    struct pm_ratio after = start ? pace(start, new) : pm_ratio_undefined();
    int direction = pm_lines_aim(lines, new) == PM_AIM_GAP ? -1 : lines->direction;
    bool is_known = pm_ratio_is_defined(before) && pm_ratio_is_defined(after) && direction;
    int order = is_known ? pm_ratio_compare(after, before) * direction : 0;
    enum pm_change_id id = order < 0   ? PM_CHANGE_target_slope_reduced
                           : order > 0 ? PM_CHANGE_target_slope_increased
                                       : PM_CHANGE_target_rewritten;
    struct pm_change *change = pm_lines_change(lines, id, old, new);
    if (!is_known) return;
    enum pm_type type = lines->measures[PM_AFTER]->metric->type;
    change->remark = pm_arena_format(arena, "%s a period before, %s now",
                                     step_text(arena, before, type), step_text(arena, after, type));
}

/* ---- Targets of one selector ---- */

struct targets {
    const struct pm_line_comparison *lines;
    const char *selector;
    struct pm_side_lines left[2];
    struct pm_side_lines all[2];
};

static const struct pm_side_line *last_of(const struct pm_side_lines *lines)
{
    return lines->items.count ? &lines->items.items[lines->items.count - 1] : NULL;
}

static bool is_last(const struct targets *targets, enum pm_side side,
                    const struct pm_side_line *line)
{
    const struct pm_side_line *last = last_of(&targets->all[side]);
    return last && last->line == line->line;
}

/* The whole series was put off, or brought forward: the same figures in the same order. */
static bool move_all(const struct targets *targets)
{
    const struct pm_side_lines *old = &targets->left[PM_BEFORE];
    const struct pm_side_lines *new = &targets->left[PM_AFTER];
    if (!old->items.count || old->items.count != new->items.count) return false;
    for (size_t i = 0; i < old->items.count; i++) {
        const struct pm_side_line *a = &old->items.items[i];
        const struct pm_side_line *b = &new->items.items[i];
        if (!same_quantity(targets->lines, a, b)) return false;
        if (pm_period_equal(a->line->period, b->line->period)) return false;
    }
    for (size_t i = 0; i < old->items.count; i++)
        put_moved(targets->lines, &old->items.items[i], &new->items.items[i]);
    return true;
}

/* Calls `put` for each pair of lines left that fit. */
static void pair_left(const struct targets *targets,
                      bool (*fits)(const struct targets *targets, const struct pm_side_line *old,
                                   const struct pm_side_line *new),
                      void (*put)(const struct pm_line_comparison *lines,
                                  const struct pm_side_line *old, const struct pm_side_line *new))
{
    for (size_t i = 0; i < targets->left[PM_BEFORE].items.count; i++) {
        const struct pm_side_line *old = &targets->left[PM_BEFORE].items.items[i];
        for (size_t j = 0; j < targets->left[PM_AFTER].items.count; j++) {
            const struct pm_side_line *new = &targets->left[PM_AFTER].items.items[j];
            if (!pm_fact_is_left(old->fact) || !pm_fact_is_left(new->fact)) continue;
            if (fits(targets, old, new)) put(targets->lines, old, new);
        }
    }
}

static bool have_same_period(const struct targets *targets, const struct pm_side_line *old,
                             const struct pm_side_line *new)
{
    (void)targets;
    return pm_period_compare(old->line->period, new->line->period) == 0;
}

static bool have_same_quantity(const struct targets *targets, const struct pm_side_line *old,
                               const struct pm_side_line *new)
{
    return same_quantity(targets->lines, old, new);
}

static bool are_last(const struct targets *targets, const struct pm_side_line *old,
                     const struct pm_side_line *new)
{
    return is_last(targets, PM_BEFORE, old) && is_last(targets, PM_AFTER, new);
}

/* A target that only one side has is a step on the way where the other side goes on after it. */
static bool is_on_the_way(const struct targets *targets, enum pm_side side,
                          const struct pm_side_line *line)
{
    const struct pm_side_line *last = last_of(&targets->all[1 - side]);
    return last && pm_period_compare(line->line->period, last->line->period) < 0;
}

static void put_rest(const struct targets *targets)
{
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < targets->left[side].items.count; i++) {
            const struct pm_side_line *line = &targets->left[side].items.items[i];
            if (!pm_fact_is_left(line->fact)) continue;
            bool is_step = is_on_the_way(targets, (enum pm_side)side, line);
            if (side == PM_BEFORE)
                pm_lines_change(targets->lines,
                                is_step ? PM_CHANGE_milestone_removed : PM_CHANGE_target_removed,
                                line, NULL);
            else
                pm_lines_change(targets->lines,
                                is_step ? PM_CHANGE_milestone_added : PM_CHANGE_target_added, NULL,
                                line);
        }
}

/* Two steps or more moved the same way while the end stayed: one change. */
static void load(const struct targets *targets, size_t from)
{
    struct pm_comparison *comparison = targets->lines->comparison;
    const struct pm_side_line *last = last_of(&targets->all[PM_AFTER]);
    if (comparison->found.count < from + 2 || !last || !last->fact->is_same) return;
    struct pm_change *first = comparison->found.items[from];
    for (size_t i = from; i < comparison->found.count; i++) {
        const struct pm_change *each = comparison->found.items[i];
        if (!each->old.is_there || !each->new.is_there) return;
        if (each->ambition != first->ambition || each->id != first->id) return;
    }
    if (first->ambition != PM_WEAKENING && first->ambition != PM_STRENGTHENING) return;
    bool is_back = first->ambition == PM_WEAKENING;
    struct pm_change *change =
        pm_change_add(comparison, targets->lines->pair,
                      is_back ? PM_CHANGE_milestone_backloaded : PM_CHANGE_milestone_frontloaded);
    change->old = first->old;
    change->new = first->new;
    change->remark = pm_arena_format(comparison->arena, "%zu targets before the last one",
                                     comparison->found.count - 1 - from);
    pm_change_claim_from(comparison, change, from);
}

static void compare_selected(const struct pm_line_comparison *lines, const char *selector)
{
    struct targets targets = {.lines = lines, .selector = selector};
    size_t from = lines->comparison->found.count;
    for (int side = 0; side < 2; side++) {
        targets.left[side] = pm_lines_of(lines, (enum pm_side)side, PM_LINE_TARGET, selector, true);
        targets.all[side] = pm_lines_of(lines, (enum pm_side)side, PM_LINE_TARGET, selector, false);
    }
    if (move_all(&targets)) return;
    pair_left(&targets, have_same_period, compare_quantities);
    pair_left(&targets, have_same_quantity, put_moved);
    pair_left(&targets, are_last, put_rewritten);
    put_rest(&targets);
    load(&targets, from);
}

void pm_compare_targets(const struct pm_line_comparison *lines)
{
    for (const char *selector = pm_lines_next_selector(lines, PM_LINE_TARGET); selector;
         selector = pm_lines_next_selector(lines, PM_LINE_TARGET))
        compare_selected(lines, selector);
}

/* ---- Alternatives ---- */

static void compare_alternative(const struct pm_line_comparison *lines,
                                const struct pm_side_line *old, const struct pm_side_line *new)
{
    enum pm_order order = pm_quantity_order(old->line->quantity, new->line->quantity);
    if (order == PM_ORDER_EQUAL || order == PM_ORDER_UNKNOWN) {
        pm_lines_change(lines, PM_CHANGE_target_kind_changed, old, new);
        return;
    }
    bool is_more = order == PM_ORDER_MORE;
    struct pm_change *change = pm_lines_change(
        lines, is_more ? PM_CHANGE_safe_harbor_raised : PM_CHANGE_safe_harbor_lowered, old, new);
    pm_change_set_direction(change, lines->direction);
}

static void compare_alternatives_of(const struct pm_line_comparison *lines, const char *selector)
{
    struct targets targets = {.lines = lines, .selector = selector};
    for (int side = 0; side < 2; side++)
        targets.left[side] =
            pm_lines_of(lines, (enum pm_side)side, PM_LINE_ALTERNATIVE, selector, true);
    pair_left(&targets, have_same_period, compare_alternative);
    pair_left(&targets, have_same_quantity, put_moved);
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < targets.left[side].items.count; i++) {
            const struct pm_side_line *line = &targets.left[side].items.items[i];
            if (!pm_fact_is_left(line->fact)) continue;
            if (side == PM_BEFORE)
                pm_lines_change(lines, PM_CHANGE_safe_harbor_removed, line, NULL);
            else
                pm_lines_change(lines, PM_CHANGE_safe_harbor_added, NULL, line);
        }
}

void pm_compare_alternatives(const struct pm_line_comparison *lines)
{
    for (const char *selector = pm_lines_next_selector(lines, PM_LINE_ALTERNATIVE); selector;
         selector = pm_lines_next_selector(lines, PM_LINE_ALTERNATIVE))
        compare_alternatives_of(lines, selector);
}
