/* changes.c: making changes, and letting one stand for others. */
#include "lang/diff/compare.h"

#include <string.h>

struct pm_change *pm_change_add(struct pm_comparison *comparison, const struct pm_pair *pair,
                                enum pm_change_id id)
{
    const struct pm_change_kind *kind = pm_change_kind(id);
    const struct pm_declared *subject =
        pair->sides[PM_AFTER] ? pair->sides[PM_AFTER] : pair->sides[PM_BEFORE];
    struct pm_change *change = PM_NEW(comparison->arena, struct pm_change);
    change->id = id;
    change->ambition = kind->ambition;
    change->comparability = kind->comparability;
    change->kind = subject->kind->word;
    change->subject = subject->name;
    change->origin = subject;
    change->old = (struct pm_change_side){.text = "", .value = ""};
    change->new = change->old;
    change->why = kind->why;
    change->remark = "";
    change->help = "";
    change->is_hidden = id == PM_CHANGE_description_changed || id == PM_CHANGE_declaration_moved ||
                        id == PM_CHANGE_comment_changed || id == PM_CHANGE_order_changed ||
                        id == PM_CHANGE_formatting_changed;
    PM_PUSH(comparison->arena, &comparison->found, change);
    return change;
}

/* The name of the subject; what is said of all audiences at once is one subject. */
static const char *subject_of(const struct pm_comparison *comparison, enum pm_side side,
                              const struct pm_declared *declared)
{
    const struct pm_half *half = &comparison->halves[side];
    if (!pm_is_of_family(declared, "privacy")) return declared->name;
    for (size_t i = 0; i < half->declared.count; i++) {
        const struct pm_declared *each = half->declared.items[i];
        bool is_same_line = each != declared && pm_is_of_family(each, "privacy") &&
                            each->at.file == declared->at.file &&
                            each->at.begin == declared->at.begin;
        if (is_same_line) return "for all";
    }
    return declared->name;
}

struct pm_change *pm_change_of_facts(struct pm_comparison *comparison, const struct pm_pair *pair,
                                     enum pm_change_id id, struct pm_fact *old, struct pm_fact *new)
{
    struct pm_declared *holders[2] = {pair->sides[PM_BEFORE], pair->sides[PM_AFTER]};
    struct pm_change *change = pm_change_add(comparison, pair, id);
    change->old =
        pm_side_of_fact(comparison, PM_BEFORE, pair->sides[PM_BEFORE], old, &holders[PM_BEFORE]);
    change->new =
        pm_side_of_fact(comparison, PM_AFTER, pair->sides[PM_AFTER], new, &holders[PM_AFTER]);
    /* What somebody wrote says whose it is; a default is everybody's. */
    bool goes_by_new = new && (change->new.has_place || !change->old.has_place);
    enum pm_side side = goes_by_new ? PM_AFTER : PM_BEFORE;
    if (!old) side = PM_AFTER;
    change->kind = holders[side]->kind->word;
    change->subject = subject_of(comparison, side, holders[side]);
    if (old) old->is_claimed = true;
    if (new) new->is_claimed = true;
    return change;
}

static void set_amount(struct pm_change_side *side, struct pm_arena *arena, struct pm_ratio ratio)
{
    struct pm_decimal decimal = {0, 0};
    pm_wide scale = 1;
    if (!pm_ratio_is_defined(ratio)) return;
    while (decimal.places < PM_MOST_PLACES && scale * ratio.numerator % ratio.denominator != 0) {
        scale *= 10;
        decimal.places++;
    }
    pm_wide mantissa = scale * ratio.numerator / ratio.denominator;
    if (scale * ratio.numerator % ratio.denominator != 0 || mantissa > INT64_MAX ||
        mantissa < -INT64_MAX)
        return;
    decimal.mantissa = (int64_t)mantissa;
    side->has_amount = true;
    side->amount = decimal;
    char text[64];
    pm_ratio_format(ratio, decimal.places, text, sizeof text);
    side->value = pm_arena_copy_text(arena, text, strlen(text));
}

void pm_change_set_amounts(struct pm_change *change, struct pm_arena *arena, struct pm_ratio old,
                           struct pm_ratio new)
{
    set_amount(&change->old, arena, old);
    set_amount(&change->new, arena, new);
}

void pm_change_set_direction(struct pm_change *change, int direction)
{
    const struct pm_change_kind *kind = pm_change_kind(change->id);
    if (kind->sign != PM_SIGN_DIRECTION || direction > 0) return;
    if (direction < 0) {
        change->ambition = kind->ambition == PM_WEAKENING ? PM_STRENGTHENING : PM_WEAKENING;
        change->why = pm_change_kind(kind->mirror)->why;
        return;
    }
    change->ambition = PM_UNDECIDABLE;
    change->why = "which direction is the good one is not said, or changed, so that this may be "
                  "more or less";
}

static void push_claim(struct pm_comparison *comparison, struct pm_change *change,
                       struct pm_change *raw)
{
    size_t count = change->claim_count;
    if ((count & (count - 1)) == 0) /* 0 and powers of two: the room is used up */
        change->claims =
            pm_arena_grow(comparison->arena, change->claims, count * sizeof *change->claims,
                          (count ? count * 2 : 1) * sizeof *change->claims);
    change->claims[change->claim_count++] = raw;
}

void pm_change_claim_from(struct pm_comparison *comparison, struct pm_change *change, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < comparison->found.count; i++) {
        struct pm_change *each = comparison->found.items[i];
        if (each == change || each->is_hidden)
            comparison->found.items[kept++] = each;
        else
            push_claim(comparison, change, each);
    }
    comparison->found.count = kept;
}

void pm_change_claim(struct pm_comparison *comparison, struct pm_change *change,
                     struct pm_change *raw)
{
    size_t at = comparison->found.count;
    while (at > 0 && comparison->found.items[at - 1] != raw)
        at--;
    if (at) {
        struct pm_change **item = &comparison->found.items[at - 1];
        memmove(item, item + 1, (comparison->found.count - at) * sizeof *item);
        comparison->found.count--;
    }
    push_claim(comparison, change, raw);
}
