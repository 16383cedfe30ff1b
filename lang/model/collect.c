/* collect.c: the first pass of the resolver: an object and a name for each declaration. */
#include "lang/model/collect.h"

#include <string.h>

/* The model's arrays while they grow. */
struct collector {
    struct pm_resolver *resolver;
    PM_ARRAY(struct pm_unit *) units;
    PM_ARRAY(struct pm_unit_set *) sets;
    PM_ARRAY(struct pm_source_decl *) sources;
    PM_ARRAY(struct pm_dimension *) dimensions;
    PM_ARRAY(struct pm_metric *) metrics;
    PM_ARRAY(struct pm_rating *) ratings;
    PM_ARRAY(struct pm_plan *) plans;
};

/* The word after a statement's first one, as bytes: the name, where the parts could not be read. */
static struct pm_text name_in_bytes(const struct pm_resolver *resolver,
                                    const struct pm_statement *statement)
{
    struct pm_text all = pm_sources_text(resolver->sources, statement->span);
    size_t at = statement->word.size < all.size ? statement->word.size : all.size;
    while (at < all.size && (all.bytes[at] == ' ' || all.bytes[at] == '\t'))
        at++;
    size_t begin = at;
    while (at < all.size && strchr(" \t\r\n{};,\"()", all.bytes[at]) == NULL)
        at++;
    return (struct pm_text){all.bytes + begin, at - begin};
}

/* Remembers a name that may have been meant to be declared, so that nobody complains that it does
 * not exist. */
static void excuse(struct pm_resolver *resolver, struct pm_text text, struct pm_span at)
{
    if (!text.size || pm_name_find(resolver, PM_KIND_COUNT, NULL, text)) return;
    pm_declare(resolver, PM_KIND_COUNT, NULL, text, at, NULL, NULL);
}

static bool is_like(const struct pm_statement *statement, const char *word)
{
    return pm_text_is(statement->word, word) ||
           pm_text_similar(statement->word, pm_text_from(word));
}

void pm_excuse_statement(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    excuse(resolver, name_in_bytes(resolver, statement), statement->word_span);
    if (is_like(statement, "calendar")) resolver->calendars_incomplete = true;
    if (is_like(statement, "units")) resolver->units_incomplete = true;
    for (size_t i = 0; i < statement->child_count; i++)
        pm_excuse_statement(resolver, statement->children[i]);
}

void pm_excuse_children(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    for (size_t i = 0; i < statement->child_count; i++)
        if (!statement->children[i]->row) pm_excuse_statement(resolver, statement->children[i]);
}

struct pm_name *pm_declare_statement(struct pm_resolver *resolver, enum pm_kind kind,
                                     const void *scope, const struct pm_statement *statement,
                                     void *object)
{
    const struct pm_node *node = pm_slot_node(pm_slot(statement, "NAME"));
    if (!node || node->kind != PM_NODE_NAME) {
        pm_excuse_statement(resolver, statement);
        return NULL;
    }
    return pm_declare(resolver, kind, scope, node->text, node->span, statement, object);
}

const char *pm_declared_text(struct pm_resolver *resolver, const struct pm_name *name)
{
    return pm_arena_copy_text(resolver->arena, name->symbol->bytes, name->symbol->size);
}

const char *pm_declared_label(struct pm_resolver *resolver, const struct pm_name *name)
{
    const struct pm_slot *slot = pm_slot(name->statement, "TEXT");
    return pm_slot_node(slot) ? pm_read_text(resolver, slot) : pm_declared_text(resolver, name);
}

void pm_start_facts(struct pm_facts *facts, const struct pm_name *name)
{
    facts->at = name->at;
    facts->owner_post = "";
    facts->about = "";
}

static bool is_word(const struct pm_statement *statement, const char *word)
{
    return pm_text_is(statement->word, word);
}

/* ---- Units ---- */

static void collect_units(struct collector *collector, struct pm_statement *const *statements,
                          size_t count, const struct pm_unit *above);

static void collect_unit(struct collector *collector, const struct pm_statement *statement,
                         const struct pm_unit *above)
{
    struct pm_resolver *resolver = collector->resolver;
    struct pm_unit *unit = PM_NEW(resolver->arena, struct pm_unit);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_UNIT, NULL, statement, unit);
    if (name) {
        pm_start_facts(&unit->facts, name);
        unit->name = pm_declared_text(resolver, name);
        unit->label = pm_declared_label(resolver, name);
        unit->kind = "";
        unit->lead = "";
        unit->key = unit->name;
        unit->above = above;
        unit->opened_day = PM_NO_DAY;
        unit->ended_day = PM_NO_DAY;
        PM_PUSH(resolver->arena, &collector->units, unit);
    }
    collect_units(collector, statement->children, statement->child_count, name ? unit : above);
}

