/* judge.c: all findings of a run, in their order. */
#include "runtime/judge/judge.h"

bool pm_judge_wants(const struct pm_judging *judging, struct pm_period period)
{
    const struct pm_judge_options *options = judging->options;
    if (!options || !options->has_periods || !pm_period_is(period)) return true;
    return pm_period_last_day(period) >= pm_period_first_day(options->first) &&
           pm_period_last_day(period) <= pm_period_last_day(options->last);
}

struct pm_findings *pm_judge(struct pm_arena *arena, const struct pm_cells *cells,
                             const struct pm_judge_options *options,
                             struct pm_diagnostics *diagnostics)
{
    struct pm_judging judging = {.arena = arena,
                                 .cells = cells,
                                 .model = pm_cells_model(cells),
                                 .options = options,
                                 .diagnostics = diagnostics,
                                 .as_of = pm_cells_as_of(cells)};
    struct pm_findings *findings = PM_NEW(arena, struct pm_findings);
    pm_judge_measures(&judging);
    pm_judge_gaps(&judging);
    pm_judge_noise(&judging);
    pm_judge_checks(&judging);
    pm_judge_cycle(&judging);
    pm_judge_make_unique(&judging);
    findings->items = judging.findings.items;
    findings->count = judging.findings.count;
    return findings;
}
