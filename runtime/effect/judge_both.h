/* judge_both.h: what the plan alone changed about findings: two releases over the same rows.
 *
 * The caller evaluates both sides (api_effect.c); here their findings are paired and tied to the
 * changes that are about them. Internal to runtime. */
#ifndef PM_JUDGE_BOTH_H
#define PM_JUDGE_BOTH_H

#include "runtime/render/effect.h"
#include "runtime/render/view.h"
#include "runtime/store/store.h"

struct pm_effect_input {
    const struct pm_changes *changes;
    const struct pm_release *old; /* by the privacy rules of both sides */
    const struct pm_release *new;
    const struct pm_release *old_own; /* by its own rules; NULL: they are the same */
    const struct pm_release *new_own;
};

/* Fills findings and numbers of `out`, whose day, audience and unlike sources are set. Findings of one
 * series stand for it by the newest period that was due; with `each`, every period is told. */
void pm_effect_find(struct pm_arena *arena, const struct pm_effect_input *input, bool each,
                    struct pm_effect *out);

/* The sources of both sides whose rows in the store were read in another way than a side declares, or
 * were not loaded at all (sources.c). False after a diagnostic. */
bool pm_effect_find_unlike(struct pm_arena *arena, const struct pm_changes *changes,
                           struct pm_store *store, int64_t known_at, struct pm_effect *out);

/* True when a finding of one side rests on such a source. */
bool pm_effect_is_untold(const struct pm_effect *effect, const struct pm_finding *finding,
                         bool is_old);

/* The changes that are about a finding, as one side has it, nearest first (causes.c); appended to
 * those that are there. */
void pm_effect_find_causes(struct pm_arena *arena, const struct pm_changes *changes,
                           const struct pm_release *release, const struct pm_finding *finding,
                           struct pm_effect_finding *out);

/* True when a change of a measure is about what the finding judges (causes.c). */
bool pm_effect_is_of_measure(struct pm_arena *arena, const struct pm_release *release,
                             const struct pm_finding *finding, const struct pm_change *change);

/* Adds a change for each target that is new or weaker and that the newest figure reaches, as the new
 * side judges it (already_met.c). */
void pm_effect_add_already_met(struct pm_arena *arena, const struct pm_release *release,
                               struct pm_changes *changes);

/* Gives an audience the stricter of both projects' privacy rules, in both models. True when they
 * differed. */
bool pm_effect_join_privacy(const struct pm_model *old, const struct pm_model *new,
                            enum pm_audience audience);

#endif
