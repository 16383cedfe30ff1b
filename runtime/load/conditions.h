/* conditions.h: conditions over one row as it is read, for `skip where`.
 *
 * Three-valued: what is missing, hidden, pending, known only between bounds, or could not be read
 * makes a comparison neither true nor false. `is missing` holds for cells without a value alone;
 * whether a cell that could not be read has one is not known, so that such a row is never skipped
 * for it. */
#ifndef PM_CONDITIONS_H
#define PM_CONDITIONS_H

#include "lang/model/model.h"
#include "runtime/load/cell.h"

/* The cells of a row: cell(context, column) gives the reading of a field. */
struct pm_condition_row {
    const struct pm_reading *(*cell)(const void *context, const struct pm_column *column);
    const void *context;
};

enum pm_truth pm_condition_truth(const struct pm_expression *condition,
                                 const struct pm_condition_row *row);

#endif
