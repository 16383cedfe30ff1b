/* Expressions over variables: exact values, three-valued truths, the comparisons of ratings. */
#include "lang/base/arena.h"
#include "lang/model/expression.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* cmocka wants these first */
#include <cmocka.h>

static struct pm_arena *arena;

static struct pm_expression *make(enum pm_expression_kind kind, size_t count)
{
    struct pm_expression *expression = PM_NEW(arena, struct pm_expression);
    expression->kind = kind;
    expression->type = PM_TYPE_NUMBER;
    expression->children = PM_NEW_ITEMS(arena, const struct pm_expression *, count + 1);
    expression->child_count = count;
    return expression;
}

static const struct pm_expression *number(int64_t mantissa, uint8_t places)
{
    struct pm_expression *expression = make(PM_EXPRESSION_NUMBER, 0);
    expression->number = (struct pm_decimal){mantissa, places};
    return expression;
}

static const struct pm_expression *variable(enum pm_variable which)
{
    struct pm_expression *expression = make(PM_EXPRESSION_VARIABLE, 0);
    expression->variable = which;
    return expression;
}

static const struct pm_expression *truth(bool holds)
{
    struct pm_expression *expression = make(PM_EXPRESSION_BOOL, 0);
    expression->type = PM_TYPE_BOOL;
    expression->truth = holds;
    return expression;
}

static struct pm_expression *two(enum pm_expression_kind kind, const struct pm_expression *a,
                                 const struct pm_expression *b)
{
    struct pm_expression *expression = make(kind, b ? 2 : 1);
    expression->children[0] = a;
    if (b) expression->children[1] = b;
    if (kind >= PM_EXPRESSION_LESS && kind <= PM_EXPRESSION_IS_MISSING &&
        kind != PM_EXPRESSION_RANGE)
        expression->type = PM_TYPE_BOOL;
    if (kind == PM_EXPRESSION_REACHES || kind == PM_EXPRESSION_BEATS)
        expression->type = PM_TYPE_BOOL;
    return expression;
}

/* value 62 %, target 60 %, previous missing. */
static struct pm_variables variables(int direction)
{
    struct pm_variables given = {.direction = direction, .tolerance = pm_ratio_from_integer(0)};
    given.values[PM_VARIABLE_VALUE] = pm_ratio_make(62, 100);
    given.values[PM_VARIABLE_TARGET] = pm_ratio_make(60, 100);
    return given;
}

static enum pm_truth test(const struct pm_expression *expression, int direction)
{
    struct pm_variables given = variables(direction);
    return pm_expression_truth(expression, &given);
}

static bool equals(const struct pm_expression *expression, int64_t numerator, int64_t denominator)
{
    struct pm_variables given = variables(1);
    struct pm_ratio value = pm_expression_value(expression, &given);
    return pm_ratio_is_defined(value) &&
           pm_ratio_compare(value, pm_ratio_make(numerator, denominator)) == 0;
}

static void values_are_exact(void **state)
{
    (void)state;
    const struct pm_expression *value = variable(PM_VARIABLE_VALUE);
    const struct pm_expression *previous = variable(PM_VARIABLE_PREVIOUS);
    struct pm_variables given = variables(1);
    assert_true(equals(number(350, 3), 35, 100));
    assert_true(equals(two(PM_EXPRESSION_ADD, value, number(3, 2)), 65, 100));
    assert_true(equals(two(PM_EXPRESSION_SUBTRACT, value, number(2, 2)), 60, 100));
    assert_true(equals(two(PM_EXPRESSION_MULTIPLY, number(85, 2), value), 527, 1000));
    assert_true(equals(two(PM_EXPRESSION_DIVIDE, number(9, 0), number(90, 0)), 1, 10));
    assert_true(equals(two(PM_EXPRESSION_NEGATE, number(9, 0), NULL), -9, 1));
    assert_true(!pm_ratio_is_defined(
        pm_expression_value(two(PM_EXPRESSION_DIVIDE, value, number(0, 0)), &given)));
    assert_true(
        !pm_ratio_is_defined(pm_expression_value(two(PM_EXPRESSION_ADD, value, previous), &given)));
    struct pm_expression *choice = make(PM_EXPRESSION_IF, 3);
    choice->children[1] = number(1, 0);
    choice->children[2] = number(2, 0);
    choice->children[0] = truth(true);
    assert_true(equals(choice, 1, 1));
    choice->children[0] = truth(false);
    assert_true(equals(choice, 2, 1));
    choice->children[0] = two(PM_EXPRESSION_LESS, previous, number(1, 0));
    assert_true(!pm_ratio_is_defined(pm_expression_value(choice, &given)));
}

