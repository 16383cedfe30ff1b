/* findings.c: words of kinds, states and qualifiers, and severities. */
#include "runtime/judge/findings.h"

#include <assert.h>
#include <string.h>

static const struct pm_finding_kind_info kinds[PM_FINDING_KIND_COUNT] = {
#define PM_FINDING_KIND(id, word, title, means) [PM_FINDING_##id] = {word, title, means},
#include "runtime/judge/finding_kinds.def"
#undef PM_FINDING_KIND
};

const struct pm_finding_kind_info *pm_finding_kind_info(enum pm_finding_kind kind)
{
    assert(kind < PM_FINDING_KIND_COUNT);
    return &kinds[kind];
}

enum pm_finding_kind pm_finding_kind_find(const char *word)
{
    int kind = 0;
    while (kind < PM_FINDING_KIND_COUNT && strcmp(kinds[kind].word, word) != 0)
        kind++;
    return (enum pm_finding_kind)kind;
}

static const struct pm_state_info states[PM_STATE_COUNT] = {
#define PM_STATE(id, word, severity, means) [PM_STATE_##id] = {word, severity, means},
#include "runtime/judge/states.def"
#undef PM_STATE
};

const struct pm_state_info *pm_state_info(enum pm_state state)
{
    assert(state < PM_STATE_COUNT);
    return &states[state];
}

bool pm_state_is_rated(enum pm_state state)
{
    switch ((int)state) {
    case PM_STATE_MET:
    case PM_STATE_ON_TRACK:
    case PM_STATE_AT_RISK:
    case PM_STATE_OFF_TRACK:
    case PM_STATE_CLOSING_UP:
    case PM_STATE_CLOSING_DOWN:
    case PM_STATE_WIDENING:
    case PM_STATE_STEADY:
    case PM_STATE_CLOSED:
    case PM_STATE_OPENED:
        return true;
    default:
        return false;
    }
}

const char *pm_qualifier_word(enum pm_qualifier qualifier)
{
    switch (qualifier) {
    case PM_QUALIFIER_IN_PROGRESS:
        return "in_progress";
    case PM_QUALIFIER_REVERSED:
        return "reversed";
    case PM_QUALIFIER_UNVERIFIED:
        return "unverified";
    case PM_QUALIFIER_ESTIMATED:
        return "estimated";
    case PM_QUALIFIER_NOISE:
        return "noise";
    case PM_QUALIFIER_ALTERNATE:
        return "alternate";
    }
    return "";
}

int64_t pm_basis_count(const struct pm_basis *basis, const struct pm_finding *findings,
                       size_t count)
{
    int64_t found = basis->text_count;
    for (size_t i = 0; i < count; i++) {
        const struct pm_finding *finding = &findings[i];
        bool is_good = finding->waiver || finding->allowance ||
                       finding->kind == PM_FINDING_POLICY || finding->kind == PM_FINDING_RULE ||
                       finding->state == PM_STATE_MENDED || finding->state == PM_STATE_ADDED ||
                       finding->state == PM_STATE_LEFT_OPEN;
        for (size_t j = 0; !is_good && j < basis->rule_count; j++)
            found += finding->code == basis->rules[j];
    }
    return found;
}
