/* veils.h: which figures an audience may see. Internal to runtime/privacy.
 *
 * Figures are decided on family by family (family.h), when one of a family is first asked about:
 * rules.c says what may not be shown in itself, decide.c makes a web of the family and hides what
 * would give that away. An audience sees at most what those before it see, so that whoever may read
 * two of them learns no more than from one. */
#ifndef PM_VEILS_H
#define PM_VEILS_H

#include "runtime/privacy/family.h"
#include "runtime/privacy/ledger.h"

/* The families decided on so far: none. */
struct pm_guard *pm_guard_new(struct pm_arena *arena, const struct pm_cells *cells,
                              const struct pm_request *request, const struct pm_readers *readers);

/* What hides the cell of this key; `band` (may be NULL) gets the cap it is under or over. */
enum pm_veil pm_guard_ask(struct pm_guard *guard, const struct pm_cell_key *key, uint8_t *band);

const struct pm_privacy *pm_guard_privacy(const struct pm_guard *guard);

/* Figures that could not be protected from what is known already. */
size_t pm_guard_open_count(const struct pm_guard *guard);

/* The keys asked about so far, each once, in the order asked; where they are noted. */
const struct pm_cell_key *pm_guard_asked(const struct pm_guard *guard, size_t *count);

/* ---- Rules (rules.c) ---- */

struct pm_privacy_verdict {
    enum pm_veil veil;
    unsigned reasons; /* of enum pm_reason */
    uint8_t band;     /* of the cap */
};

/* What may not be shown in itself: too few persons, too few with or without the outcome, none or all
 * of them; and what lies outside the cap. */
struct pm_privacy_verdict pm_judge_privacy(const struct pm_privacy *privacy,
                                           const struct pm_cell *cell);
enum pm_veil pm_veil_of_cell(const struct pm_privacy *privacy, const struct pm_cell *cell);

/* ---- Decisions (decide.c) ---- */

struct pm_reader { /* an audience, and what those before it may not see */
    enum pm_audience audience;
    const struct pm_privacy *privacy;
    const struct pm_ledger *ledger; /* NULL: nothing is remembered */
    const uint8_t *kept;            /* veils of the audience before; NULL: none */
};

/* The veils of all figures of a family, metric after metric, and the bands of caps beside them.
 * Returns how many quantities could not be protected. */
size_t pm_decide(struct pm_arena *arena, struct pm_family *family, const struct pm_cells *cells,
                 const struct pm_reader *reader, uint8_t *veils, uint8_t *bands);

/* ---- Findings on the cycle (protect_cycle.c) ---- */

/* Takes from a copy of a finding what may not be shown, by what was released of the findings it
 * rests on; false where the finding as a whole may not be. Its facts are copied first. */
bool pm_protect_cycle(struct pm_arena *arena, struct pm_guard *guard,
                      const struct pm_release *release, const struct pm_findings *findings,
                      struct pm_finding *finding);

/* Looks again at clauses and values when everything else is released. */
void pm_protect_clauses(struct pm_release *release);

#endif
