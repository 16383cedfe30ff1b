#include "lang/model/measure.h"
#include "lang/model/work.h"

#include "lang/model/writer.h"

#include <stdio.h>
#include <string.h>

const struct pm_source_decl *pm_metric_source(const struct pm_metric *metric)
{
    return metric->is_rate ? metric->denominator.source : metric->value.source;
}

const struct pm_unit_set *pm_metric_set(const struct pm_metric *metric)
{
    return metric->is_rate ? metric->denominator.set : metric->value.set;
}

bool pm_metric_is_quantile(const struct pm_metric *metric)
{
    return !metric->is_rate && (metric->value.aggregate == PM_AGGREGATE_MEDIAN ||
                                metric->value.aggregate == PM_AGGREGATE_PERCENTILE);
}

bool pm_metric_is_derived(const struct pm_metric *metric)
{
    return metric->formula || pm_metric_set(metric);
}

static bool side_equal(const struct pm_group_reference *a, const struct pm_group_reference *b)
{
    if (a->dimension != b->dimension || a->group != b->group) return false;
    if (!a->key || !b->key) return a->key == b->key;
    return strcmp(a->key, b->key) == 0;
}

bool pm_crossing_equal(const struct pm_crossing *a, const struct pm_crossing *b)
{
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++) {
        bool found = false;
        for (size_t j = 0; j < b->count; j++)
            if (side_equal(&a->sides[i], &b->sides[j])) found = true;
        if (!found) return false;
    }
    return true;
}

bool pm_unit_reference_equal(const struct pm_unit_reference *a, const struct pm_unit_reference *b)
{
    if (!a || !b) return a == b;
    if (a->unit != b->unit || a->set != b->set || a->key_count != b->key_count) return false;
    for (size_t i = 0; i < a->key_count; i++)
        if (strcmp(a->keys[i], b->keys[i]) != 0) return false;
    return true;
}

static bool versus_equal(const struct pm_selector *a, const struct pm_selector *b)
{
    return a->has_versus == b->has_versus && a->versus_is == b->versus_is &&
           pm_crossing_equal(&a->versus, &b->versus) &&
           pm_unit_reference_equal(a->versus_unit, b->versus_unit);
}

bool pm_selector_equal(const struct pm_selector *a, const struct pm_selector *b)
{
    return a->each == b->each && pm_crossing_equal(&a->group, &b->group) && versus_equal(a, b) &&
           pm_unit_reference_equal(a->unit, b->unit);
}

/* True when `each` of the dimensions of one crossing meets the groups of the other. */
static bool crossing_covers(const struct pm_crossing *each, const struct pm_crossing *groups)
{
    if (each->count != groups->count) return false;
    for (size_t i = 0; i < each->count; i++) {
        bool found = false;
        for (size_t j = 0; j < groups->count; j++)
            if (each->sides[i].dimension == groups->sides[j].dimension) found = true;
        if (!found) return false;
    }
    return true;
}

const struct pm_gap_line *pm_metric_find_gap(const struct pm_metric *metric,
                                             const struct pm_selector *selector)
{
    const struct pm_gap_line *found = NULL;
    for (size_t i = 0; i < metric->gap_count; i++) {
        const struct pm_selector *gap = &metric->gaps[i].selector;
        if (!versus_equal(gap, selector) || metric->gaps[i].kind == PM_GAP_INDEX_OF_DISPARITY)
            continue;
        bool same = gap->each == selector->each && pm_crossing_equal(&gap->group, &selector->group);
        if (!same && !(gap->each && crossing_covers(&gap->group, &selector->group))) continue;
        if (!found || metric->gaps[i].kind == PM_GAP_DIFFERENCE) found = &metric->gaps[i];
        if (found->kind == PM_GAP_DIFFERENCE) break;
    }
    return found;
}

bool pm_line_is_newest(const struct pm_measure *measure, const struct pm_line *line)
{
    return line->revision == measure->revision_count;
}

bool pm_line_is_target(const struct pm_line *line)
{
    return line->kind == PM_LINE_TARGET || line->kind == PM_LINE_CLOSE;
}

bool pm_expression_uses_variables(const struct pm_expression *expression)
{
    if (expression->kind == PM_EXPRESSION_VARIABLE) return true;
    for (size_t i = 0; i < expression->child_count; i++)
        if (pm_expression_uses_variables(expression->children[i])) return true;
    return false;
}

bool pm_expression_uses(const struct pm_expression *expression, enum pm_variable variable)
{
    if (!expression) return false;
    if (expression->kind == PM_EXPRESSION_VARIABLE) return expression->variable == variable;
    for (size_t i = 0; i < expression->child_count; i++)
        if (pm_expression_uses(expression->children[i], variable)) return true;
    return false;
}

struct pm_ratio pm_expression_amount(const struct pm_expression *expression)
{
    static const struct pm_variables none;
    if (!expression || expression->type == PM_TYPE_UNKNOWN) return pm_ratio_undefined();
    return pm_expression_value(expression, &none);
}

