/* record.c: findings of a release as texts, for the store. */
#include "runtime/history/history.h"

#include <string.h>

/* ---- Numbers ---- */

const char *pm_ratio_text(struct pm_arena *arena, struct pm_ratio ratio)
{
    if (!pm_ratio_is_defined(ratio)) return "";
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    pm_put_wide(&buffer.sink, ratio.numerator);
    if (ratio.denominator != 1) {
        pm_put(&buffer.sink, "/");
        pm_put_wide(&buffer.sink, ratio.denominator);
    }
    return pm_buffer_text(&buffer);
}

/* Reads digits, with a sign before them, up to `end`; false when that is no number that fits. */
static bool read_wide(const char *text, const char *end, pm_wide *out)
{
    bool is_negative = text < end && *text == '-';
    pm_wide number = 0;
    text += is_negative;
    if (text == end) return false;
    for (; text < end; text++) {
        if (*text < '0' || *text > '9') return false;
        if (__builtin_mul_overflow(number, (pm_wide)10, &number) ||
            __builtin_add_overflow(number, (pm_wide)(*text - '0'), &number))
            return false;
    }
    *out = is_negative ? -number : number;
    return true;
}

struct pm_ratio pm_ratio_from_text(const char *text)
{
    const char *slash = strchr(text, '/');
    const char *end = text + strlen(text);
    pm_wide numerator = 0;
    pm_wide denominator = 1;
    if (!read_wide(text, slash ? slash : end, &numerator)) return pm_ratio_undefined();
    if (slash && !read_wide(slash + 1, end, &denominator)) return pm_ratio_undefined();
    return pm_ratio_make(numerator, denominator);
}

enum pm_state pm_state_of_word(const char *word)
{
    int state = 0;
    while (state < PM_STATE_COUNT && strcmp(pm_state_info((enum pm_state)state)->word, word) != 0)
        state++;
    return (enum pm_state)state;
}

/* ---- Figures ---- */

struct pm_ratio pm_finding_value(const struct pm_release *release, size_t index)
{
    const struct pm_finding *finding = &release->findings[index];
    const struct pm_figure *figure = &release->finding_figures[index];
    if (finding->subject.has_reference)
        return finding->gap.is_set ? finding->gap.value : pm_ratio_undefined();
    if (!finding->has_cell || figure->shown != PM_SHOWN_FULLY) return pm_ratio_undefined();
    return figure->value;
}

const char *pm_finding_shown(struct pm_arena *arena, const struct pm_release *release, size_t index)
{
    const struct pm_finding *finding = &release->findings[index];
    const struct pm_metric *metric = finding->subject.metric;
    if (!metric) return "";
    if (!finding->subject.has_reference)
        return finding->has_cell ? pm_shown_text(arena, metric, &release->finding_figures[index])
                                 : "";
    struct pm_ratio value = pm_finding_value(release, index);
    if (!pm_ratio_is_defined(value)) return "";
    if (finding->gap.kind != PM_GAP_RATIO) return pm_difference_text(arena, metric, value, false);
    char times[40];
    pm_ratio_format(value, 2, times, sizeof times);
    return pm_arena_format(arena, "%s times", times);
}

/* What is expected: of one against a reference, of the gap. */
static const char *aim_text(struct pm_arena *arena, const struct pm_finding *finding)
{
    const struct pm_metric *metric = finding->subject.metric;
    if (!metric || !pm_ratio_is_defined(finding->expected)) return "";
    return finding->subject.has_reference
               ? pm_difference_text(arena, metric, finding->expected, false)
               : pm_figure_text(arena, metric, finding->expected);
}

/* ---- Findings ---- */

/* "frl=frl*race=black", in the order of the dimensions' names. */
static const char *groups_text(struct pm_arena *arena, const struct pm_release *release,
                               const struct pm_subject *subject)
{
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    struct pm_sides sides = pm_sort_sides(release, subject->sides, subject->side_count);
    for (size_t i = 0; i < sides.count; i++)
        pm_put_format(&buffer.sink, "%s%s=%s", i ? "*" : "",
                      release->model->dimensions[sides.items[i].dimension]->name,
                      pm_side_name(release, sides.items[i]));
    return pm_buffer_text(&buffer);
}

struct pm_recorded_finding pm_record_finding(struct pm_arena *arena,
                                             const struct pm_release *release, size_t index)
{
    const struct pm_finding *finding = &release->findings[index];
    const struct pm_subject *subject = &finding->subject;
    struct pm_recorded_finding recorded = {0};
    const char **texts = recorded.texts;
    texts[PM_RECORDED_ID] = finding->id;
    texts[PM_RECORDED_KEY] = finding->key;
    texts[PM_RECORDED_KIND] = pm_finding_kind_word(finding->kind);
    texts[PM_RECORDED_STATE] = pm_state_info(finding->state)->word;
    texts[PM_RECORDED_SEVERITY] = pm_severity_word(finding->severity);
    texts[PM_RECORDED_PLAN] = subject->plan ? subject->plan->name : "";
    texts[PM_RECORDED_GOAL] = subject->goal ? subject->goal->name : "";
    texts[PM_RECORDED_METRIC] = subject->metric ? subject->metric->name : "";
    texts[PM_RECORDED_UNIT] = pm_unit_id(release, subject->unit);
    texts[PM_RECORDED_GROUPS] = groups_text(arena, release, subject);
    texts[PM_RECORDED_PERIOD] = pm_show_period(arena, subject->period);
    texts[PM_RECORDED_VALUE] = pm_ratio_text(arena, pm_finding_value(release, index));
    texts[PM_RECORDED_EXPECTED] = pm_ratio_text(arena, finding->expected);
    texts[PM_RECORDED_SHOWN] = pm_finding_shown(arena, release, index);
    texts[PM_RECORDED_AIM] = aim_text(arena, finding);
    texts[PM_RECORDED_MESSAGE] = pm_finding_message(arena, release, index);
    return recorded;
}

struct pm_recorded_findings pm_record_findings(struct pm_arena *arena,
                                               const struct pm_release *release)
{
    size_t count = release->finding_count;
    struct pm_recorded_findings all = {PM_NEW_ITEMS(arena, struct pm_recorded_finding, count + 1),
                                       count};
    for (size_t i = 0; i < count; i++)
        all.items[i] = pm_record_finding(arena, release, i);
    return all;
}
