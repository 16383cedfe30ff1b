/* gaps.c: the gaps that metrics follow, in every unit and period with data. */
#include "lang/model/measure.h"
#include "runtime/judge/judge.h"

struct pair { /* two groups that are compared; of an index of disparity all groups at once */
    struct pm_subject subject;
    enum pm_gap_kind kind;
    struct pm_span at;
};

struct pairs {
    PM_ARRAY(struct pair) list;
};

static bool has_pair(const struct pairs *pairs, const struct pair *wanted)
{
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct pair *known = &pairs->list.items[i];
        bool is_index = wanted->kind == PM_GAP_INDEX_OF_DISPARITY;
        if (known->kind == wanted->kind &&
            pm_judge_compare_groups(&known->subject, &wanted->subject) == 0 &&
            (!is_index || known->subject.gap_line == wanted->subject.gap_line))
            return true;
    }
    return false;
}

/* `fixed` (NULL: none) is part of both sides: the gap among those who take reading. */
static void add_pairs(struct pm_judging *judging, const struct pm_selector *selector,
                      const struct pm_selector *fixed, struct pair like, struct pairs *out)
{
    struct pm_subjects subjects = {0};
    pm_judge_expand(judging, selector, fixed, &subjects);
    for (size_t i = 0; i < subjects.list.count; i++) {
        struct pair pair = like;
        pair.subject = subjects.list.items[i];
        pair.subject.gap_line = like.subject.gap_line;
        if (!has_pair(out, &pair)) PM_PUSH(judging->arena, &out->list, pair);
    }
}

static void add_line(struct pm_judging *judging, const struct pm_gap_line *line,
                     const struct pm_selector *fixed, struct pairs *out)
{
    struct pair like = {.subject = {.gap_line = line}, .kind = line->kind, .at = line->at};
    struct pm_selector selector = line->selector;
    if (line->kind == PM_GAP_INDEX_OF_DISPARITY) { /* one figure for all groups */
        selector.group = (struct pm_crossing){0};
        selector.each = false;
    }
    add_pairs(judging, &selector, fixed, like, out);
}

/* The gap lines; without one, each group of each single dimension against all rows. */
static void add_lines(struct pm_judging *judging, const struct pm_metric *metric,
                      const struct pm_selector *fixed, struct pairs *out)
{
    for (size_t i = 0; i < metric->gap_count; i++)
        add_line(judging, &metric->gaps[i], fixed, out);
    for (size_t i = 0; !metric->gap_count && i < metric->by_count; i++) {
        struct pm_selector selector = {.group = metric->by[i], .each = true};
        struct pair like = {.kind = PM_GAP_DIFFERENCE, .at = metric->by[i].at};
        bool is_same = fixed && pm_crossing_shares(&fixed->group, &metric->by[i]);
        selector.has_versus = true;
        selector.versus_is = PM_VERSUS_ALL;
        if (metric->by[i].count == 1 && !is_same) add_pairs(judging, &selector, fixed, like, out);
    }
}

static void add_measured(struct pm_judging *judging, const struct pm_metric *metric,
                         const struct pm_measure *measure, struct pairs *out)
{
    if (measure->metric == metric && measure->fixed.group.count)
        add_lines(judging, metric, &measure->fixed, out);
}

/* A metric's gaps are followed among all rows, and among those that a measure of a goal or
 * of work is about
 * (`measure proficient for reading`). */
static struct pairs pairs_of(struct pm_judging *judging, const struct pm_metric *metric)
{
    const struct pm_model *model = judging->model;
    struct pairs pairs = {0};
    add_lines(judging, metric, NULL, &pairs);
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            for (size_t k = 0; k < model->plans[i]->goals[j]->measure_count; k++)
                add_measured(judging, metric, model->plans[i]->goals[j]->measures[k], &pairs);
    for (size_t i = 0; i < model->whole->measures.count; i++)
        add_measured(judging, metric, model->whole->measures.items[i], &pairs);
    return pairs;
}

/* ---- What became of a gap ---- */

/* True when the group moved in the good direction. */
static bool has_gained(int direction, struct pm_ratio before, struct pm_ratio now)
{
    int order = pm_ratio_compare(now, before);
    return direction > 0 ? order > 0 : order < 0;
}

static enum pm_state state_of_change(int direction, const struct pm_finding *finding,
                                     const struct pm_measured *before)
{
    enum pm_gap_kind kind = finding->gap.kind;
    struct pm_ratio now = pm_judge_excess(direction, kind, finding->gap.value);
    struct pm_ratio then = pm_judge_excess(direction, kind, before->value);
    if (kind == PM_GAP_COMPOSITION) return PM_STATE_COUNTED;
    if (!pm_ratio_is_defined(now)) return PM_STATE_UNRATED;
    if (!pm_ratio_is_defined(then)) return PM_STATE_STEADY;
    int order = pm_ratio_compare(now, then);
    if (!direction) return order > 0 ? PM_STATE_WIDENING : PM_STATE_STEADY;
    bool is_open = pm_ratio_sign(now) > 0;
    bool was_open = pm_ratio_sign(then) > 0;
    if (was_open && !is_open) return PM_STATE_CLOSED;
    if (!was_open) return is_open ? PM_STATE_OPENED : PM_STATE_STEADY;
    if (order == 0) return PM_STATE_STEADY;
    if (order > 0) return PM_STATE_WIDENING;
    return has_gained(direction, before->cell.value, finding->cell.value) ? PM_STATE_CLOSING_UP
                                                                          : PM_STATE_CLOSING_DOWN;
}

