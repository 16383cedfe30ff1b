/* resolve_expression.c: from nodes to typed expressions. */
#include "lang/model/resolve_metric.h"
#include "lang/model/typing.h"

#include <string.h>

enum over { OVER_ROWS, OVER_METRIC, OVER_RATING, OVER_METRICS };

/* What the names of an expression mean. */
struct context {
    struct pm_resolver *resolver;
    enum over over;
    const struct pm_source_decl *source; /* rows */
    bool previous_allowed;               /* rows */
    const struct pm_metric *metric;      /* quantities */
};

static const struct pm_expression *resolve(const struct context *context,
                                           const struct pm_node *node);

static struct pm_expression *make(const struct context *context, enum pm_expression_kind kind,
                                  enum pm_type type, struct pm_span at)
{
    struct pm_expression *expression = PM_NEW(context->resolver->arena, struct pm_expression);
    expression->kind = kind;
    expression->type = type;
    expression->at = at;
    return expression;
}

static struct pm_expression *make_poisoned(const struct context *context, struct pm_span at)
{
    return make(context, PM_EXPRESSION_NUMBER, PM_TYPE_UNKNOWN, at);
}

static struct pm_expression *make_parent(const struct context *context,
                                         enum pm_expression_kind kind, enum pm_type type,
                                         struct pm_span at, const struct pm_expression *first,
                                         const struct pm_expression *second)
{
    struct pm_expression *parent = make(context, kind, type, at);
    parent->child_count = second ? 2 : 1;
    parent->children = PM_NEW_ITEMS(context->resolver->arena, const struct pm_expression *, 2);
    parent->children[0] = first;
    parent->children[1] = second;
    return parent;
}

static struct pm_expression *make_number(const struct context *context, enum pm_type type,
                                         const struct pm_node *node)
{
    struct pm_expression *number = make(context, PM_EXPRESSION_NUMBER, type, node->span);
    number->number = node->number;
    if (node->kind == PM_NODE_PERCENT || node->kind == PM_NODE_POINTS ||
        node->kind == PM_NODE_PERCENT_OF)
        number->number.places = (uint8_t)(number->number.places + 2);
    return number;
}

static const struct pm_expression *report_unfit(const struct context *context,
                                                const struct pm_node *node, const char *what,
                                                const char *help)
{
    struct pm_diagnostics *list = context->resolver->diagnostics;
    struct pm_diagnostic *found = pm_diagnose(list, PM_EXPRESSION_UNFIT, node->span, "%s", what);
    pm_help(list, found, "%s", help);
    return make_poisoned(context, node->span);
}

/* ---- Constants ---- */

static bool multiply(struct pm_decimal *number, int64_t by)
{
    return !__builtin_mul_overflow(number->mantissa, by, &number->mantissa);
}

/* Days, exactly: hours and minutes that are no whole days stay a quotient of minutes. */
static const struct pm_expression *resolve_duration(const struct context *context,
                                                    const struct pm_node *node)
{
    int64_t minutes = pm_minutes_of_unit(node->unit);
    struct pm_expression *days = make_number(context, PM_TYPE_DURATION, node);
    bool whole_days = minutes % 1440 == 0;
    if (minutes == 0 || !multiply(&days->number, whole_days ? minutes / 1440 : minutes))
        return report_unfit(context, node, "this is no length of time",
                            "write minutes, hours, days, weeks, months, quarters, semesters or "
                            "years");
    if (whole_days) return days;
    if (days->number.mantissa % 1440 == 0) {
        days->number.mantissa /= 1440;
        return days;
    }
    struct pm_expression *day = make(context, PM_EXPRESSION_NUMBER, PM_TYPE_NUMBER, node->span);
    day->number.mantissa = 1440;
    return make_parent(context, PM_EXPRESSION_DIVIDE, PM_TYPE_DURATION, node->span, days, day);
}

static const struct pm_expression *resolve_date(const struct context *context,
                                                const struct pm_node *node)
{
    int32_t day = pm_read_day(context->resolver, node);
    if (day == PM_NO_DAY) return make_poisoned(context, node->span);
    struct pm_expression *date = make(context, PM_EXPRESSION_DAY, PM_TYPE_DATE, node->span);
    date->day = day;
    return date;
}

