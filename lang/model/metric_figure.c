/* metric_figure.c: what a metric's figures are made from, and of what type they are. */
#include "lang/model/measure.h"
#include "lang/model/resolve_metric.h"
#include "lang/model/typing.h"

#include <string.h>

/* The lines that make a figure; NULL where not written. */
struct figure_lines {
    const struct pm_statement *numerator;
    const struct pm_statement *denominator;
    const struct pm_statement *value;
    const struct pm_statement *n;
    const struct pm_statement *match;
};

/* ---- Which lines ---- */

static bool report_lines(struct pm_resolver *resolver, enum pm_code code, struct pm_span at,
                         const char *message, const char *help)
{
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, code, at, "%s", message);
    pm_help(resolver->diagnostics, found, "%s", help);
    return false;
}

/* Whether the lines make a rate or a value, and one of them only. */
static bool check_lines(struct pm_resolver *resolver, const struct pm_statement *statement,
                        const struct figure_lines *lines, const struct pm_metric *metric)
{
    struct pm_arena *arena = resolver->arena;
    const struct pm_statement *rate = lines->numerator ? lines->numerator : lines->denominator;
    if (rate && lines->value) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_METRIC_TWO_FIGURES, lines->value->word_span,
                        "`%s` has a `value` and a `%.*s`", metric->name, (int)rate->word.size,
                        rate->word.bytes);
        pm_label(resolver->diagnostics, found, rate->word_span, "makes it a rate");
        pm_help(resolver->diagnostics, found,
                "a metric is a rate (`numerator` and `denominator`) or a `value`: keep one");
        return false;
    }
    if (lines->value || (lines->numerator && lines->denominator)) return true;
    const char *lacking = lines->numerator ? "denominator" : "numerator";
    if (rate && pm_statement_lacks(statement, lacking))
        return report_lines(
            resolver, PM_RATE_INCOMPLETE, rate->word_span,
            pm_arena_format(arena, "the rate `%s` has no `%s`", metric->name, lacking),
            "write both: `numerator count of SOURCE where CONDITION` and `denominator count of "
            "SOURCE`");
    if (!rate && pm_statement_lacks(statement, "value") && !statement->damaged)
        return report_lines(
            resolver, PM_METRIC_WITHOUT_FIGURE, metric->facts.at,
            pm_arena_format(arena, "nothing says how `%s` is worked out", metric->name),
            "write `numerator` and `denominator` for a rate, or `value`: `value mean score of "
            "tests`");
    return false;
}

/* ---- Terms ---- */

static bool report_rate_aggregate(struct pm_resolver *resolver, const struct pm_statement *line)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_AGGREGATE_UNFIT, pm_slot(line, "AGGREGATE")->span,
                    "a %.*s is counted or added up", (int)line->word.size, line->word.bytes);
    pm_help(resolver->diagnostics, found,
            "write `count of` or `sum`; a mean is no part of a rate but a `value`");
    return false;
}

static bool adds_up(const struct pm_term *term)
{
    return term->aggregate == PM_AGGREGATE_COUNT || term->aggregate == PM_AGGREGATE_SUM ||
           term->aggregate == PM_AGGREGATE_PUBLISHED;
}

static bool read_sum(struct pm_resolver *resolver, const struct pm_statement *line, bool matched,
                     struct pm_term *out)
{
    if (!pm_read_figure_term(resolver, line, matched, out)) return false;
    return adds_up(out) || report_rate_aggregate(resolver, line);
}

static bool check_same_rows(struct pm_resolver *resolver, const struct pm_metric *metric,
                            const struct figure_lines *lines)
{
    const struct pm_term *counted = &metric->numerator;
    const struct pm_term *base = &metric->denominator;
    if (counted->set == base->set && (counted->set || counted->aggregate != PM_AGGREGATE_COUNT ||
                                      counted->source == base->source))
        return true;
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_COUNT_OF_OTHER_ROWS, pm_slot(lines->numerator, "SOURCE")->span,
        "a numerator is counted among the denominator's %s, which are of `%s`",
        base->set ? "units" : "rows", pm_term_rows_name(base));
    pm_label(resolver->diagnostics, found, pm_slot(lines->denominator, "SOURCE")->span,
             "the denominator");
    pm_help(resolver->diagnostics, found,
            "count both of one source; what other rows tell comes through `gather` or a reference");
    return false;
}

static bool read_rate(struct pm_resolver *resolver, const struct figure_lines *lines, bool matched,
                      struct pm_metric *metric)
{
    metric->is_rate = true;
    bool numerator = read_sum(resolver, lines->numerator, matched, &metric->numerator);
    bool denominator = read_sum(resolver, lines->denominator, matched, &metric->denominator);
    if (!numerator || !denominator) return false;
    if (check_same_rows(resolver, metric, lines)) return true;
    metric->denominator.source = resolver->nothing; /* which one is meant is not known */
    return false;
}

