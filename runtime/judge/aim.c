/* aim.c: what a subject was to reach in a period, from the lines of its measure and from rows. */
#include "lang/model/measure.h"
#include "runtime/judge/measures.h"
#include "runtime/judge/rating.h"

#include <string.h>

struct search { /* one subject in one period */
    struct pm_hearing *hearing;
    const struct pm_subject *subject;
    size_t at;
    struct pm_period period;
    struct pm_axis axis;
    const struct pm_path_course *course;
    size_t revision; /* in force in this period; 0: the measure's own lines */
    enum pm_gap_kind kind;
    bool is_own;         /* a target that names this very unit */
    bool needs_baseline; /* some target is worked out from a baseline that is not there */
    PM_ARRAY(struct draft) drafts;
};

struct draft {                  /* a target before its place on the path is known */
    const struct pm_line *line; /* NULL: from a row */
    struct pm_ratio value;      /* of a row */
    struct pm_period period;
    int priority;
};

/* ---- Which lines hold ---- */

static bool holds(const struct search *search, const struct pm_claim *claim)
{
    const struct pm_unit_list *units = claim->units ? claim->units : search->hearing->units;
    return claim->line->revision == search->revision &&
           pm_judge_compare_groups(&claim->subject, search->subject) == 0 &&
           pm_unit_list_has(&units[search->at], search->subject->unit);
}

/* A line that names the unit goes before rows, rows before lines for all units; among these the one
 * for this very group before one for each. */
static int priority_of(const struct pm_claim *claim)
{
    return (claim->names_unit ? 4 : 0) + (claim->line->selector.each ? 0 : 1);
}

enum { PRIORITY_OF_ROWS = 3 };

static const struct pm_claim *find_claim(const struct search *search, enum pm_line_kind kind)
{
    const struct pm_claim *best = NULL;
    for (size_t i = 0; i < search->hearing->claims.count; i++) {
        const struct pm_claim *claim = &search->hearing->claims.items[i];
        if (claim->line->kind != kind || !holds(search, claim)) continue;
        if (!best || priority_of(claim) > priority_of(best)) best = claim;
    }
    return best;
}

/* ---- Targets as written ---- */

/* A target on the other side of a break is no target here: nothing is joined across it. */
static bool is_beyond_break(const struct search *search, struct pm_period target)
{
    struct pm_period place = pm_axis_place(&search->axis, target);
    bool is_later = pm_period_first_day(place) > pm_period_first_day(search->period);
    return pm_judge_broken(search->subject->metric, is_later ? search->period : place,
                           is_later ? place : search->period);
}

static void add_draft(struct search *search, struct draft draft)
{
    if (is_beyond_break(search, draft.period)) return;
    for (size_t i = 0; i < search->drafts.count; i++) {
        struct draft *other = &search->drafts.items[i];
        if (!pm_period_equal(pm_axis_place(&search->axis, other->period),
                             pm_axis_place(&search->axis, draft.period)))
            continue;
        if (draft.priority > other->priority) *other = draft;
        return;
    }
    PM_PUSH(search->hearing->judging->arena, &search->drafts, draft);
}

static void add_lines(struct search *search, struct pm_aim *out)
{
    for (size_t i = 0; i < search->hearing->claims.count; i++) {
        const struct pm_claim *claim = &search->hearing->claims.items[i];
        if (!pm_line_is_target(claim->line) || !holds(search, claim)) continue;
        search->is_own = search->is_own || claim->names_unit;
        out->is_claimed = true;
        add_draft(search, (struct draft){claim->line, pm_ratio_undefined(), claim->line->period,
                                         priority_of(claim)});
    }
}

/* All rows of the subject where the column has no period of its own: each tells of its own
 * period. */
static void add_rows_by_period(struct search *search, const struct pm_targets_from *from)
{
    size_t count = 0;
    size_t first = pm_rows_of_unit(search->hearing, search->subject->unit, &count);
    for (size_t i = first; i < first + count; i++) {
        const struct pm_row_target *row = &search->hearing->rows.items[i];
        if (row->from != from || !pm_period_is(row->target.on) ||
            !pm_ratio_is_defined(row->target.value) ||
            pm_judge_compare_groups(&row->subject, search->subject) != 0)
            continue;
        add_draft(search,
                  (struct draft){NULL, row->target.value, row->target.on, PRIORITY_OF_ROWS});
    }
}

