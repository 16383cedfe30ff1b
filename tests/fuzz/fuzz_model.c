/* fuzz_model: any bytes as the one file of a project, through the whole front end: scanner, parser,
 * resolver, checks. Whatever they are, the compilation must end; its diagnostics must be in order and
 * point into the text; a text without errors must have a model that keeps the promises of model.h;
 * and a second compilation must say the same. */
#include "lang/model/model.h"
#include "lang/model/resolve.h"
#include "lang/parse/parse.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Ends the process when a promise is broken; libFuzzer keeps the input. */
#define REQUIRE(claim) require((claim), #claim, __LINE__)

static void require(bool holds, const char *claim, int line)
{
    if (holds) return;
    fprintf(stderr, "fuzz_model.c:%d: broken: %s\n", line, claim);
    abort();
}

/* ---- Diagnostics ---- */

static void check_span(const struct pm_compilation *compilation, struct pm_span span)
{
    REQUIRE(span.file < compilation->sources->files.count);
    const struct pm_source *source = pm_sources_get(compilation->sources, span.file);
    REQUIRE(span.begin <= span.end);
    REQUIRE(span.end <= source->text.size);
    struct pm_place place = pm_sources_place(compilation->sources, span.file, span.begin);
    REQUIRE(place.line >= 1 && place.column >= 1);
}

static bool is_one_line(const char *text)
{
    return text && !strchr(text, '\n');
}

static void check_diagnostic(const struct pm_compilation *compilation,
                             const struct pm_diagnostic *diagnostic)
{
    REQUIRE(diagnostic->code < PM_CODE_COUNT);
    REQUIRE(is_one_line(diagnostic->message) && *diagnostic->message);
    REQUIRE(diagnostic->label != NULL);
    if (diagnostic->has_span) check_span(compilation, diagnostic->span);
    for (size_t i = 0; i < diagnostic->label_count; i++) {
        check_span(compilation, diagnostic->labels[i].span);
        REQUIRE(diagnostic->labels[i].text != NULL);
    }
    for (size_t i = 0; i < diagnostic->note_count; i++)
        REQUIRE(diagnostic->notes[i] != NULL);
    REQUIRE(!diagnostic->replacement || diagnostic->has_span);
}

/* By file, then place; those without a place are wherever the sort puts them, all together. */
static void check_order(const struct pm_diagnostics *diagnostics)
{
    const struct pm_diagnostic *before = NULL;
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct pm_diagnostic *now = diagnostics->items[i];
        if (!now->has_span) continue;
        if (before) {
            REQUIRE(before->span.file <= now->span.file);
            REQUIRE(before->span.file < now->span.file || before->span.begin <= now->span.begin);
        }
        before = now;
    }
}

static void check_diagnostics(const struct pm_compilation *compilation)
{
    const struct pm_diagnostics *diagnostics = compilation->diagnostics;
    for (size_t i = 0; i < diagnostics->count; i++)
        check_diagnostic(compilation, diagnostics->items[i]);
    check_order(diagnostics);
}

static void compare_diagnostics(const struct pm_diagnostics *a, const struct pm_diagnostics *b)
{
    REQUIRE(a->count == b->count);
    for (size_t i = 0; i < a->count; i++) {
        const struct pm_diagnostic *left = a->items[i];
        const struct pm_diagnostic *right = b->items[i];
        REQUIRE(left->code == right->code && left->severity == right->severity);
        REQUIRE(left->has_span == right->has_span);
        REQUIRE(left->span.begin == right->span.begin && left->span.end == right->span.end);
        REQUIRE(strcmp(left->message, right->message) == 0);
        REQUIRE(strcmp(left->label, right->label) == 0);
        REQUIRE(!left->help == !right->help);
        REQUIRE(!left->help || strcmp(left->help, right->help) == 0);
    }
}

/* ---- Trees ---- */

