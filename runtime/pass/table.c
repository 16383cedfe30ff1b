#include "runtime/pass/pass.h"

#include "runtime/pass/gather.h"

#include <string.h>

static bool is_resident(const struct pm_model *model, const struct pm_source_decl *source)
{
    if (source->is_key_for_references) return true;
    for (size_t i = 0; i < source->column_count; i++)
        if (source->columns[i]->kind == PM_COLUMN_GATHERED) return true;
    for (size_t i = 0; i < model->metric_count; i++) {
        const struct pm_metric *metric = model->metrics[i];
        const struct pm_term *term = metric->is_rate ? &metric->denominator : &metric->value;
        if (metric->match_count && term->source == source) return true;
    }
    return false;
}

static bool list_chunks(struct pm_pass *pass, struct pm_table *table)
{
    if (!pass->rows->list(pass->rows->context, pass->arena, table->source->name, &table->chunks,
                          &table->chunk_count))
        return false;
    table->chunk_starts = PM_NEW_ITEMS(pass->arena, size_t, table->chunk_count + 1);
    for (size_t i = 0; i < table->chunk_count; i++)
        table->chunk_starts[i + 1] = table->chunk_starts[i] + table->chunks[i].rows;
    table->row_count = table->chunk_starts[table->chunk_count];
    return true;
}

static int32_t newest_day(const struct pm_pass *pass)
{
    int32_t newest = PM_NO_DAY;
    for (size_t i = 0; i < pass->model->source_count; i++) {
        const struct pm_table *table = &pass->tables[i];
        for (size_t j = 0; j < table->chunk_count; j++)
            if (table->chunks[j].last_day > newest) newest = table->chunks[j].last_day;
    }
    return newest;
}

bool pm_pass_begin(struct pm_pass *pass, int32_t as_of)
{
    pass->tables = PM_NEW_ITEMS(pass->arena, struct pm_table, pass->model->source_count);
    for (size_t i = 0; i < pass->model->source_count; i++) {
        struct pm_table *table = &pass->tables[i];
        table->pass = pass;
        table->source = pass->model->source_decls[i];
        table->is_resident = is_resident(pass->model, table->source);
        table->texts = PM_NEW_ITEMS(pass->arena, struct pm_texts, table->source->column_count + 1);
        table->dangling = PM_NEW_ITEMS(pass->arena, size_t, table->source->column_count + 1);
        table->followed = PM_NEW_ITEMS(pass->arena, size_t, table->source->column_count + 1);
        if (!list_chunks(pass, table)) return false;
    }
    pass->as_of = as_of == PM_NO_DAY ? newest_day(pass) : as_of;
    return true;
}

struct pm_table *pm_pass_table(struct pm_pass *pass, const struct pm_source_decl *source)
{
    return &pass->tables[source->index];
}

size_t pm_table_batches(const struct pm_table *table)
{
    return table->is_resident ? 1 : table->chunk_count;
}

static struct pm_batch *make_batch(struct pm_table *table, size_t first_chunk, size_t chunk_count)
{
    struct pm_arena *arena = pm_arena_new_scratch(table->pass->arena);
    struct pm_batch *batch = PM_NEW(arena, struct pm_batch);
    batch->table = table;
    batch->arena = arena;
    batch->first_chunk = first_chunk;
    batch->chunk_count = chunk_count;
    batch->first_row = table->chunk_starts[first_chunk];
    batch->rows = table->chunk_starts[first_chunk + chunk_count] - batch->first_row;
    batch->columns = PM_NEW_ITEMS(arena, struct pm_vector *, table->source->column_count);
    batch->joins = PM_NEW_ITEMS(arena, int32_t *, table->source->column_count);
    return batch;
}

struct pm_batch *pm_table_open(struct pm_table *table, size_t index)
{
    struct pm_pass *pass = table->pass;
    if (pass->failed) return NULL;
    if (pass->stop && pass->stop(pass->context)) {
        pass->failed = true;
        return NULL;
    }
    if (!table->is_resident) return make_batch(table, index, 1);
    if (!table->resident) table->resident = make_batch(table, 0, table->chunk_count);
    return table->resident;
}

void pm_batch_close(struct pm_batch *batch)
{
    if (batch && !batch->table->is_resident) pm_arena_free(batch->arena);
}

/* Multiplies the values of some rows by ten until they have `places`; false when one does not fit. */
static bool raise_places(int64_t *values, size_t count, int places)
{
    for (int step = 0; step < places; step++)
        for (size_t i = 0; i < count; i++)
            if (__builtin_mul_overflow(values[i], (int64_t)10, &values[i])) return false;
    return true;
}

