/* web.h: numbers that a reader may reckon with, and how they add up. Internal to runtime/privacy.
 *
 * Figures show quantities: how many persons there are (n), the denominator, the numerator. A
 * quantity belongs to a term ("count of students where absent") in a cell (a period, unit and
 * groups), so that all figures that show the same count show the same quantity. Parts add up to a
 * total: groups, units, periods, terms. What the known parts of a total leave is a quantity too,
 * which nobody is shown, in a cell of its own; so is what a denominator has without the numerator.
 *
 * A quantity is hidden when all figures that show it are. It is protected when there are two tables
 * of whole numbers that agree with all that is shown and differ in it by `need` at least. region.c
 * looks for changes that lead from the true table to others, suppress.c hides further figures until
 * there are some. Nothing is taken for safe for any other reason. */
#ifndef PM_WEB_H
#define PM_WEB_H

#include "lang/base/arena.h"
#include "lang/base/number.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PM_NO_INDEX UINT32_MAX

enum { PM_MOST_TERMS = 3 /* of a metric: n, denominator, numerator */ };

struct pm_quantity {
    int64_t value;
    int64_t low;  /* bounds that a reader knows of */
    int64_t high; /* INT64_MAX: none */
    int64_t need; /* how much it must differ in two tables; 0: nothing to protect */
    int64_t up;   /* how much more, and how much less, it is in tables that were found */
    int64_t down;
    int64_t cost;       /* of hiding it */
    uint64_t rank;      /* for an order that does not depend on that of declarations */
    uint32_t cell;      /* from the web's cell_count on: what is left of a total */
    uint32_t up_move;   /* the moves by which it goes up and down; PM_NO_INDEX */
    uint32_t down_move; /* likewise */
    uint16_t term;
    bool is_used;   /* there is such a number */
    bool is_rest;   /* of a total or a denominator: no figure shows it */
    bool is_margin; /* of a cap: no number of anybody */
    bool is_fixed;  /* it is out and stays so */
    bool is_hidden; /* no figure shows it */
    bool is_bound;  /* it must not follow from others; it may be shown in itself */
    bool is_single; /* of one person: who that is knows it, so that it hides nothing else */
};

/* How much it must differ in two tables: no more than its bounds leave. */
static inline int64_t pm_quantity_need(const struct pm_quantity *quantity)
{
    bool is_less = quantity->high != INT64_MAX && quantity->high - quantity->low < quantity->need;
    return is_less ? quantity->high - quantity->low : quantity->need;
}

static inline bool pm_quantity_is_safe(const struct pm_quantity *quantity)
{
    return quantity->up + quantity->down >= pm_quantity_need(quantity);
}

/* The veil of a figure, in order of how much goes. */
enum pm_veil {
    PM_VEIL_NONE,
    PM_VEIL_BELOW_CAP, /* shown as "under 5 %" */
    PM_VEIL_ABOVE_CAP,
    PM_VEIL_HIDDEN
};

struct pm_web_figure { /* of a metric in a cell */
    uint8_t veil;      /* enum pm_veil */
    uint8_t band;      /* of the cap it is under or over */
    bool has_figure;
    bool is_fixed;      /* public, or out: never hidden */
    bool is_complement; /* hidden for the sake of others */
};

struct pm_web_metric {
    uint16_t terms[PM_MOST_TERMS]; /* that its figures show */
    size_t term_count;
    uint16_t split_term;     /* its denominator, a count that its numerator is part of .. */
    uint16_t numerator_term; /* .. and this; else UINT16_MAX */
};

struct pm_web_term {
    int64_t need_of_rest; /* what is left of a total is protected below this; 0: never */
    uint64_t rank;
    bool counts_persons;
    uint16_t kin;      /* equal for terms that are in relations with each other */
    uint16_t whole;    /* a term that this one is a part of: n or a denominator; UINT16_MAX */
    uint16_t *metrics; /* that show it */
    size_t metric_count;
};

