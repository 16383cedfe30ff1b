/* gap_figure.c: the gap of a group to its reference in one period: which two figures are compared,
 * what stands in where one is too small, and why there is no gap where there is none. */
#include "runtime/judge/gap_figure.h"

#include "lang/model/measure.h"

/* ---- Words ---- */

static const struct {
    const char *word;
    const char *means;
} reasons[] = {
#define PM_GAP_REASON(id, word, means) {word, means},
#include "runtime/judge/gap_reasons.def"
#undef PM_GAP_REASON
};

const char *pm_gap_reason_word(enum pm_gap_reason reason)
{
    return reasons[reason].word;
}

const char *pm_gap_reason_means(enum pm_gap_reason reason)
{
    return reasons[reason].means;
}

/* ---- Cells ---- */

void pm_gap_rest_on(struct pm_gap_asking *asking, const struct pm_cell *cell)
{
    if (cell->key.unit != PM_NO_UNIT)
        PM_PUSH(asking->judging->arena, &asking->out->rests_on, cell->key);
}

void pm_gap_cell(struct pm_gap_asking *asking, uint32_t unit, const struct pm_sides_list *sides,
                 struct pm_period period, struct pm_cell *out)
{
    pm_judge_cell(asking->judging, asking->subject->metric, unit, sides->items, sides->count,
                  period, out);
    bool is_plain = unit == asking->subject->unit && pm_period_equal(period, asking->period) &&
                    !asking->is_wide;
    if (!is_plain) pm_gap_rest_on(asking, out);
}

static bool is_same_side(struct pm_cell_side a, struct pm_cell_side b)
{
    return a.dimension == b.dimension && a.group == b.group;
}

/* What both sides have in common: the groups that a measure is for. */
static struct pm_sides_list shared_sides(const struct pm_subject *subject)
{
    struct pm_sides_list shared = {0};
    for (size_t i = 0; i < subject->side_count; i++)
        for (size_t j = 0; j < subject->reference_count; j++)
            if (is_same_side(subject->sides[i], subject->reference[j]))
                shared.items[shared.count++] = subject->sides[i];
    return shared;
}

static struct pm_sides_list own_sides(const struct pm_subject *subject)
{
    struct pm_sides_list own = {.count = subject->side_count};
    for (size_t i = 0; i < own.count; i++)
        own.items[i] = subject->sides[i];
    return own;
}

/* ---- Too few ---- */

static bool has_few(const struct pm_cell *cell, int64_t least)
{
    return cell->n >= 0 && cell->n < least;
}

/* Nobody left is fewer than any least number. */
static enum pm_gap_reason few_of(const struct pm_cell *cell, const struct pm_minimum *minimum,
                                 enum pm_gap_reason few_n, enum pm_gap_reason few_cell)
{
    if (cell->state == PM_CELL_NO_ROWS) return minimum->n > 0 ? few_n : PM_GAP_REASON_NONE;
    if (cell->state != PM_CELL_VALUE) return PM_GAP_REASON_NONE;
    bool is_counted = cell->has_counts && pm_ratio_is_defined(cell->numerator);
    if (minimum->cell && is_counted &&
        pm_ratio_compare(cell->numerator, pm_ratio_from_integer(minimum->cell)) < 0)
        return few_cell;
    return has_few(cell, minimum->n) ? few_n : PM_GAP_REASON_NONE;
}

bool pm_gap_is_few(const struct pm_gap_asking *asking, const struct pm_cell *cell)
{
    return few_of(cell, &asking->minimum, PM_GAP_REASON_GROUP_N, PM_GAP_REASON_GROUP_CELL) !=
           PM_GAP_REASON_NONE;
}

/* ---- The reference ---- */

struct side { /* a reference before its figure is known */
    enum pm_versus is;
    uint32_t unit;
    struct pm_sides_list sides; /* of a group; else what both sides share */
};

/* All without the group. */
static void read_others(struct pm_gap_asking *asking, const struct side *side, struct pm_cell *out)
{
    struct pm_sides_list own = own_sides(asking->subject);
    struct pm_cell total;
    struct pm_cell part;
    pm_gap_cell(asking, side->unit, &side->sides, asking->there, &total);
    pm_gap_cell(asking, side->unit, &own, asking->there, &part);
    *out = total; /* a formula may divide all by nothing, and not the others */
    if (total.state != PM_CELL_VALUE && total.state != PM_CELL_NO_ROWS) return;
    pm_cells_get_others(asking->judging->cells, &total.key, own.items, own.count, out);
    asking->lacks_others = part.state == PM_CELL_VALUE && out->state == PM_CELL_NOT_PUBLISHED;
    asking->leaves_nobody =
        out->state == PM_CELL_NO_ROWS &&
        (!pm_metric_is_derived(asking->subject->metric) || (total.n >= 0 && total.n == part.n));
}

