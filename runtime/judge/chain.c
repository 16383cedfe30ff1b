#include "runtime/judge/chain.h"

#include "lang/model/measure.h"
#include "runtime/judge/cycle.h"

#include <string.h>

struct tie { /* the earlier brings about the later, or is part of it */
    struct pm_chain_node from;
    struct pm_chain_node to;
    const char *relation;
};

struct weaving {
    struct pm_arena *arena;
    const struct pm_model *model;
    int32_t as_of;
    PM_ARRAY(struct tie) ties;
};

static void tie(struct weaving *weaving, struct pm_chain_node from, struct pm_chain_node to,
                const char *relation)
{
    struct tie made = {from, to, relation};
    if (from.object && to.object && from.object != to.object)
        PM_PUSH(weaving->arena, &weaving->ties, made);
}

static struct pm_chain_node node(enum pm_chain_kind kind, const void *object)
{
    return (struct pm_chain_node){kind, object};
}

/* What a subject is in chains; without an object where it is nothing in them. */
static struct pm_chain_node node_of(const struct pm_subject_reference *subject)
{
    switch ((int)subject->kind) {
    case PM_SUBJECT_GOAL:
        return node(PM_CHAIN_GOAL, subject->object);
    case PM_SUBJECT_WORK:
        return node(PM_CHAIN_WORK, subject->object);
    case PM_SUBJECT_MILESTONE:
        return node(PM_CHAIN_MILESTONE, subject->object);
    case PM_SUBJECT_THEORY:
        return node(PM_CHAIN_THEORY, subject->object);
    case PM_SUBJECT_METRIC:
        return node(PM_CHAIN_METRIC, subject->object);
    case PM_SUBJECT_CHART:
        return node(PM_CHAIN_METRIC, ((const struct pm_chart *)subject->object)->metric);
    case PM_SUBJECT_MEASURE:
        return node(PM_CHAIN_METRIC, ((const struct pm_measure *)subject->object)->metric);
    default:
        return node(PM_CHAIN_GOAL, NULL);
    }
}

static struct pm_chain_node node_of_evidence(const struct pm_evidence_reference *shown)
{
    if (shown->metric) return node(PM_CHAIN_METRIC, shown->metric);
    return node(PM_CHAIN_MILESTONE, shown->milestone);
}

/* ---- What people do ---- */

static void tie_expected(struct weaving *weaving, struct pm_chain_node from,
                         const struct pm_expectation *expects, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *way = expects[i].direction > 0 ? "higher" : "lower";
        char period[24] = "";
        if (pm_period_is(expects[i].by)) pm_period_format(expects[i].by, period);
        tie(weaving, from, node(PM_CHAIN_METRIC, expects[i].metric),
            pm_arena_format(weaving->arena, "expects it %s%s%s", way, *period ? " by " : "",
                            period));
    }
}

static bool expects_any(const struct pm_action *action, const struct pm_theory_link *link)
{
    for (size_t i = 0; i < action->expect_count; i++)
        for (size_t j = 0; j < link->shown_count; j++)
            if (link->shown[j].metric == action->expects[i].metric) return true;
    return false;
}

static bool is_about_goal(const struct pm_review *review, const struct pm_goal *goal)
{
    for (size_t i = 0; i < review->of_count; i++)
        if (goal && pm_subject_covers_goal(&review->of[i], goal)) return true;
    return false;
}

/* Work that, by a theory for what the session is about, moves what the action should move. */
static void tie_by_theory(struct weaving *weaving, const struct pm_action *action,
                          const struct pm_theory *theory)
{
    const char *relation =
        pm_arena_format(weaving->arena, "should move what theory `%s` says it moves", theory->name);
    if (!is_about_goal(action->review, theory->goal)) return;
    for (size_t i = 0; i < theory->link_count; i++) {
        const struct pm_theory_link *link = &theory->links[i];
        bool is_same = expects_any(action, link) ||
                       (i + 1 < theory->link_count && expects_any(action, &theory->links[i + 1]));
        for (size_t j = 0; is_same && j < link->by_count; j++)
            tie(weaving, node(PM_CHAIN_ACTION, action), node(PM_CHAIN_WORK, link->by[j]), relation);
    }
}

