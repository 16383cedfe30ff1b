#include "runtime/render/columns.h"
#include "runtime/render/view.h"

#include "lang/model/measure.h"

/* Names of groups or dimensions joined by `*`, as plans write crossings: "race*frl". */
static const char *joined(struct pm_arena *arena, const struct pm_release *release,
                          const struct pm_cell_side *sides, size_t count, bool dimensions)
{
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    struct pm_sides sorted = pm_sort_sides(release, sides, count);
    for (size_t i = 0; i < sorted.count; i++) {
        struct pm_cell_side side = sorted.items[i];
        if (i) pm_put(&buffer.sink, "*");
        pm_put(&buffer.sink, dimensions ? release->model->dimensions[side.dimension]->name
                                        : pm_side_name(release, side));
    }
    return pm_buffer_text(&buffer);
}

static const char *group_name(struct pm_arena *arena, const struct pm_release *release,
                              const struct pm_subject *subject)
{
    if (!subject->side_count) return "all";
    return joined(arena, release, subject->sides, subject->side_count, false);
}

static const char *reference_name(struct pm_arena *arena, const struct pm_release *release,
                                  const struct pm_subject *subject)
{
    if (!subject->has_reference) return "";
    if (subject->reference_is_others) return "others";
    if (subject->reference_is_all) return "all";
    if (subject->reference_is_target) return "target";
    if (!subject->reference_count) return subject->reference_is_best ? "best" : "all";
    return joined(arena, release, subject->reference, subject->reference_count, false);
}

/* With the unit that the other side lies in: "others@state". */
static const char *reference_and_unit(struct pm_arena *arena, const struct pm_release *release,
                                      const struct pm_subject *subject)
{
    const char *name = reference_name(arena, release, subject);
    if (!subject->has_reference || !subject->reference_has_unit) return name;
    return pm_arena_format(arena, "%s@%s", name, pm_unit_id(release, subject->reference_unit));
}

/* The dimensions of a gap: those of its group, or of all groups that an index is about. */
static const char *dimensions_of(struct pm_arena *arena, const struct pm_release *release,
                                 const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    if (finding->gap.kind == PM_GAP_INDEX_OF_DISPARITY && subject->gap_line)
        return pm_crossing_text(arena, &subject->gap_line->selector.group);
    return joined(arena, release, subject->sides, subject->side_count, true);
}

void pm_write_gaps_csv(struct pm_arena *arena, struct pm_sink *sink, const struct pm_view *view)
{
    const struct pm_release *release = view->release;
    struct pm_csv_writer csv = pm_csv_writer_make(sink);
    pm_csv_write_header(&csv, "gaps");
    for (size_t i = 0; i < view->chosen_count; i++) {
        const struct pm_finding *finding = &release->findings[view->chosen[i]];
        const struct pm_subject *subject = &finding->subject;
        const struct pm_gap_facts *gap = &finding->gap;
        struct pm_ratio none = pm_ratio_undefined();
        pm_csv_write_text(&csv, subject->metric->name);
        pm_csv_write_text(&csv, pm_show_period(arena, subject->period));
        pm_csv_write_text(&csv, pm_unit_id(release, subject->unit));
        pm_csv_write_text(&csv, dimensions_of(arena, release, finding));
        pm_csv_write_text(&csv, group_name(arena, release, subject));
        pm_csv_write_text(&csv, reference_and_unit(arena, release, subject));
        pm_csv_write_text(&csv, pm_gap_kind_word(gap->kind));
        pm_csv_write_ratio(&csv, gap->is_set ? gap->value : none);
        pm_csv_write_ratio(&csv, gap->is_set && gap->previous.is_set ? gap->previous.value : none);
        pm_csv_write_ratio(&csv, gap->is_set ? gap->change : none);
        pm_csv_write_text(&csv, pm_state_info(finding->state)->word);
        pm_csv_write_end(&csv);
    }
}

static const char *qualifier_words(struct pm_arena *arena, unsigned qualifiers)
{
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    for (unsigned bit = 1; bit && bit <= qualifiers; bit <<= 1) {
        if (!(qualifiers & bit)) continue;
        if (buffer.size) pm_put(&buffer.sink, " ");
        pm_put(&buffer.sink, pm_qualifier_word((enum pm_qualifier)bit));
    }
    return pm_buffer_text(&buffer);
}

static struct pm_ratio value_of(const struct pm_point *point)
{
    return point->is_set ? point->value : pm_ratio_undefined();
}

static void put_figure(struct pm_csv_writer *csv, const struct pm_finding *finding,
                       const struct pm_figure *figure)
{
    bool is_full = finding->has_cell && figure->shown == PM_SHOWN_FULLY;
    struct pm_shown_counts counts = {pm_ratio_undefined(), pm_ratio_undefined(), -1};
    if (finding->has_cell) counts = pm_figure_counts(figure);
    pm_csv_write_ratio(csv, counts.numerator);
    pm_csv_write_ratio(csv, counts.denominator);
    pm_csv_write_integer(csv, counts.n);
    pm_csv_write_integer(csv, finding->has_cell ? figure->excluded : -1);
    pm_csv_write_ratio(csv, is_full ? figure->value : pm_ratio_undefined());
}

