#include "runtime/render/explained.h"

#include "lang/model/levels.h"
#include "lang/model/resolve.h"
#include "runtime/judge/cycle.h"
#include "runtime/render/table.h"
#include "runtime/render/trend.h"

#include <string.h>

enum { FIRST_ROWS = 10 };

static const char *role_text(struct pm_arena *arena, unsigned roles)
{
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, arena);
    static const struct {
        enum pm_row_role role;
        const char *word;
    } words[] = {{PM_ROW_NUMERATOR, "numerator"},
                 {PM_ROW_DENOMINATOR, "denominator"},
                 {PM_ROW_EXCLUDED, "excluded"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!(roles & words[i].role)) continue;
        pm_put_format(&buffer.sink, "%s%s", buffer.size ? ", " : "", words[i].word);
    }
    return pm_buffer_text(&buffer);
}

static size_t rows_to_show(const struct pm_style *style, const struct pm_explained *explained)
{
    if (style->rows || explained->row_count <= FIRST_ROWS) return explained->row_count;
    return FIRST_ROWS;
}

/* ---- Text ---- */

static void put_decision(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                         const struct pm_explained *explained)
{
    struct pm_steps steps = {0};
    pm_explain_steps(arena, &explained->view, explained->finding, &steps);
    pm_put(sink, "\ndecision\n");
    pm_put_steps(sink, style, &steps, 2);
}

/* What the figures so far show: nothing of it decides. */
static void put_trend(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                      const struct pm_explained *explained)
{
    const struct pm_release *release = explained->view.release;
    const struct pm_trend *trend = release->trends ? release->trends[explained->finding] : NULL;
    struct pm_steps steps = {0};
    if (!trend) return;
    pm_put(sink, "\ntrend\n");
    pm_trend_steps(arena, &release->findings[explained->finding], trend, &steps);
    pm_put_steps(sink, style, &steps, 2);
    if (!pm_trend_has_chance(trend)) return;
    pm_put(sink, "  ");
    pm_put_wrapped(sink, pm_chance_note(), 2, (size_t)style->width);
}

static void put_indented(struct pm_sink *sink, const char *text)
{
    while (*text) {
        size_t size = strcspn(text, "\n");
        if (size) pm_put(sink, "  ");
        pm_put_bytes(sink, text, size);
        pm_put(sink, "\n");
        text += size + (text[size] == '\n');
    }
}

static void put_files(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                      const struct pm_explained *explained)
{
    static const char *const headers[] = {"rows", "numerator", "denominator", "excluded"};
    struct pm_table *table = pm_table_new(arena);
    pm_table_add_column(table, "file and load", PM_ALIGN_LEFT); /* words, so that it may wrap */
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        pm_table_add_column(table, headers[i], PM_ALIGN_RIGHT);
    for (size_t i = 0; i < explained->file_count; i++) {
        const struct pm_explained_file *file = &explained->files[i];
        const int64_t numbers[] = {file->rows, file->numerator, file->denominator, file->excluded};
        struct pm_table_cell *cell = pm_table_add_row(table)->cells;
        (cell++)->text = pm_arena_format(arena, "%s, load %lld at %s", file->file,
                                         (long long)file->load, file->known_at);
        for (size_t number = 0; number < sizeof numbers / sizeof *numbers; number++)
            (cell++)->text = pm_count_text(arena, pm_ratio_from_integer(numbers[number]));
    }
    pm_put(sink, "\nrows\n");
    pm_table_write(table, sink, style, 2);
}

static void put_rows(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                     const struct pm_explained *explained)
{
    size_t shown = rows_to_show(style, explained);
    for (size_t i = 0; i < shown; i++) {
        const struct pm_traced_row *row = &explained->rows[i];
        const char *text = pm_arena_format(arena, "%s:%lld  %s", row->file, (long long)row->line,
                                           role_text(arena, row->roles));
        pm_put(sink, "  ");
        pm_put_wrapped(sink, text, 4, (size_t)style->width);
    }
    if (shown < explained->row_count)
        pm_put_format(sink, "  and %zu more (`--rows` lists them)\n", explained->row_count - shown);
}

