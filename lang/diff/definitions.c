/* definitions.c: metrics that count something else, and metrics that became others. */
#include "lang/diff/compare.h"

#include "lang/model/measure.h"

#include <string.h>

/* ---- What stayed while a definition changed ---- */

static bool has_targets(const struct pm_declared *measure)
{
    for (size_t i = 0; i < measure->facts.count; i++)
        if (pm_fact_has_key(&measure->facts.items[i], "target") ||
            pm_fact_has_key(&measure->facts.items[i], "close") ||
            pm_fact_has_key(&measure->facts.items[i], "maintain"))
            return true;
    return false;
}

/* A measure of the metric whose targets are word for word what they were; NULL when none is. */
static const struct pm_declared *find_kept(const struct pm_comparison *comparison,
                                           const struct pm_declared *metric)
{
    const struct pm_half *half = &comparison->halves[PM_AFTER];
    for (size_t i = 0; i < half->declared.count; i++) {
        const struct pm_declared *each = half->declared.items[i];
        const struct pm_measure *measure = each->object;
        if (!pm_is_of_family(each, "measure") || !measure || !each->pair) continue;
        if (measure->metric != metric->object) continue;
        if (each->keeps_targets || (pm_facts_are_same(each) && has_targets(each))) return each;
    }
    return NULL;
}

/* A change of the metric that says that figures are not compared across it. */
static struct pm_change *find_break(const struct pm_comparison *comparison,
                                    const struct pm_declared *metric)
{
    for (size_t i = 0; i < comparison->found.count; i++) {
        struct pm_change *each = comparison->found.items[i];
        if (each->origin == metric && each->id == PM_CHANGE_assessment_version_changed &&
            !each->old.is_there)
            return each;
    }
    return NULL;
}

static bool is_renamed(const struct pm_declared *metric)
{
    return metric->definition.items[0]->id == PM_CHANGE_metric_renamed;
}

/* The class of a change that stands for others is theirs where they have one in common. */
static void take_class(struct pm_change *change)
{
    bool weakens = false;
    bool strengthens = change->claim_count > 0;
    for (size_t i = 0; i < change->claim_count; i++) {
        weakens = weakens || change->claims[i]->ambition == PM_WEAKENING;
        strengthens = strengthens && change->claims[i]->ambition == PM_STRENGTHENING;
    }
    if (weakens) change->ambition = PM_WEAKENING;
    if (strengthens) change->ambition = PM_STRENGTHENING;
}

static void stand_for(struct pm_comparison *comparison, struct pm_declared *metric,
                      enum pm_change_id id)
{
    struct pm_pair pair = {{metric->pair, metric}};
    struct pm_change *change = pm_change_add(comparison, &pair, id);
    size_t first = is_renamed(metric) && metric->definition.count > 1 ? 1 : 0;
    change->old = metric->definition.items[first]->old;
    change->new = metric->definition.items[first]->new;
    for (size_t i = 0; i < metric->definition.count; i++)
        pm_change_claim(comparison, change, metric->definition.items[i]);
    take_class(change);
    metric->definition.items[0] = change;
    metric->definition.count = 1;
}

static void bridge(struct pm_comparison *comparison, struct pm_declared *metric,
                   struct pm_change *declared_break)
{
    for (size_t i = 0; i < metric->definition.count; i++)
        metric->definition.items[i]->comparability = PM_BRIDGED;
    pm_change_claim(comparison, metric->definition.items[0], declared_break);
}

static void judge(struct pm_comparison *comparison, struct pm_declared *metric)
{
    struct pm_change *declared_break = find_break(comparison, metric);
    const struct pm_declared *kept = find_kept(comparison, metric);
    bool changes_name = is_renamed(metric);
    if (changes_name && metric->definition.count == 1) return;
    if (changes_name) stand_for(comparison, metric, PM_CHANGE_metric_replaced);
    if (kept && !changes_name) {
        stand_for(comparison, metric, PM_CHANGE_metric_redefined_target_kept);
        metric->definition.items[0]->remark =
            pm_arena_format(comparison->arena, "the targets of `%s` did not change", kept->name);
    }
    if (declared_break)
        bridge(comparison, metric, declared_break);
    else
        metric->definition.items[0]->help =
            pm_arena_format(comparison->arena,
                            "write `break PERIOD \"why\"` into the metric, so that figures are not "
                            "compared across the change");
}

void pm_judge_definitions(struct pm_comparison *comparison)
{
    const struct pm_half *half = &comparison->halves[PM_AFTER];
    for (size_t i = 0; i < half->declared.count; i++)
        if (half->declared.items[i]->definition.count) judge(comparison, half->declared.items[i]);
}