static void collect_set(struct collector *collector, const struct pm_statement *statement,
                        const struct pm_unit *above)
{
    struct pm_resolver *resolver = collector->resolver;
    struct pm_unit_set *set = PM_NEW(resolver->arena, struct pm_unit_set);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_UNIT, NULL, statement, set);
    if (!name) return;
    name->is_set = true;
    pm_start_facts(&set->facts, name);
    set->name = pm_declared_text(resolver, name);
    set->kind = "";
    set->source = resolver->nothing;
    set->above = above;
    PM_PUSH(resolver->arena, &collector->sets, set);
}

static void collect_units(struct collector *collector, struct pm_statement *const *statements,
                          size_t count, const struct pm_unit *above)
{
    for (size_t i = 0; i < count; i++) {
        if (!statements[i]->row) pm_excuse_statement(collector->resolver, statements[i]);
        if (is_word(statements[i], "unit")) collect_unit(collector, statements[i], above);
        if (is_word(statements[i], "units")) collect_set(collector, statements[i], above);
    }
}

/* ---- Sources ---- */

static enum pm_type type_of_field(enum pm_field_type type)
{
    switch (type) {
    case PM_FIELD_TEXT:
        return PM_TYPE_TEXT;
    case PM_FIELD_INT:
    case PM_FIELD_NUMBER:
        return PM_TYPE_NUMBER;
    case PM_FIELD_PERCENT:
    case PM_FIELD_SHARE:
        return PM_TYPE_SHARE;
    case PM_FIELD_BOOL:
        return PM_TYPE_BOOL;
    case PM_FIELD_DATE:
        return PM_TYPE_DATE;
    case PM_FIELD_TIME:
        return PM_TYPE_TIME;
    case PM_FIELD_MONEY:
        return PM_TYPE_MONEY;
    }
    return PM_TYPE_UNKNOWN;
}

static void read_field_type(struct pm_resolver *resolver, const struct pm_statement *statement,
                            struct pm_column *column)
{
    static const char *const words[] = {
        [PM_FIELD_TEXT] = "text",       [PM_FIELD_INT] = "int",     [PM_FIELD_NUMBER] = "number",
        [PM_FIELD_PERCENT] = "percent", [PM_FIELD_SHARE] = "share", [PM_FIELD_BOOL] = "bool",
        [PM_FIELD_DATE] = "date",       [PM_FIELD_TIME] = "time",   [PM_FIELD_MONEY] = "money",
    };
    const char *word = pm_read_word(resolver, pm_slot(statement, "TYPE"), "field type");
    for (size_t i = 0; word && i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(word, words[i]) != 0) continue;
        column->field_type = (enum pm_field_type)i;
        column->type = type_of_field(column->field_type);
    }
}

static bool is_column(const struct pm_statement *statement, enum pm_column_kind *kind)
{
    static const struct {
        const char *word;
        enum pm_column_kind kind;
    } rows[] = {
        {"field", PM_COLUMN_FIELD}, {"derive", PM_COLUMN_DERIVED}, {"gather", PM_COLUMN_GATHERED}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!is_word(statement, rows[i].word)) continue;
        *kind = rows[i].kind;
        return true;
    }
    return false;
}

static void collect_columns(struct pm_resolver *resolver, const struct pm_statement *statement,
                            struct pm_source_decl *source)
{
    PM_ARRAY(struct pm_column *) columns = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        enum pm_column_kind kind;
        if (!child->row) pm_excuse_statement(resolver, child);
        if (!is_column(child, &kind)) continue;
        struct pm_column *column = PM_NEW(resolver->arena, struct pm_column);
        struct pm_name *name =
            pm_declare_statement(resolver, PM_KIND_COLUMN, source, child, column);
        if (!name) continue;
        column->at = name->at;
        column->source = source;
        column->index = (uint32_t)columns.count;
        column->name = pm_declared_text(resolver, name);
        column->header = column->name;
        column->kind = kind;
        if (kind == PM_COLUMN_FIELD) read_field_type(resolver, child, column);
        PM_PUSH(resolver->arena, &columns, column);
    }
    source->columns = columns.items;
    source->column_count = columns.count;
}

static void collect_source(struct collector *collector, const struct pm_statement *statement)
{
    struct pm_resolver *resolver = collector->resolver;
    struct pm_source_decl *source = PM_NEW(resolver->arena, struct pm_source_decl);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_SOURCE, NULL, statement, source);
    if (!name) return;
    pm_start_facts(&source->facts, name);
    source->index = (uint32_t)collector->sources.count;
    source->name = pm_declared_text(resolver, name);
    source->label = pm_declared_label(resolver, name);
    source->header_row = 1;
    source->extracted_day = PM_NO_DAY;
    PM_PUSH(resolver->arena, &collector->sources, source);
    collect_columns(resolver, statement, source);
}

