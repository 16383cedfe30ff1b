/* How far numbers can go together: the search that privacy rests on. */
#include "runtime/privacy/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct term {
    uint32_t equation;
    uint32_t variable;
    int32_t factor;
};

static struct pm_program *make(struct pm_arena *arena, const int64_t (*bounds)[2], size_t count,
                               const struct term *terms, size_t term_count, size_t equations)
{
    struct pm_program *program = pm_program_new(arena);
    for (size_t i = 0; i < count; i++)
        pm_program_add_variable(program, bounds[i][0], bounds[i][1]);
    for (size_t i = 0; i < equations; i++)
        pm_program_add_equation(program);
    for (size_t i = 0; i < term_count; i++)
        pm_program_add_entry(program, terms[i].equation, terms[i].variable, terms[i].factor);
    return program;
}

/* Two rows and two columns with their sums kept: what one cell gains its neighbours lose. */
static void test_rectangle(void **state)
{
    static const int64_t bounds[][2] = {{-4, 100}, {-7, 100}, {-9, 100}, {-30, 100}};
    static const struct term terms[] = {{0, 0, 1}, {0, 1, 1}, {1, 2, 1}, {1, 3, 1},
                                        {2, 0, 1}, {2, 2, 1}, {3, 1, 1}, {3, 3, 1}};
    struct pm_arena *arena = pm_arena_new();
    struct pm_program *program = make(arena, bounds, 4, terms, 8, 4);
    (void)state;
    program->variables.items[0].gain = 1;
    pm_program_solve(program, UINT32_MAX, false);
    assert_int_equal(program->variables.items[0].found, 7);
    assert_int_equal(program->variables.items[1].found, -7);
    assert_int_equal(program->variables.items[2].found, -7);
    assert_int_equal(program->variables.items[3].found, 7);
    program->variables.items[0].gain = -1;
    pm_program_solve(program, UINT32_MAX, false);
    assert_int_equal(program->variables.items[0].found, -4);
    pm_arena_free(arena);
}

/* The cheaper of two ways, and no more of it than is needed. */
static void test_price(void **state)
{
    static const int64_t bounds[][2] = {{-2, 5}, {-30, 0}, {-30, 0}};
    static const struct term terms[] = {{0, 0, 1}, {0, 1, 1}, {0, 2, 1}};
    struct pm_arena *arena = pm_arena_new();
    struct pm_program *program = make(arena, bounds, 3, terms, 3, 1);
    (void)state;
    program->variables.items[0].gain = 1e6;
    program->variables.items[1].gain = 1040; /* of going up: going down costs as much */
    program->variables.items[2].gain = 1022;
    pm_program_solve(program, UINT32_MAX, false);
    assert_int_equal(program->variables.items[0].found, 5);
    assert_int_equal(program->variables.items[1].found, 0);
    assert_int_equal(program->variables.items[2].found, -5);
    pm_arena_free(arena);
}

/* Under a cap of 1/20 each one more takes 20 of the margin: only whole ones count. */
static void test_whole_numbers(void **state)
{
    static const int64_t bounds[][2] = {{-2, 1000}, {-39, 1000}};
    static const struct term terms[] = {{0, 0, 20}, {0, 1, 1}};
    struct pm_arena *arena = pm_arena_new();
    struct pm_program *program = make(arena, bounds, 2, terms, 2, 1);
    (void)state;
    program->variables.items[0].gain = 1;
    pm_program_solve(program, UINT32_MAX, false);
    assert_int_equal(program->variables.items[0].found, 1);
    assert_int_equal(program->variables.items[1].found, -20);
    pm_arena_free(arena);
}

/* Equations that leave nothing open, one of them twice. */
static void test_no_way(void **state)
{
    static const int64_t bounds[][2] = {{-5, 5}, {-5, 5}};
    static const struct term terms[] = {{0, 0, 1},  {0, 1, 1}, {1, 0, 1},
                                        {1, 1, -1}, {2, 0, 2}, {2, 1, 2}};
    struct pm_arena *arena = pm_arena_new();
    struct pm_program *program = make(arena, bounds, 2, terms, 6, 3);
    (void)state;
    program->variables.items[0].gain = 1;
    pm_program_solve(program, 0, false);
    assert_int_equal(program->variables.items[0].found, 0);
    assert_int_equal(program->variables.items[1].found, 0);
    pm_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rectangle),
        cmocka_unit_test(test_price),
        cmocka_unit_test(test_whole_numbers),
        cmocka_unit_test(test_no_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
