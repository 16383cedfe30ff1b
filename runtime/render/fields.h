/* fields.h: the table of JSON documents (fields.def) as the program sees it. */
#ifndef PM_FIELDS_H
#define PM_FIELDS_H

#include "runtime/render/sink.h"

enum pm_json_type {
    PM_JSON_TEXT,
    PM_JSON_DATE,
    PM_JSON_INTEGER,
    PM_JSON_EXACT,
    PM_JSON_NUMBER,
    PM_JSON_SHARE,
    PM_JSON_BOOL,
    PM_JSON_WORD,
    PM_JSON_WORDS,
    PM_JSON_OBJECT,
    PM_JSON_OBJECTS,
    PM_JSON_TEXTS,
    PM_JSON_INTEGERS,
    PM_JSON_TEXT_MAP,
    PM_JSON_INTEGER_MAP
};

enum pm_json_presence { PM_JSON_ALWAYS, PM_JSON_MAYBE };

/* Objects, then closed lists of words: what `of` of a field may be. */
enum pm_json_of {
    PM_OF_none,
#define PM_JSON_OBJECT(object, means) PM_OF_##object,
#include "runtime/render/fields.def"
    PM_OF_severities,
    PM_OF_states,
    PM_OF_figure_states,
    PM_OF_kinds,
    PM_OF_qualifiers,
    PM_OF_audiences,
    PM_OF_checks,
    PM_OF_types,
    PM_OF_directions,
    PM_OF_paths,
    PM_OF_gap_kinds,
    PM_OF_gap_reasons,
    PM_OF_rules,
    PM_OF_variations,
    PM_OF_assurances,
    PM_OF_outlooks,
    PM_OF_forecasts,
    PM_OF_references,
    PM_OF_outcomes,
    PM_OF_roles,
    PM_OF_needs,
    PM_OF_goal_kinds,
    PM_OF_origins,
    PM_OF_levels,
    PM_OF_categories,
    PM_OF_amount_kinds,
    PM_OF_ambitions,
    PM_OF_comparabilities,
    PM_OF_became,
    PM_OF_waiver_states,
    PM_OF_effects,
    PM_OF_sides,
    PM_OF_fates,
    PM_OF_blame_wheres,
    PM_OF_promise_kinds,
    PM_OF_COUNT
};

enum pm_json_key {
#define PM_JSON_FIELD(object, name, type, of, presence, means) PM_KEY_##object##_##name,
#include "runtime/render/fields.def"
    PM_KEY_COUNT
};

struct pm_json_field {
    enum pm_json_of object; /* that it belongs to */
    const char *name;
    enum pm_json_type type;
    enum pm_json_of of;
    enum pm_json_presence presence;
    const char *means;
};

const struct pm_json_field *pm_json_field(enum pm_json_key key);

/* The first key of an object; the others follow, as long as their `object` is the same. */
enum pm_json_key pm_json_first_key(enum pm_json_of object);

/* Writes the JSON Schema (2020-12) of what a command writes with --format json; false, and nothing
 * written, when there is no such document. */
bool pm_write_json_schema(struct pm_arena *arena, struct pm_sink *sink, const char *command);

/* The n-th command that has a schema, NULL after the last. */
const char *pm_json_schema_name(size_t index);

#endif
