#include "runtime/load/headers.h"

#include "runtime/load/issues.h"

#include <string.h>

enum { MOST_SHOWN = 8, SHOWN_SIZE = 40 };

static bool fits(struct pm_text name, struct pm_text wanted, bool loosely)
{
    name = pm_text_trim(name);
    return loosely ? pm_text_equal_loosely(name, wanted) : pm_text_equal(name, wanted);
}

/* The number of columns that fit; the first in *out. */
static size_t count_fitting(const struct pm_header *header, struct pm_text wanted, bool loosely,
                            size_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < header->count; i++) {
        if (!fits(header->names[i], wanted, loosely)) continue;
        if (count++ == 0) *out = i;
    }
    return count;
}

static struct pm_diagnostic *report(const struct pm_header *header, const struct pm_column *column,
                                    struct pm_diagnostics *list, enum pm_code code,
                                    const char *what)
{
    struct pm_diagnostic *found =
        pm_diagnose(list, code, column->at, "`%s` has %s `%s`", header->file, what, column->header);
    found->data.path = pm_arena_copy_text(list->arena, header->file, strlen(header->file));
    found->data.line = (uint64_t)header->line;
    return found;
}

/* The name nearest to the wanted one; NULL when none is near. */
static const struct pm_text *find_near(const struct pm_header *header, struct pm_text wanted)
{
    const struct pm_text *nearest = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < header->count; i++) {
        struct pm_text name = pm_text_trim(header->names[i]);
        if (!pm_text_similar(name, wanted)) continue;
        size_t distance = pm_text_distance(name, wanted, wanted.size);
        if (distance >= least) continue;
        least = distance;
        nearest = &header->names[i];
    }
    return nearest;
}

/* "`A`, `B`, .. and 12 more" */
static const char *list_names(struct pm_arena *arena, const struct pm_header *header)
{
    const char *list = "";
    size_t shown = header->count < MOST_SHOWN ? header->count : MOST_SHOWN;
    for (size_t i = 0; i < shown; i++)
        list = pm_arena_format(arena, "%s%s`%s`", list, i ? ", " : "",
                               pm_issue_excerpt(arena, pm_text_trim(header->names[i]), SHOWN_SIZE));
    if (shown == header->count) return list;
    return pm_arena_format(arena, "%s and %zu more", list, header->count - shown);
}

static void report_missing(const struct pm_header *header, const struct pm_column *column,
                           struct pm_diagnostics *list)
{
    struct pm_diagnostic *found = report(header, column, list, PM_DATA_HEADER_MISSING, "no column");
    const struct pm_text *near = find_near(header, pm_text_from(column->header));
    if (near) {
        pm_help(list, found, "the file has a column `%s`: write `from \"%s\"`",
                pm_issue_excerpt(list->arena, pm_text_trim(*near), SHOWN_SIZE),
                pm_issue_excerpt(list->arena, pm_text_trim(*near), SHOWN_SIZE));
        return;
    }
    pm_note(list, found, "the file has the columns %s", list_names(list->arena, header));
    bool by_semicolons = header->count == 1 && header->names[0].size &&
                         memchr(header->names[0].bytes, ';', header->names[0].size);
    if (by_semicolons)
        pm_help(list, found, "the file is separated by semicolons: export it with commas");
    else
        pm_help(list, found, "name the column as the file does: `from \"...\"`");
}

bool pm_header_find(const struct pm_header *header, const struct pm_column *column,
                    struct pm_diagnostics *diagnostics, size_t *out)
{
    struct pm_text wanted = pm_text_trim(pm_text_from(column->header));
    size_t count = count_fitting(header, wanted, false, out);
    if (count == 0) count = count_fitting(header, wanted, true, out);
    if (count == 1) return true;
    if (count == 0) {
        report_missing(header, column, diagnostics);
        return false;
    }
    struct pm_diagnostic *found =
        report(header, column, diagnostics, PM_DATA_HEADER_TWICE, "more than one column");
    pm_help(diagnostics, found, "give one of the columns another header in the file");
    return false;
}