static enum pm_state find_obstacle(const struct pm_judging *judging,
                                   const struct pm_finding *finding,
                                   const struct pm_measured *measured, bool has_ended)
{
    const struct pm_metric *metric = finding->subject.metric;
    const struct pm_source_decl *source = pm_metric_source(metric);
    if (measured->state == PM_STATE_PENDING || measured->state == PM_STATE_INVALID)
        return measured->state;
    if (!has_ended && (!metric->reads_within_period || measured->state == PM_STATE_MISSING ||
                       measured->state == PM_STATE_NOT_PUBLISHED))
        return PM_STATE_NOT_DUE;
    if (measured->state != PM_STATE_COUNT) return measured->state;
    const struct pm_minimum *minimum =
        finding->subject.gap_line ? &finding->subject.gap_line->minimum : &metric->minimum;
    if (pm_judge_is_too_few(measured, minimum) ||
        (source && pm_judge_is_too_few(measured, &source->minimum)) ||
        (minimum->points > 1 && pm_judge_points(judging, &finding->subject, finding->gap.kind,
                                                finding->subject.period) < minimum->points))
        return PM_STATE_TOO_FEW;
    return PM_STATE_COUNT;
}

static void take_previous(const struct pm_judging *judging, struct pm_finding *out,
                          struct pm_measured *before)
{
    struct pm_period period = pm_period_step(out->subject.period, -1);
    *before = (struct pm_measured){.state = PM_STATE_MISSING};
    if (pm_judge_broken(out->subject.metric, period, out->subject.period)) return;
    pm_judge_figure(judging, &out->subject, out->gap.kind, period, before);
    if (before->state != PM_STATE_COUNT || !pm_ratio_is_defined(before->value)) return;
    out->gap.previous = (struct pm_point){true, period, before->value};
    out->gap.change = pm_ratio_subtract(out->gap.value, before->value);
}

struct cell_keys {
    PM_ARRAY(struct pm_cell_key) list;
};

/* Adds all cells that a figure rests on. */
static void add_cells(struct pm_judging *judging, const struct pm_measured *measured,
                      struct cell_keys *out)
{
    for (size_t i = 0; i < measured->rests_on.count; i++)
        PM_PUSH(judging->arena, &out->list, measured->rests_on.items[i]);
    PM_PUSH(judging->arena, &out->list, measured->cell.key);
    if (measured->reference.key.metric)
        PM_PUSH(judging->arena, &out->list, measured->reference.key);
}

/* Notes that a finding rests on what another figure of it rests on. */
static void rest_on(struct pm_judging *judging, const struct pm_measured *measured,
                    struct pm_finding *out)
{
    struct cell_keys cells = {0};
    for (size_t i = 0; i < out->gap.rests_on_count; i++)
        PM_PUSH(judging->arena, &cells.list, out->gap.rests_on[i]);
    add_cells(judging, measured, &cells);
    out->gap.rests_on = cells.list.items;
    out->gap.rests_on_count = cells.list.count;
}

static void note_previous(struct pm_judging *judging, const struct pm_measured *before,
                          struct pm_finding *out)
{
    struct cell_keys cells = {0};
    add_cells(judging, before, &cells);
    out->gap.previous_rests_on = cells.list.items;
    out->gap.previous_rests_on_count = cells.list.count;
}

/* What is closed of the gap since a period that the line names. */
static void take_since(struct pm_judging *judging, struct pm_finding *out)
{
    const struct pm_subject *subject = &out->subject;
    struct pm_measured first;
    out->gap.closed_share = pm_ratio_undefined();
    if (!subject->gap_line || !pm_period_is(subject->gap_line->since)) return;
    struct pm_period since = subject->gap_line->since;
    if (pm_period_first_day(subject->period) < pm_period_first_day(since) ||
        pm_judge_broken(subject->metric, since, subject->period))
        return;
    out->gap.since = since;
    pm_judge_figure(judging, subject, out->gap.kind, since, &first);
    int direction = subject->metric->direction;
    struct pm_ratio before = pm_judge_excess(direction, out->gap.kind, first.value);
    struct pm_ratio now = pm_judge_excess(direction, out->gap.kind, out->gap.value);
    out->gap.closed_share = pm_ratio_divide(pm_ratio_subtract(before, now), before);
    rest_on(judging, &first, out);
}

