/* gather.h: following references: from a row to the row it refers to, and from a row to all rows
 * that refer to it. Internal to runtime/pass. */
#ifndef PM_GATHER_H
#define PM_GATHER_H

#include "runtime/pass/pass.h"

struct pm_key_index { /* finds a row of a resident table by its key's code, within a period */
    const struct pm_grain *grain; /* of the period in the key; NULL: the key has no period */
    size_t codes;                 /* size of each array */
    int32_t **rows;               /* rows[slot][code], one array without a grain; -1: none */
};

/* The key column that a reference holds: the first one of the key that is no period field. */
const struct pm_column *pm_reference_key(const struct pm_column *reference);

/* Works out all columns of the batch's source that are gathered from column->gather_from. */
void pm_gather(struct pm_batch *batch, const struct pm_column *column);

#endif
