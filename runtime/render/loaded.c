#include "runtime/render/loaded.h"

#include "runtime/render/names.h"
#include "runtime/render/table.h"
#include "runtime/render/view.h"

#include <string.h>

struct totals {
    int64_t changed;
    int64_t read;
    int64_t kept;
    int64_t quarantined;
    int64_t duplicate;
    int64_t skipped;
};

static struct totals add_up(const struct pm_loaded *loaded)
{
    struct totals totals = {0};
    for (size_t i = 0; i < loaded->file_count; i++) {
        const struct pm_loaded_file *file = &loaded->files[i];
        if (strcmp(file->outcome, "unchanged") != 0) totals.changed++;
        if (strcmp(file->outcome, "gone") == 0) continue;
        totals.read += file->read;
        totals.kept += file->kept;
        totals.quarantined += file->quarantined;
        totals.duplicate += file->duplicate;
        totals.skipped += file->skipped;
    }
    return totals;
}

/* The condition as the plan writes it. */
static const char *condition_text(struct pm_arena *arena, const struct pm_loaded *loaded,
                                  const struct pm_verify *verify)
{
    struct pm_text text = pm_sources_text(loaded->sources, verify->condition->at);
    return pm_text_printable(arena, text);
}

/* ---- Text ---- */

static const char *number_text(struct pm_arena *arena, int64_t number)
{
    return pm_count_text(arena, pm_ratio_from_integer(number));
}

struct pm_table *pm_loaded_table(struct pm_arena *arena, const struct pm_loaded *loaded)
{
    static const char *const headers[] = {"read", "kept", "quarantined", "duplicate", "skipped"};
    struct pm_table *table = pm_table_new(arena);
    pm_table_add_column(table, "source", PM_ALIGN_LEFT);
    pm_table_add_column(table, "file", PM_ALIGN_LEFT);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        pm_table_add_column(table, headers[i], PM_ALIGN_RIGHT);
    pm_table_add_column(table, "", PM_ALIGN_LEFT);
    struct totals totals = add_up(loaded);
    for (size_t i = 0; i < loaded->file_count; i++) {
        const struct pm_loaded_file *file = &loaded->files[i];
        struct pm_table_cell *cell = pm_table_add_row(table)->cells;
        (cell++)->text = file->source;
        (cell++)->text = file->file;
        (cell++)->text = number_text(arena, file->read);
        (cell++)->text = number_text(arena, file->kept);
        (cell++)->text = totals.quarantined ? number_text(arena, file->quarantined) : NULL;
        (cell++)->text = totals.duplicate ? number_text(arena, file->duplicate) : NULL;
        (cell++)->text = totals.skipped ? number_text(arena, file->skipped) : NULL;
        cell->text = file->outcome;
    }
    return table;
}

static bool is_first_of_line(const struct pm_loaded *loaded, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (loaded->verified[i].verify == loaded->verified[index].verify) return false;
    return true;
}

static void put_check(struct pm_sink *sink, const struct pm_style *style, enum pm_paint paint,
                      const char *sign, const char *text)
{
    pm_put(sink, "  ");
    pm_put_painted(sink, style, paint, sign);
    pm_put(sink, " ");
    pm_put_wrapped(sink, text, 6, (size_t)style->width);
}

/* Writes what a `verify` line gave where it passed, all periods together. */
static void put_passed(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                       const struct pm_loaded *loaded, size_t index)
{
    const struct pm_verify *verify = loaded->verified[index].verify;
    int64_t held = 0;
    int64_t failed = 0;
    size_t periods = 0;
    for (size_t i = index; i < loaded->verified_count; i++) {
        const struct pm_verify_result *result = &loaded->verified[i];
        if (result->verify != verify || !result->passed) continue;
        held += result->held;
        failed += result->failed;
        periods++;
    }
    if (!periods) return;
    struct pm_buffer line;
    pm_buffer_start(&line, arena);
    pm_put_format(&line.sink, "%s: %s: %s of %s", loaded->verified[index].source->name,
                  condition_text(arena, loaded, verify), number_text(arena, held),
                  pm_plural(arena, (size_t)(held + failed), "row", "rows"));
    if (periods > 1) pm_put_format(&line.sink, " in %zu periods", periods);
    put_check(sink, style, PM_PAINT_GREEN, "[+]", pm_buffer_text(&line));
}

