/* listing_model.c: lists of what a project declares. */
#include "lang/model/levels.h"
#include "runtime/judge/cycle.h"
#include "runtime/session.h"

#include <string.h>

static const char *place_text(struct pm_session *session, struct pm_span at)
{
    if (at.end <= at.begin) return "";
    struct pm_sources *sources = session->compilation->sources;
    struct pm_place place = pm_sources_place(sources, at.file, at.begin);
    return pm_arena_format(session->scratch, "%s:%u", pm_sources_get(sources, at.file)->path,
                           place.line);
}

static const struct pm_model *model_of(const struct pm_session *session)
{
    return session->compilation->model;
}

static const char *reference_text(struct pm_session *session,
                                  const struct pm_unit_reference *reference)
{
    if (!reference) return "";
    if (reference->unit) return reference->unit->name;
    if (!reference->set) return "";
    if (!reference->key_count) return reference->set->name;
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, session->scratch);
    pm_put_format(&buffer.sink, "%s(", reference->set->name);
    for (size_t i = 0; i < reference->key_count; i++)
        pm_put_format(&buffer.sink, "%s\"%s\"", i ? ", " : "", reference->keys[i]);
    pm_put(&buffer.sink, ")");
    return pm_buffer_text(&buffer);
}

/* Room for the texts of a list. */
static const char **texts(struct pm_session *session, size_t count)
{
    return PM_NEW_ITEMS(session->scratch, const char *, count + 1);
}

struct pm_listing *pm_list_plans(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_plan);
    for (size_t i = 0; i < model_of(session)->plan_count; i++) {
        const struct pm_plan *plan = model_of(session)->plans[i];
        const char **units = texts(session, plan->unit_count);
        for (size_t unit = 0; unit < plan->unit_count; unit++)
            units[unit] = reference_text(session, &plan->units[unit]);
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_plan_name, plan->name);
        pm_list_text(list, PM_KEY_listed_plan_label, plan->label);
        pm_list_text(list, PM_KEY_listed_plan_kind, plan->kind);
        pm_list_texts(list, PM_KEY_listed_plan_units, units, plan->unit_count);
        const char *first = pm_show_period(session->scratch, plan->first);
        const char *last = pm_show_period(session->scratch, plan->last);
        if (*first && strcmp(first, last) != 0)
            first = pm_arena_format(session->scratch, "%s..%s", first, last);
        pm_list_text(list, PM_KEY_listed_plan_period, first);
        pm_list_number(list, PM_KEY_listed_plan_goals, (int64_t)plan->goal_count);
        pm_list_text(list, PM_KEY_listed_plan_at, place_text(session, plan->facts.at));
    }
    return list;
}

static void list_goal(struct pm_session *session, struct pm_listing *list,
                      const struct pm_goal *goal)
{
    const char **measures = texts(session, goal->measure_count);
    for (size_t i = 0; i < goal->measure_count; i++)
        measures[i] = goal->measures[i]->metric ? goal->measures[i]->metric->name : "";
    pm_listing_add(list);
    pm_list_text(list, PM_KEY_listed_goal_plan, goal->plan->name);
    pm_list_text(list, PM_KEY_listed_goal_name, goal->name);
    pm_list_text(list, PM_KEY_listed_goal_label, goal->label);
    pm_list_text(list, PM_KEY_listed_goal_kind, pm_goal_kind_word(goal->kind));
    pm_list_text(list, PM_KEY_listed_goal_owner, reference_text(session, goal->facts.owner));
    pm_list_texts(list, PM_KEY_listed_goal_measures, measures, goal->measure_count);
    pm_list_text(list, PM_KEY_listed_goal_at, place_text(session, goal->facts.at));
}

struct pm_listing *pm_list_goals(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_goal);
    for (size_t i = 0; i < model_of(session)->plan_count; i++) {
        const struct pm_plan *plan = model_of(session)->plans[i];
        for (size_t goal = 0; goal < plan->goal_count; goal++)
            list_goal(session, list, plan->goals[goal]);
    }
    return list;
}

static void list_measure(struct pm_session *session, struct pm_listing *list,
                         const struct pm_goal *goal, const struct pm_measure *measure)
{
    if (!measure->metric) return;
    pm_listing_add(list);
    pm_list_text(list, PM_KEY_listed_measure_plan, goal->plan->name);
    pm_list_text(list, PM_KEY_listed_measure_goal, goal->name);
    pm_list_text(list, PM_KEY_listed_measure_metric, measure->metric->name);
    pm_list_text(list, PM_KEY_listed_measure_rating, measure->rating ? measure->rating->name : "");
    pm_list_text(list, PM_KEY_listed_measure_path, pm_path_word(measure->course.kind));
    pm_list_text(list, PM_KEY_listed_measure_across, reference_text(session, measure->across));
    pm_list_number(list, PM_KEY_listed_measure_lines, (int64_t)measure->line_count);
    pm_list_text(list, PM_KEY_listed_measure_at, place_text(session, measure->facts.at));
}

