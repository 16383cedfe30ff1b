/* compare.c: what has become of findings since a run. */
#include "runtime/history/history.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct pm_became_info infos[PM_BECAME_COUNT] = {
#define PM_BECAME(id, word, title, means) [PM_BECAME_##id] = {word, title, means},
#include "runtime/history/becomes.def"
#undef PM_BECAME
};

const struct pm_became_info *pm_became_info(enum pm_became became)
{
    return &infos[became];
}

static const char *text_of(const struct pm_recorded_finding *finding, enum pm_recorded text)
{
    return finding->texts[text];
}

/* ---- One finding ---- */

/* How a state stands: a figure that did not come is as bad as a bad one; what is still to come is
 * told from what cannot be judged. */
enum standing { STANDS_BADLY, STANDS_UNKNOWN, STANDS_OPEN, STANDS_WELL };

static bool is_to_come(enum pm_state state)
{
    return state == PM_STATE_NOT_DUE || state == PM_STATE_PENDING || state == PM_STATE_TOO_EARLY ||
           state == PM_STATE_OPEN || state == PM_STATE_NOT_STARTED;
}

static enum standing standing_of(enum pm_state state)
{
    if (state == PM_STATE_MISSING) return STANDS_BADLY;
    if (is_to_come(state)) return STANDS_OPEN;
    int rank = state < PM_STATE_COUNT ? pm_state_rank(state) : pm_state_rank(PM_STATE_COUNTED);
    if (rank == pm_state_rank(PM_STATE_COUNTED) || state == PM_STATE_STEADY) return STANDS_UNKNOWN;
    return rank < pm_state_rank(PM_STATE_STEADY) ? STANDS_BADLY : STANDS_WELL;
}

/* Findings of these kinds are there only as long as something is wrong. */
static bool ends_with_its_reason(const struct pm_recorded_finding *finding)
{
    const char *kind = text_of(finding, PM_RECORDED_KIND);
    return strcmp(kind, pm_finding_kind_word(PM_FINDING_DATA)) == 0 ||
           strcmp(kind, pm_finding_kind_word(PM_FINDING_RULE)) == 0 ||
           strcmp(text_of(finding, PM_RECORDED_STATE), pm_state_info(PM_STATE_NOT_KEPT)->word) == 0;
}

/* Two states that both say how it stands, well or badly alike. */
static enum pm_became compare_ranks(enum pm_state before, enum pm_state after)
{
    bool has_missing = before == PM_STATE_MISSING || after == PM_STATE_MISSING;
    int then = pm_state_rank(before);
    int now = pm_state_rank(after);
    if (has_missing || now == then) return PM_BECAME_CHANGED;
    return now > then ? PM_BECAME_BETTER : PM_BECAME_WORSE;
}

static enum pm_became compare_states(enum pm_state before, enum pm_state after)
{
    enum standing then = standing_of(before);
    enum standing now = standing_of(after);
    bool says_how = then == STANDS_BADLY || then == STANDS_WELL;
    if (then == now) return says_how ? compare_ranks(before, after) : PM_BECAME_CHANGED;
    if (now == STANDS_BADLY) return PM_BECAME_WORSE; /* whatever was not seen before */
    if (then == STANDS_BADLY && now == STANDS_WELL) return PM_BECAME_RESOLVED;
    if (then == STANDS_BADLY && after == PM_STATE_STEADY) return PM_BECAME_BETTER;
    return then == STANDS_OPEN && now == STANDS_WELL ? PM_BECAME_BETTER : PM_BECAME_CHANGED;
}

enum pm_became pm_compare_findings(const struct pm_recorded_finding *before,
                                   const struct pm_recorded_finding *after)
{
    if (!before) return PM_BECAME_NEW;
    const char *was = text_of(before, PM_RECORDED_STATE);
    if (!after) {
        bool is_bad = standing_of(pm_state_of_word(was)) == STANDS_BADLY;
        return is_bad && ends_with_its_reason(before) ? PM_BECAME_RESOLVED : PM_BECAME_GONE;
    }
    const char *is = text_of(after, PM_RECORDED_STATE);
    if (strcmp(was, is) == 0) return PM_BECAME_UNCHANGED;
    return compare_states(pm_state_of_word(was), pm_state_of_word(is));
}

