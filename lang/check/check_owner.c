/* check_owner.c: who answers. */
#include "lang/check/check.h"
#include "lang/check/phrases.h"

#include "lang/model/measure.h"
#include "lang/model/work.h"

#include <stdlib.h>
#include <string.h>

/* ---- Many owners are none ---- */

/* A plan for each unit of a set has one owner in each. */
static bool is_one_each(const struct pm_plan *plan, const struct pm_unit_set *set)
{
    for (size_t i = 0; plan && i < plan->unit_count; i++)
        if (plan->units[i].set == set) return true;
    return false;
}

static void check_many(struct pm_check *check, const struct pm_facts *facts,
                       const struct pm_plan *plan, const char *what, const char *name)
{
    const struct pm_unit_reference *owner = facts->owner;
    if (!owner || !owner->set || owner->key_count == 1 || is_one_each(plan, owner->set)) return;
    struct pm_diagnostic *found = pm_diagnose(check->diagnostics, PM_OWNER_IS_MANY, owner->at,
                                              "%s `%s` is owned by many: `%s`", what, name,
                                              pm_unit_reference_text(check->arena, owner));
    pm_help(check->diagnostics, found,
            "name the one unit, and the post, that answers for it; others take part with `with`");
}

/* ---- Persons instead of posts ---- */