const char *pm_failed_check_text(struct pm_arena *arena, const struct pm_loaded *loaded,
                                 const struct pm_verify_result *result)
{
    bool blocks = result->verify->severity == PM_ERROR;
    struct pm_buffer line;
    pm_buffer_start(&line, arena);
    pm_put(&line.sink, result->source->name);
    if (pm_period_is(result->period))
        pm_put_format(&line.sink, " %s", pm_show_period(arena, result->period));
    char asked[40];
    struct pm_ratio share = pm_ratio_from_decimal(result->verify->share);
    pm_ratio_format(pm_ratio_multiply(share, pm_ratio_from_integer(100)), 1, asked, sizeof asked);
    pm_put_format(&line.sink, ": %s: failed in %s of %s, %s %% must hold",
                  condition_text(arena, loaded, result->verify), number_text(arena, result->failed),
                  pm_plural(arena, (size_t)(result->held + result->failed), "row", "rows"), asked);
    if (result->file)
        pm_put_format(&line.sink, "; first at %s:%lld", result->file, (long long)result->line);
    if (blocks) pm_put(&line.sink, "; figures of the period are invalid");
    return pm_buffer_text(&line);
}

static void put_failed(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                       const struct pm_loaded *loaded, const struct pm_verify_result *result)
{
    bool blocks = result->verify->severity == PM_ERROR;
    put_check(sink, style, blocks ? PM_PAINT_RED : PM_PAINT_YELLOW, "[!]",
              pm_failed_check_text(arena, loaded, result));
}

/* Writes why rows were left out, and how many for each reason. */
static void put_skips(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                      const struct pm_loaded *loaded)
{
    if (loaded->skip_count) pm_put(sink, "\nskipped\n");
    for (size_t i = 0; i < loaded->skip_count; i++) {
        const struct pm_loaded_skip *skip = &loaded->skips[i];
        const char *text = pm_arena_format(arena, "%s: %s %s%s", skip->source,
                                           pm_plural(arena, (size_t)skip->rows, "row", "rows"),
                                           *skip->reason ? "as " : "by `skip where`", skip->reason);
        pm_put(sink, "  ");
        pm_put_wrapped(sink, text, 4, (size_t)style->width);
    }
}

const char *pm_loaded_summary(struct pm_arena *arena, const struct pm_loaded *loaded)
{
    struct totals totals = add_up(loaded);
    struct pm_buffer text;
    pm_buffer_start(&text, arena);
    pm_put_format(
        &text.sink, "%s, %s changed: %s read, %s kept",
        pm_plural(arena, loaded->file_count, "file", "files"), number_text(arena, totals.changed),
        pm_plural(arena, (size_t)totals.read, "row", "rows"), number_text(arena, totals.kept));
    if (totals.quarantined)
        pm_put_format(&text.sink, ", %s in quarantine", number_text(arena, totals.quarantined));
    if (totals.duplicate)
        pm_put_format(&text.sink, ", %s duplicate", number_text(arena, totals.duplicate));
    if (totals.skipped)
        pm_put_format(&text.sink, ", %s skipped", number_text(arena, totals.skipped));
    return pm_buffer_text(&text);
}

void pm_write_loaded_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_loaded *loaded)
{
    pm_table_write(pm_loaded_table(arena, loaded), sink, style, 0);
    for (size_t i = 0; i < loaded->missing_count; i++)
        pm_put_format(sink, "no file matches `%s`\n", loaded->missing[i]);
    put_skips(arena, sink, style, loaded);
    if (loaded->verified_count) pm_put(sink, "\nchecks\n");
    for (size_t i = 0; i < loaded->verified_count; i++) {
        if (!loaded->verified[i].passed)
            put_failed(arena, sink, style, loaded, &loaded->verified[i]);
        if (is_first_of_line(loaded, i)) put_passed(arena, sink, style, loaded, i);
    }
    pm_put_format(sink, "\n%s\n", pm_loaded_summary(arena, loaded));
}

/* ---- JSON ---- */

