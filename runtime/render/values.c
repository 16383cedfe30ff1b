#include "runtime/render/columns.h"
#include "runtime/render/table.h"
#include "runtime/render/view.h"

#include <string.h>

static const char *state_word(const struct pm_figure *figure)
{
    return figure->state < PM_STATE_COUNT ? pm_state_info(figure->state)->word : "value";
}

/* The figure's group in a dimension; `all` where the key does not name the dimension. */
static struct pm_cell_side side_of(const struct pm_figure *figure,
                                   const struct pm_dimension *dimension)
{
    for (size_t i = 0; i < figure->key.side_count; i++)
        if (figure->key.sides[i].dimension == dimension->index) return figure->key.sides[i];
    return (struct pm_cell_side){dimension->index, PM_GROUP_ALL};
}

/* ---- Text ---- */

static struct pm_table *make_table(struct pm_arena *arena, const struct pm_view *view)
{
    struct pm_table *table = pm_table_new(arena);
    pm_table_add_column(table, "period", PM_ALIGN_LEFT);
    pm_table_add_column(table, "unit", PM_ALIGN_LEFT);
    for (size_t i = 0; i < view->dimension_count; i++)
        pm_table_add_column(table, view->dimensions[i]->name, PM_ALIGN_LEFT);
    pm_table_add_column(table, "value", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "numerator", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "denominator", PM_ALIGN_RIGHT);
    pm_table_add_column(table, "n", PM_ALIGN_RIGHT);
    return table;
}

static void add_row(struct pm_arena *arena, struct pm_table *table, const struct pm_view *view,
                    const struct pm_figure *figure)
{
    const struct pm_release *release = view->release;
    struct pm_table_cell *cell = pm_table_add_row(table)->cells;
    (cell++)->text = pm_show_period(arena, figure->key.period);
    (cell++)->text = pm_unit_label(release, figure->key.unit);
    for (size_t i = 0; i < view->dimension_count; i++)
        (cell++)->text = pm_side_label(release, side_of(figure, view->dimensions[i]));
    if (figure->shown == PM_SHOWN_NOTHING) {
        cell->paint = PM_PAINT_DIM;
        (cell++)->text = pm_state_text(arena, figure->state);
    } else {
        (cell++)->text = pm_shown_text(arena, figure->key.metric, figure);
    }
    struct pm_shown_counts counts = pm_figure_counts(figure);
    (cell++)->text = pm_count_text(arena, counts.numerator);
    (cell++)->text = pm_count_text(arena, counts.denominator);
    cell->text = counts.n >= 0 ? pm_count_text(arena, pm_ratio_from_integer(counts.n)) : "";
}

void pm_write_values_text(struct pm_arena *arena, struct pm_sink *sink,
                          const struct pm_style *style, const struct pm_view *view)
{
    const struct pm_release *release = view->release;
    pm_put_as_of(sink, view);
    size_t at = 0;
    for (size_t i = 0; i < view->metric_count; i++) {
        const struct pm_metric *metric = view->metrics[i];
        struct pm_table *table = make_table(arena, view);
        size_t hidden = 0;
        for (; at < release->figure_count && release->figures[at].key.metric == metric; at++) {
            add_row(arena, table, view, &release->figures[at]);
            if (release->figures[at].state == PM_STATE_SUPPRESSED) hidden++;
        }
        const char *better = "";
        if (metric->direction)
            better = pm_arena_format(arena, ", %s is better", pm_direction_word(metric->direction));
        pm_put(sink, "\n");
        pm_put_wrapped(sink,
                       pm_arena_format(arena, "%s  %s%s", metric->name, metric->label, better), 2,
                       (size_t)style->width);
        pm_table_write(table, sink, style, 2);
        pm_put_format(sink, "  %s", pm_plural(arena, table->rows.count, "figure", "figures"));
        if (hidden && table->rows.count == 1) pm_put(sink, ", not shown");
        if (hidden && table->rows.count > 1) pm_put_format(sink, ", %zu of them not shown", hidden);
        pm_put(sink, "\n");
    }
    pm_put_provenance(sink, style, view);
}

/* ---- CSV ---- */

