/* describe_metric.c: metrics and ratings as text. */
#include "lang/model/describe.h"
#include "lang/model/measure.h"

#include <string.h>

/* ---- Metrics ---- */

const char *pm_term_text(struct pm_arena *arena, const struct pm_term *term)
{
    if (!term->source) return "";
    const char *rank = "";
    if (term->aggregate == PM_AGGREGATE_PERCENTILE)
        rank = pm_arena_format(arena, "(%s)", pm_decimal_text(arena, term->rank));
    return pm_arena_format(arena, "%s%s%s%s of %s%s%s", pm_aggregate_name(term->aggregate), rank,
                           term->expression ? " " : "", pm_expression_text(arena, term->expression),
                           term->set ? term->set->name : term->source->name,
                           term->where ? " where " : "", pm_expression_text(arena, term->where));
}

static void describe_term(struct pm_description *description, const char *key,
                          const struct pm_term *term)
{
    if (term->source)
        pm_describe(description, "%s %s", key, pm_term_text(description->writer.arena, term));
}

/* The lines that change how the figure is made from what is counted. */
static void write_forms(struct pm_writer *writer, const struct pm_metric *metric,
                        const char *between)
{
    struct pm_arena *arena = writer->arena;
    if (metric->formula)
        pm_write_format(writer, "value %s%s", pm_expression_text(arena, metric->formula), between);
    if (pm_metric_is_quantile(metric))
        pm_write_format(writer, "between %s%s", pm_between_name(metric->between), between);
    if (metric->weight)
        pm_write_format(writer, "weight %s%s", pm_expression_text(arena, metric->weight), between);
    if (metric->has_per)
        pm_write_format(writer, "per %s%s", pm_decimal_text(arena, metric->per), between);
    if (metric->has_participation)
        pm_write_format(writer, "participation %s of %s%s",
                        pm_decimal_text(arena, metric->participation_share),
                        pm_term_text(arena, &metric->participation), between);
    if (metric->pool_years)
        pm_write_format(writer, "pool %d years least %d%s", metric->pool_years, metric->pool_least,
                        between);
}

static const char *observed_text(struct pm_arena *arena, const struct pm_metric *metric)
{
    if (metric->observed == PM_OBSERVED_OVER) return "";
    const char *word = pm_observed_name(metric->observed);
    if (!metric->observed_on.month) return pm_arena_format(arena, "observed %s", word);
    return pm_arena_format(arena, "observed %s on %02d-%02d", word, metric->observed_on.month,
                           metric->observed_on.day);
}

const char *pm_metric_form_text(struct pm_arena *arena, const struct pm_metric *metric)
{
    struct pm_writer writer = pm_writer_make(arena);
    write_forms(&writer, metric, "; ");
    pm_write(&writer, observed_text(arena, metric));
    return pm_writer_text(&writer);
}

static void describe_forms(struct pm_description *description, const struct pm_metric *metric)
{
    struct pm_writer writer = pm_writer_make(description->writer.arena);
    write_forms(&writer, metric, "\n");
    char *line = pm_writer_text(&writer);
    for (char *end = strchr(line, '\n'); end; end = strchr(line, '\n')) {
        *end = '\0';
        pm_describe(description, "%s", line);
        line = end + 1;
    }
}

/* What it is worked out from: figures change when the definition of one of these does. */
static void describe_parts(struct pm_description *description, const struct pm_metric *metric)
{
    if (!description->bare) return;
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < metric->part_count; i++) {
        pm_describe(description, "from %s %s", metric->parts[i]->name, metric->parts[i]->digest);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
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

/* The block of a gap line, on the same line: items are put in order by their bytes. */
static const char *gap_block(struct pm_description *description, const struct pm_metric *metric,
                             const struct pm_gap_line *gap)
{
    struct pm_arena *arena = description->writer.arena;
    struct pm_writer block = pm_writer_make(arena);
    if (gap->minimum.n != metric->minimum.n)
        pm_write_format(&block, " minimum n %lld", (long long)gap->minimum.n);
    if (gap->minimum.cell != metric->minimum.cell)
        pm_write_format(&block, " minimum cell %lld", (long long)gap->minimum.cell);
    if (gap->has_stand_in)
        pm_write_format(&block, " otherwise %s", pm_versus_text(arena, &gap->stand_in));
    if (gap->weights)
        pm_write_format(&block, " weights of %s", pm_unit_reference_text(arena, gap->weights));
    if (pm_period_is(gap->chosen))
        pm_write_format(&block, " reference chosen at %s", pm_period_text(arena, gap->chosen));
    if (pm_period_is(gap->frozen))
        pm_write_format(&block, " reference frozen at %s", pm_period_text(arena, gap->frozen));
    if (pm_period_is(gap->since))
        pm_write_format(&block, " since %s", pm_period_text(arena, gap->since));
    if (gap->has_correction)
        pm_write_format(&block, " correction %s", pm_decimal_text(arena, gap->correction));
    return pm_writer_text(&block);
}

static void describe_gaps(struct pm_description *description, const struct pm_metric *metric)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < metric->gap_count; i++) {
        const struct pm_gap_line *gap = &metric->gaps[i];
        pm_describe(description, "gap%s as %s%s",
                    pm_selector_text(description->writer.arena, &gap->selector),
                    pm_gap_kind_info(gap->kind)->word, gap_block(description, metric, gap));
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static void describe_limits(struct pm_description *description, const struct pm_metric *metric)
{
    struct pm_arena *arena = description->writer.arena;
    const struct pm_limits *limits = &metric->limits;
    if (description->bare || (!limits->screens && !pm_period_is(limits->first))) return;
    bool is_from = pm_period_is(limits->first);
    pm_describe(description, "limits%s%s%s%s%s", limits->screens ? " screened" : "",
                is_from ? " from " : "", is_from ? pm_period_text(arena, limits->first) : "",
                is_from ? ".." : "", is_from ? pm_period_text(arena, limits->last) : "");
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
    } else if (!metric->formula) {
        describe_term(description, "value", &metric->value);
    }
    describe_forms(description, metric);
    describe_parts(description, metric);
    if (metric->has_n) describe_term(description, "n", &metric->n);
    if (metric->match_count)
        pm_describe(description, "match %s with previous",
                    pm_columns_text(arena, metric->match, metric->match_count));
    describe_direction(description, metric);
    if (metric->unit && *metric->unit) pm_describe(description, "unit %s", metric->unit);
    pm_describe_narrative(description, "unit text", metric->unit_text);
    describe_by(description, metric);
    describe_gaps(description, metric);
    describe_limits(description, metric);
    if (metric->observed != PM_OBSERVED_OVER)
        pm_describe(description, "%s", observed_text(arena, metric));
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

static void describe_lasting(struct pm_description *description, const struct pm_lasting *lasting)
{
    static const char *const units[] = {
        [1] = "years", [2] = "semesters", [4] = "quarters", [12] = "months", [52] = "weeks"};
    pm_describe_begin(description, lasting->at, "lasting %lld %s", (long long)lasting->number,
                      units[lasting->in_a_year]);
    pm_describe_expression(description, "unless", lasting->unless);
    pm_describe_end(description);
}

static void describe_level(struct pm_description *description, const struct pm_level *level)
{
    pm_describe_begin(description, level->at, "%s %s%s", level->unrated ? "unrated" : "level",
                      level->name, rated_name(level->state));
    pm_describe_narrative(description, "label", level->label);
    pm_describe_expression(description, "when", level->when);
    if (level->has_tolerance) pm_describe_expression(description, "within", level->tolerance);
    if (level->lasting) describe_lasting(description, level->lasting);
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
