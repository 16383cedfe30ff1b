/* region.h: some cells of a web, in which changes are looked for. Internal to region.c, which works out
 * the changes, and to region_cells.c and region_exchange.c, which choose the cells. */
#ifndef PM_REGION_H
#define PM_REGION_H

#include "runtime/privacy/program.h"
#include "runtime/privacy/web.h"

struct pm_region_entry { /* a quantity of the region */
    uint32_t quantity;
    uint32_t plus;  /* its variables: up, and .. */
    uint32_t minus; /* .. down, where it is shown; else one for both */
};

struct pm_region_room {    /* kept from one region to the next, all empty between them */
    uint32_t *place;       /* by quantity: in entries; PM_NO_INDEX */
    bool *is_inside;       /* by cell */
    bool *is_own;          /* by cell: of the person who is alone in the cell of the start */
    bool *is_known;        /* by cell: somebody who is alone in it knows what is in it */
    bool *has_equation;    /* by relation */
    bool *is_marked;       /* by figure: its price is counted already */
    int32_t *before;       /* by quantity: its change in the move that the region goes on from */
    uint32_t *coordinates; /* of a cell */
    bool *is_corner;       /* by quantity: of the exchange at hand */
    int32_t *balance;      /* by relation: what the corners add up to */
    PM_ARRAY(uint32_t) used_relations;
    PM_ARRAY(uint32_t) used_quantities;
    PM_ARRAY(uint32_t) used_cells;
    PM_ARRAY(uint32_t) own_cells;
    PM_ARRAY(uint32_t) known_cells;
    PM_ARRAY(uint32_t) changed_before; /* quantities */
};

struct pm_region {
    struct pm_arena *arena;
    struct pm_web *web;
    struct pm_region_room *room;
    uint32_t start;
    int reach;
    bool has_prices; /* figures that are shown may change, at a price */
    int sign;        /* of the change that is looked for; 0: of either */
    uint32_t move;   /* that the region goes on from; PM_NO_INDEX: none */
    struct pm_program *program;
    PM_ARRAY(uint32_t) cells;
    PM_ARRAY(struct pm_region_entry) entries;
    PM_ARRAY(uint32_t) quantities;
};

static inline struct pm_quantity *pm_region_quantity(const struct pm_region *region, uint32_t index)
{
    return &region->web->quantities.items[index];
}

/* A quantity's value after the move that the region goes on from. */
static inline int64_t pm_region_value(const struct pm_region *region, uint32_t index)
{
    return pm_region_quantity(region, index)->value + region->room->before[index];
}

/* True when somebody who is alone in its cell knows it. */
static inline bool pm_region_is_known(const struct pm_region *region, uint32_t index)
{
    const struct pm_quantity *quantity = pm_region_quantity(region, index);
    return quantity->is_single && region->room->is_known[quantity->cell];
}

/* True when a figure is shown and may be hidden; where it shows that there are none only in a web that is
 * looked at whole. */
static inline bool pm_region_may_hide(const struct pm_region *region, uint32_t index)
{
    const struct pm_quantity *quantity = pm_region_quantity(region, index);
    return region->has_prices && !quantity->is_hidden && pm_web_may_hide(region->web, index) &&
           (quantity->value > 0 || pm_region_is_whole(region));
}

static inline bool pm_region_may_change(const struct pm_region *region, uint32_t index)
{
    return pm_region_quantity(region, index)->is_hidden || pm_region_may_hide(region, index);
}

/* What a quantity is worth that changes along with the start: points of region_cells.c and
 * region_exchange.c, for one that has room enough and for one that is hidden; else cost for each less. */
enum { PM_WORTH_OF_ROOM = 1500, PM_WORTH_OF_HIDDEN = 400, PM_COST_OF_WORTH = 10 };

static inline int64_t pm_region_worth(const struct pm_quantity *quantity)
{
    return quantity->is_hidden ? PM_WORTH_OF_HIDDEN : -quantity->cost / PM_COST_OF_WORTH;
}

/* Chooses the cells around the start. (region_cells.c) */
void pm_region_choose(struct pm_region *region);

void pm_region_add_cell(struct pm_region *region, uint32_t cell);

/* Adds the cells of an exchange with the start, if there is one. (region_exchange.c) */
void pm_region_add_exchanges(struct pm_region *region);

/* Marks all cells of a person who is alone in the cell of the start, and those in sums with it where
 * somebody else is alone: these must stay as they are. */
void pm_region_find_own(const struct pm_region *region);

#endif
