#include "runtime/render/listing.h"

#include "runtime/render/names.h"
#include "runtime/render/table.h"

#include <assert.h>

struct pm_listing *pm_listing_new(struct pm_arena *arena, enum pm_json_of object)
{
    struct pm_listing *listing = PM_NEW(arena, struct pm_listing);
    listing->arena = arena;
    listing->object = object;
    listing->first = pm_json_first_key(object);
    while ((int)listing->first + (int)listing->columns < PM_KEY_COUNT &&
           pm_json_field((enum pm_json_key)((size_t)listing->first + listing->columns))->object ==
               object)
        listing->columns++;
    return listing;
}

static enum pm_json_key key_of(const struct pm_listing *listing, size_t column)
{
    return (enum pm_json_key)((size_t)listing->first + column);
}

void pm_listing_add(struct pm_listing *listing)
{
    struct pm_list_value *row =
        PM_NEW_ITEMS(listing->arena, struct pm_list_value, listing->columns);
    PM_PUSH(listing->arena, &listing->rows, row);
}

static struct pm_list_value *value_of(struct pm_listing *listing, enum pm_json_key key)
{
    assert(key >= listing->first && (size_t)key < (size_t)listing->first + listing->columns);
    return &listing->rows.items[listing->rows.count - 1][key - listing->first];
}

void pm_list_text(struct pm_listing *listing, enum pm_json_key key, const char *text)
{
    bool is_needed = pm_json_field(key)->presence == PM_JSON_ALWAYS;
    if (!is_needed && (!text || !*text)) return;
    *value_of(listing, key) = (struct pm_list_value){.is_set = true, .text = text ? text : ""};
}

void pm_list_number(struct pm_listing *listing, enum pm_json_key key, int64_t number)
{
    *value_of(listing, key) = (struct pm_list_value){.is_set = true, .number = number};
}

void pm_list_bool(struct pm_listing *listing, enum pm_json_key key, bool truth)
{
    *value_of(listing, key) = (struct pm_list_value){.is_set = true, .truth = truth};
}

void pm_list_texts(struct pm_listing *listing, enum pm_json_key key, const char *const *items,
                   size_t count)
{
    *value_of(listing, key) =
        (struct pm_list_value){.is_set = true, .items = items, .item_count = count};
}

/* Columns that only JSON has: places, digests, long texts. */
static bool is_left_out(enum pm_json_key key)
{
    switch ((int)key) {
    case PM_KEY_listed_plan_at:
    case PM_KEY_listed_goal_at:
    case PM_KEY_listed_measure_at:
    case PM_KEY_listed_clause_at:
    case PM_KEY_listed_metric_at:
    case PM_KEY_listed_metric_type:
    case PM_KEY_listed_source_at:
    case PM_KEY_listed_unit_at:
    case PM_KEY_listed_unit_source:
    case PM_KEY_listed_dimension_at:
    case PM_KEY_listed_dimension_overlapping:
    case PM_KEY_listed_rating_at:
    case PM_KEY_listed_code_needs:
    case PM_KEY_listed_statement_means:
    case PM_KEY_listed_statement_section:
    case PM_KEY_listed_statement_example:
    case PM_KEY_listed_load_digest:
    case PM_KEY_listed_load_extracted:
    case PM_KEY_listed_load_duplicate:
    case PM_KEY_listed_load_skipped:
    case PM_KEY_listed_run_digest:
    case PM_KEY_listed_run_load:
    case PM_KEY_listed_run_model:
    case PM_KEY_listed_quarantine_row:
    case PM_KEY_listed_state_rated:
        return true;
    default:
        return false;
    }
}

/* Columns that text has where lines are long enough to have a row on one. */
static bool is_for_wide(enum pm_json_key key)
{
    return key == PM_KEY_listed_rule_title || key == PM_KEY_listed_change_mirror ||
           key == PM_KEY_listed_change_by_direction || key == PM_KEY_listed_change_comparability;
}