/* Appends a chunk's column to that of the batch at row `at`. */
static bool append(struct pm_batch *batch, struct pm_vector *whole, size_t at,
                   const struct pm_vector *part, size_t rows)
{
    if (at == 0) whole->places = part->places;
    if (part->places > whole->places) {
        if (!raise_places(whole->values, at, part->places - whole->places)) return false;
        whole->places = part->places;
    }
    memcpy(whole->values + at, part->values, rows * sizeof *part->values);
    if (!raise_places(whole->values + at, rows, whole->places - part->places)) return false;
    if (part->marks && !whole->marks) whole->marks = pm_arena_alloc(batch->arena, batch->rows);
    if (part->marks) memcpy(whole->marks + at, part->marks, rows);
    return true;
}

static void fail(struct pm_pass *pass)
{
    pass->failed = true;
}

static struct pm_vector *all_missing(struct pm_batch *batch)
{
    struct pm_vector *vector = PM_NEW(batch->arena, struct pm_vector);
    vector->values = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    vector->marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    memset(vector->marks, PM_MARK_MISSING, batch->rows);
    return vector;
}

/* A column as stored, of one chunk or of all chunks together. */
static struct pm_vector *read_stored(struct pm_batch *batch, const char *name)
{
    struct pm_pass *pass = batch->table->pass;
    struct pm_vector *whole = PM_NEW(batch->arena, struct pm_vector);
    if (batch->chunk_count == 1) {
        const struct pm_chunk *chunk = &batch->table->chunks[batch->first_chunk];
        if (!pass->rows->read(pass->rows->context, batch->arena, chunk, name, whole)) {
            fail(pass);
            return all_missing(batch);
        }
        return whole;
    }
    whole->values = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    struct pm_arena *scratch = pm_arena_new_scratch(batch->arena);
    size_t at = 0;
    for (size_t i = 0; i < batch->chunk_count; i++) {
        const struct pm_chunk *chunk = &batch->table->chunks[batch->first_chunk + i];
        struct pm_vector part = {0};
        if (!pass->rows->read(pass->rows->context, scratch, chunk, name, &part) ||
            !append(batch, whole, at, &part, chunk->rows)) {
            fail(pass);
            pm_arena_free(scratch);
            return all_missing(batch);
        }
        at += chunk->rows;
    }
    pm_arena_free(scratch);
    return whole;
}

/* A quotient is kept to nine decimals when it becomes a column; conditions that name the derived
 * column see it so too. */
static struct pm_vector *settle_numbers(struct pm_batch *batch, struct pm_numbers numbers)
{
    struct pm_vector *vector = PM_NEW(batch->arena, struct pm_vector);
    vector->marks = numbers.marks;
    if (!numbers.ratios) {
        vector->values = numbers.values;
        vector->places = numbers.places;
        return vector;
    }
    struct pm_ratio billion = pm_ratio_from_integer(1000000000);
    vector->values = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    vector->places = PM_MOST_PLACES;
    for (size_t row = 0; row < batch->rows; row++) {
        struct pm_ratio scaled = pm_ratio_round(pm_ratio_multiply(numbers.ratios[row], billion),
                                                pm_ratio_from_integer(1));
        bool fits = pm_ratio_is_defined(scaled) && scaled.numerator <= INT64_MAX &&
                    scaled.numerator >= -INT64_MAX;
        if (fits) {
            vector->values[row] = (int64_t)scaled.numerator;
            continue;
        }
        if (!vector->marks) vector->marks = pm_arena_alloc(batch->arena, batch->rows + 1);
        if (vector->marks[row] == PM_MARK_PRESENT) vector->marks[row] = PM_MARK_MISSING;
    }
    return vector;
}

static struct pm_vector *settle_truth(struct pm_batch *batch, const uint8_t *truth)
{
    struct pm_vector *vector = PM_NEW(batch->arena, struct pm_vector);
    vector->values = PM_NEW_ITEMS(batch->arena, int64_t, batch->rows + 1);
    vector->marks = pm_arena_alloc(batch->arena, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++) {
        vector->values[row] = truth[row] == PM_TRUE;
        vector->marks[row] = truth[row] == PM_TRUTH_MISSING ? PM_MARK_MISSING : PM_MARK_PRESENT;
    }
    return vector;
}

