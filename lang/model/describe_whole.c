/* describe_whole.c: teams, policies, practices and exceptions as text; and the improvement cycle as
 * a whole. */
#include "lang/model/describe_work.h"
#include "lang/model/measure.h"
#include "lang/model/test.h"

#include <string.h>

/* "42 days (6 weeks)": by its length, and as it is written. */
static const char *cadence_text(struct pm_arena *arena, const struct pm_cadence *cadence)
{
    const char *days =
        pm_arena_format(arena, "%d day%s", cadence->days, cadence->days == 1 ? "" : "s");
    if (strcmp(days, cadence->text) == 0) return days;
    return pm_arena_format(arena, "%s (%s)", days, cadence->text);
}

/* ---- Teams and routines ---- */

void pm_describe_meeting(struct pm_description *description, const struct pm_meeting *meeting)
{
    pm_describe_begin(description, meeting->facts.at, "%s %s",
                      meeting->is_team ? "team" : "routine", meeting->name);
    pm_describe_narrative(description, "label", meeting->label);
    if (meeting->unit) pm_describe(description, "unit %s", meeting->unit->name);
    pm_describe_units(description, "members", meeting->members, meeting->member_count);
    pm_describe_texts(description, "chair", &meeting->chair, *meeting->chair ? 1 : 0);
    pm_describe_texts(description, "audience", meeting->audience, meeting->audience_count);
    pm_describe_subjects(description, "of", meeting->of, meeting->of_count);
    if (meeting->every.days)
        pm_describe(description, "every %s",
                    cadence_text(description->writer.arena, &meeting->every));
    pm_describe_day(description, "starts", meeting->starts_day);
    pm_describe_day(description, "ends", meeting->ends_day);
    pm_describe_number(description, "length minutes", meeting->length_minutes);
    if (meeting->begins_minute >= 0)
        pm_describe(description, "begins %02d:%02d", (int)meeting->begins_minute / 60,
                    (int)meeting->begins_minute % 60);
    for (size_t i = 0; i < meeting->held_count; i++)
        pm_describe_day(description, "held", meeting->held_days[i]);
    pm_describe_goals(description, "aligns to", meeting->aligns, meeting->align_count);
    pm_describe_facts(description, &meeting->facts);
    pm_describe_end(description);
}

static void describe_expect(struct pm_description *description, const struct pm_expect *expect)
{
    pm_describe_begin(description, expect->at, "expect %s to %s every %s%s%s",
                      expect->reports ? "reports" : "reviews", expect->audience,
                      cadence_text(description->writer.arena, &expect->every),
                      expect->plan ? " in " : "", expect->plan ? expect->plan->name : "");
    pm_describe_end(description);
}

/* ---- Policies and practices ---- */

static void describe_clause(struct pm_description *description, const struct pm_clause *clause)
{
    const char **rules = PM_NEW_ITEMS(description->writer.arena, const char *, clause->rule_count);
    for (size_t i = 0; i < clause->rule_count; i++)
        rules[i] = pm_code_info(clause->rules[i])->name;
    pm_describe_begin(description, clause->at, "clause %s", clause->name);
    pm_describe_narrative(description, "text", clause->text);
    pm_describe_texts(description, "by", rules, clause->rule_count);
    pm_describe_end(description);
}

void pm_describe_policy(struct pm_description *description, const struct pm_policy *policy)
{
    pm_describe_begin(description, policy->facts.at, "policy %s", policy->name);
    pm_describe_narrative(description, "label", policy->label);
    if (*policy->kind) pm_describe(description, "kind %s", policy->kind);
    pm_describe_subjects(description, "of", policy->of, policy->of_count);
    pm_describe_dated(description, "approved", policy->approvals, policy->approval_count);
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < policy->clause_count; i++) {
        describe_clause(description, &policy->clauses[i]);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
    pm_describe_facts(description, &policy->facts);
    pm_describe_end(description);
}

static void describe_taken(struct pm_description *description, const struct pm_practice *practice)
{
    struct pm_items items = pm_items_begin(description);
    for (size_t i = 0; i < practice->taken_count; i++) {
        pm_describe(description, "taken on %s",
                    pm_day_text(description->writer.arena, practice->taken[i].day));
        pm_describe_units(description, "  by", practice->taken[i].units,
                          practice->taken[i].unit_count);
        pm_items_next(description, &items);
    }
    pm_items_finish(description, &items);
}

