/* overall.c: from the states of parts to one. */
#include "runtime/judge/overall.h"

#include "runtime/judge/rating.h"

#include <string.h>

/* ---- One part ---- */

static bool is_judged(enum pm_state state)
{
    return state == PM_STATE_MET || state == PM_STATE_ON_TRACK || state == PM_STATE_AT_RISK ||
           state == PM_STATE_OFF_TRACK;
}

/* Met and on track 1, at risk a half, off track 0. */
static struct pm_ratio score_of_state(enum pm_state state)
{
    if (!is_judged(state)) return pm_ratio_undefined();
    if (state == PM_STATE_OFF_TRACK) return pm_ratio_from_integer(0);
    return pm_ratio_make(1, state == PM_STATE_AT_RISK ? 2 : 1);
}

static struct pm_ratio within_one(struct pm_ratio share)
{
    struct pm_ratio one = pm_ratio_from_integer(1);
    if (!pm_ratio_is_defined(share)) return share;
    if (pm_ratio_sign(share) < 0) return pm_ratio_from_integer(0);
    return pm_ratio_compare(share, one) > 0 ? one : share;
}

static struct pm_overall_result judge_series(const struct pm_part *part,
                                             const struct pm_finding *findings, bool of_attainment)
{
    const struct pm_finding *finding = &findings[part->finding];
    struct pm_overall_result result = {.state = finding->state};
    result.score = of_attainment && is_judged(finding->state) ? within_one(finding->progress)
                                                              : score_of_state(finding->state);
    return result;
}

/* ---- Parts together ---- */

struct tally { /* of the parts that are rated */
    size_t states[PM_STATE_OFF_TRACK + 1];
    int64_t rated;
    struct pm_ratio weights;
    struct pm_ratio scores; /* by weight */
    enum pm_state lead;
};

static struct pm_overall_result judge_part(const struct pm_part *part,
                                           const struct pm_finding *findings, bool of_attainment)
{
    struct pm_overall_result result = part->count ? pm_overall_judge(part, findings)
                                                  : judge_series(part, findings, of_attainment);
    if (part->count && !of_attainment && !pm_ratio_is_defined(result.score))
        result.score = score_of_state(result.state);
    return result;
}

static struct tally count_parts(const struct pm_part *part, const struct pm_finding *findings)
{
    bool is_mean = part->overall && part->overall->kind == PM_OVERALL_MEAN;
    bool of_attainment = is_mean && part->overall->of_attainment;
    struct tally tally = {.weights = pm_ratio_from_integer(0),
                          .scores = pm_ratio_from_integer(0),
                          .lead = PM_STATE_INSUFFICIENT};
    for (size_t i = 0; i < part->count; i++) {
        const struct pm_part *each = part->parts[i];
        struct pm_overall_result result = judge_part(each, findings, of_attainment);
        if (each->is_lead) tally.lead = result.state;
        if (!is_judged(result.state) || (is_mean && !pm_ratio_is_defined(result.score))) continue;
        tally.states[result.state]++;
        tally.rated++;
        tally.weights = pm_ratio_add(tally.weights, each->weight);
        tally.scores = pm_ratio_add(tally.scores, pm_ratio_multiply(each->weight, result.score));
    }
    return tally;
}

/* The n-th best state, from 1. */
static enum pm_state best(const struct tally *tally, int64_t n)
{
    int64_t seen = 0;
    for (enum pm_state state = PM_STATE_MET; state < PM_STATE_OFF_TRACK; state++) {
        seen += (int64_t)tally->states[state];
        if (seen >= n) return state;
    }
    return PM_STATE_OFF_TRACK;
}

/* The state whose score is nearest; on track for a tie of it, then at risk. */
static enum pm_state nearest(const struct tally *tally, struct pm_ratio mean)
{
    if (tally->states[PM_STATE_MET] == (size_t)tally->rated) return PM_STATE_MET;
    if (pm_ratio_compare(mean, pm_ratio_make(3, 4)) >= 0) return PM_STATE_ON_TRACK;
    return pm_ratio_compare(mean, pm_ratio_make(1, 4)) >= 0 ? PM_STATE_AT_RISK : PM_STATE_OFF_TRACK;
}

