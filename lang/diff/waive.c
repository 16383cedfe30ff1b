/* waive.c: changes that the new side accepts as exceptions. */
#include "lang/diff/diff.h"
#include "lang/model/work.h"

#include <string.h>

struct waiving {
    struct pm_arena *arena;
    struct pm_changes *changes;
    int32_t as_of; /* PM_NO_DAY: all exceptions hold */
};

/* ---- Whether an exception fits ---- */

/* "present.contact_48h", and the same with more about it: " for frl", " at east". */
static bool begins_subject(const char *subject, const char *plan, const char *name)
{
    size_t size = strlen(plan);
    if (size) {
        if (strncmp(subject, plan, size) != 0 || subject[size] != '.') return false;
        subject += size + 1;
    }
    size = strlen(name);
    return strncmp(subject, name, size) == 0 && (!subject[size] || subject[size] == ' ');
}

/* What is said for all audiences, and rules, belong to the project. */
static bool is_of_project(const struct waiving *waiving, const struct pm_change *change,
                          const char *name)
{
    const char *project = waiving->changes->new->model->project->name;
    bool is_setting = strcmp(change->kind, "privacy") == 0 || strcmp(change->kind, "calendar") == 0;
    return is_setting && project && strcmp(name, project) == 0;
}

static bool is_about(const struct waiving *waiving, const struct pm_waiver *waiver,
                     const struct pm_change *change)
{
    const char *name = waiver->subject.name;
    if (strcmp(pm_change_kind(change->id)->name, waiver->change) != 0) return false;
    if (begins_subject(change->subject, "", name)) return true;
    if (waiver->plan && begins_subject(change->subject, waiver->plan->name, name)) return true;
    return is_of_project(waiving, change, name);
}

/* A number by its size, anything else as it was written or as its one form is. */
static bool has_value(const struct pm_change_side *side, const struct pm_waived_value *value)
{
    if (side->has_amount && value->has_amount)
        return pm_ratio_compare(pm_ratio_from_decimal(side->amount),
                                pm_ratio_from_decimal(value->amount)) == 0;
    return !value->has_amount &&
           (strcmp(side->value, value->text) == 0 || strcmp(side->text, value->text) == 0);
}

/* What was only added or taken out has no two values to be bound to. */
static bool has_values(const struct pm_waiver *waiver, const struct pm_change *change)
{
    if (!change->old.is_there || !change->new.is_there) return !waiver->has_values;
    return waiver->has_values && has_value(&change->old, &waiver->from) &&
           has_value(&change->new, &waiver->to);
}

/* ---- What it does ---- */

static void add_remark(struct waiving *waiving, struct pm_change *change, const char *text)
{
    change->remark =
        *change->remark ? pm_arena_format(waiving->arena, "%s; %s", change->remark, text) : text;
}

/* How the values of a change are written in a `waive`. */
static const char *value_text(struct pm_arena *arena, const struct pm_change_side *side)
{
    const char *value = *side->value ? side->value : side->text;
    return side->has_amount ? value : pm_arena_format(arena, "\"%s\"", value);
}

static void note_other_values(struct waiving *waiving, struct pm_change *change)
{
    struct pm_arena *arena = waiving->arena;
    bool has_both = change->old.is_there && change->new.is_there;
    const char *is = has_both
                         ? pm_arena_format(arena, "from %s to %s", value_text(arena, &change->old),
                                           value_text(arena, &change->new))
                         : "without values";
    add_remark(waiving, change,
               pm_arena_format(arena, "an exception accepts another change; this one is %s", is));
}

static void note_run_out(struct waiving *waiving, const struct pm_waiver *waiver,
                         struct pm_change *change)
{
    char day[16];
    pm_format_day(waiver->until_day, day);
    add_remark(waiving, change,
               pm_arena_format(waiving->arena, "the exception for it ran out on %s", day));
}

static struct pm_change_waiver apply(struct waiving *waiving, const struct pm_waiver *waiver)
{
    struct pm_change_waiver result = {.waiver = waiver, .state = PM_WAIVER_UNUSED};
    bool has_run_out = waiving->as_of != PM_NO_DAY && waiver->until_day < waiving->as_of;
    for (size_t i = 0; i < waiving->changes->count; i++) {
        struct pm_change *change = waiving->changes->items[i];
        if (change->waiver || !is_about(waiving, waiver, change)) continue;
        if (!has_values(waiver, change)) {
            note_other_values(waiving, change);
            continue;
        }
        result.count++;
        if (has_run_out)
            note_run_out(waiving, waiver, change);
        else
            change->waiver = waiver;
    }
    if (result.count) result.state = PM_WAIVER_USED;
    if (has_run_out) result.state = PM_WAIVER_EXPIRED;
    return result;
}

