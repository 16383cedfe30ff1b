/* compare.h: what the files of the comparison share. Internal to lang/diff.
 *
 * Each side is a list of declarations with their facts, taken from its outline. Comparing two
 * paired declarations sets aside the facts that both have; functions for some kinds claim what they
 * understand of the others, the table of facts takes the rest. */
#ifndef PM_COMPARE_H
#define PM_COMPARE_H

#include "lang/diff/diff.h"
#include "lang/model/outline.h"
#include "lang/model/work.h"

#include <stdint.h>

enum pm_side { PM_BEFORE, PM_AFTER };

struct pm_fact {
    const char *text;  /* "minimum n 10"; texts that decide nothing else begin with `~` */
    struct pm_span at; /* end 0: to be looked for in the text of the declaration */
    uint32_t number;   /* of the facts that begin with the same word, in the order written */
    bool is_same;      /* the other side has it, too */
    bool is_claimed;   /* some change speaks of it */
    bool has_moved;    /* with the plan that it is in */
};

struct pm_declared_kind { /* a row of declared.def */
    const char *word;
    const char *family;
    size_t words; /* SIZE_MAX: all */
    bool nested;
    enum pm_change_id added;
    enum pm_change_id removed;
};

/* A plan, or what is planned beside it, that holds for other years. */
struct pm_roll {
    int32_t years;
    int32_t first_day[2]; /* of both sides: the days that they cover */
    int32_t last_day[2];
    struct pm_change *change; /* that says so */
};

struct pm_declared {
    const struct pm_declared_kind *kind;
    const char *name; /* from outside: "compass.present.contact_48h for frl" */
    struct pm_span at;
    struct pm_declared *above;            /* it stands in, or is a part of; NULL */
    PM_ARRAY(struct pm_declared *) below; /* what stands in it, or is a part of it */
    PM_ARRAY(struct pm_fact) facts;
    const void *object;       /* of the model, by kind; NULL for those without one */
    struct pm_declared *pair; /* on the other side; NULL: there is none */
    bool is_explained;        /* some change says that it is gone or new */
    bool keeps_targets;       /* measure: it has targets, and all are what they were */
    struct pm_roll *roll;     /* it moved by whole years; NULL: it did not */
    PM_ARRAY(struct pm_change *) definition; /* metric: what changed about what it counts */
};

/* Model objects by where they are declared. */
struct pm_objects;

struct pm_half { /* one side */
    const struct pm_compilation *compilation;
    PM_ARRAY(struct pm_declared *) declared; /* in the order of the outline */
    struct pm_objects *objects;
};

struct pm_comparison {
    struct pm_arena *arena;
    struct pm_half halves[2];
    PM_ARRAY(const struct pm_renaming *) renamings; /* of the new side that the old one has not */
    PM_ARRAY(struct pm_change *) found;
    const struct pm_roll *roll; /* of the first plan that moved; NULL: none did */
    int32_t newest_record; /* newest day on the new side on which something happened; PM_NO_DAY */
};

/* A pair that is being compared; on one side it may be missing. */
struct pm_pair {
    struct pm_declared *sides[2];
};

/* ---- kinds.c, table.c ---- */

/* The row of a word; NULL when what begins with it is no declaration of its own. */
const struct pm_declared_kind *pm_declared_kind(struct pm_text word);
bool pm_is_of_family(const struct pm_declared *declared, const char *family);

/* Declarations by family and name; several may have the same. */
struct pm_declared_table;
struct pm_declared_table *pm_declared_table_new(struct pm_arena *arena, size_t most);
void pm_declared_table_add(struct pm_declared_table *table, struct pm_declared *declared);

/* The first one added that fits, `is_alone`: that has no pair yet; NULL when there is none. */
struct pm_declared *pm_declared_table_find(const struct pm_declared_table *table,
                                           const char *family, const char *name, bool is_alone);

/* One that has no pair yet, with the family and name of `like`, and that says the same. */
struct pm_declared *pm_declared_table_find_same(const struct pm_declared_table *table,
                                                const struct pm_declared *like);

/* ---- declare.c, objects.c: from a compilation to declarations ---- */

void pm_declare_all(struct pm_comparison *comparison, enum pm_side side);
struct pm_objects *pm_objects_find(struct pm_arena *arena, const struct pm_model *model);
const void *pm_object_at(const struct pm_objects *objects, struct pm_span at);

/* ---- places.c: where facts were written, and in which words ---- */

/* The innermost statement that holds a place; NULL when none does. */
const struct pm_statement *pm_statement_at(const struct pm_compilation *compilation,
                                           struct pm_span at);

/* The statement as it was written, without its block, on one line. */
const char *pm_statement_text(const struct pm_comparison *comparison, enum pm_side side,
                              const struct pm_statement *statement);

/* What one side says with a fact, with place and words; `holder` is set to the declaration in whose
 * text the fact stands, which may be one above. NULL fact: that side says nothing. */
struct pm_change_side pm_side_of_fact(const struct pm_comparison *comparison, enum pm_side side,
                                      struct pm_declared *declared, const struct pm_fact *fact,
                                      struct pm_declared **holder);

/* What one side says with the first line of a declaration. */
struct pm_change_side pm_side_of_declared(const struct pm_comparison *comparison, enum pm_side side,
                                          const struct pm_declared *declared);