static void check_statement(const struct pm_compilation *compilation,
                            const struct pm_statement *statement, const struct pm_statement *parent)
{
    REQUIRE(statement->parent == parent);
    REQUIRE(statement->row || statement->damaged);
    check_span(compilation, statement->span);
    check_span(compilation, statement->word_span);
    for (size_t i = 0; i < statement->slot_count; i++) {
        REQUIRE(statement->slots[i].key && statement->slots[i].after);
        check_span(compilation, statement->slots[i].span);
    }
    for (size_t i = 0; i < statement->child_count; i++)
        check_statement(compilation, statement->children[i], statement);
}

static void check_trees(const struct pm_compilation *compilation)
{
    for (size_t i = 0; i < compilation->tree_count; i++) {
        const struct pm_tree *tree = compilation->trees[i];
        for (size_t j = 0; j < tree->statement_count; j++)
            check_statement(compilation, tree->statements[j], NULL);
    }
}

/* ---- The model: what is never NULL ---- */

static bool is_one_of(const struct pm_unit_reference *reference)
{
    return !reference->unit != !reference->set;
}

static void check_facts(const struct pm_facts *facts)
{
    REQUIRE(facts->owner_post && facts->about);
    if (facts->owner) REQUIRE(is_one_of(facts->owner));
    for (size_t i = 0; i < facts->link_count; i++)
        REQUIRE(facts->links[i] != NULL);
    for (size_t i = 0; i < facts->tag_count; i++)
        REQUIRE(facts->tags[i] != NULL);
}

static void check_expression(const struct pm_expression *expression)
{
    REQUIRE(expression != NULL);
    REQUIRE(expression->type != PM_TYPE_UNKNOWN || expression->kind == PM_EXPRESSION_VARIABLE);
    if (expression->kind == PM_EXPRESSION_FIELD) {
        REQUIRE(expression->path.count >= 1);
        for (size_t i = 0; i < expression->path.count; i++)
            REQUIRE(expression->path.steps[i] != NULL);
    }
    for (size_t i = 0; i < expression->child_count; i++)
        check_expression(expression->children[i]);
}

static void check_units(const struct pm_model *model)
{
    for (size_t i = 0; i < model->unit_count; i++) {
        const struct pm_unit *unit = model->units[i];
        check_facts(&unit->facts);
        REQUIRE(unit->name && unit->label && unit->kind && unit->lead && unit->key);
        size_t depth = 0;
        for (const struct pm_unit *above = unit->above; above; above = above->above)
            REQUIRE(depth++ < model->unit_count);
        for (size_t j = 0; j < unit->successor_of_count; j++)
            REQUIRE(is_one_of(&unit->successor_of[j]));
    }
    for (size_t i = 0; i < model->unit_set_count; i++) {
        const struct pm_unit_set *set = model->unit_sets[i];
        REQUIRE(set->name && set->kind && set->source && set->id_count >= 1);
        for (size_t j = 0; j < set->id_count; j++)
            REQUIRE(set->id[j] != NULL);
        REQUIRE(!set->within_set || set->within);
    }
}

static void check_column(const struct pm_source_decl *source, const struct pm_column *column)
{
    REQUIRE(column->source == source && column->name);
    if (column->kind == PM_COLUMN_FIELD) REQUIRE(column->header != NULL);
    if (column->kind == PM_COLUMN_DERIVED) check_expression(column->expression);
    if (column->kind == PM_COLUMN_GATHERED) {
        REQUIRE(column->gather_from && column->gather_through);
        REQUIRE(column->gather_through->refers_to == source);
        REQUIRE(column->gathered || column->aggregate == PM_AGGREGATE_COUNT);
    }
}

static void check_sources(const struct pm_model *model)
{
    for (size_t i = 0; i < model->source_count; i++) {
        const struct pm_source_decl *source = model->source_decls[i];
        check_facts(&source->facts);
        REQUIRE(source->index == i && source->name && source->label);
        REQUIRE(strlen(source->schema_digest) == PM_DIGEST_SIZE - 1);
        for (size_t j = 0; j < source->feed_count; j++)
            REQUIRE(source->feeds[j].pattern && source->feeds[j].inside);
        for (size_t j = 0; j < source->column_count; j++) {
            REQUIRE(source->columns[j]->index == j);
            check_column(source, source->columns[j]);
        }
        for (size_t j = 0; j < source->key_count; j++)
            REQUIRE(source->key[j] != NULL);
        REQUIRE(source->period_field_count <= 2);
        REQUIRE(!source->unit_field_count || source->unit_set);
        for (size_t j = 0; j < source->skip_count; j++) {
            REQUIRE(source->skips[j].reason != NULL);
            check_expression(source->skips[j].where);
        }
        for (size_t j = 0; j < source->verify_count; j++)
            check_expression(source->verifications[j].condition);
    }
}

