/* resolver.h: what the parts of the resolver share. Internal to lang/model.
 *
 * Resolution goes in passes over all files, so that order never matters:
 *   1. collect: every declaration gets its object and its name, duplicates are reported;
 *   2. project and calendars; 3. units, sources (fields), dimensions; 4. expressions of sources and
 *   units; 5. metrics and ratings; 6. plans, goals, measures; 7. the improvement cycle: work,
 *   theories, processes, reviews, reports, policies, waivers; 8. digests.
 * An object whose statement is damaged exists but is `poisoned`: what refers to it says nothing
 * more. One file per kind of declaration: resolve_<kind>.c. */
#ifndef PM_RESOLVER_H
#define PM_RESOLVER_H

#include "lang/model/model.h"
#include "lang/schema/schema.h"
#include "lang/syntax/syntax.h"

enum pm_kind { /* kinds of things that have names of their own */
               PM_KIND_CALENDAR,
               PM_KIND_UNIT, /* units and sets of units share their names */
               PM_KIND_SOURCE,
               PM_KIND_COLUMN, /* scope: the source */
               PM_KIND_DIMENSION,
               PM_KIND_GROUP, /* one scope: the project; `dimension.group` too */
               PM_KIND_METRIC,
               PM_KIND_RATING,
               PM_KIND_LEVEL, /* scope: the rating or scale */
               PM_KIND_SCALE, /* scope: the rating */
               PM_KIND_PLAN,
               PM_KIND_FOCUS,     /* scope: the plan */
               PM_KIND_GOAL,      /* goals, objectives, guardrails; scope: the plan */
               PM_KIND_VALUE,     /* core values; scope: the plan */
               PM_KIND_WORK,      /* strategies, initiatives, activities; scope: the plan */
               PM_KIND_MILESTONE, /* scope: its work or goal */
               PM_KIND_TRAINING,  /* scope: the plan, or the project */
               PM_KIND_SERVICE,
               PM_KIND_THEORY,  /* scope: the plan */
               PM_KIND_PROCESS, /* scope: the plan, or the project */
               PM_KIND_STEP,    /* ends among them; scope: the process */
               PM_KIND_REVIEW,
               PM_KIND_ACTION,   /* scope: the review */
               PM_KIND_ASK,      /* scope: the review */
               PM_KIND_DECISION, /* scope: the review, the plan, or the project */
               PM_KIND_ADJUST,   /* scope: the plan, or the project */
               PM_KIND_REPORT,
               PM_KIND_TEAM,
               PM_KIND_ROUTINE,
               PM_KIND_POLICY,
               PM_KIND_CLAUSE, /* scope: the policy */
               PM_KIND_PRACTICE,
               PM_KIND_TEST,
               PM_KIND_COUNT
};

/* "metric", "goal", "source", ...: for messages. */
const char *pm_kind_name(enum pm_kind kind);

struct pm_name { /* one declared name */
    enum pm_kind kind;
    const void *scope; /* the object it is inside of; NULL: the project */
    const struct pm_symbol *symbol;
    struct pm_span at;                    /* of the name */
    const struct pm_statement *statement; /* NULL for what is built in */
    void *object;                         /* struct pm_unit, pm_metric, ...; by kind */
    bool is_set;                          /* PM_KIND_UNIT: a struct pm_unit_set */
    bool poisoned;                        /* its statement is damaged */
    bool from_module;
    unsigned char settled;       /* what is worked out: 0 not yet, 1 at it, 2 done */
    struct pm_name *settled_for; /* what waits for it; NULL: nothing */
    struct pm_name *next;        /* chain of the table */
};

/* A declaration of the improvement cycle, kept from the collection until it is read. */
struct pm_declared {
    const struct pm_name *name;
    const struct pm_plan *plan; /* it stands in; NULL: none */
};

struct pm_unknown_name { /* reported once; further places become labels */
    enum pm_kind kind;
    const void *scope;
    const struct pm_symbol *symbol;
    struct pm_diagnostic *found;
    const struct pm_diagnostics *list; /* where it was reported */
};

struct pm_resolver {
    struct pm_arena *arena;
    struct pm_sources *sources;
    struct pm_diagnostics *diagnostics;
    struct pm_symbols *symbols;
    struct pm_model *model;
    struct pm_tree *const *trees; /* project files first, then modules */
    size_t tree_count;
    struct pm_name **names; /* hash table; see resolver.c */
    size_t name_buckets;
    const struct pm_calendar *const *calendars;
    size_t calendar_count;
    const struct pm_source_decl *nothing; /* stands where a source could not be found */
    struct pm_name *settling;             /* what is being worked out; NULL: nothing */
    size_t helped_names;                  /* unknown names for which a similar one was looked for */
    bool names_incomplete;     /* a file or module is missing: unknown names may be in it */
    bool calendars_incomplete; /* likewise for periods; one message has been given */
    bool units_incomplete;     /* likewise for sets of units */
    PM_ARRAY(struct pm_unknown_name) unknown_names;
    PM_ARRAY(struct pm_declared) declared; /* in the order written */
};

