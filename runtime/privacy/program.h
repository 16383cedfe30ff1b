/* program.h: how far numbers can go together. Internal to runtime/privacy.
 *
 * Variables are changes, in whole numbers, from a table that is known to be right: 0 is always
 * possible, each has bounds on both sides of it, and equations say which changes cancel out. The
 * simplex method looks for the changes that gain most. Steps are whole numbers from the first to
 * the last, so that what is found is a table of whole numbers, if not always the best one; it is
 * checked against all equations with exact numbers.
 * After G. B. Dantzig, Linear Programming and Extensions, 1963, chapter 18 (upper bounds). */
#ifndef PM_PROGRAM_H
#define PM_PROGRAM_H

#include "lang/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pm_program_variable {
    int64_t low;  /* 0 or less */
    int64_t high; /* 0 or more */
    double gain;  /* of a change by 1 */
    int64_t found;
};

struct pm_program_entry {
    uint32_t equation;
    uint32_t variable;
    int32_t factor;
};

struct pm_program_table; /* the simplex table */

struct pm_program {
    struct pm_arena *arena;
    PM_ARRAY(struct pm_program_variable) variables;
    PM_ARRAY(struct pm_program_entry) entries;
    size_t equations;
    int64_t work;                   /* done so far, in cells of tables worked out */
    struct pm_program_table *table; /* NULL before the first pm_program_solve */
};

struct pm_program *pm_program_new(struct pm_arena *arena);

/* Both return the new one's number. Bounds and gains may change between two solutions; what is added
 * after the first one does not count. */
uint32_t pm_program_add_variable(struct pm_program *program, int64_t low, int64_t high);
uint32_t pm_program_add_equation(struct pm_program *program);

void pm_program_add_entry(struct pm_program *program, uint32_t equation, uint32_t variable,
                          int32_t factor);

/* Sets `found` of all variables: changes that agree with all equations and bounds, and gain as much
 * as could be found, or, with `enough`, as soon as this variable is at the bound where it gains most;
 * UINT32_MAX: no variable. With `goes_on` the search starts where the one before ended, which may find
 * what it did not. */
void pm_program_solve(struct pm_program *program, uint32_t enough, bool goes_on);

#endif
