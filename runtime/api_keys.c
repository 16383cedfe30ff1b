/* api_keys.c: the identity of a diagnostic: what stays when lines move, files are split and numbers
 * in a message change. */
#include "lang/base/digest.h"
#include "runtime/session.h"

#include <string.h>

/* ---- Where a diagnostic is ---- */

/* The statement of a list that holds an offset; they stand in order and do not overlap. */
static const struct pm_statement *holder_in(struct pm_statement *const *statements, size_t count,
                                            uint32_t offset)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) { /* the last one that begins at or before the offset */
        size_t middle = low + (high - low) / 2;
        if (statements[middle]->span.begin <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (!low) return NULL;
    const struct pm_statement *found = statements[low - 1];
    return offset < found->span.end ? found : NULL;
}

const struct pm_statement *pm_session_statement_at(const struct pm_session *session, uint32_t file,
                                                   uint32_t offset)
{
    const struct pm_compilation *compilation = session->compilation;
    const struct pm_statement *found = NULL;
    for (size_t i = 0; compilation && i < compilation->tree_count; i++) {
        const struct pm_tree *tree = compilation->trees[i];
        if (tree->file != file) continue;
        found = holder_in(tree->statements, tree->statement_count, offset);
    }
    for (const struct pm_statement *inner = found; inner;) {
        found = inner;
        inner = holder_in(inner->children, inner->child_count, offset);
    }
    return found;
}

/* ---- What it is called ---- */

/* "plan.compass/goal.present/measure.chronic_absence" */
static void put_declarations(struct pm_sink *sink, const struct pm_statement *statement)
{
    if (!statement) return;
    if (statement->parent) {
        put_declarations(sink, statement->parent);
        pm_put(sink, "/");
    }
    pm_put_bytes(sink, statement->word.bytes, statement->word.size);
    const struct pm_node *name = statement->slot_count ? pm_slot_node(&statement->slots[0]) : NULL;
    if (!name || name->kind != PM_NODE_NAME) return;
    pm_put(sink, ".");
    pm_put_bytes(sink, name->text.bytes, name->text.size);
}

/* Twelve letters that stand for what is said, whatever the numbers in it. */
static void put_said(struct pm_sink *sink, const char *message)
{
    enum { SHOWN = 12 };
    char digest[PM_DIGEST_SIZE];
    char said[512];
    size_t size = 0;
    for (const char *at = message; *at && size < sizeof said; at++) {
        bool is_digit = *at >= '0' && *at <= '9';
        if (is_digit && size && said[size - 1] == '#') continue;
        said[size++] = is_digit ? '#' : *at;
    }
    pm_digest_of(said, size, digest);
    pm_put_bytes(sink, digest, SHOWN);
}

static const char *make_key(struct pm_session *session, const struct pm_diagnostic *diagnostic)
{
    struct pm_buffer key;
    pm_buffer_start(&key, session->arena);
    pm_put_format(&key.sink, "%s:", pm_code_info(diagnostic->code)->name);
    if (diagnostic->has_span)
        put_declarations(&key.sink, pm_session_statement_at(session, diagnostic->span.file,
                                                            diagnostic->span.begin));
    else if (diagnostic->data.path)
        pm_put(&key.sink, diagnostic->data.path);
    pm_put(&key.sink, "~");
    put_said(&key.sink, diagnostic->message);
    return pm_buffer_text(&key);
}

void pm_session_identify(struct pm_session *session, struct pm_diagnostics *list)
{
    struct pm_symbols *keys = pm_symbols_new(session->scratch);
    uint32_t *counts = PM_NEW_ITEMS(session->scratch, uint32_t, list->count + 1);
    for (size_t i = 0; i < list->count; i++) {
        struct pm_diagnostic *diagnostic = list->items[i];
        if (diagnostic->key) continue;
        const char *key = make_key(session, diagnostic);
        uint32_t id = pm_symbol_make(keys, pm_text_from(key))->id;
        if (++counts[id] > 1) key = pm_arena_format(session->arena, "%s:%u", key, counts[id]);
        diagnostic->key = key;
    }
}
