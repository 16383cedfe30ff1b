/* diff_metric.c: what a metric counts, and how it is shown. */
#include "lang/diff/compare.h"

#include "lang/diff/quantity.h"
#include "lang/model/measure.h"

#include <string.h>

/* ---- Conditions that hold at once ---- */

struct conditions { /* parts of a condition joined by `and` */
    PM_ARRAY(const struct pm_expression *) items;
};

static void add_conditions(struct pm_arena *arena, struct conditions *out,
                           const struct pm_expression *expression)
{
    if (!expression) return;
    if (expression->kind != PM_EXPRESSION_AND) {
        PM_PUSH(arena, &out->items, expression);
        return;
    }
    for (size_t i = 0; i < expression->child_count; i++)
        add_conditions(arena, out, expression->children[i]);
}

/* The conditions of `a` that are not among those of `b`, by their texts. */
static struct conditions without(const struct pm_comparison *comparison, const struct conditions *a,
                                 const struct conditions *b)
{
    struct conditions out = {{0}};
    for (size_t i = 0; i < a->items.count; i++) {
        const char *text =
            pm_rename_text(comparison, pm_expression_text(comparison->arena, a->items.items[i]));
        bool is_there = false;
        for (size_t j = 0; j < b->items.count && !is_there; j++)
            is_there = strcmp(text, pm_rename_text(comparison,
                                                   pm_expression_text(comparison->arena,
                                                                      b->items.items[j]))) == 0;
        if (!is_there) PM_PUSH(comparison->arena, &out.items, a->items.items[i]);
    }
    return out;
}

/* A condition that leaves rows out by name: not this, other than that. */
static bool is_exclusion(const struct pm_expression *expression)
{
    return expression->kind == PM_EXPRESSION_NOT || expression->kind == PM_EXPRESSION_UNEQUAL;
}

static bool are_exclusions(const struct conditions *conditions)
{
    for (size_t i = 0; i < conditions->items.count; i++)
        if (!is_exclusion(conditions->items.items[i])) return false;
    return conditions->items.count > 0;
}

/* ---- Terms ---- */

enum role { ROLE_NUMERATOR, ROLE_BASE }; /* what is counted of the base; which rows there are */

struct metric_comparison {
    struct pm_comparison *comparison;
    const struct pm_pair *pair;
    const struct pm_metric *metrics[2];
    int direction; /* of both sides; 0 where it changed */
};

/* Notes what changed about the definition, for the transitions. */
static struct pm_change *put(const struct metric_comparison *metrics, enum pm_change_id id,
                             const char *key)
{
    struct pm_fact *facts[2];
    for (int side = 0; side < 2; side++) {
        struct pm_declared *declared = metrics->pair->sides[side];
        facts[side] = NULL;
        for (size_t i = 0; i < declared->facts.count; i++)
            if (!declared->facts.items[i].is_same &&
                pm_fact_has_key(&declared->facts.items[i], key))
                facts[side] = &declared->facts.items[i];
    }
    struct pm_change *change = pm_change_of_facts(metrics->comparison, metrics->pair, id,
                                                  facts[PM_BEFORE], facts[PM_AFTER]);
    pm_change_set_direction(change, metrics->direction);
    /* How a figure moves by arithmetic is the same, whichever direction is good. */
    if (metrics->direction) change->why = pm_change_kind(id)->why;
    PM_PUSH(metrics->comparison->arena, &metrics->pair->sides[PM_AFTER]->definition, change);
    return change;
}

static bool same_text(const struct metric_comparison *metrics, const struct pm_expression *a,
                      const struct pm_expression *b)
{
    struct pm_arena *arena = metrics->comparison->arena;
    const char *old = pm_rename_text(metrics->comparison, pm_expression_text(arena, a));
    return strcmp(old, pm_expression_text(arena, b)) == 0;
}

/* One condition with another number in place of it. */
static bool compare_bounds(const struct metric_comparison *metrics, enum role role, const char *key,
                           const struct pm_expression *old, const struct pm_expression *new)
{
    const struct pm_expression *before;
    const struct pm_expression *after;
    enum pm_order order = pm_condition_order(old, new, &before, &after);
    if (order != PM_ORDER_LESS && order != PM_ORDER_MORE) return false;
    if (role == ROLE_BASE) {
        put(metrics,
            order == PM_ORDER_MORE ? PM_CHANGE_metric_denominator_widened
                                   : PM_CHANGE_metric_denominator_narrowed,
            key);
        return true;
    }
    struct pm_ratio from = pm_ratio_from_decimal(before->number);
    struct pm_ratio to = pm_ratio_from_decimal(after->number);
    bool is_lower = pm_ratio_compare(to, from) < 0;
    struct pm_change *change =
        put(metrics, is_lower ? PM_CHANGE_cut_score_lowered : PM_CHANGE_cut_score_raised, key);
    /* A bound from above counts more rows when it is raised: the class goes by how many. */
    bool counts_more = order == PM_ORDER_MORE;
    pm_change_set_direction(change,
                            counts_more == is_lower ? metrics->direction : -metrics->direction);
    if (metrics->direction)
        change->why =
            pm_change_kind(counts_more ? PM_CHANGE_cut_score_lowered : PM_CHANGE_cut_score_raised)
                ->why;
    pm_change_set_amounts(change, metrics->comparison->arena, from, to);
    return true;
}

