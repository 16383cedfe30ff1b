/* formatter.h: what the parts of the formatter share. Internal to lang/format. */
#ifndef PM_FORMATTER_H
#define PM_FORMATTER_H

#include "lang/format/format.h"
#include "lang/scan/token.h"
#include "lang/syntax/syntax.h"

struct pm_formatter {
    struct pm_arena *arena;
    const struct pm_source *source;
    const struct pm_tokens *tokens; /* with their roles */
    size_t *order;                  /* of the tokens that are written: indexes of `tokens` */
    size_t order_count;
    size_t *partners; /* of each brace: the index of the other one */
};

/* ---- arrange.c */

/* Fills `order`: all tokens but `;`, optional parts in the order of their row. */
void pm_arrange(struct pm_formatter *formatter, const struct pm_tree *tree);

/* ---- layout.c */

/* The text of the tokens in their order. */
struct pm_text pm_layout(struct pm_formatter *formatter);

/* ---- pieces.c: one token, as it is written */

bool pm_piece_is(const struct pm_token *token, char sign);

/* The token as it stands in the source. */
struct pm_text pm_piece_source(const struct pm_formatter *formatter, const struct pm_token *token);

/* As it is written: blanks between a number and its unit are one, and a comment has none at its
 * end; a text of several lines is indented by `indent` blanks. */
struct pm_text pm_piece_text(const struct pm_formatter *formatter, const struct pm_token *token,
                             size_t indent);

/* True when a blank stands between two tokens on one line. */
bool pm_piece_needs_blank(const struct pm_token *before, const struct pm_token *token);

/* True for a text with line ends in it. */
bool pm_piece_is_tall(const struct pm_formatter *formatter, const struct pm_token *token);

#endif