static void put_status_row(struct pm_arena *arena, struct pm_csv_writer *csv,
                           const struct pm_view *view, size_t index)
{
    const struct pm_release *release = view->release;
    const struct pm_finding *finding = &release->findings[index];
    const struct pm_subject *subject = &finding->subject;
    pm_csv_write_text(csv, finding->id);
    pm_csv_write_text(csv, pm_finding_kind_word(finding->kind));
    pm_csv_write_text(csv, pm_state_info(finding->state)->word);
    pm_csv_write_text(csv, pm_severity_word(finding->severity));
    pm_csv_write_text(csv, finding->level ? finding->level->name : "");
    pm_csv_write_text(csv, qualifier_words(arena, finding->qualifiers));
    pm_csv_write_text(csv, subject->plan ? subject->plan->name : "");
    pm_csv_write_text(csv, subject->goal ? subject->goal->name : "");
    pm_csv_write_text(csv, subject->metric ? subject->metric->name : "");
    pm_csv_write_text(csv, pm_unit_id(release, subject->unit));
    pm_csv_write_text(csv, finding->cycle ? "" : group_name(arena, release, subject));
    pm_csv_write_text(csv, reference_and_unit(arena, release, subject));
    pm_csv_write_text(csv, pm_show_period(arena, subject->period));
    put_figure(csv, finding, &release->finding_figures[index]);
    pm_csv_write_ratio(csv, value_of(&finding->baseline));
    pm_csv_write_ratio(csv, finding->expected);
    pm_csv_write_ratio(csv, value_of(&finding->final));
    pm_csv_write_ratio(csv, finding->progress);
    pm_csv_write_ratio(csv, finding->deviation);
    pm_csv_write_ratio(csv, finding->gap.is_set ? finding->gap.value : pm_ratio_undefined());
    pm_csv_write_text(csv, pm_finding_message(arena, release, index));
    pm_csv_write_end(csv);
}

void pm_write_status_csv(struct pm_arena *arena, struct pm_sink *sink, const struct pm_view *view)
{
    struct pm_csv_writer csv = pm_csv_writer_make(sink);
    pm_csv_write_header(&csv, "status");
    for (size_t i = 0; i < view->chosen_count; i++)
        put_status_row(arena, &csv, view, view->chosen[i]);
}

static const char *day_text(struct pm_arena *arena, int32_t day)
{
    char text[16] = "";
    if (day != PM_NO_DAY) pm_format_day(day, text);
    return pm_arena_format(arena, "%s", text);
}

static void put_action_row(struct pm_arena *arena, struct pm_csv_writer *csv,
                           const struct pm_view *view, size_t index)
{
    const struct pm_release *release = view->release;
    const struct pm_finding *finding = &release->findings[index];
    const struct pm_cycle_facts *facts = finding->cycle;
    bool has_rule = finding->code < PM_CODE_COUNT;
    pm_csv_write_text(csv, finding->id);
    pm_csv_write_text(csv, pm_state_info(finding->state)->word);
    pm_csv_write_text(csv, pm_severity_word(finding->severity));
    pm_csv_write_text(csv, has_rule ? pm_code_info(finding->code)->name : "");
    pm_csv_write_text(csv, finding->subject.plan ? finding->subject.plan->name : "");
    pm_csv_write_text(csv, facts->name);
    pm_csv_write_text(csv, facts->label);
    pm_csv_write_text(csv, facts->owner ? pm_unit_reference_text(arena, facts->owner) : "");
    pm_csv_write_text(csv, facts->post);
    pm_csv_write_text(csv, day_text(arena, facts->day));
    pm_csv_write_text(csv, day_text(arena, facts->due_day));
    pm_csv_write_text(csv, day_text(arena, facts->first_due_day));
    pm_csv_write_text(csv, day_text(arena, facts->done_day));
    pm_csv_write_integer(csv, facts->days);
    pm_csv_write_integer(csv, facts->first_days);
    pm_csv_write_integer(csv, facts->first_due_day != PM_NO_DAY ? facts->count : -1);
    pm_csv_write_text(csv, facts->text);
    pm_csv_write_text(csv, pm_finding_message(arena, release, index));
    pm_csv_write_end(csv);
}

void pm_write_actions_csv(struct pm_arena *arena, struct pm_sink *sink, const struct pm_view *view)
{
    struct pm_csv_writer csv = pm_csv_writer_make(sink);
    pm_csv_write_header(&csv, "actions");
    for (size_t i = 0; i < view->chosen_count; i++)
        put_action_row(arena, &csv, view, view->chosen[i]);
}