static const struct pm_expression *resolve_text(const struct context *context,
                                                const struct pm_node *node)
{
    struct pm_expression *text = make(context, PM_EXPRESSION_TEXT, PM_TYPE_TEXT, node->span);
    text->text = node->text;
    return text;
}

/* ---- Names ---- */

static const struct pm_expression *resolve_field(const struct context *context,
                                                 const struct pm_node *node)
{
    struct pm_path path;
    if (!pm_read_field_path(context->resolver, context->source, context->previous_allowed, node,
                            &path))
        return make_poisoned(context, node->span);
    enum pm_type type = path.steps[path.count - 1]->type;
    struct pm_expression *field = make(context, PM_EXPRESSION_FIELD, type, node->span);
    field->path = path;
    return field;
}

static bool may_stand(enum over over, enum pm_variable variable)
{
    if (over == OVER_RATING) return true;
    return variable == PM_VARIABLE_BASELINE || variable == PM_VARIABLE_PREVIOUS;
}

static const struct pm_expression *report_variable(const struct context *context,
                                                   const struct pm_node *node)
{
    struct pm_diagnostics *list = context->resolver->diagnostics;
    const char *names = "";
    const char *near = NULL;
    for (int i = 0; i < PM_VARIABLE_COUNT; i++) {
        if (!may_stand(context->over, (enum pm_variable)i)) continue;
        const char *name = pm_variable_name((enum pm_variable)i);
        names =
            pm_arena_format(context->resolver->arena, "%s%s`%s`", names, *names ? ", " : "", name);
        if (!near && pm_text_similar(pm_text_from(name), node->text)) near = name;
    }
    struct pm_diagnostic *found = pm_diagnose(
        list, PM_NAME_UNKNOWN, node->span, "`%.*s` means nothing in %s", (int)node->text.size,
        node->text.bytes, context->over == OVER_RATING ? "a rating" : "an amount");
    found->replacement = near;
    pm_help(list, found, "names that may stand here: %s", names);
    return make_poisoned(context, node->span);
}

static enum pm_type type_of_variable(const struct context *context, enum pm_variable variable)
{
    if (context->over == OVER_METRIC) return context->metric->type;
    bool is_number = variable == PM_VARIABLE_N || variable == PM_VARIABLE_QUARTILE;
    return is_number ? PM_TYPE_NUMBER : PM_TYPE_UNKNOWN;
}

static const struct pm_expression *resolve_variable(const struct context *context,
                                                    const struct pm_node *node)
{
    for (int i = 0; i < PM_VARIABLE_COUNT; i++) {
        enum pm_variable variable = (enum pm_variable)i;
        if (!pm_text_is(node->text, pm_variable_name(variable))) continue;
        if (!may_stand(context->over, variable)) break;
        struct pm_expression *expression =
            make(context, PM_EXPRESSION_VARIABLE, type_of_variable(context, variable), node->span);
        expression->variable = variable;
        return expression;
    }
    return report_variable(context, node);
}

/* A figure of another metric, which must be understood first. */
static const struct pm_expression *resolve_metric_name(const struct context *context,
                                                       const struct pm_node *node)
{
    struct pm_name *name = pm_name_get(context->resolver, PM_KIND_METRIC, NULL, node);
    if (!name || !pm_metric_settle(context->resolver, name, node->span))
        return make_poisoned(context, node->span);
    const struct pm_metric *metric = name->object;
    struct pm_expression *expression =
        make(context, PM_EXPRESSION_METRIC, metric->type, node->span);
    expression->metric = metric;
    return expression;
}

static const struct pm_expression *resolve_name(const struct context *context,
                                                const struct pm_node *node)
{
    bool truth = pm_text_is(node->text, "true");
    if (truth || pm_text_is(node->text, "false")) {
        struct pm_expression *expression =
            make(context, PM_EXPRESSION_BOOL, PM_TYPE_BOOL, node->span);
        expression->truth = truth;
        return expression;
    }
    if (context->over == OVER_ROWS) return resolve_field(context, node);
    if (context->over == OVER_METRICS) return resolve_metric_name(context, node);
    return resolve_variable(context, node);
}

