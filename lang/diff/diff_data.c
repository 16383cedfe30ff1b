/* diff_data.c: checks of data, how often data come, and groups that were put together. */
#include "lang/diff/compare.h"

#include <string.h>

/* ---- Checks of data ---- */

/* "verify CONDITION for SHARE as WORD": the bytes before the share. */
static size_t size_of_condition(const char *text)
{
    const char *last = NULL;
    for (const char *at = strstr(text, " for "); at; at = strstr(at + 1, " for "))
        last = at;
    return last ? (size_t)(last - text) : strlen(text);
}

struct strictness {
    struct pm_ratio share; /* of rows that must hold */
    int weight;            /* info 0, warn 1, block 2 */
};

static struct strictness strictness_of(const char *text)
{
    const char *rest = text + size_of_condition(text);
    struct strictness out = {pm_ratio_from_integer(1), 1};
    struct pm_decimal share;
    if (strncmp(rest, " for ", 5) != 0) return out;
    rest += 5;
    size_t size = strcspn(rest, " ");
    if (pm_parse_decimal((struct pm_text){rest, size}, false, false, &share) == PM_NUMBER_READ)
        out.share = pm_ratio_from_decimal(share);
    if (strstr(rest, " as block")) out.weight = 2;
    if (strstr(rest, " as info")) out.weight = 0;
    return out;
}

static struct pm_fact *find_check(struct pm_declared *declared, const char *text)
{
    size_t size = size_of_condition(text);
    for (size_t i = 0; i < declared->facts.count; i++) {
        struct pm_fact *each = &declared->facts.items[i];
        if (pm_fact_is_left(each) && size_of_condition(each->text) == size &&
            strncmp(each->text, text, size) == 0)
            return each;
    }
    return NULL;
}

static void compare_check(struct pm_comparison *comparison, const struct pm_pair *pair,
                          struct pm_fact *old, struct pm_fact *new)
{
    struct strictness before = strictness_of(old->text);
    struct strictness after = strictness_of(new->text);
    int order = pm_ratio_compare(after.share, before.share);
    if (before.weight != after.weight)
        pm_change_of_facts(comparison, pair,
                           after.weight < before.weight ? PM_CHANGE_verification_severity_lowered
                                                        : PM_CHANGE_verification_severity_raised,
                           old, new);
    if (!order) return;
    struct pm_change *change =
        pm_change_of_facts(comparison, pair,
                           order < 0 ? PM_CHANGE_verification_tolerance_loosened
                                     : PM_CHANGE_verification_tolerance_tightened,
                           old, new);
    pm_change_set_amounts(change, comparison->arena, before.share, after.share);
}

static void compare_checks(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    struct pm_declared *old = pair->sides[PM_BEFORE];
    struct pm_declared *new = pair->sides[PM_AFTER];
    for (struct pm_fact *before = pm_fact_find(old, "verify"); before;
         before = pm_fact_find(old, "verify")) {
        struct pm_fact *after = find_check(new, before->text);
        if (after)
            compare_check(comparison, pair, before, after);
        else
            pm_change_of_facts(comparison, pair, PM_CHANGE_verification_rule_removed, before, NULL);
        before->is_claimed = true;
        if (after) after->is_claimed = true;
    }
    for (struct pm_fact *after = pm_fact_find(new, "verify"); after;
         after = pm_fact_find(new, "verify"))
        pm_change_of_facts(comparison, pair, PM_CHANGE_verification_rule_added, NULL, after);
}

/* ---- How often data come ---- */

/* How many periods of a source's grain there are in a year. */
static int32_t periods_in_year(const struct pm_source_decl *source)
{
    const struct pm_period_format_of_source *format = &source->period_format;
    if (!source->period_field_count || !format->calendar) return 0;
    if (format->writing == PM_WRITES_DAY) return 365;
    if (!format->part) return 1;
    return pm_period_parts(format->calendar, 2001, format->part);
}

