/* resolve_measure.c: a metric in the service of a goal: its units, its path, its lines, and what is
 * read from data. */
#include "lang/model/measure.h"
#include "lang/model/resolve_plan.h"

#include <string.h>

/* ---- Units ---- */

static void report_many_units(struct pm_resolver *resolver, const struct pm_slot *slot)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_ACROSS_MANY, slot->nodes[1]->span,
                    "a measure goes across one set of units");
    pm_label(resolver->diagnostics, found, slot->nodes[0]->span, "the first one");
    pm_help(resolver->diagnostics, found,
            "write a measure for each, or declare a set of units that holds them all");
}

static void read_across(struct pm_resolver *resolver, const struct pm_statement *statement,
                        struct pm_measure *measure)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "across");
    const struct pm_slot *slot = child ? pm_slot(child, "UNITS") : NULL;
    const struct pm_slot *where = child ? pm_slot(child, "CONDITION") : NULL;
    if (!slot || !slot->node_count) return;
    if (slot->node_count > 1) report_many_units(resolver, slot);
    measure->across = pm_read_unit(resolver, slot->nodes[0]);
    if (!measure->across || !where) return;
    if (measure->across->set) {
        measure->across_where =
            pm_resolve_row_condition(resolver, measure->across->set->source, false, where);
        return;
    }
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_ACROSS_WHERE_UNIT, where->span,
        "`%s` is a single unit, of which no condition can choose", measure->across->unit->name);
    pm_help(resolver->diagnostics, found, "leave `where` out, or go across a set of units");
}

static void read_peers(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_measure *measure)
{
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "peers");
    const struct pm_slot *slot = child ? pm_slot(child, "UNITS") : NULL;
    if (!slot || !slot->node_count || child->damaged) return;
    struct pm_peers *peers = PM_NEW(resolver->arena, struct pm_peers);
    const char *word = pm_read_word(resolver, pm_slot(child, "WORD"), "quartiles");
    if (slot->node_count > 1) report_many_units(resolver, slot);
    peers->at = child->word_span;
    peers->units = pm_read_unit(resolver, slot->nodes[0]);
    for (int i = PM_QUARTILES_INCLUSIVE; word && i <= PM_QUARTILES_RANK; i++)
        if (strcmp(pm_quartiles_word((enum pm_quartiles)i), word) == 0)
            peers->quartiles = (enum pm_quartiles)i;
    if (!peers->units || !word) return;
    if (!peers->units->set) {
        struct pm_diagnostic *found = pm_diagnose(
            resolver->diagnostics, PM_PEERS_OF_ONE, slot->span,
            "`%s` is a single unit, which has no place among peers", peers->units->unit->name);
        pm_help(resolver->diagnostics, found, "name a set of units, such as `peers schools`");
        return;
    }
    peers->where = pm_resolve_row_condition(resolver, peers->units->set->source, false,
                                            pm_slot(child, "CONDITION"));
    measure->peers = peers;
}

/* ---- What is read from data ---- */

static struct pm_target_column read_target_column(struct pm_resolver *resolver,
                                                  const struct pm_source_decl *source,
                                                  const struct pm_statement *statement)
{
    struct pm_target_column column = {.at = statement->span};
    const struct pm_node *field = pm_slot_node(pm_slot(statement, "FIELD"));
    const struct pm_node *on = pm_slot_node(pm_slot(statement, "PERIOD"));
    if (field) column.column = pm_read_column(resolver, source, field);
    if (on) column.on = pm_read_period(resolver, on);
    return column;
}

static struct pm_target_column read_bound(struct pm_resolver *resolver,
                                          const struct pm_source_decl *source,
                                          const struct pm_statement *statement, const char *word)
{
    struct pm_target_column column = {.at = statement->span};
    const struct pm_node *field = pm_slot_node(pm_slot_at(statement, word, "FIELD"));
    if (field) column.column = pm_read_column(resolver, source, field);
    return column;
}

static bool is_number(enum pm_type type)
{
    return type != PM_TYPE_TEXT && type != PM_TYPE_BOOL && type != PM_TYPE_DATE &&
           type != PM_TYPE_TIME;
}

static void check_target_column(struct pm_resolver *resolver, const struct pm_target_column *given)
{
    if (!given->column || is_number(given->column->type)) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_TARGET_COLUMN_TYPE, given->at,
                    "column `%s` holds %s, and a target is a figure", given->column->name,
                    pm_type_name(given->column->type));
    pm_label(resolver->diagnostics, found, given->column->at, "declared here");
    pm_help(resolver->diagnostics, found, "name a field of type `number`, `percent` or the like");
}

