/* Numeric expressions over a batch: integers over a power of ten as long as they fit, exact ratios
 * where a quotient or their size needs it. */
#include "runtime/pass/pass.h"

#include <string.h>

static uint8_t mark_at(const struct pm_numbers *numbers, size_t row)
{
    return numbers->marks ? numbers->marks[row] : (uint8_t)PM_MARK_PRESENT;
}

struct pm_ratio pm_numbers_at(const struct pm_numbers *numbers, size_t row)
{
    if (mark_at(numbers, row) != PM_MARK_PRESENT) return pm_ratio_undefined();
    if (numbers->ratios) return numbers->ratios[row];
    return pm_ratio_make(
        numbers->values[row],
        pm_ratio_from_decimal((struct pm_decimal){1, numbers->places}).denominator);
}

static struct pm_numbers constant(struct pm_batch *batch, int64_t mantissa, uint8_t places)
{
    struct pm_numbers numbers = {.places = places};
    numbers.values = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++)
        numbers.values[row] = mantissa;
    return numbers;
}

/* A range stands for no single number: missing in expressions. */
static struct pm_numbers from_vector(struct pm_batch *batch, const struct pm_vector *vector)
{
    struct pm_numbers numbers = {.values = vector->values, .places = vector->places};
    if (!vector->marks) return numbers;
    numbers.marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++)
        numbers.marks[row] =
            vector->marks[row] == PM_MARK_RANGE ? (uint8_t)PM_MARK_MISSING : vector->marks[row];
    return numbers;
}

/* Which of two reasons for having no value is told: suppressed, then pending, then missing. */
static uint8_t worse_mark(uint8_t a, uint8_t b)
{
    if (a == PM_MARK_SUPPRESSED || b == PM_MARK_SUPPRESSED) return PM_MARK_SUPPRESSED;
    if (a == PM_MARK_PENDING || b == PM_MARK_PENDING) return PM_MARK_PENDING;
    if (a == PM_MARK_MISSING || b == PM_MARK_MISSING) return PM_MARK_MISSING;
    return PM_MARK_PRESENT;
}

static uint8_t *join_marks(struct pm_batch *batch, const struct pm_numbers *a,
                           const struct pm_numbers *b)
{
    if (!a->marks && !b->marks) return NULL;
    uint8_t *marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++)
        marks[row] = worse_mark(mark_at(a, row), mark_at(b, row));
    return marks;
}

static bool power_of_ten(int places, int64_t *out)
{
    int64_t power = 1;
    for (int i = 0; i < places; i++)
        if (__builtin_mul_overflow(power, (int64_t)10, &power)) return false;
    *out = power;
    return true;
}

/* Sum or difference in integers; false when one row does not fit. */
static bool add_integers(struct pm_batch *batch, const struct pm_numbers *a,
                         const struct pm_numbers *b, bool subtract, struct pm_numbers *out)
{
    uint8_t places = a->places > b->places ? a->places : b->places;
    int64_t raise_a;
    int64_t raise_b;
    if (!power_of_ten(places - a->places, &raise_a) || !power_of_ten(places - b->places, &raise_b))
        return false;
    out->values = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    out->places = places;
    for (size_t row = 0; row < batch->rows; row++) {
        int64_t left;
        int64_t right;
        if (__builtin_mul_overflow(a->values[row], raise_a, &left) ||
            __builtin_mul_overflow(b->values[row], raise_b, &right))
            return false;
        if (subtract ? __builtin_sub_overflow(left, right, &out->values[row])
                     : __builtin_add_overflow(left, right, &out->values[row]))
            return false;
    }
    return true;
}

static bool multiply_integers(struct pm_batch *batch, const struct pm_numbers *a,
                              const struct pm_numbers *b, struct pm_numbers *out)
{
    if (a->places + b->places > 18) return false;
    out->values = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    out->places = (uint8_t)(a->places + b->places);
    for (size_t row = 0; row < batch->rows; row++)
        if (__builtin_mul_overflow(a->values[row], b->values[row], &out->values[row])) return false;
    return true;
}

static struct pm_ratio apply(enum pm_expression_kind kind, struct pm_ratio a, struct pm_ratio b)
{
    if (kind == PM_EXPRESSION_ROUND) return pm_ratio_round(a, b);
    if (kind == PM_EXPRESSION_ADD) return pm_ratio_add(a, b);
    if (kind == PM_EXPRESSION_SUBTRACT) return pm_ratio_subtract(a, b);
    if (kind == PM_EXPRESSION_MULTIPLY) return pm_ratio_multiply(a, b);
    return pm_ratio_divide(a, b);
}

