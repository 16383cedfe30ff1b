/* parse.h: from a source text to a tree of matched statements. Always gives a tree, perhaps an
 * incomplete one; problems are in the diagnostics. */
#ifndef PM_PARSE_H
#define PM_PARSE_H

#include "lang/diag/diagnostics.h"
#include "lang/scan/token.h"
#include "lang/source/source.h"
#include "lang/syntax/syntax.h"

/* Scans, parses, repairs braces by indentation where that helps, and matches each statement with
 * its row. `place` of the top statements is "file". The tree lives in `arena`. */
struct pm_tree *pm_parse(struct pm_arena *arena, struct pm_sources *sources, uint32_t file,
                         struct pm_diagnostics *diagnostics);

/* The same for tokens that are scanned already; sets their roles. */
struct pm_tree *pm_parse_tokens(struct pm_arena *arena, struct pm_sources *sources, uint32_t file,
                                struct pm_tokens *tokens, struct pm_diagnostics *diagnostics);

/* Writes the tree as indented text, one line a statement, for `pm debug tree` and the tests. */
char *pm_tree_dump(struct pm_arena *arena, const struct pm_tree *tree);

/* Writes the tokens, one a line: place, kind, role, text; for `pm debug tokens` and the tests. */
char *pm_tokens_dump(struct pm_arena *arena, struct pm_sources *sources, uint32_t file,
                     const struct pm_tokens *tokens);

#endif
