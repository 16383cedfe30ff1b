#include "lang/model/measure.h"
#include "runtime/render/explained.h"

#include <string.h>

struct telling {
    struct pm_arena *arena;
    const struct pm_view *view;
    const struct pm_finding *finding;
    const struct pm_figure *figure;
    const struct pm_metric *metric;
    struct pm_steps *steps;
};

static void add(const struct telling *at, const char *name, const char *text)
{
    struct pm_explained_step step = {name, text};
    PM_PUSH(at->arena, &at->steps->list, step);
}

static const char *figure_text(const struct telling *at, struct pm_ratio value)
{
    return pm_figure_text(at->arena, at->metric, value);
}

/* The exact value as the nearest double, where rounding hides something; else "". */
static const char *exact_text(const struct telling *at, struct pm_ratio value)
{
    if (!pm_ratio_is_defined(value) || value.denominator == 1) return "";
    char number[32];
    pm_format_double(pm_ratio_to_double(value), number);
    return pm_arena_format(at->arena, " (%s)", number);
}

static void tell_figure(const struct telling *at)
{
    const struct pm_figure *figure = at->figure;
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, at->arena);
    if (figure->shown == PM_SHOWN_NOTHING) {
        const char *means =
            figure->state < PM_STATE_COUNT ? pm_state_info(figure->state)->means : "there is none";
        pm_put_format(&buffer.sink, "none to show: %s", means);
        add(at, "figure", pm_buffer_text(&buffer));
        return;
    }
    if (figure->has_counts && pm_ratio_is_defined(figure->numerator))
        pm_put_format(&buffer.sink, "%s of %s: ", pm_count_text(at->arena, figure->numerator),
                      pm_count_text(at->arena, figure->denominator));
    pm_put_format(&buffer.sink, "%s%s", pm_shown_text(at->arena, at->metric, figure),
                  exact_text(at, figure->value));
    if (figure->n >= 0)
        pm_put_format(&buffer.sink, "; n %s",
                      pm_count_text(at->arena, pm_ratio_from_integer(figure->n)));
    if (figure->excluded >= 0)
        pm_put_format(&buffer.sink, "; left out by the denominator: %s",
                      pm_plural(at->arena, (size_t)figure->excluded, "row", "rows"));
    add(at, "figure", pm_buffer_text(&buffer));
}

static const char *gap_text(const struct telling *at, struct pm_ratio gap)
{
    return pm_gap_text(at->arena, at->metric, at->finding->gap.kind, gap, false);
}

/* A place on a path or a bound: of a gap it is one of its kind. */
static const char *aim_text(const struct telling *at, struct pm_ratio aim)
{
    return at->finding->subject.has_reference ? gap_text(at, aim) : figure_text(at, aim);
}

/* How far from such a place: with a plus where it is above 0. */
static const char *distance_text(const struct telling *at, struct pm_ratio distance)
{
    if (!at->finding->subject.has_reference)
        return pm_difference_text(at->arena, at->metric, distance, true);
    return pm_gap_change_text(at->arena, at->metric, at->finding->gap.kind, distance);
}

static void tell_point(const struct telling *at, const char *name, const struct pm_point *point,
                       const char *rest)
{
    if (!point->is_set || !pm_ratio_is_defined(point->value)) return;
    const char *period = pm_show_period(at->arena, point->period);
    const char *value = aim_text(at, point->value);
    add(at, name,
        pm_arena_format(at->arena, "%s%s%s%s%s", value, exact_text(at, point->value),
                        *period ? " in " : "", period, rest));
}

/* "; as revised from SY2024: The test was rescaled" */
static const char *revision_text(const struct telling *at)
{
    const struct pm_finding *finding = at->finding;
    if (!finding->revision) return "";
    const struct pm_path_revision *revision =
        &finding->subject.measure->revisions[finding->revision - 1];
    return pm_arena_format(at->arena, "; as revised from %s%s%s",
                           pm_show_period(at->arena, revision->from), *revision->text ? ": " : "",
                           revision->text);
}

