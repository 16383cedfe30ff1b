/* Conditions over a batch, in three values: true, false, missing. A comparison with something
 * missing is missing, which is never true. */
#include "runtime/pass/pass.h"

#include <string.h>

static uint8_t *new_truth(struct pm_batch *batch, enum pm_truth truth)
{
    uint8_t *out = pm_arena_alloc(batch->arena, batch->rows + 1);
    memset(out, (int)truth, batch->rows);
    return out;
}

/* ---- Paths ---- */

static const struct pm_vector *pick(struct pm_batch *batch, const struct pm_vector *from,
                                    const int32_t *rows)
{
    struct pm_vector *out = PM_NEW(batch->arena, struct pm_vector);
    out->values = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    out->marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    out->places = from->places;
    for (size_t row = 0; row < batch->rows; row++) {
        int32_t source = rows[row];
        if (source < 0) {
            out->marks[row] = PM_MARK_MISSING;
            continue;
        }
        out->values[row] = from->values[source];
        out->marks[row] = from->marks ? from->marks[source] : (uint8_t)PM_MARK_PRESENT;
    }
    return out;
}

/* For each row of `batch`, where the next reference of `at` leads. */
static const int32_t *follow(struct pm_batch *batch, const int32_t *rows, const int32_t *join)
{
    if (!rows) return join;
    int32_t *out = PM_NEW_ITEMS(batch->arena, int32_t, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++)
        out[row] = rows[row] < 0 ? -1 : join[rows[row]];
    return out;
}

const struct pm_vector *pm_batch_path(struct pm_batch *batch, const struct pm_path *path)
{
    static const struct pm_vector nothing;
    struct pm_batch *at = batch;
    const int32_t *rows = NULL;
    if (path->previous) rows = batch->previous;
    for (size_t i = 0; i + 1 < path->count; i++) {
        rows = follow(batch, rows, pm_batch_join(at, path->steps[i]));
        at = pm_table_open(pm_pass_table(batch->table->pass, path->steps[i]->refers_to), 0);
        if (!at) break;
    }
    if (!at || (path->previous && !batch->previous)) {
        int32_t *none = PM_NEW_ITEMS(batch->arena, int32_t, batch->rows + 1);
        memset(none, 0xFF, batch->rows * sizeof *none); /* -1 */
        return pick(batch, &nothing, none);
    }
    const struct pm_vector *column = pm_batch_column(at, path->steps[path->count - 1]);
    return rows ? pick(batch, column, rows) : column;
}

/* ---- Texts ---- */

/* The code of a text in a dictionary; -1 when no row ever had it. */
static int64_t code_of(const struct pm_texts *texts, struct pm_text text)
{
    for (size_t i = 0; i < texts->count; i++)
        if (pm_text_equal(texts->items[i], text)) return (int64_t)i;
    return -1;
}

static const struct pm_column *text_column(const struct pm_expression *expression)
{
    return expression->path.steps[expression->path.count - 1];
}

static const uint8_t *field_is_text(struct pm_batch *batch, const struct pm_expression *field,
                                    const struct pm_expression *const *constants, size_t count)
{
    const struct pm_vector *vector = pm_batch_path(batch, &field->path);
    const struct pm_texts *texts = pm_pass_texts(batch->table->pass, text_column(field));
    int64_t *codes = PM_NEW_ITEMS(batch->arena, int64_t, count + 1);
    for (size_t i = 0; i < count; i++)
        codes[i] = code_of(texts, constants[i]->text);
    uint8_t *out = new_truth(batch, PM_FALSE);
    for (size_t row = 0; row < batch->rows; row++) {
        if (vector->marks && vector->marks[row] != PM_MARK_PRESENT) {
            out[row] = PM_TRUTH_MISSING;
            continue;
        }
        for (size_t i = 0; i < count; i++)
            if (vector->values[row] == codes[i]) out[row] = PM_TRUE;
    }
    return out;
}

static const uint8_t *fields_equal(struct pm_batch *batch, const struct pm_expression *a,
                                   const struct pm_expression *b)
{
    const struct pm_vector *left = pm_batch_path(batch, &a->path);
    const struct pm_vector *right = pm_batch_path(batch, &b->path);
    const struct pm_texts *left_texts = pm_pass_texts(batch->table->pass, text_column(a));
    const struct pm_texts *right_texts = pm_pass_texts(batch->table->pass, text_column(b));
    uint8_t *out = new_truth(batch, PM_FALSE);
    for (size_t row = 0; row < batch->rows; row++) {
        if ((left->marks && left->marks[row] != PM_MARK_PRESENT) ||
            (right->marks && right->marks[row] != PM_MARK_PRESENT)) {
            out[row] = PM_TRUTH_MISSING;
            continue;
        }
        bool equal = left_texts == right_texts
                         ? left->values[row] == right->values[row]
                         : pm_text_equal(left_texts->items[left->values[row]],
                                         right_texts->items[right->values[row]]);
        if (equal) out[row] = PM_TRUE;
    }
    return out;
}

