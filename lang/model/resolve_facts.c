/* resolve_facts.c: parts and facts that declarations of the improvement cycle share. */
#include "lang/model/measure.h"
#include "lang/model/resolve_work.h"

#include <string.h>

/* ---- Lists ---- */

struct pm_nodes pm_gather_nodes(struct pm_resolver *resolver, const struct pm_statement *statement,
                                const char *word, const char *key)
{
    PM_ARRAY(const struct pm_node *) nodes = {0};
    const struct pm_statement *child;
    for (size_t at = 0; (child = pm_next_child(statement, word, &at)) != NULL;) {
        const struct pm_slot *slot = pm_slot(child, key);
        for (size_t i = 0; slot && i < slot->node_count; i++)
            PM_PUSH(resolver->arena, &nodes, slot->nodes[i]);
    }
    return (struct pm_nodes){nodes.items, nodes.count};
}

struct pm_unit_reference *pm_read_units_of(struct pm_resolver *resolver,
                                           const struct pm_statement *statement, const char *word,
                                           const char *key, size_t *count)
{
    struct pm_nodes nodes = pm_gather_nodes(resolver, statement, word, key);
    struct pm_unit_reference *units =
        PM_NEW_ITEMS(resolver->arena, struct pm_unit_reference, nodes.count);
    *count = 0;
    for (size_t i = 0; i < nodes.count; i++) {
        const struct pm_unit_reference *unit = pm_read_unit(resolver, nodes.items[i]);
        if (unit) units[(*count)++] = *unit;
    }
    return units;
}

static bool is_named_before(struct pm_resolver *resolver, const struct pm_unit_reference *units,
                            size_t count, const struct pm_unit_reference *unit)
{
    for (size_t i = 0; i < count; i++) {
        if (!pm_unit_reference_equal(&units[i], unit)) continue;
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_UNIT_TWICE, unit->at, "`%s` is named twice",
                        pm_unit_reference_text(resolver->arena, unit));
        pm_label(resolver->diagnostics, found, units[i].at, "named here first");
        pm_help(resolver->diagnostics, found, "name each unit once");
        return true;
    }
    return false;
}

struct pm_unit_reference *pm_read_members_of(struct pm_resolver *resolver,
                                             const struct pm_statement *statement, const char *word,
                                             size_t *count)
{
    struct pm_unit_reference *units = pm_read_units_of(resolver, statement, word, "UNITS", count);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!is_named_before(resolver, units, kept, &units[i])) units[kept++] = units[i];
    *count = kept;
    return units;
}

const struct pm_unit_reference *pm_read_unit_slot(struct pm_resolver *resolver,
                                                  const struct pm_slot *slot)
{
    return slot ? pm_read_unit(resolver, pm_slot_node(slot)) : NULL;
}

const struct pm_metric **pm_read_metrics_of(struct pm_resolver *resolver,
                                            const struct pm_statement *statement, const char *word,
                                            size_t *count)
{
    struct pm_nodes nodes = pm_gather_nodes(resolver, statement, word, "METRICS");
    const struct pm_metric **metrics =
        PM_NEW_ITEMS(resolver->arena, const struct pm_metric *, nodes.count);
    *count = 0;
    for (size_t i = 0; i < nodes.count; i++) {
        const struct pm_name *name = pm_name_get(resolver, PM_KIND_METRIC, NULL, nodes.items[i]);
        if (name) metrics[(*count)++] = name->object;
    }
    return metrics;
}

const struct pm_goal **pm_read_aligns(struct pm_resolver *resolver, const struct pm_plan *plan,
                                      const struct pm_statement *statement, size_t *count)
{
    struct pm_nodes nodes = pm_gather_nodes(resolver, statement, "aligns", "GOALS");
    struct pm_wish wish = {PM_WISH(GOAL), "goal", plan, NULL};
    const struct pm_goal **goals =
        PM_NEW_ITEMS(resolver->arena, const struct pm_goal *, nodes.count);
    *count = 0;
    for (size_t i = 0; i < nodes.count; i++) {
        struct pm_subject_reference goal;
        if (pm_read_subject(resolver, &wish, nodes.items[i], &goal, NULL))
            goals[(*count)++] = goal.object;
    }
    return goals;
}

