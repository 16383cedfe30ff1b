#include "lang/model/measure.h"
#include "runtime/judge/judge.h"
#include "runtime/render/report.h"
#include "runtime/render/trend.h"
#include "runtime/render/view.h"

void pm_json_period(struct pm_json *json, enum pm_json_key key, struct pm_period period)
{
    if (!pm_period_is(period)) return;
    char text[24];
    pm_period_format(period, text);
    pm_json_text(json, key, text);
}

void pm_json_group(struct pm_json *json, enum pm_json_key key, const struct pm_release *release,
                   const struct pm_cell_side *sides, size_t count)
{
    struct pm_sides sorted = pm_sort_sides(release, sides, count);
    pm_json_open(json, key);
    for (size_t i = 0; i < sorted.count; i++) {
        struct pm_cell_side side = sorted.items[i];
        if (side.group == PM_GROUP_ALL) continue;
        pm_json_text_entry(json, release->model->dimensions[side.dimension]->name,
                           pm_side_name(release, side));
    }
    pm_json_close(json);
}

void pm_json_source(struct pm_json *json, const struct pm_release *release,
                    const struct pm_source_decl *source, struct pm_period period, bool with_loads)
{
    const struct pm_source_facts *facts = pm_cells_source(release->cells, source);
    pm_json_open_item(json, PM_OF_source);
    pm_json_text(json, PM_KEY_source_name, source->name);
    if (facts && facts->is_loaded) {
        /* Who has the digest of a small table can try all tables that it may be. */
        if (release->audience == PM_INTERNAL)
            pm_json_text(json, PM_KEY_source_digest, facts->digest);
        pm_json_day(json, PM_KEY_source_as_of, facts->newest_day);
    }
    const char *checks = pm_source_checks(release, source, period);
    if (checks) pm_json_text(json, PM_KEY_source_checks, checks);
    if (with_loads && facts) {
        pm_json_open(json, PM_KEY_source_loads);
        for (size_t i = 0; i < facts->load_count; i++)
            pm_json_integer_item(json, facts->loads[i]);
        pm_json_close(json);
    }
    pm_json_close(json);
}

/* True when an active metric counts rows of the source. */
static bool is_counted(const struct pm_model *model, const struct pm_source_decl *source)
{
    for (size_t i = 0; i < model->metric_count; i++) {
        const struct pm_source_decl *sources[PM_MOST_METRIC_SOURCES];
        if (!pm_metric_is_active(model, model->metrics[i])) continue;
        size_t count = pm_metric_sources(model->metrics[i], sources);
        for (size_t side = 0; side < count; side++)
            if (sources[side] == source) return true;
    }
    return false;
}

void pm_json_sources(struct pm_json *json, enum pm_json_key key, const struct pm_release *release,
                     bool with_loads)
{
    const struct pm_model *model = release->model;
    pm_json_open(json, key);
    for (size_t i = 0; i < model->source_count; i++) {
        const struct pm_source_decl *source = model->source_decls[i];
        const struct pm_source_facts *facts = pm_cells_source(release->cells, source);
        if ((facts && facts->is_loaded) || is_counted(model, source))
            pm_json_source(json, release, source, (struct pm_period){0}, with_loads);
    }
    pm_json_close(json);
}

void pm_json_figure(struct pm_json *json, enum pm_json_key key, const struct pm_metric *metric,
                    const struct pm_figure *figure)
{
    if (figure->shown == PM_SHOWN_NOTHING && figure->state != PM_STATE_NO_ROWS) return;
    struct pm_shown_counts counts = pm_figure_counts(figure);
    pm_json_open(json, key);
    pm_json_text(json, PM_KEY_value_type, pm_figure_type_word(metric->type));
    pm_json_ratio(json, PM_KEY_value_numerator, counts.numerator);
    pm_json_ratio(json, PM_KEY_value_denominator, counts.denominator);
    if (counts.n >= 0) pm_json_integer(json, PM_KEY_value_n, counts.n);
    if (figure->excluded >= 0) pm_json_integer(json, PM_KEY_value_excluded, figure->excluded);
    if (figure->shown == PM_SHOWN_FULLY) {
        pm_json_ratio(json, PM_KEY_value_value, figure->value);
        if (figure->has_bounds) {
            pm_json_ratio(json, PM_KEY_value_low, figure->low);
            pm_json_ratio(json, PM_KEY_value_high, figure->high);
        }
    } else if (figure->shown != PM_SHOWN_NOTHING) {
        bool is_below = figure->shown == PM_SHOWN_BELOW_CAP;
        enum pm_json_key below = figure->is_inclusive ? PM_KEY_value_at_most : PM_KEY_value_below;
        enum pm_json_key above = figure->is_inclusive ? PM_KEY_value_at_least : PM_KEY_value_above;
        pm_json_ratio(json, is_below ? below : above, figure->cap);
    }
    pm_json_close(json);
}

