/* sessions.c: sessions as a series: how often they were held, what came before them, who came, and
 * who was needed in two at once. */
#include "runtime/judge/cycle.h"

#include <string.h>

enum { PLANNING_DAYS = 60 }; /* a planning session prepares those of the next two months */

static bool is_kind(const struct pm_review *review, const char *kind)
{
    return strcmp(review->kind, kind) == 0;
}

static bool was_held(const struct pm_cycle *cycle, const struct pm_review *review)
{
    return pm_cycle_is_past(cycle, review->day);
}

/* ---- Cadence ---- */

static bool covers_plan(const struct pm_review *review, const struct pm_plan *plan)
{
    for (size_t i = 0; i < review->of_count; i++) {
        const struct pm_subject_reference *of = &review->of[i];
        for (size_t j = 0; j < plan->goal_count; j++)
            if (pm_subject_covers_goal(of, plan->goals[j])) return true;
        if (of->kind == PM_SUBJECT_PLAN && of->object == plan) return true;
        if (of->kind == PM_SUBJECT_WORK && ((const struct pm_work *)of->object)->plan == plan)
            return true;
    }
    return false;
}

/* Board sessions are for the board; the cabinet's are all that judge how things stand. */
static bool counts_for(const struct pm_review *review, const struct pm_expect *expect)
{
    bool is_board = is_kind(review, "board");
    if (expect->plan && !covers_plan(review, expect->plan)) return false;
    if (strcmp(expect->audience, "board") == 0) return is_board;
    if (strcmp(expect->audience, "internal") == 0) return true;
    return !is_board && !is_kind(review, "planning") && !is_kind(review, "data_team");
}

static struct pm_topic topic_of_expect(const struct pm_cycle *cycle, const struct pm_expect *expect,
                                       int32_t day)
{
    char text[16] = "";
    if (day != PM_NO_DAY) pm_format_day(day, text);
    return (struct pm_topic){
        .plan = expect->plan,
        .parts = {expect->plan ? expect->plan->name : NULL, "expected", expect->audience,
                  pm_arena_format(cycle->arena, "%s", text)},
        .label = pm_arena_format(cycle->arena, "sessions for the %s", expect->audience),
        .at = expect->at};
}

/* No session between two days, the second of which may be the as-of day. */
static void add_missed(struct pm_cycle *cycle, const struct pm_expect *expect, int32_t from,
                       int32_t to)
{
    struct pm_topic topic =
        topic_of_expect(cycle, expect, from == PM_NO_DAY ? PM_NO_DAY : from + expect->every.days);
    struct pm_rule_setting setting = pm_cycle_rule(cycle, PM_REVIEW_MISSING, expect->plan);
    if (!setting.is_on) return;
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_REVIEW, PM_STATE_MISSED, &topic);
    pm_cycle_set_level(cycle, finding, PM_REVIEW_MISSING);
    finding->cycle->limit = expect->every.days;
    finding->cycle->every = expect->every.text;
    finding->cycle->day = from;
    if (from == PM_NO_DAY) return;
    finding->cycle->due_day = from + expect->every.days;
    finding->cycle->days = to - from;
}

static void judge_cadence(struct pm_cycle *cycle, const struct pm_expect *expect)
{
    int32_t slack = expect->every.days / 6; /* months differ, and days off fall in between */
    int32_t last = PM_NO_DAY;
    int64_t held = 0;
    bool was_missed = false;
    for (size_t i = 0; i < cycle->whole->reviews.count; i++) {
        const struct pm_review *review = cycle->whole->reviews.items[i];
        if (!was_held(cycle, review) || !counts_for(review, expect)) continue;
        if (last != PM_NO_DAY && review->day - last > expect->every.days + slack) {
            add_missed(cycle, expect, last, review->day);
            was_missed = true;
        }
        last = review->day;
        held++;
    }
    if (last == PM_NO_DAY || cycle->as_of - last > expect->every.days + slack) {
        add_missed(cycle, expect, last, cycle->as_of);
        return;
    }
    if (was_missed) return;
    struct pm_topic topic = topic_of_expect(cycle, expect, PM_NO_DAY);
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_REVIEW, PM_STATE_HELD, &topic);
    finding->cycle->count = held;
    finding->cycle->limit = expect->every.days;
    finding->cycle->every = expect->every.text;
    finding->cycle->day = last;
}

