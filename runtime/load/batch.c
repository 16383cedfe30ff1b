#include "runtime/load/batch.h"

static void empty(struct pm_batch *batch)
{
    batch->rows = 0;
    batch->days = (struct pm_row_days){PM_NO_DAY, PM_NO_DAY};
    for (size_t i = 0; i < batch->column_count; i++) {
        batch->columns[i].has_marks = false;
        batch->columns[i].places = 0;
        batch->columns[i].most = 0;
    }
}

struct pm_batch *pm_batch_new(struct pm_arena *arena, struct pm_store *store,
                              const char *const *names, size_t count)
{
    struct pm_batch *batch = PM_NEW(arena, struct pm_batch);
    batch->store = store;
    batch->column_count = count + 1;
    batch->columns = PM_NEW_ITEMS(arena, struct pm_batch_column, count + 1);
    batch->chunk = PM_NEW_ITEMS(arena, struct pm_chunk_column, count + 1);
    for (size_t i = 0; i <= count; i++) {
        batch->columns[i].name = i < count ? names[i] : PM_COLUMN_LINE;
        batch->columns[i].values = PM_NEW_ITEMS(arena, int64_t, PM_CHUNK_ROWS);
        batch->columns[i].marks = pm_arena_alloc(arena, PM_CHUNK_ROWS);
    }
    return batch;
}

void pm_batch_start(struct pm_batch *batch, int64_t load)
{
    empty(batch);
    batch->load = load;
    batch->written = 0;
    batch->written_days = (struct pm_row_days){PM_NO_DAY, PM_NO_DAY};
}

void pm_days_add(struct pm_row_days *days, struct pm_row_days more)
{
    if (more.first == PM_NO_DAY) return;
    if (days->first == PM_NO_DAY || more.first < days->first) days->first = more.first;
    if (days->last == PM_NO_DAY || more.last > days->last) days->last = more.last;
}

static bool flush(struct pm_batch *batch)
{
    for (size_t i = 0; i < batch->column_count; i++) {
        const struct pm_batch_column *column = &batch->columns[i];
        batch->chunk[i].name = column->name;
        batch->chunk[i].vector = (struct pm_vector){
            column->values, column->has_marks ? column->marks : NULL, column->places};
    }
    if (!pm_store_add_chunk(batch->store, batch->load, batch->days.first, batch->days.last,
                            batch->rows, batch->chunk, batch->column_count))
        return false;
    batch->written += (int64_t)batch->rows;
    pm_days_add(&batch->written_days, batch->days);
    empty(batch);
    return true;
}

static bool has_own_value(uint8_t mark)
{
    return mark == PM_MARK_PRESENT;
}

/* Gives the column `places` places, if its values still fit. */
static bool widen(struct pm_batch_column *column, size_t rows, uint8_t places)
{
    int64_t factor = 1;
    uint64_t most;
    for (uint8_t i = column->places; i < places; i++)
        factor *= 10;
    if (__builtin_mul_overflow(column->most, (uint64_t)factor, &most) || most > INT64_MAX)
        return false;
    for (size_t i = 0; i < rows; i++)
        if (has_own_value(column->marks[i])) column->values[i] *= factor;
    column->most = most;
    column->places = places;
    return true;
}

/* Puts a number into a row; false when it does not fit beside the others. */
static bool put_number(struct pm_batch_column *column, size_t row, int64_t value, uint8_t places)
{
    if (places > column->places && !widen(column, row, places)) return false;
    for (uint8_t i = places; i < column->places; i++)
        if (__builtin_mul_overflow(value, (int64_t)10, &value)) return false;
    uint64_t size = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    if (size > INT64_MAX) return false;
    if (size > column->most) column->most = size;
    column->values[row] = value;
    return true;
}

static bool put_row(struct pm_batch *batch, const struct pm_reading *readings, int64_t line)
{
    size_t row = batch->rows;
    size_t count = batch->column_count - 1;
    for (size_t i = 0; i < count; i++) {
        struct pm_batch_column *column = &batch->columns[i];
        const struct pm_reading *reading = &readings[i];
        column->marks[row] = reading->mark;
        if (has_own_value(reading->mark)) {
            if (!put_number(column, row, reading->value, reading->places)) return false;
        } else {
            column->has_marks = true;
            column->values[row] = reading->mark == PM_MARK_RANGE ? reading->value : 0;
        }
    }
    batch->columns[count].values[row] = line;
    return true;
}

bool pm_batch_add(struct pm_batch *batch, const struct pm_reading *readings, int64_t line,
                  struct pm_row_days days, bool *flushed)
{
    bool is_full = batch->rows == PM_CHUNK_ROWS ||
                   (batch->rows >= PM_CHUNK_LEAST_ROWS && days.first != batch->newest_first);
    *flushed = is_full;
    if (is_full && !flush(batch)) return false;
    if (!put_row(batch, readings, line)) { /* numbers too unlike each other for one chunk */
        *flushed = true;
        if (!flush(batch) || !put_row(batch, readings, line)) return false;
    }
    batch->rows++;
    batch->newest_first = days.first;
    pm_days_add(&batch->days, days);
    return true;
}

bool pm_batch_finish(struct pm_batch *batch)
{
    return batch->rows == 0 || flush(batch);
}
