/* decide.c: makes a web of a family and decides which of its figures an audience may see.
 *
 * What the model asks for is decided first, by itself, so that it is the same whatever else a command
 * asks for; crossings that only the command asks for come second, and if they can't be shown safely
 * beside the first, not at all. */
#include "runtime/privacy/decide.h"

/* ---- Rules ---- */

static bool needs_only_n(const struct pm_privacy *privacy)
{
    return !privacy->minimum.cell && !privacy->cap_count && !privacy->zeros_protected;
}

/* What earlier releases say of a figure comes before what it says itself. */
static void recall(const struct pm_deciding *deciding, const struct pm_cell *cell, size_t index)
{
    const struct pm_reader *reader = deciding->reader;
    int64_t few = reader->privacy->minimum.n;
    switch (pm_ledger_recall(reader->ledger, reader->audience, cell, few)) {
    case PM_RECALL_SHOWN:
        deciding->reasons[index] = PM_REASON_OUT;
        break;
    case PM_RECALL_HIDDEN:
        deciding->reasons[index] |= PM_REASON_KEPT;
        deciding->veils[index] = PM_VEIL_HIDDEN;
        break;
    case PM_RECALL_CHANGED:
        deciding->reasons[index] |= PM_REASON_CHANGED;
        deciding->veils[index] = PM_VEIL_HIDDEN;
        break;
    case PM_RECALL_NOTHING:
        break;
    }
}

static void judge_figure(const struct pm_deciding *deciding, size_t metric, size_t at)
{
    const struct pm_family *family = deciding->family;
    const struct pm_reader *reader = deciding->reader;
    size_t index = pm_figure_index(deciding, metric, at);
    const struct pm_seen *seen = &family->seen[index];
    bool is_plain = needs_only_n(reader->privacy) && !reader->ledger;
    deciding->veils[index] = PM_VEIL_NONE;
    if ((!seen->has_figure && !seen->is_none) || seen->is_public) return;
    if (is_plain && (seen->n <= 0 || seen->n >= reader->privacy->minimum.n)) {
        if (reader->kept && reader->kept[index] != PM_VEIL_NONE) {
            deciding->veils[index] = PM_VEIL_HIDDEN;
            deciding->reasons[index] |= PM_REASON_KEPT;
        }
        return;
    }
    struct pm_cell cell;
    struct pm_cell_key key = pm_family_key(family, at, NULL);
    key.metric = family->metrics[metric].metric;
    pm_cells_get(deciding->cells, &key, &cell);
    struct pm_privacy_verdict verdict = pm_judge_privacy(reader->privacy, &cell);
    deciding->veils[index] = (uint8_t)verdict.veil;
    deciding->bands[index] = verdict.band;
    deciding->reasons[index] = (uint8_t)verdict.reasons;
    recall(deciding, &cell, index);
    bool is_out = deciding->reasons[index] == PM_REASON_OUT;
    if (reader->kept && reader->kept[index] != PM_VEIL_NONE && !is_out &&
        deciding->veils[index] != PM_VEIL_HIDDEN && reader->kept[index] != verdict.veil) {
        deciding->veils[index] = PM_VEIL_HIDDEN;
        deciding->reasons[index] |= PM_REASON_KEPT;
    }
}

/* Calls `visit` for every figure of the cells that are decided on. */
static void each_figure(const struct pm_deciding *deciding,
                        void (*visit)(const struct pm_deciding *deciding,
                                      const struct pm_crossing_cells *crossing, size_t metric,
                                      size_t cell))
{
    const struct pm_family *family = deciding->family;
    for (size_t metric = 0; metric < family->metric_count; metric++)
        for (size_t period = 0; period < family->period_count; period++)
            for (size_t i = 0; i < family->crossing_count; i++) {
                const struct pm_crossing_cells *crossing = &family->crossings[i];
                if (deciding->base_only && !crossing->is_base) continue;
                size_t first = pm_family_cell(family, period, crossing->first, 0);
                for (size_t at = 0; at < crossing->count * family->unit_count; at++)
                    visit(deciding, crossing, metric, first + at);
            }
}

