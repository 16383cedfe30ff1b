/* front.h: a text through scanner and parser, for the tests of the front end. */
#ifndef PM_FRONT_H
#define PM_FRONT_H

#include "lang/parse/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants these first */
#include <cmocka.h>

struct front {
    struct pm_arena *arena;
    struct pm_sources *sources;
    uint32_t file;
    struct pm_diagnostics *diagnostics;
    struct pm_tokens *tokens;
    struct pm_tree *tree;
};

/* Scans and parses; free with front_free. The bytes are borrowed. */
static inline struct front front_read(const char *bytes, size_t size)
{
    struct front front = {.arena = pm_arena_new()};
    assert_non_null(front.arena);
    front.sources = pm_sources_new(front.arena);
    front.file = pm_sources_add(front.sources, "a.pm", (struct pm_text){bytes, size}, false);
    front.diagnostics = pm_diagnostics_new(front.arena);
    front.tokens = pm_scan(front.arena, pm_sources_get(front.sources, front.file), front.file,
                           front.diagnostics);
    front.tree =
        pm_parse_tokens(front.arena, front.sources, front.file, front.tokens, front.diagnostics);
    pm_diagnostics_sort(front.diagnostics);
    return front;
}

static inline void front_free(struct front *front)
{
    pm_arena_free(front->arena);
}

/* The messages as "line:column name", one a line. */
static inline char *front_messages(const struct front *front)
{
    char *text = pm_arena_copy_text(front->arena, "", 0);
    for (size_t i = 0; i < front->diagnostics->count; i++) {
        const struct pm_diagnostic *each = front->diagnostics->items[i];
        struct pm_place place = pm_sources_place(front->sources, each->span.file, each->span.begin);
        text = pm_arena_format(front->arena, "%s%u:%u %s\n", text, place.line, place.column,
                               pm_code_info(each->code)->name);
    }
    return text;
}

/* The text must give just these messages; each line of `expected` is "line:column name". */
static inline void front_expect(const char *text, const char *expected)
{
    struct front front = front_read(text, strlen(text));
    const char *messages = front_messages(&front);
    if (strcmp(messages, expected) != 0)
        fail_msg("%s\n--- expected\n%s--- got\n%s", text, expected, messages);
    front_free(&front);
}

/* The text must give no message and this tree. */
static inline void front_expect_tree(const char *text, const char *expected)
{
    struct front front = front_read(text, strlen(text));
    const char *tree = pm_tree_dump(front.arena, front.tree);
    if (front.diagnostics->count) fail_msg("%s\n%s", text, front_messages(&front));
    if (strcmp(tree, expected) != 0)
        fail_msg("%s\n--- expected\n%s--- got\n%s", text, expected, tree);
    front_free(&front);
}

/* The bytes of a file below the root of the repository, in `arena`. */
static inline struct pm_text front_file(struct pm_arena *arena, const char *path)
{
    struct pm_files files = pm_files_on_disk(arena, ".");
    struct pm_text text = {0};
    if (files.read(files.context, arena, path, &text) != PM_READ_OK) fail_msg("no %s", path);
    return text;
}

#endif
