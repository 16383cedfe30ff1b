/* describe_metric.c: metrics and ratings as text. */
#include "lang/model/describe.h"
#include "lang/model/measure.h"

/* ---- Metrics ---- */

static void describe_term(struct pm_description *description, const char *key,
                          const struct pm_term *term)
{
    struct pm_arena *arena = description->writer.arena;
    if (!term->source) return;
    pm_describe(description, "%s %s%s%s of %s%s%s", key, pm_aggregate_name(term->aggregate),
                term->expression ? " " : "", pm_expression_text(arena, term->expression),
                term->source->name, term->where ? " where " : "",
                pm_expression_text(arena, term->where));
}

static void describe_direction(struct pm_description *description, const struct pm_metric *metric)
{
    const char *word = metric->direction > 0   ? "higher"
                       : metric->direction < 0 ? "lower"
                                               : "neither";
    if (metric->direction || metric->direction_at.end) pm_describe(description, "better %s", word);
}

static void describe_by(struct pm_description *description, const struct pm_metric *metric)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < metric->by_count; i++) {
        pm_describe(description, "by %s",
                    pm_crossing_text(description->writer.arena, &metric->by[i]));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_gaps(struct pm_description *description, const struct pm_metric *metric)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < metric->gap_count; i++) {
        pm_describe(description, "gap%s as %s",
                    pm_selector_text(description->writer.arena, &metric->gaps[i].selector),
                    metric->gaps[i].kind == PM_GAP_RATIO ? "ratio" : "difference");
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_movement(struct pm_description *description, const struct pm_metric *metric)
{
    if (description->bare) return;
    if (metric->is_lagging) pm_describe(description, "lagging");
    if (metric->is_leading && metric->lead_days)
        pm_describe(description, "leading after %d %s", metric->lead_days,
                    metric->lead_days == 1 ? "day" : "days");
    else if (metric->is_leading)
        pm_describe(description, "leading");
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < metric->lead_count; i++) {
        pm_describe(description, "leads %s", metric->leads[i]->name);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_breaks(struct pm_description *description, const struct pm_metric *metric)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < metric->break_count; i++) {
        pm_describe(description, "break %s",
                    pm_period_text(description->writer.arena, metric->breaks[i].period));
        pm_describe_narrative(description, "  as", metric->breaks[i].text);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_metric(struct pm_description *description, const struct pm_metric *metric)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, metric->facts.at, "metric %s", metric->name);
    pm_describe_narrative(description, "label", metric->label);
    describe_movement(description, metric);
    pm_describe(description, "type %s", pm_type_name(metric->type));
    if (metric->is_rate) {
        describe_term(description, "numerator", &metric->numerator);
        describe_term(description, "denominator", &metric->denominator);
    } else {
        describe_term(description, "value", &metric->value);
    }
    if (metric->has_n) describe_term(description, "n", &metric->n);
    if (metric->match_count)
        pm_describe(description, "match %s with previous",
                    pm_columns_text(arena, metric->match, metric->match_count));
    describe_direction(description, metric);
    if (metric->unit && *metric->unit) pm_describe(description, "unit %s", metric->unit);
    pm_describe_narrative(description, "unit text", metric->unit_text);
    describe_by(description, metric);
    describe_gaps(description, metric);
    if (metric->reads_within_period) pm_describe(description, "observed to_date");
    describe_breaks(description, metric);
    if (metric->has_range)
        pm_describe(description, "range %s..%s", pm_decimal_text(arena, metric->range_low),
                    pm_decimal_text(arena, metric->range_high));
    pm_describe_minimum(description, &metric->minimum);
    pm_describe_roundings(description, metric->roundings, metric->rounding_count);
    pm_describe_facts(description, &metric->facts);
    if (!description->canonical) pm_describe(description, "digest %.16s", metric->digest);
    pm_describe_end(description);
}

/* ---- Ratings ---- */

static const char *rated_name(enum pm_rated rated)
{
    switch (rated) {
    case PM_RATED_NONE:
        return "";
    case PM_RATED_MET:
        return " as met";
    case PM_RATED_ON_TRACK:
        return " as on_track";
    case PM_RATED_AT_RISK:
        return " as at_risk";
    case PM_RATED_OFF_TRACK:
        return " as off_track";
    }
    return "";
}

static void describe_level(struct pm_description *description, const struct pm_level *level)
{
    pm_describe_begin(description, level->at, "%s %s%s", level->unrated ? "unrated" : "level",
                      level->name, rated_name(level->state));
    pm_describe_narrative(description, "label", level->label);
    pm_describe_expression(description, "when", level->when);
    if (level->has_tolerance) pm_describe_expression(description, "within", level->tolerance);
    pm_describe_end(description);
}

static void describe_scale(struct pm_description *description, const struct pm_scale *scale,
                           const char *role)
{
    pm_describe_begin(description, scale->at, "scale %s of the %s", scale->name, role);
    for (size_t i = 0; i < scale->level_count; i++)
        describe_level(description, scale->levels[i]);
    pm_describe_end(description);
}

static void describe_table(struct pm_description *description, const struct pm_rating *rating)
{
    describe_scale(description, rating->rows, "rows");
    describe_scale(description, rating->columns, "columns");
    for (size_t i = 0; i < rating->rows->level_count; i++) {
        struct pm_writer line = pm_writer_make(description->writer.arena);
        for (size_t j = 0; j < rating->columns->level_count; j++)
            pm_write_format(&line, "%s%s", j ? ", " : "", rating->cells[i][j]->name);
        pm_describe(description, "row %s %s", rating->rows->levels[i]->name, pm_writer_text(&line));
    }
}

void pm_describe_rating(struct pm_description *description, const struct pm_rating *rating)
{
    pm_describe_begin(description, rating->facts.at, "rating %s", rating->name);
    pm_describe_narrative(description, "label", rating->label);
    for (size_t i = 0; i < rating->level_count; i++)
        describe_level(description, rating->levels[i]);
    if (rating->rows) describe_table(description, rating);
    pm_describe_minimum(description, &rating->minimum);
    pm_describe_roundings(description, rating->roundings, rating->rounding_count);
    pm_describe_facts(description, &rating->facts);
    if (!description->canonical) pm_describe(description, "digest %.16s", rating->digest);
    pm_describe_end(description);
}
