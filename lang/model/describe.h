/* describe.h: the model as indented text, in two forms. Internal to lang/model.
 *
 * The full form shows every field, with labels and places, in the order written: for people and
 * tests. The canonical form leaves out what has no meaning (labels, texts, links, places) and puts
 * lists whose order means nothing in the order of their bytes: digests are made of it. */
#ifndef PM_DESCRIBE_H
#define PM_DESCRIBE_H

#include "lang/model/model.h"
#include "lang/model/outline.h"
#include "lang/model/writer.h"

struct pm_description {
    struct pm_writer writer;
    struct pm_sources *sources;
    size_t depth; /* of indentation */
    bool canonical;
    bool bare; /* without owners, tags and what leads what: they decide no figure */
    struct pm_outline *outline; /* NULL; else lines, texts among them, go there and nowhere else */
};

struct pm_description pm_description_make(struct pm_arena *arena, struct pm_sources *sources,
                                          bool canonical);

/* A line: indentation, the text made as by printf, line end. */
void pm_describe(struct pm_description *description, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The first line of a declaration, with its place in the full form; what follows is indented until
 * pm_describe_end. */
void pm_describe_begin(struct pm_description *description, struct pm_span at, const char *format,
                       ...) __attribute__((format(printf, 3, 4)));
void pm_describe_end(struct pm_description *description);

/* `key "text"`, in the full form only, and only where there is a text. */
void pm_describe_narrative(struct pm_description *description, const char *key, const char *text);

/* `key "a", "b"`, where there are any; in the canonical form in order of bytes. */
void pm_describe_texts(struct pm_description *description, const char *key,
                       const char *const *texts, size_t count);

/* `key condition`, where there is one. */
void pm_describe_expression(struct pm_description *description, const char *key,
                            const struct pm_expression *expression);

void pm_describe_facts(struct pm_description *description, const struct pm_facts *facts);
void pm_describe_called(struct pm_description *description, const struct pm_called *called);
void pm_describe_minimum(struct pm_description *description, const struct pm_minimum *minimum);
void pm_describe_roundings(struct pm_description *description, const struct pm_rounding *roundings,
                           size_t count);
void pm_describe_rules(struct pm_description *description, const struct pm_rules *rules);

/* A list whose order has no meaning: between begin and finish, each item is what was written since
 * the last pm_items_next. */
struct pm_items {
    size_t begin;
    size_t *ends;
    size_t count;
    size_t capacity;
};

struct pm_items pm_items_begin(const struct pm_description *description);
void pm_items_next(struct pm_description *description, struct pm_items *items);
void pm_items_finish(struct pm_description *description, struct pm_items *items);

/* Texts of small things, in the arena. */
const char *pm_period_text(struct pm_arena *arena, struct pm_period period);
const char *pm_day_text(struct pm_arena *arena, int32_t day);
const char *pm_decimal_text(struct pm_arena *arena, struct pm_decimal decimal);
const char *pm_columns_text(struct pm_arena *arena, const struct pm_column *const *columns,
                            size_t count);

void pm_describe_project(struct pm_description *description, const struct pm_project *project);
void pm_describe_unit(struct pm_description *description, const struct pm_unit *unit);
void pm_describe_unit_set(struct pm_description *description, const struct pm_unit_set *set);
void pm_describe_column(struct pm_description *description, const struct pm_column *column);
void pm_describe_source(struct pm_description *description, const struct pm_source_decl *source);
void pm_describe_dimension(struct pm_description *description,
                           const struct pm_dimension *dimension);
void pm_describe_metric(struct pm_description *description, const struct pm_metric *metric);
void pm_describe_rating(struct pm_description *description, const struct pm_rating *rating);
void pm_describe_goal(struct pm_description *description, const struct pm_goal *goal);
void pm_describe_plan(struct pm_description *description, const struct pm_plan *plan);

/* What decides how a source's rows are read: files, columns, key, period, unit, totals, skips.
 * Columns that are worked out later and verifications are not in it. */
void pm_describe_reading(struct pm_description *description, const struct pm_source_decl *source);

/* The whole, kind by kind. */
void pm_describe_model(struct pm_description *description, const struct pm_model *model);

#endif
