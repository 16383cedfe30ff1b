/* diff_owner.c: who answers, and with what weight. */
#include "lang/diff/compare.h"

#include "lang/schema/kinds.h"

#include <string.h>

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* True when `word` stands in `text` as a word, in whatever case. */
static bool has_word(const char *text, struct pm_text word)
{
    for (const char *at = text; *at; at++) {
        bool begins = at == text || !((lower(at[-1]) >= 'a' && lower(at[-1]) <= 'z'));
        size_t size = 0;
        while (begins && size < word.size && lower(at[size]) == word.bytes[size])
            size++;
        if (begins && size == word.size && !(lower(at[size]) >= 'a' && lower(at[size]) <= 'z'))
            return true;
    }
    return false;
}

static bool has_words(const char *text, const char *words)
{
    for (struct pm_text word = pm_words_next(&words); word.size; word = pm_words_next(&words))
        if (!has_word(text, word)) return false;
    return true;
}

/* The rank of a post; 0: not known. */
static int rank_of(const char *post)
{
    static const struct {
        const char *words;
        int rank;
    } posts[] = {
#define PM_POST(words, rank) {words, rank},
#include "lang/diff/posts.def"
#undef PM_POST
    };
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        if (has_words(post, posts[i].words)) return posts[i].rank;
    return 0;
}

/* True when the owner is a set of units, not one. */
static bool is_set(const struct pm_comparison *comparison, enum pm_side side,
                   const struct pm_fact *owner)
{
    const struct pm_model *model = comparison->halves[side].compilation->model;
    const char *name = owner ? pm_fact_value(owner, "owner") : "";
    return !strchr(name, '(') && pm_model_find_unit_set(model, pm_text_from(name));
}

static enum pm_change_id change_of_posts(const struct pm_fact *old, const struct pm_fact *new)
{
    int before = old ? rank_of(pm_fact_value(old, "~post")) : 0;
    int after = new ? rank_of(pm_fact_value(new, "~post")) : 0;
    if (!before || !after || before == after) return PM_CHANGE_owner_changed;
    return after < before ? PM_CHANGE_owner_role_lowered : PM_CHANGE_owner_role_raised;
}

void pm_compare_owner(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    struct pm_fact *owner[2];
    struct pm_fact *post[2];
    for (int side = 0; side < 2; side++) {
        owner[side] = pm_fact_find(pair->sides[side], "owner");
        post[side] = pm_fact_find(pair->sides[side], "~post");
    }
    if (!owner[0] && !owner[1] && !post[0] && !post[1]) return;
    enum pm_change_id id = PM_CHANGE_owner_changed;
    if (!owner[PM_BEFORE] && owner[PM_AFTER])
        id = PM_CHANGE_owner_added;
    else if (owner[PM_BEFORE] && !owner[PM_AFTER])
        id = PM_CHANGE_owner_removed;
    else if (is_set(comparison, PM_BEFORE, owner[PM_BEFORE]) !=
             is_set(comparison, PM_AFTER, owner[PM_AFTER]))
        id = is_set(comparison, PM_AFTER, owner[PM_AFTER]) ? PM_CHANGE_owner_shared
                                                           : PM_CHANGE_owner_single;
    else
        id = change_of_posts(post[PM_BEFORE], post[PM_AFTER]);
    pm_change_of_facts(comparison, pair, id, owner[PM_BEFORE] ? owner[PM_BEFORE] : post[PM_BEFORE],
                       owner[PM_AFTER] ? owner[PM_AFTER] : post[PM_AFTER]);
    for (int side = 0; side < 2; side++)
        if (post[side]) post[side]->is_claimed = true;
}
