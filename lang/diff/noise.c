/* noise.c: files that say the same in other words: comments, order, layout. */
#include "lang/diff/compare.h"

#include "lang/scan/token.h"

#include <stdlib.h>
#include <string.h>

struct words {                     /* the tokens of a file */
    PM_ARRAY(struct pm_text) code; /* without separators: a line end does as well */
    PM_ARRAY(struct pm_text) comments;
};

static struct words read_words(struct pm_comparison *comparison, enum pm_side side, uint32_t file)
{
    const struct pm_compilation *compilation = comparison->halves[side].compilation;
    const struct pm_source *source = pm_sources_get(compilation->sources, file);
    const struct pm_tokens *tokens =
        pm_scan(comparison->arena, source, file, pm_diagnostics_new(comparison->arena));
    struct words out = {{0}, {0}};
    for (size_t i = 0; i < tokens->count; i++) {
        const struct pm_token *token = &tokens->items[i];
        struct pm_text text = {source->text.bytes + token->begin, token->end - token->begin};
        if (token->kind == PM_TOKEN_COMMENT)
            PM_PUSH(comparison->arena, &out.comments, pm_text_trim(text));
        else if (!pm_text_is(text, ";"))
            PM_PUSH(comparison->arena, &out.code, text);
    }
    return out;
}

static bool same_texts(const struct pm_text *a, size_t a_count, const struct pm_text *b,
                       size_t b_count)
{
    if (a_count != b_count) return false;
    for (size_t i = 0; i < a_count; i++)
        if (!pm_text_equal(a[i], b[i])) return false;
    return true;
}

static int compare_texts(const void *left, const void *right)
{
    return pm_text_compare(*(const struct pm_text *)left, *(const struct pm_text *)right);
}

static void sort_texts(struct pm_text *texts, size_t count)
{
    if (count) qsort(texts, count, sizeof *texts, compare_texts);
}

static void put_file(struct pm_comparison *comparison, const char *path, enum pm_change_id id,
                     const uint32_t files[2])
{
    static const struct pm_declared_kind kind = {"file", "file",         1,
                                                 false,  PM_CHANGE_none, PM_CHANGE_none};
    struct pm_declared *file = PM_NEW(comparison->arena, struct pm_declared);
    file->kind = &kind;
    file->name = path;
    struct pm_pair pair = {{file, file}};
    struct pm_change *change = pm_change_add(comparison, &pair, id);
    change->old.is_there = change->new.is_there = true;
    change->old.has_place = change->new.has_place = true;
    change->old.at = (struct pm_span){files[PM_BEFORE], 0, 0};
    change->new.at = (struct pm_span){files[PM_AFTER], 0, 0};
}

static bool is_in(const struct pm_change_side *side, uint32_t file)
{
    return side->has_place && side->at.file == file;
}

/* True when some change speaks of the file, so that other words in it are no surprise. */
static bool is_told(const struct pm_comparison *comparison, const uint32_t files[2])
{
    for (size_t i = 0; i < comparison->found.count; i++) {
        const struct pm_change *each = comparison->found.items[i];
        if (is_in(&each->old, files[PM_BEFORE]) || is_in(&each->new, files[PM_AFTER])) return true;
        for (size_t j = 0; j < each->claim_count; j++)
            if (is_in(&each->claims[j]->old, files[PM_BEFORE]) ||
                is_in(&each->claims[j]->new, files[PM_AFTER]))
                return true;
    }
    return false;
}

static void compare_file(struct pm_comparison *comparison, const char *path,
                         const uint32_t files[2])
{
    struct words old = read_words(comparison, PM_BEFORE, files[PM_BEFORE]);
    struct words new = read_words(comparison, PM_AFTER, files[PM_AFTER]);
    bool same_order = same_texts(old.code.items, old.code.count, new.code.items, new.code.count);
    sort_texts(old.code.items, old.code.count);
    sort_texts(new.code.items, new.code.count);
    sort_texts(old.comments.items, old.comments.count);
    sort_texts(new.comments.items, new.comments.count);
    bool same_code = same_texts(old.code.items, old.code.count, new.code.items, new.code.count);
    bool same_comments =
        same_texts(old.comments.items, old.comments.count, new.comments.items, new.comments.count);
    if (!same_comments) put_file(comparison, path, PM_CHANGE_comment_changed, files);
    if (same_code && !same_order) put_file(comparison, path, PM_CHANGE_order_changed, files);
    bool is_layout = same_order && same_comments;
    if (is_layout || (!same_code && !is_told(comparison, files)))
        put_file(comparison, path, PM_CHANGE_formatting_changed, files);
}

/* The file with this path; `count` when there is none. */
static uint32_t find_file(const struct pm_sources *sources, const char *path, uint32_t near)
{
    uint32_t count = (uint32_t)sources->files.count;
    if (near < count && strcmp(sources->files.items[near]->path, path) == 0) return near;
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(sources->files.items[i]->path, path) == 0) return i;
    return count;
}

void pm_compare_texts(struct pm_comparison *comparison)
{
    const struct pm_sources *old = comparison->halves[PM_BEFORE].compilation->sources;
    const struct pm_sources *new = comparison->halves[PM_AFTER].compilation->sources;
    for (uint32_t i = 0; i < old->files.count; i++) {
        const struct pm_source *before = old->files.items[i];
        uint32_t files[2] = {i, find_file(new, before->path, i)};
        if (files[PM_AFTER] == new->files.count || before->is_module) continue;
        const struct pm_source *after = new->files.items[files[PM_AFTER]];
        if (pm_text_equal(before->text, after->text)) continue;
        compare_file(comparison, before->path, files);
    }
}
