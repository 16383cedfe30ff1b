/* program.c: the simplex method over changes, from no change at all, in whole steps. */
#include "runtime/privacy/program.h"

#include <math.h>
#include <string.h>

enum {
    MOST_STEPS = 600,
    MOST_STANDING = 40,  /* steps that lead nowhere, one after the other */
    SMALL_TABLE = 30000, /* cells; where there are no more, the search is longer, by .. */
    LONGER = 8,
    MOST_TRIED = 8,  /* columns, for each step */
    MOST_FACTOR = 60 /* steps are a multiple of so much at most, for fractions in a column */
};

static const double tiny = 1e-9;
static const double slight = 1e-6; /* of gains: less is none */

/* Each row is a bound variable: the sum of its factors times the free variables. The last row is
 * what is gained by a change of each free variable. */
struct pm_program_table {
    double *cells;
    size_t rows;
    size_t columns;
    uint32_t *bound;
    uint32_t *free;
    double *first_cells; /* the table as the equations gave it: every search starts there */
    uint32_t *first_bound;
    uint32_t *first_free;
    uint32_t *filled; /* room: columns that the row at hand has */
    double *column;   /* room: the column at hand, one row after the other */
};

struct pm_program *pm_program_new(struct pm_arena *arena)
{
    struct pm_program *program = PM_NEW(arena, struct pm_program);
    program->arena = arena;
    return program;
}

uint32_t pm_program_add_variable(struct pm_program *program, int64_t low, int64_t high)
{
    struct pm_program_variable variable = {.low = low, .high = high};
    PM_PUSH(program->arena, &program->variables, variable);
    return (uint32_t)(program->variables.count - 1);
}

uint32_t pm_program_add_equation(struct pm_program *program)
{
    return (uint32_t)program->equations++;
}

void pm_program_add_entry(struct pm_program *program, uint32_t equation, uint32_t variable,
                          int32_t factor)
{
    struct pm_program_entry entry = {equation, variable, factor};
    PM_PUSH(program->arena, &program->entries, entry);
}

/* ---- The table ---- */

static double *row_of(const struct pm_program_table *table, size_t row)
{
    return &table->cells[row * table->columns];
}

/* The row's variable becomes free, and that of the column bound. */
static void exchange(struct pm_program_table *table, size_t row, size_t column)
{
    double *own = row_of(table, row);
    double lead = own[column];
    size_t filled = 0;
    for (size_t i = 0; i < table->columns; i++) {
        if (i == column || own[i] == 0) continue;
        own[i] = -own[i] / lead;
        table->filled[filled++] = (uint32_t)i;
    }
    own[column] = 1 / lead;
    for (size_t other = 0; other <= table->rows; other++) {
        double *cells = row_of(table, other);
        double factor = cells[column];
        if (other == row || factor == 0) continue;
        for (size_t i = 0; i < filled; i++) {
            double sum = cells[table->filled[i]] + factor * own[table->filled[i]];
            cells[table->filled[i]] = fabs(sum) < tiny ? 0 : sum;
        }
        cells[column] = factor / lead;
    }
    uint32_t variable = table->bound[row];
    table->bound[row] = table->free[column];
    table->free[column] = variable;
}

/* ---- Solving the equations ---- */

struct terms { /* of an equation; after it is solved for a variable, without that one */
    uint32_t *variables;
    double *factors;
    size_t count;
    size_t capacity;
};

struct solving {
    struct pm_program *program;
    struct terms *equations;
    uint32_t *solved_for; /* by equation: its variable; UINT32_MAX: it says nothing new */
    double *sums;         /* by variable: room for one equation */
    bool *is_in;
    PM_ARRAY(uint32_t) * uses; /* by variable: equations that may have it */
};

static void put_term(struct solving *solving, size_t equation, uint32_t variable, double factor)
{
    struct terms *terms = &solving->equations[equation];
    if (terms->count == terms->capacity) {
        size_t capacity = terms->capacity ? 2 * terms->capacity : 8;
        struct pm_arena *arena = solving->program->arena;
        terms->variables =
            pm_arena_grow(arena, terms->variables, terms->count * sizeof *terms->variables,
                          capacity * sizeof *terms->variables);
        terms->factors = pm_arena_grow(arena, terms->factors, terms->count * sizeof *terms->factors,
                                       capacity * sizeof *terms->factors);
        terms->capacity = capacity;
    }
    terms->variables[terms->count] = variable;
    terms->factors[terms->count++] = factor;
}

