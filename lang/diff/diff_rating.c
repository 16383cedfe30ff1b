/* diff_rating.c: from which figure on a word is given. */
#include "lang/diff/compare.h"

#include "lang/diff/quantity.h"

#include <string.h>

/* ---- Levels ---- */

/* What it means that more figures get a word. */
enum meaning { GOOD_WORD, BAD_WORD, NO_MEANING };

static enum meaning meaning_of(enum pm_rated state)
{
    switch (state) {
    case PM_RATED_MET:
    case PM_RATED_ON_TRACK:
        return GOOD_WORD;
    case PM_RATED_AT_RISK:
    case PM_RATED_OFF_TRACK:
        return BAD_WORD;
    case PM_RATED_NONE:
        break;
    }
    return NO_MEANING;
}

/* A wider `at risk` is a narrower `off track`, which stands below it. */
static enum pm_change_id change_of(const struct pm_level *level, enum pm_order order)
{
    bool is_wider = order == PM_ORDER_MORE;
    if (order != PM_ORDER_MORE && order != PM_ORDER_LESS) return PM_CHANGE_threshold_changed;
    switch (meaning_of(level->state)) {
    case GOOD_WORD:
        return is_wider ? PM_CHANGE_on_track_threshold_loosened
                        : PM_CHANGE_on_track_threshold_tightened;
    case BAD_WORD:
        if (level->state == PM_RATED_OFF_TRACK) is_wider = !is_wider;
        return is_wider ? PM_CHANGE_off_track_threshold_loosened
                        : PM_CHANGE_off_track_threshold_tightened;
    case NO_MEANING:
        break;
    }
    return PM_CHANGE_threshold_changed;
}

static enum pm_order order_of_tolerances(const struct pm_level *old, const struct pm_level *new)
{
    const struct pm_expression *before = old->has_tolerance ? old->tolerance : NULL;
    const struct pm_expression *after = new->has_tolerance ? new->tolerance : NULL;
    if (!before || !after) return after ? PM_ORDER_MORE : before ? PM_ORDER_LESS : PM_ORDER_EQUAL;
    return pm_quantity_order(before, after);
}

/* How the whole condition moved: condition and tolerance must agree. */
static enum pm_order order_of(const struct pm_level *old, const struct pm_level *new,
                              const struct pm_expression **before,
                              const struct pm_expression **after)
{
    enum pm_order when = pm_condition_order(old->when, new->when, before, after);
    enum pm_order within = order_of_tolerances(old, new);
    if (within == PM_ORDER_EQUAL) return when;
    if (when == PM_ORDER_EQUAL) return within;
    return when == within ? when : PM_ORDER_UNKNOWN;
}

static void compare_state(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    const struct pm_level *old = pair->sides[PM_BEFORE]->object;
    const struct pm_level *new = pair->sides[PM_AFTER]->object;
    struct pm_fact *before = pm_fact_find(pair->sides[PM_BEFORE], "as");
    struct pm_fact *after = pm_fact_find(pair->sides[PM_AFTER], "as");
    if (old->unrated != new->unrated) {
        struct pm_fact *was = pm_fact_find(pair->sides[PM_BEFORE], "is");
        struct pm_fact *is = pm_fact_find(pair->sides[PM_AFTER], "is");
        pm_change_of_facts(
            comparison, pair,
            new->unrated ? PM_CHANGE_unrated_word_added : PM_CHANGE_unrated_word_removed, was, is);
        if (before) before->is_claimed = true;
        if (after) after->is_claimed = true;
        return;
    }
    if (!before || !after) return;
    /* States are listed from good to bad. */
    pm_change_of_facts(comparison, pair,
                       new->state < old->state ? PM_CHANGE_status_level_upgraded
                                               : PM_CHANGE_status_level_downgraded,
                       before, after);
}

void pm_compare_level(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    const struct pm_level *old = pair->sides[PM_BEFORE]->object;
    const struct pm_level *new = pair->sides[PM_AFTER]->object;
    if (!old || !new) return;
    compare_state(comparison, pair);
    struct pm_fact *facts[2][2] = {{NULL}};
    for (int side = 0; side < 2; side++) {
        facts[side][0] = pm_fact_find(pair->sides[side], "when");
        facts[side][1] = pm_fact_find(pair->sides[side], "within");
    }
    if (!facts[0][0] && !facts[0][1] && !facts[1][0] && !facts[1][1]) return;
    const struct pm_expression *before;
    const struct pm_expression *after;
    enum pm_order order = order_of(old, new, &before, &after);
    struct pm_change *change = pm_change_of_facts(comparison, pair, change_of(new, order),
                                                  facts[0][0] ? facts[0][0] : facts[0][1],
                                                  facts[1][0] ? facts[1][0] : facts[1][1]);
    change->old = pm_side_of_declared(comparison, PM_BEFORE, pair->sides[PM_BEFORE]);
    change->new = pm_side_of_declared(comparison, PM_AFTER, pair->sides[PM_AFTER]);
    if (before && after)
        pm_change_set_amounts(change, comparison->arena, pm_ratio_from_decimal(before->number),
                              pm_ratio_from_decimal(after->number));
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < 2; i++)
            if (facts[side][i]) facts[side][i]->is_claimed = true;
}

/* ---- Order ---- */

/* The next level of a rating from `*index` on that the other side has, too. */
static const struct pm_declared *next_level(const struct pm_declared *rating, size_t *index)
{
    while (*index < rating->below.count) {
        const struct pm_declared *each = rating->below.items[(*index)++];
        if (pm_is_of_family(each, "level") && each->pair) return each;
    }
    return NULL;
}

static const char *order_text(struct pm_arena *arena, const struct pm_declared *rating)
{
    const char *text = "";
    for (size_t i = 0; i < rating->below.count; i++) {
        if (!pm_is_of_family(rating->below.items[i], "level")) continue;
        const char *name = strrchr(rating->below.items[i]->name, '.');
        text = pm_arena_format(arena, "%s%s%s", text, *text ? ", " : "", name ? name + 1 : "");
    }
    return text;
}

void pm_compare_rating(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    const struct pm_declared *old = pair->sides[PM_BEFORE];
    const struct pm_declared *new = pair->sides[PM_AFTER];
    size_t i = 0;
    size_t j = 0;
    for (;;) {
        const struct pm_declared *before = next_level(old, &i);
        const struct pm_declared *after = next_level(new, &j);
        if (!before || !after) return;
        if (before->pair != after) break;
    }
    struct pm_change *change = pm_change_add(comparison, pair, PM_CHANGE_status_order_changed);
    change->old = pm_side_of_declared(comparison, PM_BEFORE, old);
    change->new = pm_side_of_declared(comparison, PM_AFTER, new);
    change->old.value = order_text(comparison->arena, old);
    change->new.value = order_text(comparison->arena, new);
}