static void tie_action(struct weaving *weaving, const struct pm_action *action)
{
    const struct pm_whole *whole = weaving->model->whole;
    const struct pm_review *review = action->review;
    struct pm_chain_node from = node(PM_CHAIN_ACTION, action);
    if (weaving->as_of != PM_NO_DAY && review->day > weaving->as_of) return;
    for (size_t i = 0; i < review->of_count; i++)
        if (review->of[i].kind == PM_SUBJECT_WORK)
            tie(weaving, from, node_of(&review->of[i]), "was set in a session about it");
    tie_expected(weaving, from, action->expects, action->expect_count);
    for (size_t i = 0; i < action->cite_count; i++)
        tie(weaving, from, node_of(&action->cites[i]), "rests on it");
    for (size_t i = 0; i < whole->theories.count; i++)
        tie_by_theory(weaving, action, whole->theories.items[i]);
    for (size_t i = 0; i < review->of_count; i++)
        if (review->of[i].kind == PM_SUBJECT_GOAL)
            tie(weaving, from, node_of(&review->of[i]), "was set in a session about it");
}

static void tie_work(struct weaving *weaving, const struct pm_work *work)
{
    struct pm_chain_node from = node(PM_CHAIN_WORK, work);
    tie(weaving, from, node(PM_CHAIN_WORK, work->within), "is part of it");
    for (size_t i = 0; i < work->milestone_count; i++)
        tie(weaving, node(PM_CHAIN_MILESTONE, work->milestones[i]), from, "shows that it is done");
    tie_expected(weaving, from, work->expects, work->expect_count);
    for (size_t i = 0; i < work->measure_count; i++)
        tie(weaving, from, node(PM_CHAIN_METRIC, work->measures[i]->metric), "is measured by it");
    for (size_t i = 0; i < work->serve_count; i++)
        tie(weaving, from, node_of(&work->serves[i]), "serves it");
}

/* ---- What should follow ---- */

static void tie_link(struct weaving *weaving, const struct pm_theory *theory,
                     const struct pm_theory_link *link, const struct pm_theory_link *next)
{
    const char *relation = pm_arena_format(weaving->arena, "theory `%s`", theory->name);
    struct pm_chain_node whole = node(PM_CHAIN_THEORY, theory);
    for (size_t i = 0; i < link->by_count; i++) {
        struct pm_chain_node work = node(PM_CHAIN_WORK, link->by[i]);
        for (size_t j = 0; j < link->shown_count; j++)
            if (link->shown[j].metric)
                tie(weaving, work, node_of_evidence(&link->shown[j]), relation);
        for (size_t j = 0; next && j < next->shown_count; j++)
            tie(weaving, work, node_of_evidence(&next->shown[j]), relation);
        tie(weaving, work, whole, "carries it");
    }
    for (size_t i = 0; i < link->shown_count; i++)
        for (size_t j = 0; next && j < next->shown_count; j++)
            tie(weaving, node_of_evidence(&link->shown[i]), node_of_evidence(&next->shown[j]),
                relation);
    for (size_t i = 0; !next && i < link->shown_count; i++)
        tie(weaving, whole, node_of_evidence(&link->shown[i]), "ends with it");
}

static void tie_theory(struct weaving *weaving, const struct pm_theory *theory)
{
    for (size_t i = 0; i < theory->link_count; i++) {
        bool is_last = i + 1 == theory->link_count || theory->links[i + 1].kind == PM_LINK_ASSUME;
        if (theory->links[i].kind == PM_LINK_ASSUME) continue;
        tie_link(weaving, theory, &theory->links[i], is_last ? NULL : &theory->links[i + 1]);
    }
    tie(weaving, node(PM_CHAIN_THEORY, theory), node(PM_CHAIN_GOAL, theory->goal), "is for it");
}

static void tie_metric(struct weaving *weaving, const struct pm_metric *metric)
{
    for (size_t i = 0; i < metric->lead_count; i++)
        tie(weaving, node(PM_CHAIN_METRIC, metric), node(PM_CHAIN_METRIC, metric->leads[i]),
            "leads it");
}

static void tie_goal(struct weaving *weaving, const struct pm_goal *goal)
{
    struct pm_chain_node to = node(PM_CHAIN_GOAL, goal);
    for (size_t i = 0; i < goal->measure_count; i++)
        tie(weaving, node(PM_CHAIN_METRIC, goal->measures[i]->metric), to, "measures it");
    tie(weaving, to, node(PM_CHAIN_GOAL, goal->within), "is part of it");
    for (size_t i = 0; i < goal->align_count; i++)
        tie(weaving, to, node(PM_CHAIN_GOAL, goal->aligns[i]), "serves it");
}

