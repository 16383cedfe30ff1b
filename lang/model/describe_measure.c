/* describe_measure.c: measures, their lines and revisions as text. */
#include "lang/model/describe_work.h"
#include "lang/model/measure.h"

/* ---- Lines ---- */

static const char *line_word(enum pm_line_kind kind)
{
    switch (kind) {
    case PM_LINE_BASELINE:
        return "baseline";
    case PM_LINE_TARGET:
        return "target";
    case PM_LINE_ALTERNATIVE:
        return "alternative";
    case PM_LINE_CLOSE:
        return "close";
    case PM_LINE_MAINTAIN:
        return "maintain";
    }
    return "";
}

static void write_amount(struct pm_writer *writer, const char *before,
                         const struct pm_expression *amount)
{
    if (!amount) return;
    pm_write(writer, before);
    pm_write(writer, pm_expression_text(writer->arena, amount));
}

static void write_line(struct pm_writer *writer, const struct pm_line *line)
{
    struct pm_arena *arena = writer->arena;
    pm_write(writer, line_word(line->kind));
    if (line->kind == PM_LINE_CLOSE) {
        pm_write_format(writer, " %s of %s", pm_decimal_text(arena, line->share),
                        line->of_gap ? "gap" : "distance");
        write_amount(writer, " to ", line->quantity);
    } else if (line->kind == PM_LINE_MAINTAIN) {
        write_amount(writer, " from ", line->from);
        write_amount(writer, " to ", line->to);
    } else {
        pm_write_format(writer, " %s", pm_period_text(arena, line->period));
        write_amount(writer, " ", line->quantity);
        if (line->pending) pm_write(writer, " pending");
    }
    pm_write(writer, pm_selector_text(arena, &line->selector));
    if (line->kind == PM_LINE_CLOSE)
        pm_write_format(writer, " by %s", pm_period_text(arena, line->period));
    if (pm_period_is(line->over_first))
        pm_write_format(writer, " over %s..%s", pm_period_text(arena, line->over_first),
                        pm_period_text(arena, line->over_last));
}

/* The lines of the measure itself (0) or of one of its revisions. */
static void describe_lines(struct pm_description *description, const struct pm_measure *measure,
                           size_t revision)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < measure->line_count; i++) {
        if (measure->lines[i].revision != revision) continue;
        struct pm_writer text = pm_writer_make(description->writer.arena);
        write_line(&text, &measure->lines[i]);
        pm_describe(description, "%s", pm_writer_text(&text));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

/* ---- Measures ---- */

static void describe_target_column(struct pm_description *description, const char *key,
                                   const struct pm_target_column *column)
{
    if (!column->column) return;
    pm_describe(description, "%s %s%s%s", key, column->column->name,
                pm_period_is(column->on) ? " on " : "",
                pm_period_text(description->writer.arena, column->on));
}

static void describe_targets(struct pm_description *description, const struct pm_measure *measure)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < measure->targets_count; i++) {
        const struct pm_targets_from *targets = &measure->targets[i];
        pm_describe_begin(description, targets->at, "targets from %s", targets->source->name);
        pm_describe_expression(description, "where", targets->where);
        describe_target_column(description, "baseline", &targets->baseline);
        describe_target_column(description, "target", &targets->target);
        describe_target_column(description, "maintain from", &targets->maintain_from);
        describe_target_column(description, "maintain to", &targets->maintain_to);
        pm_describe_end(description);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_compares(struct pm_description *description, const struct pm_measure *measure)
{
    struct pm_arena *arena = description->writer.arena;
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < measure->compare_count; i++) {
        const struct pm_compare *compare = &measure->compares[i];
        pm_describe(description, "compare with %s%s%s%s%s",
                    pm_columns_text(arena, compare->path.steps, compare->path.count),
                    compare->where ? " where " : "", pm_expression_text(arena, compare->where),
                    compare->has_tolerance ? " within " : "",
                    compare->has_tolerance ? pm_decimal_text(arena, compare->tolerance) : "");
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_course(struct pm_description *description, const struct pm_path_course *course)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe(description, "path %s%s%s on %s", pm_path_word(course->kind),
                course->end ? " to " : "", pm_expression_text(arena, course->end),
                pm_path_axis_word(course->axis));
}

static void describe_pauses(struct pm_description *description, const struct pm_measure *measure)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < measure->pause_count; i++) {
        pm_describe(description, "pause %s %s",
                    pm_period_text(description->writer.arena, measure->pauses[i].period),
                    measure->pauses[i].shift ? "shift" : "hold");
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_revisions(struct pm_description *description, const struct pm_measure *measure)
{
    struct pm_arena *arena = description->writer.arena;
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < measure->revision_count; i++) {
        const struct pm_path_revision *revision = &measure->revisions[i];
        pm_describe_begin(description, revision->at, "revision from %s",
                          pm_period_text(arena, revision->from));
        if (revision->day != PM_NO_DAY)
            pm_describe(description, "on %s", pm_day_text(arena, revision->day));
        pm_describe_narrative(description, "text", revision->text);
        describe_lines(description, measure, i + 1);
        describe_course(description, &revision->course);
        pm_describe_end(description);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_overall(struct pm_description *description, const struct pm_overall *overall,
                         struct pm_decimal weight)
{
    struct pm_arena *arena = description->writer.arena;
    const char *across = "";
    if (overall && overall->across)
        across =
            pm_arena_format(arena, " across %s", pm_unit_reference_text(arena, overall->across));
    if (overall && overall->kind == PM_OVERALL_LEAD)
        pm_describe(description, "overall lead %s%s", overall->lead, across);
    else if (overall)
        pm_describe(
            description, "overall %s%s%s%s%s with %s rated%s", pm_overall_word(overall->kind),
            overall->count ? pm_arena_format(arena, " %lld", (long long)overall->count) : "",
            overall->of_attainment ? " of attainment" : "", overall->rating ? " by " : "",
            overall->rating ? overall->rating->name : "", pm_decimal_text(arena, overall->least),
            across);
    if (weight.mantissa) pm_describe(description, "weight %s", pm_decimal_text(arena, weight));
}

static void describe_measure(struct pm_description *description, const struct pm_measure *measure)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, measure->facts.at, "measure %s%s", measure->metric->name,
                      pm_selector_text(arena, &measure->fixed));
    if (measure->across)
        pm_describe(description, "across %s", pm_unit_reference_text(arena, measure->across));
    pm_describe_expression(description, "across where", measure->across_where);
    if (measure->peers) {
        pm_describe(description, "peers %s as %s",
                    pm_unit_reference_text(arena, measure->peers->units),
                    pm_quartiles_word(measure->peers->quartiles));
        pm_describe_expression(description, "peers where", measure->peers->where);
    }
    describe_lines(description, measure, 0);
    describe_targets(description, measure);
    describe_compares(description, measure);
    describe_course(description, &measure->course);
    describe_pauses(description, measure);
    describe_revisions(description, measure);
    if (measure->reference_is_frozen) pm_describe(description, "reference frozen");
    pm_describe_overall(description, measure->overall, measure->weight);
    if (measure->rating) pm_describe(description, "rate by %s", measure->rating->name);
    pm_describe_minimum(description, &measure->minimum);
    pm_describe_roundings(description, measure->roundings, measure->rounding_count);
    pm_describe_facts(description, &measure->facts);
    pm_describe_end(description);
}

void pm_describe_measures(struct pm_description *description, struct pm_measure *const *measures,
                          size_t count)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        describe_measure(description, measures[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}