/* ---- Conditions ---- */

static bool is_condition(const struct pm_expression *expression)
{
    return expression->type == PM_TYPE_BOOL || expression->type == PM_TYPE_UNKNOWN;
}

static const struct pm_expression *need_condition(const struct context *context,
                                                  const struct pm_expression *expression)
{
    if (is_condition(expression)) return expression;
    struct pm_diagnostics *list = context->resolver->diagnostics;
    struct pm_diagnostic *found = pm_diagnose(
        list, PM_CONDITION_NEEDED, expression->at,
        "a condition is needed here, but this is of the type %s", pm_type_name(expression->type));
    pm_help(list, found, "compare it with something: `= \"value\"`, `>= 10`, `is not missing`");
    return make_poisoned(context, expression->at);
}

static const struct pm_expression *resolve_condition(const struct context *context,
                                                     const struct pm_node *node)
{
    return need_condition(context, resolve(context, node));
}

static const struct pm_expression *resolve_logic(const struct context *context,
                                                 const struct pm_node *node,
                                                 enum pm_expression_kind kind)
{
    const struct pm_expression *left = resolve_condition(context, node->children[0]);
    const struct pm_expression *right =
        node->child_count > 1 ? resolve_condition(context, node->children[1]) : NULL;
    return make_parent(context, kind, PM_TYPE_BOOL, node->span, left, right);
}

static const struct pm_expression *resolve_missing(const struct context *context,
                                                   const struct pm_node *node)
{
    if (!pm_text_is(node->text, "missing"))
        return report_unfit(context, node, "after `is` only `missing` may stand",
                            "write `is missing`, `is not missing`, or compare with `=`");
    const struct pm_expression *child = resolve(context, node->children[0]);
    const struct pm_expression *missing =
        make_parent(context, PM_EXPRESSION_IS_MISSING, PM_TYPE_BOOL, node->span, child, NULL);
    if (node->kind == PM_NODE_IS) return missing;
    return make_parent(context, PM_EXPRESSION_NOT, PM_TYPE_BOOL, node->span, missing, NULL);
}

static const struct pm_expression *resolve_comparison(const struct context *context,
                                                      const struct pm_node *node,
                                                      enum pm_expression_kind kind)
{
    const struct pm_expression *left = resolve(context, node->children[0]);
    const struct pm_expression *right = resolve(context, node->children[1]);
    bool ordered = kind != PM_EXPRESSION_EQUAL && kind != PM_EXPRESSION_UNEQUAL;
    if (!pm_types_may_compare(context->resolver, left, right, ordered, node->span))
        return make_poisoned(context, node->span);
    return make_parent(context, kind, PM_TYPE_BOOL, node->span, left, right);
}

static const struct pm_expression *resolve_judgement(const struct context *context,
                                                     const struct pm_node *node,
                                                     enum pm_expression_kind kind)
{
    if (context->over == OVER_RATING) return resolve_comparison(context, node, kind);
    return report_unfit(context, node, "`reaches` and `beats` compare figures in a rating",
                        "write `>=`, `<=`, `>` or `<`");
}

/* ---- Sets ---- */

static bool runs_backwards(const struct pm_expression *low, const struct pm_expression *high)
{
    if (low->kind == PM_EXPRESSION_DAY && high->kind == PM_EXPRESSION_DAY)
        return low->day > high->day;
    if (low->kind != PM_EXPRESSION_NUMBER || high->kind != PM_EXPRESSION_NUMBER) return false;
    return pm_ratio_compare(pm_ratio_from_decimal(low->number),
                            pm_ratio_from_decimal(high->number)) > 0;
}

