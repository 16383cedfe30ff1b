#include "runtime/render/names.h"
#include "runtime/render/report.h"
#include "runtime/render/report_excerpt.h"

#include <string.h>

/* Writes `= help: ...`, further lines and what does not fit below the first one's text. */
static void put_remark(struct pm_sink *sink, const struct pm_style *style, size_t gutter,
                       const char *word, const char *text)
{
    pm_put_repeated(sink, ' ', gutter + 1);
    pm_put_painted(sink, style, PM_PAINT_BLUE, "= ");
    pm_put_painted(sink, style, PM_PAINT_BOLD, word);
    pm_put(sink, ": ");
    size_t indent = gutter + 1 + strlen("= : ") + strlen(word);
    pm_put_wrapped(sink, text, indent, (size_t)style->width);
}

static void put_data_place(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_style *style, const struct pm_data_place *place,
                           size_t gutter)
{
    pm_put_repeated(sink, ' ', gutter);
    pm_put_painted(sink, style, PM_PAINT_BLUE, "--> ");
    pm_put(sink, place->path);
    if (place->line) pm_put_format(sink, ":%llu", (unsigned long long)place->line);
    if (place->column) pm_put_format(sink, ", field %llu", (unsigned long long)place->column);
    pm_put(sink, "\n");
    if (!place->excerpt || !place->line) return;
    pm_put_gutter(sink, style, gutter);
    pm_put(sink, "\n");
    pm_put_line_number(sink, style, place->line, gutter);
    const char *text = pm_text_printable(arena, pm_text_from(place->excerpt));
    size_t room = style->width > 40 ? (size_t)style->width - gutter - 3 : 40;
    size_t fit = pm_text_fit(pm_text_from(text), room);
    pm_put(sink, " ");
    pm_put_bytes(sink, text, fit);
    pm_put(sink, text[fit] ? "...\n" : "\n");
}

void pm_write_diagnostic_text(struct pm_arena *arena, struct pm_sink *sink,
                              const struct pm_style *style, struct pm_sources *sources,
                              const struct pm_diagnostic *diagnostic)
{
    char code[8];
    pm_code_text(diagnostic->code, code);
    enum pm_paint paint = pm_severity_paint(diagnostic->severity);
    pm_put_paint(sink, style, paint);
    pm_put_format(sink, "%s[%s]",
                  diagnostic->waived ? "waived" : pm_severity_word(diagnostic->severity), code);
    pm_put_unpaint(sink, style, paint);
    pm_put(sink, ": ");
    pm_put_paint(sink, style, PM_PAINT_BOLD);
    pm_put_safely(sink, pm_text_from(diagnostic->message));
    pm_put_unpaint(sink, style, PM_PAINT_BOLD);
    pm_put(sink, "\n");

    size_t gutter = pm_excerpt_gutter(sources, diagnostic);
    if (diagnostic->has_span)
        pm_put_excerpts(arena, sink, style, sources, diagnostic, gutter);
    else if (diagnostic->data.path)
        put_data_place(arena, sink, style, &diagnostic->data, gutter);
    for (size_t i = 0; i < diagnostic->note_count; i++)
        put_remark(sink, style, gutter, "note", diagnostic->notes[i]);
    if (diagnostic->help) put_remark(sink, style, gutter, "help", diagnostic->help);
    if (diagnostic->has_span && diagnostic->replacement)
        pm_put_replacement(arena, sink, style, sources, diagnostic, gutter);
}

/* ---- All of them ---- */

struct pm_report_counts pm_report_count(const struct pm_diagnostic_report *report)
{
    struct pm_report_counts counts = {0};
    for (size_t i = 0; i < report->count; i++) {
        const struct pm_diagnostic *diagnostic = report->items[i];
        if (diagnostic->waived)
            counts.waived++;
        else if (diagnostic->severity == PM_ERROR)
            counts.errors++;
        else if (diagnostic->severity == PM_WARNING)
            counts.warnings++;
        else
            counts.infos++;
    }
    return counts;
}

/* Marks those to be shown in full: errors first, in their order, up to the limit. */
static bool *choose(struct pm_arena *arena, const struct pm_style *style,
                    const struct pm_diagnostic_report *report)
{
    bool *chosen = PM_NEW_ITEMS(arena, bool, report->count + 1);
    size_t left = style->most ? style->most : report->count;
    int least = style->counts_remarks ? PM_WARNING : PM_INFO;
    for (int severity = PM_ERROR; severity >= least; severity--)
        for (size_t i = 0; i < report->count && left; i++) {
            if ((int)report->items[i]->severity != severity) continue;
            chosen[i] = true;
            left--;
        }
    return chosen;
}

