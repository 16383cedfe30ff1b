/* listing.h: lists of things (`pm list KIND`): rows whose columns are the fields of one object of
 * fields.def. Text shows the columns that people scan, JSON all of them. */
#ifndef PM_LISTING_H
#define PM_LISTING_H

#include "runtime/render/json.h"
#include "runtime/render/style.h"

struct pm_list_value {
    bool is_set;
    const char *text;
    int64_t number;
    bool truth;
    const char *const *items;
    size_t item_count;
};

struct pm_listing {
    struct pm_arena *arena;
    enum pm_json_of object;
    enum pm_json_key first; /* key of the first column */
    size_t columns;
    PM_ARRAY(struct pm_list_value *) rows; /* each of `columns` values */
};

struct pm_listing *pm_listing_new(struct pm_arena *arena, enum pm_json_of object);

/* Adds a row; the functions below fill the newest one. Texts are borrowed; NULL and "" are none. */
void pm_listing_add(struct pm_listing *listing);
void pm_list_text(struct pm_listing *listing, enum pm_json_key key, const char *text);
void pm_list_number(struct pm_listing *listing, enum pm_json_key key, int64_t number);
void pm_list_bool(struct pm_listing *listing, enum pm_json_key key, bool truth);
void pm_list_texts(struct pm_listing *listing, enum pm_json_key key, const char *const *items,
                   size_t count);

void pm_write_listing_text(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_style *style, const struct pm_listing *listing);
void pm_write_listing_json(struct pm_sink *sink, const struct pm_listing *listing);

#endif
