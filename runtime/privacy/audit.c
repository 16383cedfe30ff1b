/* audit.c: looks for hidden cells that follow from several sums together.
 *
 * Each relation that binds is an equation between the hidden cells in it; what is shown is
 * known. A cell follows from them when elimination leaves an equation in which it stands alone.
 * Numbers are reckoned modulo a large prime: coefficients stay small whole numbers or fractions,
 * and none that is not 0 becomes 0 but by a chance of one in 10^18. */
#include "runtime/privacy/web.h"

static const uint64_t prime = ((uint64_t)1 << 61) - 1;

static uint64_t multiply(uint64_t a, uint64_t b)
{
    return (uint64_t)((pm_unsigned_wide)a * b % prime);
}

static uint64_t subtract(uint64_t a, uint64_t b)
{
    return a >= b ? a - b : a + prime - b;
}

/* a to the power of prime - 2. */
static uint64_t invert(uint64_t a)
{
    uint64_t result = 1;
    for (uint64_t rest = prime - 2; rest; rest >>= 1) {
        if (rest & 1) result = multiply(result, a);
        a = multiply(a, a);
    }
    return result;
}

struct system {    /* the equations of hidden cells that hang together */
    size_t *cells; /* variables */
    size_t count;
    uint64_t *matrix; /* row after row, `count` columns */
    size_t rows;
};

struct audit {
    const struct pm_web *web;
    size_t *leader; /* by cell: union-find over relations */
    size_t *column; /* by cell: its place in the system at hand */
};

static bool is_hidden(const struct pm_veil_cell *cell)
{
    return cell->veil != PM_VEIL_NONE || cell->is_unknown;
}

static size_t cell_of(const struct pm_relation *relation, size_t index)
{
    return index ? relation->parts[index - 1] : relation->total;
}

static size_t find_leader(struct audit *audit, size_t cell)
{
    while (audit->leader[cell] != cell) {
        audit->leader[cell] = audit->leader[audit->leader[cell]];
        cell = audit->leader[cell];
    }
    return cell;
}

/* Cells of one relation go together. */
static void join_cells(struct audit *audit)
{
    const struct pm_web *web = audit->web;
    for (size_t i = 0; i < web->table->count; i++)
        audit->leader[i] = i;
    for (size_t i = 0; i < web->relations.count; i++) {
        const struct pm_relation *relation = &web->relations.items[i];
        size_t first = SIZE_MAX;
        if (!pm_relation_binds(web, relation)) continue;
        for (size_t j = 0; j <= relation->count; j++) {
            size_t cell = cell_of(relation, j);
            if (!is_hidden(&web->table->items[cell])) continue;
            if (first == SIZE_MAX) first = cell;
            audit->leader[find_leader(audit, cell)] = find_leader(audit, first);
        }
    }
}

/* True when the relation is an equation of the system: its hidden cells hang together. */
static bool belongs(struct audit *audit, const struct pm_relation *relation, size_t leader)
{
    const struct pm_web *web = audit->web;
    if (!pm_relation_binds(web, relation)) return false;
    for (size_t i = 0; i <= relation->count; i++) {
        size_t cell = cell_of(relation, i);
        if (is_hidden(&web->table->items[cell])) return find_leader(audit, cell) == leader;
    }
    return false;
}

static void add_row(struct audit *audit, const struct pm_relation *relation, size_t leader,
                    struct system *system)
{
    const struct pm_web *web = audit->web;
    uint64_t *row = &system->matrix[system->rows * system->count];
    if (!belongs(audit, relation, leader)) return;
    for (size_t i = 0; i <= relation->count; i++) {
        size_t cell = cell_of(relation, i);
        if (is_hidden(&web->table->items[cell])) row[audit->column[cell]] = i ? prime - 1 : 1;
    }
    system->rows++;
}

static struct system make_system(struct audit *audit, struct pm_arena *arena, size_t leader)
{
    const struct pm_web *web = audit->web;
    struct system system = {.cells = PM_NEW_ITEMS(arena, size_t, web->table->count + 1)};
    for (size_t i = 0; i < web->table->count; i++) {
        if (!is_hidden(&web->table->items[i]) || find_leader(audit, i) != leader) continue;
        audit->column[i] = system.count;
        system.cells[system.count++] = i;
    }
    size_t rows = 0;
    for (size_t i = 0; i < web->relations.count; i++)
        rows += belongs(audit, &web->relations.items[i], leader);
    system.matrix = PM_NEW_ITEMS(arena, uint64_t, (rows + 1) * system.count);
    for (size_t i = 0; i < web->relations.count; i++)
        add_row(audit, &web->relations.items[i], leader, &system);
    return system;
}

static void take_row_away(struct system *system, size_t from, size_t row, size_t column)
{
    uint64_t *target = &system->matrix[from * system->count];
    const uint64_t *source = &system->matrix[row * system->count];
    uint64_t factor = target[column];
    if (!factor) return;
    for (size_t i = 0; i < system->count; i++)
        if (source[i]) target[i] = subtract(target[i], multiply(factor, source[i]));
}

/* Brings an equation with this column to `row` and clears the column elsewhere; false: there is
 * none. */
static bool take_pivot(struct system *system, size_t row, size_t column)
{
    size_t found = row;
    while (found < system->rows && !system->matrix[found * system->count + column])
        found++;
    if (found == system->rows) return false;
    uint64_t *at = &system->matrix[row * system->count];
    uint64_t *other = &system->matrix[found * system->count];
    for (size_t i = 0; i < system->count; i++) {
        uint64_t kept = at[i];
        at[i] = other[i];
        other[i] = kept;
    }
    uint64_t inverse = invert(at[column]);
    for (size_t i = 0; i < system->count; i++)
        at[i] = multiply(at[i], inverse);
    for (size_t i = 0; i < system->rows; i++)
        if (i != row) take_row_away(system, i, row, column);
    return true;
}

/* A hidden cell of ours that stands alone in an equation. */
static size_t solve(const struct pm_web *web, struct system *system)
{
    size_t row = 0;
    for (size_t column = 0; column < system->count && row < system->rows; column++)
        row += take_pivot(system, row, column);
    for (size_t i = 0; i < row; i++) {
        size_t cells = 0;
        size_t last = 0;
        for (size_t j = 0; j < system->count; j++) {
            if (!system->matrix[i * system->count + j]) continue;
            cells++;
            last = system->cells[j];
        }
        if (cells == 1 && web->table->items[last].veil != PM_VEIL_NONE) return last;
    }
    return SIZE_MAX;
}

size_t pm_find_disclosed(const struct pm_web *web)
{
    struct pm_arena *arena = pm_arena_new_scratch(web->arena);
    struct audit audit = {.web = web};
    size_t found = SIZE_MAX;
    audit.leader = PM_NEW_ITEMS(arena, size_t, web->table->count + 1);
    audit.column = PM_NEW_ITEMS(arena, size_t, web->table->count + 1);
    join_cells(&audit);
    for (size_t i = 0; found == SIZE_MAX && i < web->table->count; i++) {
        if (!is_hidden(&web->table->items[i]) || find_leader(&audit, i) != i) continue;
        struct system system = make_system(&audit, arena, i);
        found = solve(web, &system);
    }
    pm_arena_free(arena);
    return found;
}
