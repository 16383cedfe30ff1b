/* check_fix.c: sure replacements, put in place. */
#include "lang/check/fix.h"

#include <stdlib.h>
#include <string.h>

struct edit {
    struct pm_span span;
    struct pm_text text;
    uint32_t sequence;
};

struct edits {
    PM_ARRAY(struct edit) list;
};

bool pm_fix_is_sure(const struct pm_diagnostic *diagnostic)
{
    if (!diagnostic->has_span || !diagnostic->replacement || diagnostic->waived) return false;
    /* a long dash may be a range, too */
    if (diagnostic->code == PM_SIGN_FORM && strcmp(diagnostic->replacement, "-") == 0) return false;
    return pm_code_is_fixable(diagnostic->code);
}

static bool is_blank(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\r';
}

/* What is taken out goes with its line where nothing else stands on it, and with the `;` after it
 * where something does. */
static struct pm_span widen(const struct pm_source *source, struct pm_span span)
{
    struct pm_text text = source->text;
    uint32_t begin = span.begin;
    uint32_t end = span.end;
    while (begin > 0 && is_blank(text.bytes[begin - 1]))
        begin--;
    while (end < text.size && is_blank(text.bytes[end]))
        end++;
    bool starts_line = begin == 0 || text.bytes[begin - 1] == '\n';
    bool ends_line = end == text.size || text.bytes[end] == '\n';
    if (starts_line && ends_line)
        return (struct pm_span){span.file, begin, end + (end < text.size)};
    if (end < text.size && text.bytes[end] == ';') {
        for (end++; end < text.size && is_blank(text.bytes[end]);)
            end++;
        return (struct pm_span){span.file, span.begin, end};
    }
    return span;
}

static int compare_edits(const void *left, const void *right)
{
    const struct edit *a = left;
    const struct edit *b = right;
    if (a->span.file != b->span.file) return a->span.file < b->span.file ? -1 : 1;
    if (a->span.begin != b->span.begin) return a->span.begin < b->span.begin ? -1 : 1;
    return (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

static void gather(struct pm_arena *arena, const struct pm_sources *sources,
                   const struct pm_diagnostics *diagnostics, struct edits *edits)
{
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct pm_diagnostic *found = diagnostics->items[i];
        if (!pm_fix_is_sure(found)) continue;
        const struct pm_source *source = pm_sources_get(sources, found->span.file);
        if (source->is_module) continue;
        struct edit edit = {found->span, pm_text_from(found->replacement), found->sequence};
        bool is_statement = !edit.text.size && found->code != PM_UNEXPECTED_CHARACTER &&
                            found->code != PM_BLANK_FORM;
        if (is_statement) edit.span = widen(source, edit.span);
        PM_PUSH(arena, &edits->list, edit);
    }
    if (edits->list.count)
        qsort(edits->list.items, edits->list.count, sizeof *edits->list.items, compare_edits);
}

static void append(char *to, size_t *size, const char *bytes, size_t count)
{
    if (count) memcpy(to + *size, bytes, count);
    *size += count;
}

/* The text of one file with these edits, which are about it alone. */
static struct pm_fixed fix_file(struct pm_arena *arena, const struct pm_source *source,
                                const struct edit *edits, size_t count)
{
    struct pm_fixed fixed = {.source = source};
    size_t capacity = source->text.size + 1;
    for (size_t i = 0; i < count; i++)
        capacity += edits[i].text.size;
    char *text = pm_arena_alloc(arena, capacity);
    size_t size = 0;
    uint32_t done = 0;
    for (size_t i = 0; i < count; i++) {
        if (edits[i].span.begin < done) continue;
        append(text, &size, source->text.bytes + done, edits[i].span.begin - done);
        append(text, &size, edits[i].text.bytes, edits[i].text.size);
        done = edits[i].span.end;
        fixed.count++;
    }
    append(text, &size, source->text.bytes + done, source->text.size - done);
    fixed.after = (struct pm_text){text, size};
    return fixed;
}

void pm_fix_texts(struct pm_arena *arena, const struct pm_sources *sources,
                  const struct pm_diagnostics *diagnostics, struct pm_fixes *out)
{
    struct edits edits = {0};
    gather(arena, sources, diagnostics, &edits);
    const struct edit *items = edits.list.items;
    for (size_t first = 0, i = 1; i <= edits.list.count; i++) {
        uint32_t file = items[first].span.file;
        if (i < edits.list.count && items[i].span.file == file) continue;
        struct pm_fixed fixed =
            fix_file(arena, pm_sources_get(sources, file), &items[first], i - first);
        PM_PUSH(arena, &out->files, fixed);
        first = i;
    }
}