static const char *place_text(struct pm_arena *arena, struct pm_sources *sources,
                              const struct pm_diagnostic *diagnostic)
{
    if (diagnostic->has_span) {
        struct pm_span span = diagnostic->span;
        struct pm_place place = pm_sources_place(sources, span.file, span.begin);
        return pm_arena_format(arena, "%s:%u:%u", pm_sources_get(sources, span.file)->path,
                               place.line, place.column);
    }
    const struct pm_data_place *data = &diagnostic->data;
    if (!data->path) return "";
    if (!data->line) return data->path;
    return pm_arena_format(arena, "%s:%llu", data->path, (unsigned long long)data->line);
}

/* Writes one line for each code among those that are not shown: how many, and where the first is. */
static void put_rest(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     const struct pm_diagnostic_report *report, const bool *chosen)
{
    size_t *counts = PM_NEW_ITEMS(arena, size_t, PM_CODE_COUNT + 1);
    size_t rest = 0;
    bool are_remarks = style->counts_remarks;
    for (size_t i = 0; i < report->count; i++) {
        if (chosen[i]) continue;
        counts[report->items[i]->code]++;
        rest++;
        if (report->items[i]->severity != PM_INFO) are_remarks = false;
    }
    if (!rest) return;
    if (rest < report->count) pm_put(sink, "\n");
    pm_put_format(sink, "%s%zu %s (`%s` shows all):\n", rest < report->count ? "and " : "", rest,
                  rest < report->count ? "more" : (rest == 1 ? "remark" : "remarks"),
                  are_remarks ? "-v" : "-v --max-errors 0");
    for (size_t i = 0; i < report->count; i++) {
        const struct pm_diagnostic *diagnostic = report->items[i];
        if (chosen[i] || !counts[diagnostic->code]) continue;
        char code[8];
        pm_code_text(diagnostic->code, code);
        pm_put(sink, "  ");
        pm_put_painted(sink, style, pm_severity_paint(diagnostic->severity),
                       pm_severity_word(diagnostic->severity));
        pm_put_format(sink, "[%s]: %s: %s", code,
                      pm_plural(arena, counts[diagnostic->code], "time", "times"),
                      pm_code_info(diagnostic->code)->title);
        const char *place = place_text(arena, report->sources, diagnostic);
        if (*place) pm_put_format(sink, "; first at %s", place);
        pm_put(sink, "\n");
        counts[diagnostic->code] = 0;
    }
}

const char *pm_report_message(const struct pm_diagnostic *diagnostic)
{
    return diagnostic->data.path ? pm_code_info(diagnostic->code)->title : diagnostic->message;
}

const char *pm_report_summary(struct pm_arena *arena, const struct pm_diagnostic_report *report)
{
    struct pm_buffer text;
    struct pm_sink *sink = &text.sink;
    pm_buffer_start(&text, arena);
    struct pm_report_counts counts = pm_report_count(report);
    const struct {
        size_t count;
        const char *one;
        const char *many;
    } parts[] = {{counts.errors, "error", "errors"},
                 {counts.warnings, "warning", "warnings"},
                 {counts.infos, "remark", "remarks"},
                 {counts.waived, "waived", "waived"}};
    bool has_any = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].count) continue;
        pm_put_format(sink, "%s%s", has_any ? ", " : "",
                      pm_plural(arena, parts[i].count, parts[i].one, parts[i].many));
        has_any = true;
    }
    if (!has_any) pm_put(sink, "no problems");
    if (report->file_count)
        pm_put_format(sink, " in %s", pm_plural(arena, report->file_count, "file", "files"));
    if (report->known_count)
        pm_put_format(sink, "; %s in the baseline, not listed",
                      pm_plural(arena, report->known_count, "more", "more"));
    if (report->unchanged_count)
        pm_put_format(sink, "; %s where nothing changed, not listed",
                      pm_plural(arena, report->unchanged_count, "more", "more"));
    return pm_buffer_text(&text);
}

void pm_write_report_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_diagnostic_report *report)
{
    bool *chosen = choose(arena, style, report);
    bool has_any = false;
    for (size_t i = 0; i < report->count; i++) {
        if (!chosen[i]) continue;
        if (has_any) pm_put(sink, "\n");
        has_any = true;
        pm_write_diagnostic_text(arena, sink, style, report->sources, report->items[i]);
    }
    put_rest(arena, sink, style, report, chosen);
    if (!report->wants_summary) return;
    if (report->count) pm_put(sink, "\n");
    pm_put_format(sink, "%s\n", pm_report_summary(arena, report));
}

void pm_write_report_short(struct pm_arena *arena, struct pm_sink *sink,
                           const struct pm_diagnostic_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct pm_diagnostic *diagnostic = report->items[i];
        char code[8];
        pm_code_text(diagnostic->code, code);
        const char *place = place_text(arena, report->sources, diagnostic);
        const char *message = pm_text_printable(arena, pm_text_from(diagnostic->message));
        pm_put_format(sink, "%s: %s[%s %s]: %s\n", *place ? place : "pm",
                      diagnostic->waived ? "waived" : pm_severity_word(diagnostic->severity), code,
                      pm_code_info(diagnostic->code)->name, message);
    }
}
