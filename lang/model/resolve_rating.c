/* resolve_rating.c: ratings, their levels in the order tried, and tables of two scales.
 *
 * `levels` fixes the order, so that the order of the lines below it means nothing. A table that is
 * not complete is left out of the model: `rows` stays NULL and what is wrong has been reported. */
#include "lang/model/resolve_rating.h"

#include <string.h>

/* ---- The built-in rating ---- */

static struct pm_expression *make_variable(struct pm_arena *arena, enum pm_variable variable)
{
    struct pm_expression *expression = PM_NEW(arena, struct pm_expression);
    expression->kind = PM_EXPRESSION_VARIABLE;
    expression->type = PM_TYPE_UNKNOWN;
    expression->variable = variable;
    return expression;
}

static const struct pm_expression *make_reaches(struct pm_arena *arena, enum pm_variable goal)
{
    struct pm_expression *expression = PM_NEW(arena, struct pm_expression);
    expression->kind = PM_EXPRESSION_REACHES;
    expression->type = PM_TYPE_BOOL;
    expression->children = PM_NEW_ITEMS(arena, const struct pm_expression *, 2);
    expression->children[0] = make_variable(arena, PM_VARIABLE_VALUE);
    expression->children[1] = make_variable(arena, goal);
    expression->child_count = 2;
    return expression;
}

static struct pm_level *make_level(struct pm_arena *arena, const char *name, const char *label,
                                   enum pm_rated state, const struct pm_expression *when)
{
    struct pm_level *level = PM_NEW(arena, struct pm_level);
    level->name = name;
    level->label = label;
    level->state = state;
    level->when = when;
    return level;
}

static void append_rating(struct pm_resolver *resolver, struct pm_rating *rating)
{
    struct pm_model *model = resolver->model;
    struct pm_rating **ratings =
        PM_NEW_ITEMS(resolver->arena, struct pm_rating *, model->rating_count + 1);
    for (size_t i = 0; i < model->rating_count; i++)
        ratings[i] = model->ratings[i];
    ratings[model->rating_count] = rating;
    model->ratings = ratings;
    model->rating_count++;
}

/* `standard`, unless the project declares its own one of that name. */
static void add_standard(struct pm_resolver *resolver)
{
    struct pm_arena *arena = resolver->arena;
    struct pm_text name = PM_TEXT("standard");
    if (pm_name_find(resolver, PM_KIND_RATING, NULL, name)) return;
    struct pm_rating *rating = PM_NEW(arena, struct pm_rating);
    rating->name = "standard";
    rating->label = "Standard";
    rating->facts.owner_post = rating->facts.about = "";
    rating->from_module = true;
    rating->levels = PM_NEW_ITEMS(arena, struct pm_level *, 3);
    rating->level_count = 3;
    rating->levels[0] =
        make_level(arena, "met", "Met", PM_RATED_MET, make_reaches(arena, PM_VARIABLE_FINAL));
    rating->levels[1] = make_level(arena, "on_track", "On track", PM_RATED_ON_TRACK,
                                   make_reaches(arena, PM_VARIABLE_EXPECTED));
    rating->levels[2] = make_level(arena, "off_track", "Off track", PM_RATED_OFF_TRACK, NULL);
    pm_declare(resolver, PM_KIND_RATING, NULL, name, rating->facts.at, NULL, rating);
    append_rating(resolver, rating);
}

/* ---- Levels ---- */

static enum pm_rated state_named(const char *word)
{
    if (!word) return PM_RATED_NONE;
    if (strcmp(word, "met") == 0) return PM_RATED_MET;
    if (strcmp(word, "on_track") == 0) return PM_RATED_ON_TRACK;
    if (strcmp(word, "at_risk") == 0) return PM_RATED_AT_RISK;
    return PM_RATED_OFF_TRACK;
}

static bool uses_reaches(const struct pm_expression *expression)
{
    if (!expression) return false;
    if (expression->kind == PM_EXPRESSION_REACHES) return true;
    for (size_t i = 0; i < expression->child_count; i++)
        if (uses_reaches(expression->children[i])) return true;
    return false;
}

static bool is_poisoned(const struct pm_expression *expression)
{
    return expression && expression->type == PM_TYPE_UNKNOWN;
}