static const struct pm_expression *resolve_range(const struct context *context,
                                                 const struct pm_expression *value,
                                                 const struct pm_node *node)
{
    const struct pm_expression *low = resolve(context, node->children[0]);
    const struct pm_expression *high = resolve(context, node->children[1]);
    struct pm_resolver *resolver = context->resolver;
    if (!pm_types_may_compare(resolver, value, low, true, node->children[0]->span) ||
        !pm_types_may_compare(resolver, value, high, true, node->children[1]->span))
        return make_poisoned(context, node->span);
    if (low->type != PM_TYPE_UNKNOWN && high->type != PM_TYPE_UNKNOWN &&
        runs_backwards(low, high)) {
        struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_RANGE_BACKWARDS,
                                                  node->span, "this range runs backwards");
        pm_help(resolver->diagnostics, found, "write the smaller end first");
        return make_poisoned(context, node->span);
    }
    return make_parent(context, PM_EXPRESSION_RANGE, value->type, node->span, low, high);
}

static const struct pm_expression *resolve_member(const struct context *context,
                                                  const struct pm_expression *value,
                                                  const struct pm_node *node)
{
    if (node->kind == PM_NODE_BINARY && node->operation == PM_OP_RANGE)
        return resolve_range(context, value, node);
    const struct pm_expression *member = resolve(context, node);
    if (!pm_types_may_compare(context->resolver, value, member, false, node->span))
        return make_poisoned(context, node->span);
    return member;
}

static const struct pm_expression *resolve_in(const struct context *context,
                                              const struct pm_node *node)
{
    const struct pm_node *set = node->children[1];
    bool several = set->kind == PM_NODE_SET || set->kind == PM_NODE_LIST;
    size_t count = several ? set->child_count : 1;
    struct pm_expression *in = make(context, PM_EXPRESSION_IN, PM_TYPE_BOOL, node->span);
    in->child_count = count + 1;
    in->children = PM_NEW_ITEMS(context->resolver->arena, const struct pm_expression *, count + 1);
    in->children[0] = resolve(context, node->children[0]);
    for (size_t i = 0; i < count; i++)
        in->children[i + 1] =
            resolve_member(context, in->children[0], several ? set->children[i] : set);
    if (node->operation == PM_OP_IN) return in;
    return make_parent(context, PM_EXPRESSION_NOT, PM_TYPE_BOOL, node->span, in, NULL);
}

/* ---- Arithmetic and calls ---- */

static const struct pm_expression *resolve_arithmetic(const struct context *context,
                                                      const struct pm_node *node,
                                                      enum pm_expression_kind kind)
{
    const struct pm_expression *left = resolve(context, node->children[0]);
    const struct pm_expression *right = resolve(context, node->children[1]);
    enum pm_type type =
        pm_type_of_arithmetic(context->resolver, node->operation, left, right, node->span);
    return make_parent(context, kind, type, node->span, left, right);
}

/* `10% of a` is 0.1 times a, of a's type. */
static const struct pm_expression *resolve_percent_of(const struct context *context,
                                                      const struct pm_node *node)
{
    struct pm_expression *share = make_number(context, PM_TYPE_SHARE, node);
    const struct pm_expression *whole = resolve(context, node->children[0]);
    enum pm_type type = whole->type;
    if (type != PM_TYPE_UNKNOWN && !pm_type_is_amount(type))
        type = pm_type_of_arithmetic(context->resolver, PM_OP_TIMES, share, whole, node->span);
    return make_parent(context, PM_EXPRESSION_MULTIPLY, type, node->span, share, whole);
}

static const struct pm_expression *resolve_sign(const struct context *context,
                                                const struct pm_node *node)
{
    const struct pm_expression *child = resolve(context, node->children[0]);
    if (child->type != PM_TYPE_UNKNOWN && !pm_type_is_amount(child->type))
        return report_unfit(context, node, "only an amount can have a sign", "take the sign away");
    if (node->operation == PM_OP_PLUS) return child;
    if (child->kind != PM_EXPRESSION_NUMBER)
        return make_parent(context, PM_EXPRESSION_NEGATE, child->type, node->span, child, NULL);
    struct pm_expression *number = make(context, PM_EXPRESSION_NUMBER, child->type, node->span);
    number->number = child->number;
    number->number.mantissa = -child->number.mantissa;
    return number;
}