void pm_describe_practice(struct pm_description *description, const struct pm_practice *practice)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, practice->facts.at, "practice %s", practice->name);
    pm_describe_narrative(description, "label", practice->label);
    if (practice->from)
        pm_describe(description, "from %s on %s", pm_unit_reference_text(arena, practice->from),
                    pm_periods_text(arena, practice->from_period, practice->from_period));
    describe_taken(description, practice);
    pm_describe_subjects(description, "cites", practice->cites, practice->cite_count);
    pm_describe_tiers(description, practice->evidence, practice->evidence_count);
    pm_describe_units(description, "audience", practice->audience, practice->audience_count);
    pm_describe_dated(description, "approved", practice->approvals, practice->approval_count);
    pm_describe_facts(description, &practice->facts);
    pm_describe_end(description);
}

/* ---- Exceptions, names of before ---- */

static const char *waived_text(struct pm_arena *arena, const struct pm_waived_value *value)
{
    return value->has_amount ? pm_decimal_text(arena, value->amount) : value->text;
}

static void describe_waiver(struct pm_description *description, const struct pm_waiver *waiver)
{
    struct pm_arena *arena = description->writer.arena;
    pm_describe_begin(description, waiver->at, "waive %s for %s until %s",
                      waiver->change ? waiver->change : pm_code_info(waiver->code)->name,
                      waiver->subject.object ? pm_subject_text(arena, &waiver->subject)
                                             : waiver->subject.name,
                      pm_day_text(arena, waiver->until_day));
    if (waiver->has_values)
        pm_describe(description, "from %s to %s", waived_text(arena, &waiver->from),
                    waived_text(arena, &waiver->to));
    pm_describe_narrative(description, "by", waiver->by);
    pm_describe_narrative(description, "reason", waiver->reason);
    pm_describe_end(description);
}

static void describe_allowance(struct pm_description *description,
                               const struct pm_allowance *allowance)
{
    pm_describe_begin(description, allowance->at, "allow %s until %s",
                      pm_code_info(allowance->code)->name,
                      pm_day_text(description->writer.arena, allowance->until_day));
    pm_describe_narrative(description, "reason", allowance->reason);
    pm_describe_end(description);
}

static void describe_renaming(struct pm_description *description,
                              const struct pm_renaming *renaming)
{
    const char *plan = renaming->plan ? renaming->plan->name : "";
    const char *dot = renaming->plan ? "." : "";
    if (renaming->to) {
        pm_describe_begin(description, renaming->at, "renamed %s%s%s to %s", plan, dot,
                          renaming->from, renaming->to);
    } else {
        pm_describe_begin(description, renaming->at, "retired %s%s%s on %s", plan, dot,
                          renaming->from, pm_day_text(description->writer.arena, renaming->day));
        pm_describe_narrative(description, "because", renaming->because);
    }
    pm_describe_end(description);
}

/* ---- The whole ---- */

#define DESCRIBE_ALL(description, describe, list)              \
    do {                                                       \
        struct pm_items members = pm_items_begin(description); \
        for (size_t i = 0; i < (list)->count; i++) {           \
            describe((description), (list)->items[i]);         \
            pm_items_next((description), &members);            \
        }                                                      \
        pm_items_finish((description), &members);              \
    } while (0)

/* Those of work are described with it. */
static void describe_goal_milestone(struct pm_description *description,
                                    const struct pm_milestone *milestone)
{
    if (milestone->goal) pm_describe_milestone(description, milestone);
}