/* ---- Dimensions and metrics ---- */

static void collect_groups(struct pm_resolver *resolver, const struct pm_statement *statement,
                           struct pm_dimension *dimension)
{
    PM_ARRAY(struct pm_group *) groups = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        bool is_other = is_word(child, "other");
        if (!child->row) pm_excuse_statement(resolver, child);
        if (!is_other && !is_word(child, "group")) continue;
        if (pm_slot(child, "each")) continue;
        struct pm_group *group = PM_NEW(resolver->arena, struct pm_group);
        struct pm_name *name =
            pm_declare_statement(resolver, PM_KIND_GROUP, dimension, child, group);
        if (!name) continue;
        group->at = name->at;
        group->dimension = dimension;
        group->index = (uint32_t)groups.count;
        group->name = pm_declared_text(resolver, name);
        group->label = pm_declared_label(resolver, name);
        group->is_other = is_other;
        PM_PUSH(resolver->arena, &groups, group);
    }
    dimension->groups = groups.items;
    dimension->group_count = groups.count;
}

static void collect_dimension(struct collector *collector, const struct pm_statement *statement)
{
    struct pm_resolver *resolver = collector->resolver;
    struct pm_dimension *dimension = PM_NEW(resolver->arena, struct pm_dimension);
    struct pm_name *name =
        pm_declare_statement(resolver, PM_KIND_DIMENSION, NULL, statement, dimension);
    if (!name) return;
    pm_start_facts(&dimension->facts, name);
    dimension->index = (uint32_t)collector->dimensions.count;
    dimension->name = pm_declared_text(resolver, name);
    dimension->label = pm_declared_label(resolver, name);
    PM_PUSH(resolver->arena, &collector->dimensions, dimension);
    collect_groups(resolver, statement, dimension);
}

static void collect_metric(struct collector *collector, const struct pm_statement *statement)
{
    struct pm_resolver *resolver = collector->resolver;
    struct pm_metric *metric = PM_NEW(resolver->arena, struct pm_metric);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_METRIC, NULL, statement, metric);
    if (!name) return;
    pm_start_facts(&metric->facts, name);
    metric->index = (uint32_t)collector->metrics.count;
    metric->name = pm_declared_text(resolver, name);
    metric->label = pm_declared_label(resolver, name);
    metric->from_module = name->from_module;
    metric->unit = "";
    metric->unit_text = "";
    PM_PUSH(resolver->arena, &collector->metrics, metric);
}

/* ---- Ratings ---- */

static void collect_levels(struct pm_resolver *resolver, const struct pm_statement *statement,
                           const void *scope)
{
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        bool unrated = is_word(child, "unrated");
        if (!child->row) pm_excuse_statement(resolver, child);
        if (!unrated && !is_word(child, "level")) continue;
        struct pm_level *level = PM_NEW(resolver->arena, struct pm_level);
        struct pm_name *name = pm_declare_statement(resolver, PM_KIND_LEVEL, scope, child, level);
        if (!name) continue;
        level->at = name->at;
        level->name = pm_declared_text(resolver, name);
        level->label = pm_declared_label(resolver, name);
        level->unrated = unrated;
    }
}

static void collect_rating(struct collector *collector, const struct pm_statement *statement)
{
    struct pm_resolver *resolver = collector->resolver;
    struct pm_rating *rating = PM_NEW(resolver->arena, struct pm_rating);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_RATING, NULL, statement, rating);
    if (!name) return;
    pm_start_facts(&rating->facts, name);
    rating->name = pm_declared_text(resolver, name);
    rating->label = pm_declared_label(resolver, name);
    rating->from_module = name->from_module;
    PM_PUSH(resolver->arena, &collector->ratings, rating);
    collect_levels(resolver, statement, rating);
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!is_word(child, "scale")) continue;
        struct pm_scale *scale = PM_NEW(resolver->arena, struct pm_scale);
        struct pm_name *scale_name =
            pm_declare_statement(resolver, PM_KIND_SCALE, rating, child, scale);
        if (!scale_name) continue;
        scale->at = scale_name->at;
        scale->name = pm_declared_text(resolver, scale_name);
        collect_levels(resolver, child, scale);
    }
}

/* ---- Plans ---- */

struct plan_parts {
    PM_ARRAY(struct pm_focus *) focuses;
    PM_ARRAY(struct pm_goal *) goals;
};