/* The same in ratios; what is undefined (division by zero, too large) is missing. */
static void apply_ratios(struct pm_batch *batch, enum pm_expression_kind kind,
                         const struct pm_numbers *a, const struct pm_numbers *b,
                         struct pm_numbers *out)
{
    out->ratios = PM_NEW_ITEMS(batch->arena, struct pm_ratio, batch->rows + 1);
    if (!out->marks) out->marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++) {
        if (out->marks[row] != PM_MARK_PRESENT) continue;
        out->ratios[row] = apply(kind, pm_numbers_at(a, row), pm_numbers_at(b, row));
        if (!pm_ratio_is_defined(out->ratios[row])) out->marks[row] = PM_MARK_MISSING;
    }
}

static struct pm_numbers combine(struct pm_batch *batch, enum pm_expression_kind kind,
                                 const struct pm_numbers *a, const struct pm_numbers *b)
{
    struct pm_numbers out = {.marks = join_marks(batch, a, b)};
    bool done = false;
    if (!a->ratios && !b->ratios) {
        if (kind == PM_EXPRESSION_MULTIPLY)
            done = multiply_integers(batch, a, b, &out);
        else if (kind == PM_EXPRESSION_ADD || kind == PM_EXPRESSION_SUBTRACT)
            done = add_integers(batch, a, b, kind == PM_EXPRESSION_SUBTRACT, &out);
    }
    if (!done) apply_ratios(batch, kind, a, b, &out);
    return out;
}

/* Times count minutes, dates days, durations days: the difference of two times is minutes / 1440. */
static struct pm_numbers to_days(struct pm_batch *batch, const struct pm_numbers *minutes)
{
    struct pm_numbers per_day = constant(batch, 24 * 60, 0);
    return combine(batch, PM_EXPRESSION_DIVIDE, minutes, &per_day);
}

static struct pm_numbers operand(struct pm_batch *batch, const struct pm_expression *expression,
                                 bool as_days)
{
    struct pm_numbers numbers = pm_batch_numbers(batch, expression);
    return as_days && expression->type == PM_TYPE_TIME ? to_days(batch, &numbers) : numbers;
}

static struct pm_numbers negate(struct pm_batch *batch, struct pm_numbers numbers)
{
    struct pm_numbers zero = constant(batch, 0, 0);
    return combine(batch, PM_EXPRESSION_SUBTRACT, &zero, &numbers);
}

static struct pm_numbers choose(struct pm_batch *batch, const struct pm_expression *expression)
{
    const uint8_t *truth = pm_batch_truth(batch, expression->children[0]);
    struct pm_numbers yes = pm_batch_numbers(batch, expression->children[1]);
    struct pm_numbers no = pm_batch_numbers(batch, expression->children[2]);
    struct pm_numbers out = {0};
    out.ratios = PM_NEW_ITEMS(batch->arena, struct pm_ratio, batch->rows + 1);
    out.marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++) {
        const struct pm_numbers *chosen = truth[row] == PM_TRUE ? &yes : &no;
        out.marks[row] =
            truth[row] == PM_TRUTH_MISSING ? (uint8_t)PM_MARK_MISSING : mark_at(chosen, row);
        if (out.marks[row] == PM_MARK_PRESENT) out.ratios[row] = pm_numbers_at(chosen, row);
    }
    return out;
}

static struct pm_numbers from_truth(struct pm_batch *batch, const struct pm_expression *condition)
{
    const uint8_t *truth = pm_batch_truth(batch, condition);
    struct pm_numbers out = constant(batch, 0, 0);
    out.marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++) {
        out.values[row] = truth[row] == PM_TRUE;
        if (truth[row] == PM_TRUTH_MISSING) out.marks[row] = PM_MARK_MISSING;
    }
    return out;
}

struct pm_numbers pm_batch_numbers(struct pm_batch *batch, const struct pm_expression *expression)
{
    if (expression->kind == PM_EXPRESSION_NUMBER)
        return constant(batch, expression->number.mantissa, expression->number.places);
    if (expression->kind == PM_EXPRESSION_DAY) return constant(batch, expression->day, 0);
    if (expression->kind == PM_EXPRESSION_BOOL) return constant(batch, expression->truth, 0);
    if (expression->kind == PM_EXPRESSION_FIELD)
        return from_vector(batch, pm_batch_path(batch, &expression->path));
    if (expression->type == PM_TYPE_BOOL) return from_truth(batch, expression);
    if (expression->kind == PM_EXPRESSION_NEGATE)
        return negate(batch, pm_batch_numbers(batch, expression->children[0]));
    if (expression->kind == PM_EXPRESSION_IF) return choose(batch, expression);
    bool has_time = expression->children[0]->type == PM_TYPE_TIME ||
                    expression->children[1]->type == PM_TYPE_TIME;
    struct pm_numbers a = operand(batch, expression->children[0], has_time);
    struct pm_numbers b = operand(batch, expression->children[1], has_time);
    return combine(batch, expression->kind, &a, &b);
}