/* That an exception is new is no weakening besides the change that it accepts: both are listed. */
static void settle_added(struct waiving *waiving, const struct pm_waiver *waiver)
{
    for (size_t i = 0; i < waiving->changes->count; i++) {
        struct pm_change *change = waiving->changes->items[i];
        if (change->id != PM_CHANGE_waiver_added || change->new.at.file != waiver->at.file ||
            change->new.at.begin != waiver->at.begin)
            continue;
        change->ambition = PM_NEUTRAL;
        add_remark(waiving, change, "the change that it accepts is listed here");
    }
}

/* ---- Which are listed ---- */

static bool is_same_value(const struct pm_waived_value *a, const struct pm_waived_value *b)
{
    if (a->has_amount != b->has_amount) return false;
    if (a->has_amount)
        return pm_ratio_compare(pm_ratio_from_decimal(a->amount),
                                pm_ratio_from_decimal(b->amount)) == 0;
    return strcmp(a->text, b->text) == 0;
}

static bool is_same(const struct pm_waiver *a, const struct pm_waiver *b)
{
    if (!a->change || !b->change || strcmp(a->change, b->change) != 0) return false;
    if (strcmp(a->subject.name, b->subject.name) != 0 || a->has_values != b->has_values)
        return false;
    return !a->has_values || (is_same_value(&a->from, &b->from) && is_same_value(&a->to, &b->to));
}

static bool was_there(const struct pm_changes *changes, const struct pm_waiver *waiver)
{
    const struct pm_whole *old = changes->old->model->whole;
    for (size_t i = 0; i < old->waivers.count; i++)
        if (is_same(old->waivers.items[i], waiver)) return true;
    return false;
}

/* True where only data tell whether there is such a change: see pm_changes_add. */
static bool is_found_later(const struct pm_waiver *waiver)
{
    return strcmp(waiver->change, pm_change_kind(PM_CHANGE_target_already_met)->name) == 0;
}

void pm_changes_waive(struct pm_arena *arena, struct pm_changes *changes, int32_t as_of)
{
    struct waiving waiving = {arena, changes, as_of};
    const struct pm_whole *new = changes->new->model->whole;
    changes->waived_on = as_of;
    changes->waivers = PM_NEW_ITEMS(arena, struct pm_change_waiver, new->waivers.count + 1);
    for (size_t i = 0; i < new->waivers.count; i++) {
        const struct pm_waiver *waiver = new->waivers.items[i];
        if (!waiver->change) continue;
        struct pm_change_waiver applied = apply(&waiving, waiver);
        if (applied.state == PM_WAIVER_USED) settle_added(&waiving, waiver);
        bool is_open = applied.state == PM_WAIVER_UNUSED && is_found_later(waiver);
        if (!is_open && (applied.state != PM_WAIVER_UNUSED || !was_there(changes, waiver)))
            changes->waivers[changes->waiver_count++] = applied;
    }
}

/* Notes that an exception accepts one change more. */
static void note_used(struct pm_changes *changes, const struct pm_waiver *waiver)
{
    size_t at = 0;
    while (at < changes->waiver_count && changes->waivers[at].waiver != waiver)
        at++;
    if (at == changes->waiver_count)
        changes->waivers[changes->waiver_count++] = (struct pm_change_waiver){.waiver = waiver};
    changes->waivers[at].state = PM_WAIVER_USED;
    changes->waivers[at].count++;
}

void pm_changes_add(struct pm_arena *arena, struct pm_changes *changes, struct pm_change *change)
{
    struct waiving waiving = {arena, changes, changes->waived_on};
    const struct pm_whole *new = changes->new->model->whole;
    for (size_t i = 0; i < new->waivers.count; i++) {
        const struct pm_waiver *waiver = new->waivers.items[i];
        bool has_run_out = waiving.as_of != PM_NO_DAY && waiver->until_day < waiving.as_of;
        if (!waiver->change || has_run_out || !is_about(&waiving, waiver, change) ||
            !has_values(waiver, change))
            continue;
        change->waiver = waiver;
        note_used(changes, waiver);
        settle_added(&waiving, waiver);
        break;
    }
    struct pm_change **items = PM_NEW_ITEMS(arena, struct pm_change *, changes->count + 1);
    for (size_t i = 0; i < changes->count; i++)
        items[i] = changes->items[i];
    items[changes->count] = change;
    changes->items = items;
    changes->count = pm_changes_order(arena, items, changes->count + 1);
}

size_t pm_changes_count_waivers(const struct pm_changes *changes, enum pm_waiver_state state)
{
    size_t count = 0;
    for (size_t i = 0; i < changes->waiver_count; i++)
        count += changes->waivers[i].state == state;
    return count;
}