void pm_describe_whole(struct pm_description *description, const struct pm_whole *whole)
{
    DESCRIBE_ALL(description, pm_describe_work, &whole->works);
    DESCRIBE_ALL(description, describe_goal_milestone, &whole->milestones);
    DESCRIBE_ALL(description, pm_describe_training, &whole->trainings);
    DESCRIBE_ALL(description, pm_describe_service, &whole->services);
    DESCRIBE_ALL(description, pm_describe_theory, &whole->theories);
    DESCRIBE_ALL(description, pm_describe_process, &whole->processes);
    DESCRIBE_ALL(description, pm_describe_review, &whole->reviews);
    DESCRIBE_ALL(description, pm_describe_action, &whole->actions);
    DESCRIBE_ALL(description, pm_describe_decision, &whole->decisions);
    DESCRIBE_ALL(description, pm_describe_adjust, &whole->adjustments);
    DESCRIBE_ALL(description, pm_describe_report, &whole->reports);
    DESCRIBE_ALL(description, pm_describe_meeting, &whole->meetings);
    DESCRIBE_ALL(description, describe_expect, &whole->expects);
    DESCRIBE_ALL(description, pm_describe_policy, &whole->policies);
    DESCRIBE_ALL(description, pm_describe_practice, &whole->practices);
    DESCRIBE_ALL(description, describe_waiver, &whole->waivers);
    DESCRIBE_ALL(description, describe_allowance, &whole->allowances);
    DESCRIBE_ALL(description, describe_renaming, &whole->renamings);
    DESCRIBE_ALL(description, pm_describe_test, &whole->tests);
}

/* ---- One of it ---- */

/* `name`, or `holder.name` where it lies in something. */
static bool is_named(struct pm_text wanted, const char *holder, const char *name)
{
    size_t size = holder ? strlen(holder) + 1 : 0;
    if (wanted.size <= size) return false;
    if (holder && (wanted.bytes[size - 1] != '.' || memcmp(wanted.bytes, holder, size - 1) != 0))
        return false;
    return pm_text_is((struct pm_text){wanted.bytes + size, wanted.size - size}, name);
}

static const char *plan_name(const struct pm_plan *plan)
{
    return plan ? plan->name : NULL;
}

/* Describes each member that has the name; `holder` is an expression about `each`. */
#define SHOW_NAMED(describe, list, holder)                                                   \
    for (size_t i = 0; i < (list)->count; i++) {                                             \
        const void *member = (list)->items[i];                                               \
        if (is_named(name, (holder), (list)->items[i]->name)) describe(description, member); \
    }

static void show_work(struct pm_description *description, const struct pm_whole *whole,
                      struct pm_text name)
{
    SHOW_NAMED(pm_describe_work, &whole->works, plan_name(whole->works.items[i]->plan))
    for (size_t i = 0; i < whole->milestones.count; i++)
        if (pm_text_is(name,
                       pm_milestone_text(description->writer.arena, whole->milestones.items[i])))
            pm_describe_milestone(description, whole->milestones.items[i]);
    SHOW_NAMED(pm_describe_training, &whole->trainings, plan_name(whole->trainings.items[i]->plan))
    SHOW_NAMED(pm_describe_service, &whole->services, NULL)
    SHOW_NAMED(pm_describe_theory, &whole->theories, plan_name(whole->theories.items[i]->plan))
    SHOW_NAMED(pm_describe_process, &whole->processes, plan_name(whole->processes.items[i]->plan))
}

static const char *holder_of(const struct pm_decision *decision)
{
    return decision->review ? decision->review->name : plan_name(decision->plan);
}

void pm_show_whole(struct pm_description *description, const struct pm_whole *whole,
                   struct pm_text name)
{
    show_work(description, whole, name);
    SHOW_NAMED(pm_describe_review, &whole->reviews, NULL)
    SHOW_NAMED(pm_describe_action, &whole->actions, whole->actions.items[i]->review->name)
    SHOW_NAMED(pm_describe_decision, &whole->decisions, holder_of(whole->decisions.items[i]))
    SHOW_NAMED(pm_describe_adjust, &whole->adjustments,
               plan_name(whole->adjustments.items[i]->plan))
    SHOW_NAMED(pm_describe_report, &whole->reports, NULL)
    SHOW_NAMED(pm_describe_meeting, &whole->meetings, NULL)
    SHOW_NAMED(pm_describe_policy, &whole->policies, NULL)
    SHOW_NAMED(pm_describe_practice, &whole->practices, NULL)
    SHOW_NAMED(pm_describe_test, &whole->tests, NULL)
}