const struct pm_metric *pm_read_metric(struct pm_resolver *resolver, const struct pm_slot *slot)
{
    const struct pm_name *name =
        slot ? pm_name_get(resolver, PM_KIND_METRIC, NULL, pm_slot_node(slot)) : NULL;
    return name ? name->object : NULL;
}

void pm_read_period_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_period *first, struct pm_period *last)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "period");
    struct pm_period from;
    struct pm_period to;
    if (!child || !pm_read_periods(resolver, pm_slot(child, "PERIODS"), &from, &to)) return;
    *first = from;
    *last = to;
}

/* ---- Times and amounts ---- */

int64_t pm_minutes_of_unit(const char *unit)
{
    static const struct {
        const char *unit;
        int64_t minutes;
    } rows[] = {{"minute", 1},
                {"hour", 60},
                {"day", 1440},
                {"week", 7 * 1440},
                {"month", 30 * 1440},
                {"quarter", 91 * 1440},
                {"semester", 182 * 1440},
                {"year", 365 * 1440}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(unit, rows[i].unit) == 0) return rows[i].minutes;
    return 0;
}

int32_t pm_read_minutes(struct pm_resolver *resolver, const struct pm_node *node)
{
    if (!node || node->kind != PM_NODE_DURATION) return 0;
    struct pm_ratio minutes = pm_ratio_multiply(
        pm_ratio_from_decimal(node->number), pm_ratio_from_integer(pm_minutes_of_unit(node->unit)));
    if (pm_ratio_is_defined(minutes)) minutes = pm_ratio_round(minutes, pm_ratio_from_integer(1));
    if (pm_ratio_is_defined(minutes) && minutes.numerator > 0 && minutes.numerator <= INT32_MAX / 2)
        return (int32_t)minutes.numerator;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_DURATION_UNFIT, node->span,
                    "this is no length of time that can be counted in minutes");
    pm_help(resolver->diagnostics, found, "write minutes, hours, days or weeks: `20 minutes`");
    return 0;
}

int32_t pm_read_minutes_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                           const char *word)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, word);
    return child ? pm_read_minutes(resolver, pm_slot_node(pm_slot(child, "DURATION"))) : 0;
}

int32_t pm_read_time(struct pm_resolver *resolver, const struct pm_node *node)
{
    if (!node || node->kind != PM_NODE_TIME || node->text.size != 5) return -1;
    const char *bytes = node->text.bytes;
    int32_t hour = (bytes[0] - '0') * 10 + (bytes[1] - '0');
    int32_t minute = (bytes[3] - '0') * 10 + (bytes[4] - '0');
    if (hour < 24 && minute < 60) return hour * 60 + minute;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_TIME_UNREAL, node->span, "no day has a time `%.*s`",
                    (int)node->text.size, bytes);
    pm_help(resolver->diagnostics, found, "times run from 00:00 to 23:59");
    return -1;
}

bool pm_read_amount(struct pm_resolver *resolver, const struct pm_node *node,
                    struct pm_decimal *out)
{
    bool negative = node->kind == PM_NODE_SIGN && node->operation == PM_OP_MINUS;
    const struct pm_node *inner = node->kind == PM_NODE_SIGN ? node->children[0] : node;
    bool hundredths = inner->kind == PM_NODE_POINTS || inner->kind == PM_NODE_PERCENT;
    *out = inner->number;
    if (hundredths) out->places = (uint8_t)(out->places + 2);
    if (negative) out->mantissa = -out->mantissa;
    if (hundredths || inner->kind == PM_NODE_NUMBER || inner->kind == PM_NODE_MONEY) return true;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_EXPRESSION_UNFIT,
                                              node->span, "an amount is needed here");
    pm_help(resolver->diagnostics, found, "write a number, a percent, points or money: `24%%`");
    return false;
}

/* ---- Facts ---- */

static void report_neither(struct pm_resolver *resolver, const struct pm_metric *metric,
                           struct pm_span at)
{
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_EXPECTS_NEITHER, at,
        "neither way is better for `%s`, so no movement of it can be hoped for", metric->name);
    pm_label(resolver->diagnostics, found, metric->direction_at, "`better neither`");
    pm_help(resolver->diagnostics, found, "name a metric that has a good direction");
}

