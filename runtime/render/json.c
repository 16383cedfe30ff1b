#include "runtime/render/json.h"

#include "lang/base/date.h"

#include <assert.h>

void pm_put_ratio(struct pm_sink *sink, struct pm_ratio ratio)
{
    if (ratio.denominator == 1) {
        pm_put_wide(sink, ratio.numerator);
        return;
    }
    char number[32];
    pm_format_double(pm_ratio_to_double(ratio), number);
    pm_put(sink, number);
}

static void put_escaped(struct pm_sink *sink, unsigned char letter)
{
    static const char digits[] = "0123456789abcdef";
    char code[] = "\\u0000";
    switch (letter) {
    case '"':
        pm_put(sink, "\\\"");
        return;
    case '\\':
        pm_put(sink, "\\\\");
        return;
    case '\n':
        pm_put(sink, "\\n");
        return;
    case '\r':
        pm_put(sink, "\\r");
        return;
    case '\t':
        pm_put(sink, "\\t");
        return;
    default:
        code[4] = digits[letter >> 4];
        code[5] = digits[letter & 15];
        pm_put(sink, code);
    }
}

void pm_put_json_text(struct pm_sink *sink, struct pm_text text)
{
    pm_put(sink, "\"");
    size_t good = pm_utf8_first_bad(text.bytes, text.size);
    size_t from = 0;
    for (size_t at = 0; at < text.size; at++) {
        unsigned char letter = (unsigned char)text.bytes[at];
        bool is_bad = at == good;
        if (!is_bad && letter >= 0x20 && letter != '"' && letter != '\\' && letter != 0x7f)
            continue;
        pm_put_bytes(sink, text.bytes + from, at - from);
        from = at + 1;
        if (is_bad) {
            pm_put(sink, "\\ufffd");
            good = from + pm_utf8_first_bad(text.bytes + from, text.size - from);
        } else {
            put_escaped(sink, letter);
        }
    }
    pm_put_bytes(sink, text.bytes + from, text.size - from);
    pm_put(sink, "\"");
}

struct pm_json pm_json_make(struct pm_sink *sink)
{
    return (struct pm_json){.sink = sink};
}

struct pm_json pm_json_make_lines(struct pm_sink *sink)
{
    return (struct pm_json){
        .sink = sink, .levels = {{PM_OF_none, true, 0}}, .depth = 1, .is_lines = true};
}

static struct pm_json_level *level_of(struct pm_json *json)
{
    assert(json->depth > 0);
    return &json->levels[json->depth - 1];
}

/* Fields of the document and items of its lists stand on lines of their own. */
static bool has_lines(const struct pm_json *json)
{
    if (json->is_lines) return false;
    if (json->depth == 1 || json->depth <= json->broken) return true;
    return json->depth == 2 && json->levels[0].object != PM_OF_none && json->levels[1].is_list;
}

static void start_member(struct pm_json *json)
{
    struct pm_json_level *level = level_of(json);
    if (json->is_lines && json->depth == 1) return;
    if (level->count++) pm_put(json->sink, has_lines(json) ? "," : ", ");
    if (!has_lines(json)) return;
    pm_put(json->sink, "\n");
    pm_put_repeated(json->sink, ' ', 2 * json->depth);
}

static void start_field(struct pm_json *json, enum pm_json_key key)
{
    const struct pm_json_field *field = pm_json_field(key);
    assert(level_of(json)->object == field->object);
    start_member(json);
    pm_put_format(json->sink, "\"%s\": ", field->name);
}

static void push(struct pm_json *json, enum pm_json_of object, bool is_list)
{
    assert(json->depth < PM_JSON_DEEPEST);
    json->levels[json->depth++] = (struct pm_json_level){object, is_list, 0};
    pm_put(json->sink, is_list ? "[" : "{");
}

void pm_json_open_document(struct pm_json *json, enum pm_json_of object)
{
    push(json, object, false);
}

void pm_json_open_list_document(struct pm_json *json)
{
    push(json, PM_OF_none, true);
}

void pm_json_open_map_document(struct pm_json *json, size_t broken)
{
    json->broken = broken;
    push(json, PM_OF_none, false);
}

void pm_json_close(struct pm_json *json)
{
    struct pm_json_level level = *level_of(json);
    bool breaks = has_lines(json) && level.count;
    json->depth--;
    if (breaks) {
        pm_put(json->sink, "\n");
        pm_put_repeated(json->sink, ' ', 2 * json->depth);
    }
    pm_put(json->sink, level.is_list ? "]" : "}");
    if (json->depth == (json->is_lines ? 1 : 0)) pm_put(json->sink, "\n");
}

