#include "runtime/render/view.h"

#include "runtime/judge/judge.h"

#include <stdlib.h>
#include <string.h>

static bool has_goal(const struct pm_finding *finding, struct pm_text wanted)
{
    if (!wanted.size) return true;
    const struct pm_goal *goal = finding->subject.goal;
    if (!goal) return false;
    if (pm_text_is(wanted, goal->name)) return true;
    size_t plan = strlen(goal->plan->name);
    return wanted.size > plan + 1 && pm_text_starts(wanted, goal->plan->name) &&
           wanted.bytes[plan] == '.' &&
           pm_text_is((struct pm_text){wanted.bytes + plan + 1, wanted.size - plan - 1},
                      goal->name);
}

bool pm_group_is(const struct pm_cells *cells, const struct pm_cell_side *sides, size_t count,
                 struct pm_text wanted)
{
    if (pm_text_is(wanted, "all")) return count == 0;
    for (size_t i = 0; i < count; i++) {
        const struct pm_dimension *dimension =
            pm_cells_model(cells)->dimensions[sides[i].dimension];
        const struct pm_cell_dimension *found = pm_cells_dimension(cells, dimension);
        if (sides[i].group >= found->group_count) continue;
        const char *name = found->groups[sides[i].group].name;
        if (pm_text_is(wanted, name)) return true;
        size_t prefix = strlen(dimension->name);
        if (wanted.size > prefix && pm_text_starts(wanted, dimension->name) &&
            wanted.bytes[prefix] == '.' &&
            pm_text_is((struct pm_text){wanted.bytes + prefix + 1, wanted.size - prefix - 1}, name))
            return true;
    }
    return false;
}

static bool has_kind(const struct pm_selection *selection, enum pm_finding_kind kind)
{
    bool any = true;
    for (int i = 0; i < PM_FINDING_KIND_COUNT; i++)
        any = any && !selection->kinds[i];
    return any || selection->kinds[kind];
}

static bool is_open(const struct pm_finding *finding)
{
    return finding->state == PM_STATE_OPEN || finding->state == PM_STATE_OVERDUE ||
           finding->state == PM_STATE_FORGOTTEN;
}

static bool is_chosen(const struct pm_view *view, const struct pm_selection *selection,
                      const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    if (selection->group.size &&
        !pm_group_is(view->release->cells, subject->sides, subject->side_count, selection->group))
        return false;
    if (selection->plan && subject->plan != selection->plan) return false;
    if (!has_goal(finding, selection->goal)) return false;
    if (selection->unit != PM_NO_UNIT && subject->unit != selection->unit) return false;
    if (!has_kind(selection, finding->kind)) return false;
    if (selection->only_open && !is_open(finding)) return false;
    if (!pm_period_is(selection->first)) return true;
    if (!pm_period_is(subject->period)) return false;
    return subject->period.calendar == selection->first.calendar &&
           pm_period_first_day(subject->period) >= pm_period_first_day(selection->first) &&
           pm_period_last_day(subject->period) <= pm_period_last_day(selection->last);
}

static const char *copy_of(struct pm_arena *arena, struct pm_text text)
{
    return pm_arena_copy_text(arena, text.size ? text.bytes : "", text.size);
}

void pm_view_choose(struct pm_arena *arena, const struct pm_selection *selection,
                    struct pm_view *view)
{
    const struct pm_release *release = view->release;
    uint32_t *chosen = PM_NEW_ITEMS(arena, uint32_t, release->finding_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < release->finding_count; i++)
        if (is_chosen(view, selection, &release->findings[i])) chosen[count++] = (uint32_t)i;
    view->chosen = chosen;
    view->chosen_count = count;
    view->selection = *selection;
    view->selection.goal.bytes = copy_of(arena, selection->goal);
    view->selection.group.bytes = copy_of(arena, selection->group);
}

struct sized_gap {
    uint32_t index;
    const char *id;
    enum pm_gap_kind kind;
    struct pm_ratio size;
};

/* How much worse off than its reference a group is: of a ratio, its distance from 1. */
static struct pm_ratio unfavourable_size(const struct pm_finding *finding)
{
    if (!finding->gap.is_set) return pm_ratio_undefined();
    if (finding->gap.kind == PM_GAP_DIFFERENCE || finding->gap.kind == PM_GAP_COMPOSITION)
        return finding->gap.value;
    return pm_judge_excess(finding->subject.metric->direction, finding->gap.kind,
                           finding->gap.value);
}

