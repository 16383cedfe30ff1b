#include "runtime/load/source_load.h"

#include <assert.h>

static bool is_in(const struct pm_column *column, const struct pm_column *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == column) return true;
    return false;
}

static bool make_field(struct pm_source_load *load, struct pm_load_field *field,
                       const struct pm_column *column)
{
    field->column = column;
    field->reader = pm_cell_reader_make(column);
    if (pm_cell_reads_texts(&field->reader)) {
        const struct pm_column *holder = pm_dictionary_column(column);
        field->texts = pm_store_dictionary(load->store, holder->source->name, holder->name);
        if (!field->texts) return false;
    }
    if (field->reader.reads_ranges) {
        const char *name = pm_arena_format(load->arena, "%s#ranges", column->name);
        field->ranges = pm_store_dictionary(load->store, load->source->name, name);
        if (!field->ranges) return false;
    }
    return true;
}

static bool make_fields(struct pm_source_load *load)
{
    const struct pm_source_decl *source = load->source;
    struct pm_arena *arena = load->arena;
    const char **names = PM_NEW_ITEMS(arena, const char *, source->column_count);
    load->fields = PM_NEW_ITEMS(arena, struct pm_load_field, source->column_count);
    load->field_of_column = PM_NEW_ITEMS(arena, size_t, source->column_count);
    for (size_t i = 0; i < source->column_count; i++) {
        load->field_of_column[i] = SIZE_MAX;
        if (source->columns[i]->kind != PM_COLUMN_FIELD) continue;
        load->field_of_column[i] = load->field_count;
        names[load->field_count] = source->columns[i]->name;
        if (!make_field(load, &load->fields[load->field_count++], source->columns[i])) return false;
    }
    load->readings = PM_NEW_ITEMS(arena, struct pm_reading, load->field_count);
    load->batch = pm_batch_new(arena, load->store, names, load->field_count);
    return true;
}

/* Keys and periods are made of fields of the row alone. */
static bool are_fields(const struct pm_source_load *load, const struct pm_column *const *columns,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (load->field_of_column[columns[i]->index] == SIZE_MAX) return false;
    return true;
}

static void make_keys(struct pm_source_load *load)
{
    const struct pm_source_decl *source = load->source;
    if (!source->key_count) return;
    enum pm_field_type *types = PM_NEW_ITEMS(load->arena, enum pm_field_type, source->key_count);
    for (size_t i = 0; i < source->key_count; i++)
        types[i] = load->fields[load->field_of_column[source->key[i]->index]].reader.type;
    load->keys = pm_keys_new(load->arena, types, source->key_count);
    load->parts = PM_NEW_ITEMS(load->arena, struct pm_key_part, source->key_count);
    load->key_has_period = source->period_field_count > 0;
    for (size_t i = 0; i < source->period_field_count; i++)
        if (!is_in(source->period_fields[i], source->key, source->key_count))
            load->key_has_period = false;
}

struct pm_source_load *pm_source_load_new(struct pm_arena *arena,
                                          const struct pm_source_decl *source,
                                          struct pm_store *store,
                                          const struct pm_load_options *options,
                                          struct pm_diagnostics *diagnostics)
{
    struct pm_source_load *load = PM_NEW(arena, struct pm_source_load);
    load->arena = arena;
    load->source = source;
    load->store = store;
    load->options = options;
    load->diagnostics = diagnostics;
    load->skipped = PM_NEW_ITEMS(arena, int64_t, source->skip_count + 1);
    load->known = (struct pm_row_days){PM_NO_DAY, PM_NO_DAY};
    if (!make_fields(load)) return NULL;
    assert(are_fields(load, source->key, source->key_count) &&
           are_fields(load, source->period_fields, source->period_field_count));
    load->periods = pm_periods_new(arena, source);
    make_keys(load);
    return load;
}
