/* expression.c: values and truths of expressions over variables, exactly. */
#include "lang/model/expression.h"

const char *pm_type_name(enum pm_type type)
{
    switch (type) {
    case PM_TYPE_UNKNOWN:
        return "unknown";
    case PM_TYPE_TEXT:
        return "text";
    case PM_TYPE_NUMBER:
        return "number";
    case PM_TYPE_SHARE:
        return "percent";
    case PM_TYPE_POINTS:
        return "points";
    case PM_TYPE_MONEY:
        return "money";
    case PM_TYPE_DURATION:
        return "duration";
    case PM_TYPE_DATE:
        return "date";
    case PM_TYPE_TIME:
        return "time";
    case PM_TYPE_BOOL:
        return "yes or no";
    }
    return "unknown";
}

const char *pm_variable_name(enum pm_variable variable)
{
    static const char *const names[PM_VARIABLE_COUNT] = {
        [PM_VARIABLE_VALUE] = "value",
        [PM_VARIABLE_TARGET] = "target",
        [PM_VARIABLE_EXPECTED] = "expected",
        [PM_VARIABLE_FINAL] = "final",
        [PM_VARIABLE_BASELINE] = "baseline",
        [PM_VARIABLE_PREVIOUS] = "previous",
        [PM_VARIABLE_CHANGE] = "change",
        [PM_VARIABLE_DEVIATION] = "deviation",
        [PM_VARIABLE_ATTAINMENT] = "attainment",
        [PM_VARIABLE_GAP] = "gap",
        [PM_VARIABLE_N] = "n",
        [PM_VARIABLE_STATISTICAL] = "statistical",
        [PM_VARIABLE_QUARTILE] = "quartile",
    };
    return names[variable];
}

static enum pm_truth truth_from(bool holds)
{
    return holds ? PM_TRUE : PM_FALSE;
}

static struct pm_ratio child_value(const struct pm_expression *expression, size_t child,
                                   const struct pm_variables *variables)
{
    return pm_expression_value(expression->children[child], variables);
}

static struct pm_ratio value_of_if(const struct pm_expression *expression,
                                   const struct pm_variables *variables)
{
    switch (pm_expression_truth(expression->children[0], variables)) {
    case PM_TRUE:
        return child_value(expression, 1, variables);
    case PM_FALSE:
        return child_value(expression, 2, variables);
    case PM_TRUTH_MISSING:
        break;
    }
    return pm_ratio_undefined();
}

struct pm_ratio pm_expression_value(const struct pm_expression *expression,
                                    const struct pm_variables *variables)
{
    switch ((int)expression->kind) {
    case PM_EXPRESSION_NUMBER:
        return pm_ratio_from_decimal(expression->number);
    case PM_EXPRESSION_DAY:
        return pm_ratio_from_integer(expression->day);
    case PM_EXPRESSION_VARIABLE:
        return variables->values[expression->variable];
    case PM_EXPRESSION_METRIC:
    case PM_EXPRESSION_SPENT:
        return variables->figure ? variables->figure(variables->context, expression)
                                 : pm_ratio_undefined();
    case PM_EXPRESSION_NEGATE:
        return pm_ratio_negate(child_value(expression, 0, variables));
    case PM_EXPRESSION_ADD:
        return pm_ratio_add(child_value(expression, 0, variables),
                            child_value(expression, 1, variables));
    case PM_EXPRESSION_SUBTRACT:
        return pm_ratio_subtract(child_value(expression, 0, variables),
                                 child_value(expression, 1, variables));
    case PM_EXPRESSION_MULTIPLY:
        return pm_ratio_multiply(child_value(expression, 0, variables),
                                 child_value(expression, 1, variables));
    case PM_EXPRESSION_DIVIDE:
        return pm_ratio_divide(child_value(expression, 0, variables),
                               child_value(expression, 1, variables));
    case PM_EXPRESSION_IF:
        return value_of_if(expression, variables);
    case PM_EXPRESSION_ROUND:
        return pm_ratio_round(child_value(expression, 0, variables),
                              child_value(expression, 1, variables));
    default:
        return pm_ratio_undefined(); /* no number: texts, fields, conditions */
    }
}

