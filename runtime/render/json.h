/* json.h: JSON written piece by piece, with the names that fields.def knows.
 *
 * The document's own fields stand on lines of their own, so do the items of its lists; what is
 * deeper stands on one line. Numbers are the nearest double of the exact value in the shortest form
 * that reads back; whole numbers are exact. What is undefined is left out. That a field belongs to
 * the object being written is asserted. */
#ifndef PM_JSON_H
#define PM_JSON_H

#include "runtime/render/fields.h"

enum { PM_JSON_DEEPEST = 16 };

#define PM_JSON_FORMAT_VERSION "1.0"

struct pm_json_level {
    enum pm_json_of object; /* PM_OF_none: a list or a map */
    bool is_list;
    size_t count;
};

struct pm_json {
    struct pm_sink *sink;
    struct pm_json_level levels[PM_JSON_DEEPEST];
    size_t depth;
    size_t broken; /* members down to this depth stand on lines of their own, whatever they are */
    bool is_lines; /* items of no list, each on one line */
};

struct pm_json pm_json_make(struct pm_sink *sink);

/* For items alone, one on a line: pm_json_open_item is called at once, and nothing else. */
struct pm_json pm_json_make_lines(struct pm_sink *sink);

/* The document itself: an object, or a list of objects. Ends with pm_json_close and a newline. */
void pm_json_open_document(struct pm_json *json, enum pm_json_of object);
void pm_json_open_list_document(struct pm_json *json);

/* The same for documents of others, whose names no table has: a map whose members stand on lines of
 * their own down to the depth `broken`. */
void pm_json_open_map_document(struct pm_json *json, size_t broken);

/* Fields of the object being written. */
void pm_json_text(struct pm_json *json, enum pm_json_key key, const char *text);
void pm_json_text_unless_empty(struct pm_json *json, enum pm_json_key key, const char *text);
void pm_json_bytes(struct pm_json *json, enum pm_json_key key, struct pm_text text);
void pm_json_integer(struct pm_json *json, enum pm_json_key key, int64_t number);
void pm_json_ratio(struct pm_json *json, enum pm_json_key key, struct pm_ratio ratio);
void pm_json_bool(struct pm_json *json, enum pm_json_key key, bool truth);
void pm_json_day(struct pm_json *json, enum pm_json_key key, int32_t day); /* nothing: PM_NO_DAY */
void pm_json_open(struct pm_json *json, enum pm_json_key key); /* object, list or map, by type */
void pm_json_close(struct pm_json *json);

void pm_json_tool(struct pm_json *json, enum pm_json_key key); /* name and version of the program */

/* Items of the list being written. */
void pm_json_open_item(struct pm_json *json, enum pm_json_of object);
void pm_json_text_item(struct pm_json *json, const char *text);
void pm_json_integer_item(struct pm_json *json, int64_t number);

/* Entries of the map being written; a map as an item of the list being written. */
void pm_json_open_map_entry(struct pm_json *json, const char *name);
void pm_json_open_list_entry(struct pm_json *json, const char *name);
void pm_json_open_map_item(struct pm_json *json);
void pm_json_bool_entry(struct pm_json *json, const char *name, bool truth);
void pm_json_text_entry(struct pm_json *json, const char *name, const char *text);
void pm_json_integer_entry(struct pm_json *json, const char *name, int64_t number);

/* A text in quotes, escaped (RFC 8259); bytes that are no UTF-8 become U+FFFD. */
void pm_put_json_text(struct pm_sink *sink, struct pm_text text);

/* A defined ratio as JSON and CSV write it: whole ones exact, others the nearest double. */
void pm_put_ratio(struct pm_sink *sink, struct pm_ratio ratio);

#endif