static void check_crossing(const struct pm_crossing *crossing)
{
    for (size_t i = 0; i < crossing->count; i++) {
        const struct pm_group_reference *side = &crossing->sides[i];
        REQUIRE(side->dimension != NULL);
        REQUIRE(!side->group || side->group->dimension == side->dimension);
    }
}

static void check_selector(const struct pm_selector *selector)
{
    check_crossing(&selector->group);
    if (selector->has_versus && selector->versus_is == PM_VERSUS_GROUP)
        check_crossing(&selector->versus);
    if (selector->unit) REQUIRE(is_one_of(selector->unit));
}

static void check_dimensions(const struct pm_model *model)
{
    for (size_t i = 0; i < model->dimension_count; i++) {
        const struct pm_dimension *dimension = model->dimensions[i];
        REQUIRE(dimension->index == i && dimension->name && dimension->label);
        REQUIRE(dimension->column_count >= 1);
        for (size_t j = 0; j < dimension->group_count; j++) {
            const struct pm_group *group = dimension->groups[j];
            REQUIRE(group->dimension == dimension && group->index == j);
            REQUIRE(group->name && group->label);
            for (size_t k = 0; k < group->part_count; k++)
                REQUIRE(group->parts[k] && group->parts[k]->dimension == dimension);
        }
    }
}

static void check_term(const struct pm_term *term)
{
    REQUIRE(term->source != NULL);
    REQUIRE(term->expression || term->aggregate == PM_AGGREGATE_COUNT);
    if (term->expression) check_expression(term->expression);
    if (term->where) check_expression(term->where);
}

static void check_metrics(const struct pm_model *model)
{
    for (size_t i = 0; i < model->metric_count; i++) {
        const struct pm_metric *metric = model->metrics[i];
        check_facts(&metric->facts);
        REQUIRE(metric->index == i && metric->name && metric->label);
        REQUIRE(metric->unit && metric->unit_text);
        REQUIRE(metric->direction >= -1 && metric->direction <= 1);
        if (!pm_metric_is_active(model, metric)) continue; /* a module's, with no source here */
        REQUIRE(strlen(metric->digest) == PM_DIGEST_SIZE - 1);
        if (metric->is_rate) {
            check_term(&metric->numerator);
            check_term(&metric->denominator);
        } else {
            check_term(&metric->value);
        }
        if (metric->has_n) check_term(&metric->n);
        for (size_t j = 0; j < metric->by_count; j++)
            check_crossing(&metric->by[j]);
        for (size_t j = 0; j < metric->gap_count; j++)
            check_selector(&metric->gaps[j].selector);
        for (size_t j = 0; j < metric->lead_count; j++)
            REQUIRE(metric->leads[j] != NULL);
    }
}

static void check_ratings(const struct pm_model *model)
{
    REQUIRE(pm_model_find_rating(model, PM_TEXT("standard")) != NULL);
    for (size_t i = 0; i < model->rating_count; i++) {
        const struct pm_rating *rating = model->ratings[i];
        REQUIRE(rating->name && rating->label);
        REQUIRE(!rating->rows == !rating->columns);
        for (size_t j = 0; j < rating->level_count; j++)
            REQUIRE(rating->levels[j]->name && rating->levels[j]->label);
        for (size_t j = 0; rating->rows && j < rating->rows->level_count; j++)
            for (size_t k = 0; k < rating->columns->level_count; k++)
                REQUIRE(rating->cells[j][k] != NULL);
    }
}