static bool is_at(const struct search *search, struct pm_period period)
{
    return pm_period_is(period) &&
           pm_period_equal(pm_axis_place(&search->axis, period), search->period);
}

static void add_row_targets(struct search *search, struct pm_aim *out)
{
    const struct pm_measure *measure = search->hearing->measure;
    for (size_t i = 0; i < measure->targets_count; i++) {
        const struct pm_targets_from *from = &measure->targets[i];
        const struct pm_row_target *row =
            pm_find_row_target(search->hearing, from, search->subject, search->period);
        if (!from->target.column || !row) continue;
        if (!pm_ratio_is_defined(row->target.value) &&
            (pm_period_is(from->target.on) || is_at(search, row->subject.period)))
            continue; /* the row of this period has an empty cell: no target in it */
        out->is_claimed = true;
        out->at = from->at;
        if (!pm_period_is(from->target.on)) {
            add_rows_by_period(search, from);
            continue;
        }
        add_draft(search,
                  (struct draft){NULL, row->target.value, from->target.on, PRIORITY_OF_ROWS});
    }
}

/* ---- Baseline ---- */

/* Takes the baseline from the data: at the period itself, or where only its parts are published, in
 * the last one. */
static void measure_baseline(struct search *search, struct pm_period period, struct pm_aim *out)
{
    struct pm_period places[2] = {period, pm_axis_place(&search->axis, period)};
    for (size_t i = 0; i < 2; i++) {
        struct pm_measured measured;
        pm_judge_figure(search->hearing->judging, search->subject, search->kind, places[i],
                        &measured);
        if (measured.state != PM_STATE_COUNT || !pm_ratio_is_defined(measured.value)) continue;
        out->baseline = (struct pm_point){true, places[i], measured.value};
        out->baseline_from_data = true;
        return;
    }
}

/* A baseline line of the measure, whatever its group: its period counts for those who have none. */
static const struct pm_claim *find_any_baseline(const struct search *search)
{
    const struct pm_claim *best = NULL;
    for (size_t i = 0; i < search->hearing->claims.count; i++) {
        const struct pm_claim *claim = &search->hearing->claims.items[i];
        if (claim->line->kind != PM_LINE_BASELINE || claim->line->revision != search->revision)
            continue;
        if (claim->names_unit &&
            !pm_unit_list_has(&claim->units[search->at], search->subject->unit))
            continue;
        if (!best || claim->subject.side_count < best->subject.side_count) best = claim;
    }
    return best;
}

static const struct pm_row_figure *find_row_baseline(const struct search *search)
{
    const struct pm_measure *measure = search->hearing->measure;
    for (size_t i = 0; i < measure->targets_count; i++) {
        const struct pm_row_target *row = pm_find_row_target(search->hearing, &measure->targets[i],
                                                             search->subject, search->period);
        if (row && row->baseline.is_asked && pm_period_is(row->baseline.on)) return &row->baseline;
    }
    return NULL;
}

static void set_written(struct pm_aim *out, struct pm_period period, struct pm_ratio value)
{
    if (!pm_ratio_is_defined(value)) return;
    out->baseline = (struct pm_point){true, period, value};
}

/* Whoever has a target of its own has a baseline of its own: the one written for it, else its
 * figure in the data. The total's written amount is never borrowed. */
static void find_baseline(struct search *search, struct pm_aim *out)
{
    struct pm_variables none = {0};
    const struct pm_claim *claim = find_claim(search, PM_LINE_BASELINE);
    const struct pm_row_figure *row = search->revision ? NULL : find_row_baseline(search);
    if (row && (!claim || !claim->names_unit)) {
        out->begins = row->on;
        set_written(out, row->on, row->value);
        return;
    }
    const struct pm_claim *other = claim ? claim : find_any_baseline(search);
    if (!other) return;
    out->begins = other->line->period;
    if (claim && claim->line->pending) return;
    if (claim && claim->line->quantity && (claim->names_unit || !search->is_own))
        set_written(out, out->begins, pm_expression_value(claim->line->quantity, &none));
    else
        measure_baseline(search, out->begins, out);
}