static void compare_frequency(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    struct pm_fact *old = pm_fact_find(pair->sides[PM_BEFORE], "period");
    struct pm_fact *new = pm_fact_find(pair->sides[PM_AFTER], "period");
    const struct pm_source_decl *before = pair->sides[PM_BEFORE]->object;
    const struct pm_source_decl *after = pair->sides[PM_AFTER]->object;
    if (!old || !new || !before || !after) return;
    int32_t was = periods_in_year(before);
    int32_t is = periods_in_year(after);
    if (!was || !is || was == is) return;
    pm_change_of_facts(comparison, pair,
                       is < was ? PM_CHANGE_metric_frequency_reduced
                                : PM_CHANGE_metric_frequency_increased,
                       old, new);
}

void pm_compare_source(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    compare_checks(comparison, pair);
    compare_frequency(comparison, pair);
}

/* ---- Groups ---- */

/* True when the group has all values of the other one. */
static bool covers(const struct pm_declared *wide, const struct pm_declared *narrow)
{
    size_t count = 0;
    for (size_t i = 0; i < narrow->facts.count; i++) {
        const char *text = narrow->facts.items[i].text;
        bool is_there = false;
        if (strncmp(text, "when ", 5) != 0) continue;
        count++;
        for (size_t j = 0; j < wide->facts.count && !is_there; j++)
            is_there = strcmp(wide->facts.items[j].text, text) == 0;
        if (!is_there) return false;
    }
    return count > 0;
}

/* Groups below `dimension` that the other side has not, and all of whose values `wide` has. */
static size_t find_merged(const struct pm_declared *dimension, const struct pm_declared *wide,
                          struct pm_declared **out, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < dimension->below.count && count < most; i++) {
        struct pm_declared *each = dimension->below.items[i];
        if (!each->pair && !each->is_explained && pm_is_of_family(each, "group") &&
            covers(wide, each))
            out[count++] = each;
    }
    return count;
}

/* One group of `side` that stands for several of the other side. */
static void report_merged(struct pm_comparison *comparison, enum pm_side side,
                          struct pm_declared *wide)
{
    enum { MOST_GROUPS = 64 };
    enum pm_side other = side == PM_BEFORE ? PM_AFTER : PM_BEFORE;
    struct pm_declared *parts[MOST_GROUPS];
    size_t count = find_merged(wide->above->pair, wide, parts, MOST_GROUPS);
    size_t needed = wide->pair ? 1 : 2;
    if (count < needed) return;
    struct pm_pair pair = {{NULL, NULL}};
    pair.sides[side] = wide;
    pair.sides[other] = parts[0];
    struct pm_change *change = pm_change_add(
        comparison, &pair, side == PM_AFTER ? PM_CHANGE_group_merged : PM_CHANGE_group_split);
    change->subject = wide->name;
    change->old = pm_side_of_declared(comparison, PM_BEFORE, pair.sides[PM_BEFORE]);
    change->new = pm_side_of_declared(comparison, PM_AFTER, pair.sides[PM_AFTER]);
    size_t from = comparison->found.count;
    for (size_t i = 0; i < count; i++) {
        struct pm_pair part = {{NULL, NULL}};
        part.sides[other] = parts[i];
        change->remark = pm_arena_format(comparison->arena, "%s%s`%s`", change->remark,
                                         i ? ", " : "", strrchr(parts[i]->name, '.') + 1);
        pm_report_missing(comparison, &part);
    }
    struct pm_pair alone = {{NULL, NULL}};
    alone.sides[side] = wide;
    if (!wide->pair) pm_report_missing(comparison, &alone);
    pm_change_claim_from(comparison, change, from);
    for (size_t i = comparison->found.count; wide->pair && i > 0; i--) {
        struct pm_change *each = comparison->found.items[i - 1];
        if (each->id == PM_CHANGE_group_definition_changed &&
            (each->origin == wide || each->origin == wide->pair))
            pm_change_claim(comparison, change, each);
    }
}

void pm_merge_groups(struct pm_comparison *comparison)
{
    for (int side = 0; side < 2; side++) {
        const struct pm_half *half = &comparison->halves[side];
        for (size_t i = 0; i < half->declared.count; i++) {
            struct pm_declared *each = half->declared.items[i];
            bool differs = !each->pair ? !each->is_explained : !pm_facts_are_same(each);
            if (differs && pm_is_of_family(each, "group") && each->above && each->above->pair)
                report_merged(comparison, (enum pm_side)side, each);
        }
    }
}
