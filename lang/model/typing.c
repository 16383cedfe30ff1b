/* typing.c: which types go together, and what to write where they do not. */
#include "lang/model/typing.h"

#include <string.h>

bool pm_type_is_amount(enum pm_type type)
{
    switch (type) {
    case PM_TYPE_NUMBER:
    case PM_TYPE_SHARE:
    case PM_TYPE_POINTS:
    case PM_TYPE_MONEY:
    case PM_TYPE_DURATION:
        return true;
    case PM_TYPE_UNKNOWN:
    case PM_TYPE_TEXT:
    case PM_TYPE_DATE:
    case PM_TYPE_TIME:
    case PM_TYPE_BOOL:
        return false;
    }
    return false;
}

bool pm_expression_is_constant(const struct pm_expression *expression)
{
    switch ((int)expression->kind) {
    case PM_EXPRESSION_NUMBER:
    case PM_EXPRESSION_TEXT:
    case PM_EXPRESSION_BOOL:
    case PM_EXPRESSION_DAY:
        return true;
    case PM_EXPRESSION_NEGATE:
        return pm_expression_is_constant(expression->children[0]);
    default:
        return false;
    }
}

bool pm_expression_is_quotient(const struct pm_expression *expression)
{
    switch ((int)expression->kind) {
    case PM_EXPRESSION_NEGATE:
    case PM_EXPRESSION_ROUND:
        return pm_expression_is_quotient(expression->children[0]);
    case PM_EXPRESSION_DIVIDE:
        return expression->type == PM_TYPE_NUMBER &&
               expression->children[0]->type == expression->children[1]->type;
    case PM_EXPRESSION_ADD:
    case PM_EXPRESSION_SUBTRACT:
        return pm_expression_is_quotient(expression->children[0]) &&
               pm_expression_is_quotient(expression->children[1]);
    case PM_EXPRESSION_FIELD: {
        const struct pm_column *column = expression->path.steps[expression->path.count - 1];
        return column->kind == PM_COLUMN_DERIVED && column->expression &&
               pm_expression_is_quotient(column->expression);
    }
    default:
        return false;
    }
}

/* ---- Messages ---- */

/* What an expression is, for messages: "text", "a number", "a percent". */
static const char *describe(enum pm_type type)
{
    switch (type) {
    case PM_TYPE_TEXT:
        return "text";
    case PM_TYPE_NUMBER:
        return "a number";
    case PM_TYPE_SHARE:
        return "a percent";
    case PM_TYPE_POINTS:
        return "points";
    case PM_TYPE_MONEY:
        return "money";
    case PM_TYPE_DURATION:
        return "a length of time";
    case PM_TYPE_DATE:
        return "a date";
    case PM_TYPE_TIME:
        return "a time";
    case PM_TYPE_BOOL:
        return "true or false";
    case PM_TYPE_UNKNOWN:
        return "unknown";
    }
    return "unknown";
}

static const struct pm_column *column_of(const struct pm_expression *expression)
{
    if (expression->kind != PM_EXPRESSION_FIELD) return NULL;
    return expression->path.steps[expression->path.count - 1];
}

/* What an expression is, and where its column is declared. */
static void label_type(struct pm_resolver *resolver, struct pm_diagnostic *found,
                       const struct pm_expression *expression)
{
    pm_label(resolver->diagnostics, found, expression->at, "%s", describe(expression->type));
    const struct pm_column *column = column_of(expression);
    if (column) pm_label(resolver->diagnostics, found, column->at, "the field is declared here");
}

static const char *source_text(const struct pm_resolver *resolver,
                               const struct pm_expression *expression)
{
    struct pm_text text = pm_sources_text(resolver->sources, expression->at);
    return pm_arena_copy_text(resolver->arena, text.bytes, text.size);
}