struct pm_listing *pm_list_measures(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_measure);
    for (size_t i = 0; i < model_of(session)->plan_count; i++) {
        const struct pm_plan *plan = model_of(session)->plans[i];
        for (size_t goal = 0; goal < plan->goal_count; goal++)
            for (size_t measure = 0; measure < plan->goals[goal]->measure_count; measure++)
                list_measure(session, list, plan->goals[goal],
                             plan->goals[goal]->measures[measure]);
    }
    return list;
}

/* "race*frl" for each `by` of a metric. */
static const char *crossing_text(struct pm_session *session, const struct pm_crossing *crossing)
{
    struct pm_buffer buffer;
    pm_buffer_start(&buffer, session->scratch);
    for (size_t i = 0; i < crossing->count; i++)
        pm_put_format(&buffer.sink, "%s%s", i ? "*" : "", crossing->sides[i].dimension->name);
    return pm_buffer_text(&buffer);
}

static const char *metric_source(const struct pm_metric *metric)
{
    const struct pm_term *term = metric->is_rate ? &metric->denominator : &metric->value;
    return term->source ? term->source->name : "";
}

struct pm_listing *pm_list_metrics(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_metric);
    for (size_t i = 0; i < model_of(session)->metric_count; i++) {
        const struct pm_metric *metric = model_of(session)->metrics[i];
        const char **by = texts(session, metric->by_count);
        for (size_t at = 0; at < metric->by_count; at++)
            by[at] = crossing_text(session, &metric->by[at]);
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_metric_name, metric->name);
        pm_list_text(list, PM_KEY_listed_metric_label, metric->label);
        pm_list_text(list, PM_KEY_listed_metric_type, pm_figure_type_word(metric->type));
        pm_list_text(list, PM_KEY_listed_metric_better, pm_direction_word(metric->direction));
        pm_list_text(list, PM_KEY_listed_metric_source, metric_source(metric));
        pm_list_texts(list, PM_KEY_listed_metric_by, by, metric->by_count);
        pm_list_text(list, PM_KEY_listed_metric_from, metric->from_module ? "module" : "project");
        pm_list_bool(list, PM_KEY_listed_metric_active,
                     pm_metric_is_active(model_of(session), metric));
        pm_list_text(list, PM_KEY_listed_metric_at, place_text(session, metric->facts.at));
    }
    return list;
}

struct pm_listing *pm_list_sources(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_source);
    for (size_t i = 0; i < model_of(session)->source_count; i++) {
        const struct pm_source_decl *source = model_of(session)->source_decls[i];
        const char **files = texts(session, source->feed_count);
        for (size_t feed = 0; feed < source->feed_count; feed++)
            files[feed] = source->feeds[feed].pattern;
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_source_name, source->name);
        pm_list_text(list, PM_KEY_listed_source_label, source->label);
        pm_list_texts(list, PM_KEY_listed_source_files, files, source->feed_count);
        pm_list_bool(list, PM_KEY_listed_source_summary, source->is_summary);
        pm_list_bool(list, PM_KEY_listed_source_public, source->is_public);
        pm_list_number(list, PM_KEY_listed_source_fields, (int64_t)source->column_count);
        pm_list_number(list, PM_KEY_listed_source_verify, (int64_t)source->verify_count);
        pm_list_text(list, PM_KEY_listed_source_at, place_text(session, source->facts.at));
    }
    return list;
}

static void list_set(struct pm_session *session, struct pm_listing *list,
                     const struct pm_unit_set *set)
{
    const char *within = set->above ? set->above->name : "";
    if (set->within_set) within = set->within_set->name;
    pm_listing_add(list);
    pm_list_text(list, PM_KEY_listed_unit_name, set->name);
    pm_list_text(list, PM_KEY_listed_unit_label, "(units from data)");
    pm_list_text(list, PM_KEY_listed_unit_kind, set->kind);
    pm_list_text(list, PM_KEY_listed_unit_within, within);
    pm_list_text(list, PM_KEY_listed_unit_source, set->source ? set->source->name : "");
    pm_list_text(list, PM_KEY_listed_unit_at, place_text(session, set->facts.at));
}

struct pm_listing *pm_list_units(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_unit);
    for (size_t i = 0; i < model_of(session)->unit_count; i++) {
        const struct pm_unit *unit = model_of(session)->units[i];
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_unit_name, unit->name);
        pm_list_text(list, PM_KEY_listed_unit_label, unit->label);
        pm_list_text(list, PM_KEY_listed_unit_kind, unit->kind);
        pm_list_text(list, PM_KEY_listed_unit_within, unit->above ? unit->above->name : "");
        pm_list_text(list, PM_KEY_listed_unit_lead, unit->lead);
        pm_list_text(list, PM_KEY_listed_unit_at, place_text(session, unit->facts.at));
    }
    for (size_t i = 0; i < model_of(session)->unit_set_count; i++)
        list_set(session, list, model_of(session)->unit_sets[i]);
    return list;
}

