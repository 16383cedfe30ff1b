/* digest.c: digests of what declarations mean.
 *
 * A digest is made of the canonical description: a changed label, text, place or order keeps it. A
 * metric's one also covers the columns that are worked out for it, wherever they are declared, and
 * the dimensions it is shown by. */
#include "lang/model/describe.h"
#include "lang/model/measure.h"
#include "lang/model/resolver.h"

struct reached_column {
    const struct pm_column *column;
};

/* The columns that expressions lead to, each once. */
struct reached {
    struct pm_arena *arena;
    PM_ARRAY(struct reached_column) columns;
};

static void reach_expression(struct reached *reached, const struct pm_expression *expression);

static void reach_column(struct reached *reached, const struct pm_column *column)
{
    for (size_t i = 0; i < reached->columns.count; i++)
        if (reached->columns.items[i].column == column) return;
    struct reached_column added = {column};
    PM_PUSH(reached->arena, &reached->columns, added);
    reach_expression(reached, column->expression);
    reach_expression(reached, column->gathered);
    reach_expression(reached, column->where);
}

static void reach_expression(struct reached *reached, const struct pm_expression *expression)
{
    if (!expression) return;
    for (size_t i = 0; i < expression->path.count; i++)
        reach_column(reached, expression->path.steps[i]);
    for (size_t i = 0; i < expression->child_count; i++)
        reach_expression(reached, expression->children[i]);
}

/* Appends the columns that are worked out; fields are covered by their source's digest. */
static void describe_reached(struct pm_description *description, const struct reached *reached)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < reached->columns.count; i++) {
        const struct pm_column *column = reached->columns.items[i].column;
        if (column->kind == PM_COLUMN_FIELD) continue;
        pm_describe(description, "of source %s", column->source->name);
        pm_describe_column(description, column);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

static struct pm_description bare_description(struct pm_arena *arena, struct pm_sources *sources)
{
    struct pm_description description = pm_description_make(arena, sources, true);
    description.bare = true;
    return description;
}

static void finish(struct pm_description *description, char out[PM_DIGEST_SIZE])
{
    const char *text = pm_writer_text(&description->writer);
    pm_digest_of(text, description->writer.size, out);
}

static void reach_term(struct reached *reached, const struct pm_term *term)
{
    reach_expression(reached, term->expression);
    reach_expression(reached, term->where);
}

static void reach_crossing(struct reached *reached, const struct pm_crossing *crossing)
{
    for (size_t i = 0; i < crossing->count; i++)
        for (size_t j = 0; j < crossing->sides[i].dimension->column_count; j++)
            reach_column(reached, crossing->sides[i].dimension->columns[j]);
}

static void describe_dimension_digests(struct pm_description *description,
                                       const struct pm_crossing *crossing)
{
    for (size_t i = 0; i < crossing->count; i++)
        pm_describe(description, "by %s %s", crossing->sides[i].dimension->name,
                    crossing->sides[i].dimension->digest);
}

static void digest_metric(struct pm_arena *arena, struct pm_sources *sources,
                          struct pm_metric *metric)
{
    if (*metric->digest) return;
    for (size_t i = 0; i < metric->part_count; i++) /* in no circle, and not deep */
        digest_metric(arena, sources, (struct pm_metric *)(uintptr_t)metric->parts[i]);
    struct pm_description description = bare_description(arena, sources);
    struct reached reached = {.arena = arena};
    pm_describe_metric(&description, metric);
    reach_term(&reached, &metric->numerator);
    reach_term(&reached, &metric->denominator);
    reach_term(&reached, &metric->value);
    reach_term(&reached, &metric->n);
    reach_term(&reached, &metric->participation);
    reach_expression(&reached, metric->weight);
    struct pm_items items = pm_items_begin(&description);
    for (size_t i = 0; i < metric->by_count; i++) {
        reach_crossing(&reached, &metric->by[i]);
        describe_dimension_digests(&description, &metric->by[i]);
        pm_items_next(&description, &items);
    }
    pm_items_finish(&description, &items);
    describe_reached(&description, &reached);
    finish(&description, metric->digest);
}

static void digest_dimension(struct pm_arena *arena, struct pm_sources *sources,
                             struct pm_dimension *dimension)
{
    struct pm_description description = bare_description(arena, sources);
    struct reached reached = {.arena = arena};
    pm_describe_dimension(&description, dimension);
    for (size_t i = 0; i < dimension->column_count; i++)
        reach_column(&reached, dimension->columns[i]);
    describe_reached(&description, &reached);
    finish(&description, dimension->digest);
}

static void digest_source(struct pm_arena *arena, struct pm_sources *sources,
                          struct pm_source_decl *source)
{
    struct pm_description description = bare_description(arena, sources);
    struct reached reached = {.arena = arena};
    pm_describe_reading(&description, source);
    for (size_t i = 0; i < source->skip_count; i++)
        reach_expression(&reached, source->skips[i].where);
    describe_reached(&description, &reached);
    finish(&description, source->schema_digest);
}

void pm_make_digests(struct pm_resolver *resolver)
{
    struct pm_model *model = resolver->model;
    struct pm_arena *arena = resolver->arena;
    for (size_t i = 0; i < model->source_count; i++)
        digest_source(arena, model->sources, model->source_decls[i]);
    for (size_t i = 0; i < model->dimension_count; i++)
        digest_dimension(arena, model->sources, model->dimensions[i]);
    for (size_t i = 0; i < model->metric_count; i++)
        digest_metric(arena, model->sources, model->metrics[i]);
    for (size_t i = 0; i < model->rating_count; i++) {
        struct pm_description description = bare_description(arena, model->sources);
        pm_describe_rating(&description, model->ratings[i]);
        finish(&description, model->ratings[i]->digest);
    }
}

const char *pm_model_digest(struct pm_arena *arena, const struct pm_model *model)
{
    struct pm_description description = pm_description_make(arena, model->sources, true);
    char *digest = pm_arena_alloc(arena, PM_DIGEST_SIZE);
    pm_describe_model(&description, model);
    finish(&description, digest);
    return digest;
}
