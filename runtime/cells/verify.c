/* The `verify` lines of a source, period by period. */
#include "runtime/cells/internal.h"

struct tally {
    struct pm_verify_result *results; /* by slot; one more for rows without a period */
    const struct pm_grain *grain;
};

static void tally_batch(struct pm_batch *batch, const struct pm_verify *verify, struct tally *tally)
{
    const uint8_t *truth = pm_batch_truth(batch, verify->condition);
    const int32_t *slots = tally->grain ? pm_batch_slots(batch, tally->grain) : NULL;
    for (size_t row = 0; row < batch->rows; row++) {
        if (slots && slots[row] == PM_NO_SLOT) continue; /* after the as-of day */
        struct pm_verify_result *result = &tally->results[slots ? slots[row] : 0];
        if (truth[row] == PM_TRUE) {
            result->held++;
        } else if (truth[row] == PM_TRUTH_MISSING) {
            result->unknown++;
        } else {
            if (!result->failed) {
                result->file = pm_batch_chunk(batch, row)->file;
                result->line = pm_batch_line(batch, row);
            }
            result->failed++;
        }
    }
}

static bool has_passed(const struct pm_verify_result *result)
{
    int64_t told = result->held + result->failed;
    if (!told) return true;
    return pm_ratio_compare(pm_ratio_make(result->held, told),
                            pm_ratio_from_decimal(result->verify->share)) >= 0;
}

static void verify_line(struct pm_cells *cells, struct pm_table *table,
                        const struct pm_verify *verify)
{
    struct tally tally = {.grain = pm_table_grain(table)};
    size_t slots = tally.grain ? tally.grain->count : 1;
    tally.results = PM_NEW_ITEMS(cells->arena, struct pm_verify_result, slots + 1);
    for (size_t i = 0; i < pm_table_batches(table); i++) {
        struct pm_batch *batch = pm_table_open(table, i);
        if (!batch) return;
        tally_batch(batch, verify, &tally);
        pm_batch_close(batch);
    }
    for (size_t slot = 0; slot < slots; slot++) {
        struct pm_verify_result *result = &tally.results[slot];
        if (result->held + result->failed + result->unknown == 0) continue;
        result->source = table->source;
        result->verify = verify;
        if (tally.grain) result->period = tally.grain->periods[slot];
        result->passed = has_passed(result);
        PM_PUSH(cells->arena, &cells->verified, *result);
    }
}

void pm_verify(struct pm_cells *cells, const struct pm_source_decl *source)
{
    struct pm_table *table = pm_pass_table(cells->pass, source);
    if (!table->chunk_count) return;
    for (size_t i = 0; i < source->verify_count; i++)
        verify_line(cells, table, &source->verifications[i]);
}

const struct pm_verify_result *pm_cells_verified(const struct pm_cells *cells, size_t *count)
{
    *count = cells->verified.count;
    return cells->verified.items;
}