static struct pm_vector *derive(struct pm_batch *batch, const struct pm_column *column)
{
    const struct pm_expression *expression = column->expression;
    if (column->type == PM_TYPE_BOOL) return settle_truth(batch, pm_batch_truth(batch, expression));
    if (expression->kind == PM_EXPRESSION_FIELD && expression->path.count == 1)
        return (struct pm_vector *)(uintptr_t)pm_batch_column(batch, expression->path.steps[0]);
    return settle_numbers(batch, pm_batch_numbers(batch, expression));
}

/* Codes of a text column must be in its dictionary: a store that was tampered with is refused. */
static void check_codes(struct pm_batch *batch, const struct pm_column *column,
                        const struct pm_vector *vector)
{
    struct pm_pass *pass = batch->table->pass;
    const struct pm_texts *texts = pm_pass_texts(pass, column);
    for (size_t row = 0; row < batch->rows; row++) {
        if (vector->marks && vector->marks[row] != PM_MARK_PRESENT) continue;
        if (vector->values[row] >= 0 && (uint64_t)vector->values[row] < texts->count) continue;
        pm_diagnose_nowhere(pass->diagnostics, PM_STORE_DAMAGED,
                            "the store is damaged: `%s.%s` has a code that stands for no text",
                            column->source->name, column->name);
        fail(pass);
        return;
    }
}

static struct pm_vector *read_field(struct pm_batch *batch, const struct pm_column *column)
{
    struct pm_vector *vector = read_stored(batch, column->name);
    if (column->type != PM_TYPE_TEXT || batch->table->pass->failed) return vector;
    check_codes(batch, column, vector);
    return batch->table->pass->failed ? all_missing(batch) : vector;
}

const struct pm_vector *pm_batch_column(struct pm_batch *batch, const struct pm_column *column)
{
    struct pm_vector *made = batch->columns[column->index];
    if (made) return made;
    switch (column->kind) {
    case PM_COLUMN_FIELD:
        made = read_field(batch, column);
        break;
    case PM_COLUMN_DERIVED:
        made = derive(batch, column);
        break;
    case PM_COLUMN_GATHERED:
        pm_gather(batch, column); /* fills all columns gathered from the same source */
        made = batch->columns[column->index];
        break;
    }
    batch->columns[column->index] = made ? made : all_missing(batch);
    return batch->columns[column->index];
}

int64_t pm_batch_line(struct pm_batch *batch, size_t row)
{
    if (!batch->lines) batch->lines = read_stored(batch, PM_COLUMN_LINE);
    return batch->lines->values[row];
}

const struct pm_chunk *pm_batch_chunk(const struct pm_batch *batch, size_t row)
{
    const struct pm_table *table = batch->table;
    size_t wanted = batch->first_row + row;
    size_t low = batch->first_chunk;
    size_t high = batch->first_chunk + batch->chunk_count - 1;
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (table->chunk_starts[middle] <= wanted)
            low = middle;
        else
            high = middle - 1;
    }
    return &table->chunks[low];
}

const struct pm_column *pm_dictionary_owner(const struct pm_column *column)
{
    if (column->kind == PM_COLUMN_DERIVED && column->expression->kind == PM_EXPRESSION_FIELD) {
        const struct pm_path *path = &column->expression->path;
        return pm_dictionary_owner(path->steps[path->count - 1]);
    }
    return column->refers_to ? pm_dictionary_owner(pm_reference_key(column)) : column;
}

const struct pm_texts *pm_pass_texts(struct pm_pass *pass, const struct pm_column *column)
{
    const struct pm_column *owner = pm_dictionary_owner(column);
    struct pm_table *table = pm_pass_table(pass, owner->source);
    struct pm_texts *texts = &table->texts[owner->index];
    if (texts->is_read) return texts;
    texts->is_read = true;
    if (!pass->rows->dictionary(pass->rows->context, pass->arena, owner->source->name, owner->name,
                                &texts->items, &texts->count)) {
        fail(pass);
        texts->count = 0;
    }
    return texts;
}

/* ---- Slots ---- */

static int32_t *no_slots(struct pm_batch *batch)
{
    int32_t *slots = PM_NEW_ITEMS(batch->arena, int32_t, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++)
        slots[row] = PM_NO_SLOT;
    return slots;
}

/* A date or time field: days fall into slots; neighbouring rows mostly share one. */
static void slots_of_days(struct pm_batch *batch, const struct pm_grain *grain,
                          const struct pm_column *column, int32_t as_of, int32_t *slots)
{
    const struct pm_vector *days = pm_batch_column(batch, column);
    int64_t divisor = column->type == PM_TYPE_TIME ? 24 * 60 : 1;
    int32_t last_day = PM_NO_DAY;
    int32_t last_slot = PM_NO_SLOT;
    for (size_t row = 0; row < batch->rows; row++) {
        if (days->marks && days->marks[row] != PM_MARK_PRESENT) continue;
        int64_t value = days->values[row];
        int32_t day = (int32_t)(value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor));
        if (day != last_day) {
            last_day = day;
            last_slot = day > as_of ? PM_NO_SLOT : pm_grain_slot_of_day(grain, day);
        }
        slots[row] = last_slot;
    }
}

