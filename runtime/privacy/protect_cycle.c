/* protect_cycle.c: findings on the improvement cycle without what may not be shown.
 *
 * They rest on other findings and on figures. One that was made only because of these goes where
 * they are hidden; another one stays and no longer says what it said. A clause is looked at again,
 * among what is released alone. */
#include "runtime/judge/overall.h"
#include "runtime/privacy/rounding.h"
#include "runtime/privacy/veils.h"

/* ---- What it rests on ---- */

static bool has_hidden_cell(struct pm_guard *guard, const struct pm_basis *basis)
{
    for (size_t i = 0; i < basis->cell_count; i++)
        if (pm_guard_ask(guard, &basis->cells[i], NULL) != PM_VEIL_NONE) return true;
    return false;
}

/* Findings that still say what they said. Those on figures are never left out, so that their index
 * is the same in both lists. */
static int64_t count_shown(const struct pm_release *release, const struct pm_findings *findings,
                           const struct pm_basis *basis)
{
    int64_t shown = 0;
    for (size_t i = 0; i < basis->finding_count; i++) {
        size_t at = basis->findings[i];
        shown += release->findings[at].state == findings->items[at].state;
    }
    return shown;
}

static int64_t count_state(const struct pm_release *release, const struct pm_basis *basis,
                           enum pm_state state)
{
    int64_t count = 0;
    for (size_t i = 0; i < basis->finding_count; i++)
        count += release->findings[basis->findings[i]].state == state;
    return count;
}

/* ---- Emptying ---- */

static void hide_state(struct pm_finding *finding)
{
    finding->state = PM_STATE_SUPPRESSED;
    finding->severity = pm_state_info(PM_STATE_SUPPRESSED)->severity;
    finding->code = PM_CODE_COUNT;
    finding->waiver = NULL;
    finding->allowance = NULL;
}

static void hide_movements(struct pm_arena *arena, struct pm_cycle_facts *facts)
{
    struct pm_movement *copies = PM_NEW_ITEMS(arena, struct pm_movement, facts->movement_count + 1);
    for (size_t i = 0; i < facts->movement_count; i++) {
        struct pm_point none = {.value = pm_ratio_undefined()};
        copies[i] = facts->movements[i];
        none.period = copies[i].before.period;
        copies[i].before = none;
        none.period = copies[i].after.period;
        copies[i].after = none;
        copies[i].change = pm_ratio_undefined();
    }
    facts->movements = copies;
}

/* Of a copy, where values are shown rounded. */
static void round_movements(struct pm_arena *arena, const struct pm_privacy *privacy,
                            const struct pm_cells *cells, struct pm_cycle_facts *facts)
{
    if (!privacy->value_step.mantissa) return;
    struct pm_movement *copies = PM_NEW_ITEMS(arena, struct pm_movement, facts->movement_count + 1);
    for (size_t i = 0; i < facts->movement_count; i++) {
        copies[i] = facts->movements[i];
        pm_round_movement(privacy, cells, &copies[i]);
    }
    facts->movements = copies;
}

static void hide_all(struct pm_arena *arena, struct pm_finding *finding)
{
    struct pm_cycle_facts *facts = finding->cycle;
    hide_movements(arena, facts);
    facts->count = facts->of = -1;
    facts->item_count = 0;
    if (finding->kind == PM_FINDING_THEORY) facts->text = "";
    hide_state(finding);
}

/* A number of persons in data, small enough to tell about one of them. */
static void hide_persons(struct pm_guard *guard, struct pm_finding *finding)
{
    struct pm_cycle_facts *facts = finding->cycle;
    if (!facts->counts_persons || facts->count <= 0 ||
        facts->count >= pm_guard_privacy(guard)->minimum.n)
        return;
    facts->count = facts->of = -1;
    hide_state(finding);
}

/* Broken where one that is shown says so; else nothing can be said while some are hidden. */
static void judge_again(const struct pm_release *release, int64_t shown, struct pm_finding *finding)
{
    int64_t broken = count_state(release, finding->basis, PM_STATE_OFF_TRACK);
    finding->cycle->count = broken;
    finding->cycle->of = shown;
    if (broken) return;
    finding->cycle->count = finding->cycle->of = -1;
    hide_state(finding);
}

bool pm_protect_cycle(struct pm_arena *arena, struct pm_guard *guard,
                      const struct pm_release *release, const struct pm_findings *findings,
                      struct pm_finding *finding)
{
    const struct pm_basis *basis = finding->basis;
    struct pm_cycle_facts *facts = PM_NEW(arena, struct pm_cycle_facts);
    *facts = *finding->cycle;
    finding->cycle = facts;
    round_movements(arena, pm_guard_privacy(guard), release->cells, facts);
    hide_persons(guard, finding);
    if (!basis) return true;
    if (basis->part) {
        pm_overall_fill(arena, release->findings, finding);
        return true;
    }
    int64_t shown = count_shown(release, findings, basis);
    bool is_hidden = has_hidden_cell(guard, basis);
    if (basis->is_reason) {
        if (is_hidden || (basis->finding_count && !shown)) return false;
        if (basis->finding_count && facts->count >= 0) facts->count = shown;
        return true;
    }
    if (is_hidden) hide_all(arena, finding);
    if (shown < (int64_t)basis->finding_count) judge_again(release, shown, finding);
    return true;
}

/* ---- Clauses ---- */

/* Rules whose findings may be left out of a release. */
static bool looks_at_figures(enum pm_code code)
{
    switch ((int)code) {
    case PM_LEADING_WITHOUT_ACTION:
    case PM_GAP_WITHOUT_ACTION:
    case PM_MEASURE_NOT_TAKEN_UP:
    case PM_GUARDRAIL_BROKEN:
    case PM_THEORY_NOT_BORNE_OUT:
    case PM_THEORY_NOT_MEASURED:
    case PM_ACTION_WITHOUT_EFFECT:
    case PM_ADJUSTMENT_WITHOUT_EFFECT:
    case PM_TARGETS_FALL_SHORT:
        return true;
    default:
        return false;
    }
}

static bool rests_on_figures(const struct pm_basis *basis)
{
    for (size_t i = 0; i < basis->rule_count; i++)
        if (looks_at_figures(basis->rules[i])) return true;
    return false;
}

static bool hides_something(const struct pm_release *release)
{
    for (size_t i = 0; i < release->finding_count; i++)
        if (release->findings[i].state == PM_STATE_SUPPRESSED) return true;
    return false;
}

/* What is said is worked out from the release alone; where it hides something that could speak
 * against a clause, that is said too, whether it does or not. */
static void look_again(const struct pm_release *release, bool hides, struct pm_finding *finding)
{
    int64_t found = pm_basis_count(finding->basis, release->findings, release->finding_count);
    finding->cycle->count = found;
    finding->cycle->is_partial = hides && rests_on_figures(finding->basis);
    if (found || finding->state != PM_STATE_NOT_MET) return;
    finding->state = finding->basis->off_count ? PM_STATE_NOT_CHECKED : PM_STATE_MET;
    finding->severity = pm_state_info(finding->state)->severity;
    finding->code = PM_CODE_COUNT;
    finding->waiver = NULL;
    finding->allowance = NULL;
}

void pm_protect_clauses(struct pm_release *release)
{
    bool hides = hides_something(release);
    for (size_t i = 0; i < release->finding_count; i++) {
        struct pm_finding *finding = &release->findings[i];
        if (finding->basis && finding->basis->rests_on_rules) look_again(release, hides, finding);
    }
}