static void write_file(struct pm_json *json, const struct pm_loaded_file *file)
{
    pm_json_open_item(json, PM_OF_loaded_file);
    pm_json_text(json, PM_KEY_loaded_file_source, file->source);
    pm_json_text(json, PM_KEY_loaded_file_file, file->file);
    pm_json_text(json, PM_KEY_loaded_file_outcome, file->outcome);
    pm_json_integer(json, PM_KEY_loaded_file_load, file->load);
    pm_json_integer(json, PM_KEY_loaded_file_read, file->read);
    pm_json_integer(json, PM_KEY_loaded_file_kept, file->kept);
    pm_json_integer(json, PM_KEY_loaded_file_quarantined, file->quarantined);
    pm_json_integer(json, PM_KEY_loaded_file_duplicate, file->duplicate);
    pm_json_integer(json, PM_KEY_loaded_file_skipped, file->skipped);
    pm_json_integer(json, PM_KEY_loaded_file_rounded, file->rounded);
    pm_json_close(json);
}

static void write_verification(struct pm_arena *arena, struct pm_json *json,
                               const struct pm_loaded *loaded,
                               const struct pm_verify_result *result)
{
    pm_json_open_item(json, PM_OF_verification);
    pm_json_text(json, PM_KEY_verification_source, result->source->name);
    pm_json_text(json, PM_KEY_verification_condition,
                 condition_text(arena, loaded, result->verify));
    pm_json_period(json, PM_KEY_verification_period, result->period);
    pm_json_text(json, PM_KEY_verification_severity, pm_severity_word(result->verify->severity));
    pm_json_bool(json, PM_KEY_verification_passed, result->passed);
    pm_json_ratio(json, PM_KEY_verification_share, pm_ratio_from_decimal(result->verify->share));
    pm_json_integer(json, PM_KEY_verification_held, result->held);
    pm_json_integer(json, PM_KEY_verification_failed, result->failed);
    pm_json_integer(json, PM_KEY_verification_unknown, result->unknown);
    if (result->file) {
        pm_json_open(json, PM_KEY_verification_first);
        pm_json_text(json, PM_KEY_data_place_file, result->file);
        pm_json_integer(json, PM_KEY_data_place_line, result->line);
        pm_json_close(json);
    }
    pm_json_close(json);
}

static void write_summary(struct pm_json *json, const struct pm_loaded *loaded)
{
    struct totals totals = add_up(loaded);
    pm_json_open(json, PM_KEY_load_summary);
    pm_json_integer(json, PM_KEY_load_summary_files, (int64_t)loaded->file_count);
    pm_json_integer(json, PM_KEY_load_summary_changed, totals.changed);
    pm_json_integer(json, PM_KEY_load_summary_read, totals.read);
    pm_json_integer(json, PM_KEY_load_summary_kept, totals.kept);
    pm_json_integer(json, PM_KEY_load_summary_quarantined, totals.quarantined);
    pm_json_integer(json, PM_KEY_load_summary_duplicate, totals.duplicate);
    pm_json_integer(json, PM_KEY_load_summary_skipped, totals.skipped);
    pm_json_close(json);
}

void pm_json_loaded(struct pm_arena *arena, struct pm_json *json, const struct pm_loaded *loaded)
{
    for (size_t i = 0; i < loaded->file_count; i++)
        write_file(json, &loaded->files[i]);
    for (size_t i = 0; i < loaded->verified_count; i++)
        write_verification(arena, json, loaded, &loaded->verified[i]);
}

void pm_write_loaded_json(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_loaded *loaded)
{
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_load);
    pm_json_text(&json, PM_KEY_load_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_load_tool);
    pm_json_text(&json, PM_KEY_load_project, loaded->project);
    pm_json_open(&json, PM_KEY_load_files);
    for (size_t i = 0; i < loaded->file_count; i++)
        write_file(&json, &loaded->files[i]);
    pm_json_close(&json);
    pm_json_open(&json, PM_KEY_load_missing);
    for (size_t i = 0; i < loaded->missing_count; i++)
        pm_json_text_item(&json, loaded->missing[i]);
    pm_json_close(&json);
    pm_json_open(&json, PM_KEY_load_verifications);
    for (size_t i = 0; i < loaded->verified_count; i++)
        write_verification(arena, &json, loaded, &loaded->verified[i]);
    pm_json_close(&json);
    pm_json_open(&json, PM_KEY_load_diagnostics);
    for (size_t i = 0; i < loaded->report.count; i++)
        pm_json_diagnostic(&json, loaded->sources, loaded->report.items[i]);
    pm_json_close(&json);
    write_summary(&json, loaded);
    pm_json_close(&json);
}