static void check_tolerance(struct pm_resolver *resolver, const struct pm_level *level,
                            const struct pm_slot *tolerance)
{
    if (!tolerance || is_poisoned(level->when) || uses_reaches(level->when)) return;
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_TOLERANCE_UNUSED, tolerance->span,
                    "the tolerance of level `%s` has nothing to act on", level->name);
    pm_say(resolver->diagnostics, found, "only `reaches` takes a tolerance");
    pm_help(resolver->diagnostics, found, "write a condition such as `value reaches target`");
}

/* Where the rated state of a level is missing, or stands where it has no meaning. */
static void check_state(struct pm_resolver *resolver, const struct pm_level *level,
                        const struct pm_statement *statement, bool in_scale)
{
    const struct pm_slot *state = pm_slot(statement, "STATE");
    if (in_scale && state) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_SCALE_LEVEL_STATE, state->span,
                        "level `%s` of a scale stands for no state", level->name);
        pm_help(resolver->diagnostics, found,
                "leave `as` out here and give a state to the levels of the rating");
    } else if (!in_scale && !level->unrated && !state) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_LEVEL_WITHOUT_STATE, level->at,
                        "level `%s` does not say which state it stands for", level->name);
        pm_help(resolver->diagnostics, found,
                "write `as met`, `as on_track`, `as at_risk` or `as off_track` after its text; "
                "a word that is no judgement is `unrated`");
    }
}

static void report_lasting(struct pm_resolver *resolver, struct pm_span at, const char *what,
                           const char *help)
{
    struct pm_diagnostic *found =
        pm_diagnose(resolver->diagnostics, PM_LASTING_UNFIT, at, "%s", what);
    pm_help(resolver->diagnostics, found, "%s", help);
}

/* How many of a unit make a year; 0: it is no unit of periods. */
static int32_t in_a_year(const char *unit)
{
    static const struct {
        const char *unit;
        int32_t count;
    } rows[] = {{"year", 1}, {"semester", 2}, {"quarter", 4}, {"month", 12}, {"week", 52}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(unit, rows[i].unit) == 0) return rows[i].count;
    return 0;
}

static void read_lasting(struct pm_resolver *resolver, const struct pm_statement *statement,
                         struct pm_level *level)
{
    enum { LONGEST = 100 };
    const struct pm_statement *child = pm_statement_get_single(resolver, statement, "lasting");
    const struct pm_slot *slot = child ? pm_slot(child, "DURATION") : NULL;
    const struct pm_node *node = slot ? pm_slot_node(slot) : NULL;
    const struct pm_node *unless = child ? pm_slot_node(pm_slot(child, "CONDITION")) : NULL;
    if (!node || node->kind != PM_NODE_DURATION) return;
    struct pm_lasting *lasting = PM_NEW(resolver->arena, struct pm_lasting);
    lasting->at = child->span;
    lasting->number = node->number.mantissa;
    lasting->in_a_year = in_a_year(node->unit);
    if (unless) lasting->unless = pm_resolve_rating_condition(resolver, unless);
    if (!lasting->in_a_year || node->number.places || lasting->number < 1 ||
        lasting->number > LONGEST)
        report_lasting(resolver, slot->span, "this is no number of periods",
                       "write a whole number of years, semesters, quarters, months or weeks");
    else if (!level->when)
        report_lasting(resolver, lasting->at, "the level has no condition that could last",
                       "add a `when` to the level");
    else
        level->lasting = lasting;
}

/* An amount, or `statistical`; NULL after a report. */
static const struct pm_expression *read_tolerance(struct pm_resolver *resolver,
                                                  const struct pm_slot *slot)
{
    const struct pm_node *node = pm_slot_node(slot);
    if (node->kind != PM_NODE_NAME) return pm_resolve_rating_value(resolver, node);
    if (!pm_read_word(resolver, slot, "tolerance")) return NULL;
    return make_variable(resolver->arena, PM_VARIABLE_STATISTICAL);
}

