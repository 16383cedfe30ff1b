/* explained_chain.c: what a finding's subject leads to and what leads to it, link by link, each
 * with how it stands. */
#include "runtime/judge/chain.h"
#include "runtime/render/explained.h"

#include "lang/model/measure.h"

#include <string.h>

struct linking {
    struct pm_arena *arena;
    const struct pm_release *release;
};

/* ---- One link ---- */

static const char *kind_word(struct pm_chain_node node)
{
    static const char *const works[] = {
        [PM_STRATEGY] = "strategy", [PM_INITIATIVE] = "initiative", [PM_ACTIVITY] = "activity"};
    const struct pm_metric *metric = node.object;
    switch (node.kind) {
    case PM_CHAIN_WORK:
        return works[((const struct pm_work *)node.object)->kind];
    case PM_CHAIN_MILESTONE:
        return "milestone";
    case PM_CHAIN_METRIC:
        if (metric->is_leading) return "leading indicator";
        return metric->is_lagging ? "outcome" : "metric";
    case PM_CHAIN_THEORY:
        return "theory";
    case PM_CHAIN_GOAL:
        return pm_goal_kind_word(((const struct pm_goal *)node.object)->kind);
    case PM_CHAIN_ACTION:
    case PM_CHAIN_KIND_COUNT:
        break;
    }
    return "action item";
}

static void set_name(const struct linking *linking, struct pm_chain_node node,
                     struct pm_explained_link *link)
{
    const struct pm_metric *metric = node.object;
    const struct pm_theory *theory = node.object;
    const struct pm_action *action = node.object;
    const struct pm_goal *goal = node.object;
    struct pm_subject_reference subject = {.object = node.object};
    switch (node.kind) {
    case PM_CHAIN_WORK:
        link->name = pm_work_text(linking->arena, node.object);
        link->label = ((const struct pm_work *)node.object)->label;
        return;
    case PM_CHAIN_MILESTONE:
        link->name = pm_milestone_text(linking->arena, node.object);
        link->label = ((const struct pm_milestone *)node.object)->label;
        return;
    case PM_CHAIN_METRIC:
        link->name = metric->name;
        link->label = metric->label;
        return;
    case PM_CHAIN_THEORY:
        subject.kind = PM_SUBJECT_THEORY;
        link->name = pm_subject_text(linking->arena, &subject);
        link->label = theory->label;
        return;
    case PM_CHAIN_GOAL:
        subject.kind = PM_SUBJECT_GOAL;
        link->name = pm_subject_text(linking->arena, &subject);
        link->label = goal->label;
        return;
    case PM_CHAIN_ACTION:
    case PM_CHAIN_KIND_COUNT:
        link->name = pm_arena_format(linking->arena, "%s.%s", action->review->name, action->name);
        link->label = action->label;
        return;
    }
}

/* ---- How it stands ---- */

static enum pm_finding_kind finding_kind(enum pm_chain_kind kind)
{
    static const enum pm_finding_kind kinds[] = {
        [PM_CHAIN_WORK] = PM_FINDING_WORK,       [PM_CHAIN_MILESTONE] = PM_FINDING_MILESTONE,
        [PM_CHAIN_METRIC] = PM_FINDING_STATUS,   [PM_CHAIN_THEORY] = PM_FINDING_THEORY,
        [PM_CHAIN_GOAL] = PM_FINDING_KIND_COUNT, [PM_CHAIN_ACTION] = PM_FINDING_ACTION};
    return kinds[kind];
}

/* Of the findings on a declaration the first one is about it as a whole. */
static void count_declared(const struct linking *linking, struct pm_chain_node node,
                           size_t states[PM_STATE_COUNT])
{
    for (size_t i = 0; i < linking->release->finding_count; i++) {
        const struct pm_finding *finding = &linking->release->findings[i];
        if (finding->kind != finding_kind(node.kind) || !finding->cycle) continue;
        if (finding->cycle->object != node.object || finding->state == PM_STATE_NOT_KEPT) continue;
        states[finding->state]++;
        return;
    }
}

/* The newest judged figure of each unit and plan, of all rows. */
static void count_measured(const struct linking *linking, const struct pm_metric *metric,
                           size_t states[PM_STATE_COUNT])
{
    const struct pm_finding *newest = NULL;
    for (size_t i = 0; i <= linking->release->finding_count; i++) {
        bool is_end = i == linking->release->finding_count;
        const struct pm_finding *finding = is_end ? NULL : &linking->release->findings[i];
        if (newest && (!finding || strcmp(finding->key, newest->key) != 0)) {
            states[newest->state]++;
            newest = NULL;
        }
        if (!finding || finding->kind != PM_FINDING_STATUS || finding->subject.metric != metric)
            continue;
        bool is_part = finding->subject.side_count || finding->subject.has_reference;
        if (!is_part && pm_state_is_rated(finding->state)) newest = finding;
    }
}