static bool compare_where(const struct metric_comparison *metrics, enum role role, const char *key,
                          const struct pm_expression *old, const struct pm_expression *new)
{
    struct conditions before = {{0}};
    struct conditions after = {{0}};
    add_conditions(metrics->comparison->arena, &before, old);
    add_conditions(metrics->comparison->arena, &after, new);
    struct conditions gone = without(metrics->comparison, &before, &after);
    struct conditions come = without(metrics->comparison, &after, &before);
    if (!gone.items.count && !come.items.count) return false;
    if (gone.items.count == 1 && come.items.count == 1 &&
        compare_bounds(metrics, role, key, gone.items.items[0], come.items.items[0]))
        return true;
    if (gone.items.count && come.items.count) {
        put(metrics, PM_CHANGE_metric_formula_changed, key);
        return true;
    }
    bool is_narrower = come.items.count > 0;
    if (role == ROLE_NUMERATOR)
        put(metrics,
            is_narrower ? PM_CHANGE_metric_numerator_narrowed : PM_CHANGE_metric_numerator_widened,
            key);
    else if (are_exclusions(is_narrower ? &come : &gone))
        put(metrics,
            is_narrower ? PM_CHANGE_metric_exclusion_added : PM_CHANGE_metric_exclusion_removed,
            key);
    else
        put(metrics,
            is_narrower ? PM_CHANGE_metric_denominator_narrowed
                        : PM_CHANGE_metric_denominator_widened,
            key);
    return true;
}

static void claim(const struct metric_comparison *metrics, const char *key)
{
    for (int side = 0; side < 2; side++) {
        struct pm_fact *fact = pm_fact_find(metrics->pair->sides[side], key);
        if (fact) fact->is_claimed = true;
    }
}

/* Numerator and denominator are of one source, so that both change it together. */
static bool is_swapped_already(const struct metric_comparison *metrics)
{
    const struct pm_declared *declared = metrics->pair->sides[PM_AFTER];
    for (size_t i = 0; i < declared->definition.count; i++)
        if (declared->definition.items[i]->id == PM_CHANGE_source_swapped) return true;
    return false;
}

static void compare_term(const struct metric_comparison *metrics, enum role role, const char *key,
                         const struct pm_term *old, const struct pm_term *new)
{
    if (!pm_fact_find(metrics->pair->sides[PM_BEFORE], key) &&
        !pm_fact_find(metrics->pair->sides[PM_AFTER], key))
        return;
    if (!old->source || !new->source) return;
    const char *source = pm_rename_text(metrics->comparison, old->source->name);
    bool is_swapped = strcmp(source, new->source->name) != 0;
    if (is_swapped && !is_swapped_already(metrics)) put(metrics, PM_CHANGE_source_swapped, key);
    if (old->aggregate != new->aggregate)
        put(metrics, PM_CHANGE_metric_aggregation_changed, key);
    else if (!is_swapped && !same_text(metrics, old->expression, new->expression))
        put(metrics, PM_CHANGE_metric_formula_changed, key);
    if (!is_swapped) compare_where(metrics, role, key, old->where, new->where);
    claim(metrics, key);
}

static void compare_terms(const struct metric_comparison *metrics)
{
    const struct pm_metric *old = metrics->metrics[PM_BEFORE];
    const struct pm_metric *new = metrics->metrics[PM_AFTER];
    if (old->is_rate == new->is_rate) {
        compare_term(metrics, ROLE_NUMERATOR, "numerator", &old->numerator, &new->numerator);
        compare_term(metrics, ROLE_BASE, "denominator", &old->denominator, &new->denominator);
        compare_term(metrics, ROLE_BASE, "value", &old->value, &new->value);
        return;
    }
    struct pm_fact *before =
        pm_fact_find(metrics->pair->sides[PM_BEFORE], old->is_rate ? "numerator" : "value");
    struct pm_fact *after =
        pm_fact_find(metrics->pair->sides[PM_AFTER], new->is_rate ? "numerator" : "value");
    struct pm_change *change = pm_change_of_facts(
        metrics->comparison, metrics->pair, PM_CHANGE_metric_aggregation_changed, before, after);
    PM_PUSH(metrics->comparison->arena, &metrics->pair->sides[PM_AFTER]->definition, change);
    claim(metrics, "denominator");
}

