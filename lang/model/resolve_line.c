/* resolve_line.c: the lines of a measure: one fact each. */
#include "lang/model/measure.h"
#include "lang/model/resolve_plan.h"

struct pm_metric pm_metric_of_selector(const struct pm_metric *metric,
                                       const struct pm_selector *selector)
{
    struct pm_metric shown = *metric;
    if (!selector->has_versus || metric->type == PM_TYPE_UNKNOWN) return shown;
    const struct pm_gap_line *gap = pm_metric_find_gap(metric, selector);
    if (gap && gap->kind == PM_GAP_RATIO) {
        shown.type = PM_TYPE_NUMBER;
        shown.unit = "ratio";
    } else if (metric->type == PM_TYPE_SHARE) {
        shown.type = PM_TYPE_POINTS;
    }
    return shown;
}

static const struct pm_expression *read_amount(struct pm_resolver *resolver,
                                               const struct pm_measure *measure,
                                               const struct pm_line *line,
                                               const struct pm_slot *slot)
{
    const struct pm_node *node = pm_slot_node(slot);
    if (!node) return NULL;
    struct pm_metric *metric = PM_NEW(resolver->arena, struct pm_metric);
    *metric = pm_metric_of_selector(measure->metric, &line->selector);
    return pm_resolve_quantity(resolver, metric, node);
}

/* A line's quantity that must be known from the text alone. */
static const struct pm_expression *read_fixed_amount(struct pm_resolver *resolver,
                                                     const struct pm_measure *measure,
                                                     const struct pm_line *line,
                                                     const struct pm_slot *slot)
{
    const struct pm_expression *amount = read_amount(resolver, measure, line, slot);
    if (!amount || amount->type == PM_TYPE_UNKNOWN || !pm_expression_uses_variables(amount))
        return amount;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_AMOUNT_NOT_FIXED, slot->span,
                    line->kind == PM_LINE_BASELINE
                        ? "a baseline is an amount, not worked out from other figures"
                        : "the figure that a distance leads to is an amount");
    pm_help(resolver->diagnostics, found,
            line->kind == PM_LINE_BASELINE
                ? "write the amount, or leave it out to take the figure in the data"
                : "write the amount, such as `100%%`");
    return amount;
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
        if (!gap->has_versus || gap->each != selector->each ||
            !pm_crossing_equal(&gap->group, &selector->group))
            continue;
        selector->has_versus = true;
        selector->versus_others = gap->versus_others;
        selector->versus = gap->versus;
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

bool pm_resolve_line(struct pm_resolver *resolver, const struct pm_measure *measure,
                     const struct pm_statement *statement, struct pm_line *out)
{
    *out = (struct pm_line){.at = statement->word_span, .kind = kind_of(statement->word)};
    if (statement->damaged) return false;
    bool selected = pm_read_selector(resolver, statement, &out->selector);
    const struct pm_slot *period = pm_slot(statement, "PERIOD");
    if (out->kind == PM_LINE_MAINTAIN)
        return selected && read_maintain(resolver, measure, statement, out);
    if (period) {
        out->period_at = period->span;
        out->period = pm_read_period(resolver, pm_slot_node(period));
    }
    bool is_read = selected && pm_period_is(out->period);
    if (!selected) return false;
    if (out->kind == PM_LINE_CLOSE) return read_close(resolver, measure, statement, out) && is_read;
    read_quantity(resolver, measure, statement, out);
    return is_read;
}
