/* periods.h: the days that rows stand for, each text of a period worked out once. */
#ifndef PM_PERIODS_H
#define PM_PERIODS_H

#include "lang/model/model.h"
#include "runtime/load/cell.h"

struct pm_row_days { /* both PM_NO_DAY where the source has no periods */
    int32_t first;
    int32_t last;
};

struct pm_periods;

struct pm_periods *pm_periods_new(struct pm_arena *arena, const struct pm_source_decl *source);

/* The days of a row, by the readings of its period fields (in the order of the source): of a date
 * or time the day itself, else the first and last day of the period. False when the fields are
 * empty or not written as the source says. */
bool pm_periods_read(struct pm_periods *periods, const struct pm_reading *const *fields,
                     struct pm_row_days *out);

#endif