static void read_level(struct pm_resolver *resolver, const void *scope,
                       const struct pm_statement *statement, bool in_scale)
{
    struct pm_name *name = pm_name_of(resolver, PM_KIND_LEVEL, scope, statement);
    if (!name) return;
    struct pm_level *level = name->object;
    const struct pm_slot *tolerance = pm_slot(statement, "LEEWAY");
    const struct pm_node *condition = pm_slot_node(pm_slot(statement, "CONDITION"));
    level->at = name->at;
    level->name = pm_read_name(resolver, pm_slot(statement, "NAME"));
    level->label = pm_read_text(resolver, pm_slot(statement, "TEXT"));
    level->unrated = pm_text_is(statement->word, "unrated");
    level->state = in_scale
                       ? PM_RATED_NONE
                       : state_named(pm_read_word(resolver, pm_slot(statement, "STATE"), "state"));
    if (condition) level->when = pm_resolve_rating_condition(resolver, condition);
    if (tolerance) level->tolerance = read_tolerance(resolver, tolerance);
    level->has_tolerance = level->tolerance != NULL;
    read_lasting(resolver, statement, level);
    if (statement->damaged) return;
    check_tolerance(resolver, level, tolerance);
    check_state(resolver, level, statement, in_scale);
}

static bool is_level_statement(const struct pm_statement *statement)
{
    return pm_text_is(statement->word, "level") || pm_text_is(statement->word, "unrated");
}

static void read_levels(struct pm_resolver *resolver, const void *scope,
                        const struct pm_statement *statement, bool in_scale)
{
    for (size_t i = 0; i < statement->child_count; i++)
        if (is_level_statement(statement->children[i]))
            read_level(resolver, scope, statement->children[i], in_scale);
}

/* ---- The order ---- */

/* Levels in an order; `what` and `name` say whose they are. */
struct order {
    const char *what;
    const char *name;
    struct pm_level **levels;
    size_t count;
    size_t listed;   /* the first ones: those that `levels` names */
    bool is_unknown; /* `levels` names one that does not exist: what is missing may be meant */
};

static bool holds(const struct order *order, const struct pm_level *level)
{
    for (size_t i = 0; i < order->count; i++)
        if (order->levels[i] == level) return true;
    return false;
}

static void add_listed(struct pm_resolver *resolver, const void *scope, const struct pm_node *node,
                       const struct pm_slot *list, struct order *order)
{
    struct pm_name *name = pm_name_get(resolver, PM_KIND_LEVEL, scope, node);
    if (!name) {
        order->is_unknown = true;
        return;
    }
    struct pm_level *level = name->object;
    if (holds(order, level)) {
        struct pm_diagnostic *found =
            pm_diagnose(resolver->diagnostics, PM_LEVEL_LISTED_TWICE, node->span,
                        "level `%s` is listed twice", level->name);
        for (size_t i = 0; i < list->node_count && list->nodes[i] != node; i++)
            if (pm_text_equal(list->nodes[i]->text, node->text))
                pm_label(resolver->diagnostics, found, list->nodes[i]->span, "listed here first");
        pm_help(resolver->diagnostics, found, "name each level once in `levels`");
        return;
    }
    order->levels[order->count++] = level;
}

/* The levels that are declared and not listed: reported, then put at the end. */
static void add_unlisted(struct pm_resolver *resolver, const void *scope,
                         const struct pm_statement *statement, const struct pm_statement *levels,
                         struct order *order)
{
    for (size_t i = 0; i < statement->child_count; i++) {
        const struct pm_statement *child = statement->children[i];
        if (!is_level_statement(child)) continue;
        struct pm_name *name = pm_name_of(resolver, PM_KIND_LEVEL, scope, child);
        if (!name || holds(order, name->object)) continue;
        struct pm_level *level = name->object;
        order->levels[order->count++] = level;
        if (!levels || levels->damaged || order->is_unknown) continue;
        struct pm_diagnostic *found = pm_diagnose(
            resolver->diagnostics, PM_LEVEL_NOT_LISTED, level->at,
            "level `%s` is not listed in `levels`, so its turn is unknown", level->name);
        pm_label(resolver->diagnostics, found, levels->span, "the order in which levels are tried");
        pm_help(resolver->diagnostics, found, "add `%s` to `levels` where it is to be tried",
                level->name);
    }
}

static void report_no_order(struct pm_resolver *resolver, const struct pm_statement *statement,
                            const struct order *order)
{
    struct pm_diagnostic *found = pm_diagnose(
        resolver->diagnostics, PM_LEVELS_MISSING, statement->word_span,
        "%s `%s` does not say in which order its levels are tried", order->what, order->name);
    if (order->count)
        pm_help(resolver->diagnostics, found, "add a line `levels %s, ...` that names every level",
                order->levels[0]->name);
    else
        pm_help(resolver->diagnostics, found,
                "add `levels` with their names, and a `level` line for each");
}