static void read_equations(struct solving *solving)
{
    const struct pm_program *program = solving->program;
    for (size_t i = 0; i < program->entries.count; i++) {
        const struct pm_program_entry *entry = &program->entries.items[i];
        put_term(solving, entry->equation, entry->variable, entry->factor);
        PM_PUSH(program->arena, &solving->uses[entry->variable], entry->equation);
    }
}

/* The term by whose variable an equation is solved: of those with a factor nearest to 1 the one that
 * is in the fewest others. */
static size_t choose_lead(const struct solving *solving, const struct terms *terms)
{
    size_t best = 0;
    for (size_t i = 1; i < terms->count; i++) {
        double far = fabs(fabs(terms->factors[i]) - 1);
        double best_far = fabs(fabs(terms->factors[best]) - 1);
        size_t uses = solving->uses[terms->variables[i]].count;
        if (far < best_far - tiny ||
            (far <= best_far + tiny && uses < solving->uses[terms->variables[best]].count))
            best = i;
    }
    return best;
}

static void add_terms(struct solving *solving, const struct terms *terms, double times)
{
    for (size_t i = 0; i < terms->count; i++)
        solving->sums[terms->variables[i]] += times * terms->factors[i];
}

/* Puts what a variable is solved for into an equation that has it. */
static void substitute(struct solving *solving, size_t equation, uint32_t variable,
                       const struct terms *own)
{
    struct terms *terms = &solving->equations[equation];
    size_t at = 0;
    while (at < terms->count && terms->variables[at] != variable)
        at++;
    if (at == terms->count) return;
    double times = terms->factors[at];
    terms->factors[at] = 0;
    add_terms(solving, terms, 1);
    add_terms(solving, own, times);
    size_t before = terms->count;
    for (size_t i = 0; i < before; i++)
        solving->is_in[terms->variables[i]] = true;
    for (size_t i = 0; i < own->count; i++) {
        if (solving->is_in[own->variables[i]]) continue;
        put_term(solving, equation, own->variables[i], 0);
        PM_PUSH(solving->program->arena, &solving->uses[own->variables[i]], (uint32_t)equation);
    }
    size_t count = 0;
    for (size_t i = 0; i < terms->count; i++) {
        uint32_t other = terms->variables[i];
        double sum = solving->sums[other];
        solving->sums[other] = 0;
        solving->is_in[other] = false;
        if (fabs(sum) < tiny) continue;
        terms->variables[count] = other;
        terms->factors[count++] = sum;
    }
    terms->count = count;
}

static void solve_equation(struct solving *solving, size_t equation)
{
    struct terms *own = &solving->equations[equation];
    solving->solved_for[equation] = UINT32_MAX;
    if (!own->count) return;
    size_t lead = choose_lead(solving, own);
    uint32_t variable = own->variables[lead];
    double factor = own->factors[lead];
    own->count--;
    own->variables[lead] = own->variables[own->count];
    own->factors[lead] = own->factors[own->count];
    for (size_t i = 0; i < own->count; i++)
        own->factors[i] /= -factor;
    solving->solved_for[equation] = variable;
    for (size_t i = 0; i < solving->uses[variable].count; i++)
        if (solving->uses[variable].items[i] != equation)
            substitute(solving, solving->uses[variable].items[i], variable, own);
}

/* The variables that are left free, in order, and a row for each other one that they change. */
static void make_table(struct solving *solving)
{
    struct pm_program *program = solving->program;
    struct pm_arena *arena = program->arena;
    struct pm_program_table *table = PM_NEW(arena, struct pm_program_table);
    size_t count = program->variables.count;
    uint32_t *columns = PM_NEW_ITEMS(arena, uint32_t, count + 1);
    for (size_t i = 0; i < program->equations; i++)
        if (solving->solved_for[i] != UINT32_MAX) solving->is_in[solving->solved_for[i]] = true;
    table->free = PM_NEW_ITEMS(arena, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        if (solving->is_in[i]) continue;
        columns[i] = (uint32_t)table->columns;
        table->free[table->columns++] = (uint32_t)i;
    }
    table->bound = PM_NEW_ITEMS(arena, uint32_t, program->equations + 1);
    table->filled = PM_NEW_ITEMS(arena, uint32_t, table->columns + 1);
    table->column = PM_NEW_ITEMS(arena, double, program->equations + 1);
    table->cells = PM_NEW_ITEMS(arena, double, (program->equations + 1) * (table->columns + 1));
    for (size_t i = 0; i < program->equations; i++) {
        const struct terms *terms = &solving->equations[i];
        if (solving->solved_for[i] == UINT32_MAX || !terms->count) continue;
        table->bound[table->rows] = solving->solved_for[i];
        for (size_t j = 0; j < terms->count; j++)
            row_of(table, table->rows)[columns[terms->variables[j]]] = terms->factors[j];
        table->rows++;
    }
    size_t cells = table->rows * table->columns;
    table->first_cells = PM_NEW_ITEMS(arena, double, cells + 1);
    table->first_bound = PM_NEW_ITEMS(arena, uint32_t, table->rows + 1);
    table->first_free = PM_NEW_ITEMS(arena, uint32_t, table->columns + 1);
    memcpy(table->first_cells, table->cells, cells * sizeof *table->cells);
    memcpy(table->first_bound, table->bound, table->rows * sizeof *table->bound);
    memcpy(table->first_free, table->free, table->columns * sizeof *table->free);
    program->table = table;
}