/* 0.1 and 10 are both 10%: whoever wrote 0.1 meant a part of one. */
static const char *as_percent(struct pm_resolver *resolver, struct pm_decimal number)
{
    struct pm_ratio value = pm_ratio_from_decimal(number);
    struct pm_ratio one = pm_ratio_from_integer(1);
    if (pm_ratio_compare(pm_ratio_absolute(value), one) <= 0)
        value = pm_ratio_multiply(value, pm_ratio_from_integer(100));
    char *text = pm_arena_alloc(resolver->arena, 64);
    pm_ratio_format(value, PM_MOST_PLACES, text, 63);
    size_t size = strlen(text);
    while (size > 1 && strchr(text, '.') && text[size - 1] == '0')
        text[--size] = '\0';
    if (size > 1 && text[size - 1] == '.') text[--size] = '\0';
    text[size] = '%';
    return text;
}

static bool is_number_text(struct pm_text text)
{
    struct pm_decimal ignored;
    return pm_parse_decimal(text, false, false, &ignored) == PM_NUMBER_READ;
}

/* What to write in place of the constant `given`, which stands beside `other`. */
static void help_with_constant(struct pm_resolver *resolver, struct pm_diagnostic *found,
                               const struct pm_expression *given, enum pm_type other)
{
    struct pm_diagnostics *list = resolver->diagnostics;
    const char *text = source_text(resolver, given);
    if (other == PM_TYPE_TEXT)
        pm_help(list, found, "put it in quotes: `\"%s\"`", text);
    else if (other == PM_TYPE_BOOL)
        pm_help(list, found, "write `true` or `false`");
    else if (other == PM_TYPE_DATE)
        pm_help(list, found, "write a day without quotes: `2025-09-30`");
    else if (other == PM_TYPE_SHARE && given->type == PM_TYPE_NUMBER)
        pm_help(list, found, "write `%s`",
                given->kind == PM_EXPRESSION_NUMBER ? as_percent(resolver, given->number) : "10%");
    else if (other == PM_TYPE_SHARE && given->type == PM_TYPE_POINTS)
        pm_help(list, found, "points are a difference of two percents; write a percent: `24%%`");
    else if (other == PM_TYPE_POINTS)
        pm_help(list, found, "a difference of two percents is in points: `3 pts`");
    else if (other == PM_TYPE_NUMBER && given->type == PM_TYPE_TEXT && is_number_text(given->text))
        pm_help(list, found, "write it without quotes: `%.*s`", (int)given->text.size,
                given->text.bytes);
    else if (other == PM_TYPE_NUMBER && given->type == PM_TYPE_SHARE)
        pm_help(list, found,
                "write a plain number, or `%s of` another field; a field that holds "
                "percents has the type `percent` or `share`",
                text);
    else if (other == PM_TYPE_MONEY)
        pm_help(list, found, "write an amount of money: `$125_000`");
    else if (other == PM_TYPE_DURATION)
        pm_help(list, found, "write a length of time: `14 days`, `48 hours`");
    else
        pm_help(list, found, "compare like with like");
}

static void help_with_pair(struct pm_resolver *resolver, struct pm_diagnostic *found,
                           const struct pm_expression *left, const struct pm_expression *right)
{
    if (pm_expression_is_constant(right))
        help_with_constant(resolver, found, right, left->type);
    else if (pm_expression_is_constant(left))
        help_with_constant(resolver, found, left, right->type);
    else
        pm_help(resolver->diagnostics, found, "both sides must be of one type");
}

static enum pm_type report_pair(struct pm_resolver *resolver, enum pm_code code, const char *what,
                                const struct pm_expression *left, const struct pm_expression *right,
                                struct pm_span at)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, code, at, "%s %s %s %s", describe(left->type), what,
                    "with", describe(right->type));
    label_type(resolver, found, left);
    label_type(resolver, found, right);
    help_with_pair(resolver, found, left, right);
    return PM_TYPE_UNKNOWN;
}

/* ---- Arithmetic ---- */

static enum pm_type report_no_amount(struct pm_resolver *resolver,
                                     const struct pm_expression *expression)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_AMOUNT_NEEDED, expression->at,
                    "%s cannot be calculated with", describe(expression->type));
    const struct pm_column *column = column_of(expression);
    if (column) pm_label(resolver->diagnostics, found, column->at, "the field is declared here");
    pm_help(resolver->diagnostics, found,
            "calculate with numbers, percents, money, dates or lengths of time");
    return PM_TYPE_UNKNOWN;
}

