/* diff_plan.c: goals and how they are worded, the levels of checks, and goals without measures. */
#include "lang/diff/compare.h"

#include "lang/model/resolve.h"

#include <string.h>

/* ---- Wording ---- */

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static bool is_letter(char letter)
{
    return lower(letter) >= 'a' && lower(letter) <= 'z';
}

static int weight_of_word(const char *word, size_t size)
{
    static const struct {
        const char *word;
        int weight;
    } words[] = {
#define PM_BINDING_WORD(word, weight) {word, weight},
#include "lang/diff/binding_words.def"
#undef PM_BINDING_WORD
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t same = 0;
        while (same < size && lower(word[same]) == words[i].word[same])
            same++;
        if (same == size && !words[i].word[size]) return words[i].weight;
    }
    return 0;
}

/* How much a wording binds: words that bind less those that do not. */
static int weight_of(const char *text)
{
    int weight = 0;
    for (size_t at = 0; text[at];) {
        size_t size = 0;
        while (is_letter(text[at + size]))
            size++;
        if (size) weight += weight_of_word(text + at, size);
        at += size ? size : 1;
    }
    return weight;
}

static void compare_text(struct pm_comparison *comparison, const struct pm_pair *pair,
                         const char *key)
{
    struct pm_fact *old = pm_fact_find(pair->sides[PM_BEFORE], key);
    struct pm_fact *new = pm_fact_find(pair->sides[PM_AFTER], key);
    if (!old && !new) return;
    int before = old ? weight_of(pm_fact_value(old, key)) : 0;
    int after = new ? weight_of(pm_fact_value(new, key)) : 0;
    enum pm_change_id id = after < before   ? PM_CHANGE_goal_text_softened
                           : after > before ? PM_CHANGE_goal_text_hardened
                                            : PM_CHANGE_goal_text_changed;
    pm_change_of_facts(comparison, pair, id, old, new);
}

void pm_compare_wording(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    compare_text(comparison, pair, "~text");
    compare_text(comparison, pair, "~label");
}

static enum pm_change_id change_of_kind(enum pm_goal_kind old, enum pm_goal_kind new)
{
    if (old == PM_GOAL && new == PM_OBJECTIVE) return PM_CHANGE_goal_demoted;
    if (old == PM_OBJECTIVE && new == PM_GOAL) return PM_CHANGE_goal_promoted;
    return PM_CHANGE_goal_role_changed;
}

void pm_compare_goal(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    const struct pm_goal *before = pair->sides[PM_BEFORE]->object;
    const struct pm_goal *after = pair->sides[PM_AFTER]->object;
    if (before && after && before->kind != after->kind) {
        pm_change_of_facts(comparison, pair, change_of_kind(before->kind, after->kind),
                           pm_fact_find(pair->sides[PM_BEFORE], "is"),
                           pm_fact_find(pair->sides[PM_AFTER], "is"));
        /* An objective has a goal above it, a goal has not. */
        for (int side = 0; side < 2; side++) {
            struct pm_fact *within = pm_fact_find(pair->sides[side], "within");
            if (within) within->is_claimed = true;
        }
    }
    pm_compare_wording(comparison, pair);
}

/* ---- Levels of checks ---- */

struct level {
    struct pm_fact *fact;
    int weight; /* off 0, info 1, warn 2, deny 3 */
};

static int default_weight(enum pm_code code)
{
    if (pm_check_is_off(code)) return 0;
    switch (pm_code_info(code)->severity) {
    case PM_ERROR:
        return 3;
    case PM_WARNING:
        return 2;
    case PM_INFO:
        break;
    }
    return 1;
}

static const char *const level_words[] = {"allow", "warn", "deny"};

/* The line about the check that the line `like` is about; without one, the level it has by itself.
 * */
static struct level level_of(struct pm_declared *declared, const struct pm_fact *like)
{
    const char *name = like->text + strcspn(like->text, " ");
    size_t size = 1 + strcspn(name + 1, "(");
    for (size_t i = 0; i < declared->facts.count; i++) {
        struct pm_fact *fact = &declared->facts.items[i];
        for (size_t j = 0; j < sizeof level_words / sizeof *level_words; j++) {
            const char *rest = fact->text + strlen(level_words[j]);
            if (!pm_fact_is_left(fact) || !pm_fact_has_key(fact, level_words[j])) continue;
            if (strncmp(rest, name, size) != 0 || (rest[size] && rest[size] != '(')) continue;
            return (struct level){fact, j == 0 ? 0 : (int)j + 1};
        }
    }
    struct pm_text text = {name + 1, size - 1};
    char code[128] = "";
    if (text.size < sizeof code) memcpy(code, text.bytes, text.size);
    return (struct level){NULL, default_weight(pm_code_find(code))};
}

