/* rating.c: levels in order, tables of two scales, and words that are no judgement. */
#include "runtime/judge/rating.h"

#include "lang/model/measure.h"

/* ---- What a condition speaks of ---- */

static bool level_uses(const struct pm_level *level, enum pm_variable variable)
{
    return pm_expression_uses(level->when, variable) ||
           pm_expression_uses(level->tolerance, variable) ||
           (level->lasting && pm_expression_uses(level->lasting->unless, variable));
}

static bool scale_uses(const struct pm_scale *scale, enum pm_variable variable)
{
    for (size_t i = 0; scale && i < scale->level_count; i++)
        if (level_uses(scale->levels[i], variable)) return true;
    return false;
}

bool pm_rating_uses(const struct pm_rating *rating, enum pm_variable variable)
{
    for (size_t i = 0; i < rating->level_count; i++)
        if (level_uses(rating->levels[i], variable)) return true;
    return scale_uses(rating->rows, variable) || scale_uses(rating->columns, variable);
}

/* The first variable without a value that a condition needs; PM_VARIABLE_COUNT when it needs none.
 * What is asked with `is missing` is not needed. */
static enum pm_variable find_missing(const struct pm_expression *expression,
                                     const struct pm_variables *variables)
{
    if (!expression || expression->kind == PM_EXPRESSION_IS_MISSING) return PM_VARIABLE_COUNT;
    if (expression->kind == PM_EXPRESSION_VARIABLE &&
        !pm_ratio_is_defined(variables->values[expression->variable]))
        return expression->variable;
    for (size_t i = 0; i < expression->child_count; i++) {
        enum pm_variable missing = find_missing(expression->children[i], variables);
        if (missing != PM_VARIABLE_COUNT) return missing;
    }
    return PM_VARIABLE_COUNT;
}

/* ---- Levels that last ---- */

/* In periods of which a year has `parts`; two quarters are one year, where there are years alone. */
static int32_t periods_of(const struct pm_lasting *lasting, int32_t parts)
{
    int64_t whole = lasting->number * parts;
    return (int32_t)((whole + lasting->in_a_year - 1) / lasting->in_a_year);
}

int32_t pm_rating_looks_back(const struct pm_rating *rating, int32_t parts)
{
    int32_t most = 0;
    for (size_t i = 0; i < rating->level_count; i++) {
        const struct pm_lasting *lasting = rating->levels[i]->lasting;
        int32_t periods = lasting ? periods_of(lasting, parts) - 1 : 0;
        if (periods > most) most = periods;
    }
    return most;
}

static struct pm_variables with_tolerance(const struct pm_level *level,
                                          const struct pm_variables *variables)
{
    struct pm_variables copy = *variables;
    copy.tolerance = level->has_tolerance ? pm_expression_value(level->tolerance, variables)
                                          : pm_ratio_from_integer(0);
    return copy;
}

/* Whether the condition, which holds now, has held long enough, and nothing lets it go. */
static bool lasts(const struct pm_level *level, const struct pm_variables *variables)
{
    const struct pm_lasting *lasting = level->lasting;
    int32_t periods = periods_of(lasting, variables->parts);
    const struct pm_variables *at = variables;
    bool is_excused = lasting->unless != NULL;
    for (int32_t i = 0; i < periods; i++) {
        if (i) at = at->before;
        if (i && !at) return false;
        struct pm_variables then = with_tolerance(level, at);
        if (pm_expression_truth(level->when, &then) != PM_TRUE) return false;
        bool is_first = i > 0 && i == periods - 1;
        if (is_excused && !is_first)
            is_excused = pm_expression_truth(lasting->unless, &then) == PM_TRUE;
    }
    return !is_excused;
}

/* ---- Trying levels ---- */

struct trial {
    struct pm_variables variables;
    enum pm_state lack;
    enum pm_variable missing; /* what the last condition tried lacked; PM_VARIABLE_COUNT: nothing */
};

static enum pm_truth try_level(struct trial *trial, const struct pm_level *level)
{
    trial->variables = with_tolerance(level, &trial->variables);
    enum pm_truth truth = pm_expression_truth(level->when, &trial->variables);
    if (level->unrated) return truth;
    if (truth == PM_TRUE && level->lasting && !lasts(level, &trial->variables)) truth = PM_FALSE;
    trial->missing = truth == PM_TRUTH_MISSING ? find_missing(level->when, &trial->variables)
                                               : PM_VARIABLE_COUNT;
    return truth;
}

static struct pm_verdict verdict_of(const struct pm_level *level)
{
    struct pm_verdict verdict = {PM_STATE_UNRATED, level};
    switch (level->state) {
    case PM_RATED_NONE:
        break;
    case PM_RATED_MET:
        verdict.state = PM_STATE_MET;
        break;
    case PM_RATED_ON_TRACK:
        verdict.state = PM_STATE_ON_TRACK;
        break;
    case PM_RATED_AT_RISK:
        verdict.state = PM_STATE_AT_RISK;
        break;
    case PM_RATED_OFF_TRACK:
        verdict.state = PM_STATE_OFF_TRACK;
        break;
    }
    return verdict;
}

