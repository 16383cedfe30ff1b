/* attack.h: what any reader can work out of figures that are published.
 *
 * An attack knows figures by names alone: metric, period, unit and groups, with the numbers that
 * stand beside them, some of them hidden. It works with what everybody knows: parts add up to
 * totals, wherever that can be seen to hold; counts are whole and not negative, and no more have an
 * outcome than there are. What it says follows from the figures; it never guesses. */
#ifndef PM_ATTACK_H
#define PM_ATTACK_H

#include "lang/base/arena.h"
#include "lang/base/number.h"
#include "lang/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PM_PUBLISHED_SIDES = 8 };

struct pm_published_side {
    const char *dimension;
    const char *group;
};

struct pm_published { /* a figure as a file has it */
    const char *metric;
    const char *period;
    const char *unit;
    struct pm_published_side sides[PM_PUBLISHED_SIDES]; /* groups that are not `all` */
    size_t side_count;
    bool is_hidden;       /* the file says so, or has no number */
    int64_t persons;      /* n, or the denominator; -1: not published */
    int64_t numerator;    /* likewise; of a count the value */
    int64_t fewer_than;   /* persons, where the file says so of a hidden figure; 0: it does not */
    struct pm_ratio rate; /* the value where it is published without its counts; else undefined */
    struct pm_ratio step; /* to which that is rounded */
    struct pm_ratio at_least; /* what a capped figure tells; undefined */
    struct pm_ratio at_most;
    const char *file;
    int64_t line;
};

struct pm_attack;

struct pm_attack *pm_attack_new(struct pm_arena *arena);

/* Adds a figure; texts are borrowed. One that was added before is known with both; that one is given
 * back where it says another number, else NULL. */
const struct pm_published *pm_attack_add(struct pm_attack *attack,
                                         const struct pm_published *published);

/* What is known of the names: a unit lies in another one; a group is several together; the groups of
 * a dimension overlap, so that they add up to nothing. */
void pm_attack_set_above(struct pm_attack *attack, const char *unit, const char *above);
void pm_attack_set_union(struct pm_attack *attack, const char *dimension, const char *group,
                         const char *part);
void pm_attack_set_overlapping(struct pm_attack *attack, const char *dimension);

enum pm_disclosure_kind {
    PM_DISCLOSED_EXACTLY, /* only one value fits */
    PM_DISCLOSED_NEARLY,  /* fewer values fit than `width` says */
    PM_DISCLOSED_CHANGE   /* two files differ by fewer persons than that */
};

struct pm_disclosure {
    enum pm_disclosure_kind kind;
    const struct pm_published *figure;
    const struct pm_published *other; /* of a change: the other file's; else NULL */
    bool is_numerator;                /* it is about who has the outcome; else about all persons */
    int64_t least;
    int64_t most; /* INT64_MAX: no end */
    bool is_few;  /* it may be about fewer persons than `width` */
};

struct pm_attack_result {
    size_t figures;
    size_t hidden;
    size_t unexamined; /* hidden numbers that hang together too widely: only bounds of each alone */
    bool has_loose_units; /* units do not make up the greatest one, and nobody says what they do */
    bool has_versions;    /* files say different numbers of one figure: the first is taken */
    size_t contradicting; /* numbers for which the sums that seem to hold leave no value */
    struct pm_disclosure *disclosures; /* in the order of the figures added */
    size_t count;
};

/* What files say of a figure by its names, all together; NULL: nothing. */
const struct pm_published *pm_attack_known(const struct pm_attack *attack,
                                           const struct pm_published *names);

/* Works out what can be. `width`: numbers of persons below are few. */
struct pm_attack_result pm_attack_run(struct pm_attack *attack, int64_t width);

/* ---- Bounds (simplex.c) ---- */

struct pm_equation { /* factors of unknowns, one after the other, add up to `sum` */
    int32_t *factors;
    int64_t sum;
};

struct pm_bounds {
    int64_t least;
    int64_t most;
};

/* The least and greatest value of the first `wanted` unknowns, none of which is below 0. A bound that
 * can't be worked out in the numbers at hand stays as it is in `bounds`, which hold what is known.
 * False where nothing fits the equations. */
bool pm_find_bounds(struct pm_arena *arena, const struct pm_equation *equations, size_t count,
                    size_t unknowns, size_t wanted, struct pm_bounds *bounds);

#endif