static void judge_mean(const struct pm_overall *overall, const struct tally *tally,
                       struct pm_overall_result *result)
{
    struct pm_variables variables = {.direction = 1, .tolerance = pm_ratio_from_integer(0)};
    result->score = pm_ratio_divide(tally->scores, tally->weights);
    if (!pm_ratio_is_defined(result->score)) {
        result->state = PM_STATE_INSUFFICIENT; /* more than fits */
        return;
    }
    if (!overall->rating) {
        result->state = nearest(tally, result->score);
        return;
    }
    variables.values[PM_VARIABLE_VALUE] = variables.values[PM_VARIABLE_ATTAINMENT] = result->score;
    struct pm_verdict verdict = pm_rate(overall->rating, &variables, PM_STATE_NO_TARGET);
    result->state = verdict.state;
    result->level = verdict.level;
}

static bool are_enough(const struct pm_overall *overall, const struct pm_overall_result *result)
{
    static const struct pm_decimal half = {5, 1};
    struct pm_ratio least = pm_ratio_from_decimal(overall ? overall->least : half);
    if (!result->rated) return false;
    return pm_ratio_compare(pm_ratio_make(result->rated, result->count), least) >= 0;
}

struct pm_overall_result pm_overall_judge(const struct pm_part *part,
                                          const struct pm_finding *findings)
{
    struct tally tally = count_parts(part, findings);
    struct pm_overall_result result = {.state = PM_STATE_INSUFFICIENT,
                                       .score = pm_ratio_undefined(),
                                       .rated = tally.rated,
                                       .count = (int64_t)part->count};
    enum pm_overall_kind kind = part->overall ? part->overall->kind : PM_OVERALL_WORST;
    if (kind == PM_OVERALL_LEAD) {
        if (is_judged(tally.lead)) result.state = tally.lead;
        return result;
    }
    if (!are_enough(part->overall, &result)) return result;
    if (kind == PM_OVERALL_WORST) result.state = best(&tally, tally.rated);
    if (kind == PM_OVERALL_ANY && tally.rated >= part->overall->count)
        result.state = best(&tally, part->overall->count);
    if (kind == PM_OVERALL_MEAN) judge_mean(part->overall, &tally, &result);
    return result;
}

/* ---- The finding ---- */

/* "not due" for "not_due" */
static const char *state_text(struct pm_arena *arena, enum pm_state state)
{
    const char *word = pm_state_info(state)->word;
    char *text = pm_arena_copy_text(arena, word, strlen(word));
    for (char *at = text; *at; at++)
        if (*at == '_') *at = ' ';
    return text;
}

static const char *way_text(struct pm_arena *arena, const struct pm_overall *overall)
{
    const char *word = pm_overall_word(overall->kind);
    if (overall->kind == PM_OVERALL_ANY)
        return pm_arena_format(arena, "%s %lld", word, (long long)overall->count);
    if (overall->kind == PM_OVERALL_LEAD)
        return pm_arena_format(arena, "%s %s", word, overall->lead);
    return word;
}

static void list_unrated(struct pm_arena *arena, const struct pm_part *part,
                         const struct pm_finding *findings, struct pm_cycle_facts *facts)
{
    facts->items = PM_NEW_ITEMS(arena, const char *, part->count + 1);
    facts->item_count = 0;
    for (size_t i = 0; i < part->count; i++) {
        struct pm_overall_result result = judge_part(part->parts[i], findings, false);
        if (is_judged(result.state)) continue;
        facts->items[facts->item_count++] = pm_arena_format(arena, "%s (%s)", part->parts[i]->name,
                                                            state_text(arena, result.state));
    }
}

void pm_overall_fill(struct pm_arena *arena, const struct pm_finding *findings,
                     struct pm_finding *finding)
{
    const struct pm_part *part = finding->basis->part;
    struct pm_overall_result result = pm_overall_judge(part, findings);
    struct pm_cycle_facts *facts = finding->cycle;
    finding->state = result.state;
    finding->severity = pm_state_info(result.state)->severity;
    finding->level = result.level;
    finding->rating = result.level ? part->overall->rating : NULL;
    facts->count = result.rated;
    facts->of = result.count;
    facts->text = way_text(arena, part->overall);
    facts->amount_kind = pm_ratio_is_defined(result.score) ? PM_AMOUNT_SHARE : PM_AMOUNT_NONE;
    facts->amount = result.score;
    list_unrated(arena, part, findings, facts);
}
