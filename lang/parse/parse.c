#include "lang/parse/parse.h"

#include "lang/parse/cursor.h"

#include <string.h>

bool pm_parser_may_report(struct pm_parser *parser)
{
    if (parser->message_count == PM_MOST_MESSAGES) {
        parser->unsaid_count++;
        return false;
    }
    parser->message_count++;
    return true;
}

/* The state of the grammar lives outside of the arena; freed with it when memory runs out. */
struct grammar {
    pm_grammar_pstate *state;
};

static void free_grammar(void *object)
{
    struct grammar *grammar = object;
    if (grammar->state) pm_grammar_pstate_delete(grammar->state);
    grammar->state = NULL;
}

static struct pm_vocabulary *vocabulary_of(struct pm_sources *sources)
{
    if (!sources->vocabulary) {
        sources->vocabulary = PM_NEW(sources->arena, struct pm_vocabulary);
        sources->vocabulary->arena = sources->arena;
    }
    return sources->vocabulary;
}

static struct pm_parser *new_parser(struct pm_arena *arena, struct pm_sources *sources,
                                    uint32_t file, const struct pm_tokens *tokens)
{
    struct pm_parser *parser = PM_NEW(arena, struct pm_parser);
    parser->arena = arena;
    parser->source = pm_sources_get(sources, file);
    parser->file = file;
    parser->vocabulary = vocabulary_of(sources);
    parser->diagnostics = pm_diagnostics_new(arena);
    pm_cursor_start(&parser->cursor, tokens->items, tokens->count);
    const struct pm_token *last = tokens->count ? &tokens->items[tokens->count - 1] : NULL;
    if (last && last->kind == PM_TOKEN_LONG_TEXT) {
        const char *end = parser->source->text.bytes + last->end;
        parser->has_open_text = last->end - last->begin < 6 || memcmp(end - 3, "\"\"\"", 3) != 0;
    }
    return parser;
}

static struct pm_tree *run(struct pm_parser *parser)
{
    struct grammar *grammar = PM_NEW(parser->arena, struct grammar);
    pm_arena_on_free(parser->arena, free_grammar, grammar);
    grammar->state = pm_grammar_pstate_new();
    if (!grammar->state) pm_arena_alloc_items(parser->arena, SIZE_MAX, 2); /* no memory: leaves */
    int status = YYPUSH_MORE;
    while (status == YYPUSH_MORE) {
        PM_GRAMMAR_STYPE value = {0};
        struct pm_span span = {parser->file, 0, 0};
        int token = pm_cursor_next(parser, &value, &span);
        status = pm_grammar_push_parse(grammar->state, token, &value, &span, parser);
    }
    free_grammar(grammar);
    if (parser->unsaid_count) {
        uint32_t end = (uint32_t)parser->source->text.size;
        struct pm_diagnostic *found = pm_diagnose(
            parser->diagnostics, PM_TOO_MANY_ERRORS, (struct pm_span){parser->file, end, end},
            "%zu more statements of this file are wrong", parser->unsaid_count);
        pm_help(parser->diagnostics, found, "mend the first ones and check again");
    }
    return pm_tree_finish(parser);
}

/* Says what the edits have made good. */
static void report_edits(struct pm_parser *parser, const struct pm_tokens *tokens,
                         const struct pm_edit *edits, size_t count)
{
    const struct pm_cursor repaired = parser->cursor;
    pm_cursor_start(&parser->cursor, tokens->items, tokens->count);
    for (size_t i = 0; i < count; i++) {
        const struct pm_edit *edit = &edits[i];
        struct pm_text word = PM_TEXT("");
        if (edit->kind != PM_DROP && edit->head < tokens->count)
            word = pm_token_text(parser, edit->head);
        if (edit->kind == PM_ADD_CLOSING) {
            struct pm_span before = pm_token_span(parser, edit->token);
            pm_report_open_brace(parser, edit->opener, word, &before);
        } else if (edit->kind == PM_ADD_OPENING) {
            size_t after = edit->token - 1;
            while (after > 0 && tokens->items[after].kind == PM_TOKEN_COMMENT)
                after--;
            pm_report_missing_brace(parser, after, word);
        } else {
            pm_report_stray_brace(parser, edit->token);
        }
    }
    parser->cursor = repaired;
}

static void append(struct pm_diagnostics *list, const struct pm_diagnostics *more)
{
    for (size_t i = 0; i < more->count; i++) {
        more->items[i]->sequence = (uint32_t)list->count;
        PM_PUSH(list->arena, list, more->items[i]);
    }
}

static size_t count_messages(const struct pm_parser *parser)
{
    return parser->message_count + parser->unsaid_count;
}

struct pm_tree *pm_parse_tokens(struct pm_arena *arena, struct pm_sources *sources, uint32_t file,
                                struct pm_tokens *tokens, struct pm_diagnostics *diagnostics)
{
    size_t edit_count = 0;
    const struct pm_edit *edits = NULL;
    struct pm_parser *parser = new_parser(arena, sources, file, tokens);
    struct pm_tree *tree = run(parser);
    if (count_messages(parser) && !parser->has_open_text)
        edits = pm_repair_find(parser, &edit_count);
    if (edit_count) {
        struct pm_tokens repaired = pm_repair_make(arena, tokens, edits, edit_count);
        struct pm_parser *second = new_parser(arena, sources, file, &repaired);
        report_edits(second, tokens, edits, edit_count);
        struct pm_tree *mended = run(second);
        if (count_messages(second) <= count_messages(parser)) {
            parser = second;
            tree = mended;
        }
    }
    append(diagnostics, parser->diagnostics);
    return tree;
}

struct pm_tree *pm_parse(struct pm_arena *arena, struct pm_sources *sources, uint32_t file,
                         struct pm_diagnostics *diagnostics)
{
    /* A tree borrows the text, and nothing of its tokens. */
    struct pm_arena *scratch = pm_arena_new_scratch(arena);
    size_t before = diagnostics->count;
    struct pm_tokens *tokens = pm_scan(scratch, pm_sources_get(sources, file), file, diagnostics);
    struct pm_tree *tree = pm_parse_tokens(arena, sources, file, tokens, diagnostics);
    tree->is_reported = diagnostics->count > before;
    pm_arena_free(scratch);
    return tree;
}