static const struct pm_expression *resolve_if(const struct context *context,
                                              const struct pm_node *node)
{
    const struct pm_expression **children =
        PM_NEW_ITEMS(context->resolver->arena, const struct pm_expression *, 3);
    children[0] = resolve_condition(context, node->children[0]);
    children[1] = resolve(context, node->children[1]);
    children[2] = resolve(context, node->children[2]);
    bool fine =
        pm_types_may_compare(context->resolver, children[1], children[2], false, node->span);
    if (!fine) return make_poisoned(context, node->span);
    enum pm_type type =
        children[1]->type != PM_TYPE_UNKNOWN ? children[1]->type : children[2]->type;
    struct pm_expression *expression = make(context, PM_EXPRESSION_IF, type, node->span);
    expression->children = children;
    expression->child_count = 3;
    return expression;
}

static bool fits_step(const struct pm_expression *value, const struct pm_expression *step)
{
    if (value->type == PM_TYPE_UNKNOWN || value->type == step->type) return true;
    bool is_share = value->type == PM_TYPE_SHARE || value->type == PM_TYPE_POINTS ||
                    pm_expression_is_quotient(value);
    return is_share && (step->type == PM_TYPE_POINTS || step->type == PM_TYPE_SHARE);
}

/* `round(rate, 0.1 pts)`: a quotient that is rounded to points is a share. */
static const struct pm_expression *resolve_round(const struct context *context,
                                                 const struct pm_node *node)
{
    const struct pm_expression *value = resolve(context, node->children[0]);
    const struct pm_expression *step = resolve(context, node->children[1]);
    if (value->type != PM_TYPE_UNKNOWN && !pm_type_is_amount(value->type))
        return report_unfit(context, node->children[0], "only an amount can be rounded",
                            "round a number, a percent or money");
    if (step->type == PM_TYPE_UNKNOWN) return make_poisoned(context, node->span);
    if (step->kind != PM_EXPRESSION_NUMBER || step->number.mantissa <= 0)
        return report_unfit(context, node->children[1], "this is no step to round to",
                            "write an amount above 0, such as `0.1`, `0.1 pts` or `1%`");
    if (!fits_step(value, step))
        return report_unfit(context, node, "the step is of another type than what is rounded",
                            "write points or a percent to round a percent, a plain number to "
                            "round a number");
    enum pm_type type = value->type;
    if (type == PM_TYPE_NUMBER && step->type != PM_TYPE_NUMBER) type = PM_TYPE_SHARE;
    return make_parent(context, PM_EXPRESSION_ROUND, type, node->span, value, step);
}

/* `larger(a, b)` is `if(a >= b, a, b)`: missing as soon as one of them is. */
static const struct pm_expression *resolve_extreme(const struct context *context,
                                                   const struct pm_node *node,
                                                   enum pm_expression_kind kind)
{
    struct pm_resolver *resolver = context->resolver;
    const struct pm_expression *a = resolve(context, node->children[0]);
    const struct pm_expression *b = resolve(context, node->children[1]);
    if (!pm_types_may_compare(resolver, a, b, true, node->span))
        return make_poisoned(context, node->span);
    enum pm_type type = a->type != PM_TYPE_UNKNOWN ? a->type : b->type;
    struct pm_expression *chosen = make(context, PM_EXPRESSION_IF, type, node->span);
    chosen->children = PM_NEW_ITEMS(resolver->arena, const struct pm_expression *, 3);
    chosen->children[0] = make_parent(context, kind, PM_TYPE_BOOL, node->span, a, b);
    chosen->children[1] = a;
    chosen->children[2] = b;
    chosen->child_count = 3;
    return chosen;
}