static const uint8_t *texts_equal(struct pm_batch *batch, const struct pm_expression *a,
                                  const struct pm_expression *b)
{
    if (a->kind == PM_EXPRESSION_TEXT && b->kind == PM_EXPRESSION_TEXT)
        return new_truth(batch, pm_text_equal(a->text, b->text) ? PM_TRUE : PM_FALSE);
    if (a->kind == PM_EXPRESSION_TEXT) return field_is_text(batch, b, &a, 1);
    if (b->kind == PM_EXPRESSION_TEXT) return field_is_text(batch, a, &b, 1);
    return fields_equal(batch, a, b);
}

/* ---- Comparisons ---- */

static bool holds(enum pm_expression_kind kind, int order)
{
    if (kind == PM_EXPRESSION_LESS) return order < 0;
    if (kind == PM_EXPRESSION_MORE) return order > 0;
    if (kind == PM_EXPRESSION_AT_MOST) return order <= 0;
    if (kind == PM_EXPRESSION_AT_LEAST) return order >= 0;
    if (kind == PM_EXPRESSION_UNEQUAL) return order != 0;
    return order == 0;
}

static pm_wide raised(int64_t value, int places)
{
    pm_wide wide = value;
    for (int i = 0; i < places; i++)
        wide *= 10;
    return wide;
}

/* Below 0, 0, above 0: never wraps (63 bits times 10^18 fits 128). */
static int compare_at(const struct pm_numbers *a, const struct pm_numbers *b, size_t row)
{
    if (a->ratios || b->ratios)
        return pm_ratio_compare(pm_numbers_at(a, row), pm_numbers_at(b, row));
    if (a->places == b->places)
        return (a->values[row] > b->values[row]) - (a->values[row] < b->values[row]);
    int places = a->places > b->places ? a->places : b->places;
    pm_wide left = raised(a->values[row], places - a->places);
    pm_wide right = raised(b->values[row], places - b->places);
    return (left > right) - (left < right);
}

static bool is_present(const struct pm_numbers *numbers, size_t row)
{
    return !numbers->marks || numbers->marks[row] == PM_MARK_PRESENT;
}

/* Times are compared with dates as the minute their day begins. */
static struct pm_numbers side(struct pm_batch *batch, const struct pm_expression *expression,
                              bool as_minutes)
{
    struct pm_numbers numbers = pm_batch_numbers(batch, expression);
    if (!as_minutes || expression->type != PM_TYPE_DATE) return numbers;
    int64_t *minutes = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++)
        minutes[row] = numbers.values[row] * 24 * 60;
    numbers.values = minutes;
    return numbers;
}

static const uint8_t *compare_numbers(struct pm_batch *batch, enum pm_expression_kind kind,
                                      const struct pm_expression *left,
                                      const struct pm_expression *right)
{
    bool as_minutes = left->type == PM_TYPE_TIME || right->type == PM_TYPE_TIME;
    struct pm_numbers a = side(batch, left, as_minutes);
    struct pm_numbers b = side(batch, right, as_minutes);
    uint8_t *out = new_truth(batch, PM_FALSE);
    for (size_t row = 0; row < batch->rows; row++) {
        if (!is_present(&a, row) || !is_present(&b, row))
            out[row] = PM_TRUTH_MISSING;
        else if (holds(kind, compare_at(&a, &b, row)))
            out[row] = PM_TRUE;
    }
    return out;
}

static const uint8_t *negate(struct pm_batch *batch, const uint8_t *truth)
{
    uint8_t *out = new_truth(batch, PM_TRUTH_MISSING);
    for (size_t row = 0; row < batch->rows; row++)
        if (truth[row] != PM_TRUTH_MISSING) out[row] = truth[row] == PM_TRUE ? PM_FALSE : PM_TRUE;
    return out;
}

static const uint8_t *both(struct pm_batch *batch, const uint8_t *a, const uint8_t *b)
{
    uint8_t *out = new_truth(batch, PM_TRUE);
    for (size_t row = 0; row < batch->rows; row++) {
        if (a[row] == PM_FALSE || b[row] == PM_FALSE)
            out[row] = PM_FALSE;
        else if (a[row] != PM_TRUE || b[row] != PM_TRUE)
            out[row] = PM_TRUTH_MISSING;
    }
    return out;
}

static const uint8_t *either(struct pm_batch *batch, const uint8_t *a, const uint8_t *b)
{
    uint8_t *out = new_truth(batch, PM_FALSE);
    for (size_t row = 0; row < batch->rows; row++) {
        if (a[row] == PM_TRUE || b[row] == PM_TRUE)
            out[row] = PM_TRUE;
        else if (a[row] != PM_FALSE || b[row] != PM_FALSE)
            out[row] = PM_TRUTH_MISSING;
    }
    return out;
}