/* ---- Matching ---- */

static void read_match(struct pm_resolver *resolver, const struct pm_statement *line,
                       struct pm_metric *metric)
{
    const struct pm_source_decl *source =
        metric->is_rate ? metric->denominator.source : metric->value.source;
    const struct pm_node *period = pm_slot_node(pm_slot(line, "PERIOD"));
    metric->match =
        pm_read_columns(resolver, source, pm_slot(line, "FIELDS"), &metric->match_count);
    if (source == resolver->nothing) return;
    if (period && !pm_text_is(period->text, "previous"))
        report_lines(resolver, PM_MATCH_UNFIT, period->span,
                     "rows are matched with the period before", "write `with previous`");
    if (source->period_field_count > 0 || !pm_source_lacks(resolver, source, "period")) return;
    report_lines(resolver, PM_MATCH_UNFIT, line->word_span,
                 pm_arena_format(resolver->arena,
                                 "rows of `%s` have no period, so none is the one before",
                                 source->name),
                 "write `period` in the source");
}

/* ---- Type and unit ---- */

static enum pm_type without_points(enum pm_type type)
{
    return type == PM_TYPE_POINTS ? PM_TYPE_SHARE : type;
}

static enum pm_type type_of_term(const struct pm_term *term)
{
    if (term->aggregate == PM_AGGREGATE_COUNT) return PM_TYPE_NUMBER;
    return without_points(term->expression->type);
}

static const char *unit_of_type(enum pm_type type, enum pm_aggregate aggregate)
{
    if (type == PM_TYPE_SHARE) return "percent";
    if (type == PM_TYPE_MONEY) return "money";
    if (type == PM_TYPE_DURATION) return "days";
    return aggregate == PM_AGGREGATE_COUNT || aggregate == PM_AGGREGATE_SUM ? "count" : "score";
}

/* The type that figures of `from` have in a unit; UNKNOWN when the two do not go together. */
static enum pm_type type_in_unit(enum pm_type from, const char *unit)
{
    enum pm_type wanted = PM_TYPE_NUMBER;
    if (strcmp(unit, "percent") == 0) wanted = PM_TYPE_SHARE;
    if (strcmp(unit, "money") == 0) wanted = PM_TYPE_MONEY;
    if (strcmp(unit, "days") == 0) wanted = PM_TYPE_DURATION;
    return from == PM_TYPE_NUMBER || from == wanted ? wanted : PM_TYPE_UNKNOWN;
}

static const char *read_unit(struct pm_resolver *resolver, const struct pm_statement *statement,
                             struct pm_metric *metric, struct pm_span *at)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "unit");
    if (!line) return NULL;
    *at = line->span;
    metric->unit_text = pm_read_text(resolver, pm_slot(line, "TEXT"));
    return pm_read_word(resolver, pm_slot(line, "WORD"), "metric unit");
}

static void report_unit(struct pm_resolver *resolver, struct pm_span at, const char *unit,
                        enum pm_type type, const struct pm_metric *metric)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_METRIC_UNIT_UNFIT, at,
                    "the figures of `%s` are of the type %s, which has no unit `%s`", metric->name,
                    pm_type_name(type), unit);
    pm_help(resolver->diagnostics, found, "write `unit %s`, or leave it out",
            unit_of_type(type, PM_AGGREGATE_SUM));
}

static void decide_value_type(struct pm_resolver *resolver, struct pm_metric *metric,
                              const char *unit, struct pm_span at)
{
    enum pm_type type = type_of_term(&metric->value);
    if (!unit) {
        metric->unit = unit_of_type(type, metric->value.aggregate);
        metric->type = type;
        return;
    }
    metric->unit = unit;
    metric->type = type_in_unit(type, unit);
    if (metric->type == PM_TYPE_UNKNOWN && type != PM_TYPE_UNKNOWN)
        report_unit(resolver, at, unit, type, metric);
}

/* Like by like is a share; what is divided by a count keeps its type, and must say its unit. */
static void decide_rate_type(struct pm_resolver *resolver, struct pm_metric *metric,
                             const char *unit, struct pm_span at)
{
    enum pm_type above = type_of_term(&metric->numerator);
    enum pm_type below = type_of_term(&metric->denominator);
    if (above == PM_TYPE_UNKNOWN || below == PM_TYPE_UNKNOWN) return;
    enum pm_type type = above == below ? PM_TYPE_NUMBER : above;
    if (!unit && above != below) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_METRIC_UNIT_UNFIT, metric->facts.at,
                        "`%s` divides %s by %s, so its unit must be said", metric->name,
                        pm_type_name(above), pm_type_name(below));
        pm_help(resolver->diagnostics, found, "write `unit %s`",
                unit_of_type(above, PM_AGGREGATE_MEAN));
        return;
    }
    metric->unit = unit ? unit : "percent";
    metric->type = type_in_unit(type, metric->unit);
    if (metric->type == PM_TYPE_UNKNOWN) report_unit(resolver, at, metric->unit, type, metric);
}