bool pm_turn_moves_aim(const struct pm_turn *turn)
{
    if (!turn->before || !turn->after) return false;
    const char *was = text_of(turn->before, PM_RECORDED_EXPECTED);
    const char *is = text_of(turn->after, PM_RECORDED_EXPECTED);
    bool is_same_period =
        strcmp(text_of(turn->before, PM_RECORDED_ID), text_of(turn->after, PM_RECORDED_ID)) == 0;
    return is_same_period && *was && *is && strcmp(was, is) != 0;
}

/* ---- What a selection means of a run ---- */

static bool has_goal(const struct pm_recorded_finding *finding, struct pm_text wanted)
{
    const char *plan = text_of(finding, PM_RECORDED_PLAN);
    const char *goal = text_of(finding, PM_RECORDED_GOAL);
    size_t size = strlen(plan);
    if (!*goal) return false;
    if (pm_text_is(wanted, goal)) return true;
    return wanted.size > size && pm_text_starts(wanted, plan) && wanted.bytes[size] == '.' &&
           pm_text_is((struct pm_text){wanted.bytes + size + 1, wanted.size - size - 1}, goal);
}

/* `wanted` is `all`, `frl` or `meals.frl`; the finding has "meals=frl*race=black". */
static bool has_group(const struct pm_recorded_finding *finding, struct pm_text wanted)
{
    const char *groups = text_of(finding, PM_RECORDED_GROUPS);
    if (pm_text_is(wanted, "all")) return !*groups;
    while (*groups) {
        size_t size = strcspn(groups, "*");
        size_t name = strcspn(groups, "=");
        struct pm_text group = {groups + name + 1, size > name ? size - name - 1 : 0};
        if (pm_text_equal(wanted, group)) return true;
        if (wanted.size == size && wanted.bytes[name] == '.' &&
            memcmp(wanted.bytes, groups, name) == 0 &&
            memcmp(wanted.bytes + name + 1, group.bytes, group.size) == 0)
            return true;
        groups += size + (groups[size] == '*');
    }
    return false;
}

static bool has_period(const struct pm_view *view, const struct pm_recorded_finding *finding)
{
    const struct pm_selection *selection = &view->selection;
    struct pm_text text = pm_text_from(text_of(finding, PM_RECORDED_PERIOD));
    struct pm_period period;
    if (!pm_period_is(selection->first)) return true;
    if (!pm_period_parse(text, &selection->first.calendar, 1, &period)) return false;
    return pm_period_first_day(period) >= pm_period_first_day(selection->first) &&
           pm_period_last_day(period) <= pm_period_last_day(selection->last);
}

static bool has_kind(const struct pm_selection *selection,
                     const struct pm_recorded_finding *finding)
{
    bool has_any = false;
    for (int kind = 0; kind < PM_FINDING_KIND_COUNT; kind++)
        has_any = has_any || selection->kinds[kind];
    enum pm_finding_kind kind = pm_finding_kind_find(text_of(finding, PM_RECORDED_KIND));
    return !has_any || (kind < PM_FINDING_KIND_COUNT && selection->kinds[kind]);
}

bool pm_view_means(const struct pm_view *view, const struct pm_recorded_finding *finding)
{
    const struct pm_selection *selection = &view->selection;
    const char *unit = text_of(finding, PM_RECORDED_UNIT);
    if (selection->plan && strcmp(selection->plan->name, text_of(finding, PM_RECORDED_PLAN)) != 0)
        return false;
    if (selection->goal.size && !has_goal(finding, selection->goal)) return false;
    if (selection->unit != PM_NO_UNIT &&
        strcmp(pm_unit_id(view->release, selection->unit), unit) != 0)
        return false;
    if (selection->group.size && !has_group(finding, selection->group)) return false;
    return has_kind(selection, finding) && has_period(view, finding);
}

/* ---- All findings ---- */

struct pairing {
    struct pm_arena *arena;
    struct pm_symbols *names; /* keys or ids, first of what is there now, then of what was there */
    enum pm_recorded name;
    const struct pm_recorded_finding **before; /* by number of the name */
    const struct pm_recorded_finding **after;
};