/* The plan's own words about a target that the gap is measured against. */
static void take_target(struct pm_judging *judging, struct pm_finding *out)
{
    if (!out->subject.reference_is_target) return;
    const struct pm_finding *status =
        pm_judge_find_status(judging, &out->subject, out->subject.period);
    out->gap.has_target = status != NULL;
    if (status) out->gap.target_of = (size_t)(status - judging->findings.items);
}

static void decide(struct pm_judging *judging, const struct pm_measured *measured,
                   struct pm_finding *out)
{
    struct pm_measured before;
    bool has_ended = pm_period_last_day(out->subject.period) <= judging->as_of;
    take_previous(judging, out, &before);
    if (out->gap.previous.is_set) note_previous(judging, &before, out);
    take_since(judging, out);
    take_target(judging, out);
    out->state = find_obstacle(judging, out, measured, has_ended);
    if (out->state == PM_STATE_COUNT) {
        out->state = state_of_change(out->subject.metric->direction, out, &before);
        if (measured->has_bounds) out->qualifiers |= PM_QUALIFIER_ESTIMATED;
        if (!has_ended) out->qualifiers |= PM_QUALIFIER_IN_PROGRESS;
        if (measured->is_alternate) out->qualifiers |= PM_QUALIFIER_ALTERNATE;
    }
    out->severity = pm_state_info(out->state)->severity;
}

/* "gap:risk", "gap:risk/risk_ratio", "gap:risk/index_of_disparity/race". */
static const char *prefix_of(const struct pm_judging *judging, const struct pair *pair)
{
    struct pm_arena *arena = judging->arena;
    const char *prefix =
        pm_arena_format(arena, "gap:%s", pm_judge_encode(arena, pair->subject.metric->name));
    if (pair->kind == PM_GAP_DIFFERENCE) return prefix;
    prefix = pm_arena_format(arena, "%s/%s", prefix, pm_gap_kind_info(pair->kind)->word);
    if (pair->kind != PM_GAP_INDEX_OF_DISPARITY) return prefix;
    const struct pm_crossing *crossing = &pair->subject.gap_line->selector.group;
    for (size_t i = 0; i < crossing->count; i++)
        prefix = pm_arena_format(arena, "%s%s%s", prefix, i ? "*" : "/",
                                 crossing->sides[i].dimension->name);
    return prefix;
}

static void add_gap(struct pm_judging *judging, const struct pair *pair, uint32_t unit,
                    struct pm_period period)
{
    struct pm_finding finding = {.kind = PM_FINDING_GAP, .subject = pair->subject, .at = pair->at};
    struct pm_measured measured;
    finding.subject.unit = unit;
    finding.subject.period = period;
    finding.code = PM_CODE_COUNT;
    finding.text = "";
    finding.path = PM_PATH_NONE;
    finding.gap.is_set = true;
    finding.gap.kind = pair->kind;
    pm_judge_figure(judging, &finding.subject, pair->kind, period, &measured);
    finding.cell = measured.cell;
    finding.has_cell = true;
    finding.gap.reference = measured.reference;
    finding.gap.value = measured.value;
    finding.gap.ratio = measured.ratio;
    pm_judge_take_gap(&measured, &finding);
    decide(judging, &measured, &finding);
    pm_judge_name_few(&measured, &finding);
    pm_judge_identify(judging, &finding, prefix_of(judging, pair));
    PM_PUSH(judging->arena, &judging->findings, finding);
}

/* A unit is not compared with itself; its groups with others in it are. */
static bool is_with_itself(const struct pm_subject *subject, uint32_t unit)
{
    if (!subject->reference_has_unit || subject->reference_unit != unit) return false;
    if (subject->reference_is_others || subject->reference_is_best) return false;
    for (size_t i = 0; i < subject->side_count; i++)
        if (i >= subject->reference_count || subject->sides[i].group != subject->reference[i].group)
            return false;
    return subject->side_count == subject->reference_count;
}

static void judge_metric(struct pm_judging *judging, const struct pm_metric *metric)
{
    size_t period_count = 0;
    uint32_t *units = NULL;
    struct pairs pairs = pairs_of(judging, metric);
    const struct pm_period *periods =
        pm_cells_periods(judging->cells, metric, pm_metric_grain(metric), &period_count);
    if (!pairs.list.count) return;
    size_t unit_count = pm_cells_metric_units(judging->cells, judging->arena, metric, &units);
    for (size_t i = 0; i < unit_count; i++)
        for (size_t j = 0; j < pairs.list.count; j++)
            for (size_t k = 0; k < period_count; k++) {
                pairs.list.items[j].subject.metric = metric;
                if (!pm_judge_wants(judging, periods[k]) ||
                    is_with_itself(&pairs.list.items[j].subject, units[i]))
                    continue;
                add_gap(judging, &pairs.list.items[j], units[i], periods[k]);
            }
}

void pm_judge_gaps(struct pm_judging *judging)
{
    const struct pm_model *model = judging->model;
    pm_judge_index_targets(judging);
    for (size_t i = 0; i < model->metric_count; i++)
        if (pm_metric_is_active(model, model->metrics[i])) judge_metric(judging, model->metrics[i]);
}
