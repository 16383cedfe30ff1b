/* diff.h: what changed between two revisions of a project, by what they mean.
 *
 * Both sides are compiled; the model of each is described line by line (lang/model/outline.h), and
 * declarations are paired by kind and qualified name, `renamed` and `retired` taken into account. A
 * line that only one side has is a change: facts.def says which one, functions know the others, and
 * what neither knows is `fact_changed`. So nothing that a project says can be missed. Where a thing
 * stands, in which order, how it is laid out and what comments say is no change.
 *
 * Changes live in the arena given and borrow both compilations. */
#ifndef PM_DIFF_H
#define PM_DIFF_H

#include "lang/base/arena.h"
#include "lang/base/number.h"
#include "lang/base/span.h"
#include "lang/model/resolve.h"

#include <stdbool.h>
#include <stddef.h>

enum pm_change_id {
#define PM_CHANGE(id, area, ambition, sign, comparability, mirror, means, why) PM_CHANGE_##id,
#include "lang/diff/changes.def"
    PM_CHANGE_COUNT,
    PM_CHANGE_none = PM_CHANGE_COUNT
};

enum pm_ambition { PM_WEAKENING, PM_UNDECIDABLE, PM_STRENGTHENING, PM_NEUTRAL, PM_AMBITION_COUNT };
enum pm_comparability { PM_BROKEN, PM_BRIDGED, PM_KEPT, PM_COMPARABILITY_COUNT };
enum pm_sign { PM_SIGN_PLAIN, PM_SIGN_DIRECTION };

struct pm_change_kind { /* a row of changes.def */
    const char *name;   /* "target_lowered" */
    const char *area;   /* "target" */
    enum pm_ambition ambition;
    enum pm_sign sign;
    enum pm_comparability comparability;
    enum pm_change_id mirror; /* PM_CHANGE_none: pm_change_no_mirror says why */
    const char *means;
    const char *why;
};

const struct pm_change_kind *pm_change_kind(enum pm_change_id id);

/* Why a kind of change has no mirror; "" where it has one. */
const char *pm_change_no_mirror(enum pm_change_id id);

/* The id with this name; PM_CHANGE_none when there is none. */
enum pm_change_id pm_change_find(struct pm_text name);

const char *pm_ambition_name(enum pm_ambition ambition);                /* "weakening" */
const char *pm_comparability_name(enum pm_comparability comparability); /* "broken" */

/* What one side says. */
struct pm_change_side {
    bool is_there;     /* false: this side says nothing about it */
    struct pm_span at; /* in the sources of that side; see has_place */
    bool has_place;    /* false: it is so by default, nobody wrote it */
    const char *text;  /* the statement as it was written, on one line; "" where there is none */
    const char *value; /* the value alone in canonical form: "0.24", "2026-06-30"; "" unknown */
    bool has_amount;   /* the value is a number: */
    struct pm_decimal amount;
};

struct pm_change {
    enum pm_change_id id;
    enum pm_ambition ambition;           /* with the sign of the metric's direction */
    enum pm_comparability comparability; /* bridged where a `break` says so */
    const char *kind;                    /* of the subject, as the language calls it: "measure" */
    const char *subject;                 /* its name from outside: "compass.present.contact_48h" */
    struct pm_change_side old;
    struct pm_change_side new;
    const char *why;    /* one sentence without its full stop */
    const char *remark; /* what only this change knows ("moved 4 times, 211 days"); "" */
    const char *help;   /* what to write, if anything; "" */
    bool is_hidden;     /* shown with --all only */
    size_t also;        /* further declarations to which the same statement applies */
    const struct pm_waiver *waiver; /* accepts it; NULL: none */
    const void *origin;             /* the declaration it was found in, for the comparison alone */
    struct pm_change **claims; /* raw changes that this one stands for; none of them is an item */
    size_t claim_count;
};

struct pm_change_counts {
    size_t ambitions[PM_AMBITION_COUNT]; /* of changes that are neither hidden nor waived */
    size_t broken;
    size_t bridged;
    size_t shown;
    size_t hidden;
    size_t waived; /* counted nowhere else */
};

enum pm_waiver_state { PM_WAIVER_USED, PM_WAIVER_UNUSED, PM_WAIVER_EXPIRED };

struct pm_change_waiver { /* a `waive` of the new side that is about a change */
    const struct pm_waiver *waiver;
    enum pm_waiver_state state;
    size_t count; /* changes that it accepts, or would */
};

struct pm_changes {
    const struct pm_compilation *old;
    const struct pm_compilation *new;
    struct pm_change **items; /* worst first, then by kind and name of the subject */
    size_t count;
    struct pm_change_waiver *waivers; /* in the order written */
    size_t waiver_count;
    int32_t waived_on; /* the day given to pm_changes_waive */
};

/* All changes from `old` to `new`, hidden ones among them. Both must compile without errors. */
struct pm_changes *pm_diff(struct pm_arena *arena, const struct pm_compilation *old,
                           const struct pm_compilation *new);

/* Lets the exceptions of the new side (`waive min_n_raised for m from 10 to 30 ..`) speak: a change of
 * exactly these values is accepted until the day that is named. One that had run out on the day
 * `as_of` (PM_NO_DAY: all hold) accepts nothing. One that the old side has, too, was for an earlier
 * comparison: it is listed where it is used or has run out; a new one also where it fits nothing. */
void pm_changes_waive(struct pm_arena *arena, struct pm_changes *changes, int32_t as_of);

/* Adds a change that was found later, by data, in its place; an exception may accept it. */
void pm_changes_add(struct pm_arena *arena, struct pm_changes *changes, struct pm_change *change);

/* Puts changes in order, and those that are the same together; the number that is left. */
size_t pm_changes_order(struct pm_arena *arena, struct pm_change **items, size_t count);

/* Waivers of a state. */
size_t pm_changes_count_waivers(const struct pm_changes *changes, enum pm_waiver_state state);

/* Keeps the changes of which the old side stands in `old`, or the new one in `new`: a file, or a
 * folder that is named with a slash at its end. */
void pm_changes_keep(struct pm_changes *changes, const char *old, const char *new);

/* A statement as it was written, without its block, comments and line ends, on one line. */
const char *pm_line_of_statement(struct pm_arena *arena, const struct pm_sources *sources,
                                 const struct pm_statement *statement);

struct pm_change_counts pm_changes_count(const struct pm_changes *changes);

#endif