/* ---- Names (resolver.c) ---- */

/* Declares a name. A second one of the same kind and scope is reported with both places and returns
 * NULL; a project's own declaration takes the place of a module's (noted in model->replaced). */
struct pm_name *pm_declare(struct pm_resolver *resolver, enum pm_kind kind, const void *scope,
                           struct pm_text name, struct pm_span at,
                           const struct pm_statement *statement, void *object);

/* The name in this scope; NULL, and nothing said, when there is none. */
struct pm_name *pm_name_find(const struct pm_resolver *resolver, enum pm_kind kind,
                             const void *scope, struct pm_text name);

/* The same; a name that does not exist is reported at `node`, with the nearest one of the kind, or
 * the other kind that has it. NULL then. `node` must be a name. */
struct pm_name *pm_name_get(struct pm_resolver *resolver, enum pm_kind kind, const void *scope,
                            const struct pm_node *node);

/* The same for a text that is part of a name, such as `present` of `compass.present`. */
struct pm_name *pm_name_get_text(struct pm_resolver *resolver, enum pm_kind kind, const void *scope,
                                 struct pm_text text, struct pm_span at);

/* The name in a scope that is most like `wanted` among those that fit, NULL when none is like it; the
 * same for every order of the table. */
const struct pm_name *pm_name_nearest(const struct pm_resolver *resolver, const void *scope,
                                      struct pm_text wanted,
                                      bool (*fits)(const void *context, const struct pm_name *name),
                                      const void *context);

/* True when an unknown name is the consequence of something reported before: its declaration is
 * damaged, or the file that may hold it is missing. */
bool pm_name_is_excused(const struct pm_resolver *resolver, const void *scope, struct pm_text text);

/* The name that a declaration's statement declared; NULL when it was a duplicate, replaced, or had
 * no name. */
struct pm_name *pm_name_of(const struct pm_resolver *resolver, enum pm_kind kind, const void *scope,
                           const struct pm_statement *statement);

/* Calls `visit` for each statement at the top of a file whose first word this is: project files
 * first, then modules. */
void pm_each_statement(struct pm_resolver *resolver, const char *word,
                       void (*visit)(struct pm_resolver *resolver,
                                     const struct pm_statement *statement));

/* ---- Parts (resolver_parts.c, resolver_selectors.c): typed values of slots ---- */

/* The only child with this word; a second one is reported with both places. NULL: none. */
const struct pm_statement *pm_statement_get_single(struct pm_resolver *resolver,
                                                   const struct pm_statement *statement,
                                                   const char *word);

/* The next child with this word, from number `*at` on; NULL after the last. `*at` moves on. */
const struct pm_statement *pm_next_child(const struct pm_statement *statement, const char *word,
                                         size_t *at);

/* Number of children with this word. */
size_t pm_count_children(const struct pm_statement *statement, const char *word);

/* True when no child has this word, and none is damaged and might have been meant to. */
bool pm_statement_lacks(const struct pm_statement *statement, const char *word);

/* The same for the statement of a source. */
bool pm_source_lacks(const struct pm_resolver *resolver, const struct pm_source_decl *source,
                     const char *word);

/* Copies of texts and names, NUL-terminated; "" when the slot is NULL. */
const char *pm_read_text(struct pm_resolver *resolver, const struct pm_slot *slot);
const char *pm_read_name(struct pm_resolver *resolver, const struct pm_slot *slot);

/* A word of a closed list (pm_words(list)); one that is not in it is reported with the list. NULL
 * then, or when the slot is NULL. */
const char *pm_read_word(struct pm_resolver *resolver, const struct pm_slot *slot,
                         const char *list);

/* The WORD, the TEXT, the DATE of the only child with this word; NULL, "" and PM_NO_DAY when there
 * is none. */
const char *pm_read_word_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                            const char *word, const char *list);
const char *pm_read_text_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                            const char *word);
int32_t pm_read_day_of(struct pm_resolver *resolver, const struct pm_statement *statement,
                       const char *word);

/* Minutes in one "day", "week", ...: months count as 30 days, quarters 91, semesters 182, years 365;
 * 0 when it is no unit of time. */
int64_t pm_minutes_of_unit(const char *unit);

/* A date that exists, or a report and PM_NO_DAY. */
int32_t pm_read_day(struct pm_resolver *resolver, const struct pm_node *node);

/* `07-01`: a day that every year has; false after a report, or where the form is another. */
bool pm_read_month_day(struct pm_resolver *resolver, const struct pm_node *node,
                       struct pm_month_day *out);