static void write_rating(struct pm_json *json, const struct pm_finding *finding)
{
    if (!finding->rating) return;
    pm_json_open(json, PM_KEY_finding_rating);
    pm_json_text(json, PM_KEY_rating_name, finding->rating->name);
    if (finding->level) {
        pm_json_text(json, PM_KEY_rating_level, finding->level->name);
        pm_json_text(json, PM_KEY_rating_text, finding->level->label);
    }
    pm_json_close(json);
}

static void write_qualifiers(struct pm_json *json, const struct pm_finding *finding)
{
    pm_json_open(json, PM_KEY_finding_qualifiers);
    for (unsigned bit = 1; bit && bit <= finding->qualifiers; bit <<= 1)
        if (finding->qualifiers & bit)
            pm_json_text_item(json, pm_qualifier_word((enum pm_qualifier)bit));
    pm_json_close(json);
}

/* What a measure stands in where that is no goal; what a finding on the cycle is about. */
static void write_holder(struct pm_json *json, const struct pm_finding *finding)
{
    const struct pm_measure *measure = finding->subject.measure;
    if (measure && measure->work) pm_json_text(json, PM_KEY_subject_work, measure->work->name);
    if (measure && measure->service)
        pm_json_text(json, PM_KEY_subject_service, measure->service->name);
    if (measure && measure->training)
        pm_json_text(json, PM_KEY_subject_training, measure->training->name);
    if (finding->cycle) pm_json_text_unless_empty(json, PM_KEY_subject_name, finding->cycle->name);
}

static void write_subject(struct pm_json *json, const struct pm_release *release,
                          const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    pm_json_open(json, PM_KEY_finding_subject);
    if (subject->plan) pm_json_text(json, PM_KEY_subject_plan, subject->plan->name);
    if (subject->goal) pm_json_text(json, PM_KEY_subject_goal, subject->goal->name);
    write_holder(json, finding);
    if (subject->measure)
        pm_json_text(json, PM_KEY_subject_measure, subject->measure->metric->name);
    if (subject->metric) pm_json_text(json, PM_KEY_subject_metric, subject->metric->name);
    if (subject->source) pm_json_text(json, PM_KEY_subject_source, subject->source->name);
    pm_json_text_unless_empty(json, PM_KEY_subject_unit, pm_unit_id(release, subject->unit));
    pm_json_group(json, PM_KEY_subject_group, release, subject->sides, subject->side_count);
    pm_json_period(json, PM_KEY_subject_period, subject->period);
    pm_json_close(json);
}

static void write_target(struct pm_json *json, enum pm_json_key key, const struct pm_point *point,
                         bool met)
{
    if (!point->is_set || !pm_ratio_is_defined(point->value)) return;
    pm_json_open(json, key);
    pm_json_period(json, PM_KEY_target_period, point->period);
    pm_json_ratio(json, PM_KEY_target_value, point->value);
    pm_json_bool(json, PM_KEY_target_met, met);
    pm_json_close(json);
}

/* Baseline, path, targets, range, progress, deviation: what the figure is held against. */
static void write_course(struct pm_json *json, const struct pm_finding *finding)
{
    if (finding->baseline.is_set && pm_ratio_is_defined(finding->baseline.value)) {
        pm_json_open(json, PM_KEY_finding_baseline);
        pm_json_period(json, PM_KEY_point_period, finding->baseline.period);
        pm_json_ratio(json, PM_KEY_point_value, finding->baseline.value);
        pm_json_close(json);
    }
    if (pm_ratio_is_defined(finding->expected)) {
        pm_json_open(json, PM_KEY_finding_expected);
        pm_json_ratio(json, PM_KEY_expected_value, finding->expected);
        pm_json_text(json, PM_KEY_expected_path, pm_path_word(finding->path));
        if (finding->revision)
            pm_json_period(json, PM_KEY_expected_revision,
                           finding->subject.measure->revisions[finding->revision - 1].from);
        pm_json_close(json);
    }
    write_target(json, PM_KEY_finding_target, &finding->target, finding->target_met);
    write_target(json, PM_KEY_finding_final, &finding->final, finding->final_met);
    if (finding->has_low || finding->has_high) {
        pm_json_open(json, PM_KEY_finding_maintain);
        if (finding->has_low) pm_json_ratio(json, PM_KEY_range_from, finding->low);
        if (finding->has_high) pm_json_ratio(json, PM_KEY_range_to, finding->high);
        pm_json_close(json);
    }
    pm_json_ratio(json, PM_KEY_finding_progress, finding->progress);
    pm_json_ratio(json, PM_KEY_finding_deviation, finding->deviation);
    if (finding->previous.is_set && pm_ratio_is_defined(finding->previous.value)) {
        pm_json_open(json, PM_KEY_finding_previous);
        pm_json_period(json, PM_KEY_previous_period, finding->previous.period);
        pm_json_ratio(json, PM_KEY_previous_value, finding->previous.value);
        pm_json_ratio(json, PM_KEY_previous_change, finding->change);
        pm_json_close(json);
    }
}

