/* group_values.c: the values of groups, and whether two groups share one. */
#include "lang/model/resolve_dimension.h"

#include <stdlib.h>

/* ---- Reading ---- */

static struct pm_decimal negated(struct pm_decimal number)
{
    number.mantissa = -number.mantissa;
    return number;
}

/* A number as the columns hold it: percents as fractions. False when it is none. */
static bool read_number(const struct pm_node *node, struct pm_decimal *out, enum pm_type *type)
{
    if (node->kind == PM_NODE_SIGN) {
        if (!read_number(node->children[0], out, type)) return false;
        if (node->operation == PM_OP_MINUS) *out = negated(*out);
        return true;
    }
    *out = node->number;
    if (node->kind == PM_NODE_NUMBER) {
        *type = PM_TYPE_NUMBER;
        return true;
    }
    if (node->kind == PM_NODE_MONEY) {
        *type = PM_TYPE_MONEY;
        return true;
    }
    *type = PM_TYPE_SHARE;
    out->places = (uint8_t)(out->places + 2);
    return node->kind == PM_NODE_PERCENT;
}

static bool is_truth(const struct pm_node *node)
{
    return node->kind == PM_NODE_NAME &&
           (pm_text_is(node->text, "true") || pm_text_is(node->text, "false"));
}

static bool report_value(struct pm_resolver *resolver, const struct pm_node *node, const char *what,
                         const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_GROUP_VALUE_UNFIT, node->span, "%s", what);
    pm_help(resolver->diagnostics, found, "%s", help);
    return false;
}

static bool report_backwards(struct pm_resolver *resolver, const struct pm_node *node)
{
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_RANGE_BACKWARDS, node->span,
                                              "this range runs backwards");
    pm_help(resolver->diagnostics, found, "write the smaller end first");
    return false;
}

static bool read_days(struct pm_resolver *resolver, const struct pm_node *low,
                      const struct pm_node *high, struct pm_group_value *value)
{
    value->type = PM_TYPE_DATE;
    value->first_day = pm_read_day(resolver, low);
    value->last_day = low == high ? value->first_day : pm_read_day(resolver, high);
    return value->first_day != PM_NO_DAY && value->last_day != PM_NO_DAY;
}

/* Reads a value without asking whether it fits; `type` is of what it is. False after a report. */
static bool read_value(struct pm_resolver *resolver, const struct pm_node *node,
                       struct pm_group_value *value, enum pm_type *type)
{
    bool range = node->kind == PM_NODE_BINARY && node->operation == PM_OP_RANGE;
    const struct pm_node *low = range ? node->children[0] : node;
    const struct pm_node *high = range ? node->children[1] : node;
    enum pm_type other = PM_TYPE_UNKNOWN;
    value->at = node->span;
    if (low->kind == PM_NODE_DATE && high->kind == PM_NODE_DATE) {
        *type = PM_TYPE_DATE;
        if (!read_days(resolver, low, high, value)) return false;
        return value->first_day <= value->last_day || report_backwards(resolver, node);
    }
    if (read_number(low, &value->low, type) && read_number(high, &value->high, &other) &&
        *type == other) {
        value->type = PM_TYPE_NUMBER;
        bool ordered = pm_ratio_compare(pm_ratio_from_decimal(value->low),
                                        pm_ratio_from_decimal(value->high)) <= 0;
        return ordered || report_backwards(resolver, node);
    }
    if (node->kind == PM_NODE_TEXT) {
        *type = value->type = PM_TYPE_TEXT;
        value->text = node->text;
        return true;
    }
    if (is_truth(node)) {
        *type = value->type = PM_TYPE_BOOL;
        value->truth = pm_text_is(node->text, "true");
        return true;
    }
    return report_value(resolver, node, "this is no value that a group can stand for",
                        "write a text in quotes, a number, `true` or `false`, or a range `3..5`");
}

static bool fits(const struct pm_dimension *dimension, enum pm_type type)
{
    for (size_t i = 0; i < dimension->column_count; i++) {
        enum pm_type column = dimension->columns[i]->type;
        if (column == type || column == PM_TYPE_UNKNOWN) return true;
    }
    return dimension->column_count == 0;
}

static const char *help_for(enum pm_type column)
{
    switch (column) {
    case PM_TYPE_TEXT:
        return "write it in quotes, as the files do: \"3\"";
    case PM_TYPE_BOOL:
        return "write `true` or `false`";
    case PM_TYPE_NUMBER:
        return "write a number or a range of numbers: `3..5`";
    case PM_TYPE_SHARE:
        return "write percents: `0%..50%`";
    case PM_TYPE_MONEY:
        return "write amounts of money: `$0..$20_000`";
    case PM_TYPE_DATE:
        return "write days: `2025-07-01..2025-12-31`";
    case PM_TYPE_POINTS:
    case PM_TYPE_DURATION:
    case PM_TYPE_TIME:
    case PM_TYPE_UNKNOWN:
        break;
    }
    return "derive a field with the values wanted, and divide by it";
}