/* A period of a declared calendar, or a report and no period. */
struct pm_period pm_read_period(struct pm_resolver *resolver, const struct pm_node *node);

/* First and last of `a..b`, of a single period, or of a list whose members follow each other. */
bool pm_read_periods(struct pm_resolver *resolver, const struct pm_slot *slot,
                     struct pm_period *first, struct pm_period *last);

/* A whole number from 0, or a report and -1. */
int64_t pm_read_count(struct pm_resolver *resolver, const struct pm_node *node);

/* A duration in days (months are 30, quarters 91, semesters 182, years 365 days). */
int32_t pm_read_duration(struct pm_resolver *resolver, const struct pm_node *node);

/* A column of `source`, by its name; a report and NULL when there is none. */
const struct pm_column *pm_read_column(struct pm_resolver *resolver,
                                       const struct pm_source_decl *source,
                                       const struct pm_node *node);
const struct pm_column **pm_read_columns(struct pm_resolver *resolver,
                                         const struct pm_source_decl *source,
                                         const struct pm_slot *slot, size_t *count);

/* `districts`, `districts("26")`, `climate`. NULL after a report. */
const struct pm_unit_reference *pm_read_unit(struct pm_resolver *resolver,
                                             const struct pm_node *node);

/* `for [each] GROUP [vs GROUP]` and `at UNIT` of a statement; false after a report. What is not
 * written is left empty. */
bool pm_read_selector(struct pm_resolver *resolver, const struct pm_statement *statement,
                      struct pm_selector *out);

/* Reads the other side of a gap, `unit` (may be NULL) the one that it lies in, into the versus parts
 * of a selector; false when something was reported. A target may stand in gap lines alone. */
bool pm_read_versus(struct pm_resolver *resolver, const struct pm_slot *side,
                    const struct pm_slot *unit, bool is_gap, struct pm_selector *out);

/* True for the name `all`, where no group is called so. */
bool pm_is_all(const struct pm_resolver *resolver, const struct pm_node *node);

/* The one unit that is named; NULL when there is none, or after a report. */
const struct pm_unit_reference *pm_read_one_unit(struct pm_resolver *resolver,
                                                 const struct pm_node *node);

/* `race`, `race * frl` (dimensions allowed) or `black`, `black * frl` (groups): a crossing; false
 * after a report. With `each` or in `by`, dimensions are meant; elsewhere groups. */
bool pm_read_crossing(struct pm_resolver *resolver, const struct pm_node *node, bool dimensions,
                      struct pm_crossing *out);

/* owner, about, link, tag of a declaration's children. */
void pm_read_facts(struct pm_resolver *resolver, const struct pm_statement *statement,
                   struct pm_facts *out);

/* `minimum n 10` children. */
void pm_read_minimum(struct pm_resolver *resolver, const struct pm_statement *statement,
                     struct pm_minimum *out);

/* `round value to 0.1 pts` children of a rating or metric. */
void pm_read_roundings(struct pm_resolver *resolver, const struct pm_statement *statement,
                       struct pm_rounding **out, size_t *count);

/* `rate by NAME` child; `otherwise` when there is none. */
const struct pm_rating *pm_read_rating(struct pm_resolver *resolver,
                                       const struct pm_statement *statement,
                                       const struct pm_rating *otherwise);

/* `deny`, `warn` and `allow` in the `rules` children of a project or plan. */
void pm_read_rules(struct pm_resolver *resolver, const struct pm_statement *statement,
                   struct pm_rules *out);

/* A rule's name, with an argument where it is a call (`too_many_goals(5)`). False after a report. */
bool pm_read_rule(struct pm_resolver *resolver, const struct pm_node *node, enum pm_code *code,
                  bool *has_argument, int64_t *argument);

/* ---- Fields (resolve_field.c, resolve_column.c) ---- */

/* `race`, `students.race`, `previous.score` seen from a row of `source`. False after a report. */
bool pm_read_field_path(struct pm_resolver *resolver, const struct pm_source_decl *source,
                        bool previous_allowed, const struct pm_node *node, struct pm_path *out);

/* ---- What is worked out from one another (settling.c) ---- */

struct pm_settling {
    int most_deep;       /* so many may need one another in a row */
    const char *word;    /* "field" */
    const char *words;   /* "fields" */
    enum pm_code circle; /* what is reported of one that needs itself .. */
    enum pm_code deep;   /* .. and of too many in a row */
    const char *way_out; /* help for a circle */
};

/* Begins to work out a name that is not yet worked out; pm_settling_end has to follow. False after a
 * report at `at`, the place that needs it: it needs itself, or too many need one another. */
bool pm_settling_begin(struct pm_resolver *resolver, const struct pm_settling *settling,
                       struct pm_name *name, struct pm_span at);
void pm_settling_end(struct pm_resolver *resolver, struct pm_name *name);