static void tell_path(const struct telling *at)
{
    const struct pm_finding *finding = at->finding;
    tell_point(at, "baseline", &finding->baseline, "");
    tell_point(at, "last target", &finding->final,
               finding->final_met ? ": reached" : ": not reached");
    tell_point(at, "target of the period", &finding->target,
               finding->target_met ? ": reached" : ": not reached");
    if (pm_ratio_is_defined(finding->expected))
        add(at, "path",
            pm_arena_format(at->arena, "%s; expects %s%s%s", pm_path_word(finding->path),
                            aim_text(at, finding->expected), exact_text(at, finding->expected),
                            revision_text(at)));
    if (finding->has_low || finding->has_high)
        add(at, "range",
            pm_arena_format(at->arena, "%s%s%s%s", finding->has_low ? "from " : "",
                            finding->has_low ? aim_text(at, finding->low) : "",
                            finding->has_high ? " up to " : "",
                            finding->has_high ? aim_text(at, finding->high) : ""));
}

static void tell_peers(const struct telling *at)
{
    const struct pm_peer_facts *peers = &at->finding->peers;
    if (!peers->is_set) return;
    const char *quarter = pm_ratio_is_defined(peers->quartile)
                              ? pm_arena_format(at->arena, "; quarter %lld, 1 is the best",
                                                (long long)peers->quartile.numerator)
                              : "; too few for quarters";
    add(at, "peers",
        pm_arena_format(at->arena, "rank %lld among %lld that have a figure, of %lld%s",
                        (long long)peers->rank, (long long)peers->count, (long long)peers->of,
                        quarter));
}

static void tell_course(const struct telling *at)
{
    const struct pm_finding *finding = at->finding;
    if (pm_ratio_is_defined(finding->deviation))
        add(at, "deviation",
            pm_arena_format(at->arena, "%s%s; %s", distance_text(at, finding->deviation),
                            exact_text(at, finding->deviation),
                            "below 0 is unfavourable, whatever the direction"));
    if (pm_ratio_is_defined(finding->progress)) {
        char percent[48];
        pm_ratio_format(pm_ratio_multiply(finding->progress, pm_ratio_from_integer(100)), 1,
                        percent, sizeof percent);
        add(at, "progress",
            pm_arena_format(at->arena, "%s %% of the way from the baseline to the last target",
                            percent));
    }
    tell_peers(at);
    if (!finding->previous.is_set) return;
    const char *change = distance_text(at, finding->change);
    tell_point(at, "previous", &finding->previous,
               *change ? pm_arena_format(at->arena, "; change %s", change) : "");
}

static void tell_gap_course(const struct telling *at)
{
    const struct pm_gap_facts *gap = &at->finding->gap;
    if (gap->previous.is_set && pm_ratio_is_defined(gap->previous.value))
        add(at, "gap before",
            pm_arena_format(at->arena, "%s in %s; change %s", gap_text(at, gap->previous.value),
                            pm_show_period(at->arena, gap->previous.period),
                            pm_gap_change_text(at->arena, at->metric, gap->kind, gap->change)));
    if (!pm_ratio_is_defined(gap->closed_share)) return;
    char percent[48];
    pm_ratio_format(pm_ratio_multiply(gap->closed_share, pm_ratio_from_integer(100)), 1, percent,
                    sizeof percent);
    add(at, "closed",
        pm_arena_format(at->arena, "%s %% of the gap%s%s", percent,
                        pm_period_is(gap->since) ? " of " : " at the baseline",
                        pm_show_period(at->arena, gap->since)));
}

