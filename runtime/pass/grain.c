#include "runtime/pass/pass.h"

/* Years that any source of the calendar may have rows in: known from the days of its chunks. */
static bool year_range(struct pm_pass *pass, const struct pm_calendar *calendar, int32_t *first,
                       int32_t *last)
{
    bool found = false;
    for (size_t i = 0; i < pass->model->source_count; i++) {
        const struct pm_table *table = &pass->tables[i];
        if (table->source->period_format.calendar != calendar) continue;
        for (size_t j = 0; j < table->chunk_count; j++) {
            if (table->chunks[j].first_day == PM_NO_DAY) continue;
            int32_t from = pm_period_at(calendar, '\0', table->chunks[j].first_day).year;
            int32_t to = pm_period_at(calendar, '\0', table->chunks[j].last_day).year;
            if (!found || from < *first) *first = from;
            if (!found || to > *last) *last = to;
            found = true;
        }
    }
    return found;
}

static struct pm_grain *make_grain(struct pm_pass *pass, const struct pm_calendar *calendar,
                                   char part)
{
    struct pm_grain *grain = PM_NEW(pass->arena, struct pm_grain);
    grain->calendar = calendar;
    grain->part = part;
    int32_t first = 0;
    int32_t last = -1;
    PM_ARRAY(struct pm_period) periods = {0};
    if (year_range(pass, calendar, &first, &last)) {
        for (int32_t year = first; year <= last; year++) {
            int32_t parts = part ? pm_period_parts(calendar, year, part) : 1;
            for (int32_t number = 1; number <= parts; number++) {
                struct pm_period period = {calendar, year, part, part ? number : 0};
                PM_PUSH(pass->arena, &periods, period);
            }
        }
    }
    grain->periods = periods.items;
    grain->count = periods.count;
    grain->first_days = PM_NEW_ITEMS(pass->arena, int32_t, periods.count + 1);
    for (size_t i = 0; i < periods.count; i++)
        grain->first_days[i] = pm_period_first_day(periods.items[i]);
    return grain;
}

const struct pm_grain *pm_pass_grain(struct pm_pass *pass, const struct pm_calendar *calendar,
                                     char part)
{
    for (size_t i = 0; i < pass->grains.count; i++) {
        struct pm_grain *grain = pass->grains.items[i];
        if (grain->calendar == calendar && grain->part == part) return grain;
    }
    struct pm_grain *grain = make_grain(pass, calendar, part);
    PM_PUSH(pass->arena, &pass->grains, grain);
    return grain;
}

int32_t pm_grain_slot_of_day(const struct pm_grain *grain, int32_t day)
{
    size_t low = 0;
    size_t high = grain->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (grain->first_days[middle] <= day)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || day > pm_period_last_day(grain->periods[low - 1])) return PM_NO_SLOT;
    return (int32_t)(low - 1);
}

int32_t pm_grain_find(const struct pm_grain *grain, struct pm_period period)
{
    if (period.calendar != grain->calendar || period.part != grain->part) return PM_NO_SLOT;
    int32_t slot = pm_grain_slot_of_day(grain, pm_period_first_day(period));
    if (slot == PM_NO_SLOT || !pm_period_equal(grain->periods[slot], period)) return PM_NO_SLOT;
    return slot;
}

const struct pm_grain *pm_table_grain(struct pm_table *table)
{
    const struct pm_source_decl *source = table->source;
    if (!source->period_field_count || !source->period_format.calendar) return NULL;
    return pm_pass_grain(table->pass, source->period_format.calendar, source->period_format.part);
}
