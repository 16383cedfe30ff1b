#include "runtime/pass/gather.h"

#include <string.h>

static bool is_period_field(const struct pm_source_decl *source, const struct pm_column *column)
{
    for (size_t i = 0; i < source->period_field_count; i++)
        if (source->period_fields[i] == column) return true;
    return false;
}

const struct pm_column *pm_reference_key(const struct pm_column *reference)
{
    const struct pm_source_decl *target = reference->refers_to;
    for (size_t i = 0; i < target->key_count; i++)
        if (!is_period_field(target, target->key[i])) return target->key[i];
    return target->key[0]; /* the resolver refuses a key of periods alone */
}

static bool key_has_period(const struct pm_source_decl *source)
{
    for (size_t i = 0; i < source->key_count; i++)
        if (is_period_field(source, source->key[i])) return true;
    return false;
}

const struct pm_grain *pm_reference_grain(struct pm_pass *pass, const struct pm_column *reference)
{
    const struct pm_source_decl *target = reference->refers_to;
    return key_has_period(target) ? pm_table_grain(pm_pass_table(pass, target)) : NULL;
}

static int32_t *no_rows(struct pm_arena *arena, size_t count)
{
    int32_t *rows = PM_NEW_ITEMS(arena, int32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        rows[i] = -1;
    return rows;
}

static struct pm_key_index *make_index(struct pm_batch *batch, const struct pm_column *key)
{
    struct pm_table *table = batch->table;
    struct pm_arena *arena = batch->arena;
    struct pm_key_index *index = PM_NEW(arena, struct pm_key_index);
    const struct pm_vector *codes = pm_batch_column(batch, key);
    for (size_t row = 0; row < batch->rows; row++)
        if ((size_t)codes->values[row] + 1 > index->codes)
            index->codes = (size_t)codes->values[row] + 1;
    index->grain = key_has_period(table->source) ? pm_table_grain(table) : NULL;
    size_t arrays = index->grain ? index->grain->count : 1;
    index->rows = PM_NEW_ITEMS(arena, int32_t *, arrays + 1);
    const int32_t *slots = index->grain ? pm_batch_slots(batch, index->grain) : NULL;
    for (size_t row = 0; row < batch->rows; row++) {
        if (codes->marks && codes->marks[row] != PM_MARK_PRESENT) continue;
        int32_t slot = slots ? slots[row] : 0;
        if (slot == PM_NO_SLOT) continue;
        if (!index->rows[slot]) index->rows[slot] = no_rows(arena, index->codes);
        index->rows[slot][codes->values[row]] = (int32_t)row;
    }
    return index;
}

static const struct pm_key_index *get_index(struct pm_pass *pass, const struct pm_column *reference)
{
    struct pm_table *target = pm_pass_table(pass, reference->refers_to);
    struct pm_batch *batch = pm_table_open(target, 0);
    if (!batch) return NULL;
    if (!target->index) target->index = make_index(batch, pm_reference_key(reference));
    return target->index;
}

/* A streaming source is read more than once (gathered from, then counted): rows count once. */
static void note_dangling(struct pm_batch *batch, const struct pm_column *column, size_t dangling)
{
    struct pm_table *table = batch->table;
    if (batch->first_row < table->followed[column->index]) return;
    table->followed[column->index] = batch->first_row + batch->rows;
    table->dangling[column->index] += dangling;
}

const int32_t *pm_batch_join(struct pm_batch *batch, const struct pm_column *column)
{
    if (batch->joins[column->index]) return batch->joins[column->index];
    int32_t *join = no_rows(batch->arena, batch->rows);
    batch->joins[column->index] = join;
    const struct pm_key_index *index = get_index(batch->table->pass, column);
    if (!index) return join;
    const struct pm_vector *codes = pm_batch_column(batch, column);
    const int32_t *slots = index->grain ? pm_batch_slots(batch, index->grain) : NULL;
    size_t dangling = 0;
    for (size_t row = 0; row < batch->rows; row++) {
        if (codes->marks && codes->marks[row] != PM_MARK_PRESENT) continue;
        int32_t slot = slots ? slots[row] : 0;
        if (index->grain && (!slots || slot == PM_NO_SLOT)) continue;
        const int32_t *rows = index->rows[slot];
        if (rows && (size_t)codes->values[row] < index->codes) join[row] = rows[codes->values[row]];
        if (join[row] < 0) dangling++;
    }
    note_dangling(batch, column, dangling);
    return join;
}

/* ---- Gathering ---- */

struct gathering { /* one gathered column in the making */
    const struct pm_column *column;
    pm_wide *sums; /* at PM_MOST_PLACES; smallest and largest likewise */
    int64_t *counts;
};

static bool is_count(const struct gathering *gathering)
{
    return gathering->column->aggregate == PM_AGGREGATE_COUNT;
}

static pm_wide scaled(const struct pm_numbers *numbers, size_t row)
{
    if (numbers->ratios) {
        struct pm_ratio billion = pm_ratio_from_integer(1000000000);
        struct pm_ratio value = pm_ratio_round(pm_ratio_multiply(numbers->ratios[row], billion),
                                               pm_ratio_from_integer(1));
        return value.numerator;
    }
    pm_wide value = numbers->values[row];
    for (int places = numbers->places; places < PM_MOST_PLACES; places++)
        value *= 10;
    return value;
}

static void add_value(struct gathering *gathering, int32_t row, pm_wide value)
{
    pm_wide *sum = &gathering->sums[row];
    bool first = gathering->counts[row] == 0;
    enum pm_aggregate aggregate = gathering->column->aggregate;
    if (aggregate == PM_AGGREGATE_SMALLEST) {
        if (first || value < *sum) *sum = value;
    } else if (aggregate == PM_AGGREGATE_LARGEST) {
        if (first || value > *sum) *sum = value;
    } else {
        *sum += value;
    }
    gathering->counts[row]++;
}

static void gather_batch(struct pm_batch *from, struct gathering *gathering)
{
    const struct pm_column *column = gathering->column;
    const int32_t *join = pm_batch_join(from, column->gather_through);
    const uint8_t *truth = pm_batch_truth(from, column->where);
    if (is_count(gathering)) {
        for (size_t row = 0; row < from->rows; row++)
            if (join[row] >= 0 && truth[row] == PM_TRUE) gathering->counts[join[row]]++;
        return;
    }
    struct pm_numbers numbers = pm_batch_numbers(from, column->gathered);
    for (size_t row = 0; row < from->rows; row++) {
        if (join[row] < 0 || truth[row] != PM_TRUE) continue;
        if (numbers.marks && numbers.marks[row] != PM_MARK_PRESENT) continue;
        add_value(gathering, join[row], scaled(&numbers, row));
    }
}

/* Writes a finished total as a column. A count or sum over no rows is 0; other aggregates are
 * missing then. */
static struct pm_vector *finish(struct pm_batch *batch, const struct gathering *gathering)
{
    struct pm_vector *vector = PM_NEW(batch->arena, struct pm_vector);
    vector->values = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    if (is_count(gathering)) {
        memcpy(vector->values, gathering->counts, batch->rows * sizeof *gathering->counts);
        return vector;
    }
    vector->places = PM_MOST_PLACES;
    vector->marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    enum pm_aggregate aggregate = gathering->column->aggregate;
    for (size_t row = 0; row < batch->rows; row++) {
        pm_wide value = gathering->sums[row];
        int64_t count = gathering->counts[row];
        bool is_missing = count == 0 && aggregate != PM_AGGREGATE_SUM;
        if (aggregate == PM_AGGREGATE_MEAN && count) {
            struct pm_ratio mean =
                pm_ratio_round(pm_ratio_make(value, count), pm_ratio_from_integer(1));
            value = mean.numerator;
        }
        if (is_missing || value > INT64_MAX || value < -INT64_MAX)
            vector->marks[row] = PM_MARK_MISSING;
        else
            vector->values[row] = (int64_t)value;
    }
    return vector;
}

void pm_gather(struct pm_batch *batch, const struct pm_column *column)
{
    struct pm_table *table = batch->table;
    struct pm_table *from = pm_pass_table(table->pass, column->gather_from);
    if (table->gathering) return;
    table->gathering = true;
    PM_ARRAY(struct gathering) all = {0};
    struct pm_arena *scratch = pm_arena_new_scratch(batch->arena);
    for (size_t i = 0; i < table->source->column_count; i++) {
        const struct pm_column *each = table->source->columns[i];
        if (each->kind != PM_COLUMN_GATHERED || each->gather_from != column->gather_from) continue;
        struct gathering gathering = {.column = each};
        gathering.counts = PM_NEW_ITEMS(scratch, int64_t, batch->rows + 1);
        if (!is_count(&gathering)) gathering.sums = PM_NEW_ITEMS(scratch, pm_wide, batch->rows + 1);
        PM_PUSH(scratch, &all, gathering);
    }
    for (size_t i = 0; i < pm_table_batches(from); i++) {
        struct pm_batch *rows = pm_table_open(from, i);
        if (!rows) break;
        for (size_t j = 0; j < all.count; j++)
            gather_batch(rows, &all.items[j]);
        pm_batch_close(rows);
    }
    for (size_t j = 0; j < all.count; j++)
        batch->columns[all.items[j].column->index] = finish(batch, &all.items[j]);
    pm_arena_free(scratch);
    table->gathering = false;
}
