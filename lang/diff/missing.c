/* missing.c: declarations that only one side has. */
#include "lang/diff/compare.h"

#include <string.h>

/* ---- Which change it is ---- */

static bool is_closed(const struct pm_action *action)
{
    if (!action->event_count) return false;
    return action->events[action->event_count - 1].kind != PM_ACTION_CARRIED;
}

static bool has_record(const struct pm_review *review)
{
    return review->present_count || review->note_count || review->ask_count ||
           review->action_count || review->decision_count;
}

static bool has_passed(const struct pm_comparison *comparison, int32_t day)
{
    return comparison->newest_record != PM_NO_DAY && day < comparison->newest_record;
}

static enum pm_change_id change_of_removed(const struct pm_comparison *comparison,
                                           const struct pm_declared *declared)
{
    const char *family = declared->kind->family;
    const void *object = declared->object;
    if (object && strcmp(family, "action") == 0 && is_closed(object))
        return PM_CHANGE_history_rewritten;
    if (object && strcmp(family, "review") == 0) {
        const struct pm_review *review = object;
        if (has_record(review)) return PM_CHANGE_history_rewritten;
        if (has_passed(comparison, review->day)) return PM_CHANGE_review_skipped;
    }
    if (object && strcmp(family, "waive") == 0) {
        const struct pm_waiver *waiver = object;
        if (has_passed(comparison, waiver->until_day)) return PM_CHANGE_waiver_expired;
    }
    if (object && strcmp(family, "allow") == 0) {
        const struct pm_allowance *allowance = object;
        if (has_passed(comparison, allowance->until_day)) return PM_CHANGE_waiver_expired;
    }
    return declared->kind->removed;
}

/* A word without judgement for figures that are missing is more than a word. */
static bool excuses_missing(const struct pm_declared *declared)
{
    if (strcmp(declared->kind->word, "unrated") != 0) return false;
    for (size_t i = 0; i < declared->facts.count; i++)
        if (strstr(declared->facts.items[i].text, "(value is missing)")) return true;
    return false;
}

static enum pm_change_id change_of(const struct pm_comparison *comparison,
                                   const struct pm_declared *declared, enum pm_side side)
{
    bool is_report = strncmp(declared->name, "reports ", 8) == 0;
    if (strcmp(declared->kind->word, "expect") == 0 && is_report)
        return side == PM_BEFORE ? PM_CHANGE_report_removed : PM_CHANGE_report_added;
    if (excuses_missing(declared))
        return side == PM_BEFORE ? PM_CHANGE_missing_data_now_fails : PM_CHANGE_missing_data_now_ok;
    if (side == PM_AFTER) return declared->kind->added;
    return change_of_removed(comparison, declared);
}

/* ---- `retired` ---- */

static bool names(const struct pm_renaming *renaming, const struct pm_declared *declared)
{
    const char *name = declared->name;
    if (renaming->to) return false;
    if (renaming->plan) {
        size_t size = strlen(renaming->plan->name);
        if (strncmp(name, renaming->plan->name, size) != 0 || name[size] != '.') return false;
        name += size + 1;
    }
    return strcmp(name, renaming->from) == 0;
}

static const struct pm_renaming *find_retirement(const struct pm_comparison *comparison,
                                                 enum pm_side side,
                                                 const struct pm_declared *declared)
{
    const struct pm_whole *whole = comparison->halves[side].compilation->model->whole;
    for (size_t i = 0; i < whole->renamings.count; i++)
        if (names(whole->renamings.items[i], declared)) return whole->renamings.items[i];
    return NULL;
}

static struct pm_declared *find_retired(const struct pm_comparison *comparison, const char *name)
{
    const struct pm_half *new = &comparison->halves[PM_AFTER];
    for (size_t i = 0; i < new->declared.count; i++) {
        struct pm_declared *each = new->declared.items[i];
        if (pm_is_of_family(each, "retired") && strcmp(each->name, name) == 0) return each;
    }
    return NULL;
}

/* A name that the other side retires is gone on purpose: its reason is said. NULL: it is not. */
static struct pm_change *add_retirement(struct pm_comparison *comparison,
                                        const struct pm_pair *pair)
{
    const struct pm_declared *declared = pair->sides[PM_BEFORE];
    const struct pm_renaming *retirement =
        declared ? find_retirement(comparison, PM_AFTER, declared) : NULL;
    if (!retirement) return NULL;
    struct pm_declared *line = find_retired(comparison, declared->name);
    struct pm_change *change = pm_change_add(comparison, pair, PM_CHANGE_retired);
    char day[16];
    pm_format_day(retirement->day, day);
    change->remark = pm_arena_format(comparison->arena, "on %s: %s", day, retirement->because);
    change->old = pm_side_of_declared(comparison, PM_BEFORE, declared);
    change->new = pm_side_of_declared(comparison, PM_AFTER, line);
    if (line) line->is_explained = true;
    return change;
}

/* ---- Reporting ---- */

/* Action items are told by themselves when their session is gone: each was owed. */
static bool goes_with_whole(const struct pm_declared *declared)
{
    return !pm_is_of_family(declared, "action");
}

static void explain(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    enum pm_side side = pair->sides[PM_AFTER] ? PM_AFTER : PM_BEFORE;
    struct pm_declared *declared = pair->sides[side];
    if (declared->is_explained) return;
    declared->is_explained = true;
    size_t start = comparison->found.count;
    struct pm_change *retirement = add_retirement(comparison, pair);
    struct pm_change *change =
        pm_change_add(comparison, pair, change_of(comparison, declared, side));
    struct pm_change_side *said = side == PM_AFTER ? &change->new : &change->old;
    *said = pm_side_of_declared(comparison, side, declared);
    size_t from = comparison->found.count;
    for (size_t i = 0; i < declared->below.count; i++) {
        struct pm_pair part = {{NULL, NULL}};
        part.sides[side] = declared->below.items[i];
        if (!part.sides[side]->pair && goes_with_whole(part.sides[side]))
            explain(comparison, &part);
    }
    pm_change_claim_from(comparison, change, from);
    if (retirement) pm_change_claim_from(comparison, retirement, start);
}

void pm_report_missing(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    explain(comparison, pair);
}

static bool is_below_missing(const struct pm_declared *declared)
{
    const struct pm_declared *above = declared->above;
    return above && !above->pair && !above->is_explained && goes_with_whole(declared);
}

void pm_report_all_missing(struct pm_comparison *comparison)
{
    for (int side = 0; side < 2; side++) {
        const struct pm_half *half = &comparison->halves[side];
        for (size_t i = 0; i < half->declared.count; i++) {
            struct pm_pair pair = {{NULL, NULL}};
            pair.sides[side] = half->declared.items[i];
            const struct pm_declared *each = pair.sides[side];
            if (!each->pair && !each->is_explained && !is_below_missing(each))
                explain(comparison, &pair);
        }
    }
}