/* Kind by kind, differences first: their sizes cannot be compared. */
static int compare_gaps(const void *left, const void *right)
{
    const struct sized_gap *a = left;
    const struct sized_gap *b = right;
    bool a_shown = pm_ratio_is_defined(a->size);
    bool b_shown = pm_ratio_is_defined(b->size);
    if (a_shown != b_shown) return a_shown ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    int order = a_shown ? pm_ratio_compare(b->size, a->size) : 0;
    return order ? order : strcmp(a->id, b->id);
}

void pm_view_sort_gaps(struct pm_arena *arena, struct pm_view *view)
{
    struct sized_gap *gaps = PM_NEW_ITEMS(arena, struct sized_gap, view->chosen_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < view->chosen_count; i++) {
        const struct pm_finding *finding = &view->release->findings[view->chosen[i]];
        if (finding->kind != PM_FINDING_GAP) continue;
        gaps[count++] = (struct sized_gap){view->chosen[i], finding->id, finding->gap.kind,
                                           unfavourable_size(finding)};
    }
    if (count) qsort(gaps, count, sizeof *gaps, compare_gaps);
    uint32_t *chosen = PM_NEW_ITEMS(arena, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        chosen[i] = gaps[i].index;
    view->chosen = chosen;
    view->chosen_count = count;
}

size_t pm_view_series(const struct pm_view *view, size_t from, size_t *newest)
{
    const struct pm_finding *findings = view->release->findings;
    const char *key = findings[view->chosen[from]].key;
    size_t size = 0;
    size_t due = from;
    while (from + size < view->chosen_count) {
        const struct pm_finding *finding = &findings[view->chosen[from + size]];
        if (strcmp(finding->key, key) != 0) break;
        if (finding->state != PM_STATE_NOT_DUE) due = from + size;
        size++;
    }
    *newest = due;
    return size;
}

static int compare_indexes(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

struct pm_view pm_view_newest(struct pm_arena *arena, const struct pm_view *view,
                              size_t earlier[PM_STATE_COUNT], size_t later[PM_STATE_COUNT])
{
    struct pm_view by_series = *view;
    uint32_t *all = PM_NEW_ITEMS(arena, uint32_t, view->chosen_count + 1);
    for (size_t i = 0; i < view->chosen_count; i++)
        all[i] = view->chosen[i];
    if (view->chosen_count) qsort(all, view->chosen_count, sizeof *all, compare_indexes);
    by_series.chosen = all;

    uint32_t *newest = PM_NEW_ITEMS(arena, uint32_t, view->chosen_count + 1);
    size_t count = 0;
    for (size_t at = 0; at < by_series.chosen_count;) {
        size_t chosen = at;
        size_t size = pm_view_series(&by_series, at, &chosen);
        for (size_t i = at; i < at + size; i++) {
            size_t *counts = i < chosen ? earlier : later;
            if (i != chosen && counts) counts[view->release->findings[all[i]].state]++;
        }
        newest[count++] = all[chosen];
        at += size;
    }
    struct pm_view result = *view;
    result.chosen = newest;
    result.chosen_count = count;
    return result;
}

int pm_state_rank(enum pm_state state)
{
    switch (pm_state_sign(state)[1]) {
    case '!':
        return 0;
    case '-':
        return 1;
    case '~':
        return 2;
    case '+':
        return 5;
    case '*':
        return 6;
    default:
        break;
    }
    if (state == PM_STATE_MISSING) return 3;
    return state == PM_STATE_STEADY ? 4 : 7;
}

static size_t add_source(const struct pm_source_decl *source, size_t count,
                         const struct pm_source_decl *out[PM_MOST_METRIC_SOURCES])
{
    for (size_t i = 0; i < count; i++)
        if (out[i] == source) return count;
    if (count < PM_MOST_METRIC_SOURCES) out[count++] = source;
    return count;
}

static size_t add_sources(const struct pm_metric *metric, size_t count,
                          const struct pm_source_decl *out[PM_MOST_METRIC_SOURCES])
{
    for (size_t i = 0; i < metric->part_count; i++)
        count = add_sources(metric->parts[i], count, out);
    if (metric->part_count) return count;
    if (!metric->is_rate) return add_source(metric->value.source, count, out);
    count = add_source(metric->numerator.source, count, out);
    count = add_source(metric->denominator.source, count, out);
    return metric->has_participation ? add_source(metric->participation.source, count, out) : count;
}

size_t pm_metric_sources(const struct pm_metric *metric,
                         const struct pm_source_decl *out[PM_MOST_METRIC_SOURCES])
{
    return add_sources(metric, 0, out);
}

const char *pm_source_checks(const struct pm_release *release, const struct pm_source_decl *source,
                             struct pm_period period)
{
    size_t count = 0;
    const struct pm_verify_result *results = pm_cells_verified(release->cells, &count);
    const char *checks = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct pm_verify_result *result = &results[i];
        if (result->source != source) continue;
        if (pm_period_is(period) && pm_period_is(result->period) &&
            !pm_period_equal(result->period, period))
            continue;
        if (!checks) checks = "passed";
        if (result->passed || result->verify->severity == PM_INFO) continue;
        if (result->verify->severity == PM_ERROR) return "blocked";
        checks = "warned";
    }
    return checks;
}

enum pm_paint pm_state_paint(enum pm_state state)
{
    const char *sign = pm_state_sign(state);
    switch (sign[1]) {
    case '*':
    case '+':
        return PM_PAINT_GREEN;
    case '~':
        return PM_PAINT_YELLOW;
    case '-':
    case '!':
        return PM_PAINT_RED;
    default:
        return PM_PAINT_DIM;
    }
}

void pm_put_states(struct pm_arena *arena, struct pm_sink *sink,
                   const size_t counts[PM_STATE_COUNT])
{
    bool has_any = false;
    for (int state = 0; state < PM_STATE_COUNT; state++) {
        if (!counts[state]) continue;
        pm_put_format(sink, "%s%s %zu", has_any ? ", " : "",
                      pm_state_text(arena, (enum pm_state)state), counts[state]);
        has_any = true;
    }
}

void pm_put_as_of(struct pm_sink *sink, const struct pm_view *view)
{
    const struct pm_release *release = view->release;
    if (release->as_of == PM_NO_DAY) {
        pm_put(sink, "no data yet");
    } else {
        char day[16];
        pm_format_day(release->as_of, day);
        const char *why = view->is_newest ? " (newest data)" : "";
        if (view->is_as_written) why = " (newest day of the plan)";
        pm_put_format(sink, "as of %s%s", day, why);
    }
    if (release->audience != PM_INTERNAL)
        pm_put_format(sink, ", for the %s", pm_audience_name(release->audience));
    pm_put(sink, "\n");
}

void pm_put_provenance(struct pm_sink *sink, const struct pm_style *style,
                       const struct pm_view *view)
{
    if (!style->provenance) return;
    const struct pm_model *model = view->release->model;
    pm_put(sink, "\ndata\n");
    for (size_t i = 0; i < model->source_count; i++) {
        const struct pm_source_facts *facts =
            pm_cells_source(view->release->cells, model->source_decls[i]);
        if (!facts || !facts->is_loaded) continue;
        char day[16] = "no day";
        if (facts->newest_day != PM_NO_DAY) pm_format_day(facts->newest_day, day);
        pm_put_format(sink, "  %s: to %s, loads", facts->source->name, day);
        for (size_t load = 0; load < facts->load_count; load++)
            pm_put_format(sink, "%s %lld", load ? "," : "", (long long)facts->loads[load]);
        pm_put(sink, "\n");
    }
}

struct pm_shown_counts pm_figure_counts(const struct pm_figure *figure)
{
    struct pm_shown_counts counts = {pm_ratio_undefined(), pm_ratio_undefined(), -1};
    const struct pm_metric *metric = figure->key.metric;
    if (figure->state == PM_STATE_NO_ROWS) {
        if (metric && metric->is_rate)
            counts.numerator = counts.denominator = pm_ratio_from_integer(0);
        counts.n = 0;
    } else if (figure->shown == PM_SHOWN_FULLY) {
        if (figure->has_counts) {
            counts.numerator = figure->numerator;
            counts.denominator = figure->denominator;
        }
        counts.n = figure->n;
    }
    return counts;
}

size_t pm_view_count_waived(const struct pm_view *view)
{
    size_t count = 0;
    for (size_t i = 0; i < view->chosen_count; i++) {
        const struct pm_finding *finding = &view->release->findings[view->chosen[i]];
        count += finding->waiver || finding->allowance;
    }
    return count;
}