/* ---- Units of figures, gaps, movement ---- */

/* Type, unit and its word for reports go together. */
static void compare_unit(const struct metric_comparison *metrics)
{
    static const char *const keys[] = {"unit", "~unit text", "type"};
    struct pm_fact *first[2] = {NULL, NULL};
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            struct pm_fact *fact = pm_fact_find(metrics->pair->sides[side], keys[i]);
            if (!fact) continue;
            fact->is_claimed = true;
            if (!first[side]) first[side] = fact;
        }
    if (!first[PM_BEFORE] && !first[PM_AFTER]) return;
    if (metrics->metrics[PM_BEFORE]->is_rate != metrics->metrics[PM_AFTER]->is_rate) return;
    struct pm_change *change =
        pm_change_of_facts(metrics->comparison, metrics->pair, PM_CHANGE_metric_unit_changed,
                           first[PM_BEFORE], first[PM_AFTER]);
    PM_PUSH(metrics->comparison->arena, &metrics->pair->sides[PM_AFTER]->definition, change);
}

static size_t gap_group_size(const struct pm_fact *fact)
{
    const char *versus = strstr(fact->text, " vs ");
    const char *as = strstr(fact->text, " as ");
    const char *end = versus ? versus : as;
    return end ? (size_t)(end - fact->text) : strlen(fact->text);
}

/* A gap of the same group against another one, or of another kind. */
static void compare_gaps(const struct metric_comparison *metrics)
{
    struct pm_declared *old = metrics->pair->sides[PM_BEFORE];
    struct pm_declared *new = metrics->pair->sides[PM_AFTER];
    for (size_t i = 0; i < old->facts.count; i++) {
        struct pm_fact *before = &old->facts.items[i];
        if (!pm_fact_is_left(before) || !pm_fact_has_key(before, "gap")) continue;
        size_t size = gap_group_size(before);
        for (size_t j = 0; j < new->facts.count &&pm_fact_is_left(before); j++) {
            struct pm_fact *after = &new->facts.items[j];
            if (!pm_fact_is_left(after) || gap_group_size(after) != size) continue;
            if (strncmp(before->text, after->text, size) != 0) continue;
            pm_change_of_facts(metrics->comparison, metrics->pair, PM_CHANGE_gap_reference_changed,
                               before, after);
        }
        if (pm_fact_is_left(before))
            pm_change_of_facts(metrics->comparison, metrics->pair, PM_CHANGE_gap_dropped, before,
                               NULL);
    }
    for (struct pm_fact *after = pm_fact_find(new, "gap"); after; after = pm_fact_find(new, "gap"))
        pm_change_of_facts(metrics->comparison, metrics->pair, PM_CHANGE_gap_added, NULL, after);
}

static void compare_movement(const struct metric_comparison *metrics)
{
    struct pm_declared *old = metrics->pair->sides[PM_BEFORE];
    struct pm_declared *new = metrics->pair->sides[PM_AFTER];
    struct pm_fact *was = pm_fact_find(old, "leading");
    struct pm_fact *is = pm_fact_find(new, "leading");
    struct pm_fact *was_lagging = pm_fact_find(old, "lagging");
    struct pm_fact *is_lagging = pm_fact_find(new, "lagging");
    if (was && is) {
        pm_change_of_facts(metrics->comparison, metrics->pair, PM_CHANGE_metric_lead_time_changed,
                           was, is);
        return;
    }
    if (is && !was) {
        pm_change_of_facts(metrics->comparison, metrics->pair, PM_CHANGE_metric_lagging_to_leading,
                           was_lagging, is);
        was_lagging = NULL;
    }
    if (was && !is) {
        pm_change_of_facts(metrics->comparison, metrics->pair, PM_CHANGE_metric_leading_to_lagging,
                           was, is_lagging);
        is_lagging = NULL;
    }
    /* Which results it should move comes and goes with that. */
    if (!was == !is) return;
    struct pm_declared *side = was ? old : new;
    for (struct pm_fact *leads = pm_fact_find(side, "leads"); leads;
         leads = pm_fact_find(side, "leads"))
        leads->is_claimed = true;
}

void pm_compare_metric(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    struct metric_comparison metrics = {.comparison = comparison, .pair = pair};
    for (int side = 0; side < 2; side++) {
        metrics.metrics[side] = pair->sides[side]->object;
        if (!metrics.metrics[side]) return;
    }
    int before = metrics.metrics[PM_BEFORE]->direction;
    metrics.direction = before == metrics.metrics[PM_AFTER]->direction ? before : 0;
    compare_terms(&metrics);
    compare_unit(&metrics);
    compare_gaps(&metrics);
    compare_movement(&metrics);
}