static void read_target(struct pm_gap_asking *asking, struct pm_cell *out)
{
    *out = (struct pm_cell){.state = PM_CELL_MISSING, .n = -1, .excluded = -1};
    out->key.unit = PM_NO_UNIT;
    const struct pm_finding *status =
        pm_judge_find_status(asking->judging, asking->subject, asking->period);
    if (!status) return;
    out->state = PM_CELL_VALUE;
    out->value = status->target.value;
}

static void read_side(struct pm_gap_asking *asking, const struct side *side, struct pm_cell *out)
{
    struct pm_sides_list own = own_sides(asking->subject);
    switch (side->is) {
    case PM_VERSUS_OTHERS:
        read_others(asking, side, out);
        return;
    case PM_VERSUS_TARGET:
        read_target(asking, out);
        return;
    case PM_VERSUS_BEST:
        pm_gap_find_best(asking, side->unit, &side->sides, out);
        return;
    case PM_VERSUS_SAME:
        pm_gap_cell(asking, side->unit, &own, asking->there, out);
        return;
    case PM_VERSUS_ALL:
    case PM_VERSUS_GROUP:
        pm_gap_cell(asking, side->unit, &side->sides, asking->there, out);
        return;
    }
}

static struct side first_side(const struct pm_subject *subject)
{
    struct side side = {.is = PM_VERSUS_GROUP, .unit = subject->unit};
    if (subject->reference_is_all) side.is = PM_VERSUS_ALL;
    if (subject->reference_is_others) side.is = PM_VERSUS_OTHERS;
    if (subject->reference_is_best) side.is = PM_VERSUS_BEST;
    if (subject->reference_is_target) side.is = PM_VERSUS_TARGET;
    if (subject->reference_has_unit) side.unit = subject->reference_unit;
    side.sides.count = subject->reference_count;
    for (size_t i = 0; i < subject->reference_count; i++)
        side.sides.items[i] = subject->reference[i];
    if (side.is != PM_VERSUS_GROUP) side.sides = shared_sides(subject);
    return side;
}

/* False where the data lack the group that is named. */
static bool stand_in_side(const struct pm_gap_asking *asking, struct side *out)
{
    const struct pm_selector *selector = &asking->line->stand_in;
    *out = (struct side){.is = selector->versus_is, .unit = asking->subject->unit};
    out->sides = shared_sides(asking->subject);
    if (selector->versus_unit)
        out->unit = pm_judge_find_unit(asking->judging, selector->versus_unit);
    if (selector->versus_is != PM_VERSUS_GROUP) return true;
    return pm_cells_sides(asking->judging->cells, &selector->versus, out->sides.items,
                          &out->sides.count);
}

static bool is_too_small(const struct pm_gap_asking *asking)
{
    return pm_gap_is_few(asking, &asking->out->reference) ||
           asking->out->reference.state == PM_CELL_NO_ROWS;
}

static void read_reference(struct pm_gap_asking *asking)
{
    struct side side = first_side(asking->subject);
    read_side(asking, &side, &asking->out->reference);
    if (!asking->line || !asking->line->has_stand_in || !is_too_small(asking)) return;
    if (!stand_in_side(asking, &side)) return;
    asking->is_wide = true;
    read_side(asking, &side, &asking->out->reference);
    asking->out->is_alternate = true;
}

/* ---- Whether there is a gap ---- */

static void refuse(struct pm_measured *out, enum pm_state state, enum pm_gap_reason reason)
{
    out->state = state;
    out->reason = reason;
}

static bool is_everybody(const struct pm_cell *group, const struct pm_cell *all)
{
    if (group->state != PM_CELL_VALUE || all->state != PM_CELL_VALUE) return false;
    if (group->n >= 0 && all->n >= 0) return group->n == all->n && group->n > 0;
    return group->has_counts && all->has_counts &&
           pm_ratio_compare(group->denominator, all->denominator) == 0;
}

static bool is_of_reference(enum pm_gap_reason reason)
{
    return reason == PM_GAP_REASON_REFERENCE_N || reason == PM_GAP_REASON_REFERENCE_CELL;
}

/* The side that is below the minimum: the group first. */
static void find_few(struct pm_gap_asking *asking)
{
    struct pm_measured *out = asking->out;
    out->few =
        few_of(&out->cell, &asking->minimum, PM_GAP_REASON_GROUP_N, PM_GAP_REASON_GROUP_CELL);
    if (out->few == PM_GAP_REASON_NONE && !asking->subject->reference_is_target)
        out->few = few_of(&out->reference, &asking->minimum, PM_GAP_REASON_REFERENCE_N,
                          PM_GAP_REASON_REFERENCE_CELL);
}

