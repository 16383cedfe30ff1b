#include "lang/parse/parser.h"

#include <string.h>

static uint32_t shapes_of_name(struct pm_text name)
{
    if (pm_looks_like_period(name)) return PM_SHAPE_PERIOD;
    if (memchr(name.bytes, '.', name.size)) return PM_SHAPE_DOTTED;
    if (pm_text_is(name, "previous")) return PM_SHAPE_NAME | PM_SHAPE_PERIOD | PM_SHAPE_AMOUNT_WORD;
    if (pm_text_is(name, "baseline") || pm_text_is(name, "pending"))
        return PM_SHAPE_NAME | PM_SHAPE_AMOUNT_WORD;
    if (pm_text_is(name, "true") || pm_text_is(name, "false"))
        return PM_SHAPE_NAME | PM_SHAPE_TRUTH;
    return PM_SHAPE_NAME;
}

static uint32_t shapes_of_range(const struct pm_node *range)
{
    uint32_t left = pm_shapes_of(range->children[0]);
    uint32_t right = pm_shapes_of(range->children[1]);
    uint32_t shapes = 0;
    if ((left & PM_SHAPES_AMOUNT) && (right & PM_SHAPES_AMOUNT)) shapes |= PM_SHAPE_AMOUNT_RANGE;
    if ((left & PM_SHAPE_DATE) && (right & PM_SHAPE_DATE)) shapes |= PM_SHAPE_DATE_RANGE;
    if ((left & PM_SHAPE_PERIOD) && (right & PM_SHAPE_PERIOD)) shapes |= PM_SHAPE_PERIOD_RANGE;
    return shapes;
}

/* `race * frl`: names only; how many does not matter. */
static bool is_crossing(const struct pm_node *node)
{
    uint32_t names = PM_SHAPES_REFERENCE;
    while (node->kind == PM_NODE_BINARY && node->operation == PM_OP_TIMES) {
        if (!(pm_shapes_of(node->children[1]) & names)) return false;
        node = node->children[0];
    }
    return (pm_shapes_of(node) & names) != 0;
}

static uint32_t shapes_of_binary(const struct pm_node *node)
{
    switch (node->operation) {
    case PM_OP_RANGE:
        return shapes_of_range(node);
    case PM_OP_PLUS:
    case PM_OP_MINUS:
    case PM_OP_DIVIDE:
        return PM_SHAPE_ARITHMETIC;
    case PM_OP_TIMES:
        return PM_SHAPE_ARITHMETIC | (is_crossing(node) ? PM_SHAPE_CROSSING : 0U);
    case PM_OP_NONE:
    case PM_OP_OR:
    case PM_OP_AND:
    case PM_OP_LESS:
    case PM_OP_MORE:
    case PM_OP_AT_MOST:
    case PM_OP_AT_LEAST:
    case PM_OP_EQUAL:
    case PM_OP_UNEQUAL:
    case PM_OP_IN:
    case PM_OP_NOT_IN:
    case PM_OP_REACHES:
    case PM_OP_BEATS:
        break;
    }
    return PM_SHAPE_CONDITION;
}

static uint32_t shapes_of_sign(const struct pm_node *node)
{
    uint32_t shapes = pm_shapes_of(node->children[0]) & PM_SHAPES_AMOUNT;
    bool is_literal = node->children[0]->child_count == 0;
    return is_literal && shapes ? shapes : PM_SHAPE_ARITHMETIC;
}

uint32_t pm_shapes_of(const struct pm_node *node)
{
    switch (node->kind) {
    case PM_NODE_NUMBER:
        return PM_SHAPE_NUMBER;
    case PM_NODE_PERCENT:
        return PM_SHAPE_PERCENT;
    case PM_NODE_POINTS:
        return PM_SHAPE_POINTS;
    case PM_NODE_MONEY:
        return PM_SHAPE_MONEY;
    case PM_NODE_DURATION:
        return PM_SHAPE_DURATION;
    case PM_NODE_DATE:
        return PM_SHAPE_DATE;
    case PM_NODE_MONTH_DAY:
        return PM_SHAPE_MONTH_DAY;
    case PM_NODE_TIME:
        return PM_SHAPE_TIME;
    case PM_NODE_TEXT:
        return PM_SHAPE_TEXT;
    case PM_NODE_NAME:
        return shapes_of_name(node->text);
    case PM_NODE_CALL:
        return PM_SHAPE_CALL;
    case PM_NODE_SET:
    case PM_NODE_LIST:
        return PM_SHAPE_SET;
    case PM_NODE_SIGN:
        return shapes_of_sign(node);
    case PM_NODE_PERCENT_OF:
        return PM_SHAPE_PERCENT_OF;
    case PM_NODE_NOT:
    case PM_NODE_IS:
    case PM_NODE_IS_NOT:
        return PM_SHAPE_CONDITION;
    case PM_NODE_BINARY:
        break;
    }
    return shapes_of_binary(node);
}
