/* merge.c: two edits of a text put together: by statements, or by lines where a side does not
 * parse. */
#include "lang/merge/merge.h"

#include "lang/format/format.h"
#include "lang/merge/parts.h"

#include <string.h>

enum { BYTE_ORDER_MARK = 3 }; /* bytes that the scanner leaves out at the start of a text */

struct merging {
    struct pm_arena *arena;
    const struct pm_merge_input *input;
    struct pm_diagnostics *diagnostics;
    const struct pm_merge_text *sides[PM_MERGE_SIDES];
    const char *line_end;
};

static struct pm_text text_of(const struct merging *merging, enum pm_merge_side side)
{
    return merging->input->texts[side];
}

/* ---- By lines ---- */

/* Bytes that both texts begin with, up to the end of a line. */
static size_t common_start(struct pm_text a, struct pm_text b)
{
    size_t common = 0;
    for (size_t i = 0; i < a.size && i < b.size && a.bytes[i] == b.bytes[i]; i++)
        if (a.bytes[i] == '\n') common = i + 1;
    return common;
}

/* Bytes of whole lines that both texts end with. */
static size_t common_end(struct pm_text a, struct pm_text b)
{
    size_t common = 0;
    for (size_t i = 1; i <= a.size && i <= b.size; i++) {
        if (a.bytes[a.size - i] != b.bytes[b.size - i]) break;
        bool begins_line = i == a.size || a.bytes[a.size - i - 1] == '\n';
        bool begins_other = i == b.size || b.bytes[b.size - i - 1] == '\n';
        if (begins_line && begins_other) common = i;
    }
    return common;
}

/* The lines between, each with its end. */
static struct pm_text middle(const struct merging *merging, struct pm_text text, size_t start,
                             size_t end)
{
    struct pm_text part = {text.bytes + start, text.size - start - end};
    if (!part.size || part.bytes[part.size - 1] == '\n') return part;
    return pm_text_from(
        pm_arena_format(merging->arena, "%.*s%s", (int)part.size, part.bytes, merging->line_end));
}

static void write_by_lines(const struct merging *merging, struct pm_merge_writing *writing)
{
    struct pm_text ours = text_of(merging, PM_MERGE_OURS);
    struct pm_text theirs = text_of(merging, PM_MERGE_THEIRS);
    size_t start = common_start(ours, theirs);
    struct pm_text our_rest = {ours.bytes + start, ours.size - start};
    struct pm_text their_rest = {theirs.bytes + start, theirs.size - start};
    size_t end = common_end(our_rest, their_rest);
    writing->out.count = writing->conflicts.count = 0;
    pm_merge_write_text(writing, (struct pm_text){ours.bytes, start});
    pm_merge_write_conflict(writing, middle(merging, ours, start, end),
                            middle(merging, theirs, start, end));
    pm_merge_write_text(writing, (struct pm_text){ours.bytes + ours.size - end, end});
}

/* ---- What came out ---- */

static bool is_sound(const struct merging *merging, struct pm_text text)
{
    struct pm_diagnostics *unsaid = pm_diagnostics_new(merging->arena);
    return pm_merge_read(merging->arena, "", text, unsaid)->is_sound;
}

/* The merged text with one side of every conflict. */
static struct pm_text choose(const struct merging *merging, const struct pm_merge_writing *writing,
                             enum pm_merge_side chosen)
{
    PM_ARRAY(char) out = {0};
    const char *bytes = writing->out.items;
    size_t next = 0;
    int side = PM_MERGE_BASE; /* outside of conflicts */
    size_t size = merging->input->marker_size ? merging->input->marker_size : PM_MARKER_SIZE;
    for (size_t at = 0; at < writing->out.count;) {
        const char *end = memchr(bytes + at, '\n', writing->out.count - at);
        size_t line = end ? (size_t)(end - bytes) + 1 - at : writing->out.count - at;
        bool begins = next < writing->conflicts.count && writing->conflicts.items[next] == at;
        bool is_marker = begins;
        if (begins) next++;
        char letter = side == PM_MERGE_OURS ? '=' : '>';
        if (!begins && side != PM_MERGE_BASE) {
            is_marker = line > size;
            for (size_t i = 0; i < size && is_marker; i++)
                is_marker = bytes[at + i] == letter;
        }
        if (is_marker)
            side = (side + 1) % PM_MERGE_SIDES;
        else if (side == PM_MERGE_BASE || side == (int)chosen)
            for (size_t i = 0; i < line; i++)
                PM_PUSH(merging->arena, &out, bytes[at + i]);
        at += line;
    }
    return (struct pm_text){out.items, out.count};
}

/* True when what was written parses, whichever side is taken of its conflicts. */
static bool is_good(const struct merging *merging, const struct pm_merge_writing *writing)
{
    if (!is_sound(merging, choose(merging, writing, PM_MERGE_OURS))) return false;
    return !writing->conflicts.count ||
           is_sound(merging, choose(merging, writing, PM_MERGE_THEIRS));
}

