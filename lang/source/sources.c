#include "lang/source/source.h"

#include <assert.h>
#include <string.h>

struct pm_sources *pm_sources_new(struct pm_arena *arena)
{
    struct pm_sources *sources = PM_NEW(arena, struct pm_sources);
    sources->arena = arena;
    return sources;
}

uint32_t pm_sources_add(struct pm_sources *sources, const char *path, struct pm_text text,
                        bool is_module)
{
    if (pm_text_starts(text, PM_BYTE_ORDER_MARK)) {
        text.bytes += strlen(PM_BYTE_ORDER_MARK);
        text.size -= strlen(PM_BYTE_ORDER_MARK);
    }
    struct pm_source *source = PM_NEW(sources->arena, struct pm_source);
    source->path = path;
    source->text = text;
    source->is_module = is_module;
    PM_PUSH(sources->arena, &sources->files, source);
    return (uint32_t)(sources->files.count - 1);
}

const struct pm_source *pm_sources_get(const struct pm_sources *sources, uint32_t file)
{
    assert(file < sources->files.count);
    return sources->files.items[file];
}

static size_t count_lines(struct pm_text text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.size; i++)
        count += text.bytes[i] == '\n';
    return count;
}

static struct pm_source *with_lines(struct pm_sources *sources, uint32_t file)
{
    assert(file < sources->files.count);
    struct pm_source *source = sources->files.items[file];
    if (source->lines) return source;
    source->line_count = count_lines(source->text);
    source->lines = PM_NEW_ITEMS(sources->arena, uint32_t, source->line_count);
    size_t line = 1;
    for (size_t i = 0; i < source->text.size; i++)
        if (source->text.bytes[i] == '\n') source->lines[line++] = (uint32_t)(i + 1);
    return source;
}

/* Index of the line with this byte. */
static size_t line_at(const struct pm_source *source, uint32_t offset)
{
    size_t low = 0;
    size_t high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

struct pm_place pm_sources_place(struct pm_sources *sources, uint32_t file, uint32_t offset)
{
    const struct pm_source *source = with_lines(sources, file);
    if (offset > source->text.size) offset = (uint32_t)source->text.size;
    size_t line = line_at(source, offset);
    uint32_t begin = source->lines[line];
    size_t before = offset > begin ? pm_utf8_count(source->text.bytes + begin, offset - begin) : 0;
    return (struct pm_place){(uint32_t)(line + 1), (uint32_t)(before + 1)};
}

struct pm_text pm_sources_line(struct pm_sources *sources, uint32_t file, uint32_t line)
{
    const struct pm_source *source = with_lines(sources, file);
    if (line < 1 || line > source->line_count) return PM_TEXT("");
    size_t begin = source->lines[line - 1];
    size_t end = line < source->line_count ? source->lines[line] - 1 : source->text.size;
    if (end > begin && source->text.bytes[end - 1] == '\r') end--;
    if (begin == end) return PM_TEXT("");
    return (struct pm_text){source->text.bytes + begin, end - begin};
}

struct pm_text pm_sources_text(const struct pm_sources *sources, struct pm_span span)
{
    const struct pm_source *source = pm_sources_get(sources, span.file);
    size_t end = span.end < source->text.size ? span.end : source->text.size;
    if (span.begin >= end) return PM_TEXT("");
    return (struct pm_text){source->text.bytes + span.begin, end - span.begin};
}