static void solve_equations(struct pm_program *program)
{
    struct pm_arena *arena = program->arena;
    size_t count = program->variables.count;
    struct solving solving = {.program = program};
    solving.equations = PM_NEW_ITEMS(arena, struct terms, program->equations + 1);
    solving.solved_for = PM_NEW_ITEMS(arena, uint32_t, program->equations + 1);
    solving.sums = PM_NEW_ITEMS(arena, double, count + 1);
    solving.is_in = PM_NEW_ITEMS(arena, bool, count + 1);
    solving.uses = pm_arena_alloc_items(arena, count + 1, sizeof *solving.uses);
    read_equations(&solving);
    for (size_t i = 0; i < program->equations; i++)
        solve_equation(&solving, i);
    make_table(&solving);
}

/* ---- Steps ---- */

static void sum_up_gains(const struct pm_program *program)
{
    const struct pm_program_table *table = program->table;
    double *gains = row_of(table, table->rows);
    for (size_t i = 0; i < table->columns; i++)
        gains[i] = program->variables.items[table->free[i]].gain;
    for (size_t row = 0; row < table->rows; row++) {
        const double *own = row_of(table, row);
        double gain = program->variables.items[table->bound[row]].gain;
        for (size_t i = 0; gain != 0 && i < table->columns; i++)
            gains[i] += gain * own[i];
    }
}

static int64_t room_of(const struct pm_program *program, uint32_t variable, double direction)
{
    const struct pm_program_variable *of = &program->variables.items[variable];
    return direction > 0 ? of->high - of->found : of->found - of->low;
}

/* The column that gains most and can move; SIZE_MAX: none. */
static size_t choose_column(const struct pm_program *program, const bool *is_stuck)
{
    const struct pm_program_table *table = program->table;
    const double *gains = row_of(table, table->rows);
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < table->columns; i++) {
        if (fabs(gains[i]) < slight || is_stuck[i]) continue;
        if (room_of(program, table->free[i], gains[i]) <= 0) continue;
        double more = best == SIZE_MAX ? 1 : fabs(gains[i]) - fabs(gains[best]);
        if (more > slight || (more > -slight && table->free[i] < table->free[best])) best = i;
    }
    return best;
}

static void read_column(const struct pm_program_table *table, size_t column)
{
    for (size_t row = 0; row < table->rows; row++)
        table->column[row] = row_of(table, row)[column];
}

/* Steps in a column have to be a multiple of this for all to stay whole; 0: there is none. */
static int64_t multiple_of(const struct pm_program_table *table)
{
    for (int64_t multiple = 1; multiple <= MOST_FACTOR; multiple++) {
        bool is_whole = true;
        for (size_t row = 0; is_whole && row < table->rows; row++) {
            double step = table->column[row] * (double)multiple;
            double off = step - (double)(int64_t)step;
            is_whole = fabs(off) < slight || fabs(off) > 1 - slight;
        }
        if (is_whole) return multiple;
    }
    return 0;
}

struct step {
    double direction;
    double length; /* until a bound is reached */
    size_t row;    /* whose bound; SIZE_MAX: that of the column's own variable */
};

static struct step limit_step(const struct pm_program *program, size_t column, double direction)
{
    const struct pm_program_table *table = program->table;
    struct step step = {direction, (double)room_of(program, table->free[column], direction),
                        SIZE_MAX};
    for (size_t row = 0; row < table->rows; row++) {
        double rate = direction * table->column[row];
        if (rate == 0) continue;
        double length = (double)room_of(program, table->bound[row], rate) / fabs(rate);
        bool is_nearer = length < step.length - slight;
        bool is_as_near = length <= step.length + slight && step.row != SIZE_MAX &&
                          fabs(rate) > fabs(table->column[step.row]) + slight;
        if (!is_nearer && !is_as_near) continue;
        step.length = length;
        step.row = row;
    }
    return step;
}