static void tell_gap(const struct telling *at)
{
    const struct pm_gap_facts *gap = &at->finding->gap;
    if (!at->finding->subject.has_reference) return;
    const char *reference = pm_reference_text(at->arena, at->view->release, &at->finding->subject);
    const char *other = figure_text(at, gap->reference.value);
    add(at, "reference",
        pm_arena_format(at->arena, "%s%s%s", reference, *other ? ": " : "", other));
    if (gap->reason != PM_GAP_REASON_NONE)
        add(at, "no gap",
            pm_arena_format(at->arena, "%s: %s", pm_gap_reason_text(at->arena, at->finding),
                            pm_gap_reason_means(gap->reason)));
    if (!gap->is_set || !pm_ratio_is_defined(gap->value)) return;
    add(at, "gap",
        pm_arena_format(at->arena, "%s%s; %s", gap_text(at, gap->value), exact_text(at, gap->value),
                        pm_gap_kind_info(gap->kind)->means));
    if (pm_ratio_is_defined(gap->bound))
        add(at, "bound",
            pm_arena_format(at->arena, "%s%s: as much as chance allows",
                            pm_figure_text(at->arena, at->metric, gap->bound),
                            exact_text(at, gap->bound)));
    tell_gap_course(at);
}

/* " lasting 3 years unless previous - value >= 0.1" */
static const char *lasting_text(const struct telling *at, const struct pm_level *level)
{
    const struct pm_lasting *lasting = level->lasting;
    if (!lasting) return "";
    struct pm_text text = pm_sources_text(at->view->sources, lasting->at);
    return pm_arena_format(at->arena, " %s", pm_text_printable(at->arena, text));
}

/* A level's condition as the plan writes it. */
static const char *condition_text(const struct telling *at, const struct pm_level *level)
{
    if (!level->when) return "whatever is left";
    struct pm_text text = pm_sources_text(at->view->sources, level->when->at);
    if (!text.size) return pm_expression_text(at->arena, level->when); /* built in */
    const char *condition = pm_text_printable(at->arena, text);
    if (!level->has_tolerance || !level->tolerance ||
        level->tolerance->at.end <= level->when->at.end)
        return condition;
    struct pm_text tolerance = pm_sources_text(at->view->sources, level->tolerance->at);
    return pm_arena_format(at->arena, "%s within %s", condition,
                           pm_text_printable(at->arena, tolerance));
}

static void tell_rating(const struct telling *at)
{
    const struct pm_rating *rating = at->finding->rating;
    if (!rating) return;
    add(at, "rating", pm_arena_format(at->arena, "%s: %s", rating->name, rating->label));
    if (rating->rows) {
        if (at->finding->level) add(at, "level", at->finding->level->label);
        return;
    }
    for (size_t i = 0; i < rating->level_count; i++) {
        const struct pm_level *level = rating->levels[i];
        bool is_it = level == at->finding->level;
        add(at, "level",
            pm_arena_format(at->arena, "%s: %s%s: %s", level->name, condition_text(at, level),
                            lasting_text(at, level), is_it ? "yes" : "no"));
        if (is_it) return;
    }
}

static void tell_state(const struct telling *at)
{
    const struct pm_finding *finding = at->finding;
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, at->arena);
    const struct pm_measure *measure = finding->subject.measure;
    if (finding->state == PM_STATE_TOO_FEW && measure)
        pm_put_format(&buffer.sink, "%s (n %lld)", pm_state_info(finding->state)->means,
                      (long long)measure->minimum.n);
    else
        pm_put(&buffer.sink, pm_state_info(finding->state)->means);
    add(at, "state",
        pm_arena_format(at->arena, "%s %s: %s", pm_state_sign(finding->state),
                        pm_state_text(at->arena, finding->state), pm_buffer_text(&buffer)));
    for (unsigned bit = 1; bit && bit <= finding->qualifiers; bit <<= 1)
        if (finding->qualifiers & bit)
            add(at, "besides", pm_qualifier_word((enum pm_qualifier)bit));
}

void pm_explain_steps(struct pm_arena *arena, const struct pm_view *view, size_t finding,
                      struct pm_steps *out)
{
    const struct pm_release *release = view->release;
    struct telling telling = {arena,
                              view,
                              &release->findings[finding],
                              &release->finding_figures[finding],
                              release->findings[finding].subject.metric,
                              out};
    if (telling.metric && telling.finding->has_cell) tell_figure(&telling);
    if (telling.metric) {
        tell_gap(&telling);
        tell_path(&telling);
        tell_course(&telling);
    }
    tell_rating(&telling);
    tell_state(&telling);
}