static bool is_calculable(enum pm_type type)
{
    return type != PM_TYPE_TEXT && type != PM_TYPE_BOOL;
}

static bool is_moment(enum pm_type type)
{
    return type == PM_TYPE_DATE || type == PM_TYPE_TIME;
}

static enum pm_type report_percent_added(struct pm_resolver *resolver,
                                         const struct pm_expression *right, struct pm_span at)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_TYPES_DIFFER, at,
                    "a percent is added to or taken from a percent: points, or a part of it?");
    struct pm_text text = pm_sources_text(resolver->sources, right->at);
    while (text.size && text.bytes[text.size - 1] == '%')
        text.size--;
    pm_help(resolver->diagnostics, found,
            "write `%.*s pts` for percentage points, or `90%% of` for a part of it", (int)text.size,
            text.bytes);
    return PM_TYPE_UNKNOWN;
}

static enum pm_type type_of_sum(struct pm_resolver *resolver, bool minus,
                                const struct pm_expression *left, const struct pm_expression *right,
                                struct pm_span at)
{
    enum pm_type a = left->type;
    enum pm_type b = right->type;
    if (a == PM_TYPE_UNKNOWN) return pm_type_is_amount(b) ? b : PM_TYPE_UNKNOWN;
    if (b == PM_TYPE_UNKNOWN) return a;
    if (is_moment(a) && b == PM_TYPE_DURATION) return a;
    if (is_moment(a) && a == b && minus) return PM_TYPE_DURATION;
    if (is_moment(a) || is_moment(b))
        return report_pair(resolver, PM_TYPES_DIFFER, "cannot be added to or taken from", left,
                           right, at);
    if (a == PM_TYPE_SHARE && b == PM_TYPE_SHARE) {
        bool literal = pm_expression_is_constant(right) && !pm_expression_is_constant(left);
        if (literal) return report_percent_added(resolver, right, at);
        return minus && !pm_expression_is_constant(left) ? PM_TYPE_POINTS : PM_TYPE_SHARE;
    }
    if (a == b) return a;
    if ((a == PM_TYPE_SHARE && b == PM_TYPE_POINTS) || (a == PM_TYPE_POINTS && b == PM_TYPE_SHARE))
        return PM_TYPE_SHARE;
    return report_pair(resolver, PM_TYPES_DIFFER, "cannot be added to or taken from", left, right,
                       at);
}

static enum pm_type type_of_product(struct pm_resolver *resolver, const struct pm_expression *left,
                                    const struct pm_expression *right, struct pm_span at)
{
    enum pm_type a = left->type;
    enum pm_type b = right->type;
    if (is_moment(a)) return report_no_amount(resolver, left);
    if (is_moment(b)) return report_no_amount(resolver, right);
    if (a == PM_TYPE_UNKNOWN) return PM_TYPE_UNKNOWN;
    if (b == PM_TYPE_UNKNOWN) return PM_TYPE_UNKNOWN;
    if (a == PM_TYPE_NUMBER && b == PM_TYPE_SHARE)
        return pm_expression_is_constant(left) ? PM_TYPE_SHARE : PM_TYPE_NUMBER;
    if (a == PM_TYPE_SHARE && b == PM_TYPE_NUMBER)
        return pm_expression_is_constant(right) ? PM_TYPE_SHARE : PM_TYPE_NUMBER;
    if (a == PM_TYPE_NUMBER || a == PM_TYPE_SHARE) return b;
    if (b == PM_TYPE_NUMBER || b == PM_TYPE_SHARE) return a;
    return report_pair(resolver, PM_TYPES_DIFFER, "cannot be multiplied", left, right, at);
}

