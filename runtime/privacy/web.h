/* web.h: how the cells of a table hang together. Internal to runtime/privacy.
 *
 * Parts add up to a total: the groups of a dimension to all rows, those of a crossing to each of
 * its margins, the groups of `of a, b` to the group together. Dimensions that overlap divide
 * nothing. */
#ifndef PM_WEB_H
#define PM_WEB_H

#include "runtime/privacy/veils.h"

struct pm_relation {
    size_t total; /* index of a cell */
    size_t *parts;
    size_t count;
};

struct pm_web { /* all relations of a table, and those of each cell */
    struct pm_arena *arena;
    struct pm_veil_table *table;
    PM_ARRAY(struct pm_relation) relations;
    size_t **of_cell; /* by cell: indices of relations */
    size_t *of_cell_count;
};

void pm_make_web(struct pm_arena *arena, struct pm_veil_table *table, struct pm_web *out);

/* True when a reader can reckon with it: the total has a figure, and the parts make it up. */
bool pm_relation_binds(const struct pm_web *web, const struct pm_relation *relation);

/* A cell that is hidden, and yet follows from all that is shown by adding and subtracting;
 * SIZE_MAX: there is none. (audit.c) */
size_t pm_find_disclosed(const struct pm_web *web);

#endif