struct pm_member {
    uint32_t quantity;
    int32_t factor;
};

struct pm_relation { /* factors times quantities add up to 0 */
    uint32_t first;  /* of its members in the web's list: the total, then the parts */
    uint32_t count;
    uint32_t hidden;
    uint32_t axis; /* on which the parts differ from the total; PM_NO_INDEX: they are in one cell */
};

/* Changes from the true table to another one, in hidden quantities alone. */
struct pm_move {
    struct pm_member *steps; /* `factor`: by how much */
    size_t count;
};

struct pm_kept { /* how safe a quantity was before a move was kept for it */
    uint32_t quantity;
    uint32_t up_move;
    uint32_t down_move;
    int64_t up;
    int64_t down;
};

struct pm_rest_cell;
struct pm_region_room;

struct pm_web {
    struct pm_arena *arena;
    size_t cell_count;
    size_t axis_count;     /* what cells are told apart by: period, unit, dimensions */
    uint32_t *coordinates; /* by cell and axis; PM_NO_INDEX: of all */
    uint32_t *places;      /* by hash of coordinates: the cell; PM_NO_INDEX */
    size_t place_mask;
    struct pm_web_term *terms;
    size_t term_count;
    struct pm_web_metric *metrics;
    size_t metric_count;
    struct pm_web_figure *figures;           /* metric after metric */
    PM_ARRAY(struct pm_quantity) quantities; /* term after term, then rests */
    PM_ARRAY(struct pm_relation) relations;
    PM_ARRAY(struct pm_member) members;
    PM_ARRAY(struct pm_rest_cell *) rest_cells;
    struct pm_rest_cell **buckets;
    uint32_t *of_first; /* by quantity: its place in of_list; one more at the end */
    uint32_t *of_list;  /* relations of the quantities, one after the other */
    uint32_t *in_first; /* by cell, those of rests too: its place in in_list */
    uint32_t *in_list;  /* quantities of the cells */
    PM_ARRAY(struct pm_move) moves;
    PM_ARRAY(struct pm_kept) kept; /* in the order in which it was done, as is .. */
    PM_ARRAY(size_t) hidden;       /* .. hiding figures: metric * cell_count + cell */
    struct pm_region_room *room;   /* of region.c */
    int64_t work;            /* done by it so far: what the search costs, on every machine alike */
    size_t complement_count; /* figures hidden for the sake of others */
    bool *is_settled;        /* by cell: decided on before, and no matter here; NULL: none is */
    size_t open_count;       /* quantities that could not be protected */
};

/* A web of so many cells, in which nothing is used yet; its cells lie nowhere. */
struct pm_web *pm_web_new(struct pm_arena *arena, size_t cells, size_t terms, size_t metrics,
                          size_t axes);

/* Says where a cell lies. */
static inline void pm_web_set_coordinate(struct pm_web *web, size_t cell, size_t axis,
                                         uint32_t value)
{
    web->coordinates[cell * web->axis_count + axis] = value;
}

static inline uint32_t pm_web_coordinate(const struct pm_web *web, size_t cell, size_t axis)
{
    return web->coordinates[cell * web->axis_count + axis];
}

/* The cell at coordinates; PM_NO_INDEX: none. After pm_web_finish. */
uint32_t pm_web_cell(const struct pm_web *web, const uint32_t *coordinates);

static inline uint32_t pm_web_quantity(const struct pm_web *web, size_t term, size_t cell)
{
    return (uint32_t)(term * web->cell_count + cell);
}

static inline struct pm_web_figure *pm_web_figure(const struct pm_web *web, size_t metric,
                                                  size_t cell)
{
    return &web->figures[metric * web->cell_count + cell];
}

/* Notes which metrics show a term; to be called when the metrics have their terms. */
void pm_web_connect_terms(struct pm_web *web);