/* ---- Deciding ---- */

static void take_figure(const struct pm_deciding *deciding,
                        const struct pm_crossing_cells *crossing, size_t metric, size_t cell)
{
    (void)crossing;
    deciding->veils[pm_figure_index(deciding, metric, cell)] =
        pm_web_figure(deciding->web, metric, cell)->veil;
}

static void settle(const struct pm_deciding *deciding, const struct pm_crossing_cells *crossing,
                   size_t metric, size_t cell)
{
    (void)metric;
    deciding->web->is_settled[cell] = crossing->is_base;
}

/* Decides on the cells at hand. Returns how many quantities could not be protected. */
static size_t solve(struct pm_deciding *deciding)
{
    const struct pm_family *family = deciding->family;
    struct pm_web *web = deciding->web =
        pm_web_new(deciding->arena, family->cell_count, family->term_count, family->metric_count,
                   pm_cells_model(deciding->cells)->dimension_count + 2);
    pm_set_metrics(deciding);
    pm_place_cells(deciding);
    pm_rank_quantities(deciding);
    each_figure(deciding, pm_set_figure);
    each_figure(deciding, pm_set_none);
    for (size_t i = 0; i < family->metric_count; i++) {
        uint16_t term = family->metrics[i].terms[PM_TERM_NUMERATOR];
        if (term != UINT16_MAX && !web->terms[term].counts_persons)
            web->terms[term].need_of_rest = deciding->reader->privacy->minimum.cell;
    }
    pm_relate_terms(deciding);
    pm_family_relate(family, deciding->cells, web);
    if (deciding->is_second) {
        web->is_settled = PM_NEW_ITEMS(deciding->arena, bool, web->cell_count + 1);
        each_figure(deciding, settle);
    }
    pm_web_finish(web);
    pm_web_protect(web);
    each_figure(deciding, take_figure);
    return web->open_count;
}

static void judge(const struct pm_deciding *deciding, const struct pm_crossing_cells *crossing,
                  size_t metric, size_t cell)
{
    (void)crossing;
    judge_figure(deciding, metric, cell);
}

static void hide_second(const struct pm_deciding *deciding,
                        const struct pm_crossing_cells *crossing, size_t metric, size_t cell)
{
    size_t index = pm_figure_index(deciding, metric, cell);
    const struct pm_seen *seen = &deciding->family->seen[index];
    if (!crossing->is_base && (seen->has_figure || seen->is_none) && !seen->is_public)
        deciding->veils[index] = PM_VEIL_HIDDEN;
}

size_t pm_decide(struct pm_arena *arena, struct pm_family *family, const struct pm_cells *cells,
                 const struct pm_reader *reader, uint8_t *veils, uint8_t *bands)
{
    struct pm_arena *scratch = pm_arena_new_scratch(arena);
    size_t figures = family->metric_count * family->cell_count;
    struct pm_deciding deciding = {.arena = scratch,
                                   .family = family,
                                   .cells = cells,
                                   .reader = reader,
                                   .veils = veils,
                                   .bands = bands};
    bool has_second = false;
    size_t open = 0;
    deciding.reasons = PM_NEW_ITEMS(scratch, uint8_t, figures + 1);
    each_figure(&deciding, judge);
    if (reader->privacy->complement_hidden) {
        struct pm_identity *identities = NULL;
        deciding.identity_count = pm_family_identities(scratch, family, &identities);
        deciding.identities = identities;
        pm_work_out_costs(&deciding);
        for (size_t i = 0; i < family->crossing_count; i++)
            has_second = has_second || !family->crossings[i].is_base;
        deciding.base_only = has_second;
        open = solve(&deciding);
        if (has_second) {
            deciding.base_only = false;
            deciding.is_second = true;
            if (solve(&deciding) > 0) each_figure(&deciding, hide_second);
        }
    }
    pm_arena_free(scratch);
    return open;
}
