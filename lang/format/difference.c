#include "lang/format/format.h"

#include <string.h>

/* A unified diff, by the shortest way from one list of lines to the other (E. W. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", Algorithmica 1, 1986). Where more than MOST_EDITS lines
 * differ, all that lies between the lines that both begin and end with is shown as replaced. */
enum { CONTEXT = 3, MOST_EDITS = 1000 };

struct lines {
    PM_ARRAY(struct pm_text) list; /* without their ends */
    bool is_unended;               /* the last one has no end */
};

struct edit { /* these lines of the one become those of the other */
    int32_t before;
    int32_t before_count;
    int32_t after;
    int32_t after_count;
};

struct difference {
    struct pm_arena *arena;
    struct lines before;
    struct lines after;
    int32_t **trace; /* by number of edits: how far each diagonal has come */
    PM_ARRAY(struct edit) edits;
    PM_ARRAY(char) out;
};

static struct lines split(struct pm_arena *arena, struct pm_text text)
{
    struct lines lines = {.is_unended = text.size && text.bytes[text.size - 1] != '\n'};
    for (size_t begin = 0; begin < text.size;) {
        const char *end = memchr(text.bytes + begin, '\n', text.size - begin);
        size_t size = end ? (size_t)(end - text.bytes) - begin : text.size - begin;
        PM_PUSH(arena, &lines.list, ((struct pm_text){text.bytes + begin, size}));
        begin += size + 1;
    }
    return lines;
}

static bool ends_without_end(const struct lines *lines, int32_t line)
{
    return lines->is_unended && (size_t)line + 1 == lines->list.count;
}

static bool is_same_line(const struct difference *difference, int32_t before, int32_t after)
{
    const struct lines *a = &difference->before;
    const struct lines *b = &difference->after;
    return ends_without_end(a, before) == ends_without_end(b, after) &&
           pm_text_equal(a->list.items[before], b->list.items[after]);
}

/* ---- edits */

/* The line of the first text that diagonal `k` has come to with d edits. */
static int32_t *reach(const struct difference *difference, int32_t d, int32_t k)
{
    return &difference->trace[d][k + d + 1];
}

/* True when the d-th edit on the way to diagonal `k` puts a line in, not one out. */
static bool puts_in(const struct difference *difference, int32_t d, int32_t k)
{
    if (k == -d) return true;
    return k != d && *reach(difference, d - 1, k - 1) < *reach(difference, d - 1, k + 1);
}

/* One line taken out or put in, joined to the edit that it touches. They come from the end on. */
static void add_edit(struct difference *difference, int32_t before, int32_t after, bool is_put_in)
{
    size_t count = difference->edits.count;
    struct edit *last = count ? &difference->edits.items[count - 1] : NULL;
    int32_t before_end = before + !is_put_in;
    int32_t after_end = after + is_put_in;
    if (!last || last->before != before_end || last->after != after_end) {
        PM_PUSH(difference->arena, &difference->edits,
                ((struct edit){before_end, 0, after_end, 0}));
        last = &difference->edits.items[count];
    }
    last->before = before;
    last->after = after;
    last->before_count += !is_put_in;
    last->after_count += is_put_in;
}

static void follow_back(struct difference *difference, int32_t edits, int32_t skipped,
                        int32_t diagonal)
{
    for (int32_t d = edits; d > 0; d--) {
        bool is_put_in = puts_in(difference, d, diagonal);
        diagonal += is_put_in ? 1 : -1;
        int32_t before = *reach(difference, d - 1, diagonal);
        add_edit(difference, skipped + before, skipped + before - diagonal, is_put_in);
    }
}

/* Finds the edits between `before` and `after` lines from `skipped` on; false when they are too
 * many. */
static bool find_edits(struct difference *difference, int32_t skipped, int32_t before,
                       int32_t after)
{
    difference->trace = PM_NEW_ITEMS(difference->arena, int32_t *, MOST_EDITS + 1);
    for (int32_t d = 0; d <= MOST_EDITS; d++) {
        difference->trace[d] = PM_NEW_ITEMS(difference->arena, int32_t, 2 * (size_t)d + 3);
        for (int32_t k = -d; k <= d; k += 2) {
            int32_t x = 0;
            if (d && puts_in(difference, d, k))
                x = *reach(difference, d - 1, k + 1);
            else if (d)
                x = *reach(difference, d - 1, k - 1) + 1;
            while (x < before && x - k < after &&
                   is_same_line(difference, skipped + x, skipped + x - k))
                x++;
            *reach(difference, d, k) = x;
            if (x != before || x - k != after) continue;
            follow_back(difference, d, skipped, k);
            return true;
        }
    }
    return false;
}

