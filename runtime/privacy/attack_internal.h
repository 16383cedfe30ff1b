/* attack_internal.h: what the parts of an attack share. Internal to runtime/privacy.
 *
 * attack.c keeps the figures, attack_sums.c finds how they add up, attack_solve.c works out what
 * follows. A figure has two numbers: persons (2 * index) and those with the outcome (2 * index +
 * 1). */
#ifndef PM_ATTACK_INTERNAL_H
#define PM_ATTACK_INTERNAL_H

#include "runtime/privacy/attack.h"

struct pm_attack_figure {
    struct pm_published published;      /* with what all files say */
    const struct pm_published *changed; /* another file says another number; NULL */
    const char *key;
    uint32_t next; /* in its bucket; UINT32_MAX: the last */
};

struct pm_attack_number {
    int64_t value; /* -1: not known */
    int64_t least;
    int64_t most;
    bool is_unknown;
    uint32_t leader; /* of the unknown ones that hang together */
    uint32_t column; /* among these */
};

struct pm_attack_sum { /* parts add up to the total; all are numbers */
    uint32_t total;
    uint32_t *parts;
    size_t count;
    uint32_t kind; /* sums that hold or do not hold together */
};

struct pm_attack_limit { /* low_factor * low <= high_factor * high */
    uint32_t low;
    uint32_t high;
    int32_t low_factor;
    int32_t high_factor;
};

struct pm_name_pair {
    const char *first;
    const char *second;
    const char *third;
};

struct pm_attack {
    struct pm_arena *arena;
    PM_ARRAY(struct pm_attack_figure) figures;
    uint32_t *buckets;
    PM_ARRAY(struct pm_name_pair) above;       /* unit, the one above */
    PM_ARRAY(struct pm_name_pair) unions;      /* dimension, group, part */
    PM_ARRAY(struct pm_name_pair) overlapping; /* dimension */
    struct pm_attack_number *numbers;
    PM_ARRAY(struct pm_attack_sum) sums;
    PM_ARRAY(struct pm_attack_limit) limits;
    int64_t width;
    size_t unexamined;
    size_t contradicting;
    bool has_loose_units;
};

/* The index of a figure by its names; UINT32_MAX. */
uint32_t pm_attack_find(const struct pm_attack *attack, const struct pm_published *names);

/* Finds the sums that hold wherever that can be seen. (attack_sums.c) */
void pm_attack_find_sums(struct pm_attack *attack);

/* Narrows the bounds of all unknown numbers. (attack_solve.c) */
void pm_attack_solve(struct pm_attack *attack);

#endif