static void write_crossing(struct pm_writer *writer, const struct pm_crossing *crossing)
{
    for (size_t i = 0; i < crossing->count; i++) {
        const struct pm_group_reference *side = &crossing->sides[i];
        if (i) pm_write(writer, " * ");
        if (side->key) {
            pm_write_format(writer, "%s(", side->dimension->name);
            pm_write_quoted(writer, side->key);
            pm_write(writer, ")");
        } else {
            pm_write(writer, side->group ? side->group->name : side->dimension->name);
        }
    }
}

static void write_unit(struct pm_writer *writer, const struct pm_unit_reference *reference)
{
    pm_write(writer, reference->unit ? reference->unit->name : reference->set->name);
    for (size_t i = 0; i < reference->key_count; i++) {
        pm_write(writer, i ? ", " : "(");
        pm_write_quoted(writer, reference->keys[i]);
    }
    if (reference->key_count) pm_write(writer, ")");
}

static void write_versus(struct pm_writer *writer, const struct pm_selector *selector)
{
    static const char *const words[] = {"", "others", "all", "best", "same", "target"};
    if (!selector->has_versus) return;
    pm_write(writer, words[selector->versus_is]);
    write_crossing(writer, &selector->versus);
    if (!selector->versus_unit) return;
    pm_write(writer, " of ");
    write_unit(writer, selector->versus_unit);
}

const char *pm_versus_text(struct pm_arena *arena, const struct pm_selector *selector)
{
    struct pm_writer writer = pm_writer_make(arena);
    write_versus(&writer, selector);
    return pm_writer_text(&writer);
}

const char *pm_selector_text(struct pm_arena *arena, const struct pm_selector *selector)
{
    struct pm_writer writer = pm_writer_make(arena);
    if (selector->group.count) pm_write(&writer, selector->each ? " for each " : " for ");
    write_crossing(&writer, &selector->group);
    if (selector->has_versus && !selector->group.count) pm_write(&writer, " for all");
    if (selector->has_versus) pm_write(&writer, " vs ");
    write_versus(&writer, selector);
    if (selector->unit) {
        pm_write(&writer, " at ");
        write_unit(&writer, selector->unit);
    }
    return pm_writer_text(&writer);
}

const char *pm_crossing_text(struct pm_arena *arena, const struct pm_crossing *crossing)
{
    struct pm_writer writer = pm_writer_make(arena);
    write_crossing(&writer, crossing);
    return pm_writer_text(&writer);
}

const char *pm_unit_reference_text(struct pm_arena *arena,
                                   const struct pm_unit_reference *reference)
{
    struct pm_writer writer = pm_writer_make(arena);
    write_unit(&writer, reference);
    return pm_writer_text(&writer);
}

/* With as many decimals as it has, nine at most. */
static void write_number(struct pm_writer *writer, struct pm_ratio number)
{
    char text[80];
    pm_ratio_format(number, PM_MOST_PLACES, text, sizeof text);
    size_t size = strlen(text);
    while (size && strchr(text, '.') && text[size - 1] == '0')
        size--;
    if (size && text[size - 1] == '.') size--;
    pm_write_bytes(writer, text, size);
}

const char *pm_amount_text(struct pm_arena *arena, struct pm_ratio amount, enum pm_type type)
{
    struct pm_writer writer = pm_writer_make(arena);
    bool hundredths = type == PM_TYPE_SHARE || type == PM_TYPE_POINTS;
    if (!pm_ratio_is_defined(amount)) return "?";
    if (hundredths) amount = pm_ratio_multiply(amount, pm_ratio_from_integer(100));
    if (type == PM_TYPE_MONEY) {
        pm_write(&writer, pm_ratio_sign(amount) < 0 ? "-$" : "$");
        amount = pm_ratio_absolute(amount);
    }
    write_number(&writer, amount);
    if (type == PM_TYPE_SHARE) pm_write(&writer, "%");
    bool one = pm_ratio_compare(pm_ratio_absolute(amount), pm_ratio_from_integer(1)) == 0;
    if (type == PM_TYPE_POINTS) pm_write(&writer, one ? " pt" : " pts");
    if (type == PM_TYPE_DURATION) pm_write(&writer, one ? " day" : " days");
    return pm_writer_text(&writer);
}

const char *pm_measure_home(const struct pm_measure *measure)
{
    if (measure->goal) return measure->goal->name;
    if (measure->work) return measure->work->name;
    return measure->training ? measure->training->name : measure->service->name;
}

const char *pm_measure_home_path(struct pm_arena *arena, const struct pm_measure *measure)
{
    const char *name = pm_measure_home(measure);
    if (measure->service || !measure->plan) return name;
    return pm_arena_format(arena, "%s.%s", measure->plan->name, name);
}

const char *pm_measure_home_text(struct pm_arena *arena, const struct pm_measure *measure)
{
    static const char *const words[] = {
        [PM_STRATEGY] = "strategy", [PM_INITIATIVE] = "initiative", [PM_ACTIVITY] = "activity"};
    const char *what = measure->goal       ? "goal"
                       : measure->work     ? words[measure->work->kind]
                       : measure->training ? "training"
                                           : "service";
    return pm_arena_format(arena, "%s `%s`", what, pm_measure_home(measure));
}
