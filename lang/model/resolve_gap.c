/* resolve_gap.c: the gaps that a metric follows, and the limits of its control charts. */
#include "lang/model/measure.h"
#include "lang/model/resolve_metric.h"

#include <string.h>

struct gap_reading {
    struct pm_resolver *resolver;
    const struct pm_metric *metric;
    const struct pm_statement *statement;
    struct pm_gap_line *gap;
};

static const char *kind_word(const struct gap_reading *reading)
{
    return pm_gap_kind_info(reading->gap->kind)->word;
}

/* ---- What fits together ---- */

static struct pm_diagnostic *report(const struct gap_reading *reading, enum pm_code code,
                                    const char *text)
{
    return pm_diagnose(reading->resolver->diagnostics, code, reading->statement->word_span,
                       "`%s` %s", kind_word(reading), text);
}

static bool check_counts(const struct gap_reading *reading)
{
    bool needs = pm_gap_kind_info(reading->gap->kind)->needs == PM_GAP_NEEDS_COUNTS;
    if (!needs || reading->metric->is_rate || reading->metric->type == PM_TYPE_UNKNOWN) return true;
    struct pm_diagnostic *found =
        report(reading, PM_GAP_KIND_UNFIT, "needs the counts of a rate, and the metric has none");
    pm_help(reading->resolver->diagnostics, found,
            "give the metric a `numerator` and a `denominator`, or compare as `difference` or "
            "`ratio`");
    return false;
}

static bool is_against(const struct pm_selector *selector, enum pm_gap_against against)
{
    switch (against) {
    case PM_GAP_AGAINST_ANY:
        return true;
    case PM_GAP_AGAINST_ALL:
        return selector->versus_is == PM_VERSUS_ALL && !selector->versus_unit;
    case PM_GAP_AGAINST_OTHERS:
        return selector->versus_is == PM_VERSUS_OTHERS && !selector->versus_unit;
    case PM_GAP_AGAINST_UNIT:
        return selector->versus_unit != NULL;
    }
    return true;
}

static bool check_reference(const struct gap_reading *reading)
{
    static const char *const texts[] = {"", "compares with all", "compares with all others",
                                        "compares with another unit"};
    static const char *const helps[] = {"", "vs all", "vs others", "vs others of UNIT"};
    const struct pm_gap_kind_info *info = pm_gap_kind_info(reading->gap->kind);
    const struct pm_selector *selector = &reading->gap->selector;
    bool by_figures = reading->gap->kind == PM_GAP_DIFFERENCE || reading->gap->kind == PM_GAP_RATIO;
    if (selector->versus_is == PM_VERSUS_TARGET && !by_figures) {
        struct pm_diagnostic *found =
            report(reading, PM_GAP_REFERENCE_UNFIT, "has no meaning against a target");
        pm_help(reading->resolver->diagnostics, found, "write `as difference` or `as ratio`");
        return false;
    }
    if (is_against(selector, info->against)) return true;
    struct pm_diagnostic *found = report(reading, PM_GAP_REFERENCE_UNFIT, texts[info->against]);
    pm_help(reading->resolver->diagnostics, found, "write `%s`", helps[info->against]);
    return false;
}

/* Several groups at once: their figures are weighed or averaged. */
static bool check_each(const struct gap_reading *reading)
{
    enum pm_gap_kind kind = reading->gap->kind;
    const struct pm_selector *selector = &reading->gap->selector;
    if (kind == PM_GAP_INDEX_OF_DISPARITY && !selector->each) {
        struct pm_diagnostic *found =
            report(reading, PM_GAP_REFERENCE_UNFIT, "is about all groups of a dimension");
        pm_help(reading->resolver->diagnostics, found, "write `gap each DIMENSION vs all`");
        return false;
    }
    for (size_t i = 0; kind == PM_GAP_WEIGHTED_RISK_RATIO && i < selector->group.count; i++) {
        const struct pm_dimension *dimension = selector->group.sides[i].dimension;
        if (!dimension->overlapping) continue;
        struct pm_diagnostic *found = pm_diagnose(
            reading->resolver->diagnostics, PM_GAP_OVERLAPPING, selector->group.sides[i].at,
            "the groups of `%s` overlap, so their risks cannot be weighed up", dimension->name);
        pm_help(reading->resolver->diagnostics, found,
                "compare with `vs others as risk_ratio`, which counts everybody once");
        return false;
    }
    return true;
}

