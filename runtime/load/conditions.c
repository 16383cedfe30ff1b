#include "runtime/load/conditions.h"

enum kind { KIND_UNKNOWN, KIND_MISSING, KIND_NUMBER, KIND_TEXT, KIND_BOOL };

struct value {
    enum kind kind;
    struct pm_ratio number; /* days and minutes too */
    struct pm_text text;
    bool truth;
};

enum { DEEPEST = 1000 };

static struct value evaluate(const struct pm_expression *expression,
                             const struct pm_condition_row *row, int depth);

static struct value unknown(void)
{
    return (struct value){.kind = KIND_UNKNOWN};
}

static struct value of_number(struct pm_ratio number)
{
    if (!pm_ratio_is_defined(number)) return unknown();
    return (struct value){.kind = KIND_NUMBER, .number = number};
}

static struct value of_truth(enum pm_truth truth)
{
    if (truth == PM_TRUTH_MISSING) return unknown();
    return (struct value){.kind = KIND_BOOL, .truth = truth == PM_TRUE};
}

static enum pm_truth truth_of(struct value value)
{
    if (value.kind != KIND_BOOL) return PM_TRUTH_MISSING;
    return value.truth ? PM_TRUE : PM_FALSE;
}

static enum pm_truth truth_from(bool truth)
{
    return truth ? PM_TRUE : PM_FALSE;
}

static struct value of_cell(const struct pm_reading *cell, enum pm_field_type type)
{
    if (!cell || cell->fault != PM_CELL_FINE) return unknown();
    if (cell->mark == PM_MARK_MISSING) return (struct value){.kind = KIND_MISSING};
    if (cell->mark != PM_MARK_PRESENT) return unknown();
    if (type == PM_FIELD_TEXT) return (struct value){.kind = KIND_TEXT, .text = cell->text};
    if (type == PM_FIELD_BOOL) return (struct value){.kind = KIND_BOOL, .truth = cell->value != 0};
    return of_number(pm_ratio_from_decimal((struct pm_decimal){cell->value, cell->places}));
}

static struct value of_field(const struct pm_path *path, const struct pm_condition_row *row,
                             int depth)
{
    const struct pm_column *column = path->steps[0];
    if (path->count != 1 || path->previous) return unknown();
    if (column->kind == PM_COLUMN_DERIVED) return evaluate(column->expression, row, depth + 1);
    if (column->kind != PM_COLUMN_FIELD) return unknown();
    return of_cell(row->cell(row->context, column), column->field_type);
}

/* Below 0, 0, above 0 in *order; false when the two cannot be compared. */
static bool compare(struct value a, struct value b, int *order)
{
    if (a.kind != b.kind) return false;
    switch (a.kind) {
    case KIND_UNKNOWN:
    case KIND_MISSING:
        return false;
    case KIND_NUMBER:
        *order = pm_ratio_compare(a.number, b.number);
        return true;
    case KIND_TEXT:
        *order = pm_text_compare(a.text, b.text);
        return true;
    case KIND_BOOL:
        *order = (int)a.truth - (int)b.truth;
        return true;
    }
    return false;
}

static enum pm_truth relate(enum pm_expression_kind kind, struct value a, struct value b)
{
    int order;
    if (!compare(a, b, &order)) return PM_TRUTH_MISSING;
    if (kind == PM_EXPRESSION_LESS) return truth_from(order < 0);
    if (kind == PM_EXPRESSION_MORE) return truth_from(order > 0);
    if (kind == PM_EXPRESSION_AT_MOST) return truth_from(order <= 0);
    if (kind == PM_EXPRESSION_AT_LEAST) return truth_from(order >= 0);
    if (kind == PM_EXPRESSION_UNEQUAL) return truth_from(order != 0);
    return truth_from(order == 0);
}

static enum pm_truth both(enum pm_truth a, enum pm_truth b)
{
    if (a == PM_FALSE || b == PM_FALSE) return PM_FALSE;
    return a == PM_TRUE && b == PM_TRUE ? PM_TRUE : PM_TRUTH_MISSING;
}

static enum pm_truth negation(enum pm_truth truth)
{
    if (truth == PM_TRUTH_MISSING) return truth;
    return truth == PM_TRUE ? PM_FALSE : PM_TRUE;
}

static enum pm_truth either(enum pm_truth a, enum pm_truth b)
{
    return negation(both(negation(a), negation(b)));
}

static enum pm_truth is_in(const struct pm_expression *expression,
                           const struct pm_condition_row *row, int depth)
{
    struct value value = evaluate(expression->children[0], row, depth);
    enum pm_truth truth = PM_FALSE;
    for (size_t i = 1; i < expression->child_count; i++) {
        const struct pm_expression *each = expression->children[i];
        enum pm_truth found;
        if (each->kind == PM_EXPRESSION_RANGE) {
            struct value low = evaluate(each->children[0], row, depth);
            struct value high = evaluate(each->children[1], row, depth);
            found = both(relate(PM_EXPRESSION_AT_LEAST, value, low),
                         relate(PM_EXPRESSION_AT_MOST, value, high));
        } else {
            found = relate(PM_EXPRESSION_EQUAL, value, evaluate(each, row, depth));
        }
        truth = either(truth, found);
    }
    return truth;
}