void pm_write_explained_text(struct pm_arena *arena, struct pm_sink *sink,
                             const struct pm_style *style, const struct pm_explained *explained)
{
    const struct pm_release *release = explained->view.release;
    const struct pm_finding *finding = &release->findings[explained->finding];
    pm_put_as_of(sink, &explained->view);
    pm_put(sink, "\n");
    pm_put_painted(sink, style, PM_PAINT_BOLD, finding->id);
    pm_put(sink, "\n  ");
    pm_put_wrapped(sink, pm_finding_message(arena, release, explained->finding), 2,
                   (size_t)style->width);
    if (finding->at.end > finding->at.begin) {
        struct pm_place place =
            pm_sources_place(explained->view.sources, finding->at.file, finding->at.begin);
        pm_put_format(sink, "  said at %s:%u:%u\n",
                      pm_sources_get(explained->view.sources, finding->at.file)->path, place.line,
                      place.column);
    }
    put_decision(arena, sink, style, explained);
    put_trend(arena, sink, style, explained);
    pm_put_links(arena, sink, style, &explained->view, explained->finding);
    if (*explained->definition) {
        pm_put(sink, "\nmetric\n");
        put_indented(sink, explained->definition);
    }
    if (!explained->has_rows) {
        pm_put(sink, "\nrows and files are shown to the internal audience alone\n");
    } else if (explained->file_count) {
        put_files(arena, sink, style, explained);
        put_rows(arena, sink, style, explained);
    }
}

/* ---- JSON ---- */

static void write_rows(struct pm_json *json, const struct pm_style *style,
                       const struct pm_explained *explained)
{
    pm_json_open(json, PM_KEY_explained_files);
    for (size_t i = 0; i < explained->file_count; i++) {
        const struct pm_explained_file *file = &explained->files[i];
        pm_json_open_item(json, PM_OF_traced_file);
        pm_json_text(json, PM_KEY_traced_file_file, file->file);
        pm_json_integer(json, PM_KEY_traced_file_load, file->load);
        pm_json_text_unless_empty(json, PM_KEY_traced_file_known_at, file->known_at);
        pm_json_integer(json, PM_KEY_traced_file_rows, file->rows);
        pm_json_integer(json, PM_KEY_traced_file_numerator, file->numerator);
        pm_json_integer(json, PM_KEY_traced_file_denominator, file->denominator);
        pm_json_integer(json, PM_KEY_traced_file_excluded, file->excluded);
        pm_json_close(json);
    }
    pm_json_close(json);
    pm_json_open(json, PM_KEY_explained_rows);
    for (size_t i = 0; i < rows_to_show(style, explained); i++) {
        const struct pm_traced_row *row = &explained->rows[i];
        pm_json_open_item(json, PM_OF_traced_row);
        pm_json_text(json, PM_KEY_traced_row_file, row->file);
        pm_json_integer(json, PM_KEY_traced_row_line, row->line);
        pm_json_integer(json, PM_KEY_traced_row_load, row->load);
        pm_json_open(json, PM_KEY_traced_row_roles);
        if (row->roles & PM_ROW_NUMERATOR) pm_json_text_item(json, "numerator");
        if (row->roles & PM_ROW_DENOMINATOR) pm_json_text_item(json, "denominator");
        if (row->roles & PM_ROW_EXCLUDED) pm_json_text_item(json, "excluded");
        pm_json_close(json);
        pm_json_close(json);
    }
    pm_json_close(json);
}

static void write_links(struct pm_json *json, enum pm_json_key key, const struct pm_links *links)
{
    pm_json_open(json, key);
    for (size_t i = 0; i < links->list.count; i++) {
        const struct pm_explained_link *link = &links->list.items[i];
        pm_json_open_item(json, PM_OF_link);
        pm_json_text(json, PM_KEY_link_kind, link->kind);
        pm_json_text(json, PM_KEY_link_name, link->name);
        pm_json_text(json, PM_KEY_link_label, link->label);
        pm_json_text(json, PM_KEY_link_relation, link->relation);
        pm_json_text_unless_empty(json, PM_KEY_link_state, link->state);
        pm_json_integer(json, PM_KEY_link_depth, (int64_t)link->depth);
        pm_json_close(json);
    }
    pm_json_close(json);
}

static void write_chain(struct pm_arena *arena, struct pm_json *json,
                        const struct pm_explained *explained)
{
    struct pm_links leads_to = {0};
    struct pm_links comes_from = {0};
    if (!pm_explain_links(arena, explained->view.release, explained->finding, &leads_to,
                          &comes_from))
        return;
    write_links(json, PM_KEY_explained_leads_to, &leads_to);
    write_links(json, PM_KEY_explained_comes_from, &comes_from);
}