static void check_targets_block(struct pm_resolver *resolver, const struct pm_statement *statement,
                                const struct pm_targets_from *targets)
{
    if (statement->damaged || targets->baseline.at.end || targets->target.at.end ||
        targets->maintain_from.at.end)
        return;
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_TARGETS_EMPTY, statement->span,
        "`targets from %s` does not say which columns hold the targets", targets->source->name);
    pm_help(resolver->diagnostics, found,
            "add a block such as `{ baseline start ; target goal }` with the names of columns");
}

static void read_targets(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_measure *measure)
{
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "SOURCE"));
    struct pm_name *name = node ? pm_name_get(resolver, PM_KIND_SOURCE, NULL, node) : NULL;
    if (!name) return;
    struct pm_targets_from targets = {.at = statement->word_span, .source = name->object};
    targets.where =
        pm_resolve_row_condition(resolver, targets.source, false, pm_slot(statement, "CONDITION"));
    const struct pm_statement *baseline = pm_statement_get_single(resolver, statement, "baseline");
    const struct pm_statement *target = pm_statement_get_single(resolver, statement, "target");
    const struct pm_statement *maintain = pm_statement_get_single(resolver, statement, "maintain");
    if (baseline) targets.baseline = read_target_column(resolver, targets.source, baseline);
    if (target) targets.target = read_target_column(resolver, targets.source, target);
    if (maintain) {
        targets.maintain_from = read_bound(resolver, targets.source, maintain, "from");
        targets.maintain_to = read_bound(resolver, targets.source, maintain, "to");
    }
    check_target_column(resolver, &targets.baseline);
    check_target_column(resolver, &targets.target);
    check_target_column(resolver, &targets.maintain_from);
    check_target_column(resolver, &targets.maintain_to);
    check_targets_block(resolver, statement, &targets);
    measure->targets[measure->targets_count++] = targets;
}

/* ---- Comparison with a publisher ---- */

/* The source that a field is to be found in: the one named before the dot, else the metric's. */
static const struct pm_source_decl *source_of_field(struct pm_resolver *resolver,
                                                    const struct pm_metric *metric,
                                                    const struct pm_node *node)
{
    const char *dot = node->text.size ? memchr(node->text.bytes, '.', node->text.size) : NULL;
    if (!dot) return pm_metric_source(metric);
    struct pm_text text = {node->text.bytes, (size_t)(dot - node->text.bytes)};
    struct pm_span at = node->span;
    at.end = at.begin + (uint32_t)text.size;
    struct pm_name *name = pm_name_get_text(resolver, PM_KIND_SOURCE, NULL, text, at);
    return name ? name->object : NULL;
}

static bool read_tolerance(struct pm_resolver *resolver, const struct pm_node *node,
                           struct pm_decimal *out)
{
    bool hundredths = node->kind == PM_NODE_PERCENT || node->kind == PM_NODE_POINTS;
    *out = node->number;
    if (hundredths) out->places = (uint8_t)(out->places + 2);
    if (hundredths || node->kind == PM_NODE_NUMBER || node->kind == PM_NODE_MONEY) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_COMPARE_TOLERANCE, node->span,
                    "the tolerance of a comparison is an amount");
    pm_help(resolver->diagnostics, found, "write a number, a percent or points, such as `0.1 pts`");
    return false;
}

static void read_compare(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_measure *measure)
{
    const struct pm_node *field = pm_slot_node(pm_slot(statement, "FIELD"));
    const struct pm_node *tolerance = pm_slot_node(pm_slot(statement, "TOLERANCE"));
    const struct pm_source_decl *source =
        field ? source_of_field(resolver, measure->metric, field) : NULL;
    const struct pm_column *column = source ? pm_read_column(resolver, source, field) : NULL;
    if (!column) return;
    struct pm_compare compare = {.at = statement->word_span, .source = source};
    compare.path.steps = PM_NEW_ITEMS(resolver->arena, const struct pm_column *, 1);
    compare.path.steps[0] = column;
    compare.path.count = 1;
    compare.where =
        pm_resolve_row_condition(resolver, source, false, pm_slot(statement, "CONDITION"));
    if (tolerance) compare.has_tolerance = read_tolerance(resolver, tolerance, &compare.tolerance);
    measure->compares[measure->compare_count++] = compare;
}

/* ---- What comes from the rating and the metric ---- */

