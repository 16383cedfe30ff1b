#include "runtime/load/scratch.h"
#include "runtime/load/source_load.h"

static bool overlap(struct pm_row_days a, const struct pm_chunk *chunk)
{
    return chunk->first_day <= a.last && chunk->last_day >= a.first;
}

/* Adds the keys of a chunk's rows. */
static bool know_chunk(struct pm_source_load *load, const struct pm_chunk *chunk)
{
    const struct pm_source_decl *source = load->source;
    struct pm_scratch *scratch = pm_scratch_new(load->arena);
    struct pm_rows rows = pm_rows_of_store(scratch->arena, load->store, INT64_MAX);
    struct pm_vector *vectors = PM_NEW_ITEMS(scratch->arena, struct pm_vector, source->key_count);
    struct pm_key_part *parts = PM_NEW_ITEMS(scratch->arena, struct pm_key_part, source->key_count);
    bool right = true;
    for (size_t i = 0; right && i < source->key_count; i++)
        right = rows.read(rows.context, scratch->arena, chunk, source->key[i]->name, &vectors[i]);
    for (size_t row = 0; right && row < chunk->rows; row++) {
        for (size_t i = 0; i < source->key_count; i++) {
            uint8_t mark = vectors[i].marks ? vectors[i].marks[row] : PM_MARK_PRESENT;
            parts[i] = pm_key_part_of(vectors[i].values[row], mark, vectors[i].places);
        }
        pm_keys_add(load->keys, parts);
    }
    pm_scratch_end(scratch);
    return right;
}

bool pm_earlier_know(struct pm_source_load *load, struct pm_row_days days)
{
    if (load->all_known || !load->earlier.count) return true;
    if (load->key_has_period) {
        bool is_known = load->known.first != PM_NO_DAY && days.first >= load->known.first &&
                        days.last <= load->known.last;
        if (is_known) return true;
        pm_days_add(&load->known, days);
    }
    bool all = true;
    for (size_t i = 0; i < load->earlier.count; i++) {
        struct pm_earlier_chunk *each = &load->earlier.items[i];
        if (!each->is_known && (!load->key_has_period || overlap(load->known, &each->chunk))) {
            if (!know_chunk(load, &each->chunk)) return false;
            each->is_known = true;
        }
        all = all && each->is_known;
    }
    load->all_known = all;
    return true;
}
