#include "runtime/render/fields.h"

#include "runtime/render/names.h"

#include <string.h>

struct object_info {
    const char *name;
    const char *means;
};

static const struct object_info objects[] = {
#define PM_JSON_OBJECT(object, means) [PM_OF_##object] = {#object, means},
#include "runtime/render/fields.def"
};

static const struct pm_json_field fields[] = {
#define PM_JSON_FIELD(object, name, type, of, presence, means) \
    [PM_KEY_##object##_##                                      \
        name] = {PM_OF_##object, #name, PM_JSON_##type, PM_OF_##of, PM_JSON_##presence, means},
#include "runtime/render/fields.def"
};

struct document {
    const char *command;
    bool is_array;
    enum pm_json_of object;
};

static const struct document documents[] = {
#define PM_JSON_DOCUMENT(command, is_array, object) {command, is_array, PM_OF_##object},
#include "runtime/render/fields.def"
};

enum { DOCUMENT_COUNT = sizeof documents / sizeof *documents };

const struct pm_json_field *pm_json_field(enum pm_json_key key)
{
    return &fields[key];
}

enum pm_json_key pm_json_first_key(enum pm_json_of object)
{
    int key = 0;
    while (key < PM_KEY_COUNT && fields[key].object != object)
        key++;
    return (enum pm_json_key)key;
}

static const char *state_word(size_t index, bool with_value)
{
    if (with_value && index == 0) return "value";
    size_t state = index - (with_value ? 1 : 0);
    return state < PM_STATE_COUNT ? pm_state_info((enum pm_state)state)->word : NULL;
}

static const char kind_words[] =
#define PM_FINDING_KIND(id, word, title, means) word " "
#include "runtime/judge/finding_kinds.def"
#undef PM_FINDING_KIND
    ;

static const char gap_kind_words[] =
#define PM_GAP_KIND(id, word, form, needs, reference, means) word " "
#include "lang/model/gap_kinds.def"
#undef PM_GAP_KIND
    ;

static const char gap_reason_words[] =
#define PM_GAP_REASON(id, word, means) word " "
#include "runtime/judge/gap_reasons.def"
#undef PM_GAP_REASON
    ;

/* Blank-separated words of the lists that no other table holds. */
static const char *words_of(enum pm_json_of list)
{
    switch ((int)list) {
    case PM_OF_severities:
        return "error warning info";
    case PM_OF_kinds:
        return kind_words;
    case PM_OF_amount_kinds:
        return "number money staff minutes share";
    case PM_OF_ambitions:
        return "weakening undecidable strengthening neutral";
    case PM_OF_comparabilities:
        return "broken bridged kept";
    case PM_OF_effects:
        return "better gone worse new other";
    case PM_OF_blame_wheres:
        return "commit uncommitted boundary too_old";
    case PM_OF_fates:
        return "dropped carried done new";
    case PM_OF_promise_kinds:
        return "goal measure milestone action";
    case PM_OF_sides:
        return "old new";
    case PM_OF_waiver_states:
        return "used unused expired";
    case PM_OF_became:
        return "worse new gone changed better resolved unchanged";
    case PM_OF_qualifiers:
        return "in_progress reversed unverified estimated noise alternate";
    case PM_OF_audiences:
        return "internal cabinet board public";
    case PM_OF_checks:
        return "passed warned blocked";
    case PM_OF_types:
        return "share number money duration";
    case PM_OF_directions:
        return "higher lower neither";
    case PM_OF_paths:
        return "linear step geometric compound hold next none";
    case PM_OF_gap_kinds:
        return gap_kind_words;
    case PM_OF_rules:
        return "outside trend near shift";
    case PM_OF_variations:
        return "none common improvement concern high low";
    case PM_OF_assurances:
        return "none passes fails varies";
    case PM_OF_outlooks:
        return "unknown will_meet may_meet will_miss";
    case PM_OF_forecasts:
        return "trend mean";
    case PM_OF_gap_reasons:
        return gap_reason_words;
    case PM_OF_references:
        return "group all others best target";
    case PM_OF_outcomes:
        return "loaded unchanged replaced gone";
    case PM_OF_roles:
        return "numerator denominator excluded";
    case PM_OF_needs:
        return "text data history";
    case PM_OF_goal_kinds:
        return "goal objective guardrail";
    case PM_OF_origins:
        return "project module";
    case PM_OF_levels:
        return "deny warn info allow";
    case PM_OF_categories:
        return "suspicious accountability equity evidence logic style data";
    default:
        return "";
    }
}

/* The n-th word of a list, as a slice; empty after the last. */
static struct pm_text word_at(enum pm_json_of list, size_t index)
{
    if (list == PM_OF_states || list == PM_OF_figure_states)
        return pm_text_from(state_word(index, list == PM_OF_figure_states));
    struct pm_text rest = pm_text_from(words_of(list));
    while (rest.size) {
        size_t size = 0;
        while (size < rest.size && rest.bytes[size] != ' ')
            size++;
        if (index-- == 0) return (struct pm_text){rest.bytes, size};
        while (size < rest.size && rest.bytes[size] == ' ')
            size++;
        rest = (struct pm_text){rest.bytes + size, rest.size - size};
    }
    return (struct pm_text){"", 0};
}

/* ---- The schema ---- */

static void put_word_list(struct pm_sink *sink, enum pm_json_of list)
{
    pm_put(sink, "{\"enum\": [");
    for (size_t i = 0; word_at(list, i).size; i++) {
        struct pm_text word = word_at(list, i);
        pm_put(sink, i ? ", \"" : "\"");
        pm_put_bytes(sink, word.bytes, word.size);
        pm_put(sink, "\"");
    }
    pm_put(sink, "]}");
}

static const char *plain_schema(enum pm_json_type type)
{
    switch (type) {
    case PM_JSON_TEXT:
        return "\"type\": \"string\"";
    case PM_JSON_DATE:
        return "\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"";
    case PM_JSON_INTEGER:
        return "\"type\": \"integer\"";
    case PM_JSON_EXACT:
    case PM_JSON_NUMBER:
        return "\"type\": \"number\"";
    case PM_JSON_SHARE:
        return "\"type\": \"number\", \"minimum\": 0, \"maximum\": 1";
    case PM_JSON_BOOL:
        return "\"type\": \"boolean\"";
    case PM_JSON_TEXTS:
        return "\"type\": \"array\", \"items\": {\"type\": \"string\"}";
    case PM_JSON_INTEGERS:
        return "\"type\": \"array\", \"items\": {\"type\": \"integer\"}";
    case PM_JSON_TEXT_MAP:
        return "\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}";
    case PM_JSON_INTEGER_MAP:
        return "\"type\": \"object\", \"additionalProperties\": {\"type\": \"integer\"}";
    case PM_JSON_WORD:
    case PM_JSON_WORDS:
    case PM_JSON_OBJECT:
    case PM_JSON_OBJECTS:
        break;
    }
    return NULL;
}

static void put_reference(struct pm_sink *sink, enum pm_json_of object)
{
    pm_put_format(sink, "\"$ref\": \"#/$defs/%s\"", objects[object].name);
}

static void put_field_schema(struct pm_sink *sink, const struct pm_json_field *field)
{
    const char *plain = plain_schema(field->type);
    pm_put_format(sink, "        \"%s\": {", field->name);
    if (plain) {
        pm_put(sink, plain);
    } else if (field->type == PM_JSON_WORD) {
        pm_put(sink, "\"allOf\": [");
        put_word_list(sink, field->of);
        pm_put(sink, "]");
    } else if (field->type == PM_JSON_OBJECT) {
        put_reference(sink, field->of);
    } else {
        pm_put(sink, "\"type\": \"array\", \"items\": ");
        if (field->type == PM_JSON_WORDS) {
            put_word_list(sink, field->of);
        } else {
            pm_put(sink, "{");
            put_reference(sink, field->of);
            pm_put(sink, "}");
        }
    }
    pm_put_format(sink, ", \"description\": \"%s\"}", field->means);
}

static void put_object_schema(struct pm_sink *sink, enum pm_json_of object)
{
    pm_put_format(sink, "    \"%s\": {\n      \"description\": \"%s\",\n", objects[object].name,
                  objects[object].means);
    pm_put(sink, "      \"type\": \"object\",\n      \"additionalProperties\": false,\n"
                 "      \"required\": [");
    int first = (int)pm_json_first_key(object);
    bool has_required = false;
    for (int key = first; key < PM_KEY_COUNT && fields[key].object == object; key++) {
        if (fields[key].presence != PM_JSON_ALWAYS) continue;
        pm_put_format(sink, "%s\"%s\"", has_required ? ", " : "", fields[key].name);
        has_required = true;
    }
    pm_put(sink, "],\n      \"properties\": {\n");
    for (int key = first; key < PM_KEY_COUNT && fields[key].object == object; key++) {
        if (key > first) pm_put(sink, ",\n");
        put_field_schema(sink, &fields[key]);
    }
    pm_put(sink, "\n      }\n    }");
}

/* Marks the objects that an object needs, itself among them. */
static void mark_needed(enum pm_json_of object, bool needed[PM_OF_COUNT])
{
    if (needed[object]) return;
    needed[object] = true;
    for (int key = 0; key < PM_KEY_COUNT; key++)
        if (fields[key].object == object && fields[key].of > PM_OF_none &&
            fields[key].of < PM_OF_severities)
            mark_needed(fields[key].of, needed);
}

static void put_roots(struct pm_sink *sink, const char *command, bool needed[PM_OF_COUNT])
{
    bool is_array = false;
    bool has_any = false;
    for (size_t i = 0; i < DOCUMENT_COUNT; i++) {
        if (strcmp(documents[i].command, command) != 0) continue;
        is_array = documents[i].is_array;
        if (!has_any && is_array) pm_put(sink, "  \"type\": \"array\",\n  \"items\": {\n");
        pm_put(sink, has_any ? ",\n    {" : "  \"anyOf\": [\n    {");
        put_reference(sink, documents[i].object);
        pm_put(sink, "}");
        mark_needed(documents[i].object, needed);
        has_any = true;
    }
    pm_put(sink, is_array ? "\n  ]},\n" : "\n  ],\n");
}

bool pm_write_json_schema(struct pm_arena *arena, struct pm_sink *sink, const char *command)
{
    bool is_known = false;
    for (size_t i = 0; i < DOCUMENT_COUNT; i++)
        if (strcmp(documents[i].command, command) == 0) is_known = true;
    if (!is_known) return false;

    bool *needed = PM_NEW_ITEMS(arena, bool, PM_OF_COUNT);
    pm_put(sink, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
    pm_put_format(sink, "  \"title\": \"pm %s --format json\",\n", command);
    put_roots(sink, command, needed);
    pm_put(sink, "  \"$defs\": {\n");
    bool has_any = false;
    for (int object = PM_OF_none + 1; object < PM_OF_severities; object++) {
        if (!needed[object]) continue;
        if (has_any) pm_put(sink, ",\n");
        put_object_schema(sink, (enum pm_json_of)object);
        has_any = true;
    }
    pm_put(sink, "\n  }\n}\n");
    return true;
}

const char *pm_json_schema_name(size_t index)
{
    for (size_t i = 0; i < DOCUMENT_COUNT; i++) {
        if (i && strcmp(documents[i].command, documents[i - 1].command) == 0) continue;
        if (index-- == 0) return documents[i].command;
    }
    return NULL;
}
