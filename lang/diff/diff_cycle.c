/* diff_cycle.c: theories of action and action items. */
#include "lang/diff/compare.h"

#include "lang/model/measure.h"

#include <string.h>

/* ---- Theories ---- */

static const char *const link_words[] = {"if", "then", "so", "assume"};

/* The facts of a theory that are steps stand in the order of its links. */
struct steps {
    PM_ARRAY(struct pm_fact *) facts;
    PM_ARRAY(const struct pm_theory_link *) links;
};

static bool is_step(const struct pm_fact *fact)
{
    for (size_t i = 0; i < sizeof link_words / sizeof *link_words; i++)
        if (pm_fact_has_key(fact, link_words[i])) return true;
    return false;
}

static struct steps steps_of(struct pm_arena *arena, struct pm_declared *declared)
{
    struct steps out = {{0}, {0}};
    const struct pm_theory *theory = declared->object;
    for (size_t i = 0; i < declared->facts.count && out.links.count < theory->link_count; i++) {
        struct pm_fact *fact = &declared->facts.items[i];
        if (!is_step(fact)) continue;
        const struct pm_theory_link *link = &theory->links[out.links.count];
        PM_PUSH(arena, &out.facts, fact);
        PM_PUSH(arena, &out.links, link);
    }
    return out;
}

static const char *evidence_text(struct pm_arena *arena, const struct pm_evidence_reference *shown)
{
    return shown->metric ? shown->metric->name : pm_milestone_text(arena, shown->milestone);
}

static bool has_evidence(const struct pm_comparison *comparison, const struct pm_theory_link *link,
                         const char *wanted)
{
    for (size_t i = 0; i < link->shown_count; i++)
        if (strcmp(evidence_text(comparison->arena, &link->shown[i]), wanted) == 0) return true;
    return false;
}

/* True when some evidence of `a` is not that of `b`; names of `a` are renamed where they are old.
 * */
static bool shows_more(const struct pm_comparison *comparison, const struct pm_theory_link *a,
                       const struct pm_theory_link *b)
{
    for (size_t i = 0; i < a->shown_count; i++) {
        const char *text = evidence_text(comparison->arena, &a->shown[i]);
        if (!has_evidence(comparison, b, text) &&
            !has_evidence(comparison, b, pm_rename_text(comparison, text)))
            return true;
    }
    return false;
}

static bool does_more(const struct pm_theory_link *a, const struct pm_theory_link *b)
{
    for (size_t i = 0; i < a->by_count; i++) {
        bool is_there = false;
        for (size_t j = 0; j < b->by_count && !is_there; j++)
            is_there = strcmp(a->by[i]->name, b->by[j]->name) == 0;
        if (!is_there) return true;
    }
    return false;
}

struct step_pair {
    struct pm_comparison *comparison;
    const struct pm_pair *pair;
    struct pm_fact *old;
    struct pm_fact *new;
};

static void put_step(const struct step_pair *step, bool differs, enum pm_change_id id)
{
    if (differs) pm_change_of_facts(step->comparison, step->pair, id, step->old, step->new);
}

static void compare_step(struct pm_comparison *comparison, const struct pm_pair *pair,
                         const struct steps *old, size_t i, const struct steps *new, size_t j)
{
    const struct pm_theory_link *before = old->links.items[i];
    const struct pm_theory_link *after = new->links.items[j];
    struct step_pair step = {comparison, pair, old->facts.items[i], new->facts.items[j]};
    step.old->is_claimed = step.new->is_claimed = true;
    put_step(&step, strcmp(before->text, after->text) != 0, PM_CHANGE_theory_step_reworded);
    put_step(&step, before->after_days != after->after_days, PM_CHANGE_theory_reordered);
    put_step(&step, shows_more(comparison, before, after), PM_CHANGE_theory_metric_unlinked);
    put_step(&step, shows_more(comparison, after, before), PM_CHANGE_theory_metric_linked);
    put_step(&step, does_more(before, after), PM_CHANGE_theory_work_unlinked);
    put_step(&step, does_more(after, before), PM_CHANGE_theory_work_linked);
}