static const struct pm_expression *report_function(const struct context *context,
                                                   const struct pm_node *node)
{
    struct pm_diagnostics *list = context->resolver->diagnostics;
    bool is_extreme = pm_text_is(node->text, "larger") || pm_text_is(node->text, "smaller");
    bool is_round = pm_text_is(node->text, "round");
    struct pm_diagnostic *found;
    if (pm_text_is(node->text, "if"))
        found = pm_diagnose(list, PM_FUNCTION_UNKNOWN, node->span,
                            "`if` takes a condition and two values");
    else if (is_round)
        found =
            pm_diagnose(list, PM_FUNCTION_UNKNOWN, node->span, "`round` takes a value and a step");
    else if (is_extreme)
        found = pm_diagnose(list, PM_FUNCTION_UNKNOWN, node->span, "`%.*s` takes two values",
                            (int)node->text.size, node->text.bytes);
    else
        found = pm_diagnose(list, PM_FUNCTION_UNKNOWN, node->span, "there is no function `%.*s`",
                            (int)node->text.size, node->text.bytes);
    pm_help(list, found,
            context->over == OVER_METRICS
                ? "the functions are `if(CONDITION, VALUE, VALUE)`, `larger(VALUE, VALUE)`, "
                  "`smaller(VALUE, VALUE)`, `round(VALUE, STEP)` and `spent(WORK)`"
                : "the functions are `if(CONDITION, VALUE, VALUE)`, `larger(VALUE, VALUE)`, "
                  "`smaller(VALUE, VALUE)` and `round(VALUE, STEP)`");
    return make_poisoned(context, node->span);
}

static const struct pm_expression *resolve_call(const struct context *context,
                                                const struct pm_node *node)
{
    if (pm_text_is(node->text, "if") && node->child_count == 3) return resolve_if(context, node);
    if (pm_text_is(node->text, "round") && node->child_count == 2)
        return resolve_round(context, node);
    if (pm_text_is(node->text, "larger") && node->child_count == 2)
        return resolve_extreme(context, node, PM_EXPRESSION_AT_LEAST);
    if (pm_text_is(node->text, "smaller") && node->child_count == 2)
        return resolve_extreme(context, node, PM_EXPRESSION_AT_MOST);
    if (context->over == OVER_METRICS && pm_text_is(node->text, "spent") && node->child_count)
        return pm_resolve_spent(context->resolver, node);
    return report_function(context, node);
}

static const struct pm_expression *resolve_binary(const struct context *context,
                                                  const struct pm_node *node)
{
    switch (node->operation) {
    case PM_OP_OR:
        return resolve_logic(context, node, PM_EXPRESSION_OR);
    case PM_OP_AND:
        return resolve_logic(context, node, PM_EXPRESSION_AND);
    case PM_OP_LESS:
        return resolve_comparison(context, node, PM_EXPRESSION_LESS);
    case PM_OP_MORE:
        return resolve_comparison(context, node, PM_EXPRESSION_MORE);
    case PM_OP_AT_MOST:
        return resolve_comparison(context, node, PM_EXPRESSION_AT_MOST);
    case PM_OP_AT_LEAST:
        return resolve_comparison(context, node, PM_EXPRESSION_AT_LEAST);
    case PM_OP_EQUAL:
        return resolve_comparison(context, node, PM_EXPRESSION_EQUAL);
    case PM_OP_UNEQUAL:
        return resolve_comparison(context, node, PM_EXPRESSION_UNEQUAL);
    case PM_OP_IN:
    case PM_OP_NOT_IN:
        return resolve_in(context, node);
    case PM_OP_REACHES:
        return resolve_judgement(context, node, PM_EXPRESSION_REACHES);
    case PM_OP_BEATS:
        return resolve_judgement(context, node, PM_EXPRESSION_BEATS);
    case PM_OP_PLUS:
        return resolve_arithmetic(context, node, PM_EXPRESSION_ADD);
    case PM_OP_MINUS:
        return resolve_arithmetic(context, node, PM_EXPRESSION_SUBTRACT);
    case PM_OP_TIMES:
        return resolve_arithmetic(context, node, PM_EXPRESSION_MULTIPLY);
    case PM_OP_DIVIDE:
        return resolve_arithmetic(context, node, PM_EXPRESSION_DIVIDE);
    case PM_OP_RANGE:
    case PM_OP_NONE:
        break;
    }
    return report_unfit(context, node, "a range cannot stand here",
                        "a range stands after `in`: `grade in (3..5)`");
}