static size_t count_levels(const struct pm_statement *statement)
{
    size_t count = 0;
    for (size_t i = 0; i < statement->child_count; i++)
        if (is_level_statement(statement->children[i])) count++;
    return count;
}

static void read_order(struct pm_resolver *resolver, const void *scope,
                       const struct pm_statement *statement, struct order *order)
{
    const struct pm_statement *levels = pm_statement_get_single(resolver, statement, "levels");
    const struct pm_slot *list = levels ? pm_slot(levels, "NAMES") : NULL;
    size_t most = count_levels(statement) + (list ? list->node_count : 0);
    order->levels = PM_NEW_ITEMS(resolver->arena, struct pm_level *, most);
    for (size_t i = 0; list && i < list->node_count; i++)
        add_listed(resolver, scope, list->nodes[i], list, order);
    order->listed = order->count;
    add_unlisted(resolver, scope, statement, levels, order);
    if (!levels && !statement->damaged) report_no_order(resolver, statement, order);
}

/* After a level without a condition no other one has its turn. */
static void check_reachable(struct pm_resolver *resolver, const struct order *order)
{
    const struct pm_level *rest = NULL;
    for (size_t i = 0; i < order->listed; i++) {
        const struct pm_level *level = order->levels[i];
        if (rest) {
            struct pm_diagnostic *found =
                pm_diagnose(resolver->diagnostics, PM_LEVEL_UNREACHABLE, level->at,
                            "level `%s` can never be reached", level->name);
            pm_label(resolver->diagnostics, found, rest->at,
                     "tried before it, and takes whatever is left");
            pm_help(resolver->diagnostics, found, "give `%s` a `when`, or name it last in `levels`",
                    rest->name);
        } else if (!level->when) {
            rest = level;
        }
    }
}

/* ---- Scales ---- */

static void read_scale(struct pm_resolver *resolver, struct pm_rating *rating,
                       const struct pm_statement *statement)
{
    struct pm_name *name = pm_name_of(resolver, PM_KIND_SCALE, rating, statement);
    if (!name) return;
    struct pm_scale *scale = name->object;
    scale->at = name->at;
    scale->name = pm_read_name(resolver, pm_slot(statement, "NAME"));
    read_levels(resolver, scale, statement, true);
    struct order order = {.what = "scale", .name = scale->name};
    read_order(resolver, scale, statement, &order);
    check_reachable(resolver, &order);
    scale->levels = order.levels;
    scale->level_count = order.count;
}

/* ---- A rating ---- */

static void resolve_rating(struct pm_resolver *resolver, const struct pm_statement *statement)
{
    struct pm_name *name = pm_name_of(resolver, PM_KIND_RATING, NULL, statement);
    if (!name) return;
    struct pm_rating *rating = name->object;
    pm_read_facts(resolver, statement, &rating->facts);
    pm_read_minimum(resolver, statement, &rating->minimum);
    pm_read_roundings(resolver, statement, &rating->roundings, &rating->rounding_count);
    read_levels(resolver, rating, statement, false);
    for (size_t i = 0; i < statement->child_count; i++)
        if (pm_text_is(statement->children[i]->word, "scale"))
            read_scale(resolver, rating, statement->children[i]);
    struct order order = {.what = "rating", .name = rating->name};
    read_order(resolver, rating, statement, &order);
    rating->levels = order.levels;
    rating->level_count = order.count;
    if (pm_statement_child(statement, "columns"))
        pm_resolve_table(resolver, rating, statement);
    else
        check_reachable(resolver, &order);
    if (!statement->damaged) pm_check_table_parts(resolver, rating, statement);
}

void pm_resolve_ratings(struct pm_resolver *resolver)
{
    add_standard(resolver);
    pm_each_statement(resolver, "rating", resolve_rating);
}

static void resolve_project_rating(struct pm_resolver *resolver,
                                   const struct pm_statement *statement)
{
    struct pm_project *project = resolver->model->project;
    if (!project->rating) project->rating = pm_read_rating(resolver, statement, NULL);
}

void pm_resolve_project_rating(struct pm_resolver *resolver)
{
    pm_each_statement(resolver, "project", resolve_project_rating);
}