/* Compares steps of the same kind, those with the same text first. */
static void compare_steps(struct pm_comparison *comparison, const struct pm_pair *pair,
                          const struct steps *old, const struct steps *new, bool by_text)
{
    for (size_t i = 0; i < old->links.count; i++)
        for (size_t j = 0; j < new->links.count; j++) {
            if (!pm_fact_is_left(old->facts.items[i]) || !pm_fact_is_left(new->facts.items[j]))
                continue;
            if (old->links.items[i]->kind != new->links.items[j]->kind) continue;
            bool same_text = strcmp(old->links.items[i]->text, new->links.items[j]->text) == 0;
            if (same_text || !by_text) compare_step(comparison, pair, old, i, new, j);
        }
}

static size_t count_left(const struct steps *steps)
{
    size_t count = 0;
    for (size_t i = 0; i < steps->facts.count; i++)
        count += pm_fact_is_left(steps->facts.items[i]);
    return count;
}

void pm_compare_theory(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    if (!pair->sides[PM_BEFORE]->object || !pair->sides[PM_AFTER]->object) return;
    struct steps old = steps_of(comparison->arena, pair->sides[PM_BEFORE]);
    struct steps new = steps_of(comparison->arena, pair->sides[PM_AFTER]);
    compare_steps(comparison, pair, &old, &new, true);
    if (count_left(&old) == count_left(&new)) compare_steps(comparison, pair, &old, &new, false);
    for (size_t i = 0; i < old.facts.count; i++)
        if (pm_fact_is_left(old.facts.items[i]))
            pm_change_of_facts(comparison, pair, PM_CHANGE_theory_step_removed, old.facts.items[i],
                               NULL);
    for (size_t i = 0; i < new.facts.count; i++)
        if (pm_fact_is_left(new.facts.items[i]))
            pm_change_of_facts(comparison, pair, PM_CHANGE_theory_step_added, NULL,
                               new.facts.items[i]);
}

/* ---- Action items ---- */

static bool is_event(const struct pm_fact *fact)
{
    return pm_fact_has_key(fact, "done") || pm_fact_has_key(fact, "carried") ||
           pm_fact_has_key(fact, "cancelled");
}

struct events {
    PM_ARRAY(struct pm_fact *) facts;
    PM_ARRAY(const struct pm_action_event *) events;
};

/* The facts of an action item that are events stand in the order of its events. */
static struct events events_of(struct pm_arena *arena, struct pm_declared *declared)
{
    struct events out = {{0}, {0}};
    const struct pm_action *action = declared->object;
    for (size_t i = 0; i < declared->facts.count && out.events.count < action->event_count; i++) {
        struct pm_fact *fact = &declared->facts.items[i];
        if (!is_event(fact)) continue;
        const struct pm_action_event *event = &action->events[out.events.count];
        PM_PUSH(arena, &out.facts, fact);
        PM_PUSH(arena, &out.events, event);
    }
    return out;
}

static bool is_checked_by_owner(const struct pm_action *action, const struct pm_action_event *event)
{
    return event->by && action->facts.owner &&
           pm_unit_reference_equal(event->by, action->facts.owner);
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\n")];
}

static enum pm_change_id change_of_event(const struct pm_action *action,
                                         const struct pm_action_event *event)
{
    switch (event->kind) {
    case PM_ACTION_CARRIED:
        return PM_CHANGE_action_due_later;
    case PM_ACTION_CANCELLED:
        return PM_CHANGE_action_cancelled;
    case PM_ACTION_DONE:
        break;
    }
    if (is_checked_by_owner(action, event)) return PM_CHANGE_verifier_same_as_owner;
    if (!event->by || is_blank(event->text)) return PM_CHANGE_action_closed_without_evidence;
    return PM_CHANGE_action_closed;
}

