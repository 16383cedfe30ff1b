/* fuzz_parse: any bytes through scanner and parser. Whatever they are, there is a tree; tokens are in
 * order with only blanks between them where nothing was reported; all spans lie in the text; every
 * statement is either matched with a row or damaged with a message; and the same text says the same
 * again. */
#include "lang/parse/parse.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Ends the process when a promise is broken; libFuzzer keeps the input. */
#define REQUIRE(claim) require((claim), #claim, __LINE__)

static void require(bool holds, const char *claim, int line)
{
    if (holds) return;
    fprintf(stderr, "fuzz_parse.c:%d: broken: %s\n", line, claim);
    abort();
}

struct reading {
    struct pm_arena *arena;
    struct pm_sources *sources;
    uint32_t file;
    struct pm_text text; /* without a byte order mark */
    struct pm_diagnostics *diagnostics;
    struct pm_tokens *tokens;
    struct pm_tree *tree;
};

static struct reading read_text(struct pm_text text)
{
    struct reading reading = {.arena = pm_arena_new()};
    REQUIRE(reading.arena != NULL);
    reading.sources = pm_sources_new(reading.arena);
    reading.file = pm_sources_add(reading.sources, "a.pm", text, false);
    const struct pm_source *source = pm_sources_get(reading.sources, reading.file);
    reading.text = source->text;
    reading.diagnostics = pm_diagnostics_new(reading.arena);
    reading.tokens = pm_scan(reading.arena, source, reading.file, reading.diagnostics);
    reading.tree = pm_parse_tokens(reading.arena, reading.sources, reading.file, reading.tokens,
                                   reading.diagnostics);
    return reading;
}

static void check_span(const struct reading *reading, struct pm_span span)
{
    REQUIRE(span.file == reading->file);
    REQUIRE(span.begin <= span.end && span.end <= reading->text.size);
}

static void check_tokens(const struct reading *reading)
{
    uint32_t before = 0;
    bool is_clean = reading->diagnostics->count == 0;
    for (size_t i = 0; i < reading->tokens->count; i++) {
        const struct pm_token *token = &reading->tokens->items[i];
        REQUIRE(token->begin >= before && token->end > token->begin);
        REQUIRE(token->end <= reading->text.size);
        for (uint32_t at = before; is_clean && at < token->begin; at++)
            REQUIRE(strchr(" \t\r\n", reading->text.bytes[at]) && reading->text.bytes[at]);
        if (is_clean) REQUIRE(!token->dirty && token->role != PM_ROLE_NONE);
        before = token->end;
    }
    REQUIRE(before <= reading->text.size);
}

static void check_diagnostics(const struct reading *reading)
{
    for (size_t i = 0; i < reading->diagnostics->count; i++) {
        const struct pm_diagnostic *each = reading->diagnostics->items[i];
        REQUIRE(each->has_span && each->sequence == i);
        REQUIRE(*each->message && !strchr(each->message, '\n'));
        REQUIRE(each->help && *each->help && !strchr(each->help, '\n'));
        check_span(reading, each->span);
        for (size_t j = 0; j < each->label_count; j++)
            check_span(reading, each->labels[j].span);
        struct pm_place place = pm_sources_place(reading->sources, reading->file, each->span.begin);
        REQUIRE(place.line >= 1 && place.column >= 1);
    }
}

static void check_node(const struct reading *reading, const struct pm_node *node, int depth)
{
    REQUIRE(depth < 2000);
    check_span(reading, node->span);
    bool has_one = node->kind == PM_NODE_SIGN || node->kind == PM_NODE_PERCENT_OF ||
                   node->kind == PM_NODE_NOT || node->kind == PM_NODE_IS ||
                   node->kind == PM_NODE_IS_NOT;
    if (has_one) REQUIRE(node->child_count == 1);
    if (node->kind == PM_NODE_BINARY) REQUIRE(node->child_count == 2 && node->operation);
    if (node->kind == PM_NODE_DURATION) REQUIRE(node->unit != NULL);
    for (size_t i = 0; i < node->child_count; i++) {
        REQUIRE(node->children[i] != NULL);
        check_node(reading, node->children[i], depth + 1);
    }
}

static void check_slots(const struct reading *reading, const struct pm_statement *statement)
{
    for (size_t i = 0; i < statement->slot_count; i++) {
        const struct pm_slot *slot = &statement->slots[i];
        REQUIRE(slot->key && *slot->key && slot->after);
        check_span(reading, slot->span);
        for (size_t j = 0; j < slot->node_count; j++)
            check_node(reading, slot->nodes[j], 0);
    }
}

static void check_statement(const struct reading *reading, const struct pm_statement *statement,
                            const struct pm_statement *parent)
{
    REQUIRE(statement->parent == parent);
    REQUIRE(statement->row || statement->damaged);
    REQUIRE(!statement->damaged || reading->diagnostics->count);
    REQUIRE(statement->word.size > 0);
    check_span(reading, statement->word_span);
    check_span(reading, statement->span);
    REQUIRE(statement->span.begin == statement->word_span.begin);
    REQUIRE(statement->span.end >= statement->word_span.end);
    if (parent) REQUIRE(statement->span.begin >= parent->span.begin);
    if (parent) REQUIRE(statement->span.end <= parent->span.end);
    REQUIRE(!statement->child_count || statement->has_block);
    check_slots(reading, statement);
    for (size_t i = 0; i < statement->child_count; i++)
        check_statement(reading, statement->children[i], statement);
}

static void compare(const struct reading *a, const struct reading *b)
{
    REQUIRE(a->tokens->count == b->tokens->count);
    REQUIRE(a->diagnostics->count == b->diagnostics->count);
    for (size_t i = 0; i < a->diagnostics->count; i++)
        REQUIRE(strcmp(a->diagnostics->items[i]->message, b->diagnostics->items[i]->message) == 0);
    REQUIRE(strcmp(pm_tree_dump(a->arena, a->tree), pm_tree_dump(b->arena, b->tree)) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct pm_text text = {(const char *)bytes, size};
    struct reading reading = read_text(text);
    check_tokens(&reading);
    check_diagnostics(&reading);
    for (size_t i = 0; i < reading.tree->statement_count; i++)
        check_statement(&reading, reading.tree->statements[i], NULL);
    REQUIRE(pm_tokens_dump(reading.arena, reading.sources, reading.file, reading.tokens) != NULL);
    struct reading again = read_text(text);
    compare(&reading, &again);
    pm_arena_free(again.arena);
    pm_arena_free(reading.arena);
    return 0;
}