static bool check_best(const struct gap_reading *reading)
{
    const struct pm_selector *selector = &reading->gap->selector;
    if (selector->versus_is != PM_VERSUS_BEST ||
        (selector->group.count && reading->metric->direction))
        return true;
    struct pm_diagnostic *found =
        pm_diagnose(reading->resolver->diagnostics, PM_GAP_BEST_UNKNOWN,
                    reading->statement->word_span, "it is not said which group is the best");
    pm_help(reading->resolver->diagnostics, found,
            selector->group.count ? "add `better higher` or `better lower` to the metric"
                                  : "name the groups: `gap each DIMENSION vs best`");
    return false;
}

static bool check_itself(const struct gap_reading *reading)
{
    const struct pm_selector *selector = &reading->gap->selector;
    bool is_same = !selector->group.count && selector->versus_is != PM_VERSUS_TARGET &&
                   (selector->versus_is != PM_VERSUS_GROUP || selector->versus_unit);
    if (!is_same || selector->versus_unit) return true;
    struct pm_diagnostic *found =
        pm_diagnose(reading->resolver->diagnostics, PM_GAP_WITH_ITSELF,
                    reading->statement->word_span, "all would be compared with themselves");
    pm_help(reading->resolver->diagnostics, found,
            "name the unit that they are compared with: `gap all vs all of UNIT`");
    return false;
}

/* ---- The lines of the block ---- */

/* A line that has nothing to act on. */
static void refuse_line(const struct gap_reading *reading, const struct pm_statement *line,
                        const char *why)
{
    struct pm_diagnostic *found =
        pm_diagnose(reading->resolver->diagnostics, PM_GAP_LINE_UNUSED, line->word_span,
                    "`%.*s` has nothing to act on", (int)line->word.size, line->word.bytes);
    pm_say(reading->resolver->diagnostics, found, "%s", why);
    pm_help(reading->resolver->diagnostics, found, "leave the line out");
}

static void read_weights(const struct gap_reading *reading)
{
    struct pm_resolver *resolver = reading->resolver;
    const struct pm_statement *line =
        pm_statement_get_single(resolver, reading->statement, "weights");
    bool is_weighted = reading->gap->kind == PM_GAP_WEIGHTED_RISK_RATIO;
    if (line && !is_weighted)
        refuse_line(reading, line, "only a `weighted_risk_ratio` is weighted");
    else if (line)
        reading->gap->weights = pm_read_one_unit(resolver, pm_slot_node(pm_slot(line, "UNIT")));
    if (line || !is_weighted) return;
    struct pm_diagnostic *found =
        report(reading, PM_GAP_WITHOUT_WEIGHTS, "does not say whose composition it takes");
    pm_help(resolver->diagnostics, found, "add `{ weights of UNIT }`, such as the state");
}

static void read_stand_in(const struct gap_reading *reading)
{
    struct pm_resolver *resolver = reading->resolver;
    const struct pm_statement *line =
        pm_statement_get_single(resolver, reading->statement, "otherwise");
    if (!line) return;
    if (!reading->gap->minimum.n && !reading->gap->minimum.cell) {
        refuse_line(reading, line, "neither the gap nor the metric has a `minimum`");
        return;
    }
    reading->gap->has_stand_in = pm_read_versus(
        resolver, pm_slot(line, "GROUP"), pm_slot(line, "UNIT"), false, &reading->gap->stand_in);
}