/* ---- Preparation ---- */

static bool shares_subject(const struct pm_review *a, const struct pm_review *b)
{
    if (!a->of_count || !b->of_count) return true;
    for (size_t i = 0; i < a->of_count; i++)
        for (size_t j = 0; j < b->of_count; j++)
            if (a->of[i].kind == b->of[j].kind && a->of[i].object == b->of[j].object) return true;
    return false;
}

static bool is_prepared(const struct pm_cycle *cycle, const struct pm_review *session,
                        const char *kind)
{
    for (size_t i = 0; i < cycle->whole->reviews.count; i++) {
        const struct pm_review *review = cycle->whole->reviews.items[i];
        if (review == session || !is_kind(review, kind)) continue;
        if (session->follows == review) return true;
        if (review->day <= session->day && session->day - review->day <= PLANNING_DAYS &&
            shares_subject(review, session))
            return true;
    }
    return false;
}

static void judge_preparation(struct pm_cycle *cycle, const struct pm_review *review)
{
    struct pm_topic topic = pm_topic_of_review(review);
    struct pm_finding *finding = NULL;
    if (!is_kind(review, "pm_session")) return;
    if (!is_prepared(cycle, review, "planning"))
        finding = pm_cycle_add_rule(cycle, PM_FINDING_REVIEW, PM_REVIEW_WITHOUT_PLANNING, &topic);
    if (finding) finding->cycle->day = review->day;
    finding = NULL;
    if (!is_prepared(cycle, review, "data_team"))
        finding = pm_cycle_add_rule(cycle, PM_FINDING_REVIEW, PM_REVIEW_WITHOUT_DATA_TEAM, &topic);
    if (finding) finding->cycle->day = review->day;
}

/* ---- Chiefs ---- */

struct chiefs {
    PM_ARRAY(const char *) names; /* posts; of a unit without one its name */
};

static void add_chief(const struct pm_cycle *cycle, struct chiefs *chiefs, const char *name)
{
    if (!name || !*name) return;
    for (size_t i = 0; i < chiefs->names.count; i++)
        if (strcmp(chiefs->names.items[i], name) == 0) return;
    PM_PUSH(cycle->arena, &chiefs->names, name);
}

static void add_unit(const struct pm_cycle *cycle, struct chiefs *chiefs,
                     const struct pm_unit_reference *reference, const char *post)
{
    const struct pm_unit *unit = pm_cycle_unit(reference);
    if (post && *post)
        add_chief(cycle, chiefs, post);
    else if (unit)
        add_chief(cycle, chiefs, *unit->lead ? unit->lead : unit->name);
}

static void add_owner(const struct pm_cycle *cycle, struct chiefs *chiefs,
                      const struct pm_facts *facts)
{
    add_unit(cycle, chiefs, facts->owner, facts->owner_post);
}

/* Who must be there: chair, facilitator, those present, and the owners of what it is about. */
static void list_chiefs(const struct pm_cycle *cycle, const struct pm_review *review,
                        struct chiefs *chiefs)
{
    add_chief(cycle, chiefs, review->chair);
    add_unit(cycle, chiefs, review->facilitator, NULL);
    for (size_t i = 0; i < review->present_count; i++)
        add_unit(cycle, chiefs, &review->present[i], NULL);
    for (size_t i = 0; i < review->of_count; i++) {
        const void *object = review->of[i].object;
        if (review->of[i].kind == PM_SUBJECT_WORK)
            add_owner(cycle, chiefs, &((const struct pm_work *)object)->facts);
        if (review->of[i].kind == PM_SUBJECT_GOAL)
            add_owner(cycle, chiefs, &((const struct pm_goal *)object)->facts);
    }
}