static void collect_focus(struct pm_resolver *resolver, const struct pm_statement *statement,
                          struct pm_plan *plan, struct plan_parts *parts)
{
    struct pm_focus *focus = PM_NEW(resolver->arena, struct pm_focus);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_FOCUS, plan, statement, focus);
    if (!name) return;
    pm_start_facts(&focus->facts, name);
    focus->plan = plan;
    focus->name = pm_declared_text(resolver, name);
    focus->label = pm_declared_label(resolver, name);
    PM_PUSH(resolver->arena, &parts->focuses, focus);
}

static void collect_goal(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_plan *plan, enum pm_goal_kind kind, struct plan_parts *parts)
{
    struct pm_goal *goal = PM_NEW(resolver->arena, struct pm_goal);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_GOAL, plan, statement, goal);
    if (!name) return;
    pm_start_facts(&goal->facts, name);
    goal->plan = plan;
    goal->kind = kind;
    goal->name = pm_declared_text(resolver, name);
    goal->label = pm_declared_label(resolver, name);
    PM_PUSH(resolver->arena, &parts->goals, goal);
}

static void collect_plan_parts(struct pm_resolver *resolver, const struct pm_statement *statement,
                               struct pm_plan *plan)
{
    struct plan_parts parts = {0};
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!child->row) pm_excuse_statement(resolver, child);
        if (is_word(child, "focus")) collect_focus(resolver, child, plan, &parts);
        if (is_word(child, "goal")) collect_goal(resolver, child, plan, PM_GOAL, &parts);
        if (is_word(child, "objective")) collect_goal(resolver, child, plan, PM_OBJECTIVE, &parts);
        if (is_word(child, "guardrail")) collect_goal(resolver, child, plan, PM_GUARDRAIL, &parts);
        if (is_word(child, "value"))
            pm_declare_statement(resolver, PM_KIND_VALUE, plan, child, NULL);
    }
    plan->focuses = parts.focuses.items;
    plan->focus_count = parts.focuses.count;
    plan->goals = parts.goals.items;
    plan->goal_count = parts.goals.count;
}

static void collect_plan(struct collector *collector, const struct pm_statement *statement)
{
    struct pm_resolver *resolver = collector->resolver;
    struct pm_plan *plan = PM_NEW(resolver->arena, struct pm_plan);
    struct pm_name *name = pm_declare_statement(resolver, PM_KIND_PLAN, NULL, statement, plan);
    if (!name) return;
    pm_start_facts(&plan->facts, name);
    plan->name = pm_declared_text(resolver, name);
    plan->label = pm_declared_label(resolver, name);
    plan->kind = "";
    plan->vision = "";
    plan->mission = "";
    PM_PUSH(resolver->arena, &collector->plans, plan);
    collect_plan_parts(resolver, statement, plan);
}

/* ---- Files ---- */

static void collect_statement(struct collector *collector, const struct pm_statement *statement)
{
    static const struct {
        const char *word;
        void (*collect)(struct collector *collector, const struct pm_statement *statement);
    } rows[] = {{"source", collect_source},
                {"metric", collect_metric},
                {"dimension", collect_dimension},
                {"rating", collect_rating},
                {"plan", collect_plan}};
    for (size_t i = 0; is_word(statement, "project") && i < statement->child_count; i++)
        if (!statement->children[i]->row)
            pm_excuse_statement(collector->resolver, statement->children[i]);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (is_word(statement, rows[i].word)) rows[i].collect(collector, statement);
}

static void hand_over(const struct collector *collector, struct pm_model *model)
{
    model->units = collector->units.items;
    model->unit_count = collector->units.count;
    model->unit_sets = collector->sets.items;
    model->unit_set_count = collector->sets.count;
    model->source_decls = collector->sources.items;
    model->source_count = collector->sources.count;
    model->dimensions = collector->dimensions.items;
    model->dimension_count = collector->dimensions.count;
    model->metrics = collector->metrics.items;
    model->metric_count = collector->metrics.count;
    model->ratings = collector->ratings.items;
    model->rating_count = collector->ratings.count;
    model->plans = collector->plans.items;
    model->plan_count = collector->plans.count;
}

void pm_collect(struct pm_resolver *resolver)
{
    struct collector collector = {.resolver = resolver};
    for (size_t i = 0; i < resolver->tree_count; i++) {
        const struct pm_tree *tree = resolver->trees[i];
        collect_units(&collector, tree->statements, tree->statement_count, NULL);
        for (size_t j = 0; j < tree->statement_count; j++)
            collect_statement(&collector, tree->statements[j]);
    }
    hand_over(&collector, resolver->model);
}