static void take_minimum(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_measure *measure)
{
    const struct pm_minimum *outer = &measure->metric->minimum;
    pm_read_minimum(resolver, statement, &measure->minimum);
    if (!measure->minimum.n) measure->minimum.n = outer->n;
    if (!measure->minimum.cell) measure->minimum.cell = outer->cell;
    if (!measure->minimum.points) measure->minimum.points = outer->points;
}

/* The rating's roundings, then those of the metric that the rating says nothing about. */
static void take_roundings(struct pm_resolver *resolver, struct pm_measure *measure)
{
    const struct pm_rating *rating = measure->rating;
    const struct pm_metric *metric = measure->metric;
    size_t most = rating->rounding_count + metric->rounding_count;
    measure->roundings = PM_NEW_ITEMS(resolver->arena, struct pm_rounding, most);
    for (size_t i = 0; i < rating->rounding_count; i++)
        measure->roundings[measure->rounding_count++] = rating->roundings[i];
    for (size_t i = 0; i < metric->rounding_count; i++) {
        bool said = false;
        for (size_t j = 0; j < rating->rounding_count; j++)
            if (rating->roundings[j].what == metric->roundings[i].what) said = true;
        if (!said) measure->roundings[measure->rounding_count++] = metric->roundings[i];
    }
}

/* ---- A measure ---- */

static void read_children(struct pm_resolver *resolver, const struct pm_statement *statement,
                          struct pm_measure *measure)
{
    size_t count = statement->child_count;
    pm_read_lines(resolver, statement, measure);
    measure->targets = PM_NEW_ITEMS(resolver->arena, struct pm_targets_from,
                                    pm_count_children(statement, "targets"));
    measure->compares =
        PM_NEW_ITEMS(resolver->arena, struct pm_compare, pm_count_children(statement, "compare"));
    for (size_t i = 0; i < count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (pm_text_is(child->word, "targets")) {
            read_targets(resolver, child, measure);
        } else if (pm_text_is(child->word, "compare")) {
            read_compare(resolver, child, measure);
        } else if (pm_text_is(child->word, "reference")) {
            const char *word = pm_read_word(resolver, pm_slot(child, "WORD"), "reference");
            measure->reference_is_said = true;
            measure->reference_is_frozen = word && strcmp(word, "frozen") == 0;
        }
    }
}

static struct pm_measure *read_measure(struct pm_resolver *resolver,
                                       const struct pm_handed_down *handed_down,
                                       const struct pm_statement *statement)
{
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "METRIC"));
    struct pm_name *name = node ? pm_name_get(resolver, PM_KIND_METRIC, NULL, node) : NULL;
    if (!name) return NULL;
    struct pm_measure *measure = PM_NEW(resolver->arena, struct pm_measure);
    measure->plan = handed_down->plan;
    measure->units = handed_down->units;
    measure->unit_count = handed_down->unit_count;
    measure->metric = name->object;
    measure->facts.at = node->span;
    measure->facts.owner_post = measure->facts.about = "";
    pm_read_facts(resolver, statement, &measure->facts);
    pm_read_selector(resolver, statement, &measure->fixed);
    read_across(resolver, statement, measure);
    read_peers(resolver, statement, measure);
    const struct pm_slot *end = handed_down->course_end;
    measure->course = handed_down->course;
    pm_read_course(resolver, statement, &measure->course, &end);
    pm_read_course_end(resolver, measure->metric, end, &measure->course);
    pm_read_pauses(resolver, statement, handed_down->pauses, handed_down->pause_count,
                   &measure->pauses, &measure->pause_count);
    measure->rating = pm_read_rating(resolver, statement, handed_down->rating);
    take_minimum(resolver, statement, measure);
    take_roundings(resolver, measure);
    read_children(resolver, statement, measure);
    struct pm_overall_place place = {.plan = measure->plan, .measure = measure};
    measure->overall = pm_read_overall(resolver, statement, &place, NULL);
    measure->weight = pm_read_weight(resolver, statement);
    return measure;
}

struct pm_measure **pm_read_measures(struct pm_resolver *resolver,
                                     const struct pm_handed_down *handed_down,
                                     const struct pm_statement *statement, size_t *count)
{
    size_t most = pm_count_children(statement, "measure");
    struct pm_measure **measures = PM_NEW_ITEMS(resolver->arena, struct pm_measure *, most);
    const struct pm_statement *child;
    *count = 0;
    for (size_t at = 0; (child = pm_next_child(statement, "measure", &at)) != NULL;) {
        struct pm_measure *measure = read_measure(resolver, handed_down, child);
        if (measure) measures[(*count)++] = measure;
    }
    return measures;
}