/* Lays out the result where all three texts are laid out. */
static struct pm_text lay_out(const struct merging *merging, struct pm_text text)
{
    struct pm_arena *arena = merging->arena;
    struct pm_diagnostics *unsaid = pm_diagnostics_new(arena);
    struct pm_sources *sources = pm_sources_new(arena);
    struct pm_text formatted;
    for (int side = 0; side < PM_MERGE_SIDES; side++) {
        struct pm_text before = text_of(merging, (enum pm_merge_side)side);
        uint32_t file = pm_sources_add(sources, "", before, false);
        if (!pm_format_source(arena, sources, file, unsaid, &formatted) ||
            !pm_text_equal(before, formatted))
            return text;
    }
    uint32_t file = pm_sources_add(sources, "", text, false);
    return pm_format_source(arena, sources, file, unsaid, &formatted) ? formatted : text;
}

static const size_t *line_numbers(struct pm_arena *arena, const struct pm_merge_writing *writing)
{
    size_t *lines = PM_NEW_ITEMS(arena, size_t, writing->conflicts.count + 1);
    size_t line = 1;
    size_t at = 0;
    for (size_t i = 0; i < writing->conflicts.count; i++) {
        for (; at < writing->conflicts.items[i]; at++)
            line += writing->out.items[at] == '\n';
        lines[i] = line;
    }
    return lines;
}

/* ---- The merge ---- */

/* Reads the sides; false when one does not parse. */
static bool read_sides(struct merging *merging)
{
    bool are_sound = true;
    for (int side = 0; side < PM_MERGE_SIDES; side++) {
        const char *name = merging->input->names[side];
        struct pm_diagnostics *found = pm_diagnostics_new(merging->arena);
        merging->sides[side] =
            pm_merge_read(merging->arena, name, merging->input->texts[side], found);
        if (merging->sides[side]->is_sound) continue;
        are_sound = false;
        pm_diagnostics_sort(found);
        struct pm_diagnostic *told =
            pm_diagnose_nowhere(merging->diagnostics, PM_MERGE_SIDE_BROKEN,
                                "`%s` does not parse, so its lines are put side by side", name);
        for (size_t i = 0; i < found->count; i++) {
            if (found->items[i]->severity != PM_ERROR) continue;
            struct pm_span span = found->items[i]->span;
            struct pm_place place = pm_sources_place(merging->sides[side]->sources,
                                                     merging->sides[side]->file, span.begin);
            pm_note(merging->diagnostics, told, "line %u: %s", (unsigned)place.line,
                    found->items[i]->message);
            break;
        }
    }
    return are_sound;
}

static void write(struct merging *merging, struct pm_merge_writing *writing, bool joins_heads)
{
    writing->joins_heads = joins_heads;
    struct pm_text ours = text_of(merging, PM_MERGE_OURS);
    writing->out.count = writing->conflicts.count = 0;
    if (merging->sides[PM_MERGE_OURS]->text.bytes > ours.bytes) /* a byte order mark */
        pm_merge_write_text(writing, (struct pm_text){ours.bytes, BYTE_ORDER_MARK});
    pm_merge_write(writing, merging->sides);
}

static struct pm_merge_result merge(struct merging *merging)
{
    struct pm_merge_writing writing = {
        .arena = merging->arena, .input = merging->input, .line_end = merging->line_end};
    struct pm_merge_result result = {.is_by_lines = !read_sides(merging)};
    if (!result.is_by_lines) {
        write(merging, &writing, true);
        if (!is_good(merging, &writing)) write(merging, &writing, false);
        result.is_by_lines = !is_good(merging, &writing);
    }
    if (result.is_by_lines) write_by_lines(merging, &writing);
    result.text = (struct pm_text){writing.out.items, writing.out.count};
    result.conflict_count = writing.conflicts.count;
    result.lines = line_numbers(merging->arena, &writing);
    if (!result.conflict_count) result.text = lay_out(merging, result.text);
    return result;
}

/* The line ends of a text: those of its first line. */
static const char *line_end_of(struct pm_text text)
{
    const char *end = text.size ? memchr(text.bytes, '\n', text.size) : NULL;
    return end && end > text.bytes && end[-1] == '\r' ? "\r\n" : "\n";
}

struct pm_merge_result pm_merge_texts(struct pm_arena *arena, const struct pm_merge_input *input,
                                      struct pm_diagnostics *diagnostics)
{
    struct merging merging = {.arena = arena, .input = input, .diagnostics = diagnostics};
    struct pm_text base = input->texts[PM_MERGE_BASE];
    struct pm_text ours = input->texts[PM_MERGE_OURS];
    struct pm_text theirs = input->texts[PM_MERGE_THEIRS];
    merging.line_end = line_end_of(ours);
    if (pm_text_equal(ours, theirs) || pm_text_equal(base, theirs))
        return (struct pm_merge_result){.text = ours};
    if (pm_text_equal(base, ours)) return (struct pm_merge_result){.text = theirs};
    return merge(&merging);
}