static void drop_broken_baseline(struct search *search, struct pm_aim *out)
{
    if (!out->baseline.is_set ||
        !pm_judge_broken(search->subject->metric, out->baseline.period, search->period))
        return;
    out->baseline = (struct pm_point){0};
    out->baseline_from_data = false;
}

/* ---- Amounts ---- */

static struct pm_ratio find_previous(const struct search *search, struct pm_period place)
{
    struct pm_period before = pm_period_step(place, -1);
    struct pm_measured measured;
    if (pm_judge_broken(search->subject->metric, before, place)) return pm_ratio_undefined();
    pm_judge_figure(search->hearing->judging, search->subject, search->kind, before, &measured);
    return measured.value;
}

/* An amount of a line that is due at `period`; `previous` is the actual figure one period
 * before. */
static struct pm_ratio work_out(const struct search *search, const struct pm_expression *quantity,
                                struct pm_period period, const struct pm_aim *aim)
{
    struct pm_variables variables = {0};
    if (!quantity) return pm_ratio_undefined();
    if (aim->baseline.is_set) variables.values[PM_VARIABLE_BASELINE] = aim->baseline.value;
    if (pm_expression_uses(quantity, PM_VARIABLE_PREVIOUS)) {
        struct pm_period moved = pm_axis_moved(&search->axis, period);
        variables.values[PM_VARIABLE_PREVIOUS] =
            find_previous(search, pm_axis_place(&search->axis, moved));
    }
    return pm_expression_value(quantity, &variables);
}

/* What is left after a share of the way from the baseline to `end`. */
static struct pm_ratio close_to(const struct pm_line *line, struct pm_ratio baseline,
                                struct pm_ratio end)
{
    struct pm_ratio way = pm_ratio_subtract(end, baseline);
    return pm_ratio_add(baseline, pm_ratio_multiply(way, pm_ratio_from_decimal(line->share)));
}

static struct pm_ratio value_of_draft(struct search *search, const struct draft *draft,
                                      const struct pm_aim *aim)
{
    struct pm_ratio baseline = aim->baseline.is_set ? aim->baseline.value : pm_ratio_undefined();
    const struct pm_line *line = draft->line;
    if (!line) return draft->value;
    if (line->kind != PM_LINE_CLOSE) {
        struct pm_ratio value = work_out(search, line->quantity, line->period, aim);
        if (!aim->baseline.is_set && pm_expression_uses(line->quantity, PM_VARIABLE_BASELINE))
            search->needs_baseline = true;
        if (!pm_ratio_is_defined(value) && pm_expression_uses(line->quantity, PM_VARIABLE_PREVIOUS))
            search->needs_baseline = true; /* the year before is what it starts from */
        return value;
    }
    if (!aim->baseline.is_set) search->needs_baseline = true;
    if (!line->of_gap)
        return close_to(line, baseline, work_out(search, line->quantity, line->period, aim));
    return close_to(line, baseline, pm_judge_no_gap(search->kind));
}

/* ---- The path ---- */

static int32_t cycle_of(const struct search *search, struct pm_period period)
{
    int32_t all = pm_period_parts(search->axis.calendar, period.year, search->axis.part);
    int32_t own = pm_period_parts(search->axis.calendar, period.year, period.part);
    return all > 0 && own > 0 && all % own == 0 ? all / own : 1;
}

/* What a geometric path to a target leads to. */
static struct pm_ratio end_of_draft(const struct search *search, const struct draft *draft,
                                    const struct pm_aim *aim)
{
    const struct pm_line *line = draft->line;
    if (line && line->kind == PM_LINE_CLOSE && line->of_gap) return pm_judge_no_gap(search->kind);
    if (search->course->end) return pm_expression_amount(search->course->end);
    if (line && line->kind == PM_LINE_CLOSE)
        return work_out(search, line->quantity, line->period, aim);
    return pm_ratio_undefined();
}

/* The knots in order of place; the baseline comes first. A target at or before its baseline is
 * not on the path. */