static void write_peers(struct pm_json *json, const struct pm_peer_facts *peers)
{
    if (!peers->is_set) return;
    pm_json_open(json, PM_KEY_finding_peers);
    pm_json_integer(json, PM_KEY_peers_count, peers->count);
    pm_json_integer(json, PM_KEY_peers_of, peers->of);
    pm_json_integer(json, PM_KEY_peers_rank, peers->rank);
    if (pm_ratio_is_defined(peers->quartile))
        pm_json_integer(json, PM_KEY_peers_quartile, (int64_t)peers->quartile.numerator);
    pm_json_close(json);
}

static void write_reference(struct pm_json *json, const struct pm_release *release,
                            const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    const struct pm_cell *cell = &finding->gap.reference;
    const char *is = subject->reference_is_all ? "all" : "group";
    if (subject->reference_is_others) is = "others";
    if (subject->reference_is_best) is = "best";
    if (subject->reference_is_target) is = "target";
    pm_json_open(json, PM_KEY_gap_reference);
    pm_json_group(json, PM_KEY_reference_group, release, subject->reference,
                  subject->reference_count);
    pm_json_text(json, PM_KEY_reference_is, is);
    if (subject->reference_has_unit)
        pm_json_text(json, PM_KEY_reference_unit, pm_unit_id(release, subject->reference_unit));
    if (pm_ratio_is_defined(cell->value)) {
        pm_json_ratio(json, PM_KEY_reference_value, cell->value);
        if (cell->has_counts) {
            pm_json_ratio(json, PM_KEY_reference_numerator, cell->numerator);
            pm_json_ratio(json, PM_KEY_reference_denominator, cell->denominator);
        }
        if (cell->n >= 0) pm_json_integer(json, PM_KEY_reference_n, cell->n);
    }
    pm_json_close(json);
}

static void write_dimensions(struct pm_json *json, const struct pm_crossing *crossing)
{
    pm_json_open(json, PM_KEY_gap_over);
    for (size_t i = 0; i < crossing->count; i++)
        pm_json_text_item(json, crossing->sides[i].dimension->name);
    pm_json_close(json);
}

/* The part of the gap at the baseline that should be gone by the path. */
static struct pm_ratio required_share(const struct pm_finding *finding)
{
    if (!finding->baseline.is_set) return pm_ratio_undefined();
    int direction = finding->subject.metric->direction;
    enum pm_gap_kind kind = finding->gap.kind;
    struct pm_ratio before = pm_judge_excess(direction, kind, finding->baseline.value);
    struct pm_ratio due = pm_judge_excess(direction, kind, finding->gap.expected);
    return pm_ratio_divide(pm_ratio_subtract(before, due), before);
}

static void write_gap(struct pm_json *json, const struct pm_release *release,
                      const struct pm_finding *finding)
{
    const struct pm_gap_facts *gap = &finding->gap;
    if (!finding->subject.has_reference) return;
    pm_json_open(json, PM_KEY_finding_gap);
    pm_json_text(json, PM_KEY_gap_kind, pm_gap_kind_word(gap->kind));
    write_reference(json, release, finding);
    if (gap->kind == PM_GAP_INDEX_OF_DISPARITY && finding->subject.gap_line)
        write_dimensions(json, &finding->subject.gap_line->selector.group);
    if (gap->is_set) {
        pm_json_ratio(json, PM_KEY_gap_value, gap->value);
        pm_json_ratio(json, PM_KEY_gap_ratio, gap->ratio);
        if (gap->previous.is_set) pm_json_ratio(json, PM_KEY_gap_previous, gap->previous.value);
        pm_json_ratio(json, PM_KEY_gap_change, gap->change);
        pm_json_ratio(json, PM_KEY_gap_expected, gap->expected);
        pm_json_ratio(json, PM_KEY_gap_closed_share, gap->closed_share);
        pm_json_ratio(json, PM_KEY_gap_required_share, required_share(finding));
        if (pm_period_is(gap->since)) pm_json_period(json, PM_KEY_gap_since, gap->since);
        pm_json_ratio(json, PM_KEY_gap_bound, gap->bound);
    }
    if (gap->reason != PM_GAP_REASON_NONE)
        pm_json_text(json, PM_KEY_gap_reason, pm_gap_reason_word(gap->reason));
    pm_json_close(json);
}