/* Why there is no level: what the last condition lacked. PM_STATE_COUNT: nothing that must be
 * there. */
static enum pm_state explain_lack(const struct trial *trial)
{
    bool has_baseline = pm_ratio_is_defined(trial->variables.values[PM_VARIABLE_BASELINE]);
    bool has_final = pm_ratio_is_defined(trial->variables.values[PM_VARIABLE_FINAL]);
    switch ((int)trial->missing) {
    case PM_VARIABLE_BASELINE:
        return PM_STATE_NO_BASELINE;
    case PM_VARIABLE_ATTAINMENT:
        if (!has_baseline) return PM_STATE_NO_BASELINE;
        return has_final ? PM_STATE_UNRATED : trial->lack; /* no distance to cover */
    case PM_VARIABLE_TARGET:
    case PM_VARIABLE_EXPECTED:
    case PM_VARIABLE_FINAL:
    case PM_VARIABLE_DEVIATION:
        return trial->lack;
    default:
        return PM_STATE_COUNT;
    }
}

/* "Whatever is left" cannot be said of a figure whose target nobody knows. */
static struct pm_verdict take_leftover(const struct trial *trial, const struct pm_level *level)
{
    enum pm_state lack = explain_lack(trial);
    if (lack == PM_STATE_COUNT) return verdict_of(level);
    return (struct pm_verdict){lack, NULL};
}

/* Index of the level of a scale that holds; level_count when none does. */
static size_t find_on_scale(struct trial *trial, const struct pm_scale *scale)
{
    trial->missing = PM_VARIABLE_COUNT;
    for (size_t i = 0; i < scale->level_count; i++) {
        if (!scale->levels[i]->when)
            return trial->missing == PM_VARIABLE_COUNT ? i : scale->level_count;
        if (try_level(trial, scale->levels[i]) == PM_TRUE) return i;
    }
    return scale->level_count;
}

static struct pm_verdict rate_by_table(struct trial *trial, const struct pm_rating *rating)
{
    enum pm_state lack = PM_STATE_UNRATED;
    size_t row = find_on_scale(trial, rating->rows);
    if (row < rating->rows->level_count) {
        size_t column = find_on_scale(trial, rating->columns);
        if (column < rating->columns->level_count) return verdict_of(rating->cells[row][column]);
    }
    if (explain_lack(trial) != PM_STATE_COUNT) lack = explain_lack(trial);
    return (struct pm_verdict){lack, NULL};
}

/* No level holds: a word without condition that is no judgement, else what was lacking. */
static struct pm_verdict rate_nothing(const struct trial *trial, const struct pm_rating *rating)
{
    for (size_t i = 0; i < rating->level_count; i++)
        if (rating->levels[i]->unrated && !rating->levels[i]->when)
            return verdict_of(rating->levels[i]);
    enum pm_state lack = explain_lack(trial);
    return (struct pm_verdict){lack == PM_STATE_COUNT ? PM_STATE_UNRATED : lack, NULL};
}

struct pm_verdict pm_rate(const struct pm_rating *rating, const struct pm_variables *variables,
                          enum pm_state lack)
{
    struct trial trial = {*variables, lack, PM_VARIABLE_COUNT};
    for (size_t i = 0; i < rating->level_count; i++) {
        const struct pm_level *level = rating->levels[i];
        if (!level->when && (rating->rows || level->unrated)) continue;
        if (!level->when) return take_leftover(&trial, level);
        if (try_level(&trial, level) == PM_TRUE) return verdict_of(level);
    }
    return rating->rows ? rate_by_table(&trial, rating) : rate_nothing(&trial, rating);
}

struct pm_verdict pm_rate_missing(const struct pm_rating *rating,
                                  const struct pm_variables *variables)
{
    struct trial trial = {*variables, PM_STATE_NO_TARGET, PM_VARIABLE_COUNT};
    for (size_t i = 0; i < rating->level_count; i++) {
        const struct pm_level *level = rating->levels[i];
        if (level->unrated && level->when && pm_expression_uses(level->when, PM_VARIABLE_VALUE) &&
            try_level(&trial, level) == PM_TRUE)
            return verdict_of(level);
    }
    return (struct pm_verdict){PM_STATE_COUNT, NULL};
}

bool pm_rating_needs_target(const struct pm_rating *rating)
{
    return pm_rating_uses(rating, PM_VARIABLE_TARGET) ||
           pm_rating_uses(rating, PM_VARIABLE_EXPECTED) ||
           pm_rating_uses(rating, PM_VARIABLE_FINAL) ||
           pm_rating_uses(rating, PM_VARIABLE_DEVIATION) ||
           pm_rating_uses(rating, PM_VARIABLE_ATTAINMENT);
}
