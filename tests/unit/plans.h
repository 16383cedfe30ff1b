/* plans.h: plans made at random from the table of statements, written as no author would: odd
 * blanks, lines broken wherever they may be, parts in any order, comments anywhere. They always
 * parse; they mean nothing. */
#ifndef PM_PLANS_H
#define PM_PLANS_H

#include "lang/schema/kinds.h"
#include "lang/schema/schema.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct plan {
    struct pm_arena *arena;
    const struct pm_reads *const *reads; /* by row */
    uint64_t seed;
    char text[1 << 17];
    size_t size;
    size_t base;      /* indentation of the line on which the statement begins */
    bool is_flat;     /* within a block on one line: no line may end */
    bool begins_line; /* the statement that comes next stands first on its line */
    bool may_break;   /* the statement did: lines that are deeper go on with it */
    unsigned names;
};

static inline uint64_t plan_draw(struct plan *plan, uint64_t below)
{
    plan->seed ^= plan->seed << 13;
    plan->seed ^= plan->seed >> 7;
    plan->seed ^= plan->seed << 17;
    return (plan->seed >> 11) % below;
}

static inline void plan_add(struct plan *plan, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline void plan_add(struct plan *plan, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size =
        vsnprintf(plan->text + plan->size, sizeof plan->text - plan->size, format, arguments);
    va_end(arguments);
    assert(size >= 0 && plan->size + (size_t)size < sizeof plan->text);
    plan->size += (size_t)size;
}

static inline const char *plan_choose(struct plan *plan, const char *const *texts)
{
    size_t count = 0;
    while (texts[count])
        count++;
    return texts[plan_draw(plan, count)];
}

#define PLAN_CHOOSE(plan, ...) plan_choose((plan), (const char *const[]){__VA_ARGS__, NULL})

static inline void plan_comment(struct plan *plan)
{
    plan_add(plan, "%s",
             PLAN_CHOOSE(plan, "# why", "#", "#no blank", "# \xC3\xA9t\xC3\xA9 { } \" ;  ",
                         "## a \t", "# a comment that says more than the statement before it"));
}

static inline void plan_end_line(struct plan *plan)
{
    plan_add(plan, "%s%s", PLAN_CHOOSE(plan, "", "", " ", "\t "),
             PLAN_CHOOSE(plan, "\n", "\n", "\n", "\n", "\r\n"));
}

/* A line end within a statement, perhaps with comments, and a deeper line. */
static inline void plan_break(struct plan *plan)
{
    if (!plan_draw(plan, 6)) {
        plan_add(plan, " ");
        plan_comment(plan);
    }
    plan_end_line(plan);
    if (!plan_draw(plan, 8)) plan_end_line(plan);
    if (!plan_draw(plan, 8)) {
        plan_add(plan, "%*s", (int)plan_draw(plan, 9), "");
        plan_comment(plan);
        plan_end_line(plan);
    }
    plan_add(plan, "%*s", (int)(plan->base + 1 + plan_draw(plan, 9)), "");
}

static inline void plan_blank(struct plan *plan)
{
    plan_add(plan, "%s", PLAN_CHOOSE(plan, " ", " ", " ", "  ", "\t", "   "));
}

/* A blank, or a line end where one may be. */
static inline void plan_gap(struct plan *plan, bool may_break)
{
    if (may_break && plan->may_break && !plan->is_flat && !plan_draw(plan, 10))
        plan_break(plan);
    else
        plan_blank(plan);
}

/* Nothing, a blank, or a line end. */
static inline void plan_loose(struct plan *plan)
{
    if (plan_draw(plan, 2)) plan_gap(plan, true);
}

/* ---- expressions */

static inline void plan_value(struct plan *plan, int depth);

static inline void plan_text(struct plan *plan)
{
    if (plan->is_flat || plan_draw(plan, 8)) {
        plan_add(plan, "%s",
                 PLAN_CHOOSE(plan, "\"Every student\"", "\"\"", "\"a \\\"b\\\" # no comment\"",
                             "\"\xC3\xA9l\xC3\xA8ve; {\"", "\"\"\"on one line\"\"\"",
                             "\"a text of some length, so that lines come to their limit\""));
        return;
    }
    size_t indent = plan_draw(plan, 12);
    plan_add(plan, "\"\"\"%s", PLAN_CHOOSE(plan, "", "  ", "first "));
    for (size_t line = plan_draw(plan, 4); line > 0; line--) {
        plan_add(plan, "%s", PLAN_CHOOSE(plan, "\n", "\n", "\r\n"));
        if (plan_draw(plan, 5))
            plan_add(plan, "%*s%s", (int)(indent + plan_draw(plan, 3)), "",
                     PLAN_CHOOSE(plan, "a line", "# none", "ends in blanks  ", "\ttab"));
    }
    if (plan_draw(plan, 2)) plan_add(plan, "\n%*s", (int)plan_draw(plan, 9), "");
    plan_add(plan, "\"\"\"");
}

static inline void plan_condition(struct plan *plan, int depth)
{
    unsigned shape = (unsigned)plan_draw(plan, depth > 2 ? 3 : 6);
    if (shape == 0) {
        plan_value(plan, depth + 1);
        plan_loose(plan);
        plan_add(plan, "%s", PLAN_CHOOSE(plan, "<", "<=", ">=", "!=", "="));
        plan_loose(plan);
        plan_value(plan, depth + 1);
    } else if (shape == 1) {
        plan_add(plan, "n%u", (unsigned)plan_draw(plan, 50));
        plan_gap(plan, true);
        plan_add(plan, "%s",
                 PLAN_CHOOSE(plan, "is missing", "is  not\tmissing", "in(1,2 ,  3)",
                             "not  in ( \"a\",\"b\" )", "in 3 .. 5"));
    } else if (shape == 2) {
        plan_add(plan, "check%s", PLAN_CHOOSE(plan, "(5)", "( a ,b )", "()"));
    } else if (shape == 3) {
        plan_add(plan, "not");
        plan_gap(plan, false);
        plan_add(plan, "(");
        plan_loose(plan);
        plan_condition(plan, depth + 1);
        plan_loose(plan);
        plan_add(plan, ")");
    } else {
        plan_condition(plan, depth + 1);
        plan_gap(plan, true);
        plan_add(plan, "%s", shape == 4 ? "and" : "or");
        plan_gap(plan, true);
        plan_condition(plan, depth + 1);
    }
}

static inline void plan_arithmetic(struct plan *plan, int depth)
{
    plan_add(plan, "(");
    plan_loose(plan);
    plan_value(plan, depth + 1);
    plan_loose(plan);
    plan_add(plan, "%s", PLAN_CHOOSE(plan, "*", "/", "+"));
    plan_loose(plan);
    plan_value(plan, depth + 1);
    plan_add(plan, ")");
    plan_add(plan, "%s", PLAN_CHOOSE(plan, " - ", "*", "-", "  +   ", "/ "));
    plan_value(plan, depth + 1);
}

static inline void plan_value(struct plan *plan, int depth)
{
    unsigned shape = (unsigned)plan_draw(plan, depth > 2 ? 4 : 6);
    if (shape == 0) plan_add(plan, "n%u", (unsigned)plan_draw(plan, 50));
    if (shape == 1) plan_add(plan, "n%u.n%u", (unsigned)plan_draw(plan, 50), plan->names);
    if (shape == 2)
        plan_add(plan, "%s",
                 PLAN_CHOOSE(plan, "12", "1_250", "(24.5%)", "3  pts", "$125_000", "48\thours",
                             "2025-09-30", "0.35"));
    if (shape == 3) plan_add(plan, "%s", PLAN_CHOOSE(plan, "10%of x", "5%  of ( a + b )"));
    if (shape == 4) plan_arithmetic(plan, depth);
    if (shape == 5) {
        plan_add(plan, "f(");
        plan_value(plan, depth + 1);
        plan_loose(plan);
        plan_add(plan, ",");
        plan_loose(plan);
        plan_value(plan, depth + 1);
        plan_loose(plan);
        plan_add(plan, ")");
    }
}

/* An expression of one shape; what a table of texts can say is said by it. */
static inline void plan_shape(struct plan *plan, uint32_t shape)
{
    static const struct {
        uint32_t shape;
        const char *texts[8];
    } examples[] = {
        {PM_SHAPE_PERIOD, {"SY2026", "SY2026.Q1", "FY2022"}},
        {PM_SHAPE_PERIOD_RANGE, {"SY2024..SY2028", "SY2024 ..SY2028", "SY2024.Q1  ..  SY2025.Q2"}},
        {PM_SHAPE_NUMBER, {"12", "1_250", "0.35", "-3", "+3"}},
        {PM_SHAPE_PERCENT, {"24.5%", "0%", "-5%"}},
        {PM_SHAPE_POINTS, {"3 pts", "1\tpt", "-0.5   pts"}},
        {PM_SHAPE_MONEY, {"$125_000", "$0.5"}},
        {PM_SHAPE_DURATION, {"48 hours", "1   year", "2.5\tfte"}},
        {PM_SHAPE_DATE, {"2025-09-30"}},
        {PM_SHAPE_DATE_RANGE, {"2025-12-22..2026-01-02", "2025-12-22 .. 2026-01-02"}},
        {PM_SHAPE_MONTH_DAY, {"07-01", "10-01"}},
        {PM_SHAPE_TIME, {"09:30"}},
        {PM_SHAPE_AMOUNT_RANGE, {"5%..95%", "1 ..36", "0 .. 100"}},
        {PM_SHAPE_AMOUNT_WORD, {"baseline", "pending"}},
        {PM_SHAPE_TRUTH, {"true", "false"}},
        {PM_SHAPE_CALL, {"districts(\"26\")", "f( 5 )", "f(a,b ,  c)"}},
        {PM_SHAPE_CROSSING, {"race*frl", "race  * frl", "a * b*c"}},
        {PM_SHAPE_ARITHMETIC, {"baseline + 10 pts", "baseline- 3", "a*b", "(a-b)/c"}},
        {PM_SHAPE_PERCENT_OF, {"50% of gap", "10%of baseline"}},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (examples[i].shape == shape) {
            plan_add(plan, "%s", plan_choose(plan, examples[i].texts));
            return;
        }
    if (shape == PM_SHAPE_TEXT)
        plan_text(plan);
    else if (shape == PM_SHAPE_CONDITION)
        plan_condition(plan, 0);
    else if (shape == PM_SHAPE_DOTTED)
        plan_add(plan, "n%u.x%u", plan->names, plan->names + 1);
    else
        plan_add(plan, "n%u", plan->names++);
}

static inline void plan_expression(struct plan *plan, const struct pm_part_kind *kind)
{
    uint32_t shapes[32];
    size_t count = 0;
    if (kind->shapes & PM_SHAPE_ARITHMETIC && kind->shapes & PM_SHAPE_TEXT) {
        plan_value(plan, 0); /* any expression, but none that ends in a percent: `of` may follow */
        return;
    }
    for (uint32_t bit = 0; bit < 23; bit++)
        if (kind->shapes & 1U << bit && 1U << bit != PM_SHAPE_SET) shapes[count++] = 1U << bit;
    plan_shape(plan, shapes[plan_draw(plan, count)]);
}

/* ---- statements */

static inline void plan_reads(struct plan *plan, const struct pm_reads *reads);

static inline void plan_item(struct plan *plan, const struct pm_item *item)
{
    if (item->kind == PM_ITEM_GROUP) {
        if (plan_draw(plan, 2)) plan_reads(plan, item->group);
        return;
    }
    plan_gap(plan, item->is_link);
    if (item->kind == PM_ITEM_WORD) {
        plan_add(plan, "%s", item->key);
        return;
    }
    plan_expression(plan, item->part);
    for (int more = 0; item->part->many && more < 8 && !plan_draw(plan, 3); more++) {
        plan_loose(plan);
        plan_add(plan, ",");
        plan_gap(plan, true);
        plan_expression(plan, item->part);
    }
}

static inline void plan_reads(struct plan *plan, const struct pm_reads *reads)
{
    const struct pm_sequence *sequence = &reads->alternatives[plan_draw(plan, reads->count)];
    for (size_t i = 0; i < sequence->count; i++) {
        size_t order[16];
        size_t end = i;
        while (end < sequence->count && sequence->items[end].kind == PM_ITEM_GROUP)
            end++;
        if (end == i) {
            plan_item(plan, &sequence->items[i]);
            continue;
        }
        for (size_t at = i; at < end; at++) {
            size_t other = plan_draw(plan, at - i + 1);
            order[at - i] = order[other];
            order[other] = at;
        }
        for (size_t at = i; at < end; at++)
            plan_item(plan, &sequence->items[order[at - i]]);
        i = end - 1;
    }
}

static inline void plan_statement(struct plan *plan, const char *place, int depth);

/* The end of a statement. One that does not begin its line ends in `;`: what follows might go on
 * with it otherwise. */
static inline void plan_end(struct plan *plan, bool began_line, bool is_last)
{
    if (plan->is_flat) {
        if (!is_last || !plan_draw(plan, 4))
            plan_add(plan, "%s", PLAN_CHOOSE(plan, " ; ", ";", "  ;"));
        return;
    }
    if (!began_line || !plan_draw(plan, 8))
        plan_add(plan, "%s", PLAN_CHOOSE(plan, ";", " ; "));
    else if (!plan_draw(plan, 12)) {
        plan_add(plan, " ; ");
        plan->begins_line = false;
        return;
    }
    if (!plan_draw(plan, 10)) {
        plan_add(plan, "%*s", (int)plan_draw(plan, 9), " ");
        plan_comment(plan);
    }
    plan_end_line(plan);
    plan->begins_line = true;
    while (!plan_draw(plan, 6))
        plan_end_line(plan);
    if (!plan_draw(plan, 10)) {
        plan_add(plan, "%*s", (int)plan_draw(plan, 9), "");
        plan_comment(plan);
        plan_end_line(plan);
    }
}

static inline void plan_block(struct plan *plan, const char *place, int depth)
{
    bool was_flat = plan->is_flat;
    size_t base = plan->base;
    bool is_flat = was_flat || plan_draw(plan, 3) == 0;
    plan_gap(plan, !plan_draw(plan, 4));
    plan_add(plan, "{");
    plan->is_flat = is_flat;
    plan->base += is_flat ? 0 : plan_draw(plan, 5);
    plan->begins_line = false;
    if (!is_flat && plan_draw(plan, 4)) {
        plan_end_line(plan);
        plan->begins_line = true;
    }
    for (size_t count = plan_draw(plan, is_flat ? 3 : 6); count > 0; count--) {
        bool began_line = plan->begins_line;
        plan_statement(plan, place, depth + 1);
        plan_end(plan, began_line, count == 1);
    }
    plan_add(plan, "%s}", PLAN_CHOOSE(plan, " ", "", "  "));
    plan->is_flat = was_flat;
    plan->base = base;
}

static inline void plan_statement(struct plan *plan, const char *place, int depth)
{
    const struct pm_row *rows[PM_ROW_COUNT];
    size_t count = 0;
    for (int id = 0; id < PM_ROW_COUNT; id++)
        if (pm_row_stands_in(pm_row((enum pm_row_id)id), place))
            rows[count++] = pm_row((enum pm_row_id)id);
    const struct pm_row *row = rows[plan_draw(plan, count)];
    plan->may_break = plan->begins_line;
    if (plan->begins_line)
        plan_add(plan, "%*s", (int)plan->base, "");
    else
        plan_add(plan, "%s", PLAN_CHOOSE(plan, " ", "  "));
    plan_add(plan, "%s", row->word);
    plan_reads(plan, plan->reads[row->id]);
    if (plan->reads[row->id]->has_block && depth < 4 && plan_draw(plan, 4))
        plan_block(plan, row->word, depth);
}

/* Writes a plan of some statements. `reads` has the compiled reading of each row. */
static inline void plan_make(struct plan *plan, const struct pm_reads *const *reads, uint64_t seed)
{
    plan->reads = reads;
    plan->seed = (seed + 1) * 0x9E3779B97F4A7C15U;
    plan->size = 0;
    plan->base = 0;
    plan->is_flat = false;
    plan->begins_line = true;
    plan->names = 0;
    for (size_t count = 1 + plan_draw(plan, 5); count > 0; count--) {
        bool began_line = plan->begins_line;
        plan_statement(plan, "file", 0);
        plan_end(plan, began_line, false);
    }
}

#endif
