/* bounds.c: the least and the greatest that a figure of a metric can be. */
#include "lang/model/expression.h"
#include "lang/model/measure.h"

/* ---- Counts ---- */

static bool is_whole(const struct pm_expression *expression);

/* `count`, or a sum of whole numbers. */
static bool counts(enum pm_aggregate aggregate, const struct pm_expression *expression)
{
    if (aggregate == PM_AGGREGATE_COUNT) return true;
    return aggregate != PM_AGGREGATE_MEAN && is_whole(expression);
}

static bool is_whole_column(const struct pm_column *column)
{
    switch (column->kind) {
    case PM_COLUMN_FIELD:
        return column->field_type == PM_FIELD_INT;
    case PM_COLUMN_DERIVED:
        return is_whole(column->expression);
    case PM_COLUMN_GATHERED:
        return counts(column->aggregate, column->gathered);
    }
    return false;
}

static bool is_whole(const struct pm_expression *expression)
{
    if (!expression || expression->type != PM_TYPE_NUMBER) return false;
    if (expression->kind == PM_EXPRESSION_NUMBER) return expression->number.places == 0;
    if (expression->kind == PM_EXPRESSION_FIELD)
        return is_whole_column(expression->path.steps[expression->path.count - 1]);
    if (expression->kind != PM_EXPRESSION_ADD && expression->kind != PM_EXPRESSION_SUBTRACT)
        return false;
    return is_whole(expression->children[0]) && is_whole(expression->children[1]);
}

/* Points by a count of those who have them may be any number. */
static bool is_like(const struct pm_term *above, const struct pm_term *below)
{
    bool counts_above = above->aggregate == PM_AGGREGATE_COUNT;
    bool counts_below = below->aggregate == PM_AGGREGATE_COUNT;
    return counts_above == counts_below && counts(above->aggregate, above->expression) &&
           counts(below->aggregate, below->expression);
}

/* ---- Bounds ---- */

bool pm_metric_is_part(const struct pm_metric *metric)
{
    if (!metric->is_rate || metric->has_per || metric->type != PM_TYPE_SHARE) return false;
    if (metric->numerator.source != metric->denominator.source) return false;
    if (!is_like(&metric->numerator, &metric->denominator)) return false;
    struct pm_ratio high = pm_ratio_from_decimal(metric->range_high);
    return !metric->has_range || pm_ratio_compare(high, pm_ratio_from_integer(1)) <= 0;
}

bool pm_metric_bounds(const struct pm_metric *metric, struct pm_ratio *low, struct pm_ratio *high)
{
    bool is_part = pm_metric_is_part(metric);
    *low = metric->has_range ? pm_ratio_from_decimal(metric->range_low) : pm_ratio_from_integer(0);
    *high =
        metric->has_range ? pm_ratio_from_decimal(metric->range_high) : pm_ratio_from_integer(1);
    return metric->has_range || is_part;
}