static void compare(struct difference *difference)
{
    int32_t before = (int32_t)difference->before.list.count;
    int32_t after = (int32_t)difference->after.list.count;
    int32_t skipped = 0;
    while (skipped < before && skipped < after && is_same_line(difference, skipped, skipped))
        skipped++;
    while (before > skipped && after > skipped && is_same_line(difference, before - 1, after - 1)) {
        before--;
        after--;
    }
    if (find_edits(difference, skipped, before - skipped, after - skipped)) return;
    PM_PUSH(difference->arena, &difference->edits,
            ((struct edit){skipped, before - skipped, skipped, after - skipped}));
}

/* ---- writing */

static void write_text(struct difference *difference, struct pm_text text)
{
    for (size_t i = 0; i < text.size; i++)
        PM_PUSH(difference->arena, &difference->out, text.bytes[i]);
}

static void write_line(struct difference *difference, char sign, const struct lines *lines,
                       int32_t line)
{
    write_text(difference, (struct pm_text){&sign, 1});
    write_text(difference, lines->list.items[line]);
    write_text(difference, PM_TEXT("\n"));
    if (ends_without_end(lines, line))
        write_text(difference, PM_TEXT("\\ No newline at end of file\n"));
}

/* A range as the head of a hunk writes it: no lines stand after the line before them. */
static const char *show_range(struct pm_arena *arena, int32_t first, int32_t count)
{
    if (count == 1) return pm_arena_format(arena, "%d", (int)first + 1);
    return pm_arena_format(arena, "%d,%d", (int)(count ? first + 1 : first), (int)count);
}

/* A hunk: edits `last` down to `first` of the list, which runs from the end of the file. */
static void write_hunk(struct difference *difference, size_t first, size_t last)
{
    const struct edit *edits = difference->edits.items;
    const struct edit *start = &edits[last];
    const struct edit *end = &edits[first];
    int32_t most = (int32_t)difference->before.list.count;
    int32_t begin = start->before < CONTEXT ? 0 : start->before - CONTEXT;
    int32_t stop = end->before + end->before_count + CONTEXT;
    if (stop > most) stop = most;
    int32_t after_begin = start->after - (start->before - begin);
    int32_t after_stop = end->after + end->after_count + (stop - end->before - end->before_count);
    char *head = pm_arena_format(
        difference->arena, "@@ -%s +%s @@\n", show_range(difference->arena, begin, stop - begin),
        show_range(difference->arena, after_begin, after_stop - after_begin));
    write_text(difference, pm_text_from(head));
    for (size_t i = last + 1; i-- > first;) {
        const struct edit *edit = &edits[i];
        for (; begin < edit->before; begin++)
            write_line(difference, ' ', &difference->before, begin);
        for (; begin < edit->before + edit->before_count; begin++)
            write_line(difference, '-', &difference->before, begin);
        for (int32_t line = 0; line < edit->after_count; line++)
            write_line(difference, '+', &difference->after, edit->after + line);
    }
    for (; begin < stop; begin++)
        write_line(difference, ' ', &difference->before, begin);
}

struct pm_text pm_format_difference(struct pm_arena *arena, const char *name, struct pm_text before,
                                    struct pm_text after)
{
    if (pm_text_equal(before, after)) return PM_TEXT("");
    struct difference difference = {
        .arena = arena, .before = split(arena, before), .after = split(arena, after)};
    compare(&difference);
    write_text(&difference, pm_text_from(pm_arena_format(arena, "--- %s\n+++ %s\n", name, name)));
    for (size_t last = difference.edits.count; last > 0;) {
        size_t first = --last;
        const struct edit *edits = difference.edits.items;
        while (first > 0 &&
               edits[first - 1].before - edits[first].before - edits[first].before_count <=
                   2 * CONTEXT)
            first--;
        write_hunk(&difference, first, last);
        last = first;
    }
    return (struct pm_text){difference.out.items, difference.out.count};
}