void pm_json_bytes(struct pm_json *json, enum pm_json_key key, struct pm_text text)
{
    assert(pm_json_field(key)->type <= PM_JSON_DATE || pm_json_field(key)->type == PM_JSON_WORD);
    start_field(json, key);
    pm_put_json_text(json->sink, text);
}

void pm_json_text(struct pm_json *json, enum pm_json_key key, const char *text)
{
    pm_json_bytes(json, key, pm_text_from(text));
}

void pm_json_text_unless_empty(struct pm_json *json, enum pm_json_key key, const char *text)
{
    if (text && *text) pm_json_text(json, key, text);
}

void pm_json_integer(struct pm_json *json, enum pm_json_key key, int64_t number)
{
    assert(pm_json_field(key)->type == PM_JSON_INTEGER);
    start_field(json, key);
    pm_put_wide(json->sink, number);
}

void pm_json_ratio(struct pm_json *json, enum pm_json_key key, struct pm_ratio ratio)
{
    enum pm_json_type type = pm_json_field(key)->type;
    assert(type == PM_JSON_NUMBER || type == PM_JSON_EXACT || type == PM_JSON_SHARE);
    (void)type;
    if (!pm_ratio_is_defined(ratio)) return;
    start_field(json, key);
    pm_put_ratio(json->sink, ratio);
}

void pm_json_bool(struct pm_json *json, enum pm_json_key key, bool truth)
{
    assert(pm_json_field(key)->type == PM_JSON_BOOL);
    start_field(json, key);
    pm_put(json->sink, truth ? "true" : "false");
}

void pm_json_day(struct pm_json *json, enum pm_json_key key, int32_t day)
{
    assert(pm_json_field(key)->type == PM_JSON_DATE);
    if (day == PM_NO_DAY) return;
    char text[16];
    pm_format_day(day, text);
    start_field(json, key);
    pm_put_json_text(json->sink, pm_text_from(text));
}

void pm_json_open(struct pm_json *json, enum pm_json_key key)
{
    const struct pm_json_field *field = pm_json_field(key);
    enum pm_json_type type = field->type;
    assert(type >= PM_JSON_WORDS);
    bool is_object = type == PM_JSON_OBJECT;
    bool is_map = type == PM_JSON_TEXT_MAP || type == PM_JSON_INTEGER_MAP;
    start_field(json, key);
    push(json, is_object ? field->of : PM_OF_none, !is_object && !is_map);
}

void pm_json_tool(struct pm_json *json, enum pm_json_key key)
{
    pm_json_open(json, key);
    pm_json_text(json, PM_KEY_tool_name, "pm");
    pm_json_text(json, PM_KEY_tool_version, PM_VERSION);
    pm_json_close(json);
}

void pm_json_open_item(struct pm_json *json, enum pm_json_of object)
{
    assert(level_of(json)->is_list);
    start_member(json);
    push(json, object, false);
}

void pm_json_text_item(struct pm_json *json, const char *text)
{
    assert(level_of(json)->is_list);
    start_member(json);
    pm_put_json_text(json->sink, pm_text_from(text));
}

void pm_json_integer_item(struct pm_json *json, int64_t number)
{
    assert(level_of(json)->is_list);
    start_member(json);
    pm_put_wide(json->sink, number);
}

static void start_entry(struct pm_json *json, const char *name)
{
    assert(!level_of(json)->is_list && level_of(json)->object == PM_OF_none);
    start_member(json);
    pm_put_json_text(json->sink, pm_text_from(name));
    pm_put(json->sink, ": ");
}

void pm_json_text_entry(struct pm_json *json, const char *name, const char *text)
{
    start_entry(json, name);
    pm_put_json_text(json->sink, pm_text_from(text));
}

void pm_json_integer_entry(struct pm_json *json, const char *name, int64_t number)
{
    start_entry(json, name);
    pm_put_wide(json->sink, number);
}

void pm_json_bool_entry(struct pm_json *json, const char *name, bool truth)
{
    start_entry(json, name);
    pm_put(json->sink, truth ? "true" : "false");
}

void pm_json_open_map_entry(struct pm_json *json, const char *name)
{
    start_entry(json, name);
    push(json, PM_OF_none, false);
}

void pm_json_open_list_entry(struct pm_json *json, const char *name)
{
    start_entry(json, name);
    push(json, PM_OF_none, true);
}

void pm_json_open_map_item(struct pm_json *json)
{
    pm_json_open_item(json, PM_OF_none);
}
