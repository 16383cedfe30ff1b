/* Matching rows with those of the period before: the same student, the same subject. */
#include "runtime/pass/pass.h"

struct matcher {
    struct pm_batch *batch;
    const struct pm_vector **fields;
    size_t field_count;
    const int32_t *slots;
    int32_t *buckets;    /* row numbers, -1 empty */
    size_t bucket_count; /* a power of two */
};

static bool has_all(const struct matcher *matcher, size_t row)
{
    if (matcher->slots[row] == PM_NO_SLOT) return false;
    for (size_t i = 0; i < matcher->field_count; i++) {
        const struct pm_vector *field = matcher->fields[i];
        if (field->marks && field->marks[row] != PM_MARK_PRESENT) return false;
    }
    return true;
}

static size_t hash(const struct matcher *matcher, size_t row, int32_t slot)
{
    uint64_t mixed = (uint64_t)(uint32_t)slot + 0x9E3779B97F4A7C15U;
    for (size_t i = 0; i < matcher->field_count; i++) {
        mixed ^= (uint64_t)matcher->fields[i]->values[row];
        mixed *= 0xBF58476D1CE4E5B9U;
        mixed ^= mixed >> 29;
    }
    return (size_t)mixed;
}

static bool same_fields(const struct matcher *matcher, size_t a, size_t b)
{
    for (size_t i = 0; i < matcher->field_count; i++)
        if (matcher->fields[i]->values[a] != matcher->fields[i]->values[b]) return false;
    return true;
}

/* The bucket that holds a row with the fields of `row` in `slot`, or the empty one for it. */
static int32_t *find(const struct matcher *matcher, size_t row, int32_t slot)
{
    size_t at = hash(matcher, row, slot) & (matcher->bucket_count - 1);
    for (;; at = (at + 1) & (matcher->bucket_count - 1)) {
        int32_t there = matcher->buckets[at];
        if (there < 0) return &matcher->buckets[at];
        if (matcher->slots[there] == slot && same_fields(matcher, row, (size_t)there))
            return &matcher->buckets[at];
    }
}

static void set_up(struct matcher *matcher, const struct pm_column *const *match,
                   size_t match_count)
{
    struct pm_batch *batch = matcher->batch;
    matcher->fields = PM_NEW_ITEMS(batch->arena, const struct pm_vector *, match_count);
    matcher->field_count = match_count;
    for (size_t i = 0; i < match_count; i++)
        matcher->fields[i] = pm_batch_column(batch, match[i]);
    matcher->bucket_count = 1024;
    while (matcher->bucket_count < batch->rows * 2)
        matcher->bucket_count *= 2;
    matcher->buckets = PM_NEW_ITEMS(batch->arena, int32_t, matcher->bucket_count);
    for (size_t i = 0; i < matcher->bucket_count; i++)
        matcher->buckets[i] = -1;
}

const int32_t *pm_batch_match(struct pm_batch *batch, const struct pm_column *const *match,
                              size_t match_count)
{
    int32_t *previous = PM_NEW_ITEMS(batch->arena, int32_t, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++)
        previous[row] = -1;
    const struct pm_grain *grain = pm_table_grain(batch->table);
    struct matcher matcher = {.batch = batch};
    matcher.slots = grain ? pm_batch_slots(batch, grain) : NULL;
    if (!matcher.slots) return previous;
    set_up(&matcher, match, match_count);
    for (size_t row = 0; row < batch->rows; row++) {
        if (!has_all(&matcher, row)) continue;
        int32_t *bucket = find(&matcher, row, matcher.slots[row]);
        if (*bucket < 0) *bucket = (int32_t)row; /* the first one stands for all with this key */
    }
    for (size_t row = 0; row < batch->rows; row++)
        if (has_all(&matcher, row) && matcher.slots[row] > 0)
            previous[row] = *find(&matcher, row, matcher.slots[row] - 1);
    return previous;
}
