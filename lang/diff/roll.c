/* roll.c: plans that hold for other years.
 *
 * Where the period of a plan moved by whole years, facts in it whose dates and periods moved by as
 * many are no changes of their own. Records of the years that the plan no longer covers go with it.
 * What did not move so is compared as always. */
#include "lang/diff/compare.h"

#include <string.h>

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

static bool is_capital(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

static bool is_word_letter(char letter)
{
    return is_digit(letter) || is_capital(letter) || (letter >= 'a' && letter <= 'z') ||
           letter == '_';
}

/* Four digits of a year at `at`: of a date (2025-09-30), or after the capitals of a calendar. */
static bool is_year(const char *text, const char *at)
{
    for (int i = 0; i < 4; i++)
        if (!is_digit(at[i])) return false;
    if (is_digit(at[4])) return false;
    int32_t day;
    bool is_date = strlen(at) >= 10 && pm_parse_day((struct pm_text){at, 10}, &day);
    if (at == text || !is_word_letter(at[-1])) return is_date;
    const char *first = at - 1;
    while (first > text && is_capital(first[-1]))
        first--;
    return is_capital(at[-1]) && (first == text || !is_word_letter(first[-1])) &&
           !is_word_letter(at[4]);
}

const char *pm_shift_text(struct pm_arena *arena, const char *text, int32_t years)
{
    char *out = NULL;
    bool is_quoted = false;
    for (const char *at = text; *at; at++) {
        if (*at == '"' && (at == text || at[-1] != '\\')) is_quoted = !is_quoted;
        if (is_quoted || !is_digit(*at) || !is_year(text, at)) continue;
        if (!out) out = pm_arena_copy_text(arena, text, strlen(text));
        int32_t year =
            (at[0] - '0') * 1000 + (at[1] - '0') * 100 + (at[2] - '0') * 10 + (at[3] - '0') + years;
        if (year < 1 || year > 9999) return text;
        for (int i = 3; i >= 0; i--, year /= 10)
            out[at - text + i] = (char)('0' + year % 10);
        at += 3;
    }
    return out ? out : text;
}

/* ---- What moved ---- */

/* Years between the periods of both sides; 0 where they did not move by whole years. */
static int32_t years_between(const struct pm_plan *old, const struct pm_plan *new)
{
    if (!pm_period_is(old->first) || !pm_period_is(new->first)) return 0;
    int32_t years = new->first.year - old->first.year;
    struct pm_period moved[2] = {old->first, old->last};
    struct pm_period now[2] = {new->first, new->last};
    for (int i = 0; i < 2; i++) {
        if (moved[i].part != now[i].part || moved[i].number != now[i].number) return 0;
        if (strcmp(moved[i].calendar->prefix, now[i].calendar->prefix) != 0) return 0;
        if (now[i].year - moved[i].year != years) return 0;
    }
    return years;
}

static const struct pm_declared *root_of(const struct pm_declared *declared)
{
    while (declared && !declared->roll)
        declared = declared->above;
    return declared;
}

int32_t pm_shift_of(const struct pm_declared *declared)
{
    const struct pm_declared *root = root_of(declared);
    return root ? root->roll->years : 0;
}

static bool has_fact(const struct pm_declared *declared, const char *text)
{
    for (size_t i = 0; i < declared->facts.count; i++)
        if (strcmp(declared->facts.items[i].text, text) == 0) return true;
    return false;
}

struct moved { /* facts with dates, below a declaration too */
    size_t moved;
    size_t stayed;
};

static void count_moved(struct pm_comparison *comparison, const struct pm_declared *old,
                        int32_t years, struct moved *out)
{
    for (size_t i = 0; old->pair && i < old->facts.count; i++) {
        const char *text = old->facts.items[i].text;
        const char *moved = pm_shift_text(comparison->arena, text, years);
        if (moved == text) continue;
        out->moved += has_fact(old->pair, moved);
        out->stayed += has_fact(old->pair, text);
    }
    for (size_t i = 0; i < old->below.count; i++)
        count_moved(comparison, old->below.items[i], years, out);
}

static struct pm_roll *add_roll(struct pm_comparison *comparison, struct pm_declared *old,
                                int32_t years)
{
    struct pm_pair pair = {{old, old->pair}};
    struct pm_roll *roll = PM_NEW(comparison->arena, struct pm_roll);
    roll->years = years;
    roll->change = pm_change_add(comparison, &pair, PM_CHANGE_plan_rolled_forward);
    roll->change->remark = pm_arena_format(comparison->arena, "by %d year%s", years,
                                           years == 1 || years == -1 ? "" : "s");
    old->roll = roll;
    return roll;
}

static void roll_plan(struct pm_comparison *comparison, struct pm_declared *old)
{
    const struct pm_plan *plans[2] = {old->object, old->pair->object};
    struct moved moved = {0, 0};
    if (!plans[0] || !plans[1]) return;
    int32_t years = years_between(plans[0], plans[1]);
    if (years) count_moved(comparison, old, years, &moved);
    if (moved.moved < 2) return; /* the period alone is not the plan */
    struct pm_roll *roll = add_roll(comparison, old, years);
    for (int side = 0; side < 2; side++) {
        roll->first_day[side] = pm_period_first_day(plans[side]->first);
        roll->last_day[side] = pm_period_last_day(plans[side]->last);
    }
    if (!comparison->roll) comparison->roll = roll;
}

/* ---- Records ---- */

static bool is_record(const struct pm_fact *fact)
{
    return pm_fact_has_key(fact, "progress") || pm_fact_has_key(fact, "spent") ||
           pm_fact_has_key(fact, "done") || pm_fact_has_key(fact, "trained") ||
           pm_fact_has_key(fact, "held");
}

static int32_t first_day_in(const char *text)
{
    int32_t day;
    for (const char *at = text; strlen(at) >= 10; at++)
        if (pm_parse_day((struct pm_text){at, 10}, &day)) return day;
    return PM_NO_DAY;
}

/* True when the record is of the days that this side covers and the other one does not. */
static bool goes_with(const struct pm_roll *roll, enum pm_side side, const struct pm_fact *fact)
{
    enum pm_side other = side == PM_BEFORE ? PM_AFTER : PM_BEFORE;
    int32_t day = is_record(fact) ? first_day_in(fact->text) : PM_NO_DAY;
    if (day == PM_NO_DAY) return false;
    bool is_in = day >= roll->first_day[side] && day <= roll->last_day[side];
    return is_in && (day < roll->first_day[other] || day > roll->last_day[other]);
}

static bool has_records(const struct pm_roll *roll, enum pm_side side,
                        const struct pm_declared *declared)
{
    for (size_t i = 0; i < declared->facts.count; i++)
        if (goes_with(roll, side, &declared->facts.items[i])) return true;
    return false;
}

/* What is planned beside a plan year by year: nothing dated in it stayed where it was, and either
 * its dates moved with the plan, or records of its new years took the place of those of the old. */
static void roll_beside(struct pm_comparison *comparison, struct pm_declared *old)
{
    const struct pm_roll *plan = comparison->roll;
    struct moved moved = {0, 0};
    bool has_replaced = has_records(plan, PM_BEFORE, old) && has_records(plan, PM_AFTER, old->pair);
    count_moved(comparison, old, plan->years, &moved);
    if (moved.stayed || (moved.moved < 2 && !has_replaced)) return;
    struct pm_roll *roll = add_roll(comparison, old, plan->years);
    memcpy(roll->first_day, plan->first_day, sizeof roll->first_day);
    memcpy(roll->last_day, plan->last_day, sizeof roll->last_day);
    roll->change->old = pm_side_of_declared(comparison, PM_BEFORE, old);
    roll->change->new = pm_side_of_declared(comparison, PM_AFTER, old->pair);
}

void pm_roll_plans(struct pm_comparison *comparison)
{
    const struct pm_half *half = &comparison->halves[PM_BEFORE];
    for (size_t i = 0; i < half->declared.count; i++)
        if (half->declared.items[i]->pair && pm_is_of_family(half->declared.items[i], "plan"))
            roll_plan(comparison, half->declared.items[i]);
    for (size_t i = 0; comparison->roll && i < half->declared.count; i++) {
        struct pm_declared *old = half->declared.items[i];
        bool is_beside = pm_is_of_family(old, "service") || pm_is_of_family(old, "training") ||
                         pm_is_of_family(old, "meeting");
        if (is_beside && old->pair && !root_of(old)) roll_beside(comparison, old);
    }
}

/* ---- What goes with it ---- */

static void add_claim(struct pm_comparison *comparison, const struct pm_pair *pair,
                      struct pm_fact *old, struct pm_fact *new)
{
    const struct pm_declared *root = root_of(pair->sides[PM_BEFORE]);
    size_t from = comparison->found.count;
    enum pm_change_id id = !new   ? PM_CHANGE_fact_removed
                           : !old ? PM_CHANGE_fact_added
                                  : PM_CHANGE_fact_changed;
    struct pm_change *raw = pm_change_of_facts(comparison, pair, id, old, new);
    bool is_period = old && pm_fact_has_key(old, "period") && pair->sides[PM_BEFORE] == root;
    if (is_period) {
        root->roll->change->old = raw->old;
        root->roll->change->new = raw->new;
        comparison->found.count = from;
        return;
    }
    pm_change_claim_from(comparison, root->roll->change, from);
}

void pm_roll_fact(struct pm_comparison *comparison, const struct pm_pair *pair, struct pm_fact *old,
                  struct pm_fact *new)
{
    if (strcmp(old->text, new->text) == 0) return;
    old->has_moved = new->has_moved = true;
    add_claim(comparison, pair, old, new);
}

void pm_roll_records(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    const struct pm_declared *root = root_of(pair->sides[PM_BEFORE]);
    if (!root) return;
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < pair->sides[side]->facts.count; i++) {
            struct pm_fact *fact = &pair->sides[side]->facts.items[i];
            if (!pm_fact_is_left(fact) || !goes_with(root->roll, (enum pm_side)side, fact))
                continue;
            add_claim(comparison, pair, side == PM_BEFORE ? fact : NULL,
                      side == PM_AFTER ? fact : NULL);
        }
}
