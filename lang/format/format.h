/* format.h: the one layout of a plan text.
 *
 * The formatter works on tokens and the roles that the parser gave them: a line for each statement,
 * two blanks a level, four more for a line that goes on; the author's own line breaks within a
 * statement, one-line blocks and comments stay. It changes blanks, line ends, `;` and the order of
 * parts that may stand in any order, and nothing else, so that a text means the same afterwards. */
#ifndef PM_FORMAT_H
#define PM_FORMAT_H

#include "lang/base/arena.h"
#include "lang/base/text.h"
#include "lang/diag/diagnostics.h"
#include "lang/source/source.h"

#include <stdbool.h>
#include <stdint.h>

enum { PM_FORMAT_WIDTH = 100 }; /* columns up to which a block may stay on one line */

/* Lays out a source text; the result lives in `arena` or is the text itself. False, after
 * diagnostics that say why, when the text does not parse: then `out` is the text as it was. */
bool pm_format_source(struct pm_arena *arena, struct pm_sources *sources, uint32_t file,
                      struct pm_diagnostics *diagnostics, struct pm_text *out);

/* What changes from one text to the other, as a unified diff with three lines of context; empty
 * when they are equal. `name` is written into its head. In `arena`. */
struct pm_text pm_format_difference(struct pm_arena *arena, const char *name, struct pm_text before,
                                    struct pm_text after);

#endif