static void write_data(struct pm_json *json, const struct pm_release *release,
                       const struct pm_finding *finding)
{
    if (finding->kind != PM_FINDING_DATA) return;
    pm_json_open(json, PM_KEY_finding_data);
    if (!finding->text_is_internal || release->audience == PM_INTERNAL)
        pm_json_text_unless_empty(json, PM_KEY_data_finding_text, finding->text);
    if (finding->code < PM_CODE_COUNT) {
        char code[8];
        pm_code_text(finding->code, code);
        pm_json_text(json, PM_KEY_data_finding_code, code);
    }
    pm_json_close(json);
}

static void write_finding_sources(struct pm_json *json, const struct pm_view *view,
                                  const struct pm_style *style, const struct pm_finding *finding)
{
    const struct pm_subject *subject = &finding->subject;
    const struct pm_source_decl *sources[PM_MOST_METRIC_SOURCES] = {subject->source, NULL};
    size_t count = subject->source ? 1 : 0;
    if (!count && subject->metric) count = pm_metric_sources(subject->metric, sources);
    pm_json_open(json, PM_KEY_finding_source);
    for (size_t i = 0; i < count; i++)
        pm_json_source(json, view->release, sources[i], subject->period, style->provenance);
    pm_json_close(json);
}

void pm_json_finding(struct pm_arena *arena, struct pm_json *json, const struct pm_view *view,
                     const struct pm_style *style, size_t index)
{
    const struct pm_release *release = view->release;
    const struct pm_finding *finding = &release->findings[index];
    const struct pm_figure *figure = &release->finding_figures[index];
    pm_json_text(json, PM_KEY_finding_id, finding->id);
    pm_json_text(json, PM_KEY_finding_key, finding->key);
    pm_json_text(json, PM_KEY_finding_kind, pm_finding_kind_word(finding->kind));
    pm_json_text(json, PM_KEY_finding_state, pm_state_info(finding->state)->word);
    pm_json_text(json, PM_KEY_finding_severity, pm_severity_word(finding->severity));
    write_rating(json, finding);
    write_qualifiers(json, finding);
    pm_json_text(json, PM_KEY_finding_message, pm_finding_message(arena, release, index));
    write_subject(json, release, finding);
    if (finding->has_cell && finding->subject.metric)
        pm_json_figure(json, PM_KEY_finding_value, finding->subject.metric, figure);
    write_course(json, finding);
    write_peers(json, &finding->peers);
    write_gap(json, release, finding);
    if (release->trends && release->trends[index])
        pm_json_trend(json, PM_KEY_finding_trend, finding, release->trends[index]);
    write_data(json, release, finding);
    if (finding->cycle) pm_json_cycle(arena, json, release, finding);
    write_finding_sources(json, view, style, finding);
    if (finding->at.end > finding->at.begin)
        pm_json_location(json, PM_KEY_finding_location, view->sources, finding->at, false);
}

static void write_summary(struct pm_json *json, const struct pm_view *view)
{
    size_t counts[PM_STATE_COUNT] = {0};
    for (size_t i = 0; i < view->chosen_count; i++)
        counts[view->release->findings[view->chosen[i]].state]++;
    pm_json_open(json, PM_KEY_findings_summary);
    for (int state = 0; state < PM_STATE_COUNT; state++)
        if (counts[state])
            pm_json_integer_entry(json, pm_state_info((enum pm_state)state)->word,
                                  (int64_t)counts[state]);
    pm_json_close(json);
}

void pm_write_findings_json(struct pm_arena *arena, struct pm_sink *sink,
                            const struct pm_style *style, const struct pm_view *view)
{
    const struct pm_release *release = view->release;
    struct pm_json json = pm_json_make(sink);
    pm_json_open_document(&json, PM_OF_findings);
    pm_json_text(&json, PM_KEY_findings_format_version, PM_JSON_FORMAT_VERSION);
    pm_json_tool(&json, PM_KEY_findings_tool);
    pm_json_text(&json, PM_KEY_findings_project, view->project);
    pm_json_day(&json, PM_KEY_findings_as_of, release->as_of);
    pm_json_text(&json, PM_KEY_findings_audience, pm_audience_name(release->audience));
    pm_json_text(&json, PM_KEY_findings_model,
                 pm_model_digest(release->model->arena, release->model));
    pm_json_sources(&json, PM_KEY_findings_sources, release, style->provenance);
    pm_json_open(&json, PM_KEY_findings_findings);
    for (size_t i = 0; i < view->chosen_count; i++) {
        pm_json_open_item(&json, PM_OF_finding);
        pm_json_finding(arena, &json, view, style, view->chosen[i]);
        pm_json_close(&json);
    }
    pm_json_close(&json);
    write_summary(&json, view);
    size_t waived = pm_view_count_waived(view);
    if (waived) pm_json_integer(&json, PM_KEY_findings_waived, (int64_t)waived);
    if (view->known_count)
        pm_json_integer(&json, PM_KEY_findings_known, (int64_t)view->known_count);
    pm_json_close(&json);
}
