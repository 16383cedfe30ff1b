/* findings.c: words and severities of states and qualifiers. */
#include "runtime/judge/findings.h"

#include <assert.h>

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
    }
    return "";
}
