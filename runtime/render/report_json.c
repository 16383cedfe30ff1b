#include "runtime/render/names.h"
#include "runtime/render/report.h"

void pm_json_location(struct pm_json *json, enum pm_json_key key, struct pm_sources *sources,
                      struct pm_span span, bool with_end)
{
    struct pm_place place = pm_sources_place(sources, span.file, span.begin);
    pm_json_open(json, key);
    pm_json_text(json, PM_KEY_location_file, pm_sources_get(sources, span.file)->path);
    pm_json_integer(json, PM_KEY_location_line, place.line);
    pm_json_integer(json, PM_KEY_location_column, place.column);
    if (with_end) {
        struct pm_place end = pm_sources_place(sources, span.file, span.end);
        pm_json_integer(json, PM_KEY_location_end_line, end.line);
        pm_json_integer(json, PM_KEY_location_end_column, end.column);
    }
    pm_json_close(json);
}

static void write_data_place(struct pm_json *json, const struct pm_data_place *place)
{
    pm_json_open(json, PM_KEY_diagnostic_data);
    pm_json_text(json, PM_KEY_data_place_file, place->path);
    if (place->line) pm_json_integer(json, PM_KEY_data_place_line, (int64_t)place->line);
    if (place->column) pm_json_integer(json, PM_KEY_data_place_field, (int64_t)place->column);
    pm_json_text_unless_empty(json, PM_KEY_data_place_excerpt, place->excerpt);
    pm_json_close(json);
}

static void write_labels(struct pm_json *json, struct pm_sources *sources,
                         const struct pm_diagnostic *diagnostic)
{
    if (!diagnostic->label_count) return;
    pm_json_open(json, PM_KEY_diagnostic_labels);
    for (size_t i = 0; i < diagnostic->label_count; i++) {
        pm_json_open_item(json, PM_OF_label);
        pm_json_location(json, PM_KEY_label_location, sources, diagnostic->labels[i].span, true);
        pm_json_text(json, PM_KEY_label_text, diagnostic->labels[i].text);
        pm_json_close(json);
    }
    pm_json_close(json);
}

void pm_json_diagnostic(struct pm_json *json, struct pm_sources *sources,
                        const struct pm_diagnostic *diagnostic)
{
    char code[8];
    pm_code_text(diagnostic->code, code);
    pm_json_open_item(json, PM_OF_diagnostic);
    pm_json_text(json, PM_KEY_diagnostic_code, code);
    pm_json_text(json, PM_KEY_diagnostic_name, pm_code_info(diagnostic->code)->name);
    pm_json_text_unless_empty(json, PM_KEY_diagnostic_key, diagnostic->key);
    pm_json_text(json, PM_KEY_diagnostic_severity, pm_severity_word(diagnostic->severity));
    pm_json_text(json, PM_KEY_diagnostic_message, diagnostic->message);
    if (diagnostic->has_span)
        pm_json_location(json, PM_KEY_diagnostic_location, sources, diagnostic->span, true);
    if (diagnostic->data.path) write_data_place(json, &diagnostic->data);
    pm_json_text_unless_empty(json, PM_KEY_diagnostic_label, diagnostic->label);
    write_labels(json, sources, diagnostic);
    if (diagnostic->note_count) {
        pm_json_open(json, PM_KEY_diagnostic_notes);
        for (size_t i = 0; i < diagnostic->note_count; i++)
            pm_json_text_item(json, diagnostic->notes[i]);
        pm_json_close(json);
    }
    pm_json_text_unless_empty(json, PM_KEY_diagnostic_help, diagnostic->help);
    if (diagnostic->replacement)
        pm_json_text(json, PM_KEY_diagnostic_replacement, diagnostic->replacement);
    pm_json_bool(json, PM_KEY_diagnostic_waived, diagnostic->waived);
    pm_json_close(json);
}

static void write_summary(struct pm_json *json, const struct pm_diagnostic_report *report)
{
    struct pm_report_counts counts = pm_report_count(report);
    pm_json_open(json, PM_KEY_check_summary);
    pm_json_integer(json, PM_KEY_check_summary_errors, (int64_t)counts.errors);
    pm_json_integer(json, PM_KEY_check_summary_warnings, (int64_t)counts.warnings);
    pm_json_integer(json, PM_KEY_check_summary_infos, (int64_t)counts.infos);
    pm_json_integer(json, PM_KEY_check_summary_waived, (int64_t)counts.waived);
    pm_json_integer(json, PM_KEY_check_summary_files, (int64_t)report->file_count);
    if (report->known_count)
        pm_json_integer(json, PM_KEY_check_summary_known, (int64_t)report->known_count);
    if (report->unchanged_count)
        pm_json_integer(json, PM_KEY_check_summary_unchanged, (int64_t)report->unchanged_count);
    pm_json_close(json);
}

void pm_write_report_json(struct pm_sink *sink, const struct pm_diagnostic_report *report)
{
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_check);
    pm_json_text(&json, PM_KEY_check_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_check_tool);
    pm_json_text_unless_empty(&json, PM_KEY_check_project, report->project);
    pm_json_open(&json, PM_KEY_check_diagnostics);
    for (size_t i = 0; i < report->count; i++)
        pm_json_diagnostic(&json, report->sources, report->items[i]);
    pm_json_close(&json);
    write_summary(&json, report);
    pm_json_close(&json);
}
