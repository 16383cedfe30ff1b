/* describe_plan.c: plans, goals, measures and their lines as text. */
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

static void describe_lines(struct pm_description *description, const struct pm_measure *measure)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < measure->line_count; i++) {
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

static void describe_path(struct pm_description *description, const struct pm_measure *measure)
{
    static const char *const words[] = {[PM_PATH_LINEAR] = "linear",
                                        [PM_PATH_STEP] = "step",
                                        [PM_PATH_HOLD] = "hold",
                                        [PM_PATH_NEXT] = "next",
                                        [PM_PATH_NONE] = "none"};
    pm_describe(description, "path %s on %s", words[measure->path],
                measure->path_on_days ? "days" : "periods");
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < measure->pause_count; i++) {
        pm_describe(description, "pause %s %s",
                    pm_period_text(description->writer.arena, measure->pauses[i].period),
                    measure->pauses[i].shift ? "shift" : "hold");
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_measure(struct pm_description *description, const struct pm_measure *measure)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, measure->facts.at, "measure %s%s", measure->metric->name,
                      pm_selector_text(arena, &measure->fixed));
    if (measure->across)
        pm_describe(description, "across %s", pm_unit_reference_text(arena, measure->across));
    pm_describe_expression(description, "across where", measure->across_where);
    describe_lines(description, measure);
    describe_targets(description, measure);
    describe_compares(description, measure);
    describe_path(description, measure);
    if (measure->reference_is_frozen) pm_describe(description, "reference frozen");
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

/* ---- Goals ---- */

void pm_describe_goal(struct pm_description *description, const struct pm_goal *goal)
{
    pm_describe_begin(description, goal->facts.at, "%s %s", pm_goal_kind_word(goal->kind),
                      goal->name);
    pm_describe_narrative(description, "label", goal->label);
    if (goal->within) pm_describe(description, "within %s", goal->within->name);
    if (goal->focus) pm_describe(description, "focus %s", goal->focus->name);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < goal->align_count; i++) {
        pm_describe(description, "aligns to %s.%s", goal->aligns[i]->plan->name,
                    goal->aligns[i]->name);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_measures(description, goal->measures, goal->measure_count);
    pm_describe_causes(description, goal->causes, goal->cause_count);
    pm_describe_facts(description, &goal->facts);
    pm_describe_end(description);
}

/* ---- Plans ---- */

void pm_describe_dated(struct pm_description *description, const char *word,
                       const struct pm_dated_text *items, size_t count)
{
    struct pm_items list = pm_items_begin(description);
    for (size_t i = 0; i < count; i++) {
        pm_describe(description, "%s %s", word,
                    pm_day_text(description->writer.arena, items[i].day));
        pm_describe_narrative(description, "  by", items[i].text);
        pm_items_next(description, &list);
    }
    pm_items_finish(description, &list);
}

static void describe_values(struct pm_description *description, const struct pm_plan *plan)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < plan->value_count; i++) {
        const struct pm_core_value *value = &plan->values[i];
        pm_describe_begin(description, value->at, "value %s", value->name);
        pm_describe_narrative(description, "text", value->text);
        const char **rules =
            PM_NEW_ITEMS(description->writer.arena, const char *, value->rule_count);
        for (size_t j = 0; j < value->rule_count; j++)
            rules[j] = pm_code_info(value->rules[j])->name;
        pm_describe_texts(description, "by", rules, value->rule_count);
        pm_describe_end(description);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_focuses(struct pm_description *description, const struct pm_plan *plan)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < plan->focus_count; i++) {
        const struct pm_focus *focus = plan->focuses[i];
        pm_describe_begin(description, focus->facts.at, "focus %s", focus->name);
        pm_describe_narrative(description, "label", focus->label);
        if (focus->within) pm_describe(description, "within %s", focus->within->name);
        pm_describe_facts(description, &focus->facts);
        pm_describe_end(description);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_plan_facts(struct pm_description *description, const struct pm_plan *plan)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_narrative(description, "label", plan->label);
    if (plan->kind && *plan->kind) pm_describe(description, "kind %s", plan->kind);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < plan->unit_count; i++) {
        pm_describe(description, "for %s", pm_unit_reference_text(arena, &plan->units[i]));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    if (pm_period_is(plan->first))
        pm_describe(description, "period %s..%s", pm_period_text(arena, plan->first),
                    pm_period_text(arena, plan->last));
    pm_describe_narrative(description, "vision", plan->vision);
    pm_describe_narrative(description, "mission", plan->mission);
    describe_values(description, plan);
    pm_describe_dated(description, "approved", plan->approvals, plan->approval_count);
    pm_describe_dated(description, "consulted", plan->consultations, plan->consultation_count);
    for (size_t i = 0; i < plan->called_count; i++) {
        char *key = pm_arena_format(arena, "call %s", plan->called[i * 2]);
        pm_describe_narrative(description, key, plan->called[i * 2 + 1]);
    }
    pm_describe_rules(description, &plan->rules);
    pm_describe_facts(description, &plan->facts);
}

void pm_describe_plan(struct pm_description *description, const struct pm_plan *plan)
{
    pm_describe_begin(description, plan->facts.at, "plan %s", plan->name);
    describe_plan_facts(description, plan);
    describe_focuses(description, plan);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < plan->goal_count; i++) {
        pm_describe_goal(description, plan->goals[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_end(description);
}