enum pm_rest {                /* What the parts of a total leave .. */
               PM_REST_NONE,  /* .. is nothing, or the relation is left out */
               PM_REST_KNOWN, /* .. is a quantity; where it is nothing, everybody knows */
               PM_REST_ANY    /* .. is a quantity, even where it is nothing */
};

/* Adds a relation between quantities that are used; those of `parts` that are not are left out, as
 * is a relation whose total is not used or less than its parts. Returns the quantity that is left,
 * or PM_NO_INDEX. */
uint32_t pm_web_relate(struct pm_web *web, uint32_t total, const uint32_t *parts, size_t count,
                       enum pm_rest rest);

/* What a numerator leaves of its denominator, both quantities of one cell. Returns it. */
uint32_t pm_web_split(struct pm_web *web, uint32_t denominator, uint32_t numerator);

/* `by` times one quantity is `times` times another one, or exceeds it; by 1 at least if `is_strict`. */
void pm_web_bound(struct pm_web *web, uint32_t more, int32_t by, uint32_t less, int32_t times,
                  bool is_strict);

/* To be called when all relations are there: splits what is left of totals as the totals are, finds
 * the relations of each quantity, and what is hidden by the veils that the figures have. */
void pm_web_finish(struct pm_web *web);

/* Hides all figures that show a quantity, where none of them is fixed; false, and nothing done,
 * where one is. */
bool pm_web_hide(struct pm_web *web, uint32_t quantity);
bool pm_web_may_hide(const struct pm_web *web, uint32_t quantity);

/* Shows a figure again that is hidden for the sake of others, or hides it once more. */
void pm_web_show(struct pm_web *web, size_t metric, size_t cell);
void pm_web_hide_figure(struct pm_web *web, size_t metric, size_t cell);

struct pm_web_mark { /* how far a web was */
    size_t kept;
    size_t hidden;
};

/* Takes back what was hidden since the mark, and the moves that were kept; nothing may have been shown
 * again since. */
struct pm_web_mark pm_web_mark(const struct pm_web *web);
void pm_web_go_back(struct pm_web *web, struct pm_web_mark mark);

/* ---- Changes (region.c) ---- */

struct pm_region; /* some cells in which changes are looked for */

/* The cells around a quantity, more of them with each `reach` from 0 on; with prices for
 * pm_region_protect. There is one region of a web at a time. */
enum { PM_MOST_REACH = 3 };
struct pm_region *pm_region_new(struct pm_arena *arena, struct pm_web *web, uint32_t quantity,
                                int reach, bool has_prices);

/* Likewise, to change the quantity more in one direction, from the move on that was kept for it. */
struct pm_region *pm_region_after(struct pm_arena *arena, struct pm_web *web, uint32_t quantity,
                                  int reach, bool has_prices, int sign);

/* Looks for moves among what is hidden and keeps those found; true when the quantity is safe. */
bool pm_region_look(struct pm_region *region, uint32_t quantity);

/* What the total of all costs, so that it is hidden only where no other way is left. */
#define PM_PRICE_OF_ALL INT64_C(100000)

/* Hides the cheapest figures that make it safe; false, and nothing done, where none do that cost `most`
 * together. */
#define PM_NO_PRICE INT64_MAX
bool pm_region_protect(struct pm_region *region, uint32_t quantity, int64_t most);

/* In a region of pm_region_after: changes the quantity by as much as it lacks or as there is room for,
 * at a price of `most`. False, and nothing done, where it does not go farther. */
bool pm_region_go_farther(struct pm_region *region, uint32_t quantity, int64_t most);

/* True when nothing is outside, so that there are no other ways. */
bool pm_region_is_whole(const struct pm_region *region);

/* Quantities in which there may be changes. */
const uint32_t *pm_region_quantities(const struct pm_region *region, size_t *count);

/* ---- Hiding (suppress.c) ---- */

/* Hides figures until every quantity is protected that can be. */
void pm_web_protect(struct pm_web *web);

#endif
