/* cursor.h: the tokens of a file as the grammar wants them. Internal to lang/parse.
 *
 * The cursor skips comments, says which word begins a statement, which is a link, an operator, a
 * call, which minus is a sign, where a statement ends, and closes what is left open, so that the
 * grammar never sees a brace or bracket without its partner. It writes the decision into the token
 * (its role). */
#ifndef PM_CURSOR_H
#define PM_CURSOR_H

#include "lang/parse/grammar.h"

/* The next token of the grammar, its value and place; YYEOF (0) at the end. */
int pm_cursor_next(struct pm_parser *parser, PM_GRAMMAR_STYPE *value, struct pm_span *span);

#endif