/* The first thing that stands against a gap. */
static void find_obstacle(struct pm_gap_asking *asking)
{
    struct pm_measured *out = asking->out;
    const struct pm_subject *subject = asking->subject;
    bool is_here = out->reference.key.unit == subject->unit && subject->side_count > 0;
    if (out->state != PM_STATE_COUNT) return;
    find_few(asking);
    if (asking->refuses && out->few != PM_GAP_REASON_NONE && !is_of_reference(out->few)) {
        refuse(out, PM_STATE_TOO_FEW, out->few);
        return;
    }
    if (asking->leaves_nobody && is_here) {
        refuse(out, PM_STATE_UNDEFINED, PM_GAP_REASON_GROUP_IS_ALL);
        return;
    }
    out->state = pm_state_of_cell(&out->reference);
    if (out->state != PM_STATE_COUNT) {
        if (asking->lacks_others) out->reason = PM_GAP_REASON_OTHERS_UNKNOWN;
        if (subject->reference_is_best) out->reason = PM_GAP_REASON_NO_GROUP;
        if (subject->reference_is_target) out->state = PM_STATE_NO_TARGET;
        return;
    }
    if (subject->reference_is_target) return;
    if (asking->refuses && out->few != PM_GAP_REASON_NONE)
        refuse(out, PM_STATE_TOO_FEW, out->few);
    else if (subject->reference_is_all && is_here && asking->kind != PM_GAP_INDEX_OF_DISPARITY &&
             is_everybody(&out->cell, &out->reference))
        refuse(out, PM_STATE_UNDEFINED, PM_GAP_REASON_GROUP_IS_ALL);
}

/* ---- All of it ---- */

static struct pm_minimum minimum_of(const struct pm_subject *subject)
{
    return subject->gap_line ? subject->gap_line->minimum : (struct pm_minimum){0};
}

void pm_judge_gap_figure(const struct pm_judging *judging, const struct pm_subject *subject,
                         enum pm_gap_kind kind, struct pm_period period, struct pm_measured *out)
{
    struct pm_gap_asking asking = {
        .judging = judging,
        .subject = subject,
        .line = subject->gap_line,
        .minimum = minimum_of(subject),
        .refuses = subject->gap_line &&
                   (subject->gap_line->has_minimum || subject->gap_line->has_stand_in),
        .kind = kind,
        .period = period,
        .there = period,
        .out = out};
    out->value = out->low = out->high = out->ratio = pm_ratio_undefined();
    if (asking.line && pm_period_is(asking.line->frozen)) asking.there = asking.line->frozen;
    if (pm_period_is(subject->frozen_at)) asking.there = subject->frozen_at;
    if (subject->reference_has_unit && subject->reference_unit == PM_NO_UNIT) {
        if (out->state == PM_STATE_COUNT) out->state = PM_STATE_MISSING;
        return;
    }
    read_reference(&asking);
    out->has_bounds = out->cell.has_bounds || out->reference.has_bounds;
    find_obstacle(&asking);
    if (out->state != PM_STATE_COUNT || out->has_bounds) return;
    out->ratio = pm_ratio_divide(out->cell.value, out->reference.value);
    pm_gap_work_out(&asking);
    if (!pm_ratio_is_defined(out->value) && out->reason == PM_GAP_REASON_NONE)
        out->reason = PM_GAP_REASON_TOO_LARGE;
    if (out->reason != PM_GAP_REASON_NONE) out->state = PM_STATE_UNDEFINED;
}

void pm_judge_name_few(const struct pm_measured *measured, struct pm_finding *finding)
{
    if (finding->subject.has_reference && finding->state == PM_STATE_TOO_FEW &&
        finding->gap.reason == PM_GAP_REASON_NONE)
        finding->gap.reason = measured->few;
}

void pm_judge_take_gap(const struct pm_measured *measured, struct pm_finding *finding)
{
    struct pm_gap_facts *gap = &finding->gap;
    struct pm_subject *subject = &finding->subject;
    gap->reason = measured->reason;
    gap->is_alternate = measured->is_alternate;
    gap->bound = measured->bound;
    gap->rests_on = measured->rests_on.items;
    gap->rests_on_count = measured->rests_on.count;
    if (!subject->reference_is_best || !measured->best.count) return;
    subject->reference_count = measured->best.count;
    for (size_t i = 0; i < measured->best.count; i++)
        subject->reference[i] = measured->best.items[i];
}