static bool overlap(const struct pm_review *a, const struct pm_review *b)
{
    if (a->day != b->day || a->begins_minute < 0 || b->begins_minute < 0) return false;
    return a->begins_minute < b->begins_minute + b->length_minutes &&
           b->begins_minute < a->begins_minute + a->length_minutes;
}

static void judge_clash(struct pm_cycle *cycle, const struct pm_review *first,
                        const struct pm_review *second)
{
    struct chiefs a = {0};
    struct chiefs b = {0};
    struct chiefs both = {0};
    list_chiefs(cycle, first, &a);
    list_chiefs(cycle, second, &b);
    for (size_t i = 0; i < a.names.count; i++)
        for (size_t j = 0; j < b.names.count; j++)
            if (strcmp(a.names.items[i], b.names.items[j]) == 0)
                add_chief(cycle, &both, a.names.items[i]);
    if (!both.names.count) return;
    struct pm_topic topic = pm_topic_of_review(second);
    topic.parts[1] = first->name;
    struct pm_finding *finding =
        pm_cycle_add_rule(cycle, PM_FINDING_REVIEW, PM_SESSIONS_CLASH, &topic);
    if (!finding) return;
    finding->cycle->day = second->day;
    finding->cycle->text = first->label;
    pm_cycle_set_items(cycle, finding, both.names.items, both.names.count);
}

/* ---- Who took part ---- */

static bool has_unit(const struct pm_unit_reference *list, size_t count, const struct pm_unit *unit)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].unit == unit) return true;
    return false;
}

static bool took_part(const struct pm_cycle *cycle, const struct pm_unit *unit)
{
    for (size_t i = 0; i < cycle->whole->reviews.count; i++) {
        const struct pm_review *review = cycle->whole->reviews.items[i];
        if (!was_held(cycle, review)) continue;
        if (has_unit(review->present, review->present_count, unit) ||
            has_unit(review->with, review->with_count, unit) ||
            pm_cycle_unit(review->facilitator) == unit)
            return true;
    }
    return false;
}

static bool part_took_part(const struct pm_cycle *cycle, const struct pm_unit *unit)
{
    for (size_t i = 0; i < cycle->model->unit_count; i++) {
        const struct pm_unit *below = cycle->model->units[i];
        for (const struct pm_unit *at = below; at; at = at->above)
            if (at == unit && took_part(cycle, below)) return true;
    }
    return false;
}

static void judge_participation(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->model->unit_count; i++) {
        const struct pm_unit *unit = cycle->model->units[i];
        if (!unit->above || !pm_cycle_unit_exists(cycle, unit) || part_took_part(cycle, unit))
            continue;
        struct pm_topic topic = pm_topic_of_unit(cycle, unit);
        pm_cycle_add_rule(cycle, PM_FINDING_REVIEW, PM_UNIT_IN_NO_SESSION, &topic);
    }
}

void pm_judge_sessions(struct pm_cycle *cycle)
{
    const struct pm_whole *whole = cycle->whole;
    bool any_held = false;
    if (cycle->as_of == PM_NO_DAY) return;
    for (size_t i = 0; i < whole->expects.count; i++)
        if (!whole->expects.items[i]->reports) judge_cadence(cycle, whole->expects.items[i]);
    for (size_t i = 0; i < whole->reviews.count; i++) {
        const struct pm_review *review = whole->reviews.items[i];
        any_held = any_held || was_held(cycle, review);
        if (was_held(cycle, review)) judge_preparation(cycle, review);
        for (size_t j = 0; j < i; j++)
            if (overlap(whole->reviews.items[j], review))
                judge_clash(cycle, whole->reviews.items[j], review);
    }
    if (any_held) judge_participation(cycle);
}