struct pm_listing *pm_list_dimensions(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_dimension);
    for (size_t i = 0; i < model_of(session)->dimension_count; i++) {
        const struct pm_dimension *dimension = model_of(session)->dimensions[i];
        const char **columns = texts(session, dimension->column_count);
        for (size_t at = 0; at < dimension->column_count; at++)
            columns[at] =
                pm_arena_format(session->scratch, "%s.%s", dimension->columns[at]->source->name,
                                dimension->columns[at]->name);
        const char **groups = texts(session, dimension->group_count + 1);
        size_t group_count = 0;
        for (size_t at = 0; at < dimension->group_count; at++)
            groups[group_count++] = dimension->groups[at]->name;
        if (dimension->each) groups[group_count++] = "each";
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_dimension_name, dimension->name);
        pm_list_text(list, PM_KEY_listed_dimension_label, dimension->label);
        pm_list_texts(list, PM_KEY_listed_dimension_columns, columns, dimension->column_count);
        pm_list_texts(list, PM_KEY_listed_dimension_groups, groups, group_count);
        pm_list_bool(list, PM_KEY_listed_dimension_overlapping, dimension->overlapping);
        pm_list_text(list, PM_KEY_listed_dimension_at, place_text(session, dimension->facts.at));
    }
    return list;
}

struct pm_listing *pm_list_ratings(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_rating);
    for (size_t i = 0; i < model_of(session)->rating_count; i++) {
        const struct pm_rating *rating = model_of(session)->ratings[i];
        const char **levels = texts(session, rating->level_count);
        for (size_t at = 0; at < rating->level_count; at++)
            levels[at] = rating->levels[at]->name;
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_rating_name, rating->name);
        pm_list_text(list, PM_KEY_listed_rating_label, rating->label);
        pm_list_texts(list, PM_KEY_listed_rating_levels, levels, rating->level_count);
        pm_list_text(list, PM_KEY_listed_rating_from, rating->from_module ? "module" : "project");
        pm_list_text(list, PM_KEY_listed_rating_at, place_text(session, rating->facts.at));
    }
    return list;
}

/* The word that `rules` has for the level of a code in this project; `info` where it is a remark. */
static const char *level_word(const struct pm_model *model, enum pm_code code)
{
    const struct pm_rule_level *level = pm_model_rule_level(model, NULL, code);
    enum pm_severity severity = level ? level->level : pm_code_info(code)->severity;
    bool is_off = level ? level->off : pm_check_is_off(code) || pm_cycle_rule_is_off(code);
    if (is_off) return "allow";
    if (severity == PM_ERROR) return "deny";
    return severity == PM_WARNING ? "warn" : "info";
}

struct pm_listing *pm_list_rules(struct pm_session *session)
{
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_rule);
    for (int code = 0; code < PM_CODE_COUNT; code++) {
        const struct pm_code_info *info = pm_code_info((enum pm_code)code);
        if (!pm_code_is_rule((enum pm_code)code)) continue;
        char number[8];
        pm_code_text((enum pm_code)code, number);
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_rule_name, info->name);
        pm_list_text(list, PM_KEY_listed_rule_code,
                     pm_arena_copy_text(session->scratch, number, strlen(number)));
        pm_list_text(list, PM_KEY_listed_rule_category,
                     pm_category_word(pm_code_category((enum pm_code)code)));
        pm_list_text(list, PM_KEY_listed_rule_level,
                     level_word(model_of(session), (enum pm_code)code));
        pm_list_text(list, PM_KEY_listed_rule_needs, pm_needs_word(info->needs));
        pm_list_bool(list, PM_KEY_listed_rule_fixable, pm_code_is_fixable((enum pm_code)code));
        pm_list_text(list, PM_KEY_listed_rule_title, info->title);
    }
    return list;
}

struct pm_listing *pm_list_modules(struct pm_session *session)
{
    const struct pm_model *model = model_of(session);
    struct pm_listing *list = pm_listing_new(session->scratch, PM_OF_listed_module);
    for (size_t i = 0; pm_stdlib_name(i); i++) {
        bool is_used = false;
        for (size_t used = 0; used < model->module_count; used++)
            if (strcmp(model->modules[used], pm_stdlib_name(i)) == 0) is_used = true;
        pm_listing_add(list);
        pm_list_text(list, PM_KEY_listed_module_name, pm_stdlib_name(i));
        pm_list_bool(list, PM_KEY_listed_module_used, is_used);
        pm_list_texts(list, PM_KEY_listed_module_replaced, model->replaced,
                      is_used ? model->replaced_count : 0);
    }
    return list;
}
