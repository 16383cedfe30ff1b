/* simplex.c: least and greatest values of unknowns under equations, exactly.
 *
 * The simplex method with fractions and Bland's rule, which ends always: first a table that fits the
 * equations, with an auxiliary unknown for each, then the one in which the unknown is greatest. A
 * fraction that does not fit its numbers ends it without an answer. */
#include "runtime/privacy/attack.h"

enum { MOST_PIVOTS = 2000 };

struct tableau {
    struct pm_ratio
        *cells; /* rows of `columns` and the right side; the last row is what to reduce */
    size_t rows;
    size_t columns;
    size_t *basis; /* by row: the unknown it gives */
    bool has_failed;
};

static struct pm_ratio *cell_at(const struct tableau *tableau, size_t row, size_t column)
{
    return &tableau->cells[row * (tableau->columns + 1) + column];
}

static bool is_zero(struct pm_ratio ratio)
{
    return ratio.numerator == 0;
}

static void pivot_on(struct tableau *tableau, size_t row, size_t column)
{
    struct pm_ratio lead = *cell_at(tableau, row, column);
    for (size_t i = 0; i <= tableau->columns; i++)
        if (!is_zero(*cell_at(tableau, row, i)))
            *cell_at(tableau, row, i) = pm_ratio_divide(*cell_at(tableau, row, i), lead);
    for (size_t i = 0; i <= tableau->rows; i++) {
        struct pm_ratio factor = *cell_at(tableau, i, column);
        if (i == row || is_zero(factor)) continue;
        for (size_t j = 0; j <= tableau->columns; j++) {
            struct pm_ratio own = *cell_at(tableau, row, j);
            if (is_zero(own)) continue;
            struct pm_ratio *cell = cell_at(tableau, i, j);
            *cell = pm_ratio_subtract(*cell, pm_ratio_multiply(factor, own));
            if (!pm_ratio_is_defined(*cell)) tableau->has_failed = true;
        }
    }
    tableau->basis[row] = column;
}

/* The row that limits a column most; SIZE_MAX: none does. */
static size_t find_limit(const struct tableau *tableau, size_t column)
{
    size_t best = SIZE_MAX;
    struct pm_ratio least = pm_ratio_undefined();
    for (size_t i = 0; i < tableau->rows; i++) {
        struct pm_ratio own = *cell_at(tableau, i, column);
        if (pm_ratio_sign(own) <= 0) continue;
        struct pm_ratio limit = pm_ratio_divide(*cell_at(tableau, i, tableau->columns), own);
        if (!pm_ratio_is_defined(limit)) continue;
        int order = best == SIZE_MAX ? -1 : pm_ratio_compare(limit, least);
        if (order < 0 || (order == 0 && tableau->basis[i] < tableau->basis[best])) {
            best = i;
            least = limit;
        }
    }
    return best;
}

/* Reduces the last row as far as it goes. False: there is no end to it, or no answer. */
static bool reduce(struct tableau *tableau, size_t columns)
{
    for (int i = 0; i < MOST_PIVOTS && !tableau->has_failed; i++) {
        size_t enter = 0;
        while (enter < columns && pm_ratio_sign(*cell_at(tableau, tableau->rows, enter)) >= 0)
            enter++;
        if (enter == columns) return true;
        size_t leave = find_limit(tableau, enter);
        if (leave == SIZE_MAX) return false;
        pivot_on(tableau, leave, enter);
    }
    return false;
}