static void check_line(const struct pm_line *line)
{
    check_selector(&line->selector);
    if (line->kind != PM_LINE_MAINTAIN) REQUIRE(pm_period_is(line->period));
    if (line->kind == PM_LINE_TARGET) REQUIRE(line->quantity || line->pending);
    if (line->kind == PM_LINE_MAINTAIN) REQUIRE(line->from || line->to);
    if (line->quantity) check_expression(line->quantity);
    if (line->from) check_expression(line->from);
    if (line->to) check_expression(line->to);
}

static void check_measure(const struct pm_goal *goal, const struct pm_measure *measure)
{
    check_facts(&measure->facts);
    REQUIRE(measure->goal == goal && measure->metric && measure->rating);
    check_selector(&measure->fixed);
    for (size_t i = 0; i < measure->line_count; i++)
        check_line(&measure->lines[i]);
    if (measure->across) REQUIRE(is_one_of(measure->across));
    for (size_t i = 0; i < measure->targets_count; i++)
        REQUIRE(measure->targets[i].source != NULL);
    for (size_t i = 0; i < measure->compare_count; i++) {
        REQUIRE(measure->compares[i].source != NULL);
        REQUIRE(measure->compares[i].path.count >= 1);
    }
}

static void check_plan(const struct pm_plan *plan)
{
    check_facts(&plan->facts);
    REQUIRE(plan->name && plan->label && plan->kind && plan->vision && plan->mission);
    for (size_t i = 0; i < plan->unit_count; i++)
        REQUIRE(is_one_of(&plan->units[i]));
    REQUIRE(pm_period_is(plan->first) == pm_period_is(plan->last));
    for (size_t i = 0; i < plan->focus_count; i++)
        REQUIRE(plan->focuses[i]->plan == plan);
    for (size_t i = 0; i < plan->goal_count; i++) {
        const struct pm_goal *goal = plan->goals[i];
        check_facts(&goal->facts);
        REQUIRE(goal->plan == plan && goal->name && goal->label);
        REQUIRE((goal->kind == PM_OBJECTIVE) == (goal->within != NULL));
        for (size_t j = 0; j < goal->measure_count; j++)
            check_measure(goal, goal->measures[j]);
        for (size_t j = 0; j < goal->align_count; j++)
            REQUIRE(goal->aligns[j] != NULL);
    }
}

static void check_model(const struct pm_model *model)
{
    check_facts(&model->project->facts);
    check_units(model);
    check_sources(model);
    check_dimensions(model);
    check_metrics(model);
    check_ratings(model);
    for (size_t i = 0; i < model->plan_count; i++)
        check_plan(model->plans[i]);
}

/* ---- The target ---- */

static struct pm_compilation *compile(struct pm_arena *arena, const struct pm_text *text)
{
    static const char *const paths[] = {"project.pm"};
    struct pm_files *files = PM_NEW(arena, struct pm_files);
    *files = pm_files_in_memory(arena, paths, text, 1);
    struct pm_compilation *compilation = pm_compile_project(arena, files, NULL);
    REQUIRE(compilation && compilation->model && compilation->model->project);
    return compilation;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct pm_text text = {(const char *)bytes, size};
    struct pm_arena *first_arena = pm_arena_new();
    struct pm_arena *second_arena = pm_arena_new();
    REQUIRE(first_arena && second_arena);

    struct pm_compilation *first = compile(first_arena, &text);
    check_diagnostics(first);
    check_trees(first);
    char *dump = pm_model_dump(first_arena, first->model);
    REQUIRE(dump != NULL);
    if (!pm_diagnostics_count(first->diagnostics, PM_ERROR)) check_model(first->model);

    struct pm_compilation *second = compile(second_arena, &text);
    compare_diagnostics(first->diagnostics, second->diagnostics);
    const char *digest = pm_model_digest(first_arena, first->model);
    REQUIRE(strlen(digest) == PM_DIGEST_SIZE - 1);
    REQUIRE(strcmp(digest, pm_model_digest(second_arena, second->model)) == 0);
    REQUIRE(strcmp(dump, pm_model_dump(second_arena, second->model)) == 0);

    pm_arena_free(second_arena);
    pm_arena_free(first_arena);
    return 0;
}