static bool is_condition(const struct pm_expression *expression)
{
    return expression->type == PM_TYPE_BOOL && expression->kind != PM_EXPRESSION_VARIABLE;
}

/* -1, 0 or 1 in *out; false when a side is missing. Conditions compare as no < yes. */
static bool compare(const struct pm_expression *left, const struct pm_expression *right,
                    const struct pm_variables *variables, int *out)
{
    if (is_condition(left) && is_condition(right)) {
        enum pm_truth a = pm_expression_truth(left, variables);
        enum pm_truth b = pm_expression_truth(right, variables);
        if (a == PM_TRUTH_MISSING || b == PM_TRUTH_MISSING) return false;
        *out = (a == PM_TRUE) - (b == PM_TRUE);
        return true;
    }
    if (left->kind == PM_EXPRESSION_TEXT && right->kind == PM_EXPRESSION_TEXT) {
        *out = pm_text_compare(left->text, right->text);
        return true;
    }
    struct pm_ratio a = pm_expression_value(left, variables);
    struct pm_ratio b = pm_expression_value(right, variables);
    if (!pm_ratio_is_defined(a) || !pm_ratio_is_defined(b)) return false;
    *out = pm_ratio_compare(a, b);
    return true;
}

static enum pm_truth truth_of_comparison(const struct pm_expression *expression,
                                         const struct pm_variables *variables)
{
    int order = 0;
    if (!compare(expression->children[0], expression->children[1], variables, &order))
        return PM_TRUTH_MISSING;
    switch ((int)expression->kind) {
    case PM_EXPRESSION_LESS:
        return truth_from(order < 0);
    case PM_EXPRESSION_MORE:
        return truth_from(order > 0);
    case PM_EXPRESSION_AT_MOST:
        return truth_from(order <= 0);
    case PM_EXPRESSION_AT_LEAST:
        return truth_from(order >= 0);
    case PM_EXPRESSION_EQUAL:
        return truth_from(order == 0);
    default:
        return truth_from(order != 0);
    }
}

/* Whether the value equals a member of a set or lies in a range of it. */
static enum pm_truth truth_of_member(const struct pm_expression *value,
                                     const struct pm_expression *member,
                                     const struct pm_variables *variables)
{
    int low = 0;
    int high = 0;
    if (member->kind != PM_EXPRESSION_RANGE) {
        if (!compare(value, member, variables, &low)) return PM_TRUTH_MISSING;
        return truth_from(low == 0);
    }
    if (!compare(value, member->children[0], variables, &low) ||
        !compare(value, member->children[1], variables, &high))
        return PM_TRUTH_MISSING;
    return truth_from(low >= 0 && high <= 0);
}

static enum pm_truth truth_of_in(const struct pm_expression *expression,
                                 const struct pm_variables *variables)
{
    enum pm_truth result = PM_FALSE;
    for (size_t i = 1; i < expression->child_count; i++) {
        enum pm_truth member =
            truth_of_member(expression->children[0], expression->children[i], variables);
        if (member == PM_TRUE) return PM_TRUE;
        if (member == PM_TRUTH_MISSING) result = PM_TRUTH_MISSING;
    }
    return result;
}

/* `and` where `decisive` is no, `or` where it is yes: one decisive child settles it, else a missing
 * one leaves it open. */
static enum pm_truth truth_of_both(const struct pm_expression *expression,
                                   const struct pm_variables *variables, enum pm_truth decisive)
{
    enum pm_truth result = decisive == PM_TRUE ? PM_FALSE : PM_TRUE;
    for (size_t i = 0; i < expression->child_count; i++) {
        enum pm_truth child = pm_expression_truth(expression->children[i], variables);
        if (child == decisive) return decisive;
        if (child == PM_TRUTH_MISSING) result = PM_TRUTH_MISSING;
    }
    return result;
}

