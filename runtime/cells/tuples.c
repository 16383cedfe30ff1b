#include "runtime/cells/internal.h"

#include <string.h>

struct pm_tuples {
    struct pm_arena *arena;
    size_t width;
    int64_t *values;   /* bucket * width */
    uint32_t *numbers; /* by bucket */
    uint8_t *used;
    size_t bucket_count; /* a power of two */
    size_t count;
};

static void make_buckets(struct pm_tuples *tuples, size_t count)
{
    tuples->bucket_count = count;
    tuples->values = PM_NEW_ITEMS(tuples->arena, int64_t, count * tuples->width);
    tuples->numbers = PM_NEW_ITEMS(tuples->arena, uint32_t, count);
    tuples->used = pm_arena_alloc(tuples->arena, count);
}

struct pm_tuples *pm_tuples_new(struct pm_arena *arena, size_t width)
{
    struct pm_tuples *tuples = PM_NEW(arena, struct pm_tuples);
    tuples->arena = arena;
    tuples->width = width;
    make_buckets(tuples, 64);
    return tuples;
}

static size_t find_bucket(const struct pm_tuples *tuples, const int64_t *values)
{
    uint64_t mixed = 0x9E3779B97F4A7C15U;
    for (size_t i = 0; i < tuples->width; i++) {
        mixed ^= (uint64_t)values[i];
        mixed *= 0xBF58476D1CE4E5B9U;
        mixed ^= mixed >> 31;
    }
    size_t size = tuples->width * sizeof *values;
    size_t at = (size_t)mixed & (tuples->bucket_count - 1);
    while (tuples->used[at] && memcmp(tuples->values + at * tuples->width, values, size) != 0)
        at = (at + 1) & (tuples->bucket_count - 1);
    return at;
}

uint32_t pm_tuples_find(const struct pm_tuples *tuples, const int64_t *values)
{
    size_t at = find_bucket(tuples, values);
    return tuples->used[at] ? tuples->numbers[at] : PM_NO_UNIT;
}

static void grow(struct pm_tuples *tuples)
{
    struct pm_tuples old = *tuples;
    make_buckets(tuples, old.bucket_count * 4);
    for (size_t i = 0; i < old.bucket_count; i++) {
        if (!old.used[i]) continue;
        const int64_t *values = old.values + i * old.width;
        size_t at = find_bucket(tuples, values);
        tuples->used[at] = 1;
        tuples->numbers[at] = old.numbers[i];
        memcpy(tuples->values + at * tuples->width, values, old.width * sizeof *values);
    }
}

void pm_tuples_add(struct pm_tuples *tuples, const int64_t *values, uint32_t number)
{
    if (tuples->count * 2 >= tuples->bucket_count) grow(tuples);
    size_t at = find_bucket(tuples, values);
    if (!tuples->used[at]) tuples->count++;
    tuples->used[at] = 1;
    tuples->numbers[at] = number;
    memcpy(tuples->values + at * tuples->width, values, tuples->width * sizeof *values);
}

struct pm_text pm_value_text(struct pm_pass *pass, struct pm_arena *arena,
                             const struct pm_column *column, const struct pm_vector *vector,
                             size_t row)
{
    int64_t value = vector->values[row];
    char buffer[64];
    if (column->type == PM_TYPE_TEXT) {
        const struct pm_texts *texts = pm_pass_texts(pass, column);
        bool known = value >= 0 && (uint64_t)value < texts->count;
        return known ? texts->items[value] : PM_TEXT("");
    }
    if (column->type == PM_TYPE_BOOL) return value ? PM_TEXT("true") : PM_TEXT("false");
    if (column->type == PM_TYPE_DATE) {
        pm_format_day((int32_t)value, buffer);
    } else {
        struct pm_decimal decimal = {value, vector->places};
        while (decimal.places && decimal.mantissa % 10 == 0) {
            decimal.mantissa /= 10;
            decimal.places--;
        }
        pm_ratio_format(pm_ratio_from_decimal(decimal), decimal.places, buffer, sizeof buffer);
    }
    return (struct pm_text){pm_arena_copy_text(arena, buffer, strlen(buffer)), strlen(buffer)};
}
