#include "runtime/render/message.h"

#include <string.h>

/* "Chronically absent students, Eligible, Lincoln, SY2026: " */
static void put_subject(const struct pm_sentence *at)
{
    const struct pm_subject *subject = &at->finding->subject;
    pm_put(at->sink, at->metric->label);
    if (subject->side_count)
        pm_put_format(at->sink, ", %s",
                      pm_group_text(at->arena, at->release, subject->sides, subject->side_count));
    if (subject->has_reference)
        pm_put_format(at->sink, " against %s", pm_reference_text(at->arena, at->release, subject));
    const char *unit = pm_unit_label(at->release, subject->unit);
    if (*unit) pm_put_format(at->sink, ", %s", unit);
    const char *period = pm_show_period(at->arena, subject->period);
    if (*period) pm_put_format(at->sink, ", %s", period);
    pm_put(at->sink, ": ");
}

static void put_counts(const struct pm_sentence *at)
{
    const struct pm_figure *figure = at->figure;
    bool is_share = at->metric->type == PM_TYPE_SHARE;
    if (is_share && figure->has_counts && pm_ratio_is_defined(figure->denominator) &&
        pm_ratio_is_defined(figure->numerator))
        pm_put_format(at->sink, " (%s of %s)", pm_count_text(at->arena, figure->numerator),
                      pm_count_text(at->arena, figure->denominator));
    else if (figure->n >= 0)
        pm_put_format(at->sink, " (n %s)",
                      pm_count_text(at->arena, pm_ratio_from_integer(figure->n)));
}

static void put_state(const struct pm_sentence *at)
{
    const struct pm_finding *finding = at->finding;
    const char *state = pm_state_text(at->arena, finding->state);
    pm_put(at->sink, state);
    if (finding->level && *finding->level->label &&
        !pm_text_equal_loosely(pm_text_from(finding->level->label), pm_text_from(state)))
        pm_put_format(at->sink, ", rated \"%s\"", finding->level->label);
}

/* "3.1 pts behind the path (24.0 %)": where the figure is from what was expected. */
/* A place on the path: of a gap it is one of its kind. */
static const char *aim_text(const struct pm_sentence *at, struct pm_ratio aim)
{
    if (!at->finding->subject.has_reference) return pm_figure_text(at->arena, at->metric, aim);
    return pm_gap_text(at->arena, at->metric, at->finding->gap.kind, aim, false);
}

static const char *distance_text(const struct pm_sentence *at, struct pm_ratio distance)
{
    if (!at->finding->subject.has_reference)
        return pm_difference_text(at->arena, at->metric, distance, false);
    return pm_gap_text(at->arena, at->metric, at->finding->gap.kind, distance, false);
}

static void put_deviation(const struct pm_sentence *at)
{
    const struct pm_finding *finding = at->finding;
    if (!pm_ratio_is_defined(finding->deviation)) return;
    int sign = pm_ratio_sign(finding->deviation);
    bool is_range = finding->has_low || finding->has_high;
    const char *what = is_range ? "the range" : "the path";
    if (sign == 0) {
        pm_put_format(at->sink, ", %s %s", is_range ? "on the edge of" : "on", what);
    } else {
        const char *size = distance_text(at, pm_ratio_absolute(finding->deviation));
        const char *where = sign < 0 ? "behind" : "ahead of";
        if (is_range) where = sign < 0 ? "outside" : "inside";
        pm_put_format(at->sink, ", %s %s %s", size, where, what);
    }
    if (!is_range && pm_ratio_is_defined(finding->expected))
        pm_put_format(at->sink, " (%s)", aim_text(at, finding->expected));
}

static void put_status(const struct pm_sentence *at)
{
    const struct pm_finding *finding = at->finding;
    put_subject(at);
    const char *value = pm_shown_text(at->arena, at->metric, at->figure);
    bool is_gap = finding->subject.has_reference;
    if (is_gap && finding->gap.is_set && pm_ratio_is_defined(finding->gap.value)) {
        pm_put_format(
            at->sink, "a gap of %s; ",
            pm_gap_text(at->arena, at->metric, finding->gap.kind, finding->gap.value, false));
    } else if (!is_gap && *value) {
        pm_put(at->sink, value);
        put_counts(at);
        pm_put(at->sink, "; ");
    }
    put_state(at);
    if (pm_state_is_rated(finding->state))
        put_deviation(at);
    else
        pm_put_format(at->sink, " (%s)", pm_state_info(finding->state)->means);
}