static const char *state_text(const struct linking *linking, struct pm_chain_node node)
{
    size_t states[PM_STATE_COUNT] = {0};
    size_t sum = 0;
    enum pm_state only = PM_STATE_COUNT;
    struct pm_buffer text;
    if (node.kind == PM_CHAIN_METRIC)
        count_measured(linking, node.object, states);
    else
        count_declared(linking, node, states);
    for (int i = 0; i < PM_STATE_COUNT; i++) {
        if (states[i]) only = (enum pm_state)i;
        sum += states[i];
    }
    if (sum == 0) return "";
    if (sum == 1) return pm_state_text(linking->arena, only);
    pm_buffer_start(&text, linking->arena);
    pm_put_states(linking->arena, &text.sink, states);
    return pm_buffer_text(&text);
}

/* ---- The chain ---- */

static void list_links(const struct linking *linking, struct pm_chain_node from, bool back,
                       struct pm_links *out)
{
    struct pm_chain chain = {0};
    pm_chain_follow(linking->arena, linking->release->model, linking->release->as_of, from, back,
                    &chain);
    for (size_t i = 0; i < chain.list.count; i++) {
        const struct pm_chain_step *step = &chain.list.items[i];
        struct pm_explained_link link = {.kind = kind_word(step->node),
                                         .relation = step->relation,
                                         .state = state_text(linking, step->node),
                                         .depth = step->depth};
        set_name(linking, step->node, &link);
        PM_PUSH(linking->arena, &out->list, link);
        if (step->node.kind == PM_CHAIN_GOAL) out->has_goal = true;
        if (step->node.kind == PM_CHAIN_WORK) out->has_work = true;
    }
}

static bool find_start(const struct pm_release *release, const struct pm_finding *finding,
                       struct pm_chain_node *out)
{
    const void *object = finding->cycle ? finding->cycle->object : finding->subject.metric;
    if (pm_chain_find(release->model, object, out)) return true;
    return finding->cycle && finding->subject.measure &&
           pm_chain_find(release->model, finding->subject.measure->metric, out);
}

bool pm_explain_links(struct pm_arena *arena, const struct pm_release *release, size_t finding,
                      struct pm_links *leads_to, struct pm_links *comes_from)
{
    struct linking linking = {arena, release};
    const struct pm_whole *whole = release->model->whole;
    struct pm_chain_node from;
    if (!whole->works.count && !whole->theories.count && !whole->actions.count) return false;
    if (!find_start(release, &release->findings[finding], &from)) return false;
    list_links(&linking, from, false, leads_to);
    list_links(&linking, from, true, comes_from);
    leads_to->has_goal = leads_to->has_goal || from.kind == PM_CHAIN_GOAL;
    comes_from->has_work = comes_from->has_work || from.kind == PM_CHAIN_WORK ||
                           from.kind == PM_CHAIN_ACTION || from.kind == PM_CHAIN_MILESTONE;
    return leads_to->list.count || comes_from->list.count;
}

/* ---- Text ---- */

static void put_links(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                      const struct pm_links *links)
{
    for (size_t i = 0; i < links->list.count; i++) {
        const struct pm_explained_link *link = &links->list.items[i];
        size_t indent = 2 + 2 * link->depth;
        const char *text =
            pm_arena_format(arena, "%s %s  %s%s%s (%s)", link->kind, link->name, link->label,
                            *link->state ? ": " : "", link->state, link->relation);
        pm_put_repeated(sink, ' ', indent);
        pm_put_wrapped(sink, text, indent + 4, (size_t)style->width);
    }
}

void pm_put_links(struct pm_arena *arena, struct pm_sink *sink, const struct pm_style *style,
                  const struct pm_view *view, size_t finding)
{
    struct pm_links leads_to = {0};
    struct pm_links comes_from = {0};
    if (!pm_explain_links(arena, view->release, finding, &leads_to, &comes_from)) return;
    if (leads_to.list.count || !leads_to.has_goal) pm_put(sink, "\nleads to\n");
    put_links(arena, sink, style, &leads_to);
    if (!leads_to.has_goal) pm_put(sink, "  no goal: nothing says what it is for in the end\n");
    if (comes_from.list.count || !comes_from.has_work) pm_put(sink, "\ncomes from\n");
    put_links(arena, sink, style, &comes_from);
    if (!comes_from.has_work) pm_put(sink, "  no work: nothing says who moves it\n");
}