static void read_reference(const struct gap_reading *reading)
{
    struct pm_resolver *resolver = reading->resolver;
    const struct pm_statement *line =
        pm_statement_get_single(resolver, reading->statement, "reference");
    if (!line) return;
    const char *word = pm_read_word(resolver, pm_slot(line, "WORD"), "gap reference");
    struct pm_period period = pm_read_period(resolver, pm_slot_node(pm_slot(line, "PERIOD")));
    enum pm_versus versus = reading->gap->selector.versus_is;
    if (!word || !pm_period_is(period)) return;
    if (strcmp(word, "chosen") == 0 && versus != PM_VERSUS_BEST) {
        refuse_line(reading, line, "only the best group is chosen by its figures");
        return;
    }
    if (versus == PM_VERSUS_TARGET) {
        refuse_line(reading, line, "a target has its own period");
        return;
    }
    if (strcmp(word, "chosen") == 0)
        reading->gap->chosen = period;
    else
        reading->gap->frozen = period;
}

static void read_correction(const struct gap_reading *reading)
{
    struct pm_resolver *resolver = reading->resolver;
    const struct pm_statement *line =
        pm_statement_get_single(resolver, reading->statement, "correction");
    const struct pm_node *node = line ? pm_slot_node(pm_slot(line, "NUMBER")) : NULL;
    if (!node) return;
    if (reading->gap->kind != PM_GAP_ODDS_RATIO) {
        refuse_line(reading, line, "only an `odds_ratio` divides by the cell of nobody");
        return;
    }
    reading->gap->has_correction = node->number.mantissa > 0;
    reading->gap->correction = node->number;
}

static void read_block(const struct gap_reading *reading)
{
    struct pm_resolver *resolver = reading->resolver;
    struct pm_minimum *minimum = &reading->gap->minimum;
    pm_read_minimum(resolver, reading->statement, minimum);
    reading->gap->has_minimum = minimum->n || minimum->cell;
    if (!minimum->n) minimum->n = reading->metric->minimum.n;
    if (!minimum->cell) minimum->cell = reading->metric->minimum.cell;
    if (!minimum->points) minimum->points = reading->metric->minimum.points;
    read_weights(reading);
    read_stand_in(reading);
    read_reference(reading);
    read_correction(reading);
    const struct pm_statement *since =
        pm_statement_get_single(resolver, reading->statement, "since");
    if (since)
        reading->gap->since = pm_read_period(resolver, pm_slot_node(pm_slot(since, "PERIOD")));
}

static bool read_gap(const struct gap_reading *reading)
{
    struct pm_resolver *resolver = reading->resolver;
    struct pm_gap_line *gap = reading->gap;
    const char *word = pm_read_word(resolver, pm_slot(reading->statement, "MEASURE"), "gap kind");
    if (word) pm_gap_kind_find(pm_text_from(word), &gap->kind);
    if (!pm_read_selector(resolver, reading->statement, &gap->selector) ||
        !pm_check_reach(resolver, reading->metric, &gap->selector.group) ||
        !pm_check_reach(resolver, reading->metric, &gap->selector.versus))
        return false;
    read_block(reading);
    return check_counts(reading) && check_reference(reading) && check_each(reading) &&
           check_best(reading) && check_itself(reading);
}

void pm_read_gaps(struct pm_resolver *resolver, const struct pm_statement *statement,
                  struct pm_metric *metric)
{
    PM_ARRAY(struct pm_gap_line) gaps = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!pm_text_is(child->word, "gap")) continue;
        struct pm_gap_line gap = {.at = child->span};
        struct gap_reading reading = {resolver, metric, child, &gap};
        if (read_gap(&reading)) PM_PUSH(resolver->arena, &gaps, gap);
    }
    metric->gaps = gaps.items;
    metric->gap_count = gaps.count;
}

void pm_read_limits(struct pm_resolver *resolver, const struct pm_statement *statement,
                    struct pm_metric *metric)
{
    const struct pm_statement *line = pm_statement_get_single(resolver, statement, "limits");
    if (!line) return;
    const struct pm_slot *word = pm_slot(line, "WORD");
    const struct pm_slot *periods = pm_slot(line, "PERIODS");
    metric->limits.at = line->span;
    metric->limits.screens = word && pm_read_word(resolver, word, "limits") != NULL;
    if (periods) pm_read_periods(resolver, periods, &metric->limits.first, &metric->limits.last);
}