static void put_csv_row(struct pm_arena *arena, struct pm_csv_writer *csv,
                        const struct pm_view *view, const struct pm_figure *figure)
{
    bool is_full = figure->shown == PM_SHOWN_FULLY;
    struct pm_shown_counts counts = pm_figure_counts(figure);
    pm_csv_write_text(csv, figure->key.metric->name);
    pm_csv_write_text(csv, pm_show_period(arena, figure->key.period));
    pm_csv_write_text(csv, pm_unit_id(view->release, figure->key.unit));
    for (size_t i = 0; i < view->dimension_count; i++)
        pm_csv_write_text(csv, pm_side_name(view->release, side_of(figure, view->dimensions[i])));
    pm_csv_write_ratio(csv, counts.numerator);
    pm_csv_write_ratio(csv, counts.denominator);
    pm_csv_write_integer(csv, counts.n);
    pm_csv_write_integer(csv, figure->excluded);
    pm_csv_write_ratio(csv, is_full ? figure->value : pm_ratio_undefined());
    pm_csv_write_text(csv, state_word(figure));
    pm_csv_write_end(csv);
}

void pm_write_values_csv(struct pm_arena *arena, struct pm_sink *sink, const struct pm_view *view)
{
    struct pm_csv_writer csv = pm_csv_writer_make(sink);
    const char *name;
    for (size_t i = 0; (name = pm_csv_column("values", i)) != NULL; i++) {
        bool is_dimension = strcmp(name, "DIMENSION") == 0;
        if (!is_dimension) pm_csv_write_text(&csv, name);
        for (size_t j = 0; is_dimension && j < view->dimension_count; j++)
            pm_csv_write_text(&csv, view->dimensions[j]->name);
    }
    pm_csv_write_end(&csv);
    for (size_t i = 0; i < view->release->figure_count; i++)
        put_csv_row(arena, &csv, view, &view->release->figures[i]);
}

/* ---- JSON ---- */

static void write_metrics(struct pm_json *json, const struct pm_view *view)
{
    pm_json_open(json, PM_KEY_values_metrics);
    for (size_t i = 0; i < view->metric_count; i++) {
        const struct pm_metric *metric = view->metrics[i];
        pm_json_open_item(json, PM_OF_value_metric);
        pm_json_text(json, PM_KEY_value_metric_name, metric->name);
        pm_json_text(json, PM_KEY_value_metric_label, metric->label);
        pm_json_text(json, PM_KEY_value_metric_type, pm_figure_type_word(metric->type));
        pm_json_text(json, PM_KEY_value_metric_better, pm_direction_word(metric->direction));
        pm_json_close(json);
    }
    pm_json_close(json);
}

static void write_figures(struct pm_json *json, const struct pm_view *view)
{
    const struct pm_release *release = view->release;
    pm_json_open(json, PM_KEY_values_values);
    for (size_t i = 0; i < release->figure_count; i++) {
        const struct pm_figure *figure = &release->figures[i];
        const struct pm_cell_key *key = &figure->key;
        pm_json_open_item(json, PM_OF_figure);
        pm_json_text(json, PM_KEY_figure_metric, key->metric->name);
        pm_json_period(json, PM_KEY_figure_period, key->period);
        pm_json_text(json, PM_KEY_figure_unit, pm_unit_id(release, key->unit));
        pm_json_group(json, PM_KEY_figure_group, release, key->sides, key->side_count);
        pm_json_text(json, PM_KEY_figure_state, state_word(figure));
        pm_json_figure(json, PM_KEY_figure_value, key->metric, figure);
        pm_json_close(json);
    }
    pm_json_close(json);
}

void pm_write_values_json(struct pm_sink *sink, const struct pm_style *style,
                          const struct pm_view *view)
{
    const struct pm_release *release = view->release;
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_values);
    pm_json_text(&json, PM_KEY_values_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_values_tool);
    pm_json_text(&json, PM_KEY_values_project, view->project);
    pm_json_day(&json, PM_KEY_values_as_of, release->as_of);
    pm_json_text(&json, PM_KEY_values_audience, pm_audience_name(release->audience));
    pm_json_text(&json, PM_KEY_values_model,
                 pm_model_digest(release->model->arena, release->model));
    pm_json_open(&json, PM_KEY_values_sources);
    for (size_t i = 0; i < release->model->source_count; i++) {
        const struct pm_source_decl *source = release->model->source_decls[i];
        bool is_used = false;
        for (size_t metric = 0; metric < view->metric_count; metric++) {
            const struct pm_source_decl *sources[PM_MOST_METRIC_SOURCES];
            size_t count = pm_metric_sources(view->metrics[metric], sources);
            for (size_t side = 0; side < count; side++)
                if (sources[side] == source) is_used = true;
        }
        if (is_used)
            pm_json_source(&json, release, source, (struct pm_period){0}, style->provenance);
    }
    pm_json_close(&json);
    write_metrics(&json, view);
    write_figures(&json, view);
    pm_json_close(&json);
}