static const struct pm_expression *resolve(const struct context *context,
                                           const struct pm_node *node)
{
    switch (node->kind) {
    case PM_NODE_NUMBER:
        return make_number(context, PM_TYPE_NUMBER, node);
    case PM_NODE_PERCENT:
        return make_number(context, PM_TYPE_SHARE, node);
    case PM_NODE_POINTS:
        return make_number(context, PM_TYPE_POINTS, node);
    case PM_NODE_MONEY:
        return make_number(context, PM_TYPE_MONEY, node);
    case PM_NODE_DURATION:
        return resolve_duration(context, node);
    case PM_NODE_DATE:
        return resolve_date(context, node);
    case PM_NODE_TEXT:
        return resolve_text(context, node);
    case PM_NODE_NAME:
        return resolve_name(context, node);
    case PM_NODE_CALL:
        return resolve_call(context, node);
    case PM_NODE_SIGN:
        return resolve_sign(context, node);
    case PM_NODE_PERCENT_OF:
        return resolve_percent_of(context, node);
    case PM_NODE_NOT:
        return resolve_logic(context, node, PM_EXPRESSION_NOT);
    case PM_NODE_IS:
    case PM_NODE_IS_NOT:
        return resolve_missing(context, node);
    case PM_NODE_BINARY:
        return resolve_binary(context, node);
    case PM_NODE_MONTH_DAY:
    case PM_NODE_TIME:
    case PM_NODE_SET:
    case PM_NODE_LIST:
        break;
    }
    return report_unfit(context, node, "this cannot stand in an expression",
                        "a set stands after `in`: `code in (\"E\", \"U\")`; a day is written "
                        "`2025-09-30`");
}

/* ---- Entries ---- */

const struct pm_expression *pm_resolve_row_expression(struct pm_resolver *resolver,
                                                      const struct pm_source_decl *source,
                                                      bool previous_allowed,
                                                      const struct pm_node *node)
{
    struct context context = {resolver, OVER_ROWS, source, previous_allowed, NULL};
    return resolve(&context, node);
}

const struct pm_expression *pm_resolve_row_condition(struct pm_resolver *resolver,
                                                     const struct pm_source_decl *source,
                                                     bool previous_allowed,
                                                     const struct pm_slot *slot)
{
    struct context context = {resolver, OVER_ROWS, source, previous_allowed, NULL};
    const struct pm_node *node = pm_slot_node(slot);
    return node ? resolve_condition(&context, node) : NULL;
}

const struct pm_expression *pm_resolve_metric_expression(struct pm_resolver *resolver,
                                                         const struct pm_node *node)
{
    struct context context = {resolver, OVER_METRICS, NULL, false, NULL};
    return resolve(&context, node);
}

const struct pm_expression *pm_resolve_metric_condition(struct pm_resolver *resolver,
                                                        const struct pm_node *node)
{
    struct context context = {resolver, OVER_METRICS, NULL, false, NULL};
    return resolve_condition(&context, node);
}

const struct pm_expression *pm_resolve_quantity(struct pm_resolver *resolver,
                                                const struct pm_metric *metric,
                                                const struct pm_node *node)
{
    struct context context = {resolver, OVER_METRIC, NULL, false, metric};
    const struct pm_expression *amount = resolve(&context, node);
    if (pm_type_fits_metric(resolver, metric, amount)) return amount;
    return make_poisoned(&context, node->span);
}

const struct pm_expression *pm_resolve_rating_condition(struct pm_resolver *resolver,
                                                        const struct pm_node *node)
{
    struct context context = {resolver, OVER_RATING, NULL, false, NULL};
    return resolve_condition(&context, node);
}

const struct pm_expression *pm_resolve_rating_value(struct pm_resolver *resolver,
                                                    const struct pm_node *node)
{
    struct context context = {resolver, OVER_RATING, NULL, false, NULL};
    const struct pm_expression *value = resolve(&context, node);
    if (value->type == PM_TYPE_UNKNOWN || pm_type_is_amount(value->type)) return value;
    return report_unfit(&context, node, "an amount is needed here",
                        "write an amount, points, or a part of something: `3 pts`, `10% of "
                        "target`");
}
