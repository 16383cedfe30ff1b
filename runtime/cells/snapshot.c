/* snapshot.c: who is there on one day: rows that hold from a first day to a last. */
#include "runtime/cells/internal.h"

bool pm_is_snapshot(const struct pm_metric *metric, const struct pm_source_decl *source)
{
    return metric->observed == PM_OBSERVED_SNAPSHOT && metric->observed_on.month &&
           source->holds_count > 0;
}

int32_t pm_snapshot_day(const struct pm_metric *metric, struct pm_period period)
{
    int32_t first = pm_period_first_day(period);
    int32_t last = pm_period_last_day(period);
    for (int32_t year = pm_date_from(first).year; year <= pm_date_from(last).year; year++) {
        struct pm_date date = {year, metric->observed_on.month, metric->observed_on.day};
        int32_t day = pm_day_from(date);
        if (day >= first && day <= last) return day;
    }
    return PM_NO_DAY;
}

static bool is_present(const struct pm_vector *vector, size_t row)
{
    return !vector->marks || vector->marks[row] == PM_MARK_PRESENT;
}

/* A first day that is not known holds nobody; a last day that is empty has not come yet, one that is
 * hidden or to come is not known. */
static bool holds_on(const struct pm_vector *first, const struct pm_vector *last, size_t row,
                     int32_t day)
{
    if (!is_present(first, row) || first->values[row] > day) return false;
    if (!last) return true;
    if (is_present(last, row)) return last->values[row] >= day;
    return last->marks[row] == PM_MARK_MISSING;
}

/* Rows that are dated by a day hold in every period from then on; others in their own. */
static bool is_of_any_period(const struct pm_source_decl *source)
{
    return source->period_format.writing == PM_WRITES_DAY;
}

const int32_t *pm_snapshot_slots(struct pm_batch *batch, const struct pm_metric *metric,
                                 const struct pm_grain *grain, int32_t slot)
{
    const struct pm_source_decl *source = batch->table->source;
    int32_t day = pm_snapshot_day(metric, grain->periods[slot]);
    int32_t as_of = batch->table->pass->as_of;
    if (day == PM_NO_DAY || (as_of != PM_NO_DAY && day > as_of)) return NULL;
    const int32_t *own = is_of_any_period(source) ? NULL : pm_batch_slots(batch, grain);
    if (!own && !is_of_any_period(source)) return NULL;
    const struct pm_vector *first = pm_batch_column(batch, source->holds[0]);
    const struct pm_vector *last =
        source->holds_count > 1 ? pm_batch_column(batch, source->holds[1]) : NULL;
    int32_t *slots = PM_NEW_ITEMS(batch->arena, int32_t, batch->rows + 1);
    for (size_t row = 0; row < batch->rows; row++) {
        bool is_here = (!own || own[row] == slot) && holds_on(first, last, row, day);
        slots[row] = is_here ? slot : PM_NO_SLOT;
    }
    return slots;
}

void pm_note_snapshots(struct pm_cells *cells, struct pm_batch *batch, const struct pm_grain *grain)
{
    const int32_t *slots = pm_batch_slots(batch, grain);
    struct pm_source_state *state = &cells->sources[batch->table->source->index];
    for (size_t row = 0; slots && row < batch->rows; row++)
        if (slots[row] != PM_NO_SLOT) pm_note_slot(cells, state, grain, slots[row]);
}
