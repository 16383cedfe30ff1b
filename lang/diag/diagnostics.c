#include "lang/diag/diagnostics.h"

#include "lang/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct pm_code_info registry[] = {
#define PM_DIAGNOSTIC(number, id, severity, name, needs, title, why, bad, good) \
    [PM_##id] = {number, name, severity, needs, title, why, bad, good},
#include "lang/diag/diagnostics.def"
#undef PM_DIAGNOSTIC
};

const struct pm_code_info *pm_code_info(enum pm_code code)
{
    return &registry[code];
}

enum pm_category pm_code_category(enum pm_code code)
{
    static const enum pm_category categories[PM_CODE_COUNT] = {
#define PM_CATEGORY(id, category) [PM_##id] = PM_##category,
#include "lang/diag/categories.def"
#undef PM_CATEGORY
    };
    return categories[code];
}

const char *pm_category_word(enum pm_category category)
{
    static const char *const words[] = {
        [PM_CORRECTNESS] = "correctness",
        [PM_SUSPICIOUS] = "suspicious",
        [PM_ACCOUNTABILITY] = "accountability",
        [PM_EQUITY] = "equity",
        [PM_EVIDENCE] = "evidence",
        [PM_LOGIC] = "logic",
        [PM_STYLE] = "style",
        [PM_DATA] = "data",
    };
    return words[category];
}

bool pm_code_is_rule(enum pm_code code)
{
    return registry[code].severity != PM_ERROR;
}

bool pm_code_is_fixable(enum pm_code code)
{
    static const enum pm_code fixes[] = {
#define PM_FIX(id) PM_##id,
#include "lang/diag/fixes.def"
#undef PM_FIX
    };
    for (size_t i = 0; i < sizeof fixes / sizeof *fixes; i++)
        if (fixes[i] == code) return true;
    return false;
}

enum pm_code pm_code_find(const char *name)
{
    const char *digits = strncmp(name, "PM", 2) == 0 ? name + 2 : name;
    char *end = NULL;
    long number = strtol(digits, &end, 10);
    bool is_number = end != digits && *end == '\0';
    for (int code = 0; code < PM_CODE_COUNT; code++) {
        const struct pm_code_info *info = &registry[code];
        if (is_number ? info->number == number : strcmp(info->name, name) == 0)
            return (enum pm_code)code;
    }
    return PM_CODE_COUNT;
}

struct pm_diagnostics *pm_diagnostics_new(struct pm_arena *arena)
{
    struct pm_diagnostics *list = PM_NEW(arena, struct pm_diagnostics);
    list->arena = arena;
    return list;
}

__attribute__((format(printf, 2, 0))) static const char *
format_list(struct pm_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (size < 0) return "";
    char *text = pm_arena_alloc(arena, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    return text;
}

__attribute__((format(printf, 3, 0))) static struct pm_diagnostic *
append(struct pm_diagnostics *list, enum pm_code code, const char *format, va_list arguments)
{
    struct pm_diagnostic *diagnostic = PM_NEW(list->arena, struct pm_diagnostic);
    diagnostic->code = code;
    diagnostic->severity = registry[code].severity;
    diagnostic->message = format_list(list->arena, format, arguments);
    diagnostic->label = "";
    diagnostic->sequence = (uint32_t)list->count;
    PM_PUSH(list->arena, list, diagnostic);
    return diagnostic;
}

struct pm_diagnostic *pm_diagnose(struct pm_diagnostics *list, enum pm_code code,
                                  struct pm_span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct pm_diagnostic *diagnostic = append(list, code, format, arguments);
    va_end(arguments);
    diagnostic->has_span = true;
    diagnostic->span = span;
    return diagnostic;
}

struct pm_diagnostic *pm_diagnose_nowhere(struct pm_diagnostics *list, enum pm_code code,
                                          const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct pm_diagnostic *diagnostic = append(list, code, format, arguments);
    va_end(arguments);
    return diagnostic;
}

static const char *copy(struct pm_arena *arena, const char *text)
{
    return text ? pm_arena_copy_text(arena, text, strlen(text)) : NULL;
}

struct pm_diagnostic *pm_diagnose_data(struct pm_diagnostics *list, enum pm_code code,
                                       struct pm_data_place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct pm_diagnostic *diagnostic = append(list, code, format, arguments);
    va_end(arguments);
    diagnostic->data = place;
    diagnostic->data.path = copy(list->arena, place.path);
    diagnostic->data.excerpt = copy(list->arena, place.excerpt);
    return diagnostic;
}

void pm_say(struct pm_diagnostics *list, struct pm_diagnostic *diagnostic, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnostic->label = format_list(list->arena, format, arguments);
    va_end(arguments);
}

void pm_label(struct pm_diagnostics *list, struct pm_diagnostic *diagnostic, struct pm_span span,
              const char *format, ...)
{
    struct pm_label *labels =
        PM_NEW_ITEMS(list->arena, struct pm_label, diagnostic->label_count + 1);
    for (size_t i = 0; i < diagnostic->label_count; i++)
        labels[i] = diagnostic->labels[i];
    va_list arguments;
    va_start(arguments, format);
    labels[diagnostic->label_count].span = span;
    labels[diagnostic->label_count].text = format_list(list->arena, format, arguments);
    va_end(arguments);
    diagnostic->labels = labels;
    diagnostic->label_count++;
}

void pm_note(struct pm_diagnostics *list, struct pm_diagnostic *diagnostic, const char *format, ...)
{
    const char **notes = PM_NEW_ITEMS(list->arena, const char *, diagnostic->note_count + 1);
    for (size_t i = 0; i < diagnostic->note_count; i++)
        notes[i] = diagnostic->notes[i];
    va_list arguments;
    va_start(arguments, format);
    notes[diagnostic->note_count++] = format_list(list->arena, format, arguments);
    va_end(arguments);
    diagnostic->notes = notes;
}

void pm_help(struct pm_diagnostics *list, struct pm_diagnostic *diagnostic, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnostic->help = format_list(list->arena, format, arguments);
    va_end(arguments);
}

size_t pm_diagnostics_count(const struct pm_diagnostics *list, enum pm_severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->severity == severity && !list->items[i]->waived) count++;
    return count;
}

static int order_of(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
    const struct pm_diagnostic *a = *(struct pm_diagnostic *const *)left;
    const struct pm_diagnostic *b = *(struct pm_diagnostic *const *)right;
    if (a->has_span != b->has_span) return a->has_span ? -1 : 1;
    int order = order_of(a->span.file, b->span.file);
    if (!order) order = order_of(a->span.begin, b->span.begin);
    if (!order) order = strcmp(a->data.path ? a->data.path : "", b->data.path ? b->data.path : "");
    if (!order) order = order_of(a->data.line, b->data.line);
    if (!order) order = order_of(a->data.column, b->data.column);
    return order ? order : order_of(a->sequence, b->sequence);
}

void pm_diagnostics_sort(struct pm_diagnostics *list)
{
    if (list->count) qsort(list->items, list->count, sizeof *list->items, compare);
}
