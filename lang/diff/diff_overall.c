/* diff_overall.c: how the states of parts come to one. */
#include "lang/diff/compare.h"

#include <stdlib.h>
#include <string.h>

struct rollup {            /* "overall any 3 with 0.5 rated" */
    struct pm_text kind;   /* "any" */
    long count;            /* of `any`: 3 */
    struct pm_text detail; /* between those and the share: "by rag", the part that leads */
    const char *share;     /* "0.5 rated", in its shortest form; "" */
};

static struct rollup read_rollup(const struct pm_fact *fact)
{
    const char *text = pm_fact_value(fact, "overall");
    struct rollup out = {.kind = {text, strcspn(text, " ")}};
    const char *end = strstr(text, " with ");
    char *after = NULL;
    out.share = end ? end + strlen(" with ") : "";
    out.count = strtol(text + out.kind.size, &after, 10);
    if (!end) end = text + strlen(text);
    out.detail = (struct pm_text){after, end > after ? (size_t)(end - after) : 0};
    return out;
}

/* Above 0 where one bad part is told more than it was, below 0 where less; 0 where that is not known
 * from the text. The worst of all hides nothing, the third best more than the fourth. */
static int compare_kinds(const struct rollup *old, const struct rollup *new)
{
    bool was_worst = pm_text_is(old->kind, "worst");
    bool is_worst = pm_text_is(new->kind, "worst");
    if (was_worst != is_worst) return is_worst ? 1 : -1;
    if (!pm_text_equal(old->kind, new->kind)) return 0;
    return (new->count > old->count) - (new->count < old->count);
}

static enum pm_change_id change_of(const struct pm_fact *before, const struct pm_fact *after)
{
    if (!before || !after) return before ? PM_CHANGE_rollup_removed : PM_CHANGE_rollup_added;
    struct rollup old = read_rollup(before);
    struct rollup new = read_rollup(after);
    int order = compare_kinds(&old, &new);
    bool is_same = pm_text_equal(old.kind, new.kind) && pm_text_equal(old.detail, new.detail);
    if (!order && is_same) order = strcmp(new.share, old.share);
    if (!order) return PM_CHANGE_rollup_changed;
    return order < 0 ? PM_CHANGE_rollup_weakened : PM_CHANGE_rollup_strengthened;
}

void pm_compare_overall(struct pm_comparison *comparison, const struct pm_pair *pair)
{
    struct pm_fact *old = pm_fact_find(pair->sides[PM_BEFORE], "overall");
    struct pm_fact *new = pm_fact_find(pair->sides[PM_AFTER], "overall");
    if (old || new) pm_change_of_facts(comparison, pair, change_of(old, new), old, new);
}
