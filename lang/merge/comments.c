/* comments.c: comments are no facts: what both sides have written stays. */
#include "lang/merge/parts.h"

void pm_merge_add_comments(struct pm_arena *arena, const struct pm_merge_text *side, size_t from,
                           size_t to, struct pm_merge_comments *out)
{
    for (size_t i = from; i < to; i++)
        if (side->tokens->items[i].kind == PM_TOKEN_COMMENT)
            PM_PUSH(arena, &out->list, pm_merge_token(side, i));
}

static bool has(const struct pm_merge_comments *comments, struct pm_text text)
{
    for (size_t i = 0; i < comments->list.count; i++)
        if (pm_text_equal(comments->list.items[i], text)) return true;
    return false;
}

void pm_merge_comments(struct pm_arena *arena,
                       const struct pm_merge_comments comments[PM_MERGE_SIDES],
                       struct pm_merge_comments *out)
{
    const struct pm_merge_comments *base = &comments[PM_MERGE_BASE];
    const struct pm_merge_comments *ours = &comments[PM_MERGE_OURS];
    const struct pm_merge_comments *theirs = &comments[PM_MERGE_THEIRS];
    for (size_t i = 0; i < ours->list.count; i++) {
        struct pm_text text = ours->list.items[i];
        if (!has(base, text) || has(theirs, text)) PM_PUSH(arena, &out->list, text);
    }
    for (size_t i = 0; i < theirs->list.count; i++) {
        struct pm_text text = theirs->list.items[i];
        if (!has(base, text) && !has(ours, text)) PM_PUSH(arena, &out->list, text);
    }
}