/* Works out the type and expression of a derived or gathered column, once, when it is first needed;
 * `at` is the place that needs it. A column that needs itself is reported. */
void pm_column_settle(struct pm_resolver *resolver, const struct pm_column *column,
                      struct pm_span at);

/* `AGGREGATE [EXPRESSION] of SOURCE [where CONDITION]` of a statement. False after a report, or
 * when the statement is damaged; the source (perhaps `nothing`) and the expression of all but count
 * are there even then. */
bool pm_read_term(struct pm_resolver *resolver, const struct pm_statement *statement,
                  bool previous_allowed, struct pm_term *out);

/* The same for a line of a metric, which may count units of a set: expressions then speak of
 * metrics, and the source is `nothing` still. */
bool pm_read_figure_term(struct pm_resolver *resolver, const struct pm_statement *statement,
                         bool previous_allowed, struct pm_term *out);

/* The name of the source or set that a term counts. */
const char *pm_term_rows_name(const struct pm_term *term);

/* ---- Expressions (resolve_expression.c) ---- */

/* Over the rows of a source (fields, references, `previous.` where `previous_allowed`). The result
 * has type UNKNOWN after a report; never NULL. */
const struct pm_expression *pm_resolve_row_expression(struct pm_resolver *resolver,
                                                      const struct pm_source_decl *source,
                                                      bool previous_allowed,
                                                      const struct pm_node *node);

/* The same, which must be a condition. NULL when `slot` is NULL. */
const struct pm_expression *pm_resolve_row_condition(struct pm_resolver *resolver,
                                                     const struct pm_source_decl *source,
                                                     bool previous_allowed,
                                                     const struct pm_slot *slot);

/* Over the figures of metrics, and money spent: a value, a condition. Each metric that is named is
 * understood first; a circle is reported. Type UNKNOWN after a report; never NULL. */
const struct pm_expression *pm_resolve_metric_expression(struct pm_resolver *resolver,
                                                         const struct pm_node *node);
const struct pm_expression *pm_resolve_metric_condition(struct pm_resolver *resolver,
                                                        const struct pm_node *node);

/* An amount of the metric's type, or an expression over `baseline` and `previous`; points and
 * shares mix where that has meaning. Wrong types are reported against `metric`. Never NULL. For an
 * amount of another type (a gap in points or as a ratio) give a copy of the metric of that type. */
const struct pm_expression *pm_resolve_quantity(struct pm_resolver *resolver,
                                                const struct pm_metric *metric,
                                                const struct pm_node *node);

/* A condition over the variables of ratings. Ratings know no metric: the type of `value` and its
 * like is UNKNOWN and takes any amount. Never NULL. */
const struct pm_expression *pm_resolve_rating_condition(struct pm_resolver *resolver,
                                                        const struct pm_node *node);

/* A value over the variables of ratings: tolerances (`3 pts`, `10% of target`). Never NULL. */
const struct pm_expression *pm_resolve_rating_value(struct pm_resolver *resolver,
                                                    const struct pm_node *node);

/* ---- Kinds of declarations: called by pm_resolve in this order ---- */

/* collect.c: objects and names. Afterwards these exist, with name, label, place, index, from_module
 * and what they are inside of (plan, source, dimension; goals their kind), and the model's arrays
 * hold them in the order written: units, sets, sources and their columns, dimensions and their
 * groups, metrics, ratings, plans, their goals and focuses. Levels and scales have objects found by
 * pm_name_of (scope: the rating, the scale); their rating's arrays are not filled. Core values
 * (PM_KIND_VALUE) have a name and no object. */
void pm_collect(struct pm_resolver *resolver);
/* collect_work.c: the same for the improvement cycle, into resolver->declared; the model's `whole`
 * has the objects, and units, plans and goals are collected. */
void pm_collect_whole(struct pm_resolver *resolver);
void pm_resolve_project(struct pm_resolver *resolver); /* calendars first */
void pm_resolve_units(struct pm_resolver *resolver);   /* declared units, then sets */
void pm_resolve_sources(struct pm_resolver *resolver);
void pm_resolve_unit_conditions(struct pm_resolver *resolver); /* `where`, now columns are typed */
void pm_resolve_dimensions(struct pm_resolver *resolver);
void pm_resolve_metrics(struct pm_resolver *resolver);
void pm_resolve_ratings(struct pm_resolver *resolver);        /* the built-in `standard` first */
void pm_resolve_project_rating(struct pm_resolver *resolver); /* `rate by` of the project */
void pm_resolve_plans(struct pm_resolver *resolver);          /* focuses, goals, measures */
void pm_resolve_whole(struct pm_resolver *resolver); /* resolve_whole.c: the improvement cycle */
void pm_make_digests(struct pm_resolver *resolver);  /* digest.c */

#endif