void pm_write_explained_json(struct pm_arena *arena, struct pm_sink *sink,
                             const struct pm_style *style, const struct pm_explained *explained)
{
    const struct pm_release *release = explained->view.release;
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_explained);
    pm_json_text(&json, PM_KEY_explained_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_explained_tool);
    pm_json_text(&json, PM_KEY_explained_project, explained->view.project);
    pm_json_day(&json, PM_KEY_explained_as_of, release->as_of);
    pm_json_text(&json, PM_KEY_explained_audience, pm_audience_name(release->audience));
    pm_json_open(&json, PM_KEY_explained_finding);
    pm_json_finding(arena, &json, &explained->view, style, explained->finding);
    pm_json_close(&json);
    struct pm_steps steps = {0};
    pm_explain_steps(arena, &explained->view, explained->finding, &steps);
    pm_json_open(&json, PM_KEY_explained_steps);
    for (size_t i = 0; i < steps.list.count; i++) {
        pm_json_open_item(&json, PM_OF_step);
        pm_json_text(&json, PM_KEY_step_name, steps.list.items[i].name);
        pm_json_text(&json, PM_KEY_step_text, steps.list.items[i].text);
        pm_json_close(&json);
    }
    pm_json_close(&json);
    write_chain(arena, &json, explained);
    pm_json_text_unless_empty(&json, PM_KEY_explained_definition, explained->definition);
    if (explained->has_rows) write_rows(&json, style, explained);
    pm_json_close(&json);
}

/* ---- Codes ---- */

static bool is_off(enum pm_code code)
{
    return pm_check_is_off(code) || pm_cycle_rule_is_off(code);
}

/* Its level, what it is about, what it is found from; what profiles make of it. */
static void put_code_facts(struct pm_sink *sink, enum pm_code code)
{
    const struct pm_code_info *info = pm_code_info(code);
    const char *severity = pm_severity_word(info->severity);
    if (is_off(code))
        pm_put_format(sink, "off until `rules` name it, then %s", severity);
    else
        pm_put_format(sink, "%s%s", severity,
                      pm_code_is_rule(code) ? " unless `rules` say otherwise" : "");
    if (pm_code_is_rule(code))
        pm_put_format(sink, "; %s", pm_category_word(pm_code_category(code)));
    if (pm_cycle_has_rule(code))
        pm_put(sink, "; found by `pm status`\n");
    else
        pm_put_format(sink, "; found from the %s\n", pm_needs_word(info->needs));
    for (int profile = PM_PROFILE_DRAFT; profile <= PM_PROFILE_STATE; profile++) {
        const struct pm_rule_level *level = pm_profile_rule_level((enum pm_profile)profile, code);
        if (!level) continue;
        pm_put_format(sink, "`profile %s`: %s", pm_profile_name((enum pm_profile)profile),
                      pm_severity_word(level->level));
        if (level->has_argument) pm_put_format(sink, " (%lld)", (long long)level->argument);
        pm_put(sink, "\n");
    }
    if (pm_code_is_fixable(code)) pm_put(sink, "`pm check --fix` mends it where it is sure\n");
}

void pm_write_code_text(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                        enum pm_code code)
{
    const struct pm_code_info *info = pm_code_info(code);
    char number[8];
    pm_code_text(code, number);
    pm_put_painted(sink, style, PM_PAINT_BOLD, number);
    pm_put(sink, " ");
    pm_put_wrapped(sink, pm_arena_format(arena, "%s: %s", info->name, info->title),
                   strlen(number) + 1, (size_t)style->width);
    put_code_facts(sink, code);
    pm_put(sink, "\n");
    pm_put_wrapped(sink, info->why, 0, (size_t)style->width);
    if (*info->bad) {
        pm_put(sink, "\nThis gives it:\n\n");
        put_indented(sink, info->bad);
    }
    if (*info->good) {
        pm_put(sink, "\nThis is right:\n\n");
        put_indented(sink, info->good);
    }
}

void pm_write_code_json(struct pm_sink *sink, enum pm_code code)
{
    const struct pm_code_info *info = pm_code_info(code);
    char number[8];
    pm_code_text(code, number);
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_explained_code);
    pm_json_text(&json, PM_KEY_explained_code_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_explained_code_tool);
    pm_json_text(&json, PM_KEY_explained_code_code, number);
    pm_json_text(&json, PM_KEY_explained_code_name, info->name);
    pm_json_text(&json, PM_KEY_explained_code_severity, pm_severity_word(info->severity));
    if (pm_code_is_rule(code))
        pm_json_text(&json, PM_KEY_explained_code_category,
                     pm_category_word(pm_code_category(code)));
    pm_json_bool(&json, PM_KEY_explained_code_off, is_off(code));
    pm_json_bool(&json, PM_KEY_explained_code_fixable, pm_code_is_fixable(code));
    pm_json_text(&json, PM_KEY_explained_code_needs, pm_needs_word(info->needs));
    pm_json_text(&json, PM_KEY_explained_code_title, info->title);
    pm_json_text(&json, PM_KEY_explained_code_why, info->why);
    pm_json_text_unless_empty(&json, PM_KEY_explained_code_bad, info->bad);
    pm_json_text_unless_empty(&json, PM_KEY_explained_code_good, info->good);
    pm_json_close(&json);
}
