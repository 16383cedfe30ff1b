#include "lang/diff/quantity.h"

#include "lang/model/measure.h"

#include <string.h>

/* ---- Quantities ---- */

/* The variables that an expression speaks of, as bits. */
static unsigned variables_of(const struct pm_expression *expression)
{
    unsigned found = 0;
    if (expression->kind == PM_EXPRESSION_VARIABLE) found |= 1u << expression->variable;
    for (size_t i = 0; i < expression->child_count; i++)
        found |= variables_of(expression->children[i]);
    return found;
}

/* Values that stand for whatever the data may say. */
static const struct pm_ratio probes[] = {{1, 50}, {1, 4}, {3, 5}, {97, 100}, {12, 1}, {850, 1}};

enum { PROBE_COUNT = sizeof probes / sizeof *probes };

static struct pm_ratio value_at(const struct pm_expression *expression, struct pm_ratio probe)
{
    struct pm_variables variables = {.direction = 1, .tolerance = {0, 1}};
    for (int i = 0; i < PM_VARIABLE_COUNT; i++)
        variables.values[i] = probe;
    return pm_expression_value(expression, &variables);
}

static enum pm_order order_of(const struct pm_expression *a, const struct pm_expression *b,
                              bool by_size)
{
    int order = 0;
    if (!a || !b) return !a && !b ? PM_ORDER_EQUAL : PM_ORDER_UNKNOWN;
    if (variables_of(a) != variables_of(b)) return PM_ORDER_UNKNOWN;
    for (int i = 0; i < PROBE_COUNT; i++) {
        struct pm_ratio left = value_at(a, probes[i]);
        struct pm_ratio right = value_at(b, probes[i]);
        if (!pm_ratio_is_defined(left) || !pm_ratio_is_defined(right)) return PM_ORDER_UNKNOWN;
        int sign = by_size ? pm_ratio_compare(pm_ratio_absolute(right), pm_ratio_absolute(left))
                           : pm_ratio_compare(right, left);
        if (i && (sign > 0) - (sign < 0) != order) return PM_ORDER_UNKNOWN;
        order = (sign > 0) - (sign < 0);
    }
    return order > 0 ? PM_ORDER_MORE : order < 0 ? PM_ORDER_LESS : PM_ORDER_EQUAL;
}

enum pm_order pm_quantity_order(const struct pm_expression *a, const struct pm_expression *b)
{
    return order_of(a, b, false);
}

enum pm_order pm_quantity_order_of_sizes(const struct pm_expression *a,
                                         const struct pm_expression *b)
{
    return order_of(a, b, true);
}

/* ---- Conditions ---- */

static bool is_same_leaf(const struct pm_expression *a, const struct pm_expression *b)
{
    if (a->variable != b->variable || a->truth != b->truth || a->day != b->day) return false;
    if (!pm_text_equal(a->text, b->text) || a->path.count != b->path.count) return false;
    if (a->path.previous != b->path.previous) return false;
    for (size_t i = 0; i < a->path.count; i++) {
        const char *left = a->path.steps[i]->name;
        const char *right = b->path.steps[i]->name;
        if (strcmp(left, right) != 0) return false;
    }
    return true;
}

struct difference { /* the one number that is not the same */
    const struct pm_expression *old;
    const struct pm_expression *new;
    int sign; /* how the condition moves when the number grows: +1 wider, -1 narrower, 0 unknown */
    size_t count;
};

/* How what an expression says moves when its child `index` grows: of a comparison how many it holds
 * for, of a sum its value. */
static int sign_of_child(const struct pm_expression *expression, size_t index)
{
    int side = index == 0 ? -1 : 1;
    switch ((int)expression->kind) {
    case PM_EXPRESSION_LESS:
    case PM_EXPRESSION_AT_MOST:
        return side;
    case PM_EXPRESSION_MORE:
    case PM_EXPRESSION_AT_LEAST:
        return -side;
    case PM_EXPRESSION_AND:
    case PM_EXPRESSION_OR:
    case PM_EXPRESSION_ADD:
        return 1;
    case PM_EXPRESSION_SUBTRACT:
        return index == 0 ? 1 : -1;
    case PM_EXPRESSION_NOT:
    case PM_EXPRESSION_NEGATE:
        return -1;
    case PM_EXPRESSION_MULTIPLY: /* by what is not below 0: shares of counts */
        return 1;
    case PM_EXPRESSION_DIVIDE:
        return index == 0 ? 1 : 0;
    default:
        return 0;
    }
}

static void find_difference(const struct pm_expression *a, const struct pm_expression *b, int sign,
                            struct difference *out)
{
    bool is_number = a->kind == PM_EXPRESSION_NUMBER && b->kind == PM_EXPRESSION_NUMBER;
    if (is_number) {
        struct pm_ratio left = pm_ratio_from_decimal(a->number);
        struct pm_ratio right = pm_ratio_from_decimal(b->number);
        int order = pm_ratio_compare(right, left);
        if (order == 0 && a->type == b->type) return;
        *out = (struct difference){a, b, order > 0 ? sign : -sign, out->count + 1};
        return;
    }
    if (a->kind != b->kind || a->child_count != b->child_count || !is_same_leaf(a, b)) {
        *out = (struct difference){a, b, 0, out->count + 1};
        return;
    }
    for (size_t i = 0; i < a->child_count; i++)
        find_difference(a->children[i], b->children[i], sign * sign_of_child(a, i), out);
}

enum pm_order pm_condition_order(const struct pm_expression *a, const struct pm_expression *b,
                                 const struct pm_expression **old, const struct pm_expression **new)
{
    struct difference found = {0};
    *old = *new = NULL;
    if (!a || !b) return !a && !b ? PM_ORDER_EQUAL : a ? PM_ORDER_MORE : PM_ORDER_LESS;
    find_difference(a, b, 1, &found);
    if (!found.count) return PM_ORDER_EQUAL;
    if (found.count > 1 || !found.sign) return PM_ORDER_UNKNOWN;
    *old = found.old;
    *new = found.new;
    return found.sign > 0 ? PM_ORDER_MORE : PM_ORDER_LESS;
}