static enum pm_change_id change_of_level(int before, int after)
{
    if (before == after) return PM_CHANGE_lint_limit_changed;
    if (!after) return PM_CHANGE_lint_disabled;
    if (!before) return PM_CHANGE_lint_enabled;
    return after < before ? PM_CHANGE_lint_lowered : PM_CHANGE_lint_raised;
}

static void compare_level(struct pm_comparison *comparison, const struct pm_pair *pair,
                          const struct pm_fact *like)
{
    struct level old = level_of(pair->sides[PM_BEFORE], like);
    struct level new = level_of(pair->sides[PM_AFTER], like);
    bool says_default =
        old.weight == new.weight && (!old.fact || !new.fact) && !strchr(like->text, '(');
    enum pm_change_id id =
        says_default ? PM_CHANGE_description_changed : change_of_level(old.weight, new.weight);
    struct pm_change *change = pm_change_of_facts(comparison, pair, id, old.fact, new.fact);
    const char *name = like->text + strcspn(like->text, " ") + 1;
    change->remark = pm_arena_format(comparison->arena, "`%.*s`", (int)strcspn(name, "("), name);
}

static void compare_profile(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    static const char *const profiles[] = {"draft", "board", "state"};
    struct pm_fact *facts[2];
    int weights[2];
    for (int side = 0; side < 2; side++) {
        facts[side] = pm_fact_find(pair->sides[side], "profile");
        weights[side] = 1; /* what holds without a word */
        for (int i = 0; i < 3 && facts[side]; i++)
            if (strcmp(pm_fact_value(facts[side], "profile"), profiles[i]) == 0) weights[side] = i;
    }
    if (!facts[0] && !facts[1]) return;
    enum pm_change_id id = weights[1] < weights[0]   ? PM_CHANGE_lint_lowered
                           : weights[1] > weights[0] ? PM_CHANGE_lint_raised
                                                     : PM_CHANGE_description_changed;
    pm_change_of_facts(comparison, pair, id, facts[0], facts[1]);
}

static const struct pm_fact *next_level(const struct pm_pair *pair)
{
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < sizeof level_words / sizeof *level_words; i++) {
            const struct pm_fact *fact = pm_fact_find(pair->sides[side], level_words[i]);
            if (fact) return fact;
        }
    return NULL;
}

void pm_compare_rules(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    compare_profile(comparison, pair);
    for (const struct pm_fact *fact = next_level(pair); fact; fact = next_level(pair))
        compare_level(comparison, pair, fact);
}

void pm_compare_plan(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    pm_compare_rules(comparison, pair);
    compare_text(comparison, pair, "~vision");
    compare_text(comparison, pair, "~mission");
}

/* ---- Goals without measures ---- */

static size_t count_measures(const struct pm_declared *goal)
{
    size_t count = 0;
    for (size_t i = 0; i < goal->below.count; i++)
        count += pm_is_of_family(goal->below.items[i], "measure");
    return count;
}

static void claim_measures(struct pm_comparison *comparison, struct pm_change *change,
                           const struct pm_declared *goal, enum pm_side side)
{
    size_t from = comparison->found.count;
    for (size_t i = 0; i < goal->below.count; i++) {
        struct pm_pair pair = {{NULL, NULL}};
        pair.sides[side] = goal->below.items[i];
        if (pm_is_of_family(pair.sides[side], "measure")) pm_report_missing(comparison, &pair);
    }
    pm_change_claim_from(comparison, change, from);
}

void pm_orphan_goals(struct pm_comparison *comparison)
{
    const struct pm_half *half = &comparison->halves[PM_AFTER];
    for (size_t i = 0; i < half->declared.count; i++) {
        struct pm_declared *after = half->declared.items[i];
        struct pm_declared *before = after->pair;
        if (!before || !pm_is_of_family(after, "goal")) continue;
        bool was_measured = count_measures(before) > 0;
        bool is_measured = count_measures(after) > 0;
        if (was_measured == is_measured) continue;
        struct pm_pair pair = {{before, after}};
        struct pm_change *change = pm_change_add(
            comparison, &pair, is_measured ? PM_CHANGE_goal_measured : PM_CHANGE_goal_orphaned);
        change->old = pm_side_of_declared(comparison, PM_BEFORE, before);
        change->new = pm_side_of_declared(comparison, PM_AFTER, after);
        claim_measures(comparison, change, is_measured ? after : before,
                       is_measured ? PM_AFTER : PM_BEFORE);
    }
}