static enum pm_type type_of_quotient(struct pm_resolver *resolver, const struct pm_expression *left,
                                     const struct pm_expression *right, struct pm_span at)
{
    enum pm_type a = left->type;
    enum pm_type b = right->type;
    if (is_moment(a)) return report_no_amount(resolver, left);
    if (is_moment(b)) return report_no_amount(resolver, right);
    if (a == PM_TYPE_UNKNOWN || b == PM_TYPE_UNKNOWN) return PM_TYPE_UNKNOWN;
    if (a == b) return PM_TYPE_NUMBER;
    if (b == PM_TYPE_NUMBER || b == PM_TYPE_SHARE) return a;
    return report_pair(resolver, PM_TYPES_DIFFER, "cannot be divided", left, right, at);
}

enum pm_type pm_type_of_arithmetic(struct pm_resolver *resolver, enum pm_operation operation,
                                   const struct pm_expression *left,
                                   const struct pm_expression *right, struct pm_span at)
{
    if (!is_calculable(left->type)) return report_no_amount(resolver, left);
    if (!is_calculable(right->type)) return report_no_amount(resolver, right);
    if (operation == PM_OP_TIMES) return type_of_product(resolver, left, right, at);
    if (operation == PM_OP_DIVIDE) return type_of_quotient(resolver, left, right, at);
    return type_of_sum(resolver, operation == PM_OP_MINUS, left, right, at);
}

/* ---- Comparison ---- */

static bool go_together(const struct pm_expression *left, const struct pm_expression *right)
{
    enum pm_type a = left->type;
    enum pm_type b = right->type;
    if (a == PM_TYPE_UNKNOWN || b == PM_TYPE_UNKNOWN || a == b) return true;
    if (a == PM_TYPE_NUMBER && b == PM_TYPE_SHARE) return pm_expression_is_quotient(left);
    if (a == PM_TYPE_SHARE && b == PM_TYPE_NUMBER) return pm_expression_is_quotient(right);
    if (a == PM_TYPE_POINTS && b == PM_TYPE_SHARE) return !pm_expression_is_constant(left);
    if (a == PM_TYPE_SHARE && b == PM_TYPE_POINTS) return !pm_expression_is_constant(right);
    return false;
}

bool pm_types_may_compare(struct pm_resolver *resolver, const struct pm_expression *left,
                          const struct pm_expression *right, bool ordered, struct pm_span at)
{
    if (!go_together(left, right)) {
        report_pair(resolver, PM_TYPES_DIFFER, "cannot be compared", left, right, at);
        return false;
    }
    enum pm_type type = left->type != PM_TYPE_UNKNOWN ? left->type : right->type;
    if (!ordered || is_calculable(type)) return true;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_ORDER_OF_TEXT, at, "%s has no order by size",
                    type == PM_TYPE_TEXT ? "text" : "a field that is true or false");
    label_type(resolver, found, left);
    pm_help(resolver->diagnostics, found,
            "write `=`, `!=` or `in (..)`; numbers need a field of "
            "the type `int` or `number`");
    return false;
}

/* ---- Amounts of a metric ---- */

bool pm_type_fits_metric(struct pm_resolver *resolver, const struct pm_metric *metric,
                         const struct pm_expression *amount)
{
    enum pm_type wanted = metric->type;
    enum pm_type given = amount->type;
    if (wanted == PM_TYPE_UNKNOWN || given == PM_TYPE_UNKNOWN || wanted == given) return true;
    if (wanted == PM_TYPE_SHARE && pm_expression_is_quotient(amount)) return true;
    struct pm_diagnostic *found = pm_diagnose(resolver->diagnostics, PM_QUANTITY_UNFIT, amount->at,
                                              "`%s` is measured as %s, but this is %s",
                                              metric->name, describe(wanted), describe(given));
    pm_label(resolver->diagnostics, found, metric->facts.at, "the metric");
    if (wanted == PM_TYPE_NUMBER)
        pm_help(resolver->diagnostics, found,
                "write a plain number; a metric of percents says `unit percent`");
    else if (pm_expression_is_constant(amount))
        help_with_constant(resolver, found, amount, wanted);
    else
        pm_help(resolver->diagnostics, found, "write an amount that is %s", describe(wanted));
    return false;
}