/* ---- Metrics that were divided or put together ---- */

static bool same_expression(struct pm_arena *arena, const struct pm_expression *a,
                            const struct pm_expression *b)
{
    return strcmp(pm_expression_text(arena, a), pm_expression_text(arena, b)) == 0;
}

static bool has_condition(struct pm_arena *arena, const struct pm_expression *all,
                          const struct pm_expression *one)
{
    if (same_expression(arena, all, one)) return true;
    if (!all || all->kind != PM_EXPRESSION_AND) return false;
    for (size_t i = 0; i < all->child_count; i++)
        if (has_condition(arena, all->children[i], one)) return true;
    return false;
}

/* True when `part` asks for all that `whole` asks for. */
static bool implies(struct pm_arena *arena, const struct pm_expression *part,
                    const struct pm_expression *whole)
{
    if (!whole || has_condition(arena, part, whole)) return true;
    if (whole->kind != PM_EXPRESSION_AND) return false;
    for (size_t i = 0; i < whole->child_count; i++)
        if (!implies(arena, part, whole->children[i])) return false;
    return true;
}

static bool is_part_of_term(struct pm_arena *arena, const struct pm_term *part,
                            const struct pm_term *whole)
{
    if (!part->source || !whole->source) return part->source == whole->source;
    return strcmp(part->source->name, whole->source->name) == 0 &&
           part->aggregate == whole->aggregate &&
           same_expression(arena, part->expression, whole->expression) &&
           implies(arena, part->where, whole->where);
}

/* The same figure, of fewer rows. */
static bool is_part(struct pm_arena *arena, const struct pm_metric *part,
                    const struct pm_metric *whole)
{
    if (part->is_rate != whole->is_rate || part->direction != whole->direction) return false;
    const struct pm_term *narrow = part->is_rate ? &part->denominator : &part->value;
    const struct pm_term *wide = whole->is_rate ? &whole->denominator : &whole->value;
    bool counts_same =
        !part->is_rate || is_part_of_term(arena, &part->numerator, &whole->numerator);
    return counts_same && is_part_of_term(arena, narrow, wide) &&
           !same_expression(arena, narrow->where, wide->where);
}

/* Metrics of one side alone that are parts of `whole`, which the other side alone has. */
static size_t find_parts(const struct pm_comparison *comparison, enum pm_side side,
                         const struct pm_declared *whole, struct pm_declared **parts, size_t most)
{
    const struct pm_half *half = &comparison->halves[side];
    size_t count = 0;
    for (size_t i = 0; i < half->declared.count && count < most; i++) {
        struct pm_declared *each = half->declared.items[i];
        if (each->pair || each->is_explained || !pm_is_of_family(each, "metric")) continue;
        if (each->object && is_part(comparison->arena, each->object, whole->object))
            parts[count++] = each;
    }
    return count;
}

static void report_parts(struct pm_comparison *comparison, enum pm_side side,
                         struct pm_declared *whole)
{
    enum { MOST_PARTS = 64 };
    enum pm_side other = side == PM_BEFORE ? PM_AFTER : PM_BEFORE;
    struct pm_declared *parts[MOST_PARTS];
    size_t count = find_parts(comparison, other, whole, parts, MOST_PARTS);
    if (count < 2) return;
    struct pm_pair pair = {{NULL, NULL}};
    pair.sides[side] = whole;
    pair.sides[other] = parts[0];
    struct pm_change *change = pm_change_add(
        comparison, &pair, side == PM_BEFORE ? PM_CHANGE_metric_split : PM_CHANGE_metric_merged);
    change->subject = whole->name;
    change->old = pm_side_of_declared(comparison, PM_BEFORE, pair.sides[PM_BEFORE]);
    change->new = pm_side_of_declared(comparison, PM_AFTER, pair.sides[PM_AFTER]);
    size_t from = comparison->found.count;
    struct pm_pair alone = {{NULL, NULL}};
    alone.sides[side] = whole;
    pm_report_missing(comparison, &alone);
    for (size_t i = 0; i < count; i++) {
        struct pm_pair part = {{NULL, NULL}};
        part.sides[other] = parts[i];
        pm_report_missing(comparison, &part);
    }
    pm_change_claim_from(comparison, change, from);
}

void pm_split_metrics(struct pm_comparison *comparison)
{
    for (int side = 0; side < 2; side++) {
        const struct pm_half *half = &comparison->halves[side];
        for (size_t i = 0; i < half->declared.count; i++) {
            struct pm_declared *each = half->declared.items[i];
            if (!each->pair && !each->is_explained && each->object &&
                pm_is_of_family(each, "metric"))
                report_parts(comparison, (enum pm_side)side, each);
        }
    }
}