struct pm_expectation *pm_read_expectations(struct pm_resolver *resolver,
                                            const struct pm_statement *statement, size_t *count)
{
    struct pm_expectation *list = PM_NEW_ITEMS(resolver->arena, struct pm_expectation,
                                               pm_count_children(statement, "expects"));
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "expects", &at)) != NULL;) {
        struct pm_expectation expectation = {.at = child->span};
        const struct pm_slot *metric = pm_slot(child, "METRIC");
        const char *word = pm_read_word(resolver, pm_slot(child, "WORD"), "movement");
        expectation.metric = pm_read_metric(resolver, metric);
        expectation.by = pm_read_period(resolver, pm_slot_node(pm_slot(child, "PERIOD")));
        if (!expectation.metric || !word || !pm_period_is(expectation.by)) continue;
        expectation.direction = strcmp(word, "higher") == 0 ? 1 : -1;
        if (expectation.metric->direction_at.end && !expectation.metric->direction)
            report_neither(resolver, expectation.metric, metric->span);
        else
            list[(*count)++] = expectation;
    }
    return list;
}

struct pm_evidence_tier *pm_read_tiers(struct pm_resolver *resolver,
                                       const struct pm_statement *statement, size_t *count)
{
    struct pm_evidence_tier *list = PM_NEW_ITEMS(resolver->arena, struct pm_evidence_tier,
                                                 pm_count_children(statement, "evidence"));
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "evidence", &at)) != NULL;) {
        const struct pm_node *node = pm_slot_node(pm_slot(child, "NUMBER"));
        struct pm_evidence_tier tier = {.at = child->span};
        tier.tier = pm_read_count(resolver, node);
        tier.text = pm_read_text(resolver, pm_slot(child, "TEXT"));
        if (tier.tier < 0) continue;
        if (tier.tier >= 1 && tier.tier <= 4) {
            list[(*count)++] = tier;
            continue;
        }
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_EVIDENCE_TIER, node->span,
                        "there is no tier %lld of evidence", (long long)tier.tier);
        pm_help(resolver->diagnostics, found,
                "tiers are 1 (strong), 2 (moderate), 3 (promising), 4 (has a rationale)");
    }
    return list;
}

struct pm_cause *pm_read_causes(struct pm_resolver *resolver, const struct pm_statement *statement,
                                size_t *count)
{
    struct pm_cause *list =
        PM_NEW_ITEMS(resolver->arena, struct pm_cause, pm_count_children(statement, "cause"));
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "cause", &at)) != NULL;) {
        struct pm_cause *cause = &list[(*count)++];
        cause->at = child->span;
        cause->text = pm_read_text(resolver, pm_slot(child, "TEXT"));
        cause->shown_by = pm_read_metric(resolver, pm_slot(child, "METRIC"));
    }
    return list;
}

struct pm_progress *pm_read_progress(struct pm_resolver *resolver,
                                     const struct pm_statement *statement, size_t *count)
{
    struct pm_progress *list =
        PM_NEW_ITEMS(resolver->arena, struct pm_progress, pm_count_children(statement, "progress"));
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "progress", &at)) != NULL;) {
        struct pm_progress progress = {.at = child->span};
        progress.day = pm_read_day(resolver, pm_slot_node(pm_slot(child, "DATE")));
        progress.word = pm_read_word(resolver, pm_slot(child, "WORD"), "progress");
        progress.text = pm_read_text(resolver, pm_slot(child, "TEXT"));
        if (progress.day != PM_NO_DAY && progress.word) list[(*count)++] = progress;
    }
    return list;
}

void pm_check_starts_and_ends(struct pm_resolver *resolver, const struct pm_statement *statement,
                              const char *name, int32_t starts_day, int32_t ends_day)
{
    const struct pm_statement *starts = pm_statement_child(statement, "starts");
    const struct pm_statement *ends = pm_statement_child(statement, "ends");
    if (!starts || !ends || starts_day == PM_NO_DAY || ends_day == PM_NO_DAY ||
        starts_day <= ends_day)
        return;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_DATES_BACKWARDS, ends->span,
                                              "`%s` ends before it starts", name);
    pm_label(resolver->diagnostics, found, starts->span, "it starts later");
    pm_help(resolver->diagnostics, found, "write a day after `ends` that is later than `starts`");
}
