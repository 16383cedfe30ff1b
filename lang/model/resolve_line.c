/* resolve_line.c: the lines of a measure: one fact each. */
#include "lang/model/measure.h"
#include "lang/model/resolve_plan.h"

struct pm_metric pm_metric_of_gap(const struct pm_metric *metric, enum pm_gap_kind kind)
{
    struct pm_metric shown = *metric;
    enum pm_gap_form form = pm_gap_kind_info(kind)->form;
    if (form == PM_GAP_FORM_TIMES) {
        shown.type = PM_TYPE_NUMBER;
        shown.unit = "ratio";
    } else if (form == PM_GAP_FORM_SHARE) {
        shown.type = PM_TYPE_SHARE;
        shown.unit = "percent";
    } else if (metric->type == PM_TYPE_SHARE) {
        shown.type = PM_TYPE_POINTS;
    }
    return shown;
}

struct pm_metric pm_metric_of_selector(const struct pm_metric *metric,
                                       const struct pm_selector *selector)
{
    if (!selector->has_versus || metric->type == PM_TYPE_UNKNOWN) return *metric;
    const struct pm_gap_line *gap = pm_metric_find_gap(metric, selector);
    return pm_metric_of_gap(metric, gap ? gap->kind : PM_GAP_DIFFERENCE);
}

/* The metric in whose figures a line is written: its own, but for gaps. */
static const struct pm_metric *metric_of_line(struct pm_resolver *resolver,
                                              const struct pm_measure *measure,
                                              const struct pm_line *line)
{
    if (!line->selector.has_versus) return measure->metric;
    struct pm_metric *metric = PM_NEW(resolver->arena, struct pm_metric);
    *metric = pm_metric_of_selector(measure->metric, &line->selector);
    return metric;
}

static const struct pm_expression *read_amount(struct pm_resolver *resolver,
                                               const struct pm_measure *measure,
                                               const struct pm_line *line,
                                               const struct pm_slot *slot)
{
    const struct pm_node *node = pm_slot_node(slot);
    if (!node) return NULL;
    return pm_resolve_quantity(resolver, metric_of_line(resolver, measure, line), node);
}

const struct pm_expression *pm_resolve_fixed_amount(struct pm_resolver *resolver,
                                                    const struct pm_metric *metric,
                                                    const struct pm_slot *slot, const char *what,
                                                    const char *help)
{
    const struct pm_node *node = pm_slot_node(slot);
    const struct pm_expression *amount = node ? pm_resolve_quantity(resolver, metric, node) : NULL;
    if (!amount || amount->type == PM_TYPE_UNKNOWN || !pm_expression_uses_variables(amount))
        return amount;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_AMOUNT_NOT_FIXED, slot->span,
                    "%s is an amount, not worked out from other figures", what);
    pm_help(resolver->diagnostics, found, "%s", help);
    return amount;
}

/* A line's quantity that must be known from the text alone. */
static const struct pm_expression *read_fixed_amount(struct pm_resolver *resolver,
                                                     const struct pm_measure *measure,
                                                     const struct pm_line *line,
                                                     const struct pm_slot *slot)
{
    const struct pm_metric *metric = metric_of_line(resolver, measure, line);
    if (line->kind == PM_LINE_BASELINE)
        return pm_resolve_fixed_amount(
            resolver, metric, slot, "a baseline",
            "write the amount, or leave it out to take the figure in the data");
    return pm_resolve_fixed_amount(resolver, metric, slot, "the figure that a distance leads to",
                                   "write the amount, such as `100%`");
}

static bool is_pending(const struct pm_slot *slot)
{
    const struct pm_node *node = pm_slot_node(slot);
    return node && node->kind == PM_NODE_NAME && pm_text_is(node->text, "pending");
}

static void read_quantity(struct pm_resolver *resolver, const struct pm_measure *measure,
                          const struct pm_statement *statement, struct pm_line *line)
{
    const struct pm_slot *slot = pm_slot(statement, "QUANTITY");
    bool may_wait = line->kind != PM_LINE_ALTERNATIVE;
    if (may_wait && is_pending(slot))
        line->pending = true;
    else if (line->kind == PM_LINE_BASELINE)
        line->quantity = read_fixed_amount(resolver, measure, line, slot);
    else
        line->quantity = read_amount(resolver, measure, line, slot);
}

/* ---- Close ---- */

/* The other side, where only one `gap` line of the metric is about these groups. */
static bool take_versus(const struct pm_metric *metric, struct pm_selector *selector)
{
    for (size_t i = 0; i < metric->gap_count; i++) {
        const struct pm_selector *gap = &metric->gaps[i].selector;
        if (!gap->has_versus || gap->each != selector->each || gap->versus_is == PM_VERSUS_TARGET ||
            metric->gaps[i].kind == PM_GAP_INDEX_OF_DISPARITY ||
            !pm_crossing_equal(&gap->group, &selector->group))
            continue;
        selector->has_versus = true;
        selector->versus_is = gap->versus_is;
        selector->versus = gap->versus;
        selector->versus_unit = gap->versus_unit;
        return true;
    }
    return false;
}