static enum pm_truth truth_of_reaches(const struct pm_expression *expression,
                                      const struct pm_variables *variables)
{
    struct pm_ratio value = child_value(expression, 0, variables);
    struct pm_ratio goal = child_value(expression, 1, variables);
    struct pm_ratio ahead = pm_ratio_subtract(value, goal);
    struct pm_ratio tolerance = pm_ratio_absolute(variables->tolerance);
    if (variables->direction < 0) ahead = pm_ratio_negate(ahead);
    if (variables->direction == 0) ahead = pm_ratio_negate(pm_ratio_absolute(ahead));
    struct pm_ratio spare = pm_ratio_add(ahead, tolerance);
    if (!pm_ratio_is_defined(spare)) return PM_TRUTH_MISSING;
    return truth_from(pm_ratio_sign(spare) >= 0);
}

/* Without a direction nothing is better than anything. */
static enum pm_truth truth_of_beats(const struct pm_expression *expression,
                                    const struct pm_variables *variables)
{
    struct pm_ratio value = child_value(expression, 0, variables);
    struct pm_ratio other = child_value(expression, 1, variables);
    if (!variables->direction || !pm_ratio_is_defined(value) || !pm_ratio_is_defined(other))
        return PM_TRUTH_MISSING;
    int order = pm_ratio_compare(value, other);
    return truth_from(variables->direction > 0 ? order > 0 : order < 0);
}

static enum pm_truth truth_of_is_missing(const struct pm_expression *child,
                                         const struct pm_variables *variables)
{
    if (is_condition(child))
        return truth_from(pm_expression_truth(child, variables) == PM_TRUTH_MISSING);
    return truth_from(!pm_ratio_is_defined(pm_expression_value(child, variables)));
}

static enum pm_truth truth_of_not(const struct pm_expression *child,
                                  const struct pm_variables *variables)
{
    switch (pm_expression_truth(child, variables)) {
    case PM_TRUE:
        return PM_FALSE;
    case PM_FALSE:
        return PM_TRUE;
    case PM_TRUTH_MISSING:
        break;
    }
    return PM_TRUTH_MISSING;
}

static enum pm_truth truth_of_if(const struct pm_expression *expression,
                                 const struct pm_variables *variables)
{
    switch (pm_expression_truth(expression->children[0], variables)) {
    case PM_TRUE:
        return pm_expression_truth(expression->children[1], variables);
    case PM_FALSE:
        return pm_expression_truth(expression->children[2], variables);
    case PM_TRUTH_MISSING:
        break;
    }
    return PM_TRUTH_MISSING;
}

enum pm_truth pm_expression_truth(const struct pm_expression *expression,
                                  const struct pm_variables *variables)
{
    switch ((int)expression->kind) {
    case PM_EXPRESSION_BOOL:
        return truth_from(expression->truth);
    case PM_EXPRESSION_LESS:
    case PM_EXPRESSION_MORE:
    case PM_EXPRESSION_AT_MOST:
    case PM_EXPRESSION_AT_LEAST:
    case PM_EXPRESSION_EQUAL:
    case PM_EXPRESSION_UNEQUAL:
        return truth_of_comparison(expression, variables);
    case PM_EXPRESSION_IN:
        return truth_of_in(expression, variables);
    case PM_EXPRESSION_AND:
        return truth_of_both(expression, variables, PM_FALSE);
    case PM_EXPRESSION_OR:
        return truth_of_both(expression, variables, PM_TRUE);
    case PM_EXPRESSION_NOT:
        return truth_of_not(expression->children[0], variables);
    case PM_EXPRESSION_IS_MISSING:
        return truth_of_is_missing(expression->children[0], variables);
    case PM_EXPRESSION_IF:
        return truth_of_if(expression, variables);
    case PM_EXPRESSION_REACHES:
        return truth_of_reaches(expression, variables);
    case PM_EXPRESSION_BEATS:
        return truth_of_beats(expression, variables);
    default:
        return PM_TRUTH_MISSING; /* no condition: numbers, texts, fields */
    }
}
