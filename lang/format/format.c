#include "lang/format/format.h"

#include "lang/format/formatter.h"
#include "lang/parse/parse.h"

/* Finds the other one of each brace. Their number is right where the text parses. */
static void pair_braces(struct pm_formatter *formatter)
{
    const struct pm_tokens *tokens = formatter->tokens;
    size_t *open = PM_NEW_ITEMS(formatter->arena, size_t, tokens->count);
    size_t open_count = 0;
    formatter->partners = PM_NEW_ITEMS(formatter->arena, size_t, tokens->count);
    for (size_t i = 0; i < tokens->count; i++) {
        if (tokens->items[i].role != PM_ROLE_BRACE) continue;
        if (pm_piece_is(&tokens->items[i], '{')) {
            open[open_count++] = i;
            continue;
        }
        size_t partner = open[--open_count];
        formatter->partners[partner] = i;
        formatter->partners[i] = partner;
    }
}

/* A text and its tokens in the order in which they are written. */
struct reading {
    struct pm_formatter formatter;
    bool is_sound;
};

static struct reading read_source(struct pm_arena *arena, struct pm_sources *sources, uint32_t file,
                                  struct pm_diagnostics *diagnostics)
{
    struct reading reading = {.formatter = {.arena = arena}};
    size_t errors = pm_diagnostics_count(diagnostics, PM_ERROR);
    reading.formatter.source = pm_sources_get(sources, file);
    struct pm_tokens *tokens = pm_scan(arena, reading.formatter.source, file, diagnostics);
    const struct pm_tree *tree = pm_parse_tokens(arena, sources, file, tokens, diagnostics);
    reading.formatter.tokens = tokens;
    reading.is_sound = pm_diagnostics_count(diagnostics, PM_ERROR) == errors;
    if (!reading.is_sound) return reading;
    pm_arrange(&reading.formatter, tree);
    pair_braces(&reading.formatter);
    return reading;
}

/* True when both have the same tokens, each with the same role. */
static bool is_same(const struct pm_formatter *a, const struct pm_formatter *b)
{
    if (a->order_count != b->order_count) return false;
    for (size_t i = 0; i < a->order_count; i++) {
        const struct pm_token *left = &a->tokens->items[a->order[i]];
        const struct pm_token *right = &b->tokens->items[b->order[i]];
        if (left->kind != right->kind || left->role != right->role ||
            !pm_text_equal(pm_piece_text(a, left, 0), pm_piece_text(b, right, 0)))
            return false;
    }
    return true;
}

/* True when the new text reads like the old one: what is written into people's files is looked at
 * once more. */
static bool reads_alike(struct pm_arena *arena, const struct pm_formatter *before,
                        struct pm_text after)
{
    struct pm_sources *sources = pm_sources_new(arena);
    uint32_t file = pm_sources_add(sources, before->source->path, after, false);
    struct reading again = read_source(arena, sources, file, pm_diagnostics_new(arena));
    return again.is_sound && is_same(before, &again.formatter);
}

bool pm_format_source(struct pm_arena *arena, struct pm_sources *sources, uint32_t file,
                      struct pm_diagnostics *diagnostics, struct pm_text *out)
{
    *out = pm_sources_get(sources, file)->text;
    struct reading reading = read_source(arena, sources, file, diagnostics);
    if (!reading.is_sound) return false;
    struct pm_text text = pm_layout(&reading.formatter);
    if (!reads_alike(arena, &reading.formatter, text)) {
        pm_diagnose(diagnostics, PM_INTERNAL_ERROR, (struct pm_span){file, 0, 0},
                    "this text would not read the same once formatted; it is left as it is");
        return false;
    }
    *out = text;
    return true;
}
