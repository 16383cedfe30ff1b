#include "runtime/load/issues.h"

#include <inttypes.h>
#include <string.h>

enum { EXAMPLE_SIZE = 60, EXCERPT_SIZE = 200 };

char *pm_issue_excerpt(struct pm_arena *arena, struct pm_text text, size_t size)
{
    bool is_cut = text.size > size;
    if (!is_cut) size = text.size;
    if (is_cut) /* back to the start of a letter */
        while (size && ((unsigned char)text.bytes[size] & 0xC0) == 0x80)
            size--;
    char *copy = pm_arena_copy_text(arena, text.bytes, size);
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)copy[i] < ' ' || copy[i] == 0x7F) copy[i] = ' ';
    for (size_t bad = 0; (bad += pm_utf8_first_bad(copy + bad, size - bad)) < size;)
        copy[bad] = '?';
    return copy;
}

static bool is_of(const struct pm_issue *issue, const struct pm_issue_place *place)
{
    return issue->code == place->code && issue->column == place->column &&
           issue->field == place->field && strcmp(issue->detail, place->detail) == 0;
}

void pm_issues_add(struct pm_issues *issues, const struct pm_issue_place *place)
{
    struct pm_issue *items = issues->items.items;
    size_t count = issues->items.count;
    size_t at = issues->last;
    if (at >= count || !is_of(&items[at], place))
        for (at = 0; at < count && !is_of(&items[at], place);)
            at++;
    issues->last = at;
    if (at < count) {
        items[at].count++;
        return;
    }
    struct pm_issue issue = {
        .code = place->code,
        .column = place->column,
        .field = place->field,
        .count = 1,
        .line = place->line,
        .example = pm_issue_excerpt(issues->arena, place->example, EXAMPLE_SIZE),
        .detail = place->detail,
        .excerpt = pm_issue_excerpt(issues->arena, place->row, EXCERPT_SIZE),
    };
    PM_PUSH(issues->arena, &issues->items, issue);
}

/* "12 rows of `a.csv`" */
static const char *name_rows(struct pm_arena *arena, const struct pm_issues *issues,
                             const struct pm_issue *issue)
{
    return pm_arena_format(arena, "%" PRId64 " %s of `%s`", issue->count,
                           issue->count == 1 ? "row" : "rows", issues->file);
}

static void say_cell(struct pm_diagnostics *list, const struct pm_issues *issues,
                     const struct pm_issue *issue, struct pm_data_place place, const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose_data(list, issue->code, place, "in %s, `%s` %s: `%s` in line %" PRId64,
                         name_rows(list->arena, issues, issue), issue->column->header,
                         issue->detail, issue->example, issue->line);
    if (help) pm_help(list, found, "%s", help);
}

/* What to write, for the cells of a field. */
static const char *help_for(enum pm_code code, const struct pm_issue *issue)
{
    bool is_formula = issue->example[0] == '=';
    if (is_formula) return "export the results of formulas, not the formulas";
    if (code == PM_DATA_CELL_NOT_WHOLE)
        return "declare the field `number` if fractions belong there";
    if (code == PM_DATA_CELL_TOO_LARGE) return "declare the field `text` if it is an identifier";
    if (code == PM_DATA_CELL_NOT_TRUTH) return "add the word to `true` or `false` of the field";
    if (code == PM_DATA_CELL_NOT_DATE) return "let the export write dates as 2025-09-30";
    if (code == PM_DATA_CELL_NOT_TIME) return "let the export write times as 2025-09-30 14:05";
    return "declare what the word means: `missing`, `suppressed`, `pending` or `ranges`";
}

static void say_row(struct pm_diagnostics *list, const struct pm_issues *issues,
                    const struct pm_issue *issue, struct pm_data_place place, const char *what)
{
    pm_diagnose_data(list, issue->code, place, "%s %s%s%s%s, first in line %" PRId64,
                     name_rows(list->arena, issues, issue), what, *issue->example ? " (`" : "",
                     issue->example, *issue->example ? "`)" : "", issue->line);
}

static const char *plural(const struct pm_issue *issue, const char *one, const char *many)
{
    return issue->count == 1 ? one : many;
}

static void report(struct pm_diagnostics *list, const struct pm_issues *issues,
                   const struct pm_issue *issue)
{
    struct pm_data_place place = {issues->file, (uint64_t)issue->line, issue->field,
                                  issue->excerpt};
    switch ((int)issue->code) {
    case PM_DATA_ROW_RAGGED:
        say_row(list, issues, issue, place,
                pm_arena_format(list->arena, "%s %s fields than the header",
                                plural(issue, "has", "have"), issue->detail));
        break;
    case PM_DATA_ROW_NOT_TEXT:
        say_row(list, issues, issue, place,
                plural(issue, "holds bytes that are no text", "hold bytes that are no text"));
        break;
    case PM_DATA_QUOTE_BROKEN:
        say_row(list, issues, issue, place,
                plural(issue, "has text after a closing quote", "have text after a closing quote"));
        break;
    case PM_DATA_PERIOD_NOT_READABLE:
        say_row(list, issues, issue, place,
                plural(issue, "has no period that can be read", "have no period that can be read"));
        break;
    case PM_DATA_PERIOD_TOO_LATE:
        say_row(list, issues, issue, place,
                plural(issue, "is for a period that begins after the data were taken",
                       "are for periods that begin after the data were taken"));
        break;
    case PM_DATA_KEY_MISSING:
        say_row(list, issues, issue, place, plural(issue, "has no key", "have no key"));
        break;
    case PM_DATA_ROW_DUPLICATE:
        say_row(
            list, issues, issue, place,
            plural(issue, "repeats the key of an earlier one", "repeat the key of an earlier one"));
        break;
    case PM_DATA_ROW_SKIPPED:
        say_row(list, issues, issue, place,
                pm_arena_format(list->arena, "%s left out%s%s", plural(issue, "was", "were"),
                                *issue->detail ? " as " : " by `skip where`", issue->detail));
        break;
    case PM_DATA_ROW_WIDE:
        say_row(list, issues, issue, place,
                plural(issue, "has empty fields beyond the header",
                       "have empty fields beyond the header"));
        break;
    case PM_DATA_CELL_FORMULA:
    case PM_DATA_NUMBER_ROUNDED:
        say_cell(list, issues, issue, place, NULL);
        break;
    default:
        say_cell(list, issues, issue, place, help_for(issue->code, issue));
        break;
    }
}

void pm_issues_report(const struct pm_issues *issues, struct pm_diagnostics *diagnostics)
{
    for (size_t i = 0; i < issues->items.count; i++)
        report(diagnostics, issues, &issues->items.items[i]);
}