/* Of one key the last period that was due stands for it; the first where none was. */
static void take(struct pairing *pairing, const struct pm_recorded_finding **side,
                 const struct pm_recorded_finding *finding)
{
    struct pm_text name = pm_text_from(text_of(finding, pairing->name));
    uint32_t number = pm_symbol_make(pairing->names, name)->id;
    const char *not_due = pm_state_info(PM_STATE_NOT_DUE)->word;
    if (!side[number] || strcmp(text_of(finding, PM_RECORDED_STATE), not_due) != 0)
        side[number] = finding;
}

static void pair(struct pairing *pairing, const struct pm_recorded_findings *earlier,
                 const struct pm_view *view)
{
    struct pm_arena *arena = pairing->arena;
    size_t most = earlier->count + view->chosen_count + 1;
    pairing->names = pm_symbols_new(arena);
    pairing->before = PM_NEW_ITEMS(arena, const struct pm_recorded_finding *, most);
    pairing->after = PM_NEW_ITEMS(arena, const struct pm_recorded_finding *, most);
    struct pm_recorded_finding *now =
        PM_NEW_ITEMS(arena, struct pm_recorded_finding, view->chosen_count + 1);
    for (size_t i = 0; i < view->chosen_count; i++) {
        now[i] = pm_record_finding(arena, view->release, view->chosen[i]);
        take(pairing, pairing->after, &now[i]);
    }
    for (size_t i = 0; i < earlier->count; i++)
        if (pm_view_means(view, &earlier->items[i]))
            take(pairing, pairing->before, &earlier->items[i]);
}

struct pm_since *pm_find_since(struct pm_arena *arena, const struct pm_recorded_run *run,
                               const struct pm_recorded_findings *earlier,
                               const struct pm_view *view)
{
    struct pm_since *since = PM_NEW(arena, struct pm_since);
    since->run = *run;
    since->is_by_id = pm_period_is(view->selection.first);
    struct pairing pairing = {.arena = arena,
                              .name = since->is_by_id ? PM_RECORDED_ID : PM_RECORDED_KEY};
    pair(&pairing, earlier, view);
    size_t count = pm_symbols_count(pairing.names);
    since->turns = PM_NEW_ITEMS(arena, struct pm_turn, count + 1);
    for (int became = 0; became < PM_BECAME_COUNT; became++)
        for (size_t i = 0; i < count; i++) {
            const struct pm_recorded_finding *before = pairing.before[i];
            const struct pm_recorded_finding *after = pairing.after[i];
            if ((int)pm_compare_findings(before, after) != became) continue;
            since->turns[since->turn_count++] =
                (struct pm_turn){(enum pm_became)became, before, after};
            since->counts[became]++;
        }
    return since;
}

/* ---- Which run ---- */

bool pm_run_has_name(const struct pm_recorded_run *run, const char *name)
{
    size_t size = strlen(name);
    for (const char *at = run->names; *at;) {
        size_t length = strcspn(at, ",");
        if (length == size && strncmp(at, name, size) == 0) return true;
        at += length;
        at += strspn(at, ", ");
    }
    return false;
}

const struct pm_recorded_run *pm_find_run(const struct pm_recorded_run *runs, size_t count,
                                          const char *audience, const char *wanted)
{
    const struct pm_recorded_run *found = NULL;
    int32_t day = PM_NO_DAY;
    char *end = NULL;
    bool is_date = pm_parse_day(pm_text_from(wanted), &day);
    long long number = is_date ? 0 : strtoll(wanted, &end, 10);
    bool is_number = !is_date && end != wanted && *end == '\0';
    for (size_t i = 0; i < count; i++) {
        const struct pm_recorded_run *run = &runs[i];
        if (strcmp(run->audience, audience) != 0) continue;
        if (!is_date) {
            if (is_number ? run->id == number : pm_run_has_name(run, wanted)) return run;
        } else if (run->as_of_day != PM_NO_DAY && run->as_of_day <= day &&
                   (!found || run->as_of_day >= found->as_of_day)) {
            found = run;
        }
    }
    return found;
}