static size_t tie_knots(struct search *search, struct pm_aim *aim, struct pm_knot **out)
{
    struct pm_arena *arena = search->hearing->judging->arena;
    struct pm_knot *knots = PM_NEW_ITEMS(arena, struct pm_knot, search->drafts.count + 1);
    size_t count = 0;
    if (pm_period_is(aim->begins)) {
        knots[count++] = (struct pm_knot){.cycle = 1,
                                          .value = aim->baseline.is_set ? aim->baseline.value
                                                                        : pm_ratio_undefined(),
                                          .end = pm_ratio_undefined(),
                                          .is_baseline = true};
    }
    for (size_t i = 0; i < search->drafts.count; i++) {
        const struct draft *draft = &search->drafts.items[i];
        struct pm_knot knot = {.index = pm_axis_index(&search->axis, draft->period),
                               .at = pm_axis_written(&search->axis, draft->period),
                               .cycle = cycle_of(search, draft->period)};
        if (count && knots[0].is_baseline && knot.index <= 0) continue;
        knot.value = value_of_draft(search, draft, aim);
        knot.end = end_of_draft(search, draft, aim);
        size_t place = count++;
        for (; place > 0 && knots[place - 1].index > knot.index; place--)
            knots[place] = knots[place - 1];
        knots[place] = knot;
    }
    *out = knots;
    return count;
}

static void set_final(struct search *search, const struct pm_knot *last, struct pm_aim *out)
{
    for (size_t i = 0; i < search->drafts.count; i++) {
        struct pm_period period = search->drafts.items[i].period;
        if (pm_axis_index(&search->axis, period) != last->index) continue;
        out->final.period = pm_axis_moved(&search->axis, period);
        out->final.value = last->value;
        out->final.is_set = pm_ratio_is_defined(last->value);
    }
}

/* The line that speaks for the period: the first one that is not due before it, else the last. */
static void set_place(struct search *search, int32_t index, struct pm_aim *out)
{
    const struct draft *best = NULL;
    int32_t best_index = 0;
    for (size_t i = 0; i < search->drafts.count; i++) {
        const struct draft *draft = &search->drafts.items[i];
        int32_t place = pm_axis_index(&search->axis, draft->period);
        bool better = !best || (best_index < index ? place > best_index
                                                   : place >= index && place < best_index);
        if (!better) continue;
        best = draft;
        best_index = place;
    }
    if (best && best->line) out->at = best->line->at;
}

static void follow_path(struct search *search, struct pm_aim *out)
{
    enum pm_path_kind kind = search->course->kind;
    int32_t as_of = search->hearing->judging->as_of;
    struct pm_knot *knots = NULL;
    size_t count = tie_knots(search, out, &knots);
    bool has_targets = count && !knots[count - 1].is_baseline;
    struct pm_trajectory trajectory = {kind, knots, count};
    int32_t index = pm_axis_waited_index(&search->axis, search->period);
    bool has_ended = pm_period_last_day(search->period) <= as_of;
    int32_t at = pm_axis_judged(&search->axis, search->period, as_of);
    if (!has_targets) return;
    out->expected = pm_trajectory_at(&trajectory, has_ended ? index : index - 1, at);
    out->target = (struct pm_point){true, search->period, out->expected};
    for (size_t i = 0; i < count; i++)
        if (knots[i].index == index && !knots[i].is_baseline) out->target.value = knots[i].value;
    out->target.is_set = pm_ratio_is_defined(out->target.value);
    set_final(search, &knots[count - 1], out);
    set_place(search, index, out);
    bool needs = search->needs_baseline || (kind != PM_PATH_NEXT && kind != PM_PATH_NONE);
    if (!out->baseline.is_set && needs) out->lack = PM_STATE_NO_BASELINE;
}

static void find_alternative(struct search *search, struct pm_aim *out)
{
    const struct pm_line *best = NULL;
    int priority = -1;
    int32_t index = pm_axis_waited_index(&search->axis, search->period);
    for (size_t i = 0; i < search->hearing->claims.count; i++) {
        const struct pm_claim *claim = &search->hearing->claims.items[i];
        if (claim->line->kind != PM_LINE_ALTERNATIVE || !holds(search, claim) ||
            pm_axis_index(&search->axis, claim->line->period) != index ||
            priority_of(claim) <= priority)
            continue;
        best = claim->line;
        priority = priority_of(claim);
    }
    if (best) out->alternative = work_out(search, best->quantity, best->period, out);
}

/* ---- Bounds ---- */

static bool covers(const struct search *search, struct pm_period first, struct pm_period last)
{
    if (!pm_period_is(first) || !pm_period_is(last)) return true;
    return pm_period_first_day(search->period) >= pm_period_first_day(first) &&
           pm_period_last_day(search->period) <= pm_period_last_day(last);
}