static bool is_shown(enum pm_json_key key, const struct pm_style *style)
{
    enum { WIDE = 120 };
    return !is_left_out(key) && (style->width >= WIDE || !is_for_wide(key));
}

static bool is_number(enum pm_json_key key)
{
    return pm_json_field(key)->type == PM_JSON_INTEGER;
}

static const char *joined(struct pm_arena *arena, const struct pm_list_value *value)
{
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    for (size_t i = 0; i < value->item_count; i++) {
        if (i) pm_put(&buffer.sink, ", ");
        pm_put(&buffer.sink, value->items[i]);
    }
    return pm_buffer_text(&buffer);
}

static const char *cell_text(struct pm_arena *arena, enum pm_json_key key,
                             const struct pm_list_value *value)
{
    if (!value->is_set) return NULL;
    switch (pm_json_field(key)->type) {
    case PM_JSON_INTEGER:
        return pm_count_text(arena, pm_ratio_from_integer(value->number));
    case PM_JSON_BOOL:
        return value->truth ? "yes" : "no";
    case PM_JSON_TEXTS:
        return joined(arena, value);
    case PM_JSON_TEXT:
    case PM_JSON_DATE:
    case PM_JSON_WORD:
    case PM_JSON_EXACT:
    case PM_JSON_NUMBER:
    case PM_JSON_SHARE:
    case PM_JSON_WORDS:
    case PM_JSON_OBJECT:
    case PM_JSON_OBJECTS:
    case PM_JSON_INTEGERS:
    case PM_JSON_TEXT_MAP:
    case PM_JSON_INTEGER_MAP:
        break;
    }
    return pm_text_printable(arena, pm_text_from(value->text));
}

void pm_write_listing_text(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_style *style, const struct pm_listing *listing)
{
    struct pm_table *table = pm_table_new(arena);
    for (size_t column = 0; column < listing->columns; column++) {
        enum pm_json_key key = key_of(listing, column);
        if (!is_shown(key, style)) continue;
        pm_table_add_column(table, pm_json_field(key)->name,
                            is_number(key) ? PM_ALIGN_RIGHT : PM_ALIGN_LEFT);
    }
    for (size_t row = 0; row < listing->rows.count; row++) {
        struct pm_table_cell *cell = pm_table_add_row(table)->cells;
        for (size_t column = 0; column < listing->columns; column++) {
            enum pm_json_key key = key_of(listing, column);
            if (!is_shown(key, style)) continue;
            (cell++)->text = cell_text(arena, key, &listing->rows.items[row][column]);
        }
    }
    if (!listing->rows.count) pm_put(sink, "none\n");
    pm_table_write(table, sink, style, 0);
}

static void write_value(struct pm_json *json, enum pm_json_key key,
                        const struct pm_list_value *value)
{
    enum pm_json_type type = pm_json_field(key)->type;
    if (type == PM_JSON_INTEGER) {
        pm_json_integer(json, key, value->number);
    } else if (type == PM_JSON_BOOL) {
        pm_json_bool(json, key, value->truth);
    } else if (type == PM_JSON_TEXTS) {
        pm_json_open(json, key);
        for (size_t i = 0; i < value->item_count; i++)
            pm_json_text_item(json, value->items[i]);
        pm_json_close(json);
    } else {
        pm_json_text(json, key, value->text);
    }
}

void pm_write_listing_json(struct pm_sink *sink, const struct pm_listing *listing)
{
    struct pm_json json = pm_json_make(sink);
    pm_json_open_list_document(&json);
    for (size_t row = 0; row < listing->rows.count; row++) {
        pm_json_open_item(&json, listing->object);
        for (size_t column = 0; column < listing->columns; column++) {
            const struct pm_list_value *value = &listing->rows.items[row][column];
            if (value->is_set) write_value(&json, key_of(listing, column), value);
        }
        pm_json_close(&json);
    }
    pm_json_close(&json);
}
