#include "lang/diff/flat.h"

#include "lang/diff/diff.h"

#include <string.h>

struct flattening {
    struct pm_arena *arena;
    const struct pm_sources *sources;
    PM_ARRAY(char) out;
};

static void put(struct flattening *flat, const char *text)
{
    for (; *text; text++)
        PM_PUSH(flat->arena, &flat->out, *text);
}

/* "goal present": the word and what names it; the word alone where nothing does. */
static const char *title_of(const struct flattening *flat, const struct pm_statement *statement)
{
    static const char *const keys[] = {"NAME", "METRIC", "FIELD", "WORD"};
    const struct pm_node *name = NULL;
    for (size_t i = 0; !name && i < sizeof keys / sizeof keys[0]; i++)
        name = pm_slot_node(pm_slot(statement, keys[i]));
    if (!name) return pm_arena_copy_text(flat->arena, statement->word.bytes, statement->word.size);
    return pm_arena_format(flat->arena, "%.*s %.*s", (int)statement->word.size,
                           statement->word.bytes, (int)name->text.size, name->text.bytes);
}

static void put_statement(struct flattening *flat, const struct pm_statement *statement,
                          const char *above)
{
    put(flat, above);
    if (*above) put(flat, ": ");
    put(flat, pm_line_of_statement(flat->arena, flat->sources, statement));
    put(flat, "\n");
    if (!statement->child_count) return;
    const char *title = title_of(flat, statement);
    if (*above) title = pm_arena_format(flat->arena, "%s %s", above, title);
    for (size_t i = 0; i < statement->child_count; i++)
        put_statement(flat, statement->children[i], title);
}

struct pm_text pm_flat_text(struct pm_arena *arena, const struct pm_sources *sources,
                            const struct pm_tree *tree)
{
    struct flattening flat = {.arena = arena, .sources = sources};
    for (size_t i = 0; i < tree->statement_count; i++)
        put_statement(&flat, tree->statements[i], "");
    return (struct pm_text){flat.out.items, flat.out.count};
}