static bool is_capital(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

/* "Principal of Dr. King Elementary": a post, and whose. After a comma it is a person's. */
static bool names_post(const char *text)
{
    static const char *const posts[] = {
        "principal", "school",     "director", "chief", "coordinator", "manager", "dean",
        "office",    "specialist", "teacher",  "coach", "officer",     "head",    "lead"};
    return !strchr(text, ',') && pm_phrase_first(text, posts, sizeof posts / sizeof *posts);
}

/* "Dr. Okafor", "Mary J. Smith": names, not posts. */
static bool is_person(const char *text)
{
    if (names_post(text)) return false;
    static const char *const titles[] = {"Dr. ", "Mr. ", "Mrs. ", "Ms. ", "Mx. ",
                                         "Dr ",  "Mr ",  "Mrs ",  "Ms "};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (strncmp(text, titles[i], strlen(titles[i])) == 0 && is_capital(text[strlen(titles[i])]))
            return true;
    const char *initial = strchr(text, ' ');
    return is_capital(text[0]) && initial && is_capital(initial[1]) && initial[2] == '.' &&
           initial[3] == ' ' && is_capital(initial[4]) && !strchr(initial + 4, ' ');
}

static void check_person(struct pm_check *check, struct pm_span at, const char *post)
{
    if (!is_person(post)) return;
    struct pm_diagnostic *found = pm_diagnose(check->diagnostics, PM_OWNER_IS_PERSON, at,
                                              "\"%s\" is a person, and not a post", post);
    pm_help(check->diagnostics, found,
            "write the post: `\"Director of Curriculum\"` stays when people go");
}

/* ---- Units that end ---- */

static void check_ended(struct pm_check *check, const struct pm_facts *facts, int32_t needed_day,
                        const char *what, const char *name)
{
    const struct pm_unit *unit = facts->owner ? facts->owner->unit : NULL;
    if (!unit || unit->ended_day == PM_NO_DAY || needed_day == PM_NO_DAY ||
        unit->ended_day >= needed_day)
        return;
    char ended[16];
    char needed[16];
    pm_format_day(unit->ended_day, ended);
    pm_format_day(needed_day, needed);
    struct pm_diagnostic *found =
        pm_diagnose(check->diagnostics, PM_OWNER_ENDED, facts->owner->at,
                    "unit `%s` has ended by %s, and owns %s `%s` until %s", unit->name, ended, what,
                    name, needed);
    pm_label(check->diagnostics, found, unit->facts.at, "the unit");
    pm_help(check->diagnostics, found, "name the unit that answers for it from then on");
}

static int32_t last_day_of(const struct pm_plan *plan)
{
    return plan && pm_period_is(plan->last) ? pm_period_last_day(plan->last) : PM_NO_DAY;
}

/* ---- One function for each thing that is owned ---- */

static const char *noun_of_goal(const struct pm_goal *goal)
{
    return goal->kind == PM_GUARDRAIL   ? "guardrail"
           : goal->kind == PM_OBJECTIVE ? "objective"
                                        : "goal";
}

const char *pm_check_work_noun(const struct pm_work *work)
{
    return work->kind == PM_STRATEGY     ? "strategy"
           : work->kind == PM_INITIATIVE ? "initiative"
                                         : "activity";
}

static int32_t end_of_work(const struct pm_work *work)
{
    return work->ends_day != PM_NO_DAY ? work->ends_day : last_day_of(work->plan);
}

void pm_check_goal_many(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    check_many(check, &goal->facts, goal->plan, noun_of_goal(goal), goal->name);
}

void pm_check_work_many(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    check_many(check, &work->facts, work->plan, pm_check_work_noun(work), work->name);
}

void pm_check_action_many(struct pm_check *check, const struct pm_subject *subject)
{
    check_many(check, &subject->action->facts, NULL, "action item", subject->action->name);
}

void pm_check_goal_person(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_facts *facts = &subject->goal->facts;
    if (facts->owner) check_person(check, facts->owner->at, facts->owner_post);
}

void pm_check_work_person(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_facts *facts = &subject->work->facts;
    if (facts->owner) check_person(check, facts->owner->at, facts->owner_post);
}

void pm_check_action_person(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_facts *facts = &subject->action->facts;
    if (facts->owner) check_person(check, facts->owner->at, facts->owner_post);
}

void pm_check_unit_person(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    for (size_t i = 0; i < check->model->unit_count; i++)
        check_person(check, check->model->units[i]->facts.at, check->model->units[i]->lead);
}

void pm_check_goal_ended(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_goal *goal = subject->goal;
    check_ended(check, &goal->facts, last_day_of(goal->plan), noun_of_goal(goal), goal->name);
}

void pm_check_work_ended(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_work *work = subject->work;
    check_ended(check, &work->facts, end_of_work(work), pm_check_work_noun(work), work->name);
}

void pm_check_action_ended(struct pm_check *check, const struct pm_subject *subject)
{
    const struct pm_action *action = subject->action;
    check_ended(check, &action->facts, action->due_day, "action item", action->name);
}

/* ---- Owners of too much ---- */

struct owned {
    const char *owner; /* the unit and the post */
    const struct pm_facts *facts;
    size_t order;
};

struct owned_things {
    PM_ARRAY(struct owned) list;
};

static void add_owned(struct pm_check *check, struct owned_things *things,
                      const struct pm_facts *facts)
{
    if (!facts->owner) return;
    const char *post = facts->owner_post;
    struct owned owned = {.facts = facts, .order = things->list.count};
    owned.owner = pm_arena_format(check->arena, "%s%s%s%s",
                                  pm_unit_reference_text(check->arena, facts->owner),
                                  *post ? " \"" : "", post, *post ? "\"" : "");
    PM_PUSH(check->arena, &things->list, owned);
}

static int compare_owned(const void *left, const void *right)
{
    const struct owned *a = left;
    const struct owned *b = right;
    int order = strcmp(a->owner, b->owner);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void gather_owned(struct pm_check *check, struct owned_things *things)
{
    const struct pm_model *model = check->model;
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            add_owned(check, things, &model->plans[i]->goals[j]->facts);
    for (size_t i = 0; i < model->whole->works.count; i++)
        add_owned(check, things, &model->whole->works.items[i]->facts);
    for (size_t i = 0; i < model->whole->actions.count; i++) {
        const struct pm_action *action = model->whole->actions.items[i];
        bool is_open = true;
        for (size_t j = 0; j < action->event_count; j++)
            if (action->events[j].kind != PM_ACTION_CARRIED) is_open = false;
        if (is_open) add_owned(check, things, &action->facts);
    }
}

void pm_check_overloaded(struct pm_check *check, const struct pm_subject *subject)
{
    (void)subject;
    struct owned_things things = {0};
    gather_owned(check, &things);
    const struct owned *items = things.list.items;
    if (things.list.count)
        qsort(things.list.items, things.list.count, sizeof *things.list.items, compare_owned);
    for (size_t first = 0, i = 1; i <= things.list.count; i++) {
        if (i < things.list.count && strcmp(items[first].owner, items[i].owner) == 0) continue;
        if ((int64_t)(i - first) > check->argument) {
            struct pm_diagnostic *found = pm_diagnose(
                check->diagnostics, PM_OWNER_OVERLOADED, items[first].facts->owner->at,
                "%s owns %zu goals, pieces of work and open action items, more than %lld",
                items[first].owner, i - first, (long long)check->argument);
            pm_help(check->diagnostics, found, "share them out, or do fewer things");
        }
        first = i;
    }
}