static void move(struct pm_program *program, size_t column, int64_t length)
{
    const struct pm_program_table *table = program->table;
    program->variables.items[table->free[column]].found += length;
    for (size_t row = 0; row < table->rows; row++) {
        double rate = table->column[row];
        if (rate != 0)
            program->variables.items[table->bound[row]].found +=
                (int64_t)nearbyint(rate * (double)length);
    }
}

static bool is_right(const struct pm_program *program)
{
    int64_t *sums = PM_NEW_ITEMS(program->arena, int64_t, program->equations + 1);
    for (size_t i = 0; i < program->entries.count; i++) {
        const struct pm_program_entry *entry = &program->entries.items[i];
        sums[entry->equation] += entry->factor * program->variables.items[entry->variable].found;
    }
    for (size_t i = 0; i < program->equations; i++)
        if (sums[i]) return false;
    for (size_t i = 0; i < program->variables.count; i++) {
        const struct pm_program_variable *variable = &program->variables.items[i];
        if (variable->found < variable->low || variable->found > variable->high) return false;
    }
    return true;
}

static bool is_enough(const struct pm_program *program, uint32_t variable)
{
    return variable != UINT32_MAX &&
           room_of(program, variable, program->variables.items[variable].gain) <= 0;
}

struct way { /* a step in a column */
    size_t column;
    double direction;
    struct step step;
    int64_t length; /* the whole number of it that can be made; 0: none */
    bool is_whole;  /* that is all of it */
};

static struct way look_at_column(const struct pm_program *program, size_t column)
{
    const struct pm_program_table *table = program->table;
    struct way way = {.column = column};
    way.direction = row_of(table, table->rows)[column] > 0 ? 1 : -1;
    read_column(table, column);
    way.step = limit_step(program, column, way.direction);
    int64_t multiple = multiple_of(table);
    if (multiple) way.length = (int64_t)floor(way.step.length + slight) / multiple * multiple;
    way.is_whole = fabs(way.step.length - (double)way.length) < slight;
    return way;
}

static int longer_for(const struct pm_program_table *table)
{
    return table->rows * table->columns <= SMALL_TABLE ? LONGER : 1;
}

/* The first of the best columns in which a step leads anywhere; else the best one that may be exchanged,
 * rather where all of a step leads nowhere than where the rest of it is no whole number. False: there is
 * none. */
static bool choose_way(const struct pm_program *program, bool *is_tried, struct way *out)
{
    struct way best = {.column = SIZE_MAX};
    for (int i = 0; i < MOST_TRIED * longer_for(program->table); i++) {
        size_t column = choose_column(program, is_tried);
        if (column == SIZE_MAX) break;
        *out = look_at_column(program, column);
        if (out->length) return true;
        is_tried[column] = true;
        bool is_better = best.column == SIZE_MAX || (out->is_whole && !best.is_whole);
        if (is_better && (out->is_whole || out->step.row != SIZE_MAX)) best = *out;
    }
    if (best.column == SIZE_MAX) return false;
    *out = best;
    out->is_whole = true;
    read_column(program->table, best.column);
    return true;
}

static void climb(struct pm_program *program, uint32_t enough)
{
    struct pm_program_table *table = program->table;
    bool *is_tried = PM_NEW_ITEMS(program->arena, bool, table->columns + 1);
    int standing = 0;
    for (int i = 0; i < MOST_STEPS && !is_enough(program, enough); i++) {
        struct way way;
        memset(is_tried, 0, table->columns * sizeof *is_tried);
        if (!choose_way(program, is_tried, &way)) return;
        standing = way.length ? 0 : standing + 1;
        if (standing > MOST_STANDING * longer_for(table)) return;
        if (way.length) move(program, way.column, way.direction > 0 ? way.length : -way.length);
        if (way.is_whole && way.step.row != SIZE_MAX) exchange(table, way.step.row, way.column);
        program->work += (int64_t)(table->rows * table->columns);
    }
}

static void start_again(struct pm_program_table *table)
{
    memcpy(table->cells, table->first_cells, table->rows * table->columns * sizeof *table->cells);
    memcpy(table->bound, table->first_bound, table->rows * sizeof *table->bound);
    memcpy(table->free, table->first_free, table->columns * sizeof *table->free);
}

void pm_program_solve(struct pm_program *program, uint32_t enough, bool goes_on)
{
    if (!program->table) solve_equations(program);
    if (!goes_on) start_again(program->table);
    for (size_t i = 0; i < program->variables.count; i++)
        program->variables.items[i].found = 0;
    sum_up_gains(program);
    climb(program, enough);
    if (is_right(program)) return;
    for (size_t i = 0; i < program->variables.count; i++)
        program->variables.items[i].found = 0;
}