/* One row for each equation, with the auxiliary unknowns behind the others as the basis. */
static struct tableau start_tableau(struct pm_arena *arena, const struct pm_equation *equations,
                                    size_t count, size_t unknowns)
{
    struct tableau tableau = {.rows = count, .columns = unknowns + count};
    size_t size = (count + 1) * (tableau.columns + 1);
    tableau.cells = PM_NEW_ITEMS(arena, struct pm_ratio, size);
    tableau.basis = PM_NEW_ITEMS(arena, size_t, count + 1);
    for (size_t i = 0; i < size; i++)
        tableau.cells[i] = pm_ratio_from_integer(0);
    for (size_t i = 0; i < count; i++) {
        int sign = equations[i].sum < 0 ? -1 : 1;
        for (size_t j = 0; j < unknowns; j++)
            *cell_at(&tableau, i, j) = pm_ratio_from_integer(sign * equations[i].factors[j]);
        *cell_at(&tableau, i, unknowns + i) = pm_ratio_from_integer(1);
        *cell_at(&tableau, i, tableau.columns) = pm_ratio_from_integer(sign * equations[i].sum);
        tableau.basis[i] = unknowns + i;
        for (size_t j = 0; j <= tableau.columns; j++) {
            struct pm_ratio *aim = cell_at(&tableau, count, j);
            if (j < unknowns || j == tableau.columns)
                *aim = pm_ratio_subtract(*aim, *cell_at(&tableau, i, j));
        }
    }
    return tableau;
}

/* Takes auxiliary unknowns that are left in the basis out of it, where that can be. */
static void drop_auxiliary(struct tableau *tableau, size_t unknowns)
{
    for (size_t i = 0; i < tableau->rows; i++) {
        if (tableau->basis[i] < unknowns) continue;
        for (size_t j = 0; j < unknowns; j++) {
            if (is_zero(*cell_at(tableau, i, j))) continue;
            pivot_on(tableau, i, j);
            break;
        }
    }
}

/* Least value of sign * unknown from a table that fits; false: there is none, or no answer. */
static bool find_least(struct tableau *tableau, size_t unknowns, size_t which, int sign,
                       struct pm_ratio *out)
{
    for (size_t j = 0; j <= tableau->columns; j++)
        *cell_at(tableau, tableau->rows, j) = pm_ratio_from_integer(0);
    *cell_at(tableau, tableau->rows, which) = pm_ratio_from_integer(sign);
    for (size_t i = 0; i < tableau->rows; i++) {
        if (tableau->basis[i] != which) continue;
        for (size_t j = 0; j <= tableau->columns; j++) {
            struct pm_ratio own =
                pm_ratio_multiply(pm_ratio_from_integer(sign), *cell_at(tableau, i, j));
            struct pm_ratio *cell = cell_at(tableau, tableau->rows, j);
            *cell = pm_ratio_subtract(*cell, own);
        }
    }
    if (!reduce(tableau, unknowns)) return false;
    *out = pm_ratio_negate(*cell_at(tableau, tableau->rows, tableau->columns));
    return pm_ratio_is_defined(*out);
}

/* The whole number at or above a fraction. */
static int64_t round_up(struct pm_ratio ratio)
{
    pm_wide whole = ratio.numerator / ratio.denominator;
    if (ratio.numerator > 0 && ratio.numerator % ratio.denominator) whole++;
    return (int64_t)whole;
}

bool pm_find_bounds(struct pm_arena *arena, const struct pm_equation *equations, size_t count,
                    size_t unknowns, size_t wanted, struct pm_bounds *bounds)
{
    struct tableau tableau = start_tableau(arena, equations, count, unknowns);
    if (!reduce(&tableau, tableau.columns)) return true;
    struct pm_ratio rest = *cell_at(&tableau, count, tableau.columns);
    if (!pm_ratio_is_defined(rest)) return true;
    if (pm_ratio_sign(rest) != 0) return false;
    drop_auxiliary(&tableau, unknowns);
    for (size_t i = 0; i < wanted && !tableau.has_failed; i++) {
        struct pm_ratio found;
        if (find_least(&tableau, unknowns, i, 1, &found) && round_up(found) > bounds[i].least)
            bounds[i].least = round_up(found);
        if (find_least(&tableau, unknowns, i, -1, &found) && -round_up(found) < bounds[i].most)
            bounds[i].most = -round_up(found);
    }
    return true;
}
