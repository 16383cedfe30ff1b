/* json.h: rows of a JSON document: the objects of the lists that a path leads to.
 *
 * `at "a.b"` goes to member `a`, then its member `b`; lists on the way are walked through. Members
 * of the objects on the way are columns of each row too, its own ones first. Members of objects
 * inside a row are columns by their dotted names; lists inside a row are no columns. Numbers are
 * taken as they are written, true and false as these words, null as an empty cell. */
#ifndef PM_JSON_READER_H
#define PM_JSON_READER_H

#include "runtime/load/input.h"
#include "runtime/load/raw.h"

struct pm_json_reader {
    const struct pm_text *headers; /* every name that some row has, in order of appearance */
    size_t header_count;
    struct pm_json_rows *rows;
};

/* Reads the whole document of `input`; NULL after a diagnostic. */
struct pm_json_reader *pm_json_reader_open(struct pm_arena *arena, struct pm_input *input,
                                           const char *inside);

enum pm_next pm_json_reader_next(struct pm_json_reader *json, struct pm_raw_row *row);

#endif