/* The slot of a period as written: itself, or the longer one of the grain that it lies in. */
static int32_t slot_of_period(const struct pm_grain *grain, struct pm_period period, int32_t as_of)
{
    if (pm_period_first_day(period) > as_of) return PM_NO_SLOT;
    if (period.part == grain->part) return pm_grain_find(grain, period);
    if (grain->part == '\0') return pm_grain_find(grain, pm_period_year(period));
    int32_t slot = pm_grain_slot_of_day(grain, pm_period_first_day(period));
    bool inside = slot != PM_NO_SLOT && pm_period_within(period, grain->periods[slot]);
    return inside ? slot : PM_NO_SLOT;
}

struct text_of_row { /* texts of a period field that is no text column (year int) come as numbers */
    const struct pm_vector *vector;
    const struct pm_texts *texts; /* NULL: numbers */
    char number[24];
};

static struct pm_text text_at(struct text_of_row *field, size_t row)
{
    int64_t value = field->vector->values[row];
    if (field->texts) {
        bool known = value >= 0 && (uint64_t)value < field->texts->count;
        return known ? field->texts->items[value] : PM_TEXT("");
    }
    pm_ratio_format(pm_ratio_from_integer(value), 0, field->number, sizeof field->number);
    return pm_text_from(field->number);
}

static void slots_of_texts(struct pm_batch *batch, const struct pm_grain *grain, int32_t as_of,
                           int32_t *slots)
{
    const struct pm_source_decl *source = batch->table->source;
    struct text_of_row fields[2] = {{0}, {0}};
    size_t count = source->period_field_count;
    for (size_t i = 0; i < count; i++) {
        const struct pm_column *column = source->period_fields[i];
        fields[i].vector = pm_batch_column(batch, column);
        if (column->type == PM_TYPE_TEXT)
            fields[i].texts = pm_pass_texts(batch->table->pass, column);
    }
    int64_t last[2] = {INT64_MIN, INT64_MIN};
    int32_t last_slot = PM_NO_SLOT;
    for (size_t row = 0; row < batch->rows; row++) {
        bool same = true;
        bool present = true;
        for (size_t i = 0; i < count; i++) {
            const struct pm_vector *vector = fields[i].vector;
            if (vector->marks && vector->marks[row] != PM_MARK_PRESENT) present = false;
            same = same && vector->values[row] == last[i];
        }
        if (!present) continue;
        if (!same) {
            struct pm_text texts[2] = {{NULL, 0}, {NULL, 0}};
            for (size_t i = 0; i < count; i++) {
                texts[i] = text_at(&fields[i], row);
                last[i] = fields[i].vector->values[row];
            }
            struct pm_period period;
            bool read = pm_period_read(&source->period_format, texts, &period);
            last_slot = read ? slot_of_period(grain, period, as_of) : PM_NO_SLOT;
        }
        slots[row] = last_slot;
    }
}

static const int32_t *slots_until(struct pm_batch *batch, const struct pm_grain *grain,
                                  int32_t as_of)
{
    const struct pm_source_decl *source = batch->table->source;
    if (!source->period_field_count || source->period_format.calendar != grain->calendar)
        return NULL;
    for (size_t i = 0; i < batch->slots.count; i++) {
        const struct pm_batch_slots *known = &batch->slots.items[i];
        if (known->grain == grain && known->as_of == as_of) return known->slots;
    }
    int32_t *slots = no_slots(batch);
    if (source->period_format.writing == PM_WRITES_DAY)
        slots_of_days(batch, grain, source->period_fields[0], as_of, slots);
    else
        slots_of_texts(batch, grain, as_of, slots);
    struct pm_batch_slots made = {grain, as_of, slots};
    PM_PUSH(batch->arena, &batch->slots, made);
    return slots;
}

const int32_t *pm_batch_slots(struct pm_batch *batch, const struct pm_grain *grain)
{
    return slots_until(batch, grain, batch->table->pass->as_of);
}

const int32_t *pm_batch_all_slots(struct pm_batch *batch, const struct pm_grain *grain)
{
    return slots_until(batch, grain, INT32_MAX);
}