static void weave(struct weaving *weaving)
{
    const struct pm_model *model = weaving->model;
    const struct pm_whole *whole = model->whole;
    for (size_t i = 0; i < whole->actions.count; i++)
        tie_action(weaving, whole->actions.items[i]);
    for (size_t i = 0; i < whole->works.count; i++)
        tie_work(weaving, whole->works.items[i]);
    for (size_t i = 0; i < whole->theories.count; i++)
        tie_theory(weaving, whole->theories.items[i]);
    for (size_t i = 0; i < model->metric_count; i++)
        tie_metric(weaving, model->metrics[i]);
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            tie_goal(weaving, model->plans[i]->goals[j]);
    for (size_t i = 0; i < whole->milestones.count; i++)
        tie(weaving, node(PM_CHAIN_MILESTONE, whole->milestones.items[i]),
            node(PM_CHAIN_GOAL, whole->milestones.items[i]->goal), "shows that it is on its way");
}

/* ---- Following ---- */

static bool is_listed(const struct pm_chain *chain, struct pm_chain_node wanted)
{
    for (size_t i = 0; i < chain->list.count; i++)
        if (chain->list.items[i].node.object == wanted.object) return true;
    return false;
}

struct visit { /* something that was reached, and where to look for what is next to it */
    struct pm_chain_node node;
    int kind;
    size_t tie;
};

/* The next thing that is tied to the one visited and has not been reached; NULL: there is none. */
static const struct tie *find_next(const struct weaving *weaving, struct visit *visit, bool back,
                                   struct pm_chain_node from, const struct pm_chain *chain)
{
    for (; visit->kind < PM_CHAIN_KIND_COUNT; visit->kind++, visit->tie = 0)
        while (visit->tie < weaving->ties.count) {
            const struct tie *at = &weaving->ties.items[visit->tie++];
            struct pm_chain_node here = back ? at->to : at->from;
            struct pm_chain_node next = back ? at->from : at->to;
            if (here.object == visit->node.object && (int)next.kind == visit->kind &&
                next.object != from.object && !is_listed(chain, next))
                return at;
        }
    return NULL;
}

void pm_chain_follow(struct pm_arena *arena, const struct pm_model *model, int32_t as_of,
                     struct pm_chain_node from, bool back, struct pm_chain *out)
{
    struct weaving weaving = {.arena = arena, .model = model, .as_of = as_of};
    PM_ARRAY(struct visit) way = {0};
    struct visit first = {.node = from};
    weave(&weaving);
    PM_PUSH(arena, &way, first);
    while (way.count) {
        const struct tie *at = find_next(&weaving, &way.items[way.count - 1], back, from, out);
        if (!at) {
            way.count--;
            continue;
        }
        struct pm_chain_step step = {back ? at->from : at->to, way.count - 1, at->relation};
        struct visit next = {.node = step.node};
        PM_PUSH(arena, &out->list, step);
        PM_PUSH(arena, &way, next);
    }
}

/* ---- Where a chain may begin ---- */

static bool is_goal(const struct pm_model *model, const void *object)
{
    for (size_t i = 0; i < model->plan_count; i++)
        for (size_t j = 0; j < model->plans[i]->goal_count; j++)
            if (model->plans[i]->goals[j] == object) return true;
    return false;
}

/* The kind of a declaration of the cycle; PM_CHAIN_KIND_COUNT: it is none of these. */
static enum pm_chain_kind kind_of(const struct pm_whole *whole, const void *object)
{
    for (size_t i = 0; i < whole->actions.count; i++)
        if (whole->actions.items[i] == object) return PM_CHAIN_ACTION;
    for (size_t i = 0; i < whole->works.count; i++)
        if (whole->works.items[i] == object) return PM_CHAIN_WORK;
    for (size_t i = 0; i < whole->milestones.count; i++)
        if (whole->milestones.items[i] == object) return PM_CHAIN_MILESTONE;
    for (size_t i = 0; i < whole->theories.count; i++)
        if (whole->theories.items[i] == object) return PM_CHAIN_THEORY;
    return PM_CHAIN_KIND_COUNT;
}

bool pm_chain_find(const struct pm_model *model, const void *object, struct pm_chain_node *out)
{
    *out = (struct pm_chain_node){.object = object};
    if (!object) return false;
    out->kind = kind_of(model->whole, object);
    for (size_t i = 0; out->kind == PM_CHAIN_KIND_COUNT && i < model->metric_count; i++)
        if (model->metrics[i] == object) out->kind = PM_CHAIN_METRIC;
    if (out->kind == PM_CHAIN_KIND_COUNT && is_goal(model, object)) out->kind = PM_CHAIN_GOAL;
    return out->kind != PM_CHAIN_KIND_COUNT;
}