/* ---- changes.c: making changes ---- */

/* Adds a change about the pair with the class of its row; the subject is the new side's declaration
 * where there is one. Sides are to be filled in. */
struct pm_change *pm_change_add(struct pm_comparison *comparison, const struct pm_pair *pair,
                                enum pm_change_id id);

/* The same with both sides from facts, either of which may be NULL; both are claimed. */
struct pm_change *pm_change_of_facts(struct pm_comparison *comparison, const struct pm_pair *pair,
                                     enum pm_change_id id, struct pm_fact *old,
                                     struct pm_fact *new);

/* Fills in the values of both sides: numbers to be compared and waived by. */
void pm_change_set_amounts(struct pm_change *change, struct pm_arena *arena, struct pm_ratio old,
                           struct pm_ratio new);

/* Gives the change the class that it has where `direction` (+1 higher, -1 lower, 0 not known) is
 * the good one. */
void pm_change_set_direction(struct pm_change *change, int direction);

/* Lets `change` stand for items from index `from` on, itself not among them: they are taken out of
 * the list. */
void pm_change_claim_from(struct pm_comparison *comparison, struct pm_change *change, size_t from);

/* Lets `change` stand for one that is an item. */
void pm_change_claim(struct pm_comparison *comparison, struct pm_change *change,
                     struct pm_change *raw);

/* ---- facts.c: facts of a pair ---- */

/* Sets aside what both sides say. */
void pm_facts_match(struct pm_comparison *comparison, const struct pm_pair *pair);

/* True when the other side says all that this one says. */
bool pm_facts_are_same(const struct pm_declared *declared);

/* True when the fact is neither on the other side nor claimed. */
bool pm_fact_is_left(const struct pm_fact *fact);

/* True when the line begins with these whole words. */
bool pm_fact_has_key(const struct pm_fact *fact, const char *key);

/* The first fact left with this key; NULL when there is none. */
struct pm_fact *pm_fact_find(struct pm_declared *declared, const char *key);

/* The line after its key; "" when nothing follows. */
const char *pm_fact_value(const struct pm_fact *fact, const char *key);

/* Makes changes of what is left, by the table. */
void pm_facts_take(struct pm_comparison *comparison, const struct pm_pair *pair);

/* ---- pair.c: which declaration is which ---- */

void pm_pair_all(struct pm_comparison *comparison);

/* The text with old names in place of which new ones are declared; the same pointer when no name of
 * it was renamed. */
const char *pm_rename_text(const struct pm_comparison *comparison, const char *text);

/* Says which names were changed by `renamed`. */
void pm_report_names(struct pm_comparison *comparison);

/* Suggests `renamed` for what is gone on one side and is nearly the same on the other. */
void pm_suggest_names(struct pm_comparison *comparison);

/* ---- missing.c: declarations of one side alone ---- */

/* Reports one, with what stands in it as its claims. */
void pm_report_missing(struct pm_comparison *comparison, const struct pm_pair *pair);

/* Reports all that no other change explains. */
void pm_report_all_missing(struct pm_comparison *comparison);

/* ---- Functions for kinds, each claims what it understands ---- */

void pm_compare_owner(struct pm_comparison *comparison, const struct pm_pair *pair); /* of all */
void pm_compare_overall(struct pm_comparison *comparison,
                        const struct pm_pair *pair); /* likewise */
void pm_compare_measure(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_metric(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_rating(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_level(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_source(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_theory(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_goal(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_plan(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_wording(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_action(struct pm_comparison *comparison, const struct pm_pair *pair);
void pm_compare_rules(struct pm_comparison *comparison, const struct pm_pair *pair);

/* ---- Transitions: one edit that many raw changes come from ---- */

/* Finds plans whose period moved by whole years, and services, trainings and teams that moved with
 * them (roll.c); before facts are matched. */
void pm_roll_plans(struct pm_comparison *comparison);

/* Years by which the plan that a declaration is a part of moved; 0: none. */
int32_t pm_shift_of(const struct pm_declared *declared);

/* The text with every date and period outside of quotes so many years later. */
const char *pm_shift_text(struct pm_arena *arena, const char *text, int32_t years);

/* Notes that a fact moved with its plan; nothing when it has no date. */
void pm_roll_fact(struct pm_comparison *comparison, const struct pm_pair *pair, struct pm_fact *old,
                  struct pm_fact *new);

/* Lets records of years that a plan no longer covers go with it. */
void pm_roll_records(struct pm_comparison *comparison, const struct pm_pair *pair);

/* Groups that became one, or one that became several; before what is missing is reported. */
void pm_merge_groups(struct pm_comparison *comparison);

/* Metrics that were divided or put together; likewise. */
void pm_split_metrics(struct pm_comparison *comparison);

/* Goals whose last measure is gone, or that got their first; likewise. */
void pm_orphan_goals(struct pm_comparison *comparison);

/* Says of changed definitions whether targets were kept, a break declared, a name taken over; after
 * all pairs were compared. */
void pm_judge_definitions(struct pm_comparison *comparison);

/* ---- noise.c: comments, order, layout ---- */

void pm_compare_texts(struct pm_comparison *comparison);

#endif