/* The plan's first or last period; none for a measure outside plans. */
static struct pm_period plan_period(const struct search *search, bool last)
{
    const struct pm_plan *plan = search->hearing->measure->plan;
    if (!plan) return (struct pm_period){0};
    return last ? plan->last : plan->first;
}

static void set_bounds(struct search *search, const struct pm_line *line, struct pm_aim *out)
{
    struct pm_period last =
        pm_period_is(line->over_last) ? line->over_last : plan_period(search, true);
    out->at = line->at;
    out->low = work_out(search, line->from, search->period, out);
    out->high = work_out(search, line->to, search->period, out);
    out->has_low = pm_ratio_is_defined(out->low);
    out->has_high = pm_ratio_is_defined(out->high);
    out->is_last_bounded = is_at(search, last);
}

static void set_row_bounds(struct search *search, struct pm_aim *out)
{
    const struct pm_measure *measure = search->hearing->measure;
    for (size_t i = 0; i < measure->targets_count; i++) {
        const struct pm_row_target *row = pm_find_row_target(search->hearing, &measure->targets[i],
                                                             search->subject, search->period);
        if (!row || !(row->low.is_asked || row->high.is_asked)) continue;
        out->low = row->low.value;
        out->high = row->high.value;
        out->has_low = pm_ratio_is_defined(out->low);
        out->has_high = pm_ratio_is_defined(out->high);
        out->is_claimed = out->is_claimed || out->has_low || out->has_high;
        out->is_last_bounded = is_at(search, plan_period(search, true));
        out->at = measure->targets[i].at;
    }
}

static void find_bounds(struct search *search, struct pm_aim *out)
{
    const struct pm_claim *best = NULL;
    bool elsewhere = false;
    if (!search->revision) set_row_bounds(search, out);
    for (size_t i = 0; i < search->hearing->claims.count; i++) {
        const struct pm_claim *claim = &search->hearing->claims.items[i];
        const struct pm_line *line = claim->line;
        bool has_over = pm_period_is(line->over_first);
        if (line->kind != PM_LINE_MAINTAIN || !holds(search, claim)) continue;
        if (!covers(search, has_over ? line->over_first : plan_period(search, false),
                    has_over ? line->over_last : plan_period(search, true))) {
            elsewhere = true;
            continue;
        }
        if (!best || priority_of(claim) > priority_of(best)) best = claim;
    }
    if (best) {
        out->is_claimed = true;
        set_bounds(search, best->line, out);
    }
    out->is_bounded_elsewhere = elsewhere && !out->is_claimed;
}

/* The newest revision that holds in the period and has come into force by the as-of day. */
static void find_revision(struct search *search)
{
    const struct pm_measure *measure = search->hearing->measure;
    int32_t as_of = search->hearing->judging->as_of;
    search->course = &measure->course;
    for (size_t i = 0; i < measure->revision_count; i++) {
        const struct pm_path_revision *revision = &measure->revisions[i];
        if (pm_period_last_day(search->period) < pm_period_first_day(revision->from)) break;
        if (revision->day != PM_NO_DAY && revision->day > as_of) continue;
        search->revision = i + 1;
        search->course = &revision->course;
    }
    search->axis.counts = search->course->axis;
}

void pm_find_aim(struct pm_hearing *hearing, const struct pm_subject *subject, size_t at,
                 struct pm_aim *out)
{
    struct search search = {.hearing = hearing,
                            .subject = subject,
                            .at = at,
                            .period = hearing->periods[at],
                            .axis = hearing->axis,
                            .kind = pm_hearing_gap_kind(hearing, subject)};
    memset(out, 0, sizeof *out);
    out->at = hearing->measure->facts.at;
    out->lack = PM_STATE_NO_TARGET;
    find_revision(&search);
    out->course = search.course;
    out->revision = search.revision;
    add_lines(&search, out);
    if (!search.revision) add_row_targets(&search, out);
    find_baseline(&search, out);
    search.axis.origin =
        pm_period_is(out->begins) ? pm_axis_place(&search.axis, out->begins) : hearing->before;
    drop_broken_baseline(&search, out);
    follow_path(&search, out);
    find_alternative(&search, out);
    find_bounds(&search, out);
}