/* "27.1 % against 24.0 %" */
static void put_both_sides(const struct pm_sentence *at)
{
    const char *value = pm_shown_text(at->arena, at->metric, at->figure);
    const char *other = pm_figure_text(at->arena, at->metric, at->finding->gap.reference.value);
    if (*value && *other) pm_put_format(at->sink, " (%s against %s)", value, other);
}

/* "3.1 pts worse off"; of a kind with a name of its own "risk ratio 2.57 times". */
static void put_size(const struct pm_sentence *at)
{
    const struct pm_gap_facts *gap = &at->finding->gap;
    if (gap->kind != PM_GAP_DIFFERENCE) {
        const char *size = pm_gap_text(at->arena, at->metric, gap->kind, gap->value, false);
        for (const char *word = pm_gap_kind_word(gap->kind); gap->kind != PM_GAP_RATIO && *word;
             word++)
            pm_put_bytes(at->sink, *word == '_' ? " " : word, 1);
        pm_put_format(at->sink, "%s%s", gap->kind != PM_GAP_RATIO ? " " : "", size);
        return;
    }
    const char *size =
        pm_difference_text(at->arena, at->metric, pm_ratio_absolute(gap->value), false);
    if (pm_ratio_sign(gap->value) == 0)
        pm_put(at->sink, "no gap");
    else
        pm_put_format(at->sink, "%s %s", size,
                      pm_ratio_sign(gap->value) > 0 ? "worse off" : "better off");
}

static void put_gap(const struct pm_sentence *at)
{
    const struct pm_gap_facts *gap = &at->finding->gap;
    put_subject(at);
    if (gap->is_set && pm_ratio_is_defined(gap->value)) {
        put_size(at);
        put_both_sides(at);
        pm_put(at->sink, "; ");
    }
    put_state(at);
    if (gap->reason != PM_GAP_REASON_NONE) {
        pm_put_format(at->sink, ": %s (%s)", pm_gap_reason_text(at->arena, at->finding),
                      pm_gap_reason_means(gap->reason));
    } else if (!pm_state_is_rated(at->finding->state)) {
        pm_put_format(at->sink, " (%s)", pm_state_info(at->finding->state)->means);
    } else if (gap->previous.is_set && pm_ratio_is_defined(gap->previous.value)) {
        const char *period = pm_show_period(at->arena, gap->previous.period);
        if (*period) pm_put_format(at->sink, " since %s", period);
    }
}

static void put_data(const struct pm_sentence *at)
{
    const struct pm_finding *finding = at->finding;
    bool may_show = !finding->text_is_internal || at->release->audience == PM_INTERNAL;
    const struct pm_source_decl *source = finding->subject.source;
    if (at->metric)
        put_subject(at);
    else if (source)
        pm_put_format(at->sink, "%s: ", source->label);
    if (may_show && finding->text && *finding->text) {
        pm_put(at->sink, finding->text);
        return;
    }
    put_state(at);
    pm_put_format(at->sink, " (%s)", pm_state_info(finding->state)->means);
}

const char *pm_finding_message(struct pm_arena *arena, const struct pm_release *release,
                               size_t index)
{
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    const struct pm_finding *finding = &release->findings[index];
    struct pm_sentence sentence = {
        arena,       release, finding, &release->finding_figures[index], finding->subject.metric,
        &buffer.sink};
    if (finding->cycle)
        pm_put_cycle_message(&sentence);
    else if (finding->kind == PM_FINDING_DATA || !sentence.metric)
        put_data(&sentence);
    else if (finding->kind == PM_FINDING_GAP)
        put_gap(&sentence);
    else
        put_status(&sentence);
    return pm_buffer_text(&buffer);
}