static const uint8_t *compare(struct pm_batch *batch, enum pm_expression_kind kind,
                              const struct pm_expression *left, const struct pm_expression *right)
{
    if (left->type == PM_TYPE_TEXT) {
        const uint8_t *equal = texts_equal(batch, left, right);
        return kind == PM_EXPRESSION_UNEQUAL ? negate(batch, equal) : equal;
    }
    return compare_numbers(batch, kind, left, right);
}

static const uint8_t *is_in(struct pm_batch *batch, const struct pm_expression *expression)
{
    const struct pm_expression *value = expression->children[0];
    size_t count = expression->child_count - 1;
    if (value->type == PM_TYPE_TEXT && value->kind == PM_EXPRESSION_FIELD)
        return field_is_text(batch, value, expression->children + 1, count);
    const uint8_t *out = new_truth(batch, PM_FALSE);
    for (size_t i = 1; i <= count; i++) {
        const struct pm_expression *each = expression->children[i];
        if (each->kind == PM_EXPRESSION_RANGE) {
            const uint8_t *low = compare(batch, PM_EXPRESSION_AT_LEAST, value, each->children[0]);
            const uint8_t *high = compare(batch, PM_EXPRESSION_AT_MOST, value, each->children[1]);
            out = either(batch, out, both(batch, low, high));
        } else {
            out = either(batch, out, compare(batch, PM_EXPRESSION_EQUAL, value, each));
        }
    }
    return out;
}

/* What the publisher hid, will send, or gives as a range is not missing, though nothing can be
 * compared with it. */
static const uint8_t *is_missing(struct pm_batch *batch, const struct pm_expression *expression)
{
    uint8_t *out = new_truth(batch, PM_FALSE);
    if (expression->kind == PM_EXPRESSION_FIELD) {
        const struct pm_vector *vector = pm_batch_path(batch, &expression->path);
        for (size_t row = 0; row < batch->rows; row++)
            if (vector->marks && vector->marks[row] == PM_MARK_MISSING) out[row] = PM_TRUE;
    } else if (expression->type == PM_TYPE_BOOL) {
        const uint8_t *truth = pm_batch_truth(batch, expression);
        for (size_t row = 0; row < batch->rows; row++)
            if (truth[row] == PM_TRUTH_MISSING) out[row] = PM_TRUE;
    } else if (expression->type != PM_TYPE_TEXT) {
        struct pm_numbers numbers = pm_batch_numbers(batch, expression);
        for (size_t row = 0; row < batch->rows; row++)
            if (numbers.marks && numbers.marks[row] == PM_MARK_MISSING) out[row] = PM_TRUE;
    }
    return out;
}

/* A truth value that is a field or a constant. */
static const uint8_t *plain_truth(struct pm_batch *batch, const struct pm_expression *expression)
{
    struct pm_numbers numbers = pm_batch_numbers(batch, expression);
    uint8_t *out = new_truth(batch, PM_TRUTH_MISSING);
    for (size_t row = 0; row < batch->rows; row++)
        if (is_present(&numbers, row)) out[row] = numbers.values[row] ? PM_TRUE : PM_FALSE;
    return out;
}

static const uint8_t *choose(struct pm_batch *batch, const struct pm_expression *expression)
{
    const uint8_t *condition = pm_batch_truth(batch, expression->children[0]);
    const uint8_t *yes = pm_batch_truth(batch, expression->children[1]);
    const uint8_t *no = pm_batch_truth(batch, expression->children[2]);
    uint8_t *out = new_truth(batch, PM_TRUTH_MISSING);
    for (size_t row = 0; row < batch->rows; row++)
        if (condition[row] != PM_TRUTH_MISSING)
            out[row] = condition[row] == PM_TRUE ? yes[row] : no[row];
    return out;
}

const uint8_t *pm_batch_truth(struct pm_batch *batch, const struct pm_expression *condition)
{
    if (!condition) return new_truth(batch, PM_TRUE);
    const struct pm_expression **children = condition->children;
    if (condition->kind == PM_EXPRESSION_AND)
        return both(batch, pm_batch_truth(batch, children[0]), pm_batch_truth(batch, children[1]));
    if (condition->kind == PM_EXPRESSION_OR)
        return either(batch, pm_batch_truth(batch, children[0]),
                      pm_batch_truth(batch, children[1]));
    if (condition->kind == PM_EXPRESSION_NOT)
        return negate(batch, pm_batch_truth(batch, children[0]));
    if (condition->kind == PM_EXPRESSION_IN) return is_in(batch, condition);
    if (condition->kind == PM_EXPRESSION_IS_MISSING) return is_missing(batch, children[0]);
    if (condition->kind == PM_EXPRESSION_IF) return choose(batch, condition);
    if (condition->kind >= PM_EXPRESSION_LESS && condition->kind <= PM_EXPRESSION_UNEQUAL)
        return compare(batch, condition->kind, children[0], children[1]);
    return plain_truth(batch, condition);
}