/* A quotient of like by like is a share, as a rate is. */
static void decide_formula_type(struct pm_resolver *resolver, struct pm_metric *metric,
                                const char *unit, struct pm_span at)
{
    enum pm_type type = without_points(metric->formula->type);
    bool is_quotient = pm_expression_is_quotient(metric->formula);
    if (!unit && is_quotient) unit = "percent";
    metric->unit = unit ? unit : unit_of_type(type, PM_AGGREGATE_MEAN);
    metric->type = type_in_unit(type, metric->unit);
    bool is_percent_of_nothing =
        metric->type == PM_TYPE_SHARE && type == PM_TYPE_NUMBER && !is_quotient;
    if (metric->type != PM_TYPE_UNKNOWN && !is_percent_of_nothing) return;
    metric->type = PM_TYPE_UNKNOWN;
    report_unit(resolver, at, metric->unit, type, metric);
}

/* `per 100`: no share any more, but so many. */
static void decide_per_type(struct pm_resolver *resolver, struct pm_metric *metric,
                            const char *unit, struct pm_span at)
{
    decide_rate_type(resolver, metric, unit ? unit : "score", at);
    if (metric->type != PM_TYPE_SHARE) return;
    metric->type = PM_TYPE_UNKNOWN;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_METRIC_LINE_UNFIT, at,
                    "`%s` is a number for so many, not a percent", metric->name);
    pm_help(resolver->diagnostics, found, "write `unit score`, or leave `per` out");
}

static void decide_type(struct pm_resolver *resolver, struct pm_metric *metric, const char *unit,
                        struct pm_span at)
{
    if (metric->formula)
        decide_formula_type(resolver, metric, unit, at);
    else if (!metric->is_rate)
        decide_value_type(resolver, metric, unit, at);
    else if (metric->has_per)
        decide_per_type(resolver, metric, unit, at);
    else
        decide_rate_type(resolver, metric, unit, at);
}

/* ---- Entry ---- */

static bool read_value(struct pm_resolver *resolver, const struct pm_statement *line, bool matched,
                       struct pm_metric *metric)
{
    if (!pm_slot(line, "AGGREGATE") && !line->damaged)
        return pm_read_formula(resolver, line, metric);
    return pm_read_figure_term(resolver, line, matched, &metric->value);
}

/* `n` and `match` are about rows: what comes from other metrics stands for the fewest of theirs. */
static bool read_rest(struct pm_resolver *resolver, const struct figure_lines *lines, bool matched,
                      struct pm_metric *metric)
{
    const struct pm_statement *line = lines->n ? lines->n : lines->match;
    if (!line) return true;
    if (pm_metric_is_derived(metric))
        return report_lines(resolver, PM_METRIC_LINE_UNFIT, line->word_span,
                            pm_arena_format(resolver->arena,
                                            "`%s` comes from other metrics, not from rows",
                                            metric->name),
                            "write this in the metrics that it comes from");
    if (lines->match) read_match(resolver, lines->match, metric);
    if (!lines->n || !read_sum(resolver, lines->n, matched, &metric->n)) return true;
    metric->has_n = !metric->n.set;
    return metric->has_n || report_lines(resolver, PM_METRIC_LINE_UNFIT, lines->n->word_span,
                                         "persons are counted from rows, not from units",
                                         "write `n count of SOURCE`");
}

void pm_read_figure(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_metric *metric)
{
    struct figure_lines lines = {
        .numerator = pm_statement_get_single(resolver, statement, "numerator"),
        .denominator = pm_statement_get_single(resolver, statement, "denominator"),
        .value = pm_statement_get_single(resolver, statement, "value"),
        .n = pm_statement_get_single(resolver, statement, "n"),
        .match = pm_statement_get_single(resolver, statement, "match"),
    };
    struct pm_term nothing = {.at = metric->facts.at, .source = resolver->nothing};
    struct pm_span unit_at = metric->facts.at;
    bool matched = lines.match || !pm_statement_lacks(statement, "match");
    metric->numerator = metric->denominator = metric->value = metric->n = nothing;
    metric->participation = nothing;
    const char *unit = read_unit(resolver, statement, metric, &unit_at);
    bool fine = check_lines(resolver, statement, &lines, metric);
    if (fine)
        fine = lines.value ? read_value(resolver, lines.value, matched, metric)
                           : read_rate(resolver, &lines, matched, metric);
    fine = read_rest(resolver, &lines, matched, metric) && fine;
    if (!fine || !pm_read_form(resolver, statement, metric) || !pm_find_parts(resolver, metric))
        return;
    decide_type(resolver, metric, unit, unit_at);
}