/* "moved 4 times, 211 days in all" */
static const char *slippage(struct pm_arena *arena, const struct pm_action *action)
{
    size_t count = 0;
    int32_t last = action->due_day;
    for (size_t i = 0; i < action->event_count; i++) {
        if (action->events[i].kind != PM_ACTION_CARRIED) continue;
        count++;
        last = action->events[i].day;
    }
    return pm_arena_format(arena, "moved %zu time%s, %d days in all", count, count == 1 ? "" : "s",
                           last - action->due_day);
}

static void add_event(struct pm_comparison *comparison, const struct pm_pair *pair,
                      struct pm_fact *fact, const struct pm_action_event *event)
{
    const struct pm_action *action = pair->sides[PM_AFTER]->object;
    struct pm_change *change =
        pm_change_of_facts(comparison, pair, change_of_event(action, event), NULL, fact);
    if (event->kind == PM_ACTION_CARRIED) {
        change->remark = slippage(comparison->arena, action);
        return;
    }
    char day[16];
    pm_format_day(event->day, day);
    change->remark = pm_arena_format(comparison->arena, "on %s%s%s", day,
                                     is_blank(event->text) ? "" : ": ", event->text);
}

static void change_event(struct pm_comparison *comparison, const struct pm_pair *pair,
                         struct pm_fact *old, struct pm_fact *new,
                         const struct pm_action_event *before, const struct pm_action_event *after)
{
    const struct pm_action *was = pair->sides[PM_BEFORE]->object;
    const struct pm_action *is = pair->sides[PM_AFTER]->object;
    bool is_own = before->day == after->day && is_checked_by_owner(is, after) &&
                  !is_checked_by_owner(was, before) && after->kind == PM_ACTION_DONE;
    pm_change_of_facts(comparison, pair,
                       is_own ? PM_CHANGE_verifier_same_as_owner : PM_CHANGE_history_rewritten, old,
                       new);
}

static void compare_events(struct pm_comparison *comparison, const struct pm_pair *pair,
                           const struct events *old, const struct events *new)
{
    for (size_t i = 0; i < old->events.count; i++) {
        for (size_t j = 0; j < new->events.count; j++) {
            bool is_left =
                pm_fact_is_left(old->facts.items[i]) && pm_fact_is_left(new->facts.items[j]);
            if (is_left && old->events.items[i]->kind == new->events.items[j]->kind &&
                old->events.items[i]->review &&new->events.items[j]->review &&strcmp(
                    old->events.items[i]->review->name, new->events.items[j]->review->name) == 0)
                change_event(comparison, pair, old->facts.items[i], new->facts.items[j],
                             old->events.items[i], new->events.items[j]);
        }
        if (!pm_fact_is_left(old->facts.items[i])) continue;
        bool was_carried = old->events.items[i]->kind == PM_ACTION_CARRIED;
        pm_change_of_facts(comparison, pair,
                           was_carried ? PM_CHANGE_history_rewritten : PM_CHANGE_action_reopened,
                           old->facts.items[i], NULL);
    }
    for (size_t j = 0; j < new->events.count; j++)
        if (pm_fact_is_left(new->facts.items[j]))
            add_event(comparison, pair, new->facts.items[j], new->events.items[j]);
}

void pm_compare_action(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    if (!pair->sides[PM_BEFORE]->object || !pair->sides[PM_AFTER]->object) return;
    struct events old = events_of(comparison->arena, pair->sides[PM_BEFORE]);
    struct events new = events_of(comparison->arena, pair->sides[PM_AFTER]);
    compare_events(comparison, pair, &old, &new);
    for (int side = 0; side < 2; side++)
        for (struct pm_fact *cites = pm_fact_find(pair->sides[side], "cites"); cites;
             cites = pm_fact_find(pair->sides[side], "cites"))
            pm_change_of_facts(comparison, pair, PM_CHANGE_agenda_changed,
                               side == PM_BEFORE ? cites : NULL, side == PM_AFTER ? cites : NULL);
}
