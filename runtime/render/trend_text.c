#include "runtime/render/trend.h"

#include <string.h>

const char *pm_chance_note(void)
{
    return "Counts of all students are a census, not a sample: these intervals describe what "
           "chance "
           "alone brings from one year to the next.";
}

void pm_put_steps(struct pm_sink *sink, const struct pm_style *style, const struct pm_steps *steps,
                  size_t indent)
{
    enum { NAME_WIDTH = 22 };
    for (size_t i = 0; i < steps->list.count; i++) {
        const struct pm_explained_step *step = &steps->list.items[i];
        size_t size = strlen(step->name);
        pm_put_repeated(sink, ' ', indent);
        pm_put_painted(sink, style, PM_PAINT_BOLD, step->name);
        pm_put_repeated(sink, ' ', size < NAME_WIDTH ? NAME_WIDTH - size : 1);
        pm_put_wrapped(sink, step->text, indent + NAME_WIDTH, (size_t)style->width);
    }
}

static const char *heading_of(struct pm_arena *arena, const struct pm_release *release,
                              const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    const char *group = pm_group_text(arena, release, subject->sides, subject->side_count);
    const char *reference = pm_reference_text(arena, release, subject);
    bool is_index = finding->gap.kind == PM_GAP_INDEX_OF_DISPARITY && subject->has_reference;
    return pm_arena_format(
        arena, "%s, %s, %s%s%s%s%s", subject->metric->name, pm_unit_label(release, subject->unit),
        group, *reference ? " against " : "", reference,
        is_index || finding->gap.kind != PM_GAP_DIFFERENCE ? ", " : "",
        is_index || finding->gap.kind != PM_GAP_DIFFERENCE ? pm_gap_kind_word(finding->gap.kind)
                                                           : "");
}

void pm_put_trends(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                   const struct pm_view *view)
{
    const struct pm_release *release = view->release;
    bool has_chance = false;
    bool has_any = false;
    for (size_t i = 0; release->trends && i < view->chosen_count; i++) {
        const struct pm_finding *finding = &release->findings[view->chosen[i]];
        const struct pm_trend *trend = release->trends[view->chosen[i]];
        struct pm_steps steps = {0};
        if (!trend) continue;
        if (!has_any) pm_put(sink, "\ntrends\n");
        has_any = true;
        has_chance = has_chance || pm_trend_has_chance(trend);
        pm_put(sink, "  ");
        pm_put_wrapped(sink, heading_of(arena, release, finding), 4, (size_t)style->width);
        pm_trend_steps(arena, finding, trend, &steps);
        pm_put_steps(sink, style, &steps, 4);
    }
    if (!has_chance) return;
    pm_put(sink, "  ");
    pm_put_wrapped(sink, pm_chance_note(), 2, (size_t)style->width);
}
