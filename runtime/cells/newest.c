/* The newest day that the figures stand for: the as-of day where none is given. */
#include "lang/model/measure.h"
#include "runtime/cells/internal.h"

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t newest_chunk(const struct pm_table *table)
{
    int32_t newest = PM_NO_DAY;
    for (size_t i = 0; i < table->chunk_count; i++)
        newest = later(newest, table->chunks[i].last_day);
    return newest;
}

/* Last day of the newest period for which the batch has a figure. */
static int32_t newest_figure(struct pm_batch *batch, const struct pm_metric *metric)
{
    const struct pm_source_decl *source = batch->table->source;
    const struct pm_grain *grain = pm_table_grain(batch->table);
    const struct pm_term *term = pm_metric_base(metric);
    if (!grain) return PM_NO_DAY;
    const int32_t *slots = pm_batch_all_slots(batch, grain);
    const uint8_t *truth = pm_batch_truth(batch, term->where);
    struct pm_numbers numbers = {0};
    if (term->expression) numbers = pm_batch_numbers(batch, term->expression);
    int32_t newest = PM_NO_DAY;
    for (size_t row = 0; row < batch->rows; row++) {
        if (slots[row] == PM_NO_SLOT || truth[row] != PM_TRUE) continue;
        if (numbers.marks && numbers.marks[row] == PM_MARK_MISSING) continue;
        newest = later(newest, pm_period_last_day(grain->periods[slots[row]]));
    }
    bool is_taken_before = source->extracted_day != PM_NO_DAY && newest > source->extracted_day;
    return is_taken_before ? source->extracted_day : newest;
}

/* Published rows may hold targets of years to come: those with a figure count. */
static int32_t newest_published(struct pm_table *table, const struct pm_metric *metric)
{
    int32_t newest = PM_NO_DAY;
    for (size_t i = 0; table->chunk_count && i < pm_table_batches(table); i++) {
        struct pm_batch *batch = pm_table_open(table, i);
        if (!batch) break;
        newest = later(newest, newest_figure(batch, metric));
        pm_batch_close(batch);
    }
    return newest;
}

/* What is gathered from other rows is as new as these: a year's students are known all year, their
 * absences to the day of the last one. */
static int32_t newest_rows(struct pm_cells *cells, const struct pm_source_decl *source)
{
    int32_t gathered = PM_NO_DAY;
    for (size_t i = 0; i < source->column_count; i++) {
        const struct pm_column *column = source->columns[i];
        if (column->kind == PM_COLUMN_GATHERED)
            gathered =
                later(gathered, newest_chunk(pm_pass_table(cells->pass, column->gather_from)));
    }
    int32_t own = newest_chunk(pm_pass_table(cells->pass, source));
    return gathered != PM_NO_DAY && gathered < own ? gathered : own;
}

int32_t pm_newest_day(struct pm_cells *cells, const struct pm_request *request)
{
    int32_t newest = PM_NO_DAY;
    const struct pm_metric *last = NULL;
    for (size_t i = 0; i < request->wishes.count; i++) {
        const struct pm_metric *metric = request->wishes.items[i].metric;
        const struct pm_source_decl *source = pm_metric_base(metric)->source;
        if (metric == last || pm_metric_is_derived(metric)) continue;
        last = metric;
        newest = later(newest, source->is_summary
                                   ? newest_published(pm_pass_table(cells->pass, source), metric)
                                   : newest_rows(cells, source));
        if (metric->is_rate && metric->numerator.source != source &&
            !metric->numerator.source->is_summary)
            newest = later(newest, newest_rows(cells, metric->numerator.source));
    }
    return newest;
}