void pm_read_group_values(struct pm_resolver *resolver, const struct pm_slot *slot,
                          struct pm_group *group)
{
    const struct pm_dimension *dimension = group->dimension;
    group->values = PM_NEW_ITEMS(resolver->arena, struct pm_group_value, slot->node_count + 1);
    for (size_t i = 0; i < slot->node_count; i++) {
        struct pm_group_value value = {0};
        enum pm_type type = PM_TYPE_UNKNOWN;
        if (!read_value(resolver, slot->nodes[i], &value, &type)) continue;
        if (fits(dimension, type)) {
            group->values[group->value_count++] = value;
            continue;
        }
        const struct pm_column *column = dimension->columns[0];
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_GROUP_VALUE_UNFIT, value.at,
                        "the field `%s.%s` is %s, so no row has this value", column->source->name,
                        column->name, pm_type_name(column->type));
        pm_label(resolver->diagnostics, found, column->at, "the field is declared here");
        pm_help(resolver->diagnostics, found, "%s", help_for(column->type));
    }
}

/* ---- Values in two groups ---- */

struct placed_value {
    const struct pm_group_value *value;
    const struct pm_group *group;
};

static int order_of(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_placed(const void *left, const void *right)
{
    const struct placed_value *a = left;
    const struct placed_value *b = right;
    int order = order_of((int)a->value->type, (int)b->value->type);
    if (!order) order = pm_text_compare(a->value->text, b->value->text);
    if (!order) order = order_of(a->value->truth, b->value->truth);
    if (!order) order = order_of(a->value->first_day, b->value->first_day);
    if (!order && a->value->type == PM_TYPE_NUMBER)
        order = pm_ratio_compare(pm_ratio_from_decimal(a->value->low),
                                 pm_ratio_from_decimal(b->value->low));
    return order ? order : order_of(a->value->at.begin, b->value->at.begin);
}

/* `second` begins where `first` does or later: true when they have a value in common. */
static bool overlap(const struct pm_group_value *first, const struct pm_group_value *second)
{
    if (first->type != second->type) return false;
    if (first->type == PM_TYPE_TEXT) return pm_text_equal(first->text, second->text);
    if (first->type == PM_TYPE_BOOL) return first->truth == second->truth;
    if (first->type == PM_TYPE_DATE) return second->first_day <= first->last_day;
    return pm_ratio_compare(pm_ratio_from_decimal(second->low),
                            pm_ratio_from_decimal(first->high)) <= 0;
}

static bool ends_later(const struct pm_group_value *value, const struct pm_group_value *than)
{
    if (value->type != than->type || value->type == PM_TYPE_TEXT || value->type == PM_TYPE_BOOL)
        return true;
    if (value->type == PM_TYPE_DATE) return value->last_day > than->last_day;
    return pm_ratio_compare(pm_ratio_from_decimal(value->high), pm_ratio_from_decimal(than->high)) >
           0;
}

static void report_shared(struct pm_resolver *resolver, const struct placed_value *first,
                          const struct placed_value *second)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    if (first->value->at.begin > second->value->at.begin) {
        const struct placed_value *swapped = first;
        first = second;
        second = swapped;
    }
    bool same_group = first->group == second->group;
    struct pm_diagnostic *found =
        same_group ? pm_diagnose(list, PM_GROUP_VALUE_TWICE, second->value->at,
                                 "this value stands twice in the group `%s`", first->group->name)
                   : pm_diagnose(list, PM_GROUP_VALUE_TWICE, second->value->at,
                                 "a row with this value would be in two groups, `%s` and `%s`",
                                 first->group->name, second->group->name);
    pm_label(list, found, first->value->at, "already in `%s`", first->group->name);
    if (same_group)
        pm_help(list, found, "keep one of the two");
    else
        pm_help(list, found,
                "take it out of one group, or write `overlapping` in the dimension if "
                "rows may be in several");
}

void pm_check_group_values(struct pm_resolver *resolver, const struct pm_dimension *dimension)
{
    PM_ARRAY(struct placed_value) placed = {0};
    for (size_t i = 0; i < dimension->group_count; i++) {
        const struct pm_group *group = dimension->groups[i];
        for (size_t j = 0; j < group->value_count; j++)
            PM_PUSH(resolver->arena, &placed, ((struct placed_value){&group->values[j], group}));
    }
    if (placed.count < 2) return;
    qsort(placed.items, placed.count, sizeof *placed.items, compare_placed);
    const struct placed_value *widest = &placed.items[0]; /* ends last so far */
    for (size_t i = 1; i < placed.count; i++) {
        const struct placed_value *at = &placed.items[i];
        bool both = overlap(widest->value, at->value);
        if (both && (!dimension->overlapping || widest->group == at->group))
            report_shared(resolver, widest, at);
        if (ends_later(at->value, widest->value)) widest = at;
    }
}