static void truths_have_three_values(void **state)
{
    (void)state;
    const struct pm_expression *value = variable(PM_VARIABLE_VALUE);
    const struct pm_expression *previous = variable(PM_VARIABLE_PREVIOUS);
    const struct pm_expression *missing = two(PM_EXPRESSION_LESS, previous, value);
    assert_true(test(two(PM_EXPRESSION_AT_LEAST, value, number(62, 2)), 1) == PM_TRUE);
    assert_true(test(two(PM_EXPRESSION_MORE, value, number(62, 2)), 1) == PM_FALSE);
    assert_true(test(two(PM_EXPRESSION_LESS, value, number(63, 2)), 1) == PM_TRUE);
    assert_true(test(two(PM_EXPRESSION_AT_MOST, value, number(61, 2)), 1) == PM_FALSE);
    assert_true(test(two(PM_EXPRESSION_EQUAL, value, number(620, 3)), 1) == PM_TRUE);
    assert_true(test(two(PM_EXPRESSION_UNEQUAL, value, number(620, 3)), 1) == PM_FALSE);
    assert_true(test(missing, 1) == PM_TRUTH_MISSING);
    assert_true(test(two(PM_EXPRESSION_NOT, missing, NULL), 1) == PM_TRUTH_MISSING);
    assert_true(test(two(PM_EXPRESSION_AND, missing, truth(false)), 1) == PM_FALSE);
    assert_true(test(two(PM_EXPRESSION_AND, missing, truth(true)), 1) == PM_TRUTH_MISSING);
    assert_true(test(two(PM_EXPRESSION_OR, missing, truth(true)), 1) == PM_TRUE);
    assert_true(test(two(PM_EXPRESSION_OR, missing, truth(false)), 1) == PM_TRUTH_MISSING);
    assert_true(test(two(PM_EXPRESSION_EQUAL, missing, truth(false)), 1) == PM_TRUTH_MISSING);
    assert_true(test(two(PM_EXPRESSION_IS_MISSING, previous, NULL), 1) == PM_TRUE);
    assert_true(test(two(PM_EXPRESSION_IS_MISSING, value, NULL), 1) == PM_FALSE);
    assert_true(test(two(PM_EXPRESSION_IS_MISSING, missing, NULL), 1) == PM_TRUE);
    struct pm_expression *in = make(PM_EXPRESSION_IN, 3);
    in->children[0] = value;
    in->children[1] = number(5, 1);
    in->children[2] = two(PM_EXPRESSION_RANGE, number(6, 1), number(62, 2));
    assert_true(test(in, 1) == PM_TRUE);
    in->children[2] = two(PM_EXPRESSION_RANGE, number(6, 1), number(61, 2));
    assert_true(test(in, 1) == PM_FALSE);
    in->children[0] = previous;
    assert_true(test(in, 1) == PM_TRUTH_MISSING);
}

static void good_direction_decides(void **state)
{
    (void)state;
    const struct pm_expression *value = variable(PM_VARIABLE_VALUE);
    const struct pm_expression *target = variable(PM_VARIABLE_TARGET);
    const struct pm_expression *previous = variable(PM_VARIABLE_PREVIOUS);
    const struct pm_expression *reaches = two(PM_EXPRESSION_REACHES, value, target);
    assert_true(test(reaches, 1) == PM_TRUE && test(reaches, -1) == PM_FALSE);
    assert_true(test(reaches, 0) == PM_FALSE);
    assert_true(test(two(PM_EXPRESSION_REACHES, value, value), -1) == PM_TRUE);
    assert_true(test(two(PM_EXPRESSION_REACHES, value, value), 0) == PM_TRUE);
    assert_true(test(two(PM_EXPRESSION_REACHES, value, previous), 1) == PM_TRUTH_MISSING);
    struct pm_variables given = variables(-1);
    given.tolerance = pm_ratio_make(2, 100);
    assert_true(pm_expression_truth(reaches, &given) == PM_TRUE);
    given.tolerance = pm_ratio_make(199, 10000);
    assert_true(pm_expression_truth(reaches, &given) == PM_FALSE);
    given.direction = 0;
    given.tolerance = pm_ratio_make(2, 100);
    assert_true(pm_expression_truth(reaches, &given) == PM_TRUE);
    given.tolerance = pm_ratio_undefined();
    assert_true(pm_expression_truth(reaches, &given) == PM_TRUTH_MISSING);
    const struct pm_expression *beats = two(PM_EXPRESSION_BEATS, value, target);
    assert_true(test(beats, 1) == PM_TRUE && test(beats, -1) == PM_FALSE);
    assert_true(test(beats, 0) == PM_TRUTH_MISSING);
    assert_true(test(two(PM_EXPRESSION_BEATS, value, value), 1) == PM_FALSE);
    assert_true(test(two(PM_EXPRESSION_BEATS, value, previous), 1) == PM_TRUTH_MISSING);
}

static void texts_are_canonical(void **state)
{
    (void)state;
    struct pm_expression *text = make(PM_EXPRESSION_TEXT, 0);
    text->text = PM_TEXT("say \"E\"");
    struct pm_expression *in = make(PM_EXPRESSION_IN, 3);
    in->children[0] = variable(PM_VARIABLE_N);
    in->children[1] = number(30, 1);
    in->children[2] = number(-5, 2);
    const struct pm_expression *both = two(PM_EXPRESSION_AND, in, truth(true));
    assert_true(strcmp(pm_expression_text(arena, both), "((n in (-0.05, 3)) and true)") == 0);
    assert_true(strcmp(pm_expression_text(arena, text), "\"say \\\"E\\\"\"") == 0);
    assert_true(strcmp(pm_expression_text(arena, NULL), "") == 0);
    assert_true(strcmp(pm_type_name(PM_TYPE_SHARE), "percent") == 0);
    for (int i = 0; i < PM_VARIABLE_COUNT; i++)
        assert_true(pm_variable_name((enum pm_variable)i) != NULL);
}

int main(void)
{
    arena = pm_arena_new();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_exact),
        cmocka_unit_test(truths_have_three_values),
        cmocka_unit_test(good_direction_decides),
        cmocka_unit_test(texts_are_canonical),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    pm_arena_free(arena);
    return failed;
}
