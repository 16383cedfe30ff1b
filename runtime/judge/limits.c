/* limits.c: single sessions: their length, their charts, and the questions that were asked. */
#include "runtime/judge/cycle.h"

#include <string.h>

static bool is_session(const struct pm_review *review)
{
    return strcmp(review->kind, "pm_session") == 0;
}

/* ---- Length ---- */

/* Its own length, else what its agenda adds up to. */
static int64_t minutes_of(const struct pm_review *review)
{
    int64_t agenda = 0;
    for (size_t i = 0; i < review->agenda_count; i++)
        agenda += review->agenda[i].minutes;
    return review->length_minutes ? review->length_minutes : agenda;
}

static void judge_length(struct pm_cycle *cycle, const struct pm_review *review)
{
    struct pm_topic topic = pm_topic_of_review(review);
    struct pm_rule_setting setting = pm_cycle_rule(cycle, PM_REVIEW_TOO_LONG, NULL);
    int64_t minutes = minutes_of(review);
    if (!is_session(review) || minutes <= setting.argument) return;
    struct pm_finding *finding =
        pm_cycle_add_rule(cycle, PM_FINDING_REVIEW, PM_REVIEW_TOO_LONG, &topic);
    if (!finding) return;
    finding->cycle->day = review->day;
    finding->cycle->amount_kind = PM_AMOUNT_MINUTES;
    finding->cycle->amount = pm_ratio_from_integer(minutes);
}

/* ---- Charts ---- */

static void judge_charts(struct pm_cycle *cycle, const struct pm_review *review)
{
    struct pm_topic topic = pm_topic_of_review(review);
    struct pm_rule_setting most = pm_cycle_rule(cycle, PM_TOO_MANY_CHARTS, NULL);
    struct pm_rule_setting least = pm_cycle_rule(cycle, PM_TOO_FEW_CHARTS, NULL);
    int64_t count = (int64_t)review->chart_count;
    struct pm_finding *finding = NULL;
    if (count > most.argument)
        finding = pm_cycle_add_rule(cycle, PM_FINDING_REVIEW, PM_TOO_MANY_CHARTS, &topic);
    else if (count < least.argument)
        finding = pm_cycle_add_rule(cycle, PM_FINDING_REVIEW, PM_TOO_FEW_CHARTS, &topic);
    if (!finding) return;
    finding->cycle->day = review->day;
    finding->cycle->count = count;
}

/* "10 to 12 charts on average": over all sessions up to the as-of day. */
static void judge_average(struct pm_cycle *cycle)
{
    int64_t charts = 0;
    int64_t sessions = 0;
    for (size_t i = 0; i < cycle->whole->reviews.count; i++) {
        const struct pm_review *review = cycle->whole->reviews.items[i];
        if (!is_session(review) || !pm_cycle_is_past(cycle, review->day)) continue;
        charts += (int64_t)review->chart_count;
        sessions++;
    }
    if (sessions < 2) return;
    struct pm_topic topic = {.parts = {"average"}, .label = "charts of a session, on average"};
    struct pm_rule_setting most = pm_cycle_rule(cycle, PM_TOO_MANY_CHARTS, NULL);
    struct pm_rule_setting least = pm_cycle_rule(cycle, PM_TOO_FEW_CHARTS, NULL);
    struct pm_ratio mean = pm_ratio_make(charts, sessions);
    struct pm_finding *finding = NULL;
    bool is_many = pm_ratio_compare(mean, pm_ratio_from_integer(most.argument)) > 0;
    bool is_few = pm_ratio_compare(mean, pm_ratio_from_integer(least.argument)) < 0;
    if (is_many)
        finding = pm_cycle_add_rule(cycle, PM_FINDING_REVIEW, PM_TOO_MANY_CHARTS, &topic);
    else if (is_few)
        finding = pm_cycle_add_rule(cycle, PM_FINDING_REVIEW, PM_TOO_FEW_CHARTS, &topic);
    else
        finding = pm_cycle_add(cycle, PM_FINDING_REVIEW, PM_STATE_COUNTED, &topic);
    if (!finding) return;
    finding->cycle->of = sessions;
    finding->cycle->amount_kind = PM_AMOUNT_NUMBER;
    finding->cycle->amount = mean;
}

/* ---- Questions ---- */

/* The first session after the one in which it was asked, by which it should be answered. */
static const struct pm_review *next_session(const struct pm_cycle *cycle,
                                            const struct pm_review *asked)
{
    for (size_t i = 0; i < cycle->whole->reviews.count; i++) {
        const struct pm_review *review = cycle->whole->reviews.items[i];
        for (const struct pm_review *at = review->follows; at; at = at->follows) {
            if (at == review) break;
            if (at == asked) return review;
        }
    }
    return NULL;
}

static void judge_question(struct pm_cycle *cycle, const struct pm_ask *ask)
{
    const struct pm_review *next = next_session(cycle, ask->review);
    bool is_answered = pm_cycle_is_past(cycle, ask->answered_day);
    bool is_over = next && pm_cycle_is_past(cycle, next->day);
    struct pm_topic topic = {.parts = {ask->review->name, ask->name},
                             .label = ask->text,
                             .object = ask,
                             .owner = ask->by,
                             .at = ask->at};
    enum pm_state state = is_over ? PM_STATE_UNANSWERED : PM_STATE_OPEN;
    if (is_answered) state = PM_STATE_DONE;
    struct pm_finding *finding = pm_cycle_add(cycle, PM_FINDING_REVIEW, state, &topic);
    finding->cycle->day = ask->review->day;
    if (is_answered) {
        finding->cycle->done_day = ask->answered_day;
        finding->cycle->text = ask->answer;
        return;
    }
    if (cycle->as_of != PM_NO_DAY) finding->cycle->days = cycle->as_of - ask->review->day;
    if (is_over) {
        pm_cycle_set_level(cycle, finding, PM_QUESTION_UNANSWERED);
        pm_cycle_set_items(cycle, finding, &next->name, 1);
    }
}

void pm_judge_limits(struct pm_cycle *cycle)
{
    for (size_t i = 0; i < cycle->whole->reviews.count; i++) {
        const struct pm_review *review = cycle->whole->reviews.items[i];
        judge_length(cycle, review);
        if (is_session(review)) judge_charts(cycle, review);
        if (cycle->as_of != PM_NO_DAY && !pm_cycle_is_past(cycle, review->day)) continue;
        for (size_t j = 0; j < review->ask_count; j++)
            judge_question(cycle, review->asks[j]);
    }
    judge_average(cycle);
}