static bool read_gap_share(struct pm_resolver *resolver, const struct pm_measure *measure,
                           const struct pm_statement *statement, struct pm_line *line)
{
    const struct pm_slot *to = pm_slot_at(statement, "to", "QUANTITY");
    line->of_gap = true;
    if (to) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_CLOSE_GAP_TO, to->span,
                        "a gap closes to nothing else than its other side");
        pm_help(resolver->diagnostics, found,
                "leave `to` out, or write `of distance to` for a distance to an amount");
        return false;
    }
    if (line->selector.has_versus || take_versus(measure->metric, &line->selector)) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_CLOSE_WITHOUT_GAP, statement->span,
                    "it is not said between which groups the gap is to be closed");
    pm_help(resolver->diagnostics, found,
            "write `for GROUP vs GROUP`, or give the metric a `gap` line for this group");
    return false;
}

static bool read_distance_share(struct pm_resolver *resolver, const struct pm_measure *measure,
                                const struct pm_statement *statement, struct pm_line *line)
{
    const struct pm_slot *to = pm_slot_at(statement, "to", "QUANTITY");
    if (to) {
        line->quantity = read_fixed_amount(resolver, measure, line, to);
        return true;
    }
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_CLOSE_WITHOUT_END, statement->span,
                    "it is not said where the distance leads to");
    pm_help(resolver->diagnostics, found, "write `of distance to 100%%` or another amount");
    return false;
}

static bool read_close(struct pm_resolver *resolver, const struct pm_measure *measure,
                       const struct pm_statement *statement, struct pm_line *line)
{
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "SHARE"));
    if (!node) return false;
    if (node->kind == PM_NODE_PERCENT_OF && node->children[0]->kind == PM_NODE_NAME) {
        line->share = node->number;
        line->share.places = (uint8_t)(line->share.places + 2);
        if (pm_text_is(node->children[0]->text, "gap"))
            return read_gap_share(resolver, measure, statement, line);
        if (pm_text_is(node->children[0]->text, "distance"))
            return read_distance_share(resolver, measure, statement, line);
    }
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_CLOSE_OF_WHAT, node->span,
                                              "it is not said of what this share is to go");
    pm_help(resolver->diagnostics, found,
            "write `close 50%% of gap for GROUP vs GROUP` or `close 50%% of distance to QUANTITY`");
    return false;
}

/* ---- Maintain ---- */

static bool read_maintain(struct pm_resolver *resolver, const struct pm_measure *measure,
                          const struct pm_statement *statement, struct pm_line *line)
{
    const struct pm_slot *over = pm_slot(statement, "PERIODS");
    line->from = read_amount(resolver, measure, line, pm_slot_at(statement, "from", "QUANTITY"));
    line->to = read_amount(resolver, measure, line, pm_slot_at(statement, "to", "QUANTITY"));
    if (over) {
        line->period_at = over->span;
        if (!pm_read_periods(resolver, over, &line->over_first, &line->over_last)) return false;
    }
    if (line->from || line->to) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_MAINTAIN_EMPTY, statement->span,
                    "it is not said what is to be maintained");
    pm_help(resolver->diagnostics, found,
            "write `maintain from 80%%`, `maintain to 3%%`, or both bounds");
    return false;
}

/* ---- A line ---- */

static enum pm_line_kind kind_of(struct pm_text word)
{
    if (pm_text_is(word, "baseline")) return PM_LINE_BASELINE;
    if (pm_text_is(word, "target")) return PM_LINE_TARGET;
    if (pm_text_is(word, "alternative")) return PM_LINE_ALTERNATIVE;
    return pm_text_is(word, "close") ? PM_LINE_CLOSE : PM_LINE_MAINTAIN;
}

/* The period of the line, the first of several; false after a report, or where none is known. */
static bool read_line_periods(struct pm_resolver *resolver, const struct pm_statement *statement,
                              struct pm_line *line, struct pm_period *last)
{
    const struct pm_slot *one = pm_slot(statement, "PERIOD");
    const struct pm_slot *several = pm_slot(statement, "PERIODS");
    if (one) {
        line->period_at = one->span;
        line->period = *last = pm_read_period(resolver, pm_slot_node(one));
    } else if (several) {
        line->period_at = several->span;
        if (!pm_read_periods(resolver, several, &line->period, last)) return false;
    }
    return pm_period_is(line->period);
}

bool pm_resolve_line(struct pm_resolver *resolver, const struct pm_measure *measure,
                     const struct pm_statement *statement, struct pm_line *out,
                     struct pm_period *last)
{
    *out = (struct pm_line){.at = statement->word_span, .kind = kind_of(statement->word)};
    *last = (struct pm_period){0};
    if (statement->damaged) return false;
    bool selected = pm_read_selector(resolver, statement, &out->selector);
    if (out->kind == PM_LINE_MAINTAIN)
        return selected && read_maintain(resolver, measure, statement, out);
    bool is_read = read_line_periods(resolver, statement, out, last) && selected;
    if (!selected) return false;
    if (out->kind == PM_LINE_CLOSE) return read_close(resolver, measure, statement, out) && is_read;
    read_quantity(resolver, measure, statement, out);
    return is_read;
}