static struct value calculate(enum pm_expression_kind kind, struct value a, struct value b)
{
    if (a.kind != KIND_NUMBER || b.kind != KIND_NUMBER) return unknown();
    if (kind == PM_EXPRESSION_ADD) return of_number(pm_ratio_add(a.number, b.number));
    if (kind == PM_EXPRESSION_SUBTRACT) return of_number(pm_ratio_subtract(a.number, b.number));
    if (kind == PM_EXPRESSION_MULTIPLY) return of_number(pm_ratio_multiply(a.number, b.number));
    if (kind == PM_EXPRESSION_ROUND) return of_number(pm_ratio_round(a.number, b.number));
    return of_number(pm_ratio_divide(a.number, b.number));
}

static struct value choose(const struct pm_expression *expression,
                           const struct pm_condition_row *row, int depth)
{
    enum pm_truth truth = truth_of(evaluate(expression->children[0], row, depth));
    if (truth == PM_TRUTH_MISSING) return unknown();
    return evaluate(expression->children[truth == PM_TRUE ? 1 : 2], row, depth);
}

static enum pm_truth is_missing(struct value value)
{
    return value.kind == KIND_UNKNOWN ? PM_TRUTH_MISSING : truth_from(value.kind == KIND_MISSING);
}

static struct value evaluate_two(const struct pm_expression *expression,
                                 const struct pm_condition_row *row, int depth)
{
    struct value a = evaluate(expression->children[0], row, depth);
    struct value b = evaluate(expression->children[1], row, depth);
    enum pm_expression_kind kind = expression->kind;
    if (kind == PM_EXPRESSION_AND) return of_truth(both(truth_of(a), truth_of(b)));
    if (kind == PM_EXPRESSION_OR) return of_truth(either(truth_of(a), truth_of(b)));
    if (kind >= PM_EXPRESSION_LESS && kind <= PM_EXPRESSION_UNEQUAL)
        return of_truth(relate(kind, a, b));
    return calculate(kind, a, b);
}

static struct value evaluate(const struct pm_expression *expression,
                             const struct pm_condition_row *row, int depth)
{
    struct value value;
    if (depth++ > DEEPEST) return unknown();
    switch (expression->kind) {
    case PM_EXPRESSION_NUMBER:
        return of_number(pm_ratio_from_decimal(expression->number));
    case PM_EXPRESSION_TEXT:
        return (struct value){.kind = KIND_TEXT, .text = expression->text};
    case PM_EXPRESSION_BOOL:
        return of_truth(truth_from(expression->truth));
    case PM_EXPRESSION_DAY:
        return of_number(pm_ratio_from_integer(expression->day));
    case PM_EXPRESSION_FIELD:
        return of_field(&expression->path, row, depth);
    case PM_EXPRESSION_NEGATE:
        value = evaluate(expression->children[0], row, depth);
        return value.kind == KIND_NUMBER ? of_number(pm_ratio_negate(value.number)) : unknown();
    case PM_EXPRESSION_IN:
        return of_truth(is_in(expression, row, depth));
    case PM_EXPRESSION_NOT:
        return of_truth(negation(truth_of(evaluate(expression->children[0], row, depth))));
    case PM_EXPRESSION_IS_MISSING:
        return of_truth(is_missing(evaluate(expression->children[0], row, depth)));
    case PM_EXPRESSION_IF:
        return choose(expression, row, depth);
    case PM_EXPRESSION_ADD:
    case PM_EXPRESSION_SUBTRACT:
    case PM_EXPRESSION_MULTIPLY:
    case PM_EXPRESSION_DIVIDE:
    case PM_EXPRESSION_ROUND:
    case PM_EXPRESSION_LESS:
    case PM_EXPRESSION_MORE:
    case PM_EXPRESSION_AT_MOST:
    case PM_EXPRESSION_AT_LEAST:
    case PM_EXPRESSION_EQUAL:
    case PM_EXPRESSION_UNEQUAL:
    case PM_EXPRESSION_AND:
    case PM_EXPRESSION_OR:
        return evaluate_two(expression, row, depth);
    case PM_EXPRESSION_VARIABLE:
    case PM_EXPRESSION_METRIC:
    case PM_EXPRESSION_SPENT:
    case PM_EXPRESSION_RANGE:
    case PM_EXPRESSION_REACHES:
    case PM_EXPRESSION_BEATS:
        break; /* not over rows */
    }
    return unknown();
}

enum pm_truth pm_condition_truth(const struct pm_expression *condition,
                                 const struct pm_condition_row *row)
{
    return truth_of(evaluate(condition, row, 0));
}
